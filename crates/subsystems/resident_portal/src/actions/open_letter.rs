//! Reading a decision. The first opening by the addressee is the decision's delivery.

use spis_database::DatabaseError;
use spis_identity::web::Resident;
use spis_kernel::{ApplicationId, DecisionId, MunicipalityCode, SubmissionId};
use uuid::Uuid;

use super::{Deed, journal, journal_refusal};
use crate::copies::Decision;
use crate::{Portal, copies, store};

/// A decision that the resident may read.
pub struct Opened {
    /// Key.
    pub id: DecisionId,
    /// The decision.
    pub decision: Decision,
    /// Her application that it answers.
    pub answers: Answered,
    /// The letter with the decision, once it has come.
    pub letter: Option<Uuid>,
}

/// What a decision answers.
#[derive(Clone, Copy)]
pub enum Answered {
    /// What she sent here.
    Submission(SubmissionId),
    /// What she handed in on paper.
    Paper(ApplicationId),
}

impl Answered {
    /// Its page.
    pub fn href(self) -> String {
        match self {
            Self::Submission(id) => format!("/prasymai/{id}"),
            Self::Paper(id) => format!("/popieriniai/{id}"),
        }
    }
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
    let Some((decision, answers)) = hers(&mut tx, resident, id).await? else {
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
        answers,
        letter,
    }))
}

async fn hers(
    connection: &mut sqlx::PgConnection,
    resident: &Resident,
    id: DecisionId,
) -> Result<Option<(Decision, Answered)>, DatabaseError> {
    let Some(decision) = copies::decision_find(connection, id).await? else {
        return Ok(None);
    };
    let submission =
        copies::application_submission(connection, decision.municipality, decision.application)
            .await?;
    let Some(submission) = submission else {
        let handed_in = copies::paper_application_list(connection, &resident.personal_code).await?;
        let paper = handed_in
            .iter()
            .find(|a| a.id == decision.application && a.municipality == decision.municipality);
        return Ok(paper.map(|a| (decision, Answered::Paper(a.id))));
    };
    let sent = store::submission_find(connection, resident.id, submission).await?;
    // A municipality decides on what was sent to it, not on another's.
    Ok(sent
        .filter(|sent| sent.municipality == decision.municipality)
        .map(|sent| (decision, Answered::Submission(sent.id))))
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
