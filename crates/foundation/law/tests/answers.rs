//! Reading of cases, shape of answers and explanations, parameters, periods.

use jiff::civil::date;
use serde_json::{Value, json};
use spis_kernel::{Cents, Month};
use spis_law::{
    Answer, AssessError, Case, Coefficient, Explanation, Language, Outcome, ParameterError,
    Parameters, assess, child_benefit, recommend_period, wording,
};

fn example(name: &str) -> Case {
    let path = format!("{}/cases/{name}.json", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(path).expect("an example");
    Case::parse(&text).expect("the example is a case")
}

fn answer(case: &Case) -> Answer {
    assess(case, Parameters::embedded(), Language::Lt).expect("a known kind")
}

fn month(text: &str) -> Month {
    text.parse().expect("a month")
}

fn all_nodes(node: &Explanation, depth: usize, found: &mut Vec<(usize, Explanation)>) {
    found.push((depth, node.clone()));
    for child in &node.children {
        all_nodes(child, depth + 1, found);
    }
}

fn nodes(answer: &Answer) -> Vec<(usize, Explanation)> {
    let mut found = Vec::new();
    all_nodes(&answer.explanation, 1, &mut found);
    found
}

#[test]
fn the_examples_are_answered() {
    let expected = [
        ("mother_of_three", Outcome::Granted, 3 * 20_572),
        ("low_income_one_parent", Outcome::Granted, 20_572),
        ("income_above_limit", Outcome::Granted, 12_950),
        ("income_missing", Outcome::Granted, 12_950),
        ("child_with_disability", Outcome::Granted, 7_622),
        ("pupil_over_age", Outcome::Refused, 0),
    ];
    for (name, outcome, cents) in expected {
        let answer = answer(&example(name));
        assert_eq!(answer.outcome, outcome, "{name}");
        assert_eq!(answer.amount_cents, Cents(cents), "{name}");
    }
    assert_eq!(
        answer(&example("income_missing")).missing,
        ["income.father"]
    );
    assert_eq!(
        answer(&example("income_above_limit")).reasons,
        ["granted_universal", "refused_income_above_limit"]
    );
}

#[test]
fn an_answer_is_written_as_the_schema_says() {
    let written = serde_json::to_value(answer(&example("pupil_over_age"))).expect("JSON");
    let mut keys: Vec<&String> = written.as_object().expect("an object").keys().collect();
    keys.sort();
    assert_eq!(
        keys,
        [
            "amount_cents",
            "explanation",
            "lines",
            "missing",
            "outcome",
            "reasons"
        ]
    );
    assert_eq!(written["outcome"], "refused");
    assert_eq!(written["reasons"], json!(["refused_over_age"]));
    let written = serde_json::to_value(answer(&example("child_with_disability"))).expect("JSON");
    assert_eq!(
        written["lines"],
        json!([{"person": "ward", "kind": "ivi_vaikui_negalia", "amount_cents": 7622}])
    );
    let finding = &written["explanation"]["children"][0]["children"][0];
    assert_eq!(finding["result"], 7622);
    assert_eq!(
        finding["parameters"][1],
        json!({
            "name": "bsi", "value": 7400, "valid_from": "2026-01-01", "doubtful": false
        })
    );
    assert_eq!(finding["parameters"][0]["value"], "1.03");
}

#[test]
fn the_explanation_shows_the_arithmetic_in_plain_words() {
    let above = answer(&example("income_above_limit"));
    let texts: Vec<String> = nodes(&above)
        .into_iter()
        .map(|(_, node)| node.text.replace('\u{a0}', " "))
        .collect();
    assert!(texts.contains(&"Išmoka vaikui: 1,75 × BSI 74,00 Eur = 129,50 Eur.".to_owned()));
    // (950 + 1600) × 12 = 30 600, less 25 percent, by 12 months and 3 persons.
    assert!(
        texts.contains(
            &"Vidutinės pajamos vienam žmogui – 637,50 Eur, riba – 466,00 Eur (2 × VRP 233,00 Eur). \
              Skaičiuota: (30 600,00 Eur − neįskaitoma dalis 7 650,00 Eur) ÷ 12 mėn. (2025-11–2026-10) ÷ 3 asm."
                .to_owned()
        ),
        "{texts:#?}"
    );
}

#[test]
fn the_english_explanation_writes_sums_and_terms_as_english_does() {
    let case = example("income_above_limit");
    let english = assess(&case, Parameters::embedded(), Language::En).expect("a known kind");
    let texts: Vec<String> = nodes(&english)
        .into_iter()
        .map(|(_, node)| node.text.replace('\u{a0}', " "))
        .collect();
    assert!(
        texts.contains(&"Child benefit: 1.75 × BSI EUR 74.00 = EUR 129.50.".to_owned()),
        "{texts:#?}"
    );
    assert!(
        texts
            .iter()
            .any(|t| t.contains("(EUR 30,600.00 − disregarded EUR 7,650.00)")),
        "{texts:#?}"
    );
    assert!(!texts.iter().any(|t| t.contains(" Eur")), "{texts:#?}");
    let parameters = Parameters::embedded();
    assert_eq!(
        parameters.term("bsi", Language::En),
        "basic social benefit (BSI)"
    );
}

#[test]
fn explanations_have_four_levels_at_most_and_every_condition_an_article() {
    for name in [
        "mother_of_three",
        "income_above_limit",
        "child_with_disability",
        "pupil_over_age",
    ] {
        for language in [Language::Lt, Language::En] {
            let answer = assess(&example(name), Parameters::embedded(), language).expect("a kind");
            for (depth, node) in nodes(&answer) {
                assert!(depth <= 4, "{name}: {}", node.text);
                assert!(!node.text.is_empty());
                let is_condition = node.result.as_ref().is_some_and(Value::is_boolean);
                assert!(!is_condition || node.article.is_some(), "{}", node.text);
            }
        }
    }
}

#[test]
fn every_reason_given_has_words_in_both_languages() {
    for code in wording::reason_codes() {
        let lithuanian = wording::reason(code, Language::Lt).expect("words");
        let english = wording::reason(code, Language::En).expect("words");
        assert_ne!(lithuanian, english, "{code}");
        assert!(code.starts_with("granted_") || code.starts_with("refused_"));
    }
    assert_eq!(wording::reason("unheard_of", Language::Lt), None);
}

#[test]
fn each_wrong_field_is_named() {
    let errors = Case::parse(
        r#"{"kind": "child_benefit", "month": "2026-13", "applicant": "a", "colour": 1,
            "persons": [{"id": "a", "born_on": "2026-02-30", "height": 2}, {"born_on": "2020-01-01", "role": "uncle"}]}"#,
    )
    .expect_err("wrong fields");
    let mut paths: Vec<&str> = errors.iter().map(|error| error.path.as_str()).collect();
    paths.sort_unstable();
    assert_eq!(
        paths,
        [
            "colour",
            "month",
            "persons[0].born_on",
            "persons[0].height",
            "persons[1].id",
            "persons[1].role"
        ]
    );
    let unknown = errors.iter().find(|error| error.path == "colour");
    assert_eq!(
        unknown.map(ToString::to_string),
        Some("colour: unknown field".to_owned())
    );
}

