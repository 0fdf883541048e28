//! The roll-up and the ministry's pages against a real database of the centre. All people are invented.

use std::sync::Arc;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode, header};
use jiff::Timestamp;
use jiff::civil::date;
use spis_administration::{NewUser, load_reference, user_create};
use spis_audit::{Actor, Audience};
use spis_database::migrate::{self, Purpose};
use spis_database::private_server::PrivateServer;
use spis_database::{Node, new_id};
use spis_identity::sessions;
use spis_identity::web::WebState;
use spis_kernel::{Cents, FixedClock, Month, MunicipalityCode, UserId};
use spis_pages::Site;
use spis_statistics::store::{Figures, computed_at, figures_of};
use spis_statistics::{roll_up, router};
use sqlx::{Connection, PgConnection};
use tower::ServiceExt;
use uuid::Uuid;

struct Centre {
    server: PrivateServer,
    /// As the web and the worker are connected.
    node: Node,
    /// As the ministry's pages are.
    figures: Node,
    /// Stands for the streams that bring the municipalities' rows.
    owner: PgConnection,
    now: Timestamp,
}

impl Drop for Centre {
    fn drop(&mut self) {
        self.server.remove().unwrap();
    }
}

impl Centre {
    async fn start() -> Self {
        let folder = std::env::temp_dir().join(format!("spis-figures-{}", Uuid::new_v4().simple()));
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
        let municipalities = [13, 29, 57].map(|c| MunicipalityCode::new(c).unwrap());
        migrate::generate(&mut owner, code, "Centras", &municipalities)
            .await
            .unwrap();
        let node = Node::open(code, "Centras", &server.url("spis_00", "spis_app"), 4).unwrap();
        let figures = Node::open(
            code,
            "Centras",
            &server.url("spis_00", "spis_statistics"),
            2,
        )
        .unwrap();
        let mut tx = node.begin().await.unwrap();
        assert!(load_reference(&mut tx).await.unwrap() > 120);
        assert_eq!(
            load_reference(&mut tx).await.unwrap(),
            0,
            "a second load changes nothing"
        );
        tx.commit().await.unwrap();
        Self {
            server,
            node,
            figures,
            owner,
            now: "2026-11-22T08:00:00Z".parse().unwrap(),
        }
    }

    /// An application registered at a moment; decided on a day, if at all, with 1 December as its statutory date.
    async fn application(
        &mut self,
        municipality: i16,
        registered_at: &str,
        decided_on: Option<&str>,
    ) {
        let application = new_id(self.now);
        sqlx::query(
            "INSERT INTO municipal.application (municipality_code, id, number, kind_group, channel, applicant_id, language, content,
                 sent_at, registered_at, term_start, decide_by, status, changed_at, version)
             VALUES ($1, $2, $2::text, 'child_benefit', 'paper', $2, 'lt', '{}', $3::timestamptz, $3::timestamptz, '2026-11-01', '2026-12-01', 'decided', now(), 1)",
        )
        .bind(municipality)
        .bind(application)
        .bind(registered_at)
        .execute(&mut self.owner)
        .await
        .unwrap();
        let Some(decided_on) = decided_on else { return };
        sqlx::query(
            "INSERT INTO municipal.decision (municipality_code, id, application_id, proposal_id, number, decided_on, outcome, proposed_by,
                 decided_by, decider_name, decider_position, power_basis, journal_entry_id, adopted_at, content)
             VALUES ($1, gen_random_uuid(), $2, $2, $2::text, $3::date, 'granted', $2, $2, '', '', '', $2, now(), '{}')",
        )
        .bind(municipality)
        .bind(application)
        .bind(decided_on)
        .execute(&mut self.owner)
        .await
        .unwrap();
    }

    /// So many children paid for a month, each the same.
    async fn paid(
        &mut self,
        municipality: i16,
        month: &str,
        kind: &str,
        children: i32,
        cents: i64,
    ) {
        sqlx::query(
            "INSERT INTO municipal.payment_line (municipality_code, award_id, month, payment_id, run_id, child_id, kind, stacking, amount_cents)
             SELECT $1, gen_random_uuid(), $2::date, gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), $3, $3, $5
             FROM generate_series(1, $4)",
        )
        .bind(municipality)
        .bind(month)
        .bind(kind)
        .bind(children)
        .bind(cents)
        .execute(&mut self.owner)
        .await
        .unwrap();
    }

    async fn user(&self, name: &str, roles: &[&str]) -> UserId {
        let user = NewUser {
            user_name: name.into(),
            given_name: "Vardenė".into(),
            surname: name.into(),
            position: "analitikė".into(),
            roles: roles.iter().map(|r| (*r).to_owned()).collect(),
            valid_from: date(2026, 1, 1),
            power: None,
            password: None,
        };
        let mut tx = self.node.begin().await.unwrap();
        let id = user_create(
            &mut tx,
            self.node.code(),
            &user,
            &Actor::job("test"),
            self.now,
        )
        .await
        .unwrap();
        tx.commit().await.unwrap();
        id
    }

    async fn cookie(&self, user: UserId) -> String {
        let mut tx = self.node.begin().await.unwrap();
        let token = sessions::begin(&mut tx, Audience::Ministry, user.get(), self.now)
            .await
            .unwrap();
        tx.commit().await.unwrap();
        format!("__Host-spis-00-ministry={}", token.as_str())
    }

    async fn journalled(&self, action: &str, outcome: &str) -> i64 {
        let sql = "SELECT count(*) FROM central.journal_entry WHERE action = $1 AND outcome = $2";
        let (count,): (i64,) = sqlx::query_as(sql)
            .bind(action)
            .bind(outcome)
            .fetch_one(self.node.pool())
            .await
            .unwrap();
        count
    }
}

