use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// "Lytis": sex as the personal code carries it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sex {
    /// "Vyras".
    Male,
    /// "Moteris".
    Female,
}

/// "Asmens kodas" (standard RST 1185-91): eleven digits `G YYMMDD NNN K`.
///
/// Codes that begin with 9 follow no rule and are accepted; a month or day of 00 means that the
/// date of birth is unknown. `Debug` hides the digits and there is no `Display`, so that a code
/// reaches a page or a file only where somebody asked for [`PersonalCode::as_str`].
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct PersonalCode(String);

/// Why a text is not a personal code. Never repeats the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PersonalCodeError {
    /// Not eleven digits.
    #[error("a personal code has 11 digits, found {digits}")]
    Length {
        /// How many digits were given.
        digits: usize,
    },
    /// Something else than digits and spaces.
    #[error("a personal code consists of digits only")]
    NotDigits,
    /// The last digit does not follow from the first ten.
    #[error("the check digit of the personal code is wrong")]
    CheckDigit,
    /// The first seven digits name no day.
    #[error("the personal code holds no possible date of birth")]
    Date,
}

const FIRST_WEIGHTS: [u32; 10] = [1, 2, 3, 4, 5, 6, 7, 8, 9, 1];
const SECOND_WEIGHTS: [u32; 10] = [3, 4, 5, 6, 7, 8, 9, 1, 2, 3];

fn check_digit(first_ten: &[u32]) -> u32 {
    let weighted = |weights: &[u32; 10]| {
        first_ten
            .iter()
            .zip(weights)
            .map(|(digit, weight)| digit * weight)
            .sum::<u32>()
            % 11
    };
    match weighted(&FIRST_WEIGHTS) {
        10 => match weighted(&SECOND_WEIGHTS) {
            10 => 0,
            digit => digit,
        },
        digit => digit,
    }
}

/// Year, month and day as written; month and day may be 0. None when the first digit names no century.
fn written_birth_date(digits: &[u32]) -> Option<(i16, i8, i8)> {
    let century: i16 = match digits[0] {
        1 | 2 => 1800,
        3 | 4 => 1900,
        5 | 6 => 2000,
        _ => return None,
    };
    let pair = |at: usize| (digits[at] * 10 + digits[at + 1]) as i8;
    Some((century + i16::from(pair(1)), pair(3), pair(5)))
}

fn is_possible_birth_date((year, month, day): (i16, i8, i8)) -> bool {
    match (month, day) {
        (0, 0..=31) => true,
        (1..=12, 0) => true,
        _ => Date::new(year, month, day).is_ok(),
    }
}

impl PersonalCode {
    /// Composes a code with the right check digit; meant for made-up people.
    ///
    /// `serial` is the number of the day, its last three digits are used.
    ///
    /// # Panics
    /// When the year of birth lies outside 1800-2099, for which the standard has no first digit.
    pub fn compose(sex: Sex, born_on: Date, serial: u16) -> Self {
        let year = born_on.year();
        assert!(
            (1800..=2099).contains(&year),
            "a personal code exists for years of birth 1800-2099 only"
        );
        let century = (year / 100 - 18) * 2 + if sex == Sex::Male { 1 } else { 2 };
        let first_ten = format!(
            "{century}{:02}{:02}{:02}{:03}",
            year % 100,
            born_on.month(),
            born_on.day(),
            serial % 1000
        );
        let digits: Vec<u32> = first_ten.chars().filter_map(|c| c.to_digit(10)).collect();
        Self(format!("{first_ten}{}", check_digit(&digits)))
    }

    /// The eleven digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Date of birth; `None` when the code begins with 9 or the month or day is 00.
    pub fn born_on(&self) -> Option<Date> {
        let (year, month, day) = written_birth_date(&self.digits())?;
        Date::new(year, month, day).ok()
    }

    /// Sex; `None` when the code begins with 9.
    pub fn sex(&self) -> Option<Sex> {
        match self.0.as_bytes().first() {
            Some(b'1' | b'3' | b'5') => Some(Sex::Male),
            Some(b'2' | b'4' | b'6') => Some(Sex::Female),
            _ => None,
        }
    }

    /// True for codes beginning with 9 and for codes without a full date of birth.
    pub fn is_exceptional(&self) -> bool {
        self.born_on().is_none()
    }

    fn digits(&self) -> Vec<u32> {
        self.0.chars().filter_map(|c| c.to_digit(10)).collect()
    }
}

impl FromStr for PersonalCode {
    type Err = PersonalCodeError;

