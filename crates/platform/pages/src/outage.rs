//! "Sutrikimo puslapiai": what the web server in front shows while SPIS itself cannot answer (502, 503, 504).
//!
//! Such a page is a file: it needs nothing of ours, knows neither the time nor a number, and so promises nothing that
//! would need them. `spis outage-pages` writes the files with the contacts of the installation.

use askama::Template;

use crate::{Language, Translator, site::Contacts, summary::SummaryLanguage};

/// Which answers of the web server have a page.
pub const STATUSES: [u16; 3] = [502, 503, 504];

const STYLE: &str = include_str!("../templates/outage.css");

#[derive(Template)]
#[template(path = "outage.html")]
struct OutagePage<'a> {
    status: u16,
    style: &'static str,
    mark: &'static str,
    contacts: &'a Contacts,
    lt: Translator,
    en: Translator,
    /// In the languages of the summary that are none of the interface. The summary itself cannot be reached now.
    short: [SummaryLanguage; 3],
}

impl OutagePage<'_> {
    fn part(&self, translator: &Translator, what: &str) -> String {
        translator.t(format!("outage-{}-{what}", self.status))
    }

    fn hours(&self, translator: &Translator) -> String {
        let hours = self.contacts.help_hours.as_str();
        translator.t_args("footer-help-hours", &[("hours", hours.into())])
    }
}

/// The page for one of [`STATUSES`], whole in one file.
///
/// # Errors
/// The template cannot be rendered.
pub fn page(status: u16, contacts: &Contacts) -> Result<String, askama::Error> {
    let mut html = OutagePage {
        status,
        style: STYLE.trim(),
        mark: crate::icons::MARK,
        contacts,
        lt: Translator::new(Language::Lt),
        en: Translator::new(Language::En),
        short: [
            SummaryLanguage::Pl,
            SummaryLanguage::Uk,
            SummaryLanguage::Ru,
        ],
    }
    .render()?;
    html.push('\n');
    Ok(html)
}
