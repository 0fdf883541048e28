//! What she writes after sending is never lost, and a correction is the whole form.

#[expect(dead_code, reason = "the other tests of the portal use the rest")]
mod support;

use axum::http::StatusCode;
use jiff::SignedDuration;
use jiff::civil::date;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use spis_applications::Mailer;
use spis_kernel::{Clock, PersonalCode, Sex};
use spis_resident_portal::tidy_up;
use support::sent::{ask_document, case, opened};
use support::{Answer, Browser, Centre, Person, between, greta, matas, rasa};
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

const OTHER_IBAN: &str = "LT60 1010 0123 4567 8901";

/// Presses "Pataisyti"; the address of the draft.
async fn begun(browser: &mut Browser, submission: Uuid) -> String {
    let page = browser.get("/mano").await;
    let path = format!("/prasymai/{submission}/taisyti");
    let answer = browser.post(&path, &[("csrf", &page.csrf())]).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    answer.location()
}

/// A sister whom the register knows now.
fn born_a_sister(centre: &Centre) {
    let mut answer = centre.register.answer.lock().unwrap();
    let mut child = answer.children[0].clone();
    child.person.born_on = date(2024, 4, 4);
    child.person.personal_code = PersonalCode::compose(Sex::Female, date(2024, 4, 4), 990);
    child.person.given_name = "Ona".into();
    answer.children.push(child);
}

async fn children(browser: &mut Browser, draft: &str) -> (Answer, Vec<String>) {
    let page = browser.get(&format!("{draft}/vaikai")).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.body);
    assert!(!page.body.contains('⟦'), "a wording is missing");
    let parts = page.body.split("name=\"vaikai\" value=\"").skip(1);
    let keys = parts
        .map(|part| part.split('"').next().unwrap_or_default().to_owned())
        .collect();
    (page, keys)
}

/// Saves the first screen: both children, as she says they live.
async fn children_said(browser: &mut Browser, draft: &str, lives: &[&str]) -> Answer {
    let (page, keys) = children(browser, draft).await;
    let (csrf, version) = (page.csrf(), page.version());
    let names: Vec<String> = keys.iter().map(|key| format!("gyvena-{key}")).collect();
    let mut fields = vec![
        ("csrf", csrf.as_str()),
        ("versija", &version),
        ("rodoma", "vaikai"),
        ("vardu", "savo"),
        ("papildoma", "ne"),
        ("nuo", ""),
        ("veiksmas", "toliau"),
    ];
    for ((key, name), lives) in keys.iter().zip(&names).zip(lives) {
        fields.push(("vaikai", key));
        fields.push((name, lives));
    }
    browser.post(&format!("{draft}/vaikai"), &fields).await
}

async fn account_said(browser: &mut Browser, draft: &str, iban: &str) -> Answer {
    let page = browser.get(&format!("{draft}/mokejimas")).await;
    let (csrf, version) = (page.csrf(), page.version());
    let fields = [
        ("csrf", csrf.as_str()),
        ("versija", &version),
        ("saskaita", iban),
        ("kieno", "mano"),
        ("savininkas", ""),
        ("telefonas", "+370 612 34567"),
        ("elpastas", ""),
        ("pranesimai", "portal"),
        ("veiksmas", "toliau"),
    ];
    browser.post(&format!("{draft}/mokejimas"), &fields).await
}

async fn sent(browser: &mut Browser, draft: &str) -> Answer {
    let page = browser.get(&format!("{draft}/perziura")).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.body);
    assert!(!page.body.contains('⟦'), "a wording is missing");
    let version = between(&page.body, "name=\"versija\" value=\"", "\"");
    let fields = [
        ("csrf", page.csrf()),
        ("versija", version),
        ("patvirtinu", "taip".to_owned()),
    ];
    let fields: Vec<(&str, &str)> = fields.iter().map(|(n, v)| (*n, v.as_str())).collect();
    browser.post(&format!("{draft}/pateikti"), &fields).await
}

async fn corrections(centre: &Centre) -> Vec<Value> {
    sqlx::query_scalar(
        "SELECT content FROM central.resident_request WHERE kind = 'correction' ORDER BY sent_at, id",
    )
    .fetch_all(&centre.owner)
    .await
    .unwrap()
}

