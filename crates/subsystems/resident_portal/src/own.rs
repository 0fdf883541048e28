//! "Mano prašymas": an application that a resident has to do with, whichever way it came in. What she sent from her own account
//! is known by its submission, registered or not; what came in otherwise by the application itself.

use std::fmt;

use jiff::Timestamp;
use serde_json::Value;
use spis_identity::web::Resident;
use spis_kernel::{ApplicationId, MunicipalityCode, SubmissionId};
use spis_pages::AppError;
use sqlx::PgConnection;
use uuid::Uuid;

use crate::copies::{self, Application};
use crate::{Portal, store};

/// By which an application of hers is named in addresses and rows: the submission, or the application.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OwnId(Uuid);

impl OwnId {
    /// The bare id.
    pub fn get(self) -> Uuid {
        self.0
    }

    /// Its page.
    pub fn href(self) -> String {
        format!("/prasymai/{self}")
    }
}

impl From<Uuid> for OwnId {
    fn from(id: Uuid) -> Self {
        Self(id)
    }
}

impl From<SubmissionId> for OwnId {
    fn from(id: SubmissionId) -> Self {
        Self(id.get())
    }
}

impl From<ApplicationId> for OwnId {
    fn from(id: ApplicationId) -> Self {
        Self(id.get())
    }
}

impl fmt::Display for OwnId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// How a registered application is named for its applicant: `otherwise`, if it came in otherwise than from her own account.
pub fn own_id(
    application: ApplicationId,
    submission: Option<SubmissionId>,
    otherwise: bool,
) -> OwnId {
    match submission {
        Some(submission) if !otherwise => submission.into(),
        _ => application.into(),
    }
}

/// In which way an application came in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// From her own account: hers, or in the name of whoever authorised her.
    Account,
    /// On paper.
    Paper,
    /// Sent for her by somebody whom she authorised.
    Entrusted,
}

/// An application of hers.
pub struct Own {
    /// By which it is named.
    pub id: OwnId,
    /// How it came in.
    pub way: Way,
    /// Municipality that has it, or is to get it.
    pub municipality: MunicipalityCode,
    /// Form.
    pub form_code: String,
    /// The centre's receipt number, if she sent it.
    pub receipt_number: Option<String>,
    /// When it was sent or handed in.
    pub sent_at: Timestamp,
    /// What she sent; of one that came in otherwise, what it says now.
    pub sent: Value,
    /// What the municipality registered.
    pub application: Option<Application>,
}

impl Own {
    /// Finds one; none if she has no such application.
    pub async fn find(
        portal: &Portal,
        connection: &mut PgConnection,
        resident: &Resident,
        id: OwnId,
    ) -> Result<Option<Self>, AppError> {
        let submission = SubmissionId::new(id.get());
        if let Some(sent) = store::submission_find(connection, resident.id, submission).await? {
            let applications = copies::application_list(connection, &[id.get()]).await?;
            return Ok(Some(Self {
                id,
                way: Way::Account,
                // A municipality decides on what was sent to it, not on another's.
                application: applications
                    .into_iter()
                    .find(|a| a.municipality == sent.municipality),
                municipality: sent.municipality,
                form_code: sent.form_code,
                receipt_number: Some(sent.receipt_number),
                sent_at: sent.submitted_at,
                sent: sent.content,
            }));
        }
        let otherwise =
            copies::applicant_application_list(connection, &resident.personal_code).await?;
        let Some(application) = otherwise.into_iter().find(|a| a.id.get() == id.get()) else {
            return Ok(None);
        };
        let group = portal.services.groups.by_code(&application.kind_group);
        let group = group.ok_or_else(|| anyhow::anyhow!("a group that is not registered"))?;
        Ok(Some(Self {
            id,
            way: match application.submission {
                None => Way::Paper,
                Some(_) => Way::Entrusted,
            },
            municipality: application.municipality,
            form_code: group.form().code.clone(),
            receipt_number: None,
            sent_at: application.sent_at,
            sent: application.content.clone(),
            application: Some(application),
        }))
    }

    /// The submission, if she sent it.
    pub fn submission(&self) -> Option<SubmissionId> {
        (self.way == Way::Account).then(|| SubmissionId::new(self.id.get()))
    }

    /// The application, if it came in otherwise.
    pub fn entered(&self) -> Option<ApplicationId> {
        (self.way != Way::Account).then(|| ApplicationId::new(self.id.get()))
    }

    /// Keys of the registered application, to ask the copies by.
    pub fn applications(&self) -> Vec<Uuid> {
        self.application.iter().map(|a| a.id.get()).collect()
    }

    /// By which she knows it: the registration number, or the receipt's while there is none.
    pub fn number(&self) -> &str {
        let registered = self.application.as_ref().map(|a| a.number.as_str());
        registered
            .or(self.receipt_number.as_deref())
            .unwrap_or_default()
    }

    /// Nobody has taken it up: what she asks is done by itself.
    pub fn is_free(&self) -> bool {
        self.application.as_ref().is_none_or(Application::is_free)
    }

    /// Decided or withdrawn.
    pub fn has_ended(&self) -> bool {
        let application = self.application.as_ref();
        application.is_some_and(|a| a.status.is_final())
    }
}
