//! What a resident writes after sending, at a municipality's real database: applied, answered, waited for, refused.

#[expect(dead_code, reason = "the payments' tests use the rest")]
mod municipality;
mod no_files;

use axum::body::Body;
use axum::http::{Request, StatusCode};
use jiff::civil::date;
use jiff::{Timestamp, ToSpan};
use municipality::{Municipality, NODE};
use serde_json::{Value, json};
use spis_applications::actions::answer_request::answer;
use spis_applications::actions::ask_document::ask_document;
use spis_applications::actions::deliver_letter::deliver;
use spis_applications::actions::propose_decision::{Proposed, propose};
use spis_applications::actions::receive_request::receive;
use spis_applications::actions::settle_document::{Settled, settle_document};
use spis_applications::actions::take_up::take_up;
use spis_applications::actions::{StepError, adopt_decision, gather_evidence, register_submission};
use spis_applications::content::{
    Answers, ApplicationContent, Capacity, ChildGiven, NoticeChannel, PersonGiven,
};
use spis_applications::model::Line;
use spis_applications::procedure::Status;
use spis_applications::requests::store::{AskedDocument, request_list};
use spis_applications::requests::{AnswerOutcome, RequestKind};
use spis_applications::store::letters::Delivery;
use spis_applications::{Groups, queue, store};
use spis_database::new_id;
use spis_identity::users::User;
use spis_kernel::{ApplicationId, Iban, PersonalCode, ProposalId, Sex};
use tower::ServiceExt;
use uuid::Uuid;

struct Case {
    town: Municipality,
    groups: Groups,
    submission: Uuid,
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

fn content(account: u64) -> ApplicationContent {
    ApplicationContent {
        applicant: person("Rasa", Sex::Female, 1990),
        children: vec![ChildGiven {
            person: person("Matas", Sex::Male, 2016),
            lives_with: true,
            acting_as: Capacity::Parent,
            answers: Answers::default(),
        }],
        represented_by: None,
        residence: None,
        register_as_of: None,
        asked_from: None,
        account: Some(Iban::lithuanian(70_440, account)),
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
            answers.put("papildoma", false);
            answers
        },
    }
}

fn registered(person: &PersonGiven, sex: &str) -> Value {
    json!({"personal_code": person.personal_code, "given_name": person.given_name, "surname": person.surname,
           "born_on": person.born_on, "died_on": null, "sex": sex, "marital_status": "single", "protected": false,
           "address": {"municipality_code": NODE, "text": "Bandymų g. 2, Šiauliai"}})
}

impl Case {
    /// A mother's application, asked about and calculated, that nobody has taken up.
    async fn assessed() -> Self {
        Self::assessed_of(true).await
    }

    /// The same of a mother whom the population register knows, or does not.
    async fn assessed_of(known: bool) -> Self {
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
        .bind(serde_json::to_value(content(1)).unwrap())
        .execute(&mut town.as_admin().await)
        .await
        .unwrap();
        let groups = spis_cash_benefits::groups();
        let id = register_submission::register(&town.node, &groups, submission, town.now)
            .await
            .unwrap();
        let case = Self {
            town,
            groups,
            submission,
            id,
        };
        case.gather().await;
        let family = content(1);
        let answer = json!({
            "as_of": "2026-11-22T07:30:00Z", "person": registered(&family.applicant, "female"), "spouse": null,
            "children": [{"person": registered(&family.children[0].person, "male"), "lives_with": true,
                          "authority": "full", "guardianship": false}],
        });
        sqlx::query(
            "INSERT INTO central.register_answer (municipality_code, id, register, outcome, as_of, answered_at, content)
             SELECT municipality_code, id, register, $2, asked_at, asked_at, $1 FROM municipal.register_request",
        )
        .bind(known.then_some(answer))
        .bind(if known { "answered" } else { "not_found" })
        .execute(&mut case.town.as_admin().await)
        .await
        .unwrap();
        case.gather().await;
        assert_eq!(case.application().await.status, Status::Assessed);
        case
    }

