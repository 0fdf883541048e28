//! The family behind an application: who may act for a child when it is decided, where a child lives, and what the family
//! lives on, at a municipality's real database.

#[expect(dead_code, reason = "the payments' tests use the rest")]
mod municipality;
mod no_files;

use std::sync::Mutex;

use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode};
use jiff::civil::date;
use jiff::{SignedDuration, Timestamp};
use jiff_sqlx::ToSqlx;
use municipality::{Municipality, NODE};
use serde_json::{Value, json};
use spis_applications::actions::propose_decision::{Proposed, propose};
use spis_applications::actions::settle_document::{Settled, settle_document};
use spis_applications::actions::{
    StepError, adopt_decision, ask_document, gather_evidence, register_submission, return_proposal,
};
use spis_applications::content::{
    Answers, ApplicationContent, Capacity, ChildGiven, NoticeChannel, PersonGiven,
};
use spis_applications::model::{Line, LineOutcome};
use spis_applications::procedure::Status;
use spis_applications::{Groups, store};
use spis_database::new_id;
use spis_identity::users::User;
use spis_kernel::{ApplicationId, Iban, Month, PersonalCode, ProposalId, Sex};
use tower::ServiceExt;

/// A mother's application with what the registers say of her family today.
struct Case {
    town: Municipality,
    groups: Groups,
    id: ApplicationId,
    family: Mutex<Value>,
    months: Vec<&'static str>,
}

fn person(given_name: &str, sex: Sex, (year, month, day): (i16, i8, i8)) -> PersonGiven {
    let born_on = date(year, month, day);
    PersonGiven {
        personal_code: PersonalCode::compose(sex, born_on, 901),
        given_name: given_name.into(),
        surname: "Bandomoji".into(),
        born_on,
    }
}

fn mother() -> PersonGiven {
    person("Rasa", Sex::Female, (1990, 5, 17))
}

fn matas() -> PersonGiven {
    person("Matas", Sex::Male, (2016, 3, 10))
}

