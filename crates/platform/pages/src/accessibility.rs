//! What the accessibility statement must tell: read from the paper that goes through EN 301 549 clause by clause.

use std::sync::LazyLock;

use serde::Deserialize;

use crate::Translator;

const PAPER: &str = include_str!(concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/../../../docs/accessibility/en301549.csv"
));

/// How a clause of the standard came out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub enum Outcome {
    /// Tested and met.
    #[serde(rename = "passes")]
    Passes,
    /// Not met.
    #[serde(rename = "fails")]
    Fails,
    /// SPIS has nothing of the kind.
    #[serde(rename = "not applicable")]
    NotApplicable,
    /// Nobody has tried it by hand yet, and a machine cannot tell.
    #[serde(rename = "not tested by hand")]
    NotTestedByHand,
}

/// A clause of EN 301 549 and how it came out.
#[derive(Clone, Debug, Deserialize)]
pub struct Clause {
    /// Number in the standard; empty for a criterion of WCAG 2.2 that the standard does not have yet.
    pub clause: String,
    /// How it came out.
    pub result: Outcome,
}

static CLAUSES: LazyLock<Vec<Clause>> = LazyLock::new(|| {
    // A row that cannot be read is left out here; a test reads every one.
    csv::Reader::from_reader(PAPER.as_bytes())
        .deserialize()
        .filter_map(Result::ok)
        .collect()
});

impl Clause {
    /// Key of the sentence that tells residents what this clause is about.
    #[must_use]
    pub fn wording(&self) -> String {
        format!("access-clause-{}", self.clause.replace('.', "-"))
    }

    /// The sentence with the number of the clause.
    #[must_use]
    pub fn told(&self, translator: Translator) -> String {
        format!("{} ({})", translator.t(self.wording()), self.clause)
    }
}

/// Clauses of the standard that came out so, in its order.
pub fn clauses(result: Outcome) -> impl Iterator<Item = &'static Clause> {
    CLAUSES
        .iter()
        .filter(move |row| row.result == result && !row.clause.is_empty())
}
