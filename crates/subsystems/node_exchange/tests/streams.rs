//! Rows cross between a centre and two municipalities, and only where they belong.

mod three_nodes;

use spis_database::{Kind, Node, list_tables, migrate};
use spis_kernel::MunicipalityCode;
use spis_node_exchange::{
    arrivals_replay, migrate_country, read_status, reconciliation, subscriptions,
};
use three_nodes::{CENTRE, SIAULIAI, ThreeNodes, VILNIUS};
use uuid::Uuid;

const SUBMISSION: &str =
    "SELECT count(*) FROM central.submission WHERE id = $1 AND length(content ->> 'note') = 100000";
const SUBMISSION_NOTED: &str =
    "SELECT count(*) FROM local.arrival WHERE id = $1 AND table_name = 'central.submission'";
const APPLICATION: &str = "SELECT count(*) FROM municipal.application WHERE id = $1";

#[tokio::test]
async fn a_submission_goes_down_to_its_municipality_alone_and_the_application_comes_up() {
    let nodes = ThreeNodes::start(1).await;
    let resident = nodes.resident().await;
    let to_siauliai = nodes.submit(SIAULIAI, resident).await;
    let to_vilnius = nodes.submit(VILNIUS, resident).await;
    nodes.arrives(SIAULIAI, SUBMISSION, to_siauliai).await;
    nodes.arrives(VILNIUS, SUBMISSION, to_vilnius).await;
    // Either may have come with the first copy: the note is made by both ways.
    nodes.arrives(SIAULIAI, SUBMISSION_NOTED, to_siauliai).await;
    assert_eq!(nodes.count(SIAULIAI, SUBMISSION, to_vilnius).await, 0);
    assert_eq!(nodes.count(VILNIUS, SUBMISSION, to_siauliai).await, 0);
    assert_eq!(
        nodes.count(CENTRE, SUBMISSION_NOTED, to_siauliai).await,
        0,
        "the owner notes nothing"
    );

    let application = nodes.register(SIAULIAI, to_siauliai).await;
    nodes.arrives(CENTRE, APPLICATION, application).await;
    assert_eq!(nodes.count(VILNIUS, APPLICATION, application).await, 0);

    // The notes are lost; what was not worked on is noted again, what was is not.
    nodes.streams().await;
    let mut admin = nodes.admin(SIAULIAI).await;
    let second = nodes.submit(SIAULIAI, resident).await;
    nodes.arrives(SIAULIAI, SUBMISSION, second).await;
    sqlx::query("DELETE FROM local.arrival")
        .execute(&mut admin)
        .await
        .unwrap();
    let config = nodes.node(SIAULIAI);
    let siauliai = Node::open(config.code, &config.name, &config.database, 2).unwrap();
    assert_eq!(arrivals_replay(&siauliai).await.unwrap(), 1);
    assert_eq!(nodes.count(SIAULIAI, SUBMISSION_NOTED, second).await, 1);
    assert_eq!(
        arrivals_replay(&siauliai).await.unwrap(),
        0,
        "a note that is there is not made twice"
    );

    // The copies are exact; a row taken from one is missed.
    let all = reconciliation::reconcile(&nodes.file).await.unwrap();
    let different: Vec<_> = all.iter().filter(|c| !c.is_equal()).collect();
    assert!(different.is_empty(), "{different:?}");
    assert!(
        all.iter().any(|c| c.table == "central.submission"
            && c.municipality == "29"
            && c.owner.rows == 2)
    );
    let mut centre = nodes.admin(CENTRE).await;
    sqlx::query("UPDATE municipal.application SET number = 'other' WHERE id = $1")
        .bind(application)
        .execute(&mut centre)
        .await
        .unwrap();
    let all = reconciliation::reconcile(&nodes.file).await.unwrap();
    let different: Vec<_> = all
        .iter()
        .filter(|c| !c.is_equal())
        .map(|c| c.table.as_str())
        .collect();
    assert_eq!(different, ["municipal.application"]);
}

/// Size and hash of all parts of a submission's one document, once it has its forty parts.
const DOCUMENT: &str = "SELECT coalesce((SELECT sum(octet_length(p.content)) || ' ' || encode(sha256(string_agg(p.content, ''::bytea ORDER BY p.number)), 'hex')
     FROM central.attachment_part p JOIN central.attachment a ON a.id = p.attachment_id WHERE a.subject_id = $1 HAVING count(*) = 40), '')";

