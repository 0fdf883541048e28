//! The processes of a demonstration. Each is noted in a file with its id and command line; one is stopped only if the
//! process of that id still has that command line.

use std::fs::{self, File, OpenOptions};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, bail};
use rustix::process::{Pid, Signal, kill_process};
use spis_database::NodesFile;
use spis_kernel::MunicipalityCode;

use super::places::{Places, Ports};

/// How long a process may take to end by itself.
const GRACE: Duration = Duration::from_secs(15);
const POLL: Duration = Duration::from_millis(50);
/// Lines of a log that are shown when its process ended.
const SHOWN_LINES: usize = 8;

/// Name of the process that stands for registers, gateway and mail.
pub const SIMULATOR: &str = "simulator";

/// Those of one demonstration.
pub struct Processes {
    places: Places,
    started: Vec<(String, Child)>,
}

/// Name of the process that serves a node.
pub fn serve_name(code: MunicipalityCode) -> String {
    format!("serve-{code}")
}

/// A process of jobs and the nodes that it works for.
pub struct Worker {
    /// Name of the process.
    pub name: &'static str,
    /// Nodes.
    pub nodes: Vec<MunicipalityCode>,
}

/// One for all, or, where the municipalities have a server of their own, one for them and one for the centre: then all of
/// a side can be stopped.
pub fn workers(file: &NodesFile, two_servers: bool) -> Vec<Worker> {
    let all = file.nodes.iter().map(|n| n.code);
    if !two_servers {
        return vec![Worker {
            name: "worker",
            nodes: all.collect(),
        }];
    }
    let (centre, municipalities) = all.partition(|code| code.is_centre());
    vec![
        Worker {
            name: "worker-centre",
            nodes: centre,
        },
        Worker {
            name: "worker-municipalities",
            nodes: municipalities,
        },
    ]
}

struct Noted {
    name: String,
    pid: Pid,
}

impl Processes {
    /// Of the demonstration in a folder.
    pub fn of(places: &Places) -> Self {
        Self {
            places: places.clone(),
            started: Vec::new(),
        }
    }

    /// The simulator, whose executable lies beside this one.
    pub fn start_simulator(&mut self, ports: Ports, people: usize) -> anyhow::Result<()> {
        let program = std::env::current_exe()?.with_file_name("spis-simulator");
        if !program.exists() {
            bail!(
                "{} is missing: cargo build -p spis -p spis-simulator",
                program.display()
            );
        }
        let arguments = [
            "--port".into(),
            ports.simulator().to_string(),
            "--smtp-port".into(),
            ports.mail().to_string(),
            "--people".into(),
            people.to_string(),
        ];
        self.start(SIMULATOR, program, arguments.to_vec())
    }

    /// The pages of a node.
    pub fn start_serve(&mut self, code: MunicipalityCode) -> anyhow::Result<()> {
        let arguments = self.arguments("serve", code.get().to_string());
        self.start(&serve_name(code), std::env::current_exe()?, arguments)
    }

    /// The jobs of some nodes.
    pub fn start_worker(&mut self, worker: &Worker) -> anyhow::Result<()> {
        let codes: Vec<_> = worker.nodes.iter().map(|c| c.get().to_string()).collect();
        let arguments = self.arguments("worker", codes.join(","));
        self.start(worker.name, std::env::current_exe()?, arguments)
    }

    /// Ends processes as a crash does.
    pub fn kill(&mut self, names: &[String]) -> anyhow::Result<()> {
        for noted in self.noted()? {
            if names.contains(&noted.name) {
                kill_process(noted.pid, Signal::KILL)?;
            }
        }
        let end = Instant::now() + GRACE;
        while self.running()?.iter().any(|name| names.contains(name)) {
            if Instant::now() > end {
                bail!("neišeina sustabdyti: {}", names.join(", "));
            }
            self.ended()?;
            std::thread::sleep(POLL);
        }
        Ok(())
    }

    fn arguments(&self, command: &str, nodes: String) -> Vec<String> {
        let config = self.places.nodes_file().display().to_string();
        vec![
            command.into(),
            "--nodes".into(),
            nodes,
            "--config".into(),
            config,
        ]
    }

    fn start(
        &mut self,
        name: &str,
        program: PathBuf,
        arguments: Vec<String>,
    ) -> anyhow::Result<()> {
        let log = OpenOptions::new()
            .create(true)
            .append(true)
            .open(self.places.log(name))?;
        let child = in_own_session(&program, &arguments, log)
            .spawn()
            .with_context(|| format!("starting {name}"))?;
        let mut note = vec![child.id().to_string(), program.display().to_string()];
        note.extend(arguments);
        fs::write(self.places.processes().join(name), note.join("\n"))?;
        self.started.push((name.to_owned(), child));
        Ok(())
    }

