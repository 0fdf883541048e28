//! Documents that go with what she writes after sending: with and without the script, once, whole, and nobody else's.

#[expect(dead_code, reason = "the other tests of the portal use the rest")]
mod support;

use axum::http::StatusCode;
use jiff::SignedDuration;
use serde_json::Value;
use spis_applications::Mailer;
use spis_kernel::Clock;
use spis_resident_portal::{Checked, check_uploads, tidy_up};
use support::sent::{ask_document, case, opened};
use support::{Answer, Browser, Centre, Files, between, greta, rasa};
use uuid::Uuid;

/// Nobody is written to.
struct NoMail;

impl Mailer for NoMail {
    fn send<'a>(
        &'a self,
        _to: &'a str,
        _subject: &'a str,
        _body: &'a str,
    ) -> std::pin::Pin<Box<dyn Future<Output = anyhow::Result<()>> + Send + 'a>> {
        Box::pin(async { Ok(()) })
    }
}

const PART: usize = 256 * 1024;
const PDF: &[u8] = b"%PDF tekstas";

async fn count(centre: &Centre, sql: &'static str) -> i64 {
    centre.count(sql).await
}

#[tokio::test]
async fn documents_go_with_a_supplement_and_only_once() {
    let centre = Centre::new().await;
    let mut hers = centre.informed(rasa()).await;
    let (submission, _) = case(&centre, Some("assessed"), true).await;
    let path = format!("/prasymai/{submission}/papildyti");
    let (csrf, key) = opened(&mut hers, &path).await;
    let fields = [
        ("csrf", csrf.as_str()),
        ("raktas", &key),
        ("tekstas", "Vaikas lanko darželį."),
    ];

    // Adding keeps what is typed and sends nothing.
    let mut adding = fields.to_vec();
    adding.push(("ikelti", "taip"));
    let nothing = hers.post_form(&path, &adding, &[("", b"")]).await;
    assert_eq!(nothing.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(nothing.body.contains("Nepasirinktas"), "{}", nothing.body);
    let added = hers.post_form(&path, &adding, &[("pažyma.pdf", PDF)]).await;
    assert_eq!(added.status, StatusCode::OK, "{}", added.body);
    assert!(added.body.contains("Vaikas lanko darželį.") && added.body.contains("pažyma.pdf"));
    assert!(!added.body.contains('⟦'), "a wording is missing");
    // Opened anew, it is still there.
    assert!(hers.get(&path).await.body.contains("pažyma.pdf"));

    // A file that is refused stops the sending; its words stand beside the field, what is typed and received stays.
    let wrong = hers.post_form(&path, &fields, &[("foto.jpg", b"MZ")]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    for words in [
        "„foto.jpg“: Tokio failo neatpažįstame",
        "Vaikas lanko darželį.",
        "pažyma.pdf",
        "id=\"failai-k\"",
    ] {
        assert!(wrong.body.contains(words), "{words}: {}", wrong.body);
    }
    assert_eq!(
        count(&centre, "SELECT count(*) FROM central.resident_request").await,
        0
    );

    // One is taken away again.
    hers.post_form(&path, &adding, &[("klaida.pdf", PDF)]).await;
    let file = between(
        hers.get(&path)
            .await
            .body
            .split("klaida.pdf")
            .nth(1)
            .unwrap(),
        "name=\"salinti\" value=\"",
        "\"",
    );
    let mut removing = fields.to_vec();
    removing.push(("salinti", &file));
    let removed = hers.post_form(&path, &removing, &[]).await;
    assert_eq!(removed.status, StatusCode::OK);
    assert!(!removed.body.contains("klaida.pdf") && removed.body.contains("Vaikas lanko darželį."));

    // Sent with one more file, twice, as by a button pressed twice.
    for _ in 0..2 {
        let sent = hers
            .post_form(&path, &fields, &[("sutartis.pdf", PDF)])
            .await;
        assert_eq!(
            sent.location(),
            format!("/prasymai/{submission}?zinute=request-supplement"),
            "{}",
            sent.body
        );
    }
    let attached = "SELECT count(*) FROM central.attachment a JOIN central.resident_request r ON r.id = a.subject_id
                    WHERE a.municipality_code = 29 AND r.kind = 'supplement'";
    assert_eq!(count(&centre, attached).await, 2);
    assert_eq!(
        count(&centre, "SELECT count(*) FROM central.attachment_part").await,
        2
    );
    assert_eq!(
        count(&centre, "SELECT count(*) FROM central.upload").await,
        0
    );

    // She sees what she sent, and nobody else does.
    let page = hers.get(&format!("/prasymai/{submission}")).await;
    let at = format!("/prasymai/{submission}/dokumentai/");
    let file = between(&page.body, &format!("href=\"{at}"), "\"");
    assert!(page.body.contains("pažyma.pdf") && page.body.contains("sutartis.pdf"));
    let opened = hers.get(&format!("{at}{file}")).await;
    assert_eq!(opened.body.as_bytes(), PDF);
    let mut other = centre.informed(greta()).await;
    for path in [format!("{at}{file}"), format!("{at}{file}/mazas")] {
        assert_eq!(
            other.get(&path).await.status,
            StatusCode::NOT_FOUND,
            "{path}"
        );
    }
}

#[tokio::test]
async fn a_document_asked_of_her_needs_neither_words_nor_the_policy() {
    let centre = Centre::new().await;
    let mut hers = centre.signed_in(rasa()).await;
    let (submission, application) = case(&centre, Some("waiting"), true).await;
    let document = ask_document(&centre, application).await;
    let path = format!("/prasymai/{submission}/papildyti?dokumentas={document}");
    let (csrf, key) = opened(&mut hers, &path).await;
    let fields = [("csrf", csrf.as_str()), ("raktas", &key), ("tekstas", "")];
    let empty = hers.post_form(&path, &fields, &[]).await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        empty
            .body
            .contains("Parašykite bent sakinį arba pridėkite dokumentą.")
    );
    let sent = hers
        .post_form(&path, &fields, &[("sprendimas.pdf", PDF)])
        .await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
    let linked = "SELECT count(*) FROM central.attachment a JOIN central.resident_request r ON r.id = a.subject_id
                  WHERE r.document_request_id IS NOT NULL AND r.text = ''";
    assert_eq!(count(&centre, linked).await, 1);

    // Something else instead of it, in words and as a document.
    let without = format!("/prasymai/{submission}/neturiu/{document}");
    let (csrf, key) = opened(&mut hers, &without).await;
    let fields = [
        ("csrf", csrf.as_str()),
        ("raktas", &key),
        ("kaip", "other"),
        ("tekstas", ""),
    ];
    let sent = hers
        .post_form(&without, &fields, &[("laiškas.pdf", PDF)])
        .await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
    let other = "SELECT count(*) FROM central.attachment a JOIN central.resident_request r ON r.id = a.subject_id
                 WHERE r.document_request_id IS NULL AND r.text LIKE '%Pateiksiu kitką%'";
    assert_eq!(count(&centre, other).await, 1);
    // Adding to a supplement of her own will waits for the policy.
    let own = format!("/prasymai/{submission}/papildyti/{submission}/dokumentai");
    assert!(hers.get(&own).await.location().starts_with("/susipazinti"));
}

#[tokio::test]
async fn nobody_else_adds_to_it_and_nothing_is_added_to_what_has_ended() {
    let centre = Centre::new().await;
    let mut hers = centre.informed(rasa()).await;
    let (submission, application) = case(&centre, Some("waiting"), true).await;
    let document = ask_document(&centre, application).await;
    let place = |subject: Uuid| format!("/prasymai/{submission}/papildyti/{subject}/dokumentai");
    let csrf = hers.get("/mano").await.csrf();
    let fields = [("csrf", csrf.as_str())];
    for subject in [submission, document] {
        let added = hers
            .post_form(&place(subject), &fields, &[("a.pdf", PDF)])
            .await;
        assert_eq!(added.status, StatusCode::SEE_OTHER, "{}", added.body);
    }
    let file = between(
        &hers.get(&place(document)).await.body,
        "id=\"dokumentas-",
        "\"",
    );

    let mut other = centre.informed(greta()).await;
    let csrf = other.get("/mano").await.csrf();
    let fields = [("csrf", csrf.as_str()), ("tekstas", "Mano.")];
    for at in [place(document), place(submission)] {
        for path in [
            at.clone(),
            format!("{at}/{file}"),
            format!("{at}/{file}/mazas"),
            format!("{at}/{file}/gauta"),
        ] {
            assert_eq!(
                other.get(&path).await.status,
                StatusCode::NOT_FOUND,
                "{path}"
            );
        }
        for path in [
            format!("{at}/pradeti"),
            format!("{at}/{file}/salinti"),
            format!("{at}/{file}/baigti"),
        ] {
            let answer = other.post(&path, &fields).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
        }
        let answer = other.post_form(&at, &fields, &[("a.pdf", PDF)]).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{at}");
    }
    let papers = format!("/prasymai/{submission}/papildyti?dokumentas={document}");
    assert_eq!(other.get(&papers).await.status, StatusCode::NOT_FOUND);
    let answer = other.post_form(&papers, &fields, &[("a.pdf", PDF)]).await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
    // A request for a document of another case is not this one's.
    let foreign = place(Uuid::now_v7());
    assert_eq!(hers.get(&foreign).await.status, StatusCode::NOT_FOUND);
    assert_eq!(
        count(&centre, "SELECT count(*) FROM central.upload").await,
        2
    );
    let refused = "SELECT count(*) FROM central.journal_entry WHERE outcome = 'refused'";
    assert!(count(&centre, refused).await >= 10);

    sqlx::query("UPDATE municipal.application SET status = 'decided'")
        .execute(&centre.owner)
        .await
        .unwrap();
    let ended = hers
        .post_form(
            &papers,
            &[("csrf", &hers.clone().get("/mano").await.csrf())],
            &[("b.pdf", PDF)],
        )
        .await;
    assert_eq!(ended.status, StatusCode::CONFLICT);
    assert_eq!(
        hers.get(&place(submission)).await.status,
        StatusCode::NOT_FOUND
    );
    assert_eq!(
        count(&centre, "SELECT count(*) FROM central.upload").await,
        2
    );
    // What was never sent is let go of with the life of a draft.
    let mailer = NoMail;
    let later = centre.clock.now() + SignedDuration::from_hours(24 * 91);
    let tidied = tidy_up(&centre.app, &mailer, later).await.unwrap();
    assert_eq!(tidied.deleted, 2);
    assert_eq!(
        count(&centre, "SELECT count(*) FROM central.upload").await,
        0
    );
}

#[tokio::test]
async fn documents_go_with_a_question_and_with_a_disagreement_after_the_decision() {
    let centre = Centre::new().await;
    let mut hers = centre.informed(rasa()).await;
    let (submission, _) = case(&centre, Some("decided"), true).await;
    let page = |place: &str| format!("/prasymai/{submission}/{place}");
    let (csrf, key) = opened(&mut hers, &page("neteisingas")).await;
    let fields = [
        ("csrf", csrf.as_str()),
        ("raktas", &key),
        ("tekstas", ""),
        ("ikelti", "taip"),
    ];
    // Added, and nothing sent yet; what belongs to the one is not the other's.
    let added = hers
        .post_form(&page("neteisingas"), &fields, &[("a.pdf", PDF)])
        .await;
    assert_eq!(added.status, StatusCode::OK, "{}", added.body);
    assert!(added.body.contains("a.pdf"), "{}", added.body);
    assert!(!hers.get(&page("klausti")).await.body.contains("a.pdf"));
    for (place, words, files) in [
        ("neteisingas", "", 0),
        ("neteisingas", "Suma kita.", 1),
        ("klausti", "Kada?", 2),
    ] {
        let (csrf, key) = opened(&mut hers, &page(place)).await;
        let fields = [
            ("csrf", csrf.as_str()),
            ("raktas", &key),
            ("tekstas", words),
        ];
        let with: &[(&str, &[u8])] = match place {
            "klausti" => &[("b.pdf", PDF)],
            _ => &[],
        };
        let sent = hers.post_form(&page(place), &fields, with).await;
        let status = match words {
            "" => StatusCode::UNPROCESSABLE_ENTITY,
            _ => StatusCode::SEE_OTHER,
        };
        assert_eq!(sent.status, status, "{place}: {}", sent.body);
        let handed_in = "SELECT count(*) FROM central.attachment a JOIN central.resident_request r ON r.id = a.subject_id";
        assert_eq!(count(&centre, handed_in).await, files, "{place} {words}");
    }
    let shown = hers.get(&format!("/prasymai/{submission}")).await.body;
    assert!(
        shown.contains("a.pdf") && shown.contains("b.pdf"),
        "{shown}"
    );
}

#[tokio::test]
async fn an_upload_goes_on_after_the_page_was_opened_anew() {
    let centre = Centre::new().await;
    let mut hers = centre.informed(rasa()).await;
    let (submission, _) = case(&centre, Some("assessed"), true).await;
    let base = format!("/prasymai/{submission}/papildyti/{submission}/dokumentai");
    let csrf = hers.get("/mano").await.csrf();
    let mut file = b"%PDF".to_vec();
    file.resize(2 * PART + 100, b'x');
    let size = file.len().to_string();
    let begin = async |browser: &mut Browser, anew: bool| -> Value {
        let mut fields = vec![
            ("csrf", csrf.as_str()),
            ("vardas", "a.pdf"),
            ("dydis", &size),
        ];
        if anew {
            fields.push(("naujas", "taip"));
        }
        let begun = browser.post(&format!("{base}/pradeti"), &fields).await;
        assert_eq!(begun.status, StatusCode::OK, "{}", begun.body);
        serde_json::from_str(&begun.body).unwrap()
    };
    let head = [
        ("content-type", "application/octet-stream"),
        ("x-csrf", csrf.as_str()),
    ];
    let first = begin(&mut hers, false).await;
    let address = first["address"].as_str().unwrap().to_owned();
    hers.post_bytes(
        &format!("{address}/dalis?nuo=0"),
        &head,
        file[..PART].to_vec(),
    )
    .await;
    let page = hers.get(&format!("/prasymai/{submission}/papildyti")).await;
    assert!(
        page.body.contains("tęsime nuo tos pačios vietos"),
        "{}",
        page.body
    );

    // The same name and size: it goes on, if what came is the beginning of the same file.
    let again = begin(&mut hers, false).await;
    assert_eq!(again["address"], address.as_str());
    assert_eq!(again["received"], PART);
    let digest = hex::encode(<sha2::Sha256 as sha2::Digest>::digest(&file[..PART]));
    assert_eq!(again["sha256"], digest.as_str());
    // Another file under that name begins anew, and the beginning of the first one is let go of.
    let other = begin(&mut hers, true).await;
    assert_ne!(other["address"], address.as_str());
    assert_eq!(other["received"], 0);
    assert_eq!(
        count(&centre, "SELECT count(*) FROM central.upload").await,
        1
    );

    let address = other["address"].as_str().unwrap().to_owned();
    for from in [0, PART, 2 * PART] {
        let part = file[from..file.len().min(from + PART)].to_vec();
        hers.post_bytes(&format!("{address}/dalis?nuo={from}"), &head, part)
            .await;
    }
    // The page was closed before it was read: nothing goes yet, and the worker reads it.
    let path = format!("/prasymai/{submission}/papildyti");
    let (token, key) = opened(&mut hers, &path).await;
    let fields = [
        ("csrf", token.as_str()),
        ("raktas", &key),
        ("tekstas", "Štai."),
    ];
    let early = hers.post_form(&path, &fields, &[]).await;
    assert_eq!(early.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        early.body.contains("dar neįkeltas arba nepatikrintas") && early.body.contains("Štai.")
    );
    let soon = centre.clock.now() + SignedDuration::from_mins(1);
    let later = soon + SignedDuration::from_mins(2);
    let checked = |received, refused, waiting| Checked {
        received,
        refused,
        waiting,
    };
    assert_eq!(
        check_uploads(&centre.app, &Files, soon).await.unwrap(),
        checked(0, 0, 0)
    );
    assert_eq!(
        check_uploads(&centre.app, &Files, later).await.unwrap(),
        checked(1, 0, 0)
    );
    let sent = hers.post_form(&path, &fields, &[]).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
}

#[tokio::test]
async fn a_document_whose_reading_fails_for_an_hour_is_given_up() {
    let centre = Centre::new().await;
    let mut hers = centre.informed(rasa()).await;
    let (submission, _) = case(&centre, Some("assessed"), true).await;
    let path = format!("/prasymai/{submission}/papildyti");
    let (csrf, key) = opened(&mut hers, &path).await;
    let fields = [("csrf", csrf.as_str()), ("raktas", &key), ("tekstas", "")];
    hers.post_form(&path, &fields, &[("viena.pdf", b"tyla")])
        .await;
    sqlx::query("UPDATE central.upload_part SET content = convert_to('gedi', 'UTF8')")
        .execute(&centre.owner)
        .await
        .unwrap();
    let now = centre.clock.now();
    for (minutes, refused, told) in [
        (0, 0, "laukia patikros"),
        (59, 0, "laukia patikros"),
        (60, 1, "sugadintas"),
        (61, 0, "sugadintas"),
    ] {
        let later = now + SignedDuration::from_mins(minutes);
        let checked = check_uploads(&centre.app, &Files, later).await.unwrap();
        assert_eq!(
            (checked.received, checked.refused),
            (0, refused),
            "{minutes}"
        );
        let page = hers.get(&path).await.body;
        assert!(page.contains(told), "{minutes}: {page}");
    }
}

#[tokio::test]
async fn what_waits_for_the_scanner_is_checked_by_itself_and_the_page_says_how_it_ended() {
    let centre = Centre::new().await;
    let mut hers = centre.informed(rasa()).await;
    let (submission, _) = case(&centre, Some("assessed"), true).await;
    let path = format!("/prasymai/{submission}/papildyti");
    let (csrf, key) = opened(&mut hers, &path).await;
    let fields = [
        ("csrf", csrf.as_str()),
        ("raktas", &key),
        ("tekstas", "Štai."),
    ];
    let silent = async |browser: &mut Browser, name: &str| -> Answer {
        browser.post_form(&path, &fields, &[(name, b"tyla")]).await
    };
    for name in ["viena.pdf", "kita.pdf"] {
        let waits = silent(&mut hers, name).await;
        assert_eq!(waits.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(waits.body.contains("patikrinsime patys"), "{}", waits.body);
    }
    let page = hers.get(&path).await;
    assert!(page.body.contains("laukia patikros") && page.body.contains("Patikrinti dar kartą"));
    let early = hers.post_form(&path, &fields, &[]).await;
    assert!(
        early.body.contains("dar neįkeltas arba nepatikrintas"),
        "{}",
        early.body
    );

    let now = centre.clock.now();
    let silent = check_uploads(&centre.app, &Files, now).await.unwrap();
    assert_eq!((silent.received, silent.refused, silent.waiting), (0, 0, 2));
    // The scanner answers again: it lets one through and finds something in the other.
    for (name, bytes) in [("viena.pdf", "%PDF"), ("kita.pdf", "viru")] {
        sqlx::query(
            "UPDATE central.upload_part p SET content = convert_to($2, 'UTF8') FROM central.upload u
             WHERE u.id = p.upload_id AND u.name = $1",
        )
        .bind(name.strip_suffix(".pdf").unwrap())
        .bind(bytes)
        .execute(&centre.owner)
        .await
        .unwrap();
    }
    let checked = check_uploads(&centre.app, &Files, now).await.unwrap();
    assert_eq!(
        (checked.received, checked.refused, checked.waiting),
        (1, 1, 0)
    );
    assert_eq!(
        check_uploads(&centre.app, &Files, now)
            .await
            .unwrap()
            .refused,
        0
    );
    let page = hers.get(&path).await;
    assert!(page.body.contains("kenkėjišką programą"), "{}", page.body);
    assert_eq!(
        count(&centre, "SELECT count(*) FROM central.upload_part").await,
        1,
        "nothing harmful is kept"
    );
    let jobs = "SELECT count(*) FROM central.journal_entry WHERE action IN ('upload_add', 'upload_refuse') AND actor_name LIKE '%check_uploads%'";
    assert_eq!(count(&centre, jobs).await, 2);

    // What was refused does not go, and holds the rest until she takes it away.
    let held = hers.post_form(&path, &fields, &[]).await;
    assert_eq!(held.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        held.body.contains("Pašalinkite šį failą, tada siųskite."),
        "{}",
        held.body
    );
    let refused: Uuid = sqlx::query_scalar("SELECT id FROM central.upload WHERE state = 'refused'")
        .fetch_one(&centre.owner)
        .await
        .unwrap();
    let refused = refused.to_string();
    let mut removing = fields.to_vec();
    removing.push(("salinti", &refused));
    hers.post_form(&path, &removing, &[]).await;
    let sent = hers.post_form(&path, &fields, &[]).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
    assert_eq!(
        count(&centre, "SELECT count(*) FROM central.attachment").await,
        1
    );
}
