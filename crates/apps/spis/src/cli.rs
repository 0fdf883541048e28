//! The command line.

use std::path::PathBuf;

use anyhow::Context;
use clap::{Args, Parser, Subcommand, ValueEnum};
use jiff::civil::{Date, DateTime};
use spis_database::NodesFile;
use spis_kernel::MunicipalityCode;

use crate::areas::Area;
use crate::demo::Places;

/// Social support for families: portal, municipalities and ministry in one executable.
#[derive(Parser)]
#[command(version)]
pub struct Cli {
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Subcommand)]
pub enum Command {
    /// Serve the pages of one or more nodes.
    Serve(Chosen),
    /// Work on the jobs of one or more nodes.
    Worker(Chosen),
    /// Bring the databases of all nodes to the present schema and make or refresh their streams.
    Migrate(Config),
    /// Look at nodes and the streams between them.
    #[command(subcommand)]
    Node(NodeCommand),
    /// Manage users.
    #[command(subcommand)]
    User(UserCommand),
    /// Examine the journal.
    #[command(subcommand)]
    Audit(AuditCommand),
    /// Close a part of a node for a time, and open it again; pages see it within seconds.
    #[command(subcommand)]
    Closure(ClosureCommand),
    /// Write the pages that the web server in front shows while SPIS does not answer (502, 503, 504).
    OutagePages {
        #[command(flatten)]
        config: Config,
        /// Where to; the folder must be there.
        #[arg(long)]
        folder: PathBuf,
        /// With the contacts of an installation that names none, as in `assets/outage`.
        #[arg(long)]
        usual_contacts: bool,
    },
    /// Ask the rules.
    #[command(subcommand)]
    Law(LawCommand),
    /// Say whether every node, stream and outside service is well, and what to do; exit 1 if something is not.
    Doctor(Config),
    /// Start the demonstration: a private PostgreSQL, the centre, three municipalities, the simulator.
    Demo(DemoWanted),
    /// Stop the demonstration; its data stay.
    DemoStop(DemoPlace),
    /// Stop the demonstration and remove its data.
    DemoReset(DemoPlace),
    /// Read a stranger's file from the standard input, with limits of memory and time.
    #[command(hide = true)]
    ReadFile {
        #[command(subcommand)]
        order: ReadOrder,
    },
    /// Stop or start one PostgreSQL server of the demonstration in two servers, as an outage.
    #[command(hide = true)]
    DemoServer {
        #[command(flatten)]
        place: DemoPlace,
        side: ServerSide,
        order: ServerOrder,
    },
}

/// What to do with the file.
#[derive(Subcommand, Clone, Copy)]
pub enum ReadOrder {
    /// Take it in.
    Receive,
    /// Join photos into one PDF.
    Join,
    /// Draw a page.
    Page {
        /// Counted from one.
        number: u32,
    },
}

/// Where the nodes are described.
#[derive(Args)]
pub struct Config {
    /// File that describes the nodes; without it `nodes.toml` here, or else the demonstration's.
    #[arg(long, env = "SPIS_NODES")]
    config: Option<PathBuf>,
}

impl Config {
    /// For a process that serves: without the administrators' addresses.
    pub fn read(&self) -> anyhow::Result<NodesFile> {
        Ok(NodesFile::read(&self.path())?)
    }

    /// For the command line.
    pub fn read_for_administration(&self) -> anyhow::Result<NodesFile> {
        Ok(NodesFile::read_for_administration(&self.path())?)
    }

    fn path(&self) -> PathBuf {
        let here = PathBuf::from("nodes.toml");
        match &self.config {
            Some(path) => path.clone(),
            None if here.exists() => here,
            None => Places::usual().nodes_file(),
        }
    }
}

#[derive(Args)]
pub struct Chosen {
    /// Codes of the nodes, the centre being 0: `--nodes 0,29,13`.
    #[arg(long, required = true, value_delimiter = ',', value_parser = code)]
    pub nodes: Vec<MunicipalityCode>,
    #[command(flatten)]
    pub config: Config,
}

#[derive(Subcommand)]
pub enum NodeCommand {
    /// Show nodes and streams.
    Status {
        #[command(flatten)]
        config: Config,
        /// As JSON.
        #[arg(long)]
        json: bool,
    },
    /// Show arrived rows that wait for their job.
    Arrivals {
        #[command(flatten)]
        config: Config,
        /// Note again what arrived and was not worked on.
        #[arg(long)]
        replay: bool,
    },
    /// Compare every copy with its owner's table by count and hash; exit 1 if one differs.
    Reconcile {
        #[command(flatten)]
        config: Config,
        /// As JSON, equal ones too.
        #[arg(long)]
        json: bool,
    },
}

