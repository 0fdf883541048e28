//! Single values, from what was typed to what is kept, or to words that help.

use jiff::civil::Date;
use spis_kernel::{Cents, Iban, IbanError, Month};
use spis_pages::Message;

/// Digits of a telephone number with its country (E.164).
const PHONE_DIGITS: std::ops::RangeInclusive<usize> = 8..=15;

/// Digits between anything that is none: "2026-09", "2026 m. 9 mėn.".
fn numbers(typed: &str) -> Vec<&str> {
    typed
        .split(|c: char| !c.is_ascii_digit())
        .filter(|part| !part.is_empty())
        .collect()
}

/// A month, not before `earliest` and not after `latest`.
pub fn month(
    typed: &str,
    earliest: Option<Month>,
    latest: Option<Month>,
    example: Month,
) -> Result<Month, Message> {
    let month = match numbers(typed).as_slice() {
        [year, month] => year
            .parse()
            .ok()
            .zip(month.parse().ok())
            .and_then(|(year, month)| Month::new(year, month)),
        _ => None,
    };
    match (month, earliest, latest) {
        (None, ..) => Err(Message::key("form-month-wrong").with("example", example.to_string())),
        (Some(month), _, Some(latest)) if month > latest => {
            Err(Message::key("form-month-later").with("latest", latest.to_string()))
        }
        (Some(month), Some(earliest), _) if month < earliest => {
            Err(Message::key("form-month-earlier").with("earliest", earliest.to_string()))
        }
        (Some(month), ..) => Ok(month),
    }
}

/// A day, not before `earliest` and not after `latest`.
pub fn day(
    typed: &str,
    earliest: Option<Date>,
    latest: Option<Date>,
    example: Date,
) -> Result<Date, Message> {
    let day = match numbers(typed).as_slice() {
        [year, month, day] => match (year.parse(), month.parse(), day.parse()) {
            (Ok(year), Ok(month), Ok(day)) => Date::new(year, month, day).ok(),
            _ => None,
        },
        _ => None,
    };
    match (day, earliest, latest) {
        (None, ..) => Err(Message::key("form-date-wrong").with("example", example.to_string())),
        (Some(day), _, Some(latest)) if day > latest => {
            Err(Message::key("form-date-later").with("latest", latest.to_string()))
        }
        (Some(day), Some(earliest), _) if day < earliest => {
            Err(Message::key("form-date-earlier").with("earliest", earliest.to_string()))
        }
        (Some(day), ..) => Ok(day),
    }
}

/// A whole number within its limits.
pub fn whole(typed: &str, least: i64, most: i64) -> Result<i64, Message> {
    let bare: String = typed.chars().filter(|c| !c.is_whitespace()).collect();
    match bare.parse::<i64>() {
        Ok(number) if (least..=most).contains(&number) => Ok(number),
        _ => Err(Message::key("form-whole-wrong")
            .with("least", least)
            .with("most", most)),
    }
}

/// "1 234,56": euros, with cents after a comma or a point.
pub fn money(typed: &str) -> Result<Cents, Message> {
    let wrong = || Message::key("form-money-wrong");
    let bare: String = typed
        .trim_end_matches(['€', 'E', 'e', 'u', 'r'])
        .chars()
        .filter(|c| !c.is_whitespace())
        .collect();
    let (euros, cents) = bare.split_once([',', '.']).unwrap_or((&bare, "0"));
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    if !digits(euros) || !digits(cents) || cents.len() > 2 || euros.len() > 9 {
        return Err(wrong());
    }
    let parts = euros.parse::<i64>().ok().zip(cents.parse::<i64>().ok());
    let (whole, rest) = parts.ok_or_else(wrong)?;
    let rest = if cents.len() == 1 { rest * 10 } else { rest };
    Ok(Cents(whole * 100 + rest))
}

/// An account, or what is wrong with it.
pub fn account(typed: &str) -> Result<Iban, Message> {
    typed.parse::<Iban>().map_err(|error| match error {
        IbanError::Length { found, expected } => {
            let key = if found < expected {
                "form-account-short"
            } else {
                "form-account-long"
            };
            Message::key(key)
                .with("n", found)
                .with("expected", expected)
        }
        IbanError::Characters => Message::key("form-account-characters"),
        IbanError::Country => Message::key("form-account-country"),
        IbanError::CheckDigits => Message::key("form-account-check-digits"),
    })
}

