//! `spis user`.

use std::io::Read;

use anyhow::Context;
use spis_administration::{NewUser, Power, user_create, user_identify};
use spis_audit::Actor;
use spis_database::{Node, NodesFile, SystemClock};
use spis_kernel::{Clock, PersonalCode};

use crate::cli::UserWanted;
use crate::output::say;

/// Makes a user. The standard input holds the password and, on a line of its own after it, the personal code, if the user is to
/// take in no application of their own: neither belongs into the list of commands.
pub async fn add(file: &NodesFile, wanted: UserWanted) -> anyhow::Result<()> {
    let config = file
        .node(wanted.node)
        .with_context(|| format!("nodes.toml names no node {}", wanted.node))?;
    let mut secrets = String::new();
    std::io::stdin().read_to_string(&mut secrets)?;
    let mut lines = secrets.lines();
    let password = lines.next().unwrap_or_default().to_owned();
    let personal_code: Option<PersonalCode> = match lines.next().map(str::trim) {
        None | Some("") => None,
        Some(code) => Some(code.parse()?),
    };
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
        password: Some(password),
    };
    let node = Node::open(config.code, &config.name, &config.database, 1)?;
    let mut tx = node.begin().await?;
    let actor = Actor::job("command line");
    let id = user_create(&mut tx, config.code, &user, &actor, clock.now()).await?;
    if let Some(personal_code) = personal_code {
        user_identify(
            &mut tx,
            config.code,
            id,
            &personal_code,
            &actor,
            clock.now(),
        )
        .await?;
    }
    tx.commit().await?;
    say!(
        "Naudotojas {} sukurtas: {} {}.",
        user.user_name,
        config.code,
        config.name
    )?;
    Ok(())
}
