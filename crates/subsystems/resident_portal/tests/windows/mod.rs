//! A page left open in another window, sent after a new sign-in.

use super::support::sent::{case, opened};
use super::*;

const EARLIER: &str = "Po to, kai atvėrėte šį puslapį, prisijungėte iš naujo";

/// A hidden field of the form that comes back.
fn field(answer: &Answer, name: &str) -> String {
    between(&answer.body, &format!("name=\"{name}\" value=\""), "\"")
}

#[tokio::test]
async fn a_form_of_an_earlier_session_of_hers_comes_back_and_is_sent_again_by_one_button() {
    let centre = Centre::new().await;
    let mut before = centre.informed(rasa()).await;
    let (submission, _) = case(&centre, Some("assessed"), true).await;
    let path = format!("/prasymai/{submission}/atsiimti");
    let (csrf, key) = opened(&mut before, &path).await;
    let now = centre.signed_in(rasa()).await;
    // The same window: the cookie of the new session, the page of the earlier one.
    let mut browser = now;
    let fields = [
        ("csrf", csrf.as_str()),
        ("raktas", &key),
        ("tekstas", "Kada \"sprendimas\" & <kaip>?"),
        ("patvirtinu", "taip"),
    ];
    let back = browser.submit(&path, &fields).await;
    assert_eq!(back.status, StatusCode::FORBIDDEN);
    assert!(back.body.contains(EARLIER), "{}", back.body);
    assert!(!back.body.contains('⟦'), "a wording is missing");
    assert_eq!(back.headers[header::CACHE_CONTROL], "no-store");
    assert!(back.body.contains(&format!("action=\"{path}\"")));
    assert!(back.body.contains("&#60;kaip&#62;") || back.body.contains("&lt;kaip&gt;"));
    let requests = "SELECT count(*) FROM central.resident_request";
    assert_eq!(centre.count(requests).await, 0, "nothing is sent by itself");
    let fresh = field(&back, "csrf");
    assert_ne!(fresh, csrf);
    assert_eq!(field(&back, "raktas"), key);
    let fields = [
        ("csrf", fresh.as_str()),
        ("raktas", &key),
        ("tekstas", "Kada \"sprendimas\" & <kaip>?"),
        ("patvirtinu", "taip"),
    ];
    let sent = browser.submit(&path, &fields).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
    assert_eq!(centre.count(requests).await, 1);
}

#[tokio::test]
async fn a_draft_s_screen_of_an_earlier_session_comes_back_whole() {
    let centre = Centre::new().await;
    let mut before = centre.informed(rasa()).await;
    let address = draft(&mut before).await;
    let screen = format!("{address}/mokejimas");
    let page = before.get(&screen).await;
    let (csrf, version) = (page.csrf(), page.version());
    // She left the first session herself.
    before.post("/atsijungti", &[("csrf", &csrf)]).await;
    let mut now = centre.signed_in(rasa()).await;
    let fields = [
        ("csrf", csrf.as_str()),
        ("versija", &version),
        ("saskaita", GOOD_IBAN),
        ("telefonas", "+370 612 34567"),
        ("veiksmas", "veliau"),
    ];
    let back = now.submit(&screen, &fields).await;
    assert!(back.body.contains(EARLIER), "{}", back.body);
    assert_eq!(field(&back, "saskaita"), GOOD_IBAN);
    let fresh = field(&back, "csrf");
    let fields: Vec<(&str, &str)> = fields
        .iter()
        .map(|(name, value)| {
            (
                *name,
                if *name == "csrf" {
                    fresh.as_str()
                } else {
                    value
                },
            )
        })
        .collect();
    let saved = now.submit(&screen, &fields).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
    assert!(now.get(&screen).await.body.contains(GOOD_IBAN));
}

#[tokio::test]
async fn words_with_files_of_an_earlier_session_stay_in_their_form() {
    let centre = Centre::new().await;
    let mut before = centre.informed(rasa()).await;
    let (submission, _) = case(&centre, Some("assessed"), true).await;
    let path = format!("/prasymai/{submission}/papildyti");
    let (csrf, key) = opened(&mut before, &path).await;
    let mut now = centre.signed_in(rasa()).await;
    let fields = [
        ("csrf", csrf.as_str()),
        ("raktas", &key),
        ("tekstas", "Matas gyvena su manimi."),
    ];
    let back = now
        .post_form(&path, &fields, &[("pazyma.pdf", b"%PDF-1")])
        .await;
    assert!(back.body.contains(EARLIER), "{}", back.body);
    assert!(back.body.contains("Matas gyvena su manimi."));
    let nothing = "SELECT (SELECT count(*) FROM central.resident_request) + (SELECT count(*) FROM central.upload)";
    assert_eq!(centre.count(nothing).await, 0);
    let fresh = back.csrf();
    let fields = [
        ("csrf", fresh.as_str()),
        ("raktas", &key),
        ("tekstas", "Matas gyvena su manimi."),
    ];
    let sent = now.post_form(&path, &fields, &[]).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
}

#[tokio::test]
async fn a_form_of_another_person_is_neither_taken_nor_kept() {
    let centre = Centre::new().await;
    let mut hers = centre.informed(rasa()).await;
    let (submission, _) = case(&centre, Some("assessed"), true).await;
    let path = format!("/prasymai/{submission}/atsiimti");
    let (csrf, key) = opened(&mut hers, &path).await;
    let mut other = centre.informed(greta()).await;
    for token in [csrf.as_str(), "", "netikras"] {
        let fields = [
            ("csrf", token),
            ("raktas", &key),
            ("tekstas", "Mano paslaptis"),
        ];
        let refused = other.submit(&path, &fields).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN);
        assert!(refused.body.contains("Greta S."), "{}", refused.body);
        for word in ["Mano paslaptis", "Rasa", csrf.as_str(), &key] {
            assert!(!refused.body.contains(word), "{word}");
        }
        // The same of a form that may carry documents.
        let question = format!("/prasymai/{submission}/klausti");
        let refused = other.post_form(&question, &fields, &[]).await;
        assert_eq!(refused.status, StatusCode::NOT_FOUND);
        assert!(!refused.body.contains("Mano paslaptis"), "{}", refused.body);
    }
    let kept = "SELECT (SELECT count(*) FROM central.resident_request) + (SELECT count(*) FROM central.unsent_text)";
    assert_eq!(centre.count(kept).await, 0);
}
