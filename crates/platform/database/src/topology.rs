//! `nodes.toml`: which nodes there are, where their databases and pages are, and which services stand outside.

use std::net::IpAddr;
use std::path::Path;

use serde::{Deserialize, Serialize};
use spis_kernel::MunicipalityCode;

/// Whether stand-ins for outside services may be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Profile {
    /// Synthetic people, simulated gateway and registers.
    Demo,
    /// The real thing: every stand-in is refused.
    Production,
}

/// The whole file.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NodesFile {
    /// Demo or production.
    pub profile: Profile,
    /// Where state registers are asked.
    pub registers: RegistersConfig,
    /// Where residents sign in.
    pub gateway: GatewayConfig,
    /// Where e-mail is handed over.
    pub mail: MailConfig,
    /// What looks for harmful programs in files that people bring; without it they are only read and made harmless.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scanner: Option<ScannerConfig>,
    /// Where people find help.
    #[serde(default)]
    pub contacts: ContactsConfig,
    /// How much one asker may ask in a short time.
    #[serde(default)]
    pub limits: LimitsConfig,
    /// The nodes; the centre has code 0.
    #[serde(rename = "node")]
    pub nodes: Vec<NodeConfig>,
}

/// Registers are asked at this address, by the centre only.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RegistersConfig {
    /// Base address.
    pub url: String,
    /// Limit of one call, in seconds.
    pub timeout_seconds: u64,
}

/// The e-Government Gateway.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GatewayConfig {
    /// Origin that the browser visits, e.g. `http://localhost:8090`.
    pub browser_origin: String,
    /// Base address for the calls between servers.
    pub server_url: String,
    /// Limit of one call, in seconds.
    pub timeout_seconds: u64,
}

/// The mail server.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MailConfig {
    /// Host.
    pub host: String,
    /// Port.
    pub port: u16,
    /// Sender's address.
    pub from: String,
}

/// The scanner of files, `clamd` of ClamAV.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ScannerConfig {
    /// `clamd`'s TCP address, e.g. `127.0.0.1:3310`.
    pub clamd: String,
    /// Limit of one scan, in seconds.
    pub timeout_seconds: u64,
}

/// Where people find help; shown to everybody. What is left out is as usual.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ContactsConfig {
    /// Telephone as it is dialled: `+37052000000`.
    pub help_phone: Option<String>,
    /// The same as it is read: `+370 5 200 0000`.
    pub help_phone_shown: Option<String>,
    /// Hours of the telephone: `8–17`.
    pub help_hours: Option<String>,
    /// E-mail of those who help.
    pub help_email: Option<String>,
}

/// How much one asker may ask in a short time; more is answered 429 with the time to wait.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct LimitsConfig {
    /// Requests of one node under way at once; more are answered 503 (`load`).
    pub at_once: usize,
    /// Addresses of the web servers in front, which say for whom they ask.
    pub proxies: Vec<IpAddr>,
    /// Attempts to sign in from one address; a whole office may share one.
    pub sign_in: LimitConfig,
    /// Searches: of support from one address, of a person by one official.
    pub search: LimitConfig,
    /// Documents begun by one resident, scans by one official.
    pub uploads: LimitConfig,
    /// What one resident writes to municipalities.
    pub questions: LimitConfig,
    /// Reports on accessibility from one address.
    pub reports: LimitConfig,
}

/// So many in so many seconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LimitConfig {
    /// At most.
    pub most: u32,
    /// In so many seconds.
    pub seconds: u32,
}

impl Default for LimitsConfig {
    fn default() -> Self {
        let limit = |most, seconds| LimitConfig { most, seconds };
        Self {
            at_once: 64,
            proxies: Vec::new(),
            sign_in: limit(120, 60),
            search: limit(60, 60),
            uploads: limit(100, 600),
            questions: limit(20, 600),
            reports: limit(10, 600),
        }
    }
}

/// One node.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NodeConfig {
    /// State code of the municipality, 0 for the centre.
    pub code: MunicipalityCode,
    /// Name that people see.
    pub name: String,
    /// Address that the pages are served at, e.g. `127.0.0.1:8144`.
    pub web: String,
    /// Address that people reach the pages under, e.g. `https://spis.example`, where something stands in front of `web`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub public: Option<String>,
    /// Database address for the role that serves pages and jobs.
    pub database: String,
    /// Database address of the owner of the schemas (migrations); from `nodes-admin.toml`, for the command line alone.
    #[serde(skip)]
    pub owner: Option<String>,
    /// Database address of an administrator (subscriptions need one); from `nodes-admin.toml`, for the command line alone.
    #[serde(skip)]
    pub admin: Option<String>,
    /// libpq connection string under which the other side's subscription reaches this node.
    pub replication: String,
    /// E-mail of the data protection officer of who runs the node (the ministry at the centre); shown to everybody.
    pub officer_email: Option<String>,
    /// Database address of the role that seals the journal, and does nothing else.
    pub seal: Option<String>,
    /// At the centre: database address for the residents' portal, which touches only what it needs.
    pub portal: Option<String>,
    /// At the centre: database address for the work that asks state registers, which touches requests and answers only.
    pub registers: Option<String>,
    /// At the centre: database address for the pages that read figures only.
    pub statistics: Option<String>,
}

