//! What municipalities own, read from the centre's copies: one function a query, nothing is written here.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff_sqlx::ToSqlx;
use serde_json::Value;
use spis_applications::procedure::Status;
use spis_applications::requests::{AnswerOutcome, RequestKind};
use spis_database::DatabaseError;
use spis_kernel::{
    ApplicationId, Cents, DecisionId, Month, MunicipalityCode, PersonalCode, SubmissionId,
};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::own::{OwnId, own_id};
use crate::requests::SentRequest;

/// A registered application of a submission.
pub struct Application {
    /// Municipality that registered it.
    pub municipality: MunicipalityCode,
    /// Key.
    pub id: ApplicationId,
    /// What it was made of; none for a paper one.
    pub submission: Option<SubmissionId>,
    /// Group of kinds that it asks for.
    pub kind_group: String,
    /// When it was sent or handed in.
    pub sent_at: Timestamp,
    /// Registration number.
    pub number: String,
    /// The statutory day of the decision.
    pub decide_by: Date,
    /// Its status.
    pub status: Status,
    /// A specialist has taken it up.
    pub taken_up: bool,
    /// The answers as they hold now, corrections applied.
    pub content: Value,
    /// She sent it in another's name: decision, letter and payments are the applicant's.
    pub for_another: bool,
}

impl Application {
    /// Nobody has taken it up: what she asks is done by itself.
    pub fn is_free(&self) -> bool {
        !self.taken_up
            && matches!(
                self.status,
                Status::Registered | Status::Gathering | Status::Assessed
            )
    }
}

/// Applications made of these submissions of hers.
pub async fn application_list(
    connection: &mut PgConnection,
    submissions: &[Uuid],
) -> Result<Vec<Application>, DatabaseError> {
    let rows = sqlx::query_as!(
        ApplicationRow,
        r#"SELECT municipality_code, id, submission_id, kind_group, number, sent_at AS "sent_at: _", decide_by AS "decide_by: _",
                  status, assigned_to IS NOT NULL AS "taken_up!", content
           FROM municipal.application WHERE submission_id = ANY ($1) LIMIT 50"#,
        submissions
    )
    .fetch_all(connection)
    .await?;
    rows.into_iter()
        .map(|row| {
            let mut application = row.read()?;
            application.for_another = !application.content["represented_by"].is_null();
            Ok(application)
        })
        .collect()
}

/// Applications of an applicant that came in otherwise than from her own account, the latest first: handed in on paper, or sent
/// by somebody whom she authorised.
pub async fn applicant_application_list(
    connection: &mut PgConnection,
    applicant: &PersonalCode,
) -> Result<Vec<Application>, DatabaseError> {
    let rows = sqlx::query_as!(
        ApplicationRow,
        r#"SELECT a.municipality_code, a.id, a.submission_id, a.kind_group, a.number, a.sent_at AS "sent_at: _",
                  a.decide_by AS "decide_by: _", a.status, a.assigned_to IS NOT NULL AS "taken_up!", a.content
           FROM municipal.person p
           JOIN municipal.application a ON a.municipality_code = p.municipality_code AND a.applicant_id = p.id
           WHERE p.personal_code = $1 AND (a.submission_id IS NULL OR a.content ->> 'represented_by' IS NOT NULL)
           ORDER BY a.sent_at DESC LIMIT 50"#,
        applicant.as_str()
    )
    .fetch_all(connection)
    .await?;
    rows.into_iter().map(ApplicationRow::read).collect()
}

struct ApplicationRow {
    municipality_code: i16,
    id: Uuid,
    submission_id: Option<Uuid>,
    kind_group: String,
    number: String,
    sent_at: jiff_sqlx::Timestamp,
    decide_by: jiff_sqlx::Date,
    status: String,
    taken_up: bool,
    content: Value,
}

