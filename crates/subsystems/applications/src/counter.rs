//! What an official types of a paper application, and what it comes to. Pure: what the municipality knows is given.

mod reading;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use spis_kernel::{MunicipalityCode, PersonalCode};
use spis_pages::{FieldErrors, FormValues};
use spis_persons::store::Person;

use crate::content::{ApplicationContent, Capacity, PersonGiven, Representative};
use crate::form::{Offered, People, Values, is_home_with};

pub(crate) use reading::{identity, received_on};

/// Most children that one form asks for by typing them.
pub const MOST_ROWS: usize = 12;
/// Field that says which window typed.
pub const WINDOW: &str = "langas";
/// Field of a child that says in what capacity the applicant acts, before the child's key.
pub const ACTING: &str = "atstovauja";
/// What a paper lacks beside the fields of the form: the signature, and what shows who the applicant is.
pub const SIGNATURE_GAP: &str = "parasas";
/// See [`SIGNATURE_GAP`].
pub const IDENTITY_GAP: &str = "dokumentas";
/// Field that says how many rows for children the page shows.
pub const ROWS: &str = "eilutes";

/// "Priėmimo juodraštis": what was typed so far of one person's application.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CounterDraft {
    /// Who applies; found before anything else is typed.
    pub applicant: PersonalCode,
    /// By the name of the field.
    pub values: Values,
    /// The window that typed last: its own earlier save is no conflict.
    #[serde(default)]
    pub window: String,
}

/// What the municipality knows already of who applies.
#[derive(Debug, Clone, Default)]
pub struct Known {
    /// The applicant.
    pub applicant: Option<Person>,
    /// The population register has told the applicant's residence, or that there is none.
    pub answered: bool,
    /// Children of earlier applications.
    pub children: Vec<Person>,
    /// The newest earlier application and its number: account and contacts are offered from it.
    pub earlier: Option<(String, ApplicationContent)>,
}

impl Known {
    /// The earlier application that account and contacts are offered from; none of a protected person.
    pub fn offered(&self) -> Option<&(String, ApplicationContent)> {
        let protected = self
            .applicant
            .as_ref()
            .is_some_and(|person| person.protected);
        self.earlier.as_ref().filter(|_| !protected)
    }
}

/// "Asmens tapatybės dokumentas": by what the identity was checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IdentityDocument {
    /// "Asmens tapatybės kortelė".
    IdentityCard,
    /// "Pasas".
    Passport,
    /// "Leidimas gyventi".
    ResidencePermit,
    /// Another one.
    Other,
    /// None: the paper came by post, or somebody else brought it. A certified copy is asked for.
    None,
}

impl IdentityDocument {
    /// All.
    pub const ALL: [Self; 5] = [
        Self::IdentityCard,
        Self::Passport,
        Self::ResidencePermit,
        Self::Other,
        Self::None,
    ];

    /// As stored.
    pub fn code(self) -> &'static str {
        match self {
            Self::IdentityCard => "identity_card",
            Self::Passport => "passport",
            Self::ResidencePermit => "residence_permit",
            Self::Other => "other",
            Self::None => "none",
        }
    }

    /// Of a stored word.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|d| d.code() == code)
    }
}

/// "Priėmimas": how the paper came in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Intake {
    /// Day on which it was received; the term starts from it.
    pub received_on: Date,
    /// By what the identity was checked.
    pub identity: IdentityDocument,
    /// The last four characters of that document's number.
    pub identity_last: String,
    /// The paper is signed already; otherwise the printed form waits for the signature.
    pub signed: bool,
    /// What was handed in besides, one a line.
    pub handed_in: String,
    /// How the applicant was told which registers are asked and why; none: nobody was there to be told.
    pub told: Option<RegistersTold>,
}

/// "Informuota apie registrus" (Regulation (EU) 2016/679, articles 13 and 14): before the first of them is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RegistersTold {
    /// The notice was shown at the counter.
    Shown,
    /// The form that came signed carries it.
    SignedForm,
}

impl RegistersTold {
    /// As in `municipal.intake.registers_told`.
    pub fn code(self) -> &'static str {
        match self {
            Self::Shown => "shown",
            Self::SignedForm => "signed_form",
        }
    }

    /// Of a stored word.
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Shown, Self::SignedForm]
            .into_iter()
            .find(|told| told.code() == code)
    }
}

