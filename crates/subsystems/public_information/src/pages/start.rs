//! The start page, for everybody.

use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use spis_applications::about::AboutText;
use spis_identity::web::Resident;
use spis_pages::{Html, Page, PageRequest};

use super::frame;
use crate::Public;
use crate::support::FREQUENT;

pub fn routes() -> Router<Public> {
    Router::new().route("/", get(start))
}

#[derive(Template)]
#[template(path = "start.html")]
struct Start<'a> {
    page: Page,
    apply_href: &'static str,
    /// Addresses and words of what is asked for most.
    frequent: Vec<(&'static str, &'a AboutText)>,
    /// How many pages about support there are.
    all: usize,
    staff_links: &'a [(String, String)],
}

async fn start(
    State(public): State<Public>,
    request: PageRequest,
    resident: Result<Resident, Response>,
) -> impl IntoResponse {
    let page = frame(&public, &request, &resident, "");
    let frequent = FREQUENT
        .iter()
        .filter_map(|slug| Some((*slug, public.support.of(slug)?.text(page.language()))))
        .collect();
    Html(Start {
        apply_href: if resident.is_ok() {
            "/prasymai/naujas"
        } else {
            "/prisijungti?toliau=/prasymai/naujas"
        },
        page: page.with_title_key("portal-start-title"),
        frequent,
        all: public.support.all().len(),
        staff_links: &public.staff_links,
    })
    .into_response()
}
