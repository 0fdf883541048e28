//! "Užregistruoti elektroninį prašymą": what arrives from the portal gets its number and its clock, at any hour, by itself.

use anyhow::Context;
use jiff::Timestamp;
use jiff_sqlx::ToSqlx;
use serde::{Deserialize, Serialize};
use spis_audit::{Actor, Entry, Outcome};
use spis_database::{Node, SystemClock, Tx, new_id};
use spis_jobs::{IntoTaskHandlerResult, JobSurroundings, TaskHandler, WorkerContext, job_result};
use spis_kernel::{ApplicationId, Clock, MunicipalityCode, WorkingCalendar, vilnius};
use spis_persons::evidence::{MaritalStatus, RegisterPerson};
use spis_persons::store::person_keep;
use uuid::Uuid;

use super::gather_evidence::GatherEvidence;
use super::mark_identical::mark_identical;
use super::{StepTaker, next_number, write_event};
use crate::Groups;
use crate::content::{ApplicationContent, PersonGiven};
use crate::procedure::{REGISTER, Status};
use crate::store;

/// How old what the form showed is taken to be: any register's answer outranks it.
pub(super) const OF_THE_FORM: Timestamp = Timestamp::UNIX_EPOCH;

/// Registers an arrived submission. Repeating it registers nothing twice.
#[derive(Debug, Serialize, Deserialize)]
pub struct RegisterSubmission {
    /// Addressed to.
    pub municipality_code: i16,
    /// The submission.
    pub id: Uuid,
}

impl TaskHandler for RegisterSubmission {
    const IDENTIFIER: &'static str = "register_submission";

    async fn run(self, ctx: WorkerContext) -> impl IntoTaskHandlerResult {
        job_result(
            async {
                let groups = ctx.service::<Groups>()?;
                register(ctx.node()?, groups, self.id, SystemClock.now())
                    .await
                    .map(drop)
            }
            .await,
        )
    }
}

/// Registers; returns the application, the one there already is if the submission was registered before.
pub async fn register(
    node: &Node,
    groups: &Groups,
    submission_id: Uuid,
    now: Timestamp,
) -> anyhow::Result<ApplicationId> {
    let code = node.code();
    let mut tx = node.begin().await?;
    let submission = store::submission_find(&mut tx, code, submission_id)
        .await?
        .context("the submission has not arrived")?;
    // One registration at a time of one submission; the unique key would refuse the second anyway.
    sqlx::query!(
        "SELECT pg_advisory_xact_lock(hashtextextended($1, 0))",
        submission_id.to_string()
    )
    .execute(&mut *tx)
    .await?;
    let known = sqlx::query_scalar!(
        "SELECT id FROM municipal.application WHERE submission_id = $1",
        submission_id
    )
    .fetch_optional(&mut *tx)
    .await?;
    if let Some(id) = known {
        return Ok(ApplicationId::new(id));
    }
    let group = groups.by_form(&submission.form_code).with_context(|| {
        format!(
            "no kind of support is asked for by form {}",
            submission.form_code
        )
    })?;
    // What does not fit its form is not registered by halves: the job stays failed, for a person to see.
    let form = group.form();
    anyhow::ensure!(
        form.accepts(submission.form_version),
        "version {} of form {} is not known here",
        submission.form_version,
        form.code
    );
    form.check_content(&submission.content)?;
    // serde's message could quote what the resident wrote.
    let content: ApplicationContent = serde_json::from_value(submission.content.clone())
        .map_err(|e| anyhow::anyhow!("a submission of another form ({:?})", e.classify()))?;
    let sent_at = submission.submitted_at;
    let sent_on = vilnius(sent_at).date();
    let applicant = person_keep(
        &mut tx,
        code,
        &as_given(&content.applicant),
        OF_THE_FORM,
        now,
    )
    .await?;
    let year = vilnius(now).year();
    let number = format!(
        "PR-{code}-{year}-{:06}",
        next_number(&mut tx, code, "application", year).await?
    );
    let decide_by = group
        .decision_term(sent_on)
        .due(sent_on, WorkingCalendar::embedded());
    let id = ApplicationId::new(new_id(now));
    sqlx::query!(
        "INSERT INTO municipal.application (municipality_code, id, submission_id, receipt_number, number, kind_group, channel,
             applicant_id, language, content, asked_from, sent_at, registered_at, term_start, decide_by, status, changed_at, version)
         VALUES ($1, $2, $3, $4, $5, $6, 'electronic', $7, $8, $9, $10, $11, $12, $13, $14, $15, $12, 1)",
        code.get(),
        id.get(),
        submission_id,
        submission.receipt_number,
        number,
        group.code(),
        applicant.get(),
        submission.language,
        submission.content,
        content.asked_from.map(|m| m.first_day().to_sqlx()) as _,
        sent_at.to_sqlx() as _,
        now.to_sqlx() as _,
        sent_on.to_sqlx() as _,
        decide_by.to_sqlx() as _,
        Status::Registered.code()
    )
    .execute(&mut *tx)
    .await?;
    let mut subjects = vec![applicant.get()];
    if let Some(by) = &content.represented_by {
        let representative =
            person_keep(&mut tx, code, &as_given(&by.person), OF_THE_FORM, now).await?;
        subjects.push(representative.get());
    }
    subjects.extend(add_children(&mut tx, code, id, &content, now).await?);
    let taker = StepTaker::system();
    // What was on its way could not be seen when another application for the same children was taken in.
    let codes: Vec<String> = content
        .children
        .iter()
        .map(|c| c.person.personal_code.as_str().to_owned())
        .collect();
    write_event(
        &mut tx,
        code,
        id,
        REGISTER.name,
        REGISTER.to,
        &taker,
        None,
        now,
    )
    .await?;
    mark_identical(&mut tx, code, (id, &number), group.code(), &codes, now).await?;
    spis_audit::record(
        &mut tx,
        code,
        now,
        Entry {
            actor: &Actor::job(RegisterSubmission::IDENTIFIER),
            action: "application_register",
            object: "application",
            object_id: Some(id.get()),
            purpose: "application",
            outcome: Outcome::Allowed,
            subjects: &subjects,
        },
    )
    .await?;
    let next = GatherEvidence { application_id: id };
    spis_jobs::plan(&mut tx, &next, &format!("gather:{id}")).await?;
    tx.commit().await?;
    Ok(id)
}

/// A person as the form showed; the population register will say the rest.
pub(super) fn as_given(person: &PersonGiven) -> RegisterPerson {
    RegisterPerson {
        sex: person.personal_code.sex(),
        personal_code: person.personal_code.clone(),
        given_name: person.given_name.clone(),
        surname: person.surname.clone(),
        born_on: person.born_on,
        died_on: None,
        marital_status: MaritalStatus::Single,
        protected: false,
        address: None,
    }
}

/// Adds the children that an application is about; their ids.
pub(super) async fn add_children(
    tx: &mut Tx,
    code: MunicipalityCode,
    id: ApplicationId,
    content: &ApplicationContent,
    now: Timestamp,
) -> anyhow::Result<Vec<Uuid>> {
    let mut added = Vec::new();
    for child in &content.children {
        let person = person_keep(tx, code, &as_given(&child.person), OF_THE_FORM, now).await?;
        sqlx::query!(
            "INSERT INTO municipal.application_child (municipality_code, application_id, person_id, lives_with)
             VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING",
            code.get(),
            id.get(),
            person.get(),
            child.lives_with
        )
        .execute(&mut **tx)
        .await?;
        added.push(person.get());
    }
    Ok(added)
}
