//! `spis audit`: the journal's chains, at the nodes and in the centre's copies.

use std::process::ExitCode;

use anyhow::Context;
use serde::Serialize;
use spis_audit::{Fault, Verdict, compare_journal, counted_to_the_limit, verify_journal};
use spis_database::{Node, NodeConfig, NodesFile};
use sqlx::PgConnection;

use crate::output::say;

/// Connections to a node: one is enough to read its chain.
const CONNECTIONS: u32 = 1;

/// What was found at a node, as `--json` prints it.
#[derive(Serialize)]
struct Report {
    code: String,
    seals: i64,
    entries: u64,
    head: Option<String>,
    unsealed: usize,
    faults: Vec<String>,
}

/// Follows each chain and compares it with the centre's copy.
pub async fn verify(file: &NodesFile, json: bool) -> anyhow::Result<ExitCode> {
    let centre = file.centre().context("nodes.toml names no centre")?;
    let centre = open(centre)?;
    let mut reports = Vec::new();
    for config in &file.nodes {
        let node = open(config)?;
        let mut here = node.pool().acquire().await?;
        let verdict = verify_journal(&mut here, config.code).await?;
        let mut faults: Vec<Fault> = verdict.fault.clone().into_iter().collect();
        if !config.code.is_centre() {
            let mut there = centre.pool().acquire().await?;
            let copy: &mut PgConnection = &mut there;
            faults.extend(compare_journal(&mut here, copy, config.code).await?);
        }
        if !json {
            tell(config, &verdict, &faults)?;
        }
        reports.push(Report {
            code: config.code.to_string(),
            seals: verdict.seals,
            entries: verdict.entries,
            head: verdict.head.map(hex::encode),
            unsealed: verdict.unsealed,
            faults: faults.iter().map(ToString::to_string).collect(),
        });
    }
    if json {
        say!("{}", serde_json::to_string_pretty(&reports)?)?;
    }
    let whole = reports.iter().all(|report| report.faults.is_empty());
    Ok(if whole {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

fn open(config: &NodeConfig) -> anyhow::Result<Node> {
    Ok(Node::open(
        config.code,
        &config.name,
        &config.database,
        CONNECTIONS,
    )?)
}

fn tell(config: &NodeConfig, verdict: &Verdict, faults: &[Fault]) -> anyhow::Result<()> {
    let state = if faults.is_empty() {
        "žurnalas sveikas"
    } else {
        "ŽURNALAS PAŽEISTAS"
    };
    say!(
        "{} {}: {state}; patikrinta antspaudų {}, įrašų {}",
        config.code,
        config.name,
        verdict.seals,
        verdict.entries
    )?;
    if let Some(head) = verdict.head {
        say!("   grandinės galva {}", hex::encode(head))?;
    }
    if let Some(since) = verdict.unsealed_since {
        let more = if counted_to_the_limit(verdict) {
            " ar daugiau"
        } else {
            ""
        };
        say!(
            "   dar neužantspauduotų įrašų {}{more}, seniausias {since}",
            verdict.unsealed
        )?;
    }
    for fault in faults {
        say!("   {fault}")?;
    }
    Ok(())
}
