//! Answers of handlers: a rendered page, or an error that becomes a page of its own.

use askama::Template;
use axum::{
    body::Body,
    extract::{Request, State},
    http::{HeaderMap, Method, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use std::sync::Arc;

use crate::{
    incident::{Incident, Incidents, without_personal_data},
    page::{Page, Width},
    site::{PageRequest, Site},
};

/// A page from its template.
#[derive(Clone, Debug)]
pub struct Html<T>(pub T);

impl<T: Template> IntoResponse for Html<T> {
    fn into_response(self) -> Response {
        match self.0.render() {
            Ok(html) => axum::response::Html(html).into_response(),
            Err(error) => AppError::Internal(error.into()).into_response(),
        }
    }
}

/// Why a request was not answered as asked. Any error converts into [`AppError::Internal`] with `?`; one that comes
/// from a connection refused or broken answers 503 instead of 500.
///
/// [`error_pages`] turns it into a page in the language of the request, with an incident number for our own faults.
#[derive(Debug)]
pub enum AppError {
    /// 404: there is no such thing, or the asker may not know that there is.
    NotFound,
    /// 403: the asker may not do this.
    Forbidden,
    /// 409: the data changed meanwhile, or are in another state; the sentence is shown, empty for the usual one.
    Conflict(String),
    /// 422: the request makes no sense; forms answer with their own page and messages instead.
    Unprocessable,
    /// 413: too large.
    TooLarge,
    /// 503: as many requests are under way as we can serve at once.
    Busy,
    /// 429: too many requests from one asker.
    TooMany,
    /// 503: something that we need does not answer.
    Unavailable,
    /// 500: our own fault; logged once with the incident number, never shown.
    Internal(anyhow::Error),
}

impl<E: Into<anyhow::Error>> From<E> for AppError {
    fn from(error: E) -> Self {
        AppError::Internal(error.into())
    }
}

impl AppError {
    /// Status of the answer.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        match self {
            AppError::NotFound => StatusCode::NOT_FOUND,
            AppError::Forbidden => StatusCode::FORBIDDEN,
            AppError::Conflict(_) => StatusCode::CONFLICT,
            AppError::Unprocessable => StatusCode::UNPROCESSABLE_ENTITY,
            AppError::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            AppError::TooMany => StatusCode::TOO_MANY_REQUESTS,
            AppError::Busy | AppError::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
            AppError::Internal(error) if lost_connection(error) => StatusCode::SERVICE_UNAVAILABLE,
            AppError::Internal(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }
}

fn lost_connection(error: &anyhow::Error) -> bool {
    use std::io::ErrorKind;
    error
        .chain()
        .filter_map(|cause| cause.downcast_ref::<std::io::Error>())
        .any(|cause| {
            matches!(
                cause.kind(),
                ErrorKind::ConnectionRefused
                    | ErrorKind::ConnectionReset
                    | ErrorKind::ConnectionAborted
                    | ErrorKind::NotConnected
                    | ErrorKind::BrokenPipe
                    | ErrorKind::TimedOut
            )
        })
}

/// For programs; people look again when they like.
const RETRY_AFTER_SECONDS: axum::http::HeaderValue = axum::http::HeaderValue::from_static("30");

/// What [`error_pages`] finds on a response that became an error.
#[derive(Clone)]
struct Failure(Arc<AppError>);

impl IntoResponse for AppError {
    fn into_response(self) -> Response {
        let status = self.status();
        let mut response = status.into_response();
        if matches!(self, AppError::Busy | AppError::TooMany) {
            response
                .headers_mut()
                .insert(header::RETRY_AFTER, RETRY_AFTER_SECONDS);
        }
        response.extensions_mut().insert(Failure(Arc::new(self)));
        response
    }
}

/// The kinds of error pages; each has its words in `errors.ftl`.
fn kind_of(status: StatusCode) -> &'static str {
    match status {
        StatusCode::NOT_FOUND | StatusCode::METHOD_NOT_ALLOWED => "not-found",
        StatusCode::FORBIDDEN | StatusCode::UNAUTHORIZED => "forbidden",
        StatusCode::CONFLICT => "conflict",
        StatusCode::PAYLOAD_TOO_LARGE => "too-large",
        StatusCode::TOO_MANY_REQUESTS => "too-many",
        StatusCode::SERVICE_UNAVAILABLE | StatusCode::GATEWAY_TIMEOUT => "unavailable",
        status if status.is_client_error() => "unprocessable",
        _ => "internal",
    }
}

/// What [`error_pages`] needs.
#[derive(Clone)]
pub struct ErrorPages {
    /// The site on which errors are met.
    pub site: Arc<Site>,
    /// Gives incident numbers.
    pub incidents: Incidents,
}

/// Gives each failed answer a page that says what happened and what to do, in the language of the request, and logs our
/// own faults once, with the incident number that the page shows. For use with `axum::middleware::from_fn_with_state`;
/// [`crate::protect`] does so.
pub async fn error_pages(
    State(pages): State<ErrorPages>,
    request: Request,
    next: Next,
) -> Response {
    let asked = PageRequest {
        language: crate::Language::from_request(request.uri(), request.headers()),
        display: crate::Display::from_headers(request.headers()),
        prints_large: false,
        path: request.uri().path().to_owned(),
    };
    let method = request.method().clone();
    let wants = Wants::of(request.headers());
    let response = next.run(request).await;

    let failure = response.extensions().get::<Failure>().cloned();
    let status = response.status();
    if failure.is_none() && !(wants == Wants::Page && is_bare(&response)) {
        return response;
    }
    // Many visitors at once are no fault to be looked for in the log.
    let busy = matches!(
        failure.as_ref().map(|failure| &*failure.0),
        Some(AppError::Busy)
    );
    let kind = if busy { "busy" } else { kind_of(status) };
    let incident = (status.is_server_error() && !busy).then(|| pages.incidents.next());
    if let Some(incident) = &incident {
        let cause = match failure.as_ref().map(|failure| &*failure.0) {
            Some(AppError::Internal(error)) => without_personal_data(&format!("{error:#}")),
            _ => String::new(),
        };
        // The path alone: a query may hold what was typed.
        tracing::error!(incident = %incident.number, status = status.as_u16(), %method, path = %asked.path, cause, "request failed");
    }
    let sentence = match failure.as_ref().map(|failure| &*failure.0) {
        Some(AppError::Conflict(sentence)) => sentence.clone(),
        _ => String::new(),
    };
    let html = match wants {
        Wants::Fragment => ErrorFragment {
            page: pages.site.page(&asked),
            incident,
            sentence,
        }
        .render(),
        Wants::Page | Wants::Other => {
            render_page(&pages.site, &asked, &method, kind, incident, sentence)
        }
    };
    let (mut parts, body) = response.into_parts();
    let body = match html {
        Ok(html) => {
            parts.headers.remove(header::CONTENT_LENGTH);
            parts.headers.insert(
                header::CONTENT_TYPE,
                axum::http::HeaderValue::from_static("text/html; charset=utf-8"),
            );
            Body::from(html)
        }
        Err(_) => body,
    };
    Response::from_parts(parts, body)
}

/// The answer of a router to an address that it does not know.
pub async fn not_found() -> AppError {
    AppError::NotFound
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Wants {
    Page,
    Fragment,
    Other,
}

impl Wants {
    fn of(headers: &HeaderMap) -> Wants {
        if headers.contains_key("hx-request") {
            return Wants::Fragment;
        }
        let accepts_html = headers
            .get(header::ACCEPT)
            .and_then(|value| value.to_str().ok())
            .is_some_and(|accept| accept.contains("text/html"));
        if accepts_html {
            Wants::Page
        } else {
            Wants::Other
        }
    }
}

/// An error that a library answered with plain text or nothing.
fn is_bare(response: &Response) -> bool {
    let status = response.status();
    (status.is_client_error() || status.is_server_error())
        && response
            .headers()
            .get(header::CONTENT_TYPE)
            .and_then(|value| value.to_str().ok())
            .is_none_or(|kind| kind.starts_with("text/plain"))
}

fn render_page(
    site: &Site,
    asked: &PageRequest,
    method: &Method,
    kind: &str,
    incident: Option<Incident>,
    sentence: String,
) -> askama::Result<String> {
    let waits = matches!(kind, "busy" | "too-many");
    let mut page = site
        .page(asked)
        .with_title_key(&format!("error-{kind}-title"))
        .with_width(Width::Text);
    let staff = page.audience.is_staff();
    let lead = if !sentence.is_empty() {
        sentence
    } else if kind == "forbidden" && staff {
        page.t("error-forbidden-lead-staff")
    } else {
        page.t(format!("error-{kind}-lead"))
    };
    // Nobody is known here, so the page offers neither signing out nor a search.
    page.search.clear();
    let retry = if *method == Method::GET && (incident.is_some() || waits) {
        asked.path.clone()
    } else {
        String::new()
    };
    if staff {
        ErrorPageForStaff {
            page,
            lead,
            incident,
            retry,
            waits,
        }
        .render()
    } else {
        ErrorPageForResidents {
            page,
            lead,
            incident,
            retry,
            waits,
        }
        .render()
    }
}

#[derive(Template)]
#[template(path = "error_portal.html")]
struct ErrorPageForResidents {
    page: Page,
    lead: String,
    incident: Option<Incident>,
    retry: String,
    /// Too many ask at once; nothing has failed.
    waits: bool,
}

#[derive(Template)]
#[template(path = "error_staff.html")]
struct ErrorPageForStaff {
    page: Page,
    lead: String,
    incident: Option<Incident>,
    retry: String,
    /// Too many ask at once; nothing has failed.
    waits: bool,
}

#[derive(Template)]
#[template(path = "error_fragment.html")]
struct ErrorFragment {
    page: Page,
    incident: Option<Incident>,
    sentence: String,
}
