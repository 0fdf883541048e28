//! "Dažnio riba": how many requests one asker may make in a short time. Counts are kept by the process: they protect it,
//! and nothing else depends on them.

use std::collections::HashMap;
use std::convert::Infallible;
use std::hash::Hash;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::sync::{Arc, Mutex, PoisonError};

use axum::extract::{ConnectInfo, FromRequestParts, Request, State};
use axum::http::{HeaderMap, StatusCode, header, request::Parts};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use jiff::{SignedDuration, Timestamp};

use crate::AppError;

/// So many askers are remembered at once; beyond them nobody is counted until the window has passed.
const MOST_ASKERS: usize = 100_000;

/// So many in so many seconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limit {
    /// At most.
    pub most: u32,
    /// Length of the window.
    pub seconds: u32,
}

impl Limit {
    fn window(self) -> SignedDuration {
        SignedDuration::from_secs(i64::from(self.seconds))
    }
}

/// An asker may not ask now; in so many seconds the next one is answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooFast {
    /// Seconds to wait, at least one.
    pub wait_seconds: u64,
}

impl TooFast {
    /// Minutes to wait, as people are told.
    #[must_use]
    pub fn minutes(self) -> i64 {
        i64::try_from(self.wait_seconds.div_ceil(60)).unwrap_or(i64::MAX)
    }

    /// A page that keeps what was typed, as an answer to whoever sent it too fast.
    pub fn answer(self, page: impl IntoResponse) -> Response {
        let mut response = page.into_response();
        *response.status_mut() = StatusCode::TOO_MANY_REQUESTS;
        response
            .headers_mut()
            .insert(header::RETRY_AFTER, self.wait_seconds.into());
        response
    }
}

impl From<TooFast> for AppError {
    fn from(too_fast: TooFast) -> Self {
        AppError::TooMany {
            wait_seconds: too_fast.wait_seconds,
        }
    }
}

struct Counts<K> {
    of: HashMap<K, (Timestamp, u32)>,
    swept_at: Timestamp,
}

/// Counts what each asker does.
pub struct Rate<K> {
    limit: Limit,
    counts: Mutex<Counts<K>>,
}

impl<K: Eq + Hash> Rate<K> {
    /// Nobody has asked yet.
    #[must_use]
    pub fn new(limit: Limit) -> Self {
        Rate {
            limit,
            counts: Mutex::new(Counts {
                of: HashMap::new(),
                swept_at: Timestamp::UNIX_EPOCH,
            }),
        }
    }

    /// Counts one more, or says how long to wait.
    ///
    /// # Errors
    /// [`TooFast`], if the asker has used up the limit.
    pub fn take(&self, asker: K, now: Timestamp) -> Result<(), TooFast> {
        let window = self.limit.window();
        let mut counts = self.counts.lock().unwrap_or_else(PoisonError::into_inner);
        if now.duration_since(counts.swept_at) >= window {
            counts
                .of
                .retain(|_, (since, _)| now.duration_since(*since) < window);
            counts.swept_at = now;
        }
        if counts.of.len() >= MOST_ASKERS && !counts.of.contains_key(&asker) {
            return Ok(());
        }
        let (since, count) = counts.of.entry(asker).or_insert((now, 0));
        if now.duration_since(*since) >= window {
            (*since, *count) = (now, 0);
        }
        if *count >= self.limit.most {
            let left = (*since + window).duration_since(now).as_secs();
            let wait_seconds = u64::try_from(left).unwrap_or(0).max(1);
            return Err(TooFast { wait_seconds });
        }
        *count += 1;
        Ok(())
    }
}

/// Where a request comes from; an extractor. What [`note_address`] found, or an address of nobody. Of IPv6 the network alone
/// (the first 64 bits): whoever has one has every address in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ClientAddress(pub IpAddr);

impl<S: Send + Sync> FromRequestParts<S> for ClientAddress {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, Infallible> {
        Ok(parts
            .extensions
            .get::<ClientAddress>()
            .copied()
            .unwrap_or(ClientAddress(Ipv4Addr::UNSPECIFIED.into())))
    }
}

