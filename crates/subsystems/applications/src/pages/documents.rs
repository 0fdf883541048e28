//! Documents of a case, shown in the page: pictures as they are, PDF page by page as pictures, signed containers to save.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_SECURITY_POLICY, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use spis_audit::{Entry, Outcome};
use spis_identity::Right;
use spis_identity::web::Official;
use spis_kernel::ApplicationId;
use spis_pages::{AppError, Html, Language, Page, PageRequest};
use sqlx::PgConnection;
use uuid::Uuid;

use super::CaseState;
use crate::documents::{self, Document};
use crate::files::{FileError, disposition};
use crate::store::{self, Application};

/// A document in the list of the case page.
pub(super) struct Row {
    pub id: Uuid,
    pub name: String,
    pub facts: String,
    pub entries: Vec<String>,
    pub has_thumbnail: bool,
    pub certified: Option<String>,
    /// Address.
    pub at: String,
    /// Address of its first page, drawn; none of a container, which can only be saved.
    pub picture: Option<String>,
    pub pages: i32,
}

impl Row {
    pub fn of(page: &Page, application: ApplicationId, document: &Document) -> Self {
        let at = format!("/bylos/{application}/dokumentai/{}", document.id);
        let entries = document
            .entries
            .iter()
            .map(|(name, bytes)| format!("{name}, {}", size(page, *bytes)));
        Self {
            id: document.id,
            name: document.name.clone(),
            facts: facts(page, document),
            entries: entries.collect(),
            has_thumbnail: document.has_thumbnail,
            certified: document
                .certified_by
                .as_deref()
                .map(|name| page.t_with("case-documents-certified", "name", name)),
            picture: picture(&at, document, 1),
            pages: document.pages,
            at,
        }
    }
}

/// Address of a page of a document, drawn.
fn picture(at: &str, document: &Document, number: i32) -> Option<String> {
    match document.media_type.as_str() {
        "application/pdf" => Some(format!("{at}/puslapis/{number}")),
        "image/jpeg" | "image/png" => Some(format!("{at}/turinys")),
        _ => None,
    }
}

fn facts(page: &Page, document: &Document) -> String {
    let kind = if document.pages > 0 {
        page.t_count("uploads-pages", i64::from(document.pages))
    } else {
        let count = i64::try_from(document.entries.len()).unwrap_or_default();
        page.t_count("uploads-signed", count)
    };
    let kind_name = match document.media_type.as_str() {
        "application/pdf" => "PDF",
        "image/jpeg" => "JPEG",
        "image/png" => "PNG",
        "application/vnd.lt.archyvai.adoc-2008" => "ADOC",
        _ => "ASiC-E",
    };
    let bytes = u64::try_from(document.size).unwrap_or_default();
    format!("{kind_name}, {kind}, {}", size(page, bytes))
}

fn size(page: &Page, bytes: u64) -> String {
    if bytes < 1_000_000 {
        return format!("{} kB", bytes.div_ceil(1000));
    }
    let tenths = (bytes + 50_000) / 100_000;
    let comma = match page.language() {
        Language::Lt => ',',
        Language::En => '.',
    };
    match tenths % 10 {
        0 => format!("{} MB", tenths / 10),
        rest => format!("{}{comma}{rest} MB", tenths / 10),
    }
}

/// Every document of a case.
pub(super) async fn of_case(
    connection: &mut PgConnection,
    application: &Application,
) -> Result<Vec<Document>, AppError> {
    let municipality = application.municipality;
    let subjects = documents::subjects(connection, municipality, application.id).await?;
    let mut found = documents::attached(connection, municipality, &subjects).await?;
    found.extend(documents::added(connection, municipality, application.id).await?);
    Ok(found)
}

#[derive(Template)]
#[template(path = "case_document.html")]
struct DocumentPage {
    page: Page,
    id: ApplicationId,
    document: Row,
    /// Address of what is drawn; none of a container, which can only be saved.
    picture: Option<String>,
    back: String,
    number: i32,
    pages: i32,
}

#[derive(Deserialize)]
pub(super) struct PageQuery {
    puslapis: Option<i32>,
}

