//! Users of a municipality or of the ministry, signed in by name and password.

use std::collections::BTreeSet;

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use jiff_sqlx::ToSqlx;
use spis_audit::{Actor, Audience, Entry, Outcome};
use spis_database::{DatabaseError, Node};
use spis_kernel::{MunicipalityCode, UserId, vilnius};
use sqlx::PgConnection;

use crate::rights::Right;
use crate::sessions::{self, SessionToken};
use crate::{passwords, sessions::Session};

/// Wrong passwords in a row that lock an account.
pub const FAILURES: i32 = 5;
/// Passwords checked at the same time in this process: each takes a core for tens of milliseconds.
static CHECKS: tokio::sync::Semaphore = tokio::sync::Semaphore::const_new(2);
/// For how long.
pub const LOCK: SignedDuration = SignedDuration::from_mins(15);

/// A signed-in user with the rights in force today.
#[derive(Debug, Clone)]
pub struct User {
    /// Key.
    pub id: UserId,
    /// Given name and surname.
    pub name: String,
    /// "Pareigos".
    pub position: String,
    /// The order that gives the power to decide, if one is in force today.
    pub power_basis: Option<String>,
    /// Rights in force today.
    pub rights: BTreeSet<Right>,
    /// Staff or ministry.
    pub audience: Audience,
}

impl User {
    /// Whether the user may.
    pub fn may(&self, right: Right) -> bool {
        self.rights.contains(&right)
    }

    /// As the journal names the user.
    pub fn actor(&self) -> Actor {
        Actor {
            audience: self.audience,
            id: Some(self.id.get()),
            name: self.name.clone(),
        }
    }
}

/// Nobody is let in: the name or the password is wrong, or too many wrong ones came before and the account is locked for
/// [`LOCK`]. One answer for all, so that nobody learns which names exist, nor that a guess during the lock was right.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SignInRefusal;

fn audience_of(node: MunicipalityCode) -> Audience {
    if node == MunicipalityCode::CENTRE {
        Audience::Ministry
    } else {
        Audience::Staff
    }
}

/// Signs a user in and begins a session. Both outcomes are journalled.
pub async fn sign_in(
    node: &Node,
    user_name: &str,
    password: &str,
    now: Timestamp,
) -> anyhow::Result<Result<(User, SessionToken), SignInRefusal>> {
    // Read first and let the connection go: many tries at once must not hold the pool while passwords are checked.
    let mut connection = node.pool().acquire().await?;
    let found = if node.code() == MunicipalityCode::CENTRE {
        sqlx::query_scalar!(
            "SELECT id FROM central.user_account WHERE user_name = $1 AND active",
            user_name
        )
        .fetch_optional(&mut *connection)
        .await?
    } else {
        sqlx::query_scalar!(
            "SELECT id FROM municipal.user_account WHERE user_name = $1 AND active",
            user_name
        )
        .fetch_optional(&mut *connection)
        .await?
    };
    let credential = match found {
        Some(id) => sqlx::query!(
            "SELECT user_id, password_hash, locked_until FROM local.credential WHERE user_id = $1",
            id
        )
        .fetch_optional(&mut *connection)
        .await?,
        None => None,
    };
    drop(connection);
    let open = credential.filter(|c| {
        let locked = c.locked_until.map(jiff_sqlx::Timestamp::to_jiff);
        locked.is_none_or(|until| until <= now)
    });
    let (user_id, hash) = match open {
        Some(c) => (Some(c.user_id), c.password_hash),
        // As much work for a name that nobody has and for a locked account, so that time tells nothing; a password is not
        // even looked at while it may not be guessed.
        None => (None, EMPTY_HASH.to_owned()),
    };
    let password = password.to_owned();
    let turn = CHECKS.acquire().await?;
    let fits = tokio::task::spawn_blocking(move || passwords::verify(&password, &hash)).await?;
    drop(turn);
    let mut tx = node.begin().await?;
    let Some(user_id) = user_id.filter(|_| fits) else {
        if let Some(id) = user_id {
            sqlx::query!(
                "UPDATE local.credential SET
                     locked_until = CASE WHEN failed_count + 1 >= $2 THEN $3 ELSE locked_until END,
                     failed_count = CASE WHEN failed_count + 1 >= $2 THEN 0 ELSE failed_count + 1 END
                 WHERE user_id = $1",
                id,
                FAILURES,
                (now + LOCK).to_sqlx() as _
            )
            .execute(&mut *tx)
            .await?;
        }
        refused(&mut tx, node.code(), found, now).await?;
        tx.commit().await?;
        return Ok(Err(SignInRefusal));
    };
    sqlx::query!(
        "UPDATE local.credential SET failed_count = 0, locked_until = NULL WHERE user_id = $1",
        user_id
    )
    .execute(&mut *tx)
    .await?;
    let user = user_find(
        &mut tx,
        node.code(),
        UserId::new(user_id),
        vilnius(now).date(),
    )
    .await?
    .ok_or(DatabaseError::Inconsistent {
        table: "user_account",
        id: user_id.to_string(),
        what: "a user just found is gone",
    })?;
    let token = sessions::begin(&mut tx, user.audience, user_id, now).await?;
    spis_audit::record(
        &mut tx,
        node.code(),
        now,
        Entry {
            actor: &user.actor(),
            action: "sign_in",
            object: "user_account",
            object_id: Some(user_id),
            purpose: "work",
            outcome: Outcome::Allowed,
            subjects: &[],
        },
    )
    .await?;
    tx.commit().await?;
    Ok(Ok((user, token)))
}

