//! What people live from, what they study, and their disabilities.

use jiff::ToSpan;
use jiff::civil::{Date, date};
use rand::RngExt;

use spis_kernel::{Cents, Month};

use crate::generator::Generator;
use crate::population::{Disability, DisabilityLevel, PersonIndex, Studies, StudyKind, Work};
use crate::tables::{MunicipalityTable, Weighted};

/// Age of old-age pension since 2026, both sexes.
const PENSION_AGE: i16 = 65;

/// Invented names of schools; none of them exists.
const SCHOOLS: [&str; 6] = [
    "Žibuoklių",
    "Ąžuolyno kalno",
    "Vėtrungės",
    "Šaltinėlio",
    "Gintarų",
    "Paukščių tako",
];

impl Generator<'_> {
    /// Gives a person disability, studies, work and pension that suit the age.
    pub(crate) fn give_livelihood(&mut self, index: PersonIndex, municipality: &MunicipalityTable) {
        let person = self.person(index);
        if person.died_on.is_some() {
            return;
        }
        let age = person.age_on(self.as_of);
        let born_on = person.born_on;
        let disability = self.draw_disability(age, born_on);
        let studies = self.draw_studies(age, born_on, municipality);
        let full_time = studies
            .as_ref()
            .is_some_and(|studies| studies.kind != StudyKind::HigherPartTime);
        let work = self.draw_work(age, full_time, disability, municipality);
        let pension = self.draw_pension(age, disability);
        let person = self.person_mut(index);
        person.disability = disability;
        person.studies = studies;
        person.work = work;
        person.pension = pension;
    }

    fn draw_disability(&mut self, age: i16, born_on: Date) -> Option<Disability> {
        if !self.chance(self.tables.by_age("disability_by_age", i32::from(age))) {
            return None;
        }
        // Shares of severe, moderate and mild: source table disability_level.
        let (severe, moderate, mild) = match age {
            ..18 => (18.0, 46.0, 36.0),
            18..65 => (16.0, 51.0, 33.0),
            _ => (38.0, 46.0, 16.0),
        };
        let level = *Weighted::new([
            (DisabilityLevel::Severe, severe),
            (DisabilityLevel::Moderate, moderate),
            (DisabilityLevel::Mild, mild),
        ])
        .pick(&mut self.rng);
        Some(self.disability(level, age, born_on))
    }

    /// A disability of that level with a term that holds on the population's day.
    pub(crate) fn disability(
        &mut self,
        level: DisabilityLevel,
        age: i16,
        born_on: Date,
    ) -> Disability {
        let set_days_ago = self.rng.random_range(30..330);
        let valid_from = self.as_of.saturating_sub(set_days_ago.days()).max(born_on);
        let eighteenth = born_on.saturating_add(18.years()).saturating_sub(1.day());
        let two_years = valid_from.saturating_add(2.years()).saturating_sub(1.day());
        let valid_to = match age {
            ..18 if self.chance(60.0) => Some(two_years.min(eighteenth)),
            ..18 => Some(eighteenth),
            _ if self.chance(45.0) => Some(two_years),
            _ => None,
        };
        let participation_percent = (age >= 18).then(|| {
            let fives: u8 = match level {
                DisabilityLevel::Severe => self.rng.random_range(0..=5),
                DisabilityLevel::Moderate => self.rng.random_range(6..=8),
                DisabilityLevel::Mild => self.rng.random_range(9..=11),
            };
            fives * 5
        });
        Disability {
            level,
            participation_percent,
            valid_from,
            valid_to,
        }
    }

    fn draw_studies(
        &mut self,
        age: i16,
        born_on: Date,
        municipality: &MunicipalityTable,
    ) -> Option<Studies> {
        // School begins in the autumn of the year in which the child turns seven and lasts twelve years.
        let school_begins = date(born_on.year() + 7, 9, 1);
        let school_ends = date(born_on.year() + 19, 6, 30);
        let town = municipality
            .short_name
            .split(' ')
            .next()
            .unwrap_or_default();
        if self.as_of >= school_begins
            && self.as_of <= school_ends
            && (age < 16 || self.chance(88.0))
        {
            let name = SCHOOLS[self.rng.random_range(0..SCHOOLS.len())];
            let kind = if age < 11 {
                "progimnazija"
            } else {
                "gimnazija"
            };
            let institution = format!("{town} „{name}“ {kind}");
            return Some(Studies {
                kind: StudyKind::General,
                institution,
                until: school_ends,
            });
        }
        if !(16..30).contains(&age) || self.as_of < school_begins {
            return None;
        }
        // Vocational, full-time higher, part-time higher, doctoral, none.
        let [vocational, full_time, part_time, doctoral, none] = match age {
            ..18 => [80.0, 0.0, 0.0, 0.0, 20.0],
            18..20 => [25.0, 45.0, 3.0, 0.0, 27.0],
            20..24 => [6.0, 38.0, 5.0, 0.0, 51.0],
            _ => [1.0, 5.0, 5.0, 1.5, 87.5],
        };
        let shares = [
            (Some(StudyKind::VocationalFirst), vocational),
            (Some(StudyKind::HigherFullTime), full_time),
            (Some(StudyKind::HigherPartTime), part_time),
            (Some(StudyKind::Doctoral), doctoral),
            (None, none),
        ];
        let kind = (*Weighted::new(shares).pick(&mut self.rng))?;
        let institution = match kind {
            StudyKind::VocationalFirst => format!("{town} amatų mokykla „Dešimt pirštų“"),
            StudyKind::HigherPartTime => "Aukštaičių taikomųjų mokslų kolegija".to_owned(),
            _ => "Pajūrio laisvasis universitetas".to_owned(),
        };
        let until = date(self.as_of.year() + self.rng.random_range(1..=3), 6, 30);
        Some(Studies {
            kind,
            institution,
            until,
        })
    }

    fn draw_work(
        &mut self,
        age: i16,
        full_time_student: bool,
        disability: Option<Disability>,
        municipality: &MunicipalityTable,
    ) -> Work {
        if age < 18 {
            return Work::None;
        }
        let mut employed = self.tables.by_age("employment_by_age", i32::from(age));
        if full_time_student {
            employed = employed.min(25.0);
        }
        if let Some(disability) = disability {
            employed *= match disability.level {
                DisabilityLevel::Mild => 0.7,
                DisabilityLevel::Moderate => 0.4,
                DisabilityLevel::Severe => 0.1,
            };
        }
        if self.chance(employed) {
            let euro = self.tables.percentile_euro("wage_deciles", &mut self.rng);
            let part_time = full_time_student && self.chance(70.0);
            let percent = if part_time {
                municipality.wage_pct / 2
            } else {
                municipality.wage_pct
            };
            // A spike of employees earns exactly the minimum wage of 2026.
            let cents = if !part_time && self.chance(11.0) {
                115_300
            } else {
                (euro * percent).max(25_000)
            };
            let since = Month::of(self.as_of).plus(-self.rng.random_range(1..=200));
            if self.chance(89.0) {
                return Work::Employed {
                    wage: Cents(cents),
                    since,
                };
            }
            return Work::SelfEmployed {
                income: Cents(cents * 8 / 10),
            };
        }
        let of_working_age = (18..PENSION_AGE).contains(&age) && !full_time_student;
        // The rate is of all people of working age; here only those without work remain.
        if of_working_age && self.chance(municipality.unemployment_pct * 2.5) {
            let since = Month::of(self.as_of).plus(-self.rng.random_range(0..=20));
            let benefit = self
                .chance(33.0)
                .then(|| Cents(self.rng.random_range(38_000..=82_000)));
            return Work::RegisteredUnemployed { since, benefit };
        }
        Work::None
    }

    fn draw_pension(&mut self, age: i16, disability: Option<Disability>) -> Option<Cents> {
        if age >= PENSION_AGE {
            return Some(Cents(
                self.tables
                    .percentile_euro("pension_deciles", &mut self.rng)
                    * 100,
            ));
        }
        let level = disability.filter(|_| age >= 18)?.level;
        let (least, most) = match level {
            DisabilityLevel::Mild => (24_000, 38_000),
            DisabilityLevel::Moderate => (36_000, 56_000),
            DisabilityLevel::Severe => (48_000, 76_000),
        };
        Some(Cents(self.rng.random_range(least..=most)))
    }
}
