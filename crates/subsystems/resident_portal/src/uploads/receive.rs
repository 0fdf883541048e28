//! Taking documents in: whole, or part by part; reading them; joining photos; taking them away again.

use jiff::Timestamp;
use sha2::{Digest, Sha256};
use spis_applications::files::{FileError, FileRefusal, LARGEST_FILE, PART, ReadFile, shown_name};
use spis_database::DatabaseError;
use spis_identity::web::Resident;
use spis_kernel::DraftId;
use spis_pages::AppError;
use spis_pages::rate::TooFast;
use sqlx::PgConnection;
use uuid::Uuid;

use super::place::Writing;
use super::store::{self, State, Upload};
use super::{MOST_BYTES, MOST_FILES, Place};
use crate::Portal;
use crate::actions::{Deed, journal};

/// Why a document was not added.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotAdded {
    /// The file itself.
    File(FileRefusal),
    /// [`MOST_FILES`] are there already.
    TooMany,
    /// It would make all together larger than [`MOST_BYTES`].
    TooMuch,
    /// She sends more in a short time than a person does.
    TooFast(TooFast),
    /// Fewer than two photos were chosen to be joined.
    TooFewPhotos,
    /// There is no such upload of hers, or it is not what was asked for.
    Missing,
}

impl NotAdded {
    /// Key of the words.
    pub fn key(self) -> String {
        match self {
            Self::File(refusal) => format!("file-refused-{}", refusal.code()),
            Self::TooMany => "uploads-too-many".to_owned(),
            Self::TooMuch => "uploads-too-much".to_owned(),
            Self::TooFast(_) => "uploads-too-fast".to_owned(),
            Self::TooFewPhotos => "uploads-too-few-photos".to_owned(),
            Self::Missing => "uploads-missing".to_owned(),
        }
    }
}

type Answer<T> = Result<Result<T, NotAdded>, AppError>;

fn room(uploads: &[Upload], size: usize) -> Result<(), NotAdded> {
    if uploads.len() >= MOST_FILES {
        return Err(NotAdded::TooMany);
    }
    let together: usize = uploads
        .iter()
        .map(|u| usize::try_from(u.size).unwrap_or_default())
        .sum();
    if together + size > MOST_BYTES {
        return Err(NotAdded::TooMuch);
    }
    Ok(())
}

fn deed(action: &'static str, id: Uuid) -> Deed {
    Deed::new(action, "upload", id)
}

/// What becomes of an upload of the same name and size that has not come whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Beginning {
    /// It is gone on with, if it is the same file: the sender compares.
    OrGoOn,
    /// It is let go of.
    Anew,
}

/// An upload that may be sent.
#[derive(Debug)]
pub struct Begun {
    /// Key.
    pub id: Uuid,
    /// Bytes that have come before.
    pub received: i32,
    /// Their SHA-256, by which the sender knows whether it is the same file; none if nothing has come.
    pub sha256: Option<String>,
}

/// Begins a document of `size` bytes, or finds where it was left; its parts follow.
pub async fn begin(
    portal: &Portal,
    resident: &Resident,
    place: &Place,
    name: &str,
    size: usize,
    beginning: Beginning,
) -> Answer<Begun> {
    if size == 0 {
        return Ok(Err(NotAdded::File(FileRefusal::Empty)));
    }
    if size > LARGEST_FILE {
        return Ok(Err(NotAdded::File(FileRefusal::TooLarge)));
    }
    let now = portal.web.now();
    if let Err(too_fast) = portal.uploads.take(resident.id, now) {
        return Ok(Err(NotAdded::TooFast(too_fast)));
    }
    let mut tx = resident.begin(&portal.web.node).await?;
    store::subject_lock(&mut tx, place.subject).await?;
    // It may have been sent, or deleted, since the page was made.
    let draft = DraftId::new(place.subject);
    if place.writing == Writing::Draft && !store::draft_is_open(&mut tx, resident.id, draft).await?
    {
        return Ok(Err(NotAdded::Missing));
    }
    let mut there = store::upload_list(&mut tx, resident.id, place.subject).await?;
    let bytes = size;
    let size = i32::try_from(size).unwrap_or(i32::MAX);
    let name = shown_name(name, "");
    let same = |u: &Upload| u.state == State::Receiving && u.size == size && u.name == name;
    if let Some(at) = there.iter().position(same) {
        let left = there.swap_remove(at);
        if beginning == Beginning::OrGoOn && left.received > 0 {
            let come = store::upload_bytes(&mut tx, left.id).await?;
            return Ok(Ok(Begun {
                id: left.id,
                received: left.received,
                sha256: Some(hex::encode(Sha256::digest(&come))),
            }));
        }
        store::upload_delete(&mut tx, resident.id, place.subject, left.id).await?;
    }
    if let Err(full) = room(&there, bytes) {
        return Ok(Err(full));
    }
    let id = store::upload_add(&mut tx, resident.id, place.subject, &name, size, now).await?;
    journal(
        &mut tx,
        portal,
        &resident.actor(),
        deed("upload_begin", id),
        now,
    )
    .await?;
    tx.commit().await?;
    Ok(Ok(Begun {
        id,
        received: 0,
        sha256: None,
    }))
}

