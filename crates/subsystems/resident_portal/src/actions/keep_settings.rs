//! Notice settings, the consent to be told of other support, and sessions elsewhere.

use jiff::Timestamp;
use spis_audit::Audience;
use spis_database::{DatabaseError, Tx};
use spis_identity::sessions;
use spis_identity::web::Resident;

use super::{Deed, journal};
use crate::Portal;
use crate::settings::{self, OTHER_SUPPORT, Settings};

/// Keeps contacts and how she wants to hear.
pub async fn keep_settings(
    portal: &Portal,
    resident: &Resident,
    kept: &Settings,
) -> Result<(), DatabaseError> {
    let now = portal.web.now();
    let mut tx = resident.begin(&portal.web.node).await?;
    settings::settings_keep(&mut tx, resident.id, kept, now).await?;
    let deed = Deed::new("settings_keep", "resident", resident.id.get());
    journal(&mut tx, portal, &resident.actor(), deed, now).await?;
    tx.commit().await?;
    Ok(())
}

/// Gives or withdraws the consent to be told of other support; what is so already stays as it is dated.
pub async fn set_consent(
    portal: &Portal,
    resident: &Resident,
    given: bool,
) -> Result<(), DatabaseError> {
    let now = portal.web.now();
    let mut tx = resident.begin(&portal.web.node).await?;
    change_consent(&mut tx, portal, resident, given, now).await?;
    tx.commit().await?;
    Ok(())
}

/// The same inside another change.
pub async fn change_consent(
    tx: &mut Tx,
    portal: &Portal,
    resident: &Resident,
    given: bool,
    now: Timestamp,
) -> Result<(), DatabaseError> {
    if settings::consent_given(tx, resident.id).await? == given {
        return Ok(());
    }
    settings::consent_add(tx, resident.id, OTHER_SUPPORT, given, now).await?;
    let action = if given {
        "consent_give"
    } else {
        "consent_withdraw"
    };
    let deed = Deed::new(action, "resident", resident.id.get());
    journal(tx, portal, &resident.actor(), deed, now).await
}

/// "Baigti kitur": ends every session of hers but this one.
pub async fn end_other_sessions(portal: &Portal, resident: &Resident) -> Result<(), DatabaseError> {
    let now = portal.web.now();
    let mut tx = resident.begin(&portal.web.node).await?;
    sessions::end_others(&mut tx, Audience::Resident, &resident.session, now).await?;
    let deed = Deed::new("sessions_end", "resident", resident.id.get());
    journal(&mut tx, portal, &resident.actor(), deed, now).await?;
    tx.commit().await?;
    Ok(())
}
