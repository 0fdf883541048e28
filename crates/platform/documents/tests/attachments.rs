//! Files that people bring: what is taken, what becomes of it, what is refused and never harms.

use std::io::{Cursor, Write};
use std::sync::OnceLock;
use std::time::{Duration, Instant};

use image::{DynamicImage, ImageFormat, Rgb, RgbImage};
use proptest::prelude::*;
use spis_documents::attachment::{
    Format, LARGEST_FILE, Refusal, join_photos, page_image, receive, recognise,
};
use zip::write::SimpleFileOptions;

/// Left half red, right half blue, so that a turn shows.
fn picture(width: u32, height: u32) -> DynamicImage {
    DynamicImage::ImageRgb8(RgbImage::from_fn(width, height, |x, _| {
        if x < width / 2 {
            Rgb([220, 20, 20])
        } else {
            Rgb([20, 20, 220])
        }
    }))
}

fn encoded(picture: &DynamicImage, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    picture.write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

/// EXIF with an orientation and a place (54.9° N), big-endian, as telephones write it.
fn exif(orientation: u16) -> Vec<u8> {
    let mut tiff = b"MM\x00\x2a\x00\x00\x00\x08".to_vec();
    tiff.extend(2_u16.to_be_bytes());
    tiff.extend([0x01, 0x12, 0x00, 0x03, 0, 0, 0, 1]);
    tiff.extend(orientation.to_be_bytes());
    tiff.extend([0, 0]);
    tiff.extend([0x88, 0x25, 0x00, 0x04, 0, 0, 0, 1, 0, 0, 0, 38]);
    tiff.extend([0, 0, 0, 0]);
    tiff.extend(1_u16.to_be_bytes());
    tiff.extend([0x00, 0x02, 0x00, 0x05, 0, 0, 0, 3, 0, 0, 0, 56]);
    tiff.extend([0, 0, 0, 0]);
    for (top, bottom) in [(54_u32, 1_u32), (54, 1), (1234, 100)] {
        tiff.extend(top.to_be_bytes());
        tiff.extend(bottom.to_be_bytes());
    }
    let mut segment = b"Exif\0\0".to_vec();
    segment.extend(tiff);
    segment
}

fn jpeg_with_exif(picture: &DynamicImage, orientation: u16) -> Vec<u8> {
    let plain = encoded(picture, ImageFormat::Jpeg);
    let segment = exif(orientation);
    let mut bytes = plain[..2].to_vec();
    bytes.extend([0xff, 0xe1]);
    bytes.extend(u16::try_from(segment.len() + 2).unwrap().to_be_bytes());
    bytes.extend(segment);
    bytes.extend(&plain[2..]);
    bytes
}

fn has(bytes: &[u8], what: &[u8]) -> bool {
    bytes.windows(what.len()).any(|w| w == what)
}

/// A PDF of the objects' texts; the first is the catalogue.
fn pdf(objects: &[&str]) -> Vec<u8> {
    let mut bytes = b"%PDF-1.7\n".to_vec();
    let mut places = Vec::new();
    for (at, object) in objects.iter().enumerate() {
        places.push(bytes.len());
        write!(bytes, "{} 0 obj\n{object}\nendobj\n", at + 1).unwrap();
    }
    let start = bytes.len();
    write!(bytes, "xref\n0 {}\n0000000000 65535 f \n", places.len() + 1).unwrap();
    for place in &places {
        writeln!(bytes, "{place:010} 00000 n ").unwrap();
    }
    write!(
        bytes,
        "trailer\n<< /Size {} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n",
        places.len() + 1
    )
    .unwrap();
    bytes
}

const PAGES: &str = "<< /Type /Pages /Kids [3 0 R 3 0 R] /Count 2 >>";
const PAGE: &str = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 400] >>";

