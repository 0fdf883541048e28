//! The end of a draft, the paper of what was sent, and for whom one can apply.

use std::future::Future;
use std::pin::Pin;
use std::sync::Mutex;

use axum::http::{StatusCode, header};
use jiff::{SignedDuration, Timestamp};
use spis_applications::Mailer;
use spis_persons::evidence::{ParentalAuthority, RegisterChild};
use spis_resident_portal::{Tidied, tidy_up};

use crate::support::{Centre, between, greta, rasa};
use crate::{children_answered, draft, payment_answered, sent, submission_of};

const GOOD_IBAN: &str = "LT12 1000 0111 0100 1000";

/// Takes mail for everybody but `grazinama@…`.
#[derive(Default)]
struct Mails(Mutex<Vec<(String, String)>>);

impl Mailer for Mails {
    fn send<'a>(
        &'a self,
        to: &'a str,
        subject: &'a str,
        body: &'a str,
    ) -> Pin<Box<dyn Future<Output = anyhow::Result<()>> + Send + 'a>> {
        let letter = (to.to_owned(), format!("{subject} {body}"));
        if to.starts_with("grazinama@") {
            return Box::pin(async move { Err(anyhow::anyhow!("550 {to}")) });
        }
        self.0.lock().unwrap().push(letter);
        Box::pin(async { Ok(()) })
    }
}

#[tokio::test]
async fn a_draft_is_deleted_at_once_with_every_version_and_only_by_her() {
    let centre = Centre::new().await;
    let mut hers = centre.informed(rasa()).await;
    let address = draft(&mut hers).await;
    children_answered(&mut hers, &address).await;
    sqlx::query(
        "INSERT INTO central.upload (id, resident_id, subject_id, name, state, size, received, created_at, changed_at)
         SELECT gen_random_uuid(), resident_id, id, 'pazyma.pdf', 'receiving', 9, 0, created_at, created_at FROM central.draft",
    )
    .execute(&centre.owner)
    .await
    .unwrap();
    let page = format!("{address}/istrinti");
    let asked = hers.get(&page).await;
    assert_eq!(asked.status, StatusCode::OK, "{}", asked.body);
    assert!(asked.body.contains("Atkurti jų nebus galima"));

    let mut other = centre.informed(greta()).await;
    let csrf = other.get("/mano").await.csrf();
    assert_eq!(other.get(&page).await.status, StatusCode::NOT_FOUND);
    let foreign = other.post(&page, &[("csrf", &csrf)]).await;
    assert_eq!(foreign.status, StatusCode::NOT_FOUND);
    assert!(
        centre
            .count("SELECT count(*) FROM central.draft_version")
            .await
            > 1
    );

    let gone = hers.post(&page, &[("csrf", &asked.csrf())]).await;
    assert_eq!(gone.location(), "/mano?zinute=draft-deleted");
    assert_eq!(centre.count("SELECT count(*) FROM central.draft").await, 0);
    assert_eq!(centre.count("SELECT count(*) FROM central.upload").await, 0);
    assert_eq!(
        centre
            .count("SELECT count(*) FROM central.draft_version")
            .await,
        0
    );
    assert_eq!(
        hers.get(&format!("{address}/vaikai")).await.status,
        StatusCode::NOT_FOUND
    );
    assert_eq!(
        centre.count("SELECT count(*) FROM central.journal_entry WHERE action = 'draft_delete' AND outcome = 'allowed'").await,
        1
    );
    assert_eq!(
        centre.count("SELECT count(*) FROM central.journal_entry WHERE action = 'draft_delete' AND outcome = 'refused'").await,
        1
    );

    // What was sent is no draft any more.
    let address = draft(&mut hers).await;
    let submission = submission_of(&sent(&mut hers, &address).await);
    let csrf = hers.get("/mano").await.csrf();
    let kept = hers
        .post(&format!("{address}/istrinti"), &[("csrf", &csrf)])
        .await;
    assert_eq!(kept.location(), format!("/prasymai/{submission}"));
    assert_eq!(
        centre
            .count("SELECT count(*) FROM central.submission")
            .await,
        1
    );
}

