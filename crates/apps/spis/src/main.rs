//! `spis`: the one executable. It wires the rooms together and does nothing else: serves the pages of any number of
//! nodes, works their jobs, migrates their databases, looks after them, and shows the whole of it as a demonstration.

mod areas;
mod audit;
mod cli;
mod closures;
mod demo;
mod doctor;
mod files;
mod law;
mod letters;
mod limits;
mod mailer;
mod nodes;
mod outage;
mod output;
mod outside;
mod serve;
mod sites;
mod stop;
mod users;
mod worker;

use std::process::ExitCode;

use anyhow::anyhow;
use clap::Parser;

use cli::{AuditCommand, Cli, ClosureCommand, Command, LawCommand, NodeCommand, UserCommand};

fn main() -> ExitCode {
    let cli = Cli::parse();
    match run(cli.command) {
        Ok(code) => code,
        Err(error) if output::nobody_reads(&error) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("spis: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(command: Command) -> anyhow::Result<ExitCode> {
    // Needs neither a runtime nor anything else of the machine.
    if let Command::Law(command) = command {
        return match command {
            LawCommand::Assess { input, language } => law::assess(&input, language.into()),
            LawCommand::Params { on } => law::params(on),
        };
    }
    if let Command::ReadFile { order } = command {
        return files::in_this_process(order);
    }
    rustls::crypto::ring::default_provider()
        .install_default()
        .map_err(|_| anyhow!("a TLS provider is installed already"))?;
    write_log(matches!(command, Command::Serve(_) | Command::Worker(_)));
    tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()?
        .block_on(run_async(command))
}

async fn run_async(command: Command) -> anyhow::Result<ExitCode> {
    match command {
        Command::Law(_) | Command::ReadFile { .. } => {}
        Command::Serve(chosen) => serve::serve(&chosen.config.read()?, &chosen.nodes).await?,
        Command::Worker(chosen) => worker::work(&chosen.config.read()?, &chosen.nodes).await?,
        Command::Migrate(config) => nodes::migrate(&config.read_for_administration()?).await?,
        Command::Node(NodeCommand::Status { config, json }) => {
            nodes::status(&config.read_for_administration()?, json).await?;
        }
        Command::Node(NodeCommand::Arrivals { config, replay }) => {
            nodes::arrivals(&config.read_for_administration()?, replay).await?;
        }
        Command::Node(NodeCommand::Reconcile { config, json }) => {
            return nodes::reconcile(&config.read_for_administration()?, json).await;
        }
        Command::Audit(AuditCommand::Verify { config, json }) => {
            return audit::verify(&config.read()?, json).await;
        }
        Command::User(UserCommand::Add { config, user }) => {
            users::add(&config.read_for_administration()?, user).await?;
        }
        Command::Closure(ClosureCommand::Begin { config, closure }) => {
            closures::begin(&config.read_for_administration()?, closure).await?;
        }
        Command::Closure(ClosureCommand::End { config, node, area }) => {
            closures::end(&config.read_for_administration()?, node, area).await?;
        }
        Command::Closure(ClosureCommand::List { config }) => {
            closures::list(&config.read_for_administration()?).await?;
        }
        Command::OutagePages {
            config,
            folder,
            usual_contacts,
        } => {
            let contacts = if usual_contacts {
                spis_pages::Contacts::default()
            } else {
                sites::contacts(&config.read()?)
            };
            outage::write(&contacts, &folder)?;
        }
        Command::Doctor(config) => {
            return doctor::examine(&config.read_for_administration()?).await;
        }
        Command::Demo(wanted) => return demo::start(wanted).await,
        Command::DemoStop(place) => demo::stop(&place)?,
        Command::DemoReset(place) => demo::reset(&place)?,
        Command::DemoServer { place, side, order } => demo::server(&place, side, order).await?,
    }
    Ok(ExitCode::SUCCESS)
}

/// The log goes to the standard error: everything of note from a serving process, only warnings from a command.
fn write_log(serving: bool) {
    let usual = if serving {
        "info,sqlx=warn,graphile_worker=warn,hyper=warn"
    } else {
        "warn"
    };
    let filter = tracing_subscriber::EnvFilter::try_from_default_env()
        .unwrap_or_else(|_| tracing_subscriber::EnvFilter::new(usual));
    let log = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr);
    if std::env::var_os("SPIS_LOG_JSON").is_some() {
        log.json().init();
    } else {
        log.with_ansi(false).init();
    }
}
