//! Signing in and being signed in, as pages see it.

use std::sync::Arc;

use askama::Template;
use axum::extract::{FromRef, FromRequestParts, Query, State};
use axum::http::Method;
use axum::http::header::SET_COOKIE;
use axum::http::request::Parts;
use axum::response::{AppendHeaders, IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use axum::{Form, Router};
use jiff::Timestamp;
use jiff::civil::Date;
use serde::Deserialize;
use spis_audit::{Actor, Audience, Entry, Outcome};
use spis_database::{DatabaseError, Node, Tx};
use spis_kernel::{Clock, PersonalCode, ResidentId};
use spis_pages::{
    AppError, Flash, FormValues, Html, NavItem, Page, PageRequest, SessionEnd, SignedIn, Site,
    Width,
};
use uuid::Uuid;

use crate::sessions::{self, Session};
use crate::users::{self, SignInRefusal, User};
use crate::{Right, cookies};

/// What every page of a node stands on.
#[derive(Clone)]
pub struct WebState {
    /// The node's database.
    pub node: Node,
    /// The clock.
    pub clock: Arc<dyn Clock>,
    /// The site that is served.
    pub site: Arc<Site>,
    /// Audience of this site's session cookie.
    pub audience: Audience,
}

impl WebState {
    /// The present moment.
    pub fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// The present day in Lithuania.
    pub fn today(&self) -> Date {
        self.clock.today()
    }

    fn token<'a>(&self, parts: &'a Parts) -> Option<&'a str> {
        cookies::read(
            &parts.headers,
            &cookies::session_cookie(self.node.code(), self.audience),
        )
    }
}

/// News by the key in `?zinute=`; only keys of our own wording count.
pub fn news(page: &Page, key: Option<&str>) -> Option<Flash> {
    let key = format!("flash-{}", key?);
    page.translator
        .has(&key)
        .then(|| Flash::success(page.t(&key)))
}

/// A signed-in user of a municipality or of the ministry. Who is not signed in is led to the sign-in page.
#[derive(Debug, Clone)]
pub struct Official {
    /// The user with the rights in force today.
    pub user: User,
    /// The session.
    pub session: Session,
}

impl<S> FromRequestParts<S> for Official
where
    WebState: FromRef<S>,
    S: Send + Sync,
{
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Response> {
        let state = WebState::from_ref(state);
        if let Some(token) = state.token(parts) {
            let found = users::of_session(&state.node, token, state.now())
                .await
                .map_err(|e| AppError::from(e).into_response())?;
            if let Some((user, session)) = found {
                return Ok(Self { user, session });
            }
        }
        Err(Redirect::to(&state.site.sign_in).into_response())
    }
}

impl Official {
    /// Passes if the user has the right; a refusal is journalled at once.
    pub async fn require(
        &self,
        state: &WebState,
        right: Right,
        action: &'static str,
        object: &'static str,
        object_id: Option<Uuid>,
    ) -> Result<(), AppError> {
        if self.user.may(right) {
            return Ok(());
        }
        self.refuse(state, action, object, object_id).await
    }

    /// Journals a refusal and answers it.
    pub async fn refuse(
        &self,
        state: &WebState,
        action: &'static str,
        object: &'static str,
        object_id: Option<Uuid>,
    ) -> Result<(), AppError> {
        spis_audit::record_now(
            &state.node,
            state.now(),
            Entry {
                actor: &self.user.actor(),
                action,
                object,
                object_id,
                purpose: "work",
                outcome: Outcome::Refused,
                subjects: &[],
            },
        )
        .await?;
        Err(AppError::Forbidden)
    }

    /// Journals that what was asked for is not there, and answers it.
    pub async fn missing(
        &self,
        state: &WebState,
        action: &'static str,
        object: &'static str,
        object_id: Uuid,
    ) -> AppError {
        match self.refuse(state, action, object, Some(object_id)).await {
            Err(AppError::Forbidden) | Ok(()) => AppError::NotFound,
            Err(other) => other,
        }
    }

