//! "Sutvarkyti priėmimo juodraščius": what was begun at the counter and never registered goes when its time is over.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use spis_audit::{Actor, Entry, Outcome};
use spis_database::{Node, SystemClock};
use spis_jobs::{IntoTaskHandlerResult, JobSurroundings, TaskHandler, WorkerContext, job_result};
use spis_kernel::Clock;

use crate::store::counter as store;

/// A draft lives so long after its last change, as a resident's does.
pub const DRAFT_LIFE: SignedDuration = SignedDuration::from_hours(90 * 24);
/// How often it is looked for.
pub const EVERY: SignedDuration = SignedDuration::from_hours(24);

/// Tidies up; repeating it finds nothing more to do.
#[derive(Debug, Serialize, Deserialize)]
pub struct TidyCounter {}

impl TidyCounter {
    /// One waits at a time.
    pub const KEY: &'static str = "tidy_counter";
}

impl TaskHandler for TidyCounter {
    const IDENTIFIER: &'static str = "tidy_counter";

    async fn run(self, ctx: WorkerContext) -> impl IntoTaskHandlerResult {
        job_result(async { tidy_counter(ctx.node()?, SystemClock.now()).await.map(drop) }.await)
    }
}

/// Deletes drafts whose time is over; how many.
pub async fn tidy_counter(node: &Node, now: Timestamp) -> anyhow::Result<usize> {
    let code = node.code();
    let mut tx = node.begin().await?;
    let old = store::draft_old(&mut tx, code, now - DRAFT_LIFE).await?;
    for draft in &old {
        store::draft_delete(&mut tx, code, draft.user, draft.id).await?;
        let entry = Entry {
            actor: &Actor::job(TidyCounter::IDENTIFIER),
            action: "counter_draft_delete",
            object: "counter_draft",
            object_id: Some(draft.id),
            purpose: "saugojimo terminas",
            outcome: Outcome::Allowed,
            subjects: &[],
        };
        spis_audit::record(&mut tx, code, now, entry).await?;
    }
    tx.commit().await?;
    Ok(old.len())
}
