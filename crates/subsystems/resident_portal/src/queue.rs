//! The place in the queue as it is told: looked up at most hourly, and a rise with its reason.

use jiff::{SignedDuration, Timestamp};
use jiff_sqlx::ToSqlx;
use spis_applications::queue;
use spis_database::DatabaseError;
use spis_identity::web::Resident;
use spis_kernel::{ApplicationId, ResidentId};
use sqlx::PgConnection;

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
    let Some(application) = application else {
        return Ok(None);
    };
    let node = &portal.web.node;
    let Some(before) = queue::place(node.pool(), application.municipality, application.id).await?
    else {
        return Ok(None);
    };
    let now = portal.web.now();
    let mut tx = resident.begin(node).await?;
    let told = told_place(&mut tx, application.id, resident.id).await?;
    let place = match told {
        Some((place, at)) if now.duration_since(at) < TOLD_FOR => return Ok(Some(place)),
        Some((last, _)) => Place {
            before,
            rose: queue::told(before) > queue::told(last.before),
        },
        None => Place {
            before,
            rose: false,
        },
    };
    told_place_keep(&mut tx, application.id, resident.id, place, now).await?;
    tx.commit().await?;
    Ok(Some(place))
}

async fn told_place(
    connection: &mut PgConnection,
    application: ApplicationId,
    resident: ResidentId,
) -> Result<Option<(Place, Timestamp)>, DatabaseError> {
    let row = sqlx::query!(
        "SELECT before, rose, told_at FROM central.told_place WHERE application_id = $1 AND resident_id = $2",
        application.get(),
        resident.get()
    )
    .fetch_optional(connection)
    .await?;
    Ok(row.map(|r| {
        let place = Place {
            before: r.before,
            rose: r.rose,
        };
        (place, r.told_at.to_jiff())
    }))
}

async fn told_place_keep(
    connection: &mut PgConnection,
    application: ApplicationId,
    resident: ResidentId,
    place: Place,
    now: Timestamp,
) -> Result<(), DatabaseError> {
    sqlx::query!(
        "INSERT INTO central.told_place (application_id, resident_id, before, rose, told_at) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (application_id, resident_id) DO UPDATE SET before = excluded.before, rose = excluded.rose, told_at = excluded.told_at",
        application.get(),
        resident.get(),
        place.before,
        place.rose,
        now.to_sqlx() as _
    )
    .execute(connection)
    .await?;
    Ok(())
}
