use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// "Laikotarpis": days from `start` to `end`, both included; never empty.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "DateEnds")]
pub struct DateRange {
    start: Date,
    end: Date,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DateEnds {
    start: Date,
    end: Date,
}

impl TryFrom<DateEnds> for DateRange {
    type Error = &'static str;

    fn try_from(ends: DateEnds) -> Result<Self, Self::Error> {
        Self::new(ends.start, ends.end).ok_or("a period ends before it starts")
    }
}

impl DateRange {
    /// `None` when it would end before it starts.
    pub fn new(start: Date, end: Date) -> Option<Self> {
        (start <= end).then_some(Self { start, end })
    }

    /// The first day.
    pub fn start(self) -> Date {
        self.start
    }

    /// The last day, included.
    pub fn end(self) -> Date {
        self.end
    }

    /// Whether the day lies in the period.
    pub fn contains(self, day: Date) -> bool {
        self.start <= day && day <= self.end
    }

    /// Whether the periods share a day.
    pub fn overlaps(self, other: Self) -> bool {
        self.start <= other.end && other.start <= self.end
    }

    /// The shared days, if any.
    pub fn intersection(self, other: Self) -> Option<Self> {
        Self::new(self.start.max(other.start), self.end.min(other.end))
    }

    /// How many days, both ends counted; at least 1.
    pub fn days(self) -> i64 {
        self.start.duration_until(self.end).as_hours() / 24 + 1
    }

    fn is_followed_directly_by(self, later: Self) -> bool {
        self.end.tomorrow().is_ok_and(|day| day == later.start)
    }
}

/// A value that changes over time: periods in order, none overlapping another, gaps allowed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Timeline<T> {
    entries: Vec<(DateRange, T)>,
}

/// The period shares days with one that is already there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the period overlaps the one from {} to {}", .existing.start, .existing.end)]
pub struct Overlap {
    /// The period that was there first.
    pub existing: DateRange,
}

impl<T> Default for Timeline<T> {
    fn default() -> Self {
        Self {
            entries: Vec::new(),
        }
    }
}

impl<T> Timeline<T> {
    /// Without any period.
    pub fn new() -> Self {
        Self::default()
    }

    /// The value on the day; `None` in a gap.
    pub fn at(&self, day: Date) -> Option<&T> {
        let after = self
            .entries
            .partition_point(|(range, _)| range.start <= day);
        let (range, value) = &self.entries[after.checked_sub(1)?];
        range.contains(day).then_some(value)
    }

    /// Adds a period at its place in time.
    ///
    /// # Errors
    /// [`Overlap`] when it shares a day with another one; the timeline stays as it was.
    pub fn insert(&mut self, range: DateRange, value: T) -> Result<(), Overlap> {
        if let Some((existing, _)) = self.entries.iter().find(|(other, _)| other.overlaps(range)) {
            return Err(Overlap {
                existing: *existing,
            });
        }
        let place = self
            .entries
            .partition_point(|(other, _)| other.start < range.start);
        self.entries.insert(place, (range, value));
        Ok(())
    }

    /// The periods in order of time.
    pub fn entries(&self) -> &[(DateRange, T)] {
        &self.entries
    }
}

impl<T: PartialEq + Clone> Timeline<T> {
    /// The same values with neighbouring periods of equal value joined into one.
    pub fn merged(&self) -> Self {
        let mut entries: Vec<(DateRange, T)> = Vec::with_capacity(self.entries.len());
        for (range, value) in &self.entries {
            match entries.last_mut() {
                Some((last, held)) if held == value && last.is_followed_directly_by(*range) => {
                    last.end = range.end;
                }
                _ => entries.push((*range, value.clone())),
            }
        }
        Self { entries }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::ToSpan;
    use jiff::civil::date;
    use proptest::prelude::*;

    fn range(start: Date, end: Date) -> DateRange {
        DateRange::new(start, end).unwrap()
    }

    #[test]
    fn both_ends_are_included() {
        let february = range(date(2024, 2, 1), date(2024, 2, 29));
        assert_eq!(february.days(), 29);
        assert_eq!(range(date(2024, 2, 1), date(2024, 2, 1)).days(), 1);
        assert!(february.contains(date(2024, 2, 29)));
        assert!(february.overlaps(range(date(2024, 2, 29), date(2024, 3, 5))));
        assert!(!february.overlaps(range(date(2024, 3, 1), date(2024, 3, 5))));
        assert_eq!(DateRange::new(date(2024, 2, 2), date(2024, 2, 1)), None);
        assert_eq!(
            february.intersection(range(date(2024, 2, 20), date(2024, 4, 1))),
            DateRange::new(date(2024, 2, 20), date(2024, 2, 29))
        );
        assert_eq!(range(Date::MIN, Date::MAX).days(), 7_304_484);
    }

    #[test]
    fn json_is_checked() {
        let reversed = r#"{"start":"2026-02-02","end":"2026-02-01"}"#;
        assert!(serde_json::from_str::<DateRange>(reversed).is_err());
    }

    #[test]
    fn a_timeline_refuses_overlaps_and_merges_neighbours() {
        let mut timeline = Timeline::new();
        let year = |number| range(date(number, 1, 1), date(number, 12, 31));
        timeline.insert(year(2026), 'b').unwrap();
        timeline.insert(year(2024), 'a').unwrap();
        timeline.insert(year(2025), 'a').unwrap();
        assert_eq!(
            timeline.insert(range(date(2025, 12, 31), date(2025, 12, 31)), 'x'),
            Err(Overlap {
                existing: year(2025)
            })
        );
        assert_eq!(timeline.at(date(2025, 12, 31)), Some(&'a'));
        assert_eq!(timeline.at(date(2026, 1, 1)), Some(&'b'));
        assert_eq!(timeline.at(date(2023, 12, 31)), None);
        assert_eq!(timeline.at(date(2027, 1, 1)), None);
        assert_eq!(
            timeline.merged().entries(),
            [
                (range(date(2024, 1, 1), date(2025, 12, 31)), 'a'),
                (year(2026), 'b')
            ]
        );
    }

    proptest! {
        #[test]
        fn merging_changes_no_day(pieces in prop::collection::vec((0i32..200, 0i32..20, 0u8..2), 0..12)) {
            let first = date(2024, 1, 1);
            let mut timeline = Timeline::new();
            for (offset, length, value) in pieces {
                let start = first.checked_add(offset.days()).unwrap();
                let end = start.checked_add(length.days()).unwrap();
                let _ = timeline.insert(range(start, end), value);
            }
            let merged = timeline.merged();
            for offset in 0..230 {
                let day = first.checked_add(offset.days()).unwrap();
                prop_assert_eq!(timeline.at(day), merged.at(day));
                let holding = timeline.entries().iter().filter(|(range, _)| range.contains(day));
                prop_assert!(holding.count() <= 1);
            }
        }
    }
}
