//! Makes the population: draws households until there are enough people, always the same for a seed and a day.

use std::collections::{HashMap, HashSet};

use anyhow::Result;
use jiff::ToSpan;
use jiff::civil::Date;
use rand::rngs::Xoshiro256PlusPlus;
use rand::{RngExt, SeedableRng};

use spis_kernel::{PersonalCode, Sex};

use crate::population::{
    Address, Household, HouseholdIndex, MaritalStatus, Person, PersonIndex, Population, Work,
};
use crate::tables::{MunicipalityTable, SurnameForms, Tables, Weighted};

/// Šiauliai city.
pub const SIAULIAI: i16 = 29;
/// Vilnius city.
pub const VILNIUS: i16 = 13;
/// Akmenė district.
pub const AKMENE: i16 = 32;

/// Per cent of the people in each municipality; the rest live in the last.
const SHARES: [(i16, usize); 3] = [(SIAULIAI, 45), (VILNIUS, 40), (AKMENE, 15)];

/// What the population is drawn from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PopulationSettings {
    /// at least so many people, a few more so that families stay whole
    pub people: usize,
    /// seed of the random numbers
    pub seed: u64,
    /// the day on which the registers stand
    pub as_of: Date,
}

/// Draws the population.
///
/// # Errors
/// When an embedded table is broken.
pub fn generate(settings: PopulationSettings) -> Result<Population> {
    let tables = Tables::embedded()?;
    let mut generator = Generator::new(&tables, settings);
    generator.found_demo_families();
    for (code, percent) in SHARES {
        let Some(municipality) = tables
            .municipalities
            .iter()
            .find(|table| table.code == code)
        else {
            continue;
        };
        let household_types = generator.household_types(municipality);
        let wanted = settings.people * percent / 100;
        while generator.living_in(code) < wanted {
            let household_type = *household_types.pick(&mut generator.rng);
            generator.found_household(municipality, household_type);
        }
    }
    Ok(generator.finish())
}

/// A family of names: one surname and the origin to which given names are drawn.
pub(crate) type Surname = SurnameForms;

/// What is known before a person is made.
pub(crate) struct Newcomer {
    pub sex: Sex,
    pub born_on: Date,
    pub surname: String,
    pub slavic: bool,
    pub marital_status: MaritalStatus,
}

/// State of the drawing.
pub(crate) struct Generator<'a> {
    pub(crate) tables: &'a Tables,
    pub(crate) rng: Xoshiro256PlusPlus,
    pub(crate) as_of: Date,
    seed: u64,
    pub(crate) people: Vec<Person>,
    households: Vec<Household>,
    living: HashMap<i16, usize>,
    serials: HashMap<(Sex, Date), u16>,
    addresses: HashSet<String>,
}

impl<'a> Generator<'a> {
    fn new(tables: &'a Tables, settings: PopulationSettings) -> Self {
        Self {
            tables,
            rng: Xoshiro256PlusPlus::seed_from_u64(settings.seed),
            as_of: settings.as_of,
            seed: settings.seed,
            people: Vec::with_capacity(settings.people + 16),
            households: Vec::new(),
            living: HashMap::new(),
            serials: HashMap::new(),
            addresses: HashSet::new(),
        }
    }

    fn finish(self) -> Population {
        Population::new(self.as_of, self.seed, self.people, self.households)
    }

    fn living_in(&self, municipality: i16) -> usize {
        self.living.get(&municipality).copied().unwrap_or(0)
    }