impl ApplicationRow {
    fn read(self) -> Result<Application, DatabaseError> {
        let wrong = |what| DatabaseError::Inconsistent {
            table: "municipal.application",
            id: self.id.to_string(),
            what,
        };
        Ok(Application {
            municipality: MunicipalityCode::new(self.municipality_code)
                .ok_or_else(|| wrong("a municipality code that is none"))?,
            id: ApplicationId::new(self.id),
            submission: self.submission_id.map(SubmissionId::new),
            status: Status::from_code(&self.status).ok_or_else(|| wrong("an unknown status"))?,
            kind_group: self.kind_group,
            sent_at: self.sent_at.to_jiff(),
            number: self.number,
            decide_by: self.decide_by.to_jiff(),
            taken_up: self.taken_up,
            content: self.content,
            for_another: false,
        })
    }
}

/// One of an applicant's applications that came in otherwise than from her own account.
pub async fn applicant_application_find(
    connection: &mut PgConnection,
    applicant: &PersonalCode,
    municipality: MunicipalityCode,
    application: ApplicationId,
) -> Result<Option<Application>, DatabaseError> {
    let row = sqlx::query_as!(
        ApplicationRow,
        r#"SELECT a.municipality_code, a.id, a.submission_id, a.kind_group, a.number, a.sent_at AS "sent_at: _",
                  a.decide_by AS "decide_by: _", a.status, a.assigned_to IS NOT NULL AS "taken_up!", a.content
           FROM municipal.person p
           JOIN municipal.application a ON a.municipality_code = p.municipality_code AND a.applicant_id = p.id
           WHERE p.personal_code = $1 AND a.municipality_code = $2 AND a.id = $3
             AND (a.submission_id IS NULL OR a.content ->> 'represented_by' IS NOT NULL)"#,
        applicant.as_str(),
        municipality.get(),
        application.get()
    )
    .fetch_optional(connection)
    .await?;
    row.map(ApplicationRow::read).transpose()
}

/// The submission that an application was made of; none for a paper one.
pub async fn application_submission(
    connection: &mut PgConnection,
    municipality: MunicipalityCode,
    application: ApplicationId,
) -> Result<Option<SubmissionId>, DatabaseError> {
    let found = sqlx::query_scalar!(
        "SELECT submission_id FROM municipal.application WHERE municipality_code = $1 AND id = $2",
        municipality.get(),
        application.get()
    )
    .fetch_optional(connection)
    .await?;
    Ok(found.flatten().map(SubmissionId::new))
}

/// An application of hers that asks for a child and is not at its end.
pub struct AskedBefore {
    /// The child's personal code.
    pub child: String,
    /// Number by which she knows it.
    pub number: String,
    /// When she sent it.
    pub sent_at: Timestamp,
    /// The application.
    pub own: OwnId,
    /// It asks for the additional benefit, too.
    pub additional: bool,
}

