//! The portal through its router, on a centre's database of its own.

mod drafts;
mod looks;
mod mine;
mod parties;
mod privacy;
mod races;
mod support;
mod told;
mod windows;
mod wizard;

use std::sync::atomic::Ordering;

use axum::http::{StatusCode, header};
use serde_json::{Value, json};
use spis_persons::evidence::ParentalAuthority;
use support::sent::{case, opened};
use support::{
    Answer, Browser, Centre, HER_ADDRESS, HIS_ADDRESS, SIAULIAI, between, family, greta, matas,
    rasa,
};
use uuid::Uuid;

const GOOD_IBAN: &str = "LT12 1000 0111 0100 1000";

/// Begins a draft; its address without the screen.
async fn draft(browser: &mut Browser) -> String {
    let page = browser.get("/prasymai/naujas").await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.body);
    let begun = browser
        .post("/prasymai/naujas", &[("csrf", &page.csrf())])
        .await;
    assert_eq!(begun.status, StatusCode::SEE_OTHER);
    begun.location().strip_suffix("/vaikai").unwrap().to_owned()
}

/// Answers the first screen as it stands.
async fn children_answered(browser: &mut Browser, draft: &str) {
    let page = browser.get(&format!("{draft}/vaikai")).await;
    let key = between(&page.body, "name=\"vaikai\" value=\"", "\"");
    let lives = format!("gyvena-{key}");
    let (csrf, version) = (page.csrf(), page.version());
    let fields = [
        ("csrf", csrf.as_str()),
        ("versija", &version),
        ("rodoma", "vaikai"),
        ("vaikai", &key),
        (&lives, "taip"),
        ("papildoma", "ne"),
        ("nuo", ""),
        ("veiksmas", "toliau"),
    ];
    let saved = browser.post(&format!("{draft}/vaikai"), &fields).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
    assert_eq!(saved.location(), format!("{draft}/mokejimas"));
}

async fn payment_answered(browser: &mut Browser, draft: &str, iban: &str) -> Answer {
    let page = browser.get(&format!("{draft}/mokejimas")).await;
    let (csrf, version) = (page.csrf(), page.version());
    let fields = [
        ("csrf", csrf.as_str()),
        ("versija", &version),
        ("saskaita", iban),
        ("kieno", "mano"),
        ("savininkas", ""),
        ("telefonas", "+370 612 34567"),
        ("elpastas", ""),
        ("pranesimai", "portal"),
        ("veiksmas", "toliau"),
    ];
    browser.post(&format!("{draft}/mokejimas"), &fields).await
}

/// Goes through all screens; the answer to the last button.
async fn sent(browser: &mut Browser, draft: &str) -> Answer {
    children_answered(browser, draft).await;
    let saved = payment_answered(browser, draft, GOOD_IBAN).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
    let (csrf, version) = reviewed(browser, draft).await;
    let fields = [
        ("csrf", csrf.as_str()),
        ("versija", &version),
        ("patvirtinu", "taip"),
    ];
    browser.post(&format!("{draft}/pateikti"), &fields).await
}

async fn reviewed(browser: &mut Browser, draft: &str) -> (String, String) {
    let page = browser.get(&format!("{draft}/perziura")).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.body);
    (
        page.csrf(),
        between(&page.body, "name=\"versija\" value=\"", "\""),
    )
}

fn submission_of(answer: &Answer) -> Uuid {
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    let to = answer.location();
    let id = to.strip_prefix("/prasymai/").unwrap();
    id.strip_suffix("?zinute=sent").unwrap().parse().unwrap()
}

