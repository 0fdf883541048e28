//! A municipality's node on a private PostgreSQL server in a folder of its own, with people to pay. All of them are invented.

use std::path::PathBuf;
use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::date;
use spis_administration::{NewUser, Office, Power, load_reference, office_set, user_create};
use spis_audit::{Actor, Audience};
use spis_database::migrate::{self, Purpose};
use spis_database::private_server::PrivateServer;
use spis_database::{Node, new_id};
use spis_identity::sessions;
use spis_identity::users::{User, user_find};
use spis_identity::web::WebState;
use spis_kernel::{FixedClock, Iban, MunicipalityCode, UserId, vilnius};
use spis_pages::Site;
use sqlx::{Connection, PgConnection};
use uuid::Uuid;

pub const NODE: i16 = 29;

pub struct Municipality {
    server: PrivateServer,
    pub node: Node,
    pub now: Timestamp,
    pub officer: User,
    pub specialist: User,
    decider: UserId,
    accounts: u64,
}

impl Drop for Municipality {
    fn drop(&mut self) {
        self.server.remove().unwrap();
    }
}

/// An award to be granted: a recipient's child, a kind, months and what each pays.
pub struct Granted<'a> {
    pub recipient: Uuid,
    pub account: &'a str,
    pub child: Uuid,
    pub kind: &'a str,
    pub period: &'a str,
    pub amounts: &'a [(&'a str, i64)],
}

