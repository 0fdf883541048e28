//! An application for child benefit from its arrival to the adopted decision, at a municipality's real database.

mod no_files;

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;

use axum::body::Body;
use axum::http::{Request, StatusCode};
use jiff::Timestamp;
use jiff::civil::{Date, date};
use jiff_sqlx::ToSqlx;
use serde_json::{Value, json};
use spis_administration::{NewUser, Office, Power, load_reference, office_set, user_create};
use spis_applications::actions::propose_decision::{Proposed, propose};
use spis_applications::actions::return_proposal::return_proposal;
use spis_applications::actions::take_up::take_up;
use spis_applications::actions::{
    StepError, adopt_decision, compose_letter, gather_evidence, register_submission,
};
use spis_applications::content::{
    Answers, ApplicationContent, CHILD_BENEFIT_FORM, Capacity, ChildGiven, NoticeChannel,
    PersonGiven,
};
use spis_applications::model::{DecisionContent, Line, LineOutcome};
use spis_applications::{Groups, LetterPress, store};
use spis_audit::{Actor, Audience};
use spis_database::migrate::{self, Purpose};
use spis_database::private_server::PrivateServer;
use spis_database::{Node, new_id};
use spis_identity::users::{User, user_find};
use spis_identity::web::WebState;
use spis_kernel::{
    ApplicationId, Cents, DecisionId, FixedClock, Iban, MunicipalityCode, PersonalCode, ProposalId,
    Sex, vilnius,
};
use spis_pages::Site;
use sqlx::postgres::PgPoolOptions;
use sqlx::{Connection, PgConnection};
use tower::ServiceExt;
use uuid::Uuid;

struct Town {
    server: PrivateServer,
    node: Node,
    groups: Groups,
    now: Timestamp,
    specialist: User,
    second_specialist: User,
    decider: User,
    both: User,
    officer: User,
}

impl Drop for Town {
    fn drop(&mut self) {
        self.server.remove().unwrap();
    }
}

fn code() -> MunicipalityCode {
    MunicipalityCode::new(29).unwrap()
}

impl Town {
    async fn start() -> Self {
        let folder: PathBuf =
            std::env::temp_dir().join(format!("spis-case-{}", Uuid::new_v4().simple()));
        let server = PrivateServer::at(&folder, false).unwrap();
        server.start().unwrap();
        let mut admin = PgConnection::connect(&server.url("postgres", "spis_admin"))
            .await
            .unwrap();
        migrate::create_database(&mut admin, "spis_29")
            .await
            .unwrap();
        let owner_url = server.url("spis_29", "spis_owner");
        let mut owner = PgConnection::connect(&owner_url).await.unwrap();
        migrate::run_all(&mut owner, Purpose::Node(code()))
            .await
            .unwrap();
        migrate::generate(&mut owner, code(), "Šiaulių miesto savivaldybė", &[])
            .await
            .unwrap();
        load_reference(&mut owner).await.unwrap();
        let owners = PgPoolOptions::new()
            .max_connections(2)
            .connect(&owner_url)
            .await
            .unwrap();
        spis_jobs::install(&owners).await.unwrap();
        owners.close().await;

        let node = Node::open(
            code(),
            "Šiaulių miesto savivaldybė",
            &server.url("spis_29", "spis_app"),
            6,
        )
        .unwrap();
        let now: Timestamp = "2026-11-22T08:00:00Z".parse().unwrap();
        let mut tx = node.begin().await.unwrap();
        let actor = Actor::job("test");
        let power = || Power {
            basis: "2026-01-02 įsakymas Nr. A-1".into(),
            valid_from: date(2026, 1, 2),
            valid_to: None,
        };
        let mut users = Vec::new();
        for (name, roles, power) in [
            ("siulanti", vec!["specialist"], None),
            ("kita", vec!["specialist"], None),
            ("sprendzianti", vec!["decider"], Some(power())),
            ("abu", vec!["specialist", "decider"], Some(power())),
            ("mokanti", vec!["payments_officer"], None),
        ] {
            let user = NewUser {
                user_name: name.into(),
                given_name: "Vardenė".into(),
                surname: name.into(),
                position: "specialistė".into(),
                roles: roles.into_iter().map(str::to_owned).collect(),
                valid_from: date(2026, 1, 1),
                power,
                password: None,
            };
            let id = user_create(&mut tx, code(), &user, &actor, now)
                .await
                .unwrap();
            users.push(
                user_find(&mut tx, code(), id, vilnius(now).date())
                    .await
                    .unwrap()
                    .unwrap(),
            );
        }
        let office = Office {
            name: "Šiaulių miesto savivaldybės administracija".into(),
            unit: "Socialinių išmokų skyrius".into(),
            address: "Bandymų g. 1, Šiauliai".into(),
            phone: "+370 41 000000".into(),
            email: "ismokos@example.lt".into(),
            place: "Šiauliai".into(),
            debtor_name: "Šiaulių miesto savivaldybės administracija".into(),
            debtor_iban: Iban::lithuanian(73_000, 10_000_000_001),
            payment_day: 8,
            valid_from: date(2026, 1, 1),
        };
        office_set(&mut tx, code(), &office, &actor, now)
            .await
            .unwrap();
        tx.commit().await.unwrap();
        let mut users = users.into_iter();
        let mut next = || users.next().unwrap();
        Self {
            server,
            node,
            groups: spis_cash_benefits::groups(),
            now,
            specialist: next(),
            second_specialist: next(),
            decider: next(),
            both: next(),
            officer: next(),
        }
    }

