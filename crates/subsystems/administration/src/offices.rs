//! The municipality's office: letterhead, contacts, account to pay from, day of payment.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff_sqlx::ToSqlx;
use spis_audit::{Actor, Entry, Outcome};
use spis_database::new_id;
use spis_kernel::{Iban, MunicipalityCode};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::AdministrationError;

/// What letters and payments say of the municipality, from a day on until the next such row.
#[derive(Debug, Clone)]
pub struct Office {
    /// Name of the administration.
    pub name: String,
    /// Department that decides.
    pub unit: String,
    /// Address.
    pub address: String,
    /// Telephone.
    pub phone: String,
    /// E-mail.
    pub email: String,
    /// Town where decisions are made.
    pub place: String,
    /// Name of the payer in payment files.
    pub debtor_name: String,
    /// Account that pays.
    pub debtor_iban: Iban,
    /// Day of the month by which benefits are paid, 1-28.
    pub payment_day: u8,
    /// First day.
    pub valid_from: Date,
}

/// Sets the office from its first day on, in place of what began on the same day. Call it in a transaction.
pub async fn office_set(
    connection: &mut PgConnection,
    municipality: MunicipalityCode,
    office: &Office,
    actor: &Actor,
    now: Timestamp,
) -> Result<Uuid, AdministrationError> {
    if municipality.is_centre() {
        return Err(AdministrationError::OfficeAtCentre);
    }
    let existing = sqlx::query_scalar!(
        "SELECT id FROM municipal.office WHERE municipality_code = $1 AND valid_from = $2",
        municipality.get(),
        office.valid_from.to_sqlx() as _
    )
    .fetch_optional(&mut *connection)
    .await?;
    let id = existing.unwrap_or_else(|| new_id(now));
    sqlx::query!(
        "INSERT INTO municipal.office (municipality_code, id, name, unit, address, phone, email, place, debtor_name,
             debtor_iban, payment_day, valid_from)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
         ON CONFLICT (municipality_code, id) DO UPDATE SET name = excluded.name, unit = excluded.unit,
             address = excluded.address, phone = excluded.phone, email = excluded.email, place = excluded.place,
             debtor_name = excluded.debtor_name, debtor_iban = excluded.debtor_iban, payment_day = excluded.payment_day",
        municipality.get(),
        id,
        office.name,
        office.unit,
        office.address,
        office.phone,
        office.email,
        office.place,
        office.debtor_name,
        office.debtor_iban.as_str(),
        i32::from(office.payment_day),
        office.valid_from.to_sqlx() as _
    )
    .execute(&mut *connection)
    .await?;
    spis_audit::record(
        connection,
        municipality,
        now,
        Entry {
            actor,
            action: "office_set",
            object: "office",
            object_id: Some(id),
            purpose: "administration",
            outcome: Outcome::Allowed,
            subjects: &[],
        },
    )
    .await?;
    Ok(id)
}
