//! What the applicant says of her family beside what registers say: which lines it leaves to a person, and what the rule reckons.

use jiff::civil::{Date, date};
use serde_json::{Value, json};
use spis_applications::content::{Answers, ApplicationContent, Capacity};
use spis_applications::form::{
    Form, Offered, PaperForm, PaperSection, People, Question, SentForm, Values,
};
use spis_applications::group::{CaseFacts, Evidence, SupportGroup, empty_paper};
use spis_applications::model::{Line, LineOutcome, Recommendation};
use spis_cash_benefits::child_benefit::FORM;
use spis_cash_benefits::child_benefit::assessment::ChildBenefit;
use spis_kernel::{PersonId, PersonalCode, Sex};
use spis_pages::{Language, Translator};
use spis_persons::store::Person;
use uuid::Uuid;

const APPLIED: Date = date(2026, 11, 22);
const UNIVERSAL: &str = "ivi_vaikui";
const LOW_INCOME: &str = "ivi_vaikui_nepasit";
const LARGE_FAMILY: &str = "ivi_vaikui_gausi";
/// The year before the application.
const YEAR: [&str; 12] = [
    "2025-11", "2025-12", "2026-01", "2026-02", "2026-03", "2026-04", "2026-05", "2026-06",
    "2026-07", "2026-08", "2026-09", "2026-10",
];

