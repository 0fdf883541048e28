//! One page with what no register knows, in the order of the paper; kept at each change, checked when it is registered.

use askama::Template;
use axum::Form;
use axum::extract::{Multipart, Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use jiff::Timestamp;
use serde::Deserialize;
use spis_database::new_id;
use spis_identity::Right;
use spis_identity::web::{Official, news};
use spis_pages::{
    AppError, Choice, FieldErrors, FormValues, Html, Page, PageRequest, SaveState, Width,
};
use uuid::Uuid;

use super::children::{ChildShown, RowShown, Sorted, Typed, sorted};
use super::identity_choices;
use super::scan::{self, GivenFile, Sent};
use crate::actions::counter_draft::{self, Saved};
use crate::actions::register_paper::{Registering, Wanted, register};
use crate::counter::{IdentityDocument, Known, MOST_ROWS, ROWS, WINDOW};
use crate::form::Question;
use crate::pages::CounterState;
use crate::store::counter::StoredDraft;

/// A paper application is a few answers; more than this is not one.
const MOST_CHARACTERS: usize = 64_000;

#[derive(Template)]
#[template(path = "counter_filling.html")]
struct FillingTemplate {
    page: Page,
    href: String,
    version: i32,
    saved: SaveState,
    form_title: String,
    known: bool,
    name: String,
    born_on: String,
    /// The applicant's code does not tell the day of birth.
    asks_birth: bool,
    representative_asks_birth: bool,
    unrelated: bool,
    /// The applicant was shown which registers are asked and why.
    told: bool,
    certifiers: Vec<Choice>,
    returned: bool,
    earlier: Option<String>,
    protected: bool,
    documents: Vec<Choice>,
    capacities: Vec<Choice>,
    signatures: Vec<Choice>,
    questions: Vec<Question>,
    after: Vec<Question>,
    known_children: Vec<ChildShown>,
    rows: Vec<RowShown>,
    rows_field: &'static str,
    window_field: &'static str,
    window: String,
    more_rows: bool,
    identical: Vec<String>,
    lacking: Vec<String>,
    values: Typed,
}

/// What a page says besides the draft itself.
#[derive(Default)]
struct Warned {
    /// Applications for the same children.
    identical: Vec<String>,
    /// What the paper does not say, in words.
    lacking: Vec<String>,
}

/// The questions of a draft's form, each beside the child whom it is about.
fn children_of(
    state: &CounterState,
    page: &Page,
    stored: &StoredDraft,
    known: &Known,
) -> Result<Sorted, AppError> {
    let group = state
        .groups
        .by_form(&stored.form)
        .ok_or_else(|| anyhow::anyhow!("a form that is not registered"))?;
    let (form, draft) = (group.form(), &stored.draft);
    let people = draft.people(known, state.web.node.code(), state.web.today());
    let questions = form
        .screens
        .iter()
        .flat_map(|screen| form.counter_questions(screen, &draft.values, &people, &page.translator))
        .collect();
    Ok(sorted(page, form, draft, known, questions))
}

/// The page of a draft, in the window that sent it, or in a new one.
fn show(
    state: &CounterState,
    page: Page,
    stored: StoredDraft,
    known: &Known,
    warned: Warned,
    window: Option<&str>,
) -> Result<Html<impl Template>, AppError> {
    let group = state
        .groups
        .by_form(&stored.form)
        .ok_or_else(|| anyhow::anyhow!("a form that is not registered"))?;
    let form = group.form();
    let draft = &stored.draft;
    let window = window
        .filter(|window| !window.is_empty())
        .map_or_else(|| new_id(state.web.now()).to_string(), str::to_owned);
    let href = format!("/priemimas/juodrastis/{}", stored.id);
    let mut page = page
        .with_title_key("counter-filling-title")
        .at("counter")
        .with_width(Width::Text);
    page.path.clone_from(&href);
    let Sorted {
        rows,
        known: known_children,
        others,
    } = children_of(state, &page, &stored, known)?;
    // Which of the children who are known stands first; the rest follows the children.
    let (mut questions, mut after) = (Vec::new(), Vec::new());
    for mut question in others {
        if question.name != "vaikai" {
            after.push(question);
            continue;
        }
        question
            .options
            .retain(|choice| !rows.iter().any(|shown| shown.row.key == choice.value));
        question.hint = String::new();
        question.after = String::new();
        if !question.options.is_empty() {
            questions.push(question);
        }
    }
    let chosen = |field: &str, code: &str| draft.typed(field) == code;
    let documents = identity_choices(&page, draft.typed("dokumentas"), &IdentityDocument::ALL);
    let choices = |field: &str, codes: &[&'static str]| -> Vec<Choice> {
        codes
            .iter()
            .copied()
            .map(|code| {
                Choice::new(
                    code,
                    page.t(format!("counter-{field}-{code}")),
                    chosen(field, code),
                )
            })
            .collect()
    };
    Ok(Html(FillingTemplate {
        form_title: page.t(form.key("title")),
        known: known.applicant.is_some(),
        name: draft.applicant_name(known.applicant.as_ref()),
        born_on: known
            .applicant
            .as_ref()
            .map(|person| person.born_on)
            .or_else(|| draft.applicant.born_on())
            .map(|day| day.to_string())
            .unwrap_or_default(),
        asks_birth: known.applicant.is_none() && draft.applicant.born_on().is_none(),
        representative_asks_birth: draft.asks_birth("atstovo-kodas"),
        unrelated: draft.typed("neartimas") == "taip",
        told: draft.typed("registrai") == "taip",
        certifiers: scan::certifiers(&page, draft.typed("tikra")),
        returned: draft.typed("grazinta") == "taip",
        earlier: known.offered().map(|(number, _)| number.clone()),
        protected: known.applicant.as_ref().is_some_and(|p| p.protected),
        documents,
        capacities: choices("kieno-vardu", &["pats", "atstovas"]),
        signatures: choices("parasas", &["awaited", "received", "missing"]),
        questions,
        after,
        more_rows: rows.len() < MOST_ROWS,
        rows,
        known_children,
        rows_field: ROWS,
        window_field: WINDOW,
        window,
        identical: warned.identical,
        lacking: warned.lacking,
        saved: SaveState::Saved(stored.saved_at),
        version: stored.version,
        values: Typed(stored.draft),
        href,
        page,
    }))
}

#[derive(Deserialize)]
pub(super) struct FillingQuery {
    zinute: Option<String>,
}

async fn require(
    state: &CounterState,
    official: &Official,
    action: &'static str,
    id: Uuid,
) -> Result<(), AppError> {
    official
        .require(
            &state.web,
            Right::ApplicationRegister,
            action,
            "counter_draft",
            Some(id),
        )
        .await
}

/// A draft of this official; what is not theirs is not there, and the asking is journalled.
async fn opened(
    state: &CounterState,
    official: &Official,
    id: Uuid,
) -> Result<(StoredDraft, Known), AppError> {
    let (node, now) = (&state.web.node, state.web.now());
    match counter_draft::open(node, &official.user, id, now).await? {
        Some(opened) => Ok(opened),
        None => Err(missing(state, official, id).await),
    }
}

async fn missing(state: &CounterState, official: &Official, id: Uuid) -> AppError {
    official
        .missing(&state.web, "counter_draft_read", "counter_draft", id)
        .await
}

pub(super) async fn page(
    State(state): State<CounterState>,
    request: PageRequest,
    official: Official,
    Path(id): Path<Uuid>,
    Query(query): Query<FillingQuery>,
) -> Result<Response, AppError> {
    require(&state, &official, "counter_draft_read", id).await?;
    let (stored, known) = opened(&state, &official, id).await?;
    let mut page = official.page(&state.web, &request);
    page.flash = news(&page, query.zinute.as_deref());
    Ok(show(&state, page, stored, &known, Warned::default(), None)?.into_response())
}

/// The answer to a save on change: what became of the words.
#[derive(Template)]
#[template(path = "counter_saved.html")]
struct SavedTemplate {
    page: Page,
    state: SaveState,
    version: i32,
    reload: Option<String>,
    /// Children of whom more or less is asked than the page shows.
    wards: Vec<ChildShown>,
}

pub(super) async fn save_on_change(
    State(state): State<CounterState>,
    request: PageRequest,
    official: Official,
    Path(id): Path<Uuid>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, AppError> {
    let form = official.form(pairs)?;
    require(&state, &official, "counter_draft_save", id).await?;
    let saved = save(&state, &official, id, &form).await?;
    let page = official.page(&state.web, &request);
    let answer = match saved {
        Saved::NoDraft => return Err(missing(&state, &official, id).await),
        Saved::Kept(stored, known) => {
            let sorted = children_of(&state, &page, &stored, &known)?;
            let rows = sorted.rows.into_iter().map(RowShown::into_child);
            let differs = |child: &ChildShown| {
                let about = format!("-{}", child.key);
                let shown = form.all("rodoma").filter(|name| name.ends_with(&about));
                !shown.eq(child.names_of_ward())
            };
            SavedTemplate {
                state: SaveState::Saved(stored.saved_at),
                version: stored.version,
                reload: None,
                wards: rows.chain(sorted.known).filter(differs).collect(),
                page,
            }
        }
        // The page keeps its own version, so that nothing of it is taken for newer than it is.
        Saved::Elsewhere(_) => SavedTemplate {
            state: SaveState::Failed,
            version: form.typed("versija").parse().unwrap_or_default(),
            reload: Some(format!("/priemimas/juodrastis/{id}")),
            wards: Vec::new(),
            page,
        },
    };
    Ok(Html(answer).into_response())
}

async fn save(
    state: &CounterState,
    official: &Official,
    id: Uuid,
    form: &FormValues,
) -> Result<Saved, AppError> {
    let typed: usize = form.pairs().iter().map(|(k, v)| k.len() + v.len()).sum();
    if typed > MOST_CHARACTERS {
        return Err(AppError::TooLarge);
    }
    let (node, now): (_, Timestamp) = (&state.web.node, state.web.now());
    Ok(counter_draft::save(node, &official.user, id, form, now).await?)
}

/// Every button saves, whatever is wrong with the values; "Registruoti" then checks and registers.
pub(super) async fn send(
    State(state): State<CounterState>,
    request: PageRequest,
    official: Official,
    Path(id): Path<Uuid>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, AppError> {
    let form = official.form(pairs)?;
    taken(&state, &request, &official, id, form, None).await
}

/// The same with a scan of the paper, which joins the application in the same transaction.
pub(super) async fn send_with_scan(
    State(state): State<CounterState>,
    request: PageRequest,
    official: Official,
    Path(id): Path<Uuid>,
    body: Multipart,
) -> Result<Response, AppError> {
    let Sent { form, file } = scan::sent(&official, body).await?;
    let file = file.filter(|file| !file.is_empty());
    taken(&state, &request, &official, id, form, file).await
}

async fn taken(
    state: &CounterState,
    request: &PageRequest,
    official: &Official,
    id: Uuid,
    form: FormValues,
    file: Option<GivenFile>,
) -> Result<Response, AppError> {
    require(state, official, "application_register", id).await?;
    let (stored, known) = match save(state, official, id, &form).await? {
        Saved::NoDraft => return Err(missing(state, official, id).await),
        Saved::Elsewhere(stored) => {
            let mut mine = *stored;
            mine.draft = mine.draft.typed_as(&form);
            let (_, known) = opened(state, official, id).await?;
            let mut errors = FieldErrors::new();
            errors.add_key("asmuo", "counter-changed-elsewhere");
            if file.is_some() {
                errors.add_key("failas", "counter-scan-again");
            }
            let warned = Warned::default();
            return shown_again(state, request, official, mine, &known, errors, warned);
        }
        Saved::Kept(stored, known) => (*stored, *known),
    };
    match form.typed("veiksmas") {
        "vaikas" => {
            let at = stored.draft.rows(&known).len();
            let to = format!("/priemimas/juodrastis/{id}#vaiko-kodas-{at}");
            return Ok(Redirect::to(&to).into_response());
        }
        "veliau" => return Ok(Redirect::to("/priemimas?zinute=counter-kept").into_response()),
        _ => {}
    }
    let (node, now) = (&state.web.node, state.web.now());
    let has_file = file.is_some();
    let scan = match file {
        None => None,
        Some(file) => match scan::read(state, &form, Some(file)).await? {
            Ok(scan) => Some(scan),
            Err(mut errors) => {
                errors.add_key("failas", "counter-scan-again");
                let (stored, known) = opened(state, official, id).await?;
                let none = Warned::default();
                return shown_again(state, request, official, stored, &known, errors, none);
            }
        },
    };
    let wanted = Wanted {
        seen_version: stored.version,
        despite_identical: form.typed("vis-tiek") == "taip",
        despite_missing: form.typed("ko-truksta") == "taip",
        scan,
    };
    let done = register(node, &state.groups, &official.user, id, &wanted, now).await?;
    let mut errors = FieldErrors::new();
    let mut warned = Warned::default();
    match done {
        Registering::Done(application) => {
            let to = format!("/priemimas/prasymas/{application}?zinute=paper-registered");
            return Ok(Redirect::to(&to).into_response());
        }
        Registering::NoDraft => return Err(missing(state, official, id).await),
        Registering::Incomplete(found) => errors = found,
        Registering::Own => errors.add_key("asmuo", "counter-own"),
        Registering::Changed => errors.add_key("asmuo", "counter-changed-elsewhere"),
        Registering::Identical(numbers) => {
            errors.add_key("vis-tiek", "counter-identical");
            warned.identical = numbers;
        }
        Registering::Lacking {
            errors: found,
            content,
        } => {
            errors.add_key("ko-truksta", "counter-lacking");
            for (field, message) in found.iter() {
                errors.add(field, message.clone());
            }
            let page = official.page(&state.web, request);
            let group = state
                .groups
                .by_form(&stored.form)
                .ok_or_else(|| anyhow::anyhow!("a form that is not registered"))?;
            warned.lacking = group.form().missing_words(&content, &page.translator);
        }
    }
    if has_file {
        errors.add_key("failas", "counter-scan-again");
    }
    // The save was journalled; what is shown again is read and journalled anew.
    let (stored, known) = opened(state, official, id).await?;
    shown_again(state, request, official, stored, &known, errors, warned)
}

fn shown_again(
    state: &CounterState,
    request: &PageRequest,
    official: &Official,
    stored: StoredDraft,
    known: &Known,
    errors: FieldErrors,
    warned: Warned,
) -> Result<Response, AppError> {
    let page = official.page(&state.web, request).with_errors(errors);
    let window = stored.draft.window.clone();
    let page = show(state, page, stored, known, warned, Some(&window))?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
}

#[derive(Template)]
#[template(path = "counter_delete.html")]
struct DeleteTemplate {
    page: Page,
    href: String,
    name: String,
}

pub(super) async fn delete_page(
    State(state): State<CounterState>,
    request: PageRequest,
    official: Official,
    Path(id): Path<Uuid>,
) -> Result<Response, AppError> {
    require(&state, &official, "counter_draft_delete", id).await?;
    let (stored, known) = opened(&state, &official, id).await?;
    let page = official
        .page(&state.web, &request)
        .with_title_key("counter-delete-title")
        .at("counter")
        .with_width(Width::Text);
    Ok(Html(DeleteTemplate {
        href: format!("/priemimas/juodrastis/{id}"),
        name: stored.draft.applicant_name(known.applicant.as_ref()),
        page,
    })
    .into_response())
}

pub(super) async fn delete(
    State(state): State<CounterState>,
    official: Official,
    Path(id): Path<Uuid>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, AppError> {
    official.form(pairs)?;
    require(&state, &official, "counter_draft_delete", id).await?;
    let (node, now) = (&state.web.node, state.web.now());
    if !counter_draft::delete(node, &official.user, id, now).await? {
        return Err(missing(&state, &official, id).await);
    }
    Ok(Redirect::to("/priemimas?zinute=counter-deleted").into_response())
}
