//! An official of the ministry notes what a report was answered.

use spis_audit::{Entry, Outcome};
use spis_identity::web::{Official, WebState};
use spis_pages::AppError;
use uuid::Uuid;

use crate::store;

/// Notes the answer; false if somebody has noted one already.
///
/// # Errors
/// [`AppError::NotFound`] if there is no such report. The caller has asked for the right.
pub async fn answer_report(
    web: &WebState,
    official: &Official,
    id: Uuid,
    note: &str,
) -> Result<bool, AppError> {
    let now = web.now();
    let mut tx = web.node.begin().await?;
    if !store::report_exists(&mut tx, id).await? {
        return Err(AppError::NotFound);
    }
    let by = (official.user.id.get(), official.user.name.as_str());
    if !store::report_answer(&mut tx, id, by, note, now).await? {
        return Ok(false);
    }
    let entry = Entry {
        actor: &official.user.actor(),
        action: "accessibility_report_answer",
        object: "accessibility_report",
        object_id: Some(id),
        purpose: "work",
        outcome: Outcome::Allowed,
        subjects: &[],
    };
    spis_audit::record(&mut tx, web.node.code(), now, entry).await?;
    tx.commit().await?;
    Ok(true)
}
