//! What is told of an application: step, day, what is awaited, what was granted.

use super::*;

/// An application at the municipality, decided in all but what a test changes.
async fn registered(centre: &Centre, browser: &mut Browser) -> (Uuid, Uuid) {
    let address = draft(browser).await;
    let submission = submission_of(&sent(browser, &address).await);
    decided(centre, submission, "granted").await;
    let application =
        sqlx::query_scalar("SELECT id FROM municipal.application WHERE submission_id = $1")
            .bind(submission)
            .fetch_one(&centre.owner)
            .await
            .unwrap();
    (submission, application)
}

async fn undecided(centre: &Centre, application: Uuid, status: &str, decide_by: &str) {
    sqlx::query("DELETE FROM municipal.decision WHERE application_id = $1")
        .bind(application)
        .execute(&centre.owner)
        .await
        .unwrap();
    sqlx::query("UPDATE municipal.application SET status = $2, decide_by = $3::date WHERE id = $1")
        .bind(application)
        .bind(status)
        .bind(decide_by)
        .execute(&centre.owner)
        .await
        .unwrap();
}

async fn run(centre: &Centre, sql: &'static str) {
    sqlx::raw_sql(sql).execute(&centre.owner).await.unwrap();
}

#[tokio::test]
async fn the_track_waits_for_the_first_payment_and_the_sum_is_told_with_its_day() {
    let centre = Centre::new().await;
    let mut browser = centre.informed(rasa()).await;
    let (submission, _) = registered(&centre, &mut browser).await;
    run(
        &centre,
        "UPDATE municipal.decision SET content = content || '{\"monthly_total_cents\": 12950}'",
    )
    .await;
    let page = format!("/prasymai/{submission}");
    for path in ["/mano", &page] {
        let body = browser.get(path).await.body;
        assert!(body.contains("4 iš 5: sprendimas"), "{path}: {body}");
        assert!(
            body.contains("<dt>Sprendimas</dt><dd>priimtas 2026\u{a0}m."),
            "{path}: {body}"
        );
        assert!(!body.contains("Turime nuspręsti iki"), "{path}");
        assert!(
            body.contains("Kas mėnesį: 129,50\u{a0}Eur") && body.contains("dar nepervesta"),
            "{path}: {body}"
        );
    }
    assert!(
        browser
            .get("/mano")
            .await
            .body
            .contains("Sprendimas priimtas.")
    );

    run(
        &centre,
        "INSERT INTO municipal.award (municipality_code, id, decision_id, application_id, recipient_id, child_id, kind, stacking, period, account)
         SELECT d.municipality_code, gen_random_uuid(), d.id, d.application_id, a.applicant_id, a.applicant_id, 'ivi_vaikui', 'x', '[2026-11-01,2026-12-01)', 'LT1'
         FROM municipal.decision d JOIN municipal.application a ON a.id = d.application_id;
         INSERT INTO municipal.payment_run (municipality_code, id, kind_group, month, position, pay_on, run_by, run_by_name, run_at, payments, total_cents)
         SELECT municipality_code, id, 'child_benefit', '2026-11-01', 1, '2026-12-21', id, 'x', now(), 1, 12950 FROM municipal.award;
         INSERT INTO municipal.payment (municipality_code, id, run_id, recipient_id, creditor_name, account, end_to_end_id, amount_cents)
         SELECT municipality_code, id, id, recipient_id, 'x', 'LT1', 'x', 12950 FROM municipal.award;
         INSERT INTO municipal.payment_line (municipality_code, award_id, month, payment_id, run_id, child_id, kind, stacking, amount_cents)
         SELECT municipality_code, id, '2026-11-01', id, id, child_id, kind, stacking, 12950 FROM municipal.award;",
    )
    .await;
    for path in ["/mano", &page] {
        let body = browser.get(path).await.body;
        assert!(body.contains("5 iš 5: mokama"), "{path}: {body}");
        assert!(
            body.contains("pirmą kartą pervesta 2026\u{a0}m. gruodžio 21\u{a0}d."),
            "{path}: {body}"
        );
    }
}

