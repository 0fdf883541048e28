//! "Pažymėti parašą": the printed form came back signed.

use jiff::Timestamp;
use spis_audit::{Entry, Outcome};
use spis_database::{DatabaseError, Node};
use spis_identity::User;
use spis_kernel::ApplicationId;

use super::complete_paper::keep_completed;
use super::{StepTaker, write_event};
use crate::Groups;
use crate::counter::SIGNATURE_GAP;
use crate::store;
use crate::store::counter::is_own_case;

/// How noting the signature ended.
#[derive(Debug, PartialEq, Eq)]
pub enum Signing {
    /// Noted, now or before.
    Done,
    /// Not an open application on paper, or the official's own.
    NotHere,
}

/// Name of the step in the application's history.
pub const SIGN_PAPER: &str = "sign_paper";

/// Most characters of a note beside a signature.
pub const LONGEST_NOTE: usize = 300;

/// Notes that the paper is signed, whoever registered it; noting it twice notes it once. It is noted at the counter, and by
/// whoever processes cases, since the sheet may come to the department. The caller has checked that the user has one of the
/// rights.
pub async fn sign(
    node: &Node,
    groups: &Groups,
    user: &User,
    id: ApplicationId,
    note: Option<&str>,
    now: Timestamp,
) -> anyhow::Result<Signing> {
    let code = node.code();
    let mut tx = node.begin().await?;
    let Some(application) = store::application_lock(&mut tx, code, id).await? else {
        return Ok(Signing::NotHere);
    };
    let Some(intake) = store::counter::intake_of(&mut tx, code, id).await? else {
        return Ok(Signing::NotHere);
    };
    if intake.is_signed() {
        return Ok(Signing::Done);
    }
    if application.status.is_final() || is_own_case(&mut tx, code, user.id, id).await? {
        return Ok(Signing::NotHere);
    }
    let taker = StepTaker {
        id: Some(user.id),
        name: user.name.clone(),
    };
    write_event(
        &mut tx,
        code,
        id,
        SIGN_PAPER,
        application.status,
        &taker,
        note,
        now,
    )
    .await?;
    if application
        .content
        .missing
        .iter()
        .any(|name| name == SIGNATURE_GAP)
    {
        let mut after = application.content.clone();
        after.missing.retain(|name| name != SIGNATURE_GAP);
        keep_completed(&mut tx, groups, &application, &after, &taker, now).await?;
    }
    let entry = Entry {
        actor: &user.actor(),
        action: "paper_sign",
        object: "application",
        object_id: Some(id.get()),
        purpose: "paper_application",
        outcome: Outcome::Allowed,
        subjects: &[application.applicant.get()],
    };
    spis_audit::record(&mut tx, code, now, entry).await?;
    tx.commit().await.map_err(DatabaseError::from)?;
    Ok(Signing::Done)
}
