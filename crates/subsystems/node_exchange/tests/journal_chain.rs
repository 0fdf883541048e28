//! The journal's chain: entries are sealed by a role of its own, and a bent journal is found with its first bad entry.

mod three_nodes;

use jiff::{SignedDuration, Timestamp};
use spis_audit::{
    Actor, Entry, Fault, Outcome, Reach, compare_journal, record_now, seal_journal, verify_journal,
};
use spis_database::Node;
use sqlx::{Connection, PgConnection};
use three_nodes::{CENTRE, SIAULIAI, ThreeNodes};
use uuid::Uuid;

fn opened(nodes: &ThreeNodes, code: i16) -> (Node, Node) {
    let config = nodes.node(code);
    let seal = config.seal.as_deref().unwrap();
    (
        Node::open(config.code, &config.name, &config.database, 2).unwrap(),
        Node::open(config.code, &config.name, seal, 1).unwrap(),
    )
}

async fn written(node: &Node, at: Timestamp, purpose: &str) -> Uuid {
    let entry = Entry {
        actor: &Actor::job("bandymas"),
        action: "case_read",
        object: "application",
        object_id: Some(Uuid::now_v7()),
        purpose,
        outcome: Outcome::Allowed,
        subjects: &[Uuid::now_v7(), Uuid::now_v7()],
    };
    record_now(node, at, entry).await.unwrap().get()
}

/// Five entries under one seal and three under the next.
async fn two_seals(app: &Node, sealer: &Node, now: Timestamp) -> Vec<Uuid> {
    let mut entries = Vec::new();
    for (many, minute) in [(5, 0), (3, 1)] {
        let at = now + SignedDuration::from_mins(minute);
        for second in 0..many {
            let at = at + SignedDuration::from_secs(second);
            entries.push(written(app, at, "byla").await);
        }
        let sealed = seal_journal(sealer, Reach::Recent, at + SignedDuration::from_secs(9)).await;
        assert_eq!(sealed.unwrap(), usize::try_from(many).unwrap());
    }
    entries
}

#[tokio::test]
async fn a_bent_journal_is_found_and_its_first_bad_entry_named() {
    let nodes = ThreeNodes::start(1).await;
    let now: Timestamp = "2026-12-01T08:00:00Z".parse().unwrap();
    for code in [SIAULIAI, CENTRE] {
        let (app, sealer) = opened(&nodes, code);
        let entries = two_seals(&app, &sealer, now).await;
        let whose = app.code();
        let again = seal_journal(&sealer, Reach::Whole, now).await.unwrap();
        assert_eq!(again, 0, "what is sealed is not sealed twice");
        written(&app, now, "dar neužantspauduota").await;
        let mut admin = nodes.admin(code).await;
        let whole = verify_journal(&mut admin, whose).await.unwrap();
        assert_eq!(
            (whole.seals, whole.entries, whole.unsealed, whole.fault),
            (2, 8, 1, None)
        );

        let schema = if code == CENTRE {
            "central"
        } else {
            "municipal"
        };
        let (first, third, seventh) = (entries[0], entries[2], entries[6]);
        let changed = |seq, position, entry| Fault::Changed {
            seq,
            position,
            entry,
        };
        let cases = [
            (
                format!("UPDATE {schema}.journal_entry SET purpose = 'kita' WHERE id = '{third}'"),
                changed(1, 2, third),
            ),
            (
                format!("UPDATE {schema}.journal_entry SET at = at - interval '1 microsecond' WHERE id = '{seventh}'"),
                changed(2, 1, seventh),
            ),
            (
                format!("DELETE FROM {schema}.journal_subject WHERE entry_id = '{first}' AND person_id = (SELECT max(person_id::text)::uuid FROM {schema}.journal_subject WHERE entry_id = '{first}')"),
                changed(1, 0, first),
            ),
            (
                format!("DELETE FROM {schema}.journal_entry WHERE id = '{seventh}'"),
                Fault::Gone {
                    seq: 2,
                    position: 1,
                    entry: seventh,
                },
            ),
            (
                format!("DELETE FROM {schema}.journal_link WHERE seq = 1 AND position = 3"),
                Fault::PlaceEmpty {
                    seq: 1,
                    position: 3,
                },
            ),
            (
                format!("DELETE FROM {schema}.journal_link WHERE seq = 2 AND position = 2"),
                Fault::SealBroken { seq: 2 },
            ),
            (
                format!(
                    "UPDATE {schema}.journal_link SET position = position + 100 WHERE seq = 1 AND position IN (1, 2);
                     UPDATE {schema}.journal_link SET position = 103 - position WHERE seq = 1 AND position > 100"
                ),
                Fault::SealBroken { seq: 1 },
            ),
            (
                format!("DELETE FROM {schema}.journal_link WHERE seq = 1; DELETE FROM {schema}.journal_seal WHERE seq = 1"),
                Fault::SealGone { seq: 1 },
            ),
            (
                format!("UPDATE {schema}.journal_seal SET sealed_at = sealed_at - interval '1 day' WHERE seq = 2"),
                Fault::SealBroken { seq: 2 },
            ),
        ];
        for (bending, fault) in cases {
            let mut tx = admin.begin().await.unwrap();
            // As somebody who may do anything: no constraint and no trigger holds them.
            let free = "SET LOCAL session_replication_role = 'replica';";
            sqlx::raw_sql(sqlx::AssertSqlSafe(format!("{free} {bending}")))
                .execute(&mut *tx)
                .await
                .unwrap_or_else(|error| panic!("{bending}: {error}"));
            let verdict = verify_journal(&mut tx, whose).await.unwrap();
            assert_eq!(verdict.fault, Some(fault), "{bending}");
            tx.rollback().await.unwrap();
        }
    }
}

