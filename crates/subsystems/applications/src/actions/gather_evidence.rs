//! "Surinkti duomenis iš registrų": first the family, then what the kind needs to know of its members, then the rule's
//! calculation. Each question is asked once; each answer that arrives brings the case a step further.

use anyhow::Context;
use jiff::Timestamp;
use jiff_sqlx::ToSqlx;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use spis_audit::{Actor, Entry, Outcome};
use spis_database::{Node, SystemClock, Tx, new_id};
use spis_jobs::{IntoTaskHandlerResult, JobSurroundings, TaskHandler, WorkerContext, job_result};
use spis_kernel::{ApplicationId, Clock, PersonId};
use spis_persons::evidence::{FamilyAnswer, RegisterPerson};
use spis_persons::store::{Person, person_keep, person_list};
use uuid::Uuid;

use super::{StepTaker, take_step};
use crate::Groups;
use crate::awarded::without_awarded;
use crate::group::{CaseFacts, Evidence, RegisterQuestion};
use crate::procedure::{ASK_DOCUMENTS, ASK_REGISTERS, ASSESS, Status};
use crate::requests::store::document_list;
use crate::store::{self, Application};

/// Code of the register that is asked first.
pub(super) const POPULATION: &str = "population";

/// Brings a case as far as the answers allow.
#[derive(Debug, Serialize, Deserialize)]
pub struct GatherEvidence {
    /// The application.
    pub application_id: ApplicationId,
}

impl TaskHandler for GatherEvidence {
    const IDENTIFIER: &'static str = "gather_evidence";

    async fn run(self, ctx: WorkerContext) -> impl IntoTaskHandlerResult {
        job_result(
            async {
                let groups = ctx.service::<Groups>()?;
                gather(ctx.node()?, groups, self.application_id, SystemClock.now()).await
            }
            .await,
        )
    }
}

/// A register's answer has arrived: the case it belongs to goes on.
#[derive(Debug, Serialize, Deserialize)]
pub struct ReceiveAnswer {
    /// Addressed to.
    pub municipality_code: i16,
    /// The request that it answers.
    pub id: Uuid,
}

impl TaskHandler for ReceiveAnswer {
    const IDENTIFIER: &'static str = "receive_answer";

    async fn run(self, ctx: WorkerContext) -> impl IntoTaskHandlerResult {
        job_result(
            async {
                let node = ctx.node()?;
                let application = sqlx::query_scalar!(
                    "SELECT application_id FROM municipal.register_request WHERE municipality_code = $1 AND id = $2",
                    self.municipality_code,
                    self.id
                )
                .fetch_optional(node.pool())
                .await?
                .context("an answer to no request of ours")?;
                let groups = ctx.service::<Groups>()?;
                gather(node, groups, ApplicationId::new(application), SystemClock.now()).await
            }
            .await,
        )
    }
}

/// Asks the first register about an application that was only registered; does nothing later.
pub async fn begin(
    node: &Node,
    groups: &Groups,
    id: ApplicationId,
    now: Timestamp,
) -> anyhow::Result<()> {
    let mut connection = node.pool().acquire().await?;
    let found = store::application_find(&mut connection, node.code(), id).await?;
    drop(connection);
    match found {
        Some(a) if a.status == Status::Registered => gather(node, groups, id, now).await,
        _ => Ok(()),
    }
}

