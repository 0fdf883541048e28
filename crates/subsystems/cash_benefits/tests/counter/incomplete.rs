//! What is received is registered: a paper that does not say everything, what is asked for, and how it is filled in.

use axum::http::StatusCode;
use jiff::civil::date;
use serde_json::Value;
use spis_applications::actions::receive_request::receive;
use spis_kernel::{PersonalCode, Sex};
use spis_pages::Translator;
use uuid::Uuid;

use crate::town::{Desk, Town, child, code, mother, typed};

/// The content of the only application.
async fn content(town: &Town) -> Value {
    sqlx::query_scalar("SELECT content FROM municipal.application")
        .fetch_one(town.node.pool())
        .await
        .unwrap()
}

/// A paper that came by post: no account, no telephone, no signature, and it does not say whether the child lives with her.
fn by_post<'a>(version: &'a str, child: &'a str, despite: bool) -> Vec<(&'a str, &'a str)> {
    let mut fields = typed(version, child);
    fields.retain(|(name, _)| {
        ![
            "saskaita",
            "kieno",
            "telefonas",
            "gyvena-e1",
            "dokumento-nr",
            "dokumentas",
            "parasas",
        ]
        .contains(name)
    });
    fields.extend([("dokumentas", "none"), ("parasas", "missing")]);
    if despite {
        fields.push(("ko-truksta", "taip"));
    }
    fields
}

async fn registered_by_post(desk: &Desk<'_>) -> String {
    let draft = desk.find(&mother()).await;
    let child = child(720);
    let fields = by_post("1", child.as_str(), true);
    let (status, to, page) = desk.post(&draft, &fields).await;
    assert_eq!(status, StatusCode::SEE_OTHER, "{page}");
    to.split('?').next().unwrap().to_owned()
}

/// Registers have answered and the rule has reckoned; what was asked for is waited for.
async fn waits(town: &Town) {
    for sql in [
        "UPDATE municipal.application SET status = 'waiting'",
        "INSERT INTO municipal.application_event (municipality_code, id, application_id, step, status_after, at, user_name)
         SELECT municipality_code, gen_random_uuid(), id, 'ask_documents', 'waiting', registered_at + interval '1 minute', 'SPIS'
         FROM municipal.application",
    ] {
        sqlx::query(sql).execute(town.node.pool()).await.unwrap();
    }
}

#[tokio::test]
async fn an_incomplete_paper_is_registered_once_the_official_confirms_what_it_lacks() {
    let town = Town::start().await;
    let router = town.router();
    let desk = town.desk(&router, town.reception).await;
    let draft = desk.find(&mother()).await;
    let child = child(721);
    let (status, _, page) = desk
        .post(&draft, &by_post("1", child.as_str(), false))
        .await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    for field in [
        "ko-truksta",
        "saskaita",
        "telefonas",
        "gyvena-e1",
        "dokumentas",
        "parasas",
    ] {
        assert!(
            page.contains(&format!("href=\"#{field}\"")),
            "{field}: {page}"
        );
    }
    // What is said wrongly is no gap: no confirmation helps.
    let mut wrong = by_post("1", child.as_str(), true);
    wrong.push(("saskaita", "LT12 1000"));
    wrong[0] = ("versija", "2");
    let (status, _, page) = desk.post(&draft, &wrong).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.contains("href=\"#saskaita\"") && !page.contains("href=\"#ko-truksta\""));
    let none = "SELECT count(*) FROM municipal.application";
    assert_eq!(town.count(none).await, 0);

    let (status, to, page) = desk.post(&draft, &by_post("3", child.as_str(), true)).await;
    assert_eq!(status, StatusCode::SEE_OTHER, "{page}");
    let stored = content(&town).await;
    let missing = [
        "gyvena-1",
        "saskaita",
        "kieno",
        "telefonas",
        "parasas",
        "dokumentas",
    ];
    for gap in missing {
        let all = stored["missing"].as_array().unwrap();
        assert!(all.iter().any(|one| one == gap), "{gap} in {all:?}");
    }
    assert!(stored["account"].is_null());
    // One request for all of it, as a specialist's would be, with a notice to be posted.
    for sql in [
        "SELECT count(*) FROM municipal.document_request q JOIN municipal.application a ON a.id = q.application_id
         WHERE q.settled_at IS NULL AND q.own_words LIKE 'Prašyme trūksta: %Pareiškėjo parašas%' AND q.asked_at = a.registered_at",
        "SELECT count(*) FROM municipal.notice WHERE document_request_id IS NOT NULL AND channel = 'post'",
        "SELECT count(*) FROM municipal.intake WHERE identity_document = 'none' AND identity_last = '' AND signature = 'awaited'",
        "SELECT count(*) FROM municipal.journal_entry WHERE action = 'document_ask' AND purpose = 'paper_application'",
    ] {
        assert_eq!(town.count(sql).await, 1, "{sql}");
    }
    // The slip says what and by when: the kind's month, which is longer than the post and the notice together.
    let place = to.split('?').next().unwrap();
    let (_, receipt) = desk.get(&format!("{place}/patvirtinimas.pdf")).await;
    let due: String = sqlx::query_scalar("SELECT due_on::text FROM municipal.document_request")
        .fetch_one(town.node.pool())
        .await
        .unwrap();
    assert_eq!(due, "2026-12-22");
    for words in [
        "Trūkstamus duomenis pateikti iki: 2026\u{a0}m. gruodžio 22\u{a0}d.",
        "Sąskaita, į kurią mokėti",
        "Kur vaikas gyvena: Matas",
        "Asmens tapatybės dokumentas",
    ] {
        assert!(receipt.contains(words), "{words} in {receipt}");
    }
    // What the paper does not say stands empty on the printed form.
    let (_, form) = desk.get(&format!("{place}/prasymas.pdf")).await;
    assert!(form.contains("Kur vaikas gyvena: \n"), "{form}");
    let (_, home) = desk.get("/priemimas").await;
    assert!(home.contains("Prašyme trūksta"));
    // The case shows the open questions.
    let specialist = town.desk(&router, town.specialist).await;
    let case = place.replace("/priemimas/prasymas/", "/bylos/");
    let (_, shown) = specialist.get(&case).await;
    for words in ["Prašyme trūksta", "Kur vaikas gyvena: Matas", "/papildyti"] {
        assert!(shown.contains(words), "{words}");
    }
    // The clock stands still, so nobody names a day to decide by: not the counter, not its slip, not the case.
    let (_, counter) = desk.get(place).await;
    let once = "per 1 mėnesį nuo tada, kai gausime: Kur vaikas gyvena: Matas; ";
    for page in [&counter, &receipt, &shown] {
        assert!(page.contains(once), "{page}");
        assert!(
            !page.contains("Turime nuspręsti iki") && !page.contains("nuspręsti reikia iki"),
            "{page}"
        );
    }
}

