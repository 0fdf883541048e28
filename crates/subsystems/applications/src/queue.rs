//! The order of work, and a place in it. The worklist and the portal use the same order.

use spis_database::DatabaseError;
use spis_kernel::{ApplicationId, MunicipalityCode};
use sqlx::{PgConnection, PgPool};

/// How many applications of the same group of kinds and municipality wait for a specialist before this one: an earlier
/// statutory date first, of equal dates the one received first. None if this one does not wait.
pub async fn place(
    pool: &PgPool,
    municipality: MunicipalityCode,
    application: ApplicationId,
) -> Result<Option<i64>, DatabaseError> {
    Ok(sqlx::query_scalar!(
        "SELECT municipal.queue_place($1, $2)",
        municipality.get(),
        application.get()
    )
    .fetch_one(pool)
    .await?)
}

/// The same for many at once, read at the centre as whoever the connection acts for; those that do not wait are left out.
pub async fn places(
    connection: &mut PgConnection,
    applications: &[(MunicipalityCode, ApplicationId)],
) -> Result<Vec<(ApplicationId, i64)>, DatabaseError> {
    let municipalities: Vec<i16> = applications.iter().map(|(code, _)| code.get()).collect();
    let ids: Vec<uuid::Uuid> = applications.iter().map(|(_, id)| id.get()).collect();
    let rows = sqlx::query!(
        r#"SELECT a.id AS "id!", municipal.queue_place(a.municipality_code, a.id) AS before
           FROM unnest($1::smallint[], $2::uuid[]) AS a (municipality_code, id)"#,
        &municipalities,
        &ids
    )
    .fetch_all(connection)
    .await?;
    Ok(rows
        .into_iter()
        .filter_map(|r| Some((ApplicationId::new(r.id), r.before?)))
        .collect())
}

/// A place as it is told: exact to nine, then rounded to tens, so that it does not jump about.
pub fn told(before: i64) -> i64 {
    if before < 10 {
        before
    } else {
        (before + 5) / 10 * 10
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_rounded_from_ten() {
        assert_eq!([0, 9, 10, 14, 15, 37].map(told), [0, 9, 10, 10, 20, 40]);
    }
}
