//! The payments officer's pages: runs, the preview of a run, a run and its file.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use axum::{Form, Router};
use hex::ToHex;
use serde::Deserialize;
use sha2::{Digest, Sha256};
use spis_audit::{Entry, Outcome};
use spis_database::DatabaseError;
use spis_identity::Right;
use spis_identity::web::{Official, WebState};
use spis_kernel::{Cents, Month, PaymentRunId};
use spis_pages::{AppError, Flash, FlashKind, Html, Language, Page, PageRequest, Pagination};
use uuid::Uuid;

use crate::actions::run_payments::{PaymentRunError, RunOutcome, due, run_payments};
use crate::child_benefit::GROUP;
use crate::kinds;
use crate::model::{FileFacts, KindSum, Payment, PaymentRun, Transfer, month_to_pay};
use crate::store;

/// Runs on the list.
const RUNS: i64 = 50;
/// Transfers that a preview shows; its sums count all.
const SHOWN: usize = 200;
/// Payments on a page of a run.
const PER_PAGE: u32 = 50;

/// The pages of a municipality's payments officer.
pub fn router(state: WebState) -> Router {
    Router::new()
        .route("/mokejimai", get(list).post(pay))
        .route("/mokejimai/perziura", get(preview))
        .route("/mokejimai/{id}", get(show))
        .route("/mokejimai/{id}/failas", get(file))
        .with_state(state)
}

#[derive(Deserialize)]
struct News {
    zinute: Option<String>,
    puslapis: Option<u32>,
}

/// News of these pages; a key that is not among them says nothing.
fn news(page: &Page, key: Option<&str>) -> Option<Flash> {
    let kind = match key? {
        "paid" => FlashKind::Success,
        "nothing-due" => FlashKind::Info,
        "payments-changed" | "payments-no-office" => FlashKind::Warning,
        _ => return None,
    };
    Some(Flash {
        kind,
        text: page.t(format!("flash-{}", key?)),
    })
}

#[derive(Template)]
#[template(path = "payment_runs.html")]
struct RunsTemplate {
    page: Page,
    runs: Vec<PaymentRun>,
    month: Month,
}

async fn list(
    State(state): State<WebState>,
    official: Official,
    request: PageRequest,
    Query(query): Query<News>,
) -> Result<Response, AppError> {
    official
        .require(
            &state,
            Right::PaymentRead,
            "payment_list",
            "payment_run",
            None,
        )
        .await?;
    let mut connection = state.node.pool().acquire().await?;
    let runs = store::run_list(&mut connection, state.node.code(), GROUP.code, RUNS).await?;
    let page = official
        .page(&state, &request)
        .with_title_key("payments-title")
        .at("payments");
    let flash = news(&page, query.zinute.as_deref());
    Ok(Html(RunsTemplate {
        page: page.with_flash(flash),
        runs,
        month: month_to_pay(state.today()),
    })
    .into_response())
}

/// One kind's row of a table of sums.
struct SumRow {
    name: &'static str,
    sum: KindSum,
    /// Against the run before; none if there was none.
    difference: Option<Cents>,
}

fn name_of(page: &Page, kind: &str) -> &'static str {
    match (kinds::kind(kind), page.language()) {
        (Some(kind), Language::Lt) => kind.name_lt,
        (Some(kind), Language::En) => kind.name_en,
        (None, _) => "–",
    }
}

/// Rows in the order of the kinds, those that only the run before had too.
fn sum_rows(page: &Page, sums: &[KindSum], before: Option<&[KindSum]>) -> Vec<SumRow> {
    let of = |sums: &[KindSum], code: &str| sums.iter().find(|s| s.kind == code).cloned();
    kinds::of_group(GROUP.code)
        .filter_map(|kind| {
            let now = of(sums, kind.code);
            let then = before.map(|b| of(b, kind.code));
            if now.is_none() && !matches!(then, Some(Some(_))) {
                return None;
            }
            let sum = now.unwrap_or_else(|| KindSum::new(kind.code));
            let difference = then.map(|t| sum.total() - t.map_or(Cents::ZERO, |then| then.total()));
            Some(SumRow {
                name: name_of(page, kind.code),
                sum,
                difference,
            })
        })
        .collect()
}

fn all(sums: &[KindSum]) -> KindSum {
    let mut all = KindSum::new("");
    for sum in sums {
        all.add(false, sum.current_lines, sum.current);
        all.add(true, sum.arrears_lines, sum.arrears);
    }
    all
}

/// A transfer as the preview shows it.
struct TransferRow {
    name: String,
    /// Whose account it is, if not the recipient's own.
    holder: Option<String>,
    account_last_four: String,
    total: Cents,
    lines: Vec<LineRow>,
}

struct LineRow {
    child: String,
    kind: &'static str,
    month: Month,
    arrears: bool,
    amount: Cents,
}

struct HeldRow {
    name: String,
    child: String,
    kind: &'static str,
    month: Month,
    amount: Cents,
    because: &'static str,
}

