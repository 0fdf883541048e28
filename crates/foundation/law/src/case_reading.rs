use std::collections::BTreeSet;

use jiff::civil::Date;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};
use spis_kernel::{Cents, Month};

use crate::case::{Case, DisabilityLevel, Employment, Relation, RelationKind, Role, Studies};
use crate::parameters::Parameters;

/// A field of a case that cannot be used. Names the place, never the value.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{path}: {message}")]
pub struct FieldError {
    /// Where, for example `persons[1].born_on`; empty for the whole text.
    pub path: String,
    /// What is wrong.
    pub message: String,
}

struct Field {
    name: &'static str,
    required: bool,
    fits: fn(&Value) -> bool,
    expected: &'static str,
}

const fn required(name: &'static str, fits: fn(&Value) -> bool, expected: &'static str) -> Field {
    Field {
        name,
        required: true,
        fits,
        expected,
    }
}

const fn optional(name: &'static str, fits: fn(&Value) -> bool, expected: &'static str) -> Field {
    Field {
        name,
        required: false,
        fits,
        expected,
    }
}

fn reads_as<T: DeserializeOwned>(value: &Value) -> bool {
    serde_json::from_value::<T>(value.clone()).is_ok()
}

fn is_text(value: &Value) -> bool {
    value.as_str().is_some_and(|text| !text.trim().is_empty())
}

fn is_date(value: &Value) -> bool {
    // Ten characters, because the date type also reads a date with a time of day.
    value
        .as_str()
        .is_some_and(|text| text.len() == 10 && text.parse::<Date>().is_ok())
}

fn is_percent(value: &Value) -> bool {
    value
        .as_i64()
        .is_some_and(|percent| (0..=100).contains(&percent))
}

fn is_help_level(value: &Value) -> bool {
    value.as_i64().is_some_and(|level| (1..=4).contains(&level))
}

const TEXT: &str = "expected a text that is not empty";
const DATE: &str = "expected a date like 2026-11-23";
const MONTH: &str = "expected a month like 2026-11";
const YES_NO: &str = "expected true or false";
const INTEGER: &str = "expected a whole number";
const CENTS: &str = "expected a sum in whole cents";
const LIST: &str = "expected a list";
const OBJECT: &str = "expected an object";

const CASE_FIELDS: [Field; 10] = [
    required("kind", is_text, TEXT),
    required("month", reads_as::<Month>, MONTH),
    optional("applied_on", is_date, DATE),
    optional("municipality_code", Value::is_i64, INTEGER),
    required("applicant", is_text, TEXT),
    required("persons", Value::is_array, LIST),
    optional("relations", Value::is_array, LIST),
    optional("income", Value::is_array, LIST),
    optional("property", Value::is_array, LIST),
    optional("facts", Value::is_object, OBJECT),
];

const PERSON_FIELDS: [Field; 15] = [
    required("id", is_text, TEXT),
    required("born_on", is_date, DATE),
    optional("died_on", is_date, DATE),
    optional("role", reads_as::<Role>, "expected adult or child"),
    optional(
        "studies",
        reads_as::<Studies>,
        "expected none, general, vocational_first, higher_full_time, higher_part_time or doctoral",
    ),
    optional("finished_school_on", is_date, DATE),
    optional("married", Value::is_boolean, YES_NO),
    optional("has_own_children", Value::is_boolean, YES_NO),
    optional(
        "employment",
        reads_as::<Employment>,
        "expected none, employed, self_employed, registered_unemployed, pensioner or carer",
    ),
    optional(
        "disability_level",
        reads_as::<DisabilityLevel>,
        "expected none, mild, moderate or severe",
    ),
    optional("participation_percent", is_percent, "expected 0-100"),
    optional("individual_help_level", is_help_level, "expected 1-4"),
    optional("kept_in_institution", Value::is_boolean, YES_NO),
    optional("under_guardianship", Value::is_boolean, YES_NO),
    optional("incapacitated", Value::is_boolean, YES_NO),
];

const RELATION_FIELDS: [Field; 4] = [
    required("of", is_text, TEXT),
    required("to", is_text, TEXT),
    required(
        "kind",
        reads_as::<RelationKind>,
        "expected parent, adoptive_parent, guardian, on_duty_guardian, spouse or cohabitant",
    ),
    optional("since", is_date, DATE),
];

const INCOME_FIELDS: [Field; 5] = [
    required("person", is_text, TEXT),
    required("type", is_text, TEXT),
    required("month", reads_as::<Month>, MONTH),
    required("cents", reads_as::<Cents>, CENTS),
    optional("declared", Value::is_boolean, YES_NO),
];

const PROPERTY_FIELDS: [Field; 3] = [
    optional("person", is_text, TEXT),
    required("type", is_text, TEXT),
    required("cents", reads_as::<Cents>, CENTS),
];

#[derive(Default)]
struct Errors(Vec<FieldError>);

impl Errors {
    fn add(&mut self, path: impl Into<String>, message: impl Into<String>) {
        self.0.push(FieldError {
            path: path.into(),
            message: message.into(),
        });
    }

