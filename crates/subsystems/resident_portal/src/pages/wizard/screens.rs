//! The two screens with questions.

use askama::Template;
use axum::response::IntoResponse;
use jiff::Timestamp;
use spis_pages::{Choice, Html, Page, SaveState};

use super::Writing;
use crate::family::Child;
use crate::model::{CHOICE_BETWEEN, DraftContent, LIVES_WITH, NO, Screen, YES};

/// What every screen shows around its questions.
pub struct Around {
    /// Where the form is sent.
    pub href: String,
    /// Version that the form is filled from.
    pub version: i32,
    /// What became of the words.
    pub saved: SaveState,
    /// Position of the screen.
    pub position: i64,
    /// Number of screens.
    pub screens: usize,
    /// What two windows filled differently.
    pub conflicts: Vec<Conflict>,
}

/// A field with two values to choose from.
pub struct Conflict {
    /// Name of the choice.
    pub name: String,
    /// What the field asks.
    pub label: String,
    /// The two values.
    pub options: Vec<Choice>,
}

impl Around {
    pub fn of(writing: &Writing, page: &Page, screen: Screen) -> Self {
        let content = &writing.draft.content;
        Self {
            href: super::address(writing.draft.id, screen),
            version: writing.draft.version,
            saved: SaveState::Saved(writing.draft.saved_at),
            position: screen.position(),
            screens: Screen::ALL.len(),
            conflicts: content
                .conflicts_of(screen)
                .map(|(field, other)| Conflict {
                    name: format!("{CHOICE_BETWEEN}{field}"),
                    label: label(writing, page, field),
                    options: vec![
                        option(
                            page,
                            "dabartine",
                            "portal-conflict-stored",
                            writing.draft.saved_at,
                            &shown(writing, page, field, content.values.get(field)),
                        ),
                        option(
                            page,
                            "kita",
                            "portal-conflict-other",
                            other.at,
                            &shown(writing, page, field, Some(&other.values)),
                        ),
                    ],
                })
                .collect(),
        }
    }
}

fn option(page: &Page, value: &str, key: &str, at: Timestamp, words: &str) -> Choice {
    Choice::new(value, words, false).with_hint(page.t_with(key, "time", page.time(at)))
}

fn label(writing: &Writing, page: &Page, field: &str) -> String {
    if let Some(key) = field.strip_prefix(LIVES_WITH) {
        let offered = writing.checking().offered();
        let name = offered
            .iter()
            .find(|(known, _)| known == key)
            .map_or("", |(_, child)| child.person.given_name.as_str());
        return page.t_with("portal-lives-with", "name", name);
    }
    page.t(match field {
        "vaikai" => "portal-children",
        "papildoma" => "portal-additional",
        "nuo" => "portal-asked-from",
        "savivaldybe" => "portal-municipality",
        "saskaita" => "portal-account",
        "kieno" => "portal-account-whose",
        "savininkas" => "portal-account-holder",
        "telefonas" => "portal-phone",
        "elpastas" => "portal-email",
        _ => "portal-notice",
    })
}

/// Values of a field as words.
fn shown(writing: &Writing, page: &Page, field: &str, values: Option<&Vec<String>>) -> String {
    let words: Vec<String> = values
        .into_iter()
        .flatten()
        .filter(|value| !value.is_empty())
        .map(|value| match (field, value.as_str()) {
            ("vaikai", key) => writing
                .checking()
                .offered()
                .iter()
                .find(|(known, _)| known == key)
                .map_or_else(|| value.clone(), |(_, child)| child.name()),
            ("savivaldybe", code) => writing
                .municipalities
                .iter()
                .find(|(known, _)| known.to_string() == code)
                .map_or_else(|| value.clone(), |(_, name)| name.clone()),
            ("pranesimai", code) if crate::answers::notice_channel(code).is_some() => {
                page.t(format!("portal-notice-{code}"))
            }
            ("kieno", "mano") => page.t("portal-account-mine"),
            ("kieno", "kito") => page.t("portal-account-other"),
            ("saskaita" | "savininkas" | "telefonas" | "elpastas" | "nuo", typed) => {
                typed.to_owned()
            }
            (_, YES) => page.t("portal-yes"),
            (_, NO) => page.t("portal-no"),
            (_, other) => other.to_owned(),
        })
        .collect();
    if words.is_empty() {
        page.t("portal-conflict-empty")
    } else {
        words.join(", ")
    }
}

