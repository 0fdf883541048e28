//! The sites of a node: which rooms' pages stand under which address, and the layers around them.

use std::sync::Arc;
use std::time::Duration;

use anyhow::Context;
use axum::extract::{MatchedPath, Request, State};
use axum::http::StatusCode;
use axum::response::IntoResponse;
use axum::{Router, middleware, routing::get};
use jiff::Timestamp;
use spis_administration::Closures;
use spis_audit::Audience as Journalled;
use spis_database::{Node, NodeConfig, NodesFile, SystemClock};
use spis_identity::web::{WebState, official_sign_in, start};
use spis_identity::{cookies, session_pages};
use spis_pages::load::{self, LoadLimit};
use spis_pages::rate::note_address;
use spis_pages::{Audience, Contacts, Incidents, Protection, Site, assets, protect, public_pages};
use spis_public_information::{ClosedNow, PublicServices, state::Outside as Probed};
use spis_resident_portal::{GATEWAY_RETURN, LARGEST_FORM, PortalServices};
use tower_http::compression::CompressionLayer;
use tower_http::limit::RequestBodyLimitLayer;
use tower_http::timeout::TimeoutLayer;
use tower_http::trace::{DefaultOnFailure, DefaultOnRequest, TraceLayer};
use tracing::Level;

use crate::outside::Outside;
use crate::{areas, letters, limits};

/// Connections of a node's pages.
const CONNECTIONS: u32 = 4;
/// The longest that a request may take.
const LONGEST_REQUEST: Duration = Duration::from_secs(30);
/// The largest body of a request that carries no documents, in bytes: as large as a part of a document.
const LARGEST_BODY: usize = 256 * 1024;
/// The longest that documents may take over a slow line.
const LONGEST_UPLOAD: Duration = Duration::from_secs(900);
/// How long a database may take to show that it is there.
const HEALTH_LIMIT: Duration = Duration::from_secs(2);

/// All that a node serves.
pub fn of_node(file: &NodesFile, config: &NodeConfig, outside: &Outside) -> anyhow::Result<Router> {
    let node = Node::open(config.code, &config.name, &config.database, CONNECTIONS)?;
    // What is closed must be readable when every other connection is taken.
    let watcher = Node::open(config.code, &config.name, &config.database, 1)?;
    let closures = Arc::new(Closures::new(watcher));
    let audience = if config.code.is_centre() {
        Journalled::Resident
    } else {
        Journalled::Staff
    };
    let Rooms {
        usual,
        always,
        uploads,
        site,
        open_paths,
    } = if config.code.is_centre() {
        centre(file, config, &node, outside, closures.clone())?
    } else {
        municipality(file, config, &node, outside)
    };
    let guarded = |router| {
        let cookie = cookies::session_cookie(config.code, audience);
        areas::closable(
            limits::limited(router, &file.limits, cookie),
            closures.clone(),
        )
    };
    let uploads = guarded(uploads);
    // Assets, the pages for everybody, the state of the system and the health check are cheap and stay open.
    let load = LoadLimit {
        at_once: file.limits.at_once,
        session_cookie: cookies::session_cookie(config.code, audience),
        queue_cookie: cookies::queue_cookie(config.code),
        clock: Timestamp::now,
        random: rand::random,
    };
    let rooms = guarded(load::limited(usual, load))
        .merge(always)
        .merge(assets::router())
        .merge(public_pages::router(site.clone()))
        .route("/sveikata", get(health).with_state(node))
        .layer(RequestBodyLimitLayer::new(LARGEST_BODY))
        .layer(TimeoutLayer::with_status_code(
            StatusCode::GATEWAY_TIMEOUT,
            LONGEST_REQUEST,
        ))
        .merge(
            uploads
                .layer(RequestBodyLimitLayer::new(LARGEST_FORM))
                .layer(TimeoutLayer::with_status_code(
                    StatusCode::GATEWAY_TIMEOUT,
                    LONGEST_UPLOAD,
                )),
        );
    let protection = Protection {
        site,
        incidents: Incidents::new(Timestamp::now, rand::random),
        gateway_origin: Some(file.gateway.browser_origin.clone()),
        open_paths,
    };
    let proxies: Arc<[_]> = file.limits.proxies.clone().into();
    Ok(protect(rooms, protection)
        .layer(middleware::from_fn_with_state(proxies, note_address))
        .layer(CompressionLayer::new())
        .layer(
            // The route's pattern, never the address itself: a query may hold what was typed.
            TraceLayer::new_for_http()
                .make_span_with(|request: &Request| {
                    let route = request
                        .extensions()
                        .get::<MatchedPath>()
                        .map_or("", MatchedPath::as_str);
                    tracing::info_span!("request", method = %request.method(), route)
                })
                .on_request(DefaultOnRequest::new().level(Level::DEBUG))
                .on_failure(DefaultOnFailure::new().level(Level::WARN)),
        ))
}

