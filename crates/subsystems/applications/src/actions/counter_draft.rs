//! "Pildyti popierinį prašymą": what an official types is kept at each change, and comes back after a crash.

use jiff::Timestamp;
use spis_audit::{Entry, Outcome};
use spis_database::{Node, Tx};
use spis_identity::User;
use spis_kernel::{PersonalCode, vilnius};
use spis_pages::FormValues;
use uuid::Uuid;

use crate::counter::{CounterDraft, Known};
use crate::store::counter::{self as store, StoredDraft};

/// What came of finding a person to apply.
pub enum Found {
    /// A draft to fill in.
    Draft(Uuid),
    /// The official's own application, or a child's: somebody else has to take it in.
    Own,
}

/// Finds who applies among the persons of the municipality and begins a draft; an open one of the same person goes on.
/// The caller has checked the right to register.
pub async fn begin(
    node: &Node,
    user: &User,
    form: &str,
    applicant: PersonalCode,
    now: Timestamp,
) -> anyhow::Result<Found> {
    let mut tx = node.begin().await?;
    store::draft_begin_lock(&mut tx, user.id, &applicant).await?;
    let known = store::known_of(&mut tx, node.code(), &applicant).await?;
    let own = store::own_codes(&mut tx, node.code(), user.id)
        .await?
        .iter()
        .any(|code| code == applicant.as_str());
    let open = store::draft_list(&mut tx, node.code(), user.id).await?;
    let open = open
        .iter()
        .find(|stored| stored.form == form && stored.draft.applicant == applicant);
    let found = if own {
        Found::Own
    } else if let Some(stored) = open {
        Found::Draft(stored.id)
    } else {
        let draft = CounterDraft::begin(applicant, &known, vilnius(now).date());
        Found::Draft(store::draft_insert(&mut tx, node.code(), user.id, form, &draft, now).await?)
    };
    let outcome = if own {
        Outcome::Refused
    } else {
        Outcome::Allowed
    };
    journal(
        &mut tx,
        node,
        user,
        "person_find",
        ("person", known.applicant.as_ref().map(|p| p.id.get())),
        outcome,
        &subjects(&known),
        now,
    )
    .await?;
    tx.commit().await?;
    Ok(found)
}

/// A draft with what is known of its person; journalled before anything is shown. None if this user has no such draft.
pub async fn open(
    node: &Node,
    user: &User,
    id: Uuid,
    now: Timestamp,
) -> anyhow::Result<Option<(StoredDraft, Known)>> {
    let mut tx = node.begin().await?;
    let Some(stored) = store::draft_find(&mut tx, node.code(), user.id, id).await? else {
        return Ok(None);
    };
    let known = store::known_of(&mut tx, node.code(), &stored.draft.applicant).await?;
    journal(
        &mut tx,
        node,
        user,
        "counter_draft_read",
        ("counter_draft", Some(id)),
        Outcome::Allowed,
        &subjects(&known),
        now,
    )
    .await?;
    tx.commit().await?;
    Ok(Some((stored, known)))
}

/// What came of saving.
pub enum Saved {
    /// Kept; the draft as it stands now.
    Kept(Box<StoredDraft>, Box<Known>),
    /// The page is older than the draft: another window changed it. Nothing is overwritten.
    Elsewhere(Box<StoredDraft>),
    /// This user has no such draft.
    NoDraft,
}

/// Keeps what a form says, right or wrong.
pub async fn save(
    node: &Node,
    user: &User,
    id: Uuid,
    form: &FormValues,
    now: Timestamp,
) -> anyhow::Result<Saved> {
    let mut tx = node.begin().await?;
    let Some(mut stored) = store::draft_lock(&mut tx, node.code(), user.id, id).await? else {
        return Ok(Saved::NoDraft);
    };
    let known = store::known_of(&mut tx, node.code(), &stored.draft.applicant).await?;
    let draft = stored.draft.typed_as(form);
    let mut kept = draft;
    if form.typed("veiksmas") == "vaikas" {
        kept.add_row(&known);
    }
    if kept.values == stored.draft.values {
        return Ok(Saved::Kept(Box::new(stored), Box::new(known)));
    }
    // A page that was sent while its own last save was on its way is not older than the draft.
    let same_window = !kept.window.is_empty() && kept.window == stored.draft.window;
    if !same_window && form.typed("versija").parse() != Ok(stored.version) {
        return Ok(Saved::Elsewhere(Box::new(stored)));
    }
    stored.draft = kept;
    store::draft_update(&mut tx, node.code(), user.id, &stored, now).await?;
    stored.version += 1;
    stored.saved_at = now;
    journal(
        &mut tx,
        node,
        user,
        "counter_draft_save",
        ("counter_draft", Some(id)),
        Outcome::Allowed,
        &subjects(&known),
        now,
    )
    .await?;
    tx.commit().await?;
    Ok(Saved::Kept(Box::new(stored), Box::new(known)))
}

/// Deletes a draft; false if this user has no such draft.
pub async fn delete(node: &Node, user: &User, id: Uuid, now: Timestamp) -> anyhow::Result<bool> {
    let mut tx = node.begin().await?;
    if !store::draft_delete(&mut tx, node.code(), user.id, id).await? {
        return Ok(false);
    }
    journal(
        &mut tx,
        node,
        user,
        "counter_draft_delete",
        ("counter_draft", Some(id)),
        Outcome::Allowed,
        &[],
        now,
    )
    .await?;
    tx.commit().await?;
    Ok(true)
}

fn subjects(known: &Known) -> Vec<Uuid> {
    known
        .applicant
        .iter()
        .chain(&known.children)
        .map(|person| person.id.get())
        .collect()
}

#[expect(
    clippy::too_many_arguments,
    reason = "an entry of the journal, field by field"
)]
async fn journal(
    tx: &mut Tx,
    node: &Node,
    user: &User,
    action: &'static str,
    object: (&'static str, Option<Uuid>),
    outcome: Outcome,
    subjects: &[Uuid],
    now: Timestamp,
) -> anyhow::Result<()> {
    let entry = Entry {
        actor: &user.actor(),
        action,
        object: object.0,
        object_id: object.1,
        purpose: "paper_application",
        outcome,
        subjects,
    };
    spis_audit::record(tx, node.code(), now, entry).await?;
    Ok(())
}
