//! A centre of its own for each test: a database on a private server, the portal's router, stand-ins for the gateway and
//! the population register, and browsers.

mod kinds;
pub mod sent;

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::{Arc, Mutex, Weak};

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode, header};
use jiff::Timestamp;
use jiff::civil::{Date, date};
use spis_applications::FileReader;
use spis_applications::files::{FileError, FileRefusal, ReadFile, Reading};
use spis_audit::Audience;
use spis_database::Node;
use spis_database::migrate::{self, Purpose};
use spis_database::private_server::PrivateServer;
use spis_identity::web::WebState;
use spis_identity::{GatewayError, GatewayIdentity, IdentityGateway};
use spis_kernel::{Clock, MunicipalityCode, PersonalCode, Sex};
use spis_pages::rate::Limit;
use spis_pages::{Incidents, Protection, Site, protect};
use spis_persons::evidence::{
    Address, FamilyAnswer, FamilyRegister, MaritalStatus, ParentalAuthority, Question,
    RegisterChild, RegisterPerson, RegisterUnavailable,
};
use spis_resident_portal::{GATEWAY_RETURN, PortalServices};
use sqlx::{Connection, PgConnection, PgPool};
use tower::ServiceExt;
use uuid::Uuid;

/// Šiauliai.
pub const SIAULIAI: i16 = 29;

/// The server that the tests running now share; the last one stops it and removes its folder.
struct Server(PrivateServer);

impl Drop for Server {
    fn drop(&mut self) {
        self.0.remove().unwrap();
    }
}

async fn server() -> Arc<Server> {
    static RUNNING: Mutex<Weak<Server>> = Mutex::new(Weak::new());
    tokio::task::spawn_blocking(|| {
        let mut running = RUNNING.lock().unwrap();
        if let Some(server) = running.upgrade() {
            return server;
        }
        let folder = std::env::temp_dir().join(format!("spis-test-{}", Uuid::new_v4()));
        let server = PrivateServer::at(&folder, false).unwrap();
        server.start().unwrap();
        let server = Arc::new(Server(server));
        *running = Arc::downgrade(&server);
        server
    })
    .await
    .unwrap()
}

pub struct TestClock(Mutex<Timestamp>);

impl TestClock {
    pub fn advance(&self, minutes: i64) {
        let mut now = self.0.lock().unwrap();
        *now += jiff::SignedDuration::from_mins(minutes);
    }
}

impl Clock for TestClock {
    fn now(&self) -> Timestamp {
        *self.0.lock().unwrap()
    }
}

/// A made-up person.
#[derive(Clone)]
pub struct Person {
    pub given_name: &'static str,
    pub surname: &'static str,
    pub code: PersonalCode,
    pub born_on: Date,
}

impl Person {
    pub fn new(given_name: &'static str, surname: &'static str, sex: Sex, born_on: Date) -> Self {
        Self {
            given_name,
            surname,
            code: PersonalCode::compose(sex, born_on, 990),
            born_on,
        }
    }

    fn register(&self, address: Option<&str>, protected: bool) -> RegisterPerson {
        RegisterPerson {
            personal_code: self.code.clone(),
            given_name: self.given_name.into(),
            surname: self.surname.into(),
            born_on: self.born_on,
            died_on: None,
            sex: self.code.sex(),
            marital_status: MaritalStatus::Married,
            protected,
            address: address.map(|text| Address {
                municipality_code: MunicipalityCode::new(SIAULIAI).unwrap(),
                text: text.into(),
            }),
        }
    }
}

pub fn rasa() -> Person {
    Person::new("Rasa", "Bandomienė", Sex::Female, date(1990, 5, 5))
}

pub fn greta() -> Person {
    Person::new("Greta", "Svetimaitė", Sex::Female, date(1988, 3, 3))
}

pub fn matas() -> Person {
    Person::new("Matas", "Bandomasis", Sex::Male, date(2020, 2, 2))
}

