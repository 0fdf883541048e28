//! "Baigti laukti dokumento": it was brought, it is not needed any more, or it was not given although she had the whole term.

use anyhow::Context;
use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};
use spis_audit::{Entry, Outcome};
use spis_database::{Node, Tx};
use spis_identity::User;
use spis_kernel::{ApplicationId, WorkingCalendar, vilnius};
use uuid::Uuid;

use super::{StepError, StepTaker, refuse_own, take_step};
use crate::Groups;
use crate::procedure::{RESUME, Status, Step};
use crate::requests::{delivered_in_time, store as requests};
use crate::store::{self, Application};

/// How waiting for a document ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Settled {
    /// "Gautas" at the counter or by post.
    Received,
    /// "Nebereikalingas".
    Waived,
    /// "Nepateiktas".
    NotGiven,
}

impl Settled {
    /// All.
    pub const ALL: [Self; 3] = [Self::Received, Self::Waived, Self::NotGiven];

    /// As in `municipal.document_request.settled_as`.
    pub fn code(self) -> &'static str {
        match self {
            Self::Received => "received",
            Self::Waived => "waived",
            Self::NotGiven => "not_given",
        }
    }

    /// The end of a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|end| end.code() == code)
    }
}

/// Settles. The caller has checked the right to process cases.
///
/// # Errors
/// Nothing counts as not given before its last day, or if she had less than the notice from the day it was delivered to her.
pub async fn settle_document(
    node: &Node,
    groups: &Groups,
    user: &User,
    application: ApplicationId,
    document: Uuid,
    settled: Settled,
    now: Timestamp,
) -> Result<(), StepError> {
    let code = node.code();
    let mut tx = node.begin().await?;
    let found = store::application_lock(&mut tx, code, application)
        .await?
        .filter(|a| a.status == Status::Waiting)
        .ok_or(StepError::Stale)?;
    refuse_own(&mut tx, code, user.id, application).await?;
    let asked = requests::document_list(&mut tx, code, application)
        .await?
        .into_iter()
        .find(|d| d.id == document && d.settled_as.is_none())
        .ok_or(StepError::Stale)?;
    let today = vilnius(now).date();
    if settled == Settled::NotGiven {
        let delivered = requests::reached(&mut tx, code, document)
            .await?
            .delivered_on();
        if today <= asked.due_on || !delivered_in_time(delivered, asked.due_on) {
            return Err(StepError::NotDelivered);
        }
    }
    requests::document_settle(&mut tx, &found, document, settled.code(), now).await?;
    let taker = StepTaker {
        id: Some(user.id),
        name: user.name.clone(),
    };
    let received = (settled == Settled::Received).then_some(today);
    goes_on(&mut tx, groups, &found, &RESUME, &taker, received, now).await?;
    spis_audit::record(
        &mut tx,
        code,
        now,
        Entry {
            actor: &user.actor(),
            action: "document_settle",
            object: "document_request",
            object_id: Some(document),
            purpose: "application",
            outcome: Outcome::Allowed,
            subjects: &[found.applicant.get()],
        },
    )
    .await?;
    tx.commit().await.map_err(StepError::from)
}

/// Takes the case on once nothing more is waited for, and lets its clock run again: anew from the day of a document that came
/// (the term counts from the application with all documents), else for the days that were left. Doubtful whether every act
/// reckons so.
pub(super) async fn goes_on(
    tx: &mut Tx,
    groups: &Groups,
    application: &Application,
    step: &Step,
    taker: &StepTaker,
    received: Option<Date>,
    now: Timestamp,
) -> Result<(), StepError> {
    let (code, id) = (application.municipality, application.id);
    let waits = requests::document_list(tx, code, id)
        .await?
        .iter()
        .any(|d| d.settled_as.is_none());
    if waits {
        return Ok(());
    }
    let group = groups
        .by_code(&application.kind_group)
        .context("a group that is not registered")?;
    let calendar = WorkingCalendar::embedded();
    let (term_start, decide_by) = match received {
        Some(day) => (day, group.decision_term(day).due(day, calendar)),
        None => {
            let since = requests::waiting_since(tx, application)
                .await?
                .unwrap_or(now);
            let days = (vilnius(now).date() - vilnius(since).date()).get_days();
            let later = application.decide_by.saturating_add(days.max(0).days());
            (application.term_start, calendar.on_or_after(later))
        }
    };
    take_step(tx, code, id, step, taker, None, now).await?;
    requests::clock_set(tx, application, term_start, decide_by).await?;
    Ok(())
}
