//! The paper form, read back with independent PDF tools (poppler-utils, qpdf). All people and numbers are invented.

use std::path::PathBuf;
use std::process::Command;

use jiff::civil::date;
use spis_documents::{
    FormAttachment, FormNotes, FormReceipt, FormRegistration, FormRow, FormSection, FormSheet,
    form_pdf,
};

fn row(number: &str, label: &str, value: &str) -> FormRow {
    FormRow {
        number: number.into(),
        label: label.into(),
        value: value.into(),
        source: String::new(),
        options: Vec::new(),
    }
}

fn sheet() -> FormSheet {
    FormSheet {
        title: "Prašymas bandymui gauti X-1".into(),
        code: "X-1".into(),
        municipality: String::new(),
        edition: date(2026, 1, 1),
        sections: vec![FormSection {
            title: "2. Pareiškėjo duomenys".into(),
            rows: vec![
                row("2.2", "Vardas", ""),
                FormRow {
                    options: vec!["Taip".into(), "Ne".into()],
                    ..row("5.6", "Vaikas gyvena su pareiškėju", "")
                },
            ],
        }],
        declarations: vec!["Patvirtinu, kad duomenys teisingi.".into()],
        notice: vec!["Ką ir iš kur: duomenis iš Gyventojų registro.".into()],
        sheets: Vec::new(),
        notes: Vec::new(),
        sent: None,
        registered: None,
    }
}

fn sent() -> FormSheet {
    let mut form = sheet();
    form.municipality = "Šiaulių miesto savivaldybė".into();
    form.sections[0].rows = vec![
        FormRow {
            source: "Gyventojų registras, 2026-11-23 09:00".into(),
            ..row("2.2", "Vardas", "Rasa 🙂 Bandomoji")
        },
        row("2.8", "El. paštas", ""),
    ];
    form.sent = Some(FormReceipt {
        receipt_number: "K-2026-000123".into(),
        sent_at: "2026-11-23T07:41:00Z".parse().unwrap(),
        content_sha256: "015abd7f5cc57a2dd94b7590f04ad8084273905ee33ec5cebeae62276a97f862".into(),
        declarations_version: "X-1/1".into(),
        enclosed: vec!["Teismo sprendimas (3 psl.), SHA-256 9f86d081884c7d65".into()],
    });
    form
}

struct Printed(PathBuf);

impl Printed {
    fn new(form: &FormSheet, name: &str) -> Self {
        let file =
            std::env::temp_dir().join(format!("spis-form-{}-{name}.pdf", std::process::id()));
        std::fs::write(&file, form_pdf(form).unwrap()).unwrap();
        Self(file)
    }

    fn tool(&self, tool: &str, arguments: &[&str]) -> String {
        let output = Command::new(tool)
            .args(arguments)
            .arg(&self.0)
            .args((tool == "pdftotext").then_some("-"))
            .output()
            .unwrap();
        assert!(output.status.success(), "{tool}: {output:?}");
        String::from_utf8_lossy(&output.stdout).into_owned()
    }
}

impl Drop for Printed {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.0);
    }
}

#[test]
fn an_empty_form_is_an_accessible_archivable_document() {
    let printed = Printed::new(&sheet(), "empty");
    printed.tool("qpdf", &["--check"]);
    let info = printed.tool("pdfinfo", &[]);
    assert!(info.contains("Prašymas bandymui gauti X-1"), "{info}");
    assert!(info.contains("Tagged:          yes"), "{info}");
    assert!(
        info.contains("PDF/A-2a") || info.contains("Metadata Stream: yes"),
        "{info}"
    );
    let structure = printed.tool("pdfinfo", &["-struct"]);
    for element in ["Table", "TH", "H1", "H2"] {
        assert!(structure.contains(element), "{element}: {structure}");
    }
    let text = printed.tool("pdftotext", &["-layout"]);
    for words in [
        "5.6",
        "Taip",
        "Ne",
        "Parašas",
        "Patvirtinu, kad duomenys teisingi.",
    ] {
        assert!(text.contains(words), "{words}: {text}");
    }
    assert!(!text.contains("Gavimo numeris"), "{text}");
}

