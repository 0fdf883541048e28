//! What documents are being added to: whose it is, where its page stands, and who may add to it.

use std::collections::HashMap;

use axum::extract::{FromRequestParts, Path};
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};
use sha2::{Digest, Sha256};
use spis_applications::requests::RequestKind;
use spis_database::DatabaseError;
use spis_identity::web::Resident;
use spis_kernel::DraftId;
use spis_pages::AppError;
use uuid::{Builder, Uuid};

use super::store;
use crate::Portal;
use crate::actions::{Deed, journal_refusal};
use crate::own::OwnId;
use crate::pages::{Case, Informed, case_of, id_in};

/// What is written while documents are being added.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Writing {
    /// An application that is not sent yet.
    Draft,
    /// Something about one that was sent.
    Supplement,
}

impl Writing {
    /// As the journal calls it.
    pub fn object(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Supplement => "supplement",
        }
    }

    /// The part of the portal.
    pub fn part(self) -> &'static str {
        match self {
            Self::Draft => "apply",
            Self::Supplement => "home",
        }
    }

    /// Key of the words that lead back.
    pub fn back(self) -> &'static str {
        match self {
            Self::Draft => "uploads-back",
            Self::Supplement => "uploads-back-supplement",
        }
    }
}

/// What she writes about an application that was sent, with documents if she has any.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum About {
    /// A supplement of her own will.
    Supplement,
    /// A document that was asked of her.
    Document(Uuid),
    /// A question.
    Question,
    /// That the result is wrong.
    Disagreement,
}

impl About {
    /// What it is sent as.
    pub fn kind(self) -> RequestKind {
        match self {
            Self::Supplement | Self::Document(_) => RequestKind::Supplement,
            Self::Question => RequestKind::Question,
            Self::Disagreement => RequestKind::Disagreement,
        }
    }

    /// Last part of the address of its page.
    pub fn place(self) -> &'static str {
        match self {
            Self::Supplement | Self::Document(_) => "papildyti",
            Self::Question => "klausti",
            Self::Disagreement => "neteisingas",
        }
    }

    /// The document that was asked of her.
    pub fn document(self) -> Option<Uuid> {
        match self {
            Self::Document(id) => Some(id),
            Self::Supplement | Self::Question | Self::Disagreement => None,
        }
    }

    /// What its documents belong to until it is sent, so that they are there again when the page is opened anew.
    fn subject(self, own: OwnId) -> Uuid {
        match self {
            Self::Supplement => own.get(),
            Self::Document(id) => id,
            // Of their own, so that nothing goes with one that was added to the other.
            Self::Question | Self::Disagreement => {
                let digest = Sha256::digest(format!("{} {own}", self.place()));
                let mut bytes = [0; 16];
                bytes.copy_from_slice(&digest[..16]);
                Builder::from_custom_bytes(bytes).into_uuid()
            }
        }
    }

    /// What has this subject.
    fn with_subject(own: OwnId, subject: Uuid) -> Self {
        [Self::Supplement, Self::Question, Self::Disagreement]
            .into_iter()
            .find(|about| about.subject(own) == subject)
            .unwrap_or(Self::Document(subject))
    }
}

/// What documents are being added to: whose page it is, and where it stands.
pub struct Place {
    /// Key of the subject.
    pub subject: Uuid,
    /// What it is.
    pub writing: Writing,
    /// Address of the page with the documents.
    pub base: String,
    /// Address of the page that she came from.
    pub back: String,
}

impl Place {
    /// Documents of a draft; none if she has no such draft, or has sent it.
    pub async fn of_draft(
        portal: &Portal,
        resident: &Resident,
        id: DraftId,
    ) -> Result<Option<Self>, DatabaseError> {
        let mut connection = resident.begin(&portal.web.node).await?;
        let open = store::draft_is_open(&mut connection, resident.id, id).await?;
        Ok(open.then(|| Self {
            subject: id.get(),
            writing: Writing::Draft,
            base: address_of_draft(id),
            back: format!("/prasymai/juodrastis/{id}/perziura"),
        }))
    }

