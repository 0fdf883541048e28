//! "Paramos rūšys": what the procedure, the letters and the payments must know of each kind of cash benefit.
//!
//! A kind brings one folder with its registration; [`kinds`] is the only list of them.

use spis_kernel::{Month, Term};
use spis_law::wording::Language;

use crate::child_benefit;

/// "Paramos rūšis" (classifier `support_kind`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SupportKind {
    /// Code, as in awards and payment lines.
    pub code: &'static str,
    /// Group of kinds that one application may ask for and that is paid together.
    pub group: &'static str,
    /// Name in Lithuanian.
    pub name_lt: &'static str,
    /// Name in English.
    pub name_en: &'static str,
    /// Code of the act (classifier `legal_act`).
    pub act: &'static str,
    /// Name of the act in the nominative.
    pub act_lt: &'static str,
    /// Article of the act.
    pub article: &'static str,
    /// Code of the European system of integrated social protection statistics (ESSPROS).
    pub esspros: &'static str,
    /// Whether income is assessed.
    pub means_tested: bool,
    /// How often it is paid.
    pub periodicity: Periodicity,
    /// Category of retention (classifier `retention_category`).
    pub retention: &'static str,
    /// Within what time it must be decided.
    pub decision_term: DecisionTerm,
    /// Registers that are asked, and when.
    pub registers: &'static [RegisterNeed],
    /// What the bank statement calls it: never the ground, a disability or a child's name.
    pub remittance: &'static str,
}

impl SupportKind {
    /// Its name in a language.
    pub fn name(&self, language: Language) -> &'static str {
        match language {
            Language::Lt => self.name_lt,
            Language::En => self.name_en,
        }
    }
}

/// "Paramos rūšių grupė": kinds that are asked for together and paid in one run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KindGroup {
    /// Code.
    pub code: &'static str,
    /// Begins the identifiers of its payments and files; two ASCII letters, unique.
    pub sign: &'static str,
}

/// "Mokėjimo periodiškumas".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Periodicity {
    /// Each month, in arrears.
    Monthly,
    /// Once.
    OneOff,
}

/// "Sprendimo priėmimo terminas", from the application with all documents.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DecisionTerm {
    /// How long.
    pub term: Term,
    /// Where it is written.
    pub source: &'static str,
    /// Sources differ or a lawyer has not confirmed it.
    pub doubtful: bool,
}

/// A register and when it is asked: never without need.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RegisterNeed {
    /// `population`, `sodra`, `disability`, `study`.
    pub register: &'static str,
    /// When.
    pub when: NeededWhen,
}

/// When a register is needed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NeededWhen {
    /// For each application.
    Always,
    /// If the applicant asks for the additional benefit, which may depend on income.
    AdditionalAsked,
    /// If a child is 18 or older.
    ChildOfAge,
}

impl SupportKind {
    /// "Mokėjimo paskirtis" for a month: "Išmoka vaikui 2026-10, Išmokų vaikams įstatymas".
    pub fn remittance_for(&self, month: Month) -> String {
        format!("{} {month}, {}", self.remittance, self.act_lt)
    }
}

/// Every kind, in the order in which people are shown them.
pub fn kinds() -> &'static [SupportKind] {
    &child_benefit::KINDS
}

/// Every group of kinds that is paid.
pub fn groups() -> &'static [KindGroup] {
    &[child_benefit::GROUP]
}

/// The kind of a code; none for a code that this version does not know.
pub fn kind(code: &str) -> Option<&'static SupportKind> {
    kinds().iter().find(|k| k.code == code)
}

/// The kinds of a group.
pub fn of_group(group: &str) -> impl Iterator<Item = &'static SupportKind> {
    kinds().iter().filter(move |k| k.group == group)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn codes_are_the_law_s_own_and_unique() {
        let codes: BTreeSet<_> = kinds().iter().map(|k| k.code).collect();
        assert_eq!(codes.len(), kinds().len());
        for code in [
            spis_law::child_benefit::UNIVERSAL,
            spis_law::child_benefit::LOW_INCOME,
            spis_law::child_benefit::LARGE_FAMILY,
            spis_law::child_benefit::DISABILITY,
        ] {
            assert!(kind(code).is_some(), "{code}");
        }
    }

    #[test]
    fn the_bank_statement_tells_no_ground() {
        let month = "2026-10".parse().unwrap();
        for kind in of_group("child_benefit") {
            assert_eq!(
                kind.remittance_for(month),
                "Išmoka vaikui 2026-10, Išmokų vaikams įstatymas"
            );
        }
    }
}
