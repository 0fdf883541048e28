//! After registering: the number, what to print, and the signature when it comes back.

use std::sync::Arc;

use askama::Template;
use axum::Form;
use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use jiff::civil::Date;
use serde::Deserialize;
use spis_audit::{Entry, Outcome};
use spis_identity::Right;
use spis_identity::web::{Official, news};
use spis_kernel::{ApplicationId, vilnius};
use spis_pages::{
    AppError, Choice, Fact, FormValues, Html, Page, PageRequest, Translator, Width, format,
};

use super::pdf;
use crate::actions::sign_paper::{LONGEST_NOTE, Signing, sign as note_signature};
use crate::documents::{self, Document};
use crate::form::{Head, PaperForm, PaperRow, PaperSection, RegisteredForm};
use crate::group::SupportGroup;
use crate::pages::{CounterState, once_given};
use crate::requests::store::document_list;
use crate::services::PaperNote;
use crate::store::counter::IntakeRow;
use crate::store::{self, Application, Office};

#[derive(Template)]
#[template(path = "counter_registered.html")]
struct RegisteredTemplate {
    page: Page,
    id: ApplicationId,
    number: String,
    decide_by: Date,
    /// When it is decided while the clock stands still; empty while it runs.
    once_given: String,
    facts: Vec<Fact>,
    signed: bool,
    scans: Vec<(String, String)>,
    certifiers: Vec<Choice>,
    certifier: String,
    returned: bool,
    missing: Vec<String>,
    missing_by: Option<Date>,
    may_complete: bool,
    /// A scan still joins the application itself.
    being_registered: bool,
    /// It is not decided: what comes is received, the signature noted.
    open: bool,
}

/// A paper application, with what its prints need.
struct AtCounter {
    application: Application,
    intake: IntakeRow,
    office: Option<Office>,
    applicant: String,
    scans: Vec<Document>,
    /// Until when what is missing is asked for, while it waits.
    missing_by: Option<Date>,
    /// The paper says how she wants to hear of the decision.
    chose_channel: bool,
}

/// Journalled before anything is shown. Whoever registers applications sees one while it is undecided, since any of them
/// receives what is brought for it; who registered it, that day. What else is asked for is refused, an own one too.
async fn at_counter(
    state: &CounterState,
    official: &Official,
    id: ApplicationId,
    action: &'static str,
) -> Result<AtCounter, AppError> {
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
    let node = &web.node;
    let mut tx = node.begin().await?;
    let application = store::application_find(&mut tx, node.code(), id).await?;
    let intake = store::counter::intake_of(&mut tx, node.code(), id).await?;
    let (user, today) = (official.user.id, web.today());
    let mut shown = None;
    if let (Some(application), Some(intake)) = (application, intake) {
        let here = !application.status.is_final() || intake.is_being_registered(user, today);
        if here && !store::counter::is_own_case(&mut tx, application.municipality, user, id).await?
        {
            shown = Some((intake, application));
        }
    }
    let Some((intake, application)) = shown else {
        drop(tx);
        official
            .refuse(web, action, "application", Some(id.get()))
            .await?;
        return Err(AppError::Forbidden);
    };
    let office = store::office_at(&mut tx, node.code(), intake.intake.received_on).await?;
    let scans = documents::added(&mut tx, node.code(), id).await?;
    let asked = document_list(&mut tx, node.code(), id).await?;
    let missing_by = asked
        .iter()
        .find(|d| d.asked_at == application.registered_at && d.settled_as.is_none())
        .map(|d| d.due_on);
    spis_audit::record(
        &mut tx,
        node.code(),
        web.now(),
        Entry {
            actor: &official.user.actor(),
            action,
            object: "application",
            object_id: Some(id.get()),
            purpose: "paper_application",
            outcome: Outcome::Allowed,
            subjects: &[application.applicant.get()],
        },
    )
    .await?;
    tx.commit().await?;
    let applicant = application.content.applicant.name();
    let channel = state
        .groups
        .by_code(&application.kind_group)
        .and_then(|group| group.form().head(Head::NoticeChannel));
    Ok(AtCounter {
        chose_channel: channel.is_none_or(|field| !application.content.lacks(&field.name, None)),
        application,
        intake,
        office,
        applicant,
        scans,
        missing_by,
    })
}

#[derive(Deserialize)]
pub(super) struct RegisteredQuery {
    zinute: Option<String>,
}

pub(super) async fn page(
    State(state): State<CounterState>,
    request: PageRequest,
    official: Official,
    Path(id): Path<ApplicationId>,
    Query(query): Query<RegisteredQuery>,
) -> Result<Response, AppError> {
    let mut page = official.page(&state.web, &request);
    page.flash = news(&page, query.zinute.as_deref());
    Ok(show(&state, &official, page, id, &FormValues::default())
        .await?
        .into_response())
}

