//! From what was typed to an application that can be sent, or to what is wrong, in words that help.

use jiff::ToSpan;
use jiff::civil::Date;
use serde_json::Value;
use spis_kernel::{Cents, Iban, Month, MunicipalityCode};
use spis_pages::{FieldErrors, Message};
use spis_persons::evidence::is_minor;

use super::people::{Offered, People};
use super::schema::{Condition, Field, FieldKind, Form, Head};
use super::{NO, Values, YES, formats, power};
use crate::content::{Answers, ApplicationContent, Capacity, ChildGiven, NoticeChannel};

/// Most characters of a line, and of several lines, where the form says nothing else.
const LONGEST_LINE: usize = 200;
const LONGEST_TEXT: usize = 4_000;

/// Whether an answer to where a child lives counts as living with the applicant.
pub fn is_home_with(answer: &str) -> bool {
    matches!(answer, "taip" | "pakaitomis")
}

/// An application read whole.
#[derive(Debug)]
pub struct Read {
    /// What is sent.
    pub content: ApplicationContent,
    /// Where it goes: by the declared residence, else as the applicant says.
    pub municipality: MunicipalityCode,
}

/// What keeps a form from being sent: the screen to go to, and what is wrong there.
#[derive(Debug)]
pub struct Incomplete {
    /// Code of the screen.
    pub screen: String,
    /// What is wrong.
    pub errors: FieldErrors,
}

/// An answer in its own type.
pub(super) enum Given {
    Yes(bool),
    Code(String),
    Codes(Vec<String>),
    Municipality(MunicipalityCode),
    Month(Month),
    Day(Date),
    Whole(i64),
    Money(Cents),
    Account(Iban),
}

impl Given {
    pub(super) fn value(self) -> Value {
        match self {
            Self::Yes(yes) => Value::from(yes),
            Self::Code(text) => Value::from(text),
            Self::Codes(codes) => Value::from(codes),
            Self::Municipality(code) => Value::from(code.to_string()),
            Self::Month(month) => Value::from(month.to_string()),
            Self::Day(day) => Value::from(day.to_string()),
            Self::Whole(number) => Value::from(number),
            Self::Money(cents) => Value::from(cents.0),
            Self::Account(account) => Value::from(account.as_str()),
        }
    }

    pub(super) fn text(self) -> Option<String> {
        match self {
            Self::Code(text) => Some(text),
            _ => None,
        }
    }
}

impl Form {
    /// What is wrong with a screen. Without `people` (the register never answered) nobody can be asked for.
    pub fn errors_on(
        &self,
        screen: &str,
        values: &Values,
        people: Option<&People>,
        today: Date,
    ) -> FieldErrors {
        let reader = Reader::new(self, values, people, today);
        let mut errors = FieldErrors::new();
        for field in self.asked_on(screen) {
            reader.check(field, &mut errors);
        }
        errors
    }

    /// The first screen with something wrong.
    pub fn incomplete(
        &self,
        values: &Values,
        people: Option<&People>,
        today: Date,
    ) -> Option<Incomplete> {
        self.screens.iter().find_map(|screen| {
            let errors = self.errors_on(screen, values, people, today);
            (!errors.is_empty()).then(|| Incomplete {
                screen: screen.clone(),
                errors,
            })
        })
    }

    /// The application, with the declarations of this form confirmed.
    ///
    /// # Errors
    /// What is wrong with any screen.
    pub fn read(&self, values: &Values, people: &People, today: Date) -> Result<Read, FieldErrors> {
        self.read_as(values, people, today, false)
    }

    /// The same of a paper that does not say everything: what it lacks stands in [`ApplicationContent::missing`]. What it
    /// says wrongly is an error all the same.
    ///
    /// # Errors
    /// What is wrong with any screen.
    pub fn read_with_gaps(
        &self,
        values: &Values,
        people: &People,
        today: Date,
    ) -> Result<Read, FieldErrors> {
        self.read_as(values, people, today, true)
    }