#[tokio::test]
async fn a_late_decision_is_called_late_and_the_complaint_is_named() {
    let centre = Centre::new().await;
    let mut browser = centre.informed(rasa()).await;
    let (submission, application) = registered(&centre, &mut browser).await;
    undecided(&centre, application, "assessed", "2026-10-01").await;
    let page = format!("/prasymai/{submission}");
    for path in ["/mano", &page] {
        let body = browser.get(path).await.body;
        assert!(
            body.contains("<dt>Turėjome nuspręsti iki</dt>"),
            "{path}: {body}"
        );
        assert!(body.contains("per du mėnesius nuo šios dienos"), "{path}");
    }
    // In time, the queue beside the day does not frighten; nothing is wrong with a result that is not there.
    undecided(&centre, application, "assessed", "2026-12-24").await;
    let body = browser.get(&page).await.body;
    assert!(
        body.contains("<dt>Turime nuspręsti iki</dt>")
            && body.contains("Eilė terminui įtakos neturi"),
        "{body}"
    );
    assert!(!body.contains("per du mėnesius"));
    assert!(!body.contains("/neteisingas"), "there is no result yet");
    assert!(body.contains("Iš Jūsų") || body.contains("iš Jūsų"));
}

#[tokio::test]
async fn a_register_that_has_not_answered_is_named_until_it_does() {
    let centre = Centre::new().await;
    let mut browser = centre.informed(rasa()).await;
    let (submission, application) = registered(&centre, &mut browser).await;
    undecided(&centre, application, "gathering", "2026-12-24").await;
    // About another person of the family: row security does not show her the question itself.
    let question = Uuid::now_v7();
    sqlx::query(
        "INSERT INTO municipal.register_request (municipality_code, id, application_id, register, personal_code, person_id, parameters, purpose, asked_at, asked_by)
         VALUES ($1, $2, $3, 'sodra', '39001010000', gen_random_uuid(), '{}', '-', '2026-11-23T08:05:00Z', 'x')",
    )
    .bind(SIAULIAI)
    .bind(question)
    .bind(application)
    .execute(&centre.owner)
    .await
    .unwrap();
    let page = format!("/prasymai/{submission}");
    for path in ["/mano", &page] {
        let body = browser.get(path).await.body;
        let awaited = "laukiame, kol atsakys: „Sodra“ (klausta 2026\u{a0}m. lapkričio 23\u{a0}d.)";
        assert!(body.contains(awaited), "{path}: {body}");
    }
    // Of another resident's application nothing is told.
    let mut tx = centre.portal.begin().await.unwrap();
    spis_database::act_as(&mut tx, None, greta().code.as_str())
        .await
        .unwrap();
    let told: i64 = sqlx::query_scalar("SELECT count(*) FROM municipal.asked_registers($1)")
        .bind(application)
        .fetch_one(&mut *tx)
        .await
        .unwrap();
    assert_eq!(told, 0);
    drop(tx);

    sqlx::query(
        "INSERT INTO central.register_answer (municipality_code, id, register, outcome, as_of, answered_at, content)
         VALUES ($1, $2, 'sodra', 'answered', '2026-11-23T08:06:00Z', '2026-11-23T08:06:00Z', '{}')",
    )
    .bind(SIAULIAI)
    .bind(question)
    .execute(&centre.owner)
    .await
    .unwrap();
    let body = browser.get(&page).await.body;
    assert!(!body.contains("laukiame, kol atsakys"), "{body}");
    assert!(body.contains("iš Jūsų – nieko"));
}

#[tokio::test]
async fn the_policy_is_asked_at_each_sign_in_until_confirmed_and_can_be_put_off() {
    let centre = Centre::new().await;
    for _ in 0..2 {
        let mut browser = centre.browser();
        let to = centre.gone_to_gateway(&mut browser, rasa()).await;
        let asked = browser.get(&to).await.location();
        assert_eq!(asked, "/susipazinti?toliau=/mano&prisijungus=1");
        let page = browser.get(&asked).await;
        assert!(
            page.body.contains("href=\"/mano\">Vėliau</a>"),
            "{}",
            page.body
        );
        assert_eq!(
            browser.get("/mano").await.status,
            StatusCode::OK,
            "it gates nothing"
        );
        // What waits for the policy is not where "later" leads.
        let writing = browser
            .get("/susipazinti?toliau=/prasymai/naujas&prisijungus=1")
            .await;
        assert!(writing.body.contains("href=\"/mano\">Vėliau</a>"));
        assert!(
            !browser
                .get("/susipazinti?toliau=/mano")
                .await
                .body
                .contains("Vėliau</a>")
        );
    }
    centre.informed(rasa()).await;
    let mut browser = centre.browser();
    let to = centre.gone_to_gateway(&mut browser, rasa()).await;
    assert_eq!(browser.get(&to).await.location(), "/mano");
}