#[test]
fn a_form_registered_at_the_counter_waits_for_a_signature_and_claims_none() {
    let mut form = sheet();
    form.registered = Some(FormRegistration {
        number: "PR-29-2026-000001".into(),
        received_on: "2026-11-20".parse().unwrap(),
        signed_by: "Rasa Bandomoji".into(),
        received_by: "Vardė Pavardė, specialistė".into(),
        enclosed: "Gimimo liudijimo kopija".into(),
    });
    let printed = Printed::new(&form, "registered");
    printed.tool("qpdf", &["--check"]);
    let text = printed.tool("pdftotext", &[]);
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    for words in [
        "Registracijos numeris PR-29-2026-000001",
        "Prašymas gautas 2026 m. lapkričio 20 d.",
        "Rasa Bandomoji",
        "Priėmė Vardė Pavardė, specialistė",
        "Gimimo liudijimo kopija",
        "Kokius duomenis imame iš registrų",
        "Ką ir iš kur: duomenis iš Gyventojų registro.",
        "Parašas",
    ] {
        assert!(text.contains(words), "{words}: {text}");
    }
    for untrue in ["per SPIS", "Gavimo numeris", "patvirtinti"] {
        assert!(!text.contains(untrue), "{untrue}: {text}");
    }
}

#[test]
fn a_sent_form_says_what_it_is_known_by_and_is_always_the_same() {
    let printed = Printed::new(&sent(), "sent");
    printed.tool("qpdf", &["--check"]);
    let text = printed.tool("pdftotext", &["-layout"]);
    for words in [
        "Šiaulių miesto savivaldybė",
        // A sign that the font lacks does not keep the rest from being printed.
        "Rasa ? Bandomoji",
        "Gyventojų registras, 2026-11-23 09:00",
        "K-2026-000123",
        "nenurodyta",
        "X-1/1",
        "015abd7f5cc57a2d d94b7590f04ad808",
        "Pridėti dokumentai",
        "Teismo sprendimas (3 psl.), SHA-256 9f86d081884c7d65",
    ] {
        assert!(text.contains(words), "{words}: {text}");
    }
    assert!(!text.contains("Parašas"), "{text}");
    assert_eq!(form_pdf(&sent()).unwrap(), form_pdf(&sent()).unwrap());
}

#[test]
fn the_forms_that_go_with_it_and_what_must_be_known_have_pages_of_their_own() {
    let mut form = sheet();
    form.notice = Vec::new();
    form.sheets = vec![FormAttachment {
        code: "SP-1".into(),
        title: "Šeimos duomenys SP-1".into(),
        note: "Ką žino registrai, nerašykite.".into(),
        sections: vec![FormSection {
            title: "4. Bendrai gyvenantys asmenys".into(),
            rows: vec![row("4.2", "Vardas", "")],
        }],
    }];
    form.notes = vec![FormNotes {
        title: "Kada nuspręsime".into(),
        lines: vec!["Per 1 mėnesį.".into()],
    }];
    let printed = Printed::new(&form, "sheets");
    printed.tool("qpdf", &["--check"]);
    let info = printed.tool("pdfinfo", &[]);
    assert!(info.contains("Pages:           3"), "{info}");
    assert!(info.contains("Tagged:          yes"), "{info}");
    let structure = printed.tool("pdfinfo", &["-struct"]);
    assert_eq!(structure.matches("H1").count(), 3, "{structure}");
    let text = printed.tool("pdftotext", &[]);
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    for words in [
        "Prašymo X-1 priedas. Ką žino registrai, nerašykite.",
        "4. Bendrai gyvenantys asmenys",
        "Būtina žinoti",
        "Per 1 mėnesį.",
    ] {
        assert!(text.contains(words), "{words}: {text}");
    }
    assert_eq!(text.matches("Parašas").count(), 3, "each is signed: {text}");
    // Whoever sent it has confirmed all of it at once.
    let sent = FormSheet {
        sheets: form.sheets,
        ..sent()
    };
    let printed = Printed::new(&sent, "sent-sheets");
    let text = printed.tool("pdftotext", &[]);
    assert!(
        text.contains("Šeimos duomenys SP-1") && !text.contains("Parašas"),
        "{text}"
    );
}
