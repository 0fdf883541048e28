//! Documents that a resident adds: whole and part by part, joined, removed, handed in, and nobody else's.

#[allow(dead_code)]
mod support;

use axum::http::StatusCode;
use support::{Answer, Browser, Centre, between, greta, rasa};
use uuid::Uuid;

const PART: usize = 256 * 1024;

async fn draft(browser: &mut Browser) -> String {
    let page = browser.get("/prasymai/naujas").await;
    let begun = browser
        .post("/prasymai/naujas", &[("csrf", &page.csrf())])
        .await;
    begun.location().strip_suffix("/vaikai").unwrap().to_owned()
}

fn form(csrf: &str, joining: bool, files: &[(&str, &[u8])]) -> (String, Vec<u8>) {
    let mut body = Vec::new();
    let mut field = |head: &str, bytes: &[u8]| {
        body.extend(format!("--riba\r\nContent-Disposition: form-data; {head}\r\n\r\n").bytes());
        body.extend(bytes);
        body.extend(b"\r\n");
    };
    field("name=\"csrf\"", csrf.as_bytes());
    if joining {
        field("name=\"sujungti\"", b"taip");
    }
    for (name, bytes) in files {
        field(&format!("name=\"failai\"; filename=\"{name}\""), bytes);
    }
    body.extend(b"--riba--\r\n");
    ("multipart/form-data; boundary=riba".to_owned(), body)
}

async fn add(browser: &mut Browser, base: &str, joining: bool, files: &[(&str, &[u8])]) -> Answer {
    let csrf = browser.get(base).await.csrf();
    let (kind, body) = form(&csrf, joining, files);
    browser
        .post_bytes(base, &[("content-type", &kind)], body)
        .await
}

#[tokio::test]
async fn a_form_adds_documents_and_says_what_was_refused() {
    let centre = Centre::new().await;
    let mut hers = centre.informed(rasa()).await;
    let base = format!("{}/dokumentai", draft(&mut hers).await);

    let added = add(&mut hers, &base, false, &[("pažyma.pdf", b"%PDF tekstas")]).await;
    assert_eq!(added.status, StatusCode::SEE_OTHER, "{}", added.body);
    let wrong = add(
        &mut hers,
        &base,
        false,
        &[("foto.jpg", b"MZ"), ("b.pdf", b"%PDF b")],
    )
    .await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        wrong.body.contains("„foto.jpg“: Tokio failo neatpažįstame"),
        "{}",
        wrong.body
    );
    assert!(wrong.body.contains("pažyma.pdf") && wrong.body.contains("b.pdf"));
    let large = vec![b'%'; 10 * 1024 * 1024 + 1];
    let refused = add(&mut hers, &base, false, &[("didelis.pdf", &large)]).await;
    assert!(
        refused.body.contains("„didelis.pdf“: Failas per didelis"),
        "{}",
        refused.body
    );
    let nothing = add(&mut hers, &base, false, &[("", b"")]).await;
    assert!(nothing.body.contains("Nepasirinktas"));
    assert_eq!(
        centre
            .count("SELECT count(*) FROM central.upload WHERE state = 'received'")
            .await,
        2
    );

    let (kind, body) = form("svetimas", false, &[("a.pdf", b"%PDF a")]);
    let forged = hers
        .post_bytes(&base, &[("content-type", &kind)], body)
        .await;
    assert_eq!(forged.status, StatusCode::FORBIDDEN);
    assert_eq!(centre.count("SELECT count(*) FROM central.upload").await, 2);
}

