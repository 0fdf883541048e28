//! What the family lives on, for the additional benefit on low income (SP-3(A1)): what Sodra says, month by month, and what the
//! applicant adds that no register knows. A month of which neither says anything is unknown, not zero.

use serde_json::Value;
use spis_applications::group::CaseFacts;
use spis_kernel::{Cents, Month, MonthRange, PersonalCode};
use spis_law::{IncomeEntry, Person, Relation, RelationKind, Role};
use spis_persons::evidence::IncomeAnswer;

use super::assessment::{Household, income_months};

/// Sums that the applicant may declare: field of the form, and kind of income as the rule has it.
const DECLARED: [(&str, &str, &str); 4] = [
    ("uzsienis", "paj-uzsienis", "uzsienio_pajamos"),
    ("islaikymas", "paj-islaikymas", "islaikymas"),
    ("nuoma", "paj-nuoma", "turto_nuoma"),
    ("kita", "paj-kita", "kitos_pajamos"),
];

/// Income of the months that the rule averages.
pub(super) struct FamilyIncome {
    /// What is known or declared; of unknown months the least that it can be.
    pub(super) entries: Vec<IncomeEntry>,
    /// Adults of whom some month is unknown.
    pub(super) unknown: Vec<String>,
}

/// "Sugyventinis": the other parent in the household whom no register shows as such.
pub(super) struct Partner {
    /// As the rule has persons. Her name stands for the id: the register was not asked, so there is no other.
    pub(super) person: Person,
    /// To the applicant.
    pub(super) relation: Relation,
}

/// The other parent whom the applicant named, unless the register shows them married.
pub(super) fn partner(case: &CaseFacts<'_>) -> Option<Partner> {
    let answers = &case.content.answers;
    if answers.yes("sugyventinis") != Some(true) {
        return None;
    }
    let code: PersonalCode = answers.text("sugyv-kodas")?.parse().ok()?;
    let name = answers.text("sugyv-vardas")?;
    if case.persons.iter().any(|known| known.personal_code == code) {
        return None;
    }
    let mut person = Person::new(name, code.born_on()?);
    person.role = Some(Role::Adult);
    Some(Partner {
        relation: Relation {
            of: case.applicant.to_string(),
            to: name.to_owned(),
            kind: RelationKind::Cohabitant,
            since: None,
        },
        person,
    })
}

/// What the adults of the household received.
pub(super) fn of(case: &CaseFacts<'_>, household: &Household<'_>) -> FamilyIncome {
    let mut income = FamilyIncome {
        entries: Vec::new(),
        unknown: Vec::new(),
    };
    let (from, to) = income_months(case.applied_on);
    let Some(months) = MonthRange::new(from, to) else {
        return income;
    };
    // Who says what there was, or that there was nothing, has spoken of every month.
    let declares = matches!(case.content.answers.text("kitos"), Some("ne" | "taip"));
    for adult in &household.adults {
        let id = adult.id.to_string();
        let answers = &case.evidence.income;
        let answer = answers.iter().find(|(person, _)| *person == adult.id);
        let silent = add_known(&mut income, &id, answer.map(|(_, answer)| answer), months);
        add_silent(&mut income, &id, &silent, declares);
    }
    // Registers are not asked about somebody on another's word alone.
    if let Some(partner) = partner(case) {
        let silent: Vec<Month> = months.months().collect();
        add_silent(&mut income, &partner.person.id, &silent, false);
    }
    if case.content.answers.text("kitos") == Some("taip") {
        for (kind, field, income_type) in DECLARED {
            if !case.content.answers.several("paj-rusys").contains(&kind) {
                continue;
            }
            let cents = case.content.answers.whole(field).unwrap_or(0);
            spread(
                &mut income,
                &case.applicant.to_string(),
                income_type,
                cents,
                months,
            );
        }
    }
    income
}

/// Adds what Sodra says; the months of which it says nothing.
fn add_known(
    income: &mut FamilyIncome,
    id: &str,
    answer: Option<&IncomeAnswer>,
    months: MonthRange,
) -> Vec<Month> {
    let known = answer.map_or(&[][..], |answer| answer.months.as_slice());
    let known: Vec<_> = known.iter().filter(|m| months.contains(m.month)).collect();
    income.entries.extend(known.iter().map(|m| IncomeEntry {
        person: id.to_owned(),
        income_type: income_type(&m.kind).to_owned(),
        month: m.month,
        cents: Cents(m.net_cents),
        declared: false,
    }));
    months
        .months()
        .filter(|month| !known.iter().any(|m| m.month == *month))
        .collect()
}

/// Silent months: none on the applicant's word, else unknown and reckoned as the least that they can be.
fn add_silent(income: &mut FamilyIncome, id: &str, silent: &[Month], declares: bool) {
    income
        .entries
        .extend(silent.iter().map(|month| IncomeEntry {
            person: id.to_owned(),
            income_type: "other".to_owned(),
            month: *month,
            cents: Cents::ZERO,
            declared: declares,
        }));
    if !silent.is_empty() && !declares {
        income.unknown.push(id.to_owned());
    }
}

/// A declared sum over its months: whole cents, the rest in the first month.
fn spread(income: &mut FamilyIncome, id: &str, kind: &str, cents: i64, months: MonthRange) {
    let count = i64::try_from(months.len()).unwrap_or(1).max(1);
    let mut rest = cents % count;
    for month in months.months() {
        income.entries.push(IncomeEntry {
            person: id.to_owned(),
            income_type: kind.to_owned(),
            month,
            cents: Cents(cents / count + std::mem::take(&mut rest)),
            declared: true,
        });
    }
}

/// Sodra's words in the classifier `income_type`.
fn income_type(sodra: &str) -> &'static str {
    match sodra {
        "employment" => "darbo_uzmokestis",
        "self_employment" => "individuali_veikla_pazyma",
        "sickness" => "ligos_ismoka",
        "maternity" => "motinystes_ismoka",
        "child_care" => "vaiko_prieziuros_ismoka",
        "unemployment" => "nedarbo_ismoka",
        "pension" => "senatves_pensija",
        _ => "other",
    }
}

/// Whether a case of the rule reckons with months that are unknown.
pub(super) fn is_unknown(facts: &serde_json::Map<String, Value>) -> bool {
    facts.contains_key("income_unknown")
}