#[tokio::test]
async fn the_case_of_an_unsigned_paper_offers_the_signature_in_place_of_the_proposal() {
    let town = Town::start().await;
    let router = town.router();
    let desk = town.desk(&router, town.reception).await;
    let draft = desk.find(&mother()).await;
    let child = child(731);
    let (status, to, page) = desk.post(&draft, &typed("1", child.as_str())).await;
    assert_eq!(status, StatusCode::SEE_OTHER, "{page}");
    sqlx::query("UPDATE municipal.application SET status = 'assessed'")
        .execute(town.node.pool())
        .await
        .unwrap();
    let case = to
        .split('?')
        .next()
        .unwrap()
        .replace("/priemimas/prasymas/", "/bylos/");
    let specialist = town.desk(&router, town.specialist).await;
    let (_, page) = specialist.get(&case).await;
    let sign = format!("{case}/pasirasyta");
    assert!(page.contains(&format!("action=\"{sign}\"")), "{page}");
    assert!(
        page.contains("Vardenė priimanti, Bandymų seniūnijos specialistė"),
        "who else notes it: {page}"
    );
    assert!(!page.contains("/siulyti"), "{page}");
    let payments = town.desk(&router, town.payments).await;
    assert_eq!(payments.post(&sign, &[]).await.0, StatusCode::FORBIDDEN);
    let (status, to, page) = specialist.post(&sign, &[("pastaba", "Lapas byloje")]).await;
    assert_eq!(status, StatusCode::SEE_OTHER, "{page}");
    assert!(to.ends_with("zinute=paper-signed"), "{to}");
    let noted = "SELECT count(*) FROM municipal.application_event WHERE step = 'sign_paper' AND note = 'Lapas byloje'";
    assert_eq!(town.count(noted).await, 1);
    let (_, page) = specialist.get(&case).await;
    assert!(
        page.contains("/siulyti") && !page.contains("/pasirasyta"),
        "{page}"
    );
}