#[derive(Template)]
#[template(path = "payment_preview.html")]
struct PreviewTemplate {
    page: Page,
    month: Month,
    rows: Vec<SumRow>,
    all: KindSum,
    before: Option<PaymentRun>,
    difference: Option<Cents>,
    transfers: usize,
    shown: Vec<TransferRow>,
    held: Vec<HeldRow>,
    may_pay: bool,
}

#[derive(Deserialize)]
struct PreviewQuery {
    menuo: Option<String>,
    zinute: Option<String>,
}

async fn preview(
    State(state): State<WebState>,
    official: Official,
    request: PageRequest,
    Query(query): Query<PreviewQuery>,
) -> Result<Response, AppError> {
    official
        .require(
            &state,
            Right::PaymentRead,
            "payment_preview",
            "payment_run",
            None,
        )
        .await?;
    let month = match query.menuo {
        Some(text) => text.trim().parse().map_err(|_| AppError::Unprocessable)?,
        None => month_to_pay(state.today()),
    };
    let page = official
        .page(&state, &request)
        .with_title_key("payments-preview-title")
        .at("payments");
    if month > Month::of(state.today()) {
        return Err(AppError::Conflict(page.t("payments-future-month")));
    }
    let municipality = state.node.code();
    let mut connection = state.node.pool().acquire().await?;
    let due = due(&mut connection, municipality, GROUP, month).await?;
    let before = store::run_list(&mut connection, municipality, GROUP.code, 1)
        .await?
        .pop();
    let before_sums = match &before {
        Some(run) => Some(store::run_sums(&mut connection, municipality, run).await?),
        None => None,
    };
    drop(connection);

    let shown = &due.transfers[..due.transfers.len().min(SHOWN)];
    let held = &due.held[..due.held.len().min(SHOWN)];
    let mut subjects: Vec<Uuid> = shown
        .iter()
        .flat_map(|t| &t.lines)
        .chain(held.iter().map(|h| &h.month))
        .flat_map(|line| [line.recipient.id.get(), line.child.id.get()])
        .collect();
    subjects.sort_unstable();
    subjects.dedup();
    spis_audit::record_now(
        &state.node,
        state.now(),
        Entry {
            actor: &official.user.actor(),
            action: "payment_preview",
            object: "payment_run",
            object_id: None,
            purpose: "work",
            outcome: Outcome::Allowed,
            subjects: &subjects,
        },
    )
    .await?;

    let sums = due.sums(month);
    let flash = news(&page, query.zinute.as_deref());
    let template = PreviewTemplate {
        month,
        rows: sum_rows(&page, &sums, before_sums.as_deref()),
        all: all(&sums),
        difference: before.as_ref().map(|run| due.total() - run.total),
        before,
        transfers: due.transfers.len(),
        shown: shown
            .iter()
            .map(|t| transfer_row(&page, t, month))
            .collect(),
        held: held
            .iter()
            .map(|h| HeldRow {
                name: h.month.recipient.name.clone(),
                child: h.month.child.name.clone(),
                kind: name_of(&page, &h.month.kind),
                month: h.month.month,
                amount: h.month.amount,
                because: h.because.wording(),
            })
            .collect(),
        may_pay: official.user.may(Right::PaymentRun),
        page: page.with_flash(flash),
    };
    Ok(Html(template).into_response())
}

fn transfer_row(page: &Page, transfer: &Transfer, run: Month) -> TransferRow {
    TransferRow {
        name: transfer.recipient.name.clone(),
        holder: transfer.account_holder.clone(),
        account_last_four: transfer.account.last_four().to_owned(),
        total: transfer.total(),
        lines: transfer
            .lines
            .iter()
            .map(|line| LineRow {
                child: line.child.name.clone(),
                kind: name_of(page, &line.kind),
                month: line.month,
                arrears: line.month < run,
                amount: line.amount,
            })
            .collect(),
    }
}

