//! What must hold for every family.

use jiff::ToSpan;
use jiff::civil::date;
use proptest::prelude::*;
use spis_kernel::{Cents, Month};
use spis_law::{
    Answer, Case, DisabilityLevel, IncomeEntry, KINDS, Language, Outcome, Parameters, Person,
    Relation, RelationKind, Role, Studies, assess, child_benefit, wording,
};

fn answer(case: &Case) -> Answer {
    assess(case, Parameters::embedded(), Language::Lt).expect("a known kind")
}

fn a_child() -> impl Strategy<Value = Person> {
    (
        -1000i64..9500,
        prop::option::of(prop::sample::select(vec![
            Studies::None,
            Studies::General,
            Studies::HigherFullTime,
        ])),
        prop::bool::weighted(0.1),
        prop::bool::weighted(0.1),
        prop::option::of(Just(Role::Child)),
    )
        .prop_map(|(age_in_days, studies, disabled, kept, role)| {
            let born_on = date(2026, 1, 1)
                .checked_sub(age_in_days.days())
                .expect("a day of this century");
            let mut child = Person::new("", born_on);
            child.studies = studies;
            child.role = role;
            child.disability_level = disabled.then_some(DisabilityLevel::Moderate);
            child.kept_in_institution = kept.then_some(true);
            child
        })
}

prop_compose! {
    fn a_case()(
        mut children in prop::collection::vec(a_child(), 0..5),
        two_adults: bool,
        year in 2017i16..2028,
        number in 1i8..=12,
        kind in prop::sample::select(KINDS.to_vec()),
        income in prop::collection::vec((0i32..14, 0i64..200_000, 0usize..4, any::<bool>()), 0..10),
    ) -> Case {
        let month = Month::new(year, number).expect("a month");
        let mut persons = vec![Person::new("mother", date(1980, 1, 1))];
        if two_adults {
            let mut father = Person::new("father", date(1979, 1, 1));
            father.role = Some(Role::Adult);
            persons.push(father);
        }
        let mut relations = Vec::new();
        for (at, child) in children.iter_mut().enumerate() {
            child.id = format!("child_{at}");
            relations.push(Relation {
                of: "mother".to_owned(),
                to: child.id.clone(),
                kind: RelationKind::Parent,
                since: None,
            });
        }
        persons.append(&mut children);
        let types = ["earned", "other", "individuali_veikla_pazyma", "ismoka_vaikui"];
        let income = income
            .into_iter()
            .map(|(back, cents, kind, fathers)| IncomeEntry {
                declared: false,
                person: if fathers && two_adults { "father" } else { "mother" }.to_owned(),
                income_type: types[kind].to_owned(),
                month: month.plus(-back),
                cents: Cents(cents),
            })
            .collect();
        Case {
            kind: kind.to_owned(),
            month,
            applied_on: None,
            municipality_code: None,
            applicant: "mother".to_owned(),
            persons,
            relations,
            income,
            property: Vec::new(),
            facts: serde_json::Map::new(),
        }
    }
}

fn sorted_lines(answer: &Answer) -> Vec<(Option<String>, String, i64)> {
    let mut lines: Vec<_> = answer
        .lines
        .iter()
        .map(|line| (line.person.clone(), line.kind.clone(), line.amount_cents.0))
        .collect();
    lines.sort();
    lines
}

proptest! {
    #[test]
    fn an_answer_agrees_with_itself(case in a_case()) {
        prop_assert!(case.check().is_empty());
        let answer = answer(&case);
        prop_assert!(answer.lines.iter().all(|line| line.amount_cents > Cents::ZERO));
        let total: Cents = answer.lines.iter().map(|line| line.amount_cents).sum();
        prop_assert_eq!(answer.amount_cents, total);
        prop_assert_eq!(answer.outcome == Outcome::Granted, !answer.lines.is_empty());
        if answer.outcome == Outcome::Refused {
            prop_assert!(answer.missing.is_empty());
            prop_assert!(!answer.reasons.is_empty());
        }
        if answer.outcome == Outcome::MissingFacts {
            prop_assert!(!answer.missing.is_empty());
        }
        for code in &answer.reasons {
            prop_assert!(wording::reason(code, Language::Lt).is_some(), "{}", code);
        }
    }

    #[test]
    fn no_child_gets_two_additional_benefits(case in a_case()) {
        let mut case = case;
        case.kind = child_benefit::GROUP.to_owned();
        let answer = answer(&case);
        for person in &case.persons {
            let of_child = |universal: bool| {
                answer
                    .lines
                    .iter()
                    .filter(|line| line.person.as_deref() == Some(person.id.as_str()))
                    .filter(|line| (line.kind == child_benefit::UNIVERSAL) == universal)
                    .count()
            };
            prop_assert!(of_child(true) <= 1);
            prop_assert!(of_child(false) <= of_child(true));
        }
    }

    #[test]
    fn more_income_never_gives_more(case in a_case(), which: prop::sample::Index, more in 1i64..500_000) {
        prop_assume!(!case.income.is_empty());
        let before = answer(&case);
        let mut richer = case.clone();
        let at = which.index(richer.income.len());
        richer.income[at].cents += Cents(more);
        prop_assert!(answer(&richer).amount_cents <= before.amount_cents);
    }

    #[test]
    fn the_order_of_persons_does_not_matter(case in a_case(), turn in 0usize..6) {
        let mut turned = case.clone();
        let by = turn % turned.persons.len();
        turned.persons.rotate_left(by);
        turned.income.reverse();
        turned.relations.reverse();
        let (one, other) = (answer(&case), answer(&turned));
        prop_assert_eq!(sorted_lines(&one), sorted_lines(&other));
        prop_assert_eq!(one.outcome, other.outcome);
    }

    #[test]
    fn the_language_changes_words_only(case in a_case()) {
        let lithuanian = answer(&case);
        let english = assess(&case, Parameters::embedded(), Language::En).expect("a known kind");
        prop_assert_eq!(lithuanian.lines, english.lines);
        prop_assert_eq!(lithuanian.reasons, english.reasons);
        prop_assert_eq!(lithuanian.missing, english.missing);
    }

    #[test]
    fn no_text_makes_reading_panic(text in "\\PC*") {
        let _ = Case::parse(&text);
    }
}
