//! What residents are told about each kind of support before they apply (R-000-02: the public part describes every
//! existing form of support).
//!
//! The texts lie in the folder of the kind, `about.lt.toml` and `about.en.toml`; [`about_of`] registers a folder, and
//! `apps/spis` hands the folders of all rooms to the public pages. Sums are written as parameters of the law,
//! `{child_benefit.universal.coefficient*bsi}`, so that a page is right on the day on which it is read.

use jiff::civil::Date;
use serde::Deserialize;
use spis_law::{ParameterValue, Parameters};
use spis_pages::{Language, format};

/// The two files of one folder.
#[derive(Debug, Clone, Copy)]
pub struct AboutFiles {
    /// Folder, for messages.
    pub folder: &'static str,
    /// Lithuanian text; it also holds what does not depend on the language.
    pub lt: &'static str,
    /// English text.
    pub en: &'static str,
}

/// Registers the about files of a folder, given relative to the calling file.
#[macro_export]
macro_rules! about_of {
    ($folder:literal) => {
        $crate::about::AboutFiles {
            folder: $folder,
            lt: include_str!(concat!($folder, "/about.lt.toml")),
            en: include_str!(concat!($folder, "/about.en.toml")),
        }
    };
}

/// "Kur kreiptis": where the support is applied for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ApplyAt {
    /// In the portal.
    Here,
    /// At the municipality or eldership.
    Municipality,
    /// "Sodra".
    Sodra,
    /// "Socialinių paslaugų priežiūros departamentas".
    Sppd,
    /// "Techninės pagalbos neįgaliesiems centras".
    Tpnc,
    /// Children's rights protection service, or the municipality.
    ChildRights,
    /// Nothing to apply for; the school does it.
    School,
}

impl ApplyAt {
    /// As in the wording.
    pub fn code(self) -> &'static str {
        match self {
            Self::Here => "here",
            Self::Municipality => "municipality",
            Self::Sodra => "sodra",
            Self::Sppd => "sppd",
            Self::Tpnc => "tpnc",
            Self::ChildRights => "child-rights",
            Self::School => "school",
        }
    }
}

/// "Paramos rūšies aprašymas": one page about support, in both languages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AboutSupport {
    /// End of the address.
    pub slug: String,
    /// Kinds of support that the page describes (classifier `support_kind`).
    pub kinds: Vec<String>,
    /// Part of the list: `children`, `low_income`, …
    pub area: String,
    /// Where to apply.
    pub apply: ApplyAt,
    /// Legal act with its article, in Lithuanian.
    pub act: String,
    lt: AboutText,
    en: AboutText,
}

/// The words of a page in one language.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AboutText {
    slug: String,
    /// Name.
    pub title: String,
    /// A few words under the name.
    pub summary: String,
    /// Other words by which people look for it.
    pub words: Vec<String>,
    /// Who may get it.
    pub who: Vec<String>,
    /// How much.
    pub amount: Vec<String>,
    /// What is needed.
    pub needed: Vec<String>,
    /// Within what time it is decided; empty when no source settles it.
    #[serde(default)]
    pub term: String,
}

#[derive(Deserialize)]
struct Common {
    slug: String,
    kinds: Vec<String>,
    area: String,
    apply: ApplyAt,
    act: String,
    #[serde(flatten)]
    rest: toml::Table,
}

#[derive(Deserialize)]
struct File<T> {
    support: Vec<T>,
}

/// Why about files cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum AboutError {
    /// Not the expected shape.
    #[error("the about file of {folder} cannot be read: {source}")]
    Unreadable {
        /// Whose.
        folder: &'static str,
        /// What the reader says.
        source: toml::de::Error,
    },
    /// A page lacks one of its languages.
    #[error("{folder}: the page {slug} is not in both languages")]
    OneLanguage {
        /// Whose.
        folder: &'static str,
        /// Which page.
        slug: String,
    },
    /// A text names a parameter that the law does not have on the day.
    #[error("{slug}: the text {text:?} names no parameter of the law")]
    NoParameter {
        /// Which page.
        slug: String,
        /// The text between braces.
        text: String,
    },
}

/// Reads the pages of a folder.
pub fn read(files: &AboutFiles) -> Result<Vec<AboutSupport>, AboutError> {
    let unreadable = |source| AboutError::Unreadable {
        folder: files.folder,
        source,
    };
    let lithuanian: File<Common> = toml::from_str(files.lt).map_err(unreadable)?;
    let english: File<AboutText> = toml::from_str(files.en).map_err(unreadable)?;
    let one_language = |slug: &str| AboutError::OneLanguage {
        folder: files.folder,
        slug: slug.to_owned(),
    };
    for text in &english.support {
        if !lithuanian.support.iter().any(|lt| lt.slug == text.slug) {
            return Err(one_language(&text.slug));
        }
    }
    let mut pages = Vec::new();
    for mut common in lithuanian.support {
        common
            .rest
            .insert("slug".into(), common.slug.clone().into());
        let lt: AboutText = common.rest.try_into().map_err(unreadable)?;
        let en = english
            .support
            .iter()
            .find(|en| en.slug == common.slug)
            .ok_or_else(|| one_language(&common.slug))?
            .clone();
        pages.push(AboutSupport {
            slug: common.slug,
            kinds: common.kinds,
            area: common.area,
            apply: common.apply,
            act: common.act,
            lt,
            en,
        });
    }
    Ok(pages)
}

impl AboutSupport {
    /// The words as they are written.
    pub fn text(&self, language: Language) -> &AboutText {
        match language {
            Language::Lt => &self.lt,
            Language::En => &self.en,
        }
    }

