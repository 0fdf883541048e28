//! "Darbai": what waits, in the order of the queue.

mod query;
mod several;
mod sheet;

use askama::Template;
use axum::extract::{Query, State};
use jiff::civil::Date;
use spis_audit::{Entry, Outcome};
use spis_identity::Right;
use spis_identity::users::colleagues_with;
use spis_identity::web::{Official, WebState, news};
use spis_pages::{AppError, Choice, Html, Page, PageRequest, Pagination, Tag, Translator};
use uuid::Uuid;

use self::query::{Asked, WorkQuery};
pub(super) use self::several::several;
pub(super) use self::sheet::export;
use super::CaseState;
use super::owner::choice;
use crate::Groups;
use crate::procedure::Status;
use crate::requests::store::unanswered_among;
use crate::store::counter::unsigned_among;
use crate::store::work::{self, Order, View, Whose, WorkRow};

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
    filter: FilterForm,
    /// What the list is narrowed to, each with the address of the list without it.
    narrowed: Vec<(String, String)>,
    /// Orders to choose from: words, address, chosen.
    orders: Vec<(String, String, bool)>,
    rows: Vec<Row>,
    /// Whom ticked cases can be given to; empty: by nobody here.
    colleagues: Vec<Choice>,
    may_take: bool,
    export: String,
    /// The list itself, to come back to.
    here: String,
    pagination: Pagination,
    empty: String,
}

impl Worklist {
    fn may_tick(&self) -> bool {
        self.may_take || !self.colleagues.is_empty()
    }
}

struct FilterForm {
    view: &'static str,
    order: &'static str,
    whose: Vec<Choice>,
    kinds: Vec<Choice>,
    steps: Vec<Choice>,
    due_by: String,
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
    let message = query.zinute.clone();
    let number = query.puslapis.unwrap_or(1).clamp(1, 10_000);
    let mut page = official
        .page(web, &request)
        .with_title_key("work-title")
        .at("work");
    page.flash = news(&page, message.as_deref());
    let (asked, wrong) = query.asked(official.user.id, &state.groups);
    page.errors = wrong;
    let mut connection = node.pool().acquire().await?;
    let counts = work::work_counts(&mut connection, node.code(), &asked.filter, today).await?;
    let owned = work::work_owned(&mut connection, node.code(), official.user.id).await?;
    let offset = i64::from((number - 1) * PER_PAGE);
    let what = (asked.view, &asked.filter, asked.order);
    let most = (offset, i64::from(PER_PAGE));
    let list = work::work_list(&mut connection, node.code(), what, today, most).await?;
    let ids: Vec<Uuid> = list.iter().map(|r| r.id.get()).collect();
    let mut about = ids.clone();
    about.extend(list.iter().filter_map(|r| r.submission));
    let unanswered = unanswered_among(&mut connection, node.code(), &about).await?;
    let unsigned = unsigned_among(&mut connection, node.code(), &ids).await?;
    let mut colleagues = Vec::new();
    if official.user.may(Right::CaseAssign) {
        let loads = work::loads(&mut connection, node.code(), today).await?;
        let all = colleagues_with(&mut connection, node.code(), Right::CaseProcess, today).await?;
        colleagues.push(Choice::new("", page.t("form-choose"), false));
        colleagues.extend(all.iter().map(|one| choice(&page, one, &loads, "")));
    }
    drop(connection);
    journal(&state, &official, "worklist_read", &asked, &list).await?;
    let total = count_of(counts, asked.view);
    let rows = list
        .into_iter()
        .map(|work| Row {
            kind: kind_name(&state.groups, &work.kind_group, &page.translator),
            status: if work.status == Status::Decided {
                Tag::new("accent", "yes", page.t("work-status-decided"))
            } else {
                Tag::for_staff(&page.translator, vocabulary(work.status))
            },
            next: next_step(work.status, &page.translator),
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
        counts: counts_shown(&page, &asked, counts, owned),
        filter: filter_form(&state, &page, &asked),
        narrowed: asked.narrowed(&page, |group| {
            kind_name(&state.groups, group, &page.translator)
        }),
        orders: Order::ALL
            .into_iter()
            .map(|order| {
                let words = page.t(format!("work-order-{}", order.code()));
                let href = Asked {
                    order,
                    ..asked.clone()
                };
                (words, href.address("/darbai"), order == asked.order)
            })
            .collect(),
        rows,
        colleagues,
        may_take: official.user.may(Right::CaseProcess),
        export: asked.address("/darbai/sarasas.csv"),
        here: asked.address("/darbai"),
        pagination: Pagination {
            page: number,
            per_page: PER_PAGE,
            total: u64::try_from(total).unwrap_or(0),
            href: format!("{}&puslapis=", asked.address("/darbai")),
        },
        empty: if asked.is_narrowed() {
            page.t("work-empty-narrowed")
        } else {
            page.t(format!("work-empty-{}", asked.view.code()))
        },
        page,
    }))
}

