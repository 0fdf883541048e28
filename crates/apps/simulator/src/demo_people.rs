//! People to sign in as: families made on purpose, and found again by what they are, not by their place.
//!
//! The list helps to show and to test the system; the state registers have nothing like it.

use jiff::ToSpan;
use jiff::civil::Date;
use serde::Serialize;

use spis_kernel::{Cents, Month, PersonalCode, Sex};

use crate::families::{Family, FamilyPlan, FamilyShape};
use crate::generator::{AKMENE, Generator, SIAULIAI, VILNIUS};
use crate::income::monthly_incomes;
use crate::population::{DisabilityLevel, Person, PersonIndex, Population, Work};

/// Someone to sign in as.
#[derive(Debug, Clone, Serialize)]
pub struct DemoPerson {
    /// stable name of the property
    pub key: &'static str,
    /// personal code
    pub personal_code: PersonalCode,
    /// given name
    pub given_name: String,
    /// surname
    pub surname: String,
    /// two-digit code of the municipality
    pub municipality_code: i16,
    /// municipality
    pub municipality: String,
    /// in Lithuanian, why this person is worth signing in as
    pub why_lt: &'static str,
}

/// A property, its key and its wording.
type Property = (
    &'static str,
    &'static str,
    fn(&Population, PersonIndex) -> bool,
);

const PROPERTIES: [Property; 9] = [
    (
        "siauliai_mother_of_three",
        "ištekėjusi, augina tris vaikus",
        is_mother_of_three,
    ),
    (
        "siauliai_mother_low_income",
        "viena augina du vaikus, gauna minimaliąją algą",
        is_mother_with_low_income,
    ),
    (
        "siauliai_mother_high_income",
        "ištekėjusi, augina vieną vaiką, pajamos didelės",
        is_mother_with_high_income,
    ),
    (
        "siauliai_mother_disabled_child",
        "ištekėjusi, vienas iš dviejų vaikų turi negalią",
        is_mother_of_disabled_child,
    ),
    (
        "siauliai_protected_mother",
        "išsituokusi, augina vieną vaiką, jos adresas neskelbtinas",
        is_protected_mother,
    ),
    (
        "akmene_mother",
        "ištekėjusi, augina vieną vaiką",
        is_akmene_mother,
    ),
    (
        "vilnius_father",
        "vedęs, augina du vaikus",
        is_vilnius_father,
    ),
    (
        "vilnius_estranged_father",
        "išsituokęs, jo vaikas gyvena su motina, kurios adresas neskelbtinas",
        is_estranged_father,
    ),
    (
        "siauliai_guardian",
        "globėja, jos globotiniai – 15 ir 8 metų",
        is_guardian,
    ),
];

/// Finds each person by the property; one whom a population lacks is left out.
pub fn demo_people(population: &Population) -> Vec<DemoPerson> {
    PROPERTIES
        .iter()
        .filter_map(|(key, why_lt, holds)| {
            let (index, person) = population
                .iter()
                .find(|(index, _)| holds(population, *index))?;
            let address = population.address(index)?;
            Some(DemoPerson {
                key,
                personal_code: person.code.clone(),
                given_name: person.given_name.clone(),
                surname: person.surname.clone(),
                municipality_code: address.municipality_code,
                municipality: address.municipality.clone(),
                why_lt,
            })
        })
        .collect()
}

/// A living parent of that sex in the municipality, not protected, with exactly so many minors at home.
fn is_parent(
    population: &Population,
    index: PersonIndex,
    sex: Sex,
    municipality: i16,
    minors: usize,
) -> bool {
    let person = population.person(index);
    person.sex == sex
        && !population.shares_secret_address(index)
        && population
            .address(index)
            .is_some_and(|address| address.municipality_code == municipality)
        && population.minors_living_with(index).len() == minors
        && person.children.len() == minors
}

fn lives_with_spouse(population: &Population, person: &Person, index: PersonIndex) -> bool {
    person
        .spouse
        .is_some_and(|spouse| population.live_together(index, spouse))
}

fn no_disability_at_home(population: &Population, index: PersonIndex) -> bool {
    population
        .minors_living_with(index)
        .iter()
        .all(|child| population.person(*child).disability.is_none())
}

/// Average monthly net income of the person, the spouse and the children for each of them, in the last twelve months.
pub fn net_income_per_member(population: &Population, index: PersonIndex) -> Cents {
    let present = Month::of(population.as_of);
    let person = population.person(index);
    let children = population.minors_living_with(index);
    let adults = [Some(index), person.spouse].into_iter().flatten();
    let members = adults.chain(children).collect::<Vec<_>>();
    let sum: Cents = members
        .iter()
        .flat_map(|member| {
            monthly_incomes(population, *member, present.plus(-12), present.previous())
        })
        .map(|income| income.net_cents)
        .sum();
    Cents(sum.0 / 12 / members.len() as i64)
}

fn is_mother_of_three(population: &Population, index: PersonIndex) -> bool {
    is_parent(population, index, Sex::Female, SIAULIAI, 3)
        && lives_with_spouse(population, population.person(index), index)
        && no_disability_at_home(population, index)
}

fn is_mother_with_low_income(population: &Population, index: PersonIndex) -> bool {
    let income = || net_income_per_member(population, index);
    is_parent(population, index, Sex::Female, SIAULIAI, 2)
        && population.person(index).spouse.is_none()
        && population.person(index).children.iter().all(|child| {
            population
                .person(*child)
                .father
                .is_none_or(|father| !population.live_together(index, father))
        })
        && no_disability_at_home(population, index)
        && (Cents(10_000)..Cents(35_000)).contains(&income())
}

