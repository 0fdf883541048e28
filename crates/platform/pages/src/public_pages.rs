//! Pages for everybody: privacy, cookies, accessibility, help. Linked from the footer of the portal.

use std::sync::Arc;

use askama::Template;
use axum::{Router, extract::State, response::IntoResponse, routing::get};
use jiff::civil::Date;

use crate::{
    cookies::{COOKIES, Cookie},
    page::{Audience, Page, Width},
    response::Html,
    site::{PageRequest, Site},
};

/// Edition of the privacy policy: the day from which its text holds. Change it with the text.
pub const PRIVACY_POLICY_OF: Date = jiff::civil::date(2026, 1, 1);

/// Day on which the accessibility statement was written.
pub const ACCESSIBILITY_STATEMENT_OF: Date = jiff::civil::date(2026, 1, 1);

/// `/privatumas`, `/slapukai`, `/prieinamumas`, `/pagalba`.
pub fn router<S: Clone + Send + Sync + 'static>(site: Arc<Site>) -> Router<S> {
    Router::new()
        .route("/privatumas", get(privacy))
        .route("/slapukai", get(cookies))
        .route("/prieinamumas", get(accessibility))
        .route("/pagalba", get(help))
        .with_state(site)
}

/// These pages look like the portal on every node.
fn page(site: &Site, request: &PageRequest, title: &str) -> Page {
    let mut page = site
        .page(request)
        .with_title_key(title)
        .with_width(Width::Text);
    page.audience = Audience::Public;
    page
}

async fn privacy(State(site): State<Arc<Site>>, request: PageRequest) -> impl IntoResponse {
    Html(PrivacyPage {
        page: page(&site, &request, "privacy-title"),
        edition: PRIVACY_POLICY_OF,
    })
}

async fn cookies(State(site): State<Arc<Site>>, request: PageRequest) -> impl IntoResponse {
    Html(CookiesPage {
        page: page(&site, &request, "cookies-title").with_width(Width::Wide),
        cookies: COOKIES,
    })
}

async fn accessibility(State(site): State<Arc<Site>>, request: PageRequest) -> impl IntoResponse {
    Html(AccessibilityPage {
        page: page(&site, &request, "accessibility-title"),
        written_on: ACCESSIBILITY_STATEMENT_OF,
    })
}

async fn help(State(site): State<Arc<Site>>, request: PageRequest) -> impl IntoResponse {
    Html(HelpPage {
        page: page(&site, &request, "help-title"),
    })
}

#[derive(Template)]
#[template(path = "public/privacy.html")]
struct PrivacyPage {
    page: Page,
    edition: Date,
}

#[derive(Template)]
#[template(path = "public/cookies.html")]
struct CookiesPage {
    page: Page,
    cookies: &'static [Cookie],
}

#[derive(Template)]
#[template(path = "public/accessibility.html")]
struct AccessibilityPage {
    page: Page,
    written_on: Date,
}

#[derive(Template)]
#[template(path = "public/help.html")]
struct HelpPage {
    page: Page,
}
