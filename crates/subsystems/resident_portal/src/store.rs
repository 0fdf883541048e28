//! The centre's own rows: one function a query. Rows of residents are found by the resident only.

pub mod corrections;
pub mod papers;
pub mod unsent;

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use jiff_sqlx::ToSqlx;
use serde_json::Value;
use spis_applications::form::formats;
use spis_database::{DatabaseError, new_id};
use spis_identity::GatewayIdentity;
use spis_identity::sessions::digest;
use spis_kernel::{DraftId, MunicipalityCode, PersonalCode, ResidentId, SubmissionId};
use spis_pages::Language;
use sqlx::PgConnection;
use uuid::Uuid;

use crate::family::Family;
use crate::model::{Draft, DraftContent};
use crate::own::OwnId;

/// A trip to the gateway must end within this time.
pub const ATTEMPT_LIFE: SignedDuration = SignedDuration::from_mins(10);

fn unreadable(table: &'static str, id: impl ToString) -> DatabaseError {
    DatabaseError::Inconsistent {
        table,
        id: id.to_string(),
        what: "its content cannot be read",
    }
}

fn to_json(value: &impl serde::Serialize) -> Result<Value, DatabaseError> {
    serde_json::to_value(value).map_err(|e| sqlx::Error::Encode(e.into()).into())
}

