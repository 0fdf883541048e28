//! The counter: drafts of paper applications, how paper came in, and what is known already of who applies.

use anyhow::Context;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff_sqlx::ToSqlx;
use spis_database::{DatabaseError, new_id};
use spis_identity::User;
use spis_kernel::{ApplicationId, MunicipalityCode, PersonId, PersonalCode, UserId, vilnius};
use spis_persons::store::{person_list, person_list_by_codes};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::counter::{CounterDraft, IdentityDocument, Intake, Known, RegistersTold};
use crate::procedure::Status;
use crate::store::Application;

/// A stored draft.
#[derive(Debug, Clone)]
pub struct StoredDraft {
    /// Key.
    pub id: Uuid,
    /// Code of the form.
    pub form: String,
    /// Grows with each change.
    pub version: i32,
    /// When it was saved.
    pub saved_at: Timestamp,
    /// What was typed.
    pub draft: CounterDraft,
}

macro_rules! draft {
    ($row:expr) => {{
        let row = $row;
        StoredDraft {
            id: row.id,
            form: row.form_code,
            version: row.version,
            saved_at: row.saved_at.to_jiff(),
            // serde's message could quote what was typed.
            draft: serde_json::from_value(row.content)
                .map_err(|e| anyhow::anyhow!("a draft of another form ({:?})", e.classify()))?,
        }
    }};
}

/// Keeps a new draft.
pub async fn draft_insert(
    connection: &mut PgConnection,
    municipality: MunicipalityCode,
    user: UserId,
    form: &str,
    draft: &CounterDraft,
    now: Timestamp,
) -> anyhow::Result<Uuid> {
    let id = new_id(now);
    sqlx::query!(
        "INSERT INTO municipal.counter_draft (municipality_code, id, user_id, form_code, content, version, begun_at, saved_at)
         VALUES ($1, $2, $3, $4, $5, 1, $6, $6)",
        municipality.get(),
        id,
        user.get(),
        form,
        serde_json::to_value(draft)?,
        now.to_sqlx() as _
    )
    .execute(connection)
    .await?;
    Ok(id)
}

