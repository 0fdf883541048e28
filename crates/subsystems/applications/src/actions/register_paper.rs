//! "Užregistruoti popierinį prašymą": what was typed at the counter gets its number and its clock, with or without the centre.

use anyhow::Context;
use jiff::Timestamp;
use jiff::civil::{Date, time};
use jiff_sqlx::ToSqlx;
use spis_audit::{Entry, Outcome};
use spis_database::{DatabaseError, Node, Tx, new_id};
use spis_identity::User;
use spis_kernel::{ApplicationId, WorkingCalendar, vilnius};
use spis_pages::{FieldErrors, Translator};
use spis_persons::store::person_keep;
use uuid::Uuid;

use super::add_scan::{NewScan, Receiving, keep as keep_scan};
use super::gather_evidence::GatherEvidence;
use super::mark_identical::mark_identical;
use super::register_submission::{OF_THE_FORM, add_children, as_given};
use super::{News, StepTaker, next_number, notify, write_event};
use crate::Groups;
use crate::content::ApplicationContent;
use crate::group::SupportGroup;
use crate::procedure::{REGISTER, Status};
use crate::requests::document_due;
use crate::requests::store::{AskedDocument, document_insert};
use crate::store::{Application, application_find, counter as store};

/// How registering ended.
pub enum Registering {
    /// Registered.
    Done(ApplicationId),
    /// Something is wrong with what was typed.
    Incomplete(FieldErrors),
    /// The paper does not say everything: registered only if the official confirms that it says no more.
    Lacking {
        /// What the page tells beside the fields.
        errors: FieldErrors,
        /// What is missing, in the content's names.
        content: Box<ApplicationContent>,
    },
    /// Applications for the same children are under way; registered only despite them.
    Identical(Vec<String>),
    /// The official's own application, or a child's.
    Own,
    /// The page is older than the draft.
    Changed,
    /// This user has no such draft.
    NoDraft,
}

/// What the page that registers says beside the draft.
pub struct Wanted {
    /// Version of the draft that it showed.
    pub seen_version: i32,
    /// Register although applications for the same children are under way.
    pub despite_identical: bool,
    /// Register although the paper does not say everything, and ask for what is missing.
    pub despite_missing: bool,
    /// A scan that joins the application at once.
    pub scan: Option<NewScan>,
}

