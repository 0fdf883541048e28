//! Languages of the interface and the wording in `i18n/` (Fluent). Lithuanian is the default; the law requires it.

use std::{
    convert::Infallible,
    sync::{Mutex, OnceLock, PoisonError},
};

use axum::{
    extract::FromRequestParts,
    http::{HeaderMap, Uri, request::Parts},
};
use fluent_bundle::{FluentArgs, FluentResource, FluentValue, concurrent::FluentBundle};
use unic_langid::{LanguageIdentifier, langid};

use crate::cookies::LANGUAGE_COOKIE;

/// Language of the interface. Forms and decisions stay Lithuanian.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Language {
    /// Lithuanian.
    #[default]
    Lt,
    /// English.
    En,
}

impl Language {
    /// All languages, the default first.
    pub const ALL: [Language; 2] = [Language::Lt, Language::En];

    /// Code as in `lang="…"`: `lt`, `en`.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Language::Lt => "lt",
            Language::En => "en",
        }
    }

    /// The language's own name for itself.
    #[must_use]
    pub fn own_name(self) -> &'static str {
        match self {
            Language::Lt => "Lietuvių",
            Language::En => "English",
        }
    }

    /// The language with this code, if we speak it.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Language> {
        Language::ALL.into_iter().find(|one| one.code() == code)
    }

    /// The language of a request: `?kalba=en`, else the cookie `spis-kalba`, else Lithuanian.
    #[must_use]
    pub fn from_request(uri: &Uri, headers: &HeaderMap) -> Language {
        Language::asked_in(uri)
            .or_else(|| {
                crate::cookies::read(headers, LANGUAGE_COOKIE).and_then(Language::from_code)
            })
            .unwrap_or_default()
    }

    /// The language that the address itself asks for (`?kalba=en`).
    #[must_use]
    pub fn asked_in(uri: &Uri) -> Option<Language> {
        uri.query()?
            .split('&')
            .find_map(|pair| pair.strip_prefix("kalba="))
            .and_then(Language::from_code)
    }

    fn identifier(self) -> LanguageIdentifier {
        match self {
            Language::Lt => langid!("lt"),
            Language::En => langid!("en"),
        }
    }

    fn sources(self) -> &'static [(&'static str, &'static str)] {
        macro_rules! wording {
            ($language:literal, $($file:literal),+) => {
                &[$(($file, include_str!(concat!(
                    env!("CARGO_MANIFEST_DIR"), "/../../../i18n/", $language, "/", $file, ".ftl"
                )))),+]
            };
        }
        match self {
            Language::Lt => wording!(
                "lt",
                "common",
                "portal",
                "mine",
                "requests",
                "forms",
                "privacy",
                "staff",
                "work",
                "counter",
                "papers",
                "payments",
                "statistics",
                "errors",
                "signin",
                "public",
                "files",
                "accessibility",
                "front",
                "wizard",
                "family",
                "amend",
                "brought"
            ),
            Language::En => wording!(
                "en",
                "common",
                "portal",
                "mine",
                "requests",
                "forms",
                "privacy",
                "staff",
                "work",
                "counter",
                "papers",
                "payments",
                "statistics",
                "errors",
                "signin",
                "public",
                "files",
                "accessibility",
                "front",
                "wizard",
                "family",
                "amend",
                "brought"
            ),
        }
    }

    fn wording(self) -> &'static Wording {
        static LT: OnceLock<Wording> = OnceLock::new();
        static EN: OnceLock<Wording> = OnceLock::new();
        match self {
            Language::Lt => LT.get_or_init(|| Wording::read(Language::Lt)),
            Language::En => EN.get_or_init(|| Wording::read(Language::En)),
        }
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Language {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, Infallible> {
        Ok(Language::from_request(&parts.uri, &parts.headers))
    }
}

/// Wording brought from outside of `i18n/`, by language.
static ADDED: Mutex<Vec<(Language, &'static str)>> = Mutex::new(Vec::new());

/// Adds wording that does not lie in `i18n/`: a kind of support may bring its form's words in its own folder. It has to
/// come before the first message is asked for; later it is not heard.
pub fn add_wording(language: Language, text: &'static str) {
    let mut added = ADDED.lock().unwrap_or_else(PoisonError::into_inner);
    added.push((language, text));
}

struct Wording {
    bundle: FluentBundle<FluentResource>,
    /// What is wrong with the files; empty in a build that passed its tests.
    complaints: Vec<String>,
}

impl Wording {
    fn read(language: Language) -> Wording {
        let mut bundle = FluentBundle::new_concurrent(vec![language.identifier()]);
        // The marks would be copied into names, numbers and searches; both our languages run left to right.
        bundle.set_use_isolating(false);
        bundle.set_formatter(Some(match language {
            Language::Lt => grouped_by_no_break_space,
            Language::En => grouped_by_comma,
        }));
        let mut complaints = Vec::new();
        let function = bundle.add_function("PLURAL", move |values, _| match values.first() {
            Some(FluentValue::Number(number)) => {
                FluentValue::from(plural_category(language, number.value as i64))
            }
            Some(other) => other.clone(),
            None => FluentValue::Error,
        });
        complaints.extend(function.err().map(|error| error.to_string()));
        let added = ADDED.lock().unwrap_or_else(PoisonError::into_inner);
        let added = added.iter().filter(|(of, _)| *of == language);
        let brought = added.map(|(_, text)| ("brought", *text));
        for (file, text) in language.sources().iter().copied().chain(brought) {
            let resource = match FluentResource::try_new(with_own_plurals(text)) {
                Ok(resource) => resource,
                Err((resource, errors)) => {
                    complaints.extend(errors.iter().map(|error| format!("{file}: {error}")));
                    resource
                }
            };
            if let Err(errors) = bundle.add_resource(resource) {
                complaints.extend(errors.iter().map(|error| format!("{file}: {error}")));
            }
        }
        Wording { bundle, complaints }
    }
}

/// The form of a noun that a whole number asks for (CLDR): Lithuanian "few" is 2–9, 22–29 … 102–109, "one" is 1, 21 …
/// 121, and "other" 0, 10–20, 30, 111 …
fn plural_category(language: Language, n: i64) -> &'static str {
    let (tens, units) = (n.unsigned_abs() % 100, n.unsigned_abs() % 10);
    match language {
        Language::Lt if (11..=19).contains(&tens) || units == 0 => "other",
        Language::Lt if units == 1 => "one",
        Language::Lt => "few",
        Language::En if n == 1 => "one",
        Language::En => "other",
    }
}

