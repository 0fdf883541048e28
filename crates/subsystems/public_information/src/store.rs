//! What the public pages read: names of municipalities, and how streams and registers are. No personal data.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff_sqlx::ToSqlx;
use spis_database::DatabaseError;
use sqlx::PgConnection;
use uuid::Uuid;

use crate::reports::{Answered, Received, Report};

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

/// Takes the next value of a counter; the row stays locked until the end of the transaction.
pub async fn counter_next(connection: &mut PgConnection, name: &str) -> Result<i64, DatabaseError> {
    Ok(sqlx::query_scalar!(
        "INSERT INTO central.counter AS c (name, value) VALUES ($1, 1)
         ON CONFLICT (name) DO UPDATE SET value = c.value + 1 RETURNING value",
        name
    )
    .fetch_one(connection)
    .await?)
}

pub async fn report_add(
    connection: &mut PgConnection,
    id: Uuid,
    number: &str,
    report: &Report,
    language: &str,
    now: Timestamp,
    answer_by: Date,
) -> Result<(), DatabaseError> {
    sqlx::query!(
        "INSERT INTO central.accessibility_report (id, number, received_at, answer_by, language, page, text, aid, email, phone)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        id,
        number,
        now.to_sqlx() as _,
        answer_by.to_sqlx() as _,
        language,
        report.page,
        report.text,
        report.aid,
        report.email,
        report.phone
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// The latest reports, those without an answer first.
pub async fn report_list(connection: &mut PgConnection) -> Result<Vec<Received>, DatabaseError> {
    let rows = sqlx::query!(
        r#"SELECT r.id, r.number, r.received_at, r.answer_by, r.page, r.text, r.aid, r.email, r.phone,
                  a.answered_at AS "answered_at?", a.by_name AS "by_name?", a.note AS "note?"
           FROM central.accessibility_report r LEFT JOIN central.accessibility_answer a ON a.report_id = r.id
           ORDER BY a.report_id IS NOT NULL, CASE WHEN a.report_id IS NULL THEN r.received_at END, r.received_at DESC
           LIMIT 200"#
    )
    .fetch_all(connection)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| Received {
            id: row.id,
            number: row.number,
            received_at: row.received_at.to_jiff(),
            answer_by: row.answer_by.to_jiff(),
            report: Report {
                page: row.page,
                text: row.text,
                aid: row.aid,
                email: row.email,
                phone: row.phone,
            },
            answer: match (row.answered_at, row.by_name, row.note) {
                (Some(at), Some(by), Some(note)) => Some(Answered {
                    at: at.to_jiff(),
                    by,
                    note,
                }),
                _ => None,
            },
        })
        .collect())
}

pub async fn report_exists(connection: &mut PgConnection, id: Uuid) -> Result<bool, DatabaseError> {
    Ok(sqlx::query_scalar!(
        r#"SELECT EXISTS (SELECT 1 FROM central.accessibility_report WHERE id = $1) AS "exists!""#,
        id
    )
    .fetch_one(connection)
    .await?)
}

/// Notes an answer; false if there is one.
pub async fn report_answer(
    connection: &mut PgConnection,
    id: Uuid,
    (user, name): (Uuid, &str),
    note: &str,
    now: Timestamp,
) -> Result<bool, DatabaseError> {
    let done = sqlx::query!(
        "INSERT INTO central.accessibility_answer (report_id, answered_at, answered_by, by_name, note)
         VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING",
        id,
        now.to_sqlx() as _,
        user,
        name,
        note
    )
    .execute(connection)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Reports answered before a moment.
pub async fn report_old(
    connection: &mut PgConnection,
    before: Timestamp,
) -> Result<Vec<Uuid>, DatabaseError> {
    Ok(sqlx::query_scalar!(
        "SELECT report_id FROM central.accessibility_answer WHERE answered_at <= $1 ORDER BY answered_at LIMIT 1000",
        before.to_sqlx() as _
    )
    .fetch_all(connection)
    .await?)
}

/// Deletes a report with its answer.
pub async fn report_delete(connection: &mut PgConnection, id: Uuid) -> Result<(), DatabaseError> {
    sqlx::query!(
        "DELETE FROM central.accessibility_answer WHERE report_id = $1",
        id
    )
    .execute(&mut *connection)
    .await?;
    sqlx::query!("DELETE FROM central.accessibility_report WHERE id = $1", id)
        .execute(connection)
        .await?;
    Ok(())
}
