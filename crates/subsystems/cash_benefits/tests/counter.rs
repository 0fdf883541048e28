//! The counter at a municipality's real database: a paper application from the typed code to the letter handed over.
//! All people are invented.

use std::path::PathBuf;
use std::sync::Arc;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::header::LOCATION;
use axum::http::{Request, StatusCode};
use jiff::civil::date;
use jiff::{SignedDuration, Timestamp};
use spis_administration::{
    NewUser, Office, load_reference, office_set, user_create, user_identify,
};
use spis_applications::files::{FileError, FileRefusal, ReadFile, Reading};
use spis_applications::form::PaperForm;
use spis_applications::model::DecisionContent;
use spis_applications::{CounterPress, FileReader, LetterPress, PaperNote, tidy_counter};
use spis_audit::{Actor, Audience};
use spis_database::migrate::{self, Purpose};
use spis_database::private_server::PrivateServer;
use spis_database::{Node, new_id};
use spis_identity::sessions;
use spis_identity::web::WebState;
use spis_kernel::{FixedClock, Iban, MunicipalityCode, PersonalCode, Sex, UserId};
use spis_pages::Site;
use sqlx::postgres::PgPoolOptions;
use sqlx::{Connection, PgConnection};
use tower::ServiceExt;
use uuid::Uuid;

/// Prints what it is given as text.
struct Press;

impl LetterPress for Press {
    fn decision_pdf(&self, decision: &DecisionContent) -> anyhow::Result<Vec<u8>> {
        Ok(decision.number.clone().into_bytes())
    }

