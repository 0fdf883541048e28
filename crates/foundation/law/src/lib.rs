//! The law of social support as code: dated parameters and one module per benefit.
//!
//! A [`Case`] holds the facts of one family and one question (a kind of support and a month);
//! [`assess`] answers it with an [`Answer`]: outcome, lines of money, reasons, missing facts and an
//! explanation that shows each condition, its article, what it was given and the parameters used.
//!
//! Invariants:
//! - pure: the same case, parameters and language always give the same answer; nothing is read from outside;
//! - money is whole cents, no floating point; an amount is never negative; a refusal has no lines;
//! - every value that may change by a new act is a dated parameter under `parameters/`, with its act and
//!   a mark where it is in doubt; the parameter of the month that the entitlement is for applies;
//! - what is not known is never taken for granted: the answer is `missing_facts` and names the facts;
//! - `amount_cents` is the sum of the lines; the order of persons changes no amount;
//! - texts hold ids of persons, never names or codes.

pub mod acts;
mod answer;
mod case;
mod case_reading;
pub mod child_benefit;
mod family;
mod income;
mod parameters;
pub mod wording;

pub use answer::{Answer, Explanation, Line, Outcome, ParameterReference};
pub use case::{
    Case, DisabilityLevel, Employment, IncomeEntry, Person, PropertyEntry, Relation, RelationKind,
    Role, Studies,
};
pub use case_reading::FieldError;
pub use parameters::{
    Coefficient, IncomeType, NoParameter, ParameterError, ParameterValue, Parameters, UsedParameter,
};
pub use wording::Language;

use spis_kernel::{Month, MonthRange};

/// The question cannot be put to any rule.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AssessError {
    /// No rule answers this kind of support.
    #[error("no rule for the kind of support \"{kind}\"")]
    UnknownKind {
        /// The kind as asked.
        kind: String,
    },
}

/// Kinds of support and groups of them that [`assess`] answers.
pub const KINDS: [&str; 6] = [
    child_benefit::UNIVERSAL,
    child_benefit::LOW_INCOME,
    child_benefit::LARGE_FAMILY,
    child_benefit::DISABILITY,
    child_benefit::GROUP,
    ALL,
];

/// The group of every kind that has a rule; child benefit's alone so far.
pub const ALL: &str = "all";

/// Answers the case by the rule of its kind.
///
/// # Errors
/// [`AssessError::UnknownKind`] when no rule answers the kind.
pub fn assess(
    case: &Case,
    parameters: &Parameters,
    language: Language,
) -> Result<Answer, AssessError> {
    if !KINDS.contains(&case.kind.as_str()) {
        return Err(AssessError::UnknownKind {
            kind: case.kind.clone(),
        });
    }
    Ok(child_benefit::assess(case, parameters, language))
}

/// Answers the same question for each month from `from` to `until`, both included; the month of the
/// template is left aside. Empty when `until` is before `from`.
///
/// Give the template its `applied_on`, or average income is reckoned anew before each month.
///
/// # Errors
/// [`AssessError::UnknownKind`] when no rule answers the kind.
pub fn recommend_period(
    template: &Case,
    from: Month,
    until: Month,
    parameters: &Parameters,
    language: Language,
) -> Result<Vec<(Month, Answer)>, AssessError> {
    let Some(period) = MonthRange::new(from, until) else {
        return Ok(Vec::new());
    };
    let mut case = template.clone();
    period
        .months()
        .map(|month| {
            case.month = month;
            Ok((month, assess(&case, parameters, language)?))
        })
        .collect()
}
