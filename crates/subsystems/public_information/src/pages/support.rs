//! What support there is, and one page about each.

use askama::Template;
use axum::Router;
use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use jiff::civil::Date;
use serde::Deserialize;
use spis_applications::about::{AboutSupport, AboutText, ApplyAt};
use spis_identity::web::Resident;
use spis_pages::{AppError, Html, Page, PageRequest, Width};

use super::frame;
use crate::Public;
use crate::support::AREAS;

/// A longer search is cut; nobody types it.
const LONGEST_SEARCH: usize = 100;

pub fn routes() -> Router<Public> {
    Router::new()
        .route("/parama", get(list))
        .route("/parama/{slug}", get(one))
}

#[derive(Deserialize)]
struct Search {
    #[serde(default)]
    ieskoti: String,
}

#[derive(Template)]
#[template(path = "support_list.html")]
struct List<'a> {
    page: Page,
    search: String,
    found: usize,
    /// Part of the list, and in it addresses and words.
    areas: Vec<(&'static str, Vec<(&'a str, &'a AboutText)>)>,
}

async fn list(
    State(public): State<Public>,
    request: PageRequest,
    Query(query): Query<Search>,
    resident: Result<Resident, Response>,
) -> impl IntoResponse {
    let page = frame(&public, &request, &resident, "").at("support");
    let search: String = query.ieskoti.trim().chars().take(LONGEST_SEARCH).collect();
    let areas: Vec<_> = AREAS
        .into_iter()
        .map(|area| {
            let found = public
                .support
                .of_area(area, &search)
                .map(|about| (about.slug.as_str(), about.text(page.language())))
                .collect::<Vec<_>>();
            (area, found)
        })
        .filter(|(_, found)| !found.is_empty())
        .collect();
    Html(List {
        page: page.with_title_key("support-title"),
        found: areas.iter().map(|(_, found)| found.len()).sum(),
        search: search.clone(),
        areas,
    })
    .into_response()
}

#[derive(Template)]
#[template(path = "support.html")]
struct One<'a> {
    page: Page,
    about: &'a AboutSupport,
    text: AboutText,
    day: Date,
    apply_href: &'static str,
    /// Whether the sums are numbers of the law.
    has_sums: bool,
}

impl One<'_> {
    /// The summary, which completes a title in lists, as a sentence.
    fn lead(&self) -> String {
        let mut letters = self.text.summary.chars();
        let first = letters.next().into_iter().flat_map(char::to_uppercase);
        let mut lead: String = first.chain(letters).collect();
        if !lead.ends_with(['.', '!', '?']) {
            lead.push('.');
        }
        lead
    }

    fn here(&self) -> bool {
        self.about.apply == ApplyAt::Here
    }
}

async fn one(
    State(public): State<Public>,
    request: PageRequest,
    Path(slug): Path<String>,
    resident: Result<Resident, Response>,
) -> Result<Response, AppError> {
    let about = public.support.of(&slug).ok_or(AppError::NotFound)?;
    let day = public.web.today();
    let text = about.text_on(request.language, day)?;
    let page = frame(&public, &request, &resident, text.title.clone())
        .at("support")
        .with_width(Width::Text);
    let has_sums = about.text(request.language).amount != text.amount;
    Ok(Html(One {
        page,
        about,
        text,
        day,
        apply_href: if resident.is_ok() {
            "/prasymai/naujas"
        } else {
            "/prisijungti?toliau=/prasymai/naujas"
        },
        has_sums,
    })
    .into_response())
}
