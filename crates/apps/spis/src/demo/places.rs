//! Where a demonstration lies: its folder and its ports.

use std::net::TcpListener;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use sha2::{Digest, Sha256};
use spis_administration::reference;
use spis_database::private_server::PrivateServer;
use spis_kernel::MunicipalityCode;

use crate::cli::{DemoPlace, Layout, ServerSide};

/// A file that marks the folder as ours, so that a reset removes nothing else.
const MARKER: &str = "spis-demo";
/// The server of each layout, by folder.
const ONE: &str = "server";
const CENTRE: &str = "server-centre";
const MUNICIPALITIES: &str = "server-municipalities";
/// A socket's address has at most 107 bytes; this is what comes after the folder.
const LONGEST_SOCKET: usize = 107 - "/server-municipalities/run/.s.PGSQL.5432".len();

/// The folder.
#[derive(Debug, Clone)]
pub struct Places {
    folder: PathBuf,
}

impl Places {
    /// The folder asked for, or the usual one.
    pub fn of(place: &DemoPlace) -> Self {
        place
            .base_folder
            .clone()
            .map_or_else(Self::usual, |folder| Self { folder })
    }

    /// The folder that belongs to this checkout. The server's user cannot enter root's home, so root's lies elsewhere.
    pub fn usual() -> Self {
        let checkout = checkout();
        let root = std::fs::metadata("/proc/self").is_ok_and(|m| m.uid() == 0);
        let folder = if root {
            let digest = hex::encode(Sha256::digest(checkout.display().to_string().as_bytes()));
            PathBuf::from(format!("/var/tmp/spis-{}", &digest[..8]))
        } else {
            checkout.join(".spis")
        };
        Self { folder }
    }

    /// Makes the folder, or checks that it is ours.
    pub fn make(&self) -> anyhow::Result<()> {
        if self.folder.as_os_str().len() > LONGEST_SOCKET {
            bail!(
                "{} is too long for the address of a socket; give a shorter one with --base-folder",
                self.folder.display()
            );
        }
        if self.exists() {
            return Ok(());
        }
        let foreign =
            std::fs::read_dir(&self.folder).is_ok_and(|mut entries| entries.next().is_some());
        if foreign {
            bail!(
                "{} exists and is not a folder of SPIS; it is left alone",
                self.folder.display()
            );
        }
        for folder in ["", "logs", "processes"] {
            std::fs::create_dir_all(self.folder.join(folder))
                .with_context(|| format!("making {}", self.folder.display()))?;
        }
        std::fs::write(self.folder.join(MARKER), "demonstration of SPIS\n")?;
        Ok(())
    }

    /// Whether there is a demonstration.
    pub fn exists(&self) -> bool {
        self.folder.join(MARKER).exists()
    }

    /// Removes the folder; the servers in it are removed already.
    pub fn remove(&self) -> anyhow::Result<()> {
        if !self.exists() {
            bail!(
                "{} is not a folder of SPIS; it is left alone",
                self.folder.display()
            );
        }
        Ok(std::fs::remove_dir_all(&self.folder)?)
    }

    /// The description of the nodes.
    pub fn nodes_file(&self) -> PathBuf {
        self.folder.join("nodes.toml")
    }

    /// Log of a process.
    pub fn log(&self, process: &str) -> PathBuf {
        self.folder.join("logs").join(format!("{process}.log"))
    }

    /// Folder of the notes of running processes.
    pub fn processes(&self) -> PathBuf {
        self.folder.join("processes")
    }

    /// The servers of a layout: the centre's and the municipalities', which may be one.
    pub fn servers(&self, layout: Layout) -> anyhow::Result<(PrivateServer, PrivateServer)> {
        let (wanted, other) = match layout {
            Layout::One => ([ONE, ONE], CENTRE),
            Layout::Two => ([CENTRE, MUNICIPALITIES], ONE),
        };
        if self.folder.join(other).exists() {
            bail!("the demonstration was made in another layout of servers; reset it first");
        }
        Ok((self.server(wanted[0])?, self.server(wanted[1])?))
    }

    /// Every server that was made.
    pub fn servers_present(&self) -> anyhow::Result<Vec<PrivateServer>> {
        [ONE, CENTRE, MUNICIPALITIES]
            .into_iter()
            .filter(|name| self.folder.join(name).exists())
            .map(|name| self.server(name))
            .collect()
    }

