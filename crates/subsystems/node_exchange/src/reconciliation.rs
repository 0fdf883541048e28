//! The proof of the copies: count and hash per table and municipality, at the owner and at the copy.

use std::time::Duration;

use serde::Serialize;
use spis_database::{Kind, NodeConfig, NodesFile, list_tables};
use spis_kernel::MunicipalityCode;
use sqlx::PgConnection;

use crate::error::AtNode;
use crate::{ExchangeError, addresses};

/// Streams are a moment behind: a difference counts when it is seen this many times, so far apart.
const LOOKS: (u32, Duration) = (5, Duration::from_millis(400));

/// What one side of a copy holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Content {
    /// Rows.
    pub rows: i64,
    /// Sum of the rows' hashes, as a decimal number.
    pub hash: String,
}

/// A table of one municipality, compared.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Comparison {
    /// `schema.table`.
    pub table: String,
    /// Two-digit code of the municipality.
    pub municipality: String,
    /// At the node that writes it.
    pub owner: Content,
    /// At the node that has the copy.
    pub copy: Content,
}

impl Comparison {
    /// Whether the copy is exact.
    pub fn is_equal(&self) -> bool {
        self.owner == self.copy
    }
}

/// Compares every replicated table of every municipality with its copy.
///
/// Columns that only one side has (in the middle of a migration) are left out on both.
pub async fn reconcile(file: &NodesFile) -> Result<Vec<Comparison>, ExchangeError> {
    let centre = file.centre().ok_or(ExchangeError::NoCentre)?;
    let mut at_centre = addresses::application(centre).await?;
    let tables = list_tables(&mut at_centre).await.at(centre.code)?;
    let mut comparisons = Vec::new();
    for municipality in file.municipalities() {
        let mut here = addresses::application(municipality).await?;
        for table in &tables {
            // At a municipality every row of its tables is looked at: one of another's would be found too.
            let of_this = format!("municipality_code = {}", municipality.code.get());
            let comparison = match table.kind {
                Kind::Municipal => {
                    let owner = (&mut here, municipality, "true");
                    let copy = (&mut at_centre, centre, of_this.as_str());
                    compare(&table.name, municipality.code, owner, copy).await?
                }
                Kind::CentralAll => {
                    let owner = (&mut at_centre, centre, "true");
                    let copy = (&mut here, municipality, "true");
                    compare(&table.name, municipality.code, owner, copy).await?
                }
                Kind::CentralAddressed => {
                    let owner = (&mut at_centre, centre, of_this.as_str());
                    let copy = (&mut here, municipality, "true");
                    compare(&table.name, municipality.code, owner, copy).await?
                }
                Kind::CentralPrivate | Kind::Local | Kind::Statistics => continue,
            };
            comparisons.push(comparison);
        }
    }
    Ok(comparisons)
}

type Side<'a> = (&'a mut PgConnection, &'a NodeConfig, &'a str);

async fn compare(
    table: &str,
    municipality: MunicipalityCode,
    owner: Side<'_>,
    copy: Side<'_>,
) -> Result<Comparison, ExchangeError> {
    let of_owner = columns(owner.0, table).await.at(owner.1.code)?;
    let of_copy = columns(copy.0, table).await.at(copy.1.code)?;
    let common: Vec<_> = of_owner
        .into_iter()
        .filter(|c| of_copy.contains(c))
        .collect();
    let mut look = 1;
    loop {
        let comparison = Comparison {
            table: table.to_owned(),
            municipality: municipality.to_string(),
            owner: content(owner.0, table, owner.2, &common)
                .await
                .at(owner.1.code)?,
            copy: content(copy.0, table, copy.2, &common)
                .await
                .at(copy.1.code)?,
        };
        if comparison.is_equal() || look == LOOKS.0 {
            return Ok(comparison);
        }
        look += 1;
        tokio::time::sleep(LOOKS.1).await;
    }
}

/// Names of a table's columns, and whether each holds bytes.
async fn columns(
    connection: &mut PgConnection,
    table: &str,
) -> Result<Vec<(String, bool)>, sqlx::Error> {
    sqlx::query_as(
        "SELECT attname::text, atttypid = 'bytea'::regtype FROM pg_attribute
         WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped ORDER BY attname",
    )
    .bind(table)
    .fetch_all(connection)
    .await
}

async fn content(
    connection: &mut PgConnection,
    table: &str,
    filter: &str,
    columns: &[(String, bool)],
) -> Result<Content, sqlx::Error> {
    // Long files are hashed as their digest; names come from the catalogue.
    let list: Vec<_> = columns
        .iter()
        .map(|(name, bytes)| match bytes {
            true => format!("encode(sha256(\"{name}\"), 'hex') AS \"{name}\""),
            false => format!("\"{name}\""),
        })
        .collect();
    let sql = format!(
        "SELECT count(*), coalesce(sum(local.row_hash(to_jsonb(r))), 0)::text
         FROM (SELECT {} FROM {table} WHERE {filter}) r",
        list.join(", ")
    );
    let (rows, hash) = sqlx::query_as(sqlx::AssertSqlSafe(sql))
        .fetch_one(connection)
        .await?;
    Ok(Content { rows, hash })
}
