//! A municipality's counter at a real database, its officials and their browsers. All people are invented.

use std::path::PathBuf;
use std::sync::Arc;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::header::LOCATION;
use axum::http::{Request, StatusCode};
use jiff::Timestamp;
use jiff::civil::date;
use spis_administration::{NewUser, Office, load_reference, office_set, user_create};
use spis_applications::files::{FileError, FileRefusal, ReadFile, Reading};
use spis_applications::form::PaperForm;
use spis_applications::model::DecisionContent;
use spis_applications::{CounterPress, FileReader, LetterPress, PaperNote};
use spis_audit::{Actor, Audience};
use spis_database::Node;
use spis_database::migrate::{self, Purpose};
use spis_database::private_server::PrivateServer;
use spis_identity::sessions;
use spis_identity::web::WebState;
use spis_kernel::{FixedClock, Iban, MunicipalityCode, PersonalCode, Sex, UserId};
use spis_pages::Site;
use sqlx::postgres::PgPoolOptions;
use sqlx::{Connection, PgConnection};
use tower::ServiceExt;
use uuid::Uuid;

/// Prints what it is given as text.
pub struct Press;

impl LetterPress for Press {
    fn decision_pdf(&self, decision: &DecisionContent) -> anyhow::Result<Vec<u8>> {
        Ok(decision.number.clone().into_bytes())
    }

    fn draft_pdf(&self, decision: &DecisionContent) -> anyhow::Result<Vec<u8>> {
        // As a font lacks a letter.
        anyhow::ensure!(!decision.addressee.contains('☃'), "no such letter");
        Ok(format!("%PDF projektas: {}", decision.outcome_text).into_bytes())
    }

    fn form_pdf(&self, form: &PaperForm) -> anyhow::Result<Vec<u8>> {
        let rows = form.sections.iter().flat_map(|section| &section.rows);
        let lines: Vec<String> = rows.map(|r| format!("{}: {}", r.label, r.value)).collect();
        let signed = form.registered.iter().map(|registered| {
            let (number, by) = (&registered.number, &registered.signed_by);
            format!("{number} pasirašo: {by}, pridėta: {}", registered.enclosed)
        });
        assert!(form.sent.is_none(), "nothing was sent in the portal");
        Ok(lines
            .into_iter()
            .chain(signed)
            .collect::<Vec<String>>()
            .join("\n")
            .into_bytes())
    }
}

impl CounterPress for Press {
    fn note_pdf(&self, note: &PaperNote) -> anyhow::Result<Vec<u8>> {
        let mut lines = vec![
            note.title.clone(),
            note.addressee.clone(),
            format!("adresas: {}", note.address.clone().unwrap_or_default()),
        ];
        lines.extend(
            note.facts
                .iter()
                .map(|(name, value)| format!("{name}: {value}")),
        );
        lines.extend(note.listed.iter().flat_map(|(_, items)| items.clone()));
        lines.extend(note.paragraphs.clone());
        Ok(lines.join("\n").into_bytes())
    }
}

/// Takes whatever begins as a PDF.
pub struct Files;

impl FileReader for Files {
    fn read(&self, bytes: Vec<u8>) -> Reading<'_, ReadFile> {
        Box::pin(async move {
            if !bytes.starts_with(b"%PDF") {
                return Err(FileError::Refused(FileRefusal::Unknown));
            }
            Ok(ReadFile {
                media_type: "application/pdf".into(),
                extension: "pdf".into(),
                bytes,
                pages: 1,
                thumbnail: None,
                entries: Vec::new(),
            })
        })
    }

    fn join(&self, _photos: Vec<Vec<u8>>) -> Reading<'_, ReadFile> {
        Box::pin(async { Err(FileError::Refused(FileRefusal::Unknown)) })
    }

    fn page(&self, _pdf: Vec<u8>, _number: u32) -> Reading<'_, Vec<u8>> {
        Box::pin(async { Err(FileError::Refused(FileRefusal::NoSuchPage)) })
    }
}

pub struct Town {
    pub server: PrivateServer,
    pub node: Node,
    pub now: Timestamp,
    pub reception: UserId,
    pub colleague: UserId,
    pub specialist: UserId,
    pub payments: UserId,
}

impl Drop for Town {
    fn drop(&mut self) {
        self.server.remove().unwrap();
    }
}

pub fn code() -> MunicipalityCode {
    MunicipalityCode::new(29).unwrap()
}

pub fn mother() -> PersonalCode {
    PersonalCode::compose(Sex::Female, date(1990, 5, 17), 701)
}

pub fn child(serial: u16) -> PersonalCode {
    PersonalCode::compose(Sex::Male, date(2018, 3, 10), serial)
}

/// A signed-in browser.
pub struct Desk<'a> {
    pub router: &'a Router,
    pub cookie: String,
    pub token: String,
}

