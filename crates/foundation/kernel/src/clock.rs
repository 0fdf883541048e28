use std::sync::OnceLock;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};

/// The source of time: handed to whoever needs it, so that tests and demonstrations choose the day.
pub trait Clock: Send + Sync {
    /// The present moment.
    fn now(&self) -> Timestamp;

    /// The present day in Lithuania.
    fn today(&self) -> Date {
        vilnius(self.now()).date()
    }
}

impl<C: Clock + ?Sized> Clock for &C {
    fn now(&self) -> Timestamp {
        (**self).now()
    }
}

impl<C: Clock + ?Sized> Clock for std::sync::Arc<C> {
    fn now(&self) -> Timestamp {
        (**self).now()
    }
}

/// A clock that stands still.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FixedClock(pub Timestamp);

impl Clock for FixedClock {
    fn now(&self) -> Timestamp {
        self.0
    }
}

/// The moment as the clocks in Lithuania show it.
///
/// # Panics
/// When neither the system nor the built-in time zone database knows Europe/Vilnius.
pub fn vilnius(moment: Timestamp) -> Zoned {
    static VILNIUS: OnceLock<TimeZone> = OnceLock::new();
    let zone = VILNIUS.get_or_init(|| {
        // The database is part of the program, so this fails only in a wrongly built one.
        TimeZone::get("Europe/Vilnius").expect("the time zone database lacks Europe/Vilnius")
    });
    moment.to_zoned(zone.clone())
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn the_day_changes_at_midnight_in_vilnius() {
        let winter = |text: &str| FixedClock(text.parse().unwrap()).today();
        assert_eq!(winter("2026-11-22T21:59:59Z"), date(2026, 11, 22));
        assert_eq!(winter("2026-11-22T22:00:00Z"), date(2026, 11, 23));
        // Summer time is three hours ahead.
        assert_eq!(winter("2026-06-30T21:00:00Z"), date(2026, 7, 1));
    }
}
