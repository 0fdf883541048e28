//! "Prašymo forma": one schema for each form. From it come the screens of the wizard, the checking of what was typed, the
//! JSON Schema of what is sent, and the paper form. A kind brings its `form.toml` and wording; nothing here knows the forms.
//!
//! Reading answers knows neither portal nor counter: both give what was typed and the [`People`] that the form is about.

mod correcting;
pub mod formats;
mod gaps;
mod json_schema;
mod paper;
mod people;
pub mod power;
mod questions;
mod reading;
mod schema;

pub use correcting::Change;
pub use json_schema::Unfit;
pub use paper::{
    PaperForm, PaperNotes, PaperRow, PaperSection, PaperSheet, RegisteredForm, SentForm,
};
pub use people::{Offered, People};
pub use questions::{Question, Voice, Widget};
pub use reading::{Incomplete, Read, is_home_with};
pub use schema::{Condition, Field, FieldKind, Form, FormError, Head, Only, Sheet, Shows};

use std::collections::BTreeMap;

/// What was typed, by the name of the field; several where several boxes are checked.
pub type Values = BTreeMap<String, Vec<String>>;

/// "Taip", as the form sends it.
pub const YES: &str = "taip";
/// "Ne", as the form sends it.
pub const NO: &str = "ne";
