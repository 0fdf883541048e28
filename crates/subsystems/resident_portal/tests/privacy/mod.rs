//! She is told before registers are asked, sees what was asked about her, and nothing of hers stays in a browser.

use jiff::civil::date;
use spis_kernel::Sex;

use super::support::Person;
use super::*;

const ASKED: &str = "SELECT count(*) FROM central.journal_entry WHERE action = 'family_ask'";

/// The child's father, who lives elsewhere.
fn saulius() -> Person {
    Person::new("Saulius", "Bandomasis", Sex::Male, date(1989, 1, 1))
}

/// The municipality asked a register about a person, for an application.
async fn asked_about(centre: &Centre, application: Uuid, person: &Person, register: &str) {
    sqlx::query(
        "INSERT INTO municipal.register_request (municipality_code, id, application_id, register, personal_code, person_id, parameters,
             purpose, asked_at, asked_by)
         VALUES ($1, $2, $3, $4, $5, $6, '{}', 'Išmokų vaikams įstatymas: prašymo nagrinėjimas', '2026-11-23T22:30:00Z',
             'Šiaulių miesto savivaldybės administracija')",
    )
    .bind(SIAULIAI)
    .bind(Uuid::now_v7())
    .bind(application)
    .bind(register)
    .bind(person.code.as_str())
    .bind(Uuid::now_v7())
    .execute(&centre.owner)
    .await
    .unwrap();
}

async fn application_of(centre: &Centre, submission: Uuid) -> Uuid {
    sqlx::query_scalar("SELECT id FROM municipal.application WHERE submission_id = $1")
        .bind(submission)
        .fetch_one(&centre.owner)
        .await
        .unwrap()
}

#[tokio::test]
async fn no_register_is_asked_before_she_was_told_what_is_taken() {
    let centre = Centre::new().await;
    let mut browser = centre.signed_in(rasa()).await;
    let home = browser.get("/mano").await;
    assert_eq!(home.status, StatusCode::OK, "her own things stay open");
    assert!(home.body.contains("/susipazinti?toliau=/mano"));
    assert!(!home.body.contains(HER_ADDRESS) && !home.body.contains("Matas"));
    for path in ["/mano/duomenys", "/mano/nustatymai", "/prasymai/naujas"] {
        browser.get(path).await;
    }
    assert_eq!(centre.count(ASKED).await, 0);

    let notice = browser.get("/susipazinti?toliau=/mano").await;
    for line in [
        "Ką ir iš kur",
        "Kam:",
        "Kokiu pagrindu",
        "Kas mato ir atsako",
        "Kiek laikome",
    ] {
        assert!(notice.body.contains(line), "{line}");
    }
    for word in [
        "Socialinės apsaugos ir darbo ministerija ir ta savivaldybė",
        "pareiguno-adresas@pavyzdys.invalid",
        "/kontaktai#savivaldybes",
    ] {
        assert!(notice.body.contains(word), "{word}");
    }
    assert_eq!(centre.count(ASKED).await, 0);
    let fields = [
        ("csrf", notice.csrf()),
        ("susipazinau", "taip".into()),
        ("toliau", "/mano".into()),
    ];
    let fields = fields.each_ref().map(|(k, v)| (*k, v.as_str()));
    assert_eq!(
        browser.post("/susipazinti", &fields).await.location(),
        "/mano"
    );
    let home = browser.get("/mano").await;
    assert!(home.body.contains("Matas Bandomasis"));
    assert_eq!(centre.count(ASKED).await, 1);

    // With a new edition she is told anew; what the register said before is still hers to see.
    sqlx::query("TRUNCATE central.policy_confirmation")
        .execute(&centre.owner)
        .await
        .unwrap();
    centre.clock.advance(30);
    let home = browser.get("/mano").await;
    assert!(home.body.contains("Matas Bandomasis"));
    assert_eq!(centre.count(ASKED).await, 1);
}

