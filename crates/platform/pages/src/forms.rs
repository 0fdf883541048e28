//! What came with a form and what is wrong with it. Nothing typed is lost: values are kept as they were typed.

use crate::language::{Arg, Translator};

/// A text that a person will read: a key of the wording with its values, or a finished sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Message {
    /// Key of the wording and its values.
    Key(String, Vec<(String, Arg)>),
    /// A finished sentence.
    Text(String),
}

impl Message {
    /// A message without values.
    #[must_use]
    pub fn key(key: impl Into<String>) -> Self {
        Message::Key(key.into(), Vec::new())
    }

    /// The same message with one more value.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Into<Arg>) -> Self {
        if let Message::Key(_, args) = &mut self {
            args.push((name.to_owned(), value.into()));
        }
        self
    }

    /// The message in the translator's language.
    #[must_use]
    pub fn text(&self, translator: &Translator) -> String {
        match self {
            Message::Text(text) => text.clone(),
            Message::Key(key, args) => {
                let args: Vec<(&str, Arg)> = args
                    .iter()
                    .map(|(name, value)| (name.as_str(), value.clone()))
                    .collect();
                translator.t_args(key, &args)
            }
        }
    }
}

/// What is wrong with a form, in the order of its fields; one message for a field.
///
/// The field's name is also the `id` of its (first) input, so that the summary can lead there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FieldErrors {
    found: Vec<(String, Message)>,
}

impl FieldErrors {
    /// Nothing wrong.
    #[must_use]
    pub fn new() -> Self {
        FieldErrors::default()
    }

    /// Notes what is wrong with a field; the first message of a field stays.
    pub fn add(&mut self, field: impl Into<String>, message: Message) {
        let field = field.into();
        if self.get(&field).is_none() {
            self.found.push((field, message));
        }
    }

    /// Notes the message with this key.
    pub fn add_key(&mut self, field: impl Into<String>, key: impl Into<String>) {
        self.add(field, Message::key(key));
    }

    /// What is wrong with this field.
    #[must_use]
    pub fn get(&self, field: &str) -> Option<&Message> {
        self.found
            .iter()
            .find(|(name, _)| name == field)
            .map(|(_, message)| message)
    }

    /// True if nothing is wrong.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.found.is_empty()
    }

    /// Number of fields with a message.
    #[must_use]
    pub fn len(&self) -> usize {
        self.found.len()
    }

    /// Fields and messages in the order in which they were noted.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Message)> {
        self.found
            .iter()
            .map(|(field, message)| (field.as_str(), message))
    }
}

/// The values of a form as they were typed, in order; a name may come several times (checkboxes).
///
/// Take it as `axum::Form(pairs): axum::Form<Vec<(String, String)>>`, then `FormValues::from(pairs)`.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct FormValues {
    pairs: Vec<(String, String)>,
}

impl FormValues {
    /// The value as it was typed; empty if the field did not come.
    #[must_use]
    pub fn typed(&self, name: impl AsRef<str>) -> &str {
        let name = name.as_ref();
        self.pairs
            .iter()
            .find(|(key, _)| key == name)
            .map_or("", |(_, value)| value.as_str())
    }

    /// The value without spaces around it; `None` if nothing was typed.
    #[must_use]
    pub fn given(&self, name: &str) -> Option<&str> {
        Some(self.typed(name).trim()).filter(|value| !value.is_empty())
    }

    /// All values of a name: the checked boxes.
    pub fn all(&self, name: &str) -> impl Iterator<Item = &str> {
        self.pairs
            .iter()
            .filter(move |(key, _)| key == name)
            .map(|(_, value)| value.as_str())
    }

    /// True if this value is among those of the name.
    #[must_use]
    pub fn has(&self, name: impl AsRef<str>, value: impl AsRef<str>) -> bool {
        self.all(name.as_ref()).any(|one| one == value.as_ref())
    }

    /// Puts a value in place of what the name had.
    pub fn set(&mut self, name: &str, value: impl Into<String>) {
        self.pairs.retain(|(key, _)| key != name);
        self.pairs.push((name.to_owned(), value.into()));
    }

    /// Everything that came, without the form's own token; this is what a draft keeps.
    #[must_use]
    pub fn pairs(&self) -> Vec<(String, String)> {
        self.pairs
            .iter()
            .filter(|(name, _)| name != CSRF_FIELD)
            .cloned()
            .collect()
    }

    /// The form's own token, empty if it did not come.
    #[must_use]
    pub fn csrf(&self) -> &str {
        self.typed(CSRF_FIELD)
    }
}

/// Name of the hidden field with the form's own token.
pub const CSRF_FIELD: &str = "csrf";

impl From<Vec<(String, String)>> for FormValues {
    fn from(pairs: Vec<(String, String)>) -> Self {
        FormValues { pairs }
    }
}

impl std::fmt::Debug for FormValues {
    /// Names only: the values are personal data.
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_set()
            .entries(self.pairs.iter().map(|(name, _)| name))
            .finish()
    }
}
