//! The roll-up: counts and sums by municipality, month and kind, from the centre's copies.

use jiff::Timestamp;
use jiff_sqlx::ToSqlx;
use serde::{Deserialize, Serialize};
use spis_database::{DatabaseError, Node, SystemClock};
use spis_jobs::{
    IntoTaskHandlerResult, JobDefinition, JobSurroundings, TaskHandler, WorkerContext, job_result,
};
use spis_kernel::Clock;

/// Computes all figures anew. Planned from time to time and after arrivals; always with the same job key, so that many
/// arrivals make one roll-up.
#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize)]
pub struct RollUpFigures {}

impl RollUpFigures {
    /// Key of the job.
    pub const KEY: &'static str = "roll_up_figures";
}

impl TaskHandler for RollUpFigures {
    const IDENTIFIER: &'static str = "roll_up_figures";

    async fn run(self, ctx: WorkerContext) -> impl IntoTaskHandlerResult {
        job_result(
            async {
                roll_up(ctx.node()?, SystemClock.now()).await?;
                Ok(())
            }
            .await,
        )
    }
}

/// The centre's jobs of this room.
pub fn jobs() -> Vec<JobDefinition> {
    vec![RollUpFigures::definition()]
}

/// Computes all figures anew in one transaction: whoever reads sees the old ones or the new ones, never a mixture.
/// Returns the number of rows.
///
/// Applications count by the month of registration, decisions by the month of the decision, children and sums by the
/// month of entitlement that was paid. Months are Lithuania's.
pub async fn roll_up(centre: &Node, now: Timestamp) -> Result<u64, DatabaseError> {
    let mut tx = centre.begin().await?;
    // Two roll-ups at once would each insert what the other has not committed.
    sqlx::query!("SELECT pg_advisory_xact_lock(hashtextextended('statistics.roll_up', 0))")
        .execute(&mut *tx)
        .await?;
    sqlx::query!("DELETE FROM statistics.monthly_support")
        .execute(&mut *tx)
        .await?;
    let rows = sqlx::query!(
        "WITH registered AS (
             SELECT municipality_code, date_trunc('month', registered_at AT TIME ZONE 'Europe/Vilnius')::date AS month,
                    count(*) AS applications
             FROM municipal.application GROUP BY 1, 2
         ), decided AS (
             SELECT d.municipality_code, date_trunc('month', d.decided_on)::date AS month,
                    count(*) AS decisions, count(*) FILTER (WHERE d.decided_on <= a.decide_by) AS in_time
             FROM municipal.decision d
             JOIN municipal.application a ON a.municipality_code = d.municipality_code AND a.id = d.application_id
             GROUP BY 1, 2
         ), paid AS (
             SELECT municipality_code, month, kind, count(DISTINCT child_id) AS children, sum(amount_cents) AS cents
             FROM municipal.payment_line GROUP BY 1, 2, 3
         )
         INSERT INTO statistics.monthly_support
             (municipality_code, month, kind, applications, decisions, decided_in_time, children, paid_cents)
         SELECT municipality_code, month, '', coalesce(r.applications, 0), coalesce(d.decisions, 0), coalesce(d.in_time, 0), 0, 0
         FROM registered r FULL JOIN decided d USING (municipality_code, month)
         UNION ALL
         SELECT municipality_code, month, kind, 0, 0, 0, children, cents FROM paid"
    )
    .execute(&mut *tx)
    .await?
    .rows_affected();
    sqlx::query!(
        "INSERT INTO statistics.rollup (computed_at) VALUES ($1)
         ON CONFLICT (one) DO UPDATE SET computed_at = excluded.computed_at",
        now.to_sqlx() as _
    )
    .execute(&mut *tx)
    .await?;
    tx.commit().await?;
    Ok(rows)
}
