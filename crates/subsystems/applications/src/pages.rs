//! Screens of a municipality's specialists.

mod case;
mod counter;
mod documents;
pub mod explanation;
mod messages;
mod worklist;

use std::sync::Arc;

use axum::Router;
use axum::extract::FromRef;
use axum::routing::{get, post};
use spis_identity::web::WebState;

use crate::{CounterPress, FileReader, Groups};

/// What the screens stand on.
#[derive(Clone)]
pub(crate) struct CaseState {
    pub web: WebState,
    pub groups: Groups,
    pub files: Arc<dyn FileReader>,
}

impl FromRef<CaseState> for WebState {
    fn from_ref(state: &CaseState) -> Self {
        state.web.clone()
    }
}

/// The worklist and the cases of a municipality.
pub fn router(state: WebState, groups: Groups, files: Arc<dyn FileReader>) -> Router {
    Router::new()
        .route("/darbai", get(worklist::page))
        .route("/bylos/{id}", get(case::page))
        .route("/bylos/{id}/siulyti", post(case::propose))
        .route("/bylos/{id}/spresti", post(case::settle))
        .route("/bylos/{id}/atsakyti", post(messages::answer))
        .route("/bylos/{id}/imti", post(messages::take))
        .route("/bylos/{id}/prasyti-dokumento", post(messages::ask))
        .route("/bylos/{id}/dokumentai", post(messages::settle))
        .route("/bylos/{id}/asmens-kodas", post(case::reveal_code))
        .route("/bylos/{id}/sprendimas.pdf", get(case::letter))
        .route("/bylos/{id}/dokumentai/{file}", get(documents::page))
        .route(
            "/bylos/{id}/dokumentai/{file}/turinys",
            get(documents::content),
        )
        .route("/bylos/{id}/dokumentai/{file}/mazas", get(documents::small))
        .route(
            "/bylos/{id}/dokumentai/{file}/puslapis/{number}",
            get(documents::page_picture),
        )
        .with_state(CaseState {
            web: state,
            groups,
            files,
        })
}

/// What the screens of the counter stand on.
#[derive(Clone)]
pub(crate) struct CounterState {
    pub web: WebState,
    pub groups: Groups,
    pub press: Arc<dyn CounterPress>,
    pub files: Arc<dyn FileReader>,
}

impl FromRef<CounterState> for WebState {
    fn from_ref(state: &CounterState) -> Self {
        state.web.clone()
    }
}

/// The counter of a municipality and its elderships, and the print queue; apart from them what takes large bodies, scans.
pub fn counter_routers(
    state: WebState,
    groups: Groups,
    press: Arc<dyn CounterPress>,
    files: Arc<dyn FileReader>,
) -> (Router, Router) {
    let state = CounterState {
        web: state,
        groups,
        press,
        files,
    };
    (
        counter::routes().with_state(state.clone()),
        counter::uploads().with_state(state),
    )
}
