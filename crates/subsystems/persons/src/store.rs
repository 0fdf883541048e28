//! Persons of a municipality.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff_sqlx::ToSqlx;
use spis_database::{DatabaseError, new_id};
use spis_kernel::{MunicipalityCode, PersonId, PersonalCode, Sex};
use sqlx::PgConnection;

use crate::evidence::RegisterPerson;

/// "Asmuo": a person known to the municipality.
#[derive(Debug, Clone)]
pub struct Person {
    /// Key.
    pub id: PersonId,
    /// "Asmens kodas".
    pub personal_code: PersonalCode,
    /// Given name.
    pub given_name: String,
    /// Surname.
    pub surname: String,
    /// Day of birth.
    pub born_on: Date,
    /// Day of death.
    pub died_on: Option<Date>,
    /// The address may not be shown to the family.
    pub protected: bool,
    /// Declared residence in one line.
    pub address: Option<String>,
}

impl Person {
    /// Given name and surname, in the nominative.
    pub fn name(&self) -> String {
        format!("{} {}", self.given_name, self.surname)
    }
}

fn sex_code(sex: Option<Sex>) -> &'static str {
    match sex {
        Some(Sex::Male) => "male",
        Some(Sex::Female) => "female",
        None => "unknown",
    }
}

/// Keeps what the population register says of a person; returns the municipality's id for them.
/// An older answer does not overwrite a newer one.
pub async fn person_keep(
    connection: &mut PgConnection,
    municipality: MunicipalityCode,
    person: &RegisterPerson,
    as_of: Timestamp,
    now: Timestamp,
) -> Result<PersonId, DatabaseError> {
    let id = sqlx::query_scalar!(
        "INSERT INTO municipal.person (municipality_code, id, personal_code, given_name, surname, sex, born_on, died_on, protected, address, as_of)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
         ON CONFLICT (personal_code) DO UPDATE SET
             given_name = CASE WHEN excluded.as_of >= person.as_of THEN excluded.given_name ELSE person.given_name END,
             surname = CASE WHEN excluded.as_of >= person.as_of THEN excluded.surname ELSE person.surname END,
             sex = CASE WHEN excluded.sex = 'unknown' THEN person.sex ELSE excluded.sex END,
             born_on = CASE WHEN excluded.as_of >= person.as_of THEN excluded.born_on ELSE person.born_on END,
             died_on = CASE WHEN excluded.as_of >= person.as_of THEN coalesce(excluded.died_on, person.died_on) ELSE person.died_on END,
             protected = person.protected OR excluded.protected,
             address = CASE WHEN excluded.as_of >= person.as_of THEN coalesce(excluded.address, person.address) ELSE person.address END,
             as_of = greatest(excluded.as_of, person.as_of)
         RETURNING id",
        municipality.get(),
        new_id(now),
        person.personal_code.as_str(),
        person.given_name,
        person.surname,
        sex_code(person.sex),
        person.born_on.to_sqlx() as _,
        person.died_on.map(ToSqlx::to_sqlx) as _,
        person.protected,
        person.address.as_ref().map(|a| a.text.clone()),
        as_of.to_sqlx() as _
    )
    .fetch_one(connection)
    .await?;
    Ok(PersonId::new(id))
}

/// Persons by id, in no order.
pub async fn person_list(
    connection: &mut PgConnection,
    ids: &[uuid::Uuid],
) -> Result<Vec<Person>, DatabaseError> {
    let rows = sqlx::query_as!(
        PersonRow,
        "SELECT id, personal_code, given_name, surname, born_on, died_on, protected, address
         FROM municipal.person WHERE id = ANY ($1) LIMIT 500",
        ids
    )
    .fetch_all(connection)
    .await?;
    rows.into_iter().map(PersonRow::read).collect()
}

/// Persons by personal code, in no order; who is not known is left out.
pub async fn person_list_by_codes(
    connection: &mut PgConnection,
    codes: &[String],
) -> Result<Vec<Person>, DatabaseError> {
    let rows = sqlx::query_as!(
        PersonRow,
        "SELECT id, personal_code, given_name, surname, born_on, died_on, protected, address
         FROM municipal.person WHERE personal_code = ANY ($1) LIMIT 500",
        codes
    )
    .fetch_all(connection)
    .await?;
    rows.into_iter().map(PersonRow::read).collect()
}

struct PersonRow {
    id: uuid::Uuid,
    personal_code: String,
    given_name: String,
    surname: String,
    born_on: jiff_sqlx::Date,
    died_on: Option<jiff_sqlx::Date>,
    protected: bool,
    address: Option<String>,
}

impl PersonRow {
    fn read(self) -> Result<Person, DatabaseError> {
        Ok(Person {
            id: PersonId::new(self.id),
            personal_code: self
                .personal_code
                .parse()
                .map_err(|_| DatabaseError::Inconsistent {
                    table: "municipal.person",
                    id: self.id.to_string(),
                    what: "a personal code that is none",
                })?,
            given_name: self.given_name,
            surname: self.surname,
            born_on: self.born_on.to_jiff(),
            died_on: self.died_on.map(jiff_sqlx::Date::to_jiff),
            protected: self.protected,
            address: self.address,
        })
    }
}