pub const HER_ADDRESS: &str = "Bandymų g. 1, Šiauliai";
pub const HIS_ADDRESS: &str = "Slaptoji g. 7, Kaunas";

/// Rasa with a husband elsewhere and one child at home.
pub fn family() -> FamilyAnswer {
    let husband = Person::new("Saulius", "Bandomasis", Sex::Male, date(1989, 1, 1));
    FamilyAnswer {
        as_of: "2026-11-23T06:00:00Z".parse().unwrap(),
        person: rasa().register(Some(HER_ADDRESS), false),
        spouse: Some(husband.register(Some(HIS_ADDRESS), true)),
        children: vec![RegisterChild {
            person: matas().register(Some(HER_ADDRESS), false),
            lives_with: true,
            authority: ParentalAuthority::Full,
            guardianship: false,
            on_duty: false,
            separated: false,
            emancipated: false,
        }],
    }
}

/// Lets in whoever the test says.
#[derive(Default)]
pub struct Gateway {
    tickets: Mutex<HashMap<String, String>>,
    person: Mutex<Option<Person>>,
    count: AtomicU32,
}

impl Gateway {
    /// What was given along with a ticket; the gateway's form brings it back.
    pub fn custom_data(&self, ticket: &str) -> String {
        self.tickets.lock().unwrap()[ticket].clone()
    }
}

impl IdentityGateway for Gateway {
    fn begin<'a>(
        &'a self,
        postback_url: &'a str,
        custom_data: &'a str,
    ) -> std::pin::Pin<Box<dyn Future<Output = Result<String, GatewayError>> + Send + 'a>> {
        Box::pin(async move {
            assert_eq!(
                postback_url,
                format!("http://127.0.0.1:8080{GATEWAY_RETURN}")
            );
            let ticket = format!("ticket-{}", self.count.fetch_add(1, Ordering::Relaxed));
            let mut tickets = self.tickets.lock().unwrap();
            tickets.insert(ticket.clone(), custom_data.to_owned());
            Ok(ticket)
        })
    }

    fn identity<'a>(
        &'a self,
        ticket: &'a str,
    ) -> std::pin::Pin<Box<dyn Future<Output = Result<GatewayIdentity, GatewayError>> + Send + 'a>>
    {
        Box::pin(async move {
            let custom_data = self
                .tickets
                .lock()
                .unwrap()
                .remove(ticket)
                .ok_or(GatewayError::TicketRefused)?;
            let person = self
                .person
                .lock()
                .unwrap()
                .clone()
                .ok_or(GatewayError::TicketRefused)?;
            Ok(GatewayIdentity {
                personal_code: person.code,
                given_name: person.given_name.into(),
                surname: person.surname.into(),
                custom_data,
            })
        })
    }

    fn browser_url(&self) -> &str {
        "http://localhost:8090/gateway"
    }

    fn browser_origin(&self) -> &str {
        "http://localhost:8090"
    }
}

/// Knows one family, or keeps silent.
pub struct Register {
    pub answer: Mutex<FamilyAnswer>,
    pub silent: AtomicBool,
}

impl FamilyRegister for Register {
    fn family<'a>(
        &'a self,
        question: &'a Question,
    ) -> spis_persons::evidence::Answer<'a, Option<FamilyAnswer>> {
        Box::pin(async move {
            if self.silent.load(Ordering::Relaxed) {
                return Err(RegisterUnavailable {
                    register: "population",
                    reason: "silent".into(),
                });
            }
            let answer = self.answer.lock().unwrap().clone();
            Ok((answer.person.personal_code == question.personal_code).then_some(answer))
        })
    }
}

pub struct Centre {
    router: Router,
    /// Connected as the owner of the schemas: plays replication.
    /// The centre as its worker sees it.
    pub app: Node,
    pub owner: PgPool,
    /// Connected as the role of the portal.
    pub portal: PgPool,
    pub clock: Arc<TestClock>,
    pub gateway: Arc<Gateway>,
    pub register: Arc<Register>,
    // Last: the server outlives everything that is connected to it.
    _server: Arc<Server>,
}