/// Asks what is not yet asked; when everything is answered, calculates.
pub async fn gather(
    node: &Node,
    groups: &Groups,
    id: ApplicationId,
    now: Timestamp,
) -> anyhow::Result<()> {
    let code = node.code();
    let mut tx = node.begin().await?;
    let application = store::application_lock(&mut tx, code, id)
        .await?
        .context("no such application")?;
    if !matches!(application.status, Status::Registered | Status::Gathering) {
        return Ok(());
    }
    let group = groups
        .by_code(&application.kind_group)
        .with_context(|| format!("no group {}", application.kind_group))?;
    if application.status == Status::Registered {
        take_step(
            &mut tx,
            code,
            id,
            &ASK_REGISTERS,
            &StepTaker::system(),
            None,
            now,
        )
        .await?;
        let question = RegisterQuestion {
            register: POPULATION,
            person: application.applicant,
            parameters: Value::Null,
        };
        ask(&mut tx, &application, &question, 0, now).await?;
        tx.commit().await?;
        return Ok(());
    }
    let (evidence, open) = evidence_read(&mut tx, &application).await?;
    if open == 0 && evidence.answered_family {
        let members = keep_family(
            &mut tx,
            &application,
            evidence.evidence.family.as_ref(),
            now,
        )
        .await?;
        let persons = person_list(&mut tx, &members).await?;
        let case = CaseFacts {
            content: &application.content,
            applied_on: application.sent_on(),
            applicant: application.applicant,
            persons: &persons,
            evidence: &evidence.evidence,
        };
        let questions: Vec<_> = group
            .questions(&case)
            .into_iter()
            .filter(|q| !evidence.asked.contains(&(q.register.to_owned(), q.person)))
            .collect();
        for question in &questions {
            ask(&mut tx, &application, question, 0, now).await?;
        }
        if questions.is_empty() {
            let mut recommendation = group.recommend(&case)?;
            if let Some(first) = recommendation.lines.iter().map(|line| line.from).min() {
                let awards = store::other_awards(&mut tx, &application, first.first_day()).await?;
                recommendation.lines = without_awarded(recommendation.lines, &awards);
            }
            let rests_on = evidence.family_request;
            store::assessment_insert(&mut tx, code, id, &recommendation, rests_on, now).await?;
            take_step(&mut tx, code, id, &ASSESS, &StepTaker::system(), None, now).await?;
            // What was asked for when an incomplete paper was registered is waited for from here on.
            let waits = document_list(&mut tx, code, id).await?;
            if waits.iter().any(|asked| asked.settled_as.is_none()) {
                let system = StepTaker::system();
                take_step(&mut tx, code, id, &ASK_DOCUMENTS, &system, None, now).await?;
            }
            let subjects: Vec<Uuid> = persons.iter().map(|p| p.id.get()).collect();
            journal(&mut tx, &application, "application_assess", &subjects, now).await?;
        }
    }
    tx.commit().await?;
    Ok(())
}

struct Gathered {
    evidence: Evidence,
    answered_family: bool,
    /// The question that [`Evidence::family`] answers.
    family_request: Option<Uuid>,
    asked: Vec<(String, PersonId)>,
}

/// Everything that was asked and answered for an application; the number of open questions beside.
async fn evidence_read(
    tx: &mut Tx,
    application: &Application,
) -> anyhow::Result<(Gathered, usize)> {
    let asked = store::evidence_list(tx, application.municipality, application.id).await?;
    let mut gathered = Gathered {
        evidence: Evidence::default(),
        answered_family: false,
        family_request: None,
        asked: Vec::new(),
    };
    let mut open = 0;
    for item in asked {
        gathered.asked.push((item.register.clone(), item.person));
        if item.answered_at.is_none() {
            open += 1;
            continue;
        }
        if item.register == POPULATION {
            gathered.answered_family = true;
            gathered.family_request = Some(item.id);
            // The newest answer holds, also if the register does not know her any more.
            gathered.evidence.family = None;
        }
        let Some(content) = item.content else {
            continue;
        };
        match item.register.as_str() {
            POPULATION => gathered.evidence.family = Some(read(content)?),
            "sodra" => gathered.evidence.income.push((item.person, read(content)?)),
            "disability" => gathered
                .evidence
                .disability
                .push((item.person, read(content)?)),
            "study" => gathered.evidence.study.push((item.person, read(content)?)),
            other => anyhow::bail!("an answer of the unknown register {other}"),
        }
    }
    Ok((gathered, open))
}

