//! The resident's family as the population register showed it to her.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use spis_applications::content::{Capacity, ChildGiven, PersonGiven};
use spis_applications::form::{Form, Offered, People, Values};
use spis_identity::web::Resident;
use spis_kernel::{MunicipalityCode, PersonalCode, ResidentId};
use spis_persons::evidence::{
    FamilyAnswer, NotRepresented, RegisterChild, RegisterPerson, is_minor,
};

/// Ages in which somebody of age may still be asked for, by herself: a pupil's benefit (Išmokų vaikams įstatymas, 6
/// straipsnis); the municipality asks the schools.
const PUPIL_YEARS: std::ops::Range<i16> = 18..24;
/// Stands for the resident herself among those who can be asked for.
const ONESELF: &str = "pats";

/// What the portal keeps of the register's answer: the resident herself and her minor children, nobody else.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Family {
    /// State of the register that the answer shows.
    pub as_of: Timestamp,
    /// The resident.
    pub person: PersonGiven,
    /// Municipality of her declared residence; none if undeclared or withheld.
    pub municipality: Option<MunicipalityCode>,
    /// Her address in one line; none if undeclared or protected.
    pub address: Option<String>,
    /// Her minor children.
    pub children: Vec<Child>,
}

/// A minor child. Where the child lives is never kept here.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Child {
    /// The child.
    pub person: PersonGiven,
    /// Declared at the resident's address.
    pub lives_with: bool,
    /// Why the resident may not act for the child; none: she may.
    pub not_represented: Option<NotRepresented>,
    /// The resident is the child's guardian, not a parent.
    #[serde(default)]
    pub guardianship: bool,
}

fn key_of(resident: ResidentId, code: &PersonalCode) -> String {
    let mut digest = Sha256::new();
    digest.update(resident.get().as_bytes());
    digest.update(code.as_str());
    hex::encode(&digest.finalize()[..6])
}

/// Stands for a child of a sent application in forms.
pub fn key_of_sent(resident: ResidentId, child: &ChildGiven) -> String {
    match child.acting_as {
        Capacity::Oneself => ONESELF.to_owned(),
        Capacity::Parent | Capacity::Guardian => key_of(resident, &child.person.personal_code),
    }
}

impl Child {
    /// Given name and surname, in the nominative.
    pub fn name(&self) -> String {
        format!("{} {}", self.person.given_name, self.person.surname)
    }

    /// Stands for the child in forms and in addresses inside a page, where a personal code may not.
    pub fn key(&self, resident: ResidentId) -> String {
        key_of(resident, &self.person.personal_code)
    }

    /// In what capacity the resident acts for the child.
    fn acting_as(&self) -> Capacity {
        if self.guardianship {
            Capacity::Guardian
        } else {
            Capacity::Parent
        }
    }

    /// May stand in an application on this day: not grown up since the register answered.
    pub fn is_offered(&self, today: Date) -> bool {
        self.not_represented.is_none() && is_minor(self.person.born_on, today)
    }
}

impl Family {
    /// Keeps of an answer what the resident may see.
    pub fn of_answer(answer: &FamilyAnswer, today: Date) -> Self {
        let person = &answer.person;
        Self {
            as_of: answer.as_of,
            person: given(person),
            municipality: person.address.as_ref().map(|a| a.municipality_code),
            address: person
                .address
                .as_ref()
                .filter(|_| !person.protected)
                .map(|a| a.text.clone()),
            children: answer
                .children
                .iter()
                .filter(|child| child.person.died_on.is_none())
                .filter(|child| is_minor(child.person.born_on, today))
                .map(|one| child(one, today))
                .collect(),
        }
    }

    /// Whom a form is about.
    pub fn people(
        &self,
        resident: ResidentId,
        municipalities: Vec<(MunicipalityCode, String)>,
        today: Date,
    ) -> People {
        People {
            applicant: self.person.clone(),
            represented_by: None,
            residence: self.address.clone(),
            undeclared: self.address.is_none(),
            municipality: self.municipality,
            as_of: Some(self.as_of),
            asks_capacity: true,
            by_power: false,
            today,
            children: self
                .offered(today)
                .map(|child| Offered {
                    key: child.key(resident),
                    person: child.person.clone(),
                    lives_with: child.lives_with,
                    acting_as: child.acting_as(),
                })
                .chain(self.herself(today))
                .collect(),
            municipalities,
            sent: Values::new(),
        }
    }