    /// Documents of what she is writing about an application that was sent. None of what would come too late once it has
    /// ended, and none of a document that is not waited for.
    pub fn of_sent(case: &Case, about: About) -> Option<Self> {
        let document = about.document();
        if case.own.has_ended() && about.kind().holds_the_decision()
            || document.is_some_and(|id| !case.documents.iter().any(|d| d.id == id))
        {
            return None;
        }
        let own = case.own.id;
        let subject = about.subject(own);
        let page = format!("/prasymai/{own}/{}", about.place());
        Some(Self {
            subject,
            writing: Writing::Supplement,
            base: format!("/prasymai/{own}/papildyti/{subject}/dokumentai"),
            back: match document {
                Some(id) => format!("{page}?dokumentas={id}"),
                None => page,
            },
        })
    }
}

/// Address of the page with the documents of a draft.
pub fn address_of_draft(id: DraftId) -> String {
    format!("/prasymai/juodrastis/{id}/dokumentai")
}

/// Who adds documents to what, as the address says; what is not hers is not there, and the asking is journalled.
pub struct At {
    pub resident: Resident,
    pub place: Place,
}

/// The same with the document that the address names.
pub struct FileAt {
    pub resident: Resident,
    pub place: Place,
    pub file: Uuid,
}

async fn named(parts: &mut Parts, portal: &Portal) -> Result<HashMap<String, String>, Response> {
    Path::<HashMap<String, String>>::from_request_parts(parts, portal)
        .await
        .map(|Path(named)| named)
        .map_err(|_| AppError::NotFound.into_response())
}

impl FromRequestParts<Portal> for At {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, portal: &Portal) -> Result<Self, Response> {
        let named = named(parts, portal).await?;
        let id = named.get("id").map(String::as_str).unwrap_or_default();
        let subject = named.get("subject");
        let about = subject.and_then(|subject| {
            let (id, subject): (Uuid, Uuid) = (id.parse().ok()?, subject.parse().ok()?);
            Some(About::with_subject(id.into(), subject))
        });
        // A document asked of her never waits for the privacy policy; what she adds of her own will does.
        let resident = if about.is_none_or(|about| about.document().is_none()) {
            Informed::from_request_parts(parts, portal).await?.0
        } else {
            Resident::from_request_parts(parts, portal).await?
        };
        let place = match subject {
            None => in_draft(portal, &resident, id).await,
            Some(subject) => in_supplement(portal, &resident, id, subject).await,
        };
        let place = place.map_err(IntoResponse::into_response)?;
        Ok(Self { resident, place })
    }
}

impl FromRequestParts<Portal> for FileAt {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, portal: &Portal) -> Result<Self, Response> {
        let At { resident, place } = At::from_request_parts(parts, portal).await?;
        let named = named(parts, portal).await?;
        let file = named.get("file").map(String::as_str).unwrap_or_default();
        let file = id_in(file).map_err(IntoResponse::into_response)?;
        Ok(Self {
            resident,
            place,
            file,
        })
    }
}

async fn in_draft(portal: &Portal, resident: &Resident, id: &str) -> Result<Place, AppError> {
    let id: DraftId = id_in(id)?;
    match Place::of_draft(portal, resident, id).await? {
        Some(place) => Ok(place),
        None => Err(refused(portal, resident, Writing::Draft, id.get()).await?),
    }
}

async fn in_supplement(
    portal: &Portal,
    resident: &Resident,
    id: &str,
    subject: &str,
) -> Result<Place, AppError> {
    let id: OwnId = id_in(id)?;
    let subject: Uuid = id_in(subject)?;
    let case = case_of(portal, resident, id).await?;
    match Place::of_sent(&case, About::with_subject(id, subject)) {
        Some(place) => Ok(place),
        None => Err(refused(portal, resident, Writing::Supplement, subject).await?),
    }
}

async fn refused(
    portal: &Portal,
    resident: &Resident,
    writing: Writing,
    id: Uuid,
) -> Result<AppError, DatabaseError> {
    let deed = Deed::new("upload_read", writing.object(), id);
    journal_refusal(portal, resident, deed).await?;
    Ok(AppError::NotFound)
}
