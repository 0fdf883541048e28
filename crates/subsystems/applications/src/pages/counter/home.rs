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
use spis_pages::{AppError, FieldErrors, FormValues, Html, Message, Page, PageRequest, Width};
use spis_persons::store::person_list_by_codes;
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
    /// What is looked for among the registered.
    wanted: String,
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
    Ok(show(&state, &official, page, &FormValues::default())
        .await?
        .into_response())
}

async fn show(
    state: &CounterState,
    official: &Official,
    page: Page,
    typed: &FormValues,
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
    let stored = store::draft_list(&mut tx, node.code(), official.user.id).await?;
    let codes: Vec<String> = stored
        .iter()
        .map(|stored| stored.draft.applicant.as_str().to_owned())
        .collect();
    let known = person_list_by_codes(&mut tx, &codes).await?;
    subjects.extend(known.iter().map(|person| person.id.get()));
    let drafts = stored
        .into_iter()
        .map(|stored| {
            let mut known = known.iter();
            let person = known.find(|one| one.personal_code == stored.draft.applicant);
            DraftRow {
                id: stored.id,
                name: stored.draft.applicant_name(person),
                saved_at: stored.saved_at,
                kept_until: vilnius(stored.saved_at + DRAFT_LIFE).date(),
            }
        })
        .collect();
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
    let mut page = page
        .with_title_key("counter-title")
        .at("counter")
        .with_width(Width::Text);
    page.path = "/priemimas".to_owned();
    Ok(Html(HomeTemplate {
        page,
        code: typed.typed("asmens-kodas").to_owned(),
        wanted: typed.typed("ieskoma").to_owned(),
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
    shown_again(&state, &official, page, &form).await
}

/// The page with what was typed and what is wrong with it.
pub(super) async fn shown_again(
    state: &CounterState,
    official: &Official,
    page: Page,
    typed: &FormValues,
) -> Result<Response, AppError> {
    let shown = show(state, official, page, typed).await?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, shown).into_response())
}
