//! The page with the documents, and what its forms and its script send.

use askama::Template;
use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, Multipart, Query, State};
use axum::http::header::{
    ACCEPT, CONTENT_DISPOSITION, CONTENT_SECURITY_POLICY, CONTENT_TYPE, RETRY_AFTER,
};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use axum::{Form, Json, Router};
use serde::Deserialize;
use serde_json::json;
use spis_applications::files::disposition;
use spis_identity::web::{Resident, news};
use spis_pages::forms::CSRF_FIELD;
use spis_pages::{AppError, FieldErrors, Html, Page, PageRequest, Width};
use uuid::Uuid;

use super::Place;
use super::form::{
    Adding, FILES_FIELD, LARGEST_FORM, Told, joined_name, nothing_chosen, take_form, told_at_once,
    words,
};
use super::place::{At, FileAt};
use super::receive::{self, Beginning, NotAdded};
use super::store::{self, State as Stage};
use crate::Portal;
use crate::actions::{Deed, journal_read, journal_refusal};

/// Header that carries the form's token with a part.
const CSRF_HEADER: &str = "x-csrf";

/// Where documents are added: to a draft, and to a supplement of what was sent.
const PLACES: [&str; 2] = [
    "/prasymai/juodrastis/{id}/dokumentai",
    "/prasymai/{id}/papildyti/{subject}/dokumentai",
];

/// Pages and small forms.
pub fn routes() -> Router<Portal> {
    let mut routes = Router::new().route("/portalas/ikelimas.js", get(script));
    for at in PLACES {
        routes = routes
            .route(at, get(page))
            .route(&format!("{at}/pradeti"), post(begin))
            .route(&format!("{at}/sujungti"), post(join))
            .route(&format!("{at}/{{file}}"), get(content))
            .route(&format!("{at}/{{file}}/mazas"), get(small))
            .route(&format!("{at}/{{file}}/gauta"), get(progress))
            .route(&format!("{at}/{{file}}/baigti"), post(finish))
            .route(&format!("{at}/{{file}}/salinti"), post(remove));
    }
    routes
}

/// What carries files; the caller gives these addresses larger and longer limits.
pub fn large_routes() -> Router<Portal> {
    let mut routes = Router::new();
    for at in PLACES {
        routes = routes
            .route(at, post(take))
            .route(&format!("{at}/{{file}}/dalis"), post(part));
    }
    routes.layer(DefaultBodyLimit::max(LARGEST_FORM))
}

async fn script() -> impl IntoResponse {
    (
        [(CONTENT_TYPE, "text/javascript; charset=utf-8")],
        include_str!("../../scripts/ikelimas.js"),
    )
}

#[derive(Template)]
#[template(path = "documents.html")]
struct Documents {
    page: Page,
    adding: Adding,
    back: String,
    back_words: String,
    photos: usize,
}

#[derive(Deserialize)]
struct PageQuery {
    zinute: Option<String>,
}

async fn page(
    State(portal): State<Portal>,
    request: PageRequest,
    At { resident, place }: At,
    Query(query): Query<PageQuery>,
) -> Result<Response, AppError> {
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
        Deed::new("upload_read", place.writing.object(), place.subject),
    )
    .await?;
    let mut page = resident
        .page(&portal.web, request)
        .with_title_key("uploads-title")
        .at(place.writing.part())
        .with_width(Width::Text);
    page.path.clone_from(&place.base);
    let flash = news(&page, message);
    let mut page = page.with_flash(flash);
    if !told.is_empty() {
        let mut errors = FieldErrors::new();
        errors.add(FILES_FIELD, told_at_once(&page, told));
        page = page.with_errors(errors);
    }
    let adding = Adding::of(portal, resident, &page, place, false).await?;
    let shown = Documents {
        photos: adding.documents.iter().filter(|d| d.photo).count(),
        back: place.back.clone(),
        back_words: page.t(place.writing.back()),
        adding,
        page,
    };
    Ok(answered(told, Html(shown).into_response()))
}

/// A form with whole files.
async fn take(
    State(portal): State<Portal>,
    request: PageRequest,
    At { resident, place }: At,
    form: Multipart,
) -> Result<Response, AppError> {
    let mut taken = take_form(&portal, &request, &resident, &place, form).await?;
    if taken.earlier {
        let csrf = resident.session.csrf_token();
        return Err(AppError::EarlierSession { csrf });
    }
    if taken.is_empty() {
        taken.told.push(nothing_chosen());
    }
    if taken.told.is_empty() {
        return Ok(Redirect::to(&format!("{}?zinute=uploads-added", place.base)).into_response());
    }
    show(&portal, &request, &resident, &place, None, &taken.told).await
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
    answered(
        std::slice::from_ref(told),
        Json(json!({ "error": error })).into_response(),
    )
}

