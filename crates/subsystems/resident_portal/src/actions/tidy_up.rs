//! "Sutvarkyti pasibaigusius": once a day the centre's worker deletes drafts whose time is over, reminds of those whose end
//! is near, and lets go of old sessions and trips to the gateway.

use std::sync::Arc;

use anyhow::ensure;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use spis_applications::Mailer;
use spis_audit::{Actor, Entry, Outcome};
use spis_database::{Node, SystemClock};
use spis_jobs::{IntoTaskHandlerResult, JobSurroundings, TaskHandler, WorkerContext, job_result};
use spis_kernel::Clock;
use spis_pages::{Language, Translator};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::store::OldDraft;
use crate::store::unsent::text_forget_old;
use crate::{retention, store, uploads};

/// So many are deleted in one transaction.
const BATCH: usize = 100;
/// Why the worker does it.
const PURPOSE: &str = "saugojimo terminas";

/// Tidies up; repeating it finds nothing more to do.
#[derive(Debug, Serialize, Deserialize)]
pub struct TidyUp {}

impl TidyUp {
    /// One waits at a time.
    pub const KEY: &'static str = "tidy_up_portal";
}

impl TaskHandler for TidyUp {
    const IDENTIFIER: &'static str = "tidy_up_portal";

    async fn run(self, ctx: WorkerContext) -> impl IntoTaskHandlerResult {
        job_result(
            async {
                let mailer = ctx.service::<Arc<dyn Mailer>>()?;
                tidy_up(ctx.node()?, mailer.as_ref(), SystemClock.now())
                    .await
                    .map(drop)
            }
            .await,
        )
    }
}

/// What was done.
#[derive(Debug, PartialEq, Eq)]
pub struct Tidied {
    /// Drafts, and documents and texts never sent, deleted.
    pub deleted: usize,
    /// Residents reminded.
    pub reminded: usize,
}

/// Deletes and reminds.
pub async fn tidy_up(node: &Node, mailer: &dyn Mailer, now: Timestamp) -> anyhow::Result<Tidied> {
    let mut tidied = Tidied {
        deleted: 0,
        reminded: 0,
    };
    let mut tx = node.begin().await?;
    store::session_forget(&mut tx, now - retention::SESSION_LIFE).await?;
    store::attempt_forget(&mut tx, now - retention::TRIP_LIFE).await?;
    let old = store::draft_old(&mut tx, now - retention::shortest_draft_life()).await?;
    // Documents of supplements that were never sent: nothing else is left of these.
    let unsent = now - retention::draft_life(now);
    let abandoned = uploads::store::upload_abandoned(&mut tx, unsent).await?;
    tx.commit().await?;
    let (over, ending): (Vec<_>, Vec<_>) = old
        .into_iter()
        .partition(|draft| retention::kept_until(draft.saved_at) <= now);
    for batch in over.chunks(BATCH) {
        let mut tx = node.begin().await?;
        for draft in batch {
            if delete_draft(&mut tx, node, draft, now).await? {
                tidied.deleted += 1;
            }
        }
        tx.commit().await?;
    }
    for batch in abandoned.chunks(BATCH) {
        let mut tx = node.begin().await?;
        for upload in batch {
            // She may have gone on with it meanwhile.
            uploads::store::subject_lock(&mut tx, upload.subject).await?;
            if uploads::store::upload_abandoned_delete(&mut tx, upload.id, unsent).await? {
                let what = ("upload_delete", "upload", upload.id);
                journal(&mut tx, node, what, upload.resident.get(), now).await?;
                tidied.deleted += 1;
            }
        }
        tx.commit().await?;
    }
    loop {
        let mut tx = node.begin().await?;
        let texts = text_forget_old(&mut tx, unsent, BATCH).await?;
        for (resident, submission) in &texts {
            let what = ("text_delete", "unsent_text", submission.get());
            journal(&mut tx, node, what, resident.get(), now).await?;
        }
        tx.commit().await?;
        tidied.deleted += texts.len();
        if texts.len() < BATCH {
            break;
        }
    }
    let mut unreached = 0;
    for draft in ending {
        if draft.ended || draft.reminded || !retention::ends_soon(draft.saved_at, now) {
            continue;
        }
        // As with any notice, a crash between the mail and its note may send it twice; it says nothing but that there is news.
        if let Some(to) = &draft.email {
            let words = Translator::new(Language::from_code(&draft.language).unwrap_or_default());
            let (subject, body) = (words.t("notice-subject"), words.t("notice-body"));
            if mailer.send(to, &subject, &body).await.is_err() {
                // Why not may name the address, so it is not logged; the others are reminded all the same.
                tracing::warn!(draft = %draft.id, "a reminder of a draft was not taken by the mail server");
                unreached += 1;
                continue;
            }
        }
        let mut tx = node.begin().await?;
        store::draft_reminder_add(&mut tx, draft.id, now).await?;
        let (id, whose) = (draft.id.get(), draft.resident.get());
        journal(&mut tx, node, ("draft_remind", "draft", id), whose, now).await?;
        tx.commit().await?;
        tidied.reminded += 1;
    }
    // The job tries again, and nobody is reminded twice.
    ensure!(
        unreached == 0,
        "{unreached} reminders of drafts were not sent"
    );
    Ok(tidied)
}

/// Deletes a draft whose time is over, with its documents; false if it was changed, or deleted, since it was found.
async fn delete_draft(
    tx: &mut PgConnection,
    node: &Node,
    draft: &OldDraft,
    now: Timestamp,
) -> anyhow::Result<bool> {
    let (id, whose) = (draft.id, draft.resident);
    if !store::draft_lock(tx, whose, id).await? {
        return Ok(false);
    }
    let saved_at = store::draft_saved_at(tx, id).await?;
    if saved_at.is_some_and(|at| retention::kept_until(at) > now) {
        return Ok(false);
    }
    uploads::store::subject_lock(tx, id.get()).await?;
    uploads::store::upload_delete_all(tx, whose, id.get()).await?;
    store::draft_delete(tx, whose, id).await?;
    let what = ("draft_delete", "draft", id.get());
    journal(tx, node, what, whose.get(), now).await?;
    Ok(true)
}

async fn journal(
    connection: &mut PgConnection,
    node: &Node,
    (action, object, id): (&'static str, &'static str, Uuid),
    resident: Uuid,
    now: Timestamp,
) -> anyhow::Result<()> {
    let entry = Entry {
        actor: &Actor::job(TidyUp::IDENTIFIER),
        action,
        object,
        object_id: Some(id),
        purpose: PURPOSE,
        outcome: Outcome::Allowed,
        subjects: &[resident],
    };
    spis_audit::record(connection, node.code(), now, entry).await?;
    Ok(())
}

/// How often it is done.
pub const EVERY: SignedDuration = SignedDuration::from_hours(24);
