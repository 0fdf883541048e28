//! The application is written screen by screen as its form has them, saved as it goes, looked over and sent.

mod around;
mod review;
mod screen;

use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use axum::{Form, Router};
use serde::Deserialize;
use spis_applications::SupportGroup;
use spis_applications::content::CHILD_BENEFIT_FORM;
use spis_applications::form::{Head, Incomplete, People};
use spis_applications::requests::RequestKind;
use spis_database::new_id;
use spis_identity::web::{Resident, Writer};
use spis_kernel::DraftId;
use spis_pages::{
    AppError, FieldErrors, FormValues, Html, Message, Page, PageRequest, SaveState, Width,
};

use super::asking::{frame, too_late, uninformed};
use super::unsent::{not_signed_in, signed_out};
use super::{Informed, id_in};
use crate::actions::ask_family::{Occasion, ask_family};
use crate::actions::keep_paper::{keep_correction_paper, keep_paper};
use crate::actions::save_draft::{MOST_DRAFTS, SavedDraft, begin_draft, save_draft};
use crate::actions::sign_in::return_path;
use crate::actions::submit::{Sending, submit};
use crate::actions::{Deed, journal_read, journal_refusal};
use crate::correction::Corrected;
use crate::family::{KnownFamily, about};
use crate::model::{Draft, REVIEW, Screen, VERSION_FIELD, WINDOW_FIELD, consent_mark};
use crate::settings::{self, Settings};
use crate::{Portal, copies, store, uploads};

/// A draft is a few answers; more than this is not one.
const MOST_CHARACTERS: usize = 64_000;

pub fn routes() -> Router<Portal> {
    Router::new()
        .route("/prasymai/naujas", get(beginning).post(begin))
        .route("/prasymai/juodrastis/{id}", get(next_screen))
        .route("/prasymai/juodrastis/{id}/{screen}", get(screen).post(save))
        .route(
            "/prasymai/juodrastis/{id}/{screen}/saugoti",
            post(save_on_change),
        )
        .route("/prasymai/juodrastis/{id}/pateikti", post(send))
}

#[derive(Template)]
#[template(path = "new_application.html")]
struct Beginning {
    page: Page,
    drafts: Vec<Draft>,
}

async fn beginning(
    State(portal): State<Portal>,
    request: PageRequest,
    Informed(resident): Informed,
) -> Result<impl IntoResponse, AppError> {
    beginning_page(&portal, &request, &resident, FieldErrors::new()).await
}

async fn beginning_page(
    portal: &Portal,
    request: &PageRequest,
    resident: &Resident,
    errors: FieldErrors,
) -> Result<Html<Beginning>, AppError> {
    let mut connection = resident.begin(&portal.web.node).await?;
    let mut drafts = store::draft_list(&mut connection, resident.id).await?;
    drafts.retain(|draft| draft.corrects.is_none());
    Ok(Html(Beginning {
        page: resident
            .page(&portal.web, request)
            .with_title_key("portal-new-title")
            .at("apply")
            .with_width(Width::Text)
            .with_errors(errors),
        drafts,
    }))
}

async fn begin(
    State(portal): State<Portal>,
    request: PageRequest,
    Informed(resident): Informed,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, AppError> {
    resident.form(&portal.web, pairs).await?;
    let known = ask_family(
        &portal,
        resident.id,
        &resident.personal_code,
        Occasion::Look,
    )
    .await?;
    let form = portal.group(CHILD_BENEFIT_FORM)?.form();
    let Some(id) = begin_draft(&portal, &resident, form, known.family.as_ref()).await? else {
        let mut errors = FieldErrors::new();
        let message = Message::key("portal-new-too-many").with("n", MOST_DRAFTS);
        errors.add("nebaigti", message);
        let page = beginning_page(&portal, &request, &resident, errors).await?;
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response());
    };
    let first = form.screens.first().map_or(REVIEW, String::as_str);
    Ok(Redirect::to(&address(id, first)).into_response())
}

/// Address of a screen.
fn address(id: DraftId, screen: &str) -> String {
    format!("/prasymai/juodrastis/{id}/{screen}")
}

