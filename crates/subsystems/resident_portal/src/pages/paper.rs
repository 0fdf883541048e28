//! Forms on paper: the empty one for everybody, and what a resident sent, as she sent it.

use axum::Router;
use axum::extract::{Path, State};
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_SECURITY_POLICY, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use spis_applications::group::empty_paper;
use spis_identity::web::Resident;
use spis_kernel::SubmissionId;
use spis_pages::AppError;
use uuid::Uuid;

use super::id_in;
use crate::Portal;
use crate::actions::keep_paper::{keep_correction_paper, keep_paper, set};
use crate::actions::{Deed, journal_read, journal_refusal};
use crate::own::OwnId;

pub fn routes() -> Router<Portal> {
    Router::new()
        .route("/formos/{file}", get(empty))
        .route("/prasymai/{id}/pdf", get(sent))
        .route("/prasymai/{id}/pataisymai/{correction}/pdf", get(corrected))
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
            let pdf = set(&portal, empty_paper(group.as_ref(), portal.web.today())?).await?;
            portal.keep_empty_form(&code, pdf.clone());
            pdf
        }
    };
    Ok(file_answer(&format!("{code}.pdf"), pdf))
}

/// What she sent, as it was set then; the same bytes each time.
async fn sent(
    State(portal): State<Portal>,
    resident: Resident,
    Path(id): Path<String>,
) -> Result<Response, AppError> {
    let id: SubmissionId = id_in(&id)?;
    let deed = Deed::new("submission_print", "submission", id.get());
    let Some((receipt, pdf)) = keep_paper(&portal, &resident, id).await? else {
        journal_refusal(&portal, &resident, deed).await?;
        return Err(AppError::NotFound);
    };
    journal_read(&portal, &resident, deed).await?;
    Ok(file_answer(&format!("{receipt}.pdf"), pdf))
}

/// A correction of hers, as she sent it.
async fn corrected(
    State(portal): State<Portal>,
    resident: Resident,
    Path((id, correction)): Path<(String, Uuid)>,
) -> Result<Response, AppError> {
    let id: OwnId = id_in(&id)?;
    let deed = Deed::new("request_print", "resident_request", correction);
    let found = keep_correction_paper(&portal, &resident, id, correction).await?;
    let Some((receipt, pdf)) = found else {
        journal_refusal(&portal, &resident, deed).await?;
        return Err(AppError::NotFound);
    };
    journal_read(&portal, &resident, deed).await?;
    Ok(file_answer(&format!("{receipt}.pdf"), pdf))
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