/// The page, with what was typed of a scan that was not taken.
pub(super) async fn show(
    state: &CounterState,
    official: &Official,
    page: Page,
    id: ApplicationId,
    typed: &FormValues,
) -> Result<Html<impl Template>, AppError> {
    let found = at_counter(state, official, id, "paper_read").await?;
    let mut page = page
        .with_title(found.application.number.clone())
        .at("counter")
        .with_width(Width::Text);
    page.path = format!("/priemimas/prasymas/{id}");
    let mut facts = vec![Fact::new(
        page.t("counter-applicant"),
        found.applicant.clone(),
    )];
    facts.extend(intake_facts(&page, &found.intake));
    let chosen = typed.typed("tikra");
    let missing = missing_words(state, &found.application, &page.translator)?;
    Ok(Html(RegisteredTemplate {
        id,
        number: found.application.number.clone(),
        decide_by: found.application.decide_by,
        once_given: decided_once_given(state, &found, &missing, &page.translator)?,
        signed: found.intake.is_signed(),
        scans: found
            .scans
            .iter()
            .map(|scan| {
                let certified = match &scan.certified_by {
                    Some(who) => page.t_with("counter-scan-certified", "who", who.as_str()),
                    None => page.t("counter-scan-uncertified"),
                };
                (scan.name.clone(), certified)
            })
            .collect(),
        certifiers: super::scan::certifiers(&page, chosen),
        certifier: typed.typed("tvirtino").to_owned(),
        returned: typed.has("grazinta", "taip"),
        facts,
        missing,
        missing_by: found.missing_by,
        may_complete: found.application.may_be_completed(),
        being_registered: found
            .intake
            .is_being_registered(official.user.id, state.web.today()),
        open: !found.application.status.is_final(),
        page,
    }))
}

/// By when it is decided, while what is missing is asked for and the clock stands still; empty while it runs.
fn decided_once_given(
    state: &CounterState,
    found: &AtCounter,
    missing: &[String],
    words: &Translator,
) -> Result<String, AppError> {
    if found.missing_by.is_none() {
        return Ok(String::new());
    }
    let term = group_of(state, &found.application)?.decision_term(state.web.today());
    Ok(once_given(words, term, missing))
}

fn group_of<'a>(
    state: &'a CounterState,
    application: &Application,
) -> Result<&'a Arc<dyn SupportGroup>, AppError> {
    let group = state.groups.by_code(&application.kind_group);
    Ok(group.ok_or_else(|| anyhow::anyhow!("a group that is not registered"))?)
}

/// What an application does not say, in words.
pub(super) fn missing_words(
    state: &CounterState,
    application: &Application,
    t: &Translator,
) -> Result<Vec<String>, AppError> {
    let group = state
        .groups
        .by_code(&application.kind_group)
        .ok_or_else(|| anyhow::anyhow!("a group that is not registered"))?;
    Ok(group.form().missing_words(&application.content, t))
}

/// How the paper came in, for the counter and for the case.
pub(in crate::pages) fn intake_facts(page: &Page, row: &IntakeRow) -> Vec<Fact> {
    let intake = &row.intake;
    let document = page.t(format!(
        "counter-identity-{}",
        intake.identity.code().replace('_', "-")
    ));
    let signed = if row.is_signed() {
        "counter-signed"
    } else {
        "counter-signature-awaited"
    };
    let mut facts = vec![
        Fact::new(page.t("counter-received"), intake.received_on.to_string()),
        Fact::new(
            page.t("counter-received-by"),
            format!("{}, {}", row.registered_by_name, row.registered_by_post),
        )
        .in_lithuanian(),
        Fact::new(
            page.t("counter-identity"),
            match (intake.identity_last.as_str(), row.identified_at) {
                ("", _) => document,
                (last, None) => format!("{document}, …{last}"),
                (last, Some(at)) => {
                    format!(
                        "{document}, …{last} ({})",
                        page.date_table(vilnius(at).date())
                    )
                }
            },
        ),
        Fact::new(page.t("counter-signature"), page.t(signed)),
    ];
    if let Some(by) = &row.represented_by {
        let basis = row.representative_basis.clone().unwrap_or_default();
        let who = format!("{by} ({basis})");
        facts.push(Fact::new(page.t("counter-representative"), who).in_lithuanian());
    }
    if let Some(told) = intake.told {
        let how = page.t(format!("counter-told-{}", told.code().replace('_', "-")));
        facts.push(Fact::new(page.t("counter-told-fact"), how));
    }
    if !intake.handed_in.is_empty() {
        let what = intake.handed_in.clone();
        facts.push(Fact::new(page.t("counter-handed-in"), what).in_lithuanian());
    }
    if row.despite_identical {
        facts.push(Fact::new(
            page.t("counter-identical-title"),
            page.t("counter-identical-despite"),
        ));
    }
    facts
}

