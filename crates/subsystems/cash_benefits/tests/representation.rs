//! An application by a power of attorney at a municipality's real database, and what a decision keeps of why each sum is paid.

#[expect(dead_code, reason = "the payments' tests use the rest")]
mod municipality;
mod no_files;

use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode};
use jiff::ToSpan;
use jiff::civil::date;
use municipality::{Municipality, NODE};
use serde_json::{Value, json};
use spis_applications::actions::check_representation::check_representation;
use spis_applications::actions::propose_decision::{Proposed, propose};
use spis_applications::actions::{StepError, adopt_decision, gather_evidence, register_submission};
use spis_applications::content::{
    Answers, ApplicationContent, Capacity, ChildGiven, NoticeChannel, PersonGiven, PowerOfAttorney,
    PowerShown, Representative,
};
use spis_applications::{Groups, store};
use spis_database::new_id;
use spis_identity::users::User;
use spis_kernel::{ApplicationId, Iban, PersonalCode, ProposalId, Sex};
use tower::ServiceExt;

struct Case {
    town: Municipality,
    groups: Groups,
    id: ApplicationId,
}

fn person(given_name: &str, sex: Sex, year: i16) -> PersonGiven {
    let born_on = date(year, 3, 10);
    PersonGiven {
        personal_code: PersonalCode::compose(sex, born_on, 901),
        given_name: given_name.into(),
        surname: "Bandomoji".into(),
        born_on,
    }
}

fn content() -> ApplicationContent {
    let mut answers = Answers::default();
    answers.put("papildoma", true);
    ApplicationContent {
        applicant: person("Rasa", Sex::Female, 1990),
        children: vec![ChildGiven {
            person: person("Matas", Sex::Male, 2016),
            lives_with: true,
            acting_as: Capacity::Parent,
            answers: Answers::default(),
        }],
        represented_by: Some(Representative {
            person: person("Jonas", Sex::Male, 1960),
            basis: "Įgaliojimas Nr. 17, 2026-09-01, be termino".into(),
            power: Some(PowerOfAttorney {
                number: "17".into(),
                concluded_on: date(2026, 9, 1),
                valid_until: None,
                shown: PowerShown::Later,
            }),
        }),
        residence: None,
        register_as_of: None,
        asked_from: None,
        account: Some(Iban::lithuanian(70_440, 1)),
        account_holder: None,
        post_address: None,
        missing: Vec::new(),
        phone: Some("+37060000000".into()),
        email: None,
        notice_channel: NoticeChannel::Portal,
        offers: false,
        declarations_version: "1".into(),
        answers,
    }
}

fn registered(person: &PersonGiven, sex: &str) -> Value {
    json!({"personal_code": person.personal_code, "given_name": person.given_name, "surname": person.surname,
           "born_on": person.born_on, "died_on": null, "sex": sex, "marital_status": "married", "protected": false,
           "address": {"municipality_code": NODE, "text": "Bandymų g. 2, Šiauliai"}})
}

/// What a register answers: the mother, her husband and the child; both have an income below the limit.
fn answer(register: &str) -> Value {
    let family = content();
    let as_of = "2026-11-22T07:30:00Z";
    match register {
        "population" => json!({
            "as_of": as_of, "person": registered(&family.applicant, "female"),
            "spouse": registered(&person("Petras", Sex::Male, 1988), "male"),
            "children": [{"person": registered(&family.children[0].person, "male"), "lives_with": true,
                          "authority": "full", "guardianship": false}],
        }),
        "sodra" => json!({"as_of": as_of, "months": [
            {"month": "2026-01", "type": "employment", "net_cents": 60_000}], "employment": "employed"}),
        _ => json!({"as_of": as_of, "level": "none", "participation_percent": null}),
    }
}

