//! Pictures: decoded within bounds, turned upright, shrunk where they are larger than any screen, written anew.

use std::io::Cursor;

use domain::attachment::{LONGEST_SIDE, MOST_PIXELS, Media, SMALL_SIDE};
use image::codecs::jpeg::{JpegDecoder, JpegEncoder};
use image::codecs::png::{CompressionType, FilterType, PngDecoder, PngEncoder};
use image::codecs::webp::WebPDecoder;
use image::{DynamicImage, ImageDecoder, ImageError, Limits, imageops};
use memchr::memmem;

use domain::flaw::Flaw;

use crate::{Seen, Stripped};

/// Of a photograph as it is kept: nobody sees what is lost.
const QUALITY: u8 = 85;
/// Of a small one.
const SMALL_QUALITY: u8 = 70;
/// What a decoder may set aside at once: four bytes of each pixel, and as much again to work with.
const MOST_MEMORY: u64 = MOST_PIXELS * 8;

/// What a picture is, told by its first bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    Jpeg,
    Png,
    Webp,
}

impl Format {
    pub fn of(bytes: &[u8]) -> Option<Self> {
        if bytes.starts_with(&[0xff, 0xd8, 0xff]) {
            Some(Self::Jpeg)
        } else if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
            Some(Self::Png)
        } else if bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP") {
            Some(Self::Webp)
        } else {
            None
        }
    }
}

pub fn strip(format: Format, bytes: &[u8]) -> Result<Stripped, Flaw> {
    let picture = match format {
        // A camera's end of picture is missing where the sending broke off; the decoder would make grey of the rest.
        Format::Jpeg if !has_jpeg_end(bytes) => return Err(damaged()),
        Format::Jpeg => decode(JpegDecoder::new(Cursor::new(bytes)))?,
        Format::Png => decode(PngDecoder::new(Cursor::new(bytes)))?,
        Format::Webp => decode(WebPDecoder::new(Cursor::new(bytes)))?,
    };
    let picture = fitting(picture, LONGEST_SIDE);
    let small = jpeg(&flat(&fitting(picture.clone(), SMALL_SIDE)), SMALL_QUALITY)?;
    let (media, bytes) = match format {
        Format::Jpeg => (Media::Jpeg, jpeg(&flat(&picture), QUALITY)?),
        // What was lossy stays so, unless something can be seen through it.
        Format::Webp if !is_translucent(&picture) => (Media::Jpeg, jpeg(&flat(&picture), QUALITY)?),
        Format::Png | Format::Webp => (Media::Png, png(&picture)?),
    };
    let pixels = Some((picture.width(), picture.height()));
    Ok(Stripped { seen: Seen { media, pixels }, bytes, small })
}

/// Whether the picture's data, which begin with the last start of a scan, come to their end.
fn has_jpeg_end(bytes: &[u8]) -> bool {
    let Some(scan) = memmem::rfind(bytes, &[0xff, 0xda]) else { return false };
    memmem::find(&bytes[scan..], &[0xff, 0xd9]).is_some()
}

fn decode<D: ImageDecoder>(decoder: Result<D, ImageError>) -> Result<DynamicImage, Flaw> {
    let mut decoder = decoder.map_err(|_| damaged())?;
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > MOST_PIXELS {
        let flaw = Flaw::new("picture.too_large").with("width", &width).with("height", &height);
        return Err(flaw.with("most", &(MOST_PIXELS / 1_000_000)));
    }
    let mut limits = Limits::default();
    limits.max_alloc = Some(MOST_MEMORY);
    decoder.set_limits(limits).map_err(|_| damaged())?;
    // How it was held stands among what is thrown away, so it is turned first.
    let orientation = decoder.orientation().map_err(|_| damaged())?;
    let mut picture = DynamicImage::from_decoder(decoder).map_err(|_| damaged())?;
    picture.apply_orientation(orientation);
    // Sixteen bits are for whoever works on pictures; nobody sees them here.
    Ok(if picture.color().has_alpha() {
        DynamicImage::ImageRgba8(picture.into_rgba8())
    } else {
        DynamicImage::ImageRgb8(picture.into_rgb8())
    })
}

fn fitting(picture: DynamicImage, side: u32) -> DynamicImage {
    if picture.width().max(picture.height()) <= side { picture } else { picture.thumbnail(side, side) }
}

fn is_translucent(picture: &DynamicImage) -> bool {
    picture.as_rgba8().is_some_and(|picture| picture.pixels().any(|pixel| pixel.0[3] != 255))
}

/// The picture on white, for formats through which nothing can be seen.
fn flat(picture: &DynamicImage) -> DynamicImage {
    let Some(rgba) = picture.as_rgba8() else { return picture.clone() };
    let mut ground = image::RgbaImage::from_pixel(rgba.width(), rgba.height(), image::Rgba([255; 4]));
    imageops::overlay(&mut ground, rgba, 0, 0);
    DynamicImage::ImageRgb8(DynamicImage::ImageRgba8(ground).into_rgb8())
}

fn jpeg(picture: &DynamicImage, quality: u8) -> Result<Vec<u8>, Flaw> {
    let mut bytes = Vec::new();
    JpegEncoder::new_with_quality(&mut bytes, quality).encode_image(picture).map_err(|_| damaged())?;
    Ok(bytes)
}

fn png(picture: &DynamicImage) -> Result<Vec<u8>, Flaw> {
    let mut bytes = Vec::new();
    let encoder = PngEncoder::new_with_quality(&mut bytes, CompressionType::Default, FilterType::Adaptive);
    picture.write_with_encoder(encoder).map_err(|_| damaged())?;
    Ok(bytes)
}

fn damaged() -> Flaw {
    Flaw::new("picture.damaged")
}