#[tokio::test]
async fn parts_go_on_where_the_connection_was_lost() {
    let centre = Centre::new().await;
    let mut hers = centre.informed(rasa()).await;
    let base = format!("{}/dokumentai", draft(&mut hers).await);
    let csrf = hers.get(&base).await.csrf();
    let mut file = b"%PDF".to_vec();
    file.resize(2 * PART + 100, b'x');
    let size = file.len().to_string();
    let fields = [
        ("csrf", csrf.as_str()),
        ("vardas", "a.pdf"),
        ("dydis", &size),
    ];
    let begun = hers.post(&format!("{base}/pradeti"), &fields).await;
    assert_eq!(begun.status, StatusCode::OK, "{}", begun.body);
    let address = between(&begun.body, "\"address\":\"", "\"");
    let received = |answer: &Answer| between(&answer.body, "\"received\":", "}");
    let head = [
        ("content-type", "application/octet-stream"),
        ("x-csrf", &csrf),
    ];

    let part = format!("{address}/dalis?nuo=0");
    let first = hers.post_bytes(&part, &head, file[..PART].to_vec()).await;
    assert_eq!(received(&first), PART.to_string());
    // The same part again, as after an answer that was lost, and a part after a gap: nothing changes.
    let again = hers.post_bytes(&part, &head, file[..PART].to_vec()).await;
    assert_eq!(received(&again), PART.to_string());
    let gap = format!("{address}/dalis?nuo={}", 2 * PART);
    let gap = hers
        .post_bytes(&gap, &head, file[2 * PART..].to_vec())
        .await;
    assert_eq!(received(&gap), PART.to_string());
    let early = hers
        .post(&format!("{address}/baigti"), &[("csrf", &csrf)])
        .await;
    assert_eq!(early.status, StatusCode::UNPROCESSABLE_ENTITY);

    let forged = hers
        .post_bytes(
            &format!("{address}/dalis?nuo={PART}"),
            &[("x-csrf", "svetimas")],
            file[PART..2 * PART].to_vec(),
        )
        .await;
    assert_eq!(forged.status, StatusCode::FORBIDDEN);
    let there = hers.get(&format!("{address}/gauta")).await;
    assert_eq!(received(&there), PART.to_string());
    for from in [PART, 2 * PART] {
        let part = file[from..file.len().min(from + PART)].to_vec();
        hers.post_bytes(&format!("{address}/dalis?nuo={from}"), &head, part)
            .await;
    }
    let done = hers
        .post(&format!("{address}/baigti"), &[("csrf", &csrf)])
        .await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
    let opened = hers.get(&address).await;
    assert_eq!(opened.body.as_bytes(), file);
    assert_eq!(
        opened.headers["content-security-policy"],
        "default-src 'none'; sandbox"
    );
    assert_eq!(opened.headers["x-content-type-options"], "nosniff");
    assert_eq!(
        opened.headers["content-disposition"],
        "inline; filename*=UTF-8''a.pdf"
    );
    assert_eq!(
        centre.count("SELECT count(*) FROM central.journal_entry WHERE action = 'upload_open' AND outcome = 'allowed'").await,
        1
    );
}

#[tokio::test]
async fn nobody_else_sees_or_changes_her_documents() {
    let centre = Centre::new().await;
    let mut hers = centre.informed(rasa()).await;
    let base = format!("{}/dokumentai", draft(&mut hers).await);
    add(&mut hers, &base, false, &[("a.pdf", b"%PDF a")]).await;
    let page = hers.get(&base).await;
    let file = between(&page.body, "id=\"dokumentas-", "\"");

    let mut other = centre.informed(greta()).await;
    let own = format!("{}/dokumentai", draft(&mut other).await);
    let csrf = other.get(&own).await.csrf();
    for path in [
        base.clone(),
        format!("{base}/{file}"),
        format!("{base}/{file}/mazas"),
        format!("{base}/{file}/gauta"),
        format!("{own}/{file}"),
        format!("{own}/{file}/mazas"),
    ] {
        assert_eq!(
            other.get(&path).await.status,
            StatusCode::NOT_FOUND,
            "{path}"
        );
    }
    for path in [
        format!("{base}/{file}/salinti"),
        format!("{base}/{file}/baigti"),
    ] {
        let answer = other.post(&path, &[("csrf", &csrf)]).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
    }
    other
        .post(&format!("{own}/{file}/salinti"), &[("csrf", &csrf)])
        .await;
    assert_eq!(centre.count("SELECT count(*) FROM central.upload").await, 1);
    assert!(centre.count("SELECT count(*) FROM central.journal_entry WHERE outcome = 'refused' AND action LIKE 'upload%'").await >= 5);
    // The portal's role itself sees only the rows of whom it acts for.
    let mut tx = centre.portal.begin().await.unwrap();
    let seen: i64 = sqlx::query_scalar("SELECT count(*) FROM central.upload_part")
        .fetch_one(&mut *tx)
        .await
        .unwrap();
    assert_eq!(seen, 0);
}

