//! What a decision says, put together once, when it is adopted.

use std::collections::HashMap;

use anyhow::Context;
use jiff::{Timestamp, ToSpan};
use serde_json::Value;
use spis_database::{Node, Tx};
use spis_identity::User;
use spis_kernel::{Month, PersonId, vilnius};
use spis_law::{Explanation, wording};
use spis_pages::{Language, format};
use spis_persons::store::Person;

use crate::actions::StepError;
use crate::group::{Evidence, SupportGroup, reason_of};
use crate::model::{
    AmountExplained, ArrearsGiven, DecisionContent, DecisionLine, FactGiven, Line, LineOutcome,
    ReasonNode, Recommendation, total_before, total_in,
};
use crate::store::{self, Application};
use crate::{model, pages};

/// Who adopts, by which power, under which number.
pub(super) struct Adoption<'a> {
    pub(super) node: &'a Node,
    pub(super) user: &'a User,
    pub(super) power_basis: &'a str,
    pub(super) number: &'a str,
    pub(super) journal_number: &'a str,
    /// Where a rule in doubt refuses.
    pub(super) own_words: Option<&'a str>,
    pub(super) now: Timestamp,
}

/// Everything that the decision says.
pub(super) async fn compose(
    tx: &mut Tx,
    group: &dyn SupportGroup,
    application: &Application,
    (lines, recommendation): (&[Line], &Recommendation),
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
    let by_id: HashMap<PersonId, &Person> = persons.iter().map(|p| (p.id, p)).collect();
    let applicant = by_id
        .get(&application.applicant)
        .context("the applicant is not among the persons")?;
    let this_month = Month::of(today);
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
    let others: Vec<PersonId> = persons
        .iter()
        .filter(|p| p.id != application.applicant && is_adult(p, this_month))
        .map(|p| p.id)
        .collect();
    let explanation = explanation_for_resident(recommendation, &others, this_month, persons);
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
        // Where she herself asked letters to be sent, else the declared residence. A protected person's letter has neither: who
        // lives with her, or opens it, learns nothing; the address she named stands on the envelope.
        addressee_address: (!applicant.protected)
            .then(|| {
                let asked = application.content.post_address.clone();
                asked.or_else(|| applicant.address.clone())
            })
            .flatten(),
        application_number: application.number.clone(),
        application_sent_on: application.sent_on(),
        subject: group.subject(lines),
        outcome_text,
        legal_basis: group.legal_basis(),
        facts: facts_of(application, evidence, persons, &others),
        lines: decision_lines(group, lines, &by_id, &explanation, |line| {
            explained(line, recommendation, application.applicant, persons)
        })?,
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
            let whose = match &application.content.account_holder {
                Some(holder) => format!(" Sąskaitos savininkas – {holder}; taip nurodyta prašyme."),
                None => String::new(),
            };
            format!("{rule} Mokėsime į sąskaitą, kurios numerio pabaiga {account}.{whose}")
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
        explanation,
        own_words: adoption.own_words.map(str::to_owned),
    })
}

fn decision_lines(
    group: &dyn SupportGroup,
    lines: &[Line],
    by_id: &HashMap<PersonId, &Person>,
    explanation: &[ReasonNode],
    explained: impl Fn(&Line) -> Vec<AmountExplained>,
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
                child: Some(line.child),
                kind: line.kind.clone(),
                kind_name: group.kind_name(&line.kind, wording::Language::Lt),
                from: line.from,
                to: line.to,
                amounts: line.amounts.clone(),
                explained: explained(line),
                outcome: line.outcome,
                reason: reason_of(group, line, wording::Language::Lt),
                grounds: grounds(group, line, &child.given_name, explanation),
                remedy: (line.outcome == LineOutcome::Refused)
                    .then(|| group.remedy(&line.reason))
                    .flatten()
                    .map(str::to_owned),
            })
        })
        .collect()
}

/// What a refusal by the rule met, with its figures and article: the condition that failed last, where the explanation of
/// the child gives the line's reason. Conditions are tried in turn; the last one is the reason.
fn grounds(
    group: &dyn SupportGroup,
    line: &Line,
    child: &str,
    explanation: &[ReasonNode],
) -> Vec<FactGiven> {
    let reason = group.reason(&line.reason, wording::Language::Lt);
    if line.outcome == LineOutcome::Granted || reason.is_empty() {
        return Vec::new();
    }
    let of_child = format!("{child}:");
    explanation
        .iter()
        .filter(|finding| finding.text.starts_with(&of_child))
        .flat_map(|finding| &finding.children)
        .filter(|finding| finding.text.contains(&reason))
        .filter_map(|finding| finding.children.iter().rfind(|c| c.tone == "no"))
        .map(|condition| FactGiven {
            statement: condition.text.clone(),
            source: pages::explanation::source_in_full(&condition.source),
        })
        .collect()
}

