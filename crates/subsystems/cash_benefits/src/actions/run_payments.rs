//! "Mokėti": pays every unpaid month of a group of kinds up to a month, and makes the file for the bank.

use hex::ToHex;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff_sqlx::ToSqlx;
use sha2::{Digest, Sha256};
use spis_audit::{Entry, Outcome};
use spis_database::{DatabaseError, Node, new_id};
use spis_identity::User;
use spis_kernel::{Cents, Month, MunicipalityCode, PaymentRunId, WorkingCalendar, vilnius};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::kinds::{KindGroup, SupportKind, of_group};
use crate::model::{Due, PayingOffice, Transfer, pay_on};
use crate::payment_file::{CreditTransfer, Debtor, PaymentFile, PaymentFileError};
use crate::store;

/// Bytes of one stored part of a file.
const PART: usize = 262_144;
/// Most characters of what a transfer's statement says.
const LONGEST_REMITTANCE: usize = 140;
/// Longest name that banks take (EPC guidelines); more is cut, since the account decides who is paid.
const LONGEST_NAME: usize = 70;

/// What became of a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RunOutcome {
    /// Paid: the run and its file exist.
    Paid(PaymentRunId),
    /// No month is due: nothing was written.
    NothingDue,
    /// The sum is no longer the one that was seen: nothing was written.
    Changed,
}