    async fn gather(&self) {
        gather_evidence::gather(&self.town.node, &self.groups, self.id, self.town.now)
            .await
            .unwrap();
    }

    async fn application(&self) -> store::Application {
        let mut tx = self.town.node.begin().await.unwrap();
        store::application_find(&mut tx, self.town.node.code(), self.id)
            .await
            .unwrap()
            .unwrap()
    }

    /// What she wrote comes down the stream and is received, twice, as a job may be.
    async fn write(
        &self,
        kind: RequestKind,
        content: Option<ApplicationContent>,
        document: Option<Uuid>,
    ) -> Uuid {
        let id = new_id(self.town.now);
        sqlx::query(
            "INSERT INTO central.resident_request (municipality_code, id, receipt_number, resident_id, submission_id, kind, text, content,
                 document_request_id, sent_at, answer_by)
             VALUES ($1, $2, $2::text, $2, $3, $4, 'Žodžiai.', $5, $6, '2026-12-01T08:00:00Z', '2026-12-21')",
        )
        .bind(NODE)
        .bind(id)
        .bind(self.submission)
        .bind(kind.code())
        .bind(content.map(|c| serde_json::to_value(c).unwrap()))
        .bind(document)
        .execute(&mut self.town.as_admin().await)
        .await
        .unwrap();
        for _ in 0..2 {
            receive(&self.town.node, &self.groups, id, self.town.now)
                .await
                .unwrap();
        }
        let events: i64 =
            sqlx::query_scalar("SELECT count(*) FROM municipal.application_event WHERE id = $1")
                .bind(id)
                .fetch_one(self.town.node.pool())
                .await
                .unwrap();
        assert_eq!(events, 1, "its arrival is noted once");
        id
    }

    async fn outcome(&self, request: Uuid) -> Option<AnswerOutcome> {
        let mut tx = self.town.node.begin().await.unwrap();
        request_list(&mut tx, self.town.node.code(), &[self.submission])
            .await
            .unwrap()
            .into_iter()
            .find(|r| r.id == request)
            .unwrap()
            .answer
            .map(|a| a.outcome)
    }

    async fn answer(
        &self,
        request: Uuid,
        outcome: AnswerOutcome,
        text: Option<&str>,
    ) -> Result<(), StepError> {
        let (node, user) = (&self.town.node, &self.town.specialist);
        let (groups, now) = (&self.groups, self.town.now);
        let said = (outcome, text);
        answer(node, groups, user, self.id, request, said, now).await
    }

    async fn propose(&self) -> Result<ProposalId, StepError> {
        self.propose_so(true, "Pagal taisyklę.").await
    }

    async fn propose_so(&self, granted: bool, reason: &str) -> Result<ProposalId, StepError> {
        let mut tx = self.town.node.begin().await.unwrap();
        let latest = store::assessment_latest(&mut tx, self.town.node.code(), self.id).await;
        let lines = latest.unwrap().unwrap().2.lines;
        drop(tx);
        let lines = lines.iter().filter(|_| !granted);
        let proposed = Proposed {
            version: self.application().await.version,
            refused: lines.map(Line::key).collect(),
            reason: Some(reason.into()),
        };
        let (node, user) = (&self.town.node, &self.town.specialist);
        propose(node, user, self.id, &proposed, self.town.now).await
    }

    async fn ask(&self, due_on: Option<jiff::civil::Date>) -> Result<Uuid, StepError> {
        self.ask_for("custody", due_on).await
    }

    async fn ask_for(
        &self,
        document: &str,
        due_on: Option<jiff::civil::Date>,
    ) -> Result<Uuid, StepError> {
        let asked = AskedDocument {
            document: document.into(),
            own_words: None,
            reason: "Registre nematome, su kuo gyvena vaikas.".into(),
            due_on,
        };
        let (node, user) = (&self.town.node, &self.town.specialist);
        ask_document(node, &self.groups, user, self.id, &asked, self.town.now).await
    }

    async fn settle(
        &self,
        document: Uuid,
        settled: Settled,
        now: Timestamp,
    ) -> Result<(), StepError> {
        let (node, user) = (&self.town.node, &self.town.specialist);
        settle_document(node, &self.groups, user, self.id, document, settled, now).await
    }

    async fn place(&self) -> Option<i64> {
        queue::place(self.town.node.pool(), self.town.node.code(), self.id)
            .await
            .unwrap()
    }
}