/// The document, if it belongs to the case; journalled before anything of it is sent, refusals too.
async fn opened(
    state: &CaseState,
    official: &Official,
    id: ApplicationId,
    file: Uuid,
    action: &'static str,
) -> Result<Document, AppError> {
    official
        .require(&state.web, Right::CaseRead, action, "document", Some(file))
        .await?;
    let node = &state.web.node;
    let mut tx = node.begin().await?;
    let Some(application) = store::application_find(&mut tx, node.code(), id).await? else {
        drop(tx);
        let web = &state.web;
        return Err(official.missing(web, action, "document", file).await);
    };
    let found = of_case(&mut tx, &application)
        .await?
        .into_iter()
        .find(|document| document.id == file);
    let outcome = if found.is_some() {
        Outcome::Allowed
    } else {
        Outcome::Refused
    };
    let entry = Entry {
        actor: &official.user.actor(),
        action,
        object: "document",
        object_id: Some(file),
        purpose: "application",
        outcome,
        subjects: &[application.applicant.get()],
    };
    spis_audit::record(&mut tx, node.code(), state.web.now(), entry).await?;
    tx.commit().await?;
    found.ok_or(AppError::NotFound)
}

async fn bytes_of(state: &CaseState, document: &Document) -> Result<Vec<u8>, AppError> {
    let node = &state.web.node;
    let mut tx = node.begin().await?;
    // Its parts may still be on their way.
    documents::bytes(&mut tx, node.code(), document)
        .await?
        .ok_or(AppError::Unavailable)
}

pub(super) async fn page(
    State(state): State<CaseState>,
    request: PageRequest,
    official: Official,
    Path((id, file)): Path<(ApplicationId, Uuid)>,
    Query(query): Query<PageQuery>,
) -> Result<Response, AppError> {
    let document = opened(&state, &official, id, file, "document_read").await?;
    let pages = document.pages.max(1);
    let number = query.puslapis.unwrap_or(1).clamp(1, pages);
    let at = format!("/bylos/{id}/dokumentai/{file}");
    let page = official
        .page(&state.web, &request)
        .with_title_key("case-documents")
        .at("work");
    Ok(Html(DocumentPage {
        id,
        document: Row::of(&page, id, &document),
        picture: picture(&at, &document, number),
        back: format!("/bylos/{id}#dokumentai"),
        number,
        pages,
        page,
    })
    .into_response())
}

/// A page of a PDF as a picture.
pub(super) async fn page_picture(
    State(state): State<CaseState>,
    official: Official,
    Path((id, file, number)): Path<(ApplicationId, Uuid, u32)>,
) -> Result<Response, AppError> {
    let document = opened(&state, &official, id, file, "document_page_read").await?;
    let pdf = bytes_of(&state, &document).await?;
    match state.files.page(pdf, number).await {
        Ok(picture) => Ok(sandboxed("image/jpeg", "puslapis.jpg", true, picture)),
        Err(FileError::Refused(_)) => Err(AppError::NotFound),
        Err(FileError::Fault(error)) => Err(error.into()),
    }
}

#[derive(Deserialize)]
pub(super) struct ContentQuery {
    saugoti: Option<String>,
}

/// The document itself, in a box of its own.
pub(super) async fn content(
    State(state): State<CaseState>,
    official: Official,
    Path((id, file)): Path<(ApplicationId, Uuid)>,
    Query(query): Query<ContentQuery>,
) -> Result<Response, AppError> {
    let document = opened(&state, &official, id, file, "document_open").await?;
    let bytes = bytes_of(&state, &document).await?;
    let drawn = query.saugoti.is_none() && document.media_type.starts_with("image/");
    Ok(sandboxed(
        &document.media_type,
        &document.name,
        drawn,
        bytes,
    ))
}

/// The small picture, a part of the case page.
pub(super) async fn small(
    State(state): State<CaseState>,
    official: Official,
    Path((id, file)): Path<(ApplicationId, Uuid)>,
) -> Result<Response, AppError> {
    let document = opened(&state, &official, id, file, "document_small_read").await?;
    let node = &state.web.node;
    let mut tx = node.begin().await?;
    let picture = documents::thumbnail(&mut tx, node.code(), &document)
        .await?
        .ok_or(AppError::NotFound)?;
    Ok(sandboxed("image/jpeg", "mazas.jpg", true, picture))
}

fn sandboxed(media_type: &str, name: &str, drawn: bool, bytes: Vec<u8>) -> Response {
    let headers = [
        (CONTENT_TYPE, media_type.to_owned()),
        (CONTENT_DISPOSITION, disposition(name, drawn)),
        (
            CONTENT_SECURITY_POLICY,
            "default-src 'none'; sandbox".to_owned(),
        ),
    ];
    (headers, bytes).into_response()
}
