//! The page with the documents, and what its forms and its script send.

use askama::Template;
use axum::body::Bytes;
use axum::extract::multipart::{Field, MultipartError};
use axum::extract::{DefaultBodyLimit, Multipart, Path, Query, State};
use axum::http::header::{ACCEPT, CONTENT_DISPOSITION, CONTENT_SECURITY_POLICY, CONTENT_TYPE};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use axum::{Form, Json, Router};
use serde::Deserialize;
use serde_json::json;
use spis_applications::files::{FileRefusal, LARGEST_FILE, disposition};
use spis_identity::web::{Resident, news};
use spis_kernel::{DraftId, SubmissionId};
use spis_pages::forms::CSRF_FIELD;
use spis_pages::{AppError, FieldErrors, Html, Language, Message, Page, PageRequest, Width};
use uuid::Uuid;

use super::receive::{self, NotAdded};
use super::store::{self, State as Stage, Upload};
use super::{Attachment, MOST_BYTES, MOST_FILES, Place};
use crate::actions::{Deed, journal_read, journal_refusal};
use crate::pages::{Informed, id_in};
use crate::{Portal, store as portal_store};

/// Header that carries the form's token with a part.
const CSRF_HEADER: &str = "x-csrf";
/// Field of the files in the form.
const FILES_FIELD: &str = "failai";
/// A form of [`MOST_FILES`] files and what is around them.
pub const LARGEST_FORM: usize = MOST_BYTES + 2 * 1024 * 1024;

/// What a wrong thing of a form is about, with what is told of it.
type Told = (String, NotAdded);

/// Pages and small forms.
pub fn routes() -> Router<Portal> {
    Router::new()
        .route("/prasymai/juodrastis/{id}/dokumentai", get(page))
        .route("/prasymai/juodrastis/{id}/dokumentai/pradeti", post(begin))
        .route("/prasymai/juodrastis/{id}/dokumentai/sujungti", post(join))
        .route("/prasymai/juodrastis/{id}/dokumentai/{file}", get(content))
        .route(
            "/prasymai/juodrastis/{id}/dokumentai/{file}/mazas",
            get(small),
        )
        .route(
            "/prasymai/juodrastis/{id}/dokumentai/{file}/gauta",
            get(progress),
        )
        .route(
            "/prasymai/juodrastis/{id}/dokumentai/{file}/baigti",
            post(finish),
        )
        .route(
            "/prasymai/juodrastis/{id}/dokumentai/{file}/salinti",
            post(remove),
        )
        .route("/portalas/ikelimas.js", get(script))
}

/// What carries files; the caller gives these addresses larger and longer limits.
pub fn large_routes() -> Router<Portal> {
    Router::new()
        .route("/prasymai/juodrastis/{id}/dokumentai", post(take))
        .route(
            "/prasymai/juodrastis/{id}/dokumentai/{file}/dalis",
            post(part),
        )
        .layer(DefaultBodyLimit::max(LARGEST_FORM))
}

/// Documents of what was sent.
pub fn sent_routes() -> Router<Portal> {
    Router::new()
        .route("/prasymai/{id}/dokumentai/{file}", get(sent_content))
        .route("/prasymai/{id}/dokumentai/{file}/mazas", get(sent_small))
}

async fn script() -> impl IntoResponse {
    (
        [(CONTENT_TYPE, "text/javascript; charset=utf-8")],
        include_str!("../../scripts/ikelimas.js"),
    )
}

/// A document as pages show it.
pub struct Shown {
    pub id: Uuid,
    pub name: String,
    pub facts: String,
    pub entries: Vec<String>,
    pub href: Option<String>,
    pub thumbnail: Option<String>,
    pub remove: Option<String>,
    pub finish: Option<String>,
    pub photo: bool,
}

impl Shown {
    fn upload(page: &Page, base: &str, upload: &Upload) -> Self {
        let at = format!("{base}/{}", upload.id);
        let facts = match upload.state {
            Stage::Received => facts(page, upload.pages, upload.size, &upload.entries),
            Stage::Waiting => page.t("uploads-waiting"),
            Stage::Receiving => page.t_args(
                "uploads-unfinished",
                &[
                    ("received", size(page, upload.received).into()),
                    ("size", size(page, upload.size).into()),
                ],
            ),
        };
        Self {
            id: upload.id,
            name: upload.name.clone(),
            facts,
            entries: entries(page, &upload.entries),
            href: (upload.state == Stage::Received).then(|| at.clone()),
            thumbnail: upload.has_thumbnail.then(|| format!("{at}/mazas")),
            remove: Some(format!("{at}/salinti")),
            finish: (upload.state == Stage::Waiting).then(|| format!("{at}/baigti")),
            photo: upload.is_photo(),
        }
    }

