//! Writing to the municipality about an application that was sent: a receipt at once, the answer later.

use spis_applications::requests::{RequestKind, answer_by};
use spis_identity::web::Resident;
use spis_kernel::DecisionId;
use spis_pages::AppError;
use uuid::Uuid;

use super::submit::receipt_number;
use super::{Deed, journal};
use crate::own::{Own, OwnId};
use crate::requests::{NewRequest, own_lock, request_add, request_is_sent, request_list};
use crate::store::unsent::{Spot, text_forget};
use crate::uploads::{HandedIn, hand_in};
use crate::{Portal, copies};

/// What she wants to send.
pub struct Asked {
    /// Key, drawn when the form was shown.
    pub id: Uuid,
    /// What is wanted.
    pub kind: RequestKind,
    /// In her words.
    pub text: String,
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
    /// She has no such application, or no such document was asked of her.
    NotHers,
    /// One of its documents cannot go yet, or not at all.
    NotReady(HandedIn),
}

/// Sends. The caller has checked that the privacy policy is confirmed where that is needed.
pub async fn send_request(
    portal: &Portal,
    resident: &Resident,
    id: OwnId,
    asked: &Asked,
) -> Result<Asking, AppError> {
    let now = portal.web.now();
    let mut tx = resident.begin(&portal.web.node).await?;
    // Two presses, or two windows, follow one another.
    own_lock(&mut tx, id).await?;
    let Some(own) = Own::find(portal, &mut tx, resident, id).await? else {
        return Ok(Asking::NotHers);
    };
    if request_is_sent(&mut tx, resident.id, asked.id).await? {
        return Ok(Asking::Again);
    }
    let registered = own.applications();
    if own.has_ended() && asked.kind.holds_the_decision() {
        return Ok(Asking::TooLate);
    }
    if asked.kind == RequestKind::Withdrawal {
        // One withdrawal is enough: a second would only be a second clock.
        let answered = copies::answer_list(&mut tx, &registered).await?;
        let waits = request_list(&mut tx, resident.id, &[id.get()])
            .await?
            .iter()
            .any(|r| r.kind == asked.kind && !answered.iter().any(|a| a.id == r.id));
        if waits {
            return Ok(Asking::Again);
        }
    }
    if let Some(document) = asked.document.or(asked.lacks) {
        let waits = copies::document_list(&mut tx, &registered)
            .await?
            .iter()
            .any(|d| d.id == document && d.settled_as.is_none());
        if !waits {
            return Ok(Asking::NotHers);
        }
    }
    if let Some(subject) = asked.uploads {
        match hand_in(&mut tx, resident, subject, own.municipality, asked.id, now).await? {
            HandedIn::All(_) => {}
            not_ready => return Ok(Asking::NotReady(not_ready)),
        }
    }
    let receipt = receipt_number(&mut tx, now).await?;
    let new = NewRequest {
        id: asked.id,
        resident: resident.id,
        own: &own,
        receipt_number: &receipt,
        kind: asked.kind,
        text: &asked.text,
        content: None,
        made_from: None,
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
