//! The start page, for everybody.

use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use spis_applications::about::AboutText;
use spis_identity::web::Resident;
use spis_pages::{AppError, Html, Page, PageRequest, Width};

use super::frame;
use crate::support::FREQUENT;
use crate::{Public, store};

pub fn routes() -> Router<Public> {
    Router::new()
        .route("/", get(start))
        .route("/darbuotojams", get(officials))
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
}

/// "Darbuotojams": where officials sign in, apart from what residents look for.
#[derive(Template)]
#[template(path = "officials.html")]
struct Officials {
    page: Page,
    staff_links: Vec<(String, String)>,
}

async fn officials(
    State(public): State<Public>,
    request: PageRequest,
    resident: Result<Resident, Response>,
) -> Result<impl IntoResponse, AppError> {
    let mut connection = public.web.node.pool().acquire().await?;
    let order = store::municipality_list(&mut connection).await?;
    let mut staff_links = public.staff_links.to_vec();
    staff_links.sort_by_key(|(name, _)| order.iter().position(|one| one.name == *name));
    Ok(Html(Officials {
        page: frame(&public, &request, &resident, "")
            .with_title_key("portal-start-officials")
            .with_width(Width::Text),
        staff_links,
    }))
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
    })
    .into_response()
}
