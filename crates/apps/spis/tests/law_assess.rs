//! `spis law assess` as a program: what it prints and how it ends.

use std::io::Write;
use std::process::{Command, Output, Stdio};

use serde_json::{Value, json};

fn assess(case: &str) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_spis"))
        .args(["law", "assess", "--input", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child
        .stdin
        .take()
        .unwrap()
        .write_all(case.as_bytes())
        .unwrap();
    child.wait_with_output().unwrap()
}

fn case() -> Value {
    json!({
        "kind": "ivi_vaikui", "month": "2026-10", "applicant": "m",
        "persons": [{"id": "m", "born_on": "1990-01-01", "role": "adult"},
                    {"id": "c", "born_on": "2018-05-05", "role": "child"}],
        "relations": [{"of": "m", "to": "c", "kind": "parent"}]
    })
}

#[test]
fn answers_a_case_in_the_fields_of_the_schema() {
    let output = assess(&case().to_string());
    assert_eq!(output.status.code(), Some(0));
    assert!(output.stderr.is_empty());
    let answer: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(answer["outcome"], "granted");
    // 1.75 of the base of 74 euros.
    assert_eq!(answer["amount_cents"], 12950);
    let mut fields: Vec<_> = answer
        .as_object()
        .unwrap()
        .keys()
        .map(String::as_str)
        .collect();
    fields.sort_unstable();
    assert_eq!(
        fields,
        [
            "amount_cents",
            "explanation",
            "lines",
            "missing",
            "outcome",
            "reasons"
        ]
    );
}

#[test]
fn a_case_that_cannot_be_read_ends_with_two_and_a_line_per_error() {
    let mut wrong = case();
    wrong["colour"] = json!("red");
    wrong["persons"][1]["born_on"] = json!("yesterday");
    let output = assess(&wrong.to_string());
    assert_eq!(output.status.code(), Some(2));
    assert!(output.stdout.is_empty());
    let errors = String::from_utf8(output.stderr).unwrap();
    let lines: Vec<_> = errors.lines().collect();
    assert_eq!(lines.len(), 2, "{errors}");
    assert!(
        errors.contains("colour: ") && errors.contains("persons[1].born_on: "),
        "{errors}"
    );
    assert!(
        !errors.contains("yesterday") && !errors.contains("red"),
        "values are not repeated: {errors}"
    );

    let mut unknown = case();
    unknown["kind"] = json!("no_such_kind");
    assert_eq!(assess(&unknown.to_string()).status.code(), Some(2));
}