/// Notes where a request comes from. `proxies` are the addresses of our own web servers in front: only they are believed
/// when they say for whom they ask (`X-Forwarded-For`), and of what they say only the last address that is not theirs.
pub async fn note_address(
    State(proxies): State<Arc<[IpAddr]>>,
    mut request: Request,
    next: Next,
) -> Response {
    let peer = request
        .extensions()
        .get::<ConnectInfo<SocketAddr>>()
        .map(|ConnectInfo(address)| address.ip().to_canonical());
    if let Some(peer) = peer {
        let client = network(address_behind(peer, request.headers(), &proxies));
        request.extensions_mut().insert(ClientAddress(client));
    }
    next.run(request).await
}

fn network(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V6(six) => Ipv6Addr::from_bits(six.to_bits() & (u128::MAX << 64)).into(),
        four => four,
    }
}

fn address_behind(peer: IpAddr, headers: &HeaderMap, proxies: &[IpAddr]) -> IpAddr {
    if !proxies.contains(&peer) {
        return peer;
    }
    let said: Vec<&str> = headers
        .get_all("x-forwarded-for")
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .collect();
    said.iter()
        .rev()
        .map_while(|one| one.trim().parse::<IpAddr>().ok())
        .map(|one| one.to_canonical())
        .find(|one| !proxies.contains(one))
        .unwrap_or(peer)
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIMIT: Limit = Limit {
        most: 3,
        seconds: 60,
    };

    #[test]
    fn whoever_asks_too_fast_waits_and_others_do_not() {
        let rate = Rate::new(LIMIT);
        let now = Timestamp::UNIX_EPOCH;
        let later = |seconds| now + SignedDuration::from_secs(seconds);
        assert!((0..3).all(|second| rate.take("one", later(second)).is_ok()));
        assert_eq!(
            rate.take("one", later(20)),
            Err(TooFast { wait_seconds: 40 })
        );
        assert_eq!(rate.take("other", later(20)), Ok(()));
        // Being refused does not make the wait longer.
        assert_eq!(
            rate.take("one", later(59)),
            Err(TooFast { wait_seconds: 1 })
        );
        assert_eq!(rate.take("one", later(60)), Ok(()));
    }

    #[test]
    fn one_network_is_one_asker() {
        let of = |text: &str| network(text.parse().unwrap());
        assert_eq!(of("2001:db8:1:2::1"), of("2001:db8:1:2:ffff::9"));
        assert_ne!(of("2001:db8:1:2::1"), of("2001:db8:1:3::1"));
        assert_ne!(of("192.0.2.7"), of("192.0.2.8"));
    }

    #[test]
    fn only_our_own_web_server_is_believed() {
        let address = |text: &str| text.parse::<IpAddr>().unwrap();
        let proxy = address("10.0.0.2");
        let headers = |said: &'static str| {
            let mut headers = HeaderMap::new();
            headers.insert("x-forwarded-for", said.parse().unwrap());
            headers
        };
        let behind = |peer, said| address_behind(address(peer), &headers(said), &[proxy]);
        // Somebody who says of himself that he is somebody else.
        assert_eq!(behind("192.0.2.7", "198.51.100.1"), address("192.0.2.7"));
        assert_eq!(behind("10.0.0.2", "192.0.2.7"), address("192.0.2.7"));
        // What the client put there itself stands before what our server added.
        assert_eq!(
            behind("10.0.0.2", "1.1.1.1, 192.0.2.7"),
            address("192.0.2.7")
        );
        assert_eq!(
            behind("10.0.0.2", "192.0.2.7, 10.0.0.2"),
            address("192.0.2.7")
        );
        assert_eq!(behind("10.0.0.2", "nobody"), proxy);
        assert_eq!(address_behind(proxy, &HeaderMap::new(), &[proxy]), proxy);
    }
}
