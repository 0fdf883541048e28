//! "Perduoti bylą": a case goes from one specialist to another, with the reason in its history: the one who has it hands it
//! over, another takes it over, or the head of the unit assigns it.

use jiff::Timestamp;
use spis_audit::{Entry, Outcome};
use spis_database::Node;
use spis_identity::users::colleagues_with;
use spis_identity::{Right, User};
use spis_kernel::{ApplicationId, UserId, vilnius};

use super::{StepError, StepTaker, refuse_own, write_event};
use crate::store;
use crate::store::counter::is_own_case;
use crate::store::work;

/// Name of the event in the history of a case.
pub const ASSIGN: &str = "assign";
/// Longest reason, in characters.
pub const LONGEST_REASON: usize = 500;

/// Gives an undecided case to somebody who may process cases, with a reason, which a case that nobody has does not need. The
/// caller has checked that the user may process or assign cases.
pub async fn assign_case(
    node: &Node,
    user: &User,
    application: ApplicationId,
    to: UserId,
    reason: &str,
    now: Timestamp,
) -> Result<(), StepError> {
    let code = node.code();
    let reason = Some(reason.trim()).filter(|reason| !reason.is_empty());
    let mut tx = node.begin().await?;
    let found = store::application_lock(&mut tx, code, application)
        .await?
        .filter(|found| !found.status.is_final() && found.assigned_to != Some(to))
        .ok_or(StepError::Stale)?;
    let takes = to == user.id && user.may(Right::CaseProcess);
    let hands = found.assigned_to == Some(user.id);
    if !takes && !hands && !user.may(Right::CaseAssign) {
        return Err(StepError::NotHers);
    }
    let today = vilnius(now).date();
    let colleagues = colleagues_with(&mut tx, code, Right::CaseProcess, today).await?;
    let receiver = colleagues
        .iter()
        .find(|colleague| colleague.id == to)
        .ok_or(StepError::NotColleague)?;
    refuse_own(&mut tx, code, user.id, application).await?;
    if is_own_case(&mut tx, code, to, application).await? {
        return Err(StepError::OwnOfReceiver);
    }
    if found.assigned_to.is_some() && reason.is_none() {
        return Err(StepError::ReasonMissing);
    }
    let before = match found.assigned_to {
        Some(owner) => work::owner_name(&mut tx, code, owner).await?,
        None => String::new(),
    };
    let words = [before.as_str(), receiver.name.as_str()]
        .into_iter()
        .filter(|name| !name.is_empty())
        .collect::<Vec<_>>()
        .join(" → ");
    let note = match reason {
        Some(reason) => format!("{words}: {reason}"),
        None => words,
    };
    work::owner_set(&mut tx, &found, to).await?;
    let taker = StepTaker {
        id: Some(user.id),
        name: user.name.clone(),
    };
    write_event(
        &mut tx,
        code,
        application,
        ASSIGN,
        found.status,
        &taker,
        Some(&note),
        now,
    )
    .await?;
    spis_audit::record(
        &mut tx,
        code,
        now,
        Entry {
            actor: &user.actor(),
            action: "case_assign",
            object: "application",
            object_id: Some(application.get()),
            purpose: "application",
            outcome: Outcome::Allowed,
            subjects: &[found.applicant.get()],
        },
    )
    .await?;
    tx.commit().await.map_err(StepError::from)
}