/// Registers a draft as it stood in the version that the page showed. The caller has checked the right to register.
pub async fn register(
    node: &Node,
    groups: &Groups,
    user: &User,
    draft: Uuid,
    wanted: &Wanted,
    now: Timestamp,
) -> anyhow::Result<Registering> {
    let code = node.code();
    let today = vilnius(now).date();
    let mut tx = node.begin().await?;
    let Some(stored) = store::draft_lock(&mut tx, code, user.id, draft).await? else {
        return Ok(Registering::NoDraft);
    };
    if stored.version != wanted.seen_version {
        return Ok(Registering::Changed);
    }
    let group = groups
        .by_form(&stored.form)
        .with_context(|| format!("no kind of support is asked for by form {}", stored.form))?;
    let known = store::known_of(&mut tx, code, &stored.draft.applicant).await?;
    let (draft_read, form) = (&stored.draft, group.form());
    let paper = match draft_read.read(form, &known, code, today) {
        Ok(paper) => paper,
        // What is received is registered (Law on public administration, article 11); what it lacks is asked for.
        Err(errors) => match draft_read.read_with_gaps(form, &known, code, today) {
            Ok(paper) if wanted.despite_missing => paper,
            Ok(paper) => {
                let content = Box::new(paper.content);
                return Ok(Registering::Lacking { errors, content });
            }
            Err(_) => return Ok(Registering::Incomplete(errors)),
        },
    };
    let content = paper.content;
    let children: Vec<String> = content
        .children
        .iter()
        .map(|c| c.person.personal_code.as_str().to_owned())
        .collect();
    let own = store::own_codes(&mut tx, code, user.id).await?;
    if content
        .personal_codes()
        .any(|one| own.iter().any(|own| own == one.as_str()))
    {
        let refusal = Entry {
            actor: &user.actor(),
            action: "application_register",
            object: "counter_draft",
            object_id: Some(draft),
            purpose: "paper_application",
            outcome: Outcome::Refused,
            subjects: &[],
        };
        spis_audit::record(&mut tx, code, now, refusal).await?;
        tx.commit().await?;
        return Ok(Registering::Own);
    }
    let identical = store::identical_applications(&mut tx, code, group.code(), &children).await?;
    if !identical.is_empty() && !wanted.despite_identical {
        let numbers = identical.into_iter().map(|one| one.number).collect();
        return Ok(Registering::Identical(numbers));
    }
    let value = serde_json::to_value(&content)?;
    form.check_paper_content(&value)?;
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
    let received_on = paper.intake.received_on;
    let decide_by = group
        .decision_term(received_on)
        .due(received_on, WorkingCalendar::embedded());
    let id = ApplicationId::new(new_id(now));
    sqlx::query!(
        "INSERT INTO municipal.application (municipality_code, id, number, kind_group, channel, applicant_id, language, content,
             asked_from, sent_at, registered_at, term_start, decide_by, status, changed_at, version)
         VALUES ($1, $2, $3, $4, 'paper', $5, 'lt', $6, $7, $8, $9, $10, $11, $12, $9, 1)",
        code.get(),
        id.get(),
        number,
        group.code(),
        applicant.get(),
        value,
        content.asked_from.map(|m| m.first_day().to_sqlx()) as _,
        received_at(received_on, now)?.to_sqlx() as _,
        now.to_sqlx() as _,
        received_on.to_sqlx() as _,
        decide_by.to_sqlx() as _,
        Status::Registered.code()
    )
    .execute(&mut *tx)
    .await?;
    let mut subjects = vec![applicant.get()];
    subjects.extend(add_children(&mut tx, code, id, &content, now).await?);
    store::intake_insert(
        &mut tx,
        code,
        id,
        &paper.intake,
        &content,
        !identical.is_empty(),
        user,
        now,
    )
    .await?;
    let taker = StepTaker {
        id: Some(user.id),
        name: user.name.clone(),
    };
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
    if let Some(scan) = &wanted.scan {
        let to = Receiving {
            id,
            status: REGISTER.to,
            applicant,
            request: None,
        };
        keep_scan(&mut tx, code, user, &to, scan, now).await?;
    }
    if !content.missing.is_empty() {
        let registered = application_find(&mut tx, code, id)
            .await?
            .context("what was just registered is not there")?;
        ask_for_gaps(&mut tx, group.as_ref(), user, &registered, now).await?;
    }
    mark_identical(&mut tx, code, (id, &number), group.code(), &children, now).await?;
    let entry = Entry {
        actor: &user.actor(),
        action: "application_register",
        object: "application",
        object_id: Some(id.get()),
        purpose: "paper_application",
        outcome: Outcome::Allowed,
        subjects: &subjects,
    };
    spis_audit::record(&mut tx, code, now, entry).await?;
    store::draft_delete(&mut tx, code, user.id, draft).await?;
    let next = GatherEvidence { application_id: id };
    spis_jobs::plan(&mut tx, &next, &format!("gather:{id}")).await?;
    tx.commit().await.map_err(DatabaseError::from)?;
    Ok(Registering::Done(id))
}

/// Asks for everything that the paper lacks at once, in the transaction that registers it, by the day that the kind's rule
/// allows at the earliest. The case waits for it as soon as the rule has reckoned.
async fn ask_for_gaps(
    tx: &mut Tx,
    group: &dyn SupportGroup,
    user: &User,
    application: &Application,
    now: Timestamp,
) -> anyhow::Result<()> {
    // Letters are in the state language.
    let words = Translator::default();
    let missing = group.form().missing_words(&application.content, &words);
    let asked = AskedDocument {
        document: "other".to_owned(),
        own_words: Some(words.t_args("counter-gaps-asked", &[("what", missing.join("; ").into())])),
        reason: words.t("counter-gaps-why"),
        due_on: None,
    };
    let channel = application.content.notice_channel;
    let due_on = document_due(&group.document_term(), vilnius(now).date(), channel);
    let document = document_insert(tx, application, &asked, due_on, user, now).await?;
    notify(tx, application, News::Document(document), now).await?;
    let entry = Entry {
        actor: &user.actor(),
        action: "document_ask",
        object: "document_request",
        object_id: Some(document),
        purpose: "paper_application",
        outcome: Outcome::Allowed,
        subjects: &[application.applicant.get()],
    };
    spis_audit::record(tx, application.municipality, now, entry).await?;
    Ok(())
}

/// The moment of receiving: now if it was today, noon of an earlier day.
fn received_at(received_on: Date, now: Timestamp) -> anyhow::Result<Timestamp> {
    if received_on == vilnius(now).date() {
        return Ok(now);
    }
    Ok(received_on
        .to_datetime(time(12, 0, 0, 0))
        .in_tz("Europe/Vilnius")?
        .timestamp())
}
