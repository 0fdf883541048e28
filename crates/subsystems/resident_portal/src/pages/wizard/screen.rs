//! A screen with questions, whatever form it is of.

use std::collections::BTreeMap;

use askama::Template;
use axum::response::IntoResponse;
use jiff::Timestamp;
use spis_applications::content::Capacity;
use spis_applications::form::power;
use spis_applications::form::{Form, Head, NO, Offered, Question, YES};
use spis_pages::{Choice, Html, Page};
use spis_persons::evidence::NotRepresented;

use super::Writing;
use super::around::Around;
use crate::copies::PaidChild;
use crate::model::{consent_mark, contacts};

#[derive(Template)]
#[template(path = "wizard_screen.html")]
struct Questions {
    page: Page,
    around: Around,
    /// When the register answered, if it is silent now.
    silent: bool,
    answered_at: Option<Timestamp>,
    now: Timestamp,
    questions: Vec<Question>,
    /// The account's consent as this page shows it, where it asks for it: name of its mark, and the mark.
    consent: Option<(String, &'static str)>,
    /// Children of hers who cannot be asked for here, in words that do not accuse.
    not_offered: Vec<String>,
}

/// Asks what the screen asks.
pub fn questions(writing: &Writing, page: Page, screen: &str) -> impl IntoResponse + use<> {
    let questions = writing.form().questions(
        screen,
        &writing.draft.content.values,
        writing.people.as_ref(),
        &page.translator,
        |child| child_hint(writing, &page, child),
    );
    let questions = with_sources(writing, &page, questions);
    let asks_children = writing
        .form()
        .head(Head::Children)
        .is_some_and(|field| field.screen.as_deref() == Some(screen));
    Html(Questions {
        around: Around::of(writing, &page, screen),
        silent: writing.known.silent,
        answered_at: writing.known.answered_at,
        now: writing.now,
        not_offered: if asks_children {
            not_offered(writing, &page)
        } else {
            Vec::new()
        },
        consent: consent_shown(writing.form(), screen, writing.consent),
        questions,
        page,
    })
}

/// The mark beside the consent's box: what it was as the page showed it.
pub fn consent_shown(form: &Form, screen: &str, given: bool) -> Option<(String, &'static str)> {
    let field = form.head(Head::Offers)?;
    let asked = field.screen.as_deref() == Some(screen);
    asked.then(|| (consent_mark(field), if given { YES } else { NO }))
}

fn not_offered(writing: &Writing, page: &Page) -> Vec<String> {
    let family = writing.known.family.iter();
    family
        .flat_map(|family| family.not_offered())
        // Asked for when she could: a correction may leave it so.
        .filter(|(child, _)| {
            let people = writing.people.iter().flat_map(|people| &people.children);
            let code = &child.person.personal_code;
            !people
                .map(|one| &one.person.personal_code)
                .any(|one| one == code)
        })
        .map(|(child, why)| {
            let key = match why {
                NotRepresented::OfAge => "portal-not-offered-of-age",
                NotRepresented::Limited | NotRepresented::OnDuty | NotRepresented::NoAuthority => {
                    "portal-not-offered-other"
                }
            };
            page.t_with(key, "name", child.name())
        })
        .collect()
}

fn child_hint(writing: &Writing, page: &Page, child: &Offered) -> String {
    let born = page.t_with(
        "portal-child-born",
        "date",
        page.date_table(child.person.born_on),
    );
    let mut words = Vec::new();
    if child.acting_as == Capacity::Oneself {
        words.push(page.t("portal-child-oneself"));
    } else if !child.lives_with {
        words.push(page.t("portal-child-elsewhere"));
    }
    let code = child.person.personal_code.as_str();
    if writing
        .already_asked
        .iter()
        .any(|asked| asked.child == code)
    {
        words.push(page.t("portal-child-already-asked"));
    }
    if let Some(paid) = writing.already_paid.iter().find(|paid| paid.child == code) {
        words.push(already_paid(page, paid));
    }
    if words.is_empty() {
        return born;
    }
    format!("{born}. {}", words.join(" "))
}

/// That she is paid for a child already, and until when.
pub fn already_paid(page: &Page, paid: &PaidChild) -> String {
    match paid.until {
        Some(until) => page.t_with("wizard-child-paid-until", "date", page.date_prose(until)),
        None => page.t("wizard-child-paid"),
    }
}

/// Of each child whom the register shows with the applicant and she has not said otherwise: that, and the words to say so. The
/// key is the question's name.
fn at_home(writing: &Writing, page: &Page) -> BTreeMap<String, (String, String)> {
    let (Some(field), Some(family)) = (
        writing.form().head(Head::LivesWith),
        writing.known.family.as_ref(),
    ) else {
        return BTreeMap::new();
    };
    let values = &writing.draft.content.values;
    let people = writing.people.iter().flat_map(|people| &people.children);
    people
        .filter(|child| child.lives_with && !child.is_oneself())
        .map(|child| (field.name_of(Some(&child.key)), child))
        .filter(|(name, _)| values.get(name).is_some_and(|said| said == &[YES]))
        .map(|(name, child)| {
            let given = child.person.given_name.as_str();
            let time = page.moment_table(family.as_of);
            let known = page.t_args(
                "wizard-at-home",
                &[("name", given.into()), ("time", time.into())],
            );
            (
                name,
                (known, page.t_with("wizard-at-home-not", "name", given)),
            )
        })
        .collect()
}

/// Says of each answer that came from the settings, and of the consent, where it comes from and what a change means.
fn with_sources(writing: &Writing, page: &Page, mut questions: Vec<Question>) -> Vec<Question> {
    let form = writing.form();
    let offers = form.head(Head::Offers).map(|field| field.name.as_str());
    let known = contacts(form, &writing.settings);
    let values = &writing.draft.content.values;
    let capacity = form.head(Head::Capacity).map(|field| field.name.as_str());
    let children = form.head(Head::Children).map(|field| field.name.as_str());
    let at_home = at_home(writing, page);
    for question in &mut questions {
        question.known = at_home.get(&question.name).cloned();
        if children == Some(question.name.as_str())
            && let Some(family) = &writing.known.family
        {
            let time = page.moment_table(family.as_of);
            question.hint = page.t_with("wizard-children-source", "time", time);
        }
        if let Some(corrected) = &writing.corrected
            && capacity == Some(question.name.as_str())
        {
            // Who applies stays.
            let by_power = corrected.before.represented_by.is_some();
            let stays = |option: &Choice| (option.value == power::AUTHORISED) == by_power;
            question
                .options
                .retain(|option| stays(option) || option.checked);
        }
        let from_settings = known.iter().any(|(name, value)| {
            *name == question.name
                && values
                    .get(&question.name)
                    .is_some_and(|v| v.as_slice() == std::slice::from_ref(value))
        });
        let note = if from_settings {
            "wizard-from-settings"
        } else if offers == Some(question.name.as_str()) {
            "wizard-consent-shared"
        } else {
            continue;
        };
        question.hint = format!("{} {}", question.hint, page.t(note))
            .trim()
            .to_owned();
    }
    questions
}
