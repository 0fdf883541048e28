//! "Prašyti dokumento": which, why and until when; the day is the kind's rule's and never earlier.

use anyhow::Context;
use jiff::Timestamp;
use spis_audit::{Entry, Outcome};
use spis_database::Node;
use spis_identity::User;
use spis_kernel::{ApplicationId, vilnius};
use uuid::Uuid;

use super::{News, StepError, StepTaker, notify, take_step};
use crate::Groups;
use crate::procedure::ASK_DOCUMENTS;
use crate::requests::store::{AskedDocument, assign, document_insert};
use crate::requests::{DOCUMENTS, document_due};
use crate::store;

/// Asks. The caller has checked the right to process cases.
pub async fn ask_document(
    node: &Node,
    groups: &Groups,
    user: &User,
    application: ApplicationId,
    asked: &AskedDocument,
    now: Timestamp,
) -> Result<Uuid, StepError> {
    let code = node.code();
    let reason = asked.reason.trim();
    let own_words = asked.own_words.as_deref().map_or("", str::trim);
    if reason.is_empty() || (asked.document == "other" && own_words.is_empty()) {
        return Err(StepError::ReasonMissing);
    }
    if !DOCUMENTS.contains(&asked.document.as_str()) {
        return Err(StepError::Stale);
    }
    let mut tx = node.begin().await?;
    let found = store::application_lock(&mut tx, code, application)
        .await?
        .ok_or(StepError::Stale)?;
    let group = groups
        .by_code(&found.kind_group)
        .context("a group that is not registered")?;
    let earliest = document_due(
        &group.document_term(),
        vilnius(now).date(),
        found.content.notice_channel,
    );
    let due_on = asked.due_on.unwrap_or(earliest);
    if due_on < earliest {
        return Err(StepError::TooEarly(earliest));
    }
    let taker = StepTaker {
        id: Some(user.id),
        name: user.name.clone(),
    };
    assign(&mut tx, &found, user).await?;
    let id = document_insert(&mut tx, &found, asked, due_on, user, now).await?;
    take_step(
        &mut tx,
        code,
        application,
        &ASK_DOCUMENTS,
        &taker,
        Some(reason),
        now,
    )
    .await?;
    notify(&mut tx, &found, News::Document(id), now).await?;
    spis_audit::record(
        &mut tx,
        code,
        now,
        Entry {
            actor: &user.actor(),
            action: "document_ask",
            object: "document_request",
            object_id: Some(id),
            purpose: "application",
            outcome: Outcome::Allowed,
            subjects: &[found.applicant.get()],
        },
    )
    .await?;
    tx.commit().await.map_err(StepError::from)?;
    Ok(id)
}