#[tokio::test]
async fn an_application_for_the_same_child_is_named_with_its_number_and_a_way_to_supplement_it() {
    let centre = Centre::new().await;
    let mut browser = centre.informed(rasa()).await;
    let address = draft(&mut browser).await;
    let first = submission_of(&sent(&mut browser, &address).await);
    let number: String = sqlx::query_scalar("SELECT receipt_number FROM central.submission")
        .fetch_one(&centre.owner)
        .await
        .unwrap();
    let second = draft(&mut browser).await;
    children_answered(&mut browser, &second).await;
    payment_answered(&mut browser, &second, GOOD_IBAN).await;
    let review = browser.get(&format!("{second}/perziura")).await.body;
    assert!(
        review.contains(&format!("Prašymas {number}, išsiųstas 20")),
        "{review}"
    );
    assert!(review.contains(&format!("href=\"/prasymai/{first}/papildyti\"")));
    assert!(
        review.contains("Kur vaikas gyvena: Su manimi")
            && !review.contains("Vaikas gyvena su pareiškėju")
    );
    // One goes back by the name of the step before.
    assert!(review.contains(&format!("href=\"{second}/mokejimas\"")));
}

#[tokio::test]
async fn a_draft_is_gone_on_with_where_it_was_left() {
    let centre = Centre::new().await;
    let mut browser = centre.informed(rasa()).await;
    let address = draft(&mut browser).await;
    assert_eq!(
        browser.get(&address).await.location(),
        format!("{address}/vaikai")
    );
    assert!(
        browser
            .get("/mano")
            .await
            .body
            .contains("Liko 3 žingsniai iš 3.")
    );
    children_answered(&mut browser, &address).await;
    assert_eq!(
        browser.get(&address).await.location(),
        format!("{address}/mokejimas")
    );
    payment_answered(&mut browser, &address, GOOD_IBAN).await;
    assert_eq!(
        browser.get(&address).await.location(),
        format!("{address}/perziura")
    );
    assert!(
        browser
            .get("/mano")
            .await
            .body
            .contains("Liko 1 žingsnis iš 3.")
    );
}

#[tokio::test]
async fn who_sends_after_the_session_ended_is_told_that_nothing_is_sent_and_comes_back() {
    let centre = Centre::new().await;
    let mut browser = centre.informed(rasa()).await;
    let address = draft(&mut browser).await;
    children_answered(&mut browser, &address).await;
    payment_answered(&mut browser, &address, GOOD_IBAN).await;
    let (csrf, version) = reviewed(&mut browser, &address).await;
    centre.clock.advance(61);
    let fields = [
        ("csrf", csrf.as_str()),
        ("versija", &version),
        ("patvirtinu", "taip"),
    ];
    let pressed = browser.post(&format!("{address}/pateikti"), &fields).await;
    let to = format!("/prisijungti?toliau={address}/perziura&zinute=not-sent-yet");
    assert_eq!(pressed.location(), to);
    let sign_in = browser.get(&to).await.body;
    assert!(sign_in.contains("Prašymas dar neišsiųstas."), "{sign_in}");
    assert_eq!(
        centre
            .count("SELECT count(*) FROM central.submission")
            .await,
        0
    );
}

