//! What is brought or asked after registering: the application is found by number or person, what came is added, and who brought
//! it takes a receipt home.

use askama::Template;
use axum::Form;
use axum::extract::{Multipart, Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use jiff::civil::Date;
use serde::Deserialize;
use spis_audit::{Entry, Outcome};
use spis_database::Tx;
use spis_identity::Right;
use spis_identity::web::{Official, news};
use spis_kernel::{ApplicationId, vilnius};
use spis_pages::{
    AppError, Choice, Fact, FieldErrors, FormValues, Html, Language, Page, PageRequest, Translator,
    Width, format,
};
use uuid::Uuid;

use super::scan::{self, GivenFile, Sent};
use super::{home, identity_choices, pdf};
use crate::actions::receive_at_counter::{
    Brought, Received, awaited_documents, receive_at_counter,
};
use crate::counter::{IdentityDocument, identity, received_on};
use crate::pages::CounterState;
use crate::pages::messages::{brought_by, document_name};
use crate::requests::{DocumentRequest, RequestKind, ResidentRequest, store as requests};
use crate::services::PaperNote;
use crate::store::{self, Application, Office, counter};

/// Most characters of a statement.
const LONGEST_TEXT: usize = 10_000;
/// Most characters of the name of who brought it.
const LONGEST_NAME: usize = 200;

#[derive(Template)]
#[template(path = "counter_found.html")]
struct FoundTemplate {
    page: Page,
    rows: Vec<FoundRow>,
}

struct FoundRow {
    application: counter::Undecided,
    kind: String,
    on: Date,
}

/// Finds undecided applications; neither number nor code stands in an address.
pub(super) async fn find(
    State(state): State<CounterState>,
    request: PageRequest,
    official: Official,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, AppError> {
    let form = official.form(pairs)?;
    let web = &state.web;
    let action = "application_find";
    official
        .require(web, Right::ApplicationRegister, action, "counter", None)
        .await?;
    let typed = form.typed("ieskoma");
    let wanted: String = typed.chars().filter(|c| !c.is_whitespace()).collect();
    let wanted = wanted.to_uppercase();
    let node = &web.node;
    let mut tx = node.begin().await?;
    let found = counter::undecided_list(&mut tx, node.code(), &wanted).await?;
    let subjects: Vec<Uuid> = found.iter().map(|one| one.applicant.get()).collect();
    let entry = Entry {
        actor: &official.user.actor(),
        action,
        object: "counter",
        object_id: None,
        purpose: "paper_application",
        outcome: Outcome::Allowed,
        subjects: &subjects,
    };
    spis_audit::record(&mut tx, node.code(), web.now(), entry).await?;
    tx.commit().await?;
    if found.is_empty() {
        let mut errors = FieldErrors::new();
        let key = if wanted.is_empty() {
            "brought-find-empty"
        } else {
            "brought-find-none"
        };
        errors.add_key("ieskoma", key);
        let page = official.page(web, &request).with_errors(errors);
        return home::shown_again(&state, &official, page, &form).await;
    }
    if let [one] = found.as_slice() {
        let to = format!("/priemimas/prasymas/{}/atnesta", one.id);
        return Ok(Redirect::to(&to).into_response());
    }
    let mut page = official
        .page(web, &request)
        .with_title_key("brought-found-title")
        .at("counter")
        .with_width(Width::Text);
    page.path = "/priemimas".to_owned();
    let rows = found
        .into_iter()
        .map(|application| FoundRow {
            kind: state
                .groups
                .by_code(&application.kind_group)
                .map(|group| page.t(group.name_key()))
                .unwrap_or_default(),
            on: vilnius(application.sent_at).date(),
            application,
        })
        .collect();
    Ok(Html(FoundTemplate { rows, page }).into_response())
}

#[derive(Template)]
#[template(path = "counter_brought.html")]
struct BroughtTemplate {
    page: Page,
    id: ApplicationId,
    number: String,
    facts: Vec<Fact>,
    /// It came in on paper: its own page tells of the signature and of what it lacks.
    on_paper: bool,
    before: Vec<Before>,
    kinds: Vec<Choice>,
    awaited: Vec<Choice>,
    bringers: Vec<Choice>,
    documents: Vec<Choice>,
    certifiers: Vec<Choice>,
    returned: bool,
    received_on: String,
    typed: FormValues,
}

/// What was brought before.
struct Before {
    id: Uuid,
    receipt: String,
    heading: String,
    on: Date,
    answered: bool,
}

/// The application is undecided and not the official's own; otherwise the refusal is journalled.
async fn open(
    state: &CounterState,
    official: &Official,
    id: ApplicationId,
    action: &'static str,
) -> Result<(Tx, Application), AppError> {
    let web = &state.web;
    official
        .require(
            web,
            Right::ApplicationRegister,
            action,
            "application",
            Some(id.get()),
        )
        .await?;
    let mut tx = web.node.begin().await?;
    let application = store::application_find(&mut tx, web.node.code(), id)
        .await?
        .filter(|application| !application.status.is_final());
    if let Some(application) = application
        && !counter::is_own_case(&mut tx, application.municipality, official.user.id, id).await?
    {
        return Ok((tx, application));
    }
    drop(tx);
    official
        .refuse(web, action, "application", Some(id.get()))
        .await?;
    Err(AppError::Forbidden)
}

/// Commits the entry that somebody is about to be shown something of the application.
async fn journalled(
    state: &CounterState,
    official: &Official,
    mut tx: Tx,
    action: &'static str,
    (object, id): (&'static str, Uuid),
    application: &Application,
) -> Result<(), AppError> {
    let entry = Entry {
        actor: &official.user.actor(),
        action,
        object,
        object_id: Some(id),
        purpose: "paper_application",
        outcome: Outcome::Allowed,
        subjects: &[application.applicant.get()],
    };
    spis_audit::record(&mut tx, state.web.node.code(), state.web.now(), entry).await?;
    tx.commit().await?;
    Ok(())
}

pub(super) async fn page(
    State(state): State<CounterState>,
    request: PageRequest,
    official: Official,
    Path(id): Path<ApplicationId>,
) -> Result<Response, AppError> {
    let page = official.page(&state.web, &request);
    let shown = show(&state, &official, page, id, FormValues::default()).await?;
    Ok(shown.into_response())
}

async fn show(
    state: &CounterState,
    official: &Official,
    page: Page,
    id: ApplicationId,
    typed: FormValues,
) -> Result<Html<impl Template>, AppError> {
    let (mut tx, application) = open(state, official, id, "application_read").await?;
    let awaited = awaited_documents(&mut tx, &application).await?;
    let before = requests::request_list_of(&mut tx, &application).await?;
    let what = ("application", id.get());
    journalled(state, official, tx, "application_read", what, &application).await?;
    let group = state
        .groups
        .by_code(&application.kind_group)
        .ok_or_else(|| anyhow::anyhow!("a group that is not registered"))?;
    let mut page = page
        .with_title_key("brought-title")
        .at("counter")
        .with_width(Width::Text);
    page.path = format!("/priemimas/prasymas/{id}/atnesta");
    let today = state.web.today();
    let chosen = |field: &str, code: &str| typed.typed(field) == code;
    let choices = |field: &'static str, codes: &[&'static str]| -> Vec<Choice> {
        codes
            .iter()
            .map(|code| {
                let words = page.t(format!("brought-{field}-{code}"));
                Choice::new(*code, words, chosen(field, code))
            })
            .collect()
    };
    Ok(Html(BroughtTemplate {
        id,
        number: application.number.clone(),
        facts: vec![
            Fact::new(
                page.t("counter-applicant"),
                application.content.applicant.name(),
            ),
            Fact::new(page.t("brought-kind"), page.t(group.name_key())),
            Fact::new(
                page.t("counter-received"),
                page.date_table(application.sent_on()),
            ),
        ],
        on_paper: application.channel == "paper",
        before: before
            .into_iter()
            .filter(|request| request.on_paper.is_some())
            .map(|request| Before {
                id: request.id,
                heading: page.t(format!("request-{}", request.kind.code())),
                on: request.received_on(),
                answered: request.answer.is_some(),
                receipt: request.receipt_number,
            })
            .collect(),
        kinds: choices("kas", &["dokumentas", "pareiskimas", "atsiemimas"]),
        awaited: if awaited.is_empty() {
            Vec::new()
        } else {
            let none = Choice::new("", page.t("brought-awaited-none"), false);
            std::iter::once(none)
                .chain(awaited.iter().map(|asked| {
                    let key = asked.id.to_string();
                    let here = chosen("prasytas", &key);
                    Choice::new(key, named(&page.translator, asked), here)
                }))
                .collect()
        },
        bringers: choices("atnese", &["pats", "kitas", "pastas"]),
        documents: identity_choices(&page, typed.typed("dokumentas"), &IdentityDocument::ALL),
        certifiers: scan::certifiers(&page, typed.typed("tikra")),
        returned: typed.has("grazinta", "taip"),
        received_on: typed
            .given("gauta")
            .map_or_else(|| page.date_table(today), str::to_owned),
        typed,
        page,
    }))
}

fn named(words: &Translator, asked: &DocumentRequest) -> String {
    document_name(words, &asked.document, asked.own_words.as_deref())
}

pub(super) async fn send(
    State(state): State<CounterState>,
    request: PageRequest,
    official: Official,
    Path(id): Path<ApplicationId>,
    body: Multipart,
) -> Result<Response, AppError> {
    let Sent { form, file } = scan::sent(&official, body).await?;
    let (tx, _) = open(&state, &official, id, "request_receive").await?;
    drop(tx);
    let has_file = file.as_ref().is_some_and(|file| !file.is_empty());
    let mut errors = match read(&state, &form, file.filter(|_| has_file)).await? {
        Err(errors) => errors,
        Ok(brought) => {
            let (node, now) = (&state.web.node, state.web.now());
            let (groups, user) = (&state.groups, &official.user);
            let received = receive_at_counter(node, groups, user, id, brought, now)
                .await
                .map_err(anyhow::Error::from)?;
            match received {
                Received::Done(request) => {
                    let to = format!("/priemimas/atnesta/{request}?zinute=brought");
                    return Ok(Redirect::to(&to).into_response());
                }
                Received::NotHere => {
                    let what = ("application", Some(id.get()));
                    official
                        .refuse(&state.web, "request_receive", what.0, what.1)
                        .await?;
                    return Err(AppError::Forbidden);
                }
                Received::NotAwaited => {
                    let mut errors = FieldErrors::new();
                    errors.add_key("prasytas", "brought-awaited-gone");
                    errors
                }
            }
        }
    };
    if has_file {
        errors.add_key("failas", "counter-scan-again");
    }
    let page = official.page(&state.web, &request).with_errors(errors);
    let shown = show(&state, &official, page, id, form).await?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, shown).into_response())
}

