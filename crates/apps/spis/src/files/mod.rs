//! Files that people bring are read by a process of their own: it has no addresses and no secrets, little memory and little
//! time, and whatever a hostile file does to it, the serving process answers.

mod child;
mod scanner;

use std::time::Duration;

use anyhow::Context;
use spis_applications::FileReader;
use spis_applications::files::{FileError, FileRefusal, LARGEST_FILE, ReadFile, Reading};
use spis_database::ScannerConfig;
use tokio::sync::Semaphore;

pub use child::in_this_process;
use scanner::{Clamd, Verdict};

/// How many are read at once by a serving process.
const AT_ONCE: usize = 2;

/// Reads files in processes of their own, after the scanner has seen them.
pub struct Reader {
    program: std::path::PathBuf,
    scanner: Option<Clamd>,
    turns: Semaphore,
}

impl Reader {
    pub fn new(scanner: Option<&ScannerConfig>) -> anyhow::Result<Self> {
        Ok(Self {
            program: std::env::current_exe().context("where this program lies is not known")?,
            scanner: scanner.map(|config| Clamd {
                address: config.clamd.clone(),
                limit: Duration::from_secs(config.timeout_seconds),
            }),
            turns: Semaphore::new(AT_ONCE),
        })
    }

    async fn ask(&self, order: &[&str], files: &[&[u8]]) -> Result<Vec<Vec<u8>>, FileError> {
        let _turn = self.turns.acquire().await?;
        child::ask(&self.program, order, files).await
    }

    async fn scanned(&self, bytes: &[u8]) -> Result<(), FileError> {
        let Some(scanner) = &self.scanner else {
            return Ok(());
        };
        match scanner.scan(bytes).await {
            Ok(Verdict::Clean) => Ok(()),
            Ok(Verdict::Found(what)) => {
                tracing::warn!(what, "a harmful program in a file that was brought");
                Err(FileError::Refused(FileRefusal::Infected))
            }
            Err(error) => {
                tracing::warn!(%error, "the scanner of files does not answer");
                Err(FileError::Refused(FileRefusal::ScannerSilent))
            }
        }
    }
}

impl FileReader for Reader {
    fn read(&self, bytes: Vec<u8>) -> Reading<'_, ReadFile> {
        Box::pin(async move {
            if bytes.len() > LARGEST_FILE {
                return Err(FileError::Refused(FileRefusal::TooLarge));
            }
            self.scanned(&bytes).await?;
            child::file_of(self.ask(&["receive"], &[&bytes]).await?)
        })
    }

    fn join(&self, photos: Vec<Vec<u8>>) -> Reading<'_, ReadFile> {
        Box::pin(async move {
            let photos: Vec<&[u8]> = photos.iter().map(Vec::as_slice).collect();
            child::file_of(self.ask(&["join"], &photos).await?)
        })
    }

    fn page(&self, pdf: Vec<u8>, number: u32) -> Reading<'_, Vec<u8>> {
        Box::pin(async move {
            let mut answer = self.ask(&["page", &number.to_string()], &[&pdf]).await?;
            Ok(answer.pop().context("an answer without a page")?)
        })
    }
}
