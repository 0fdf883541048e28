//! Scans that come in and letters that go out.

use axum::http::StatusCode;
use jiff::SignedDuration;
use spis_database::new_id;
use uuid::Uuid;

use crate::town::{Desk, Town, child, mother, typed};

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

#[tokio::test]
async fn a_mistake_keeps_the_page_of_the_queue_and_an_old_letter_is_found_to_be_noted_as_returned()
{
    let town = Town::start().await;
    let router = town.router();
    let desk = town.desk(&router, town.reception).await;
    let draft = desk.find(&mother()).await;
    desk.post(&draft, &typed("1", child(740).as_str())).await;
    // More than one page of letters, the oldest posted half a year ago.
    for sql in [
        "INSERT INTO municipal.notice (municipality_code, id, application_id, recipient_id, channel, language, created_at)
         SELECT a.municipality_code, gen_random_uuid(), a.id, a.applicant_id, 'post', 'lt', timestamptz '2026-05-01' + n * interval '1 day'
         FROM municipal.application a, generate_series(1, 32) n",
        "INSERT INTO municipal.letter_delivery (municipality_code, id, notice_id, application_id, channel, event, day, user_id, user_name, at)
         SELECT municipality_code, gen_random_uuid(), id, application_id, 'post', 'sent', '2026-05-02', gen_random_uuid(), 'bandymas', '2026-05-02'
         FROM municipal.notice ORDER BY created_at LIMIT 1",
    ] {
        sqlx::query(sql).execute(town.node.pool()).await.unwrap();
    }
    let key = |sql: &'static str| {
        let pool = town.node.pool().clone();
        async move {
            let key: String = sqlx::query_scalar(sql).fetch_one(&pool).await.unwrap();
            key
        }
    };
    let last = key("SELECT id::text FROM municipal.notice ORDER BY created_at DESC LIMIT 1").await;
    let oldest = key("SELECT id::text FROM municipal.notice ORDER BY created_at LIMIT 1").await;
    let (_, second) = desk.get("/spausdinimas?puslapis=2").await;
    assert!(
        second.contains(&format!("diena-{last}"))
            && second.contains("name=\"puslapis\" value=\"2\"")
    );
    let day = format!("diena-{last}");
    let wrong = [
        ("rodyti", "laukia"),
        ("puslapis", "2"),
        ("ivykis", "sent"),
        (day.as_str(), "2027-13-45"),
    ];
    let (status, _, page) = desk.post(&format!("/spausdinimas/{last}"), &wrong).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.contains("value=\"2027-13-45\"") && page.contains(&format!("id=\"{day}-k\"")));
    let (_, sent) = desk.get("/spausdinimas?rodyti=issiusta").await;
    assert!(!sent.contains(&oldest), "older than what the queue shows");
    for wanted in [mother().as_str(), "pr-29-2026-000001"] {
        let (status, _, found) = desk
            .post("/spausdinimas/rasti", &[("ieskoma", wanted)])
            .await;
        assert_eq!(status, StatusCode::OK);
        assert!(found.contains(&format!("diena-{oldest}")), "{found}");
        assert!(found.contains("href=\"/spausdinimas?kalba=en\""));
    }
    let returned = format!("/spausdinimas/{oldest}");
    let day = format!("diena-{oldest}");
    let fields = [
        ("rodyti", "laukia"),
        ("puslapis", "1"),
        ("rasta", "taip"),
        ("ivykis", "returned"),
    ];
    let mut typed = fields.to_vec();
    typed.push((day.as_str(), "rytoj"));
    let (status, _, page) = desk.post(&returned, &typed).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.contains("value=\"rytoj\"") && !page.contains(&last));
    typed[4] = (day.as_str(), "2026-11-20");
    let (status, _, page) = desk.post(&returned, &typed).await;
    assert_eq!(status, StatusCode::SEE_OTHER, "{page}");
    assert_eq!(
        town.count("SELECT count(*) FROM municipal.letter_delivery WHERE event = 'returned'")
            .await,
        1
    );
}
