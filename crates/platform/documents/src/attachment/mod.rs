//! Files that people bring ("pridedami dokumentai"): recognised by their content, made harmless, shown small.
//!
//! Nothing here believes a file's name. Photos are decoded within limits and written anew, so neither the place where
//! they were taken nor anything else of their metadata is kept. A PDF is kept byte for byte (it may be signed) or refused;
//! a signed container is kept byte for byte, and its contents are listed.
//!
//! The bytes are hostile until read. The functions bound what they take by the sizes that a file declares; whoever calls
//! them for a stranger's file does it in a process of its own with limits of memory and time.

mod container;
mod heic;
mod pdf;
mod photo;

pub use photo::MOST_PIXELS;

/// The largest file that is taken, in bytes.
pub const LARGEST_FILE: usize = 10 * 1024 * 1024;
/// A PDF with more pages is refused.
pub const MOST_PAGES: usize = 500;
/// Longer side of a thumbnail, in pixels.
pub const THUMBNAIL_SIDE: u32 = 240;

/// What a file is, by its content.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// PDF.
    Pdf,
    /// JPEG.
    Jpeg,
    /// PNG.
    Png,
    /// HEIC or HEIF, photos of Apple's telephones.
    Heic,
    /// ASiC-E or ADOC: a signed document ("elektroniniu parašu pasirašytas dokumentas").
    Container,
}

/// A file as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Received {
    /// Media type of `bytes`.
    pub media_type: &'static str,
    /// Ending that a file of this type has.
    pub extension: &'static str,
    /// What is kept.
    pub bytes: Vec<u8>,
    /// Pages of a PDF, 1 of a picture, 0 of a container.
    pub pages: usize,
    /// A small JPEG of the first page; none of a container.
    pub thumbnail: Option<Vec<u8>>,
    /// What a container holds: names and sizes.
    pub entries: Vec<(String, u64)>,
}

/// Why a file is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Nothing in it.
    #[error("the file is empty")]
    Empty,
    /// Larger than [`LARGEST_FILE`].
    #[error("the file is too large")]
    TooLarge,
    /// None of the formats that are taken.
    #[error("the format is not one of those taken")]
    Unknown,
    /// It begins as its format and cannot be read.
    #[error("the file is broken")]
    Broken,
    /// More than [`MOST_PIXELS`].
    #[error("the picture has too many pixels")]
    TooManyPixels,
    /// More than [`MOST_PAGES`].
    #[error("the document has too many pages")]
    TooManyPages,
    /// A password is needed.
    #[error("the document is encrypted")]
    Encrypted,
    /// A PDF that runs something when it is opened.
    #[error("the document carries a program")]
    Active,
    /// A container that unpacks to far more than it should.
    #[error("the container unpacks to too much")]
    Bomb,
    /// The program that reads HEIC is not there, or gave up.
    #[error("HEIC cannot be read here")]
    HeicUnreadable,
    /// A page that the document has not.
    #[error("there is no such page")]
    NoSuchPage,
}

/// What the content is; none of the formats that are taken if `None`.
#[must_use]
pub fn recognise(bytes: &[u8]) -> Option<Format> {
    if bytes.starts_with(b"%PDF-") {
        Some(Format::Pdf)
    } else if bytes.starts_with(&[0xff, 0xd8, 0xff]) {
        Some(Format::Jpeg)
    } else if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
        Some(Format::Png)
    } else if heic::is_heic(bytes) {
        Some(Format::Heic)
    } else if bytes.starts_with(b"PK\x03\x04") {
        container::media_type(bytes).map(|_| Format::Container)
    } else {
        None
    }
}

/// Takes a file in: what will be kept of it.
///
/// # Errors
/// Why it is not taken.
pub fn receive(bytes: &[u8]) -> Result<Received, Refusal> {
    if bytes.is_empty() {
        return Err(Refusal::Empty);
    }
    if bytes.len() > LARGEST_FILE {
        return Err(Refusal::TooLarge);
    }
    let format = recognise(bytes).ok_or(Refusal::Unknown)?;
    contained(|| match format {
        Format::Pdf => pdf::receive(bytes),
        Format::Jpeg => photo::receive(bytes, image::ImageFormat::Jpeg),
        Format::Png => photo::receive(bytes, image::ImageFormat::Png),
        Format::Heic => photo::receive_converted(&heic::to_jpeg(bytes)?),
        Format::Container => container::receive(bytes),
    })
}

/// Runs what reads a stranger's bytes: where a reader gives up by a panic, the file is broken,
/// and the person hears which file it is. The panic itself is in the log, without the bytes.
fn contained<T>(read: impl FnOnce() -> Result<T, Refusal>) -> Result<T, Refusal> {
    // Nothing outlives the reading: its state is dropped with it.
    std::panic::catch_unwind(std::panic::AssertUnwindSafe(read)).unwrap_or(Err(Refusal::Broken))
}

/// Joins photos into one PDF, a page each, in their order.
///
/// # Errors
/// Why one of them is not taken, or [`Refusal::TooLarge`] if all together are.
pub fn join_photos(photos: &[Vec<u8>]) -> Result<Received, Refusal> {
    if photos.is_empty() {
        return Err(Refusal::Empty);
    }
    contained(|| {
        let mut pages = Vec::with_capacity(photos.len());
        for bytes in photos {
            pages.push(match recognise(bytes).ok_or(Refusal::Unknown)? {
                Format::Jpeg => photo::page(bytes, image::ImageFormat::Jpeg)?,
                Format::Png => photo::page(bytes, image::ImageFormat::Png)?,
                Format::Heic => photo::page_converted(&heic::to_jpeg(bytes)?)?,
                Format::Pdf | Format::Container => return Err(Refusal::Unknown),
            });
        }
        let joined = pdf::of_photos(&pages);
        if joined.len() > LARGEST_FILE {
            return Err(Refusal::TooLarge);
        }
        pdf::receive(&joined)
    })
}

/// A page of a PDF as a JPEG to look at; pages are counted from one.
///
/// # Errors
/// [`Refusal::NoSuchPage`], or why the document cannot be read.
pub fn page_image(pdf: &[u8], number: usize) -> Result<Vec<u8>, Refusal> {
    contained(|| pdf::page_image(pdf, number))
}
