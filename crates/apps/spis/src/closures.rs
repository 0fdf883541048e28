//! `spis closure`: closing a part of a node for a time.

use anyhow::{Context, bail, ensure};
use jiff::Timestamp;
use jiff::civil::DateTime;
use spis_administration::closures;
use spis_audit::Actor;
use spis_database::{Node, NodeConfig, NodesFile, SystemClock};
use spis_kernel::{Clock, MunicipalityCode, vilnius};
use spis_pages::{Closure, format};

use crate::areas::Area;
use crate::cli::ClosureWanted;
use crate::output::say;

/// Closes a part, or prolongs its closing.
pub async fn begin(file: &NodesFile, wanted: ClosureWanted) -> anyhow::Result<()> {
    let config = place(file, wanted.node, wanted.area)?;
    ensure!(
        !wanted.reason_lt.trim().is_empty() && !wanted.reason_en.trim().is_empty(),
        "priežastį reikia nurodyti abiem kalbomis"
    );
    let now = SystemClock.now();
    let closure = Closure {
        area: wanted.area.code().to_owned(),
        reason_lt: wanted.reason_lt.trim().to_owned(),
        reason_en: wanted.reason_en.trim().to_owned(),
        begun_at: now,
        until: in_lithuania(wanted.until, now)?,
    };
    let node = Node::open(config.code, &config.name, &config.database, 1)?;
    let mut tx = node.begin().await?;
    closures::close(&mut tx, config.code, &closure, &actor(), now).await?;
    tx.commit().await?;
    say!("{}", told(config, &closure))
}

/// Opens a part again.
pub async fn end(file: &NodesFile, node: MunicipalityCode, area: Area) -> anyhow::Result<()> {
    let config = place(file, node, area)?;
    let node = Node::open(config.code, &config.name, &config.database, 1)?;
    let mut tx = node.begin().await?;
    let now = SystemClock.now();
    let was = closures::open(&mut tx, config.code, area.code(), &actor(), now).await?;
    tx.commit().await?;
    let words = if was { "atverta" } else { "ir taip atvira" };
    say!(
        "{} {}: {} – {words}.",
        config.code,
        config.name,
        area.code()
    )
}

/// Says what is closed.
pub async fn list(file: &NodesFile) -> anyhow::Result<()> {
    let mut none = true;
    for config in &file.nodes {
        for closure in of_node(config).await? {
            none = false;
            say!("{}", told(config, &closure))?;
        }
    }
    if none {
        say!("Nieko neuždaryta.")?;
    }
    Ok(())
}

/// What is closed at a node.
pub async fn of_node(config: &NodeConfig) -> anyhow::Result<Vec<Closure>> {
    let node = Node::open(config.code, &config.name, &config.database, 1)?;
    let mut connection = node.pool().acquire().await?;
    Ok(closures::list(&mut connection, SystemClock.now()).await?)
}

/// One line for the command line.
pub fn told(config: &NodeConfig, closure: &Closure) -> String {
    format!(
        "{} {}: uždaryta „{}“ iki {}. Priežastis: {}",
        config.code,
        config.name,
        closure.area,
        format::moment_table(closure.until),
        closure.reason_lt
    )
}

fn place(file: &NodesFile, code: MunicipalityCode, area: Area) -> anyhow::Result<&NodeConfig> {
    let config = file
        .node(code)
        .with_context(|| format!("nodes.toml names no node {code}"))?;
    if !area.is_at(code.is_centre()) {
        bail!("mazgas {code} tokios dalies neturi");
    }
    Ok(config)
}

fn in_lithuania(at: DateTime, now: Timestamp) -> anyhow::Result<Timestamp> {
    let zone = vilnius(now).time_zone().clone();
    Ok(at.to_zoned(zone)?.timestamp())
}

fn actor() -> Actor {
    Actor::job("command line")
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_end_is_told_in_the_time_of_lithuania() {
        let at = "2026-11-23T06:00".parse().unwrap();
        let now = "2026-06-01T00:00:00Z".parse().unwrap();
        let until = super::in_lithuania(at, now).unwrap();
        assert_eq!(until.to_string(), "2026-11-23T04:00:00Z");
    }
}
