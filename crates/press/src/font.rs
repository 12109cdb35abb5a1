//! The letters: which faces a font file holds, how wide their signs are, how they are drawn.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use skrifa::instance::{Location, Size};
use skrifa::outline::{DrawSettings, OutlinePen};
use skrifa::raw::{FileRef, FontRef};
use skrifa::string::StringId;
use skrifa::{GlyphId, MetadataProvider, Tag};

use crate::page::{Step, Weight};

/// The two faces that a sheet is set in.
#[derive(Debug)]
pub struct Type {
    regular: Face,
    bold: Face,
}

/// One face of a font file.
pub struct Face {
    bytes: Arc<Vec<u8>>,
    index: u32,
    /// Where the face is one of a range of weights: which.
    weight: Option<f32>,
    location: Location,
    em: f64,
    known: Mutex<HashMap<char, Option<Sign>>>,
}

/// A character's glyph, and how far it moves the pen, in parts of the em.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Sign {
    pub glyph: u32,
    pub advance: f64,
}

/// A face without these cannot set a Chinese sheet.
const NEEDED: [char; 10] = ['网', '格', '图', '街', '道', '数', '，', 'A', 'z', '0'];

/// Stands where a face lacks a sign, as printers have it since lead: seen, and never taken for a letter.
const GETA: char = '〓';

impl Type {
    /// Faces for reading and for names. A file with a range of weights may serve as both.
    pub fn new(regular: Face, bold: Face) -> Self {
        Self { regular, bold }
    }

    pub(crate) fn face(&self, weight: Weight) -> &Face {
        match weight {
            Weight::Regular => &self.regular,
            Weight::Bold => &self.bold,
        }
    }

    /// How wide a text is, in millimetres.
    pub(crate) fn width(&self, text: &str, size: f64, weight: Weight) -> f64 {
        let face = self.face(weight);
        text.chars().map(|sign| face.sign(sign).advance).sum::<f64>() * size
    }
}

impl Face {
    /// The face of a font file that sets simplified Chinese best; none where no face of it can set Chinese at all.
    pub fn of(bytes: Arc<Vec<u8>>, weight: Weight) -> Option<Self> {
        let faces = match FileRef::new(&bytes).ok()? {
            FileRef::Font(_) => 1,
            FileRef::Collection(collection) => collection.len(),
        };
        let index =
            (0..faces).filter_map(|index| Some((merit(&bytes, index)?, index))).max_by_key(|&(merit, index)| {
                // The first of equals.
                (merit, std::cmp::Reverse(index))
            })?;
        Self::at(bytes, index.1, weight)
    }

    fn at(bytes: Arc<Vec<u8>>, index: u32, weight: Weight) -> Option<Self> {
        let font = FontRef::from_index(&bytes, index).ok()?;
        let wished = match weight {
            Weight::Regular => 400.0,
            Weight::Bold => 700.0,
        };
        let ranged = font.axes().get_by_tag(Tag::new(b"wght")).is_some();
        let location = if ranged { font.axes().location([("wght", wished)]) } else { Location::default() };
        let em = f64::from(font.metrics(Size::unscaled(), &location).units_per_em);
        let weight = ranged.then_some(wished);
        Some(Self { index, weight, location, em, known: Mutex::default(), bytes })
    }

    /// Whether the face can set this text without a stand-in.
    pub fn has(&self, text: &str) -> bool {
        text.chars().all(|sign| self.find(sign).is_some())
    }

    pub(crate) fn bytes(&self) -> Arc<Vec<u8>> {
        Arc::clone(&self.bytes)
    }

    pub(crate) fn index(&self) -> u32 {
        self.index
    }

    pub(crate) fn weight(&self) -> Option<f32> {
        self.weight
    }

    /// A character's glyph, or the stand-in's.
    pub(crate) fn sign(&self, character: char) -> Sign {
        let plain = if character.is_control() || character == '\u{a0}' { ' ' } else { character };
        let nothing = Sign { glyph: 0, advance: 1.0 };
        self.find(plain).or_else(|| self.find(GETA)).unwrap_or(nothing)
    }

    fn find(&self, character: char) -> Option<Sign> {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        *known.entry(character).or_insert_with(|| {
            let font = FontRef::from_index(&self.bytes, self.index).ok()?;
            let glyph = font.charmap().map(character)?;
            let advance = font.glyph_metrics(Size::unscaled(), &self.location).advance_width(glyph)?;
            Some(Sign { glyph: glyph.to_u32(), advance: f64::from(advance) / self.em })
        })
    }

    /// A text's outline in parts of the em, from the beginning of its baseline, y down.
    pub(crate) fn outline(&self, text: &str) -> Vec<Step> {
        let mut way = Vec::new();
        let Ok(font) = FontRef::from_index(&self.bytes, self.index) else { return way };
        let outlines = font.outline_glyphs();
        let mut at = 0.0;
        for character in text.chars() {
            let sign = self.sign(character);
            if let Some(outline) = outlines.get(GlyphId::new(sign.glyph)) {
                let mut pen = Tracing { way: &mut way, at, em: self.em };
                // A glyph that cannot be drawn leaves its place empty.
                let _ = outline.draw(DrawSettings::unhinted(Size::unscaled(), &self.location), &mut pen);
            }
            at += sign.advance;
        }
        way
    }
}

impl std::fmt::Debug for Face {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Face").field("bytes", &self.bytes.len()).field("index", &self.index).finish_non_exhaustive()
    }
}

/// How well a face sets simplified Chinese; none where it cannot.
fn merit(bytes: &[u8], index: u32) -> Option<u8> {
    let font = FontRef::from_index(bytes, index).ok()?;
    let letters = font.charmap();
    if NEEDED.iter().any(|&sign| letters.map(sign).is_none()) {
        return None;
    }
    let family = font.localized_strings(StringId::FAMILY_NAME).english_or_first()?.chars().collect::<String>();
    // One file holds the same font for several regions, and again with letters all of one width.
    let simplified = u8::from(["SC", "CN", "GB"].iter().any(|region| family.contains(region)));
    Some(2 * simplified + u8::from(!family.contains("Mono")))
}

/// Writes a glyph down where the pen stands.
struct Tracing<'a> {
    way: &'a mut Vec<Step>,
    at: f64,
    em: f64,
}

impl Tracing<'_> {
    fn point(&self, x: f32, y: f32) -> (f64, f64) {
        (self.at + f64::from(x) / self.em, -f64::from(y) / self.em)
    }
}

impl OutlinePen for Tracing<'_> {
    fn move_to(&mut self, x: f32, y: f32) {
        self.way.push(Step::Move(self.point(x, y)));
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.way.push(Step::Line(self.point(x, y)));
    }

    fn quad_to(&mut self, cx: f32, cy: f32, x: f32, y: f32) {
        self.way.push(Step::Quad(self.point(cx, cy), self.point(x, y)));
    }

    fn curve_to(&mut self, ax: f32, ay: f32, bx: f32, by: f32, x: f32, y: f32) {
        self.way.push(Step::Cubic(self.point(ax, ay), self.point(bx, by), self.point(x, y)));
    }

    fn close(&mut self) {
        self.way.push(Step::Close);
    }
}
