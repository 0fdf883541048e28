//! Pages: what is asked, which action answers, which template shows it.

mod application;
mod asking;
mod awards;
mod correction;
mod data;
mod decision;
mod draft_end;
mod home;
mod messages;
mod paper;
mod payments;
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
use spis_database::DatabaseError;
use spis_identity::web::Resident;
use spis_pages::{AppError, Page, PageRequest};

use crate::actions::confirm_policy;
use crate::messages::{unread as unread_of, written_list};
use crate::requests::request_ids;
use crate::{Portal, uploads};

/// Every address of the portal.
pub fn routes() -> Router<Portal> {
    Router::new()
        .merge(sign_in::routes())
        .merge(policy::routes())
        .merge(home::routes())
        .merge(payments::routes())
        .merge(messages::routes())
        .merge(wizard::routes())
        .merge(uploads::routes())
        .merge(uploads::sent_routes())
        .merge(application::routes())
        .merge(asking::routes())
        .merge(correction::routes())
        .merge(supplement::routes())
        .merge(settings::routes())
        .merge(paper::routes())
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

/// A page on which she reads what is hers, with the count of messages that she has not opened yet. A form that she is writing
/// goes without it, and asks the database nothing that it does not need.
pub async fn reading_page(
    portal: &Portal,
    request: &PageRequest,
    resident: &Resident,
) -> Result<Page, DatabaseError> {
    let unread = unread(portal, resident).await?;
    Ok(with_unread(resident.page(&portal.web, request), unread))
}

/// How many messages she has not opened.
async fn unread(portal: &Portal, resident: &Resident) -> Result<usize, DatabaseError> {
    let mut connection = resident.begin(&portal.web.node).await?;
    let asked = request_ids(&mut connection, resident.id).await?;
    let written = written_list(&mut connection, &resident.personal_code, &asked).await?;
    Ok(unread_of(&mut connection, &written).await?.len())
}

/// Says among the page's places how many messages are unread.
fn with_unread(mut page: Page, unread: usize) -> Page {
    let words = page.t_count("inbox-unread", unread);
    let places = page.nav.iter_mut();
    for place in places.filter(|place| place.key == "messages" && unread > 0) {
        place.waits = Some((unread, words.clone()));
    }
    page
}

/// The part of an address that names a thing; what is not an id names nothing.
pub fn id_in<T: From<uuid::Uuid>>(part: &str) -> Result<T, AppError> {
    part.parse::<uuid::Uuid>()
        .map(T::from)
        .map_err(|_| AppError::NotFound)
}
