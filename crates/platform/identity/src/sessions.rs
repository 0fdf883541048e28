//! Sessions of signed-in browsers.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac::{Hmac, KeyInit, Mac};
use jiff::{SignedDuration, Timestamp};
use jiff_sqlx::ToSqlx;
use sha2::{Digest, Sha256};
use spis_audit::Audience;
use spis_database::DatabaseError;
use sqlx::PgConnection;
use subtle::ConstantTimeEq;
use uuid::Uuid;

/// A session ends after this long without a request.
pub const IDLE: SignedDuration = SignedDuration::from_mins(60);
/// A session ends after this long even if it is used, unless its owner says that she stays.
pub const ABSOLUTE: SignedDuration = SignedDuration::from_hours(12);

/// The secret in the cookie: 256 random bits, base64url.
#[derive(Clone)]
pub struct SessionToken(String);

impl SessionToken {
    /// Draws a token.
    pub fn draw() -> Self {
        Self(random())
    }

    /// The cookie's value.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// 256 random bits, base64url.
pub fn random() -> String {
    URL_SAFE_NO_PAD.encode(rand::random::<[u8; 32]>())
}

/// What is stored of a secret.
pub fn digest(secret: &str) -> Vec<u8> {
    Sha256::digest(secret.as_bytes()).to_vec()
}

/// A session in force.
#[derive(Debug, Clone)]
pub struct Session {
    /// User's or resident's id.
    pub subject_id: Uuid,
    /// When it ends unless it is used before.
    pub ends_at: Timestamp,
    csrf_secret: Vec<u8>,
}

impl Session {
    /// The token that each form of this session carries against forged requests.
    pub fn csrf_token(&self) -> String {
        #[expect(clippy::expect_used, reason = "HMAC takes keys of any length")]
        let mut mac = Hmac::<Sha256>::new_from_slice(&self.csrf_secret).expect("any key length");
        mac.update(b"form");
        URL_SAFE_NO_PAD.encode(mac.finalize().into_bytes())
    }

