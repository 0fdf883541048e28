//! How many documents a resident may begin in a short time.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use jiff::{SignedDuration, Timestamp};
use spis_kernel::ResidentId;

/// Documents begun within [`WINDOW`]; each begun one may cost a decoding.
const MOST: u32 = 100;
const WINDOW: SignedDuration = SignedDuration::from_mins(10);

/// Counts, kept by the process: they protect it, nothing else depends on them.
#[derive(Default)]
pub struct Rate(Mutex<HashMap<ResidentId, (Timestamp, u32)>>);

impl Rate {
    /// Whether one more may begin now; counts it.
    pub fn allows(&self, resident: ResidentId, now: Timestamp) -> bool {
        let mut counts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        counts.retain(|_, (since, _)| now.duration_since(*since) < WINDOW);
        let (_, count) = counts.entry(resident).or_insert((now, 0));
        *count += 1;
        *count <= MOST
    }
}

#[cfg(test)]
mod tests {
    use super::{MOST, Rate, WINDOW};
    use jiff::Timestamp;
    use spis_kernel::ResidentId;

    #[test]
    fn whoever_sends_too_fast_waits_and_others_do_not() {
        let rate = Rate::default();
        let (one, other) = (
            ResidentId::new(uuid::Uuid::from_u128(1)),
            ResidentId::new(uuid::Uuid::from_u128(2)),
        );
        let now = Timestamp::UNIX_EPOCH;
        assert!((0..MOST).all(|_| rate.allows(one, now)));
        assert!(!rate.allows(one, now));
        assert!(rate.allows(other, now));
        assert!(rate.allows(one, now + WINDOW));
    }
}
