//! "Priimti sprendimą": the proposal becomes a numbered decision with its awards. The database refuses the proposer and
//! whoever holds no power; nothing is adopted that could not be sent.

mod content;

use anyhow::Context;
use jiff::Timestamp;
use jiff_sqlx::ToSqlx;
use spis_audit::{Entry, Outcome};
use spis_database::{Node, Tx, new_id};
use spis_identity::User;
use spis_kernel::{ApplicationId, AwardId, DecisionId, ProposalId, vilnius};
use uuid::Uuid;

use self::content::{Adoption, compose};
use super::check_representation::representation_holds;
use super::compose_letter::ComposeLetter;
use super::gather_evidence::{evidence_of, persons_of};
use super::propose_decision::not_owed;
use super::recheck_family::recheck;
use super::{StepError, StepTaker, next_number, refuse_own, take_step};
use crate::group::{Groups, SupportGroup};
use crate::model::{DecisionContent, Line, LineOutcome};
use crate::procedure::ADOPT;
use crate::requests::store as requests;
use crate::store::counter::awaits_signature;
use crate::store::{self, Application};

/// Adopts the open proposal. The caller has checked the right to adopt decisions.
pub async fn adopt(
    node: &Node,
    groups: &Groups,
    user: &User,
    application_id: ApplicationId,
    proposal_id: ProposalId,
    reason: Option<&str>,
    now: Timestamp,
) -> Result<DecisionId, StepError> {
    let code = node.code();
    let today = vilnius(now).date();
    let power_basis = user.power_basis.clone().ok_or(StepError::NoPower)?;
    let mut tx = node.begin().await?;
    let application = store::application_lock(&mut tx, code, application_id)
        .await?
        .ok_or(StepError::Stale)?;
    let proposal = store::proposal_latest(&mut tx, code, application_id)
        .await?
        .filter(|p| p.id == proposal_id && p.outcome.is_none())
        .ok_or(StepError::Stale)?;
    // Before anything is asked anew on the decider's word.
    refuse_own(&mut tx, code, user.id, application.id).await?;
    // What she stated after the proposal is answered first, too.
    if requests::holds_the_decision(&mut tx, &application).await? {
        return Err(StepError::Unanswered);
    }
    // Who applied on paper has not asked for anything until the paper bears the signature.
    if awaits_signature(&mut tx, code, application.id).await? {
        return Err(StepError::Unsigned);
    }
    representation_holds(&mut tx, &application, &proposal.lines).await?;
    // A refusal by a rule in doubt is the decider's own: in her own words, kept in the history.
    let reason = reason.map(str::trim).filter(|r| !r.is_empty());
    let doubtful = proposal
        .lines
        .iter()
        .any(|l| l.doubtful && l.outcome == LineOutcome::Refused);
    if doubtful && reason.is_none() {
        return Err(StepError::ReasonMissing);
    }
    let asked = requests::document_list(&mut tx, code, application_id).await?;
    not_owed(&proposal.lines, reason, &asked)?;
    let group = groups
        .by_code(&application.kind_group)
        .context("a group that is not registered")?;
    // The proposer is refused by the database below; nothing is asked or settled on her word.
    if proposal.proposed_by != user.id
        && let Some(stopped) =
            recheck(&mut tx, group.as_ref(), &application, &proposal, user, now).await?
    {
        // What was asked again, or returned to be calculated, stays.
        tx.commit().await.map_err(StepError::from)?;
        return Err(stopped);
    }
    let evidence = evidence_of(&mut tx, &application).await?;
    let persons = persons_of(&mut tx, &application, &evidence).await?;
    let number = format!(
        "SPR-{code}-{}-{:06}",
        today.year(),
        next_number(&mut tx, code, "decision", today.year()).await?
    );
    let subjects: Vec<Uuid> = persons.iter().map(|p| p.id.get()).collect();
    let entry = spis_audit::record(
        &mut tx,
        code,
        now,
        Entry {
            actor: &user.actor(),
            action: "decision_adopt",
            object: "application",
            object_id: Some(application_id.get()),
            purpose: "application",
            outcome: Outcome::Allowed,
            subjects: &subjects,
        },
    )
    .await?;
    // What it rests on is what was proposed from, whatever was calculated since.
    let recommendation = store::assessment_find(&mut tx, code, proposal.assessment)
        .await?
        .context("a proposal without its calculation")?;
    let content = compose(
        &mut tx,
        group.as_ref(),
        &application,
        (&proposal.lines, &recommendation),
        &evidence,
        &persons,
        Adoption {
            node,
            user,
            power_basis: &power_basis,
            number: &number,
            journal_number: &entry.to_string(),
            own_words: reason.filter(|_| doubtful),
            now,
        },
    )
    .await?;
    let id = DecisionId::new(new_id(now));
    let granted = proposal
        .lines
        .iter()
        .filter(|l| l.outcome == LineOutcome::Granted)
        .count();
    let outcome = match granted {
        0 => "refused",
        n if n == proposal.lines.len() => "granted",
        _ => "partly_granted",
    };
    sqlx::query!(
        "INSERT INTO municipal.decision (municipality_code, id, application_id, proposal_id, number, decided_on, outcome, proposed_by,
             decided_by, decider_name, decider_position, power_basis, journal_entry_id, adopted_at, content)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)",
        code.get(),
        id.get(),
        application_id.get(),
        proposal_id.get(),
        number,
        today.to_sqlx() as _,
        outcome,
        proposal.proposed_by.get(),
        user.id.get(),
        user.name,
        user.position,
        power_basis,
        entry.get(),
        now.to_sqlx() as _,
        serde_json::to_value(&content).map_err(anyhow::Error::from)?
    )
    .execute(&mut *tx)
    .await?;
    for line in proposal
        .lines
        .iter()
        .filter(|l| l.outcome == LineOutcome::Granted)
    {
        award(&mut tx, group.as_ref(), &application, id, line, now).await?;
    }
    sqlx::query!(
        "UPDATE municipal.proposal SET outcome = 'adopted', settled_at = $3, settled_by = $4
         WHERE municipality_code = $1 AND id = $2",
        code.get(),
        proposal_id.get(),
        now.to_sqlx() as _,
        user.id.get()
    )
    .execute(&mut *tx)
    .await?;
    let taker = StepTaker {
        id: Some(user.id),
        name: user.name.clone(),
    };
    take_step(&mut tx, code, application_id, &ADOPT, &taker, reason, now).await?;
    let letter = ComposeLetter { decision_id: id };
    spis_jobs::plan(&mut tx, &letter, &format!("letter:{id}")).await?;
    tx.commit().await.map_err(StepError::from)?;
    Ok(id)
}

