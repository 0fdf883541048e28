//! The verbs of the procedure, one file each: authorise, act, journal, commit.

pub mod add_scan;
pub mod adopt_decision;
pub mod answer_request;
pub mod ask_document;
pub mod assign_case;
pub mod check_representation;
pub mod complete_paper;
pub mod compose_letter;
pub mod counter_draft;
pub mod deliver_letter;
pub mod gather_evidence;
pub mod mark_identical;
pub mod propose_decision;
pub mod receive_at_counter;
pub mod receive_request;
pub mod recheck_family;
pub mod register_paper;
pub mod register_submission;
pub mod return_proposal;
pub mod send_notice;
pub mod settle_document;
pub mod sign_paper;
pub mod take_up;
pub mod tidy_counter;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff_sqlx::ToSqlx;
use spis_database::{DatabaseError, new_id};
use spis_kernel::{ApplicationId, MunicipalityCode, UserId};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::procedure::{Status, Step};
use crate::store::Application;
use crate::store::counter::is_own_case;

/// Why a step is not taken.
#[derive(Debug, thiserror::Error)]
pub enum StepError {
    /// The application is in another state than the page showed, or somebody was faster.
    #[error("the application is in another state")]
    Stale,
    /// The database refuses: the proposer does not decide.
    #[error("the proposer may not decide")]
    SamePerson,
    /// No power to decide is in force.
    #[error("no power to decide in force")]
    NoPower,
    /// The case is the official's own, or a relative's.
    #[error("nobody takes a step in the own or a relative's case")]
    Own,
    /// A reason is required.
    #[error("a reason is required")]
    ReasonMissing,
    /// Somebody else has the case: her name.
    #[error("a colleague has the case")]
    Taken(String),
    /// Only who has the case, or may assign any, gives it to somebody.
    #[error("the case is not the user's to give")]
    NotHers,
    /// It is the own, or a relative's, case of who is to have it.
    #[error("nobody is given the own or a relative's case")]
    OwnOfReceiver,
    /// The letter of the decision cannot be set: a letter that the font lacks, or too long.
    #[error("the letter of the decision cannot be set")]
    Unprintable,
    /// To whom it is given may not process cases.
    #[error("who is to have the case may not process cases")]
    NotColleague,
    /// A child's month is awarded already.
    #[error("the same month of the same kind is awarded already")]
    AlreadyAwarded,
    /// A decision cannot be sent without saying where to appeal.
    #[error("no appeal body in force for the municipality")]
    NoAppealBody,
    /// What the applicant stated since must be answered first.
    #[error("the applicant's statement is not answered")]
    Unanswered,
    /// The paper bears no signature yet.
    #[error("the paper application is not signed")]
    Unsigned,
    /// The application names no child, so there is nothing to decide about.
    #[error("the application names no child")]
    NoChildren,
    /// Money is granted and nobody has said where to pay it.
    #[error("the application names no account to pay to")]
    NoAccount,
    /// A document may not be asked for by an earlier day.
    #[error("the earliest day to ask a document for is {0}")]
    TooEarly(Date),
    /// The request for the document was not delivered early enough, or its last day has not passed.
    #[error("the request for the document was not delivered in time")]
    NotDelivered,
    /// Nothing may be refused for want of facts that the applicant was not asked for.
    #[error("the missing facts were not asked of the applicant")]
    NotAsked,
    /// The reason says that a document was not given, and none was asked for in time.
    #[error("no document counts as not given")]
    NotOwed,
    /// The power of attorney by which the application was made is not checked, or does not hold.
    #[error("the power of attorney is not checked or does not hold")]
    Unrepresented,
    /// What is known of the family has grown too old for a decision; the register is asked again.
    #[error("the population register is asked about the family again")]
    FamilyAsked,
    /// The register has not answered the question asked again then.
    #[error("the population register has not answered since {0}")]
    FamilyAwaited(Timestamp),
    /// The register's newest answer differs in what the decision rests on: the case is calculated anew.
    #[error("what the register says of the family has changed")]
    FamilyChanged(Vec<recheck_family::FamilyChange>),
    /// Anything else.
    #[error(transparent)]
    Failed(#[from] anyhow::Error),
}

impl From<DatabaseError> for StepError {
    fn from(error: DatabaseError) -> Self {
        match error.constraint() {
            Some("decision_four_eyes") => Self::SamePerson,
            Some("decision_own") => Self::Own,
            Some("decision_power") => Self::NoPower,
            Some("proposal_against_rule_reason" | "proposal_return_reason") => Self::ReasonMissing,
            Some("award_once") => Self::AlreadyAwarded,
            Some("proposal_one_open" | "decision_proposal_once" | "request_answer_pkey") => {
                Self::Stale
            }
            _ => Self::Failed(error.into()),
        }
    }
}

impl From<sqlx::Error> for StepError {
    fn from(error: sqlx::Error) -> Self {
        DatabaseError::from(error).into()
    }
}

/// Who takes a step.
#[derive(Debug, Clone)]
pub struct StepTaker {
    /// The user; none for the system.
    pub id: Option<UserId>,
    /// As the history shows.
    pub name: String,
}

impl StepTaker {
    /// Taken by the system itself.
    pub fn system() -> Self {
        Self {
            id: None,
            name: "SPIS".into(),
        }
    }
}

/// Nobody does anything in the own or a relative's case ("pareiga nusišalinti", Law on the Adjustment of Public and Private
/// Interests).
pub(crate) async fn refuse_own(
    connection: &mut PgConnection,
    municipality: MunicipalityCode,
    user: UserId,
    application: ApplicationId,
) -> Result<(), StepError> {
    if is_own_case(connection, municipality, user, application).await? {
        return Err(StepError::Own);
    }
    Ok(())
}

/// Moves an application to a step's status, if it still is where the step may begin, and writes the history.
pub(crate) async fn take_step(
    connection: &mut PgConnection,
    municipality: MunicipalityCode,
    application: ApplicationId,
    step: &Step,
    taker: &StepTaker,
    note: Option<&str>,
    now: Timestamp,
) -> Result<(), StepError> {
    if let Some(user) = taker.id {
        refuse_own(connection, municipality, user, application).await?;
    }
    let from: Vec<String> = step.from.iter().map(|s| s.code().to_owned()).collect();
    let moved = sqlx::query!(
        "UPDATE municipal.application SET status = $4, changed_at = $5, version = version + 1
         WHERE municipality_code = $1 AND id = $2 AND status = ANY ($3)",
        municipality.get(),
        application.get(),
        &from,
        step.to.code(),
        now.to_sqlx() as _
    )
    .execute(&mut *connection)
    .await?;
    if moved.rows_affected() != 1 {
        return Err(StepError::Stale);
    }
    write_event(
        connection,
        municipality,
        application,
        step.name,
        step.to,
        taker,
        note,
        now,
    )
    .await?;
    Ok(())
}

#[expect(
    clippy::too_many_arguments,
    reason = "one row of the history, column by column"
)]
pub(crate) async fn write_event(
    connection: &mut PgConnection,
    municipality: MunicipalityCode,
    application: ApplicationId,
    step: &str,
    status_after: Status,
    taker: &StepTaker,
    note: Option<&str>,
    now: Timestamp,
) -> Result<(), DatabaseError> {
    sqlx::query!(
        "INSERT INTO municipal.application_event (municipality_code, id, application_id, step, status_after, at, user_id, user_name, note)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        municipality.get(),
        new_id(now),
        application.get(),
        step,
        status_after.code(),
        now.to_sqlx() as _,
        taker.id.map(UserId::get),
        taker.name,
        note
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// Writes an event under the key of what it tells of; false if it was written before.
pub(crate) async fn write_event_as(
    connection: &mut PgConnection,
    id: Uuid,
    application: &Application,
    step: &str,
    taker: &StepTaker,
    note: Option<&str>,
    now: Timestamp,
) -> Result<bool, DatabaseError> {
    let done = sqlx::query!(
        "INSERT INTO municipal.application_event (municipality_code, id, application_id, step, status_after, at, user_id, user_name, note)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT DO NOTHING",
        application.municipality.get(),
        id,
        application.id.get(),
        step,
        application.status.code(),
        now.to_sqlx() as _,
        taker.id.map(UserId::get),
        taker.name,
        note
    )
    .execute(connection)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// What a notice tells of, where that is not a decision.
pub(crate) enum News {
    /// A document is asked for.
    Document(Uuid),
    /// What the applicant wrote or brought is answered; the key is the answer's.
    Answer(Uuid),
}

/// "Pranešti": that there is news for the applicant, by the channel of the application; an e-mail does not say what.
pub(crate) async fn notify(
    connection: &mut PgConnection,
    application: &Application,
    news: News,
    now: Timestamp,
) -> Result<(), DatabaseError> {
    let (document, answer) = match news {
        News::Document(id) => (Some(id), None),
        News::Answer(id) => (None, Some(id)),
    };
    sqlx::query!(
        "INSERT INTO municipal.notice (municipality_code, id, application_id, recipient_id, channel, email, language, created_at,
             document_request_id, request_answer_id)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        application.municipality.get(),
        new_id(now),
        application.id.get(),
        application.applicant.get(),
        application.content.notice_channel.code(),
        application.content.email,
        application.language,
        now.to_sqlx() as _,
        document,
        answer
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// The next value of a yearly counter, taken inside the transaction: no gaps, no doubles.
pub(crate) async fn next_number(
    connection: &mut PgConnection,
    municipality: MunicipalityCode,
    name: &str,
    year: i16,
) -> Result<i64, DatabaseError> {
    Ok(sqlx::query_scalar!(
        "INSERT INTO municipal.counter (municipality_code, name, year, value) VALUES ($1, $2, $3, 1)
         ON CONFLICT (municipality_code, name, year) DO UPDATE SET value = counter.value + 1
         RETURNING value",
        municipality.get(),
        name,
        i32::from(year)
    )
    .fetch_one(connection)
    .await?)
}
