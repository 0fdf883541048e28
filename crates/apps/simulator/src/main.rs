//! `spis-simulator`: the state registers, the e-Government Gateway and a mail box for demonstrations and tests.

use std::net::IpAddr;
use std::time::Duration;

use anyhow::{Context, Result};
use clap::Parser;
use jiff::Timestamp;
use jiff::civil::Date;
use tokio::net::TcpListener;

use spis_kernel::Clock;
use spis_simulator::{PopulationSettings, Simulator, generate, receive_mail, router};

/// How long a part in the mode "slow" waits before it answers.
const SLOWNESS: Duration = Duration::from_secs(20);

/// Stand-ins for the state registers, the e-Government Gateway and a mail box.
#[derive(Parser)]
#[command(version)]
struct Arguments {
    /// Address to listen on; the simulator has no protection of its own.
    #[arg(long, default_value = "127.0.0.1")]
    listen: IpAddr,
    /// Port of the web service; 0 takes a free one.
    #[arg(long, default_value_t = 8090)]
    port: u16,
    /// Port that receives mail; 0 takes a free one.
    #[arg(long, default_value_t = 8091)]
    smtp_port: u16,
    /// People in the population, at least.
    #[arg(long, default_value_t = 30_000)]
    people: usize,
    /// Seed of the population.
    #[arg(long, default_value_t = 42)]
    seed: u64,
    /// The day on which the registers stand; by default the first of the current month.
    #[arg(long)]
    as_of: Option<Date>,
}

/// The clock of the machine.
struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> Timestamp {
        Timestamp::now()
    }
}

#[tokio::main]
async fn main() -> Result<()> {
    tracing_subscriber::fmt()
        .with_env_filter(tracing_subscriber::EnvFilter::from_default_env())
        .with_writer(std::io::stderr)
        .init();
    let arguments = Arguments::parse();
    let as_of = arguments
        .as_of
        .unwrap_or_else(|| SystemClock.today().first_of_month());
    let web = TcpListener::bind((arguments.listen, arguments.port))
        .await
        .with_context(|| format!("port {} cannot be used", arguments.port))?;
    let mail = TcpListener::bind((arguments.listen, arguments.smtp_port))
        .await
        .with_context(|| format!("port {} cannot be used", arguments.smtp_port))?;

    let population = generate(PopulationSettings {
        people: arguments.people,
        seed: arguments.seed,
        as_of,
    })?;
    let people = population.people.len();
    let simulator = Simulator::new(population, SystemClock, SLOWNESS);
    println!(
        "spis-simulator listens on http://{}, mail on {}: {people} people as of {as_of}",
        web.local_addr()?,
        mail.local_addr()?,
    );
    tokio::select! {
        served = axum::serve(web, router(simulator.clone())) => served?,
        received = receive_mail(mail, simulator) => received?,
    }
    Ok(())
}
