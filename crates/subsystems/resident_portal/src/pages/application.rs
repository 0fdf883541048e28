//! An application of hers: the receipt at once, then its progress, its decision, its payments. One that came in on paper, or was
//! sent for her, is the same page.

use std::collections::HashMap;
use std::sync::Arc;

use askama::Template;
use axum::Router;
use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use jiff::Timestamp;
use jiff::civil::Date;
use serde::Deserialize;
use serde_json::Value;
use spis_applications::SupportGroup;
use spis_applications::actions::complete_paper::COMPLETE_PAPER;
use spis_applications::actions::sign_paper::SIGN_PAPER;
use spis_applications::content::ApplicationContent;
use spis_applications::form::Form;
use spis_applications::model::DecisionContent;
use spis_applications::procedure;
use spis_applications::requests::{AnswerOutcome, RequestKind, StatutoryTerm};
use spis_applications::store::letters::Delivery;
use spis_applications::store::representation::POWER_CHANGED;
use spis_identity::web::{Resident, news};
use spis_kernel::{Cents, Month, WorkingCalendar, vilnius};
use spis_pages::{AppError, Html, Page, PageRequest, StepState};
use uuid::Uuid;

use super::asking::document_name;
use super::awards::{self, Award};
use super::progress::{self, Missing, Progress};
use super::{id_in, reading_page};
use crate::actions::open_messages::open_messages;
use crate::actions::{Deed, journal_read, journal_refusal};
use crate::copies::{Answer, AskedDocument, DecisionHead, Event, PaidLine};
use crate::own::{Own, OwnId, Way};
use crate::requests::SentRequest;
use crate::store::corrections::correction_open;
use crate::store::unsent::text_places;
use crate::{Portal, copies, queue, requests, store, uploads};

pub fn routes() -> Router<Portal> {
    Router::new().route("/prasymai/{id}", get(application))
}

/// A point of the application's way.
struct Milestone {
    state: &'static str,
    title: String,
    at: Option<Timestamp>,
    /// The day, where no moment is known.
    day: Option<Date>,
}

impl Milestone {
    fn of(page: &Page, state: StepState, key: &str, at: Option<Timestamp>) -> Self {
        Self {
            state: match state {
                StepState::Done => "done",
                StepState::Now => "now",
                StepState::Todo => "todo",
            },
            title: page.t(key),
            at,
            day: None,
        }
    }

    fn icon(&self) -> &'static str {
        match self.state {
            "done" => "check",
            "now" => "clock",
            _ => "document",
        }
    }

    fn spoken(&self) -> &'static str {
        match self.state {
            "done" => "portal-way-done",
            "now" => "portal-way-now",
            _ => "portal-way-todo",
        }
    }
}

/// One transfer and what it was made of.
pub(super) struct Payment {
    id: Uuid,
    pub pay_on: Date,
    pub account_ending: String,
    pub total: Cents,
    pub lines: Vec<PaidLine>,
}

#[derive(Template)]
#[template(path = "application.html")]
struct ApplicationPage {
    page: Page,
    just_sent: bool,
    own: Own,
    municipality: String,
    /// Telephone of its department.
    phone: Option<String>,
    progress: Progress,
    way: Vec<Milestone>,
    decision: Option<DecisionHead>,
    /// What it grants for each month, and the day of the first transfer, as told.
    granted: Option<(String, String)>,
    /// What became of letters on paper: words and day.
    deliveries: Vec<(String, Date)>,
    payments: Vec<Payment>,
    /// In whose name she applied by a power of attorney: the applicant alone gets decision and payments.
    applicant: Option<String>,
    /// Who sent it for her.
    sent_by: Option<String>,
    /// What the decision pays.
    awards: Vec<Award>,
    /// What it comes to in the present month.
    this_month: (Month, Cents),
    attached: Vec<uploads::Shown>,
    /// What it says; none if that cannot be read here.
    content: Option<ApplicationContent>,
    documents: Vec<Asked>,
    /// How many of them are missing.
    missing: usize,
    messages: Vec<Sent>,
    may_change: bool,
    /// It can be withdrawn, and has not been asked for yet.
    may_withdraw: bool,
    /// Last parts of the addresses of what she has begun to write and not sent.
    begun: Vec<String>,
}