#[tokio::test]
async fn a_correction_is_the_whole_form_filled_with_what_stands_and_sent_once() {
    let centre = Centre::new().await;
    let mut hers = centre.informed(rasa()).await;
    born_a_sister(&centre);
    let (submission, _) = case(&centre, Some("assessed"), false).await;
    let address = format!("/prasymai/{submission}");
    let intro = hers.get(&format!("{address}/taisyti")).await;
    assert!(intro.body.contains("Pradėti taisyti"), "{}", intro.body);
    let draft = begun(&mut hers, submission).await;
    assert_eq!(begun(&mut hers, submission).await, draft, "one at a time");
    let again = hers.get(&format!("{address}/taisyti")).await;
    assert_eq!(again.location(), draft);

    // As it stands: Matas is asked for and lives with her, Ona is offered.
    let (page, keys) = children(&mut hers, &draft).await;
    assert_eq!(keys.len(), 2, "{}", page.body);
    assert_eq!(page.body.matches("checked").count(), 4, "{}", page.body);
    assert!(page.body.contains("Prašymo PR-29-2026-000077 pataisymas"));
    let home = hers.get("/mano").await;
    assert!(home.body.contains("Prašymo PR-29-2026-000077 pataisymas"));
    let fresh = hers.get("/prasymai/naujas").await;
    assert!(!fresh.body.contains(&draft), "it is no new application");

    // Nothing is changed yet: it is not sent.
    let unchanged = sent(&mut hers, &draft).await;
    assert_eq!(unchanged.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(unchanged.body.contains("href=\"#pakeitimai\""));
    assert!(unchanged.body.contains("Nieko nepakeitėte"));

    let saved = children_said(&mut hers, &draft, &["kitas", "taip"]).await;
    assert_eq!(
        saved.location(),
        format!("{draft}/mokejimas"),
        "{}",
        saved.body
    );
    let wrong = account_said(&mut hers, &draft, "LT60").await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    // Kept, though wrong, and whatever becomes of the session.
    let mut later = centre.informed(rasa()).await;
    let kept = later.get(&format!("{draft}/mokejimas")).await;
    assert!(kept.body.contains("value=\"LT60\""), "{}", kept.body);
    account_said(&mut later, &draft, OTHER_IBAN).await;
    let review = later.get(&format!("{draft}/perziura")).await.body;
    for told in [
        "neprašoma",
        "LT60 1010 0123 4567 8901",
        "Ona",
        "Išsiųsti pataisymą",
    ] {
        assert!(review.contains(told), "{told}: {review}");
    }
    for _ in 0..2 {
        let page = later.get("/mano").await;
        let version = "4";
        let fields = [
            ("csrf", page.csrf()),
            ("versija", version.to_owned()),
            ("patvirtinu", "taip".to_owned()),
        ];
        let fields: Vec<(&str, &str)> = fields.iter().map(|(n, v)| (*n, v.as_str())).collect();
        let answer = later.post(&format!("{draft}/pateikti"), &fields).await;
        assert_eq!(
            answer.location(),
            format!("{address}?zinute=request-correction"),
            "{}",
            answer.body
        );
    }
    let all = corrections(&centre).await;
    assert_eq!(all.len(), 1);
    let said = &all[0];
    assert_eq!(said["children"].as_array().unwrap().len(), 2);
    assert_eq!(said["children"][0]["lives_with"], false);
    assert_eq!(said["children"][1]["person"]["given_name"], "Ona");
    assert_eq!(said["account"], "LT601010012345678901");
    assert_eq!(said["applicant"]["given_name"], "Rasa");
    let told = later.get(&address).await.body;
    assert!(told.contains("buvo neprašoma"), "{told}");
    let paper = between(&told, &format!("href=\"{address}/pataisymai/"), "\"");
    let paper = format!("{address}/pataisymai/{paper}");
    let pdf = later.get(&paper).await;
    assert_eq!(pdf.status, StatusCode::OK, "{}", pdf.body);
    // Set once, when it was sent, and kept with its hash: the words of forms change meanwhile.
    assert_eq!(later.get(&paper).await.body, pdf.body);
    let kept: (Vec<u8>, String) =
        sqlx::query_as("SELECT pdf, sha256 FROM central.correction_paper")
            .fetch_one(&centre.owner)
            .await
            .unwrap();
    assert_eq!(kept.0, pdf.body.as_bytes());
    assert_eq!(kept.1, hex::encode(Sha256::digest(&kept.0)));
    let mut other = centre.informed(greta()).await;
    assert_eq!(other.get(&paper).await.status, StatusCode::NOT_FOUND);

    // The next one begins with what this one says, though nobody has put it in place yet.
    let next = begun(&mut later, submission).await;
    assert_ne!(next, draft);
    let page = later.get(&format!("{next}/mokejimas")).await;
    assert!(page.body.contains("LT601010012345678901"), "{}", page.body);
}

#[tokio::test]
async fn a_correction_is_refused_to_others_after_the_end_and_for_another_applicant() {
    let centre = Centre::new().await;
    let mut hers = centre.informed(rasa()).await;
    let (submission, application) = case(&centre, Some("assessed"), true).await;
    let mut other = centre.informed(greta()).await;
    let csrf = other.get("/mano").await.csrf();
    let path = format!("/prasymai/{submission}/taisyti");
    let refused = other.post(&path, &[("csrf", &csrf)]).await;
    assert_eq!(refused.status, StatusCode::NOT_FOUND);
    let refusals = "SELECT count(*) FROM central.journal_entry WHERE outcome = 'refused' AND action = 'draft_begin'";
    assert_eq!(centre.count(refusals).await, 1);

    let draft = begun(&mut hers, submission).await;
    for place in ["vaikai", "perziura", "istrinti"] {
        let answer = other.get(&format!("{draft}/{place}")).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{place}");
    }
    let (page, _) = children(&mut hers, &draft).await;
    assert!(!page.body.contains("value=\"igaliotas\""), "{}", page.body);
    let (csrf, version) = (page.csrf(), page.version());
    let fields = [
        ("csrf", csrf.as_str()),
        ("versija", &version),
        ("vardu", "igaliotas"),
        ("veiksmas", "toliau"),
    ];
    let another = hers.post(&format!("{draft}/vaikai"), &fields).await;
    assert_eq!(another.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(another.body.contains("kas prašo"), "{}", another.body);
    let version = another.version();
    let fields = [
        ("csrf", csrf.as_str()),
        ("versija", &version),
        ("patvirtinu", "taip"),
    ];
    let unsent = hers.post(&format!("{draft}/pateikti"), &fields).await;
    assert_eq!(unsent.status, StatusCode::UNPROCESSABLE_ENTITY);

    children_said(&mut hers, &draft, &["kitas"]).await;
    account_said(&mut hers, &draft, OTHER_IBAN).await;
    let taken = hers.get(&format!("{draft}/perziura")).await;
    assert!(
        taken.body.contains("jau nagrinėja specialistas"),
        "{}",
        taken.body
    );
    sqlx::query("UPDATE municipal.application SET status = 'decided' WHERE id = $1")
        .bind(application)
        .execute(&centre.owner)
        .await
        .unwrap();
    let version = between(&taken.body, "name=\"versija\" value=\"", "\"");
    let fields = [
        ("csrf", csrf.as_str()),
        ("versija", &version),
        ("patvirtinu", "taip"),
    ];
    let late = hers.post(&format!("{draft}/pateikti"), &fields).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    let shown = hers.get(&format!("{draft}/vaikai")).await;
    assert_eq!(shown.status, StatusCode::CONFLICT);
    assert!(corrections(&centre).await.is_empty());

    // What was not sent can be deleted, and what was sent stays.
    let page = hers.get(&format!("{draft}/istrinti")).await;
    assert!(
        page.body.contains("Išsiųstas prašymas lieka"),
        "{}",
        page.body
    );
    assert!(page.body.contains("Ištrinti pataisymą") && !page.body.contains("juodrašt"));
    let home = hers.get("/mano").await.body;
    assert!(home.contains("Ištrinti pataisymą") && !home.contains("Ištrinti juodraštį"));
    hers.post(&format!("{draft}/istrinti"), &[("csrf", &csrf)])
        .await;
    assert_eq!(centre.count("SELECT count(*) FROM central.draft").await, 0);
    assert_eq!(
        centre
            .count("SELECT count(*) FROM central.submission")
            .await,
        1
    );
}

#[tokio::test]
async fn what_was_right_when_it_was_sent_stays_right_and_a_child_stays_asked_for() {
    let centre = Centre::new().await;
    let mut hers = centre.informed(rasa()).await;
    let (submission, _) = case(&centre, None, false).await;
    // More than a year back by now, and she has no authority over the child any more: the municipality judges that.
    sqlx::query(
        "UPDATE central.submission SET content = jsonb_set(content, '{asked_from}', '\"2025-10\"')",
    )
    .execute(&centre.owner)
    .await
    .unwrap();
    {
        let mut answer = centre.register.answer.lock().unwrap();
        answer.children.clear();
    }
    let draft = begun(&mut hers, submission).await;
    let (page, keys) = children(&mut hers, &draft).await;
    assert_eq!(keys.len(), 1, "{}", page.body);
    assert!(page.body.contains(matas().given_name));
    let saved = account_said(&mut hers, &draft, OTHER_IBAN).await;
    assert_eq!(
        saved.location(),
        format!("{draft}/perziura"),
        "{}",
        saved.body
    );
    let done = sent(&mut hers, &draft).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
    let all = corrections(&centre).await;
    assert_eq!(all[0]["asked_from"], "2025-10");
    assert_eq!(all[0]["children"][0]["lives_with"], true);
}

#[tokio::test]
async fn who_sent_it_by_a_power_of_attorney_corrects_it_and_both_persons_stay() {
    let centre = Centre::new().await;
    // Rasa has sent it in the name of Ona; the applicant has an account too.
    let mut hers = centre.informed(rasa()).await;
    let ona = Person::new("Ona", "Įgaliojančioji", Sex::Female, date(1985, 4, 4));
    let (submission, application) = case(&centre, Some("assessed"), false).await;
    let given = |p: &Person| json!({"personal_code": p.code, "given_name": p.given_name, "surname": p.surname, "born_on": p.born_on});
    for sql in [
        "UPDATE central.submission SET content = content || $1, personal_code = $2 WHERE id = $3 OR id = $4",
        "UPDATE municipal.application SET content = content || $1 WHERE $2 <> '' AND (id = $3 OR id = $4)",
    ] {
        let both = json!({
            "applicant": given(&ona),
            "represented_by": {"person": given(&rasa()), "basis": "Įgaliojimas Nr. 2026-17, 2026-09-01, galioja iki 2027-09-01",
                "power": {"number": "2026-17", "concluded_on": "2026-09-01", "valid_until": "2027-09-01", "shown": "later"}},
        });
        sqlx::query(sql)
            .bind(both)
            .bind(ona.code.as_str())
            .bind(submission)
            .bind(application)
            .execute(&centre.owner)
            .await
            .unwrap();
    }
    sqlx::query("UPDATE municipal.person SET personal_code = $1")
        .bind(ona.code.as_str())
        .execute(&centre.owner)
        .await
        .unwrap();

    // The applicant herself does not correct what another sent, nor does anybody else.
    for person in [ona.clone(), greta()] {
        let mut other = centre.informed(person).await;
        let csrf = other.get("/mano").await.csrf();
        let path = format!("/prasymai/{submission}/taisyti");
        let refused = other.post(&path, &[("csrf", &csrf)]).await;
        assert_eq!(refused.status, StatusCode::NOT_FOUND);
    }

    let draft = begun(&mut hers, submission).await;
    let saved = account_said(&mut hers, &draft, OTHER_IBAN).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
    let answer = sent(&mut hers, &draft).await;
    assert_eq!(
        answer.location(),
        format!("/prasymai/{submission}?zinute=request-correction"),
        "{}",
        answer.body
    );
    let all = corrections(&centre).await;
    assert_eq!(all.len(), 1);
    assert_eq!(all[0]["account"], "LT601010012345678901");
    assert_eq!(all[0]["applicant"]["personal_code"], ona.code.as_str());
    assert_eq!(
        all[0]["represented_by"]["person"]["personal_code"],
        rasa().code.as_str()
    );
}

async fn unsent(centre: &Centre) -> Vec<(String, String)> {
    sqlx::query_as("SELECT place, text FROM central.unsent_text ORDER BY place")
        .fetch_all(&centre.owner)
        .await
        .unwrap()
}

async fn requests(centre: &Centre) -> i64 {
    centre
        .count("SELECT count(*) FROM central.resident_request")
        .await
}

#[tokio::test]
async fn what_is_typed_is_kept_until_it_is_sent_deleted_or_over() {
    let centre = Centre::new().await;
    let mut hers = centre.informed(rasa()).await;
    let (submission, application) = case(&centre, Some("assessed"), true).await;
    let asked = ask_document(&centre, application).await;
    let path = format!("/prasymai/{submission}");
    let csrf = hers.get("/mano").await.csrf();
    let places = [
        "klausti/saugoti".to_owned(),
        "neteisingas/saugoti".to_owned(),
        "atsiimti/saugoti".to_owned(),
        "papildyti/saugoti".to_owned(),
        format!("papildyti/saugoti?dokumentas={asked}"),
        format!("neturiu/{asked}/saugoti"),
    ];
    for (at, place) in places.iter().enumerate() {
        let text = format!("Žodžiai {at}.");
        let fields = [("csrf", csrf.as_str()), ("tekstas", text.as_str())];
        let kept = hers.post(&format!("{path}/{place}"), &fields).await;
        assert_eq!(kept.status, StatusCode::OK, "{place}: {}", kept.body);
        assert!(kept.body.contains("Išsaugota"), "{}", kept.body);
        let shown = place.replace("/saugoti", "");
        let page = hers.get(&format!("{path}/{shown}")).await.body;
        assert!(
            page.contains(&text) && page.contains("Tekstas saugomas"),
            "{page}"
        );
        assert!(!page.contains('⟦'), "{place}: a wording is missing");
    }
    assert_eq!(unsent(&centre).await.len(), 6);
    let told = hers.get(&path).await.body;
    assert_eq!(told.matches("Pradėta, neišsiųsta").count(), 3, "{told}");

    // Nobody else's, and nothing without the form's token or about a document that was not asked of her.
    let mut other = centre.informed(greta()).await;
    let foreign = other.get("/mano").await.csrf();
    let fields = [("csrf", foreign.as_str()), ("tekstas", "Mano.")];
    for place in &places {
        let refused = other.post(&format!("{path}/{place}"), &fields).await;
        assert_eq!(refused.status, StatusCode::NOT_FOUND, "{place}");
    }
    let forged = hers.post(&format!("{path}/klausti/saugoti"), &fields).await;
    assert_eq!(forged.status, StatusCode::FORBIDDEN);
    let unknown = format!("{path}/papildyti/saugoti?dokumentas={submission}");
    let fields = [("csrf", csrf.as_str()), ("tekstas", "Mano.")];
    assert_eq!(
        hers.post(&unknown, &fields).await.status,
        StatusCode::NOT_FOUND
    );

    // Emptied, it is gone; sent, it is gone.
    let emptied = [("csrf", csrf.as_str()), ("tekstas", " ")];
    hers.post(&format!("{path}/neteisingas/saugoti"), &emptied)
        .await;
    hers.post_form(&format!("{path}/klausti"), &fields, &[])
        .await;
    assert_eq!(requests(&centre).await, 1);
    let left: Vec<String> = unsent(&centre)
        .await
        .into_iter()
        .map(|(place, _)| place)
        .collect();
    assert_eq!(left, ["atsiimti", "neturiu", "papildyti", "papildyti"]);

    let now = centre.clock.now();
    let day = SignedDuration::from_hours(24);
    tidy_up(&centre.app, &NoMail, now + day * 89).await.unwrap();
    assert_eq!(unsent(&centre).await.len(), 4);
    let tidied = tidy_up(&centre.app, &NoMail, now + day * 91).await.unwrap();
    assert_eq!((tidied.deleted, unsent(&centre).await.len()), (4, 0));
}

#[tokio::test]
async fn words_that_come_after_the_session_ended_are_kept_and_nothing_else_is_done() {
    let centre = Centre::new().await;
    let mut hers = centre.informed(rasa()).await;
    let (submission, _) = case(&centre, Some("assessed"), true).await;
    let path = format!("/prasymai/{submission}");
    let draft = begun(&mut hers, submission).await;
    let page = hers.get(&format!("{draft}/mokejimas")).await;
    let (csrf, version) = (page.csrf(), page.version());
    centre.clock.advance(61);

    let typed = [("csrf", csrf.as_str()), ("tekstas", "Kada sužinosiu?")];
    let asked = hers
        .post_form(&format!("{path}/klausti"), &typed, &[])
        .await;
    assert_eq!(
        asked.location(),
        format!("/prisijungti?toliau={path}/klausti&zinute=words-kept")
    );
    let sign_in = hers.get(&asked.location()).await;
    assert!(
        sign_in.body.contains("įrašėte, išsaugota"),
        "{}",
        sign_in.body
    );
    let supplement = hers
        .post_form(&format!("{path}/papildyti"), &typed, &[])
        .await;
    assert_eq!(
        supplement.location(),
        format!("/prisijungti?toliau={path}/papildyti&zinute=words-kept")
    );
    let by_script = hers
        .post(&format!("{path}/neteisingas/saugoti"), &typed)
        .await;
    assert_eq!(by_script.status, StatusCode::UNAUTHORIZED);
    assert!(by_script.body.contains("išsaugota"), "{}", by_script.body);
    assert!(
        by_script
            .body
            .contains(&format!("toliau={path}/neteisingas"))
    );
    let fields = [
        ("csrf", csrf.as_str()),
        ("versija", &version),
        ("saskaita", "LT60"),
        ("pasiulymai", "taip"),
        ("pasiulymai-buvo", "ne"),
        ("veiksmas", "toliau"),
    ];
    let screen = format!("{draft}/mokejimas");
    let saved = hers.post(&screen, &fields).await;
    assert_eq!(
        saved.location(),
        format!("/prisijungti?toliau={screen}&zinute=words-kept")
    );
    // Nothing is shown, sent or consented to by a session that has ended.
    for place in [path.clone(), format!("{path}/klausti"), screen.clone()] {
        assert_eq!(
            hers.get(&place).await.status,
            StatusCode::SEE_OTHER,
            "{place}"
        );
    }
    let unsafe_fields = [
        ("csrf", csrf.as_str()),
        ("versija", "2"),
        ("patvirtinu", "taip"),
    ];
    let sent = hers
        .post(&format!("{draft}/pateikti"), &unsafe_fields)
        .await;
    assert_eq!(
        sent.location(),
        format!("/prisijungti?toliau={draft}/perziura&zinute=not-sent-yet")
    );
    assert_eq!(requests(&centre).await, 0);
    assert_eq!(
        centre.count("SELECT count(*) FROM central.consent").await,
        0
    );
    let forged = [("csrf", "kitas"), ("tekstas", "Ne jos.")];
    let refused = hers
        .post_form(&format!("{path}/klausti"), &forged, &[])
        .await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);

    // Signed in again, she finds her words.
    let mut later = centre.informed(rasa()).await;
    for place in ["klausti", "papildyti", "neteisingas"] {
        let page = later.get(&format!("{path}/{place}")).await;
        assert!(
            page.body.contains("Kada sužinosiu?"),
            "{place}: {}",
            page.body
        );
    }
    let page = later.get(&screen).await;
    assert!(page.body.contains("value=\"LT60\""), "{}", page.body);

    // Whoever signed out has left for good, and so has whoever was away for long.
    let out = later.get("/mano").await.csrf();
    let token = later.clone();
    later.post("/atsijungti", &[("csrf", &out)]).await;
    let mut signed_out = token;
    let fields = [("csrf", out.as_str()), ("tekstas", "Po atsijungimo.")];
    let away = signed_out
        .post_form(&format!("{path}/klausti"), &fields, &[])
        .await;
    assert_eq!(away.location(), "/prisijungti");
    centre.clock.advance(25 * 60);
    let away = hers
        .post_form(&format!("{path}/klausti"), &typed, &[])
        .await;
    assert_eq!(away.location(), "/prisijungti");
    assert!(
        unsent(&centre)
            .await
            .iter()
            .all(|(_, text)| text == "Kada sužinosiu?")
    );
}

#[tokio::test]
async fn who_sends_too_fast_waits_with_everything_kept() {
    let centre = Centre::new().await;
    let mut hers = centre.informed(rasa()).await;
    let (submission, _) = case(&centre, Some("assessed"), true).await;
    let path = format!("/prasymai/{submission}");
    let draft = begun(&mut hers, submission).await;
    account_said(&mut hers, &draft, OTHER_IBAN).await;
    let csrf = hers.get("/mano").await.csrf();
    let fields = [("csrf", csrf.as_str()), ("tekstas", "Kada sužinosiu?")];
    for _ in 0..20 {
        let sent = hers
            .post_form(&format!("{path}/klausti"), &fields, &[])
            .await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER);
    }
    let supplement = format!("{path}/papildyti");
    let pdf = [("pažyma.pdf", b"%PDF tekstas".as_slice())];
    let slow = hers.post_form(&supplement, &fields, &pdf).await;
    assert_eq!(slow.status, StatusCode::TOO_MANY_REQUESTS, "{}", slow.body);
    assert!(slow.body.contains("po 10 minučių") && slow.body.contains("Kada sužinosiu?"));
    let kept = hers.get(&supplement).await.body;
    assert!(
        kept.contains("Kada sužinosiu?") && kept.contains("pažyma.pdf"),
        "{kept}"
    );
    let slow = sent(&mut hers, &draft).await;
    assert_eq!(slow.status, StatusCode::TOO_MANY_REQUESTS);
    assert!(slow.body.contains("po 10 minučių"), "{}", slow.body);
    assert!(corrections(&centre).await.is_empty());
    centre.clock.advance(11);
    let done = sent(&mut hers, &draft).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
    let done = hers.post_form(&supplement, &fields, &[]).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
    let texts = unsent(&centre).await;
    assert!(texts.is_empty(), "{texts:?}");
}

