//! What a paper application did not say: its words, the questions that fill it in, and the application filled in.

use jiff::civil::Date;
use spis_pages::{FieldErrors, Translator};

use super::people::{Offered, People};
use super::questions::{Question, Voice};
use super::reading::{Given, Reader, is_home_with};
use super::schema::{Field, FieldKind, Form, Head};
use super::{NO, Values, YES};
use crate::content::{ApplicationContent, ChildGiven, NoticeChannel};

impl Form {
    /// What is missing, in the words of the form: "Telefonas", "Vaikas gyvena su pareiškėju: Matas".
    pub fn missing_words(&self, content: &ApplicationContent, t: &Translator) -> Vec<String> {
        content
            .missing
            .iter()
            .map(|name| match self.field(name) {
                Some(field) if field.per_child => {
                    let child = name
                        .strip_prefix(&format!("{}-", field.name))
                        .and_then(|place| place.parse::<usize>().ok())
                        .and_then(|place| content.children.get(place.checked_sub(1)?));
                    let of = child.map_or("", |child| child.person.given_name.as_str());
                    format!("{}: {of}", self.short_in(field, Voice::Official, t))
                }
                Some(field) => self.short_in(field, Voice::Official, t),
                None => t.t(format!("counter-gap-{name}")),
            })
            .collect()
    }

    /// Whether it names no child, although the form asks which.
    pub fn lacks_children(&self, content: &ApplicationContent) -> bool {
        self.head(Head::Children)
            .is_some_and(|field| content.lacks(&field.name, None))
    }

    /// Questions about what is missing, and about what hangs on the answers to them; of a child who is `added`, everything.
    pub fn gap_questions(
        &self,
        content: &ApplicationContent,
        added: &[Offered],
        values: &Values,
        today: Date,
        t: &Translator,
    ) -> Vec<Question> {
        let people = people_of(content, added, today);
        let mut questions = Vec::new();
        for field in self.fillable() {
            if !field.per_child && self.is_open(field, content) {
                questions.push(self.question_in(field, values, Some(&people), t, None));
            }
            if field.per_child {
                let open = people.children.iter().filter(|child| {
                    is_open_of(field, child, content)
                        && self.is_for(field, Some(&people), Some(child))
                });
                for child in open {
                    let mut question =
                        self.question_in(field, values, Some(&people), t, Some(child));
                    question.shown_if = String::new();
                    questions.push(question);
                }
            }
        }
        questions
    }

    /// What is asked and answered field by field: which children are named is a part of its own.
    fn fillable(&self) -> impl Iterator<Item = &Field> {
        self.fields
            .iter()
            .filter(|field| field.screen.is_some() && field.kind != FieldKind::Children)
    }

    /// The application with what was missing and is given now, `added` children among it; what is still not given stays
    /// missing, and of a child who is added what is not said.
    ///
    /// # Errors
    /// What is wrong with what was given.
    pub fn fill_gaps(
        &self,
        before: &ApplicationContent,
        added: &[Offered],
        given: &Values,
        today: Date,
    ) -> Result<ApplicationContent, FieldErrors> {
        let people = people_of(before, added, today);
        let mut values = self.typed_of(before, |child| place_of(before, child));
        for name in &before.missing {
            values.remove(name);
        }
        if let Some(children) = self.head(Head::Children) {
            let keys = people.children.iter().map(|c| c.key.clone()).collect();
            values.insert(children.name.clone(), keys);
        }
        for (at, child) in before.children.iter().enumerate() {
            self.put_child(&mut values, at + 1, child, before);
        }
        for field in self.fillable() {
            if !field.per_child && self.is_open(field, before) {
                put(&mut values, given, &field.name);
            }
            for child in people.children.iter().filter(|_| field.per_child) {
                if is_open_of(field, child, before) {
                    put(&mut values, given, &field.name_of(Some(&child.key)));
                }
            }
        }
        let reader = Reader {
            gaps: true,
            ..Reader::new(self, &values, Some(&people), today)
        };
        let mut errors = FieldErrors::new();
        for field in self.fillable() {
            if field.per_child || self.is_open(field, before) {
                reader.check(field, &mut errors);
            }
        }
        if !errors.is_empty() {
            return Err(errors);
        }
        let mut after = before.clone();
        for field in self.fields.iter().filter(|f| !f.per_child) {
            if self.is_open(field, before)
                && let Ok(Some(given)) = reader.answer(field, None)
            {
                keep(&mut after, field, given);
            }
        }
        for (child, offered) in after.children.iter_mut().zip(&people.children) {
            for field in self.fields.iter().filter(|f| f.per_child) {
                if !is_open_of(field, offered, before) {
                    continue;
                }
                match (field.head, reader.answer(field, Some(offered))) {
                    (Some(Head::LivesWith), Ok(Some(Given::Yes(yes)))) => child.lives_with = yes,
                    (Some(Head::LivesWith), Ok(Some(Given::Code(code)))) => {
                        child.lives_with = is_home_with(&code);
                        child.answers.put(&field.name, code);
                    }
                    (None, Ok(Some(given))) => child.answers.put(&field.name, given.value()),
                    _ => {}
                }
            }
        }
        after
            .children
            .extend(added.iter().map(|child| reader.child(child)));
        // What only an official can bring (the signature, the identity) is not the form's.
        let others = before.missing.iter().filter(|n| self.field(n).is_none());
        after.missing = reader
            .missing_fields()
            .into_iter()
            .filter(|name| self.was_open(name, before))
            .chain(others.cloned())
            .collect();
        Ok(after)
    }

