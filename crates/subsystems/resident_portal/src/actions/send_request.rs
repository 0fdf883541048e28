//! Writing to the municipality about an application that was sent: a receipt at once, the answer later.

use serde_json::Value;
use spis_applications::requests::{RequestKind, answer_by};
use spis_database::DatabaseError;
use spis_identity::web::Resident;
use spis_kernel::{DecisionId, SubmissionId};
use uuid::Uuid;

use super::submit::receipt_number;
use super::{Deed, journal};
use crate::requests::{NewRequest, request_add, request_is_sent, request_list, submission_lock};
use crate::store::unsent::{Spot, text_forget};
use crate::uploads::{HandedIn, hand_in};
use crate::{Portal, copies, store};

/// What she wants to send.
pub struct Asked {
    /// Key, drawn when the form was shown.
    pub id: Uuid,
    /// What is wanted.
    pub kind: RequestKind,
    /// In her words.
    pub text: String,
    /// The whole content of a correction.
    pub content: Option<Value>,
    /// The request for a document that it answers.
    pub document: Option<Uuid>,
    /// The request for a document that she says she does not have.
    pub lacks: Option<Uuid>,
    /// What the documents that go with it were added to.
    pub uploads: Option<Uuid>,
    /// The decision that it disagrees with.
    pub decision: Option<DecisionId>,
    /// Where it was written; what is kept there has been sent then.
    pub written_at: Spot,
}

/// How sending ended.
#[derive(Debug, PartialEq, Eq)]
pub enum Asking {
    /// Sent.
    Sent,
    /// Sent by an earlier press of the button.
    Again,
    /// The application has come to its end.
    TooLate,
    /// She has no such submission, or no such document was asked of her.
    NotHers,
    /// One of its documents cannot go yet, or not at all.
    NotReady(HandedIn),
}

/// Sends. The caller has checked that the privacy policy is confirmed where that is needed.
pub async fn send_request(
    portal: &Portal,
    resident: &Resident,
    submission: SubmissionId,
    asked: &Asked,
) -> Result<Asking, DatabaseError> {
    let now = portal.web.now();
    let mut tx = resident.begin(&portal.web.node).await?;
    let Some(found) = store::submission_find(&mut tx, resident.id, submission).await? else {
        return Ok(Asking::NotHers);
    };
    // Two presses, or two windows, follow one another.
    submission_lock(&mut tx, submission).await?;
    if request_is_sent(&mut tx, resident.id, asked.id).await? {
        return Ok(Asking::Again);
    }
    let application = copies::application_list(&mut tx, &[submission.get()])
        .await?
        .into_iter()
        .find(|a| a.municipality == found.municipality);
    let ended = application.as_ref().is_some_and(|a| a.status.is_final());
    if ended && asked.kind.holds_the_decision() {
        return Ok(Asking::TooLate);
    }
    if asked.kind == RequestKind::Withdrawal {
        // One withdrawal is enough: a second would only be a second clock.
        let registered: Vec<Uuid> = application.iter().map(|a| a.id.get()).collect();
        let answered = copies::answer_list(&mut tx, &registered).await?;
        let waits = request_list(&mut tx, resident.id, &[submission.get()])
            .await?
            .iter()
            .any(|r| r.kind == asked.kind && !answered.iter().any(|a| a.id == r.id));
        if waits {
            return Ok(Asking::Again);
        }
    }
    if let Some(document) = asked.document.or(asked.lacks) {
        let waits = match &application {
            Some(a) => copies::document_list(&mut tx, &[a.id.get()])
                .await?
                .iter()
                .any(|d| d.id == document && d.settled_as.is_none()),
            None => false,
        };
        if !waits {
            return Ok(Asking::NotHers);
        }
    }
    if let Some(subject) = asked.uploads {
        let municipality = found.municipality;
        match hand_in(&mut tx, resident, subject, municipality, asked.id, now).await? {
            HandedIn::All(_) => {}
            not_ready => return Ok(Asking::NotReady(not_ready)),
        }
    }
    let receipt = receipt_number(&mut tx, now).await?;
    let new = NewRequest {
        id: asked.id,
        municipality: found.municipality,
        resident: resident.id,
        submission,
        receipt_number: &receipt,
        kind: asked.kind,
        text: &asked.text,
        content: asked.content.as_ref(),
        document_request: asked.document,
        lacks: asked.lacks,
        decision: asked.decision,
        answer_by: answer_by(portal.web.today()),
    };
    if !request_add(&mut tx, &new, now).await? {
        return Ok(Asking::Again);
    }
    text_forget(&mut tx, resident.id, asked.written_at).await?;
    let deed = Deed {
        purpose: "kreipimasis dėl prašymo",
        ..Deed::new("request_send", "resident_request", asked.id)
    };
    journal(&mut tx, portal, &resident.actor(), deed, now).await?;
    tx.commit().await?;
    Ok(Asking::Sent)
}
