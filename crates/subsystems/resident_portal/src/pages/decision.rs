//! The decision itself, as a page and as the letter.

use askama::Template;
use axum::Router;
use axum::extract::{Path, State};
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_SECURITY_POLICY, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use jiff::Timestamp;
use jiff::civil::Date;
use spis_applications::explanation::{self, Reader};
use spis_applications::model::{DecisionContent, LineOutcome};
use spis_identity::web::Resident;
use spis_kernel::{DecisionId, Month, Term, TermUnit, WorkingCalendar, vilnius};
use spis_pages::{AppError, Html, Page, PageRequest, WhyNode, Width, format};

use super::{id_in, reading_page};
use crate::actions::open_letter::open_decision;
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
    /// Page of the application that it answers.
    back: String,
    view: DecisionContent,
    why: Vec<WhyNode>,
    has_letter: bool,
    opened_at: Option<Timestamp>,
    /// Day on which the letter was handed over on paper.
    handed_over: Option<Date>,
    /// Last day on which she can appeal, counted from the day on which she first got it either way; none before.
    appeal_until: Option<Date>,
}

/// One month from receipt (Law on the Pre-trial Procedure of Administrative Disputes, art. 8).
const APPEAL_TERM: Term = Term {
    number: 1,
    unit: TermUnit::Months,
};

impl DecisionPage {
    fn months(&self, from: &Month, to: &Month) -> String {
        format::range(&format::month_table(*from), &format::month_table(*to))
    }

    /// How it was adopted, which stands for a signature.
    fn adopted(&self) -> String {
        self.page.t_args(
            "portal-decision-adopted",
            &[
                ("time", self.page.moment_prose(self.view.adopted_at).into()),
                ("number", self.view.journal_number.as_str().into()),
            ],
        )
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
    let (opened_at, handed_over) = match opened.letter {
        Some(letter) => {
            let municipality = opened.decision.municipality;
            let mut connection = resident.begin(&portal.web.node).await?;
            (
                store::letter_opened_at(&mut connection, municipality, letter).await?,
                copies::letter_handed_over(&mut connection, municipality, letter).await?,
            )
        }
        None => (None, None),
    };
    let received = [opened_at.map(|at| vilnius(at).date()), handed_over];
    let view: DecisionContent = serde_json::from_value(opened.decision.content)
        .map_err(|_| anyhow::anyhow!("a decision's content has another form"))?;
    let page = reading_page(&portal, &request, &resident)
        .await?
        .at("home")
        .with_width(Width::Text);
    let title = page.t_with("portal-decision-title", "number", view.number.as_str());
    Ok(Html(DecisionPage {
        page: page.with_title(title),
        id: opened.id,
        back: opened.application_href,
        why: explanation::drawn(&view.explanation, Reader::Resident),
        appeal_until: received
            .into_iter()
            .flatten()
            .min()
            .map(|day| APPEAL_TERM.due(day, WorkingCalendar::embedded())),
        view,
        has_letter: opened.letter.is_some(),
        opened_at,
        handed_over,
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
