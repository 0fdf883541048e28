//! Connections for the command line, by what they are needed for.

use std::str::FromStr;

use spis_database::NodeConfig;
use sqlx::postgres::PgConnectOptions;
use sqlx::{ConnectOptions, PgConnection};

use crate::ExchangeError;
use crate::error::AtNode;

/// As the owner of the schemas.
pub(crate) async fn owner(node: &NodeConfig) -> Result<PgConnection, ExchangeError> {
    open(node, node.owner.as_deref(), "owner").await
}

/// As the administrator, to whom subscriptions belong.
pub(crate) async fn administrator(node: &NodeConfig) -> Result<PgConnection, ExchangeError> {
    open(node, node.admin.as_deref(), "administrator").await
}

/// As the administrator, or where that is not configured as the role of the pages: enough to look.
pub(crate) async fn onlooker(node: &NodeConfig) -> Result<PgConnection, ExchangeError> {
    open(
        node,
        node.admin.as_deref().or(Some(&node.database)),
        "administrator",
    )
    .await
}

/// As the role of the pages and jobs.
pub(crate) async fn application(node: &NodeConfig) -> Result<PgConnection, ExchangeError> {
    open(node, Some(&node.database), "application").await
}

async fn open(
    node: &NodeConfig,
    url: Option<&str>,
    role: &'static str,
) -> Result<PgConnection, ExchangeError> {
    let url = url.ok_or(ExchangeError::NoAddress {
        code: node.code,
        role,
    })?;
    PgConnectOptions::from_str(url)
        .at(node.code)?
        .application_name("spis")
        .options([("timezone", "UTC")])
        .connect()
        .await
        .at(node.code)
}
