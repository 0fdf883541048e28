//! Who has a case, and the list of what waits.

use axum::Router;
use axum::http::StatusCode;
use jiff::civil::date;
use spis_administration::{NewUser, user_create, user_identify};
use spis_audit::Actor;
use spis_kernel::{PersonalCode, Sex, UserId};
use uuid::Uuid;

use crate::town::{Desk, Town, child, code, typed};

/// Another official: her surname is her user name.
async fn official(town: &Town, name: &str, role: &str) -> UserId {
    let user = NewUser {
        user_name: name.into(),
        given_name: "Vardenė".into(),
        surname: name.into(),
        position: "Bandymų specialistė".into(),
        roles: vec![role.into()],
        valid_from: date(2026, 1, 1),
        power: None,
        password: None,
    };
    let mut tx = town.node.begin().await.unwrap();
    let id = user_create(&mut tx, code(), &user, &Actor::job("test"), town.now)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    id
}

fn applicant(serial: u16) -> PersonalCode {
    PersonalCode::compose(Sex::Female, date(1991, 2, 3), serial)
}

/// A signed paper application; its page among the cases.
async fn case(town: &Town, router: &Router, serial: u16) -> String {
    let desk = town.desk(router, town.reception).await;
    let draft = desk.find(&applicant(serial)).await;
    let child = child(serial);
    let mut fields = typed("1", child.as_str());
    fields.retain(|(name, _)| *name != "parasas");
    fields.push(("parasas", "received"));
    let (status, to, page) = desk.post(&draft, &fields).await;
    assert_eq!(status, StatusCode::SEE_OTHER, "{page}");
    let place = to.split('?').next().unwrap();
    place.replace("/priemimas/prasymas/", "/bylos/")
}

fn id_of(case: &str) -> Uuid {
    case.strip_prefix("/bylos/").unwrap().parse().unwrap()
}

async fn owner(town: &Town, case: &str) -> Option<Uuid> {
    sqlx::query_scalar("SELECT assigned_to FROM municipal.application WHERE id = $1")
        .bind(id_of(case))
        .fetch_one(town.node.pool())
        .await
        .unwrap()
}

async fn give(desk: &Desk<'_>, case: &str, to: UserId, why: &str) -> (StatusCode, String) {
    let to = to.to_string();
    let fields = [("kam", to.as_str()), ("perdavimo-priezastis", why)];
    let (status, _, page) = desk.post(&format!("{case}/perduoti"), &fields).await;
    (status, page)
}

#[tokio::test]
async fn a_case_goes_from_one_specialist_to_another_with_a_reason() {
    let town = Town::start().await;
    let router = town.router();
    let (second, head) = (
        official(&town, "antroji", "specialist").await,
        official(&town, "vadove", "decider").await,
    );
    let case = case(&town, &router, 801).await;
    let hers = town.desk(&router, town.specialist).await;
    let other = town.desk(&router, second).await;
    let boss = town.desk(&router, head).await;
    let (status, ..) = hers.post(&format!("{case}/imti"), &[]).await;
    assert_eq!(status, StatusCode::SEE_OTHER);
    let (_, page) = other.get(&case).await;
    assert!(
        page.contains("Vardenė siulanti") && page.contains("Perimti bylą"),
        "{page}"
    );

    // Nobody takes what a colleague has without saying why, nor gives it to a third.
    let (status, page) = give(&other, &case, second, " ").await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.contains("href=\"#perdavimo-priezastis\""), "{page}");
    let (status, _) = give(&other, &case, head, "Nespėju.").await;
    assert_eq!(status, StatusCode::FORBIDDEN);
    let stranger = town.desk(&router, town.payments).await;
    let (status, _) = give(&stranger, &case, second, "Nespėju.").await;
    assert_eq!(status, StatusCode::FORBIDDEN);
    let refused = "SELECT count(*) FROM municipal.journal_entry WHERE outcome = 'refused' AND action IN ('case_assign', 'case_step')";
    assert_eq!(town.count(refused).await, 2);
    assert_eq!(owner(&town, &case).await, Some(town.specialist.get()));

    let (status, _) = give(&other, &case, second, "Kolegė serga.").await;
    assert_eq!(status, StatusCode::SEE_OTHER);
    assert_eq!(owner(&town, &case).await, Some(second.get()));
    let (_, page) = other.get(&case).await;
    assert!(
        page.contains("Vardenė siulanti → Vardenė antroji: Kolegė serga."),
        "{page}"
    );

    // Who has it gives it to somebody who processes cases; the head gives any.
    let (status, page) = give(&other, &case, town.reception, "Nespėju.").await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.contains("bylų nenagrinėja"), "{page}");
    let (status, _) = give(&hers, &case, town.reception, "Nespėju.").await;
    assert_eq!(status, StatusCode::FORBIDDEN, "it is hers no more");
    let (_, page) = boss.get(&case).await;
    assert!(
        page.contains("Vardenė siulanti (bylų 0, vėluoja 0)"),
        "{page}"
    );
    let (status, _) = give(&boss, &case, town.specialist, "Po ligos.").await;
    assert_eq!(status, StatusCode::SEE_OTHER);
    assert_eq!(owner(&town, &case).await, Some(town.specialist.get()));

    // Nobody gets the own case.
    let mut tx = town.node.begin().await.unwrap();
    let (who, actor) = (applicant(801), Actor::job("test"));
    user_identify(&mut tx, code(), second, &who, &actor, town.now)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    let (status, page) = give(&boss, &case, second, "Nespėju.").await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.contains("paties ar jo artimojo byla"), "{page}");
    assert_eq!(owner(&town, &case).await, Some(town.specialist.get()));
    let given = "SELECT count(*) FROM municipal.journal_entry WHERE outcome = 'allowed' AND action = 'case_assign'";
    assert_eq!(town.count(given).await, 2);
}

