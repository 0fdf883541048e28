//! "Žinutės": what was written to her and what she sent, the latest first, each leading to where it is read. Being listed is
//! not being read: a message is read where it is opened.

use std::collections::HashSet;

use askama::Template;
use axum::Router;
use axum::extract::{Query, State};
use axum::response::IntoResponse;
use axum::routing::get;
use jiff::Timestamp;
use jiff::civil::Date;
use serde::Deserialize;
use spis_identity::web::Resident;
use spis_pages::{AppError, Html, Page, PageRequest, Pagination};
use uuid::Uuid;

use super::asking::name_of_document;
use super::with_unread;
use crate::Portal;
use crate::actions::{Deed, journal_read};
use crate::messages::{self, Receipt, What, Written};
use crate::requests::request_ids;

/// Messages on a page.
const PER_PAGE: u32 = 20;

pub fn routes() -> Router<Portal> {
    Router::new().route("/mano/zinutes", get(page))
}

/// A message as a row.
struct Row {
    href: String,
    title: String,
    /// What else is said of it.
    note: String,
    at: Timestamp,
    unread: bool,
}

#[derive(Template)]
#[template(path = "messages.html")]
struct Messages {
    page: Page,
    rows: Vec<Row>,
    unread: usize,
    pagination: Pagination,
}

impl Messages {
    /// Only the newest are shown.
    fn cut(&self) -> bool {
        self.pagination.total >= messages::SHOWN.unsigned_abs()
    }

    fn most(&self) -> i64 {
        messages::SHOWN
    }
}

#[derive(Deserialize)]
struct MessagesQuery {
    puslapis: Option<u32>,
}

async fn page(
    State(portal): State<Portal>,
    request: PageRequest,
    resident: Resident,
    Query(query): Query<MessagesQuery>,
) -> Result<impl IntoResponse, AppError> {
    journal_read(
        &portal,
        &resident,
        Deed::new("messages_read", "resident", resident.id.get()),
    )
    .await?;
    let mut connection = resident.begin(&portal.web.node).await?;
    let written = {
        let asked = request_ids(&mut connection, resident.id).await?;
        messages::written_list(&mut connection, &resident.personal_code, &asked).await?
    };
    let unread = messages::unread(&mut connection, &written).await?;
    let receipts = messages::receipt_list(&mut connection, resident.id).await?;
    drop(connection);
    let page = with_unread(resident.page(&portal.web, &request), unread.len())
        .with_title_key("inbox-title")
        .at("messages");
    let today = portal.web.today();
    let mut rows: Vec<Row> = written
        .iter()
        .map(|one| written_row(&page, one, &receipts, &unread, today))
        .chain(receipts.iter().map(|one| receipt_row(&page, one)))
        .collect();
    rows.sort_by_key(|row| std::cmp::Reverse(row.at));
    rows.truncate(usize::try_from(messages::SHOWN)?);
    let at = query.puslapis.unwrap_or(1).max(1);
    let total = rows.len();
    let first = (at as usize - 1).saturating_mul(PER_PAGE as usize);
    if at > 1 && first >= total {
        return Err(AppError::NotFound);
    }
    let rows = rows.into_iter().skip(first).take(PER_PAGE as usize);
    Ok(Html(Messages {
        rows: rows.collect(),
        unread: unread.len(),
        pagination: Pagination {
            page: at,
            per_page: PER_PAGE,
            total: total as u64,
            href: "/mano/zinutes?puslapis=".to_owned(),
        },
        page,
    }))
}

fn written_row(
    page: &Page,
    one: &Written,
    receipts: &[Receipt],
    unread: &HashSet<Uuid>,
    today: Date,
) -> Row {
    let about = page.t_with("inbox-about", "number", one.number.as_str());
    let (href, title, note) = match &one.what {
        What::Decision(id) => (
            format!("/sprendimai/{id}"),
            page.t_with("inbox-decision", "number", one.number.as_str()),
            String::new(),
        ),
        What::Document {
            document,
            own_words,
            due_on,
            waits,
        } => {
            let name = name_of_document(page, document, own_words.as_deref());
            let date = page.date_prose(*due_on);
            let note = match *waits {
                true if *due_on < today => page.t_with("requests-missing-late", "date", date),
                true => page.t_with("inbox-document-until", "date", date),
                false => page.t("inbox-document-settled"),
            };
            let place = if *waits { "#truksta" } else { "" };
            (
                format!("{}{place}", one.own.href()),
                page.t_with("inbox-document", "name", name),
                format!("{note} {about}"),
            )
        }
        What::Answer => {
            let asked = receipts.iter().find(|receipt| receipt.id == one.id);
            let title = match asked.and_then(|receipt| receipt.kind) {
                Some(kind) => {
                    let name = page.t(format!("request-{}", kind.code()));
                    page.t_with("inbox-answer", "about", name)
                }
                None => page.t("inbox-answer-other"),
            };
            (format!("{}#zinutes", one.own.href()), title, about)
        }
    };
    Row {
        href,
        title,
        note,
        at: one.at,
        unread: unread.contains(&one.id),
    }
}

fn receipt_row(page: &Page, one: &Receipt) -> Row {
    let kind = one.kind.map_or("submission", |kind| kind.code());
    Row {
        href: one.about.href(),
        title: page.t(format!("inbox-receipt-{kind}")),
        note: page.t_with("inbox-receipt-number", "number", one.number.as_str()),
        at: one.at,
        unread: false,
    }
}
