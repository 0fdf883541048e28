//! A case on one screen: who asks for what and by when, what registers say beside what was declared, what the rule comes
//! to and why, and the proposer's or the decider's panel.

mod family;
mod panel;
mod papers;

use askama::Template;
use axum::Form;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use jiff::civil::Date;
use serde::Deserialize;
use spis_identity::Right;
use spis_identity::web::{Official, news};
use spis_kernel::{ApplicationId, Cents, Month, PersonId};
use spis_pages::{AppError, Fact, FieldErrors, FormValues, Html, Page, PageRequest, Tag, WhyNode};
use spis_persons::store::Person;
use uuid::Uuid;

use self::family::{AnswerRow, Member, answers, contacts, differences, members, why};
use self::panel::{Panel, panel_of};
pub(super) use self::panel::{answer, propose, settle, sign};
pub(super) use self::papers::{draft, letter, sent_form};
use super::messages::{self, Messages};
use super::owner::Owner;
use super::representation::{self, Representation};
use super::worklist::vocabulary;
use super::{CaseState, documents, law_language, look, once_given, owner};
use crate::actions::gather_evidence::{evidence_of, persons_of};
use crate::actions::mark_identical::IDENTICAL;
use crate::group::reason_of;
use crate::model::{Line, LineOutcome, total_before, total_in};
use crate::procedure::Status;
use crate::store::{self, Event};

#[derive(Template)]
#[template(path = "case.html")]
struct CaseTemplate {
    page: Page,
    today: Date,
    id: ApplicationId,
    version: i32,
    number: String,
    applicant: String,
    kind: String,
    electronic: bool,
    /// What she sent can be read as it was set then.
    has_paper: bool,
    sent_on: Date,
    term_start: Date,
    decide_by: Date,
    /// What ended it and on which day.
    ended: Option<(String, Date)>,
    /// The statutory clock stands still.
    stopped: bool,
    /// When it is decided by then; empty if it is not known what it waits for.
    once_given: String,
    status: Tag,
    keys: Vec<(String, String)>,
    contacts: Vec<Fact>,
    lines: Vec<LineRow>,
    doubtful: bool,
    why: Vec<(String, Vec<WhyNode>)>,
    members: Vec<Member>,
    protected: bool,
    answers: Vec<AnswerRow>,
    differences: Vec<(String, String, String)>,
    awards: Vec<AwardRow>,
    others: Vec<(ApplicationId, String)>,
    events: Vec<(Event, String)>,
    /// The paper bears no signature yet.
    unsigned: bool,
    /// Numbers of identical applications, as they were found.
    identical: Vec<String>,
    /// What the paper does not say; it can be filled in.
    missing: Vec<String>,
    may_complete: bool,
    messages: Messages,
    documents: Vec<documents::Row>,
    panel: Panel,
    representation: Option<Representation>,
    owner: Owner,
    checked_how: String,
    reason: String,
    /// The power of attorney does not hold: nothing can be granted.
    holds_not: bool,
}

struct LineRow {
    /// Place on this page.
    index: usize,
    /// The line itself, whatever its place.
    key: String,
    child: String,
    kind: String,
    granted: bool,
    checked: bool,
    period: String,
    now: Cents,
    reason: String,
    /// What the rule leaves to a person.
    question: Option<String>,
}

struct AwardRow {
    child: String,
    kind: String,
    period: String,
    whose: String,
}

#[derive(Deserialize)]
pub(super) struct CaseQuery {
    zinute: Option<String>,
}

pub(super) async fn page(
    State(state): State<CaseState>,
    request: PageRequest,
    official: Official,
    Path(id): Path<ApplicationId>,
    Query(query): Query<CaseQuery>,
) -> Result<Response, AppError> {
    official
        .require(
            &state.web,
            Right::CaseRead,
            "case_read",
            "application",
            Some(id.get()),
        )
        .await?;
    let shown = Shown {
        message: query.zinute,
        ..Shown::default()
    };
    Ok(show(&state, &request, &official, id, shown)
        .await?
        .into_response())
}