#[tokio::test]
async fn a_correction_is_applied_until_somebody_takes_the_case_up_and_answered_later() {
    let mut case = Case::assessed().await;
    let first = case
        .write(RequestKind::Correction, Some(content(2)), None)
        .await;
    assert_eq!(case.outcome(first).await, Some(AnswerOutcome::Applied));
    let corrected = case.application().await;
    assert_eq!(corrected.content.account, content(2).account);
    assert_eq!(corrected.status, Status::Gathering);
    // What she sent first stays as she sent it.
    let sent: Value = sqlx::query_scalar("SELECT content FROM central.submission")
        .fetch_one(case.town.node.pool())
        .await
        .unwrap();
    assert_eq!(sent, serde_json::to_value(content(1)).unwrap());
    case.gather().await;
    assert_eq!(
        case.town
            .count("SELECT count(*) FROM municipal.assessment")
            .await,
        2,
        "calculated anew"
    );

    take_up(
        &case.town.node,
        &case.town.specialist,
        case.id,
        case.town.now,
    )
    .await
    .unwrap();
    let again = take_up(
        &case.town.node,
        &case.town.specialist,
        case.id,
        case.town.now,
    )
    .await;
    assert!(matches!(again, Err(StepError::Stale)));
    case.town.now += jiff::SignedDuration::from_mins(1);
    let second = case
        .write(RequestKind::Correction, Some(content(3)), None)
        .await;
    assert_eq!(case.outcome(second).await, None);
    assert_eq!(
        case.application().await.content.account,
        content(2).account,
        "a person decides"
    );
    assert!(matches!(case.propose().await, Err(StepError::Unanswered)));
    case.answer(second, AnswerOutcome::Applied, None)
        .await
        .unwrap();
    assert_eq!(case.application().await.content.account, content(3).account);
    case.gather().await;
    case.propose().await.unwrap();
    // Whoever reads them afterwards still sees what each of them changed.
    let (cookie, _) = case.town.sign_in(&case.town.specialist).await;
    let router = spis_applications::router(
        case.town.web(),
        case.groups.clone(),
        std::sync::Arc::new(no_files::NoPress),
        std::sync::Arc::new(no_files::NoFiles),
    );
    let request = Request::get(format!("/bylos/{}", case.id)).header("cookie", cookie);
    let response = router.oneshot(request.body(Body::empty()).unwrap()).await;
    let body = axum::body::to_bytes(response.unwrap().into_body(), 1 << 20).await;
    let page = String::from_utf8(body.unwrap().to_vec()).unwrap();
    for (before, after) in [(1, 2), (2, 3)] {
        let account = |number| content(number).account.unwrap().grouped();
        let (was, is) = (format!("buvo: {}", account(before)), account(after));
        assert!(page.contains(&was) && page.contains(&is), "{was}: {page}");
    }
    assert_eq!(page.matches("buvo: ").count(), 2, "nothing else changed");
}

