//! What the procedure needs from outside its own floor.

use std::future::Future;
use std::pin::Pin;

use jiff::civil::Date;

use crate::form::PaperForm;
use crate::model::DecisionContent;
use crate::store::Office;

/// Makes the decision itself a document. Only the executable knows the crate that does.
pub trait LetterPress: Send + Sync {
    /// PDF/A of an adopted decision.
    fn decision_pdf(&self, decision: &DecisionContent) -> anyhow::Result<Vec<u8>>;

    /// The same of what is not adopted yet, marked as a draft.
    fn draft_pdf(&self, decision: &DecisionContent) -> anyhow::Result<Vec<u8>>;

    /// PDF/A of an application form, empty or as it was sent.
    fn form_pdf(&self, form: &PaperForm) -> anyhow::Result<Vec<u8>>;
}

/// Hands e-mail to the mail server.
pub trait Mailer: Send + Sync {
    /// Sends one message; returns when the server has taken it.
    fn send<'a>(
        &'a self,
        to: &'a str,
        subject: &'a str,
        body: &'a str,
    ) -> Pin<Box<dyn Future<Output = anyhow::Result<()>> + Send + 'a>>;
}

/// "Trumpas raštas": a page of facts and sentences for somebody who hears on paper. Not `Debug`: it is personal data.
#[derive(Clone, PartialEq, Eq)]
pub struct PaperNote {
    /// Municipality and office that it comes from.
    pub office: Office,
    /// Addressee's name.
    pub addressee: String,
    /// Addressee's address; none for a protected person.
    pub address: Option<String>,
    /// Heading, without personal data.
    pub title: String,
    /// What identifies it.
    pub footer: String,
    /// Day.
    pub day: Date,
    /// Names and values.
    pub facts: Vec<(String, String)>,
    /// A list with its heading.
    pub listed: Option<(String, Vec<String>)>,
    /// Sentences.
    pub paragraphs: Vec<String>,
    /// Who signs, and the words under the line.
    pub signatures: Vec<(String, String)>,
}

/// Makes what the counter prints besides decisions. Only the executable knows the crate that does.
pub trait CounterPress: LetterPress {
    /// PDF/A of a short letter.
    fn note_pdf(&self, note: &PaperNote) -> anyhow::Result<Vec<u8>>;
}
