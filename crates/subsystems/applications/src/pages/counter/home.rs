//! "Priėmimas": whose application it is, what is begun, and what was registered today.

use askama::Template;
use axum::Form;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use jiff::Timestamp;
use jiff::civil::Date;
use serde::Deserialize;
use spis_audit::{Entry, Outcome};
use spis_identity::Right;
use spis_identity::web::{Official, news};
use spis_kernel::vilnius;
use spis_pages::{AppError, FieldErrors, Html, Message, Page, PageRequest, Width};
use uuid::Uuid;

use crate::actions::counter_draft::{Found, begin};
use crate::actions::tidy_counter::DRAFT_LIFE;
use crate::content::CHILD_BENEFIT_FORM;
use crate::form::power::personal_code;
use crate::pages::CounterState;
use crate::store::counter::{self as store, Registered};

#[derive(Template)]
#[template(path = "counter_home.html")]
struct HomeTemplate {
    page: Page,
    code: String,
    drafts: Vec<DraftRow>,
    registered: Vec<Registered>,
}

struct DraftRow {
    id: Uuid,
    name: String,
    saved_at: Timestamp,
    /// The last day on which it is there.
    kept_until: Date,
}

#[derive(Deserialize)]
pub(super) struct HomeQuery {
    zinute: Option<String>,
}

pub(super) async fn page(
    State(state): State<CounterState>,
    request: PageRequest,
    official: Official,
    Query(query): Query<HomeQuery>,
) -> Result<Response, AppError> {
    official
        .require(
            &state.web,
            Right::ApplicationRegister,
            "counter_read",
            "counter",
            None,
        )
        .await?;
    let mut page = official.page(&state.web, &request);
    page.flash = news(&page, query.zinute.as_deref());
    Ok(show(&state, &official, page, String::new())
        .await?
        .into_response())
}

async fn show(
    state: &CounterState,
    official: &Official,
    page: Page,
    code: String,
) -> Result<Html<impl Template>, AppError> {
    let web = &state.web;
    let node = &web.node;
    let midnight = web
        .today()
        .in_tz("Europe/Vilnius")
        .map_err(anyhow::Error::from)?
        .timestamp();
    let mut tx = node.begin().await?;
    let registered =
        store::registered_list(&mut tx, node.code(), official.user.id, midnight).await?;
    let mut subjects: Vec<Uuid> = registered.iter().map(|r| r.applicant.get()).collect();
    let mut drafts = Vec::new();
    for stored in store::draft_list(&mut tx, node.code(), official.user.id).await? {
        let known = store::known_of(&mut tx, node.code(), &stored.draft.applicant).await?;
        subjects.extend(known.applicant.as_ref().map(|p| p.id.get()));
        let name = stored.draft.applicant_name(&known);
        drafts.push(DraftRow {
            id: stored.id,
            name,
            saved_at: stored.saved_at,
            kept_until: vilnius(stored.saved_at + DRAFT_LIFE).date(),
        });
    }
    spis_audit::record(
        &mut tx,
        node.code(),
        web.now(),
        Entry {
            actor: &official.user.actor(),
            action: "counter_read",
            object: "counter",
            object_id: None,
            purpose: "paper_application",
            outcome: Outcome::Allowed,
            subjects: &subjects,
        },
    )
    .await?;
    tx.commit().await?;
    Ok(Html(HomeTemplate {
        page: page
            .with_title_key("counter-title")
            .at("counter")
            .with_width(Width::Text),
        code,
        drafts,
        registered,
    }))
}

/// Finds the person by the code, which never stands in an address.
pub(super) async fn find(
    State(state): State<CounterState>,
    request: PageRequest,
    official: Official,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, AppError> {
    let form = official.form(pairs)?;
    official
        .require(
            &state.web,
            Right::ApplicationRegister,
            "person_find",
            "person",
            None,
        )
        .await?;
    let mut errors = FieldErrors::new();
    match personal_code(form.typed("asmens-kodas")) {
        Err(message) => errors.add("asmens-kodas", message),
        Ok(code) => {
            let (node, now) = (&state.web.node, state.web.now());
            match begin(node, &official.user, CHILD_BENEFIT_FORM, code, now).await? {
                Found::Draft(id) => {
                    let to = format!("/priemimas/juodrastis/{id}");
                    return Ok(Redirect::to(&to).into_response());
                }
                Found::Own => errors.add("asmens-kodas", Message::key("counter-own")),
            }
        }
    }
    let page = official.page(&state.web, &request).with_errors(errors);
    let typed = form.typed("asmens-kodas").to_owned();
    let shown = show(&state, &official, page, typed).await?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, shown).into_response())
}
