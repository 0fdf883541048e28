//! Users and the office at a municipality's real database. All people are invented.

use jiff::Timestamp;
use jiff::civil::date;
use spis_administration::{
    AdministrationError, NewUser, Office, Power, load_reference, office_set, user_create,
};
use spis_audit::Actor;
use spis_database::Node;
use spis_database::migrate::{self, Purpose};
use spis_database::private_server::PrivateServer;
use spis_identity::{Right, users};
use spis_kernel::{Iban, MunicipalityCode};
use sqlx::{Connection, PgConnection};

struct Server(PrivateServer);

impl Drop for Server {
    fn drop(&mut self) {
        self.0.remove().unwrap();
    }
}

async fn municipality(server: &Server, code: i16) -> Node {
    let code = MunicipalityCode::new(code).unwrap();
    let name = format!("spis_{code}");
    let mut admin = PgConnection::connect(&server.0.url("postgres", "spis_admin"))
        .await
        .unwrap();
    migrate::create_database(&mut admin, &name).await.unwrap();
    let mut owner = PgConnection::connect(&server.0.url(&name, "spis_owner"))
        .await
        .unwrap();
    migrate::run_all(&mut owner, Purpose::Node(code))
        .await
        .unwrap();
    migrate::generate(&mut owner, code, "Savivaldybė", &[])
        .await
        .unwrap();
    // At a municipality the reference data are a copy; here the owner stands for the stream.
    load_reference(&mut owner).await.unwrap();
    Node::open(code, "Savivaldybė", &server.0.url(&name, "spis_app"), 2).unwrap()
}

/// Neither name and password nor the session of one municipality's user opens another's node.
#[tokio::test(flavor = "multi_thread")]
async fn a_user_of_one_municipality_cannot_sign_in_at_another() {
    let folder = std::env::temp_dir().join(format!("spis-users-{}", uuid::Uuid::new_v4().simple()));
    let server = Server(PrivateServer::at(&folder, false).unwrap());
    server.0.start().unwrap();
    let (own, other) = (
        municipality(&server, 29).await,
        municipality(&server, 13).await,
    );
    let now: Timestamp = "2026-11-22T08:00:00Z".parse().unwrap();
    let user = NewUser {
        user_name: "tiksavas".into(),
        given_name: "Vardenė".into(),
        surname: "Pavardenė".into(),
        position: "specialistė".into(),
        roles: vec!["specialist".into()],
        valid_from: date(2026, 11, 1),
        power: None,
        password: Some("pakankamai ilgas slaptažodis".into()),
    };
    let mut tx = own.begin().await.unwrap();
    user_create(&mut tx, own.code(), &user, &Actor::job("test"), now)
        .await
        .unwrap();
    tx.commit().await.unwrap();

    let password = "pakankamai ilgas slaptažodis";
    let (_, token) = users::sign_in(&own, "tiksavas", password, now)
        .await
        .unwrap()
        .unwrap();
    assert!(matches!(
        users::sign_in(&other, "tiksavas", password, now)
            .await
            .unwrap(),
        Err(users::SignInRefusal)
    ));
    assert!(
        users::of_session(&own, token.as_str(), now)
            .await
            .unwrap()
            .is_some()
    );
    assert!(
        users::of_session(&other, token.as_str(), now)
            .await
            .unwrap()
            .is_none()
    );
}

