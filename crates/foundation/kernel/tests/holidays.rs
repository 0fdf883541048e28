//! The calendar agrees with the list of public holidays of 2018-2027, row by row and on all other days.

use std::collections::BTreeSet;

use jiff::ToSpan;
use jiff::civil::{Date, Weekday, date};
use spis_kernel::WorkingCalendar;

#[test]
fn the_calendar_agrees_with_the_list_of_2018_to_2027() {
    let listed: BTreeSet<Date> = include_str!("holidays.csv")
        .lines()
        .skip(1)
        .map(|row| row[..10].parse().expect("a row begins with a date"))
        .collect();
    assert_eq!(listed.len(), 157, "one day of 2022 holds two holidays");
    let calendar = WorkingCalendar::embedded();
    let mut day = date(2018, 1, 1);
    while day <= date(2027, 12, 31) {
        assert_eq!(calendar.is_holiday(day), listed.contains(&day), "{day}");
        let weekend = matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday);
        let working = !weekend && !listed.contains(&day);
        assert_eq!(calendar.is_working_day(day), working, "{day}");
        day = day.checked_add(1.day()).expect("2028 is far from the end");
    }
}
