//! The demonstration: everything on one machine, nothing of the machine touched. A private PostgreSQL, the centre, three
//! municipalities with an office and officials each, and the simulator that stands for registers, gateway and mail.

mod guide;
mod installation;
mod officials;
mod places;
mod processes;
mod progress;

use std::process::ExitCode;
use std::time::Duration;

use anyhow::{Context, bail};

use spis_database::NodesFile;
use spis_kernel::MunicipalityCode;

use crate::cli::{DemoPlace, DemoWanted, ServerOrder, ServerSide};
use crate::stop::Stop;

pub use places::Places;

use places::Ports;
use processes::{Processes, SIMULATOR, serve_name, workers};
use progress::Progress;

/// How long a started process may take until it answers.
const READY_LIMIT: Duration = Duration::from_secs(120);
/// How often the processes of a demonstration in the foreground are looked at.
const WATCH_EVERY: Duration = Duration::from_millis(500);

/// The municipalities shown: Šiauliai city, Vilnius city, Akmenė district.
const SHOWN: [i16; 3] = [29, 13, 32];

/// Starts the demonstration, or says that it runs.
pub async fn start(wanted: DemoWanted) -> anyhow::Result<ExitCode> {
    let places = Places::of(&wanted.place);
    let ports = Ports::from(wanted.port_base);
    places.make()?;
    let mut processes = Processes::of(&places);
    if !processes.running()?.is_empty() {
        let file = installation::read(&places)?;
        for server in places.servers_present()? {
            server.start()?;
        }
        let started = start_missing(&places, &mut processes, &file, |_| true).await?;
        if processes.running()?.iter().all(|name| name != SIMULATOR) {
            start_simulator(&mut processes, ports, wanted.people, &file).await?;
        }
        println!("SPIS demonstracija jau veikia. Ją sustabdo „make demo-stop“.");
        if !started.is_empty() {
            println!("Paleista tai, kas buvo sustoję: {}.", started.join(", "));
        }
        println!();
        guide::print(&file).await?;
        return Ok(ExitCode::SUCCESS);
    }
    let stop = Stop::on_signals()?;
    let prepared = tokio::select! {
        prepared = prepare(&wanted, &places, ports, &mut processes) => prepared,
        () = stop.clone().ordered() => Err(anyhow::anyhow!("nutraukta")),
    };
    let outcome = match prepared {
        Err(error) => Err(error),
        Ok(()) if wanted.detach => {
            println!("Veikia fone. Sustabdyti: make demo-stop");
            return Ok(ExitCode::SUCCESS);
        }
        Ok(()) => {
            println!("Sustabdyti: Ctrl-C");
            watch(&mut processes, stop).await
        }
    };
    println!("\nStabdoma…");
    processes.stop()?;
    for server in places.servers_present()? {
        server.stop(false)?;
    }
    println!("Sustabdyta. Duomenys išliko.");
    outcome.map(|()| ExitCode::SUCCESS)
}

async fn prepare(
    wanted: &DemoWanted,
    places: &Places,
    ports: Ports,
    processes: &mut Processes,
) -> anyhow::Result<()> {
    ports.check_free(&SHOWN)?;
    let mut progress = Progress::new(5);
    progress.step("PostgreSQL ir duomenų bazės");
    let file = installation::install(places, wanted.layout, ports).await?;
    progress.step("Savivaldybių įstaigos ir naudotojai");
    officials::appoint(&file).await?;
    progress.step("Srautai tarp mazgų");
    installation::streams_flow(&file, READY_LIMIT).await?;
    progress.step("Imituojami registrai, vartai ir paštas");
    start_simulator(processes, ports, wanted.people, &file).await?;
    progress.step("Portalas, savivaldybės ir ministerija");
    start_missing(places, processes, &file, |_| true).await?;
    progress.done();
    guide::print(&file).await
}

