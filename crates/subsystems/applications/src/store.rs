//! SQL of the procedure, one function per query.

pub mod counter;
pub mod letters;
pub mod representation;
pub mod work;

use anyhow::Context;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff_sqlx::ToSqlx;
use serde_json::Value;
use spis_database::{DatabaseError, new_id};
use spis_kernel::{
    ApplicationId, AssessmentId, DecisionId, MunicipalityCode, PersonId, ProposalId, UserId,
    vilnius,
};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::content::ApplicationContent;
use crate::model::{Line, Recommendation};
use crate::procedure::Status;

/// A registered application.
#[derive(Debug, Clone)]
pub struct Application {
    /// Municipality that decides.
    pub municipality: MunicipalityCode,
    /// Key.
    pub id: ApplicationId,
    /// What it was made of; none for a paper one.
    pub submission: Option<Uuid>,
    /// "Registracijos numeris".
    pub number: String,
    /// Group of kinds.
    pub kind_group: String,
    /// electronic or paper.
    pub channel: String,
    /// The applicant.
    pub applicant: PersonId,
    /// lt or en.
    pub language: String,
    /// What was sent.
    pub content: ApplicationContent,
    /// When it was sent.
    pub sent_at: Timestamp,
    /// When it was registered.
    pub registered_at: Timestamp,
    /// Day on which the clock started.
    pub term_start: Date,
    /// Statutory last day.
    pub decide_by: Date,
    /// Where it is.
    pub status: Status,
    /// Who has taken the case up.
    pub assigned_to: Option<UserId>,
    /// Grows with each change.
    pub version: i32,
}

impl Application {
    /// Whether something is missing that may still be filled in.
    pub fn may_be_completed(&self) -> bool {
        let open = !self.status.is_final() && self.status != Status::Proposed;
        open && !self.content.missing.is_empty()
    }

    /// By what the portal names it: its submission, if it is who sent it that writes, and itself for anybody else whose it is.
    pub fn known_as(&self) -> Vec<Uuid> {
        self.submission.into_iter().chain([self.id.get()]).collect()
    }

    /// The day on which it was sent.
    pub fn sent_on(&self) -> Date {
        vilnius(self.sent_at).date()
    }
}

macro_rules! application {
    ($row:expr) => {{
        let row = $row;
        Application {
            municipality: MunicipalityCode::new(row.municipality_code)
                .context("a municipality code that is none")?,
            id: ApplicationId::new(row.id),
            submission: row.submission_id,
            number: row.number,
            kind_group: row.kind_group,
            channel: row.channel,
            applicant: PersonId::new(row.applicant_id),
            language: row.language,
            content: serde_json::from_value(row.content).map_err(|e| {
                anyhow::anyhow!("an application of another form ({:?})", e.classify())
            })?,
            sent_at: row.sent_at.to_jiff(),
            registered_at: row.registered_at.to_jiff(),
            term_start: row.term_start.to_jiff(),
            decide_by: row.decide_by.to_jiff(),
            status: Status::from_code(&row.status).context("an unknown status")?,
            assigned_to: row.assigned_to.map(UserId::new),
            version: row.version,
        }
    }};
}

/// An application, locked for the rest of the transaction.
pub async fn application_lock(
    connection: &mut PgConnection,
    municipality: MunicipalityCode,
    id: ApplicationId,
) -> anyhow::Result<Option<Application>> {
    let row = sqlx::query!(
        "SELECT municipality_code, id, submission_id, number, kind_group, channel, applicant_id, language, content, sent_at, registered_at,
                term_start, decide_by, status, assigned_to, version
         FROM municipal.application WHERE municipality_code = $1 AND id = $2 FOR UPDATE",
        municipality.get(),
        id.get()
    )
    .fetch_optional(connection)
    .await?;
    row.map(|r| anyhow::Ok(application!(r))).transpose()
}

