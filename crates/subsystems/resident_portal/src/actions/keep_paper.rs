//! The form of what was sent, and of each correction, is set once, when it is sent, and kept: texts change later, what she sent
//! does not.

use anyhow::Context;
use sha2::{Digest, Sha256};
use spis_applications::content::ApplicationContent;
use spis_applications::form::{PaperForm, SentForm};
use spis_identity::web::Resident;
use spis_kernel::SubmissionId;
use spis_pages::AppError;
use uuid::Uuid;

use super::submit::content_digest;
use crate::Portal;
use crate::own::{Own, OwnId};
use crate::requests::request_list;
use crate::store::{self, papers};
use crate::uploads::store::attachments_in_words;

/// The paper of her submission; set and kept if it was not yet. None if she has no such submission.
pub async fn keep_paper(
    portal: &Portal,
    resident: &Resident,
    id: SubmissionId,
) -> Result<Option<(String, Vec<u8>)>, AppError> {
    let mut connection = resident.begin(&portal.web.node).await?;
    let Some(submission) = store::submission_find(&mut connection, resident.id, id).await? else {
        return Ok(None);
    };
    let (municipality, receipt) = (submission.municipality, submission.receipt_number.clone());
    if let Some(kept) = papers::paper_find(&mut connection, municipality, id).await? {
        return Ok(Some((receipt, kept)));
    }
    let name = store::municipality_name(&mut connection, municipality)
        .await?
        .unwrap_or_default();
    let enclosed = attachments_in_words(&mut connection, resident.id, id.get()).await?;
    drop(connection);
    let form = portal.group(&submission.form_code)?.form();
    let digest = content_digest(&submission.content);
    let content: ApplicationContent = serde_json::from_value(submission.content)
        .map_err(|_| anyhow::anyhow!("the content of a submission cannot be read"))?;
    let known_by = SentForm {
        receipt_number: receipt.clone(),
        sent_at: submission.submitted_at,
        content_sha256: digest,
        declarations_version: content.declarations_version.clone(),
        enclosed,
    };
    let pdf = set(portal, form.filled_paper(&content, &name, known_by)).await?;
    let sha256 = hex::encode(Sha256::digest(&pdf));
    let mut tx = resident.begin(&portal.web.node).await?;
    let kept = (pdf.as_slice(), sha256.as_str());
    papers::paper_keep(
        &mut tx,
        municipality,
        id,
        resident.id,
        kept,
        portal.web.now(),
    )
    .await?;
    // Two may set it at once; the first stays, and both show it.
    let kept = papers::paper_find(&mut tx, municipality, id)
        .await?
        .context("the paper that was just kept")?;
    tx.commit().await?;
    Ok(Some((receipt, kept)))
}

/// The paper of a correction that she sent: the whole form as it is corrected, with the digest of what she sent; set and kept if
/// it was not yet. None if she has sent no such correction.
pub async fn keep_correction_paper(
    portal: &Portal,
    resident: &Resident,
    id: OwnId,
    correction: Uuid,
) -> Result<Option<(String, Vec<u8>)>, AppError> {
    let mut connection = resident.begin(&portal.web.node).await?;
    let Some(own) = Own::find(portal, &mut connection, resident, id).await? else {
        return Ok(None);
    };
    let municipality = own.municipality;
    let requests = request_list(&mut connection, resident.id, &[id.get()]).await?;
    let found = requests
        .into_iter()
        .find(|request| request.id == correction);
    let Some((request, json)) = found.and_then(|mut r| r.content.take().map(|json| (r, json)))
    else {
        return Ok(None);
    };
    let receipt = request.receipt_number;
    let kept = papers::correction_paper_find(&mut connection, municipality, correction).await?;
    if let Some(kept) = kept {
        return Ok(Some((receipt, kept)));
    }
    let name = store::municipality_name(&mut connection, municipality)
        .await?
        .unwrap_or_default();
    let enclosed = attachments_in_words(&mut connection, resident.id, correction).await?;
    drop(connection);
    let form = portal.group(&own.form_code)?.form();
    let digest = content_digest(&json);
    let content: ApplicationContent = serde_json::from_value(json)
        .map_err(|_| anyhow::anyhow!("the content of a correction cannot be read"))?;
    let known_by = SentForm {
        receipt_number: receipt.clone(),
        sent_at: request.sent_at,
        content_sha256: digest,
        declarations_version: content.declarations_version.clone(),
        enclosed,
    };
    let pdf = set(portal, form.filled_paper(&content, &name, known_by)).await?;
    let sha256 = hex::encode(Sha256::digest(&pdf));
    let mut tx = resident.begin(&portal.web.node).await?;
    let kept = (pdf.as_slice(), sha256.as_str());
    let now = portal.web.now();
    papers::correction_paper_keep(&mut tx, municipality, correction, resident.id, kept, now)
        .await?;
    // Two may set it at once; the first stays, and both show it.
    let kept = papers::correction_paper_find(&mut tx, municipality, correction)
        .await?
        .context("the paper that was just kept")?;
    tx.commit().await?;
    Ok(Some((receipt, kept)))
}

/// Setting takes its time, and other requests do not wait for it.
pub async fn set(portal: &Portal, form: PaperForm) -> Result<Vec<u8>, AppError> {
    let press = portal.services.press.clone();
    let pdf = tokio::task::spawn_blocking(move || press.form_pdf(&form))
        .await
        .context("setting a form was cut off")??;
    Ok(pdf)
}
