//! "Kontaktai": whom to ask.

use std::collections::HashMap;
use std::sync::Arc;

use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use spis_identity::web::Resident;
use spis_pages::{AppError, Html, Page, PageRequest};

use super::frame;
use crate::Public;
use crate::store::{self, Municipality, OfficeContact};

pub fn routes() -> Router<Public> {
    Router::new().route("/kontaktai", get(contacts))
}

#[derive(Template)]
#[template(path = "contacts.html")]
struct Contacts {
    page: Page,
    municipalities: Vec<Municipality>,
    offices: HashMap<i16, OfficeContact>,
    officers: Arc<HashMap<i16, String>>,
}

impl Contacts {
    /// The municipalities by the first letter of their names, in the order of the Lithuanian alphabet.
    fn letters(&self) -> Vec<(char, Vec<&Municipality>)> {
        let mut letters: Vec<(char, Vec<&Municipality>)> = Vec::new();
        for one in &self.municipalities {
            let first = one.name.chars().next().unwrap_or_default();
            match letters.last_mut() {
                Some((letter, names)) if *letter == first => names.push(one),
                _ => letters.push((first, vec![one])),
            }
        }
        letters
    }
}

async fn contacts(
    State(public): State<Public>,
    request: PageRequest,
    resident: Result<Resident, Response>,
) -> Result<impl IntoResponse, AppError> {
    let mut connection = public.web.node.pool().acquire().await?;
    let municipalities = store::municipality_list(&mut connection).await?;
    let offices = store::office_contacts(&mut connection, public.web.today())
        .await?
        .into_iter()
        .map(|office| (office.code, office))
        .collect();
    let page = frame(&public, &request, &resident, "").with_title_key("contacts-title");
    Ok(Html(Contacts {
        page,
        municipalities,
        offices,
        officers: public.officers.clone(),
    }))
}
