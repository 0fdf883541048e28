//! PDF: counted, looked through for programs, drawn.

use hayro::hayro_interpret::InterpreterSettings;
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{RenderCache, RenderSettings};
use hayro_syntax::object::{Dict, MaybeRef, Name, Object};
use hayro_syntax::page::Page;
use hayro_syntax::{LoadPdfError, Pdf};
use image::DynamicImage;
use pdf_writer::{Content, Filter, Finish, Name as Key, Rect, Ref};

use super::{MOST_PAGES, Received, Refusal, THUMBNAIL_SIDE, photo};

/// Actions that do something besides turning to a page or to an address.
const PROGRAMS: [&[u8]; 6] = [
    b"JavaScript",
    b"Launch",
    b"ImportData",
    b"SubmitForm",
    b"Rendition",
    b"RichMediaExecute",
];
/// Longer side of a page that is looked at.
const PAGE_SIDE: f32 = 1600.0;
/// A dictionary within a dictionary, and so on.
const DEEPEST: usize = 24;

pub(super) fn receive(bytes: &[u8]) -> Result<Received, Refusal> {
    let pdf = open(bytes)?;
    let pages = pdf.pages().len();
    if pages > MOST_PAGES {
        return Err(Refusal::TooManyPages);
    }
    if pdf
        .objects()
        .into_iter()
        .any(|object| is_active(&object, 0))
    {
        return Err(Refusal::Active);
    }
    let first = pdf.pages().first().ok_or(Refusal::Broken)?;
    let side = f32::from(u16::try_from(THUMBNAIL_SIDE).unwrap_or(u16::MAX)) * 2.0;
    let thumbnail = photo::thumbnail(&drawn(first, side)?)?;
    Ok(Received {
        media_type: "application/pdf",
        extension: "pdf",
        bytes: bytes.to_vec(),
        pages,
        thumbnail: Some(thumbnail),
        entries: Vec::new(),
    })
}

pub(super) fn page_image(bytes: &[u8], number: usize) -> Result<Vec<u8>, Refusal> {
    let pdf = open(bytes)?;
    let page = number
        .checked_sub(1)
        .and_then(|at| pdf.pages().get(at))
        .ok_or(Refusal::NoSuchPage)?;
    photo::jpeg(&drawn(page, PAGE_SIDE)?, 82)
}

fn open(bytes: &[u8]) -> Result<Pdf, Refusal> {
    let pdf = Pdf::new(bytes.to_vec()).map_err(|error| match error {
        LoadPdfError::Decryption(_) => Refusal::Encrypted,
        LoadPdfError::Invalid => Refusal::Broken,
    })?;
    if pdf.pages().is_empty() {
        return Err(Refusal::Broken);
    }
    Ok(pdf)
}

fn is_active(object: &Object<'_>, depth: usize) -> bool {
    if depth > DEEPEST {
        // Nothing honest is nested so deep.
        return true;
    }
    match object {
        Object::Dict(dict) => is_active_dict(dict, depth),
        Object::Stream(stream) => is_active_dict(stream.dict(), depth),
        Object::Array(array) => array.raw_iter().any(|item| match item {
            MaybeRef::NotRef(item) => is_active(&item, depth + 1),
            MaybeRef::Ref(_) => false,
        }),
        _ => false,
    }
}

/// References are not followed: what they lead to is an object of its own.
fn is_active_dict(dict: &Dict<'_>, depth: usize) -> bool {
    if dict.contains_key(b"JS") || dict.contains_key(b"JavaScript") {
        return true;
    }
    let action: Option<Name<'_>> = dict.get(b"S");
    if action.is_some_and(|action| PROGRAMS.contains(&action.as_ref())) {
        return true;
    }
    // By key and not by `entries`, which stops at a value that cannot be read.
    dict.keys()
        .any(|key| match dict.get_raw::<Object<'_>>(key.as_ref()) {
            Some(MaybeRef::NotRef(value)) => is_active(&value, depth + 1),
            Some(MaybeRef::Ref(_)) | None => false,
        })
}

fn drawn(page: &Page<'_>, side: f32) -> Result<DynamicImage, Refusal> {
    let (width, height) = page.render_dimensions();
    let longer = width.max(height);
    if !longer.is_finite() || longer < 1.0 || width < 0.5 || height < 0.5 {
        return Err(Refusal::Broken);
    }
    let scale = side / longer;
    let settings = RenderSettings {
        x_scale: scale,
        y_scale: scale,
        width: Some(pixels(width * scale)),
        height: Some(pixels(height * scale)),
        bg_color: WHITE,
    };
    let pixmap = hayro::render(
        page,
        &RenderCache::new(),
        &InterpreterSettings::default(),
        &settings,
    );
    let (width, height) = (u32::from(pixmap.width()), u32::from(pixmap.height()));
    let mut rgb = Vec::with_capacity(pixmap.data().len() * 3);
    for pixel in pixmap.data() {
        // Drawn on white, so nothing is transparent.
        rgb.extend_from_slice(&[pixel.r, pixel.g, pixel.b]);
    }
    image::RgbImage::from_raw(width, height, rgb)
        .map(DynamicImage::ImageRgb8)
        .ok_or(Refusal::Broken)
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "clamped to what fits"
)]
fn pixels(length: f32) -> u16 {
    length.clamp(1.0, 4000.0) as u16
}

/// A PDF with a photo on each page: upright or lying A4 with a narrow margin.
pub(super) fn of_photos(photos: &[photo::Page]) -> Vec<u8> {
    const SHORT: f32 = 595.0;
    const LONG: f32 = 842.0;
    const MARGIN: f32 = 14.0;
    let mut pdf = pdf_writer::Pdf::new();
    let mut next = Ref::new(1);
    let (catalogue, tree) = (next.bump(), next.bump());
    let ids: Vec<[Ref; 3]> = photos
        .iter()
        .map(|_| [next.bump(), next.bump(), next.bump()])
        .collect();
    pdf.catalog(catalogue).pages(tree);
    pdf.pages(tree)
        .kids(ids.iter().map(|[page, ..]| *page))
        .count(i32::try_from(photos.len()).unwrap_or(i32::MAX));
    let name = Key(b"F");
    for (photo, [page, content, picture]) in photos.iter().zip(&ids) {
        let (width, height) = (photo.width as f32, photo.height as f32);
        let (paper_width, paper_height) = if width > height {
            (LONG, SHORT)
        } else {
            (SHORT, LONG)
        };
        let room = (paper_width - 2.0 * MARGIN, paper_height - 2.0 * MARGIN);
        let scale = (room.0 / width).min(room.1 / height);
        let (width, height) = (width * scale, height * scale);
        let mut writer = pdf.page(*page);
        writer.parent(tree);
        writer.media_box(Rect::new(0.0, 0.0, paper_width, paper_height));
        writer.contents(*content);
        writer.resources().x_objects().pair(name, *picture);
        writer.finish();
        let mut drawing = Content::new();
        drawing.transform([
            width,
            0.0,
            0.0,
            height,
            (paper_width - width) / 2.0,
            (paper_height - height) / 2.0,
        ]);
        drawing.x_object(name);
        pdf.stream(*content, &drawing.finish());
        let mut image = pdf.image_xobject(*picture, &photo.jpeg);
        image.filter(Filter::DctDecode);
        image.width(i32::try_from(photo.width).unwrap_or(i32::MAX));
        image.height(i32::try_from(photo.height).unwrap_or(i32::MAX));
        image.color_space().device_rgb();
        image.bits_per_component(8);
        image.finish();
    }
    pdf.finish()
}
