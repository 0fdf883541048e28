//! A paper application is registered from what no register knows.

use axum::http::StatusCode;
use jiff::{SignedDuration, Timestamp};
use spis_applications::tidy_counter;
use spis_kernel::PersonalCode;
use uuid::Uuid;

use crate::town::{Town, child, mother, typed};

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
        "PR-29-2026-000001 pasirašo: Rasa",
        "pridėta: Teismo sprendimo kopija",
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
    let acting = format!("atstovauja-{key}");
    let mut again = typed("1", "");
    again.retain(|(name, _)| {
        !["vaiko-", "gyvena", "atstovauja"]
            .iter()
            .any(|b| name.starts_with(b))
    });
    again.extend([
        ("vaikai", key.as_str()),
        (lives.as_str(), "taip"),
        (acting.as_str(), "parent"),
    ]);
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
async fn registers_are_asked_only_after_the_applicant_was_told_of_them() {
    let town = Town::start().await;
    let router = town.router();
    let desk = town.desk(&router, town.reception).await;
    let draft = desk.find(&mother()).await;
    let (_, page) = desk.get(&draft).await;
    assert!(
        page.contains("Kokius duomenis imsime iš registrų")
            && page.contains("/priemimas/pranesimas.pdf")
    );
    let (status, notice) = desk.get("/priemimas/pranesimas.pdf").await;
    assert_eq!(status, StatusCode::OK);
    assert!(notice.contains("Išmokų vaikams įstatymą"), "{notice}");
    let child = child(741);
    let mut fields = typed("1", child.as_str());
    fields.retain(|(name, _)| *name != "registrai");
    let (status, _, page) = desk.post(&draft, &fields).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.contains("id=\"registrai-k\""), "{page}");
    assert_eq!(
        town.count("SELECT count(*) FROM local_jobs._private_jobs")
            .await,
        0
    );
    // A form that came signed carries the notice.
    fields.retain(|(name, _)| !["versija", "parasas", "pranesimai"].contains(name));
    fields.extend([
        ("versija", "2"),
        ("parasas", "received"),
        ("ko-truksta", "taip"),
    ]);
    let (status, to, page) = desk.post(&draft, &fields).await;
    assert_eq!(status, StatusCode::SEE_OTHER, "{page}");
    assert_eq!(
        town.count("SELECT count(*) FROM municipal.intake WHERE registers_told = 'signed_form'")
            .await,
        1
    );
    // The paper does not say how she wants to hear, and the receipt does not claim that it does.
    let place = to.split('?').next().unwrap();
    let (_, receipt) = desk.get(&format!("{place}/patvirtinimas.pdf")).await;
    assert!(
        receipt.contains("Kol nepasirinkote") && !receipt.contains("kurį pasirinkote"),
        "{receipt}"
    );
}

#[tokio::test]
async fn of_a_protected_person_nothing_is_put_before_whoever_types_the_code() {
    let town = Town::start().await;
    let router = town.router();
    let desk = town.desk(&router, town.reception).await;
    let draft = desk.find(&mother()).await;
    let child = child(742);
    let mut fields = typed("1", child.as_str());
    fields.push(("adresas", "Slapta g. 7, Kaunas"));
    let (status, _, page) = desk.post(&draft, &fields).await;
    assert_eq!(status, StatusCode::SEE_OTHER, "{page}");
    sqlx::query("UPDATE municipal.person SET protected = true")
        .execute(town.node.pool())
        .await
        .unwrap();
    let colleague = town.desk(&router, town.colleague).await;
    let draft = colleague.find(&mother()).await;
    let (_, page) = colleague.get(&draft).await;
    for hidden in ["Slapta g. 7", "+37060000000", "LT60 1010 0123 4567 8901"] {
        assert!(!page.contains(hidden), "{hidden}");
    }
}

#[tokio::test]
async fn two_presses_begin_one_draft() {
    let town = Town::start().await;
    let router = town.router();
    let desk = town.desk(&router, town.reception).await;
    let (person, other) = (mother(), mother());
    let (one, two) = tokio::join!(desk.find(&person), desk.find(&other));
    assert_eq!(one, two);
    assert_eq!(
        town.count("SELECT count(*) FROM municipal.counter_draft")
            .await,
        1
    );
}
