//! "Darbai": what waits, in the order of the queue.

use askama::Template;
use axum::extract::{Query, State};
use jiff::civil::Date;
use serde::Deserialize;
use spis_audit::{Entry, Outcome};
use spis_identity::Right;
use spis_identity::web::{Official, WebState, news};
use spis_pages::{AppError, Html, Page, PageRequest, Pagination, Tag};
use uuid::Uuid;

use super::CaseState;
use crate::procedure::Status;
use crate::requests::store::unanswered_among;
use crate::store::counter::unsigned_among;
use crate::store::{self, Shown, WorkRow};

const PER_PAGE: u32 = 30;

/// Keys of the next step, by status.
const NEXT: [(Status, &str); 8] = [
    (Status::Registered, "work-next-registered"),
    (Status::Gathering, "work-next-gathering"),
    (Status::Assessed, "work-next-assessed"),
    (Status::Proposed, "work-next-proposed"),
    (Status::Returned, "work-next-returned"),
    (Status::Waiting, "work-next-waiting"),
    (Status::Decided, "work-next-decided"),
    (Status::Withdrawn, "work-next-withdrawn"),
];

/// Key of the word for a status in the page kit's vocabulary.
pub(super) fn vocabulary(status: Status) -> &'static str {
    match status {
        Status::Registered => "queued",
        Status::Gathering => "checking",
        Status::Assessed => "proposal",
        Status::Proposed => "with_approver",
        Status::Returned => "returned",
        Status::Waiting => "document_missing",
        Status::Decided => "decided",
        Status::Withdrawn => "withdrawn",
    }
}

#[derive(Template)]
#[template(path = "worklist.html")]
struct Worklist {
    page: Page,
    today: Date,
    counts: Vec<Count>,
    rows: Vec<Row>,
    pagination: Pagination,
    empty: String,
}

struct Count {
    href: String,
    number: i64,
    label: String,
    current: bool,
}

struct Row {
    work: WorkRow,
    kind: String,
    status: Tag,
    next: String,
    open: bool,
    /// The statutory clock stands still.
    stopped: bool,
    /// Something that the applicant wrote waits for an answer.
    unanswered: bool,
    /// The paper bears no signature yet.
    unsigned: bool,
}

#[derive(Deserialize)]
pub(super) struct WorkQuery {
    rodyti: Option<String>,
    puslapis: Option<u32>,
    zinute: Option<String>,
}

pub(super) async fn page(
    State(state): State<CaseState>,
    request: PageRequest,
    official: Official,
    Query(query): Query<WorkQuery>,
) -> Result<Html<impl Template>, AppError> {
    let web: &WebState = &state.web;
    official
        .require(web, Right::CaseRead, "worklist_read", "worklist", None)
        .await?;
    let node = &web.node;
    let today = web.today();
    let shown = query
        .rodyti
        .and_then(|code| Shown::ALL.into_iter().find(|s| s.code() == code))
        .unwrap_or(Shown::Open);
    let number = query.puslapis.unwrap_or(1).clamp(1, 10_000);
    let mut connection = node.pool().acquire().await?;
    let counts = store::work_counts(&mut connection, node.code(), today).await?;
    let offset = i64::from((number - 1) * PER_PAGE);
    let list = store::work_list(
        &mut connection,
        node.code(),
        shown,
        today,
        offset,
        PER_PAGE.into(),
    )
    .await?;
    let ids: Vec<Uuid> = list.iter().map(|r| r.id.get()).collect();
    let mut about = ids.clone();
    about.extend(list.iter().filter_map(|r| r.submission));
    let unanswered = unanswered_among(&mut connection, node.code(), &about).await?;
    let unsigned = unsigned_among(&mut connection, node.code(), &ids).await?;
    drop(connection);
    // One entry for the list, naming everybody whom it shows, before it is shown.
    let subjects: Vec<Uuid> = list.iter().map(|r| r.applicant.get()).collect();
    spis_audit::record_now(
        node,
        web.now(),
        Entry {
            actor: &official.user.actor(),
            action: "worklist_read",
            object: "worklist",
            object_id: None,
            purpose: shown.code(),
            outcome: Outcome::Allowed,
            subjects: &subjects,
        },
    )
    .await?;
    let mut page = official
        .page(web, &request)
        .with_title_key("work-title")
        .at("work");
    page.flash = news(&page, query.zinute.as_deref());
    let total = shown_count(&counts, shown);
    let rows = list
        .into_iter()
        .map(|work| Row {
            kind: state
                .groups
                .by_code(&work.kind_group)
                .map(|g| page.t(g.name_key()))
                .unwrap_or_default(),
            status: if work.status == Status::Decided {
                Tag::new("accent", "yes", page.t("work-status-decided"))
            } else {
                Tag::for_staff(&page.translator, vocabulary(work.status))
            },
            next: NEXT
                .iter()
                .find(|(s, _)| *s == work.status)
                .map(|(_, key)| page.t(key))
                .unwrap_or_default(),
            open: !work.status.is_final(),
            stopped: work.status == Status::Waiting,
            unsigned: !work.status.is_final() && unsigned.contains(&work.id.get()),
            unanswered: unanswered
                .iter()
                .any(|about| *about == work.id.get() || Some(*about) == work.submission),
            work,
        })
        .collect();
    Ok(Html(Worklist {
        today,
        counts: Shown::ALL
            .into_iter()
            .zip(counts.0)
            .map(|(view, number)| Count {
                href: format!("/darbai?rodyti={}", view.code()),
                number,
                label: page.t_count(format!("work-count-{}", view.code()), number),
                current: view == shown,
            })
            .collect(),
        rows,
        pagination: Pagination {
            page: number,
            per_page: PER_PAGE,
            total: u64::try_from(total).unwrap_or(0),
            href: format!("/darbai?rodyti={}&puslapis=", shown.code()),
        },
        empty: page.t(format!("work-empty-{}", shown.code())),
        page,
    }))
}

fn shown_count(counts: &store::WorkCounts, shown: Shown) -> i64 {
    Shown::ALL
        .into_iter()
        .zip(counts.0)
        .find_map(|(s, n)| (s == shown).then_some(n))
        .unwrap_or(0)
}
