//! "Patikrinti įgaliojimą": whether the power of attorney by which somebody applied holds. Nothing is granted before.

use jiff::Timestamp;
use spis_audit::{Entry, Outcome};
use spis_database::{Node, Tx, new_id};
use spis_identity::User;
use spis_kernel::ApplicationId;

use super::{StepError, StepTaker, refuse_own, write_event};
use crate::model::{Line, LineOutcome};
use crate::store::representation::{RepresentationCheck, check_add, check_latest};
use crate::store::{self, Application};

/// Notes what the check came to, and how it was made. The caller has checked the right to process cases.
///
/// # Errors
/// Without words on how it was checked nothing is noted.
pub async fn check_representation(
    node: &Node,
    user: &User,
    application: ApplicationId,
    valid: bool,
    note: &str,
    now: Timestamp,
) -> Result<(), StepError> {
    let code = node.code();
    let note = note.trim();
    if note.is_empty() {
        return Err(StepError::ReasonMissing);
    }
    let mut tx = node.begin().await?;
    let found = store::application_lock(&mut tx, code, application)
        .await?
        .filter(|a| !a.status.is_final() && a.content.by_power().is_some())
        .ok_or(StepError::Stale)?;
    refuse_own(&mut tx, code, user.id, application).await?;
    let check = RepresentationCheck {
        valid,
        note: note.to_owned(),
        by: user.name.clone(),
        at: now,
    };
    check_add(&mut tx, &found, new_id(now), user.id, &check).await?;
    let taker = StepTaker {
        id: Some(user.id),
        name: user.name.clone(),
    };
    write_event(
        &mut tx,
        code,
        application,
        "check_representation",
        found.status,
        &taker,
        Some(note),
        now,
    )
    .await?;
    spis_audit::record(
        &mut tx,
        code,
        now,
        Entry {
            actor: &user.actor(),
            action: "representation_check",
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

/// Nothing is decided on the word of somebody whose power of attorney nobody has checked, and nothing granted by one that does
/// not hold.
pub(super) async fn representation_holds(
    tx: &mut Tx,
    application: &Application,
    lines: &[Line],
) -> Result<(), StepError> {
    if application.content.by_power().is_none() {
        return Ok(());
    }
    let grants = lines.iter().any(|l| l.outcome == LineOutcome::Granted);
    match check_latest(tx, application).await? {
        Some(check) if check.valid || !grants => Ok(()),
        _ => Err(StepError::Unrepresented),
    }
}