/// The same as if she had handed it in at the counter.
async fn on_paper(centre: &Centre, status: &str, taken_up: bool) -> Uuid {
    let (submission, application) = case(centre, Some(status), taken_up).await;
    for sql in [
        "UPDATE municipal.application SET submission_id = NULL, channel = 'paper' WHERE submission_id = $1",
        "DELETE FROM central.submission WHERE id = $1",
    ] {
        sqlx::query(sql)
            .bind(submission)
            .execute(&centre.owner)
            .await
            .unwrap();
    }
    application
}

#[tokio::test]
async fn an_application_on_paper_is_corrected_asked_about_supplemented_and_withdrawn_like_any_other()
 {
    let centre = Centre::new().await;
    let mut hers = centre.informed(rasa()).await;
    let application = on_paper(&centre, "assessed", true).await;
    let asked = ask_document(&centre, application).await;
    let own = format!("/prasymai/{application}");
    let page = hers.get(&own).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.body);
    assert!(!page.body.contains('⟦'), "a wording is missing");
    for part in ["taisyti", "papildyti", "klausti", "atsiimti"] {
        assert!(
            page.body.contains(&format!("href=\"{own}/{part}\"")),
            "{part}: {}",
            page.body
        );
    }
    assert!(page.body.contains("pateikta raštu") && !page.body.contains(&format!("{own}/pdf")));

    // A question is kept as it is typed, and gone once it is sent.
    let (csrf, key) = opened(&mut hers, &format!("{own}/klausti")).await;
    let typed = [
        ("csrf", csrf.as_str()),
        ("raktas", &key),
        ("tekstas", "Kada?"),
    ];
    let kept = hers.post(&format!("{own}/klausti/saugoti"), &typed).await;
    assert_eq!(kept.status, StatusCode::OK, "{}", kept.body);
    assert!(hers.get(&own).await.body.contains("Pradėta, neišsiųsta"));
    let done = hers.post_form(&format!("{own}/klausti"), &typed, &[]).await;
    assert_eq!(
        done.location(),
        format!("{own}?zinute=request-question"),
        "{}",
        done.body
    );
    assert_eq!(unsent(&centre).await.len(), 0);

    // The document that was asked of her goes from here, too, and is read by nobody else.
    let give = format!("{own}/papildyti?dokumentas={asked}");
    let (csrf, key) = opened(&mut hers, &give).await;
    let fields = [("csrf", csrf.as_str()), ("raktas", &key), ("tekstas", "")];
    let done = hers
        .post_form(&give, &fields, &[("sutartis.pdf", b"%PDF tekstas")])
        .await;
    assert_eq!(
        done.location(),
        format!("{own}?zinute=request-supplement"),
        "{}",
        done.body
    );
    let shown = hers.get(&own).await.body;
    let file = between(&shown, &format!("{own}/dokumentai/"), "\"");
    let file = format!("{own}/dokumentai/{file}");
    assert_eq!(hers.get(&file).await.status, StatusCode::OK);

    // Corrected in the whole form, filled with what the paper says.
    let draft = begun(&mut hers, application).await;
    let saved = account_said(&mut hers, &draft, OTHER_IBAN).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
    let home = hers.get("/mano").await.body;
    assert!(
        home.contains("PR-29-2026-000077") && home.contains(&draft),
        "{home}"
    );
    let answer = sent(&mut hers, &draft).await;
    assert_eq!(
        answer.location(),
        format!("{own}?zinute=request-correction"),
        "{}",
        answer.body
    );
    let screen = hers.get(&format!("{draft}/vaikai")).await;
    assert_eq!(screen.location(), own, "what it became");
    let rows: Vec<(Uuid, Value, Value)> = sqlx::query_as(
        "SELECT application_id, content, made_from FROM central.resident_request
         WHERE kind = 'correction' AND submission_id IS NULL",
    )
    .fetch_all(&centre.owner)
    .await
    .unwrap();
    let [(about, content, made_from)] = rows.as_slice() else {
        panic!("{rows:?}");
    };
    assert_eq!(*about, application);
    assert_eq!(content["account"], "LT601010012345678901");
    assert_eq!(made_from["account"], "LT121000011101001000");
    let shown = hers.get(&own).await.body;
    let paper = between(&shown, &format!("{own}/pataisymai/"), "\"");
    let paper = format!("{own}/pataisymai/{paper}");
    assert_eq!(hers.get(&paper).await.status, StatusCode::OK);

    // Nobody else says, sends or reads anything about it.
    let mut other = centre.informed(greta()).await;
    let csrf = other.get("/mano").await.csrf();
    let fields = [("csrf", csrf.as_str()), ("tekstas", "Mano.")];
    for part in ["", "/taisyti", "/papildyti", "/klausti", "/atsiimti"] {
        let refused = other.get(&format!("{own}{part}")).await;
        assert_eq!(refused.status, StatusCode::NOT_FOUND, "{part}");
    }
    for path in [&file, &paper] {
        assert_eq!(
            other.get(path).await.status,
            StatusCode::NOT_FOUND,
            "{path}"
        );
    }
    for part in ["taisyti", "atsiimti", "klausti/saugoti"] {
        let refused = other.post(&format!("{own}/{part}"), &fields).await;
        assert_eq!(refused.status, StatusCode::NOT_FOUND, "{part}");
    }
    assert_eq!(requests(&centre).await, 3);

    // Taken back, once.
    let (csrf, key) = opened(&mut hers, &format!("{own}/atsiimti")).await;
    let fields = [
        ("csrf", csrf.as_str()),
        ("raktas", &key),
        ("tekstas", ""),
        ("patvirtinu", "taip"),
    ];
    for _ in 0..2 {
        let done = hers.post(&format!("{own}/atsiimti"), &fields).await;
        assert_eq!(
            done.location(),
            format!("{own}?zinute=request-withdrawal"),
            "{}",
            done.body
        );
    }
    assert_eq!(requests(&centre).await, 4);
}