/// Notes that a browser leaves for the gateway.
pub async fn attempt_add(
    connection: &mut PgConnection,
    state: &str,
    nonce: &str,
    ticket: &str,
    return_path: &str,
    now: Timestamp,
) -> Result<(), DatabaseError> {
    sqlx::query!(
        "INSERT INTO local.signin_attempt (state_hash, browser_hash, ticket, return_path, created_at) VALUES ($1, $2, $3, $4, $5)",
        digest(state),
        digest(nonce),
        ticket,
        return_path,
        now.to_sqlx() as _
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// Whether this ticket was given for this trip, and the trip still waits for its return.
pub async fn attempt_waits(
    connection: &mut PgConnection,
    state: &str,
    ticket: &str,
    now: Timestamp,
) -> Result<bool, DatabaseError> {
    Ok(sqlx::query_scalar!(
        r#"SELECT EXISTS (SELECT 1 FROM local.signin_attempt
           WHERE state_hash = $1 AND ticket = $2 AND resident_id IS NULL AND used_at IS NULL AND created_at > $3) AS "waits!""#,
        digest(state),
        ticket,
        (now - ATTEMPT_LIFE).to_sqlx() as _
    )
    .fetch_one(connection)
    .await?)
}

/// Keeps who came back; false if somebody already did.
pub async fn attempt_identify(
    connection: &mut PgConnection,
    state: &str,
    resident: ResidentId,
) -> Result<bool, DatabaseError> {
    let done = sqlx::query!(
        "UPDATE local.signin_attempt SET resident_id = $2 WHERE state_hash = $1 AND resident_id IS NULL AND used_at IS NULL",
        digest(state),
        resident.get()
    )
    .execute(connection)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Uses the trip up, in the browser that began it: the resident, and where she wanted to go.
pub async fn attempt_use(
    connection: &mut PgConnection,
    state: &str,
    nonce: &str,
    now: Timestamp,
) -> Result<Option<(ResidentId, String)>, DatabaseError> {
    let row = sqlx::query!(
        r#"UPDATE local.signin_attempt SET used_at = $3
           WHERE state_hash = $1 AND browser_hash = $2 AND used_at IS NULL AND resident_id IS NOT NULL AND created_at > $4
           RETURNING resident_id AS "resident_id!", return_path"#,
        digest(state),
        digest(nonce),
        now.to_sqlx() as _,
        (now - ATTEMPT_LIFE).to_sqlx() as _
    )
    .fetch_optional(connection)
    .await?;
    Ok(row.map(|r| (ResidentId::new(r.resident_id), r.return_path)))
}

/// Makes or refreshes the account of whom the gateway named.
pub async fn resident_keep(
    connection: &mut PgConnection,
    identity: &GatewayIdentity,
    language: Language,
    now: Timestamp,
) -> Result<ResidentId, DatabaseError> {
    let id = sqlx::query_scalar!(
        "INSERT INTO central.resident (id, personal_code, given_name, surname, language, created_at)
         VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (personal_code) DO UPDATE
         SET given_name = excluded.given_name, surname = excluded.surname, language = excluded.language
         RETURNING id",
        new_id(now),
        identity.personal_code.as_str(),
        identity.given_name,
        identity.surname,
        language.code(),
        now.to_sqlx() as _
    )
    .fetch_one(connection)
    .await?;
    Ok(ResidentId::new(id))
}

/// Whether she has confirmed a version of the policy.
pub async fn policy_is_confirmed(
    connection: &mut PgConnection,
    resident: ResidentId,
    version: &str,
) -> Result<bool, DatabaseError> {
    Ok(sqlx::query_scalar!(
        r#"SELECT EXISTS (SELECT 1 FROM central.policy_confirmation WHERE resident_id = $1 AND version = $2) AS "confirmed!""#,
        resident.get(),
        version
    )
    .fetch_one(connection)
    .await?)
}

/// Keeps that she confirmed; the first time counts.
pub async fn policy_confirm(
    connection: &mut PgConnection,
    resident: ResidentId,
    version: &str,
    now: Timestamp,
) -> Result<(), DatabaseError> {
    sqlx::query!(
        "INSERT INTO central.policy_confirmation (resident_id, version, confirmed_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
        resident.get(),
        version,
        now.to_sqlx() as _
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// The register's last answer and when it came.
pub async fn family_find(
    connection: &mut PgConnection,
    resident: ResidentId,
) -> Result<Option<(Family, Timestamp)>, DatabaseError> {
    let row = sqlx::query!(
        "SELECT answered_at, content FROM central.family_prefill WHERE resident_id = $1",
        resident.get()
    )
    .fetch_optional(connection)
    .await?;
    // It is not worth an error page: the register is asked again.
    Ok(row.and_then(|r| {
        let family = serde_json::from_value(r.content).ok()?;
        Some((family, r.answered_at.to_jiff()))
    }))
}

/// Keeps the register's answer in place of the one before.
pub async fn family_keep(
    connection: &mut PgConnection,
    resident: ResidentId,
    family: &Family,
    now: Timestamp,
) -> Result<(), DatabaseError> {
    sqlx::query!(
        "INSERT INTO central.family_prefill (resident_id, answered_at, content) VALUES ($1, $2, $3)
         ON CONFLICT (resident_id) DO UPDATE SET answered_at = excluded.answered_at, content = excluded.content",
        resident.get(),
        now.to_sqlx() as _,
        to_json(family)?
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// Municipalities by name.
pub async fn municipality_list(
    connection: &mut PgConnection,
) -> Result<Vec<(MunicipalityCode, String)>, DatabaseError> {
    let rows = sqlx::query!(
        r#"SELECT code, name FROM central.municipality ORDER BY name COLLATE "lt-x-icu" LIMIT 100"#
    )
    .fetch_all(connection)
    .await?;
    Ok(rows
        .into_iter()
        .filter_map(|r| Some((MunicipalityCode::new(r.code)?, r.name)))
        .collect())
}

/// Name of a municipality.
pub async fn municipality_name(
    connection: &mut PgConnection,
    code: MunicipalityCode,
) -> Result<Option<String>, DatabaseError> {
    Ok(sqlx::query_scalar!(
        "SELECT name FROM central.municipality WHERE code = $1",
        code.get()
    )
    .fetch_optional(connection)
    .await?)
}

/// Telephone of the municipality's department, as of a day; none while it has told none.
pub async fn municipality_phone(
    connection: &mut PgConnection,
    code: MunicipalityCode,
    today: Date,
) -> Result<Option<String>, DatabaseError> {
    Ok(sqlx::query_scalar!(
        "SELECT phone FROM municipal.office WHERE municipality_code = $1 AND valid_from <= $2 ORDER BY valid_from DESC LIMIT 1",
        code.get(),
        today.to_sqlx() as _
    )
    .fetch_optional(connection)
    .await?)
}

/// Makes a draft.
pub async fn draft_add(
    connection: &mut PgConnection,
    id: DraftId,
    resident: ResidentId,
    form_code: &str,
    now: Timestamp,
) -> Result<(), DatabaseError> {
    sqlx::query!(
        "INSERT INTO central.draft (id, resident_id, form_code, created_at) VALUES ($1, $2, $3, $4)",
        id.get(),
        resident.get(),
        form_code,
        now.to_sqlx() as _
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// Adds a version to a draft.
pub async fn draft_version_add(
    connection: &mut PgConnection,
    id: DraftId,
    version: i32,
    content: &DraftContent,
    now: Timestamp,
) -> Result<(), DatabaseError> {
    sqlx::query!(
        "INSERT INTO central.draft_version (draft_id, version, content, saved_at) VALUES ($1, $2, $3, $4)",
        id.get(),
        version,
        to_json(content)?,
        now.to_sqlx() as _
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// What an earlier version of a draft said.
pub async fn draft_version_find(
    connection: &mut PgConnection,
    id: DraftId,
    version: i32,
) -> Result<Option<DraftContent>, DatabaseError> {
    let content = sqlx::query_scalar!(
        "SELECT content FROM central.draft_version WHERE draft_id = $1 AND version = $2",
        id.get(),
        version
    )
    .fetch_optional(connection)
    .await?;
    content
        .map(|content| {
            serde_json::from_value(content).map_err(|_| unreadable("central.draft_version", id))
        })
        .transpose()
}

/// Locks a resident's draft until the end of the transaction, so that two saves follow one another.
pub async fn draft_lock(
    connection: &mut PgConnection,
    resident: ResidentId,
    id: DraftId,
) -> Result<bool, DatabaseError> {
    let row = sqlx::query_scalar!(
        "SELECT id FROM central.draft WHERE id = $1 AND resident_id = $2 FOR UPDATE",
        id.get(),
        resident.get()
    )
    .fetch_optional(connection)
    .await?;
    Ok(row.is_some())
}

/// A resident's draft as last saved.
pub async fn draft_find(
    connection: &mut PgConnection,
    resident: ResidentId,
    id: DraftId,
) -> Result<Option<Draft>, DatabaseError> {
    let row = sqlx::query!(
        "SELECT d.form_code, d.submission_id, d.corrects, v.version, v.content, v.saved_at
         FROM central.draft d JOIN central.draft_version v ON v.draft_id = d.id
         WHERE d.id = $1 AND d.resident_id = $2
         ORDER BY v.version DESC LIMIT 1",
        id.get(),
        resident.get()
    )
    .fetch_optional(connection)
    .await?;
    row.map(|r| {
        Ok(Draft {
            id,
            form_code: r.form_code,
            version: r.version,
            content: serde_json::from_value(r.content)
                .map_err(|_| unreadable("central.draft_version", id))?,
            saved_at: r.saved_at.to_jiff(),
            became: r.submission_id.map(OwnId::from),
            corrects: r.corrects.map(OwnId::from),
        })
    })
    .transpose()
}

/// A resident's drafts that have not ended, the latest first.
pub async fn draft_list(
    connection: &mut PgConnection,
    resident: ResidentId,
) -> Result<Vec<Draft>, DatabaseError> {
    let rows = sqlx::query!(
        "SELECT d.id, d.form_code, d.corrects, v.version, v.content, v.saved_at
         FROM central.draft d
         CROSS JOIN LATERAL (SELECT version, content, saved_at FROM central.draft_version
                             WHERE draft_id = d.id ORDER BY version DESC LIMIT 1) v
         WHERE d.resident_id = $1 AND d.ended_at IS NULL
         ORDER BY v.saved_at DESC LIMIT 20",
        resident.get()
    )
    .fetch_all(connection)
    .await?;
    rows.into_iter()
        .map(|r| {
            let id = DraftId::new(r.id);
            Ok(Draft {
                id,
                form_code: r.form_code,
                version: r.version,
                content: serde_json::from_value(r.content)
                    .map_err(|_| unreadable("central.draft_version", id))?,
                saved_at: r.saved_at.to_jiff(),
                became: None,
                corrects: r.corrects.map(OwnId::from),
            })
        })
        .collect()
}

/// Ends a draft: it became a submission, or a correction of what this names.
pub async fn draft_end(
    connection: &mut PgConnection,
    id: DraftId,
    became: OwnId,
    now: Timestamp,
) -> Result<(), DatabaseError> {
    sqlx::query!(
        "UPDATE central.draft SET ended_at = $2, submission_id = $3 WHERE id = $1",
        id.get(),
        now.to_sqlx() as _,
        became.get()
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// When a draft was last saved.
pub async fn draft_saved_at(
    connection: &mut PgConnection,
    id: DraftId,
) -> Result<Option<Timestamp>, DatabaseError> {
    let at = sqlx::query_scalar!(
        r#"SELECT max(saved_at) AS "saved_at: jiff_sqlx::Timestamp" FROM central.draft_version WHERE draft_id = $1"#,
        id.get()
    )
    .fetch_one(connection)
    .await?;
    Ok(at.map(|at| at.to_jiff()))
}

/// How many applications a resident has begun and not sent; corrections do not count.
pub async fn draft_count(
    connection: &mut PgConnection,
    resident: ResidentId,
) -> Result<i64, DatabaseError> {
    Ok(sqlx::query_scalar!(
        r#"SELECT count(*) AS "count!" FROM central.draft WHERE resident_id = $1 AND corrects IS NULL AND ended_at IS NULL"#,
        resident.get()
    )
    .fetch_one(connection)
    .await?)
}

/// Deletes a resident's draft; whatever hangs on it goes with it.
pub async fn draft_delete(
    connection: &mut PgConnection,
    resident: ResidentId,
    id: DraftId,
) -> Result<(), DatabaseError> {
    sqlx::query!(
        "DELETE FROM central.draft WHERE id = $1 AND resident_id = $2",
        id.get(),
        resident.get()
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// A draft that nobody has changed for long.
pub struct OldDraft {
    /// Key.
    pub id: DraftId,
    /// Whose.
    pub resident: ResidentId,
    /// Her language.
    pub language: String,
    /// When it was last changed.
    pub saved_at: Timestamp,
    /// It became a submission.
    pub ended: bool,
    /// She was reminded since.
    pub reminded: bool,
    /// Where a reminder goes: her account's address, if it takes e-mails; without settings what she typed, if it is one.
    pub email: Option<String>,
}

/// Drafts last changed before a moment, the oldest first; ended ones too, whose content the submission holds.
pub async fn draft_old(
    connection: &mut PgConnection,
    before: Timestamp,
) -> Result<Vec<OldDraft>, DatabaseError> {
    let rows = sqlx::query!(
        r#"SELECT d.id, d.resident_id, r.language, d.ended_at IS NOT NULL AS "ended!", v.saved_at,
                  v.content #>> '{values,elpastas,0}' AS typed,
                  s.email AS "account?", s.email_notices AS "notices?",
                  coalesce(n.reminded_at > v.saved_at, false) AS "reminded!"
           FROM central.draft d
           JOIN central.resident r ON r.id = d.resident_id
           JOIN LATERAL (SELECT saved_at, content FROM central.draft_version WHERE draft_id = d.id
                         ORDER BY version DESC LIMIT 1) v ON true
           LEFT JOIN central.draft_reminder n ON n.draft_id = d.id
           LEFT JOIN central.resident_setting s ON s.resident_id = d.resident_id
           WHERE v.saved_at < $1 ORDER BY v.saved_at LIMIT 5000"#,
        before.to_sqlx() as _
    )
    .fetch_all(connection)
    .await?;
    Ok(rows
        .into_iter()
        .map(|r| OldDraft {
            id: DraftId::new(r.id),
            resident: ResidentId::new(r.resident_id),
            language: r.language,
            saved_at: r.saved_at.to_jiff(),
            ended: r.ended,
            reminded: r.reminded,
            email: match r.notices {
                Some(true) => r.account,
                Some(false) => None,
                None => r.typed.as_deref().and_then(formats::email),
            },
        })
        .collect())
}

/// Notes that a resident was reminded of a draft.
pub async fn draft_reminder_add(
    connection: &mut PgConnection,
    id: DraftId,
    now: Timestamp,
) -> Result<(), DatabaseError> {
    sqlx::query!(
        "INSERT INTO central.draft_reminder (draft_id, reminded_at) VALUES ($1, $2)
         ON CONFLICT (draft_id) DO UPDATE SET reminded_at = excluded.reminded_at",
        id.get(),
        now.to_sqlx() as _
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// Lets go of sessions that ended, or ran out, before a moment.
pub async fn session_forget(
    connection: &mut PgConnection,
    before: Timestamp,
) -> Result<(), DatabaseError> {
    sqlx::query!(
        "DELETE FROM local.session WHERE coalesce(ended_at, expires_at) < $1",
        before.to_sqlx() as _
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// Lets go of trips to the gateway that began before a moment.
pub async fn attempt_forget(
    connection: &mut PgConnection,
    before: Timestamp,
) -> Result<(), DatabaseError> {
    sqlx::query!(
        "DELETE FROM local.signin_attempt WHERE created_at < $1",
        before.to_sqlx() as _
    )
    .execute(connection)
    .await?;
    Ok(())
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

/// What a resident sent, as she sent it.
pub struct Submission {
    /// Municipality that it is addressed to.
    pub municipality: MunicipalityCode,
    /// Key.
    pub id: SubmissionId,
    /// The centre's receipt number.
    pub receipt_number: String,
    /// Form.
    pub form_code: String,
    /// Version of the form's content.
    pub form_version: i32,
    /// `spis_applications::content::ApplicationContent` as JSON.
    pub content: Value,
    /// Moment of sending.
    pub submitted_at: Timestamp,
}

/// What else is kept with a submission.
pub struct SubmissionContext<'a> {
    /// Account.
    pub resident: ResidentId,
    /// "Asmens kodas".
    pub personal_code: &'a PersonalCode,
    /// Version of the policy that she had confirmed.
    pub policy_version: &'a str,
    /// Language that she wrote in.
    pub language: Language,
    /// SHA-256 of the content, hexadecimal.
    pub content_sha256: &'a str,
}

/// Adds a submission.
pub async fn submission_add(
    connection: &mut PgConnection,
    submission: &Submission,
    context: &SubmissionContext<'_>,
) -> Result<(), DatabaseError> {
    sqlx::query!(
        "INSERT INTO central.submission (municipality_code, id, receipt_number, resident_id, personal_code, form_code, form_version,
             policy_version, language, content, content_sha256, submitted_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
        submission.municipality.get(),
        submission.id.get(),
        submission.receipt_number,
        context.resident.get(),
        context.personal_code.as_str(),
        submission.form_code,
        submission.form_version,
        context.policy_version,
        context.language.code(),
        submission.content,
        context.content_sha256,
        submission.submitted_at.to_sqlx() as _
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// A resident's submissions, the latest first.
pub async fn submission_list(
    connection: &mut PgConnection,
    resident: ResidentId,
) -> Result<Vec<Submission>, DatabaseError> {
    let rows = sqlx::query!(
        "SELECT municipality_code, id, receipt_number, form_code, form_version, content, submitted_at
         FROM central.submission WHERE resident_id = $1 ORDER BY submitted_at DESC LIMIT 50",
        resident.get()
    )
    .fetch_all(connection)
    .await?;
    rows.into_iter()
        .map(|r| {
            Ok(Submission {
                municipality: municipality(r.municipality_code, r.id)?,
                id: SubmissionId::new(r.id),
                receipt_number: r.receipt_number,
                form_code: r.form_code,
                form_version: r.form_version,
                content: r.content,
                submitted_at: r.submitted_at.to_jiff(),
            })
        })
        .collect()
}

/// One of a resident's submissions.
pub async fn submission_find(
    connection: &mut PgConnection,
    resident: ResidentId,
    id: SubmissionId,
) -> Result<Option<Submission>, DatabaseError> {
    let row = sqlx::query!(
        "SELECT municipality_code, receipt_number, form_code, form_version, content, submitted_at
         FROM central.submission WHERE id = $1 AND resident_id = $2",
        id.get(),
        resident.get()
    )
    .fetch_optional(connection)
    .await?;
    row.map(|r| {
        Ok(Submission {
            municipality: municipality(r.municipality_code, id.get())?,
            id,
            receipt_number: r.receipt_number,
            form_code: r.form_code,
            form_version: r.form_version,
            content: r.content,
            submitted_at: r.submitted_at.to_jiff(),
        })
    })
    .transpose()
}

/// Keeps when the addressee first opened a letter; true if this was the first time.
pub async fn letter_open(
    connection: &mut PgConnection,
    resident: ResidentId,
    municipality: MunicipalityCode,
    letter: Uuid,
    now: Timestamp,
) -> Result<bool, DatabaseError> {
    let done = sqlx::query!(
        "INSERT INTO central.letter_opening (municipality_code, id, resident_id, opened_at) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING",
        municipality.get(),
        letter,
        resident.get(),
        now.to_sqlx() as _
    )
    .execute(connection)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// When the addressee first opened a letter.
pub async fn letter_opened_at(
    connection: &mut PgConnection,
    municipality: MunicipalityCode,
    letter: Uuid,
) -> Result<Option<Timestamp>, DatabaseError> {
    let row = sqlx::query!(
        "SELECT opened_at FROM central.letter_opening WHERE municipality_code = $1 AND id = $2",
        municipality.get(),
        letter
    )
    .fetch_optional(connection)
    .await?;
    Ok(row.map(|r| r.opened_at.to_jiff()))
}

fn municipality(code: i16, id: Uuid) -> Result<MunicipalityCode, DatabaseError> {
    MunicipalityCode::new(code).ok_or(DatabaseError::Inconsistent {
        table: "central.submission",
        id: id.to_string(),
        what: "a municipality code that is none",
    })
}
