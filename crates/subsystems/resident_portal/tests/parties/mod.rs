//! Who is told of an application: each parent of their own alone, whoever gave a power of attorney of what was sent for her, and
//! whoever sent it of its way but not of its outcome.

use jiff::civil::date;
use spis_kernel::Sex;

use super::support::Person;
use super::support::sent::{ask_document, opened};
use super::*;

fn saulius() -> Person {
    Person::new("Saulius", "Bandomasis", Sex::Male, date(1989, 1, 1))
}

fn ona() -> Person {
    Person::new("Ona", "Įgaliojančioji", Sex::Female, date(1985, 4, 4))
}

fn given(person: &Person) -> Value {
    json!({"personal_code": person.code, "given_name": person.given_name, "surname": person.surname, "born_on": person.born_on})
}

/// An application of `applicant`, sent by `sender`, whose account is there; its submission and the application.
async fn applied(
    centre: &Centre,
    sender: &Person,
    applicant: &Person,
    number: &str,
    protected: bool,
) -> (Uuid, Uuid) {
    let (submission, application, who) = (Uuid::now_v7(), Uuid::now_v7(), Uuid::now_v7());
    let by = (sender.code != applicant.code).then(|| {
        json!({"person": given(sender), "basis": "power_of_attorney",
               "power": {"number": "2026-17", "concluded_on": "2026-10-01", "valid_until": null, "shown": "later"}})
    });
    let content = json!({
        "applicant": given(applicant), "represented_by": by, "residence": null, "register_as_of": null,
        "children": [{"person": given(&matas()), "lives_with": true, "acting_as": "parent", "answers": {"gyvena": "taip"}}],
        "answers": {"kitur": false, "papildoma": false}, "offers": false,
        "asked_from": null, "account": "LT121000011101001000", "account_holder": null, "phone": "+37061234567", "email": null,
        "notice_channel": "portal", "declarations_version": "SP-3A/1"
    });
    sqlx::query(
        "INSERT INTO central.submission (municipality_code, id, receipt_number, resident_id, personal_code, form_code, form_version,
             policy_version, language, content, content_sha256, submitted_at)
         SELECT $1, $2, 'K-2026-' || $2::text, id, personal_code, 'SP-3A', 3, '1', 'lt', $3, '-', '2026-11-23T07:00:00Z'
         FROM central.resident WHERE personal_code = $4",
    )
    .bind(SIAULIAI)
    .bind(submission)
    .bind(&content)
    .bind(sender.code.as_str())
    .execute(&centre.owner)
    .await
    .unwrap();
    sqlx::query(
        "INSERT INTO municipal.person (municipality_code, id, personal_code, given_name, surname, sex, born_on, protected, as_of)
         SELECT $1, $2, $3, $4, $5, 'female', $6::date, $7, '2026-11-23T07:00:00Z'
         WHERE NOT EXISTS (SELECT 1 FROM municipal.person WHERE personal_code = $3)",
    )
    .bind(SIAULIAI)
    .bind(who)
    .bind(applicant.code.as_str())
    .bind(applicant.given_name)
    .bind(applicant.surname)
    .bind(applicant.born_on.to_string())
    .bind(protected)
    .execute(&centre.owner)
    .await
    .unwrap();
    sqlx::query(
        "INSERT INTO municipal.application (municipality_code, id, submission_id, receipt_number, number, kind_group, channel, applicant_id,
             language, content, sent_at, registered_at, term_start, decide_by, status, changed_at, version)
         SELECT $1, $2, $3, 'K-1', $4, 'child_benefit', 'electronic', id, 'lt', $5,
             '2026-11-23T07:00:00Z', '2026-11-23T07:01:00Z', '2026-11-23', '2026-12-23', 'assessed', '2026-11-23T07:02:00Z', 3
         FROM municipal.person WHERE personal_code = $6",
    )
    .bind(SIAULIAI)
    .bind(application)
    .bind(submission)
    .bind(number)
    .bind(&content)
    .bind(applicant.code.as_str())
    .execute(&centre.owner)
    .await
    .unwrap();
    (submission, application)
}

/// The municipality noted in an application's history that there are identical ones.
async fn marked(centre: &Centre, application: Uuid, numbers: &str) {
    sqlx::query(
        "INSERT INTO municipal.application_event (municipality_code, id, application_id, step, status_after, at, user_id, user_name, note)
         VALUES ($1, gen_random_uuid(), $2, 'identical_found', 'assessed', '2026-11-23T07:03:00Z', NULL, 'SPIS', $3)",
    )
    .bind(SIAULIAI)
    .bind(application)
    .bind(numbers)
    .execute(&centre.owner)
    .await
    .unwrap();
}

const IDENTICAL: &str = "kitą prašymą dėl tų pačių vaikų";

