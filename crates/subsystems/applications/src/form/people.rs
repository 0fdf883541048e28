//! Whom a form is about, as registers or an official's typing have them.

use jiff::Timestamp;
use spis_kernel::MunicipalityCode;

use crate::content::{Capacity, PersonGiven, Representative};

/// "Formos asmenys": what need not be asked, because it is known.
#[derive(Debug, Clone)]
pub struct People {
    /// Who applies.
    pub applicant: PersonGiven,
    /// Who acts for the applicant.
    pub represented_by: Option<Representative>,
    /// Declared residence; none if undeclared or protected.
    pub residence: Option<String>,
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
    /// Municipalities to choose from.
    pub municipalities: Vec<(MunicipalityCode, String)>,
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
}

impl People {
    /// Name of a municipality.
    pub fn municipality_name(&self, code: MunicipalityCode) -> Option<&str> {
        self.municipalities
            .iter()
            .find(|(known, _)| *known == code)
            .map(|(_, name)| name.as_str())
    }
}
