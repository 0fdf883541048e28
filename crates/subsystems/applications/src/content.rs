//! What an application says: the part of the form that no register knows, with what the registers showed beside it.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use spis_kernel::{Iban, Month, PersonalCode};

/// Code of the form of child benefit: SP-3(A), order A1-183, point 1.3.1.
pub const CHILD_BENEFIT_FORM: &str = "SP-3A";
/// Version of [`ApplicationContent`] that is written today.
pub const FORM_VERSION: i32 = 3;
/// Group of kinds that one application of this form asks for.
pub const CHILD_BENEFIT: &str = "child_benefit";

/// "Prašymo turinys": what the resident sent. What every form asks has a field of its own; what only one kind asks stands
/// in [`Self::answers`] and in those of the children, by the name of the form's field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ApplicationContent {
    /// Who applies, as the population register showed.
    pub applicant: PersonGiven,
    /// Who acted for the applicant; none: the applicant did it herself.
    pub represented_by: Option<Representative>,
    /// Declared residence in one line, as the register showed it; none if undeclared or protected.
    pub residence: Option<String>,
    /// State of the population register that the form showed; none: it was filled in without the register.
    pub register_as_of: Option<Timestamp>,
    /// Children that the support is asked for.
    pub children: Vec<ChildGiven>,
    /// From which month it is asked; none: as early as the law allows.
    pub asked_from: Option<Month>,
    /// Account to pay to; none: the form asks for none.
    pub account: Option<Iban>,
    /// Whose account it is, in the applicant's words; none: the applicant's own.
    pub account_holder: Option<String>,
    /// Where letters go, where that is not the declared residence (SP-3(A) 2.6).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub post_address: Option<String>,
    /// Telephone.
    pub phone: Option<String>,
    /// E-mail.
    pub email: Option<String>,
    /// How she wants to hear.
    pub notice_channel: NoticeChannel,
    /// "Sutinku gauti informaciją apie kitą paramą" (SP-3(A) 14.2); off unless she said so.
    pub offers: bool,
    /// Version of the declarations that she confirmed.
    pub declarations_version: String,
    /// What this kind alone asks.
    pub answers: Answers,
    /// What a paper application did not say when it was received, by the names of the form's fields, those of a child with
    /// the child's place: `gyvena-1`; `vaikai`, if it names no child. It is registered all the same, and what is missing is
    /// asked for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub missing: Vec<String>,
}

impl ApplicationContent {
    /// Everybody whom it names: applicant, representative, children.
    pub fn personal_codes(&self) -> impl Iterator<Item = &PersonalCode> {
        std::iter::once(&self.applicant)
            .chain(self.represented_by.iter().map(|by| &by.person))
            .chain(self.children.iter().map(|child| &child.person))
            .map(|person| &person.personal_code)
    }

    /// Whether a field was left without an answer on paper.
    pub fn lacks(&self, field: &str, child: Option<&ChildGiven>) -> bool {
        let name = match child {
            None => field.to_owned(),
            Some(child) => {
                let place = self.children.iter().position(|one| one == child);
                format!("{field}-{}", place.map_or(0, |at| at + 1))
            }
        };
        self.missing.contains(&name)
    }

    /// The power of attorney by which it was made, which the municipality must check; none where nobody acts for the applicant,
    /// or an official saw the document.
    pub fn by_power(&self) -> Option<&PowerOfAttorney> {
        self.represented_by.as_ref()?.power.as_ref()
    }

    /// The same application as a correction has it: all but who applies, and who acts for the applicant. What the register
    /// showed of them stays, too: the municipality asks it itself.
    #[must_use]
    pub fn corrected_by(self, correction: &Self) -> Self {
        let represented_by = match (self.represented_by, &correction.represented_by) {
            (Some(before), Some(after)) => Some(Representative {
                person: before.person,
                ..after.clone()
            }),
            (before, _) => before,
        };
        Self {
            applicant: self.applicant,
            represented_by,
            residence: self.residence,
            register_as_of: self.register_as_of,
            ..correction.clone()
        }
    }

    /// Whether another content is of the same applicant, and of the same who acts for the applicant.
    pub fn is_of_the_same(&self, other: &Self) -> bool {
        let code = |content: &Self| {
            let by = content.represented_by.as_ref();
            by.map(|by| by.person.personal_code.clone())
        };
        self.applicant.personal_code == other.applicant.personal_code && code(self) == code(other)
    }
}

/// A person as shown on the form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PersonGiven {
    /// "Asmens kodas".
    pub personal_code: PersonalCode,
    /// Given name.
    pub given_name: String,
    /// Surname.
    pub surname: String,
    /// Day of birth.
    pub born_on: Date,
}

