//! SP-3(A), the screen about payment and letters: another's account and its ground, and where letters go.

use jiff::civil::date;
use spis_applications::content::{ApplicationContent, Capacity, PersonGiven};
use spis_applications::form::{Offered, People, Values};
use spis_kernel::{MunicipalityCode, PersonalCode, Sex};
use spis_pages::FieldErrors;

use super::FORM;

fn person(sex: Sex, year: i16) -> PersonGiven {
    PersonGiven {
        personal_code: PersonalCode::compose(sex, date(year, 5, 6), 41),
        given_name: "Rasa".into(),
        surname: "Bandomoji".into(),
        born_on: date(year, 5, 6),
    }
}

fn read(typed: &[(&str, &str)], undeclared: bool) -> Result<ApplicationContent, FieldErrors> {
    let people = People {
        applicant: person(Sex::Female, 1990),
        represented_by: None,
        residence: (!undeclared).then(|| "Namų g. 2".into()),
        undeclared,
        municipality: MunicipalityCode::new(29),
        as_of: None,
        children: vec![Offered {
            key: "a".into(),
            person: person(Sex::Male, 2018),
            lives_with: true,
            acting_as: Capacity::Parent,
        }],
        asks_capacity: false,
        by_power: false,
        today: date(2026, 11, 22),
        sent: Values::new(),
        municipalities: Vec::new(),
    };
    let mut values = Values::new();
    for (name, value) in [
        ("vaikai", "a"),
        ("gyvena-a", "taip"),
        ("papildoma", "ne"),
        ("saskaita", "LT60 1010 0123 4567 8901"),
        ("kieno", "mano"),
        ("telefonas", "+37061234567"),
        ("pranesimai", "portal"),
    ]
    .iter()
    .chain(typed)
    {
        values.insert((*name).to_owned(), vec![(*value).to_owned()]);
    }
    FORM.read(&values, &people, date(2026, 11, 22))
        .map(|read| read.content)
}

fn wrong(typed: &[(&str, &str)], undeclared: bool) -> Vec<String> {
    let errors = read(typed, undeclared).err().unwrap_or_default();
    errors.iter().map(|(field, _)| field.to_owned()).collect()
}

#[test]
fn another_s_account_is_taken_with_its_holder_and_its_ground_only() {
    let whose = ("kieno", "kito");
    assert_eq!(
        wrong(&[whose], false),
        ["savininkas", "saskaitos-pagrindas"]
    );
    let holder = ("savininkas", "Ona Bandomoji");
    let other = ("saskaitos-pagrindas", "kita");
    assert_eq!(wrong(&[whose, holder, other], false), ["saskaitos-kodel"]);
    let ground = ("saskaitos-pagrindas", "apribota");
    let content = read(&[whose, holder, ground], false).unwrap();
    assert_eq!(content.account_holder.as_deref(), Some("Ona Bandomoji"));
    assert_eq!(
        content.answers.text("saskaitos-pagrindas"),
        Some("apribota")
    );
    FORM.check_content(&serde_json::to_value(&content).unwrap())
        .unwrap();
    // Whoever went back to the own account left nothing behind, nor need explain what is asked no more.
    let content = read(&[holder, other], false).unwrap();
    assert_eq!(content.account_holder, None);
    assert_eq!(content.answers.text("saskaitos-pagrindas"), None);
}

#[test]
fn an_address_is_asked_of_who_hears_by_post_and_must_be_given_without_a_residence_only() {
    let (post, address) = (("pranesimai", "post"), ("adresas", "Pašto d. 1"));
    assert_eq!(wrong(&[post], true), ["adresas"]);
    assert_eq!(
        wrong(&[("pranesimai", "portal")], true),
        Vec::<String>::new()
    );
    assert_eq!(read(&[post], false).unwrap().post_address, None);
    let content = read(&[post, address], false).unwrap();
    assert_eq!(content.post_address.as_deref(), Some("Pašto d. 1"));
    FORM.check_content(&serde_json::to_value(&content).unwrap())
        .unwrap();
    // An address left over from another choice is not sent.
    assert_eq!(read(&[address], true).unwrap().post_address, None);
}

#[test]
fn a_paper_may_lack_what_must_be_answered_and_nothing_else() {
    let content = read(&[], false).unwrap();
    let whole = serde_json::to_value(&content).unwrap();
    FORM.check_paper_content(&whole).unwrap();
    let mut lacking = whole.clone();
    lacking["account"] = serde_json::Value::Null;
    assert!(
        FORM.check_paper_content(&lacking).is_err(),
        "it does not say that it lacks it"
    );
    lacking["missing"] = serde_json::json!(["saskaita"]);
    FORM.check_paper_content(&lacking).unwrap();
    assert!(
        FORM.check_content(&lacking).is_err(),
        "nothing electronic is sent so"
    );
    lacking["surplus"] = serde_json::json!(1);
    assert!(FORM.check_paper_content(&lacking).is_err());
}
