//! "Pradėti taisyti": a draft filled with what stands, or the one that was begun before.

use spis_database::new_id;
use spis_identity::web::Resident;
use spis_kernel::DraftId;
use spis_pages::AppError;

use super::{Deed, journal};
use crate::Portal;
use crate::correction::Corrected;
use crate::model::DraftContent;
use crate::own::OwnId;
use crate::store::{self, corrections};

/// How beginning ended.
#[derive(Debug, PartialEq, Eq)]
pub enum Beginning {
    /// In this draft.
    Draft(DraftId),
    /// The application has come to its end.
    TooLate,
    /// She has no such application.
    NotHers,
}

/// Begins to correct an application, or goes on with it: two corrections of one are never written beside one another.
pub async fn begin_correction(
    portal: &Portal,
    resident: &Resident,
    id: OwnId,
) -> Result<Beginning, AppError> {
    let now = portal.web.now();
    let mut tx = resident.begin(&portal.web.node).await?;
    let Some(corrected) = Corrected::find(portal, &mut tx, resident, id).await? else {
        return Ok(Beginning::NotHers);
    };
    if corrected.own.has_ended() {
        return Ok(Beginning::TooLate);
    }
    let form = portal.group(&corrected.own.form_code)?.form();
    let draft = DraftId::new(new_id(now));
    let of = (id, form.code.as_str());
    if !corrections::correction_add(&mut tx, draft, resident.id, of, now).await? {
        let open = corrections::correction_open(&mut tx, resident.id, id).await?;
        let open = open.ok_or_else(|| anyhow::anyhow!("an open correction that is not there"))?;
        return Ok(Beginning::Draft(open));
    }
    let content = DraftContent {
        values: corrected.typed(form, resident),
        ..DraftContent::default()
    };
    store::draft_version_add(&mut tx, draft, 1, &content, now).await?;
    let deed = Deed::new("draft_begin", "draft", draft.get());
    journal(&mut tx, portal, &resident.actor(), deed, now).await?;
    tx.commit().await?;
    Ok(Beginning::Draft(draft))
}
