//! "Apkrovos riba": no more requests at once than can be answered well. Whoever comes when the house is full gets a place in
//! a queue, kept for [`KEPT`] after each look; whoever is inside already waits a moment instead. The queue lives in the
//! serving process and is gone with it: nothing else depends on it.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use axum::{
    Router,
    extract::{Request, State},
    http::{HeaderValue, header},
    middleware::{self, Next},
    response::{IntoResponse, Response},
};
use jiff::{SignedDuration, Timestamp};
use tokio::sync::{Semaphore, SemaphorePermit};

use crate::cookies;
use crate::response::AppError;

/// So long a place is kept after its holder last looked, and so long whoever was called may come and go.
pub const KEPT: SignedDuration = SignedDuration::from_mins(15);
/// Who waits is called at most this often, so that looking again and again hastens nothing.
const CALLED_EVERY: SignedDuration = SignedDuration::from_secs(1);
/// So many may wait; who comes later is told so, without a place.
const MOST_WAITING: usize = 100_000;
/// So long somebody inside waits for a request of others to end.
const PATIENCE: Duration = Duration::from_secs(3);

/// How a node is kept from being overrun.
#[derive(Clone, Debug)]
pub struct LoadLimit {
    /// Requests under way at once.
    pub at_once: usize,
    /// Cookie of who has signed in: they are inside. Whoever invents one gains [`PATIENCE`], not entry.
    pub session_cookie: String,
    /// Cookie that holds a place in the queue.
    pub queue_cookie: String,
    /// The clock.
    pub clock: fn() -> Timestamp,
    /// Makes what nobody can guess.
    pub random: fn() -> u128,
}

/// The router with at most `limit.at_once` requests under way.
pub fn limited(router: Router, limit: LoadLimit) -> Router {
    let house = House {
        places: Semaphore::new(limit.at_once),
        patient: Semaphore::new(limit.at_once.saturating_mul(2)),
        queue: Mutex::new(Queue::default()),
        limit,
    };
    router.layer(middleware::from_fn_with_state(Arc::new(house), admit))
}

struct House {
    limit: LoadLimit,
    places: Semaphore,
    /// How many inside may be waiting for a place.
    patient: Semaphore,
    queue: Mutex<Queue>,
}

async fn admit(State(house): State<Arc<House>>, request: Request, next: Next) -> Response {
    let headers = request.headers();
    let inside = cookies::read(headers, &house.limit.session_cookie).is_some();
    let key = cookies::read(headers, &house.limit.queue_cookie)
        .and_then(|hex| u128::from_str_radix(hex, 16).ok());
    if !inside {
        let turn = {
            let mut queue = house.queue.lock().unwrap_or_else(PoisonError::into_inner);
            let free = house.places.available_permits();
            queue.turn(key, free, (house.limit.clock)(), house.limit.random)
        };
        match turn {
            Turn::Enter => {}
            Turn::Wait { key, before } => return house.place_in_queue(key, before),
            Turn::NoPlace => return AppError::Busy { before: None }.into_response(),
        }
    }
    match house.place(inside || key.is_some()).await {
        Some(_place) => next.run(request).await,
        None => AppError::Busy { before: None }.into_response(),
    }
}

impl House {
    /// A place for one request; whoever is patient waits a moment for it.
    async fn place(&self, patient: bool) -> Option<SemaphorePermit<'_>> {
        if let Ok(place) = self.places.try_acquire() {
            return Some(place);
        }
        let _waits = self.patient.try_acquire().ok().filter(|_| patient)?;
        let place = tokio::time::timeout(PATIENCE, self.places.acquire()).await;
        place.ok()?.ok()
    }

    fn place_in_queue(&self, key: u128, before: usize) -> Response {
        let before = Some(before);
        let mut response = AppError::Busy { before }.into_response();
        let name = &self.limit.queue_cookie;
        let seconds = KEPT.as_secs();
        let cookie =
            format!("{name}={key:032x}; Path=/; Max-Age={seconds}; Secure; HttpOnly; SameSite=Lax");
        // A cookie's name and hexadecimal digits are a header's value.
        if let Ok(value) = HeaderValue::try_from(cookie) {
            response.headers_mut().append(header::SET_COOKIE, value);
        }
        response
    }
}

/// What somebody who comes is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Turn {
    /// Come in.
    Enter,
    /// Wait: the key of the place, and how many wait before it.
    Wait { key: u128, before: usize },
    /// Even the queue is full.
    NoPlace,
}

struct Place {
    key: u128,
    seen_at: Timestamp,
}

/// Places by their number; those below `called` have been called and may enter.
struct Queue {
    places: BTreeMap<u64, Place>,
    numbers: HashMap<u128, u64>,
    next: u64,
    called: u64,
    called_at: Timestamp,
}

impl Default for Queue {
    fn default() -> Self {
        Self {
            places: BTreeMap::new(),
            numbers: HashMap::new(),
            next: 0,
            called: 0,
            called_at: Timestamp::UNIX_EPOCH,
        }
    }
}