impl Case {
    async fn assessed() -> Self {
        let town = Municipality::start().await;
        town.install_jobs().await;
        let submission = new_id(town.now);
        sqlx::query(
            "INSERT INTO central.submission (municipality_code, id, receipt_number, resident_id, personal_code, form_code, form_version,
                 policy_version, language, content, content_sha256, submitted_at)
             VALUES ($1, $2, 'K-2026-000001', $2, '-', 'SP-3A', 2, '1', 'lt', $3, '-', '2026-11-22T07:00:00Z')",
        )
        .bind(NODE)
        .bind(submission)
        .bind(serde_json::to_value(content()).unwrap())
        .execute(&mut town.as_admin().await)
        .await
        .unwrap();
        let groups = spis_cash_benefits::groups();
        let id = register_submission::register(&town.node, &groups, submission, town.now)
            .await
            .unwrap();
        let case = Self { town, groups, id };
        for _ in 0..2 {
            case.gather().await;
            case.answer_all().await;
        }
        case.gather().await;
        case
    }

    async fn gather(&self) {
        gather_evidence::gather(&self.town.node, &self.groups, self.id, self.town.now)
            .await
            .unwrap();
    }

    async fn answer_all(&self) {
        let asked: Vec<(uuid::Uuid, String)> =
            sqlx::query_as("SELECT id, register FROM municipal.register_request")
                .fetch_all(self.town.node.pool())
                .await
                .unwrap();
        for (id, register) in asked {
            sqlx::query(
                "INSERT INTO central.register_answer (municipality_code, id, register, outcome, as_of, answered_at, content)
                 SELECT municipality_code, id, register, 'answered', asked_at, asked_at, $2 FROM municipal.register_request WHERE id = $1
                 ON CONFLICT DO NOTHING",
            )
            .bind(id)
            .bind(answer(&register))
            .execute(&mut self.town.as_admin().await)
            .await
            .unwrap();
        }
    }

    async fn propose(&self) -> Result<ProposalId, StepError> {
        let mut tx = self.town.node.begin().await.unwrap();
        let code = self.town.node.code();
        let application = store::application_find(&mut tx, code, self.id)
            .await
            .unwrap()
            .unwrap();
        drop(tx);
        let proposed = Proposed {
            version: application.version,
            refused: std::collections::BTreeSet::new(),
            reason: Some("Taip nusprendė specialistė.".into()),
        };
        propose(
            &self.town.node,
            &self.town.specialist,
            self.id,
            &proposed,
            self.town.now,
        )
        .await
    }

    async fn check(&self, valid: bool, note: &str) -> Result<(), StepError> {
        let user = &self.town.specialist;
        let earlier = self.town.now - 5.minutes();
        check_representation(&self.town.node, user, self.id, valid, note, earlier).await
    }

    async fn page(
        &self,
        user: &User,
        method: &str,
        place: &str,
        body: &str,
    ) -> (StatusCode, String) {
        let router = spis_applications::router(
            self.town.web(),
            self.groups.clone(),
            std::sync::Arc::new(no_files::NoPress),
            std::sync::Arc::new(no_files::NoFiles),
        );
        let (cookie, token) = self.town.sign_in(user).await;
        let request = Request::builder()
            .method(method)
            .uri(format!("/bylos/{}{place}", self.id))
            .header("cookie", cookie)
            .header("content-type", "application/x-www-form-urlencoded")
            .body(Body::from(format!("csrf={token}&{body}")))
            .unwrap();
        let answer = router.oneshot(request).await.unwrap();
        let status = answer.status();
        let body = to_bytes(answer.into_body(), usize::MAX).await.unwrap();
        (status, String::from_utf8(body.into()).unwrap())
    }
}

