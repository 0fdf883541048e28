//! The rule's explanation as people read it: names for ids, tone by result, source by article and parameter.

use serde_json::Value;
use spis_kernel::{Cents, PersonId};
use spis_law::wording::Language;
use spis_law::{Explanation, Parameters, acts};
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

/// Who reads an explanation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reader {
    /// Whoever decides: with the doubts, and with what nobody has verified.
    Official,
    /// Whom it is about: whole names of acts, and no doubts of what was granted.
    Resident,
}

/// Children with what was found of each, as the page kit draws them.
pub fn drawn(children: &[ReasonNode], reader: Reader) -> Vec<WhyNode> {
    children
        .iter()
        .map(|child| {
            node(child, tone_of(&child.tone), reader)
                .with_children(findings(&child.children, reader))
        })
        .collect()
}

/// Findings of one child and kind each. Of what a granted finding rests on, a condition that fails did not decide: another
/// one was enough, and it is drawn as not applying.
pub fn findings(found: &[ReasonNode], reader: Reader) -> Vec<WhyNode> {
    found
        .iter()
        .map(|finding| {
            let tone = tone_of(&finding.tone);
            let granted = !matches!(tone, Tone::No | Tone::Unverified);
            node(finding, tone, reader).with_children(grounds(&finding.children, granted, reader))
        })
        .collect()
}

fn grounds(nodes: &[ReasonNode], granted: bool, reader: Reader) -> Vec<WhyNode> {
    nodes
        .iter()
        .filter(|n| !(granted && reader == Reader::Resident && n.tone == "unverified"))
        .map(|n| {
            let tone = match tone_of(&n.tone) {
                Tone::No if granted => Tone::NotApplicable,
                tone => tone,
            };
            let holds = granted || tone == Tone::Yes;
            node(n, tone, reader).with_children(grounds(&n.children, holds, reader))
        })
        .collect()
}

fn tone_of(stored: &str) -> Tone {
    match stored {
        "yes" => Tone::Yes,
        "no" => Tone::No,
        "sum" => Tone::Sum,
        "number" => Tone::Number,
        "unverified" => Tone::Unverified,
        _ => Tone::NotApplicable,
    }
}

fn node(n: &ReasonNode, tone: Tone, reader: Reader) -> WhyNode {
    let source = match reader {
        Reader::Official => n.source.clone(),
        Reader::Resident => source_in_full(&n.source),
    };
    WhyNode::new(tone, n.text.clone(), n.value.clone()).with_source(source)
}

/// A source as a resident reads it: acts by their names, without the marks for specialists.
pub fn source_in_full(source: &str) -> String {
    let plain = source.replace(DOUBT, "").replace(doubt(Language::En), "");
    acts::in_full(&plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reason(tone: &str, text: &str, source: &str, children: Vec<ReasonNode>) -> ReasonNode {
        ReasonNode {
            tone: tone.to_owned(),
            text: text.to_owned(),
            value: String::new(),
            source: source.to_owned(),
            children,
        }
    }

    fn tree() -> Vec<ReasonNode> {
        let ground = |tone, text| reason(tone, text, "", Vec::new());
        let granted = vec![
            reason(
                "yes",
                "any ground",
                "IVĮ 6 str.; PSPNGĮ 17 str.",
                vec![ground("no", "disability"), ground("yes", "income")],
            ),
            ground("unverified", "kept"),
        ];
        let refused = vec![ground("no", "income above"), ground("unverified", "kept")];
        vec![reason(
            "sum",
            "child",
            "",
            vec![
                reason("sum", "granted", "VRP: 2026-01-01 (abejotina)", granted),
                reason("no", "refused", "", refused),
            ],
        )]
    }

    fn tones(node: &WhyNode) -> Vec<Tone> {
        node.children.iter().map(|child| child.tone).collect()
    }

    #[test]
    fn only_what_decided_is_red() {
        let drawn = drawn(&tree(), Reader::Official);
        assert_eq!(tones(&drawn[0]), [Tone::Sum, Tone::No]);
        let [granted, refused] = &drawn[0].children[..] else {
            panic!("two findings");
        };
        assert_eq!(tones(granted), [Tone::Yes, Tone::Unverified]);
        assert_eq!(
            tones(&granted.children[0]),
            [Tone::NotApplicable, Tone::Yes]
        );
        assert_eq!(tones(refused), [Tone::No, Tone::Unverified]);
    }

    #[test]
    fn a_resident_reads_acts_by_name_and_no_doubt_of_what_is_granted() {
        let drawn = drawn(&tree(), Reader::Resident);
        let [granted, refused] = &drawn[0].children[..] else {
            panic!("two findings");
        };
        assert_eq!(granted.source, "VRP: 2026-01-01");
        assert_eq!(tones(granted), [Tone::Yes]);
        assert_eq!(
            granted.children[0].source,
            "Išmokų vaikams įstatymas, 6 str.; Piniginės socialinės paramos nepasiturintiems gyventojams įstatymas, 17 str."
        );
        assert_eq!(tones(refused), [Tone::No, Tone::Unverified]);
    }
}
