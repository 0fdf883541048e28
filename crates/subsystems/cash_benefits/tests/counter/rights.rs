//! Who may do what at the counter.

use axum::http::StatusCode;
use jiff::civil::date;
use spis_administration::user_identify;
use spis_audit::Actor;
use spis_database::new_id;
use spis_kernel::{PersonalCode, Sex};

use crate::town::{Desk, Town, child, code, mother, typed};

#[tokio::test]
async fn nobody_registers_an_application_of_their_own() {
    let town = Town::start().await;
    let router = town.router();
    let desk = town.desk(&router, town.reception).await;
    let colleague = town.desk(&router, town.colleague).await;
    // Her child is known from her own application, which a colleague took in.
    let child = child(703);
    let draft = colleague.find(&mother()).await;
    let (status, ..) = colleague.post(&draft, &typed("1", child.as_str())).await;
    assert_eq!(status, StatusCode::SEE_OTHER);
    let mut tx = town.node.begin().await.unwrap();
    let actor = Actor::job("test");
    user_identify(&mut tx, code(), town.reception, &mother(), &actor, town.now)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    let (status, _, page) = desk
        .post("/priemimas", &[("asmens-kodas", mother().as_str())])
        .await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.contains("Savo ir savo vaikų prašymų registruoti negalite"));
    let father = PersonalCode::compose(Sex::Male, date(1988, 1, 2), 704);
    let draft = desk.find(&father).await;
    let (status, _, page) = desk.post(&draft, &typed("1", child.as_str())).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.contains("Savo ir savo vaikų prašymų registruoti negalite"));
    assert_eq!(
        town.count("SELECT count(*) FROM municipal.application")
            .await,
        1
    );
    assert_eq!(
        town.count("SELECT count(*) FROM municipal.journal_entry WHERE outcome = 'refused' AND action IN ('person_find', 'application_register')").await,
        2
    );
}

#[tokio::test]
async fn pages_of_the_counter_ask_for_their_rights_and_refusals_are_journalled() {
    let town = Town::start().await;
    let router = town.router();
    let desk = town.desk(&router, town.reception).await;
    let draft = desk.find(&mother()).await;
    let child = child(705);
    let (_, to, _) = desk.post(&draft, &typed("1", child.as_str())).await;
    let registered = to.split('?').next().unwrap().to_owned();
    let another = desk
        .find(&PersonalCode::compose(Sex::Male, date(1988, 1, 2), 706))
        .await;
    let notice = new_id(town.now);
    let gets = [
        "/priemimas".to_owned(),
        another.clone(),
        format!("{another}/istrinti"),
        registered.clone(),
        format!("{registered}/prasymas.pdf"),
        format!("{registered}/patvirtinimas.pdf"),
    ];
    let posts = [
        "/priemimas".to_owned(),
        another.clone(),
        format!("{another}/saugoti"),
        format!("{another}/istrinti"),
        format!("{registered}/pasirasyta"),
    ];
    for user in [town.specialist, town.payments] {
        let stranger = town.desk(&router, user).await;
        for path in &gets {
            assert_eq!(stranger.get(path).await.0, StatusCode::FORBIDDEN, "{path}");
        }
        for path in &posts {
            let (status, ..) = stranger
                .post(path, &[("asmens-kodas", mother().as_str())])
                .await;
            assert_eq!(status, StatusCode::FORBIDDEN, "{path}");
        }
    }
    assert_eq!(
        town.count("SELECT count(*) FROM municipal.journal_entry WHERE outcome = 'refused'")
            .await,
        22
    );
    // A colleague opens what is undecided, for who comes to another counter; what is decided is nobody's to open here.
    let colleague = town.desk(&router, town.colleague).await;
    for path in &gets[3..] {
        assert_eq!(colleague.get(path).await.0, StatusCode::OK, "{path}");
    }
    sqlx::query("UPDATE municipal.application SET status = 'decided'")
        .execute(town.node.pool())
        .await
        .unwrap();
    for path in &gets[3..] {
        assert_eq!(colleague.get(path).await.0, StatusCode::FORBIDDEN, "{path}");
    }
    let (status, ..) = colleague.post(&posts[4], &[]).await;
    assert_eq!(status, StatusCode::FORBIDDEN);
    // Who registers neither sees the worklist or cases nor decides.
    let application = registered.rsplit('/').next().unwrap();
    for path in ["/darbai".to_owned(), format!("/bylos/{application}")] {
        assert_eq!(desk.get(&path).await.0, StatusCode::FORBIDDEN, "{path}");
    }
    for verb in ["siulyti", "spresti", "asmens-kodas"] {
        let (status, ..) = desk
            .post(&format!("/bylos/{application}/{verb}"), &[])
            .await;
        assert_eq!(status, StatusCode::FORBIDDEN, "{verb}");
    }
    // Letters: the specialist may, the payments officer may not.
    let payments = town.desk(&router, town.payments).await;
    let letter = format!("/spausdinimas/{notice}");
    for path in ["/spausdinimas".to_owned(), format!("{letter}/rastas.pdf")] {
        assert_eq!(payments.get(&path).await.0, StatusCode::FORBIDDEN, "{path}");
    }
    let (status, ..) = payments.post(&letter, &[("ivykis", "sent")]).await;
    assert_eq!(status, StatusCode::FORBIDDEN);
    let specialist = town.desk(&router, town.specialist).await;
    assert_eq!(specialist.get("/spausdinimas").await.0, StatusCode::OK);
    // Without the form's own token nothing is done.
    let forged = Desk {
        router: &router,
        cookie: desk.cookie.clone(),
        token: "x".into(),
    };
    let (status, ..) = forged
        .post("/priemimas", &[("asmens-kodas", mother().as_str())])
        .await;
    assert_eq!(status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn asking_for_what_is_not_there_is_journalled() {
    let town = Town::start().await;
    let router = town.router();
    let desk = town.desk(&router, town.reception).await;
    let draft = desk.find(&mother()).await;
    let child = child(743);
    let (_, to, _) = desk.post(&draft, &typed("1", child.as_str())).await;
    let application = to.split('?').next().unwrap().rsplit('/').next().unwrap();
    let nothing = new_id(town.now);
    let specialist = town.desk(&router, town.specialist).await;
    for path in [
        format!("/bylos/{nothing}"),
        format!("/bylos/{nothing}/dokumentai/{nothing}"),
        format!("/bylos/{application}/dokumentai/{nothing}/mazas"),
        format!("/spausdinimas/{nothing}/rastas.pdf"),
    ] {
        assert_eq!(
            specialist.get(&path).await.0,
            StatusCode::NOT_FOUND,
            "{path}"
        );
    }
    let journalled: Vec<String> = sqlx::query_scalar(
        "SELECT action FROM municipal.journal_entry WHERE outcome = 'refused' ORDER BY action",
    )
    .fetch_all(town.node.pool())
    .await
    .unwrap();
    assert_eq!(
        journalled,
        [
            "case_read",
            "document_read",
            "document_small_read",
            "letter_read"
        ]
    );
}