/// Where a draft is gone on with: the first screen that is not whole, or the last one. A correction begins whole, so it is
/// gone on with where it can be changed.
async fn next_screen(
    State(portal): State<Portal>,
    Informed(resident): Informed,
    Path(id): Path<String>,
) -> Result<Redirect, AppError> {
    let draft = find(&portal, &resident, id_in(&id)?).await?;
    let writing = Writing::of(&portal, resident, draft).await?;
    let next = match writing.incomplete() {
        Some(incomplete) => incomplete.screen,
        None if writing.corrected.is_some() => {
            let first = writing.form().screens.first();
            first.map_or_else(|| REVIEW.to_owned(), String::clone)
        }
        None => REVIEW.to_owned(),
    };
    Ok(Redirect::to(&address(writing.draft.id, &next)))
}

/// What a screen is made of.
struct Writing {
    resident: Resident,
    draft: Draft,
    /// What it corrects.
    corrected: Option<Corrected>,
    /// The window in which it is written.
    window: String,
    group: Arc<dyn SupportGroup>,
    known: KnownFamily,
    /// Whom the register would let her ask for; none if it never answered.
    people: Option<People>,
    /// Children in an application of hers that is not decided yet.
    already_asked: Vec<copies::AskedBefore>,
    /// Children for whom she is paid already.
    already_paid: Vec<copies::PaidChild>,
    /// Whom the form is about as it is filled in now: somebody authorised names another's family.
    about: Option<People>,
    /// Her contacts as the settings have them.
    settings: Settings,
    /// The account's consent to be told of other support.
    consent: bool,
    /// Documents that were added.
    documents: Vec<crate::uploads::Upload>,
    today: jiff::civil::Date,
    now: jiff::Timestamp,
}

impl Writing {
    /// Everything that a screen shows; the journal has its entry before any of it can be shown.
    async fn of(portal: &Portal, resident: Resident, mut draft: Draft) -> Result<Self, AppError> {
        journal_read(
            portal,
            &resident,
            Deed::new("draft_read", "draft", draft.id.get()),
        )
        .await?;
        let group = portal.group(&draft.form_code)?.clone();
        let known =
            ask_family(portal, resident.id, &resident.personal_code, Occasion::Look).await?;
        let mut connection = resident.begin(&portal.web.node).await?;
        let municipalities = store::municipality_list(&mut connection).await?;
        let documents =
            uploads::store::upload_list(&mut connection, resident.id, draft.id.get()).await?;
        let settings = settings::settings_find(&mut connection, resident.id)
            .await?
            .unwrap_or_default();
        let consent = settings::consent_given(&mut connection, resident.id).await?;
        let corrected = match draft.corrects {
            Some(id) => Corrected::find(portal, &mut connection, &resident, id).await?,
            None => None,
        };
        drop(connection);
        draft.content.show_consent(group.form(), consent);
        let mut already_asked = already_asked(portal, &resident, group.as_ref()).await?;
        already_asked.retain(|asked| Some(asked.own) != draft.corrects);
        let today = portal.web.today();
        let mut connection = resident.begin(&portal.web.node).await?;
        let already_paid = copies::paid_children(
            &mut connection,
            &resident.personal_code,
            group.code(),
            today,
        )
        .await?;
        drop(connection);
        let (form, values) = (group.form(), &draft.content.values);
        let family = known.family.as_ref();
        let (about, people) = match &corrected {
            Some(corrected) => (
                corrected.about(
                    form,
                    values,
                    &resident,
                    family,
                    municipalities.clone(),
                    today,
                ),
                Some(corrected.people(form, &resident, family, municipalities, today)),
            ),
            None => (
                about(
                    form,
                    values,
                    &resident,
                    family,
                    municipalities.clone(),
                    today,
                ),
                family.map(|family| family.people(resident.id, municipalities, today)),
            ),
        };
        Ok(Self {
            about,
            corrected,
            documents,
            settings,
            consent,
            window: new_id(portal.web.now()).to_string(),
            resident,
            draft,
            group,
            known,
            people,
            already_asked,
            already_paid,
            today,
            now: portal.web.now(),
        })
    }

    fn form(&self) -> &spis_applications::form::Form {
        self.group.form()
    }

    fn screen<'a>(&'a self, code: &'a str) -> Screen<'a> {
        Screen {
            form: self.form(),
            code,
        }
    }

