//! Awards, runs, payments and files in the database of a municipality.

use jiff_sqlx::ToSqlx;
use spis_database::DatabaseError;
use spis_kernel::{
    AwardId, Cents, Month, MunicipalityCode, PaymentFileId, PaymentId, PaymentRunId, PersonId,
};
use sqlx::PgConnection;

use crate::model::{FileFacts, KindSum, Party, PayingOffice, Payment, PaymentRun, UnpaidMonth};

/// Every granted month of these kinds up to `month` that is not paid, in a settled order.
///
/// A month counts as paid when this child has been paid this kind for it, under whatever award.
pub async fn unpaid_months(
    connection: &mut PgConnection,
    municipality: MunicipalityCode,
    kinds: &[String],
    month: Month,
) -> Result<Vec<UnpaidMonth>, DatabaseError> {
    // An open end of a period is NULL, which least() passes over.
    let rows = sqlx::query!(
        r#"SELECT a.id AS award_id, m.month::date AS "month!", a.kind, w.amount_cents, a.account, a.account_holder,
               r.id AS recipient_id, r.given_name AS recipient_given_name, r.surname AS recipient_surname, r.died_on AS recipient_died_on,
               c.id AS child_id, c.given_name AS child_given_name, c.surname AS child_surname, c.died_on AS child_died_on
           FROM municipal.award a
           JOIN municipal.award_amount w ON w.municipality_code = a.municipality_code AND w.award_id = a.id
           JOIN municipal.person r ON r.municipality_code = a.municipality_code AND r.id = a.recipient_id
           JOIN municipal.person c ON c.municipality_code = a.municipality_code AND c.id = a.child_id
           CROSS JOIN LATERAL generate_series(
               lower(a.period * w.months)::timestamp,
               least(upper(a.period * w.months) - 1, $3)::timestamp,
               interval '1 month') AS m (month)
           WHERE a.municipality_code = $1 AND a.kind = ANY ($2) AND lower(a.period) <= $3
             AND NOT EXISTS (SELECT 1 FROM municipal.payment_line p
                             WHERE p.child_id = a.child_id AND p.stacking = a.stacking AND p.month = m.month::date)
           ORDER BY r.surname, r.given_name, r.id, m.month, c.id, a.kind"#,
        municipality.get(),
        kinds,
        month.last_day().to_sqlx() as _
    )
    .fetch_all(connection)
    .await?;
    Ok(rows
        .into_iter()
        .map(|r| UnpaidMonth {
            award: AwardId::new(r.award_id),
            month: Month::of(r.month.to_jiff()),
            kind: r.kind,
            amount: Cents(r.amount_cents),
            recipient: Party {
                id: PersonId::new(r.recipient_id),
                name: format!("{} {}", r.recipient_given_name, r.recipient_surname),
                died_on: r.recipient_died_on.map(jiff_sqlx::Date::to_jiff),
            },
            child: Party {
                id: PersonId::new(r.child_id),
                name: format!("{} {}", r.child_given_name, r.child_surname),
                died_on: r.child_died_on.map(jiff_sqlx::Date::to_jiff),
            },
            account: r.account,
            account_holder: r.account_holder,
        })
        .collect())
}

/// What the municipality pays from on a day; none if its office is not set.
pub async fn paying_office(
    connection: &mut PgConnection,
    municipality: MunicipalityCode,
    today: jiff::civil::Date,
) -> Result<Option<PayingOffice>, DatabaseError> {
    let row = sqlx::query!(
        "SELECT id, debtor_name, debtor_iban, payment_day FROM municipal.office
         WHERE municipality_code = $1 AND valid_from <= $2 ORDER BY valid_from DESC LIMIT 1",
        municipality.get(),
        today.to_sqlx() as _
    )
    .fetch_optional(connection)
    .await?;
    row.map(|r| {
        let wrong = |what| DatabaseError::Inconsistent {
            table: "municipal.office",
            id: r.id.to_string(),
            what,
        };
        Ok(PayingOffice {
            debtor_iban: r
                .debtor_iban
                .parse()
                .map_err(|_| wrong("an account number that is none"))?,
            debtor_name: r.debtor_name.clone(),
            payment_day: i8::try_from(r.payment_day)
                .map_err(|_| wrong("a day of payment that is none"))?,
        })
    })
    .transpose()
}

/// Runs of a group of kinds, the newest first, at most `limit`.
pub async fn run_list(
    connection: &mut PgConnection,
    municipality: MunicipalityCode,
    group: &str,
    limit: i64,
) -> Result<Vec<PaymentRun>, DatabaseError> {
    let rows = sqlx::query!(
        "SELECT id, month, position, pay_on, run_by_name, run_at, payments, total_cents FROM municipal.payment_run
         WHERE municipality_code = $1 AND kind_group = $2 ORDER BY run_at DESC, id DESC LIMIT $3",
        municipality.get(),
        group,
        limit
    )
    .fetch_all(connection)
    .await?;
    Ok(rows
        .into_iter()
        .map(|r| PaymentRun {
            id: PaymentRunId::new(r.id),
            month: Month::of(r.month.to_jiff()),
            position: r.position,
            pay_on: r.pay_on.to_jiff(),
            run_by: r.run_by_name,
            run_at: r.run_at.to_jiff(),
            payments: r.payments,
            total: Cents(r.total_cents),
        })
        .collect())
}

