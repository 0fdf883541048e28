//! Where an application is, in the resident's words: the tag, the five steps, the four answers.

use jiff::civil::Date;
use serde_json::Value;
use spis_applications::procedure::Status;
use spis_applications::queue;
use spis_database::{DatabaseError, Node};
use spis_kernel::{Term, TermUnit};
use spis_pages::{FourAnswers, Page, Step, StepState, Tag};

use crate::copies::{Application, DecisionHead};

/// Steps of the track.
const STEPS: usize = 5;

/// Everything that is told of an application first.
pub struct Progress {
    /// State in a word.
    pub tag: Tag,
    /// The track.
    pub steps: Vec<Step>,
    /// "Žingsnis · Turime nuspręsti iki · Vieta eilėje · Ko trūksta".
    pub answers: FourAnswers,
}

/// The place in the queue of an application that waits for a specialist.
pub async fn place(
    node: &Node,
    application: Option<&Application>,
) -> Result<Option<i64>, DatabaseError> {
    match application {
        Some(application) => {
            queue::place(node.pool(), application.municipality, application.id).await
        }
        None => Ok(None),
    }
}

/// What is missing, and who has it.
#[derive(Debug, Clone, Copy, Default)]
pub struct Missing {
    /// Documents asked of her that still wait.
    pub documents: usize,
    /// Something that she wrote waits for the municipality's answer.
    pub unanswered: bool,
    /// Within which term it is decided once they have come.
    pub term: Option<Term>,
}

/// What is told. `place` is how many applications wait before this one.
pub fn progress(
    page: &Page,
    application: Option<&Application>,
    decision: Option<&DecisionHead>,
    place: Option<i64>,
    missing: Missing,
    today: Date,
) -> Progress {
    let t = &page.translator;
    // From 1; what was only sent stands at the first step.
    let now = application.map_or(1, |a| a.status.resident_step() + 1);
    let refused = decision.is_some_and(|d| d.outcome == "refused");
    let status = application.map(|a| a.status);
    if status == Some(Status::Withdrawn) {
        return withdrawn(page);
    }
    let mut steps = Step::of_application(t, now);
    if refused && let Some(paying) = steps.last_mut() {
        // Nothing will be paid.
        paying.state = StepState::Todo;
    }
    let shown = if refused { STEPS - 1 } else { now };
    let label = if status == Some(Status::Waiting) {
        page.t("portal-way-documents")
    } else {
        steps
            .get(shown - 1)
            .map_or_else(String::new, |step| step.label.clone())
    };
    let step = page.t_args(
        "portal-step",
        &[
            ("step", shown.to_string().into()),
            ("steps", STEPS.to_string().into()),
            ("name", label.to_lowercase().into()),
        ],
    );
    let (decision_due, decision_due_note) = match (decision, application) {
        (Some(decision), _) => {
            let date = page.date_prose(decision.decided_on);
            (None, page.t_with("portal-due-decided", "date", date))
        }
        (None, Some(application)) if application.status == Status::Waiting => {
            (None, clock_stopped(page, missing.term))
        }
        (None, Some(application)) => (
            Some(application.decide_by),
            page.distance(application.decide_by, today),
        ),
        (None, None) => (None, page.t("portal-due-later")),
    };
    let place = match (application, place) {
        (None, _) => page.t("portal-due-later"),
        (Some(application), _) if application.status == Status::Waiting => {
            page.t("requests-your-turn")
        }
        (Some(_), Some(before)) => told_place(page, before),
        (Some(_), None) => String::new(),
    };
    let (missing, missing_href) = match missing {
        Missing { documents: 1.., .. } => (
            page.t_count("requests-missing-short", missing.documents),
            "#truksta".to_owned(),
        ),
        Missing {
            unanswered: true, ..
        } => (page.t("requests-from-municipality"), String::new()),
        Missing { .. } => (String::new(), String::new()),
    };
    Progress {
        tag: tag(page, application, decision),
        steps,
        answers: FourAnswers {
            step,
            decision_due,
            decision_due_note,
            place,
            missing,
            missing_href,
        },
    }
}

/// By when it is decided once the document has come: the kind's own term.
fn clock_stopped(page: &Page, term: Option<Term>) -> String {
    match term {
        None => page.t("requests-clock-stopped"),
        Some(term) => {
            let unit = match term.unit {
                TermUnit::Months => "months",
                TermUnit::CalendarDays => "days",
                TermUnit::WorkingDays => "working-days",
            };
            page.t_count(
                format!("requests-clock-stopped-{unit}"),
                i64::from(term.number),
            )
        }
    }
}

/// She took it back: nothing is left to come.
fn withdrawn(page: &Page) -> Progress {
    Progress {
        tag: Tag::for_resident(&page.translator, "withdrawn"),
        steps: Vec::new(),
        answers: FourAnswers {
            step: page.t("requests-withdrawn-step"),
            decision_due_note: page.t("requests-withdrawn-due"),
            ..FourAnswers::default()
        },
    }
}

fn told_place(page: &Page, before: i64) -> String {
    match queue::told(before) {
        0 => page.t("portal-place-first"),
        told if before < 10 => page.t_count("applications-before-you", told),
        told => page.t_count("portal-place-about", told),
    }
}

fn tag(page: &Page, application: Option<&Application>, decision: Option<&DecisionHead>) -> Tag {
    let t = &page.translator;
    if let Some(decision) = decision {
        return Tag::for_resident(t, &decision.outcome);
    }
    let state = match application.map(|a| a.status) {
        None => return Tag::new("info", "clock", page.t("portal-tag-sent")),
        Some(Status::Registered | Status::Assessed) => "queued",
        Some(Status::Gathering) => "checking",
        Some(Status::Waiting) => "document_missing",
        Some(Status::Withdrawn) => "withdrawn",
        Some(Status::Returned) => "returned",
        Some(Status::Proposed | Status::Decided) => "with_approver",
    };
    Tag::for_resident(t, state)
}

/// What an application is called: by what it asks for.
pub fn title(page: &Page, content: &Value) -> String {
    match content["answers"]["papildoma"].as_bool() {
        Some(true) => page.t("portal-application-with-additional"),
        _ => page.t("portal-application"),
    }
}
