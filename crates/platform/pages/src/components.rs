//! Data of the components whose HTML is in `templates/components.html` (interface rules, section 4).

use askama::Template;
use jiff::{Timestamp, civil::Date};

use crate::{
    format,
    icons::{Icon, icon},
    language::{Language, Translator},
};

/// "Būsenos žyma": a state in words with a drawing; the colour is only the third sign.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tag {
    /// Palette name: accent, brand1, neutral, info, success, warning, danger.
    pub color: &'static str,
    /// Name of the drawing.
    pub icon: &'static str,
    /// The words.
    pub text: String,
}

/// Key of a state, its colour and its drawing.
const STATES: &[(&str, &str, &str)] = &[
    ("draft", "neutral", "saved"),
    ("queued", "info", "clock"),
    ("document_missing", "warning", "alert"),
    ("checking", "info", "eye"),
    ("proposal", "accent", "document"),
    ("with_approver", "accent", "eye"),
    ("returned", "brand1", "back"),
    ("granted", "success", "yes"),
    ("refused", "danger", "no"),
    ("partly_granted", "success", "yes"),
    ("suspended", "info", "pause"),
    ("withdrawn", "neutral", "cross"),
    ("handed_over", "neutral", "arrow"),
    ("appealed", "warning", "alert"),
];

impl Tag {
    /// A tag with words of one's own.
    pub fn new(color: &'static str, icon: &'static str, text: impl Into<String>) -> Self {
        Tag {
            color,
            icon,
            text: text.into(),
        }
    }

    /// The state of an application in the words for residents; keys: `draft`, `queued`, `document_missing`,
    /// `checking`, `proposal`, `with_approver`, `returned`, `granted`, `refused`, `partly_granted`, `suspended`,
    /// `withdrawn`, `handed_over`, `appealed`.
    #[must_use]
    pub fn for_resident(t: &Translator, state: &str) -> Self {
        Tag::of_state(t, state, "status")
    }

    /// The same state in the words for specialists.
    #[must_use]
    pub fn for_staff(t: &Translator, state: &str) -> Self {
        Tag::of_state(t, state, "status-staff")
    }

    fn of_state(t: &Translator, state: &str, vocabulary: &str) -> Self {
        let (color, icon) = STATES
            .iter()
            .find(|(key, _, _)| *key == state)
            .map_or(("neutral", "info"), |(_, color, icon)| (*color, *icon));
        Tag::new(
            color,
            icon,
            t.t(format!("{vocabulary}-{}", state.replace('_', "-"))),
        )
    }

    /// All keys of states.
    pub fn states() -> impl Iterator<Item = &'static str> {
        STATES.iter().map(|(key, _, _)| *key)
    }

    /// The statutory clock: late, today, up to 7 days, later. The date itself stands beside the tag.
    #[must_use]
    pub fn deadline(t: &Translator, due: Date, today: Date) -> Self {
        let days = format::days_between(today, due);
        let text = t.t_count(
            match days {
                0 => "deadline-today",
                d if d > 0 => "deadline-left",
                _ => "deadline-late",
            },
            days.abs(),
        );
        match days {
            ..0 => Tag::new("danger", "alert", text),
            0..=7 => Tag::new("warning", "clock", text),
            _ => Tag::new("neutral", "clock", text),
        }
    }

    /// The statutory clock stands still while something is asked from the resident.
    #[must_use]
    pub fn deadline_suspended(t: &Translator) -> Self {
        Tag::new("info", "pause", t.t("deadline-suspended"))
    }
}

/// What is told of the day of the decision.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DueTold {
    /// "Turime nuspręsti iki".
    #[default]
    ToCome,
    /// "Turime nuspręsti": the clock stands, and there is no day.
    Stopped,
    /// "Turėjome nuspręsti iki".
    Late,
    /// "Sprendimas".
    Decided,
    /// Nothing: there will be none.
    Nothing,
}

impl DueTold {
    /// Key of the name of the answer; none where it is left out.
    #[must_use]
    pub fn label(self) -> Option<&'static str> {
        match self {
            DueTold::ToCome => Some("four-due"),
            DueTold::Stopped => Some("four-due-stopped"),
            DueTold::Late => Some("four-due-late"),
            DueTold::Decided => Some("four-due-decided"),
            DueTold::Nothing => None,
        }
    }
}

/// "Žingsnis · Turime nuspręsti iki · Vieta eilėje · Ko trūksta": what every view of an application answers first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FourAnswers {
    /// For example "3 iš 5: tikrinama".
    pub step: String,
    /// What the second answer tells.
    pub due: DueTold,
    /// The statutory day; `None` where the clock stands still.
    pub decision_due: Option<Date>,
    /// Words beside the day, or in its place.
    pub decision_due_note: String,
    /// What can be done about a late decision; empty for nothing.
    pub decision_due_help: String,
    /// For example "prieš Jus 37 prašymai"; empty shows that there is no queue to wait in.
    pub place: String,
    /// What the place means for the term; may be empty.
    pub place_note: String,
    /// For example "1 dokumento"; empty shows "iš Jūsų – nieko".
    pub missing: String,
    /// Where the missing thing is given, for example `#truksta`; empty for no link.
    pub missing_href: String,
}