/// A run.
pub async fn run_find(
    connection: &mut PgConnection,
    municipality: MunicipalityCode,
    id: PaymentRunId,
) -> Result<Option<PaymentRun>, DatabaseError> {
    let row = sqlx::query!(
        "SELECT month, position, pay_on, run_by_name, run_at, payments, total_cents FROM municipal.payment_run
         WHERE municipality_code = $1 AND id = $2",
        municipality.get(),
        id.get()
    )
    .fetch_optional(connection)
    .await?;
    Ok(row.map(|r| PaymentRun {
        id,
        month: Month::of(r.month.to_jiff()),
        position: r.position,
        pay_on: r.pay_on.to_jiff(),
        run_by: r.run_by_name,
        run_at: r.run_at.to_jiff(),
        payments: r.payments,
        total: Cents(r.total_cents),
    }))
}

/// What a run paid, by kind.
pub async fn run_sums(
    connection: &mut PgConnection,
    municipality: MunicipalityCode,
    run: &PaymentRun,
) -> Result<Vec<KindSum>, DatabaseError> {
    let rows = sqlx::query!(
        r#"SELECT p.kind, p.month < $3 AS "arrears!", count(*) AS "lines!", sum(p.amount_cents)::bigint AS "cents!"
           FROM municipal.payment_line p JOIN municipal.payment y ON y.municipality_code = p.municipality_code AND y.id = p.payment_id
           WHERE p.municipality_code = $1 AND y.run_id = $2
           GROUP BY 1, 2 ORDER BY 1, 2"#,
        municipality.get(),
        run.id.get(),
        run.month.first_day().to_sqlx() as _
    )
    .fetch_all(connection)
    .await?;
    let mut sums: Vec<KindSum> = Vec::new();
    for row in rows {
        if sums.last().is_none_or(|s| s.kind != row.kind) {
            sums.push(KindSum::new(&row.kind));
        }
        if let Some(sum) = sums.last_mut() {
            sum.add(row.arrears, row.lines, Cents(row.cents));
        }
    }
    Ok(sums)
}

/// Payments of a run by name, a part of them.
pub async fn payment_list(
    connection: &mut PgConnection,
    municipality: MunicipalityCode,
    run: PaymentRunId,
    offset: i64,
    limit: i64,
) -> Result<Vec<Payment>, DatabaseError> {
    let rows = sqlx::query!(
        r#"SELECT id, recipient_id, creditor_name, right(account, 4) AS "last_four!", end_to_end_id, amount_cents
           FROM municipal.payment WHERE municipality_code = $1 AND run_id = $2
           ORDER BY end_to_end_id OFFSET $3 LIMIT $4"#,
        municipality.get(),
        run.get(),
        offset,
        limit
    )
    .fetch_all(connection)
    .await?;
    Ok(rows
        .into_iter()
        .map(|r| Payment {
            id: PaymentId::new(r.id),
            recipient: PersonId::new(r.recipient_id),
            name: r.creditor_name,
            account_last_four: r.last_four,
            end_to_end_id: r.end_to_end_id,
            amount: Cents(r.amount_cents),
        })
        .collect())
}

/// Everybody whom a run paid.
pub async fn run_recipients(
    connection: &mut PgConnection,
    municipality: MunicipalityCode,
    run: PaymentRunId,
) -> Result<Vec<uuid::Uuid>, DatabaseError> {
    Ok(sqlx::query_scalar!(
        "SELECT DISTINCT recipient_id FROM municipal.payment WHERE municipality_code = $1 AND run_id = $2",
        municipality.get(),
        run.get()
    )
    .fetch_all(connection)
    .await?)
}

/// The file of a run.
pub async fn file_facts(
    connection: &mut PgConnection,
    municipality: MunicipalityCode,
    run: PaymentRunId,
) -> Result<Option<FileFacts>, DatabaseError> {
    let row = sqlx::query!(
        "SELECT id, message_id, sha256 FROM municipal.payment_file WHERE municipality_code = $1 AND run_id = $2",
        municipality.get(),
        run.get()
    )
    .fetch_optional(connection)
    .await?;
    Ok(row.map(|r| FileFacts {
        id: PaymentFileId::new(r.id),
        message_id: r.message_id,
        sha256: r.sha256,
    }))
}

/// The bytes of a file, in order.
pub async fn file_content(
    connection: &mut PgConnection,
    municipality: MunicipalityCode,
    file: PaymentFileId,
) -> Result<Vec<u8>, DatabaseError> {
    let parts = sqlx::query_scalar!(
        "SELECT content FROM municipal.payment_file_part WHERE municipality_code = $1 AND file_id = $2 ORDER BY position",
        municipality.get(),
        file.get()
    )
    .fetch_all(connection)
    .await?;
    Ok(parts.concat())
}
