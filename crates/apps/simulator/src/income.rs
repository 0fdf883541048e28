//! Months of income as Sodra tells them; computed from a person's work when asked, always the same.

use serde::Serialize;

use spis_kernel::{Cents, Month};

use crate::population::{PersonIndex, Population, Work};

/// How many months back from the population's day the incomes reach.
pub const MONTHS_KEPT: i32 = 24;

/// Kind of income in the answer of Sodra.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum IncomeType {
    /// wage
    Employment,
    /// individual activity
    SelfEmployment,
    /// sickness benefit
    Sickness,
    /// maternity benefit
    Maternity,
    /// child-care benefit
    ChildCare,
    /// unemployment benefit
    Unemployment,
    /// pension
    Pension,
}

/// One kind of income in one month.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MonthlyIncome {
    /// month for which it is paid
    pub month: Month,
    /// kind
    #[serde(rename = "type")]
    pub kind: IncomeType,
    /// before taxes
    pub gross_cents: Cents,
    /// paid out
    pub net_cents: Cents,
}

/// Minimum monthly wage ("minimalioji mėnesinė alga") of the year.
fn minimum_wage(year: i16) -> Cents {
    match year {
        ..=2024 => Cents(92_400),
        2025 => Cents(103_800),
        _ => Cents(115_300),
    }
}

/// The wage of 2026 as it was in an earlier year: 7.3 % less a year, never under the minimum if not under it in 2026.
fn wage_in(year: i16, wage_2026: Cents) -> Cents {
    let mut wage = wage_2026.0;
    for _ in year.max(2024)..2026 {
        wage = wage * 1000 / 1073;
    }
    if wage_2026 >= minimum_wage(2026) {
        Cents(wage.max(minimum_wage(year).0))
    } else {
        Cents(wage)
    }
}

/// A wage after income tax (20 %) and contributions (19.5 %), with the non-taxable part of 747 euro that falls
/// by 49 cents for each euro over the minimum wage.
pub fn net_of_wage(gross: Cents, year: i16) -> Cents {
    let over_minimum = (gross.0 - minimum_wage(year).0).max(0);
    let non_taxable = (74_700 - over_minimum * 49 / 100).max(0).min(gross.0);
    let tax = (gross.0 - non_taxable) * 20 / 100;
    let contributions = gross.0 * 195 / 1000;
    Cents(gross.0 - tax - contributions)
}

/// Per mille of change that is always the same for the same person and month.
fn steady_noise(seed: u64, person: PersonIndex, month: Month) -> u64 {
    // SplitMix64: a fixed, well-known mixing function; this is no secret.
    let mut z =
        seed ^ (u64::from(person.0) << 20) ^ ((month.year() as u64) << 4) ^ month.number() as u64;
    z = z.wrapping_add(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

/// All income of the person in the months, earliest first; empty beyond [`MONTHS_KEPT`] and from the population's
/// own month on.
pub fn monthly_incomes(
    population: &Population,
    index: PersonIndex,
    from: Month,
    to: Month,
) -> Vec<MonthlyIncome> {
    let present = Month::of(population.as_of);
    let first = from.max(present.plus(-MONTHS_KEPT));
    let last = to.min(present.previous());
    let mut incomes = Vec::new();
    let mut month = first;
    while month <= last {
        add_month(population, index, month, &mut incomes);
        month = month.next();
    }
    incomes
}

fn add_month(
    population: &Population,
    index: PersonIndex,
    month: Month,
    incomes: &mut Vec<MonthlyIncome>,
) {
    let person = population.person(index);
    if person.died_on.is_some_and(|died| Month::of(died) < month)
        || Month::of(person.born_on) > month
    {
        return;
    }
    let mut add = |kind, gross: Cents, net: Cents| {
        if gross > Cents(0) {
            incomes.push(MonthlyIncome {
                month,
                kind,
                gross_cents: gross,
                net_cents: net,
            });
        }
    };
    if let Some(pension) = person.pension {
        // Indexation of about 12 % a year, as mean pensions grew from 2025 to 2026.
        let pension = (month.year().max(2024)..2026).fold(pension.0, |sum, _| sum * 100 / 112);
        add(IncomeType::Pension, Cents(pension), Cents(pension));
    }
    let noise = steady_noise(population.seed, index, month);
    match person.work {
        Work::None => {}
        Work::Employed { wage, since } if month >= since => {
            let wage = wage_in(month.year(), wage);
            if let Some((kind, share)) = leave(person.leave_for_child_born_on.map(Month::of), month)
            {
                let benefit = Cents(wage.0 * share / 10_000);
                add(kind, benefit, Cents(benefit.0 * 80 / 100));
                return;
            }
            // Above the minimum wage months differ by up to 3 %; at the minimum they do not.
            let at_minimum = wage == minimum_wage(month.year());
            let change = if at_minimum {
                0
            } else {
                (noise % 61) as i64 - 30
            };
            let wage = Cents(wage.0 * (1000 + change) / 1000);
            if (noise >> 16).is_multiple_of(25) {
                // A week of sickness: a quarter of the month from Sodra at 62.06 %.
                let worked = Cents(wage.0 * 3 / 4);
                let sickness = Cents((wage.0 - worked.0) * 6206 / 10_000);
                add(
                    IncomeType::Employment,
                    worked,
                    net_of_wage(worked, month.year()),
                );
                add(IncomeType::Sickness, sickness, Cents(sickness.0 * 80 / 100));
            } else {
                add(
                    IncomeType::Employment,
                    wage,
                    net_of_wage(wage, month.year()),
                );
            }
        }
        Work::Employed { .. } => {}
        Work::SelfEmployed { income } => {
            let gross = Cents(income.0 * (850 + (noise % 301) as i64) / 1000);
            // Individual activity: 5 % tax and contributions on nine tenths of the profit (70 % of income).
            let taxes = gross.0 * 5 * 70 / 10_000 + gross.0 * 70 * 90 * 195 / 10_000_000;
            add(IncomeType::SelfEmployment, gross, Cents(gross.0 - taxes));
        }
        Work::RegisteredUnemployed { since, benefit } => {
            let (Some(benefit), months) = (benefit, since.months_until(month)) else {
                return;
            };
            let share = match months {
                0..=2 => 100,
                3..=5 => 80,
                6..=8 => 65,
                _ => 0,
            };
            let paid = Cents(benefit.0 * share / 100);
            add(IncomeType::Unemployment, paid, paid);
        }
    }
}

/// Benefit in place of the wage around a birth, with its share of the wage in hundredths of a per cent.
fn leave(born: Option<Month>, month: Month) -> Option<(IncomeType, i64)> {
    match born?.months_until(month) {
        -2..=1 => Some((IncomeType::Maternity, 7758)),
        2..=17 => Some((IncomeType::ChildCare, 6000)),
        _ => None,
    }
}
