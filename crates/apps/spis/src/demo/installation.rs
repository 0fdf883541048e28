//! Servers, databases, `nodes.toml`, reference data.

use std::time::{Duration, Instant};

use std::os::unix::fs::PermissionsExt;

use anyhow::{Context, bail};
use spis_administration::{load_reference, reference};
use spis_database::migrate::create_database;
use spis_database::private_server::PrivateServer;
use spis_database::{
    ContactsConfig, GatewayConfig, LimitsConfig, MailConfig, NodeConfig, NodesFile, Profile,
    RegistersConfig,
};
use spis_kernel::MunicipalityCode;
use spis_node_exchange::{migrate_country, read_status};
use sqlx::{Connection, PgConnection};

use super::SHOWN;
use super::places::{Places, Ports};
use crate::cli::Layout;

/// The description of the nodes as written at the last start.
pub fn read(places: &Places) -> anyhow::Result<NodesFile> {
    Ok(NodesFile::read_for_administration(&places.nodes_file())?)
}

/// Starts the servers and brings databases, schemas, streams and reference data to their present state. Repeatable.
pub async fn install(places: &Places, layout: Layout, ports: Ports) -> anyhow::Result<NodesFile> {
    let (centre, municipalities) = places.servers(layout)?;
    centre.start()?;
    municipalities.start()?;
    let file = describe(&centre, &municipalities, ports)?;
    for node in &file.nodes {
        let server = if node.code.is_centre() {
            &centre
        } else {
            &municipalities
        };
        let mut admin = PgConnection::connect(&server.url("postgres", "spis_admin")).await?;
        create_database(&mut admin, &database(node.code)).await?;
    }
    std::fs::write(places.nodes_file(), toml::to_string(&file)?).context("writing nodes.toml")?;
    let admin = NodesFile::admin_path(&places.nodes_file());
    std::fs::write(&admin, toml::to_string(&file.admin_file())?)
        .context("writing nodes-admin.toml")?;
    std::fs::set_permissions(&admin, std::fs::Permissions::from_mode(0o600))?;
    migrate_country(&file).await?;
    let centre = file.centre().context("no centre")?;
    let owner = centre.owner.as_deref().context("no owner's address")?;
    let mut connection = PgConnection::connect(owner).await?;
    let mut tx = connection.begin().await?;
    load_reference(&mut tx).await?;
    tx.commit().await?;
    Ok(file)
}

/// Waits until every stream has made its first copy and flows.
pub async fn streams_flow(file: &NodesFile, limit: Duration) -> anyhow::Result<()> {
    let end = Instant::now() + limit;
    loop {
        let status = read_status(file).await;
        let stuck: Vec<_> = status
            .nodes
            .iter()
            .filter(|n| {
                [&n.up, &n.down]
                    .into_iter()
                    .flatten()
                    .any(|s| !(s.alive && s.copied))
            })
            .map(|n| n.code.as_str())
            .collect();
        if stuck.is_empty() {
            return Ok(());
        }
        if Instant::now() > end {
            bail!(
                "srautai neteka: {}; daugiau pasako „spis doctor“",
                stuck.join(", ")
            );
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
}

fn database(code: MunicipalityCode) -> String {
    format!("spis_{code}")
}

fn describe(
    centre: &PrivateServer,
    municipalities: &PrivateServer,
    ports: Ports,
) -> anyhow::Result<NodesFile> {
    let simulator = ports.simulator();
    let mut nodes = vec![node(MunicipalityCode::CENTRE, "SPIS", centre, ports)?];
    let known = reference::municipalities()?;
    for code in SHOWN {
        let of_code = known
            .iter()
            .find(|m| m.code.get() == code)
            .with_context(|| format!("there is no municipality {code}"))?;
        nodes.push(node(of_code.code, &of_code.name, municipalities, ports)?);
    }
    Ok(NodesFile {
        profile: Profile::Demo,
        registers: RegistersConfig {
            url: format!("http://127.0.0.1:{simulator}"),
            timeout_seconds: 10,
        },
        gateway: GatewayConfig {
            // Another site than the portal's 127.0.0.1, as in life.
            browser_origin: format!("http://localhost:{simulator}"),
            server_url: format!("http://127.0.0.1:{simulator}"),
            timeout_seconds: 10,
        },
        mail: MailConfig {
            host: "127.0.0.1".into(),
            port: ports.mail(),
            from: "SPIS <spis@demo.invalid>".into(),
        },
        scanner: None,
        contacts: ContactsConfig {
            help_email: Some("pagalba@demo.invalid".into()),
            ..ContactsConfig::default()
        },
        limits: LimitsConfig::default(),
        nodes,
    })
}

fn node(
    code: MunicipalityCode,
    name: &str,
    server: &PrivateServer,
    ports: Ports,
) -> anyhow::Result<NodeConfig> {
    let database = database(code);
    Ok(NodeConfig {
        code,
        name: name.into(),
        web: format!("127.0.0.1:{}", ports.node(code)?),
        database: server.url(&database, "spis_app"),
        owner: Some(server.url(&database, "spis_owner")),
        admin: Some(server.url(&database, "spis_admin")),
        public: None,
        seal: Some(server.url(&database, "spis_seal")),
        replication: server.conninfo(&database, "spis_replication"),
        officer_email: Some(format!("duomenu-apsauga-{code}@demo.invalid")),
        portal: code
            .is_centre()
            .then(|| server.url(&database, "spis_portal")),
        registers: code
            .is_centre()
            .then(|| server.url(&database, "spis_registers")),
        statistics: code
            .is_centre()
            .then(|| server.url(&database, "spis_statistics")),
    })
}
