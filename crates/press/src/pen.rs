//! The pen: puts marks on a page.

use std::sync::Arc;

use crate::font::Type;
use crate::page::{Colour, Fill, Letters, Line, Mark, Point, Rect, Rule, Step, Weight};
use crate::text::wrap;

/// A line of letters is this many times as high as its letters.
pub const LEADING: f64 = 1.32;
/// From the top of a line's box down to its baseline, in parts of its letters' height.
const BASELINE: f64 = 1.0;

/// Ink for what is read.
pub const INK: Colour = Colour(0x1c, 0x23, 0x2b);
/// Ink for what stands back.
pub const PALE_INK: Colour = Colour(0x5d, 0x68, 0x73);
/// Hairlines.
pub const RULE: Colour = Colour(0x9a, 0xa3, 0xab);
/// Behind heads of tables.
pub const WASH: Colour = Colour(0xee, 0xf1, 0xf3);
/// Paper.
pub const WHITE: Colour = Colour(0xff, 0xff, 0xff);

/// How letters look.
#[derive(Debug, Clone, Copy)]
pub struct Style {
    /// Height of the em square in millimetres.
    pub size: f64,
    /// Which face.
    pub weight: Weight,
    /// Colour.
    pub colour: Colour,
}

/// From where a line of letters runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Align {
    /// From here to the right.
    Left,
    /// To both sides.
    Middle,
    /// Up to here.
    Right,
}

/// Marks in the making, and the letters that they are set in.
pub struct Pen<'a> {
    /// What is drawn so far.
    pub marks: Vec<Mark>,
    letters: &'a Type,
}

impl Style {
    /// Letters for reading, by their size in points.
    pub fn plain(points: f64) -> Self {
        Self { size: points * 25.4 / 72.0, weight: Weight::Regular, colour: INK }
    }

    /// The same letters, bold.
    #[must_use]
    pub fn bold(self) -> Self {
        Self { weight: Weight::Bold, ..self }
    }

    /// The same letters in another ink.
    #[must_use]
    pub fn ink(self, colour: Colour) -> Self {
        Self { colour, ..self }
    }

    /// The same letters, `by` times as large.
    #[must_use]
    pub fn times(self, by: f64) -> Self {
        Self { size: self.size * by, ..self }
    }

    /// The height of a line.
    pub fn leading(self) -> f64 {
        self.size * LEADING
    }
}

impl<'a> Pen<'a> {
    /// A pen on an empty page.
    pub fn new(letters: &'a Type) -> Self {
        Self { marks: Vec::new(), letters }
    }

    /// How wide a text is.
    pub fn width(&self, text: &str, style: Style) -> f64 {
        self.letters.width(text, style.size, style.weight)
    }

    /// The text's lines where each may be so wide.
    pub fn lines(&self, text: &str, style: Style, width: f64) -> Vec<String> {
        wrap(text, &|line| self.width(line, style) <= width)
    }

    /// The style, smaller where a text would be wider than `width`; never below six tenths.
    pub fn fitted(&self, text: &str, style: Style, width: f64) -> Style {
        style.times((width / self.width(text, style).max(f64::MIN_POSITIVE)).clamp(0.6, 1.0))
    }

    /// One line of letters whose box begins at `top`.
    pub fn text(&mut self, text: &str, (x, top): Point, align: Align, style: Style) {
        let width = self.width(text, style);
        let left = match align {
            Align::Left => x,
            Align::Middle => x - width / 2.0,
            Align::Right => x - width,
        };
        self.write(text, (left, top + BASELINE * style.size), 0.0, style);
    }

    /// Lines under each other, and where the next would begin.
    pub fn lines_at(&mut self, lines: &[String], (x, top): Point, align: Align, style: Style) -> f64 {
        for (line, row) in lines.iter().zip(0..) {
            self.text(line, (x, top + f64::from(row) * style.leading()), align, style);
        }
        top + lines.len() as f64 * style.leading()
    }

    /// One line of letters from where its baseline begins, turned to the left by so many degrees.
    pub fn write(&mut self, text: &str, at: Point, turn: f64, style: Style) {
        if text.is_empty() {
            return;
        }
        let Style { size, weight, colour } = style;
        self.marks.push(Mark::Text(Letters { at, text: text.to_owned(), size, weight, colour, turn }));
    }

    /// Lines on a map, over a pale edge that keeps what lies below off them. The first begins at `top`.
    pub fn names(&mut self, lines: &[String], (middle, top): Point, style: Style, halo: f64) {
        for (text, row) in lines.iter().zip(0..) {
            let left = middle - self.width(text, style) / 2.0;
            let at = (left, top + f64::from(row) * style.leading() + BASELINE * style.size);
            let Style { size, weight, colour } = style;
            let letters = Letters { at, text: text.clone(), size, weight, colour, turn: 0.0 };
            let edge = Line { opacity: 0.85, ..Line::of(WHITE, halo) };
            self.marks.push(Mark::Path { way: letters.outline(self.letters), fill: None, line: Some(edge) });
            self.marks.push(Mark::Text(letters));
        }
    }

    /// Letters as a shape, so faint that all shows through.
    pub fn ghost(&mut self, text: &str, at: Point, turn: f64, style: Style, opacity: f64) {
        let Style { size, weight, colour } = style;
        let letters = Letters { at, text: text.to_owned(), size, weight, colour, turn };
        let fill = Fill { colour, opacity, rule: Rule::Winding };
        self.marks.push(Mark::Path { way: letters.outline(self.letters), fill: Some(fill), line: None });
    }

    /// A path.
    pub fn path(&mut self, way: Vec<Step>, fill: Option<Fill>, line: Option<Line>) {
        self.marks.push(Mark::Path { way, fill, line });
    }

    /// A box.
    pub fn rect(&mut self, rect: Rect, fill: Option<Colour>, line: Option<Line>) {
        self.path(rect.way(), fill.map(Fill::of), line);
    }

    /// A straight line.
    pub fn line(&mut self, from: Point, to: Point, line: Line) {
        self.path(vec![Step::Move(from), Step::Line(to)], None, Some(line));
    }

    /// A picture that fills a box.
    pub fn picture(&mut self, jpeg: &Arc<[u8]>, to: Rect) {
        self.marks.push(Mark::Picture { jpeg: Arc::clone(jpeg), to });
    }

    /// Show what follows only inside a box.
    pub fn clip(&mut self, to: Rect) {
        self.marks.push(Mark::Clip(to));
    }

    /// Show everything again.
    pub fn unclip(&mut self) {
        self.marks.push(Mark::Unclip);
    }
}
