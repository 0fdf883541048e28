//! Keeping what she types about an application until it is sent.

use spis_database::DatabaseError;
use spis_identity::web::Resident;
use spis_pages::FormValues;

use super::{Deed, journal};
use crate::Portal;
use crate::requests::request_is_sent;
use crate::store::unsent::{Spot, text_find, text_forget, text_keep};

/// Field with the text.
pub const TEXT: &str = "tekstas";
/// Field with the key that was drawn when the form was shown.
pub const KEY: &str = "raktas";
/// So much is kept, in characters; more than may be sent, so that what is too long can be made shorter.
const MOST: usize = 20_000;

/// Keeps a form's text as it is typed, right or wrong; an empty one lets go of what was kept. The caller has checked that the
/// application is hers.
pub async fn keep_text(
    portal: &Portal,
    resident: &Resident,
    spot: Spot,
    form: &FormValues,
) -> Result<(), DatabaseError> {
    let now = portal.web.now();
    let text: String = form.typed(TEXT).chars().take(MOST).collect();
    let mut tx = resident.begin(&portal.web.node).await?;
    // A save that was overtaken by the sending of the same form brings nothing back.
    if let Some(key) = form.given(KEY).and_then(|key| key.parse().ok())
        && request_is_sent(&mut tx, resident.id, key).await?
    {
        return Ok(());
    }
    let before = text_find(&mut tx, resident.id, spot).await?;
    let action = match &before {
        None if text.trim().is_empty() => return Ok(()),
        Some(before) if before.text == text => return Ok(()),
        _ if text.trim().is_empty() => {
            text_forget(&mut tx, resident.id, spot).await?;
            "text_delete"
        }
        _ => {
            text_keep(&mut tx, resident.id, spot, &text, now).await?;
            "text_save"
        }
    };
    let deed = Deed::new(action, "unsent_text", spot.subject);
    journal(&mut tx, portal, &resident.actor(), deed, now).await?;
    tx.commit().await?;
    Ok(())
}