#[test]
fn references_to_nobody_are_named() {
    let errors = Case::parse(
        r#"{"kind": "child_benefit", "month": "2026-11", "applicant": "x",
            "persons": [{"id": "a", "born_on": "1990-01-01"}, {"id": "a", "born_on": "1990-01-01", "died_on": "1989-01-01"}],
            "relations": [{"of": "a", "to": "y", "kind": "parent"}, {"of": "a", "to": "a", "kind": "spouse"}],
            "income": [{"person": "z", "type": "treasure", "month": "2026-01", "cents": -1}],
            "property": [{"person": "q", "type": "flat", "cents": 1}]}"#,
    )
    .expect_err("wrong references");
    let mut paths: Vec<&str> = errors.iter().map(|error| error.path.as_str()).collect();
    paths.sort_unstable();
    assert_eq!(
        paths,
        [
            "applicant",
            "income[0].cents",
            "income[0].person",
            "income[0].type",
            "persons[1].died_on",
            "persons[1].id",
            "property[0].person",
            "relations[0].to",
            "relations[1].to",
        ]
    );
}

#[test]
fn text_that_is_no_json_says_where() {
    let errors = Case::parse("{\"kind\": }").expect_err("not JSON");
    assert_eq!(errors.len(), 1);
    assert!(errors[0].message.contains("line 1"), "{}", errors[0]);
    assert!(!Case::parse("[]").expect_err("not an object").is_empty());
}

#[test]
fn a_case_is_written_and_read_without_loss() {
    let case = example("income_above_limit");
    let text = serde_json::to_string(&case).expect("JSON");
    assert_eq!(Case::parse(&text).expect("a case"), case);
}

#[test]
fn an_unknown_kind_has_no_rule() {
    let mut case = example("mother_of_three");
    case.kind = "psp_pasalpa".to_owned();
    assert_eq!(
        assess(&case, Parameters::embedded(), Language::Lt),
        Err(AssessError::UnknownKind {
            kind: "psp_pasalpa".to_owned()
        })
    );
}

