//! "Pažymėti įteikimą": a letter on paper was posted, handed over against signature, or came back.

use jiff::Timestamp;
use jiff::civil::Date;
use spis_audit::{Entry, Outcome};
use spis_database::{DatabaseError, Node};
use spis_identity::User;
use spis_kernel::vilnius;
use uuid::Uuid;

use super::{StepTaker, write_event};
use crate::store;
use crate::store::letters::{self, Delivery};

/// Why a delivery is not noted.
#[derive(Debug, thiserror::Error)]
pub enum DeliveryError {
    /// No such letter on paper.
    #[error("no such letter")]
    NoLetter,
    /// Somebody noted something else meanwhile.
    #[error("something else was noted meanwhile")]
    Stale,
    /// A day in the future, or before the letter was made.
    #[error("a day on which it cannot have been")]
    Day,
    /// Anything else.
    #[error(transparent)]
    Failed(#[from] anyhow::Error),
}

impl From<DatabaseError> for DeliveryError {
    fn from(error: DatabaseError) -> Self {
        Self::Failed(error.into())
    }
}

/// Notes what became of a letter. The caller has checked the right to deliver letters.
pub async fn deliver(
    node: &Node,
    user: &User,
    notice: Uuid,
    delivery: Delivery,
    day: Date,
    now: Timestamp,
) -> Result<(), DeliveryError> {
    let code = node.code();
    let mut tx = node.begin().await?;
    let letter = letters::paper_notice(&mut tx, code, notice)
        .await?
        .ok_or(DeliveryError::NoLetter)?;
    let application = store::application_lock(&mut tx, code, letter.application)
        .await?
        .ok_or(DeliveryError::NoLetter)?;
    if day > vilnius(now).date() || day < vilnius(letter.created_at).date() {
        return Err(DeliveryError::Day);
    }
    let before = letters::delivery_latest(&mut tx, code, notice).await?;
    if !delivery.may_follow(before) {
        return Err(DeliveryError::Stale);
    }
    letters::delivery_insert(&mut tx, code, notice, &letter, delivery, day, user, now).await?;
    let taker = StepTaker {
        id: Some(user.id),
        name: user.name.clone(),
    };
    write_event(
        &mut tx,
        code,
        letter.application,
        delivery.step(),
        application.status,
        &taker,
        Some(&day.to_string()),
        now,
    )
    .await?;
    spis_audit::record(
        &mut tx,
        code,
        now,
        Entry {
            actor: &user.actor(),
            action: "letter_deliver",
            object: "notice",
            object_id: Some(notice),
            purpose: "application",
            outcome: Outcome::Allowed,
            subjects: &[letter.recipient.get()],
        },
    )
    .await?;
    tx.commit().await.map_err(DatabaseError::from)?;
    Ok(())
}