    /// The table of a municipality by its code.
    ///
    /// # Panics
    /// For a code without a table; callers pass the constants above, and a test checks that each has one.
    pub(crate) fn municipality(&self, code: i16) -> &'a MunicipalityTable {
        self.tables
            .municipalities
            .iter()
            .find(|table| table.code == code)
            .expect("each municipality of this program has an embedded table")
    }

    /// A municipality, as likely as its share of people.
    pub(crate) fn any_municipality(&mut self) -> &'a MunicipalityTable {
        let shares = Weighted::new(SHARES.map(|(code, percent)| (code, percent as f64)));
        let code = *shares.pick(&mut self.rng);
        self.municipality(code)
    }

    /// True so many times of a hundred.
    pub(crate) fn chance(&mut self, percent: f64) -> bool {
        self.rng.random::<f64>() * 100.0 < percent
    }

    /// About the mean, with that deviation (sum of twelve draws).
    pub(crate) fn about(&mut self, mean: f64, deviation: f64) -> f64 {
        let sum: f64 = (0..12).map(|_| self.rng.random::<f64>()).sum();
        mean + (sum - 6.0) * deviation
    }

    /// A day on which someone of that age in full years was born.
    pub(crate) fn born_at_age(&mut self, age: i32) -> Date {
        let days = self.rng.random_range(0..365);
        self.as_of
            .saturating_sub(age.years())
            .saturating_sub(days.days())
    }

    pub(crate) fn any_sex(&mut self) -> Sex {
        // 105 boys to 100 girls
        if self.chance(51.2) {
            Sex::Male
        } else {
            Sex::Female
        }
    }

    pub(crate) fn any_surname(&mut self, municipality: &MunicipalityTable) -> Surname {
        let slavic = self.chance(municipality.slavic_pct);
        self.tables.surname(slavic, &mut self.rng).clone()
    }

    /// Adds a person who has no household, family or livelihood yet.
    pub(crate) fn add(&mut self, newcomer: Newcomer, taken_names: &[String]) -> PersonIndex {
        let Newcomer {
            sex,
            born_on,
            surname,
            slavic,
            marital_status,
        } = newcomer;
        let mut given_name;
        loop {
            given_name = self
                .tables
                .given_name(sex, slavic, born_on.year(), &mut self.rng)
                .to_owned();
            if !taken_names.contains(&given_name) {
                break;
            }
        }
        let code = self.personal_code(sex, born_on);
        let index = PersonIndex(self.people.len() as u32);
        self.people.push(Person {
            code,
            given_name,
            surname,
            born_on,
            died_on: None,
            sex,
            marital_status,
            protected: false,
            household: None,
            spouse: None,
            mother: None,
            father: None,
            guardian: None,
            children: Vec::new(),
            wards: Vec::new(),
            limited_authority: Vec::new(),
            disability: None,
            studies: None,
            work: Work::None,
            pension: None,
            leave_for_child_born_on: None,
        });
        index
    }

    /// The next free code of the day. Serials begin at 900: so many children are not born here in a day, so made-up
    /// codes hardly meet those of living people.
    fn personal_code(&mut self, sex: Sex, born_on: Date) -> PersonalCode {
        let used = self.serials.entry((sex, born_on)).or_insert(0);
        let serial = (900 + *used) % 1000;
        *used += 1;
        PersonalCode::compose(sex, born_on, serial)
    }

    pub(crate) fn person_mut(&mut self, index: PersonIndex) -> &mut Person {
        &mut self.people[index.0 as usize]
    }

    pub(crate) fn person(&self, index: PersonIndex) -> &Person {
        &self.people[index.0 as usize]
    }

    /// Links a child to a parent.
    pub(crate) fn link(&mut self, parent: PersonIndex, child: PersonIndex) {
        match self.person(parent).sex {
            Sex::Female => self.person_mut(child).mother = Some(parent),
            Sex::Male => self.person_mut(child).father = Some(parent),
        }
        self.person_mut(parent).children.push(child);
    }

    /// Settles the people at a new address of the municipality.
    pub(crate) fn settle(&mut self, municipality: &MunicipalityTable, members: &[PersonIndex]) {
        let address = self.new_address(municipality);
        let index = HouseholdIndex(self.households.len() as u32);
        for member in members {
            self.person_mut(*member).household = Some(index);
        }
        *self.living.entry(municipality.code).or_insert(0) += members.len();
        self.households.push(Household {
            address,
            members: members.to_vec(),
        });
    }

    fn new_address(&mut self, municipality: &MunicipalityTable) -> Address {
        loop {
            let place = municipality.streets.pick(&mut self.rng);
            let town = place.settlement.ends_with(" m.");
            let number: u32 = self.rng.random_range(1..=if town { 120 } else { 40 });
            let house = if self.chance(8.0) {
                format!("{number}A")
            } else {
                number.to_string()
            };
            let in_flat = town
                && self.chance(if municipality.region_type == "rural" {
                    45.0
                } else {
                    80.0
                });
            let flat = in_flat.then(|| self.rng.random_range(1..=75_u32).to_string());
            let door = flat
                .as_ref()
                .map_or_else(|| house.clone(), |flat| format!("{house}-{flat}"));
            let eldership = place
                .eldership
                .as_ref()
                .map(|name| format!("{}, ", name.replace("seniūnija", "sen.")))
                .unwrap_or_default();
            let text = format!(
                "{} {door}, {}, {eldership}{}",
                place.street, place.settlement, municipality.short_name
            );
            if self.addresses.insert(text.clone()) {
                return Address {
                    municipality_code: municipality.code,
                    municipality: municipality.name.clone(),
                    eldership: place.eldership.clone(),
                    settlement: place.settlement.clone(),
                    street: place.street.clone(),
                    house,
                    flat,
                    text,
                };
            }
        }
    }
}
