use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// "Mėnuo": a calendar month, the unit in which benefits are granted and paid. Years 1-9999.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Month {
    year: i16,
    month: i8,
}

/// The text is not a month like "2026-11".
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a month is written as year and month, for example 2026-11")]
pub struct MonthError;

const FIRST_YEAR: i16 = 1;
const LAST_YEAR: i16 = 9999;

impl Month {
    /// `None` when there is no such month.
    pub fn new(year: i16, month: i8) -> Option<Self> {
        ((FIRST_YEAR..=LAST_YEAR).contains(&year) && (1..=12).contains(&month))
            .then_some(Self { year, month })
    }

    /// The month in which the day lies; days before the year 1 count to its first month.
    pub fn of(day: Date) -> Self {
        if day.year() < FIRST_YEAR {
            return Self {
                year: FIRST_YEAR,
                month: 1,
            };
        }
        Self {
            year: day.year(),
            month: day.month(),
        }
    }

    /// Year, 1-9999.
    pub fn year(self) -> i16 {
        self.year
    }

    /// Number of the month in the year, 1-12.
    pub fn number(self) -> i8 {
        self.month
    }

    /// The first day of the month.
    pub fn first_day(self) -> Date {
        Date::constant(self.year, self.month, 1)
    }

    /// The last day of the month.
    pub fn last_day(self) -> Date {
        self.first_day().last_of_month()
    }

    /// The following month.
    pub fn next(self) -> Self {
        self.plus(1)
    }

    /// The month before.
    pub fn previous(self) -> Self {
        self.plus(-1)
    }

    /// The month so many months later (earlier when negative); stops at the ends of years 1-9999.
    pub fn plus(self, months: i32) -> Self {
        let first = i32::from(FIRST_YEAR) * 12;
        let last = i32::from(LAST_YEAR) * 12 + 11;
        let ordinal = self.ordinal().saturating_add(months).clamp(first, last);
        // The clamp keeps both values inside their types.
        Self {
            year: (ordinal / 12) as i16,
            month: (ordinal % 12 + 1) as i8,
        }
    }

    /// How many months later `other` is; negative when it is earlier.
    pub fn months_until(self, other: Self) -> i32 {
        other.ordinal() - self.ordinal()
    }

    fn ordinal(self) -> i32 {
        i32::from(self.year) * 12 + i32::from(self.month) - 1
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.year, self.month)
    }
}

impl FromStr for Month {
    type Err = MonthError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (year, month) = text.split_once('-').ok_or(MonthError)?;
        let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        if year.len() != 4 || month.len() != 2 || !digits(year) || !digits(month) {
            return Err(MonthError);
        }
        let year = year.parse().map_err(|_| MonthError)?;
        let month = month.parse().map_err(|_| MonthError)?;
        Self::new(year, month).ok_or(MonthError)
    }
}

impl TryFrom<String> for Month {
    type Error = MonthError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<Month> for String {
    fn from(month: Month) -> Self {
        month.to_string()
    }
}

/// "Laikotarpis mėnesiais": months from `start` to `end`, both included; never empty.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "MonthEnds")]
pub struct MonthRange {
    start: Month,
    end: Month,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct MonthEnds {
    start: Month,
    end: Month,
}

impl TryFrom<MonthEnds> for MonthRange {
    type Error = &'static str;

    fn try_from(ends: MonthEnds) -> Result<Self, Self::Error> {
        Self::new(ends.start, ends.end).ok_or("a period of months ends before it starts")
    }
}

impl MonthRange {
    /// `None` when it would end before it starts.
    pub fn new(start: Month, end: Month) -> Option<Self> {
        (start <= end).then_some(Self { start, end })
    }

    /// The first month.
    pub fn start(self) -> Month {
        self.start
    }

    /// The last month, included.
    pub fn end(self) -> Month {
        self.end
    }

    /// Whether the month lies in the period.
    pub fn contains(self, month: Month) -> bool {
        self.start <= month && month <= self.end
    }

    /// The months in order.
    pub fn months(self) -> impl Iterator<Item = Month> {
        let start = self.start;
        (0..=self.start.months_until(self.end)).map(move |offset| start.plus(offset))
    }

    /// How many months; at least 1.
    #[expect(clippy::len_without_is_empty, reason = "a period is never empty")]
    pub fn len(self) -> usize {
        // Not negative, because start <= end.
        self.start.months_until(self.end) as usize + 1
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    fn month(text: &str) -> Month {
        text.parse().unwrap()
    }

    #[test]
    fn knows_its_days() {
        assert_eq!(month("2024-02").last_day(), date(2024, 2, 29));
        assert_eq!(month("2026-11").first_day(), date(2026, 11, 1));
        assert_eq!(Month::of(date(2026, 11, 30)), month("2026-11"));
        assert_eq!(month("2025-12").next(), month("2026-01"));
        assert_eq!(month("2026-01").previous(), month("2025-12"));
        assert_eq!(month("2026-01").months_until(month("2025-11")), -2);
    }

    #[test]
    fn refuses_what_is_no_month() {
        for text in [
            "2026-13", "2026-00", "2026-1", "26-01", "2026", "2026-+1", "0000-01", "",
        ] {
            assert!(text.parse::<Month>().is_err(), "{text}");
        }
        assert_eq!(Month::new(2026, 13), None);
    }

    #[test]
    fn stops_at_the_ends_of_the_calendar() {
        assert_eq!(month("9999-12").next(), month("9999-12"));
        assert_eq!(month("0001-01").plus(i32::MIN), month("0001-01"));
    }

    #[test]
    fn periods_include_both_ends() {
        let period = MonthRange::new(month("2025-11"), month("2026-02")).unwrap();
        assert_eq!(period.len(), 4);
        let months: Vec<String> = period.months().map(String::from).collect();
        assert_eq!(months, ["2025-11", "2025-12", "2026-01", "2026-02"]);
        assert!(period.contains(month("2026-02")));
        assert!(!period.contains(month("2026-03")));
        assert_eq!(MonthRange::new(month("2026-02"), month("2026-01")), None);
    }

    #[test]
    fn json_is_checked() {
        assert_eq!(
            serde_json::to_string(&month("2026-11")).unwrap(),
            "\"2026-11\""
        );
        assert!(serde_json::from_str::<Month>("\"2026-13\"").is_err());
        let reversed = r#"{"start":"2026-02","end":"2026-01"}"#;
        assert!(serde_json::from_str::<MonthRange>(reversed).is_err());
    }

    proptest! {
        #[test]
        fn plus_and_months_until_agree(year in 1i16..9000, number in 1i8..=12, months in -500i32..500) {
            let start = Month::new(year, number).unwrap();
            let later = start.plus(months);
            if later != month("0001-01") {
                prop_assert_eq!(start.months_until(later), months);
                prop_assert_eq!(later.plus(-months), start);
            }
            prop_assert_eq!(later.to_string().parse::<Month>(), Ok(later));
        }
    }
}
