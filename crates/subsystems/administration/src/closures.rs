//! Closing a part of a node for a time ("laikinas uždarymas"), and reading what is closed without a restart.

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use jiff_sqlx::ToSqlx;
use spis_audit::{Actor, Entry, Outcome};
use spis_database::{DatabaseError, Node, new_id};
use spis_kernel::MunicipalityCode;
use spis_pages::Closure;
use sqlx::PgConnection;
use uuid::Uuid;

use crate::AdministrationError;

/// What the command line changes is seen by all pages within this time.
const LOOK_EVERY: SignedDuration = SignedDuration::from_secs(2);
/// A database that does not answer within this time leaves us with what was known.
const PATIENCE: Duration = Duration::from_secs(1);

/// Closes a part, or gives a part that is closed already another reason and end.
///
/// # Errors
/// [`AdministrationError::ClosureOver`] if the end has passed.
pub async fn close(
    connection: &mut PgConnection,
    node: MunicipalityCode,
    closure: &Closure,
    actor: &Actor,
    now: Timestamp,
) -> Result<(), AdministrationError> {
    if closure.until <= now {
        return Err(AdministrationError::ClosureOver);
    }
    let begun_at = list(&mut *connection, now)
        .await?
        .into_iter()
        .find(|open| open.area == closure.area)
        .map_or(now, |open| open.begun_at);
    end(&mut *connection, &closure.area, now).await?;
    let id = new_id(now);
    sqlx::query!(
        "INSERT INTO local.closure (id, area, reason_lt, reason_en, begun_at, until_at) VALUES ($1, $2, $3, $4, $5, $6)",
        id,
        closure.area,
        closure.reason_lt,
        closure.reason_en,
        begun_at.to_sqlx() as _,
        closure.until.to_sqlx() as _
    )
    .execute(&mut *connection)
    .await?;
    journal(connection, node, "closure_begin", Some(id), actor, now).await
}

/// Opens a part again; false if it was not closed.
pub async fn open(
    connection: &mut PgConnection,
    node: MunicipalityCode,
    area: &str,
    actor: &Actor,
    now: Timestamp,
) -> Result<bool, AdministrationError> {
    let was_closed = list(&mut *connection, now)
        .await?
        .iter()
        .any(|closure| closure.area == area);
    end(&mut *connection, area, now).await?;
    if was_closed {
        journal(connection, node, "closure_end", None, actor, now).await?;
    }
    Ok(was_closed)
}

/// What is closed now.
pub async fn list(
    connection: &mut PgConnection,
    now: Timestamp,
) -> Result<Vec<Closure>, DatabaseError> {
    let rows = sqlx::query!(
        "SELECT area, reason_lt, reason_en, begun_at, until_at FROM local.closure
         WHERE ended_at IS NULL AND until_at > $1 ORDER BY begun_at",
        now.to_sqlx() as _
    )
    .fetch_all(connection)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| Closure {
            area: row.area,
            reason_lt: row.reason_lt,
            reason_en: row.reason_en,
            begun_at: row.begun_at.to_jiff(),
            until: row.until_at.to_jiff(),
        })
        .collect())
}

async fn end(
    connection: &mut PgConnection,
    area: &str,
    now: Timestamp,
) -> Result<(), DatabaseError> {
    sqlx::query!(
        "UPDATE local.closure SET ended_at = $2 WHERE area = $1 AND ended_at IS NULL",
        area,
        now.to_sqlx() as _
    )
    .execute(connection)
    .await?;
    Ok(())
}

async fn journal(
    connection: &mut PgConnection,
    node: MunicipalityCode,
    action: &'static str,
    id: Option<Uuid>,
    actor: &Actor,
    now: Timestamp,
) -> Result<(), AdministrationError> {
    let entry = Entry {
        actor,
        action,
        object: "closure",
        object_id: id,
        purpose: "administration",
        outcome: Outcome::Allowed,
        subjects: &[],
    };
    spis_audit::record(connection, node, now, entry).await?;
    Ok(())
}

struct Known {
    closures: Vec<Closure>,
    looked_at: Option<Timestamp>,
}

/// What is closed, as the pages of a node know it: looked at every other second, whoever asks. While the database is away
/// they go by what they knew, so that a node closed for work on its database keeps saying so.
pub struct Closures {
    node: Node,
    known: Mutex<Known>,
}

impl Closures {
    /// Reads over `node`, which should have a connection of its own: it is needed most when the others are busy.
    pub fn new(node: Node) -> Self {
        Self {
            node,
            known: Mutex::new(Known {
                closures: Vec::new(),
                looked_at: None,
            }),
        }
    }

    /// What is closed at a moment.
    pub async fn now(&self, now: Timestamp) -> Vec<Closure> {
        if self.is_old(now)
            && let Ok(Ok(closures)) = tokio::time::timeout(PATIENCE, self.read(now)).await
        {
            self.known().closures = closures;
        }
        self.known()
            .closures
            .iter()
            .filter(|closure| closure.holds(now))
            .cloned()
            .collect()
    }

    /// Whether it is time to look; if so, this asker looks and nobody else.
    fn is_old(&self, now: Timestamp) -> bool {
        let mut known = self.known();
        let old = known
            .looked_at
            .is_none_or(|looked_at| now < looked_at || now.duration_since(looked_at) >= LOOK_EVERY);
        if old {
            known.looked_at = Some(now);
        }
        old
    }

    fn known(&self) -> std::sync::MutexGuard<'_, Known> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }

    async fn read(&self, now: Timestamp) -> Result<Vec<Closure>, DatabaseError> {
        let mut connection = self.node.pool().acquire().await?;
        list(&mut connection, now).await
    }
}
