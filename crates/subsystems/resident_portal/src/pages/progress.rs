//! Where an application is, in the resident's words: the tag, the five steps, the four answers.

use jiff::civil::Date;
use serde_json::Value;
use spis_applications::procedure::Status;
use spis_applications::queue::told;
use spis_kernel::{Term, TermUnit, vilnius};
use spis_pages::{DueTold, FourAnswers, Page, Step, StepState, Tag};

use crate::copies::{Application, AwaitedRegister, DecisionHead};
use crate::queue::Place;

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

/// What is missing, and who has it.
#[derive(Debug, Clone, Default)]
pub struct Missing {
    /// Names of the documents asked of her that she has not answered for.
    pub documents: Vec<String>,
    /// Registers that have not answered yet.
    pub registers: Vec<AwaitedRegister>,
    /// Something that she wrote waits for the municipality's answer.
    pub unanswered: bool,
    /// Within which term it is decided once they have come.
    pub term: Option<Term>,
}

/// What is told.
pub fn progress(
    page: &Page,
    application: Option<&Application>,
    decision: Option<&DecisionHead>,
    place: Option<Place>,
    missing: Missing,
    today: Date,
) -> Progress {
    let t = &page.translator;
    let refused = decision.is_some_and(|d| d.outcome == "refused");
    let paid = decision.is_some_and(|d| d.first_paid_on.is_some());
    // From 1; what was only sent stands at the first step, and what is decided is paid only when the first transfer is made.
    let now = if paid || refused {
        STEPS
    } else {
        application.map_or(1, |a| a.status.resident_step() + 1)
    };
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
            ("name", begun_small(&label).into()),
        ],
    );
    let late = decision.is_none()
        && application.is_some_and(|a| {
            a.status != Status::Waiting && !a.status.is_final() && a.decide_by < today
        });
    // Decided there, and the decision itself still on its way to the centre.
    let coming = decision.is_none() && status == Some(Status::Decided);
    let due = match (decision, late) {
        _ if coming => DueTold::Decided,
        (Some(_), _) => DueTold::Decided,
        (None, _) if status == Some(Status::Waiting) => DueTold::Stopped,
        (None, true) => DueTold::Late,
        (None, false) => DueTold::ToCome,
    };
    let (decision_due, decision_due_note) = match (decision, application) {
        (Some(decision), _) => {
            let date = page.date_prose(decision.decided_on);
            (None, page.t_with("portal-due-decided", "date", date))
        }
        (None, Some(application)) if coming && application.for_another => {
            (None, page.t("represented-decided"))
        }
        (None, Some(_)) if coming => (None, page.t("portal-due-coming")),
        (None, Some(application)) if application.status == Status::Waiting => {
            (None, clock_stopped(page, missing.term))
        }
        (None, Some(application)) => (
            Some(application.decide_by),
            page.distance(application.decide_by, today),
        ),
        (None, None) => (None, page.t("portal-due-later")),
    };
    let (waits, rose) = (place.is_some(), place.is_some_and(|place| place.rose));
    let place = match (application, place) {
        (None, _) => page.t("portal-due-later"),
        (Some(application), _) if application.status == Status::Waiting => {
            page.t(if missing.documents.is_empty() && missing.unanswered {
                "requests-their-turn"
            } else {
                "requests-your-turn"
            })
        }
        (Some(_), Some(place)) => told_place(page, place.before),
        (Some(_), None) => String::new(),
    };
    let mut place_note = String::new();
    if let Some(due) = decision_due.filter(|_| waits && !late) {
        place_note = page.t_with("portal-queue-no-effect", "date", page.date_prose(due));
        if rose {
            place_note = format!("{} {place_note}", page.t("portal-place-rose"));
        }
    }
    let (missing, missing_href) = match missing.documents.as_slice() {
        [name] => (
            page.t_with("requests-missing-one", "name", name.as_str()),
            "#truksta".to_owned(),
        ),
        [_, ..] => (
            page.t_count("requests-missing-short", missing.documents.len()),
            "#truksta".to_owned(),
        ),
        [] if missing.unanswered => (page.t("requests-from-municipality"), String::new()),
        [] if !missing.registers.is_empty() => (awaited(page, &missing.registers), String::new()),
        [] => (String::new(), String::new()),
    };
    Progress {
        tag: tag(page, application, decision),
        steps,
        answers: FourAnswers {
            step,
            due,
            decision_due,
            decision_due_note,
            decision_due_help: if late {
                page.t("portal-due-late-help")
            } else {
                String::new()
            },
            place_note,
            place,
            missing,
            missing_href,
        },
    }
}

