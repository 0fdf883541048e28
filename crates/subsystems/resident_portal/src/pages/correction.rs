//! "Pataisyti prašymą": leads into the form itself, filled with what stands.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use axum::{Form, Router};
use jiff::civil::Date;
use spis_applications::requests::{RequestKind, answer_by};
use spis_identity::web::Resident;
use spis_pages::{AppError, Html, Page, PageRequest};

use super::asking::{case_of, frame, too_late, uninformed};
use super::id_in;
use crate::Portal;
use crate::actions::begin_correction::{Beginning, begin_correction};
use crate::actions::{Deed, journal_refusal};
use crate::own::OwnId;
use crate::store::corrections;

pub fn routes() -> Router<Portal> {
    Router::new().route("/prasymai/{id}/taisyti", get(page).post(begin))
}

#[derive(Template)]
#[template(path = "correction.html")]
struct CorrectionPage {
    page: Page,
    action: String,
    back: String,
    free: bool,
    answer_by: Date,
}

/// What a correction is, and a button that begins it; one that was begun is gone on with.
async fn page(
    State(portal): State<Portal>,
    request: PageRequest,
    resident: Resident,
    Path(id): Path<String>,
) -> Result<Response, AppError> {
    let id: OwnId = id_in(&id)?;
    let action = format!("/prasymai/{id}/taisyti");
    if let Some(response) = uninformed(&portal, &resident, &action).await? {
        return Ok(response);
    }
    let case = case_of(&portal, &resident, id).await?;
    let page = frame(&portal, &request, &resident, RequestKind::Correction);
    if case.own.has_ended() {
        return Ok(too_late(page, id));
    }
    let mut connection = resident.begin(&portal.web.node).await?;
    let open = corrections::correction_open(&mut connection, resident.id, id).await?;
    drop(connection);
    if let Some(draft) = open {
        return Ok(Redirect::to(&format!("/prasymai/juodrastis/{draft}")).into_response());
    }
    Ok(Html(CorrectionPage {
        action,
        back: id.href(),
        free: case.own.is_free(),
        answer_by: answer_by(portal.web.today()),
        page,
    })
    .into_response())
}

async fn begin(
    State(portal): State<Portal>,
    request: PageRequest,
    resident: Resident,
    Path(id): Path<String>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, AppError> {
    resident.form(&portal.web, pairs).await?;
    let id: OwnId = id_in(&id)?;
    let address = format!("/prasymai/{id}/taisyti");
    if let Some(response) = uninformed(&portal, &resident, &address).await? {
        return Ok(response);
    }
    match begin_correction(&portal, &resident, id).await? {
        Beginning::Draft(draft) => {
            Ok(Redirect::to(&format!("/prasymai/juodrastis/{draft}")).into_response())
        }
        Beginning::TooLate => {
            let page = frame(&portal, &request, &resident, RequestKind::Correction);
            Ok(too_late(page, id))
        }
        Beginning::NotHers => {
            let deed = Deed::new("draft_begin", "application", id.get());
            journal_refusal(&portal, &resident, deed).await?;
            Err(AppError::NotFound)
        }
    }
}