/// Keeps what was typed since a version; false if the draft is at another version, or gone.
pub async fn draft_update(
    connection: &mut PgConnection,
    municipality: MunicipalityCode,
    user: UserId,
    stored: &StoredDraft,
    now: Timestamp,
) -> anyhow::Result<bool> {
    let done = sqlx::query!(
        "UPDATE municipal.counter_draft SET content = $5, version = version + 1, saved_at = $6
         WHERE municipality_code = $1 AND id = $2 AND user_id = $3 AND version = $4",
        municipality.get(),
        stored.id,
        user.get(),
        stored.version,
        serde_json::to_value(&stored.draft)?,
        now.to_sqlx() as _
    )
    .execute(connection)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Of one user's presses that begin an application of the same person, one goes on at a time until its transaction ends.
pub async fn draft_begin_lock(
    connection: &mut PgConnection,
    user: UserId,
    applicant: &PersonalCode,
) -> Result<(), DatabaseError> {
    sqlx::query!(
        "SELECT pg_advisory_xact_lock(hashtextextended($1::uuid::text || $2, 0))",
        user.get(),
        applicant.as_str()
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// A draft of this user, to be read.
pub async fn draft_find(
    connection: &mut PgConnection,
    municipality: MunicipalityCode,
    user: UserId,
    id: Uuid,
) -> anyhow::Result<Option<StoredDraft>> {
    let row = sqlx::query!(
        "SELECT id, form_code, content, version, saved_at FROM municipal.counter_draft
         WHERE municipality_code = $1 AND id = $2 AND user_id = $3",
        municipality.get(),
        id,
        user.get()
    )
    .fetch_optional(connection)
    .await?;
    row.map(|r| anyhow::Ok(draft!(r))).transpose()
}

/// A draft of this user, locked for the rest of the transaction.
pub async fn draft_lock(
    connection: &mut PgConnection,
    municipality: MunicipalityCode,
    user: UserId,
    id: Uuid,
) -> anyhow::Result<Option<StoredDraft>> {
    let row = sqlx::query!(
        "SELECT id, form_code, content, version, saved_at FROM municipal.counter_draft
         WHERE municipality_code = $1 AND id = $2 AND user_id = $3 FOR UPDATE",
        municipality.get(),
        id,
        user.get()
    )
    .fetch_optional(connection)
    .await?;
    row.map(|r| anyhow::Ok(draft!(r))).transpose()
}

/// Drafts of this user, newest first.
pub async fn draft_list(
    connection: &mut PgConnection,
    municipality: MunicipalityCode,
    user: UserId,
) -> anyhow::Result<Vec<StoredDraft>> {
    let rows = sqlx::query!(
        "SELECT id, form_code, content, version, saved_at FROM municipal.counter_draft
         WHERE municipality_code = $1 AND user_id = $2 ORDER BY saved_at DESC, id LIMIT 100",
        municipality.get(),
        user.get()
    )
    .fetch_all(connection)
    .await?;
    rows.into_iter().map(|r| anyhow::Ok(draft!(r))).collect()
}

/// Deletes a draft of this user.
pub async fn draft_delete(
    connection: &mut PgConnection,
    municipality: MunicipalityCode,
    user: UserId,
    id: Uuid,
) -> Result<bool, DatabaseError> {
    let done = sqlx::query!(
        "DELETE FROM municipal.counter_draft WHERE municipality_code = $1 AND id = $2 AND user_id = $3",
        municipality.get(),
        id,
        user.get()
    )
    .execute(connection)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// What the municipality knows of a person who applies: from its own cases, without asking anybody.
pub async fn known_of(
    connection: &mut PgConnection,
    municipality: MunicipalityCode,
    code: &PersonalCode,
) -> anyhow::Result<Known> {
    let codes = [code.as_str().to_owned()];
    let Some(applicant) = person_list_by_codes(connection, &codes)
        .await?
        .into_iter()
        .next()
    else {
        return Ok(Known::default());
    };
    let children = sqlx::query_scalar!(
        "SELECT DISTINCT c.person_id FROM municipal.application_child c
         JOIN municipal.application a ON a.municipality_code = c.municipality_code AND a.id = c.application_id
         WHERE a.municipality_code = $1 AND a.applicant_id = $2 LIMIT 50",
        municipality.get(),
        applicant.id.get()
    )
    .fetch_all(&mut *connection)
    .await?;
    let mut children = person_list(connection, &children).await?;
    children.retain(|child| child.died_on.is_none());
    children.sort_by_key(|child| (child.born_on, child.id));
    let earlier = sqlx::query!(
        "SELECT number, content FROM municipal.application WHERE municipality_code = $1 AND applicant_id = $2
         ORDER BY registered_at DESC, id DESC LIMIT 1",
        municipality.get(),
        applicant.id.get()
    )
    .fetch_optional(&mut *connection)
    .await?;
    let answered = sqlx::query_scalar!(
        r#"SELECT as_of > to_timestamp(0) AS "answered!" FROM municipal.person WHERE municipality_code = $1 AND id = $2"#,
        municipality.get(),
        applicant.id.get()
    )
    .fetch_one(&mut *connection)
    .await?;
    Ok(Known {
        answered,
        applicant: Some(applicant),
        children,
        // An application of another form only offers nothing.
        earlier: earlier.and_then(|r| Some((r.number, serde_json::from_value(r.content).ok()?))),
    })
}

/// Personal codes that this user may do nothing for: own, of own children, and of whoever else applied for these children and
/// their other children, as far as the municipality's cases tell.
pub async fn own_codes(
    connection: &mut PgConnection,
    municipality: MunicipalityCode,
    user: UserId,
) -> Result<Vec<String>, DatabaseError> {
    Ok(sqlx::query_scalar!(
        r#"SELECT code AS "code!" FROM municipal.own_codes($1, $2) AS code"#,
        municipality.get(),
        user.get()
    )
    .fetch_all(connection)
    .await?)
}

/// Whether the application is by, for or on behalf of one of them.
pub async fn is_own_case(
    connection: &mut PgConnection,
    municipality: MunicipalityCode,
    user: UserId,
    application: ApplicationId,
) -> Result<bool, DatabaseError> {
    Ok(sqlx::query_scalar!(
        r#"SELECT municipal.is_own_case($1, $2, $3) AS "own!""#,
        municipality.get(),
        user.get(),
        application.get()
    )
    .fetch_one(connection)
    .await?)
}

/// "Nenagrinėtas prašymas": an application about which something can still be brought to the counter.
#[derive(Debug, Clone)]
pub struct Undecided {
    /// Key.
    pub id: ApplicationId,
    /// Number.
    pub number: String,
    /// Group of kinds.
    pub kind_group: String,
    /// Applicant.
    pub applicant: PersonId,
    /// Applicant's given name and surname.
    pub name: String,
    /// When it was sent or received.
    pub sent_at: Timestamp,
}

/// Undecided applications by registration number, by receipt number, or of an applicant by personal code; newest first.
pub async fn undecided_list(
    connection: &mut PgConnection,
    municipality: MunicipalityCode,
    wanted: &str,
) -> Result<Vec<Undecided>, DatabaseError> {
    let submission = sqlx::query_scalar!(
        "SELECT id FROM central.submission WHERE municipality_code = $1 AND receipt_number = $2",
        municipality.get(),
        wanted
    )
    .fetch_optional(&mut *connection)
    .await?;
    let rows = sqlx::query!(
        r#"SELECT a.id, a.number, a.kind_group, a.applicant_id, p.given_name || ' ' || p.surname AS "name!", a.sent_at
           FROM municipal.application a
           JOIN municipal.person p ON p.municipality_code = a.municipality_code AND p.id = a.applicant_id
           WHERE a.municipality_code = $1 AND a.status NOT IN ('decided', 'withdrawn')
             AND (a.number = $2 OR a.submission_id = $3 OR p.personal_code = $2)
           ORDER BY a.registered_at DESC, a.id LIMIT 50"#,
        municipality.get(),
        wanted,
        submission
    )
    .fetch_all(connection)
    .await?;
    Ok(rows
        .into_iter()
        .map(|r| Undecided {
            id: ApplicationId::new(r.id),
            number: r.number,
            kind_group: r.kind_group,
            applicant: PersonId::new(r.applicant_id),
            name: r.name,
            sent_at: r.sent_at.to_jiff(),
        })
        .collect())
}

/// An unfinished application for the same children.
#[derive(Debug, Clone)]
pub struct Identical {
    /// Key.
    pub id: ApplicationId,
    /// Number.
    pub number: String,
    /// Where it is.
    pub status: Status,
}

/// Unfinished applications of a group for any of these children, whoever applied, on paper or not. Periods are not compared:
/// each asks from a month on without an end, so any two overlap.
pub async fn identical_applications(
    connection: &mut PgConnection,
    municipality: MunicipalityCode,
    kind_group: &str,
    children: &[String],
) -> Result<Vec<Identical>, DatabaseError> {
    let rows = sqlx::query!(
        "SELECT DISTINCT a.id, a.number, a.status FROM municipal.application a
         JOIN municipal.application_child c ON c.municipality_code = a.municipality_code AND c.application_id = a.id
         JOIN municipal.person p ON p.municipality_code = c.municipality_code AND p.id = c.person_id
         WHERE a.municipality_code = $1 AND a.kind_group = $2 AND p.personal_code = ANY ($3)
           AND a.status NOT IN ('decided', 'withdrawn') ORDER BY a.number LIMIT 20",
        municipality.get(),
        kind_group,
        children
    )
    .fetch_all(connection)
    .await?;
    rows.into_iter()
        .map(|row| {
            Ok(Identical {
                status: Status::from_code(&row.status).ok_or_else(|| {
                    DatabaseError::Inconsistent {
                        table: "municipal.application",
                        id: row.id.to_string(),
                        what: "an unknown status",
                    }
                })?,
                id: ApplicationId::new(row.id),
                number: row.number,
            })
        })
        .collect()
}

/// Applications among these whose paper bears no signature yet.
pub async fn unsigned_among(
    connection: &mut PgConnection,
    municipality: MunicipalityCode,
    applications: &[Uuid],
) -> Result<Vec<Uuid>, DatabaseError> {
    Ok(sqlx::query_scalar!(
        "SELECT i.application_id FROM municipal.intake i
         WHERE i.municipality_code = $1 AND i.application_id = ANY ($2) AND i.signature = 'awaited' AND NOT EXISTS (
             SELECT 1 FROM municipal.application_event e WHERE e.application_id = i.application_id AND e.step = 'sign_paper')",
        municipality.get(),
        applications
    )
    .fetch_all(connection)
    .await?)
}

/// Whether an application waits for its signature on paper.
pub async fn awaits_signature(
    connection: &mut PgConnection,
    municipality: MunicipalityCode,
    application: ApplicationId,
) -> Result<bool, DatabaseError> {
    let unsigned = unsigned_among(connection, municipality, &[application.get()]).await?;
    Ok(!unsigned.is_empty())
}

/// A draft whose time is over.
pub struct OldDraft {
    /// Key.
    pub id: Uuid,
    /// Who typed it.
    pub user: UserId,
}

/// Drafts that nobody changed since a moment.
pub async fn draft_old(
    connection: &mut PgConnection,
    municipality: MunicipalityCode,
    before: Timestamp,
) -> Result<Vec<OldDraft>, DatabaseError> {
    let rows = sqlx::query!(
        "SELECT id, user_id FROM municipal.counter_draft WHERE municipality_code = $1 AND saved_at <= $2
         ORDER BY saved_at LIMIT 1000 FOR UPDATE SKIP LOCKED",
        municipality.get(),
        before.to_sqlx() as _
    )
    .fetch_all(connection)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| OldDraft {
            id: row.id,
            user: UserId::new(row.user_id),
        })
        .collect())
}

/// Keeps how the paper came in.
#[expect(
    clippy::too_many_arguments,
    reason = "one row of the intake, column by column"
)]
pub async fn intake_insert(
    connection: &mut PgConnection,
    municipality: MunicipalityCode,
    application: ApplicationId,
    intake: &Intake,
    content: &crate::content::ApplicationContent,
    despite_identical: bool,
    user: &User,
    now: Timestamp,
) -> Result<(), DatabaseError> {
    let by = content.represented_by.as_ref();
    sqlx::query!(
        "INSERT INTO municipal.intake (municipality_code, id, application_id, received_on, identity_document, identity_last,
             represented_by, representative_code, representative_basis, signature, handed_in, despite_identical,
             registered_by, registered_by_name, registered_by_post, registered_at, declared_unrelated, registers_told)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, true, $17)",
        municipality.get(),
        new_id(now),
        application.get(),
        intake.received_on.to_sqlx() as _,
        intake.identity.code(),
        intake.identity_last,
        by.map(|by| by.person.name()),
        by.map(|by| by.person.personal_code.as_str()),
        by.map(|by| by.basis.as_str()),
        if intake.signed { "received" } else { "awaited" },
        intake.handed_in,
        despite_identical,
        user.id.get(),
        user.name,
        user.position,
        now.to_sqlx() as _,
        intake.told.map(RegistersTold::code)
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// Keeps by what the identity was checked after registering, under the key of the event that tells of it.
pub async fn identity_check_insert(
    connection: &mut PgConnection,
    event: Uuid,
    application: &Application,
    document: IdentityDocument,
    last: &str,
    user: &User,
    now: Timestamp,
) -> Result<(), DatabaseError> {
    sqlx::query!(
        "INSERT INTO municipal.identity_check (municipality_code, id, application_id, identity_document, identity_last, checked_by, checked_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
        application.municipality.get(),
        event,
        application.id.get(),
        document.code(),
        last,
        user.id.get(),
        now.to_sqlx() as _
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// How an application came in on paper.
#[derive(Debug, Clone)]
pub struct IntakeRow {
    /// How.
    pub intake: Intake,
    /// Who acted for the applicant.
    pub represented_by: Option<String>,
    /// On what ground.
    pub representative_basis: Option<String>,
    /// Registered although another application for the same child was under way.
    pub despite_identical: bool,
    /// Who registered it.
    pub registered_by: UserId,
    /// Name.
    pub registered_by_name: String,
    /// Position.
    pub registered_by_post: String,
    /// When.
    pub registered_at: Timestamp,
    /// When the signature was noted, if it was awaited at first.
    pub signed_at: Option<Timestamp>,
    /// When the identity was checked, if that was after registering; the intake says by what.
    pub identified_at: Option<Timestamp>,
}

impl IntakeRow {
    /// The paper bears its signature.
    pub fn is_signed(&self) -> bool {
        self.intake.signed || self.signed_at.is_some()
    }

    /// Whether an official is still registering it: who did, that day.
    pub fn is_being_registered(&self, user: UserId, today: Date) -> bool {
        self.registered_by == user && vilnius(self.registered_at).date() == today
    }
}

/// How an application came in; none if it did not come on paper.
pub async fn intake_of(
    connection: &mut PgConnection,
    municipality: MunicipalityCode,
    application: ApplicationId,
) -> anyhow::Result<Option<IntakeRow>> {
    let row = sqlx::query!(
        r#"SELECT i.received_on, coalesce(c.identity_document, i.identity_document) AS "identity_document!",
                  coalesce(c.identity_last, i.identity_last) AS "identity_last!", c.checked_at AS "checked_at?", i.represented_by, i.representative_basis, i.signature,
                  i.handed_in, i.registers_told, i.despite_identical, i.registered_by, i.registered_by_name, i.registered_by_post, i.registered_at,
                  (SELECT min(e.at) FROM municipal.application_event e
                   WHERE e.application_id = i.application_id AND e.step = 'sign_paper') AS signed_at
           FROM municipal.intake i
           LEFT JOIN LATERAL (SELECT identity_document, identity_last, checked_at FROM municipal.identity_check
                              WHERE application_id = i.application_id ORDER BY checked_at DESC, id DESC LIMIT 1) c ON true
           WHERE i.municipality_code = $1 AND i.application_id = $2"#,
        municipality.get(),
        application.get()
    )
    .fetch_optional(connection)
    .await?;
    row.map(|r| {
        Ok(IntakeRow {
            intake: Intake {
                received_on: r.received_on.to_jiff(),
                identity: IdentityDocument::from_code(&r.identity_document)
                    .context("an unknown identity document")?,
                identity_last: r.identity_last,
                signed: r.signature == "received",
                handed_in: r.handed_in,
                told: r
                    .registers_told
                    .as_deref()
                    .and_then(RegistersTold::from_code),
            },
            represented_by: r.represented_by,
            representative_basis: r.representative_basis,
            despite_identical: r.despite_identical,
            registered_by: UserId::new(r.registered_by),
            registered_by_name: r.registered_by_name,
            registered_by_post: r.registered_by_post,
            registered_at: r.registered_at.to_jiff(),
            signed_at: r.signed_at.map(jiff_sqlx::Timestamp::to_jiff),
            identified_at: r.checked_at.map(jiff_sqlx::Timestamp::to_jiff),
        })
    })
    .transpose()
}

/// An application that an official registered at the counter.
#[derive(Debug, Clone)]
pub struct Registered {
    /// Key.
    pub id: ApplicationId,
    /// Number.
    pub number: String,
    /// Applicant.
    pub applicant: PersonId,
    /// Applicant's surname and given name.
    pub name: String,
    /// When.
    pub registered_at: Timestamp,
    /// The paper bears its signature.
    pub signed: bool,
    /// It does not say everything.
    pub lacking: bool,
}

/// What this user registered since a moment, and what still waits for a signature; newest first.
pub async fn registered_list(
    connection: &mut PgConnection,
    municipality: MunicipalityCode,
    user: UserId,
    since: Timestamp,
) -> Result<Vec<Registered>, DatabaseError> {
    let rows = sqlx::query!(
        r#"SELECT a.id, a.number, a.applicant_id, p.surname || ' ' || p.given_name AS "name!", i.registered_at,
                  s.signed AS "signed!", s.lacking AS "lacking!"
           FROM municipal.intake i
           JOIN municipal.application a ON a.municipality_code = i.municipality_code AND a.id = i.application_id
           JOIN municipal.person p ON p.municipality_code = a.municipality_code AND p.id = a.applicant_id
           CROSS JOIN LATERAL (SELECT i.signature = 'received' OR EXISTS (
               SELECT 1 FROM municipal.application_event e WHERE e.application_id = i.application_id AND e.step = 'sign_paper') AS signed,
               a.content ? 'missing' AND a.status NOT IN ('proposed', 'decided', 'withdrawn') AS lacking) s
           WHERE i.municipality_code = $1 AND i.registered_by = $2 AND (i.registered_at >= $3 OR NOT s.signed OR s.lacking)
           ORDER BY i.registered_at DESC, a.id LIMIT 200"#,
        municipality.get(),
        user.get(),
        since.to_sqlx() as _
    )
    .fetch_all(connection)
    .await?;
    Ok(rows
        .into_iter()
        .map(|r| Registered {
            id: ApplicationId::new(r.id),
            number: r.number,
            applicant: PersonId::new(r.applicant_id),
            name: r.name,
            registered_at: r.registered_at.to_jiff(),
            signed: r.signed,
            lacking: r.lacking,
        })
        .collect())
}