    /// What is wrong with a screen.
    fn errors(&self, screen: &str) -> FieldErrors {
        let content = &self.draft.content;
        let conflicts = content.conflict_errors(self.screen(screen));
        let mut errors = conflicts;
        let typed = self
            .form()
            .errors_on(screen, &content.values, self.about.as_ref(), self.today);
        for (field, message) in typed.iter() {
            errors.add(field, message.clone());
        }
        if let Some(another) = self.another().filter(|another| another.screen == screen) {
            for (field, message) in another.errors.iter() {
                errors.add(field, message.clone());
            }
        }
        errors
    }

    /// The first screen on which something is missing or wrong.
    fn incomplete(&self) -> Option<Incomplete> {
        let (form, content) = (self.form(), &self.draft.content);
        content
            .unchosen(form)
            .or_else(|| self.another())
            .or_else(|| form.incomplete(&content.values, self.about.as_ref(), self.today))
    }

    /// What would make a correction another application.
    fn another(&self) -> Option<Incomplete> {
        let corrected = self.corrected.as_ref()?;
        corrected.another(self.form(), &self.draft.content.values)
    }

    /// What it corrects has come to its end meanwhile: nothing more is written.
    fn too_late(&self, portal: &Portal, request: &PageRequest) -> Option<Response> {
        let corrected = self.corrected.as_ref().filter(|c| c.own.has_ended())?;
        let page = frame(portal, request, &self.resident, RequestKind::Correction);
        Some(too_late(page, corrected.own.id))
    }

    fn frame(&self, portal: &Portal, request: &PageRequest, screen: &str) -> Page {
        let page = self
            .resident
            .page(&portal.web, request)
            .at(match self.draft.corrects {
                Some(_) => "home",
                None => "apply",
            })
            .with_width(Width::Text);
        let mut page = if screen == REVIEW {
            page.with_title_key("portal-screen-perziura")
        } else {
            let title = page.t(self.form().key(&format!("screen-{screen}")));
            page.with_title(title)
        };
        // A page that answers a form has the form's address, which cannot be asked for again in another language.
        page.path = address(self.draft.id, screen);
        page
    }
}

/// Identical applications are warned about, never blocked: registered ones, and those still on their way.
async fn already_asked(
    portal: &Portal,
    resident: &Resident,
    group: &dyn SupportGroup,
) -> Result<Vec<copies::AskedBefore>, AppError> {
    let mut connection = resident.begin(&portal.web.node).await?;
    let mut asked =
        copies::unfinished_children(&mut connection, &resident.personal_code, group.code()).await?;
    let submissions = store::submission_list(&mut connection, resident.id).await?;
    let ids: Vec<uuid::Uuid> = submissions.iter().map(|s| s.id.get()).collect();
    let registered = copies::application_list(&mut connection, &ids).await?;
    for submission in &submissions {
        let another = submission.form_code != group.form().code;
        if another
            || registered
                .iter()
                .any(|a| a.submission == Some(submission.id))
        {
            continue;
        }
        let children = submission.content["children"].as_array();
        asked.extend(
            children
                .into_iter()
                .flatten()
                .filter_map(|child| child["person"]["personal_code"].as_str())
                .map(|child| copies::AskedBefore {
                    child: child.to_owned(),
                    number: submission.receipt_number.clone(),
                    sent_at: submission.submitted_at,
                    own: submission.id.into(),
                    additional: submission.content["answers"]["papildoma"] == true,
                }),
        );
    }
    Ok(asked)
}

/// Her draft; what is not hers is not there, and the asking is journalled.
async fn find(portal: &Portal, resident: &Resident, id: DraftId) -> Result<Draft, AppError> {
    let mut connection = resident.begin(&portal.web.node).await?;
    let draft = store::draft_find(&mut connection, resident.id, id).await?;
    drop(connection);
    match draft {
        Some(draft) => Ok(draft),
        None => {
            journal_refusal(portal, resident, Deed::new("draft_read", "draft", id.get())).await?;
            Err(AppError::NotFound)
        }
    }
}

#[derive(Deserialize)]
struct ScreenQuery {
    /// Show what is wrong at once.
    tikrinti: Option<String>,
}