#[tokio::test]
async fn a_chain_written_anew_is_told_from_its_copy_at_the_centre() {
    let nodes = ThreeNodes::start(1).await;
    nodes.streams().await;
    let now: Timestamp = "2026-12-01T08:00:00Z".parse().unwrap();
    let (app, sealer) = opened(&nodes, SIAULIAI);
    let entries = two_seals(&app, &sealer, now).await;
    for entry in &entries {
        let arrived = "SELECT count(*) FROM municipal.journal_link WHERE entry_id = $1";
        nodes.arrives(CENTRE, arrived, *entry).await;
    }
    let mut here = nodes.admin(SIAULIAI).await;
    let mut there = nodes.admin(CENTRE).await;
    let compared = async |here: &mut PgConnection, there: &mut PgConnection| {
        compare_journal(here, there, app.code()).await.unwrap()
    };
    assert_eq!(compared(&mut here, &mut there).await, None);

    // The last seal is cut off; its copy stays, whatever the stream says.
    let cut = "ALTER TABLE municipal.journal_link DISABLE TRIGGER USER;
               DELETE FROM municipal.journal_link WHERE seq = 2; DELETE FROM municipal.journal_seal WHERE seq = 2;
               DELETE FROM municipal.journal_subject WHERE entry_id = ANY (SELECT id FROM municipal.journal_entry WHERE at >= '2026-12-01 08:01+00');
               DELETE FROM municipal.journal_entry WHERE at >= '2026-12-01 08:01+00'";
    sqlx::raw_sql(cut).execute(&mut here).await.unwrap();
    let later = now + SignedDuration::from_secs(30);
    let last = written(&app, later, "po nukirpimo").await;
    let arrived = "SELECT count(*) FROM municipal.journal_entry WHERE id = $1";
    nodes.arrives(CENTRE, arrived, last).await;
    let verdict = verify_journal(&mut here, app.code()).await.unwrap();
    assert_eq!((verdict.seals, verdict.fault), (1, None));
    let fault = Some(Fault::CutOff {
        seq: 2,
        entry: Some(entries[5]),
    });
    assert_eq!(compared(&mut here, &mut there).await, fault);

    // An entry is changed and the whole chain made again.
    let bend = "DELETE FROM municipal.journal_link; DELETE FROM municipal.journal_seal;
                UPDATE municipal.journal_entry SET purpose = 'kita' WHERE at = '2026-12-01 08:00:02+00'";
    sqlx::raw_sql(bend).execute(&mut here).await.unwrap();
    // The sealer has a place for it again only where the copies do not stand: at the node.
    let sealed = seal_journal(&sealer, Reach::Whole, now + SignedDuration::from_secs(9)).await;
    assert_eq!(sealed.unwrap(), 6);
    let verdict = verify_journal(&mut here, app.code()).await.unwrap();
    assert_eq!(verdict.fault, None, "in itself it is whole");
    let fault = Some(Fault::Differs {
        seq: 1,
        entry: Some(entries[2]),
    });
    assert_eq!(compared(&mut here, &mut there).await, fault);
}

#[tokio::test]
async fn who_writes_the_journal_does_not_seal_it_and_the_sealer_does_nothing_else() {
    let nodes = ThreeNodes::start(1).await;
    for (code, schema) in [(SIAULIAI, "municipal"), (CENTRE, "central")] {
        let (app, sealer) = opened(&nodes, code);
        let refused = async |node: &Node, statement: String| {
            let refused = sqlx::raw_sql(sqlx::AssertSqlSafe(statement.clone()))
                .execute(node.pool())
                .await
                .unwrap_err();
            let code = refused.as_database_error().and_then(|e| e.code()).unwrap();
            assert_eq!(code, "42501", "{statement}: {refused}");
        };
        for (table, column) in [
            ("journal_seal", "seq"),
            ("journal_link", "seq"),
            ("journal_entry", "purpose"),
            ("journal_subject", "person_id"),
        ] {
            for node in [&app, &sealer] {
                refused(node, format!("DELETE FROM {schema}.{table}")).await;
                refused(
                    node,
                    format!("UPDATE {schema}.{table} SET {column} = {column}"),
                )
                .await;
            }
        }
        for table in ["journal_seal", "journal_link"] {
            refused(
                &app,
                format!("INSERT INTO {schema}.{table} SELECT * FROM {schema}.{table}"),
            )
            .await;
        }
        for table in ["journal_entry", "journal_subject"] {
            refused(
                &sealer,
                format!("INSERT INTO {schema}.{table} SELECT * FROM {schema}.{table}"),
            )
            .await;
        }
        refused(&sealer, "SELECT 1 FROM municipal.person".into()).await;
        refused(&sealer, "SELECT 1 FROM central.resident".into()).await;
    }
}