    fn read_as(
        &self,
        values: &Values,
        people: &People,
        today: Date,
        gaps: bool,
    ) -> Result<Read, FieldErrors> {
        let reader = Reader {
            gaps,
            ..Reader::new(self, values, Some(people), today)
        };
        let mut errors = FieldErrors::new();
        for field in &self.fields {
            reader.check(field, &mut errors);
        }
        let given = |head: Head| {
            let field = self.head(head)?;
            reader.answer(field, None).ok().flatten()
        };
        let municipality = match (people.municipality, given(Head::Municipality)) {
            (Some(code), _) | (None, Some(Given::Municipality(code))) => code,
            _ => {
                errors.add_key("savivaldybe", self.key("savivaldybe-missing"));
                return Err(errors);
            }
        };
        if !errors.is_empty() {
            return Err(errors);
        }
        let text = |head: Head| given(head).and_then(Given::text);
        let content = ApplicationContent {
            applicant: people.applicant.clone(),
            represented_by: people.represented_by.clone(),
            residence: people.residence.clone(),
            register_as_of: people.as_of,
            children: reader.chosen().map(|child| reader.child(child)).collect(),
            asked_from: match given(Head::AskedFrom) {
                Some(Given::Month(month)) => Some(month),
                _ => None,
            },
            account: match given(Head::Account) {
                Some(Given::Account(account)) => Some(account),
                _ => None,
            },
            account_holder: text(Head::AccountHolder),
            post_address: text(Head::PostAddress),
            phone: text(Head::Phone),
            email: text(Head::Email),
            notice_channel: text(Head::NoticeChannel)
                .and_then(|code| NoticeChannel::from_code(&code))
                .unwrap_or(if gaps {
                    NoticeChannel::Counter
                } else {
                    NoticeChannel::Portal
                }),
            offers: matches!(given(Head::Offers), Some(Given::Yes(true))),
            declarations_version: self.declarations_version.clone(),
            answers: reader.own_answers(None),
            missing: reader.missing_fields(),
        };
        Ok(Read {
            content,
            municipality,
        })
    }

    /// Whether a field is asked: its condition holds, and no register has answered it.
    pub fn is_asked(
        &self,
        field: &Field,
        values: &Values,
        people: Option<&People>,
        child: Option<&str>,
    ) -> bool {
        let known = match field.head {
            Some(Head::Municipality) => {
                people.is_none_or(|people| people.municipality.is_some() || people.by_power)
            }
            Some(Head::Children | Head::LivesWith) => people.is_some_and(|p| p.by_power),
            Some(Head::Capacity | Head::Power) => people.is_some_and(|p| !p.asks_capacity),
            _ => false,
        };
        let offered = child.and_then(|key| {
            let children = people.into_iter().flat_map(|people| &people.children);
            children.into_iter().find(|child| child.key == key)
        });
        field.screen.is_some()
            && !known
            && self.is_for(field, people, offered)
            && self.conditions_hold(field, values, child)
    }

    /// Whether a field's condition holds, and the field that it asks about is itself asked.
    fn conditions_hold(&self, field: &Field, values: &Values, child: Option<&str>) -> bool {
        field.shown_if.as_ref().is_none_or(|condition| {
            let other = self.fields.iter().find(|f| f.name == condition.field);
            self.holds(condition, values, child)
                && other.is_none_or(|other| self.conditions_hold(other, values, child))
        })
    }

    /// Whether a condition holds in what was typed, of a child where its field is of children.
    pub(super) fn holds(
        &self,
        condition: &Condition,
        values: &Values,
        child: Option<&str>,
    ) -> bool {
        let Some(field) = self.fields.iter().find(|f| f.name == condition.field) else {
            return false;
        };
        values
            .get(&field.name_of(child))
            .is_some_and(|typed| typed.iter().any(|value| condition.is.contains(value)))
    }
}

