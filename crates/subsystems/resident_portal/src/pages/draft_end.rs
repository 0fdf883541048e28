//! Deleting a draft: a page that says what is lost, and a button.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use axum::{Form, Router};
use jiff::Timestamp;
use spis_identity::web::Resident;
use spis_kernel::DraftId;
use spis_pages::{AppError, Html, Page, PageRequest, Width};

use super::id_in;
use crate::actions::delete_draft::{Deleting, delete_draft};
use crate::actions::{Deed, journal_read, journal_refusal};
use crate::{Portal, retention, store};

pub fn routes() -> Router<Portal> {
    Router::new().route("/prasymai/juodrastis/{id}/istrinti", get(ask).post(delete))
}

#[derive(Template)]
#[template(path = "draft_delete.html")]
struct Ask {
    page: Page,
    id: DraftId,
    saved_at: Timestamp,
    kept_until: Timestamp,
    /// It corrects what was sent, and that stays.
    corrects: bool,
}

/// Open whether or not the newest policy was confirmed: taking back what was not sent is never gated.
async fn ask(
    State(portal): State<Portal>,
    request: PageRequest,
    resident: Resident,
    Path(id): Path<String>,
) -> Result<Response, AppError> {
    let id: DraftId = id_in(&id)?;
    let mut connection = resident.begin(&portal.web.node).await?;
    let draft = store::draft_find(&mut connection, resident.id, id).await?;
    drop(connection);
    let deed = Deed::new("draft_read", "draft", id.get());
    let Some(draft) = draft else {
        journal_refusal(&portal, &resident, deed).await?;
        return Err(AppError::NotFound);
    };
    if let Some(became) = draft.became {
        return Ok(Redirect::to(&became.href()).into_response());
    }
    journal_read(&portal, &resident, deed).await?;
    Ok(Html(Ask {
        page: resident
            .page(&portal.web, &request)
            .with_title_key(match draft.corrects {
                Some(_) => "amend-delete-title",
                None => "portal-draft-delete-title",
            })
            .at("home")
            .with_width(Width::Text),
        id,
        corrects: draft.corrects.is_some(),
        saved_at: draft.saved_at,
        kept_until: retention::kept_until(draft.saved_at),
    })
    .into_response())
}

async fn delete(
    State(portal): State<Portal>,
    resident: Resident,
    Path(id): Path<String>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Redirect, AppError> {
    resident.form(&portal.web, pairs).await?;
    let id: DraftId = id_in(&id)?;
    match delete_draft(&portal, &resident, id).await? {
        Deleting::Deleted => Ok(Redirect::to("/mano?zinute=draft-deleted")),
        Deleting::Sent(became) => Ok(Redirect::to(&became.href())),
        Deleting::NoDraft => {
            let deed = Deed::new("draft_delete", "draft", id.get());
            journal_refusal(&portal, &resident, deed).await?;
            Err(AppError::NotFound)
        }
    }
}