/// A hash that no password fits in practice; see [`sign_in`].
const EMPTY_HASH: &str = "$argon2id$v=19$m=19456,t=2,p=1$c3Bpcy1uby1zdWNoLXVzZXI$eQMCWBBGBCAqXtBiF9cM0I1iN3mWkHwEV7sSR7sfJ9o";

async fn refused(
    connection: &mut PgConnection,
    node: MunicipalityCode,
    account: Option<uuid::Uuid>,
    now: Timestamp,
) -> Result<(), DatabaseError> {
    let actor = Actor {
        audience: audience_of(node),
        id: None,
        name: "neprisijungęs".into(),
    };
    spis_audit::record(
        connection,
        node,
        now,
        Entry {
            actor: &actor,
            action: "sign_in",
            object: "user_account",
            object_id: account,
            purpose: "work",
            outcome: Outcome::Refused,
            subjects: &[],
        },
    )
    .await?;
    Ok(())
}

/// The user of a session cookie, with the rights in force today; none if the session or the account is not in force.
pub async fn of_session(
    node: &Node,
    token: &str,
    now: Timestamp,
) -> Result<Option<(User, Session)>, DatabaseError> {
    let mut connection = node.pool().acquire().await?;
    let audience = audience_of(node.code());
    let Some(session) = sessions::find(&mut connection, audience, token, now).await? else {
        return Ok(None);
    };
    let id = UserId::new(session.subject_id);
    let user = user_find(&mut connection, node.code(), id, vilnius(now).date()).await?;
    Ok(user.map(|u| (u, session)))
}

/// An active user with the rights in force on a day.
pub async fn user_find(
    connection: &mut PgConnection,
    node: MunicipalityCode,
    id: UserId,
    today: Date,
) -> Result<Option<User>, DatabaseError> {
    let audience = audience_of(node);
    let (name, position, power_basis, rights) = if audience == Audience::Ministry {
        let Some(row) = sqlx::query!(
            "SELECT given_name, surname, position FROM central.user_account WHERE id = $1 AND active",
            id.get()
        )
        .fetch_optional(&mut *connection)
        .await?
        else {
            return Ok(None);
        };
        let rights = sqlx::query_scalar!(
            "SELECT DISTINCT r.right_code FROM central.user_grant g
             JOIN central.user_role o ON o.code = g.role_code AND o.scope = 'ministry'
             JOIN central.role_right r ON r.role_code = g.role_code
             WHERE g.user_id = $1 AND $2 BETWEEN g.valid_from AND coalesce(g.valid_to, 'infinity')
               AND $2 BETWEEN r.valid_from AND coalesce(r.valid_to, 'infinity')",
            id.get(),
            today.to_sqlx() as _
        )
        .fetch_all(connection)
        .await?;
        (
            format!("{} {}", row.given_name, row.surname),
            row.position,
            None,
            rights,
        )
    } else {
        let Some(row) = sqlx::query!(
            "SELECT given_name, surname, position,
                    CASE WHEN $2 BETWEEN power_from AND coalesce(power_to, 'infinity') THEN power_basis END AS power_basis
             FROM municipal.user_account WHERE id = $1 AND active",
            id.get(),
            today.to_sqlx() as _
        )
        .fetch_optional(&mut *connection)
        .await?
        else {
            return Ok(None);
        };
        let rights = municipal_rights(connection, id, today).await?;
        (
            format!("{} {}", row.given_name, row.surname),
            row.position,
            row.power_basis,
            rights,
        )
    };
    Ok(Some(User {
        id,
        name,
        position,
        power_basis,
        rights: rights.iter().filter_map(|r| Right::from_code(r)).collect(),
        audience,
    }))
}