/// What the form says, or what is wrong with it, in the order of the page.
async fn read(
    state: &CounterState,
    form: &FormValues,
    file: Option<GivenFile>,
) -> Result<Result<Brought, FieldErrors>, AppError> {
    let mut errors = FieldErrors::new();
    let what = form.typed("kas");
    let kind = match what {
        "dokumentas" | "pareiskimas" => Some(RequestKind::Supplement),
        "atsiemimas" => Some(RequestKind::Withdrawal),
        _ => None,
    };
    if kind.is_none() {
        errors.add_key("kas", "brought-kas-missing");
    }
    let text = form.given("tekstas").unwrap_or_default().to_owned();
    if text.is_empty() && what == "pareiskimas" {
        errors.add_key("tekstas", "brought-text-missing");
    }
    if text.chars().count() > LONGEST_TEXT {
        errors.add_key("tekstas", "brought-text-long");
    }
    let document_request = match form.given("prasytas") {
        None => None,
        Some(_) if kind == Some(RequestKind::Withdrawal) => None,
        Some(key) => {
            let key: Option<Uuid> = key.parse().ok();
            if key.is_none() {
                errors.add_key("prasytas", "brought-awaited-gone");
            }
            key
        }
    };
    let received_on = received_on(form.typed("gauta"), state.web.today(), &mut errors);
    let name = form.given("atnese-vardas").unwrap_or_default();
    // Kept in the language of the state, as all that the municipality writes.
    let brought_by = match form.typed("atnese") {
        "pats" => Some(None),
        "pastas" => Some(Some(Translator::default().t("brought-by-post"))),
        "kitas" if name.is_empty() || name.chars().count() > LONGEST_NAME => {
            errors.add_key("atnese-vardas", "brought-name-missing");
            None
        }
        "kitas" => Some(Some(name.to_owned())),
        _ => {
            errors.add_key("atnese", "brought-atnese-missing");
            None
        }
    };
    let identity = identity(
        form.typed("dokumentas"),
        form.typed("dokumento-nr"),
        &mut errors,
    );
    if file.is_none() && what == "dokumentas" {
        errors.add_key("failas", "file-refused-empty");
    }
    let scan = match file {
        None => None,
        Some(file) => match scan::read(state, form, Some(file)).await? {
            Ok(scan) => Some(scan),
            Err(found) => {
                for (field, message) in found.iter() {
                    errors.add(field, message.clone());
                }
                None
            }
        },
    };
    match (kind, received_on, brought_by, identity) {
        (Some(kind), Some(received_on), Some(brought_by), Some(identity)) if errors.is_empty() => {
            Ok(Ok(Brought {
                kind,
                text,
                document_request,
                received_on,
                brought_by,
                identity,
                scan,
            }))
        }
        _ => Ok(Err(errors)),
    }
}

