//! Makes families: couples, children, and parents who live elsewhere or have died.

use jiff::ToSpan;
use jiff::civil::Date;
use rand::RngExt;

use spis_kernel::Sex;

use crate::generator::{Generator, Newcomer, Surname};
use crate::population::{MaritalStatus, PersonIndex};
use crate::tables::{MunicipalityTable, Weighted};

/// How the parents of a family stand to each other and to the children.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum FamilyShape {
    Married,
    Cohabiting,
    /// the mother, her new husband, and a father elsewhere
    StepFather,
    /// one parent, divorced, the other elsewhere
    Divorced {
        with: Sex,
    },
    /// the mother, never married, the father elsewhere
    Apart,
    /// the mother; no father is recorded
    FatherNotRecorded,
    /// the mother; the father is dead
    FatherDead,
    /// a guardian; the parents, elsewhere, have limited authority
    Guardian,
}

/// A family to be made.
pub(crate) struct FamilyPlan<'a> {
    pub municipality: &'a MunicipalityTable,
    pub shape: FamilyShape,
    /// days of birth, eldest first
    pub children_born: Vec<Date>,
    /// where a parent elsewhere lives; drawn if not given
    pub other_parent_in: Option<&'a MunicipalityTable>,
    /// whether a grandmother lives with them
    pub grandmother: bool,
}

/// Who is in a family that was made.
pub(crate) struct Family {
    pub mother: PersonIndex,
    pub father: PersonIndex,
    pub children: Vec<PersonIndex>,
}

impl<'a> Generator<'a> {
    /// Husbands are 2.2 years older on average, and at least 18 on the day given.
    pub(crate) fn husband_born(&mut self, wife_born: Date, adult_on: Date) -> Date {
        let days = (self.about(2.2, 4.0) * 365.25) as i32;
        wife_born
            .saturating_sub(days.days())
            .min(adult_on.saturating_sub(18.years()))
    }

    /// Surname of a wife: the husband's as a rule, younger women more often the short form or their own.
    fn wifes_surname(&mut self, wife_born: Date, own: &Surname, husbands: &Surname) -> String {
        let young = wife_born > self.as_of.saturating_sub(35.years());
        let (taken, short, kept) = if young {
            (45.0, 35.0, 20.0)
        } else {
            (75.0, 12.0, 13.0)
        };
        Weighted::new([
            (&husbands.married, taken),
            (&husbands.short, short),
            (&own.unmarried, kept),
        ])
        .pick(&mut self.rng)
        .to_string()
    }

    /// A man and a woman, married or not; with the surname that their children bear.
    pub(crate) fn add_couple(
        &mut self,
        municipality: &MunicipalityTable,
        man_born: Date,
        woman_born: Date,
        married: bool,
    ) -> (PersonIndex, PersonIndex, Surname) {
        let forms = self.any_surname(municipality);
        let own = self.any_surname(municipality);
        let surname = if married {
            self.wifes_surname(woman_born, &own, &forms)
        } else {
            own.unmarried
        };
        let marital_status = if married {
            MaritalStatus::Married
        } else {
            MaritalStatus::Single
        };
        let man = self.add(
            Newcomer {
                sex: Sex::Male,
                born_on: man_born,
                surname: forms.masculine.clone(),
                slavic: forms.slavic,
                marital_status,
            },
            &[],
        );
        let woman = self.add(
            Newcomer {
                sex: Sex::Female,
                born_on: woman_born,
                surname,
                slavic: forms.slavic,
                marital_status,
            },
            &[],
        );
        if married {
            self.person_mut(man).spouse = Some(woman);
            self.person_mut(woman).spouse = Some(man);
        }
        (man, woman, forms)
    }

