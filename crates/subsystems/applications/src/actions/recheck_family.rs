//! "Patikrinti šeimos duomenis prieš sprendimą": what the population register says of the family may have changed since the
//! calculation. An answer too old is asked for again; an answer that differs takes the case back to calculation.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff_sqlx::ToSqlx;
use serde_json::Value;
use spis_audit::{Entry, Outcome};
use spis_database::Tx;
use spis_identity::User;
use spis_kernel::vilnius;
use spis_pages::{Language, Translator};
use spis_persons::evidence::{FamilyAnswer, RegisterChild, is_minor};

use super::gather_evidence::{GatherEvidence, POPULATION, ask, read};
use super::{StepError, StepTaker, take_step, write_event};
use crate::content::ApplicationContent;
use crate::group::{RegisterQuestion, SupportGroup};
use crate::procedure::{RECALCULATE, Status};
use crate::store::{self, Application, EvidenceItem, Proposal};

/// What differs between two answers of the register: about whom and what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FamilyChange {
    /// Name, in the nominative.
    pub who: String,
    /// Rest of the key of its words: `family-change-…`.
    pub what: &'static str,
}

impl FamilyChange {
    fn new(who: String, what: &'static str) -> Self {
        Self { who, what }
    }
}

/// The changes in one line.
pub fn in_words(t: &Translator, changes: &[FamilyChange]) -> String {
    let one = |change: &FamilyChange| {
        let key = format!("family-change-{}", change.what);
        format!("{}: {}", change.who, t.t(key))
    };
    changes.iter().map(one).collect::<Vec<_>>().join("; ")
}

/// Why a proposal cannot be adopted yet, by what is known of the family; none: it can. What this asks or returns is to be
/// committed.
pub(super) async fn recheck(
    tx: &mut Tx,
    group: &dyn SupportGroup,
    application: &Application,
    proposal: &Proposal,
    user: &User,
    now: Timestamp,
) -> Result<Option<StepError>, StepError> {
    let today = vilnius(now).date();
    let Some(days) = group.family_max_age(today)? else {
        return Ok(None);
    };
    let (code, id) = (application.municipality, application.id);
    let items: Vec<EvidenceItem> = store::evidence_list(tx, code, id)
        .await?
        .into_iter()
        .filter(|item| item.register == POPULATION)
        .collect();
    let rests_on = store::assessment_family(tx, code, proposal.assessment).await?;
    let assessed = items.iter().find(|item| match rests_on {
        Some(request) => item.id == request,
        None => item.answered_at.is_some(),
    });
    let newest = items.iter().rfind(|item| item.answered_at.is_some());
    if let (Some(assessed), Some(newest)) = (assessed, newest)
        && assessed.id != newest.id
    {
        let before = family(assessed)?;
        let after = family(newest)?;
        let changes = differences(&application.content, before.as_ref(), after.as_ref(), today);
        if !changes.is_empty() {
            calculate_anew(tx, application, proposal, user, &changes, now).await?;
            return Ok(Some(StepError::FamilyChanged(changes)));
        }
    }
    let known_on = newest
        .and_then(|item| item.as_of.or(item.answered_at))
        .map(|at| vilnius(at).date());
    let is_fresh = |day: Date| i64::from((today - day).get_days()) <= days;
    if known_on.is_some_and(is_fresh) {
        return Ok(None);
    }
    let earliest = now - jiff::SignedDuration::from_hours(24 * days);
    let documents: Vec<String> = group
        .family_documents()
        .iter()
        .map(|&document| document.to_owned())
        .collect();
    if store::document_came_since(tx, application, &documents, earliest).await? {
        return Ok(None);
    }
    if let Some(open) = items.iter().rfind(|item| item.answered_at.is_none()) {
        return Ok(Some(StepError::FamilyAwaited(open.asked_at)));
    }
    let question = RegisterQuestion {
        register: POPULATION,
        person: application.applicant,
        parameters: Value::Null,
    };
    let round = items.iter().map(|item| item.round + 1).max().unwrap_or(0);
    ask(tx, application, &question, round, now).await?;
    let taker = taker_of(user);
    let status = application.status;
    write_event(tx, code, id, "recheck_family", status, &taker, None, now).await?;
    Ok(Some(StepError::FamilyAsked))
}

fn taker_of(user: &User) -> StepTaker {
    StepTaker {
        id: Some(user.id),
        name: user.name.clone(),
    }
}