/// Children for whom an applicant has an application of this group that is not at its end; paper ones count.
pub async fn unfinished_children(
    connection: &mut PgConnection,
    applicant: &PersonalCode,
    kind_group: &str,
) -> Result<Vec<AskedBefore>, DatabaseError> {
    let rows = sqlx::query!(
        r#"SELECT DISTINCT child.personal_code, a.number, a.sent_at, a.submission_id, a.id,
                a.submission_id IS NULL OR a.content ->> 'represented_by' IS NOT NULL AS "otherwise!",
                coalesce(a.content #>> '{answers,papildoma}' = 'true', false) AS "additional!"
         FROM municipal.person applicant
         JOIN municipal.application a ON a.municipality_code = applicant.municipality_code AND a.applicant_id = applicant.id
         JOIN municipal.application_child c ON c.municipality_code = a.municipality_code AND c.application_id = a.id
         JOIN municipal.person child ON child.municipality_code = c.municipality_code AND child.id = c.person_id
         WHERE applicant.personal_code = $1 AND a.kind_group = $2 AND a.status NOT IN ('decided', 'withdrawn')
         LIMIT 100"#,
        applicant.as_str(),
        kind_group
    )
    .fetch_all(connection)
    .await?;
    Ok(rows
        .into_iter()
        .map(|r| AskedBefore {
            child: r.personal_code,
            number: r.number,
            sent_at: r.sent_at.to_jiff(),
            own: own_id(
                ApplicationId::new(r.id),
                r.submission_id.map(SubmissionId::new),
                r.otherwise,
            ),
            additional: r.additional,
        })
        .collect())
}

/// A child for whom she is paid already.
pub struct PaidChild {
    /// The child's personal code.
    pub child: String,
    /// Last day of what was granted; none: without an end.
    pub until: Option<Date>,
}

/// Children for whom something of this group is granted to a recipient on a day.
pub async fn paid_children(
    connection: &mut PgConnection,
    recipient: &PersonalCode,
    kind_group: &str,
    on: Date,
) -> Result<Vec<PaidChild>, DatabaseError> {
    let rows = sqlx::query!(
        r#"SELECT child.personal_code, max(upper(w.period)) - 1 AS until, bool_or(upper_inf(w.period)) AS "endless!"
           FROM municipal.person recipient
           JOIN municipal.award w ON w.municipality_code = recipient.municipality_code AND w.recipient_id = recipient.id
           JOIN municipal.application a ON a.municipality_code = w.municipality_code AND a.id = w.application_id
           JOIN municipal.person child ON child.municipality_code = w.municipality_code AND child.id = w.child_id
           WHERE recipient.personal_code = $1 AND a.kind_group = $2 AND w.period @> $3::date
           GROUP BY child.personal_code LIMIT 100"#,
        recipient.as_str(),
        kind_group,
        on.to_sqlx() as _
    )
    .fetch_all(connection)
    .await?;
    Ok(rows
        .into_iter()
        .map(|r| PaidChild {
            child: r.personal_code,
            until: r.until.filter(|_| !r.endless).map(|day| day.to_jiff()),
        })
        .collect())
}

/// An answer to what she wrote.
pub struct Answer {
    /// Key: the request's.
    pub id: Uuid,
    /// What became of it.
    pub outcome: AnswerOutcome,
    /// In words.
    pub text: Option<String>,
    /// Position of who answered; none: done by the system.
    pub position: Option<String>,
    /// When.
    pub at: Timestamp,
}

/// Answers about these applications.
pub async fn answer_list(
    connection: &mut PgConnection,
    applications: &[Uuid],
) -> Result<Vec<Answer>, DatabaseError> {
    let rows = sqlx::query!(
        "SELECT id, outcome, text, answered_by_position, answered_at FROM municipal.request_answer
         WHERE application_id = ANY ($1) LIMIT 500",
        applications
    )
    .fetch_all(connection)
    .await?;
    rows.into_iter()
        .map(|r| {
            Ok(Answer {
                id: r.id,
                outcome: AnswerOutcome::from_code(&r.outcome).ok_or(
                    DatabaseError::Inconsistent {
                        table: "municipal.request_answer",
                        id: r.id.to_string(),
                        what: "an unknown outcome",
                    },
                )?,
                text: r.text,
                position: r.answered_by_position,
                at: r.answered_at.to_jiff(),
            })
        })
        .collect()
}

/// What was brought to the counter about these applications, or came by post, the latest first.
pub async fn brought_list(
    connection: &mut PgConnection,
    applications: &[Uuid],
) -> Result<Vec<SentRequest>, DatabaseError> {
    let rows = sqlx::query!(
        "SELECT id, application_id, receipt_number, kind, text, document_request_id, received_at, answer_by
         FROM municipal.counter_request WHERE application_id = ANY ($1) ORDER BY received_at DESC, id DESC LIMIT 200",
        applications
    )
    .fetch_all(connection)
    .await?;
    rows.into_iter()
        .map(|r| {
            Ok(SentRequest {
                id: r.id,
                about: r.application_id.into(),
                receipt_number: r.receipt_number,
                kind: RequestKind::from_code(&r.kind).ok_or(DatabaseError::Inconsistent {
                    table: "municipal.counter_request",
                    id: r.id.to_string(),
                    what: "an unknown kind of request",
                })?,
                text: r.text,
                content: None,
                made_from: None,
                document: r.document_request_id,
                lacks: None,
                sent_at: r.received_at.to_jiff(),
                answer_by: r.answer_by.to_jiff(),
            })
        })
        .collect()
}

/// A document that was asked of her.
pub struct AskedDocument {
    /// Key.
    pub id: Uuid,
    /// The application that it is for.
    pub application: ApplicationId,
    /// Which, by the short list.
    pub document: String,
    /// Which exactly.
    pub own_words: Option<String>,
    /// Why.
    pub reason: String,
    /// When it was asked.
    pub asked_at: Timestamp,
    /// Last day.
    pub due_on: Date,
    /// How it ended; none while it waits.
    pub settled_as: Option<String>,
}

/// Documents asked of her for these applications, the earliest day first.
pub async fn document_list(
    connection: &mut PgConnection,
    applications: &[Uuid],
) -> Result<Vec<AskedDocument>, DatabaseError> {
    let rows = sqlx::query!(
        "SELECT id, application_id, document, own_words, reason, asked_at, due_on, settled_as FROM municipal.document_request
         WHERE application_id = ANY ($1) ORDER BY due_on, id LIMIT 200",
        applications
    )
    .fetch_all(connection)
    .await?;
    Ok(rows
        .into_iter()
        .map(|r| AskedDocument {
            id: r.id,
            application: ApplicationId::new(r.application_id),
            document: r.document,
            own_words: r.own_words,
            reason: r.reason,
            asked_at: r.asked_at.to_jiff(),
            due_on: r.due_on.to_jiff(),
            settled_as: r.settled_as,
        })
        .collect())
}

/// A register that was asked for an application and has not answered yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AwaitedRegister {
    /// The application.
    pub application: ApplicationId,
    /// Code of the register.
    pub register: String,
    /// Since when.
    pub asked_at: Timestamp,
}

