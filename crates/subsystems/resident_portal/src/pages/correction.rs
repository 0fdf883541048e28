//! "Pataisyti prašymą": other answers on payment, contacts and what is asked for; who applies and for whom stays.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Form, Router};
use jiff::civil::Date;
use spis_applications::content::ApplicationContent;
use spis_applications::form::{Question, Values};
use spis_applications::requests::{RequestKind, answer_by};
use spis_identity::web::Resident;
use spis_kernel::SubmissionId;
use spis_pages::{AppError, FormValues, Html, Page, PageRequest};
use uuid::Uuid;

use super::asking::{Case, case_of, frame, key_of, sent, too_late, uninformed};
use super::id_in;
use crate::actions::send_request::{Asked, send_request};
use crate::{Portal, copies, requests};

pub fn routes() -> Router<Portal> {
    Router::new().route("/prasymai/{id}/taisyti", get(page).post(send))
}

#[derive(Template)]
#[template(path = "correction.html")]
struct CorrectionPage {
    page: Page,
    action: String,
    back: String,
    key: Uuid,
    free: bool,
    answer_by: Date,
    questions: Vec<Question>,
}

/// The answers as she last gave them: a correction that still waits, else the application as it stands, else what she sent.
async fn present(
    portal: &Portal,
    resident: &Resident,
    case: &Case,
) -> Result<ApplicationContent, AppError> {
    let mut connection = resident.begin(&portal.web.node).await?;
    let id = case.submission.id.get();
    let sent = requests::request_list(&mut connection, resident.id, &[id]).await?;
    let ids: Vec<Uuid> = case.application.iter().map(|a| a.id.get()).collect();
    let answered = copies::answer_list(&mut connection, &ids).await?;
    let waiting = sent
        .into_iter()
        .filter(|r| !answered.iter().any(|a| a.id == r.id))
        .find_map(|r| r.content);
    let registered = case.application.as_ref().map(|a| a.content.clone());
    // A copy that cannot be read is not worth an error page: what she sent is there.
    [waiting, registered]
        .into_iter()
        .flatten()
        .find_map(|content| serde_json::from_value(content).ok())
        .map_or_else(
            || {
                serde_json::from_value(case.submission.content.clone()).map_err(|_| {
                    anyhow::anyhow!("the content of a submission cannot be read").into()
                })
            },
            Ok,
        )
}

async fn page(
    State(portal): State<Portal>,
    request: PageRequest,
    resident: Resident,
    Path(id): Path<String>,
) -> Result<Response, AppError> {
    let id: SubmissionId = id_in(&id)?;
    let address = format!("/prasymai/{id}/taisyti");
    if let Some(response) = uninformed(&portal, &resident, &address).await? {
        return Ok(response);
    }
    let case = case_of(&portal, &resident, id).await?;
    let page = frame(&portal, &request, &resident, RequestKind::Correction);
    if case.ended() {
        return Ok(too_late(page, id));
    }
    let form = portal.group(&case.submission.form_code)?.form();
    let values = form.typed_of(&present(&portal, &resident, &case).await?);
    let key = key_of(&portal, &FormValues::default());
    shown(&portal, page, id, &case, &values, key)
}

fn shown(
    portal: &Portal,
    page: Page,
    id: SubmissionId,
    case: &Case,
    values: &Values,
    key: Uuid,
) -> Result<Response, AppError> {
    let form = portal.group(&case.submission.form_code)?.form();
    Ok(Html(CorrectionPage {
        action: format!("/prasymai/{id}/taisyti"),
        back: format!("/prasymai/{id}"),
        key,
        free: case.free(),
        answer_by: answer_by(portal.web.today()),
        questions: form.corrections(values, &page.translator),
        page,
    })
    .into_response())
}

async fn send(
    State(portal): State<Portal>,
    request: PageRequest,
    resident: Resident,
    Path(id): Path<String>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, AppError> {
    let form = resident.form(pairs)?;
    let id: SubmissionId = id_in(&id)?;
    if let Some(response) = uninformed(&portal, &resident, "").await? {
        return Ok(response);
    }
    let case = case_of(&portal, &resident, id).await?;
    let mut page = frame(&portal, &request, &resident, RequestKind::Correction);
    let before = present(&portal, &resident, &case).await?;
    let schema = portal.group(&case.submission.form_code)?.form();
    let mut values = Values::new();
    for (name, value) in form.pairs() {
        let typed: &mut Vec<String> = values.entry(name).or_default();
        typed.push(value);
    }
    let corrected = schema.correct(&before, &values, portal.web.today());
    let content = match corrected {
        Ok(content) if content != before => content,
        wrong => {
            match wrong {
                Ok(_) => page.errors.add_key("pataisymas", "ask-nothing-changed"),
                Err(errors) => page.errors = errors,
            }
            let key = key_of(&portal, &form);
            let again = shown(&portal, page, id, &case, &values, key)?;
            return Ok((StatusCode::UNPROCESSABLE_ENTITY, again).into_response());
        }
    };
    let content = serde_json::to_value(&content).map_err(anyhow::Error::from)?;
    let asked = Asked {
        id: key_of(&portal, &form),
        kind: RequestKind::Correction,
        text: String::new(),
        content: Some(content),
        document: None,
        uploads: None,
        decision: None,
    };
    let result = send_request(&portal, &resident, id, &asked).await?;
    sent(page, id, RequestKind::Correction, result)
}