#[tokio::test]
async fn a_corrections_children_are_the_applications_children() {
    let case = Case::assessed().await;
    let children = async || -> Vec<(String, bool)> {
        sqlx::query_as(
            "SELECT p.given_name, c.lives_with FROM municipal.application_child c
             JOIN municipal.person p ON p.municipality_code = c.municipality_code AND p.id = c.person_id
             ORDER BY p.born_on",
        )
        .fetch_all(case.town.node.pool())
        .await
        .unwrap()
    };
    let said = |name: &str, lives_with| (name.to_owned(), lives_with);
    assert_eq!(children().await, [said("Matas", true)]);
    let mut both = content(1);
    both.children[0].lives_with = false;
    both.children.push(ChildGiven {
        person: person("Ona", Sex::Female, 2020),
        lives_with: true,
        acting_as: Capacity::Parent,
        answers: Answers::default(),
    });
    // Who applies is not hers to correct.
    both.applicant = person("Kita", Sex::Female, 1980);
    let first = case
        .write(RequestKind::Correction, Some(both.clone()), None)
        .await;
    assert_eq!(case.outcome(first).await, Some(AnswerOutcome::Applied));
    assert_eq!(children().await, [said("Matas", false), said("Ona", true)]);
    let stands = case.application().await.content;
    assert_eq!(stands.applicant, content(1).applicant);
    assert_eq!(stands.children, both.children);
    // The register has said nothing of Ona: it is asked about the family again, and nothing is calculated before it answers.
    let asked = "SELECT count(*) FROM municipal.register_request WHERE register = 'population'";
    assert_eq!(case.town.count(asked).await, 2);
    case.gather().await;
    assert_eq!(case.application().await.status, Status::Gathering);

    // Taken up: a person puts it in place, and a child that is not asked for any more is gone.
    let (node, user) = (&case.town.node, &case.town.specialist);
    take_up(node, user, case.id, case.town.now).await.unwrap();
    both.children.remove(0);
    let second = case.write(RequestKind::Correction, Some(both), None).await;
    assert_eq!(children().await.len(), 2, "a person decides");
    case.answer(second, AnswerOutcome::Applied, None)
        .await
        .unwrap();
    assert_eq!(children().await, [said("Ona", true)]);
}

#[tokio::test]
async fn what_she_adds_holds_the_decision_until_it_is_acknowledged() {
    let case = Case::assessed().await;
    let early = case.write(RequestKind::Supplement, None, None).await;
    assert!(matches!(case.propose().await, Err(StepError::Unanswered)));
    // Only the answers of its kind can be given to it.
    let wrong = case.answer(early, AnswerOutcome::Refused, Some("ne")).await;
    assert!(matches!(wrong, Err(StepError::Stale)));
    case.answer(early, AnswerOutcome::Acknowledged, None)
        .await
        .unwrap();
    let proposal = case.propose().await.unwrap();
    let late = case.write(RequestKind::Supplement, None, None).await;
    let decider = case.town.decider().await;
    let adopting = || {
        let (node, groups) = (&case.town.node, &case.groups);
        adopt_decision::adopt(
            node,
            groups,
            &decider,
            case.id,
            proposal,
            None,
            case.town.now,
        )
    };
    assert!(matches!(adopting().await, Err(StepError::Unanswered)));
    case.answer(late, AnswerOutcome::Acknowledged, None)
        .await
        .unwrap();
    adopting().await.unwrap();
}

#[tokio::test]
async fn a_question_is_answered_once_in_words_and_a_notice_goes_out() {
    let case = Case::assessed().await;
    let question = case.write(RequestKind::Question, None, None).await;
    let wordless = case
        .answer(question, AnswerOutcome::Answered, Some("  "))
        .await;
    assert!(matches!(wordless, Err(StepError::ReasonMissing)));
    case.answer(question, AnswerOutcome::Answered, Some("Taip."))
        .await
        .unwrap();
    let again = case
        .answer(question, AnswerOutcome::Answered, Some("Ne."))
        .await;
    assert!(matches!(again, Err(StepError::Stale)));
    let notices = "SELECT count(*) FROM municipal.notice WHERE email = 'rasa@example.lt'";
    assert_eq!(case.town.count(notices).await, 1);
    // A question holds nothing up.
    case.write(RequestKind::Question, None, None).await;
    case.propose().await.unwrap();
}