/// Until when a document is to be given, with how far that is; or that the day is over.
pub fn due(page: &Page, due_on: Date, today: Date) -> String {
    let date = page.date_prose(due_on);
    if due_on < today {
        page.t_with("requests-missing-late", "date", date)
    } else {
        let left = page.distance(due_on, today);
        page.t_args(
            "requests-missing-until",
            &[("date", date.into()), ("left", left.into())],
        )
    }
}

/// By when it is decided once the document has come: the kind's own term.
fn clock_stopped(page: &Page, term: Option<Term>) -> String {
    match term {
        None => page.t("requests-clock-stopped"),
        Some(term) => page.t_count(
            format!("requests-clock-stopped-{}", unit_key(term.unit)),
            i64::from(term.number),
        ),
    }
}

/// Last part of the keys of wording about a term in this unit.
pub fn unit_key(unit: TermUnit) -> &'static str {
    match unit {
        TermUnit::Months => "months",
        TermUnit::CalendarDays => "days",
        TermUnit::WorkingDays => "working-days",
    }
}

/// What a decision grants for each month, and when it was first paid, in words.
pub fn granted(page: &Page, decision: &DecisionHead) -> Option<(String, String)> {
    let total = decision.monthly_total.filter(|total| total.0 > 0)?;
    let paid = match decision.first_paid_on {
        Some(day) => page.t_with("portal-first-paid", "date", page.date_prose(day)),
        None => page.t("portal-first-to-pay"),
    };
    Some((
        page.t_with("portal-granted-monthly", "sum", page.money(total)),
        paid,
    ))
}

/// She took it back: nothing is left to come.
fn withdrawn(page: &Page) -> Progress {
    Progress {
        tag: Tag::for_resident(&page.translator, "withdrawn"),
        steps: Vec::new(),
        answers: FourAnswers {
            step: page.t("requests-withdrawn-step"),
            due: DueTold::Nothing,
            ..FourAnswers::default()
        },
    }
}

/// A name inside a sentence: only its first letter is made small, so that "Jūsų" stays as it is.
fn begun_small(name: &str) -> String {
    let mut letters = name.chars();
    let first = letters.next().into_iter().flat_map(char::to_lowercase);
    first.chain(letters).collect()
}

/// Which registers have not answered, and since when they are asked.
fn awaited(page: &Page, registers: &[AwaitedRegister]) -> String {
    let names: Vec<String> = registers
        .iter()
        .map(|awaited| {
            page.t_args(
                "requests-register-since",
                &[
                    ("register", register_name(page, &awaited.register).into()),
                    (
                        "date",
                        page.date_prose(vilnius(awaited.asked_at).date()).into(),
                    ),
                ],
            )
        })
        .collect();
    page.t_with("requests-from-register", "registers", names.join(", "))
}

/// A register by its code.
fn register_name(page: &Page, register: &str) -> String {
    page.t(format!("state-part-register-{register}"))
}

fn told_place(page: &Page, before: i64) -> String {
    match told(before) {
        0 => page.t("portal-place-first"),
        n if before < 10 => page.t_count("applications-before-you", n),
        n => page.t_count("portal-place-about", n),
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
        // The outcome is told to the applicant alone.
        Some(Status::Decided) if application.is_some_and(|a| a.for_another) => {
            return Tag::new("neutral", "check", page.t("represented-decided-tag"));
        }
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