#[tokio::test]
async fn who_is_acted_for_corrects_it_herself_and_who_sent_it_stays() {
    let centre = Centre::new().await;
    let application = {
        // Rasa's account is there; Greta had sent it for her.
        let _ = centre.informed(rasa()).await;
        let (_, application) = case(&centre, Some("assessed"), false).await;
        application
    };
    let mut hers = centre.informed(rasa()).await;
    let _ = centre.informed(greta()).await;
    let given = |p: &Person| json!({"personal_code": p.code, "given_name": p.given_name, "surname": p.surname, "born_on": p.born_on});
    let by = json!({"represented_by": {"person": given(&greta()), "basis": "Įgaliojimas Nr. 2026-17, 2026-09-01, galioja iki 2027-09-01",
        "power": {"number": "2026-17", "concluded_on": "2026-09-01", "valid_until": "2027-09-01", "shown": "later"}}});
    sqlx::query("UPDATE municipal.application SET content = content || $1")
        .bind(by)
        .execute(&centre.owner)
        .await
        .unwrap();
    sqlx::query("UPDATE central.submission SET resident_id = (SELECT id FROM central.resident WHERE given_name = 'Greta')")
        .execute(&centre.owner)
        .await
        .unwrap();
    let draft = begun(&mut hers, application).await;
    let saved = account_said(&mut hers, &draft, OTHER_IBAN).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
    let answer = sent(&mut hers, &draft).await;
    let own = format!("/prasymai/{application}?zinute=request-correction");
    assert_eq!(answer.location(), own, "{}", answer.body);
    let all = corrections(&centre).await;
    assert_eq!(all.len(), 1);
    assert_eq!(all[0]["account"], "LT601010012345678901");
    assert_eq!(all[0]["represented_by"]["power"]["number"], "2026-17");
    assert_eq!(
        all[0]["represented_by"]["person"]["personal_code"],
        greta().code.as_str()
    );
}
