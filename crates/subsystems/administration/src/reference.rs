//! Reference data of the centre, from the files in `reference/`: municipalities, roles, their rights, appeal bodies.

use jiff::civil::Date;
use jiff_sqlx::ToSqlx;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use spis_kernel::MunicipalityCode;
use sqlx::PgConnection;

use crate::AdministrationError;

/// "Savivaldybė" as in the state's classification.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Municipality {
    /// Two-digit state code.
    pub code: MunicipalityCode,
    /// Name.
    pub name: String,
    /// `city`, `district` or `municipality`.
    pub kind: String,
    /// Street and number of the administration.
    pub address: String,
    /// Five digits; empty where the source has none that can be right.
    pub postal_code: String,
    /// Town.
    pub city: String,
}

/// "Naudotojo rolė".
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Role {
    /// Code.
    pub code: String,
    /// Name in Lithuanian.
    pub name_lt: String,
    /// Name in English.
    pub name_en: String,
    /// `municipality` or `ministry`: whose users may have it.
    pub scope: String,
}

/// A right of a role, for a time.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RoleRight {
    /// Role.
    pub role_code: String,
    /// Right, as [`spis_identity::Right::code`].
    pub right_code: String,
    /// First day.
    pub valid_from: Date,
    /// Last day.
    pub valid_to: Option<Date>,
}

/// "Skundų nagrinėjimo institucijos": where a municipality's decisions are appealed, for a time. Names in the nominative.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AppealBody {
    /// Municipality.
    pub municipality_code: MunicipalityCode,
    /// First day.
    pub valid_from: Date,
    /// Last day.
    pub valid_to: Option<Date>,
    /// Division of the commission of administrative disputes.
    pub commission: String,
    /// Its address.
    pub commission_address: String,
    /// Chamber of the administrative court.
    pub court: String,
    /// Its address.
    pub court_address: String,
    /// Not yet confirmed by a lawyer.
    pub doubtful: bool,
}

fn read<T: DeserializeOwned>(
    file: &'static str,
    text: &str,
) -> Result<Vec<T>, AdministrationError> {
    csv::Reader::from_reader(text.as_bytes())
        .deserialize()
        .collect::<Result<_, _>>()
        .map_err(|e| AdministrationError::Reference {
            file,
            reason: e.to_string(),
        })
}

/// The 60 municipalities.
pub fn municipalities() -> Result<Vec<Municipality>, AdministrationError> {
    read(
        "municipalities.csv",
        include_str!("../reference/municipalities.csv"),
    )
}

/// The roles.
pub fn roles() -> Result<Vec<Role>, AdministrationError> {
    read("roles.csv", include_str!("../reference/roles.csv"))
}

/// The rights of the roles.
pub fn role_rights() -> Result<Vec<RoleRight>, AdministrationError> {
    read(
        "role_rights.csv",
        include_str!("../reference/role_rights.csv"),
    )
}

/// The appeal bodies.
pub fn appeal_bodies() -> Result<Vec<AppealBody>, AdministrationError> {
    read(
        "appeal_bodies.csv",
        include_str!("../reference/appeal_bodies.csv"),
    )
}