    fn attachment(page: &Page, base: &str, attachment: &Attachment) -> Self {
        let at = format!("{base}/{}", attachment.id);
        Self {
            id: attachment.id,
            name: attachment.name.clone(),
            facts: facts(page, attachment.pages, attachment.size, &attachment.entries),
            entries: entries(page, &attachment.entries),
            href: Some(at.clone()),
            thumbnail: attachment.has_thumbnail.then(|| format!("{at}/mazas")),
            remove: None,
            finish: None,
            photo: false,
        }
    }
}

/// Documents of a subject for another page of hers: the look before sending.
pub fn shown_uploads(page: &Page, base: &str, uploads: &[Upload]) -> Vec<Shown> {
    uploads
        .iter()
        .map(|u| Shown {
            remove: None,
            finish: None,
            ..Shown::upload(page, base, u)
        })
        .collect()
}

/// Documents that went with a submission, or with what belongs to it.
pub fn shown_attachments(page: &Page, submission: SubmissionId, sent: &[Attachment]) -> Vec<Shown> {
    let base = format!("/prasymai/{submission}/dokumentai");
    sent.iter()
        .map(|a| Shown::attachment(page, &base, a))
        .collect()
}

fn facts(page: &Page, pages: i32, bytes: i32, entries: &[(String, u64)]) -> String {
    let size = size(page, bytes);
    if pages > 0 {
        format!(
            "{}, {size}",
            page.t_count("uploads-pages", i64::from(pages))
        )
    } else {
        let count = i64::try_from(entries.len()).unwrap_or_default();
        format!("{}, {size}", page.t_count("uploads-signed", count))
    }
}

fn entries(page: &Page, entries: &[(String, u64)]) -> Vec<String> {
    entries
        .iter()
        .map(|(name, bytes)| {
            let bytes = i32::try_from(*bytes).unwrap_or(i32::MAX);
            format!("{name}, {}", size(page, bytes))
        })
        .collect()
}

