//! Reports on accessibility: anybody sends them, the portal cannot read them, whoever has the right answers them.

use std::sync::Arc;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode};
use jiff::civil::date;
use jiff::{SignedDuration, Timestamp};
use spis_administration::{NewUser, load_reference, user_create};
use spis_audit::{Actor, Audience as Journalled};
use spis_database::Node;
use spis_database::migrate::{self, Purpose};
use spis_database::private_server::PrivateServer;
use spis_identity::cookies::session_cookie;
use spis_identity::users;
use spis_identity::web::WebState;
use spis_kernel::{FixedClock, MunicipalityCode};
use spis_pages::rate::Limit;
use spis_pages::{Audience, Incidents, Protection, Site, protect};
use spis_public_information::{ClosedNow, PublicServices, reports_router, tidy_reports};
use sqlx::{Connection, PgConnection};
use tower::ServiceExt;
use uuid::Uuid;

const PASSWORD: &str = "pakankamai ilgas slaptažodis";

struct Centre {
    server: PrivateServer,
    owner: PgConnection,
    app: Node,
    portal: Router,
    ministry: Router,
    now: Timestamp,
}

impl Drop for Centre {
    fn drop(&mut self) {
        self.server.remove().unwrap();
    }
}

fn protected(router: Router, site: Arc<Site>) -> Router {
    let protection = Protection {
        site,
        incidents: Incidents::new(|| Timestamp::UNIX_EPOCH, || 7),
        gateway_origin: None,
        open_paths: Vec::new(),
    };
    protect(router, protection)
}

impl Centre {
    async fn start() -> Self {
        let folder = std::env::temp_dir().join(format!("spis-reports-{}", Uuid::new_v4()));
        let server = PrivateServer::at(&folder, false).unwrap();
        server.start().unwrap();
        let mut admin = PgConnection::connect(&server.url("postgres", "spis_admin"))
            .await
            .unwrap();
        migrate::create_database(&mut admin, "spis_00")
            .await
            .unwrap();
        let mut owner = PgConnection::connect(&server.url("spis_00", "spis_owner"))
            .await
            .unwrap();
        let code = MunicipalityCode::CENTRE;
        migrate::run_all(&mut owner, Purpose::Node(code))
            .await
            .unwrap();
        migrate::generate(&mut owner, code, "Centras", &[])
            .await
            .unwrap();
        load_reference(&mut owner).await.unwrap();
        let open = |role| Node::open(code, "Centras", &server.url("spis_00", role), 3).unwrap();
        let now: Timestamp = "2026-11-22T08:00:00Z".parse().unwrap();
        let site = Arc::new(Site::new(Audience::Portal, "SPIS"));
        let web = WebState {
            node: open("spis_portal"),
            clock: Arc::new(FixedClock(now)),
            site: site.clone(),
            audience: Journalled::Resident,
        };
        let services = PublicServices {
            about: Vec::new(),
            staff_links: Vec::new(),
            officers: Default::default(),
            outside: Vec::new(),
            closures: ClosedNow::new(async || Vec::new()),
            reports: Limit {
                most: 2,
                seconds: 600,
            },
        };
        let public =
            spis_public_information::router(web.clone(), open("spis_app"), services).unwrap();
        let ministry_site = Arc::new(Site::new(Audience::Ministry, "Ministerija"));
        let ministry = WebState {
            node: open("spis_statistics"),
            site: ministry_site.clone(),
            audience: Journalled::Ministry,
            ..web
        };
        Self {
            app: open("spis_app"),
            portal: protected(public.usual.merge(public.always), site),
            ministry: protected(reports_router(ministry), ministry_site),
            server,
            owner,
            now,
        }
    }