#[tokio::test]
async fn a_withdrawal_is_done_at_once_or_confirmed_by_a_person() {
    let free = Case::assessed().await;
    let request = free.write(RequestKind::Withdrawal, None, None).await;
    assert_eq!(free.application().await.status, Status::Withdrawn);
    assert_eq!(free.outcome(request).await, Some(AnswerOutcome::Applied));
    assert!(matches!(free.propose().await, Err(StepError::Stale)));
    assert_eq!(free.place().await, None);

    let taken = Case::assessed().await;
    let proposal = taken.propose().await.unwrap();
    let request = taken.write(RequestKind::Withdrawal, None, None).await;
    assert_eq!(taken.application().await.status, Status::Proposed);
    let decider = taken.town.decider().await;
    let (node, groups) = (&taken.town.node, &taken.groups);
    let adopted = adopt_decision::adopt(
        node,
        groups,
        &decider,
        taken.id,
        proposal,
        None,
        taken.town.now,
    )
    .await;
    assert!(matches!(adopted, Err(StepError::Unanswered)));
    let wordless = taken.answer(request, AnswerOutcome::Refused, None).await;
    assert!(matches!(wordless, Err(StepError::ReasonMissing)));
    taken
        .answer(request, AnswerOutcome::Applied, None)
        .await
        .unwrap();
    assert_eq!(taken.application().await.status, Status::Withdrawn);
    let settled = "SELECT count(*) FROM municipal.proposal WHERE outcome = 'withdrawn'";
    assert_eq!(taken.town.count(settled).await, 1);
}

#[tokio::test]
async fn a_document_stops_the_clock_and_starts_it_anew_when_it_comes() {
    let case = Case::assessed().await;
    assert_eq!(case.place().await, Some(0));
    let earliest = date(2026, 12, 22);
    let early = case.ask(earliest.yesterday().ok()).await;
    assert!(matches!(early, Err(StepError::TooEarly(day)) if day == earliest));
    let document = case.ask(None).await.unwrap();
    assert_eq!(case.application().await.status, Status::Waiting);
    assert_eq!(case.place().await, None, "it is her turn");
    assert!(matches!(case.propose().await, Err(StepError::Stale)));

    let supplement = case
        .write(RequestKind::Supplement, None, Some(document))
        .await;
    let application = case.application().await;
    assert_eq!(application.status, Status::Assessed);
    // She sent it on Tuesday 1 December; a month from then is Friday 1 January, a holiday.
    assert_eq!(application.term_start, date(2026, 12, 1));
    assert_eq!(application.decide_by, date(2027, 1, 4));
    assert!(matches!(case.propose().await, Err(StepError::Unanswered)));
    case.answer(supplement, AnswerOutcome::Acknowledged, None)
        .await
        .unwrap();
    case.propose().await.unwrap();
}

#[tokio::test]
async fn nothing_counts_as_not_given_without_ten_working_days_from_its_delivery() {
    let case = Case::assessed().await;
    let document = case.ask(None).await.unwrap();
    let after: Timestamp = "2026-12-23T08:00:00Z".parse().unwrap();
    let undelivered = case.settle(document, Settled::NotGiven, after).await;
    assert!(matches!(undelivered, Err(StepError::NotDelivered)));
    let opened = |at: &'static str| {
        let case = &case;
        async move {
            sqlx::query(
                "INSERT INTO central.message_opening (municipality_code, id, resident_id, opened_at) VALUES ($1, $2, $2, $3::timestamptz)
                 ON CONFLICT (municipality_code, id, resident_id) DO UPDATE SET opened_at = excluded.opened_at",
            )
            .bind(NODE)
            .bind(document)
            .bind(at)
            .execute(&mut case.town.as_admin().await)
            .await
            .unwrap();
        }
    };
    // Ten working days from Wednesday 9 December end on the 23rd, a day after the last one.
    opened("2026-12-09T08:00:00Z").await;
    let late = case.settle(document, Settled::NotGiven, after).await;
    assert!(matches!(late, Err(StepError::NotDelivered)));
    opened("2026-12-08T08:00:00Z").await;
    let last_day = "2026-12-22T08:00:00Z".parse().unwrap();
    let on_the_day = case.settle(document, Settled::NotGiven, last_day).await;
    assert!(matches!(on_the_day, Err(StepError::NotDelivered)));
    case.settle(document, Settled::NotGiven, after)
        .await
        .unwrap();
    let application = case.application().await;
    assert_eq!(application.status, Status::Assessed);
    assert_eq!(application.term_start, date(2026, 11, 22));
    // The clock stood still for 31 days.
    let due = date(2026, 12, 22).saturating_add(31.days());
    assert_eq!(application.decide_by, due);
}

