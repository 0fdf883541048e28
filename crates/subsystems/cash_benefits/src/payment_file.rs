//! "Mokėjimo failas": the order to the bank, ISO 20022 `pain.001.001.09`.
//!
//! The types here are ours; the crate `sepa` that writes the message stays behind [`PaymentFile::to_pain_001`].
//! Letters outside the SEPA character set are replaced by the table of EPC217-08 ("Rūta Žiogė" becomes
//! "Ruta Zioge"), since banks may refuse them; the account number, not the name, decides who is paid.

use std::collections::BTreeSet;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use sepa::pain001::{CreditTransferKind, CreditTransferSchema};
use sepa::validate::CharsetPolicy;
use sepa::{
    BuildError, CreditTransferEntry, CreditTransferGroup, IsoDate, IsoDateTime, Pain001Builder,
    Transliteration, ValidationError,
};
use spis_kernel::{Cents, Iban};

/// "Mokėjimo failas": SEPA credit transfers in euro from one account on one day.
///
/// Not `Debug`: names and accounts must not slip into a log.
#[derive(Clone, PartialEq, Eq)]
pub struct PaymentFile {
    /// By it the bank knows a file sent twice; unique for ever, at most 35 characters.
    pub message_id: String,
    /// When the file was made.
    pub created_at: Timestamp,
    /// The account that pays.
    pub debtor: Debtor,
    /// The day on which the bank is to pay.
    pub execution_on: Date,
    /// At least one.
    pub payments: Vec<CreditTransfer>,
}

/// "Mokėtojas": the municipality's account that pays.
#[derive(Clone, PartialEq, Eq)]
pub struct Debtor {
    pub name: String,
    pub iban: Iban,
}

/// "Kredito pervedimas": one payment to one account.
#[derive(Clone, PartialEq, Eq)]
pub struct CreditTransfer {
    /// By it the bank's answer finds the payment; unique in the file, at most 35 characters.
    pub end_to_end_id: String,
    pub creditor_name: String,
    pub creditor: Iban,
    /// Above zero.
    pub amount: Cents,
    /// The fixed text of the kind ("Išmoka vaikui 2026-11, Išmokų vaikams įstatymas"): never a child's name,
    /// the ground or a disability; the recipient's own, where it comes to another's account. At most 140 characters.
    pub remittance: String,
}

/// Why a payment file cannot be made. `payment` is the place in [`PaymentFile::payments`], from zero;
/// no variant carries a name or an account.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PaymentFileError {
    /// There is nothing to pay.
    #[error("the payment file has no payments")]
    Empty,
    /// Zero, negative or beyond what one transfer may carry.
    #[error("payment {payment}: the amount is not one that a transfer can carry")]
    Amount { payment: usize },
    /// Two payments of the file have the same identifier.
    #[error("payment {payment}: its end-to-end identifier is used before")]
    Duplicate { payment: usize },
    /// Longer than the message allows; `element` is the ISO 20022 path.
    #[error("{element} has {found} characters, at most {longest} are allowed")]
    TooLong {
        /// None if the file itself is meant.
        payment: Option<usize>,
        element: &'static str,
        found: usize,
        longest: usize,
    },
    /// Empty, or with characters that the element may not hold.
    #[error("{element} is empty or has characters that it may not hold")]
    Text {
        payment: Option<usize>,
        element: &'static str,
    },
    /// The account number does not have the form of its country; none means the debtor's.
    #[error("the account number does not have the form of its country")]
    Account { payment: Option<usize> },
    /// A date that the message cannot carry.
    #[error("the date cannot be written in a payment file")]
    Date,
    /// Any other rule of the scheme.
    #[error("the payment file breaks a rule of the scheme: {rule}")]
    Rule {
        payment: Option<usize>,
        rule: String,
    },
}

impl PaymentFile {
    /// What the bank will take from the debtor's account; none if the sum is out of range.
    pub fn total(&self) -> Option<Cents> {
        self.payments
            .iter()
            .try_fold(Cents(0), |sum, payment| sum.checked_add(payment.amount))
    }

    /// Writes the message: UTF-8, with the number of transactions and the control sum.
    /// The same file gives the same bytes.
    ///
    /// # Errors
    /// [`PaymentFileError`]: nothing is written unless the whole file keeps the rules.
    pub fn to_pain_001(&self) -> Result<Vec<u8>, PaymentFileError> {
        if self.payments.is_empty() {
            return Err(PaymentFileError::Empty);
        }
        let mut seen = BTreeSet::new();
        let mut entries = Vec::with_capacity(self.payments.len());
        for (at, payment) in self.payments.iter().enumerate() {
            if !seen.insert(payment.end_to_end_id.as_str()) {
                return Err(PaymentFileError::Duplicate { payment: at });
            }
            entries.push(
                CreditTransferEntry::new(
                    &payment.creditor_name,
                    account(&payment.creditor, Some(at))?,
                    payment.amount.0,
                    &payment.end_to_end_id,
                )
                .with_description(&payment.remittance),
            );
        }
        let group = CreditTransferGroup::new(
            &self.debtor.name,
            &account(&self.debtor.iban, None)?,
            iso_date(self.execution_on)?,
        )
        .kind(CreditTransferKind::Standard)
        .add_entries(entries);
        Pain001Builder::new(&self.debtor.name, &self.message_id)
            .created_at(iso_moment(self.created_at)?)
            .schema(CreditTransferSchema::IsoV9)
            .charset(CharsetPolicy::Transliterate(Transliteration::Epc))
            .add_group(group)
            .build()
            .map(String::into_bytes)
            .map_err(PaymentFileError::from)
    }
}

fn account(iban: &Iban, payment: Option<usize>) -> Result<sepa::Iban, PaymentFileError> {
    sepa::validate_iban(iban.as_str()).map_err(|_| PaymentFileError::Account { payment })
}

fn iso_date(date: Date) -> Result<IsoDate, PaymentFileError> {
    let part = |value: i8| u8::try_from(value).map_err(|_| PaymentFileError::Date);
    let year = u16::try_from(date.year()).map_err(|_| PaymentFileError::Date)?;
    IsoDate::new(year, part(date.month())?, part(date.day())?).map_err(|_| PaymentFileError::Date)
}

fn iso_moment(moment: Timestamp) -> Result<IsoDateTime, PaymentFileError> {
    let utc = moment.to_zoned(TimeZone::UTC);
    let part = |value: i8| u8::try_from(value).map_err(|_| PaymentFileError::Date);
    IsoDateTime::new(
        iso_date(utc.date())?,
        part(utc.hour())?,
        part(utc.minute())?,
        part(utc.second())?,
    )
    .map(IsoDateTime::in_utc)
    .map_err(|_| PaymentFileError::Date)
}

impl From<BuildError> for PaymentFileError {
    fn from(error: BuildError) -> Self {
        let payment = error.location.transaction;
        match (error.kind, payment) {
            (ValidationError::EmptyBatch, _) => Self::Empty,
            (ValidationError::AmountOutOfRange { .. }, Some(payment)) => Self::Amount { payment },
            (
                ValidationError::TooLong {
                    field: element,
                    max: longest,
                    actual: found,
                },
                _,
            ) => Self::TooLong {
                payment,
                element,
                found,
                longest,
            },
            (
                ValidationError::Empty { field: element }
                | ValidationError::InvalidCharacter { field: element, .. }
                | ValidationError::InvalidXmlCharacter { field: element, .. }
                | ValidationError::SlashRule { field: element },
                _,
            ) => Self::Text { payment, element },
            (other, _) => Self::Rule {
                payment,
                rule: other.to_string(),
            },
        }
    }
}