async fn screen(
    State(portal): State<Portal>,
    request: PageRequest,
    Informed(resident): Informed,
    Path((id, screen)): Path<(String, String)>,
    Query(query): Query<ScreenQuery>,
) -> Result<Response, AppError> {
    let id = id_in(&id)?;
    let draft = find(&portal, &resident, id).await?;
    if let Some(became) = draft.became {
        return Ok(Redirect::to(&became.href()).into_response());
    }
    known_screen(&portal, &draft, &screen)?;
    let writing = Writing::of(&portal, resident, draft).await?;
    if let Some(response) = writing.too_late(&portal, &request) {
        return Ok(response);
    }
    let page = writing.frame(&portal, &request, &screen);
    let page = match query.tikrinti {
        Some(_) => page.with_errors(writing.errors(&screen)),
        None => page,
    };
    show(&writing, page, &screen)
}

/// A screen that the draft's form does not have is no page.
fn known_screen(portal: &Portal, draft: &Draft, screen: &str) -> Result<(), AppError> {
    let form = portal.group(&draft.form_code)?.form();
    if screen == REVIEW || form.screens.iter().any(|code| code == screen) {
        Ok(())
    } else {
        Err(AppError::NotFound)
    }
}

fn show(writing: &Writing, page: Page, screen: &str) -> Result<Response, AppError> {
    if screen != REVIEW {
        return Ok(screen::questions(writing, page, screen).into_response());
    }
    let (form, content) = (writing.form(), &writing.draft.content);
    let people = writing.about.as_ref();
    let incomplete = writing.incomplete();
    let read = match (&incomplete, people) {
        (None, Some(people)) => form.read(&content.values, people, writing.today).ok(),
        _ => None,
    };
    if let Some(read) = read {
        return Ok(review::review(writing, page, &read).into_response());
    }
    let screen = match &incomplete {
        Some(incomplete) => &incomplete.screen,
        None => form.screens.first().ok_or(AppError::NotFound)?,
    };
    let to = format!("{}?tikrinti=taip", address(writing.draft.id, screen));
    Ok(Redirect::to(&to).into_response())
}

