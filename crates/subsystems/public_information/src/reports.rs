//! "Pranešimas apie prieinamumą": what anybody may tell of accessibility, and its answer (directive (EU) 2016/2102,
//! article 7).

use jiff::Timestamp;
use jiff::civil::Date;
use spis_applications::form::formats;
use spis_pages::{FieldErrors, FormValues, Message};
use uuid::Uuid;

/// So long may the report itself be.
pub const LONGEST_TEXT: usize = 10_000;
/// So long may a line be.
const LONGEST_LINE: usize = 300;
/// So long may an address of e-mail be.
const LONGEST_EMAIL: usize = 254;
/// So long may a telephone be, as typed.
const LONGEST_PHONE: usize = 40;

/// What somebody tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// Which page; may be empty.
    pub page: String,
    /// What does not work.
    pub text: String,
    /// What the person uses; may be empty.
    pub aid: String,
    /// Where to answer in writing.
    pub email: Option<String>,
    /// Where to answer by word of mouth.
    pub phone: Option<String>,
}

impl Report {
    /// From the form as it was typed.
    pub fn read(form: &FormValues) -> Result<Self, FieldErrors> {
        let mut errors = FieldErrors::new();
        let mut line = |name: &str, limit: usize| {
            let text = form.typed(name).trim().replace("\r\n", "\n");
            if text.chars().count() > limit {
                let message = Message::key("feedback-too-long").with("limit", limit);
                errors.add(name, message);
            }
            text
        };
        let text = line("tekstas", LONGEST_TEXT);
        let page = line("puslapis", LONGEST_LINE);
        let aid = line("priemone", LONGEST_LINE);
        let email = line("pastas", LONGEST_EMAIL);
        let phone = line("telefonas", LONGEST_PHONE);
        if text.is_empty() {
            errors.add_key("tekstas", "feedback-text-missing");
        }
        let (typed_email, typed_phone) = (!email.is_empty(), !phone.is_empty());
        let email = formats::email(&email);
        let phone = formats::phone(&phone);
        if typed_email && email.is_none() {
            errors.add_key("pastas", "feedback-email-wrong");
        }
        if typed_phone && phone.is_none() {
            errors.add_key("telefonas", "form-phone-wrong");
        }
        if !errors.is_empty() {
            return Err(errors);
        }
        Ok(Self {
            page,
            text,
            aid,
            email,
            phone,
        })
    }
}

/// "PP-2026-000012": the number that the sender is told, counted by year.
pub fn number(year: i16, count: i64) -> String {
    format!("PP-{year}-{count:06}")
}

/// Whether a text is such a number.
pub fn is_number(text: &str) -> bool {
    let mut parts = text.split('-');
    let digits = |part: Option<&str>, length: usize| {
        part.is_some_and(|p| p.len() == length && p.bytes().all(|b| b.is_ascii_digit()))
    };
    parts.next() == Some("PP")
        && digits(parts.next(), 4)
        && digits(parts.next(), 6)
        && parts.next().is_none()
}

/// A report as an official sees it.
#[derive(Clone, Debug)]
pub struct Received {
    /// Key.
    pub id: Uuid,
    /// What the sender was told.
    pub number: String,
    /// When it came.
    pub received_at: Timestamp,
    /// Until when it is answered.
    pub answer_by: Date,
    /// What it tells.
    pub report: Report,
    /// When, by whom and how it was answered.
    pub answer: Option<Answered>,
}

/// The answer to a report, as the official noted it.
#[derive(Clone, Debug)]
pub struct Answered {
    /// When.
    pub at: Timestamp,
    /// By whom.
    pub by: String,
    /// What was answered.
    pub note: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(pairs: &[(&str, &str)]) -> FormValues {
        let pairs = pairs.iter().map(|(a, b)| ((*a).into(), (*b).into()));
        FormValues::from(pairs.collect::<Vec<(String, String)>>())
    }

    #[test]
    fn only_the_text_is_needed_and_every_fault_is_told() {
        let report = Report::read(&form(&[("tekstas", " Nemato mygtuko ")])).unwrap();
        assert_eq!(report.text, "Nemato mygtuko");
        assert_eq!(report.email, None);
        let long = "a".repeat(301);
        let errors =
            Report::read(&form(&[("pastas", "vardas@pastas"), ("puslapis", &long)])).unwrap_err();
        for field in ["tekstas", "pastas", "puslapis"] {
            assert!(errors.get(field).is_some(), "{field}");
        }
        let errors = Report::read(&form(&[("tekstas", "a"), ("telefonas", "12")])).unwrap_err();
        assert!(errors.get("telefonas").is_some());
        let report = Report::read(&form(&[("tekstas", "a"), ("telefonas", "8 612 34567")]));
        assert_eq!(report.unwrap().phone.as_deref(), Some("+37061234567"));
    }

    #[test]
    fn numbers_are_told_from_other_texts() {
        assert!(is_number(&number(2026, 12)));
        for wrong in [
            "",
            "PP-2026-12",
            "PP-2026-000012-1",
            "K-2026-000012",
            "PP-<b>-000012",
        ] {
            assert!(!is_number(wrong), "{wrong}");
        }
    }
}
