//! The nouns of the procedure.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use spis_kernel::{Cents, Month, PersonId};
use spis_law::wording::Language;
use spis_law::{Answer, Explanation};

/// "Taisyklės skaičiavimas": what the rule comes to for an application, with the facts that it used.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Recommendation {
    /// The facts, as the rule's own case.
    pub facts: serde_json::Value,
    /// The rule's answers, one for each run of months with the same lines.
    pub months: Vec<MonthsAnswer>,
    /// One line for each child and kind: what it comes to over the whole period.
    pub lines: Vec<Line>,
}

/// The answer for a run of months in which nothing changes.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct MonthsAnswer {
    /// First month.
    pub from: Month,
    /// Last month.
    pub to: Month,
    /// In Lithuanian, with the whole explanation.
    pub answer: Answer,
    /// The explanation in English.
    pub explanation_en: Explanation,
}

impl MonthsAnswer {
    /// The explanation in a language.
    pub fn explanation(&self, language: Language) -> &Explanation {
        match language {
            Language::Lt => &self.answer.explanation,
            Language::En => &self.explanation_en,
        }
    }
}

/// Whether a line is granted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LineOutcome {
    /// "Skirti".
    Granted,
    /// "Neskirti".
    Refused,
}

/// One child and one kind of support.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// The child.
    pub child: PersonId,
    /// Kind of support, code of list `support_kind`.
    pub kind: String,
    /// Granted or refused.
    pub outcome: LineOutcome,
    /// First month.
    pub from: Month,
    /// Last month.
    pub to: Month,
    /// Monthly amounts; empty when refused.
    pub amounts: Vec<AmountRun>,
    /// Code of the reason, list of the rule; `specialist` when a person departs from the rule.
    pub reason: String,
    /// The person's own words when she departs from the rule.
    pub reason_text: Option<String>,
    /// The answer rests on a doubtful parameter.
    pub doubtful: bool,
    /// What the rule leaves to a person, who grants only with a reason in words of her own: `home` (the child does not live
    /// with the applicant, or the register and she differ).
    #[serde(default)]
    pub open_question: Option<String>,
    /// What the rule lacks for an answer: for each fact the documents, any of which would bring it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lacks: Vec<Vec<String>>,
}

/// The same amount for a run of months.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AmountRun {
    /// First month.
    pub from: Month,
    /// Last month.
    pub to: Month,
    /// For each month.
    pub amount_cents: Cents,
}

impl Line {
    /// Tells the line from the others of its calculation, whatever place it has there: child, kind, first month.
    pub fn key(&self) -> String {
        format!("{}.{}.{}", self.child, self.kind, self.from)
    }

    /// The monthly amount in a month.
    pub fn amount_in(&self, month: Month) -> Cents {
        self.amounts
            .iter()
            .find(|a| a.from <= month && month <= a.to)
            .map_or(Cents::ZERO, |a| a.amount_cents)
    }
}

/// Sum of what the lines come to in a month.
pub fn total_in(lines: &[Line], month: Month) -> Cents {
    lines.iter().map(|l| l.amount_in(month)).sum()
}

/// Sum of what the lines come to before a month: arrears of a decision made in it.
pub fn total_before(lines: &[Line], month: Month) -> Cents {
    lines
        .iter()
        .flat_map(|l| &l.amounts)
        .map(|a| {
            let last = a.to.min(month.previous());
            let months = i64::from(a.from.months_until(last)) + 1;
            Cents(a.amount_cents.0 * months.max(0))
        })
        .sum()
}

