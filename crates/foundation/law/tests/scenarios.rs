//! Puts every row of the scenario tables to the rule and names the rows that differ.

use std::collections::BTreeMap;
use std::path::Path;

use spis_kernel::{Cents, Month};
use spis_law::{
    Case, IncomeEntry, Language, Outcome, Parameters, Person, Relation, RelationKind, Role, assess,
    child_benefit,
};

type Row = BTreeMap<String, String>;

fn cents(euros: &str) -> Cents {
    let (whole, fraction) = euros.split_once('.').unwrap_or((euros, "00"));
    let parse = |digits: &str| digits.parse::<i64>().expect("euros and two decimals");
    Cents(parse(whole) * 100 + parse(fraction))
}

fn word<T: serde::de::DeserializeOwned>(text: &str) -> Option<T> {
    (!text.is_empty()).then(|| {
        serde_json::from_value(text.into()).unwrap_or_else(|_| panic!("no such word: {text}"))
    })
}

fn case(row: &Row) -> Case {
    let month: Month = row["month"].parse().expect("a month");
    let applied_on = (!row["applied_on"].is_empty())
        .then(|| row["applied_on"].parse().expect("a date of application"));
    let mut child = Person::new("child", row["child_born"].parse().expect("a date of birth"));
    child.role = Some(Role::Child);
    child.studies = word(&row["child_study"]);
    child.disability_level = word(&row["child_disability"]);
    child.participation_percent = (!row["child_participation"].is_empty())
        .then(|| row["child_participation"].parse().expect("a percentage"));
    child.kept_in_institution = (row["child_in_institution"] == "yes").then_some(true);

    let mut persons = vec![child];
    for (at, text) in row["other_children"]
        .split(';')
        .filter(|text| !text.is_empty())
        .enumerate()
    {
        let (born, studies) = text.split_once('/').unwrap_or((text, ""));
        let mut other = Person::new(format!("sibling_{at}"), born.parse().expect("a date"));
        other.role = Some(Role::Child);
        other.studies = word(studies);
        persons.push(other);
    }
    let adults = match row["adults"].as_str() {
        "1" => vec!["mother"],
        _ => vec!["mother", "father"],
    };
    let mut relations = Vec::new();
    let children: Vec<String> = persons.iter().map(|person| person.id.clone()).collect();
    for adult in &adults {
        let mut person = Person::new(*adult, "1980-01-01".parse().expect("a date"));
        person.role = Some(Role::Adult);
        persons.push(person);
        relations.extend(children.iter().map(|child| Relation {
            of: (*adult).to_owned(),
            to: child.clone(),
            kind: RelationKind::Parent,
            since: None,
        }));
    }
    let mut income = Vec::new();
    if !row["monthly_income"].is_empty() {
        let applied_in = applied_on.map_or(month, Month::of);
        for back in 1..=12 {
            for adult in &adults {
                income.push(IncomeEntry {
                    declared: row.get("declared").is_some_and(|word| word == "yes"),
                    person: (*adult).to_owned(),
                    income_type: row["income_type"].clone(),
                    month: applied_in.plus(-back),
                    cents: if *adult == "mother" {
                        cents(&row["monthly_income"])
                    } else {
                        Cents::ZERO
                    },
                });
            }
        }
    }
    Case {
        kind: child_benefit::GROUP.to_owned(),
        month,
        applied_on,
        municipality_code: None,
        applicant: "mother".to_owned(),
        persons,
        relations,
        income,
        property: Vec::new(),
        facts: serde_json::Map::new(),
    }
}

/// What is wrong with the answer to the row; empty when nothing.
fn differences(row: &Row) -> Vec<String> {
    let case = case(row);
    let mut wrong: Vec<String> = case.check().iter().map(ToString::to_string).collect();
    let answer = assess(&case, Parameters::embedded(), Language::Lt).expect("a known kind");
    let found = |universal: bool| -> Cents {
        answer
            .lines
            .iter()
            .filter(|line| line.person.as_deref() == Some("child"))
            .filter(|line| (line.kind == child_benefit::UNIVERSAL) == universal)
            .map(|line| line.amount_cents)
            .sum()
    };
    for (column, universal) in [("expected_universal", true), ("expected_additional", false)] {
        let expected = row[column].as_str();
        if expected == "missing" {
            if found(universal) != Cents::ZERO || answer.missing.is_empty() {
                wrong.push(format!("{column}: asked for no facts"));
            }
            if universal && answer.outcome != Outcome::MissingFacts {
                wrong.push(format!("outcome is {:?}", answer.outcome));
            }
        } else if found(universal) != cents(expected) {
            wrong.push(format!(
                "{column}: {expected}, found {}",
                found(universal).amount()
            ));
        }
    }
    let reason = row["expected_reason"].as_str();
    let named = match reason.strip_prefix("missing ") {
        Some(fact) => answer.missing.iter().any(|missing| missing == fact),
        None => answer.reasons.iter().any(|code| code == reason),
    };
    if !named {
        wrong.push(format!(
            "{reason} is not among {:?} {:?}",
            answer.reasons, answer.missing
        ));
    }
    wrong
}

#[test]
fn every_row_is_answered_as_expected() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios/child_benefit");
    let mut rows = 0;
    let mut failures = Vec::new();
    for entry in std::fs::read_dir(folder).expect("the folder of scenarios") {
        let path = entry.expect("an entry of the folder").path();
        if path.extension().is_none_or(|extension| extension != "csv") {
            continue;
        }
        let file = path.file_name().unwrap_or_default().to_string_lossy();
        let mut reader = csv::Reader::from_path(&path).expect("a table");
        for (at, row) in reader.deserialize::<Row>().enumerate() {
            let row = row.expect("a row with all columns");
            rows += 1;
            for difference in differences(&row) {
                failures.push(format!(
                    "{file} line {} ({}): {difference}",
                    at + 2,
                    row["name"]
                ));
            }
        }
    }
    assert!(rows >= 100, "only {rows} rows were found");
    assert!(failures.is_empty(), "\n{}", failures.join("\n"));
}