#[tokio::test]
async fn nothing_is_granted_before_the_power_of_attorney_is_checked() {
    let case = Case::assessed().await;
    let specialist = case.town.specialist.clone();
    // Both persons are known to the case and to the journal.
    assert_eq!(
        case.town
            .count("SELECT count(*) FROM municipal.person WHERE given_name = 'Jonas'")
            .await,
        1
    );
    let (_, page) = case.page(&specialist, "GET", "", "").await;
    for words in [
        "Prašymą teikia atstovas",
        "Jonas Bandomoji",
        "Įgaliojimas Nr. 17",
        "žada parodyti vėliau",
        "Kol nepatikrinta",
    ] {
        assert!(page.contains(words), "{words}: {page}");
    }
    // In place of the form stands what is to be done first; the server refuses all the same.
    assert!(
        page.contains("Patikrinti įgaliojimą") && !page.contains("/siulyti\""),
        "{page}"
    );
    assert!(matches!(
        case.propose().await,
        Err(StepError::Unrepresented)
    ));

    // Who may not process cases checks nothing; without words nothing is noted.
    let (status, _) = case
        .page(
            &case.town.officer,
            "POST",
            "/atstovas",
            "veiksmas=galioja&patikra=x",
        )
        .await;
    assert_eq!(status, StatusCode::FORBIDDEN);
    let (status, page) = case
        .page(
            &specialist,
            "POST",
            "/atstovas",
            "veiksmas=galioja&patikra=",
        )
        .await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        page.contains("Įrašykite, kaip patikrinote įgaliojimą"),
        "{page}"
    );
    assert!(matches!(
        case.check(true, " ").await,
        Err(StepError::ReasonMissing)
    ));
    assert_eq!(
        case.town
            .count("SELECT count(*) FROM municipal.representation_check")
            .await,
        0
    );

    // One that does not hold grants nothing either; the last check counts.
    case.check(false, "Atšauktas 2026-10-01.").await.unwrap();
    let (_, page) = case.page(&specialist, "GET", "", "").await;
    assert!(
        page.contains("/siulyti\"") && page.contains("įgaliojimas negalioja, todėl nieko skirti"),
        "{page}"
    );
    let skirti = page.split("name=\"skirti\"").nth(1).unwrap();
    let skirti = skirti.split('>').next().unwrap();
    assert!(!skirti.contains(" checked"), "{page}");
    assert!(matches!(
        case.propose().await,
        Err(StepError::Unrepresented)
    ));
    let (status, _) = case
        .page(
            &specialist,
            "POST",
            "/atstovas",
            "veiksmas=galioja&patikra=Registre.",
        )
        .await;
    assert_eq!(status, StatusCode::SEE_OTHER);
    let (_, page) = case.page(&specialist, "GET", "", "").await;
    assert!(page.contains("Patikrinta: įgaliojimas galioja"), "{page}");
    case.propose().await.unwrap();
    assert_eq!(
        case.town.count("SELECT count(*) FROM municipal.journal_entry WHERE action = 'representation_check' AND outcome = 'allowed'").await,
        2
    );
}

#[tokio::test]
async fn a_decision_keeps_why_each_sum_is_paid_in_both_languages() {
    let case = Case::assessed().await;
    case.check(true, "Registre.").await.unwrap();
    let proposal = case.propose().await.unwrap();
    let decider = case.town.decider().await;
    let reason = Some("Pritariu.");
    adopt_decision::adopt(
        &case.town.node,
        &case.groups,
        &decider,
        case.id,
        proposal,
        reason,
        case.town.now,
    )
    .await
    .unwrap();
    let content: Value = sqlx::query_scalar("SELECT content FROM municipal.decision")
        .fetch_one(case.town.node.pool())
        .await
        .unwrap();
    let lines = content["lines"].as_array().unwrap();
    let granted: Vec<&Value> = lines.iter().filter(|l| l["outcome"] == "granted").collect();
    assert!(granted.len() >= 2, "{content}");
    for line in granted {
        let explained = line["explained"].as_array().unwrap();
        assert_eq!(explained.len(), line["amounts"].as_array().unwrap().len());
        for (amount, why) in line["amounts"].as_array().unwrap().iter().zip(explained) {
            assert_eq!(amount["from"], why["from"]);
            let (lt, en) = (&why["lt"][0], &why["en"][0]);
            assert_ne!(lt["text"], en["text"], "{why}");
            assert!(lt["value"].as_str().unwrap().ends_with("Eur"), "{lt}");
            assert!(en["value"].as_str().unwrap().starts_with("EUR"), "{en}");
            assert!(
                !lt["children"].as_array().unwrap().is_empty(),
                "what it follows from: {lt}"
            );
        }
        // The husband's part is inside the family's sum: neither his name nor his wages are told.
        let words = line["explained"].to_string();
        assert!(
            !words.contains("Petras") && !words.contains("600,00"),
            "{words}"
        );
    }
}
