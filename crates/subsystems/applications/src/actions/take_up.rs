//! "Imti nagrinėti": from now on a correction or a withdrawal is a statement that a person must answer.

use jiff::Timestamp;
use spis_audit::{Entry, Outcome};
use spis_database::Node;
use spis_identity::User;
use spis_kernel::ApplicationId;

use super::{StepError, StepTaker, refuse_own, write_event};
use crate::requests::store::assign;
use crate::store;

/// Takes a case up. The caller has checked the right to process cases.
pub async fn take_up(
    node: &Node,
    user: &User,
    application: ApplicationId,
    now: Timestamp,
) -> Result<(), StepError> {
    let code = node.code();
    let mut tx = node.begin().await?;
    let found = store::application_lock(&mut tx, code, application)
        .await?
        .filter(|a| !a.status.is_final())
        .ok_or(StepError::Stale)?;
    refuse_own(&mut tx, code, user.id, application).await?;
    if !assign(&mut tx, &found, user).await? {
        return Err(StepError::Stale);
    }
    let taker = StepTaker {
        id: Some(user.id),
        name: user.name.clone(),
    };
    write_event(
        &mut tx,
        code,
        application,
        "take_up",
        found.status,
        &taker,
        None,
        now,
    )
    .await?;
    spis_audit::record(
        &mut tx,
        code,
        now,
        Entry {
            actor: &user.actor(),
            action: "case_take_up",
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