/// Both buttons save, whatever is wrong with the values; "Toliau" then checks.
async fn save(
    State(portal): State<Portal>,
    request: PageRequest,
    writer: Writer,
    Path((id, screen)): Path<(String, String)>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, AppError> {
    if let Some(response) = uninformed(&portal, writer.resident(), "").await? {
        return Ok(response);
    }
    let resident = match writer {
        Writer::Here(resident) => resident,
        Writer::Left(resident) => {
            let draft = saved_when_left(&portal, &resident, id_in(&id)?, &screen, pairs).await?;
            return Ok(signed_out(&address(draft.id, &screen)));
        }
    };
    let form = resident.form(&portal.web, pairs).await?;
    let SavedDraft { draft, .. } = stored(&portal, &resident, id_in(&id)?, &screen, &form).await?;
    known_screen(&portal, &draft, &screen)?;
    if let Some(became) = draft.became {
        return Ok(Redirect::to(&became.href()).into_response());
    }
    if form.typed("veiksmas") == "veliau" {
        return Ok(Redirect::to("/mano?zinute=draft-saved").into_response());
    }
    let mut writing = Writing::of(&portal, resident, draft).await?;
    if let Some(response) = writing.too_late(&portal, &request) {
        return Ok(response);
    }
    if let Some(window) = form.given(WINDOW_FIELD) {
        window.clone_into(&mut writing.window);
    }
    let errors = writing.errors(&screen);
    if !errors.is_empty() {
        let page = writing
            .frame(&portal, &request, &screen)
            .with_errors(errors);
        return Ok((
            StatusCode::UNPROCESSABLE_ENTITY,
            show(&writing, page, &screen)?,
        )
            .into_response());
    }
    let next = writing
        .form()
        .screen_after(&screen, &writing.draft.content.values)
        .unwrap_or(REVIEW);
    Ok(Redirect::to(&address(writing.draft.id, next)).into_response())
}

async fn stored(
    portal: &Portal,
    resident: &Resident,
    id: DraftId,
    screen: &str,
    form: &FormValues,
) -> Result<SavedDraft, AppError> {
    let typed: usize = form.pairs().iter().map(|(k, v)| k.len() + v.len()).sum();
    if typed > MOST_CHARACTERS {
        return Err(AppError::TooLarge);
    }
    match save_draft(portal, resident, id, screen, form).await? {
        Some(saved) => Ok(saved),
        None => {
            journal_refusal(portal, resident, Deed::new("draft_save", "draft", id.get())).await?;
            Err(AppError::NotFound)
        }
    }
}

/// The answer to a save on change: what became of the words.
#[derive(Template)]
#[template(path = "draft_saved.html")]
struct Saved {
    page: Page,
    state: SaveState,
    version: i32,
    reload: Option<String>,
    /// The mark beside the consent's box, if this save changed the consent.
    consent: Option<(String, &'static str)>,
}

/// Saves what came after the session had ended by itself, but for the consent: that is the account's, and takes a session.
async fn saved_when_left(
    portal: &Portal,
    resident: &Resident,
    id: DraftId,
    screen: &str,
    pairs: Vec<(String, String)>,
) -> Result<Draft, AppError> {
    let draft = find(portal, resident, id).await?;
    known_screen(portal, &draft, screen)?;
    let form = portal.group(&draft.form_code)?.form();
    let mark = form.head(Head::Offers).map(consent_mark);
    let pairs = pairs
        .into_iter()
        .filter(|(name, _)| Some(name) != mark.as_ref());
    let form = resident.form(&portal.web, pairs.collect()).await?;
    Ok(stored(portal, resident, id, screen, &form).await?.draft)
}

async fn save_on_change(
    State(portal): State<Portal>,
    request: PageRequest,
    writer: Result<Writer, Response>,
    Path((id, screen)): Path<(String, String)>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, AppError> {
    let back = return_path(&format!("/prasymai/juodrastis/{id}/{screen}"))
        .unwrap_or_default()
        .to_owned();
    let Ok(writer) = writer else {
        return Ok(not_signed_in(&portal, &request, back, false));
    };
    if uninformed(&portal, writer.resident(), "").await?.is_some() {
        return Ok(not_signed_in(&portal, &request, back, false));
    }
    let resident = match writer {
        Writer::Here(resident) => resident,
        Writer::Left(resident) => {
            saved_when_left(&portal, &resident, id_in(&id)?, &screen, pairs).await?;
            return Ok(not_signed_in(&portal, &request, back, true));
        }
    };
    let form = resident.form(&portal.web, pairs).await?;
    let SavedDraft {
        draft,
        written,
        consent,
    } = stored(&portal, &resident, id_in(&id)?, &screen, &form).await?;
    known_screen(&portal, &draft, &screen)?;
    if !written {
        let deed = Deed::new("draft_read", "draft", draft.id.get());
        journal_read(&portal, &resident, deed).await?;
    }
    let page = resident.page(&portal.web, &request);
    let shown = Screen {
        form: portal.group(&draft.form_code)?.form(),
        code: &screen,
    };
    // The mark beside the box follows the box: were it renewed by what was changed elsewhere, a page left open would change it back.
    let consent = consent.and_then(|given| screen::consent_shown(shown.form, &screen, given));
    let elsewhere = draft.became.is_some() || draft.content.conflicts_of(shown).next().is_some();
    Ok(Html(Saved {
        page,
        state: if draft.became.is_some() {
            SaveState::Failed
        } else {
            SaveState::Saved(draft.saved_at)
        },
        version: draft.version,
        reload: elsewhere.then(|| address(draft.id, &screen)),
        consent,
    })
    .into_response())
}

async fn send(
    State(portal): State<Portal>,
    request: PageRequest,
    writer: Writer,
    Path(id): Path<String>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, AppError> {
    if let Some(response) = uninformed(&portal, writer.resident(), "").await? {
        return Ok(response);
    }
    let resident = match writer {
        Writer::Here(resident) => resident,
        // Sending takes a session; the answers are saved already.
        Writer::Left(resident) => {
            let draft = find(&portal, &resident, id_in(&id)?).await?;
            let back = address(draft.id, REVIEW);
            let to = format!("/prisijungti?toliau={back}&zinute=not-sent-yet");
            return Ok(Redirect::to(&to).into_response());
        }
    };
    let form = resident.form(&portal.web, pairs).await?;
    let id: DraftId = id_in(&id)?;
    let screen = REVIEW;
    let mut errors = FieldErrors::new();
    if form.given("patvirtinu").is_none() {
        let draft = find(&portal, &resident, id).await?;
        if let Some(became) = draft.became {
            return Ok(Redirect::to(&became.href()).into_response());
        }
        errors.add_key("patvirtinu", "portal-declarations-missing");
        let writing = Writing::of(&portal, resident, draft).await?;
        let page = writing.frame(&portal, &request, screen).with_errors(errors);
        return Ok((
            StatusCode::UNPROCESSABLE_ENTITY,
            show(&writing, page, screen)?,
        )
            .into_response());
    }
    if let Err(too_fast) = portal.questions.take(resident.id, portal.web.now()) {
        let draft = find(&portal, &resident, id).await?;
        let writing = Writing::of(&portal, resident, draft).await?;
        let message = Message::key("error-too-many-typed").with("n", too_fast.minutes());
        errors.add("patvirtinu", message);
        let page = writing.frame(&portal, &request, screen).with_errors(errors);
        return Ok(too_fast.answer(show(&writing, page, screen)?));
    }
    let seen = form.typed(VERSION_FIELD).parse().unwrap_or_default();
    match submit(&portal, &resident, id, seen, request.language).await? {
        Sending::Sent(submission) => {
            // It is sent either way; what cannot be set now is set when she first asks for it, and fails there in sight. The
            // database's words may hold what she sent, so they are not logged.
            if keep_paper(&portal, &resident, submission).await.is_err() {
                tracing::error!(%submission, "the paper of a submission was not kept");
            }
            Ok(Redirect::to(&format!("/prasymai/{submission}?zinute=sent")).into_response())
        }
        Sending::Corrected(corrected) => {
            // As with what was first sent; the request bears the draft's id.
            let kept = keep_correction_paper(&portal, &resident, corrected, id.get()).await;
            if !kept.is_ok_and(|kept| kept.is_some()) {
                tracing::error!(%corrected, "the paper of a correction was not kept");
            }
            let kind = RequestKind::Correction.code();
            let to = format!("{}?zinute=request-{kind}", corrected.href());
            Ok(Redirect::to(&to).into_response())
        }
        Sending::TooLate(corrected) => {
            let page = frame(&portal, &request, &resident, RequestKind::Correction);
            Ok(too_late(page, corrected))
        }
        Sending::Unchanged => {
            let draft = find(&portal, &resident, id).await?;
            let writing = Writing::of(&portal, resident, draft).await?;
            errors.add_key("pakeitimai", "ask-nothing-changed");
            let page = writing.frame(&portal, &request, screen).with_errors(errors);
            let shown = show(&writing, page, screen)?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, shown).into_response())
        }
        Sending::Incomplete(incomplete) => {
            let draft = find(&portal, &resident, id).await?;
            let writing = Writing::of(&portal, resident, draft).await?;
            let page = writing
                .frame(&portal, &request, &incomplete.screen)
                .with_errors(incomplete.errors);
            let shown = show(&writing, page, &incomplete.screen)?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, shown).into_response())
        }
        Sending::Changed => {
            let draft = find(&portal, &resident, id).await?;
            let writing = Writing::of(&portal, resident, draft).await?;
            errors.add_key("patvirtinu", "portal-changed-meanwhile");
            let page = writing.frame(&portal, &request, screen).with_errors(errors);
            Ok((StatusCode::CONFLICT, show(&writing, page, screen)?).into_response())
        }
        Sending::NotReady(documents) => {
            let draft = find(&portal, &resident, id).await?;
            let writing = Writing::of(&portal, resident, draft).await?;
            let page = writing.frame(&portal, &request, screen);
            errors.add("dokumentai", uploads::not_ready(&page, &documents));
            let page = page.with_errors(errors);
            Ok((
                StatusCode::UNPROCESSABLE_ENTITY,
                show(&writing, page, screen)?,
            )
                .into_response())
        }
        Sending::NoDraft => {
            journal_refusal(
                &portal,
                &resident,
                Deed::new("submission_send", "draft", id.get()),
            )
            .await?;
            Err(AppError::NotFound)
        }
    }
}
