//! How long things of a resident are kept that were never sent. Dated, because it is a rule that may change.

use jiff::civil::{Date, date};
use jiff::{SignedDuration, Timestamp};
use spis_kernel::vilnius;

/// "Juodraščio laikymas": days after the last change, by the day from which the rule holds.
const DRAFT_DAYS: [(Date, i64); 1] = [(date(2026, 1, 1), 90)];
/// Days before the end on which she is reminded.
const REMINDER_DAYS: i64 = 7;
/// How long ended sessions are kept, so that a resident can be told of them.
pub const SESSION_LIFE: SignedDuration = SignedDuration::from_hours(30 * 24);
/// How long a trip to the gateway is kept.
pub const TRIP_LIFE: SignedDuration = SignedDuration::from_hours(24);

/// How long a draft is kept after its last change, by the rule of that day.
pub fn draft_life(saved_at: Timestamp) -> SignedDuration {
    let day = vilnius(saved_at).date();
    let days = DRAFT_DAYS
        .iter()
        .rev()
        .find(|(from, _)| *from <= day)
        .map_or(DRAFT_DAYS[0].1, |(_, days)| *days);
    SignedDuration::from_hours(days * 24)
}

/// The shortest life of a draft under any rule: younger ones need not be looked at.
pub fn shortest_draft_life() -> SignedDuration {
    let days = DRAFT_DAYS.iter().map(|(_, days)| *days).min();
    SignedDuration::from_hours((days.unwrap_or_default() - REMINDER_DAYS) * 24)
}

/// Until when a draft is kept.
pub fn kept_until(saved_at: Timestamp) -> Timestamp {
    saved_at + draft_life(saved_at)
}

/// Whether a draft's end is near enough to be reminded of.
pub fn ends_soon(saved_at: Timestamp, now: Timestamp) -> bool {
    kept_until(saved_at) - SignedDuration::from_hours(REMINDER_DAYS * 24) <= now
}

#[cfg(test)]
mod tests {
    use spis_pages::{Language, Translator};

    use super::*;

    #[test]
    fn ninety_days_and_a_week_before_that() {
        let saved: Timestamp = "2026-11-23T08:00:00Z".parse().unwrap();
        let day = SignedDuration::from_hours(24);
        assert_eq!(kept_until(saved), saved + day * 90);
        assert!(!ends_soon(saved, saved + day * 82));
        assert!(ends_soon(saved, saved + day * 83));
        assert_eq!(shortest_draft_life(), day * 83);
    }

    #[test]
    fn the_first_page_tells_how_long_a_draft_is_kept() {
        let days = DRAFT_DAYS[DRAFT_DAYS.len() - 1].1;
        for (language, told) in [
            (Language::Lt, format!("{days} dienų")),
            (Language::En, format!("{days} days")),
        ] {
            let words = Translator::new(language).t("portal-start-saved");
            assert!(words.contains(&told), "{words}");
        }
    }
}
