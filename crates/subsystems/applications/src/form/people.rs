//! Whom a form is about, as registers or an official's typing have them.

use jiff::Timestamp;
use jiff::civil::Date;
use spis_kernel::MunicipalityCode;

use super::Values;
use crate::content::{Capacity, PersonGiven, Representative};

/// Children from which a family is large, and its income decides nothing.
const LARGE_FAMILY: usize = 3;

/// "Formos asmenys": what need not be asked, because it is known.
#[derive(Debug, Clone)]
pub struct People {
    /// Who applies.
    pub applicant: PersonGiven,
    /// Who acts for the applicant.
    pub represented_by: Option<Representative>,
    /// Declared residence; none if undeclared or protected.
    pub residence: Option<String>,
    /// It is known that letters cannot go to a declared residence: there is none, or it is protected.
    pub undeclared: bool,
    /// Municipality of the declared residence; none: it is asked.
    pub municipality: Option<MunicipalityCode>,
    /// State of the register that all this shows; none: typed by an official.
    pub as_of: Option<Timestamp>,
    /// Children that the applicant may ask for.
    pub children: Vec<Offered>,
    /// In whose name it is asked is a question of the form; at the counter the official has settled it before.
    pub asks_capacity: bool,
    /// Somebody authorised applies, who gave applicant, children and municipality in words: registers are not asked about
    /// people whom nobody has shown to have authorised her.
    pub by_power: bool,
    /// The day on which it is filled in.
    pub today: Date,
    /// Municipalities to choose from.
    pub municipalities: Vec<(MunicipalityCode, String)>,
    /// What was typed into the form as it was sent, where it is corrected: a month or a day that was right then stays right.
    pub sent: Values,
}

/// A child that may be asked for.
#[derive(Debug, Clone)]
pub struct Offered {
    /// Stands for the child in pages, where a personal code may not.
    pub key: String,
    /// The child.
    pub person: PersonGiven,
    /// Declared at the applicant's address.
    pub lives_with: bool,
    /// What gives the applicant the right to ask.
    pub acting_as: Capacity,
}

impl Offered {
    /// The applicant herself, who is not asked whether she lives with herself.
    pub fn is_oneself(&self) -> bool {
        self.acting_as == Capacity::Oneself
    }

    /// Whether the child is so many years old on a day.
    pub fn is_of(&self, years: i16, day: Date) -> bool {
        let years = jiff::Span::new().years(years);
        let birthday = self.person.born_on.checked_add(years);
        birthday.is_ok_and(|birthday| birthday <= day)
    }
}

impl People {
    /// Whether the family raises one or two children, as far as the register shows.
    pub fn raises_few(&self) -> bool {
        let at_home = |child: &&Offered| child.lives_with && !child.is_oneself();
        self.children.iter().filter(at_home).count() < LARGE_FAMILY
    }

    /// Name of a municipality.
    pub fn municipality_name(&self, code: MunicipalityCode) -> Option<&str> {
        self.municipalities
            .iter()
            .find(|(known, _)| *known == code)
            .map(|(_, name)| name.as_str())
    }
}
