//! Documents of a case: what came with the application from the portal, and what the municipality added itself. One function
//! a query; the centre's and the municipality's tables are read apart.

use jiff::Timestamp;
use jiff_sqlx::ToSqlx;
use sha2::{Digest, Sha256};
use spis_database::{DatabaseError, new_id};
use spis_kernel::{ApplicationId, MunicipalityCode};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::files::{PART, ReadFile, shown_name};

/// A document of a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// Key.
    pub id: Uuid,
    /// What it came with: the submission, or what she wrote or brought to the counter later; the application, if the
    /// municipality added it.
    pub subject: Uuid,
    /// Name to show.
    pub name: String,
    /// Media type.
    pub media_type: String,
    /// Bytes.
    pub size: i32,
    /// Pages.
    pub pages: i32,
    /// SHA-256, hexadecimal.
    pub sha256: String,
    /// What a signed container holds.
    pub entries: Vec<(String, u64)>,
    /// When it was handed in or added.
    pub added_at: Timestamp,
    /// Whether there is a small picture of it.
    pub has_thumbnail: bool,
    /// Who certified that the scan is a true copy ("kopija tikra").
    pub certified_by: Option<String>,
    /// Added by the municipality.
    pub own: bool,
}

/// What documents from the portal belong to: the submission of the application, if there is one, and what she wrote about it later.
pub async fn subjects(
    connection: &mut PgConnection,
    municipality: MunicipalityCode,
    application: ApplicationId,
) -> Result<Vec<Uuid>, DatabaseError> {
    let submission = sqlx::query_scalar!(
        "SELECT submission_id FROM municipal.application WHERE municipality_code = $1 AND id = $2",
        municipality.get(),
        application.get()
    )
    .fetch_optional(&mut *connection)
    .await?;
    let mut subjects = vec![application.get()];
    subjects.extend(submission.flatten());
    subjects.extend(
        sqlx::query_scalar!(
            "SELECT id FROM central.resident_request
             WHERE municipality_code = $1 AND (submission_id = ANY ($2) OR application_id = ANY ($2)) ORDER BY sent_at, id LIMIT 500",
            municipality.get(),
            &subjects
        )
        .fetch_all(connection)
        .await?,
    );
    Ok(subjects)
}

/// Documents that came from the portal with these submissions and later requests.
pub async fn attached(
    connection: &mut PgConnection,
    municipality: MunicipalityCode,
    subjects: &[Uuid],
) -> Result<Vec<Document>, DatabaseError> {
    let rows = sqlx::query!(
        r#"SELECT id, subject_id, name, media_type, size, pages, sha256, entries, added_at, thumbnail IS NOT NULL AS "has_thumbnail!"
           FROM central.attachment WHERE municipality_code = $1 AND subject_id = ANY ($2) ORDER BY added_at, position LIMIT 200"#,
        municipality.get(),
        subjects
    )
    .fetch_all(connection)
    .await?;
    Ok(rows
        .into_iter()
        .map(|r| Document {
            id: r.id,
            subject: r.subject_id,
            name: r.name,
            media_type: r.media_type,
            size: r.size,
            pages: r.pages,
            sha256: r.sha256,
            entries: serde_json::from_value(r.entries).unwrap_or_default(),
            added_at: r.added_at.to_jiff(),
            has_thumbnail: r.has_thumbnail,
            certified_by: None,
            own: false,
        })
        .collect())
}

/// Documents that the municipality added to an application.
pub async fn added(
    connection: &mut PgConnection,
    municipality: MunicipalityCode,
    application: ApplicationId,
) -> Result<Vec<Document>, DatabaseError> {
    let rows = sqlx::query!(
        r#"SELECT id, counter_request_id, name, media_type, size, pages, sha256, added_at, certified_by_name, thumbnail IS NOT NULL AS "has_thumbnail!"
           FROM municipal.document WHERE municipality_code = $1 AND application_id = $2 ORDER BY added_at, id LIMIT 200"#,
        municipality.get(),
        application.get()
    )
    .fetch_all(connection)
    .await?;
    Ok(rows
        .into_iter()
        .map(|r| Document {
            id: r.id,
            subject: r.counter_request_id.unwrap_or(application.get()),
            name: r.name,
            media_type: r.media_type,
            size: r.size,
            pages: r.pages,
            sha256: r.sha256,
            entries: Vec::new(),
            added_at: r.added_at.to_jiff(),
            has_thumbnail: r.has_thumbnail,
            certified_by: r.certified_by_name,
            own: true,
        })
        .collect())
}