    /// A page for this user, with the places that the rights open.
    pub fn page(&self, state: &WebState, request: &PageRequest) -> Page {
        let user = SignedIn {
            name: self.user.name.clone(),
            position: self.user.position.clone(),
        };
        let mut page = state
            .site
            .page(request)
            .with_user(user, self.session.csrf_token())
            .with_session(self.session.end(state));
        let places = [
            (Right::CaseRead, "work", "/darbai", "nav-work"),
            (
                Right::ApplicationRegister,
                "counter",
                "/priemimas",
                "nav-counter",
            ),
            (
                Right::LetterDeliver,
                "printing",
                "/spausdinimas",
                "nav-printing",
            ),
            (Right::PaymentRead, "payments", "/mokejimai", "nav-payments"),
            (Right::StatisticsRead, "figures", "/centras", "nav-figures"),
            (
                Right::ReportAnswer,
                "reports",
                "/centras/pranesimai",
                "nav-feedback",
            ),
        ];
        page.nav = places
            .into_iter()
            .filter(|(right, ..)| self.user.may(*right))
            .map(|(_, key, href, label)| NavItem::new(key, href, page.t(label)))
            .collect();
        page
    }

    /// The values of a form that carries this session's token.
    pub fn form(&self, pairs: Vec<(String, String)>) -> Result<FormValues, AppError> {
        checked(&self.session, pairs)
    }
}

/// A signed-in resident. Who is not signed in is led to the sign-in page.
#[derive(Clone)]
pub struct Resident {
    /// Account.
    pub id: ResidentId,
    /// "Asmens kodas".
    pub personal_code: PersonalCode,
    /// Given name.
    pub given_name: String,
    /// Surname.
    pub surname: String,
    /// The session.
    pub session: Session,
}

impl<S> FromRequestParts<S> for Resident
where
    WebState: FromRef<S>,
    S: Send + Sync,
{
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Response> {
        let state = WebState::from_ref(state);
        if let Some(token) = state.token(parts) {
            let found = resident_of_session(&state, token)
                .await
                .map_err(IntoResponse::into_response)?;
            if let Some(resident) = found {
                return Ok(resident);
            }
        }
        Err(Redirect::to(&way_back(&state.site, parts)).into_response())
    }
}

/// Where she signs in; from there she comes back to the page that she asked for. What she posted is not repeated.
fn way_back(site: &Site, parts: &Parts) -> String {
    let path = parts.uri.path();
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"/-_".contains(&byte);
    if parts.method == Method::GET && path != site.home && path.bytes().all(plain) {
        format!("{}?toliau={path}", site.sign_in)
    } else {
        site.sign_in.clone()
    }
}

/// Who sent a form with words of her own. Words that come when the session has ended by itself meanwhile are kept, that is
/// all: nothing is shown, sent or changed by such a session, and whoever signed out has none.
pub enum Writer {
    /// Signed in.
    Here(Resident),
    /// Her session has ended; she is led to the sign-in.
    Left(Resident),
}

impl Writer {
    /// Whose words they are.
    pub fn resident(&self) -> &Resident {
        match self {
            Self::Here(resident) | Self::Left(resident) => resident,
        }
    }
}

impl<S> FromRequestParts<S> for Writer
where
    WebState: FromRef<S>,
    S: Send + Sync,
{
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Response> {
        let led_away = match Resident::from_request_parts(parts, state).await {
            Ok(resident) => return Ok(Self::Here(resident)),
            Err(led_away) => led_away,
        };
        let state = WebState::from_ref(state);
        let Some(token) = state.token(parts) else {
            return Err(led_away);
        };
        let found = resident_who_left(&state, token)
            .await
            .map_err(IntoResponse::into_response)?;
        found.map(Self::Left).ok_or(led_away)
    }
}

async fn resident_of_session(state: &WebState, token: &str) -> Result<Option<Resident>, AppError> {
    let mut tx = state.node.begin().await?;
    let session = sessions::find(&mut tx, Audience::Resident, token, state.now()).await?;
    resident_of(tx, session).await
}

