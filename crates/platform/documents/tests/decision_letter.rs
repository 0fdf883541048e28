//! Renders decisions and reads them back with independent PDF tools (poppler-utils, qpdf).
//! All people and numbers are invented.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use jiff::civil::{Date, date};
use spis_documents::{
    Addressee, AmountPeriod, ApplicationReference, Arrears, AwardLine, Decider, DecisionLetter,
    DocumentError, Fact, Office, Outcome, Reason, SignatureState, decision_pdf,
};
use spis_kernel::{Cents, Month};

fn month(year: i16, number: i8) -> Month {
    Month::new(year, number).unwrap()
}

fn granted(child: &str, born_on: Date, kind: &str, amount: i64) -> AwardLine {
    let from = month(2026, 11);
    AwardLine {
        child_name: child.into(),
        born_on,
        kind_name: kind.into(),
        from,
        to: None,
        amounts: vec![AmountPeriod {
            from,
            to: None,
            amount: Cents(amount),
        }],
        outcome: Outcome::Granted,
        reason: String::new(),
    }
}

fn reason(text: &str, value: &str, source: &str) -> Reason {
    Reason {
        text: text.into(),
        value: Some(value.into()),
        source: Some(source.into()),
        children: Vec::new(),
    }
}

/// Three children, all granted, with arrears.
fn grant() -> DecisionLetter {
    let children = [
        ("Ugnė Bandomaitė", date(2012, 3, 14)),
        ("Jonas Bandomas", date(2016, 7, 2)),
        ("Matas Bandomas", date(2021, 12, 30)),
    ];
    DecisionLetter {
        municipality: "Šiaulių miesto savivaldybės administracija".into(),
        office: Office {
            name: "Socialinių išmokų skyrius".into(),
            address: "Pavyzdžio g. 1, 76200 Šiauliai".into(),
            phone: "+370 41 00 0000".into(),
            email: "ismokos@siauliai.example".into(),
        },
        number: "SPR-29-2026-40918".into(),
        decided_on: date(2026, 11, 24),
        place: "Šiauliai".into(),
        addressee: Addressee {
            name: "Rasa Bandomienė".into(),
            address: Some("Ąžuolų g. 7-12\n76201 Šiauliai".into()),
        },
        application: ApplicationReference {
            number: "PR-29-2026-118377".into(),
            received_on: date(2026, 11, 17),
        },
        subject: "išmokos vaikui ir papildomos išmokos vaikui".into(),
        legal_basis: vec![
            "Išmokų vaikams įstatymo 6 straipsnis".into(),
            "Išmokų vaikams skyrimo ir mokėjimo nuostatai".into(),
        ],
        facts: vec![
            Fact {
                statement: "Ugnė, Jonas ir Matas gyvena kartu su Jumis".into(),
                source: "Gyventojų registras, 2026-11-23".into(),
            },
            Fact {
                statement: "Jūs esate vaikų motina".into(),
                source: "Gyventojų registras, 2026-11-23".into(),
            },
        ],
        lines: children
            .iter()
            .flat_map(|(name, born_on)| {
                [
                    granted(name, *born_on, "Išmoka vaikui", 12_950),
                    granted(name, *born_on, "Papildoma išmoka vaikui", 7_622),
                ]
            })
            .collect(),
        reasoning: vec![
            Reason {
                children: vec![
                    reason("Bazinė socialinė išmoka (BSI)", "74,00 Eur", "Galioja nuo 2026-01-01"),
                    reason("Dydis vienam vaikui", "1,75 BSI", "Išmokų vaikams įstatymo 6 straipsnis"),
                ],
                ..reason(
                    "Išmoka vaikui: 1,75 × 74,00 Eur",
                    "129,50 Eur",
                    "Išmokų vaikams įstatymo 6 straipsnis",
                )
            },
            reason(
                "Papildoma išmoka vaikui: 1,03 × 74,00 Eur",
                "76,22 Eur",
                "Išmokų vaikams įstatymo 6 straipsnis. Šeima augina tris vaikus, todėl pajamos nevertintos",
            ),
        ],
        own_words: None,
        monthly_total: Cents(61_716),
        arrears: Some(Arrears {
            from: month(2026, 9),
            to: month(2026, 10),
            total: Cents(123_432),
        }),
        payment: Some(
            "Pirmą kartą pervesime 2026 m. gruodžio 8 d. į sąskaitą, kuri baigiasi 4821.".into(),
        ),
        duties: Some(
            "Jei pasikeis šeimos sudėtis, gyvenamoji vieta ar vaikas bus visiškai išlaikomas \
             įstaigoje, praneškite savivaldybei."
                .into(),
        ),
        appeal: "Per vieną mėnesį nuo šio sprendimo gavimo dienos galite pateikti skundą Lietuvos \
                 administracinių ginčų komisijos Šiaulių apygardos skyriui (Pavyzdžio a. 2, Šiauliai; \
                 nemokamai) arba Regionų administraciniam teismui (Pavyzdžio g. 3, Šiauliai). \
                 Praleidus terminą dėl svarbių priežasčių, galima prašyti jį atnaujinti. Galite ir \
                 paklausti mūsų, bet paklausimas skundo termino nesustabdo."
            .into(),
        decider: Decider {
            name: "Vytė Pavyzdienė".into(),
            position: "Skyriaus vedėja".into(),
            power_basis: "administracijos direktoriaus įsakymas Nr. A-100, 2026-01-05".into(),
        },
        signature_state: SignatureState::Adopted {
            journal_number: "29-881204".into(),
            at: "2026-11-24T08:31:00Z".parse().unwrap(),
        },
        draft: false,
    }
}