/// All bytes of a document; none if its parts have not all arrived, or are not what was sent.
pub async fn bytes(
    connection: &mut PgConnection,
    municipality: MunicipalityCode,
    document: &Document,
) -> Result<Option<Vec<u8>>, DatabaseError> {
    let parts = if document.own {
        sqlx::query_scalar!(
            "SELECT content FROM municipal.document_part WHERE municipality_code = $1 AND document_id = $2 ORDER BY number LIMIT 1000",
            municipality.get(),
            document.id
        )
        .fetch_all(connection)
        .await?
    } else {
        sqlx::query_scalar!(
            "SELECT content FROM central.attachment_part WHERE municipality_code = $1 AND attachment_id = $2 ORDER BY number LIMIT 1000",
            municipality.get(),
            document.id
        )
        .fetch_all(connection)
        .await?
    };
    let bytes = parts.concat();
    Ok((hex::encode(Sha256::digest(&bytes)) == document.sha256).then_some(bytes))
}

/// The small picture of a document.
pub async fn thumbnail(
    connection: &mut PgConnection,
    municipality: MunicipalityCode,
    document: &Document,
) -> Result<Option<Vec<u8>>, DatabaseError> {
    let row = if document.own {
        sqlx::query_scalar!(
            "SELECT thumbnail FROM municipal.document WHERE municipality_code = $1 AND id = $2",
            municipality.get(),
            document.id
        )
        .fetch_optional(connection)
        .await?
    } else {
        sqlx::query_scalar!(
            "SELECT thumbnail FROM central.attachment WHERE municipality_code = $1 AND id = $2",
            municipality.get(),
            document.id
        )
        .fetch_optional(connection)
        .await?
    };
    Ok(row.flatten())
}

/// A scan that an official adds.
pub struct Scan<'a> {
    /// The application that it belongs to.
    pub application: ApplicationId,
    /// What was brought to the counter with it; none: it came with the application itself.
    pub counter_request: Option<Uuid>,
    /// What the official called it.
    pub name: &'a str,
    /// As [`crate::FileReader::read`] answered.
    pub file: &'a ReadFile,
    /// Who certified that it is a true copy, with name and position; none if nobody did.
    pub certified_by: Option<(Uuid, &'a str)>,
    /// Who added it.
    pub added_by: Uuid,
}

/// Adds a scan to an application, in the caller's transaction, which journals it.
pub async fn add(
    connection: &mut PgConnection,
    municipality: MunicipalityCode,
    scan: &Scan<'_>,
    now: Timestamp,
) -> Result<Uuid, DatabaseError> {
    let id = new_id(now);
    let file = scan.file;
    sqlx::query!(
        "INSERT INTO municipal.document (municipality_code, id, application_id, name, media_type, extension, size, pages, sha256, thumbnail,
             certified_copy, certified_by, certified_by_name, added_by, added_at, counter_request_id)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)",
        municipality.get(),
        id,
        scan.application.get(),
        shown_name(scan.name, &file.extension),
        file.media_type,
        file.extension,
        i32::try_from(file.bytes.len()).unwrap_or(i32::MAX),
        file.pages,
        hex::encode(Sha256::digest(&file.bytes)),
        file.thumbnail,
        scan.certified_by.is_some(),
        scan.certified_by.map(|(id, _)| id),
        scan.certified_by.map(|(_, name)| name),
        scan.added_by,
        now.to_sqlx() as _,
        scan.counter_request
    )
    .execute(&mut *connection)
    .await?;
    for (number, part) in (0_i32..).zip(file.bytes.chunks(PART)) {
        sqlx::query!(
            "INSERT INTO municipal.document_part (municipality_code, id, document_id, number, content) VALUES ($1, $2, $3, $4, $5)",
            municipality.get(),
            new_id(now),
            id,
            number,
            part
        )
        .execute(&mut *connection)
        .await?;
    }
    Ok(id)
}