#[tokio::test]
async fn a_document_of_ten_megabytes_arrives_with_the_same_hash_and_at_its_municipality_alone() {
    let nodes = ThreeNodes::start(1).await;
    let resident = nodes.resident().await;
    let submission = nodes.submit(SIAULIAI, resident).await;
    let mut centre = nodes.app(CENTRE).await;
    let mut tx = sqlx::Connection::begin(&mut centre).await.unwrap();
    let id = Uuid::now_v7();
    sqlx::query(
        "INSERT INTO central.attachment (municipality_code, id, resident_id, subject_id, position, name, media_type, extension, size, pages,
             sha256, entries, added_at)
         VALUES (29, $1, $2, $3, 0, 'a.pdf', 'application/pdf', 'pdf', 10485760, 1, '', '[]', now())",
    )
    .bind(id)
    .bind(resident)
    .bind(submission)
    .execute(&mut *tx)
    .await
    .unwrap();
    sqlx::query(
        "INSERT INTO central.attachment_part (municipality_code, id, attachment_id, number, content)
         SELECT 29, gen_random_uuid(), $1, part, (SELECT string_agg(sha256((part || '-' || n)::bytea), ''::bytea ORDER BY n) FROM generate_series(1, 8192) n)
         FROM generate_series(0, 39) part",
    )
    .bind(id)
    .execute(&mut *tx)
    .await
    .unwrap();
    tx.commit().await.unwrap();
    let read = async |code| -> String {
        sqlx::query_scalar(DOCUMENT)
            .bind(submission)
            .fetch_one(&mut nodes.app(code).await)
            .await
            .unwrap()
    };
    let sent = read(CENTRE).await;
    assert!(sent.starts_with("10485760 "), "{sent}");
    nodes
        .arrives(
            SIAULIAI,
            "SELECT count(*) / 40 FROM central.attachment_part WHERE attachment_id = $1",
            id,
        )
        .await;
    assert_eq!(read(SIAULIAI).await, sent);
    assert_eq!(read(VILNIUS).await, "");
    nodes.streams().await;
}

#[tokio::test]
async fn publications_are_what_the_comments_say_and_a_second_migration_changes_nothing() {
    let nodes = ThreeNodes::start(1).await;
    nodes.streams().await;
    assert_eq!(
        migrate_country(&nodes.file).await.unwrap(),
        Vec::<String>::new()
    );
    nodes.streams().await;

    let mut centre = nodes.admin(CENTRE).await;
    let mut siauliai = nodes.admin(SIAULIAI).await;
    let tables = list_tables(&mut centre).await.unwrap();
    let published =
        "SELECT pubname || ' ' || schemaname || '.' || tablename || ' ' || coalesce(rowfilter, '')
                     FROM pg_publication_tables ORDER BY 1";
    let of_centre: Vec<String> = sqlx::query_scalar(published)
        .fetch_all(&mut centre)
        .await
        .unwrap();
    let of_siauliai: Vec<String> = sqlx::query_scalar(published)
        .fetch_all(&mut siauliai)
        .await
        .unwrap();
    let mut down = Vec::new();
    let mut up = Vec::new();
    for table in &tables {
        for code in [VILNIUS, SIAULIAI] {
            match table.kind {
                Kind::CentralAll => down.push(format!("down_{code} {} ", table.name)),
                Kind::CentralAddressed => {
                    down.push(format!(
                        "down_{code} {} (municipality_code = {code})",
                        table.name
                    ));
                }
                _ => {}
            }
        }
        if table.kind == Kind::Municipal {
            up.push(format!("up {} ", table.name));
        }
    }
    down.sort();
    up.sort();
    assert_eq!(of_centre, down);
    assert_eq!(of_siauliai, up);
    let name = |line: &String| line.split(' ').nth(1).unwrap().to_owned();
    assert!(
        !of_centre
            .iter()
            .map(name)
            .any(|t| of_siauliai.iter().map(name).any(|u| u == t))
    );
    let truncates: i64 =
        sqlx::query_scalar("SELECT count(*) FROM pg_publication WHERE pubtruncate")
            .fetch_one(&mut centre)
            .await
            .unwrap();
    assert_eq!(truncates, 0);
}