/// A document asked of her.
pub(super) struct Asked {
    pub id: Uuid,
    pub name: String,
    pub reason: String,
    /// Until when it is to be given, or was.
    pub due: String,
    /// How that day was set; empty while no rule is known.
    pub rule: String,
    /// What she has answered that nobody has read yet; empty while it is missing.
    pub answered: String,
}

/// What she wrote, and the answer.
struct Sent {
    heading: String,
    receipt: String,
    text: String,
    /// Documents that went with it.
    attached: Vec<uploads::Shown>,
    /// What a correction changes, in words.
    changes: Vec<String>,
    /// Address of a correction's paper; empty for anything else.
    paper: String,
    sent_at: Timestamp,
    /// Until when it must be answered, or was to be; empty if nobody will any more.
    due: String,
    /// Its state in words, while it is not answered.
    state: &'static str,
    answer: Option<(String, Answer)>,
}

impl ApplicationPage {
    /// The centre's receipt number of what she sent.
    fn receipt(&self) -> &str {
        self.own.receipt_number.as_deref().unwrap_or_default()
    }

    fn registration(&self) -> Option<&str> {
        self.own.application.as_ref().map(|a| a.number.as_str())
    }

    fn on_paper(&self) -> bool {
        self.own.way == Way::Paper
    }

    /// Last characters of the account that it is to be paid to.
    fn account_ending(&self) -> Option<String> {
        let account = self.content.as_ref()?.account.as_ref()?;
        Some(account.last_four().to_owned())
    }

    fn is_begun(&self, place: &str) -> bool {
        self.begun.iter().any(|begun| begun == place)
    }

    fn kind(&self, kind: &str) -> String {
        kind_name(&self.page, kind)
    }
}

/// What a kind of support is called to residents.
pub(super) fn kind_name(page: &Page, kind: &str) -> String {
    let key = format!("portal-kind-{}", kind.replace('_', "-"));
    if page.translator.has(&key) {
        page.t(key)
    } else {
        page.t("portal-kind-other")
    }
}

#[derive(Deserialize)]
struct ApplicationQuery {
    zinute: Option<String>,
}

