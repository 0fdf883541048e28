//! Taking back an application that was sent, and what all that she may still do about one has in common; correcting and writing
//! have files of their own. Withdrawing never waits for the privacy policy.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use axum::{Form, Router};
use jiff::civil::Date;
use spis_applications::requests::{RequestKind, answer_by};
use spis_database::new_id;
use spis_identity::web::{Resident, Writer};
use spis_kernel::DecisionId;
use spis_pages::{AppError, FormValues, Html, Message, Page, PageRequest, Width};
use uuid::Uuid;

use super::id_in;
use super::unsent::{Kept, keep_typed, left};
use crate::actions::confirm_policy::is_confirmed;
use crate::actions::keep_text::{KEY, keep_text};
use crate::actions::send_request::{Asked, Asking, send_request};
use crate::actions::{Deed, journal_refusal};
use crate::copies::AskedDocument;
use crate::own::{Own, OwnId};
use crate::store::unsent::Spot;
use crate::{Portal, copies};

/// So much may be written at once.
pub const LONGEST: usize = 10_000;

pub fn routes() -> Router<Portal> {
    Router::new()
        .route("/prasymai/{id}/atsiimti", get(withdrawal).post(withdraw))
        .route("/prasymai/{id}/atsiimti/saugoti", post(keep_withdrawal))
}

/// An application of hers with what the municipality asks and has decided.
pub struct Case {
    /// The application.
    pub own: Own,
    /// Documents asked of her that still wait.
    pub documents: Vec<AskedDocument>,
    /// The decision that she may disagree with.
    pub decision: Option<DecisionId>,
}

/// Finds one of her applications; what is not hers is refused and journalled.
pub async fn case_of(portal: &Portal, resident: &Resident, id: OwnId) -> Result<Case, AppError> {
    let mut connection = resident.begin(&portal.web.node).await?;
    let Some(own) = Own::find(portal, &mut connection, resident, id).await? else {
        drop(connection);
        journal_refusal(
            portal,
            resident,
            Deed::new("submission_read", "submission", id.get()),
        )
        .await?;
        return Err(AppError::NotFound);
    };
    let ids = own.applications();
    let mut documents = copies::document_list(&mut connection, &ids).await?;
    documents.retain(|d| d.settled_as.is_none());
    let decision = copies::decision_list(&mut connection, &ids).await?.pop();
    Ok(Case {
        own,
        documents,
        decision: decision.map(|d| d.id),
    })
}

/// A document by its name in the list, or in the municipality's own words.
pub fn document_name(page: &Page, document: &AskedDocument) -> String {
    name_of_document(page, &document.document, document.own_words.as_deref())
}

/// The same of a document by the short list, and which exactly.
pub fn name_of_document(page: &Page, document: &str, own_words: Option<&str>) -> String {
    let name = page.t(format!("document-{document}"));
    match own_words {
        Some(own) if document == "other" => own.to_owned(),
        Some(own) => format!("{name}: {own}"),
        None => name,
    }
}

#[derive(Template)]
#[template(path = "withdrawal.html")]
struct WithdrawalPage {
    page: Page,
    action: String,
    back: String,
    key: Uuid,
    free: bool,
    text: String,
    kept: Kept,
    answer_by: Date,
}

#[derive(Template)]
#[template(path = "too_late.html")]
struct TooLatePage {
    page: Page,
    back: String,
}

/// A page about an application; its title is the kind's.
pub fn frame(
    portal: &Portal,
    request: &PageRequest,
    resident: &Resident,
    kind: RequestKind,
) -> Page {
    resident
        .page(&portal.web, request)
        .with_title_key(&format!("ask-title-{}", kind.code()))
        .with_width(Width::Text)
        .at("home")
}

/// That the application has come to its end.
pub fn too_late(page: Page, id: OwnId) -> Response {
    let page = page.with_title_key("ask-too-late");
    let back = id.href();
    (StatusCode::CONFLICT, Html(TooLatePage { page, back })).into_response()
}

/// Leads to the policy who has not confirmed it; none who has.
pub async fn uninformed(
    portal: &Portal,
    resident: &Resident,
    place: &str,
) -> Result<Option<Response>, AppError> {
    if is_confirmed(portal, resident).await? {
        return Ok(None);
    }
    let to = format!("/susipazinti?toliau={place}");
    Ok(Some(Redirect::to(&to).into_response()))
}

/// The key that a form brought back, or a new one.
pub fn key_of(portal: &Portal, form: &FormValues) -> Uuid {
    form.given(KEY)
        .and_then(|key| key.parse().ok())
        .unwrap_or_else(|| new_id(portal.web.now()))
}