impl Centre {
    pub async fn new() -> Self {
        let server = server().await;
        let name = format!("portal_{}", Uuid::new_v4().simple());
        let mut admin = PgConnection::connect(&server.0.url("postgres", "spis_admin"))
            .await
            .unwrap();
        // Roles belong to the whole server: two tests must not make them at once.
        sqlx::query("SELECT pg_advisory_lock(1)")
            .execute(&mut admin)
            .await
            .unwrap();
        migrate::create_database(&mut admin, &name).await.unwrap();
        sqlx::query("SELECT pg_advisory_unlock(1)")
            .execute(&mut admin)
            .await
            .unwrap();
        let centre = MunicipalityCode::CENTRE;
        let mut connection = PgConnection::connect(&server.0.url(&name, "spis_owner"))
            .await
            .unwrap();
        migrate::run_all(&mut connection, Purpose::Node(centre))
            .await
            .unwrap();
        let siauliai = MunicipalityCode::new(SIAULIAI).unwrap();
        migrate::generate(&mut connection, centre, "Centras", &[siauliai])
            .await
            .unwrap();
        connection.close().await.unwrap();
        let owner = PgPool::connect(&server.0.url(&name, "spis_owner"))
            .await
            .unwrap();
        let portal = PgPool::connect(&server.0.url(&name, "spis_portal"))
            .await
            .unwrap();
        sqlx::query(
            "INSERT INTO central.municipality (code, name, kind, address, postal_code, city)
             VALUES ($1, 'Šiaulių miesto savivaldybė', 'city', 'Vasario 16-osios g. 62', '76295', 'Šiauliai')",
        )
        .bind(SIAULIAI)
        .execute(&owner)
        .await
        .unwrap();
        let clock = Arc::new(TestClock(Mutex::new(
            "2026-11-23T08:00:00Z".parse().unwrap(),
        )));
        let gateway = Arc::new(Gateway::default());
        let register = Arc::new(Register {
            answer: Mutex::new(family()),
            silent: AtomicBool::new(false),
        });
        let node = Node::open(centre, "Centras", &server.0.url(&name, "spis_portal"), 4).unwrap();
        let app = Node::open(centre, "Centras", &server.0.url(&name, "spis_app"), 4).unwrap();
        let mut site = Site::new(spis_pages::Audience::Portal, "SPIS");
        site.contacts.ministry_officer_email = "pareiguno-adresas@pavyzdys.invalid".into();
        let site = Arc::new(site);
        let state = WebState {
            node,
            clock: clock.clone(),
            site: site.clone(),
            audience: Audience::Resident,
        };
        let services = Arc::new(PortalServices {
            gateway: gateway.clone(),
            groups: kinds::groups(),
            press: Arc::new(kinds::PlainPress),
            families: register.clone(),
            files: Arc::new(Files),
            uploads: Limit {
                most: 100,
                seconds: 600,
            },
            questions: Limit {
                most: 20,
                seconds: 600,
            },
            public_url: "http://127.0.0.1:8080".into(),
        });
        let sessions = spis_identity::session_pages::routes(state.clone());
        let pages = spis_resident_portal::router(state, services);
        let router = protect(
            pages.usual.merge(pages.uploads).merge(sessions),
            Protection {
                site,
                incidents: Incidents::new(|| Timestamp::UNIX_EPOCH, || 7),
                gateway_origin: Some("http://localhost:8090".into()),
                open_paths: vec![GATEWAY_RETURN.into()],
            },
        );
        Self {
            router,
            app,
            owner,
            portal,
            clock,
            gateway,
            register,
            _server: server,
        }
    }

    pub fn browser(&self) -> Browser {
        Browser {
            router: self.router.clone(),
            cookies: HashMap::new(),
        }
    }

    /// A browser with this person signed in.
    pub async fn signed_in(&self, person: Person) -> Browser {
        let mut browser = self.browser();
        let to = self.gone_to_gateway(&mut browser, person).await;
        let end = browser.get(&to).await;
        assert_eq!(end.status, StatusCode::SEE_OTHER, "{}", end.body);
        browser
    }

