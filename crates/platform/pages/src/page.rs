//! What every page knows about itself: the frame around a screen's own content.

use askama::{Template, filters::Safe};
use jiff::{Timestamp, civil::Date};
use spis_kernel::{Cents, Month};

use crate::{
    assets,
    components::{SaveState, Tag, Unfolded, WhyNode, WhyTree},
    format,
    forms::{FieldErrors, Message},
    icons::{Icon, icon},
    language::{Arg, Language, Translator},
    site::Contacts,
    summary::SummaryLanguage,
};

/// For whom a page is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Audience {
    /// A resident.
    #[default]
    Portal,
    /// A municipality's specialist.
    Staff,
    /// An official of the ministry.
    Ministry,
    /// Anybody, not signed in.
    Public,
}

impl Audience {
    /// True for pages of officials: dense, without band and footer.
    #[must_use]
    pub fn is_staff(self) -> bool {
        matches!(self, Audience::Staff | Audience::Ministry)
    }
}

/// Who is signed in, as the header shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedIn {
    /// Name in the nominative; residents see their own shortened ("Rasa P.").
    pub name: String,
    /// Position of an official; empty for a resident.
    pub position: String,
}

/// "Seanso pabaiga": until when somebody is signed in unless a page is asked for before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SessionEnd {
    /// The moment.
    pub at: Timestamp,
    /// Whole seconds until it as the page was made: the browser's clock may be wrong.
    pub seconds_left: i64,
    /// Where the browser asks how long it lasts, and where it is prolonged.
    pub href: String,
}

impl SessionEnd {
    /// From so many seconds before the end it is announced; WCAG 2.2.1 asks for 20, the product for two minutes.
    pub const WARNED_BEFORE: i64 = 300;

    /// A session that ends at a moment, told at another.
    pub fn new(at: Timestamp, now: Timestamp, href: impl Into<String>) -> Self {
        SessionEnd {
            at,
            seconds_left: (at.as_second() - now.as_second()).max(0),
            href: href.into(),
        }
    }

    /// As in the page's data: when the script begins to announce the end.
    #[must_use]
    pub fn warned_before(&self) -> i64 {
        Self::WARNED_BEFORE
    }
}

/// A place in the header.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NavItem {
    /// Key by which a page says that it stands there.
    pub key: &'static str,
    /// Address.
    pub href: String,
    /// Words.
    pub label: String,
    /// What waits there: as a number, and in words for whoever hears the page. None: nothing, or it is not told here.
    pub waits: Option<(usize, String)>,
}

impl NavItem {
    /// A place in the header.
    pub fn new(key: &'static str, href: impl Into<String>, label: impl Into<String>) -> Self {
        NavItem {
            key,
            href: href.into(),
            label: label.into(),
            waits: None,
        }
    }
}

/// What kind of news the page begins with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FlashKind {
    /// Something was done.
    Success,
    /// Something to know.
    Info,
    /// Something to act on.
    Warning,
    /// Something failed.
    Danger,
}

/// News with which the page after an action begins; it gets the focus and does not disappear.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flash {
    /// Its colour.
    pub kind: FlashKind,
    /// The sentence.
    pub text: String,
}

impl Flash {
    /// Something was done.
    pub fn success(text: impl Into<String>) -> Self {
        Flash {
            kind: FlashKind::Success,
            text: text.into(),
        }
    }

    /// Palette name.
    #[must_use]
    pub fn color(&self) -> &'static str {
        match self.kind {
            FlashKind::Success => "success",
            FlashKind::Info => "info",
            FlashKind::Warning => "warning",
            FlashKind::Danger => "danger",
        }
    }
}

/// Width of the main column.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Width {
    /// 72rem.
    #[default]
    Wide,
    /// 50rem: forms and reading.
    Text,
    /// 90rem: specialists' work.
    Work,
    /// 30rem.
    Phone,
}

