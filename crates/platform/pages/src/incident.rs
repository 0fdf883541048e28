//! Incident numbers: what a person reads out to support so that the fault is found in the log.

use std::sync::Arc;

use jiff::Timestamp;

use crate::format;

/// Letters and digits that are not mistaken for one another when read aloud.
const SPOKEN: &[u8; 30] = b"23456789ABCDEFGHJKMNPQRSTVWXYZ";

/// A fault that somebody met: its number has no personal data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Incident {
    /// For example `K7F3-20261123-0944`: four random signs, day and time in Lithuania.
    pub number: String,
    /// When it was met.
    pub at: Timestamp,
}

/// Gives incident numbers from the clock and the randomness that it was made with.
#[derive(Clone)]
pub struct Incidents {
    now: Arc<dyn Fn() -> Timestamp + Send + Sync>,
    random: Arc<dyn Fn() -> u32 + Send + Sync>,
}

impl Incidents {
    /// `now` reads the clock, `random` gives any number.
    pub fn new(
        now: impl Fn() -> Timestamp + Send + Sync + 'static,
        random: impl Fn() -> u32 + Send + Sync + 'static,
    ) -> Self {
        Incidents {
            now: Arc::new(now),
            random: Arc::new(random),
        }
    }

    /// A new incident, now.
    #[must_use]
    pub fn next(&self) -> Incident {
        let at = (self.now)();
        let mut random = (self.random)();
        let signs: String = (0..4)
            .map(|_| {
                let sign = SPOKEN[random as usize % SPOKEN.len()];
                random /= SPOKEN.len() as u32;
                char::from(sign)
            })
            .collect();
        let (day, time) = (
            format::date_table(format::day_of(at)).replace('-', ""),
            format::time(at).replace(':', ""),
        );
        Incident {
            number: format!("{signs}-{day}-{time:0>4}"),
            at,
        }
    }
}

/// An error's text for the log, with everything masked that may be personal: runs of six or more digits (personal
/// codes, accounts, telephones), addresses with an at-sign, and values that a database quotes.
#[must_use]
pub fn without_personal_data(text: &str) -> String {
    let mut masked = String::with_capacity(text.len());
    for (position, part) in text.split('"').enumerate() {
        if position > 0 {
            masked.push('"');
        }
        // PostgreSQL quotes names of tables as well as values; a name has neither capitals nor spaces nor digits first.
        let is_name = part
            .bytes()
            .all(|b| matches!(b, b'a'..=b'z' | b'_' | b'.' | b'0'..=b'9'))
            && !part.starts_with(|c: char| c.is_ascii_digit());
        if position % 2 == 1 && !is_name {
            masked.push('…');
        } else {
            mask_words(part, &mut masked);
        }
    }
    masked
}

fn mask_words(part: &str, masked: &mut String) {
    for piece in part.split_inclusive(char::is_whitespace) {
        let word = piece.trim_end();
        let digits = longest_digits(word);
        if digits >= 6 || word.contains('@') {
            masked.push('…');
            masked.push_str(&piece[word.len()..]);
        } else {
            masked.push_str(piece);
        }
    }
}

fn longest_digits(word: &str) -> usize {
    word.split(|c: char| !c.is_ascii_digit())
        .map(str::len)
        .max()
        .unwrap_or(0)
}
