//! The page kit that every screen of SPIS stands on: design assets, layouts, form components, wording in
//! Lithuanian and English, formats of dates and money, error pages, security headers and the public pages.
//!
//! A screen is an askama template with the fields `page: Page` and its own data:
//!
//! ```jinja
//! {% extends "portal.html" %}
//! {% import "components.html" as c %}
//! {% block main %}<h1>{{ page.title }}</h1>{% endblock %}
//! ```
//!
//! A crate with templates has an `askama.toml` with `dirs = ["templates", "../../platform/pages/templates"]`.
//! The macros of `components.html` read `page` of the surrounding template, and print the error of a field by its name.

extern crate self as spis_pages;

pub mod accessibility;
pub mod assets;
pub mod closure;
pub mod components;
pub mod cookies;
pub mod display;
pub mod format;
pub mod forms;
pub mod icons;
pub mod incident;
pub mod language;
pub mod load;
pub mod outage;
pub mod page;
pub mod public_pages;
pub mod rate;
pub mod response;
pub mod security;
pub mod site;
pub mod summary;

pub use closure::Closure;
pub use components::{
    Choice, DueTold, Fact, FourAnswers, Pagination, SaveState, Step, StepState, Tag, Tone, WhyNode,
};
pub use display::Display;
pub use forms::{FieldErrors, FormValues, Message};
pub use incident::Incidents;
pub use language::{Arg, Language, Translator};
pub use page::{Audience, Flash, FlashKind, NavItem, Page, SessionEnd, SignedIn, Width};
pub use response::{AppError, Html};
pub use security::{Protection, SignInPage, protect};
pub use site::{Contacts, PageRequest, Site};