/// A calculation of two kinds for the one child, in an order.
async fn assessed(town: &Town, case: &str, kinds: [&str; 2]) {
    sqlx::query(
        "INSERT INTO municipal.assessment (municipality_code, id, application_id, made_at, facts, months, lines)
         SELECT c.municipality_code, gen_random_uuid(), c.application_id, clock_timestamp(), '{}', '[]',
                (SELECT jsonb_agg(jsonb_build_object(
             'child', c.person_id, 'kind', k.kind, 'outcome', 'granted', 'from', '2026-11', 'to', '2026-12',
             'amounts', jsonb_build_array(jsonb_build_object('from', '2026-11', 'to', '2026-12', 'amount_cents', 12950)),
             'reason', 'granted', 'reason_text', null, 'doubtful', false) ORDER BY k.at)
                 FROM unnest($2::text[]) WITH ORDINALITY AS k (kind, at))
         FROM municipal.application_child c WHERE c.application_id = $1",
    )
    .bind(id_of(case))
    .bind(&kinds.map(str::to_owned)[..])
    .execute(town.node.pool())
    .await
    .unwrap();
    sqlx::query(
        "UPDATE municipal.application SET status = 'assessed', version = version + 1 WHERE id = $1",
    )
    .bind(id_of(case))
    .execute(town.node.pool())
    .await
    .unwrap();
}

#[tokio::test]
async fn ticks_stay_on_their_lines_and_nobody_proposes_in_a_colleagues_case() {
    let town = Town::start().await;
    let router = town.router();
    let second = official(&town, "antroji", "specialist").await;
    let case = case(&town, &router, 802).await;
    let kinds = ["ivi_vaikui", "ivi_vaikui_nepasit"];
    assessed(&town, &case, kinds).await;
    let hers = town.desk(&router, town.specialist).await;
    hers.post(&format!("{case}/imti"), &[]).await;
    let person: Uuid = sqlx::query_scalar("SELECT person_id FROM municipal.application_child")
        .fetch_one(town.node.pool())
        .await
        .unwrap();
    let [first, last] = kinds.map(|kind| format!("{person}.{kind}.2026-11"));
    let version = async || -> i32 {
        sqlx::query_scalar("SELECT version FROM municipal.application")
            .fetch_one(town.node.pool())
            .await
            .unwrap()
    };
    let read = version().await.to_string();
    // Meanwhile it is calculated anew, and the lines stand in another order.
    assessed(&town, &case, [kinds[1], kinds[0]]).await;
    let ticked = [
        ("versija", read.as_str()),
        ("eilute", &first),
        ("eilute", &last),
        ("skirti", &last),
        ("priezastis", "Vaikas gyvena kitur."),
    ];
    let propose = format!("{case}/siulyti");
    let (status, _, page) = hers.post(&propose, &ticked).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{page}");
    let checked = |line: &str| page.contains(&format!("name=\"skirti\" value=\"{line}\" checked"));
    assert!(checked(&last) && !checked(&first), "{page}");

    let now = version().await.to_string();
    let ticked = [
        ("versija", now.as_str()),
        ("eilute", &first),
        ("eilute", &last),
        ("skirti", &last),
        ("priezastis", "Vaikas gyvena kitur."),
    ];
    let other = town.desk(&router, second).await;
    let (status, _, page) = other.post(&propose, &ticked).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{page}");
    assert!(
        page.contains("Šią bylą nagrinėja Vardenė siulanti")
            && page.contains("Vaikas gyvena kitur."),
        "{page}"
    );
    let proposed = "SELECT count(*) FROM municipal.proposal";
    assert_eq!(town.count(proposed).await, 0);
    let (status, _, page) = hers.post(&propose, &ticked).await;
    assert_eq!(status, StatusCode::SEE_OTHER, "{page}");
    let refused: Vec<String> = sqlx::query_scalar(
        "SELECT l ->> 'kind' FROM municipal.proposal, jsonb_array_elements(lines) AS l WHERE l ->> 'outcome' = 'refused'",
    )
    .fetch_all(town.node.pool())
    .await
    .unwrap();
    assert_eq!(refused, [kinds[0]]);
}

