//! A form that the product does not have: nothing but its schema and its words is brought, and screens, checks, JSON Schema
//! and paper are there.

use std::sync::LazyLock;

use jiff::civil::{Date, date};
use serde_json::json;
use spis_applications::content::{Capacity, PersonGiven};
use spis_applications::form::{Form, Offered, People, SentForm, Values, Widget};
use spis_kernel::{MunicipalityCode, PersonalCode, Sex};
use spis_pages::language::add_wording;
use spis_pages::{Language, Message, Translator};

const TOML: &str = r#"
code = "X-1"
version = 7
edition = "2026-01-01"
wording = "x1"
declarations_version = "X-1/3"
declarations = ["true"]
screens = ["kelione", "vaikai"]

[[section]]
number = "1"
name = "trip"

[[section]]
number = "2"
name = "children"
per_child = true

[[field]]
number = "1.1"
id = "a.given_name"
name = "prasytojo-vardas"
type = "known"
shows = "applicant_given_name"
registers = ["GR"]

[[field]]
number = "1.2"
id = "t.municipality"
name = "savivaldybe"
screen = "kelione"
type = "municipality"
head = "municipality"
required = true

[[field]]
number = "1.3"
id = "t.means"
name = "priemone"
screen = "kelione"
type = "choice"
options = ["autobusas", "automobilis"]
required = true

[[field]]
number = "1.4"
id = "t.plate"
name = "numeris"
screen = "kelione"
type = "text"
longest = 7
shown_if = { field = "priemone", is = ["automobilis"] }
required = true

[[field]]
number = "1.5"
id = "t.cost"
name = "kaina"
screen = "kelione"
type = "money"

[[field]]
number = "1.6"
id = "t.needs"
name = "poreikiai"
screen = "kelione"
type = "choices"
options = ["vezimelis", "lydintis"]

[[field]]
number = "2"
id = "c"
name = "vaikai"
screen = "vaikai"
type = "children"
head = "children"
required = true

[[field]]
number = "2.1"
id = "c.class"
name = "klase"
screen = "vaikai"
type = "whole"
least = 1
most = 12
per_child = true
required = true
"#;

const WORDS: &str = "
form-x1-title = Prašymas važiuoti X-1
form-x1-section-trip = Kelionė
form-x1-screen-kelione = Kelionė
form-x1-priemone = Kuo važiuojate?
form-x1-priemone-missing = Pasirinkite, kuo važiuojate.
form-x1-priemone-autobusas = Autobusu
form-x1-priemone-automobilis = Automobiliu
form-x1-numeris = Automobilio numeris
form-x1-numeris-hint = Rašykite tik tada, kai važiuojate automobiliu.
form-x1-numeris-missing = Įrašykite automobilio numerį.
form-x1-kaina = Kiek kainuoja?
form-x1-poreikiai = Ko reikia?
form-x1-poreikiai-vezimelis = Vietos vežimėliui
form-x1-poreikiai-lydintis = Lydinčio žmogaus
form-x1-klase = Kurioje klasėje mokosi { $name }?
form-x1-klase-missing = Įrašykite, kurioje klasėje mokosi { $name }.
form-x1-klase-short = Klasė
";

static FORM: LazyLock<Form> = LazyLock::new(|| {
    add_wording(Language::Lt, WORDS);
    add_wording(Language::En, WORDS);
    Form::of_toml(TOML).unwrap()
});

const TODAY: Date = date(2026, 11, 23);

fn person(name: &str, born_on: Date) -> PersonGiven {
    PersonGiven {
        personal_code: PersonalCode::compose(Sex::Female, born_on, 990),
        given_name: name.into(),
        surname: "Bandomoji".into(),
        born_on,
    }
}

