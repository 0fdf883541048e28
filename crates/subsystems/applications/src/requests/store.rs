//! SQL of requests and answers, one function per query. The requests are the centre's rows, the answers the municipality's:
//! two reads by key.

use anyhow::Context;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff_sqlx::ToSqlx;
use serde_json::Value;
use spis_database::{DatabaseError, new_id};
use spis_identity::User;
use spis_kernel::{ApplicationId, MunicipalityCode};
use sqlx::PgConnection;
use uuid::Uuid;

use super::{
    Answer, AnswerOutcome, DocumentRequest, OnPaper, Reached, RequestKind, ResidentRequest,
};
use crate::content::ApplicationContent;
use crate::counter::IdentityDocument;
use crate::store::{Application, letters};

macro_rules! request {
    ($row:expr) => {{
        let row = $row;
        ResidentRequest {
            id: row.id,
            receipt_number: row.receipt_number,
            on_paper: None,
            kind: RequestKind::from_code(&row.kind).context("an unknown kind of request")?,
            text: row.text,
            // serde's message could quote what she wrote.
            content: given(row.content)?,
            made_from: given(row.made_from)?,
            document_request: row.document_request_id,
            sent_at: row.sent_at.to_jiff(),
            answer_by: row.answer_by.to_jiff(),
            answer: None,
        }
    }};
}

fn given(content: Option<Value>) -> anyhow::Result<Option<ApplicationContent>> {
    // serde's message could quote what she wrote.
    content
        .map(serde_json::from_value)
        .transpose()
        .map_err(|e| anyhow::anyhow!("a correction of another form ({:?})", e.classify()))
}

/// What a request from the portal is about.
pub enum About {
    /// What was sent from her own account, registered or not.
    Submission(Uuid),
    /// An application of hers that came in otherwise.
    Application(ApplicationId),
}

/// A request from the portal, without its answer, and what it is about.
pub async fn request_find(
    connection: &mut PgConnection,
    municipality: MunicipalityCode,
    id: Uuid,
) -> anyhow::Result<Option<(About, ResidentRequest)>> {
    let row = sqlx::query!(
        "SELECT id, receipt_number, submission_id, application_id, kind, text, content, made_from, document_request_id, sent_at, answer_by
         FROM central.resident_request WHERE municipality_code = $1 AND id = $2",
        municipality.get(),
        id
    )
    .fetch_optional(connection)
    .await?;
    row.map(|r| {
        let about = match (r.submission_id, r.application_id) {
            (Some(id), _) => About::Submission(id),
            (None, Some(id)) => About::Application(ApplicationId::new(id)),
            (None, None) => anyhow::bail!("a request about nothing"),
        };
        Ok((about, request!(r)))
    })
    .transpose()
}

/// Requests from the portal about a submission, or about an application that came in otherwise for who writes, with their
/// answers, newest first.
pub async fn request_list(
    connection: &mut PgConnection,
    municipality: MunicipalityCode,
    about: &[Uuid],
) -> anyhow::Result<Vec<ResidentRequest>> {
    let rows = sqlx::query!(
        "SELECT id, receipt_number, kind, text, content, made_from, document_request_id, sent_at, answer_by
         FROM central.resident_request WHERE municipality_code = $1 AND (submission_id = ANY ($2) OR application_id = ANY ($2))
         ORDER BY sent_at DESC, id DESC LIMIT 200",
        municipality.get(),
        about
    )
    .fetch_all(&mut *connection)
    .await?;
    let requests = rows
        .into_iter()
        .map(|r| anyhow::Ok(request!(r)))
        .collect::<anyhow::Result<Vec<_>>>()?;
    with_answers(connection, municipality, requests).await
}

/// Requests about an application with their answers, newest first, from the portal and from the counter.
pub async fn request_list_of(
    connection: &mut PgConnection,
    application: &Application,
) -> anyhow::Result<Vec<ResidentRequest>> {
    let municipality = application.municipality;
    let about = application.known_as();
    let mut requests = request_list(connection, municipality, &about).await?;
    let brought = counter_request_list(connection, municipality, application.id).await?;
    requests.extend(with_answers(connection, municipality, brought).await?);
    requests.sort_by_key(|request| std::cmp::Reverse((request.sent_at, request.id)));
    Ok(requests)
}