#[derive(Template)]
#[template(path = "counter_received.html")]
struct ReceivedTemplate {
    page: Page,
    id: Uuid,
    receipt: String,
    facts: Vec<Fact>,
}

/// Something that was brought, with its application.
async fn received(
    state: &CounterState,
    official: &Official,
    id: Uuid,
    action: &'static str,
) -> Result<(Application, ResidentRequest, Option<Office>), AppError> {
    let web = &state.web;
    let object = "counter_request";
    official
        .require(web, Right::ApplicationRegister, action, object, Some(id))
        .await?;
    let node = &web.node;
    let mut tx = node.begin().await?;
    let about = requests::counter_request_application(&mut tx, node.code(), id).await?;
    let application = match about {
        Some(about) => store::application_find(&mut tx, node.code(), about).await?,
        None => None,
    };
    let Some(application) = application else {
        drop(tx);
        return Err(official.missing(web, action, object, id).await);
    };
    let request = requests::request_list_of(&mut tx, &application)
        .await?
        .into_iter()
        .find(|request| request.id == id)
        .ok_or_else(|| anyhow::anyhow!("more was brought than is listed"))?;
    let office = store::office_at(&mut tx, node.code(), web.today()).await?;
    journalled(state, official, tx, action, (object, id), &application).await?;
    Ok((application, request, office))
}

