//! The registers over HTTP.

mod in_process;

use std::time::{Duration, Instant};

use axum::http::StatusCode;
use serde_json::{Value, json};

use in_process::InProcess;

async fn family(simulator: &InProcess, code: &str) -> Value {
    let question =
        json!({ "personal_code": code, "purpose": "IVI", "case": "29-2026-1", "asked_by": "29" });
    let answer = simulator
        .post_json("/registers/population/family", question)
        .await;
    assert_eq!(answer.status, StatusCode::OK);
    answer.json()
}

#[tokio::test]
async fn a_family_is_told_whole() {
    let simulator = InProcess::start();
    let code = simulator.code("siauliai_mother_of_three");
    let family = family(&simulator, &code).await;
    assert_eq!(family["as_of"], "2026-11-22T08:00:00Z");
    assert_eq!(family["person"]["personal_code"], code);
    assert_eq!(family["person"]["sex"], "female");
    assert_eq!(family["person"]["citizenship"], "LT");
    assert_eq!(family["person"]["marital_status"], "married");
    assert_eq!(family["person"]["protected"], false);
    assert_eq!(family["person"]["died_on"], Value::Null);
    assert_eq!(family["person"]["address"]["municipality_code"], 29);
    let street = family["person"]["address"]["street"].as_str().unwrap();
    assert!(
        family["person"]["address"]["text"]
            .as_str()
            .unwrap()
            .starts_with(street)
    );
    assert_eq!(family["spouse"]["sex"], "male");
    let children = family["children"].as_array().unwrap();
    assert_eq!(children.len(), 3);
    for child in children {
        assert_eq!(child["lives_with"], true);
        assert_eq!(child["authority"], "full");
        assert_eq!(child["guardianship"], false);
        assert_eq!(
            child["other_parent"]["personal_code"],
            family["spouse"]["personal_code"]
        );
        assert_eq!(child["person"]["address"], family["person"]["address"]);
    }
}

#[tokio::test]
async fn self_service_is_told_of_the_person_and_her_minor_children_only() {
    let simulator = InProcess::start();
    let population = simulator.simulator.population();
    let today = population.as_of;
    // Somebody married with a grown-up child and one who is not.
    let (_, person) = population
        .iter()
        .find(|(_, person)| {
            let ages = person.children.iter();
            let minors = ages.filter(|child| population.person(**child).age_on(today) < 18);
            let minors = minors.count();
            person.spouse.is_some() && minors > 0 && minors < person.children.len()
        })
        .unwrap();
    let ask = |extent: Value| {
        let mut question = json!({ "personal_code": person.code.as_str(), "purpose": "savitarna", "case": "savitarna" });
        question["extent"] = extent;
        question
    };
    let address = "/registers/population/family";
    let own = simulator
        .post_json(address, ask(json!("own_and_minor_children")))
        .await
        .json();
    let whole = simulator
        .post_json(address, ask(json!("household")))
        .await
        .json();
    assert_eq!(own["person"]["personal_code"], person.code.as_str());
    assert_eq!(own["spouse"], Value::Null);
    assert!(!whole["spouse"].is_null());
    let count = |answer: &Value| answer["children"].as_array().unwrap().len();
    assert!(count(&own) > 0 && count(&own) < count(&whole));
    for child in own["children"].as_array().unwrap() {
        assert_eq!(child["other_parent"], Value::Null);
    }
    assert_eq!(count(&whole), person.children.len() + person.wards.len());
    let nonsense = simulator.post_json(address, ask(json!("everybody"))).await;
    assert_eq!(nonsense.status, StatusCode::UNPROCESSABLE_ENTITY);
    // The log says about whom was asked.
    let log = simulator.get("/registers/log").await.json();
    let extents: Vec<&Value> = log["requests"]
        .as_array()
        .unwrap()
        .iter()
        .map(|request| &request["extent"])
        .collect();
    assert_eq!(
        extents,
        ["own_and_minor_children", "household", ""]
            .map(|word| {
                if word.is_empty() {
                    Value::Null
                } else {
                    json!(word)
                }
            })
            .iter()
            .collect::<Vec<_>>()
    );
}