/// What a node serves, by what stands around it.
struct Rooms {
    /// Pages under the load limit.
    usual: Router,
    /// What answers even when everything else is full or closed.
    always: Router,
    /// What carries documents.
    uploads: Router,
    site: Arc<Site>,
    /// Open to another origin.
    open_paths: Vec<String>,
}

/// Where help is found, as `nodes.toml` has it.
pub fn contacts(file: &NodesFile) -> Contacts {
    let usual = Contacts::default();
    let given = file.contacts.clone();
    Contacts {
        help_phone: given.help_phone.unwrap_or(usual.help_phone),
        help_phone_shown: given.help_phone_shown.unwrap_or(usual.help_phone_shown),
        help_hours: given.help_hours.unwrap_or(usual.help_hours),
        help_email: given.help_email.unwrap_or(usual.help_email),
        ministry_officer_email: ministry_officer(file),
        portal: file
            .centre()
            .map(NodeConfig::public_url)
            .unwrap_or_default(),
        ..usual
    }
}

/// A municipality's workplace.
fn municipality(file: &NodesFile, config: &NodeConfig, node: &Node, outside: &Outside) -> Rooms {
    let mut site = Site::new(Audience::Staff, node.name());
    site.contacts = Contacts {
        municipality: node.name().to_owned(),
        municipality_officer_email: config.officer_email.clone().unwrap_or_default(),
        ..contacts(file)
    };
    let site = Arc::new(site);
    let state = WebState {
        node: node.clone(),
        clock: Arc::new(SystemClock),
        site: site.clone(),
        audience: Journalled::Staff,
    };
    let (counter, scans) = spis_applications::counter_routers(
        state.clone(),
        spis_cash_benefits::groups(),
        letters::counter_press(),
        outside.files.clone(),
    );
    let rooms = Router::new()
        .route("/", get(start).with_state(state.clone()))
        .merge(official_sign_in(
            state.clone(),
            &site.sign_in,
            &site.sign_out,
        ))
        .merge(session_pages::routes(state.clone()))
        .merge(spis_applications::router(
            state.clone(),
            spis_cash_benefits::groups(),
            letters::press(),
            outside.files.clone(),
        ))
        .merge(counter)
        .merge(spis_cash_benefits::router(state));
    Rooms {
        usual: rooms,
        always: Router::new(),
        uploads: scans,
        site,
        open_paths: Vec::new(),
    }
}

/// The ministry's data protection officer; empty if the settings name none.
fn ministry_officer(file: &NodesFile) -> String {
    let centre = file.nodes.iter().find(|node| node.code.is_centre());
    centre
        .and_then(|node| node.officer_email.clone())
        .unwrap_or_default()
}

