//! What was paid to a resident and what is still to be paid, from the centre's copies: one function a query, nothing is
//! written here.

use jiff::civil::Date;
use jiff_sqlx::ToSqlx;
use spis_database::DatabaseError;
use spis_kernel::{ApplicationId, Cents, DecisionId, Month, PersonalCode, SubmissionId};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::own::{OwnId, own_id};

/// The most months to come that are read.
pub const COMING: i64 = 60;

/// The decision by which something is paid.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Granted {
    /// The decision.
    pub decision: DecisionId,
    /// Number of the application.
    pub number: String,
    /// The application that it answers.
    pub own: OwnId,
}

/// A month that is granted and not paid yet.
pub struct ComingMonth {
    /// The month that it is for.
    pub month: Month,
    /// Group of kinds.
    pub kind_group: String,
    /// Last four characters of the account.
    pub account_ending: String,
    /// What it comes to.
    pub total: Cents,
    /// Given names of the children, in order.
    pub children: Vec<String>,
    /// By what.
    pub granted: Granted,
}

/// Months up to `until` that are granted to a recipient and not paid, the earliest first. As in a run of payments, a month
/// counts as paid when the child has been paid the benefit for it under whatever award.
pub async fn coming_list(
    connection: &mut PgConnection,
    recipient: &PersonalCode,
    until: Month,
) -> Result<Vec<ComingMonth>, DatabaseError> {
    // An open end of a period is NULL, which least() passes over.
    let rows = sqlx::query!(
        r#"SELECT m.month::date AS "month!", w.decision_id, w.application_id, a.number, a.submission_id, a.kind_group,
                  a.content #>> '{represented_by,person,personal_code}' IS NOT NULL AS "represented!",
                  right(w.account, 4) AS "account_ending!", sum(x.amount_cents)::bigint AS "total!",
                  array_agg(DISTINCT child.given_name) AS "children!"
           FROM municipal.person p
           JOIN municipal.award w ON w.municipality_code = p.municipality_code AND w.recipient_id = p.id
           JOIN municipal.award_amount x ON x.municipality_code = w.municipality_code AND x.award_id = w.id
           JOIN municipal.application a ON a.municipality_code = w.municipality_code AND a.id = w.application_id
           JOIN municipal.person child ON child.municipality_code = w.municipality_code AND child.id = w.child_id
           CROSS JOIN LATERAL generate_series(
               lower(w.period * x.months)::timestamp,
               least(upper(w.period * x.months) - 1, $2)::timestamp,
               interval '1 month') AS m (month)
           WHERE p.personal_code = $1 AND lower(w.period) <= $2
             AND NOT EXISTS (SELECT 1 FROM municipal.award o
                             JOIN municipal.payment_line l ON l.municipality_code = o.municipality_code AND l.award_id = o.id
                             WHERE o.municipality_code = w.municipality_code AND o.recipient_id = w.recipient_id
                               AND o.child_id = w.child_id AND o.stacking = w.stacking AND l.month = m.month::date)
           GROUP BY m.month, w.decision_id, w.application_id, a.number, a.submission_id, a.kind_group, a.content, w.account
           ORDER BY m.month, w.application_id LIMIT $3"#,
        recipient.as_str(),
        until.last_day().to_sqlx() as _,
        COMING
    )
    .fetch_all(connection)
    .await?;
    Ok(rows
        .into_iter()
        .map(|r| ComingMonth {
            month: Month::of(r.month.to_jiff()),
            kind_group: r.kind_group,
            account_ending: r.account_ending,
            total: Cents(r.total),
            children: r.children,
            granted: Granted {
                decision: DecisionId::new(r.decision_id),
                number: r.number,
                own: own_id(
                    ApplicationId::new(r.application_id),
                    r.submission_id.map(SubmissionId::new),
                    r.represented,
                ),
            },
        })
        .collect())
}

/// A transfer, done or ordered from the bank.
pub struct Transfer {
    /// Key.
    pub id: Uuid,
    /// Day on which the bank pays it.
    pub pay_on: Date,
    /// Last four characters of the account.
    pub account_ending: String,
    /// What was paid.
    pub total: Cents,
}

/// A recipient's transfers of which the bank pays on a day up to `until`, or after it: the latest first, from `offset` on; and
/// how many there are in all.
pub async fn transfer_list(
    connection: &mut PgConnection,
    recipient: &PersonalCode,
    (after, until): (Option<Date>, Option<Date>),
    (limit, offset): (i64, i64),
) -> Result<(Vec<Transfer>, i64), DatabaseError> {
    let rows = sqlx::query!(
        r#"SELECT p.id, r.pay_on, right(p.account, 4) AS "account_ending!", p.amount_cents, count(*) OVER () AS "all!"
           FROM municipal.person me
           JOIN municipal.payment p ON p.municipality_code = me.municipality_code AND p.recipient_id = me.id
           JOIN municipal.payment_run r ON r.municipality_code = p.municipality_code AND r.id = p.run_id
           WHERE me.personal_code = $1 AND ($2::date IS NULL OR r.pay_on > $2) AND ($3::date IS NULL OR r.pay_on <= $3)
           ORDER BY r.pay_on DESC, r.run_at DESC, p.id LIMIT $4 OFFSET $5"#,
        recipient.as_str(),
        after.map(ToSqlx::to_sqlx) as _,
        until.map(ToSqlx::to_sqlx) as _,
        limit,
        offset
    )
    .fetch_all(connection)
    .await?;
    let all = rows.first().map_or(0, |r| r.all);
    let transfers = rows.into_iter().map(|r| Transfer {
        id: r.id,
        pay_on: r.pay_on.to_jiff(),
        account_ending: r.account_ending,
        total: Cents(r.amount_cents),
    });
    Ok((transfers.collect(), all))
}

/// One award's month in a transfer.
pub struct TransferLine {
    /// The transfer.
    pub transfer: Uuid,
    /// Month that it is for.
    pub month: Month,
    /// Kind of support.
    pub kind: String,
    /// Child's given name.
    pub child_name: String,
    /// Sum.
    pub amount: Cents,
    /// By what.
    pub granted: Granted,
}

/// What these transfers were made of.
pub async fn line_list(
    connection: &mut PgConnection,
    transfers: &[Uuid],
) -> Result<Vec<TransferLine>, DatabaseError> {
    let rows = sqlx::query!(
        r#"SELECT l.payment_id, l.month, l.kind, child.given_name, l.amount_cents, w.decision_id, w.application_id, a.number,
                  a.submission_id, a.content #>> '{represented_by,person,personal_code}' IS NOT NULL AS "represented!"
           FROM municipal.payment_line l
           JOIN municipal.award w ON w.municipality_code = l.municipality_code AND w.id = l.award_id
           JOIN municipal.application a ON a.municipality_code = w.municipality_code AND a.id = w.application_id
           JOIN municipal.person child ON child.municipality_code = l.municipality_code AND child.id = l.child_id
           WHERE l.payment_id = ANY ($1) ORDER BY l.month, child.given_name, l.kind LIMIT 2000"#,
        transfers
    )
    .fetch_all(connection)
    .await?;
    Ok(rows
        .into_iter()
        .map(|r| TransferLine {
            transfer: r.payment_id,
            month: Month::of(r.month.to_jiff()),
            kind: r.kind,
            child_name: r.given_name,
            amount: Cents(r.amount_cents),
            granted: Granted {
                decision: DecisionId::new(r.decision_id),
                number: r.number,
                own: own_id(
                    ApplicationId::new(r.application_id),
                    r.submission_id.map(SubmissionId::new),
                    r.represented,
                ),
            },
        })
        .collect())
}
