//! The counter of a municipality and its elderships: paper applications come in, letters on paper go out.

mod brought;
mod children;
mod complete;
mod filling;
mod home;
mod printing;
mod registered;
mod scan;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_SECURITY_POLICY, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};

use spis_pages::{Choice, Page};

use super::CounterState;
use crate::counter::IdentityDocument;
pub(super) use registered::intake_facts;

pub(super) fn routes() -> Router<CounterState> {
    Router::new()
        .route("/priemimas", get(home::page).post(home::find))
        .route(
            "/priemimas/juodrastis/{id}",
            get(filling::page).post(filling::send),
        )
        .route(
            "/priemimas/juodrastis/{id}/saugoti",
            post(filling::save_on_change),
        )
        .route(
            "/priemimas/juodrastis/{id}/istrinti",
            get(filling::delete_page).post(filling::delete),
        )
        .route("/priemimas/prasymas/{id}", get(registered::page))
        .route(
            "/priemimas/prasymas/{id}/papildyti",
            get(complete::page).post(complete::complete),
        )
        .route(
            "/priemimas/prasymas/{id}/pasirasyta",
            post(registered::sign),
        )
        .route(
            "/priemimas/prasymas/{id}/prasymas.pdf",
            get(registered::form_pdf),
        )
        .route(
            "/priemimas/prasymas/{id}/patvirtinimas.pdf",
            get(registered::receipt_pdf),
        )
        .route("/priemimas/pranesimas.pdf", get(registered::notice_pdf))
        .route("/priemimas/rasti", post(brought::find))
        .route("/priemimas/prasymas/{id}/atnesta", get(brought::page))
        .route("/priemimas/atnesta/{request}", get(brought::receipt_page))
        .route(
            "/priemimas/atnesta/{request}/patvirtinimas.pdf",
            get(brought::receipt_pdf),
        )
        .route("/spausdinimas", get(printing::page))
        .route("/spausdinimas/rasti", post(printing::find))
        .route("/spausdinimas/{notice}", post(printing::deliver))
        .route("/spausdinimas/{notice}/rastas.pdf", get(printing::letter))
}

/// What takes large bodies.
pub(super) fn uploads() -> Router<CounterState> {
    Router::new()
        .route("/priemimas/prasymas/{id}/kopija", post(scan::add))
        .route("/priemimas/prasymas/{id}/atnesta", post(brought::send))
        .route(
            "/priemimas/juodrastis/{id}/registruoti",
            post(filling::send_with_scan),
        )
        .layer(DefaultBodyLimit::max(scan::LARGEST_FORM))
}

/// Documents by which the identity is checked, as choices.
fn identity_choices(page: &Page, chosen: &str, documents: &[IdentityDocument]) -> Vec<Choice> {
    std::iter::once(Choice::new("", page.t("form-choose"), false))
        .chain(documents.iter().map(|document| {
            let code = document.code();
            let words = page.t(format!("counter-identity-{}", code.replace('_', "-")));
            Choice::new(code, words, chosen == code)
        }))
        .collect()
}

/// A PDF that a browser shows and does nothing else with.
fn pdf(disposition: &'static str, bytes: Vec<u8>) -> Response {
    (
        [
            (CONTENT_TYPE, "application/pdf"),
            (CONTENT_DISPOSITION, disposition),
            (CONTENT_SECURITY_POLICY, "sandbox; default-src 'none'"),
        ],
        bytes,
    )
        .into_response()
}
