//! The two streams of a pair of nodes.
//!
//! A slot is made by itself at the publisher and the subscription then told its name: on one server `CREATE
//! SUBSCRIPTION` would wait for its own transaction if it made the slot, and the same code serves both layouts.

use std::time::Duration;

use spis_database::migrate::down_publication;
use spis_database::{DatabaseError, NodeConfig};
use spis_kernel::MunicipalityCode;
use sqlx::PgConnection;

use crate::error::AtNode;
use crate::{ExchangeError, addresses};

/// How often, and how many times, a slot that is to be dropped is looked at until nobody reads it.
const SLOT_POLL: (Duration, u32) = (Duration::from_millis(100), 100);

/// One direction between the centre and a municipality.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stream {
    /// Name of the subscription, at the subscriber.
    pub subscription: String,
    /// Name of the slot, at the publisher; unique on its server.
    pub slot: String,
    /// Name of the publication, at the publisher.
    pub publication: String,
}

/// What the municipality sends to the centre.
pub fn up(municipality: MunicipalityCode) -> Stream {
    Stream {
        subscription: format!("up_{municipality}"),
        slot: format!("spis_up_{municipality}"),
        publication: "up".into(),
    }
}

/// What the centre sends to the municipality.
pub fn down(municipality: MunicipalityCode) -> Stream {
    Stream {
        subscription: "down".into(),
        slot: format!("spis_down_{municipality}"),
        publication: down_publication(municipality),
    }
}

/// Makes both streams of a pair, or brings those that exist to the present addresses and tables. Needs the
/// administrators' addresses of both nodes.
///
/// A stream that is made copies the rows that are there already: the subscriber's tables of that owner must be empty.
pub async fn ensure(centre: &NodeConfig, municipality: &NodeConfig) -> Result<(), ExchangeError> {
    ensure_stream(municipality, centre, &up(municipality.code)).await?;
    ensure_stream(centre, municipality, &down(municipality.code)).await
}

/// Takes both streams of a pair away, with their slots. What was copied stays.
pub async fn drop_pair(
    centre: &NodeConfig,
    municipality: &NodeConfig,
) -> Result<(), ExchangeError> {
    drop_stream(municipality, centre, &up(municipality.code)).await?;
    drop_stream(centre, municipality, &down(municipality.code)).await
}

async fn ensure_stream(
    publisher: &NodeConfig,
    subscriber: &NodeConfig,
    stream: &Stream,
) -> Result<(), ExchangeError> {
    let mut at_subscriber = addresses::administrator(subscriber).await?;
    let name = &stream.subscription;
    // The name of a subscription is unique in its database only; others' lie in the same catalogue.
    let existing: Option<(bool, String)> = sqlx::query_as(
        "SELECT s.subenabled, s.subconninfo FROM pg_subscription s
         JOIN pg_database d ON d.oid = s.subdbid
         WHERE s.subname = $1 AND d.datname = current_database()",
    )
    .bind(name)
    .fetch_optional(&mut at_subscriber)
    .await
    .at(subscriber.code)?;
    let conninfo = conninfo(publisher, &stream.slot);
    match existing {
        Some((false, _)) => Err(ExchangeError::Disabled {
            code: subscriber.code,
            subscription: name.clone(),
        }),
        Some((true, present)) => {
            if present != conninfo {
                let sql = format!(
                    "ALTER SUBSCRIPTION {name} CONNECTION {}",
                    literal(&conninfo)
                );
                execute(&mut at_subscriber, &sql)
                    .await
                    .at(subscriber.code)?;
            }
            let sql = format!("ALTER SUBSCRIPTION {name} REFRESH PUBLICATION");
            execute(&mut at_subscriber, &sql).await.at(subscriber.code)
        }
        None => {
            let mut at_publisher = addresses::administrator(publisher).await?;
            // One left by an attempt that broke off holds back the publisher's log and knows no subscriber.
            drop_slot(&mut at_publisher, publisher.code, &stream.slot).await?;
            sqlx::query("SELECT pg_create_logical_replication_slot($1, 'pgoutput')")
                .bind(&stream.slot)
                .execute(&mut at_publisher)
                .await
                .at(publisher.code)?;
            // disable_on_error stays off: a stream that lacks a column for a moment heals by itself; one that does not
            // is seen by its count of errors.
            let sql = format!(
                "CREATE SUBSCRIPTION {name} CONNECTION {} PUBLICATION {} \
                 WITH (create_slot = false, slot_name = {}, binary = true, copy_data = true)",
                literal(&conninfo),
                stream.publication,
                literal(&stream.slot),
            );
            execute(&mut at_subscriber, &sql).await.at(subscriber.code)
        }
    }
}

async fn drop_stream(
    publisher: &NodeConfig,
    subscriber: &NodeConfig,
    stream: &Stream,
) -> Result<(), ExchangeError> {
    let mut at_subscriber = addresses::administrator(subscriber).await?;
    let name = &stream.subscription;
    let (exists,): (bool,) = sqlx::query_as(
        "SELECT EXISTS (SELECT 1 FROM pg_subscription s JOIN pg_database d ON d.oid = s.subdbid
                        WHERE s.subname = $1 AND d.datname = current_database())",
    )
    .bind(name)
    .fetch_one(&mut at_subscriber)
    .await
    .at(subscriber.code)?;
    if exists {
        for sql in [
            format!("ALTER SUBSCRIPTION {name} DISABLE"),
            format!("ALTER SUBSCRIPTION {name} SET (slot_name = NONE)"),
            format!("DROP SUBSCRIPTION {name}"),
        ] {
            execute(&mut at_subscriber, &sql)
                .await
                .at(subscriber.code)?;
        }
    }
    let mut at_publisher = addresses::administrator(publisher).await?;
    drop_slot(&mut at_publisher, publisher.code, &stream.slot).await
}

/// Drops a slot if it exists, once nobody reads from it any more.
async fn drop_slot(
    publisher: &mut PgConnection,
    code: MunicipalityCode,
    slot: &str,
) -> Result<(), ExchangeError> {
    for _ in 0..SLOT_POLL.1 {
        let active: Option<(bool,)> =
            sqlx::query_as("SELECT active FROM pg_replication_slots WHERE slot_name = $1")
                .bind(slot)
                .fetch_optional(&mut *publisher)
                .await
                .at(code)?;
        match active {
            None => return Ok(()),
            Some((false,)) => {
                sqlx::query("SELECT pg_drop_replication_slot($1)")
                    .bind(slot)
                    .execute(&mut *publisher)
                    .await
                    .at(code)?;
                return Ok(());
            }
            Some((true,)) => tokio::time::sleep(SLOT_POLL.0).await,
        }
    }
    Err(ExchangeError::SlotInUse {
        code,
        slot: slot.to_owned(),
    })
}

/// The publisher's address; the stream shows itself there under its slot's name.
fn conninfo(publisher: &NodeConfig, slot: &str) -> String {
    format!("{} application_name={slot}", publisher.replication)
}

async fn execute(connection: &mut PgConnection, sql: &str) -> Result<(), DatabaseError> {
    // Parts are our own names and quoted literals; such statements take no parameters.
    sqlx::raw_sql(sqlx::AssertSqlSafe(sql.to_owned()))
        .execute(connection)
        .await?;
    Ok(())
}

fn literal(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}
