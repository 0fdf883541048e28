//! What registers were asked about a resident, from the centre's copies: one function a query, nothing is written here.

use jiff::Timestamp;
use spis_database::DatabaseError;
use spis_kernel::{ApplicationId, MunicipalityCode, PersonalCode, SubmissionId};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::copies::applicant_href;

/// The most questions that are shown.
pub const SHOWN: i64 = 100;

/// A question to a state register about her ("užklausa registrui"). Whose case it was for is known only if it is her own.
pub struct Question {
    /// The application that it was asked for.
    pub application: Uuid,
    /// Code of the register.
    pub register: String,
    /// When it was asked.
    pub asked_at: Timestamp,
}

/// Questions about a person, newest first.
pub async fn question_list(
    connection: &mut PgConnection,
    about: &PersonalCode,
) -> Result<Vec<Question>, DatabaseError> {
    let rows = sqlx::query!(
        "SELECT application_id, register, asked_at FROM municipal.register_request
         WHERE personal_code = $1 ORDER BY asked_at DESC, id LIMIT $2",
        about.as_str(),
        SHOWN
    )
    .fetch_all(connection)
    .await?;
    Ok(rows
        .into_iter()
        .map(|r| Question {
            application: r.application_id,
            register: r.register,
            asked_at: r.asked_at.to_jiff(),
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
                href: match r.submission_id.map(SubmissionId::new) {
                    Some(submission) if !r.otherwise => format!("/prasymai/{submission}"),
                    submission => applicant_href(ApplicationId::new(r.id), submission),
                },
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