/// What was brought to the counter about an application, newest first, without answers.
async fn counter_request_list(
    connection: &mut PgConnection,
    municipality: MunicipalityCode,
    application: ApplicationId,
) -> anyhow::Result<Vec<ResidentRequest>> {
    let rows = sqlx::query!(
        "SELECT id, receipt_number, kind, text, document_request_id, brought_by, identity_document, identity_last, received_on,
                answer_by, received_by_name, received_by_post, received_at
         FROM municipal.counter_request WHERE municipality_code = $1 AND application_id = $2
         ORDER BY received_at DESC, id DESC LIMIT 200",
        municipality.get(),
        application.get()
    )
    .fetch_all(connection)
    .await?;
    rows.into_iter()
        .map(|r| {
            Ok(ResidentRequest {
                id: r.id,
                receipt_number: r.receipt_number,
                on_paper: Some(OnPaper {
                    brought_by: r.brought_by,
                    identity: IdentityDocument::from_code(&r.identity_document)
                        .context("an unknown identity document")?,
                    identity_last: r.identity_last,
                    received_on: r.received_on.to_jiff(),
                    received_by: (r.received_by_name, r.received_by_post),
                }),
                kind: RequestKind::from_code(&r.kind).context("an unknown kind of request")?,
                text: r.text,
                content: None,
                made_from: None,
                document_request: r.document_request_id,
                sent_at: r.received_at.to_jiff(),
                answer_by: r.answer_by.to_jiff(),
                answer: None,
            })
        })
        .collect()
}

/// The application that something brought to the counter is about.
pub async fn counter_request_application(
    connection: &mut PgConnection,
    municipality: MunicipalityCode,
    id: Uuid,
) -> Result<Option<ApplicationId>, DatabaseError> {
    let application = sqlx::query_scalar!(
        "SELECT application_id FROM municipal.counter_request WHERE municipality_code = $1 AND id = $2",
        municipality.get(),
        id
    )
    .fetch_optional(connection)
    .await?;
    Ok(application.map(ApplicationId::new))
}

/// Keeps what was brought to the counter.
pub async fn counter_request_insert(
    connection: &mut PgConnection,
    application: &Application,
    request: &ResidentRequest,
    paper: &OnPaper,
    user: &User,
) -> Result<(), DatabaseError> {
    let (name, post) = &paper.received_by;
    sqlx::query!(
        "INSERT INTO municipal.counter_request (municipality_code, id, receipt_number, application_id, kind, text, document_request_id,
             brought_by, identity_document, identity_last, received_on, answer_by, received_by, received_by_name, received_by_post,
             received_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)",
        application.municipality.get(),
        request.id,
        request.receipt_number,
        application.id.get(),
        request.kind.code(),
        request.text,
        request.document_request,
        paper.brought_by,
        paper.identity.code(),
        paper.identity_last,
        paper.received_on.to_sqlx() as _,
        request.answer_by.to_sqlx() as _,
        user.id.get(),
        name,
        post,
        request.sent_at.to_sqlx() as _
    )
    .execute(connection)
    .await?;
    Ok(())
}

async fn with_answers(
    connection: &mut PgConnection,
    municipality: MunicipalityCode,
    mut requests: Vec<ResidentRequest>,
) -> anyhow::Result<Vec<ResidentRequest>> {
    let ids: Vec<Uuid> = requests.iter().map(|r| r.id).collect();
    for (id, answer) in answer_list(connection, municipality, &ids).await? {
        if let Some(request) = requests.iter_mut().find(|r| r.id == id) {
            request.answer = Some(answer);
        }
    }
    Ok(requests)
}

async fn answer_list(
    connection: &mut PgConnection,
    municipality: MunicipalityCode,
    ids: &[Uuid],
) -> anyhow::Result<Vec<(Uuid, Answer)>> {
    let rows = sqlx::query!(
        "SELECT id, outcome, text, answered_by_position, answered_at FROM municipal.request_answer
         WHERE municipality_code = $1 AND id = ANY ($2)",
        municipality.get(),
        ids
    )
    .fetch_all(connection)
    .await?;
    rows.into_iter()
        .map(|r| {
            Ok((
                r.id,
                Answer {
                    outcome: AnswerOutcome::from_code(&r.outcome).context("an unknown outcome")?,
                    text: r.text,
                    position: r.answered_by_position,
                    at: r.answered_at.to_jiff(),
                },
            ))
        })
        .collect()
}

/// Whether something that she stated waits to be acknowledged, so that nothing may be proposed or adopted.
pub async fn holds_the_decision(
    connection: &mut PgConnection,
    application: &Application,
) -> anyhow::Result<bool> {
    let requests = request_list_of(connection, application).await?;
    Ok(requests
        .iter()
        .any(|r| r.kind.holds_the_decision() && r.answer.is_none()))
}

