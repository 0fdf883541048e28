//! Screens of a municipality's specialists.

mod case;
mod counter;
mod documents;
pub mod explanation;
mod messages;
mod owner;
mod representation;
mod worklist;

use std::sync::Arc;

use axum::Router;
use axum::extract::FromRef;
use axum::routing::{get, post};
use spis_audit::{Entry, Outcome};
use spis_database::Tx;
use spis_identity::web::{Official, WebState};
use spis_kernel::Term;
use spis_law::wording;
use spis_pages::{AppError, Translator};
use uuid::Uuid;

use crate::group::key_of_term;
use crate::{CounterPress, FileReader, Groups, LetterPress};

/// What the screens stand on.
#[derive(Clone)]
pub(crate) struct CaseState {
    pub web: WebState,
    pub groups: Groups,
    pub press: Arc<dyn LetterPress>,
    pub files: Arc<dyn FileReader>,
}

impl FromRef<CaseState> for WebState {
    fn from_ref(state: &CaseState) -> Self {
        state.web.clone()
    }
}

/// The worklist and the cases of a municipality.
pub fn router(
    state: WebState,
    groups: Groups,
    press: Arc<dyn LetterPress>,
    files: Arc<dyn FileReader>,
) -> Router {
    Router::new()
        .route("/darbai", get(worklist::page))
        .route("/darbai/keliems", post(worklist::several))
        .route("/darbai/sarasas.csv", get(worklist::export))
        .route("/bylos/{id}", get(case::page))
        .route("/bylos/{id}/siulyti", post(case::propose))
        .route("/bylos/{id}/spresti", post(case::settle))
        .route("/bylos/{id}/pasirasyta", post(case::sign))
        .route("/bylos/{id}/atsakyti", post(messages::answer))
        .route("/bylos/{id}/imti", post(messages::take))
        .route("/bylos/{id}/perduoti", post(owner::give))
        .route("/bylos/{id}/atstovas", post(representation::check))
        .route("/bylos/{id}/prasyti-dokumento", post(messages::ask))
        .route("/bylos/{id}/dokumentai", post(messages::settle))
        .route("/bylos/{id}/asmens-kodas", post(case::reveal_code))
        .route("/bylos/{id}/sprendimas.pdf", get(case::letter))
        .route("/bylos/{id}/projektas.pdf", get(case::draft))
        .route("/bylos/{id}/prasymas.pdf", get(case::sent_form))
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
            press,
            files,
        })
}

/// The language of the law's words for a page's language.
pub fn law_language(language: spis_pages::Language) -> wording::Language {
    match language {
        spis_pages::Language::Lt => wording::Language::Lt,
        spis_pages::Language::En => wording::Language::En,
    }
}

/// Writes into the journal what an official is about to be shown of a case, and commits: nothing is sent before.
async fn look(
    web: &WebState,
    official: &Official,
    mut tx: Tx,
    action: &'static str,
    (object, id): (&'static str, Uuid),
    subjects: &[Uuid],
) -> Result<(), AppError> {
    let entry = Entry {
        actor: &official.user.actor(),
        action,
        object,
        object_id: Some(id),
        purpose: "application",
        outcome: Outcome::Allowed,
        subjects,
    };
    spis_audit::record(&mut tx, web.node.code(), web.now(), entry).await?;
    tx.commit().await?;
    Ok(())
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

/// "Per 1 mėnesį nuo tada, kai gausime: …": when it is decided, while the clock stands still for what is awaited. Empty if
/// nothing is.
fn once_given(words: &Translator, term: Term, awaited: &[String]) -> String {
    if awaited.is_empty() {
        return String::new();
    }
    words.t_args(
        key_of_term("decide-once-given", term),
        &[
            ("n", i64::from(term.number).into()),
            ("what", awaited.join("; ").into()),
        ],
    )
}