/// The evidence of an application as it stands.
pub async fn evidence_of(tx: &mut Tx, application: &Application) -> anyhow::Result<Evidence> {
    Ok(evidence_read(tx, application).await?.0.evidence)
}

pub(super) fn read<T: DeserializeOwned>(content: Value) -> anyhow::Result<T> {
    // serde's message could quote a value of the answer.
    serde_json::from_value(content)
        .map_err(|e| anyhow::anyhow!("a register's answer of another form ({:?})", e.classify()))
}

/// Keeps the applicant, the spouse and the children as the register shows them; their ids, the applied-for children among them.
async fn keep_family(
    tx: &mut Tx,
    application: &Application,
    family: Option<&FamilyAnswer>,
    now: Timestamp,
) -> anyhow::Result<Vec<Uuid>> {
    let mut ids = vec![application.applicant.get()];
    ids.extend(
        store::child_list(tx, application.municipality, application.id)
            .await?
            .iter()
            .map(|c| c.person.get()),
    );
    if let Some(family) = family {
        let members: Vec<&RegisterPerson> = std::iter::once(&family.person)
            .chain(&family.spouse)
            .chain(family.children.iter().map(|c| &c.person))
            .collect();
        for person in members {
            let id = person_keep(tx, application.municipality, person, family.as_of, now).await?;
            ids.push(id.get());
        }
    }
    ids.sort_unstable();
    ids.dedup();
    Ok(ids)
}

/// Everybody of a case: applicant, children applied for, and the family as the register answered. Reads only.
pub async fn persons_of(
    tx: &mut Tx,
    application: &Application,
    evidence: &Evidence,
) -> anyhow::Result<Vec<Person>> {
    let mut codes: Vec<String> = vec![
        application
            .content
            .applicant
            .personal_code
            .as_str()
            .to_owned(),
    ];
    codes.extend(
        application
            .content
            .children
            .iter()
            .map(|c| c.person.personal_code.as_str().to_owned()),
    );
    if let Some(family) = &evidence.family {
        codes.extend(
            family
                .spouse
                .iter()
                .chain(family.children.iter().map(|c| &c.person))
                .map(|p| p.personal_code.as_str().to_owned()),
        );
    }
    Ok(spis_persons::store::person_list_by_codes(tx, &codes).await?)
}

pub(super) async fn ask(
    tx: &mut Tx,
    application: &Application,
    question: &RegisterQuestion,
    round: i16,
    now: Timestamp,
) -> anyhow::Result<()> {
    let id = new_id(now);
    sqlx::query!(
        "INSERT INTO municipal.register_request (municipality_code, id, application_id, register, personal_code, person_id, parameters, purpose, asked_at, asked_by, round)
         SELECT $1, $2, $3, $4, p.personal_code, p.id, $6, $7, $8, n.name, $9
         FROM municipal.person p, local.node n WHERE p.municipality_code = $1 AND p.id = $5
         ON CONFLICT (application_id, register, person_id, round) DO NOTHING",
        application.municipality.get(),
        id,
        application.id.get(),
        question.register,
        question.person.get(),
        question.parameters,
        "Išmokų vaikams įstatymas: prašymo nagrinėjimas",
        now.to_sqlx() as _,
        round
    )
    .execute(&mut **tx)
    .await?;
    journal(
        tx,
        application,
        "register_request",
        &[question.person.get()],
        now,
    )
    .await
}

async fn journal(
    tx: &mut Tx,
    application: &Application,
    action: &'static str,
    subjects: &[Uuid],
    now: Timestamp,
) -> anyhow::Result<()> {
    spis_audit::record(
        tx,
        application.municipality,
        now,
        Entry {
            actor: &Actor::job(GatherEvidence::IDENTIFIER),
            action,
            object: "application",
            object_id: Some(application.id.get()),
            purpose: "application",
            outcome: Outcome::Allowed,
            subjects,
        },
    )
    .await?;
    Ok(())
}