fn content(child: PersonGiven) -> ApplicationContent {
    let mut answers = Answers::default();
    answers.put("papildoma", false);
    ApplicationContent {
        applicant: mother(),
        children: vec![ChildGiven {
            person: child,
            lives_with: true,
            acting_as: Capacity::Parent,
            answers: Answers::default(),
        }],
        represented_by: None,
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

fn registered(person: &PersonGiven) -> Value {
    json!({"personal_code": person.personal_code, "given_name": person.given_name, "surname": person.surname,
           "born_on": person.born_on, "died_on": null, "sex": person.personal_code.sex(), "marital_status": "single",
           "protected": false, "address": {"municipality_code": NODE, "text": "Bandymų g. 2, Šiauliai"}})
}

fn family_of(child: &PersonGiven) -> Value {
    json!({"as_of": "2026-11-22T07:30:00Z", "person": registered(&mother()), "spouse": null,
           "children": [{"person": registered(child), "lives_with": true, "authority": "full", "guardianship": false}]})
}

impl Case {
    async fn assessed() -> Self {
        Self::assessed_with(content(matas()), |_| ()).await
    }

    /// Registered, asked about and calculated on 22 November 2026.
    async fn assessed_with(content: ApplicationContent, register: impl Fn(&mut Value)) -> Self {
        Self::assessed_in(content, register, Vec::new()).await
    }

    /// The same with the months of which Sodra knows an income of 300 euros.
    async fn assessed_in(
        content: ApplicationContent,
        register: impl Fn(&mut Value),
        months: Vec<&'static str>,
    ) -> Self {
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
        .bind(serde_json::to_value(&content).unwrap())
        .execute(&mut town.as_admin().await)
        .await
        .unwrap();
        let groups = spis_cash_benefits::groups();
        let id = register_submission::register(&town.node, &groups, submission, town.now)
            .await
            .unwrap();
        let mut family = family_of(&content.children[0].person);
        register(&mut family);
        let case = Self {
            town,
            groups,
            id,
            family: Mutex::new(family),
            months,
        };
        for _ in 0..2 {
            case.gather().await;
            case.answer_all(case.town.now).await;
        }
        case.gather().await;
        case
    }

    async fn gather(&self) {
        self.gather_at(self.town.now).await;
    }

    async fn gather_at(&self, now: Timestamp) {
        gather_evidence::gather(&self.town.node, &self.groups, self.id, now)
            .await
            .unwrap();
    }

    fn answer(&self, register: &str, at: Timestamp) -> Value {
        match register {
            "population" => {
                let mut family = self.family.lock().unwrap().clone();
                family["as_of"] = json!(at);
                family
            }
            "sodra" => {
                let months = self.months.iter();
                json!({"as_of": at, "months": months.map(|month| json!({"month": month, "type": "employment", "net_cents": 30_000})).collect::<Vec<_>>()})
            }
            "study" => json!({"as_of": at, "studies": "general"}),
            _ => json!({"as_of": at, "level": "none", "participation_percent": null}),
        }
    }

    /// What the stream from the centre brings: answers to the questions still open.
    async fn answer_all(&self, at: Timestamp) {
        let open: Vec<(uuid::Uuid, String)> = sqlx::query_as(
            "SELECT r.id, r.register FROM municipal.register_request r
             WHERE NOT EXISTS (SELECT FROM central.register_answer a WHERE a.id = r.id)",
        )
        .fetch_all(self.town.node.pool())
        .await
        .unwrap();
        for (id, register) in open {
            sqlx::query(
                "INSERT INTO central.register_answer (municipality_code, id, register, outcome, as_of, answered_at, content)
                 VALUES ($1, $2, $3, 'answered', $4, $4, $5)",
            )
            .bind(NODE)
            .bind(id)
            .bind(&register)
            .bind(at.to_sqlx())
            .bind(self.answer(&register, at))
            .execute(&mut self.town.as_admin().await)
            .await
            .unwrap();
        }
    }

    fn days_on(&self, days: i64) -> Timestamp {
        self.town.now + SignedDuration::from_hours(24 * days)
    }

    async fn application(&self) -> store::Application {
        let mut tx = self.town.node.begin().await.unwrap();
        store::application_find(&mut tx, self.town.node.code(), self.id)
            .await
            .unwrap()
            .unwrap()
    }

    async fn lines(&self) -> Vec<Line> {
        let mut tx = self.town.node.begin().await.unwrap();
        let latest = store::assessment_latest(&mut tx, self.town.node.code(), self.id).await;
        latest.unwrap().unwrap().2.lines
    }

    async fn propose(&self, reason: Option<&str>) -> Result<ProposalId, StepError> {
        self.propose_with(true, reason, self.town.now).await
    }

    async fn propose_with(
        &self,
        grant: bool,
        reason: Option<&str>,
        now: Timestamp,
    ) -> Result<ProposalId, StepError> {
        let proposed = Proposed {
            version: self.application().await.version,
            refused: self
                .lines()
                .await
                .iter()
                .filter(|_| !grant)
                .map(Line::key)
                .collect(),
            reason: reason.map(str::to_owned),
        };
        let (node, user) = (&self.town.node, &self.town.specialist);
        propose(node, user, self.id, &proposed, now).await
    }

    async fn adopt(&self, proposal: ProposalId, now: Timestamp) -> Result<(), StepError> {
        let decider = self.town.decider().await;
        self.adopt_as(&decider, proposal, now).await
    }

    async fn adopt_as(
        &self,
        user: &User,
        proposal: ProposalId,
        now: Timestamp,
    ) -> Result<(), StepError> {
        let (node, groups) = (&self.town.node, &self.groups);
        adopt_decision::adopt(
            node,
            groups,
            user,
            self.id,
            proposal,
            Some("Sprendžiu."),
            now,
        )
        .await
        .map(|_| ())
    }

    async fn questions(&self) -> i64 {
        self.town
            .count("SELECT count(*) FROM municipal.register_request WHERE register = 'population'")
            .await
    }

    /// A page of an official: its status and text.
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
async fn a_decision_rests_on_a_fresh_answer_about_the_family() {
    let case = Case::assessed().await;
    let proposal = case.propose(None).await.unwrap();
    // On the thirtieth day the answer of the gathering still counts; on the thirty-first the register is asked again.
    let late = case.days_on(31);
    let stopped = case.adopt(proposal, late).await;
    assert!(
        matches!(stopped, Err(StepError::FamilyAsked)),
        "{stopped:?}"
    );
    assert_eq!(case.questions().await, 2);
    assert_eq!(case.application().await.status, Status::Proposed);
    // While it stays silent, adoption says since when, and asks no third time.
    let silent = case.adopt(proposal, late).await;
    assert!(
        matches!(silent, Err(StepError::FamilyAwaited(since)) if since == late),
        "{silent:?}"
    );
    assert_eq!(case.questions().await, 2);
    case.answer_all(late).await;
    case.adopt(proposal, late).await.unwrap();
    assert_eq!(case.application().await.status, Status::Decided);
    let asked = "SELECT count(*) FROM municipal.application_event WHERE step = 'recheck_family'";
    assert_eq!(case.town.count(asked).await, 1);
}

#[tokio::test]
async fn on_the_thirtieth_day_nothing_is_asked_again() {
    let case = Case::assessed().await;
    let proposal = case.propose(None).await.unwrap();
    case.adopt(proposal, case.days_on(30)).await.unwrap();
    assert_eq!(case.questions().await, 1);
}

#[tokio::test]
async fn the_proposer_asks_no_register_by_pressing_adopt() {
    let case = Case::assessed().await;
    let proposal = case.propose(None).await.unwrap();
    let mut proposer = case.town.specialist.clone();
    proposer.power_basis = case.town.decider().await.power_basis;
    let refused = case.adopt_as(&proposer, proposal, case.days_on(40)).await;
    assert!(
        matches!(refused, Err(StepError::SamePerson | StepError::NoPower)),
        "{refused:?}"
    );
    assert_eq!(case.questions().await, 1);
}

#[tokio::test]
async fn a_changed_answer_stops_the_adoption_and_the_case_is_calculated_anew() {
    let case = Case::assessed().await;
    let proposal = case.propose(None).await.unwrap();
    let late = case.days_on(31);
    let asked = case.adopt(proposal, late).await;
    assert!(matches!(asked, Err(StepError::FamilyAsked)));
    case.family.lock().unwrap()["children"][0]["authority"] = json!("limited");
    case.answer_all(late).await;

    let decider = case.town.decider().await;
    let body = format!("siulymas={proposal}&veiksmas=priimti&priezastis=");
    let (status, page) = case.page(&decider, "POST", "/spresti", &body).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        page.contains("Matas Bandomoji: pasikeitė teisė atstovauti vaikui"),
        "{page}"
    );
    assert_eq!(case.application().await.status, Status::Gathering);
    assert_eq!(
        case.town
            .count("SELECT count(*) FROM municipal.decision")
            .await,
        0
    );
    let returned = "SELECT count(*) FROM municipal.proposal WHERE outcome = 'returned' AND return_reason LIKE 'Matas Bandomoji:%'";
    assert_eq!(case.town.count(returned).await, 1);
    let journal = "SELECT count(*) FROM municipal.journal_entry WHERE action = 'family_recheck'";
    assert_eq!(case.town.count(journal).await, 1);

    // Calculated anew by the new answer, it is proposed and adopted once more; the same answer does not stop it again.
    case.gather_at(late).await;
    let line = case.lines().await.remove(0);
    assert_eq!(line.outcome, LineOutcome::Refused);
    assert_eq!(line.reason, "refused_not_applicants_child");
    let again = case
        .propose_with(false, Some("Tėvų valdžia apribota."), late)
        .await
        .unwrap();
    case.adopt(again, late).await.unwrap();
    assert_eq!(case.application().await.status, Status::Decided);
}

#[tokio::test]
async fn while_the_register_is_silent_a_document_proves_the_family() {
    let case = Case::assessed().await;
    let proposal = case.propose(None).await.unwrap();
    let late = case.days_on(31);
    let asked = case.adopt(proposal, late).await;
    assert!(matches!(asked, Err(StepError::FamilyAsked)));
    let (node, decider) = (&case.town.node, case.town.decider().await);
    let why = "Registras neatsako.";
    return_proposal::return_proposal(node, &decider, case.id, proposal, why, late)
        .await
        .unwrap();
    let wanted = spis_applications::requests::store::AskedDocument {
        document: "custody".into(),
        own_words: None,
        reason: "Registras neatsako.".into(),
        due_on: None,
    };
    let (groups, specialist) = (&case.groups, &case.town.specialist);
    let document = ask_document::ask_document(node, groups, specialist, case.id, &wanted, late)
        .await
        .unwrap();
    let received = Settled::Received;
    settle_document(node, groups, specialist, case.id, document, received, late)
        .await
        .unwrap();
    let again = case.propose_with(true, None, late).await.unwrap();
    case.adopt(again, late).await.unwrap();
    assert_eq!(case.application().await.status, Status::Decided);
}

#[tokio::test]
async fn who_turns_eighteen_before_the_decision_is_paid_for_until_that_month_to_the_parent() {
    // Born on 1 December 2008: a minor when applied for, of age when decided.
    let child = person("Lukas", Sex::Male, (2008, 12, 1));
    let case = Case::assessed_with(content(child), |_| ()).await;
    let lines = case.lines().await;
    assert_eq!(lines.len(), 1);
    assert_eq!(lines[0].outcome, LineOutcome::Granted);
    let december: Month = "2026-12".parse().unwrap();
    assert_eq!(lines[0].to, december);
    let proposal = case.propose(None).await.unwrap();
    let late = case.days_on(31);
    let asked = case.adopt(proposal, late).await;
    assert!(matches!(asked, Err(StepError::FamilyAsked)));
    // Of somebody of age nobody has authority any more: that is no change that stops the decision.
    case.family.lock().unwrap()["children"][0]["authority"] = json!("none");
    case.answer_all(late).await;
    case.adopt(proposal, late).await.unwrap();
    let to_her =
        "SELECT count(*) FROM municipal.award w JOIN municipal.person p ON p.id = w.recipient_id
                  WHERE p.given_name = 'Rasa' AND upper(w.period) = '2027-01-01'";
    assert_eq!(case.town.count(to_her).await, 1);
}
