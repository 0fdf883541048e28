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
    for word in [
        "Sodra",
        "2026-11-24",
        "Kito asmens prašymui nagrinėti",
        "Kodėl apie Jus klausta kito asmens prašymui",
        "6 straipsnio 1 dalies c ir e punktai",
    ] {
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

/// The child stands in an application, and the municipality asked a register about him for it.
async fn asked_about_child(centre: &Centre, application: Uuid, child: &Person, register: &str) {
    let person = Uuid::now_v7();
    sqlx::query(
        "INSERT INTO municipal.person (municipality_code, id, personal_code, given_name, surname, sex, born_on, protected, as_of)
         VALUES ($1, $2, $3, $4, $5, 'male', $6::date, false, '2026-11-23T08:00:00Z')",
    )
    .bind(SIAULIAI)
    .bind(person)
    .bind(child.code.as_str())
    .bind(child.given_name)
    .bind(child.surname)
    .bind(child.born_on.to_string())
    .execute(&centre.owner)
    .await
    .unwrap();
    sqlx::query("INSERT INTO municipal.application_child (municipality_code, application_id, person_id, lives_with) VALUES ($1, $2, $3, true)")
        .bind(SIAULIAI)
        .bind(application)
        .bind(person)
        .execute(&centre.owner)
        .await
        .unwrap();
    asked_about(centre, application, child, register).await;
    sqlx::query("UPDATE municipal.register_request SET person_id = $1 WHERE personal_code = $2 AND application_id = $3")
        .bind(person)
        .bind(child.code.as_str())
        .bind(application)
        .execute(&centre.owner)
        .await
        .unwrap();
}

#[tokio::test]
async fn each_parent_sees_what_was_asked_about_the_child_for_an_own_case_only() {
    let centre = Centre::new().await;
    let mut hers = centre.informed(rasa()).await;
    let address = draft(&mut hers).await;
    let submission = submission_of(&sent(&mut hers, &address).await);
    decided(&centre, submission, "refused").await;
    let application = application_of(&centre, submission).await;
    asked_about_child(&centre, application, &matas(), "disability").await;
    // A pupil of age, for whom she asked too, reads it in an account of his own.
    let grown = Person::new("Adomas", "Bandomasis", Sex::Male, date(2007, 7, 7));
    asked_about_child(&centre, application, &grown, "study").await;

    // The father has applied for the same child elsewhere, on paper.
    let (his_case, father) = (Uuid::now_v7(), Uuid::now_v7());
    sqlx::query(
        "INSERT INTO municipal.person (municipality_code, id, personal_code, given_name, surname, sex, born_on, protected, as_of)
         VALUES ($1, $2, $3, 'Saulius', 'Bandomasis', 'male', '1989-01-01', false, '2026-11-23T08:00:00Z')",
    )
    .bind(SIAULIAI)
    .bind(father)
    .bind(saulius().code.as_str())
    .execute(&centre.owner)
    .await
    .unwrap();
    sqlx::query(
        "INSERT INTO municipal.application (municipality_code, id, submission_id, receipt_number, number, kind_group, channel, applicant_id,
             language, content, sent_at, registered_at, term_start, decide_by, status, changed_at, version)
         SELECT municipality_code, $1, NULL, NULL, 'PR-2026-000999', kind_group, 'paper', $2, 'lt', '{}', sent_at, registered_at,
             term_start, decide_by, 'assessed', changed_at, 1 FROM municipal.application",
    )
    .bind(his_case)
    .bind(father)
    .execute(&centre.owner)
    .await
    .unwrap();
    asked_about_child(&centre, his_case, &matas(), "sodra").await;

    let own = hers.get("/mano/duomenys").await.body;
    for word in ["Matas Bandomasis", "PR-2026-000077"] {
        assert!(own.contains(word), "{word}: {own}");
    }
    for word in ["Adomas", "Sodra", "PR-2026-000999", "Kito asmens"] {
        assert!(!own.contains(word), "she learns {word}: {own}");
    }
    assert_eq!(own.matches("role=\"rowheader\"").count(), 1);

    let mut his = centre.signed_in(saulius()).await;
    let page = his.get("/mano/duomenys").await;
    for word in ["Matas Bandomasis", "Sodra", "PR-2026-000999"] {
        assert!(page.body.contains(word), "{word}: {}", page.body);
    }
    let head = format!("{:?}", page.headers);
    for word in [
        "PR-2026-000077",
        "Adomas",
        "Rasa",
        "Bandymų g.",
        &submission.to_string(),
        &application.to_string(),
    ] {
        assert!(
            !page.body.contains(word) && !head.contains(word),
            "he learns {word}"
        );
    }
    assert_eq!(page.body.matches("role=\"rowheader\"").count(), 1);
    // Not even by a hole in the portal.
    for (code, registers) in [
        (rasa().code, vec!["disability", "study"]),
        (saulius().code, vec!["sodra"]),
        (greta().code, Vec::new()),
    ] {
        let mut tx = centre.portal.begin().await.unwrap();
        spis_database::act_as(&mut tx, None, code.as_str())
            .await
            .unwrap();
        let seen: Vec<String> =
            sqlx::query_scalar("SELECT register FROM municipal.register_request ORDER BY register")
                .fetch_all(&mut *tx)
                .await
                .unwrap();
        assert_eq!(seen, registers);
    }
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
        "/mano/mokejimai",
        "/mano/zinutes",
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
