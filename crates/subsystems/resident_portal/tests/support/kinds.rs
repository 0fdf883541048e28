//! A stand-in for the kinds of support: the form of child benefit, and nothing of its rules.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use jiff::civil::Date;
use spis_applications::form::{Form, PaperForm};
use spis_applications::group::{CaseFacts, Language, RegisterQuestion};
use spis_applications::model::{Line, Recommendation};
use spis_applications::requests::StatutoryTerm;
use spis_applications::{DecisionContent, Groups, LetterPress, SupportGroup};
use spis_kernel::{Month, Term, TermUnit};

struct OneForm(Form);

/// The portal's kinds: child benefit alone.
pub fn groups() -> Groups {
    let text = include_str!("../../../cash_benefits/src/child_benefit/form.toml");
    let group: Arc<dyn SupportGroup> = Arc::new(OneForm(Form::of_toml(text).unwrap()));
    Groups(Arc::from([group]))
}

impl SupportGroup for OneForm {
    fn code(&self) -> &'static str {
        "child_benefit"
    }
    fn form(&self) -> &Form {
        &self.0
    }
    fn name_key(&self) -> &'static str {
        "group-child-benefit"
    }
    fn decision_term(&self, _start: Date) -> Term {
        Term {
            number: 1,
            unit: TermUnit::Months,
        }
    }
    fn document_term(&self) -> StatutoryTerm {
        StatutoryTerm {
            term: self.decision_term(Date::MIN),
            source: "",
            doubtful: true,
        }
    }
    fn questions(&self, _case: &CaseFacts<'_>) -> Vec<RegisterQuestion> {
        Vec::new()
    }
    fn recommend(&self, _case: &CaseFacts<'_>) -> anyhow::Result<Recommendation> {
        anyhow::bail!("the portal asks no rule")
    }
    fn kind_name(&self, kind: &str, _language: Language) -> String {
        kind.to_owned()
    }
    fn stacking(&self, _kind: &str) -> &'static str {
        "child_benefit"
    }
    fn reason(&self, code: &str, _language: Language) -> String {
        code.to_owned()
    }
    fn remedy(&self, _code: &str) -> Option<&'static str> {
        None
    }
    fn legal_basis(&self) -> Vec<String> {
        Vec::new()
    }
    fn subject(&self, _lines: &[Line]) -> String {
        String::new()
    }
    fn paid_by(&self, month: Month) -> anyhow::Result<Option<Date>> {
        Ok(Some(month.next().first_day().with().day(25).build()?))
    }
    fn payment_rule(&self, _first: Month) -> String {
        String::new()
    }
    fn duties(&self) -> &'static str {
        ""
    }
}

/// Sets words without typesetting.
pub struct PlainPress;

impl LetterPress for PlainPress {
    fn decision_pdf(&self, decision: &DecisionContent) -> anyhow::Result<Vec<u8>> {
        Ok(format!("%PDF-{}", decision.number).into_bytes())
    }

    fn draft_pdf(&self, decision: &DecisionContent) -> anyhow::Result<Vec<u8>> {
        Ok(format!("%PDF projektas: {}", decision.outcome_text).into_bytes())
    }

    fn form_pdf(&self, form: &PaperForm) -> anyhow::Result<Vec<u8>> {
        // Never twice the same, as if texts had changed meanwhile.
        static SET: AtomicU64 = AtomicU64::new(0);
        let number = SET.fetch_add(1, Ordering::Relaxed);
        Ok(format!("%PDF-{number} {form:?}").into_bytes())
    }
}
