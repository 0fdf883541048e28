//! "Užantspauduoti žurnalą": whatever has no place in the chain yet gets one. The chain is no lock on the way of a page: the order
//! of commits is not that of ids, so entries are linked after they are committed, by a role of its own.

use jiff::{SignedDuration, Timestamp};
use spis_database::{DatabaseError, Node};

use crate::chain::{Link, Seal};
use crate::store;

/// How often entries are sealed; a younger one is not sealed yet.
pub const SEAL_EVERY: SignedDuration = SignedDuration::from_secs(1);
/// How far back it is looked each time: longer than any transaction lasts.
const RECENT: SignedDuration = SignedDuration::from_hours(1);
/// One sealer of a node at a time.
const ONE_AT_A_TIME: i64 = 0x5350_4953_5345_414c;

/// How far back to look for entries without a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// What can have been committed since the last time.
    Recent,
    /// Everything: when the sealer begins, and once a day for clocks that went wrong.
    Whole,
}

/// Seals what is not sealed; how many entries. `sealer` is connected as the role that may.
///
/// # Errors
/// The database's: nothing is sealed then, and the next time finds it.
pub async fn seal_journal(
    sealer: &Node,
    reach: Reach,
    now: Timestamp,
) -> Result<usize, DatabaseError> {
    let since = match reach {
        Reach::Recent => now.checked_sub(RECENT).unwrap_or(Timestamp::MIN),
        // Years that both sides know.
        Reach::Whole => Timestamp::UNIX_EPOCH,
    };
    let mut sealed = 0;
    loop {
        let mut tx = sealer.begin().await?;
        sqlx::query!("SELECT pg_advisory_xact_lock($1)", ONE_AT_A_TIME)
            .execute(&mut *tx)
            .await?;
        let entries = store::unlinked(&mut tx, sealer.code(), since).await?;
        if entries.is_empty() {
            return Ok(sealed);
        }
        let links: Vec<Link> = (0..)
            .zip(&entries)
            .map(|(position, entry)| Link {
                position,
                entry: entry.id,
                digest: entry.digest(),
            })
            .collect();
        let before = store::seal_latest(&mut tx, sealer.code()).await?;
        let seal = Seal::over(sealer.code(), before.as_ref(), in_microseconds(now), &links);
        store::seal_add(&mut tx, sealer.code(), &seal, &links).await?;
        tx.commit().await?;
        sealed += links.len();
    }
}

/// As the database keeps it: the hash must be the same when it is read again.
fn in_microseconds(at: Timestamp) -> Timestamp {
    Timestamp::from_microsecond(at.as_microsecond()).unwrap_or(at)
}