    /// Waits until a process answers at an address.
    pub async fn ready(&mut self, name: &str, url: &str, limit: Duration) -> anyhow::Result<()> {
        let client = reqwest::Client::builder()
            .timeout(Duration::from_secs(5))
            .no_proxy()
            .build()?;
        let end = Instant::now() + limit;
        loop {
            if client
                .get(url)
                .send()
                .await
                .is_ok_and(|a| a.status().is_success())
            {
                return Ok(());
            }
            if let Some(ended) = self.ended()? {
                bail!("procesas „{ended}“ baigėsi:\n{}", self.end_of_log(&ended));
            }
            if Instant::now() > end {
                bail!(
                    "procesas „{name}“ neatsako; jo žurnalas: {}",
                    self.log_of(name).display()
                );
            }
            tokio::time::sleep(POLL).await;
        }
    }

    /// Name of a process that this one started and that ended.
    pub fn ended(&mut self) -> anyhow::Result<Option<String>> {
        for (name, child) in &mut self.started {
            if child.try_wait()?.is_some() {
                return Ok(Some(name.clone()));
            }
        }
        Ok(None)
    }

    /// Where a process writes.
    pub fn log_of(&self, name: &str) -> PathBuf {
        self.places.log(name)
    }

    fn end_of_log(&self, name: &str) -> String {
        let text = fs::read_to_string(self.log_of(name)).unwrap_or_default();
        let lines: Vec<_> = text.lines().collect();
        lines[lines.len().saturating_sub(SHOWN_LINES)..].join("\n")
    }

    /// Names of those that run now, whoever started them.
    pub fn running(&self) -> anyhow::Result<Vec<String>> {
        Ok(self.noted()?.into_iter().map(|n| n.name).collect())
    }

    /// Asks all to stop, waits, and ends by force what is left.
    pub fn stop(&mut self) -> anyhow::Result<()> {
        for (signal, limit) in [(Signal::TERM, GRACE), (Signal::KILL, GRACE)] {
            for noted in self.noted()? {
                // An error: it ended in this moment and needs no signal.
                let _ended = kill_process(noted.pid, signal).is_err();
            }
            let end = Instant::now() + limit;
            while Instant::now() < end {
                // An ended child of our own stays in the list of processes until it is waited for.
                self.ended()?;
                if self.noted()?.is_empty() {
                    break;
                }
                std::thread::sleep(POLL);
            }
        }
        let left = self.running()?;
        if !left.is_empty() {
            bail!("neišeina sustabdyti: {}", left.join(", "));
        }
        if let Ok(entries) = fs::read_dir(self.places.processes()) {
            for entry in entries {
                fs::remove_file(entry?.path())?;
            }
        }
        Ok(())
    }

    /// The noted processes that still are what was noted.
    fn noted(&self) -> anyhow::Result<Vec<Noted>> {
        let mut noted = Vec::new();
        let Ok(entries) = fs::read_dir(self.places.processes()) else {
            return Ok(noted);
        };
        for entry in entries {
            let entry = entry?;
            let text = fs::read_to_string(entry.path())?;
            let Some((pid, command)) = text.split_once('\n') else {
                continue;
            };
            let Some(pid) = pid.parse().ok().and_then(Pid::from_raw) else {
                continue;
            };
            let now =
                fs::read(format!("/proc/{}/cmdline", pid.as_raw_nonzero())).unwrap_or_default();
            let now: Vec<_> = now
                .split(|byte| *byte == 0)
                .filter(|part| !part.is_empty())
                .collect();
            // For a moment after its start it is still the program that gives it a session.
            let same =
                |parts: &[&[u8]]| parts.iter().copied().eq(command.lines().map(str::as_bytes));
            if same(&now) || now.split_first().is_some_and(|(_, rest)| same(rest)) {
                noted.push(Noted {
                    name: entry.file_name().to_string_lossy().into_owned(),
                    pid,
                });
            }
        }
        Ok(noted)
    }
}

/// A session of its own: neither Ctrl-C nor the end of the terminal reaches it, only our order does.
fn in_own_session(program: &PathBuf, arguments: &[String], log: File) -> Command {
    let mut command = Command::new("setsid");
    command
        .arg(program)
        .args(arguments)
        .stdin(Stdio::null())
        .stderr(log.try_clone().map_or_else(|_| Stdio::null(), Stdio::from))
        .stdout(log);
    command
}