/// How many bytes of an upload have come, and how many there will be.
pub async fn progress(
    portal: &Portal,
    resident: &Resident,
    place: &Place,
    id: Uuid,
) -> Result<Option<Upload>, DatabaseError> {
    let mut connection = resident.begin(&portal.web.node).await?;
    let uploads = store::upload_list(&mut connection, resident.id, place.subject).await?;
    Ok(uploads.into_iter().find(|u| u.id == id))
}

/// Takes the part that begins at `offset`; answers how many bytes have come now. A part that came already, or that leaves
/// a gap, changes nothing: the sender goes on from the answer.
pub async fn take_part(
    portal: &Portal,
    resident: &Resident,
    place: &Place,
    id: Uuid,
    offset: usize,
    part: &[u8],
) -> Answer<usize> {
    let now = portal.web.now();
    let mut tx = resident.begin(&portal.web.node).await?;
    if !store::upload_lock(&mut tx, resident.id, place.subject, id).await? {
        return Ok(Err(NotAdded::Missing));
    }
    let uploads = store::upload_list(&mut tx, resident.id, place.subject).await?;
    let Some(upload) = uploads.into_iter().find(|u| u.id == id) else {
        return Ok(Err(NotAdded::Missing));
    };
    let received = usize::try_from(upload.received).unwrap_or_default();
    let size = usize::try_from(upload.size).unwrap_or_default();
    let fits = !part.is_empty()
        && part.len() <= PART
        && received + part.len() <= size
        // Whole parts, except the last: as many rows as a file needs and no more.
        && (part.len() == PART || received + part.len() == size);
    if upload.state != State::Receiving || offset != received || !fits {
        return Ok(Ok(received));
    }
    let number = i32::try_from(received / PART).unwrap_or(i32::MAX);
    let received = received + part.len();
    store::part_add(&mut tx, id, number, part).await?;
    let state = State::Receiving;
    let count = i32::try_from(received).unwrap_or(i32::MAX);
    store::upload_progress(&mut tx, id, count, state, now).await?;
    tx.commit().await?;
    Ok(Ok(received))
}

/// Reads a document that has come whole and keeps what was read. One that is refused is removed; one that cannot be scanned
/// now waits, and this may be asked again.
pub async fn finish(portal: &Portal, resident: &Resident, place: &Place, id: Uuid) -> Answer<()> {
    let mut connection = resident.begin(&portal.web.node).await?;
    if let Standing::Settled(answer) = standing(&mut connection, resident, place, id).await? {
        return Ok(answer);
    }
    let bytes = store::upload_bytes(&mut connection, id).await?;
    drop(connection);
    let read = portal.services.files.read(bytes).await;
    let now = portal.web.now();
    let mut tx = resident.begin(&portal.web.node).await?;
    store::subject_lock(&mut tx, place.subject).await?;
    // It may have been read by another window or by the worker meanwhile.
    let upload = match standing(&mut tx, resident, place, id).await? {
        Standing::Unread(upload) => upload,
        Standing::Settled(answer) => return Ok(answer),
    };
    let (answer, action) = match read {
        Ok(file) => {
            keep(&mut tx, &upload, &file, now).await?;
            (Ok(()), "upload_add")
        }
        Err(FileError::Refused(FileRefusal::ScannerSilent)) => {
            store::upload_progress(&mut tx, id, upload.size, State::Waiting, now).await?;
            (
                Err(NotAdded::File(FileRefusal::ScannerSilent)),
                "upload_wait",
            )
        }
        Err(FileError::Refused(refusal)) => {
            store::upload_delete(&mut tx, resident.id, place.subject, id).await?;
            (Err(NotAdded::File(refusal)), "upload_refuse")
        }
        // What came stays, so that she need not send it again.
        Err(FileError::Fault(error)) => return Err(error.into()),
    };
    journal(&mut tx, portal, &resident.actor(), deed(action, id), now).await?;
    tx.commit().await?;
    Ok(answer)
}

/// How an upload stands that is to be read.
enum Standing {
    /// It has come whole and is not read yet.
    Unread(Upload),
    /// There is nothing to read: it was read before, or cannot be.
    Settled(Result<(), NotAdded>),
}

