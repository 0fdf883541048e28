//! Checks of powers of attorney.

use jiff::Timestamp;
use jiff_sqlx::ToSqlx;
use spis_database::DatabaseError;
use spis_kernel::UserId;
use sqlx::PgConnection;
use uuid::Uuid;

use super::Application;

/// "Įgaliojimo patikra".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RepresentationCheck {
    /// It holds.
    pub valid: bool,
    /// How it was checked.
    pub note: String,
    /// Who checked.
    pub by: String,
    /// When.
    pub at: Timestamp,
}

/// Adds a check.
pub async fn check_add(
    connection: &mut PgConnection,
    application: &Application,
    id: Uuid,
    user: UserId,
    check: &RepresentationCheck,
) -> Result<(), DatabaseError> {
    sqlx::query!(
        "INSERT INTO municipal.representation_check (municipality_code, id, application_id, valid, note, checked_by, checked_by_name,
             checked_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        application.municipality.get(),
        id,
        application.id.get(),
        check.valid,
        check.note,
        user.get(),
        check.by,
        check.at.to_sqlx() as _
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// Step of the history at which a correction named another power of attorney.
pub const POWER_CHANGED: &str = "correct_power";

/// The last check of an application's power of attorney, if it was made of the one that is named now.
pub async fn check_latest(
    connection: &mut PgConnection,
    application: &Application,
) -> Result<Option<RepresentationCheck>, DatabaseError> {
    let row = sqlx::query!(
        "SELECT valid, note, checked_by_name, checked_at FROM municipal.representation_check
         WHERE municipality_code = $1 AND application_id = $2 AND NOT EXISTS (
             SELECT 1 FROM municipal.application_event e
             WHERE e.municipality_code = $1 AND e.application_id = $2 AND e.step = $3 AND e.at >= checked_at)
         ORDER BY checked_at DESC, id DESC LIMIT 1",
        application.municipality.get(),
        application.id.get(),
        POWER_CHANGED
    )
    .fetch_optional(connection)
    .await?;
    Ok(row.map(|r| RepresentationCheck {
        valid: r.valid,
        note: r.note,
        by: r.checked_by_name,
        at: r.checked_at.to_jiff(),
    }))
}