    /// What the stream from the centre would bring: rows that only it may write.
    async fn arrive(&self, sql: &'static str, municipality: i16, id: Uuid, content: Value) {
        let mut stream = PgConnection::connect(&self.server.url("spis_29", "spis_admin"))
            .await
            .unwrap();
        sqlx::query(sql)
            .bind(municipality)
            .bind(id)
            .bind(content)
            .execute(&mut stream)
            .await
            .unwrap();
    }

    async fn submit(&self, family: &Family) -> Uuid {
        let id = new_id(self.now);
        self.arrive(
            "INSERT INTO central.submission (municipality_code, id, receipt_number, resident_id, personal_code, form_code, form_version,
                 policy_version, language, content, content_sha256, submitted_at)
             VALUES ($1, $2, 'K-' || $2::text, $2, '-', 'SP-3A', 2, '1', 'lt', $3, '-', '2026-11-22T07:00:00Z')",
            29,
            id,
            serde_json::to_value(family.content()).unwrap(),
        )
        .await;
        id
    }

    /// Answers every open question with what the family's registers say.
    async fn answer_all(&self, family: &Family) {
        let open: Vec<(Uuid, String, String)> = sqlx::query_as(
            "SELECT r.id, r.register, r.personal_code FROM municipal.register_request r
             WHERE NOT EXISTS (SELECT 1 FROM central.register_answer a WHERE a.id = r.id)",
        )
        .fetch_all(self.node.pool())
        .await
        .unwrap();
        for (id, register, person) in open {
            let content = family.answer(&register, &person);
            self.arrive(
                match register.as_str() {
                    "population" => "INSERT INTO central.register_answer VALUES ($1, $2, 'population', 'answered', '2026-11-22T07:30:00Z', '2026-11-22T07:30:00Z', $3)",
                    "sodra" => "INSERT INTO central.register_answer VALUES ($1, $2, 'sodra', 'answered', '2026-11-22T07:30:00Z', '2026-11-22T07:30:00Z', $3)",
                    "disability" => "INSERT INTO central.register_answer VALUES ($1, $2, 'disability', 'answered', '2026-11-22T07:30:00Z', '2026-11-22T07:30:00Z', $3)",
                    _ => "INSERT INTO central.register_answer VALUES ($1, $2, 'study', 'answered', '2026-11-22T07:30:00Z', '2026-11-22T07:30:00Z', $3)",
                },
                29,
                id,
                content,
            )
            .await;
        }
    }

    /// Registers, asks, answers and calculates.
    async fn assessed(&self, family: &Family) -> ApplicationId {
        let submission = self.submit(family).await;
        let id = register_submission::register(&self.node, &self.groups, submission, self.now)
            .await
            .unwrap();
        for _ in 0..3 {
            gather_evidence::gather(&self.node, &self.groups, id, self.now)
                .await
                .unwrap();
            self.answer_all(family).await;
        }
        gather_evidence::gather(&self.node, &self.groups, id, self.now)
            .await
            .unwrap();
        id
    }

    async fn application(&self, id: ApplicationId) -> store::Application {
        let mut tx = self.node.begin().await.unwrap();
        store::application_find(&mut tx, code(), id)
            .await
            .unwrap()
            .unwrap()
    }

    /// Proposed by one and adopted by another as the rule has it.
    async fn adopt_all(&self, id: ApplicationId) -> Result<DecisionId, StepError> {
        let proposal = self.propose_all(id, &self.specialist).await;
        let (node, groups, decider) = (&self.node, &self.groups, &self.decider);
        let why = Some("Patikrinau.");
        adopt_decision::adopt(node, groups, decider, id, proposal, why, self.now).await
    }

    async fn lines(&self, id: ApplicationId) -> Vec<Line> {
        let mut tx = self.node.begin().await.unwrap();
        let latest = store::assessment_latest(&mut tx, code(), id).await;
        latest.unwrap().unwrap().2.lines
    }

    async fn propose_all(&self, id: ApplicationId, user: &User) -> ProposalId {
        let proposed = Proposed {
            version: self.application(id).await.version,
            refused: BTreeSet::new(),
            reason: Some("Pagal taisyklę.".into()),
        };
        propose(&self.node, user, id, &proposed, self.now)
            .await
            .unwrap()
    }

    async fn count(&self, sql: &'static str) -> i64 {
        sqlx::query_scalar(sql)
            .fetch_one(self.node.pool())
            .await
            .unwrap()
    }
}

struct Family {
    mother: PersonalCode,
    children: Vec<(PersonalCode, Date)>,
    /// Net cents a month of the mother; Sodra says nothing of a month when zero.
    income: i64,
    /// Her authority over the children is limited.
    limited: bool,
    /// The children do not live with her, as she and the register say.
    apart: bool,
}

