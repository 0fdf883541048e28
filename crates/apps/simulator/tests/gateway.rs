//! Sign-in through the gateway.

mod in_process;

use axum::http::{StatusCode, header};
use jiff::SignedDuration;
use serde_json::json;

use in_process::{Answer, InProcess};

const POSTBACK: &str = "http://127.0.0.1:8080/prisijungti/grizti";

async fn begin(simulator: &InProcess) -> String {
    let question = json!({ "postback_url": POSTBACK, "custom_data": "a&\"<b>" });
    let answer = simulator.post_json("/gateway/api/tickets", question).await;
    assert_eq!(answer.status, StatusCode::OK);
    answer.json()["ticket"].as_str().unwrap().to_owned()
}

async fn choose(simulator: &InProcess, ticket: &str, code: &str) -> Answer {
    simulator
        .post_form(
            "/gateway/choose",
            &format!("ticket={ticket}&personal_code={code}"),
        )
        .await
}

async fn fetch(simulator: &InProcess, ticket: &str) -> Answer {
    simulator
        .post_json("/gateway/api/authentication", json!({ "ticket": ticket }))
        .await
}

#[tokio::test]
async fn a_person_signs_in_once() {
    let simulator = InProcess::start();
    let ticket = begin(&simulator).await;
    let page = simulator
        .post_form("/gateway", &format!("ticket={ticket}"))
        .await;
    assert_eq!(page.status, StatusCode::OK);
    let by_link = simulator.get(&format!("/gateway?ticket={ticket}")).await;
    assert_eq!(by_link.text, page.text);
    assert!(page.text.contains("lang=\"lt\"") && page.text.contains("augina tris vaikus"));
    assert_eq!(
        fetch(&simulator, &ticket).await.status,
        StatusCode::CONFLICT
    );

    let code = simulator.code("siauliai_mother_of_three");
    let page = choose(&simulator, &ticket, &code).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.text.contains(&format!("action=\"{POSTBACK}\"")));
    assert!(
        page.text
            .contains(&format!("name=\"ticket\" value=\"{ticket}\""))
    );
    assert!(page.text.contains("Grįžti į SPIS") && page.text.contains("/gateway/return.js"));
    assert!(!page.text.contains("<b>"), "custom data must be escaped");
    let policy = page.headers[header::CONTENT_SECURITY_POLICY]
        .to_str()
        .unwrap();
    assert!(
        policy.contains("form-action 'self' http://127.0.0.1:8080;"),
        "{policy}"
    );
    assert!(!policy.contains("unsafe"));

    let answer = fetch(&simulator, &ticket).await;
    assert_eq!(answer.status, StatusCode::OK);
    let told = answer.json();
    assert_eq!(told["personal_code"], code);
    assert_eq!(told["custom_data"], "a&\"<b>");
    assert_eq!(told["provider"], "simulated");
    assert!(told["given_name"].is_string() && told["surname"].is_string());

    assert_eq!(fetch(&simulator, &ticket).await.status, StatusCode::GONE);
    assert_eq!(
        choose(&simulator, &ticket, &code).await.status,
        StatusCode::NOT_FOUND
    );
    assert_eq!(fetch(&simulator, &ticket).await.status, StatusCode::GONE);
    assert_eq!(
        simulator
            .get(&format!("/gateway?ticket={ticket}"))
            .await
            .status,
        StatusCode::NOT_FOUND
    );
}

#[tokio::test]
async fn a_ticket_lives_ten_minutes() {
    let simulator = InProcess::start();
    let ticket = begin(&simulator).await;
    let code = simulator.code("akmene_mother");
    simulator.clock.pass(SignedDuration::from_secs(599));
    assert_eq!(
        choose(&simulator, &ticket, &code).await.status,
        StatusCode::OK
    );
    simulator.clock.pass(SignedDuration::from_secs(1));
    assert_eq!(
        fetch(&simulator, &ticket).await.status,
        StatusCode::NOT_FOUND
    );
    assert_eq!(
        choose(&simulator, &ticket, &code).await.status,
        StatusCode::NOT_FOUND
    );
}

#[tokio::test]
async fn any_living_person_may_be_typed_in() {
    let simulator = InProcess::start();
    let ticket = begin(&simulator).await;
    let wrong = choose(&simulator, &ticket, "123").await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.text.contains("11 skaitmenų") && wrong.text.contains("aria-invalid=\"true\""));
    let nobody = choose(&simulator, &ticket, "10001010013").await;
    assert_eq!(nobody.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(nobody.text.contains("tokio gyvo žmogaus nėra"));
    let population = simulator.simulator.population();
    let (_, someone) = population
        .iter()
        .find(|(_, person)| person.died_on.is_none() && person.age_on(population.as_of) > 70)
        .unwrap();
    let page = choose(&simulator, &ticket, &format!("+{}+", someone.code.as_str())).await;
    assert_eq!(page.status, StatusCode::OK);
    assert_eq!(
        fetch(&simulator, &ticket).await.json()["personal_code"],
        someone.code.as_str()
    );
}

#[tokio::test]
async fn unknown_tickets_and_bad_postbacks_are_refused() {
    let simulator = InProcess::start();
    for ticket in ["", "x", "0197a3b2-0000-4000-8000-000000000000"] {
        assert_eq!(
            fetch(&simulator, ticket).await.status,
            StatusCode::NOT_FOUND
        );
        let page = simulator
            .post_form("/gateway", &format!("ticket={ticket}"))
            .await;
        assert_eq!(page.status, StatusCode::NOT_FOUND);
        assert!(page.text.contains("prisijunkite iš naujo"));
    }
    for postback in [
        "javascript:alert(1)",
        "/prisijungti",
        "http://x;script-src@y/",
    ] {
        let question = json!({ "postback_url": postback });
        let answer = simulator.post_json("/gateway/api/tickets", question).await;
        assert_eq!(
            answer.status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "{postback}"
        );
    }
    assert_eq!(simulator.get("/gateway").await.status, StatusCode::OK);
    let script = simulator.get("/gateway/return.js").await;
    assert!(
        script.headers[header::CONTENT_TYPE]
            .to_str()
            .unwrap()
            .starts_with("text/javascript")
    );
}
