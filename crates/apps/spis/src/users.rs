//! `spis user`.

use std::io::Read;

use anyhow::Context;
use spis_administration::{NewUser, Power, user_create};
use spis_audit::Actor;
use spis_database::{Node, NodesFile, SystemClock};
use spis_kernel::Clock;

use crate::cli::UserWanted;

/// Makes a user with the password from the standard input.
pub async fn add(file: &NodesFile, wanted: UserWanted) -> anyhow::Result<()> {
    let config = file
        .node(wanted.node)
        .with_context(|| format!("nodes.toml names no node {}", wanted.node))?;
    let mut password = String::new();
    std::io::stdin().read_to_string(&mut password)?;
    let clock = SystemClock;
    let power = wanted.power_basis.zip(wanted.power_from);
    let user = NewUser {
        user_name: wanted.user_name,
        given_name: wanted.given_name,
        surname: wanted.surname,
        position: wanted.position,
        roles: wanted.roles,
        valid_from: wanted.valid_from.unwrap_or_else(|| clock.today()),
        power: power.map(|(basis, valid_from)| Power {
            basis,
            valid_from,
            valid_to: wanted.power_to,
        }),
        password: Some(password.trim_end_matches(['\r', '\n']).to_owned()),
    };
    let node = Node::open(config.code, &config.name, &config.database, 1)?;
    let mut tx = node.begin().await?;
    user_create(
        &mut tx,
        config.code,
        &user,
        &Actor::job("command line"),
        clock.now(),
    )
    .await?;
    tx.commit().await?;
    println!(
        "Naudotojas {} sukurtas: {} {}.",
        user.user_name, config.code, config.name
    );
    Ok(())
}
