use jiff::ToSpan;
use jiff::civil::Date;
use spis_kernel::Month;

use crate::case::{Case, Person, RelationKind, Role, Studies};

/// The day on which a person reaches the age; 28 February for those born on the 29th.
pub(crate) fn birthday(born_on: Date, years: i64) -> Date {
    born_on.saturating_add(years.clamp(0, 1000).years())
}

/// Whether the person is below the age in the month; `whole_month` counts the month of reaching it.
pub(crate) fn is_under(born_on: Date, years: i64, month: Month, whole_month: bool) -> bool {
    let reached = Month::of(birthday(born_on, years));
    month < reached || (whole_month && month == reached)
}

/// Whether the person lives in the month: born in it or before, not dead before it.
pub(crate) fn is_alive(person: &Person, month: Month, whole_month: bool) -> bool {
    Month::of(person.born_on) <= month
        && person.died_on.is_none_or(|died_on| {
            let last = Month::of(died_on);
            month < last || (whole_month && month == last)
        })
}

/// Whether one of the two is parent, adoptive parent or guardian of `child`; the elder is the parent.
fn is_parent_of(case: &Case, parent: &Person, child: &Person) -> bool {
    parent.born_on < child.born_on
        && case.relations.iter().any(|relation| {
            relation.kind.is_parental()
                && ((relation.of == parent.id && relation.to == child.id)
                    || (relation.of == child.id && relation.to == parent.id))
        })
}

/// Whether benefit for the child is paid to the applicant. A case that says of nobody whose child
/// they are is taken to hold the applicant's own children.
pub(crate) fn is_applicants_child(case: &Case, child: &Person) -> bool {
    let tells_parents = case.relations.iter().any(|relation| {
        relation.kind.is_parental() || relation.kind == RelationKind::OnDutyGuardian
    });
    child.id == case.applicant
        || !tells_parents
        || case
            .persons
            .iter()
            .any(|person| person.id == case.applicant && is_parent_of(case, person, child))
}

/// What the month and the parameters say about who counts as a child.
#[derive(Debug, Clone, Copy)]
pub(crate) struct CountingRule {
    pub month: Month,
    pub whole_month: bool,
    /// Age up to which everybody counts, years.
    pub age_limit: i64,
    /// Age up to which students count, years.
    pub student_age_limit: i64,
    /// Whether a student must be unmarried and without children.
    pub unmarried_only: bool,
}

/// "Bendrai gyvenantys asmenys": those among whom income is divided.
#[derive(Debug, Default)]
pub(crate) struct Family<'a> {
    pub adults: Vec<&'a Person>,
    /// Children, and students who still count.
    pub children: Vec<&'a Person>,
    /// Grown-up children of whom it is not said whether they study.
    pub uncertain: Vec<&'a Person>,
}

enum Place {
    Adult,
    Child,
    Uncertain,
    Outside,
}

impl<'a> Family<'a> {
    pub(crate) fn of(case: &'a Case, rule: CountingRule) -> Self {
        let mut family = Self::default();
        for person in &case.persons {
            match place(case, person, rule) {
                Place::Adult => family.adults.push(person),
                Place::Child => family.children.push(person),
                Place::Uncertain => family.uncertain.push(person),
                Place::Outside => {}
            }
        }
        family
    }

    pub(crate) fn size(&self) -> usize {
        self.adults.len() + self.children.len()
    }
}

fn place(case: &Case, person: &Person, rule: CountingRule) -> Place {
    if !is_alive(person, rule.month, rule.whole_month) {
        return Place::Outside;
    }
    if person.id == case.applicant {
        return if person.role == Some(Role::Child) {
            Place::Child
        } else {
            Place::Adult
        };
    }
    // Whoever an institution keeps fully is not raised in the family.
    if person.kept_in_institution == Some(true) {
        return Place::Outside;
    }
    if person.role == Some(Role::Adult) || is_partner_of_applicant(case, person) {
        return Place::Adult;
    }
    let under = |years| is_under(person.born_on, years, rule.month, rule.whole_month);
    if under(rule.age_limit) {
        return Place::Child;
    }
    let is_somebodys_child = case
        .persons
        .iter()
        .any(|parent| is_parent_of(case, parent, person));
    if person.role.is_none() && !is_somebodys_child {
        return Place::Adult;
    }
    let has_own_family = person.married == Some(true) || person.has_own_children == Some(true);
    if !under(rule.student_age_limit) || (rule.unmarried_only && has_own_family) {
        return Place::Outside;
    }
    match person.studies {
        // The role of a grown-up child is given to those who study.
        None if person.role == Some(Role::Child) => Place::Child,
        None => Place::Uncertain,
        Some(Studies::General | Studies::VocationalFirst) if has_finished(person, rule.month) => {
            Place::Outside
        }
        Some(Studies::General | Studies::VocationalFirst | Studies::HigherFullTime) => Place::Child,
        Some(Studies::None | Studies::HigherPartTime | Studies::Doctoral) => Place::Outside,
    }
}

fn is_partner_of_applicant(case: &Case, person: &Person) -> bool {
    case.relations.iter().any(|relation| {
        relation.kind.is_partner()
            && ((relation.of == person.id && relation.to == case.applicant)
                || (relation.of == case.applicant && relation.to == person.id))
    })
}

/// Whether school was finished before the month.
pub(crate) fn has_finished(person: &Person, month: Month) -> bool {
    person
        .finished_school_on
        .is_some_and(|finished_on| Month::of(finished_on) < month)
}
