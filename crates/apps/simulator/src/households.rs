//! Draws households of each type, as often as the statistics have them.

use jiff::ToSpan;
use jiff::civil::Date;
use rand::RngExt;

use spis_kernel::Sex;

use crate::families::{FamilyPlan, FamilyShape};
use crate::generator::{Generator, Newcomer};
use crate::population::{MaritalStatus, PersonIndex};
use crate::tables::{MunicipalityTable, Weighted};

/// Type of household, as in the statistics.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum HouseholdType {
    Single,
    YoungerCouple,
    OlderCouple,
    GrownChildren,
    OneParent,
    TwoParents { children: Option<usize> },
    ThreeGenerations,
}

impl<'a> Generator<'a> {
    /// Household types with their shares, tilted to the region.
    pub(crate) fn household_types(
        &self,
        municipality: &MunicipalityTable,
    ) -> Weighted<HouseholdType> {
        let share = |row: &str, tilt: &str| {
            self.tables.figure("household_type", row, "pct")
                * match tilt {
                    "" => 1.0,
                    _ => self
                        .tables
                        .figure("household_region", &municipality.region_type, tilt),
                }
        };
        Weighted::new([
            (HouseholdType::Single, share("single person", "single")),
            (
                HouseholdType::YoungerCouple,
                share("2 adults, both under 65", ""),
            ),
            (
                HouseholdType::OlderCouple,
                share("2 adults, one or both 65+", "couples_65plus"),
            ),
            (
                HouseholdType::GrownChildren,
                share("3+ adults, no children", ""),
            ),
            (
                HouseholdType::OneParent,
                share("1 adult with children", "with_children"),
            ),
            (
                HouseholdType::TwoParents { children: Some(1) },
                share("2 adults with 1 child", "with_children"),
            ),
            (
                HouseholdType::TwoParents { children: Some(2) },
                share("2 adults with 2 children", "with_children"),
            ),
            (
                HouseholdType::TwoParents { children: None },
                share("2 adults with 3+ children", "3plus_children"),
            ),
            (
                HouseholdType::ThreeGenerations,
                share("3+ adults with children", "with_children"),
            ),
        ])
    }

    /// Makes one household of the type.
    pub(crate) fn found_household(
        &mut self,
        municipality: &'a MunicipalityTable,
        kind: HouseholdType,
    ) {
        match kind {
            HouseholdType::Single => self.single_person(municipality),
            HouseholdType::YoungerCouple => self.couple(municipality, 21..=64),
            HouseholdType::OlderCouple => self.couple(municipality, 65..=84),
            HouseholdType::GrownChildren => {
                let child_born = self.rng.random_range(18..=27);
                let child_born = self.born_at_age(child_born);
                self.plan_family(municipality, FamilyShape::Married, vec![child_born], false);
            }
            HouseholdType::OneParent => {
                let count = *Weighted::new([(1, 68.0), (2, 25.0), (3, 7.0)]).pick(&mut self.rng);
                let shape = self.one_parent_shape();
                let count = if shape == FamilyShape::Guardian {
                    1
                } else {
                    count
                };
                let born = self.minors_born(count);
                self.plan_family(municipality, shape, born, false);
            }
            HouseholdType::TwoParents { children } => {
                let count = children.unwrap_or_else(|| {
                    *Weighted::new([(3, 78.0), (4, 15.0), (5, 5.0), (6, 2.0)]).pick(&mut self.rng)
                });
                let shape = self.two_parents_shape();
                let born = self.minors_born(count);
                self.plan_family(municipality, shape, born, false);
            }
            HouseholdType::ThreeGenerations => {
                let count = *Weighted::new([(1, 60.0), (2, 28.0), (3, 12.0)]).pick(&mut self.rng);
                let mut born = self.minors_born(count);
                let shape = self.two_parents_shape();
                let grandmother = self.chance(40.0);
                if !grandmother {
                    // A grown child still at home, often a student.
                    let born_before = self.rng.random_range(300..2000);
                    let oldest_adult = self.as_of.saturating_sub(23.years());
                    let grown = born[0].saturating_sub(born_before.days());
                    let youngest_adult = self.as_of.saturating_sub(18.years());
                    born.insert(
                        0,
                        grown
                            .min(youngest_adult)
                            .max(oldest_adult.min(born[0].saturating_sub(300.days()))),
                    );
                }
                self.plan_family(municipality, shape, born, grandmother);
            }
        }
    }

    fn plan_family(
        &mut self,
        municipality: &'a MunicipalityTable,
        shape: FamilyShape,
        children_born: Vec<Date>,
        grandmother: bool,
    ) {
        self.found_family(FamilyPlan {
            municipality,
            shape,
            children_born,
            other_parent_in: None,
            grandmother,
        });
    }

    fn two_parents_shape(&mut self) -> FamilyShape {
        *Weighted::new([
            (FamilyShape::Married, 66.0),
            (FamilyShape::Cohabiting, 9.5),
            (FamilyShape::StepFather, 2.7),
        ])
        .pick(&mut self.rng)
    }

    fn one_parent_shape(&mut self) -> FamilyShape {
        *Weighted::new([
            (FamilyShape::Divorced { with: Sex::Female }, 10.0),
            (FamilyShape::Apart, 6.0),
            (FamilyShape::FatherNotRecorded, 2.0),
            (FamilyShape::Divorced { with: Sex::Male }, 2.2),
            (FamilyShape::FatherDead, 0.35),
            (FamilyShape::Guardian, 0.95),
        ])
        .pick(&mut self.rng)
    }

