//! Pages as PDF: vectors stay vectors, letters stay letters, fonts are embedded and subset.

use domain::words::Language;
use krilla::color::rgb;
use krilla::geom::{Path, PathBuilder, Point as Corner, Size, Transform};
use krilla::image::Image;
use krilla::metadata::Metadata;
use krilla::num::NormalizedF32;
use krilla::page::PageSettings;
use krilla::paint::{Fill as Paint, FillRule, LineCap, LineJoin, Stroke, StrokeDash};
use krilla::surface::Surface;
use krilla::text::{Font, GlyphId, KrillaGlyph, Tag};
use krilla::{Document, SerializeSettings};

use crate::Error;
use crate::font::{Face, Type};
use crate::page::{Colour, Fill, Letters, Line, Mark, Page, Point, Rect, Rule, Step, Weight};

/// Points of a PDF in a millimetre.
const POINTS: f64 = 72.0 / 25.4;

/// What the file says of itself.
pub struct About {
    pub title: String,
    pub language: Language,
    pub by: String,
    pub keywords: Vec<String>,
}

/// Write the pages down.
pub fn write(pages: &[Page], about: About, letters: &Type) -> Result<Vec<u8>, Error> {
    let [regular, bold] = [Weight::Regular, Weight::Bold].map(|weight| font(letters.face(weight)));
    let fonts = Fonts { letters, regular: regular?, bold: bold? };
    let mut document = Document::new_with(SerializeSettings { enable_tagging: false, ..SerializeSettings::default() });
    document.set_metadata(
        Metadata::new()
            .title(about.title)
            .language(about.language.either("zh-CN", "en").to_owned())
            .creator("Wutu 五图".to_owned())
            .authors(vec![about.by])
            .keywords(about.keywords),
    );
    for page in pages {
        let size = PageSettings::from_wh(long(page.width), long(page.height))
            .ok_or_else(|| Error::Pdf("a page without size".to_owned()))?;
        let mut sheet = document.start_page_with(size);
        let mut surface = sheet.surface();
        for mark in &page.marks {
            draw(&mut surface, mark, &fonts)?;
        }
        surface.finish();
        sheet.finish();
    }
    document.finish().map_err(|error| Error::Pdf(format!("{error:?}")))
}

struct Fonts<'a> {
    letters: &'a Type,
    regular: Font,
    bold: Font,
}

fn font(face: &Face) -> Result<Font, Error> {
    let font = match face.weight() {
        None => Font::new(face.bytes().into(), face.index()),
        Some(weight) => Font::new_variable(face.bytes().into(), face.index(), &[(Tag::new(b"wght"), weight)]),
    };
    font.ok_or_else(|| Error::Pdf("a font that was read before cannot be read".to_owned()))
}

fn draw(surface: &mut Surface<'_>, mark: &Mark, fonts: &Fonts<'_>) -> Result<(), Error> {
    match mark {
        Mark::Path { way, fill, line } => {
            let Some(path) = path(way) else { return Ok(()) };
            surface.set_fill(fill.as_ref().map(paint));
            surface.set_stroke(line.as_ref().map(stroke));
            surface.draw_path(&path);
        }
        Mark::Text(text) => write_text(surface, text, fonts),
        Mark::Picture { jpeg, to } => show(surface, jpeg, *to)?,
        Mark::Clip(to) => {
            if let Some(path) = path(&to.way()) {
                surface.push_clip_path(&path, &FillRule::NonZero);
            }
        }
        Mark::Unclip => surface.pop(),
    }
    Ok(())
}

/// The JPEG goes in as it is.
fn show(surface: &mut Surface<'_>, jpeg: &[u8], to: Rect) -> Result<(), Error> {
    let image = Image::from_jpeg(jpeg.to_vec().into(), true).map_err(Error::Pdf)?;
    let size = Size::from_wh(long(to.width()), long(to.height()));
    let size = size.ok_or_else(|| Error::Pdf("a picture without size".to_owned()))?;
    surface.push_transform(&Transform::from_translate(long(to.left), long(to.top)));
    surface.draw_image(image, size);
    surface.pop();
    Ok(())
}

fn write_text(surface: &mut Surface<'_>, text: &Letters, fonts: &Fonts<'_>) {
    let face = fonts.letters.face(text.weight);
    let font = match text.weight {
        Weight::Regular => &fonts.regular,
        Weight::Bold => &fonts.bold,
    };
    let glyphs: Vec<KrillaGlyph> = text
        .text
        .char_indices()
        .map(|(at, character)| {
            let sign = face.sign(character);
            KrillaGlyph {
                glyph_id: GlyphId::new(sign.glyph),
                text_range: at..at + character.len_utf8(),
                x_advance: sign.advance as f32,
                x_offset: 0.0,
                y_offset: 0.0,
                y_advance: 0.0,
                location: None,
            }
        })
        .collect();
    surface.set_stroke(None);
    surface.set_fill(Some(paint(&Fill::of(text.colour))));
    let is_turned = text.turn != 0.0;
    let at = corner(text.at);
    if is_turned {
        surface.push_transform(&Transform::from_rotate_at(-text.turn as f32, at.x, at.y));
    }
    surface.draw_glyphs(at, &glyphs, font.clone(), &text.text, long(text.size), false);
    if is_turned {
        surface.pop();
    }
}

/// None where the way leads nowhere.
fn path(way: &[Step]) -> Option<Path> {
    let mut builder = PathBuilder::new();
    for step in way {
        match step.moved(|(x, y)| (x * POINTS, y * POINTS)) {
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

fn paint(fill: &Fill) -> Paint {
    let rule = match fill.rule {
        Rule::EvenOdd => FillRule::EvenOdd,
        Rule::Winding => FillRule::NonZero,
    };
    Paint { paint: rgb(fill.colour).into(), opacity: opacity(fill.opacity), rule }
}

fn stroke(line: &Line) -> Stroke {
    let dash = (!line.dash.is_empty())
        .then(|| StrokeDash { array: line.dash.iter().map(|&part| long(part)).collect(), offset: 0.0 });
    Stroke {
        paint: rgb(line.colour).into(),
        width: long(line.width),
        opacity: opacity(line.opacity),
        line_cap: if dash.is_some() { LineCap::Butt } else { LineCap::Round },
        line_join: LineJoin::Round,
        dash,
        ..Stroke::default()
    }
}

fn rgb(Colour(red, green, blue): Colour) -> rgb::Color {
    rgb::Color::new(red, green, blue)
}

fn opacity(share: f64) -> NormalizedF32 {
    NormalizedF32::new(share.clamp(0.0, 1.0) as f32).unwrap_or(NormalizedF32::ONE)
}

fn corner((x, y): Point) -> Corner {
    Corner::from_xy(long(x), long(y))
}

fn long(millimetres: f64) -> f32 {
    (millimetres * POINTS) as f32
}