/// "1,2 MB", "340 kB".
pub fn size(page: &Page, bytes: i32) -> String {
    let bytes = i64::from(bytes);
    if bytes < 1_000_000 {
        return format!("{} kB", (bytes + 999) / 1000);
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

#[derive(Template)]
#[template(path = "documents.html")]
struct Documents {
    page: Page,
    base: String,
    back: String,
    documents: Vec<Shown>,
    photos: usize,
    room: bool,
    limits: String,
}

/// What an address of the page names, if it is hers.
async fn place(portal: &Portal, resident: &Resident, id: &str) -> Result<Place, AppError> {
    let id: DraftId = id_in(id)?;
    match Place::of_draft(portal, resident, id).await? {
        Some(place) => Ok(place),
        None => {
            journal_refusal(
                portal,
                resident,
                Deed::new("upload_read", "draft", id.get()),
            )
            .await?;
            Err(AppError::NotFound)
        }
    }
}

#[derive(Deserialize)]
struct PageQuery {
    zinute: Option<String>,
}

async fn page(
    State(portal): State<Portal>,
    request: PageRequest,
    Informed(resident): Informed,
    Path(id): Path<String>,
    Query(query): Query<PageQuery>,
) -> Result<Response, AppError> {
    let place = place(&portal, &resident, &id).await?;
    show(
        &portal,
        &request,
        &resident,
        &place,
        query.zinute.as_deref(),
        &[],
    )
    .await
}

async fn show(
    portal: &Portal,
    request: &PageRequest,
    resident: &Resident,
    place: &Place,
    message: Option<&str>,
    told: &[Told],
) -> Result<Response, AppError> {
    journal_read(
        portal,
        resident,
        Deed::new("upload_read", "draft", place.subject),
    )
    .await?;
    let mut page = resident
        .page(&portal.web, request)
        .with_title_key("uploads-title")
        .at("apply")
        .with_width(Width::Text);
    page.path.clone_from(&place.base);
    let flash = news(&page, message);
    let mut page = page.with_flash(flash);
    if !told.is_empty() {
        let mut errors = FieldErrors::new();
        let words: Vec<String> = told.iter().map(|told| words(&page, told)).collect();
        errors.add(FILES_FIELD, Message::Text(words.join(" ")));
        page = page.with_errors(errors);
    }
    let mut connection = resident.begin(&portal.web.node).await?;
    let uploads = store::upload_list(&mut connection, resident.id, place.subject).await?;
    drop(connection);
    let documents: Vec<Shown> = uploads
        .iter()
        .map(|u| Shown::upload(&page, &place.base, u))
        .collect();
    let shown = Documents {
        photos: documents.iter().filter(|d| d.photo).count(),
        room: documents.len() < MOST_FILES,
        limits: page.t_args(
            "uploads-limits",
            &[
                ("one", (LARGEST_FILE / 1024 / 1024).to_string().into()),
                ("files", MOST_FILES.to_string().into()),
                ("all", (MOST_BYTES / 1024 / 1024).to_string().into()),
            ],
        ),
        base: place.base.clone(),
        back: place.back.clone(),
        documents,
        page,
    };
    let status = if told.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    Ok((status, Html(shown)).into_response())
}

/// "„pažyma.pdf“: …".
fn words(page: &Page, (name, why): &Told) -> String {
    let why = page.t(why.key());
    if name.is_empty() {
        why
    } else {
        page.t_args(
            "uploads-of",
            &[("name", name.as_str().into()), ("why", why.into())],
        )
    }
}

/// A form with whole files; the token comes before them.
async fn take(
    State(portal): State<Portal>,
    request: PageRequest,
    Informed(resident): Informed,
    Path(id): Path<String>,
    mut form: Multipart,
) -> Result<Response, AppError> {
    let place = place(&portal, &resident, &id).await?;
    let (mut trusted, mut joining) = (false, false);
    let mut added = Vec::new();
    let mut told: Vec<Told> = Vec::new();
    while let Some(field) = form.next_field().await.map_err(broken_off)? {
        match field.name() {
            Some(CSRF_FIELD) => {
                let token = field.text().await.map_err(broken_off)?;
                resident.form(vec![(CSRF_FIELD.to_owned(), token)])?;
                trusted = true;
            }
            Some("sujungti") => joining = true,
            Some(FILES_FIELD) if trusted => {
                let name = field.file_name().unwrap_or_default().to_owned();
                // A form without a chosen file sends a part without a name.
                let bytes = match bytes_of(field).await? {
                    Some(bytes) if bytes.is_empty() && name.is_empty() => continue,
                    Some(bytes) => bytes,
                    None => {
                        told.push((name, NotAdded::File(FileRefusal::TooLarge)));
                        continue;
                    }
                };
                match receive::take_whole(&portal, &resident, &place, &name, &bytes).await? {
                    Ok(id) => added.push(id),
                    Err(why) => told.push((name, why)),
                }
            }
            _ if trusted => {}
            _ => return Err(AppError::Forbidden),
        }
    }
    if !trusted {
        return Err(AppError::Forbidden);
    }
    if added.is_empty() && told.is_empty() {
        told.push((String::new(), NotAdded::File(FileRefusal::Empty)));
    }
    if joining && added.len() > 1 && told.is_empty() {
        let name = page_name(&resident, &portal, &request);
        if let Err(why) = receive::join(&portal, &resident, &place, &added, &name).await? {
            told.push((String::new(), why));
        }
    }
    if told.is_empty() {
        return Ok(Redirect::to(&format!("{}?zinute=uploads-added", place.base)).into_response());
    }
    show(&portal, &request, &resident, &place, None, &told).await
}

/// Name of a document that was made of photos.
fn page_name(resident: &Resident, portal: &Portal, request: &PageRequest) -> String {
    resident.page(&portal.web, request).t("uploads-joined-name")
}

fn broken_off(error: MultipartError) -> AppError {
    if error.status() == StatusCode::PAYLOAD_TOO_LARGE {
        AppError::TooLarge
    } else {
        AppError::Unprocessable
    }
}

/// A file's bytes; none if there are too many, which are let go as they come.
async fn bytes_of(mut field: Field<'_>) -> Result<Option<Vec<u8>>, AppError> {
    let mut bytes = Vec::new();
    let mut fits = true;
    while let Some(chunk) = field.chunk().await.map_err(broken_off)? {
        fits = fits && bytes.len() + chunk.len() <= LARGEST_FILE;
        if fits {
            bytes.extend_from_slice(&chunk);
        } else {
            bytes = Vec::new();
        }
    }
    Ok(fits.then_some(bytes))
}

fn wants_json(headers: &HeaderMap) -> bool {
    headers
        .get(ACCEPT)
        .is_some_and(|accept| accept == "application/json")
}

/// What the script is told of a refusal, in words.
fn refused(resident: &Resident, portal: &Portal, request: &PageRequest, told: &Told) -> Response {
    let page = resident.page(&portal.web, request);
    let error = words(&page, told);
    (
        StatusCode::UNPROCESSABLE_ENTITY,
        Json(json!({ "error": error })),
    )
        .into_response()
}

async fn begin(
    State(portal): State<Portal>,
    request: PageRequest,
    Informed(resident): Informed,
    Path(id): Path<String>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, AppError> {
    let form = resident.form(pairs)?;
    let place = place(&portal, &resident, &id).await?;
    let name = form.typed("vardas").to_owned();
    let size = form
        .typed("dydis")
        .parse()
        .map_err(|_| AppError::Unprocessable)?;
    Ok(
        match receive::begin(&portal, &resident, &place, &name, size).await? {
            Ok(id) => Json(json!({ "address": format!("{}/{id}", place.base), "received": 0 }))
                .into_response(),
            Err(why) => refused(&resident, &portal, &request, &(name, why)),
        },
    )
}

async fn progress(
    State(portal): State<Portal>,
    Informed(resident): Informed,
    Path((id, file)): Path<(String, String)>,
) -> Result<Response, AppError> {
    let place = place(&portal, &resident, &id).await?;
    let upload = receive::progress(&portal, &resident, &place, id_in(&file)?)
        .await?
        .ok_or(AppError::NotFound)?;
    Ok(Json(json!({ "received": upload.received })).into_response())
}

#[derive(Deserialize)]
struct PartQuery {
    nuo: usize,
}

async fn part(
    State(portal): State<Portal>,
    request: PageRequest,
    Informed(resident): Informed,
    Path((id, file)): Path<(String, String)>,
    Query(query): Query<PartQuery>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, AppError> {
    let token = headers
        .get(CSRF_HEADER)
        .and_then(|token| token.to_str().ok())
        .unwrap_or_default();
    resident.form(vec![(CSRF_FIELD.to_owned(), token.to_owned())])?;
    let place = place(&portal, &resident, &id).await?;
    let file = id_in(&file)?;
    let answer = receive::take_part(&portal, &resident, &place, file, query.nuo, &body).await?;
    Ok(match answer {
        Ok(received) => Json(json!({ "received": received })).into_response(),
        Err(why) => refused(&resident, &portal, &request, &(String::new(), why)),
    })
}

async fn finish(
    State(portal): State<Portal>,
    request: PageRequest,
    Informed(resident): Informed,
    Path((id, file)): Path<(String, String)>,
    headers: HeaderMap,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, AppError> {
    resident.form(pairs)?;
    let place = place(&portal, &resident, &id).await?;
    let file = id_in(&file)?;
    let name = receive::progress(&portal, &resident, &place, file)
        .await?
        .map(|upload| upload.name)
        .unwrap_or_default();
    let answer = receive::finish(&portal, &resident, &place, file).await?;
    match (answer, wants_json(&headers)) {
        (Ok(()), true) => Ok(Json(json!({ "id": file })).into_response()),
        (Err(why), true) => Ok(refused(&resident, &portal, &request, &(name, why))),
        (Ok(()), false) => {
            Ok(Redirect::to(&format!("{}?zinute=uploads-added", place.base)).into_response())
        }
        (Err(why), false) => show(&portal, &request, &resident, &place, None, &[(name, why)]).await,
    }
}

async fn join(
    State(portal): State<Portal>,
    request: PageRequest,
    Informed(resident): Informed,
    Path(id): Path<String>,
    headers: HeaderMap,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, AppError> {
    let form = resident.form(pairs)?;
    let place = place(&portal, &resident, &id).await?;
    let chosen: Vec<Uuid> = form
        .all("nuotrauka")
        .filter_map(|id| id.parse().ok())
        .collect();
    let name = page_name(&resident, &portal, &request);
    let answer = match chosen.len() {
        0 | 1 => Err(NotAdded::TooFewPhotos),
        _ => receive::join(&portal, &resident, &place, &chosen, &name).await?,
    };
    match (answer, wants_json(&headers)) {
        (Ok(()), true) => Ok(Json(json!({})).into_response()),
        (Err(why), true) => Ok(refused(&resident, &portal, &request, &(String::new(), why))),
        (Ok(()), false) => {
            Ok(Redirect::to(&format!("{}?zinute=uploads-joined", place.base)).into_response())
        }
        (Err(why), false) => {
            show(
                &portal,
                &request,
                &resident,
                &place,
                None,
                &[(String::new(), why)],
            )
            .await
        }
    }
}

async fn remove(
    State(portal): State<Portal>,
    Informed(resident): Informed,
    Path((id, file)): Path<(String, String)>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Redirect, AppError> {
    resident.form(pairs)?;
    let place = place(&portal, &resident, &id).await?;
    receive::remove(&portal, &resident, &place, id_in(&file)?).await?;
    Ok(Redirect::to(&format!(
        "{}?zinute=uploads-removed",
        place.base
    )))
}

async fn content(
    State(portal): State<Portal>,
    Informed(resident): Informed,
    Path((id, file)): Path<(String, String)>,
) -> Result<Response, AppError> {
    let place = place(&portal, &resident, &id).await?;
    let file: Uuid = id_in(&file)?;
    let upload = receive::progress(&portal, &resident, &place, file)
        .await?
        .filter(|u| u.state == Stage::Received);
    let Some(upload) = upload else {
        journal_refusal(&portal, &resident, Deed::new("upload_open", "upload", file)).await?;
        return Err(AppError::NotFound);
    };
    journal_read(&portal, &resident, Deed::new("upload_open", "upload", file)).await?;
    let mut connection = resident.begin(&portal.web.node).await?;
    let bytes = store::upload_bytes(&mut connection, file).await?;
    let media_type = upload.media_type.unwrap_or_default();
    Ok(sandboxed(&media_type, &upload.name, bytes))
}

async fn small(
    State(portal): State<Portal>,
    Informed(resident): Informed,
    Path((id, file)): Path<(String, String)>,
) -> Result<Response, AppError> {
    let place = place(&portal, &resident, &id).await?;
    let mut connection = resident.begin(&portal.web.node).await?;
    let file = id_in(&file)?;
    // The page with it was journalled; the small picture is a part of that page.
    let bytes = store::upload_thumbnail(&mut connection, resident.id, place.subject, file)
        .await?
        .ok_or(AppError::NotFound)?;
    Ok(sandboxed("image/jpeg", "mazas.jpg", bytes))
}

/// Her attachment of a submission of hers; what is not hers is not there, and the asking is journalled.
async fn sent(
    portal: &Portal,
    resident: &Resident,
    id: &str,
    file: Uuid,
) -> Result<Attachment, AppError> {
    let submission: SubmissionId = id_in(id)?;
    let mut connection = resident.begin(&portal.web.node).await?;
    let found = portal_store::submission_find(&mut connection, resident.id, submission).await?;
    let attachment = match found {
        Some(_) => store::attachment_list(&mut connection, resident.id, submission.get())
            .await?
            .into_iter()
            .find(|a| a.id == file),
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

/// A stranger's file in a box of its own: no scripts, no forms, no origin; only what browsers draw themselves opens.
fn sandboxed(media_type: &str, name: &str, bytes: Vec<u8>) -> Response {
    let drawn = matches!(media_type, "image/jpeg" | "image/png" | "application/pdf");
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

#[cfg(test)]
mod tests {
    use super::size;
    use spis_pages::{Audience, Language, Page};

    #[test]
    fn sizes_are_said_as_people_do() {
        let lt = Page::new(Language::Lt, Audience::Portal);
        let en = Page::new(Language::En, Audience::Portal);
        assert_eq!(size(&lt, 10), "1 kB");
        assert_eq!(size(&lt, 340_000), "340 kB");
        assert_eq!(size(&lt, 1_240_000), "1,2 MB");
        assert_eq!(size(&en, 1_240_000), "1.2 MB");
        assert_eq!(size(&lt, 10_000_000), "10 MB");
    }
}
