//! The journal ("žurnalas"): who did or saw what, why, and whose data it was.
//!
//! A change is journalled in its own transaction ([`record`]); a read before its data are sent, and a refusal at once,
//! each in a transaction of its own ([`record_now`]). No journal, no page: an error here is an error of the request.
//! Entries hold ids and our own words only, never personal codes or names of the persons shown. The sealer links them into a
//! chain of hashes ([`seal_journal`]), in which a changed, missing or reordered entry is found ([`verify_journal`]).

pub mod chain;
mod seal;
mod store;
mod verify;

use jiff::Timestamp;
use jiff_sqlx::ToSqlx;
use spis_database::{DatabaseError, Node, new_id};
use spis_kernel::{JournalEntryId, MunicipalityCode};
use sqlx::PgConnection;
use uuid::Uuid;

pub use seal::{Reach, SEAL_EVERY, seal_journal};
pub use verify::{Fault, Verdict, compare_journal, counted_to_the_limit, verify_journal};

/// From which side of the house somebody acts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Audience {
    /// A municipality's user.
    Staff,
    /// A resident in the portal.
    Resident,
    /// A ministry's user.
    Ministry,
    /// A job of ours.
    System,
}

impl Audience {
    /// As stored.
    pub fn code(self) -> &'static str {
        match self {
            Self::Staff => "staff",
            Self::Resident => "resident",
            Self::Ministry => "ministry",
            Self::System => "system",
        }
    }
}

/// The acting person or job, as the journal names it.
#[derive(Debug, Clone)]
pub struct Actor {
    /// Which side.
    pub audience: Audience,
    /// User's or resident's id; none for a job and for a failed sign-in.
    pub id: Option<Uuid>,
    /// A user's name; "gyventojas" for a resident; the job's name.
    pub name: String,
}

impl Actor {
    /// A job acting by itself.
    pub fn job(name: &str) -> Self {
        Self {
            audience: Audience::System,
            id: None,
            name: name.to_owned(),
        }
    }
}

/// How it ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// Done or shown.
    Allowed,
    /// Denied.
    Refused,
}

/// One entry to be written.
#[derive(Debug, Clone)]
pub struct Entry<'a> {
    /// Who.
    pub actor: &'a Actor,
    /// Verb, e.g. `case_read`, `decision_adopt`.
    pub action: &'static str,
    /// Noun acted on, e.g. `application`.
    pub object: &'static str,
    /// Its id, if it has one.
    pub object_id: Option<Uuid>,
    /// Why: purpose or legal ground, in our own words.
    pub purpose: &'a str,
    /// How it ended.
    pub outcome: Outcome,
    /// Persons whose data are shown or changed.
    pub subjects: &'a [Uuid],
}

/// Writes an entry inside the caller's transaction.
pub async fn record(
    connection: &mut PgConnection,
    node: MunicipalityCode,
    at: Timestamp,
    entry: Entry<'_>,
) -> Result<JournalEntryId, DatabaseError> {
    let id = new_id(at);
    let outcome = match entry.outcome {
        Outcome::Allowed => "allowed",
        Outcome::Refused => "refused",
    };
    let mut subjects = entry.subjects.to_vec();
    subjects.sort_unstable();
    subjects.dedup();
    if node == MunicipalityCode::CENTRE {
        sqlx::query!(
            "INSERT INTO central.journal_entry (id, at, audience, actor_id, actor_name, action, object, object_id, purpose, outcome)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
            id,
            at.to_sqlx() as _,
            entry.actor.audience.code(),
            entry.actor.id,
            entry.actor.name,
            entry.action,
            entry.object,
            entry.object_id,
            entry.purpose,
            outcome
        )
        .execute(&mut *connection)
        .await?;
        sqlx::query!(
            "INSERT INTO central.journal_subject (entry_id, person_id) SELECT $1, unnest($2::uuid[])",
            id,
            &subjects
        )
        .execute(connection)
        .await?;
    } else {
        sqlx::query!(
            "INSERT INTO municipal.journal_entry (municipality_code, id, at, audience, actor_id, actor_name, action, object, object_id, purpose, outcome)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
            node.get(),
            id,
            at.to_sqlx() as _,
            entry.actor.audience.code(),
            entry.actor.id,
            entry.actor.name,
            entry.action,
            entry.object,
            entry.object_id,
            entry.purpose,
            outcome
        )
        .execute(&mut *connection)
        .await?;
        sqlx::query!(
            "INSERT INTO municipal.journal_subject (municipality_code, entry_id, person_id) SELECT $1, $2, unnest($3::uuid[])",
            node.get(),
            id,
            &subjects
        )
        .execute(connection)
        .await?;
    }
    Ok(JournalEntryId::new(id))
}

/// Writes an entry in a transaction of its own, committed when this returns: before a page shows what it tells of.
pub async fn record_now(
    node: &Node,
    at: Timestamp,
    entry: Entry<'_>,
) -> Result<JournalEntryId, DatabaseError> {
    let mut tx = node.begin().await?;
    let id = record(&mut tx, node.code(), at, entry).await?;
    tx.commit().await?;
    Ok(id)
}