impl Municipality {
    /// Šiauliai on Sunday, 22 November 2026, which pays on the 8th.
    pub async fn start() -> Self {
        let folder: PathBuf =
            std::env::temp_dir().join(format!("spis-payments-{}", Uuid::new_v4().simple()));
        let server = PrivateServer::at(&folder, false).unwrap();
        server.start().unwrap();
        let mut admin = PgConnection::connect(&server.url("postgres", "spis_admin"))
            .await
            .unwrap();
        migrate::create_database(&mut admin, "spis_29")
            .await
            .unwrap();
        let mut owner = PgConnection::connect(&server.url("spis_29", "spis_owner"))
            .await
            .unwrap();
        let code = MunicipalityCode::new(NODE).unwrap();
        migrate::run_all(&mut owner, Purpose::Node(code))
            .await
            .unwrap();
        migrate::generate(&mut owner, code, "Šiauliai", &[])
            .await
            .unwrap();
        // At a municipality the reference data are a copy; here the owner stands for the stream.
        load_reference(&mut owner).await.unwrap();

        let node = Node::open(code, "Šiauliai", &server.url("spis_29", "spis_app"), 6).unwrap();
        let now: Timestamp = "2026-11-22T08:00:00Z".parse().unwrap();
        let mut tx = node.begin().await.unwrap();
        let actor = Actor::job("test");
        let user = |name: &str, role: &str, power: Option<Power>| NewUser {
            user_name: name.into(),
            given_name: "Vardenė".into(),
            surname: name.into(),
            position: "specialistė".into(),
            roles: vec![role.into()],
            valid_from: date(2026, 1, 1),
            power,
            password: None,
        };
        let power = Power {
            basis: "2026-01-02 įsakymas Nr. A-1".into(),
            valid_from: date(2026, 1, 2),
            valid_to: None,
        };
        let officer = user_create(
            &mut tx,
            code,
            &user("mokanti", "payments_officer", None),
            &actor,
            now,
        )
        .await
        .unwrap();
        let specialist = user_create(
            &mut tx,
            code,
            &user("siulanti", "specialist", None),
            &actor,
            now,
        )
        .await
        .unwrap();
        let decider = user_create(
            &mut tx,
            code,
            &user("sprendzianti", "decider", Some(power)),
            &actor,
            now,
        )
        .await
        .unwrap();
        let office = Office {
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
        office_set(&mut tx, code, &office, &actor, now)
            .await
            .unwrap();
        let today = vilnius(now).date();
        let officer = user_find(&mut tx, code, officer, today)
            .await
            .unwrap()
            .unwrap();
        let specialist = user_find(&mut tx, code, specialist, today)
            .await
            .unwrap()
            .unwrap();
        tx.commit().await.unwrap();
        Self {
            server,
            node,
            now,
            officer,
            specialist,
            decider,
            accounts: 0,
        }
    }

    pub fn web(&self) -> WebState {
        WebState {
            node: self.node.clone(),
            clock: Arc::new(FixedClock(self.now)),
            site: Arc::new(Site::new(spis_pages::Audience::Staff, "Šiauliai")),
            audience: Audience::Staff,
        }
    }

    /// Cookie and form token of a fresh session.
    pub async fn sign_in(&self, user: &User) -> (String, String) {
        let mut tx = self.node.begin().await.unwrap();
        let token = sessions::begin(&mut tx, Audience::Staff, user.id.get(), self.now)
            .await
            .unwrap();
        let session = sessions::find(&mut tx, Audience::Staff, token.as_str(), self.now)
            .await
            .unwrap()
            .unwrap();
        tx.commit().await.unwrap();
        (
            format!("__Host-spis-29-staff={}", token.as_str()),
            session.csrf_token(),
        )
    }

    pub fn account(&mut self) -> Iban {
        self.accounts += 1;
        Iban::lithuanian(70_440, 6_000_000_000 + self.accounts)
    }

    pub async fn person(&self, name: &str, died_on: Option<&str>) -> Uuid {
        let id = new_id(self.now);
        sqlx::query(
            "INSERT INTO municipal.person (municipality_code, id, personal_code, given_name, surname, sex, born_on, died_on, protected, as_of)
             VALUES ($1, $2, $3, $4, 'Bandomasis', 'male', '2015-01-01', $5::date, false, now())",
        )
        .bind(NODE)
        .bind(id)
        .bind(id.to_string())
        .bind(name)
        .bind(died_on)
        .execute(self.node.pool())
        .await
        .unwrap();
        id
    }

    /// Adopts a decision that grants this, through every table that it needs.
    pub async fn grant(&self, granted: Granted<'_>) {
        let [application, assessment, proposal, decision, award] =
            [(); 5].map(|()| new_id(self.now));
        let mut tx = self.node.begin().await.unwrap();
        let statements = [
            "INSERT INTO municipal.application (municipality_code, id, number, kind_group, channel, applicant_id, language, content,
                 sent_at, registered_at, term_start, decide_by, status, changed_at, version)
             VALUES ($1, $2, $2::text, 'child_benefit', 'paper', $6, 'lt', '{}', now(), now(), '2026-11-01', '2026-12-01', 'decided', now(), 1)",
            "INSERT INTO municipal.assessment (municipality_code, id, application_id, made_at, facts, months, lines)
             VALUES ($1, $3, $2, now(), '{}', '[]', '[]')",
            "INSERT INTO municipal.proposal (municipality_code, id, application_id, assessment_id, follows_rule, lines, proposed_by, proposed_by_name, proposed_at)
             VALUES ($1, $4, $2, $3, true, '[]', $7, 'siulanti', now())",
            "INSERT INTO municipal.decision (municipality_code, id, application_id, proposal_id, number, decided_on, outcome, proposed_by,
                 decided_by, decider_name, decider_position, power_basis, journal_entry_id, adopted_at, content)
             VALUES ($1, $5, $2, $4, $5::text, '2026-11-20', 'granted', $7, $8, 'sprendzianti', 'vedėja', '2026-01-02 įsakymas Nr. A-1', $5, now(), '{}')",
        ];
        for sql in statements {
            // Each statement takes what it needs of the same values.
            let sql = format!(
                "WITH v AS (SELECT $1::smallint, $2::uuid, $3::uuid, $4::uuid, $5::uuid, $6::uuid, $7::uuid, $8::uuid) {sql}"
            );
            sqlx::query(sqlx::AssertSqlSafe(sql))
                .bind(NODE)
                .bind(application)
                .bind(assessment)
                .bind(proposal)
                .bind(decision)
                .bind(granted.recipient)
                .bind(self.specialist.id.get())
                .bind(self.decider.get())
                .execute(&mut *tx)
                .await
                .unwrap();
        }
        sqlx::query(
            "INSERT INTO municipal.award (municipality_code, id, decision_id, application_id, recipient_id, child_id, kind, stacking, period, account)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $7, $8::daterange, $9)",
        )
        .bind(NODE)
        .bind(award)
        .bind(decision)
        .bind(application)
        .bind(granted.recipient)
        .bind(granted.child)
        .bind(granted.kind)
        .bind(granted.period)
        .bind(granted.account)
        .execute(&mut *tx)
        .await
        .unwrap();
        for (months, cents) in granted.amounts {
            sqlx::query("INSERT INTO municipal.award_amount VALUES ($1, $2, $3::daterange, $4)")
                .bind(NODE)
                .bind(award)
                .bind(*months)
                .bind(*cents)
                .execute(&mut *tx)
                .await
                .unwrap();
        }
        tx.commit().await.unwrap();
    }

    /// Takes part in what streams and owners do: the queue of jobs, and rows that only the centre may write.
    pub async fn as_admin(&self) -> PgConnection {
        PgConnection::connect(&self.server.url("spis_29", "spis_admin"))
            .await
            .unwrap()
    }

    /// Makes the queue, for actions that plan jobs.
    pub async fn install_jobs(&self) {
        let owners = sqlx::postgres::PgPoolOptions::new()
            .max_connections(2)
            .connect(&self.server.url("spis_29", "spis_owner"))
            .await
            .unwrap();
        spis_jobs::install(&owners).await.unwrap();
        owners.close().await;
    }

    /// The user who may decide.
    pub async fn decider(&self) -> User {
        let mut tx = self.node.begin().await.unwrap();
        user_find(
            &mut tx,
            self.node.code(),
            self.decider,
            vilnius(self.now).date(),
        )
        .await
        .unwrap()
        .unwrap()
    }

    /// Every line paid so far: child, kind, month, cents.
    pub async fn lines(&self) -> Vec<(Uuid, String, String, i64)> {
        sqlx::query_as(
            "SELECT child_id, kind, to_char(month, 'YYYY-MM'), amount_cents FROM municipal.payment_line ORDER BY child_id, kind, month",
        )
        .fetch_all(self.node.pool())
        .await
        .unwrap()
    }

    pub async fn count(&self, sql: &'static str) -> i64 {
        let (count,): (i64,) = sqlx::query_as(sql)
            .fetch_one(self.node.pool())
            .await
            .unwrap();
        count
    }
}
