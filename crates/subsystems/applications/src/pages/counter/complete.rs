//! What an incomplete paper lacked, filled in when it is brought: by whoever registers applications or processes cases.

use askama::Template;
use axum::Form;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use spis_audit::{Entry, Outcome};
use spis_identity::Right;
use spis_identity::web::Official;
use spis_kernel::ApplicationId;
use spis_pages::{AppError, Choice, FieldErrors, FormValues, Html, Page, PageRequest, Width};

use super::children::{RowShown, Typed, sorted};
use super::identity_choices;
use crate::actions::complete_paper::{Completing, SIGNED, complete as complete_paper};
use crate::counter::{
    CounterDraft, IDENTITY_GAP, IdentityDocument, Known, MOST_ROWS, ROWS, SIGNATURE_GAP,
};
use crate::form::{Question, Values};
use crate::pages::CounterState;
use crate::store;
use crate::store::counter::is_own_case;

/// Documents that show who applied.
const PROVING: [IdentityDocument; 4] = [
    IdentityDocument::IdentityCard,
    IdentityDocument::Passport,
    IdentityDocument::ResidencePermit,
    IdentityDocument::Other,
];

#[derive(Template)]
#[template(path = "counter_complete.html")]
struct CompleteTemplate {
    page: Page,
    id: ApplicationId,
    number: String,
    applicant: String,
    back: String,
    /// It names no child; they are typed now.
    names_children: bool,
    rows: Vec<RowShown>,
    rows_field: &'static str,
    more_rows: bool,
    values: Typed,
    questions: Vec<Question>,
    /// The signature is missing; it is noted now.
    signature: bool,
    signed: bool,
    /// Who applied is not proved; the document that shows it is noted now.
    identity: bool,
    documents: Vec<Choice>,
    document_last: String,
}

/// Where a user comes from and goes back to.
fn back(official: &Official, id: ApplicationId) -> String {
    if official.user.may(Right::ApplicationRegister) {
        format!("/priemimas/prasymas/{id}")
    } else {
        format!("/bylos/{id}")
    }
}

/// Either of two rights will do; without both the refusal is journalled.
async fn require(
    state: &CounterState,
    official: &Official,
    id: ApplicationId,
) -> Result<(), AppError> {
    let right = if official.user.may(Right::CaseProcess) {
        Right::CaseProcess
    } else {
        Right::ApplicationRegister
    };
    let what = "application";
    official
        .require(&state.web, right, "paper_complete", what, Some(id.get()))
        .await
}

async fn refused(state: &CounterState, official: &Official, id: ApplicationId) -> AppError {
    let what = "application";
    let refusal = official
        .refuse(&state.web, "paper_complete", what, Some(id.get()))
        .await;
    match refusal {
        Err(error) => error,
        Ok(()) => AppError::Forbidden,
    }
}

pub(super) async fn page(
    State(state): State<CounterState>,
    request: PageRequest,
    official: Official,
    Path(id): Path<ApplicationId>,
) -> Result<Response, AppError> {
    require(&state, &official, id).await?;
    let page = official.page(&state.web, &request);
    show(&state, &official, page, id, &FormValues::default()).await
}

/// Journalled before anything is shown.
async fn show(
    state: &CounterState,
    official: &Official,
    page: Page,
    id: ApplicationId,
    typed: &FormValues,
) -> Result<Response, AppError> {
    let web = &state.web;
    let node = &web.node;
    let mut tx = node.begin().await?;
    let application = store::application_find(&mut tx, node.code(), id)
        .await?
        .filter(store::Application::may_be_completed);
    let intake = store::counter::intake_of(&mut tx, node.code(), id).await?;
    let own = is_own_case(&mut tx, node.code(), official.user.id, id).await?;
    let (Some(application), Some(intake), false) = (application, intake, own) else {
        drop(tx);
        return Err(refused(state, official, id).await);
    };
    let entry = Entry {
        actor: &official.user.actor(),
        action: "paper_read",
        object: "application",
        object_id: Some(id.get()),
        purpose: "paper_application",
        outcome: Outcome::Allowed,
        subjects: &[application.applicant.get()],
    };
    spis_audit::record(&mut tx, node.code(), web.now(), entry).await?;
    tx.commit().await?;
    let group = state
        .groups
        .by_code(&application.kind_group)
        .ok_or_else(|| anyhow::anyhow!("a group that is not registered"))?;
    let mut page = page
        .with_title_key("counter-complete-title")
        .at("counter")
        .with_width(Width::Text);
    page.path = format!("/priemimas/prasymas/{id}/papildyti");
    let content = &application.content;
    let lacks = |gap: &str| content.missing.iter().any(|name| name == gap);
    let status = if !page.has_errors() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    let form = group.form();
    let today = state.web.today();
    let names_children = form.lacks_children(content);
    let draft = CounterDraft::of_registered(
        content.applicant.personal_code.clone(),
        intake.intake.received_on,
        values(typed),
    );
    let known = Known::default();
    let added = if names_children {
        draft.people(&known, node.code(), today).children
    } else {
        Vec::new()
    };
    let questions = form.gap_questions(content, &added, &draft.values, today, &page.translator);
    let (rows, questions) = if names_children {
        let sorted = sorted(&page, form, &draft, &known, questions);
        (sorted.rows, sorted.others)
    } else {
        (Vec::new(), questions)
    };
    let template = CompleteTemplate {
        id,
        back: back(official, id),
        number: application.number.clone(),
        applicant: content.applicant.name(),
        names_children,
        more_rows: rows.len() < MOST_ROWS,
        rows,
        rows_field: ROWS,
        questions,
        signature: lacks(SIGNATURE_GAP),
        signed: typed.has(SIGNED, "taip"),
        identity: lacks(IDENTITY_GAP),
        documents: identity_choices(&page, typed.typed("dokumentas"), &PROVING),
        document_last: typed.typed("dokumento-nr").to_owned(),
        values: Typed(draft),
        page,
    };
    Ok((status, Html(template)).into_response())
}

fn values(form: &FormValues) -> Values {
    let mut values = Values::new();
    for (name, value) in form.pairs() {
        values.entry(name).or_default().push(value);
    }
    values
}

pub(super) async fn complete(
    State(state): State<CounterState>,
    request: PageRequest,
    official: Official,
    Path(id): Path<ApplicationId>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, AppError> {
    let mut form = official.form(pairs)?;
    require(&state, &official, id).await?;
    let (node, now) = (&state.web.node, state.web.now());
    let (groups, user) = (&state.groups, &official.user);
    if form.typed("veiksmas") == "vaikas" {
        let rows = form.typed(ROWS).parse().unwrap_or(0_usize) + 1;
        form.set(ROWS, rows.min(MOST_ROWS).to_string());
        let page = official.page(&state.web, &request);
        return show(&state, &official, page, id, &form).await;
    }
    let mut errors = FieldErrors::new();
    match complete_paper(node, groups, user, id, &values(&form), now).await? {
        Completing::Done => {
            let to = format!("{}?zinute=paper-completed", back(&official, id));
            return Ok(Redirect::to(&to).into_response());
        }
        Completing::NotHere => return Err(refused(&state, &official, id).await),
        Completing::Own => errors.add_key("papildyti", "counter-own"),
        Completing::Nothing => errors.add_key("papildyti", "counter-complete-nothing"),
        Completing::Wrong(found) => errors = found,
    }
    let page = official.page(&state.web, &request).with_errors(errors);
    show(&state, &official, page, id, &form).await
}
