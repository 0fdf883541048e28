//! What she has typed about an application and not sent yet.

use jiff::Timestamp;
use jiff_sqlx::ToSqlx;
use spis_database::DatabaseError;
use spis_kernel::ResidentId;
use sqlx::PgConnection;
use uuid::Uuid;

use crate::own::OwnId;

/// Where something is being written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spot {
    /// The application that it is about.
    pub about: OwnId,
    /// Last part of the form's address.
    pub place: &'static str,
    /// The document that it is about; else the application.
    pub subject: Uuid,
}

/// An unsent text.
pub struct Unsent {
    /// In her words.
    pub text: String,
    /// When it was last kept.
    pub saved_at: Timestamp,
}

/// Keeps a text in the place of what was there.
pub async fn text_keep(
    connection: &mut PgConnection,
    resident: ResidentId,
    spot: Spot,
    text: &str,
    now: Timestamp,
) -> Result<(), DatabaseError> {
    sqlx::query!(
        "INSERT INTO central.unsent_text (resident_id, submission_id, place, subject, text, saved_at) VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (resident_id, submission_id, place, subject) DO UPDATE SET text = excluded.text, saved_at = excluded.saved_at",
        resident.get(),
        spot.about.get(),
        spot.place,
        spot.subject,
        text,
        now.to_sqlx() as _
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// The text that is kept there.
pub async fn text_find(
    connection: &mut PgConnection,
    resident: ResidentId,
    spot: Spot,
) -> Result<Option<Unsent>, DatabaseError> {
    let row = sqlx::query!(
        "SELECT text, saved_at FROM central.unsent_text
         WHERE resident_id = $1 AND submission_id = $2 AND place = $3 AND subject = $4",
        resident.get(),
        spot.about.get(),
        spot.place,
        spot.subject
    )
    .fetch_optional(connection)
    .await?;
    Ok(row.map(|r| Unsent {
        text: r.text,
        saved_at: r.saved_at.to_jiff(),
    }))
}

/// Places of an application in which she has begun to write: the place and its subject.
pub async fn text_places(
    connection: &mut PgConnection,
    resident: ResidentId,
    about: OwnId,
) -> Result<Vec<(String, Uuid)>, DatabaseError> {
    let rows = sqlx::query!(
        "SELECT place, subject FROM central.unsent_text WHERE resident_id = $1 AND submission_id = $2 LIMIT 50",
        resident.get(),
        about.get()
    )
    .fetch_all(connection)
    .await?;
    Ok(rows.into_iter().map(|r| (r.place, r.subject)).collect())
}

/// Lets go of what is kept there: it was sent, or deleted by her.
pub async fn text_forget(
    connection: &mut PgConnection,
    resident: ResidentId,
    spot: Spot,
) -> Result<(), DatabaseError> {
    sqlx::query!(
        "DELETE FROM central.unsent_text
         WHERE resident_id = $1 AND submission_id = $2 AND place = $3 AND subject = $4",
        resident.get(),
        spot.about.get(),
        spot.place,
        spot.subject
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// Lets go of texts kept before a moment, at most so many; whose they were, and about which application.
pub async fn text_forget_old(
    connection: &mut PgConnection,
    before: Timestamp,
    most: usize,
) -> Result<Vec<(ResidentId, OwnId)>, DatabaseError> {
    let rows = sqlx::query!(
        "DELETE FROM central.unsent_text WHERE saved_at <= $1 AND (resident_id, submission_id, place, subject) IN (
             SELECT resident_id, submission_id, place, subject FROM central.unsent_text WHERE saved_at <= $1 LIMIT $2)
         RETURNING resident_id, submission_id",
        before.to_sqlx() as _,
        i64::try_from(most).unwrap_or(i64::MAX)
    )
    .fetch_all(connection)
    .await?;
    Ok(rows
        .into_iter()
        .map(|r| (ResidentId::new(r.resident_id), r.submission_id.into()))
        .collect())
}
