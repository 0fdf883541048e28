//! A form that carries documents beside other fields, and the part of a page in which they are chosen. Without JavaScript
//! whole files come with the form; with it they have come before, and the form carries none.

use axum::extract::Multipart;
use axum::extract::multipart::{Field, MultipartError};
use axum::http::StatusCode;
use spis_applications::files::{FileRefusal, LARGEST_FILE};
use spis_database::DatabaseError;
use spis_identity::web::Resident;
use spis_pages::forms::CSRF_FIELD;
use spis_pages::{AppError, FormValues, Message, Page, PageRequest};
use uuid::Uuid;

use super::receive::{self, NotAdded};
use super::shown::Shown;
use super::{HandedIn, MOST_BYTES, MOST_FILES, Place, store};
use crate::Portal;

/// Field of the files in the form.
pub const FILES_FIELD: &str = "failai";
/// Field that asks to make one PDF of the photos that come with the form.
const JOIN_FIELD: &str = "sujungti";
/// A form of [`MOST_FILES`] files and what is around them.
pub const LARGEST_FORM: usize = MOST_BYTES + 2 * 1024 * 1024;
/// The longest field that is not a file, in bytes.
const LONGEST_FIELD: usize = 256 * 1024;

/// What a wrong thing of a form is about, with what is told of it.
pub type Told = (String, NotAdded);

/// A form with documents, read to its end.
pub struct Taken {
    /// The other fields.
    pub values: FormValues,
    /// Documents that were added.
    pub added: Vec<Uuid>,
    /// What was not added, and why.
    pub told: Vec<Told>,
    /// It was opened in an earlier session of hers: its words are here, and nothing of it was taken.
    pub earlier: bool,
}

impl Taken {
    /// No file was chosen.
    pub fn is_empty(&self) -> bool {
        self.added.is_empty() && self.told.is_empty()
    }
}

/// That no file was chosen.
pub fn nothing_chosen() -> Told {
    (String::new(), NotAdded::File(FileRefusal::Empty))
}

/// Reads a form and adds its files; the token comes before them.
pub async fn take_form(
    portal: &Portal,
    request: &PageRequest,
    resident: &Resident,
    place: &Place,
    mut form: Multipart,
) -> Result<Taken, AppError> {
    let mut pairs: Vec<(String, String)> = Vec::new();
    let (mut trusted, mut added, mut told) = (false, Vec::new(), Vec::new());
    let mut earlier = false;
    while let Some(field) = form.next_field().await.map_err(broken_off)? {
        let name = field.name().unwrap_or_default().to_owned();
        if name == FILES_FIELD && trusted {
            let name = field.file_name().unwrap_or_default().to_owned();
            // A form without a chosen file sends a part without a name.
            let bytes = match bytes_of(field, LARGEST_FILE).await? {
                Some(bytes) if bytes.is_empty() && name.is_empty() => continue,
                Some(bytes) => bytes,
                None => {
                    told.push((name, NotAdded::File(FileRefusal::TooLarge)));
                    continue;
                }
            };
            match receive::take_whole(portal, resident, place, &name, &bytes).await? {
                Ok(id) => added.push(id),
                Err(why) => told.push((name, why)),
            }
            continue;
        }
        if name == FILES_FIELD && earlier {
            continue;
        }
        let value = bytes_of(field, LONGEST_FIELD)
            .await?
            .ok_or(AppError::TooLarge)?;
        let value = String::from_utf8(value).map_err(|_| AppError::Unprocessable)?;
        if name == CSRF_FIELD {
            let token = vec![(CSRF_FIELD.to_owned(), value.clone())];
            match resident.form(&portal.web, token).await {
                Ok(_) => trusted = true,
                Err(AppError::EarlierSession { .. }) => earlier = true,
                Err(error) => return Err(error),
            }
        } else if !trusted && !earlier {
            return Err(AppError::Forbidden);
        }
        pairs.push((name, value));
    }
    let values = FormValues::from(pairs);
    if !trusted && !earlier {
        return Err(AppError::Forbidden);
    }
    if values.given(JOIN_FIELD).is_some() && added.len() > 1 && told.is_empty() {
        let name = joined_name(resident, portal, request);
        if let Err(why) = receive::join(portal, resident, place, &added, &name).await? {
            told.push((String::new(), why));
        }
    }
    Ok(Taken {
        values,
        added,
        told,
        earlier,
    })
}

