//! A screen's questions as one template shows them, for any form, in the portal and at the counter
//! (`form_questions.html` of the page kit).

use spis_kernel::{Month, MunicipalityCode};
use spis_pages::{Choice, FieldErrors, Language, Message, Translator};

use super::people::{Offered, People};
use super::schema::{Field, FieldKind, Form, Head};
use super::{NO, Values, YES, power};
use crate::content::Capacity;

/// How a question is put.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Widget {
    /// A line.
    Line,
    /// Several lines.
    Area,
    /// One of several.
    Radio,
    /// Any of several.
    Boxes,
    /// One of many.
    List,
    /// One box.
    Confirm,
}

/// Whose words a question is put in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Voice {
    /// To the applicant: "Kieno tai sąskaita? Mano".
    Applicant,
    /// To an official who reads it from paper: "Pareiškėjo". Keys end in `-official` where the words differ.
    Official,
}

/// A question of a screen.
#[derive(Debug, Clone)]
pub struct Question {
    /// How it is put.
    pub widget: Widget,
    /// Name of its field in pages.
    pub name: String,
    /// What is asked.
    pub label: String,
    /// How to answer; may be empty.
    pub hint: String,
    /// What was typed.
    pub value: String,
    /// What can be chosen.
    pub options: Vec<Choice>,
    /// Each answer has words on what follows from it: they are shown once it is chosen.
    pub follows: bool,
    /// Answers side by side.
    pub row: bool,
    /// Width of a line, as the page kit has them.
    pub width: &'static str,
    /// Keyboard of a phone.
    pub inputmode: &'static str,
    /// What the browser may fill in.
    pub autocomplete: &'static str,
    /// "kieno=kito": a script hides the question until it applies; without one it is always there, and its hint says when.
    pub shown_if: String,
    /// Words after the question; may be empty.
    pub after: String,
    /// Words in place of answers where there is nothing to choose from.
    pub empty: String,
    /// What a register says and is chosen beforehand, in words, with the words to say otherwise: the answers stand folded.
    pub known: Option<(String, String)>,
}

impl Question {
    /// Put as radio buttons or boxes.
    pub fn is_choices(&self) -> bool {
        matches!(self.widget, Widget::Radio | Widget::Boxes)
    }

    /// Put as a list to choose one of.
    pub fn is_list(&self) -> bool {
        self.widget == Widget::List
    }

    /// Put as one box.
    pub fn is_confirm(&self) -> bool {
        self.widget == Widget::Confirm
    }

    /// Put as several lines.
    pub fn is_area(&self) -> bool {
        self.widget == Widget::Area
    }

    /// Left empty, nothing of it comes with the form.
    pub fn shows_boxes(&self) -> bool {
        matches!(self.widget, Widget::Boxes | Widget::Confirm)
    }

    /// There is nothing to choose from.
    pub fn is_empty_list(&self) -> bool {
        self.is_choices() && self.options.is_empty()
    }

    /// The one box is checked.
    pub fn is_checked(&self) -> bool {
        self.options.iter().any(|option| option.checked)
    }

    /// As in `type`.
    pub fn input_kind(&self) -> &'static str {
        if self.widget == Widget::Boxes {
            "checkbox"
        } else {
            "radio"
        }
    }
}

impl Form {
    /// Questions of a screen, filled with what was typed. `note` says what else is to be known of a child.
    pub fn questions(
        &self,
        screen: &str,
        values: &Values,
        people: Option<&People>,
        t: &Translator,
        note: impl Fn(&Offered) -> String,
    ) -> Vec<Question> {
        self.questions_in(Voice::Applicant, screen, values, people, t, &note)
    }

    /// The same, put to an official at the counter.
    pub fn counter_questions(
        &self,
        screen: &str,
        values: &Values,
        people: &People,
        t: &Translator,
    ) -> Vec<Question> {
        let none = |_: &Offered| String::new();
        self.questions_in(Voice::Official, screen, values, Some(people), t, &none)
    }

    /// One question, put to an official.
    pub(super) fn question_in(
        &self,
        field: &Field,
        values: &Values,
        people: Option<&People>,
        t: &Translator,
        child: Option<&Offered>,
    ) -> Question {
        let none = |_: &Offered| String::new();
        self.question(Voice::Official, field, values, people, t, child, &none)
    }