    fn form_pdf(&self, form: &PaperForm) -> anyhow::Result<Vec<u8>> {
        let rows = form.sections.iter().flat_map(|section| &section.rows);
        let lines: Vec<String> = rows.map(|r| format!("{}: {}", r.label, r.value)).collect();
        Ok(lines.join("\n").into_bytes())
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
struct Files;

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

struct Town {
    server: PrivateServer,
    node: Node,
    now: Timestamp,
    reception: UserId,
    colleague: UserId,
    specialist: UserId,
    payments: UserId,
}

impl Drop for Town {
    fn drop(&mut self) {
        self.server.remove().unwrap();
    }
}

fn code() -> MunicipalityCode {
    MunicipalityCode::new(29).unwrap()
}

fn mother() -> PersonalCode {
    PersonalCode::compose(Sex::Female, date(1990, 5, 17), 701)
}

fn child(serial: u16) -> PersonalCode {
    PersonalCode::compose(Sex::Male, date(2018, 3, 10), serial)
}

/// A signed-in browser.
struct Desk<'a> {
    router: &'a Router,
    cookie: String,
    token: String,
}

impl Desk<'_> {
    async fn get(&self, path: &str) -> (StatusCode, String) {
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
    async fn post(&self, path: &str, pairs: &[(&str, &str)]) -> (StatusCode, String, String) {
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
    async fn send_file(
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
    async fn find(&self, person: &PersonalCode) -> String {
        let (status, to, _) = self
            .post("/priemimas", &[("asmens-kodas", person.as_str())])
            .await;
        assert_eq!(status, StatusCode::SEE_OTHER);
        assert!(to.starts_with("/priemimas/juodrastis/"), "{to}");
        assert!(!to.contains(person.as_str()));
        to
    }
}

fn form_urlencoded(pairs: &[(&str, &str)]) -> String {
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
    async fn start() -> Self {
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

    fn router(&self) -> Router {
        self.router_at(self.now)
    }

    /// The pages at another moment.
    fn router_at(&self, now: Timestamp) -> Router {
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
        spis_applications::router(web, groups, files)
            .merge(pages)
            .merge(scans)
    }

    async fn desk<'a>(&self, router: &'a Router, user: UserId) -> Desk<'a> {
        let mut tx = self.node.begin().await.unwrap();
        let token = sessions::begin(&mut tx, Audience::Staff, user.get(), self.now)
            .await
            .unwrap();
        let session = sessions::find(&mut tx, Audience::Staff, token.as_str(), self.now)
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

    async fn count(&self, sql: &'static str) -> i64 {
        sqlx::query_scalar(sql)
            .fetch_one(self.node.pool())
            .await
            .unwrap()
    }
}

/// What an official types for an unknown mother with one child.
fn typed<'a>(version: &'a str, child: &'a str) -> Vec<(&'a str, &'a str)> {
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
        ("gyvena-e1", "taip"),
        ("papildoma", "taip"),
        ("saskaita", "LT60 1010 0123 4567 8901"),
        ("kieno", "mano"),
        ("telefonas", "+37060000000"),
        ("pranesimai", "post"),
        ("parasas", "awaited"),
        ("pateikta", "Teismo sprendimo kopija"),
        ("neartimas", "taip"),
        ("veiksmas", "registruoti"),
    ]
}

#[tokio::test]
async fn a_paper_application_is_registered_from_what_no_register_knows() {
    let town = Town::start().await;
    let router = town.router();
    let desk = town.desk(&router, town.reception).await;
    let draft = desk.find(&mother()).await;
    assert_eq!(desk.find(&mother()).await, draft, "an open draft goes on");
    let child = child(702);
    let (status, to, page) = desk.post(&draft, &typed("1", child.as_str())).await;
    assert_eq!(status, StatusCode::SEE_OTHER, "{page}");
    let registered = to.split('?').next().unwrap().to_owned();
    let (channel, sent_at, term_start, decide_by, status): (
        String,
        Timestamp,
        String,
        String,
        String,
    ) = {
        let row: (String, String, String, String, String) = sqlx::query_as(
            "SELECT channel, to_char(sent_at AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"'), term_start::text, decide_by::text, status
             FROM municipal.application WHERE submission_id IS NULL",
        )
        .fetch_one(town.node.pool())
        .await
        .unwrap();
        (row.0, row.1.parse().unwrap(), row.2, row.3, row.4)
    };
    assert_eq!((channel.as_str(), status.as_str()), ("paper", "registered"));
    // Received on Friday, though registered on Sunday: the term starts from Friday and ends on Monday after the 20th.
    assert_eq!(sent_at, "2026-11-20T10:00:00Z".parse().unwrap());
    assert_eq!(
        (term_start.as_str(), decide_by.as_str()),
        ("2026-11-20", "2026-12-21")
    );
    for (what, sql) in [
        (
            "child",
            "SELECT count(*) FROM municipal.application_child WHERE lives_with",
        ),
        (
            "intake",
            "SELECT count(*) FROM municipal.intake WHERE identity_last = 'A123' AND registered_by_name LIKE '%priimanti'",
        ),
        (
            "event",
            "SELECT count(*) FROM municipal.application_event WHERE step = 'register' AND user_id IS NOT NULL",
        ),
        (
            "journal",
            "SELECT count(*) FROM municipal.journal_entry WHERE action = 'application_register' AND outcome = 'allowed' AND purpose = 'paper_application'",
        ),
        ("next step", "SELECT count(*) FROM local_jobs._private_jobs"),
    ] {
        assert_eq!(town.count(sql).await, 1, "{what}");
    }
    assert_eq!(
        town.count("SELECT count(*) FROM municipal.counter_draft")
            .await,
        0
    );
    // Pressing twice registers once: the draft is gone.
    let (status, ..) = desk.post(&draft, &typed("1", child.as_str())).await;
    assert_eq!(status, StatusCode::NOT_FOUND);
    assert_eq!(
        town.count("SELECT count(*) FROM municipal.application")
            .await,
        1
    );

    let (_, form) = desk.get(&format!("{registered}/prasymas.pdf")).await;
    for expected in [
        "PR-29-2026-000001",
        "2026-11-20",
        "Rasa",
        child.as_str(),
        "Parašas ir data",
    ] {
        assert!(form.contains(expected), "{expected} in {form}");
    }
    let (_, receipt) = desk.get(&format!("{registered}/patvirtinimas.pdf")).await;
    for expected in [
        "PR-29-2026-000001",
        "Turime nuspręsti iki: 2026\u{a0}m. gruodžio 21\u{a0}d.",
        "+370 41 000000",
        "Teismo sprendimo kopija",
    ] {
        assert!(receipt.contains(expected), "{expected} in {receipt}");
    }
    let (status, home) = desk.get("/priemimas").await;
    assert_eq!(status, StatusCode::OK);
    assert!(home.contains("PR-29-2026-000001") && home.contains("Laukiama parašo"));
    let sign = format!("{registered}/pasirasyta");
    for _ in 0..2 {
        let (status, ..) = desk.post(&sign, &[("pastaba", "aplanke")]).await;
        assert_eq!(status, StatusCode::SEE_OTHER);
    }
    assert_eq!(
        town.count("SELECT count(*) FROM municipal.application_event WHERE step = 'sign_paper' AND note = 'aplanke'").await,
        1
    );

    // The next time the child, account and contacts are offered; the same child is warned about, and registered all the same.
    let draft = desk.find(&mother()).await;
    let (_, page) = desk.get(&draft).await;
    for expected in ["Matas Bandomas", "LT60 1010 0123 4567 8901", "+37060000000"] {
        assert!(page.contains(expected), "{expected}");
    }
    assert!(!page.contains(mother().as_str()) && !page.contains(child.as_str()));
    let key: Uuid = sqlx::query_scalar("SELECT person_id FROM municipal.application_child")
        .fetch_one(town.node.pool())
        .await
        .unwrap();
    let (key, lives) = (key.to_string(), format!("gyvena-{key}"));
    let mut again = typed("1", "");
    again.retain(|(name, _)| !name.starts_with("vaiko-") && !name.starts_with("gyvena"));
    again.extend([("vaikai", key.as_str()), (lives.as_str(), "taip")]);
    let (status, _, page) = desk.post(&draft, &again).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.contains("Vis tiek registruoti") && page.contains("PR-29-2026-000001"));
    assert_eq!(
        town.count("SELECT count(*) FROM municipal.application")
            .await,
        1
    );
    again.retain(|(name, _)| *name != "versija");
    again.extend([("versija", "2"), ("vis-tiek", "taip")]);
    let (status, _, page) = desk.post(&draft, &again).await;
    assert_eq!(status, StatusCode::SEE_OTHER, "{page}");
    assert_eq!(
        town.count("SELECT count(*) FROM municipal.intake WHERE despite_identical")
            .await,
        1
    );
    // Both cases name the other one.
    let marked: Vec<(String, Option<String>)> = sqlx::query_as(
        "SELECT a.number, e.note FROM municipal.application_event e JOIN municipal.application a ON a.id = e.application_id
         WHERE e.step = 'identical_found' ORDER BY a.number",
    )
    .fetch_all(town.node.pool())
    .await
    .unwrap();
    let (first, second) = ("PR-29-2026-000001", "PR-29-2026-000002");
    assert_eq!(
        marked,
        [
            (first.to_owned(), Some(second.to_owned())),
            (second.to_owned(), Some(first.to_owned()))
        ]
    );
}

