//! A draft: what was typed, screen by screen, and what two windows typed differently.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use spis_applications::content::{Capacity, NoticeChannel};
use spis_applications::form::power;
use spis_applications::form::{Field, Form, Head, Incomplete, Offered, People, Values, YES};
use spis_kernel::DraftId;
use spis_pages::{FieldErrors, FormValues};

use crate::own::OwnId;
use crate::settings::Settings;

/// Prefix of the choice between two values typed in two windows; the field's name follows.
pub const CHOICE_BETWEEN: &str = "pasirinkti-";
/// Name of the field with the version that the form was filled from.
pub const VERSION_FIELD: &str = "versija";
/// Name of the field with the window's own key: what a window wrote before is no other's answer, though it never heard that
/// it was saved.
pub const WINDOW_FIELD: &str = "langas";
/// Begins the choice of an answer that did not win its place; the time at which it came follows.
pub const OTHER_CHOICE: &str = "kita-";
/// The choice of the answer that stands in the draft.
pub const STORED_CHOICE: &str = "dabartine";
/// Name of the field that tells which boxes the form showed: boxes left empty do not come by themselves.
pub const SHOWN_FIELD: &str = "rodoma";
/// Ending of the field that tells what the consent was as the form showed it; its name stands before.
const CONSENT_BEFORE: &str = "-buvo";
/// Code of the last screen, in addresses: every form ends with it.
pub const REVIEW: &str = "perziura";

/// A screen of a form; a draft takes from it what it asks, and nothing else.
#[derive(Clone, Copy)]
pub struct Screen<'a> {
    /// The form.
    pub form: &'a Form,
    /// Code, as in the address.
    pub code: &'a str,
}

impl Screen<'_> {
    /// Whether a field belongs to the screen.
    pub fn has(self, field: &str) -> bool {
        self.form.asks(self.code, field)
    }

    /// Whether the screen asks for the consent to be told of other support.
    pub fn asks_consent(self) -> bool {
        let field = self.form.head(Head::Offers);
        field.is_some_and(|field| field.screen.as_deref() == Some(self.code))
    }

    /// Position, from 1; the review is the last.
    pub fn position(self, values: &Values) -> i64 {
        let asked = self.form.screens_asked(values);
        let at = asked.iter().position(|code| *code == self.code);
        let at = at.unwrap_or(asked.len()) + 1;
        i64::try_from(at).unwrap_or(i64::MAX)
    }
}

/// "Juodraščio turinys".
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DraftContent {
    /// By field name.
    pub values: Values,
    /// Which window wrote the value of a field.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub written_in: BTreeMap<String, String>,
    /// Fields that windows filled differently: what each of the others typed, until the resident chooses.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub others: BTreeMap<String, Vec<OtherValue>>,
}

/// The value of a field that did not win its place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OtherValue {
    /// What was typed.
    pub values: Vec<String>,
    /// When it came.
    pub at: Timestamp,
    /// The window in which it was typed.
    #[serde(default)]
    pub window: String,
}

/// A save as it comes: from which window, and when.
#[derive(Clone, Copy)]
pub struct Arrived<'a> {
    /// The window's key; empty if the form has none.
    pub window: &'a str,
    /// Now.
    pub at: Timestamp,
}

impl Arrived<'_> {
    /// Whether that window is this one.
    fn wrote(self, window: Option<&str>) -> bool {
        !self.window.is_empty() && window == Some(self.window)
    }
}

/// A stored draft with its last version.
pub struct Draft {
    /// Key.
    pub id: DraftId,
    /// Code of its form.
    pub form_code: String,
    /// Number of the last version, from 1.
    pub version: i32,
    /// The last version.
    pub content: DraftContent,
    /// When it was saved.
    pub saved_at: Timestamp,
    /// What it became, or became a correction of; a draft that became something is not written any more.
    pub became: Option<OwnId>,
    /// What it corrects.
    pub corrects: Option<OwnId>,
}

impl DraftContent {
    /// What a new draft says: the children who live with the resident, and her contacts as she keeps them in her settings.
    pub fn prefilled(form: &Form, people: Option<&People>, settings: &Settings) -> Self {
        let mut content = Self::of_family(form, people);
        for (name, value) in contacts(form, settings) {
            content.values.insert(name.to_owned(), vec![value]);
        }
        content
    }