/// What a page shows besides the case itself: news, what was typed and what is wrong with it.
#[derive(Default)]
pub(super) struct Shown {
    message: Option<String>,
    typed: Option<FormValues>,
    errors: FieldErrors,
    revealed: Option<(Uuid, String)>,
}

impl Shown {
    /// What was typed, and what is wrong with it.
    pub(super) fn wrong(typed: FormValues, errors: FieldErrors) -> Self {
        Self {
            typed: Some(typed),
            errors,
            ..Self::default()
        }
    }
}

async fn show(
    state: &CaseState,
    request: &PageRequest,
    official: &Official,
    id: ApplicationId,
    shown: Shown,
) -> Result<Html<CaseTemplate>, AppError> {
    let web = &state.web;
    let node = &web.node;
    let (now, today) = (web.now(), web.today());
    let mut tx = node.begin().await?;
    let Some(application) = store::application_find(&mut tx, node.code(), id).await? else {
        drop(tx);
        let what = ("application", id.get());
        return Err(official.missing(web, "case_read", what.0, what.1).await);
    };
    let evidence = evidence_of(&mut tx, &application).await?;
    let persons = persons_of(&mut tx, &application, &evidence).await?;
    let items = store::evidence_list(&mut tx, node.code(), id).await?;
    let assessment = store::assessment_latest(&mut tx, node.code(), id).await?;
    let events = store::event_list(&mut tx, node.code(), id).await?;
    let awards = store::other_awards(&mut tx, &application, today.first_of_month()).await?;
    let others = store::other_applications(&mut tx, &application).await?;
    let written = messages::read(&mut tx, &application).await?;
    let holds = written
        .list
        .iter()
        .any(|r| r.kind.holds_the_decision() && r.answer.is_none());
    let attached = documents::of_case(&mut tx, &application).await?;
    let intake = store::counter::intake_of(&mut tx, node.code(), id).await?;
    let panel = panel_of(&mut tx, &application, official, intake.as_ref(), holds).await?;
    let has_paper = store::paper_known(&mut tx, &application).await?;
    let group = state
        .groups
        .by_code(&application.kind_group)
        .ok_or_else(|| anyhow::anyhow!("a group that is not registered"))?;
    // The entry is committed before anything of the case is sent.
    let subjects: Vec<Uuid> = persons.iter().map(|p| p.id.get()).collect();
    look(
        web,
        official,
        tx,
        "case_read",
        ("application", id.get()),
        &subjects,
    )
    .await?;

    let name_of = |person: PersonId| -> String {
        persons
            .iter()
            .find(|p| p.id == person)
            .map(Person::name)
            .unwrap_or_default()
    };
    let applicant = persons
        .iter()
        .find(|p| p.id == application.applicant)
        .map(|p| format!("{} {}", p.surname, p.given_name))
        .unwrap_or_default();
    let mut page = official
        .page(web, request)
        .with_title(application.number.clone())
        .at("work")
        .with_errors(shown.errors);
    page.path = format!("/bylos/{id}");
    page.flash = news(&page, shown.message.as_deref());
    let mut connection = node.begin().await?;
    let representation =
        representation::of_case(&mut connection, &page, &application, official, today).await?;
    let typed = shown.typed.unwrap_or_default();
    let owner = owner::of_case(
        &mut connection,
        &page,
        &application,
        official,
        &typed,
        today,
    )
    .await?;
    drop(connection);
    let month = Month::of(today);
    let proposed_lines = match &panel {
        Panel::Decide { proposal, .. }
        | Panel::Pending { proposal, .. }
        | Panel::Decided { proposal, .. } => Some(&proposal.lines),
        _ => None,
    };
    let rule_lines = assessment.as_ref().map(|(_, _, r)| &r.lines);
    let lines = proposed_lines.or(rule_lines).cloned().unwrap_or_default();
    let words = law_language(page.language());
    // By a power of attorney that does not hold nothing can be granted.
    let holds_not = matches!(&panel, Panel::Propose { .. })
        && representation
            .as_ref()
            .and_then(|r| r.check.as_ref())
            .is_some_and(|check| !check.valid);
    let returned = match &panel {
        Panel::Propose { returned } => returned.as_ref(),
        _ => None,
    };
    // What was returned stands as she left it.
    let refused_before = |line: &Line| {
        let before = returned.into_iter().flat_map(|proposal| &proposal.lines);
        before
            .filter(|one| one.outcome == LineOutcome::Refused)
            .any(|one| one.key() == line.key())
    };
    let line_rows: Vec<LineRow> = lines
        .iter()
        .enumerate()
        .map(|(index, line)| LineRow {
            index,
            key: line.key(),
            child: name_of(line.child),
            kind: group.kind_name(&line.kind, words),
            granted: line.outcome == LineOutcome::Granted,
            checked: line.outcome == LineOutcome::Granted
                && !holds_not
                // What the page did not show when it was sent is as the rule has it.
                && if typed.has("eilute", line.key()) {
                    typed.has("skirti", line.key())
                } else {
                    !refused_before(line)
                },
            period: format!("{}–{}", line.from, line.to),
            now: line.amount_in(month.max(line.from)),
            reason: reason_of(group.as_ref(), line, words),
            question: line
                .open_question
                .as_ref()
                .map(|what| page.t(format!("case-open-{what}"))),
        })
        .collect();
    let returned_reason = returned
        .and_then(|proposal| proposal.reason.clone())
        .unwrap_or_default();
    let status = match &panel {
        Panel::Decided { decision, .. } => Tag::for_staff(&page.translator, &decision.outcome),
        _ => Tag::for_staff(&page.translator, vocabulary(application.status)),
    };
    let ended = match &panel {
        Panel::Decided { decision, .. } => Some((page.t("case-decided-on"), decision.decided_on)),
        Panel::Withdrawn => events.last().map(|e| {
            (
                page.t("case-withdrawn-on"),
                spis_kernel::vilnius(e.at).date(),
            )
        }),
        _ => None,
    };
    let missing = group
        .form()
        .missing_words(&application.content, &page.translator);
    // What an incomplete paper lacks is named itself, in place of the request for all of it.
    let of_gaps = |at| !missing.is_empty() && at == application.registered_at;
    let open = written.documents.iter().map(|(document, _)| document);
    let mut awaited: Vec<String> = Vec::new();
    for document in open.filter(|document| document.settled_as.is_none()) {
        if of_gaps(document.asked_at) {
            awaited.extend(missing.iter().cloned());
        } else {
            let own_words = document.own_words.as_deref();
            let name = messages::document_name(&page.translator, &document.document, own_words);
            awaited.push(name);
        }
    }
    let stopped = application.status == Status::Waiting || !awaited.is_empty();
    let messages = messages::messages(
        &page,
        &application,
        group.as_ref(),
        (written, &attached),
        official,
        &typed,
        today,
    );
    let keys = vec![
        (
            page.t("case-rule-total"),
            page.money(total_in(&lines, month)),
        ),
        (page.t("case-rule-from"), first_month(&lines)),
        (
            page.t("case-rule-arrears"),
            page.money(total_before(&lines, month)),
        ),
        (
            page.t("case-paid-today"),
            if awards.is_empty() {
                page.t("case-paid-nothing")
            } else {
                page.t_count("case-paid-awards", awards.len())
            },
        ),
    ];
    Ok(Html(CaseTemplate {
        today,
        id,
        version: application.version,
        number: application.number.clone(),
        unsigned: !application.status.is_final() && intake.as_ref().is_some_and(|i| !i.is_signed()),
        missing,
        may_complete: official.user.may(Right::CaseProcess) && application.may_be_completed(),
        identical: events
            .iter()
            .filter(|e| e.step == IDENTICAL)
            .filter_map(|e| e.note.clone())
            .collect(),
        applicant,
        kind: page.t(group.name_key()),
        electronic: application.channel == "electronic",
        has_paper,
        sent_on: application.sent_on(),
        term_start: application.term_start,
        decide_by: application.decide_by,
        ended,
        stopped,
        once_given: once_given(&page.translator, group.decision_term(today), &awaited),
        status,
        keys,
        contacts: contacts(&page, &application, group.form())
            .into_iter()
            .chain(
                intake
                    .iter()
                    .flat_map(|intake| super::counter::intake_facts(&page, intake)),
            )
            .collect(),
        documents: attached
            .iter()
            .map(|document| documents::Row::of(&page, id, document))
            .collect(),
        doubtful: lines.iter().any(|l| l.doubtful),
        lines: line_rows,
        why: assessment
            .as_ref()
            .map(|(_, _, r)| why(&page, r, &persons, month))
            .unwrap_or_default(),
        members: members(
            &page,
            &application,
            &evidence,
            &persons,
            shown.revealed.as_ref(),
        ),
        protected: persons.iter().any(|p| p.protected),
        answers: answers(&page, &items, &persons, now),
        differences: differences(&page, &application, &evidence, group.form()),
        awards: awards
            .iter()
            .map(|a| AwardRow {
                child: name_of(a.child),
                kind: group.kind_name(&a.kind, words),
                period: format!(
                    "{}–{}",
                    a.from,
                    a.to.map(|d| d.to_string()).unwrap_or_default()
                ),
                whose: page.t(if a.same_recipient {
                    "case-award-same"
                } else {
                    "case-award-other"
                }),
            })
            .collect(),
        others: others
            .into_iter()
            .map(|(id, number, _)| (id, number))
            .collect(),
        events: events
            .into_iter()
            .map(|e| {
                let words = page.t(format!("event-{}", e.step.replace('_', "-")));
                (e, words)
            })
            .collect(),
        messages,
        panel,
        representation,
        holds_not,
        checked_how: typed.typed("patikra").to_owned(),
        owner,
        reason: if typed.pairs().is_empty() {
            returned_reason
        } else {
            typed.typed("priezastis").to_owned()
        },
        page,
    }))
}