/// Child benefit is all that has a rule so far.
#[test]
fn every_kind_is_asked_as_all() {
    let mut case = example("mother_of_three");
    let group = answer(&case);
    case.kind = "all".to_owned();
    let all = answer(&case);
    assert_eq!(all.lines, group.lines);
    assert!(!all.lines.is_empty());
}

#[test]
fn only_the_applicants_own_children_get_the_benefit() {
    let mut case = example("mother_of_three");
    case.relations
        .retain(|relation| !(relation.of == "mother" && relation.to == "child_2"));
    let answer = answer(&case);
    assert!(
        answer
            .lines
            .iter()
            .all(|line| line.person.as_deref() != Some("child_2"))
    );
    assert!(
        answer
            .reasons
            .contains(&"refused_not_applicants_child".to_owned())
    );
    // The partner's child is raised in the family, so the other two still live in a large one.
    assert_eq!(answer.amount_cents, Cents(2 * 20_572));
}

#[test]
fn a_dead_child_gets_nothing_after_the_month_of_death() {
    let mut case = example("pupil_over_age");
    case.persons[1].born_on = date(2015, 1, 1);
    case.persons[1].died_on = Some(date(2026, 10, 31));
    assert_eq!(answer(&case).reasons, ["refused_after_death"]);
    case.month = month("2026-10");
    assert_eq!(answer(&case).amount_cents, Cents(12_950));
}

#[test]
fn each_single_kind_answers_for_its_own_ground() {
    let mut case = example("mother_of_three");
    for (kind, reason) in [
        (
            child_benefit::LARGE_FAMILY,
            "granted_additional_large_family",
        ),
        (child_benefit::LOW_INCOME, "refused_large_family"),
        (child_benefit::DISABILITY, "refused_no_disability"),
        (child_benefit::UNIVERSAL, "granted_universal"),
    ] {
        case.kind = kind.to_owned();
        let answer = answer(&case);
        assert_eq!(answer.reasons, [reason], "{kind}");
        assert!(answer.lines.iter().all(|line| line.kind == kind));
    }
    let mut case = example("pupil_over_age");
    case.kind = child_benefit::LARGE_FAMILY.to_owned();
    assert_eq!(answer(&case).reasons, ["refused_universal_not_due"]);
    case.persons.truncate(1);
    case.relations.clear();
    assert_eq!(answer(&case).reasons, ["refused_no_children"]);
}

#[test]
fn income_that_is_too_high_already_needs_no_further_facts() {
    let mut case = example("income_missing");
    for entry in &mut case.income {
        entry.cents = Cents::euros(5_000);
    }
    let answer = answer(&case);
    assert!(answer.missing.is_empty());
    assert!(
        answer
            .reasons
            .contains(&"refused_income_above_limit".to_owned())
    );
}

#[test]
fn income_declared_for_the_later_months_only_is_averaged_over_them() {
    let mut case = example("low_income_one_parent");
    case.income.retain(|entry| entry.month >= month("2026-08"));
    let whole = answer(&example("low_income_one_parent"));
    assert_eq!(answer(&case).amount_cents, whole.amount_cents);
    let averages = |answer: &Answer| -> Vec<Value> {
        nodes(answer)
            .iter()
            .filter_map(|(_, node)| node.inputs.get("average_cents").cloned())
            .collect()
    };
    assert_eq!(averages(&answer(&case)), averages(&whole));
    // 1 200 less 35 percent, by two persons.
    assert_eq!(averages(&whole), [json!(39_000)]);
}

#[test]
fn a_grown_up_child_whose_studies_are_not_told_leaves_the_large_family_open() {
    let mut case = example("mother_of_three");
    case.persons[2].born_on = date(2005, 1, 1);
    case.persons[2].role = None;
    let answer = answer(&case);
    assert!(
        answer.missing.contains(&"studies.child_1".to_owned()),
        "{:?}",
        answer.missing
    );
    assert_eq!(answer.amount_cents, Cents(2 * 12_950));
}

#[test]
fn a_period_is_answered_month_by_month() {
    let case = example("mother_of_three");
    let months = recommend_period(
        &case,
        month("2026-09"),
        month("2026-11"),
        Parameters::embedded(),
        Language::Lt,
    )
    .expect("a known kind");
    let sums: Vec<(String, i64)> = months
        .iter()
        .map(|(month, answer)| (month.to_string(), answer.amount_cents.0))
        .collect();
    // The third child is born in October; before that two children and no income told.
    assert_eq!(
        sums,
        [
            ("2026-09".to_owned(), 2 * 12_950),
            ("2026-10".to_owned(), 3 * 20_572),
            ("2026-11".to_owned(), 3 * 20_572),
        ]
    );
}