/// What the municipality would have replicated: a registered and decided application with its letter.
async fn decided(centre: &Centre, submission: Uuid, outcome: &str) -> (Uuid, Uuid) {
    let (application, applicant) = (Uuid::now_v7(), Uuid::now_v7());
    sqlx::query(
        "INSERT INTO municipal.person (municipality_code, id, personal_code, given_name, surname, sex, born_on, protected, as_of)
         SELECT $1, $2, personal_code, 'Rasa', 'Bandomoji', 'female', '1990-01-01', false, submitted_at
         FROM central.submission WHERE id = $3",
    )
    .bind(SIAULIAI)
    .bind(applicant)
    .bind(submission)
    .execute(&centre.owner)
    .await
    .unwrap();
    sqlx::query(
        "INSERT INTO municipal.application (municipality_code, id, submission_id, receipt_number, number, kind_group, channel, applicant_id,
             language, content, sent_at, registered_at, term_start, decide_by, status, changed_at, version)
         VALUES ($1, $2, $3, 'K-2026-000001', 'PR-2026-000077', 'child_benefit', 'electronic', $4, 'lt', '{}',
             '2026-11-23T08:00:00Z', '2026-11-23T08:01:00Z', '2026-11-24', '2026-12-24', 'decided', '2026-11-24T08:00:00Z', 5)",
    )
    .bind(SIAULIAI)
    .bind(application)
    .bind(submission)
    .bind(applicant)
    .execute(&centre.owner)
    .await
    .unwrap();
    adopted(centre, application, applicant, outcome).await
}

/// The decision on an application and its letter.
async fn adopted(
    centre: &Centre,
    application: Uuid,
    applicant: Uuid,
    outcome: &str,
) -> (Uuid, Uuid) {
    let (decision, letter) = (Uuid::now_v7(), Uuid::now_v7());
    let content = json!({
        "number": "SPR-2026-000009", "decided_on": "2026-11-24", "municipality": "Šiaulių miesto savivaldybės administracija",
        "unit": "Socialinių išmokų skyrius", "office_address": "Vasario 16-osios g. 62, Šiauliai", "office_phone": "+370 41 000000",
        "office_email": "savivaldybe@demo.invalid", "place": "Šiauliai", "addressee": "Rasa Bandomoji", "addressee_address": null,
        "application_number": "PR-2026-000077", "application_sent_on": "2026-11-23", "subject": "išmokos vaikui",
        "outcome_text": "Išmoka vaikui neskirta.", "legal_basis": [], "facts": [],
        "lines": [{"child_name": "Matas", "born_on": "2020-01-01", "kind_name": "Išmoka vaikui", "from": "2026-11", "to": "2026-12",
                   "amounts": [], "outcome": "refused", "reason": "Lemiamas faktas ir riba."}],
        "monthly_total_cents": 0, "arrears": null, "arrears_total_cents": 0, "payment": null, "duties": "",
        "appeal": "Per vieną mėnesį galite pateikti skundą.",
        "decider_name": "Tvirtintoja Bandomoji", "decider_position": "Skyriaus vedėja", "power_basis": "A-1",
        "journal_number": "29-1", "adopted_at": "2026-11-24T08:00:00Z",
        "explanation": [{"text": "<b>Sąlyga</b>", "value": "ne", "source": "6 straipsnis", "tone": "no", "children": []}]
    });
    sqlx::query(
        "INSERT INTO municipal.decision (municipality_code, id, application_id, proposal_id, number, decided_on, outcome, proposed_by,
             decided_by, decider_name, decider_position, power_basis, journal_entry_id, adopted_at, content)
         VALUES ($1, $2, $3, gen_random_uuid(), 'SPR-2026-000009', '2026-11-24', $4, gen_random_uuid(), gen_random_uuid(),
             'Tvirtintoja Bandomoji', 'Skyriaus vedėja', 'A-1', gen_random_uuid(), '2026-11-24T08:00:00Z', $5)",
    )
    .bind(SIAULIAI)
    .bind(decision)
    .bind(application)
    .bind(outcome)
    .bind(content)
    .execute(&centre.owner)
    .await
    .unwrap();
    sqlx::query(
        "INSERT INTO municipal.letter (municipality_code, id, decision_id, application_id, recipient_id, title, pdf, sha256, created_at)
         VALUES ($1, $2, $3, $4, $5, 'Sprendimas', '%PDF-raštas', '', '2026-11-24T08:00:05Z')",
    )
    .bind(SIAULIAI)
    .bind(letter)
    .bind(decision)
    .bind(application)
    .bind(applicant)
    .execute(&centre.owner)
    .await
    .unwrap();
    (decision, letter)
}