/// Submissions and applications among these about which something waits for an answer.
pub async fn unanswered_among(
    connection: &mut PgConnection,
    municipality: MunicipalityCode,
    about: &[Uuid],
) -> Result<Vec<Uuid>, DatabaseError> {
    let written = sqlx::query!(
        r#"SELECT id, coalesce(submission_id, application_id) AS "about!" FROM central.resident_request
         WHERE municipality_code = $1 AND (submission_id = ANY ($2) OR application_id = ANY ($2)) LIMIT 5000"#,
        municipality.get(),
        about
    )
    .fetch_all(&mut *connection)
    .await?;
    let brought = sqlx::query!(
        "SELECT id, application_id FROM municipal.counter_request
         WHERE municipality_code = $1 AND application_id = ANY ($2) LIMIT 5000",
        municipality.get(),
        about
    )
    .fetch_all(&mut *connection)
    .await?;
    let written = written.into_iter().map(|r| (r.id, r.about));
    let brought = brought.into_iter().map(|r| (r.id, r.application_id));
    let requests: Vec<(Uuid, Uuid)> = written.chain(brought).collect();
    let ids: Vec<Uuid> = requests.iter().map(|(id, _)| *id).collect();
    let answered = sqlx::query_scalar!(
        "SELECT id FROM municipal.request_answer WHERE municipality_code = $1 AND id = ANY ($2)",
        municipality.get(),
        &ids
    )
    .fetch_all(connection)
    .await?;
    Ok(requests
        .into_iter()
        .filter(|(id, _)| !answered.contains(id))
        .map(|(_, about)| about)
        .collect())
}