async fn application(
    State(portal): State<Portal>,
    request: PageRequest,
    resident: Resident,
    Path(id): Path<String>,
    Query(query): Query<ApplicationQuery>,
) -> Result<Response, AppError> {
    let id: OwnId = id_in(&id)?;
    let mut connection = resident.begin(&portal.web.node).await?;
    let Some(own) = Own::find(&portal, &mut connection, &resident, id).await? else {
        drop(connection);
        journal_refusal(
            &portal,
            &resident,
            Deed::new("submission_read", "submission", id.get()),
        )
        .await?;
        return Err(AppError::NotFound);
    };
    let (events, decision, paid) = match &own.application {
        Some(a) => (
            copies::event_list(&mut connection, a.municipality, a.id).await?,
            copies::decision_list(&mut connection, &[a.id.get()])
                .await?
                .pop(),
            copies::paid_list(&mut connection, a.municipality, a.id).await?,
        ),
        None => (Vec::new(), None, Vec::new()),
    };
    let deliveries = match &own.application {
        Some(a) => copies::delivery_list(&mut connection, a.municipality, a.id).await?,
        None => Vec::new(),
    };
    let content_of_decision = match &decision {
        Some(decision) => copies::decision_find(&mut connection, decision.id).await?,
        None => None,
    };
    let ids = own.applications();
    let mut documents = copies::document_list(&mut connection, &ids).await?;
    documents.retain(|d| d.settled_as.is_none());
    let mut written = requests::request_list(&mut connection, resident.id, &[id.get()]).await?;
    written.extend(copies::brought_list(&mut connection, &ids).await?);
    written.sort_by_key(|request| std::cmp::Reverse((request.sent_at, request.id)));
    let mut answers = copies::answer_list(&mut connection, &ids).await?;
    // Of an application that two follow each sees the answers to the own questions.
    answers.retain(|answer| written.iter().any(|request| request.id == answer.id));
    let municipality = store::municipality_name(&mut connection, own.municipality)
        .await?
        .unwrap_or_default();
    let mut subjects = vec![id.get()];
    subjects.extend(written.iter().map(|request| request.id));
    let phone =
        store::municipality_phone(&mut connection, own.municipality, portal.web.today()).await?;
    let registers = match &own.application {
        Some(a) if a.status == procedure::Status::Gathering => {
            copies::awaited_registers(&mut connection, &[a.id.get()]).await?
        }
        _ => Vec::new(),
    };
    let attachments =
        uploads::store::attachment_list(&mut connection, resident.id, &subjects).await?;
    let mut begun: Vec<String> = text_places(&mut connection, resident.id, id)
        .await?
        .into_iter()
        .filter(|(_, subject)| *subject == id.get())
        .map(|(place, _)| place)
        .collect();
    let correction = correction_open(&mut connection, resident.id, id).await?;
    begun.extend(correction.map(|_| "taisyti".to_owned()));
    drop(connection);
    let place = queue::place(&portal, &resident, own.application.as_ref()).await?;
    // As it holds now; a copy that cannot be read yet is not worth an error page: what she sent is there, and the decision.
    let holds = own.application.iter().map(|a| &a.content);
    let content: Option<ApplicationContent> = holds
        .chain([&own.sent])
        .find_map(|content| serde_json::from_value(content.clone()).ok());
    // Nothing is asked of whoever takes the application back.
    let withdrawing = written
        .iter()
        .any(|r| r.kind == RequestKind::Withdrawal && !answers.iter().any(|a| a.id == r.id));
    if withdrawing {
        documents.clear();
    }
    // What is shown now for the first time is delivered now.
    let shown: Vec<Uuid> = documents
        .iter()
        .map(|d| d.id)
        .chain(answers.iter().map(|a| a.id))
        .collect();
    open_messages(&portal, &resident, own.municipality, &shown).await?;
    journal_read(
        &portal,
        &resident,
        Deed::new("submission_read", "submission", id.get()),
    )
    .await?;

    let page = reading_page(&portal, &request, &resident).await?.at("home");
    let title = progress::title(&page, &own.sent);
    let flash = news(&page, query.zinute.as_deref());
    let page = page.with_title(title).with_flash(flash);
    let today = portal.web.today();
    let ended = own.has_ended();
    let withdrawn = own
        .application
        .as_ref()
        .is_some_and(|a| a.status == procedure::Status::Withdrawn);
    let group = portal.services.groups.by_form(&own.form_code);
    let documents: Vec<Asked> = documents
        .iter()
        .map(|d| {
            let answer = requests::unread(&written, &answers, d.id);
            asked(&page, group, d, answer, today)
        })
        .collect();
    let missing = Missing {
        documents: not_answered(&documents),
        registers,
        unanswered: written
            .iter()
            .any(|r| !answers.iter().any(|a| a.id == r.id)),
        term: group.map(|group| group.decision_term(today)),
    };
    let month = Month::of(today);
    // A decision that cannot be read here is still there to be opened; what she sent is shown all the same.
    let view: Option<DecisionContent> =
        content_of_decision.and_then(|decision| serde_json::from_value(decision.content).ok());
    let this_month = view
        .as_ref()
        .map_or(Cents::ZERO, |view| awards::total_in(view, month));
    let by = content
        .as_ref()
        .and_then(|said| Some((said, said.represented_by.as_ref()?)));
    let applicant = by
        .filter(|_| own.way == Way::Account)
        .map(|(said, _)| said.applicant.name());
    let sent_by = by
        .filter(|_| own.way == Way::Entrusted)
        .map(|(_, by)| by.person.name());
    let shown = ApplicationPage {
        awards: view
            .as_ref()
            .map_or_else(Vec::new, |view| awards::awards(&page, view, &paid, month)),
        this_month: (month, this_month),
        missing: missing.documents.len(),
        documents,
        messages: {
            let form = portal.group(&own.form_code)?.form();
            let changes = changes(&page, form, &own, &written, &answers);
            let with = (changes, attachments.as_slice());
            messages(
                (&page, today),
                id,
                written,
                answers,
                &events,
                with,
                withdrawn,
            )
        },
        may_change: !ended,
        may_withdraw: !ended && !withdrawing,
        begun,
        just_sent: query.zinute.as_deref() == Some("sent"),
        municipality,
        phone,
        progress: progress::progress(
            &page,
            own.application.as_ref(),
            decision.as_ref(),
            place,
            missing,
            today,
        ),
        way: way(
            &page,
            &own,
            &events,
            decision.as_ref(),
            // The latest comes first.
            paid.last().map(|line| line.pay_on),
        ),
        deliveries: deliveries
            .into_iter()
            .map(|one| {
                let key = format!("paper-delivery-{}", one.event.replace('_', "-"));
                (page.t(key), one.day)
            })
            .collect(),
        applicant,
        sent_by,
        payments: payments(paid),
        attached: uploads::shown_attachments(
            &page,
            id,
            attachments.iter().filter(|a| a.subject == id.get()),
        ),
        granted: decision.as_ref().and_then(|d| progress::granted(&page, d)),
        decision,
        content,
        own,
        page,
    };
    Ok(Html(shown).into_response())
}

