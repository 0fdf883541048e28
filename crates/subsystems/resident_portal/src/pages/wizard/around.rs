//! What every screen shows around its questions.

use jiff::Timestamp;
use spis_applications::form::Form;
use spis_pages::{Choice, Page, SaveState};

use super::Writing;
use crate::model::{CHOICE_BETWEEN, OTHER_CHOICE, STORED_CHOICE};
use crate::retention;

/// What every screen shows around its questions.
pub struct Around {
    /// What it is: an application, or a correction of one.
    pub name: String,
    /// What becomes of a correction, and of what stands until then; empty for a new application.
    pub corrects: Vec<String>,
    /// Where the form is sent.
    pub href: String,
    /// Name of the step before, or of "Mano SPIS".
    pub back: String,
    /// Its address.
    pub back_href: String,
    /// Version that the form is filled from.
    pub version: i32,
    /// The window's own key.
    pub window: String,
    /// What became of the words.
    pub saved: SaveState,
    /// Position of the screen.
    pub position: i64,
    /// Number of screens.
    pub screens: usize,
    /// Until when the draft is kept if nothing changes.
    pub kept_until: Timestamp,
    /// Where it can be deleted.
    pub delete_href: String,
    /// Key of the words for that.
    pub delete_key: &'static str,
    /// What two windows filled differently.
    pub conflicts: Vec<Conflict>,
}

/// A field with values to choose from.
pub struct Conflict {
    /// Name of the choice.
    pub name: String,
    /// What the field asks.
    pub label: String,
    /// The values, the stored one first.
    pub options: Vec<Choice>,
}

impl Around {
    pub fn of(writing: &Writing, page: &Page, code: &str) -> Self {
        let content = &writing.draft.content;
        let screen = writing.screen(code);
        let saved = writing.draft.saved_at;
        // Only screens that she was shown.
        let screens = writing.form().screens_asked(&content.values);
        let at = screens.iter().position(|one| *one == code);
        let before = at.unwrap_or(screens.len()).checked_sub(1);
        let (back, back_href) = match before.and_then(|at| screens.get(at)) {
            Some(before) => (
                page.t(writing.form().key(&format!("screen-{before}"))),
                super::address(writing.draft.id, before),
            ),
            None => match &writing.corrected {
                Some(corrected) => (
                    page.t("portal-back-to-application"),
                    corrected.own.id.href(),
                ),
                None => (page.t("nav-my-spis"), "/mano".to_owned()),
            },
        };
        let corrected = writing.corrected.as_ref();
        Self {
            name: corrected.map_or_else(
                || page.t("portal-application"),
                |corrected| page.t_with("amend-draft-of", "number", corrected.own.number()),
            ),
            corrects: corrected.map_or_else(Vec::new, |corrected| {
                let becomes = match corrected.own.is_free() {
                    true => "ask-lead-correction-free",
                    false => "ask-lead-correction-taken",
                };
                vec![page.t("amend-what-stands"), page.t(becomes)]
            }),
            back,
            back_href,
            href: super::address(writing.draft.id, code),
            version: writing.draft.version,
            window: writing.window.clone(),
            saved: SaveState::Saved(saved),
            position: screen.position(&content.values),
            screens: writing.form().screens_asked(&content.values).len() + 1,
            kept_until: retention::kept_until(saved),
            delete_href: super::address(writing.draft.id, "istrinti"),
            delete_key: match corrected {
                Some(_) => "amend-delete",
                None => "portal-draft-delete",
            },
            conflicts: content
                .conflicts_of(screen)
                .map(|(field, others)| {
                    let words = |typed: Option<&Vec<String>>| shown(writing, page, field, typed);
                    let now = words(content.values.get(field));
                    let stored = option(page, STORED_CHOICE, "portal-conflict-stored", saved, &now);
                    let others = others.iter().map(|other| {
                        let choice = format!("{OTHER_CHOICE}{}", other.at);
                        let typed = words(Some(&other.values));
                        option(page, &choice, "portal-conflict-other", other.at, &typed)
                    });
                    Conflict {
                        name: format!("{CHOICE_BETWEEN}{field}"),
                        label: label(writing.form(), writing, page, field),
                        options: std::iter::once(stored).chain(others).collect(),
                    }
                })
                .collect(),
        }
    }
}

fn option(page: &Page, value: &str, key: &str, at: Timestamp, words: &str) -> Choice {
    Choice::new(value, words, false).with_hint(page.t_with(key, "time", page.time(at)))
}

fn label(form: &Form, writing: &Writing, page: &Page, name: &str) -> String {
    let Some(field) = form.field(name) else {
        return String::new();
    };
    let child = writing
        .people
        .iter()
        .flat_map(|people| &people.children)
        .find(|child| field.per_child && field.name_of(Some(&child.key)) == name);
    form.label(field, &page.translator, child)
}

/// Values of a field as words.
fn shown(writing: &Writing, page: &Page, field: &str, values: Option<&Vec<String>>) -> String {
    let typed = values.map_or(&[][..], Vec::as_slice);
    let people = writing.people.as_ref();
    let words = writing.form().shown(field, typed, people, &page.translator);
    if words.is_empty() {
        page.t("portal-conflict-empty")
    } else {
        words.join(", ")
    }
}