/// What was typed, if it is not too much; without anything typed, the key of what is told, if something must be.
pub fn said(form: &FormValues, page: &mut Page, missing: Option<&str>) -> Option<String> {
    let text = form.typed("tekstas").trim().replace("\r\n", "\n");
    if let (Some(missing), true) = (missing, text.is_empty()) {
        page.errors.add_key("tekstas", missing);
        return None;
    }
    if text.chars().count() > LONGEST {
        let limit = i64::try_from(LONGEST).unwrap_or(i64::MAX);
        let message = Message::key("ask-text-long").with("limit", limit);
        page.errors.add("tekstas", message);
        return None;
    }
    Some(text)
}

/// Where sending leads.
pub fn sent(
    page: Page,
    id: OwnId,
    kind: RequestKind,
    result: Asking,
) -> Result<Response, AppError> {
    match result {
        Asking::Sent | Asking::Again => {
            let to = format!("/prasymai/{id}?zinute=request-{}", kind.code());
            Ok(Redirect::to(&to).into_response())
        }
        Asking::TooLate => Ok(too_late(page, id)),
        // Only what carries documents can end so, and it tells of it itself.
        Asking::NotHers | Asking::NotReady(_) => Err(AppError::NotFound),
    }
}

const WITHDRAWAL: &str = "atsiimti";

fn withdrawal_spot(about: OwnId) -> Spot {
    Spot {
        about,
        place: WITHDRAWAL,
        subject: about.get(),
    }
}

async fn withdrawal(
    State(portal): State<Portal>,
    request: PageRequest,
    resident: Resident,
    Path(id): Path<String>,
) -> Result<Response, AppError> {
    let id: OwnId = id_in(&id)?;
    let case = case_of(&portal, &resident, id).await?;
    let page = frame(&portal, &request, &resident, RequestKind::Withdrawal);
    if case.own.has_ended() {
        return Ok(too_late(page, id));
    }
    let kept = Kept::find(&portal, &resident, withdrawal_spot(id)).await?;
    let form = kept.form();
    Ok(withdrawal_page(&portal, page, id, (&case, kept), &form))
}

fn withdrawal_page(
    portal: &Portal,
    page: Page,
    id: OwnId,
    (case, kept): (&Case, Kept),
    form: &FormValues,
) -> Response {
    Html(WithdrawalPage {
        action: format!("/prasymai/{id}/{WITHDRAWAL}"),
        back: id.href(),
        key: key_of(portal, form),
        free: case.own.is_free(),
        text: form.typed("tekstas").to_owned(),
        kept,
        answer_by: answer_by(portal.web.today()),
        page,
    })
    .into_response()
}

async fn keep_withdrawal(
    State(portal): State<Portal>,
    request: PageRequest,
    writer: Result<Writer, Response>,
    Path(id): Path<String>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, AppError> {
    let id: OwnId = id_in(&id)?;
    keep_typed(&portal, &request, writer, withdrawal_spot(id), pairs).await
}

async fn withdraw(
    State(portal): State<Portal>,
    request: PageRequest,
    writer: Writer,
    Path(id): Path<String>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, AppError> {
    let id: OwnId = id_in(&id)?;
    let resident = match writer {
        Writer::Here(resident) => resident,
        Writer::Left(resident) => {
            let form = resident.form(&portal.web, pairs).await?;
            let back = format!("/prasymai/{id}/{WITHDRAWAL}");
            return left(&portal, &resident, withdrawal_spot(id), &form, &back).await;
        }
    };
    let form = resident.form(&portal.web, pairs).await?;
    let case = case_of(&portal, &resident, id).await?;
    let mut page = frame(&portal, &request, &resident, RequestKind::Withdrawal);
    let text = said(&form, &mut page, None);
    if form.given("patvirtinu").is_none() {
        page.errors
            .add_key("patvirtinu", "ask-withdrawal-confirm-missing");
    }
    let Some(text) = text.filter(|_| !page.has_errors()) else {
        let spot = withdrawal_spot(id);
        keep_text(&portal, &resident, spot, &form).await?;
        let kept = Kept::find(&portal, &resident, spot).await?;
        let shown = withdrawal_page(&portal, page, id, (&case, kept), &form);
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, shown).into_response());
    };
    let asked = Asked {
        id: key_of(&portal, &form),
        kind: RequestKind::Withdrawal,
        text,
        document: None,
        lacks: None,
        uploads: None,
        decision: None,
        written_at: withdrawal_spot(id),
    };
    let result = send_request(&portal, &resident, id, &asked).await?;
    sent(page, id, RequestKind::Withdrawal, result)
}
