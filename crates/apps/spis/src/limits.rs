//! Which requests are counted, so that one asker cannot take the place of all others.

use std::sync::Arc;

use axum::Router;
use axum::extract::{FromRequestParts, MatchedPath, Request, State};
use axum::http::Method;
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use jiff::Timestamp;
use sha2::{Digest, Sha256};
use spis_database::{LimitConfig, LimitsConfig};
use spis_identity::cookies;
use spis_pages::AppError;
use spis_pages::rate::{ClientAddress, Limit, Rate};

/// As `nodes.toml` has it.
pub fn limit(config: LimitConfig) -> Limit {
    Limit {
        most: config.most,
        seconds: config.seconds,
    }
}

/// What is counted here; documents, questions and reports are counted where they are taken in, so that their page can
/// keep what was typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Counted {
    /// By address: nobody is known yet.
    SignIn,
    /// By address: anybody searches.
    PublicSearch,
    /// By session: whoever searches people is known.
    PersonSearch,
    /// By session.
    Scan,
}

fn counted(method: &Method, route: &str, query: &str) -> Option<Counted> {
    let sends = method == Method::POST;
    match route {
        "/prisijungti" | "/centras/prisijungti" | spis_resident_portal::GATEWAY_RETURN if sends => {
            Some(Counted::SignIn)
        }
        "/prisijungti/baigti" => Some(Counted::SignIn),
        "/parama" if !query.is_empty() => Some(Counted::PublicSearch),
        "/priemimas" if sends => Some(Counted::PersonSearch),
        "/priemimas/prasymas/{id}/kopija" | "/priemimas/juodrastis/{id}/registruoti" if sends => {
            Some(Counted::Scan)
        }
        _ => None,
    }
}

/// Whom a request is counted for: an address, or the digest of a session's cookie.
#[derive(PartialEq, Eq, Hash)]
enum Asker {
    Address(ClientAddress),
    Session([u8; 32]),
}

struct Rates {
    session_cookie: String,
    sign_in: Rate<Asker>,
    search: Rate<Asker>,
    uploads: Rate<Asker>,
}

/// The router that answers 429 to whoever asks too fast.
pub fn limited(router: Router, limits: &LimitsConfig, session_cookie: String) -> Router {
    let rates = Rates {
        session_cookie,
        sign_in: Rate::new(limit(limits.sign_in)),
        search: Rate::new(limit(limits.search)),
        uploads: Rate::new(limit(limits.uploads)),
    };
    router.layer(middleware::from_fn_with_state(Arc::new(rates), admit))
}

async fn admit(State(rates): State<Arc<Rates>>, request: Request, next: Next) -> Response {
    let route = request
        .extensions()
        .get::<MatchedPath>()
        .map_or("", MatchedPath::as_str);
    let query = request.uri().query().unwrap_or_default();
    let Some(counted) = counted(request.method(), route, query) else {
        return next.run(request).await;
    };
    let (mut parts, body) = request.into_parts();
    let Ok(address) = ClientAddress::from_request_parts(&mut parts, &()).await;
    let session = cookies::read(&parts.headers, &rates.session_cookie)
        .map(|id| Asker::Session(Sha256::digest(id.as_bytes()).into()));
    let by_session = || session.unwrap_or(Asker::Address(address));
    let (rate, asker) = match counted {
        Counted::SignIn => (&rates.sign_in, Asker::Address(address)),
        Counted::PublicSearch => (&rates.search, Asker::Address(address)),
        Counted::PersonSearch => (&rates.search, by_session()),
        Counted::Scan => (&rates.uploads, by_session()),
    };
    match rate.take(asker, Timestamp::now()) {
        Ok(()) => next.run(Request::from_parts(parts, body)).await,
        Err(too_fast) => AppError::from(too_fast).into_response(),
    }
}
