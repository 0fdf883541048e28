//! "Mano SPIS": payments to come and paid, and messages until they are opened.

use super::support::sent::{ask_document, case};
use super::*;

/// Two months are granted to Rasa for Matas, and one of a year ahead; the key of the decision.
async fn granted(centre: &Centre, submission: Uuid) -> Uuid {
    let (decision, _) = decided(centre, submission, "granted").await;
    sqlx::query(
        "INSERT INTO municipal.person (municipality_code, id, personal_code, given_name, surname, sex, born_on, protected, as_of)
         SELECT municipality_code, gen_random_uuid(), $1, 'Matas', 'Bandomasis', 'male', '2020-02-02', false, as_of FROM municipal.person",
    )
    .bind(matas().code.as_str())
    .execute(&centre.owner)
    .await
    .unwrap();
    run(
        centre,
        "INSERT INTO municipal.application_child (municipality_code, application_id, person_id, lives_with)
         SELECT a.municipality_code, a.id, p.id, true FROM municipal.application a, municipal.person p WHERE p.given_name = 'Matas';
         INSERT INTO municipal.award (municipality_code, id, decision_id, application_id, recipient_id, child_id, kind, stacking, period, account)
         SELECT d.municipality_code, gen_random_uuid(), d.id, d.application_id, a.applicant_id, p.id, 'ivi_vaikui', 'child_benefit',
             '[2026-10-01,2038-03-01)', 'LT121000011101001000'
         FROM municipal.decision d JOIN municipal.application a ON a.id = d.application_id, municipal.person p WHERE p.given_name = 'Matas';
         INSERT INTO municipal.award_amount (municipality_code, award_id, months, amount_cents)
         SELECT municipality_code, id, period, 12950 FROM municipal.award;",
    )
    .await;
    decision
}

async fn run(centre: &Centre, sql: &'static str) {
    sqlx::raw_sql(sql).execute(&centre.owner).await.unwrap();
}

/// A month of the only award is paid, on a day.
async fn paid(centre: &Centre, month: &str, pay_on: &str) {
    let run = Uuid::now_v7();
    for sql in [
        "INSERT INTO municipal.payment_run (municipality_code, id, kind_group, month, position, pay_on, run_by, run_by_name, run_at, payments, total_cents)
         SELECT municipality_code, $1, 'child_benefit', $2::date, 1, $3::date, $1, 'x', now(), 1, 12950 FROM municipal.award",
        "INSERT INTO municipal.payment (municipality_code, id, run_id, recipient_id, creditor_name, account, end_to_end_id, amount_cents)
         SELECT municipality_code, $1, $1, recipient_id, 'x', account, $2 || $3, 12950 FROM municipal.award",
        "INSERT INTO municipal.payment_line (municipality_code, award_id, month, payment_id, run_id, child_id, kind, stacking, amount_cents)
         SELECT municipality_code, id, $2::date, $1, $1, child_id, kind, stacking, 12950 FROM municipal.award WHERE $3 <> ''",
    ] {
        sqlx::query(sql)
            .bind(run)
            .bind(month)
            .bind(pay_on)
            .execute(&centre.owner)
            .await
            .unwrap();
    }
}

