//! Drafts that correct what was sent.

use jiff::Timestamp;
use jiff_sqlx::ToSqlx;
use spis_database::DatabaseError;
use spis_kernel::{DraftId, ResidentId};
use sqlx::PgConnection;

use crate::own::OwnId;

/// Makes a draft that corrects an application; false if one is being written already.
pub async fn correction_add(
    connection: &mut PgConnection,
    id: DraftId,
    resident: ResidentId,
    (corrects, form_code): (OwnId, &str),
    now: Timestamp,
) -> Result<bool, DatabaseError> {
    let done = sqlx::query!(
        "INSERT INTO central.draft (id, resident_id, form_code, created_at, corrects) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (corrects) WHERE ended_at IS NULL DO NOTHING",
        id.get(),
        resident.get(),
        form_code,
        now.to_sqlx() as _,
        corrects.get()
    )
    .execute(connection)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// The correction of an application that is being written.
pub async fn correction_open(
    connection: &mut PgConnection,
    resident: ResidentId,
    corrects: OwnId,
) -> Result<Option<DraftId>, DatabaseError> {
    let id = sqlx::query_scalar!(
        "SELECT id FROM central.draft WHERE resident_id = $1 AND corrects = $2 AND ended_at IS NULL",
        resident.get(),
        corrects.get()
    )
    .fetch_optional(connection)
    .await?;
    Ok(id.map(DraftId::new))
}
