//! A handle on one node's database.

use std::str::FromStr;
use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;
use spis_kernel::{Clock, MunicipalityCode};
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::{PgConnection, PgPool, Postgres};
use uuid::Uuid;

/// A transaction at one node.
pub type Tx = sqlx::Transaction<'static, Postgres>;

/// What a database answered.
#[derive(Debug, thiserror::Error)]
pub enum DatabaseError {
    /// The driver's error.
    #[error(transparent)]
    Driver(#[from] sqlx::Error),
    /// A row contradicts an invariant of the program.
    #[error("table {table}, row {id}: {what}")]
    Inconsistent {
        /// Table.
        table: &'static str,
        /// Key of the row.
        id: String,
        /// Which invariant.
        what: &'static str,
    },
}

impl DatabaseError {
    /// Name of the constraint that refused the statement, if one did.
    pub fn constraint(&self) -> Option<&str> {
        match self {
            Self::Driver(sqlx::Error::Database(e)) => e.constraint(),
            _ => None,
        }
    }
}

/// One node's database, opened lazily; cheap to clone.
#[derive(Clone)]
pub struct Node {
    code: MunicipalityCode,
    name: Arc<str>,
    pool: PgPool,
}

impl std::fmt::Debug for Node {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Node({})", self.code)
    }
}

impl Node {
    /// Opens a node's database; connects at the first use.
    pub fn open(
        code: MunicipalityCode,
        name: &str,
        url: &str,
        connections: u32,
    ) -> Result<Self, DatabaseError> {
        Self::open_as(&format!("spis-{code}"), code, name, url, connections)
    }

    /// The same for a process that the server is to know by a name of its own.
    pub fn open_as(
        program: &str,
        code: MunicipalityCode,
        name: &str,
        url: &str,
        connections: u32,
    ) -> Result<Self, DatabaseError> {
        let options = PgConnectOptions::from_str(url)?
            .application_name(program)
            .options([
                ("statement_timeout", "30s"),
                ("idle_in_transaction_session_timeout", "60s"),
                ("timezone", "UTC"),
            ]);
        let pool = PgPoolOptions::new()
            .min_connections(0)
            .max_connections(connections)
            .idle_timeout(Duration::from_secs(30))
            .acquire_timeout(Duration::from_secs(10))
            .connect_lazy_with(options);
        Ok(Self {
            code,
            name: name.into(),
            pool,
        })
    }

    /// State code; 0 at the centre.
    pub fn code(&self) -> MunicipalityCode {
        self.code
    }

    /// Name that people see.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The pool, for reads outside a transaction.
    pub fn pool(&self) -> &PgPool {
        &self.pool
    }

    /// Begins a transaction.
    pub async fn begin(&self) -> Result<Tx, DatabaseError> {
        Ok(self.pool.begin().await?)
    }
}

/// Says for whom a transaction acts, until it ends: the portal's role sees that resident's rows and no others. The account is
/// none at sign-in, before it is known which account a personal code has.
pub async fn act_as(
    connection: &mut PgConnection,
    resident: Option<Uuid>,
    personal_code: &str,
) -> Result<(), DatabaseError> {
    sqlx::query("SELECT local.act_as($1, $2)")
        .bind(resident)
        .bind(personal_code)
        .execute(connection)
        .await?;
    Ok(())
}

/// The machine's clock.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> Timestamp {
        Timestamp::now()
    }
}

/// A new id (UUIDv7) for a row made at `at`: ordered by time, unique without a sequence, which would not replicate.
pub fn new_id(at: Timestamp) -> Uuid {
    let seconds = u64::try_from(at.as_second()).unwrap_or(0);
    let nanos = u32::try_from(at.subsec_nanosecond()).unwrap_or(0);
    Uuid::new_v7(uuid::Timestamp::from_unix(
        uuid::timestamp::context::NoContext,
        seconds,
        nanos,
    ))
}