#[derive(Deserialize)]
pub(super) struct ReceivedQuery {
    zinute: Option<String>,
}

pub(super) async fn receipt_page(
    State(state): State<CounterState>,
    request: PageRequest,
    official: Official,
    Path(id): Path<Uuid>,
    Query(query): Query<ReceivedQuery>,
) -> Result<Response, AppError> {
    let (application, brought, _) = received(&state, &official, id, "counter_request_read").await?;
    let mut page = official
        .page(&state.web, &request)
        .with_title(brought.receipt_number.clone())
        .at("counter")
        .with_width(Width::Text);
    page.flash = news(&page, query.zinute.as_deref());
    let mut facts = vec![
        Fact::new(
            page.t("brought-what"),
            page.t(format!("request-{}", brought.kind.code())),
        ),
        Fact::new(page.t("printing-application"), application.number.clone()),
        Fact::new(
            page.t("counter-applicant"),
            application.content.applicant.name(),
        ),
        Fact::new(
            page.t("messages-answer-by"),
            page.date_table(brought.answer_by),
        ),
    ];
    facts.extend(brought_by(&page, &brought));
    if let Some(answer) = &brought.answer {
        let key = format!(
            "request-done-{}-{}",
            brought.kind.code(),
            answer.outcome.code()
        );
        facts.push(Fact::new(page.t("brought-answer"), page.t(key)));
    }
    Ok(Html(ReceivedTemplate {
        id,
        receipt: brought.receipt_number,
        facts,
        page,
    })
    .into_response())
}

/// The receipt that who brought it takes home.
pub(super) async fn receipt_pdf(
    State(state): State<CounterState>,
    official: Official,
    Path(id): Path<Uuid>,
) -> Result<Response, AppError> {
    let (application, brought, office) =
        received(&state, &official, id, "counter_receipt_print").await?;
    let office =
        office.ok_or_else(|| anyhow::anyhow!("the municipality has no office in force"))?;
    let note = receipt(application, brought, office);
    let press = state.press.clone();
    let bytes = tokio::task::spawn_blocking(move || press.note_pdf(&note))
        .await
        .map_err(anyhow::Error::from)??;
    Ok(pdf("inline; filename=\"patvirtinimas.pdf\"", bytes))
}

fn receipt(application: Application, brought: ResidentRequest, office: Office) -> PaperNote {
    // Letters are in the state language.
    let words = Translator::new(Language::Lt);
    let number = application.number.as_str();
    let received_on = format::date_prose(Language::Lt, brought.received_on());
    let (name, post) = brought
        .on_paper
        .as_ref()
        .map(|paper| paper.received_by.clone())
        .unwrap_or_default();
    let holds = match brought.kind {
        RequestKind::Withdrawal => "brought-receipt-withdrawal",
        _ => "brought-receipt-supplement",
    };
    PaperNote {
        addressee: application.content.applicant.name(),
        address: None,
        title: words.t("brought-receipt-title"),
        footer: words.t_args("letter-document-footer", &[("number", number.into())]),
        day: brought.received_on(),
        facts: vec![
            (words.t("brought-receipt-number"), brought.receipt_number),
            (
                words.t("letter-document-application"),
                application.number.clone(),
            ),
            (
                words.t("brought-what"),
                words.t(format!("request-{}", brought.kind.code())),
            ),
            (words.t("brought-receipt-on"), received_on),
            (
                words.t("messages-answer-by"),
                format::date_prose(Language::Lt, brought.answer_by),
            ),
            (words.t("brought-receipt-phone"), office.phone.clone()),
            (words.t("brought-receipt-by"), format!("{name}, {post}")),
        ],
        listed: None,
        paragraphs: vec![words.t(holds), words.t("brought-receipt-call")],
        signatures: vec![(name, words.t("brought-receipt-signature"))],
        office,
    }
}