fn people() -> People {
    People {
        applicant: person("Rasa", date(1990, 5, 5)),
        represented_by: None,
        residence: None,
        undeclared: true,
        municipality: None,
        as_of: None,
        asks_capacity: true,
        by_power: false,
        today: date(2026, 11, 22),
        children: [("a", "Ugnė", 2015), ("b", "Austėja", 2017)]
            .map(|(key, name, year)| Offered {
                key: key.into(),
                person: person(name, date(year, 2, 3)),
                lives_with: true,
                acting_as: Capacity::Parent,
            })
            .into(),
        municipalities: vec![(MunicipalityCode::new(29).unwrap(), "Šiauliai".into())],
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

const GOOD: [(&str, &str); 7] = [
    ("savivaldybe", "29"),
    ("priemone", "automobilis"),
    ("numeris", "ABC 123"),
    ("kaina", "1 234,56"),
    ("poreikiai", "lydintis"),
    ("vaikai", "b"),
    ("klase-b", "3"),
];

#[test]
fn it_has_all_its_words() {
    for language in Language::ALL {
        assert_eq!(FORM.words_missing(language), Vec::<String>::new());
    }
}

#[test]
fn its_screens_ask_what_it_says() {
    let t = Translator::default();
    let (values, people) = (values(&GOOD), people());
    assert_eq!(FORM.screen_after("kelione", &values), Some("vaikai"));
    assert_eq!(FORM.screen_after("vaikai", &values), None);
    let questions = FORM.questions("kelione", &values, Some(&people), &t, |_| String::new());
    let put: Vec<(&str, Widget)> = questions
        .iter()
        .map(|q| (q.name.as_str(), q.widget))
        .collect();
    assert_eq!(
        put,
        [
            ("savivaldybe", Widget::List),
            ("priemone", Widget::Radio),
            ("numeris", Widget::Line),
            ("kaina", Widget::Line),
            ("poreikiai", Widget::Boxes),
        ]
    );
    assert_eq!(questions[1].label, "Kuo važiuojate?");
    assert!(questions[1].options[1].checked && !questions[1].options[0].checked);
    assert_eq!(questions[2].value, "ABC 123");
    assert_eq!(questions[2].shown_if, "priemone=automobilis");
    let children = FORM.questions("vaikai", &values, Some(&people), &t, |_| "pastaba".into());
    assert_eq!(children[0].options[0].hint, "pastaba");
    assert_eq!(children[2].name, "klase-b");
    assert_eq!(children[2].label, "Kurioje klasėje mokosi Austėja?");
    // What another screen asks, or nobody, is not taken.
    assert!(FORM.asks("vaikai", "klase-b") && !FORM.asks("kelione", "klase-b"));
    assert!(!FORM.asks("vaikai", "klase") && !FORM.asks("vaikai", "saskaita"));
}

#[test]
fn its_answers_are_checked_in_words_that_help() {
    let people = people();
    let wrong = |name: &str, value: &str| {
        let mut values = values(&GOOD);
        values.insert(name.into(), vec![value.into()]);
        let incomplete = FORM.incomplete(&values, Some(&people), TODAY).unwrap();
        let (field, message) = incomplete.errors.iter().next().unwrap();
        (
            incomplete.screen,
            field.to_owned(),
            message.text(&Translator::default()),
        )
    };
    let at = |screen: &str, field: &str, text: &str| (screen.into(), field.into(), text.into());
    assert_eq!(
        wrong("priemone", "arklys"),
        at("kelione", "priemone", "Pasirinkite, kuo važiuojate.")
    );
    assert_eq!(
        wrong("numeris", " "),
        at("kelione", "numeris", "Įrašykite automobilio numerį.")
    );
    assert_eq!(
        wrong("numeris", "ABC 1234"),
        at("kelione", "numeris", "Parašyta per daug: telpa 7 ženklai.")
    );
    assert_eq!(
        wrong("kaina", "daug"),
        at(
            "kelione",
            "kaina",
            "Įrašykite sumą eurais, pavyzdžiui, 123,45."
        )
    );
    assert_eq!(
        wrong("klase-b", ""),
        at(
            "vaikai",
            "klase-b",
            "Įrašykite, kurioje klasėje mokosi Austėja."
        )
    );
    assert_eq!(
        wrong("klase-b", "13"),
        at("vaikai", "klase-b", "Įrašykite skaičių nuo 1 iki 12.")
    );
    assert_eq!(wrong("vaikai", "kitas").1, "vaikai");
    assert_eq!(wrong("savivaldybe", "99").1, "savivaldybe");
    // What does not apply is neither required nor kept.
    let mut bus = values(&GOOD);
    bus.insert("priemone".into(), vec!["autobusas".into()]);
    bus.insert("numeris".into(), vec!["per ilgas numeris".into()]);
    let read = FORM.read(&bus, &people, TODAY).unwrap();
    assert_eq!(read.content.answers.text("numeris"), None);
    // Without the register's word nobody can be asked for.
    let errors = FORM.errors_on("vaikai", &values(&GOOD), None, TODAY);
    assert_eq!(
        errors.get("vaikai"),
        Some(&Message::key("form-vaikai-unknown"))
    );
}

#[test]
fn what_is_sent_fits_its_json_schema_and_nothing_else_does() {
    let read = FORM.read(&values(&GOOD), &people(), TODAY).unwrap();
    assert_eq!(read.municipality.get(), 29);
    let content = &read.content;
    assert_eq!(content.children.len(), 1);
    assert_eq!(content.children[0].person.given_name, "Austėja");
    assert_eq!(content.children[0].answers.whole("klase"), Some(3));
    assert_eq!(content.answers.whole("kaina"), Some(123_456));
    assert_eq!(content.answers.several("poreikiai"), ["lydintis"]);
    assert_eq!(content.declarations_version, "X-1/3");
    let good = serde_json::to_value(content).unwrap();
    FORM.check_content(&good).unwrap();
    let schema = FORM.json_schema();
    assert_eq!(
        schema["$schema"],
        "https://json-schema.org/draft/2020-12/schema"
    );

    let spoiled = |place: &str, value: serde_json::Value| {
        let mut content = good.clone();
        *content.pointer_mut(place).unwrap() = value;
        FORM.check_content(&content).unwrap_err().to_string()
    };
    assert!(spoiled("/answers/priemone", json!("arklys")).contains("/answers/priemone"));
    assert!(spoiled("/answers/priemone", json!("autobusas")).contains("/answers/numeris"));
    assert!(spoiled("/answers/kaina", json!(-1)).contains("/answers/kaina"));
    assert!(spoiled("/children/0/answers", json!({})).contains("/children/0/answers"));
    assert!(spoiled("/children", json!([])).contains("/children"));
    assert!(spoiled("/account", json!("LT121000011101001000")).contains("/account"));
    // The message names places, never what stands there.
    let told = spoiled("/applicant/given_name", json!(["Rasa"]));
    assert!(
        told.contains("/applicant/given_name") && !told.contains("Rasa"),
        "{told}"
    );
    let mut more = good.clone();
    more["answers"]["kita"] = json!(true);
    assert!(FORM.check_content(&more).is_err());
}

#[test]
fn its_paper_is_there_empty_and_filled() {
    let empty = FORM.empty_paper();
    assert_eq!(empty.title, "Prašymas važiuoti X-1");
    assert!(empty.sent.is_none());
    let row = |form: &spis_applications::form::PaperForm, number: &str| {
        form.sections
            .iter()
            .flat_map(|section| &section.rows)
            .find(|row| row.number == number)
            .cloned()
    };
    assert_eq!(
        row(&empty, "1.3").unwrap().options,
        ["Autobusu", "Automobiliu"]
    );
    assert_eq!(row(&empty, "2.1").unwrap().label, "Klasė");
    assert!(
        empty
            .sections
            .iter()
            .flat_map(|s| &s.rows)
            .all(|row| row.value.is_empty())
    );

    let mut people = people();
    people.as_of = Some("2026-11-23T07:00:00Z".parse().unwrap());
    let read = FORM.read(&values(&GOOD), &people, TODAY).unwrap();
    let sent = SentForm {
        receipt_number: "K-2026-000001".into(),
        sent_at: "2026-11-23T07:41:00Z".parse().unwrap(),
        content_sha256: "0".repeat(64),
        declarations_version: "X-1/3".into(),
        enclosed: Vec::new(),
    };
    let filled = FORM.filled_paper(&read.content, "Šiauliai", sent);
    assert_eq!(row(&filled, "1.1").unwrap().value, "Rasa");
    assert_eq!(
        row(&filled, "1.1").unwrap().source,
        "Gyventojų registras, 2026-11-23 9:00"
    );
    assert_eq!(row(&filled, "1.3").unwrap().value, "Automobiliu");
    assert_eq!(row(&filled, "1.4").unwrap().value, "ABC 123");
    assert_eq!(row(&filled, "1.5").unwrap().value, "1\u{a0}234,56\u{a0}Eur");
    assert_eq!(row(&filled, "2.1").unwrap().value, "3");
    let titles: Vec<&str> = filled.sections.iter().map(|s| s.title.as_str()).collect();
    assert!(titles[1].ends_with(": Austėja Bandomoji"), "{titles:?}");
    assert_eq!(filled.declarations.len(), 1);
}

#[test]
fn a_schema_that_contradicts_itself_is_refused() {
    let broken = |from: &str, to: &str| {
        Form::of_toml(&TOML.replace(from, to))
            .unwrap_err()
            .to_string()
    };
    assert!(broken("number = \"1.5\"", "number = \"9.5\"").contains("no section 9"));
    assert!(broken("name = \"kaina\"", "name = \"numeris\"").contains("given twice"));
    assert!(broken("field = \"priemone\"", "field = \"kita\"").contains("no field kita"));
    assert!(broken("type = \"money\"", "type = \"pinigai\"").contains("pinigai"));
    assert!(broken("head = \"municipality\"", "").contains("municipality"));
}