impl NodeConfig {
    /// Address that people reach the pages under, without a slash at its end: for links that leave the node.
    #[must_use]
    pub fn public_url(&self) -> String {
        match &self.public {
            Some(public) => public.trim_end_matches('/').to_owned(),
            None => format!("http://{}", self.web),
        }
    }
}

/// `nodes-admin.toml`, beside `nodes.toml`: the addresses that no serving process ever reads.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AdminFile {
    /// One for each node that the command line may change.
    #[serde(rename = "node")]
    pub nodes: Vec<AdminAddresses>,
}

/// How the command line reaches one node with more than the application's rights.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AdminAddresses {
    /// The node.
    pub code: MunicipalityCode,
    /// As the owner of the schemas.
    pub owner: String,
    /// As an administrator.
    pub admin: String,
}

/// Why the file cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum TopologyError {
    /// Not readable.
    #[error("cannot read {path}: {source}")]
    Read {
        /// The file.
        path: String,
        /// The system's answer.
        source: std::io::Error,
    },
    /// Not TOML of this form.
    #[error("{path}: {source}")]
    Form {
        /// The file.
        path: String,
        /// What is wrong.
        source: Box<toml::de::Error>,
    },
    /// The nodes contradict one another.
    #[error("nodes.toml: {0}")]
    Contradiction(String),
}

impl NodesFile {
    /// Reads and checks the file.
    pub fn read(path: &Path) -> Result<Self, TopologyError> {
        let shown = path.display().to_string();
        let text = std::fs::read_to_string(path).map_err(|source| TopologyError::Read {
            path: shown.clone(),
            source,
        })?;
        let file: Self = toml::from_str(&text).map_err(|source| TopologyError::Form {
            path: shown,
            source: Box::new(source),
        })?;
        let mut codes: Vec<_> = file.nodes.iter().map(|n| n.code).collect();
        codes.sort_unstable();
        if codes.windows(2).any(|w| w[0] == w[1]) {
            return Err(TopologyError::Contradiction("a code stands twice".into()));
        }
        if codes.first() != Some(&MunicipalityCode::CENTRE) {
            return Err(TopologyError::Contradiction(
                "the centre (code 0) is missing".into(),
            ));
        }
        Ok(file)
    }

    /// Reads the file and, where `nodes-admin.toml` lies beside it, the addresses for the command line.
    pub fn read_for_administration(path: &Path) -> Result<Self, TopologyError> {
        let mut file = Self::read(path)?;
        let admin = Self::admin_path(path);
        if admin.exists() {
            let shown = admin.display().to_string();
            let text = std::fs::read_to_string(&admin).map_err(|source| TopologyError::Read {
                path: shown.clone(),
                source,
            })?;
            let addresses: AdminFile =
                toml::from_str(&text).map_err(|source| TopologyError::Form {
                    path: shown,
                    source: Box::new(source),
                })?;
            for given in addresses.nodes {
                if let Some(node) = file.nodes.iter_mut().find(|n| n.code == given.code) {
                    node.owner = Some(given.owner);
                    node.admin = Some(given.admin);
                }
            }
        }
        Ok(file)
    }

    /// `nodes-admin.toml` beside `nodes.toml`.
    pub fn admin_path(path: &Path) -> std::path::PathBuf {
        path.with_file_name("nodes-admin.toml")
    }

    /// What belongs into `nodes-admin.toml`.
    pub fn admin_file(&self) -> AdminFile {
        AdminFile {
            nodes: self
                .nodes
                .iter()
                .filter_map(|n| {
                    Some(AdminAddresses {
                        code: n.code,
                        owner: n.owner.clone()?,
                        admin: n.admin.clone()?,
                    })
                })
                .collect(),
        }
    }

    /// The node with this code.
    pub fn node(&self, code: MunicipalityCode) -> Option<&NodeConfig> {
        self.nodes.iter().find(|n| n.code == code)
    }

    /// The centre. Present in every file that [`NodesFile::read`] accepted.
    pub fn centre(&self) -> Option<&NodeConfig> {
        self.node(MunicipalityCode::CENTRE)
    }

    /// The municipalities, in the file's order.
    pub fn municipalities(&self) -> impl Iterator<Item = &NodeConfig> {
        self.nodes
            .iter()
            .filter(|n| n.code != MunicipalityCode::CENTRE)
    }
}