#[tokio::test]
async fn a_parent_is_not_told_that_the_other_has_applied() {
    let centre = Centre::new().await;
    let mut hers = centre.informed(rasa()).await;
    let mut his = centre.informed(saulius()).await;
    for protected in [false, true] {
        sqlx::raw_sql(
            "TRUNCATE municipal.application, municipal.person, municipal.application_event CASCADE",
        )
        .execute(&centre.owner)
        .await
        .unwrap();
        let (her_number, his_number) = ("PR-29-2026-000077", "PR-29-2026-000078");
        let (her_way, her_case) = applied(&centre, &rasa(), &rasa(), her_number, protected).await;
        let (his_way, his_case) = applied(&centre, &saulius(), &saulius(), his_number, false).await;
        marked(&centre, her_case, his_number).await;
        marked(&centre, his_case, her_number).await;
        for (browser, way, own, others) in [
            (&mut hers, her_way, her_number, his_number),
            (&mut his, his_way, his_number, her_number),
        ] {
            for path in [format!("/prasymai/{way}"), format!("/prasymai/{way}/pdf")] {
                let shown = browser.get(&path).await;
                assert_eq!(shown.status, StatusCode::OK, "{path}: {}", shown.body);
                assert!(
                    !shown.body.contains(IDENTICAL) && !shown.body.contains(others),
                    "{path}: {}",
                    shown.body
                );
            }
            let page = browser.get(&format!("/prasymai/{way}")).await.body;
            assert!(page.contains(own), "{page}");
        }
        // Of two of her own she is told.
        let second = "PR-29-2026-000079";
        let (_, again) = applied(&centre, &rasa(), &rasa(), second, protected).await;
        marked(&centre, her_case, second).await;
        marked(&centre, again, &format!("{her_number}, {his_number}")).await;
        let page = hers.get(&format!("/prasymai/{her_way}")).await.body;
        assert_eq!(page.matches(IDENTICAL).count(), 1, "{page}");
    }
    // Not even by a hole in the portal.
    let mut tx = centre.portal.begin().await.unwrap();
    spis_database::act_as(&mut tx, None, saulius().code.as_str())
        .await
        .unwrap();
    let seen: i64 = sqlx::query_scalar(
        "SELECT count(*) FROM municipal.application_event WHERE step = 'identical_found'",
    )
    .fetch_one(&mut *tx)
    .await
    .unwrap();
    assert_eq!(seen, 0);
    let refused = sqlx::query("SELECT note FROM municipal.application_event")
        .execute(&mut *tx)
        .await;
    assert!(
        refused
            .unwrap_err()
            .to_string()
            .contains("permission denied")
    );
}

#[tokio::test]
async fn who_gave_a_power_of_attorney_sees_what_was_sent_for_her_and_gets_the_decision() {
    let centre = Centre::new().await;
    let mut sender = centre.informed(rasa()).await;
    let mut hers = centre.informed(ona()).await;
    let (submission, application) =
        applied(&centre, &rasa(), &ona(), "PR-29-2026-000077", false).await;
    let page = format!("/prasymai/{application}");
    let home = hers.get("/mano").await.body;
    assert!(
        home.contains(&page) && home.contains("PR-29-2026-000077"),
        "{home}"
    );
    // Both are told its place.
    let way = format!("/prasymai/{submission}");
    for told in [
        sender.get(&way).await.body,
        hers.get(&page).await.body,
        hers.get("/mano").await.body,
    ] {
        assert!(told.contains("prieš Jus prašymų nėra"), "{told}");
    }
    let asked = ask_document(&centre, application).await;
    // Each opens it, and neither is the other's.
    for browser in [&mut sender, &mut hers] {
        let messages = browser.get("/mano/zinutes").await.body;
        assert!(messages.contains("Neskaityta"), "{messages}");
    }
    let shown = hers.get(&page).await.body;
    let openings = "SELECT count(*) FROM central.message_opening";
    assert_eq!(centre.count(openings).await, 1);
    assert!(!hers.get("/mano/zinutes").await.body.contains("Neskaityta"));
    let waits = sender.get("/mano/zinutes").await.body;
    assert!(waits.contains("Neskaityta"), "{waits}");
    sender.get(&way).await;
    assert_eq!(centre.count(openings).await, 2);
    assert!(
        shown.contains(&format!("{page}/papildyti?dokumentas={asked}")),
        "{shown}"
    );
    for words in [
        "Prašymą pateikė Jūsų įgaliotas asmuo – Rasa Bandomienė",
        "Matas Bandomasis",
        "Registre nematome.",
        "Papildyti, pataisyti ar atsiimti jį galite ir Jūs",
        "Jei to žmogaus neįgaliojote, iš karto praneškite",
    ] {
        assert!(shown.contains(words), "{words}: {shown}");
    }
    asked_about(&centre, application, &ona()).await;
    let data = hers.get("/mano/duomenys").await.body;
    assert!(data.contains(&format!("href=\"{page}\"")), "{data}");

    let decision = decided_with_letter(&centre, application).await;
    let path = format!("/sprendimai/{decision}");
    assert_eq!(sender.get(&path).await.status, StatusCode::NOT_FOUND);
    let opened = "SELECT count(*) FROM central.letter_opening o JOIN central.resident r ON r.id = o.resident_id WHERE r.given_name = 'Ona'";
    assert_eq!(centre.count(opened).await, 0);
    assert!(hers.get(&page).await.body.contains(&path));
    let messages = hers.get("/mano/zinutes").await.body;
    assert!(
        messages.contains(&path) && messages.contains("Neskaityta"),
        "{messages}"
    );
    let followed = sender.get("/mano/zinutes").await.body;
    assert!(!followed.contains(&path), "{followed}");
    let read = hers.get(&path).await;
    assert_eq!(read.status, StatusCode::OK, "{}", read.body);
    assert!(read.body.contains(&page), "back to the application");
    assert_eq!(centre.count(opened).await, 1, "opening delivers");

    for path in [way.as_str(), "/mano"] {
        let told = sender.get(path).await.body;
        assert!(
            told.contains("priimtas; jį gauna pareiškėjas") && told.contains("Nuspręsta"),
            "{path}: {told}"
        );
        for words in ["keliauja pas Jus", "Skirta", "Neskirta", "SPR-"] {
            assert!(!told.contains(words), "{path}: {words}: {told}");
        }
    }
    let mut stranger = centre.informed(greta()).await;
    for path in [page, path] {
        assert_eq!(stranger.get(&path).await.status, StatusCode::NOT_FOUND);
    }
}