fn family(item: &EvidenceItem) -> anyhow::Result<Option<FamilyAnswer>> {
    item.content.clone().map(read).transpose()
}

async fn calculate_anew(
    tx: &mut Tx,
    application: &Application,
    proposal: &Proposal,
    user: &User,
    changes: &[FamilyChange],
    now: Timestamp,
) -> Result<(), StepError> {
    // The history is kept in Lithuanian, the language of the proceedings.
    let note = in_words(&Translator::new(Language::Lt), changes);
    sqlx::query!(
        "UPDATE municipal.proposal SET outcome = 'returned', settled_at = $3, settled_by = $4, return_reason = $5
         WHERE municipality_code = $1 AND id = $2",
        application.municipality.get(),
        proposal.id.get(),
        now.to_sqlx() as _,
        user.id.get(),
        note
    )
    .execute(&mut **tx)
    .await?;
    let (code, id) = (application.municipality, application.id);
    let taker = taker_of(user);
    take_step(tx, code, id, &RECALCULATE, &taker, Some(&note), now).await?;
    let gather = GatherEvidence { application_id: id };
    spis_jobs::plan(tx, &gather, &format!("gather:{id}")).await?;
    spis_audit::record(
        tx,
        code,
        now,
        Entry {
            actor: &user.actor(),
            action: "family_recheck",
            object: "application",
            object_id: Some(id.get()),
            purpose: "application",
            outcome: Outcome::Allowed,
            subjects: &[application.applicant.get()],
        },
    )
    .await?;
    debug_assert_eq!(application.status, Status::Proposed);
    Ok(())
}

/// What differs in two answers, of that which a decision rests on: who lives, who may act for a child, who lives with whom.
fn differences(
    content: &ApplicationContent,
    before: Option<&FamilyAnswer>,
    after: Option<&FamilyAnswer>,
    today: Date,
) -> Vec<FamilyChange> {
    let applicant = || content.applicant.name();
    let (before, after) = match (before, after) {
        (None, None) => return Vec::new(),
        (Some(before), Some(after)) => (before, after),
        _ => return vec![FamilyChange::new(applicant(), "known")],
    };
    let mut changes = Vec::new();
    if before.person.died_on != after.person.died_on {
        changes.push(FamilyChange::new(applicant(), "died"));
    }
    if before.person.protected != after.person.protected {
        changes.push(FamilyChange::new(applicant(), "protected"));
    }
    let spouse = |family: &FamilyAnswer| {
        let spouse = family.spouse.as_ref();
        spouse.map(|s| (s.personal_code.clone(), s.died_on))
    };
    if spouse(before) != spouse(after) {
        changes.push(FamilyChange::new(applicant(), "spouse"));
    }
    let find = |family: &FamilyAnswer, child: &RegisterChild| {
        let code = child.person.personal_code.clone();
        let mut children = family.children.iter();
        children.find(|c| c.person.personal_code == code).cloned()
    };
    let asked_for = |child: &RegisterChild| {
        let code = &child.person.personal_code;
        let mut children = content.children.iter();
        children.any(|given| &given.person.personal_code == code)
    };
    // Who is not asked for counts in the family only while in it.
    let counts = |child: &RegisterChild| asked_for(child) || child.lives_with;
    for child in before.children.iter().filter(|c| counts(c)) {
        match find(after, child) {
            None => changes.push(FamilyChange::new(child.person.name(), "shown")),
            Some(now) => changes.extend(of_child(child, &now, asked_for(child), today)),
        }
    }
    for child in after.children.iter().filter(|c| counts(c)) {
        let known = find(before, child);
        if known.is_none_or(|before| !counts(&before)) {
            changes.push(FamilyChange::new(child.person.name(), "joined"));
        }
    }
    changes
}