/// One entry for the list, naming everybody whom it shows, before it is shown.
async fn journal(
    state: &CaseState,
    official: &Official,
    action: &'static str,
    asked: &Asked,
    list: &[WorkRow],
) -> Result<(), AppError> {
    let subjects: Vec<Uuid> = list.iter().map(|r| r.applicant.get()).collect();
    let entry = Entry {
        actor: &official.user.actor(),
        action,
        object: "worklist",
        object_id: None,
        purpose: &asked.address(""),
        outcome: Outcome::Allowed,
        subjects: &subjects,
    };
    spis_audit::record_now(&state.web.node, state.web.now(), entry).await?;
    Ok(())
}

fn kind_name(groups: &Groups, code: &str, t: &Translator) -> String {
    groups
        .by_code(code)
        .map(|group| t.t(group.name_key()))
        .unwrap_or_default()
}

fn next_step(status: Status, t: &Translator) -> String {
    NEXT.iter()
        .find(|(s, _)| *s == status)
        .map(|(_, key)| t.t(key))
        .unwrap_or_default()
}

fn counts_shown(page: &Page, asked: &Asked, counts: [i64; 7], owned: (i64, i64)) -> Vec<Count> {
    let plain = Asked {
        order: asked.order,
        ..Asked::of(asked.user)
    };
    let mut shown: Vec<Count> = [
        ("mano", Whose::Of(asked.user), owned.0),
        ("niekieno", Whose::Nobody, owned.1),
    ]
    .into_iter()
    .map(|(name, whose, number)| {
        let mut link = plain.clone();
        link.filter.whose = whose;
        Count {
            href: link.address("/darbai"),
            number,
            label: page.t_count(format!("work-count-{name}"), number),
            current: asked.view == View::Open && asked.filter.whose == whose,
        }
    })
    .collect();
    let all = View::ALL.into_iter().zip(counts).map(|(view, number)| {
        let link = Asked {
            view,
            ..asked.clone()
        };
        Count {
            href: link.address("/darbai"),
            number,
            label: page.t_count(format!("work-count-{}", view.code()), number),
            current: view == asked.view
                && (view != View::Open || asked.filter.whose == Whose::Everybody),
        }
    });
    shown.extend(all);
    shown
}

fn filter_form(state: &CaseState, page: &Page, asked: &Asked) -> FilterForm {
    let whose = [
        ("", Whose::Everybody, "work-whose-everybody"),
        ("as", Whose::Of(asked.user), "work-whose-own"),
        ("niekas", Whose::Nobody, "work-whose-nobody"),
    ];
    let mut kinds = vec![Choice::new("", page.t("work-any-kind"), false)];
    kinds.extend(state.groups.all().map(|group| {
        let chosen = asked.filter.kind_group.as_deref() == Some(group.code());
        Choice::new(group.code(), page.t(group.name_key()), chosen)
    }));
    let mut steps = vec![Choice::new("", page.t("work-any-step"), false)];
    steps.extend(
        Status::ALL
            .into_iter()
            .filter(|status| !status.is_final())
            .map(|status| {
                let words = Tag::for_staff(&page.translator, vocabulary(status)).text;
                Choice::new(status.code(), words, asked.filter.status == Some(status))
            }),
    );
    FilterForm {
        view: asked.view.code(),
        order: asked.order.code(),
        whose: whose
            .into_iter()
            .map(|(code, whose, key)| Choice::new(code, page.t(key), asked.filter.whose == whose))
            .collect(),
        kinds,
        steps,
        due_by: asked.due_by_typed.clone(),
    }
}

fn count_of(counts: [i64; 7], view: View) -> i64 {
    View::ALL
        .into_iter()
        .zip(counts)
        .find_map(|(one, n)| (one == view).then_some(n))
        .unwrap_or(0)
}
