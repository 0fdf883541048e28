//! Questions that a line leaves to a person: what the applicant says and no register confirms. Each names the documents that
//! would settle it; none of them refuses by itself.

use spis_applications::content::ChildGiven;
use spis_applications::group::CaseFacts;
use spis_applications::model::{Line, LineOutcome};
use spis_kernel::PersonId;
use spis_law::Case;
use spis_law::child_benefit::{LOW_INCOME, UNIVERSAL};

use super::assessment::{Household, MAJORITY, register_child, turns};
use super::family_income;

/// A question left to a person.
pub(super) struct Open {
    /// Rest of the key of its words: `case-open-…`.
    pub(super) what: &'static str,
    /// Documents any of which would settle it.
    pub(super) documents: &'static [&'static str],
}

const fn open(what: &'static str, documents: &'static [&'static str]) -> Open {
    Open { what, documents }
}

/// What a line leaves open, the weightiest first.
pub(super) fn open_questions(
    case: &CaseFacts<'_>,
    household: &Household<'_>,
    question: &Case,
    line: &Line,
) -> Vec<Open> {
    let mut found = Vec::new();
    if case.content.answers.yes("kitur") == Some(true) {
        found.push(open("elsewhere", &["other"]));
    }
    if let Some(given) = given_child(case, line.child) {
        found.extend(home(case, line.child, given));
        if given.answers.text("globa") == Some("laikinoji") {
            found.push(open("ward-temporary", &["custody"]));
        }
        if given.answers.text("sutikimas") == Some("veliau") {
            found.push(open("ward-consent", &["other"]));
        }
    }
    if line.kind == UNIVERSAL {
        return found;
    }
    if line.kind == LOW_INCOME
        && line.outcome == LineOutcome::Granted
        && family_income::is_unknown(&question.facts)
    {
        found.push(open("income-unknown", &["income"]));
    }
    let students = || {
        let of_age = |born_on| turns(born_on, MAJORITY) <= case.applied_on;
        household.children.iter().any(|child| of_age(child.born_on))
    };
    if case.content.answers.yes("studentai") == Some(true) && !students() {
        found.push(open("students-unknown", &["study"]));
    }
    found
}

fn given_child<'a>(case: &CaseFacts<'a>, child: PersonId) -> Option<&'a ChildGiven> {
    let code = &case.persons.iter().find(|p| p.id == child)?.personal_code;
    let mut children = case.content.children.iter();
    children.find(|given| &given.person.personal_code == code)
}

/// Where the child lives, if not simply with the applicant by her word and the register's. Elsewhere the benefit is hers by a
/// court's decision or the parents' agreement (form SP-3(A), 5.6), and an institution's full keep ends it.
fn home(case: &CaseFacts<'_>, child: PersonId, given: &ChildGiven) -> Option<Open> {
    if case.content.lacks("gyvena", Some(given)) {
        return Some(open("home-unsaid", &["residence", "custody"]));
    }
    let known = register_child(case, child)?;
    Some(match given.answers.text("gyvena") {
        Some("pakaitomis") => open("home-shared", &["custody"]),
        Some("kitas") => open("home-parent", &["custody"]),
        Some("globejas") => open("home-guardian", &["custody"]),
        Some("istaiga") => open("home-institution", &["other"]),
        Some("kitur") => open("home-elsewhere", &["study", "residence"]),
        _ if given.lives_with && known.lives_with => return None,
        _ => open("home", &["residence", "custody"]),
    })
}
