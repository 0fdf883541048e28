//! Short letters: the receipt of a paper application, and word that there is news for somebody who hears on paper.

use jiff::civil::Date;
use serde_json::json;

use crate::check::DocumentError;
use crate::decision::{Addressee, Office, check_strings, ymd};
use crate::typesetting::{Template, pdf};

/// "Trumpas raštas": one page of facts and sentences. Not `Debug`: a letter is personal data.
#[derive(Clone, PartialEq, Eq)]
pub struct ShortLetter {
    /// "Šiaulių miesto savivaldybės administracija".
    pub municipality: String,
    /// Who answers questions.
    pub office: Office,
    /// To whom.
    pub addressee: Addressee,
    /// Heading; holds no personal data.
    pub title: String,
    /// What identifies it at the foot of the page and among the product's documents.
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

/// Makes a short letter's PDF (PDF/A-2a and PDF/UA-1). The same letter gives the same bytes.
///
/// # Errors
/// [`DocumentError`]: no title, a character that cannot be shown, or typesetting fails.
pub fn short_letter_pdf(letter: &ShortLetter) -> Result<Vec<u8>, DocumentError> {
    if letter.title.trim().is_empty() {
        return Err(DocumentError::Incomplete("title"));
    }
    let data = json!({
        "municipality": letter.municipality,
        "office": [letter.office.name, letter.office.address, letter.office.phone, letter.office.email],
        "addressee": letter.addressee.name,
        "address": letter.addressee.address,
        "title": letter.title,
        "document_title": letter.title,
        "footer": letter.footer,
        "date": ymd(letter.day),
        "facts": letter.facts.iter().map(|(name, value)| json!({ "name": name, "value": value })).collect::<Vec<_>>(),
        "listed": letter.listed.as_ref().map(|(title, items)| json!({ "title": title, "items": items })),
        "paragraphs": letter.paragraphs,
        "signatures": letter.signatures.iter().map(|(name, under)| json!({ "name": name, "under": under })).collect::<Vec<_>>(),
    });
    check_strings(&data)?;
    let bytes =
        serde_json::to_vec(&data).map_err(|error| DocumentError::Typesetting(error.to_string()))?;
    let identity = format!("short/{}/{}", letter.municipality, letter.footer);
    pdf(Template::Short, bytes, identity)
}
