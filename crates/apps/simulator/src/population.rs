//! The synthetic population: people, households and what the registers know of them.

use std::collections::HashMap;

use jiff::civil::Date;
use serde::Serialize;

use spis_kernel::{Cents, Month, PersonalCode, Sex};

/// Place of a person in [`Population::people`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
pub struct PersonIndex(pub u32);

/// Place of a household in [`Population::households`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
pub struct HouseholdIndex(pub u32);

/// Marital status ("šeiminė padėtis") as the population register keeps it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum MaritalStatus {
    /// never married
    Single,
    /// married
    Married,
    /// divorced
    Divorced,
    /// widow or widower
    Widowed,
}

/// Level of disability ("neįgalumo lygis").
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum DisabilityLevel {
    /// "lengvas"
    Mild,
    /// "vidutinis"
    Moderate,
    /// "sunkus"
    Severe,
}

/// Disability that has been set, with its term.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Disability {
    /// level
    pub level: DisabilityLevel,
    /// participation ("dalyvumas") of an adult, per cent
    pub participation_percent: Option<u8>,
    /// first day
    pub valid_from: Date,
    /// last day; none when set without a term
    pub valid_to: Option<Date>,
}

/// What a person studies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum StudyKind {
    /// general education ("bendrasis ugdymas")
    General,
    /// first vocational qualification ("profesinis mokymas pirmajai kvalifikacijai")
    VocationalFirst,
    /// full-time higher education ("nuolatinės studijos")
    HigherFullTime,
    /// part-time higher education ("ištęstinės studijos")
    HigherPartTime,
    /// doctoral studies ("doktorantūra")
    Doctoral,
}

/// Record of the pupils' or the students' register.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Studies {
    /// what is studied
    pub kind: StudyKind,
    /// invented school
    pub institution: String,
    /// expected last day
    pub until: Date,
}

/// Where a person's money comes from; months of income follow from it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Work {
    /// no work and no benefit
    None,
    /// employee
    Employed {
        /// monthly wage in 2026 before taxes
        wage: Cents,
        /// first month
        since: Month,
    },
    /// individual activity ("individuali veikla")
    SelfEmployed {
        /// monthly income before taxes
        income: Cents,
    },
    /// registered at the Employment Service, with a benefit or without
    RegisteredUnemployed {
        /// first month
        since: Month,
        /// monthly benefit in its first three months; it falls every third month
        benefit: Option<Cents>,
    },
}

/// One person, living or dead.
#[derive(Debug, Clone, Serialize)]
pub struct Person {
    /// personal code, valid and unique in the population
    pub code: PersonalCode,
    /// given name
    pub given_name: String,
    /// surname in the form that this person bears
    pub surname: String,
    /// day of birth
    pub born_on: Date,
    /// day of death
    pub died_on: Option<Date>,
    /// sex
    pub sex: Sex,
    /// marital status
    pub marital_status: MaritalStatus,
    /// whether the address is secret
    pub protected: bool,
    /// where the person lives; the dead live nowhere
    pub household: Option<HouseholdIndex>,
    /// living husband or wife
    pub spouse: Option<PersonIndex>,
    /// mother, if recorded
    pub mother: Option<PersonIndex>,
    /// father, if recorded
    pub father: Option<PersonIndex>,
    /// guardian of a child who lives without the parents
    pub guardian: Option<PersonIndex>,
    /// children, eldest first
    pub children: Vec<PersonIndex>,
    /// children under this person's guardianship
    pub wards: Vec<PersonIndex>,
    /// children over whom a court has limited this person's authority
    pub limited_authority: Vec<PersonIndex>,
    /// disability, if set
    pub disability: Option<Disability>,
    /// school or studies
    pub studies: Option<Studies>,
    /// work
    pub work: Work,
    /// monthly pension in 2026, of old age or of disability
    pub pension: Option<Cents>,
    /// day of birth of the child for whom this person takes maternity and child-care leave
    pub leave_for_child_born_on: Option<Date>,
}

impl Person {
    /// Full years on the day.
    pub fn age_on(&self, day: Date) -> i16 {
        let birthday_passed =
            (day.month(), day.day()) >= (self.born_on.month(), self.born_on.day());
        day.year() - self.born_on.year() - i16::from(!birthday_passed)
    }
}

/// Declared place of residence ("deklaruota gyvenamoji vieta").
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Address {
    /// two-digit code of the municipality
    pub municipality_code: i16,
    /// "Šiaulių miesto savivaldybė"
    pub municipality: String,
    /// eldership ("seniūnija")
    pub eldership: Option<String>,
    /// settlement in the genitive: "Šiaulių m."
    pub settlement: String,
    /// street: "Varpo g."
    pub street: String,
    /// house, with its letter
    pub house: String,
    /// flat
    pub flat: Option<String>,
    /// the whole address in one line
    pub text: String,
}

/// People who live at one address.
#[derive(Debug, Clone, Serialize)]
pub struct Household {
    /// where
    pub address: Address,
    /// who
    pub members: Vec<PersonIndex>,
}

/// All people and households as of one day.
#[derive(Debug, Serialize)]
pub struct Population {
    /// the day on which the registers stand
    pub as_of: Date,
    /// seed from which everything was drawn
    pub seed: u64,
    /// people
    pub people: Vec<Person>,
    /// households
    pub households: Vec<Household>,
    #[serde(skip)]
    by_code: HashMap<PersonalCode, PersonIndex>,
}

impl Population {
    pub(crate) fn new(
        as_of: Date,
        seed: u64,
        people: Vec<Person>,
        households: Vec<Household>,
    ) -> Self {
        let by_code = people
            .iter()
            .enumerate()
            // The generator stops far below four thousand million people.
            .map(|(at, person)| (person.code.clone(), PersonIndex(at as u32)))
            .collect();
        Self {
            as_of,
            seed,
            people,
            households,
            by_code,
        }
    }

    /// The person at that place.
    pub fn person(&self, index: PersonIndex) -> &Person {
        &self.people[index.0 as usize]
    }

    /// Who has this personal code.
    pub fn find(&self, code: &PersonalCode) -> Option<PersonIndex> {
        self.by_code.get(code).copied()
    }

    /// Declared address; none of the dead.
    pub fn address(&self, index: PersonIndex) -> Option<&Address> {
        let household = self.person(index).household?;
        Some(&self.households[household.0 as usize].address)
    }

    /// Whether both live at one address.
    pub fn live_together(&self, one: PersonIndex, other: PersonIndex) -> bool {
        let household = self.person(one).household;
        household.is_some() && household == self.person(other).household
    }

    /// Whether someone at this person's address has a secret address, so that it must not be told.
    pub fn shares_secret_address(&self, index: PersonIndex) -> bool {
        self.person(index).household.is_some_and(|household| {
            self.households[household.0 as usize]
                .members
                .iter()
                .any(|member| self.person(*member).protected)
        })
    }

    /// Every place with its person, in order.
    pub fn iter(&self) -> impl Iterator<Item = (PersonIndex, &Person)> {
        self.people
            .iter()
            .enumerate()
            .map(|(at, person)| (PersonIndex(at as u32), person))
    }

    /// Children under 18 who live with the person.
    pub fn minors_living_with(&self, index: PersonIndex) -> Vec<PersonIndex> {
        let children = self.person(index).children.iter().copied();
        children
            .filter(|child| {
                self.live_together(index, *child) && self.person(*child).age_on(self.as_of) < 18
            })
            .collect()
    }
}