#[tokio::test]
async fn a_secret_address_is_told_only_to_who_lives_there() {
    let simulator = InProcess::start();
    let mother = family(&simulator, &simulator.code("siauliai_protected_mother")).await;
    let secret = mother["person"]["address"]["text"]
        .as_str()
        .unwrap()
        .to_owned();
    assert_eq!(mother["person"]["protected"], true);
    assert_eq!(
        mother["children"][0]["person"]["address"]["text"],
        secret.as_str()
    );
    assert_eq!(
        mother["children"][0]["other_parent"]["address"]["municipality_code"],
        13
    );

    let code = simulator.code("vilnius_estranged_father");
    let father = family(&simulator, &code).await;
    assert_eq!(father["person"]["protected"], false);
    let child = &father["children"][0];
    assert_eq!(
        child["person"]["personal_code"],
        mother["children"][0]["person"]["personal_code"]
    );
    assert_eq!(child["lives_with"], false);
    for person in [&child["person"], &child["other_parent"]] {
        assert_eq!(person["protected"], true);
        assert_eq!(person["address"], Value::Null);
    }
    let told = father.to_string();
    assert!(
        !told.contains(&secret) && !told.contains("Šiaulių"),
        "the father is told where they live"
    );
}

#[tokio::test]
async fn a_guardian_has_the_ward_and_the_parents_have_limited_authority() {
    let simulator = InProcess::start();
    // A small population may lack a guardian; then a larger one is asked.
    let settings = spis_simulator::PopulationSettings {
        people: 12_000,
        seed: 42,
        as_of: simulator.simulator.population().as_of,
    };
    let population = spis_simulator::generate(settings).unwrap();
    let guardian = population
        .iter()
        .find(|(_, person)| !person.wards.is_empty())
        .unwrap()
        .1;
    let ward = population.person(guardian.wards[0]);
    let mother = population.person(ward.mother.unwrap());
    let (guardian, mother) = (
        guardian.code.as_str().to_owned(),
        mother.code.as_str().to_owned(),
    );
    let simulator =
        spis_simulator::Simulator::new(population, simulator.clock.clone(), Duration::ZERO);
    let simulator = InProcess::over(simulator);

    let of_guardian = family(&simulator, &guardian).await;
    assert_eq!(of_guardian["children"][0]["guardianship"], true);
    assert_eq!(of_guardian["children"][0]["lives_with"], true);
    assert_eq!(of_guardian["children"][0]["authority"], "none");
    let of_mother = family(&simulator, &mother).await;
    assert_eq!(of_mother["children"][0]["guardianship"], false);
    assert_eq!(of_mother["children"][0]["lives_with"], false);
    assert_eq!(of_mother["children"][0]["authority"], "limited");
}

