//! "Surašyti sprendimą": the adopted decision becomes a document, and the applicant hears that there is news.

use std::sync::Arc;

use anyhow::{Context, ensure};
use jiff::Timestamp;
use jiff_sqlx::ToSqlx;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use spis_audit::{Actor, Entry, Outcome};
use spis_database::{Node, SystemClock, new_id};
use spis_jobs::{IntoTaskHandlerResult, JobSurroundings, TaskHandler, WorkerContext, job_result};
use spis_kernel::{Clock, DecisionId};

use crate::content::ApplicationContent;
use crate::model::DecisionContent;
use crate::services::LetterPress;

/// The largest letter, in bytes: what one part holds.
pub const LARGEST_LETTER: usize = 256 * 1024;

/// Makes the letter of a decision and the notice of it. Repeating it makes neither twice.
#[derive(Debug, Serialize, Deserialize)]
pub struct ComposeLetter {
    /// The decision.
    pub decision_id: DecisionId,
}

impl TaskHandler for ComposeLetter {
    const IDENTIFIER: &'static str = "compose_letter";

    async fn run(self, ctx: WorkerContext) -> impl IntoTaskHandlerResult {
        job_result(
            async {
                let press = ctx.service::<Arc<dyn LetterPress>>()?.clone();
                compose(ctx.node()?, press, self.decision_id, SystemClock.now()).await
            }
            .await,
        )
    }
}

/// Makes the letter.
pub async fn compose(
    node: &Node,
    press: Arc<dyn LetterPress>,
    decision: DecisionId,
    now: Timestamp,
) -> anyhow::Result<()> {
    let code = node.code();
    let mut tx = node.begin().await?;
    let row = sqlx::query!(
        "SELECT d.content, d.application_id, a.applicant_id, a.content AS application_content, a.language
         FROM municipal.decision d
         JOIN municipal.application a ON a.municipality_code = d.municipality_code AND a.id = d.application_id
         WHERE d.municipality_code = $1 AND d.id = $2 FOR UPDATE OF a",
        code.get(),
        decision.get()
    )
    .fetch_optional(&mut *tx)
    .await?
    .context("no such decision")?;
    let made = sqlx::query_scalar!(
        "SELECT id FROM municipal.letter WHERE municipality_code = $1 AND decision_id = $2",
        code.get(),
        decision.get()
    )
    .fetch_optional(&mut *tx)
    .await?;
    if made.is_some() {
        return Ok(());
    }
    let content: DecisionContent = serde_json::from_value(row.content)
        .map_err(|e| anyhow::anyhow!("a decision of another form ({:?})", e.classify()))?;
    let application: ApplicationContent = serde_json::from_value(row.application_content)
        .map_err(|e| anyhow::anyhow!("an application of another form ({:?})", e.classify()))?;
    let title = format!("Sprendimas {}", content.number);
    let pdf = tokio::task::spawn_blocking(move || press.decision_pdf(&content)).await??;
    ensure!(
        pdf.len() <= LARGEST_LETTER,
        "the letter has {} bytes, more than a part holds",
        pdf.len()
    );
    let letter = new_id(now);
    sqlx::query!(
        "INSERT INTO municipal.letter (municipality_code, id, decision_id, application_id, recipient_id, title, pdf, sha256, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        code.get(),
        letter,
        decision.get(),
        row.application_id,
        row.applicant_id,
        title,
        pdf,
        hex::encode(Sha256::digest(&pdf)),
        now.to_sqlx() as _
    )
    .execute(&mut *tx)
    .await?;
    sqlx::query!(
        "INSERT INTO municipal.notice (municipality_code, id, application_id, recipient_id, channel, email, language, created_at, letter_id)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        code.get(),
        new_id(now),
        row.application_id,
        row.applicant_id,
        application.notice_channel.code(),
        application.email,
        row.language,
        now.to_sqlx() as _,
        letter
    )
    .execute(&mut *tx)
    .await?;
    spis_audit::record(
        &mut tx,
        code,
        now,
        Entry {
            actor: &Actor::job(ComposeLetter::IDENTIFIER),
            action: "letter_compose",
            object: "decision",
            object_id: Some(decision.get()),
            purpose: "application",
            outcome: Outcome::Allowed,
            subjects: &[row.applicant_id],
        },
    )
    .await?;
    tx.commit().await?;
    Ok(())
}
