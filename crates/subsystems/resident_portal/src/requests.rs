//! What a resident writes about an application after sending it: the centre's own rows, one function a query.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff_sqlx::ToSqlx;
use serde_json::Value;
use spis_applications::requests::RequestKind;
use spis_database::DatabaseError;
use spis_kernel::{ApplicationId, DecisionId, MunicipalityCode, ResidentId, SubmissionId};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::copies::Answer;
use crate::own::{Own, OwnId};

/// What she sent about an application.
pub struct SentRequest {
    /// Key.
    pub id: Uuid,
    /// The application that it is about.
    pub about: OwnId,
    /// The receipt number: the centre's, or the counter's.
    pub receipt_number: String,
    /// What is wanted.
    pub kind: RequestKind,
    /// In her words.
    pub text: String,
    /// The whole content of a correction.
    pub content: Option<Value>,
    /// The answers that a correction was made from.
    pub made_from: Option<Value>,
    /// The document asked of her that it brings.
    pub document: Option<Uuid>,
    /// The document asked of her that she says she does not have.
    pub lacks: Option<Uuid>,
    /// When she sent it.
    pub sent_at: Timestamp,
    /// Until when it must be answered.
    pub answer_by: Date,
}

/// What is to be sent.
pub struct NewRequest<'a> {
    /// Key, drawn when the form was shown: a form sent twice is one request.
    pub id: Uuid,
    /// Account.
    pub resident: ResidentId,
    /// The application that it is about.
    pub own: &'a Own,
    /// The centre's receipt number.
    pub receipt_number: &'a str,
    /// What is wanted.
    pub kind: RequestKind,
    /// In her words.
    pub text: &'a str,
    /// The whole content of a correction.
    pub content: Option<&'a Value>,
    /// The answers that it was made from.
    pub made_from: Option<&'a Value>,
    /// The request for a document that it answers.
    pub document_request: Option<Uuid>,
    /// The request for a document that she says she does not have.
    pub lacks: Option<Uuid>,
    /// The decision that it disagrees with.
    pub decision: Option<DecisionId>,
    /// Until when it must be answered.
    pub answer_by: Date,
}

/// Everything that is written about an application, locked until the end of the transaction.
pub async fn own_lock(connection: &mut PgConnection, id: OwnId) -> Result<(), DatabaseError> {
    sqlx::query!(
        "SELECT pg_advisory_xact_lock(hashtextextended('request-' || $1::text, 0))",
        id.to_string()
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// Keeps a request; false if it is there already.
pub async fn request_add(
    connection: &mut PgConnection,
    new: &NewRequest<'_>,
    now: Timestamp,
) -> Result<bool, DatabaseError> {
    let done = sqlx::query!(
        "INSERT INTO central.resident_request (municipality_code, id, receipt_number, resident_id, submission_id, kind, text, content,
             document_request_id, decision_id, sent_at, answer_by, lacks_document_id, application_id, made_from)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15) ON CONFLICT (municipality_code, id) DO NOTHING",
        new.own.municipality.get(),
        new.id,
        new.receipt_number,
        new.resident.get(),
        new.own.submission().map(SubmissionId::get),
        new.kind.code(),
        new.text,
        new.content,
        new.document_request,
        new.decision.map(DecisionId::get),
        now.to_sqlx() as _,
        new.answer_by.to_sqlx() as _,
        new.lacks,
        new.own.entered().map(ApplicationId::get),
        new.made_from
    )
    .execute(connection)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Whether she has sent this request.
pub async fn request_is_sent(
    connection: &mut PgConnection,
    resident: ResidentId,
    id: Uuid,
) -> Result<bool, DatabaseError> {
    Ok(sqlx::query_scalar!(
        r#"SELECT EXISTS (SELECT 1 FROM central.resident_request WHERE resident_id = $1 AND id = $2) AS "sent!""#,
        resident.get(),
        id
    )
    .fetch_one(connection)
    .await?)
}

/// Everything that she sent about these applications, the latest first.
pub async fn request_list(
    connection: &mut PgConnection,
    resident: ResidentId,
    about: &[Uuid],
) -> Result<Vec<SentRequest>, DatabaseError> {
    let rows = sqlx::query!(
        r#"SELECT id, coalesce(submission_id, application_id) AS "about!", receipt_number, kind, text, content, made_from,
                document_request_id, lacks_document_id, sent_at, answer_by
         FROM central.resident_request
         WHERE resident_id = $1 AND coalesce(submission_id, application_id) = ANY ($2)
         ORDER BY sent_at DESC, id DESC LIMIT 500"#,
        resident.get(),
        about
    )
    .fetch_all(connection)
    .await?;
    rows.into_iter()
        .map(|r| {
            Ok(SentRequest {
                id: r.id,
                about: r.about.into(),
                receipt_number: r.receipt_number,
                kind: RequestKind::from_code(&r.kind).ok_or(DatabaseError::Inconsistent {
                    table: "central.resident_request",
                    id: r.id.to_string(),
                    what: "an unknown kind of request",
                })?,
                text: r.text,
                content: r.content,
                made_from: r.made_from,
                document: r.document_request_id,
                lacks: r.lacks_document_id,
                sent_at: r.sent_at.to_jiff(),
                answer_by: r.answer_by.to_jiff(),
            })
        })
        .collect()
}

/// Keys of everything that she sent, the latest first.
pub async fn request_ids(
    connection: &mut PgConnection,
    resident: ResidentId,
) -> Result<Vec<Uuid>, DatabaseError> {
    Ok(sqlx::query_scalar!(
        "SELECT id FROM central.resident_request WHERE resident_id = $1 ORDER BY sent_at DESC LIMIT 500",
        resident.get()
    )
    .fetch_all(connection)
    .await?)
}

/// What she last answered to a request for a document, while the municipality has not answered that.
pub fn unread<'a>(
    written: &'a [SentRequest],
    answers: &[Answer],
    document: Uuid,
) -> Option<&'a SentRequest> {
    written
        .iter()
        .find(|r| r.document == Some(document) || r.lacks == Some(document))
        .filter(|r| !answers.iter().any(|a| a.id == r.id))
}

/// Keeps when she first saw what the municipality wrote; true if this was the first time.
pub async fn message_open(
    connection: &mut PgConnection,
    resident: ResidentId,
    municipality: MunicipalityCode,
    id: Uuid,
    now: Timestamp,
) -> Result<bool, DatabaseError> {
    let done = sqlx::query!(
        "INSERT INTO central.message_opening (municipality_code, id, resident_id, opened_at) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING",
        municipality.get(),
        id,
        resident.get(),
        now.to_sqlx() as _
    )
    .execute(connection)
    .await?;
    Ok(done.rows_affected() == 1)
}