#[tokio::test]
async fn she_sees_her_own_case_and_he_sees_neither_who_nor_where() {
    let centre = Centre::new().await;
    let mut hers = centre.informed(rasa()).await;
    let address = draft(&mut hers).await;
    let submission = submission_of(&sent(&mut hers, &address).await);
    decided(&centre, submission, "refused").await;
    let application = application_of(&centre, submission).await;
    asked_about(&centre, application, &rasa(), "population").await;
    asked_about(&centre, application, &saulius(), "sodra").await;

    let own = hers.get("/mano/duomenys").await;
    assert_eq!(own.status, StatusCode::OK);
    for word in [
        "Gyventojų registras",
        // The day in Lithuania.
        "2026-11-24",
        "PR-2026-000077",
        "Šiaulių miesto savivaldybė",
        &format!("/prasymai/{submission}"),
    ] {
        assert!(own.body.contains(word), "{word}");
    }
    assert!(!own.body.contains("Sodra"), "what was asked about him");
    assert!(!own.body.contains("Kito asmens"));

    let mut his = centre.signed_in(saulius()).await;
    let page = his.get("/mano/duomenys").await;
    assert_eq!(page.status, StatusCode::OK);
    for word in ["Sodra", "2026-11-24", "Kito asmens prašymui nagrinėti"] {
        assert!(page.body.contains(word), "{word}");
    }
    let head = format!("{:?}", page.headers);
    for word in [
        "Šiaul",
        "Rasa",
        "Matas",
        "PR-2026",
        "K-2026",
        "Bandymų g.",
        "prašymo nagrinėjimas",
        "22:30",
        &submission.to_string(),
        &application.to_string(),
    ] {
        assert!(
            !page.body.contains(word) && !head.contains(word),
            "he learns {word}"
        );
    }
    let looks = "SELECT count(*) FROM central.journal_entry WHERE action = 'register_questions_read' AND outcome = 'allowed'";
    assert_eq!(centre.count(looks).await, 2);

    // Not even by a hole in the portal: its role may not read where it was asked, by whom and for what.
    for column in [
        "municipality_code",
        "asked_by",
        "purpose",
        "parameters",
        "person_id",
    ] {
        let mut tx = centre.portal.begin().await.unwrap();
        spis_database::act_as(&mut tx, None, saulius().code.as_str())
            .await
            .unwrap();
        let sql = format!("SELECT {column} FROM municipal.register_request");
        let refused = sqlx::query(sqlx::AssertSqlSafe(sql))
            .execute(&mut *tx)
            .await;
        assert!(
            refused
                .unwrap_err()
                .to_string()
                .contains("permission denied"),
            "{column}"
        );
    }
    let mut tx = centre.portal.begin().await.unwrap();
    spis_database::act_as(&mut tx, None, saulius().code.as_str())
        .await
        .unwrap();
    let registers: Vec<String> =
        sqlx::query_scalar("SELECT register FROM municipal.register_request")
            .fetch_all(&mut *tx)
            .await
            .unwrap();
    assert_eq!(registers, ["sodra"]);

    let mut nobody = centre.browser();
    let closed = nobody.get("/mano/duomenys").await;
    assert!(closed.location().starts_with("/prisijungti"));
}

#[tokio::test]
async fn no_answer_to_whom_is_signed_in_may_be_kept() {
    let centre = Centre::new().await;
    let mut browser = centre.informed(rasa()).await;
    let address = draft(&mut browser).await;
    let submission = submission_of(&sent(&mut browser, &address).await);
    let (decision, _) = decided(&centre, submission, "refused").await;
    let unsent = draft(&mut browser).await;
    let mut paths: Vec<String> = [
        "/mano",
        "/mano/duomenys",
        "/mano/nustatymai",
        "/susipazinti",
        "/prasymai/naujas",
        "/prasymai/nera",
    ]
    .map(str::to_owned)
    .to_vec();
    for step in ["vaikai", "mokejimas", "perziura"] {
        paths.push(format!("{unsent}/{step}"));
    }
    for part in [
        "",
        "/taisyti",
        "/papildyti",
        "/atsiimti",
        "/klausti",
        "/neteisingas",
    ] {
        paths.push(format!("/prasymai/{submission}{part}"));
    }
    paths.push(format!("/sprendimai/{decision}"));
    paths.push(format!("/sprendimai/{decision}/pdf"));
    for path in &paths {
        let answer = browser.get(path).await;
        assert!(
            answer.status != StatusCode::INTERNAL_SERVER_ERROR,
            "{path}: {}",
            answer.body
        );
        let kept: Vec<_> = answer
            .headers
            .get_all(header::CACHE_CONTROL)
            .iter()
            .collect();
        assert_eq!(kept, ["no-store"], "{path}");
    }
    let saved = browser.post(&format!("{unsent}/saugoti"), &[]).await;
    assert_eq!(saved.headers[header::CACHE_CONTROL], "no-store");
}