    /// Whether a gap was one before, or came with the answer to one: a question that the form did not ask when the paper was
    /// registered is not asked of it later.
    fn was_open(&self, gap: &str, before: &ApplicationContent) -> bool {
        self.field(gap).is_some_and(|field| {
            if !field.per_child {
                return self.is_open(field, before);
            }
            let (_, place) = gap.rsplit_once('-').unwrap_or_default();
            let is_new = place
                .parse()
                .is_ok_and(|place: usize| place > before.children.len());
            is_new || is_open_at(field, place, before)
        })
    }

    /// Missing, or asked only after an answer that is missing.
    fn is_open(&self, field: &Field, content: &ApplicationContent) -> bool {
        let hangs = field.shown_if.as_ref().is_some_and(|condition| {
            self.fields
                .iter()
                .find(|other| other.name == condition.field && !other.per_child)
                .is_some_and(|other| self.is_open(other, content))
        });
        // Either telephone or e-mail will do.
        let instead = content
            .missing
            .iter()
            .filter_map(|name| self.field(name))
            .any(|missing| missing.required_unless.as_ref() == Some(&field.name));
        hangs || instead || content.missing.contains(&field.name)
    }

    fn put_child(
        &self,
        values: &mut Values,
        place: usize,
        child: &ChildGiven,
        content: &ApplicationContent,
    ) {
        let key = place.to_string();
        for field in self
            .fields
            .iter()
            .filter(|f| f.per_child && f.screen.is_some())
        {
            if content.lacks(&field.name, Some(child)) {
                continue;
            }
            let typed = match field.head {
                Some(Head::LivesWith) if child.answers.text(&field.name).is_none() => {
                    vec![if child.lives_with { YES } else { NO }.to_owned()]
                }
                _ => super::correcting::of_answers(field, &child.answers),
            };
            if !typed.is_empty() {
                values.insert(field.name_of(Some(&key)), typed);
            }
        }
    }
}

/// Key of a child of an application on paper: her place in it, from 1.
fn place_of(content: &ApplicationContent, child: &ChildGiven) -> String {
    let code = &child.person.personal_code;
    let mut children = content.children.iter();
    let at = children.position(|one| &one.person.personal_code == code);
    at.map_or_else(String::new, |at| (at + 1).to_string())
}

/// Missing of a child, or asked only after an answer that is; of a child who is added everything is.
fn is_open_of(field: &Field, child: &Offered, content: &ApplicationContent) -> bool {
    let is_new = content.children.is_empty();
    is_new || is_open_at(field, &child.key, content)
}

fn is_open_at(field: &Field, place: &str, content: &ApplicationContent) -> bool {
    let name = |field: &str| format!("{field}-{place}");
    let hangs = field
        .shown_if
        .as_ref()
        .is_some_and(|condition| content.missing.contains(&name(&condition.field)));
    hangs || content.missing.contains(&name(&field.name))
}

fn put(values: &mut Values, given: &Values, name: &str) {
    match given.get(name) {
        Some(typed) => values.insert(name.to_owned(), typed.clone()),
        None => values.remove(name),
    };
}

fn keep(content: &mut ApplicationContent, field: &Field, given: Given) {
    match (field.head, given) {
        (Some(Head::Account), Given::Account(account)) => content.account = Some(account),
        (Some(Head::AskedFrom), Given::Month(month)) => content.asked_from = Some(month),
        (Some(Head::AccountHolder), given) => content.account_holder = given.text(),
        (Some(Head::PostAddress), given) => content.post_address = given.text(),
        (Some(Head::Phone), given) => content.phone = given.text(),
        (Some(Head::Email), given) => content.email = given.text(),
        (Some(Head::NoticeChannel), given) => {
            if let Some(channel) = given
                .text()
                .and_then(|code| NoticeChannel::from_code(&code))
            {
                content.notice_channel = channel;
            }
        }
        (None, given) => content.answers.put(&field.name, given.value()),
        _ => {}
    }
}

/// Whom the application is about; its children are known by their places, and those who are added by keys of their own.
fn people_of(content: &ApplicationContent, added: &[Offered], today: Date) -> People {
    People {
        applicant: content.applicant.clone(),
        represented_by: content.represented_by.clone(),
        residence: content.residence.clone(),
        undeclared: false,
        municipality: None,
        as_of: None,
        children: content
            .children
            .iter()
            .enumerate()
            .map(|(at, child)| Offered {
                key: (at + 1).to_string(),
                person: child.person.clone(),
                lives_with: child.lives_with,
                acting_as: child.acting_as,
            })
            .chain(added.iter().cloned())
            .collect(),
        sent: Values::new(),
        asks_capacity: false,
        by_power: false,
        today,
        municipalities: Vec::new(),
    }
}