async fn start_simulator(
    processes: &mut Processes,
    ports: Ports,
    people: usize,
    file: &NodesFile,
) -> anyhow::Result<()> {
    processes.start_simulator(ports, people)?;
    let address = format!("{}/health", file.registers.url);
    processes.ready(SIMULATOR, &address, READY_LIMIT).await
}

/// Starts the pages and workers of the nodes meant that do not run, and waits for the pages; names of what was started.
async fn start_missing(
    places: &Places,
    processes: &mut Processes,
    file: &NodesFile,
    meant: impl Fn(MunicipalityCode) -> bool,
) -> anyhow::Result<Vec<String>> {
    let running = processes.running()?;
    let mut started = Vec::new();
    let nodes = || file.nodes.iter().filter(|node| meant(node.code));
    for node in nodes() {
        let name = serve_name(node.code);
        if !running.contains(&name) {
            processes.start_serve(node.code)?;
            started.push(name);
        }
    }
    let two_servers = places.server_of(ServerSide::Municipalities)?.is_some();
    for worker in workers(file, two_servers) {
        if worker.nodes.iter().any(|code| meant(*code)) && !running.iter().any(|r| r == worker.name)
        {
            processes.start_worker(&worker)?;
            started.push(worker.name.to_owned());
        }
    }
    for node in nodes() {
        let address = format!("http://{}/sveikata", node.web);
        processes
            .ready(&serve_name(node.code), &address, READY_LIMIT)
            .await?;
    }
    Ok(started)
}

/// Waits for the order to stop; a process that ends by itself ends the demonstration.
async fn watch(processes: &mut Processes, stop: Stop) -> anyhow::Result<()> {
    let mut every = tokio::time::interval(WATCH_EVERY);
    loop {
        tokio::select! {
            () = stop.clone().ordered() => return Ok(()),
            _ = every.tick() => if let Some(name) = processes.ended()? {
                bail!("procesas „{name}“ baigėsi pats; jo žurnalas: {}", processes.log_of(&name).display());
            },
        }
    }
}

/// Stops the processes and the servers; data stay.
pub fn stop(place: &DemoPlace) -> anyhow::Result<()> {
    let places = Places::of(place);
    if !places.exists() {
        println!("Demonstracija nepaleista.");
        return Ok(());
    }
    Processes::of(&places).stop()?;
    for server in places.servers_present()? {
        server.stop(false)?;
    }
    println!("SPIS demonstracija sustabdyta. Duomenys išliko.");
    Ok(())
}

/// Stops everything and removes the data; only a folder that carries our mark.
pub fn reset(place: &DemoPlace) -> anyhow::Result<()> {
    let places = Places::of(place);
    if !places.exists() {
        println!("Demonstracijos duomenų nėra.");
        return Ok(());
    }
    stop(place)?;
    for server in places.servers_present()? {
        server.remove()?;
    }
    places.remove()?;
    println!("Demonstracijos duomenys pašalinti; „make demo“ pradės iš naujo.");
    Ok(())
}

/// One side of the layout of two servers, its processes with it, stopped as by a crash or started again.
pub async fn server(place: &DemoPlace, side: ServerSide, order: ServerOrder) -> anyhow::Result<()> {
    let places = Places::of(place);
    let server = places
        .server_of(side)?
        .context("the demonstration does not run in two servers")?;
    let file = installation::read(&places)?;
    let mut processes = Processes::of(&places);
    let of_side = |code: MunicipalityCode| code.is_centre() == matches!(side, ServerSide::Centre);
    match order {
        ServerOrder::Stop => {
            let mut names: Vec<String> = file
                .nodes
                .iter()
                .filter(|node| of_side(node.code))
                .map(|node| serve_name(node.code))
                .collect();
            names.extend(
                workers(&file, true)
                    .into_iter()
                    .filter(|worker| worker.nodes.iter().all(|code| of_side(*code)))
                    .map(|worker| worker.name.to_owned()),
            );
            processes.kill(&names)?;
            server.stop(true)?;
        }
        ServerOrder::Start => {
            server.start()?;
            start_missing(&places, &mut processes, &file, of_side).await?;
        }
    }
    Ok(())
}
