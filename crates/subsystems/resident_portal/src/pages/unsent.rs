//! What she types about an application is kept until it is sent: at each change, and when her session has ended meanwhile.

use askama::Template;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use jiff::Timestamp;
use spis_identity::web::{Resident, Writer};
use spis_pages::{AppError, FormValues, Html, Page, PageRequest, SaveState};

use super::asking::case_of;
use crate::actions::keep_text::{TEXT, keep_text};
use crate::actions::{Deed, journal_read};
use crate::store::unsent::{Spot, Unsent, text_find};
use crate::{Portal, retention};

/// What is kept of a form's text.
pub struct Kept(Option<Unsent>);

impl Kept {
    /// What is kept there; what is shown is journalled first.
    pub async fn find(portal: &Portal, resident: &Resident, spot: Spot) -> Result<Self, AppError> {
        let mut connection = resident.begin(&portal.web.node).await?;
        let found = text_find(&mut connection, resident.id, spot).await?;
        drop(connection);
        if found.is_some() {
            let deed = Deed::new("text_read", "unsent_text", spot.subject);
            journal_read(portal, resident, deed).await?;
        }
        Ok(Self(found))
    }

    /// The form filled with it.
    pub fn form(&self) -> FormValues {
        let text = self.0.iter().map(|kept| kept.text.clone());
        FormValues::from(text.map(|text| (TEXT.to_owned(), text)).collect::<Vec<_>>())
    }

    /// Beside the form.
    pub fn state(&self) -> Option<SaveState> {
        let kept = self.0.as_ref()?;
        Some(SaveState::Saved(kept.saved_at))
    }

    /// Until when it is kept if nothing changes.
    pub fn until(&self) -> Option<Timestamp> {
        let kept = self.0.as_ref()?;
        Some(retention::kept_until(kept.saved_at))
    }
}

/// The answer to a save on change: what became of the words.
#[derive(Template)]
#[template(path = "unsent_saved.html")]
struct Saved {
    page: Page,
    state: SaveState,
}

/// The same for somebody who is not signed in any more.
#[derive(Template)]
#[template(path = "draft_not_saved.html")]
pub struct NotSaved {
    pub page: Page,
    /// Where she goes on after signing in; empty: at her applications.
    pub back: String,
    /// The words were kept all the same.
    pub kept: bool,
}

/// Keeps what a form's script sends.
pub async fn keep_typed(
    portal: &Portal,
    request: &PageRequest,
    writer: Result<Writer, Response>,
    spot: Spot,
    pairs: Vec<(String, String)>,
) -> Result<Response, AppError> {
    let (resident, here) = match writer {
        Ok(Writer::Here(resident)) => (resident, true),
        Ok(Writer::Left(resident)) => (resident, false),
        Err(_) => return Ok(not_signed_in(portal, request, String::new(), false)),
    };
    let form = resident.form(&portal.web, pairs).await?;
    // What is not hers is refused and journalled there.
    case_of(portal, &resident, spot.about).await?;
    keep_text(portal, &resident, spot, &form).await?;
    if !here {
        return Ok(not_signed_in(portal, request, back_to(spot), true));
    }
    let page = resident.page(&portal.web, request);
    let state = SaveState::Saved(portal.web.now());
    Ok(Html(Saved { page, state }).into_response())
}

/// Where a text is gone on with. What is about a document is found at the application.
pub fn back_to(spot: Spot) -> String {
    let id = spot.about;
    match spot.place {
        place if spot.subject == id.get() => format!("/prasymai/{id}/{place}"),
        "neturiu" => format!("/prasymai/{id}/neturiu/{}", spot.subject),
        _ => format!("/prasymai/{id}"),
    }
}

/// That she is not signed in any more, beside the form.
pub fn not_signed_in(portal: &Portal, request: &PageRequest, back: String, kept: bool) -> Response {
    let page = portal.web.site.page(request);
    (
        StatusCode::UNAUTHORIZED,
        Html(NotSaved { page, back, kept }),
    )
        .into_response()
}

/// Keeps the words of somebody whose session has ended, and leads her to the sign-in and back.
pub async fn left(
    portal: &Portal,
    resident: &Resident,
    spot: Spot,
    form: &FormValues,
    back: &str,
) -> Result<Response, AppError> {
    case_of(portal, resident, spot.about).await?;
    keep_text(portal, resident, spot, form).await?;
    Ok(signed_out(back))
}

/// To the sign-in, which says that the words are kept, and back.
pub fn signed_out(back: &str) -> Response {
    let to = format!("/prisijungti?toliau={back}&zinute=words-kept");
    Redirect::to(&to).into_response()
}
