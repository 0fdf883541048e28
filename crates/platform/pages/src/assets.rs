//! Style sheets, fonts, pictures and scripts, built into the executable.
//!
//! Their address carries a digest of all of them (`/assets/<digest>/theme.css`), so a browser may keep a file for a
//! year, and a relative `url(fonts/…)` inside a style sheet leads to the same edition.

use std::sync::OnceLock;

use axum::{
    Router,
    body::Body,
    extract::Path,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
    routing::get,
};
use sha2::{Digest, Sha256};
use tower_http::compression::{CompressionLayer, Predicate, predicate::NotForContentType};

use crate::response::AppError;

struct Asset {
    name: &'static str,
    content_type: &'static str,
    bytes: &'static [u8],
}

macro_rules! asset {
    ($name:literal, $content_type:literal) => {
        Asset {
            name: $name,
            content_type: $content_type,
            bytes: include_bytes!(concat!(
                env!("CARGO_MANIFEST_DIR"),
                "/../../../assets/",
                $name
            )),
        }
    };
}

static ASSETS: &[Asset] = &[
    asset!("designsystemet.subset.min.css", "text/css; charset=utf-8"),
    asset!("theme.css", "text/css; charset=utf-8"),
    asset!("fonts/source-sans-3-latin-normal.woff2", "font/woff2"),
    asset!("fonts/source-sans-3-latin-ext-normal.woff2", "font/woff2"),
    asset!("fonts/source-sans-3-cyrillic-normal.woff2", "font/woff2"),
    asset!("fonts/OFL.txt", "text/plain; charset=utf-8"),
    asset!("designsystemet.LICENSE.txt", "text/plain; charset=utf-8"),
    asset!("htmx/htmx.min.js", "text/javascript; charset=utf-8"),
    asset!("htmx/LICENSE.txt", "text/plain; charset=utf-8"),
    asset!("spis.js", "text/javascript; charset=utf-8"),
    asset!("juodrastis.js", "text/javascript; charset=utf-8"),
    asset!("juosta.svg", "image/svg+xml"),
    asset!("mark.svg", "image/svg+xml"),
];

/// Digest of all assets together: 16 hexadecimal digits, the same for the same files.
#[must_use]
pub fn edition() -> &'static str {
    static EDITION: OnceLock<String> = OnceLock::new();
    EDITION.get_or_init(|| {
        let mut digest = Sha256::new();
        for asset in ASSETS {
            digest.update(asset.name.as_bytes());
            digest.update((asset.bytes.len() as u64).to_be_bytes());
            digest.update(asset.bytes);
        }
        hex::encode(&digest.finalize()[..8])
    })
}

/// Address of an asset, for example `url("theme.css")`. A name that does not exist gives an address that is not found;
/// a test reads all templates for such names.
#[must_use]
pub fn url(name: &str) -> String {
    format!("/assets/{}/{name}", edition())
}

/// True if there is an asset of this name.
#[must_use]
pub fn exists(name: &str) -> bool {
    ASSETS.iter().any(|asset| asset.name == name)
}

/// Serves `/assets/<digest>/<name>`; style sheets and scripts compressed if the browser accepts that.
pub fn router<S: Clone + Send + Sync + 'static>() -> Router<S> {
    let text_only =
        tower_http::compression::DefaultPredicate::new().and(NotForContentType::const_new("font/"));
    Router::new()
        .route("/assets/{edition}/{*name}", get(serve))
        .layer(CompressionLayer::new().compress_when(text_only))
}

async fn serve(Path((asked, name)): Path<(String, String)>, headers: HeaderMap) -> Response {
    let Some(asset) = ASSETS.iter().find(|asset| asset.name == name) else {
        return AppError::NotFound.into_response();
    };
    let tag = format!("\"{}\"", edition());
    // An address of another edition (a page older or newer than this executable) gets today's file, not kept.
    let cache = if asked == edition() {
        "public, max-age=31536000, immutable"
    } else {
        "no-cache"
    };
    let known = headers
        .get(header::IF_NONE_MATCH)
        .and_then(|value| value.to_str().ok())
        .is_some_and(|value| {
            value
                .split(',')
                .any(|one| one.trim().trim_start_matches("W/") == tag)
        });
    let mut response = if known {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        Response::new(Body::from(asset.bytes))
    };
    let out = response.headers_mut();
    out.insert(header::CACHE_CONTROL, HeaderValue::from_static(cache));
    out.insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static(asset.content_type),
    );
    if let Ok(tag) = HeaderValue::from_str(&tag) {
        out.insert(header::ETAG, tag);
    }
    response
}
