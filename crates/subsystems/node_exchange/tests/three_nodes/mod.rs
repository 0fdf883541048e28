//! A centre and two municipalities in a PostgreSQL of their own, migrated and streaming.

#![allow(dead_code)] // Each test file uses its part.

use std::path::PathBuf;
use std::time::{Duration, Instant};

use spis_database::migrate;
use spis_database::private_server::PrivateServer;
use spis_database::{GatewayConfig, MailConfig, NodeConfig, NodesFile, Profile, RegistersConfig};
use spis_kernel::MunicipalityCode;
use sqlx::{Connection, PgConnection};
use uuid::Uuid;

pub const CENTRE: i16 = 0;
pub const SIAULIAI: i16 = 29;
pub const VILNIUS: i16 = 13;

pub struct ThreeNodes {
    /// The centre's server, then the municipalities' (the same one in the layout of one server).
    pub servers: Vec<PrivateServer>,
    pub file: NodesFile,
    folder: PathBuf,
}

impl ThreeNodes {
    pub async fn start(servers: usize) -> Self {
        let folder = std::env::temp_dir().join(format!(
            "spis-t-{}",
            &Uuid::new_v4().simple().to_string()[..12]
        ));
        std::fs::create_dir_all(&folder).unwrap();
        let servers: Vec<_> = (0..servers)
            .map(|n| PrivateServer::at(&folder.join(n.to_string()), false).unwrap())
            .collect();
        for server in &servers {
            server.start().unwrap();
        }
        let mut nodes = Vec::new();
        for (code, name) in [
            (CENTRE, "SPIS"),
            (SIAULIAI, "Šiaulių miesto savivaldybė"),
            (VILNIUS, "Vilniaus miesto savivaldybė"),
        ] {
            let server = if code == CENTRE {
                &servers[0]
            } else {
                servers.last().unwrap()
            };
            let code = MunicipalityCode::new(code).unwrap();
            let database = format!("spis_{code}");
            let mut admin = PgConnection::connect(&server.url("postgres", "spis_admin"))
                .await
                .unwrap();
            migrate::create_database(&mut admin, &database)
                .await
                .unwrap();
            nodes.push(NodeConfig {
                code,
                name: name.into(),
                web: "127.0.0.1:1".into(),
                database: server.url(&database, "spis_app"),
                owner: Some(server.url(&database, "spis_owner")),
                admin: Some(server.url(&database, "spis_admin")),
                public: None,
                seal: Some(server.url(&database, "spis_seal")),
                replication: server.conninfo(&database, "spis_replication"),
                officer_email: None,
                portal: None,
                registers: None,
                statistics: code
                    .is_centre()
                    .then(|| server.url(&database, "spis_statistics")),
            });
        }
        let file = NodesFile {
            profile: Profile::Demo,
            registers: RegistersConfig {
                url: "http://127.0.0.1:1".into(),
                timeout_seconds: 1,
            },
            gateway: GatewayConfig {
                browser_origin: "http://127.0.0.1:1".into(),
                server_url: "http://127.0.0.1:1".into(),
                timeout_seconds: 1,
            },
            mail: MailConfig {
                host: "127.0.0.1".into(),
                port: 1,
                from: "spis@example.invalid".into(),
            },
            scanner: None,
            contacts: Default::default(),
            limits: Default::default(),
            nodes,
        };
        spis_node_exchange::migrate_country(&file).await.unwrap();
        Self {
            servers,
            file,
            folder,
        }
    }

    pub fn node(&self, code: i16) -> &NodeConfig {
        self.file
            .node(MunicipalityCode::new(code).unwrap())
            .unwrap()
    }

    /// A connection as the pages have it.
    pub async fn app(&self, code: i16) -> PgConnection {
        PgConnection::connect(&self.node(code).database)
            .await
            .unwrap()
    }

    pub async fn admin(&self, code: i16) -> PgConnection {
        PgConnection::connect(self.node(code).admin.as_deref().unwrap())
            .await
            .unwrap()
    }

