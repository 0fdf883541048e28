//! From what an official typed to an application that can be registered, or to what is wrong.

use jiff::ToSpan;
use jiff::civil::Date;
use spis_kernel::{MunicipalityCode, PersonalCode};
use spis_pages::{FieldErrors, Message};

use super::{
    ACTING, ChildRow, CounterDraft, IDENTITY_GAP, IdentityDocument, Intake, Known,
    PaperApplication, RegistersTold, SIGNATURE_GAP, day, given, nobody,
};
use crate::content::{PersonGiven, Representative};
use crate::form::power::personal_code;
use crate::form::{Form, Offered};

/// A paper application may have been received at most so many days ago.
const DAYS_BACK: i64 = 365;
/// Most characters of a name, of a ground, and of what was handed in.
const LONGEST_NAME: usize = 100;
const LONGEST_BASIS: usize = 200;
const LONGEST_LIST: usize = 2000;
/// Nobody alive was born in an earlier year.
const EARLIEST_BIRTH: i16 = 1900;

impl CounterDraft {
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
        self.read_as(form, known, municipality, today, false)
    }

    /// The same of a paper that does not say everything: what is received is registered, and what is missing asked for.
    ///
    /// # Errors
    /// What is wrong with any field: who applies and when it was received must be known.
    pub fn read_with_gaps(
        &self,
        form: &Form,
        known: &Known,
        municipality: MunicipalityCode,
        today: Date,
    ) -> Result<PaperApplication, FieldErrors> {
        self.read_as(form, known, municipality, today, true)
    }

    fn read_as(
        &self,
        form: &Form,
        known: &Known,
        municipality: MunicipalityCode,
        today: Date,
        gaps: bool,
    ) -> Result<PaperApplication, FieldErrors> {
        let mut errors = FieldErrors::new();
        let intake = self.intake(today, gaps, &mut errors);
        let applicant = self.applicant_given(known, &mut errors);
        let representative = self.representative(&mut errors);
        let before_rows = errors.len();
        let mut children: Vec<Offered> = self.known_children(known).collect();
        let mut values = self.values.clone();
        let chosen = values.entry("vaikai".to_owned()).or_default();
        chosen.retain(|key| children.iter().any(|child| &child.key == key));
        let typed = self.rows_given(known, &children, &mut errors);
        let rows_wrong = errors.len() > before_rows;
        chosen.extend(typed.iter().map(|child| child.key.clone()));
        children.extend(typed);
        self.check_acting(
            children.iter().filter(|child| chosen.contains(&child.key)),
            &mut errors,
        );
        let mut people = self.people_of(
            applicant.clone().unwrap_or_else(|| nobody(&self.applicant)),
            representative.flatten(),
            known,
            children,
            municipality,
        );
        people.today = today;
        let read = if gaps {
            form.read_with_gaps(&values, &people, today)
        } else {
            form.read(&values, &people, today)
        };
        if let Err(found) = &read {
            let found = form.official_errors(found);
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
            (Ok(mut read), Some(intake)) if errors.is_empty() && applicant.is_some() => {
                if self.typed("parasas") == "missing" {
                    read.content.missing.push(SIGNATURE_GAP.to_owned());
                }
                if intake.identity == IdentityDocument::None {
                    read.content.missing.push(IDENTITY_GAP.to_owned());
                }
                Ok(PaperApplication {
                    content: read.content,
                    intake,
                })
            }
            _ => Err(errors),
        }
    }

    /// Children whom an application that named none is about, and what is wrong with them.
    pub fn children_named(&self, errors: &mut FieldErrors) -> Vec<Offered> {
        let children = self.rows_given(&Known::default(), &[], errors);
        self.check_acting(children.iter(), errors);
        children
    }

    /// The children of the rows that are filled in.
    fn rows_given(
        &self,
        known: &Known,
        others: &[Offered],
        errors: &mut FieldErrors,
    ) -> Vec<Offered> {
        let mut all = others.to_vec();
        for row in self.rows(known) {
            let Some(person) = self.row_given(&row, &all, errors) else {
                continue;
            };
            all.push(Offered {
                acting_as: self.acting_as(&row.key, &person.personal_code),
                lives_with: self.lives_with_typed(&row.key),
                key: row.key,
                person,
            });
        }
        all.split_off(others.len())
    }

    /// In what capacity the applicant acts for each child must be said.
    fn check_acting<'a>(
        &self,
        children: impl Iterator<Item = &'a Offered>,
        errors: &mut FieldErrors,
    ) {
        for child in children.filter(|child| !child.is_oneself()) {
            let field = format!("{ACTING}-{}", child.key);
            if self.typed(&field).is_empty() {
                let name = child.person.given_name.as_str();
                errors.add(
                    field,
                    Message::key("counter-acting-missing").with("name", name),
                );
            }
        }
    }

    fn intake(&self, today: Date, gaps: bool, errors: &mut FieldErrors) -> Option<Intake> {
        let received_on = received_on(self.typed("gauta"), today, errors);
        let identity = identity(self.typed("dokumentas"), self.typed("dokumento-nr"), errors);
        if IdentityDocument::from_code(self.typed("dokumentas")) == Some(IdentityDocument::None)
            && !gaps
        {
            errors.add_key("dokumentas", "counter-identity-unchecked");
        }
        if self.typed("parasas") == "missing" && !gaps {
            errors.add_key("parasas", "counter-signature-absent");
        }
        if self.typed("neartimas") != "taip" {
            errors.add_key("neartimas", "counter-unrelated-missing");
        }
        // A form that is signed already carries the notice; who sent an unsigned one by post is not there to be shown it.
        let told = match self.typed("parasas") {
            "received" => Some(RegistersTold::SignedForm),
            "missing" => None,
            _ if self.typed("registrai") == "taip" => Some(RegistersTold::Shown),
            _ => {
                errors.add_key("registrai", "counter-told-missing");
                None
            }
        };
        let handed_in = self.typed("pateikta").to_owned();
        if handed_in.chars().count() > LONGEST_LIST {
            errors.add_key("pateikta", "counter-handed-in-long");
        }
        let (identity, identity_last) = identity?;
        Some(Intake {
            received_on: received_on?,
            identity,
            identity_last,
            signed: self.typed("parasas") == "received",
            handed_in,
            told,
        })
    }

    pub(super) fn applicant_given(
        &self,
        known: &Known,
        errors: &mut FieldErrors,
    ) -> Option<PersonGiven> {
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

/// Day on which something on paper was received, of the field "gauta".
pub(crate) fn received_on(typed: &str, today: Date, errors: &mut FieldErrors) -> Option<Date> {
    let key = match day(typed) {
        None => "counter-received-form",
        Some(on) if on > today => "counter-received-future",
        Some(on) if on < today.saturating_sub(DAYS_BACK.days()) => "counter-received-old",
        Some(on) => return Some(on),
    };
    errors.add_key("gauta", key);
    None
}

/// By what the identity was checked, of the fields "dokumentas" and "dokumento-nr": the kind of the document and the last four
/// characters of its number, none of them where nothing was checked.
pub(crate) fn identity(
    document: &str,
    number: &str,
    errors: &mut FieldErrors,
) -> Option<(IdentityDocument, String)> {
    let document = IdentityDocument::from_code(document);
    if document.is_none() {
        errors.add_key("dokumentas", "counter-identity-missing");
    }
    if document == Some(IdentityDocument::None) {
        return Some((IdentityDocument::None, String::new()));
    }
    let last = number.chars().filter(|c| !c.is_whitespace());
    let last = last.collect::<String>().to_uppercase();
    if last.chars().count() != 4 || !last.chars().all(char::is_alphanumeric) {
        errors.add_key("dokumento-nr", "counter-identity-last-form");
        return None;
    }
    Some((document?, last))
}
