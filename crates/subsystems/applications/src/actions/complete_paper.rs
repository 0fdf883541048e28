//! "Papildyti popierinį prašymą": what an incomplete paper lacked was brought, told or signed.

use anyhow::Context;
use jiff::Timestamp;
use spis_audit::{Entry, Outcome};
use spis_database::{DatabaseError, Node, Tx, new_id};
use spis_identity::User;
use spis_kernel::{ApplicationId, vilnius};
use spis_pages::{FieldErrors, Translator};

use super::answer_request::correct_children;
use super::gather_evidence::GatherEvidence;
use super::settle_document::goes_on;
use super::sign_paper::SIGN_PAPER;
use super::{StepTaker, take_step, write_event, write_event_as};
use crate::Groups;
use crate::content::ApplicationContent;
use crate::counter::{CounterDraft, IDENTITY_GAP, IdentityDocument, SIGNATURE_GAP, identity};
use crate::form::Values;
use crate::procedure::{APPLY_CORRECTION, RECEIVE_DOCUMENT, Status};
use crate::requests::store::{content_replace, document_list, document_settle};
use crate::store::counter::is_own_case;
use crate::store::{self, Application};

/// How filling in ended.
#[derive(Debug)]
pub enum Completing {
    /// Kept; what is still missing stays asked for.
    Done,
    /// Nothing of what is missing was given.
    Nothing,
    /// Something is wrong with what was given.
    Wrong(FieldErrors),
    /// A child who is named now is the official's own.
    Own,
    /// Nothing is missing, or it is too late to fill it in, or it is the official's own.
    NotHere,
}

/// Name of the step in the application's history.
pub const COMPLETE_PAPER: &str = "complete_paper";
/// Field that says that the paper is signed now.
pub const SIGNED: &str = "pasirasyta";
/// Fills in. The caller has checked that the user has one of the rights.
pub async fn complete(
    node: &Node,
    groups: &Groups,
    user: &User,
    id: ApplicationId,
    given: &Values,
    now: Timestamp,
) -> anyhow::Result<Completing> {
    let code = node.code();
    let today = vilnius(now).date();
    let mut tx = node.begin().await?;
    let Some(found) = store::application_lock(&mut tx, code, id).await? else {
        return Ok(Completing::NotHere);
    };
    let intake = store::counter::intake_of(&mut tx, code, id).await?;
    let Some(intake) = intake.filter(|_| found.may_be_completed()) else {
        return Ok(Completing::NotHere);
    };
    if is_own_case(&mut tx, code, user.id, id).await? {
        return Ok(Completing::NotHere);
    }
    let group = groups
        .by_code(&found.kind_group)
        .context("a group that is not registered")?;
    let form = group.form();
    let mut errors = FieldErrors::new();
    let named = if form.lacks_children(&found.content) {
        let applicant = found.content.applicant.personal_code.clone();
        CounterDraft::of_registered(applicant, intake.intake.received_on, given.clone())
            .children_named(&mut errors)
    } else {
        Vec::new()
    };
    let filled = form.fill_gaps(&found.content, &named, given, today);
    if let Err(wrong) = &filled {
        for (field, message) in form.official_errors(wrong).iter() {
            errors.add(field, message.clone());
        }
    }
    let mut after = match filled {
        Ok(after) if errors.is_empty() => after,
        _ => return Ok(Completing::Wrong(errors)),
    };
    let yes = |field: &str| {
        given
            .get(field)
            .is_some_and(|v| v.iter().any(|v| v == "taip"))
    };
    let signed = yes(SIGNED) && after.missing.iter().any(|name| name == SIGNATURE_GAP);
    let identified = match identity_given(&after, given) {
        Ok(identified) => identified,
        Err(errors) => return Ok(Completing::Wrong(errors)),
    };
    after.missing.retain(|name| {
        !(signed && name == SIGNATURE_GAP || identified.is_some() && name == IDENTITY_GAP)
    });
    if after == found.content {
        return Ok(Completing::Nothing);
    }
    let named: Vec<String> = named
        .iter()
        .map(|child| child.person.personal_code.as_str().to_owned())
        .collect();
    let own = store::counter::own_codes(&mut tx, code, user.id).await?;
    if named.iter().any(|child| own.contains(child)) {
        let refusal = Entry {
            actor: &user.actor(),
            action: "paper_complete",
            object: "application",
            object_id: Some(id.get()),
            purpose: "paper_application",
            outcome: Outcome::Refused,
            subjects: &[],
        };
        spis_audit::record(&mut tx, code, now, refusal).await?;
        tx.commit().await.map_err(DatabaseError::from)?;
        return Ok(Completing::Own);
    }
    form.check_paper_content(&serde_json::to_value(&after)?)?;
    let taker = StepTaker {
        id: Some(user.id),
        name: user.name.clone(),
    };
    if signed && !intake.is_signed() {
        write_event(
            &mut tx,
            code,
            id,
            SIGN_PAPER,
            found.status,
            &taker,
            None,
            now,
        )
        .await?;
    }
    let words = Translator::default();
    let missing = form.missing_words(&after, &words);
    let mut came = form.missing_words(&found.content, &words);
    came.retain(|what| !missing.contains(what));
    let came = came.join("; ");
    let event = new_id(now);
    write_event_as(
        &mut tx,
        event,
        &found,
        COMPLETE_PAPER,
        &taker,
        Some(&came),
        now,
    )
    .await?;
    if let Some((document, last)) = identified {
        store::counter::identity_check_insert(&mut tx, event, &found, document, &last, user, now)
            .await?;
    }
    keep_completed(&mut tx, groups, &found, &after, &taker, now).await?;
    let mut subjects = vec![found.applicant.get()];
    if !named.is_empty() {
        let children = store::child_list(&mut tx, code, id).await?;
        subjects.extend(children.iter().map(|child| child.person.get()));
    }
    let entry = Entry {
        actor: &user.actor(),
        action: "paper_complete",
        object: "application",
        object_id: Some(id.get()),
        purpose: "paper_application",
        outcome: Outcome::Allowed,
        subjects: &subjects,
    };
    spis_audit::record(&mut tx, code, now, entry).await?;
    tx.commit().await.map_err(DatabaseError::from)?;
    Ok(Completing::Done)
}