/// Registers whose answers these applications wait for: of each application every register once, the one asked first before
/// the others.
pub async fn awaited_registers(
    connection: &mut PgConnection,
    applications: &[Uuid],
) -> Result<Vec<AwaitedRegister>, DatabaseError> {
    if applications.is_empty() {
        return Ok(Vec::new());
    }
    let asked = sqlx::query!(
        r#"SELECT a.id AS "application!", q.id AS "id!", q.register AS "register!", q.asked_at AS "asked_at!"
           FROM unnest($1::uuid[]) AS a (id) CROSS JOIN LATERAL municipal.asked_registers(a.id) q
           ORDER BY q.asked_at, q.id"#,
        applications
    )
    .fetch_all(&mut *connection)
    .await?;
    let ids: Vec<Uuid> = asked.iter().map(|question| question.id).collect();
    let answered = sqlx::query_scalar!(
        r#"SELECT id AS "id!" FROM central.answered_questions($1) AS id"#,
        &ids
    )
    .fetch_all(connection)
    .await?;
    let mut awaited: Vec<AwaitedRegister> = Vec::new();
    for question in asked {
        if answered.contains(&question.id)
            || awaited.iter().any(|a| {
                a.application.get() == question.application && a.register == question.register
            })
        {
            continue;
        }
        awaited.push(AwaitedRegister {
            application: ApplicationId::new(question.application),
            register: question.register,
            asked_at: question.asked_at.to_jiff(),
        });
    }
    Ok(awaited)
}

/// Something that happened with an application.
pub struct Event {
    /// Key; the request's, where it tells of one's arrival.
    pub id: Uuid,
    /// Name of the step.
    pub step: String,
    /// When.
    pub at: Timestamp,
}

