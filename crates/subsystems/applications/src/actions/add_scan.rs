//! "Pridėti nuskaitytą kopiją": a scan of paper joins the application, marked as a true copy and by whom, or as uncertified.

use jiff::Timestamp;
use spis_audit::{Entry, Outcome};
use spis_database::{DatabaseError, Node};
use spis_identity::User;
use spis_kernel::{ApplicationId, MunicipalityCode, PersonId, vilnius};
use sqlx::PgConnection;
use uuid::Uuid;

use super::{StepTaker, write_event};
use crate::documents::{self, Scan};
use crate::files::ReadFile;
use crate::procedure::Status;
use crate::store;

/// "Kopijos tikrumo tvirtintojas": who says that a copy is true.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Certifier {
    /// The official who has seen the original.
    Official,
    /// "Seniūnas".
    Elder,
    /// "Notaras".
    Notary,
    /// Nobody.
    Nobody,
}

impl Certifier {
    /// All.
    pub const ALL: [Self; 4] = [Self::Official, Self::Elder, Self::Notary, Self::Nobody];

    /// As in the form.
    pub fn code(self) -> &'static str {
        match self {
            Self::Official => "official",
            Self::Elder => "elder",
            Self::Notary => "notary",
            Self::Nobody => "nobody",
        }
    }

    /// Of the form's word.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|c| c.code() == code)
    }

    /// The name has to be typed.
    pub fn is_named(self) -> bool {
        matches!(self, Self::Elder | Self::Notary)
    }

    /// Who certified, as it is kept.
    fn words(self, user: &User, name: &str) -> Option<String> {
        match self {
            Self::Official => Some(format!("{}, {}", user.name, user.position)),
            Self::Elder => Some(format!("seniūnas {name}")),
            Self::Notary => Some(format!("notaras {name}")),
            Self::Nobody => None,
        }
    }
}

/// A scan to be added.
pub struct NewScan {
    /// Name of its file.
    pub name: String,
    /// As it was read.
    pub file: ReadFile,
    /// Who says that it is true.
    pub certifier: Certifier,
    /// The certifier's name, where it has to be typed.
    pub certifier_name: String,
    /// The original was given back.
    pub returned: bool,
}

/// Adds a scan while the application is being registered; false later, or if another official registered it: what comes then is
/// received as of its own day. The caller has checked the right to register.
pub async fn add(
    node: &Node,
    user: &User,
    id: ApplicationId,
    scan: &NewScan,
    now: Timestamp,
) -> anyhow::Result<bool> {
    let code = node.code();
    let mut tx = node.begin().await?;
    let Some(application) = store::application_lock(&mut tx, code, id).await? else {
        return Ok(false);
    };
    let here = store::counter::intake_of(&mut tx, code, id)
        .await?
        .is_some_and(|i| i.is_being_registered(user.id, vilnius(now).date()));
    if !here {
        return Ok(false);
    }
    let to = Receiving {
        id,
        status: application.status,
        applicant: application.applicant,
        request: None,
    };
    keep(&mut tx, code, user, &to, scan, now).await?;
    tx.commit().await.map_err(DatabaseError::from)?;
    Ok(true)
}

/// The application that a scan joins.
pub(super) struct Receiving {
    pub id: ApplicationId,
    pub status: Status,
    pub applicant: PersonId,
    /// What was brought to the counter with it.
    pub request: Option<Uuid>,
}

/// Keeps a scan in the caller's transaction, with its event and its entry of the journal.
pub(super) async fn keep(
    connection: &mut PgConnection,
    code: MunicipalityCode,
    user: &User,
    to: &Receiving,
    scan: &NewScan,
    now: Timestamp,
) -> anyhow::Result<()> {
    let id = to.id;
    let certified = scan.certifier.words(user, &scan.certifier_name);
    let document = documents::add(
        &mut *connection,
        code,
        &Scan {
            application: id,
            counter_request: to.request,
            name: &scan.name,
            file: &scan.file,
            certified_by: certified.as_deref().map(|name| (user.id.get(), name)),
            added_by: user.id.get(),
        },
        now,
    )
    .await?;
    let note = [
        certified.map(|who| format!("kopija tikra: {who}")),
        scan.returned.then(|| "originalas grąžintas".to_owned()),
    ];
    let note: Vec<String> = note.into_iter().flatten().collect();
    let taker = StepTaker {
        id: Some(user.id),
        name: user.name.clone(),
    };
    write_event(
        &mut *connection,
        code,
        id,
        "add_scan",
        to.status,
        &taker,
        (!note.is_empty()).then(|| note.join(", ")).as_deref(),
        now,
    )
    .await?;
    let entry = Entry {
        actor: &user.actor(),
        action: "scan_add",
        object: "document",
        object_id: Some(document),
        purpose: "paper_application",
        outcome: Outcome::Allowed,
        subjects: &[to.applicant.get()],
    };
    spis_audit::record(connection, code, now, entry).await?;
    Ok(())
}
