//! "Pranešti": at the centre, an arrived notice becomes an e-mail that says only that there is news. No benefit, result or
//! name, and no link to sign in (which is what fraud looks like).

use std::sync::Arc;

use anyhow::Context;
use jiff::Timestamp;
use jiff_sqlx::ToSqlx;
use serde::{Deserialize, Serialize};
use spis_audit::{Actor, Entry, Outcome};
use spis_database::{Node, SystemClock};
use spis_jobs::{IntoTaskHandlerResult, JobSurroundings, TaskHandler, WorkerContext, job_result};
use spis_kernel::Clock;
use spis_pages::{Language, Translator};
use uuid::Uuid;

use crate::services::Mailer;

/// Hands an arrived notice to the mail server. A notice with a delivery is not sent again; between the server's taking it
/// and our noting it a crash may send it twice, which a neutral notice bears.
#[derive(Debug, Serialize, Deserialize)]
pub struct SendNotice {
    /// Whose notice.
    pub municipality_code: i16,
    /// The notice.
    pub id: Uuid,
}

impl TaskHandler for SendNotice {
    const IDENTIFIER: &'static str = "send_notice";

    async fn run(self, ctx: WorkerContext) -> impl IntoTaskHandlerResult {
        job_result(
            async {
                let mailer = ctx.service::<Arc<dyn Mailer>>()?;
                send(ctx.node()?, mailer.as_ref(), &self, SystemClock.now()).await
            }
            .await,
        )
    }
}

/// Sends.
pub async fn send(
    node: &Node,
    mailer: &dyn Mailer,
    job: &SendNotice,
    now: Timestamp,
) -> anyhow::Result<()> {
    let notice = sqlx::query!(
        r#"SELECT n.channel, n.email, n.language, n.recipient_id, p.personal_code AS "personal_code?", a.sent_at AS "sent_at?"
           FROM municipal.notice n
           LEFT JOIN municipal.application a ON a.municipality_code = n.municipality_code AND a.id = n.application_id
           LEFT JOIN municipal.person p ON p.municipality_code = n.municipality_code AND p.id = n.recipient_id
           WHERE n.municipality_code = $1 AND n.id = $2"#,
        job.municipality_code,
        job.id
    )
    .fetch_optional(node.pool())
    .await?
    .context("the notice has not arrived")?;
    let sent = sqlx::query_scalar!(
        "SELECT sent_at FROM central.notice_delivery WHERE municipality_code = $1 AND notice_id = $2",
        job.municipality_code,
        job.id
    )
    .fetch_optional(node.pool())
    .await?;
    // The later choice holds: what she set for her account, or what she asked for in an application sent since. What is heard
    // by post, at the counter or in the portal leaves no e-mail.
    let account = sqlx::query!(
        "SELECT s.email_notices, s.email, s.changed_at FROM central.resident r
         JOIN central.resident_setting s ON s.resident_id = r.id WHERE r.personal_code = $1",
        notice.personal_code
    )
    .fetch_optional(node.pool())
    .await?;
    let to = match account {
        Some(account)
            if notice
                .sent_at
                .is_none_or(|sent| sent.to_jiff() <= account.changed_at.to_jiff()) =>
        {
            account.email.filter(|_| account.email_notices)
        }
        _ => notice.email.filter(|_| notice.channel == "email"),
    };
    let Some(to) = to.filter(|_| sent.is_none()) else {
        return Ok(());
    };
    let words = Translator::new(Language::from_code(&notice.language).unwrap_or_default());
    mailer
        .send(&to, &words.t("notice-subject"), &words.t("notice-body"))
        .await?;
    let mut tx = node.begin().await?;
    sqlx::query!(
        "INSERT INTO central.notice_delivery (municipality_code, notice_id, channel, sent_at) VALUES ($1, $2, 'email', $3)
         ON CONFLICT DO NOTHING",
        job.municipality_code,
        job.id,
        now.to_sqlx() as _
    )
    .execute(&mut *tx)
    .await?;
    spis_audit::record(
        &mut tx,
        node.code(),
        now,
        Entry {
            actor: &Actor::job(SendNotice::IDENTIFIER),
            action: "notice_send",
            object: "notice",
            object_id: Some(job.id),
            purpose: "application",
            outcome: Outcome::Allowed,
            subjects: &[notice.recipient_id],
        },
    )
    .await?;
    tx.commit().await?;
    Ok(())
}
