//! What all pages of one served site share, and what a page takes from its request.

use std::convert::Infallible;

use axum::extract::FromRequestParts;
use axum::http::{Method, request::Parts};
use serde::Deserialize;

use crate::{
    language::Language,
    page::{Audience, Page},
};

/// Where help and answers about personal data are found; from the settings of the node.
#[derive(Clone, Debug, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Contacts {
    /// Telephone as it is dialled: `+37052000000`.
    pub help_phone: String,
    /// The same as it is read: `+370 5 200 0000`.
    pub help_phone_shown: String,
    /// Hours of the telephone: `8–17`.
    pub help_hours: String,
    /// E-mail of those who help; empty if not set.
    pub help_email: String,
    /// The ministry's postal address.
    pub ministry_address: String,
    /// E-mail of the ministry's data protection officer; empty if not set.
    pub ministry_officer_email: String,
    /// Name of this municipality's administration, empty at the centre.
    pub municipality: String,
    /// E-mail of the municipality's data protection officer; empty if not set.
    pub municipality_officer_email: String,
    /// Address of the residents' portal, without a slash at the end; empty if not known.
    pub portal: String,
}

impl Default for Contacts {
    fn default() -> Self {
        Contacts {
            help_phone: "+37052000000".to_owned(),
            help_phone_shown: "+370 5 200 0000".to_owned(),
            help_hours: "8–17".to_owned(),
            help_email: String::new(),
            ministry_address: "A. Vivulskio g. 11, 03610 Vilnius".to_owned(),
            ministry_officer_email: String::new(),
            municipality: String::new(),
            municipality_officer_email: String::new(),
            portal: String::new(),
        }
    }
}

/// A served site: the portal, one municipality's workplace, or the ministry's.
#[derive(Clone, Debug)]
pub struct Site {
    /// For whom it is.
    pub audience: Audience,
    /// Name in the header: the municipality's or the ministry's.
    pub node_name: String,
    /// Where the mark leads.
    pub home: String,
    /// Where signing in begins.
    pub sign_in: String,
    /// Where signing out is posted.
    pub sign_out: String,
    /// Where the browser asks how long the session lasts, and where it is prolonged.
    pub session: String,
    /// Where a search of officials is posted; empty for none.
    pub search: String,
    /// Where help is found.
    pub contacts: Contacts,
}

impl Site {
    /// A site with addresses as usual: home `/`, signing in `/prisijungti`, signing out `/atsijungti`, the session `/seansas`, no
    /// search.
    pub fn new(audience: Audience, node_name: impl Into<String>) -> Self {
        Site {
            audience,
            node_name: node_name.into(),
            home: "/".to_owned(),
            sign_in: "/prisijungti".to_owned(),
            sign_out: "/atsijungti".to_owned(),
            session: "/seansas".to_owned(),
            search: String::new(),
            contacts: Contacts::default(),
        }
    }

    /// A page of this site for this request; nobody is signed in yet.
    #[must_use]
    pub fn page(&self, request: &PageRequest) -> Page {
        let mut page = Page::new(request.language, self.audience);
        page.node_name.clone_from(&self.node_name);
        page.home.clone_from(&self.home);
        page.sign_in.clone_from(&self.sign_in);
        page.sign_out.clone_from(&self.sign_out);
        page.search.clone_from(&self.search);
        page.public_part = self.audience == Audience::Portal;
        page.contacts = self.contacts.clone();
        page.display = request.display;
        page.display.large |= request.prints_large;
        page.prints_large = request.prints_large;
        page.path.clone_from(&request.path);
        page.query.clone_from(&request.query);
        page
    }
}

/// What a page takes from its request; an extractor.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PageRequest {
    /// Language of the answer.
    pub language: Language,
    /// How the visitor wants pages to look.
    pub display: crate::Display,
    /// Asked for with large letters, to be printed so: `?stambiai=1`.
    pub prints_large: bool,
    /// Path without query: a query may hold what must not be repeated.
    pub path: String,
    /// What of the query a link to the same page in another language keeps: all but the language and news; of a form that was
    /// posted, nothing.
    pub query: String,
}

impl<S: Send + Sync> FromRequestParts<S> for PageRequest {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, Infallible> {
        // The part of the path that a nested router cut off belongs to the address all the same.
        let path = parts
            .extensions
            .get::<axum::extract::OriginalUri>()
            .map_or(parts.uri.path(), |original| original.0.path())
            .to_owned();
        let query = match parts.method {
            Method::GET => parts.uri.query().unwrap_or_default(),
            _ => "",
        };
        let kept = query
            .split('&')
            .filter(|pair| !pair.starts_with("kalba=") && !pair.starts_with("zinute="));
        Ok(PageRequest {
            query: kept.collect::<Vec<_>>().join("&"),
            language: Language::from_request(&parts.uri, &parts.headers),
            display: crate::Display::from_headers(&parts.headers),
            prints_large: parts
                .uri
                .query()
                .is_some_and(|query| query.split('&').any(|pair| pair == "stambiai=1")),
            path,
        })
    }
}