    fn of_family(form: &Form, people: Option<&People>) -> Self {
        let mut values = Values::new();
        let at_home: Vec<&Offered> = people
            .into_iter()
            .flat_map(|people| &people.children)
            .filter(|child| child.lives_with)
            .collect();
        // What the register says of her is chosen beforehand; she may say otherwise.
        if let Some(capacity) = form.head(Head::Capacity) {
            let wards = at_home
                .iter()
                .any(|child| child.acting_as == Capacity::Guardian);
            let own = if wards { power::GUARDIAN } else { power::OWN };
            values.insert(capacity.name.clone(), vec![own.to_owned()]);
        }
        let Some(children) = form.head(Head::Children).filter(|_| !at_home.is_empty()) else {
            return Self {
                values,
                ..Self::default()
            };
        };
        if let Some(lives_with) = form.head(Head::LivesWith) {
            for child in &at_home {
                let name = lives_with.name_of(Some(&child.key));
                values.insert(name, vec![YES.to_owned()]);
            }
        }
        let keys = at_home.iter().map(|child| child.key.clone()).collect();
        values.insert(children.name.clone(), keys);
        Self {
            values,
            ..Self::default()
        }
    }

    /// Shows the consent as it is: it is the account's, and a draft keeps none of its own.
    pub fn show_consent(&mut self, form: &Form, given: bool) {
        if let Some(field) = form.head(Head::Offers) {
            let typed = if given {
                vec![YES.to_owned()]
            } else {
                Vec::new()
            };
            self.values.insert(field.name.clone(), typed);
        }
    }

    /// Forgets what a form said of the consent.
    pub fn forget_consent(&mut self, form: &Form) {
        if let Some(field) = form.head(Head::Offers) {
            self.values.remove(&field.name);
            self.written_in.remove(&field.name);
            self.others.remove(&field.name);
        }
    }

    /// What a screen's form says, put over `base`, from which the form was filled. A field that did not come keeps its
    /// value, but for boxes that were shown and left empty.
    pub fn of_form(base: &Self, screen: Screen<'_>, form: &FormValues) -> Self {
        let mut typed = Values::new();
        for shown in form.all(SHOWN_FIELD) {
            if screen.has(shown) {
                typed.insert(shown.to_owned(), Vec::new());
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
            ..Self::default()
        }
    }

    /// Joins what this form says (`mine`) with what is stored now (`self`), both made from `base`. A field that only one
    /// side changed takes that side's value, and so does one that this window itself wrote last; one that both changed
    /// differently keeps the stored value and remembers mine, beside those of other windows.
    #[must_use]
    pub fn joined(
        &self,
        base: &Self,
        mine: &Self,
        screen: Screen<'_>,
        arrived: Arrived<'_>,
    ) -> Self {
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
                joined.withdraw_other(field, arrived);
                continue;
            }
            let written_here = arrived.wrote(self.written_in.get(field).map(String::as_str));
            if joined.change_other(field, typed, arrived) {
                continue;
            }
            if now == before || written_here {
                joined.values.insert(field.clone(), typed.to_vec());
                joined
                    .written_in
                    .insert(field.clone(), arrived.window.to_owned());
            } else {
                let others = joined.others.entry(field.clone()).or_default();
                others.push(OtherValue {
                    values: typed.to_vec(),
                    at: arrived.at,
                    window: arrived.window.to_owned(),
                });
            }
        }
        joined
    }

    /// The window says what stands in the draft, or nothing new: its own answer waits for no choice any more.
    fn withdraw_other(&mut self, field: &str, arrived: Arrived<'_>) {
        if let Some(others) = self.others.get_mut(field) {
            others.retain(|other| !arrived.wrote(Some(&other.window)));
            if others.is_empty() {
                self.others.remove(field);
            }
        }
    }

    /// The window goes on typing an answer that waits for the choice; false if it has none waiting.
    fn change_other(&mut self, field: &str, typed: &[String], arrived: Arrived<'_>) -> bool {
        let others = self.others.get_mut(field).into_iter().flatten();
        let Some(own) = others
            .into_iter()
            .find(|other| arrived.wrote(Some(&other.window)))
        else {
            return false;
        };
        if own.values != typed {
            own.values = typed.to_vec();
            own.at = arrived.at;
        }
        true
    }

    /// Takes the choices between the values that the form brought.
    pub fn choose(&mut self, form: &FormValues) {
        let fields: Vec<String> = self.others.keys().cloned().collect();
        for field in fields {
            let choice = form.typed(format!("{CHOICE_BETWEEN}{field}"));
            if choice == STORED_CHOICE {
                self.others.remove(&field);
                continue;
            }
            let Some(at) = choice.strip_prefix(OTHER_CHOICE) else {
                continue;
            };
            let others = self.others.get(&field).into_iter().flatten();
            let chosen = others
                .into_iter()
                .find(|other| other.at.to_string() == at)
                .map(|other| other.values.clone());
            if let Some(values) = chosen {
                self.others.remove(&field);
                self.written_in.remove(&field);
                self.values.insert(field, values);
            }
        }
    }

    /// The first screen with a field of which two windows say different things.
    pub fn unchosen(&self, form: &Form) -> Option<Incomplete> {
        form.screens.iter().find_map(|code| {
            let errors = self.conflict_errors(Screen { form, code });
            (!errors.is_empty()).then(|| Incomplete {
                screen: code.clone(),
                errors,
            })
        })
    }

    /// Each field of a screen of which two windows say different things.
    pub fn conflict_errors(&self, screen: Screen<'_>) -> FieldErrors {
        let mut errors = FieldErrors::new();
        for (field, _) in self.conflicts_of(screen) {
            errors.add_key(format!("{CHOICE_BETWEEN}{field}"), "portal-conflict-choose");
        }
        errors
    }

    /// Fields of a screen with more than one answer, and the answers that did not win.
    pub fn conflicts_of(
        &self,
        screen: Screen<'_>,
    ) -> impl Iterator<Item = (&String, &Vec<OtherValue>)> {
        self.others
            .iter()
            .filter(move |(field, _)| screen.has(field))
    }
}

