//! Signing in through the e-Government Gateway, and out.

use askama::Template;
use axum::extract::{Query, State};
use axum::http::header::SET_COOKIE;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{AppendHeaders, IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use axum::{Form, Router};
use serde::Deserialize;
use spis_identity::cookies;
use spis_identity::web::{Resident, news};
use spis_pages::{AppError, FormValues, Html, Page, PageRequest, SignInPage, Width};

use crate::actions::sign_in::{self, SignInFailure, return_path};
use crate::{GATEWAY_RETURN, Portal};

pub fn routes() -> Router<Portal> {
    Router::new()
        .route("/prisijungti", get(page).post(depart))
        .route(GATEWAY_RETURN, post(come_back))
        .route("/prisijungti/baigti", get(finish))
        .route("/atsijungti", post(leave))
}

#[derive(Template)]
#[template(path = "sign_in.html")]
struct SignIn {
    page: Page,
    return_path: String,
}

#[derive(Template)]
#[template(path = "sign_in_going.html")]
struct Going {
    page: Page,
    gateway: String,
    ticket: String,
}

#[derive(Template)]
#[template(path = "sign_in_failed.html")]
struct Failed {
    page: Page,
    lead: &'static str,
}

#[derive(Deserialize)]
struct SignInQuery {
    toliau: Option<String>,
    zinute: Option<String>,
}

fn frame(portal: &Portal, request: &PageRequest, title: &str) -> Page {
    let mut page = portal
        .web
        .site
        .page(request)
        .with_title_key(title)
        .with_width(Width::Text);
    page.sign_in = String::new();
    page
}

async fn page(
    State(portal): State<Portal>,
    request: PageRequest,
    Query(query): Query<SignInQuery>,
) -> Response {
    let page = frame(&portal, &request, "signin-title");
    let flash = news(&page, query.zinute.as_deref());
    let asked = query.toliau.unwrap_or_default();
    Html(SignIn {
        page: page.with_flash(flash),
        return_path: return_path(&asked).unwrap_or_default().to_owned(),
    })
    .into_response()
}

async fn depart(
    State(portal): State<Portal>,
    request: PageRequest,
    headers: HeaderMap,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, AppError> {
    let form = FormValues::from(pairs);
    let name = cookies::signin_cookie(portal.web.node.code());
    let nonce = cookies::read(&headers, &name);
    match sign_in::begin(&portal, nonce, form.typed("toliau")).await {
        Ok(departure) => {
            let going = Going {
                page: frame(&portal, &request, "signin-gateway-going-title"),
                gateway: portal.services.gateway.browser_url().to_owned(),
                ticket: departure.ticket,
            };
            let cookie = cookies::set(&name, &departure.nonce);
            Ok((
                SignInPage,
                AppendHeaders([(SET_COOKIE, cookie)]),
                Html(going),
            )
                .into_response())
        }
        Err(failure) => failed(&portal, &request, failure),
    }
}

/// The browser comes from the gateway's origin: no cookie of ours is with it, and none is needed.
async fn come_back(
    State(portal): State<Portal>,
    request: PageRequest,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, AppError> {
    let form = FormValues::from(pairs);
    let state = form.typed("customData");
    match sign_in::identify(&portal, state, form.typed("ticket"), request.language).await {
        // Our own random text, found in the database: letters, digits, "-" and "_".
        Ok(()) => Ok(Redirect::to(&format!("/prisijungti/baigti?busena={state}")).into_response()),
        Err(failure) => failed(&portal, &request, failure),
    }
}

#[derive(Deserialize)]
struct FinishQuery {
    #[serde(default)]
    busena: String,
}

async fn finish(
    State(portal): State<Portal>,
    request: PageRequest,
    headers: HeaderMap,
    signed_in: Result<Resident, Response>,
    Query(query): Query<FinishQuery>,
) -> Result<Response, AppError> {
    let signin = cookies::signin_cookie(portal.web.node.code());
    let nonce = cookies::read(&headers, &signin);
    match sign_in::finish(&portal, &query.busena, nonce, signed_in.is_ok()).await {
        // The cookie goes out at once; the first page asks the register, which may be slow.
        Ok((token, path)) => {
            let session = cookies::session_cookie(portal.web.node.code(), portal.web.audience);
            let set = AppendHeaders([
                (SET_COOKIE, cookies::set(&session, token.as_str())),
                (SET_COOKIE, cookies::clear(&signin)),
            ]);
            Ok((set, Redirect::to(&path)).into_response())
        }
        Err(failure) => failed(&portal, &request, failure),
    }
}

fn failed(
    portal: &Portal,
    request: &PageRequest,
    failure: SignInFailure,
) -> Result<Response, AppError> {
    let (status, lead) = match failure {
        SignInFailure::Database(error) => return Err(error.into()),
        SignInFailure::SignedInAlready => {
            return Ok(Redirect::to(sign_in::LANDING).into_response());
        }
        SignInFailure::GatewaySilent => (StatusCode::SERVICE_UNAVAILABLE, "portal-gateway-silent"),
        SignInFailure::NotConfirmed => (StatusCode::FORBIDDEN, "signin-gateway-failed-lead"),
    };
    let page = frame(portal, request, "signin-gateway-failed-title");
    Ok((status, Html(Failed { page, lead })).into_response())
}

async fn leave(
    State(portal): State<Portal>,
    headers: HeaderMap,
    resident: Resident,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, AppError> {
    resident.form(&portal.web, pairs).await?;
    let name = cookies::session_cookie(portal.web.node.code(), portal.web.audience);
    if let Some(token) = cookies::read(&headers, &name) {
        sign_in::sign_out(&portal, &resident, token).await?;
    }
    let cookie = AppendHeaders([(SET_COOKIE, cookies::clear(&name))]);
    Ok((cookie, Redirect::to("/prisijungti?zinute=signed-out")).into_response())
}
