//! "Pasiūlyti sprendimą": the rule's result, or another one with a reason. A person proposes; another decides.

use std::collections::BTreeSet;

use jiff::Timestamp;
use jiff_sqlx::ToSqlx;
use spis_audit::{Entry, Outcome};
use spis_database::{Node, new_id};
use spis_identity::User;
use spis_kernel::{ApplicationId, ProposalId};

use super::check_representation::representation_holds;
use super::{StepError, StepTaker, take_step};
use crate::group::{DEPARTURE, MISSING_FACTS};
use crate::model::{Line, LineOutcome};
use crate::procedure::PROPOSE;
use crate::requests::store::{self as requests, assign};
use crate::requests::{DocumentRequest, says_not_given};
use crate::store;
use crate::store::counter::awaits_signature;
use crate::store::work;

/// What the specialist proposes.
#[derive(Debug, Clone)]
pub struct Proposed {
    /// Version of the application that the page showed.
    pub version: i32,
    /// Lines ([`Line::key`]) that the rule grants and she does not. A line that the rule refuses cannot be granted by a tick:
    /// an exception needs its own legal ground.
    pub refused: BTreeSet<String>,
    /// Reason; required when a line departs from the rule.
    pub reason: Option<String>,
}

/// Proposes. The caller has checked the right to process cases.
pub async fn propose(
    node: &Node,
    user: &User,
    application: ApplicationId,
    proposed: &Proposed,
    now: Timestamp,
) -> Result<ProposalId, StepError> {
    let code = node.code();
    let mut tx = node.begin().await?;
    let found = store::application_lock(&mut tx, code, application)
        .await?
        .filter(|a| a.version == proposed.version)
        .ok_or(StepError::Stale)?;
    // One case, one specialist: who goes on with a colleague's case takes it over first.
    if let Some(owner) = found.assigned_to.filter(|owner| *owner != user.id) {
        let name = work::owner_name(&mut tx, code, owner).await?;
        return Err(StepError::Taken(name));
    }
    if requests::holds_the_decision(&mut tx, &found).await? {
        return Err(StepError::Unanswered);
    }
    // Who applied on paper has not asked for anything until the paper bears the signature.
    if awaits_signature(&mut tx, code, found.id).await? {
        return Err(StepError::Unsigned);
    }
    if found.content.children.is_empty() {
        return Err(StepError::NoChildren);
    }
    let (assessment, _, recommendation) = store::assessment_latest(&mut tx, code, application)
        .await?
        .ok_or(StepError::Stale)?;
    let reason = proposed
        .reason
        .as_deref()
        .map(str::trim)
        .filter(|r| !r.is_empty());
    let lines = depart(&recommendation.lines, &proposed.refused, reason);
    representation_holds(&mut tx, &found, &lines).await?;
    let follows_rule = lines
        .iter()
        .zip(&recommendation.lines)
        .all(|(proposed, rule)| proposed.outcome == rule.outcome);
    // A rule in doubt cannot end in a refusal without a person's own words.
    let doubtful_refusal = lines
        .iter()
        .any(|l| l.doubtful && l.outcome == LineOutcome::Refused);
    // What the rule leaves to a person is granted with her reason only.
    let open_grant = lines
        .iter()
        .any(|l| l.open_question.is_some() && l.outcome == LineOutcome::Granted);
    if (!follows_rule || doubtful_refusal || open_grant) && reason.is_none() {
        return Err(StepError::ReasonMissing);
    }
    if found.content.account.is_none() && lines.iter().any(|l| l.outcome == LineOutcome::Granted) {
        return Err(StepError::NoAccount);
    }
    // Nobody is refused for want of facts that she was never asked for, or had no time to bring.
    let asked = requests::document_list(&mut tx, code, application).await?;
    let left_open = |l: &&Line| {
        let unsettled = l.open_question.is_some() && l.reason == DEPARTURE && !l.lacks.is_empty();
        l.outcome == LineOutcome::Refused && (l.reason == MISSING_FACTS || unsettled)
    };
    for line in lines.iter().filter(left_open) {
        if !had_her_time(line, &asked) {
            return Err(StepError::NotAsked);
        }
    }
    not_owed(&lines, reason, &asked)?;
    assign(&mut tx, &found, user).await?;
    let id = ProposalId::new(new_id(now));
    sqlx::query!(
        "INSERT INTO municipal.proposal (municipality_code, id, application_id, assessment_id, follows_rule, reason, lines,
             proposed_by, proposed_by_name, proposed_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        code.get(),
        id.get(),
        application.get(),
        assessment.get(),
        follows_rule,
        reason,
        serde_json::to_value(&lines).map_err(anyhow::Error::from)?,
        user.id.get(),
        user.name,
        now.to_sqlx() as _
    )
    .execute(&mut *tx)
    .await?;
    let taker = StepTaker {
        id: Some(user.id),
        name: user.name.clone(),
    };
    take_step(&mut tx, code, application, &PROPOSE, &taker, reason, now).await?;
    let mut subjects = vec![found.applicant.get()];
    subjects.extend(lines.iter().map(|l| l.child.get()));
    spis_audit::record(
        &mut tx,
        code,
        now,
        Entry {
            actor: &user.actor(),
            action: "decision_propose",
            object: "application",
            object_id: Some(application.get()),
            purpose: "application",
            outcome: Outcome::Allowed,
            subjects: &subjects,
        },
    )
    .await?;
    tx.commit().await.map_err(StepError::from)?;
    Ok(id)
}

/// Whether the documents that bring what a line lacks were asked of her and came, or were not given in time. One document
/// brings each fact, whichever of those that can.
fn had_her_time(line: &Line, asked: &[DocumentRequest]) -> bool {
    let over =
        |d: &&DocumentRequest| matches!(d.settled_as.as_deref(), Some("received" | "not_given"));
    if line.lacks.is_empty() {
        return asked.iter().any(|d| over(&d));
    }
    line.lacks.iter().all(|any_of| {
        asked
            .iter()
            .filter(over)
            .any(|d| any_of.contains(&d.document))
    })
}

/// Words that refuse for want of a document are as good as the rule's own reason: a document must have counted as not given.
pub(super) fn not_owed(
    lines: &[Line],
    reason: Option<&str>,
    asked: &[DocumentRequest],
) -> Result<(), StepError> {
    let refused = lines.iter().any(|l| l.outcome == LineOutcome::Refused);
    let not_given = |d: &DocumentRequest| d.settled_as.as_deref() == Some("not_given");
    if refused && reason.is_some_and(says_not_given) && !asked.iter().any(not_given) {
        return Err(StepError::NotOwed);
    }
    Ok(())
}

fn depart(rule: &[Line], refused: &BTreeSet<String>, reason: Option<&str>) -> Vec<Line> {
    rule.iter()
        .map(|line| {
            let unwanted = refused.contains(&line.key());
            let mut line = line.clone();
            if line.outcome == LineOutcome::Granted && unwanted {
                line.outcome = LineOutcome::Refused;
                line.amounts = Vec::new();
                line.reason = DEPARTURE.into();
                line.reason_text = reason.map(str::to_owned);
            } else if line.outcome == LineOutcome::Refused && line.doubtful {
                line.reason_text = reason.map(str::to_owned);
            }
            line
        })
        .collect()
}
