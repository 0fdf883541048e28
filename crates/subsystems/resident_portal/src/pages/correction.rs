//! "Pataisyti prašymą": other answers on payment, contacts and what is asked for; who applies and for whom stays.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Form, Router};
use jiff::civil::Date;
use spis_applications::content::ApplicationContent;
use spis_applications::requests::{RequestKind, answer_by};
use spis_identity::web::Resident;
use spis_kernel::SubmissionId;
use spis_pages::{AppError, Choice, FormValues, Html, Page, PageRequest};
use uuid::Uuid;

use super::asking::{Case, case_of, frame, key_of, sent, too_late, uninformed};
use super::id_in;
use crate::actions::send_request::{Asked, send_request};
use crate::answers::{asked_from, payment};
use crate::model::{DraftContent, NO, YES};
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
    account: String,
    whose: Vec<Choice>,
    holder: String,
    phone: String,
    email: String,
    notice: Vec<Choice>,
    asked_from: String,
    additional: Vec<Choice>,
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

/// The answers as the form has them.
fn as_typed(content: &ApplicationContent) -> FormValues {
    let mut form = FormValues::default();
    form.set("saskaita", content.account.as_str());
    let own = content.account_holder.is_none();
    form.set("kieno", if own { "mano" } else { "kito" });
    form.set(
        "savininkas",
        content.account_holder.clone().unwrap_or_default(),
    );
    form.set("telefonas", content.phone.clone().unwrap_or_default());
    form.set("elpastas", content.email.clone().unwrap_or_default());
    form.set("pranesimai", content.notice_channel.code());
    let from = content.asked_from.map(|m| m.to_string());
    form.set("nuo", from.unwrap_or_default());
    form.set("papildoma", if content.additional { YES } else { NO });
    form
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
    let form = as_typed(&present(&portal, &resident, &case).await?);
    Ok(shown(&portal, page, id, &case, &form))
}

fn shown(
    portal: &Portal,
    page: Page,
    id: SubmissionId,
    case: &Case,
    form: &FormValues,
) -> Response {
    let typed = |field: &str| form.typed(field).to_owned();
    let choice = |field: &str, value: &str, key: &str| {
        Choice::new(value, page.t(key), form.typed(field) == value)
    };
    Html(CorrectionPage {
        action: format!("/prasymai/{id}/taisyti"),
        back: format!("/prasymai/{id}"),
        key: key_of(portal, form),
        free: case.free(),
        answer_by: answer_by(portal.web.today()),
        account: typed("saskaita"),
        whose: vec![
            choice("kieno", "mano", "portal-account-mine"),
            choice("kieno", "kito", "portal-account-other"),
        ],
        holder: typed("savininkas"),
        phone: typed("telefonas"),
        email: typed("elpastas"),
        notice: ["portal", "email", "post", "counter"]
            .into_iter()
            .map(|code| choice("pranesimai", code, &format!("portal-notice-{code}")))
            .collect(),
        asked_from: typed("nuo"),
        additional: vec![
            choice("papildoma", YES, "portal-yes"),
            choice("papildoma", NO, "portal-no"),
        ],
        page,
    })
    .into_response()
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
    let corrected = checked(&before, &form, portal.web.today(), &mut page);
    if corrected.as_ref() == Some(&before) {
        page.errors.add_key("saskaita", "ask-nothing-changed");
    }
    let Some(content) = corrected.filter(|_| !page.has_errors()) else {
        let again = shown(&portal, page, id, &case, &form);
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, again).into_response());
    };
    let content = serde_json::to_value(&content).map_err(anyhow::Error::from)?;
    let asked = Asked {
        id: key_of(&portal, &form),
        kind: RequestKind::Correction,
        text: String::new(),
        content: Some(content),
        document: None,
        decision: None,
    };
    let result = send_request(&portal, &resident, id, &asked).await?;
    sent(page, id, RequestKind::Correction, result)
}

/// The corrected content, if all answers are right.
fn checked(
    before: &ApplicationContent,
    form: &FormValues,
    today: Date,
    page: &mut Page,
) -> Option<ApplicationContent> {
    let mut typed = DraftContent::default();
    for (name, value) in form.pairs() {
        typed.values.insert(name, vec![value]);
    }
    let paid = match payment(&typed) {
        Ok(paid) => Some(paid),
        Err(errors) => {
            for (field, message) in errors.iter() {
                page.errors.add(field, message.clone());
            }
            None
        }
    };
    // A month that was right when she sent it stays right.
    let from = match form.given("nuo") {
        None => None,
        Some(same) if before.asked_from.is_some_and(|m| m.to_string() == same) => before.asked_from,
        Some(typed) => match asked_from(typed, today) {
            Ok(month) => Some(month),
            Err(message) => {
                page.errors.add("nuo", message);
                None
            }
        },
    };
    let additional = match form.typed("papildoma") {
        YES => true,
        NO => false,
        _ => {
            page.errors
                .add_key("papildoma", "portal-additional-missing");
            false
        }
    };
    let paid = paid.filter(|_| !page.has_errors())?;
    Some(ApplicationContent {
        additional,
        asked_from: from,
        account: paid.account,
        account_holder: paid.account_holder,
        phone: paid.phone,
        email: paid.email,
        notice_channel: paid.notice_channel,
        ..before.clone()
    })
}