/// A document asked of her, with what she answered that nobody has read yet.
pub(super) fn asked(
    page: &Page,
    group: Option<&Arc<dyn SupportGroup>>,
    document: &AskedDocument,
    answer: Option<&SentRequest>,
    today: Date,
) -> Asked {
    let answered = answer.map(|answer| {
        if answer.lacks.is_none() {
            return page.t_with(
                "requests-document-sent",
                "time",
                page.moment_prose(answer.sent_at),
            );
        }
        let on = page.date_prose(vilnius(answer.sent_at).date());
        let lacks = page.t_with("requests-document-lacked", "date", on);
        format!("{lacks} {}", answer_due(page, answer.answer_by, today))
    });
    Asked {
        answered: answered.unwrap_or_default(),
        rule: group.map_or_else(String::new, |group| {
            let asked_on = vilnius(document.asked_at).date();
            due_rule(page, &group.document_term(), asked_on, document.due_on)
        }),
        id: document.id,
        name: document_name(page, document),
        reason: document.reason.clone(),
        due: progress::due(page, document.due_on, today),
    }
}

/// Names of the documents that are missing still.
pub(super) fn not_answered(documents: &[Asked]) -> Vec<String> {
    documents
        .iter()
        .filter(|document| document.answered.is_empty())
        .map(|document| document.name.clone())
        .collect()
}

/// Until when the municipality must answer, or was to.
fn answer_due(page: &Page, answer_by: Date, today: Date) -> String {
    let date = page.date_prose(answer_by);
    if answer_by < today {
        page.t_with("requests-answer-late", "date", date)
    } else {
        let left = page.distance(answer_by, today);
        page.t_args(
            "requests-answer-until",
            &[("date", date.into()), ("left", left.into())],
        )
    }
}

/// How the last day for a document was set: within the kind's term from the day of asking, or later. The act is named where it
/// is certain.
fn due_rule(page: &Page, rule: &StatutoryTerm, asked_on: Date, due_on: Date) -> String {
    let term = page.t_count(
        format!("requests-due-{}", progress::unit_key(rule.term.unit)),
        i64::from(rule.term.number),
    );
    let by_rule = rule.term.due(asked_on, WorkingCalendar::embedded());
    let key = match (due_on > by_rule, rule.doubtful) {
        (false, false) => "requests-due-rule-act",
        (false, true) => "requests-due-rule",
        (true, false) => "requests-due-longer-act",
        (true, true) => "requests-due-longer",
    };
    page.t_args(
        key,
        &[
            ("term", term.into()),
            ("date", page.date_prose(asked_on).into()),
            ("act", rule.source.into()),
        ],
    )
}

/// What each correction changes: the answers it was made from and its own, where they differ. Where those are not kept, they are
/// what she sent, or the correction before, unless the municipality did not apply that one.
fn changes(
    page: &Page,
    form: &Form,
    own: &Own,
    written: &[SentRequest],
    answers: &[Answer],
) -> HashMap<Uuid, Vec<String>> {
    let read = |content: &Value| -> Option<ApplicationContent> {
        serde_json::from_value(content.clone()).ok()
    };
    let mut before = read(&own.sent);
    let mut changes = HashMap::new();
    // They come with the latest first.
    for request in written.iter().rev() {
        let Some(after) = request.content.as_ref().and_then(&read) else {
            continue;
        };
        let made_from = request.made_from.as_ref().and_then(&read);
        let told = made_from
            .as_ref()
            .or(before.as_ref())
            .into_iter()
            .flat_map(|before| form.changes(before, &after, &page.translator))
            .map(|change| {
                page.t_args(
                    "request-changed",
                    &[
                        ("name", change.label.into()),
                        ("old", change.before.into()),
                        ("new", change.after.into()),
                    ],
                )
            });
        changes.insert(request.id, told.collect());
        let left = answers
            .iter()
            .any(|a| a.id == request.id && a.outcome != AnswerOutcome::Applied);
        if !left {
            before = Some(after);
        }
    }
    changes
}