/// The answer with the status that says what was wrong: 422, or 429 with the time to wait.
fn answered(told: &[Told], mut response: Response) -> Response {
    let too_fast = told.iter().find_map(|(_, why)| match why {
        NotAdded::TooFast(too_fast) => Some(*too_fast),
        _ => None,
    });
    *response.status_mut() = if told.is_empty() {
        StatusCode::OK
    } else if let Some(too_fast) = too_fast {
        let headers = response.headers_mut();
        headers.insert(RETRY_AFTER, too_fast.wait_seconds.into());
        StatusCode::TOO_MANY_REQUESTS
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    response
}

async fn begin(
    State(portal): State<Portal>,
    request: PageRequest,
    At { resident, place }: At,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, AppError> {
    let form = resident.form(&portal.web, pairs).await?;
    let name = form.typed("vardas").to_owned();
    let size = form
        .typed("dydis")
        .parse()
        .map_err(|_| AppError::Unprocessable)?;
    let beginning = if form.given("naujas").is_some() {
        Beginning::Anew
    } else {
        Beginning::OrGoOn
    };
    Ok(
        match receive::begin(&portal, &resident, &place, &name, size, beginning).await? {
            Ok(begun) => Json(json!({
                "address": format!("{}/{}", place.base, begun.id),
                "received": begun.received,
                "sha256": begun.sha256,
            }))
            .into_response(),
            Err(why) => refused(&resident, &portal, &request, &(name, why)),
        },
    )
}

async fn progress(
    State(portal): State<Portal>,
    FileAt {
        resident,
        place,
        file,
    }: FileAt,
) -> Result<Response, AppError> {
    let upload = receive::progress(&portal, &resident, &place, file)
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
    FileAt {
        resident,
        place,
        file,
    }: FileAt,
    Query(query): Query<PartQuery>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, AppError> {
    let token = headers
        .get(CSRF_HEADER)
        .and_then(|token| token.to_str().ok())
        .unwrap_or_default();
    resident
        .form(&portal.web, vec![(CSRF_FIELD.to_owned(), token.to_owned())])
        .await?;
    let answer = receive::take_part(&portal, &resident, &place, file, query.nuo, &body).await?;
    Ok(match answer {
        Ok(received) => Json(json!({ "received": received })).into_response(),
        Err(why) => refused(&resident, &portal, &request, &(String::new(), why)),
    })
}

async fn finish(
    State(portal): State<Portal>,
    request: PageRequest,
    FileAt {
        resident,
        place,
        file,
    }: FileAt,
    headers: HeaderMap,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, AppError> {
    resident.form(&portal.web, pairs).await?;
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
    At { resident, place }: At,
    headers: HeaderMap,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, AppError> {
    let form = resident.form(&portal.web, pairs).await?;
    let chosen: Vec<Uuid> = form
        .all("nuotrauka")
        .filter_map(|id| id.parse().ok())
        .collect();
    let name = joined_name(&resident, &portal, &request);
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
    FileAt {
        resident,
        place,
        file,
    }: FileAt,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Redirect, AppError> {
    resident.form(&portal.web, pairs).await?;
    receive::remove(&portal, &resident, &place, file).await?;
    Ok(Redirect::to(&format!(
        "{}?zinute=uploads-removed",
        place.base
    )))
}

async fn content(
    State(portal): State<Portal>,
    FileAt {
        resident,
        place,
        file,
    }: FileAt,
) -> Result<Response, AppError> {
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
    FileAt {
        resident,
        place,
        file,
    }: FileAt,
) -> Result<Response, AppError> {
    let mut connection = resident.begin(&portal.web.node).await?;
    // The page with it was journalled; the small picture is a part of that page.
    let bytes = store::upload_thumbnail(&mut connection, resident.id, place.subject, file)
        .await?
        .ok_or(AppError::NotFound)?;
    Ok(sandboxed("image/jpeg", "mazas.jpg", bytes))
}

/// A stranger's file in a box of its own: no scripts, no forms, no origin; only what browsers draw themselves opens.
pub(super) fn sandboxed(media_type: &str, name: &str, bytes: Vec<u8>) -> Response {
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