fn partial_refusal() -> DecisionLetter {
    let mut letter = grant();
    letter.lines.truncate(2);
    let second = &mut letter.lines[1];
    second.amounts.clear();
    second.outcome = Outcome::Refused;
    second.reason = "Šeimos pajamos vienam žmogui – 399,00 Eur, o riba – 256,30 Eur. Jei pajamos \
                     sumažės, galite kreiptis iš naujo."
        .into();
    letter.monthly_total = Cents(12_950);
    letter.arrears = None;
    letter.reasoning.truncate(1);
    letter.signature_state = SignatureState::Qualified {
        certificate: "Vytė Pavyzdienė, serijos Nr. 00A1".into(),
    };
    letter
}

/// Runs a program of the PDF tools and returns what it printed; its absence is a failure, not a pass.
fn run(program: &str, arguments: &[&str], file: &Path) -> Output {
    let mut command = Command::new(program);
    command.args(arguments).arg(file);
    if program == "pdftotext" {
        command.arg("-");
    }
    command.output().unwrap_or_else(|error| {
        panic!("these tests need {program} (packages poppler-utils and qpdf): {error}")
    })
}

struct Printed {
    folder: PathBuf,
    file: PathBuf,
}

impl Printed {
    fn new(test: &str, letter: &DecisionLetter) -> Self {
        let folder =
            std::env::temp_dir().join(format!("spis-documents-{}-{test}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let file = folder.join("decision.pdf");
        std::fs::write(&file, decision_pdf(letter).unwrap()).unwrap();
        // A folder to keep copies in, for looking at them.
        if let Some(kept) = std::env::var_os("SPIS_KEEP_LETTERS") {
            std::fs::copy(&file, Path::new(&kept).join(format!("{test}.pdf"))).unwrap();
        }
        Self { folder, file }
    }

    /// Text in reading order, with ordinary spaces and on one line.
    fn text(&self) -> String {
        let output = run("pdftotext", &[], &self.file);
        assert!(output.status.success());
        String::from_utf8(output.stdout)
            .unwrap()
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ")
    }

    fn info(&self, options: &[&str]) -> String {
        let output = run("pdfinfo", options, &self.file);
        assert!(output.status.success());
        // pdfinfo prints some structure titles as UTF-16.
        String::from_utf8_lossy(&output.stdout).into_owned()
    }

    /// The document with its objects expanded, as far as it is text.
    fn objects(&self) -> String {
        let output = Command::new("qpdf")
            .args(["--qdf", "--object-streams=disable"])
            .arg(&self.file)
            .arg("-")
            .output()
            .expect("these tests need qpdf");
        String::from_utf8_lossy(&output.stdout).into_owned()
    }
}

impl Drop for Printed {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

#[test]
fn a_grant_says_what_is_granted_why_and_how_to_appeal() {
    let text = Printed::new("grant", &grant()).text();
    for expected in [
        "Šiaulių miesto savivaldybės administracija",
        "Rasa Bandomienė",
        "Ąžuolų g. 7-12",
        "2026 m. lapkričio 24 d.",
        "SPR-29-2026-40918",
        "PR-29-2026-118377",
        "gautas 2026 m. lapkričio 17 d.",
        "Sprendimas dėl išmokos vaikui ir papildomos išmokos vaikui skyrimo",
        "Jums skirta 617,16 Eur per mėnesį trims vaikams nuo 2026 m. lapkričio.",
        "Už laiką nuo 2026 m. rugsėjo iki 2026 m. spalio išmokėsime 1 234,32 Eur.",
        "į sąskaitą, kuri baigiasi 4821.",
        "Ugnė Bandomaitė",
        "129,50 Eur",
        "76,22 Eur",
        "1,75 × 74,00 Eur",
        "Bazinė socialinė išmoka (BSI)",
        "Gyventojų registras, 2026-11-23",
        "Išmokų vaikams įstatymo 6 straipsnis",
        "Jei nesutinkate",
        "paklausimas skundo termino nesustabdo",
        "Vytė Pavyzdienė",
        "Skyriaus vedėja",
        "įsakymas Nr. A-100",
        "Sprendimas priimtas SPIS 2026 m. lapkričio 24 d. 10:31, žurnalo įrašas Nr. 29-881204.",
    ] {
        assert!(text.contains(expected), "missing: {expected}\nin: {text}");
    }
    for absent in ["PROJEKTAS", "Ko neskyrėme", "kvalifikuotu", "ranka"] {
        assert!(!text.contains(absent), "must not be printed: {absent}");
    }
}

#[test]
fn a_partial_refusal_names_the_deciding_fact_and_sums_only_what_is_granted() {
    let mut letter = partial_refusal();
    letter.own_words = Some("Pajamos viršija ribą bet kaip skaičiuojant.".into());
    let text = Printed::new("partial", &letter).text();
    for expected in [
        "skyrimo ir neskyrimo",
        "Jums skirta 129,50 Eur per mėnesį vienam vaikui nuo 2026 m. lapkričio.",
        "Ko neskyrėme ir kodėl",
        "papildoma išmoka vaikui, nuo 2026 m. lapkričio.",
        "399,00 Eur, o riba – 256,30 Eur",
        "Sprendimą priėmęs pareigūnas paaiškina: Pajamos viršija ribą bet kaip skaičiuojant.",
        "Pasirašyta kvalifikuotu elektroniniu parašu. Sertifikatas: Vytė Pavyzdienė",
    ] {
        assert!(text.contains(expected), "missing: {expected}\nin: {text}");
    }
    for absent in ["617,16", "praėjusį laiką", "žurnalo įrašas"] {
        assert!(!text.contains(absent), "must not be printed: {absent}");
    }
}

#[test]
fn a_full_refusal_has_no_table_of_sums() {
    let mut letter = partial_refusal();
    letter.lines.remove(0);
    letter.subject = "papildomos išmokos vaikui".into();
    letter.monthly_total = Cents(0);
    letter.payment = None;
    letter.duties = None;
    letter.signature_state = SignatureState::OnPaper;
    let text = Printed::new("refusal", &letter).text();
    assert!(text.contains("Sprendimas dėl papildomos išmokos vaikui neskyrimo"));
    assert!(text.contains("Prašoma parama neskirta. Šeimos pajamos vienam žmogui – 399,00 Eur"));
    assert!(text.contains("Kodėl taip nusprendėme"));
    assert!(text.contains("Pasirašyta ranka."));
    for absent in ["Suma per mėnesį", "Praneškite apie pasikeitimus", "žurnalo"] {
        assert!(!text.contains(absent), "must not be printed: {absent}");
    }
}

#[test]
fn sums_that_change_are_told_period_by_period() {
    let mut letter = partial_refusal();
    letter.lines.truncate(1);
    let line = &mut letter.lines[0];
    line.from = month(2025, 11);
    line.amounts = vec![
        AmountPeriod {
            from: month(2025, 11),
            to: Some(month(2025, 12)),
            amount: Cents(12_250),
        },
        AmountPeriod {
            from: month(2026, 1),
            to: None,
            amount: Cents(12_950),
        },
    ];
    let text = Printed::new("changing", &letter).text();
    for expected in [
        "Parama skirta vienam vaikui. Kas mėnesį mokėsime 129,50 Eur.",
        "nuo 2025 m. lapkričio iki 2025 m. gruodžio 122,50 Eur",
        "nuo 2026 m. sausio 129,50 Eur",
    ] {
        assert!(text.contains(expected), "missing: {expected}\nin: {text}");
    }
}

#[test]
fn a_long_table_goes_on_under_its_header() {
    let mut letter = grant();
    letter.lines = (1..=28)
        .map(|number| {
            let name = format!("Vaikas{number} Bandomas");
            granted(&name, date(2020, 1, number), "Išmoka vaikui", 12_950)
        })
        .collect();
    letter.monthly_total = Cents(28 * 12_950);
    letter.arrears = None;
    let text = Printed::new("long", &letter).text();
    assert!(text.contains("Jums skirta 3 626,00 Eur per mėnesį 28 vaikams nuo"));
    assert_eq!(text.matches("Laikotarpis").count(), 2);
    assert!(text.contains("Vaikas28 Bandomas"));
}

#[test]
fn a_draft_is_marked_and_claims_no_signature() {
    let mut letter = grant();
    letter.draft = true;
    letter.number = String::new();
    let printed = Printed::new("draft", &letter);
    let text = printed.text();
    assert!(text.contains("PROJEKTAS – sprendimas dar nepriimtas."));
    assert!(text.contains("Tai projektas"));
    assert!(!text.contains("žurnalo įrašas"));
    assert!(printed.info(&[]).contains("Projektas. Sprendimas"));
}

#[test]
fn a_protected_person_has_no_printed_address() {
    let mut letter = grant();
    letter.addressee.address = None;
    let printed = Printed::new("protected", &letter);
    assert!(printed.text().contains("Rasa Bandomienė"));
    assert!(!printed.text().contains("Ąžuolų"));
    assert!(!printed.objects().contains("76201"));
}

#[test]
fn text_of_people_is_never_markup() {
    let mut letter = grant();
    let hostile = [
        "#panic(\"x\")",
        "*bold* _it_",
        "= Title",
        "$x^2$ @ref <label>",
        "\\ // https://x",
    ];
    letter.addressee.name = hostile[0].into();
    letter.lines[0].child_name = hostile[1].into();
    letter.facts[0].statement = hostile[2].into();
    letter.reasoning[0].text = hostile[3].into();
    letter.decider.name = hostile[4].into();
    let text = Printed::new("hostile", &letter).text();
    for expected in hostile {
        assert!(text.contains(expected), "missing: {expected}\nin: {text}");
    }
}

#[test]
fn the_document_is_archivable_and_accessible() {
    for (test, letter) in [("ua-grant", grant()), ("ua-partial", partial_refusal())] {
        let printed = Printed::new(test, &letter);
        let check = run("qpdf", &["--check"], &printed.file);
        assert!(check.status.success(), "{check:?}");
        let info = printed.info(&[]);
        let field = |name: &str| {
            info.lines()
                .find_map(|line| line.strip_prefix(name)?.strip_prefix(':'))
                .map(str::trim)
                .unwrap_or_default()
                .to_owned()
        };
        assert_eq!(field("Tagged"), "yes");
        assert!(field("Title").starts_with("Sprendimas dėl išmokos vaikui"));
        assert!(!field("Title").contains("Bandom"));
        assert_eq!(field("Creator"), "SPIS");
        assert!(field("Page size").contains("A4"));
        assert!(field("Pages").parse::<u8>().unwrap() <= 2);
        let xmp: String = printed
            .info(&["-meta"])
            .chars()
            .filter(|c| !c.is_whitespace())
            .collect();
        for expected in [
            "<pdfaid:part>2</pdfaid:part>",
            "<pdfaid:conformance>A</pdfaid:conformance>",
            "<pdfuaid:part>1</pdfuaid:part>",
        ] {
            assert!(xmp.contains(expected), "missing: {expected}");
        }
        assert!(printed.objects().contains("/Lang (lt-LT)"));
        let structure = printed.info(&["-struct"]);
        for tag in ["H1", "H2", "Table", "TH", "L "] {
            assert!(structure.contains(tag), "no {tag} in\n{structure}");
        }
        assert!(structure.contains("/Row"), "no row headers in\n{structure}");
    }
}

#[test]
fn the_same_letter_gives_the_same_bytes() {
    assert_eq!(
        decision_pdf(&grant()).unwrap(),
        decision_pdf(&grant()).unwrap()
    );
}

/// What is done to a good letter, and the error that must follow.
type Breaking = (fn(&mut DecisionLetter), DocumentError);

#[test]
fn an_adopted_decision_lacks_nothing_that_it_must_have() {
    let broken: [Breaking; 7] = [
        (
            |letter| letter.appeal.clear(),
            DocumentError::Incomplete("appeal text"),
        ),
        (
            |letter| letter.number.clear(),
            DocumentError::Incomplete("number"),
        ),
        (
            |letter| letter.decider.power_basis.clear(),
            DocumentError::Incomplete("basis of the decider's power"),
        ),
        (
            |letter| letter.lines.clear(),
            DocumentError::Incomplete("award lines"),
        ),
        (
            |letter| letter.lines[0].outcome = Outcome::Refused,
            DocumentError::Incomplete("reason of a refused line"),
        ),
        (
            |letter| letter.payment = Some("į LT12 1000 0111 0100 1000".into()),
            DocumentError::WholeAccountNumber,
        ),
        (
            |letter| letter.addressee.name.push('𒀀'),
            DocumentError::MissingGlyph(0x12000),
        ),
    ];
    for (breaking, expected) in broken {
        let mut letter = grant();
        breaking(&mut letter);
        assert_eq!(decision_pdf(&letter), Err(expected));
    }
}

#[test]
fn errors_carry_no_personal_data() {
    let mut letter = grant();
    letter.lines[0].amounts.clear();
    let told = decision_pdf(&letter).unwrap_err().to_string();
    assert!(!told.contains("Bandom") && !told.contains("Ugnė"), "{told}");
}