pub(super) struct Reader<'a> {
    pub(super) form: &'a Form,
    pub(super) values: &'a Values,
    pub(super) people: Option<&'a People>,
    pub(super) today: Date,
    /// Letters have no declared residence to go to.
    pub(super) homeless: bool,
    /// What is left empty is no error.
    pub(super) gaps: bool,
}

impl<'a> Reader<'a> {
    pub(super) fn new(
        form: &'a Form,
        values: &'a Values,
        people: Option<&'a People>,
        today: Date,
    ) -> Self {
        Self {
            form,
            values,
            people,
            today,
            homeless: people.is_some_and(|people| people.undeclared),
            gaps: false,
        }
    }

    /// What must be answered and is not, by the names of its fields, those of a child with the child's place.
    pub(super) fn missing_fields(&self) -> Vec<String> {
        let mut missing = Vec::new();
        for field in self.form.fields.iter().filter(|f| f.screen.is_some()) {
            if !field.per_child && self.is_missing(field, None) {
                missing.push(field.name.clone());
            }
            if field.per_child {
                for (at, child) in self.chosen().enumerate() {
                    let herself = field.head == Some(Head::LivesWith) && child.is_oneself();
                    if !herself && self.is_missing(field, Some(child)) {
                        missing.push(format!("{}-{}", field.name, at + 1));
                    }
                }
            }
        }
        missing
    }

    fn is_missing(&self, field: &Field, child: Option<&Offered>) -> bool {
        let key = child.map(|child| child.key.as_str());
        let asked = self.form.is_asked(field, self.values, self.people, key);
        match field.kind {
            FieldKind::Municipality => false,
            FieldKind::Children => asked && field.required && self.chosen().next().is_none(),
            _ => {
                asked
                    && self.is_required(field, key)
                    && matches!(self.given(field, &field.name_of(key)), Ok(None))
            }
        }
    }

