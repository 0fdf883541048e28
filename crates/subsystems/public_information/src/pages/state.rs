//! "Ar sistema veikia", as a page and as JSON.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Json, Router};
use serde_json::{Value, json};
use spis_identity::web::Resident;
use spis_pages::{Closure, Html, Page, PageRequest, Tag};

use super::frame;
use crate::Public;
use crate::state::{Health, Part, Seen};

pub fn routes() -> Router<Public> {
    Router::new()
        .route("/bukle", get(page))
        .route("/bukle.json", get(as_json))
}

#[derive(Template)]
#[template(path = "state.html")]
struct StatePage {
    page: Page,
    seen: Seen,
    closures: Vec<Closure>,
}

impl StatePage {
    fn tag(&self, part: &Part) -> Tag {
        let (color, icon) = part.health.sign();
        let words = self.page.t(format!("state-health-{}", part.health.code()));
        Tag::new(color, icon, words)
    }

    fn name(&self, part: &Part) -> String {
        if part.name.is_empty() {
            self.page.t(format!("state-part-{}", part.key))
        } else {
            part.name.clone()
        }
    }

    fn connected(&self) -> Vec<&Part> {
        self.seen
            .municipalities
            .iter()
            .filter(|part| part.health != Health::NotConnected)
            .collect()
    }

    fn not_connected(&self) -> Vec<&Part> {
        self.seen
            .municipalities
            .iter()
            .filter(|part| part.health == Health::NotConnected)
            .collect()
    }

    /// Of what nobody asked there is no "since".
    fn known(&self, part: &Part) -> bool {
        part.health != Health::Unknown
    }

    fn since(&self, part: &Part) -> String {
        let key = if part.or_longer {
            "state-since-or-longer"
        } else {
            "state-since"
        };
        self.page
            .t_with(key, "time", self.page.moment_table(part.since))
    }
}

async fn page(
    State(public): State<Public>,
    request: PageRequest,
    resident: Result<Resident, Response>,
) -> impl IntoResponse {
    let seen = public.state.see(public.web.now()).await;
    let closures = public.closures.ask().await;
    let page = frame(&public, &request, &resident, "").with_title_key("state-title");
    Html(StatePage {
        page,
        seen,
        closures,
    })
}

async fn as_json(State(public): State<Public>) -> Json<Value> {
    let seen = public.state.see(public.web.now()).await;
    let closures = public.closures.ask().await;
    let closed: Vec<Value> = closures
        .iter()
        .map(|one| json!({ "area": one.area, "until": one.until, "reason": one.reason_lt }))
        .collect();
    Json(json!({ "works": seen.works() && closed.is_empty(), "closed": closed, "state": seen }))
}