async fn standing(
    connection: &mut PgConnection,
    resident: &Resident,
    place: &Place,
    id: Uuid,
) -> Result<Standing, DatabaseError> {
    let uploads = store::upload_list(connection, resident.id, place.subject).await?;
    let Some(upload) = uploads.into_iter().find(|u| u.id == id) else {
        return Ok(Standing::Settled(Err(NotAdded::Missing)));
    };
    Ok(match upload.state {
        State::Received => Standing::Settled(Ok(())),
        State::Refused(refusal) => Standing::Settled(Err(NotAdded::File(refusal))),
        State::Receiving if upload.received != upload.size => {
            Standing::Settled(Err(NotAdded::Missing))
        }
        State::Receiving | State::Waiting => Standing::Unread(upload),
    })
}

/// Puts what was read in place of what came.
pub async fn keep(
    connection: &mut PgConnection,
    upload: &Upload,
    file: &ReadFile,
    now: Timestamp,
) -> Result<(), DatabaseError> {
    let name = shown_name(&upload.name, &file.extension);
    let digest = hex::encode(Sha256::digest(&file.bytes));
    store::upload_keep(connection, upload.id, &name, file, &digest, now).await
}

/// Takes a whole file, as a form without JavaScript sends it.
pub async fn take_whole(
    portal: &Portal,
    resident: &Resident,
    place: &Place,
    name: &str,
    bytes: &[u8],
) -> Answer<Uuid> {
    let id = match begin(portal, resident, place, name, bytes.len(), Beginning::Anew).await? {
        Ok(begun) => begun.id,
        Err(why) => return Ok(Err(why)),
    };
    for (at, part) in bytes.chunks(PART).enumerate() {
        if let Err(why) = take_part(portal, resident, place, id, at * PART, part).await? {
            return Ok(Err(why));
        }
    }
    Ok(finish(portal, resident, place, id).await?.map(|()| id))
}

/// Joins photos that have been received into one PDF, in the order in which they are named; the photos are then removed.
pub async fn join(
    portal: &Portal,
    resident: &Resident,
    place: &Place,
    chosen: &[Uuid],
    name: &str,
) -> Answer<()> {
    let mut connection = resident.begin(&portal.web.node).await?;
    let uploads = store::upload_list(&mut connection, resident.id, place.subject).await?;
    let mut photos: Vec<Uuid> = Vec::new();
    for id in chosen {
        if !photos.contains(id) && uploads.iter().any(|u| u.id == *id && u.is_photo()) {
            photos.push(*id);
        }
    }
    if photos.len() < 2 {
        return Ok(Err(NotAdded::TooFewPhotos));
    }
    let mut bytes = Vec::with_capacity(photos.len());
    for photo in &photos {
        bytes.push(store::upload_bytes(&mut connection, *photo).await?);
    }
    drop(connection);
    let file: ReadFile = match portal.services.files.join(bytes).await {
        Ok(file) => file,
        Err(FileError::Refused(refusal)) => return Ok(Err(NotAdded::File(refusal))),
        Err(FileError::Fault(error)) => return Err(error.into()),
    };
    let now = portal.web.now();
    let mut tx = resident.begin(&portal.web.node).await?;
    store::subject_lock(&mut tx, place.subject).await?;
    for photo in &photos {
        if !store::upload_delete(&mut tx, resident.id, place.subject, *photo).await? {
            // Another window was here first; nothing happens.
            return Ok(Err(NotAdded::Missing));
        }
    }
    let size = i32::try_from(file.bytes.len()).unwrap_or(i32::MAX);
    let name = shown_name(name, &file.extension);
    let id = store::upload_add(&mut tx, resident.id, place.subject, &name, size, now).await?;
    let digest = hex::encode(Sha256::digest(&file.bytes));
    store::upload_keep(&mut tx, id, &name, &file, &digest, now).await?;
    journal(
        &mut tx,
        portal,
        &resident.actor(),
        deed("upload_join", id),
        now,
    )
    .await?;
    tx.commit().await?;
    Ok(Ok(()))
}

/// Takes a document away again, whole or not.
pub async fn remove(
    portal: &Portal,
    resident: &Resident,
    place: &Place,
    id: Uuid,
) -> Result<bool, AppError> {
    let now = portal.web.now();
    let mut tx = resident.begin(&portal.web.node).await?;
    let removed = store::upload_delete(&mut tx, resident.id, place.subject, id).await?;
    if removed {
        journal(
            &mut tx,
            portal,
            &resident.actor(),
            deed("upload_remove", id),
            now,
        )
        .await?;
        tx.commit().await?;
    }
    Ok(removed)
}
