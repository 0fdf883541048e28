//! What the wizard takes from the account, in whose name it asks, and how long one stays signed in.

use axum::http::StatusCode;
use jiff::civil::date;
use serde_json::Value;
use spis_kernel::{PersonalCode, Sex};
use spis_persons::evidence::ParentalAuthority;
use uuid::Uuid;

use crate::support::{Browser, Centre, SIAULIAI, between, greta, rasa};
use crate::{children_answered, draft, reviewed, submission_of};

const GOOD_IBAN: &str = "LT12 1000 0111 0100 1000";

async fn settings_kept(browser: &mut Browser, fields: &[(&str, &str)]) {
    let csrf = browser.get("/mano/nustatymai").await.csrf();
    let mut all = vec![("csrf", csrf.as_str())];
    all.extend(fields);
    let kept = browser.post("/mano/nustatymai", &all).await;
    assert_eq!(kept.status, StatusCode::SEE_OTHER, "{}", kept.body);
}

async fn consent_set(browser: &mut Browser, answer: &str) {
    let csrf = browser.get("/mano/nustatymai").await.csrf();
    let fields = [("csrf", csrf.as_str()), ("sutinku", answer)];
    browser.post("/mano/nustatymai/sutikimas", &fields).await;
}

/// Posts a screen as its page stands, with these answers; the answer.
async fn answered(
    browser: &mut Browser,
    address: &str,
    fields: &[(&str, &str)],
) -> crate::support::Answer {
    let page = browser.get(address).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.body);
    let (csrf, version) = (page.csrf(), page.version());
    let mut all = vec![("csrf", csrf.as_str()), ("versija", version.as_str())];
    all.extend(fields);
    browser.post(address, &all).await
}

async fn content_of(centre: &Centre, submission: Uuid) -> Value {
    sqlx::query_scalar("SELECT content FROM central.submission WHERE id = $1")
        .bind(submission)
        .fetch_one(&centre.owner)
        .await
        .unwrap()
}

async fn send(browser: &mut Browser, draft: &str) -> Uuid {
    let (csrf, version) = reviewed(browser, draft).await;
    let fields = [
        ("csrf", csrf.as_str()),
        ("versija", version.as_str()),
        ("patvirtinu", "taip"),
    ];
    let sent = browser.post(&format!("{draft}/pateikti"), &fields).await;
    submission_of(&sent)
}

#[tokio::test]
async fn contacts_come_from_the_settings_and_change_in_one_application_alone() {
    let centre = Centre::new().await;
    let mut hers = centre.informed(rasa()).await;
    // Nothing kept, nothing filled in.
    let address = draft(&mut hers).await;
    let page = hers.get(&format!("{address}/mokejimas")).await;
    assert!(!page.body.contains("Įrašyta iš Jūsų nuostatų"));

    let kept = [
        ("telefonas", "+370 612 34567"),
        ("elpastas", "rasa@pavyzdys.lt"),
        ("laiskai", "taip"),
    ];
    settings_kept(&mut hers, &kept).await;
    let address = draft(&mut hers).await;
    let payment = format!("{address}/mokejimas");
    let page = hers.get(&payment).await;
    assert!(
        page.body.contains("value=\"+37061234567\""),
        "{}",
        page.body
    );
    assert!(page.body.contains("value=\"rasa@pavyzdys.lt\""));
    assert!(page.body.contains("value=\"email\" checked"));
    // Telephone, e-mail and channel say where they come from.
    assert_eq!(page.body.matches("Įrašyta iš Jūsų nuostatų").count(), 3);

    children_answered(&mut hers, &address).await;
    let changed = [
        ("saskaita", GOOD_IBAN),
        ("kieno", "mano"),
        ("telefonas", "+370 655 55555"),
        ("elpastas", "rasa@pavyzdys.lt"),
        ("pranesimai", "portal"),
        ("veiksmas", "toliau"),
    ];
    let next = answered(&mut hers, &payment, &changed).await;
    assert_eq!(next.status, StatusCode::SEE_OTHER, "{}", next.body);
    let page = hers.get(&payment).await;
    assert_eq!(page.body.matches("Įrašyta iš Jūsų nuostatų").count(), 1);
    let submission = send(&mut hers, &address).await;
    let content = content_of(&centre, submission).await;
    assert_eq!(content["phone"], "+37065555555");
    assert_eq!(content["email"], "rasa@pavyzdys.lt");
    assert_eq!(content["notice_channel"], "portal");
    let settings = hers.get("/mano/nustatymai").await;
    assert!(settings.body.contains("+37061234567"), "the account's stay");
}