/// Keeps an answer; who answers is none where the system does.
pub async fn answer_insert(
    connection: &mut PgConnection,
    application: &Application,
    request: Uuid,
    outcome: AnswerOutcome,
    text: Option<&str>,
    user: Option<&User>,
    now: Timestamp,
) -> Result<(), DatabaseError> {
    sqlx::query!(
        "INSERT INTO municipal.request_answer (municipality_code, id, application_id, outcome, text, answered_by, answered_by_position, answered_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        application.municipality.get(),
        request,
        application.id.get(),
        outcome.code(),
        text,
        user.map(|u| u.id.get()),
        user.map(|u| u.position.as_str()),
        now.to_sqlx() as _
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// Documents asked for an application, newest first.
pub async fn document_list(
    connection: &mut PgConnection,
    municipality: MunicipalityCode,
    application: ApplicationId,
) -> Result<Vec<DocumentRequest>, DatabaseError> {
    let rows = sqlx::query!(
        "SELECT id, document, own_words, reason, asked_at, due_on, settled_as FROM municipal.document_request
         WHERE municipality_code = $1 AND application_id = $2 ORDER BY asked_at DESC, id DESC LIMIT 100",
        municipality.get(),
        application.get()
    )
    .fetch_all(connection)
    .await?;
    Ok(rows
        .into_iter()
        .map(|r| DocumentRequest {
            id: r.id,
            document: r.document,
            own_words: r.own_words,
            reason: r.reason,
            asked_at: r.asked_at.to_jiff(),
            due_on: r.due_on.to_jiff(),
            settled_as: r.settled_as,
        })
        .collect())
}

/// What a specialist asks for.
#[derive(Debug, Clone)]
pub struct AskedDocument {
    /// Which, one of [`super::DOCUMENTS`].
    pub document: String,
    /// Which exactly.
    pub own_words: Option<String>,
    /// Why.
    pub reason: String,
    /// Last day; none: the earliest that the kind's rule allows.
    pub due_on: Option<Date>,
}

/// Asks for a document; one of the same kind that still waits is replaced by it.
pub async fn document_insert(
    connection: &mut PgConnection,
    application: &Application,
    asked: &AskedDocument,
    due_on: Date,
    user: &User,
    now: Timestamp,
) -> Result<Uuid, DatabaseError> {
    if asked.document != "other" {
        sqlx::query!(
            "UPDATE municipal.document_request SET settled_at = $4, settled_as = 'replaced'
             WHERE municipality_code = $1 AND application_id = $2 AND document = $3 AND settled_at IS NULL",
            application.municipality.get(),
            application.id.get(),
            asked.document,
            now.to_sqlx() as _
        )
        .execute(&mut *connection)
        .await?;
    }
    let id = new_id(now);
    sqlx::query!(
        "INSERT INTO municipal.document_request (municipality_code, id, application_id, document, own_words, reason, asked_by,
             asked_by_position, asked_at, due_on)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        application.municipality.get(),
        id,
        application.id.get(),
        asked.document,
        asked.own_words,
        asked.reason,
        user.id.get(),
        user.position,
        now.to_sqlx() as _,
        due_on.to_sqlx() as _
    )
    .execute(connection)
    .await?;
    Ok(id)
}

/// Notes how a request for a document ended; false if it had ended before.
pub async fn document_settle(
    connection: &mut PgConnection,
    application: &Application,
    document: Uuid,
    settled_as: &str,
    now: Timestamp,
) -> Result<bool, DatabaseError> {
    let done = sqlx::query!(
        "UPDATE municipal.document_request SET settled_at = $4, settled_as = $5
         WHERE municipality_code = $1 AND application_id = $2 AND id = $3 AND settled_at IS NULL",
        application.municipality.get(),
        application.id.get(),
        document,
        now.to_sqlx() as _,
        settled_as
    )
    .execute(connection)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// How a request for a document has reached her.
pub async fn reached(
    connection: &mut PgConnection,
    municipality: MunicipalityCode,
    document: Uuid,
) -> Result<Reached, DatabaseError> {
    Ok(Reached {
        opened_at: opened_at(&mut *connection, municipality, document).await?,
        on_paper: letters::delivery_of_document(connection, municipality, document).await?,
    })
}

/// When she, or who acts for her, first saw what the municipality wrote: an answer or a request for a document.
async fn opened_at(
    connection: &mut PgConnection,
    municipality: MunicipalityCode,
    id: Uuid,
) -> Result<Option<Timestamp>, DatabaseError> {
    let at = sqlx::query_scalar!(
        r#"SELECT min(opened_at) AS "at: jiff_sqlx::Timestamp" FROM central.message_opening WHERE municipality_code = $1 AND id = $2"#,
        municipality.get(),
        id
    )
    .fetch_one(connection)
    .await?;
    Ok(at.map(jiff_sqlx::Timestamp::to_jiff))
}

/// Since when an application waits for documents.
pub async fn waiting_since(
    connection: &mut PgConnection,
    application: &Application,
) -> Result<Option<Timestamp>, DatabaseError> {
    let at = sqlx::query_scalar!(
        r#"SELECT min(at) AS "at: jiff_sqlx::Timestamp" FROM municipal.application_event e
           WHERE municipality_code = $1 AND application_id = $2 AND step = 'ask_documents'
             AND NOT EXISTS (SELECT 1 FROM municipal.application_event later
                             WHERE later.municipality_code = e.municipality_code AND later.application_id = e.application_id
                               AND later.at > e.at AND later.status_after <> 'waiting')"#,
        application.municipality.get(),
        application.id.get()
    )
    .fetch_one(connection)
    .await?;
    Ok(at.map(jiff_sqlx::Timestamp::to_jiff))
}

/// Sets the statutory clock of an application.
pub async fn clock_set(
    connection: &mut PgConnection,
    application: &Application,
    term_start: Date,
    decide_by: Date,
) -> Result<(), DatabaseError> {
    sqlx::query!(
        "UPDATE municipal.application SET term_start = $3, decide_by = $4 WHERE municipality_code = $1 AND id = $2",
        application.municipality.get(),
        application.id.get(),
        term_start.to_sqlx() as _,
        decide_by.to_sqlx() as _
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// Puts other content in the place of what was sent.
pub async fn content_replace(
    connection: &mut PgConnection,
    application: &Application,
    content: &crate::content::ApplicationContent,
) -> anyhow::Result<()> {
    sqlx::query!(
        "UPDATE municipal.application SET content = $3, asked_from = $4 WHERE municipality_code = $1 AND id = $2",
        application.municipality.get(),
        application.id.get(),
        serde_json::to_value(content)?,
        content.asked_from.map(|m| m.first_day().to_sqlx()) as _
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// Gives a case that nobody has taken up to a user; false if somebody has.
pub async fn assign(
    connection: &mut PgConnection,
    application: &Application,
    user: &User,
) -> Result<bool, DatabaseError> {
    let done = sqlx::query!(
        "UPDATE municipal.application SET assigned_to = $3 WHERE municipality_code = $1 AND id = $2 AND assigned_to IS NULL",
        application.municipality.get(),
        application.id.get(),
        user.id.get()
    )
    .execute(connection)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Whether a correction sent later was put in place already.
pub async fn corrected_since(
    connection: &mut PgConnection,
    application: &Application,
    sent_at: Timestamp,
) -> anyhow::Result<bool> {
    Ok(request_list_of(connection, application)
        .await?
        .iter()
        .any(|r| {
            r.kind == RequestKind::Correction
                && r.sent_at > sent_at
                && r.answer
                    .as_ref()
                    .is_some_and(|a| a.outcome == AnswerOutcome::Applied)
        }))
}