    fn check_object(&mut self, prefix: &str, value: &Value, fields: &[Field]) {
        let Some(object) = value.as_object() else {
            self.add(prefix.trim_end_matches('.'), OBJECT);
            return;
        };
        for name in object.keys() {
            if !fields.iter().any(|field| field.name == name) {
                self.add(format!("{prefix}{name}"), "unknown field");
            }
        }
        for field in fields {
            match object.get(field.name) {
                None if field.required => self.add(format!("{prefix}{}", field.name), "missing"),
                Some(value) if !(field.fits)(value) => {
                    self.add(format!("{prefix}{}", field.name), field.expected);
                }
                _ => {}
            }
        }
    }

    fn check_list(&mut self, case: &Map<String, Value>, name: &str, fields: &[Field]) {
        let entries = case.get(name).and_then(Value::as_array);
        for (at, entry) in entries.into_iter().flatten().enumerate() {
            self.check_object(&format!("{name}[{at}]."), entry, fields);
        }
    }
}

impl Case {
    /// Reads a case from JSON.
    ///
    /// # Errors
    /// One [`FieldError`] for each field that is unknown, missing, of another shape, or that names
    /// a person or a kind of income that is not there.
    pub fn parse(json: &str) -> Result<Self, Vec<FieldError>> {
        let mut errors = Errors::default();
        let value: Value = match serde_json::from_str(json) {
            Ok(value) => value,
            Err(error) => {
                let place = format!("line {}, column {}", error.line(), error.column());
                errors.add("", format!("not readable as JSON at {place}"));
                return Err(errors.0);
            }
        };
        errors.check_object("", &value, &CASE_FIELDS);
        if let Some(case) = value.as_object() {
            errors.check_list(case, "persons", &PERSON_FIELDS);
            errors.check_list(case, "relations", &RELATION_FIELDS);
            errors.check_list(case, "income", &INCOME_FIELDS);
            errors.check_list(case, "property", &PROPERTY_FIELDS);
        }
        if !errors.0.is_empty() {
            return Err(errors.0);
        }
        let case: Self = serde_json::from_value(value).map_err(|_| {
            vec![FieldError {
                path: String::new(),
                message: "not readable as a case".to_owned(),
            }]
        })?;
        let errors = case.check();
        if errors.is_empty() {
            Ok(case)
        } else {
            Err(errors)
        }
    }

    /// What is wrong between the fields: references to persons that are not there, doubled ids,
    /// a death before the birth, negative income, unknown kinds of income. Empty when all is right.
    pub fn check(&self) -> Vec<FieldError> {
        let mut errors = Errors::default();
        let mut ids = BTreeSet::new();
        if self.persons.is_empty() {
            errors.add("persons", "expected at least one person");
        }
        for (at, person) in self.persons.iter().enumerate() {
            if !ids.insert(person.id.as_str()) {
                errors.add(format!("persons[{at}].id"), "two persons have this id");
            }
            if person
                .died_on
                .is_some_and(|died_on| died_on < person.born_on)
            {
                errors.add(format!("persons[{at}].died_on"), "before the birth");
            }
        }
        let no_such_person = "no person has this id";
        if !ids.contains(self.applicant.as_str()) {
            errors.add("applicant", no_such_person);
        }
        for (at, Relation { of, to, .. }) in self.relations.iter().enumerate() {
            for (name, id) in [("of", of), ("to", to)] {
                if !ids.contains(id.as_str()) {
                    errors.add(format!("relations[{at}].{name}"), no_such_person);
                }
            }
            if of == to {
                errors.add(format!("relations[{at}].to"), "related to oneself");
            }
        }
        for (at, entry) in self.income.iter().enumerate() {
            if !ids.contains(entry.person.as_str()) {
                errors.add(format!("income[{at}].person"), no_such_person);
            }
            if Parameters::embedded()
                .income_type(&entry.income_type)
                .is_none()
            {
                errors.add(format!("income[{at}].type"), "unknown kind of income");
            }
            if entry.cents < Cents::ZERO {
                errors.add(format!("income[{at}].cents"), "income is never negative");
            }
        }
        for (at, entry) in self.property.iter().enumerate() {
            let owner = entry.person.as_deref();
            if owner.is_some_and(|id| !ids.contains(id)) {
                errors.add(format!("property[{at}].person"), no_such_person);
            }
        }
        errors.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_fields_are_those_of_the_schema() {
        let schema: Value =
            serde_json::from_str(include_str!("../schema/law-cases.schema.json")).unwrap();
        let same = |described: &Value, fields: &[Field]| {
            let mut names: Vec<&str> = fields.iter().map(|field| field.name).collect();
            names.sort_unstable();
            let mut in_schema: Vec<&str> = described["properties"]
                .as_object()
                .unwrap()
                .keys()
                .map(String::as_str)
                .collect();
            in_schema.sort_unstable();
            assert_eq!(names, in_schema);
            let mut needed: Vec<&str> = fields
                .iter()
                .filter(|field| field.required)
                .map(|field| field.name)
                .collect();
            needed.sort_unstable();
            let mut in_schema: Vec<&str> = described["required"]
                .as_array()
                .unwrap()
                .iter()
                .filter_map(Value::as_str)
                .collect();
            in_schema.sort_unstable();
            assert_eq!(needed, in_schema);
        };
        same(&schema, &CASE_FIELDS);
        let items = |name: &str| &schema["properties"][name]["items"];
        same(items("persons"), &PERSON_FIELDS);
        same(items("relations"), &RELATION_FIELDS);
        same(items("income"), &INCOME_FIELDS);
        same(items("property"), &PROPERTY_FIELDS);
    }
}