    fn questions_in(
        &self,
        voice: Voice,
        screen: &str,
        values: &Values,
        people: Option<&People>,
        t: &Translator,
        note: &impl Fn(&Offered) -> String,
    ) -> Vec<Question> {
        let mut questions = Vec::new();
        for field in self.asked_on(screen) {
            // A condition on another answer does not take the question away: that answer may change on this very page.
            let known = match field.head {
                Some(super::Head::Municipality) => {
                    people.is_none_or(|people| people.municipality.is_some())
                }
                Some(super::Head::Capacity | super::Head::Power) => {
                    people.is_some_and(|people| !people.asks_capacity)
                }
                _ => false,
            };
            if known {
                continue;
            }
            if !field.per_child && !self.is_for(field, people, None) {
                continue;
            }
            if !field.per_child {
                questions.push(self.question(voice, field, values, people, t, None, note));
                continue;
            }
            for child in people.into_iter().flat_map(|people| &people.children) {
                if field.head == Some(super::Head::LivesWith) && child.is_oneself() {
                    continue;
                }
                if !self.is_for(field, people, Some(child)) {
                    continue;
                }
                questions.push(self.question(voice, field, values, people, t, Some(child), note));
            }
        }
        questions
    }

    /// What a field asks, in words.
    pub fn label(&self, field: &Field, t: &Translator, child: Option<&Offered>) -> String {
        self.label_in(Voice::Applicant, field, t, child)
    }

    fn label_in(
        &self,
        voice: Voice,
        field: &Field,
        t: &Translator,
        child: Option<&Offered>,
    ) -> String {
        let key = self.key_in(voice, &field.name);
        match child {
            Some(child) => {
                let name = child.person.given_name.as_str();
                t.t_args(key, &[("name", name.into())])
            }
            None => t.t(key),
        }
    }

    /// The field's name on paper and in a review: shorter than the question.
    pub fn short(&self, field: &Field, t: &Translator) -> String {
        let short = format!("{}-short", field.name);
        if self.has_words(&short) {
            t.t(self.key(&short))
        } else {
            t.t(self.key(&field.name))
        }
    }

    /// The same in a voice.
    pub(super) fn short_in(&self, field: &Field, voice: Voice, t: &Translator) -> String {
        let short = format!("{}-short", field.name);
        if self.has_words(&short) {
            t.t(self.key_in(voice, &short))
        } else {
            t.t(self.key_in(voice, &field.name))
        }
    }

    /// Key of the wording for whom it is put to: the official's own words, else those that all read.
    fn key_in(&self, voice: Voice, rest: &str) -> String {
        let official = format!("{rest}-official");
        if voice == Voice::Official && self.has_words(&official) {
            self.key(&official)
        } else {
            self.key(rest)
        }
    }

    /// What is wrong, in the official's words.
    pub fn official_errors(&self, errors: &FieldErrors) -> FieldErrors {
        let t = Translator::default();
        let mut spoken = FieldErrors::new();
        for (field, message) in errors.iter() {
            let message = match message {
                Message::Key(key, args) if t.has(&format!("{key}-official")) => {
                    Message::Key(format!("{key}-official"), args.clone())
                }
                other => other.clone(),
            };
            spoken.add(field, message);
        }
        spoken
    }

    fn words(&self, voice: Voice, field: &Field, rest: &str, t: &Translator) -> String {
        let rest = format!("{}-{rest}", field.name);
        if self.has_words(&rest) {
            t.t(self.key_in(voice, &rest))
        } else {
            String::new()
        }
    }

    fn hint(&self, voice: Voice, field: &Field, people: Option<&People>, t: &Translator) -> String {
        let Some((months, people)) = field.names_months.zip(people) else {
            return self.words(voice, field, "hint", t);
        };
        let this = Month::of(people.today);
        let (from, to) = (this.plus(-months), this.previous());
        let key = self.key_in(voice, &format!("{}-months", field.name));
        t.t_args(
            key,
            &[
                ("from", from.to_string().into()),
                ("to", to.to_string().into()),
            ],
        )
    }

    /// Words of an answer's code.
    pub fn option(&self, field: &Field, code: &str, t: &Translator) -> String {
        self.option_in(Voice::Applicant, field, code, t)
    }

    /// The same in a voice.
    pub fn option_in(&self, voice: Voice, field: &Field, code: &str, t: &Translator) -> String {
        t.t(self.key_in(voice, &format!("{}-{code}", field.name)))
    }

