//! Arrivals noted again: rows that have arrived and whose work is not done.
//!
//! The trigger of a copy notes each arrival once. After a stream was made anew (its first copy may have run before the
//! trigger stood) or a note was lost, an anti-join finds what waits. A job that finds its work done does nothing, so a
//! note too many harms nobody.
//!
//! No statement names both owners' tables: their databases may lie apart one day.

use std::collections::HashSet;

use spis_database::{DatabaseError, Node};
use sqlx::PgConnection;
use uuid::Uuid;

/// Rows looked at in one step.
const STEP: i64 = 5_000;

/// Notes what waits at this node; returns how many notes are new.
pub async fn arrivals_replay(node: &Node) -> Result<u64, DatabaseError> {
    let mut connection = node.pool().acquire().await?;
    if node.code().is_centre() {
        Ok(requests_without_answer(&mut connection).await?
            + notices_without_delivery(&mut connection).await?)
    } else {
        Ok(submissions_without_application(&mut connection).await?
            + answers_not_worked_in(&mut connection).await?
            + resident_requests_not_received(&mut connection).await?)
    }
}

async fn submissions_without_application(db: &mut PgConnection) -> Result<u64, DatabaseError> {
    let mut after = Uuid::nil();
    let mut noted = 0;
    loop {
        let step = sqlx::query!(
            "SELECT municipality_code, id FROM central.submission WHERE id > $1 ORDER BY id LIMIT $2",
            after,
            STEP
        )
        .fetch_all(&mut *db)
        .await?;
        let Some(last) = step.last() else {
            return Ok(noted);
        };
        after = last.id;
        let ids: Vec<_> = step.iter().map(|s| s.id).collect();
        let done = sqlx::query_scalar!(
            r#"SELECT submission_id AS "id!" FROM municipal.application WHERE submission_id = ANY ($1)"#,
            &ids
        )
        .fetch_all(&mut *db)
        .await?;
        let waiting = step.iter().map(|s| (s.municipality_code, s.id));
        noted += note(db, "central.submission", waiting, &done).await?;
    }
}

/// What residents wrote and no history notes yet: the event of its arrival has its key.
async fn resident_requests_not_received(db: &mut PgConnection) -> Result<u64, DatabaseError> {
    let mut after = Uuid::nil();
    let mut noted = 0;
    loop {
        let step = sqlx::query!(
            "SELECT municipality_code, id FROM central.resident_request WHERE id > $1 ORDER BY id LIMIT $2",
            after,
            STEP
        )
        .fetch_all(&mut *db)
        .await?;
        let Some(last) = step.last() else {
            return Ok(noted);
        };
        after = last.id;
        let ids: Vec<_> = step.iter().map(|s| s.id).collect();
        let done = sqlx::query_scalar!(
            "SELECT id FROM municipal.application_event WHERE id = ANY ($1)",
            &ids
        )
        .fetch_all(&mut *db)
        .await?;
        let waiting = step.iter().map(|s| (s.municipality_code, s.id));
        noted += note(db, "central.resident_request", waiting, &done).await?;
    }
}

/// Answers to the requests of applications that still gather evidence.
async fn answers_not_worked_in(db: &mut PgConnection) -> Result<u64, DatabaseError> {
    let mut after = Uuid::nil();
    let mut noted = 0;
    loop {
        let asked = sqlx::query_scalar!(
            "SELECT r.id FROM municipal.register_request r
             JOIN municipal.application a ON a.municipality_code = r.municipality_code AND a.id = r.application_id
             WHERE a.status IN ('registered', 'gathering') AND r.id > $1 ORDER BY r.id LIMIT $2",
            after,
            STEP
        )
        .fetch_all(&mut *db)
        .await?;
        let Some(last) = asked.last() else {
            return Ok(noted);
        };
        after = *last;
        let answered = sqlx::query!(
            "SELECT municipality_code, id FROM central.register_answer WHERE id = ANY ($1)",
            &asked
        )
        .fetch_all(&mut *db)
        .await?;
        let waiting = answered.iter().map(|a| (a.municipality_code, a.id));
        noted += note(db, "central.register_answer", waiting, &[]).await?;
    }
}

async fn requests_without_answer(db: &mut PgConnection) -> Result<u64, DatabaseError> {
    let mut after = Uuid::nil();
    let mut noted = 0;
    loop {
        let step = sqlx::query!(
            "SELECT municipality_code, id FROM municipal.register_request WHERE id > $1 ORDER BY id LIMIT $2",
            after,
            STEP
        )
        .fetch_all(&mut *db)
        .await?;
        let Some(last) = step.last() else {
            return Ok(noted);
        };
        after = last.id;
        let ids: Vec<_> = step.iter().map(|s| s.id).collect();
        let done = sqlx::query_scalar!(
            "SELECT id FROM central.register_answer WHERE id = ANY ($1)",
            &ids
        )
        .fetch_all(&mut *db)
        .await?;
        let waiting = step.iter().map(|s| (s.municipality_code, s.id));
        noted += note(db, "municipal.register_request", waiting, &done).await?;
    }
}

/// Only notices by e-mail are delivered by the centre.
async fn notices_without_delivery(db: &mut PgConnection) -> Result<u64, DatabaseError> {
    let mut after = Uuid::nil();
    let mut noted = 0;
    loop {
        let step = sqlx::query!(
            "SELECT municipality_code, id FROM municipal.notice WHERE channel = 'email' AND id > $1 ORDER BY id LIMIT $2",
            after,
            STEP
        )
        .fetch_all(&mut *db)
        .await?;
        let Some(last) = step.last() else {
            return Ok(noted);
        };
        after = last.id;
        let ids: Vec<_> = step.iter().map(|s| s.id).collect();
        let done = sqlx::query_scalar!(
            "SELECT notice_id FROM central.notice_delivery WHERE notice_id = ANY ($1)",
            &ids
        )
        .fetch_all(&mut *db)
        .await?;
        let waiting = step.iter().map(|s| (s.municipality_code, s.id));
        noted += note(db, "municipal.notice", waiting, &done).await?;
    }
}

async fn note(
    db: &mut PgConnection,
    table: &str,
    arrived: impl Iterator<Item = (i16, Uuid)>,
    done: &[Uuid],
) -> Result<u64, DatabaseError> {
    let done: HashSet<&Uuid> = done.iter().collect();
    let (codes, ids): (Vec<_>, Vec<_>) = arrived.filter(|(_, id)| !done.contains(id)).unzip();
    if ids.is_empty() {
        return Ok(0);
    }
    let noted = sqlx::query!(
        "INSERT INTO local.arrival (table_name, municipality_code, id)
         SELECT $1, unnest($2::smallint[]), unnest($3::uuid[]) ON CONFLICT DO NOTHING",
        table,
        &codes,
        &ids
    )
    .execute(&mut *db)
    .await?;
    sqlx::query("SELECT pg_notify('spis_arrival', $1)")
        .bind(table)
        .execute(db)
        .await?;
    Ok(noted.rows_affected())
}
