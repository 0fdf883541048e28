//! Closing a part of a node for a time, at a real database.

use jiff::{SignedDuration, Timestamp};
use spis_administration::closures::{self, Closures};
use spis_administration::{AdministrationError, load_reference};
use spis_audit::Actor;
use spis_database::Node;
use spis_database::migrate::{self, Purpose};
use spis_database::private_server::PrivateServer;
use spis_kernel::MunicipalityCode;
use spis_pages::Closure;
use sqlx::{Connection, PgConnection};

struct Server(PrivateServer);

impl Drop for Server {
    fn drop(&mut self) {
        self.0.remove().unwrap();
    }
}

async fn node(server: &Server) -> Node {
    let code = MunicipalityCode::new(29).unwrap();
    let mut admin = PgConnection::connect(&server.0.url("postgres", "spis_admin"))
        .await
        .unwrap();
    migrate::create_database(&mut admin, "spis_29")
        .await
        .unwrap();
    let mut owner = PgConnection::connect(&server.0.url("spis_29", "spis_owner"))
        .await
        .unwrap();
    migrate::run_all(&mut owner, Purpose::Node(code))
        .await
        .unwrap();
    migrate::generate(&mut owner, code, "Savivaldybė", &[])
        .await
        .unwrap();
    load_reference(&mut owner).await.unwrap();
    Node::open(code, "Savivaldybė", &server.0.url("spis_29", "spis_app"), 2).unwrap()
}

fn closure(area: &str, until: Timestamp) -> Closure {
    Closure {
        area: area.into(),
        reason_lt: "Prižiūrime serverį.".into(),
        reason_en: "We look after the server.".into(),
        begun_at: until,
        until,
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_part_is_closed_prolonged_opened_and_opens_by_itself() {
    let folder =
        std::env::temp_dir().join(format!("spis-closures-{}", uuid::Uuid::new_v4().simple()));
    let server = Server(PrivateServer::at(&folder, false).unwrap());
    server.0.start().unwrap();
    let node = node(&server).await;
    let now: Timestamp = "2026-11-22T08:00:00Z".parse().unwrap();
    let later = |seconds| now + SignedDuration::from_secs(seconds);
    let actor = Actor::job("test");
    let pages = Closures::new(node.clone());
    assert_eq!(pages.now(now).await, []);

    let mut tx = node.begin().await.unwrap();
    let over = closure("counter", now);
    assert!(matches!(
        closures::close(&mut tx, node.code(), &over, &actor, now).await,
        Err(AdministrationError::ClosureOver)
    ));
    let first = closure("counter", later(600));
    closures::close(&mut tx, node.code(), &first, &actor, now)
        .await
        .unwrap();
    let all = closure("all", later(60));
    closures::close(&mut tx, node.code(), &all, &actor, now)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    // Without a restart, and not at each request.
    assert_eq!(pages.now(later(1)).await, []);
    let seen = pages.now(later(2)).await;
    let areas: Vec<&str> = seen.iter().map(|one| one.area.as_str()).collect();
    assert_eq!(areas, ["counter", "all"]);
    assert_eq!(seen[0].begun_at, now);
    assert_eq!(seen[0].seconds_left(later(2)), 598);
    let after = pages.now(later(61)).await;
    assert_eq!(after.len(), 1, "what has come to its end is open");

    let mut tx = node.begin().await.unwrap();
    let prolonged = closure("counter", later(1200));
    closures::close(&mut tx, node.code(), &prolonged, &actor, later(70))
        .await
        .unwrap();
    let open = closures::list(&mut tx, later(70)).await.unwrap();
    assert_eq!((open.len(), open[0].begun_at), (1, now));
    assert_eq!(open[0].until, later(1200));
    tx.commit().await.unwrap();
    assert_eq!(pages.now(later(80)).await[0].until, later(1200));

    // The database goes away: what was known still holds, until its end.
    server.0.stop(false).unwrap();
    assert_eq!(pages.now(later(100)).await.len(), 1);
    assert_eq!(pages.now(later(1200)).await, []);
    server.0.start().unwrap();

    let mut tx = node.begin().await.unwrap();
    let mut reopened = Vec::new();
    for _ in 0..2 {
        let was = closures::open(&mut tx, node.code(), "counter", &actor, later(200));
        reopened.push(was.await.unwrap());
    }
    assert_eq!(reopened, [true, false]);
    let journalled: Vec<(String,)> = sqlx::query_as(
        "SELECT action FROM municipal.journal_entry WHERE object = 'closure' ORDER BY at, action",
    )
    .fetch_all(&mut *tx)
    .await
    .unwrap();
    let actions: Vec<&str> = journalled.iter().map(|(action,)| action.as_str()).collect();
    assert_eq!(
        actions,
        [
            "closure_begin",
            "closure_begin",
            "closure_begin",
            "closure_end"
        ]
    );
}