fn is_mother_with_high_income(population: &Population, index: PersonIndex) -> bool {
    is_parent(population, index, Sex::Female, SIAULIAI, 1)
        && lives_with_spouse(population, population.person(index), index)
        && no_disability_at_home(population, index)
        && net_income_per_member(population, index) > Cents(150_000)
}

fn is_mother_of_disabled_child(population: &Population, index: PersonIndex) -> bool {
    let disabled = |child: &PersonIndex| population.person(*child).disability.is_some();
    is_parent(population, index, Sex::Female, SIAULIAI, 2)
        && lives_with_spouse(population, population.person(index), index)
        && population
            .minors_living_with(index)
            .iter()
            .filter(|child| disabled(child))
            .count()
            == 1
}

fn is_protected_mother(population: &Population, index: PersonIndex) -> bool {
    let person = population.person(index);
    person.protected
        && person.sex == Sex::Female
        && person.age_on(population.as_of) >= 18
        && population
            .address(index)
            .is_some_and(|address| address.municipality_code == SIAULIAI)
        && population.minors_living_with(index).len() == 1
}

fn is_akmene_mother(population: &Population, index: PersonIndex) -> bool {
    is_parent(population, index, Sex::Female, AKMENE, 1)
        && lives_with_spouse(population, population.person(index), index)
        && no_disability_at_home(population, index)
}

fn is_vilnius_father(population: &Population, index: PersonIndex) -> bool {
    is_parent(population, index, Sex::Male, VILNIUS, 2)
        && lives_with_spouse(population, population.person(index), index)
        && no_disability_at_home(population, index)
}

fn is_estranged_father(population: &Population, index: PersonIndex) -> bool {
    let person = population.person(index);
    person.sex == Sex::Male
        && population
            .address(index)
            .is_some_and(|address| address.municipality_code == VILNIUS)
        && person.children.iter().any(|child| {
            let mother = population.person(*child).mother;
            mother.is_some_and(|mother| {
                population.person(mother).protected
                    && population.live_together(mother, *child)
                    && !population.live_together(index, *child)
            })
        })
}

fn is_guardian(population: &Population, index: PersonIndex) -> bool {
    population.person(index).wards.len() == 2
        && !population.shares_secret_address(index)
        && population
            .address(index)
            .is_some_and(|address| address.municipality_code == SIAULIAI)
}

impl Generator<'_> {
    /// Makes the families of the people to sign in as, before all others.
    pub(crate) fn found_demo_families(&mut self) {
        let mother_of_three = self.demo_family(SIAULIAI, FamilyShape::Married, &[12, 8, 4]);
        self.employ(&mother_of_three, 165_000, 210_000);

        let low_income = self.demo_family(SIAULIAI, FamilyShape::Apart, &[9, 6]);
        self.employ(&low_income, 115_300, 190_000);

        let high_income = self.demo_family(SIAULIAI, FamilyShape::Married, &[7]);
        self.employ(&high_income, 640_000, 520_000);

        let disabled_child = self.demo_family(SIAULIAI, FamilyShape::Married, &[10, 5]);
        self.employ(&disabled_child, 320_000, 360_000);
        let child = disabled_child.children[0];
        let born_on = self.person(child).born_on;
        let disability = self.disability(DisabilityLevel::Moderate, 10, born_on);
        self.person_mut(child).disability = Some(disability);

        let protected =
            self.demo_family(SIAULIAI, FamilyShape::Divorced { with: Sex::Female }, &[6]);
        self.employ(&protected, 140_000, 230_000);
        for person in protected.children.iter().chain([&protected.mother]) {
            self.person_mut(*person).protected = true;
        }

        let akmene = self.demo_family(AKMENE, FamilyShape::Married, &[3]);
        self.employ(&akmene, 130_000, 150_000);

        let vilnius = self.demo_family(VILNIUS, FamilyShape::Married, &[11, 8]);
        self.employ(&vilnius, 240_000, 290_000);

        self.demo_family(SIAULIAI, FamilyShape::Guardian, &[15, 8]);
    }

    fn demo_family(&mut self, municipality: i16, shape: FamilyShape, ages: &[i32]) -> Family {
        let born = ages
            .iter()
            .map(|age| self.born_in_the_middle_of(*age))
            .collect();
        let other_parent_in = Some(self.municipality(VILNIUS));
        let plan = FamilyPlan {
            municipality: self.municipality(municipality),
            shape,
            children_born: born,
            other_parent_in,
            grandmother: false,
        };
        let family = self.found_family(plan);
        for person in family
            .children
            .iter()
            .chain([&family.mother, &family.father])
        {
            let person = self.person_mut(*person);
            person.disability = None;
            person.pension = None;
        }
        family
    }

    /// Born so many years and about half a year ago, so that a birthday is never near.
    fn born_in_the_middle_of(&self, age: i32) -> Date {
        self.as_of
            .saturating_sub(age.years())
            .saturating_sub((150 + age * 5).days())
    }

    /// Gives both parents a wage, for long enough that all months have it, and no leave or studies.
    fn employ(&mut self, family: &Family, mother: i64, father: i64) {
        let since = Month::of(self.as_of).plus(-60);
        for (parent, wage) in [(family.mother, mother), (family.father, father)] {
            let parent = self.person_mut(parent);
            parent.work = Work::Employed {
                wage: Cents(wage),
                since,
            };
            parent.studies = None;
            parent.leave_for_child_born_on = None;
        }
    }
}