#[tokio::test]
async fn a_request_on_paper_counts_from_the_day_on_which_it_reached_her() {
    let case = Case::assessed().await;
    sqlx::query(
        "UPDATE municipal.application SET content = jsonb_set(content, '{notice_channel}', '\"counter\"')",
    )
    .execute(case.town.node.pool())
    .await
    .unwrap();
    let document = case.ask(None).await.unwrap();
    let notice: Uuid =
        sqlx::query_scalar("SELECT id FROM municipal.notice WHERE document_request_id = $1")
            .bind(document)
            .fetch_one(case.town.node.pool())
            .await
            .unwrap();
    let after: Timestamp = "2026-12-23T08:00:00Z".parse().unwrap();
    let note = async |delivery: Delivery, day: i8| {
        let on = date(2026, 12, day);
        let now = format!("2026-12-{day:02}T12:00:00Z").parse().unwrap();
        let (node, user) = (&case.town.node, &case.town.specialist);
        deliver(node, user, notice, delivery, on, now)
            .await
            .unwrap();
    };
    let not_given = async || case.settle(document, Settled::NotGiven, after).await;
    assert!(matches!(not_given().await, Err(StepError::NotDelivered)));
    // Posted on Wednesday 2 December it counts from the 9th, and ten working days from then end after the last day, the 22nd.
    note(Delivery::Sent, 2).await;
    assert!(matches!(not_given().await, Err(StepError::NotDelivered)));
    note(Delivery::Returned, 7).await;
    assert!(matches!(not_given().await, Err(StepError::NotDelivered)));
    note(Delivery::HandedOver, 8).await;
    let (cookie, _) = case.town.sign_in(&case.town.specialist).await;
    let router = spis_applications::router(
        case.town.web(),
        case.groups.clone(),
        std::sync::Arc::new(no_files::NoPress),
        std::sync::Arc::new(no_files::NoFiles),
    );
    let request = Request::get(format!("/bylos/{}", case.id)).header("cookie", &cookie);
    let request = request.body(Body::empty()).unwrap();
    let response = router.oneshot(request).await.unwrap();
    let body = axum::body::to_bytes(response.into_body(), usize::MAX).await;
    let body = String::from_utf8(body.unwrap().to_vec()).unwrap();
    assert!(body.contains("įteiktas pasirašytinai 2026-12-08"), "{body}");
    not_given().await.unwrap();
    assert_eq!(case.application().await.status, Status::Assessed);
}

