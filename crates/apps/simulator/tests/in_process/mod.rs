//! A simulator that runs inside the test, with a clock that the test moves.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode, header};
use jiff::civil::date;
use jiff::{SignedDuration, Timestamp};
use serde_json::Value;
use tower::ServiceExt;

use spis_kernel::Clock;
use spis_simulator::{PopulationSettings, Simulator, generate, router};

/// A clock that moves only when told.
#[derive(Clone)]
pub struct MovedClock(Arc<Mutex<Timestamp>>);

impl MovedClock {
    /// Lets time pass.
    #[allow(dead_code, reason = "each test file uses a part of this module")]
    pub fn pass(&self, time: SignedDuration) {
        *self.0.lock().unwrap() += time;
    }
}

impl Clock for MovedClock {
    fn now(&self) -> Timestamp {
        *self.0.lock().unwrap()
    }
}

/// An answer of the router.
pub struct Answer {
    pub status: StatusCode,
    #[allow(dead_code, reason = "each test file uses a part of this module")]
    pub headers: HeaderMap,
    pub text: String,
}

impl Answer {
    /// The body as JSON.
    #[allow(dead_code, reason = "each test file uses a part of this module")]
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap()
    }
}

/// A small simulator, its routes and its clock.
pub struct InProcess {
    #[allow(dead_code, reason = "each test file uses a part of this module")]
    pub simulator: Simulator,
    #[allow(dead_code, reason = "each test file uses a part of this module")]
    pub clock: MovedClock,
    router: Router,
}

#[allow(dead_code, reason = "each test file uses a part of this module")]
impl InProcess {
    pub fn start() -> Self {
        let settings = PopulationSettings {
            people: 400,
            seed: 42,
            as_of: date(2026, 11, 1),
        };
        let clock = MovedClock(Arc::new(Mutex::new(
            "2026-11-22T08:00:00Z".parse().unwrap(),
        )));
        let simulator = Simulator::new(
            generate(settings).unwrap(),
            clock.clone(),
            Duration::from_millis(200),
        );
        Self {
            router: router(simulator.clone()),
            simulator,
            clock,
        }
    }

    /// The routes of a simulator made by the test.
    pub fn over(simulator: Simulator) -> Self {
        Self {
            clock: MovedClock(Arc::default()),
            router: router(simulator.clone()),
            simulator,
        }
    }

    /// Personal code of a person to sign in as.
    pub fn code(&self, key: &str) -> String {
        let people = self.simulator.demo_people();
        people
            .iter()
            .find(|person| person.key == key)
            .unwrap()
            .personal_code
            .as_str()
            .to_owned()
    }

    pub async fn get(&self, address: &str) -> Answer {
        self.send(Request::get(address).body(Body::empty()).unwrap())
            .await
    }

    pub async fn post_json(&self, address: &str, body: Value) -> Answer {
        let request = Request::post(address).header(header::CONTENT_TYPE, "application/json");
        self.send(request.body(Body::from(body.to_string())).unwrap())
            .await
    }

    pub async fn post_form(&self, address: &str, body: &str) -> Answer {
        let request = Request::post(address)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        self.send(request.body(Body::from(body.to_owned())).unwrap())
            .await
    }

    async fn send(&self, request: Request<Body>) -> Answer {
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let text = String::from_utf8(to_bytes(body, usize::MAX).await.unwrap().to_vec()).unwrap();
        Answer {
            status: parts.status,
            headers: parts.headers,
            text,
        }
    }
}
