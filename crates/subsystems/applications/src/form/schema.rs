//! The schema itself, read from a `form.toml`.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Deserialize;
use spis_pages::Translator;

use super::Values;
use super::people::{Offered, People};
use crate::content::Capacity;

/// Age from which a child has a curator in place of a guardian.
const CURATOR_YEARS: i16 = 14;

/// "Prašymo forma": what an application asks, in which order, and what of it registers know already.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Form {
    /// "SP-3A".
    pub code: String,
    /// Version of what is sent.
    pub version: i32,
    /// Oldest version of which what was sent still fits; none: only this one does.
    pub oldest: Option<i32>,
    /// Day from which its wording holds.
    pub edition: Date,
    /// Middle part of the keys of its wording: `form-<wording>-…`.
    pub wording: String,
    /// Version of its declarations, kept with what is sent.
    pub declarations_version: String,
    /// Names of its declarations, in their order.
    pub declarations: Vec<String>,
    /// Codes of the screens with questions, as in addresses; the review follows them.
    pub screens: Vec<String>,
    /// Parts of the paper form.
    #[serde(rename = "section")]
    pub sections: Vec<Section>,
    /// Other paper forms that are filled in from the same answers and go with it.
    #[serde(default, rename = "sheet")]
    pub sheets: Vec<Sheet>,
    /// Fields, in the order in which they are asked.
    #[serde(rename = "field")]
    pub fields: Vec<Field>,
}

/// A part of the paper form.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Section {
    /// "5".
    pub number: String,
    /// Name in its wording.
    pub name: String,
    /// Printed once for each child.
    #[serde(default)]
    pub per_child: bool,
}

/// "Priedo lapas": another paper form, whose fields are a selection of this one's ([`Field::places`]).
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sheet {
    /// "SP-1".
    pub code: String,
    /// Name in its wording.
    pub name: String,
    /// Goes only with an application that was asked this; none: with every one.
    pub asked: Option<String>,
    /// Children for whom it has room when empty; none: as many as the form.
    pub children: Option<usize>,
    /// Parts.
    #[serde(rename = "section")]
    pub sections: Vec<Section>,
}

/// "Formos laukas".
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Field {
    /// Number on the paper form: "5.6". Its section is what stands before the first dot.
    pub number: String,
    /// Its number on other paper forms, by their code.
    #[serde(default)]
    pub places: BTreeMap<String, String>,
    /// The datum that it is: `ch.lives_with_applicant`.
    pub id: String,
    /// Name in drafts and pages: `gyvena`.
    pub name: String,
    /// Screen that asks it; none: registers know it, and it is only shown.
    pub screen: Option<String>,
    /// What is typed or chosen.
    #[serde(rename = "type")]
    pub kind: FieldKind,
    /// Codes to choose from.
    #[serde(default)]
    pub options: Vec<String>,
    /// Asked about each child: its name in pages is `<name>-<the child's key>`.
    #[serde(default)]
    pub per_child: bool,
    /// Asked only then.
    pub shown_if: Option<Condition>,
    /// Asked only about some families or children.
    pub only: Option<Only>,
    /// Must be answered, if it is asked.
    #[serde(default)]
    pub required: bool,
    /// Asked since a later edition: what was sent before does not have it.
    #[serde(default)]
    pub later: bool,
    /// How many months before this one the hint names.
    pub names_months: Option<i32>,
    /// Must be answered then.
    pub required_if: Option<Condition>,
    /// Must be answered unless that field is.
    pub required_unless: Option<String>,
    /// Registers that know it.
    #[serde(default)]
    pub registers: Vec<String>,
    /// What the registers' datum is, for a field that is only shown.
    pub shows: Option<Shows>,
    /// Part of every form that this field fills; none: an answer of this kind's own.
    pub head: Option<Head>,
    /// Most characters of a text.
    pub longest: Option<usize>,
    /// A month or a day at most so many months back.
    pub months_back: Option<i32>,
    /// A month or a day may lie in the future.
    #[serde(default)]
    pub future: bool,
    /// Least whole number.
    pub least: Option<i64>,
    /// Greatest whole number.
    pub most: Option<i64>,
}

/// "Lauko rūšis".
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FieldKind {
    /// The register's datum, never asked.
    Known,
    /// Two answers.
    YesNo,
    /// One box, empty at first.
    Confirm,
    /// One of several.
    Choice,
    /// Any of several.
    Choices,
    /// A municipality.
    Municipality,
    /// Children of the applicant.
    Children,
    /// "2026-09".
    Month,
    /// "2026-09-01".
    Date,
    /// A line.
    Text,
    /// Several lines.
    LongText,
    /// A whole number.
    Whole,
    /// A sum, in euros with cents.
    Money,
    /// An account.
    Iban,
    /// A telephone.
    Phone,
    /// An address of e-mail.
    Email,
    /// "Asmens kodas" of somebody else.
    PersonalCode,
    /// Children in words, each on a line of its own: code, given name, surname.
    ChildLines,
}

