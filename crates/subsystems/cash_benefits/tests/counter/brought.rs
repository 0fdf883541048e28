//! What is brought or asked at the counter after registering, by whoever comes to whichever official.

use axum::http::StatusCode;
use jiff::{SignedDuration, Timestamp};
use spis_administration::user_identify;
use spis_applications::requests::store::holds_the_decision;
use spis_applications::store::application_find;
use spis_audit::Actor;
use spis_kernel::ApplicationId;

use crate::town::{Desk, Town, child, code, mother, typed};

/// A paper application of the mother, registered and signed; its key.
async fn registered(desk: &Desk<'_>, serial: u16) -> String {
    let draft = desk.find(&mother()).await;
    let child = child(serial);
    let mut fields = typed("1", child.as_str());
    fields.retain(|(name, _)| *name != "parasas");
    fields.push(("parasas", "received"));
    let (status, to, page) = desk.post(&draft, &fields).await;
    assert_eq!(status, StatusCode::SEE_OTHER, "{page}");
    let to = to.split('?').next().unwrap();
    to.rsplit('/').next().unwrap().to_owned()
}

/// Whether nothing may be proposed or adopted until somebody answers.
async fn is_held(town: &Town, application: &str) -> bool {
    let id = ApplicationId::new(application.parse().unwrap());
    let mut tx = town.node.begin().await.unwrap();
    let found = application_find(&mut tx, code(), id)
        .await
        .unwrap()
        .unwrap();
    holds_the_decision(&mut tx, &found).await.unwrap()
}

fn next_day(town: &Town) -> Timestamp {
    town.now + SignedDuration::from_hours(24)
}

const HERSELF: [(&str, &str); 4] = [
    ("gauta", "2026-11-22"),
    ("atnese", "pats"),
    ("dokumentas", "passport"),
    ("dokumento-nr", "7k41"),
];

#[tokio::test]
async fn a_document_brought_later_joins_the_case_and_holds_the_decision() {
    let town = Town::start().await;
    let router = town.router();
    let application = registered(&town.desk(&router, town.reception).await, 730).await;
    // Another official, the next day.
    let later = town.router_at(next_day(&town));
    let colleague = town.desk_at(&later, town.colleague, next_day(&town)).await;
    let place = format!("/priemimas/prasymas/{application}/atnesta");
    for wanted in ["pr-29-2026-000001", mother().as_str()] {
        let (status, to, _) = colleague
            .post("/priemimas/rasti", &[("ieskoma", wanted)])
            .await;
        assert_eq!(
            (status, to.as_str()),
            (StatusCode::SEE_OTHER, place.as_str())
        );
    }
    assert_eq!(
        town.count("SELECT count(*) FROM municipal.journal_entry e JOIN municipal.journal_subject s ON s.entry_id = e.id WHERE e.action = 'application_find'").await,
        2
    );
    sqlx::query(
        "INSERT INTO municipal.document_request (municipality_code, id, application_id, document, reason, asked_by, asked_by_position, asked_at, due_on)
         SELECT municipality_code, gen_random_uuid(), id, 'custody', 'Reikia', gen_random_uuid(), 'specialistė', now(), '2026-12-30' FROM municipal.application",
    )
    .execute(town.node.pool())
    .await
    .unwrap();
    sqlx::query("UPDATE municipal.application SET status = 'waiting'")
        .execute(town.node.pool())
        .await
        .unwrap();
    let (status, page) = colleague.get(&place).await;
    assert_eq!(status, StatusCode::OK);
    assert!(
        page.contains("Rasa Bandomienė") && page.contains("id=\"prasytas\""),
        "{page}"
    );
    let asked: String = sqlx::query_scalar("SELECT id::text FROM municipal.document_request")
        .fetch_one(town.node.pool())
        .await
        .unwrap();
    let mut fields = HERSELF.to_vec();
    fields.extend([
        ("kas", "dokumentas"),
        ("tekstas", "Teismo sprendimas"),
        ("prasytas", asked.as_str()),
        ("tikra", "official"),
    ]);
    let (status, page) = colleague.send_file(&place, &fields, "%PDF-1").await;
    assert_eq!(status, StatusCode::SEE_OTHER, "{page}");
    assert!(is_held(&town, &application).await);
    for sql in [
        "SELECT count(*) FROM municipal.counter_request WHERE receipt_number = 'KR-29-2026-000001' AND identity_last = '7K41' AND brought_by IS NULL",
        "SELECT count(*) FROM municipal.document d JOIN municipal.counter_request r ON r.id = d.counter_request_id WHERE d.certified_copy",
        "SELECT count(*) FROM municipal.document_request WHERE settled_as = 'received'",
        // Nothing else is waited for: the clock runs anew from the day on which it came.
        "SELECT count(*) FROM municipal.application WHERE status = 'assessed' AND term_start = '2026-11-22'",
        "SELECT count(*) FROM municipal.application_event WHERE step = 'request_supplement' AND note = 'KR-29-2026-000001' AND user_name LIKE '%kita'",
        "SELECT count(*) FROM municipal.journal_entry WHERE action = 'request_receive' AND outcome = 'allowed' AND object = 'counter_request'",
    ] {
        assert_eq!(town.count(sql).await, 1, "{sql}");
    }
    let key: String = sqlx::query_scalar("SELECT id::text FROM municipal.counter_request")
        .fetch_one(town.node.pool())
        .await
        .unwrap();
    let (_, receipt) = colleague
        .get(&format!("/priemimas/atnesta/{key}/patvirtinimas.pdf"))
        .await;
    for words in [
        "KR-29-2026-000001",
        "PR-29-2026-000001",
        "gruodžio 18",
        "kita",
    ] {
        assert!(receipt.contains(words), "{words} in {receipt}");
    }
    // The specialist sees it, who brought it and the document with it, and acknowledges it.
    let specialist = town.desk_at(&later, town.specialist, next_day(&town)).await;
    let case = format!("/bylos/{application}");
    let (_, page) = specialist.get(&case).await;
    for words in [
        "KR-29-2026-000001",
        "Teismo sprendimas",
        "pasą, …7K41",
        "sprendimas.pdf",
    ] {
        assert!(page.contains(words), "{words} in {page}");
    }
    let answer = [("kreipinys", key.as_str()), ("veiksmas", "acknowledged")];
    let (status, _, page) = specialist.post(&format!("{case}/atsakyti"), &answer).await;
    assert_eq!(status, StatusCode::SEE_OTHER, "{page}");
    assert!(!is_held(&town, &application).await);
    let (_, page) = colleague.get(&format!("/priemimas/atnesta/{key}")).await;
    assert!(page.contains("Susipažinta"), "{page}");
}