#[derive(Subcommand)]
pub enum AuditCommand {
    /// Follow every node's chain and compare it with its copy at the centre; exit 1 and the first bad entry if one is broken.
    Verify {
        #[command(flatten)]
        config: Config,
        /// As JSON.
        #[arg(long)]
        json: bool,
    },
}

#[derive(Subcommand)]
pub enum ClosureCommand {
    /// Close a part; one that is closed already gets the new reason and end.
    Begin {
        #[command(flatten)]
        config: Config,
        #[command(flatten)]
        closure: ClosureWanted,
    },
    /// Open a part before its time.
    End {
        #[command(flatten)]
        config: Config,
        /// Code of the node; 0 for the centre.
        #[arg(long, value_parser = code)]
        node: MunicipalityCode,
        #[arg(long)]
        area: Area,
    },
    /// Show what is closed.
    List {
        #[command(flatten)]
        config: Config,
    },
}

#[derive(Args)]
pub struct ClosureWanted {
    /// Code of the node; 0 for the centre.
    #[arg(long, value_parser = code)]
    pub node: MunicipalityCode,
    /// What to close.
    #[arg(long)]
    pub area: Area,
    /// Until when, by the clocks of Lithuania: `2026-11-23T06:00`. Then it opens by itself.
    #[arg(long)]
    pub until: DateTime,
    /// Why, as people read it.
    #[arg(long)]
    pub reason_lt: String,
    /// Why, in English.
    #[arg(long)]
    pub reason_en: String,
}

#[derive(Subcommand)]
pub enum UserCommand {
    /// Make a user of a node. The standard input holds the password and, on the next line, the user's personal code, if known.
    Add {
        #[command(flatten)]
        config: Config,
        #[command(flatten)]
        user: UserWanted,
    },
}

#[derive(Args)]
pub struct UserWanted {
    /// Code of the node; 0 for a national user.
    #[arg(long, value_parser = code)]
    pub node: MunicipalityCode,
    /// Name to sign in with.
    #[arg(long)]
    pub user_name: String,
    #[arg(long)]
    pub given_name: String,
    #[arg(long)]
    pub surname: String,
    /// Position held.
    #[arg(long)]
    pub position: String,
    /// Role; may be given several times.
    #[arg(long = "role", required = true)]
    pub roles: Vec<String>,
    /// First day of the roles; today if left out.
    #[arg(long)]
    pub valid_from: Option<Date>,
    /// The order that gives the power to decide, as decisions print it.
    #[arg(long, requires = "power_from")]
    pub power_basis: Option<String>,
    /// First day of that power.
    #[arg(long, requires = "power_basis")]
    pub power_from: Option<Date>,
    /// Last day of that power.
    #[arg(long, requires = "power_basis")]
    pub power_to: Option<Date>,
}

#[derive(Subcommand)]
pub enum LawCommand {
    /// Answer one case; exit 2 and a line per error if the case cannot be read.
    Assess {
        /// The case as JSON; `-` for the standard input.
        #[arg(long)]
        input: PathBuf,
        /// Language of the explanation.
        #[arg(long, default_value = "lt")]
        language: Language,
    },
    /// List the dated parameters in force on a day.
    Params {
        /// The day; today if left out.
        #[arg(long)]
        on: Option<Date>,
    },
}

#[derive(Clone, Copy, ValueEnum)]
pub enum Language {
    Lt,
    En,
}

impl From<Language> for spis_law::Language {
    fn from(language: Language) -> Self {
        match language {
            Language::Lt => Self::Lt,
            Language::En => Self::En,
        }
    }
}

/// Where a demonstration lies.
#[derive(Args, Clone)]
pub struct DemoPlace {
    /// Folder of the data; without it the one that belongs to this checkout.
    #[arg(long)]
    pub base_folder: Option<PathBuf>,
}

#[derive(Args)]
pub struct DemoWanted {
    #[command(flatten)]
    pub place: DemoPlace,
    /// Return once everything is ready; stop it with `demo-stop`.
    #[arg(long)]
    pub detach: bool,
    /// Port of the portal; the other ports follow from it.
    #[arg(long, default_value_t = 8080)]
    pub port_base: u16,
    /// People in the registers, at least.
    #[arg(long, default_value_t = 30_000)]
    pub people: usize,
    /// All databases in one PostgreSQL server, or the centre's in one and the municipalities' in another.
    #[arg(long, default_value = "one")]
    pub layout: Layout,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Layout {
    One,
    Two,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ServerSide {
    Centre,
    Municipalities,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ServerOrder {
    /// At once, as a crash.
    Stop,
    Start,
}

fn code(text: &str) -> anyhow::Result<MunicipalityCode> {
    let number: i16 = text.parse().context("a node's code is a number")?;
    MunicipalityCode::new(number).context("a node's code is 0 or 11-99")
}
