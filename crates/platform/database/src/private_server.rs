//! A private PostgreSQL server for the demo and the tests: found on this machine, made in a folder of its own, reached
//! over a socket only. PostgreSQL refuses root, so as root the server and its tools run as the user `postgres`.
//!
//! The server trusts whoever can enter its socket folder, which only its own user (and root) can. Never for real data.

use std::ffi::OsStr;
use std::io;
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// A file that marks a folder as ours, so that a reset removes nothing else.
const MARKER: &str = "spis-private-server";
const PORT: u16 = 5432;

/// Why the server cannot be had.
#[derive(Debug, thiserror::Error)]
pub enum ServerError {
    /// No PostgreSQL on this machine.
    #[error(
        "PostgreSQL 15 or newer is not installed. As root: apt-get install --no-install-recommends postgresql"
    )]
    NotInstalled,
    /// A folder that is not ours lies where ours should be.
    #[error("{0} exists and is not a folder of SPIS; it is left alone")]
    ForeignFolder(PathBuf),
    /// A tool of PostgreSQL failed.
    #[error("{tool} failed: {output}")]
    Tool {
        /// Which tool.
        tool: String,
        /// What it said.
        output: String,
    },
    /// The file system.
    #[error("{what}: {source}")]
    Io {
        /// What was tried.
        what: String,
        /// The system's answer.
        source: io::Error,
    },
}

/// A server in a folder.
#[derive(Debug, Clone)]
pub struct PrivateServer {
    folder: PathBuf,
    tools: PathBuf,
    durable: bool,
}

impl PrivateServer {
    /// The server of `folder`; nothing is started yet. `durable` keeps fsync on.
    pub fn at(folder: &Path, durable: bool) -> Result<Self, ServerError> {
        Ok(Self {
            folder: folder.to_owned(),
            tools: newest_tools()?,
            durable,
        })
    }

    /// Folder of the socket; databases are addressed through it.
    pub fn socket_folder(&self) -> PathBuf {
        self.folder.join("run")
    }

    /// Address of a database of this server for a role.
    pub fn url(&self, database: &str, role: &str) -> String {
        let host = self.socket_folder().display().to_string();
        format!("postgres:///{database}?host={host}&port={PORT}&user={role}")
    }

    /// libpq connection string for subscriptions.
    pub fn conninfo(&self, database: &str, role: &str) -> String {
        let host = self.socket_folder().display().to_string();
        format!("host={host} port={PORT} dbname={database} user={role}")
    }

    /// Makes the folder and the cluster if they are missing, then starts the server if it does not run.
    pub fn start(&self) -> Result<(), ServerError> {
        self.create()?;
        if self.is_running() {
            return Ok(());
        }
        let sync = if self.durable { "on" } else { "off" };
        let options = format!(
            "-c listen_addresses='' -c unix_socket_directories='{socket}' -c unix_socket_permissions=0700 -c port={PORT} \
             -c wal_level=logical -c max_connections=300 -c max_wal_senders=140 -c max_replication_slots=140 \
             -c max_logical_replication_workers=80 -c max_sync_workers_per_subscription=2 -c max_worker_processes=100 \
             -c wal_retrieve_retry_interval=200ms -c max_slot_wal_keep_size=4GB -c shared_buffers=256MB \
             -c fsync={sync} -c synchronous_commit={sync} -c full_page_writes={sync} -c log_min_messages=warning \
             -c log_line_prefix='%m %d %a '",
            socket = self.socket_folder().display()
        );
        self.run(
            "pg_ctl",
            [
                "start",
                "-w",
                "-t",
                "60",
                "-D",
                &self.data(),
                "-l",
                &self.log(),
                "-o",
                &options,
            ],
        )
        .map(drop)
    }

    /// Stops the server; `immediate` is a crash.
    pub fn stop(&self, immediate: bool) -> Result<(), ServerError> {
        if !self.is_running() {
            return Ok(());
        }
        let mode = if immediate { "immediate" } else { "fast" };
        self.run(
            "pg_ctl",
            ["stop", "-w", "-t", "60", "-m", mode, "-D", &self.data()],
        )
        .map(drop)
    }

    /// Whether a server runs in the folder.
    pub fn is_running(&self) -> bool {
        self.run("pg_ctl", ["status", "-D", &self.data()]).is_ok()
    }

    /// Stops the server and removes its folder, if the folder is ours.
    pub fn remove(&self) -> Result<(), ServerError> {
        if !self.folder.exists() {
            return Ok(());
        }
        if !self.folder.join(MARKER).exists() {
            return Err(ServerError::ForeignFolder(self.folder.clone()));
        }
        self.stop(true)?;
        std::fs::remove_dir_all(&self.folder)
            .map_err(|source| failed("removing the server's folder", source))
    }