#[tokio::test]
async fn a_wards_questions_come_with_the_save_that_says_so_and_go_with_it() {
    let town = Town::start().await;
    let router = town.router();
    let desk = town.desk(&router, town.reception).await;
    let draft = desk.find(&mother()).await;
    let save = format!("{draft}/saugoti");
    let ward = PersonalCode::compose(Sex::Female, date(2010, 5, 1), 732);
    let young = child(733);
    let fields = |version, acting, code| {
        vec![
            ("versija", version),
            ("eilutes", "1"),
            ("vaiko-kodas-1", code),
            ("atstovauja-e1", acting),
        ]
    };
    let part = "id=\"globotinis-e1\"";
    let (_, _, answer) = desk
        .post(&save, &fields("1", "parent", ward.as_str()))
        .await;
    assert!(!answer.contains(part), "nothing changes: {answer}");
    let (_, _, answer) = desk
        .post(&save, &fields("2", "guardian", ward.as_str()))
        .await;
    for said in [
        part,
        "hx-swap-oob",
        "name=\"globa-e1\"",
        "name=\"sutikimas-e1\"",
    ] {
        assert!(answer.contains(said), "{said} in {answer}");
    }
    // What the page shows already is left alone: somebody may be typing there.
    let mut shown = fields("3", "guardian", ward.as_str());
    shown.extend([
        ("rodoma", "globa-e1"),
        ("rodoma", "sutikimas-e1"),
        ("globa-e1", "nuolatine"),
    ]);
    let (_, _, answer) = desk.post(&save, &shown).await;
    assert!(!answer.contains(part), "{answer}");
    // A younger ward is asked less, and whoever is no ward nothing.
    shown[0] = ("versija", "4");
    shown[2] = ("vaiko-kodas-1", young.as_str());
    let (_, _, answer) = desk.post(&save, &shown).await;
    assert!(
        answer.contains("name=\"globa-e1\"") && !answer.contains("name=\"sutikimas-e1\""),
        "{answer}"
    );
    assert!(
        answer.contains("value=\"nuolatine\" checked"),
        "what was chosen stays: {answer}"
    );
    shown[0] = ("versija", "5");
    shown[3] = ("atstovauja-e1", "parent");
    let (_, _, answer) = desk.post(&save, &shown).await;
    assert!(
        answer.contains(part) && !answer.contains("name=\"globa-e1\""),
        "{answer}"
    );
    // Without a script the questions stand there after the save.
    desk.post(&save, &fields("6", "guardian", young.as_str()))
        .await;
    let (_, page) = desk.get(&draft).await;
    assert!(
        page.contains("name=\"globa-e1\"") && !page.contains("name=\"sutikimas-e1\""),
        "{page}"
    );
}

#[tokio::test]
async fn what_is_brought_is_filled_in_step_by_step_and_then_the_clock_begins_anew() {
    let town = Town::start().await;
    let router = town.router();
    let desk = town.desk(&router, town.reception).await;
    let place = registered_by_post(&desk).await;
    let fill = format!("{place}/papildyti");
    let (status, page) = desk.get(&fill).await;
    assert_eq!(status, StatusCode::OK);
    for field in [
        "id=\"saskaita\"",
        "id=\"kieno\"",
        "id=\"elpastas\"",
        "name=\"gyvena-1\"",
        "id=\"pasirasyta\"",
    ] {
        assert!(page.contains(field), "{field} in {page}");
    }
    assert!(!page.contains("name=\"papildoma\""), "only what is missing");
    waits(&town).await;
    let (status, _, page) = desk.post(&fill, &[("saskaita", "")]).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.contains("Nieko neįrašyta"));
    let (status, _, page) = desk.post(&fill, &[("saskaita", "LT12 3")]).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.contains("value=\"LT12 3\"") && page.contains("id=\"saskaita-k\""));
    // By telephone: whose account it is hangs on the answer, and what is not asked for is not taken.
    let told = [
        ("saskaita", "LT60 1010 0123 4567 8901"),
        ("kieno", "mano"),
        ("gyvena-1", "taip"),
        ("papildoma", "ne"),
    ];
    let (status, to, page) = desk.post(&fill, &told).await;
    assert_eq!(status, StatusCode::SEE_OTHER, "{page}");
    assert!(to.ends_with("zinute=paper-completed"), "{to}");
    let stored = content(&town).await;
    assert_eq!(stored["account"], "LT601010012345678901");
    assert_eq!(stored["children"][0]["lives_with"], true);
    assert_eq!(stored["answers"]["papildoma"], true, "it was said before");
    assert_eq!(
        town.count("SELECT count(*) FROM municipal.application WHERE status = 'waiting'")
            .await,
        1,
        "the rest is waited for"
    );
    // A colleague at another counter may, and the specialist of the case.
    let colleague = town.desk(&router, town.colleague).await;
    assert_eq!(colleague.get(&fill).await.0, StatusCode::OK);
    let payments = town.desk(&router, town.payments).await;
    assert_eq!(payments.post(&fill, &told).await.0, StatusCode::FORBIDDEN);
    let specialist = town.desk(&router, town.specialist).await;
    let rest = [
        ("telefonas", ""),
        ("elpastas", "rasa@example.lt"),
        ("pasirasyta", "taip"),
        ("dokumentas", "passport"),
        ("dokumento-nr", "7k41"),
    ];
    // By which document, is not taken for granted.
    let (status, _, page) = specialist.post(&fill, &rest[..4]).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.contains("id=\"dokumento-nr-k\"") && page.contains("rasa@example.lt"));
    let (status, to, page) = specialist.post(&fill, &rest).await;
    assert_eq!(status, StatusCode::SEE_OTHER, "{page}");
    assert!(to.starts_with("/bylos/"), "{to}");
    let stored = content(&town).await;
    assert!(stored.get("missing").is_none(), "{stored}");
    assert_eq!(stored["email"], "rasa@example.lt");
    for sql in [
        "SELECT count(*) FROM municipal.document_request WHERE settled_as = 'received'",
        // The term counts from the day on which everything was there, and the rule reckons anew.
        "SELECT count(*) FROM municipal.application WHERE status = 'gathering' AND term_start = '2026-11-22'",
        "SELECT count(*) FROM municipal.application_event WHERE step = 'sign_paper'",
        // The history says what came, and that it shows who applied.
        "SELECT count(*) FROM municipal.application_event WHERE step = 'complete_paper' AND note LIKE '%Asmens tapatybės dokumentas%'",
        "SELECT count(*) FROM municipal.identity_check c JOIN municipal.application_event e ON e.id = c.id AND e.step = 'complete_paper' WHERE c.identity_document = 'passport' AND c.identity_last = '7K41'",
        "SELECT count(*) FROM municipal.journal_entry WHERE action = 'paper_complete' AND outcome = 'allowed' AND actor_name LIKE '%siulanti'",
    ] {
        assert_eq!(town.count(sql).await, 1, "{sql}");
    }
    let (_, page) = desk.get(&place).await;
    assert!(page.contains("pasą, …7K41 (2026-11-22)"), "{page}");
    assert_eq!(specialist.get(&fill).await.0, StatusCode::FORBIDDEN);
}

