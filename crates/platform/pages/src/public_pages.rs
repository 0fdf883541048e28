//! Pages for everybody: privacy, cookies, accessibility, help. Linked from the footer of the portal.

use std::sync::Arc;

use askama::Template;
use axum::{
    Form, Router,
    extract::{Path, Query, State},
    http::header::SET_COOKIE,
    response::{AppendHeaders, IntoResponse, Redirect},
    routing::get,
};
use jiff::civil::Date;
use serde::Deserialize;

use crate::{
    Choice, Display, Flash, Language,
    accessibility::{self, Outcome},
    cookies::{COOKIES, Cookie, LANGUAGE_COOKIE},
    display::{DISPLAY_COOKIE, Scheme},
    page::{Audience, Page, Width},
    response::{AppError, Html},
    site::{PageRequest, Site},
    summary::{SummaryLanguage, SummaryPage},
};

/// Edition of the privacy policy: the day from which its text holds. Change it with the text.
pub const PRIVACY_POLICY_OF: Date = jiff::civil::date(2026, 1, 1);

/// Day on which the accessibility statement was written. Change it with the paper that it is made from.
pub const ACCESSIBILITY_STATEMENT_OF: Date = jiff::civil::date(2026, 12, 1);

/// `/privatumas`, `/slapukai`, `/prieinamumas`, `/pagalba`, `/nustatymai`, `/trumpai/{language}`.
pub fn router<S: Clone + Send + Sync + 'static>(site: Arc<Site>) -> Router<S> {
    Router::new()
        .route("/privatumas", get(privacy))
        .route("/slapukai", get(cookies))
        .route("/prieinamumas", get(statement))
        .route("/pagalba", get(help))
        .route("/nustatymai", get(display).post(display_saved))
        .route("/trumpai/{language}", get(summary))
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

async fn statement(State(site): State<Arc<Site>>, request: PageRequest) -> impl IntoResponse {
    let page = page(&site, &request, "accessibility-title");
    let told = |result| {
        accessibility::clauses(result)
            .map(|clause| clause.told(page.translator))
            .collect()
    };
    Html(AccessibilityPage {
        failing: told(Outcome::Fails),
        untried: told(Outcome::NotTestedByHand),
        page,
        written_on: ACCESSIBILITY_STATEMENT_OF,
    })
}

async fn help(State(site): State<Arc<Site>>, request: PageRequest) -> impl IntoResponse {
    Html(HelpPage {
        page: page(&site, &request, "help-title"),
    })
}

async fn summary(
    State(site): State<Arc<Site>>,
    request: PageRequest,
    Path(code): Path<String>,
) -> Result<impl IntoResponse, AppError> {
    let summary = SummaryLanguage::from_code(&code).ok_or(AppError::NotFound)?;
    let mut page = page(&site, &request, "summary-languages");
    page.title = page.t_with("summary-title", "language", summary.own_name());
    Ok(Html(SummaryPage { page, summary }))
}

#[derive(Deserialize)]
struct DisplayQuery {
    zinute: Option<String>,
}

async fn display(
    State(site): State<Arc<Site>>,
    request: PageRequest,
    Query(query): Query<DisplayQuery>,
) -> impl IntoResponse {
    let mut page = page(&site, &request, "display-title");
    if query.zinute.as_deref() == Some("display-saved") {
        page.flash = Some(Flash::success(page.t("flash-display-saved")));
    }
    let chosen = request.display;
    let languages = Language::ALL
        .map(|one| Choice::new(one.code(), one.own_name(), one == page.language()).in_language(one))
        .to_vec();
    let schemes = Scheme::ALL
        .map(|one| {
            let label = page.t(format!("display-scheme-{}", one.code()));
            Choice::new(one.code(), label, one == chosen.scheme)
        })
        .to_vec();
    let sizes = [("normal", false), ("large", true)]
        .map(|(code, large)| {
            let label = page.t(format!("display-size-{code}"));
            Choice::new(code, label, large == chosen.large)
        })
        .to_vec();
    Html(DisplayPage {
        page,
        languages,
        schemes,
        sizes,
    })
}

#[derive(Deserialize)]
#[serde(default)]
#[derive(Default)]
struct DisplayForm {
    kalba: String,
    spalvos: String,
    raides: String,
}

/// Nothing of a person changes and nobody need be signed in, so no form token is asked for; the guard against forms
/// from other sites stands all the same.
async fn display_saved(Form(form): Form<DisplayForm>) -> impl IntoResponse {
    let cookie = |name: &str, value: &str| {
        let cookie = format!("{name}={value}; Path=/; Max-Age=31536000; SameSite=Lax; HttpOnly");
        (SET_COOKIE, cookie)
    };
    let language = Language::from_code(&form.kalba).unwrap_or_default();
    let display = Display::of(&form.spalvos, &form.raides);
    (
        AppendHeaders([
            cookie(LANGUAGE_COOKIE, language.code()),
            cookie(DISPLAY_COOKIE, &display.cookie_value()),
        ]),
        Redirect::to("/nustatymai?zinute=display-saved"),
    )
}

#[derive(Template)]
#[template(path = "public/display.html")]
struct DisplayPage {
    page: Page,
    languages: Vec<Choice>,
    schemes: Vec<Choice>,
    sizes: Vec<Choice>,
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
    failing: Vec<String>,
    untried: Vec<String>,
    written_on: Date,
}

#[derive(Template)]
#[template(path = "public/help.html")]
struct HelpPage {
    page: Page,
}
