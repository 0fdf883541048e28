//! "Gauti gyventojo kreipimąsi": what a resident wrote after sending arrives. While nobody has taken the case up, a correction
//! and a withdrawal are done at once; a document that was asked for lets the case go on; everything else waits for a person.

use anyhow::Context;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use spis_audit::{Actor, Entry, Outcome};
use spis_database::{Node, SystemClock, Tx};
use spis_jobs::{IntoTaskHandlerResult, JobSurroundings, TaskHandler, WorkerContext, job_result};
use spis_kernel::Clock;
use uuid::Uuid;

use super::answer_request::{correct, withdraw};
use super::settle_document::goes_on;
use super::{StepError, StepTaker, gather_evidence, register_submission, write_event_as};
use crate::Groups;
use crate::procedure::{CORRECT, RECEIVE_DOCUMENT, Status, WITHDRAW};
use crate::requests::store::{self as requests, About};
use crate::requests::{AnswerOutcome, RequestKind, ResidentRequest};
use crate::store::{self, Application};

/// Works on an arrived request. Repeating it does nothing twice.
#[derive(Debug, Serialize, Deserialize)]
pub struct ReceiveRequest {
    /// Addressed to.
    pub municipality_code: i16,
    /// The request.
    pub id: Uuid,
}

impl TaskHandler for ReceiveRequest {
    const IDENTIFIER: &'static str = "receive_request";

    async fn run(self, ctx: WorkerContext) -> impl IntoTaskHandlerResult {
        job_result(
            async {
                let groups = ctx.service::<Groups>()?;
                receive(ctx.node()?, groups, self.id, SystemClock.now()).await
            }
            .await,
        )
    }
}

/// Receives.
pub async fn receive(node: &Node, groups: &Groups, id: Uuid, now: Timestamp) -> anyhow::Result<()> {
    let code = node.code();
    let mut connection = node.pool().acquire().await?;
    let (about, request) = requests::request_find(&mut connection, code, id)
        .await?
        .context("the request has not arrived")?;
    drop(connection);
    // What it is about may have arrived only now, too: it is registered first, and asked about where a correction needs it.
    let application = match about {
        About::Submission(id) => register_submission::register(node, groups, id, now).await?,
        About::Application(id) => id,
    };
    if request.kind == RequestKind::Correction {
        gather_evidence::begin(node, groups, application, now).await?;
    }
    let mut tx = node.begin().await?;
    let application = store::application_lock(&mut tx, code, application)
        .await?
        .context("no such application")?;
    let taker = StepTaker::system();
    let first = write_event_as(
        &mut tx,
        id,
        &application,
        request.kind.event(),
        &taker,
        Some(&request.receipt_number),
        now,
    )
    .await?;
    if !first {
        return Ok(());
    }
    act(&mut tx, groups, &application, &request, now).await?;
    let mut subjects = vec![application.applicant.get()];
    if request.kind == RequestKind::Correction {
        let children = store::child_list(&mut tx, code, application.id).await?;
        subjects.extend(children.iter().map(|child| child.person.get()));
    }
    spis_audit::record(
        &mut tx,
        code,
        now,
        Entry {
            actor: &Actor::job(ReceiveRequest::IDENTIFIER),
            action: "request_receive",
            object: "resident_request",
            object_id: Some(id),
            purpose: "application",
            outcome: Outcome::Allowed,
            subjects: &subjects,
        },
    )
    .await?;
    tx.commit().await?;
    Ok(())
}

/// What a request leads to at once, whether it was written in the portal or brought to the counter.
pub(super) async fn act(
    tx: &mut Tx,
    groups: &Groups,
    application: &Application,
    request: &ResidentRequest,
    now: Timestamp,
) -> Result<(), StepError> {
    let free = application.assigned_to.is_none()
        && store::proposal_latest(tx, application.municipality, application.id)
            .await?
            .is_none();
    let taker = StepTaker::system();
    match request.kind {
        RequestKind::Correction
            if free
                && (CORRECT.may_follow(application.status)
                    || application.may_be_completed() && application.status == Status::Waiting) =>
        {
            // Two corrections may arrive in the other order; the one sent last holds.
            let outcome = if requests::corrected_since(tx, application, request.sent_at).await? {
                AnswerOutcome::Acknowledged
            } else {
                correct(tx, groups, application, request, &CORRECT, &taker, now).await?;
                AnswerOutcome::Applied
            };
            requests::answer_insert(tx, application, request.id, outcome, None, None, now).await?;
        }
        RequestKind::Withdrawal
            if free && request.is_proved() && WITHDRAW.may_follow(application.status) =>
        {
            withdraw(tx, application, &WITHDRAW, &taker, now).await?;
            let outcome = AnswerOutcome::Applied;
            requests::answer_insert(tx, application, request.id, outcome, None, None, now).await?;
        }
        RequestKind::Supplement => {
            let Some(document) = request.document_request else {
                return Ok(());
            };
            let settled =
                requests::document_settle(tx, application, document, "received", now).await?;
            if settled && application.status == Status::Waiting {
                let received = Some(request.received_on());
                goes_on(
                    tx,
                    groups,
                    application,
                    &RECEIVE_DOCUMENT,
                    &taker,
                    received,
                    now,
                )
                .await?;
            }
        }
        _ => {}
    }
    Ok(())
}
