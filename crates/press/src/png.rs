//! A page as PNG, 300 dots to the inch or small: the same marks, drawn with pixels.

use tiny_skia::{
    Color, FillRule, FilterQuality, IntSize, LineCap, LineJoin, Mask, Paint, Path, PathBuilder, Pixmap, PixmapPaint,
    Stroke, StrokeDash, Transform,
};
use zune_jpeg::JpegDecoder;
use zune_jpeg::zune_core::bytestream::ZCursor;
use zune_jpeg::zune_core::colorspace::ColorSpace;
use zune_jpeg::zune_core::options::DecoderOptions;

use crate::Error;
use crate::font::Type;
use crate::page::{Colour, Fill, Letters, Line, Mark, Page, Rect, Rule, Step};

const DOTS_PER_INCH: f64 = 300.0;
const DOTS: f64 = DOTS_PER_INCH / 25.4;
const INCHES_PER_METRE: f64 = 39.370_078_74;

/// Draw one page.
pub fn write(page: &Page, letters: &Type) -> Result<Vec<u8>, Error> {
    let pixels = pixels(page, DOTS, letters)?;
    with_resolution(&pixels.encode_png().map_err(|error| Error::Png(error.to_string()))?)
}

/// Draw one page so that its longer side has `side` dots. It is for screens and says no resolution.
pub fn small(page: &Page, side: u32, letters: &Type) -> Result<Vec<u8>, Error> {
    let pixels = pixels(page, f64::from(side) / page.width.max(page.height), letters)?;
    pixels.encode_png().map_err(|error| Error::Png(error.to_string()))
}

/// The page's marks, `dots` to the millimetre.
fn pixels(page: &Page, dots: f64, letters: &Type) -> Result<Pixmap, Error> {
    let (width, height) = ((page.width * dots).round() as u32, (page.height * dots).round() as u32);
    let mut pixels = Pixmap::new(width, height).ok_or_else(|| Error::Png("a page without size".to_owned()))?;
    pixels.fill(Color::WHITE);
    let scale = Transform::from_scale(dots as f32, dots as f32);
    let mut clip: Option<Mask> = None;
    for mark in &page.marks {
        match mark {
            Mark::Path { way, fill, line } => {
                draw(&mut pixels, scale, way, fill.as_ref(), line.as_ref(), clip.as_ref());
            }
            Mark::Text(text) => draw_text(&mut pixels, scale, text, letters, clip.as_ref()),
            Mark::Picture { jpeg, to } => show(&mut pixels, scale, jpeg, *to, clip.as_ref())?,
            Mark::Clip(to) => {
                let mut mask = Mask::new(width, height).ok_or_else(|| Error::Png("a page without size".to_owned()))?;
                if let Some(path) = path(&to.way()) {
                    mask.fill_path(&path, FillRule::Winding, false, scale);
                }
                clip = Some(mask);
            }
            Mark::Unclip => clip = None,
        }
    }
    Ok(pixels)
}

fn draw(
    pixels: &mut Pixmap,
    scale: Transform,
    way: &[Step],
    fill: Option<&Fill>,
    line: Option<&Line>,
    clip: Option<&Mask>,
) {
    let Some(path) = path(way) else { return };
    if let Some(fill) = fill {
        let rule = match fill.rule {
            Rule::EvenOdd => FillRule::EvenOdd,
            Rule::Winding => FillRule::Winding,
        };
        pixels.fill_path(&path, &paint(fill.colour, fill.opacity), rule, scale, clip);
    }
    if let Some(line) = line {
        let paint = paint(line.colour, line.opacity);
        pixels.stroke_path(&path, &paint, &stroke(line), scale, clip);
    }
}

fn draw_text(pixels: &mut Pixmap, scale: Transform, text: &Letters, letters: &Type, clip: Option<&Mask>) {
    let fill = Fill { rule: Rule::Winding, ..Fill::of(text.colour) };
    draw(pixels, scale, &text.outline(letters), Some(&fill), None, clip);
}

fn show(pixels: &mut Pixmap, scale: Transform, jpeg: &[u8], to: Rect, clip: Option<&Mask>) -> Result<(), Error> {
    let options = DecoderOptions::default().jpeg_set_out_colorspace(ColorSpace::RGBA);
    let mut decoder = JpegDecoder::new_with_options(ZCursor::new(jpeg), options);
    let bytes = decoder.decode().map_err(|error| Error::Png(error.to_string()))?;
    let size = decoder
        .dimensions()
        .and_then(|(width, height)| IntSize::from_wh(width.try_into().ok()?, height.try_into().ok()?));
    let picture = size.and_then(|size| Pixmap::from_vec(bytes, size));
    let picture = picture.ok_or_else(|| Error::Png("a picture without size".to_owned()))?;
    let stretched = scale
        .pre_translate(to.left as f32, to.top as f32)
        .pre_scale(to.width() as f32 / picture.width() as f32, to.height() as f32 / picture.height() as f32);
    let paint = PixmapPaint { quality: FilterQuality::Bilinear, ..PixmapPaint::default() };
    pixels.draw_pixmap(0, 0, picture.as_ref(), &paint, stretched, clip);
    Ok(())
}