    /// Of age and of a pupil's age, she applies for herself.
    fn herself(&self, today: Date) -> Option<Offered> {
        is_pupil(self.person.born_on, today).then(|| Offered {
            key: ONESELF.to_owned(),
            person: self.person.clone(),
            // Nobody asks her whether she lives with herself, and nothing is chosen for her.
            lives_with: false,
            acting_as: Capacity::Oneself,
        })
    }

    /// Minor children for whom she cannot apply here, and why.
    pub fn not_offered(&self) -> impl Iterator<Item = (&Child, NotRepresented)> {
        self.children
            .iter()
            .filter_map(|child| Some((child, child.not_represented?)))
    }

    /// Children that she may apply for.
    pub fn offered(&self, today: Date) -> impl Iterator<Item = &Child> {
        self.children.iter().filter(move |c| c.is_offered(today))
    }
}

/// Whom a form is about as it is filled in: the resident's own family, or, by a power of attorney, whom she names. None while
/// that cannot be told.
pub fn about(
    form: &Form,
    values: &Values,
    resident: &Resident,
    family: Option<&Family>,
    municipalities: Vec<(MunicipalityCode, String)>,
    today: Date,
) -> Option<People> {
    if !form.is_by_power(values) {
        return family.map(|family| family.people(resident.id, municipalities, today));
    }
    let herself = match family {
        Some(family) => family.person.clone(),
        None => PersonGiven {
            personal_code: resident.personal_code.clone(),
            given_name: resident.given_name.clone(),
            surname: resident.surname.clone(),
            born_on: resident.personal_code.born_on()?,
        },
    };
    Some(form.people_by_power(values, &herself, municipalities, today))
}

fn given(person: &RegisterPerson) -> PersonGiven {
    PersonGiven {
        personal_code: person.personal_code.clone(),
        given_name: person.given_name.clone(),
        surname: person.surname.clone(),
        born_on: person.born_on,
    }
}

fn child(child: &RegisterChild, today: Date) -> Child {
    Child {
        person: given(&child.person),
        lives_with: child.lives_with,
        not_represented: child.represented_on(today).err(),
        guardianship: child.guardianship,
    }
}

fn is_pupil(born_on: Date, today: Date) -> bool {
    let turned = |years: i16| {
        born_on
            .checked_add(jiff::Span::new().years(years))
            .is_ok_and(|birthday| birthday <= today)
    };
    turned(PUPIL_YEARS.start) && !turned(PUPIL_YEARS.end)
}

/// What is known of a family now.
pub struct KnownFamily {
    /// The family; none if the register has never answered or does not know the person.
    pub family: Option<Family>,
    /// When the register gave the answer.
    pub answered_at: Option<Timestamp>,
    /// The register should have been asked again and did not answer.
    pub silent: bool,
    /// The register was not asked, because she has not been told yet what is taken from it.
    pub not_informed: bool,
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use spis_kernel::Sex;
    use spis_persons::evidence::{Address, MaritalStatus, ParentalAuthority};

    fn person(born_on: Date, protected: bool) -> RegisterPerson {
        RegisterPerson {
            personal_code: PersonalCode::compose(Sex::Female, born_on, 990),
            given_name: "Rasa".into(),
            surname: "Bandomoji".into(),
            born_on,
            died_on: None,
            sex: Some(Sex::Female),
            marital_status: MaritalStatus::Single,
            protected,
            address: MunicipalityCode::new(29).map(|municipality_code| Address {
                municipality_code,
                text: "Slaptoji g. 7, Šiauliai".into(),
            }),
        }
    }