/// Where a step of the track stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StepState {
    /// Behind us.
    Done,
    /// Where the application is.
    Now,
    /// Still to come.
    Todo,
}

/// A step of the track.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// Its name.
    pub label: String,
    /// Where it stands.
    pub state: StepState,
}

impl Step {
    /// The five steps that a resident sees, the `now`-th (from 1) being the present one; 6 means that all are done.
    #[must_use]
    pub fn of_application(t: &Translator, now: usize) -> Vec<Step> {
        [
            "step-received",
            "step-registered",
            "step-checking",
            "step-decision",
            "step-paying",
        ]
        .iter()
        .enumerate()
        .map(|(index, key)| Step {
            label: t.t(key),
            state: match (index + 1).cmp(&now) {
                std::cmp::Ordering::Less => StepState::Done,
                std::cmp::Ordering::Equal => StepState::Now,
                std::cmp::Ordering::Greater => StepState::Todo,
            },
        })
        .collect()
    }

    /// As in `data-state`.
    #[must_use]
    pub fn state_name(&self) -> &'static str {
        match self.state {
            StepState::Done => "done",
            StepState::Now => "now",
            StepState::Todo => "todo",
        }
    }

    /// True for a step behind us.
    #[must_use]
    pub fn is_done(&self) -> bool {
        self.state == StepState::Done
    }

    /// True for the present step.
    #[must_use]
    pub fn is_now(&self) -> bool {
        self.state == StepState::Now
    }
}

/// A name and its value.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fact {
    /// What it is.
    pub name: String,
    /// The value; empty shows "nėra duomenų".
    pub value: String,
    /// Where and when it was got, or why it is missing; may be empty.
    pub note: String,
    /// The language of the value, where it is not the page's.
    pub language: Option<Language>,
}

impl Fact {
    /// A fact without a note.
    pub fn new(name: impl Into<String>, value: impl Into<String>) -> Self {
        Fact {
            name: name.into(),
            value: value.into(),
            note: String::new(),
            language: None,
        }
    }

    /// The same fact with a value in Lithuanian on a page of any language: an office, an official's own words.
    #[must_use]
    pub fn in_lithuanian(mut self) -> Self {
        self.language = Some(Language::Lt);
        self
    }

    /// The same fact with its source or the reason why it is missing.
    #[must_use]
    pub fn with_note(mut self, note: impl Into<String>) -> Self {
        self.note = note.into();
        self
    }
}

/// One answer of a radio group or one box of a group of boxes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choice {
    /// Value that the form sends.
    pub value: String,
    /// Words beside the box.
    pub label: String,
    /// Explanation under the words; may be empty.
    pub hint: String,
    /// Chosen already.
    pub checked: bool,
    /// Language of the words, where it is not the page's.
    pub language: Option<Language>,
}

impl Choice {
    /// A choice without explanation.
    pub fn new(value: impl Into<String>, label: impl Into<String>, checked: bool) -> Self {
        Choice {
            value: value.into(),
            label: label.into(),
            hint: String::new(),
            checked,
            language: None,
        }
    }

    /// The same choice with an explanation.
    #[must_use]
    pub fn with_hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = hint.into();
        self
    }

    /// The same choice with words in this language.
    #[must_use]
    pub fn in_language(mut self, language: Language) -> Self {
        self.language = Some(language);
        self
    }
}

/// What became of the words typed so far.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SaveState {
    /// Kept at this moment.
    Saved(Timestamp),
    /// On its way.
    Saving,
    /// Not kept; tried again.
    Failed,
}

impl SaveState {
    /// True where the person must know that the words are not kept.
    #[must_use]
    pub fn failed(&self) -> bool {
        *self == SaveState::Failed
    }

    /// "Išsaugota 9:42", "Saugoma…", "Neišsaugota – bandome".
    #[must_use]
    pub fn text(&self, t: &Translator) -> String {
        match self {
            SaveState::Saved(at) => {
                t.t_args("save-state-saved", &[("time", format::time(*at).into())])
            }
            SaveState::Saving => t.t("save-state-saving"),
            SaveState::Failed => t.t("save-state-failed"),
        }
    }
}

/// Which part of a list is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pagination {
    /// This page, from 1.
    pub page: u32,
    /// Rows on a page.
    pub per_page: u32,
    /// Rows in all.
    pub total: u64,
    /// Address to which the page's number is added, for example `/darbai?zingsnis=registruota&puslapis=`.
    pub href: String,
}