impl Family {
    /// A mother with so many children, the eldest born in 2014, all of one household.
    fn of(children: u16, income: i64, serial: u16) -> Self {
        Self {
            mother: PersonalCode::compose(Sex::Female, date(1990, 5, 17), 900 + serial),
            children: (0..children)
                .map(|i| {
                    let born = date(2014 + 2 * i16::try_from(i).unwrap(), 3, 10);
                    (PersonalCode::compose(Sex::Male, born, 900 + serial), born)
                })
                .collect(),
            income,
            limited: false,
            apart: false,
        }
    }

    fn given(code: &PersonalCode, name: &str, born_on: Date) -> PersonGiven {
        PersonGiven {
            personal_code: code.clone(),
            given_name: name.into(),
            surname: "Bandomoji".into(),
            born_on,
        }
    }

    fn content(&self) -> ApplicationContent {
        ApplicationContent {
            applicant: Self::given(&self.mother, "Rasa", date(1990, 5, 17)),
            represented_by: None,
            residence: None,
            register_as_of: None,
            children: self
                .children
                .iter()
                .map(|(code, born)| ChildGiven {
                    person: Self::given(code, "Matas", *born),
                    lives_with: !self.apart,
                    acting_as: Capacity::Parent,
                    answers: Answers::default(),
                })
                .collect(),
            asked_from: None,
            account: Some(Iban::lithuanian(70_440, 1)),
            account_holder: None,
            post_address: None,
            missing: Vec::new(),
            phone: Some("+37060000000".into()),
            email: Some("rasa@example.lt".into()),
            notice_channel: NoticeChannel::Email,
            offers: false,
            declarations_version: "1".into(),
            answers: {
                let mut answers = Answers::default();
                answers.put("papildoma", true);
                answers
            },
        }
    }

    fn person(code: &PersonalCode, name: &str, sex: &str) -> Value {
        json!({"personal_code": code, "given_name": name, "surname": "Bandomoji", "born_on": code.born_on(), "died_on": null,
               "sex": sex, "marital_status": "single", "protected": false,
               "address": {"municipality_code": 29, "text": "Bandymų g. 2, Šiauliai"}})
    }

    fn answer(&self, register: &str, _person: &str) -> Value {
        let as_of = "2026-11-22T07:30:00Z";
        match register {
            "population" => json!({
                "as_of": as_of, "person": Self::person(&self.mother, "Rasa", "female"), "spouse": null,
                "children": self.children.iter().map(|(code, _)| json!({
                    "person": Self::person(code, "Matas", "male"), "lives_with": !self.apart, "authority": if self.limited { "limited" } else { "full" }, "guardianship": false
                })).collect::<Vec<_>>(),
            }),
            "sodra" => {
                let months: Vec<Value> = [
                    "2025-11", "2025-12", "2026-01", "2026-02", "2026-03", "2026-04", "2026-05",
                    "2026-06", "2026-07", "2026-08", "2026-09", "2026-10",
                ]
                .into_iter()
                .filter(|_| self.income > 0)
                .map(|m| json!({"month": m, "type": "employment", "net_cents": self.income}))
                .collect();
                json!({"as_of": as_of, "months": months, "employment": "employed"})
            }
            "disability" => json!({"as_of": as_of, "level": "none", "participation_percent": null}),
            _ => json!({"as_of": as_of, "studies": "general", "institution": "Bandymų gimnazija"}),
        }
    }
}

#[tokio::test]
async fn a_submission_is_registered_once_with_number_and_statutory_date() {
    let town = Town::start().await;
    let family = Family::of(3, 0, 1);
    let submission = town.submit(&family).await;
    let first = register_submission::register(&town.node, &town.groups, submission, town.now)
        .await
        .unwrap();
    let second = register_submission::register(&town.node, &town.groups, submission, town.now)
        .await
        .unwrap();
    assert_eq!(first, second);
    let application = town.application(first).await;
    assert_eq!(application.number, "PR-29-2026-000001");
    // One month from Sunday 22 November is Tuesday 22 December, a working day.
    assert_eq!(application.decide_by, date(2026, 12, 22));
    assert_eq!(
        town.count("SELECT count(*) FROM municipal.application_child")
            .await,
        3
    );
    assert_eq!(
        town.count(
            "SELECT count(*) FROM municipal.journal_entry WHERE action = 'application_register'"
        )
        .await,
        1
    );
    assert_eq!(
        town.count("SELECT count(*) FROM local_jobs._private_jobs")
            .await,
        1,
        "the next step is planned once"
    );
}

