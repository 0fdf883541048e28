//! When the register is asked, and that no draft is shown without an entry of the journal.

use super::*;

const ASKED: &str = "SELECT count(*) FROM central.journal_entry WHERE action = 'family_ask'";

#[tokio::test]
async fn a_register_that_rests_is_asked_when_she_submits_and_never_when_she_signs_in() {
    let centre = Centre::new().await;
    let mut browser = centre.informed(rasa()).await;
    assert_eq!(centre.count(ASKED).await, 0, "signing in waits for nobody");
    let address = draft(&mut browser).await;
    children_answered(&mut browser, &address).await;
    payment_answered(&mut browser, &address, GOOD_IBAN).await;
    assert_eq!(centre.count(ASKED).await, 1, "a fresh answer is enough");

    centre.clock.advance(25 * 60);
    let mut browser = centre.signed_in(rasa()).await;
    centre.register.silent.store(true, Ordering::Relaxed);
    for _ in 0..2 {
        assert_eq!(browser.get("/mano").await.status, StatusCode::OK);
    }
    assert_eq!(
        centre.count(ASKED).await,
        2,
        "it is left alone for a minute"
    );

    // It answers again within that minute: she has lost her authority.
    centre.register.silent.store(false, Ordering::Relaxed);
    centre.register.answer.lock().unwrap().children[0].authority = ParentalAuthority::None;
    let (csrf, version) = reviewed(&mut browser, &address).await;
    let fields = [
        ("csrf", csrf.as_str()),
        ("versija", &version),
        ("patvirtinu", "taip"),
    ];
    let refused = browser.post(&format!("{address}/pateikti"), &fields).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(centre.count(ASKED).await, 3);
    let submissions = "SELECT count(*) FROM central.submission";
    assert_eq!(centre.count(submissions).await, 0);
}

#[tokio::test]
async fn every_answer_that_shows_a_draft_is_journalled_once_as_a_look() {
    let centre = Centre::new().await;
    let mut browser = centre.informed(rasa()).await;
    let address = draft(&mut browser).await;
    children_answered(&mut browser, &address).await;
    payment_answered(&mut browser, &address, GOOD_IBAN).await;
    let (csrf, version) = reviewed(&mut browser, &address).await;
    let (screen, send) = (
        format!("{address}/mokejimas"),
        format!("{address}/pateikti"),
    );
    let wrong = ("saskaita", "LT12");
    type Case<'a> = (&'a str, &'a str, &'a [(&'a str, &'a str)], StatusCode);
    let cases: [Case<'_>; 5] = [
        (
            "without the tick",
            &send,
            &[("versija", &version)],
            StatusCode::UNPROCESSABLE_ENTITY,
        ),
        (
            "another version",
            &send,
            &[("versija", "1"), ("patvirtinu", "taip")],
            StatusCode::CONFLICT,
        ),
        (
            "wrong value",
            &screen,
            &[("versija", &version), wrong],
            StatusCode::UNPROCESSABLE_ENTITY,
        ),
        (
            "wrong value again, nothing to save",
            &screen,
            &[wrong],
            StatusCode::UNPROCESSABLE_ENTITY,
        ),
        (
            "saved on change, nothing to save",
            &format!("{screen}/saugoti"),
            &[wrong],
            StatusCode::OK,
        ),
    ];
    let looks = "SELECT count(*) FROM central.journal_entry WHERE action = 'draft_read' AND outcome = 'allowed'";
    for (what, path, fields, status) in cases {
        let before = centre.count(looks).await;
        let fields: Vec<(&str, &str)> = fields
            .iter()
            .copied()
            .chain([("csrf", csrf.as_str())])
            .collect();
        let answer = browser.post(path, &fields).await;
        assert_eq!(answer.status, status, "{what}: {}", answer.body);
        assert_eq!(centre.count(looks).await, before + 1, "{what}");
    }
    // Sending what has become wrong shows where.
    let version = browser.get(&screen).await.version();
    let before = centre.count(looks).await;
    let fields = [
        ("csrf", csrf.as_str()),
        ("versija", &version),
        ("patvirtinu", "taip"),
    ];
    let answer = browser.post(&send, &fields).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(centre.count(looks).await, before + 1, "incomplete");
}
