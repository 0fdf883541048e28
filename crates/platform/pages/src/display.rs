//! "Rodymo nustatymai": how a visitor wants pages to look, kept in one cookie and nowhere else.

use axum::http::HeaderMap;

use crate::cookies;

/// Cookie that keeps the display settings.
pub const DISPLAY_COOKIE: &str = "spis-rodymas";

/// Colours of the pages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Scheme {
    /// As the device is set.
    #[default]
    Auto,
    /// Dark letters on light ground.
    Light,
    /// Light letters on dark ground.
    Dark,
}

/// How pages look for one visitor.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Display {
    /// Colours.
    pub scheme: Scheme,
    /// Larger letters everywhere.
    pub large: bool,
}

impl Scheme {
    /// All, the usual one first.
    pub const ALL: [Scheme; 3] = [Scheme::Auto, Scheme::Light, Scheme::Dark];

    /// As in `data-color-scheme` and in the cookie.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Scheme::Auto => "auto",
            Scheme::Light => "light",
            Scheme::Dark => "dark",
        }
    }
}

impl Display {
    /// What a form or a cookie says; what it does not know is as usual.
    #[must_use]
    pub fn of(scheme: &str, size: &str) -> Self {
        Display {
            scheme: Scheme::ALL
                .into_iter()
                .find(|one| one.code() == scheme)
                .unwrap_or_default(),
            large: size == "large",
        }
    }

    /// The settings that the browser sent.
    #[must_use]
    pub fn from_headers(headers: &HeaderMap) -> Self {
        cookies::read(headers, DISPLAY_COOKIE)
            .and_then(|value| value.split_once('-'))
            .map_or_else(Display::default, |(scheme, size)| Display::of(scheme, size))
    }

    /// As the cookie keeps it: `dark-large`.
    #[must_use]
    pub fn cookie_value(self) -> String {
        let size = if self.large { "large" } else { "normal" };
        format!("{}-{size}", self.scheme.code())
    }
}
