use spis_kernel::{Cents, Month, MonthRange};

use crate::case::{Case, IncomeEntry, Person};
use crate::family::Family;
use crate::parameters::{NoParameter, Parameters, UsedParameter};

/// "Vidutinės pajamos vienam asmeniui per mėnesį", with what they were reckoned from.
pub(crate) struct AverageIncome<'p> {
    /// Per member and month, half a cent rounded up.
    pub average: Cents,
    /// Counted income of all months before anything is left out.
    pub counted: Cents,
    /// The part of it that is left out.
    pub disregarded: Cents,
    /// Months that were averaged.
    pub months: MonthRange,
    /// Persons among whom it is divided.
    pub members: usize,
    /// Adults of whom no income is declared, not even zero.
    pub undeclared: Vec<String>,
    /// The part of the counted income that rests on the applicant's word; none: she declared nothing.
    pub declared: Option<Cents>,
    /// Adults of whom some months are unknown: what is counted is the least that it can be.
    pub unknown: Vec<String>,
    pub disregard: &'p UsedParameter,
    pub reference: &'p UsedParameter,
}

/// Averages the declared income of the family.
///
/// The months are those before the application, as many as the parameter says. When income is declared
/// for the later of them only, the average begins with the first declared month, because the source of
/// income changed; when it is declared for the month of the application only, that month counts.
pub(crate) fn average<'p>(
    case: &Case,
    family: &Family<'_>,
    parameters: &'p Parameters,
) -> Result<AverageIncome<'p>, NoParameter> {
    let day = case.month.first_day();
    let (reference_months, reference) =
        parameters.whole("child_benefit.additional.income_months", day)?;
    let (disregard_percent, disregard) = parameters.whole(disregard_name(family), day)?;

    let applied_in = case.applied_on.map_or(case.month, Month::of);
    let is_adult = |id: &str| family.adults.iter().any(|adult| adult.id == id);
    let first_possible = applied_in.plus(-(reference_months.clamp(1, 120) as i32));
    let first_declared = case
        .income
        .iter()
        .filter(|entry| is_adult(&entry.person))
        .map(|entry| entry.month)
        .filter(|month| (first_possible..applied_in).contains(month))
        .min();
    let months = first_declared
        .and_then(|first| MonthRange::new(first, applied_in.previous()))
        .or_else(|| MonthRange::new(applied_in, applied_in))
        // The second range is of one month, which always exists.
        .expect("a month is a period of one month");

    let undeclared = family
        .adults
        .iter()
        .filter(|adult| {
            !case
                .income
                .iter()
                .any(|entry| entry.person == adult.id && months.contains(entry.month))
        })
        .map(|adult| adult.id.clone())
        .collect();

    // In ten-thousandths of a cent, so that percentages are applied without rounding in between.
    let mut counted: i128 = 0;
    let mut declared: Option<i128> = None;
    let mut disregarded: i128 = 0;
    for entry in case.income.iter().filter(|e| months.contains(e.month)) {
        let Some((share, percent)) = weights(entry, family, parameters, disregard_percent) else {
            continue;
        };
        let exact = i128::from(entry.cents.0) * i128::from(share) * 100;
        counted += exact;
        if entry.declared {
            *declared.get_or_insert(0) += exact;
        }
        disregarded += exact / 100 * i128::from(percent);
    }
    let members = family.size();
    let divisor = 10_000 * (months.len() as i128) * (members.max(1) as i128);
    Ok(AverageIncome {
        average: rounded(counted - disregarded, divisor),
        counted: rounded(counted, 10_000),
        disregarded: rounded(disregarded, 10_000),
        months,
        members,
        undeclared,
        declared: declared.map(|exact| rounded(exact, 10_000)),
        unknown: unknown_of(case, family),
        disregard,
        reference,
    })
}

/// The fact `income_unknown`: adults of whom some months are unknown to registers and applicant alike.
fn unknown_of(case: &Case, family: &Family<'_>) -> Vec<String> {
    let named = case.facts.get("income_unknown").and_then(|v| v.as_array());
    let ids = named.into_iter().flatten().filter_map(|id| id.as_str());
    ids.filter(|id| family.adults.iter().any(|adult| adult.id == *id))
        .map(str::to_owned)
        .collect()
}

/// Percent of the entry that counts and percent of that which is left out; `None` when it does not count.
fn weights(
    entry: &IncomeEntry,
    family: &Family<'_>,
    parameters: &Parameters,
    disregard_percent: i64,
) -> Option<(i64, i64)> {
    let kind = parameters.income_type(&entry.income_type)?;
    if !kind.counted {
        return None;
    }
    let disregard = if kind.work { disregard_percent } else { 0 };
    let among = |persons: &[&Person]| persons.iter().any(|person| person.id == entry.person);
    if among(&family.adults) {
        return Some((kind.share_percent, disregard));
    }
    // What children earn is left out; their pensions and maintenance count.
    (among(&family.children) && !kind.work).then_some((kind.share_percent, 0))
}

fn disregard_name(family: &Family<'_>) -> &'static str {
    match (family.adults.len(), family.children.len()) {
        (_, 0) => "income.disregard.no_children",
        (0 | 1, 1 | 2) => "income.disregard.one_adult_few_children",
        (0 | 1, _) => "income.disregard.one_adult_many_children",
        (_, 1 | 2) => "income.disregard.two_adults_few_children",
        _ => "income.disregard.two_adults_many_children",
    }
}

/// Half a cent rounded up; saturates at the range of 64-bit cents.
fn rounded(numerator: i128, divisor: i128) -> Cents {
    let whole = (numerator + divisor / 2).div_euclid(divisor);
    Cents(i64::try_from(whole).unwrap_or(i64::MAX))
}