/// Contacts and channel of notice as the settings have them, by the form's own names.
pub fn contacts<'a>(form: &'a Form, settings: &Settings) -> Vec<(&'a str, String)> {
    let channel = match (&settings.email, settings.email_notices) {
        (Some(_), true) => Some(NoticeChannel::Email),
        // Whoever has never kept settings is asked.
        (None, _) if settings.phone.is_none() => None,
        _ => Some(NoticeChannel::Portal),
    };
    [
        (Head::Phone, settings.phone.clone()),
        (Head::Email, settings.email.clone()),
        (
            Head::NoticeChannel,
            channel.map(|channel| channel.code().to_owned()),
        ),
    ]
    .into_iter()
    .filter_map(|(head, value)| Some((form.head(head)?.name.as_str(), value?)))
    .collect()
}

/// Name of the mark that tells what the consent was as the form showed it.
pub fn consent_mark(field: &Field) -> String {
    format!("{}{CONSENT_BEFORE}", field.name)
}

/// The consent, if she changed it in this form. What the form showed counts: a page left open elsewhere neither gives again
/// what she withdrew meanwhile nor withdraws what she gave.
pub fn consent_change(form: &Form, typed: &FormValues) -> Option<bool> {
    let field = form.head(Head::Offers)?;
    let before = typed.given(&consent_mark(field))?;
    let now = typed.has(&field.name, YES);
    ((before == YES) != now).then_some(now)
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

    fn form() -> Form {
        Form::of_toml(include_str!(
            "../../cash_benefits/src/child_benefit/form.toml"
        ))
        .unwrap()
    }

    fn screen<'a>(code: &'a str, form: &'a Form) -> Screen<'a> {
        Screen { form, code }
    }

    fn typed<'a>(content: &'a DraftContent, field: &str) -> &'a str {
        &content.values[field][0]
    }

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

    /// Windows of the tests.
    fn from(window: &str, second: i64) -> Arrived<'_> {
        Arrived {
            window,
            at: Timestamp::from_second(second).unwrap(),
        }
    }

    fn payment<'a>(form: &'a Form) -> Screen<'a> {
        screen("mokejimas", form)
    }

    fn chosen(choice: &str) -> FormValues {
        FormValues::from(vec![("pasirinkti-saskaita".to_owned(), choice.to_owned())])
    }

    #[test]
    fn different_fields_of_two_windows_are_both_kept() {
        let form = form();
        let base = content(&[("saskaita", "LT1")]);
        let stored = content(&[("saskaita", "LT1"), ("telefonas", "+370 600 00000")]);
        let mine = content(&[("saskaita", "LT2"), ("telefonas", "")]);
        let joined = stored.joined(&base, &mine, payment(&form), from("a", 0));
        assert_eq!(typed(&joined, "saskaita"), "LT2");
        assert_eq!(typed(&joined, "telefonas"), "+370 600 00000");
        assert!(joined.others.is_empty());
    }

    #[test]
    fn one_field_of_three_windows_keeps_all_values_until_chosen() {
        let form = form();
        let base = content(&[("saskaita", "LT1")]);
        let stored = content(&[("saskaita", "LT2")]);
        let second = content(&[("saskaita", "LT3")]);
        let third = content(&[("saskaita", "LT4")]);
        let joined = stored.joined(&base, &second, payment(&form), from("b", 1));
        let mut joined = joined.joined(&base, &third, payment(&form), from("c", 2));
        assert_eq!(typed(&joined, "saskaita"), "LT2");
        let waiting: Vec<&str> = joined.others["saskaita"]
            .iter()
            .map(|other| other.values[0].as_str())
            .collect();
        assert_eq!(waiting, ["LT3", "LT4"]);
        let unknown = format!("{OTHER_CHOICE}{}", Timestamp::from_second(9).unwrap());
        joined.choose(&chosen(&unknown));
        assert_eq!(joined.others["saskaita"].len(), 2);
        let choice = format!("{OTHER_CHOICE}{}", Timestamp::from_second(1).unwrap());
        joined.choose(&chosen(&choice));
        assert_eq!(typed(&joined, "saskaita"), "LT3");
        assert!(joined.others.is_empty());
    }

    #[test]
    fn a_window_that_never_heard_of_its_save_is_no_other_window() {
        let form = form();
        let base = content(&[]);
        let first = base.joined(
            &base,
            &content(&[("saskaita", "LT1")]),
            payment(&form),
            from("a", 1),
        );
        // The answer to that save was lost: the window still names the version before it.
        let second = first.joined(
            &base,
            &content(&[("saskaita", "LT12")]),
            payment(&form),
            from("a", 2),
        );
        assert_eq!(typed(&second, "saskaita"), "LT12");
        assert!(second.others.is_empty());
        let other = second.joined(
            &base,
            &content(&[("saskaita", "LT9")]),
            payment(&form),
            from("b", 3),
        );
        assert_eq!(typed(&other, "saskaita"), "LT12");
        assert_eq!(other.others["saskaita"][0].values, ["LT9"]);
    }

    #[test]
    fn a_window_whose_answer_waits_goes_on_typing_it() {
        let form = form();
        let base = content(&[("saskaita", "LT1")]);
        let stored = content(&[("saskaita", "LT2")]);
        let save = |on: &DraftContent, base: &DraftContent, account: &str, second| {
            let mine = content(&[("saskaita", account)]);
            on.joined(base, &mine, payment(&form), from("b", second))
        };
        let waits = save(&stored, &base, "LT3", 1);
        // By now the window knows the version, though it still shows its own answer.
        let typed_on = save(&waits, &waits, "LT34", 2);
        assert_eq!(typed(&typed_on, "saskaita"), "LT2");
        assert_eq!(typed_on.others["saskaita"][0].values, ["LT34"]);
        let agrees = save(&typed_on, &typed_on, "LT2", 3);
        assert!(agrees.others.is_empty());
    }

    #[test]
    fn unchecked_boxes_are_kept_as_none() {
        let form = form();
        let base = content(&[("vaikai", "a"), ("saskaita", "LT1")]);
        let not_shown = FormValues::from(vec![("papildoma".to_owned(), "ne".to_owned())]);
        let mine = DraftContent::of_form(&base, screen("vaikai", &form), &not_shown);
        assert!(mine.values["vaikai"] == ["a"]);
        let boxes = FormValues::from(vec![(SHOWN_FIELD.to_owned(), "vaikai".to_owned())]);
        let mine = DraftContent::of_form(&base, screen("vaikai", &form), &boxes);
        assert_eq!(mine.values["vaikai"], Vec::<String>::new());
        assert_eq!(typed(&mine, "saskaita"), "LT1");
        let joined = base.joined(&base, &mine, screen("vaikai", &form), from("a", 0));
        assert!(joined.values["vaikai"].is_empty());
    }
}
