//! What a letter must hold before it may be printed.

use crate::decision::{DecisionLetter, Outcome};
use spis_kernel::Cents;

/// Why a document could not be made. No variant carries a person's data.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DocumentError {
    /// A part that the law or practice requires is missing; a draft may lack it.
    #[error("the letter has no {0}")]
    Incomplete(&'static str),
    /// Two parts contradict each other.
    #[error("the letter contradicts itself: {0}")]
    Contradiction(&'static str),
    /// The payment text holds a whole account number; only its last four digits may be printed.
    #[error("the payment text holds a whole account number")]
    WholeAccountNumber,
    /// The embedded font has no shape for a character, so a reader would see a box instead.
    #[error("the font has no glyph for U+{0:04X}")]
    MissingGlyph(u32),
    /// The template failed or the document does not conform; a fault of the product, not of the data.
    #[error("typesetting failed: {0}")]
    Typesetting(String),
}

/// Checks what must hold of any letter, and of an adopted decision in full.
///
/// # Errors
/// [`DocumentError::Incomplete`], [`DocumentError::Contradiction`] or [`DocumentError::WholeAccountNumber`].
pub fn check(letter: &DecisionLetter) -> Result<(), DocumentError> {
    if letter.lines.is_empty() {
        return Err(DocumentError::Incomplete("award lines"));
    }
    for line in &letter.lines {
        match line.outcome {
            Outcome::Granted if line.amounts.is_empty() => {
                return Err(DocumentError::Incomplete("amounts of a granted line"));
            }
            Outcome::Refused if line.reason.trim().is_empty() => {
                return Err(DocumentError::Incomplete("reason of a refused line"));
            }
            Outcome::Refused if !line.amounts.is_empty() => {
                return Err(DocumentError::Contradiction("a refused line has amounts"));
            }
            _ => {}
        }
        if line.amounts.iter().any(|part| part.amount <= Cents(0)) {
            return Err(DocumentError::Contradiction(
                "a granted amount is not above zero",
            ));
        }
    }
    if letter.monthly_total < Cents(0) {
        return Err(DocumentError::Contradiction(
            "the monthly total is below zero",
        ));
    }
    if letter
        .payment
        .as_deref()
        .is_some_and(holds_whole_account_number)
    {
        return Err(DocumentError::WholeAccountNumber);
    }
    if letter.draft {
        return Ok(());
    }
    let required = [
        ("number", letter.number.trim().is_empty()),
        ("legal basis", letter.legal_basis.is_empty()),
        ("appeal text", letter.appeal.trim().is_empty()),
        ("decider", letter.decider.name.trim().is_empty()),
        (
            "decider's position",
            letter.decider.position.trim().is_empty(),
        ),
        (
            "basis of the decider's power",
            letter.decider.power_basis.trim().is_empty(),
        ),
    ];
    match required.into_iter().find(|(_, missing)| *missing) {
        Some((part, _)) => Err(DocumentError::Incomplete(part)),
        None => Ok(()),
    }
}

/// An IBAN has at least fifteen characters: two letters, then mostly digits, perhaps grouped by spaces.
fn holds_whole_account_number(text: &str) -> bool {
    let joined: String = text
        .chars()
        .filter(|c| !c.is_whitespace() && *c != '-')
        .collect();
    let mut run = 0;
    joined.chars().any(|c| {
        run = if c.is_ascii_digit() { run + 1 } else { 0 };
        run >= 11
    })
}

#[cfg(test)]
mod tests {
    use super::holds_whole_account_number;

    #[test]
    fn a_whole_account_is_noticed_and_its_end_is_not() {
        assert!(holds_whole_account_number("į LT12 1000 0111 0100 1000"));
        assert!(holds_whole_account_number("į LT121000011101001000."));
        assert!(!holds_whole_account_number(
            "Pirmą kartą pervesime 2026 m. gruodžio 8 d. į sąskaitą, kuri baigiasi 4821."
        ));
        assert!(!holds_whole_account_number("2026-12-08, sąskaita …4821"));
    }
}
