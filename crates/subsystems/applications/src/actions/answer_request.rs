//! "Atsakyti į kreipimąsi": a specialist answers a question, acknowledges a statement, applies a correction, confirms or
//! refuses a withdrawal.

use anyhow::Context;
use jiff::Timestamp;
use jiff_sqlx::ToSqlx;
use spis_audit::{Entry, Outcome};
use spis_database::{Node, Tx};
use spis_identity::User;
use spis_kernel::{ApplicationId, UserId};
use uuid::Uuid;

use super::gather_evidence::GatherEvidence;
use super::{StepError, StepTaker, notify, take_step, write_event};
use crate::procedure::{APPLY_CORRECTION, CONFIRM_WITHDRAWAL, Step};
use crate::requests::{AnswerOutcome, RequestKind, ResidentRequest, store as requests};
use crate::store::{self, Application};

/// Answers. The caller has checked the right to process cases.
pub async fn answer(
    node: &Node,
    user: &User,
    application: ApplicationId,
    request: Uuid,
    outcome: AnswerOutcome,
    text: Option<&str>,
    now: Timestamp,
) -> Result<(), StepError> {
    let code = node.code();
    let text = text.map(str::trim).filter(|t| !t.is_empty());
    let mut tx = node.begin().await?;
    let found = store::application_lock(&mut tx, code, application)
        .await?
        .ok_or(StepError::Stale)?;
    let request = requests::request_list_of(&mut tx, &found)
        .await?
        .into_iter()
        .find(|r| r.id == request && r.answer.is_none() && r.kind.outcomes().contains(&outcome))
        .ok_or(StepError::Stale)?;
    if outcome.needs_words() && text.is_none() {
        return Err(StepError::ReasonMissing);
    }
    let taker = StepTaker {
        id: Some(user.id),
        name: user.name.clone(),
    };
    match (request.kind, outcome) {
        (RequestKind::Correction, AnswerOutcome::Applied) => {
            correct(&mut tx, &found, &request, &APPLY_CORRECTION, &taker, now).await?;
        }
        (RequestKind::Withdrawal, AnswerOutcome::Applied) => {
            withdraw(&mut tx, &found, &CONFIRM_WITHDRAWAL, &taker, now).await?;
        }
        _ => {
            let note = Some(request.receipt_number.as_str());
            write_event(
                &mut tx,
                code,
                application,
                "answer_request",
                found.status,
                &taker,
                note,
                now,
            )
            .await?;
        }
    }
    requests::answer_insert(&mut tx, &found, request.id, outcome, text, Some(user), now).await?;
    notify(&mut tx, &found, None, now).await?;
    spis_audit::record(
        &mut tx,
        code,
        now,
        Entry {
            actor: &user.actor(),
            action: "request_answer",
            object: "resident_request",
            object_id: Some(request.id),
            purpose: "application",
            outcome: Outcome::Allowed,
            subjects: &[found.applicant.get()],
        },
    )
    .await?;
    tx.commit().await.map_err(StepError::from)
}

/// Puts the corrected answers in place; registers are asked for what they newly call for, and the rule calculates anew.
pub(super) async fn correct(
    tx: &mut Tx,
    application: &Application,
    request: &ResidentRequest,
    step: &Step,
    taker: &StepTaker,
    now: Timestamp,
) -> Result<(), StepError> {
    let corrected = request
        .content
        .as_ref()
        .context("a correction without content")?;
    let content = application.content.clone().corrected_by(corrected);
    requests::content_replace(tx, application, &content).await?;
    let (code, id) = (application.municipality, application.id);
    let note = Some(request.receipt_number.as_str());
    take_step(tx, code, id, step, taker, note, now).await?;
    let next = GatherEvidence { application_id: id };
    spis_jobs::plan(tx, &next, &format!("gather:{id}")).await?;
    Ok(())
}

/// Ends an application because she took it back; a proposal and requests for documents that still wait end with it.
pub(super) async fn withdraw(
    tx: &mut Tx,
    application: &Application,
    step: &Step,
    taker: &StepTaker,
    now: Timestamp,
) -> Result<(), StepError> {
    let (code, id) = (application.municipality, application.id);
    take_step(tx, code, id, step, taker, None, now).await?;
    sqlx::query!(
        "UPDATE municipal.proposal SET outcome = 'withdrawn', settled_at = $3, settled_by = $4
         WHERE municipality_code = $1 AND application_id = $2 AND outcome IS NULL",
        code.get(),
        id.get(),
        now.to_sqlx() as _,
        taker.id.map(UserId::get)
    )
    .execute(&mut **tx)
    .await?;
    for document in requests::document_list(tx, code, id).await? {
        if document.settled_as.is_none() {
            requests::document_settle(tx, application, document.id, "withdrawn", now).await?;
        }
    }
    Ok(())
}