/// During the lock a right guess and a wrong one get the same answer, and neither makes the lock longer.
#[tokio::test(flavor = "multi_thread")]
async fn a_locked_account_tells_nobody_that_the_password_is_right() {
    let folder = std::env::temp_dir().join(format!("spis-users-{}", uuid::Uuid::new_v4().simple()));
    let server = Server(PrivateServer::at(&folder, false).unwrap());
    server.0.start().unwrap();
    let node = municipality(&server, 29).await;
    let now: Timestamp = "2026-11-22T08:00:00Z".parse().unwrap();
    let password = "pakankamai ilgas slaptažodis";
    let user = NewUser {
        user_name: "tiksavas".into(),
        given_name: "Vardenė".into(),
        surname: "Pavardenė".into(),
        position: "specialistė".into(),
        roles: vec!["specialist".into()],
        valid_from: date(2026, 11, 1),
        power: None,
        password: Some(password.into()),
    };
    let mut tx = node.begin().await.unwrap();
    user_create(&mut tx, node.code(), &user, &Actor::job("test"), now)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    for _ in 0..users::FAILURES {
        let guess = users::sign_in(&node, "tiksavas", "spėjimas", now).await;
        assert!(matches!(guess.unwrap(), Err(users::SignInRefusal)));
    }
    let just_before = now + users::LOCK - jiff::SignedDuration::from_secs(1);
    for guess in [password, "spėjimas", "spėjimas", password] {
        let answer = users::sign_in(&node, "tiksavas", guess, just_before).await;
        assert!(
            matches!(answer.unwrap(), Err(users::SignInRefusal)),
            "{guess}"
        );
    }
    let after = users::sign_in(&node, "tiksavas", password, now + users::LOCK).await;
    assert!(after.unwrap().is_ok());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_user_signs_in_with_the_granted_rights_only() {
    let folder = std::env::temp_dir().join(format!("spis-users-{}", uuid::Uuid::new_v4().simple()));
    let server = Server(PrivateServer::at(&folder, false).unwrap());
    server.0.start().unwrap();
    let mut admin = PgConnection::connect(&server.0.url("postgres", "spis_admin"))
        .await
        .unwrap();
    migrate::create_database(&mut admin, "spis_29")
        .await
        .unwrap();
    let mut owner = PgConnection::connect(&server.0.url("spis_29", "spis_owner"))
        .await
        .unwrap();
    let code = MunicipalityCode::new(29).unwrap();
    migrate::run_all(&mut owner, Purpose::Node(code))
        .await
        .unwrap();
    migrate::generate(&mut owner, code, "Šiauliai", &[])
        .await
        .unwrap();
    // At a municipality the reference data are a copy; here the owner stands for the stream.
    load_reference(&mut owner).await.unwrap();
    let node = Node::open(code, "Šiauliai", &server.0.url("spis_29", "spis_app"), 2).unwrap();
    let now: Timestamp = "2026-11-22T08:00:00Z".parse().unwrap();
    let actor = Actor::job("test");
    let user = NewUser {
        user_name: "sprendzianti".into(),
        given_name: "Vardenė".into(),
        surname: "Pavardenė".into(),
        position: "skyriaus vedėja".into(),
        roles: vec!["decider".into()],
        valid_from: date(2026, 11, 1),
        power: Some(Power {
            basis: "2026-01-02 įsakymas Nr. A-1".into(),
            valid_from: date(2026, 11, 22),
            valid_to: None,
        }),
        password: Some("pakankamai ilgas slaptažodis".into()),
    };
    let create = async |user: NewUser| {
        let mut tx = node.begin().await.unwrap();
        let made = user_create(&mut tx, code, &user, &actor, now).await;
        if made.is_ok() {
            tx.commit().await.unwrap();
        }
        made
    };

    create(user.clone()).await.unwrap();
    let (signed_in, _) = users::sign_in(&node, "sprendzianti", "pakankamai ilgas slaptažodis", now)
        .await
        .unwrap()
        .unwrap();
    assert!(signed_in.may(Right::DecisionAdopt) && signed_in.may(Right::CaseRead));
    assert!(!signed_in.may(Right::CaseProcess) && !signed_in.may(Right::PaymentRun));
    assert_eq!(
        signed_in.power_basis.as_deref(),
        Some("2026-01-02 įsakymas Nr. A-1")
    );

    assert!(matches!(
        create(user.clone()).await,
        Err(AdministrationError::UserNameTaken)
    ));
    let another = NewUser {
        user_name: "kita".into(),
        ..user
    };
    let national = NewUser {
        roles: vec!["ministry_analyst".into()],
        ..another.clone()
    };
    assert!(matches!(
        create(national).await,
        Err(AdministrationError::UnknownRole { .. })
    ));
    let short = NewUser {
        password: Some("trumpas".into()),
        ..another
    };
    assert!(matches!(
        create(short).await,
        Err(AdministrationError::PasswordTooShort { .. })
    ));

    let mut office = Office {
        name: "Šiaulių miesto savivaldybės administracija".into(),
        unit: "Socialinių išmokų skyrius".into(),
        address: "Bandymų g. 1, Šiauliai".into(),
        phone: "+370 41 000000".into(),
        email: "ismokos@example.lt".into(),
        place: "Šiauliai".into(),
        debtor_name: "Šiaulių miesto savivaldybės administracija".into(),
        debtor_iban: Iban::lithuanian(73_000, 10_000_000_001),
        payment_day: 8,
        valid_from: date(2026, 1, 1),
    };
    let mut tx = node.begin().await.unwrap();
    let first = office_set(&mut tx, code, &office, &actor, now)
        .await
        .unwrap();
    office.payment_day = 10;
    assert_eq!(
        office_set(&mut tx, code, &office, &actor, now)
            .await
            .unwrap(),
        first
    );
    office.valid_from = date(2027, 1, 1);
    assert_ne!(
        office_set(&mut tx, code, &office, &actor, now)
            .await
            .unwrap(),
        first
    );
    tx.commit().await.unwrap();
    let days: Vec<(i32,)> =
        sqlx::query_as("SELECT payment_day FROM municipal.office ORDER BY valid_from")
            .fetch_all(node.pool())
            .await
            .unwrap();
    assert_eq!(days, [(10,), (10,)]);
    let (journalled,): (i64,) = sqlx::query_as(
        "SELECT count(*) FROM municipal.journal_entry WHERE action IN ('user_create', 'office_set')",
    )
    .fetch_one(node.pool())
    .await
    .unwrap();
    assert_eq!(journalled, 4);
}
