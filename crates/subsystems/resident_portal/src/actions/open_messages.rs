//! "Gauti žinutę": the first time that a resident sees an answer or a request for a document is its delivery.

use spis_database::DatabaseError;
use spis_identity::web::Resident;
use spis_kernel::MunicipalityCode;
use uuid::Uuid;

use super::{Deed, journal};
use crate::Portal;
use crate::requests::message_open;

/// Notes what she sees now for the first time, before it is shown.
pub async fn open_messages(
    portal: &Portal,
    resident: &Resident,
    municipality: MunicipalityCode,
    ids: &[Uuid],
) -> Result<(), DatabaseError> {
    if ids.is_empty() {
        return Ok(());
    }
    let now = portal.web.now();
    let mut tx = resident.begin(&portal.web.node).await?;
    for id in ids {
        if message_open(&mut tx, resident.id, municipality, *id, now).await? {
            let deed = Deed::new("message_open", "message", *id);
            journal(&mut tx, portal, &resident.actor(), deed, now).await?;
        }
    }
    tx.commit().await?;
    Ok(())
}
