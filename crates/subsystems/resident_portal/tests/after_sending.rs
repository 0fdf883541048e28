//! What a resident may do after sending, through the portal's router, on a centre's database of its own.

#[expect(dead_code, reason = "the other tests of the portal use the rest")]
mod support;

use axum::http::StatusCode;
use support::sent::{ask_document, case, opened};
use support::{Answer, Browser, Centre, greta, rasa};
use uuid::Uuid;

/// Sends a form as its page does: what may carry files differently from what may not.
async fn send(browser: &mut Browser, path: &str, fields: &[(&str, &str)]) -> Answer {
    if !path.contains("/atsiimti") && !path.contains("/taisyti") {
        browser.post_form(path, fields, &[]).await
    } else {
        browser.post(path, fields).await
    }
}

#[tokio::test]
async fn what_she_writes_is_kept_once_with_a_receipt_and_a_date() {
    let centre = Centre::new().await;
    let mut hers = centre.informed(rasa()).await;
    let (submission, _) = case(&centre, Some("assessed"), true).await;
    for (place, kind) in [
        ("papildyti", "supplement"),
        ("klausti", "question"),
        ("neteisingas", "disagreement"),
    ] {
        let path = format!("/prasymai/{submission}/{place}");
        let (csrf, key) = opened(&mut hers, &path).await;
        let blank = [("csrf", csrf.as_str()), ("raktas", &key), ("tekstas", "  ")];
        let empty = send(&mut hers, &path, &blank).await;
        assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY, "{place}");
        let fields = [
            ("csrf", csrf.as_str()),
            ("raktas", &key),
            ("tekstas", "Kada?"),
        ];
        for _ in 0..2 {
            let sent = send(&mut hers, &path, &fields).await;
            assert_eq!(
                sent.location(),
                format!("/prasymai/{submission}?zinute=request-{kind}"),
                "{}",
                sent.body
            );
        }
    }
    let rows: Vec<(String, String, String)> = sqlx::query_as(
        "SELECT kind, receipt_number, answer_by::text FROM central.resident_request ORDER BY sent_at, receipt_number",
    )
    .fetch_all(&centre.owner)
    .await
    .unwrap();
    let row =
        |kind: &str, number: &str| (kind.to_owned(), number.to_owned(), "2026-12-21".to_owned());
    assert_eq!(
        rows,
        [
            row("supplement", "K-2026-000001"),
            row("question", "K-2026-000002"),
            row("disagreement", "K-2026-000003"),
        ]
    );
    let page = hers.get(&format!("/prasymai/{submission}")).await;
    assert!(page.body.contains("Išsiųsta, savivaldybė dar negavo"));
    assert!(
        page.body
            .contains("savivaldybė turi atsakyti į Jūsų žinutę")
    );

    let mut other = centre.informed(greta()).await;
    for place in ["papildyti", "klausti", "neteisingas", "atsiimti", "taisyti"] {
        let path = format!("/prasymai/{submission}/{place}");
        assert_eq!(
            other.get(&path).await.status,
            StatusCode::NOT_FOUND,
            "{place}"
        );
        let csrf = other.get("/mano").await.csrf();
        let fields = [
            ("csrf", csrf.as_str()),
            ("tekstas", "Mano."),
            ("patvirtinu", "taip"),
        ];
        assert_eq!(
            send(&mut other, &path, &fields).await.status,
            StatusCode::NOT_FOUND,
            "{place}"
        );
    }
    assert_eq!(
        centre
            .count("SELECT count(*) FROM central.resident_request")
            .await,
        3
    );
}