#[tokio::test]
async fn payments_to_come_and_paid_are_told_with_what_they_come_from() {
    let centre = Centre::new().await;
    let mut browser = centre.informed(rasa()).await;
    let before = browser.get("/mano").await.body;
    assert!(before.contains("Artimiausi mokėjimai"));
    assert!(before.contains("Kai bus paskirta išmoka"), "{before}");
    let address = draft(&mut browser).await;
    let submission = submission_of(&sent(&mut browser, &address).await);
    let decision = granted(&centre, submission).await;

    // October by the day that the act says for certain, the month in course likewise, nothing of later months.
    for path in ["/mano", "/mano/mokejimai"] {
        let body = browser.get(path).await.body;
        for word in [
            "Už 2026\u{a0}m. spalio mėn.",
            "Už 2026\u{a0}m. lapkričio mėn.",
            "129,50\u{a0}Eur",
            "Kam: Matas.",
            "kuri baigiasi 1000",
            "Pervesti turime iki 2026\u{a0}m. lapkričio 25\u{a0}d.",
            "Pervesti turime iki 2026\u{a0}m. gruodžio 25\u{a0}d.",
        ] {
            assert!(body.contains(word), "{path}: {word}: {body}");
        }
        assert!(!body.contains("Už 2026\u{a0}m. gruodžio mėn."), "{path}");
        assert!(!body.contains('⟦'), "{path}: a wording is missing");
    }
    let page = browser.get("/mano/mokejimai").await.body;
    for href in [
        format!("/prasymai/{submission}#mokama"),
        format!("/sprendimai/{decision}"),
    ] {
        assert!(page.contains(&href), "{href}");
    }
    assert!(page.contains("Dar nieko nepervesta"));
    let home = browser.get("/mano").await.body;
    let (october, november) = (home.find("spalio mėn."), home.find("lapkričio mėn."));
    assert!(october < november, "the soonest first");

    // Ordered: the bank's day is known. Paid: among what was paid.
    paid(&centre, "2026-10-01", "2026-11-25").await;
    let ordered = browser.get("/mano/mokejimai").await.body;
    assert!(
        ordered.contains("pervedimo diena – 2026\u{a0}m. lapkričio 25\u{a0}d."),
        "{ordered}"
    );
    assert!(ordered.contains("Dar nieko nepervesta"));
    assert!(!ordered.contains("Pervesti turime iki 2026\u{a0}m. lapkričio"));
    centre.clock.advance(2 * 24 * 60);
    let mut browser = centre.informed(rasa()).await;
    let body = browser.get("/mano/mokejimai").await.body;
    assert!(!body.contains("Dar nieko nepervesta") && body.contains("išmoka vaikui, Matas"));
    let body = browser.get("/mano").await.body;
    assert!(
        body.contains("Paskutinį kartą pervesta 2026\u{a0}m. lapkričio 25\u{a0}d."),
        "{body}"
    );

    // The day has passed.
    centre.clock.advance(31 * 24 * 60);
    let mut browser = centre.informed(rasa()).await;
    let body = browser.get("/mano/mokejimai").await.body;
    assert!(
        body.contains("Pervesti turėjome iki 2026\u{a0}m. gruodžio 25\u{a0}d., dar nepervesta"),
        "{body}"
    );

    // A day in doubt is promised to nobody.
    run(
        &centre,
        "UPDATE municipal.application SET kind_group = 'no_act_says'",
    )
    .await;
    let body = browser.get("/mano/mokejimai").await.body;
    assert!(body.contains("kai pervesime, diena bus čia"), "{body}");
    assert!(!body.contains("Pervesti tur"), "{body}");

    // Nobody else's.
    let mut other = centre.informed(greta()).await;
    for path in ["/mano", "/mano/mokejimai"] {
        let body = other.get(path).await.body;
        assert!(
            !body.contains("Matas") && !body.contains("129,50"),
            "{path}"
        );
    }
    let looks = "SELECT count(*) FROM central.journal_entry WHERE action = 'payments_read' AND outcome = 'allowed'";
    assert!(centre.count(looks).await >= 5);
}

#[tokio::test]
async fn payments_come_in_pages_the_latest_first() {
    let centre = Centre::new().await;
    let mut browser = centre.informed(rasa()).await;
    let address = draft(&mut browser).await;
    let submission = submission_of(&sent(&mut browser, &address).await);
    granted(&centre, submission).await;
    for month in 0..23 {
        let (year, month) = (2024 + month / 12, month % 12 + 1);
        let first = format!("{year}-{month:02}-01");
        paid(&centre, &first, &format!("{year}-{month:02}-20")).await;
    }
    let first = browser.get("/mano/mokejimai").await.body;
    assert!(first.contains("Rodomi 1–20 iš 23"), "{first}");
    let second = browser.get("/mano/mokejimai?puslapis=2").await.body;
    assert!(second.contains("Rodomi 21–23 iš 23"), "{second}");
    assert!(
        second.contains("2024\u{a0}m. sausio 20\u{a0}d.")
            && !first.contains("2024\u{a0}m. sausio 20")
    );
    assert!(!second.contains("Kas dar bus"));
    let beyond = browser.get("/mano/mokejimai?puslapis=3").await;
    assert_eq!(beyond.status, StatusCode::NOT_FOUND);
    let nonsense = browser.get("/mano/mokejimai?puslapis=4294967295").await;
    assert_eq!(nonsense.status, StatusCode::NOT_FOUND);
}

/// What the page says of unread messages among its places.
fn told(body: &str) -> Option<String> {
    let place = between(body, "href=\"/mano/zinutes\"", "</a>");
    place
        .contains("class=\"sr\"")
        .then(|| between(&place, "class=\"sr\">, ", "</span>"))
}

