//! "Laikinas uždarymas": a part of a node that an administrator has closed on purpose, with the reason and the end.

use jiff::Timestamp;

use crate::language::{Language, Translator};

/// A part that is closed, as people are told of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Closure {
    /// Code of the part: `all`, `apply` …; its words are `closed-area-…` and `closed-works-…`.
    pub area: String,
    /// Why, in Lithuanian.
    pub reason_lt: String,
    /// Why, in English.
    pub reason_en: String,
    /// Since when.
    pub begun_at: Timestamp,
    /// Until when: then it opens by itself.
    pub until: Timestamp,
}

impl Closure {
    /// Why.
    #[must_use]
    pub fn reason_in(&self, language: Language) -> &str {
        match language {
            Language::Lt => &self.reason_lt,
            Language::En => &self.reason_en,
        }
    }

    /// "Laikinai uždaryta: naujų prašymų pateikimas".
    #[must_use]
    pub fn title(&self, translator: &Translator) -> String {
        if self.area == "all" {
            return translator.t("closed-title-all");
        }
        let area = translator.t(format!("closed-area-{}", self.area));
        translator.t_args("closed-title", &[("area", area.into())])
    }

    /// Key of the sentence that says what works all the same.
    #[must_use]
    pub fn works_key(&self) -> String {
        format!("closed-works-{}", self.area)
    }

    /// Whether it holds at a moment.
    #[must_use]
    pub fn holds(&self, now: Timestamp) -> bool {
        self.begun_at <= now && now < self.until
    }

    /// Seconds until it opens.
    #[must_use]
    pub fn seconds_left(&self, now: Timestamp) -> u64 {
        u64::try_from(self.until.as_second() - now.as_second()).unwrap_or(0)
    }
}