/// The frame around a screen. Made by [`crate::Site::page`], then completed field by field or with the `with_…` methods.
#[derive(Clone, Debug)]
pub struct Page {
    /// Wording in the page's language.
    pub translator: Translator,
    /// Name of the page, for its title and mostly its `h1`. No personal code, diagnosis or address.
    pub title: String,
    /// For whom it is.
    pub audience: Audience,
    /// Who is signed in.
    pub user: Option<SignedIn>,
    /// When the session ends; none where nobody is signed in.
    pub session: Option<SessionEnd>,
    /// The municipality's (or the ministry's) name, in the header of officials.
    pub node_name: String,
    /// Path of the page without its query; a page that answers a form posted elsewhere names the page that the form stands on.
    pub path: String,
    /// What of its query a link to the same page keeps.
    pub query: String,
    /// The session's form token; empty where nobody is signed in.
    pub csrf: String,
    /// Key of the place in the header at which the page stands.
    pub current: String,
    /// Places in the header.
    pub nav: Vec<NavItem>,
    /// News with which the page begins.
    pub flash: Option<Flash>,
    /// What is wrong with the form just sent; the layout prints the summary.
    pub errors: FieldErrors,
    /// Since when the centre cannot be reached; `None` while it can.
    pub centre_unreachable_since: Option<Timestamp>,
    /// Where the mark leads.
    pub home: String,
    /// Where signing out is posted; empty hides it.
    pub sign_out: String,
    /// Where signing in begins; empty hides it.
    pub sign_in: String,
    /// Where a search of officials is posted; empty hides it.
    pub search: String,
    /// How the visitor wants pages to look.
    pub display: crate::Display,
    /// It is to be printed with large letters.
    pub prints_large: bool,
    /// Whether this site has the public part: support, contacts, state of the system.
    pub public_part: bool,
    /// Width of the main column.
    pub width: Width,
    /// Where help is found.
    pub contacts: Contacts,
}

impl Page {
    /// A page for nobody in particular; see [`crate::Site::page`].
    #[must_use]
    pub fn new(language: Language, audience: Audience) -> Self {
        Page {
            translator: Translator::new(language),
            title: String::new(),
            audience,
            user: None,
            session: None,
            node_name: String::new(),
            path: "/".to_owned(),
            query: String::new(),
            csrf: String::new(),
            current: String::new(),
            nav: Vec::new(),
            flash: None,
            errors: FieldErrors::new(),
            centre_unreachable_since: None,
            home: "/".to_owned(),
            sign_out: String::new(),
            sign_in: String::new(),
            search: String::new(),
            display: crate::Display::default(),
            prints_large: false,
            public_part: audience == Audience::Portal,
            width: if audience.is_staff() {
                Width::Work
            } else {
                Width::Wide
            },
            contacts: Contacts::default(),
        }
    }

    /// The same page with this title.
    #[must_use]
    pub fn with_title(mut self, title: impl Into<String>) -> Self {
        self.title = title.into();
        self
    }

    /// The same page, titled by a message.
    #[must_use]
    pub fn with_title_key(self, key: &str) -> Self {
        let title = self.t(key);
        self.with_title(title)
    }

    /// The same page standing at this place of the header.
    #[must_use]
    pub fn at(mut self, key: impl Into<String>) -> Self {
        self.current = key.into();
        self
    }

    /// The same page for this person, with the form token of the session.
    #[must_use]
    pub fn with_user(mut self, user: SignedIn, csrf: impl Into<String>) -> Self {
        self.user = Some(user);
        self.csrf = csrf.into();
        self
    }

    /// The same page telling until when the session lasts.
    #[must_use]
    pub fn with_session(mut self, end: SessionEnd) -> Self {
        self.session = Some(end);
        self
    }

    /// The same page beginning with this news.
    #[must_use]
    pub fn with_flash(mut self, flash: Option<Flash>) -> Self {
        self.flash = flash;
        self
    }

    /// The same page with what is wrong with its form.
    #[must_use]
    pub fn with_errors(mut self, errors: FieldErrors) -> Self {
        self.errors = errors;
        self
    }

    /// The same page with this width.
    #[must_use]
    pub fn with_width(mut self, width: Width) -> Self {
        self.width = width;
        self
    }