#[tokio::test]
async fn messages_are_unread_until_they_are_opened_where_they_lie() {
    let centre = Centre::new().await;
    let mut browser = centre.informed(rasa()).await;
    let body = browser.get("/mano/zinutes").await.body;
    assert!(body.contains("Žinučių dar nėra."), "{body}");
    let (submission, application) = case(&centre, Some("waiting"), true).await;
    ask_document(&centre, application).await;
    let question = Uuid::now_v7();
    sqlx::query(
        "INSERT INTO central.resident_request (municipality_code, id, receipt_number, resident_id, submission_id, kind, text, sent_at, answer_by)
         SELECT $1, $2, 'K-2026-000777', resident_id, id, 'question', 'Kada?', '2026-11-23T07:10:00Z', '2026-12-21' FROM central.submission",
    )
    .bind(SIAULIAI)
    .bind(question)
    .execute(&centre.owner)
    .await
    .unwrap();
    sqlx::query(
        "INSERT INTO municipal.request_answer (municipality_code, id, application_id, outcome, text, answered_by_position, answered_at)
         VALUES ($1, $2, $3, 'answered', 'Netrukus.', 'specialistė', '2026-11-23T07:20:00Z')",
    )
    .bind(SIAULIAI)
    .bind(question)
    .bind(application)
    .execute(&centre.owner)
    .await
    .unwrap();
    // Asked and not awaited any more: nothing to open.
    let settled = ask_document(&centre, application).await;
    sqlx::query("UPDATE municipal.document_request SET settled_at = now(), settled_as = 'waived', asked_at = '2026-11-23T07:05:00Z' WHERE id = $1")
        .bind(settled)
        .execute(&centre.owner)
        .await
        .unwrap();

    let home = browser.get("/mano").await.body;
    assert_eq!(told(&home).as_deref(), Some("2 neskaitytos"), "{home}");
    for _ in 0..2 {
        // Being listed is not being read.
        let list = browser.get("/mano/zinutes").await.body;
        assert_eq!(told(&list).as_deref(), Some("2 neskaitytos"));
        assert!(!list.contains('⟦'), "a wording is missing: {list}");
        let at = |word: &str| {
            list.find(word)
                .unwrap_or_else(|| panic!("no {word}: {list}"))
        };
        let order = [
            at("Paprašyta dokumento: Teismo sprendimas"),
            at("Pateikite iki 2026\u{a0}m. gruodžio 23\u{a0}d."),
            at("Atsakymas: Klausimas"),
            at("Klausimą gavome"),
            at("K-2026-000777"),
            at("Šio dokumento nebelaukiame."),
            at("Prašymą gavome"),
        ];
        assert!(order.is_sorted(), "the latest first: {order:?}");
        for href in ["#truksta", "#zinutes"] {
            assert!(list.contains(&format!("/prasymai/{submission}{href}")));
        }
    }
    browser.get(&format!("/prasymai/{submission}")).await;
    let list = browser.get("/mano/zinutes").await.body;
    assert_eq!(told(&list), None);
    assert!(list.contains("Neskaitytų nėra.") && !list.contains(">Neskaityta"));

    // Another sees none of it.
    let mut other = centre.informed(greta()).await;
    let body = other.get("/mano/zinutes").await.body;
    assert!(body.contains("Žinučių dar nėra.") && told(&body).is_none());
    let looks = "SELECT count(*) FROM central.journal_entry WHERE action = 'messages_read' AND outcome = 'allowed'";
    assert_eq!(centre.count(looks).await, 5);
}

#[tokio::test]
async fn a_decision_is_unread_until_it_is_opened() {
    let centre = Centre::new().await;
    let mut browser = centre.informed(rasa()).await;
    let address = draft(&mut browser).await;
    let submission = submission_of(&sent(&mut browser, &address).await);
    let (decision, _) = decided(&centre, submission, "refused").await;
    let list = browser.get("/mano/zinutes").await.body;
    assert_eq!(told(&list).as_deref(), Some("1 neskaityta"), "{list}");
    assert!(list.contains("Sprendimas dėl prašymo PR-2026-000077"));
    let page = browser.get(&format!("/sprendimai/{decision}")).await.body;
    assert_eq!(told(&page), None, "opened now");
    // A form is written undisturbed, and the place stands there all the same.
    let form = browser.get("/prasymai/naujas").await.body;
    assert!(form.contains("href=\"/mano/zinutes\"") && told(&form).is_none());
}
