//! "Susipažinau su privatumo politika": information under article 13 of Regulation (EU) 2016/679, not consent.

use spis_database::DatabaseError;
use spis_identity::web::Resident;

use super::{Deed, journal};
use crate::{POLICY_VERSION, Portal, store};

/// Whether she has confirmed the policy in force.
pub async fn is_confirmed(portal: &Portal, resident: &Resident) -> Result<bool, DatabaseError> {
    let mut connection = resident.begin(&portal.web.node).await?;
    store::policy_is_confirmed(&mut connection, resident.id, POLICY_VERSION).await
}

/// Keeps that she has.
pub async fn confirm_policy(portal: &Portal, resident: &Resident) -> Result<(), DatabaseError> {
    let now = portal.web.now();
    let mut tx = resident.begin(&portal.web.node).await?;
    store::policy_confirm(&mut tx, resident.id, POLICY_VERSION, now).await?;
    let deed = Deed::new("policy_confirm", "resident", resident.id.get());
    journal(&mut tx, portal, &resident.actor(), deed, now).await?;
    tx.commit().await?;
    Ok(())
}
