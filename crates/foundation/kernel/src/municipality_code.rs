use std::fmt;

use serde::{Deserialize, Serialize};

/// "Savivaldybės kodas": the two-digit code of the municipality in the state's classification; 0 is the centre.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "i16", into = "i16")]
pub struct MunicipalityCode(i16);

impl MunicipalityCode {
    /// The centre: the ministry's node, which is no municipality.
    pub const CENTRE: Self = Self(0);

    /// `None` unless 0 or 11-99.
    pub fn new(code: i16) -> Option<Self> {
        matches!(code, 0 | 11..=99).then_some(Self(code))
    }

    /// The number.
    pub fn get(self) -> i16 {
        self.0
    }

    /// Whether it names the centre.
    pub fn is_centre(self) -> bool {
        self == Self::CENTRE
    }
}

/// Two digits: "29", "00".
impl fmt::Display for MunicipalityCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}", self.0)
    }
}

impl TryFrom<i16> for MunicipalityCode {
    type Error = &'static str;

    fn try_from(code: i16) -> Result<Self, Self::Error> {
        Self::new(code).ok_or("a municipality code is 0 or 11-99")
    }
}

impl From<MunicipalityCode> for i16 {
    fn from(code: MunicipalityCode) -> Self {
        code.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_the_centre_and_two_digit_codes_only() {
        assert_eq!(MunicipalityCode::new(0), Some(MunicipalityCode::CENTRE));
        for wrong in [-1, 1, 10, 100] {
            assert_eq!(MunicipalityCode::new(wrong), None, "{wrong}");
        }
        assert_eq!(MunicipalityCode::new(29).unwrap().to_string(), "29");
        assert_eq!(MunicipalityCode::CENTRE.to_string(), "00");
        let read: MunicipalityCode = serde_json::from_str("29").unwrap();
        assert_eq!(serde_json::to_string(&read).unwrap(), "29");
        assert!(serde_json::from_str::<MunicipalityCode>("7").is_err());
    }
}
