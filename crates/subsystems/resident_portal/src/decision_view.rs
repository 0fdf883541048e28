//! A decision as its municipality wrote it down, read for showing. Texts are the municipality's; nothing is computed anew.

use jiff::civil::Date;
use serde::Deserialize;
use serde_json::Value;
use spis_kernel::{Cents, Month};
use spis_pages::{Tone, WhyNode};

/// "Sprendimas" for showing.
pub struct DecisionView {
    /// Number.
    pub number: String,
    /// Day.
    pub decided_on: Date,
    /// Municipality that decided.
    pub municipality: String,
    /// What was decided, in a sentence.
    pub outcome_text: String,
    /// For each child and kind.
    pub lines: Vec<Line>,
    /// Paid each month from now on.
    pub monthly_total: Option<Cents>,
    /// Paid for the time before.
    pub arrears_total: Option<Cents>,
    /// How to appeal.
    pub appeal: String,
    /// Who decided.
    pub decider_name: String,
    /// Position of who decided.
    pub decider_position: String,
    /// The rule's explanation.
    pub explanation: Vec<WhyNode>,
}

/// One child, one kind.
pub struct Line {
    /// Child's name.
    pub child_name: String,
    /// Kind of support.
    pub kind_name: String,
    /// First month.
    pub from: Option<Month>,
    /// Last month; none while the right lasts.
    pub to: Option<Month>,
    /// Monthly sums by period.
    pub amounts: Vec<Amount>,
    /// Granted, else refused.
    pub granted: bool,
    /// Why, if refused.
    pub reason: String,
}

/// A monthly sum and the months in which it is paid.
pub struct Amount {
    /// First month.
    pub from: Option<Month>,
    /// Last month; none while the right lasts.
    pub to: Option<Month>,
    /// A month.
    pub sum: Cents,
}

#[derive(Deserialize)]
struct Stored {
    number: String,
    decided_on: Date,
    municipality: String,
    outcome_text: String,
    lines: Vec<StoredLine>,
    #[serde(default)]
    monthly_total_cents: Option<i64>,
    #[serde(default)]
    arrears_total_cents: Option<i64>,
    appeal: String,
    decider_name: String,
    decider_position: String,
    #[serde(default)]
    explanation: Vec<StoredNode>,
}

#[derive(Deserialize)]
struct StoredLine {
    child_name: String,
    kind_name: String,
    from: Option<StoredMonth>,
    to: Option<StoredMonth>,
    #[serde(default)]
    amounts: Vec<StoredAmount>,
    outcome: String,
    #[serde(default)]
    reason: Option<String>,
}

#[derive(Deserialize)]
struct StoredAmount {
    from: Option<StoredMonth>,
    to: Option<StoredMonth>,
    amount_cents: i64,
}

/// A month, also when it was written as a day of it.
#[derive(Deserialize)]
#[serde(untagged)]
enum StoredMonth {
    Month(Month),
    Day(Date),
}

impl StoredMonth {
    fn month(&self) -> Month {
        match self {
            Self::Month(month) => *month,
            Self::Day(day) => Month::of(*day),
        }
    }
}

#[derive(Deserialize)]
struct StoredNode {
    text: String,
    #[serde(default)]
    value: Option<String>,
    #[serde(default)]
    source: Option<String>,
    #[serde(default)]
    tone: Option<String>,
    #[serde(default)]
    children: Vec<StoredNode>,
}

impl DecisionView {
    /// Reads what the municipality stored.
    ///
    /// # Errors
    /// The content lacks a part that a decision has; the message names the part, never its value.
    pub fn read(content: Value) -> Result<Self, &'static str> {
        let stored: Stored = serde_json::from_value(content)
            .map_err(|_| "the content of a decision lacks a part or has it in another form")?;
        Ok(Self {
            number: stored.number,
            decided_on: stored.decided_on,
            municipality: stored.municipality,
            outcome_text: stored.outcome_text,
            lines: stored.lines.into_iter().map(line).collect(),
            monthly_total: sum(stored.monthly_total_cents),
            arrears_total: sum(stored.arrears_total_cents),
            appeal: stored.appeal,
            decider_name: stored.decider_name,
            decider_position: stored.decider_position,
            explanation: stored.explanation.into_iter().map(node).collect(),
        })
    }
}

fn sum(cents: Option<i64>) -> Option<Cents> {
    cents.filter(|cents| *cents != 0).map(Cents)
}

fn line(stored: StoredLine) -> Line {
    let month = |month: &Option<StoredMonth>| month.as_ref().map(StoredMonth::month);
    Line {
        from: month(&stored.from),
        to: month(&stored.to),
        amounts: stored
            .amounts
            .iter()
            .map(|amount| Amount {
                from: month(&amount.from),
                to: month(&amount.to),
                sum: Cents(amount.amount_cents),
            })
            .collect(),
        granted: stored.outcome == "granted",
        reason: stored.reason.unwrap_or_default(),
        child_name: stored.child_name,
        kind_name: stored.kind_name,
    }
}

fn node(stored: StoredNode) -> WhyNode {
    let tone = match stored.tone.as_deref() {
        Some("yes") => Tone::Yes,
        Some("no") => Tone::No,
        Some("unverified") => Tone::Unverified,
        Some("sum") => Tone::Sum,
        Some("not_applicable") => Tone::NotApplicable,
        _ => Tone::Number,
    };
    WhyNode::new(tone, stored.text, stored.value.unwrap_or_default())
        .with_source(stored.source.unwrap_or_default())
        .with_children(stored.children.into_iter().map(node).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn reads_a_refusal_and_a_grant() {
        let view = DecisionView::read(json!({
            "number": "SPR-2026-29-000001", "decided_on": "2026-11-24", "municipality": "Šiaulių miesto savivaldybės administracija",
            "outcome_text": "Skirta iš dalies.",
            "lines": [
                {"child_name": "Matas", "kind_name": "Išmoka vaikui", "from": "2026-11", "to": null,
                 "amounts": [{"from": "2026-11", "to": null, "amount_cents": 12950}], "outcome": "granted", "reason": ""},
                {"child_name": "Matas", "kind_name": "Papildoma išmoka", "from": "2026-11-01", "to": "2027-10",
                 "amounts": [], "outcome": "refused", "reason": "Pajamos viršija ribą."}
            ],
            "monthly_total_cents": 12950, "arrears_total_cents": 0,
            "appeal": "Per mėnesį.", "decider_name": "V. P.", "decider_position": "Vedėja",
            "explanation": [{"text": "a", "value": "1", "source": "b", "tone": "no", "children": [{"text": "c", "children": []}]}]
        }))
        .unwrap();
        assert!(view.lines[0].granted && !view.lines[1].granted);
        assert_eq!(view.lines[1].from, Month::new(2026, 11));
        assert_eq!(view.lines[1].to, Month::new(2027, 10));
        assert_eq!(view.monthly_total, Some(Cents(12950)));
        assert_eq!(view.arrears_total, None);
        assert_eq!(view.explanation[0].tone, Tone::No);
        assert_eq!(view.explanation[0].children.len(), 1);
        assert!(DecisionView::read(json!({"number": "1"})).is_err());
    }
}