fn container(media_type: &str, files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    zip.start_file("mimetype", stored).unwrap();
    zip.write_all(media_type.as_bytes()).unwrap();
    for (name, bytes) in files {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

#[test]
fn a_photo_is_turned_and_keeps_nothing_of_its_metadata() {
    let sent = jpeg_with_exif(&picture(400, 200), 6);
    assert!(has(&sent, b"Exif") && has(&sent, &1234_u32.to_be_bytes()));
    let kept = receive(&sent).unwrap();
    assert_eq!((kept.media_type, kept.pages), ("image/jpeg", 1));
    assert!(!has(&kept.bytes, b"Exif"), "EXIF is kept");
    assert!(
        !has(&kept.bytes, &1234_u32.to_be_bytes()),
        "the place is kept"
    );
    let shown = image::load_from_memory(&kept.bytes).unwrap().to_rgb8();
    // A quarter turn: what was left is above.
    assert_eq!(shown.dimensions(), (200, 400));
    let (above, below) = (shown.get_pixel(100, 50), shown.get_pixel(100, 350));
    assert!(above[0] > 150 && below[2] > 150, "it is not upright");
    let small = kept.thumbnail.unwrap();
    assert!(!has(&small, b"Exif") && small.len() < 20_000);
    let small = image::load_from_memory(&small).unwrap();
    assert_eq!((small.width(), small.height()), (120, 240));
}

#[test]
fn the_content_tells_the_format_not_the_name() {
    assert_eq!(
        recognise(&encoded(&picture(4, 4), ImageFormat::Png)),
        Some(Format::Png)
    );
    assert_eq!(recognise(b"%PDF-1.4"), Some(Format::Pdf));
    assert_eq!(recognise(b"\0\0\0\x18ftypheic"), Some(Format::Heic));
    assert_eq!(
        receive(b"MZ\x90\0 a program called nuotrauka.jpg"),
        Err(Refusal::Unknown)
    );
    assert_eq!(
        receive(b"<html><script>alert(1)</script>"),
        Err(Refusal::Unknown)
    );
    assert_eq!(
        receive(b"<svg xmlns='http://www.w3.org/2000/svg'/>"),
        Err(Refusal::Unknown)
    );
    assert_eq!(receive(b""), Err(Refusal::Empty));
    assert_eq!(
        receive(&vec![b'x'; LARGEST_FILE + 1]),
        Err(Refusal::TooLarge)
    );
}

#[test]
fn a_png_loses_its_texts() {
    let mut sent = encoded(&picture(30, 20), ImageFormat::Png);
    let text = b"tEXtLocation\0 54.9 25.3";
    let mut chunk = u32::try_from(text.len() - 4)
        .unwrap()
        .to_be_bytes()
        .to_vec();
    chunk.extend(text);
    chunk.extend([0; 4]);
    sent.splice(33..33, chunk);
    if let Ok(kept) = receive(&sent) {
        assert!(!has(&kept.bytes, b"54.9"));
    }
    let kept = receive(&encoded(&picture(30, 20), ImageFormat::Png)).unwrap();
    assert_eq!((kept.media_type, kept.extension), ("image/png", "png"));
}

#[test]
fn a_picture_that_declares_too_much_is_refused_at_once() {
    let mut bytes = encoded(&picture(10, 10), ImageFormat::Png);
    bytes[16..20].copy_from_slice(&60_000_u32.to_be_bytes());
    bytes[20..24].copy_from_slice(&60_000_u32.to_be_bytes());
    let began = Instant::now();
    let answer = receive(&bytes);
    assert!(
        matches!(answer, Err(Refusal::TooManyPixels | Refusal::Broken)),
        "{answer:?}"
    );
    assert!(began.elapsed() < Duration::from_secs(2));
}

#[test]
fn several_photos_become_one_pdf_a_page_each() {
    let photos = [
        jpeg_with_exif(&picture(300, 200), 1),
        encoded(&picture(200, 300), ImageFormat::Png),
        jpeg_with_exif(&picture(300, 200), 6),
    ];
    let joined = join_photos(&photos).unwrap();
    assert_eq!((joined.media_type, joined.pages), ("application/pdf", 3));
    assert!(!has(&joined.bytes, b"Exif"));
    let size = |number| {
        let page = image::load_from_memory(&page_image(&joined.bytes, number).unwrap()).unwrap();
        (page.width(), page.height(), page.to_rgb8())
    };
    let (width, height, lying) = size(1);
    assert!(width > height);
    assert!(lying.get_pixel(width / 4, height / 2)[0] > 150);
    let (width, height, turned) = size(3);
    assert!(width < height);
    assert!(turned.get_pixel(width / 2, height / 4)[0] > 150);
    assert_eq!(page_image(&joined.bytes, 4), Err(Refusal::NoSuchPage));
    assert_eq!(page_image(&joined.bytes, 0), Err(Refusal::NoSuchPage));
    assert_eq!(join_photos(&[joined.bytes]), Err(Refusal::Unknown));
}

#[test]
fn a_pdf_is_kept_byte_for_byte_with_its_pages_counted() {
    let sent = pdf(&["<< /Type /Catalog /Pages 2 0 R >>", PAGES, PAGE]);
    let kept = receive(&sent).unwrap();
    assert_eq!(kept.bytes, sent);
    assert_eq!((kept.media_type, kept.pages), ("application/pdf", 2));
    let small = image::load_from_memory(&kept.thumbnail.unwrap()).unwrap();
    assert_eq!((small.width(), small.height()), (180, 240));
}

#[test]
fn a_pdf_that_runs_something_is_refused() {
    let refused = [
        "<< /Type /Catalog /Pages 2 0 R /OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >> >>",
        "<< /Type /Catalog /Pages 2 0 R /OpenAction << /S /Launch /F (cmd.exe) >> >>",
        "<< /Type /Catalog /Pages 2 0 R /Names << /JavaScript << /Names [] >> >> >>",
        "<< /Type /Catalog /Pages 2 0 R /AA << /WC << /S /#4aavaScript >> >> >>",
    ];
    for catalogue in refused {
        let answer = receive(&pdf(&[catalogue, PAGES, PAGE]));
        assert_eq!(answer, Err(Refusal::Active), "{catalogue}");
    }
    let harmless = "<< /Type /Catalog /Pages 2 0 R /OpenAction [3 0 R /Fit] >>";
    assert!(receive(&pdf(&[harmless, PAGES, PAGE])).is_ok());
}

#[test]
fn a_broken_or_encrypted_pdf_is_refused() {
    assert_eq!(receive(b"%PDF-1.7 and nothing else"), Err(Refusal::Broken));
    let no_pages = pdf(&["<< /Type /Catalog >>"]);
    assert_eq!(receive(&no_pages), Err(Refusal::Broken));
    let plain = pdf(&["<< /Type /Catalog /Pages 2 0 R >>", PAGES, PAGE]);
    let folder = std::env::temp_dir().join(format!("spis-qpdf-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("a.pdf"), &plain).unwrap();
    let status = std::process::Command::new("qpdf")
        .args(["--encrypt", "slapta", "slapta", "256", "--"])
        .args([folder.join("a.pdf"), folder.join("b.pdf")])
        .status()
        .expect("qpdf is installed by scripts/prepare.sh test");
    assert!(status.success());
    let locked = std::fs::read(folder.join("b.pdf")).unwrap();
    std::fs::remove_dir_all(&folder).unwrap();
    assert_eq!(receive(&locked), Err(Refusal::Encrypted));
}

#[test]
fn a_signed_container_is_kept_and_its_contents_listed() {
    let sent = container(
        "application/vnd.etsi.asic-e+zip",
        &[
            ("sutartis.pdf", b"%PDF-1.4 abc"),
            ("META-INF/signatures0.xml", b"<x/>"),
        ],
    );
    let kept = receive(&sent).unwrap();
    assert_eq!(kept.bytes, sent);
    assert_eq!((kept.extension, kept.pages), ("asice", 0));
    assert_eq!(kept.entries, [("sutartis.pdf".to_owned(), 12)]);
    let adoc = container(
        "application/vnd.lt.archyvai.adoc-2008",
        &[("a.odt", b"abc")],
    );
    assert_eq!(receive(&adoc).unwrap().extension, "adoc");
    let docx = container("application/zip", &[("word/document.xml", b"abc")]);
    assert_eq!(receive(&docx), Err(Refusal::Unknown));
}

#[test]
fn a_container_that_unpacks_to_too_much_is_refused() {
    let zeros = vec![0_u8; 60 * 1024 * 1024];
    let bomb = container("application/vnd.etsi.asic-e+zip", &[("a.bin", &zeros)]);
    assert!(bomb.len() < 200_000);
    assert_eq!(receive(&bomb), Err(Refusal::Bomb));
    let many: Vec<(String, Vec<u8>)> = (0..600).map(|n| (format!("{n}"), vec![1])).collect();
    let many: Vec<(&str, &[u8])> = many
        .iter()
        .map(|(n, b)| (n.as_str(), b.as_slice()))
        .collect();
    let crowd = container("application/vnd.etsi.asic-e+zip", &many);
    assert_eq!(receive(&crowd), Err(Refusal::Bomb));
}

#[test]
fn a_heic_photo_becomes_a_jpeg_without_its_place() {
    let sent = include_bytes!("attachments/photo.heic");
    assert!(has(sent, b"Exif"), "the sample has metadata");
    let kept = receive(sent).unwrap();
    assert_eq!((kept.media_type, kept.extension), ("image/jpeg", "jpg"));
    assert!(!has(&kept.bytes, b"Exif"));
    let shown = image::load_from_memory(&kept.bytes).unwrap().to_rgb8();
    assert_eq!(shown.dimensions(), (320, 240));
    assert!(shown.get_pixel(40, 120)[0] > 150 && shown.get_pixel(280, 120)[2] > 150);
    let joined = join_photos(&[sent.to_vec(), sent.to_vec()]).unwrap();
    assert_eq!(joined.pages, 2);
    let cut = receive(&sent[..sent.len() / 2]);
    assert_eq!(cut, Err(Refusal::Broken));
}

fn samples() -> &'static [Vec<u8>] {
    static SAMPLES: OnceLock<Vec<Vec<u8>>> = OnceLock::new();
    SAMPLES.get_or_init(|| {
        vec![
            jpeg_with_exif(&picture(60, 40), 6),
            encoded(&picture(60, 40), ImageFormat::Png),
            pdf(&["<< /Type /Catalog /Pages 2 0 R >>", PAGES, PAGE]),
            join_photos(&[encoded(&picture(60, 40), ImageFormat::Png)])
                .unwrap()
                .bytes,
            container(
                "application/vnd.etsi.asic-e+zip",
                &[("a.txt", b"abcabcabc")],
            ),
        ]
    })
}

/// Found by fuzzing: the reader's own walk through a dictionary ends in a panic at such a value.
#[test]
fn a_damaged_value_in_a_dictionary_does_not_hide_a_program() {
    let damaged = |rest: &str| {
        let catalog = format!("<< /Type /Catalog /Pages 2 0 R /Lang + {rest} >>");
        pdf(&[&catalog, PAGES, PAGE])
    };
    assert!(receive(&damaged("")).is_ok());
    let program = "/OpenAction << /S /JavaScript /JS (app.alert) >>";
    assert_eq!(receive(&damaged(program)), Err(Refusal::Active));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    /// Damaged files are answered: none hangs, none ends the process.
    #[test]
    fn hostile_bytes_are_answered(
        sample in 0..5_usize,
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..12),
        cut in any::<prop::sample::Index>(),
        cuts in any::<bool>(),
    ) {
        let mut bytes = samples()[sample].clone();
        for (at, value) in changes {
            let at = at.index(bytes.len());
            bytes[at] = value;
        }
        if cuts {
            bytes.truncate(cut.index(bytes.len()) + 1);
        }
        let began = Instant::now();
        let _ = receive(&bytes);
        // Far above any honest file on a busy machine: it would be a loop.
        prop_assert!(began.elapsed() < Duration::from_secs(60));
    }
}