fn of_child(
    before: &RegisterChild,
    after: &RegisterChild,
    asked_for: bool,
    today: Date,
) -> Vec<FamilyChange> {
    let mut what = Vec::new();
    if before.person.died_on != after.person.died_on {
        what.push("died");
    }
    if before.lives_with != after.lives_with {
        what.push("home");
    }
    if before.person.protected != after.person.protected {
        what.push("protected");
    }
    // Nobody acts for somebody of age; who turned eighteen since has lost no one who may act.
    let minor = is_minor(after.person.born_on, today);
    let acts = |child: &RegisterChild| (child.represented_on(today), child.guardianship);
    if asked_for && minor && acts(before) != acts(after) {
        what.push("authority");
    }
    let who = || after.person.name();
    let changes = what.into_iter();
    changes.map(|what| FamilyChange::new(who(), what)).collect()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use serde_json::json;
    use spis_kernel::{PersonalCode, Sex};

    use super::*;

    const TODAY: Date = date(2026, 12, 28);

    fn given(name: &str, born_on: Date) -> Value {
        let code = PersonalCode::compose(Sex::Male, born_on, 901);
        json!({"personal_code": code, "given_name": name, "surname": "Bandomoji", "born_on": born_on})
    }

    fn rasa_given() -> Value {
        given("Rasa", date(1990, 5, 17))
    }

    /// Matas is small; Lukas turns eighteen on 20 December 2026.
    fn children() -> [Value; 2] {
        [
            given("Matas", date(2016, 3, 10)),
            given("Lukas", date(2008, 12, 20)),
        ]
    }

    fn registered(mut person: Value) -> Value {
        let more = json!({"died_on": null, "sex": "male", "marital_status": "single", "protected": false, "address": null});
        person
            .as_object_mut()
            .unwrap()
            .extend(more.as_object().unwrap().clone());
        person
    }

    fn answer(change: impl Fn(&mut FamilyAnswer)) -> FamilyAnswer {
        let child = |person: Value| json!({"person": registered(person), "lives_with": true, "authority": "full", "guardianship": false});
        let mut family = serde_json::from_value(json!({
            "as_of": "2026-11-22T07:30:00Z", "person": registered(rasa_given()), "spouse": null, "children": children().map(child)
        }))
        .unwrap();
        change(&mut family);
        family
    }

    fn content() -> ApplicationContent {
        let child = |person: Value| json!({"person": person, "lives_with": true, "acting_as": "parent", "answers": {}});
        serde_json::from_value(json!({
            "applicant": rasa_given(), "represented_by": null, "residence": null, "register_as_of": null, "asked_from": null,
            "account": null, "account_holder": null, "phone": null, "email": null, "notice_channel": "portal", "offers": false,
            "declarations_version": "1", "answers": {}, "children": children().map(child)
        }))
        .unwrap()
    }

    fn changed(change: impl Fn(&mut FamilyAnswer)) -> Vec<(String, &'static str)> {
        let (before, after) = (answer(|_| ()), answer(change));
        differences(&content(), Some(&before), Some(&after), TODAY)
            .into_iter()
            .map(|change| (change.who, change.what))
            .collect()
    }

    #[test]
    fn each_change_that_a_decision_rests_on_is_named() {
        use spis_persons::evidence::ParentalAuthority;
        let matas = || "Matas Bandomoji".to_owned();
        assert_eq!(changed(|_| ()), []);
        assert_eq!(
            changed(|f| f.children[0].authority = ParentalAuthority::Limited),
            [(matas(), "authority")]
        );
        assert_eq!(
            changed(|f| f.children[0].separated = true),
            [(matas(), "authority")]
        );
        assert_eq!(
            changed(|f| f.children[0].person.died_on = Some(date(2026, 12, 1))),
            [(matas(), "died")]
        );
        assert_eq!(
            changed(|f| f.children[0].lives_with = false),
            [(matas(), "home")]
        );
        assert_eq!(
            changed(|f| f.children[0].person.protected = true),
            [(matas(), "protected")]
        );
        assert_eq!(
            changed(|f| drop(f.children.remove(0))),
            [(matas(), "shown")]
        );
        let rasa = || "Rasa Bandomoji".to_owned();
        assert_eq!(
            changed(|f| f.person.died_on = Some(date(2026, 12, 1))),
            [(rasa(), "died")]
        );
        assert_eq!(
            changed(|f| f.spouse = Some(f.person.clone())),
            [(rasa(), "spouse")]
        );
        let unknown = differences(&content(), Some(&answer(|_| ())), None, TODAY);
        assert_eq!(unknown, [FamilyChange::new(rasa(), "known")]);
    }

    #[test]
    fn who_turned_eighteen_since_is_no_change_of_the_family() {
        use spis_persons::evidence::ParentalAuthority;
        let of_age = changed(|f| f.children[1].authority = ParentalAuthority::None);
        assert_eq!(of_age, []);
    }
}