impl Desk<'_> {
    pub async fn get(&self, path: &str) -> (StatusCode, String) {
        let request = Request::get(path).header("cookie", &self.cookie);
        let response = self
            .router
            .clone()
            .oneshot(request.body(Body::empty()).unwrap())
            .await
            .unwrap();
        let status = response.status();
        let body = to_bytes(response.into_body(), 1 << 20).await.unwrap();
        (status, String::from_utf8_lossy(&body).into_owned())
    }

    /// Status, where it leads, and the page.
    pub async fn post(&self, path: &str, pairs: &[(&str, &str)]) -> (StatusCode, String, String) {
        let mut body = form_urlencoded(&[("csrf", self.token.as_str())]);
        body.push('&');
        body.push_str(&form_urlencoded(pairs));
        let request = Request::post(path)
            .header("cookie", &self.cookie)
            .header("content-type", "application/x-www-form-urlencoded")
            .body(Body::from(body))
            .unwrap();
        let response = self.router.clone().oneshot(request).await.unwrap();
        let status = response.status();
        let to = response
            .headers()
            .get(LOCATION)
            .map(|to| to.to_str().unwrap().to_owned())
            .unwrap_or_default();
        let body = to_bytes(response.into_body(), 1 << 20).await.unwrap();
        (status, to, String::from_utf8_lossy(&body).into_owned())
    }

    /// A form with a file, as browsers send it.
    pub async fn send_file(
        &self,
        path: &str,
        fields: &[(&str, &str)],
        file: &str,
    ) -> (StatusCode, String) {
        let mut body = String::new();
        let token = ("csrf", self.token.as_str());
        for (name, value) in std::iter::once(&token).chain(fields) {
            body.push_str(&format!(
                "--riba\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n"
            ));
        }
        body.push_str(&format!(
            "--riba\r\ncontent-disposition: form-data; name=\"failas\"; filename=\"sprendimas.PDF\"\r\n\
             content-type: application/pdf\r\n\r\n{file}\r\n--riba--\r\n"
        ));
        let request = Request::post(path)
            .header("cookie", &self.cookie)
            .header("content-type", "multipart/form-data; boundary=riba")
            .body(Body::from(body))
            .unwrap();
        let response = self.router.clone().oneshot(request).await.unwrap();
        let status = response.status();
        let body = to_bytes(response.into_body(), 1 << 20).await.unwrap();
        (status, String::from_utf8_lossy(&body).into_owned())
    }

    /// Finds a person; the address of the draft.
    pub async fn find(&self, person: &PersonalCode) -> String {
        let (status, to, _) = self
            .post("/priemimas", &[("asmens-kodas", person.as_str())])
            .await;
        assert_eq!(status, StatusCode::SEE_OTHER);
        assert!(to.starts_with("/priemimas/juodrastis/"), "{to}");
        assert!(!to.contains(person.as_str()));
        to
    }
}

pub fn form_urlencoded(pairs: &[(&str, &str)]) -> String {
    let encode = |text: &str| -> String {
        text.bytes()
            .map(|byte| {
                if byte.is_ascii_alphanumeric() || b"-_.".contains(&byte) {
                    char::from(byte).to_string()
                } else {
                    format!("%{byte:02X}")
                }
            })
            .collect()
    };
    let parts: Vec<String> = pairs
        .iter()
        .map(|(name, value)| format!("{}={}", encode(name), encode(value)))
        .collect();
    parts.join("&")
}

impl Town {
    pub async fn start() -> Self {
        let folder: PathBuf =
            std::env::temp_dir().join(format!("spis-counter-{}", Uuid::new_v4().simple()));
        let server = PrivateServer::at(&folder, false).unwrap();
        server.start().unwrap();
        let mut admin = PgConnection::connect(&server.url("postgres", "spis_admin"))
            .await
            .unwrap();
        migrate::create_database(&mut admin, "spis_29")
            .await
            .unwrap();
        let owner_url = server.url("spis_29", "spis_owner");
        let mut owner = PgConnection::connect(&owner_url).await.unwrap();
        migrate::run_all(&mut owner, Purpose::Node(code()))
            .await
            .unwrap();
        migrate::generate(&mut owner, code(), "Šiauliai", &[])
            .await
            .unwrap();
        load_reference(&mut owner).await.unwrap();
        let owners = PgPoolOptions::new().connect(&owner_url).await.unwrap();
        spis_jobs::install(&owners).await.unwrap();
        owners.close().await;
        let node = Node::open(code(), "Šiauliai", &server.url("spis_29", "spis_app"), 6).unwrap();
        let now: Timestamp = "2026-11-22T08:00:00Z".parse().unwrap();
        let actor = Actor::job("test");
        let mut tx = node.begin().await.unwrap();
        let mut ids = Vec::new();
        for (name, role) in [
            ("priimanti", "reception"),
            ("kita", "reception"),
            ("siulanti", "specialist"),
            ("mokanti", "payments_officer"),
        ] {
            let user = NewUser {
                user_name: name.into(),
                given_name: "Vardenė".into(),
                surname: name.into(),
                position: "Bandymų seniūnijos specialistė".into(),
                roles: vec![role.into()],
                valid_from: date(2026, 1, 1),
                power: None,
                password: None,
            };
            ids.push(
                user_create(&mut tx, code(), &user, &actor, now)
                    .await
                    .unwrap(),
            );
        }
        let office = Office {
            name: "Šiaulių miesto savivaldybės administracija".into(),
            unit: "Socialinių išmokų skyrius".into(),
            address: "Bandymų g. 1, Šiauliai".into(),
            phone: "+370 41 000000".into(),
            email: "ismokos@example.lt".into(),
            place: "Šiauliai".into(),
            debtor_name: "Šiaulių miesto savivaldybės administracija".into(),
            debtor_iban: Iban::lithuanian(73_000, 10_000_000_001),
            payment_day: 8,
            valid_from: date(2025, 1, 1),
        };
        office_set(&mut tx, code(), &office, &actor, now)
            .await
            .unwrap();
        tx.commit().await.unwrap();
        Self {
            server,
            node,
            now,
            reception: ids[0],
            colleague: ids[1],
            specialist: ids[2],
            payments: ids[3],
        }
    }

