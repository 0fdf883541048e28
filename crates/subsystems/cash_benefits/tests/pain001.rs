//! The payment file against the official schema of `pain.001.001.09` and our own rules.
//! All people and accounts are invented.

use std::path::PathBuf;
use std::process::Command;

use jiff::civil::date;
use spis_cash_benefits::payment_file::{CreditTransfer, Debtor, PaymentFile, PaymentFileError};
use spis_kernel::{Cents, Iban};

fn transfer(number: u64, name: &str, amount: i64) -> CreditTransfer {
    CreditTransfer {
        end_to_end_id: format!("29-2026-11-{number:06}"),
        creditor_name: name.into(),
        creditor: Iban::lithuanian(70_440, 6_000_000_000 + number),
        amount: Cents(amount),
        remittance: "Išmoka vaikui 2026-11, Išmokų vaikams įstatymas".into(),
    }
}

fn file() -> PaymentFile {
    PaymentFile {
        message_id: "29-2026-11-P1".into(),
        created_at: "2026-12-07T08:15:30Z".parse().unwrap(),
        debtor: Debtor {
            name: "Šiaulių miesto savivaldybės administracija".into(),
            iban: Iban::lithuanian(73_000, 10_000_000_001),
        },
        execution_on: date(2026, 12, 8),
        payments: vec![
            transfer(1, "Rasa Bandomienė", 38_850),
            transfer(2, "Žiežirba Ąčęėįšųūž", 12_950),
            transfer(3, "O'Hara & sūnūs <\"x\">", 1),
        ],
    }
}

fn xml(file: &PaymentFile) -> String {
    String::from_utf8(file.to_pain_001().unwrap()).unwrap()
}

/// Whether `xmllint` finds the message valid, and what it says.
fn validate(test: &str, message: &str) -> (bool, String) {
    let folder = std::env::temp_dir().join(format!("spis-pain001-{}-{test}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let path = folder.join("payments.xml");
    std::fs::write(&path, message).unwrap();
    let schema = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/xsd/pain.001.001.09.xsd");
    let output = Command::new("xmllint")
        .args(["--noout", "--nonet", "--schema"])
        .arg(schema)
        .arg(&path)
        .output()
        .expect("this test needs xmllint (package libxml2-utils)");
    std::fs::remove_dir_all(&folder).unwrap();
    (
        output.status.success(),
        String::from_utf8_lossy(&output.stderr).into_owned(),
    )
}

#[test]
fn the_file_keeps_the_official_schema() {
    let message = xml(&file());
    let (valid, said) = validate("valid", &message);
    assert!(valid, "{said}");
    // The schema does bind: the same message without its account numbers is refused.
    let (valid, _) = validate("invalid", &message.replace("IBAN>", "BBAN>"));
    assert!(!valid);
}

#[test]
fn count_control_sum_currency_and_dates_are_ours() {
    let file = file();
    let message = xml(&file);
    assert_eq!(file.total(), Some(Cents(51_801)));
    assert_eq!(message.matches("<NbOfTxs>3</NbOfTxs>").count(), 2);
    assert_eq!(message.matches("<CtrlSum>518.01</CtrlSum>").count(), 2);
    assert_eq!(message.matches("<InstdAmt Ccy=\"EUR\">").count(), 3);
    for expected in [
        "<MsgId>29-2026-11-P1</MsgId>",
        "<CreDtTm>2026-12-07T08:15:30Z</CreDtTm>",
        "<ReqdExctnDt><Dt>2026-12-08</Dt></ReqdExctnDt>",
        "<SvcLvl><Cd>SEPA</Cd></SvcLvl>",
        "<InstdAmt Ccy=\"EUR\">388.50</InstdAmt>",
        "<InstdAmt Ccy=\"EUR\">0.01</InstdAmt>",
        "<EndToEndId>29-2026-11-000002</EndToEndId>",
    ] {
        assert!(message.contains(expected), "missing: {expected}");
    }
    for payment in &file.payments {
        assert!(message.contains(payment.creditor.as_str()));
    }
    assert!(message.contains(file.debtor.iban.as_str()));
}

#[test]
fn lithuanian_letters_lose_only_their_marks_and_markup_stays_text() {
    let message = xml(&file());
    for expected in [
        "<Nm>Siauliu miesto savivaldybes administracija</Nm>",
        "<Nm>Rasa Bandomiene</Nm>",
        "<Nm>Ziezirba Aceeisuuz</Nm>",
        "<Ustrd>Ismoka vaikui 2026-11, Ismoku vaikams istatymas</Ustrd>",
    ] {
        assert!(message.contains(expected), "missing: {expected}\n{message}");
    }
    assert!(!message.contains("<\"x\">"));
}

#[test]
fn the_same_file_gives_the_same_bytes() {
    assert!(file().to_pain_001() == file().to_pain_001());
}

/// What is done to a good file, and the error that must follow.
type Breaking = (fn(&mut PaymentFile), PaymentFileError);

#[test]
fn nothing_is_written_of_a_file_that_breaks_a_rule() {
    let too_long = |payment, element, found, longest| PaymentFileError::TooLong {
        payment,
        element,
        found,
        longest,
    };
    let cases: [Breaking; 10] = [
        (|file| file.payments.clear(), PaymentFileError::Empty),
        (
            |file| file.payments[1].amount = Cents(0),
            PaymentFileError::Amount { payment: 1 },
        ),
        (
            |file| file.payments[2].amount = Cents(-12_950),
            PaymentFileError::Amount { payment: 2 },
        ),
        (
            |file| file.payments[2].amount = Cents(i64::MAX),
            PaymentFileError::Amount { payment: 2 },
        ),
        (
            |file| file.message_id = "9".repeat(36),
            too_long(None, "GrpHdr/MsgId", 36, 35),
        ),
        (
            |file| file.payments[0].end_to_end_id = "9".repeat(36),
            too_long(Some(0), "CdtTrfTxInf/PmtId/EndToEndId", 36, 35),
        ),
        (
            |file| file.payments[1].creditor_name = "a".repeat(71),
            too_long(Some(1), "Cdtr/Nm", 71, 70),
        ),
        (
            |file| file.payments[1].remittance = "a".repeat(141),
            too_long(Some(1), "RmtInf/Ustrd", 141, 140),
        ),
        (
            |file| file.payments[0].end_to_end_id = "mokėjimas".into(),
            PaymentFileError::Text {
                payment: Some(0),
                element: "CdtTrfTxInf/PmtId/EndToEndId",
            },
        ),
        (
            |file| file.payments[2].end_to_end_id = file.payments[0].end_to_end_id.clone(),
            PaymentFileError::Duplicate { payment: 2 },
        ),
    ];
    for (breaking, expected) in cases {
        let mut file = file();
        breaking(&mut file);
        assert_eq!(file.to_pain_001(), Err(expected));
    }
}

#[test]
fn the_longest_allowed_texts_pass() {
    let mut file = file();
    file.message_id = "9".repeat(35);
    file.payments[0].end_to_end_id = "8".repeat(35);
    file.payments[0].creditor_name = "Š".repeat(70);
    file.payments[0].remittance = "ž".repeat(140);
    let (valid, said) = validate("longest", &xml(&file));
    assert!(valid, "{said}");
}