#[tokio::test]
async fn a_code_that_tells_no_birth_is_taken_with_the_day_typed() {
    let town = Town::start().await;
    let router = town.router();
    let desk = town.desk(&router, town.reception).await;
    let mother: PersonalCode = "90000000017".parse().unwrap();
    let draft = desk.find(&mother).await;
    let (_, page) = desk.get(&draft).await;
    assert!(
        page.contains("id=\"gime\""),
        "the day of birth is asked for"
    );
    let child = "90000000028";
    let (status, _, page) = desk.post(&draft, &typed("1", child)).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    for field in ["gime", "vaiko-gime-1"] {
        assert!(page.contains(&format!("href=\"#{field}\"")), "{field}");
    }
    let mut wrong = typed("2", child);
    wrong.extend([("gime", "1989-02-30"), ("vaiko-gime-1", "2027-01-01")]);
    let (status, _, page) = desk.post(&draft, &wrong).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.contains("value=\"1989-02-30\"") && page.contains("Patikrinkite gimimo datą"));
    let mut right = typed("3", child);
    right.extend([("gime", "1989-02-28"), ("vaiko-gime-1", "2020-05-06")]);
    let (status, _, page) = desk.post(&draft, &right).await;
    assert_eq!(status, StatusCode::SEE_OTHER, "{page}");
    assert_eq!(
        town.count("SELECT count(*) FROM municipal.person WHERE sex = 'unknown' AND born_on IN ('1989-02-28', '2020-05-06')").await,
        2
    );
}