#[tokio::test]
async fn the_place_in_the_queue_is_told_anew_hourly_and_a_rise_with_its_reason() {
    let centre = Centre::new().await;
    let mut browser = centre.informed(rasa()).await;
    let (submission, application) = registered(&centre, &mut browser).await;
    undecided(&centre, application, "assessed", "2026-12-24").await;
    let page = format!("/prasymai/{submission}");
    assert!(
        browser
            .get(&page)
            .await
            .body
            .contains("prieš Jus prašymų nėra")
    );
    // Another's whose term ends earlier.
    sqlx::query(
        "INSERT INTO municipal.application (municipality_code, id, submission_id, receipt_number, number, kind_group, channel, applicant_id,
             language, content, sent_at, registered_at, term_start, decide_by, status, changed_at, version)
         SELECT municipality_code, gen_random_uuid(), NULL, NULL, 'PR-2026-000078', kind_group, 'paper', gen_random_uuid(),
             'lt', '{}', sent_at, registered_at, term_start, decide_by - 5, 'assessed', changed_at, 1 FROM municipal.application",
    )
    .execute(&centre.owner)
    .await
    .unwrap();
    centre.clock.advance(50);
    for path in ["/mano", &page] {
        let body = browser.get(path).await.body;
        assert!(
            body.contains("prieš Jus prašymų nėra"),
            "{path}: told within the hour: {body}"
        );
    }
    centre.clock.advance(11);
    for path in ["/mano", &page] {
        let body = browser.get(path).await.body;
        assert!(body.contains("prieš Jus 1 prašymas"), "{path}: {body}");
        assert!(
            body.contains("kurių terminas baigiasi anksčiau"),
            "{path}: {body}"
        );
    }
    // It has not risen again.
    centre.clock.advance(50);
    browser.get("/mano").await;
    centre.clock.advance(20);
    let body = browser.get(&page).await.body;
    assert!(
        body.contains("prieš Jus 1 prašymas") && !body.contains("kurių terminas baigiasi anksčiau"),
        "{body}"
    );
}

#[tokio::test]
async fn the_appeal_counts_from_the_day_the_letter_was_handed_over() {
    let centre = Centre::new().await;
    let mut browser = centre.informed(rasa()).await;
    registered(&centre, &mut browser).await;
    let decision: Uuid = sqlx::query_scalar("SELECT id FROM municipal.decision")
        .fetch_one(&centre.owner)
        .await
        .unwrap();
    run(
        &centre,
        "INSERT INTO municipal.letter_delivery (municipality_code, id, notice_id, letter_id, application_id, channel, event, day, user_id, user_name, at)
         SELECT municipality_code, gen_random_uuid(), gen_random_uuid(), id, application_id, 'counter', 'handed_over', '2026-11-17',
             gen_random_uuid(), 'x', '2026-11-17T10:00:00Z' FROM municipal.letter;",
    )
    .await;
    for _ in 0..2 {
        // Opened here later, it gives no longer time.
        let body = browser.get(&format!("/sprendimai/{decision}")).await.body;
        assert!(
            body.contains("pasirašytinai Jums įteikėme 2026\u{a0}m. lapkričio 17\u{a0}d."),
            "{body}"
        );
        assert!(body.contains("2026\u{a0}m. gruodžio 17\u{a0}d."), "{body}");
    }
}

#[tokio::test]
async fn a_child_paid_for_already_is_told_before_she_asks_again() {
    let centre = Centre::new().await;
    let mut browser = centre.informed(rasa()).await;
    registered(&centre, &mut browser).await;
    sqlx::query(
        "INSERT INTO municipal.person (municipality_code, id, personal_code, given_name, surname, sex, born_on, protected, as_of)
         SELECT municipality_code, gen_random_uuid(), $1, 'Matas', 'Bandomasis', 'male', '2020-01-01', false, as_of FROM municipal.person",
    )
    .bind(matas().code.as_str())
    .execute(&centre.owner)
    .await
    .unwrap();
    let again = draft(&mut browser).await;
    let screen = format!("{again}/vaikai");
    let before = browser.get(&screen).await.body;
    assert!(!before.contains("Jums jau skirta"), "{before}");
    run(
        &centre,
        "INSERT INTO municipal.application_child (municipality_code, application_id, person_id, lives_with)
         SELECT a.municipality_code, a.id, p.id, true FROM municipal.application a, municipal.person p WHERE p.given_name = 'Matas';
         INSERT INTO municipal.award (municipality_code, id, decision_id, application_id, recipient_id, child_id, kind, stacking, period, account)
         SELECT d.municipality_code, gen_random_uuid(), d.id, d.application_id, a.applicant_id, p.id, 'ivi_vaikui', 'x', '[2026-01-01,2035-05-01)', 'LT1'
         FROM municipal.decision d JOIN municipal.application a ON a.id = d.application_id, municipal.person p WHERE p.given_name = 'Matas';",
    )
    .await;
    let body = browser.get(&screen).await.body;
    assert!(
        body.contains("Jums jau skirta iki 2035\u{a0}m. balandžio 30\u{a0}d."),
        "{body}"
    );
}
