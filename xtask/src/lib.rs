//! What the chores and the tests of the workspace share.

use spis_database::describe;
use spis_database::migrate::{self, Purpose};
use spis_database::private_server::PrivateServer;
use spis_kernel::MunicipalityCode;
use sqlx::{Connection, PgConnection};

/// The committed descriptions: file name and what the migrations make of it now.
pub async fn schema_descriptions(
    server: &PrivateServer,
) -> anyhow::Result<Vec<(&'static str, String)>> {
    let municipality = MunicipalityCode::new(29).unwrap_or(MunicipalityCode::CENTRE);
    let mut descriptions = Vec::new();
    for (file, purpose) in [
        ("central.txt", Purpose::Node(MunicipalityCode::CENTRE)),
        ("municipal.txt", Purpose::Node(municipality)),
        ("check.txt", Purpose::Check),
    ] {
        let name = format!("spis_schema_{}", file.trim_end_matches(".txt"));
        let mut admin = PgConnection::connect(&server.url("postgres", "spis_admin")).await?;
        sqlx::raw_sql(sqlx::AssertSqlSafe(format!(
            "DROP DATABASE IF EXISTS {name} WITH (FORCE)"
        )))
        .execute(&mut admin)
        .await?;
        migrate::create_database(&mut admin, &name).await?;
        let mut owner = PgConnection::connect(&server.url(&name, "spis_owner")).await?;
        migrate::run_all(&mut owner, purpose).await?;
        if let Purpose::Node(code) = purpose {
            migrate::generate(&mut owner, code, "Savivaldybė", &[municipality]).await?;
        }
        descriptions.push((file, describe(&mut owner).await?));
    }
    Ok(descriptions)
}
