//! Sending an application: the receipt is given at once, whether or not the municipality's node is there.

use anyhow::Context;
use jiff::Timestamp;
use serde_json::Value;
use sha2::{Digest, Sha256};
use spis_applications::form::Incomplete;
use spis_database::{DatabaseError, new_id};
use spis_identity::web::Resident;
use spis_kernel::{DraftId, SubmissionId, vilnius};
use spis_pages::{AppError, FieldErrors, Language};

use super::ask_family::{Occasion, ask_family};
use super::send_correction::send_correction;
use super::{Deed, journal};
use crate::family::about;
use crate::own::OwnId;
use crate::store::{Submission, SubmissionContext};
use crate::uploads::{HandedIn, hand_in};
use crate::{POLICY_VERSION, Portal, settings, store};

/// How sending ended.
pub enum Sending {
    /// Sent, now or by an earlier press of the button.
    Sent(SubmissionId),
    /// A correction of this was sent, now or by an earlier press of the button.
    Corrected(OwnId),
    /// A correction says what stands already.
    Unchanged,
    /// What a correction is of has come to its end.
    TooLate(OwnId),
    /// Something is wrong with the answers.
    Incomplete(Incomplete),
    /// The draft was changed after the page that she confirmed was made.
    Changed,
    /// One of its documents cannot go yet, or not at all.
    NotReady(HandedIn),
    /// She has no such draft.
    NoDraft,
}

/// Sends a draft as it stood in the version that she saw. Pressing twice sends once.
///
/// The register is asked again whether she may act for each child; if it is silent, its last answer counts, and the
/// municipality asks anew before it decides.
pub async fn submit(
    portal: &Portal,
    resident: &Resident,
    id: DraftId,
    seen_version: i32,
    language: Language,
) -> Result<Sending, AppError> {
    let now = portal.web.now();
    let known = ask_family(
        portal,
        resident.id,
        &resident.personal_code,
        Occasion::Submission,
    )
    .await?;
    let mut tx = resident.begin(&portal.web.node).await?;
    if !store::draft_lock(&mut tx, resident.id, id).await? {
        return Ok(Sending::NoDraft);
    }
    let Some(mut draft) = store::draft_find(&mut tx, resident.id, id).await? else {
        return Ok(Sending::NoDraft);
    };
    if let Some(became) = draft.became {
        return Ok(match draft.corrects {
            Some(_) => Sending::Corrected(became),
            None => Sending::Sent(SubmissionId::new(became.get())),
        });
    }
    if draft.version != seen_version {
        return Ok(Sending::Changed);
    }
    if let Some(corrects) = draft.corrects {
        let of = (draft, corrects);
        return send_correction(portal, resident, tx, of, known.family.as_ref()).await;
    }
    let municipalities = store::municipality_list(&mut tx).await?;
    let form = portal.group(&draft.form_code)?.form();
    let consent = settings::consent_given(&mut tx, resident.id).await?;
    draft.content.show_consent(form, consent);
    let today = portal.web.today();
    let values = &draft.content.values;
    let people = about(
        form,
        values,
        resident,
        known.family.as_ref(),
        municipalities,
        today,
    );
    if let Some(incomplete) = draft
        .content
        .unchosen(form)
        .or_else(|| form.incomplete(values, people.as_ref(), today))
    {
        return Ok(Sending::Incomplete(incomplete));
    }
    let read = people
        .map(|people| form.read(values, &people, today))
        .unwrap_or_else(|| Err(FieldErrors::new()));
    let read = match read {
        Ok(read) => read,
        Err(errors) => {
            let screen = form.screens.first().cloned().unwrap_or_default();
            return Ok(Sending::Incomplete(Incomplete { screen, errors }));
        }
    };
    let municipality = read.municipality;
    let content = serde_json::to_value(read.content).context("the content of a form")?;
    form.check_content(&content)
        .context("what is sent does not fit its form")?;
    let digest = content_digest(&content);
    let new = SubmissionId::new(new_id(now));
    let documents = hand_in(&mut tx, resident, id.get(), municipality, new.get(), now);
    match documents.await? {
        HandedIn::All(_) => {}
        not_ready => return Ok(Sending::NotReady(not_ready)),
    }
    let submission = Submission {
        municipality,
        id: new,
        receipt_number: receipt_number(&mut tx, now).await?,
        form_code: form.code.clone(),
        form_version: form.version,
        content,
        submitted_at: now,
    };
    let context = SubmissionContext {
        resident: resident.id,
        personal_code: &resident.personal_code,
        policy_version: POLICY_VERSION,
        language,
        content_sha256: &digest,
    };
    store::submission_add(&mut tx, &submission, &context).await?;
    store::draft_end(&mut tx, id, submission.id.into(), now).await?;
    let deed = Deed {
        purpose: "prašymo pateikimas",
        ..Deed::new("submission_send", "submission", submission.id.get())
    };
    journal(&mut tx, portal, &resident.actor(), deed, now).await?;
    tx.commit().await?;
    Ok(Sending::Sent(submission.id))
}

/// "K-2026-000123": the centre's receipt, counted by year. Everybody who sends waits for the counter until the transaction
/// ends, so this is asked for last, immediately before what it is the number of.
pub async fn receipt_number(
    connection: &mut sqlx::PgConnection,
    now: Timestamp,
) -> Result<String, DatabaseError> {
    let year = vilnius(now).year();
    let number = store::counter_next(connection, &format!("receipt-{year}")).await?;
    Ok(format!("K-{year}-{number:06}"))
}

/// SHA-256 of a JSON value, hexadecimal, the same whatever the order of its keys: the store does not keep their order.
pub fn content_digest(content: &Value) -> String {
    let mut text = String::new();
    write_ordered(content, &mut text);
    hex::encode(Sha256::digest(text.as_bytes()))
}

fn write_ordered(value: &Value, text: &mut String) {
    match value {
        Value::Object(fields) => {
            let mut names: Vec<&String> = fields.keys().collect();
            names.sort_unstable();
            text.push('{');
            for (at, name) in names.into_iter().enumerate() {
                if at > 0 {
                    text.push(',');
                }
                text.push_str(&Value::from(name.as_str()).to_string());
                text.push(':');
                write_ordered(&fields[name], text);
            }
            text.push('}');
        }
        Value::Array(items) => {
            text.push('[');
            for (at, item) in items.iter().enumerate() {
                if at > 0 {
                    text.push(',');
                }
                write_ordered(item, text);
            }
            text.push(']');
        }
        simple => text.push_str(&simple.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::content_digest;
    use serde_json::{Value, json};

    #[test]
    fn the_digest_does_not_depend_on_the_order_of_keys() {
        let one: Value =
            serde_json::from_str(r#"{"b": [1, {"d": 2, "c": null}], "a": "ą\""}"#).unwrap();
        let other: Value =
            serde_json::from_str(r#"{"a": "ą\"", "b": [1, {"c": null, "d": 2}]}"#).unwrap();
        assert_eq!(content_digest(&one), content_digest(&other));
        assert_ne!(content_digest(&one), content_digest(&json!({"a": "ą\""})));
        // sha256 of {"a":1}
        assert_eq!(
            content_digest(&json!({"a": 1})),
            "015abd7f5cc57a2dd94b7590f04ad8084273905ee33ec5cebeae62276a97f862"
        );
    }
}
