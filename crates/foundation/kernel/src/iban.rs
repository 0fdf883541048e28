use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// "Tarptautinis banko sąskaitos numeris" (IBAN, ISO 13616).
///
/// `Debug` shows the last four characters only.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Iban(String);

/// Why a text is not an account number. Never repeats the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum IbanError {
    /// Too short or too long for its country.
    #[error("the account number has {found} characters, expected {expected}")]
    Length {
        /// Characters given, spaces left out.
        found: usize,
        /// Characters that the country's account numbers have.
        expected: usize,
    },
    /// Something else than Latin letters and digits, or letters where the check digits stand.
    #[error("an account number consists of Latin letters and digits")]
    Characters,
    /// Does not begin with two letters of a country.
    #[error("an account number begins with two letters of a country")]
    Country,
    /// The number does not pass the mod-97 check: most often a mistyped character.
    #[error("the check digits of the account number are wrong")]
    CheckDigits,
}

/// Lengths in the countries of the single euro payments area and Ukraine (SWIFT IBAN registry).
const LENGTHS: [(&str, usize); 38] = [
    ("AD", 24),
    ("AT", 20),
    ("BE", 16),
    ("BG", 22),
    ("CH", 21),
    ("CY", 28),
    ("CZ", 24),
    ("DE", 22),
    ("DK", 18),
    ("EE", 20),
    ("ES", 24),
    ("FI", 18),
    ("FR", 27),
    ("GB", 22),
    ("GI", 23),
    ("GR", 27),
    ("HR", 21),
    ("HU", 28),
    ("IE", 22),
    ("IS", 26),
    ("IT", 27),
    ("LI", 21),
    ("LT", 20),
    ("LU", 20),
    ("LV", 21),
    ("MC", 27),
    ("MD", 24),
    ("MT", 31),
    ("NL", 18),
    ("NO", 15),
    ("PL", 28),
    ("PT", 25),
    ("RO", 24),
    ("SE", 24),
    ("SI", 19),
    ("SK", 24),
    ("SM", 27),
    ("UA", 29),
];

/// Shortest and longest account number that ISO 13616 allows, for countries not in [`LENGTHS`].
const SHORTEST: usize = 15;
const LONGEST: usize = 34;

/// Remainder by 97 after the first four characters are moved to the end (ISO 7064).
fn remainder(number: &str) -> u32 {
    let (head, tail) = number.split_at(4);
    tail.chars()
        .chain(head.chars())
        .filter_map(|c| c.to_digit(36))
        .fold(0, |rest, value| {
            let shift = if value > 9 { 100 } else { 10 };
            (rest * shift + value) % 97
        })
}

impl Iban {
    /// Composes a Lithuanian account number with the right check digits.
    ///
    /// `bank` is the code of the bank (last five digits used), `account` the account (last eleven).
    pub fn lithuanian(bank: u32, account: u64) -> Self {
        let bban = format!("{:05}{:011}", bank % 100_000, account % 100_000_000_000);
        let check = 98 - remainder(&format!("LT00{bban}"));
        Self(format!("LT{check:02}{bban}"))
    }

    /// The number without spaces, in capitals.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Two letters of the country.
    pub fn country(&self) -> &str {
        &self.0[..2]
    }

    /// The last four characters, by which a person recognises the account.
    pub fn last_four(&self) -> &str {
        &self.0[self.0.len() - 4..]
    }

    /// For reading: groups of four, "LT12 1000 0111 0100 1000".
    pub fn grouped(&self) -> String {
        let mut grouped = String::with_capacity(self.0.len() + self.0.len() / 4);
        for (at, character) in self.0.chars().enumerate() {
            if at > 0 && at % 4 == 0 {
                grouped.push(' ');
            }
            grouped.push(character);
        }
        grouped
    }
}

impl FromStr for Iban {
    type Err = IbanError;

