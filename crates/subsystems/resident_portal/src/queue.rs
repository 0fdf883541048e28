//! The place in the queue as it is told: looked up at most hourly, and a rise with its reason.

use std::collections::HashMap;

use jiff::{SignedDuration, Timestamp};
use jiff_sqlx::ToSqlx;
use spis_applications::queue;
use spis_database::DatabaseError;
use spis_identity::web::Resident;
use spis_kernel::{ApplicationId, ResidentId};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::Portal;
use crate::copies::Application;

/// A place that was told is told again for so long.
const TOLD_FOR: SignedDuration = SignedDuration::from_hours(1);

/// "Vieta eilėje": how many wait before hers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// How many.
    pub before: i64,
    /// More than when it was told before.
    pub rose: bool,
}

/// The place of an application that waits for a specialist.
pub async fn place(
    portal: &Portal,
    resident: &Resident,
    application: Option<&Application>,
) -> Result<Option<Place>, DatabaseError> {
    let places = places(portal, resident, application).await?;
    Ok(places.into_values().next())
}

/// The places of those of her applications that wait for a specialist.
pub async fn places<'a>(
    portal: &Portal,
    resident: &Resident,
    applications: impl IntoIterator<Item = &'a Application>,
) -> Result<HashMap<ApplicationId, Place>, DatabaseError> {
    let keys: Vec<_> = applications
        .into_iter()
        .map(|a| (a.municipality, a.id))
        .collect();
    let mut tx = resident.begin(&portal.web.node).await?;
    let now_before = queue::places(&mut tx, &keys).await?;
    let told = told_places(&mut tx, resident.id, &now_before).await?;
    let now = portal.web.now();
    let mut places = HashMap::new();
    let mut changed = Vec::new();
    for (id, before) in now_before {
        let place = match told.get(&id) {
            Some((place, at)) if now.duration_since(*at) < TOLD_FOR => *place,
            last => {
                let rose =
                    last.is_some_and(|(last, _)| queue::told(before) > queue::told(last.before));
                let place = Place { before, rose };
                changed.push((id, place));
                place
            }
        };
        places.insert(id, place);
    }
    if !changed.is_empty() {
        told_places_keep(&mut tx, resident.id, &changed, now).await?;
        tx.commit().await?;
    }
    Ok(places)
}

/// Places as they were last told, and when.
async fn told_places(
    connection: &mut PgConnection,
    resident: ResidentId,
    applications: &[(ApplicationId, i64)],
) -> Result<HashMap<ApplicationId, (Place, Timestamp)>, DatabaseError> {
    let ids: Vec<Uuid> = applications.iter().map(|(id, _)| id.get()).collect();
    let rows = sqlx::query!(
        "SELECT application_id, before, rose, told_at FROM central.told_place WHERE application_id = ANY ($1)
             AND resident_id = $2",
        &ids,
        resident.get()
    )
    .fetch_all(connection)
    .await?;
    Ok(rows
        .into_iter()
        .map(|r| {
            let place = Place {
                before: r.before,
                rose: r.rose,
            };
            let id = ApplicationId::new(r.application_id);
            (id, (place, r.told_at.to_jiff()))
        })
        .collect())
}

async fn told_places_keep(
    connection: &mut PgConnection,
    resident: ResidentId,
    places: &[(ApplicationId, Place)],
    now: Timestamp,
) -> Result<(), DatabaseError> {
    let ids: Vec<Uuid> = places.iter().map(|(id, _)| id.get()).collect();
    let before: Vec<i64> = places.iter().map(|(_, place)| place.before).collect();
    let rose: Vec<bool> = places.iter().map(|(_, place)| place.rose).collect();
    sqlx::query!(
        "INSERT INTO central.told_place (application_id, resident_id, before, rose, told_at)
         SELECT p.id, $2, p.before, p.rose, $5 FROM unnest($1::uuid[], $3::bigint[], $4::boolean[]) AS p (id, before, rose)
         ON CONFLICT (application_id, resident_id) DO UPDATE SET before = excluded.before, rose = excluded.rose, told_at = excluded.told_at",
        &ids,
        resident.get(),
        &before,
        &rose,
        now.to_sqlx() as _
    )
    .execute(connection)
    .await?;
    Ok(())
}