pub(super) async fn sign(
    State(state): State<CounterState>,
    official: Official,
    Path(id): Path<ApplicationId>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, AppError> {
    let form = official.form(pairs)?;
    official
        .require(
            &state.web,
            Right::ApplicationRegister,
            "paper_sign",
            "application",
            Some(id.get()),
        )
        .await?;
    let note = form.given("pastaba");
    if note.is_some_and(|n| n.chars().count() > LONGEST_NOTE) {
        return Err(AppError::TooLarge);
    }
    let (node, now) = (&state.web.node, state.web.now());
    match note_signature(node, &state.groups, &official.user, id, note, now).await? {
        Signing::Done => {
            let to = format!("/priemimas/prasymas/{id}?zinute=paper-signed");
            Ok(Redirect::to(&to).into_response())
        }
        Signing::NotHere => {
            official
                .refuse(&state.web, "paper_sign", "application", Some(id.get()))
                .await?;
            Err(AppError::Forbidden)
        }
    }
}

/// The filled form, for the signature.
pub(super) async fn form_pdf(
    State(state): State<CounterState>,
    official: Official,
    Path(id): Path<ApplicationId>,
) -> Result<Response, AppError> {
    let found = at_counter(&state, &official, id, "paper_form_print").await?;
    let group = state
        .groups
        .by_code(&found.application.kind_group)
        .ok_or_else(|| anyhow::anyhow!("a group that is not registered"))?
        .clone();
    let municipality = state.web.node.name().to_owned();
    let press = state.press.clone();
    let bytes = tokio::task::spawn_blocking(move || {
        let content = &found.application.content;
        let registered = RegisteredForm {
            number: found.application.number.clone(),
            received_on: found.intake.intake.received_on,
            signed_by: found
                .intake
                .represented_by
                .clone()
                .unwrap_or_else(|| found.applicant.clone()),
            received_by: format!(
                "{}, {}",
                found.intake.registered_by_name, found.intake.registered_by_post
            ),
            enclosed: found.intake.intake.handed_in.clone(),
        };
        let form = group
            .form()
            .registered_paper(content, &municipality, registered);
        press.form_pdf(&at_the_office(form, &found))
    })
    .await
    .map_err(anyhow::Error::from)??;
    Ok(pdf("inline; filename=\"prasymas.pdf\"", bytes))
}

/// The form with the office's own part.
fn at_the_office(mut form: PaperForm, found: &AtCounter) -> PaperForm {
    let row = |number: &str, label: &str, value: String| PaperRow {
        number: number.to_owned(),
        label: label.to_owned(),
        value,
        source: String::new(),
        options: Vec::new(),
    };
    let received_by = format!(
        "{}, {}",
        found.intake.registered_by_name, found.intake.registered_by_post
    );
    form.sections.insert(
        0,
        PaperSection {
            title: "1. Tarnybinės žymos".to_owned(),
            rows: vec![
                row(
                    "1.1",
                    "Prašymo registracijos Nr.",
                    found.application.number.clone(),
                ),
                row(
                    "1.2",
                    "Prašymo gavimo data",
                    found.intake.intake.received_on.to_string(),
                ),
                row("1.3", "Pateikimo būdas", "popierinis".to_owned()),
                row("1.5", "Prašymą priėmė", received_by),
            ],
        },
    );
    form
}

/// The receipt that the applicant takes home.
pub(super) async fn receipt_pdf(
    State(state): State<CounterState>,
    official: Official,
    Path(id): Path<ApplicationId>,
) -> Result<Response, AppError> {
    let found = at_counter(&state, &official, id, "paper_receipt_print").await?;
    let page = official.page(&state.web, &PageRequest::default());
    let group = state
        .groups
        .by_code(&found.application.kind_group)
        .ok_or_else(|| anyhow::anyhow!("a group that is not registered"))?;
    let title = page.t(group.form().key("title"));
    // Letters are in the state language.
    let words = Translator::default();
    let missing = missing_words(&state, &found.application, &words)?;
    let once_given = decided_once_given(&state, &found, &missing, &words)?;
    let note = receipt(found, title, &missing, once_given)?;
    let press = state.press.clone();
    let bytes = tokio::task::spawn_blocking(move || press.note_pdf(&note))
        .await
        .map_err(anyhow::Error::from)??;
    Ok(pdf("inline; filename=\"patvirtinimas.pdf\"", bytes))
}

fn receipt(
    found: AtCounter,
    form_title: String,
    missing: &[String],
    once_given: String,
) -> anyhow::Result<PaperNote> {
    let office = found
        .office
        .ok_or_else(|| anyhow::anyhow!("the municipality has no office in force"))?;
    let lt = spis_pages::Language::Lt;
    let mut handed_in = vec![form_title];
    handed_in.extend(
        found
            .intake
            .intake
            .handed_in
            .lines()
            .map(|line| line.trim().to_owned())
            .filter(|line| !line.is_empty()),
    );
    handed_in.extend(found.scans.into_iter().map(|scan| scan.name));
    let number = found.application.number;
    let phone = office.phone.clone();
    let words = Translator::default();
    let missing_by = found
        .missing_by
        .filter(|_| !missing.is_empty())
        .map(|day| format::date_prose(lt, day));
    let decision = if found.chose_channel {
        "counter-receipt-chosen"
    } else {
        "counter-receipt-not-chosen"
    };
    let mut paragraphs = vec![words.t("counter-receipt-call"), words.t(decision)];
    if let Some(day) = &missing_by {
        paragraphs.insert(
            0,
            words.t_args(
                "counter-receipt-missing",
                &[
                    ("what", missing.join("; ").into()),
                    ("date", day.as_str().into()),
                ],
            ),
        );
    }
    Ok(PaperNote {
        addressee: found.applicant,
        address: None,
        title: "Prašymo gavimo patvirtinimas".to_owned(),
        footer: format!("Prašymas Nr. {number}"),
        day: found.intake.intake.received_on,
        facts: vec![
            ("Prašymo numeris".to_owned(), number),
            (
                "Gautas".to_owned(),
                format::date_prose(lt, found.intake.intake.received_on),
            ),
            if once_given.is_empty() {
                (
                    words.t("counter-decide-by"),
                    format::date_prose(lt, found.application.decide_by),
                )
            } else {
                (words.t("counter-decide-once"), once_given)
            },
            ("Telefonas".to_owned(), phone),
        ]
        .into_iter()
        .chain(missing_by.map(|day| (words.t("counter-receipt-missing-by"), day)))
        .chain([(
            "Priėmė".to_owned(),
            format!(
                "{}, {}",
                found.intake.registered_by_name, found.intake.registered_by_post
            ),
        )])
        .collect(),
        listed: Some(("Kas pateikta".to_owned(), handed_in)),
        paragraphs,
        signatures: vec![(found.intake.registered_by_name, "parašas".to_owned())],
        office,
    })
}

/// What is told before the first register is asked, to be handed over; it names nobody.
pub(super) async fn notice_pdf(
    State(state): State<CounterState>,
    official: Official,
) -> Result<Response, AppError> {
    let web = &state.web;
    official
        .require(
            web,
            Right::ApplicationRegister,
            "registers_notice_print",
            "counter",
            None,
        )
        .await?;
    let mut tx = web.node.begin().await?;
    let office = store::office_at(&mut tx, web.node.code(), web.today()).await?;
    drop(tx);
    let office =
        office.ok_or_else(|| anyhow::anyhow!("the municipality has no office in force"))?;
    // Letters are in the state language.
    let words = Translator::default();
    let contacts = &web.site.contacts;
    let officers = [
        &contacts.municipality_officer_email,
        &contacts.ministry_officer_email,
    ];
    let officers: Vec<&str> = officers
        .into_iter()
        .map(String::as_str)
        .filter(|email| !email.is_empty())
        .collect();
    let mut facts = vec![(words.t("brought-receipt-phone"), office.phone.clone())];
    if !officers.is_empty() {
        facts.push((words.t("privacy-officer"), officers.join(", ")));
    }
    let title = words.t("portal-notice13-title");
    let note = PaperNote {
        addressee: words.t("counter-told-addressee"),
        address: None,
        footer: title.clone(),
        title,
        day: web.today(),
        facts,
        listed: None,
        paragraphs: ["what", "why", "ground", "who", "long"]
            .map(|line| words.t(format!("portal-notice13-{line}")))
            .to_vec(),
        signatures: Vec::new(),
        office,
    };
    let press = state.press.clone();
    let bytes = tokio::task::spawn_blocking(move || press.note_pdf(&note))
        .await
        .map_err(anyhow::Error::from)??;
    Ok(pdf("inline; filename=\"pranesimas.pdf\"", bytes))
}