    #[test]
    fn what_is_kept_holds_no_protected_address_and_no_adult() {
        let child = |born_on, authority, guardianship| RegisterChild {
            person: person(born_on, true),
            lives_with: true,
            authority,
            guardianship,
            on_duty: false,
            separated: false,
            emancipated: false,
        };
        let full = ParentalAuthority::Full;
        let answer = FamilyAnswer {
            as_of: Timestamp::UNIX_EPOCH,
            person: person(date(1990, 5, 5), true),
            spouse: Some(person(date(1989, 1, 1), false)),
            children: vec![
                child(date(2007, 1, 1), full, false),
                child(date(2019, 1, 1), ParentalAuthority::Limited, false),
                child(date(2020, 1, 1), ParentalAuthority::None, true),
                child(date(2021, 1, 1), full, false),
            ],
        };
        let today = date(2026, 11, 23);
        let family = Family::of_answer(&answer, today);
        // Where it is decided must be known; where she lives must not be shown.
        assert_eq!(family.municipality, MunicipalityCode::new(29));
        let kept = serde_json::to_string(&family).unwrap();
        assert!(
            !kept.contains("Slaptoji") && !kept.contains("1989-01-01"),
            "{kept}"
        );
        let births: Vec<i16> = family
            .children
            .iter()
            .map(|c| c.person.born_on.year())
            .collect();
        assert_eq!(births, [2019, 2020, 2021]);
        let offered: Vec<i16> = family
            .offered(today)
            .map(|c| c.person.born_on.year())
            .collect();
        // A ward is her guardian's to apply for.
        assert_eq!(offered, [2020, 2021]);
    }

    #[test]
    fn who_may_be_applied_for_here() {
        let today = date(2026, 11, 23);
        let base = RegisterChild {
            person: person(date(2012, 5, 5), false),
            lives_with: true,
            authority: ParentalAuthority::Full,
            guardianship: false,
            on_duty: false,
            separated: false,
            emancipated: false,
        };
        let why = |change: fn(&mut RegisterChild)| {
            let mut one = base.clone();
            change(&mut one);
            one.represented_on(today).err()
        };
        assert_eq!(why(|_| {}), None);
        assert_eq!(why(|c| c.lives_with = false), None);
        assert_eq!(
            why(|c| c.authority = ParentalAuthority::Limited),
            Some(NotRepresented::Limited)
        );
        assert_eq!(why(|c| c.separated = true), Some(NotRepresented::Limited));
        assert_eq!(
            why(|c| c.authority = ParentalAuthority::None),
            Some(NotRepresented::NoAuthority)
        );
        assert_eq!(why(|c| c.guardianship = true), None);
        assert_eq!(
            why(|c| (c.guardianship, c.on_duty) = (true, true)),
            Some(NotRepresented::OnDuty)
        );
        assert_eq!(why(|c| c.emancipated = true), Some(NotRepresented::OfAge));
        assert_eq!(
            why(|c| c.person.born_on = date(2008, 11, 23)),
            Some(NotRepresented::OfAge)
        );
        // Of age and at school: she asks for herself, and nothing is chosen for her.
        let family = |born_on| {
            let answer = FamilyAnswer {
                as_of: Timestamp::UNIX_EPOCH,
                person: person(born_on, false),
                spouse: None,
                children: Vec::new(),
            };
            let id = ResidentId::new(uuid::Uuid::nil());
            Family::of_answer(&answer, today)
                .people(id, Vec::new(), today)
                .children
        };
        let herself = family(date(2008, 11, 23));
        assert_eq!(herself[0].acting_as, Capacity::Oneself);
        assert!(!herself[0].lives_with);
        assert!(family(date(2008, 11, 24)).is_empty() && family(date(2002, 11, 23)).is_empty());
    }

    #[test]
    fn childhood_ends_on_the_eighteenth_birthday() {
        let born = date(2008, 11, 23);
        assert!(is_minor(born, date(2026, 11, 22)));
        assert!(!is_minor(born, date(2026, 11, 23)));
        let leap = date(2008, 2, 29);
        assert!(is_minor(leap, date(2026, 2, 27)));
        assert!(!is_minor(leap, date(2026, 3, 1)));
    }
}