/// What she wrote, with how far the municipality is with it.
fn messages(
    (page, today): (&Page, Date),
    id: OwnId,
    written: Vec<SentRequest>,
    mut answers: Vec<Answer>,
    events: &[Event],
    (mut changes, attachments): (HashMap<Uuid, Vec<String>>, &[uploads::Attachment]),
    withdrawn: bool,
) -> Vec<Sent> {
    written
        .into_iter()
        .map(|request| {
            let at = answers.iter().position(|a| a.id == request.id);
            let answer = at.map(|at| answers.swap_remove(at));
            let code = request.kind.code();
            let arrived = events.iter().any(|e| e.id == request.id);
            let state = match (arrived, request.kind.holds_the_decision()) {
                _ if withdrawn && request.kind != RequestKind::Withdrawal => "requests-void",
                (false, _) => "requests-not-arrived",
                (true, true) => "requests-asked",
                (true, false) => "requests-waiting",
            };
            Sent {
                heading: page.t(format!("request-{code}")),
                receipt: request.receipt_number,
                paper: match request.content {
                    Some(_) => format!("/prasymai/{id}/pataisymai/{}/pdf", request.id),
                    None => String::new(),
                },
                changes: changes.remove(&request.id).unwrap_or_default(),
                text: request.text,
                attached: uploads::shown_attachments(
                    page,
                    id,
                    attachments.iter().filter(|a| a.subject == request.id),
                ),
                sent_at: request.sent_at,
                due: if state == "requests-void" {
                    String::new()
                } else {
                    answer_due(page, request.answer_by, today)
                },
                state,
                answer: answer.map(|a| {
                    let done = page.t(format!("request-done-{code}-{}", a.outcome.code()));
                    (done, a)
                }),
            }
        })
        .collect()
}

pub(super) fn payments(lines: Vec<PaidLine>) -> Vec<Payment> {
    let mut payments: Vec<Payment> = Vec::new();
    for line in lines {
        match payments.last_mut() {
            Some(payment) if payment.id == line.payment => {
                payment.total += line.amount;
                payment.lines.push(line);
            }
            _ => payments.push(Payment {
                id: line.payment,
                pay_on: line.pay_on,
                account_ending: line.account_ending.clone(),
                total: line.amount,
                lines: vec![line],
            }),
        }
    }
    payments
}

/// What happened, and what is still to come.
fn way(
    page: &Page,
    own: &Own,
    events: &[Event],
    decision: Option<&DecisionHead>,
    paid_on: Option<Date>,
) -> Vec<Milestone> {
    let application = own.application.as_ref();
    let began = match own.way {
        Way::Paper => "portal-way-handed-in",
        Way::Account | Way::Entrusted => "portal-way-sent",
    };
    let mut way = vec![Milestone::of(
        page,
        StepState::Done,
        began,
        Some(own.sent_at),
    )];
    for event in events
        .iter()
        .filter(|event| !is_told_elsewhere(&event.step))
    {
        way.push(Milestone::of(
            page,
            StepState::Done,
            event_key(&event.step),
            Some(event.at),
        ));
    }
    if paid_on.is_some() {
        way.push(Milestone {
            day: paid_on,
            ..Milestone::of(page, StepState::Done, "portal-way-paid", None)
        });
    }
    let to_come: &[&str] = match (application.map(|a| a.status), decision) {
        (Some(procedure::Status::Withdrawn), None) => &[],
        (Some(procedure::Status::Waiting), None) => &[
            "portal-way-documents",
            "portal-way-proposing",
            "portal-way-approving",
            "portal-way-paying-if",
        ],
        (_, Some(decision)) if decision.outcome == "refused" => &[],
        (_, Some(_)) if paid_on.is_some() => &[],
        (_, Some(_)) => &["portal-way-paying"],
        (None, None) => &[
            "portal-way-registering",
            "portal-way-checking",
            "portal-way-proposing",
            "portal-way-approving",
            "portal-way-paying-if",
        ],
        (Some(procedure::Status::Proposed), None) => {
            &["portal-way-approving", "portal-way-paying-if"]
        }
        (Some(procedure::Status::Assessed | procedure::Status::Returned), None) => &[
            "portal-way-proposing",
            "portal-way-approving",
            "portal-way-paying-if",
        ],
        // What follows is the applicant's.
        (Some(procedure::Status::Decided), None) if application.is_some_and(|a| a.for_another) => {
            &[]
        }
        (Some(procedure::Status::Decided), None) => &["portal-way-deciding"],
        (Some(_), None) => &[
            "portal-way-checking",
            "portal-way-proposing",
            "portal-way-approving",
            "portal-way-paying-if",
        ],
    };
    for (at, key) in to_come.iter().enumerate() {
        let state = if at == 0 {
            StepState::Now
        } else {
            StepState::Todo
        };
        way.push(Milestone::of(page, state, key, None));
    }
    way
}