#[tokio::test]
async fn an_application_on_paper_is_among_hers_with_its_decision() {
    let centre = Centre::new().await;
    let mut hers = centre.informed(rasa()).await;
    let draft = draft(&mut hers).await;
    let submission = submission_of(&sent(&mut hers, &draft).await);
    let (decision, _) = decided(&centre, submission, "refused").await;
    // The same as if she had handed it in at the counter.
    let application: Uuid = sqlx::query_scalar(
        "UPDATE municipal.application SET submission_id = NULL, channel = 'paper', number = 'PR-2026-000088' RETURNING id",
    )
    .fetch_one(&centre.owner)
    .await
    .unwrap();
    let home = hers.get("/mano").await;
    let page = format!("/prasymai/{application}");
    assert!(home.body.contains(&page) && home.body.contains("PR-2026-000088"));
    let shown = hers.get(&page).await;
    assert_eq!(shown.status, StatusCode::OK, "{}", shown.body);
    assert!(shown.body.contains("pateikta raštu") && shown.body.contains("SPR-2026-000009"));
    let read = hers.get(&format!("/sprendimai/{decision}")).await;
    assert_eq!(read.status, StatusCode::OK, "{}", read.body);
    assert!(read.body.contains(&page), "back to the application");
    let mut other = centre.informed(greta()).await;
    assert_eq!(other.get(&page).await.status, StatusCode::NOT_FOUND);
    assert_eq!(
        other.get(&format!("/sprendimai/{decision}")).await.status,
        StatusCode::NOT_FOUND
    );
    assert_eq!(
        centre.count("SELECT count(*) FROM central.journal_entry WHERE action = 'submission_read' AND outcome = 'refused'").await,
        1
    );
}

#[tokio::test]
async fn only_the_browser_that_left_for_the_gateway_is_signed_in() {
    let centre = Centre::new().await;
    let mut hers = centre.browser();
    let mut other = centre.browser();
    let to = centre.gone_to_gateway(&mut hers, rasa()).await;

    // Another browser with the address, with and without a trip of its own.
    assert_eq!(other.get(&to).await.status, StatusCode::FORBIDDEN);
    other.post("/prisijungti", &[("toliau", "")]).await;
    assert_eq!(other.get(&to).await.status, StatusCode::FORBIDDEN);
    assert_eq!(
        other.get("/mano").await.location(),
        "/prisijungti?toliau=/mano"
    );

    let end = hers.get(&to).await;
    assert_eq!(
        (end.status, end.location().as_str()),
        (
            StatusCode::SEE_OTHER,
            "/susipazinti?toliau=/mano&prisijungus=1"
        ),
        "the policy in force is not confirmed yet"
    );
    let home = hers.get("/mano").await;
    assert_eq!(home.status, StatusCode::OK);
    assert!(home.body.contains("Rasa B."), "{}", home.body);
    // Loaded again: once is enough, and nothing breaks. In another browser it is still of no use.
    assert_eq!(hers.get(&to).await.location(), "/mano");
    assert_eq!(other.get(&to).await.status, StatusCode::FORBIDDEN);
    assert_eq!(centre.count("SELECT count(*) FROM local.session").await, 1);
    assert_eq!(
        centre.count("SELECT count(*) FROM central.journal_entry WHERE action = 'sign_in' AND outcome = 'refused'").await,
        3
    );

    let out = hers.post("/atsijungti", &[("csrf", &home.csrf())]).await;
    assert_eq!(out.location(), "/prisijungti?zinute=signed-out");
    assert_eq!(
        hers.get("/mano").await.location(),
        "/prisijungti?toliau=/mano"
    );
}

#[tokio::test]
async fn a_trip_is_refused_with_a_foreign_ticket_and_when_it_took_too_long() {
    let centre = Centre::new().await;
    let mut browser = centre.browser();
    let going = browser.post("/prisijungti", &[("toliau", "")]).await;
    let ticket = between(&going.body, "name=\"ticket\" value=\"", "\"");
    assert_eq!(
        centre.come_back(&ticket, "foreign").await.status,
        StatusCode::FORBIDDEN
    );
    assert_eq!(
        centre.come_back("ticket-99", "foreign").await.status,
        StatusCode::FORBIDDEN
    );

    let to = centre.gone_to_gateway(&mut browser, rasa()).await;
    centre.clock.advance(11);
    let late = browser.get(&to).await;
    assert_eq!(late.status, StatusCode::FORBIDDEN);
    assert!(
        late.body.contains("Prisijungti iš naujo"),
        "it says what to do next"
    );
    assert_eq!(centre.count("SELECT count(*) FROM local.session").await, 0);
}

