//! What the public pages read: names of municipalities, and how streams and registers are. No personal data.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff_sqlx::ToSqlx;
use spis_database::DatabaseError;
use sqlx::PgConnection;
use uuid::Uuid;

/// "Savivaldybė", as the contacts show it.
pub struct Municipality {
    pub code: i16,
    pub name: String,
    pub address: String,
    pub postal_code: String,
    pub city: String,
}

pub async fn municipality_list(
    connection: &mut PgConnection,
) -> Result<Vec<Municipality>, DatabaseError> {
    Ok(sqlx::query_as!(
        Municipality,
        r#"SELECT code, name, address, postal_code, city FROM central.municipality ORDER BY name COLLATE "lt-x-icu""#
    )
    .fetch_all(connection)
    .await?)
}

/// "Savivaldybės kontaktai": how its department is reached.
pub struct OfficeContact {
    pub code: i16,
    pub phone: String,
    pub email: String,
}

impl OfficeContact {
    /// The telephone as it is dialled.
    pub fn dialled(&self) -> String {
        self.phone
            .chars()
            .filter(|c| c.is_ascii_digit() || *c == '+')
            .collect()
    }
}

/// Contacts of the municipalities that have told them, as of a day.
pub async fn office_contacts(
    connection: &mut PgConnection,
    today: Date,
) -> Result<Vec<OfficeContact>, DatabaseError> {
    Ok(sqlx::query_as!(
        OfficeContact,
        "SELECT DISTINCT ON (municipality_code) municipality_code AS code, phone, email FROM municipal.office
         WHERE valid_from <= $1 ORDER BY municipality_code, valid_from DESC",
        today.to_sqlx() as _
    )
    .fetch_all(connection)
    .await?)
}

/// When each stream from a municipality was last heard: name of the subscription and moment.
pub async fn streams_heard(
    connection: &mut PgConnection,
) -> Result<Vec<(String, Option<Timestamp>)>, DatabaseError> {
    // A catalogue of the server: the subscriptions of this database only.
    let rows = sqlx::query!(
        r#"SELECT s.subname::text AS "name!", max(t.last_msg_receipt_time) AS "heard_at: jiff_sqlx::Timestamp"
           FROM pg_subscription s
           JOIN pg_database d ON d.oid = s.subdbid AND d.datname = current_database()
           LEFT JOIN pg_stat_subscription t ON t.subid = s.oid AND t.relid IS NULL
           GROUP BY s.subname"#
    )
    .fetch_all(connection)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| (row.name, row.heard_at.map(|at| at.to_jiff())))
        .collect())
}

/// When each register last answered.
pub async fn registers_answered(
    connection: &mut PgConnection,
    since: Timestamp,
) -> Result<Vec<(String, Timestamp)>, DatabaseError> {
    let rows = sqlx::query!(
        r#"SELECT register, max(answered_at) AS "answered_at!: jiff_sqlx::Timestamp"
           FROM central.register_answer WHERE answered_at > $1 GROUP BY register"#,
        since.to_sqlx() as _
    )
    .fetch_all(connection)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| (row.register, row.answered_at.to_jiff()))
        .collect())
}

/// A question to a register, without whom it is about.
pub struct Asked {
    pub id: Uuid,
    pub register: String,
}

pub async fn questions_asked(
    connection: &mut PgConnection,
    from: Timestamp,
    to: Timestamp,
) -> Result<Vec<Asked>, DatabaseError> {
    let rows = sqlx::query!(
        "SELECT id, register
         FROM municipal.register_request WHERE asked_at > $1 AND asked_at < $2 ORDER BY asked_at LIMIT 2000",
        from.to_sqlx() as _,
        to.to_sqlx() as _
    )
    .fetch_all(connection)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| Asked {
            id: row.id,
            register: row.register,
        })
        .collect())
}

/// Which of the questions have an answer.
pub async fn questions_answered(
    connection: &mut PgConnection,
    ids: &[Uuid],
) -> Result<Vec<Uuid>, DatabaseError> {
    Ok(sqlx::query_scalar!(
        "SELECT id FROM central.register_answer WHERE id = ANY($1)",
        ids
    )
    .fetch_all(connection)
    .await?)
}