/// "+370 612 34567": digits as typed, with the country's code; a Lithuanian number may begin with 8 or 0.
pub fn phone(typed: &str) -> Option<String> {
    let bare: String = typed
        .chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '-' | '(' | ')' | '\u{2010}'..='\u{2015}'))
        .collect();
    let (international, digits) = match bare.strip_prefix('+') {
        Some(rest) => (true, rest),
        None => (false, bare.as_str()),
    };
    if digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let full = match digits.as_bytes() {
        _ if international => digits.to_owned(),
        [b'8' | b'0', rest @ ..] if rest.len() == 8 => format!("370{}", &digits[1..]),
        [b'3', b'7', b'0', rest @ ..] if rest.len() == 8 => digits.to_owned(),
        _ => return None,
    };
    PHONE_DIGITS
        .contains(&full.len())
        .then(|| format!("+{full}"))
}

/// An address of e-mail as typed.
pub fn email(typed: &str) -> Option<String> {
    let (name, host) = typed.split_once('@')?;
    let fine = !name.is_empty()
        && !host.contains('@')
        && host.split('.').count() > 1
        && host.split('.').all(|part| !part.is_empty())
        && !typed
            .chars()
            .any(|c| c.is_whitespace() || c.is_control() || matches!(c, ',' | ';' | '<' | '>'));
    fine.then(|| typed.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn telephones_are_forgiving() {
        for typed in [
            "+370 612 34567",
            "8 612 34567",
            "0 612-34567",
            "370 612 34567",
        ] {
            assert_eq!(phone(typed).as_deref(), Some("+37061234567"), "{typed}");
        }
        assert_eq!(phone("+49 30 1234567").as_deref(), Some("+49301234567"));
        for typed in ["", "612", "8 612 3456", "paskambinkite", "+370 61x 34567"] {
            assert_eq!(phone(typed), None, "{typed}");
        }
    }

    #[test]
    fn addresses_of_mail() {
        assert!(email("rasa.p@pavyzdys.lt").is_some());
        for typed in [
            "rasa",
            "rasa@",
            "@pavyzdys.lt",
            "rasa@pavyzdys",
            "rasa @pavyzdys.lt",
            "a@b.lt, c@d.lt",
            "a@b..lt",
        ] {
            assert!(email(typed).is_none(), "{typed}");
        }
    }

    #[test]
    fn a_year_back_and_no_more() {
        let this = Month::of(date(2026, 11, 23));
        let asked = |typed: &str| month(typed, Some(this.plus(-12)), Some(this), this);
        assert_eq!(asked("2026-11").ok(), Month::new(2026, 11));
        assert_eq!(asked("2026 m. 3").ok(), Month::new(2026, 3));
        assert_eq!(asked("2025-11").ok(), Month::new(2025, 11));
        for typed in ["2025-10", "2026-12", "lapkričio", "2026-13", "2026-11-01"] {
            assert!(asked(typed).is_err(), "{typed}");
        }
    }

    #[test]
    fn sums_and_days_are_read_as_people_write_them() {
        for (typed, cents) in [
            ("12", 1_200),
            ("1 234,56", 123_456),
            ("12.5 €", 1_250),
            ("7,05 Eur", 705),
        ] {
            assert_eq!(money(typed).ok(), Some(Cents(cents)), "{typed}");
        }
        for typed in ["", "-1", "1,234", "daug", "1.2.3"] {
            assert!(money(typed).is_err(), "{typed}");
        }
        let today = date(2026, 11, 23);
        let day = |typed: &str| day(typed, None, Some(today), today);
        assert_eq!(day("2026 11 3").ok(), Some(date(2026, 11, 3)));
        for typed in ["2026-11", "2026-02-30", "2026-11-24", "rytoj"] {
            assert!(day(typed).is_err(), "{typed}");
        }
        assert_eq!(whole("1 000", 0, 2_000).ok(), Some(1_000));
        assert!(whole("3", 4, 5).is_err() && whole("du", 0, 5).is_err());
    }

    #[test]
    fn a_wrong_account_says_what_is_wrong() {
        let wrong = |typed: &str| account(typed).err().unwrap();
        assert_eq!(
            wrong("LT12 1000 0111 0100 100"),
            Message::key("form-account-short")
                .with("n", 19_i64)
                .with("expected", 20_i64)
        );
        assert_eq!(
            wrong("1210000111010010001"),
            Message::key("form-account-country")
        );
        assert_eq!(
            wrong("LT12 1000 0111 0100 1001"),
            Message::key("form-account-check-digits")
        );
    }
}
