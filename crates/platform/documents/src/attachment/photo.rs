//! Photos: decoded within limits, turned upright, written anew without metadata.

use std::io::Cursor;

use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits};

use super::{LARGEST_FILE, Received, Refusal, THUMBNAIL_SIDE};

/// More pixels than telephones make; decoded, they take 200 MB.
pub const MOST_PIXELS: u64 = 50_000_000;
/// Longer side of what is kept: A4 at more than 300 dots per inch.
const LONGEST_SIDE: u32 = 4000;
const QUALITY: u8 = 85;
const MOST_MEMORY: u64 = 400 * 1024 * 1024;

pub(super) fn receive(bytes: &[u8], format: ImageFormat) -> Result<Received, Refusal> {
    kept(upright(bytes, format, true)?, format)
}

/// What libheif made: turned already, though its metadata may still say how.
pub(super) fn receive_converted(jpeg: &[u8]) -> Result<Received, Refusal> {
    kept(upright(jpeg, ImageFormat::Jpeg, false)?, ImageFormat::Jpeg)
}

fn kept(picture: DynamicImage, format: ImageFormat) -> Result<Received, Refusal> {
    let thumbnail = thumbnail(&picture)?;
    let (media_type, extension, bytes) = match format {
        // What is drawn (a screenshot, a scan of text) stays sharp, unless that takes more room than a photo would.
        ImageFormat::Png => match png(&picture)? {
            bytes if bytes.len() <= LARGEST_FILE => ("image/png", "png", bytes),
            _ => ("image/jpeg", "jpg", jpeg(&picture, QUALITY)?),
        },
        _ => ("image/jpeg", "jpg", jpeg(&picture, QUALITY)?),
    };
    if bytes.len() > LARGEST_FILE {
        return Err(Refusal::TooLarge);
    }
    Ok(Received {
        media_type,
        extension,
        bytes,
        pages: 1,
        thumbnail: Some(thumbnail),
        entries: Vec::new(),
    })
}

/// A photo as a page of a document: JPEG with its width and height.
pub(super) struct Page {
    pub jpeg: Vec<u8>,
    pub width: u32,
    pub height: u32,
}

pub(super) fn page(bytes: &[u8], format: ImageFormat) -> Result<Page, Refusal> {
    of_page(upright(bytes, format, true)?)
}

pub(super) fn page_converted(jpeg: &[u8]) -> Result<Page, Refusal> {
    of_page(upright(jpeg, ImageFormat::Jpeg, false)?)
}

/// Several photos share the room of one file, so each is a little smaller: A4 at 200 dots per inch.
fn of_page(picture: DynamicImage) -> Result<Page, Refusal> {
    let picture = shrunk(picture, 2400);
    Ok(Page {
        jpeg: jpeg(&picture, 80)?,
        width: picture.width(),
        height: picture.height(),
    })
}

fn upright(bytes: &[u8], format: ImageFormat, turn: bool) -> Result<DynamicImage, Refusal> {
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    let mut limits = Limits::default();
    limits.max_alloc = Some(MOST_MEMORY);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(refusal)?;
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > MOST_PIXELS {
        return Err(Refusal::TooManyPixels);
    }
    let orientation = if turn {
        decoder.orientation().unwrap_or(Orientation::NoTransforms)
    } else {
        Orientation::NoTransforms
    };
    let picture = DynamicImage::from_decoder(decoder).map_err(refusal)?;
    if picture.width() == 0 || picture.height() == 0 {
        return Err(Refusal::Broken);
    }
    let mut picture = shrunk(picture, LONGEST_SIDE);
    picture.apply_orientation(orientation);
    Ok(picture)
}

fn shrunk(picture: DynamicImage, side: u32) -> DynamicImage {
    if picture.width().max(picture.height()) > side {
        picture.resize(side, side, image::imageops::FilterType::Triangle)
    } else {
        picture
    }
}

pub(super) fn thumbnail(picture: &DynamicImage) -> Result<Vec<u8>, Refusal> {
    jpeg(&picture.thumbnail(THUMBNAIL_SIDE, THUMBNAIL_SIDE), 75)
}

/// JPEG knows no transparency; what is clear becomes white.
pub(super) fn jpeg(picture: &DynamicImage, quality: u8) -> Result<Vec<u8>, Refusal> {
    let mut bytes = Vec::new();
    let mut encoder = JpegEncoder::new_with_quality(&mut bytes, quality);
    let done = if picture.color().has_alpha() {
        let mut flat = image::RgbImage::new(picture.width(), picture.height());
        for (to, from) in flat.pixels_mut().zip(picture.to_rgba8().pixels()) {
            let alpha = u16::from(from[3]);
            let over = |c: u8| {
                let mixed = (u16::from(c) * alpha + 255 * (255 - alpha)) / 255;
                u8::try_from(mixed).unwrap_or(u8::MAX)
            };
            *to = image::Rgb([over(from[0]), over(from[1]), over(from[2])]);
        }
        encoder.encode_image(&flat)
    } else {
        encoder.encode_image(&picture.to_rgb8())
    };
    done.map_err(refusal)?;
    Ok(bytes)
}

fn png(picture: &DynamicImage) -> Result<Vec<u8>, Refusal> {
    let picture = match picture.color() {
        c if c.has_color() && c.has_alpha() => DynamicImage::ImageRgba8(picture.to_rgba8()),
        c if c.has_color() => DynamicImage::ImageRgb8(picture.to_rgb8()),
        c if c.has_alpha() => DynamicImage::ImageLumaA8(picture.to_luma_alpha8()),
        _ => DynamicImage::ImageLuma8(picture.to_luma8()),
    };
    let mut bytes = Vec::new();
    picture
        .write_with_encoder(PngEncoder::new_with_quality(
            &mut bytes,
            CompressionType::Default,
            FilterType::Adaptive,
        ))
        .map_err(refusal)?;
    Ok(bytes)
}

fn refusal(error: image::ImageError) -> Refusal {
    match error {
        image::ImageError::Limits(_) => Refusal::TooManyPixels,
        _ => Refusal::Broken,
    }
}
