//! Payments against a real database: each month once, what is held, the file, the rights.

#[expect(
    dead_code,
    reason = "the tests of what comes after sending use the rest"
)]
mod municipality;

use std::process::Command;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode, header};
use municipality::{Granted, Municipality};
use spis_cash_benefits::child_benefit::GROUP;
use spis_cash_benefits::{PaymentRunError, RunOutcome, router, run_payments, store};
use spis_kernel::{Cents, Month, PaymentRunId};
use tower::ServiceExt;
use uuid::Uuid;

fn month(text: &str) -> Month {
    text.parse().unwrap()
}

async fn run(place: &Municipality, upto: &str) -> Result<RunOutcome, PaymentRunError> {
    run_payments(
        &place.node,
        GROUP,
        month(upto),
        None,
        &place.officer,
        place.now,
    )
    .await
}

fn granted<'a>(
    recipient: Uuid,
    account: &'a str,
    child: Uuid,
    kind: &'a str,
    period: &'a str,
    amounts: &'a [(&'a str, i64)],
) -> Granted<'a> {
    Granted {
        recipient,
        account,
        child,
        kind,
        period,
        amounts,
    }
}

async fn stored_file(place: &Municipality, run: PaymentRunId) -> String {
    let mut connection = place.node.pool().acquire().await.unwrap();
    let facts = store::file_facts(&mut connection, place.node.code(), run)
        .await
        .unwrap()
        .unwrap();
    let bytes = store::file_content(&mut connection, place.node.code(), facts.id)
        .await
        .unwrap();
    String::from_utf8(bytes).unwrap()
}