/// A mother, and what she and registers say.
struct Facts {
    /// Born on, lives with her by the register, asked for.
    children: Vec<(Date, bool, bool)>,
    guardian: bool,
    /// Answers about the first child.
    of_child: Vec<(&'static str, Value)>,
    answers: Vec<(&'static str, Value)>,
    /// Months of which Sodra knows, with cents of each.
    months: Vec<(&'static str, i64)>,
    students: Vec<usize>,
}

impl Facts {
    fn one_child() -> Self {
        Self {
            children: vec![(date(2016, 3, 10), true, true)],
            guardian: false,
            of_child: Vec::new(),
            answers: vec![("papildoma", json!(true))],
            months: YEAR.map(|month| (month, 30_000)).to_vec(),
            students: Vec::new(),
        }
    }

    fn code(at: usize, born_on: Date) -> PersonalCode {
        PersonalCode::compose(Sex::Male, born_on, 901 + u16::try_from(at).unwrap())
    }

    fn recommend(&self) -> Recommendation {
        let mother = PersonalCode::compose(Sex::Female, date(1985, 5, 17), 901);
        let given = |code: &PersonalCode, name: &str| json!({"personal_code": code, "given_name": name, "surname": "Bandomoji", "born_on": code.born_on()});
        let mut answers = Answers::default();
        for (field, answer) in &self.answers {
            answers.put(*field, answer.clone());
        }
        let children: Vec<Value> = self
            .children
            .iter()
            .enumerate()
            .filter(|(_, (_, _, asked))| *asked)
            .map(|(at, (born_on, _, _))| {
                let own: serde_json::Map<String, Value> = if at == 0 {
                    self.of_child.iter().map(|(k, v)| ((*k).to_owned(), v.clone())).collect()
                } else {
                    serde_json::Map::new()
                };
                let with = !own.contains_key("gyvena") || ["taip", "pakaitomis"].contains(&own["gyvena"].as_str().unwrap());
                json!({"person": given(&Self::code(at, *born_on), "Matas"), "lives_with": with,
                       "acting_as": if self.guardian { "guardian" } else { "parent" }, "answers": own})
            })
            .collect();
        let content: ApplicationContent = serde_json::from_value(json!({
            "applicant": given(&mother, "Rasa"), "represented_by": null, "residence": null, "register_as_of": null,
            "children": children, "asked_from": null, "account": "LT121000011101001000", "account_holder": null, "phone": null, "email": null,
            "notice_channel": "portal", "offers": false, "declarations_version": "1", "answers": answers,
        }))
        .unwrap();
        // What is sent fits the form.
        FORM.check_content(&serde_json::to_value(&content).unwrap())
            .unwrap_or_else(|e| panic!("{e}"));
        let id = |at: usize| PersonId::new(Uuid::from_u128(u128::try_from(at + 1).unwrap()));
        let known = |at: usize, code: &PersonalCode, name: &str| Person {
            id: id(at),
            personal_code: code.clone(),
            given_name: name.into(),
            surname: "Bandomoji".into(),
            born_on: code.born_on().unwrap(),
            died_on: None,
            protected: false,
            address: None,
        };
        let registered = |code: &PersonalCode, name: &str| {
            json!({"personal_code": code, "given_name": name, "surname": "Bandomoji", "born_on": code.born_on(), "died_on": null,
                   "sex": code.sex(), "marital_status": "single", "protected": false, "address": null})
        };
        let mut persons = vec![known(0, &mother, "Rasa")];
        let mut of_register = Vec::new();
        for (at, (born_on, with, _)) in self.children.iter().enumerate() {
            let code = Self::code(at, *born_on);
            persons.push(known(at + 1, &code, "Matas"));
            of_register.push(json!({"person": registered(&code, "Matas"), "lives_with": with,
                "authority": if self.guardian { "none" } else { "full" }, "guardianship": self.guardian}));
        }
        let as_of = "2026-11-22T07:30:00Z";
        let months: Vec<Value> = self
            .months
            .iter()
            .map(|(month, cents)| json!({"month": month, "type": "pension", "net_cents": cents}))
            .collect();
        let evidence = Evidence {
            family: serde_json::from_value(
                json!({"as_of": as_of, "person": registered(&mother, "Rasa"), "spouse": null,
                "children": of_register}),
            )
            .unwrap(),
            income: vec![(
                id(0),
                serde_json::from_value(json!({"as_of": as_of, "months": months})).unwrap(),
            )],
            disability: Vec::new(),
            study: self
                .students
                .iter()
                .map(|at| {
                    (
                        id(at + 1),
                        serde_json::from_value(
                            json!({"as_of": as_of, "studies": "higher_full_time"}),
                        )
                        .unwrap(),
                    )
                })
                .collect(),
        };
        let case = CaseFacts {
            content: &content,
            applied_on: APPLIED,
            applicant: id(0),
            persons: &persons,
            evidence: &evidence,
        };
        ChildBenefit.recommend(&case).unwrap()
    }

    fn line(&self, kind: &str) -> Line {
        let lines = self.recommend().lines;
        let found = lines.iter().find(|line| line.kind == kind);
        found.unwrap_or_else(|| panic!("{lines:?}")).clone()
    }
}

#[test]
fn whoever_asked_elsewhere_is_left_to_a_person_and_refused_nothing() {
    let mut facts = Facts::one_child();
    assert_eq!(facts.line(UNIVERSAL).open_question, None);
    facts.answers.push(("kitur", json!(true)));
    facts.answers.push(("kitur-kur", json!("Vokietija")));
    let line = facts.line(UNIVERSAL);
    assert_eq!(line.outcome, LineOutcome::Granted);
    assert_eq!(line.open_question.as_deref(), Some("elsewhere"));
}

#[test]
fn each_answer_on_where_a_child_lives_that_no_register_confirms_is_left_open_with_its_document() {
    let mut facts = Facts::one_child();
    for (answer, open, document) in [
        ("pakaitomis", "home-shared", "custody"),
        ("kitas", "home-parent", "custody"),
        ("globejas", "home-guardian", "custody"),
        ("istaiga", "home-institution", "other"),
        ("kitur", "home-elsewhere", "study"),
    ] {
        facts.of_child = vec![("gyvena", json!(answer))];
        let line = facts.line(UNIVERSAL);
        assert_eq!(
            line.outcome,
            LineOutcome::Granted,
            "{answer}: never a refusal by itself"
        );
        assert_eq!(line.open_question.as_deref(), Some(open));
        assert!(line.doubtful);
        assert!(
            line.lacks[0].iter().any(|d| d == document),
            "{answer}: {:?}",
            line.lacks
        );
    }
    facts.of_child = vec![("gyvena", json!("taip"))];
    let line = facts.line(UNIVERSAL);
    assert_eq!((line.open_question, line.lacks), (None, Vec::new()));
    // The register shows another home than she says.
    facts.children[0].1 = false;
    let line = facts.line(UNIVERSAL);
    assert_eq!(line.open_question.as_deref(), Some("home"));
}

#[test]
fn a_temporary_guardian_and_a_curator_who_has_not_asked_the_child_leave_the_line_open() {
    let mut facts = Facts::one_child();
    facts.guardian = true;
    facts.of_child = vec![("gyvena", json!("taip")), ("globa", json!("nuolatine"))];
    assert_eq!(facts.line(UNIVERSAL).open_question, None);
    facts.of_child[1].1 = json!("laikinoji");
    let line = facts.line(UNIVERSAL);
    assert_eq!(line.open_question.as_deref(), Some("ward-temporary"));
    assert_eq!(line.lacks, [["custody"]]);
    facts.of_child[1].1 = json!("nuolatine");
    facts.of_child.push(("sutikimas", json!("veliau")));
    let line = facts.line(UNIVERSAL);
    assert_eq!(line.open_question.as_deref(), Some("ward-consent"));
    facts.of_child[2].1 = json!("praso");
    assert_eq!(facts.line(UNIVERSAL).open_question, None);
}

#[test]
fn months_that_neither_a_register_nor_she_tells_of_are_unknown_not_zero() {
    let mut facts = Facts::one_child();
    assert_eq!(facts.line(LOW_INCOME).open_question, None);
    facts.months.truncate(9);
    let line = facts.line(LOW_INCOME);
    assert_eq!(line.outcome, LineOutcome::Granted);
    assert_eq!(line.open_question.as_deref(), Some("income-unknown"));
    assert_eq!(line.lacks, [["income"]]);
    // The universal benefit does not turn on income.
    assert_eq!(facts.line(UNIVERSAL).open_question, None);
    let words = serde_json::to_string(&facts.recommend().months).unwrap();
    assert!(
        words.contains("Kai kurių mėnesių pajamos nežinomos"),
        "{words}"
    );
    // She says that there was none: nothing is open, and the reckoning says that it is her word.
    facts.answers.push(("kitos", json!("ne")));
    assert_eq!(facts.line(LOW_INCOME).open_question, None);
    let words = serde_json::to_string(&facts.recommend()).unwrap();
    assert!(
        words.contains("nurodė, kad pajamų, kurių registrai nerodo, nebuvo"),
        "{words}"
    );
    assert!(words.contains("\"declared\":true"), "{words}");
    // That the child has a disability tells nothing of income.
    facts.answers[1].1 = json!("negalia");
    let line = facts.line(LOW_INCOME);
    assert_eq!(line.open_question.as_deref(), Some("income-unknown"));
    // What is known alone is above the limit: no document could change that.
    facts.months = YEAR[..6].iter().map(|month| (*month, 400_000)).collect();
    let line = facts.line(LOW_INCOME);
    assert_eq!(line.outcome, LineOutcome::Refused);
    assert_eq!(line.reason, "refused_income_above_limit");
}

#[test]
fn a_declared_sum_is_reckoned_over_its_months_and_marked_as_declared() {
    let mut facts = Facts::one_child();
    facts.answers.extend([
        ("kitos", json!("taip")),
        ("paj-rusys", json!(["nuoma"])),
        ("paj-nuoma", json!(600_001)),
    ]);
    let recommendation = facts.recommend();
    let rent: Vec<&Value> = recommendation.facts["income"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|entry| entry["type"] == "turto_nuoma")
        .collect();
    assert_eq!(rent.len(), 12);
    assert!(rent.iter().all(|entry| entry["declared"] == true));
    let cents: i64 = rent
        .iter()
        .map(|entry| entry["cents"].as_i64().unwrap())
        .sum();
    assert_eq!(cents, 600_001, "no cent is lost");
    let words = serde_json::to_string(&recommendation.months).unwrap();
    assert!(
        words.contains("nurodė pareiškėja (-as): registrai jų nerodo"),
        "{words}"
    );
    // 300 of pension and 500 of rent a month are 400 for each of two; the limit is 466.
    assert_eq!(facts.line(LOW_INCOME).outcome, LineOutcome::Granted);
    facts.answers[3].1 = json!(12 * 63_300);
    assert_eq!(facts.line(LOW_INCOME).reason, "refused_income_above_limit");
}

#[test]
fn an_unmarried_partner_counts_as_an_adult_whose_income_is_asked_of_a_person() {
    let mut facts = Facts::one_child();
    let partner = PersonalCode::compose(Sex::Male, date(1984, 2, 3), 910);
    facts.answers.extend([
        ("kitos", json!("ne")),
        ("sugyventinis", json!(true)),
        ("sugyv-vardas", json!("Petras Bandomasis")),
        ("sugyv-kodas", json!(partner.as_str())),
    ]);
    let recommendation = facts.recommend();
    let persons = recommendation.facts["persons"].as_array().unwrap();
    assert_eq!(persons.len(), 3);
    assert!(
        !recommendation.facts.to_string().contains(partner.as_str()),
        "the rule needs no personal code"
    );
    let line = facts.line(LOW_INCOME);
    assert_eq!(line.open_question.as_deref(), Some("income-unknown"));
    let words = serde_json::to_string(&recommendation.months).unwrap();
    assert!(words.contains("nežinomos (1 asm.)"), "{words}");
}

#[test]
fn a_student_who_lives_elsewhere_makes_the_family_large() {
    let mut facts = Facts::one_child();
    facts.children.push((date(2018, 3, 10), true, true));
    facts.children.push((date(2005, 3, 10), false, false));
    facts.students = vec![2];
    facts.months = YEAR.map(|month| (month, 900_000)).to_vec();
    assert_eq!(facts.line(LOW_INCOME).reason, "refused_income_above_limit");
    facts.answers.push(("studentai", json!(true)));
    assert_eq!(facts.line(LARGE_FAMILY).outcome, LineOutcome::Granted);
    // A student whom the register does not show is left to a person.
    facts.children.pop();
    facts.students.clear();
    facts.months = YEAR.map(|month| (month, 30_000)).to_vec();
    let line = facts.line(LOW_INCOME);
    assert_eq!(line.open_question.as_deref(), Some("students-unknown"));
}

fn offered(key: &str, born_on: Date, acting_as: Capacity) -> Offered {
    let person = json!({"personal_code": PersonalCode::compose(Sex::Female, born_on, 901), "given_name": "Ugnė",
                        "surname": "Bandomoji", "born_on": born_on});
    Offered {
        key: key.into(),
        person: serde_json::from_value(person).unwrap(),
        lives_with: true,
        acting_as,
    }
}

fn people(children: Vec<Offered>) -> People {
    let applicant = json!({"personal_code": PersonalCode::compose(Sex::Female, date(1985, 5, 17), 901), "given_name": "Rasa",
                           "surname": "Bandomoji", "born_on": "1985-05-17"});
    People {
        applicant: serde_json::from_value(applicant).unwrap(),
        represented_by: None,
        residence: None,
        undeclared: false,
        municipality: spis_kernel::MunicipalityCode::new(29),
        as_of: None,
        children,
        asks_capacity: true,
        by_power: false,
        today: APPLIED,
        municipalities: Vec::new(),
        sent: Values::new(),
    }
}

fn values(pairs: &[(&str, &str)]) -> Values {
    let mut values = Values::new();
    for (name, value) in pairs {
        let typed: &mut Vec<String> = values.entry((*name).to_owned()).or_default();
        typed.push((*value).to_owned());
    }
    values
}

fn asked(form: &Form, people: &People) -> Vec<Question> {
    let t = Translator::new(Language::Lt);
    form.questions("vaikai", &Values::new(), Some(people), &t, |_| {
        String::new()
    })
}

fn names(questions: &[Question]) -> Vec<&str> {
    questions
        .iter()
        .map(|question| question.name.as_str())
        .collect()
}

#[test]
fn the_familys_income_is_asked_of_one_or_two_children_only_and_names_its_months() {
    let child = |key| offered(key, date(2016, 3, 10), Capacity::Parent);
    let few = people(vec![child("a"), child("b")]);
    let questions = asked(&FORM, &few);
    let income = questions.iter().find(|q| q.name == "kitos").unwrap();
    assert!(
        income.hint.contains("Nuo 2025-11 iki 2026-10"),
        "{}",
        income.hint
    );
    assert_eq!(income.shown_if, "papildoma=taip");
    let large = people(vec![child("a"), child("b"), child("c")]);
    assert!(
        !names(&asked(&FORM, &large))
            .iter()
            .any(|name| ["kitos", "sugyventinis", "studentai"].contains(name))
    );
    // The hint's months are those that the rule averages.
    let (months, _) = spis_law::Parameters::embedded()
        .whole("child_benefit.additional.income_months", APPLIED)
        .unwrap();
    let named: Vec<i32> = FORM
        .fields
        .iter()
        .filter_map(|field| field.names_months)
        .collect();
    assert!(!named.is_empty() && named.iter().all(|n| i64::from(*n) == months));
}

#[test]
fn guardianship_is_asked_of_a_ward_and_consent_from_fourteen() {
    let own = people(vec![offered("a", date(2010, 3, 10), Capacity::Parent)]);
    assert!(
        !names(&asked(&FORM, &own))
            .iter()
            .any(|name| name.starts_with("globa") || name.starts_with("sutikimas"))
    );
    let ward = |born_on| people(vec![offered("a", born_on, Capacity::Guardian)]);
    let young = ward(date(2012, 11, 23));
    assert!(names(&asked(&FORM, &young)).contains(&"globa-a"));
    assert!(!names(&asked(&FORM, &young)).contains(&"sutikimas-a"));
    let of_fourteen = ward(date(2012, 11, 22));
    assert!(names(&asked(&FORM, &of_fourteen)).contains(&"sutikimas-a"));
    let typed = values(&[
        ("vardu", "globejas"),
        ("vaikai", "a"),
        ("gyvena-a", "taip"),
        ("papildoma", "ne"),
    ]);
    let errors = FORM.errors_on("vaikai", &typed, Some(&of_fourteen), APPLIED);
    assert_eq!(
        errors.iter().map(|(field, _)| field).collect::<Vec<_>>(),
        ["globa-a", "sutikimas-a"]
    );
    // Each answer says at once what follows from it.
    let questions = asked(&FORM, &own);
    let home = questions.iter().find(|q| q.name == "gyvena-a").unwrap();
    assert!(home.options.iter().all(|option| !option.hint.is_empty()));
}

#[test]
fn only_what_applies_must_be_answered() {
    let few = people(vec![offered("a", date(2016, 3, 10), Capacity::Parent)]);
    let wrong = |pairs: &[(&str, &str)]| {
        let mut all = vec![("vardu", "savo"), ("vaikai", "a"), ("gyvena-a", "taip")];
        all.extend(pairs);
        let errors = FORM.errors_on("vaikai", &values(&all), Some(&few), APPLIED);
        errors
            .iter()
            .map(|(field, _)| field.to_owned())
            .collect::<Vec<_>>()
    };
    assert!(wrong(&[("papildoma", "ne")]).is_empty());
    // A choice answered before the additional benefit was dropped asks for nothing more.
    assert!(
        wrong(&[
            ("papildoma", "ne"),
            ("kitos", "taip"),
            ("paj-rusys", "nuoma")
        ])
        .is_empty()
    );
    assert_eq!(
        wrong(&[("papildoma", "taip")]),
        ["studentai", "sugyventinis", "kitos"]
    );
    let none = [
        ("papildoma", "taip"),
        ("studentai", "ne"),
        ("sugyventinis", "ne"),
        ("kitos", "ne"),
    ];
    assert!(wrong(&none).is_empty());
    let rent = [
        ("papildoma", "taip"),
        ("studentai", "ne"),
        ("sugyventinis", "ne"),
        ("kitos", "taip"),
    ];
    assert_eq!(wrong(&rent), ["paj-rusys"]);
    let kind = [rent[0], rent[1], rent[2], rent[3], ("paj-rusys", "nuoma")];
    assert_eq!(wrong(&kind), ["paj-nuoma"]);
    let sum = [
        kind[0],
        kind[1],
        kind[2],
        kind[3],
        kind[4],
        ("paj-nuoma", "1500,50"),
    ];
    assert!(wrong(&sum).is_empty());
    // The other parent is neither she herself nor a child.
    let herself = few.applicant.personal_code.as_str().to_owned();
    let other = PersonalCode::compose(Sex::Male, date(1984, 2, 3), 910);
    let partner = |code: &str| {
        wrong(&[
            none[0],
            none[1],
            ("sugyventinis", "taip"),
            none[3],
            ("sugyv-vardas", "Petras Bandomasis"),
            ("sugyv-kodas", code),
        ])
    };
    assert_eq!(partner(&herself), ["sugyv-kodas"]);
    assert_eq!(partner(other.as_str()), Vec::<String>::new());
    // A paper may leave them open: each is a gap with a name, and so is a ward's.
    let mut paper = people(vec![
        offered("a", date(2016, 3, 10), Capacity::Parent),
        offered("b", date(2010, 3, 10), Capacity::Guardian),
    ]);
    paper.asks_capacity = false;
    let mut typed = values(&[
        ("papildoma", "taip"),
        ("gyvena-a", "taip"),
        ("gyvena-b", "taip"),
    ]);
    typed.insert("vaikai".into(), vec!["a".into(), "b".into()]);
    let gaps = |typed: &Values| {
        let read = FORM.read_with_gaps(typed, &paper, APPLIED).unwrap();
        let mut missing = read.content.missing;
        missing.retain(|gap| {
            !["saskaita", "kieno", "telefonas", "pranesimai"].contains(&gap.as_str())
        });
        missing
    };
    let family = ["studentai", "sugyventinis", "kitos"];
    assert_eq!(
        gaps(&typed),
        [&["globa-2", "sutikimas-2"][..], &family].concat()
    );
    typed.remove("vaikai");
    assert_eq!(gaps(&typed), [&["vaikai"][..], &family].concat());
    // Whoever does not ask for the additional benefit is asked nothing of it.
    typed.insert("papildoma".into(), vec!["ne".into()]);
    assert_eq!(gaps(&typed), ["vaikai"]);
}

#[test]
fn where_a_child_lives_is_kept_with_the_child_and_drafts_of_yes_and_no_are_read() {
    let few = people(vec![offered("a", date(2016, 3, 10), Capacity::Parent)]);
    let rest = [
        ("kieno", "mano"),
        ("saskaita", "LT121000011101001000"),
        ("telefonas", "+37061234567"),
        ("pranesimai", "portal"),
    ];
    let read = |home: &str| {
        let mut all = vec![
            ("vardu", "savo"),
            ("vaikai", "a"),
            ("gyvena-a", home),
            ("papildoma", "ne"),
        ];
        all.extend(rest);
        FORM.read(&values(&all), &few, APPLIED)
    };
    let child = |home: &str| read(home).unwrap().content.children.remove(0);
    let (with, other) = (child("taip"), child("kitas"));
    assert!(with.lives_with && !other.lives_with);
    assert!(child("pakaitomis").lives_with);
    assert_eq!(other.answers.text("gyvena"), Some("kitas"));
    // "No" of an older draft says too little: it is asked again.
    let errors = read("ne").unwrap_err();
    assert_eq!(
        errors.iter().map(|(field, _)| field).collect::<Vec<_>>(),
        ["gyvena-a"]
    );
    let words = serde_json::to_value(read("kitas").unwrap().content).unwrap();
    FORM.check_content(&words).unwrap_or_else(|e| panic!("{e}"));
}

#[test]
fn the_paper_forms_are_selections_of_one_schema() {
    let empty = empty_paper(&ChildBenefit, APPLIED).unwrap();
    let codes = |form: &PaperForm| -> Vec<String> {
        form.sheets.iter().map(|sheet| sheet.code.clone()).collect()
    };
    assert_eq!(codes(&empty), ["SP-1", "SP-3A1"]);
    let numbers = |sections: &[PaperSection]| -> Vec<String> {
        let rows = sections.iter().flat_map(|section| &section.rows);
        rows.map(|row| row.number.clone()).collect()
    };
    for number in ["4.1", "4.3"] {
        let rows = empty.sections.iter().flat_map(|section| &section.rows);
        let row = rows.into_iter().find(|row| row.number == number).unwrap();
        assert!(!row.options.is_empty(), "{number} is ticked");
    }
    let together = numbers(&empty.sheets[0].sections);
    for number in ["2.1", "4.1", "4.5", "4.12", "5.4"] {
        assert!(
            together.iter().any(|one| one == number),
            "{number} in {together:?}"
        );
    }
    // What whoever fills it in must know is the kind's, and stands once.
    let known: Vec<&str> = empty
        .notes
        .iter()
        .flat_map(|part| &part.lines)
        .map(String::as_str)
        .collect();
    let said = |words: &str| known.iter().filter(|line| line.contains(words)).count();
    assert_eq!(
        said("per 1 mėnesį nuo tada, kai gauname prašymą"),
        1,
        "{known:?}"
    );
    // The last day of payment stands in doubt, so nothing is promised of it.
    assert_eq!(said("kito mėnesio"), 0, "{known:?}");
    assert_eq!(said(ChildBenefit.duties()), 1);
    assert_eq!(said("iš Gyventojų registro"), 1);
    assert!(empty.notice.is_empty());

    let few = people(vec![offered("a", date(2016, 3, 10), Capacity::Parent)]);
    let filled = |more: &[(&str, &str)]| {
        let mut all = vec![
            ("vardu", "savo"),
            ("vaikai", "a"),
            ("gyvena-a", "taip"),
            ("kieno", "mano"),
            ("saskaita", "LT121000011101001000"),
            ("telefonas", "+37061234567"),
            ("pranesimai", "portal"),
        ];
        all.extend(more);
        let content = FORM.read(&values(&all), &few, APPLIED).unwrap().content;
        let sent = SentForm {
            receipt_number: "K-1".into(),
            sent_at: "2026-11-22T08:00:00Z".parse().unwrap(),
            content_sha256: String::new(),
            declarations_version: String::new(),
            enclosed: Vec::new(),
        };
        FORM.filled_paper(&content, "Šiauliai", sent)
    };
    let value = |sections: &[PaperSection], number: &str| {
        let rows = sections.iter().flat_map(|section| &section.rows);
        let found = rows.into_iter().find(|row| row.number == number);
        found.map(|row| row.value.clone())
    };
    // Income is a matter of the additional benefit only.
    let plain = filled(&[("papildoma", "ne")]);
    assert_eq!(codes(&plain), ["SP-1"]);
    assert_eq!(
        value(&plain.sections, "4.1").as_deref(),
        Some("išmoką vaikui")
    );
    assert_eq!(
        value(&plain.sheets[0].sections, "4.12").as_deref(),
        Some("Su manimi")
    );
    assert_eq!(value(&plain.sheets[0].sections, "4.10"), None);
    let both = filled(&[
        ("papildoma", "taip"),
        ("studentai", "ne"),
        ("sugyventinis", "ne"),
        ("kitos", "taip"),
        ("paj-rusys", "nuoma"),
        ("paj-nuoma", "600,50"),
    ]);
    assert_eq!(codes(&both), ["SP-1", "SP-3A1"]);
    let asked = "išmoką vaikui; papildomai skiriamą išmoką vaikui";
    assert_eq!(value(&both.sections, "4.1").as_deref(), Some(asked));
    let rent = value(&both.sheets[1].sections, "5.5").unwrap();
    assert!(rent.starts_with("600,50"), "{rent}");
}