#[tokio::test]
async fn the_policy_closes_writing_but_never_her_own_decision() {
    let centre = Centre::new().await;
    let mut browser = centre.informed(rasa()).await;
    let address = draft(&mut browser).await;
    let submission = submission_of(&sent(&mut browser, &address).await);
    let (decision, letter) = decided(&centre, submission, "refused").await;
    // A new edition would leave her without a confirmation.
    sqlx::query("TRUNCATE central.policy_confirmation")
        .execute(&centre.owner)
        .await
        .unwrap();

    let closed = browser.get("/prasymai/naujas").await;
    assert_eq!(closed.location(), "/susipazinti?toliau=/prasymai/naujas");
    let home = browser.get("/mano").await;
    assert_eq!(home.status, StatusCode::OK);
    let blocked = browser
        .post("/prasymai/naujas", &[("csrf", &home.csrf())])
        .await;
    assert_eq!(blocked.location(), "/susipazinti");

    let page = browser.get(&format!("/sprendimai/{decision}")).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.body.contains("Lemiamas faktas ir riba."));
    assert!(page.body.contains("&#60;b&#62;Sąlyga"), "texts are escaped");
    let pdf = browser.get(&format!("/sprendimai/{decision}/pdf")).await;
    assert_eq!(pdf.headers[header::CONTENT_TYPE], "application/pdf");
    assert!(
        pdf.headers[header::CONTENT_SECURITY_POLICY]
            .to_str()
            .unwrap()
            .contains("sandbox")
    );
    assert_eq!(pdf.body, "%PDF-raštas");
    // Delivered once, at the first opening, to the letter's own key.
    let opened: Vec<(i16, Uuid)> =
        sqlx::query_as("SELECT municipality_code, id FROM central.letter_opening")
            .fetch_all(&centre.owner)
            .await
            .unwrap();
    assert_eq!(opened, [(SIAULIAI, letter)]);

    let policy = browser.get("/susipazinti").await;
    let unticked = browser
        .post("/susipazinti", &[("csrf", &policy.csrf())])
        .await;
    assert_eq!(unticked.status, StatusCode::UNPROCESSABLE_ENTITY);
    let confirmed = browser
        .post(
            "/susipazinti",
            &[
                ("csrf", &policy.csrf()),
                ("susipazinau", "taip"),
                ("toliau", "//kitur.lt"),
            ],
        )
        .await;
    assert_eq!(confirmed.location(), "/prasymai/naujas");
    assert_eq!(browser.get("/prasymai/naujas").await.status, StatusCode::OK);
}

#[tokio::test]
async fn what_is_hers_is_not_there_for_another_resident() {
    let centre = Centre::new().await;
    let mut hers = centre.informed(rasa()).await;
    let address = draft(&mut hers).await;
    let unsent = draft(&mut hers).await;
    let submission = submission_of(&sent(&mut hers, &address).await);
    let (decision, _) = decided(&centre, submission, "refused").await;
    let paths = [
        format!("/prasymai/{submission}"),
        format!("/sprendimai/{decision}"),
        format!("/sprendimai/{decision}/pdf"),
    ];

    let mut other = centre.informed(greta()).await;
    let foreign = format!("{unsent}/vaikai");
    for path in paths.iter().chain([&foreign]) {
        let answer = other.get(path).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
        for word in ["Bandom", "Matas", "SPR-2026"] {
            assert!(!answer.body.contains(word), "{path} tells {word}");
        }
    }
    let csrf = other.get("/mano").await.csrf();
    for path in [
        foreign.clone(),
        format!("{foreign}/saugoti"),
        format!("{unsent}/pateikti"),
    ] {
        let answer = other
            .post(
                &path,
                &[("csrf", &csrf), ("versija", "1"), ("patvirtinu", "taip")],
            )
            .await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
    }
    assert_eq!(
        centre
            .count("SELECT count(*) FROM central.letter_opening")
            .await,
        0
    );
    assert_eq!(
        centre
            .count(
                "SELECT count(*) FROM central.journal_entry j JOIN central.resident r ON r.id = j.actor_id
                 WHERE j.outcome = 'refused' AND r.given_name = 'Greta'"
            )
            .await,
        7
    );
    for path in &paths {
        assert_eq!(hers.get(path).await.status, StatusCode::OK, "{path}");
    }
}