fn assert_valid(xml: &str) {
    let path = std::env::temp_dir().join(format!("spis-run-{}.xml", Uuid::new_v4().simple()));
    std::fs::write(&path, xml).unwrap();
    let schema = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/xsd/pain.001.001.09.xsd");
    let output = Command::new("xmllint")
        .args(["--noout", "--nonet", "--schema", schema])
        .arg(&path)
        .output()
        .expect("this test needs xmllint (package libxml2-utils)");
    std::fs::remove_file(&path).unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn each_month_is_paid_once_with_arrears_and_without_the_dead() {
    let mut place = Municipality::start().await;
    let (first, second) = (place.account(), place.account());
    let mother = place.person("Rūta", None).await;
    let father = place.person("Jonas", None).await;
    let late = place.person("Petras", Some("2026-10-30")).await;
    let [one, two, three, four, five] = [
        place.person("Ona", None).await,
        place.person("Ieva", Some("2026-09-15")).await,
        place.person("Matas", None).await,
        place.person("Lukas", None).await,
        place.person("Emilija", None).await,
    ];
    // The amount changes in the middle of an award without an end.
    let (august, october) = (
        ("[2026-08-01,2026-10-01)", 12_950),
        ("[2026-10-01,)", 13_000),
    );
    place
        .grant(granted(
            mother,
            first.as_str(),
            one,
            "ivi_vaikui",
            "[2026-08-01,)",
            &[august, october],
        ))
        .await;
    place
        .grant(granted(
            mother,
            first.as_str(),
            one,
            "ivi_vaikui_gausi",
            "[2026-10-01,2026-12-01)",
            &[("[2026-10-01,2026-12-01)", 7_622)],
        ))
        .await;
    place
        .grant(granted(
            mother,
            first.as_str(),
            two,
            "ivi_vaikui",
            "[2026-08-01,)",
            &[august, october],
        ))
        .await;
    place
        .grant(granted(
            father,
            second.as_str(),
            three,
            "ivi_vaikui",
            "[2026-10-01,2026-11-01)",
            &[("[2026-10-01,2026-11-01)", 13_000)],
        ))
        .await;
    place
        .grant(granted(
            father,
            "",
            four,
            "ivi_vaikui",
            "[2026-10-01,)",
            &[october],
        ))
        .await;
    place
        .grant(granted(
            late,
            second.as_str(),
            five,
            "ivi_vaikui",
            "[2026-10-01,)",
            &[october],
        ))
        .await;

    let (a, b) = tokio::join!(run(&place, "2026-10"), run(&place, "2026-10"));
    let (a, b) = (a.unwrap(), b.unwrap());
    let (RunOutcome::Paid(id), RunOutcome::NothingDue) = (if a == RunOutcome::NothingDue {
        (b, a)
    } else {
        (a, b)
    }) else {
        panic!("exactly one of two runs pays: {a:?}, {b:?}");
    };

    let line =
        |child, kind: &str, month: &str, cents| (child, kind.to_owned(), month.to_owned(), cents);
    let mut expected = vec![
        line(one, "ivi_vaikui", "2026-08", 12_950),
        line(one, "ivi_vaikui", "2026-09", 12_950),
        line(one, "ivi_vaikui", "2026-10", 13_000),
        line(one, "ivi_vaikui_gausi", "2026-10", 7_622),
        line(two, "ivi_vaikui", "2026-08", 12_950),
        // The month of death is paid whole, the next one is held.
        line(two, "ivi_vaikui", "2026-09", 12_950),
        line(three, "ivi_vaikui", "2026-10", 13_000),
    ];
    expected.sort();
    assert_eq!(place.lines().await, expected);

    let mut connection = place.node.pool().acquire().await.unwrap();
    let paid = store::run_find(&mut connection, place.node.code(), id)
        .await
        .unwrap()
        .unwrap();
    assert_eq!((paid.payments, paid.total), (2, Cents(85_422)));
    // 8 November has passed and today is a Sunday.
    assert_eq!(paid.pay_on.to_string(), "2026-11-23");
    let sums = store::run_sums(&mut connection, place.node.code(), &paid)
        .await
        .unwrap();
    assert_eq!(sums[0].kind, "ivi_vaikui");
    assert_eq!(
        (sums[0].current, sums[0].arrears),
        (Cents(26_000), Cents(51_800))
    );
    drop(connection);

    let xml = stored_file(&place, id).await;
    assert_valid(&xml);
    assert_eq!(xml.matches("<NbOfTxs>2</NbOfTxs>").count(), 2);
    assert_eq!(xml.matches("<CtrlSum>854.22</CtrlSum>").count(), 2);
    assert!(
        xml.contains("<InstdAmt Ccy=\"EUR\">724.22</InstdAmt>"),
        "{xml}"
    );
    assert!(xml.contains("<InstdAmt Ccy=\"EUR\">130.00</InstdAmt>"));
    assert!(xml.contains("2026-11-23"));
    assert!(
        !xml.contains("Ona") && !xml.contains("negalia"),
        "the file tells of a child"
    );

    // A late decision makes a further run of the same month; what was paid stays paid.
    let six = place.person("Urtė", None).await;
    place
        .grant(granted(
            mother,
            first.as_str(),
            six,
            "ivi_vaikui",
            "[2026-09-01,)",
            &[("[2026-09-01,)", 13_000)],
        ))
        .await;
    let RunOutcome::Paid(further) = run(&place, "2026-10").await.unwrap() else {
        panic!("the late decision is due");
    };
    let mut connection = place.node.pool().acquire().await.unwrap();
    let further = store::run_find(&mut connection, place.node.code(), further)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(
        (further.position, further.payments, further.total),
        (2, 1, Cents(26_000))
    );
    drop(connection);
    assert_eq!(
        run(&place, "2026-10").await.unwrap(),
        RunOutcome::NothingDue
    );
    assert!(matches!(
        run(&place, "2026-12").await,
        Err(PaymentRunError::FutureMonth)
    ));

    // Every payment is the sum of its lines, every run of its payments.
    let unequal = "SELECT count(*) FROM municipal.payment p WHERE amount_cents <>
                       (SELECT sum(l.amount_cents) FROM municipal.payment_line l WHERE l.payment_id = p.id)";
    assert_eq!(place.count(unequal).await, 0);
    let unequal = "SELECT count(*) FROM municipal.payment_run r WHERE (total_cents, payments) <>
                       (SELECT sum(p.amount_cents), count(*) FROM municipal.payment p WHERE p.run_id = r.id)";
    assert_eq!(place.count(unequal).await, 0);
    let journalled = "SELECT count(DISTINCT s.person_id) FROM municipal.journal_entry e
                      JOIN municipal.journal_subject s ON s.entry_id = e.id WHERE e.action = 'payment_run'";
    assert_eq!(place.count(journalled).await, 2);

    // What was paid cannot be changed, and the same month cannot be written again.
    for sql in [
        "UPDATE municipal.payment_line SET amount_cents = 1",
        "DELETE FROM municipal.payment_line",
        "UPDATE municipal.payment_file_part SET content = ''",
        "TRUNCATE municipal.payment",
    ] {
        let error = sqlx::query(sql)
            .execute(place.node.pool())
            .await
            .unwrap_err();
        assert_eq!(
            error.as_database_error().unwrap().code().as_deref(),
            Some("42501"),
            "{sql}"
        );
    }
    let again = "INSERT INTO municipal.payment_line
                 SELECT municipality_code, gen_random_uuid(), month, payment_id, run_id, child_id, kind, stacking, amount_cents
                 FROM municipal.payment_line LIMIT 1";
    let error = sqlx::query(again)
        .execute(place.node.pool())
        .await
        .unwrap_err();
    assert!(error.as_database_error().unwrap().constraint().is_some());
}

struct Answer {
    status: StatusCode,
    location: String,
    disposition: String,
    body: String,
}

async fn ask(router: &Router, cookie: &str, path: &str, form: Option<String>) -> Answer {
    let mut request = Request::builder().uri(path).header(header::COOKIE, cookie);
    if form.is_some() {
        request = request
            .method("POST")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
    }
    let request = request.body(Body::from(form.unwrap_or_default())).unwrap();
    let response = router.clone().oneshot(request).await.unwrap();
    let header = |name| {
        let value = response.headers().get(name);
        value.map_or_else(String::new, |v| v.to_str().unwrap().to_owned())
    };
    let (location, disposition) = (
        header(header::LOCATION),
        header(header::CONTENT_DISPOSITION),
    );
    let status = response.status();
    let body = to_bytes(response.into_body(), 10_000_000).await.unwrap();
    Answer {
        status,
        location,
        disposition,
        body: String::from_utf8(body.to_vec()).unwrap(),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_officer_previews_pays_and_takes_the_file_and_nobody_else_does() {
    let mut place = Municipality::start().await;
    let account = place.account();
    let mother = place.person("Rūta", None).await;
    let child = place.person("Ona", None).await;
    let held = place.person("Ieva", Some("2026-01-31")).await;
    for child in [child, held] {
        place
            .grant(granted(
                mother,
                account.as_str(),
                child,
                "ivi_vaikui",
                "[2026-09-01,2026-11-01)",
                &[("[2026-09-01,2026-11-01)", 12_950)],
            ))
            .await;
    }
    let router = router(place.web());
    let runs = "SELECT count(*) FROM municipal.payment_run";
    let refusals = "SELECT count(*) FROM municipal.journal_entry WHERE outcome = 'refused'";

    // A specialist has no right: refused and journalled each time.
    let (cookie, csrf) = place.sign_in(&place.specialist).await;
    let pay = |csrf: &str, rest: &str| Some(format!("csrf={csrf}&menuo=2026-10{rest}"));
    for (at, (path, form)) in [
        ("/mokejimai", None),
        ("/mokejimai/perziura", None),
        ("/mokejimai", pay(&csrf, "")),
        (
            "/mokejimai/00000000-0000-0000-0000-000000000000/failas",
            None,
        ),
    ]
    .into_iter()
    .enumerate()
    {
        let answer = ask(&router, &cookie, path, form).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{path}");
        assert_eq!(
            place.count(refusals).await,
            i64::try_from(at).unwrap() + 1,
            "{path}"
        );
    }
    // Without signing in the pages lead to the sign-in.
    assert_eq!(
        ask(&router, "", "/mokejimai", None).await.location,
        "/prisijungti"
    );
    assert_eq!(place.count(runs).await, 0);

    let (cookie, csrf) = place.sign_in(&place.officer).await;
    let list = ask(&router, &cookie, "/mokejimai", None).await;
    assert!(
        list.body.contains("/mokejimai/perziura?menuo=2026-10"),
        "{}",
        list.body
    );
    let preview = ask(&router, &cookie, "/mokejimai/perziura?menuo=2026-10", None).await;
    assert_eq!(preview.status, StatusCode::OK);
    for said in [
        "name=\"suma\" value=\"25900\"",
        "Rūta Bandomasis",
        "Vaiko mirties įrašas",
        "2026-09",
    ] {
        assert!(preview.body.contains(said), "{said}: {}", preview.body);
    }
    assert!(
        !preview.body.contains(account.as_str()),
        "the whole account is shown"
    );
    assert!(
        !preview.body.contains('⟦'),
        "wording is missing: {}",
        preview.body
    );
    let seen = "SELECT count(*) FROM municipal.journal_entry e JOIN municipal.journal_subject s ON s.entry_id = e.id
                WHERE e.action = 'payment_preview' AND e.outcome = 'allowed'";
    assert_eq!(place.count(seen).await, 3);

    // A forged form, and a sum that is no longer the one that was seen.
    let forged = ask(&router, &cookie, "/mokejimai", pay("x", "&suma=25900")).await;
    assert_eq!(forged.status, StatusCode::FORBIDDEN);
    let changed = ask(&router, &cookie, "/mokejimai", pay(&csrf, "&suma=12950")).await;
    assert!(
        changed.location.ends_with("zinute=payments-changed"),
        "{}",
        changed.location
    );
    assert_eq!(place.count(runs).await, 0);

    let paid = ask(&router, &cookie, "/mokejimai", pay(&csrf, "&suma=25900")).await;
    assert_eq!(paid.status, StatusCode::SEE_OTHER);
    let address = paid
        .location
        .strip_suffix("?zinute=paid")
        .unwrap()
        .to_owned();
    let again = ask(&router, &cookie, "/mokejimai", pay(&csrf, "")).await;
    assert_eq!(again.location, "/mokejimai?zinute=nothing-due");
    assert_eq!(place.count(runs).await, 1);

    let shown = ask(&router, &cookie, &paid.location, None).await;
    for said in [
        "IV29-2026-10-1.xml",
        "IV29-2026-10-1-000001",
        "Mokėjimas parengtas",
        account.last_four(),
    ] {
        assert!(shown.body.contains(said), "{said}: {}", shown.body);
    }
    assert!(!shown.body.contains(account.as_str()) && !shown.body.contains('⟦'));

    let file = ask(&router, &cookie, &format!("{address}/failas"), None).await;
    assert_eq!(file.status, StatusCode::OK);
    assert_eq!(
        file.disposition,
        "attachment; filename=\"IV29-2026-10-1.xml\""
    );
    assert_valid(&file.body);
    assert!(file.body.contains(account.as_str()));
    let taken = "SELECT count(*) FROM municipal.journal_entry WHERE action = 'payment_file_read' AND outcome = 'allowed'";
    assert_eq!(place.count(taken).await, 1);

    let missing = format!("/mokejimai/{}", Uuid::new_v4());
    assert_eq!(
        ask(&router, &cookie, &missing, None).await.status,
        StatusCode::NOT_FOUND
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn another_s_account_is_paid_in_its_holder_s_name_and_says_whose_benefit_it_is() {
    let mut place = Municipality::start().await;
    let account = place.account();
    let mother = place.person("Rūta", None).await;
    let child = place.person("Ona", None).await;
    let months = "[2026-10-01,2026-11-01)";
    let amounts = [(months, 12_950)];
    let to_another = granted(
        mother,
        account.as_str(),
        child,
        "ivi_vaikui",
        months,
        &amounts,
    );
    place.grant(to_another).await;
    sqlx::query("UPDATE municipal.award SET account_holder = 'Živilė Kitokia'")
        .execute(place.node.pool())
        .await
        .unwrap();
    let RunOutcome::Paid(id) = run(&place, "2026-10").await.unwrap() else {
        panic!("there is something to pay");
    };
    let xml = stored_file(&place, id).await;
    assert_valid(&xml);
    // The bank is told the holder; the statement names the recipient, and never the child.
    let creditor = xml.split("<Cdtr>").nth(1).unwrap();
    assert!(
        creditor.trim_start().starts_with("<Nm>Zivile Kitokia</Nm>"),
        "{xml}"
    );
    let statement = xml.split("<Ustrd>").nth(1).unwrap();
    let statement = statement.split('<').next().unwrap();
    assert!(statement.contains("Ruta"), "{statement}");
    assert!(statement.chars().count() <= 140 && !statement.contains("Ona"));
    let paid: String =
        sqlx::query_scalar("SELECT creditor_name FROM municipal.payment WHERE recipient_id = $1")
            .bind(mother)
            .fetch_one(place.node.pool())
            .await
            .unwrap();
    assert_eq!(paid, "Živilė Kitokia");
}