/// Lets [`plural_category`] choose the variants of `{ $n -> … }`. The library's own rule for Lithuanian
/// (intl_pluralrules 7.0.2) forgets the tens: it takes 22 for "other" and 111 for "one".
fn with_own_plurals(text: &str) -> String {
    let mut pieces = text.split("->");
    let mut rewritten = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let selector = rewritten.trim_end();
        let variable = selector.rfind('$').filter(|start| {
            selector[start + 1..]
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-'))
        });
        if let Some(start) = variable {
            rewritten = format!("{}PLURAL({}) ", &selector[..start], &selector[start..]);
        }
        rewritten.push_str("->");
        rewritten.push_str(piece);
    }
    rewritten
}

fn grouped_by_no_break_space<M>(value: &FluentValue, _: &M) -> Option<String> {
    grouped(value, '\u{a0}')
}

fn grouped_by_comma<M>(value: &FluentValue, _: &M) -> Option<String> {
    grouped(value, ',')
}

/// Whole numbers get their thousands parted; a year is therefore given as text.
fn grouped(value: &FluentValue, separator: char) -> Option<String> {
    let FluentValue::Number(number) = value else {
        return None;
    };
    // Only whole numbers come here: `Arg::Number` is one.
    Some(crate::format::grouped(number.value as i64, separator))
}

/// A value put into a message: text, or a whole number on which the plural depends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Arg {
    /// Text as it is; also years and numbers of documents.
    Text(String),
    /// A count; printed with its thousands parted.
    Number(i64),
}

impl From<&str> for Arg {
    fn from(text: &str) -> Self {
        Arg::Text(text.to_owned())
    }
}

impl From<String> for Arg {
    fn from(text: String) -> Self {
        Arg::Text(text)
    }
}

impl From<&String> for Arg {
    fn from(text: &String) -> Self {
        Arg::Text(text.clone())
    }
}

macro_rules! arg_from_number {
    ($($number:ty),+) => {$(
        impl From<$number> for Arg {
            fn from(number: $number) -> Self {
                Arg::Number(i64::from(number))
            }
        }
        impl From<&$number> for Arg {
            fn from(number: &$number) -> Self {
                Arg::Number(i64::from(*number))
            }
        }
    )+};
}
arg_from_number!(i8, i16, i32, i64, u8, u16, u32);

impl From<usize> for Arg {
    fn from(number: usize) -> Self {
        Arg::Number(i64::try_from(number).unwrap_or(i64::MAX))
    }
}

impl From<&usize> for Arg {
    fn from(number: &usize) -> Self {
        Arg::from(*number)
    }
}

/// Gives the wording of a message in one language.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Translator {
    /// The language of the answers.
    pub language: Language,
}

impl Translator {
    /// A translator into this language.
    #[must_use]
    pub fn new(language: Language) -> Self {
        Translator { language }
    }

    /// The message of this key. A key that does not exist shows as `⟦key⟧`.
    #[must_use]
    pub fn t(&self, key: impl AsRef<str>) -> String {
        self.message(key.as_ref(), None)
    }

    /// The message of this key with its values, for example `t_args("applications-count", &[("n", 21.into())])`.
    #[must_use]
    pub fn t_args(&self, key: impl AsRef<str>, args: &[(&str, Arg)]) -> String {
        let mut values = FluentArgs::new();
        for (name, value) in args {
            match value {
                Arg::Text(text) => values.set((*name).to_owned(), text.clone()),
                Arg::Number(number) => values.set((*name).to_owned(), *number),
            }
        }
        self.message(key.as_ref(), Some(&values))
    }

    /// The message of this key with the count `$n`.
    #[must_use]
    pub fn t_count(&self, key: impl AsRef<str>, n: impl Into<Arg>) -> String {
        self.t_args(key, &[("n", n.into())])
    }

    /// True if this language has the key itself.
    #[must_use]
    pub fn has(&self, key: &str) -> bool {
        self.language.wording().bundle.has_message(key)
    }

    /// Everything wrong with the wording files of this language: unreadable entries, a key given twice.
    #[must_use]
    pub fn complaints(&self) -> &'static [String] {
        &self.language.wording().complaints
    }

    fn message(&self, key: &str, args: Option<&FluentArgs>) -> String {
        for language in [self.language, Language::Lt] {
            let bundle = &language.wording().bundle;
            if let Some(pattern) = bundle.get_message(key).and_then(|message| message.value()) {
                let mut errors = Vec::new();
                return bundle
                    .format_pattern(pattern, args, &mut errors)
                    .into_owned();
            }
        }
        format!("⟦{key}⟧")
    }
}
