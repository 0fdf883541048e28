//! What registers were asked about a resident, from the centre's copies: one function a query, nothing is written here.

use jiff::Timestamp;
use spis_database::DatabaseError;
use spis_kernel::{ApplicationId, MunicipalityCode, PersonalCode, SubmissionId};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::own::own_id;

/// The most questions that are shown.
pub const SHOWN: i64 = 100;

/// A question to a state register about her, or about her child for a case of her own ("užklausa registrui"). Whose case it was
/// for is known only if it is her own.
pub struct Question {
    /// Whom it is about.
    pub about: String,
    /// The application that it was asked for.
    pub application: Uuid,
    /// Code of the register.
    pub register: String,
    /// When it was asked.
    pub asked_at: Timestamp,
}

/// Questions about these persons, newest first. About others than herself row security shows what was asked for her own cases.
pub async fn question_list(
    connection: &mut PgConnection,
    about: &[String],
) -> Result<Vec<Question>, DatabaseError> {
    let rows = sqlx::query!(
        "SELECT personal_code, application_id, register, asked_at FROM municipal.register_request
         WHERE personal_code = ANY ($1) ORDER BY asked_at DESC, id LIMIT $2",
        about,
        SHOWN
    )
    .fetch_all(connection)
    .await?;
    Ok(rows
        .into_iter()
        .map(|r| Question {
            about: r.personal_code,
            application: r.application_id,
            register: r.register,
            asked_at: r.asked_at.to_jiff(),
        })
        .collect())
}

/// A child whom an application of hers asks for.
pub struct OwnChild {
    /// "Asmens kodas".
    pub personal_code: PersonalCode,
    /// Given name and surname.
    pub name: String,
}

/// Children for whom an applicant has ever applied; grown up ones too.
pub async fn own_child_list(
    connection: &mut PgConnection,
    applicant: &PersonalCode,
) -> Result<Vec<OwnChild>, DatabaseError> {
    let rows = sqlx::query!(
        r#"SELECT child.personal_code, min(child.given_name || ' ' || child.surname) AS "name!"
           FROM municipal.person p
           JOIN municipal.application a ON a.municipality_code = p.municipality_code AND a.applicant_id = p.id
           JOIN municipal.application_child c ON c.municipality_code = a.municipality_code AND c.application_id = a.id
           JOIN municipal.person child ON child.municipality_code = c.municipality_code AND child.id = c.person_id
           WHERE p.personal_code = $1 AND child.personal_code <> $1 GROUP BY child.personal_code LIMIT 100"#,
        applicant.as_str()
    )
    .fetch_all(connection)
    .await?;
    // A child without a personal code of today's form was asked about nowhere.
    Ok(rows
        .into_iter()
        .filter_map(|r| {
            Some(OwnChild {
                personal_code: r.personal_code.parse().ok()?,
                name: r.name,
            })
        })
        .collect())
}

/// An application of her own.
pub struct OwnCase {
    /// Key.
    pub application: Uuid,
    /// Registration number.
    pub number: String,
    /// Where it is handled.
    pub municipality: MunicipalityCode,
    /// Its page.
    pub href: String,
}

/// Applications of an applicant, paper ones too.
pub async fn own_case_list(
    connection: &mut PgConnection,
    applicant: &PersonalCode,
) -> Result<Vec<OwnCase>, DatabaseError> {
    let rows = sqlx::query!(
        r#"SELECT a.id, a.number, a.municipality_code, a.submission_id,
                  a.submission_id IS NULL OR a.content ->> 'represented_by' IS NOT NULL AS "otherwise!"
         FROM municipal.person p
         JOIN municipal.application a ON a.municipality_code = p.municipality_code AND a.applicant_id = p.id
         WHERE p.personal_code = $1 ORDER BY a.sent_at DESC LIMIT 200"#,
        applicant.as_str()
    )
    .fetch_all(connection)
    .await?;
    rows.into_iter()
        .map(|r| {
            Ok(OwnCase {
                application: r.id,
                number: r.number,
                municipality: MunicipalityCode::new(r.municipality_code).ok_or_else(|| {
                    DatabaseError::Inconsistent {
                        table: "municipal.application",
                        id: r.id.to_string(),
                        what: "a municipality code that is none",
                    }
                })?,
                href: own_id(
                    ApplicationId::new(r.id),
                    r.submission_id.map(SubmissionId::new),
                    r.otherwise,
                )
                .href(),
            })
        })
        .collect()
}

/// Names of municipalities by code.
pub async fn municipality_names(
    connection: &mut PgConnection,
    codes: &[i16],
) -> Result<Vec<(i16, String)>, DatabaseError> {
    let rows = sqlx::query!(
        "SELECT code, name FROM central.municipality WHERE code = ANY ($1)",
        codes
    )
    .fetch_all(connection)
    .await?;
    Ok(rows.into_iter().map(|r| (r.code, r.name)).collect())
}