#[tokio::test]
async fn the_policy_closes_questions_but_neither_withdrawing_nor_a_document_asked_of_her() {
    let centre = Centre::new().await;
    let mut hers = centre.signed_in(rasa()).await;
    let (submission, application) = case(&centre, Some("waiting"), true).await;
    let document = ask_document(&centre, application).await;
    for place in ["klausti", "neteisingas", "taisyti", "papildyti"] {
        let answer = hers.get(&format!("/prasymai/{submission}/{place}")).await;
        assert!(answer.location().starts_with("/susipazinti"), "{place}");
    }
    let home = hers.get("/mano").await;
    assert!(home.body.contains("Pateikite iki"), "{}", home.body);
    for _ in 0..2 {
        let page = hers.get(&format!("/prasymai/{submission}")).await;
        assert!(page.body.contains("Trūksta 1 dokumento"), "{}", page.body);
        assert!(
            page.body
                .contains("per 1 mėnesį nuo tada, kai gausime dokumentą")
        );
    }
    assert_eq!(
        centre
            .count("SELECT count(*) FROM central.message_opening")
            .await,
        1,
        "delivered the first time that she saw it"
    );

    let give = format!("/prasymai/{submission}/papildyti");
    let (csrf, key) = opened(&mut hers, &format!("{give}?dokumentas={document}")).await;
    let fields = [
        ("csrf", csrf.as_str()),
        ("raktas", &key),
        ("tekstas", "Štai."),
    ];
    let foreign = format!("{give}?dokumentas={}", Uuid::now_v7());
    assert_eq!(
        send(&mut hers, &foreign, &fields).await.status,
        StatusCode::NOT_FOUND
    );
    let asked = format!("{give}?dokumentas={document}");
    assert_eq!(
        send(&mut hers, &asked, &fields).await.status,
        StatusCode::SEE_OTHER
    );

    let without = format!("/prasymai/{submission}/neturiu/{document}");
    let (csrf, key) = opened(&mut hers, &without).await;
    let fields = [
        ("csrf", csrf.as_str()),
        ("raktas", &key),
        ("kaip", "register"),
        ("tekstas", ""),
    ];
    assert_eq!(
        send(&mut hers, &without, &fields).await.status,
        StatusCode::SEE_OTHER
    );

    let back = format!("/prasymai/{submission}/atsiimti");
    let (csrf, key) = opened(&mut hers, &back).await;
    let fields = [("csrf", csrf.as_str()), ("raktas", &key), ("tekstas", "")];
    assert_eq!(
        send(&mut hers, &back, &fields).await.status,
        StatusCode::UNPROCESSABLE_ENTITY
    );
    let fields = [
        ("csrf", csrf.as_str()),
        ("raktas", &key),
        ("tekstas", ""),
        ("patvirtinu", "taip"),
    ];
    assert_eq!(
        send(&mut hers, &back, &fields).await.status,
        StatusCode::SEE_OTHER
    );
    // Asked once, it is not asked again, and nothing is demanded of her meanwhile.
    let (csrf, key) = opened(&mut hers, &back).await;
    let again = [
        ("csrf", csrf.as_str()),
        ("raktas", &key),
        ("tekstas", ""),
        ("patvirtinu", "taip"),
    ];
    assert_eq!(
        send(&mut hers, &back, &again).await.status,
        StatusCode::SEE_OTHER
    );
    let page = hers.get(&format!("/prasymai/{submission}")).await;
    assert!(!page.body.contains(&back) && !page.body.contains("Trūksta 1 dokumento"));
    let linked =
        "SELECT count(*) FROM central.resident_request WHERE document_request_id IS NOT NULL";
    assert_eq!(centre.count(linked).await, 1);
    assert_eq!(
        centre
            .count("SELECT count(*) FROM central.resident_request WHERE kind = 'withdrawal'")
            .await,
        1
    );
}

#[tokio::test]
async fn an_ended_application_takes_nothing_but_questions() {
    let centre = Centre::new().await;
    let mut hers = centre.informed(rasa()).await;
    let (submission, _) = case(&centre, None, false).await;
    let path = format!("/prasymai/{submission}/atsiimti");
    let (csrf, _) = opened(&mut hers, &path).await;
    for status in ["decided", "withdrawn"] {
        let (ended, _) = case(&centre, Some(status), true).await;
        for place in ["taisyti", "papildyti", "atsiimti"] {
            let answer = hers.get(&format!("/prasymai/{ended}/{place}")).await;
            assert_eq!(answer.status, StatusCode::CONFLICT, "{status} {place}");
        }
        let back = format!("/prasymai/{ended}/atsiimti");
        let fields = [
            ("csrf", csrf.as_str()),
            ("tekstas", ""),
            ("patvirtinu", "taip"),
        ];
        assert_eq!(
            send(&mut hers, &back, &fields).await.status,
            StatusCode::CONFLICT
        );
        opened(&mut hers, &format!("/prasymai/{ended}/klausti")).await;
        let page = hers.get(&format!("/prasymai/{ended}")).await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(!page.body.contains('⟦'), "a wording is missing");
        assert!(!page.body.contains("Turime nuspręsti iki"), "{status}");
    }
    assert!(hers.get("/mano").await.body.contains("Atsiimta"));
}

