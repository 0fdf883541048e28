//! "Trumpai kitomis kalbomis": what SPIS is, how to apply and where help is, on one page in each of four languages.
//!
//! These are no languages of the interface: forms and decisions stay Lithuanian, and the page says so. Its wording is
//! one file in the language's folder of `i18n/`.

use std::sync::LazyLock;

use askama::Template;
use fluent_bundle::{FluentArgs, FluentResource, concurrent::FluentBundle};
use unic_langid::LanguageIdentifier;

use crate::{Language, Translator, page::Page};

/// A language of the summary.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SummaryLanguage {
    /// English.
    En,
    /// Polish.
    Pl,
    /// Ukrainian.
    Uk,
    /// Russian.
    Ru,
}

type Words = FluentBundle<FluentResource>;

impl SummaryLanguage {
    /// All, in the order in which they are offered.
    pub const ALL: [SummaryLanguage; 4] = [Self::En, Self::Pl, Self::Uk, Self::Ru];

    /// Code as in `lang="…"` and in the address.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Pl => "pl",
            Self::Uk => "uk",
            Self::Ru => "ru",
        }
    }

    /// The language's own name for itself.
    #[must_use]
    pub fn own_name(self) -> &'static str {
        match self {
            Self::En => "English",
            Self::Pl => "Polski",
            Self::Uk => "Українська",
            Self::Ru => "Русский",
        }
    }

    /// The language with this code, if there is a summary in it.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.code() == code)
    }

    /// Where its summary is read.
    #[must_use]
    pub fn href(self) -> String {
        format!("/trumpai/{}", self.code())
    }

    fn source(self) -> &'static str {
        macro_rules! summary {
            ($language:literal) => {
                include_str!(concat!(
                    env!("CARGO_MANIFEST_DIR"),
                    "/../../../i18n/",
                    $language,
                    "/summary.ftl"
                ))
            };
        }
        match self {
            Self::En => summary!("en"),
            Self::Pl => summary!("pl"),
            Self::Uk => summary!("uk"),
            Self::Ru => summary!("ru"),
        }
    }

    fn words(self) -> &'static Words {
        static WORDS: LazyLock<[Words; 4]> =
            LazyLock::new(|| SummaryLanguage::ALL.map(SummaryLanguage::read));
        &WORDS[self as usize]
    }

    fn read(self) -> Words {
        let identifier: LanguageIdentifier = self.code().parse().unwrap_or_default();
        let mut words = Words::new_concurrent(vec![identifier]);
        words.set_use_isolating(false);
        // What cannot be read shows as its key; a test looks for that.
        let resource = FluentResource::try_new(self.source().to_owned())
            .unwrap_or_else(|(readable, _)| readable);
        words.add_resource_overriding(resource);
        words
    }

    /// The message of this key. A key that does not exist shows as `⟦key⟧`.
    #[must_use]
    pub fn say(self, key: &str) -> String {
        self.message(key, None)
    }

    /// When the telephone of help answers.
    #[must_use]
    pub fn help_hours(self, hours: impl Into<String>) -> String {
        let mut args = FluentArgs::new();
        args.set("hours", hours.into());
        self.message("summary-help-hours", Some(&args))
    }

    fn message(self, key: &str, args: Option<&FluentArgs>) -> String {
        let words = self.words();
        match words.get_message(key).and_then(|message| message.value()) {
            Some(pattern) => words
                .format_pattern(pattern, args, &mut Vec::new())
                .into_owned(),
            None => format!("⟦{key}⟧"),
        }
    }
}

/// The page with the summary in one language.
#[derive(Template)]
#[template(path = "public/summary.html")]
pub(crate) struct SummaryPage {
    /// Its frame stays in the language of the interface.
    pub page: Page,
    /// The language of the summary.
    pub summary: SummaryLanguage,
}

impl SummaryPage {
    /// A word as it stands on the Lithuanian pages.
    fn lithuanian(&self, key: &str) -> String {
        Translator::new(Language::Lt).t(key)
    }

    /// Address of the residents' portal, empty on the portal itself; none where it is not known.
    fn portal(&self) -> Option<&str> {
        let known = self.page.contacts.portal.as_str();
        if self.page.public_part {
            Some("")
        } else {
            (!known.is_empty()).then_some(known)
        }
    }
}
