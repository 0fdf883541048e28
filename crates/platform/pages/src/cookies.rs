//! The cookies that SPIS sets: only strictly necessary ones, so no consent is asked.
//! The cookie page prints [`COOKIES`]; a test of each screen that sets a cookie may compare with [`is_declared`].

use axum::http::{HeaderMap, header};

/// Cookie that keeps the language chosen by the visitor.
pub const LANGUAGE_COOKIE: &str = "spis-kalba";

/// A cookie as the cookie page tells of it; the texts are keys of messages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cookie {
    /// Name; `<nn>` stands for the two digits of the node.
    pub name: &'static str,
    /// What it is for.
    pub purpose: &'static str,
    /// When it is set.
    pub set_when: &'static str,
    /// How long it lasts.
    pub lasts: &'static str,
    /// What it contains.
    pub contains: &'static str,
}

/// Every cookie of SPIS.
pub const COOKIES: &[Cookie] = &[
    Cookie {
        name: "__Host-spis-<nn>-resident",
        purpose: "cookie-resident-purpose",
        set_when: "cookie-session-set",
        lasts: "cookie-session-lasts",
        contains: "cookie-session-contains",
    },
    Cookie {
        name: "__Host-spis-<nn>-staff",
        purpose: "cookie-staff-purpose",
        set_when: "cookie-session-set",
        lasts: "cookie-session-lasts",
        contains: "cookie-session-contains",
    },
    Cookie {
        name: "__Host-spis-<nn>-ministry",
        purpose: "cookie-ministry-purpose",
        set_when: "cookie-session-set",
        lasts: "cookie-session-lasts",
        contains: "cookie-session-contains",
    },
    Cookie {
        name: "__Host-spis-<nn>-signin",
        purpose: "cookie-signin-purpose",
        set_when: "cookie-signin-set",
        lasts: "cookie-signin-lasts",
        contains: "cookie-signin-contains",
    },
    Cookie {
        name: "__Host-spis-<nn>-queue",
        purpose: "cookie-queue-purpose",
        set_when: "cookie-queue-set",
        lasts: "cookie-queue-lasts",
        contains: "cookie-queue-contains",
    },
    Cookie {
        name: LANGUAGE_COOKIE,
        purpose: "cookie-language-purpose",
        set_when: "cookie-language-set",
        lasts: "cookie-language-lasts",
        contains: "cookie-language-contains",
    },
    Cookie {
        name: crate::display::DISPLAY_COOKIE,
        purpose: "cookie-display-purpose",
        set_when: "cookie-display-set",
        lasts: "cookie-language-lasts",
        contains: "cookie-display-contains",
    },
];

/// True if the cookie page tells of a cookie of this name, for example `__Host-spis-29-staff`.
#[must_use]
pub fn is_declared(name: &str) -> bool {
    COOKIES
        .iter()
        .any(|cookie| match cookie.name.split_once("<nn>") {
            None => cookie.name == name,
            Some((before, after)) => name
                .strip_prefix(before)
                .and_then(|rest| rest.strip_suffix(after))
                .is_some_and(|node| node.len() == 2 && node.bytes().all(|b| b.is_ascii_digit())),
        })
}

/// The value of a cookie that the browser sent.
#[must_use]
pub fn read<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find_map(|(key, value)| (key == name).then_some(value))
}