    /// One server of the layout of two, if that is the layout.
    pub fn server_of(&self, side: ServerSide) -> anyhow::Result<Option<PrivateServer>> {
        let name = match side {
            ServerSide::Centre => CENTRE,
            ServerSide::Municipalities => MUNICIPALITIES,
        };
        if !self.folder.join(name).exists() {
            return Ok(None);
        }
        self.server(name).map(Some)
    }

    fn server(&self, name: &str) -> anyhow::Result<PrivateServer> {
        // Data of a demonstration survive a crash of the machine.
        Ok(PrivateServer::at(&self.folder.join(name), true)?)
    }
}

/// The workspace's folder, three above this crate's.
fn checkout() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .ancestors()
        .nth(3)
        .map_or_else(PathBuf::new, Path::to_owned)
}

/// All ports, from the portal's.
#[derive(Debug, Clone, Copy)]
pub struct Ports {
    base: u16,
}

impl Ports {
    /// With the portal at `base`.
    pub fn from(base: u16) -> Self {
        Self { base }
    }

    /// Simulator.
    pub fn simulator(self) -> u16 {
        self.base + 10
    }

    /// Simulator's mail.
    pub fn mail(self) -> u16 {
        self.base + 11
    }

    /// Pages of a node: the municipalities follow in the order of their names.
    pub fn node(self, code: MunicipalityCode) -> anyhow::Result<u16> {
        if code.is_centre() {
            return Ok(self.base);
        }
        Ok(self.base + 20 + order(code)?)
    }

    /// Fails with the first port that somebody else has.
    pub fn check_free(self, municipalities: &[i16]) -> anyhow::Result<()> {
        let mut ports = vec![self.base, self.simulator(), self.mail()];
        for code in municipalities {
            let code = MunicipalityCode::new(*code).context("not a code")?;
            ports.push(self.node(code)?);
        }
        for port in ports {
            TcpListener::bind(("127.0.0.1", port)).with_context(|| {
                format!("prievadas {port} užimtas; atlaisvinkite jį arba paleiskite su --port-base")
            })?;
        }
        Ok(())
    }
}

/// Place of a municipality among all, from 1, as in the state's list of names.
fn order(code: MunicipalityCode) -> anyhow::Result<u16> {
    let mut all = reference::municipalities()?;
    // Lithuanian letters follow their Latin ones: Š after S, Ž after Z.
    all.sort_by_key(|m| collated(&m.name));
    let place = all
        .iter()
        .position(|m| m.code == code)
        .with_context(|| format!("there is no municipality {code}"))?;
    Ok(u16::try_from(place + 1)?)
}

/// A key by which names sort as in the Lithuanian alphabet.
fn collated(name: &str) -> Vec<(char, u8)> {
    const MARKED: &str = "ąčęėįšųūž";
    const PLAIN: &str = "aceeisuuz";
    name.to_lowercase()
        .chars()
        .map(|letter| {
            match MARKED
                .chars()
                .zip(PLAIN.chars())
                .find(|(marked, _)| *marked == letter)
            {
                // ę before ė, ų before ū, in the order in which they stand above.
                Some((marked, plain)) => (plain, if "ėū".contains(marked) { 2 } else { 1 }),
                None => (letter, 0),
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ports_are_the_ones_that_are_written_down() {
        let port = |code| {
            Ports::from(8080)
                .node(MunicipalityCode::new(code).unwrap())
                .unwrap()
        };
        assert_eq!(port(0), 8080);
        assert_eq!(port(32), 8101, "Akmenė district");
        assert_eq!(port(29), 8144, "Šiauliai city");
        assert_eq!(port(13), 8157, "Vilnius city");
        assert_eq!(Ports::from(8080).simulator(), 8090);
        assert_eq!(Ports::from(8080).mail(), 8091);
    }

    #[test]
    fn a_folder_of_somebody_else_is_left_alone() {
        let folder = std::env::temp_dir().join(format!("spis-t-{}", uuid::Uuid::new_v4()));
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join("letter.txt"), "dear").unwrap();
        let places = Places {
            folder: folder.clone(),
        };
        assert!(places.make().is_err());
        assert!(places.remove().is_err());
        assert!(folder.join("letter.txt").exists());
        std::fs::remove_dir_all(folder).unwrap();
    }
}
