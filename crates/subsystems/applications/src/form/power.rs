//! "Pagal įgaliojimą" (SP-3(A) part 3): who applies in another's name, by what was typed. The fields have the same names in
//! every form that has them.

use jiff::civil::Date;
use spis_kernel::{MunicipalityCode, PersonalCode, PersonalCodeError};
use spis_pages::Message;

use super::correcting::{child_line, shown_typed};
use super::people::{Offered, People};
use super::schema::{Form, Head};
use super::{NO, Values, YES};
use crate::content::{
    ApplicationContent, Capacity, PersonGiven, PowerOfAttorney, PowerShown, Representative,
};

/// Answer of [`Head::Capacity`]: as a parent, or for herself.
pub const OWN: &str = "savo";
/// As a guardian or curator.
pub const GUARDIAN: &str = "globejas";
/// As a temporary guardian on duty.
pub const ON_DUTY: &str = "budintis";
/// By a power of attorney.
pub const AUTHORISED: &str = "igaliotas";

const GIVEN_NAME: &str = "ig-vardas";
const SURNAME: &str = "ig-pavarde";
/// Code of the applicant, where somebody authorised names her.
pub const CODE: &str = "ig-kodas";
/// Municipality that decides, where somebody authorised names it.
pub const MUNICIPALITY: &str = "ig-savivaldybe";
const CHILDREN: &str = "ig-vaikai";
const LIVE_WITH: &str = "ig-gyvena";
const NUMBER: &str = "ig-numeris";
const CONCLUDED: &str = "ig-data";
const UNTIL: &str = "ig-galioja";
const SHOWN: &str = "ig-kur";
/// Most children that one application may name.
const MOST_CHILDREN: usize = 15;
const LONGEST_NAME: usize = 100;

impl Form {
    /// Whether what was typed says that somebody authorised applies.
    pub fn is_by_power(&self, values: &Values) -> bool {
        self.head(Head::Capacity)
            .is_some_and(|field| typed(values, &field.name) == AUTHORISED)
    }

    /// Whom the form is about when somebody authorised fills it in. What is missing or wrong stands empty here; the check of
    /// the screens says so, and nothing of it is sent.
    pub fn people_by_power(
        &self,
        values: &Values,
        representative: &PersonGiven,
        municipalities: Vec<(MunicipalityCode, String)>,
        today: Date,
    ) -> People {
        let code = dated_code(typed(values, CODE)).ok();
        let power = power_of(values);
        let lives_with = typed(values, LIVE_WITH) == YES;
        People {
            applicant: PersonGiven {
                born_on: code
                    .as_ref()
                    .and_then(PersonalCode::born_on)
                    .unwrap_or(representative.born_on),
                personal_code: code.unwrap_or_else(|| representative.personal_code.clone()),
                given_name: typed(values, GIVEN_NAME).to_owned(),
                surname: typed(values, SURNAME).to_owned(),
            },
            represented_by: Some(Representative {
                person: representative.clone(),
                basis: power.as_ref().map(basis).unwrap_or_default(),
                power,
            }),
            residence: None,
            // Registers tell the residence once they may be asked.
            undeclared: false,
            municipality: typed(values, MUNICIPALITY)
                .parse()
                .ok()
                .and_then(MunicipalityCode::new),
            as_of: None,
            children: children(typed(values, CHILDREN))
                .unwrap_or_default()
                .into_iter()
                .enumerate()
                .map(|(at, person)| Offered {
                    key: key_of(at),
                    person,
                    lives_with,
                    acting_as: Capacity::Parent,
                })
                .collect(),
            asks_capacity: true,
            by_power: true,
            today,
            municipalities,
            sent: Values::new(),
        }
    }
}

fn typed<'a>(values: &'a Values, name: &str) -> &'a str {
    values
        .get(name)
        .and_then(|values| values.first())
        .map_or("", |value| value.trim())
}

fn power_of(values: &Values) -> Option<PowerOfAttorney> {
    let day = |name: &str| {
        let latest = None;
        super::formats::day(typed(values, name), None, latest, Date::MIN).ok()
    };
    Some(PowerOfAttorney {
        number: Some(typed(values, NUMBER).to_owned()).filter(|number| !number.is_empty())?,
        concluded_on: day(CONCLUDED)?,
        valid_until: day(UNTIL),
        shown: match typed(values, SHOWN) {
            "registre" => PowerShown::Register,
            "pridedu" => PowerShown::Attached,
            "veliau" => PowerShown::Later,
            _ => return None,
        },
    })
}

/// Stands for a child named in words, by its place.
pub(super) fn key_of(at: usize) -> String {
    format!("e{}", at + 1)
}

/// What a field of the power of attorney would be filled in with for an application made by one; where it is decided is not
/// among what was sent, and stays.
pub(super) fn typed_of(field: &str, content: &ApplicationContent) -> Option<String> {
    let by = content.represented_by.as_ref()?;
    let power = by.power.as_ref();
    let applicant = &content.applicant;
    match field {
        GIVEN_NAME => Some(applicant.given_name.clone()),
        SURNAME => Some(applicant.surname.clone()),
        CODE => Some(applicant.personal_code.as_str().to_owned()),
        CHILDREN => {
            let lines = content.children.iter().map(|c| child_line(&c.person));
            Some(lines.collect::<Vec<_>>().join("\n"))
        }
        LIVE_WITH => {
            let yes = content.children.iter().all(|child| child.lives_with);
            Some(if yes { YES } else { NO }.to_owned())
        }
        NUMBER => power.map(|power| power.number.clone()),
        CONCLUDED => power.map(|power| power.concluded_on.to_string()),
        UNTIL => power
            .and_then(|power| power.valid_until)
            .map(|day| day.to_string()),
        SHOWN => power.map(|power| shown_typed(power.shown).to_owned()),
        _ => None,
    }
}