/// A paper that does not say for which children she asks; nothing else is missing.
fn without_children(version: &str, despite: bool) -> Vec<(&str, &str)> {
    let mut fields = typed(version, "");
    fields.retain(|(name, _)| !name.starts_with("vaiko-") && !name.ends_with("-e1"));
    if despite {
        fields.push(("ko-truksta", "taip"));
    }
    fields
}

#[tokio::test]
async fn a_paper_that_names_no_child_is_registered_and_the_children_are_asked_for_and_filled_in() {
    let town = Town::start().await;
    let router = town.router();
    let desk = town.desk(&router, town.reception).await;
    let draft = desk.find(&mother()).await;
    let (status, _, page) = desk.post(&draft, &without_children("1", false)).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    for said in [
        "href=\"#vaiko-kodas-1\"",
        "href=\"#ko-truksta\"",
        "<li>Vaikai, kuriems prašoma išmokos</li>",
    ] {
        assert!(page.contains(said), "{said} in {page}");
    }
    let (status, to, page) = desk.post(&draft, &without_children("2", true)).await;
    assert_eq!(status, StatusCode::SEE_OTHER, "{page}");
    let stored = content(&town).await;
    assert_eq!(stored["missing"], serde_json::json!(["vaikai"]));
    assert_eq!(stored["children"], serde_json::json!([]));
    // Asked for by the kind's day, as any other gap.
    let asked = "SELECT count(*) FROM municipal.document_request WHERE due_on = '2026-12-22'
        AND own_words = 'Prašyme trūksta: Vaikai, kuriems prašoma išmokos'";
    assert_eq!(town.count(asked).await, 1);
    let place = to.split('?').next().unwrap();
    let (_, form) = desk.get(&format!("{place}/prasymas.pdf")).await;
    assert!(
        form.contains("Vaikai, kuriems prašoma išmokos: \n"),
        "{form}"
    );

    waits(&town).await;
    let fill = format!("{place}/papildyti");
    let (_, page) = desk.get(&fill).await;
    for field in [
        "id=\"vaiko-kodas-1\"",
        "name=\"atstovauja-e1\"",
        "name=\"gyvena-e1\"",
    ] {
        assert!(page.contains(field), "{field} in {page}");
    }
    let (matas, ward) = (
        child(726),
        PersonalCode::compose(Sex::Female, date(2010, 5, 1), 727),
    );
    let first = [
        ("vaiko-kodas-1", matas.as_str()),
        ("vaiko-vardas-1", "Matas"),
        ("vaiko-pavarde-1", "Bandomas"),
        ("gyvena-e1", "taip"),
    ];
    // Room for one more child; nothing typed is lost, and nothing is kept yet.
    let more = [&first[..], &[("eilutes", "1"), ("veiksmas", "vaikas")]].concat();
    let (status, _, page) = desk.post(&fill, &more).await;
    assert_eq!(status, StatusCode::OK);
    assert!(
        page.contains("id=\"vaiko-kodas-2\"") && page.contains(matas.as_str()),
        "{page}"
    );
    // In what capacity the applicant acts is not taken for granted.
    let one = [&first[..], &[("eilutes", "1")]].concat();
    let (status, _, page) = desk.post(&fill, &one).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        page.contains("href=\"#atstovauja-e1\"") && page.contains(matas.as_str()),
        "{page}"
    );
    let both = [
        &first[..],
        &[
            ("eilutes", "2"),
            ("atstovauja-e1", "parent"),
            ("vaiko-kodas-2", ward.as_str()),
            ("vaiko-vardas-2", "Ugnė"),
            ("vaiko-pavarde-2", "Bandomoji"),
            ("atstovauja-e2", "guardian"),
            ("gyvena-e2", "taip"),
        ],
    ]
    .concat();
    let (status, to, page) = desk.post(&fill, &both).await;
    assert_eq!(status, StatusCode::SEE_OTHER, "{page}");
    assert!(to.ends_with("zinute=paper-completed"), "{to}");
    let stored = content(&town).await;
    assert_eq!(stored["children"][0]["answers"]["gyvena"], "taip");
    assert_eq!(stored["children"][1]["acting_as"], "guardian");
    // Of a ward who is named there is more to say.
    assert_eq!(
        stored["missing"],
        serde_json::json!(["globa-2", "sutikimas-2"])
    );
    for (sql, count) in [
        ("SELECT count(*) FROM municipal.application_child", 2),
        (
            "SELECT count(*) FROM municipal.application WHERE status = 'waiting'",
            1,
        ),
        (
            "SELECT count(*) FROM municipal.application_event WHERE step = 'complete_paper' AND note = 'Vaikai, kuriems prašoma išmokos'",
            1,
        ),
    ] {
        assert_eq!(town.count(sql).await, count, "{sql}");
    }
    let rest = [("globa-2", "nuolatine"), ("sutikimas-2", "praso")];
    let (status, _, page) = desk.post(&fill, &rest).await;
    assert_eq!(status, StatusCode::SEE_OTHER, "{page}");
    let stored = content(&town).await;
    assert!(stored.get("missing").is_none(), "{stored}");
    assert_eq!(stored["children"][1]["answers"]["globa"], "nuolatine");
    let goes_on = "SELECT count(*) FROM municipal.application WHERE status = 'gathering' AND term_start = '2026-11-22'";
    assert_eq!(town.count(goes_on).await, 1);
}

