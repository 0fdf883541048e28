//! The decision itself, as a page and as the letter.

use askama::Template;
use axum::Router;
use axum::extract::{Path, State};
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_SECURITY_POLICY, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use jiff::Timestamp;
use spis_identity::web::Resident;
use spis_kernel::{DecisionId, Month, SubmissionId};
use spis_pages::{AppError, Html, Page, PageRequest, Width, format};

use super::id_in;
use crate::actions::open_letter::open_decision;
use crate::decision_view::DecisionView;
use crate::{Portal, copies, store};

pub fn routes() -> Router<Portal> {
    Router::new()
        .route("/sprendimai/{id}", get(decision))
        .route("/sprendimai/{id}/pdf", get(letter))
}

#[derive(Template)]
#[template(path = "decision.html")]
struct DecisionPage {
    page: Page,
    id: DecisionId,
    submission: SubmissionId,
    view: DecisionView,
    has_letter: bool,
    opened_at: Option<Timestamp>,
}

impl DecisionPage {
    fn back_href(&self) -> String {
        format!("/prasymai/{}", self.submission)
    }

    fn months(&self, from: &Option<Month>, to: &Option<Month>) -> String {
        let from = from.map(format::month_table).unwrap_or_default();
        match to {
            Some(to) => format::range(&from, &format::month_table(*to)),
            None => self.page.t_with("portal-decision-from", "month", from),
        }
    }
}

async fn decision(
    State(portal): State<Portal>,
    request: PageRequest,
    resident: Resident,
    Path(id): Path<String>,
) -> Result<Response, AppError> {
    let opened = open_decision(&portal, &resident, id_in(&id)?, "decision_read")
        .await?
        .ok_or(AppError::NotFound)?;
    let opened_at = match opened.letter {
        Some(letter) => {
            let mut connection = resident.begin(&portal.web.node).await?;
            store::letter_opened_at(&mut connection, opened.decision.municipality, letter).await?
        }
        None => None,
    };
    let view = DecisionView::read(opened.decision.content).map_err(anyhow::Error::msg)?;
    let page = resident
        .page(&portal.web, &request)
        .at("home")
        .with_width(Width::Text);
    let title = page.t_with("portal-decision-title", "number", view.number.as_str());
    Ok(Html(DecisionPage {
        page: page.with_title(title),
        id: opened.id,
        submission: opened.submission,
        view,
        has_letter: opened.letter.is_some(),
        opened_at,
    })
    .into_response())
}

async fn letter(
    State(portal): State<Portal>,
    resident: Resident,
    Path(id): Path<String>,
) -> Result<Response, AppError> {
    let opened = open_decision(&portal, &resident, id_in(&id)?, "letter_read")
        .await?
        .ok_or(AppError::NotFound)?;
    let letter = opened.letter.ok_or(AppError::NotFound)?;
    let mut connection = resident.begin(&portal.web.node).await?;
    let pdf = copies::letter_pdf(&mut connection, opened.decision.municipality, letter)
        .await?
        .ok_or(AppError::NotFound)?;
    // A file from elsewhere is shown in a box of its own: no scripts, no forms, no origin.
    let headers = [
        (CONTENT_TYPE, "application/pdf"),
        (CONTENT_DISPOSITION, "inline; filename=\"sprendimas.pdf\""),
        (CONTENT_SECURITY_POLICY, "default-src 'none'; sandbox"),
    ];
    Ok((headers, pdf).into_response())
}