/// Brings the centre's reference data to what the files say; returns how many rows it added or changed.
/// Repeatable: a second run changes nothing, so nothing is replicated in vain. Rows that the files lack are left.
///
/// # Errors
/// A file that cannot be read, or the database. Call it in a transaction: it stops in the middle on an error.
pub async fn load_reference(connection: &mut PgConnection) -> Result<usize, AdministrationError> {
    let mut changed = 0;
    for m in municipalities()? {
        changed += sqlx::query!(
            "INSERT INTO central.municipality AS here (code, name, kind, address, postal_code, city)
             VALUES ($1, $2, $3, $4, $5, $6)
             ON CONFLICT (code) DO UPDATE SET name = excluded.name, kind = excluded.kind, address = excluded.address,
                 postal_code = excluded.postal_code, city = excluded.city
             WHERE (here.name, here.kind, here.address, here.postal_code, here.city)
                 IS DISTINCT FROM (excluded.name, excluded.kind, excluded.address, excluded.postal_code, excluded.city)",
            m.code.get(),
            m.name,
            m.kind,
            m.address,
            m.postal_code,
            m.city
        )
        .execute(&mut *connection)
        .await?
        .rows_affected();
    }
    for r in roles()? {
        changed += sqlx::query!(
            "INSERT INTO central.user_role AS here (code, name_lt, name_en, scope) VALUES ($1, $2, $3, $4)
             ON CONFLICT (code) DO UPDATE SET name_lt = excluded.name_lt, name_en = excluded.name_en, scope = excluded.scope
             WHERE (here.name_lt, here.name_en, here.scope)
                 IS DISTINCT FROM (excluded.name_lt, excluded.name_en, excluded.scope)",
            r.code,
            r.name_lt,
            r.name_en,
            r.scope
        )
        .execute(&mut *connection)
        .await?
        .rows_affected();
    }
    for r in role_rights()? {
        changed += sqlx::query!(
            "INSERT INTO central.role_right AS here (role_code, right_code, valid_from, valid_to) VALUES ($1, $2, $3, $4)
             ON CONFLICT (role_code, right_code, valid_from) DO UPDATE SET valid_to = excluded.valid_to
             WHERE here.valid_to IS DISTINCT FROM excluded.valid_to",
            r.role_code,
            r.right_code,
            r.valid_from.to_sqlx() as _,
            r.valid_to.map(ToSqlx::to_sqlx) as _
        )
        .execute(&mut *connection)
        .await?
        .rows_affected();
    }
    for b in appeal_bodies()? {
        changed += sqlx::query!(
            "INSERT INTO central.appeal_body AS here
                 (municipality_code, valid_from, valid_to, commission, commission_address, court, court_address, doubtful)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
             ON CONFLICT (municipality_code, valid_from) DO UPDATE SET valid_to = excluded.valid_to,
                 commission = excluded.commission, commission_address = excluded.commission_address,
                 court = excluded.court, court_address = excluded.court_address, doubtful = excluded.doubtful
             WHERE (here.valid_to, here.commission, here.commission_address, here.court, here.court_address, here.doubtful)
                 IS DISTINCT FROM (excluded.valid_to, excluded.commission, excluded.commission_address, excluded.court,
                     excluded.court_address, excluded.doubtful)",
            b.municipality_code.get(),
            b.valid_from.to_sqlx() as _,
            b.valid_to.map(ToSqlx::to_sqlx) as _,
            b.commission,
            b.commission_address,
            b.court,
            b.court_address,
            b.doubtful
        )
        .execute(&mut *connection)
        .await?
        .rows_affected();
    }
    Ok(usize::try_from(changed).unwrap_or(usize::MAX))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use spis_identity::Right;

    use super::*;

    #[test]
    fn every_municipality_has_a_code_of_its_own_and_somewhere_to_appeal() {
        let municipalities = municipalities().unwrap();
        let codes: BTreeSet<_> = municipalities.iter().map(|m| m.code).collect();
        assert_eq!(codes.len(), 60);
        let appealable: BTreeSet<_> = appeal_bodies()
            .unwrap()
            .iter()
            .map(|b| b.municipality_code)
            .collect();
        assert_eq!(codes, appealable);
        let siauliai = municipalities.iter().find(|m| m.code.get() == 29).unwrap();
        assert_eq!(siauliai.name, "Šiaulių miesto savivaldybė");
        assert_eq!(siauliai.city, "Šiauliai");
        for m in &municipalities {
            let digits = m.postal_code.chars().all(|c| c.is_ascii_digit());
            assert!(digits && matches!(m.postal_code.len(), 0 | 5), "{}", m.name);
        }
    }

    #[test]
    fn roles_have_rights_that_the_program_knows() {
        let roles: BTreeSet<String> = roles().unwrap().into_iter().map(|r| r.code).collect();
        let rights = role_rights().unwrap();
        for right in &rights {
            assert!(roles.contains(&right.role_code), "{}", right.role_code);
            assert!(
                Right::from_code(&right.right_code).is_some(),
                "{}",
                right.right_code
            );
        }
        for right in Right::ALL {
            assert!(
                rights.iter().any(|r| r.right_code == right.code()),
                "{right:?} belongs to no role"
            );
        }
        // Whoever proposes does not decide: no role has both rights.
        for role in roles {
            let has = |right: Right| {
                rights
                    .iter()
                    .any(|r| r.role_code == role && r.right_code == right.code())
            };
            assert!(
                !(has(Right::CaseProcess) && has(Right::DecisionAdopt)),
                "{role}"
            );
        }
    }
}
