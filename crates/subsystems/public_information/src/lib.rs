//! The public part of the portal (R-000-02): what support there is, whom to ask, and whether the system works. Anybody
//! reads it without signing in, and nothing of a person is read or kept here.
//!
//! | Address | What |
//! | --- | --- |
//! | `/` | start page |
//! | `/darbuotojams` | where officials sign in |
//! | `/parama`, `/parama/{slug}` | every kind of support, from the folders that [`about_files`] and other rooms register |
//! | `/kontaktai` | the municipalities |
//! | `/bukle`, `/bukle.json` | whether the system works |
//! | `/prieinamumas/pranesti`, `/prieinamumas/gauta/{number}` | a report on accessibility |
//! | `/centras/pranesimai` | the ministry answers such reports ([`reports_router`]) |

mod actions;
mod pages;
mod reports;
pub mod state;
mod store;
mod support;

use std::collections::HashMap;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use axum::Router;
use axum::extract::FromRef;
use spis_applications::about::{AboutError, AboutFiles};
use spis_applications::about_of;
use spis_identity::web::WebState;
use spis_jobs::{JobDefinition, TaskHandler};
use spis_pages::Closure;
use spis_pages::rate::{ClientAddress, Limit, Rate};

pub use actions::tidy_reports::{EVERY as TIDY_REPORTS_EVERY, TidyReports, tidy_reports};
use state::{Outside, StateOfSystem};
use support::Support;

/// Jobs of the centre.
pub fn jobs() -> Vec<JobDefinition> {
    vec![TidyReports::definition()]
}

/// Folders of the kinds that have no room of their own yet; each moves to its room when that begins.
pub fn about_files() -> Vec<AboutFiles> {
    vec![
        about_of!("kinds/food"),
        about_of!("kinds/family_card"),
        about_of!("kinds/technical_aids"),
        about_of!("kinds/child_protection"),
        about_of!("kinds/social_services"),
    ]
}

/// What the public part is told from outside.
pub struct PublicServices {
    /// The folders of all rooms.
    pub about: Vec<AboutFiles>,
    /// Names and addresses of the sites of municipalities, for specialists who come to the start page.
    pub staff_links: Vec<(String, String)>,
    /// E-mails of municipalities' data protection officers by the municipality's code, as far as the settings name them.
    pub officers: HashMap<i16, String>,
    /// The services of others that the portal depends on.
    pub outside: Vec<Outside>,
    /// Tells what is closed on purpose.
    pub closures: ClosedNow,
    /// How many reports on accessibility one address may send.
    pub reports: Limit,
}

type Closed = Pin<Box<dyn Future<Output = Vec<Closure>> + Send>>;

/// Tells what an administrator has closed for a time.
#[derive(Clone)]
pub struct ClosedNow(Arc<dyn Fn() -> Closed + Send + Sync>);

impl ClosedNow {
    /// Asks so.
    pub fn new<F>(ask: impl Fn() -> F + Send + Sync + 'static) -> Self
    where
        F: Future<Output = Vec<Closure>> + Send + 'static,
    {
        Self(Arc::new(move || Box::pin(ask())))
    }

    async fn ask(&self) -> Vec<Closure> {
        (self.0)().await
    }
}

/// The public pages, by what stands around them.
pub struct PublicPages {
    /// Under the load limit.
    pub usual: Router,
    /// The state of the system: read most when everything else is full or closed.
    pub always: Router,
}

/// What every public page stands on.
#[derive(Clone)]
struct Public {
    web: WebState,
    support: Arc<Support>,
    state: Arc<StateOfSystem>,
    officers: Arc<HashMap<i16, String>>,
    staff_links: Arc<[(String, String)]>,
    closures: ClosedNow,
    reports: Arc<Rate<ClientAddress>>,
}

impl FromRef<Public> for WebState {
    fn from_ref(public: &Public) -> Self {
        public.web.clone()
    }
}

/// The public pages. `web` is the portal's; `watcher` reads streams and registers as the centre's own role.
pub fn router(
    web: WebState,
    watcher: spis_database::Node,
    services: PublicServices,
) -> Result<PublicPages, AboutError> {
    let public = Public {
        support: Arc::new(Support::read(&services.about)?),
        state: Arc::new(StateOfSystem::new(watcher, services.outside)),
        officers: Arc::new(services.officers),
        staff_links: services.staff_links.into(),
        closures: services.closures,
        reports: Arc::new(Rate::new(services.reports)),
        web,
    };
    Ok(PublicPages {
        usual: pages::routes().with_state(public.clone()),
        always: pages::always().with_state(public),
    })
}

/// Where the ministry's officials answer reports on accessibility.
pub fn reports_router(ministry: WebState) -> Router {
    pages::answering::routes().with_state(ministry)
}