    fn create(&self) -> Result<(), ServerError> {
        if self.folder.join("data/PG_VERSION").exists() {
            return Ok(());
        }
        if self.folder.exists() && !self.folder.join(MARKER).exists() {
            return Err(ServerError::ForeignFolder(self.folder.clone()));
        }
        let make = || -> io::Result<()> {
            std::fs::create_dir_all(&self.folder)?;
            std::fs::write(self.folder.join(MARKER), "private PostgreSQL of SPIS\n")?;
            std::fs::set_permissions(&self.folder, std::fs::Permissions::from_mode(0o755))?;
            for part in ["run", "data"] {
                let path = self.folder.join(part);
                std::fs::create_dir_all(&path)?;
                std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o700))?;
            }
            Ok(())
        };
        make().map_err(|source| failed("making the server's folder", source))?;
        if is_root() {
            let output = Command::new("chown")
                .args(["-R", "postgres"])
                .arg(&self.folder)
                .output()
                .map_err(|source| failed("chown", source))?;
            checked("chown", output)?;
        }
        self.run(
            "initdb",
            [
                "-D",
                &self.data(),
                "-U",
                "spis_admin",
                "--auth=trust",
                "--encoding=UTF8",
                "--locale=C.UTF-8",
                "--no-instructions",
            ],
        )
        .map(drop)
    }

    fn data(&self) -> String {
        self.folder.join("data").display().to_string()
    }

    fn log(&self) -> String {
        self.folder.join("data/server.log").display().to_string()
    }

    fn run<I, S>(&self, tool: &str, arguments: I) -> Result<Output, ServerError>
    where
        I: IntoIterator<Item = S>,
        S: AsRef<OsStr>,
    {
        let program = self.tools.join(tool);
        let mut command = if is_root() {
            let mut command = Command::new("setpriv");
            command
                .args([
                    "--reuid=postgres",
                    "--regid=postgres",
                    "--init-groups",
                    "--",
                ])
                .arg(program);
            command
        } else {
            Command::new(program)
        };
        // The server inherits its starter's output; a pipe that it holds open would keep us waiting for its end.
        let log = tempfile(tool).map_err(|source| failed(tool, source))?;
        let both = log.1.try_clone().map_err(|source| failed(tool, source))?;
        let status = command
            .args(arguments)
            .current_dir("/")
            .env("LC_ALL", "C.UTF-8")
            .stdin(Stdio::null())
            .stdout(log.1)
            .stderr(both)
            .status()
            .map_err(|source| failed(tool, source))?;
        let stdout = std::fs::read(&log.0).unwrap_or_default();
        // Only a scratch file of this call; if it cannot be removed the system's cleaner will.
        drop(std::fs::remove_file(&log.0));
        checked(
            tool,
            Output {
                status,
                stdout,
                stderr: Vec::new(),
            },
        )
    }
}

fn tempfile(tool: &str) -> io::Result<(PathBuf, std::fs::File)> {
    let name = format!(
        "spis-{tool}-{}-{}.out",
        std::process::id(),
        uuid::Uuid::new_v4()
    );
    let path = std::env::temp_dir().join(name);
    let file = std::fs::File::create(&path)?;
    Ok((path, file))
}

fn checked(tool: &str, output: Output) -> Result<Output, ServerError> {
    if output.status.success() {
        return Ok(output);
    }
    let text = format!(
        "{}{}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    );
    Err(ServerError::Tool {
        tool: tool.into(),
        output: text.trim().into(),
    })
}

fn failed(what: &str, source: io::Error) -> ServerError {
    ServerError::Io {
        what: what.into(),
        source,
    }
}

/// Whether this process runs as root, told by the owner of its own entry in /proc.
fn is_root() -> bool {
    std::fs::metadata("/proc/self").is_ok_and(|m| m.uid() == 0)
}

fn newest_tools() -> Result<PathBuf, ServerError> {
    let versions =
        std::fs::read_dir("/usr/lib/postgresql").map_err(|_| ServerError::NotInstalled)?;
    versions
        .filter_map(|entry| {
            let path = entry.ok()?.path();
            let version: u32 = path.file_name()?.to_str()?.parse().ok()?;
            (version >= 15 && path.join("bin/initdb").exists()).then_some((version, path))
        })
        .max()
        .map(|(_, path)| path.join("bin"))
        .ok_or(ServerError::NotInstalled)
}
