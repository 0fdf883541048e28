//! How the nodes and the streams between them are.

use serde::Serialize;
use spis_database::migrate::FILES;
use spis_database::{NodeConfig, NodesFile};
use spis_kernel::MunicipalityCode;
use sqlx::PgConnection;

use crate::addresses;
use crate::subscriptions::{self, Stream};

/// All nodes, in the file's order.
#[derive(Debug, Clone, Serialize)]
pub struct Status {
    /// The nodes.
    pub nodes: Vec<NodeStatus>,
}

/// One node.
#[derive(Debug, Clone, Serialize)]
pub struct NodeStatus {
    /// Two-digit code; "00" is the centre.
    pub code: String,
    /// Name that people see.
    pub name: String,
    /// Whether its database answers; if not, nothing below is known.
    pub reachable: bool,
    /// Why not, in the driver's words.
    pub problem: Option<String>,
    /// Migration files of this version that the database lacks.
    pub missing_migrations: Vec<String>,
    /// Arrived rows that wait to be made into jobs.
    pub arrivals_waiting: i64,
    /// For how many seconds the oldest of them has waited.
    pub oldest_arrival_seconds: Option<i64>,
    /// Jobs that wait or run.
    pub jobs_waiting: i64,
    /// For how many seconds the oldest job that could be worked on has waited.
    pub oldest_job_seconds: Option<i64>,
    /// Whether a worker is connected.
    pub worker: bool,
    /// Jobs that failed at their last attempt and will be tried again.
    pub jobs_retrying: i64,
    /// Jobs that are not tried any more.
    pub jobs_failed: i64,
    /// At a municipality: what it sends to the centre.
    pub up: Option<StreamStatus>,
    /// At a municipality: what the centre sends to it.
    pub down: Option<StreamStatus>,
}

/// By this name the servers know the connections of `spis worker`.
pub const WORKER: &str = "spis-worker";

/// One stream, as its two ends show it.
#[derive(Debug, Clone, Default, Serialize)]
pub struct StreamStatus {
    /// Whether rows are being sent and applied now.
    pub alive: bool,
    /// Whether the first copy of every table is complete.
    pub copied: bool,
    /// Log of the publisher that the subscriber has not confirmed, in bytes; unknown if the publisher does not answer.
    pub lag_bytes: Option<i64>,
    /// By how many seconds applying was behind when last measured; unknown while nothing is sent.
    pub lag_seconds: Option<f64>,
    /// What the publisher keeps for the subscriber: `reserved`, `extended`, `unreserved` or `lost`; none without a slot.
    pub wal_status: Option<String>,
    /// Errors while applying or copying since the subscriber's statistics began.
    pub errors: Option<i64>,
}

/// Looks at every node and stream. A node that does not answer is told as such and hides nothing of the others.
pub async fn read_status(file: &NodesFile) -> Status {
    let mut nodes = Vec::new();
    for node in &file.nodes {
        let mut status = read_node(node).await;
        if let Some(centre) = file.centre().filter(|c| c.code != node.code) {
            status.up = Some(read_stream(node, centre, &subscriptions::up(node.code)).await);
            status.down = Some(read_stream(centre, node, &subscriptions::down(node.code)).await);
        }
        nodes.push(status);
    }
    Status { nodes }
}

async fn read_node(node: &NodeConfig) -> NodeStatus {
    let mut status = NodeStatus {
        code: node.code.to_string(),
        name: node.name.clone(),
        reachable: false,
        problem: None,
        missing_migrations: Vec::new(),
        arrivals_waiting: 0,
        oldest_arrival_seconds: None,
        jobs_waiting: 0,
        oldest_job_seconds: None,
        worker: false,
        jobs_retrying: 0,
        jobs_failed: 0,
        up: None,
        down: None,
    };
    let read = async {
        let mut connection = addresses::application(node)
            .await
            .map_err(|e| e.to_string())?;
        fill(&mut connection, node.code, &mut status)
            .await
            .map_err(|e| e.to_string())
    };
    match read.await {
        Ok(()) => status.reachable = true,
        Err(problem) => status.problem = Some(problem),
    }
    status
}