async fn resident_who_left(state: &WebState, token: &str) -> Result<Option<Resident>, AppError> {
    let mut tx = state.node.begin().await?;
    let session = sessions::find_left(&mut tx, Audience::Resident, token, state.now()).await?;
    resident_of(tx, session).await
}

async fn resident_of(mut tx: Tx, session: Option<Session>) -> Result<Option<Resident>, AppError> {
    let Some(session) = session else {
        return Ok(None);
    };
    spis_database::act_as(&mut tx, Some(session.subject_id), "").await?;
    let row = sqlx::query!(
        "SELECT personal_code, given_name, surname FROM central.resident WHERE id = $1",
        session.subject_id
    )
    .fetch_optional(&mut *tx)
    .await?;
    tx.commit().await?;
    let Some(row) = row else { return Ok(None) };
    Ok(Some(Resident {
        id: ResidentId::new(session.subject_id),
        personal_code: row.personal_code.parse()?,
        given_name: row.given_name,
        surname: row.surname,
        session,
    }))
}

impl Resident {
    /// Begins a transaction that sees this resident's rows and no others.
    pub async fn begin(&self, node: &Node) -> Result<Tx, DatabaseError> {
        let mut tx = node.begin().await?;
        spis_database::act_as(&mut tx, Some(self.id.get()), self.personal_code.as_str()).await?;
        Ok(tx)
    }

    /// As the journal names the resident; who it is, the id says.
    pub fn actor(&self) -> Actor {
        Actor {
            audience: Audience::Resident,
            id: Some(self.id.get()),
            name: "gyventojas".into(),
        }
    }

    /// As pages name her: "Rasa P.".
    fn shown_name(&self) -> String {
        let initial = self.surname.chars().next().unwrap_or_default();
        format!("{} {initial}.", self.given_name)
    }

    /// A page for this resident.
    pub fn page(&self, state: &WebState, request: &PageRequest) -> Page {
        let user = SignedIn {
            name: self.shown_name(),
            position: String::new(),
        };
        let mut page = state
            .site
            .page(request)
            .with_user(user, self.session.csrf_token())
            .with_session(self.session.end(state));
        page.nav = [
            ("home", "/mano", "nav-my-spis"),
            ("apply", "/prasymai/naujas", "nav-apply"),
            ("payments", "/mano/mokejimai", "nav-payments"),
            ("messages", "/mano/zinutes", "nav-messages"),
        ]
        .into_iter()
        .map(|(key, href, label)| NavItem::new(key, href, page.t(label)))
        .collect();
        page
    }

    /// The values of a form that carries this session's token. One that she opened in an earlier session of hers is given back
    /// to be sent again; of a form that is not hers nothing is taken or kept.
    pub async fn form(
        &self,
        state: &WebState,
        pairs: Vec<(String, String)>,
    ) -> Result<FormValues, AppError> {
        let values = FormValues::from(pairs);
        if self.session.accepts(values.csrf()) {
            return Ok(values);
        }
        let mut connection = state.node.begin().await?;
        let (session, token) = (&self.session, values.csrf());
        let hers = sessions::accepted_earlier(&mut connection, Audience::Resident, session, token);
        Err(if hers.await? {
            AppError::EarlierSession {
                csrf: self.session.csrf_token(),
            }
        } else {
            AppError::NotOfSession {
                name: self.shown_name(),
            }
        })
    }
}

impl Session {
    fn end(&self, state: &WebState) -> SessionEnd {
        SessionEnd::new(self.ends_at, state.now(), &state.site.session)
    }
}

fn checked(session: &Session, pairs: Vec<(String, String)>) -> Result<FormValues, AppError> {
    let values = FormValues::from(pairs);
    if session.accepts(values.csrf()) {
        Ok(values)
    } else {
        Err(AppError::Forbidden)
    }
}

/// Sign-in and sign-out of officials by name and password, at the site's own addresses.
pub fn official_sign_in(state: WebState, sign_in: &str, sign_out: &str) -> Router {
    Router::new()
        .route(sign_in, get(sign_in_page).post(sign_in_action))
        .route(sign_out, post(sign_out_action))
        .with_state(state)
}

