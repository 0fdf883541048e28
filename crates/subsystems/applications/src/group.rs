//! What a group of kinds of support tells the procedure about itself.

use std::sync::Arc;

use jiff::civil::Date;
use serde_json::Value;
use spis_kernel::{Month, PersonId, Term, TermUnit};
pub use spis_law::wording::Language;
use spis_pages::Translator;
use spis_persons::evidence::{DisabilityAnswer, FamilyAnswer, IncomeAnswer, StudyAnswer};
use spis_persons::store::Person;

use crate::content::ApplicationContent;
use crate::form::{Form, PaperForm, PaperNotes};
use crate::model::{Line, Recommendation};
use crate::requests::StatutoryTerm;

/// A question to a register that a group asks about a person.
#[derive(Debug, Clone, PartialEq)]
pub struct RegisterQuestion {
    /// Code of the register.
    pub register: &'static str,
    /// About whom.
    pub person: PersonId,
    /// What else the register must be told (months, ...).
    pub parameters: Value,
}

/// The evidence of a case: what the registers answered about each person.
#[derive(Debug, Clone, Default)]
pub struct Evidence {
    /// The population register about the applicant; none if it does not know her.
    pub family: Option<FamilyAnswer>,
    /// Sodra, by person.
    pub income: Vec<(PersonId, IncomeAnswer)>,
    /// The disability agency, by person.
    pub disability: Vec<(PersonId, DisabilityAnswer)>,
    /// Schools, by person.
    pub study: Vec<(PersonId, StudyAnswer)>,
}

/// A case as the rule sees it.
#[derive(Debug)]
pub struct CaseFacts<'a> {
    /// What the applicant sent.
    pub content: &'a ApplicationContent,
    /// Day on which she sent it.
    pub applied_on: Date,
    /// The applicant.
    pub applicant: PersonId,
    /// Everybody known: applicant, spouse, children.
    pub persons: &'a [Person],
    /// What registers answered.
    pub evidence: &'a Evidence,
}

/// Kinds of support that are asked for together by one form and decided together.
pub trait SupportGroup: Send + Sync {
    /// Code, as in `municipal.application.kind_group`.
    fn code(&self) -> &'static str;
    /// The form that asks for it.
    fn form(&self) -> &Form;
    /// Key of the wording of its name.
    fn name_key(&self) -> &'static str;
    /// Within which term it is decided, for an application that starts on a day.
    fn decision_term(&self, start: Date) -> Term;
    /// How long the applicant has for a document that is asked of her.
    fn document_term(&self) -> StatutoryTerm;
    /// For how many days before a decision the population register's answer about the family counts as fresh, by the rule
    /// in force on a day; none: the kind does not turn on the family.
    fn family_max_age(&self, _day: Date) -> anyhow::Result<Option<i64>> {
        Ok(None)
    }
    /// Documents any of which proves who acts for a child, where the register stays silent.
    fn family_documents(&self) -> &'static [&'static str] {
        &[]
    }
    /// Registers to be asked once the family is known.
    fn questions(&self, case: &CaseFacts<'_>) -> Vec<RegisterQuestion>;
    /// The rule's calculation.
    fn recommend(&self, case: &CaseFacts<'_>) -> anyhow::Result<Recommendation>;
    /// Name of a kind.
    fn kind_name(&self, kind: &str, language: Language) -> String;
    /// The benefit that a kind is a ground of: of kinds with the same key a child gets one at a time.
    fn stacking(&self, kind: &str) -> &'static str;
    /// Words of a reason.
    fn reason(&self, code: &str, language: Language) -> String;
    /// What would change a refusal for a reason, and what the applicant can do then, in Lithuanian.
    fn remedy(&self, code: &str) -> Option<&'static str>;
    /// Acts that a decision rests on.
    fn legal_basis(&self) -> Vec<String>;
    /// "išmokos vaikui …": what a decision on these lines is about, in the genitive.
    fn subject(&self, lines: &[Line]) -> String;
    /// The last day on which a month's entitlement must be paid, by the rule in force; none: no act says it for certain, and
    /// nothing is promised.
    fn paid_by(&self, _month: Month) -> anyhow::Result<Option<Date>> {
        Ok(None)
    }
    /// When a month's entitlement is paid, in words for the letter.
    fn payment_rule(&self, first: Month) -> String;
    /// What the recipient must report.
    fn duties(&self) -> &'static str;
}

/// Key of words that name a term: they are counted by its unit.
pub(crate) fn key_of_term(key: &str, term: Term) -> String {
    let unit = match term.unit {
        TermUnit::Months => "months",
        TermUnit::CalendarDays => "days",
        TermUnit::WorkingDays => "working-days",
    };
    format!("{key}-{unit}")
}

/// The form with nothing filled in, and what whoever fills it in must know on a day: forms are Lithuanian.
pub fn empty_paper(group: &dyn SupportGroup, day: Date) -> anyhow::Result<PaperForm> {
    let t = Translator::default();
    let mut form = group.form().empty_paper();
    let term = group.decision_term(day);
    let number = i64::from(term.number);
    let mut terms = vec![t.t_args(
        key_of_term("form-notes-term", term),
        &[("n", number.into())],
    )];
    if let Some(last) = group.paid_by(Month::of(day))? {
        let last = i64::from(last.day());
        terms.push(t.t_args("form-notes-paid", &[("day", last.into())]));
    }
    let part = |name: &str, lines: Vec<String>| PaperNotes {
        title: t.t(format!("form-notes-{name}")),
        lines,
    };
    let words = |keys: &[&str]| {
        keys.iter()
            .map(|key| t.t(format!("form-notes-{key}")))
            .collect()
    };
    form.notes = vec![
        part(
            "hand-in",
            words(&["hand-in-where", "hand-in-post", "hand-in-incomplete"]),
        ),
        part(
            "rights",
            words(&["rights-help", "rights-correct", "rights-look"]),
        ),
        part("duties", vec![group.duties().to_owned()]),
        // On a form that is filled in they stand above the signature.
        part("registers", std::mem::take(&mut form.notice)),
        part("terms", terms),
        part("appeal", words(&["appeal-where", "appeal-ask"])),
    ];
    Ok(form)
}

/// Why a line is as it is, in words: the rule's reason, and a person's own words beside it.
pub fn reason_of(group: &dyn SupportGroup, line: &Line, language: Language) -> String {
    match &line.reason_text {
        None => group.reason(&line.reason, language),
        Some(own) if line.reason == DEPARTURE => own.clone(),
        Some(own) => format!("{} {own}", group.reason(&line.reason, language)),
    }
}

/// Reason code of a line in which a specialist departs from the rule.
pub const DEPARTURE: &str = "specialist";

/// Reason code of a line that the rule cannot answer for want of facts.
pub const MISSING_FACTS: &str = "missing_facts";

/// The registered groups.
#[derive(Clone)]
pub struct Groups(pub Arc<[Arc<dyn SupportGroup>]>);

impl Groups {
    /// All of them.
    pub fn all(&self) -> impl Iterator<Item = &Arc<dyn SupportGroup>> {
        self.0.iter()
    }

    /// The group of a code.
    pub fn by_code(&self, code: &str) -> Option<&Arc<dyn SupportGroup>> {
        self.0.iter().find(|g| g.code() == code)
    }

    /// The group that a form asks for.
    pub fn by_form(&self, form: &str) -> Option<&Arc<dyn SupportGroup>> {
        self.0.iter().find(|g| g.form().code == form)
    }
}