    /// As in `data-size`: officials' pages are denser. Larger letters, which everybody may ask for, enlarge the whole page.
    #[must_use]
    pub fn size(&self) -> &'static str {
        if self.audience.is_staff() { "sm" } else { "md" }
    }

    /// Language of the page.
    #[must_use]
    pub fn language(&self) -> Language {
        self.translator.language
    }

    /// As in `lang="…"`.
    #[must_use]
    pub fn lang(&self) -> &'static str {
        self.language().code()
    }

    /// True if the form just sent has something wrong.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        !self.errors.is_empty()
    }

    /// "Klaida: Vaikai ir mokėjimas – SPIS".
    #[must_use]
    pub fn full_title(&self) -> String {
        let mark = if self.has_errors() {
            self.t("title-error-mark")
        } else {
            String::new()
        };
        let separator = if mark.is_empty() { "" } else { " " };
        format!("{mark}{separator}{} – SPIS", self.title)
    }

    /// The message of this key.
    #[must_use]
    pub fn t(&self, key: impl AsRef<str>) -> String {
        self.translator.t(key)
    }

    /// The message of this key with values.
    #[must_use]
    pub fn t_args(&self, key: impl AsRef<str>, args: &[(&str, Arg)]) -> String {
        self.translator.t_args(key, args)
    }

    /// The message of this key with the count `$n`: "37 prašymai".
    #[must_use]
    pub fn t_count(&self, key: impl AsRef<str>, n: impl Into<Arg>) -> String {
        self.translator.t_count(key, n)
    }

    /// The message of this key with one value.
    #[must_use]
    pub fn t_with(
        &self,
        key: impl AsRef<str>,
        name: impl AsRef<str>,
        value: impl Into<Arg>,
    ) -> String {
        self.translator
            .t_args(key, &[(name.as_ref(), value.into())])
    }

    /// Address of an asset.
    #[must_use]
    pub fn asset(&self, name: impl AsRef<str>) -> String {
        assets::url(name.as_ref())
    }

    /// A drawing.
    #[must_use]
    pub fn icon(&self, name: impl AsRef<str>) -> Icon {
        icon(name.as_ref())
    }

    /// The mark of SPIS.
    #[must_use]
    pub fn mark(&self) -> Safe<&'static str> {
        Safe(crate::icons::MARK)
    }

    /// What is wrong with this field of the form.
    #[must_use]
    pub fn error(&self, field: impl AsRef<str>) -> Option<String> {
        self.errors
            .get(field.as_ref())
            .map(|message| message.text(&self.translator))
    }

    /// Fields with something wrong, and the sentences.
    #[must_use]
    pub fn error_list(&self) -> Vec<(String, String)> {
        self.errors
            .iter()
            .map(|(field, message)| (field.to_owned(), message.text(&self.translator)))
            .collect()
    }

    /// A message in the page's language.
    #[must_use]
    pub fn message(&self, message: &Message) -> String {
        message.text(&self.translator)
    }

    /// "2026 m. lapkričio 23 d."
    #[must_use]
    pub fn date_prose(&self, date: impl Given<Date>) -> String {
        format::date_prose(self.language(), date.given())
    }

    /// "gruodžio 4 d.", with its year if it is far from today.
    #[must_use]
    pub fn date_near(&self, date: impl Given<Date>, today: impl Given<Date>) -> String {
        format::date_near(self.language(), date.given(), today.given())
    }

    /// "2026-11-23".
    #[must_use]
    pub fn date_table(&self, date: impl Given<Date>) -> String {
        format::date_table(date.given())
    }

    /// "liko 24 d."
    #[must_use]
    pub fn distance(&self, due: impl Given<Date>, today: impl Given<Date>) -> String {
        format::distance(self.language(), due.given(), today.given())
    }

    /// "9:42".
    #[must_use]
    pub fn time(&self, at: impl Given<Timestamp>) -> String {
        format::time(at.given())
    }

    /// "2026-11-23 8:12".
    #[must_use]
    pub fn moment_table(&self, at: impl Given<Timestamp>) -> String {
        format::moment_table(at.given())
    }

    /// "2026 m. lapkričio 23 d. 9:44".
    #[must_use]
    pub fn moment_prose(&self, at: impl Given<Timestamp>) -> String {
        format::moment_prose(self.language(), at.given())
    }

    /// "2026 m. lapkričio mėn."
    #[must_use]
    pub fn month_prose(&self, month: impl Given<Month>) -> String {
        format::month_prose(self.language(), month.given())
    }

    /// "7 metai".
    #[must_use]
    pub fn age(&self, born_on: impl Given<Date>, today: impl Given<Date>) -> String {
        format::age(self.language(), born_on.given(), today.given())
    }

    /// "1 val. 30 min."
    #[must_use]
    pub fn answer_age(
        &self,
        answered: impl Given<Timestamp>,
        now: impl Given<Timestamp>,
    ) -> String {
        format::answer_age(self.language(), answered.given(), now.given())
    }

    /// "1 036,00 Eur".
    #[must_use]
    pub fn money(&self, sum: impl Given<Cents>) -> String {
        format::money(self.language(), sum.given())
    }

    /// "1 036,00", for a column whose header has the unit.
    #[must_use]
    pub fn amount(&self, sum: impl Given<Cents>) -> String {
        format::amount(self.language(), sum.given())
    }

    /// "+358,16 Eur".
    #[must_use]
    pub fn difference(&self, sum: impl Given<Cents>) -> String {
        format::difference(self.language(), sum.given())
    }

    /// "38 214".
    #[must_use]
    pub fn number(&self, number: impl Given<i64>) -> String {
        format::number(self.language(), number.given())
    }

    /// The statutory clock as a tag.
    #[must_use]
    pub fn deadline(&self, due: impl Given<Date>, today: impl Given<Date>) -> Tag {
        Tag::deadline(&self.translator, due.given(), today.given())
    }

    /// What became of the words typed so far.
    #[must_use]
    pub fn save_state(&self, state: &SaveState) -> String {
        state.text(&self.translator)
    }

    /// The explanation of a result, all open: for specialists.
    #[must_use]
    pub fn why(&self, nodes: &[WhyNode]) -> Safe<String> {
        self.why_tree(nodes, Unfolded::All)
    }

    /// The explanation of a result, open where it failed and else closed below its first level: for residents.
    #[must_use]
    pub fn why_folded(&self, nodes: &[WhyNode]) -> Safe<String> {
        self.why_tree(nodes, Unfolded::Deciding)
    }

    fn why_tree(&self, nodes: &[WhyNode], unfolded: Unfolded) -> Safe<String> {
        let tree = WhyTree {
            t: self.translator,
            nodes,
            unfolded,
            top: true,
        };
        // Writing into memory does not fail; the texts inside are escaped by the template itself.
        Safe(tree.render().unwrap_or_default())
    }

    /// Address of the same page in another language.
    #[must_use]
    pub fn address_in(&self, language: Language) -> String {
        let kept = match self.query.as_str() {
            "" => String::new(),
            query => format!("{query}&"),
        };
        format!("{}?{kept}kalba={}", self.path, language.code())
    }

    /// Languages to change to.
    #[must_use]
    pub fn languages(&self) -> [Language; 2] {
        Language::ALL
    }

    /// Languages in which SPIS is told of in short.
    #[must_use]
    pub fn summaries(&self) -> [SummaryLanguage; 4] {
        SummaryLanguage::ALL
    }

    /// Hours of the telephone, not to be broken at their dash.
    #[must_use]
    pub fn help_hours(&self) -> String {
        self.contacts.help_hours.replace('–', "\u{2060}–\u{2060}")
    }

    /// As in `data-width`; empty for the widest column of the portal.
    #[must_use]
    pub fn width_name(&self) -> &'static str {
        match self.width {
            Width::Wide => "",
            Width::Text => "text",
            Width::Work => "work",
            Width::Phone => "phone",
        }
    }
}

/// A value or a reference to it: templates hand over both.
pub trait Given<T> {
    /// The value.
    fn given(&self) -> T;
}

macro_rules! given {
    ($($from:ty => $to:ty: $get:expr),+ $(,)?) => {$(
        impl Given<$to> for $from {
            fn given(&self) -> $to {
                let get: fn(&$from) -> $to = $get;
                get(self)
            }
        }
    )+};
}
given! {
    Date => Date: |date| *date,
    Timestamp => Timestamp: |at| *at,
    Cents => Cents: |sum| *sum,
    Month => Month: |month| *month,
    i64 => i64: |number| *number,
    i32 => i64: |number| i64::from(*number),
    u32 => i64: |number| i64::from(*number),
    u64 => i64: |number| i64::try_from(*number).unwrap_or(i64::MAX),
    usize => i64: |number| i64::try_from(*number).unwrap_or(i64::MAX),
}

impl<T, V: Given<T> + ?Sized> Given<T> for &V {
    fn given(&self) -> T {
        (**self).given()
    }
}