/// Even a statement that forgets to ask by resident finds her rows and no others.
#[tokio::test]
async fn the_portals_role_sees_the_rows_of_whom_it_acts_for_and_no_others() {
    let centre = Centre::new().await;
    let mut browser = centre.informed(rasa()).await;
    let address = draft(&mut browser).await;
    let submission = submission_of(&sent(&mut browser, &address).await);
    decided(&centre, submission, "refused").await;
    centre.informed(greta()).await;
    let id = |name: &'static str| {
        sqlx::query_scalar::<_, Uuid>("SELECT id FROM central.resident WHERE given_name = $1")
            .bind(name)
            .fetch_one(&centre.owner)
    };
    let (hers, others) = (id("Rasa").await.unwrap(), id("Greta").await.unwrap());
    let open = [
        "central.municipality",
        "municipal.office",
        "central.counter",
        "local.signin_attempt",
        "local.session",
    ];
    let readable: Vec<String> = sqlx::query_scalar(
        "SELECT n.nspname || '.' || c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
         WHERE c.relkind IN ('r', 'p') AND n.nspname IN ('municipal', 'central', 'local', 'statistics')
           AND has_any_column_privilege('spis_portal', c.oid, 'SELECT') ORDER BY 1",
    )
    .fetch_all(&centre.owner)
    .await
    .unwrap();
    assert!(readable.len() > 15, "{readable:?}");
    for table in readable
        .iter()
        .filter(|table| !open.contains(&table.as_str()))
    {
        let count = async |acting: Option<(Uuid, &str)>| -> i64 {
            let mut tx = centre.portal.begin().await.unwrap();
            if let Some((resident, code)) = acting {
                spis_database::act_as(&mut tx, Some(resident), code)
                    .await
                    .unwrap();
            }
            let sql = format!("SELECT count(*) FROM {table}");
            sqlx::query_scalar(sqlx::AssertSqlSafe(sql))
                .fetch_one(&mut *tx)
                .await
                .unwrap()
        };
        assert_eq!(count(None).await, 0, "{table} without anybody");
        let own = count(Some((hers, rasa().code.as_str()))).await;
        let foreign = count(Some((others, greta().code.as_str()))).await;
        if [
            "central.draft",
            "central.submission",
            "municipal.application",
            "municipal.person",
            "municipal.decision",
            "municipal.letter",
        ]
        .contains(&table.as_str())
        {
            assert!(
                own > 0 && foreign == 0,
                "{table}: {own} of hers, {foreign} for another"
            );
        }
    }
    // She cannot write in another's name either.
    let mut tx = centre.portal.begin().await.unwrap();
    spis_database::act_as(&mut tx, Some(hers), rasa().code.as_str())
        .await
        .unwrap();
    let refused = sqlx::query(
        "INSERT INTO central.draft (id, resident_id, form_code, created_at) VALUES (gen_random_uuid(), $1, 'SP-3A', now())",
    )
    .bind(others)
    .execute(&mut *tx)
    .await;
    assert!(
        refused
            .unwrap_err()
            .to_string()
            .contains("row-level security")
    );
}

