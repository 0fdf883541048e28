//! "Mokėjimai": what is still to be paid, what was paid, and what each comes from. A day is told only where it is known: the
//! bank was ordered to pay on it, or an act says for certain by when.

use askama::Template;
use axum::Router;
use axum::extract::{Query, State};
use axum::response::IntoResponse;
use axum::routing::get;
use jiff::civil::Date;
use serde::Deserialize;
use spis_identity::web::Resident;
use spis_kernel::{Cents, Month};
use spis_pages::{AppError, Html, Page, PageRequest, Pagination};

use super::application::kind_name;
use super::reading_page;
use crate::Portal;
use crate::actions::{Deed, journal_read};
use crate::payments::{
    self, ComingMonth, Granted, Transfer, TransferLine, coming_list, line_list, transfer_list,
};

/// Transfers on a page.
const PER_PAGE: u32 = 20;
/// Payments to come on the home page.
const NEXT: usize = 3;
/// Transfers that are ordered and not paid yet; runs do not wait for months.
const ORDERED: i64 = 20;

pub fn routes() -> Router<Portal> {
    Router::new().route("/mano/mokejimai", get(page))
}

/// A payment to come.
pub struct Coming {
    /// "Už 2026 m. lapkričio mėn." or the bank's day.
    pub title: String,
    /// What it comes to.
    pub total: Cents,
    /// For which children, empty where its lines say so.
    pub children: String,
    /// Last four characters of the account.
    pub account_ending: String,
    /// When it is paid, as far as that is known.
    pub when: String,
    /// What it is made of, once it is ordered.
    pub lines: Vec<TransferLine>,
    /// By what it is paid.
    pub granted: Vec<Granted>,
}

/// A transfer that was paid.
struct Paid {
    transfer: Transfer,
    lines: Vec<TransferLine>,
    granted: Vec<Granted>,
}

#[derive(Template)]
#[template(path = "payments.html")]
struct Payments {
    page: Page,
    coming: Vec<Coming>,
    /// There are more months to come than are shown.
    coming_cut: bool,
    paid: Vec<Paid>,
    pagination: Pagination,
}

impl Payments {
    fn kind(&self, kind: &str) -> String {
        kind_name(&self.page, kind)
    }

    fn most_coming(&self) -> i64 {
        payments::COMING
    }
}

#[derive(Deserialize)]
struct PaymentsQuery {
    puslapis: Option<u32>,
}

async fn page(
    State(portal): State<Portal>,
    request: PageRequest,
    resident: Resident,
    Query(query): Query<PaymentsQuery>,
) -> Result<impl IntoResponse, AppError> {
    journal_read(
        &portal,
        &resident,
        Deed::new("payments_read", "resident", resident.id.get()),
    )
    .await?;
    let page = reading_page(&portal, &request, &resident)
        .await?
        .with_title_key("nav-payments")
        .at("payments");
    let at = query.puslapis.unwrap_or(1).max(1);
    let offset = i64::from(at - 1) * i64::from(PER_PAGE);
    let mut connection = resident.begin(&portal.web.node).await?;
    let (paid, all) = transfer_list(
        &mut connection,
        &resident.personal_code,
        (None, Some(portal.web.today())),
        (i64::from(PER_PAGE), offset),
    )
    .await?;
    if paid.is_empty() && at > 1 {
        return Err(AppError::NotFound);
    }
    let ids: Vec<_> = paid.iter().map(|transfer| transfer.id).collect();
    let mut lines = line_list(&mut connection, &ids).await?;
    drop(connection);
    let coming = if at == 1 {
        coming(&portal, &page, &resident).await?
    } else {
        Vec::new()
    };
    let coming_cut = coming.len() >= usize::try_from(payments::COMING)?;
    Ok(Html(Payments {
        page,
        coming,
        coming_cut,
        paid: paid
            .into_iter()
            .map(|transfer| {
                let lines = taken(&mut lines, transfer.id);
                Paid {
                    granted: granted(&lines),
                    transfer,
                    lines,
                }
            })
            .collect(),
        pagination: Pagination {
            page: at,
            per_page: PER_PAGE,
            total: all.unsigned_abs(),
            href: "/mano/mokejimai?puslapis=".to_owned(),
        },
    }))
}

