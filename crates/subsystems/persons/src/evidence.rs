//! What state registers answer about people. Pure, but for the two traits through which a register is asked.

use std::future::Future;
use std::pin::Pin;

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use spis_kernel::{Month, MunicipalityCode, PersonalCode, Sex, vilnius};

/// "Gyventojų registro asmuo": a person as the population register has them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RegisterPerson {
    /// "Asmens kodas".
    pub personal_code: PersonalCode,
    /// Given name.
    pub given_name: String,
    /// Surname.
    pub surname: String,
    /// Day of birth.
    pub born_on: Date,
    /// Day of death.
    pub died_on: Option<Date>,
    /// Sex; none while only a personal code is known that does not tell it.
    pub sex: Option<Sex>,
    /// "Šeiminė padėtis".
    pub marital_status: MaritalStatus,
    /// The address may not be shown to anybody of the family.
    pub protected: bool,
    /// Declared residence; none if undeclared or withheld.
    pub address: Option<Address>,
}

impl RegisterPerson {
    /// Given name and surname, in the nominative.
    pub fn name(&self) -> String {
        format!("{} {}", self.given_name, self.surname)
    }
}

/// "Šeiminė padėtis".
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MaritalStatus {
    /// "Nevedęs, netekėjusi".
    Single,
    /// "Vedęs, ištekėjusi".
    Married,
    /// "Išsituokęs".
    Divorced,
    /// "Našlys".
    Widowed,
}

/// "Deklaruota gyvenamoji vieta".
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Address {
    /// Municipality.
    pub municipality_code: MunicipalityCode,
    /// The whole address in one line.
    pub text: String,
}

/// "Tėvų valdžia".
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ParentalAuthority {
    /// Nothing limits it.
    Full,
    /// "Apribota tėvų valdžia".
    Limited,
    /// None.
    None,
}

/// A child of the person asked about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RegisterChild {
    /// The child.
    pub person: RegisterPerson,
    /// Declared at the same address.
    pub lives_with: bool,
    /// The asked person's authority over the child.
    pub authority: ParentalAuthority,
    /// The person asked about is the child's guardian.
    pub guardianship: bool,
    /// "Budintis globotojas": cares for the child for a time, and does not represent it in law.
    #[serde(default)]
    pub on_duty: bool,
    /// "Vaikas atskirtas nuo šeimos".
    #[serde(default)]
    pub separated: bool,
    /// "Emancipuotas": of full capacity before eighteen.
    #[serde(default)]
    pub emancipated: bool,
}

/// Age from which nobody acts for a person as for a child (Civilinis kodeksas, 2.5 straipsnis).
pub const ADULT_YEARS: i16 = 18;

/// Whether a day lies before the eighteenth birthday.
pub fn is_minor(born_on: Date, day: Date) -> bool {
    born_on
        .checked_add(jiff::Span::new().years(ADULT_YEARS))
        .is_ok_and(|birthday| birthday > day)
}

/// Why somebody may not act for a child, on the word of the register.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NotRepresented {
    /// Grown up, or emancipated: acts for herself or himself.
    OfAge,
    /// A court has limited the authority, or the child is separated from the family.
    Limited,
    /// An on-duty guardian is no representative by law.
    OnDuty,
    /// No authority and no guardianship.
    NoAuthority,
}

impl RegisterChild {
    /// Whether the person asked about may act for the child on a day.
    ///
    /// # Errors
    /// Why not.
    pub fn represented_on(&self, day: Date) -> Result<(), NotRepresented> {
        if self.emancipated || !is_minor(self.person.born_on, day) {
            return Err(NotRepresented::OfAge);
        }
        if self.guardianship {
            return if self.on_duty {
                Err(NotRepresented::OnDuty)
            } else {
                Ok(())
            };
        }
        match self.authority {
            _ if self.separated => Err(NotRepresented::Limited),
            ParentalAuthority::Full => Ok(()),
            ParentalAuthority::Limited => Err(NotRepresented::Limited),
            ParentalAuthority::None => Err(NotRepresented::NoAuthority),
        }
    }
}

/// The population register's answer about a person's family.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FamilyAnswer {
    /// State of the register that the answer shows.
    pub as_of: Timestamp,
    /// Who was asked about.
    pub person: RegisterPerson,
    /// Husband or wife.
    pub spouse: Option<RegisterPerson>,
    /// Children, adult ones too.
    pub children: Vec<RegisterChild>,
}

/// One month's income of one kind, from Sodra.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct IncomeMonth {
    /// Month.
    pub month: Month,
    /// Kind of income, Sodra's word.
    #[serde(rename = "type")]
    pub kind: String,
    /// After taxes, in cents.
    pub net_cents: i64,
}

/// Sodra's answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct IncomeAnswer {
    /// State of the register.
    pub as_of: Timestamp,
    /// Income by month.
    pub months: Vec<IncomeMonth>,
}

/// The disability agency's answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DisabilityAnswer {
    /// State of the register.
    pub as_of: Timestamp,
    /// `none`, `mild`, `moderate`, `severe`.
    pub level: String,
    /// "Dalyvumo lygis", per cent.
    pub participation_percent: Option<u8>,
}

/// The registers of pupils and students together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StudyAnswer {
    /// State of the register.
    pub as_of: Timestamp,
    /// `none`, `general`, `vocational_first`, `higher_full_time`, ...
    pub studies: String,
    /// Last day of the programme.
    #[serde(default)]
    pub until: Option<Date>,
}

/// What every question to a register must carry.
#[derive(Debug, Clone)]
pub struct Question {
    /// Whom it is about.
    pub personal_code: PersonalCode,
    /// Purpose and legal ground.
    pub purpose: String,
    /// Number of the case, or the purpose's own word where there is no case yet.
    pub case: String,
    /// Who asks: the institution, not a person's name.
    pub asked_by: String,
}

/// A register did not answer in time or answered nonsense; to be asked again.
#[derive(Debug, thiserror::Error)]
#[error("register {register} does not answer: {reason}")]
pub struct RegisterUnavailable {
    /// Which.
    pub register: &'static str,
    /// Technical reason, without personal data.
    pub reason: String,
}

/// An answer that comes later.
pub type Answer<'a, T> = Pin<Box<dyn Future<Output = Result<T, RegisterUnavailable>> + Send + 'a>>;

/// "Klausimo apimtis": about whom of a family the population register is asked. Nobody else is told of, and what comes all the
/// same is not taken (Regulation (EU) 2016/679, article 5(1)(c)).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FamilyExtent {
    /// The person and her minor children: what self-service shows before there is an application.
    OwnAndMinorChildren,
    /// Husband or wife and grown-up children too: what a registered application is examined by.
    Household,
}

impl FamilyAnswer {
    /// Keeps what was asked for. Who is minor is told by the day of the answer.
    #[must_use]
    pub fn within(mut self, extent: FamilyExtent) -> Self {
        if extent == FamilyExtent::OwnAndMinorChildren {
            let day = vilnius(self.as_of).date();
            self.spouse = None;
            self.children
                .retain(|child| is_minor(child.person.born_on, day));
        }
        self
    }
}

/// The population register, asked by self-service about a person and her minor children. `None`: it does not know the person.
pub trait FamilyRegister: Send + Sync {
    /// Asks.
    fn family<'a>(&'a self, question: &'a Question) -> Answer<'a, Option<FamilyAnswer>>;
}
