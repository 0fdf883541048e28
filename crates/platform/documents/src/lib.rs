//! Letters of the system as tagged, archivable PDF; and [`attachment`]: files that people bring.
//!
//! The only crate that knows typst. A letter is a plain value ([`DecisionLetter`]); its wording and look
//! live in the templates of the `letters/` folder at the root of the repository, and its data reach the
//! template as values, so nothing a person wrote is ever read as markup.
//!
//! Every PDF conforms to PDF/A-2a (archive) and PDF/UA-1 (accessibility) at once and depends on its
//! input alone: the same letter gives the same bytes.

pub mod attachment;
mod check;
mod decision;
mod form;
mod receipt;
mod typesetting;
mod wording;

pub use check::DocumentError;
pub use decision::{
    Addressee, AmountPeriod, ApplicationReference, Arrears, AwardLine, Decider, DecisionLetter,
    Fact, Office, Outcome, Reason, SignatureState, decision_pdf,
};
pub use form::{
    FormAttachment, FormNotes, FormReceipt, FormRegistration, FormRow, FormSection, FormSheet,
    form_pdf,
};
pub use receipt::{ShortLetter, short_letter_pdf};
