//! What an official types of a paper application, and what it comes to. Pure: what the municipality knows is given.

use jiff::ToSpan;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use spis_kernel::{MunicipalityCode, PersonalCode};
use spis_pages::{FieldErrors, FormValues};
use spis_persons::store::Person;

use crate::content::{ApplicationContent, Capacity, PersonGiven, Representative};
use crate::form::power::personal_code;
use crate::form::{Form, Offered, People, Values};

/// Most children that one form asks for by typing them.
pub const MOST_ROWS: usize = 12;
/// A paper application may have been received at most so many days ago.
const DAYS_BACK: i64 = 365;
/// Most characters of a name, of a ground, and of what was handed in.
const LONGEST_NAME: usize = 100;
const LONGEST_BASIS: usize = 200;
const LONGEST_LIST: usize = 2000;
/// Nobody alive was born in an earlier year.
const EARLIEST_BIRTH: i16 = 1900;
/// Field that says which window typed.
pub const WINDOW: &str = "langas";
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
    /// Children of earlier applications.
    pub children: Vec<Person>,
    /// The newest earlier application and its number: account and contacts are offered from it.
    pub earlier: Option<(String, ApplicationContent)>,
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
}

impl IdentityDocument {
    /// All.
    pub const ALL: [Self; 4] = [
        Self::IdentityCard,
        Self::Passport,
        Self::ResidencePermit,
        Self::Other,
    ];

