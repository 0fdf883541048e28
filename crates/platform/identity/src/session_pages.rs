//! How long a session lasts, and that its owner stays (WCAG 2.2.1): the same for residents, officials and the ministry.

use askama::Template;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Form, Json, Router};
use jiff::Timestamp;
use serde::Serialize;
use spis_pages::{AppError, FormValues, Html, Page, PageRequest, SessionEnd, Width};

use crate::web::WebState;
use crate::{cookies, sessions};

/// The site's address of the session: asked without using it, prolonged by posting.
pub fn routes(state: WebState) -> Router {
    Router::new()
        .route(&state.site.session.clone(), get(state_of).post(prolong))
        .with_state(state)
}

/// What a page's script is told.
#[derive(Serialize)]
struct Lasts {
    /// Whole seconds; zero: it has ended.
    left: i64,
    /// For the line at the end of the page.
    until: String,
    /// For the announcement.
    warning: String,
}

impl Lasts {
    fn new(page: &Page, ends_at: Option<Timestamp>, now: Timestamp) -> Self {
        let Some(end) = ends_at.map(|at| SessionEnd::new(at, now, "")) else {
            return Self {
                left: 0,
                until: page.t("session-ended-title"),
                warning: page.t("session-ended-text"),
            };
        };
        Self {
            left: end.seconds_left,
            until: page.t_with("session-until", "time", page.time(end.at)),
            warning: page.t_with("session-warning-text", "time", page.time(end.at)),
        }
    }
}

/// A page that answers who prolonged without JavaScript, in a window of its own.
#[derive(Template)]
#[template(path = "session_prolonged.html")]
struct Prolonged {
    page: Page,
    words: String,
    ended: bool,
}

fn token<'a>(state: &WebState, headers: &'a HeaderMap) -> Option<&'a str> {
    let name = cookies::session_cookie(state.node.code(), state.audience);
    cookies::read(headers, &name)
}

async fn state_of(
    State(state): State<WebState>,
    request: PageRequest,
    headers: HeaderMap,
) -> Result<Response, AppError> {
    let now = state.now();
    let ends_at = match token(&state, &headers) {
        Some(token) => {
            let mut connection = state.node.begin().await?;
            sessions::ends_at(&mut connection, state.audience, token, now).await?
        }
        None => None,
    };
    let page = state.site.page(&request);
    Ok(Json(Lasts::new(&page, ends_at, now)).into_response())
}

async fn prolong(
    State(state): State<WebState>,
    request: PageRequest,
    headers: HeaderMap,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, AppError> {
    let now = state.now();
    let form = FormValues::from(pairs);
    let ends_at = match token(&state, &headers) {
        Some(token) => prolonged(&state, token, &form, now).await?,
        None => None,
    };
    let page = state.site.page(&request);
    if form.typed("veiksmas") == "skriptas" {
        return Ok(Json(Lasts::new(&page, ends_at, now)).into_response());
    }
    let (status, title, words) = match ends_at {
        Some(at) => (
            StatusCode::OK,
            "session-prolonged-title",
            page.t_with("session-prolonged-text", "time", page.time(at)),
        ),
        None => (
            StatusCode::UNAUTHORIZED,
            "session-ended-title",
            page.t("session-ended-text"),
        ),
    };
    let answer = Prolonged {
        ended: ends_at.is_none(),
        page: page.with_title_key(title).with_width(Width::Phone),
        words,
    };
    Ok((status, Html(answer)).into_response())
}

/// None if the session has ended; a form without its token moves nothing.
async fn prolonged(
    state: &WebState,
    token: &str,
    form: &FormValues,
    now: Timestamp,
) -> Result<Option<Timestamp>, AppError> {
    let mut tx = state.node.begin().await?;
    let Some(session) = sessions::find(&mut tx, state.audience, token, now).await? else {
        return Ok(None);
    };
    if !session.accepts(form.csrf()) {
        return Err(AppError::Forbidden);
    }
    let ends_at = sessions::prolong(&mut tx, token, now).await?;
    tx.commit().await?;
    Ok(Some(ends_at))
}