#[tokio::test]
async fn a_withdrawal_in_person_is_done_and_one_by_post_waits_for_a_specialist() {
    let town = Town::start().await;
    let router = town.router();
    let desk = town.desk(&router, town.reception).await;
    let colleague = town.desk(&router, town.colleague).await;
    let first = registered(&desk, 731).await;
    let place = format!("/priemimas/prasymas/{first}/atnesta");
    let posted = [
        ("kas", "atsiemimas"),
        ("gauta", "2026-11-22"),
        ("atnese", "pastas"),
        ("dokumentas", "none"),
    ];
    let (status, page) = colleague.send_file(&place, &posted, "").await;
    assert_eq!(status, StatusCode::SEE_OTHER, "{page}");
    assert!(is_held(&town, &first).await);
    assert_eq!(
        town.count("SELECT count(*) FROM municipal.application WHERE status = 'registered'")
            .await,
        1
    );
    let mut fields = HERSELF.to_vec();
    fields.push(("kas", "atsiemimas"));
    let (status, page) = colleague.send_file(&place, &fields, "").await;
    assert_eq!(status, StatusCode::SEE_OTHER, "{page}");
    assert_eq!(
        town.count("SELECT count(*) FROM municipal.application WHERE status = 'withdrawn'")
            .await,
        1
    );
    // Nothing more is brought for it, and it is not found.
    let (status, page) = colleague.send_file(&place, &fields, "").await;
    assert_eq!(status, StatusCode::FORBIDDEN, "{page}");
    let (status, _, page) = colleague
        .post("/priemimas/rasti", &[("ieskoma", "PR-29-2026-000001")])
        .await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.contains("id=\"ieskoma-k\"") && page.contains("value=\"PR-29-2026-000001\""));
}

#[tokio::test]
async fn what_is_wrong_stands_at_the_field_and_nothing_typed_is_lost_even_beside_a_large_photo() {
    let town = Town::start().await;
    let router = town.router();
    let desk = town.desk(&router, town.reception).await;
    let application = registered(&desk, 732).await;
    let place = format!("/priemimas/prasymas/{application}/atnesta");
    let (status, page) = desk.send_file(&place, &[("dokumento-nr", "1")], "").await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    for field in ["kas", "gauta", "atnese", "dokumentas", "dokumento-nr"] {
        assert!(page.contains(&format!("id=\"{field}-k\"")), "{field}");
    }
    let mut fields = HERSELF.to_vec();
    fields.extend([
        ("kas", "pareiskimas"),
        ("tekstas", "Nauja sąskaita LT60 1010"),
        ("tikra", "official"),
    ]);
    let photo = "x".repeat(14_000_000);
    let (status, page) = desk.send_file(&place, &fields, &photo).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.contains("id=\"failas-k\""), "{page}");
    assert!(page.contains("Nauja sąskaita LT60 1010") && page.contains("value=\"7k41\""));
    assert_eq!(
        town.count("SELECT count(*) FROM municipal.counter_request")
            .await,
        0
    );
    // So does the form that registers.
    let draft = desk.find(&mother()).await;
    let child = child(733);
    let fields = typed("1", child.as_str());
    let register = format!("{draft}/registruoti");
    let (status, page) = desk.send_file(&register, &fields, &photo).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.contains("id=\"failas-k\"") && page.contains("Teismo sprendimo kopija"));
    let (_, page) = desk.get(&draft).await;
    assert!(page.contains("+37060000000"), "kept");
}