#[tokio::test]
async fn settings_are_hers_consent_is_off_until_given_and_other_sessions_end() {
    let centre = Centre::new().await;
    let mut hers = centre.signed_in(rasa()).await;
    let mut elsewhere = centre.signed_in(rasa()).await;
    let address = "/mano/nustatymai";
    let page = hers.get(address).await;
    assert!(page.body.contains("Sutikimo nesate davę"), "{}", page.body);
    assert!(!page.body.contains('⟦'), "a wording is missing");
    let csrf = page.csrf();
    let post = async |browser: &mut Browser, path: &str, field: (&str, &str)| {
        browser.post(path, &[("csrf", csrf.as_str()), field]).await
    };
    let wordless = post(&mut hers, address, ("laiskai", "taip")).await;
    assert_eq!(wordless.status, StatusCode::UNPROCESSABLE_ENTITY);
    let fields = [
        ("csrf", csrf.as_str()),
        ("laiskai", "taip"),
        ("elpastas", "rasa@pavyzdys.lt"),
        ("telefonas", ""),
    ];
    assert_eq!(
        hers.post(address, &fields).await.status,
        StatusCode::SEE_OTHER
    );
    assert!(hers.get(address).await.body.contains("rasa@pavyzdys.lt"));

    let consent = "/mano/nustatymai/sutikimas";
    for (answer, rows) in [("taip", 1), ("taip", 1), ("ne", 2)] {
        post(&mut hers, consent, ("sutinku", answer)).await;
        assert_eq!(
            centre.count("SELECT count(*) FROM central.consent").await,
            rows
        );
    }
    let journalled = "SELECT count(*) FROM central.journal_entry WHERE action IN ('consent_give', 'consent_withdraw')";
    assert_eq!(centre.count(journalled).await, 2);

    assert_eq!(elsewhere.get("/mano").await.status, StatusCode::OK);
    let ended = post(&mut hers, "/mano/nustatymai/seansai", ("x", "")).await;
    assert_eq!(ended.status, StatusCode::SEE_OTHER);
    assert_eq!(
        elsewhere.get("/mano").await.location(),
        "/prisijungti?toliau=/mano"
    );
    assert_eq!(hers.get("/mano").await.status, StatusCode::OK);
}

#[tokio::test]
async fn what_waits_for_an_answer_is_closed_when_the_application_is_withdrawn() {
    let centre = Centre::new().await;
    let mut hers = centre.informed(rasa()).await;
    let (submission, application) = case(&centre, Some("assessed"), true).await;
    let path = format!("/prasymai/{submission}");
    let (csrf, key) = opened(&mut hers, &format!("{path}/klausti")).await;
    let fields = [
        ("csrf", csrf.as_str()),
        ("raktas", &key),
        ("tekstas", "Kada?"),
    ];
    let asked = hers
        .post_form(&format!("{path}/klausti"), &fields, &[])
        .await;
    assert_eq!(asked.status, StatusCode::SEE_OTHER, "{}", asked.body);
    assert!(hers.get(&path).await.body.contains("Atsakyti turi iki"));
    sqlx::query("UPDATE municipal.application SET status = 'withdrawn' WHERE id = $1")
        .bind(application)
        .execute(&centre.owner)
        .await
        .unwrap();
    let body = hers.get(&path).await.body;
    assert!(
        body.contains("Nebenagrinėjama – prašymas atsiimtas"),
        "{body}"
    );
    assert!(!body.contains("Atsakyti turi iki") && !body.contains("/neteisingas"));
    assert!(!body.contains("sprendimo nebus") && !body.contains("Turime nuspręsti"));
}

