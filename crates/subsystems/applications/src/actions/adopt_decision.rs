//! "Priimti sprendimą": the proposal becomes a numbered decision with its awards. The database refuses the proposer and
//! whoever holds no power; nothing is adopted that could not be sent.

use std::collections::HashMap;

use anyhow::Context;
use jiff::Timestamp;
use jiff_sqlx::ToSqlx;
use spis_audit::{Entry, Outcome};
use spis_database::{Node, Tx, new_id};
use spis_identity::User;
use spis_kernel::{ApplicationId, AwardId, DecisionId, Month, PersonId, ProposalId, vilnius};
use spis_law::wording;
use spis_pages::{Language, format};
use spis_persons::store::Person;

use super::compose_letter::ComposeLetter;
use super::gather_evidence::{evidence_of, persons_of};
use super::{StepError, StepTaker, next_number, take_step};
use crate::group::{Evidence, Groups, SupportGroup, reason_of};
use crate::model::{
    ArrearsGiven, DecisionContent, DecisionLine, FactGiven, Line, LineOutcome, ReasonNode,
    total_before, total_in,
};
use crate::procedure::ADOPT;
use crate::requests::store as requests;
use crate::store::{self, Application, Proposal};
use crate::{model, pages};

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
    // What she stated after the proposal is answered first, too.
    if requests::holds_the_decision(&mut tx, &application).await? {
        return Err(StepError::Unanswered);
    }
    // A refusal by a rule in doubt is the decider's own: in her own words, kept in the history.
    let reason = reason.map(str::trim).filter(|r| !r.is_empty());
    let doubtful = proposal
        .lines
        .iter()
        .any(|l| l.doubtful && l.outcome == LineOutcome::Refused);
    if doubtful && reason.is_none() {
        return Err(StepError::ReasonMissing);
    }
    let group = groups
        .by_code(&application.kind_group)
        .context("a group that is not registered")?;
    let evidence = evidence_of(&mut tx, &application).await?;
    let persons = persons_of(&mut tx, &application, &evidence).await?;
    let number = format!(
        "SPR-{code}-{}-{:06}",
        today.year(),
        next_number(&mut tx, code, "decision", today.year()).await?
    );
    let subjects: Vec<uuid::Uuid> = persons.iter().map(|p| p.id.get()).collect();
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
    let content = compose(
        &mut tx,
        group.as_ref(),
        &application,
        &proposal,
        &evidence,
        &persons,
        Adoption {
            node,
            user,
            power_basis: &power_basis,
            number: &number,
            journal_number: &entry.to_string(),
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
        "INSERT INTO municipal.award (municipality_code, id, decision_id, application_id, recipient_id, child_id, kind, stacking, period, account)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $11, daterange($8, $9, '[]'), $10)",
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
        group.stacking(&line.kind)
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

struct Adoption<'a> {
    node: &'a Node,
    user: &'a User,
    power_basis: &'a str,
    number: &'a str,
    journal_number: &'a str,
    now: Timestamp,
}

async fn compose(
    tx: &mut Tx,
    group: &dyn SupportGroup,
    application: &Application,
    proposal: &Proposal,
    evidence: &Evidence,
    persons: &[Person],
    adoption: Adoption<'_>,
) -> Result<DecisionContent, StepError> {
    let code = application.municipality;
    let today = vilnius(adoption.now).date();
    let office = store::office_at(tx, code, today)
        .await?
        .context("the municipality has no office in force")?;
    let (commission, commission_address, court, court_address) =
        store::appeal_body_at(tx, code, today)
            .await?
            .ok_or(StepError::NoAppealBody)?;
    let (_, _, recommendation) = store::assessment_latest(tx, code, application.id)
        .await?
        .ok_or(StepError::Stale)?;
    let by_id: HashMap<PersonId, &Person> = persons.iter().map(|p| (p.id, p)).collect();
    let applicant = by_id
        .get(&application.applicant)
        .context("the applicant is not among the persons")?;
    let this_month = Month::of(today);
    let lines = &proposal.lines;
    let arrears_total = total_before(lines, this_month);
    let first = lines
        .iter()
        .filter(|l| l.outcome == LineOutcome::Granted)
        .map(|l| l.from)
        .min();
    let total = total_in(lines, this_month);
    let refused = lines
        .iter()
        .filter(|l| l.outcome == LineOutcome::Refused)
        .count();
    let granted_text = first.map(|from| {
        if total.0 > 0 {
            let since = format::month_prose(Language::Lt, from);
            format!("dabar {total} per mėnesį; išmoka priklauso nuo {since}")
        } else {
            format!("už praėjusį laiką iš viso {arrears_total}.")
        }
    });
    let outcome_text = match (granted_text, refused) {
        (Some(text), 0) => format!("Skirti: {text}"),
        (Some(text), _) => format!("Iš dalies skirti: {text} Kitos prašytos išmokos neskirti."),
        (None, _) => "Neskirti.".to_owned(),
    };
    let account = application
        .content
        .account
        .as_ref()
        .map_or("", |account| account.last_four());
    Ok(DecisionContent {
        number: adoption.number.to_owned(),
        decided_on: today,
        municipality: adoption.node.name().to_owned(),
        unit: office.unit,
        office_address: office.address,
        office_phone: office.phone,
        office_email: office.email,
        place: office.place,
        addressee: applicant.name(),
        addressee_address: applicant.address.clone().filter(|_| !applicant.protected),
        application_number: application.number.clone(),
        application_sent_on: application.sent_on(),
        subject: group.subject(lines),
        outcome_text,
        legal_basis: group.legal_basis(),
        facts: facts_of(application, evidence, persons),
        lines: decision_lines(group, lines, &by_id)?,
        monthly_total_cents: total,
        arrears: first
            .filter(|from| *from < this_month && arrears_total.0 > 0)
            .map(|from| ArrearsGiven {
                from,
                to: this_month.previous(),
                total_cents: arrears_total,
            }),
        arrears_total_cents: arrears_total,
        payment: first.map(|from| {
            let rule = if total.0 > 0 {
                group.payment_rule(from.max(this_month))
            } else {
                String::new()
            };
            format!("{rule} Mokėsime į sąskaitą, kurios numerio pabaiga {account}.")
                .trim_start()
                .to_owned()
        }),
        duties: group.duties().to_owned(),
        appeal: format!(
            "Nesutinkate? Per vieną mėnesį nuo šio sprendimo gavimo dienos galite pateikti skundą: {commission} \
             ({commission_address}; nemokamai) arba {court} ({court_address}). Praleidus terminą dėl svarbių priežasčių, \
             galima prašyti jį atnaujinti. Galite ir paklausti mūsų, bet paklausimas skundo termino nesustabdo."
        ),
        decider_name: adoption.user.name.clone(),
        decider_position: adoption.user.position.clone(),
        power_basis: adoption.power_basis.to_owned(),
        journal_number: adoption.journal_number.to_owned(),
        adopted_at: adoption.now,
        explanation: explanation_for_resident(
            &recommendation,
            application.applicant,
            this_month,
            persons,
        ),
    })
}

fn decision_lines(
    group: &dyn SupportGroup,
    lines: &[Line],
    by_id: &HashMap<PersonId, &Person>,
) -> anyhow::Result<Vec<DecisionLine>> {
    lines
        .iter()
        .map(|line| {
            let child = by_id
                .get(&line.child)
                .context("a child of a line is not among the persons")?;
            Ok(DecisionLine {
                child_name: child.name(),
                born_on: child.born_on,
                kind_name: group.kind_name(&line.kind, wording::Language::Lt),
                from: line.from,
                to: line.to,
                amounts: line.amounts.clone(),
                outcome: line.outcome,
                reason: reason_of(group, line, wording::Language::Lt),
            })
        })
        .collect()
}

fn facts_of(application: &Application, evidence: &Evidence, persons: &[Person]) -> Vec<FactGiven> {
    let asked_for: Vec<String> = application
        .content
        .children
        .iter()
        .map(|c| c.person.given_name.clone())
        .collect();
    let mut facts = vec![FactGiven {
        statement: format!("Prašoma dėl vaikų: {}.", asked_for.join(", ")),
        source: format!("prašymas {}, {}", application.number, application.sent_on()),
    }];
    if let Some(family) = &evidence.family {
        // Only what this register itself answered.
        let born: Vec<String> = persons
            .iter()
            .filter(|p| {
                family
                    .children
                    .iter()
                    .any(|c| c.person.personal_code == p.personal_code)
            })
            .map(|p| format!("{} ({})", p.given_name, p.born_on))
            .collect();
        if !born.is_empty() {
            facts.push(FactGiven {
                statement: format!("Pareiškėjo vaikai ir jų gimimo datos: {}.", born.join(", ")),
                source: format!("Gyventojų registras, {}", vilnius(family.as_of).date()),
            });
        }
    }
    let answered = [
        (
            evidence.income.first().map(|(_, a)| a.as_of),
            "Šeimos pajamos – pagal registro duomenis.",
            "„Sodra“",
        ),
        (
            evidence.disability.first().map(|(_, a)| a.as_of),
            "Negalia – pagal agentūros duomenis.",
            "ANTA",
        ),
        (
            evidence.study.first().map(|(_, a)| a.as_of),
            "Mokymasis – pagal registro duomenis.",
            "Mokinių ir studentų registrai",
        ),
    ];
    for (as_of, statement, source) in answered {
        if let Some(as_of) = as_of {
            facts.push(FactGiven {
                statement: statement.into(),
                source: format!("{source}, {}", vilnius(as_of).date()),
            });
        }
    }
    facts
}

/// The explanation that goes to the applicant: names for ids; of another adult one line only.
fn explanation_for_resident(
    recommendation: &model::Recommendation,
    applicant: PersonId,
    month: Month,
    persons: &[Person],
) -> Vec<ReasonNode> {
    let Some(run) = recommendation
        .months
        .iter()
        .find(|m| m.from <= month && month <= m.to)
        .or(recommendation.months.first())
    else {
        return Vec::new();
    };
    let others: Vec<PersonId> = persons
        .iter()
        .filter(|p| p.id != applicant && is_adult(p, month))
        .map(|p| p.id)
        .collect();
    pages::explanation::nodes(
        &run.answer.explanation,
        persons,
        &others,
        wording::Language::Lt,
    )
}

fn is_adult(person: &Person, month: Month) -> bool {
    month.last_day().year() - person.born_on.year() > 18
}
