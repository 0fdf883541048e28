//! "Pradėti taisyti": a draft filled with what stands, or the one that was begun before.

use spis_database::new_id;
use spis_identity::web::Resident;
use spis_kernel::{DraftId, SubmissionId};
use spis_pages::AppError;

use super::{Deed, journal};
use crate::Portal;
use crate::correction::Corrected;
use crate::model::DraftContent;
use crate::store::{self, corrections};

/// How beginning ended.
#[derive(Debug, PartialEq, Eq)]
pub enum Beginning {
    /// In this draft.
    Draft(DraftId),
    /// The application has come to its end.
    TooLate,
    /// She has no such submission.
    NotHers,
}

/// Begins to correct a submission, or goes on with it: two corrections of one are never written beside one another.
pub async fn begin_correction(
    portal: &Portal,
    resident: &Resident,
    submission: SubmissionId,
) -> Result<Beginning, AppError> {
    let now = portal.web.now();
    let mut tx = resident.begin(&portal.web.node).await?;
    let Some(corrected) = Corrected::find(&mut tx, resident, submission).await? else {
        return Ok(Beginning::NotHers);
    };
    if corrected.has_ended() {
        return Ok(Beginning::TooLate);
    }
    let form = portal.group(&corrected.submission.form_code)?.form();
    let id = DraftId::new(new_id(now));
    let of = (submission, form.code.as_str());
    if !corrections::correction_add(&mut tx, id, resident.id, of, now).await? {
        let open = corrections::correction_open(&mut tx, resident.id, submission).await?;
        let open = open.ok_or_else(|| anyhow::anyhow!("an open correction that is not there"))?;
        return Ok(Beginning::Draft(open));
    }
    let content = DraftContent {
        values: corrected.typed(form, resident),
        ..DraftContent::default()
    };
    store::draft_version_add(&mut tx, id, 1, &content, now).await?;
    let deed = Deed::new("draft_begin", "draft", id.get());
    journal(&mut tx, portal, &resident.actor(), deed, now).await?;
    tx.commit().await?;
    Ok(Beginning::Draft(id))
}
