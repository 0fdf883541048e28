use jiff::ToSpan;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::WorkingCalendar;

/// "Terminas": a period within which something must be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Term {
    /// How many units.
    pub number: u32,
    /// What is counted.
    pub unit: TermUnit,
}

/// "Termino vienetas": what a term counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TermUnit {
    /// "Mėnesiai".
    Months,
    /// "Kalendorinės dienos".
    CalendarDays,
    /// "Darbo dienos".
    WorkingDays,
}

impl Term {
    /// The last day of the term that starts running after `start` (the day of the event is not counted).
    ///
    /// A term in months ends on the same day of a later month, or on the last day of that month
    /// when it has no such day. A last day that is no working day moves on to the next working day
    /// (Civil Code, art. 1.121; doubtful whether every act on social support reckons so).
    pub fn due(self, start: Date, calendar: &WorkingCalendar) -> Date {
        let number = i64::from(self.number);
        match self.unit {
            TermUnit::Months => {
                calendar.on_or_after(start.saturating_add(number.min(239_976).months()))
            }
            TermUnit::CalendarDays => {
                calendar.on_or_after(start.saturating_add(number.min(7_304_484).days()))
            }
            TermUnit::WorkingDays => calendar.add_working_days(start, self.number),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    fn due(number: u32, unit: TermUnit, start: Date) -> Date {
        Term { number, unit }.due(start, WorkingCalendar::embedded())
    }

    #[test]
    fn months_end_on_the_same_day_or_the_last_of_the_month() {
        assert_eq!(
            due(1, TermUnit::Months, date(2026, 11, 17)),
            date(2026, 12, 17)
        );
        // 28 February 2025 is a Friday; 2024 has a 29th, a Thursday.
        assert_eq!(
            due(1, TermUnit::Months, date(2025, 1, 31)),
            date(2025, 2, 28)
        );
        assert_eq!(
            due(1, TermUnit::Months, date(2024, 1, 31)),
            date(2024, 2, 29)
        );
        assert_eq!(
            due(12, TermUnit::Months, date(2024, 2, 29)),
            date(2025, 2, 28)
        );
    }

    #[test]
    fn a_last_day_off_moves_on() {
        // 28 February 2026 is a Saturday.
        assert_eq!(
            due(1, TermUnit::Months, date(2026, 1, 31)),
            date(2026, 3, 2)
        );
        // 10 days after 14 December is Christmas Eve; the next working day is Monday 28.
        assert_eq!(
            due(10, TermUnit::CalendarDays, date(2026, 12, 14)),
            date(2026, 12, 28)
        );
    }

    #[test]
    fn working_days_skip_weekends_and_holidays() {
        assert_eq!(
            due(3, TermUnit::WorkingDays, date(2026, 12, 22)),
            date(2026, 12, 29)
        );
    }

    #[test]
    fn an_absurd_term_stops_at_the_end_of_the_calendar() {
        assert_eq!(
            due(u32::MAX, TermUnit::Months, date(2026, 1, 1)).year(),
            9999
        );
        assert_eq!(
            due(u32::MAX, TermUnit::CalendarDays, date(2026, 1, 1)).year(),
            9999
        );
    }

    proptest! {
        #[test]
        fn a_term_ends_on_a_working_day_and_not_before_it_starts(
            offset in 0i64..3650, number in 1u32..60, unit in 0usize..3,
        ) {
            let unit = [TermUnit::Months, TermUnit::CalendarDays, TermUnit::WorkingDays][unit];
            let start = date(2018, 1, 1).checked_add(offset.days()).unwrap();
            let calendar = WorkingCalendar::embedded();
            let term = Term { number, unit };
            prop_assert!(calendar.is_working_day(term.due(start, calendar)));
            prop_assert!(term.due(start, calendar) > start);
            let longer = Term { number: number + 1, unit };
            prop_assert!(longer.due(start, calendar) >= term.due(start, calendar));
        }
    }
}
