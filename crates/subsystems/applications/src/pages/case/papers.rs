//! Papers of a case as PDF: the decision, and the application as it was set when it was sent.

use axum::extract::{Path, State};
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_SECURITY_POLICY, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use spis_identity::Right;
use spis_identity::web::Official;
use spis_kernel::ApplicationId;
use spis_pages::AppError;

use crate::actions::StepError;
use crate::actions::adopt_decision::preview;
use crate::actions::compose_letter::LARGEST_LETTER;
use crate::pages::{CaseState, look};
use crate::store;

/// The decision as PDF, for the case's own people.
pub(in crate::pages) async fn letter(
    State(state): State<CaseState>,
    official: Official,
    Path(id): Path<ApplicationId>,
) -> Result<Response, AppError> {
    official
        .require(
            &state.web,
            Right::CaseRead,
            "letter_read",
            "application",
            Some(id.get()),
        )
        .await?;
    let web = &state.web;
    let node = &web.node;
    let mut tx = node.begin().await?;
    let letter = sqlx::query!(
        "SELECT id, pdf, recipient_id FROM municipal.letter WHERE municipality_code = $1 AND application_id = $2
         ORDER BY created_at DESC LIMIT 1",
        node.code().get(),
        id.get()
    )
    .fetch_optional(&mut *tx)
    .await?
    .ok_or(AppError::NotFound)?;
    look(
        web,
        &official,
        tx,
        "letter_read",
        ("letter", letter.id),
        &[letter.recipient_id],
    )
    .await?;
    Ok(shown("inline; filename=\"sprendimas.pdf\"", letter.pdf))
}

/// What the applicant sent, as it was set when she sent it.
pub(in crate::pages) async fn sent_form(
    State(state): State<CaseState>,
    official: Official,
    Path(id): Path<ApplicationId>,
) -> Result<Response, AppError> {
    let web = &state.web;
    official
        .require(
            web,
            Right::CaseRead,
            "submission_read",
            "application",
            Some(id.get()),
        )
        .await?;
    let mut tx = web.node.begin().await?;
    let application = store::application_find(&mut tx, web.node.code(), id)
        .await?
        .ok_or(AppError::NotFound)?;
    let pdf = store::paper_of(&mut tx, &application)
        .await?
        .ok_or(AppError::NotFound)?;
    let subjects = [application.applicant.get()];
    look(
        web,
        &official,
        tx,
        "submission_read",
        ("application", id.get()),
        &subjects,
    )
    .await?;
    Ok(shown("inline; filename=\"prasymas.pdf\"", pdf))
}

/// The decision as it would be printed if it were adopted now, marked as a draft.
pub(in crate::pages) async fn draft(
    State(state): State<CaseState>,
    official: Official,
    Path(id): Path<ApplicationId>,
) -> Result<Response, AppError> {
    let web = &state.web;
    let what = ("decision_preview", "application");
    official
        .require(web, Right::CaseRead, what.0, what.1, Some(id.get()))
        .await?;
    let (node, now) = (&web.node, web.now());
    let found = match preview(node, &state.groups, &official.user, id, now).await {
        Ok(found) => found.ok_or(AppError::NotFound)?,
        Err(StepError::Own) => {
            official.refuse(web, what.0, what.1, Some(id.get())).await?;
            return Err(AppError::Forbidden);
        }
        Err(StepError::NoAppealBody) => return Err(AppError::NotFound),
        Err(error) => return Err(AppError::Internal(error.into())),
    };
    let (content, subjects) = found;
    let press = state.press.clone();
    let pdf = tokio::task::spawn_blocking(move || press.draft_pdf(&content))
        .await
        .map_err(anyhow::Error::from)??;
    let tx = web.node.begin().await?;
    look(web, &official, tx, what.0, (what.1, id.get()), &subjects).await?;
    Ok(shown("inline; filename=\"projektas.pdf\"", pdf))
}

/// Whether the decision can be printed and kept: tried before it is adopted, so that no decision stands without its letter.
pub(super) async fn is_printable(
    state: &CaseState,
    official: &Official,
    id: ApplicationId,
) -> Result<bool, StepError> {
    let web = &state.web;
    let found = preview(&web.node, &state.groups, &official.user, id, web.now()).await?;
    let Some((content, _)) = found else {
        return Err(StepError::Stale);
    };
    let press = state.press.clone();
    let tried = tokio::task::spawn_blocking(move || press.draft_pdf(&content))
        .await
        .map_err(anyhow::Error::from)?;
    match tried {
        Ok(pdf) => Ok(pdf.len() <= LARGEST_LETTER),
        // Which letter it cannot print may be of a name, so it is not logged.
        Err(_) => {
            tracing::warn!(application = %id, "the letter of a decision cannot be set");
            Ok(false)
        }
    }
}

/// A file from elsewhere is shown in a box of its own: no scripts, no forms, no origin.
fn shown(disposition: &'static str, pdf: Vec<u8>) -> Response {
    let headers = [
        (CONTENT_TYPE, "application/pdf"),
        (CONTENT_DISPOSITION, disposition),
        (CONTENT_SECURITY_POLICY, "sandbox; default-src 'none'"),
    ];
    (headers, pdf).into_response()
}
