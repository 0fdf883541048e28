//! The chain's rows, of whichever node.

mod centre;
mod municipality;

use jiff::Timestamp;
use spis_database::DatabaseError;
use spis_kernel::MunicipalityCode;
use sqlx::PgConnection;
use uuid::Uuid;

use crate::chain::{Hash, Link, Seal, StoredEntry};

/// Entries of one seal, at most.
pub const MOST_LINKS: i64 = 500;
/// Seals read at once: what stands under them lies in memory meanwhile.
const SEALS_AT_ONCE: i64 = 20;

/// A link under its seal, with its entry as it lies in the journal now; none if it is gone.
#[derive(Debug)]
pub struct Placed {
    /// Number of the seal.
    pub seq: i64,
    /// Its place and digest.
    pub link: Link,
    /// The entry.
    pub entry: Option<StoredEntry>,
}

/// The newest seal of a chain.
pub async fn seal_latest(
    connection: &mut PgConnection,
    of: MunicipalityCode,
) -> Result<Option<Seal>, DatabaseError> {
    if of.is_centre() {
        centre::seal_latest(connection).await
    } else {
        municipality::seal_latest(connection, of).await
    }
}

/// The next seals of a chain after a number, in their order; none at its end.
pub async fn seals_after(
    connection: &mut PgConnection,
    of: MunicipalityCode,
    after: i64,
) -> Result<Vec<Seal>, DatabaseError> {
    if of.is_centre() {
        centre::seals_after(connection, after).await
    } else {
        municipality::seals_after(connection, of, after).await
    }
}

/// What stands under the seals from one number to another, in order.
pub async fn placed(
    connection: &mut PgConnection,
    of: MunicipalityCode,
    numbers: (i64, i64),
) -> Result<Vec<Placed>, DatabaseError> {
    if of.is_centre() {
        centre::placed(connection, numbers).await
    } else {
        municipality::placed(connection, of, numbers).await
    }
}

/// Entries since then that have no place in the chain yet, at most [`MOST_LINKS`].
pub async fn unlinked(
    connection: &mut PgConnection,
    of: MunicipalityCode,
    since: Timestamp,
) -> Result<Vec<StoredEntry>, DatabaseError> {
    if of.is_centre() {
        centre::unlinked(connection, since).await
    } else {
        municipality::unlinked(connection, of, since).await
    }
}

/// Writes a seal with what stands under it.
pub async fn seal_add(
    connection: &mut PgConnection,
    of: MunicipalityCode,
    seal: &Seal,
    links: &[Link],
) -> Result<(), DatabaseError> {
    if of.is_centre() {
        centre::seal_add(connection, seal, links).await
    } else {
        municipality::seal_add(connection, of, seal, links).await
    }
}

fn hash_of(bytes: Vec<u8>, seq: i64) -> Result<Hash, DatabaseError> {
    bytes.try_into().map_err(|_| DatabaseError::Inconsistent {
        table: "journal_seal",
        id: seq.to_string(),
        what: "a hash has 32 bytes",
    })
}

fn digest_of(bytes: Vec<u8>, entry: Uuid) -> Result<Hash, DatabaseError> {
    bytes.try_into().map_err(|_| DatabaseError::Inconsistent {
        table: "journal_link",
        id: entry.to_string(),
        what: "a digest has 32 bytes",
    })
}