    pub fn router(&self) -> Router {
        self.router_at(self.now)
    }

    /// The pages at another moment.
    pub fn router_at(&self, now: Timestamp) -> Router {
        let web = WebState {
            node: self.node.clone(),
            clock: Arc::new(FixedClock(now)),
            site: Arc::new(Site::new(spis_pages::Audience::Staff, "Šiauliai")),
            audience: Audience::Staff,
        };
        let groups = spis_cash_benefits::groups();
        let files = Arc::new(Files);
        let (pages, scans) = spis_applications::counter_routers(
            web.clone(),
            groups.clone(),
            Arc::new(Press),
            files.clone(),
        );
        spis_applications::router(web, groups, Arc::new(Press), files)
            .merge(pages)
            .merge(scans)
    }

    pub async fn desk<'a>(&self, router: &'a Router, user: UserId) -> Desk<'a> {
        self.desk_at(router, user, self.now).await
    }

    /// Somebody who signed in at another moment.
    pub async fn desk_at<'a>(&self, router: &'a Router, user: UserId, now: Timestamp) -> Desk<'a> {
        let mut tx = self.node.begin().await.unwrap();
        let token = sessions::begin(&mut tx, Audience::Staff, user.get(), now)
            .await
            .unwrap();
        let session = sessions::find(&mut tx, Audience::Staff, token.as_str(), now)
            .await
            .unwrap()
            .unwrap();
        tx.commit().await.unwrap();
        Desk {
            router,
            cookie: format!("__Host-spis-29-staff={}", token.as_str()),
            token: session.csrf_token(),
        }
    }

    /// Who writes what the centre owns, as the stream would.
    pub async fn as_admin(&self) -> PgConnection {
        PgConnection::connect(&self.server.url("spis_29", "spis_admin"))
            .await
            .unwrap()
    }

    /// The only application stands there now.
    pub async fn has_status(&self, status: &str) {
        sqlx::query("UPDATE municipal.application SET status = $1")
            .bind(status)
            .execute(self.node.pool())
            .await
            .unwrap();
    }

    pub async fn count(&self, sql: &'static str) -> i64 {
        sqlx::query_scalar(sql)
            .fetch_one(self.node.pool())
            .await
            .unwrap()
    }
}

/// What an official types for an unknown mother with one child.
pub fn typed<'a>(version: &'a str, child: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![
        ("versija", version),
        ("eilutes", "1"),
        ("vardas", "Rasa"),
        ("pavarde", "Bandomienė"),
        ("gauta", "2026-11-20"),
        ("dokumentas", "identity_card"),
        ("dokumento-nr", "a123"),
        ("kieno-vardu", "pats"),
        ("vaiko-kodas-1", child),
        ("vaiko-vardas-1", "Matas"),
        ("vaiko-pavarde-1", "Bandomas"),
        ("atstovauja-e1", "parent"),
        ("gyvena-e1", "taip"),
        ("papildoma", "taip"),
        ("studentai", "ne"),
        ("sugyventinis", "ne"),
        ("kitos", "ne"),
        ("saskaita", "LT60 1010 0123 4567 8901"),
        ("kieno", "mano"),
        ("telefonas", "+37060000000"),
        ("pranesimai", "post"),
        ("parasas", "awaited"),
        ("registrai", "taip"),
        ("pateikta", "Teismo sprendimo kopija"),
        ("neartimas", "taip"),
        ("veiksmas", "registruoti"),
    ]
}