#[tokio::test]
async fn the_consent_is_the_accounts_wherever_it_is_changed() {
    let centre = Centre::new().await;
    let mut hers = centre.informed(rasa()).await;
    let address = draft(&mut hers).await;
    children_answered(&mut hers, &address).await;
    let payment = format!("{address}/mokejimas");
    let save = format!("{payment}/saugoti");
    let page = hers.get(&payment).await;
    assert!(
        page.body
            .contains("name=\"pasiulymai-buvo\" id=\"pasiulymai-buvo\" value=\"ne\""),
        "off until it is given"
    );

    // Ticked here, it holds for the account at once, and the answer to the save says so.
    let csrf = page.csrf();
    let version = page.version();
    let ticked = [
        ("csrf", csrf.as_str()),
        ("versija", &version),
        ("rodoma", "pasiulymai"),
        ("pasiulymai-buvo", "ne"),
        ("pasiulymai", "taip"),
    ];
    let saved = hers.post(&save, &ticked).await;
    assert!(
        saved.body.contains("id=\"pasiulymai-buvo\" value=\"taip\""),
        "{}",
        saved.body
    );
    assert_eq!(
        centre
            .count("SELECT count(*) FROM central.consent WHERE given")
            .await,
        1
    );
    assert!(
        hers.get("/mano/nustatymai")
            .await
            .body
            .contains("Atšaukti sutikimą")
    );
    assert_eq!(
        centre
            .count("SELECT count(*) FROM central.journal_entry WHERE action = 'consent_give'")
            .await,
        1
    );
    // A form that did not show the box, and one that shows it as it is, change nothing.
    hers.post(
        &save,
        &[("csrf", &csrf), ("versija", &version), ("saskaita", "LT12")],
    )
    .await;
    let same = [
        ("csrf", csrf.as_str()),
        ("versija", &version),
        ("rodoma", "pasiulymai"),
        ("pasiulymai-buvo", "taip"),
        ("pasiulymai", "taip"),
    ];
    let stale = hers.post(&save, &same).await;
    assert!(
        !stale.body.contains("pasiulymai-buvo"),
        "the mark follows the box of the page: {}",
        stale.body
    );
    assert_eq!(
        centre.count("SELECT count(*) FROM central.consent").await,
        1
    );

    // Withdrawn in the settings: a page left open with the box ticked does not give it again, and what is sent says no.
    centre.clock.advance(1);
    consent_set(&mut hers, "ne").await;
    hers.post(&save, &same).await;
    assert_eq!(
        centre.count("SELECT count(*) FROM central.consent").await,
        2
    );
    let fields = [
        ("rodoma", "pasiulymai"),
        ("pasiulymai-buvo", "ne"),
        ("saskaita", GOOD_IBAN),
        ("kieno", "mano"),
        ("telefonas", "+370 612 34567"),
        ("pranesimai", "portal"),
        ("veiksmas", "toliau"),
    ];
    let next = answered(&mut hers, &payment, &fields).await;
    assert_eq!(next.status, StatusCode::SEE_OTHER, "{}", next.body);
    let kept: Vec<Value> = sqlx::query_scalar("SELECT content FROM central.draft_version")
        .fetch_all(&centre.owner)
        .await
        .unwrap();
    assert!(
        kept.iter()
            .all(|version| version["values"]["pasiulymai"].is_null()),
        "no draft keeps a consent"
    );
    let submission = send(&mut hers, &address).await;
    assert_eq!(content_of(&centre, submission).await["offers"], false);

    centre.clock.advance(1);
    // Given in the settings, it stands ticked in the next form and goes with it.
    consent_set(&mut hers, "taip").await;
    let address = draft(&mut hers).await;
    children_answered(&mut hers, &address).await;
    let page = hers.get(&format!("{address}/mokejimas")).await;
    assert!(
        page.body
            .contains("name=\"pasiulymai\" value=\"taip\" checked"),
        "{}",
        page.body
    );
    let with_box: Vec<(&str, &str)> = fields
        .iter()
        .copied()
        .map(|(name, value)| match name {
            "pasiulymai-buvo" => (name, "taip"),
            _ => (name, value),
        })
        .chain([("pasiulymai", "taip")])
        .collect();
    answered(&mut hers, &format!("{address}/mokejimas"), &with_box).await;
    let submission = send(&mut hers, &address).await;
    assert_eq!(content_of(&centre, submission).await["offers"], true);
}