/// The document that shows now who applied, where that was not checked when the paper came; none if none is typed.
fn identity_given(
    content: &ApplicationContent,
    given: &Values,
) -> Result<Option<(IdentityDocument, String)>, FieldErrors> {
    let typed = |field: &str| {
        given
            .get(field)
            .and_then(|values| values.first())
            .map_or("", |value| value.trim())
    };
    let (document, number) = (typed("dokumentas"), typed("dokumento-nr"));
    let missing = content.missing.iter().any(|name| name == IDENTITY_GAP);
    if !missing || (document.is_empty() && number.is_empty()) {
        return Ok(None);
    }
    let mut errors = FieldErrors::new();
    match identity(document, number, &mut errors) {
        Some((IdentityDocument::None, _)) => Ok(None),
        Some(checked) => Ok(Some(checked)),
        None => Err(errors),
    }
}

/// Keeps the application filled in; once nothing is missing, what was asked for is settled and the clock runs again. What was
/// reckoned before is reckoned anew.
pub(super) async fn keep_completed(
    tx: &mut Tx,
    groups: &Groups,
    found: &Application,
    after: &ApplicationContent,
    taker: &StepTaker,
    now: Timestamp,
) -> anyhow::Result<()> {
    let (code, id) = (found.municipality, found.id);
    content_replace(tx, found, after).await?;
    correct_children(tx, found, after, now).await?;
    let whole = after.missing.is_empty();
    if whole {
        // Asked for in the transaction that registered the paper, at its moment.
        let asked = document_list(tx, code, id).await?;
        for request in asked.iter().filter(|d| d.asked_at == found.registered_at) {
            document_settle(tx, found, request.id, "received", now).await?;
        }
    }
    let mut status = found.status;
    if whole && status == Status::Waiting {
        let received = Some(vilnius(now).date());
        goes_on(tx, groups, found, &RECEIVE_DOCUMENT, taker, received, now).await?;
        let after = store::application_find(tx, code, id).await?;
        status = after.map_or(status, |after| after.status);
    }
    if APPLY_CORRECTION.may_follow(status) {
        take_step(tx, code, id, &APPLY_CORRECTION, taker, None, now).await?;
        let next = GatherEvidence { application_id: id };
        spis_jobs::plan(tx, &next, &format!("gather:{id}")).await?;
    }
    Ok(())
}