    /// The same with the privacy policy confirmed.
    pub async fn informed(&self, person: Person) -> Browser {
        let mut browser = self.signed_in(person).await;
        let page = browser.get("/susipazinti").await;
        let done = browser
            .post(
                "/susipazinti",
                &[("csrf", &page.csrf()), ("susipazinau", "taip")],
            )
            .await;
        assert_eq!(done.status, StatusCode::SEE_OTHER);
        browser
    }

    /// Leaves for the gateway and comes back, up to the address where the trip is finished.
    pub async fn gone_to_gateway(&self, browser: &mut Browser, person: Person) -> String {
        let going = browser.post("/prisijungti", &[("toliau", "")]).await;
        assert_eq!(going.status, StatusCode::OK, "{}", going.body);
        let csp = going.headers[header::CONTENT_SECURITY_POLICY]
            .to_str()
            .unwrap()
            .to_owned();
        assert!(
            csp.contains("form-action 'self' http://localhost:8090"),
            "{csp}"
        );
        let ticket = between(&going.body, "name=\"ticket\" value=\"", "\"");
        let state = self.gateway.custom_data(&ticket);
        *self.gateway.person.lock().unwrap() = Some(person);
        let back = self.come_back(&ticket, &state).await;
        assert_eq!(back.status, StatusCode::SEE_OTHER, "{}", back.body);
        back.location()
    }

    /// The gateway's form, posted from another origin and without cookies.
    pub async fn come_back(&self, ticket: &str, state: &str) -> Answer {
        let request = Request::post(GATEWAY_RETURN)
            .header("sec-fetch-site", "cross-site")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Body::from(encoded(&[
                ("ticket", ticket),
                ("customData", state),
            ])))
            .unwrap();
        answer(self.router.clone().oneshot(request).await.unwrap()).await
    }

    /// A count by an own query.
    pub async fn count(&self, sql: &'static str) -> i64 {
        sqlx::query_scalar(sql)
            .fetch_one(&self.owner)
            .await
            .unwrap()
    }
}

pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: String,
}

impl Answer {
    pub fn location(&self) -> String {
        self.headers[header::LOCATION].to_str().unwrap().to_owned()
    }

    pub fn csrf(&self) -> String {
        between(&self.body, "name=\"csrf\" value=\"", "\"")
    }

    pub fn version(&self) -> String {
        between(&self.body, "name=\"versija\" id=\"versija\" value=\"", "\"")
    }
}

#[derive(Clone)]
pub struct Browser {
    router: Router,
    pub cookies: HashMap<String, String>,
}

impl Browser {
    pub async fn get(&mut self, path: &str) -> Answer {
        self.send(Request::get(path), String::new()).await
    }

