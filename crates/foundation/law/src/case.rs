use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use spis_kernel::{Cents, Month};

/// "Atvejis": one question to one rule with the facts that it needs (`schema/law-cases.schema.json`).
///
/// Read one with [`Case::parse`], which reports every wrong field; a case put together in code is
/// checked by [`Case::check`].
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Case {
    /// Code of the kind of support (list `support_kind`) or of a group of kinds.
    pub kind: String,
    /// Month that the entitlement is for, not the month of transfer.
    pub month: Month,
    /// Day of the application.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub applied_on: Option<Date>,
    /// Two-digit code of the municipality.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub municipality_code: Option<i64>,
    /// Id of one of the persons.
    pub applicant: String,
    /// The persons living together, the applicant among them.
    pub persons: Vec<Person>,
    /// Who is what to whom.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub relations: Vec<Relation>,
    /// Income by person, kind and month.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub income: Vec<IncomeEntry>,
    /// Property; no rule of child benefit asks for it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub property: Vec<PropertyEntry>,
    /// What a kind needs beside.
    #[serde(default, skip_serializing_if = "serde_json::Map::is_empty")]
    pub facts: serde_json::Map<String, serde_json::Value>,
}

/// "Asmuo": one of the persons living together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Person {
    /// Id inside the case; explanations hold it verbatim.
    pub id: String,
    /// Day of birth.
    pub born_on: Date,
    /// Day of death.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub died_on: Option<Date>,
    /// Place in the persons living together.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<Role>,
    /// What the person studies.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub studies: Option<Studies>,
    /// Day on which school was finished.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub finished_school_on: Option<Date>,
    /// Whether married.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub married: Option<bool>,
    /// Whether the person has children of their own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub has_own_children: Option<bool>,
    /// What the person does for a living.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub employment: Option<Employment>,
    /// Level of disability.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub disability_level: Option<DisabilityLevel>,
    /// Level of participation, percent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub participation_percent: Option<u8>,
    /// Level of need of individual help, 1-4.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub individual_help_level: Option<u8>,
    /// Whether an institution of the state or a municipality keeps the person fully.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kept_in_institution: Option<bool>,
    /// Whether under guardianship.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub under_guardianship: Option<bool>,
    /// Whether found incapable by a court.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub incapacitated: Option<bool>,
}

impl Person {
    /// A person of whom only the day of birth is known.
    pub fn new(id: impl Into<String>, born_on: Date) -> Self {
        Self {
            id: id.into(),
            born_on,
            died_on: None,
            role: None,
            studies: None,
            finished_school_on: None,
            married: None,
            has_own_children: None,
            employment: None,
            disability_level: None,
            participation_percent: None,
            individual_help_level: None,
            kept_in_institution: None,
            under_guardianship: None,
            incapacitated: None,
        }
    }
}

/// "Vieta tarp bendrai gyvenančių asmenų"; children up to 24 who study still count as children.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// "Suaugęs".
    Adult,
    /// "Vaikas".
    Child,
}

/// "Mokymasis".
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Studies {
    /// "Nesimoko".
    None,
    /// "Bendrojo ugdymo programa", also at a vocational school that teaches it.
    General,
    /// "Formalusis profesinis mokymas, pirmoji kvalifikacija".
    VocationalFirst,
    /// "Nuolatinės studijos".
    HigherFullTime,
    /// "Ištęstinės studijos".
    HigherPartTime,
    /// "Doktorantūra ar rezidentūra".
    Doctoral,
}

/// "Užimtumas".
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Employment {
    /// "Nedirba".
    None,
    /// "Dirba pagal darbo sutartį".
    Employed,
    /// "Savarankiškai dirba".
    SelfEmployed,
    /// "Registruotas Užimtumo tarnyboje".
    RegisteredUnemployed,
    /// "Pensininkas".
    Pensioner,
    /// "Slaugo ar prižiūri".
    Carer,
}

/// "Neįgalumo lygis".
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DisabilityLevel {
    /// "Nenustatytas".
    None,
    /// "Lengvas".
    Mild,
    /// "Vidutinis".
    Moderate,
    /// "Sunkus".
    Severe,
}

/// "Ryšys": `of` is to `to` what the kind says, so the parent stands in `of`.
///
/// For parents, adoptive parents and guardians the elder of the two is taken as the parent,
/// whichever way the relation is written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Relation {
    /// Id of the person who is parent, guardian, spouse ...
    pub of: String,
    /// Id of the other person.
    pub to: String,
    /// Kind of relation.
    pub kind: RelationKind,
    /// Since when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<Date>,
}

/// "Ryšio rūšis".
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RelationKind {
    /// "Tėvas ar motina".
    Parent,
    /// "Įtėvis ar įmotė".
    AdoptiveParent,
    /// "Globėjas (rūpintojas)".
    Guardian,
    /// "Budintis globotojas".
    OnDutyGuardian,
    /// "Sutuoktinis".
    Spouse,
    /// "Sugyventinis".
    Cohabitant,
}

impl RelationKind {
    /// Whether it makes the one a person to whom child benefit for the other is paid.
    pub fn is_parental(self) -> bool {
        matches!(self, Self::Parent | Self::AdoptiveParent | Self::Guardian)
    }

    /// Whether the two share a household as a couple.
    pub fn is_partner(self) -> bool {
        matches!(self, Self::Spouse | Self::Cohabitant)
    }
}

/// "Pajamos": what a person received for a month, after taxes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IncomeEntry {
    /// Id of the person.
    pub person: String,
    /// Code of list `income_type`, or `earned` / `other`.
    #[serde(rename = "type")]
    pub income_type: String,
    /// Month that it is for.
    pub month: Month,
    /// The sum; zero declares that there was none.
    pub cents: Cents,
    /// On the applicant's word: no register shows it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub declared: bool,
}

/// "Turtas".
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PropertyEntry {
    /// Id of the owner.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub person: Option<String>,
    /// Kind of property.
    #[serde(rename = "type")]
    pub property_type: String,
    /// Its value.
    pub cents: Cents,
}