#[tokio::test]
async fn the_official_declares_that_nobody_is_close_and_old_drafts_go() {
    let town = Town::start().await;
    let router = town.router();
    let desk = town.desk(&router, town.reception).await;
    let draft = desk.find(&mother()).await;
    let child = child(711);
    let mut undeclared = typed("1", child.as_str());
    undeclared.retain(|(name, _)| *name != "neartimas");
    let (status, _, page) = desk.post(&draft, &undeclared).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.contains("href=\"#neartimas\""), "{page}");
    let days = |days: i64| town.now + SignedDuration::from_hours(24 * days);
    assert_eq!(tidy_counter(&town.node, days(89)).await.unwrap(), 0);
    assert_eq!(tidy_counter(&town.node, days(90)).await.unwrap(), 1);
    assert_eq!(tidy_counter(&town.node, days(90)).await.unwrap(), 0);
    assert_eq!(
        town.count("SELECT count(*) FROM municipal.journal_entry WHERE action = 'counter_draft_delete' AND actor_id IS NULL").await,
        1
    );
    let (status, ..) = desk.post(&draft, &typed("2", child.as_str())).await;
    assert_eq!(status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_scan_joins_the_application_while_it_is_registered_or_not_at_all() {
    let town = Town::start().await;
    let router = town.router();
    let desk = town.desk(&router, town.reception).await;
    let draft = desk.find(&mother()).await;
    let child = child(713);
    let place = format!("{draft}/registruoti");
    let none = "SELECT (SELECT count(*) FROM municipal.application) + (SELECT count(*) FROM municipal.document)";
    // Nobody says whether the copy is true; the form's faults are told when the file is right.
    let fields = typed("1", child.as_str());
    let (status, page) = desk.send_file(&place, &fields, "%PDF kopija").await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.contains("href=\"#tikra\"") && page.contains("Failą pasirinkite dar kartą"));
    let mut fields = typed("2", "123");
    fields.push(("tikra", "official"));
    let (status, page) = desk.send_file(&place, &fields, "%PDF kopija").await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        page.contains("href=\"#vaiko-kodas-1\"") && page.contains("Failą pasirinkite dar kartą")
    );
    let mut fields = typed("3", child.as_str());
    fields.push(("tikra", "official"));
    let (status, page) = desk.send_file(&place, &fields, "ne PDF").await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{page}");
    assert_eq!(town.count(none).await, 0, "all or nothing");
    fields[0] = ("versija", "3");
    let (status, page) = desk.send_file(&place, &fields, "%PDF kopija").await;
    assert_eq!(status, StatusCode::SEE_OTHER, "{page}");
    assert_eq!(town.count(none).await, 2);
    assert_eq!(
        town.count("SELECT count(*) FROM municipal.application_event WHERE step = 'add_scan' AND note LIKE 'kopija tikra%'").await,
        1
    );
}

#[tokio::test]
async fn nothing_is_proposed_until_the_paper_is_signed() {
    let town = Town::start().await;
    let router = town.router();
    let desk = town.desk(&router, town.reception).await;
    let draft = desk.find(&mother()).await;
    let child = child(712);
    let (_, to, _) = desk.post(&draft, &typed("1", child.as_str())).await;
    let registered = to.split('?').next().unwrap().to_owned();
    let id: Uuid = registered.rsplit('/').next().unwrap().parse().unwrap();
    let specialist = town.desk(&router, town.specialist).await;
    let (_, list) = specialist.get("/darbai").await;
    assert!(list.contains("Laukiama parašo"));
    let case = format!("/bylos/{id}");
    let (_, shown) = specialist.get(&case).await;
    assert!(shown.contains("kol prašymas nepasirašytas"));
    let propose = format!("{case}/siulyti");
    let (status, _, page) = specialist.post(&propose, &[("versija", "1")]).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{page}");
    assert!(page.contains("Prašymas dar nepasirašytas"), "{page}");
    desk.post(&format!("{registered}/pasirasyta"), &[]).await;
    let (_, list) = specialist.get("/darbai").await;
    assert!(!list.contains("Laukiama parašo"));
    let (_, shown) = specialist.get(&case).await;
    assert!(!shown.contains("kol prašymas nepasirašytas"));
    let (_, _, page) = specialist.post(&propose, &[("versija", "1")]).await;
    assert!(!page.contains("Prašymas dar nepasirašytas"));
}

