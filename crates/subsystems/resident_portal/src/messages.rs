//! "Žinutės": what municipalities wrote to a resident, and the receipts for what she sent: one function a query. What was
//! written lies in the municipalities' copies, that she has opened it in the centre's own rows, and the two are never asked in
//! one statement.

use std::collections::HashSet;

use jiff::Timestamp;
use jiff::civil::Date;
use spis_applications::requests::RequestKind;
use spis_database::DatabaseError;
use spis_kernel::{ApplicationId, DecisionId, PersonalCode, ResidentId, SubmissionId};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::own::{OwnId, own_id};

/// The most messages that are read of either side.
pub const SHOWN: i64 = 200;

/// What a municipality wrote.
pub struct Written {
    /// Municipality.
    pub municipality: i16,
    /// Key: of the letter, the request for a document, or the answer.
    pub id: Uuid,
    /// What it is.
    pub what: What,
    /// Number of the application.
    pub number: String,
    /// The application.
    pub own: OwnId,
    /// When it was written.
    pub at: Timestamp,
}

/// What a municipality writes.
pub enum What {
    /// The decision, in its letter.
    Decision(DecisionId),
    /// A document asked of her.
    Document {
        /// Which, by the short list.
        document: String,
        /// Which exactly.
        own_words: Option<String>,
        /// Last day.
        due_on: Date,
        /// It is awaited still.
        waits: bool,
    },
    /// An answer; its id is the request's.
    Answer,
}

impl Written {
    /// It is there to be opened: what is not awaited any more asks nothing of her.
    fn can_be_opened(&self) -> bool {
        !matches!(self.what, What::Document { waits: false, .. })
    }
}

/// What municipalities wrote about her applications, the latest first. Of an application that somebody sent in another's name
/// both see what is asked, each the answers to the own questions, and the applicant alone the decision. `asked` are the keys of
/// what she sent herself.
pub async fn written_list(
    connection: &mut PgConnection,
    resident: &PersonalCode,
    asked: &[Uuid],
) -> Result<Vec<Written>, DatabaseError> {
    let rows = sqlx::query!(
        r#"WITH followed AS (
               SELECT a.municipality_code, a.id, a.submission_id, a.number, p.id AS recipient_id,
                      a.submission_id IS NOT NULL AND a.content #>> '{represented_by,person,personal_code}' IS NOT NULL AS entrusted,
                      a.submission_id IS NULL OR a.content #>> '{represented_by,person,personal_code}' IS NULL AS alone
               FROM municipal.person p
               JOIN municipal.application a ON a.municipality_code = p.municipality_code AND a.applicant_id = p.id
               WHERE p.personal_code = $1
               UNION ALL
               SELECT a.municipality_code, a.id, a.submission_id, a.number, NULL, false, false FROM municipal.application a
               WHERE a.content #>> '{represented_by,person,personal_code}' = $1 AND a.submission_id IS NOT NULL
           )
           SELECT f.municipality_code AS "municipality_code!", f.id AS "application_id!", f.submission_id AS "submission_id?",
                  f.number AS "number!", f.entrusted AS "entrusted!", m.id AS "id!", m.at AS "at!: jiff_sqlx::Timestamp", m.decision_id AS "decision_id?",
                  m.document AS "document?", m.own_words AS "own_words?", m.due_on AS "due_on?: jiff_sqlx::Date",
                  m.waits AS "waits!"
           FROM followed f CROSS JOIN LATERAL (
               SELECT l.id, l.created_at AS at, l.decision_id, NULL AS document, NULL AS own_words, NULL::date AS due_on, true AS waits
               FROM municipal.letter l
               WHERE l.municipality_code = f.municipality_code AND l.recipient_id = f.recipient_id AND l.application_id = f.id
               UNION ALL
               SELECT d.id, d.asked_at, NULL, d.document, d.own_words, d.due_on, d.settled_at IS NULL
               FROM municipal.document_request d
               WHERE d.municipality_code = f.municipality_code AND d.application_id = f.id
               UNION ALL
               SELECT r.id, r.answered_at, NULL, NULL, NULL, NULL, true
               FROM municipal.request_answer r
               WHERE r.municipality_code = f.municipality_code AND r.application_id = f.id AND (f.alone OR r.id = ANY ($3))
           ) m ORDER BY m.at DESC, m.id LIMIT $2"#,
        resident.as_str(),
        SHOWN,
        asked
    )
    .fetch_all(connection)
    .await?;
    Ok(rows
        .into_iter()
        .map(|r| Written {
            municipality: r.municipality_code,
            id: r.id,
            what: match (r.decision_id, r.document, r.due_on) {
                (Some(decision), _, _) => What::Decision(DecisionId::new(decision)),
                (None, Some(document), Some(due_on)) => What::Document {
                    document,
                    own_words: r.own_words,
                    due_on: due_on.to_jiff(),
                    waits: r.waits,
                },
                _ => What::Answer,
            },
            number: r.number,
            own: own_id(
                ApplicationId::new(r.application_id),
                r.submission_id.map(SubmissionId::new),
                r.entrusted,
            ),
            at: r.at.to_jiff(),
        })
        .collect())
}

