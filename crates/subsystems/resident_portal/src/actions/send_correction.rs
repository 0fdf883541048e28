//! Sending a correction: a request with the whole content, and the end of its draft, in one transaction.

use anyhow::{Context, anyhow};
use spis_applications::form::Incomplete;
use spis_applications::requests::{RequestKind, answer_by};
use spis_database::Tx;
use spis_identity::web::Resident;
use spis_pages::AppError;

use super::submit::{Sending, receipt_number};
use super::{Deed, journal};
use crate::correction::Corrected;
use crate::family::Family;
use crate::model::Draft;
use crate::own::OwnId;
use crate::requests::{NewRequest, request_add};
use crate::uploads::{HandedIn, hand_in};
use crate::{Portal, settings, store};

/// Sends a draft that corrects `corrects`. The caller has locked it in the transaction, and checked that it is the version that
/// she saw and was not sent yet. The request bears the draft's id.
pub async fn send_correction(
    portal: &Portal,
    resident: &Resident,
    mut tx: Tx,
    (mut draft, corrects): (Draft, OwnId),
    family: Option<&Family>,
) -> Result<Sending, AppError> {
    let now = portal.web.now();
    let today = portal.web.today();
    let Some(corrected) = Corrected::find(portal, &mut tx, resident, corrects).await? else {
        return Ok(Sending::NoDraft);
    };
    if corrected.own.has_ended() {
        return Ok(Sending::TooLate(corrects));
    }
    let municipalities = store::municipality_list(&mut tx).await?;
    let form = portal.group(&draft.form_code)?.form();
    let consent = settings::consent_given(&mut tx, resident.id).await?;
    draft.content.show_consent(form, consent);
    let values = &draft.content.values;
    let people = corrected.about(form, values, resident, family, municipalities, today);
    if let Some(incomplete) = draft
        .content
        .unchosen(form)
        .or_else(|| corrected.another(form, values))
        .or_else(|| form.incomplete(values, people.as_ref(), today))
    {
        return Ok(Sending::Incomplete(incomplete));
    }
    let people = people.context("a whole form that is about nobody")?;
    let read = match form.read(values, &people, today) {
        Ok(read) => read,
        Err(errors) => {
            let screen = form.screens.first().cloned().unwrap_or_default();
            return Ok(Sending::Incomplete(Incomplete { screen, errors }));
        }
    };
    let Some(content) = corrected.content(&read.content) else {
        return Ok(Sending::Unchanged);
    };
    let content = serde_json::to_value(content).context("the content of a form")?;
    form.check_content(&content)
        .context("what is sent does not fit its form")?;
    let made_from = serde_json::to_value(corrected.stands()).context("the content of a form")?;
    let municipality = corrected.own.municipality;
    let id = draft.id.get();
    match hand_in(&mut tx, resident, id, municipality, id, now).await? {
        HandedIn::All(_) => {}
        not_ready => return Ok(Sending::NotReady(not_ready)),
    }
    let receipt = receipt_number(&mut tx, now).await?;
    let request = NewRequest {
        id,
        resident: resident.id,
        own: &corrected.own,
        receipt_number: &receipt,
        kind: RequestKind::Correction,
        text: "",
        content: Some(&content),
        made_from: Some(&made_from),
        document_request: None,
        lacks: None,
        decision: None,
        answer_by: answer_by(today),
    };
    if !request_add(&mut tx, &request, now).await? {
        return Err(anyhow!("a draft that was sent already has not ended").into());
    }
    store::draft_end(&mut tx, draft.id, corrects, now).await?;
    let deed = Deed {
        purpose: "kreipimasis dėl prašymo",
        ..Deed::new("request_send", "resident_request", id)
    };
    journal(&mut tx, portal, &resident.actor(), deed, now).await?;
    tx.commit().await?;
    Ok(Sending::Corrected(corrects))
}