#[tokio::test]
async fn wrong_values_are_kept_and_two_presses_send_once() {
    let centre = Centre::new().await;
    let mut browser = centre.informed(rasa()).await;
    let address = draft(&mut browser).await;
    children_answered(&mut browser, &address).await;
    let wrong = payment_answered(&mut browser, &address, "LT12 1000 0111 0100 100").await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        wrong.body.contains("yra 19 ženklų, o turi būti 20"),
        "{}",
        wrong.body
    );
    assert!(wrong.body.contains("value=\"LT12 1000 0111 0100 100\""));
    // It is there for another window too, and the review leads back to it.
    let again = browser.get(&format!("{address}/mokejimas")).await;
    assert!(again.body.contains("value=\"LT12 1000 0111 0100 100\""));
    let review = browser.get(&format!("{address}/perziura")).await;
    assert_eq!(
        review.location(),
        format!("{address}/mokejimas?tikrinti=taip")
    );

    let right = payment_answered(&mut browser, &address, GOOD_IBAN).await;
    assert_eq!(right.status, StatusCode::SEE_OTHER);
    let (csrf, version) = reviewed(&mut browser, &address).await;
    let send = format!("{address}/pateikti");
    let unconfirmed = browser
        .post(&send, &[("csrf", &csrf), ("versija", &version)])
        .await;
    assert_eq!(unconfirmed.status, StatusCode::UNPROCESSABLE_ENTITY);
    let older = browser
        .post(
            &send,
            &[("csrf", &csrf), ("versija", "1"), ("patvirtinu", "taip")],
        )
        .await;
    assert_eq!(older.status, StatusCode::CONFLICT, "she sends what she saw");
    assert_eq!(
        centre
            .count("SELECT count(*) FROM central.submission")
            .await,
        0
    );

    let fields = [
        ("csrf", csrf.as_str()),
        ("versija", &version),
        ("patvirtinu", "taip"),
    ];
    let (mut first, mut second) = (browser.clone(), browser.clone());
    let (one, two) = tokio::join!(first.post(&send, &fields), second.post(&send, &fields));
    let submission = submission_of(&one);
    assert_eq!(submission_of(&two), submission);

    type Row = (i16, String, String, i32, String, Value, String);
    let rows: Vec<Row> = sqlx::query_as(
        "SELECT municipality_code, receipt_number, form_code, form_version, policy_version, content, content_sha256 FROM central.submission",
    )
    .fetch_all(&centre.owner)
    .await
    .unwrap();
    let [(municipality, receipt, form, form_version, policy, content, digest)] =
        rows.try_into().unwrap();
    assert_eq!(
        (
            municipality,
            receipt.as_str(),
            form.as_str(),
            form_version,
            policy.as_str()
        ),
        (SIAULIAI, "K-2026-000001", "SP-3A", 3, "2026-01-01")
    );
    assert_eq!(digest.len(), 64);
    let content: spis_applications::content::ApplicationContent =
        serde_json::from_value(content).unwrap();
    assert_eq!(content.applicant.personal_code, rasa().code);
    assert_eq!(content.children[0].person.personal_code, matas().code);
    assert!(content.children[0].lives_with && content.answers.yes("papildoma") == Some(false));
    let account = content.account.unwrap();
    assert_eq!(account.as_str(), "LT121000011101001000");
    assert_eq!(content.phone.as_deref(), Some("+37061234567"));

    let page = browser.get(&one.location()).await;
    assert!(page.body.contains("K-2026-000001"));
    assert!(
        page.body
            .contains("nustatysime, kai savivaldybė užregistruos")
    );
    assert_eq!(
        browser.get(&format!("{address}/vaikai")).await.location(),
        format!("/prasymai/{submission}")
    );
    // The same child again: a warning, not a wall.
    let second = draft(&mut browser).await;
    let warned = browser.get(&format!("{second}/vaikai")).await;
    assert!(warned.body.contains("prašymą jau pateikėte"));
    assert_ne!(
        submission_of(&sent(&mut browser, &second).await),
        submission
    );
}