impl Queue {
    /// Whether it is the turn of whoever holds `key`, while `free` requests could be taken at once.
    fn turn(
        &mut self,
        key: Option<u128>,
        free: usize,
        now: Timestamp,
        random: fn() -> u128,
    ) -> Turn {
        if now.duration_since(self.called_at) >= CALLED_EVERY {
            self.called_at = now;
            self.forget(now);
            self.call(free);
        }
        let held = key.and_then(|key| Some((key, *self.numbers.get(&key)?)));
        let (key, number) = match held {
            Some(held) => held,
            None if free > 0 && self.waiting_before(self.next) == 0 => return Turn::Enter,
            None if self.places.len() >= MOST_WAITING => return Turn::NoPlace,
            None => (random(), self.next),
        };
        self.next = self.next.max(number + 1);
        self.numbers.insert(key, number);
        self.places.insert(number, Place { key, seen_at: now });
        if number < self.called {
            return Turn::Enter;
        }
        let before = self.waiting_before(number);
        Turn::Wait { key, before }
    }

    fn forget(&mut self, now: Timestamp) {
        let numbers = &mut self.numbers;
        self.places.retain(|_, place| {
            let kept = now.duration_since(place.seen_at) < KEPT;
            if !kept {
                numbers.remove(&place.key);
            }
            kept
        });
    }

    /// Calls as many as could be taken now. Whoever was called and does not come keeps nobody from entering.
    fn call(&mut self, free: usize) {
        if let Some((last, _)) = self.places.range(self.called..).take(free).last() {
            self.called = last + 1;
        }
    }

    fn waiting_before(&self, number: u64) -> usize {
        self.places.range(self.called.min(number)..number).count()
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicU64, Ordering};

    use super::*;

    fn random() -> u128 {
        static NEXT: AtomicU64 = AtomicU64::new(1);
        NEXT.fetch_add(1, Ordering::Relaxed).into()
    }

    fn at(seconds: i64) -> Timestamp {
        Timestamp::UNIX_EPOCH + SignedDuration::from_secs(seconds)
    }

    fn waits(turn: Turn, before: usize) -> u128 {
        match turn {
            Turn::Wait { key, before: told } if told == before => key,
            other => panic!("{other:?} instead of {before} before"),
        }
    }

    #[test]
    fn who_came_first_enters_first_and_a_newcomer_passes_nobody() {
        let mut queue = Queue::default();
        let mut turn = |key, free, second| queue.turn(key, free, at(second), random);
        assert_eq!(turn(None, 1, 1), Turn::Enter);
        let first = waits(turn(None, 0, 2), 0);
        let second = waits(turn(None, 0, 2), 1);
        let third = waits(turn(None, 0, 3), 2);
        // One place is free: the first is called, whoever asks.
        waits(turn(Some(third), 1, 4), 1);
        waits(turn(None, 1, 4), 2);
        waits(turn(Some(second), 1, 4), 0);
        assert_eq!(turn(Some(first), 1, 4), Turn::Enter);
        // Called once, she comes and goes while the others wait.
        assert_eq!(turn(Some(first), 0, 5), Turn::Enter);
        assert_eq!(turn(Some(second), 2, 6), Turn::Enter);
        assert_eq!(turn(Some(third), 2, 6), Turn::Enter);
    }

    #[test]
    fn looking_again_and_again_hastens_nothing() {
        let mut queue = Queue::default();
        let keys: Vec<u128> = (0..10)
            .map(|before| waits(queue.turn(None, 0, at(1), random), before))
            .collect();
        let last = Some(keys[9]);
        waits(queue.turn(last, 2, at(2), random), 7);
        for _ in 0..50 {
            waits(queue.turn(last, 2, at(2), random), 7);
        }
        waits(queue.turn(last, 2, at(3), random), 5);
    }

    #[test]
    fn a_place_is_kept_for_fifteen_minutes_after_each_look_and_no_longer() {
        let mut queue = Queue::default();
        let kept = KEPT.as_secs();
        let gone = waits(queue.turn(None, 0, at(0), random), 0);
        let stays = waits(queue.turn(None, 0, at(0), random), 1);
        waits(queue.turn(Some(stays), 0, at(kept - 1), random), 1);
        // The first did not look again: her place is nobody's, and she begins anew.
        waits(queue.turn(Some(stays), 0, at(kept + 1), random), 0);
        let anew = waits(queue.turn(Some(gone), 0, at(kept + 1), random), 1);
        assert_ne!(anew, gone);
        assert_eq!(queue.places.len(), queue.numbers.len());
    }

    #[test]
    fn who_was_called_and_stays_away_holds_nobody_up() {
        let mut queue = Queue::default();
        for before in 0..3 {
            waits(queue.turn(None, 0, at(1), random), before);
        }
        let patient = waits(queue.turn(None, 0, at(1), random), 3);
        waits(queue.turn(Some(patient), 2, at(2), random), 1);
        assert_eq!(queue.turn(Some(patient), 2, at(3), random), Turn::Enter);
    }
}
