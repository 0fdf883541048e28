//! The start page, for everybody.

use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use spis_identity::web::Resident;
use spis_pages::{Html, Page, PageRequest};

use crate::Portal;

pub fn routes() -> Router<Portal> {
    Router::new().route("/", get(start))
}

#[derive(Template)]
#[template(path = "start.html")]
struct Start<'a> {
    page: Page,
    apply_href: &'static str,
    staff_links: &'a [(String, String)],
}

async fn start(
    State(portal): State<Portal>,
    request: PageRequest,
    resident: Result<Resident, Response>,
) -> impl IntoResponse {
    let (page, apply_href) = match resident {
        Ok(resident) => (resident.page(&portal.web, &request), "/prasymai/naujas"),
        Err(_) => (
            portal.web.site.page(&request),
            "/prisijungti?toliau=/prasymai/naujas",
        ),
    };
    Html(Start {
        page: page.with_title_key("portal-start-title"),
        apply_href,
        staff_links: &portal.services.staff_links,
    })
    .into_response()
}
