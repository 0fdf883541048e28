//! What was sent, and each correction of it, on paper as it was set then.

use jiff::Timestamp;
use jiff_sqlx::ToSqlx;
use spis_database::DatabaseError;
use spis_kernel::{MunicipalityCode, ResidentId, SubmissionId};
use sqlx::PgConnection;
use uuid::Uuid;

/// The paper of a submission, once it was set.
pub async fn paper_find(
    connection: &mut PgConnection,
    municipality: MunicipalityCode,
    id: SubmissionId,
) -> Result<Option<Vec<u8>>, DatabaseError> {
    Ok(sqlx::query_scalar!(
        "SELECT pdf FROM central.submission_paper WHERE municipality_code = $1 AND id = $2",
        municipality.get(),
        id.get()
    )
    .fetch_optional(connection)
    .await?)
}

/// Keeps the paper of a submission; the first one stays.
pub async fn paper_keep(
    connection: &mut PgConnection,
    municipality: MunicipalityCode,
    id: SubmissionId,
    resident: ResidentId,
    (pdf, sha256): (&[u8], &str),
    now: Timestamp,
) -> Result<(), DatabaseError> {
    sqlx::query!(
        "INSERT INTO central.submission_paper (municipality_code, id, resident_id, pdf, sha256, set_at)
         VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING",
        municipality.get(),
        id.get(),
        resident.get(),
        pdf,
        sha256,
        now.to_sqlx() as _
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// The paper of a correction, once it was set.
pub async fn correction_paper_find(
    connection: &mut PgConnection,
    municipality: MunicipalityCode,
    request: Uuid,
) -> Result<Option<Vec<u8>>, DatabaseError> {
    Ok(sqlx::query_scalar!(
        "SELECT pdf FROM central.correction_paper WHERE municipality_code = $1 AND id = $2",
        municipality.get(),
        request
    )
    .fetch_optional(connection)
    .await?)
}

/// Keeps the paper of a correction; the first one stays.
pub async fn correction_paper_keep(
    connection: &mut PgConnection,
    municipality: MunicipalityCode,
    request: Uuid,
    resident: ResidentId,
    (pdf, sha256): (&[u8], &str),
    now: Timestamp,
) -> Result<(), DatabaseError> {
    sqlx::query!(
        "INSERT INTO central.correction_paper (municipality_code, id, resident_id, pdf, sha256, set_at)
         VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING",
        municipality.get(),
        request,
        resident.get(),
        pdf,
        sha256,
        now.to_sqlx() as _
    )
    .execute(connection)
    .await?;
    Ok(())
}