#[tokio::test]
async fn photos_are_joined_and_documents_taken_away() {
    let centre = Centre::new().await;
    let mut hers = centre.informed(rasa()).await;
    let base = format!("{}/dokumentai", draft(&mut hers).await);
    let joined = add(
        &mut hers,
        &base,
        true,
        &[("1.jpg", b"foto1"), ("2.jpg", b"foto2")],
    )
    .await;
    assert_eq!(joined.status, StatusCode::SEE_OTHER, "{}", joined.body);
    let page = hers.get(&base).await;
    assert!(page.body.contains("Nuotraukos.pdf") && !page.body.contains("1.jpg"));
    let file: Uuid = between(&page.body, "id=\"dokumentas-", "\"")
        .parse()
        .unwrap();
    let content = hers.get(&format!("{base}/{file}")).await;
    assert_eq!(content.body, "%PDFfoto1foto2");
    hers.post(&format!("{base}/{file}/salinti"), &[("csrf", &page.csrf())])
        .await;
    assert_eq!(centre.count("SELECT count(*) FROM central.upload").await, 0);
    assert_eq!(
        centre
            .count("SELECT count(*) FROM central.upload_part")
            .await,
        0
    );
}

#[tokio::test]
async fn no_more_than_the_limit_is_taken() {
    let centre = Centre::new().await;
    let mut hers = centre.informed(rasa()).await;
    let base = format!("{}/dokumentai", draft(&mut hers).await);
    let files: Vec<(String, Vec<u8>)> = (0..21)
        .map(|n| (format!("{n}.pdf"), b"%PDF".to_vec()))
        .collect();
    let files: Vec<(&str, &[u8])> = files
        .iter()
        .map(|(n, b)| (n.as_str(), b.as_slice()))
        .collect();
    let answer = add(&mut hers, &base, false, &files).await;
    assert!(
        answer
            .body
            .contains("„20.pdf“: Daugiau failų pridėti negalima"),
        "{}",
        answer.body
    );
    assert_eq!(
        centre.count("SELECT count(*) FROM central.upload").await,
        20
    );

    let base = format!("{}/dokumentai", draft(&mut hers).await);
    let csrf = hers.get(&base).await.csrf();
    let begin = async |browser: &mut Browser, name: &str| {
        let fields = [
            ("csrf", csrf.as_str()),
            ("vardas", name),
            ("dydis", "10485760"),
        ];
        browser.post(&format!("{base}/pradeti"), &fields).await
    };
    for name in ["a.pdf", "b.pdf", "c.pdf", "d.pdf", "e.pdf"] {
        let begun = begin(&mut hers, name).await;
        assert_eq!(begun.status, StatusCode::OK, "{}", begun.body);
    }
    let full = begin(&mut hers, "f.pdf").await;
    assert!(full.body.contains("50 MB"), "{}", full.body);
}

#[tokio::test]
async fn a_silent_scanner_makes_a_document_wait_and_says_so() {
    let centre = Centre::new().await;
    let mut hers = centre.informed(rasa()).await;
    let base = format!("{}/dokumentai", draft(&mut hers).await);
    let waits = add(&mut hers, &base, false, &[("a.pdf", b"tyla")]).await;
    assert!(
        waits.body.contains("patikros programa dabar neatsako"),
        "{}",
        waits.body
    );
    assert!(waits.body.contains("Patikrinti dar kartą"));
    assert_eq!(
        centre
            .count("SELECT count(*) FROM central.upload WHERE state = 'waiting'")
            .await,
        1
    );
}
