//! Security headers, the guard against forged forms from other sites, and the order in which all layers stand.

use std::{convert::Infallible, sync::Arc};

use axum::{
    Router,
    extract::{Request, State},
    http::{HeaderMap, HeaderName, HeaderValue, Method, Uri, header},
    middleware::{self, Next},
    response::{IntoResponse, IntoResponseParts, Response, ResponseParts},
};
use tower_http::catch_panic::CatchPanicLayer;

use crate::{
    cookies::LANGUAGE_COOKIE,
    incident::Incidents,
    language::Language,
    response::{AppError, ErrorPages, error_pages, not_found},
    site::Site,
};

/// Mark of a page whose form leads to the e-Government Gateway: `(SignInPage, Html(page))`. Only such a page may post to
/// the gateway's origin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SignInPage;

impl IntoResponseParts for SignInPage {
    type Error = Infallible;

    fn into_response_parts(self, mut parts: ResponseParts) -> Result<ResponseParts, Infallible> {
        parts.extensions_mut().insert(self);
        Ok(parts)
    }
}

/// The policy of all pages: everything from ourselves, no inline code. `also_posts_to` is one more origin for forms.
#[must_use]
pub fn content_security_policy(also_posts_to: Option<&str>) -> String {
    let gateway = also_posts_to.map_or_else(String::new, |origin| format!(" {origin}"));
    format!(
        "default-src 'none'; style-src 'self'; img-src 'self' data:; font-src 'self'; script-src 'self'; \
         connect-src 'self'; form-action 'self'{gateway}; base-uri 'none'; frame-ancestors 'none'"
    )
}

/// State of [`security_headers`].
#[derive(Clone, Debug)]
pub struct Policy {
    usual: HeaderValue,
    signing_in: HeaderValue,
}

impl Policy {
    /// `gateway_origin` is the origin of the e-Government Gateway, for example `http://localhost:8090`; one that cannot
    /// stand in a header is left out.
    #[must_use]
    pub fn new(gateway_origin: Option<&str>) -> Self {
        let usual = HeaderValue::from_static(
            "default-src 'none'; style-src 'self'; img-src 'self' data:; font-src 'self'; script-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
        );
        // A semicolon or a space would begin a directive or another source.
        let origin = gateway_origin.filter(|origin| !origin.contains([';', ' ', ',']));
        let signing_in = HeaderValue::from_str(&content_security_policy(origin))
            .unwrap_or_else(|_| usual.clone());
        Policy { usual, signing_in }
    }
}

/// Puts the security headers on every answer; a handler's own `Content-Security-Policy` and `Cache-Control` stay.
pub async fn security_headers(
    State(policy): State<Policy>,
    request: Request,
    next: Next,
) -> Response {
    let mut response = next.run(request).await;
    let csp = if response.extensions().get::<SignInPage>().is_some() {
        policy.signing_in
    } else {
        policy.usual
    };
    let headers = response.headers_mut();
    headers
        .entry(header::CONTENT_SECURITY_POLICY)
        .or_insert(csp);
    headers
        .entry(header::CACHE_CONTROL)
        .or_insert(HeaderValue::from_static("no-store"));
    for (name, value) in FIXED_HEADERS {
        headers.insert(name, HeaderValue::from_static(value));
    }
    response
}

const FIXED_HEADERS: [(HeaderName, &str); 5] = [
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::REFERRER_POLICY, "same-origin"),
    (
        HeaderName::from_static("permissions-policy"),
        "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    ),
    (
        HeaderName::from_static("cross-origin-opener-policy"),
        "same-origin",
    ),
    (
        HeaderName::from_static("cross-origin-resource-policy"),
        "same-origin",
    ),
];

/// Refuses a request that changes something and comes from another origin. `open_paths` are the exact paths to which
/// another origin posts by design: the gateway's return.
///
/// `Sec-Fetch-Site` decides where the browser sends it, else `Origin` against `Host`. A request with neither does not
/// come from a browser of our days; the session's form token still guards it.
pub async fn same_origin(
    State(open_paths): State<Arc<[String]>>,
    request: Request,
    next: Next,
) -> Response {
    let harmless = matches!(
        *request.method(),
        Method::GET | Method::HEAD | Method::OPTIONS | Method::TRACE
    );
    if harmless
        || open_paths.iter().any(|path| path == request.uri().path())
        || from_ourselves(request.uri(), request.headers())
    {
        next.run(request).await
    } else {
        AppError::Forbidden.into_response()
    }
}

fn from_ourselves(uri: &Uri, headers: &HeaderMap) -> bool {
    let text = |name: HeaderName| headers.get(name).map(|value| value.to_str().unwrap_or("?"));
    if let Some(site) = text(HeaderName::from_static("sec-fetch-site")) {
        return matches!(site, "same-origin" | "none");
    }
    match text(header::ORIGIN) {
        None => true,
        Some(origin) => {
            let host = uri
                .authority()
                .map(|authority| authority.as_str())
                .or_else(|| text(header::HOST));
            let sender = origin.split_once("://").map(|(_, host)| host);
            sender.is_some() && sender == host
        }
    }
}

/// Keeps the language that an address asked for (`?kalba=en`) in the cookie `spis-kalba` for a year.
pub async fn remember_language(request: Request, next: Next) -> Response {
    let chosen = Language::asked_in(request.uri());
    let mut response = next.run(request).await;
    if let Some(language) = chosen {
        let cookie = format!(
            "{LANGUAGE_COOKIE}={}; Path=/; Max-Age=31536000; SameSite=Lax; HttpOnly",
            language.code()
        );
        if let Ok(cookie) = HeaderValue::from_str(&cookie) {
            response.headers_mut().append(header::SET_COOKIE, cookie);
        }
    }
    response
}

/// What [`protect`] needs to know.
#[derive(Clone)]
pub struct Protection {
    /// The site whose pages are served.
    pub site: Arc<Site>,
    /// Gives incident numbers.
    pub incidents: Incidents,
    /// Origin of the e-Government Gateway, for sign-in pages.
    pub gateway_origin: Option<String>,
    /// Exact paths to which another origin may post: the gateway's return.
    pub open_paths: Vec<String>,
}

/// Puts everything around a complete router: security headers, error pages (a panic becomes one too), the page for unknown
/// addresses, the guard against forged forms, and the remembered language. Assets are not part of it; see
/// [`crate::assets::router`], which the router may contain.
pub fn protect(router: Router, protection: Protection) -> Router {
    let Protection {
        site,
        incidents,
        gateway_origin,
        open_paths,
    } = protection;
    router
        .fallback(not_found)
        .layer(CatchPanicLayer::custom(|_panic| {
            // What a panic says may hold personal data; the place is on the standard error already.
            AppError::Internal(anyhow::anyhow!("the handler panicked")).into_response()
        }))
        .layer(middleware::from_fn_with_state(
            Arc::<[String]>::from(open_paths),
            same_origin,
        ))
        .layer(middleware::from_fn(remember_language))
        .layer(middleware::from_fn_with_state(
            ErrorPages { site, incidents },
            error_pages,
        ))
        .layer(middleware::from_fn_with_state(
            Policy::new(gateway_origin.as_deref()),
            security_headers,
        ))
}