#[tokio::test]
async fn an_official_s_own_child_is_not_filled_in_and_an_identical_application_is_marked() {
    let town = Town::start().await;
    let router = town.router();
    let desk = town.desk(&router, town.reception).await;
    let draft = desk.find(&mother()).await;
    let (_, to, page) = desk.post(&draft, &without_children("1", true)).await;
    assert!(!to.is_empty(), "{page}");
    let fill = format!("{}/papildyti", to.split('?').next().unwrap());
    let matas = child(728);
    let named = [
        ("eilutes", "1"),
        ("vaiko-kodas-1", matas.as_str()),
        ("vaiko-vardas-1", "Matas"),
        ("vaiko-pavarde-1", "Bandomas"),
        ("atstovauja-e1", "parent"),
        ("gyvena-e1", "taip"),
    ];
    sqlx::query("UPDATE municipal.user_account SET personal_code = $1 WHERE id = $2")
        .bind(matas.as_str())
        .bind(town.reception.get())
        .execute(town.node.pool())
        .await
        .unwrap();
    let (status, _, page) = desk.post(&fill, &named).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.contains("Savo ir savo vaikų"), "{page}");
    let refused = "SELECT count(*) FROM municipal.journal_entry WHERE action = 'paper_complete' AND outcome = 'refused'";
    assert_eq!(town.count(refused).await, 1);
    sqlx::query("UPDATE municipal.user_account SET personal_code = NULL")
        .execute(town.node.pool())
        .await
        .unwrap();
    let other = PersonalCode::compose(Sex::Male, date(1989, 1, 2), 729);
    let second = desk.find(&other).await;
    let (status, _, page) = desk.post(&second, &typed("1", matas.as_str())).await;
    assert_eq!(status, StatusCode::SEE_OTHER, "{page}");
    let (status, _, page) = desk.post(&fill, &named).await;
    assert_eq!(status, StatusCode::SEE_OTHER, "{page}");
    let marked = "SELECT count(*) FROM municipal.application_event WHERE step = 'identical_found'";
    assert_eq!(town.count(marked).await, 2);
}

#[tokio::test]
async fn what_the_paper_leaves_open_of_the_family_is_asked_for_by_name_and_filled_in() {
    let town = Town::start().await;
    let router = town.router();
    let desk = town.desk(&router, town.reception).await;
    let draft = desk.find(&mother()).await;
    let child = child(730);
    let mut fields = typed("1", child.as_str());
    let family = ["studentai", "sugyventinis", "kitos"];
    fields.retain(|(name, _)| !family.contains(name) && *name != "kieno");
    fields.extend([("kieno", "kito"), ("savininkas", "Ona Bandomoji")]);
    let (status, _, page) = desk.post(&draft, &fields).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    for said in [
        "Ar kartu su pareiškėju gyvena kitas vaiko tėvas ar motina",
        "<li>Pajamos, kurių registrai nežino</li>",
        "<li>Vyresni vaikai, kurie mokosi</li>",
        "<li>Kodėl kito žmogaus sąskaita</li>",
    ] {
        assert!(page.contains(said), "{said} in {page}");
    }
    fields.push(("ko-truksta", "taip"));
    fields[0] = ("versija", "2");
    let (status, to, page) = desk.post(&draft, &fields).await;
    assert_eq!(status, StatusCode::SEE_OTHER, "{page}");
    let gaps = ["studentai", "sugyventinis", "kitos", "saskaitos-pagrindas"];
    assert_eq!(content(&town).await["missing"], serde_json::json!(gaps));
    let fill = format!("{}/papildyti", to.split('?').next().unwrap());
    // What hangs on an answer that comes is asked with it: it is missing until it comes, too.
    let told = [
        ("studentai", "ne"),
        ("sugyventinis", "ne"),
        ("kitos", "taip"),
        ("paj-rusys", "nuoma"),
    ];
    let (status, _, page) = desk.post(&fill, &told).await;
    assert_eq!(status, StatusCode::SEE_OTHER, "{page}");
    let stored = content(&town).await;
    assert_eq!(
        stored["missing"],
        serde_json::json!(["paj-nuoma", "saskaitos-pagrindas"])
    );
    let rest = [("paj-nuoma", "600,50"), ("saskaitos-pagrindas", "neturi")];
    let (status, _, page) = desk.post(&fill, &rest).await;
    assert_eq!(status, StatusCode::SEE_OTHER, "{page}");
    let stored = content(&town).await;
    assert!(stored.get("missing").is_none(), "{stored}");
    assert_eq!(stored["answers"]["paj-nuoma"], 60_050);
}

