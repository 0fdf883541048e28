//! The form of the accessibility statement. Anybody sends it, signed in or not; nothing of it comes into an address.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use axum::{Form, Router};
use jiff::civil::Date;
use spis_identity::web::Resident;
use spis_pages::rate::ClientAddress;
use spis_pages::{AppError, FormValues, Html, Message, Page, PageRequest, Width};

use super::frame;
use crate::Public;
use crate::actions::send_report::{send_report, term};
use crate::reports::{Report, is_number};

pub fn routes() -> Router<Public> {
    Router::new()
        .route("/prieinamumas/pranesti", get(page).post(send))
        .route("/prieinamumas/gauta/{number}", get(received))
}

#[derive(Template)]
#[template(path = "report.html")]
struct ReportPage {
    page: Page,
    form: FormValues,
}

#[derive(Template)]
#[template(path = "report_received.html")]
struct ReceivedPage {
    page: Page,
    number: String,
    answer_by: Date,
}

fn report_page(
    public: &Public,
    request: &PageRequest,
    resident: &Result<Resident, Response>,
) -> Page {
    frame(public, request, resident, "")
        .with_title_key("feedback-title")
        .with_width(Width::Text)
}

async fn page(
    State(public): State<Public>,
    request: PageRequest,
    resident: Result<Resident, Response>,
) -> impl IntoResponse {
    Html(ReportPage {
        page: report_page(&public, &request, &resident),
        form: FormValues::default(),
    })
}

/// Nothing of a person changes and nobody need be signed in, so no form token is asked for; the guard against forms
/// from other sites stands all the same.
async fn send(
    State(public): State<Public>,
    request: PageRequest,
    resident: Result<Resident, Response>,
    address: ClientAddress,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, AppError> {
    let form = FormValues::from(pairs);
    let mut page = report_page(&public, &request, &resident);
    let report = match Report::read(&form) {
        Ok(report) => report,
        Err(errors) => {
            page.errors = errors;
            let shown = Html(ReportPage { page, form });
            return Ok((StatusCode::UNPROCESSABLE_ENTITY, shown).into_response());
        }
    };
    if let Err(too_fast) = public.reports.take(address, public.web.now()) {
        let message = Message::key("error-too-many-typed").with("n", too_fast.minutes());
        page.errors.add("tekstas", message);
        return Ok(too_fast.answer(Html(ReportPage { page, form })));
    }
    let number = send_report(&public.web, &report, page.language()).await?;
    Ok(Redirect::to(&format!("/prieinamumas/gauta/{number}")).into_response())
}

async fn received(
    State(public): State<Public>,
    request: PageRequest,
    resident: Result<Resident, Response>,
    Path(number): Path<String>,
) -> Result<Response, AppError> {
    if !is_number(&number) {
        return Err(AppError::NotFound);
    }
    let page = frame(&public, &request, &resident, "")
        .with_title_key("feedback-sent-title")
        .with_width(Width::Text);
    Ok(Html(ReceivedPage {
        page,
        number,
        answer_by: term(public.web.today()),
    })
    .into_response())
}