async fn fill(
    connection: &mut PgConnection,
    code: MunicipalityCode,
    status: &mut NodeStatus,
) -> Result<(), sqlx::Error> {
    let applied: Vec<String> = sqlx::query_scalar("SELECT file FROM local.schema_version")
        .fetch_all(&mut *connection)
        .await?;
    status.missing_migrations = expected(code)
        .filter(|name| !applied.iter().any(|a| a == name))
        .map(str::to_owned)
        .collect();
    (status.arrivals_waiting, status.oldest_arrival_seconds) = sqlx::query_as(
        "SELECT count(*), extract(epoch FROM now() - min(noted_at))::bigint FROM local.arrival",
    )
    .fetch_one(&mut *connection)
    .await?;
    (
        status.jobs_waiting,
        status.oldest_job_seconds,
        status.jobs_retrying,
        status.jobs_failed,
    ) = sqlx::query_as(
        "SELECT count(*) FILTER (WHERE attempts < max_attempts),
                extract(epoch FROM now() - min(run_at) FILTER (WHERE attempts < max_attempts AND locked_at IS NULL AND run_at <= now()))::bigint,
                count(*) FILTER (WHERE attempts < max_attempts AND last_error IS NOT NULL),
                count(*) FILTER (WHERE attempts >= max_attempts AND locked_at IS NULL)
         FROM local_jobs.jobs",
    )
    .fetch_one(&mut *connection)
    .await?;
    status.worker = sqlx::query_scalar(
        "SELECT EXISTS (SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND application_name = $1)",
    )
    .bind(WORKER)
    .fetch_one(connection)
    .await?;
    Ok(())
}

/// The migration files that a node should have: schema files everywhere, owner files at the owner, figures at the centre.
fn expected(code: MunicipalityCode) -> impl Iterator<Item = &'static str> {
    FILES.iter().map(|(name, _)| *name).filter(move |name| {
        if name.ends_with(".statistics.sql") || name.ends_with(".central.owner.sql") {
            code.is_centre()
        } else if name.ends_with(".municipal.owner.sql") {
            !code.is_centre()
        } else {
            true
        }
    })
}

async fn read_stream(
    publisher: &NodeConfig,
    subscriber: &NodeConfig,
    stream: &Stream,
) -> StreamStatus {
    let mut status = StreamStatus::default();
    let sending = match addresses::onlooker(publisher).await {
        Ok(mut connection) => read_publisher(&mut connection, stream, &mut status)
            .await
            .unwrap_or(false),
        Err(_) => false,
    };
    let applying = match addresses::onlooker(subscriber).await {
        Ok(mut connection) => read_subscriber(&mut connection, stream, &mut status)
            .await
            .unwrap_or(false),
        Err(_) => false,
    };
    status.alive = sending && applying;
    status
}

/// Active, state of the kept log, lag in bytes, lag in seconds.
type Slot = (bool, Option<String>, Option<i64>, Option<f64>);

/// Fills in the publisher's view; whether it sends.
async fn read_publisher(
    connection: &mut PgConnection,
    stream: &Stream,
    status: &mut StreamStatus,
) -> Result<bool, sqlx::Error> {
    // replay_lag is hidden from ordinary roles and empty while nothing is sent.
    let slot: Option<Slot> = sqlx::query_as(
        "SELECT s.active, s.wal_status, pg_wal_lsn_diff(pg_current_wal_lsn(), s.confirmed_flush_lsn)::bigint,
                extract(epoch FROM r.replay_lag)::double precision
         FROM pg_replication_slots s LEFT JOIN pg_stat_replication r ON r.pid = s.active_pid
         WHERE s.slot_name = $1",
    )
    .bind(&stream.slot)
    .fetch_optional(connection)
    .await?;
    let Some((active, wal_status, lag_bytes, lag_seconds)) = slot else {
        return Ok(false);
    };
    status.wal_status = wal_status;
    status.lag_bytes = lag_bytes;
    status.lag_seconds = lag_seconds;
    Ok(active)
}

/// Fills in the subscriber's view; whether it applies.
async fn read_subscriber(
    connection: &mut PgConnection,
    stream: &Stream,
    status: &mut StreamStatus,
) -> Result<bool, sqlx::Error> {
    let subscription: Option<(bool, bool, i64)> = sqlx::query_as(
        "SELECT s.subenabled AND EXISTS (SELECT 1 FROM pg_stat_subscription w
                                         WHERE w.subid = s.oid AND w.relid IS NULL AND w.pid IS NOT NULL),
                NOT EXISTS (SELECT 1 FROM pg_subscription_rel r WHERE r.srsubid = s.oid AND r.srsubstate <> 'r'),
                coalesce(e.apply_error_count + e.sync_error_count, 0)
         FROM pg_subscription s LEFT JOIN pg_stat_subscription_stats e ON e.subid = s.oid
         JOIN pg_database d ON d.oid = s.subdbid
         WHERE s.subname = $1 AND d.datname = current_database()",
    )
    .bind(&stream.subscription)
    .fetch_optional(connection)
    .await?;
    let Some((alive, copied, errors)) = subscription else {
        return Ok(false);
    };
    status.copied = copied;
    status.errors = Some(errors);
    Ok(alive)
}