/// Something that was answered elsewhere in the form.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Condition {
    /// Name of the field.
    pub field: String,
    /// Any of these answers.
    pub is: Vec<String>,
}

/// "Kam klausiama": whom a question is for, by what registers know before it is put.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Only {
    /// A family that raises one or two children.
    FewChildren,
    /// A child whose guardian or curator applies.
    Ward,
    /// Such a child of fourteen or more, for whom a curator is appointed (Civilinis kodeksas, 3.248 straipsnis).
    #[serde(rename = "ward_of_14")]
    WardOf14,
}

/// A datum of registers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Shows {
    /// Of the applicant.
    ApplicantCode,
    /// Of the applicant.
    ApplicantGivenName,
    /// Of the applicant.
    ApplicantSurname,
    /// Of the applicant.
    ApplicantBornOn,
    /// Of the applicant.
    ApplicantResidence,
    /// Of who acts for the applicant.
    RepresentativeCode,
    /// Of who acts for the applicant.
    RepresentativeName,
    /// Of who acts for the applicant.
    RepresentativeBasis,
    /// Of a child.
    ChildCode,
    /// Of a child.
    ChildGivenName,
    /// Of a child.
    ChildSurname,
    /// Of a child.
    ChildBornOn,
    /// In what capacity the applicant acts for the child.
    ChildActingAs,
    /// What is asked for, of the field's options: one that is the name of a question, if that was answered yes; any other
    /// always.
    Kinds,
}

/// Part of an application that every form shares ([`crate::content::ApplicationContent`]).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Head {
    /// Which children.
    Children,
    /// Whether a child lives with the applicant.
    LivesWith,
    /// Municipality that decides.
    Municipality,
    /// From which month.
    AskedFrom,
    /// Account.
    Account,
    /// Whose account, a choice that is not kept: the holder says it.
    AccountWhose,
    /// The other holder.
    AccountHolder,
    /// Where letters go.
    PostAddress,
    /// Telephone.
    Phone,
    /// E-mail.
    Email,
    /// Channel of notice.
    NoticeChannel,
    /// Consent to offers.
    Offers,
    /// In whose name the application is made; not kept as it is: the representative, or the capacity of each child, says it.
    Capacity,
    /// Part of the power of attorney ([`super::power`]).
    Power,
}

/// A `form.toml` that cannot be used.
#[derive(Debug, thiserror::Error)]
#[error("form schema: {0}")]
pub struct FormError(String);

impl Form {
    /// Whether what was sent under a version is registered under this one: a municipality may be renewed while applications are
    /// on their way to it.
    pub fn accepts(&self, version: i32) -> bool {
        (self.oldest.unwrap_or(self.version)..=self.version).contains(&version)
    }

    /// Reads and checks a `form.toml`.
    ///
    /// # Errors
    /// [`FormError`] says what is wrong.
    pub fn of_toml(text: &str) -> Result<Self, FormError> {
        let form: Self = toml::from_str(text).map_err(|e| FormError(e.to_string()))?;
        form.check().map_err(FormError)?;
        Ok(form)
    }

    fn check(&self) -> Result<(), String> {
        let mut names: Vec<&str> = self.fields.iter().map(|f| f.name.as_str()).collect();
        names.sort_unstable();
        if let Some(twice) = names.windows(2).find(|two| two[0] == two[1]) {
            return Err(format!("field {} is given twice", twice[0]));
        }
        if self.head(Head::Municipality).is_none() {
            return Err("no field says which municipality decides".to_owned());
        }
        for sheet in &self.sheets {
            if let Some(asked) = &sheet.asked
                && !self.fields.iter().any(|field| &field.name == asked)
            {
                return Err(format!("{}: no field {asked}", sheet.code));
            }
        }
        for field in &self.fields {
            let name = &field.name;
            // Which children it is about stands before their parts.
            let stands = |section: &Section| {
                let children = field.kind == FieldKind::Children;
                section.holds(field, &field.number)
                    || (children && section.number == field.section())
            };
            if !self.sections.iter().any(stands) {
                return Err(format!("{name}: no section {}", field.section()));
            }
            for (code, number) in &field.places {
                let sheet = self.sheets.iter().find(|sheet| &sheet.code == code);
                let sections = sheet.into_iter().flat_map(|sheet| &sheet.sections);
                if !sections
                    .into_iter()
                    .any(|section| section.holds(field, number))
                {
                    return Err(format!("{name}: no place {number} on {code}"));
                }
            }
            if let Some(screen) = &field.screen
                && !self.screens.contains(screen)
            {
                return Err(format!("{name}: no screen {screen}"));
            }
            let known = field.kind == FieldKind::Known;
            if known != field.screen.is_none() || known != field.shows.is_some() {
                return Err(format!(
                    "{name}: asked on a screen, or shown from a register"
                ));
            }
            let chooses = matches!(field.kind, FieldKind::Choice | FieldKind::Choices)
                || field.shows == Some(Shows::Kinds);
            if chooses == field.options.is_empty() {
                return Err(format!("{name}: options belong to a choice"));
            }
            let conditions = field.shown_if.iter().chain(&field.required_if);
            let others = conditions.map(|c| &c.field).chain(&field.required_unless);
            for other in others {
                if !self.fields.iter().any(|f| &f.name == other) {
                    return Err(format!("{name}: no field {other}"));
                }
            }
        }
        Ok(())
    }

