//! Signed containers (ASiC-E, ADOC): kept as they are, looked into, never unpacked to a disk.

use std::io::{Cursor, Read};

use zip::ZipArchive;

use super::{Received, Refusal};

const MOST_ENTRIES: usize = 500;
/// Everything in it unpacked.
const MOST_UNPACKED: u64 = 100 * 1024 * 1024;
/// How many times larger than its packed bytes an entry may be.
const STEEPEST: u64 = 200;
const LONGEST_NAME: usize = 300;

const TYPES: [(&str, &str); 2] = [
    ("application/vnd.etsi.asic-e+zip", "asice"),
    ("application/vnd.lt.archyvai.adoc-2008", "adoc"),
];

/// The media type that the first entry, `mimetype`, declares, with the ending of such files; `None` if it is no signed
/// container. Read as the standards have it: stored, without an extra field, first in the file.
pub(super) fn media_type(bytes: &[u8]) -> Option<(&'static str, &'static str)> {
    let number = |at: usize| {
        let two = bytes.get(at..at + 2)?;
        Some(usize::from(u16::from_le_bytes([two[0], two[1]])))
    };
    let (name, extra) = (number(26)?, number(28)?);
    if number(8)? != 0 || bytes.get(30..30 + name)? != b"mimetype" {
        return None;
    }
    let declared = bytes.get(30 + name + extra..)?;
    TYPES
        .into_iter()
        .find(|(media_type, _)| declared.starts_with(media_type.as_bytes()))
}

pub(super) fn receive(bytes: &[u8]) -> Result<Received, Refusal> {
    let (media_type, extension) = media_type(bytes).ok_or(Refusal::Unknown)?;
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Refusal::Broken)?;
    if archive.len() > MOST_ENTRIES {
        return Err(Refusal::Bomb);
    }
    let mut entries = Vec::new();
    let mut unpacked = 0_u64;
    for at in 0..archive.len() {
        let mut file = archive.by_index(at).map_err(|error| match error {
            zip::result::ZipError::UnsupportedArchive(_) => Refusal::Encrypted,
            _ => Refusal::Broken,
        })?;
        let name = file.name().to_owned();
        let packed = file.compressed_size().max(1);
        // What it declares may be a lie, so it is unpacked and counted, and let go as it comes.
        let most = (MOST_UNPACKED - unpacked).min(packed.saturating_mul(STEEPEST));
        let size = std::io::copy(&mut (&mut file).take(most + 1), &mut std::io::sink())
            .map_err(|_| Refusal::Broken)?;
        if size > most {
            return Err(Refusal::Bomb);
        }
        unpacked += size;
        let inner = name == "mimetype" || name.ends_with('/') || name.starts_with("META-INF/");
        if !inner {
            let shown: String = name
                .chars()
                .filter(|c| !c.is_control())
                .take(LONGEST_NAME)
                .collect();
            entries.push((shown, size));
        }
    }
    if entries.is_empty() {
        return Err(Refusal::Broken);
    }
    Ok(Received {
        media_type,
        extension,
        bytes: bytes.to_vec(),
        pages: 0,
        thumbnail: None,
        entries,
    })
}