#[tokio::test]
async fn three_children_get_both_benefits_and_another_person_adopts() {
    let town = Town::start().await;
    let family = Family::of(3, 0, 2);
    let id = town.assessed(&family).await;
    let mut tx = town.node.begin().await.unwrap();
    let (_, _, rule) = store::assessment_latest(&mut tx, code(), id)
        .await
        .unwrap()
        .unwrap();
    drop(tx);
    assert_eq!(rule.lines.len(), 6);
    let november = "2026-11".parse().unwrap();
    let mut amounts: Vec<i64> = rule.lines.iter().map(|l| l.amount_in(november).0).collect();
    amounts.sort_unstable();
    assert_eq!(
        amounts,
        [7622, 7622, 7622, 12950, 12950, 12950],
        "1.75 and 1.03 of the base 74.00"
    );
    assert!(
        rule.lines
            .iter()
            .all(|l| l.from == "2025-11".parse().unwrap()),
        "twelve months back"
    );
    let ends: std::collections::BTreeSet<_> = rule
        .lines
        .iter()
        .filter(|l| l.kind == "ivi_vaikui_gausi")
        .map(|l| l.to.to_string())
        .collect();
    assert_eq!(
        ends,
        ["2032-03".to_owned()].into(),
        "no longer three children once the eldest, born in March 2014, is 18"
    );
    assert_eq!(
        town.count("SELECT count(*) FROM municipal.register_request WHERE register = 'sodra'")
            .await,
        0,
        "the income of a family of three children is not asked for"
    );

    let proposal = town.propose_all(id, &town.both).await;
    let own = adopt_decision::adopt(
        &town.node,
        &town.groups,
        &town.both,
        id,
        proposal,
        Some("Patikrinau."),
        town.now,
    )
    .await;
    assert!(matches!(own, Err(StepError::SamePerson)), "{own:?}");
    let powerless = adopt_decision::adopt(
        &town.node,
        &town.groups,
        &town.second_specialist,
        id,
        proposal,
        Some("Patikrinau."),
        town.now,
    )
    .await;
    assert!(
        matches!(powerless, Err(StepError::NoPower)),
        "{powerless:?}"
    );
    assert_eq!(
        town.count("SELECT count(*) FROM municipal.decision").await,
        0
    );

    adopt_decision::adopt(
        &town.node,
        &town.groups,
        &town.decider,
        id,
        proposal,
        Some("Patikrinau."),
        town.now,
    )
    .await
    .unwrap();
    let again = adopt_decision::adopt(
        &town.node,
        &town.groups,
        &town.decider,
        id,
        proposal,
        Some("Patikrinau."),
        town.now,
    )
    .await;
    assert!(matches!(again, Err(StepError::Stale)), "{again:?}");
    assert_eq!(town.count("SELECT count(*) FROM municipal.award").await, 6);
    let content: Value = sqlx::query_scalar("SELECT content FROM municipal.decision")
        .fetch_one(town.node.pool())
        .await
        .unwrap();
    let content: DecisionContent = serde_json::from_value(content).unwrap();
    assert_eq!(content.number, "SPR-29-2026-000001");
    assert_eq!(content.monthly_total_cents, Cents(3 * (12950 + 7622)));
    // November and December 2025 at the base 70.00, January to October 2026 at 74.00.
    assert_eq!(
        content.arrears_total_cents,
        Cents(3 * (2 * (12250 + 7210) + 10 * (12950 + 7622)))
    );
    assert!(content.appeal.contains("Per vieną mėnesį"));
    assert_eq!(town.count("SELECT count(*) FROM municipal.journal_entry WHERE action = 'decision_adopt' AND outcome = 'allowed'").await, 1);
}

#[tokio::test]
async fn a_family_above_the_limit_gets_the_universal_benefit_only() {
    let town = Town::start().await;
    let id = town.assessed(&Family::of(1, 300_000, 3)).await;
    let mut tx = town.node.begin().await.unwrap();
    let (_, _, rule) = store::assessment_latest(&mut tx, code(), id)
        .await
        .unwrap()
        .unwrap();
    drop(tx);
    let outcomes: Vec<_> = rule
        .lines
        .iter()
        .map(|l| (l.kind.as_str(), l.outcome, l.reason.as_str()))
        .collect();
    assert_eq!(
        outcomes,
        [
            ("ivi_vaikui", LineOutcome::Granted, "granted_universal"),
            (
                "ivi_vaikui_nepasit",
                LineOutcome::Refused,
                "refused_income_above_limit"
            ),
        ]
    );
    // The limit's comparison is in doubt, so a refusal needs a person's own words.
    let wordless = Proposed {
        version: town.application(id).await.version,
        refused: BTreeSet::new(),
        reason: None,
    };
    let result = propose(&town.node, &town.specialist, id, &wordless, town.now).await;
    assert!(
        matches!(result, Err(StepError::ReasonMissing)),
        "{result:?}"
    );
    let proposal = town.propose_all(id, &town.specialist).await;
    let silent = adopt_decision::adopt(
        &town.node,
        &town.groups,
        &town.decider,
        id,
        proposal,
        None,
        town.now,
    )
    .await;
    assert!(
        matches!(silent, Err(StepError::ReasonMissing)),
        "the decider refuses by a rule in doubt in her own words: {silent:?}"
    );
    adopt_decision::adopt(
        &town.node,
        &town.groups,
        &town.decider,
        id,
        proposal,
        Some("Pajamos viršija ribą, ir be abejotino palyginimo."),
        town.now,
    )
    .await
    .unwrap();
    let outcome: String = sqlx::query_scalar("SELECT outcome FROM municipal.decision")
        .fetch_one(town.node.pool())
        .await
        .unwrap();
    assert_eq!(outcome, "partly_granted");
    let content: Value = sqlx::query_scalar("SELECT content FROM municipal.decision")
        .fetch_one(town.node.pool())
        .await
        .unwrap();
    let decision: DecisionContent = serde_json::from_value(content).unwrap();
    assert_eq!(
        decision.own_words.as_deref(),
        Some("Pajamos viršija ribą, ir be abejotino palyginimo.")
    );
    let refused = decision
        .lines
        .iter()
        .find(|l| l.outcome == LineOutcome::Refused)
        .unwrap();
    assert_eq!(refused.grounds.len(), 1, "{:?}", refused.grounds);
    let ground = &refused.grounds[0];
    assert!(ground.statement.contains("riba – "), "{}", ground.statement);
    assert!(ground.source.contains("str."), "{}", ground.source);
    assert!(
        refused
            .remedy
            .as_deref()
            .is_some_and(|r| r.contains("naują prašymą"))
    );
}