#[tokio::test]
async fn nothing_typed_is_lost_and_wrong_answers_are_told_beside_their_fields() {
    let town = Town::start().await;
    let router = town.router();
    let desk = town.desk(&router, town.reception).await;
    for wrong in ["", "123", "49005170000", "abc"] {
        let (status, _, page) = desk.post("/priemimas", &[("asmens-kodas", wrong)]).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{wrong}");
        assert!(page.contains("asmens-kodas-k"), "{wrong}");
    }
    let draft = desk.find(&mother()).await;
    let mistakes = [
        ("versija", "1"),
        ("eilutes", "1"),
        ("vardas", "Rasa"),
        ("pavarde", ""),
        ("gauta", "2026-11-23"),
        ("dokumentas", ""),
        ("dokumento-nr", "12"),
        ("kieno-vardu", "atstovas"),
        ("atstovo-kodas", mother().as_str()),
        ("vaiko-kodas-1", "5180310"),
        ("vaiko-vardas-1", "Matas"),
        ("saskaita", "LT12 1000 0111 0100 100"),
        ("veiksmas", "registruoti"),
    ]
    .map(|(name, value)| (name.to_owned(), value.to_owned()));
    let pairs: Vec<(&str, &str)> = mistakes
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    let (status, _, page) = desk.post(&draft, &pairs).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    for field in [
        "pavarde",
        "gauta",
        "dokumentas",
        "dokumento-nr",
        "atstovo-kodas",
        "atstovo-pagrindas",
        "vaiko-kodas-1",
        "vaiko-pavarde-1",
        "papildoma",
        "saskaita",
        "pranesimai",
    ] {
        assert!(
            page.contains(&format!("id=\"{field}-k\"")),
            "no message beside {field}"
        );
        assert!(
            page.contains(&format!("href=\"#{field}\"")),
            "no summary for {field}"
        );
    }
    assert!(page.contains("LT12 1000 0111 0100 100") && page.contains("5180310"));
    // It is there on another day and another computer, and in no other official's hands.
    let (_, page) = desk.get(&draft).await;
    assert!(page.contains("LT12 1000 0111 0100 100"));
    let (_, home) = desk.get("/priemimas").await;
    assert!(home.contains("Rasa"));
    let colleague = town.desk(&router, town.colleague).await;
    assert_eq!(colleague.get(&draft).await.0, StatusCode::NOT_FOUND);
    // An older page overwrites nothing.
    let (status, _, answer) = desk
        .post(
            &format!("{draft}/saugoti"),
            &[("versija", "1"), ("vardas", "Kita")],
        )
        .await;
    assert_eq!(status, StatusCode::OK);
    assert!(answer.contains("pakeistas kitame lange"), "{answer}");
    assert_eq!(
        town.count("SELECT count(*) FROM municipal.counter_draft WHERE content::text LIKE '%Rasa%' AND version = 2").await,
        1
    );
    // One more child, without JavaScript.
    let (status, to, _) = desk
        .post(
            &draft,
            &[
                ("versija", "2"),
                ("eilutes", "1"),
                ("vardas", "Rasa"),
                ("veiksmas", "vaikas"),
            ],
        )
        .await;
    assert_eq!(status, StatusCode::SEE_OTHER);
    assert!(to.ends_with("#vaiko-kodas-2"), "{to}");
    assert!(desk.get(&draft).await.1.contains("id=\"vaiko-kodas-2\""));
    let (status, ..) = desk.post(&format!("{draft}/istrinti"), &[]).await;
    assert_eq!(status, StatusCode::SEE_OTHER);
    assert_eq!(
        town.count("SELECT count(*) FROM municipal.counter_draft")
            .await,
        0
    );
}

#[tokio::test]
async fn a_scan_says_who_certified_it() {
    let town = Town::start().await;
    let router = town.router();
    let desk = town.desk(&router, town.reception).await;
    let draft = desk.find(&mother()).await;
    let child = child(708);
    let (_, to, _) = desk.post(&draft, &typed("1", child.as_str())).await;
    let place = to.split('?').next().unwrap().to_owned();
    let scan = format!("{place}/kopija");
    for (fields, file, field) in [
        (vec![("tvirtino", "")], "%PDF-1", "tikra"),
        (
            vec![("tikra", "notary"), ("tvirtino", "")],
            "%PDF-1",
            "tvirtino",
        ),
        (vec![("tikra", "official")], "", "failas"),
        (vec![("tikra", "official")], "MZ", "failas"),
    ] {
        let (status, page) = desk.send_file(&scan, &fields, file).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{field}");
        assert!(page.contains(&format!("id=\"{field}-k\"")), "{field}");
    }
    let notary = [
        ("tikra", "notary"),
        ("tvirtino", "V. Pavardenis, Nr. 1"),
        ("grazinta", "taip"),
    ];
    let (status, page) = desk.send_file(&scan, &notary, "%PDF-1").await;
    assert_eq!(status, StatusCode::SEE_OTHER, "{page}");
    let (status, _) = desk
        .send_file(&scan, &[("tikra", "nobody")], "%PDF-2")
        .await;
    assert_eq!(status, StatusCode::SEE_OTHER);
    for sql in [
        "SELECT count(*) FROM municipal.document WHERE certified_copy AND certified_by_name = 'notaras V. Pavardenis, Nr. 1'",
        "SELECT count(*) FROM municipal.document WHERE NOT certified_copy",
        "SELECT count(*) FROM municipal.application_event WHERE step = 'add_scan' AND note LIKE 'kopija tikra: notaras%originalas grąžintas'",
    ] {
        assert_eq!(town.count(sql).await, 1, "{sql}");
    }
    let (_, receipt) = desk.get(&format!("{place}/patvirtinimas.pdf")).await;
    assert!(receipt.contains("sprendimas.pdf"), "{receipt}");
    for user in [town.colleague, town.specialist] {
        let stranger = town.desk(&router, user).await;
        let (status, _) = stranger.send_file(&scan, &notary, "%PDF-1").await;
        assert_eq!(status, StatusCode::FORBIDDEN);
    }
    let forged = Desk {
        router: &router,
        cookie: desk.cookie.clone(),
        token: "x".into(),
    };
    let (status, _) = forged.send_file(&scan, &notary, "%PDF-1").await;
    assert_eq!(status, StatusCode::FORBIDDEN);
    assert_eq!(
        town.count("SELECT count(*) FROM municipal.document").await,
        2
    );
}

