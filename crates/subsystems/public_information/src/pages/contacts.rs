//! "Kontaktai": whom to ask.

use std::collections::HashMap;
use std::sync::Arc;

use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use spis_identity::web::Resident;
use spis_pages::{AppError, Html, Page, PageRequest};

use super::frame;
use crate::Public;
use crate::store::{self, Municipality};

pub fn routes() -> Router<Public> {
    Router::new().route("/kontaktai", get(contacts))
}

#[derive(Template)]
#[template(path = "contacts.html")]
struct Contacts {
    page: Page,
    municipalities: Vec<Municipality>,
    officers: Arc<HashMap<i16, String>>,
}

async fn contacts(
    State(public): State<Public>,
    request: PageRequest,
    resident: Result<Resident, Response>,
) -> Result<impl IntoResponse, AppError> {
    let mut connection = public.web.node.pool().acquire().await?;
    let municipalities = store::municipality_list(&mut connection).await?;
    let page = frame(&public, &request, &resident, "").with_title_key("contacts-title");
    Ok(Html(Contacts {
        page,
        municipalities,
        officers: public.officers.clone(),
    }))
}
