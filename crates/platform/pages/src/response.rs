//! Answers of handlers: a rendered page, or an error that becomes a page of its own.

use askama::Template;
use axum::{
    Form,
    body::Body,
    extract::{FromRequest, MatchedPath, Request, State},
    http::{HeaderMap, Method, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use std::sync::Arc;

use crate::{
    closure::Closure,
    forms::CSRF_FIELD,
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
    /// 403: the form was opened in an earlier session of the same person; the page gives it back, to be sent again under the
    /// present one.
    EarlierSession {
        /// The token of the present session's forms.
        csrf: String,
    },
    /// 403: the form was not opened by whoever is signed in now; the page says who that is and keeps nothing.
    NotOfSession {
        /// Who is signed in, as pages name them.
        name: String,
    },
    /// 409: the data changed meanwhile, or are in another state; the sentence is shown, empty for the usual one.
    Conflict(String),
    /// 422: the request makes no sense; forms answer with their own page and messages instead.
    Unprocessable,
    /// 413: too large.
    TooLarge,
    /// 503: as many requests are under way as we can serve at once.
    Busy {
        /// How many wait before the asker, whose place is kept; none where no place is.
        before: Option<usize>,
    },
    /// 429: too many requests from one asker.
    TooMany {
        /// In so many seconds the next one is answered.
        wait_seconds: u64,
    },
    /// 503: an administrator has closed this part for a time.
    Closed {
        /// What, why and until when.
        closure: Box<Closure>,
        /// In so many seconds it opens.
        wait_seconds: u64,
    },
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
            AppError::Forbidden
            | AppError::EarlierSession { .. }
            | AppError::NotOfSession { .. } => StatusCode::FORBIDDEN,
            AppError::Conflict(_) => StatusCode::CONFLICT,
            AppError::Unprocessable => StatusCode::UNPROCESSABLE_ENTITY,
            AppError::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            AppError::TooMany { .. } => StatusCode::TOO_MANY_REQUESTS,
            AppError::Busy { .. } | AppError::Closed { .. } | AppError::Unavailable => {
                StatusCode::SERVICE_UNAVAILABLE
            }
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

/// For programs, where we cannot know; people look again when they like.
const RETRY_AFTER_SECONDS: u64 = 30;

/// What [`error_pages`] finds on a response that became an error.
#[derive(Clone)]
struct Failure(Arc<AppError>);

impl IntoResponse for AppError {
    fn into_response(self) -> Response {
        let status = self.status();
        let mut response = status.into_response();
        let wait = match &self {
            AppError::Busy { .. } => Some(RETRY_AFTER_SECONDS),
            AppError::TooMany { wait_seconds } | AppError::Closed { wait_seconds, .. } => {
                Some(*wait_seconds)
            }
            _ => None,
        };
        if let Some(seconds) = wait {
            response
                .headers_mut()
                .insert(header::RETRY_AFTER, seconds.max(1).into());
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
        query: String::new(),
    };
    let method = request.method().clone();
    // The route's pattern, never the address itself: it may hold what was typed.
    let route = request
        .extensions()
        .get::<MatchedPath>()
        .map_or_else(String::new, |path| path.as_str().to_owned());
    let wants = Wants::of(request.headers());
    let (request, sent) = match Sent::of(request, wants).await {
        Ok(read) => read,
        Err(error) => return error.into_response(),
    };
    let response = next.run(request).await;

    let failure = response.extensions().get::<Failure>().cloned();
    let status = response.status();
    if failure.is_none() && !(wants == Wants::Page && is_bare(&response)) {
        return response;
    }
    let failure = failure.as_ref().map(|failure| &*failure.0);
    // Many visitors at once, and what was closed on purpose, are no faults to be looked for in the log.
    let kind = match failure {
        Some(AppError::Busy { .. }) => "busy",
        Some(AppError::Closed { .. }) => "closed",
        Some(AppError::EarlierSession { .. }) => "earlier-session",
        Some(AppError::NotOfSession { .. }) => "not-of-session",
        _ => kind_of(status),
    };
    let meant = matches!(kind, "busy" | "closed");
    let incident = (status.is_server_error() && !meant).then(|| pages.incidents.next());
    if let Some(incident) = &incident {
        let cause = match failure {
            Some(AppError::Internal(error)) => without_personal_data(&format!("{error:#}")),
            _ => String::new(),
        };
        tracing::error!(incident = %incident.number, status = status.as_u16(), %method, route, cause, "request failed");
    }
    // What was refused for what is in it would be refused again.
    let again = status.is_server_error() || kind == "too-many";
    let sent = match failure {
        Some(AppError::EarlierSession { csrf }) => sent.map(|sent| sent.under(csrf)),
        _ => sent.filter(|_| again),
    };
    let shown = Shown {
        kind,
        sent,
        incident,
        sentence: match failure {
            Some(AppError::Conflict(sentence)) => sentence.clone(),
            Some(AppError::Closed { closure, .. }) => closure.reason_in(asked.language).to_owned(),
            _ => String::new(),
        },
        before: match failure {
            Some(AppError::Busy { before }) => *before,
            _ => None,
        },
        name: match failure {
            Some(AppError::NotOfSession { name }) => name.clone(),
            _ => String::new(),
        },
        wait_seconds: match failure {
            Some(AppError::TooMany { wait_seconds }) => *wait_seconds,
            _ => 0,
        },
        closure: match failure {
            Some(AppError::Closed { closure, .. }) => Some((**closure).clone()),
            _ => None,
        },
    };
    let html = match wants {
        Wants::Fragment => ErrorFragment {
            page: pages.site.page(&asked),
            incident: shown.incident,
            sentence: shown.sentence,
        }
        .render(),
        Wants::Page | Wants::Other => render_page(&pages.site, &asked, &method, shown),
    };
    let (mut parts, body) = response.into_parts();
    let body = match html {
        Ok(html) => {
            // It may hold what was typed.
            parts.headers.insert(
                header::CACHE_CONTROL,
                axum::http::HeaderValue::from_static("no-store"),
            );
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

/// The largest form that an error page gives back.
const LARGEST_FORM: usize = 256 * 1024;
/// Fields that no page repeats.
const SECRET: [&str; 1] = ["slaptazodis"];

/// A form that was sent: if nothing of it could be taken, the error page holds it and sends it again.
struct Sent {
    /// Where it went.
    address: String,
    fields: Vec<(String, String)>,
}

impl Sent {
    /// The same form as the present session's.
    fn under(mut self, csrf: &str) -> Self {
        for (name, value) in &mut self.fields {
            if name == CSRF_FIELD {
                csrf.clone_into(value);
            }
        }
        self
    }

    fn can_be_kept(request: &Request) -> bool {
        let header = |name| request.headers().get(name).and_then(|v| v.to_str().ok());
        let length = header(header::CONTENT_LENGTH).and_then(|length| length.parse::<usize>().ok());
        let is_form = header(header::CONTENT_TYPE)
            .is_some_and(|kind| kind.starts_with("application/x-www-form-urlencoded"));
        *request.method() == Method::POST
            && is_form
            && length.is_some_and(|length| length <= LARGEST_FORM)
    }

    /// Reads the form of a request whose sender will see a page. Files are not kept, nor forms with a password.
    async fn of(request: Request, wants: Wants) -> Result<(Request, Option<Self>), AppError> {
        if wants != Wants::Page || !Self::can_be_kept(&request) {
            return Ok((request, None));
        }
        let address = request
            .uri()
            .path_and_query()
            .map_or_else(String::new, ToString::to_string);
        let (parts, body) = request.into_parts();
        let bytes = axum::body::to_bytes(body, LARGEST_FORM)
            .await
            .map_err(|_| AppError::Unprocessable)?;
        let mut copy = Request::new(Body::from(bytes.clone()));
        *copy.method_mut() = Method::POST;
        copy.headers_mut().clone_from(&parts.headers);
        // What is no form is the handler's to refuse.
        let fields = match Form::<Vec<(String, String)>>::from_request(copy, &()).await {
            Ok(Form(fields)) => fields,
            Err(_) => Vec::new(),
        };
        let secret = |(name, _): &(String, String)| SECRET.contains(&name.as_str());
        let sent =
            (!fields.is_empty() && !fields.iter().any(secret)).then_some(Self { address, fields });
        Ok((Request::from_parts(parts, Body::from(bytes)), sent))
    }
}

/// What an error page tells.
struct Shown {
    /// Which words.
    kind: &'static str,
    /// What can be sent again.
    sent: Option<Sent>,
    incident: Option<Incident>,
    /// In place of the usual lead; empty for that.
    sentence: String,
    /// Who is signed in; empty where that is nothing to the point.
    name: String,
    wait_seconds: u64,
    /// How many wait before the asker.
    before: Option<usize>,
    closure: Option<Closure>,
}

fn render_page(
    site: &Site,
    asked: &PageRequest,
    method: &Method,
    shown: Shown,
) -> askama::Result<String> {
    let kind = shown.kind;
    let waits = matches!(kind, "busy" | "too-many");
    let mut page = site
        .page(asked)
        .with_title_key(&format!("error-{kind}-title"))
        .with_width(Width::Text);
    if let Some(closure) = &shown.closure {
        page.title = closure.title(&page.translator);
    }
    let staff = page.audience.is_staff();
    let lead = if !shown.sentence.is_empty() {
        shown.sentence
    } else if let Some(before) = shown.before {
        match before {
            0 => page.t("error-busy-next"),
            _ => page.t_count("error-busy-before", before),
        }
    } else if kind == "forbidden" && staff {
        page.t("error-forbidden-lead-staff")
    } else if kind == "not-of-session" {
        page.t_with("error-not-of-session-lead", "name", shown.name)
    } else if kind == "earlier-session" && shown.sent.is_none() {
        page.t("error-earlier-session-lost")
    } else if kind == "too-many" {
        page.t_count(
            "error-too-many-lead",
            shown.wait_seconds.div_ceil(60).max(1) as i64,
        )
    } else {
        page.t(format!("error-{kind}-lead"))
    };
    // Nobody is known here, so the page offers neither signing out nor a search.
    page.search.clear();
    let again = shown.incident.is_some() || waits || shown.closure.is_some();
    let retry = if *method == Method::GET && again {
        asked.path.clone()
    } else {
        String::new()
    };
    let sent = shown.sent;
    let refused = kind == "too-many" && *method != Method::GET && sent.is_none();
    if staff {
        ErrorPageForStaff {
            page,
            lead,
            incident: shown.incident,
            retry,
            waits,
            place_kept: shown.before.is_some(),
            sent,
            refused,
            closure: shown.closure,
        }
        .render()
    } else {
        ErrorPageForResidents {
            page,
            lead,
            incident: shown.incident,
            retry,
            waits,
            place_kept: shown.before.is_some(),
            sent,
            refused,
            closure: shown.closure,
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
    /// A place in the queue is kept.
    place_kept: bool,
    /// The form that came with it, to be sent again.
    sent: Option<Sent>,
    /// Something else came with it, and nothing of that was taken.
    refused: bool,
    /// What was closed on purpose.
    closure: Option<Closure>,
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
    /// A place in the queue is kept.
    place_kept: bool,
    /// The form that came with it, to be sent again.
    sent: Option<Sent>,
    /// Something else came with it, and nothing of that was taken.
    refused: bool,
    /// What was closed on purpose.
    closure: Option<Closure>,
}

#[derive(Template)]
#[template(path = "error_fragment.html")]
struct ErrorFragment {
    page: Page,
    incident: Option<Incident>,
    sentence: String,
}
