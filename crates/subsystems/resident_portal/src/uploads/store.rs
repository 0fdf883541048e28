//! Uploads and attachments: one function a query. Found by the resident only.

use jiff::Timestamp;
use jiff_sqlx::ToSqlx;
use spis_applications::files::{FileRefusal, PART, ReadFile};
use spis_database::{DatabaseError, new_id};
use spis_kernel::{DraftId, MunicipalityCode, ResidentId};
use sqlx::PgConnection;
use uuid::Uuid;

/// How far an upload is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// Parts of it are still to come.
    Receiving,
    /// It has come whole and waits for the scanner.
    Waiting,
    /// It is read and kept.
    Received,
    /// It was checked while she was away and cannot be taken; only its name is left, to tell her.
    Refused(FileRefusal),
}

impl State {
    /// As the table has it.
    pub fn code(self) -> &'static str {
        match self {
            Self::Receiving => "receiving",
            Self::Waiting => "waiting",
            Self::Received => "received",
            Self::Refused(_) => "refused",
        }
    }

    fn from_code(code: &str, refusal: Option<&str>) -> Self {
        match code {
            "received" => Self::Received,
            "waiting" => Self::Waiting,
            "refused" => Self::Refused(
                refusal
                    .and_then(FileRefusal::from_code)
                    .unwrap_or(FileRefusal::Broken),
            ),
            _ => Self::Receiving,
        }
    }
}

/// A document that is being added.
pub struct Upload {
    /// Key.
    pub id: Uuid,
    /// Name to show.
    pub name: String,
    /// How far it is.
    pub state: State,
    /// Bytes that it has, or will have.
    pub size: i32,
    /// Bytes that have come.
    pub received: i32,
    /// Media type, once read.
    pub media_type: Option<String>,
    /// Pages, once read.
    pub pages: i32,
    /// What a container holds.
    pub entries: Vec<(String, u64)>,
    /// Whether there is a small picture of it.
    pub has_thumbnail: bool,
}

impl Upload {
    /// A photo, which may be joined with others.
    pub fn is_photo(&self) -> bool {
        self.state == State::Received
            && matches!(self.media_type.as_deref(), Some("image/jpeg" | "image/png"))
    }
}

/// A document that was handed in.
pub struct Attachment {
    /// Key.
    pub id: Uuid,
    /// What it went with: a submission, or something that she wrote about it later.
    pub subject: Uuid,
    /// Name to show.
    pub name: String,
    /// Media type.
    pub media_type: String,
    /// Bytes.
    pub size: i32,
    /// Pages.
    pub pages: i32,
    /// What a container holds.
    pub entries: Vec<(String, u64)>,
    /// Whether there is a small picture of it.
    pub has_thumbnail: bool,
}

/// Whether she has a draft that is not sent yet.
pub async fn draft_is_open(
    connection: &mut PgConnection,
    resident: ResidentId,
    id: DraftId,
) -> Result<bool, DatabaseError> {
    Ok(sqlx::query_scalar!(
        r#"SELECT EXISTS (SELECT 1 FROM central.draft WHERE id = $1 AND resident_id = $2 AND ended_at IS NULL) AS "open!""#,
        id.get(),
        resident.get()
    )
    .fetch_one(connection)
    .await?)
}

/// Documents of a subject, in the order in which they were added.
pub async fn upload_list(
    connection: &mut PgConnection,
    resident: ResidentId,
    subject: Uuid,
) -> Result<Vec<Upload>, DatabaseError> {
    let rows = sqlx::query!(
        r#"SELECT id, name, state, refusal, size, received, media_type, pages, entries, thumbnail IS NOT NULL AS "has_thumbnail!"
           FROM central.upload WHERE subject_id = $1 AND resident_id = $2 ORDER BY created_at, id LIMIT 100"#,
        subject,
        resident.get()
    )
    .fetch_all(connection)
    .await?;
    Ok(rows
        .into_iter()
        .map(|r| Upload {
            id: r.id,
            name: r.name,
            state: State::from_code(&r.state, r.refusal.as_deref()),
            size: r.size,
            received: r.received,
            media_type: r.media_type,
            pages: r.pages.unwrap_or_default(),
            entries: entries(r.entries),
            has_thumbnail: r.has_thumbnail,
        })
        .collect())
}

fn entries(json: Option<serde_json::Value>) -> Vec<(String, u64)> {
    json.and_then(|json| serde_json::from_value(json).ok())
        .unwrap_or_default()
}