#[tokio::test]
async fn nobody_is_refused_in_words_for_a_document_that_is_not_owed() {
    let case = Case::assessed().await;
    let refused = async || case.propose_so(false, "Nepateikė dokumentų.").await;
    assert!(matches!(refused().await, Err(StepError::NotOwed)));
    // A document that came does not make it true.
    let document = case.ask(None).await.unwrap();
    case.settle(document, Settled::Received, case.town.now)
        .await
        .unwrap();
    assert!(matches!(refused().await, Err(StepError::NotOwed)));
    // The decider's words are held to the same.
    let proposal = case
        .propose_so(false, "Vaikas gyvena kitur.")
        .await
        .unwrap();
    let decider = case.town.decider().await;
    let adopt = async |reason: &str| {
        let (node, now) = (&case.town.node, case.town.now);
        adopt_decision::adopt(
            node,
            &case.groups,
            &decider,
            case.id,
            proposal,
            Some(reason),
            now,
        )
        .await
    };
    let adopted = adopt("Nepateikta pažyma.").await;
    assert!(matches!(adopted, Err(StepError::NotOwed)));
}

#[tokio::test]
async fn one_who_did_not_give_it_in_time_may_be_refused_for_it() {
    let case = Case::assessed().await;
    let document = case.ask(None).await.unwrap();
    sqlx::query(
        "INSERT INTO central.message_opening (municipality_code, id, resident_id, opened_at) VALUES ($1, $2, $2, '2026-11-23T08:00:00Z')",
    )
    .bind(NODE)
    .bind(document)
    .execute(&mut case.town.as_admin().await)
    .await
    .unwrap();
    let after = "2026-12-23T08:00:00Z".parse().unwrap();
    case.settle(document, Settled::NotGiven, after)
        .await
        .unwrap();
    case.propose_so(false, "Nepateikė dokumentų.")
        .await
        .unwrap();
}

#[tokio::test]
async fn missing_facts_are_refused_only_after_the_document_that_brings_them() {
    let case = Case::assessed_of(false).await;
    assert!(matches!(case.propose().await, Err(StepError::NotAsked)));
    for (document, allowed) in [("income", false), ("account", false), ("residence", true)] {
        let asked = case.ask_for(document, None).await.unwrap();
        case.settle(asked, Settled::Received, case.town.now)
            .await
            .unwrap();
        let proposed = case.propose().await;
        if allowed {
            proposed.unwrap();
        } else {
            assert!(matches!(proposed, Err(StepError::NotAsked)), "{document}");
        }
    }
}

/// A document of one PDF page that came with a subject, as the stream brings it.
async fn attach(case: &Case, subject: Uuid, name: &str) -> Uuid {
    let id = new_id(case.town.now);
    sqlx::query(
        "INSERT INTO central.attachment (municipality_code, id, resident_id, subject_id, position, name, media_type, extension, size, pages,
             sha256, entries, added_at)
         VALUES ($1, $2, $2, $3, 0, $4, 'application/pdf', 'pdf', 4, 1, '-', '[]', '2026-12-01T08:00:00Z')",
    )
    .bind(NODE)
    .bind(id)
    .bind(subject)
    .bind(name)
    .execute(&mut case.town.as_admin().await)
    .await
    .unwrap();
    id
}

#[tokio::test]
async fn documents_stand_with_the_words_they_came_with_and_with_the_request_they_answer() {
    let case = Case::assessed().await;
    let document = case.ask(None).await.unwrap();
    let answering = case
        .write(RequestKind::Supplement, None, Some(document))
        .await;
    attach(&case, case.submission, "gimimas.pdf").await;
    let given = attach(&case, answering, "susitarimas.pdf").await;
    attach(&case, new_id(case.town.now), "svetimas.pdf").await;
    let (cookie, _) = case.town.sign_in(&case.town.specialist).await;
    let router = spis_applications::router(
        case.town.web(),
        case.groups.clone(),
        std::sync::Arc::new(no_files::NoPress),
        std::sync::Arc::new(no_files::NoFiles),
    );
    let get = async |path: String| {
        let request = Request::get(path).header("cookie", &cookie);
        let request = request.body(Body::empty()).unwrap();
        let response = router.clone().oneshot(request).await.unwrap();
        let status = response.status();
        let body = axum::body::to_bytes(response.into_body(), usize::MAX).await;
        (status, String::from_utf8(body.unwrap().to_vec()).unwrap())
    };
    let (_, page) = get(format!("/bylos/{}", case.id)).await;
    assert!(!page.contains('⟦'), "a wording is missing");
    assert!(page.contains("gimimas.pdf") && !page.contains("svetimas.pdf"));
    let messages = page.split("id=\"zinutes\"").nth(1).unwrap();
    let messages = messages.split("</section>").next().unwrap();
    let names = messages.matches(">susitarimas.pdf</a>").count();
    assert_eq!(
        names, 2,
        "beside her words, and beside the request that it answers"
    );
    let (status, page) = get(format!("/bylos/{}/dokumentai/{given}", case.id)).await;
    assert_eq!(status, StatusCode::OK);
    assert!(page.contains("susitarimas.pdf"));
}