/// "Sprendimo turinys": everything that the decision says, kept as it was adopted. The letter, the case and the portal
/// show nothing else.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct DecisionContent {
    /// "Sprendimo numeris".
    pub number: String,
    /// Day.
    pub decided_on: Date,
    /// Municipality's name.
    pub municipality: String,
    /// Unit that decides.
    pub unit: String,
    /// Its address.
    pub office_address: String,
    /// Telephone.
    pub office_phone: String,
    /// E-mail.
    pub office_email: String,
    /// Place of the decision.
    pub place: String,
    /// Applicant's name.
    pub addressee: String,
    /// Applicant's address; none for a protected person.
    pub addressee_address: Option<String>,
    /// Number of the application.
    pub application_number: String,
    /// Day on which it was sent.
    pub application_sent_on: Date,
    /// What the decision is about, in the genitive.
    pub subject: String,
    /// One sentence that sums it up.
    pub outcome_text: String,
    /// Acts and articles.
    pub legal_basis: Vec<String>,
    /// Facts with their sources.
    pub facts: Vec<FactGiven>,
    /// What is granted and refused.
    pub lines: Vec<DecisionLine>,
    /// What all lines come to in the month of the decision.
    pub monthly_total_cents: Cents,
    /// First and last month paid as arrears, and their sum.
    pub arrears: Option<ArrearsGiven>,
    /// Sum of the arrears, zero without any.
    pub arrears_total_cents: Cents,
    /// When and to which account (last four digits).
    pub payment: Option<String>,
    /// What must be reported.
    pub duties: String,
    /// How and until when to appeal.
    pub appeal: String,
    /// Who decided.
    pub decider_name: String,
    /// Position.
    pub decider_position: String,
    /// Order that gives the power.
    pub power_basis: String,
    /// Entry of the journal that proves the adoption.
    pub journal_number: String,
    /// Moment of adoption.
    pub adopted_at: Timestamp,
    /// The explanation, persons by name.
    pub explanation: Vec<ReasonNode>,
    /// Why the decider herself refuses what a rule in doubt refuses, in her own words.
    #[serde(default)]
    pub own_words: Option<String>,
}

/// A fact with its source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FactGiven {
    /// Statement.
    pub statement: String,
    /// Register and date, or "prašymas".
    pub source: String,
}

/// A line of the decision as people read it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DecisionLine {
    /// Child's name.
    pub child_name: String,
    /// Child's day of birth.
    pub born_on: Date,
    /// Which child; none in decisions from before it was kept.
    #[serde(default)]
    pub child: Option<PersonId>,
    /// Kind of support, code of list `support_kind`; empty in decisions from before it was kept.
    #[serde(default)]
    pub kind: String,
    /// Kind of support.
    pub kind_name: String,
    /// First month.
    pub from: Month,
    /// Last month.
    pub to: Month,
    /// Monthly amounts.
    pub amounts: Vec<AmountRun>,
    /// Why each of them is what it is.
    #[serde(default)]
    pub explained: Vec<AmountExplained>,
    /// Granted or refused.
    pub outcome: LineOutcome,
    /// Why.
    pub reason: String,
    /// Of a refusal by the rule: the conditions that failed, with their figures and articles.
    #[serde(default)]
    pub grounds: Vec<FactGiven>,
    /// Of a refusal: what would change it, and what she can do then.
    #[serde(default)]
    pub remedy: Option<String>,
}

/// "Sumos paaiškinimas": what an amount comes from, as its recipient may read it; empty trees where a person departed from
/// the rule.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AmountExplained {
    /// First month of the amount.
    pub from: Month,
    /// In Lithuanian.
    pub lt: Vec<ReasonNode>,
    /// In English.
    pub en: Vec<ReasonNode>,
}

/// Arrears of a decision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ArrearsGiven {
    /// First month.
    pub from: Month,
    /// Last month.
    pub to: Month,
    /// Sum.
    pub total_cents: Cents,
}

/// A node of the explanation as people read it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReasonNode {
    /// yes, no, unverified, sum, number or na.
    pub tone: String,
    /// Statement.
    pub text: String,
    /// Value, formatted.
    pub value: String,
    /// Article, parameter with date.
    pub source: String,
    /// What it follows from.
    pub children: Vec<ReasonNode>,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn month(text: &str) -> Month {
        text.parse().unwrap()
    }

    fn line(from: &str, to: &str, cents: i64) -> Line {
        Line {
            child: PersonId::new(uuid::Uuid::nil()),
            kind: "k".into(),
            outcome: LineOutcome::Granted,
            from: month(from),
            to: month(to),
            amounts: vec![AmountRun {
                from: month(from),
                to: month(to),
                amount_cents: Cents(cents),
            }],
            reason: String::new(),
            reason_text: None,
            doubtful: false,
            open_question: None,
            lacks: Vec::new(),
        }
    }

    #[test]
    fn arrears_are_the_months_before_the_decision() {
        let lines = [
            line("2026-09", "2030-01", 100),
            line("2026-11", "2030-01", 7),
        ];
        assert_eq!(total_before(&lines, month("2026-11")), Cents(200));
        assert_eq!(total_in(&lines, month("2026-11")), Cents(107));
        assert_eq!(total_before(&lines, month("2026-09")), Cents(0));
        assert_eq!(
            total_before(&[line("2026-01", "2026-03", 5)], month("2026-11")),
            Cents(15)
        );
    }
}