fn path(way: &[Step]) -> Option<Path> {
    let mut builder = PathBuilder::new();
    for step in way {
        match *step {
            Step::Move(a) => builder.move_to(a.0 as f32, a.1 as f32),
            Step::Line(a) => builder.line_to(a.0 as f32, a.1 as f32),
            Step::Quad(a, b) => builder.quad_to(a.0 as f32, a.1 as f32, b.0 as f32, b.1 as f32),
            Step::Cubic(a, b, c) => {
                builder.cubic_to(a.0 as f32, a.1 as f32, b.0 as f32, b.1 as f32, c.0 as f32, c.1 as f32);
            }
            Step::Close => builder.close(),
        }
    }
    builder.finish()
}

fn paint(Colour(red, green, blue): Colour, opacity: f64) -> Paint<'static> {
    let mut paint = Paint { anti_alias: true, ..Paint::default() };
    paint.set_color_rgba8(red, green, blue, (opacity.clamp(0.0, 1.0) * 255.0).round() as u8);
    paint
}

fn stroke(line: &Line) -> Stroke {
    let dash = line.dash.iter().map(|&part| part as f32).collect();
    Stroke {
        width: line.width as f32,
        line_cap: if line.dash.is_empty() { LineCap::Round } else { LineCap::Butt },
        line_join: LineJoin::Round,
        dash: StrokeDash::new(dash, 0.0),
        ..Stroke::default()
    }
}

/// The same file, saying how many dots a metre has: printers then give the page its size.
fn with_resolution(png: &[u8]) -> Result<Vec<u8>, Error> {
    // A PNG begins with its signature (8 bytes) and IHDR (25); pHYs follows at once.
    const AFTER_HEADER: usize = 33;
    let dots = (DOTS_PER_INCH * INCHES_PER_METRE).round() as u32;
    let mut body = b"pHYs".to_vec();
    body.extend(dots.to_be_bytes());
    body.extend(dots.to_be_bytes());
    body.push(1);
    let Some((header, rest)) = png.split_at_checked(AFTER_HEADER) else {
        return Err(Error::Png("it ends before its header does".to_owned()));
    };
    let length = (body.len() as u32 - 4).to_be_bytes();
    let check = checksum(&body).to_be_bytes();
    Ok([header, &length, &body, &check, rest].concat())
}

/// CRC-32 as PNG has it.
fn checksum(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |mut sum, &byte| {
        sum ^= u32::from(byte);
        for _ in 0..8 {
            sum = if sum & 1 == 1 { (sum >> 1) ^ 0xEDB8_8320 } else { sum >> 1 };
        }
        sum
    })
}

impl Letters {
    /// The line of letters as a path.
    pub(crate) fn outline(&self, letters: &Type) -> Vec<Step> {
        let (sine, cosine) = self.turn.to_radians().sin_cos();
        let place = |(x, y): (f64, f64)| {
            let (x, y) = (x * self.size, y * self.size);
            (self.at.0 + x * cosine + y * sine, self.at.1 - x * sine + y * cosine)
        };
        letters.face(self.weight).outline(&self.text).into_iter().map(|step| step.moved(place)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Red on its left, blue on its right.
    const HALVES: &[u8] = include_bytes!("../../../tests/fixtures/attachments/halves.jpg");

    #[test]
    fn a_picture_fills_its_box_and_nothing_else() {
        let mut pixels = Pixmap::new(60, 40).expect("a size");
        pixels.fill(Color::WHITE);
        show(&mut pixels, Transform::from_scale(2.0, 2.0), HALVES, Rect::sized(5.0, 5.0, 20.0, 10.0), None)
            .expect("drawn");
        let seen = |x, y| {
            let at = pixels.pixel(x, y).expect("on the page");
            [at.red(), at.green(), at.blue()].map(|share| share > 127)
        };
        assert_eq!([seen(15, 20), seen(45, 20)], [[true, false, false], [false, false, true]]);
        assert_eq!([seen(5, 20), seen(55, 20), seen(30, 5), seen(30, 35)], [[true; 3]; 4]);
    }

    #[test]
    fn bytes_that_are_no_picture_are_told_and_not_drawn() {
        let mut pixels = Pixmap::new(4, 4).expect("a size");
        assert!(show(&mut pixels, Transform::identity(), b"no", Rect::sized(0.0, 0.0, 1.0, 1.0), None).is_err());
    }
}
