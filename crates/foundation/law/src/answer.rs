use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use spis_kernel::Cents;

use crate::parameters::UsedParameter;

/// "Atsakymas": what a rule answers to a case (`$defs/answer` of the schema).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Answer {
    /// Granted when at least one line is due.
    pub outcome: Outcome,
    /// Sum of the lines; zero unless granted.
    pub amount_cents: Cents,
    /// What is due, per person and kind of support.
    pub lines: Vec<Line>,
    /// Codes of the reasons; [`crate::wording::reason`] gives the words.
    pub reasons: Vec<String>,
    /// Facts without which something could not be answered, for example `income.father`.
    pub missing: Vec<String>,
    /// Why.
    pub explanation: Explanation,
}

/// "Atsakymo rūšis".
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// "Priklauso".
    Granted,
    /// "Nepriklauso".
    Refused,
    /// "Trūksta duomenų".
    MissingFacts,
}

/// "Eilutė": one sum for the month.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Line {
    /// Id of the person for whom it is due.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub person: Option<String>,
    /// Code of the kind of support.
    pub kind: String,
    /// The sum.
    pub amount_cents: Cents,
}

/// "Paaiškinimas": a statement with its source, and below it what it follows from.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Explanation {
    /// The statement in plain words; holds ids of persons verbatim.
    pub text: String,
    /// Article of the act.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub article: Option<String>,
    /// True or false for a condition, whole cents for a sum; absent when unknown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub result: Option<Value>,
    /// Facts that were used.
    #[serde(default, skip_serializing_if = "Map::is_empty")]
    pub inputs: Map<String, Value>,
    /// Parameters that were used.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parameters: Vec<ParameterReference>,
    /// What the statement follows from.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub children: Vec<Explanation>,
}

/// "Panaudotas parametras" as an explanation shows it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ParameterReference {
    /// Name of the parameter.
    pub name: String,
    /// Whole cents, a whole number, or a text ("1.75" for a coefficient).
    pub value: Value,
    /// Since when it holds.
    pub valid_from: Date,
    /// Whether it is in doubt.
    pub doubtful: bool,
}

impl From<&UsedParameter> for ParameterReference {
    fn from(used: &UsedParameter) -> Self {
        Self {
            name: used.name.clone(),
            value: used.value.to_json(),
            valid_from: used.valid_from,
            doubtful: used.doubtful,
        }
    }
}

impl Explanation {
    pub(crate) fn new(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            ..Self::default()
        }
    }

    pub(crate) fn article(mut self, article: &str) -> Self {
        if !article.is_empty() {
            self.article = Some(article.to_owned());
        }
        self
    }

    pub(crate) fn holds(mut self, holds: bool) -> Self {
        self.result = Some(Value::Bool(holds));
        self
    }

    pub(crate) fn sum(mut self, sum: Cents) -> Self {
        self.result = Some(Value::from(sum.0));
        self
    }

    pub(crate) fn input(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.inputs.insert(name.to_owned(), value.into());
        self
    }

    pub(crate) fn parameter(mut self, used: &UsedParameter) -> Self {
        self.parameters.push(used.into());
        self
    }

    pub(crate) fn children(mut self, children: Vec<Explanation>) -> Self {
        self.children = children;
        self
    }
}
