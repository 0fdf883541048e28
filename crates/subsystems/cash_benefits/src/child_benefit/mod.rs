//! "Išmoka vaikui" ("vaiko pinigai"), Law on Child Benefits I-621, article 6: one application, four kinds.

pub mod assessment;
mod family_income;
mod lacks;
mod open;
mod remedies;

use std::sync::LazyLock;

use spis_applications::content::CHILD_BENEFIT;
use spis_applications::form::Form;
use spis_applications::requests::StatutoryTerm;
use spis_kernel::{Term, TermUnit};
use spis_law::child_benefit::{DISABILITY, LARGE_FAMILY, LOW_INCOME, UNIVERSAL};

use crate::kinds::{DecisionTerm, KindGroup, NeededWhen, Periodicity, RegisterNeed, SupportKind};

/// SP-3(A), order A1-183, point 1.3.1.
pub static FORM: LazyLock<Form> = LazyLock::new(|| {
    Form::of_toml(include_str!("form.toml")).expect("the embedded form can be read: a test does")
});

/// The group of its kinds.
pub const GROUP: KindGroup = KindGroup {
    code: CHILD_BENEFIT,
    sign: "IV",
};

/// Published for residents as one month; the classifier of kinds says 30 calendar days.
const DECISION_TERM: DecisionTerm = DecisionTerm {
    term: Term {
        number: 1,
        unit: TermUnit::Months,
    },
    source: "epaslaugos.lt, paslauga 19220",
    doubtful: true,
};

/// For a document that is asked of the applicant; the acts on child benefit name no term of their own, so she has as long as
/// the municipality has for the decision.
pub const DOCUMENT_TERM: StatutoryTerm = StatutoryTerm {
    term: Term {
        number: 1,
        unit: TermUnit::Months,
    },
    source: "Išmokų vaikams skyrimo ir mokėjimo nuostatai (nutarimas Nr. 801)",
    doubtful: true,
};

const POPULATION: RegisterNeed = RegisterNeed {
    register: "population",
    when: NeededWhen::Always,
};
const STUDY: RegisterNeed = RegisterNeed {
    register: "study",
    when: NeededWhen::ChildOfAge,
};
const SODRA: RegisterNeed = RegisterNeed {
    register: "sodra",
    when: NeededWhen::AdditionalAsked,
};
const DISABILITY_AGENCY: RegisterNeed = RegisterNeed {
    register: "disability",
    when: NeededWhen::Always,
};

const fn kind(code: &'static str, name_lt: &'static str, name_en: &'static str) -> SupportKind {
    SupportKind {
        code,
        group: CHILD_BENEFIT,
        name_lt,
        name_en,
        act: "ivi",
        act_lt: "Išmokų vaikams įstatymas",
        article: "6",
        esspros: "1151113",
        means_tested: false,
        periodicity: Periodicity::Monthly,
        retention: "27.3",
        decision_term: DECISION_TERM,
        registers: &[POPULATION, STUDY],
        remittance: "Išmoka vaikui",
    }
}

/// The four kinds.
pub const KINDS: [SupportKind; 4] = [
    kind(UNIVERSAL, "Išmoka vaikui", "Child benefit"),
    SupportKind {
        esspros: "1152113",
        means_tested: true,
        registers: &[POPULATION, STUDY, SODRA],
        ..kind(
            LOW_INCOME,
            "Papildoma išmoka vaikui (nepasiturinčioms šeimoms, auginančioms 1–2 vaikus)",
            "Additional child benefit (low-income families with 1–2 children)",
        )
    },
    kind(
        LARGE_FAMILY,
        "Papildoma išmoka vaikui (gausioms šeimoms)",
        "Additional child benefit (large families)",
    ),
    SupportKind {
        registers: &[POPULATION, STUDY, DISABILITY_AGENCY],
        ..kind(
            DISABILITY,
            "Papildoma išmoka vaikui (vaikui su negalia)",
            "Additional child benefit (child with a disability)",
        )
    },
];

#[cfg(test)]
mod payment_questions;

#[cfg(test)]
mod tests {
    use spis_applications::SupportGroup as _;
    use spis_applications::content::{CHILD_BENEFIT_FORM, FORM_VERSION};
    use spis_pages::Language;

    #[test]
    fn the_form_can_be_read_and_has_all_its_words() {
        let form = &super::FORM;
        assert_eq!(
            (form.code.as_str(), form.version),
            (CHILD_BENEFIT_FORM, FORM_VERSION)
        );
        // As the portal of version 2 sent it.
        let sent_before = serde_json::json!({
            "applicant": {"personal_code": "48505170007", "given_name": "Rasa", "surname": "Bandomoji", "born_on": "1985-05-17"},
            "represented_by": null, "residence": null, "register_as_of": null,
            "children": [{
                "person": {"personal_code": "61505170003", "given_name": "Ugnė", "surname": "Bandomoji", "born_on": "2015-05-17"},
                "lives_with": true, "acting_as": "parent", "answers": {},
            }],
            "asked_from": null, "account": "LT121000011101001000", "account_holder": null, "phone": "+37060000000", "email": null,
            "notice_channel": "portal", "offers": false, "declarations_version": "SP-3A/1", "answers": {"papildoma": true},
        });
        assert!(form.accepts(2) && form.accepts(3) && !form.accepts(1) && !form.accepts(4));
        form.check_content(&sent_before).unwrap();
        for language in Language::ALL {
            assert_eq!(form.words_missing(language), Vec::<String>::new());
        }
    }

    #[test]
    fn the_last_day_of_payment_is_promised_only_once_it_is_certain() {
        // No act that has been read names it; whoever finds it takes the doubt from the parameter.
        let month = "2026-11".parse().unwrap();
        assert_eq!(
            super::assessment::ChildBenefit.paid_by(month).unwrap(),
            None
        );
    }
}
