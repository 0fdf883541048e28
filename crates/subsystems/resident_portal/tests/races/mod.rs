//! Two windows, two presses, a worker at the same time: nothing is lost and nothing is done twice. A lock held by the test makes
//! each meet the other where it would hurt.

use sqlx::{Postgres, Transaction};

use super::*;

/// Holds a lock until it is let go of.
async fn held(centre: &Centre, sql: &'static str) -> Transaction<'static, Postgres> {
    let mut tx = centre.owner.begin().await.unwrap();
    sqlx::raw_sql(sql).execute(&mut *tx).await.unwrap();
    tx
}

/// Until so many wait for a lock in this database.
async fn waiting(centre: &Centre, most: i64) {
    for _ in 0..400 {
        let wait = centre
            .count("SELECT count(*) FROM pg_locks l JOIN pg_database d ON d.oid = l.database WHERE NOT l.granted AND d.datname = current_database()")
            .await;
        if wait >= most {
            return;
        }
        tokio::time::sleep(std::time::Duration::from_millis(25)).await;
    }
    panic!("nobody waits");
}

#[tokio::test]
async fn photos_joined_while_the_application_is_sent_are_not_lost() {
    let centre = Centre::new().await;
    let mut hers = centre.informed(rasa()).await;
    let address = draft(&mut hers).await;
    let base = format!("{address}/dokumentai");
    children_answered(&mut hers, &address).await;
    payment_answered(&mut hers, &address, GOOD_IBAN).await;
    let csrf = hers.get(&base).await.csrf();
    let photos: [(&str, &[u8]); 2] = [("1.jpg", b"foto1"), ("2.jpg", b"foto2")];
    hers.post_form(&base, &[("csrf", &csrf)], &photos).await;
    let ids: Vec<String> = sqlx::query_scalar("SELECT id::text FROM central.upload ORDER BY name")
        .fetch_all(&centre.owner)
        .await
        .unwrap();
    assert_eq!(ids.len(), 2);
    let (csrf, version) = reviewed(&mut hers, &address).await;

    let held = held(&centre, "LOCK TABLE central.attachment IN SHARE MODE").await;
    let (mut one, mut other) = (hers.clone(), hers.clone());
    let sending = async {
        let fields = [
            ("csrf", csrf.as_str()),
            ("versija", &version),
            ("patvirtinu", "taip"),
        ];
        one.post(&format!("{address}/pateikti"), &fields).await
    };
    let joining = async {
        waiting(&centre, 1).await;
        let fields = [
            ("csrf", csrf.as_str()),
            ("nuotrauka", &ids[0]),
            ("nuotrauka", &ids[1]),
        ];
        other.post(&format!("{base}/sujungti"), &fields).await
    };
    let letting_go = async {
        waiting(&centre, 2).await;
        held.rollback().await.unwrap();
    };
    let (sent, joined, ()) = tokio::join!(sending, joining, letting_go);
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
    assert_ne!(joined.status, StatusCode::INTERNAL_SERVER_ERROR);
    let handed_in: Vec<String> =
        sqlx::query_scalar("SELECT name FROM central.attachment ORDER BY name")
            .fetch_all(&centre.owner)
            .await
            .unwrap();
    assert_eq!(handed_in, ["1.jpg", "2.jpg"]);
    assert_eq!(centre.count("SELECT count(*) FROM central.upload").await, 0);
    // Nothing can be added to what was sent.
    let fields = [("csrf", csrf.as_str()), ("vardas", "b.pdf"), ("dydis", "9")];
    let late = hers.post(&format!("{base}/pradeti"), &fields).await;
    assert_ne!(late.status, StatusCode::OK);
}

/// Sends a form as its page does: a withdrawal carries no files.
async fn press(browser: &mut Browser, path: &str, fields: &[(&str, &str)]) -> Answer {
    if path.ends_with("/atsiimti") {
        browser.post(path, fields).await
    } else {
        browser.post_form(path, fields, &[]).await
    }
}

/// What is sent twice at once.
async fn twice(centre: &Centre, path: &str, forms: [Vec<(&str, &str)>; 2], hers: &Browser) {
    let held = held(centre, "LOCK TABLE central.resident_request IN SHARE MODE").await;
    let (mut one, mut other) = (hers.clone(), hers.clone());
    let letting_go = async {
        waiting(centre, 2).await;
        held.rollback().await.unwrap();
    };
    let (first, second, ()) = tokio::join!(
        press(&mut one, path, &forms[0]),
        press(&mut other, path, &forms[1]),
        letting_go
    );
    for answer in [first, second] {
        assert_eq!(
            answer.status,
            StatusCode::SEE_OTHER,
            "{path}: {}",
            answer.body
        );
    }
}

fn withdrawal<'a>(csrf: &'a str, key: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![
        ("csrf", csrf),
        ("raktas", key),
        ("tekstas", ""),
        ("patvirtinu", "taip"),
    ]
}

