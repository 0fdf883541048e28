//! JSON Schema (2020-12) of what is sent. It is checked when it is sent, and again where it is registered: what does not
//! fit is never half-registered.

use serde_json::{Map, Value, json};

use super::schema::{Condition, Field, FieldKind, Form, Head};

/// A content that does not fit its form. It says where, never what: the content is personal data.
#[derive(Debug, thiserror::Error)]
#[error("the content does not fit form {form}: {places}")]
pub struct Unfit {
    form: String,
    places: String,
}

/// How much of its form a content answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Extent {
    /// Everything that must be answered.
    Whole,
    /// What the paper said.
    Paper,
}

impl Form {
    /// The schema of what is sent.
    pub fn json_schema(&self) -> Value {
        self.schema(Extent::Whole)
    }

    fn schema(&self, extent: Extent) -> Value {
        let person = json!({
            "type": "object",
            "properties": {
                "personal_code": {"type": "string", "pattern": "^[0-9]{11}$"},
                "given_name": {"type": "string", "minLength": 1, "maxLength": 200},
                "surname": {"type": "string", "minLength": 1, "maxLength": 200},
                "born_on": {"type": "string", "pattern": DAY},
            },
            "required": ["personal_code", "given_name", "surname", "born_on"],
            "additionalProperties": false,
        });
        let children = self.head(Head::Children);
        let child = json!({
            "type": "object",
            "properties": {
                "person": {"$ref": "#/$defs/person"},
                "lives_with": {"type": "boolean"},
                "acting_as": {"enum": ["parent", "guardian", "oneself"]},
                "answers": self.answers(true, extent),
            },
            "required": ["person", "lives_with", "acting_as", "answers"],
            "additionalProperties": false,
        });
        let asked = |head: Head, kind: Value| match self.head(head) {
            None => json!({"type": "null"}),
            Some(field)
                if field.required && field.shown_if.is_none() && extent == Extent::Whole =>
            {
                kind
            }
            Some(_) => json!({"anyOf": [{"type": "null"}, kind]}),
        };
        let text = |longest: usize| json!({"type": "string", "minLength": 1, "maxLength": longest});
        let properties = json!({
            "applicant": {"$ref": "#/$defs/person"},
            "represented_by": {"anyOf": [{"type": "null"}, {
                "type": "object",
                "properties": {"person": {"$ref": "#/$defs/person"}, "basis": text(400), "power": {
                    "type": "object",
                    "properties": {
                        "number": text(60),
                        "concluded_on": {"type": "string", "pattern": DAY},
                        "valid_until": {"anyOf": [{"type": "null"}, {"type": "string", "pattern": DAY}]},
                        "shown": {"enum": ["register", "attached", "later"]},
                    },
                    "required": ["number", "concluded_on", "valid_until", "shown"],
                    "additionalProperties": false,
                }},
                "required": ["person", "basis"],
                "additionalProperties": false,
            }]},
            "residence": {"anyOf": [{"type": "null"}, text(400)]},
            "register_as_of": {"type": ["string", "null"]},
            "children": {
                "type": "array",
                "items": {"$ref": "#/$defs/child"},
                "minItems": i32::from(extent == Extent::Whole && children.is_some_and(|field| field.required)),
                "maxItems": if children.is_some() { 40 } else { 0 },
            },
            "asked_from": asked(Head::AskedFrom, json!({"type": "string", "pattern": MONTH})),
            "account": asked(Head::Account, json!({"type": "string", "pattern": "^[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}$"})),
            "account_holder": asked(Head::AccountHolder, text(200)),
            "phone": asked(Head::Phone, json!({"type": "string", "pattern": "^\\+[0-9]{8,15}$"})),
            "email": asked(Head::Email, json!({"type": "string", "pattern": "^[^@\\s]+@[^@\\s]+$", "maxLength": 254})),
            "notice_channel": {"enum": ["portal", "email", "post", "counter"]},
            "offers": {"type": "boolean"},
            "declarations_version": {"type": "string", "minLength": 1},
            "answers": self.answers(false, extent),
        });
        let names: Vec<&String> = properties
            .as_object()
            .into_iter()
            .flat_map(Map::keys)
            .collect();
        let mut schema = json!({
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "title": format!("{} {}", self.code, self.version),
            "type": "object",
            "required": names,
            "additionalProperties": false,
            "$defs": {"person": person, "child": child},
        });
        schema["properties"] = properties;
        // Only there where there is something to say.
        schema["properties"]["post_address"] = asked(Head::PostAddress, text(400));
        if extent == Extent::Paper {
            schema["properties"]["missing"] = json!({
                "type": "array", "items": {"type": "string", "minLength": 1, "maxLength": 60}, "uniqueItems": true,
            });
        }
        schema
    }

    /// Whether a content fits.
    ///
    /// # Errors
    /// [`Unfit`] with the places that do not.
    pub fn check_content(&self, content: &Value) -> Result<(), Unfit> {
        self.check_extent(content, Extent::Whole)
    }