/// What happened with an application, in order.
pub async fn event_list(
    connection: &mut PgConnection,
    municipality: MunicipalityCode,
    application: ApplicationId,
) -> Result<Vec<Event>, DatabaseError> {
    let rows = sqlx::query!(
        "SELECT id, step, at FROM municipal.application_event
         WHERE municipality_code = $1 AND application_id = $2 ORDER BY at DESC, id DESC LIMIT 200",
        municipality.get(),
        application.get()
    )
    .fetch_all(connection)
    .await?;
    // The latest ones, in their order.
    Ok(rows
        .into_iter()
        .rev()
        .map(|r| Event {
            id: r.id,
            step: r.step,
            at: r.at.to_jiff(),
        })
        .collect())
}

/// An adopted decision, without its content.
pub struct DecisionHead {
    /// Key.
    pub id: DecisionId,
    /// The application that it answers.
    pub application: ApplicationId,
    /// Number.
    pub number: String,
    /// Day.
    pub decided_on: Date,
    /// `granted`, `partly_granted`, `refused`.
    pub outcome: String,
    /// What it grants for each month to come.
    pub monthly_total: Option<Cents>,
    /// Day of the first transfer that it led to; none while nothing is paid.
    pub first_paid_on: Option<Date>,
}

/// The last decisions of these applications, at most one each.
pub async fn decision_list(
    connection: &mut PgConnection,
    applications: &[Uuid],
) -> Result<Vec<DecisionHead>, DatabaseError> {
    let rows = sqlx::query!(
        r#"SELECT DISTINCT ON (d.application_id) d.id, d.application_id, d.number, d.decided_on, d.outcome,
                  (d.content ->> 'monthly_total_cents')::bigint AS monthly_total_cents,
                  (SELECT min(r.pay_on) FROM municipal.award a
                   JOIN municipal.payment_line l ON l.municipality_code = a.municipality_code AND l.award_id = a.id
                   JOIN municipal.payment_run r ON r.municipality_code = l.municipality_code AND r.id = l.run_id
                   WHERE a.municipality_code = d.municipality_code AND a.decision_id = d.id) AS first_paid_on
           FROM municipal.decision d WHERE d.application_id = ANY ($1) ORDER BY d.application_id, d.adopted_at DESC LIMIT 50"#,
        applications
    )
    .fetch_all(connection)
    .await?;
    Ok(rows
        .into_iter()
        .map(|r| DecisionHead {
            id: DecisionId::new(r.id),
            application: ApplicationId::new(r.application_id),
            number: r.number,
            decided_on: r.decided_on.to_jiff(),
            outcome: r.outcome,
            monthly_total: r.monthly_total_cents.map(Cents),
            first_paid_on: r.first_paid_on.map(|day| day.to_jiff()),
        })
        .collect())
}

/// A decision with its content.
pub struct Decision {
    /// Municipality that decided.
    pub municipality: MunicipalityCode,
    /// The application that it answers.
    pub application: ApplicationId,
    /// What it says.
    pub content: Value,
}

/// A decision by its key.
pub async fn decision_find(
    connection: &mut PgConnection,
    id: DecisionId,
) -> Result<Option<Decision>, DatabaseError> {
    let row = sqlx::query!(
        "SELECT municipality_code, application_id, content FROM municipal.decision WHERE id = $1",
        id.get()
    )
    .fetch_optional(connection)
    .await?;
    Ok(row.and_then(|r| {
        Some(Decision {
            municipality: MunicipalityCode::new(r.municipality_code)?,
            application: ApplicationId::new(r.application_id),
            content: r.content,
        })
    }))
}

/// Key of a decision's letter, once it has been made and copied.
pub async fn letter_of(
    connection: &mut PgConnection,
    municipality: MunicipalityCode,
    decision: DecisionId,
) -> Result<Option<Uuid>, DatabaseError> {
    Ok(sqlx::query_scalar!(
        "SELECT id FROM municipal.letter WHERE municipality_code = $1 AND decision_id = $2 ORDER BY created_at DESC LIMIT 1",
        municipality.get(),
        decision.get()
    )
    .fetch_optional(connection)
    .await?)
}