#[tokio::test]
async fn the_list_is_narrowed_sorted_worked_on_at_once_and_taken_away_as_a_sheet() {
    let town = Town::start().await;
    let router = town.router();
    let head = official(&town, "vadove", "decider").await;
    let mut cases = Vec::new();
    for serial in [811, 812, 813] {
        cases.push(case(&town, &router, serial).await);
    }
    // The first is due first, the last applicant stands first in the alphabet.
    for (at, case) in cases.iter().enumerate() {
        sqlx::query(
            "UPDATE municipal.application SET decide_by = date '2026-11-20' + $2::int * 5, number = 'PR-' || $2 WHERE id = $1",
        )
        .bind(id_of(case))
        .bind(i32::try_from(at).unwrap())
        .execute(town.node.pool())
        .await
        .unwrap();
        sqlx::query(
            "UPDATE municipal.person p SET surname = $2 FROM municipal.application a WHERE a.id = $1 AND p.id = a.applicant_id",
        )
        .bind(id_of(case))
        .bind(["=Cukrus", "Bitė", "Aušra"][at])
        .execute(town.node.pool())
        .await
        .unwrap();
    }
    let hers = town.desk(&router, town.specialist).await;
    hers.post(&format!("{}/imti", cases[1]), &[]).await;
    let numbers = async |desk: &Desk<'_>, query: &str| -> Vec<String> {
        let (status, page) = desk.get(&format!("/darbai{query}")).await;
        assert_eq!(status, StatusCode::OK, "{page}");
        let links = page.split("<a href=\"/bylos/").skip(1);
        links
            .map(|link| {
                link.split('>')
                    .nth(1)
                    .unwrap()
                    .trim_end_matches("</a")
                    .to_owned()
            })
            .collect()
    };
    for (query, shown) in [
        ("", vec!["PR-0", "PR-1", "PR-2"]),
        ("?rodyti=veluoja", vec!["PR-0"]),
        ("?rodyti=greitai", vec!["PR-1"]),
        ("?kieno=as", vec!["PR-1"]),
        ("?kieno=niekas", vec!["PR-0", "PR-2"]),
        ("?kieno=niekas&iki=2026-11-21", vec!["PR-0"]),
        ("?tvarka=pareiskejas", vec!["PR-0", "PR-2", "PR-1"]),
        ("?parama=nera", vec!["PR-0", "PR-1", "PR-2"]),
        ("?zingsnis=waiting", vec![]),
    ] {
        assert_eq!(numbers(&hers, query).await, shown, "{query}");
    }
    let (_, page) = hers.get("/darbai?kieno=as&iki=2026-12-01").await;
    for words in [
        "Rodoma tik:",
        "href=\"/darbai?rodyti=visi&#38;iki=2026-12-01\"",
        "href=\"/darbai?rodyti=visi&#38;kieno=as\"",
        "<b>1</b> <span>Mano</span>",
        "<b>2</b> <span>Niekas nepaėmė</span>",
    ] {
        assert!(page.contains(words), "{words}: {page}");
    }
    let (_, page) = hers.get("/darbai?iki=rytoj").await;
    assert!(
        page.contains("Parašykite dieną taip: 2026-12-31.") && page.contains("value=\"rytoj\""),
        "{page}"
    );

    // The sheet: as narrowed, for an office's program, journalled with everybody in it.
    let (status, sheet) = hers.get("/darbai/sarasas.csv?tvarka=pareiskejas").await;
    assert_eq!(status, StatusCode::OK);
    assert!(sheet.starts_with('\u{feff}'), "{sheet}");
    let lines: Vec<&str> = sheet.lines().collect();
    assert_eq!(lines.len(), 4);
    assert!(lines[1].starts_with("PR-0;'=Cukrus "), "{sheet}");
    let told = "SELECT count(*) FROM municipal.journal_entry e JOIN municipal.journal_subject s ON s.entry_id = e.id WHERE e.action = 'worklist_export'";
    assert_eq!(town.count(told).await, 3);
    let reception = town.desk(&router, town.reception).await;
    for path in ["/darbai", "/darbai/sarasas.csv"] {
        let (status, _) = reception.get(path).await;
        assert_eq!(status, StatusCode::FORBIDDEN, "{path}");
    }

    // At once: each case has a verdict of its own.
    let boss = town.desk(&router, head).await;
    let to = town.specialist.to_string();
    let ids: Vec<String> = cases.iter().map(|case| id_of(case).to_string()).collect();
    let mut fields = vec![("veiksmas", "priskirti"), ("kam", to.as_str())];
    let (status, _, page) = boss.post("/darbai/keliems", &fields).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.contains("Nepažymėjote nė vienos bylos"), "{page}");
    fields.extend(ids.iter().map(|id| ("byla", id.as_str())));
    let (status, _, page) = hers.post("/darbai/keliems", &fields).await;
    assert_eq!(
        status,
        StatusCode::FORBIDDEN,
        "she assigns nobody's: {page}"
    );
    let nowhere = Uuid::now_v7().to_string();
    fields.push(("byla", nowhere.as_str()));
    let (status, _, page) = boss.post("/darbai/keliems", &fields).await;
    assert_eq!(status, StatusCode::OK, "{page}");
    assert!(page.contains("tokios bylos nėra"), "{page}");
    assert!(
        page.contains("Padaryta: 2 iš 4.") && page.contains("byla jau pas šį specialistą"),
        "{page}"
    );
    assert_eq!(numbers(&hers, "?kieno=as").await, ["PR-0", "PR-1", "PR-2"]);
    let (status, _) = boss.get("/darbai").await;
    assert_eq!(status, StatusCode::OK);
}

