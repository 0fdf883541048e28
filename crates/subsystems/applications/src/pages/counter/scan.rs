//! A scan for an application at the counter, with who says that it is a true copy.

use axum::extract::multipart::{Field, MultipartError};
use axum::extract::{Multipart, Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use spis_identity::Right;
use spis_identity::web::Official;
use spis_kernel::ApplicationId;
use spis_pages::forms::CSRF_FIELD;
use spis_pages::{AppError, Choice, FieldErrors, FormValues, Page, PageRequest};

use super::registered;
use crate::actions::add_scan::{Certifier, NewScan, add as add_scan};
use crate::files::{FileError, FileRefusal, LARGEST_FILE};
use crate::pages::CounterState;

/// The largest form that is read to its end: a file that is too large is let go as it comes, so that everything else of the
/// form is kept and the error stands at the field.
pub(super) const LARGEST_FORM: usize = 32 * 1024 * 1024;
/// The longest field that is not a file, in bytes.
const LONGEST_FIELD: usize = 64 * 1024;
/// Most characters of a certifier's name.
const LONGEST_NAME: usize = 200;

pub(super) async fn add(
    State(state): State<CounterState>,
    request: PageRequest,
    official: Official,
    Path(id): Path<ApplicationId>,
    body: Multipart,
) -> Result<Response, AppError> {
    official
        .require(
            &state.web,
            Right::ApplicationRegister,
            "scan_add",
            "application",
            Some(id.get()),
        )
        .await?;
    let Sent { form, file } = sent(&official, body).await?;
    let errors = match read(&state, &form, file).await? {
        Ok(scan) => {
            let (node, now) = (&state.web.node, state.web.now());
            if add_scan(node, &official.user, id, &scan, now).await? {
                let to = format!("/priemimas/prasymas/{id}?zinute=scan-added");
                return Ok(Redirect::to(&to).into_response());
            }
            official
                .refuse(&state.web, "scan_add", "application", Some(id.get()))
                .await?;
            return Err(AppError::Forbidden);
        }
        Err(errors) => errors,
    };
    let page = official.page(&state.web, &request).with_errors(errors);
    let shown = registered::show(&state, &official, page, id, &form).await?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, shown).into_response())
}

/// A form that came with a file.
pub(super) struct Sent {
    pub form: FormValues,
    pub file: Option<GivenFile>,
}

/// A file's name and bytes; no bytes if there were too many.
pub(super) struct GivenFile {
    name: String,
    bytes: Option<Vec<u8>>,
}

impl GivenFile {
    /// A field of a form in which nothing was chosen.
    pub fn is_empty(&self) -> bool {
        self.bytes.as_ref().is_some_and(Vec::is_empty)
    }
}

/// Reads a form with a file, if it carries the session's token.
pub(super) async fn sent(official: &Official, mut body: Multipart) -> Result<Sent, AppError> {
    let mut pairs: Vec<(String, String)> = Vec::new();
    let mut file = None;
    while let Some(field) = body.next_field().await.map_err(broken_off)? {
        let name = field.name().unwrap_or_default().to_owned();
        if pairs.is_empty() {
            // The form's own token comes first; nothing else is read before it.
            if name != CSRF_FIELD {
                return Err(AppError::Forbidden);
            }
            pairs.push((name, text_of(field).await?));
            official.form(pairs.clone())?;
        } else if name == "failas" {
            file = Some(GivenFile {
                name: field.file_name().unwrap_or_default().to_owned(),
                bytes: bytes_of(field, LARGEST_FILE).await?,
            });
        } else {
            pairs.push((name, text_of(field).await?));
        }
    }
    let form = official.form(pairs)?;
    Ok(Sent { form, file })
}

/// The scan that a form describes, or what is wrong with it.
pub(super) async fn read(
    state: &CounterState,
    form: &FormValues,
    file: Option<GivenFile>,
) -> Result<Result<NewScan, FieldErrors>, AppError> {
    let mut errors = FieldErrors::new();
    let certifier = Certifier::from_code(form.typed("tikra"));
    let certifier_name = form.given("tvirtino").unwrap_or_default();
    if certifier.is_none() {
        errors.add_key("tikra", "counter-scan-by-missing");
    }
    let unnamed = certifier_name.is_empty() || certifier_name.chars().count() > LONGEST_NAME;
    if certifier.is_some_and(Certifier::is_named) && unnamed {
        errors.add_key("tvirtino", "counter-scan-by-name-missing");
    }
    let given = match file {
        None => Err(FileRefusal::Empty),
        Some(file) => match file.bytes {
            None => Err(FileRefusal::TooLarge),
            Some(bytes) if bytes.is_empty() => Err(FileRefusal::Empty),
            // A file is read only if it can be taken.
            Some(bytes) if errors.is_empty() => match state.files.read(bytes).await {
                Ok(read) => Ok(Some((file.name, read))),
                Err(FileError::Refused(refusal)) => Err(refusal),
                Err(FileError::Fault(error)) => return Err(AppError::Internal(error)),
            },
            Some(_) => Ok(None),
        },
    };
    if let Err(refusal) = &given {
        errors.add_key("failas", format!("file-refused-{}", refusal.code()));
    }
    match (certifier, given) {
        (Some(certifier), Ok(Some((name, file)))) => Ok(Ok(NewScan {
            name,
            file,
            certifier,
            certifier_name: certifier_name.to_owned(),
            returned: form.has("grazinta", "taip"),
        })),
        _ => Ok(Err(errors)),
    }
}

/// Who may say that a copy is true, as choices.
pub(super) fn certifiers(page: &Page, chosen: &str) -> Vec<Choice> {
    Certifier::ALL
        .into_iter()
        .map(|certifier| {
            let words = page.t(format!("counter-scan-by-{}", certifier.code()));
            Choice::new(certifier.code(), words, chosen == certifier.code())
        })
        .collect()
}

fn broken_off(error: MultipartError) -> AppError {
    if error.status() == StatusCode::PAYLOAD_TOO_LARGE {
        AppError::TooLarge
    } else {
        AppError::Unprocessable
    }
}

async fn text_of(field: Field<'_>) -> Result<String, AppError> {
    let bytes = bytes_of(field, LONGEST_FIELD).await?;
    let bytes = bytes.ok_or(AppError::TooLarge)?;
    String::from_utf8(bytes).map_err(|_| AppError::Unprocessable)
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