#[tokio::test]
async fn a_child_who_lives_elsewhere_is_granted_only_with_a_reason() {
    let town = Town::start().await;
    let mut family = Family::of(3, 0, 4);
    family.apart = true;
    let id = town.assessed(&family).await;
    let wordless = Proposed {
        version: town.application(id).await.version,
        refused: BTreeSet::new(),
        reason: None,
    };
    let result = propose(&town.node, &town.specialist, id, &wordless, town.now).await;
    assert!(
        matches!(result, Err(StepError::ReasonMissing)),
        "{result:?}"
    );
    let mut tx = town.node.begin().await.unwrap();
    let (_, _, rule) = store::assessment_latest(&mut tx, code(), id)
        .await
        .unwrap()
        .unwrap();
    assert!(
        rule.lines
            .iter()
            .all(|l| l.open_question.as_deref() == Some("home") && l.doubtful)
    );
}

#[tokio::test]
async fn a_low_income_is_granted_for_twelve_months() {
    let town = Town::start().await;
    let id = town.assessed(&Family::of(2, 60_000, 4)).await;
    let mut tx = town.node.begin().await.unwrap();
    let (_, _, rule) = store::assessment_latest(&mut tx, code(), id)
        .await
        .unwrap()
        .unwrap();
    let low: Vec<_> = rule
        .lines
        .iter()
        .filter(|l| l.kind == "ivi_vaikui_nepasit")
        .collect();
    assert_eq!(low.len(), 2);
    assert!(
        low.iter()
            .all(|l| l.outcome == LineOutcome::Granted && l.to == "2027-10".parse().unwrap()),
        "{low:?}"
    );
}

#[tokio::test]
async fn a_returned_proposal_carries_its_reason_and_can_be_proposed_again() {
    let town = Town::start().await;
    let id = town.assessed(&Family::of(3, 0, 5)).await;
    let proposal = town.propose_all(id, &town.specialist).await;
    let wordless = return_proposal(&town.node, &town.decider, id, proposal, "  ", town.now).await;
    assert!(matches!(wordless, Err(StepError::ReasonMissing)));
    let powerless = return_proposal(
        &town.node,
        &town.second_specialist,
        id,
        proposal,
        "Ne.",
        town.now,
    )
    .await;
    assert!(matches!(powerless, Err(StepError::NoPower)));
    return_proposal(
        &town.node,
        &town.decider,
        id,
        proposal,
        "Patikslinkite laikotarpį.",
        town.now,
    )
    .await
    .unwrap();
    let stale = adopt_decision::adopt(
        &town.node,
        &town.groups,
        &town.decider,
        id,
        proposal,
        Some("Patikrinau."),
        town.now,
    )
    .await;
    assert!(matches!(stale, Err(StepError::Stale)));
    let next = town.propose_all(id, &town.specialist).await;
    adopt_decision::adopt(
        &town.node,
        &town.groups,
        &town.decider,
        id,
        next,
        Some("Patikrinau."),
        town.now,
    )
    .await
    .unwrap();
}

#[tokio::test]
async fn departing_from_the_rule_needs_a_reason_that_the_decision_repeats() {
    let town = Town::start().await;
    let id = town.assessed(&Family::of(3, 0, 6)).await;
    let version = town.application(id).await.version;
    let last = town.lines(id).await[5].key();
    let mut proposed = Proposed {
        version,
        refused: BTreeSet::from([last]),
        reason: None,
    };
    let result = propose(&town.node, &town.specialist, id, &proposed, town.now).await;
    assert!(matches!(result, Err(StepError::ReasonMissing)));
    proposed.version = version - 1;
    proposed.reason = Some("Vaikas gyvena kitur.".into());
    let stale = propose(&town.node, &town.specialist, id, &proposed, town.now).await;
    assert!(
        matches!(stale, Err(StepError::Stale)),
        "a stale page saves nothing"
    );
    proposed.version = version;
    let proposal = propose(&town.node, &town.specialist, id, &proposed, town.now)
        .await
        .unwrap();
    adopt_decision::adopt(
        &town.node,
        &town.groups,
        &town.decider,
        id,
        proposal,
        Some("Patikrinau."),
        town.now,
    )
    .await
    .unwrap();
    let content: Value = sqlx::query_scalar("SELECT content FROM municipal.decision")
        .fetch_one(town.node.pool())
        .await
        .unwrap();
    let reasons: Vec<&str> = content["lines"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|l| l["reason"].as_str())
        .collect();
    assert!(reasons.contains(&"Vaikas gyvena kitur."), "{reasons:?}");
}