/// "Sprendimo projektas": what the decision would say if this user adopted it now: the open proposal, or else the rule's
/// result. None if there is nothing to decide. With the persons whom it tells of.
pub async fn preview(
    node: &Node,
    groups: &Groups,
    user: &User,
    application: ApplicationId,
    now: Timestamp,
) -> Result<Option<(DecisionContent, Vec<Uuid>)>, StepError> {
    let code = node.code();
    let mut tx = node.begin().await?;
    let Some(application) = store::application_find(&mut tx, code, application)
        .await?
        .filter(|found| !found.status.is_final())
    else {
        return Ok(None);
    };
    refuse_own(&mut tx, code, user.id, application.id).await?;
    let open = store::proposal_latest(&mut tx, code, application.id)
        .await?
        .filter(|proposal| proposal.outcome.is_none());
    let found = match &open {
        Some(proposal) => store::assessment_find(&mut tx, code, proposal.assessment).await?,
        None => store::assessment_latest(&mut tx, code, application.id)
            .await?
            .map(|(_, _, recommendation)| recommendation),
    };
    let Some(recommendation) = found else {
        return Ok(None);
    };
    let lines = open.map_or_else(|| recommendation.lines.clone(), |proposal| proposal.lines);
    let group = groups
        .by_code(&application.kind_group)
        .context("a group that is not registered")?;
    let evidence = evidence_of(&mut tx, &application).await?;
    let persons = persons_of(&mut tx, &application, &evidence).await?;
    let adoption = Adoption {
        node,
        user,
        power_basis: user.power_basis.as_deref().unwrap_or_default(),
        number: "",
        journal_number: "",
        own_words: None,
        now,
    };
    let content = compose(
        &mut tx,
        group.as_ref(),
        &application,
        (&lines, &recommendation),
        &evidence,
        &persons,
        adoption,
    )
    .await?;
    Ok(Some((
        content,
        persons.iter().map(|p| p.id.get()).collect(),
    )))
}

async fn award(
    tx: &mut Tx,
    group: &dyn SupportGroup,
    application: &Application,
    decision: DecisionId,
    line: &Line,
    now: Timestamp,
) -> Result<(), StepError> {
    let id = AwardId::new(new_id(now));
    let account = application
        .content
        .account
        .as_ref()
        .context("an award of money without an account")?;
    sqlx::query!(
        "INSERT INTO municipal.award (municipality_code, id, decision_id, application_id, recipient_id, child_id, kind, stacking, period, account, account_holder)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $11, daterange($8, $9, '[]'), $10, $12)",
        application.municipality.get(),
        id.get(),
        decision.get(),
        application.id.get(),
        application.applicant.get(),
        line.child.get(),
        line.kind,
        line.from.first_day().to_sqlx() as _,
        line.to.last_day().to_sqlx() as _,
        account.as_str(),
        group.stacking(&line.kind),
        application.content.account_holder.as_deref()
    )
    .execute(&mut **tx)
    .await?;
    for run in &line.amounts {
        sqlx::query!(
            "INSERT INTO municipal.award_amount (municipality_code, award_id, months, amount_cents)
             VALUES ($1, $2, daterange($3, $4, '[]'), $5)",
            application.municipality.get(),
            id.get(),
            run.from.first_day().to_sqlx() as _,
            run.to.last_day().to_sqlx() as _,
            run.amount_cents.0
        )
        .execute(&mut **tx)
        .await?;
    }
    Ok(())
}