#[tokio::test]
async fn nobody_registers_an_application_of_their_own() {
    let town = Town::start().await;
    let router = town.router();
    let desk = town.desk(&router, town.reception).await;
    let colleague = town.desk(&router, town.colleague).await;
    // Her child is known from her own application, which a colleague took in.
    let child = child(703);
    let draft = colleague.find(&mother()).await;
    let (status, ..) = colleague.post(&draft, &typed("1", child.as_str())).await;
    assert_eq!(status, StatusCode::SEE_OTHER);
    let mut tx = town.node.begin().await.unwrap();
    let actor = Actor::job("test");
    user_identify(&mut tx, code(), town.reception, &mother(), &actor, town.now)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    let (status, _, page) = desk
        .post("/priemimas", &[("asmens-kodas", mother().as_str())])
        .await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.contains("Savo ir savo vaikų prašymų registruoti negalite"));
    let father = PersonalCode::compose(Sex::Male, date(1988, 1, 2), 704);
    let draft = desk.find(&father).await;
    let (status, _, page) = desk.post(&draft, &typed("1", child.as_str())).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.contains("Savo ir savo vaikų prašymų registruoti negalite"));
    assert_eq!(
        town.count("SELECT count(*) FROM municipal.application")
            .await,
        1
    );
    assert_eq!(
        town.count("SELECT count(*) FROM municipal.journal_entry WHERE outcome = 'refused' AND action IN ('person_find', 'application_register')").await,
        2
    );
}