#[derive(Template)]
#[template(path = "wizard_children.html")]
struct Children {
    page: Page,
    around: Around,
    known: bool,
    answered_at: Option<Timestamp>,
    silent: bool,
    now: Timestamp,
    children: Vec<Choice>,
    lives_with: Vec<LivesWith>,
    additional: Vec<Choice>,
    asked_from: String,
    municipalities: Vec<Choice>,
}

/// The question whether a child lives with the applicant.
struct LivesWith {
    name: String,
    legend: String,
    options: Vec<Choice>,
}

fn yes_or_no(page: &Page, content: &DraftContent, field: &str) -> Vec<Choice> {
    [(YES, "portal-yes"), (NO, "portal-no")]
        .into_iter()
        .map(|(value, key)| Choice::new(value, page.t(key), content.typed(field) == value))
        .collect()
}

/// First screen.
pub fn children(writing: &Writing, page: Page) -> impl IntoResponse + use<> {
    let content = &writing.draft.content;
    let offered = writing.checking().offered();
    let family = writing.known.family.as_ref();
    let municipalities = match family {
        Some(family) if family.municipality.is_none() => {
            let choose = Choice::new("", page.t("portal-municipality-choose"), false);
            std::iter::once(choose)
                .chain(writing.municipalities.iter().map(|(code, name)| {
                    let code = code.to_string();
                    let chosen = content.typed("savivaldybe") == code;
                    Choice::new(code, name.clone(), chosen)
                }))
                .collect()
        }
        _ => Vec::new(),
    };
    Html(Children {
        around: Around::of(writing, &page, Screen::Children),
        known: family.is_some(),
        answered_at: writing.known.answered_at,
        silent: writing.known.silent,
        now: writing.now,
        children: offered
            .iter()
            .map(|(key, child)| {
                Choice::new(key, child.name(), content.has("vaikai", key))
                    .with_hint(child_hint(writing, &page, child))
            })
            .collect(),
        lives_with: offered
            .iter()
            .map(|(key, child)| {
                let name = format!("{LIVES_WITH}{key}");
                LivesWith {
                    legend: page.t_with(
                        "portal-lives-with",
                        "name",
                        child.person.given_name.as_str(),
                    ),
                    options: yes_or_no(&page, content, &name),
                    name,
                }
            })
            .collect(),
        additional: yes_or_no(&page, content, "papildoma"),
        asked_from: content.typed("nuo").to_owned(),
        municipalities,
        page,
    })
}

fn child_hint(writing: &Writing, page: &Page, child: &Child) -> String {
    let born = page.t_with(
        "portal-child-born",
        "date",
        page.date_table(child.person.born_on),
    );
    let code = child.person.personal_code.as_str();
    if writing.already_asked.iter().any(|asked| asked == code) {
        format!("{born} {}", page.t("portal-child-already-asked"))
    } else {
        born
    }
}

#[derive(Template)]
#[template(path = "wizard_payment.html")]
struct Payment {
    page: Page,
    around: Around,
    account: String,
    whose: Vec<Choice>,
    holder: String,
    phone: String,
    email: String,
    notice: Vec<Choice>,
}

/// Second screen.
pub fn payment(writing: &Writing, page: Page) -> impl IntoResponse + use<> {
    let content = &writing.draft.content;
    let typed = |field: &str| content.typed(field).to_owned();
    let chosen = |field: &str, value: &str| content.typed(field) == value;
    Html(Payment {
        around: Around::of(writing, &page, Screen::Payment),
        account: typed("saskaita"),
        whose: vec![
            Choice::new(
                "mano",
                page.t("portal-account-mine"),
                chosen("kieno", "mano"),
            ),
            Choice::new(
                "kito",
                page.t("portal-account-other"),
                chosen("kieno", "kito"),
            ),
        ],
        holder: typed("savininkas"),
        phone: typed("telefonas"),
        email: typed("elpastas"),
        notice: ["portal", "email", "post", "counter"]
            .into_iter()
            .map(|code| {
                Choice::new(
                    code,
                    page.t(format!("portal-notice-{code}")),
                    chosen("pranesimai", code),
                )
            })
            .collect(),
        page,
    })
}