    /// Makes a user of the ministry; the session's cookie and form token.
    async fn user(&self, name: &str, role: &str) -> (String, String) {
        let user = NewUser {
            user_name: name.into(),
            given_name: "Vardenis".into(),
            surname: "Pavardenis".into(),
            position: "specialistas".into(),
            roles: vec![role.into()],
            valid_from: date(2026, 11, 1),
            power: None,
            password: Some(PASSWORD.into()),
        };
        let mut tx = self.app.begin().await.unwrap();
        let actor = Actor::job("test");
        user_create(&mut tx, self.app.code(), &user, &actor, self.now)
            .await
            .unwrap();
        tx.commit().await.unwrap();
        let signed_in = users::sign_in(&self.app, name, PASSWORD, self.now).await;
        let (_, token) = signed_in.unwrap().unwrap();
        let session = users::of_session(&self.app, token.as_str(), self.now).await;
        let (_, session) = session.unwrap().unwrap();
        let cookie = session_cookie(self.app.code(), Journalled::Ministry);
        (format!("{cookie}={}", token.as_str()), session.csrf_token())
    }

    async fn count(&mut self, sql: &'static str) -> i64 {
        sqlx::query_scalar(sql)
            .fetch_one(&mut self.owner)
            .await
            .unwrap()
    }
}

struct Answer {
    status: StatusCode,
    location: String,
    retry_after: String,
    body: String,
}

