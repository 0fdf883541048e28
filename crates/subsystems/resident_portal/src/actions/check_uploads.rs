//! "Patikrinti laukiančius": documents that came whole and were not read, because the scanner did not answer or whoever sent
//! them went away, are read by the centre's worker; their owner need not wait for it.

use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use spis_applications::FileReader;
use spis_applications::files::{FileError, FileRefusal};
use spis_audit::{Actor, Entry, Outcome};
use spis_database::{Node, SystemClock};
use spis_jobs::{IntoTaskHandlerResult, JobSurroundings, TaskHandler, WorkerContext, job_result};
use spis_kernel::Clock;

use crate::uploads::receive::keep;
use crate::uploads::store::{self, State};

/// How often it is done.
pub const EVERY: SignedDuration = SignedDuration::from_mins(1);
/// Whoever sends a document has it read at once; after this long she has gone away.
const LEFT_AFTER: SignedDuration = SignedDuration::from_mins(2);
/// A document whose reading fails for this long is no outage: its owner is told that it cannot be read.
const GIVEN_UP_AFTER: SignedDuration = SignedDuration::from_hours(1);

/// Reads what waits; repeating it finds nothing more to do.
#[derive(Debug, Serialize, Deserialize)]
pub struct CheckUploads {}

impl CheckUploads {
    /// One waits at a time.
    pub const KEY: &'static str = "check_uploads";
}

impl TaskHandler for CheckUploads {
    const IDENTIFIER: &'static str = "check_uploads";

    async fn run(self, ctx: WorkerContext) -> impl IntoTaskHandlerResult {
        job_result(
            async {
                let files = ctx.service::<Arc<dyn FileReader>>()?;
                check_uploads(ctx.node()?, files.as_ref(), SystemClock.now())
                    .await
                    .map(drop)
            }
            .await,
        )
    }
}

/// What was done.
#[derive(Debug, PartialEq, Eq)]
pub struct Checked {
    /// Documents taken.
    pub received: usize,
    /// Documents not taken.
    pub refused: usize,
    /// Documents that still wait: the scanner keeps silent.
    pub waiting: usize,
}

/// Reads everything that waits, until the scanner keeps silent.
pub async fn check_uploads(
    node: &Node,
    files: &dyn FileReader,
    now: Timestamp,
) -> anyhow::Result<Checked> {
    let mut checked = Checked {
        received: 0,
        refused: 0,
        waiting: 0,
    };
    let mut connection = node.pool().acquire().await?;
    let unchecked = store::upload_unchecked(&mut connection, now - LEFT_AFTER).await?;
    drop(connection);
    for (done, found) in unchecked.iter().enumerate() {
        let mut connection = node.pool().acquire().await?;
        let bytes = store::upload_bytes(&mut connection, found.id).await?;
        drop(connection);
        let read = files.read(bytes).await;
        let mut tx = node.begin().await?;
        store::subject_lock(&mut tx, found.subject).await?;
        let upload = store::upload_list(&mut tx, found.resident, found.subject)
            .await?
            .into_iter()
            .find(|u| u.id == found.id);
        // She may have taken it away, or had it checked herself, meanwhile.
        let Some(upload) = upload.filter(|u| {
            matches!(u.state, State::Waiting | State::Receiving) && u.received == u.size
        }) else {
            continue;
        };
        let action = match read {
            Ok(file) => {
                keep(&mut tx, &upload, &file, now).await?;
                checked.received += 1;
                "upload_add"
            }
            Err(FileError::Refused(FileRefusal::ScannerSilent)) => {
                checked.waiting = unchecked.len() - done;
                if upload.state == State::Waiting {
                    break;
                }
                store::upload_progress(&mut tx, upload.id, upload.size, State::Waiting, now)
                    .await?;
                "upload_wait"
            }
            Err(FileError::Refused(refusal)) => {
                store::upload_refuse(&mut tx, upload.id, refusal, now).await?;
                checked.refused += 1;
                "upload_refuse"
            }
            Err(FileError::Fault(error)) => {
                tracing::warn!(upload = %upload.id, error = %format!("{error:#}"), "a document could not be read");
                // It stays as it is; the next ones may be readable.
                if now.duration_since(found.changed_at) < GIVEN_UP_AFTER {
                    continue;
                }
                store::upload_refuse(&mut tx, upload.id, FileRefusal::Broken, now).await?;
                checked.refused += 1;
                "upload_refuse"
            }
        };
        let entry = Entry {
            actor: &Actor::job(CheckUploads::IDENTIFIER),
            action,
            object: "upload",
            object_id: Some(upload.id),
            purpose: "prašymo pateikimas",
            outcome: Outcome::Allowed,
            subjects: &[found.resident.get()],
        };
        spis_audit::record(&mut tx, node.code(), now, entry).await?;
        tx.commit().await?;
        if checked.waiting > 0 {
            break;
        }
    }
    Ok(checked)
}