#[tokio::test]
async fn the_end_of_the_session_is_told_and_moved_as_often_as_she_says() {
    let centre = Centre::new().await;
    let mut hers = centre.informed(rasa()).await;
    let page = hers.get("/mano").await;
    // 8.00 in the clock of the test is 10.00 in Vilnius.
    assert!(
        page.body.contains("Esate prisijungę iki 11:00."),
        "{}",
        page.body
    );
    assert!(
        page.body
            .contains("data-session=\"/seansas\" data-left=\"3600\" data-warn=\"300\"")
    );
    let mut nobody = centre.browser();
    assert!(
        !nobody
            .get("/prisijungti")
            .await
            .body
            .contains("data-session")
    );

    // Asking how long it lasts is no use of it.
    let lasts = async |browser: &mut Browser| -> Value {
        let answer = browser.get("/seansas").await;
        assert_eq!(answer.status, StatusCode::OK);
        serde_json::from_str(&answer.body).unwrap()
    };
    centre.clock.advance(56);
    assert_eq!(lasts(&mut hers).await["left"], 240);
    let told = lasts(&mut hers).await;
    assert_eq!(told["left"], 240);
    assert!(
        told["warning"].as_str().unwrap().contains("11:00"),
        "{told}"
    );
    assert_eq!(lasts(&mut nobody).await["left"], 0);

    // A form without the session's token moves nothing.
    let forged = hers
        .post("/seansas", &[("csrf", "ne"), ("veiksmas", "skriptas")])
        .await;
    assert_eq!(forged.status, StatusCode::FORBIDDEN);
    assert_eq!(lasts(&mut hers).await["left"], 240);
    let csrf = page.csrf();
    let stay = [("csrf", csrf.as_str()), ("veiksmas", "skriptas")];
    let moved = hers.post("/seansas", &stay).await;
    let moved: Value = serde_json::from_str(&moved.body).unwrap();
    assert_eq!(moved["left"], 3600);
    assert!(
        moved["until"].as_str().unwrap().contains("11:56"),
        "{moved}"
    );

    // For longer than any session lasts by itself, as often as she wants.
    for _ in 0..16 {
        centre.clock.advance(55);
        let moved = hers.post("/seansas", &stay).await;
        let moved: Value = serde_json::from_str(&moved.body).unwrap();
        assert_eq!(moved["left"], 3600);
    }
    assert_eq!(hers.get("/mano").await.status, StatusCode::OK);
    // Without a script it is a page of its own.
    let plain = hers.post("/seansas", &[("csrf", &csrf)]).await;
    assert!(plain.body.contains("Seansas pratęstas"), "{}", plain.body);

    centre.clock.advance(61);
    assert_eq!(lasts(&mut hers).await["left"], 0);
    let late = hers.post("/seansas", &[("csrf", &csrf)]).await;
    assert_eq!(late.status, StatusCode::UNAUTHORIZED);
    assert!(late.body.contains("Prisijungti iš naujo"), "{}", late.body);
    assert_eq!(
        hers.get("/mano").await.location(),
        "/prisijungti?toliau=/mano"
    );
}

/// Without her saying that she stays, a session ends after its whole time, used or not.
#[tokio::test]
async fn a_session_that_is_only_used_ends_after_its_whole_time() {
    let centre = Centre::new().await;
    let mut hers = centre.informed(rasa()).await;
    for _ in 0..14 {
        centre.clock.advance(50);
        assert_eq!(hers.get("/mano").await.status, StatusCode::OK);
    }
    // 700 of 720 minutes: the end that is told is the nearer one.
    assert!(hers.get("/mano").await.body.contains("data-left=\"1200\""));
    centre.clock.advance(21);
    assert_eq!(
        hers.get("/mano").await.location(),
        "/prisijungti?toliau=/mano"
    );
}