    /// Whether what a paper application says fits, and nothing more than it says it lacks is lacking.
    ///
    /// # Errors
    /// [`Unfit`] with the places that do not.
    pub fn check_paper_content(&self, content: &Value) -> Result<(), Unfit> {
        let lacks = content["missing"].as_array().is_some_and(|m| !m.is_empty());
        self.check_extent(content, if lacks { Extent::Paper } else { Extent::Whole })
    }

    fn check_extent(&self, content: &Value, extent: Extent) -> Result<(), Unfit> {
        let unfit = |places: String| Unfit {
            form: format!("{} {}", self.code, self.version),
            places,
        };
        let validator = jsonschema::draft202012::new(&self.schema(extent))
            .map_err(|error| unfit(format!("schema: {}", error.schema_path())))?;
        let places: Vec<String> = validator
            .iter_errors(content)
            .map(|error| {
                let place = error.instance_path().to_string();
                format!(
                    "{} ({})",
                    if place.is_empty() { "/" } else { &place },
                    error.schema_path()
                )
            })
            .take(10)
            .collect();
        if places.is_empty() {
            Ok(())
        } else {
            Err(unfit(places.join(", ")))
        }
    }

    /// The answers of this kind alone, of a child or of the whole form.
    fn answers(&self, per_child: bool, extent: Extent) -> Value {
        let own = |name: &str| {
            self.fields
                .iter()
                .any(|f| f.name == name && is_own(f, per_child))
        };
        let fields: Vec<&Field> = self
            .fields
            .iter()
            .filter(|field| is_own(field, per_child))
            .collect();
        let mut properties = Map::new();
        let mut required = Vec::new();
        let mut rules = Vec::new();
        for field in fields {
            properties.insert(field.name.clone(), value(field));
            let always = extent == Extent::Whole
                && (field.required || field.kind == FieldKind::Confirm)
                && !field.later;
            match &field.shown_if {
                None if always => required.push(field.name.clone()),
                // Conditions on what stands elsewhere in the content were checked when it was read.
                Some(condition) if own(&condition.field) => {
                    let then = if always {
                        json!({"required": [field.name]})
                    } else {
                        json!({})
                    };
                    rules.push(json!({
                        "if": self.holds_in_json(condition),
                        "then": then,
                        "else": {"properties": {field.name.clone(): false}},
                    }));
                }
                _ => {}
            }
            if let Some(condition) = &field.required_if
                && own(&condition.field)
                && extent == Extent::Whole
            {
                rules.push(json!({
                    "if": self.holds_in_json(condition),
                    "then": {"required": [field.name]},
                }));
            }
        }
        let mut schema = json!({
            "type": "object",
            "properties": properties,
            "required": required,
            "additionalProperties": false,
        });
        if !rules.is_empty() {
            schema["allOf"] = Value::from(rules);
        }
        schema
    }

    fn holds_in_json(&self, condition: &Condition) -> Value {
        let field = self.fields.iter().find(|f| f.name == condition.field);
        let answers: Vec<Value> = condition
            .is
            .iter()
            .map(|code| match field.map(|f| f.kind) {
                Some(FieldKind::YesNo | FieldKind::Confirm) => Value::from(code == super::YES),
                _ => Value::from(code.as_str()),
            })
            .collect();
        let one = if field.is_some_and(|f| f.kind == FieldKind::Choices) {
            json!({"type": "array", "contains": {"enum": answers}})
        } else {
            json!({"enum": answers})
        };
        json!({"properties": {condition.field.clone(): one}, "required": [condition.field]})
    }
}

const DAY: &str = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$";
const MONTH: &str = "^[0-9]{4}-[0-9]{2}$";

fn is_own(field: &Field, per_child: bool) -> bool {
    // Where a child lives is a part of every form and, if it is more than yes or no, an answer of the form's own.
    let home = field.head == Some(Head::LivesWith) && field.kind == FieldKind::Choice;
    field.screen.is_some() && (field.head.is_none() || home) && field.per_child == per_child
}

fn value(field: &Field) -> Value {
    match field.kind {
        FieldKind::YesNo | FieldKind::Confirm => json!({"type": "boolean"}),
        FieldKind::Choice => json!({"enum": field.options}),
        FieldKind::Choices => {
            json!({"type": "array", "items": {"enum": field.options}, "uniqueItems": true, "minItems": 1})
        }
        FieldKind::Month => json!({"type": "string", "pattern": MONTH}),
        FieldKind::Date => json!({"type": "string", "pattern": DAY}),
        FieldKind::Whole => json!({
            "type": "integer",
            "minimum": field.least.unwrap_or(0),
            "maximum": field.most.unwrap_or(1_000_000),
        }),
        FieldKind::Money => json!({"type": "integer", "minimum": 0}),
        FieldKind::Text | FieldKind::LongText => {
            json!({"type": "string", "minLength": 1, "maxLength": field.longest.unwrap_or(4_000)})
        }
        FieldKind::Known
        | FieldKind::Municipality
        | FieldKind::Children
        | FieldKind::Iban
        | FieldKind::Phone
        | FieldKind::Email
        | FieldKind::PersonalCode
        | FieldKind::ChildLines => json!({"type": "string", "minLength": 1, "maxLength": 400}),
    }
}
