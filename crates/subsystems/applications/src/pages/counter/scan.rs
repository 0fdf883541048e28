//! A scan for an application at the counter, with who says that it is a true copy.

use axum::extract::multipart::{Field, MultipartError};
use axum::extract::{Multipart, Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use spis_identity::Right;
use spis_identity::web::Official;
use spis_kernel::ApplicationId;
use spis_pages::forms::CSRF_FIELD;
use spis_pages::{AppError, FieldErrors, FormValues, PageRequest};

use super::registered;
use crate::actions::add_scan::{Certifier, NewScan, add as add_scan};
use crate::files::{FileError, FileRefusal, LARGEST_FILE};
use crate::pages::CounterState;

/// One file and what is around it.
pub(super) const LARGEST_FORM: usize = LARGEST_FILE + 64 * 1024;
/// Most characters of a certifier's name.
const LONGEST_NAME: usize = 200;

pub(super) async fn add(
    State(state): State<CounterState>,
    request: PageRequest,
    official: Official,
    Path(id): Path<ApplicationId>,
    mut body: Multipart,
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
    let mut form: Option<FormValues> = None;
    let mut file: Option<(String, Option<Vec<u8>>)> = None;
    while let Some(field) = body.next_field().await.map_err(broken_off)? {
        let name = field.name().unwrap_or_default().to_owned();
        match (&mut form, name.as_str()) {
            // The form's own token comes first; nothing else is read before it.
            (None, CSRF_FIELD) => {
                let token = field.text().await.map_err(broken_off)?;
                form = Some(official.form(vec![(name, token)])?);
            }
            (None, _) => return Err(AppError::Forbidden),
            (Some(_), "failas") => {
                let given = field.file_name().unwrap_or_default().to_owned();
                file = Some((given, bytes_of(field).await?));
            }
            (Some(values), _) => values.set(&name, field.text().await.map_err(broken_off)?),
        }
    }
    let form = form.ok_or(AppError::Forbidden)?;
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
    let read = match file {
        None => Err(FileRefusal::Empty),
        Some((_, None)) => Err(FileRefusal::TooLarge),
        Some((_, Some(bytes))) if bytes.is_empty() => Err(FileRefusal::Empty),
        // A file is read only if it can be taken.
        Some((name, Some(bytes))) if errors.is_empty() => match state.files.read(bytes).await {
            Ok(read) => Ok(Some((name, read))),
            Err(FileError::Refused(refusal)) => Err(refusal),
            Err(FileError::Fault(error)) => return Err(AppError::Internal(error)),
        },
        Some(_) => Ok(None),
    };
    if let Err(refusal) = &read {
        errors.add_key("failas", format!("file-refused-{}", refusal.code()));
    }
    if let (Some(certifier), Ok(Some((name, file)))) = (certifier, read) {
        let scan = NewScan {
            name,
            file,
            certifier,
            certifier_name: certifier_name.to_owned(),
            returned: form.has("grazinta", "taip"),
        };
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
    let page = official.page(&state.web, &request).with_errors(errors);
    let shown = registered::show(&state, &official, page, id, &form).await?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, shown).into_response())
}

fn broken_off(error: MultipartError) -> AppError {
    if error.status() == StatusCode::PAYLOAD_TOO_LARGE {
        AppError::TooLarge
    } else {
        AppError::Unprocessable
    }
}

/// A file's bytes; none if there are too many, which are let go as they come.
async fn bytes_of(mut field: Field<'_>) -> Result<Option<Vec<u8>>, AppError> {
    let mut bytes = Vec::new();
    let mut fits = true;
    while let Some(chunk) = field.chunk().await.map_err(broken_off)? {
        fits = fits && bytes.len() + chunk.len() <= LARGEST_FILE;
        if fits {
            bytes.extend_from_slice(&chunk);
        } else {
            bytes = Vec::new();
        }
    }
    Ok(fits.then_some(bytes))
}