#[tokio::test]
async fn nothing_is_granted_without_an_account() {
    let town = Town::start().await;
    let router = town.router();
    let desk = town.desk(&router, town.reception).await;
    let draft = desk.find(&mother()).await;
    let child = child(722);
    let mut fields = typed("1", child.as_str());
    fields.retain(|(name, _)| !["saskaita", "kieno", "parasas"].contains(name));
    fields.extend([("parasas", "received"), ("ko-truksta", "taip")]);
    let (status, to, page) = desk.post(&draft, &fields).await;
    assert_eq!(status, StatusCode::SEE_OTHER, "{page}");
    let place = to.split('?').next().unwrap();
    // The rule would grant; a specialist proposes so, and then the account comes.
    for sql in [
        "UPDATE municipal.application SET status = 'assessed'",
        "INSERT INTO municipal.assessment (municipality_code, id, application_id, made_at, facts, months, lines)
         SELECT c.municipality_code, gen_random_uuid(), c.application_id, now(), '{}', '[]', jsonb_build_array(jsonb_build_object(
             'child', c.person_id, 'kind', 'ivi_vaikui', 'outcome', 'granted', 'from', '2026-11', 'to', '2026-12',
             'amounts', jsonb_build_array(jsonb_build_object('from', '2026-11', 'to', '2026-12', 'amount_cents', 12950)),
             'reason', 'granted', 'reason_text', null, 'doubtful', false))
         FROM municipal.application_child c",
    ] {
        sqlx::query(sql).execute(town.node.pool()).await.unwrap();
    }
    let specialist = town.desk(&router, town.specialist).await;
    let propose = format!(
        "{}/siulyti",
        place.replace("/priemimas/prasymas/", "/bylos/")
    );
    let child: Uuid = sqlx::query_scalar("SELECT person_id FROM municipal.application_child")
        .fetch_one(town.node.pool())
        .await
        .unwrap();
    let line = format!("{child}.ivi_vaikui.2026-11");
    let granted = [("versija", "1"), ("eilute", &*line), ("skirti", &*line)];
    let (status, _, page) = specialist.post(&propose, &granted).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{page}");
    assert!(page.contains("Prašyme nėra sąskaitos"), "{page}");
    // Not to grant needs no account, but a reason.
    let refused = [
        ("versija", "1"),
        ("eilute", &*line),
        ("priezastis", "Vaikas mokosi užsienyje."),
    ];
    let (status, _, page) = specialist.post(&propose, &refused).await;
    assert_eq!(status, StatusCode::SEE_OTHER, "{page}");
}

#[tokio::test]
async fn who_acts_for_a_child_as_guardian_is_so_in_the_content_and_on_paper() {
    let town = Town::start().await;
    let router = town.router();
    let desk = town.desk(&router, town.reception).await;
    let draft = desk.find(&mother()).await;
    let child = child(723);
    let mut fields = typed("1", child.as_str());
    fields.retain(|(name, _)| *name != "atstovauja-e1");
    let (status, _, page) = desk.post(&draft, &fields).await;
    assert_eq!(
        status,
        StatusCode::UNPROCESSABLE_ENTITY,
        "no answer is taken for granted"
    );
    assert!(page.contains("href=\"#atstovauja-e1\""), "{page}");
    fields.extend([("atstovauja-e1", "guardian"), ("globa-e1", "nuolatine")]);
    fields[0] = ("versija", "2");
    let (status, to, page) = desk.post(&draft, &fields).await;
    assert_eq!(status, StatusCode::SEE_OTHER, "{page}");
    assert_eq!(content(&town).await["children"][0]["acting_as"], "guardian");
    let place = to.split('?').next().unwrap();
    let (_, form) = desk.get(&format!("{place}/prasymas.pdf")).await;
    assert!(
        form.contains("Prašytojas vaikui yra: globėjas (rūpintojas)"),
        "{form}"
    );
    assert!(!form.contains("tėvas (motina)"), "{form}");
    // The next time it is known.
    let draft = desk.find(&mother()).await;
    let (_, page) = desk.get(&draft).await;
    let guardian = page.split("value=\"guardian\"").nth(1).unwrap_or_default();
    assert!(guardian.starts_with(" checked"), "{page}");
}

