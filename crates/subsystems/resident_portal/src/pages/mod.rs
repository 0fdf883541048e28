//! Pages: what is asked, which action answers, which template shows it.

mod application;
mod asking;
mod awards;
mod correction;
mod data;
mod decision;
mod draft_end;
mod home;
mod paper;
mod paper_application;
mod policy;
mod progress;
mod settings;
mod sign_in;
mod supplement;
mod unsent;
mod wizard;

pub use asking::{Case, case_of};
use axum::Router;
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Redirect, Response};
use spis_identity::web::Resident;
use spis_pages::AppError;

use crate::actions::confirm_policy;
use crate::{Portal, uploads};

/// Every address of the portal.
pub fn routes() -> Router<Portal> {
    Router::new()
        .merge(sign_in::routes())
        .merge(policy::routes())
        .merge(home::routes())
        .merge(wizard::routes())
        .merge(uploads::routes())
        .merge(uploads::sent_routes())
        .merge(application::routes())
        .merge(asking::routes())
        .merge(correction::routes())
        .merge(supplement::routes())
        .merge(settings::routes())
        .merge(paper::routes())
        .merge(paper_application::routes())
        .merge(draft_end::routes())
        .merge(data::routes())
        .merge(decision::routes())
}

/// What carries files.
pub fn large_routes() -> Router<Portal> {
    uploads::large_routes().merge(supplement::large_routes())
}

/// A signed-in resident who has confirmed the privacy policy in force; who has not is led to it. Only writing and
/// submitting ask for it: applications, decisions and payments of her own are always open.
pub struct Informed(pub Resident);

impl FromRequestParts<Portal> for Informed {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, portal: &Portal) -> Result<Self, Response> {
        let resident = Resident::from_request_parts(parts, portal).await?;
        let confirmed = confirm_policy::is_confirmed(portal, &resident)
            .await
            .map_err(|e| AppError::from(e).into_response())?;
        if confirmed {
            return Ok(Self(resident));
        }
        // A form sent meanwhile cannot be repeated by a redirect; its draft is still there afterwards.
        let place = parts.uri.path();
        let to = match crate::actions::sign_in::return_path(place) {
            Some(place) if parts.method == axum::http::Method::GET => {
                format!("/susipazinti?toliau={place}")
            }
            _ => "/susipazinti".to_owned(),
        };
        Err(Redirect::to(&to).into_response())
    }
}

/// The part of an address that names a thing; what is not an id names nothing.
pub fn id_in<T: From<uuid::Uuid>>(part: &str) -> Result<T, AppError> {
    part.parse::<uuid::Uuid>()
        .map(T::from)
        .map_err(|_| AppError::NotFound)
}