    /// Whether a form carried this session's token.
    pub fn accepts(&self, token: &str) -> bool {
        self.csrf_token().as_bytes().ct_eq(token.as_bytes()).into()
    }
}

/// So many earlier sessions of the same person are looked at for whose form it is.
const EARLIER: i64 = 50;

/// Whether a form carries the token of an earlier session of the same person, ended or not.
pub async fn accepted_earlier(
    connection: &mut PgConnection,
    audience: Audience,
    session: &Session,
    token: &str,
) -> Result<bool, DatabaseError> {
    let secrets = sqlx::query_scalar!(
        "SELECT csrf_secret FROM local.session WHERE audience = $1 AND subject_id = $2 ORDER BY created_at DESC LIMIT $3",
        audience.code(),
        session.subject_id,
        EARLIER
    )
    .fetch_all(connection)
    .await?;
    Ok(secrets.into_iter().any(|csrf_secret| {
        let earlier = Session {
            csrf_secret,
            ..session.clone()
        };
        earlier.accepts(token)
    }))
}

/// Begins a session.
pub async fn begin(
    connection: &mut PgConnection,
    audience: Audience,
    subject_id: Uuid,
    now: Timestamp,
) -> Result<SessionToken, DatabaseError> {
    let token = SessionToken::draw();
    sqlx::query!(
        "INSERT INTO local.session (id_hash, audience, subject_id, csrf_secret, created_at, last_used_at, expires_at)
         VALUES ($1, $2, $3, $4, $5, $5, $6)",
        digest(token.as_str()),
        audience.code(),
        subject_id,
        digest(&random()),
        now.to_sqlx() as _,
        (now + ABSOLUTE).to_sqlx() as _
    )
    .execute(connection)
    .await?;
    Ok(token)
}

/// The session of a cookie, if this node's database knows it and it has not ended; notes its use.
pub async fn find(
    connection: &mut PgConnection,
    audience: Audience,
    token: &str,
    now: Timestamp,
) -> Result<Option<Session>, DatabaseError> {
    let idle_since = now - IDLE;
    let row = sqlx::query!(
        "UPDATE local.session SET last_used_at = $3
         WHERE id_hash = $1 AND audience = $2 AND ended_at IS NULL AND expires_at > $3 AND last_used_at > $4
         RETURNING subject_id, csrf_secret, expires_at",
        digest(token),
        audience.code(),
        now.to_sqlx() as _,
        idle_since.to_sqlx() as _
    )
    .fetch_optional(connection)
    .await?;
    Ok(row.map(|r| Session {
        subject_id: r.subject_id,
        ends_at: (now + IDLE).min(r.expires_at.to_jiff()),
        csrf_secret: r.csrf_secret,
    }))
}

/// So long after it ended by itself a session still says whose words a form brings.
pub const LEFT: SignedDuration = SignedDuration::from_hours(24);

/// The session of a cookie that ended by itself, not by its owner's will, and not long ago. Nothing is shown or done by it.
pub async fn find_left(
    connection: &mut PgConnection,
    audience: Audience,
    token: &str,
    now: Timestamp,
) -> Result<Option<Session>, DatabaseError> {
    let row = sqlx::query!(
        "SELECT subject_id, csrf_secret, expires_at FROM local.session
         WHERE id_hash = $1 AND audience = $2 AND ended_at IS NULL AND last_used_at > $3",
        digest(token),
        audience.code(),
        (now - IDLE - LEFT).to_sqlx() as _
    )
    .fetch_optional(connection)
    .await?;
    Ok(row.map(|r| Session {
        subject_id: r.subject_id,
        ends_at: r.expires_at.to_jiff().min(now),
        csrf_secret: r.csrf_secret,
    }))
}

/// When the session of a cookie ends, asked without using it: asking is no work of hers.
pub async fn ends_at(
    connection: &mut PgConnection,
    audience: Audience,
    token: &str,
    now: Timestamp,
) -> Result<Option<Timestamp>, DatabaseError> {
    let row = sqlx::query!(
        "SELECT last_used_at, expires_at FROM local.session
         WHERE id_hash = $1 AND audience = $2 AND ended_at IS NULL AND expires_at > $3 AND last_used_at > $4",
        digest(token),
        audience.code(),
        now.to_sqlx() as _,
        (now - IDLE).to_sqlx() as _
    )
    .fetch_optional(connection)
    .await?;
    Ok(row.map(|r| (r.last_used_at.to_jiff() + IDLE).min(r.expires_at.to_jiff())))
}

/// "Likti prisijungus": a session just found goes on as if it began now, as often as its owner says so (WCAG 2.2.1). When
/// it ends then.
pub async fn prolong(
    connection: &mut PgConnection,
    token: &str,
    now: Timestamp,
) -> Result<Timestamp, DatabaseError> {
    sqlx::query!(
        "UPDATE local.session SET expires_at = $2 WHERE id_hash = $1 AND ended_at IS NULL",
        digest(token),
        (now + ABSOLUTE).to_sqlx() as _
    )
    .execute(connection)
    .await?;
    Ok(now + IDLE)
}

/// Ends a session.
pub async fn end(
    connection: &mut PgConnection,
    token: &str,
    now: Timestamp,
) -> Result<(), DatabaseError> {
    sqlx::query!(
        "UPDATE local.session SET ended_at = $2 WHERE id_hash = $1 AND ended_at IS NULL",
        digest(token),
        now.to_sqlx() as _
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// A session in force, as its owner is shown it.
#[derive(Debug, Clone)]
pub struct OpenSession {
    /// Whether it is the one that asks.
    pub own: bool,
    /// When it began.
    pub created_at: Timestamp,
    /// When it was last used.
    pub last_used_at: Timestamp,
}

/// The sessions in force of the same person, the one that asks first.
pub async fn list(
    connection: &mut PgConnection,
    audience: Audience,
    session: &Session,
    now: Timestamp,
) -> Result<Vec<OpenSession>, DatabaseError> {
    let rows = sqlx::query!(
        r#"SELECT csrf_secret = $3 AS "own!", created_at, last_used_at FROM local.session
           WHERE audience = $1 AND subject_id = $2 AND ended_at IS NULL AND expires_at > $4 AND last_used_at > $5
           ORDER BY csrf_secret = $3 DESC, last_used_at DESC LIMIT 50"#,
        audience.code(),
        session.subject_id,
        session.csrf_secret,
        now.to_sqlx() as _,
        (now - IDLE).to_sqlx() as _
    )
    .fetch_all(connection)
    .await?;
    Ok(rows
        .into_iter()
        .map(|r| OpenSession {
            own: r.own,
            created_at: r.created_at.to_jiff(),
            last_used_at: r.last_used_at.to_jiff(),
        })
        .collect())
}

/// Ends every session of the same person but the one that asks; how many.
pub async fn end_others(
    connection: &mut PgConnection,
    audience: Audience,
    session: &Session,
    now: Timestamp,
) -> Result<u64, DatabaseError> {
    let done = sqlx::query!(
        "UPDATE local.session SET ended_at = $4
         WHERE audience = $1 AND subject_id = $2 AND csrf_secret <> $3 AND ended_at IS NULL",
        audience.code(),
        session.subject_id,
        session.csrf_secret,
        now.to_sqlx() as _
    )
    .execute(connection)
    .await?;
    Ok(done.rows_affected())
}
