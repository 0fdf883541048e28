//! All nodes brought to the present schema.

use spis_database::migrate::{self, Purpose};
use spis_database::{NodeConfig, NodesFile};
use sqlx::PgConnection;
use sqlx::postgres::PgPoolOptions;

use crate::error::AtNode;
use crate::{ExchangeError, addresses, subscriptions};

/// Two migrations of a country at once would not keep the order; the second waits at the centre for the first.
const ONE_AT_A_TIME: i64 = 0x5350_4953;

/// Brings the databases of all nodes to the present schema, subscribers before publishers, so that no stream meets a
/// column that it lacks; then makes what the tables' comments call for, installs the queues, and makes or refreshes the
/// streams. Returns the files that were run, as `node: file`. Repeatable.
///
/// The databases and roles exist already ([`migrate::create_database`]).
///
/// # Errors
/// The first node that cannot be reached or refuses stops it; what was done stays done, and a second run goes on there.
pub async fn migrate_country(file: &NodesFile) -> Result<Vec<String>, ExchangeError> {
    let centre = file.centre().ok_or(ExchangeError::NoCentre)?;
    let codes: Vec<_> = file.municipalities().map(|m| m.code).collect();
    let mut at_centre = addresses::owner(centre).await?;
    // Released with the connection.
    sqlx::query("SELECT pg_advisory_lock($1)")
        .bind(ONE_AT_A_TIME)
        .execute(&mut at_centre)
        .await
        .at(centre.code)?;
    for node in &file.nodes {
        let mut admin = addresses::administrator(node).await?;
        migrate::create_roles(&mut admin).await.at(node.code)?;
    }
    let mut municipalities = Vec::new();
    for node in file.municipalities() {
        municipalities.push((node, addresses::owner(node).await?));
    }
    let mut log = Vec::new();

    run(&mut log, centre, &mut at_centre, "local", false).await?;
    for (node, connection) in &mut municipalities {
        run(&mut log, node, connection, "local", false).await?;
    }
    // What the municipalities publish: the centre has it first.
    run(&mut log, centre, &mut at_centre, "municipal", false).await?;
    for (node, connection) in &mut municipalities {
        run(&mut log, node, connection, "municipal", false).await?;
    }
    // What the centre publishes: the municipalities have it first.
    for (node, connection) in &mut municipalities {
        run(&mut log, node, connection, "central", false).await?;
    }
    run(&mut log, centre, &mut at_centre, "central", false).await?;
    run(&mut log, centre, &mut at_centre, "statistics", false).await?;

    migrate::generate(&mut at_centre, centre.code, &centre.name, &codes)
        .await
        .at(centre.code)?;
    for (node, connection) in &mut municipalities {
        migrate::generate(connection, node.code, &node.name, &codes)
            .await
            .at(node.code)?;
    }
    for node in &file.nodes {
        install_queue(node).await?;
    }
    for node in file.municipalities() {
        subscriptions::ensure(centre, node).await?;
    }
    // Constraints last: what they refuse stops no stream.
    run(&mut log, centre, &mut at_centre, "central", true).await?;
    for (node, connection) in &mut municipalities {
        run(&mut log, node, connection, "municipal", true).await?;
    }
    Ok(log)
}

async fn run(
    log: &mut Vec<String>,
    node: &NodeConfig,
    connection: &mut PgConnection,
    schema: &str,
    owner: bool,
) -> Result<(), ExchangeError> {
    let done = migrate::run_files(connection, Purpose::Node(node.code), schema, owner)
        .await
        .at(node.code)?;
    log.extend(
        done.into_iter()
            .map(|name| format!("{}: {name}", node.code)),
    );
    Ok(())
}

async fn install_queue(node: &NodeConfig) -> Result<(), ExchangeError> {
    let owner = node.owner.as_deref().ok_or(ExchangeError::NoAddress {
        code: node.code,
        role: "owner",
    })?;
    let pool = PgPoolOptions::new()
        .max_connections(2)
        .connect(owner)
        .await
        .at(node.code)?;
    let installed = spis_jobs::install(&pool).await;
    pool.close().await;
    installed.map_err(|e| ExchangeError::Queue {
        code: node.code,
        reason: format!("{e:#}"),
    })
}