/// "Įgaliojimas Nr. 123, 2026-01-05, galioja iki 2027-01-05", as the form prints it: forms are Lithuanian.
fn basis(power: &PowerOfAttorney) -> String {
    let until = power
        .valid_until
        .map_or("be termino".to_owned(), |day| format!("galioja iki {day}"));
    format!(
        "Įgaliojimas Nr. {}, {}, {until}",
        power.number, power.concluded_on
    )
}

/// In whose name a sent application was made, as the form asks it.
pub fn capacity_of(content: &ApplicationContent) -> &'static str {
    let wards = content
        .children
        .iter()
        .any(|child| child.acting_as == Capacity::Guardian);
    match &content.represented_by {
        Some(_) => AUTHORISED,
        None if wards => GUARDIAN,
        None => OWN,
    }
}

/// Children in words: on each line a personal code, a given name and a surname.
///
/// # Errors
/// The first line that cannot be read, in words that help.
pub fn children(typed: &str) -> Result<Vec<PersonGiven>, Message> {
    let mut found: Vec<PersonGiven> = Vec::new();
    let lines = typed.lines().map(str::trim).filter(|line| !line.is_empty());
    for (at, line) in lines.enumerate() {
        let number = at + 1;
        let wrong = |key: &str| Message::key(key).with("n", number);
        let bare = line.replace([',', ';', '\t'], " ");
        let mut words = bare.split_whitespace();
        let code = words.next().unwrap_or_default();
        let code = dated_code(code).map_err(|_| wrong("form-child-line-code"))?;
        let names: Vec<&str> = words.collect();
        let [given_names @ .., surname] = names.as_slice() else {
            return Err(wrong("form-child-line-name"));
        };
        let given_name = given_names.join(" ");
        let fits = |name: &str| {
            !name.is_empty()
                && name.chars().count() <= LONGEST_NAME
                && !name.chars().any(|c| c.is_ascii_digit() || c.is_control())
        };
        if !fits(&given_name) || !fits(surname) {
            return Err(wrong("form-child-line-name"));
        }
        if found.iter().any(|child| child.personal_code == code) {
            return Err(wrong("form-child-line-twice"));
        }
        let Some(born_on) = code.born_on() else {
            return Err(wrong("form-child-line-code"));
        };
        found.push(PersonGiven {
            personal_code: code,
            given_name,
            surname: (*surname).to_owned(),
            born_on,
        });
    }
    if found.len() > MOST_CHILDREN {
        return Err(Message::key("form-child-lines-many").with("n", MOST_CHILDREN));
    }
    Ok(found)
}

/// Somebody's personal code as typed: one that tells day of birth and sex.
///
/// # Errors
/// What is wrong, in words that help.
pub fn dated_code(typed: &str) -> Result<PersonalCode, Message> {
    let code = personal_code(typed)?;
    if code.born_on().is_none() || code.sex().is_none() {
        return Err(Message::key("form-code-exceptional"));
    }
    Ok(code)
}

/// A personal code as typed. One that begins with 9 tells neither day of birth nor sex.
///
/// # Errors
/// What is wrong, in words that help.
pub fn personal_code(typed: &str) -> Result<PersonalCode, Message> {
    if typed.trim().is_empty() {
        return Err(Message::key("counter-code-missing"));
    }
    let code: PersonalCode = typed.parse().map_err(|error| match error {
        PersonalCodeError::Length { digits } => {
            Message::key("counter-code-length").with("n", i64::try_from(digits).unwrap_or(i64::MAX))
        }
        PersonalCodeError::NotDigits => Message::key("counter-code-digits"),
        PersonalCodeError::CheckDigit | PersonalCodeError::Date => {
            Message::key("counter-code-wrong")
        }
    })?;
    Ok(code)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use spis_kernel::Sex;

    #[test]
    fn children_are_read_line_by_line() {
        let code = |number| PersonalCode::compose(Sex::Male, date(2017, 2, 3), number);
        let (one, two) = (code(101), code(102));
        let text = format!(
            "{one} Matas Jonas Bandomasis\n\n {two}, Ugnė  Bandomoji ",
            one = one.as_str(),
            two = two.as_str()
        );
        let found = children(&text).unwrap();
        assert_eq!(found[0].given_name, "Matas Jonas");
        assert_eq!(found[1].surname, "Bandomoji");
        assert_eq!(found[1].born_on, date(2017, 2, 3));
        let key = |text: String| children(&text).unwrap_err();
        assert_eq!(
            key(format!("{} Matas", one.as_str())),
            Message::key("form-child-line-name").with("n", 1)
        );
        assert_eq!(
            key(format!("{0} Matas A\n{0} Jonas B", one.as_str())),
            Message::key("form-child-line-twice").with("n", 2)
        );
        assert_eq!(
            key("Matas Bandomasis".into()),
            Message::key("form-child-line-code").with("n", 1)
        );
        assert!(children("").unwrap().is_empty());
    }
}
