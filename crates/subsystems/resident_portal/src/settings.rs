//! A resident's settings and consents: the centre's own rows, one function a query.

use jiff::Timestamp;
use jiff_sqlx::ToSqlx;
use spis_database::{DatabaseError, new_id};
use spis_kernel::ResidentId;
use sqlx::PgConnection;

/// Consent to be told of other support that the family may be entitled to. Off until it is given.
pub const OTHER_SUPPORT: &str = "other_support";
/// Version of the words that she agrees to, in the settings and in a form: a test holds them to it.
pub const CONSENT_TEXT: &str = "2026-12-01";

/// "Pranešimų nuostatos".
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Settings {
    /// Telephone.
    pub phone: Option<String>,
    /// E-mail.
    pub email: Option<String>,
    /// An e-mail says that there is news.
    pub email_notices: bool,
}

/// Her settings; none until she first kept them.
pub async fn settings_find(
    connection: &mut PgConnection,
    resident: ResidentId,
) -> Result<Option<Settings>, DatabaseError> {
    Ok(sqlx::query_as!(
        Settings,
        "SELECT phone, email, email_notices FROM central.resident_setting WHERE resident_id = $1",
        resident.get()
    )
    .fetch_optional(connection)
    .await?)
}

/// Keeps her settings.
pub async fn settings_keep(
    connection: &mut PgConnection,
    resident: ResidentId,
    settings: &Settings,
    now: Timestamp,
) -> Result<(), DatabaseError> {
    sqlx::query!(
        "INSERT INTO central.resident_setting (resident_id, phone, email, email_notices, changed_at) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (resident_id) DO UPDATE SET phone = excluded.phone, email = excluded.email,
             email_notices = excluded.email_notices, changed_at = excluded.changed_at",
        resident.get(),
        settings.phone,
        settings.email,
        settings.email_notices,
        now.to_sqlx() as _
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// Whether a consent is in force, and since when it is so; none if it was never given.
pub async fn consent_find(
    connection: &mut PgConnection,
    resident: ResidentId,
    purpose: &str,
) -> Result<Option<(bool, Timestamp)>, DatabaseError> {
    let row = sqlx::query!(
        "SELECT given, at FROM central.consent WHERE resident_id = $1 AND purpose = $2 ORDER BY at DESC, id DESC LIMIT 1",
        resident.get(),
        purpose
    )
    .fetch_optional(connection)
    .await?;
    Ok(row.map(|r| (r.given, r.at.to_jiff())))
}

/// Whether the consent to be told of other support is in force.
pub async fn consent_given(
    connection: &mut PgConnection,
    resident: ResidentId,
) -> Result<bool, DatabaseError> {
    let consent = consent_find(connection, resident, OTHER_SUPPORT).await?;
    Ok(consent.is_some_and(|(given, _)| given))
}

/// Notes that a consent was given or withdrawn.
pub async fn consent_add(
    connection: &mut PgConnection,
    resident: ResidentId,
    purpose: &str,
    given: bool,
    now: Timestamp,
) -> Result<(), DatabaseError> {
    sqlx::query!(
        "INSERT INTO central.consent (id, resident_id, purpose, given, text_version, at) VALUES ($1, $2, $3, $4, $5, $6)",
        new_id(now),
        resident.get(),
        purpose,
        given,
        CONSENT_TEXT,
        now.to_sqlx() as _
    )
    .execute(connection)
    .await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;

    use sha2::{Digest, Sha256};
    use spis_pages::{Language, Translator};

    use super::CONSENT_TEXT;

    /// Other words are another version: whoever changes them, changes [`CONSENT_TEXT`] and the fingerprint together.
    #[test]
    fn the_words_agreed_to_are_those_of_their_version() {
        let mut words = String::new();
        for language in [Language::Lt, Language::En] {
            let translator = Translator::new(language);
            for key in [
                "settings-consent-lead",
                "settings-consent-give",
                "form-pasiulymai",
                "form-pasiulymai-hint",
            ] {
                writeln!(words, "{}", translator.t(key)).unwrap();
            }
        }
        let mut fingerprint = String::new();
        for byte in &Sha256::digest(words.as_bytes())[..8] {
            write!(fingerprint, "{byte:02x}").unwrap();
        }
        assert_eq!(
            (CONSENT_TEXT, fingerprint.as_str()),
            ("2026-12-01", "4c4683bc279dd459")
        );
    }
}
