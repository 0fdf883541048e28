//! One request asked, one answer written.

use anyhow::Context;
use jiff::Timestamp;
use jiff_sqlx::ToSqlx;
use serde::{Deserialize, Serialize};
use spis_audit::{Actor, Entry, Outcome};
use spis_database::{Node, SystemClock};
use spis_jobs::{IntoTaskHandlerResult, JobSurroundings, TaskHandler, WorkerContext, job_result};
use spis_kernel::Clock;
use spis_persons::evidence::Question;
use uuid::Uuid;

use crate::registers::{HttpRegisters, Register};

/// The centre's database in the role that may touch requests and answers only.
#[derive(Clone)]
pub struct RegistersNode(pub Node);

/// Asks the register of an arrived request and writes its answer. Repeating it asks nothing once there is an answer.
#[derive(Debug, Serialize, Deserialize)]
pub struct AskRegister {
    /// Whose request.
    pub municipality_code: i16,
    /// The request.
    pub id: Uuid,
}

impl TaskHandler for AskRegister {
    const IDENTIFIER: &'static str = "ask_register";

    async fn run(self, ctx: WorkerContext) -> impl IntoTaskHandlerResult {
        job_result(
            async {
                let registers = ctx.service::<HttpRegisters>()?;
                let RegistersNode(node) = ctx.service()?;
                ask(node, registers, &self, SystemClock.now()).await
            }
            .await,
        )
    }
}

async fn ask(
    node: &Node,
    registers: &HttpRegisters,
    job: &AskRegister,
    now: Timestamp,
) -> anyhow::Result<()> {
    let request = sqlx::query!(
        "SELECT r.register, r.personal_code, r.parameters, r.purpose, r.asked_by, r.person_id, a.number
         FROM municipal.register_request r JOIN municipal.application a
           ON a.municipality_code = r.municipality_code AND a.id = r.application_id
         WHERE r.municipality_code = $1 AND r.id = $2",
        job.municipality_code,
        job.id
    )
    .fetch_optional(node.pool())
    .await?
    .context("the application of a register request has not arrived yet")?;
    let answered = sqlx::query_scalar!(
        "SELECT 1 AS \"one!\" FROM central.register_answer WHERE municipality_code = $1 AND id = $2",
        job.municipality_code,
        job.id
    )
    .fetch_optional(node.pool())
    .await?;
    if answered.is_some() {
        return Ok(());
    }
    let register = Register::from_code(&request.register)
        .with_context(|| format!("no register is called {}", request.register))?;
    let question = Question {
        personal_code: request
            .personal_code
            .parse()
            .map_err(|_| anyhow::anyhow!("a request without a personal code"))?,
        purpose: request.purpose,
        case: request.number,
        asked_by: request.asked_by,
    };
    // The question is journalled even if it gets no answer.
    let entry = Entry {
        actor: &Actor::job(AskRegister::IDENTIFIER),
        action: "register_ask",
        object: "register_request",
        object_id: Some(job.id),
        purpose: &question.purpose,
        outcome: Outcome::Allowed,
        subjects: &[request.person_id],
    };
    spis_audit::record_now(node, now, entry).await?;
    let answer = registers
        .ask(register, &question, &request.parameters)
        .await?;
    let mut tx = node.begin().await?;
    sqlx::query!(
        "INSERT INTO central.register_answer (municipality_code, id, register, outcome, as_of, answered_at, content)
         VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (municipality_code, id) DO NOTHING",
        job.municipality_code,
        job.id,
        register.code(),
        if answer.is_some() { "answered" } else { "not_found" },
        answer.as_ref().map(|a| a.as_of.to_sqlx()) as _,
        now.to_sqlx() as _,
        answer.map(|a| a.content)
    )
    .execute(&mut *tx)
    .await?;
    tx.commit().await?;
    Ok(())
}