    fn typed(&self, name: &str) -> &'a str {
        self.values
            .get(name)
            .and_then(|values| values.first())
            .map_or("", |value| value.trim())
    }

    /// Whether the application that is corrected was sent with this very answer: it was right then.
    fn as_sent(&self, name: &str, typed: &str) -> bool {
        let sent = self.people.and_then(|people| people.sent.get(name));
        sent.is_some_and(|sent| sent.len() == 1 && sent[0] == typed)
    }

    /// Children that are asked for.
    fn chosen(&self) -> impl Iterator<Item = &'a Offered> + use<'a> {
        let keys = self
            .form
            .head(Head::Children)
            .and_then(|field| self.values.get(&field.name));
        let by_power = self.people.is_some_and(|people| people.by_power);
        self.people
            .into_iter()
            .flat_map(|people| &people.children)
            .filter(move |child| {
                // Whoever named the children in words named those that are asked for.
                by_power || keys.is_some_and(|keys| keys.contains(&child.key))
            })
    }

    pub(super) fn check(&self, field: &Field, errors: &mut FieldErrors) {
        if !self.form.is_asked(field, self.values, self.people, None) && !field.per_child {
            return;
        }
        if field.head == Some(Head::Capacity)
            && let Some(key) = self.wrong_capacity(field)
        {
            errors.add_key(&field.name, key);
            return;
        }
        if field.kind == FieldKind::Children {
            if let Some(key) = self.wrong_children(field) {
                errors.add_key(&field.name, key);
            }
            return;
        }
        if !field.per_child {
            if let Err(message) = self.answer(field, None) {
                errors.add(&field.name, message);
            }
            return;
        }
        for child in self.chosen() {
            if field.head == Some(Head::LivesWith) && child.is_oneself() {
                continue;
            }
            if let Err(message) = self.answer(field, Some(child)) {
                errors.add(field.name_of(Some(&child.key)), message);
            }
        }
    }

    fn wrong_children(&self, field: &Field) -> Option<String> {
        let typed = self.values.get(&field.name).map_or(0, Vec::len);
        let rest = if self.people.is_none() {
            "unknown"
        } else if typed == 0 && field.required && !self.gaps {
            "missing"
        } else if self.chosen().count() < typed {
            "not-offered"
        } else {
            return None;
        };
        Some(self.form.key(&format!("{}-{rest}", field.name)))
    }

    /// Whether the register bears out in whose name she says that she applies; a temporary guardian on duty is not a child's
    /// representative by law.
    fn wrong_capacity(&self, field: &Field) -> Option<String> {
        let guards = || {
            self.chosen()
                .any(|child| child.acting_as == Capacity::Guardian)
        };
        let too_young = || {
            self.people
                .and_then(|people| people.represented_by.as_ref())
                .is_some_and(|by| is_minor(by.person.born_on, self.today))
        };
        let rest = match self.typed(&field.name) {
            power::ON_DUTY => "on-duty",
            power::GUARDIAN if self.chosen().next().is_some() && !guards() => "no-ward",
            power::AUTHORISED if too_young() => "too-young",
            _ => return None,
        };
        Some(self.form.key(&format!("{}-{rest}", field.name)))
    }

    fn missing(&self, field: &Field, child: Option<&Offered>) -> Message {
        let key = self.form.key(&format!("{}-missing", field.name));
        match child {
            Some(child) => Message::key(key).with("name", child.person.given_name.as_str()),
            None => Message::key(key),
        }
    }

    fn is_required(&self, field: &Field, child: Option<&str>) -> bool {
        field.required
            || field
                .required_if
                .as_ref()
                .is_some_and(|condition| self.form.holds(condition, self.values, child))
            || field
                .required_unless
                .as_ref()
                .is_some_and(|other| self.typed(other).is_empty())
            || (field.head == Some(Head::PostAddress) && self.homeless)
    }

    /// The answer; none if the field is not asked or was left empty.
    pub(super) fn answer(
        &self,
        field: &Field,
        child: Option<&Offered>,
    ) -> Result<Option<Given>, Message> {
        let key = child.map(|child| child.key.as_str());
        if !self.form.is_asked(field, self.values, self.people, key) {
            return Ok(None);
        }
        let name = field.name_of(key);
        let given = self.given(field, &name)?;
        if given.is_none() && !self.gaps && self.is_required(field, key) {
            return Err(self.missing(field, child));
        }
        Ok(given)
    }

    fn given(&self, field: &Field, name: &str) -> Result<Option<Given>, Message> {
        let typed = self.typed(name);
        if field.is_boxes() {
            return Ok(self.boxes(field, name));
        }
        if typed.is_empty() {
            return Ok(None);
        }
        let this = Month::of(self.today);
        let as_sent = self.as_sent(name, typed);
        Ok(Some(match field.kind {
            FieldKind::YesNo => match typed {
                YES => Given::Yes(true),
                NO => Given::Yes(false),
                _ => return Ok(None),
            },
            // A code that the form does not offer is no answer.
            FieldKind::Choice if field.options.iter().any(|option| option == typed) => {
                Given::Code(typed.to_owned())
            }
            FieldKind::Municipality => {
                let code = typed.parse().ok().and_then(MunicipalityCode::new);
                match code {
                    Some(code)
                        if self
                            .people
                            .is_some_and(|p| p.municipality_name(code).is_some()) =>
                    {
                        Given::Municipality(code)
                    }
                    _ => return Ok(None),
                }
            }
            FieldKind::Month => {
                let earliest = field.months_back.map(|months| this.plus(-months));
                let latest = (!field.future).then_some(this);
                let (earliest, latest) = if as_sent {
                    (None, None)
                } else {
                    (earliest, latest)
                };
                Given::Month(formats::month(typed, earliest, latest, this)?)
            }
            FieldKind::Date => {
                let earliest = field
                    .months_back
                    .and_then(|months| self.today.checked_sub(months.months()).ok());
                let latest = (!field.future).then_some(self.today);
                let (earliest, latest) = if as_sent {
                    (None, None)
                } else {
                    (earliest, latest)
                };
                Given::Day(formats::day(typed, earliest, latest, self.today)?)
            }
            FieldKind::Text => self.words(field, typed, LONGEST_LINE)?,
            FieldKind::LongText => self.words(field, typed, LONGEST_TEXT)?,
            FieldKind::Whole => Given::Whole(formats::whole(
                typed,
                field.least.unwrap_or(0),
                field.most.unwrap_or(1_000_000),
            )?),
            FieldKind::Money => Given::Money(formats::money(typed)?),
            FieldKind::Iban => Given::Account(formats::account(typed)?),
            FieldKind::Phone => {
                Given::Code(formats::phone(typed).ok_or_else(|| Message::key("form-phone-wrong"))?)
            }
            FieldKind::Email => {
                Given::Code(formats::email(typed).ok_or_else(|| Message::key("form-email-wrong"))?)
            }
            FieldKind::PersonalCode => {
                let code = power::dated_code(typed)?;
                let own = self
                    .people
                    .and_then(|people| people.represented_by.as_ref())
                    .is_some_and(|by| by.person.personal_code == code);
                // Who else belongs to the family is neither the applicant nor one of the children.
                let known = field.head.is_none()
                    && self.people.is_some_and(|people| {
                        people.applicant.personal_code == code
                            || people
                                .children
                                .iter()
                                .any(|c| c.person.personal_code == code)
                    });
                if own || known {
                    return Err(Message::key(self.form.key(&format!("{}-own", field.name))));
                }
                Given::Code(code.as_str().to_owned())
            }
            FieldKind::ChildLines => {
                power::children(typed)?;
                Given::Code(typed.to_owned())
            }
            FieldKind::Choice
            | FieldKind::Known
            | FieldKind::Children
            | FieldKind::Choices
            | FieldKind::Confirm => return Ok(None),
        }))
    }

    fn words(&self, field: &Field, typed: &str, longest: usize) -> Result<Given, Message> {
        let longest = field.longest.unwrap_or(longest);
        if typed.chars().count() > longest {
            return Err(Message::key("form-text-long").with("n", longest));
        }
        Ok(Given::Code(typed.to_owned()))
    }

    fn boxes(&self, field: &Field, name: &str) -> Option<Given> {
        let values = self.values.get(name).map_or(&[][..], Vec::as_slice);
        if field.kind == FieldKind::Confirm {
            let yes = values.iter().any(|value| value == YES);
            return (yes || !field.required).then_some(Given::Yes(yes));
        }
        let codes: Vec<String> = field
            .options
            .iter()
            .filter(|option| values.contains(option))
            .cloned()
            .collect();
        (!codes.is_empty()).then_some(Given::Codes(codes))
    }

    pub(super) fn child(&self, child: &Offered) -> ChildGiven {
        let lives_with = self
            .form
            .head(Head::LivesWith)
            .and_then(|field| self.answer(field, Some(child)).ok().flatten());
        ChildGiven {
            person: child.person.clone(),
            lives_with: match lives_with {
                _ if child.is_oneself() => true,
                Some(Given::Yes(yes)) => yes,
                Some(Given::Code(code)) => is_home_with(&code),
                _ => child.lives_with,
            },
            acting_as: child.acting_as,
            answers: self.own_answers(Some(child)),
        }
    }

    /// Answers that belong to this kind alone, of a child or of the whole form.
    pub(super) fn own_answers(&self, child: Option<&Offered>) -> Answers {
        let mut answers = Answers::default();
        for field in &self.form.fields {
            let home = field.head == Some(Head::LivesWith) && field.kind == FieldKind::Choice;
            if (field.head.is_some() && !home) || field.per_child != child.is_some() {
                continue;
            }
            if home && child.is_some_and(Offered::is_oneself) {
                continue;
            }
            if let Ok(Some(given)) = self.answer(field, child) {
                answers.put(&field.name, given.value());
            }
        }
        answers
    }
}
