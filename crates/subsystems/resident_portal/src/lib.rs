//! The residents' portal ("gyventojo paskyra", point 18.9 of the regulations of SPIS), served by the centre's node.
//!
//! A resident signs in through the e-Government Gateway, sees her family as the population register has it, writes an
//! application for child benefit, submits it, follows it, and reads the decision itself. Everything is looked up by the
//! resident's account. What municipalities own is read from their copies, never written, and never in one statement with
//! the centre's tables.
//!
//! | Address | What |
//! | --- | --- |
//! | `/prisijungti`, [`GATEWAY_RETURN`], `/prisijungti/baigti`, `/atsijungti` | signing in and out |
//! | `/susipazinti` | the privacy policy is confirmed; until then nothing can be written or submitted |
//! | `/mano` | applications, drafts, the next payments, family |
//! | `/mano/mokejimai`, `/mano/zinutes` | what is paid and what is to come; what was written to her |
//! | `/prasymai/naujas`, `/prasymai/juodrastis/{id}/{screen, perziura}` | the application is written and submitted |
//! | `/prasymai/juodrastis/{id}/istrinti` | a draft is deleted |
//! | `/formos/{code}.pdf`, `/prasymai/{id}/pdf` | the empty form, for everybody; what she sent |
//! | `/prasymai/{id}` | receipt and progress of a submission, what she wrote and what was answered |
//! | `/prasymai/{id}/{taisyti, papildyti, atsiimti, klausti, neteisingas}`, `/prasymai/{id}/neturiu/{document}` | she writes to the municipality |
//! | `/mano/nustatymai` | notices, consent to be told of other support, sessions elsewhere |
//! | `/prasymai/juodrastis/{id}/dokumentai`, `/prasymai/{id}/papildyti/{subject}/dokumentai` | documents are added to it |
//! | `/mano/duomenys` | what municipalities asked registers about her |
//! | `/sprendimai/{id}`, `/sprendimai/{id}/pdf` | a decision |

mod actions;
mod copies;
mod correction;
mod family;
mod messages;
mod model;
mod own;
mod pages;
mod payments;
mod questions;
mod queue;
mod requests;
mod retention;
mod settings;
mod store;
mod uploads;

use std::collections::HashMap;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use axum::Router;
use axum::extract::FromRef;
use jiff::Timestamp;
use spis_applications::{FileReader, Groups, LetterPress, SupportGroup};
use spis_identity::IdentityGateway;
use spis_identity::web::WebState;
use spis_jobs::{JobDefinition, TaskHandler};
use spis_kernel::ResidentId;
use spis_pages::AppError;
use spis_pages::rate::{Limit, Rate};
use spis_persons::evidence::FamilyRegister;

pub use actions::check_uploads::{
    CheckUploads, Checked, EVERY as CHECK_UPLOADS_EVERY, check_uploads,
};
pub use actions::tidy_up::{EVERY as TIDY_UP_EVERY, Tidied, TidyUp, tidy_up};

/// Jobs of the centre.
pub fn jobs() -> Vec<JobDefinition> {
    vec![TidyUp::definition(), CheckUploads::definition()]
}

/// Where the gateway sends the browser back; the only address of the portal to which another origin may post.
pub const GATEWAY_RETURN: &str = "/prisijungti/grizo";

/// Version of the privacy policy that residents confirm having read (seed regulations: "susipažinti su privatumo
/// politika reikia, jeigu norite internetu teikti … prašymus"); the day from which its text holds.
pub const POLICY_VERSION: &str = "2026-01-01";

pub use uploads::LARGEST_FORM;

/// What the portal asks of the outside, and what it tells of other sites.
pub struct PortalServices {
    /// Where residents prove who they are.
    pub gateway: Arc<dyn IdentityGateway>,
    /// Kinds of support that can be applied for, with their forms.
    pub groups: Groups,
    /// Sets the form that was sent, and the empty one.
    pub press: Arc<dyn LetterPress>,
    /// The population register.
    pub families: Arc<dyn FamilyRegister>,
    /// Reads the documents that residents add.
    pub files: Arc<dyn FileReader>,
    /// How fast a resident may add documents; each begun one may cost a decoding.
    pub uploads: Limit,
    /// How fast a resident may write to municipalities.
    pub questions: Limit,
    /// The portal's own address as browsers see it, without a slash at the end: `http://127.0.0.1:8080`.
    pub public_url: String,
}

/// What every page of the portal stands on.
#[derive(Clone)]
pub(crate) struct Portal {
    pub web: WebState,
    pub services: Arc<PortalServices>,
    /// When the population register last failed to answer, in seconds of the epoch; pages leave it alone for a minute
    /// then, so that its silence does not make each of them wait. Whoever submits asks it all the same.
    register_failed_at: Arc<AtomicI64>,
    /// How fast documents are added.
    pub uploads: Arc<Rate<ResidentId>>,
    /// How fast municipalities are written to.
    pub questions: Arc<Rate<ResidentId>>,
    /// Empty forms that were set already, by their code.
    empty_forms: Arc<Mutex<HashMap<String, Vec<u8>>>>,
}

impl Portal {
    const REGISTER_REST_SECONDS: i64 = 60;

    pub fn register_rests(&self, now: Timestamp) -> bool {
        let failed_at = self.register_failed_at.load(Ordering::Relaxed);
        now.as_second().saturating_sub(failed_at) < Self::REGISTER_REST_SECONDS
    }

    /// The group of kinds that a form asks for.
    pub fn group(&self, form_code: &str) -> Result<&Arc<dyn SupportGroup>, AppError> {
        let group = self.services.groups.by_form(form_code);
        group.ok_or_else(|| anyhow::anyhow!("a form that no kind of support asks for").into())
    }

    pub fn empty_form(&self, code: &str) -> Option<Vec<u8>> {
        let forms = self.empty_forms.lock();
        forms
            .unwrap_or_else(PoisonError::into_inner)
            .get(code)
            .cloned()
    }

    pub fn keep_empty_form(&self, code: &str, pdf: Vec<u8>) {
        let forms = self.empty_forms.lock();
        let mut forms = forms.unwrap_or_else(PoisonError::into_inner);
        forms.insert(code.to_owned(), pdf);
    }

    pub fn register_failed(&self, now: Timestamp) {
        self.register_failed_at
            .store(now.as_second(), Ordering::Relaxed);
    }
}

impl FromRef<Portal> for WebState {
    fn from_ref(portal: &Portal) -> Self {
        portal.web.clone()
    }
}

/// The portal's pages; `state.audience` is the resident's. The caller puts [`spis_pages::protect`] around them with
/// [`GATEWAY_RETURN`] among the open paths, and adds assets and public pages.
pub fn router(state: WebState, services: Arc<PortalServices>) -> Pages {
    let portal = Portal {
        web: state,
        uploads: Arc::new(Rate::new(services.uploads)),
        questions: Arc::new(Rate::new(services.questions)),
        services,
        register_failed_at: Arc::new(AtomicI64::new(i64::MIN)),
        empty_forms: Arc::default(),
    };
    Pages {
        usual: pages::routes().with_state(portal.clone()),
        uploads: pages::large_routes().with_state(portal),
    }
}

/// The portal's addresses, by what a request may carry.
pub struct Pages {
    /// Pages and forms.
    pub usual: Router,
    /// What carries files: at most [`LARGEST_FORM`] bytes, over a slow line.
    pub uploads: Router,
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_policy_confirmed_is_the_policy_shown() {
        assert_eq!(
            super::POLICY_VERSION,
            spis_pages::public_pages::PRIVACY_POLICY_OF.to_string()
        );
    }
}