/// The residents' portal and the ministry's figures.
fn centre(
    file: &NodesFile,
    config: &NodeConfig,
    node: &Node,
    outside: &Outside,
    closures: Arc<Closures>,
) -> anyhow::Result<Rooms> {
    let portal_url = config.portal.as_deref().context(
        "nodes.toml: the centre needs `portal`, the address of the role of the residents' portal",
    )?;
    let mut portal_site = Site::new(Audience::Portal, node.name());
    portal_site.contacts = contacts(file);
    let portal_site = Arc::new(portal_site);
    let portal = WebState {
        node: Node::open(config.code, &config.name, portal_url, CONNECTIONS)?,
        clock: Arc::new(SystemClock),
        site: portal_site.clone(),
        audience: Journalled::Resident,
    };
    let mut ministry_site = Site::new(
        Audience::Ministry,
        "Socialinės apsaugos ir darbo ministerija",
    );
    ministry_site.home = "/centras".into();
    ministry_site.sign_in = "/centras/prisijungti".into();
    ministry_site.sign_out = "/centras/atsijungti".into();
    ministry_site.contacts = contacts(file);
    ministry_site.session = "/centras/seansas".into();
    // Whoever reads figures cannot read persons: the ministry's pages have the role of the figures and no other.
    let figures = config
        .statistics
        .as_deref()
        .context("nodes.toml: the centre needs `statistics`, the address of the role that reads figures only")?;
    let figures = Node::open(config.code, &config.name, figures, CONNECTIONS)?;
    let ministry = WebState {
        node: figures.clone(),
        site: Arc::new(ministry_site),
        audience: Journalled::Ministry,
        ..portal.clone()
    };
    let services = PortalServices {
        gateway: outside.gateway.clone(),
        files: outside.files.clone(),
        groups: spis_cash_benefits::groups(),
        press: crate::letters::press(),
        families: Arc::new(outside.registers.clone()),
        public_url: config.public_url(),
        uploads: limits::limit(file.limits.uploads),
        questions: limits::limit(file.limits.questions),
    };
    let public = PublicServices {
        closures: ClosedNow::new(move || {
            let closures = closures.clone();
            async move { closures.now(Timestamp::now()).await }
        }),
        reports: limits::limit(file.limits.reports),
        about: [
            spis_cash_benefits::about_files(),
            spis_public_information::about_files(),
        ]
        .concat(),
        staff_links: file
            .municipalities()
            .map(|m| (m.name.clone(), m.public_url()))
            .collect(),
        officers: file
            .municipalities()
            .filter_map(|m| Some((m.code.get(), m.officer_email.clone()?)))
            .collect(),
        outside: vec![
            answers("gateway", outside, &file.gateway.server_url),
            answers("registers", outside, &file.registers.url),
        ],
    };
    let pages = spis_resident_portal::router(portal.clone(), Arc::new(services));
    let public = spis_public_information::router(portal.clone(), node.clone(), public)?;
    let rooms = Router::new()
        .merge(public.usual)
        .merge(spis_public_information::reports_router(ministry.clone()))
        .merge(pages.usual)
        .merge(session_pages::routes(portal))
        .merge(session_pages::routes(ministry.clone()))
        .merge(official_sign_in(
            ministry.clone(),
            &ministry.site.sign_in,
            &ministry.site.sign_out,
        ))
        .merge(spis_statistics::router(ministry, figures));
    Ok(Rooms {
        usual: rooms,
        always: public.always,
        uploads: pages.uploads,
        site: portal_site,
        open_paths: vec![GATEWAY_RETURN.to_owned()],
    })
}

/// A service of others works if its address answers at all: what it says is not asked for here.
fn answers(key: &'static str, outside: &Outside, url: &str) -> Probed {
    let (prober, url) = (outside.prober.clone(), url.to_owned());
    Probed::new(key, move || {
        let request = prober.get(&url).timeout(HEALTH_LIMIT).send();
        async move {
            request
                .await
                .is_ok_and(|answer| !answer.status().is_server_error())
        }
    })
}

/// Whether this node can serve: its database answers.
async fn health(State(node): State<Node>) -> impl IntoResponse {
    let answered =
        tokio::time::timeout(HEALTH_LIMIT, sqlx::query("SELECT 1").execute(node.pool())).await;
    match answered {
        Ok(Ok(_)) => (StatusCode::OK, "veikia"),
        Ok(Err(_)) | Err(_) => (StatusCode::SERVICE_UNAVAILABLE, "duomenų bazė neatsako"),
    }
}
