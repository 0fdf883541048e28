//! The rule's explanation as people read it: names for ids, tone by result, source by article and parameter.

use serde_json::Value;
use spis_kernel::{Cents, PersonId};
use spis_law::wording::Language;
use spis_law::{Explanation, Parameters};
use spis_pages::{Tone, WhyNode};
use spis_persons::store::Person;

use crate::model::ReasonNode;

/// Mark of a source that specialists must check; letters leave it out.
pub const DOUBT: &str = " (abejotina)";

fn doubt(language: Language) -> &'static str {
    match language {
        Language::Lt => DOUBT,
        Language::En => " (doubtful)",
    }
}

/// The tree with persons by given name. What lies under a statement about one of `withheld` is left out: of another adult
/// a resident sees one line.
pub fn nodes(
    explanation: &Explanation,
    persons: &[Person],
    withheld: &[PersonId],
    language: Language,
) -> Vec<ReasonNode> {
    explanation
        .children
        .iter()
        .map(|c| one(c, persons, withheld, language))
        .collect()
}

/// One statement with what lies under it, the same way.
pub fn one(
    explanation: &Explanation,
    persons: &[Person],
    withheld: &[PersonId],
    language: Language,
) -> ReasonNode {
    let hidden = withheld
        .iter()
        .any(|id| explanation.text.contains(&id.to_string()));
    let children = if hidden {
        Vec::new()
    } else {
        explanation
            .children
            .iter()
            .map(|c| one(c, persons, withheld, language))
            .collect()
    };
    ReasonNode {
        tone: tone(explanation).to_owned(),
        text: named(&explanation.text, persons),
        value: value(explanation, language),
        source: source(explanation, language),
        children,
    }
}

fn tone(explanation: &Explanation) -> &'static str {
    match &explanation.result {
        Some(Value::Bool(true)) => "yes",
        Some(Value::Bool(false)) => "no",
        Some(Value::Number(_)) if explanation.children.is_empty() => "number",
        Some(Value::Number(_)) => "sum",
        _ if explanation.children.is_empty() => "unverified",
        _ => "na",
    }
}

fn value(explanation: &Explanation, language: Language) -> String {
    match &explanation.result {
        Some(Value::Number(n)) => n
            .as_i64()
            .map(|c| language.money(Cents(c)))
            .unwrap_or_default(),
        _ => String::new(),
    }
}

fn source(explanation: &Explanation, language: Language) -> String {
    let mut parts: Vec<String> = explanation.article.iter().cloned().collect();
    for p in &explanation.parameters {
        let doubt = if p.doubtful { doubt(language) } else { "" };
        let term = Parameters::embedded().term(&p.name, language);
        let since = match language {
            Language::Lt => "galioja nuo",
            Language::En => "in force since",
        };
        parts.push(format!("{term}: {since} {}{doubt}", p.valid_from));
    }
    parts.join(" · ")
}

/// A text with persons' given names in place of their ids.
pub fn named(text: &str, persons: &[Person]) -> String {
    persons.iter().fold(text.to_owned(), |text, person| {
        text.replace(&person.id.to_string(), &person.given_name)
    })
}

/// As the page kit draws it.
pub fn drawn(nodes: &[ReasonNode]) -> Vec<WhyNode> {
    nodes
        .iter()
        .map(|n| {
            let tone = match n.tone.as_str() {
                "yes" => Tone::Yes,
                "no" => Tone::No,
                "sum" => Tone::Sum,
                "number" => Tone::Number,
                "unverified" => Tone::Unverified,
                _ => Tone::NotApplicable,
            };
            WhyNode::new(tone, n.text.clone(), n.value.clone())
                .with_source(n.source.clone())
                .with_children(drawn(&n.children))
        })
        .collect()
}