#[derive(Template)]
#[template(path = "sign_in.html")]
struct SignInTemplate {
    page: Page,
    user_name: String,
}

#[derive(Deserialize)]
struct SignInQuery {
    zinute: Option<String>,
}

async fn sign_in_page(
    State(state): State<WebState>,
    request: PageRequest,
    Query(query): Query<SignInQuery>,
) -> Response {
    let page = sign_in_frame(&state, &request);
    let flash = news(&page, query.zinute.as_deref());
    Html(SignInTemplate {
        page: page.with_flash(flash),
        user_name: String::new(),
    })
    .into_response()
}

fn sign_in_frame(state: &WebState, request: &PageRequest) -> Page {
    let mut page = state
        .site
        .page(request)
        .with_title_key("signin-title")
        .with_width(Width::Phone);
    page.sign_in = String::new();
    page
}

async fn sign_in_action(
    State(state): State<WebState>,
    request: PageRequest,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, AppError> {
    let form = FormValues::from(pairs);
    let user_name = form.given("vardas").unwrap_or_default().to_owned();
    let password = form.typed("slaptazodis");
    let mut page = sign_in_frame(&state, &request);
    if user_name.is_empty() {
        page.errors.add_key("vardas", "signin-username-missing");
    }
    if password.is_empty() {
        page.errors
            .add_key("slaptazodis", "signin-password-missing");
    }
    if !page.has_errors() {
        match users::sign_in(&state.node, &user_name, password, state.now()).await? {
            Ok((user, token)) => {
                let name = cookies::session_cookie(state.node.code(), state.audience);
                let to = start_of(&user);
                let cookie = cookies::set(&name, token.as_str());
                return Ok(
                    (AppendHeaders([(SET_COOKIE, cookie)]), Redirect::to(to)).into_response()
                );
            }
            Err(SignInRefusal) => {
                let minutes = users::LOCK.as_mins();
                let wrong = spis_pages::Message::key("signin-wrong").with("minutes", minutes);
                page.errors.add("vardas", wrong);
            }
        }
    }
    let status = axum::http::StatusCode::UNPROCESSABLE_ENTITY;
    Ok((status, Html(SignInTemplate { page, user_name })).into_response())
}

/// A municipality's own address: leads a user to where their work begins.
pub async fn start(official: Official) -> Redirect {
    Redirect::to(start_of(&official.user))
}

/// Where a user's work begins.
fn start_of(user: &User) -> &'static str {
    if user.may(Right::CaseRead) {
        "/darbai"
    } else if user.may(Right::ApplicationRegister) {
        "/priemimas"
    } else if user.may(Right::LetterDeliver) {
        "/spausdinimas"
    } else if user.may(Right::PaymentRead) {
        "/mokejimai"
    } else if user.may(Right::ReportAnswer) && !user.may(Right::StatisticsRead) {
        "/centras/pranesimai"
    } else {
        "/centras"
    }
}

async fn sign_out_action(
    State(state): State<WebState>,
    headers: axum::http::HeaderMap,
    official: Official,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, AppError> {
    official.form(pairs)?;
    let name = cookies::session_cookie(state.node.code(), state.audience);
    if let Some(token) = cookies::read(&headers, &name) {
        let mut tx = state.node.begin().await?;
        sessions::end(&mut tx, token, state.now()).await?;
        spis_audit::record(
            &mut tx,
            state.node.code(),
            state.now(),
            Entry {
                actor: &official.user.actor(),
                action: "sign_out",
                object: "user_account",
                object_id: Some(official.user.id.get()),
                purpose: "work",
                outcome: Outcome::Allowed,
                subjects: &[],
            },
        )
        .await?;
        tx.commit().await?;
    }
    let cookie = cookies::clear(&name);
    let to = format!("{}?zinute=signed-out", state.site.sign_in);
    Ok((AppendHeaders([(SET_COOKIE, cookie)]), Redirect::to(&to)).into_response())
}