#[tokio::test]
async fn pages_of_the_counter_ask_for_their_rights_and_refusals_are_journalled() {
    let town = Town::start().await;
    let router = town.router();
    let desk = town.desk(&router, town.reception).await;
    let draft = desk.find(&mother()).await;
    let child = child(705);
    let (_, to, _) = desk.post(&draft, &typed("1", child.as_str())).await;
    let registered = to.split('?').next().unwrap().to_owned();
    let another = desk
        .find(&PersonalCode::compose(Sex::Male, date(1988, 1, 2), 706))
        .await;
    let notice = new_id(town.now);
    let gets = [
        "/priemimas".to_owned(),
        another.clone(),
        format!("{another}/istrinti"),
        registered.clone(),
        format!("{registered}/prasymas.pdf"),
        format!("{registered}/patvirtinimas.pdf"),
    ];
    let posts = [
        "/priemimas".to_owned(),
        another.clone(),
        format!("{another}/saugoti"),
        format!("{another}/istrinti"),
        format!("{registered}/pasirasyta"),
    ];
    for user in [town.specialist, town.payments] {
        let stranger = town.desk(&router, user).await;
        for path in &gets {
            assert_eq!(stranger.get(path).await.0, StatusCode::FORBIDDEN, "{path}");
        }
        for path in &posts {
            let (status, ..) = stranger
                .post(path, &[("asmens-kodas", mother().as_str())])
                .await;
            assert_eq!(status, StatusCode::FORBIDDEN, "{path}");
        }
    }
    assert_eq!(
        town.count("SELECT count(*) FROM municipal.journal_entry WHERE outcome = 'refused'")
            .await,
        22
    );
    // What a colleague registered is not at this counter.
    let colleague = town.desk(&router, town.colleague).await;
    for path in &gets[3..] {
        assert_eq!(colleague.get(path).await.0, StatusCode::FORBIDDEN, "{path}");
    }
    let (status, ..) = colleague.post(&posts[4], &[]).await;
    assert_eq!(status, StatusCode::FORBIDDEN);
    // Who registers neither sees the worklist or cases nor decides.
    let application = registered.rsplit('/').next().unwrap();
    for path in ["/darbai".to_owned(), format!("/bylos/{application}")] {
        assert_eq!(desk.get(&path).await.0, StatusCode::FORBIDDEN, "{path}");
    }
    for verb in ["siulyti", "spresti", "asmens-kodas"] {
        let (status, ..) = desk
            .post(&format!("/bylos/{application}/{verb}"), &[])
            .await;
        assert_eq!(status, StatusCode::FORBIDDEN, "{verb}");
    }
    // Letters: the specialist may, the payments officer may not.
    let payments = town.desk(&router, town.payments).await;
    let letter = format!("/spausdinimas/{notice}");
    for path in ["/spausdinimas".to_owned(), format!("{letter}/rastas.pdf")] {
        assert_eq!(payments.get(&path).await.0, StatusCode::FORBIDDEN, "{path}");
    }
    let (status, ..) = payments.post(&letter, &[("ivykis", "sent")]).await;
    assert_eq!(status, StatusCode::FORBIDDEN);
    let specialist = town.desk(&router, town.specialist).await;
    assert_eq!(specialist.get("/spausdinimas").await.0, StatusCode::OK);
    // Without the form's own token nothing is done.
    let forged = Desk {
        router: &router,
        cookie: desk.cookie.clone(),
        token: "x".into(),
    };
    let (status, ..) = forged
        .post("/priemimas", &[("asmens-kodas", mother().as_str())])
        .await;
    assert_eq!(status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn a_request_for_a_document_is_printed_itself_until_it_is_settled() {
    let town = Town::start().await;
    let router = town.router();
    let desk = town.desk(&router, town.reception).await;
    let draft = desk.find(&mother()).await;
    desk.post(&draft, &typed("1", child(707).as_str())).await;
    let id: Uuid =
        sqlx::query_scalar("UPDATE municipal.application SET status = 'assessed' RETURNING id")
            .fetch_one(town.node.pool())
            .await
            .unwrap();
    let specialist = town.desk(&router, town.specialist).await;
    let asked = [
        ("dokumentas", "custody"),
        ("kodel", "Registre nematome, su kuo gyvena vaikas."),
    ];
    let case = format!("/bylos/{id}");
    let (status, _, page) = specialist
        .post(&format!("{case}/prasyti-dokumento"), &asked)
        .await;
    assert_eq!(status, StatusCode::SEE_OTHER, "{page}");
    let (_, page) = specialist.get(&case).await;
    assert!(page.contains("laiškas dar neišsiųstas"), "{page}");

    let (_, queue) = desk.get("/spausdinimas").await;
    let what = "Prašymas pateikti dokumentą: Teismo sprendimas ar tėvų susitarimas dėl vaiko";
    assert!(queue.contains(what), "{queue}");
    let notice: Uuid =
        sqlx::query_scalar("SELECT id FROM municipal.notice WHERE document_request_id IS NOT NULL")
            .fetch_one(town.node.pool())
            .await
            .unwrap();
    let (_, letter) = desk
        .get(&format!("/spausdinimas/{notice}/rastas.pdf"))
        .await;
    let letter = letter.replace('\u{a0}', " ");
    for words in [
        "Prašome pateikti dokumentą",
        "Teismo sprendimas ar tėvų susitarimas dėl vaiko",
        "Pateikite iki: 2026 m. gruodžio",
        "Registre nematome, su kuo gyvena vaikas.",
        "PR-29-2026-000001",
    ] {
        assert!(letter.contains(words), "{words}: {letter}");
    }
    assert!(!letter.contains('⟦'), "a wording is missing");
    let day = format!("diena-{notice}");
    let (status, _, page) = desk
        .post(
            &format!("/spausdinimas/{notice}"),
            &[("ivykis", "sent"), (day.as_str(), "2026-11-22")],
        )
        .await;
    assert_eq!(status, StatusCode::SEE_OTHER, "{page}");
    let (_, page) = specialist.get(&case).await;
    assert!(page.contains("išsiųstas paštu 2026-11-22"), "{page}");

    // One that is not waited for any more need not be printed.
    specialist
        .post(&format!("{case}/prasyti-dokumento"), &asked)
        .await;
    let (_, queue) = desk.get("/spausdinimas").await;
    assert!(queue.contains(what));
    sqlx::query("UPDATE municipal.document_request SET settled_at = asked_at, settled_as = 'waived' WHERE settled_at IS NULL")
        .execute(town.node.pool())
        .await
        .unwrap();
    let (_, queue) = desk.get("/spausdinimas").await;
    assert!(!queue.contains(what), "{queue}");
}

#[tokio::test]
async fn letters_on_paper_are_printed_delivered_and_come_back() {
    let town = Town::start().await;
    let router = town.router();
    let desk = town.desk(&router, town.reception).await;
    let draft = desk.find(&mother()).await;
    let child = child(707);
    desk.post(&draft, &typed("1", child.as_str())).await;
    let notice = new_id(town.now);
    sqlx::query(
        "INSERT INTO municipal.notice (municipality_code, id, application_id, recipient_id, channel, language, created_at)
         SELECT 29, $1, id, applicant_id, 'post', 'lt', '2026-11-21T08:00:00Z' FROM municipal.application",
    )
    .bind(notice)
    .execute(town.node.pool())
    .await
    .unwrap();
    sqlx::query(
        "UPDATE municipal.person SET address = 'Slaptoji g. 7, Šiauliai' WHERE personal_code = $1",
    )
    .bind(mother().as_str())
    .execute(town.node.pool())
    .await
    .unwrap();
    let (_, queue) = desk.get("/spausdinimas").await;
    assert!(queue.contains("Rasa Bandomienė") && queue.contains("Slaptoji g. 7"));
    let letter = format!("/spausdinimas/{notice}");
    let (_, note) = desk.get(&format!("{letter}/rastas.pdf")).await;
    assert!(
        note.contains("adresas: Slaptoji g. 7, Šiauliai") && note.contains("PR-29-2026-000001")
    );
    assert!(
        !note.contains("išmok"),
        "a neutral notice says nothing of what: {note}"
    );
    // A protected person's address is printed nowhere.
    sqlx::query("UPDATE municipal.person SET protected = true")
        .execute(town.node.pool())
        .await
        .unwrap();
    let (_, queue) = desk.get("/spausdinimas").await;
    assert!(queue.contains("Saugomas asmuo") && !queue.contains("Slaptoji"));
    let (_, note) = desk.get(&format!("{letter}/rastas.pdf")).await;
    assert!(!note.contains("Slaptoji"));

    let day = format!("diena-{notice}");
    let note = async |event: &'static str, on: &'static str| {
        desk.post(&letter, &[("ivykis", event), (day.as_str(), on)])
            .await
    };
    for (event, on) in [
        ("sent", "rytoj"),
        ("sent", "2026-11-23"),
        ("sent", "2026-11-20"),
        ("returned", "2026-11-22"),
    ] {
        let (status, _, page) = note(event, on).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{event} {on}");
        assert!(
            page.contains(&format!("value=\"{on}\"")),
            "nothing typed is lost"
        );
    }
    for (minute, event) in (1..).zip(["sent", "returned", "sent", "handed_over"]) {
        let router = town.router_at(town.now + SignedDuration::from_mins(minute));
        let later = Desk {
            router: &router,
            cookie: desk.cookie.clone(),
            token: desk.token.clone(),
        };
        let pairs = [("ivykis", event), (day.as_str(), "2026-11-22")];
        let (status, _, page) = later.post(&letter, &pairs).await;
        assert_eq!(status, StatusCode::SEE_OTHER, "{event}: {page}");
    }
    let (status, ..) = note("returned", "2026-11-22").await;
    assert_eq!(
        status,
        StatusCode::UNPROCESSABLE_ENTITY,
        "what was handed over stays so"
    );
    assert_eq!(
        town.count("SELECT count(*) FROM municipal.letter_delivery")
            .await,
        4
    );
    assert_eq!(
        town.count("SELECT count(*) FROM municipal.application_event WHERE step LIKE 'letter_%'")
            .await,
        4,
        "the case's history shows it"
    );
    let (_, queue) = desk.get("/spausdinimas?rodyti=iteikta").await;
    assert!(queue.contains("Rasa Bandomienė"));
    let (_, queue) = desk.get("/spausdinimas").await;
    assert!(!queue.contains("Rasa Bandomienė"));
}
