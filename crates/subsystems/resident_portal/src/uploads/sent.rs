//! Documents of what was sent: with the application, and with what she wrote about it later.

use axum::Router;
use axum::extract::{Path, State};
use axum::response::Response;
use axum::routing::get;
use spis_identity::web::Resident;
use spis_pages::AppError;
use uuid::Uuid;

use super::pages::sandboxed;
use super::store::{self, Attachment};
use crate::actions::{Deed, journal_read, journal_refusal};
use crate::own::{Own, OwnId};
use crate::pages::id_in;
use crate::{Portal, requests};

/// Documents of what was sent.
pub fn sent_routes() -> Router<Portal> {
    Router::new()
        .route("/prasymai/{id}/dokumentai/{file}", get(sent_content))
        .route("/prasymai/{id}/dokumentai/{file}/mazas", get(sent_small))
}

/// Her attachment of an application of hers; what is not hers is not there, and the asking is journalled.
async fn sent(
    portal: &Portal,
    resident: &Resident,
    id: &str,
    file: Uuid,
) -> Result<Attachment, AppError> {
    let id: OwnId = id_in(id)?;
    let mut connection = resident.begin(&portal.web.node).await?;
    let attachment = match Own::find(portal, &mut connection, resident, id).await? {
        Some(_) => {
            let written = requests::request_list(&mut connection, resident.id, &[id.get()]).await?;
            let mut subjects = vec![id.get()];
            subjects.extend(written.iter().map(|request| request.id));
            store::attachment_list(&mut connection, resident.id, &subjects)
                .await?
                .into_iter()
                .find(|a| a.id == file)
        }
        None => None,
    };
    drop(connection);
    match attachment {
        Some(attachment) => Ok(attachment),
        None => {
            let deed = Deed::new("attachment_read", "attachment", file);
            journal_refusal(portal, resident, deed).await?;
            Err(AppError::NotFound)
        }
    }
}

async fn sent_content(
    State(portal): State<Portal>,
    resident: Resident,
    Path((id, file)): Path<(String, String)>,
) -> Result<Response, AppError> {
    let attachment = sent(&portal, &resident, &id, id_in(&file)?).await?;
    let deed = Deed::new("attachment_read", "attachment", attachment.id);
    journal_read(&portal, &resident, deed).await?;
    let mut connection = resident.begin(&portal.web.node).await?;
    let bytes = store::attachment_bytes(&mut connection, resident.id, attachment.id).await?;
    Ok(sandboxed(&attachment.media_type, &attachment.name, bytes))
}

async fn sent_small(
    State(portal): State<Portal>,
    resident: Resident,
    Path((id, file)): Path<(String, String)>,
) -> Result<Response, AppError> {
    let attachment = sent(&portal, &resident, &id, id_in(&file)?).await?;
    let mut connection = resident.begin(&portal.web.node).await?;
    let bytes = store::attachment_thumbnail(&mut connection, resident.id, attachment.id)
        .await?
        .ok_or(AppError::NotFound)?;
    Ok(sandboxed("image/jpeg", "mazas.jpg", bytes))
}