#[tokio::test]
async fn a_decision_is_read_as_a_draft_and_not_adopted_if_it_cannot_be_printed() {
    let town = Town::start().await;
    let router = town.router();
    let head = official(&town, "vadove", "decider").await;
    sqlx::query("UPDATE municipal.user_account SET power_basis = 'įsakymas Nr. A-1', power_from = '2026-01-01' WHERE id = $1")
        .bind(head.get())
        .execute(town.node.pool())
        .await
        .unwrap();
    let case = case(&town, &router, 821).await;
    let hers = town.desk(&router, town.specialist).await;
    let boss = town.desk(&router, head).await;
    let draft = format!("{case}/projektas.pdf");
    let (status, _) = hers.get(&draft).await;
    assert_eq!(status, StatusCode::NOT_FOUND, "nothing is calculated yet");
    assessed(&town, &case, ["ivi_vaikui", "ivi_vaikui_nepasit"]).await;
    // Before the proposal the rule's result, then what is proposed.
    let (status, page) = hers.get(&draft).await;
    assert_eq!(status, StatusCode::OK, "{page}");
    assert!(page.starts_with("%PDF projektas: Skirti"), "{page}");
    let version: i32 = sqlx::query_scalar("SELECT version FROM municipal.application")
        .fetch_one(town.node.pool())
        .await
        .unwrap();
    let person: Uuid = sqlx::query_scalar("SELECT person_id FROM municipal.application_child")
        .fetch_one(town.node.pool())
        .await
        .unwrap();
    let (version, line) = (
        version.to_string(),
        format!("{person}.ivi_vaikui_nepasit.2026-11"),
    );
    let fields = [
        ("versija", version.as_str()),
        ("eilute", &line),
        ("priezastis", "Pajamos per didelės."),
    ];
    let (status, _, page) = hers.post(&format!("{case}/siulyti"), &fields).await;
    assert_eq!(status, StatusCode::SEE_OTHER, "{page}");
    let (_, page) = boss.get(&draft).await;
    assert!(
        page.starts_with("%PDF projektas: Iš dalies skirti"),
        "{page}"
    );
    let looks = "SELECT count(*) FROM municipal.journal_entry WHERE action = 'decision_preview' AND outcome = 'allowed'";
    assert_eq!(town.count(looks).await, 2);
    let stranger = town.desk(&router, town.payments).await;
    assert_eq!(stranger.get(&draft).await.0, StatusCode::FORBIDDEN);

    sqlx::query("UPDATE municipal.person SET surname = '☃'")
        .execute(town.node.pool())
        .await
        .unwrap();
    let proposal: Uuid = sqlx::query_scalar("SELECT id FROM municipal.proposal")
        .fetch_one(town.node.pool())
        .await
        .unwrap();
    let proposal = proposal.to_string();
    let adopt = [("siulymas", proposal.as_str()), ("veiksmas", "priimti")];
    let (status, _, page) = boss.post(&format!("{case}/spresti"), &adopt).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{page}");
    assert!(
        page.contains("Sprendimo rašto atspausdinti negalima"),
        "{page}"
    );
    assert_eq!(
        town.count("SELECT count(*) FROM municipal.decision").await,
        0
    );
}