#[tokio::test]
async fn by_a_power_of_attorney_she_names_whose_and_which() {
    let centre = Centre::new().await;
    let mut hers = centre.informed(rasa()).await;
    let address = draft(&mut hers).await;
    let first = format!("{address}/vaikai");
    let page = hers.get(&first).await;
    assert!(
        page.body.contains("value=\"savo\" checked"),
        "{}",
        page.body
    );

    // A temporary guardian on duty is not a representative by law; a guardian is one of wards.
    let refused = answered(
        &mut hers,
        &first,
        &[
            ("vardu", "budintis"),
            ("papildoma", "ne"),
            ("veiksmas", "toliau"),
        ],
    )
    .await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        refused
            .body
            .contains("Budintis globotojas nėra vaiko atstovas")
    );
    let refused = answered(
        &mut hers,
        &first,
        &[
            ("vardu", "globejas"),
            ("papildoma", "ne"),
            ("veiksmas", "toliau"),
        ],
    )
    .await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        refused.body.contains("Registre nematome, kad būtumėte"),
        "{}",
        refused.body
    );

    let next = answered(
        &mut hers,
        &first,
        &[
            ("vardu", "igaliotas"),
            ("papildoma", "ne"),
            ("veiksmas", "toliau"),
        ],
    )
    .await;
    assert_eq!(next.status, StatusCode::SEE_OTHER, "{}", next.body);
    assert_eq!(next.location(), format!("{address}/igaliojimas"));
    let power = format!("{address}/igaliojimas");
    assert!(
        hers.get(&power).await.body.contains("2 žingsnis iš 4"),
        "{}",
        hers.get(&power).await.body
    );

    let grantor = PersonalCode::compose(Sex::Female, date(1985, 4, 4), 903);
    let child = PersonalCode::compose(Sex::Male, date(2018, 6, 6), 904);
    let lines = format!("{} Jonas Įgaliojantysis", child.as_str());
    let own = rasa().code.as_str().to_owned();
    let fields = |code: &str, until: &str, lines: &str| -> Vec<(String, String)> {
        [
            ("ig-vardas", "Ona"),
            ("ig-pavarde", "Įgaliojančioji"),
            ("ig-kodas", code),
            ("ig-savivaldybe", "29"),
            ("ig-vaikai", lines),
            ("ig-gyvena", "taip"),
            ("ig-numeris", "2026-17"),
            ("ig-data", "2026-09-01"),
            ("ig-galioja", until),
            ("ig-kur", "veliau"),
            ("veiksmas", "toliau"),
        ]
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .into()
    };
    for (wrong, words) in [
        (fields(&own, "", &lines), "Tai Jūsų pačių asmens kodas"),
        (fields("123", "", &lines), "asmens kod"),
        (
            fields(grantor.as_str(), "2026-11-22", &lines),
            "Ši diena per sena",
        ),
        (
            fields(grantor.as_str(), "", "Jonas"),
            "1 eilutė: pirmiausia įrašykite",
        ),
        (
            fields(grantor.as_str(), "", ""),
            "Įrašykite bent vieną vaiką",
        ),
    ] {
        let pairs: Vec<(&str, &str)> = wrong
            .iter()
            .map(|(a, b)| (a.as_str(), b.as_str()))
            .collect();
        let answer = answered(&mut hers, &power, &pairs).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{words}");
        assert!(answer.body.contains(words), "{words}: {}", answer.body);
        assert!(answer.body.contains("2026-17"), "nothing typed is lost");
    }
    let good = fields(grantor.as_str(), "2027-09-01", &lines);
    let pairs: Vec<(&str, &str)> = good.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
    let next = answered(&mut hers, &power, &pairs).await;
    assert_eq!(next.status, StatusCode::SEE_OTHER, "{}", next.body);
    let payment = [
        ("saskaita", GOOD_IBAN),
        ("kieno", "kito"),
        ("savininkas", "Ona Įgaliojančioji"),
        ("saskaitos-pagrindas", "neturi"),
        ("telefonas", "+370 612 34567"),
        ("pranesimai", "portal"),
        ("veiksmas", "toliau"),
    ];
    answered(&mut hers, &format!("{address}/mokejimas"), &payment).await;
    let review = hers.get(&format!("{address}/perziura")).await;
    assert_eq!(review.status, StatusCode::OK, "{}", review.body);
    for words in [
        "Ona",
        "Jonas Įgaliojantysis",
        "Įgaliojimas Nr. 2026-17, 2026-09-01, galioja iki 2027-09-01",
    ] {
        assert!(review.body.contains(words), "{words}: {}", review.body);
    }
    let submission = send(&mut hers, &address).await;
    let content = content_of(&centre, submission).await;
    assert_eq!(content["applicant"]["personal_code"], grantor.as_str());
    assert_eq!(content["represented_by"]["person"]["personal_code"], own);
    assert_eq!(content["represented_by"]["power"]["number"], "2026-17");
    assert_eq!(content["represented_by"]["power"]["shown"], "later");
    assert_eq!(
        content["children"][0]["person"]["personal_code"],
        child.as_str()
    );
    assert_eq!(
        content["residence"],
        Value::Null,
        "nothing of hers is sent as the other's"
    );
    let answers: Vec<&String> = content["answers"].as_object().unwrap().keys().collect();
    assert_eq!(answers, ["kitur", "papildoma", "saskaitos-pagrindas"]);

    follows(&centre, &mut hers, submission, &content).await;
}