#[tokio::test]
async fn two_presses_send_one_question_and_two_windows_one_withdrawal() {
    let centre = Centre::new().await;
    let mut hers = centre.informed(rasa()).await;
    let (submission, _) = case(&centre, Some("assessed"), true).await;
    let path = format!("/prasymai/{submission}/klausti");
    let (csrf, key) = opened(&mut hers, &path).await;
    let press = vec![
        ("csrf", csrf.as_str()),
        ("raktas", key.as_str()),
        ("tekstas", "Kada?"),
    ];
    twice(&centre, &path, [press.clone(), press], &hers).await;

    let path = format!("/prasymai/{submission}/atsiimti");
    let (_, one) = opened(&mut hers, &path).await;
    let (_, other) = opened(&mut hers, &path).await;
    assert_ne!(one, other);
    let windows = [withdrawal(&csrf, &one), withdrawal(&csrf, &other)];
    twice(&centre, &path, windows, &hers).await;
    let kinds: Vec<String> =
        sqlx::query_scalar("SELECT kind FROM central.resident_request ORDER BY receipt_number")
            .fetch_all(&centre.owner)
            .await
            .unwrap();
    assert_eq!(kinds, ["question", "withdrawal"]);
}

#[tokio::test]
async fn a_document_read_by_the_worker_is_not_made_to_wait_again() {
    let centre = Centre::new().await;
    let mut hers = centre.informed(rasa()).await;
    let base = format!("{}/dokumentai", draft(&mut hers).await);
    let csrf = hers.get(&base).await.csrf();
    let silent: [(&str, &[u8]); 1] = [("a.pdf", b"tyla")];
    hers.post_form(&base, &[("csrf", &csrf)], &silent).await;
    let id: Uuid = sqlx::query_scalar("SELECT id FROM central.upload WHERE state = 'waiting'")
        .fetch_one(&centre.owner)
        .await
        .unwrap();
    // The worker has the subject, and reads the document while she asks for it to be read.
    let mut worker = held(
        &centre,
        "SELECT pg_advisory_xact_lock(hashtextextended('upload-' || subject_id::text, 0)) FROM central.upload",
    )
    .await;
    let asking = async {
        hers.post(&format!("{base}/{id}/baigti"), &[("csrf", &csrf)])
            .await
    };
    let reading = async {
        waiting(&centre, 1).await;
        sqlx::raw_sql("UPDATE central.upload SET state = 'received', media_type = 'application/pdf', extension = 'pdf', pages = 1, sha256 = '-', entries = '[]'")
            .execute(&mut *worker)
            .await
            .unwrap();
        worker.commit().await.unwrap();
    };
    let (answer, ()) = tokio::join!(asking, reading);
    assert!(
        answer.status.is_success() || answer.status.is_redirection(),
        "{}",
        answer.body
    );
    let state: String = sqlx::query_scalar("SELECT state FROM central.upload")
        .fetch_one(&centre.owner)
        .await
        .unwrap();
    assert_eq!(state, "received");
}

#[tokio::test]
async fn no_more_than_twenty_applications_are_begun_at_once() {
    let centre = Centre::new().await;
    let mut hers = centre.informed(rasa()).await;
    for _ in 0..20 {
        draft(&mut hers).await;
    }
    let page = hers.get("/prasymai/naujas").await;
    let refused = hers
        .post("/prasymai/naujas", &[("csrf", &page.csrf())])
        .await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        refused.body.contains("Turite 20 nebaigtų prašymų"),
        "{}",
        refused.body
    );
    assert_eq!(centre.count("SELECT count(*) FROM central.draft").await, 20);
}