    /// Spaces, dashes and small letters are forgiven.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let number: String = text
            .chars()
            .filter(|c| !c.is_whitespace() && !matches!(c, '-' | '\u{2010}'..='\u{2015}'))
            .map(|c| c.to_ascii_uppercase())
            .collect();
        if !number.chars().all(|c| c.is_ascii_alphanumeric()) {
            return Err(IbanError::Characters);
        }
        // All characters are ASCII from here on, so bytes and characters are the same.
        let bytes = number.as_bytes();
        if !(bytes.len() >= 2 && bytes[..2].iter().all(u8::is_ascii_alphabetic)) {
            return Err(IbanError::Country);
        }
        let found = number.len();
        let expected = LENGTHS
            .iter()
            .find(|(country, _)| *country == &number[..2])
            .map_or(found.clamp(SHORTEST, LONGEST), |(_, length)| *length);
        if found != expected {
            return Err(IbanError::Length { found, expected });
        }
        if !bytes[2..4].iter().all(u8::is_ascii_digit) {
            return Err(IbanError::Characters);
        }
        if number.starts_with("LT") && !bytes[4..].iter().all(u8::is_ascii_digit) {
            return Err(IbanError::Characters);
        }
        if remainder(&number) != 1 {
            return Err(IbanError::CheckDigits);
        }
        Ok(Self(number))
    }
}

impl TryFrom<&str> for Iban {
    type Error = IbanError;

    fn try_from(text: &str) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl TryFrom<String> for Iban {
    type Error = IbanError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<Iban> for String {
    fn from(iban: Iban) -> Self {
        iban.0
    }
}

impl fmt::Debug for Iban {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Iban(…{})", self.last_four())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn accepts_registry_examples_as_people_type_them() {
        let iban: Iban = " lt12 1000-0111 0100 1000 ".parse().unwrap();
        assert_eq!(iban.as_str(), "LT121000011101001000");
        assert_eq!(iban.country(), "LT");
        assert_eq!(iban.last_four(), "1000");
        assert_eq!(iban.grouped(), "LT12 1000 0111 0100 1000");
        assert!("EE382200221020145685".parse::<Iban>().is_ok());
        assert!("NL91ABNA0417164300".parse::<Iban>().is_ok());
        assert!("GB29NWBK60161331926819".parse::<Iban>().is_ok());
    }

    #[test]
    fn names_the_reason_of_refusal() {
        let reason = |text: &str| text.parse::<Iban>().unwrap_err();
        assert_eq!(
            reason("LT12100001110100100"),
            IbanError::Length {
                found: 19,
                expected: 20
            }
        );
        assert_eq!(reason("LT121000011101001001"), IbanError::CheckDigits);
        assert_eq!(reason("LT12100001110100100ą"), IbanError::Characters);
        assert_eq!(reason("LT12100001110100100A"), IbanError::Characters);
        assert_eq!(reason(""), IbanError::Country);
        assert_eq!(reason("121000011101001000LT"), IbanError::Country);
        assert_eq!(
            reason("XX12"),
            IbanError::Length {
                found: 4,
                expected: 15
            }
        );
    }

    #[test]
    fn debug_shows_the_last_four_only() {
        let iban: Iban = "LT121000011101001000".parse().unwrap();
        assert_eq!(format!("{iban:?}"), "Iban(…1000)");
    }

    #[test]
    fn json_is_a_checked_string() {
        let iban: Iban = serde_json::from_str("\"LT12 1000 0111 0100 1000\"").unwrap();
        assert_eq!(
            serde_json::to_string(&iban).unwrap(),
            "\"LT121000011101001000\""
        );
        assert!(serde_json::from_str::<Iban>("\"LT121000011101001001\"").is_err());
    }

    proptest! {
        #[test]
        fn composed_numbers_parse_back(bank in 0u32..100_000, account in 0u64..100_000_000_000) {
            let iban = Iban::lithuanian(bank, account);
            prop_assert_eq!(iban.as_str().parse::<Iban>(), Ok(iban.clone()));
            prop_assert_eq!(iban.grouped().parse::<Iban>(), Ok(iban));
        }

        #[test]
        fn one_mistyped_digit_is_refused(
            account in 0u64..100_000_000_000, at in 4usize..20, shift in 1u8..10,
        ) {
            let iban = Iban::lithuanian(70440, account);
            let mut bytes = iban.as_str().as_bytes().to_vec();
            bytes[at] = b'0' + (bytes[at] - b'0' + shift) % 10;
            let typed = String::from_utf8(bytes).unwrap();
            prop_assert_eq!(typed.parse::<Iban>(), Err(IbanError::CheckDigits));
        }

        #[test]
        fn no_text_makes_it_panic(text in "\\PC*") {
            let _ = text.parse::<Iban>();
        }
    }
}