/// She follows what she sent; the decision is the applicant's.
async fn follows(centre: &Centre, hers: &mut Browser, submission: Uuid, content: &Value) {
    let (application, applicant, decision) = (Uuid::now_v7(), Uuid::now_v7(), Uuid::now_v7());
    sqlx::query(
        "INSERT INTO municipal.person (municipality_code, id, personal_code, given_name, surname, sex, born_on, protected, as_of)
         VALUES ($1, $2, $3, 'Ona', 'Įgaliojančioji', 'female', '1985-04-04', false, '2026-11-23T08:00:00Z')",
    )
    .bind(SIAULIAI)
    .bind(applicant)
    .bind(content["applicant"]["personal_code"].as_str())
    .execute(&centre.owner)
    .await
    .unwrap();
    sqlx::query(
        "INSERT INTO municipal.application (municipality_code, id, submission_id, receipt_number, number, kind_group, channel, applicant_id,
             language, content, sent_at, registered_at, term_start, decide_by, status, changed_at, version)
         VALUES ($1, $2, $3, 'K-2026-000001', 'PR-2026-000078', 'child_benefit', 'electronic', $4, 'lt', $5,
             '2026-11-23T08:00:00Z', '2026-11-23T08:01:00Z', '2026-11-24', '2026-12-24', 'decided', '2026-11-24T08:00:00Z', 5)",
    )
    .bind(SIAULIAI)
    .bind(application)
    .bind(submission)
    .bind(applicant)
    .bind(content)
    .execute(&centre.owner)
    .await
    .unwrap();
    sqlx::query(
        "INSERT INTO municipal.decision (municipality_code, id, application_id, proposal_id, number, decided_on, outcome, proposed_by,
             decided_by, decider_name, decider_position, power_basis, journal_entry_id, adopted_at, content)
         VALUES ($1, $2, $3, gen_random_uuid(), 'SPR-2026-000019', '2026-11-24', 'granted', gen_random_uuid(), gen_random_uuid(),
             'T', 'V', 'A-1', gen_random_uuid(), '2026-11-24T08:00:00Z', '{}')",
    )
    .bind(SIAULIAI)
    .bind(decision)
    .bind(application)
    .execute(&centre.owner)
    .await
    .unwrap();
    let page = hers.get(&format!("/prasymai/{submission}")).await;
    assert!(page.body.contains("PR-2026-000078"), "{}", page.body);
    assert!(
        page.body.contains("Pareiškėjas – Ona Įgaliojančioji"),
        "{}",
        page.body
    );
    assert!(!page.body.contains("SPR-2026-000019"), "{}", page.body);
    let decision = hers.get(&format!("/sprendimai/{decision}")).await;
    assert_eq!(decision.status, StatusCode::NOT_FOUND);
    let mut stranger = centre.informed(greta()).await;
    let page = stranger.get(&format!("/prasymai/{submission}")).await;
    assert_eq!(page.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_child_asked_for_already_is_told_in_sentences_apart() {
    let centre = Centre::new().await;
    let mut hers = centre.informed(rasa()).await;
    let address = draft(&mut hers).await;
    crate::sent(&mut hers, &address).await;
    let address = draft(&mut hers).await;
    let page = hers.get(&format!("{address}/vaikai")).await;
    let hint = between(&page.body, "gimimo data ", "<");
    assert!(
        hint.starts_with("2020-02-02. Šiam vaikui prašymą jau pateikėte"),
        "{hint}"
    );
}

#[tokio::test]
async fn the_paper_of_what_was_sent_names_the_documents_that_went_with_it() {
    let centre = Centre::new().await;
    let mut hers = centre.informed(rasa()).await;
    let address = draft(&mut hers).await;
    let base = format!("{address}/dokumentai");
    let csrf = hers.get(&base).await.csrf();
    let document: (&str, &[u8]) = ("teismo-sprendimas.pdf", b"%PDF teismas");
    let added = hers.post_form(&base, &[("csrf", &csrf)], &[document]).await;
    assert!(added.status.is_redirection(), "{}", added.body);
    let submission = submission_of(&crate::sent(&mut hers, &address).await);
    let paper = hers.get(&format!("/prasymai/{submission}/pdf")).await.body;
    let digest = hex::encode(<sha2::Sha256 as sha2::Digest>::digest(document.1));
    for words in [
        "teismo-sprendimas",
        "(2 psl.), SHA-256 ",
        &digest[..16],
        &digest[48..],
    ] {
        assert!(paper.contains(words), "{words}: {paper}");
    }
    // What went without any says so.
    let address = draft(&mut hers).await;
    let submission = submission_of(&crate::sent(&mut hers, &address).await);
    let paper = hers.get(&format!("/prasymai/{submission}/pdf")).await.body;
    assert!(paper.contains("enclosed: []"), "{paper}");
}

#[tokio::test]
async fn asking_for_more_than_before_offers_to_correct_what_was_sent() {
    let centre = Centre::new().await;
    let mut hers = centre.informed(rasa()).await;
    let address = draft(&mut hers).await;
    let before = submission_of(&crate::sent(&mut hers, &address).await);
    let more = draft(&mut hers).await;
    let screen = format!("{more}/vaikai");
    let key = between(
        &hers.get(&screen).await.body,
        "name=\"vaikai\" value=\"",
        "\"",
    );
    let lives = format!("gyvena-{key}");
    let fields = [
        ("rodoma", "vaikai"),
        ("vardu", "savo"),
        ("vaikai", &key),
        (&lives, "taip"),
        ("papildoma", "taip"),
        ("studentai", "ne"),
        ("sugyventinis", "ne"),
        ("kitos", "ne"),
        ("veiksmas", "toliau"),
    ];
    let saved = answered(&mut hers, &screen, &fields).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
    crate::payment_answered(&mut hers, &more, GOOD_IBAN).await;
    let review = hers.get(&format!("{more}/perziura")).await.body;
    assert!(
        review.contains("Dėl šių vaikų prašymas dar nagrinėjamas"),
        "{review}"
    );
    assert!(!review.contains("Tokį prašymą jau pateikėte"));
    assert!(review.contains(&format!("href=\"/prasymai/{before}/taisyti\"")));
    // It may be sent all the same.
    assert_ne!(send(&mut hers, &more).await, before);
}

#[tokio::test]
async fn of_a_child_at_home_one_line_is_shown_until_she_says_otherwise() {
    let centre = Centre::new().await;
    let mut hers = centre.informed(rasa()).await;
    let own = draft(&mut hers).await;
    let screen = format!("{own}/vaikai");
    let page = hers.get(&screen).await.body;
    let line = "gyvena su Jumis. Taip rodo Gyventojų registras, ";
    assert_eq!(page.matches(line).count(), 1, "{page}");
    assert!(page.find("<details>").unwrap() < page.find("name=\"gyvena-").unwrap());
    let key = between(&page, "name=\"vaikai\" value=\"", "\"");
    let fields = [
        ("rodoma", "vaikai"),
        ("vaikai", &*key),
        (&format!("gyvena-{key}"), "kitas"),
        ("papildoma", "ne"),
        ("veiksmas", "toliau"),
    ];
    answered(&mut hers, &screen, &fields).await;
    let page = hers.get(&screen).await.body;
    assert!(!page.contains(line), "what she said is not folded away");
}

#[tokio::test]
async fn of_a_ward_one_of_the_parents_is_spoken_of() {
    let centre = Centre::new().await;
    let mut hers = centre.informed(rasa()).await;
    let own = draft(&mut hers).await;
    let body = hers.get(&format!("{own}/vaikai")).await.body;
    assert!(
        body.contains("Su kitu iš tėvų") && !body.contains("u vienu iš tėvų"),
        "{body}"
    );
    {
        let mut answer = centre.register.answer.lock().unwrap();
        let child = &mut answer.children[0];
        (child.guardianship, child.authority) = (true, ParentalAuthority::None);
    }
    // The register is asked anew.
    centre.clock.advance(20);
    let ward = draft(&mut hers).await;
    let body = hers.get(&format!("{ward}/vaikai")).await.body;
    assert!(
        body.contains("Su vienu iš tėvų") && body.contains("su manimi ir su vienu iš tėvų"),
        "{body}"
    );
    assert!(!body.contains("u kitu iš tėvų"), "{body}");
}