    /// Days of birth of so many children under 18, eldest first, at least ten months apart unless twins.
    fn minors_born(&mut self, count: usize) -> Vec<Date> {
        const APART: i32 = 300;
        let room_for = |younger: usize| 1 + APART * younger as i32;
        let mut days = self.rng.random_range(room_for(count - 1)..=6570);
        let mut born = vec![self.as_of.saturating_sub(days.days())];
        for placed in 1..count {
            let twin = self.chance(1.3);
            if !twin {
                let most = (days - room_for(count - 1 - placed)).min(1900);
                days -= if most > APART {
                    self.rng.random_range(APART..=most)
                } else {
                    APART
                };
            }
            born.push(self.as_of.saturating_sub(days.max(1).days()));
        }
        born
    }

    fn single_person(&mut self, municipality: &'a MunicipalityTable) {
        // The young live with others, the old more often alone (estimate).
        let alone = |age: i32| match age {
            18..25 => 0.6,
            25..35 => 0.9,
            35..55 => 0.6,
            55..65 => 0.9,
            65.. => 1.6,
            _ => 0.0,
        };
        let groups = municipality
            .ages
            .iter()
            .filter(|band| band.to >= 18)
            .flat_map(|band| {
                let weight = alone(band.from.max(18));
                [
                    ((Sex::Male, *band), band.male * weight),
                    ((Sex::Female, *band), band.female * weight),
                ]
            });
        let (sex, band) = *Weighted::new(groups).pick(&mut self.rng);
        let age = self.rng.random_range(band.from.max(18)..=band.to);
        let born_on = self.born_at_age(age);
        let marital_status = self.status_of_single(sex, age);
        let person = self.adult_alone(municipality, sex, born_on, marital_status);
        if marital_status == MaritalStatus::Widowed && self.chance(10.0) {
            self.dead_spouse(person);
        }
    }

    /// A person who lives alone, with a livelihood.
    fn adult_alone(
        &mut self,
        municipality: &'a MunicipalityTable,
        sex: Sex,
        born_on: Date,
        marital_status: MaritalStatus,
    ) -> PersonIndex {
        let forms = self.any_surname(municipality);
        let surname = match (sex, marital_status) {
            (Sex::Male, _) => forms.masculine.clone(),
            (Sex::Female, MaritalStatus::Single) => forms.unmarried.clone(),
            (Sex::Female, _) => forms.married.clone(),
        };
        let person = self.add(
            Newcomer {
                sex,
                born_on,
                surname,
                slavic: forms.slavic,
                marital_status,
            },
            &[],
        );
        self.settle(municipality, &[person]);
        self.give_livelihood(person, municipality);
        person
    }

    fn status_of_single(&mut self, sex: Sex, age: i32) -> MaritalStatus {
        let from = (age / 5 * 5).clamp(15, 85);
        let band = if from == 85 {
            "85+".to_owned()
        } else {
            format!("{from}-{}", from + 4)
        };
        let row = format!("{band}|{}", if sex == Sex::Male { "M" } else { "F" });
        let figure = |column| self.tables.figure("marital_by_age", &row, column);
        let statuses = Weighted::new([
            (MaritalStatus::Single, figure("never_married")),
            (MaritalStatus::Divorced, figure("divorced")),
            (MaritalStatus::Widowed, figure("widowed")),
        ]);
        *statuses.pick(&mut self.rng)
    }

    /// Records the dead husband or wife of a widowed person.
    fn dead_spouse(&mut self, widowed: PersonIndex) {
        let living = self.person(widowed);
        let (sex, born_on, surname) = (living.sex, living.born_on, living.surname.clone());
        let died_days = self.rng.random_range(30..1500);
        let forms = self
            .tables
            .surnames()
            .find(|forms| [&forms.masculine, &forms.married].contains(&&surname))
            .cloned();
        let Some(forms) = forms else { return };
        let (other_sex, other_surname) = match sex {
            Sex::Male => (Sex::Female, forms.married),
            Sex::Female => (Sex::Male, forms.masculine),
        };
        let dead = self.add(
            Newcomer {
                sex: other_sex,
                born_on: born_on.saturating_sub(2.years()),
                surname: other_surname,
                slavic: forms.slavic,
                marital_status: MaritalStatus::Married,
            },
            &[],
        );
        self.person_mut(dead).died_on = Some(self.as_of.saturating_sub(died_days.days()));
    }

    fn couple(&mut self, municipality: &'a MunicipalityTable, ages: std::ops::RangeInclusive<i32>) {
        let groups = municipality
            .ages
            .iter()
            .filter(|band| ages.contains(&band.from))
            .map(|band| {
                // Between 35 and 45 most couples have children at home.
                (
                    *band,
                    band.female
                        * if (35..45).contains(&band.from) {
                            0.4
                        } else {
                            1.0
                        },
                )
            });
        let band = *Weighted::new(groups).pick(&mut self.rng);
        let age = self
            .rng
            .random_range(band.from.max(*ages.start())..=band.to.min(*ages.end()));
        let wife_born = self.born_at_age(age);
        let husband_born = self.husband_born(wife_born, wife_born.saturating_add(20.years()));
        let married = age >= 40 || self.chance(75.0);
        let (husband, wife, _) = self.add_couple(municipality, husband_born, wife_born, married);
        self.settle(municipality, &[husband, wife]);
        self.give_livelihood(husband, municipality);
        self.give_livelihood(wife, municipality);
    }
}