    /// The same about a child: of a ward neither parent applies, so some answers have other words.
    pub(super) fn option_of(
        &self,
        voice: Voice,
        field: &Field,
        code: &str,
        acting_as: Option<Capacity>,
        t: &Translator,
    ) -> String {
        let ward = format!("{code}-ward");
        if acting_as == Some(Capacity::Guardian)
            && self.has_words(&format!("{}-{ward}", field.name))
        {
            return self.option_in(voice, field, &ward, t);
        }
        self.option_in(voice, field, code, t)
    }

    #[expect(
        clippy::too_many_arguments,
        reason = "what a question is made of: the field, its answer, and for whom it is put"
    )]
    fn question(
        &self,
        voice: Voice,
        field: &Field,
        values: &Values,
        people: Option<&People>,
        t: &Translator,
        child: Option<&Offered>,
        note: &impl Fn(&Offered) -> String,
    ) -> Question {
        let key = child.map(|child| child.key.as_str());
        let name = field.name_of(key);
        let typed = values.get(&name).map_or(&[][..], Vec::as_slice);
        let chosen = |value: &str| typed.iter().any(|one| one == value);
        let options = match field.kind {
            FieldKind::YesNo => vec![
                Choice::new(YES, t.t("form-yes"), chosen(YES)),
                Choice::new(NO, t.t("form-no"), chosen(NO)),
            ],
            FieldKind::Choice | FieldKind::Choices => field
                .options
                .iter()
                .map(|code| {
                    // What follows from an answer is said beside it as soon as it is chosen.
                    let follows = match voice {
                        Voice::Applicant => self.words(voice, field, &format!("{code}-hint"), t),
                        Voice::Official => String::new(),
                    };
                    let acting_as = child.map(|child| child.acting_as);
                    let words = self.option_of(voice, field, code, acting_as, t);
                    Choice::new(code, words, chosen(code)).with_hint(follows)
                })
                .collect(),
            FieldKind::Municipality => {
                let choose = Choice::new("", t.t("form-choose"), false);
                let named = |(code, name): &(MunicipalityCode, String)| {
                    let code = code.to_string();
                    let checked = chosen(&code);
                    Choice::new(code, name, checked)
                };
                let all = people.into_iter().flat_map(|people| &people.municipalities);
                std::iter::once(choose).chain(all.map(named)).collect()
            }
            FieldKind::Children => people
                .into_iter()
                .flat_map(|people| &people.children)
                .map(|child| {
                    Choice::new(&child.key, child.person.name(), chosen(&child.key))
                        .with_hint(note(child))
                })
                .collect(),
            FieldKind::Confirm => vec![Choice::new(YES, "", chosen(YES))],
            _ => Vec::new(),
        };
        let (width, inputmode, autocomplete) = match field.kind {
            FieldKind::Iban => ("iban", "", "off"),
            FieldKind::Month | FieldKind::Date => ("date", "numeric", "off"),
            FieldKind::Money => ("money", "decimal", "off"),
            FieldKind::Whole => ("num", "numeric", "off"),
            FieldKind::PersonalCode => ("date", "numeric", "off"),
            FieldKind::Phone => ("", "tel", "tel"),
            FieldKind::Email => ("", "email", "email"),
            _ if field.head == Some(Head::PostAddress) => ("", "", "street-address"),
            _ => ("", "", "off"),
        };
        // An official types what is another's.
        let autocomplete = match voice {
            Voice::Applicant => autocomplete,
            Voice::Official => "off",
        };
        Question {
            widget: match field.kind {
                FieldKind::YesNo | FieldKind::Choice => Widget::Radio,
                FieldKind::Choices | FieldKind::Children => Widget::Boxes,
                FieldKind::Municipality => Widget::List,
                FieldKind::Confirm => Widget::Confirm,
                FieldKind::LongText | FieldKind::ChildLines => Widget::Area,
                _ => Widget::Line,
            },
            label: self.label_in(voice, field, t, child),
            hint: self.hint(voice, field, people, t),
            after: self.words(voice, field, "after", t),
            empty: match people {
                Some(_) => self.words(voice, field, "none", t),
                None => self.words(voice, field, "unknown", t),
            },
            value: typed.first().cloned().unwrap_or_default(),
            row: field.kind == FieldKind::YesNo,
            follows: matches!(field.kind, FieldKind::Choice)
                && options.iter().any(|option| !option.hint.is_empty()),
            shown_if: self.hidden_until(field, key, people),
            options,
            width,
            inputmode,
            autocomplete,
            name,
            known: None,
        }
    }

    fn hidden_until(&self, field: &Field, child: Option<&str>, people: Option<&People>) -> String {
        if let Some(condition) = &field.shown_if {
            let other = self.fields.iter().find(|f| f.name == condition.field);
            let name = other.map_or_else(|| condition.field.clone(), |f| f.name_of(child));
            return format!("{name}={}", condition.is.join("|"));
        }
        // Whoever was authorised by somebody names that person's children, not her own.
        let asked = child.is_none() && people.is_none_or(|people| people.asks_capacity);
        let capacity = self.head(super::Head::Capacity).filter(|_| asked);
        if let (Some(super::Head::Children | super::Head::Municipality), Some(capacity)) =
            (field.head, capacity)
        {
            let others: Vec<&str> = capacity
                .options
                .iter()
                .map(String::as_str)
                .filter(|option| *option != power::AUTHORISED)
                .collect();
            return format!("{}={}", capacity.name, others.join("|"));
        }
        // What is asked of a child applies to the children that are asked for.
        match (child, self.head(super::Head::Children)) {
            (Some(key), Some(children)) => format!("{}={key}", children.name),
            _ => String::new(),
        }
    }

    /// What was typed into a field, as words.
    pub fn shown(
        &self,
        name: &str,
        typed: &[String],
        people: Option<&People>,
        t: &Translator,
    ) -> Vec<String> {
        let Some(field) = self.field(name) else {
            return typed.to_vec();
        };
        let mut children = people.into_iter().flat_map(|people| &people.children);
        let child =
            children.find(|child| field.per_child && field.name_of(Some(&child.key)) == name);
        let acting_as = child.map(|child| child.acting_as);
        typed
            .iter()
            .filter(|value| !value.is_empty())
            .map(|value| match field.kind {
                FieldKind::YesNo | FieldKind::Confirm if value == YES => t.t("form-yes"),
                FieldKind::YesNo | FieldKind::Confirm => t.t("form-no"),
                FieldKind::Choice | FieldKind::Choices if field.options.contains(value) => {
                    self.option_of(Voice::Applicant, field, value, acting_as, t)
                }
                FieldKind::Municipality => people
                    .zip(value.parse().ok().and_then(MunicipalityCode::new))
                    .and_then(|(people, code)| people.municipality_name(code))
                    .map_or_else(|| value.clone(), str::to_owned),
                FieldKind::Children => people
                    .into_iter()
                    .flat_map(|people| &people.children)
                    .find(|child| &child.key == value)
                    .map_or_else(|| value.clone(), |child| child.person.name()),
                _ => value.clone(),
            })
            .collect()
    }

    /// Keys of the wording that this form needs and a language lacks.
    pub fn words_missing(&self, language: Language) -> Vec<String> {
        let t = Translator::new(language);
        let screens = self.screens.iter().map(|screen| format!("screen-{screen}"));
        let of_sheets = self.sheets.iter().flat_map(|sheet| &sheet.sections);
        let sections = self.sections.iter().chain(of_sheets);
        let sections = sections.map(|s| format!("section-{}", s.name));
        let sheets = self.sheets.iter().flat_map(|sheet| {
            let title = format!("sheet-{}", sheet.name);
            [format!("{title}-note"), title]
        });
        let declarations = self
            .declarations
            .iter()
            .map(|name| format!("declaration-{name}"));
        let fields = self.fields.iter().flat_map(|field| {
            let name = &field.name;
            let missing = field.screen.is_some()
                && (field.required
                    || field.required_if.is_some()
                    || field.required_unless.is_some());
            let options = field
                .options
                .iter()
                .map(move |code| format!("{name}-{code}"));
            std::iter::once(name.clone())
                .chain(missing.then(|| format!("{name}-missing")))
                .chain(options)
        });
        std::iter::once("title".to_owned())
            .chain(screens)
            .chain(sections)
            .chain(sheets)
            .chain(declarations)
            .chain(fields)
            .map(|rest| self.key(&rest))
            .filter(|key| !t.has(key))
            .collect()
    }
}