#[tokio::test]
async fn what_she_answered_about_a_document_is_told_until_it_is_read() {
    let centre = Centre::new().await;
    let mut hers = centre.informed(rasa()).await;
    let (submission, application) = case(&centre, Some("waiting"), true).await;
    let document = ask_document(&centre, application).await;
    let path = format!("/prasymai/{submission}");
    let give = format!("{path}/papildyti?dokumentas={document}");
    let body = hers.get(&path).await.body;
    assert!(
        body.contains("Pateikite iki 2026\u{a0}m. gruodžio 23\u{a0}d. (liko"),
        "{body}"
    );
    assert!(body.contains("href=\"#truksta\">iš Jūsų: "), "{body}");

    let without = format!("{path}/neturiu/{document}");
    let (csrf, key) = opened(&mut hers, &without).await;
    let fields = [
        ("csrf", csrf.as_str()),
        ("raktas", &key),
        ("kaip", "register"),
        ("tekstas", ""),
    ];
    let sent = send(&mut hers, &without, &fields).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
    let body = hers.get(&path).await.body;
    for words in [
        "Atsakėte 2026\u{a0}m. lapkričio 23\u{a0}d., kad dokumento neturite. Atsakyti turi iki",
        "dabar eilė savivaldybės",
        "Dokumentai, kurių prašėme",
    ] {
        assert!(body.contains(words), "{words}: {body}");
    }
    assert!(
        !body.contains("Trūksta 1 dokumento") && !body.contains(&without),
        "{body}"
    );
    let home = hers.get("/mano").await.body;
    assert!(
        !home.contains("Pateikite iki") && !home.contains("#truksta"),
        "{home}"
    );

    centre.clock.advance(1);
    let (csrf, key) = opened(&mut hers, &give).await;
    let fields = [
        ("csrf", csrf.as_str()),
        ("raktas", &key),
        ("tekstas", "Radau."),
    ];
    send(&mut hers, &give, &fields).await;
    let body = hers.get(&path).await.body;
    assert!(
        body.contains("savivaldybė dar neperskaitė") && !body.contains("kad dokumento neturite"),
        "{body}"
    );

    // Read, and not enough: it is missing again, and its day is over.
    sqlx::query(
        "INSERT INTO municipal.request_answer (municipality_code, id, application_id, outcome, text, answered_by_position, answered_at)
         SELECT municipality_code, id, $1, 'acknowledged', NULL, 'specialistė', now() FROM central.resident_request",
    )
    .bind(application)
    .execute(&centre.owner)
    .await
    .unwrap();
    sqlx::query("UPDATE municipal.document_request SET due_on = '2026-11-20'")
        .execute(&centre.owner)
        .await
        .unwrap();
    let late = "Reikėjo pateikti iki 2026\u{a0}m. lapkričio 20\u{a0}d. Pateikti dar galite";
    for path in [path.as_str(), "/mano", "/mano/zinutes"] {
        let body = hers.get(path).await.body;
        assert!(body.contains(late), "{path}: {body}");
        assert!(!body.contains("Pateikite iki"), "{path}: {body}");
    }
    let page = hers.get(&without).await.body;
    assert!(page.contains("href=\"tel:+370"), "{page}");
    assert!(hers.get(&path).await.body.contains("Trūksta 1 dokumento"));
}

#[tokio::test]
async fn an_answer_that_is_late_is_called_late() {
    let centre = Centre::new().await;
    let mut hers = centre.informed(rasa()).await;
    let (submission, _) = case(&centre, Some("assessed"), true).await;
    let path = format!("/prasymai/{submission}");
    let (csrf, key) = opened(&mut hers, &format!("{path}/klausti")).await;
    let fields = [
        ("csrf", csrf.as_str()),
        ("raktas", &key),
        ("tekstas", "Kada?"),
    ];
    hers.post_form(&format!("{path}/klausti"), &fields, &[])
        .await;
    sqlx::query("UPDATE central.resident_request SET answer_by = '2026-11-20'")
        .execute(&centre.owner)
        .await
        .unwrap();
    let body = hers.get(&path).await.body;
    assert!(
        body.contains("Turėjo atsakyti iki 2026\u{a0}m. lapkričio 20\u{a0}d. Vėluoja."),
        "{body}"
    );
}

