//! The process that reads a file, seen from both sides. Blocks of bytes go in and out, each after its length.

use std::io::{Read, Write};
use std::path::Path;
use std::process::{ExitCode, Stdio};
use std::time::Duration;

use anyhow::{Context, bail};
use rustix::process::{Resource, Rlimit, setrlimit};
use serde::{Deserialize, Serialize};
use spis_applications::files::{FileError, FileRefusal, ReadFile};
use spis_documents::attachment::{self, Received, Refusal};
use tokio::io::AsyncWriteExt;
use tokio::process::Command;

use crate::cli::ReadOrder;

/// Memory of its own that the reading process may have; a photo of 50 million pixels takes a third.
const MOST_MEMORY: u64 = 1024 * 1024 * 1024;
/// Processor time, in seconds.
const MOST_WORK: u64 = 25;
/// The longest that a reading may take.
const LONGEST: Duration = Duration::from_secs(40);
/// More than any answer needs.
const LARGEST_ANSWER: u64 = 64 * 1024 * 1024;

/// The first block of an answer.
#[derive(Serialize, Deserialize)]
enum Head {
    Refused(String),
    File {
        media_type: String,
        extension: String,
        pages: i32,
        has_thumbnail: bool,
        entries: Vec<(String, u64)>,
    },
    Page,
}

/// Has files read by a process of their own; the blocks of its answer.
pub(super) async fn ask(
    program: &Path,
    order: &[&str],
    files: &[&[u8]],
) -> Result<Vec<Vec<u8>>, FileError> {
    let mut question = Vec::new();
    for file in files {
        write_block(&mut question, file)?;
    }
    let mut child = Command::new(program)
        .arg("read-file")
        .args(order)
        .env_clear()
        .env("PATH", "/usr/local/bin:/usr/bin:/bin")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .kill_on_drop(true)
        .spawn()
        .context("the process that reads files cannot be started")?;
    let mut stdin = child.stdin.take().context("a process without an input")?;
    let talk = async {
        let asking = async move {
            // It may have given up before it has read everything; its answer tells.
            let _ = stdin.write_all(&question).await;
            drop(stdin);
        };
        let ((), output) = tokio::join!(asking, child.wait_with_output());
        output
    };
    let Ok(output) = tokio::time::timeout(LONGEST, talk).await else {
        return Err(FileError::Refused(FileRefusal::TookTooLong));
    };
    let output = output?;
    if !output.status.success() {
        // Killed by its limits, or fallen over the file.
        tracing::warn!(status = %output.status, "a file could not be read");
        return Err(FileError::Refused(FileRefusal::TookTooLong));
    }
    let mut blocks = read_blocks(&mut output.stdout.as_slice())?;
    if blocks.is_empty() {
        return Err(anyhow::anyhow!("an empty answer of the process that reads files").into());
    }
    if let Head::Refused(code) = serde_json::from_slice(&blocks[0])? {
        let refusal = FileRefusal::from_code(&code).unwrap_or(FileRefusal::Broken);
        return Err(FileError::Refused(refusal));
    }
    if matches!(serde_json::from_slice(&blocks[0])?, Head::Page) {
        blocks.remove(0);
    }
    Ok(blocks)
}

/// The file of an answer.
pub(super) fn file_of(blocks: Vec<Vec<u8>>) -> Result<ReadFile, FileError> {
    let mut blocks = blocks.into_iter();
    let head = blocks.next().unwrap_or_default();
    let Head::File {
        media_type,
        extension,
        pages,
        has_thumbnail,
        entries,
    } = serde_json::from_slice(&head)?
    else {
        return Err(anyhow::anyhow!("an answer without a file").into());
    };
    let bytes = blocks.next().context("an answer without bytes")?;
    let thumbnail = blocks.next().filter(|_| has_thumbnail);
    Ok(ReadFile {
        media_type,
        extension,
        bytes,
        pages,
        thumbnail,
        entries,
    })
}

