use std::sync::OnceLock;

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};
use serde::Deserialize;

/// "Darbo dienų kalendorius": which days are working days (Labour Code, art. 123).
///
/// A working day is a Monday to Friday that is no public holiday. The holidays come from a dated
/// file, so a change of the law is a new line there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorkingCalendar {
    holidays: Vec<Holiday>,
}

/// The file of public holidays cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum CalendarError {
    /// Not the expected shape.
    #[error("the file of public holidays cannot be read: {0}")]
    Unreadable(#[from] toml::de::Error),
    /// A holiday falls on no possible day or ends before it begins.
    #[error("the public holiday \"{0}\" has an impossible day or period")]
    Impossible(String),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct HolidayFile {
    holiday: Vec<Holiday>,
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Holiday {
    name: String,
    day: HolidayDay,
    valid_from: Date,
    valid_to: Option<Date>,
    /// Kept so that the file stays checked for it; not used in the reckoning.
    #[serde(rename = "act")]
    _act: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
enum HolidayDay {
    /// The same day each year.
    Fixed { month: i8, day: i8 },
    /// So many days after Easter Sunday.
    Easter { days_after: i8 },
    /// The n-th Sunday of a month.
    Sunday { month: i8, nth: i8 },
}

/// Easter Sunday by the Gregorian calendar (the anonymous algorithm of 1876, exact for every year).
fn easter_sunday(year: i16) -> Option<Date> {
    let year = i32::from(year);
    let golden = year % 19;
    let (century, of_century) = (year / 100, year % 100);
    let moon_shift = (century - (century + 8) / 25 + 1) / 3;
    let moon = (19 * golden + century - century / 4 - moon_shift + 15) % 30;
    let weekday = (32 + 2 * (century % 4) + 2 * (of_century / 4) - moon - of_century % 4) % 7;
    let correction = (golden + 11 * moon + 22 * weekday) / 451;
    let days = moon + weekday - 7 * correction + 114;
    Date::new(year as i16, (days / 31) as i8, (days % 31 + 1) as i8).ok()
}

impl HolidayDay {
    fn in_year(self, year: i16) -> Option<Date> {
        match self {
            Self::Fixed { month, day } => Date::new(year, month, day).ok(),
            Self::Easter { days_after } => easter_sunday(year)?
                .checked_add(i64::from(days_after).days())
                .ok(),
            Self::Sunday { month, nth } => Date::new(year, month, 1)
                .ok()?
                .nth_weekday_of_month(nth, Weekday::Sunday)
                .ok(),
        }
    }
}

impl WorkingCalendar {
    /// The calendar of Lithuania that is part of the program.
    ///
    /// # Panics
    /// When the built-in file is broken, which a test rules out.
    pub fn embedded() -> &'static Self {
        static CALENDAR: OnceLock<WorkingCalendar> = OnceLock::new();
        CALENDAR.get_or_init(|| {
            Self::from_toml(include_str!("../parameters/holidays.toml"))
                .expect("the built-in file of public holidays is readable")
        })
    }

    /// Reads a file of public holidays.
    ///
    /// # Errors
    /// When the file has another shape or names an impossible day.
    pub fn from_toml(text: &str) -> Result<Self, CalendarError> {
        let file: HolidayFile = toml::from_str(text)?;
        for holiday in &file.holiday {
            let reversed = holiday.valid_to.is_some_and(|end| end < holiday.valid_from);
            // 2024 is a leap year, so 29 February would pass.
            if reversed || holiday.day.in_year(2024).is_none() {
                return Err(CalendarError::Impossible(holiday.name.clone()));
            }
        }
        Ok(Self {
            holidays: file.holiday,
        })
    }

    /// Whether the day is a public holiday ("šventės diena"), on a weekday or not.
    pub fn is_holiday(&self, day: Date) -> bool {
        self.holidays.iter().any(|holiday| {
            holiday.valid_from <= day
                && holiday.valid_to.is_none_or(|end| day <= end)
                && holiday.day.in_year(day.year()) == Some(day)
        })
    }

    /// Whether the day is a working day.
    pub fn is_working_day(&self, day: Date) -> bool {
        let weekend = matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday);
        !weekend && !self.is_holiday(day)
    }

    /// The day itself when it is a working day, else the next working day.
    pub fn on_or_after(&self, day: Date) -> Date {
        let mut day = day;
        while !self.is_working_day(day) {
            match day.tomorrow() {
                Ok(tomorrow) => day = tomorrow,
                Err(_) => break,
            }
        }
        day
    }

    /// The n-th working day after the day, which itself is not counted; 0 gives the day itself.
    pub fn add_working_days(&self, day: Date, working_days: u32) -> Date {
        let mut day = day;
        for _ in 0..working_days {
            match day.tomorrow() {
                Ok(tomorrow) => day = self.on_or_after(tomorrow),
                Err(_) => break,
            }
        }
        day
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn the_built_in_file_is_readable() {
        assert_eq!(WorkingCalendar::embedded().holidays.len(), 16);
    }

    #[test]
    fn counts_over_weekends_and_holidays() {
        let calendar = WorkingCalendar::embedded();
        // Christmas 2026: Thursday 24 to Saturday 26, then Sunday.
        assert_eq!(
            calendar.add_working_days(date(2026, 12, 23), 1),
            date(2026, 12, 28)
        );
        assert_eq!(calendar.on_or_after(date(2026, 12, 24)), date(2026, 12, 28));
        assert_eq!(calendar.on_or_after(date(2026, 12, 23)), date(2026, 12, 23));
        assert_eq!(
            calendar.add_working_days(date(2026, 12, 26), 0),
            date(2026, 12, 26)
        );
        // Easter Monday 2026.
        assert!(!calendar.is_working_day(date(2026, 4, 6)));
        assert!(calendar.is_working_day(date(2026, 4, 7)));
    }

    #[test]
    fn all_souls_day_counts_since_2020() {
        let calendar = WorkingCalendar::embedded();
        assert!(calendar.is_working_day(date(2018, 11, 2)));
        assert!(!calendar.is_working_day(date(2020, 11, 2)));
    }

    #[test]
    fn refuses_a_broken_file() {
        let holiday = |day: &str| {
            WorkingCalendar::from_toml(&format!(
                "[[holiday]]\nname = \"x\"\nday = {day}\nvalid_from = \"2018-01-01\"\nact = \"a\"\n"
            ))
        };
        assert!(holiday("{ fixed = { month = 5, day = 1 } }").is_ok());
        assert!(matches!(
            holiday("{ fixed = { month = 2, day = 30 } }"),
            Err(CalendarError::Impossible(_))
        ));
        assert!(matches!(
            holiday("{ lunar = { month = 2 } }"),
            Err(CalendarError::Unreadable(_))
        ));
    }
}