/// Why nothing was paid.
#[derive(Debug, thiserror::Error)]
pub enum PaymentRunError {
    /// The month has not begun.
    #[error("benefits of a month that has not begun are not paid")]
    FutureMonth,
    /// There is no account to pay from.
    #[error("the municipality's office is not set")]
    NoOffice,
    /// The payment file cannot be made; nothing is paid without its file.
    #[error(transparent)]
    File(#[from] PaymentFileError),
    /// The database.
    #[error(transparent)]
    Database(#[from] DatabaseError),
}

impl From<sqlx::Error> for PaymentRunError {
    fn from(error: sqlx::Error) -> Self {
        Self::Database(error.into())
    }
}

/// Pays what is due for the months up to `month`, in one transaction with the file and the journal entry.
///
/// `seen` is the sum that the officer saw; a run for another sum is not made. Of two runs at once one pays, the other
/// finds nothing due: runs of a group wait for each other, and the unique line per child, kind and month stands behind.
/// The caller has checked the right.
pub async fn run_payments(
    node: &Node,
    group: KindGroup,
    month: Month,
    seen: Option<Cents>,
    officer: &User,
    now: Timestamp,
) -> Result<RunOutcome, PaymentRunError> {
    let today = vilnius(now).date();
    if month > Month::of(today) {
        return Err(PaymentRunError::FutureMonth);
    }
    let municipality = node.code();
    let mut tx = node.begin().await?;
    sqlx::query!(
        "SELECT pg_advisory_xact_lock(hashtextextended($1, 0))",
        format!("payment_run {municipality} {}", group.code)
    )
    .execute(&mut *tx)
    .await?;
    let due = due(&mut tx, municipality, group, month).await?;
    if due.is_empty() {
        return Ok(RunOutcome::NothingDue);
    }
    if seen.is_some_and(|sum| sum != due.total()) {
        return Ok(RunOutcome::Changed);
    }
    let office = store::paying_office(&mut tx, municipality, today)
        .await?
        .ok_or(PaymentRunError::NoOffice)?;
    let position = next_position(&mut tx, municipality, group, month).await?;
    let run = Run {
        id: new_id(now),
        municipality,
        month,
        position,
        name: format!("{}{municipality}-{month}-{position}", group.sign),
        pay_on: pay_on(
            month,
            office.payment_day,
            today,
            WorkingCalendar::embedded(),
        ),
        now,
    };
    insert_run(&mut tx, &run, group, officer, &due).await?;
    let ids = insert_payments(&mut tx, &run, &due.transfers).await?;
    insert_lines(&mut tx, &run, &due.transfers, &ids).await?;
    insert_file(
        &mut tx,
        &run,
        &bank_file(&run, group, &office, &due.transfers),
    )
    .await?;
    let subjects: Vec<Uuid> = due.transfers.iter().map(|t| t.recipient.id.get()).collect();
    spis_audit::record(
        &mut tx,
        municipality,
        now,
        Entry {
            actor: &officer.actor(),
            action: "payment_run",
            object: "payment_run",
            object_id: Some(run.id),
            purpose: "work",
            outcome: Outcome::Allowed,
            subjects: &subjects,
        },
    )
    .await?;
    tx.commit().await?;
    Ok(RunOutcome::Paid(PaymentRunId::new(run.id)))
}

/// What a run for a month would pay now.
pub async fn due(
    connection: &mut PgConnection,
    municipality: MunicipalityCode,
    group: KindGroup,
    month: Month,
) -> Result<Due, DatabaseError> {
    let kinds: Vec<String> = of_group(group.code).map(|k| k.code.to_owned()).collect();
    let months = store::unpaid_months(connection, municipality, &kinds, month).await?;
    Ok(Due::of(months))
}

/// The run that is being made.
struct Run {
    id: Uuid,
    municipality: MunicipalityCode,
    month: Month,
    position: i32,
    /// Begins the identifiers of its payments; the file's own.
    name: String,
    pay_on: Date,
    now: Timestamp,
}

impl Run {
    fn end_to_end_id(&self, at: usize) -> String {
        format!("{}-{:06}", self.name, at + 1)
    }
}

async fn next_position(
    connection: &mut PgConnection,
    municipality: MunicipalityCode,
    group: KindGroup,
    month: Month,
) -> Result<i32, DatabaseError> {
    Ok(sqlx::query_scalar!(
        r#"SELECT coalesce(max(position), 0) + 1 AS "next!" FROM municipal.payment_run
           WHERE municipality_code = $1 AND kind_group = $2 AND month = $3"#,
        municipality.get(),
        group.code,
        month.first_day().to_sqlx() as _
    )
    .fetch_one(connection)
    .await?)
}

async fn insert_run(
    connection: &mut PgConnection,
    run: &Run,
    group: KindGroup,
    officer: &User,
    due: &Due,
) -> Result<(), DatabaseError> {
    sqlx::query!(
        "INSERT INTO municipal.payment_run (municipality_code, id, kind_group, month, position, pay_on, run_by, run_by_name,
             run_at, payments, total_cents)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        run.municipality.get(),
        run.id,
        group.code,
        run.month.first_day().to_sqlx() as _,
        run.position,
        run.pay_on.to_sqlx() as _,
        officer.id.get(),
        officer.name,
        run.now.to_sqlx() as _,
        i32::try_from(due.transfers.len()).unwrap_or(i32::MAX),
        due.total().0
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// Returns the payments' keys in the order of the transfers.
async fn insert_payments(
    connection: &mut PgConnection,
    run: &Run,
    transfers: &[Transfer],
) -> Result<Vec<Uuid>, DatabaseError> {
    let ids: Vec<Uuid> = transfers.iter().map(|_| new_id(run.now)).collect();
    let recipients: Vec<Uuid> = transfers.iter().map(|t| t.recipient.id.get()).collect();
    let names: Vec<String> = transfers.iter().map(creditor_name).collect();
    let accounts: Vec<String> = transfers
        .iter()
        .map(|t| t.account.as_str().to_owned())
        .collect();
    let references: Vec<String> = (0..transfers.len())
        .map(|at| run.end_to_end_id(at))
        .collect();
    let amounts: Vec<i64> = transfers.iter().map(|t| t.total().0).collect();
    sqlx::query!(
        "INSERT INTO municipal.payment (municipality_code, id, run_id, recipient_id, creditor_name, account, end_to_end_id, amount_cents)
         SELECT $1, p.id, $2, p.recipient, p.name, p.account, p.reference, p.amount
         FROM unnest($3::uuid[], $4::uuid[], $5::text[], $6::text[], $7::text[], $8::bigint[])
             AS p (id, recipient, name, account, reference, amount)",
        run.municipality.get(),
        run.id,
        &ids,
        &recipients,
        &names,
        &accounts,
        &references,
        &amounts
    )
    .execute(connection)
    .await?;
    Ok(ids)
}

async fn insert_lines(
    connection: &mut PgConnection,
    run: &Run,
    transfers: &[Transfer],
    payments: &[Uuid],
) -> Result<(), DatabaseError> {
    let lines: Vec<_> = transfers
        .iter()
        .zip(payments)
        .flat_map(|(transfer, payment)| transfer.lines.iter().map(move |line| (*payment, line)))
        .collect();
    let awards: Vec<Uuid> = lines.iter().map(|(_, l)| l.award.get()).collect();
    let months: Vec<jiff_sqlx::Date> = lines
        .iter()
        .map(|(_, l)| l.month.first_day().to_sqlx())
        .collect();
    let payments: Vec<Uuid> = lines.iter().map(|(payment, _)| *payment).collect();
    let children: Vec<Uuid> = lines.iter().map(|(_, l)| l.child.id.get()).collect();
    let kinds: Vec<String> = lines.iter().map(|(_, l)| l.kind.clone()).collect();
    let amounts: Vec<i64> = lines.iter().map(|(_, l)| l.amount.0).collect();
    sqlx::query!(
        "INSERT INTO municipal.payment_line (municipality_code, run_id, award_id, month, payment_id, child_id, kind, stacking, amount_cents)
         SELECT $1, $2, l.award, l.month, l.payment, l.child, l.kind, a.stacking, l.amount
         FROM unnest($3::uuid[], $4::date[], $5::uuid[], $6::uuid[], $7::text[], $8::bigint[])
             AS l (award, month, payment, child, kind, amount)
         JOIN municipal.award a ON a.municipality_code = $1 AND a.id = l.award",
        run.municipality.get(),
        run.id,
        &awards,
        &months as _,
        &payments,
        &children,
        &kinds,
        &amounts
    )
    .execute(connection)
    .await?;
    Ok(())
}

fn creditor_name(transfer: &Transfer) -> String {
    transfer.creditor().chars().take(LONGEST_NAME).collect()
}

/// What the statement says: the group's text, and whose benefit it is where it comes to another's account.
fn remittance_of(transfer: &Transfer, text: &str) -> String {
    if transfer.account_holder.is_none() {
        return text.to_owned();
    }
    let whole = format!("{text}, gavėjas (-a) {}", transfer.recipient.name);
    whole.chars().take(LONGEST_REMITTANCE).collect()
}

fn bank_file(
    run: &Run,
    group: KindGroup,
    office: &PayingOffice,
    transfers: &[Transfer],
) -> PaymentFile {
    // The kinds of a group have one text, so that the statement does not tell them apart.
    let remittance = of_group(group.code)
        .next()
        .map_or_else(String::new, |kind: &SupportKind| {
            kind.remittance_for(run.month)
        });
    PaymentFile {
        message_id: run.name.clone(),
        created_at: run.now,
        debtor: Debtor {
            name: office.debtor_name.chars().take(LONGEST_NAME).collect(),
            iban: office.debtor_iban.clone(),
        },
        execution_on: run.pay_on,
        payments: transfers
            .iter()
            .enumerate()
            .map(|(at, transfer)| CreditTransfer {
                end_to_end_id: run.end_to_end_id(at),
                creditor_name: creditor_name(transfer),
                creditor: transfer.account.clone(),
                amount: transfer.total(),
                remittance: remittance_of(transfer, &remittance),
            })
            .collect(),
    }
}

async fn insert_file(
    connection: &mut PgConnection,
    run: &Run,
    file: &PaymentFile,
) -> Result<(), PaymentRunError> {
    let bytes = file.to_pain_001()?;
    let id = new_id(run.now);
    let digest: String = Sha256::digest(&bytes).encode_hex();
    sqlx::query!(
        "INSERT INTO municipal.payment_file (municipality_code, id, run_id, message_id, sha256, created_at)
         VALUES ($1, $2, $3, $4, $5, $6)",
        run.municipality.get(),
        id,
        run.id,
        file.message_id,
        digest,
        run.now.to_sqlx() as _
    )
    .execute(&mut *connection)
    .await?;
    for (position, part) in (0_i32..).zip(bytes.chunks(PART)) {
        sqlx::query!(
            "INSERT INTO municipal.payment_file_part (municipality_code, file_id, position, content) VALUES ($1, $2, $3, $4)",
            run.municipality.get(),
            id,
            position,
            part
        )
        .execute(&mut *connection)
        .await?;
    }
    Ok(())
}