impl PersonGiven {
    /// Given name and surname, in the nominative.
    pub fn name(&self) -> String {
        format!("{} {}", self.given_name, self.surname)
    }
}

/// "Atstovas": who submits in the applicant's name (SP-3(A) part 3).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Representative {
    /// The representative.
    pub person: PersonGiven,
    /// "Atstovavimo pagrindas": document, number, date.
    pub basis: String,
    /// The power of attorney as the representative stated it; none where an official saw the document at the counter.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub power: Option<PowerOfAttorney>,
}

/// "Įgaliojimas" (Civil Code, article 2.137), as its holder stated it; the municipality checks it before it proposes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PowerOfAttorney {
    /// "Įgaliojimo identifikavimo kodas" of the register, or the notary's number.
    pub number: String,
    /// Day on which it was given.
    pub concluded_on: Date,
    /// Last day; none: without a term.
    pub valid_until: Option<Date>,
    /// Where the municipality finds it.
    pub shown: PowerShown,
}

/// "Kur yra įgaliojimas".
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PowerShown {
    /// In the register of powers of attorney.
    Register,
    /// Among the documents of the application.
    Attached,
    /// Brought to the municipality later.
    Later,
}

impl PowerShown {
    /// As stored.
    pub fn code(self) -> &'static str {
        match self {
            Self::Register => "register",
            Self::Attached => "attached",
            Self::Later => "later",
        }
    }
}

/// A child on the form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChildGiven {
    /// The child.
    pub person: PersonGiven,
    /// "Vaikas gyvena su pareiškėju", in her own answer.
    pub lives_with: bool,
    /// In what capacity the applicant acts for the child.
    pub acting_as: Capacity,
    /// What else the form asks about each child.
    pub answers: Answers,
}

/// "Kieno vardu veikia": what gives the applicant the right to ask for a child.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Capacity {
    /// "Tėvas, motina".
    Parent,
    /// "Globėjas (rūpintojas)".
    Guardian,
    /// Of age, asks for herself.
    Oneself,
}

impl Capacity {
    /// As stored.
    pub fn code(self) -> &'static str {
        match self {
            Self::Parent => "parent",
            Self::Guardian => "guardian",
            Self::Oneself => "oneself",
        }
    }
}

/// "Informavimo būdas" (SP-3(A) 14.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NoticeChannel {
    /// In the portal only.
    Portal,
    /// In the portal, and an e-mail says that there is news.
    Email,
    /// By post.
    Post,
    /// At the counter.
    Counter,
}

impl NoticeChannel {
    /// All.
    pub const ALL: [Self; 4] = [Self::Portal, Self::Email, Self::Post, Self::Counter];

    /// As stored.
    pub fn code(self) -> &'static str {
        match self {
            Self::Portal => "portal",
            Self::Email => "email",
            Self::Post => "post",
            Self::Counter => "counter",
        }
    }

    /// The channel of a stored word.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|channel| channel.code() == code)
    }

    /// Whether she hears on paper.
    pub fn on_paper(self) -> bool {
        matches!(self, Self::Post | Self::Counter)
    }
}

/// "Formos atsakymai": answers by the name of the form's field. What was not asked, or not answered, is not there.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Answers(pub BTreeMap<String, Value>);

impl Answers {
    /// The answer to a yes-or-no question; none if it was not asked.
    pub fn yes(&self, field: &str) -> Option<bool> {
        self.0.get(field)?.as_bool()
    }

    /// A text, or the code of a choice.
    pub fn text(&self, field: &str) -> Option<&str> {
        self.0.get(field)?.as_str()
    }

    /// A whole number; sums are cents.
    pub fn whole(&self, field: &str) -> Option<i64> {
        self.0.get(field)?.as_i64()
    }

    /// A day.
    pub fn day(&self, field: &str) -> Option<Date> {
        self.text(field)?.parse().ok()
    }

    /// A month.
    pub fn month(&self, field: &str) -> Option<Month> {
        self.text(field)?.parse().ok()
    }

    /// Codes of several choices.
    pub fn several(&self, field: &str) -> Vec<&str> {
        let items = self.0.get(field).and_then(Value::as_array);
        items
            .into_iter()
            .flatten()
            .filter_map(Value::as_str)
            .collect()
    }

    /// Puts an answer.
    pub fn put(&mut self, field: impl Into<String>, answer: impl Into<Value>) {
        self.0.insert(field.into(), answer.into());
    }
}