/// A paper application, read whole.
#[derive(Debug)]
pub struct PaperApplication {
    /// What it says.
    pub content: ApplicationContent,
    /// How it came in.
    pub intake: Intake,
}

/// A child that is typed, not chosen.
pub struct ChildRow {
    /// From 1.
    pub number: usize,
    /// Stands for the child in the form's questions.
    pub key: String,
}

impl ChildRow {
    /// Name of one of its fields.
    pub fn field(&self, what: &str) -> String {
        format!("vaiko-{what}-{}", self.number)
    }
}

impl CounterDraft {
    /// A new draft, with account and contacts as they were last time; of a protected person nothing is put before whoever types
    /// her code.
    pub fn begin(applicant: PersonalCode, known: &Known, today: Date) -> Self {
        let mut draft = Self {
            applicant,
            values: Values::new(),
            window: String::new(),
        };
        draft.set("gauta", today.to_string());
        draft.set("kieno-vardu", "pats");
        draft.set("parasas", "awaited");
        if let Some((_, earlier)) = known.offered() {
            if let Some(account) = &earlier.account {
                draft.set("saskaita", account.grouped());
            }
            let whose = if earlier.account_holder.is_some() {
                "kito"
            } else {
                "mano"
            };
            draft.set("kieno", whose);
            for (field, value) in [
                ("savininkas", &earlier.account_holder),
                ("telefonas", &earlier.phone),
                ("elpastas", &earlier.email),
            ] {
                if let Some(value) = value {
                    draft.set(field, value.clone());
                }
            }
            if let Some(address) = &earlier.post_address {
                draft.set("adresas", address.clone());
            }
            draft.set("pranesimai", earlier.notice_channel.code());
            for child in &known.children {
                let before = earlier
                    .children
                    .iter()
                    .find(|one| one.person.personal_code == child.personal_code);
                if let Some(before) = before {
                    draft.set(&format!("{ACTING}-{}", child.id), before.acting_as.code());
                }
            }
        }
        draft
    }

    fn set(&mut self, field: &str, value: impl Into<String>) {
        self.values.insert(field.to_owned(), vec![value.into()]);
    }

    /// The same draft as a form now says it; who applies does not come with the form.
    pub fn typed_as(&self, form: &FormValues) -> Self {
        let mut values = Values::new();
        for (name, value) in form.pairs() {
            if !matches!(
                name.as_str(),
                WINDOW | "versija" | "veiksmas" | "rodoma" | "vis-tiek" | "ko-truksta" | "failas"
            ) {
                values.entry(name).or_default().push(value);
            }
        }
        Self {
            applicant: self.applicant.clone(),
            values,
            window: form.typed(WINDOW).to_owned(),
        }
    }

    /// What was typed into a field.
    pub fn typed(&self, field: &str) -> &str {
        self.values
            .get(field)
            .and_then(|values| values.first())
            .map_or("", |value| value.trim())
    }

    /// What is typed of an application that was registered: nothing but what it lacked.
    pub fn of_registered(applicant: PersonalCode, received_on: Date, values: Values) -> Self {
        let mut draft = Self {
            applicant,
            values,
            window: String::new(),
        };
        draft.set("gauta", received_on.to_string());
        draft
    }

    /// Rows for children that are typed: one if no child is known, and more when asked for.
    pub fn rows(&self, known: &Known) -> Vec<ChildRow> {
        let least = usize::from(known.children.is_empty());
        let count = self.typed(ROWS).parse().unwrap_or(least);
        (1..=count.clamp(least, MOST_ROWS))
            .map(|number| ChildRow {
                number,
                key: format!("e{number}"),
            })
            .collect()
    }

    /// One more row for a child.
    pub fn add_row(&mut self, known: &Known) {
        let count = self.rows(known).len() + 1;
        self.set(ROWS, count.min(MOST_ROWS).to_string());
    }

    /// The applicant's name, known or typed so far.
    pub fn applicant_name(&self, known: Option<&Person>) -> String {
        match known {
            Some(person) => person.name(),
            None => format!("{} {}", self.typed("vardas"), self.typed("pavarde"))
                .trim()
                .to_owned(),
        }
    }

    /// Whether the day of birth has to be typed for the code in a field.
    pub fn asks_birth(&self, code_field: &str) -> bool {
        self.typed(code_field)
            .parse::<PersonalCode>()
            .is_ok_and(|code| code.born_on().is_none())
    }