async fn ask(router: &Router, path: &str, form: Option<&str>, cookie: &str) -> Answer {
    let request = Request::builder()
        .uri(path)
        .method(if form.is_some() { "POST" } else { "GET" })
        .header("accept", "text/html")
        .header("cookie", cookie)
        .header("content-type", "application/x-www-form-urlencoded")
        .body(Body::from(form.unwrap_or_default().to_owned()))
        .unwrap();
    let response = router.clone().oneshot(request).await.unwrap();
    let header = |name| {
        let value = response.headers().get(name);
        value.map_or("", |v| v.to_str().unwrap()).to_owned()
    };
    Answer {
        status: response.status(),
        location: header("location"),
        retry_after: header("retry-after"),
        body: String::from_utf8(
            to_bytes(response.into_body(), 1 << 20)
                .await
                .unwrap()
                .to_vec(),
        )
        .unwrap(),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_report_is_kept_limited_and_answered_by_who_may() {
    let mut centre = Centre::start().await;
    let place = "/prieinamumas/pranesti";
    let portal = centre.portal.clone();
    assert_eq!(ask(&portal, place, None, "").await.status, StatusCode::OK);

    let wrong = ask(&portal, place, Some("tekstas=&pastas=ne-pastas"), "").await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.body.contains("value=\"ne-pastas\""), "{}", wrong.body);
    assert_eq!(
        centre
            .count("SELECT count(*) FROM central.accessibility_report")
            .await,
        0
    );

    let typed =
        "tekstas=Nematau+mygtuko&priemone=NVDA&pastas=vardas%40pastas.lt&telefonas=8+612+34567";
    let sent = ask(&portal, place, Some(typed), "").await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER);
    assert_eq!(sent.location, "/prieinamumas/gauta/PP-2026-000001");
    let receipt = ask(&portal, &sent.location, None, "").await;
    assert!(receipt.body.contains("PP-2026-000001") && receipt.body.contains("gruodžio 18"));
    let made_up = ask(&portal, "/prieinamumas/gauta/nesamas", None, "").await;
    assert_eq!(made_up.status, StatusCode::NOT_FOUND);
    ask(&portal, place, Some("tekstas=Kita"), "").await;

    let third = ask(&portal, place, Some("tekstas=Trecia+karta"), "").await;
    assert_eq!(third.status, StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(third.retry_after, "600");
    assert!(third.body.contains("Trecia karta"), "the text stays");
    assert_eq!(
        centre
            .count("SELECT count(*) FROM central.accessibility_report")
            .await,
        2
    );

    // The portal's role adds and reads nothing.
    let mut as_portal = PgConnection::connect(&centre.server.url("spis_00", "spis_portal"))
        .await
        .unwrap();
    for table in ["accessibility_report", "accessibility_answer"] {
        let read = sqlx::AssertSqlSafe(format!("SELECT * FROM central.{table}"));
        let refused = sqlx::query(read).fetch_all(&mut as_portal).await;
        assert!(refused.unwrap_err().to_string().contains("permission"));
    }

    // Who reads figures does not read reports, and the refusal is journalled.
    let ministry = centre.ministry.clone();
    let (analyst, analyst_token) = centre.user("analitikas", "ministry_analyst").await;
    let list = "/centras/pranesimai";
    let refused = ask(&ministry, list, None, &analyst).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    assert!(!refused.body.contains("Nematau mygtuko"));
    let id: Uuid = sqlx::query_scalar(
        "SELECT id FROM central.accessibility_report WHERE number = 'PP-2026-000001'",
    )
    .fetch_one(&mut centre.owner)
    .await
    .unwrap();
    let answer = format!("{list}/{id}");
    let form = format!("csrf={analyst_token}&pastaba-PP-2026-000001=Pataisyta");
    let refused = ask(&ministry, &answer, Some(&form), &analyst).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    let refusals = "SELECT count(*) FROM central.journal_entry WHERE object = 'accessibility_report' AND outcome = 'refused'";
    assert_eq!(centre.count(refusals).await, 2);

    let (helper, token) = centre.user("pagalba", "ministry_help").await;
    let shown = ask(&ministry, list, None, &helper).await;
    assert_eq!(shown.status, StatusCode::OK, "{}", shown.body);
    assert!(shown.body.contains("Nematau mygtuko") && shown.body.contains("vardas@pastas.lt"));
    assert!(shown.body.contains("tel:+37061234567"), "{}", shown.body);
    let empty = format!("csrf={token}&pastaba-PP-2026-000001=+");
    let empty = ask(&ministry, &answer, Some(&empty), &helper).await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    let foreign = "csrf=netikras&pastaba-PP-2026-000001=Pataisyta";
    let foreign = ask(&ministry, &answer, Some(foreign), &helper).await;
    assert_eq!(foreign.status, StatusCode::FORBIDDEN);
    let form = format!("csrf={token}&pastaba-PP-2026-000001=Pataisyta");
    let done = ask(&ministry, &answer, Some(&form), &helper).await;
    assert_eq!(
        done.location,
        "/centras/pranesimai?zinute=feedback-answered"
    );
    let again = ask(&ministry, &answer, Some(&form), &helper).await;
    assert_eq!(again.status, StatusCode::CONFLICT);
    let missing = format!("{list}/{}", Uuid::nil());
    let missing = ask(&ministry, &missing, Some(&form), &helper).await;
    assert_eq!(missing.status, StatusCode::NOT_FOUND);
    let shown = ask(&ministry, list, None, &helper).await;
    assert!(shown.body.contains("Pataisyta") && shown.body.contains("Vardenis Pavardenis"));
    let reads = "SELECT count(*) FROM central.journal_entry WHERE action = 'accessibility_report_read' AND outcome = 'allowed'";
    assert!(centre.count(reads).await >= 2);

    // Two years after its answer the report goes with it; what nobody has answered stays.
    let now = centre.now;
    let later = |days: i64| now + SignedDuration::from_hours(24 * days);
    assert_eq!(tidy_reports(&centre.app, later(728)).await.unwrap(), 0);
    assert_eq!(tidy_reports(&centre.app, later(732)).await.unwrap(), 1);
    assert_eq!(tidy_reports(&centre.app, later(732)).await.unwrap(), 0);
    for (left, sql) in [
        (1, "SELECT count(*) FROM central.accessibility_report"),
        (0, "SELECT count(*) FROM central.accessibility_answer"),
        (
            1,
            "SELECT count(*) FROM central.journal_entry WHERE action = 'accessibility_report_delete' AND actor_id IS NULL",
        ),
    ] {
        assert_eq!(centre.count(sql).await, left, "{sql}");
    }
}
