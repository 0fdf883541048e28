//! Reports on accessibility, as the ministry's officials answer them.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use axum::{Form, Router};
use jiff::civil::Date;
use serde::Deserialize;
use spis_audit::{Entry, Outcome};
use spis_identity::Right;
use spis_identity::web::{Official, WebState, news};
use spis_pages::{AppError, FormValues, Html, Message, Page, PageRequest};
use uuid::Uuid;

use crate::actions::answer_report::answer_report;
use crate::reports::{LONGEST_TEXT, Received};
use crate::store;

pub fn routes() -> Router<WebState> {
    Router::new()
        .route("/centras/pranesimai", get(page))
        .route("/centras/pranesimai/{id}", post(answer))
}

#[derive(Template)]
#[template(path = "reports.html")]
struct ReportsPage {
    page: Page,
    waiting: Vec<Received>,
    answered: Vec<Received>,
    today: Date,
    /// What was typed, and for which report.
    typed: (Option<Uuid>, String),
}

impl ReportsPage {
    fn field(&self, report: &Received) -> String {
        format!("pastaba-{}", report.number)
    }

    fn typed(&self, report: &Received) -> &str {
        match &self.typed {
            (Some(id), text) if *id == report.id => text,
            _ => "",
        }
    }
}

#[derive(Deserialize)]
struct News {
    zinute: Option<String>,
}

async fn page(
    State(web): State<WebState>,
    request: PageRequest,
    official: Official,
    Query(query): Query<News>,
) -> Result<Response, AppError> {
    let page = official.page(&web, &request);
    let flash = news(&page, query.zinute.as_deref());
    let page = page.with_flash(flash);
    show(&web, &official, page, (None, String::new())).await
}

async fn show(
    web: &WebState,
    official: &Official,
    page: Page,
    typed: (Option<Uuid>, String),
) -> Result<Response, AppError> {
    const ACTION: &str = "accessibility_report_read";
    const OBJECT: &str = "accessibility_report";
    official
        .require(web, Right::ReportAnswer, ACTION, OBJECT, None)
        .await?;
    let entry = Entry {
        actor: &official.user.actor(),
        action: ACTION,
        object: OBJECT,
        object_id: None,
        purpose: "work",
        outcome: Outcome::Allowed,
        subjects: &[],
    };
    spis_audit::record_now(&web.node, web.now(), entry).await?;
    let mut connection = web.node.pool().acquire().await?;
    let all = store::report_list(&mut connection).await?;
    let (answered, waiting) = all.into_iter().partition(|one| one.answer.is_some());
    let mut page = page.with_title_key("feedback-list-title").at("reports");
    page.path = "/centras/pranesimai".to_owned();
    Ok(Html(ReportsPage {
        page,
        waiting,
        answered,
        today: web.today(),
        typed,
    })
    .into_response())
}

async fn answer(
    State(web): State<WebState>,
    request: PageRequest,
    official: Official,
    Path(id): Path<Uuid>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, AppError> {
    let form: FormValues = official.form(pairs)?;
    official
        .require(
            &web,
            Right::ReportAnswer,
            "accessibility_report_answer",
            "accessibility_report",
            Some(id),
        )
        .await?;
    // The field is named after the report, so that its error leads to it.
    let (name, note) = form
        .pairs()
        .into_iter()
        .find(|(name, _)| name.starts_with("pastaba-"))
        .unwrap_or_default();
    let note = note.trim().replace("\r\n", "\n");
    let mut page = official.page(&web, &request);
    if note.is_empty() {
        page.errors.add_key(&name, "feedback-note-missing");
    } else if note.chars().count() > LONGEST_TEXT {
        let message = Message::key("feedback-too-long").with("limit", LONGEST_TEXT);
        page.errors.add(&name, message);
    }
    if page.has_errors() {
        let shown = show(&web, &official, page, (Some(id), note)).await?;
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, shown).into_response());
    }
    if !answer_report(&web, &official, id, &note).await? {
        return Err(AppError::Conflict(page.t("error-conflict-lead")));
    }
    Ok(Redirect::to("/centras/pranesimai?zinute=feedback-answered").into_response())
}
