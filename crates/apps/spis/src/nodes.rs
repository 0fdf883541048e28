//! `spis migrate` and `spis node`.

use std::process::ExitCode;

use spis_database::{Node, NodesFile};
use spis_node_exchange::{
    StreamStatus, arrivals_replay, migrate_country, read_status, reconciliation,
};

use crate::output::say;

/// Brings all nodes to the present schema.
pub async fn migrate(file: &NodesFile) -> anyhow::Result<()> {
    let done = migrate_country(file).await?;
    for line in &done {
        say!("{line}")?;
    }
    say!(
        "Mazgų: {}, pritaikyta failų: {}.",
        file.nodes.len(),
        done.len()
    )?;
    Ok(())
}

/// Shows nodes and streams.
pub async fn status(file: &NodesFile, json: bool) -> anyhow::Result<()> {
    let status = read_status(file).await;
    if json {
        say!("{}", serde_json::to_string_pretty(&status)?)?;
        return Ok(());
    }
    for node in &status.nodes {
        let state = if node.reachable { "veikia" } else { "neatsako" };
        say!(
            "{} {}: {state}; neapdorotų gautų įrašų {}, darbų eilėje {}, nepavykusių {}",
            node.code,
            node.name,
            node.arrivals_waiting,
            node.jobs_waiting,
            node.jobs_failed
        )?;
        for (label, stream) in [("į centrą", &node.up), ("iš centro", &node.down)] {
            if let Some(stream) = stream {
                say!("   {label}: {}", described(stream))?;
            }
        }
    }
    Ok(())
}

fn described(stream: &StreamStatus) -> String {
    let alive = if stream.alive { "teka" } else { "neteka" };
    let bytes = stream
        .lag_bytes
        .map_or_else(|| "nežinoma".to_owned(), |bytes| format!("{bytes} B"));
    format!("{alive}, atsilikimas {bytes}")
}

/// Shows, and with `replay` makes anew, the notes of arrived rows.
pub async fn arrivals(file: &NodesFile, replay: bool) -> anyhow::Result<()> {
    for config in &file.nodes {
        let node = Node::open(config.code, &config.name, &config.database, 1)?;
        if replay {
            let noted = arrivals_replay(&node).await?;
            say!("{} {}: pažymėta iš naujo {noted}", config.code, config.name)?;
        }
    }
    for node in read_status(file).await.nodes {
        say!(
            "{} {}: laukia {}",
            node.code,
            node.name,
            node.arrivals_waiting
        )?;
    }
    Ok(())
}

/// Compares copies with their owners' tables.
pub async fn reconcile(file: &NodesFile, json: bool) -> anyhow::Result<ExitCode> {
    let all = reconciliation::reconcile(file).await?;
    let different: Vec<_> = all.iter().filter(|c| !c.is_equal()).collect();
    if json {
        say!("{}", serde_json::to_string_pretty(&all)?)?;
    } else {
        for c in &different {
            say!(
                "{} {}: savininko {} eil., kopijos {} eil.",
                c.municipality,
                c.table,
                c.owner.rows,
                c.copy.rows
            )?;
        }
        say!(
            "Palyginta lentelių: {}, skiriasi: {}.",
            all.len(),
            different.len()
        )?;
    }
    Ok(if different.is_empty() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}