/// The letter's bytes.
pub async fn letter_pdf(
    connection: &mut PgConnection,
    municipality: MunicipalityCode,
    letter: Uuid,
) -> Result<Option<Vec<u8>>, DatabaseError> {
    Ok(sqlx::query_scalar!(
        "SELECT pdf FROM municipal.letter WHERE municipality_code = $1 AND id = $2",
        municipality.get(),
        letter
    )
    .fetch_optional(connection)
    .await?)
}

/// One month of one award, paid.
pub struct PaidLine {
    /// The transfer that it was part of.
    pub payment: Uuid,
    /// Day of the transfer.
    pub pay_on: Date,
    /// Last four characters of the account.
    pub account_ending: String,
    /// Month that it is for.
    pub month: Month,
    /// Kind of support.
    pub kind: String,
    /// Child.
    pub child: Uuid,
    /// Child's given name.
    pub child_name: String,
    /// Sum.
    pub amount: Cents,
}

/// What was paid by an application's awards, the latest first.
pub async fn paid_list(
    connection: &mut PgConnection,
    municipality: MunicipalityCode,
    application: ApplicationId,
) -> Result<Vec<PaidLine>, DatabaseError> {
    let rows = sqlx::query!(
        r#"SELECT p.id AS payment_id, r.pay_on, right(p.account, 4) AS "account_ending!", l.month, l.kind,
                  l.child_id, child.given_name, l.amount_cents
           FROM municipal.award a
           JOIN municipal.payment_line l ON l.municipality_code = a.municipality_code AND l.award_id = a.id
           JOIN municipal.payment p ON p.municipality_code = l.municipality_code AND p.id = l.payment_id
           JOIN municipal.payment_run r ON r.municipality_code = p.municipality_code AND r.id = p.run_id
           JOIN municipal.person child ON child.municipality_code = l.municipality_code AND child.id = l.child_id
           WHERE a.municipality_code = $1 AND a.application_id = $2
           ORDER BY r.pay_on DESC, p.id, l.month, child.given_name, l.kind LIMIT 500"#,
        municipality.get(),
        application.get()
    )
    .fetch_all(connection)
    .await?;
    Ok(rows
        .into_iter()
        .map(|r| PaidLine {
            payment: r.payment_id,
            pay_on: r.pay_on.to_jiff(),
            account_ending: r.account_ending,
            month: Month::of(r.month.to_jiff()),
            kind: r.kind,
            child: r.child_id,
            child_name: r.given_name,
            amount: Cents(r.amount_cents),
        })
        .collect())
}

/// What became of a letter on paper.
pub struct PaperDelivery {
    /// `sent`, `handed_over`, `returned`.
    pub event: String,
    /// On which day.
    pub day: Date,
}

/// On which day a letter was first handed over against signature.
pub async fn letter_handed_over(
    connection: &mut PgConnection,
    municipality: MunicipalityCode,
    letter: Uuid,
) -> Result<Option<Date>, DatabaseError> {
    let day = sqlx::query_scalar!(
        "SELECT min(day) FROM municipal.letter_delivery
         WHERE municipality_code = $1 AND letter_id = $2 AND event = 'handed_over'",
        municipality.get(),
        letter
    )
    .fetch_one(connection)
    .await?;
    Ok(day.map(|day| day.to_jiff()))
}

/// What became of an application's letters on paper, in its order.
pub async fn delivery_list(
    connection: &mut PgConnection,
    municipality: MunicipalityCode,
    application: ApplicationId,
) -> Result<Vec<PaperDelivery>, DatabaseError> {
    let rows = sqlx::query!(
        "SELECT event, day FROM municipal.letter_delivery
         WHERE municipality_code = $1 AND application_id = $2 ORDER BY at DESC LIMIT 50",
        municipality.get(),
        application.get()
    )
    .fetch_all(connection)
    .await?;
    Ok(rows
        .into_iter()
        .rev()
        .map(|row| PaperDelivery {
            event: row.event,
            day: row.day.to_jiff(),
        })
        .collect())
}
