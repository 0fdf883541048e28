//! Writing a draft. Each save is a version; two windows never overwrite one another silently.

use spis_applications::form::Form;
use spis_database::{DatabaseError, new_id};
use spis_identity::web::Resident;
use spis_kernel::DraftId;
use spis_pages::{AppError, FormValues};

use super::keep_settings::change_consent;
use super::{Deed, journal};
use crate::family::Family;
use crate::model::{
    Arrived, Draft, DraftContent, Screen, VERSION_FIELD, WINDOW_FIELD, consent_change,
};
use crate::{Portal, settings, store};

/// So many applications may be written at once.
pub const MOST_DRAFTS: i64 = 20;

/// Begins a draft, filled with what the register knows; none if [`MOST_DRAFTS`] are begun already.
pub async fn begin_draft(
    portal: &Portal,
    resident: &Resident,
    form: &Form,
    family: Option<&Family>,
) -> Result<Option<DraftId>, DatabaseError> {
    let now = portal.web.now();
    let id = DraftId::new(new_id(now));
    let people = family.map(|f| f.people(resident.id, Vec::new(), portal.web.today()));
    let mut tx = resident.begin(&portal.web.node).await?;
    if store::draft_count(&mut tx, resident.id).await? >= MOST_DRAFTS {
        return Ok(None);
    }
    let settings = settings::settings_find(&mut tx, resident.id)
        .await?
        .unwrap_or_default();
    let content = DraftContent::prefilled(form, people.as_ref(), &settings);
    store::draft_add(&mut tx, id, resident.id, &form.code, now).await?;
    store::draft_version_add(&mut tx, id, 1, &content, now).await?;
    let deed = Deed::new("draft_begin", "draft", id.get());
    journal(&mut tx, portal, &resident.actor(), deed, now).await?;
    tx.commit().await?;
    Ok(Some(id))
}

/// A draft after a form was read.
pub struct SavedDraft {
    /// As it stands now.
    pub draft: Draft,
    /// Something was written, and journalled with it. Otherwise nothing is journalled yet: whoever shows the draft does.
    pub written: bool,
    /// The consent to be told of other support, if the form changed it.
    pub consent: Option<bool>,
}

/// Saves what a screen's form says, right or wrong. None if there is no such draft of hers; a draft that was sent, or
/// that says the same already, is returned as it is.
pub async fn save_draft(
    portal: &Portal,
    resident: &Resident,
    id: DraftId,
    screen: &str,
    form: &FormValues,
) -> Result<Option<SavedDraft>, AppError> {
    let unwritten = |draft| {
        Some(SavedDraft {
            draft,
            written: false,
            consent: None,
        })
    };
    let now = portal.web.now();
    let mut tx = resident.begin(&portal.web.node).await?;
    if !store::draft_lock(&mut tx, resident.id, id).await? {
        return Ok(None);
    }
    let Some(mut draft) = store::draft_find(&mut tx, resident.id, id).await? else {
        return Ok(None);
    };
    if draft.became.is_some() {
        return Ok(unwritten(draft));
    }
    let group = portal.group(&draft.form_code)?;
    let screen = Screen {
        form: group.form(),
        code: screen,
    };
    let base = match form.typed(VERSION_FIELD).parse::<i32>() {
        Ok(version) if version != draft.version => {
            // A version that never was: everything typed counts as changed.
            store::draft_version_find(&mut tx, id, version)
                .await?
                .unwrap_or_default()
        }
        Ok(_) => draft.content.clone(),
        Err(_) => DraftContent::default(),
    };
    let mine = DraftContent::of_form(&base, screen, form);
    let arrived = Arrived {
        window: form.typed(WINDOW_FIELD),
        at: now,
    };
    let mut content = draft.content.joined(&base, &mine, screen, arrived);
    content.choose(form);
    content.forget_consent(group.form());
    let consent = match screen.asks_consent() {
        true => consent_change(group.form(), form),
        false => None,
    };
    if let Some(given) = consent {
        change_consent(&mut tx, portal, resident, given, now).await?;
    }
    if content == draft.content {
        tx.commit().await?;
        return Ok(Some(SavedDraft {
            draft,
            written: false,
            consent,
        }));
    }
    draft.version += 1;
    draft.content = content;
    draft.saved_at = now;
    store::draft_version_add(&mut tx, id, draft.version, &draft.content, now).await?;
    let deed = Deed::new("draft_save", "draft", id.get());
    journal(&mut tx, portal, &resident.actor(), deed, now).await?;
    tx.commit().await?;
    Ok(Some(SavedDraft {
        draft,
        written: true,
        consent,
    }))
}
