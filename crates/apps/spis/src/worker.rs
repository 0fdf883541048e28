//! `spis worker`: the jobs of any number of nodes in one process. A node whose database is away holds up no other.

use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::{Context, bail};
use jiff::Timestamp;
use serde::Serialize;
use spis_applications::{Groups, LetterPress, TIDY_COUNTER_EVERY, TidyCounter};
use spis_audit::{Reach, SEAL_EVERY, seal_journal};
use spis_database::{Node, NodesFile};
use spis_jobs::arrivals::{self, Routes};
use spis_jobs::{JobDefinition, Service, TaskHandler};
use spis_kernel::MunicipalityCode;
use spis_node_exchange::{WORKER, arrivals_replay};
use spis_public_information::{TIDY_REPORTS_EVERY, TidyReports};
use spis_registry_exchange::RegistersNode;
use spis_resident_portal::{CHECK_UPLOADS_EVERY, CheckUploads, TIDY_UP_EVERY, TidyUp};
use spis_statistics::RollUpFigures;
use tokio::task::JoinSet;
use tokio::time::MissedTickBehavior;

use crate::letters;
use crate::outside::Outside;
use crate::stop::Stop;

/// Connections of a node's worker: two listeners, two jobs with what they read beside, arrivals, the queue itself.
const CONNECTIONS: u32 = 8;
/// The sealer, as the database server knows it.
const SEALER: &str = "spis-seal";
/// How often the whole journal is looked through for entries without a seal.
const SEAL_WHOLE_EVERY: Duration = Duration::from_hours(24);
/// How long until a queue whose database went away is tried again.
const RETRY: Duration = Duration::from_secs(2);
/// How often arrivals are looked for that nothing noted.
const REPLAY_EVERY: Duration = Duration::from_hours(24);
/// How often the ministry's figures are computed.
const FIGURES_EVERY: Duration = Duration::from_secs(60);

/// What jobs need from outside their room.
#[derive(Clone)]
struct Services {
    groups: Groups,
    press: Arc<dyn LetterPress>,
    outside: Arc<Outside>,
}

/// Works until told to stop.
pub async fn work(file: &NodesFile, codes: &[MunicipalityCode]) -> anyhow::Result<()> {
    let stop = Stop::on_signals()?;
    let services = Services {
        groups: spis_cash_benefits::groups(),
        press: letters::press(),
        outside: Arc::new(Outside::new(file)?),
    };
    let mut tasks = JoinSet::new();
    for code in codes {
        let config = file
            .node(*code)
            .with_context(|| format!("nodes.toml names no node {code}"))?;
        let node = Node::open_as(WORKER, *code, &config.name, &config.database, CONNECTIONS)?;
        tasks.spawn(arrivals::watch(
            node.clone(),
            routes(*code),
            stop.clone().ordered(),
        ));
        tasks.spawn(replay_arrivals(node.clone(), stop.clone()));
        let seal = config
            .seal
            .as_deref()
            .with_context(|| format!("nodes.toml: node {code} needs `seal`, the address of the role that seals the journal"))?;
        let sealer = Node::open_as(SEALER, *code, &config.name, seal, 1)?;
        tasks.spawn(seal_journal_always(sealer, stop.clone()));
        if code.is_centre() {
            tasks.spawn(plan_every(
                FIGURES_EVERY,
                || RollUpFigures {},
                RollUpFigures::KEY,
                node.clone(),
                stop.clone(),
            ));
            // The first time when the worker begins.
            tasks.spawn(plan_every(
                TIDY_UP_EVERY.unsigned_abs(),
                || TidyUp {},
                TidyUp::KEY,
                node.clone(),
                stop.clone(),
            ));
            tasks.spawn(plan_every(
                TIDY_REPORTS_EVERY.unsigned_abs(),
                || TidyReports {},
                TidyReports::KEY,
                node.clone(),
                stop.clone(),
            ));
            tasks.spawn(plan_every(
                CHECK_UPLOADS_EVERY.unsigned_abs(),
                || CheckUploads {},
                CheckUploads::KEY,
                node.clone(),
                stop.clone(),
            ));
        } else {
            tasks.spawn(plan_every(
                TIDY_COUNTER_EVERY.unsigned_abs(),
                || TidyCounter {},
                TidyCounter::KEY,
                node.clone(),
                stop.clone(),
            ));
        }
        let registers = RegistersNode(match &config.registers {
            Some(url) if code.is_centre() => Node::open(*code, &config.name, url, CONNECTIONS)?,
            None if code.is_centre() => bail!(
                "nodes.toml: the centre needs `registers`, the address of the role that asks state registers"
            ),
            _ => node.clone(),
        });
        tasks.spawn(work_queue(node, registers, services.clone(), stop.clone()));
        tracing::info!(node = %code, "working");
    }
    while let Some(task) = tasks.join_next().await {
        task?;
    }
    Ok(())
}