#[tokio::test]
async fn a_node_writes_only_what_it_owns() {
    let nodes = ThreeNodes::start(1).await;
    let resident = nodes.resident().await;
    let submission = nodes.submit(SIAULIAI, resident).await;
    nodes.arrives(SIAULIAI, SUBMISSION, submission).await;
    let application = nodes.register(SIAULIAI, submission).await;
    nodes.arrives(CENTRE, APPLICATION, application).await;

    const DENIED: &str = "42501";
    const CHECK: &str = "23514";
    for (node, sql, code) in [
        (
            SIAULIAI,
            "INSERT INTO central.letter_opening VALUES (29, gen_random_uuid(), now())",
            DENIED,
        ),
        (
            SIAULIAI,
            "UPDATE central.submission SET language = 'en'",
            DENIED,
        ),
        (SIAULIAI, "DELETE FROM central.submission", DENIED),
        (
            SIAULIAI,
            "UPDATE municipal.journal_entry SET outcome = 'refused'",
            DENIED,
        ),
        (SIAULIAI, "DELETE FROM municipal.journal_entry", DENIED),
        (SIAULIAI, "TRUNCATE municipal.application", DENIED),
        (SIAULIAI, "TRUNCATE local.session", DENIED),
        (SIAULIAI, "UPDATE local.node SET code = 13", DENIED),
        (
            SIAULIAI,
            "UPDATE municipal.application SET id = gen_random_uuid()",
            CHECK,
        ),
        (
            SIAULIAI,
            "UPDATE municipal.application SET municipality_code = 13",
            CHECK,
        ),
        (
            SIAULIAI,
            "INSERT INTO municipal.counter VALUES (13, 'application', 2026, 1)",
            CHECK,
        ),
        (
            CENTRE,
            "UPDATE municipal.application SET status = 'decided'",
            DENIED,
        ),
        (CENTRE, "DELETE FROM central.submission", DENIED),
        (
            CENTRE,
            "UPDATE central.submission SET municipality_code = 13",
            DENIED,
        ),
    ] {
        let error = sqlx::query(sql)
            .execute(&mut nodes.app(node).await)
            .await
            .unwrap_err();
        let found = error
            .as_database_error()
            .and_then(|e| e.code().map(|c| c.into_owned()));
        assert_eq!(found.as_deref(), Some(code), "{sql}: {error}");
    }
}

#[tokio::test]
async fn a_job_is_planned_and_seen_by_the_role_of_the_pages() {
    let nodes = ThreeNodes::start(1).await;
    let mut app = nodes.app(SIAULIAI).await;
    sqlx::query("SELECT 1 FROM local_jobs.add_job('some_work', '{}'::json, job_key => 'one')")
        .execute(&mut app)
        .await
        .unwrap();
    let status = read_status(&nodes.file).await;
    let siauliai = status.nodes.iter().find(|n| n.code == "29").unwrap();
    assert_eq!(siauliai.jobs_waiting, 1);
    assert!(siauliai.missing_migrations.is_empty());
}

#[tokio::test]
async fn a_municipality_that_was_away_receives_once_what_was_sent_meanwhile() {
    let nodes = ThreeNodes::start(2).await;
    let resident = nodes.resident().await;
    nodes.streams().await;
    nodes.servers[1].stop(true).unwrap();
    let submission = nodes.submit(SIAULIAI, resident).await;
    let status = read_status(&nodes.file).await;
    let siauliai = status.nodes.iter().find(|n| n.code == "29").unwrap();
    assert!(
        !siauliai.reachable
            && !siauliai.up.as_ref().unwrap().alive
            && !siauliai.down.as_ref().unwrap().alive
    );
    nodes.servers[1].start().unwrap();
    nodes.arrives(SIAULIAI, SUBMISSION, submission).await;
    nodes.arrives(SIAULIAI, SUBMISSION_NOTED, submission).await;
    let application = nodes.register(SIAULIAI, submission).await;
    nodes.arrives(CENTRE, APPLICATION, application).await;
    nodes.streams().await;
}

#[tokio::test]
async fn a_dropped_pair_leaves_no_slot_behind() {
    let nodes = ThreeNodes::start(1).await;
    nodes.streams().await;
    let slots =
        "SELECT slot_name::text FROM pg_replication_slots WHERE slot_name LIKE 'spis%' ORDER BY 1";
    let mut centre = nodes.admin(CENTRE).await;
    let before: Vec<String> = sqlx::query_scalar(slots)
        .fetch_all(&mut centre)
        .await
        .unwrap();
    assert_eq!(
        before,
        ["spis_down_13", "spis_down_29", "spis_up_13", "spis_up_29"]
    );
    subscriptions::drop_pair(nodes.node(CENTRE), nodes.node(SIAULIAI))
        .await
        .unwrap();
    let after: Vec<String> = sqlx::query_scalar(slots)
        .fetch_all(&mut centre)
        .await
        .unwrap();
    assert_eq!(after, ["spis_down_13", "spis_up_13"]);
    let publication = migrate::down_publication(MunicipalityCode::new(SIAULIAI).unwrap());
    assert_eq!(publication, "down_29");
    // Nothing of the other pair was touched.
    let resident = nodes.resident().await;
    let submission: Uuid = nodes.submit(VILNIUS, resident).await;
    nodes.arrives(VILNIUS, SUBMISSION, submission).await;
}