    /// Spaces anywhere are forgiven.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let code: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        let digits: Vec<u32> = code
            .chars()
            .map(|c| c.to_digit(10).ok_or(PersonalCodeError::NotDigits))
            .collect::<Result<_, _>>()?;
        if digits.len() != 11 {
            return Err(PersonalCodeError::Length {
                digits: digits.len(),
            });
        }
        if digits[0] != 9 {
            let written = written_birth_date(&digits).ok_or(PersonalCodeError::Date)?;
            if !is_possible_birth_date(written) {
                return Err(PersonalCodeError::Date);
            }
            if check_digit(&digits[..10]) != digits[10] {
                return Err(PersonalCodeError::CheckDigit);
            }
        }
        Ok(Self(code))
    }
}

impl TryFrom<&str> for PersonalCode {
    type Error = PersonalCodeError;

    fn try_from(text: &str) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl TryFrom<String> for PersonalCode {
    type Error = PersonalCodeError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<PersonalCode> for String {
    fn from(code: PersonalCode) -> Self {
        code.0
    }
}

impl fmt::Debug for PersonalCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PersonalCode(***********)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    #[test]
    fn accepts_the_published_vectors_of_all_three_check_digit_cases() {
        for code in [
            "33309240064",
            "10001010013",
            "10001010024",
            "10001010214",
            "10001010331",
            "10001010080",
            "20002010140",
        ] {
            assert!(code.parse::<PersonalCode>().is_ok(), "{code}");
        }
    }

    #[test]
    fn reads_birth_date_and_sex() {
        let code: PersonalCode = " 333 0924 0064 ".parse().unwrap();
        assert_eq!(code.as_str(), "33309240064");
        assert_eq!(code.born_on(), Some(date(1933, 9, 24)));
        assert_eq!(code.sex(), Some(Sex::Male));
        assert!(!code.is_exceptional());
    }

    #[test]
    fn names_the_reason_of_refusal() {
        let reason = |text: &str| text.parse::<PersonalCode>().unwrap_err();
        assert_eq!(reason(""), PersonalCodeError::Length { digits: 0 });
        assert_eq!(
            reason("3330924006"),
            PersonalCodeError::Length { digits: 10 }
        );
        assert_eq!(reason("3330924006A"), PersonalCodeError::NotDigits);
        assert_eq!(reason("33309240065"), PersonalCodeError::CheckDigit);
        assert_eq!(reason("33302300064"), PersonalCodeError::Date);
        assert_eq!(reason("33313240064"), PersonalCodeError::Date);
        assert_eq!(reason("73309240064"), PersonalCodeError::Date);
        assert_eq!(reason("03309240064"), PersonalCodeError::Date);
    }

    #[test]
    fn exceptional_codes_are_accepted_and_marked() {
        let nine: PersonalCode = "99999999999".parse().unwrap();
        assert!(nine.is_exceptional());
        assert_eq!(nine.born_on(), None);
        assert_eq!(nine.sex(), None);
        // 1 00 00 00 001 with its check digit: 1*1 + 1*1 = 2.
        let unknown_day: PersonalCode = "10000000012".parse().unwrap();
        assert!(unknown_day.is_exceptional());
        assert_eq!(unknown_day.sex(), Some(Sex::Male));
    }

    #[test]
    fn never_shows_the_digits_in_debug() {
        let code: PersonalCode = "33309240064".parse().unwrap();
        assert!(!format!("{code:?}").contains(|c: char| c.is_ascii_digit()));
    }

    #[test]
    fn json_is_a_checked_string() {
        let code: PersonalCode = serde_json::from_str("\"33309240064\"").unwrap();
        assert_eq!(serde_json::to_string(&code).unwrap(), "\"33309240064\"");
        let error = serde_json::from_str::<PersonalCode>("\"33309240065\"").unwrap_err();
        assert!(!error.to_string().contains("33309240065"));
    }

    proptest! {
        #[test]
        fn composed_codes_parse_back(days in 0i64..109_000, serial in 0u16..1000, male: bool) {
            let born_on = date(1800, 1, 1)
                .checked_add(jiff::Span::new().days(days))
                .unwrap();
            let sex = if male { Sex::Male } else { Sex::Female };
            let code = PersonalCode::compose(sex, born_on, serial);
            let parsed: PersonalCode = code.as_str().parse().unwrap();
            prop_assert_eq!(&parsed, &code);
            prop_assert_eq!(parsed.born_on(), Some(born_on));
            prop_assert_eq!(parsed.sex(), Some(sex));
        }

        #[test]
        fn one_changed_last_digit_is_refused(serial in 0u16..1000, shift in 1u32..10) {
            let code = PersonalCode::compose(Sex::Female, date(1995, 5, 5), serial);
            let (head, last) = code.as_str().split_at(10);
            let wrong = (last.parse::<u32>().unwrap() + shift) % 10;
            prop_assert_eq!(
                format!("{head}{wrong}").parse::<PersonalCode>(),
                Err(PersonalCodeError::CheckDigit)
            );
        }

        #[test]
        fn no_text_makes_it_panic(text in "\\PC*") {
            let _ = text.parse::<PersonalCode>();
        }
    }
}