    /// Number of rows that a query finds.
    pub async fn count(&self, code: i16, query: &'static str, id: Uuid) -> i64 {
        sqlx::query_scalar(query)
            .bind(id)
            .fetch_one(&mut self.app(code).await)
            .await
            .unwrap()
    }

    /// Waits until a query at a node finds one row.
    pub async fn arrives(&self, code: i16, query: &'static str, id: Uuid) {
        let limit = Instant::now() + Duration::from_secs(60);
        while self.count(code, query, id).await != 1 {
            assert!(
                Instant::now() < limit,
                "not at node {code} after a minute: {query}"
            );
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }

    /// Waits until every stream has made its first copy and is alive.
    pub async fn streams(&self) {
        let limit = Instant::now() + Duration::from_secs(60);
        loop {
            let status = spis_node_exchange::read_status(&self.file).await;
            let well = status.nodes.iter().all(|n| {
                n.reachable
                    && [&n.up, &n.down]
                        .into_iter()
                        .flatten()
                        .all(|s| s.alive && s.copied)
            });
            if well {
                return;
            }
            assert!(Instant::now() < limit, "streams are not alive: {status:?}");
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    /// What a municipality must have before a submission can be addressed to it, and a resident.
    pub async fn resident(&self) -> Uuid {
        let mut centre = self.app(CENTRE).await;
        sqlx::raw_sql(
            "INSERT INTO central.municipality VALUES (29, 'Šiaulių miesto savivaldybė', 'city', '', '', 'Šiauliai'),
                                                     (13, 'Vilniaus miesto savivaldybė', 'city', '', '', 'Vilnius')",
        )
        .execute(&mut centre)
        .await
        .unwrap();
        let id = Uuid::new_v4();
        sqlx::query(
            "INSERT INTO central.resident VALUES ($1, '50001010015', 'Vardenė', 'Pavardenė', 'lt', now())",
        )
        .bind(id)
        .execute(&mut centre)
        .await
        .unwrap();
        id
    }

    pub async fn submit(&self, municipality: i16, resident: Uuid) -> Uuid {
        let id = Uuid::now_v7();
        sqlx::query(
            "INSERT INTO central.submission VALUES ($1, $2, $3, $4, '50001010015', 'child_benefit', 1, '1', 'lt',
                 jsonb_build_object('note', repeat('ąžuolas ', 12500)), '', now())",
        )
        .bind(municipality)
        .bind(id)
        .bind(format!("K-2026-{}", id.simple()))
        .bind(resident)
        .execute(&mut self.app(CENTRE).await)
        .await
        .unwrap();
        id
    }

    /// A person and an application as the arrival job makes them.
    pub async fn register(&self, municipality: i16, submission: Uuid) -> Uuid {
        let mut app = self.app(municipality).await;
        let (person, application) = (Uuid::now_v7(), Uuid::now_v7());
        sqlx::query(
            "INSERT INTO municipal.person (municipality_code, id, personal_code, given_name, surname, sex, born_on, protected, as_of)
             VALUES ($1, $2, $3, 'Vardenė', 'Pavardenė', 'female', '2000-01-01', false, now())",
        )
        .bind(municipality)
        .bind(person)
        .bind(person.simple().to_string())
        .execute(&mut app)
        .await
        .unwrap();
        sqlx::query(
            "INSERT INTO municipal.application (municipality_code, id, submission_id, number, kind_group, channel,
                 applicant_id, language, content, sent_at, registered_at, term_start, decide_by, status, changed_at, version)
             VALUES ($1, $2, $3, $4, 'child_benefit', 'electronic', $5, 'lt', '{}', now(), now(), '2026-11-23',
                 '2026-12-23', 'registered', now(), 1)",
        )
        .bind(municipality)
        .bind(application)
        .bind(submission)
        .bind(application.to_string())
        .bind(person)
        .execute(&mut app)
        .await
        .unwrap();
        application
    }
}

impl Drop for ThreeNodes {
    fn drop(&mut self) {
        for server in &self.servers {
            drop(server.remove());
        }
        drop(std::fs::remove_dir_all(&self.folder));
    }
}