async fn ask(router: &Router, cookie: &str, path: &str) -> (StatusCode, String) {
    let request = Request::builder().uri(path).header(header::COOKIE, cookie);
    let response = router
        .clone()
        .oneshot(request.body(Body::empty()).unwrap())
        .await
        .unwrap();
    let status = response.status();
    let body = to_bytes(response.into_body(), 10_000_000).await.unwrap();
    (status, String::from_utf8(body.to_vec()).unwrap())
}

fn month(text: &str) -> Month {
    text.parse().unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_roll_up_counts_by_lithuanian_months_and_repeats() {
    let mut centre = Centre::start().await;
    // Already November in Lithuania.
    centre
        .application(29, "2026-10-31T22:30:00Z", Some("2026-11-20"))
        .await;
    centre
        .application(29, "2026-11-02T08:00:00Z", Some("2026-12-02"))
        .await;
    centre.application(29, "2026-10-31T21:30:00Z", None).await;
    centre
        .application(13, "2026-11-02T08:00:00Z", Some("2026-12-01"))
        .await;
    centre.paid(29, "2026-10-01", "ivi_vaikui", 3, 13_000).await;
    centre
        .paid(29, "2026-10-01", "ivi_vaikui_gausi", 1, 7_622)
        .await;

    assert_eq!(computed_at(&centre.figures).await.unwrap(), None);
    let (a, b) = tokio::join!(
        roll_up(&centre.node, centre.now),
        roll_up(&centre.node, centre.now)
    );
    assert_eq!((a.unwrap(), b.unwrap()), (7, 7));
    assert_eq!(
        computed_at(&centre.figures).await.unwrap(),
        Some(centre.now)
    );

    let row =
        |code,
         kind: &str,
         [applications, decisions, decided_in_time, children, cents]: [i64; 5]| Figures {
            municipality: MunicipalityCode::new(code).unwrap(),
            kind: kind.into(),
            applications,
            decisions,
            decided_in_time,
            children,
            paid: Cents(cents),
        };
    let figures = async |m| figures_of(&centre.figures, month(m)).await.unwrap();
    assert_eq!(
        figures("2026-10").await,
        [
            row(29, "", [1, 0, 0, 0, 0]),
            row(29, "ivi_vaikui", [0, 0, 0, 3, 39_000]),
            row(29, "ivi_vaikui_gausi", [0, 0, 0, 1, 7_622]),
        ]
    );
    assert_eq!(
        figures("2026-11").await,
        [row(13, "", [1, 0, 0, 0, 0]), row(29, "", [2, 1, 1, 0, 0])]
    );
    // On the statutory date is in time, a day later is not.
    assert_eq!(
        figures("2026-12").await,
        [row(13, "", [0, 1, 1, 0, 0]), row(29, "", [0, 1, 0, 0, 0])]
    );

    // The pages' role sees counts, nobody's row.
    for table in [
        "municipal.person",
        "municipal.payment_line",
        "municipal.application",
        "central.resident",
        "central.journal_entry",
    ] {
        let sql = format!("SELECT 1 FROM {table} LIMIT 1");
        let error = sqlx::query(sqlx::AssertSqlSafe(sql))
            .execute(centre.figures.pool())
            .await
            .unwrap_err();
        assert_eq!(
            error.as_database_error().unwrap().code().as_deref(),
            Some("42501"),
            "{table}"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_ministry_sees_figures_without_small_cells() {
    let mut centre = Centre::start().await;
    centre.paid(29, "2026-10-01", "ivi_vaikui", 3, 13_000).await;
    centre
        .paid(13, "2026-10-01", "ivi_vaikui", 40, 13_000)
        .await;
    centre
        .paid(57, "2026-10-01", "ivi_vaikui", 900, 13_000)
        .await;
    roll_up(&centre.node, centre.now).await.unwrap();
    let web = WebState {
        node: centre.node.clone(),
        clock: Arc::new(FixedClock(centre.now)),
        site: Arc::new(Site::new(spis_pages::Audience::Ministry, "Ministerija")),
        audience: Audience::Ministry,
    };
    let router = router(web, centre.figures.clone());

    let nobody = centre.user("beteise", &[]).await;
    let cookie = centre.cookie(nobody).await;
    for path in ["/centras", "/centras/rodikliai.csv"] {
        assert_eq!(
            ask(&router, &cookie, path).await.0,
            StatusCode::FORBIDDEN,
            "{path}"
        );
    }
    assert_eq!(centre.journalled("statistics_read", "refused").await, 1);
    assert_eq!(ask(&router, "", "/centras").await.0, StatusCode::SEE_OTHER);

    let analyst = centre.user("analitike", &["ministry_analyst"]).await;
    let cookie = centre.cookie(analyst).await;
    let (status, body) = ask(&router, &cookie, "/centras?menuo=2026-10").await;
    assert_eq!(status, StatusCode::OK);
    assert!(!body.contains('⟦'), "wording is missing: {body}");
    assert_eq!(
        body.matches("<g transform=").count(),
        60,
        "the map has 60 tiles"
    );
    assert!(
        body.contains(">Šiaulių miesto<")
            && body.contains("2026\u{a0}m. lapkričio 22\u{a0}d. 10:00")
    );
    // Šiauliai's 3 are hidden, Vilnius covers them; the sums with them.
    assert!(
        body.contains("&#60;5") && body.contains("900") && body.contains("943"),
        "{body}"
    );
    assert!(
        !body.contains("390,00") && !body.contains("5\u{a0}200,00"),
        "a sum tells the children: {body}"
    );
    assert_eq!(centre.journalled("statistics_read", "allowed").await, 1);

    let (status, csv) = ask(&router, &cookie, "/centras/rodikliai.csv?menuo=2026-10").await;
    assert_eq!(status, StatusCode::OK);
    let lines: Vec<&str> = csv.lines().filter(|l| l.contains("ivi_vaikui")).collect();
    assert_eq!(lines.len(), 3);
    assert!(
        lines.contains(&"2026-10,29,Šiaulių miesto savivaldybė,ivi_vaikui,,,,<5,×"),
        "{csv}"
    );
    assert!(
        lines.contains(&"2026-10,13,Vilniaus miesto savivaldybė,ivi_vaikui,,,,×,×"),
        "{csv}"
    );
    assert!(csv.contains(",ivi_vaikui,,,,900,117000.00"), "{csv}");
    assert_eq!(centre.journalled("statistics_export", "allowed").await, 1);
}