/// One upload, locked until the end of the transaction, so that two parts follow one another.
pub async fn upload_lock(
    connection: &mut PgConnection,
    resident: ResidentId,
    subject: Uuid,
    id: Uuid,
) -> Result<bool, DatabaseError> {
    let row = sqlx::query_scalar!(
        "SELECT id FROM central.upload WHERE id = $1 AND subject_id = $2 AND resident_id = $3 FOR UPDATE",
        id,
        subject,
        resident.get()
    )
    .fetch_optional(connection)
    .await?;
    Ok(row.is_some())
}

/// Everything that is being added to a subject, locked, so that its limits hold for two windows at once.
pub async fn subject_lock(
    connection: &mut PgConnection,
    subject: Uuid,
) -> Result<(), DatabaseError> {
    sqlx::query!(
        "SELECT pg_advisory_xact_lock(hashtextextended('upload-' || $1::text, 0))",
        subject.to_string()
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// Begins an upload.
pub async fn upload_add(
    connection: &mut PgConnection,
    resident: ResidentId,
    subject: Uuid,
    name: &str,
    size: i32,
    now: Timestamp,
) -> Result<Uuid, DatabaseError> {
    let id = new_id(now);
    sqlx::query!(
        "INSERT INTO central.upload (id, resident_id, subject_id, name, state, size, received, created_at, changed_at)
         VALUES ($1, $2, $3, $4, 'receiving', $5, 0, $6, $6)",
        id,
        resident.get(),
        subject,
        name,
        size,
        now.to_sqlx() as _
    )
    .execute(connection)
    .await?;
    Ok(id)
}

/// Adds one part.
pub async fn part_add(
    connection: &mut PgConnection,
    upload: Uuid,
    number: i32,
    content: &[u8],
) -> Result<(), DatabaseError> {
    sqlx::query!(
        "INSERT INTO central.upload_part (upload_id, number, content) VALUES ($1, $2, $3)",
        upload,
        number,
        content
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// Counts what has come.
pub async fn upload_progress(
    connection: &mut PgConnection,
    upload: Uuid,
    received: i32,
    state: State,
    now: Timestamp,
) -> Result<(), DatabaseError> {
    sqlx::query!(
        "UPDATE central.upload SET received = $2, state = $3, changed_at = $4 WHERE id = $1",
        upload,
        received,
        state.code(),
        now.to_sqlx() as _
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// Numbers of an upload's parts, in order.
pub async fn part_numbers(
    connection: &mut PgConnection,
    upload: Uuid,
) -> Result<Vec<i32>, DatabaseError> {
    Ok(sqlx::query_scalar!(
        "SELECT number FROM central.upload_part WHERE upload_id = $1 ORDER BY number LIMIT 1000",
        upload
    )
    .fetch_all(connection)
    .await?)
}

/// All bytes of an upload.
pub async fn upload_bytes(
    connection: &mut PgConnection,
    upload: Uuid,
) -> Result<Vec<u8>, DatabaseError> {
    let parts = sqlx::query_scalar!(
        "SELECT content FROM central.upload_part WHERE upload_id = $1 ORDER BY number LIMIT 1000",
        upload
    )
    .fetch_all(connection)
    .await?;
    Ok(parts.concat())
}

/// Puts what was read in place of what came.
pub async fn upload_keep(
    connection: &mut PgConnection,
    upload: Uuid,
    name: &str,
    file: &ReadFile,
    sha256: &str,
    now: Timestamp,
) -> Result<(), DatabaseError> {
    sqlx::query!(
        "DELETE FROM central.upload_part WHERE upload_id = $1",
        upload
    )
    .execute(&mut *connection)
    .await?;
    for (number, part) in (0_i32..).zip(file.bytes.chunks(PART)) {
        part_add(connection, upload, number, part).await?;
    }
    let size = i32::try_from(file.bytes.len()).unwrap_or(i32::MAX);
    let entries = serde_json::to_value(&file.entries)
        .map_err(|e| DatabaseError::from(sqlx::Error::Encode(e.into())))?;
    sqlx::query!(
        "UPDATE central.upload SET state = 'received', name = $2, size = $3, received = $3, media_type = $4, extension = $5,
             pages = $6, sha256 = $7, entries = $8, thumbnail = $9, changed_at = $10 WHERE id = $1",
        upload,
        name,
        size,
        file.media_type,
        file.extension,
        file.pages,
        sha256,
        entries,
        file.thumbnail,
        now.to_sqlx() as _
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// Marks an upload that was checked while she was away as not taken; nothing of it is kept but its name.
pub async fn upload_refuse(
    connection: &mut PgConnection,
    upload: Uuid,
    refusal: FileRefusal,
    now: Timestamp,
) -> Result<(), DatabaseError> {
    sqlx::query!(
        "DELETE FROM central.upload_part WHERE upload_id = $1",
        upload
    )
    .execute(&mut *connection)
    .await?;
    sqlx::query!(
        "UPDATE central.upload SET state = 'refused', refusal = $2, changed_at = $3 WHERE id = $1",
        upload,
        refusal.code(),
        now.to_sqlx() as _
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// An upload that nobody is looking at, with whose it is.
pub struct Unchecked {
    /// Key.
    pub id: Uuid,
    /// Account.
    pub resident: ResidentId,
    /// What it belongs to.
    pub subject: Uuid,
    /// When it was last changed.
    pub changed_at: Timestamp,
}

/// Uploads that have come whole and are not read: they wait for the scanner, or whoever sent them went away before
/// `left_before`. The longest waiting first.
pub async fn upload_unchecked(
    connection: &mut PgConnection,
    left_before: Timestamp,
) -> Result<Vec<Unchecked>, DatabaseError> {
    let rows = sqlx::query!(
        r#"SELECT id, resident_id, subject_id, changed_at AS "changed_at: jiff_sqlx::Timestamp" FROM central.upload
         WHERE state = 'waiting' OR (state = 'receiving' AND received = size AND changed_at < $1)
         ORDER BY changed_at, id LIMIT 500"#,
        left_before.to_sqlx() as _
    )
    .fetch_all(connection)
    .await?;
    Ok(rows
        .into_iter()
        .map(|r| Unchecked {
            id: r.id,
            resident: ResidentId::new(r.resident_id),
            subject: r.subject_id,
            changed_at: r.changed_at.to_jiff(),
        })
        .collect())
}

/// Uploads without a draft that were last touched before `before`: of supplements that she began and never sent.
pub async fn upload_abandoned(
    connection: &mut PgConnection,
    before: Timestamp,
) -> Result<Vec<Unchecked>, DatabaseError> {
    let rows = sqlx::query!(
        r#"SELECT id, resident_id, subject_id, changed_at AS "changed_at: jiff_sqlx::Timestamp" FROM central.upload u
         WHERE changed_at < $1 AND NOT EXISTS (SELECT 1 FROM central.draft d WHERE d.id = u.subject_id)
         ORDER BY changed_at, id LIMIT 5000"#,
        before.to_sqlx() as _
    )
    .fetch_all(connection)
    .await?;
    Ok(rows
        .into_iter()
        .map(|r| Unchecked {
            id: r.id,
            resident: ResidentId::new(r.resident_id),
            subject: r.subject_id,
            changed_at: r.changed_at.to_jiff(),
        })
        .collect())
}

/// Removes an abandoned upload, unless it was touched, or belongs to a draft, since it was found.
pub async fn upload_abandoned_delete(
    connection: &mut PgConnection,
    id: Uuid,
    before: Timestamp,
) -> Result<bool, DatabaseError> {
    let done = sqlx::query!(
        "DELETE FROM central.upload u WHERE id = $1 AND changed_at < $2
         AND NOT EXISTS (SELECT 1 FROM central.draft d WHERE d.id = u.subject_id)",
        id,
        before.to_sqlx() as _
    )
    .execute(connection)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Removes one upload with its parts.
pub async fn upload_delete(
    connection: &mut PgConnection,
    resident: ResidentId,
    subject: Uuid,
    id: Uuid,
) -> Result<bool, DatabaseError> {
    let done = sqlx::query!(
        "DELETE FROM central.upload WHERE id = $1 AND subject_id = $2 AND resident_id = $3",
        id,
        subject,
        resident.get()
    )
    .execute(connection)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Removes all uploads of a subject with their parts.
pub async fn upload_delete_all(
    connection: &mut PgConnection,
    resident: ResidentId,
    subject: Uuid,
) -> Result<(), DatabaseError> {
    sqlx::query!(
        "DELETE FROM central.upload WHERE subject_id = $1 AND resident_id = $2",
        subject,
        resident.get()
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// The small picture of an upload.
pub async fn upload_thumbnail(
    connection: &mut PgConnection,
    resident: ResidentId,
    subject: Uuid,
    id: Uuid,
) -> Result<Option<Vec<u8>>, DatabaseError> {
    let row = sqlx::query_scalar!(
        "SELECT thumbnail FROM central.upload WHERE id = $1 AND subject_id = $2 AND resident_id = $3",
        id,
        subject,
        resident.get()
    )
    .fetch_optional(connection)
    .await?;
    Ok(row.flatten())
}

fn copied(rows: u64, upload: Uuid) -> Result<(), DatabaseError> {
    match rows {
        1 => Ok(()),
        _ => Err(DatabaseError::Inconsistent {
            table: "central.upload",
            id: upload.to_string(),
            what: "gone while it was handed in",
        }),
    }
}

/// Makes an attachment of an upload, with the same key; an upload that is not there is an error.
pub async fn attachment_add(
    connection: &mut PgConnection,
    upload: Uuid,
    municipality: MunicipalityCode,
    subject: Uuid,
    position: usize,
    now: Timestamp,
) -> Result<(), DatabaseError> {
    let done = sqlx::query!(
        "INSERT INTO central.attachment (municipality_code, id, resident_id, subject_id, position, name, media_type, extension, size, pages,
             sha256, entries, thumbnail, added_at)
         SELECT $2, id, resident_id, $3, $4, name, media_type, extension, size, pages, sha256, entries, thumbnail, $5
         FROM central.upload WHERE id = $1",
        upload,
        municipality.get(),
        subject,
        i32::try_from(position).unwrap_or(i32::MAX),
        now.to_sqlx() as _
    )
    .execute(connection)
    .await?;
    copied(done.rows_affected(), upload)
}

/// Copies one part of an upload to its attachment; a part that is not there is an error.
pub async fn attachment_part_add(
    connection: &mut PgConnection,
    upload: Uuid,
    number: i32,
    municipality: MunicipalityCode,
    now: Timestamp,
) -> Result<(), DatabaseError> {
    let done = sqlx::query!(
        "INSERT INTO central.attachment_part (municipality_code, id, attachment_id, number, content)
         SELECT $3, $4, upload_id, number, content FROM central.upload_part WHERE upload_id = $1 AND number = $2",
        upload,
        number,
        municipality.get(),
        new_id(now)
    )
    .execute(connection)
    .await?;
    copied(done.rows_affected(), upload)
}

/// Documents that she handed in with these subjects.
pub async fn attachment_list(
    connection: &mut PgConnection,
    resident: ResidentId,
    subjects: &[Uuid],
) -> Result<Vec<Attachment>, DatabaseError> {
    let rows = sqlx::query!(
        r#"SELECT id, subject_id, name, media_type, size, pages, entries, thumbnail IS NOT NULL AS "has_thumbnail!"
           FROM central.attachment WHERE subject_id = ANY ($1) AND resident_id = $2 ORDER BY added_at, position LIMIT 500"#,
        subjects,
        resident.get()
    )
    .fetch_all(connection)
    .await?;
    Ok(rows
        .into_iter()
        .map(|r| Attachment {
            id: r.id,
            subject: r.subject_id,
            name: r.name,
            media_type: r.media_type,
            size: r.size,
            pages: r.pages,
            entries: entries(Some(r.entries)),
            has_thumbnail: r.has_thumbnail,
        })
        .collect())
}

/// Documents that went with what she sent, as its paper names them: name, pages, digest.
pub async fn attachments_in_words(
    connection: &mut PgConnection,
    resident: ResidentId,
    subject: Uuid,
) -> Result<Vec<String>, DatabaseError> {
    let rows = sqlx::query!(
        "SELECT name, pages, sha256 FROM central.attachment WHERE subject_id = $1 AND resident_id = $2
         ORDER BY added_at, position LIMIT 500",
        subject,
        resident.get()
    )
    .fetch_all(connection)
    .await?;
    Ok(rows
        .into_iter()
        .map(|r| match r.pages {
            0 => format!("{}, SHA-256 {}", r.name, in_groups(&r.sha256)),
            pages => format!(
                "{} ({pages} psl.), SHA-256 {}",
                r.name,
                in_groups(&r.sha256)
            ),
        })
        .collect())
}

/// A digest in groups that a line can be broken between.
fn in_groups(digest: &str) -> String {
    let letters: Vec<char> = digest.chars().collect();
    let groups: Vec<String> = letters
        .chunks(16)
        .map(|group| group.iter().collect())
        .collect();
    groups.join(" ")
}

/// All bytes of an attachment of hers.
pub async fn attachment_bytes(
    connection: &mut PgConnection,
    resident: ResidentId,
    id: Uuid,
) -> Result<Vec<u8>, DatabaseError> {
    let parts = sqlx::query_scalar!(
        "SELECT p.content FROM central.attachment_part p
         JOIN central.attachment a ON a.municipality_code = p.municipality_code AND a.id = p.attachment_id
         WHERE a.id = $1 AND a.resident_id = $2 ORDER BY p.number LIMIT 1000",
        id,
        resident.get()
    )
    .fetch_all(connection)
    .await?;
    Ok(parts.concat())
}

/// The small picture of an attachment of hers.
pub async fn attachment_thumbnail(
    connection: &mut PgConnection,
    resident: ResidentId,
    id: Uuid,
) -> Result<Option<Vec<u8>>, DatabaseError> {
    let row = sqlx::query_scalar!(
        "SELECT thumbnail FROM central.attachment WHERE id = $1 AND resident_id = $2",
        id,
        resident.get()
    )
    .fetch_optional(connection)
    .await?;
    Ok(row.flatten())
}