fn first_month(lines: &[Line]) -> String {
    lines
        .iter()
        .filter(|l| l.outcome == LineOutcome::Granted)
        .map(|l| l.from)
        .min()
        .map_or_else(|| "–".to_owned(), |m| m.to_string())
}

/// The case again, with what was typed and what is wrong.
pub(super) async fn shown_again(
    state: &CaseState,
    request: &PageRequest,
    official: &Official,
    id: ApplicationId,
    shown: Shown,
) -> Result<Response, AppError> {
    let page = show(state, request, official, id, shown).await?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
}

/// Shows one person's personal code; the journal has its own entry for it first.
pub(super) async fn reveal_code(
    State(state): State<CaseState>,
    request: PageRequest,
    official: Official,
    Path(id): Path<ApplicationId>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, AppError> {
    let form = official.form(pairs)?;
    official
        .require(
            &state.web,
            Right::CaseRead,
            "personal_code_read",
            "application",
            Some(id.get()),
        )
        .await?;
    let wanted: Uuid = form
        .given("asmuo")
        .and_then(|v| v.parse().ok())
        .ok_or(AppError::Unprocessable)?;
    let web = &state.web;
    let node = &web.node;
    let mut tx = node.begin().await?;
    let action = "personal_code_read";
    let Some(application) = store::application_find(&mut tx, node.code(), id).await? else {
        drop(tx);
        return Err(official.missing(web, action, "person", wanted).await);
    };
    let evidence = evidence_of(&mut tx, &application).await?;
    let persons = persons_of(&mut tx, &application, &evidence).await?;
    let Some(person) = persons.into_iter().find(|p| p.id.get() == wanted) else {
        drop(tx);
        return Err(official.missing(web, action, "person", wanted).await);
    };
    look(web, &official, tx, action, ("person", wanted), &[wanted]).await?;
    let shown = Shown {
        revealed: Some((wanted, person.personal_code.as_str().to_owned())),
        ..Shown::default()
    };
    Ok(show(&state, &request, &official, id, shown)
        .await?
        .into_response())
}