#[tokio::test]
async fn the_same_month_of_the_same_kind_is_not_awarded_twice() {
    let town = Town::start().await;
    let family = Family::of(3, 0, 7);
    // Both are calculated before either is decided.
    let both = [town.assessed(&family).await, town.assessed(&family).await];
    for (id, expected) in both.into_iter().zip([true, false]) {
        let result = town.adopt_all(id).await;
        assert_eq!(result.is_ok(), expected, "{result:?}");
        if !expected {
            assert!(matches!(result, Err(StepError::AlreadyAwarded)));
        }
    }
}

#[tokio::test]
async fn the_letter_of_a_protected_person_has_no_address_not_even_the_one_she_named() {
    let town = Town::start().await;
    let id = town.assessed(&Family::of(3, 0, 9)).await;
    for sql in [
        "UPDATE municipal.person SET protected = true",
        "UPDATE municipal.application SET content = content || '{\"post_address\": \"Slapta g. 1, Kaunas\"}'",
    ] {
        sqlx::query(sql).execute(town.node.pool()).await.unwrap();
    }
    town.adopt_all(id).await.unwrap();
    let content: Value = sqlx::query_scalar("SELECT content FROM municipal.decision")
        .fetch_one(town.node.pool())
        .await
        .unwrap();
    assert_eq!(content["addressee_address"], Value::Null);
    assert!(!content.to_string().contains("Slapta g. 1"), "{content}");
}

#[tokio::test]
async fn a_newborn_is_decided_about_though_the_older_children_are_awarded() {
    let town = Town::start().await;
    let before = town.assessed(&Family::of(3, 0, 7)).await;
    town.adopt_all(before).await.unwrap();
    let id = town.assessed(&Family::of(4, 0, 7)).await;
    let lines = town.lines(id).await;
    let granted: Vec<&Line> = lines
        .iter()
        .filter(|line| line.outcome == LineOutcome::Granted)
        .collect();
    // Both benefits of the newborn, and what the newborn prolongs: the family is large until a later birthday.
    let (now, later): (Vec<&Line>, Vec<&Line>) =
        granted.iter().partition(|line| line.from.year() < 2032);
    assert_eq!(now.len(), 2, "{granted:?}");
    assert_eq!(now[0].child, now[1].child);
    let prolonged: Vec<_> = later
        .iter()
        .map(|line| (line.kind.as_str(), line.from.to_string()))
        .collect();
    let from = || "2032-04".to_owned();
    assert_eq!(
        prolonged,
        [("ivi_vaikui_gausi", from()), ("ivi_vaikui_gausi", from())]
    );
    let told: Vec<&str> = lines
        .iter()
        .filter_map(|line| line.reason_text.as_deref())
        .collect();
    assert_eq!(told.len(), 4, "{told:?}");
    assert!(
        told.iter().all(|words| words
            .starts_with("Ši išmoka jau skirta: sprendimas Nr. SPR-29-2026-000001, nuo ")),
        "{told:?}"
    );
    town.adopt_all(id).await.unwrap();
    let outcome: String =
        sqlx::query_scalar("SELECT outcome FROM municipal.decision WHERE application_id = $1")
            .bind(id.get())
            .fetch_one(town.node.pool())
            .await
            .unwrap();
    assert_eq!(outcome, "partly_granted");
}

#[tokio::test]
async fn the_database_itself_refuses_the_proposer_and_any_change_of_a_decision() {
    let town = Town::start().await;
    let id = town.assessed(&Family::of(3, 0, 8)).await;
    let proposal = town.propose_all(id, &town.both).await;
    let insert = "INSERT INTO municipal.decision (municipality_code, id, application_id, proposal_id, number, decided_on, outcome,
             proposed_by, decided_by, decider_name, decider_position, power_basis, journal_entry_id, adopted_at, content)
         VALUES (29, gen_random_uuid(), $1, $2, 'X', $5, 'granted', $3, $4, '-', '-', '2026-01-02 įsakymas Nr. A-1', gen_random_uuid(), now(), '{}')";
    let attempt = async |proposed_by: Uuid, decided_by: Uuid| {
        sqlx::query(insert)
            .bind(id.get())
            .bind(proposal.get())
            .bind(proposed_by)
            .bind(decided_by)
            .bind(date(2026, 11, 22).to_sqlx())
            .execute(town.node.pool())
            .await
    };
    let constraint = |result: Result<_, sqlx::Error>| -> String {
        match result {
            Err(sqlx::Error::Database(e)) => e.constraint().unwrap_or("none").to_owned(),
            other => panic!("{other:?}"),
        }
    };
    let both = town.both.id.get();
    assert_eq!(constraint(attempt(both, both).await), "decision_four_eyes");
    let lie = attempt(town.specialist.id.get(), both).await;
    assert_eq!(
        constraint(lie),
        "decision_repeats_proposal",
        "another's name does not help"
    );
    let powerless = attempt(both, town.specialist.id.get()).await;
    assert_eq!(constraint(powerless), "decision_power");
    attempt(both, town.decider.id.get()).await.unwrap();
    let change = sqlx::query("UPDATE municipal.decision SET outcome = 'refused'")
        .execute(town.node.pool())
        .await;
    assert!(
        change
            .unwrap_err()
            .to_string()
            .contains("permission denied")
    );
}

