//! The receipt of a paper application, read back with independent PDF tools. All people and numbers are invented.

use std::path::{Path, PathBuf};
use std::process::Command;

use jiff::civil::date;
use spis_documents::{Addressee, DocumentError, Office, ShortLetter, short_letter_pdf};

fn receipt() -> ShortLetter {
    ShortLetter {
        municipality: "Šiaulių miesto savivaldybės administracija".into(),
        office: Office {
            name: "Socialinių išmokų skyrius".into(),
            address: "Pavyzdžio g. 1, 76200 Šiauliai".into(),
            phone: "+370 41 00 0000".into(),
            email: "ismokos@siauliai.example".into(),
        },
        addressee: Addressee {
            name: "Rasa Bandomienė".into(),
            address: None,
        },
        title: "Prašymo gavimo patvirtinimas".into(),
        footer: "Prašymas Nr. PR-29-2026-000001".into(),
        day: date(2026, 11, 22),
        facts: vec![
            ("Prašymo numeris".into(), "PR-29-2026-000001".into()),
            (
                "Turime nuspręsti iki".into(),
                "2026 m. gruodžio 22 d.".into(),
            ),
        ],
        listed: Some((
            "Kas pateikta".into(),
            vec!["#strong[Teismo sprendimo] kopija".into()],
        )),
        paragraphs: vec!["Klausimais skambinkite +370 41 00 0000.".into()],
        signatures: vec![
            ("Priėmė Daiva Pavyzdienė".into(), "parašas".into()),
            ("Pareiškėja Rasa Bandomienė".into(), "parašas, data".into()),
        ],
    }
}

struct Printed(PathBuf);

impl Printed {
    fn new(test: &str) -> Self {
        let file =
            std::env::temp_dir().join(format!("spis-short-{}-{test}.pdf", std::process::id()));
        std::fs::write(&file, short_letter_pdf(&receipt()).unwrap()).unwrap();
        if let Some(kept) = std::env::var_os("SPIS_KEEP_LETTERS") {
            std::fs::copy(&file, Path::new(&kept).join(format!("receipt-{test}.pdf"))).unwrap();
        }
        Self(file)
    }

    fn read(&self, program: &str, before: &[&str], after: &[&str]) -> String {
        let output = Command::new(program)
            .args(before)
            .arg(&self.0)
            .args(after)
            .output()
            .expect("these tests need poppler-utils and qpdf");
        assert!(output.status.success(), "{program}");
        String::from_utf8_lossy(&output.stdout).into_owned()
    }
}

impl Drop for Printed {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.0);
    }
}

#[test]
fn a_receipt_says_number_term_and_what_was_handed_in() {
    let printed = Printed::new("text");
    let text = printed.read("pdftotext", &[], &["-"]);
    let text: Vec<&str> = text.split_whitespace().collect();
    let text = text.join(" ");
    for expected in [
        "Prašymo gavimo patvirtinimas",
        "PR-29-2026-000001",
        "Turime nuspręsti iki",
        "2026 m. gruodžio 22 d.",
        "Kas pateikta",
        // What people wrote is never markup.
        "#strong[Teismo sprendimo] kopija",
        "+370 41 00 0000",
        "Priėmė Daiva Pavyzdienė",
        "parašas, data",
    ] {
        assert!(text.contains(expected), "missing: {expected}\nin: {text}");
    }
}

#[test]
fn a_receipt_is_archivable_and_accessible_and_always_the_same() {
    let printed = Printed::new("standard");
    let info = printed.read("pdfinfo", &[], &[]);
    assert!(info.contains("Tagged:          yes"), "{info}");
    assert!(info.contains("Prašymo gavimo patvirtinimas"), "{info}");
    let metadata = printed.read("pdfinfo", &["-meta"], &[]);
    assert!(metadata.contains("pdfuaid:part"), "{metadata}");
    assert!(metadata.contains("pdfaid:part"), "{metadata}");
    printed.read("qpdf", &["--check"], &[]);
    assert_eq!(
        short_letter_pdf(&receipt()).unwrap(),
        std::fs::read(&printed.0).unwrap()
    );
}

#[test]
fn a_letter_without_title_or_glyph_is_refused_without_its_data() {
    let untitled = ShortLetter {
        title: " ".into(),
        ..receipt()
    };
    assert_eq!(
        short_letter_pdf(&untitled),
        Err(DocumentError::Incomplete("title"))
    );
    let strange = ShortLetter {
        paragraphs: vec!["漢".into()],
        ..receipt()
    };
    assert_eq!(
        short_letter_pdf(&strange),
        Err(DocumentError::MissingGlyph(0x6f22))
    );
}
