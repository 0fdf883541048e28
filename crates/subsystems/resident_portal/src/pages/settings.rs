//! "Nuostatos": how she wants to hear, the consent to be told of other support, and where else she is signed in.

use askama::Template;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use axum::{Form, Router};
use jiff::Timestamp;
use serde::Deserialize;
use spis_applications::form::formats::{email, phone};
use spis_audit::Audience;
use spis_identity::sessions::{self, OpenSession};
use spis_identity::web::{Resident, news};
use spis_pages::{AppError, FormValues, Html, Page, PageRequest, Width};

use crate::Portal;
use crate::actions::keep_settings::{end_other_sessions, keep_settings, set_consent};
use crate::actions::{Deed, journal_read};
use crate::settings::{self, OTHER_SUPPORT, Settings};

pub fn routes() -> Router<Portal> {
    Router::new()
        .route("/mano/nustatymai", get(page).post(keep))
        .route("/mano/nustatymai/sutikimas", post(consent))
        .route("/mano/nustatymai/seansai", post(end_sessions))
}

#[derive(Template)]
#[template(path = "settings.html")]
struct SettingsPage {
    page: Page,
    notices: bool,
    email: String,
    phone: String,
    consent: Option<(bool, Timestamp)>,
    sessions: Vec<OpenSession>,
}

impl SettingsPage {
    fn agreed(&self) -> bool {
        self.consent.is_some_and(|(given, _)| given)
    }
}

#[derive(Deserialize)]
struct SettingsQuery {
    zinute: Option<String>,
}

fn frame(portal: &Portal, request: &PageRequest, resident: &Resident) -> Page {
    resident
        .page(&portal.web, request)
        .with_title_key("settings-title")
        .with_width(Width::Text)
        .at("home")
}

async fn page(
    State(portal): State<Portal>,
    request: PageRequest,
    resident: Resident,
    Query(query): Query<SettingsQuery>,
) -> Result<Response, AppError> {
    let page = frame(&portal, &request, &resident);
    let flash = news(&page, query.zinute.as_deref());
    let page = page.with_flash(flash);
    Ok(show(&portal, &resident, page, None).await?.into_response())
}

async fn show(
    portal: &Portal,
    resident: &Resident,
    page: Page,
    typed: Option<&FormValues>,
) -> Result<Html<SettingsPage>, AppError> {
    let mut tx = resident.begin(&portal.web.node).await?;
    let kept = settings::settings_find(&mut tx, resident.id)
        .await?
        .unwrap_or_default();
    let consent = settings::consent_find(&mut tx, resident.id, OTHER_SUPPORT).await?;
    let now = portal.web.now();
    let open = sessions::list(&mut tx, Audience::Resident, &resident.session, now).await?;
    drop(tx);
    journal_read(
        portal,
        resident,
        Deed::new("settings_read", "resident", resident.id.get()),
    )
    .await?;
    let (notices, email, phone) = match typed {
        Some(form) => (
            form.given("laiskai").is_some(),
            form.typed("elpastas").to_owned(),
            form.typed("telefonas").to_owned(),
        ),
        None => (
            kept.email_notices,
            kept.email.unwrap_or_default(),
            kept.phone.unwrap_or_default(),
        ),
    };
    Ok(Html(SettingsPage {
        page,
        notices,
        email,
        phone,
        consent,
        sessions: open,
    }))
}

async fn keep(
    State(portal): State<Portal>,
    request: PageRequest,
    resident: Resident,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, AppError> {
    let form = resident.form(&portal.web, pairs).await?;
    let mut page = frame(&portal, &request, &resident);
    let notices = form.given("laiskai").is_some();
    let mut kept = Settings {
        email_notices: notices,
        ..Settings::default()
    };
    match form.given("elpastas") {
        None if notices => page.errors.add_key("elpastas", "settings-email-needed"),
        None => {}
        Some(typed) => match email(typed) {
            None => page.errors.add_key("elpastas", "form-email-wrong"),
            fine => kept.email = fine,
        },
    }
    if let Some(typed) = form.given("telefonas") {
        match phone(typed) {
            None => page.errors.add_key("telefonas", "form-phone-wrong"),
            fine => kept.phone = fine,
        }
    }
    if page.has_errors() {
        let shown = show(&portal, &resident, page, Some(&form)).await?;
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, shown).into_response());
    }
    keep_settings(&portal, &resident, &kept).await?;
    Ok(Redirect::to("/mano/nustatymai?zinute=settings-saved").into_response())
}

async fn consent(
    State(portal): State<Portal>,
    resident: Resident,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, AppError> {
    let form = resident.form(&portal.web, pairs).await?;
    let given = form.typed("sutinku") == "taip";
    set_consent(&portal, &resident, given).await?;
    let news = if given {
        "consent-given"
    } else {
        "consent-withdrawn"
    };
    Ok(Redirect::to(&format!("/mano/nustatymai?zinute={news}")).into_response())
}

async fn end_sessions(
    State(portal): State<Portal>,
    resident: Resident,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, AppError> {
    resident.form(&portal.web, pairs).await?;
    end_other_sessions(&portal, &resident).await?;
    Ok(Redirect::to("/mano/nustatymai?zinute=sessions-ended").into_response())
}