/// Nobody proposes or decides in the own or a relative's case, and the database refuses it too.
#[tokio::test]
async fn nobody_takes_a_step_in_the_own_case() {
    let town = Town::start().await;
    let family = Family::of(2, 0, 9);
    let id = town.assessed(&family).await;
    let name = async |user: &User, code: Option<&PersonalCode>| {
        sqlx::query("UPDATE municipal.user_account SET personal_code = $2 WHERE id = $1")
            .bind(user.id.get())
            .bind(code.map(PersonalCode::as_str))
            .execute(town.node.pool())
            .await
            .unwrap();
    };
    let propose_as = async |user: &User| {
        let proposed = Proposed {
            version: town.application(id).await.version,
            refused: BTreeSet::new(),
            reason: Some("Pagal taisyklę.".into()),
        };
        propose(&town.node, user, id, &proposed, town.now).await
    };
    name(&town.specialist, Some(&family.mother)).await;
    let own = propose_as(&town.specialist).await;
    assert!(matches!(own, Err(StepError::Own)), "{own:?}");
    let own = take_up(&town.node, &town.specialist, id, town.now).await;
    assert!(matches!(own, Err(StepError::Own)), "{own:?}");
    // The child of somebody else's application.
    name(&town.specialist, Some(&family.children[1].0)).await;
    let own = propose_as(&town.specialist).await;
    assert!(matches!(own, Err(StepError::Own)), "{own:?}");
    name(&town.specialist, None).await;
    let proposal = propose_as(&town.specialist).await.unwrap();

    name(&town.decider, Some(&family.mother)).await;
    let adopt = async |user: &User| {
        let reason = Some("Patikrinau.");
        adopt_decision::adopt(
            &town.node,
            &town.groups,
            user,
            id,
            proposal,
            reason,
            town.now,
        )
        .await
    };
    let own = adopt(&town.decider).await;
    assert!(matches!(own, Err(StepError::Own)), "{own:?}");
    let direct = sqlx::query(
        "INSERT INTO municipal.decision (municipality_code, id, application_id, proposal_id, number, decided_on, outcome,
             proposed_by, decided_by, decider_name, decider_position, power_basis, journal_entry_id, adopted_at, content)
         SELECT 29, gen_random_uuid(), application_id, id, 'X', '2026-11-22', 'granted', proposed_by, $2, '-', '-',
             '2026-01-02 įsakymas Nr. A-1', gen_random_uuid(), now(), '{}' FROM municipal.proposal WHERE id = $1",
    )
    .bind(proposal.get())
    .bind(town.decider.id.get())
    .execute(town.node.pool())
    .await
    .unwrap_err();
    let constraint = direct.as_database_error().and_then(|e| e.constraint());
    assert_eq!(constraint, Some("decision_own"));
    adopt(&town.both).await.unwrap();
}

#[tokio::test]
async fn the_letter_and_the_notice_are_made_once() {
    struct Press;
    impl LetterPress for Press {
        fn decision_pdf(&self, decision: &DecisionContent) -> anyhow::Result<Vec<u8>> {
            Ok(format!("%PDF {}", decision.number).into_bytes())
        }

        fn draft_pdf(&self, decision: &DecisionContent) -> anyhow::Result<Vec<u8>> {
            Ok(format!("%PDF projektas: {}", decision.outcome_text).into_bytes())
        }

        fn form_pdf(&self, _form: &spis_applications::form::PaperForm) -> anyhow::Result<Vec<u8>> {
            anyhow::bail!("no form is printed here")
        }
    }
    let town = Town::start().await;
    let id = town.assessed(&Family::of(3, 0, 9)).await;
    let proposal = town.propose_all(id, &town.specialist).await;
    let decision = adopt_decision::adopt(
        &town.node,
        &town.groups,
        &town.decider,
        id,
        proposal,
        Some("Patikrinau."),
        town.now,
    )
    .await
    .unwrap();
    for _ in 0..2 {
        compose_letter::compose(&town.node, Arc::new(Press), decision, town.now)
            .await
            .unwrap();
    }
    assert_eq!(town.count("SELECT count(*) FROM municipal.letter").await, 1);
    assert_eq!(
        town.count("SELECT count(*) FROM municipal.notice WHERE channel = 'email'")
            .await,
        1
    );
}

