//! "Ištrinti juodraštį": at once, with every version of it. What was sent is no draft and stays.

use spis_identity::web::Resident;
use spis_kernel::DraftId;
use spis_pages::AppError;

use super::{Deed, journal};
use crate::own::OwnId;
use crate::{Portal, store, uploads};

/// How deleting ended.
pub enum Deleting {
    /// Gone, with all that belongs to it.
    Deleted,
    /// It was sent; what it became is shown instead.
    Sent(OwnId),
    /// She has no such draft.
    NoDraft,
}

/// Deletes a draft of hers, with the documents added to it. Versions and reminders hang on its row and go with it.
pub async fn delete_draft(
    portal: &Portal,
    resident: &Resident,
    id: DraftId,
) -> Result<Deleting, AppError> {
    let now = portal.web.now();
    let mut tx = resident.begin(&portal.web.node).await?;
    if !store::draft_lock(&mut tx, resident.id, id).await? {
        return Ok(Deleting::NoDraft);
    }
    let Some(draft) = store::draft_find(&mut tx, resident.id, id).await? else {
        return Ok(Deleting::NoDraft);
    };
    if let Some(became) = draft.became {
        return Ok(Deleting::Sent(became));
    }
    uploads::store::subject_lock(&mut tx, id.get()).await?;
    uploads::store::upload_delete_all(&mut tx, resident.id, id.get()).await?;
    store::draft_delete(&mut tx, resident.id, id).await?;
    let deed = Deed::new("draft_delete", "draft", id.get());
    journal(&mut tx, portal, &resident.actor(), deed, now).await?;
    tx.commit().await?;
    Ok(Deleting::Deleted)
}
