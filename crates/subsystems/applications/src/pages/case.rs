//! A case on one screen: who asks for what and by when, what registers say beside what was declared, what the rule comes
//! to and why, and the proposer's or the decider's panel.

use askama::Template;
use axum::Form;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_SECURITY_POLICY, CONTENT_TYPE};
use axum::response::{IntoResponse, Redirect, Response};
use jiff::Timestamp;
use jiff::civil::Date;
use serde::Deserialize;
use spis_audit::{Entry, Outcome};
use spis_database::Tx;
use spis_identity::Right;
use spis_identity::web::{Official, news};
use spis_kernel::{ApplicationId, Cents, Month, PersonId, ProposalId};
use spis_pages::{AppError, Fact, FieldErrors, FormValues, Html, Page, PageRequest, Tag, WhyNode};
use spis_persons::store::Person;
use uuid::Uuid;

use super::messages::{self, Messages};
use super::worklist::vocabulary;
use super::{CaseState, documents, explanation};
use crate::actions::gather_evidence::{evidence_of, persons_of};
use crate::actions::propose_decision::{Proposed, propose as propose_decision};
use crate::actions::return_proposal::return_proposal;
use crate::actions::{StepError, adopt_decision};
use crate::group::{Evidence, reason_of};
use crate::model::{Line, LineOutcome, Recommendation, total_before, total_in};
use crate::procedure::Status;
use crate::store::{self, Application, DecisionRow, Event, EvidenceItem, Proposal};

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
    sent_on: Date,
    term_start: Date,
    decide_by: Date,
    decided: bool,
    /// The statutory clock stands still.
    stopped: bool,
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
    messages: Messages,
    documents: Vec<documents::Row>,
    panel: Panel,
    reason: String,
}

struct LineRow {
    index: usize,
    child: String,
    kind: String,
    granted: bool,
    checked: bool,
    period: String,
    now: Cents,
    reason: String,
}

struct Member {
    id: Uuid,
    name: String,
    relation: String,
    born_on: Date,
    died_on: Option<Date>,
    asked_for: bool,
    /// The personal code, if it was asked for and journalled.
    code: Option<String>,
}

struct AnswerRow {
    register: String,
    about: String,
    age: String,
    state: Tag,
    what: String,
}

struct AwardRow {
    child: String,
    kind: String,
    period: String,
    whose: String,
}