#[tokio::test]
async fn the_counter_speaks_of_the_applicant_and_never_to_her() {
    let town = Town::start().await;
    let router = town.router();
    let desk = town.desk(&router, town.reception).await;
    let draft = desk.find(&mother()).await;
    let child = child(724);
    let mut pages = vec![desk.get(&draft).await.1];
    let empty = [
        ("versija", "1"),
        ("eilutes", "1"),
        ("veiksmas", "registruoti"),
    ];
    pages.push(desk.post(&draft, &empty).await.2);
    let fields = by_post("2", child.as_str(), false);
    pages.push(desk.post(&draft, &fields).await.2);
    let fields = by_post("3", child.as_str(), true);
    let (status, to, page) = desk.post(&draft, &fields).await;
    assert_eq!(status, StatusCode::SEE_OTHER, "{page}");
    let place = to.split('?').next().unwrap();
    pages.push(desk.get(place).await.1);
    pages.push(desk.get(&format!("{place}/papildyti")).await.1);
    pages.push(desk.get(&desk.find(&mother()).await).await.1);
    for page in pages {
        let main = page.split("<main").nth(1).unwrap();
        // What is said to and by the official, of herself.
        let own = [
            "counter-unrelated",
            "counter-unrelated-missing",
            "counter-scan-by-name-hint",
        ];
        let words = own.iter().fold(text_of(main), |words, key| {
            words.replace(&Translator::default().t(*key), "")
        });
        for word in words.split(|c: char| !c.is_alphanumeric()) {
            assert!(
                !["jūs", "jums", "jūsų", "jumis", "mano", "man", "mūsų"]
                    .contains(&word.to_lowercase().as_str()),
                "{word} in {words}"
            );
        }
        for phrase in ["Tik čia", "Čia ir", "Atsiimsiu", "prašote"] {
            assert!(!words.contains(phrase), "{phrase} in {words}");
        }
    }
}

/// What a page says, without its tags.
fn text_of(html: &str) -> String {
    html.split('<')
        .map(|part| part.split_once('>').map_or(part, |(_, text)| text))
        .collect::<Vec<_>>()
        .join(" ")
}

#[tokio::test]
async fn another_s_account_needs_its_ground_and_a_letter_goes_where_she_asked() {
    let town = Town::start().await;
    let router = town.router();
    let desk = town.desk(&router, town.reception).await;
    let draft = desk.find(&mother()).await;
    let child = child(725);
    let mut fields = typed("1", child.as_str());
    fields.retain(|(name, _)| *name != "kieno");
    fields.extend([
        ("kieno", "kito"),
        ("savininkas", "Ona Bandomoji"),
        ("adresas", "Bandymų g. 9, Šiauliai"),
    ]);
    let (status, _, page) = desk.post(&draft, &fields).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.contains("href=\"#saskaitos-pagrindas\""), "{page}");
    fields.push(("saskaitos-pagrindas", "kita"));
    fields[0] = ("versija", "2");
    let (status, _, page) = desk.post(&draft, &fields).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.contains("href=\"#saskaitos-kodel\""), "{page}");
    fields.push(("saskaitos-kodel", "Bankas atsisakė atidaryti sąskaitą"));
    fields[0] = ("versija", "3");
    let (status, to, page) = desk.post(&draft, &fields).await;
    assert_eq!(status, StatusCode::SEE_OTHER, "{page}");
    let stored = content(&town).await;
    assert_eq!(stored["account_holder"], "Ona Bandomoji");
    assert_eq!(stored["answers"]["saskaitos-pagrindas"], "kita");
    assert_eq!(stored["post_address"], "Bandymų g. 9, Šiauliai");
    let specialist = town.desk(&router, town.specialist).await;
    let case = to
        .split('?')
        .next()
        .unwrap()
        .replace("/priemimas/prasymas/", "/bylos/");
    let (_, shown) = specialist.get(&case).await;
    for words in ["Ona Bandomoji", "Bankas atsisakė", "Bandymų g. 9, Šiauliai"] {
        assert!(shown.contains(words), "{words}");
    }
    // The envelope goes there by hand if the residence is protected; no letter prints either.
    for sql in [
        "UPDATE municipal.person SET protected = true, address = 'Slaptoji g. 7' WHERE surname = 'Bandomienė'",
        "INSERT INTO municipal.notice (municipality_code, id, application_id, recipient_id, channel, language, created_at)
         SELECT municipality_code, gen_random_uuid(), id, applicant_id, 'post', 'lt', registered_at FROM municipal.application",
    ] {
        sqlx::query(sql).execute(town.node.pool()).await.unwrap();
    }
    let (_, queue) = desk.get("/spausdinimas").await;
    assert!(
        queue.contains("Bandymų g. 9, Šiauliai") && !queue.contains("Slaptoji"),
        "{queue}"
    );
    let notice: Uuid = sqlx::query_scalar("SELECT id FROM municipal.notice")
        .fetch_one(town.node.pool())
        .await
        .unwrap();
    let (_, letter) = desk
        .get(&format!("/spausdinimas/{notice}/rastas.pdf"))
        .await;
    assert!(
        letter.contains("adresas: \n") && !letter.contains("Bandymų g. 9"),
        "{letter}"
    );
    // Of whom the register says that there is no residence a letter's address is asked; the one from before is offered.
    sqlx::query("UPDATE municipal.person SET address = NULL, protected = false, as_of = now() WHERE surname = 'Bandomienė'")
        .execute(town.node.pool())
        .await
        .unwrap();
    let draft = desk.find(&mother()).await;
    assert!(desk.get(&draft).await.1.contains("Bandymų g. 9, Šiauliai"));
    let only = [
        ("versija", "1"),
        ("pranesimai", "post"),
        ("veiksmas", "registruoti"),
    ];
    let (status, _, page) = desk.post(&draft, &only).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.contains("href=\"#adresas\""), "{page}");
}

