//! Chores of the workspace: `cargo xtask check-database` makes the database that queries are checked against,
//! `cargo xtask sql` refreshes `.sqlx` from it.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, ensure};
use clap::Parser;
use sha2::{Digest, Sha256};
use spis_database::migrate::{self, Purpose};
use spis_database::private_server::PrivateServer;
use sqlx::{Connection, PgConnection};

#[derive(Parser)]
enum Chore {
    /// Makes (anew) the check database with every owner file and prints its address.
    CheckDatabase,
    /// Stops and removes the check database's server.
    CheckDatabaseRemove,
    /// Writes what the migrations make of a centre, a municipality and the check database to `schema/`.
    Schema,
    /// Compiles every crate against the check database and keeps what was learnt of each query in `.sqlx`.
    Sql,
}

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    match Chore::parse() {
        Chore::CheckDatabase => println!("{}", check_database().await?),
        Chore::CheckDatabaseRemove => server()?.remove()?,
        Chore::Schema => {
            let server = server()?;
            server.start()?;
            for (name, text) in xtask::schema_descriptions(&server).await? {
                std::fs::create_dir_all(root().join("schema"))?;
                std::fs::write(root().join("schema").join(name), text)?;
            }
        }
        Chore::Sql => refresh_queries(&check_database().await?)?,
    }
    Ok(())
}

fn root() -> PathBuf {
    // The workspace's folder is the parent of this crate's.
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .map_or_else(PathBuf::new, Path::to_owned)
}

fn server() -> anyhow::Result<PrivateServer> {
    let digest = hex::encode(Sha256::digest(root().display().to_string().as_bytes()));
    let folder = PathBuf::from(format!("/var/tmp/spis-check-{}", &digest[..8]));
    Ok(PrivateServer::at(&folder, false)?)
}

async fn check_database() -> anyhow::Result<String> {
    let server = server()?;
    server.start()?;
    let mut admin = PgConnection::connect(&server.url("postgres", "spis_admin")).await?;
    sqlx::raw_sql("DROP DATABASE IF EXISTS spis_check WITH (FORCE)")
        .execute(&mut admin)
        .await?;
    migrate::create_database(&mut admin, "spis_check").await?;
    let mut owner = PgConnection::connect(&server.url("spis_check", "spis_owner")).await?;
    migrate::run_all(&mut owner, Purpose::Check).await?;
    Ok(server.url("spis_check", "spis_owner"))
}

fn refresh_queries(url: &str) -> anyhow::Result<()> {
    let folder = root().join(".sqlx");
    if folder.exists() {
        std::fs::remove_dir_all(&folder)?;
    }
    std::fs::create_dir_all(&folder)?;
    // A crate that cargo holds for fresh would not look at its queries again.
    for entry in ["crates/platform", "crates/subsystems", "crates/apps"] {
        for member in std::fs::read_dir(root().join(entry))? {
            for main in ["src/lib.rs", "src/main.rs"] {
                let file = member
                    .as_ref()
                    .map_err(|e| anyhow::anyhow!("{e}"))?
                    .path()
                    .join(main);
                if file.exists() {
                    std::fs::File::open(&file)?.set_modified(std::time::SystemTime::now())?;
                }
            }
        }
    }
    let status = Command::new(env!("CARGO"))
        .args(["check", "--workspace", "--all-targets"])
        .current_dir(root())
        .env("DATABASE_URL", url)
        .env("SQLX_OFFLINE_DIR", &folder)
        .env("SQLX_OFFLINE", "false")
        .status()
        .context("cargo check")?;
    ensure!(
        status.success(),
        "the workspace does not compile against the check database"
    );
    Ok(())
}
