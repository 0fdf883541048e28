//! HEIC through Debian's libheif: the format is covered by patents and complicated, and its decoders in Rust are young.

use std::ffi::OsString;
use std::io::Write;
use std::process::{Command, Stdio};

use super::Refusal;

/// Debian's program of the package `libheif-examples`.
const CONVERTER: &str = "heif-convert";

/// The first box names the brand: one of the still pictures coded as HEVC.
pub(super) fn is_heic(bytes: &[u8]) -> bool {
    bytes.get(4..8) == Some(b"ftyp")
        && matches!(
            bytes.get(8..12),
            Some(b"heic" | b"heix" | b"hevc" | b"heim" | b"heis" | b"mif1" | b"msf1")
        )
}

/// The picture as JPEG. The converter runs with the limits of this process.
pub(super) fn to_jpeg(bytes: &[u8]) -> Result<Vec<u8>, Refusal> {
    let folder = Folder::new()?;
    let (from, to) = (folder.file("a.heic"), folder.file("a.jpg"));
    let mut file = std::fs::File::create_new(&from).map_err(|_| Refusal::HeicUnreadable)?;
    file.write_all(bytes).map_err(|_| Refusal::HeicUnreadable)?;
    drop(file);
    let arguments: [OsString; 4] = ["-q".into(), "92".into(), from.into(), (&to).into()];
    let status = Command::new(CONVERTER)
        .args(arguments)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status();
    match status {
        Err(_) => Err(Refusal::HeicUnreadable),
        Ok(status) if status.success() => std::fs::read(&to)
            // A file with several pictures is numbered; the first is the main one.
            .or_else(|_| std::fs::read(folder.file("a-1.jpg")))
            .map_err(|_| Refusal::Broken),
        Ok(_) => Err(Refusal::Broken),
    }
}

/// A folder that only this user reads and that goes with its owner.
struct Folder(std::path::PathBuf);

impl Folder {
    fn new() -> Result<Self, Refusal> {
        use std::os::unix::fs::DirBuilderExt;
        use std::sync::atomic::{AtomicU32, Ordering};
        static NUMBER: AtomicU32 = AtomicU32::new(0);
        for _ in 0..100 {
            let name = format!(
                "spis-heic-{}-{}",
                std::process::id(),
                NUMBER.fetch_add(1, Ordering::Relaxed)
            );
            let path = std::env::temp_dir().join(name);
            if std::fs::DirBuilder::new().mode(0o700).create(&path).is_ok() {
                return Ok(Self(path));
            }
        }
        Err(Refusal::HeicUnreadable)
    }

    fn file(&self, name: &str) -> std::path::PathBuf {
        self.0.join(name)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}