fn definitions(code: MunicipalityCode) -> Vec<JobDefinition> {
    if code.is_centre() {
        let mut jobs = spis_applications::central_jobs();
        jobs.extend(spis_registry_exchange::jobs());
        jobs.extend(spis_statistics::jobs());
        jobs.extend(spis_resident_portal::jobs());
        jobs.extend(spis_public_information::jobs());
        jobs
    } else {
        spis_applications::municipal_jobs()
    }
}

fn routes(code: MunicipalityCode) -> Routes {
    if code.is_centre() {
        let mut routes: Routes = spis_applications::central_arrival_routes()
            .into_iter()
            .collect();
        routes.extend(spis_registry_exchange::arrival_routes());
        routes
    } else {
        spis_applications::municipal_arrival_routes()
            .into_iter()
            .collect()
    }
}

async fn work_queue(node: Node, registers: RegistersNode, services: Services, stop: Stop) {
    while !stop.is_ordered() {
        let worker = spis_jobs::worker(&node, definitions(node.code()))
            .add_extension(Service(services.groups.clone()))
            .add_extension(Service(services.press.clone()))
            .add_extension(Service(services.outside.mailer.clone()))
            .add_extension(Service(services.outside.files.clone()))
            .add_extension(Service(services.outside.registers.clone()))
            .add_extension(Service(registers.clone()))
            .shutdown_signal(stop.clone().ordered())
            .init()
            .await;
        let outcome = match worker {
            Ok(worker) => worker.run().await.map_err(anyhow::Error::from),
            Err(error) => Err(error.into()),
        };
        if stop.is_ordered() {
            return;
        }
        match outcome {
            Ok(()) => {
                tracing::warn!(node = %node.code(), "the queue ended unasked; beginning again")
            }
            Err(error) => {
                tracing::warn!(node = %node.code(), error = %format!("{error:#}"), "the queue is not being worked on; trying again");
            }
        }
        tokio::select! {
            () = stop.clone().ordered() => return,
            () = tokio::time::sleep(RETRY) => {}
        }
    }
}

/// Notes anew, now and every day, what arrived and was not worked on: a note can be lost with a copy that was made again.
async fn replay_arrivals(node: Node, stop: Stop) {
    let mut every = tokio::time::interval(REPLAY_EVERY);
    every.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        tokio::select! {
            () = stop.clone().ordered() => return,
            _ = every.tick() => {}
        }
        match arrivals_replay(&node).await {
            Ok(0) => {}
            Ok(noted) => tracing::info!(node = %node.code(), noted, "arrivals were noted anew"),
            Err(error) => {
                tracing::warn!(node = %node.code(), %error, "arrivals could not be looked for");
                every.reset_after(RETRY);
            }
        }
    }
}

/// Seals the journal a second after its entries at most; a database that is away is waited for.
async fn seal_journal_always(sealer: Node, stop: Stop) {
    let mut every = tokio::time::interval(SEAL_EVERY.unsigned_abs());
    every.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let mut whole: Option<Instant> = None;
    loop {
        tokio::select! {
            () = stop.clone().ordered() => return,
            _ = every.tick() => {}
        }
        let reach = match whole {
            Some(last) if last.elapsed() < SEAL_WHOLE_EVERY => Reach::Recent,
            _ => Reach::Whole,
        };
        match seal_journal(&sealer, reach, Timestamp::now()).await {
            Ok(_) if reach == Reach::Whole => whole = Some(Instant::now()),
            Ok(_) => {}
            Err(error) => {
                tracing::warn!(node = %sealer.code(), %error, "the journal could not be sealed; trying again");
                every.reset_after(RETRY);
            }
        }
    }
}

/// Plans a job now and again and again; one that still waits is replaced, not doubled.
async fn plan_every<J: TaskHandler + Serialize>(
    every: Duration,
    job: impl Fn() -> J,
    key: &'static str,
    node: Node,
    stop: Stop,
) {
    let mut every = tokio::time::interval(every);
    every.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        tokio::select! {
            () = stop.clone().ordered() => return,
            _ = every.tick() => {}
        }
        let planned = async {
            let mut tx = node.begin().await?;
            spis_jobs::plan_regular(&mut tx, &job(), key).await?;
            tx.commit().await?;
            Ok::<_, spis_database::DatabaseError>(())
        };
        if let Err(error) = planned.await {
            tracing::warn!(job = key, %error, "a regular job was not planned");
        }
    }
}
