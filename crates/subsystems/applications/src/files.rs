//! Files that people bring, as the procedure speaks of them. How they are read, only the executable knows.

use std::future::Future;
use std::pin::Pin;

/// The largest file that is taken, in bytes.
pub const LARGEST_FILE: usize = 10 * 1024 * 1024;
/// Files are stored and sent on in parts of at most this many bytes; larger rows are dear to replicate.
pub const PART: usize = 256 * 1024;
/// A file has a name of at most this many characters.
const LONGEST_NAME: usize = 120;

/// A file as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadFile {
    /// Media type of `bytes`.
    pub media_type: String,
    /// Ending that a file of this type has.
    pub extension: String,
    /// What is kept.
    pub bytes: Vec<u8>,
    /// Pages of a PDF, 1 of a picture, 0 of a signed container.
    pub pages: i32,
    /// A small JPEG of the first page; none of a container.
    pub thumbnail: Option<Vec<u8>>,
    /// What a container holds: names and sizes.
    pub entries: Vec<(String, u64)>,
}

/// Why a file is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileRefusal {
    /// Nothing in it.
    Empty,
    /// Larger than [`LARGEST_FILE`].
    TooLarge,
    /// None of the formats that are taken.
    Unknown,
    /// It begins as its format and cannot be read.
    Broken,
    /// A picture with too many pixels.
    TooManyPixels,
    /// A document with too many pages.
    TooManyPages,
    /// A password is needed.
    Encrypted,
    /// A PDF that runs something when it is opened.
    Active,
    /// A container that unpacks to far more than it should.
    Bomb,
    /// HEIC cannot be read on this server.
    HeicUnreadable,
    /// It took too long or too much memory.
    TookTooLong,
    /// The scanner found something harmful.
    Infected,
    /// The scanner does not answer; the file has to wait.
    ScannerSilent,
    /// The document has no such page.
    NoSuchPage,
}

impl FileRefusal {
    /// Every reason with its name, for wording (`file-refused-<name>`) and between processes.
    pub const ALL: [(Self, &'static str); 14] = [
        (Self::Empty, "empty"),
        (Self::TooLarge, "too-large"),
        (Self::Unknown, "unknown"),
        (Self::Broken, "broken"),
        (Self::TooManyPixels, "too-many-pixels"),
        (Self::TooManyPages, "too-many-pages"),
        (Self::Encrypted, "encrypted"),
        (Self::Active, "active"),
        (Self::Bomb, "bomb"),
        (Self::HeicUnreadable, "heic-unreadable"),
        (Self::TookTooLong, "took-too-long"),
        (Self::Infected, "infected"),
        (Self::ScannerSilent, "scanner-silent"),
        (Self::NoSuchPage, "no-such-page"),
    ];

    /// Its name.
    pub fn code(self) -> &'static str {
        Self::ALL
            .iter()
            .find(|(refusal, _)| *refusal == self)
            .map_or("broken", |(_, code)| code)
    }

    /// The reason of this name.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL
            .iter()
            .find(|(_, name)| *name == code)
            .map(|(refusal, _)| *refusal)
    }
}

/// What became of reading a file.
#[derive(Debug)]
pub enum FileError {
    /// It is not taken.
    Refused(FileRefusal),
    /// Our own fault.
    Fault(anyhow::Error),
}

impl<E: Into<anyhow::Error>> From<E> for FileError {
    fn from(error: E) -> Self {
        Self::Fault(error.into())
    }
}

/// The answer of a [`FileReader`], later.
pub type Reading<'a, T> = Pin<Box<dyn Future<Output = Result<T, FileError>> + Send + 'a>>;

/// Reads strangers' files where they can do no harm.
pub trait FileReader: Send + Sync {
    /// Recognises a file by its content, has it scanned, and makes of it what is kept.
    fn read(&self, bytes: Vec<u8>) -> Reading<'_, ReadFile>;
    /// Joins photos that were read already into one PDF.
    fn join(&self, photos: Vec<Vec<u8>>) -> Reading<'_, ReadFile>;
    /// A page of a PDF as a JPEG to look at, counted from one.
    fn page(&self, pdf: Vec<u8>, number: u32) -> Reading<'_, Vec<u8>>;
}

/// A name to show and to save under: what the person called it, with the ending of what it is.
pub fn shown_name(given: &str, extension: &str) -> String {
    let last = given.rsplit(['/', '\\']).next().unwrap_or_default();
    let stem = match last.rsplit_once('.') {
        Some((stem, ending)) if ending.len() <= 5 && !stem.trim().is_empty() => stem,
        _ => last,
    };
    let hidden = |c: char| {
        c.is_control()
            || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' | '"' | '<' | '>')
    };
    let stem: String = stem
        .chars()
        .filter(|c| !hidden(*c))
        .take(LONGEST_NAME)
        .collect();
    let stem = match stem.trim() {
        "" => "dokumentas",
        stem => stem,
    };
    if extension.is_empty() {
        stem.to_owned()
    } else {
        format!("{stem}.{extension}")
    }
}

/// `Content-Disposition` of a file; names outside ASCII as RFC 8187 has them.
pub fn disposition(name: &str, inline: bool) -> String {
    let mut encoded = String::new();
    for byte in name.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            encoded.push_str(&format!("%{byte:02X}"));
        }
    }
    let how = if inline { "inline" } else { "attachment" };
    format!("{how}; filename*=UTF-8''{encoded}")
}

#[cfg(test)]
mod tests {
    use super::{FileRefusal, disposition, shown_name};

    #[test]
    fn a_name_keeps_its_words_and_gets_the_ending_of_its_content() {
        assert_eq!(shown_name("IMG_0001.HEIC", "jpg"), "IMG_0001.jpg");
        assert_eq!(
            shown_name("C:\\Mano\\pažyma.v2.pdf", "pdf"),
            "pažyma.v2.pdf"
        );
        assert_eq!(shown_name("../../etc/passwd", "pdf"), "passwd.pdf");
        assert_eq!(shown_name("a\u{202e}fdp.exe\n", "pdf"), "afdp.pdf");
        assert_eq!(shown_name("", "jpg"), "dokumentas.jpg");
        assert_eq!(shown_name(".pdf", "pdf"), ".pdf.pdf");
        assert!(shown_name(&"ą".repeat(500), "pdf").chars().count() <= 124);
    }

    #[test]
    fn a_name_cannot_end_a_header() {
        assert_eq!(
            disposition("pažyma \"a\".pdf", true),
            "inline; filename*=UTF-8''pa%C5%BEyma%20%22a%22.pdf"
        );
    }

    #[test]
    fn every_reason_has_a_name_of_its_own() {
        for (refusal, code) in FileRefusal::ALL {
            assert_eq!(
                (FileRefusal::from_code(code), refusal.code()),
                (Some(refusal), code)
            );
        }
    }
}