#[tokio::test]
async fn answering_asking_and_taking_up_need_the_right() {
    let case = Case::assessed().await;
    let question = case.write(RequestKind::Question, None, None).await;
    let document = case.ask(None).await.unwrap();
    let router = spis_applications::router(
        case.town.web(),
        case.groups.clone(),
        std::sync::Arc::new(no_files::NoPress),
        std::sync::Arc::new(no_files::NoFiles),
    );
    let posts = [
        (
            "atsakyti",
            format!("kreipinys={question}&veiksmas=answered&atsakymas-{question}=Taip."),
        ),
        ("imti", String::new()),
        (
            "prasyti-dokumento",
            "dokumentas=income&kodel=Reikia.".to_owned(),
        ),
        ("dokumentai", format!("prasytas={document}&veiksmas=waived")),
    ];
    let send = async |user: &User, place: &str, body: &str| {
        let (cookie, token) = case.town.sign_in(user).await;
        let request = Request::post(format!("/bylos/{}/{place}", case.id))
            .header("cookie", cookie)
            .header("content-type", "application/x-www-form-urlencoded")
            .body(Body::from(format!("csrf={token}&{body}")))
            .unwrap();
        router.clone().oneshot(request).await.unwrap().status()
    };
    let decider = case.town.decider().await;
    for user in [&case.town.officer, &decider] {
        for (place, body) in &posts {
            assert_eq!(
                send(user, place, body).await,
                StatusCode::FORBIDDEN,
                "{place}"
            );
        }
    }
    let refused = "SELECT count(*) FROM municipal.journal_entry WHERE outcome = 'refused'
                   AND action IN ('request_answer', 'case_take_up', 'document_ask', 'document_settle')";
    assert_eq!(case.town.count(refused).await, 8);
    assert_eq!(case.outcome(question).await, None);

    // Who may sees what there is to answer, in the list and in the case.
    let (cookie, _) = case.town.sign_in(&case.town.specialist).await;
    for (path, words) in [
        ("/darbai".to_owned(), "Neatsakyta žinutė"),
        (format!("/bylos/{}", case.id), "Žodžiai."),
    ] {
        let request = Request::get(&path).header("cookie", &cookie);
        let request = request.body(Body::empty()).unwrap();
        let response = router.clone().oneshot(request).await.unwrap();
        let body = axum::body::to_bytes(response.into_body(), usize::MAX).await;
        let body = String::from_utf8(body.unwrap().to_vec()).unwrap();
        assert!(body.contains(words), "{path}");
        assert!(!body.contains('⟦'), "{path}: a wording is missing");
    }
    // A form that says too little is shown again; the rest does what it says.
    let empty = send(
        &case.town.specialist,
        "prasyti-dokumento",
        "dokumentas=other",
    )
    .await;
    assert_eq!(empty, StatusCode::UNPROCESSABLE_ENTITY);
    for (place, body) in posts.iter().filter(|(place, _)| *place != "imti") {
        let status = send(&case.town.specialist, place, body).await;
        assert_eq!(status, StatusCode::SEE_OTHER, "{place}");
    }
    assert_eq!(case.outcome(question).await, Some(AnswerOutcome::Answered));
}