/// What the right column offers.
enum Panel {
    /// Registers are being asked.
    Waiting,
    /// Documents are asked of the applicant.
    Documents,
    /// She took the application back.
    Withdrawn,
    /// What she stated waits for an answer first.
    Answer,
    /// The specialist proposes; the reason of a return, if it was returned.
    Propose { returned: Option<String> },
    /// A proposal waits and this user may decide it.
    Decide { proposal: Proposal, power: String },
    /// A proposal waits for somebody else; whether this user proposed it.
    Pending { proposal: Proposal, own: bool },
    /// Decided.
    Decided {
        decision: DecisionRow,
        opened: Option<Timestamp>,
        /// What became of the letter on paper, and on which day.
        delivered: Option<(String, Date)>,
    },
    /// Only looking.
    Look,
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
    let application = store::application_find(&mut tx, node.code(), id)
        .await?
        .ok_or(AppError::NotFound)?;
    let evidence = evidence_of(&mut tx, &application).await?;
    let persons = persons_of(&mut tx, &application, &evidence).await?;
    let items = store::evidence_list(&mut tx, node.code(), id).await?;
    let assessment = store::assessment_latest(&mut tx, node.code(), id).await?;
    let events = store::event_list(&mut tx, node.code(), id).await?;
    let awards = store::other_awards(&mut tx, &application, today.first_of_month()).await?;
    let others = store::other_applications(&mut tx, &application).await?;
    let written = messages::read(&mut tx, &application).await?;
    let holds = written
        .0
        .iter()
        .any(|r| r.kind.holds_the_decision() && r.answer.is_none());
    let attached = documents::of_case(&mut tx, &application).await?;
    let panel = panel_of(&mut tx, &application, official, holds).await?;
    let intake = store::counter::intake_of(&mut tx, node.code(), id).await?;
    let group = state
        .groups
        .by_code(&application.kind_group)
        .ok_or_else(|| anyhow::anyhow!("a group that is not registered"))?;
    // The entry is committed before anything of the case is sent.
    let subjects: Vec<Uuid> = persons.iter().map(|p| p.id.get()).collect();
    spis_audit::record(
        &mut tx,
        node.code(),
        now,
        Entry {
            actor: &official.user.actor(),
            action: "case_read",
            object: "application",
            object_id: Some(id.get()),
            purpose: "application",
            outcome: Outcome::Allowed,
            subjects: &subjects,
        },
    )
    .await?;
    tx.commit().await?;

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
    page.flash = news(&page, shown.message.as_deref());
    let month = Month::of(today);
    let proposed_lines = match &panel {
        Panel::Decide { proposal, .. } | Panel::Pending { proposal, .. } => Some(&proposal.lines),
        _ => None,
    };
    let rule_lines = assessment.as_ref().map(|(_, _, r)| &r.lines);
    let lines = proposed_lines.or(rule_lines).cloned().unwrap_or_default();
    let language = page.language();
    let typed = shown.typed.unwrap_or_default();
    let is_typed = !typed.pairs().is_empty();
    let line_rows: Vec<LineRow> = lines
        .iter()
        .enumerate()
        .map(|(index, line)| LineRow {
            index,
            child: name_of(line.child),
            kind: group.kind_name(&line.kind),
            granted: line.outcome == LineOutcome::Granted,
            checked: line.outcome == LineOutcome::Granted
                && (!is_typed || typed.has("skirti", index.to_string())),
            period: format!("{}–{}", line.from, line.to),
            now: line.amount_in(month.max(line.from)),
            reason: reason_of(group.as_ref(), line),
        })
        .collect();
    let status = if application.status == Status::Decided {
        Tag::new("accent", "yes", page.t("work-status-decided"))
    } else {
        Tag::for_staff(&page.translator, vocabulary(application.status))
    };
    let messages = messages::messages(
        &page,
        &application,
        group.as_ref(),
        written,
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
        applicant,
        kind: page.t(group.name_key()),
        electronic: application.channel == "electronic",
        sent_on: application.sent_on(),
        term_start: application.term_start,
        decide_by: application.decide_by,
        decided: application.status.is_final(),
        stopped: application.status == Status::Waiting,
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
            .map(|document| documents::Row::of(&page, document))
            .collect(),
        doubtful: lines.iter().any(|l| l.doubtful),
        lines: line_rows,
        why: assessment
            .as_ref()
            .map(|(_, _, r)| why(&page, r, &persons, month, language))
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
        differences: differences(&page, &application, &evidence),
        awards: awards
            .iter()
            .map(|a| AwardRow {
                child: name_of(a.child),
                kind: group.kind_name(&a.kind),
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
        reason: typed.typed("priezastis").to_owned(),
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

async fn panel_of(
    tx: &mut Tx,
    application: &Application,
    official: &Official,
    holds: bool,
) -> Result<Panel, AppError> {
    let user = &official.user;
    Ok(match application.status {
        Status::Registered | Status::Gathering => Panel::Waiting,
        Status::Waiting => Panel::Documents,
        Status::Withdrawn => Panel::Withdrawn,
        Status::Assessed | Status::Returned => {
            if !user.may(Right::CaseProcess) {
                return Ok(Panel::Look);
            }
            if holds {
                return Ok(Panel::Answer);
            }
            let before =
                store::proposal_latest(tx, application.municipality, application.id).await?;
            Panel::Propose {
                returned: before.and_then(|p| p.return_reason),
            }
        }
        Status::Proposed => {
            let Some(proposal) =
                store::proposal_latest(tx, application.municipality, application.id).await?
            else {
                return Ok(Panel::Look);
            };
            let own = proposal.proposed_by == user.id;
            match &user.power_basis {
                Some(power) if user.may(Right::DecisionAdopt) && !own => Panel::Decide {
                    power: power.clone(),
                    proposal,
                },
                _ => Panel::Pending { proposal, own },
            }
        }
        Status::Decided => {
            let Some(decision) =
                store::decision_of(tx, application.municipality, application.id).await?
            else {
                return Ok(Panel::Look);
            };
            let opened = match decision.letter {
                Some(letter) => store::letter_opened(tx, application.municipality, letter).await?,
                None => None,
            };
            let delivered = match decision.letter {
                Some(letter) => {
                    store::letters::delivery_of_letter(tx, application.municipality, letter).await?
                }
                None => None,
            };
            Panel::Decided {
                decision,
                opened,
                delivered: delivered.map(|(delivery, day)| {
                    (format!("event-{}", delivery.step().replace('_', "-")), day)
                }),
            }
        }
    })
}

fn contacts(page: &Page, application: &Application, form: &crate::form::Form) -> Vec<Fact> {
    let content = &application.content;
    let holder = content
        .account_holder
        .clone()
        .unwrap_or_else(|| page.t("case-account-own"));
    let mut facts = vec![
        Fact::new(
            page.t("case-phone"),
            content.phone.clone().unwrap_or_default(),
        ),
        Fact::new(
            page.t("case-email"),
            content.email.clone().unwrap_or_default(),
        ),
        Fact::new(
            page.t("case-channel"),
            page.t(format!("channel-{}", content.notice_channel.code())),
        ),
        Fact::new(
            page.t("case-account"),
            content
                .account
                .as_ref()
                .map(|account| format!("…{} ({holder})", account.last_four()))
                .unwrap_or_default(),
        ),
        Fact::new(
            page.t("case-asked-from"),
            content
                .asked_from
                .map_or_else(|| page.t("case-asked-earliest"), |m| m.to_string()),
        ),
    ];
    facts.extend(
        form.answered(&content.answers, &page.translator)
            .into_iter()
            .filter(|(_, value)| !value.is_empty())
            .map(|(name, value)| Fact::new(name, value)),
    );
    facts
}

fn why(
    page: &Page,
    recommendation: &Recommendation,
    persons: &[Person],
    month: Month,
    language: spis_pages::Language,
) -> Vec<(String, Vec<WhyNode>)> {
    // The present month first: it is what the decider looks at; earlier and later ones unfold below.
    let mut runs: Vec<_> = recommendation.months.iter().collect();
    runs.sort_by_key(|r| !(r.from <= month && month <= r.to));
    runs.into_iter()
        .take(24)
        .map(|run| {
            let tree = match language {
                spis_pages::Language::Lt => &run.answer.explanation,
                spis_pages::Language::En => &run.explanation_en,
            };
            let period = page.t_args(
                "case-why-months",
                &[
                    ("from", run.from.to_string().into()),
                    ("to", run.to.to_string().into()),
                ],
            );
            (
                period,
                explanation::drawn(&explanation::nodes(tree, persons, &[])),
            )
        })
        .collect()
}

fn members(
    page: &Page,
    application: &Application,
    evidence: &Evidence,
    persons: &[Person],
    revealed: Option<&(Uuid, String)>,
) -> Vec<Member> {
    let spouse = evidence
        .family
        .as_ref()
        .and_then(|f| f.spouse.as_ref())
        .map(|s| s.personal_code.clone());
    let mut members: Vec<Member> = persons
        .iter()
        .map(|p| {
            let asked_for = application
                .content
                .children
                .iter()
                .any(|c| c.person.personal_code == p.personal_code);
            let relation = if p.id == application.applicant {
                "relation-applicant"
            } else if spouse.as_ref() == Some(&p.personal_code) {
                "relation-spouse"
            } else {
                "relation-child"
            };
            Member {
                id: p.id.get(),
                name: format!("{} {}", p.surname, p.given_name),
                relation: page.t(relation),
                born_on: p.born_on,
                died_on: p.died_on,
                asked_for,
                code: revealed
                    .filter(|(id, _)| *id == p.id.get())
                    .map(|(_, code)| code.clone()),
            }
        })
        .collect();
    members.sort_by_key(|m| m.born_on);
    members
}

fn answers(
    page: &Page,
    items: &[EvidenceItem],
    persons: &[Person],
    now: Timestamp,
) -> Vec<AnswerRow> {
    items
        .iter()
        .map(|item| {
            let about = persons
                .iter()
                .find(|p| p.id == item.person)
                .map(|p| p.given_name.clone())
                .unwrap_or_default();
            let (state, what) = match (item.answered_at, &item.content) {
                (None, _) => (
                    Tag::new("info", "clock", page.t("answer-waiting")),
                    page.t_with("answer-asked", "time", page.moment_table(item.asked_at)),
                ),
                (Some(_), None) => (
                    Tag::new("warning", "alert", page.t("answer-not-found")),
                    page.t("answer-not-found-what"),
                ),
                (Some(_), Some(content)) => (
                    Tag::new("success", "yes", page.t("answer-received")),
                    what_came(page, &item.register, content),
                ),
            };
            AnswerRow {
                register: page.t(format!("register-{}", item.register)),
                about,
                age: item
                    .as_of
                    .or(item.answered_at)
                    .map(|at| page.answer_age(at, now))
                    .unwrap_or_default(),
                state,
                what,
            }
        })
        .collect()
}

/// One line of what a register answered; the whole is in the facts of the calculation.
fn what_came(page: &Page, register: &str, content: &serde_json::Value) -> String {
    let count = |key: &str| content[key].as_array().map_or(0, Vec::len);
    match register {
        "population" => page.t_count("answer-children", count("children")),
        "sodra" => page.t_count("answer-months", count("months")),
        "disability" => page.t(format!(
            "disability-{}",
            content["level"].as_str().unwrap_or("none")
        )),
        "study" => page.t(format!(
            "studies-{}",
            content["studies"]
                .as_str()
                .unwrap_or("none")
                .replace('_', "-")
        )),
        _ => String::new(),
    }
}

/// What the applicant declared beside what the registers say, where they differ.
fn differences(
    page: &Page,
    application: &Application,
    evidence: &Evidence,
) -> Vec<(String, String, String)> {
    let Some(family) = &evidence.family else {
        return Vec::new();
    };
    application
        .content
        .children
        .iter()
        .filter_map(|child| {
            let known = family
                .children
                .iter()
                .find(|c| c.person.personal_code == child.person.personal_code);
            let what = child.person.given_name.clone();
            match known {
                None => Some((
                    what,
                    page.t("difference-declared-child"),
                    page.t("difference-no-child"),
                )),
                Some(k) if k.lives_with != child.lives_with => Some((
                    what,
                    page.t(if child.lives_with {
                        "difference-lives-with"
                    } else {
                        "difference-lives-apart"
                    }),
                    page.t(if k.lives_with {
                        "difference-lives-with"
                    } else {
                        "difference-lives-apart"
                    }),
                )),
                Some(_) => None,
            }
        })
        .collect()
}

pub(super) async fn propose(
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
            Right::CaseProcess,
            "decision_propose",
            "application",
            Some(id.get()),
        )
        .await?;
    let version = form
        .given("versija")
        .and_then(|v| v.parse().ok())
        .ok_or(AppError::Unprocessable)?;
    let highest = form
        .all("eilute")
        .filter_map(|i| i.parse::<usize>().ok())
        .filter(|i| *i < 1000)
        .max()
        .map_or(0, |i| i + 1);
    let proposed = Proposed {
        version,
        granted: (0..highest)
            .map(|i| form.has("skirti", i.to_string()))
            .collect(),
        reason: form.given("priezastis").map(str::to_owned),
    };
    let result = propose_decision(
        &state.web.node,
        &official.user,
        id,
        &proposed,
        state.web.now(),
    )
    .await;
    answer(
        &state,
        &request,
        &official,
        id,
        form,
        "priezastis",
        result.map(|_| "proposed"),
    )
    .await
}

pub(super) async fn settle(
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
            Right::DecisionAdopt,
            "decision_adopt",
            "application",
            Some(id.get()),
        )
        .await?;
    let proposal: ProposalId = form
        .given("siulymas")
        .and_then(|v| v.parse().ok())
        .ok_or(AppError::Unprocessable)?;
    let (node, user, now) = (&state.web.node, &official.user, state.web.now());
    let result = if form.typed("veiksmas") == "grazinti" {
        return_proposal(node, user, id, proposal, form.typed("priezastis"), now)
            .await
            .map(|()| "returned")
    } else {
        adopt_decision::adopt(
            node,
            &state.groups,
            user,
            id,
            proposal,
            form.given("priezastis"),
            now,
        )
        .await
        .map(|_| "adopted")
    };
    if let Err(StepError::SamePerson | StepError::NoPower) = &result {
        // The database refused; the attempt is journalled like any other refusal.
        official
            .refuse(&state.web, "decision_adopt", "application", Some(id.get()))
            .await?;
    }
    answer(&state, &request, &official, id, form, "priezastis", result).await
}

/// Leads back to the case with news, or shows it again with what was typed and what is wrong.
pub(super) async fn answer(
    state: &CaseState,
    request: &PageRequest,
    official: &Official,
    id: ApplicationId,
    form: FormValues,
    reason_field: &str,
    result: Result<&'static str, StepError>,
) -> Result<Response, AppError> {
    let key = match result {
        Ok(news) => return Ok(Redirect::to(&format!("/bylos/{id}?zinute={news}")).into_response()),
        Err(StepError::ReasonMissing) => "case-error-reason",
        Err(StepError::Stale) => "case-error-stale",
        Err(StepError::AlreadyAwarded) => "case-error-awarded",
        Err(StepError::NoAppealBody) => "case-error-appeal-body",
        Err(StepError::Unanswered) => "case-error-unanswered",
        Err(StepError::NotDelivered) => "case-error-not-delivered",
        Err(StepError::NotAsked) => "case-error-not-asked",
        Err(StepError::TooEarly(_)) => "document-error-date",
        Err(StepError::SamePerson | StepError::NoPower) => return Err(AppError::Forbidden),
        Err(StepError::Failed(error)) => return Err(AppError::Internal(error)),
    };
    let mut errors = FieldErrors::new();
    errors.add_key(reason_field, key);
    shown_again(state, request, official, id, Shown::wrong(form, errors)).await
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
    let node = &state.web.node;
    let mut tx = node.begin().await?;
    let application = store::application_find(&mut tx, node.code(), id)
        .await?
        .ok_or(AppError::NotFound)?;
    let evidence = evidence_of(&mut tx, &application).await?;
    let person = persons_of(&mut tx, &application, &evidence)
        .await?
        .into_iter()
        .find(|p| p.id.get() == wanted)
        .ok_or(AppError::NotFound)?;
    spis_audit::record(
        &mut tx,
        node.code(),
        state.web.now(),
        Entry {
            actor: &official.user.actor(),
            action: "personal_code_read",
            object: "person",
            object_id: Some(wanted),
            purpose: "application",
            outcome: Outcome::Allowed,
            subjects: &[wanted],
        },
    )
    .await?;
    tx.commit().await?;
    let shown = Shown {
        revealed: Some((wanted, person.personal_code.as_str().to_owned())),
        ..Shown::default()
    };
    Ok(show(&state, &request, &official, id, shown)
        .await?
        .into_response())
}

/// The decision as PDF, for the case's own people.
pub(super) async fn letter(
    State(state): State<CaseState>,
    official: Official,
    Path(id): Path<ApplicationId>,
) -> Result<Response, AppError> {
    official
        .require(
            &state.web,
            Right::CaseRead,
            "letter_read",
            "application",
            Some(id.get()),
        )
        .await?;
    let node = &state.web.node;
    let mut tx = node.begin().await?;
    let letter = sqlx::query!(
        "SELECT id, pdf, recipient_id FROM municipal.letter WHERE municipality_code = $1 AND application_id = $2
         ORDER BY created_at DESC LIMIT 1",
        node.code().get(),
        id.get()
    )
    .fetch_optional(&mut *tx)
    .await?
    .ok_or(AppError::NotFound)?;
    spis_audit::record(
        &mut tx,
        node.code(),
        state.web.now(),
        Entry {
            actor: &official.user.actor(),
            action: "letter_read",
            object: "letter",
            object_id: Some(letter.id),
            purpose: "application",
            outcome: Outcome::Allowed,
            subjects: &[letter.recipient_id],
        },
    )
    .await?;
    tx.commit().await?;
    Ok((
        [
            (CONTENT_TYPE, "application/pdf"),
            (CONTENT_DISPOSITION, "inline; filename=\"sprendimas.pdf\""),
            (CONTENT_SECURITY_POLICY, "sandbox; default-src 'none'"),
        ],
        letter.pdf,
    )
        .into_response())
}