/// What she sees of her payments on the home page.
pub struct Next {
    /// The first to come.
    pub coming: Vec<Coming>,
    /// The last transfer: its day and sum.
    pub last: Option<(Date, Cents)>,
}

/// The next payments, and the last one.
pub async fn next(portal: &Portal, page: &Page, resident: &Resident) -> Result<Next, AppError> {
    let mut connection = resident.begin(&portal.web.node).await?;
    let until = (None, Some(portal.web.today()));
    let (paid, _) = transfer_list(&mut connection, &resident.personal_code, until, (1, 0)).await?;
    drop(connection);
    let mut coming = coming(portal, page, resident).await?;
    // The soonest first.
    coming.reverse();
    coming.truncate(NEXT);
    Ok(Next {
        coming,
        last: paid.first().map(|one| (one.pay_on, one.total)),
    })
}

/// What is still to come, the latest first: months that wait for a run, then what is ordered from the bank.
async fn coming(
    portal: &Portal,
    page: &Page,
    resident: &Resident,
) -> Result<Vec<Coming>, AppError> {
    let today = portal.web.today();
    let mut connection = resident.begin(&portal.web.node).await?;
    let code = &resident.personal_code;
    let months = coming_list(&mut connection, code, Month::of(today)).await?;
    let after = (Some(today), None);
    let (ordered, _) = transfer_list(&mut connection, code, after, (ORDERED, 0)).await?;
    let ids: Vec<_> = ordered.iter().map(|transfer| transfer.id).collect();
    let mut lines = line_list(&mut connection, &ids).await?;
    drop(connection);
    let mut coming = Vec::new();
    for month in months.into_iter().rev() {
        let group = portal.services.groups.by_code(&month.kind_group);
        let paid_by = match group {
            Some(group) => group.paid_by(month.month)?,
            None => None,
        };
        coming.push(granted_month(page, month, paid_by, today));
    }
    coming.extend(ordered.into_iter().map(|transfer| {
        let lines = taken(&mut lines, transfer.id);
        Coming {
            title: page.date_prose(transfer.pay_on),
            total: transfer.total,
            children: String::new(),
            account_ending: transfer.account_ending,
            when: page.t_with(
                "my-payments-ordered",
                "date",
                page.date_prose(transfer.pay_on),
            ),
            granted: granted(&lines),
            lines,
        }
    }));
    Ok(coming)
}

fn granted_month(page: &Page, month: ComingMonth, paid_by: Option<Date>, today: Date) -> Coming {
    Coming {
        title: page.t_with("my-payments-for", "month", page.month_prose(month.month)),
        total: month.total,
        children: month.children.join(", "),
        account_ending: month.account_ending,
        when: match paid_by {
            Some(day) if day < today => {
                page.t_with("my-payments-late", "date", page.date_prose(day))
            }
            Some(day) => page.t_with("my-payments-by", "date", page.date_prose(day)),
            None => page.t("my-payments-open"),
        },
        lines: Vec::new(),
        granted: vec![month.granted],
    }
}

/// The lines of a transfer, taken out of all.
fn taken(lines: &mut Vec<TransferLine>, transfer: uuid::Uuid) -> Vec<TransferLine> {
    let (own, others) = std::mem::take(lines)
        .into_iter()
        .partition(|line| line.transfer == transfer);
    *lines = others;
    own
}

/// The decisions of lines, each once.
fn granted(lines: &[TransferLine]) -> Vec<Granted> {
    let mut granted: Vec<Granted> = Vec::new();
    for line in lines {
        if !granted.contains(&line.granted) {
            granted.push(line.granted.clone());
        }
    }
    granted
}