#[tokio::test]
async fn pages_ask_for_sign_in_and_for_the_right() {
    let town = Town::start().await;
    let id = town.assessed(&Family::of(3, 0, 10)).await;
    let web = WebState {
        node: town.node.clone(),
        clock: Arc::new(FixedClock(town.now)),
        site: Arc::new(Site::new(spis_pages::Audience::Staff, "Šiauliai")),
        audience: Audience::Staff,
    };
    let router = spis_applications::router(
        web,
        town.groups.clone(),
        Arc::new(no_files::NoPress),
        Arc::new(no_files::NoFiles),
    );
    let session = async |user: &User| {
        let mut tx = town.node.begin().await.unwrap();
        let token =
            spis_identity::sessions::begin(&mut tx, Audience::Staff, user.id.get(), town.now)
                .await
                .unwrap();
        let session =
            spis_identity::sessions::find(&mut tx, Audience::Staff, token.as_str(), town.now)
                .await
                .unwrap()
                .unwrap();
        tx.commit().await.unwrap();
        (
            format!("__Host-spis-29-staff={}", token.as_str()),
            session.csrf_token(),
        )
    };
    let get = async |path: &str, cookie: Option<&str>| {
        let mut request = Request::get(path);
        if let Some(cookie) = cookie {
            request = request.header("cookie", cookie);
        }
        router
            .clone()
            .oneshot(request.body(Body::empty()).unwrap())
            .await
            .unwrap()
    };
    let post = async |path: &str, cookie: &str, body: String| {
        let request = Request::post(path)
            .header("cookie", cookie)
            .header("content-type", "application/x-www-form-urlencoded")
            .body(Body::from(body))
            .unwrap();
        router.clone().oneshot(request).await.unwrap()
    };
    let case = format!("/bylos/{id}");
    for path in ["/darbai", &case, &format!("{case}/sprendimas.pdf")] {
        assert_eq!(
            get(path, None).await.status(),
            StatusCode::SEE_OTHER,
            "{path}"
        );
    }
    let (officer, officer_token) = session(&town.officer).await;
    for path in ["/darbai", &case, &format!("{case}/sprendimas.pdf")] {
        assert_eq!(
            get(path, Some(&officer)).await.status(),
            StatusCode::FORBIDDEN,
            "{path}"
        );
    }
    for path in ["siulyti", "spresti", "asmens-kodas"] {
        let response = post(
            &format!("{case}/{path}"),
            &officer,
            format!("csrf={officer_token}"),
        )
        .await;
        assert_eq!(response.status(), StatusCode::FORBIDDEN, "{path}");
    }
    assert_eq!(
        town.count("SELECT count(*) FROM municipal.journal_entry WHERE outcome = 'refused' AND audience = 'staff'").await,
        6,
        "each refusal is in the journal"
    );
    let (specialist, token) = session(&town.specialist).await;
    assert_eq!(
        get("/darbai", Some(&specialist)).await.status(),
        StatusCode::OK
    );
    let page = get(&case, Some(&specialist)).await;
    assert_eq!(page.status(), StatusCode::OK);
    let html = String::from_utf8(
        axum::body::to_bytes(page.into_body(), 1 << 20)
            .await
            .unwrap()
            .to_vec(),
    )
    .unwrap();
    assert!(html.contains("129,50"), "the amount is shown");
    assert!(!html.contains("\u{27e6}"), "no wording is missing");
    let codes = sqlx::query_scalar::<_, String>("SELECT personal_code FROM municipal.person")
        .fetch_all(town.node.pool())
        .await
        .unwrap();
    assert!(
        codes.iter().all(|c| !html.contains(c.as_str())),
        "personal codes are hidden until asked for"
    );
    assert_eq!(town.count("SELECT count(*) FROM municipal.journal_entry WHERE action = 'case_read' AND outcome = 'allowed'").await, 1);
    assert_eq!(town.count("SELECT count(*) FROM municipal.journal_subject s JOIN municipal.journal_entry e ON e.id = s.entry_id WHERE e.action = 'case_read'").await, 4);
    let forged = post(
        &format!("{case}/siulyti"),
        &specialist,
        "csrf=x&versija=1".into(),
    )
    .await;
    assert_eq!(
        forged.status(),
        StatusCode::FORBIDDEN,
        "a form without the session's token"
    );
    // The proposer's own try to decide through the page is refused and journalled.
    let (both, both_token) = session(&town.both).await;
    let version = town.application(id).await.version;
    let lines = town.lines(id).await;
    let lines = lines
        .iter()
        .map(|line| format!("&eilute={0}&skirti={0}", line.key()));
    let lines: String = lines.collect();
    let proposed = post(
        &format!("{case}/siulyti"),
        &both,
        format!("csrf={both_token}&versija={version}{lines}"),
    )
    .await;
    assert_eq!(proposed.status(), StatusCode::SEE_OTHER);
    let proposal: Uuid = sqlx::query_scalar("SELECT id FROM municipal.proposal")
        .fetch_one(town.node.pool())
        .await
        .unwrap();
    let settle = format!("csrf={both_token}&siulymas={proposal}&veiksmas=priimti");
    assert_eq!(
        post(&format!("{case}/spresti"), &both, settle)
            .await
            .status(),
        StatusCode::FORBIDDEN
    );
    assert_eq!(town.count("SELECT count(*) FROM municipal.journal_entry WHERE action IN ('decision_adopt', 'case_step') AND outcome = 'refused'").await, 2);
    assert_eq!(CHILD_BENEFIT_FORM, "SP-3A");
    drop(token);
}

#[tokio::test]
async fn a_child_whom_the_applicant_does_not_represent_is_not_investigated() {
    let town = Town::start().await;
    let family = Family {
        limited: true,
        ..Family::of(1, 0, 11)
    };
    let id = town.assessed(&family).await;
    let mut tx = town.node.begin().await.unwrap();
    let (_, _, rule) = store::assessment_latest(&mut tx, code(), id)
        .await
        .unwrap()
        .unwrap();
    assert!(
        rule.lines.iter().all(
            |l| l.outcome == LineOutcome::Refused && l.reason == "refused_not_applicants_child"
        ),
        "{:?}",
        rule.lines
    );
    drop(tx);
    let asked =
        "SELECT count(*) FROM municipal.register_request WHERE register IN ('disability', 'study')";
    assert_eq!(town.count(asked).await, 0);
}