/// A step of the history that is told elsewhere on the page: among her messages, or among the letters on paper.
fn is_told_elsewhere(step: &str) -> bool {
    step == "answer_request"
        || RequestKind::ALL.iter().any(|kind| kind.event() == step)
        || Delivery::ALL.iter().any(|delivery| delivery.step() == step)
}

fn event_key(step: &str) -> &'static str {
    match step {
        s if s == procedure::REGISTER.name => "portal-event-register",
        s if s == procedure::ASK_REGISTERS.name => "portal-event-ask-registers",
        s if s == procedure::ASSESS.name => "portal-event-assess",
        s if s == procedure::PROPOSE.name => "portal-event-propose",
        s if s == procedure::RETURN.name => "portal-event-return",
        s if s == procedure::ADOPT.name => "portal-event-adopt",
        s if s == procedure::CORRECT.name || s == procedure::APPLY_CORRECTION.name => {
            "portal-event-correct"
        }
        s if s == procedure::ASK_DOCUMENTS.name => "portal-event-ask-documents",
        s if s == procedure::RECEIVE_DOCUMENT.name => "portal-event-receive-document",
        s if s == procedure::RESUME.name => "portal-event-resume",
        s if s == procedure::WITHDRAW.name || s == procedure::CONFIRM_WITHDRAWAL.name => {
            "portal-event-withdraw"
        }
        s if s == POWER_CHANGED => "portal-event-correct-power",
        s if s == SIGN_PAPER => "portal-event-sign-paper",
        s if s == COMPLETE_PAPER => "portal-event-complete-paper",
        "add_scan" => "portal-event-add-scan",
        "recheck_family" => "portal-event-recheck-family",
        "take_up" => "portal-event-take-up",
        "assign" => "portal-event-assign",
        "identical_found" => "portal-event-identical",
        "check_representation" => "portal-event-check-representation",
        _ => "portal-event-other",
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use spis_kernel::{Term, TermUnit};
    use spis_pages::{Audience, Language};

    use super::*;

    #[test]
    fn the_day_for_a_document_is_told_with_its_rule_and_the_act_only_where_it_is_certain() {
        let page = Page::new(Language::Lt, Audience::Portal);
        let rule = |doubtful| StatutoryTerm {
            term: Term {
                number: 1,
                unit: TermUnit::Months,
            },
            source: "Bandymų įstatymo 7 straipsnis",
            doubtful,
        };
        let told = |doubtful, due_on| due_rule(&page, &rule(doubtful), date(2026, 11, 23), due_on);
        assert_eq!(
            told(false, date(2026, 12, 23)),
            "Laikas – per 1 mėnesį nuo dienos, kai paprašėme (2026\u{a0}m. lapkričio 23\u{a0}d.): Bandymų įstatymo 7 straipsnis."
        );
        assert_eq!(
            told(true, date(2026, 12, 23)),
            "Laikas – per 1 mėnesį nuo dienos, kai paprašėme (2026\u{a0}m. lapkričio 23\u{a0}d.)."
        );
        assert_eq!(
            told(true, date(2027, 1, 15)),
            "Laiko davėme daugiau, nei nustatyta: nustatyta – per 1 mėnesį nuo dienos, kai paprašėme (2026\u{a0}m. lapkričio 23\u{a0}d.)."
        );
        assert!(told(false, date(2027, 1, 15)).ends_with(": Bandymų įstatymo 7 straipsnis."));
    }
}