    pub async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let request = Request::post(path)
            .header("sec-fetch-site", "same-origin")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        self.send(request, encoded(fields)).await
    }

    /// A form as a browser sends it whose owner is to see a page.
    pub async fn submit(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let body = encoded(fields);
        let length = body.len().to_string();
        let headers = [
            ("accept", "text/html"),
            ("content-type", "application/x-www-form-urlencoded"),
            ("content-length", length.as_str()),
        ];
        self.post_bytes(path, &headers, body.into_bytes()).await
    }

    pub async fn post_bytes(
        &mut self,
        path: &str,
        headers: &[(&str, &str)],
        body: Vec<u8>,
    ) -> Answer {
        let mut request = Request::post(path).header("sec-fetch-site", "same-origin");
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        self.send(request, body).await
    }

    /// A form that may carry files.
    pub async fn post_form(
        &mut self,
        path: &str,
        fields: &[(&str, &str)],
        files: &[(&str, &[u8])],
    ) -> Answer {
        let mut body = Vec::new();
        let mut field = |head: &str, bytes: &[u8]| {
            body.extend(
                format!("--riba\r\nContent-Disposition: form-data; {head}\r\n\r\n").bytes(),
            );
            body.extend(bytes);
            body.extend(b"\r\n");
        };
        for (name, value) in fields {
            field(&format!("name=\"{name}\""), value.as_bytes());
        }
        for (name, bytes) in files {
            field(&format!("name=\"failai\"; filename=\"{name}\""), bytes);
        }
        body.extend(b"--riba--\r\n");
        let kind = [("content-type", "multipart/form-data; boundary=riba")];
        self.post_bytes(path, &kind, body).await
    }

    async fn send(
        &mut self,
        request: axum::http::request::Builder,
        body: impl Into<Body>,
    ) -> Answer {
        let cookies: Vec<String> = self
            .cookies
            .iter()
            .map(|(k, v)| format!("{k}={v}"))
            .collect();
        let request = request
            .header(header::COOKIE, cookies.join("; "))
            .body(body.into())
            .unwrap();
        let answer = answer(self.router.clone().oneshot(request).await.unwrap()).await;
        for cookie in answer.headers.get_all(header::SET_COOKIE) {
            let cookie = cookie.to_str().unwrap();
            let (name, rest) = cookie.split_once('=').unwrap();
            let value = rest.split(';').next().unwrap();
            if cookie.contains("Max-Age=0") {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.into(), value.into());
            }
        }
        answer
    }
}

async fn answer(response: axum::response::Response) -> Answer {
    let (parts, body) = response.into_parts();
    let bytes = to_bytes(body, usize::MAX).await.unwrap();
    Answer {
        status: parts.status,
        headers: parts.headers,
        body: String::from_utf8_lossy(&bytes).into_owned(),
    }
}

pub fn between(text: &str, start: &str, end: &str) -> String {
    let at = text
        .find(start)
        .unwrap_or_else(|| panic!("no {start} in {text}"))
        + start.len();
    text[at..].split(end).next().unwrap().to_owned()
}

fn encoded(fields: &[(&str, &str)]) -> String {
    let percent = |text: &str| -> String {
        text.bytes()
            .map(|byte| match byte {
                b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => char::from(byte).to_string(),
                other => format!("%{other:02X}"),
            })
            .collect()
    };
    let pairs: Vec<String> = fields
        .iter()
        .map(|(k, v)| format!("{}={}", percent(k), percent(v)))
        .collect();
    pairs.join("&")
}

/// Takes whatever begins with `%PDF` as it is and what begins with `foto` as a photo; the scanner is silent about `tyla`,
/// and reading `gedi` fails.
pub struct Files;

impl FileReader for Files {
    fn read(&self, bytes: Vec<u8>) -> Reading<'_, ReadFile> {
        Box::pin(async move {
            let (media_type, extension) = match bytes.get(..4) {
                Some(b"%PDF") => ("application/pdf", "pdf"),
                Some(b"foto") => ("image/jpeg", "jpg"),
                Some(b"tyla") => return Err(FileError::Refused(FileRefusal::ScannerSilent)),
                Some(b"gedi") => return Err(FileError::Fault(anyhow::anyhow!("the reader ended"))),
                Some(b"viru") => return Err(FileError::Refused(FileRefusal::Infected)),
                _ => return Err(FileError::Refused(FileRefusal::Unknown)),
            };
            Ok(ReadFile {
                media_type: media_type.into(),
                extension: extension.into(),
                bytes,
                pages: 2,
                thumbnail: Some(b"mazas".to_vec()),
                entries: Vec::new(),
            })
        })
    }

    fn join(&self, photos: Vec<Vec<u8>>) -> Reading<'_, ReadFile> {
        Box::pin(async move {
            let mut pdf = b"%PDF".to_vec();
            pdf.extend(photos.concat());
            self.read(pdf).await
        })
    }

    fn page(&self, _pdf: Vec<u8>, _number: u32) -> Reading<'_, Vec<u8>> {
        Box::pin(async { Ok(Vec::new()) })
    }
}