/// Which of these she has not opened, by their keys.
pub async fn unread(
    connection: &mut PgConnection,
    written: &[Written],
) -> Result<HashSet<Uuid>, DatabaseError> {
    let there = || written.iter().filter(|one| one.can_be_opened());
    let municipalities: Vec<i16> = there().map(|one| one.municipality).collect();
    let ids: Vec<Uuid> = there().map(|one| one.id).collect();
    if ids.is_empty() {
        return Ok(HashSet::new());
    }
    let rows = sqlx::query_scalar!(
        r#"SELECT w.id AS "id!" FROM unnest($1::smallint[], $2::uuid[]) AS w (municipality_code, id)
           WHERE NOT EXISTS (SELECT 1 FROM central.message_opening o
                             WHERE o.municipality_code = w.municipality_code AND o.id = w.id)
             AND NOT EXISTS (SELECT 1 FROM central.letter_opening o
                             WHERE o.municipality_code = w.municipality_code AND o.id = w.id)"#,
        &municipalities,
        &ids
    )
    .fetch_all(connection)
    .await?;
    Ok(rows.into_iter().collect())
}

/// "Gavimo patvirtinimas": the receipt for something that she sent.
pub struct Receipt {
    /// Key of what she sent.
    pub id: Uuid,
    /// The application that it is, or is about.
    pub about: OwnId,
    /// The centre's receipt number.
    pub number: String,
    /// What she sent; none: the application itself.
    pub kind: Option<RequestKind>,
    /// When.
    pub at: Timestamp,
}

/// Receipts for what she sent, the latest first.
pub async fn receipt_list(
    connection: &mut PgConnection,
    resident: ResidentId,
) -> Result<Vec<Receipt>, DatabaseError> {
    let rows = sqlx::query!(
        r#"SELECT id AS "id!", about_id AS "about!", receipt_number AS "receipt_number!", kind AS "kind?",
                  at AS "at!: jiff_sqlx::Timestamp"
           FROM (SELECT id, id AS about_id, receipt_number, NULL AS kind, submitted_at AS at
                 FROM central.submission WHERE resident_id = $1
                 UNION ALL
                 SELECT id, coalesce(submission_id, application_id), receipt_number, kind, sent_at
                 FROM central.resident_request WHERE resident_id = $1) sent
           ORDER BY at DESC, id LIMIT $2"#,
        resident.get(),
        SHOWN
    )
    .fetch_all(connection)
    .await?;
    Ok(rows
        .into_iter()
        .map(|r| Receipt {
            id: r.id,
            about: r.about.into(),
            number: r.receipt_number,
            kind: r.kind.as_deref().and_then(RequestKind::from_code),
            at: r.at.to_jiff(),
        })
        .collect())
}
