use std::fmt;
use std::iter::Sum;
use std::ops::{Add, AddAssign, Neg, Sub, SubAssign};

use serde::{Deserialize, Serialize};

/// "Pinigų suma": money in whole euro cents, negative for recoveries and corrections.
///
/// `Display` writes it the Lithuanian way, "1 036,00 Eur", with no-break spaces and a true minus.
/// The operators panic when the sum leaves the range of `i64` instead of wrapping around: a wrong
/// sum must never be paid. Use the `checked_` functions on sums that come from outside.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Cents(pub i64);

const OVERFLOW: &str = "a sum of money left the range of 64-bit cents";

impl Cents {
    /// Nothing.
    pub const ZERO: Self = Self(0);

    /// From whole euros.
    ///
    /// # Panics
    /// When the sum leaves the range of `i64`.
    pub const fn euros(euros: i64) -> Self {
        match euros.checked_mul(100) {
            Some(cents) => Self(cents),
            None => panic!("a sum of money left the range of 64-bit cents"),
        }
    }

    /// Sum, `None` when out of range.
    pub fn checked_add(self, other: Self) -> Option<Self> {
        self.0.checked_add(other.0).map(Self)
    }

    /// Difference, `None` when out of range.
    pub fn checked_sub(self, other: Self) -> Option<Self> {
        self.0.checked_sub(other.0).map(Self)
    }

    /// Product with a whole number, `None` when out of range.
    pub fn checked_mul(self, times: i64) -> Option<Self> {
        self.0.checked_mul(times).map(Self)
    }

    /// "1 036,00": the sum without the currency.
    pub fn amount(self) -> String {
        self.written('\u{a0}', ',')
    }

    /// "1,036.00": the sum without the currency, as English writes it.
    pub fn english_amount(self) -> String {
        self.written(',', '.')
    }

    /// "EUR 1,036.00" with a no-break space.
    pub fn english(self) -> String {
        format!("EUR\u{a0}{}", self.english_amount())
    }

    fn written(self, thousands: char, point: char) -> String {
        let cents = self.0.unsigned_abs();
        let euros = (cents / 100).to_string();
        let mut grouped = String::with_capacity(euros.len() * 2 + 4);
        if self.0 < 0 {
            grouped.push('\u{2212}');
        }
        for (at, digit) in euros.chars().enumerate() {
            if at > 0 && (euros.len() - at).is_multiple_of(3) {
                grouped.push(thousands);
            }
            grouped.push(digit);
        }
        format!("{grouped}{point}{:02}", cents % 100)
    }
}

impl fmt::Display for Cents {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}\u{a0}Eur", self.amount())
    }
}

impl Add for Cents {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        self.checked_add(other).expect(OVERFLOW)
    }
}

impl Sub for Cents {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        self.checked_sub(other).expect(OVERFLOW)
    }
}

impl Neg for Cents {
    type Output = Self;

    fn neg(self) -> Self {
        Self(self.0.checked_neg().expect(OVERFLOW))
    }
}

impl AddAssign for Cents {
    fn add_assign(&mut self, other: Self) {
        *self = *self + other;
    }
}

impl SubAssign for Cents {
    fn sub_assign(&mut self, other: Self) {
        *self = *self - other;
    }
}

impl Sum for Cents {
    fn sum<I: Iterator<Item = Self>>(sums: I) -> Self {
        sums.fold(Self::ZERO, Add::add)
    }
}

impl<'a> Sum<&'a Cents> for Cents {
    fn sum<I: Iterator<Item = &'a Cents>>(sums: I) -> Self {
        sums.copied().sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn is_written_the_lithuanian_way() {
        assert_eq!(Cents(103_600).to_string(), "1\u{a0}036,00\u{a0}Eur");
        assert_eq!(
            Cents(123_456_789).to_string(),
            "1\u{a0}234\u{a0}567,89\u{a0}Eur"
        );
        assert_eq!(Cents(12_950).to_string(), "129,50\u{a0}Eur");
        assert_eq!(Cents(5).to_string(), "0,05\u{a0}Eur");
        assert_eq!(Cents(0).amount(), "0,00");
        assert_eq!(
            Cents(-103_605).to_string(),
            "\u{2212}1\u{a0}036,05\u{a0}Eur"
        );
        assert_eq!(Cents(-7).amount(), "\u{2212}0,07");
        assert_eq!(
            Cents(i64::MIN).amount(),
            "\u{2212}92\u{a0}233\u{a0}720\u{a0}368\u{a0}547\u{a0}758,08"
        );
    }

    #[test]
    fn sums_and_refuses_to_wrap() {
        let total: Cents = [Cents(1), Cents(2), Cents(-5)].iter().sum();
        assert_eq!(total, Cents(-2));
        assert_eq!(Cents::euros(3), Cents(300));
        assert_eq!(Cents(i64::MAX).checked_add(Cents(1)), None);
        assert_eq!(Cents(i64::MIN).checked_sub(Cents(1)), None);
        assert_eq!(Cents(i64::MAX).checked_mul(2), None);
    }

    #[test]
    #[should_panic(expected = "range")]
    fn adding_beyond_the_range_panics() {
        let _ = Cents(i64::MAX) + Cents(1);
    }

    #[test]
    fn json_is_a_plain_integer() {
        assert_eq!(serde_json::to_string(&Cents(12_950)).unwrap(), "12950");
        assert_eq!(serde_json::from_str::<Cents>("-1").unwrap(), Cents(-1));
    }

    proptest! {
        #[test]
        fn the_written_amount_reads_back(cents: i64) {
            let digits: String = Cents(cents)
                .amount()
                .chars()
                .filter(char::is_ascii_digit)
                .collect();
            prop_assert_eq!(digits.parse::<u64>().unwrap(), cents.unsigned_abs());
            prop_assert_eq!(Cents(cents).amount().starts_with('\u{2212}'), cents < 0);
        }
    }
}