#[tokio::test]
async fn incomes_are_told_by_month() {
    let simulator = InProcess::start();
    let question = json!({
        "personal_code": simulator.code("siauliai_mother_low_income"), "purpose": "IVI", "case": "1",
        "from": "2025-11", "to": "2026-10",
    });
    let answer = simulator
        .post_json("/registers/sodra/income", question)
        .await
        .json();
    assert_eq!(answer["employment"], "employed");
    let months = answer["months"].as_array().unwrap();
    assert_eq!(months[0]["month"], "2025-11");
    assert_eq!(months.last().unwrap()["month"], "2026-10");
    let october = months.last().unwrap();
    assert!(october["gross_cents"].as_i64().unwrap() >= october["net_cents"].as_i64().unwrap());
    let wages = months
        .iter()
        .filter(|month| month["type"] == "employment")
        .count();
    assert_eq!(wages, 12);

    let without_months = json!({ "personal_code": simulator.code("akmene_mother") });
    let answer = simulator
        .post_json("/registers/sodra/income", without_months)
        .await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn disability_and_studies_are_told() {
    let simulator = InProcess::start();
    let mother = simulator.code("siauliai_mother_disabled_child");
    let family = family(&simulator, &mother).await;
    let child = &family["children"][0]["person"]["personal_code"];
    let question = json!({ "personal_code": child });
    let disability = simulator
        .post_json("/registers/disability", question.clone())
        .await
        .json();
    assert_eq!(disability["level"], "moderate");
    assert_eq!(disability["participation_percent"], Value::Null);
    assert!(disability["valid_from"].as_str().unwrap() < "2026-11-01");
    assert!(disability["valid_to"].as_str().unwrap() > "2026-11-01");
    let study = simulator
        .post_json("/registers/study", question)
        .await
        .json();
    assert_eq!(study["studies"], "general");
    assert!(
        study["institution"]
            .as_str()
            .unwrap()
            .starts_with("Šiaulių")
    );

    let own = json!({ "personal_code": mother });
    let disability = simulator
        .post_json("/registers/disability", own.clone())
        .await
        .json();
    assert_eq!(disability["level"], "none");
    assert_eq!(disability["valid_from"], Value::Null);
    assert_eq!(
        simulator.post_json("/registers/study", own).await.json()["studies"],
        "none"
    );
}

#[tokio::test]
async fn bad_and_unknown_codes_are_refused_and_the_log_has_no_codes() {
    let simulator = InProcess::start();
    let address = "/registers/population/family";
    let code = simulator.code("akmene_mother");
    let ask =
        |code: &str| json!({ "personal_code": code, "purpose": "IVI", "case": format!("x{code}") });
    assert_eq!(
        simulator.post_json(address, ask(&code)).await.status,
        StatusCode::OK
    );
    // A valid code of someone born in the 19th century, who is not in the population.
    let unknown = simulator.post_json(address, ask("10001010013")).await;
    assert_eq!(
        (unknown.status, unknown.json()),
        (StatusCode::NOT_FOUND, json!({ "error": "not_found" }))
    );
    let bad = simulator.post_json(address, ask("10001010014")).await;
    assert_eq!(bad.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(!bad.text.contains("10001010014"));
    let empty = simulator
        .post_json(address, json!({ "purpose": "IVI" }))
        .await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);

    let log = simulator.get("/registers/log").await;
    assert!(!log.text.contains(&code) && !log.text.contains("1000101001"));
    let outcomes: Vec<Value> = log.json()["requests"]
        .as_array()
        .unwrap()
        .iter()
        .map(|entry| entry["outcome"].clone())
        .collect();
    assert_eq!(
        outcomes,
        ["ok", "not_found", "bad_question", "bad_question"]
    );
    let first = &log.json()["requests"][0];
    assert_eq!(
        (&first["register"], &first["purpose"]),
        (&json!("population"), &json!("IVI"))
    );
    assert_eq!(first["case"], "x***");
}

#[tokio::test]
async fn the_log_keeps_the_newest_thousand() {
    let simulator = InProcess::start();
    for number in 0..1_005 {
        let question = json!({ "personal_code": "x", "case": number.to_string() });
        simulator.post_json("/registers/study", question).await;
    }
    let log = simulator.get("/registers/log").await.json();
    let requests = log["requests"].as_array().unwrap();
    assert_eq!(requests.len(), 1_000);
    assert_eq!(requests.last().unwrap()["case"], "1004");
}

#[tokio::test]
async fn faults_touch_their_register_alone() {
    let simulator = InProcess::start();
    let question = json!({ "personal_code": simulator.code("akmene_mother"), "from": "2026-01", "to": "2026-02" });
    let status = async |address: &str| simulator.post_json(address, question.clone()).await.status;
    let set = async |target: &str, mode: &str| {
        simulator
            .post_json("/faults", json!({ "target": target, "mode": mode }))
            .await
    };

    assert_eq!(set("sodra", "down").await.status, StatusCode::OK);
    assert_eq!(simulator.get("/faults").await.json()["sodra"], "down");
    assert_eq!(simulator.get("/faults").await.json()["population"], "ok");
    assert_eq!(
        status("/registers/sodra/income").await,
        StatusCode::SERVICE_UNAVAILABLE
    );
    assert_eq!(status("/registers/population/family").await, StatusCode::OK);
    assert_eq!(status("/registers/disability").await, StatusCode::OK);

    set("sodra", "slow").await;
    let begun = Instant::now();
    assert_eq!(status("/registers/sodra/income").await, StatusCode::OK);
    assert!(begun.elapsed() >= Duration::from_millis(200));

    set("sodra", "ok").await;
    assert_eq!(status("/registers/sodra/income").await, StatusCode::OK);
    assert_eq!(
        set("weather", "down").await.status,
        StatusCode::UNPROCESSABLE_ENTITY
    );
    set("gateway", "down").await;
    assert_eq!(
        simulator.get("/gateway").await.status,
        StatusCode::SERVICE_UNAVAILABLE
    );
    assert_eq!(simulator.get("/health").await.text, "ok");
}

#[tokio::test]
async fn the_list_of_people_has_every_key() {
    let simulator = InProcess::start();
    let people = simulator.get("/people.json").await.json();
    let keys: Vec<&str> = people
        .as_array()
        .unwrap()
        .iter()
        .map(|person| person["key"].as_str().unwrap())
        .collect();
    assert_eq!(
        keys,
        [
            "siauliai_mother_of_three",
            "siauliai_mother_low_income",
            "siauliai_mother_high_income",
            "siauliai_mother_disabled_child",
            "siauliai_protected_mother",
            "akmene_mother",
            "vilnius_father",
            "vilnius_estranged_father",
            "siauliai_guardian",
        ]
    );
    let index = simulator.get("/").await;
    assert_eq!(index.status, StatusCode::OK);
    for person in people.as_array().unwrap() {
        assert!(index.text.contains(person["surname"].as_str().unwrap()));
    }
}
