//! What a resident does: each action checks the right, acts, journals, and commits in one transaction.

pub mod ask_family;
pub mod begin_correction;
pub mod check_uploads;
pub mod confirm_policy;
pub mod delete_draft;
pub mod keep_paper;
pub mod keep_settings;
pub mod keep_text;
pub mod open_letter;
pub mod open_messages;
pub mod save_draft;
pub mod send_correction;
pub mod send_request;
pub mod sign_in;
pub mod submit;
pub mod tidy_up;

use jiff::Timestamp;
use spis_audit::{Actor, Audience, Entry, Outcome};
use spis_database::DatabaseError;
use spis_identity::web::Resident;
use sqlx::PgConnection;
use uuid::Uuid;

use crate::Portal;

/// Purpose of what a resident does with her own data (seed regulations: "savitarna").
pub const SELF_SERVICE: &str = "savitarna";

/// An entry of the journal about a resident's own data.
pub struct Deed {
    /// Verb.
    pub action: &'static str,
    /// Noun.
    pub object: &'static str,
    /// Its id.
    pub object_id: Option<Uuid>,
    /// Why.
    pub purpose: &'static str,
}

impl Deed {
    /// A deed of self-service.
    pub fn new(
        action: &'static str,
        object: &'static str,
        object_id: impl Into<Option<Uuid>>,
    ) -> Self {
        Self {
            action,
            object,
            object_id: object_id.into(),
            purpose: SELF_SERVICE,
        }
    }

    fn entry<'a>(&self, actor: &'a Actor, subjects: &'a [Uuid], outcome: Outcome) -> Entry<'a> {
        Entry {
            actor,
            action: self.action,
            object: self.object,
            object_id: self.object_id,
            purpose: self.purpose,
            outcome,
            subjects,
        }
    }
}

/// Journals a change inside its transaction.
pub async fn journal(
    connection: &mut PgConnection,
    portal: &Portal,
    actor: &Actor,
    deed: Deed,
    now: Timestamp,
) -> Result<(), DatabaseError> {
    let subjects: Vec<Uuid> = actor.id.into_iter().collect();
    let entry = deed.entry(actor, &subjects, Outcome::Allowed);
    spis_audit::record(connection, portal.web.node.code(), now, entry).await?;
    Ok(())
}

/// Journals a look at her own data, before they are shown.
pub async fn journal_read(
    portal: &Portal,
    resident: &Resident,
    deed: Deed,
) -> Result<(), DatabaseError> {
    let actor = resident.actor();
    let subjects = [resident.id.get()];
    let entry = deed.entry(&actor, &subjects, Outcome::Allowed);
    spis_audit::record_now(&portal.web.node, portal.web.now(), entry).await?;
    Ok(())
}

/// Journals that something was asked for that is not hers, or is not there at all.
pub async fn journal_refusal(
    portal: &Portal,
    resident: &Resident,
    deed: Deed,
) -> Result<(), DatabaseError> {
    let actor = resident.actor();
    let entry = deed.entry(&actor, &[], Outcome::Refused);
    spis_audit::record_now(&portal.web.node, portal.web.now(), entry).await?;
    Ok(())
}

/// Somebody who has not signed in yet.
pub fn nobody() -> Actor {
    Actor {
        audience: Audience::Resident,
        id: None,
        name: "gyventojas".to_owned(),
    }
}

/// The actor of an account that has just been recognised.
pub fn account(id: spis_kernel::ResidentId) -> Actor {
    Actor {
        id: Some(id.get()),
        ..nobody()
    }
}
