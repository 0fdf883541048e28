//! "Atsakyti į kreipimąsi": a specialist answers a question, acknowledges a statement, applies a correction, confirms or
//! refuses a withdrawal.

use anyhow::Context;
use jiff::Timestamp;
use jiff_sqlx::ToSqlx;
use serde_json::Value;
use spis_audit::{Entry, Outcome};
use spis_database::{Node, Tx};
use spis_identity::User;
use spis_kernel::{ApplicationId, UserId};
use spis_persons::evidence::FamilyAnswer;
use uuid::Uuid;

use super::complete_paper::keep_completed;
use super::gather_evidence::{GatherEvidence, POPULATION, ask, read};
use super::mark_identical::mark_identical;
use super::register_submission::add_children;
use super::sign_paper::SIGN_PAPER;
use super::{News, StepError, StepTaker, notify, refuse_own, take_step, write_event};
use crate::Groups;
use crate::content::ApplicationContent;
use crate::group::RegisterQuestion;
use crate::procedure::{APPLY_CORRECTION, CONFIRM_WITHDRAWAL, Step};
use crate::requests::{AnswerOutcome, RequestKind, ResidentRequest, store as requests};
use crate::store::representation::POWER_CHANGED;
use crate::store::{self, Application};

/// Answers. The caller has checked the right to process cases.
pub async fn answer(
    node: &Node,
    groups: &Groups,
    user: &User,
    application: ApplicationId,
    request: Uuid,
    (outcome, text): (AnswerOutcome, Option<&str>),
    now: Timestamp,
) -> Result<(), StepError> {
    let code = node.code();
    let text = text.map(str::trim).filter(|t| !t.is_empty());
    let mut tx = node.begin().await?;
    let found = store::application_lock(&mut tx, code, application)
        .await?
        .ok_or(StepError::Stale)?;
    refuse_own(&mut tx, code, user.id, application).await?;
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
            let step = &APPLY_CORRECTION;
            correct(&mut tx, groups, &found, &request, step, &taker, now).await?;
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
    let mut subjects = vec![found.applicant.get()];
    if request.kind == RequestKind::Correction {
        let children = store::child_list(&mut tx, code, application).await?;
        subjects.extend(children.iter().map(|child| child.person.get()));
    }
    requests::answer_insert(&mut tx, &found, request.id, outcome, text, Some(user), now).await?;
    notify(&mut tx, &found, News::Answer(request.id), now).await?;
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
            subjects: &subjects,
        },
    )
    .await?;
    tx.commit().await.map_err(StepError::from)
}

/// Puts the corrected answers in place; registers are asked for what they newly call for, and the rule calculates anew.
pub(super) async fn correct(
    tx: &mut Tx,
    groups: &Groups,
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
    let (code, id) = (application.municipality, application.id);
    let note = Some(request.receipt_number.as_str());
    let intake = store::counter::intake_of(tx, code, id).await?;
    if intake.is_some_and(|intake| !intake.is_signed()) {
        // Signed in, she has said herself what she asks: the paper needs her hand no more.
        write_event(
            tx,
            code,
            id,
            SIGN_PAPER,
            application.status,
            taker,
            note,
            now,
        )
        .await?;
    }
    if !application.content.missing.is_empty() {
        // What the paper lacked is said now, unless it is proposed or decided on as it stands.
        if !application.may_be_completed() {
            return Err(StepError::Stale);
        }
        keep_completed(tx, groups, application, &content, taker, now).await?;
        return Ok(());
    }
    requests::content_replace(tx, application, &content).await?;
    correct_children(tx, application, &content, now).await?;
    take_step(tx, code, id, step, taker, note, now).await?;
    if content.by_power() != application.content.by_power() {
        // Whoever checked the one named before has not seen this one.
        write_event(tx, code, id, POWER_CHANGED, step.to, taker, note, now).await?;
    }
    let next = GatherEvidence { application_id: id };
    spis_jobs::plan(tx, &next, &format!("gather:{id}")).await?;
    Ok(())
}

/// The children that the application is for follow what it says now; who asks for the same child elsewhere is noted again.
pub(super) async fn correct_children(
    tx: &mut Tx,
    application: &Application,
    content: &ApplicationContent,
    now: Timestamp,
) -> anyhow::Result<()> {
    let (code, id) = (application.municipality, application.id);
    let before = store::child_list(tx, code, id).await?;
    let now_asked = add_children(tx, code, id, content, now).await?;
    store::child_keep_only(tx, application, &now_asked).await?;
    for (person, child) in now_asked.iter().zip(&content.children) {
        store::child_lives_with(tx, application, *person, child.lives_with).await?;
    }
    let new: Vec<String> = now_asked
        .iter()
        .zip(&content.children)
        .filter(|(person, _)| !before.iter().any(|child| child.person.get() == **person))
        .map(|(_, child)| child.person.personal_code.as_str().to_owned())
        .collect();
    if !new.is_empty() {
        let which = (id, application.number.as_str());
        mark_identical(tx, code, which, &application.kind_group, &new, now).await?;
        ask_about(tx, application, &new, now).await?;
    }
    Ok(())
}

/// A child of whom the population register has said nothing yet is asked about with the whole family again.
async fn ask_about(
    tx: &mut Tx,
    application: &Application,
    children: &[String],
    now: Timestamp,
) -> anyhow::Result<()> {
    let mut asked = store::evidence_list(tx, application.municipality, application.id).await?;
    asked.retain(|item| item.register == POPULATION);
    let Some(newest) = asked.last().filter(|item| item.answered_at.is_some()) else {
        return Ok(());
    };
    let family: Option<FamilyAnswer> = newest.content.clone().map(read).transpose()?;
    let known = |code: &String| {
        let family = family.iter().flat_map(|family| &family.children);
        family
            .into_iter()
            .any(|child| child.person.personal_code.as_str() == code)
    };
    if children.iter().all(known) {
        return Ok(());
    }
    let question = RegisterQuestion {
        register: POPULATION,
        person: application.applicant,
        parameters: Value::Null,
    };
    let round = asked.iter().map(|item| item.round + 1).max().unwrap_or(0);
    ask(tx, application, &question, round, now).await
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
