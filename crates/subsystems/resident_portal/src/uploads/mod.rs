//! Documents that a resident adds ("pridedami dokumentai") to what she is writing, before it is sent.
//!
//! An upload belongs to a *subject*: the draft of an application, or whatever a later [`Place`] stands for. It is received
//! in parts, so that a lost connection costs no more than the part under way; without JavaScript a form sends whole files.
//! What is kept is what was read, never what came. [`hand_in`] copies a subject's documents to the municipality inside the
//! transaction that sends the subject.

mod form;
mod pages;
mod place;
pub(crate) mod receive;
mod sent;
mod shown;
pub mod store;

use jiff::Timestamp;
use spis_applications::files::FileRefusal;
use spis_database::DatabaseError;
use spis_identity::web::Resident;
use spis_kernel::MunicipalityCode;
use sqlx::PgConnection;
use uuid::Uuid;

pub use form::{
    Adding, FILES_FIELD, LARGEST_FORM, not_ready, nothing_chosen, take_form, told_at_once,
};
pub use pages::{large_routes, routes};
pub use place::{About, Place, address_of_draft};
pub use sent::sent_routes;
pub use shown::{Shown, shown_attachments, shown_uploads};
pub use store::{Attachment, Upload};

/// As many documents as a subject may have.
pub const MOST_FILES: usize = 20;
/// All documents of a subject together, in bytes.
pub const MOST_BYTES: usize = 50 * 1024 * 1024;

/// How handing in ended.
#[derive(Debug, PartialEq, Eq)]
pub enum HandedIn {
    /// As many documents are addressed to the municipality now.
    All(usize),
    /// Nothing was handed in: a document of this name has not come whole yet, or waits for the scanner.
    Unfinished(String),
    /// Nothing was handed in: a document of this name cannot be taken.
    Refused(String, FileRefusal),
}

/// Addresses the documents of `subject` to a municipality as belonging to `sent` (a submission, a supplement), copied part
/// by part in the caller's transaction; what was copied is gone from the uploads afterwards. Nothing can be added, joined or
/// taken away meanwhile: the subject stays locked until the transaction ends.
pub async fn hand_in(
    connection: &mut PgConnection,
    resident: &Resident,
    subject: Uuid,
    municipality: MunicipalityCode,
    sent: Uuid,
    now: Timestamp,
) -> Result<HandedIn, DatabaseError> {
    store::subject_lock(connection, subject).await?;
    let uploads = store::upload_list(connection, resident.id, subject).await?;
    for upload in &uploads {
        match upload.state {
            store::State::Received => {}
            store::State::Refused(refusal) => {
                return Ok(HandedIn::Refused(upload.name.clone(), refusal));
            }
            store::State::Receiving | store::State::Waiting => {
                return Ok(HandedIn::Unfinished(upload.name.clone()));
            }
        }
    }
    for (position, upload) in uploads.iter().enumerate() {
        store::attachment_add(connection, upload.id, municipality, sent, position, now).await?;
        for number in store::part_numbers(connection, upload.id).await? {
            store::attachment_part_add(connection, upload.id, number, municipality, now).await?;
        }
        store::upload_delete(connection, resident.id, subject, upload.id).await?;
    }
    Ok(HandedIn::All(uploads.len()))
}