#[tokio::test]
async fn a_draft_is_reminded_of_a_week_before_its_end_and_then_goes() {
    let centre = Centre::new().await;
    let mut browser = centre.informed(rasa()).await;
    let address = draft(&mut browser).await;
    let page = browser.get(&format!("{address}/mokejimas")).await;
    browser
        .post(
            &format!("{address}/mokejimas/saugoti"),
            &[
                ("csrf", &page.csrf()),
                ("versija", &page.version()),
                ("elpastas", "rasa@pavyzdys.lt"),
            ],
        )
        .await;
    let home = browser.get("/mano").await;
    assert!(
        home.body.contains("saugosime iki 2027-02-21"),
        "{}",
        home.body
    );

    sqlx::query(
        "INSERT INTO central.upload (id, resident_id, subject_id, name, state, size, received, created_at, changed_at)
         SELECT gen_random_uuid(), resident_id, id, 'pazyma.pdf', 'receiving', 9, 0, created_at, created_at FROM central.draft",
    )
    .execute(&centre.owner)
    .await
    .unwrap();
    let mails = Mails::default();
    let begun: Timestamp = "2026-11-23T08:00:00Z".parse().unwrap();
    let after =
        |days: i64| begun + SignedDuration::from_hours(24 * days) + SignedDuration::from_mins(1);
    let node = &centre.app;
    let done = |deleted, reminded| Tidied { deleted, reminded };
    assert_eq!(tidy_up(node, &mails, after(82)).await.unwrap(), done(0, 0));
    assert_eq!(tidy_up(node, &mails, after(83)).await.unwrap(), done(0, 1));
    assert_eq!(tidy_up(node, &mails, after(84)).await.unwrap(), done(0, 0));
    let (to, words) = mails.0.lock().unwrap()[0].clone();
    assert_eq!(to, "rasa@pavyzdys.lt");
    for word in ["prašym", "juodra", "vaik", "išmok", "Rasa"] {
        assert!(!words.contains(word), "{word}: {words}");
    }
    // Sessions that ended long ago went with the first day's work, and so did trips to the gateway.
    assert_eq!(centre.count("SELECT count(*) FROM local.session").await, 0);
    assert_eq!(
        centre
            .count("SELECT count(*) FROM local.signin_attempt")
            .await,
        0
    );
    assert_eq!(tidy_up(node, &mails, after(90)).await.unwrap(), done(1, 0));
    assert_eq!(centre.count("SELECT count(*) FROM central.draft").await, 0);
    assert_eq!(centre.count("SELECT count(*) FROM central.upload").await, 0);
    assert_eq!(
        centre
            .count("SELECT count(*) FROM central.draft_version")
            .await,
        0
    );
    assert_eq!(
        centre
            .count("SELECT count(*) FROM central.draft_reminder")
            .await,
        0
    );
    assert_eq!(mails.0.lock().unwrap().len(), 1);
}

#[tokio::test]
async fn an_address_that_is_refused_stops_no_other_reminder() {
    let centre = Centre::new().await;
    let mut browser = centre.informed(rasa()).await;
    for email in ["grazinama@pavyzdys.lt", "rasa@pavyzdys.lt"] {
        let address = draft(&mut browser).await;
        let page = browser.get(&format!("{address}/mokejimas")).await;
        let (csrf, version) = (page.csrf(), page.version());
        let fields = [
            ("csrf", csrf.as_str()),
            ("versija", &version),
            ("elpastas", email),
        ];
        browser
            .post(&format!("{address}/mokejimas/saugoti"), &fields)
            .await;
        centre.clock.advance(1);
    }
    let mails = Mails::default();
    let begun: Timestamp = "2026-11-23T08:00:00Z".parse().unwrap();
    let soon = begun + SignedDuration::from_hours(24 * 84);
    for _ in 0..2 {
        let failed = tidy_up(&centre.app, &mails, soon).await.unwrap_err();
        assert!(!format!("{failed:#}").contains('@'), "{failed:#}");
        let letters = mails.0.lock().unwrap();
        let reached: Vec<&str> = letters.iter().map(|(to, _)| to.as_str()).collect();
        assert_eq!(reached, ["rasa@pavyzdys.lt"], "once, and not for the other");
    }
}

