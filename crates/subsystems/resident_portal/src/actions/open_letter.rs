//! Reading a decision. The first opening by the addressee is the decision's delivery.

use spis_database::DatabaseError;
use spis_identity::web::Resident;
use spis_kernel::{DecisionId, MunicipalityCode};
use uuid::Uuid;

use super::{Deed, journal, journal_refusal};
use crate::copies::Decision;
use crate::own::OwnId;
use crate::{Portal, copies, store};

/// A decision that the resident may read.
pub struct Opened {
    /// Key.
    pub id: DecisionId,
    /// The decision.
    pub decision: Decision,
    /// Page of her application that it answers.
    pub application_href: String,
    /// The letter with the decision, once it has come.
    pub letter: Option<Uuid>,
}

/// Opens a decision for its addressee, journalled before it is shown; none for anybody else, journalled as a refusal.
pub async fn open_decision(
    portal: &Portal,
    resident: &Resident,
    id: DecisionId,
    action: &'static str,
) -> Result<Option<Opened>, DatabaseError> {
    let now = portal.web.now();
    let mut tx = resident.begin(&portal.web.node).await?;
    let Some((decision, application_href)) = hers(&mut tx, resident, id).await? else {
        drop(tx);
        journal_refusal(portal, resident, Deed::new(action, "decision", id.get())).await?;
        return Ok(None);
    };
    let letter = copies::letter_of(&mut tx, decision.municipality, id).await?;
    if let Some(letter) = letter {
        deliver(&mut tx, portal, resident, decision.municipality, letter).await?;
    }
    journal(
        &mut tx,
        portal,
        &resident.actor(),
        Deed::new(action, "decision", id.get()),
        now,
    )
    .await?;
    tx.commit().await?;
    Ok(Some(Opened {
        id,
        decision,
        application_href,
        letter,
    }))
}

/// A decision on an application whose applicant she is, with the application's page: she sent it herself, or it came in
/// otherwise for her. Whoever only sent it for her is not the addressee.
async fn hers(
    connection: &mut sqlx::PgConnection,
    resident: &Resident,
    id: DecisionId,
) -> Result<Option<(Decision, String)>, DatabaseError> {
    let Some(decision) = copies::decision_find(connection, id).await? else {
        return Ok(None);
    };
    let (municipality, application) = (decision.municipality, decision.application);
    let code = &resident.personal_code;
    if let Some(application) =
        copies::applicant_application_find(connection, code, municipality, application).await?
    {
        return Ok(Some((decision, OwnId::from(application.id).href())));
    }
    let Some(submission) =
        copies::application_submission(connection, municipality, application).await?
    else {
        return Ok(None);
    };
    let sent = store::submission_find(connection, resident.id, submission).await?;
    // A municipality decides on what was sent to it, not on another's.
    Ok(sent
        .filter(|sent| sent.municipality == municipality)
        .map(|sent| (decision, format!("/prasymai/{}", sent.id))))
}

async fn deliver(
    connection: &mut sqlx::PgConnection,
    portal: &Portal,
    resident: &Resident,
    municipality: MunicipalityCode,
    letter: Uuid,
) -> Result<(), DatabaseError> {
    let now = portal.web.now();
    if store::letter_open(connection, resident.id, municipality, letter, now).await? {
        let deed = Deed::new("letter_deliver", "letter", letter);
        journal(connection, portal, &resident.actor(), deed, now).await?;
    }
    Ok(())
}
