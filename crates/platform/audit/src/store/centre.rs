//! The chain of the centre's own journal.

use jiff::Timestamp;
use jiff_sqlx::ToSqlx;
use spis_database::DatabaseError;
use sqlx::PgConnection;
use uuid::Uuid;

use super::{MOST_LINKS, Placed, SEALS_AT_ONCE, digest_of, hash_of};
use crate::chain::{Link, Seal, StoredEntry};

/// The newest seal.
pub async fn seal_latest(connection: &mut PgConnection) -> Result<Option<Seal>, DatabaseError> {
    let row = sqlx::query!(
        r#"SELECT seq, previous_hash, hash, sealed_at AS "sealed_at: jiff_sqlx::Timestamp"
           FROM central.journal_seal ORDER BY seq DESC LIMIT 1"#
    )
    .fetch_optional(connection)
    .await?;
    row.map(|r| {
        Ok(Seal {
            seq: r.seq,
            previous: hash_of(r.previous_hash, r.seq)?,
            hash: hash_of(r.hash, r.seq)?,
            sealed_at: r.sealed_at.to_jiff(),
        })
    })
    .transpose()
}

/// The next seals after a number, in their order.
pub async fn seals_after(
    connection: &mut PgConnection,
    after: i64,
) -> Result<Vec<Seal>, DatabaseError> {
    let rows = sqlx::query!(
        r#"SELECT seq, previous_hash, hash, sealed_at AS "sealed_at: jiff_sqlx::Timestamp"
           FROM central.journal_seal WHERE seq > $1 ORDER BY seq LIMIT $2"#,
        after,
        SEALS_AT_ONCE
    )
    .fetch_all(connection)
    .await?;
    rows.into_iter()
        .map(|r| {
            Ok(Seal {
                seq: r.seq,
                previous: hash_of(r.previous_hash, r.seq)?,
                hash: hash_of(r.hash, r.seq)?,
                sealed_at: r.sealed_at.to_jiff(),
            })
        })
        .collect()
}

/// What stands under these seals, in order, each link with its entry as it lies in the journal now.
pub async fn placed(
    connection: &mut PgConnection,
    (first, last): (i64, i64),
) -> Result<Vec<Placed>, DatabaseError> {
    let rows = sqlx::query!(
        r#"SELECT l.seq, l.position, l.entry_id, l.digest,
                  e.id AS "id?", e.at AS "at?: jiff_sqlx::Timestamp", e.audience AS "audience?", e.actor_id, e.actor_name AS "actor_name?",
                  e.action AS "action?", e.object AS "object?", e.object_id, e.purpose AS "purpose?", e.outcome AS "outcome?",
                  ARRAY(SELECT s.person_id FROM central.journal_subject s WHERE s.entry_id = l.entry_id ORDER BY 1) AS "subjects!"
           FROM central.journal_link l LEFT JOIN central.journal_entry e ON e.id = l.entry_id
           WHERE l.seq BETWEEN $1 AND $2 ORDER BY l.seq, l.position"#,
        first,
        last
    )
    .fetch_all(connection)
    .await?;
    rows.into_iter()
        .map(|r| {
            let entry = r.id.zip(r.at).map(|(id, at)| StoredEntry {
                id,
                at: at.to_jiff(),
                audience: r.audience.unwrap_or_default(),
                actor_id: r.actor_id,
                actor_name: r.actor_name.unwrap_or_default(),
                action: r.action.unwrap_or_default(),
                object: r.object.unwrap_or_default(),
                object_id: r.object_id,
                purpose: r.purpose.unwrap_or_default(),
                outcome: r.outcome.unwrap_or_default(),
                subjects: r.subjects,
            });
            Ok(Placed {
                seq: r.seq,
                link: Link {
                    position: r.position,
                    entry: r.entry_id,
                    digest: digest_of(r.digest, r.entry_id)?,
                },
                entry,
            })
        })
        .collect()
}

/// Entries since then that have no place in the chain yet, in the order of their times.
pub async fn unlinked(
    connection: &mut PgConnection,
    since: Timestamp,
) -> Result<Vec<StoredEntry>, DatabaseError> {
    let rows = sqlx::query!(
        r#"SELECT e.id, e.at AS "at: jiff_sqlx::Timestamp", e.audience, e.actor_id, e.actor_name, e.action, e.object, e.object_id,
                  e.purpose, e.outcome,
                  ARRAY(SELECT s.person_id FROM central.journal_subject s WHERE s.entry_id = e.id ORDER BY 1) AS "subjects!"
           FROM central.journal_entry e
           WHERE e.at >= $1 AND NOT EXISTS (SELECT 1 FROM central.journal_link l WHERE l.entry_id = e.id)
           ORDER BY e.at, e.id LIMIT $2"#,
        since.to_sqlx() as _,
        MOST_LINKS
    )
    .fetch_all(connection)
    .await?;
    Ok(rows
        .into_iter()
        .map(|r| StoredEntry {
            id: r.id,
            at: r.at.to_jiff(),
            audience: r.audience,
            actor_id: r.actor_id,
            actor_name: r.actor_name,
            action: r.action,
            object: r.object,
            object_id: r.object_id,
            purpose: r.purpose,
            outcome: r.outcome,
            subjects: r.subjects,
        })
        .collect())
}

/// Writes a seal with what stands under it.
pub async fn seal_add(
    connection: &mut PgConnection,
    seal: &Seal,
    links: &[Link],
) -> Result<(), DatabaseError> {
    sqlx::query!(
        "INSERT INTO central.journal_seal (seq, previous_hash, hash, sealed_at) VALUES ($1, $2, $3, $4)",
        seal.seq,
        &seal.previous[..],
        &seal.hash[..],
        seal.sealed_at.to_sqlx() as _
    )
    .execute(&mut *connection)
    .await?;
    let positions: Vec<i32> = links.iter().map(|link| link.position).collect();
    let entries: Vec<Uuid> = links.iter().map(|link| link.entry).collect();
    let digests: Vec<Vec<u8>> = links.iter().map(|link| link.digest.to_vec()).collect();
    sqlx::query!(
        "INSERT INTO central.journal_link (seq, position, entry_id, digest)
         SELECT $1, l.position, l.entry_id, l.digest FROM unnest($2::int[], $3::uuid[], $4::bytea[]) AS l (position, entry_id, digest)",
        seal.seq,
        &positions,
        &entries,
        &digests
    )
    .execute(connection)
    .await?;
    Ok(())
}