    /// Makes a family with everyone who belongs to it, also those who live elsewhere.
    pub(crate) fn found_family(&mut self, plan: FamilyPlan<'a>) -> Family {
        let municipality = plan.municipality;
        let eldest = plan.children_born[0];
        let span = plan
            .children_born
            .last()
            .map_or(0, |youngest| youngest.year() - eldest.year());
        let latest = (46 - i32::from(span)).max(18);
        let age_at_first = (self.about(29.0, 5.0) as i32).clamp(18, latest);
        let days = self.rng.random_range(0..365);
        let mother_born = eldest
            .saturating_sub(age_at_first.years())
            .saturating_sub(days.days());
        let father_born = self.husband_born(mother_born, eldest);

        let married = plan.shape == FamilyShape::Married;
        let was_married = matches!(
            plan.shape,
            FamilyShape::Divorced { .. } | FamilyShape::StepFather | FamilyShape::FatherDead
        );
        let (father, mother, forms) = self.add_couple(
            municipality,
            father_born,
            mother_born,
            married || was_married,
        );
        let children = self.add_children(&plan.children_born, &forms);
        for child in &children {
            self.link(mother, *child);
            if plan.shape != FamilyShape::FatherNotRecorded {
                self.link(father, *child);
            }
        }
        if was_married {
            let status = if plan.shape == FamilyShape::FatherDead {
                MaritalStatus::Widowed
            } else {
                MaritalStatus::Divorced
            };
            self.person_mut(mother).marital_status = status;
            self.person_mut(mother).spouse = None;
            self.person_mut(father).spouse = None;
            self.person_mut(father).marital_status = MaritalStatus::Divorced;
        }

        let mut home = Vec::new();
        let mut elsewhere = Vec::new();
        match plan.shape {
            FamilyShape::Married | FamilyShape::Cohabiting => home.extend([mother, father]),
            FamilyShape::Divorced { with: Sex::Male } => {
                home.push(father);
                elsewhere.push(mother);
            }
            FamilyShape::Divorced { with: Sex::Female } | FamilyShape::Apart => {
                home.push(mother);
                elsewhere.push(father);
            }
            FamilyShape::StepFather => {
                let husband = self.new_husband(municipality, mother);
                home.extend([mother, husband]);
                elsewhere.push(father);
            }
            FamilyShape::FatherNotRecorded => {
                home.push(mother);
                // The man made above is nobody's father; he lives on his own, and the children bear her name.
                elsewhere.push(father);
                self.name_after_mother(mother, &children);
            }
            FamilyShape::FatherDead => {
                home.push(mother);
                let died_days = self.rng.random_range(20..700);
                let died_on = self.as_of.saturating_sub(died_days.days()).max(eldest);
                let father = self.person_mut(father);
                father.marital_status = MaritalStatus::Married;
                father.died_on = Some(died_on);
            }
            FamilyShape::Guardian => {
                home.push(self.guardian(municipality, mother_born, &children));
                elsewhere.extend([mother, father]);
                for parent in [mother, father] {
                    self.person_mut(parent).limited_authority = children.clone();
                }
            }
        }
        if plan.grandmother {
            home.push(self.grandmother(mother, mother_born));
        }
        home.extend(&children);
        self.settle(municipality, &home);
        for parent in elsewhere {
            let place = match plan.other_parent_in {
                Some(place) => place,
                None if self.chance(70.0) => municipality,
                None => self.any_municipality(),
            };
            self.settle(place, &[parent]);
            self.give_livelihood(parent, place);
        }
        for member in &home {
            self.give_livelihood(*member, municipality);
        }
        if home.contains(&mother) {
            self.person_mut(mother).leave_for_child_born_on = plan.children_born.last().copied();
        }
        Family {
            mother,
            father,
            children,
        }
    }

    fn add_children(&mut self, born: &[Date], forms: &Surname) -> Vec<PersonIndex> {
        let mut names = Vec::new();
        born.iter()
            .map(|born_on| {
                let sex = self.any_sex();
                let surname = match sex {
                    Sex::Male => forms.masculine.clone(),
                    Sex::Female => forms.unmarried.clone(),
                };
                let newcomer = Newcomer {
                    sex,
                    born_on: *born_on,
                    surname,
                    slavic: forms.slavic,
                    marital_status: MaritalStatus::Single,
                };
                let child = self.add(newcomer, &names);
                names.push(self.person(child).given_name.clone());
                child
            })
            .collect()
    }

    fn name_after_mother(&mut self, mother: PersonIndex, children: &[PersonIndex]) {
        let surname = self.person(mother).surname.clone();
        let Some(forms) = self
            .tables
            .surnames()
            .find(|forms| forms.unmarried == surname)
            .cloned()
        else {
            return;
        };
        for child in children {
            let child = self.person_mut(*child);
            child.surname = if child.sex == Sex::Male {
                forms.masculine.clone()
            } else {
                forms.unmarried.clone()
            };
        }
    }

    fn new_husband(&mut self, municipality: &MunicipalityTable, wife: PersonIndex) -> PersonIndex {
        let forms = self.any_surname(municipality);
        let wife_born = self.person(wife).born_on;
        let born_on = self.husband_born(wife_born, wife_born.saturating_add(20.years()));
        let husband = self.add(
            Newcomer {
                sex: Sex::Male,
                born_on,
                surname: forms.masculine.clone(),
                slavic: forms.slavic,
                marital_status: MaritalStatus::Married,
            },
            &[],
        );
        self.person_mut(husband).spouse = Some(wife);
        let wife = self.person_mut(wife);
        wife.spouse = Some(husband);
        wife.marital_status = MaritalStatus::Married;
        wife.surname = forms.married;
        husband
    }

    fn guardian(
        &mut self,
        municipality: &MunicipalityTable,
        mother_born: Date,
        wards: &[PersonIndex],
    ) -> PersonIndex {
        let forms = self.any_surname(municipality);
        let years = self.rng.random_range(5..25);
        let guardian = self.add(
            Newcomer {
                sex: Sex::Female,
                born_on: mother_born.saturating_sub(years.years()),
                surname: forms.married,
                slavic: forms.slavic,
                marital_status: MaritalStatus::Divorced,
            },
            &[],
        );
        for ward in wards {
            self.person_mut(*ward).guardian = Some(guardian);
        }
        self.person_mut(guardian).wards = wards.to_vec();
        guardian
    }

    fn grandmother(&mut self, mother: PersonIndex, mother_born: Date) -> PersonIndex {
        let age = self.rng.random_range(19..32);
        let municipality = self.any_municipality();
        let forms = self.any_surname(municipality);
        let grandmother = self.add(
            Newcomer {
                sex: Sex::Female,
                born_on: mother_born.saturating_sub(age.years()),
                surname: forms.married,
                slavic: forms.slavic,
                marital_status: MaritalStatus::Widowed,
            },
            &[],
        );
        self.link(grandmother, mother);
        grandmother
    }
}
