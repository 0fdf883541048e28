//! "Sutvarkyti pranešimus": once a day the centre's worker deletes reports on accessibility whose time is over.

use jiff::civil::{Date, date};
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use spis_audit::{Actor, Entry, Outcome};
use spis_database::{Node, SystemClock};
use spis_jobs::{IntoTaskHandlerResult, JobSurroundings, TaskHandler, WorkerContext, job_result};
use spis_kernel::{Clock, vilnius};

use crate::store;

/// "Pranešimo laikymas": days after its answer, by the day from which the rule holds. No act names a term: two years, in
/// which the ministry must report on accessibility, is taken for enough. Doubtful.
const REPORT_DAYS: [(Date, i64); 1] = [(date(2026, 1, 1), 730)];
/// How often it is looked for.
pub const EVERY: SignedDuration = SignedDuration::from_hours(24);

/// Tidies up; repeating it finds nothing more to do.
#[derive(Debug, Serialize, Deserialize)]
pub struct TidyReports {}

impl TidyReports {
    /// One waits at a time.
    pub const KEY: &'static str = "tidy_reports";
}

impl TaskHandler for TidyReports {
    const IDENTIFIER: &'static str = "tidy_reports";

    async fn run(self, ctx: WorkerContext) -> impl IntoTaskHandlerResult {
        job_result(async { tidy_reports(ctx.node()?, SystemClock.now()).await.map(drop) }.await)
    }
}

/// How long a report is kept after its answer, by the rule of today.
fn report_life(now: Timestamp) -> SignedDuration {
    let today = vilnius(now).date();
    let days = REPORT_DAYS
        .iter()
        .rev()
        .find(|(from, _)| *from <= today)
        .map_or(REPORT_DAYS[0].1, |(_, days)| *days);
    SignedDuration::from_hours(days * 24)
}

/// Deletes reports answered so long ago, with their answers; how many. What is not answered stays until it is.
pub async fn tidy_reports(node: &Node, now: Timestamp) -> anyhow::Result<usize> {
    let mut tx = node.begin().await?;
    let old = store::report_old(&mut tx, now - report_life(now)).await?;
    for report in &old {
        store::report_delete(&mut tx, *report).await?;
        let entry = Entry {
            actor: &Actor::job(TidyReports::IDENTIFIER),
            action: "accessibility_report_delete",
            object: "accessibility_report",
            object_id: Some(*report),
            purpose: "saugojimo terminas",
            outcome: Outcome::Allowed,
            subjects: &[],
        };
        spis_audit::record(&mut tx, node.code(), now, entry).await?;
    }
    tx.commit().await?;
    Ok(old.len())
}