/// The facts with their sources; what registers say of another adult is not hers to read.
fn facts_of(
    application: &Application,
    evidence: &Evidence,
    persons: &[Person],
    others: &[PersonId],
) -> Vec<FactGiven> {
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
    let name = |id: PersonId| {
        persons
            .iter()
            .find(|p| p.id == id)
            .map(|p| p.given_name.as_str())
            .unwrap_or_default()
    };
    if let Some((_, income)) = evidence.income.first() {
        facts.push(FactGiven {
            statement: "Šeimos pajamos – pagal registro duomenis.".to_owned(),
            source: format!("„Sodra“, {}", vilnius(income.as_of).date()),
        });
    }
    if let Some((_, first)) = evidence.disability.first() {
        let (with, without): (Vec<_>, Vec<_>) = evidence
            .disability
            .iter()
            .filter(|(id, _)| !others.contains(id))
            .partition(|(_, answer)| answer.level != "none");
        let source = format!(
            "Asmens su negalia teisių apsaugos agentūra, {}",
            vilnius(first.as_of).date()
        );
        for (who, words) in [
            (with, "Negalia nustatyta"),
            (without, "Negalia nenustatyta"),
        ] {
            let names: Vec<&str> = who.iter().map(|(id, _)| name(*id)).collect();
            if !names.is_empty() {
                facts.push(FactGiven {
                    statement: format!("{words}: {}.", names.join(", ")),
                    source: source.clone(),
                });
            }
        }
    }
    if let Some((_, first)) = evidence.study.first() {
        let names: Vec<&str> = evidence
            .study
            .iter()
            .filter(|(id, _)| !others.contains(id))
            .map(|(id, _)| name(*id))
            .collect();
        if !names.is_empty() {
            facts.push(FactGiven {
                statement: format!("Mokymasis tikrintas registre: {}.", names.join(", ")),
                source: format!(
                    "Mokinių ir studentų registrai, {}",
                    vilnius(first.as_of).date()
                ),
            });
        }
    }
    facts
}

/// The explanation that goes to the applicant: names for ids; of another adult one line only.
fn explanation_for_resident(
    recommendation: &model::Recommendation,
    others: &[PersonId],
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
    pages::explanation::nodes(
        &run.answer.explanation,
        persons,
        others,
        wording::Language::Lt,
    )
}

/// Whether a person has turned 18 by the end of a month.
/// What each amount of a line comes from: the rule's finding about this child and kind in the amount's months, of another
/// adult one line only.
fn explained(
    line: &Line,
    recommendation: &model::Recommendation,
    applicant: PersonId,
    persons: &[Person],
) -> Vec<AmountExplained> {
    line.amounts
        .iter()
        .map(|amount| {
            let run = recommendation
                .months
                .iter()
                .find(|run| run.from <= amount.to && amount.from <= run.to);
            let others: Vec<PersonId> = persons
                .iter()
                .filter(|p| p.id != applicant && is_adult(p, amount.from))
                .map(|p| p.id)
                .collect();
            let found = |language| {
                run.and_then(|run| finding(run.explanation(language), line))
                    .map(|own| pages::explanation::one(own, persons, &others, language))
                    .into_iter()
                    .collect()
            };
            AmountExplained {
                from: amount.from,
                lt: found(wording::Language::Lt),
                en: found(wording::Language::En),
            }
        })
        .collect()
}

/// The rule's finding about a line's child and kind: it names the kind beside each finding.
fn finding<'a>(tree: &'a Explanation, line: &Line) -> Option<&'a Explanation> {
    let child = line.child.to_string();
    tree.children
        .iter()
        .filter(|of_child| of_child.text.contains(&child))
        .flat_map(|of_child| &of_child.children)
        .find(|found| found.inputs.get("kind").and_then(Value::as_str) == Some(&line.kind))
}

fn is_adult(person: &Person, month: Month) -> bool {
    person.born_on.saturating_add(18.years()) <= month.last_day()
}
