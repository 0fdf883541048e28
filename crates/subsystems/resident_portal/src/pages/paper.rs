//! Forms on paper: the empty one for everybody, and what a resident sent, as she sent it.

use anyhow::Context;
use axum::Router;
use axum::extract::{Path, State};
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_SECURITY_POLICY, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use spis_applications::content::ApplicationContent;
use spis_applications::form::{PaperForm, SentForm};
use spis_identity::web::Resident;
use spis_pages::AppError;

use super::id_in;
use crate::actions::submit::content_digest;
use crate::actions::{Deed, journal_read, journal_refusal};
use crate::{Portal, store};

pub fn routes() -> Router<Portal> {
    Router::new()
        .route("/formos/{file}", get(empty))
        .route("/prasymai/{id}/pdf", get(sent))
}

/// The same for everybody, so it is set once.
async fn empty(
    State(portal): State<Portal>,
    Path(file): Path<String>,
) -> Result<Response, AppError> {
    let code = file.strip_suffix(".pdf").ok_or(AppError::NotFound)?;
    let group = portal
        .services
        .groups
        .by_form(code)
        .ok_or(AppError::NotFound)?;
    let code = group.form().code.clone();
    let known = portal.empty_form(&code);
    let pdf = match known {
        Some(pdf) => pdf,
        None => {
            let pdf = set(&portal, group.form().empty_paper()).await?;
            portal.keep_empty_form(&code, pdf.clone());
            pdf
        }
    };
    Ok(file_answer(&format!("{code}.pdf"), pdf))
}

/// Made anew from what was sent, which never changes; the same bytes each time.
async fn sent(
    State(portal): State<Portal>,
    resident: Resident,
    Path(id): Path<String>,
) -> Result<Response, AppError> {
    let id = id_in(&id)?;
    let mut connection = resident.begin(&portal.web.node).await?;
    let found = store::submission_find(&mut connection, resident.id, id).await?;
    let deed = Deed::new("submission_print", "submission", id.get());
    let Some(submission) = found else {
        drop(connection);
        journal_refusal(&portal, &resident, deed).await?;
        return Err(AppError::NotFound);
    };
    let municipality = store::municipality_name(&mut connection, submission.municipality)
        .await?
        .unwrap_or_default();
    drop(connection);
    journal_read(&portal, &resident, deed).await?;
    let form = portal.group(&submission.form_code)?.form();
    let digest = content_digest(&submission.content);
    let content: ApplicationContent = serde_json::from_value(submission.content)
        .map_err(|_| anyhow::anyhow!("the content of a submission cannot be read"))?;
    let known_by = SentForm {
        receipt_number: submission.receipt_number.clone(),
        sent_at: submission.submitted_at,
        content_sha256: digest,
        declarations_version: content.declarations_version.clone(),
    };
    let pdf = set(
        &portal,
        form.filled_paper(&content, &municipality, known_by),
    )
    .await?;
    Ok(file_answer(
        &format!("{}.pdf", submission.receipt_number),
        pdf,
    ))
}

/// Setting takes its time, and other requests do not wait for it.
async fn set(portal: &Portal, form: PaperForm) -> Result<Vec<u8>, AppError> {
    let press = portal.services.press.clone();
    let pdf = tokio::task::spawn_blocking(move || press.form_pdf(&form))
        .await
        .context("setting a form was cut off")??;
    Ok(pdf)
}

fn file_answer(name: &str, pdf: Vec<u8>) -> Response {
    let headers = [
        (CONTENT_TYPE, "application/pdf".to_owned()),
        (CONTENT_DISPOSITION, format!("inline; filename=\"{name}\"")),
        (
            CONTENT_SECURITY_POLICY,
            "default-src 'none'; sandbox".to_owned(),
        ),
    ];
    (headers, pdf).into_response()
}