/// Name of a document that was made of photos.
pub fn joined_name(resident: &Resident, portal: &Portal, request: &PageRequest) -> String {
    resident.page(&portal.web, request).t("uploads-joined-name")
}

fn broken_off(error: MultipartError) -> AppError {
    if error.status() == StatusCode::PAYLOAD_TOO_LARGE {
        AppError::TooLarge
    } else {
        AppError::Unprocessable
    }
}

/// A field's bytes; none if there are too many, which are let go as they come.
async fn bytes_of(mut field: Field<'_>, most: usize) -> Result<Option<Vec<u8>>, AppError> {
    let mut bytes = Vec::new();
    let mut fits = true;
    while let Some(chunk) = field.chunk().await.map_err(broken_off)? {
        fits = fits && bytes.len() + chunk.len() <= most;
        if fits {
            bytes.extend_from_slice(&chunk);
        } else {
            bytes = Vec::new();
        }
    }
    Ok(fits.then_some(bytes))
}

/// "„pažyma.pdf“: …".
pub fn words(page: &Page, (name, why): &Told) -> String {
    let why = page.t(why.key());
    if name.is_empty() {
        why
    } else {
        page.t_args(
            "uploads-of",
            &[("name", name.as_str().into()), ("why", why.into())],
        )
    }
}

/// Everything that was not added, beside one field.
pub fn told_at_once(page: &Page, told: &[Told]) -> Message {
    let words: Vec<String> = told.iter().map(|told| words(page, told)).collect();
    Message::Text(words.join(" "))
}

/// Why nothing was sent.
pub fn not_ready(page: &Page, documents: &HandedIn) -> Message {
    match documents {
        HandedIn::Refused(name, refusal) => {
            let told = (name.clone(), NotAdded::File(*refusal));
            Message::Text(format!(
                "{} {}",
                words(page, &told),
                page.t("uploads-refused-at-sending")
            ))
        }
        HandedIn::Unfinished(name) => {
            Message::key("uploads-unfinished-at-sending").with("name", name.as_str())
        }
        HandedIn::All(_) => Message::Text(String::new()),
    }
}

/// The part of a page in which documents are added.
pub struct Adding {
    /// Where the script sends parts.
    pub base: String,
    /// Where it reads the list anew.
    pub list: String,
    /// What is there.
    pub documents: Vec<Shown>,
    /// One more may be added.
    pub room: bool,
    /// How large and how many.
    pub limits: String,
    /// It stands within a form with other fields, which sends everything at the end.
    pub within: bool,
}

impl Adding {
    /// What stands at a place now.
    pub async fn of(
        portal: &Portal,
        resident: &Resident,
        page: &Page,
        place: &Place,
        within: bool,
    ) -> Result<Self, DatabaseError> {
        let mut connection = resident.begin(&portal.web.node).await?;
        let uploads = store::upload_list(&mut connection, resident.id, place.subject).await?;
        drop(connection);
        let documents: Vec<Shown> = uploads
            .iter()
            .map(|u| Shown::upload(page, &place.base, u, within))
            .collect();
        Ok(Self {
            room: documents.len() < MOST_FILES,
            limits: page.t_args(
                "uploads-limits",
                &[
                    ("one", (LARGEST_FILE / 1024 / 1024).to_string().into()),
                    ("files", MOST_FILES.to_string().into()),
                    ("all", (MOST_BYTES / 1024 / 1024).to_string().into()),
                ],
            ),
            base: place.base.clone(),
            list: if within {
                place.back.clone()
            } else {
                place.base.clone()
            },
            documents,
            within,
        })
    }
}