    /// The field of a name in pages: `gyvena-…` is the field `gyvena`.
    pub fn field(&self, name: &str) -> Option<&Field> {
        let of_child = || {
            let of = |f: &&Field| {
                f.per_child
                    && name
                        .strip_prefix(f.name.as_str())
                        .is_some_and(|rest| rest.starts_with('-'))
            };
            self.fields.iter().find(of)
        };
        let whole = |f: &&Field| !f.per_child && f.name == name;
        self.fields.iter().find(whole).or_else(of_child)
    }

    /// Whether a screen asks the field of this name; what it does not ask is not taken from its form.
    pub fn asks(&self, screen: &str, name: &str) -> bool {
        self.field(name)
            .is_some_and(|field| field.screen.as_deref() == Some(screen))
    }

    /// Fields of a screen that do not come by themselves when they are left empty: boxes.
    pub fn boxes<'a>(&'a self, screen: &'a str) -> impl Iterator<Item = &'a Field> {
        self.asked_on(screen).filter(|field| field.is_boxes())
    }

    /// Fields of a screen.
    pub fn asked_on<'a>(&'a self, screen: &'a str) -> impl Iterator<Item = &'a Field> {
        self.fields
            .iter()
            .filter(move |field| field.screen.as_deref() == Some(screen))
    }

    /// Whether a question is for this family, or for this child of it.
    pub fn is_for(&self, field: &Field, people: Option<&People>, child: Option<&Offered>) -> bool {
        let ward = child.filter(|child| child.acting_as == Capacity::Guardian);
        match field.only {
            None => true,
            Some(Only::FewChildren) => people.is_none_or(People::raises_few),
            Some(Only::Ward) => ward.is_some(),
            Some(Only::WardOf14) => people
                .zip(ward)
                .is_some_and(|(people, ward)| ward.is_of(CURATOR_YEARS, people.today)),
        }
    }

    /// Whether the field of a name in pages is asked about wards alone.
    pub fn is_for_wards(&self, name: &str) -> bool {
        self.field(name)
            .is_some_and(|field| matches!(field.only, Some(Only::Ward | Only::WardOf14)))
    }

    /// The field that fills a part shared by all forms.
    pub fn head(&self, head: Head) -> Option<&Field> {
        self.fields.iter().find(|field| field.head == Some(head))
    }

    /// Key of its wording: its own words, else those that all forms share.
    pub fn key(&self, rest: &str) -> String {
        let own = format!("form-{}-{rest}", self.wording);
        if Translator::default().has(&own) {
            own
        } else {
            format!("form-{rest}")
        }
    }

    /// Whether there are words for it.
    pub fn has_words(&self, rest: &str) -> bool {
        Translator::default().has(&self.key(rest))
    }

    /// Screens that ask anything, by what was typed: one whose every question hangs on an answer not given is passed over.
    pub fn screens_asked(&self, values: &Values) -> Vec<&str> {
        self.screens
            .iter()
            .filter(|screen| {
                self.asked_on(screen).any(|field| {
                    let condition = field.shown_if.as_ref();
                    field.per_child || condition.is_none_or(|c| self.holds(c, values, None))
                })
            })
            .map(String::as_str)
            .collect()
    }

    /// The screen after this one; none: the review.
    pub fn screen_after(&self, screen: &str, values: &Values) -> Option<&str> {
        let after = self.screens.iter().skip_while(|one| *one != screen).skip(1);
        let asked = self.screens_asked(values);
        after
            .map(String::as_str)
            .find(|screen| asked.contains(screen))
    }
}

impl Section {
    /// Whether a field stands here by its number.
    pub fn holds(&self, field: &Field, number: &str) -> bool {
        section_of(number) == self.number && field.per_child == self.per_child
    }
}

/// "5.6" stands in section 5.
fn section_of(number: &str) -> &str {
    number.split('.').next().unwrap_or_default()
}

impl Field {
    /// Number of its section on paper.
    pub fn section(&self) -> &str {
        section_of(&self.number)
    }

    /// Name in pages, of a child or of the whole form.
    pub fn name_of(&self, child: Option<&str>) -> String {
        match child {
            Some(key) if self.per_child => format!("{}-{key}", self.name),
            _ => self.name.clone(),
        }
    }

    /// Left empty, nothing of it comes with the form.
    pub fn is_boxes(&self) -> bool {
        matches!(
            self.kind,
            FieldKind::Children | FieldKind::Choices | FieldKind::Confirm
        )
    }
}
