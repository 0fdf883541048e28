//! A draft: what was typed, screen by screen, and what two windows typed differently.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use spis_kernel::{DraftId, SubmissionId};
use spis_pages::FormValues;

use crate::family::{Child, Family};

/// Prefix of the question whether a child lives with the applicant; the child's key follows.
pub const LIVES_WITH: &str = "gyvena-";
/// Prefix of the choice between two values typed in two windows; the field's name follows.
pub const CHOICE_BETWEEN: &str = "pasirinkti-";
/// Name of the field with the version that the form was filled from.
pub const VERSION_FIELD: &str = "versija";
/// Name of the field that tells which boxes the form showed: boxes left empty do not come by themselves.
pub const SHOWN_FIELD: &str = "rodoma";
/// "Taip".
pub const YES: &str = "taip";
/// "Ne".
pub const NO: &str = "ne";

/// A screen of the application.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Screen {
    /// "Vaikai".
    Children,
    /// "Mokėjimas ir pranešimai".
    Payment,
    /// "Peržiūra".
    Review,
}

impl Screen {
    /// In the order in which they come.
    pub const ALL: [Self; 3] = [Self::Children, Self::Payment, Self::Review];

    /// As in the address.
    pub fn code(self) -> &'static str {
        match self {
            Self::Children => "vaikai",
            Self::Payment => "mokejimas",
            Self::Review => "perziura",
        }
    }

    /// The screen of an address.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|screen| screen.code() == code)
    }

    /// Position, from 1.
    pub fn position(self) -> i64 {
        match self {
            Self::Children => 1,
            Self::Payment => 2,
            Self::Review => 3,
        }
    }

    /// The next screen; the review has none.
    pub fn next(self) -> Option<Self> {
        match self {
            Self::Children => Some(Self::Payment),
            Self::Payment => Some(Self::Review),
            Self::Review => None,
        }
    }

    /// Whether a field belongs to the screen; what does not is not taken from its form.
    pub fn has(self, field: &str) -> bool {
        match self {
            Self::Children => {
                matches!(field, "vaikai" | "papildoma" | "nuo" | "savivaldybe")
                    || field.starts_with(LIVES_WITH)
            }
            Self::Payment => matches!(
                field,
                "saskaita" | "kieno" | "savininkas" | "telefonas" | "elpastas" | "pranesimai"
            ),
            Self::Review => false,
        }
    }

    /// Fields that mean "none" when they do not come: boxes left empty.
    fn boxes(self) -> &'static [&'static str] {
        match self {
            Self::Children => &["vaikai"],
            Self::Payment | Self::Review => &[],
        }
    }
}

/// Values of a field as they were typed; several where several boxes are checked.
pub type Values = Vec<String>;

/// "Juodraščio turinys".
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DraftContent {
    /// By field name.
    pub values: BTreeMap<String, Values>,
    /// Fields that two windows filled differently, until the resident chooses.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub conflicts: BTreeMap<String, OtherValue>,
}

/// The value of a field that did not win its place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OtherValue {
    /// What was typed.
    pub values: Values,
    /// When it came.
    pub at: Timestamp,
}

/// A stored draft with its last version.
pub struct Draft {
    /// Key.
    pub id: DraftId,
    /// Number of the last version, from 1.
    pub version: i32,
    /// The last version.
    pub content: DraftContent,
    /// When it was saved.
    pub saved_at: Timestamp,
    /// What it became; a draft that became something is not written any more.
    pub submission: Option<SubmissionId>,
}

impl DraftContent {
    /// What a new draft says: the children who live with the resident.
    pub fn prefilled(
        family: Option<&Family>,
        key: impl Fn(&Child) -> String,
        today: jiff::civil::Date,
    ) -> Self {
        let mut values = BTreeMap::new();
        let at_home: Vec<String> = family
            .into_iter()
            .flat_map(|family| family.offered(today))
            .filter(|child| child.lives_with)
            .map(key)
            .collect();
        if !at_home.is_empty() {
            for child in &at_home {
                values.insert(format!("{LIVES_WITH}{child}"), vec![YES.to_owned()]);
            }
            values.insert("vaikai".to_owned(), at_home);
        }
        Self {
            values,
            conflicts: BTreeMap::new(),
        }
    }

    /// The one value of a field, as typed.
    pub fn typed(&self, field: &str) -> &str {
        self.values
            .get(field)
            .and_then(|values| values.first())
            .map_or("", String::as_str)
    }

    /// The value without spaces around it; none if nothing was typed.
    pub fn given(&self, field: &str) -> Option<&str> {
        Some(self.typed(field).trim()).filter(|value| !value.is_empty())
    }

    /// Whether a box is checked.
    pub fn has(&self, field: &str, value: &str) -> bool {
        self.values
            .get(field)
            .is_some_and(|values| values.iter().any(|one| one == value))
    }

