//! "Grąžinti siūlymą taisyti", with a reason.

use jiff::Timestamp;
use jiff_sqlx::ToSqlx;
use spis_audit::{Entry, Outcome};
use spis_database::Node;
use spis_identity::User;
use spis_kernel::{ApplicationId, ProposalId};

use super::{StepError, StepTaker, take_step};
use crate::procedure::RETURN;
use crate::store;

/// Returns the open proposal. The caller has checked the right to adopt decisions.
pub async fn return_proposal(
    node: &Node,
    user: &User,
    application: ApplicationId,
    proposal: ProposalId,
    reason: &str,
    now: Timestamp,
) -> Result<(), StepError> {
    let code = node.code();
    let reason = reason.trim();
    if reason.is_empty() {
        return Err(StepError::ReasonMissing);
    }
    // Returning is deciding, too: it needs the power, and another person's eyes.
    if user.power_basis.is_none() {
        return Err(StepError::NoPower);
    }
    let mut tx = node.begin().await?;
    let found = store::application_lock(&mut tx, code, application)
        .await?
        .ok_or(StepError::Stale)?;
    let own = store::proposal_latest(&mut tx, code, application)
        .await?
        .is_some_and(|p| p.id == proposal && p.proposed_by == user.id);
    if own {
        return Err(StepError::SamePerson);
    }
    let settled = sqlx::query!(
        "UPDATE municipal.proposal SET outcome = 'returned', settled_at = $4, settled_by = $5, return_reason = $6
         WHERE municipality_code = $1 AND id = $2 AND application_id = $3 AND outcome IS NULL",
        code.get(),
        proposal.get(),
        application.get(),
        now.to_sqlx() as _,
        user.id.get(),
        reason
    )
    .execute(&mut *tx)
    .await?;
    if settled.rows_affected() != 1 {
        return Err(StepError::Stale);
    }
    let taker = StepTaker {
        id: Some(user.id),
        name: user.name.clone(),
    };
    take_step(
        &mut tx,
        code,
        application,
        &RETURN,
        &taker,
        Some(reason),
        now,
    )
    .await?;
    spis_audit::record(
        &mut tx,
        code,
        now,
        Entry {
            actor: &user.actor(),
            action: "proposal_return",
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