#[tokio::test]
async fn the_paper_of_what_was_sent_is_hers_and_the_empty_form_everybodys() {
    let centre = Centre::new().await;
    let mut hers = centre.informed(rasa()).await;
    let address = draft(&mut hers).await;
    let submission = submission_of(&sent(&mut hers, &address).await);
    let path = format!("/prasymai/{submission}/pdf");
    let printed = hers.get(&path).await;
    assert_eq!(printed.headers[header::CONTENT_TYPE], "application/pdf");
    let digest: String = sqlx::query_scalar("SELECT content_sha256 FROM central.submission")
        .fetch_one(&centre.owner)
        .await
        .unwrap();
    for words in [
        "K-2026-000001",
        "LT12 1000 0111 0100 1000",
        "Matas",
        digest.as_str(),
    ] {
        assert!(printed.body.contains(words), "{words}: {}", printed.body);
    }
    assert_eq!(
        hers.get(&path).await.body,
        printed.body,
        "as it was set when it was sent, the same each time"
    );
    assert_eq!(
        centre
            .count(
                "SELECT count(*) FROM central.submission_paper p
                 WHERE p.sha256 = encode(sha256(p.pdf), 'hex') AND p.set_at = (SELECT submitted_at FROM central.submission s WHERE s.id = p.id)"
            )
            .await,
        1
    );
    let mut other = centre.informed(greta()).await;
    assert_eq!(other.get(&path).await.status, StatusCode::NOT_FOUND);
    assert_eq!(
        centre.count("SELECT count(*) FROM central.journal_entry WHERE action = 'submission_print' AND outcome = 'allowed'").await,
        2
    );
    assert_eq!(
        centre.count("SELECT count(*) FROM central.journal_entry WHERE action = 'submission_print' AND outcome = 'refused'").await,
        1
    );

    let mut nobody = centre.browser();
    let empty = nobody.get("/formos/SP-3A.pdf").await;
    assert_eq!(empty.headers[header::CONTENT_TYPE], "application/pdf");
    assert!(empty.body.contains("SP-3A") && !empty.body.contains("Matas"));
    assert_eq!(
        nobody.get("/formos/SP-99.pdf").await.status,
        StatusCode::NOT_FOUND
    );
}

#[tokio::test]
async fn a_registered_child_is_not_taken_for_one_who_lives_with_her() {
    let centre = Centre::new().await;
    centre.register.answer.lock().unwrap().children[0].lives_with = false;
    let mut browser = centre.informed(rasa()).await;
    let address = draft(&mut browser).await;
    let page = browser.get(&format!("{address}/vaikai")).await;
    let box_of = between(&page.body, "name=\"vaikai\" value=\"", ">");
    assert!(!box_of.contains("checked"), "{box_of}");
    assert!(
        page.body
            .contains("Registre nurodyta kita gyvenamoji vieta")
    );
    // She may choose and answer for herself.
    children_answered(&mut browser, &address).await;
    let paid = payment_answered(&mut browser, &address, GOOD_IBAN).await;
    assert_eq!(paid.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn whom_she_may_not_act_for_is_named_without_blame_and_never_offered() {
    let changes: [fn(&mut RegisterChild); 4] = [
        |c| c.authority = ParentalAuthority::Limited,
        |c| c.separated = true,
        |c| (c.guardianship, c.on_duty) = (true, true),
        |c| c.emancipated = true,
    ];
    for change in changes {
        let centre = Centre::new().await;
        change(&mut centre.register.answer.lock().unwrap().children[0]);
        let mut browser = centre.informed(rasa()).await;
        let address = draft(&mut browser).await;
        let page = browser.get(&format!("{address}/vaikai")).await;
        assert!(!page.body.contains("name=\"vaikai\""), "{}", page.body);
        assert!(page.body.contains("Kiti vaikai registre"), "{}", page.body);
        for word in ["apribo", "atskirt", "valdži"] {
            assert!(!page.body.contains(word), "{word}");
        }
        // Everybody may say in whose name she applies; of this child nothing of the kind is said.
        let told = between(&page.body, "Kiti vaikai registre", "</section>");
        assert!(!told.contains("budint"), "{told}");
    }
}
