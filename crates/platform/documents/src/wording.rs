//! Dates, months and numbers in Lithuanian, as the letters print them.
//!
//! Spaces inside a date are no-break spaces (U+00A0), so that a line never ends between a day and its "d.".

use jiff::civil::Date;
use spis_kernel::{Month, vilnius};

const MONTHS_GENITIVE: [&str; 12] = [
    "sausio",
    "vasario",
    "kovo",
    "balandžio",
    "gegužės",
    "birželio",
    "liepos",
    "rugpjūčio",
    "rugsėjo",
    "spalio",
    "lapkričio",
    "gruodžio",
];

fn month_genitive(month: i8) -> &'static str {
    let index = usize::try_from(month - 1).unwrap_or_default();
    MONTHS_GENITIVE[index.min(11)]
}

/// "2026 m. lapkričio 23 d."
pub fn day(date: Date) -> String {
    format!(
        "{}\u{a0}m.\u{a0}{}\u{a0}{}\u{a0}d.",
        date.year(),
        month_genitive(date.month()),
        date.day()
    )
}

/// "2026 m. lapkričio", the genitive that follows "nuo" and "iki".
pub fn month(month: Month) -> String {
    let first = month.first_day();
    format!(
        "{}\u{a0}m.\u{a0}{}",
        first.year(),
        month_genitive(first.month())
    )
}

/// "nuo 2026 m. lapkričio", "nuo 2026 m. rugsėjo iki 2026 m. spalio", "2026 m. rugsėjo mėnesį".
/// Both ends are inclusive.
pub fn period(from: Month, to: Option<Month>) -> String {
    match to {
        None => format!("nuo {}", month(from)),
        Some(to) if to == from => format!("{} mėnesį", month(from)),
        Some(to) => format!("nuo {} iki {}", month(from), month(to)),
    }
}

/// "2026 m. lapkričio 24 d. 10:31", in Lithuanian time.
pub fn moment(at: jiff::Timestamp) -> String {
    let local = vilnius(at);
    format!(
        "{}\u{a0}{:02}:{:02}",
        day(local.date()),
        local.hour(),
        local.minute()
    )
}

/// "vienam vaikui", "trims vaikams", "12 vaikų": to how many children, in the dative.
pub fn to_children(count: usize) -> String {
    const WORDS: [&str; 9] = [
        "vienam",
        "dviem",
        "trims",
        "keturiems",
        "penkiems",
        "šešiems",
        "septyniems",
        "aštuoniems",
        "devyniems",
    ];
    match count {
        1 => format!("{} vaikui", WORDS[0]),
        2..=9 => format!("{} vaikams", WORDS[count - 1]),
        _ if count.is_multiple_of(10) || (11..=19).contains(&(count % 100)) => {
            format!("{count}\u{a0}vaikų")
        }
        _ if count % 10 == 1 => format!("{count}\u{a0}vaikui"),
        _ => format!("{count}\u{a0}vaikams"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn plain(text: &str) -> String {
        text.replace('\u{a0}', " ")
    }

    #[test]
    fn dates_and_months_read_as_lithuanian() {
        assert_eq!(plain(&day(date(2026, 11, 23))), "2026 m. lapkričio 23 d.");
        assert_eq!(plain(&day(date(2025, 5, 1))), "2025 m. gegužės 1 d.");
        assert_eq!(
            plain(&month(Month::of(date(2026, 8, 31)))),
            "2026 m. rugpjūčio"
        );
    }

    #[test]
    fn a_period_is_open_closed_or_one_month() {
        let (september, october) = (Month::of(date(2026, 9, 1)), Month::of(date(2026, 10, 1)));
        assert_eq!(plain(&period(september, None)), "nuo 2026 m. rugsėjo");
        assert_eq!(
            plain(&period(september, Some(october))),
            "nuo 2026 m. rugsėjo iki 2026 m. spalio"
        );
        assert_eq!(
            plain(&period(september, Some(september))),
            "2026 m. rugsėjo mėnesį"
        );
    }

    #[test]
    fn the_moment_is_told_in_lithuanian_time() {
        let at = "2026-11-24T22:31:00Z".parse().unwrap();
        assert_eq!(plain(&moment(at)), "2026 m. lapkričio 25 d. 00:31");
    }

    #[test]
    fn children_agree_with_their_number() {
        let told = |count| plain(&to_children(count));
        assert_eq!(told(1), "vienam vaikui");
        assert_eq!(told(2), "dviem vaikams");
        assert_eq!(told(9), "devyniems vaikams");
        assert_eq!(told(10), "10 vaikų");
        assert_eq!(told(12), "12 vaikų");
        assert_eq!(told(21), "21 vaikui");
        assert_eq!(told(22), "22 vaikams");
    }
}