#[tokio::test]
async fn two_windows_lose_nothing() {
    let centre = Centre::new().await;
    let mut browser = centre.informed(rasa()).await;
    let address = draft(&mut browser).await;
    let screen = format!("{address}/mokejimas");
    let page = browser.get(&screen).await;
    let (csrf, version) = (page.csrf(), page.version());
    let save = |iban: &'static str, phone: &'static str, version: String| {
        [
            ("csrf".to_owned(), csrf.clone()),
            ("versija".to_owned(), version),
            ("saskaita".to_owned(), iban.to_owned()),
            ("telefonas".to_owned(), phone.to_owned()),
        ]
    };
    let fields = save("LT-PIRMAS", "", version.clone());
    let fields: Vec<(&str, &str)> = fields
        .iter()
        .map(|(k, v)| (k.as_str(), v.as_str()))
        .collect();
    let saved = browser.post(&format!("{screen}/saugoti"), &fields).await;
    assert_eq!(saved.status, StatusCode::OK);
    assert!(saved.body.contains("Išsaugota 10:00"), "{}", saved.body);
    assert_eq!(saved.version(), "2");

    // The other window still stands at the first version.
    let fields = save("LT-ANTRAS", "+370 612 34567", version);
    let fields: Vec<(&str, &str)> = fields
        .iter()
        .map(|(k, v)| (k.as_str(), v.as_str()))
        .collect();
    let warned = browser.post(&format!("{screen}/saugoti"), &fields).await;
    assert!(
        warned.body.contains("Visi atsakymai išsaugoti"),
        "{}",
        warned.body
    );
    let page = browser.get(&screen).await;
    for word in [
        "LT-PIRMAS",
        "LT-ANTRAS",
        "+370 612 34567",
        "pasirinkti-saskaita",
    ] {
        assert!(page.body.contains(word), "{word} is lost");
    }
    let (csrf, version) = (page.csrf(), page.version());
    let go_on = [
        ("csrf", csrf.as_str()),
        ("versija", &version),
        ("saskaita", "LT-PIRMAS"),
        ("telefonas", "+370 612 34567"),
    ];
    let unchosen = browser.post(&screen, &go_on).await;
    assert_eq!(unchosen.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(unchosen.body.contains("href=\"#pasirinkti-saskaita\""));

    let other = between(&page.body, "value=\"kita-", "\"");
    let other = format!("kita-{other}");
    let chosen: Vec<(&str, &str)> = go_on
        .into_iter()
        .chain([("pasirinkti-saskaita", other.as_str())])
        .collect();
    let page = browser.post(&screen, &chosen).await;
    assert!(page.body.contains("value=\"LT-ANTRAS\"") && !page.body.contains("LT-PIRMAS"));

    // Signed out meanwhile: the answer says that the words are not kept.
    let mut nobody = centre.browser();
    let lost = nobody.post(&format!("{screen}/saugoti"), &chosen).await;
    assert_eq!(lost.status, StatusCode::UNAUTHORIZED);
    assert!(lost.body.contains("Neišsaugota"));
}

#[tokio::test]
async fn a_silent_register_stops_nobody_but_lost_authority_does() {
    let centre = Centre::new().await;
    let mut browser = centre.informed(rasa()).await;
    let home = browser.get("/mano").await;
    assert!(home.body.contains(HER_ADDRESS) && home.body.contains("Matas Bandomasis"));
    assert!(
        !home.body.contains(HIS_ADDRESS) && !home.body.contains("Saulius"),
        "only hers and her minor children's"
    );
    let kept: String = sqlx::query_scalar("SELECT content::text FROM central.family_prefill")
        .fetch_one(&centre.owner)
        .await
        .unwrap();
    assert!(!kept.contains(HIS_ADDRESS) && !kept.contains("Saulius"));

    // Authority is taken away after the review was shown.
    let address = draft(&mut browser).await;
    children_answered(&mut browser, &address).await;
    payment_answered(&mut browser, &address, GOOD_IBAN).await;
    let (csrf, version) = reviewed(&mut browser, &address).await;
    centre.register.answer.lock().unwrap().children[0].authority = ParentalAuthority::Limited;
    let fields = [
        ("csrf", csrf.as_str()),
        ("versija", &version),
        ("patvirtinu", "taip"),
    ];
    let refused = browser.post(&format!("{address}/pateikti"), &fields).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(
        centre
            .count("SELECT count(*) FROM central.submission")
            .await,
        0
    );

    // It comes back, and then the register falls silent: what it last showed is good enough to send.
    *centre.register.answer.lock().unwrap() = family();
    centre.clock.advance(2);
    let mut browser = centre.informed(rasa()).await;
    centre.clock.advance(16);
    browser.get("/mano").await;
    centre.register.silent.store(true, Ordering::Relaxed);
    centre.clock.advance(50);
    let csrf = browser.get("/mano").await.csrf();
    let fields = [
        ("csrf", csrf.as_str()),
        ("versija", &version),
        ("patvirtinu", "taip"),
    ];
    let sent = browser.post(&format!("{address}/pateikti"), &fields).await;
    let submission = submission_of(&sent);
    assert_eq!(
        browser.get(&format!("/prasymai/{submission}")).await.status,
        StatusCode::OK
    );

    // A day later the page still works, and tells how old the answer is.
    centre.clock.advance(25 * 60);
    let mut browser = centre.signed_in(rasa()).await;
    let home = browser.get("/mano").await;
    assert!(home.body.contains("Gyventojų registras dabar neatsako"));
    assert!(
        home.body.contains("Matas Bandomasis") && home.body.contains("jam 25 val. 50 min."),
        "{}",
        home.body
    );
}

#[tokio::test]
async fn documents_go_with_the_application_and_an_unfinished_one_stops_it() {
    let centre = Centre::new().await;
    let mut hers = centre.informed(rasa()).await;
    let address = draft(&mut hers).await;
    let base = format!("{address}/dokumentai");
    let csrf = hers.get(&base).await.csrf();
    let file = format!("%PDF{}", "x".repeat(300_000));
    let body = format!(
        "--riba\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\n{csrf}\r\n--riba\r\nContent-Disposition: form-data; \
         name=\"failai\"; filename=\"teismas.pdf\"\r\n\r\n{file}\r\n--riba--\r\n"
    );
    let kind = "multipart/form-data; boundary=riba";
    let added = hers
        .post_bytes(&base, &[("content-type", kind)], body.into_bytes())
        .await;
    assert_eq!(added.status, StatusCode::SEE_OTHER, "{}", added.body);
    let fields = [
        ("csrf", csrf.as_str()),
        ("vardas", "b.pdf"),
        ("dydis", "10"),
    ];
    let begun = hers.post(&format!("{base}/pradeti"), &fields).await;
    let unfinished = between(&begun.body, "\"address\":\"", "\"");

    let stopped = sent(&mut hers, &address).await;
    assert_eq!(stopped.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        stopped.body.contains("Dokumentas „b“ dar neįkeltas"),
        "{}",
        stopped.body
    );
    assert_eq!(
        centre
            .count("SELECT count(*) FROM central.submission")
            .await,
        0
    );
    assert_eq!(
        centre
            .count("SELECT count(*) FROM central.attachment")
            .await,
        0
    );

    hers.post(&format!("{unfinished}/salinti"), &[("csrf", &csrf)])
        .await;
    let review = hers.get(&format!("{address}/perziura")).await;
    assert!(review.body.contains("teismas.pdf"), "{}", review.body);
    let submission = submission_of(&sent(&mut hers, &address).await);
    assert_eq!(
        centre
            .count("SELECT count(*) FROM central.attachment_part")
            .await,
        2
    );
    assert_eq!(centre.count("SELECT count(*) FROM central.upload").await, 0);
    assert_eq!(
        centre
            .count("SELECT count(*) FROM central.attachment a JOIN central.submission s ON s.id = a.subject_id AND s.municipality_code = a.municipality_code")
            .await,
        1
    );
    let page = hers.get(&format!("/prasymai/{submission}")).await;
    assert!(page.body.contains("teismas.pdf"));
    let at = between(&page.body, "/dokumentai/", "\"");
    let at = format!(
        "/prasymai/{submission}/dokumentai/{}",
        at.trim_end_matches("/mazas")
    );
    assert_eq!(hers.get(&at).await.body, file);

    let mut other = centre.informed(greta()).await;
    assert_eq!(other.get(&at).await.status, StatusCode::NOT_FOUND);
    assert_eq!(
        other.get(&format!("{at}/mazas")).await.status,
        StatusCode::NOT_FOUND
    );
}