/// This process is the one that reads: limits first, then the file.
pub fn in_this_process(order: ReadOrder) -> anyhow::Result<ExitCode> {
    let limit = |most| Rlimit {
        current: Some(most),
        maximum: Some(most),
    };
    setrlimit(Resource::Data, limit(MOST_MEMORY))?;
    setrlimit(Resource::Cpu, limit(MOST_WORK))?;
    setrlimit(Resource::Core, limit(0))?;
    let mut input = std::io::stdin().lock().take(LARGEST_ANSWER);
    let files = read_blocks(&mut input)?;
    let first = files.first().map(Vec::as_slice).unwrap_or_default();
    let blocks = match order {
        ReadOrder::Receive => attachment::receive(first).map(blocks_of),
        ReadOrder::Join => attachment::join_photos(&files).map(blocks_of),
        ReadOrder::Page { number } => {
            attachment::page_image(first, usize::try_from(number).unwrap_or_default())
                .map(|page| (Head::Page, vec![page]))
        }
    };
    let (head, blocks) = blocks.unwrap_or_else(|refusal| {
        let code = code_of(refusal).code().to_owned();
        (Head::Refused(code), Vec::new())
    });
    let mut answer = Vec::new();
    write_block(&mut answer, &serde_json::to_vec(&head)?)?;
    for block in &blocks {
        write_block(&mut answer, block)?;
    }
    std::io::stdout().lock().write_all(&answer)?;
    Ok(ExitCode::SUCCESS)
}

fn blocks_of(received: Received) -> (Head, Vec<Vec<u8>>) {
    let head = Head::File {
        media_type: received.media_type.to_owned(),
        extension: received.extension.to_owned(),
        pages: i32::try_from(received.pages).unwrap_or(i32::MAX),
        has_thumbnail: received.thumbnail.is_some(),
        entries: received.entries,
    };
    let mut blocks = vec![received.bytes];
    blocks.extend(received.thumbnail);
    (head, blocks)
}

fn code_of(refusal: Refusal) -> FileRefusal {
    match refusal {
        Refusal::Empty => FileRefusal::Empty,
        Refusal::TooLarge => FileRefusal::TooLarge,
        Refusal::Unknown => FileRefusal::Unknown,
        Refusal::Broken => FileRefusal::Broken,
        Refusal::TooManyPixels => FileRefusal::TooManyPixels,
        Refusal::TooManyPages => FileRefusal::TooManyPages,
        Refusal::Encrypted => FileRefusal::Encrypted,
        Refusal::Active => FileRefusal::Active,
        Refusal::Bomb => FileRefusal::Bomb,
        Refusal::HeicUnreadable => FileRefusal::HeicUnreadable,
        Refusal::NoSuchPage => FileRefusal::NoSuchPage,
    }
}

fn write_block(to: &mut Vec<u8>, block: &[u8]) -> anyhow::Result<()> {
    to.extend(u32::try_from(block.len())?.to_be_bytes());
    to.extend(block);
    Ok(())
}

fn read_blocks(from: &mut impl Read) -> anyhow::Result<Vec<Vec<u8>>> {
    let mut blocks = Vec::new();
    loop {
        let mut length = [0; 4];
        if from.read(&mut length[..1])? == 0 {
            return Ok(blocks);
        }
        from.read_exact(&mut length[1..])?;
        let length = u64::from(u32::from_be_bytes(length));
        let mut block = Vec::new();
        if length > LARGEST_ANSWER || from.take(length).read_to_end(&mut block)? as u64 != length {
            bail!("a block that is cut short");
        }
        blocks.push(block);
    }
}

#[cfg(test)]
mod tests {
    use super::{read_blocks, write_block};

    #[test]
    fn blocks_come_back_as_they_went() {
        let mut line = Vec::new();
        for block in [b"abc".as_slice(), b"", b"x"] {
            write_block(&mut line, block).unwrap();
        }
        let blocks = read_blocks(&mut line.as_slice()).unwrap();
        assert_eq!(blocks, [b"abc".to_vec(), Vec::new(), b"x".to_vec()]);
        assert!(read_blocks(&mut &line[..5]).is_err());
    }
}
