//! "Priimti prie langelio": what is brought or asked about a registered application, whoever registered it and however it came
//! in. It goes the way of what residents write in the portal, and does not need the centre.

use jiff::Timestamp;
use jiff::civil::Date;
use spis_audit::{Entry, Outcome};
use spis_database::{DatabaseError, Node, new_id};
use spis_identity::User;
use spis_kernel::{ApplicationId, vilnius};
use sqlx::PgConnection;
use uuid::Uuid;

use super::add_scan::{NewScan, Receiving, keep as keep_scan};
use super::receive_request::act;
use super::{StepError, StepTaker, next_number, write_event_as};
use crate::Groups;
use crate::counter::IdentityDocument;
use crate::requests::{
    DocumentRequest, OnPaper, RequestKind, ResidentRequest, answer_by, store as requests,
};
use crate::store::{self, Application, counter::is_own_case};

/// What is brought.
pub struct Brought {
    /// A supplement or a withdrawal.
    pub kind: RequestKind,
    /// The written statement, or what the document is.
    pub text: String,
    /// The request for a document that it answers.
    pub document_request: Option<Uuid>,
    /// Day on which it was received.
    pub received_on: Date,
    /// Who brought it, if not the applicant herself.
    pub brought_by: Option<String>,
    /// By what the identity of who brought it was checked, and the last characters of that document's number.
    pub identity: (IdentityDocument, String),
    /// The document.
    pub scan: Option<NewScan>,
}

/// How receiving ended.
#[derive(Debug, PartialEq, Eq)]
pub enum Received {
    /// Received under this key.
    Done(Uuid),
    /// The document that it was said to answer is not waited for.
    NotAwaited,
    /// No such application, or it is decided or withdrawn; or it is the official's own.
    NotHere,
}

/// Receives. The caller has checked the right to register.
pub async fn receive_at_counter(
    node: &Node,
    groups: &Groups,
    user: &User,
    id: ApplicationId,
    brought: Brought,
    now: Timestamp,
) -> Result<Received, StepError> {
    let code = node.code();
    let mut tx = node.begin().await?;
    let open = store::application_lock(&mut tx, code, id)
        .await?
        .filter(|application| !application.status.is_final());
    let Some(application) = open else {
        return Ok(Received::NotHere);
    };
    if is_own_case(&mut tx, code, user.id, id).await? {
        return Ok(Received::NotHere);
    }
    if let Some(document) = brought.document_request {
        let awaited = awaited_documents(&mut tx, &application).await?;
        if !awaited.iter().any(|one| one.id == document) {
            return Ok(Received::NotAwaited);
        }
    }
    let year = vilnius(now).year();
    let number = next_number(&mut tx, code, "counter_request", year).await?;
    let (identity, identity_last) = brought.identity;
    let paper = OnPaper {
        brought_by: brought.brought_by,
        identity,
        identity_last,
        received_on: brought.received_on,
        received_by: (user.name.clone(), user.position.clone()),
    };
    let request = ResidentRequest {
        id: new_id(now),
        receipt_number: format!("KR-{code}-{year}-{number:06}"),
        kind: brought.kind,
        text: brought.text,
        content: None,
        made_from: None,
        document_request: brought.document_request,
        sent_at: now,
        answer_by: answer_by(brought.received_on),
        answer: None,
        on_paper: Some(paper.clone()),
    };
    requests::counter_request_insert(&mut tx, &application, &request, &paper, user).await?;
    let taker = StepTaker {
        id: Some(user.id),
        name: user.name.clone(),
    };
    write_event_as(
        &mut tx,
        request.id,
        &application,
        request.kind.event(),
        &taker,
        Some(&request.receipt_number),
        now,
    )
    .await?;
    if let Some(scan) = &brought.scan {
        let to = Receiving {
            id,
            status: application.status,
            applicant: application.applicant,
            request: Some(request.id),
        };
        keep_scan(&mut tx, code, user, &to, scan, now).await?;
    }
    act(&mut tx, groups, &application, &request, now).await?;
    let entry = Entry {
        actor: &user.actor(),
        action: "request_receive",
        object: "counter_request",
        object_id: Some(request.id),
        purpose: "paper_application",
        outcome: Outcome::Allowed,
        subjects: &[application.applicant.get()],
    };
    spis_audit::record(&mut tx, code, now, entry).await?;
    tx.commit().await.map_err(DatabaseError::from)?;
    Ok(Received::Done(request.id))
}

/// Documents that are waited for and that something brought may settle. What a paper lacked from the beginning is filled in
/// instead (`complete_paper`): it is settled once nothing of it is missing.
pub async fn awaited_documents(
    connection: &mut PgConnection,
    application: &Application,
) -> Result<Vec<DocumentRequest>, DatabaseError> {
    let mut asked =
        requests::document_list(connection, application.municipality, application.id).await?;
    asked.retain(|document| {
        document.settled_as.is_none() && document.asked_at != application.registered_at
    });
    Ok(asked)
}