#[test]
fn the_base_changes_with_the_month() {
    let parameters = Parameters::embedded();
    let bsi = |day| parameters.money("bsi", day).map(|(cents, _)| cents.0);
    assert_eq!(bsi(date(2022, 5, 31)), Ok(4_200));
    assert_eq!(bsi(date(2022, 6, 1)), Ok(4_600));
    assert_eq!(bsi(date(2026, 11, 22)), Ok(7_400));
    assert!(bsi(date(2017, 12, 31)).is_err());
    assert!(parameters.money("vpb", date(2022, 1, 1)).is_err());
    assert_eq!(
        parameters.money("tkb", date(2022, 1, 1)).map(|(c, _)| c),
        Ok(Cents(12_600))
    );
    assert_eq!(
        parameters.money("spb", date(2022, 1, 1)).map(|(c, _)| c),
        Ok(Cents(15_000))
    );
    assert!(parameters.whole("bsi", date(2026, 1, 1)).is_err());
    assert_eq!(parameters.history("bsi").len(), 10);
    assert!(
        parameters
            .names()
            .any(|(name, term)| name == "vrp" && term.contains("VRP"))
    );
}

#[test]
fn a_broken_file_of_parameters_is_refused() {
    let read = |entries: &str| {
        let text = format!(
            "[[parameter]]\nname = \"x\"\nterm = \"x\"\nterm_en = \"x\"\nunit = \"eur\"\n{entries}"
        );
        Parameters::from_toml(&[("x.toml", &text)]).map(|_| ())
    };
    let entry = |value: &str, from: &str, doubtful: &str| {
        format!(
            "[[parameter.entry]]\nvalue = \"{value}\"\nvalid_from = \"{from}\"\nact = \"a\"\narticle = \"\"\n{doubtful}\n"
        )
    };
    let good = entry("1.00", "2018-01-01", "doubtful = false");
    assert!(read(&good).is_ok());
    for wrong in [
        entry("1,00", "2018-01-01", "doubtful = false"),
        entry("-1.00", "2018-01-01", "doubtful = false"),
        entry("1.00", "2018-01-01", "doubtful = true"),
        format!("{good}{good}"),
    ] {
        assert!(
            matches!(read(&wrong), Err(ParameterError::Wrong { .. })),
            "{wrong}"
        );
    }
    for unreadable in [
        entry("1.00", "2018-02-30", "doubtful = false"),
        entry("1.00", "2018-01-01", "doubtful = false\ncolour = 1"),
    ] {
        assert!(
            matches!(read(&unreadable), Err(ParameterError::Unreadable { .. })),
            "{unreadable}"
        );
    }
}

#[test]
fn a_coefficient_rounds_half_a_cent_up() {
    assert_eq!(Coefficient(175).of(Cents(7_400)), Cents(12_950));
    assert_eq!(Coefficient(50).of(Cents(1)), Cents(1));
    assert_eq!(Coefficient(49).of(Cents(1)), Cents(0));
    assert_eq!(Coefficient(103).to_string(), "1.03");
}

#[test]
fn the_number_of_years_agrees_with_its_noun() {
    let text_of_age = |case: &Case| -> String {
        let answer = answer(case);
        let ages = nodes(&answer).into_iter().map(|(_, node)| node.text);
        ages.filter(|text| text.contains("sukanka")).collect()
    };
    let mut case = example("pupil_over_age");
    assert_eq!(
        text_of_age(&case),
        "pupil: gimimo diena 2003-10-04, 23 metai sukanka 2026-10-04."
    );
    case.persons[1].born_on = date(2010, 1, 1);
    assert_eq!(
        text_of_age(&case),
        "pupil: gimimo diena 2010-01-01, 18 metų sukanka 2028-01-01."
    );
}

#[test]
fn an_explanation_tells_what_rests_on_the_applicants_word_and_what_is_unknown() {
    let mut case = example("low_income_one_parent");
    let told = |case: &Case, words: &str| {
        nodes(&answer(case))
            .iter()
            .any(|(_, node)| node.text.contains(words))
    };
    assert!(!told(&case, "nurodė pareiškėja") && !told(&case, "nežinomos"));
    case.income[0].declared = true;
    assert!(told(&case, "nurodė pareiškėja (-as): registrai jų nerodo"));
    let applicant = case.applicant.clone();
    case.facts
        .insert("income_unknown".into(), json!([applicant]));
    assert!(told(&case, "Kai kurių mėnesių pajamos nežinomos"));
    // Who is not an adult of the family is not told of.
    case.facts
        .insert("income_unknown".into(), json!(["nobody"]));
    assert!(!told(&case, "nežinomos"));
}