/// A user of a municipality among others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Colleague {
    /// Key.
    pub id: UserId,
    /// Given name and surname.
    pub name: String,
    /// "Pareigos".
    pub position: String,
}

/// Active users of a municipality who have a right on a day, by surname; at most two hundred.
pub async fn colleagues_with(
    connection: &mut PgConnection,
    municipality: MunicipalityCode,
    right: Right,
    today: Date,
) -> Result<Vec<Colleague>, DatabaseError> {
    let roles = sqlx::query_scalar!(
        "SELECT DISTINCT r.role_code FROM central.role_right r
         JOIN central.user_role o ON o.code = r.role_code AND o.scope = 'municipality'
         WHERE r.right_code = $1 AND $2 BETWEEN r.valid_from AND coalesce(r.valid_to, 'infinity')",
        right.code(),
        today.to_sqlx() as _
    )
    .fetch_all(&mut *connection)
    .await?;
    let rows = sqlx::query!(
        "SELECT u.id, u.given_name, u.surname, u.position FROM municipal.user_account u
         WHERE u.municipality_code = $1 AND u.active AND EXISTS (
             SELECT 1 FROM municipal.user_grant g WHERE g.municipality_code = u.municipality_code AND g.user_id = u.id
               AND g.role_code = ANY ($2) AND $3 BETWEEN g.valid_from AND coalesce(g.valid_to, 'infinity'))
         ORDER BY u.surname, u.given_name, u.id LIMIT 200",
        municipality.get(),
        &roles,
        today.to_sqlx() as _
    )
    .fetch_all(connection)
    .await?;
    Ok(rows
        .into_iter()
        .map(|r| Colleague {
            id: UserId::new(r.id),
            name: format!("{} {}", r.given_name, r.surname),
            position: r.position,
        })
        .collect())
}

/// At a municipality the list of roles is the centre's copy and the grant is local: two reads, no statement names both.
async fn municipal_rights(
    connection: &mut PgConnection,
    id: UserId,
    today: Date,
) -> Result<Vec<String>, DatabaseError> {
    let roles = sqlx::query_scalar!(
        "SELECT role_code FROM municipal.user_grant
         WHERE user_id = $1 AND $2 BETWEEN valid_from AND coalesce(valid_to, 'infinity')",
        id.get(),
        today.to_sqlx() as _
    )
    .fetch_all(&mut *connection)
    .await?;
    Ok(sqlx::query_scalar!(
        "SELECT DISTINCT r.right_code FROM central.role_right r
         JOIN central.user_role o ON o.code = r.role_code AND o.scope = 'municipality'
         WHERE r.role_code = ANY ($1) AND $2 BETWEEN r.valid_from AND coalesce(r.valid_to, 'infinity')",
        &roles,
        today.to_sqlx() as _
    )
    .fetch_all(connection)
    .await?)
}

/// Sets a user's password.
pub async fn set_password(
    connection: &mut PgConnection,
    id: UserId,
    password: &str,
    now: Timestamp,
) -> anyhow::Result<()> {
    let password = password.to_owned();
    let hash = tokio::task::spawn_blocking(move || passwords::hash(&password)).await??;
    sqlx::query!(
        "INSERT INTO local.credential (user_id, password_hash, changed_at) VALUES ($1, $2, $3)
         ON CONFLICT (user_id) DO UPDATE SET password_hash = excluded.password_hash, changed_at = excluded.changed_at,
             failed_count = 0, locked_until = NULL",
        id.get(),
        hash,
        now.to_sqlx() as _
    )
    .execute(&mut *connection)
    .await?;
    // Whoever signed in with the old one is signed out.
    sqlx::query!(
        "UPDATE local.session SET ended_at = $2 WHERE subject_id = $1 AND ended_at IS NULL",
        id.get(),
        now.to_sqlx() as _
    )
    .execute(connection)
    .await?;
    Ok(())
}