/// An application.
pub async fn application_find(
    connection: &mut PgConnection,
    municipality: MunicipalityCode,
    id: ApplicationId,
) -> anyhow::Result<Option<Application>> {
    let row = sqlx::query!(
        "SELECT municipality_code, id, submission_id, number, kind_group, channel, applicant_id, language, content, sent_at, registered_at,
                term_start, decide_by, status, assigned_to, version
         FROM municipal.application WHERE municipality_code = $1 AND id = $2",
        municipality.get(),
        id.get()
    )
    .fetch_optional(connection)
    .await?;
    row.map(|r| anyhow::Ok(application!(r))).transpose()
}

/// A child of an application.
#[derive(Debug, Clone, Copy)]
pub struct ApplicationChild {
    /// The child.
    pub person: PersonId,
    /// As the applicant answered.
    pub lives_with: bool,
}

/// Takes away the children that an application does not ask for any more.
pub async fn child_keep_only(
    connection: &mut PgConnection,
    application: &Application,
    children: &[Uuid],
) -> Result<(), DatabaseError> {
    sqlx::query!(
        "DELETE FROM municipal.application_child WHERE municipality_code = $1 AND application_id = $2 AND NOT person_id = ANY ($3)",
        application.municipality.get(),
        application.id.get(),
        children
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// Keeps whether a child lives with the applicant, as she answers now.
pub async fn child_lives_with(
    connection: &mut PgConnection,
    application: &Application,
    child: Uuid,
    lives_with: bool,
) -> Result<(), DatabaseError> {
    sqlx::query!(
        "UPDATE municipal.application_child SET lives_with = $4
         WHERE municipality_code = $1 AND application_id = $2 AND person_id = $3 AND lives_with <> $4",
        application.municipality.get(),
        application.id.get(),
        child,
        lives_with
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// The children of an application.
pub async fn child_list(
    connection: &mut PgConnection,
    municipality: MunicipalityCode,
    id: ApplicationId,
) -> Result<Vec<ApplicationChild>, DatabaseError> {
    let rows = sqlx::query!(
        "SELECT person_id, lives_with FROM municipal.application_child
         WHERE municipality_code = $1 AND application_id = $2 LIMIT 100",
        municipality.get(),
        id.get()
    )
    .fetch_all(connection)
    .await?;
    Ok(rows
        .into_iter()
        .map(|r| ApplicationChild {
            person: PersonId::new(r.person_id),
            lives_with: r.lives_with,
        })
        .collect())
}

/// A question to a register and its answer, if it has come.
#[derive(Debug, Clone)]
pub struct EvidenceItem {
    /// Key of the question.
    pub id: Uuid,
    /// Register.
    pub register: String,
    /// About whom.
    pub person: PersonId,
    /// When it was asked.
    pub asked_at: Timestamp,
    /// When the answer came.
    pub answered_at: Option<Timestamp>,
    /// State of the register that the answer shows.
    pub as_of: Option<Timestamp>,
    /// The answer; none if the register does not know the person.
    pub content: Option<Value>,
    /// How many times it was asked before.
    pub round: i16,
}

/// Questions and answers of an application, oldest first. The answers are the centre's copies: two reads by key.
pub async fn evidence_list(
    connection: &mut PgConnection,
    municipality: MunicipalityCode,
    id: ApplicationId,
) -> Result<Vec<EvidenceItem>, DatabaseError> {
    let requests = sqlx::query!(
        "SELECT id, register, person_id, asked_at, round FROM municipal.register_request
         WHERE municipality_code = $1 AND application_id = $2 ORDER BY asked_at, id LIMIT 200",
        municipality.get(),
        id.get()
    )
    .fetch_all(&mut *connection)
    .await?;
    let ids: Vec<Uuid> = requests.iter().map(|r| r.id).collect();
    let answers = sqlx::query!(
        "SELECT id, as_of, answered_at, content FROM central.register_answer
         WHERE municipality_code = $1 AND id = ANY ($2)",
        municipality.get(),
        &ids
    )
    .fetch_all(connection)
    .await?;
    Ok(requests
        .into_iter()
        .map(|r| {
            let answer = answers.iter().find(|a| a.id == r.id);
            EvidenceItem {
                id: r.id,
                round: r.round,
                register: r.register,
                person: PersonId::new(r.person_id),
                asked_at: r.asked_at.to_jiff(),
                answered_at: answer.map(|a| a.answered_at.to_jiff()),
                as_of: answer
                    .and_then(|a| a.as_of)
                    .map(jiff_sqlx::Timestamp::to_jiff),
                content: answer.and_then(|a| a.content.clone()),
            }
        })
        .collect())
}

/// Keeps the rule's calculation.
pub async fn assessment_insert(
    connection: &mut PgConnection,
    municipality: MunicipalityCode,
    application: ApplicationId,
    recommendation: &Recommendation,
    family_request: Option<Uuid>,
    now: Timestamp,
) -> anyhow::Result<AssessmentId> {
    let id = new_id(now);
    sqlx::query!(
        "INSERT INTO municipal.assessment (municipality_code, id, application_id, made_at, facts, months, lines, family_request_id)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        municipality.get(),
        id,
        application.get(),
        now.to_sqlx() as _,
        recommendation.facts,
        serde_json::to_value(&recommendation.months)?,
        serde_json::to_value(&recommendation.lines)?,
        family_request
    )
    .execute(connection)
    .await?;
    Ok(AssessmentId::new(id))
}

/// The question whose answer about the family a calculation rests on; none: the first.
pub async fn assessment_family(
    connection: &mut PgConnection,
    municipality: MunicipalityCode,
    assessment: AssessmentId,
) -> Result<Option<Uuid>, DatabaseError> {
    Ok(sqlx::query_scalar!(
        "SELECT family_request_id FROM municipal.assessment WHERE municipality_code = $1 AND id = $2",
        municipality.get(),
        assessment.get()
    )
    .fetch_optional(connection)
    .await?
    .flatten())
}

/// Whether one of these documents was asked of the applicant and came after a moment.
pub async fn document_came_since(
    connection: &mut PgConnection,
    application: &Application,
    documents: &[String],
    since: Timestamp,
) -> Result<bool, DatabaseError> {
    Ok(sqlx::query_scalar!(
        r#"SELECT EXISTS (SELECT FROM municipal.document_request WHERE municipality_code = $1 AND application_id = $2
             AND document = ANY ($3) AND settled_as = 'received' AND settled_at > $4) AS "came!""#,
        application.municipality.get(),
        application.id.get(),
        documents,
        since.to_sqlx() as _
    )
    .fetch_one(connection)
    .await?)
}

/// The newest calculation of an application.
pub async fn assessment_latest(
    connection: &mut PgConnection,
    municipality: MunicipalityCode,
    application: ApplicationId,
) -> anyhow::Result<Option<(AssessmentId, Timestamp, Recommendation)>> {
    let row = sqlx::query!(
        "SELECT id, made_at, facts, months, lines FROM municipal.assessment
         WHERE municipality_code = $1 AND application_id = $2 ORDER BY made_at DESC, id DESC LIMIT 1",
        municipality.get(),
        application.get()
    )
    .fetch_optional(connection)
    .await?;
    row.map(|r| {
        Ok((
            AssessmentId::new(r.id),
            r.made_at.to_jiff(),
            Recommendation {
                facts: r.facts,
                months: serde_json::from_value(r.months)?,
                lines: serde_json::from_value(r.lines)?,
            },
        ))
    })
    .transpose()
}

/// A calculation.
pub async fn assessment_find(
    connection: &mut PgConnection,
    municipality: MunicipalityCode,
    id: AssessmentId,
) -> anyhow::Result<Option<Recommendation>> {
    let row = sqlx::query!(
        "SELECT facts, months, lines FROM municipal.assessment WHERE municipality_code = $1 AND id = $2",
        municipality.get(),
        id.get()
    )
    .fetch_optional(connection)
    .await?;
    row.map(|r| {
        Ok(Recommendation {
            facts: r.facts,
            months: serde_json::from_value(r.months)?,
            lines: serde_json::from_value(r.lines)?,
        })
    })
    .transpose()
}

/// "Siūlymas".
#[derive(Debug, Clone)]
pub struct Proposal {
    /// Key.
    pub id: ProposalId,
    /// The calculation that it rests on.
    pub assessment: AssessmentId,
    /// It is the rule's own result.
    pub follows_rule: bool,
    /// Why not, if not; or a note to the decider.
    pub reason: Option<String>,
    /// What is proposed.
    pub lines: Vec<Line>,
    /// Who proposed.
    pub proposed_by: UserId,
    /// Name.
    pub proposed_by_name: String,
    /// When.
    pub proposed_at: Timestamp,
    /// adopted or returned; none while it waits.
    pub outcome: Option<String>,
    /// Why it was returned.
    pub return_reason: Option<String>,
}

/// Whether the form of what was sent has come.
pub async fn paper_known(
    connection: &mut PgConnection,
    application: &Application,
) -> Result<bool, DatabaseError> {
    Ok(sqlx::query_scalar!(
        r#"SELECT EXISTS (SELECT FROM central.submission_paper WHERE municipality_code = $1 AND id = $2) AS "known!""#,
        application.municipality.get(),
        application.submission
    )
    .fetch_one(connection)
    .await?)
}

/// What a resident sent, as it arrived.
pub struct Submission {
    /// The centre's receipt number.
    pub receipt_number: String,
    /// Code of its form.
    pub form_code: String,
    /// Version of the form's content.
    pub form_version: i32,
    /// Language of the applicant.
    pub language: String,
    /// [`ApplicationContent`] of that version.
    pub content: serde_json::Value,
    /// When it was sent.
    pub submitted_at: Timestamp,
}

/// A submission; none if it has not arrived.
pub async fn submission_find(
    connection: &mut PgConnection,
    municipality: MunicipalityCode,
    id: Uuid,
) -> Result<Option<Submission>, DatabaseError> {
    let row = sqlx::query!(
        "SELECT receipt_number, form_code, form_version, language, content, submitted_at FROM central.submission
         WHERE municipality_code = $1 AND id = $2",
        municipality.get(),
        id
    )
    .fetch_optional(connection)
    .await?;
    Ok(row.map(|r| Submission {
        receipt_number: r.receipt_number,
        form_code: r.form_code,
        form_version: r.form_version,
        language: r.language,
        content: r.content,
        submitted_at: r.submitted_at.to_jiff(),
    }))
}

/// The form of what was sent, as it was set then; none for a paper application.
pub async fn paper_of(
    connection: &mut PgConnection,
    application: &Application,
) -> Result<Option<Vec<u8>>, DatabaseError> {
    Ok(sqlx::query_scalar!(
        "SELECT pdf FROM central.submission_paper WHERE municipality_code = $1 AND id = $2",
        application.municipality.get(),
        application.submission
    )
    .fetch_optional(connection)
    .await?)
}

/// The newest proposal of an application.
pub async fn proposal_latest(
    connection: &mut PgConnection,
    municipality: MunicipalityCode,
    application: ApplicationId,
) -> anyhow::Result<Option<Proposal>> {
    let row = sqlx::query!(
        "SELECT id, assessment_id, follows_rule, reason, lines, proposed_by, proposed_by_name, proposed_at, outcome, return_reason
         FROM municipal.proposal WHERE municipality_code = $1 AND application_id = $2
         ORDER BY outcome IS NULL DESC, proposed_at DESC, id DESC LIMIT 1",
        municipality.get(),
        application.get()
    )
    .fetch_optional(connection)
    .await?;
    row.map(|r| {
        Ok(Proposal {
            id: ProposalId::new(r.id),
            assessment: AssessmentId::new(r.assessment_id),
            follows_rule: r.follows_rule,
            reason: r.reason,
            lines: serde_json::from_value(r.lines)?,
            proposed_by: UserId::new(r.proposed_by),
            proposed_by_name: r.proposed_by_name,
            proposed_at: r.proposed_at.to_jiff(),
            outcome: r.outcome,
            return_reason: r.return_reason,
        })
    })
    .transpose()
}

/// "Sprendimas" of an application with what became of its letter.
#[derive(Debug, Clone)]
pub struct DecisionRow {
    /// Key.
    pub id: DecisionId,
    /// Number.
    pub number: String,
    /// Day.
    pub decided_on: Date,
    /// granted, partly_granted or refused.
    pub outcome: String,
    /// Who decided.
    pub decider_name: String,
    /// Content as adopted.
    pub content: Value,
    /// The letter, once it is made.
    pub letter: Option<Uuid>,
}

/// The decision of an application.
pub async fn decision_of(
    connection: &mut PgConnection,
    municipality: MunicipalityCode,
    application: ApplicationId,
) -> Result<Option<DecisionRow>, DatabaseError> {
    let row = sqlx::query!(
        r#"SELECT d.id, d.number, d.decided_on, d.outcome, d.decider_name, d.content, l.id AS "letter?"
           FROM municipal.decision d
           LEFT JOIN municipal.letter l ON l.municipality_code = d.municipality_code AND l.decision_id = d.id
           WHERE d.municipality_code = $1 AND d.application_id = $2 ORDER BY d.adopted_at DESC LIMIT 1"#,
        municipality.get(),
        application.get()
    )
    .fetch_optional(connection)
    .await?;
    Ok(row.map(|r| DecisionRow {
        id: DecisionId::new(r.id),
        number: r.number,
        decided_on: r.decided_on.to_jiff(),
        outcome: r.outcome,
        decider_name: r.decider_name,
        content: r.content,
        letter: r.letter,
    }))
}

/// When the addressee first opened a letter in the portal: its delivery.
pub async fn letter_opened(
    connection: &mut PgConnection,
    municipality: MunicipalityCode,
    letter: Uuid,
) -> Result<Option<Timestamp>, DatabaseError> {
    let at = sqlx::query_scalar!(
        "SELECT opened_at FROM central.letter_opening WHERE municipality_code = $1 AND id = $2",
        municipality.get(),
        letter
    )
    .fetch_optional(connection)
    .await?;
    Ok(at.map(jiff_sqlx::Timestamp::to_jiff))
}

/// A line of the history.
#[derive(Debug, Clone)]
pub struct Event {
    /// Step.
    pub step: String,
    /// When.
    pub at: Timestamp,
    /// Who.
    pub user_name: String,
    /// Reason or note.
    pub note: Option<String>,
}

/// The history of an application, newest first.
pub async fn event_list(
    connection: &mut PgConnection,
    municipality: MunicipalityCode,
    application: ApplicationId,
) -> Result<Vec<Event>, DatabaseError> {
    let rows = sqlx::query!(
        "SELECT step, at, user_name, note FROM municipal.application_event
         WHERE municipality_code = $1 AND application_id = $2 ORDER BY at DESC, id DESC LIMIT 200",
        municipality.get(),
        application.get()
    )
    .fetch_all(connection)
    .await?;
    Ok(rows
        .into_iter()
        .map(|r| Event {
            step: r.step,
            at: r.at.to_jiff(),
            user_name: r.user_name,
            note: r.note,
        })
        .collect())
}

/// What is awarded for a child by another decision.
#[derive(Debug, Clone)]
pub struct OtherAward {
    /// The child.
    pub child: PersonId,
    /// Kind.
    pub kind: String,
    /// First day.
    pub from: Date,
    /// Last day; none: without end.
    pub to: Option<Date>,
    /// Paid to the same applicant.
    pub same_recipient: bool,
    /// Number of the decision.
    pub decision_number: String,
}

/// Awards of the same children in this municipality by other decisions, not ended before a day.
pub async fn other_awards(
    connection: &mut PgConnection,
    application: &Application,
    since: Date,
) -> Result<Vec<OtherAward>, DatabaseError> {
    let rows = sqlx::query!(
        r#"SELECT a.child_id, a.kind, lower(a.period) AS "from!", upper(a.period) - 1 AS "to",
                  a.recipient_id = $3 AS "same_recipient!", d.number
           FROM municipal.award a
           JOIN municipal.decision d ON d.municipality_code = a.municipality_code AND d.id = a.decision_id
           JOIN municipal.application_child c ON c.municipality_code = a.municipality_code AND c.person_id = a.child_id
           WHERE c.municipality_code = $1 AND c.application_id = $2 AND a.application_id <> $2
             AND a.period && daterange($4, NULL) ORDER BY 3 LIMIT 100"#,
        application.municipality.get(),
        application.id.get(),
        application.applicant.get(),
        since.to_sqlx() as _
    )
    .fetch_all(connection)
    .await?;
    Ok(rows
        .into_iter()
        .map(|r| OtherAward {
            child: PersonId::new(r.child_id),
            kind: r.kind,
            from: r.from.to_jiff(),
            to: r.to.map(jiff_sqlx::Date::to_jiff),
            same_recipient: r.same_recipient,
            decision_number: r.number,
        })
        .collect())
}

/// Other applications of the same applicant, newest first.
pub async fn other_applications(
    connection: &mut PgConnection,
    application: &Application,
) -> Result<Vec<(ApplicationId, String, String)>, DatabaseError> {
    let rows = sqlx::query!(
        "SELECT id, number, status FROM municipal.application
         WHERE municipality_code = $1 AND applicant_id = $2 AND id <> $3 ORDER BY registered_at DESC LIMIT 20",
        application.municipality.get(),
        application.applicant.get(),
        application.id.get()
    )
    .fetch_all(connection)
    .await?;
    Ok(rows
        .into_iter()
        .map(|r| (ApplicationId::new(r.id), r.number, r.status))
        .collect())
}

/// "Savivaldybės padalinys" in force on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Office {
    /// Municipality's administration.
    pub name: String,
    /// Unit.
    pub unit: String,
    /// Address.
    pub address: String,
    /// Telephone.
    pub phone: String,
    /// E-mail.
    pub email: String,
    /// Place of decisions.
    pub place: String,
}

/// The office in force on a day.
pub async fn office_at(
    connection: &mut PgConnection,
    municipality: MunicipalityCode,
    day: Date,
) -> Result<Option<Office>, DatabaseError> {
    Ok(sqlx::query_as!(
        Office,
        "SELECT name, unit, address, phone, email, place FROM municipal.office
         WHERE municipality_code = $1 AND valid_from <= $2 ORDER BY valid_from DESC LIMIT 1",
        municipality.get(),
        day.to_sqlx() as _
    )
    .fetch_optional(connection)
    .await?)
}

/// Where decisions of a municipality are appealed on a day: commission, its address, court, its address.
pub async fn appeal_body_at(
    connection: &mut PgConnection,
    municipality: MunicipalityCode,
    day: Date,
) -> Result<Option<(String, String, String, String)>, DatabaseError> {
    let row = sqlx::query!(
        "SELECT commission, commission_address, court, court_address FROM central.appeal_body
         WHERE municipality_code = $1 AND $2 BETWEEN valid_from AND coalesce(valid_to, 'infinity')
         ORDER BY valid_from DESC LIMIT 1",
        municipality.get(),
        day.to_sqlx() as _
    )
    .fetch_optional(connection)
    .await?;
    Ok(row.map(|r| (r.commission, r.commission_address, r.court, r.court_address)))
}