/// What she wrote in the portal about a paper comes down the stream.
async fn written(town: &Town, application: &str, content: &Value) -> Uuid {
    let id = Uuid::now_v7();
    sqlx::query(
        "INSERT INTO central.resident_request (municipality_code, id, receipt_number, resident_id, application_id, kind, text, content,
             made_from, sent_at, answer_by)
         SELECT $1, $2, $2::text, $2, $3::uuid, 'correction', '', $4, content, '2026-11-22T09:00:00Z', '2026-12-21'
         FROM municipal.application WHERE id = $3::uuid",
    )
    .bind(code().get())
    .bind(id)
    .bind(application)
    .bind(content)
    .execute(&mut town.as_admin().await)
    .await
    .unwrap();
    for _ in 0..2 {
        receive(&town.node, &spis_cash_benefits::groups(), id, town.now)
            .await
            .unwrap();
    }
    id
}

#[tokio::test]
async fn what_a_paper_lacked_is_said_in_the_portal_and_needs_no_hand_or_visit_more() {
    for taken_up in [false, true] {
        let town = Town::start().await;
        let router = town.router();
        let desk = town.desk(&router, town.reception).await;
        let place = registered_by_post(&desk).await;
        waits(&town).await;
        let application = place.rsplit('/').next().unwrap();
        let case = place.replace("/priemimas/prasymas/", "/bylos/");
        let specialist = town.desk(&router, town.specialist).await;
        if taken_up {
            let (status, _, page) = specialist.post(&format!("{case}/imti"), &[]).await;
            assert_eq!(status, StatusCode::SEE_OTHER, "{page}");
        }
        let mut said = content(&town).await;
        let whole = said.as_object_mut().unwrap();
        whole.remove("missing");
        whole.insert("account".into(), "LT601010012345678901".into());
        whole.insert("phone".into(), "+37061234567".into());
        said["children"][0]["answers"]["gyvena"] = "taip".into();
        let request = written(&town, application, &said).await;
        if taken_up {
            assert!(
                content(&town).await["account"].is_null(),
                "a person reads it first"
            );
            let (_, page) = specialist.get(&case).await;
            assert!(page.contains("LT60 1010 0123 4567 8901"), "{page}");
            let fields = [
                ("kreipinys", request.to_string()),
                ("veiksmas", "applied".to_owned()),
            ];
            let fields: Vec<(&str, &str)> = fields.iter().map(|(n, v)| (*n, v.as_str())).collect();
            // What is proposed, or decided, on the paper as it stands is not changed under it.
            for status in ["proposed", "decided"] {
                town.has_status(status).await;
                let (answer, _, page) = specialist.post(&format!("{case}/atsakyti"), &fields).await;
                assert_ne!(answer, StatusCode::SEE_OTHER, "{status}: {page}");
                assert!(content(&town).await["account"].is_null(), "{status}");
            }
            town.has_status("waiting").await;
            let (status, _, page) = specialist.post(&format!("{case}/atsakyti"), &fields).await;
            assert_eq!(status, StatusCode::SEE_OTHER, "{page}");
        }
        let now = content(&town).await;
        assert_eq!(now["account"], "LT601010012345678901");
        assert!(now.get("missing").is_none(), "{now}");
        for (sql, what) in [
            (
                "SELECT count(*) FROM municipal.document_request WHERE settled_as = 'received'",
                "asked for no more",
            ),
            (
                "SELECT count(*) FROM municipal.application_event WHERE step = 'sign_paper'",
                "signed",
            ),
            (
                "SELECT count(*) FROM municipal.request_answer WHERE outcome = 'applied'",
                "answered",
            ),
            (
                "SELECT count(*) FROM municipal.application WHERE status = 'gathering'",
                "goes on",
            ),
        ] {
            assert_eq!(town.count(sql).await, 1, "{what}, taken up: {taken_up}");
        }
    }
}