    /// What a screen's form says, put over `base`, from which the form was filled. A field that did not come keeps its
    /// value, but for boxes that were shown and left empty.
    pub fn of_form(base: &Self, screen: Screen, form: &FormValues) -> Self {
        let mut typed: BTreeMap<String, Values> = BTreeMap::new();
        for field in screen.boxes() {
            if form.has(SHOWN_FIELD, field) {
                typed.insert((*field).to_owned(), Vec::new());
            }
        }
        for (field, value) in form.pairs() {
            if screen.has(&field) {
                typed.entry(field).or_default().push(value);
            }
        }
        let mut values = base.values.clone();
        values.extend(typed);
        Self {
            values,
            conflicts: BTreeMap::new(),
        }
    }

    /// Joins what this form says (`mine`) with what is stored now (`self`), both made from `base`. A field that only one
    /// side changed takes that side's value; one that both changed differently keeps the stored value and remembers mine.
    #[must_use]
    pub fn joined(&self, base: &Self, mine: &Self, screen: Screen, at: Timestamp) -> Self {
        let mut joined = self.clone();
        let fields: Vec<&String> = mine
            .values
            .keys()
            .chain(base.values.keys())
            .filter(|field| screen.has(field))
            .collect();
        for field in fields {
            let (before, now, typed) = (said(base, field), said(self, field), said(mine, field));
            if typed == before || typed == now {
                continue;
            }
            if now == before {
                joined.values.insert(field.clone(), typed.to_vec());
            } else {
                joined.conflicts.insert(
                    field.clone(),
                    OtherValue {
                        values: typed.to_vec(),
                        at,
                    },
                );
            }
        }
        joined
    }

    /// Takes the choices between two values that the form brought.
    pub fn choose(&mut self, form: &FormValues) {
        let fields: Vec<String> = self.conflicts.keys().cloned().collect();
        for field in fields {
            match form.typed(format!("{CHOICE_BETWEEN}{field}")) {
                "kita" => {
                    if let Some(other) = self.conflicts.remove(&field) {
                        self.values.insert(field, other.values);
                    }
                }
                "dabartine" => {
                    self.conflicts.remove(&field);
                }
                _ => {}
            }
        }
    }

    /// Conflicts of a screen.
    pub fn conflicts_of(&self, screen: Screen) -> impl Iterator<Item = (&String, &OtherValue)> {
        self.conflicts
            .iter()
            .filter(move |(field, _)| screen.has(field))
    }
}

fn said<'a>(content: &'a DraftContent, field: &str) -> &'a [String] {
    let values = content.values.get(field).map_or(&[][..], Vec::as_slice);
    // A text field left empty and one that never came say the same.
    match values {
        [one] if one.is_empty() => &[],
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn content(pairs: &[(&str, &str)]) -> DraftContent {
        let mut content = DraftContent::default();
        for (field, value) in pairs {
            content
                .values
                .entry((*field).to_owned())
                .or_default()
                .push((*value).to_owned());
        }
        content
    }

    #[test]
    fn different_fields_of_two_windows_are_both_kept() {
        let base = content(&[("saskaita", "LT1")]);
        let stored = content(&[("saskaita", "LT1"), ("telefonas", "+370 600 00000")]);
        let mine = content(&[("saskaita", "LT2"), ("telefonas", "")]);
        let joined = stored.joined(&base, &mine, Screen::Payment, Timestamp::UNIX_EPOCH);
        assert_eq!(joined.typed("saskaita"), "LT2");
        assert_eq!(joined.typed("telefonas"), "+370 600 00000");
        assert!(joined.conflicts.is_empty());
    }

    #[test]
    fn one_field_of_two_windows_keeps_both_values_until_chosen() {
        let base = content(&[("saskaita", "LT1")]);
        let stored = content(&[("saskaita", "LT2")]);
        let mine = content(&[("saskaita", "LT3")]);
        let mut joined = stored.joined(&base, &mine, Screen::Payment, Timestamp::UNIX_EPOCH);
        assert_eq!(joined.typed("saskaita"), "LT2");
        assert_eq!(joined.conflicts["saskaita"].values, ["LT3"]);
        let choice = FormValues::from(vec![("pasirinkti-saskaita".to_owned(), "kita".to_owned())]);
        joined.choose(&choice);
        assert_eq!(joined.typed("saskaita"), "LT3");
        assert!(joined.conflicts.is_empty());
    }

    #[test]
    fn unchecked_boxes_are_kept_as_none() {
        let base = content(&[("vaikai", "a"), ("saskaita", "LT1")]);
        let not_shown = FormValues::from(vec![("papildoma".to_owned(), "ne".to_owned())]);
        let mine = DraftContent::of_form(&base, Screen::Children, &not_shown);
        assert!(mine.has("vaikai", "a"));
        let form = FormValues::from(vec![(SHOWN_FIELD.to_owned(), "vaikai".to_owned())]);
        let mine = DraftContent::of_form(&base, Screen::Children, &form);
        assert_eq!(mine.values["vaikai"], Vec::<String>::new());
        assert_eq!(mine.typed("saskaita"), "LT1");
        let joined = base.joined(&base, &mine, Screen::Children, Timestamp::UNIX_EPOCH);
        assert!(!joined.has("vaikai", "a"));
    }
}
