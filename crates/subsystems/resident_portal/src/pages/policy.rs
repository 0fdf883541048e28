//! "Susipažinau su privatumo politika".

use askama::Template;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use axum::{Form, Router};
use serde::Deserialize;
use spis_identity::web::Resident;
use spis_pages::public_pages::PRIVACY_POLICY_OF;
use spis_pages::{AppError, Html, Page, PageRequest, Width};

use crate::Portal;
use crate::actions::confirm_policy::confirm_policy;
use crate::actions::sign_in::{LANDING, return_path};

pub fn routes() -> Router<Portal> {
    Router::new().route("/susipazinti", get(page).post(confirm))
}

#[derive(Template)]
#[template(path = "policy.html")]
struct Policy {
    page: Page,
    edition: jiff::civil::Date,
    return_path: String,
    /// Asked on signing in: she may put it off.
    at_sign_in: bool,
}

impl Policy {
    /// Where she goes on without confirming: what she came for, unless that waits for the policy.
    fn later(&self) -> &str {
        let writing = ["/prasymai/naujas", "/prasymai/juodrastis"];
        let path = self.return_path.as_str();
        if path.is_empty() || writing.iter().any(|place| path.starts_with(place)) {
            LANDING
        } else {
            path
        }
    }
}

#[derive(Deserialize)]
struct PolicyQuery {
    toliau: Option<String>,
    prisijungus: Option<String>,
}

fn frame(portal: &Portal, request: &PageRequest, resident: &Resident) -> Page {
    resident
        .page(&portal.web, request)
        .with_title_key("portal-policy-title")
        .with_width(Width::Text)
}

async fn page(
    State(portal): State<Portal>,
    request: PageRequest,
    resident: Resident,
    Query(query): Query<PolicyQuery>,
) -> impl IntoResponse {
    let asked = query.toliau.unwrap_or_default();
    Html(Policy {
        page: frame(&portal, &request, &resident),
        edition: PRIVACY_POLICY_OF,
        return_path: return_path(&asked).unwrap_or_default().to_owned(),
        at_sign_in: query.prisijungus.is_some(),
    })
}

async fn confirm(
    State(portal): State<Portal>,
    request: PageRequest,
    resident: Resident,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, AppError> {
    let form = resident.form(&portal.web, pairs).await?;
    let path = return_path(form.typed("toliau"));
    if form.given("susipazinau").is_none() {
        let mut page = frame(&portal, &request, &resident);
        page.errors
            .add_key("susipazinau", "portal-policy-not-confirmed");
        let policy = Policy {
            page,
            edition: PRIVACY_POLICY_OF,
            return_path: path.unwrap_or_default().to_owned(),
            at_sign_in: form.given("prisijungus").is_some(),
        };
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, Html(policy)).into_response());
    }
    confirm_policy(&portal, &resident).await?;
    Ok(Redirect::to(path.unwrap_or("/prasymai/naujas")).into_response())
}
