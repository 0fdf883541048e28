//! Cookies. Browsers do not tell ports apart, so the name carries the node and the audience.

use spis_audit::Audience;
use spis_kernel::MunicipalityCode;
pub use spis_pages::cookies::read;

/// Name of the session cookie, e.g. `__Host-spis-29-staff`.
pub fn session_cookie(node: MunicipalityCode, audience: Audience) -> String {
    format!("__Host-spis-{node}-{}", audience.code())
}

/// Name of the cookie that holds a place in the queue of a node that is full.
pub fn queue_cookie(node: MunicipalityCode) -> String {
    format!("__Host-spis-{node}-queue")
}

/// Name of the cookie that binds a trip to the gateway to its browser.
pub fn signin_cookie(node: MunicipalityCode) -> String {
    format!("__Host-spis-{node}-signin")
}

/// A `Set-Cookie` value that lasts as long as the browser.
pub fn set(name: &str, value: &str) -> String {
    format!("{name}={value}; Path=/; Secure; HttpOnly; SameSite=Lax")
}

/// A `Set-Cookie` value that takes the cookie away.
pub fn clear(name: &str) -> String {
    format!("{name}=; Path=/; Max-Age=0; Secure; HttpOnly; SameSite=Lax")
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderMap;
    use axum::http::header::COOKIE;

    use super::*;

    #[test]
    fn reads_the_cookie_of_this_node_only() {
        let mut headers = HeaderMap::new();
        headers.insert(
            COOKIE,
            "__Host-spis-29-staff=a; __Host-spis-00-resident=b"
                .parse()
                .unwrap(),
        );
        let node = MunicipalityCode::new(29).unwrap();
        assert_eq!(
            read(&headers, &session_cookie(node, Audience::Staff)),
            Some("a")
        );
        assert_eq!(
            read(&headers, &session_cookie(node, Audience::Resident)),
            None
        );
    }
}