#[tokio::test]
async fn a_colleague_notes_the_signature_and_nobody_serves_an_application_of_their_own() {
    let town = Town::start().await;
    let router = town.router();
    let desk = town.desk(&router, town.reception).await;
    let draft = desk.find(&mother()).await;
    let child = child(734);
    let (_, to, _) = desk.post(&draft, &typed("1", child.as_str())).await;
    let place = to.split('?').next().unwrap().to_owned();
    let later = town.router_at(next_day(&town));
    let colleague = town.desk_at(&later, town.colleague, next_day(&town)).await;
    let mut tx = town.node.begin().await.unwrap();
    let actor = Actor::job("test");
    user_identify(&mut tx, code(), town.reception, &mother(), &actor, town.now)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    let (status, _, _) = desk.post(&format!("{place}/pasirasyta"), &[]).await;
    assert_eq!(status, StatusCode::FORBIDDEN);
    assert_eq!(
        desk.get(&format!("{place}/atnesta")).await.0,
        StatusCode::FORBIDDEN
    );
    let mut fields = HERSELF.to_vec();
    fields.extend([("kas", "pareiskimas"), ("tekstas", "Noriu daugiau")]);
    let (status, _) = desk
        .send_file(&format!("{place}/atnesta"), &fields, "")
        .await;
    assert_eq!(status, StatusCode::FORBIDDEN);
    let (status, page) = colleague.get(&place).await;
    assert_eq!(status, StatusCode::OK);
    assert!(!page.contains("/kopija\""), "no form that always refuses");
    assert!(page.contains("/atnesta\""));
    let (status, ..) = colleague.post(&format!("{place}/pasirasyta"), &[]).await;
    assert_eq!(status, StatusCode::SEE_OTHER);
    assert_eq!(
        town.count("SELECT count(*) FROM municipal.application_event WHERE step = 'sign_paper' AND user_name LIKE '%kita'").await,
        1
    );
}

#[tokio::test]
async fn an_answer_is_told_on_paper_in_its_own_words() {
    let town = Town::start().await;
    let router = town.router();
    let desk = town.desk(&router, town.reception).await;
    let application = registered(&desk, 735).await;
    let mut fields = HERSELF.to_vec();
    fields.extend([("kas", "pareiskimas"), ("tekstas", "Persikrausčiau")]);
    let place = format!("/priemimas/prasymas/{application}/atnesta");
    let (status, page) = desk.send_file(&place, &fields, "").await;
    assert_eq!(status, StatusCode::SEE_OTHER, "{page}");
    let key: String = sqlx::query_scalar("SELECT id::text FROM municipal.counter_request")
        .fetch_one(town.node.pool())
        .await
        .unwrap();
    let specialist = town.desk(&router, town.specialist).await;
    let field = format!("atsakymas-{key}");
    let answer = [
        ("kreipinys", key.as_str()),
        ("veiksmas", "acknowledged"),
        (field.as_str(), "Adresą patikslinome."),
    ];
    let case = format!("/bylos/{application}/atsakyti");
    let (status, _, page) = specialist.post(&case, &answer).await;
    assert_eq!(status, StatusCode::SEE_OTHER, "{page}");
    let (_, queue) = desk.get("/spausdinimas").await;
    assert!(queue.contains("Atsakymas į kreipimąsi"), "{queue}");
    let notice: String = sqlx::query_scalar("SELECT id::text FROM municipal.notice")
        .fetch_one(town.node.pool())
        .await
        .unwrap();
    let (_, letter) = desk
        .get(&format!("/spausdinimas/{notice}/rastas.pdf"))
        .await;
    for words in ["Adresą patikslinome.", "KR-29-2026-000001", "Susipažinta"] {
        assert!(letter.contains(words), "{words} in {letter}");
    }
    assert!(!letter.contains("yra nauja žinia"), "{letter}");
}