    /// The words with the law's numbers of a day.
    pub fn text_on(&self, language: Language, day: Date) -> Result<AboutText, AboutError> {
        let text = self.text(language);
        let filled = |lines: &[String]| -> Result<Vec<String>, AboutError> {
            lines
                .iter()
                .map(|line| self.fill(line, language, day))
                .collect()
        };
        Ok(AboutText {
            who: filled(&text.who)?,
            amount: filled(&text.amount)?,
            needed: filled(&text.needed)?,
            ..text.clone()
        })
    }

    /// Whether every word of the search stands in the page, in either language; letters as written without marks count.
    pub fn matches(&self, search: &str) -> bool {
        let mut all = String::new();
        for text in [&self.lt, &self.en] {
            for part in [&text.title, &text.summary]
                .into_iter()
                .chain(&text.words)
                .chain(&text.who)
            {
                all.push_str(&plain(part));
                all.push(' ');
            }
        }
        plain(search)
            .split_whitespace()
            .all(|word| all.split_whitespace().any(|other| akin(word, other)))
    }

    fn fill(&self, line: &str, language: Language, day: Date) -> Result<String, AboutError> {
        let mut filled = String::new();
        let mut rest = line;
        while let Some((before, after)) = rest.split_once('{') {
            let Some((named, end)) = after.split_once('}') else {
                return Err(self.no_parameter(after));
            };
            filled.push_str(before);
            filled.push_str(&value(named, language, day).ok_or_else(|| self.no_parameter(named))?);
            rest = end;
        }
        filled.push_str(rest);
        Ok(filled)
    }

    fn no_parameter(&self, text: &str) -> AboutError {
        AboutError::NoParameter {
            slug: self.slug.clone(),
            text: text.to_owned(),
        }
    }
}

/// A parameter, or a coefficient times a base, as it is read.
fn value(named: &str, language: Language, day: Date) -> Option<String> {
    let law = Parameters::embedded();
    if let Some((coefficient, base)) = named.split_once('*') {
        let (coefficient, _) = law.coefficient(coefficient, day).ok()?;
        let (base, _) = law.money(base, day).ok()?;
        return Some(format::money(language, coefficient.of(base)));
    }
    match &law.at(named, day).ok()?.value {
        ParameterValue::Money(sum) => Some(format::money(language, *sum)),
        ParameterValue::Whole(number) => Some(number.to_string()),
        ParameterValue::Coefficient(_) | ParameterValue::Text(_) => None,
    }
}

/// Small letters without marks; anything but letters and digits divides words.
fn plain(text: &str) -> String {
    text.to_lowercase()
        .chars()
        .map(|c| match c {
            'ą' => 'a',
            'č' => 'c',
            'ę' | 'ė' => 'e',
            'į' => 'i',
            'š' => 's',
            'ų' | 'ū' => 'u',
            'ž' => 'z',
            c if c.is_alphanumeric() => c,
            _ => ' ',
        })
        .collect()
}

/// Lithuanian endings change ("vaikas", "vaikams"): words are akin if all but the last letters of the asked one agree.
fn akin(asked: &str, written: &str) -> bool {
    let letters = asked.chars().count();
    let stem: String = asked
        .chars()
        .take(letters.saturating_sub(3).max(4).min(letters))
        .collect();
    written.starts_with(&stem)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    const LT: &str = r#"
        [[support]]
        slug = "vaiko-pinigai"
        kinds = ["ivi_vaikui"]
        area = "children"
        apply = "here"
        act = "Išmokų vaikams įstatymas, 6 straipsnis"
        title = "Išmoka vaikui"
        summary = "kiekvienam"
        words = ["vaiko pinigai"]
        who = ["Iki {child_benefit.universal.age_limit} metų"]
        amount = ["{child_benefit.universal.coefficient*bsi}"]
        needed = []
    "#;
    const EN: &str = r#"
        [[support]]
        slug = "vaiko-pinigai"
        title = "Child benefit"
        summary = "for all"
        words = []
        who = ["Up to {child_benefit.universal.age_limit}"]
        amount = ["{child_benefit.universal.coefficient*bsi}"]
        needed = []
    "#;

    fn page() -> AboutSupport {
        let files = AboutFiles {
            folder: "test",
            lt: LT,
            en: EN,
        };
        read(&files).unwrap().remove(0)
    }

    #[test]
    fn a_page_has_the_law_s_sum_of_the_day() {
        let on = |day| page().text_on(Language::Lt, day).unwrap();
        assert_eq!(on(date(2025, 6, 1)).amount, ["122,50\u{a0}Eur"]);
        assert_eq!(on(date(2026, 6, 1)).amount, ["129,50\u{a0}Eur"]);
        assert_eq!(on(date(2026, 6, 1)).who, ["Iki 18 metų"]);
        assert!(page().text_on(Language::Lt, date(2010, 1, 1)).is_err());
    }

    #[test]
    fn words_are_found_without_marks_and_in_other_forms() {
        for found in [
            "vaiko pinigai",
            "VAIKAS",
            "ismoka",
            "išmokų vaikams",
            "child",
        ] {
            assert!(page().matches(found), "{found}");
        }
        for foreign in ["šildymas", "vaikas šildymas", "pensija"] {
            assert!(!page().matches(foreign), "{foreign}");
        }
    }

    #[test]
    fn a_page_in_one_language_is_refused() {
        let files = AboutFiles {
            folder: "test",
            lt: LT,
            en: "support = []",
        };
        assert!(matches!(read(&files), Err(AboutError::OneLanguage { .. })));
    }
}