#[tokio::test]
async fn a_document_that_was_not_shown_is_not_delivered() {
    let centre = Centre::new().await;
    let mut hers = centre.informed(rasa()).await;
    let (submission, application) = case(&centre, Some("waiting"), true).await;
    let path = format!("/prasymai/{submission}");
    let (csrf, key) = opened(&mut hers, &format!("{path}/atsiimti")).await;
    let fields = [
        ("csrf", csrf.as_str()),
        ("raktas", &key),
        ("tekstas", ""),
        ("patvirtinu", "taip"),
    ];
    let sent = hers.post(&format!("{path}/atsiimti"), &fields).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
    ask_document(&centre, application).await;
    let body = hers.get(&path).await.body;
    assert!(!body.contains("Registre nematome."), "{body}");
    let openings = "SELECT count(*) FROM central.message_opening";
    assert_eq!(centre.count(openings).await, 0);

    // Refused, it is asked of her again, and told.
    sqlx::query(
        "INSERT INTO municipal.request_answer (municipality_code, id, application_id, outcome, text, answered_by_position, answered_at)
         VALUES ($1, $2, $3, 'refused', 'Ne.', 'specialistė', now())",
    )
    .bind(support::SIAULIAI)
    .bind(key.parse::<Uuid>().unwrap())
    .bind(application)
    .execute(&centre.owner)
    .await
    .unwrap();
    let body = hers.get(&path).await.body;
    assert!(body.contains("Registre nematome."), "{body}");
    assert_eq!(
        centre.count(openings).await,
        2,
        "the answer and the document"
    );
}

#[tokio::test]
async fn she_sees_what_became_of_a_letter_on_paper() {
    let centre = Centre::new().await;
    let mut hers = centre.informed(rasa()).await;
    let (submission, application) = case(&centre, Some("decided"), true).await;
    let path = format!("/prasymai/{submission}");
    let before = hers.get(&path).await;
    assert!(!before.body.contains("Raštai popieriuje"));
    for (event, day) in [("sent", "2026-11-25"), ("handed_over", "2026-11-27")] {
        sqlx::query(
            "INSERT INTO municipal.letter_delivery (municipality_code, id, notice_id, application_id, channel, event, day, user_id, user_name, at)
             VALUES ($1, $2, $2, $3, 'post', $4, $5::date, $2, 'Vardenė', now())",
        )
        .bind(support::SIAULIAI)
        .bind(Uuid::now_v7())
        .bind(application)
        .bind(event)
        .bind(day)
        .execute(&centre.owner)
        .await
        .unwrap();
    }
    let page = hers.get(&path).await;
    for expected in [
        "Raštai popieriuje",
        "2026-11-25",
        "išsiųsta paštu",
        "įteikta pasirašytinai",
    ] {
        assert!(page.body.contains(expected), "{expected}: {}", page.body);
    }
    assert!(
        !page.body.contains("Vardenė"),
        "who delivered it is not told"
    );
}

#[tokio::test]
async fn who_writes_too_much_waits_and_keeps_the_text() {
    let centre = Centre::new().await;
    let mut hers = centre.informed(rasa()).await;
    let (submission, _) = case(&centre, Some("assessed"), true).await;
    let path = format!("/prasymai/{submission}/klausti");
    let (csrf, key) = opened(&mut hers, &path).await;
    let fields = [
        ("csrf", csrf.as_str()),
        ("raktas", &key),
        ("tekstas", "Kada sužinosiu?"),
    ];
    for _ in 0..20 {
        let sent = send(&mut hers, &path, &fields).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER);
    }
    let refused = send(&mut hers, &path, &fields).await;
    assert_eq!(refused.status, StatusCode::TOO_MANY_REQUESTS);
    assert!(refused.body.contains("Kada sužinosiu?") && refused.body.contains("po 10 minučių"));
    // Withdrawing never waits.
    let withdrawal = hers.get(&format!("/prasymai/{submission}/atsiimti")).await;
    assert_eq!(withdrawal.status, StatusCode::OK);
}
