//! Users ("naudotojai"): a municipality's own, made at its node, and national ones, made at the centre.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff_sqlx::ToSqlx;
use spis_audit::{Actor, Entry, Outcome};
use spis_database::{DatabaseError, new_id};
use spis_identity::{passwords, users};
use spis_kernel::{MunicipalityCode, PersonalCode, UserId};
use sqlx::PgConnection;

use crate::{AdministrationError, reference};

/// A user to be made.
///
/// Not `Debug`: it carries a password.
#[derive(Clone)]
pub struct NewUser {
    /// Name to sign in with, unique at the node.
    pub user_name: String,
    /// Given name.
    pub given_name: String,
    /// Surname.
    pub surname: String,
    /// "Pareigos".
    pub position: String,
    /// Codes of the roles granted from `valid_from` on.
    pub roles: Vec<String>,
    /// First day of the roles.
    pub valid_from: Date,
    /// Power to decide; at a municipality only.
    pub power: Option<Power>,
    /// First password; none: cannot sign in yet.
    pub password: Option<String>,
}

/// "Įgaliojimai priimti sprendimus": the order that gives the power to decide, and its validity, both ends included.
#[derive(Debug, Clone)]
pub struct Power {
    /// The order, as decisions print it.
    pub basis: String,
    /// First day.
    pub valid_from: Date,
    /// Last day.
    pub valid_to: Option<Date>,
}

/// Makes a user of a node (the centre's go to `central`, a municipality's to `municipal`) with roles and password.
/// Call it in a transaction, connected to that node.
///
/// # Errors
/// [`AdministrationError`]: a name that is taken, a role not meant for this kind of node, a short password, a power at
/// the centre.
pub async fn user_create(
    connection: &mut PgConnection,
    node: MunicipalityCode,
    user: &NewUser,
    actor: &Actor,
    now: Timestamp,
) -> Result<UserId, AdministrationError> {
    check(node, user)?;
    let id = new_id(now);
    if node.is_centre() {
        sqlx::query!(
            "INSERT INTO central.user_account (id, user_name, given_name, surname, position, active)
             VALUES ($1, $2, $3, $4, $5, true)",
            id,
            user.user_name,
            user.given_name,
            user.surname,
            user.position
        )
        .execute(&mut *connection)
        .await
        .map_err(name_taken)?;
        sqlx::query!(
            "INSERT INTO central.user_grant (user_id, role_code, valid_from) SELECT $1, unnest($2::text[]), $3",
            id,
            &user.roles,
            user.valid_from.to_sqlx() as _
        )
        .execute(&mut *connection)
        .await?;
    } else {
        let power = user.power.as_ref();
        sqlx::query!(
            "INSERT INTO municipal.user_account
                 (municipality_code, id, user_name, given_name, surname, position, power_basis, power_from, power_to, active)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, true)",
            node.get(),
            id,
            user.user_name,
            user.given_name,
            user.surname,
            user.position,
            power.map(|p| p.basis.clone()),
            power.map(|p| p.valid_from.to_sqlx()) as _,
            power.and_then(|p| p.valid_to).map(ToSqlx::to_sqlx) as _
        )
        .execute(&mut *connection)
        .await
        .map_err(name_taken)?;
        for role in &user.roles {
            sqlx::query!(
                "INSERT INTO municipal.user_grant (municipality_code, id, user_id, role_code, valid_from)
                 VALUES ($1, $2, $3, $4, $5)",
                node.get(),
                new_id(now),
                id,
                role,
                user.valid_from.to_sqlx() as _
            )
            .execute(&mut *connection)
            .await?;
        }
    }
    let id = UserId::new(id);
    if let Some(password) = &user.password {
        users::set_password(connection, id, password, now)
            .await
            .map_err(AdministrationError::Password)?;
    }
    spis_audit::record(
        connection,
        node,
        now,
        Entry {
            actor,
            action: "user_create",
            object: "user_account",
            object_id: Some(id.get()),
            purpose: "administration",
            outcome: Outcome::Allowed,
            subjects: &[],
        },
    )
    .await?;
    Ok(id)
}

/// Records which person a municipality's user is, so that the user takes in no application of their own.
/// Call it in a transaction, connected to that node.
pub async fn user_identify(
    connection: &mut PgConnection,
    node: MunicipalityCode,
    user: UserId,
    personal_code: &PersonalCode,
    actor: &Actor,
    now: Timestamp,
) -> Result<(), AdministrationError> {
    if node.is_centre() {
        return Err(AdministrationError::PersonAtCentre);
    }
    sqlx::query!(
        "UPDATE municipal.user_account SET personal_code = $3 WHERE municipality_code = $1 AND id = $2",
        node.get(),
        user.get(),
        personal_code.as_str()
    )
    .execute(&mut *connection)
    .await?;
    spis_audit::record(
        connection,
        node,
        now,
        Entry {
            actor,
            action: "user_identify",
            object: "user_account",
            object_id: Some(user.get()),
            purpose: "administration",
            outcome: Outcome::Allowed,
            subjects: &[],
        },
    )
    .await?;
    Ok(())
}

fn check(node: MunicipalityCode, user: &NewUser) -> Result<(), AdministrationError> {
    let scope = if node.is_centre() {
        "ministry"
    } else {
        "municipality"
    };
    let known = reference::roles()?;
    for role in &user.roles {
        if !known.iter().any(|k| k.code == *role && k.scope == scope) {
            return Err(AdministrationError::UnknownRole { role: role.clone() });
        }
    }
    if node.is_centre() && user.power.is_some() {
        return Err(AdministrationError::PowerAtCentre);
    }
    let short = |p: &String| p.chars().count() < passwords::SHORTEST;
    if user.password.as_ref().is_some_and(short) {
        return Err(AdministrationError::PasswordTooShort {
            shortest: passwords::SHORTEST,
        });
    }
    Ok(())
}

fn name_taken(error: sqlx::Error) -> AdministrationError {
    let error = DatabaseError::from(error);
    if error.constraint() == Some("user_account_name") {
        AdministrationError::UserNameTaken
    } else {
        AdministrationError::Database(error)
    }
}