async fn pay(
    State(state): State<WebState>,
    official: Official,
    request: PageRequest,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, AppError> {
    let form = official.form(pairs)?;
    official
        .require(
            &state,
            Right::PaymentRun,
            "payment_run",
            "payment_run",
            None,
        )
        .await?;
    let month: Month = form
        .typed("menuo")
        .trim()
        .parse()
        .map_err(|_| AppError::Unprocessable)?;
    let seen = match form.given("suma") {
        Some(cents) => Some(Cents(cents.parse().map_err(|_| AppError::Unprocessable)?)),
        None => None,
    };
    let page = official.page(&state, &request);
    let to = match run_payments(&state.node, GROUP, month, seen, &official.user, state.now()).await
    {
        Ok(RunOutcome::Paid(id)) => format!("/mokejimai/{id}?zinute=paid"),
        Ok(RunOutcome::NothingDue) => "/mokejimai?zinute=nothing-due".to_owned(),
        Ok(RunOutcome::Changed) => {
            format!("/mokejimai/perziura?menuo={month}&zinute=payments-changed")
        }
        Err(PaymentRunError::NoOffice) => "/mokejimai?zinute=payments-no-office".to_owned(),
        Err(PaymentRunError::FutureMonth) => {
            return Err(AppError::Conflict(page.t("payments-future-month")));
        }
        Err(PaymentRunError::Database(e)) if e.constraint() == Some("payment_line_once") => {
            return Err(AppError::Conflict(page.t("payments-paid-meanwhile")));
        }
        Err(e) => return Err(e.into()),
    };
    Ok(Redirect::to(&to).into_response())
}

#[derive(Template)]
#[template(path = "payment_run.html")]
struct RunTemplate {
    page: Page,
    run: PaymentRun,
    rows: Vec<SumRow>,
    all: KindSum,
    file: FileFacts,
    payments: Vec<Payment>,
    pagination: Pagination,
    may_take: bool,
    /// A run stands for itself; the preview compares.
    difference: Option<Cents>,
}

async fn show(
    State(state): State<WebState>,
    official: Official,
    request: PageRequest,
    Path(id): Path<PaymentRunId>,
    Query(query): Query<News>,
) -> Result<Response, AppError> {
    official
        .require(
            &state,
            Right::PaymentRead,
            "payment_read",
            "payment_run",
            Some(id.get()),
        )
        .await?;
    let municipality = state.node.code();
    let mut connection = state.node.pool().acquire().await?;
    let run = store::run_find(&mut connection, municipality, id)
        .await?
        .ok_or(AppError::NotFound)?;
    let sums = store::run_sums(&mut connection, municipality, &run).await?;
    let file = store::file_facts(&mut connection, municipality, id)
        .await?
        .ok_or(AppError::NotFound)?;
    let number = query.puslapis.unwrap_or(1).max(1);
    let offset = i64::from(number - 1) * i64::from(PER_PAGE);
    let payments = store::payment_list(
        &mut connection,
        municipality,
        id,
        offset,
        i64::from(PER_PAGE),
    )
    .await?;
    drop(connection);
    let subjects: Vec<Uuid> = payments.iter().map(|p| p.recipient.get()).collect();
    spis_audit::record_now(
        &state.node,
        state.now(),
        Entry {
            actor: &official.user.actor(),
            action: "payment_read",
            object: "payment_run",
            object_id: Some(id.get()),
            purpose: "work",
            outcome: Outcome::Allowed,
            subjects: &subjects,
        },
    )
    .await?;
    let page = official.page(&state, &request).at("payments");
    let title = page.t_with("payments-run-title", "month", page.month_prose(run.month));
    let flash = news(&page, query.zinute.as_deref());
    let page = page.with_title(title).with_flash(flash);
    Ok(Html(RunTemplate {
        rows: sum_rows(&page, &sums, None),
        all: all(&sums),
        pagination: Pagination {
            page: number,
            per_page: PER_PAGE,
            total: u64::try_from(run.payments).unwrap_or(0),
            href: format!("/mokejimai/{id}?puslapis="),
        },
        may_take: official.user.may(Right::PaymentRun),
        difference: None,
        file,
        payments,
        run,
        page,
    })
    .into_response())
}

/// The bytes are the stored ones, checked against the stored hash.
async fn file(
    State(state): State<WebState>,
    official: Official,
    Path(id): Path<PaymentRunId>,
) -> Result<Response, AppError> {
    official
        .require(
            &state,
            Right::PaymentRun,
            "payment_file_read",
            "payment_run",
            Some(id.get()),
        )
        .await?;
    let municipality = state.node.code();
    let mut connection = state.node.pool().acquire().await?;
    let facts = store::file_facts(&mut connection, municipality, id)
        .await?
        .ok_or(AppError::NotFound)?;
    let content = store::file_content(&mut connection, municipality, facts.id).await?;
    let subjects = store::run_recipients(&mut connection, municipality, id).await?;
    drop(connection);
    if Sha256::digest(&content).encode_hex::<String>() != facts.sha256 {
        return Err(DatabaseError::Inconsistent {
            table: "municipal.payment_file",
            id: facts.id.to_string(),
            what: "the bytes do not have the stored hash",
        }
        .into());
    }
    spis_audit::record_now(
        &state.node,
        state.now(),
        Entry {
            actor: &official.user.actor(),
            action: "payment_file_read",
            object: "payment_file",
            object_id: Some(facts.id.get()),
            purpose: "work",
            outcome: Outcome::Allowed,
            subjects: &subjects,
        },
    )
    .await?;
    let disposition = format!("attachment; filename=\"{}\"", facts.name());
    let headers = [
        (CONTENT_TYPE, "application/xml; charset=utf-8".to_owned()),
        (CONTENT_DISPOSITION, disposition),
        (CACHE_CONTROL, "no-store".to_owned()),
    ];
    Ok((headers, content).into_response())
}
