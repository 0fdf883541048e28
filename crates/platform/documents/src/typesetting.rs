//! The closed world in which templates are typeset: embedded templates, embedded fonts, one data file.

use std::sync::LazyLock;

use typst::diag::{FileError, FileResult, SourceDiagnostic};
use typst::foundations::{Bytes, Datetime, Duration, Smart};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Feature, Library, LibraryExt, World};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

use crate::check::DocumentError;

/// A template that is the root of a document.
#[derive(Debug, Clone, Copy)]
pub enum Template {
    Decision,
    Form,
    Short,
}

struct Shared {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
    decision: Source,
    form: Source,
    short: Source,
    /// The page, the letterhead and the styles that all letters share.
    letter: Source,
    mark: (FileId, Bytes),
    data: FileId,
}

static SHARED: LazyLock<Shared> = LazyLock::new(|| {
    let fonts: Vec<Font> = [
        include_bytes!("../../../../assets/fonts/pdf/SourceSans3-Regular.ttf").as_slice(),
        include_bytes!("../../../../assets/fonts/pdf/SourceSans3-SemiBold.ttf").as_slice(),
    ]
    .into_iter()
    .flat_map(|data| Font::iter(Bytes::new(data)))
    .collect();
    Shared {
        // Row headers of tables need the extended accessibility functions of typst.
        library: LazyHash::new(
            Library::builder()
                .with_features([Feature::A11yExtras].into_iter().collect())
                .build(),
        ),
        book: LazyHash::new(FontBook::from_fonts(&fonts)),
        fonts,
        decision: template(
            "decision.typ",
            include_str!("../../../../letters/decision.typ"),
        ),
        form: template("form.typ", include_str!("../../../../letters/form.typ")),
        short: template(
            "receipt.typ",
            include_str!("../../../../letters/receipt.typ"),
        ),
        letter: template("letter.typ", include_str!("../../../../letters/letter.typ")),
        mark: (
            file("mark.svg"),
            Bytes::new(include_bytes!("../../../../assets/mark.svg").as_slice()),
        ),
        data: file("data.json"),
    }
});

fn file(name: &str) -> FileId {
    let path = VirtualPath::new(name).expect("the names above are plain file names");
    RootedPath::new(VirtualRoot::Project, path).intern()
}

fn template(name: &str, text: &str) -> Source {
    Source::new(file(name), text.to_owned())
}

struct LetterWorld<'a> {
    shared: &'a Shared,
    main: FileId,
    data: Bytes,
}

impl World for LetterWorld<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &self.shared.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.shared.book
    }

    fn main(&self) -> FileId {
        self.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        [
            &self.shared.decision,
            &self.shared.form,
            &self.shared.short,
            &self.shared.letter,
        ]
        .into_iter()
        .find(|source| source.id() == id)
        .cloned()
        .ok_or(FileError::AccessDenied)
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if id == self.shared.data {
            Ok(self.data.clone())
        } else if id == self.shared.mark.0 {
            Ok(self.shared.mark.1.clone())
        } else {
            Err(FileError::AccessDenied)
        }
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.shared.fonts.get(index).cloned()
    }

    /// A letter knows no today: its dates are data.
    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        None
    }
}

/// Refuses text with a character that the embedded font cannot show.
///
/// # Errors
/// [`DocumentError::MissingGlyph`] with the first such character.
pub fn check_glyphs(text: &str) -> Result<(), DocumentError> {
    let coverage = SHARED.fonts.iter().map(|font| &font.info().coverage);
    text.chars()
        .map(u32::from)
        .filter(|code| *code != u32::from('\n'))
        .find(|code| !coverage.clone().all(|covered| covered.contains(*code)))
        .map_or(Ok(()), |code| Err(DocumentError::MissingGlyph(code)))
}

/// Typesets a template with its data. `identity` names the document stably within the product.
///
/// # Errors
/// [`DocumentError::Typesetting`] if the template fails or the result would not conform to the standards.
pub fn pdf(template: Template, data: Vec<u8>, identity: String) -> Result<Vec<u8>, DocumentError> {
    let shared = &*SHARED;
    let world = LetterWorld {
        shared,
        main: match template {
            Template::Decision => shared.decision.id(),
            Template::Form => shared.form.id(),
            Template::Short => shared.short.id(),
        },
        data: Bytes::new(data),
    };
    let result = export(&world, identity);
    // typst keeps what it computed, and with it the letter's text; a long-lived process must let go of both.
    typst::comemo::evict(0);
    result
}

fn export(world: &LetterWorld<'_>, identity: String) -> Result<Vec<u8>, DocumentError> {
    let document = typst::compile::<PagedDocument>(world)
        .output
        .map_err(|errors| failure(&errors))?;
    let standards = PdfStandards::new(&[PdfStandard::A_2a, PdfStandard::Ua_1])
        .map_err(|error| DocumentError::Typesetting(error.message().to_string()))?;
    let options = PdfOptions {
        ident: Smart::Custom(identity),
        creator: Smart::Custom(Some("SPIS".to_owned())),
        standards,
        ..PdfOptions::default()
    };
    typst_pdf::pdf(&document, &options).map_err(|errors| failure(&errors))
}

fn failure(errors: &[SourceDiagnostic]) -> DocumentError {
    let messages: Vec<&str> = errors.iter().map(|error| error.message.as_str()).collect();
    DocumentError::Typesetting(messages.join("; "))
}