    /// Whom the questions are about, as far as it is known now: a row that is not filled in is a child without a name.
    pub fn people(&self, known: &Known, municipality: MunicipalityCode, today: Date) -> People {
        let mut ignored = FieldErrors::new();
        let applicant = self
            .applicant_given(known, &mut ignored)
            .unwrap_or_else(|| nobody(&self.applicant));
        let rows = self.rows(known).into_iter().map(|row| {
            let code = self.typed(&row.field("kodas")).parse::<PersonalCode>().ok();
            // Of whom no day of birth is typed yet nothing is asked that hangs on the age.
            let born_on = code
                .as_ref()
                .and_then(PersonalCode::born_on)
                .or_else(|| day(self.typed(&row.field("gime"))))
                .unwrap_or(today);
            Offered {
                person: PersonGiven {
                    personal_code: code.unwrap_or_else(|| self.applicant.clone()),
                    given_name: match self.typed(&row.field("vardas")) {
                        "" => format!("{}", row.number),
                        name => name.to_owned(),
                    },
                    surname: String::new(),
                    born_on,
                },
                acting_as: self.acting_typed(&row.key),
                lives_with: self.lives_with_typed(&row.key),
                key: row.key,
            }
        });
        let children = self.known_children(known).chain(rows).collect();
        let mut people = self.people_of(applicant, None, known, children, municipality);
        people.today = today;
        people
    }

    /// Children of earlier applications.
    fn known_children(&self, known: &Known) -> impl Iterator<Item = Offered> {
        known.children.iter().map(|child| {
            let key = child.id.to_string();
            Offered {
                acting_as: self.acting_as(&key, &child.personal_code),
                person: given(child),
                lives_with: self.lives_with_typed(&key),
                key,
            }
        })
    }

    /// In what capacity the applicant acts for a child, as the paper says; whoever is the child acts for herself.
    fn acting_as(&self, key: &str, child: &PersonalCode) -> Capacity {
        if *child == self.applicant {
            return Capacity::Oneself;
        }
        self.acting_typed(key)
    }

    fn acting_typed(&self, key: &str) -> Capacity {
        match self.typed(&format!("{ACTING}-{key}")) {
            "guardian" => Capacity::Guardian,
            _ => Capacity::Parent,
        }
    }

    /// What the paper says of where a child lives; nobody else has said it yet.
    fn lives_with_typed(&self, key: &str) -> bool {
        is_home_with(self.typed(&format!("gyvena-{key}")))
    }

    fn people_of(
        &self,
        applicant: PersonGiven,
        represented_by: Option<Representative>,
        known: &Known,
        children: Vec<Offered>,
        municipality: MunicipalityCode,
    ) -> People {
        People {
            applicant,
            represented_by,
            asks_capacity: false,
            by_power: false,
            today: Date::MIN,
            residence: known
                .applicant
                .as_ref()
                .filter(|p| !p.protected)
                .and_then(|p| p.address.clone()),
            // Of whom nothing is known yet the register will be asked.
            undeclared: known.answered
                && known
                    .applicant
                    .as_ref()
                    .is_some_and(|p| p.protected || p.address.is_none()),
            municipality: Some(municipality),
            as_of: None,
            children,
            municipalities: Vec::new(),
            sent: Values::new(),
        }
    }
}

/// "2026-11-22", also with dots or spaces between, or together.
pub fn day(typed: &str) -> Option<Date> {
    let parts: Vec<&str> = typed
        .split(|c: char| !c.is_ascii_digit())
        .filter(|part| !part.is_empty())
        .collect();
    let (year, month, day) = match parts.as_slice() {
        [year, month, day] => (*year, *month, *day),
        [together] if together.len() == 8 => (&together[..4], &together[4..6], &together[6..]),
        _ => return None,
    };
    Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
}

fn given(person: &Person) -> PersonGiven {
    PersonGiven {
        personal_code: person.personal_code.clone(),
        given_name: person.given_name.clone(),
        surname: person.surname.clone(),
        born_on: person.born_on,
    }
}

/// Stands in a form that is shown or checked while a name is still missing; never kept.
fn nobody(code: &PersonalCode) -> PersonGiven {
    PersonGiven {
        personal_code: code.clone(),
        given_name: String::new(),
        surname: String::new(),
        born_on: code.born_on().unwrap_or(Date::MIN),
    }
}
