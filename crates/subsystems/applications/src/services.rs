//! What the procedure needs from outside its own floor.

use std::future::Future;
use std::pin::Pin;

use crate::form::PaperForm;
use crate::model::DecisionContent;

/// Makes the decision itself a document. Only the executable knows the crate that does.
pub trait LetterPress: Send + Sync {
    /// PDF/A of an adopted decision.
    fn decision_pdf(&self, decision: &DecisionContent) -> anyhow::Result<Vec<u8>>;

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
