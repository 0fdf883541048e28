//! Parts of a node that an administrator may close for a time, and which addresses belong to each.

use std::sync::Arc;

use axum::Router;
use axum::extract::{MatchedPath, Request, State};
use axum::http::Method;
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use clap::ValueEnum;
use jiff::Timestamp;
use spis_administration::Closures;
use spis_pages::AppError;

/// A part of a node.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Area {
    /// Everything but signing out, the state of the system and the pages that need no database.
    All,
    /// Signing in.
    SignIn,
    /// Filling in and sending applications; what was typed is still kept.
    Apply,
    /// Adding documents.
    Documents,
    /// What residents write about an application that was sent; withdrawing stays open.
    Letters,
    /// The ministry's figures.
    Figures,
    /// Taking in paper applications.
    Counter,
    /// Proposing and adopting decisions.
    Decisions,
    /// Payments.
    Payments,
}

impl Area {
    /// As stored, and as in the wording.
    pub fn code(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::SignIn => "sign-in",
            Self::Apply => "apply",
            Self::Documents => "documents",
            Self::Letters => "letters",
            Self::Figures => "figures",
            Self::Counter => "counter",
            Self::Decisions => "decisions",
            Self::Payments => "payments",
        }
    }

    /// Whether a node has this part.
    pub fn is_at(self, centre: bool) -> bool {
        match self {
            Self::All | Self::SignIn => true,
            Self::Apply | Self::Documents | Self::Letters | Self::Figures => centre,
            Self::Counter | Self::Decisions | Self::Payments => !centre,
        }
    }

    fn has(self, method: &Method, route: &str) -> bool {
        let changes = method == Method::POST;
        let draft = route.strip_prefix("/prasymai/juodrastis/{id}");
        let sent = route.strip_prefix("/prasymai/{id}/");
        match self {
            Self::All => !route.ends_with("/atsijungti"),
            Self::SignIn => route.starts_with("/prisijungti") || route == "/centras/prisijungti",
            Self::Apply => {
                route == "/prasymai/naujas"
                    || draft.is_some_and(|rest| match rest {
                        // What she typed is kept, and what she wants to be rid of is deleted.
                        "/{screen}" => !changes,
                        "/{screen}/saugoti" | "/istrinti" => false,
                        _ => true,
                    })
            }
            Self::Documents => {
                draft.is_some_and(|rest| rest.starts_with("/dokumentai") && changes)
                    || draft == Some("/dokumentai")
            }
            Self::Letters => sent.is_some_and(|rest| {
                matches!(
                    rest,
                    "taisyti" | "papildyti" | "klausti" | "neteisingas" | "neturiu/{document}"
                )
            }),
            Self::Figures => route.starts_with("/centras") && !route.ends_with("/atsijungti"),
            Self::Counter => route.starts_with("/priemimas"),
            Self::Decisions => {
                changes && matches!(route, "/bylos/{id}/siulyti" | "/bylos/{id}/spresti")
            }
            Self::Payments => route.starts_with("/mokejimai"),
        }
    }

    fn of_code(code: &str) -> Option<Self> {
        Self::value_variants()
            .iter()
            .copied()
            .find(|area| area.code() == code)
    }
}

/// The router whose closed parts answer 503, saying until when.
pub fn closable(router: Router, closures: Arc<Closures>) -> Router {
    router.layer(middleware::from_fn_with_state(closures, admit))
}

async fn admit(State(closures): State<Arc<Closures>>, request: Request, next: Next) -> Response {
    let now = Timestamp::now();
    let route = request
        .extensions()
        .get::<MatchedPath>()
        .map_or("", MatchedPath::as_str);
    let closed = closures.now(now).await.into_iter().find(|closure| {
        Area::of_code(&closure.area).is_some_and(|area| area.has(request.method(), route))
    });
    match closed {
        None => next.run(request).await,
        Some(closure) => AppError::Closed {
            wait_seconds: closure.seconds_left(now),
            closure: Box::new(closure),
        }
        .into_response(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn areas(method: Method, route: &str) -> Vec<Area> {
        Area::value_variants()
            .iter()
            .copied()
            .filter(|area| *area != Area::All && area.has(&method, route))
            .collect()
    }

    #[test]
    fn her_own_decisions_and_signing_out_stay_open_when_applying_is_closed() {
        let (get, post) = (Method::GET, Method::POST);
        assert_eq!(areas(get.clone(), "/prasymai/naujas"), [Area::Apply]);
        assert_eq!(
            areas(post.clone(), "/prasymai/juodrastis/{id}/pateikti"),
            [Area::Apply]
        );
        assert_eq!(
            areas(get.clone(), "/prasymai/juodrastis/{id}/{screen}"),
            [Area::Apply]
        );
        for (method, route) in [
            (&post, "/prasymai/juodrastis/{id}/{screen}"),
            (&post, "/prasymai/juodrastis/{id}/{screen}/saugoti"),
            (&post, "/prasymai/juodrastis/{id}/istrinti"),
            (&get, "/mano"),
            (&get, "/sprendimai/{id}"),
            (&get, "/prasymai/{id}"),
            (&post, "/prasymai/{id}/atsiimti"),
            (&post, "/atsijungti"),
            (&post, "/centras/atsijungti"),
        ] {
            assert_eq!(areas(method.clone(), route), [], "{method} {route}");
        }
        assert!(!Area::All.has(&post, "/atsijungti"));
        assert!(Area::All.has(&get, "/mano"));
    }

    #[test]
    fn every_part_has_its_words_in_both_languages() {
        for language in spis_pages::Language::ALL {
            let words = spis_pages::Translator::new(language);
            for area in Area::value_variants() {
                for key in ["closed-area", "closed-works"] {
                    let key = format!("{key}-{}", area.code());
                    assert!(words.has(&key), "{key}");
                }
                assert_eq!(Area::of_code(area.code()), Some(*area));
                assert!(area.is_at(true) || area.is_at(false));
            }
        }
    }
}
