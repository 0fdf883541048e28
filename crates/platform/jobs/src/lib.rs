//! Background work: planned inside the transaction of the change that calls for it, done once it is committed, safe to repeat.
//!
//! The queue is graphile_worker's, in schema `local_jobs` of each node. Payloads hold ids only. What arrives by
//! replication becomes jobs too: [`arrivals`].

pub mod arrivals;

use std::fmt::Debug;

use anyhow::Context;
pub use graphile_worker::{
    IntoTaskHandlerResult, JobDefinition, TaskHandler, WorkerContext, WorkerOptions,
};
use serde::Serialize;
use spis_database::{DatabaseError, Node};
use sqlx::{PgConnection, PgPool};

/// Schema of the queue.
pub const SCHEMA: &str = "local_jobs";

/// Installs the queue's tables; `owner` is connected as the owner of the schemas.
pub async fn install(owner: &PgPool) -> anyhow::Result<()> {
    WorkerOptions::default()
        .schema(SCHEMA)
        .pg_pool(owner.clone())
        .init()
        .await
        .context("installing the job queue")?;
    sqlx::raw_sql(
        // The library turns row security on and writes no policy, which shuts out everybody but the owner.
        "DO $$ DECLARE queue regclass; BEGIN
             FOR queue IN SELECT c.oid::regclass FROM pg_class c
                          WHERE c.relnamespace = 'local_jobs'::regnamespace AND c.relkind = 'r' AND c.relrowsecurity LOOP
                 EXECUTE format('ALTER TABLE %s DISABLE ROW LEVEL SECURITY', queue);
             END LOOP;
         END $$;
         GRANT USAGE ON SCHEMA local_jobs TO spis_app;
         GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA local_jobs TO spis_app;
         GRANT USAGE, SELECT, UPDATE ON ALL SEQUENCES IN SCHEMA local_jobs TO spis_app;
         GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA local_jobs TO spis_app",
    )
    .execute(owner)
    .await?;
    Ok(())
}

/// Plans a job in the caller's transaction. A job with the same `key` that has not run yet is replaced, not doubled.
pub async fn plan<J: TaskHandler + Serialize>(
    connection: &mut PgConnection,
    job: &J,
    key: &str,
) -> Result<(), DatabaseError> {
    let payload = serde_json::to_value(job).map_err(|e| sqlx::Error::Encode(e.into()))?;
    plan_raw(connection, J::IDENTIFIER, &payload, key, None).await
}

/// Plans a job that comes back by the clock: while one run lasts the next one waits for it, and takes no room from what
/// people wait for.
pub async fn plan_regular<J: TaskHandler + Serialize>(
    connection: &mut PgConnection,
    job: &J,
    key: &str,
) -> Result<(), DatabaseError> {
    let payload = serde_json::to_value(job).map_err(|e| sqlx::Error::Encode(e.into()))?;
    plan_raw(connection, J::IDENTIFIER, &payload, key, Some(key)).await
}

/// Jobs of the same queue `one_by_one` run one after another.
pub(crate) async fn plan_raw(
    connection: &mut PgConnection,
    task: &str,
    payload: &serde_json::Value,
    key: &str,
    one_by_one: Option<&str>,
) -> Result<(), DatabaseError> {
    // Not a checked query: the queue's schema is the library's, not in our migrations.
    sqlx::query("SELECT 1 FROM local_jobs.add_job($1, $2::json, job_key => $3, queue_name => $4)")
        .bind(task)
        .bind(payload)
        .bind(key)
        .bind(one_by_one)
        .execute(connection)
        .await?;
    Ok(())
}

/// What a node's jobs stand on.
#[derive(Clone, Debug)]
struct AtNode(Node);

/// What a job needs from its surroundings.
pub trait JobSurroundings {
    /// The node whose queue the job is from.
    fn node(&self) -> anyhow::Result<&Node>;
    /// A service given to the worker as [`Service`].
    fn service<S: Send + Sync + 'static>(&self) -> anyhow::Result<&S>;
}

impl JobSurroundings for WorkerContext {
    fn node(&self) -> anyhow::Result<&Node> {
        Ok(&self
            .get_ext::<AtNode>()
            .context("no node given to the worker")?
            .0)
    }

    fn service<S: Send + Sync + 'static>(&self) -> anyhow::Result<&S> {
        let service = self
            .get_ext::<Service<S>>()
            .with_context(|| format!("no {} given to the worker", std::any::type_name::<S>()))?;
        Ok(&service.0)
    }
}

/// Options of a worker for one node; services are added with `add_extension`.
pub fn worker(node: &Node, definitions: impl IntoIterator<Item = JobDefinition>) -> WorkerOptions {
    WorkerOptions::default()
        .schema(SCHEMA)
        .concurrency(2)
        .pg_pool(node.pool().clone())
        .listen_os_shutdown_signals(false)
        .add_extension(AtNode(node.clone()))
        .define_jobs(definitions)
}

/// An error of a job, shown with its causes in the log and in the queue; never with personal data.
pub type JobResult = Result<(), String>;

/// Turns an error into what the queue keeps.
pub fn job_result(result: anyhow::Result<()>) -> JobResult {
    result.map_err(|e| format!("{e:#}"))
}

/// Gives a service to jobs without asking it to be printable.
#[derive(Clone)]
pub struct Service<S>(pub S);

impl<S> Debug for Service<S> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Service")
    }
}
