//! Pages for everybody.

pub mod answering;
mod contacts;
mod report;
mod start;
mod state;
mod support;

use axum::Router;

use crate::Public;

pub fn routes() -> Router<Public> {
    Router::new()
        .merge(start::routes())
        .merge(support::routes())
        .merge(contacts::routes())
        .merge(report::routes())
}

pub fn always() -> Router<Public> {
    state::routes()
}

use axum::response::Response;
use spis_identity::web::Resident;
use spis_pages::{Page, PageRequest};

/// The frame of a public page: of the resident who is signed in, or of nobody.
fn frame(
    public: &Public,
    request: &PageRequest,
    resident: &Result<Resident, Response>,
    title: impl Into<String>,
) -> Page {
    let page = match resident {
        Ok(resident) => resident.page(&public.web, request),
        Err(_) => public.web.site.page(request),
    };
    page.with_title(title)
}
