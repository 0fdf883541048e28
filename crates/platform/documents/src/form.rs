//! An application form on paper: empty, or filled with what was sent.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use serde_json::json;
use spis_kernel::vilnius;

use crate::check::DocumentError;
use crate::typesetting::{Template, check_glyphs, pdf};
use crate::wording;

/// "Prašymo forma", ready Lithuanian text. Neither it nor its parts are `Debug`: it is personal data.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FormSheet {
    /// "Prašymas išmokai gauti SP-3(A)".
    pub title: String,
    /// "SP-3A".
    pub code: String,
    /// Whom it is addressed to; empty on an empty form.
    pub municipality: String,
    /// Day from which the form's wording holds.
    pub edition: Date,
    /// Parts, in their order.
    pub sections: Vec<FormSection>,
    /// What the applicant confirms.
    pub declarations: Vec<String>,
    /// What is taken from which register and why; printed where somebody signs on paper.
    pub notice: Vec<String>,
    /// Other forms that go with it, each on a page of its own.
    pub sheets: Vec<FormAttachment>,
    /// What whoever fills in an empty form must know, on the last page; empty on a filled one.
    pub notes: Vec<FormNotes>,
    /// What the sent form is known by; none on paper, which gets a line to sign on.
    pub sent: Option<FormReceipt>,
    /// What the form registered at the counter is known by; none on an empty one.
    pub registered: Option<FormRegistration>,
}

/// A form that goes with another.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FormAttachment {
    /// "SP-1".
    pub code: String,
    pub title: String,
    /// What need not be written there; may be empty.
    pub note: String,
    pub sections: Vec<FormSection>,
}

/// A part of what must be known.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FormNotes {
    pub title: String,
    pub lines: Vec<String>,
}

/// A part of the form.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FormSection {
    pub title: String,
    pub rows: Vec<FormRow>,
}

/// A field with its number.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FormRow {
    pub number: String,
    pub label: String,
    /// Empty: to be written by hand, or not answered.
    pub value: String,
    /// Where the value is known from; may be empty.
    pub source: String,
    /// Answers to tick by hand.
    pub options: Vec<String>,
}

/// "Gavimo duomenys" of what was sent.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FormReceipt {
    pub receipt_number: String,
    pub sent_at: Timestamp,
    /// SHA-256 of the content as it was sent.
    pub content_sha256: String,
    pub declarations_version: String,
    /// Documents that went with it; empty: none.
    pub enclosed: Vec<String>,
}

/// "Registracijos duomenys" of a form on paper that waits for a signature.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FormRegistration {
    pub number: String,
    /// Day on which the paper was received.
    pub received_on: Date,
    /// Who signs.
    pub signed_by: String,
    /// Who received it, with the position.
    pub received_by: String,
    /// Documents handed in with it; empty if none.
    pub enclosed: String,
}

/// Makes the form's PDF (PDF/A-2a and PDF/UA-1). The same form gives the same bytes.
///
/// # Errors
/// [`DocumentError`]: the form has no parts, or typesetting fails.
pub fn form_pdf(form: &FormSheet) -> Result<Vec<u8>, DocumentError> {
    if form.sections.iter().all(|section| section.rows.is_empty()) {
        return Err(DocumentError::Incomplete("fields"));
    }
    let day = match (&form.sent, &form.registered) {
        (Some(sent), _) => vilnius(sent.sent_at).date(),
        (None, Some(registered)) => registered.received_on,
        (None, None) => form.edition,
    };
    let sheets = form.sheets.iter().map(|sheet| {
        json!({
            "code": sheet.code,
            "title": sheet.title,
            "note": sheet.note,
            "sections": sections(&sheet.sections),
        })
    });
    let notes = form
        .notes
        .iter()
        .map(|part| json!({"title": part.title, "lines": part.lines}));
    let data = json!({
        "title": form.title,
        "code": form.code,
        "municipality": form.municipality,
        "date": [day.year(), day.month(), day.day()],
        "edition": wording::day(form.edition),
        "sections": sections(&form.sections),
        "sheets": sheets.collect::<Vec<_>>(),
        "notes": notes.collect::<Vec<_>>(),
        "declarations": form.declarations,
        "notice": form.notice,
        "registered": form.registered.as_ref().map(|registered| json!({
            "number": registered.number,
            "received_on": wording::day(registered.received_on),
            "signed_by": printable(&registered.signed_by),
            "received_by": printable(&registered.received_by),
            "enclosed": printable(&registered.enclosed),
        })),
        "sent": form.sent.as_ref().map(|sent| json!({
            "receipt_number": sent.receipt_number,
            "sent_at": wording::moment(sent.sent_at),
            "digest": sent.content_sha256,
            "declarations_version": sent.declarations_version,
            "enclosed": sent.enclosed,
        })),
    });
    let bytes =
        serde_json::to_vec(&data).map_err(|error| DocumentError::Typesetting(error.to_string()))?;
    let identity = match (&form.sent, &form.registered) {
        (Some(sent), _) => format!("form/{}/{}", form.code, sent.receipt_number),
        (None, Some(registered)) => format!("form/{}/{}", form.code, registered.number),
        (None, None) => format!("form/{}/{}", form.code, form.edition),
    };
    pdf(Template::Form, bytes, identity)
}

fn sections(sections: &[FormSection]) -> Vec<serde_json::Value> {
    let set = |section: &FormSection| {
        let rows = section.rows.iter().map(|row| {
            json!({
                "number": row.number,
                "label": printable(&row.label),
                "value": printable(&row.value),
                "source": row.source,
                "options": row.options,
            })
        });
        json!({"title": printable(&section.title), "rows": rows.collect::<Vec<_>>()})
    };
    sections.iter().map(set).collect()
}

/// What a person typed, with a question mark for each sign that the font cannot show: what she sent is printed in any case.
fn printable(text: &str) -> String {
    text.chars()
        .map(|c| {
            let mut buffer = [0; 4];
            match check_glyphs(c.encode_utf8(&mut buffer)) {
                Ok(()) => c,
                Err(_) => '?',
            }
        })
        .collect()
}