async fn asked_about(centre: &Centre, application: Uuid, person: &Person) {
    sqlx::query(
        "INSERT INTO municipal.register_request (municipality_code, id, application_id, register, personal_code, person_id, parameters,
             purpose, asked_at, asked_by)
         VALUES ($1, gen_random_uuid(), $2, 'sodra', $3, gen_random_uuid(), '{}', '-', '2026-11-23T07:05:00Z', 'x')",
    )
    .bind(SIAULIAI)
    .bind(application)
    .bind(person.code.as_str())
    .execute(&centre.owner)
    .await
    .unwrap();
}

/// The municipality has decided; its letter is there.
async fn decided_with_letter(centre: &Centre, application: Uuid) -> Uuid {
    sqlx::raw_sql(
        "UPDATE municipal.document_request SET settled_as = 'received', settled_at = now()",
    )
    .execute(&centre.owner)
    .await
    .unwrap();
    let applicant: Uuid = sqlx::query_scalar(
        "UPDATE municipal.application SET status = 'decided' WHERE id = $1 RETURNING applicant_id",
    )
    .bind(application)
    .fetch_one(&centre.owner)
    .await
    .unwrap();
    adopted(centre, application, applicant, "granted").await.0
}

/// The municipality has answered everything that waited for an answer.
async fn answered(centre: &Centre, application: Uuid, words: &str) {
    sqlx::query(
        "INSERT INTO municipal.request_answer (municipality_code, id, application_id, outcome, text, answered_by, answered_by_position, answered_at)
         SELECT municipality_code, id, $1, 'answered', $2, $1, 'specialistė', '2026-11-23T08:00:00Z' FROM central.resident_request r
         WHERE NOT EXISTS (SELECT 1 FROM municipal.request_answer a WHERE a.id = r.id)",
    )
    .bind(application)
    .bind(words)
    .execute(&centre.owner)
    .await
    .unwrap();
}

#[tokio::test]
async fn of_an_application_that_two_follow_each_reads_the_answers_to_the_own_questions() {
    let centre = Centre::new().await;
    let mut sender = centre.informed(rasa()).await;
    let mut hers = centre.informed(ona()).await;
    let (submission, application) =
        applied(&centre, &rasa(), &ona(), "PR-29-2026-000077", false).await;
    let (way, page) = (
        format!("/prasymai/{submission}"),
        format!("/prasymai/{application}"),
    );
    for (browser, page, words) in [
        (&mut sender, &way, "Klausia atstovė."),
        (&mut hers, &page, "Klausia pareiškėja."),
    ] {
        let (csrf, key) = opened(browser, &format!("{page}/klausti")).await;
        let fields = [
            ("csrf", csrf.as_str()),
            ("raktas", &key),
            ("tekstas", words),
        ];
        let sent = browser
            .post_form(&format!("{page}/klausti"), &fields, &[])
            .await;
        assert_eq!(
            sent.location(),
            format!("{page}?zinute=request-question"),
            "{}",
            sent.body
        );
    }
    answered(&centre, application, "Atsakyta.").await;
    for (browser, page, own, others) in [
        (&mut sender, &way, "Klausia atstovė.", "Klausia pareiškėja."),
        (&mut hers, &page, "Klausia pareiškėja.", "Klausia atstovė."),
    ] {
        let messages = browser.get("/mano/zinutes").await.body;
        assert_eq!(
            messages.matches(&format!("{page}#zinutes")).count(),
            1,
            "{messages}"
        );
        let shown = browser.get(page).await.body;
        assert!(
            shown.contains(own) && shown.contains("Atsakyta.") && !shown.contains(others),
            "{shown}"
        );
        assert!(
            !browser
                .get("/mano/zinutes")
                .await
                .body
                .contains("Neskaityta")
        );
    }
    // Neither reaches the application by the other's name of it.
    assert_eq!(hers.get(&way).await.status, StatusCode::NOT_FOUND);
    assert_eq!(sender.get(&page).await.status, StatusCode::NOT_FOUND);
}