impl Pagination {
    /// Number of pages, at least 1.
    #[must_use]
    pub fn pages(&self) -> u32 {
        let pages = self.total.div_ceil(u64::from(self.per_page.max(1)));
        u32::try_from(pages).unwrap_or(u32::MAX).max(1)
    }

    /// Address of the page before this one.
    #[must_use]
    pub fn previous(&self) -> Option<String> {
        (self.page > 1).then(|| format!("{}{}", self.href, self.page - 1))
    }

    /// Address of the page after this one.
    #[must_use]
    pub fn next(&self) -> Option<String> {
        (self.page < self.pages()).then(|| format!("{}{}", self.href, self.page + 1))
    }

    /// "Rodomi 1–14 iš 63".
    #[must_use]
    pub fn shown(&self, t: &Translator) -> String {
        let number = |n: u64| format::number(t.language, i64::try_from(n).unwrap_or(i64::MAX));
        let before = u64::from(self.page.saturating_sub(1)) * u64::from(self.per_page);
        let last = (before + u64::from(self.per_page)).min(self.total);
        t.t_args(
            "pagination-shown",
            &[
                ("first", number((before + 1).min(self.total)).into()),
                ("last", number(last).into()),
                ("total", number(self.total).into()),
            ],
        )
    }
}

/// What a node of an explanation says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// A condition that holds.
    Yes,
    /// A condition that fails and decided the result.
    No,
    /// Not known yet.
    Unverified,
    /// A sum of what is below.
    Sum,
    /// A number.
    Number,
    /// Does not apply.
    NotApplicable,
}

impl Tone {
    fn icon(self) -> &'static str {
        match self {
            Tone::Yes => "yes",
            Tone::No => "no",
            Tone::Unverified => "unverified",
            Tone::Sum => "sum",
            Tone::Number => "equals",
            Tone::NotApplicable => "dash",
        }
    }

    fn color(self) -> &'static str {
        match self {
            Tone::Yes => "success",
            Tone::No => "danger",
            Tone::Unverified => "warning",
            Tone::Sum | Tone::Number | Tone::NotApplicable => "neutral",
        }
    }

    fn spoken(self) -> Option<&'static str> {
        match self {
            Tone::Yes => Some("why-yes"),
            Tone::No => Some("why-no"),
            Tone::Unverified => Some("why-unverified"),
            Tone::NotApplicable => Some("why-not-applicable"),
            Tone::Sum | Tone::Number => None,
        }
    }
}

/// A node of the explanation of a sum or a refusal: statement, value, source, and what it rests on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WhyNode {
    /// What it says.
    pub tone: Tone,
    /// The statement.
    pub text: String,
    /// The value; may be empty.
    pub value: String,
    /// Act and article, parameter with its date, register with its time; may be empty.
    pub source: String,
    /// What it rests on.
    pub children: Vec<WhyNode>,
}

impl WhyNode {
    /// A node without a source and without children.
    pub fn new(tone: Tone, text: impl Into<String>, value: impl Into<String>) -> Self {
        WhyNode {
            tone,
            text: text.into(),
            value: value.into(),
            source: String::new(),
            children: Vec::new(),
        }
    }

    /// The same node with its source.
    #[must_use]
    pub fn with_source(mut self, source: impl Into<String>) -> Self {
        self.source = source.into();
        self
    }

    /// The same node resting on these.
    #[must_use]
    pub fn with_children(mut self, children: Vec<WhyNode>) -> Self {
        self.children = children;
        self
    }

    fn icon(&self) -> Icon {
        icon(self.tone.icon())
    }

    fn color(&self) -> &'static str {
        self.tone.color()
    }

    fn spoken(&self, t: &Translator) -> String {
        self.tone.spoken().map_or_else(String::new, |key| t.t(key))
    }

    fn decides(&self) -> bool {
        self.tone == Tone::No
    }
}

/// How much of an explanation is open at first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unfolded {
    /// All of it: specialists.
    All,
    /// Level 1 and the ways to a condition that failed: residents.
    Deciding,
}

/// An explanation as nested lists.
#[derive(Template)]
#[template(path = "why.html")]
pub(crate) struct WhyTree<'a> {
    pub t: Translator,
    pub nodes: &'a [WhyNode],
    pub unfolded: Unfolded,
    pub top: bool,
}

impl WhyTree<'_> {
    fn below<'b>(&self, node: &'b WhyNode) -> WhyTree<'b> {
        WhyTree {
            t: self.t,
            nodes: &node.children,
            unfolded: self.unfolded,
            top: false,
        }
    }

    fn folds(&self) -> bool {
        self.top && self.unfolded == Unfolded::Deciding
    }
}