    /// As stored.
    pub fn code(self) -> &'static str {
        match self {
            Self::IdentityCard => "identity_card",
            Self::Passport => "passport",
            Self::ResidencePermit => "residence_permit",
            Self::Other => "other",
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
    /// A new draft, with account and contacts as they were last time.
    pub fn begin(applicant: PersonalCode, known: &Known, today: Date) -> Self {
        let mut draft = Self {
            applicant,
            values: Values::new(),
            window: String::new(),
        };
        draft.set("gauta", today.to_string());
        draft.set("kieno-vardu", "pats");
        draft.set("parasas", "awaited");
        if let Some((_, earlier)) = &known.earlier {
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
            draft.set("pranesimai", earlier.notice_channel.code());
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
                WINDOW | "versija" | "veiksmas" | "rodoma" | "vis-tiek" | "failas"
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
    pub fn applicant_name(&self, known: &Known) -> String {
        match &known.applicant {
            Some(person) => person.name(),
            None => format!("{} {}", self.typed("vardas"), self.typed("pavarde"))
                .trim()
                .to_owned(),
        }
    }

    /// Whom the questions are about, as far as it is known now: a row that is not filled in is a child without a name.
    pub fn people(&self, known: &Known, municipality: MunicipalityCode, today: Date) -> People {
        let mut ignored = FieldErrors::new();
        let applicant = self
            .applicant_given(known, &mut ignored)
            .unwrap_or_else(|| nobody(&self.applicant));
        let rows = self.rows(known).into_iter().map(|row| Offered {
            person: PersonGiven {
                given_name: match self.typed(&row.field("vardas")) {
                    "" => format!("{}", row.number),
                    name => name.to_owned(),
                },
                ..nobody(&self.applicant)
            },
            key: row.key,
            lives_with: false,
            acting_as: Capacity::Parent,
        });
        let children = known_children(known).chain(rows).collect();
        let mut people = self.people_of(applicant, None, known, children, municipality);
        people.today = today;
        people
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
            municipality: Some(municipality),
            as_of: None,
            children,
            municipalities: Vec::new(),
            sent: Values::new(),
        }
    }

    /// The application, or what is wrong, in the order of the page.
    ///
    /// # Errors
    /// What is wrong with any field.
    pub fn read(
        &self,
        form: &Form,
        known: &Known,
        municipality: MunicipalityCode,
        today: Date,
    ) -> Result<PaperApplication, FieldErrors> {
        let mut errors = FieldErrors::new();
        let intake = self.intake(today, &mut errors);
        let applicant = self.applicant_given(known, &mut errors);
        let representative = self.representative(&mut errors);
        let before_rows = errors.len();
        let mut children: Vec<Offered> = known_children(known).collect();
        let mut values = self.values.clone();
        let chosen = values.entry("vaikai".to_owned()).or_default();
        chosen.retain(|key| children.iter().any(|child| &child.key == key));
        for row in self.rows(known) {
            let Some(person) = self.row_given(&row, &children, &mut errors) else {
                continue;
            };
            let acting_as = if person.personal_code == self.applicant {
                Capacity::Oneself
            } else {
                Capacity::Parent
            };
            chosen.push(row.key.clone());
            children.push(Offered {
                key: row.key,
                person,
                lives_with: false,
                acting_as,
            });
        }
        let rows_wrong = errors.len() > before_rows;
        let mut people = self.people_of(
            applicant.clone().unwrap_or_else(|| nobody(&self.applicant)),
            representative.flatten(),
            known,
            children,
            municipality,
        );
        people.today = today;
        let read = form.read(&values, &people, today);
        if let Err(found) = &read {
            for (field, message) in found.iter() {
                match field {
                    // Which child is meant cannot be told while a row is wrong.
                    "vaikai" if rows_wrong => {}
                    "vaikai" if known.children.is_empty() => {
                        errors.add("vaiko-kodas-1", message.clone());
                    }
                    _ => errors.add(field, message.clone()),
                }
            }
        }
        match (read, intake) {
            (Ok(read), Some(intake)) if errors.is_empty() && applicant.is_some() => {
                Ok(PaperApplication {
                    content: read.content,
                    intake,
                })
            }
            _ => Err(errors),
        }
    }

    fn intake(&self, today: Date, errors: &mut FieldErrors) -> Option<Intake> {
        let received_on = match day(self.typed("gauta")) {
            None => {
                errors.add_key("gauta", "counter-received-form");
                None
            }
            Some(on) if on > today => {
                errors.add_key("gauta", "counter-received-future");
                None
            }
            Some(on) if on < today.saturating_sub(DAYS_BACK.days()) => {
                errors.add_key("gauta", "counter-received-old");
                None
            }
            Some(on) => Some(on),
        };
        let identity = IdentityDocument::from_code(self.typed("dokumentas"));
        if identity.is_none() {
            errors.add_key("dokumentas", "counter-identity-missing");
        }
        let last: String = self
            .typed("dokumento-nr")
            .chars()
            .filter(|c| !c.is_whitespace())
            .collect::<String>()
            .to_uppercase();
        let fits = last.chars().count() == 4 && last.chars().all(char::is_alphanumeric);
        if !fits {
            errors.add_key("dokumento-nr", "counter-identity-last-form");
        }
        if self.typed("neartimas") != "taip" {
            errors.add_key("neartimas", "counter-unrelated-missing");
        }
        let handed_in = self.typed("pateikta").to_owned();
        if handed_in.chars().count() > LONGEST_LIST {
            errors.add_key("pateikta", "counter-handed-in-long");
        }
        Some(Intake {
            received_on: received_on?,
            identity: identity?,
            identity_last: last,
            signed: self.typed("parasas") == "received",
            handed_in,
        })
    }

    fn applicant_given(&self, known: &Known, errors: &mut FieldErrors) -> Option<PersonGiven> {
        if let Some(person) = &known.applicant {
            return Some(given(person));
        }
        let names = self.names("vardas", "pavarde", errors);
        let born_on = self.born_on(&self.applicant, "gime", errors);
        let (given_name, surname) = names?;
        Some(PersonGiven {
            personal_code: self.applicant.clone(),
            given_name,
            surname,
            born_on: born_on?,
        })
    }

    fn names(
        &self,
        given_name: &str,
        surname: &str,
        errors: &mut FieldErrors,
    ) -> Option<(String, String)> {
        let mut name = |field: &str, key: &str| {
            let typed = self.typed(field);
            let fits = !typed.is_empty()
                && typed.chars().count() <= LONGEST_NAME
                && !typed.chars().any(|c| c.is_ascii_digit() || c.is_control());
            if !fits {
                errors.add_key(field, key);
            }
            fits.then(|| typed.to_owned())
        };
        let first = name(given_name, "counter-given-name-missing");
        let last = name(surname, "counter-surname-missing");
        first.zip(last)
    }

    /// None if something is wrong; none inside if nobody represents the applicant.
    fn representative(&self, errors: &mut FieldErrors) -> Option<Option<Representative>> {
        if self.typed("kieno-vardu") != "atstovas" {
            return Some(None);
        }
        let code = self.code("atstovo-kodas", errors);
        if code.as_ref() == Some(&self.applicant) {
            errors.add_key("atstovo-kodas", "counter-representative-same");
        }
        let names = self.names("atstovo-vardas", "atstovo-pavarde", errors);
        let basis = self.typed("atstovo-pagrindas");
        if basis.is_empty() || basis.chars().count() > LONGEST_BASIS {
            errors.add_key("atstovo-pagrindas", "counter-representative-basis-missing");
        }
        let born_on = code
            .as_ref()
            .and_then(|code| self.born_on(code, "atstovo-gime", errors));
        let (personal_code, (given_name, surname)) = code.zip(names)?;
        let born_on = born_on?;
        Some(Some(Representative {
            person: PersonGiven {
                personal_code,
                given_name,
                surname,
                born_on,
            },
            basis: basis.to_owned(),
            // The official saw the document.
            power: None,
        }))
    }

    /// The child of a row; none if the row is empty or wrong.
    fn row_given(
        &self,
        row: &ChildRow,
        before: &[Offered],
        errors: &mut FieldErrors,
    ) -> Option<PersonGiven> {
        let field = |what: &str| row.field(what);
        let all = ["kodas", "vardas", "pavarde", "gime"].map(field);
        if all.iter().all(|name| self.typed(name).is_empty()) {
            return None;
        }
        let code = self.code(&field("kodas"), errors);
        let names = self.names(&field("vardas"), &field("pavarde"), errors);
        let born_on = code
            .as_ref()
            .and_then(|code| self.born_on(code, &field("gime"), errors));
        let (personal_code, (given_name, surname)) = code.zip(names)?;
        if before
            .iter()
            .any(|child| child.person.personal_code == personal_code)
        {
            errors.add_key(field("kodas"), "counter-child-twice");
            return None;
        }
        let born_on = born_on?;
        Some(PersonGiven {
            personal_code,
            given_name,
            surname,
            born_on,
        })
    }

    /// The day of birth: the code's own, or the typed one where the code does not tell it.
    fn born_on(&self, code: &PersonalCode, field: &str, errors: &mut FieldErrors) -> Option<Date> {
        if let Some(born_on) = code.born_on() {
            return Some(born_on);
        }
        let typed = day(self.typed(field));
        // Nobody applies, or is applied for, before being born; nor is anybody older than the oldest person ever was.
        let received = day(self.typed("gauta"));
        let fits = typed.filter(|born| {
            born.year() >= EARLIEST_BIRTH && received.is_none_or(|received| *born <= received)
        });
        if fits.is_none() {
            let key = if self.typed(field).is_empty() {
                "counter-born-missing"
            } else {
                "counter-born-wrong"
            };
            errors.add_key(field, key);
        }
        fits
    }

    /// Whether the day of birth has to be typed for the code in a field.
    pub fn asks_birth(&self, code_field: &str) -> bool {
        self.typed(code_field)
            .parse::<PersonalCode>()
            .is_ok_and(|code| code.born_on().is_none())
    }

    fn code(&self, field: &str, errors: &mut FieldErrors) -> Option<PersonalCode> {
        match personal_code(self.typed(field)) {
            Ok(code) => Some(code),
            Err(message) => {
                errors.add(field, message);
                None
            }
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

fn known_children(known: &Known) -> impl Iterator<Item = Offered> {
    known.children.iter().map(|child| Offered {
        key: child.id.to_string(),
        person: given(child),
        lives_with: false,
        acting_as: Capacity::Parent,
    })
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
