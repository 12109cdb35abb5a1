//! Tables, set over as many pages as they need under one running head.

use domain::words::Language;

use crate::font::Type;
use crate::frame::Frame;
use crate::front::{draw_foot, draw_watermark};
use crate::page::{Line, Page, Rect};
use crate::paper::Picture;
use crate::pen::{Align, INK, PALE_INK, Pen, RULE, Style, WASH};
use crate::sheet::Printed;

/// A table to be set: its title, unless the pages' own is enough, its columns and rows.
pub struct Table {
    pub title: Option<String>,
    pub note: Option<String>,
    pub columns: Vec<Column>,
    /// A cell for each column; a line break in a cell stays one.
    pub rows: Vec<Vec<String>>,
}

/// How large it is set, in points before the frame's ease.
#[derive(Clone, Copy)]
pub struct Sizes {
    /// The title on the first page.
    title: f64,
    /// What stands before tables, and what the pages' title is overleaf.
    text: f64,
    /// What stands in cells.
    cell: f64,
}

/// As small as a register on a map sheet, that is looked up.
pub const LOOKED_UP: Sizes = Sizes { title: 8.0, text: 7.0, cell: 6.0 };
/// As large as a paper that is read in the hand.
pub const READ: Sizes = Sizes { title: 13.0, text: 8.0, cell: 7.5 };
/// Millimetres between a cell's edge and what it says.
const PAD: f64 = 1.0;
/// Millimetres above and below a row's lines.
const ABOVE: f64 = 0.6;
const BELOW: f64 = 0.5;

/// The letters of what explains a table, in points.
const NOTE: f64 = 6.5;
/// How high pictures are at the most, in millimetres.
const PICTURE: f64 = 32.0;
/// The letters under a picture, in points.
const PICTURE_NAME: f64 = 6.0;
/// A longer name is cut: it stands whole among the order's words.
const NAME_LINES: usize = 2;

/// A column: its head, its share of the width, from where its cells run.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Column {
    head: &'static str,
    share: f64,
    align: Align,
}

/// Pages in the making.
pub struct Setter<'a> {
    frame: Frame,
    letters: &'a Type,
    sizes: Sizes,
    title: String,
    language: Language,
    done: Vec<Pen<'a>>,
    pen: Pen<'a>,
    y: f64,
}

/// A column whose cells take a share of the width.
pub fn column(head: &'static str, share: f64, align: Align) -> Column {
    Column { head, share, align }
}

impl<'a> Setter<'a> {
    /// A first page with its title.
    pub fn new(frame: &Frame, letters: &'a Type, sizes: Sizes, title: String, language: Language) -> Self {
        let (pen, y) = (Pen::new(letters), frame.body.top);
        let mut setter = Self { frame: *frame, letters, sizes, title, language, done: Vec::new(), pen, y };
        setter.running_head(sizes.title);
        setter
    }

    /// The pages, without their feet.
    pub fn pages(mut self) -> Vec<Pen<'a>> {
        self.done.push(self.pen);
        self.done
    }

    /// The pages, with who printed them across each and at its foot.
    pub fn finish(self, printed: &Printed, store: &str) -> Vec<Page> {
        let (frame, language) = (self.frame, self.language);
        let pens = self.pages();
        let all = pens.len();
        let finished = |(mut pen, page): (Pen<'_>, usize)| {
            let over = Rect { bottom: frame.foot.top, ..frame.body };
            draw_watermark(&mut pen, printed, over, frame.ease);
            draw_foot(&mut pen, (printed, store), language, &frame, (page, all));
            Page { width: frame.page.width(), height: frame.page.height(), marks: pen.marks }
        };
        pens.into_iter().zip(1..).map(finished).collect()
    }

    /// Lines of text over the whole width.
    pub fn text(&mut self, text: &str) {
        let ease = self.frame.ease;
        self.paragraph(text, Style::plain(self.sizes.text * ease));
        self.y += 1.5 * ease;
    }

    /// What explains a table, below it.
    pub fn notes(&mut self, notes: &[String]) {
        let ease = self.frame.ease;
        for note in notes {
            self.paragraph(note, Style::plain(NOTE * ease).ink(PALE_INK));
            self.y += 0.6 * ease;
        }
    }

    fn paragraph(&mut self, text: &str, style: Style) {
        let body = self.frame.body;
        for line in text.split('\n').flat_map(|line| self.pen.lines(line, style, body.width())).collect::<Vec<_>>() {
            if self.y + style.leading() > self.bottom() {
                self.new_page();
            }
            self.pen.text(&line, (body.left, self.y), Align::Left, style);
            self.y += style.leading();
        }
    }

    /// Pictures side by side, each over its name.
    pub fn pictures(&mut self, pictures: &[Picture]) {
        let Frame { ease, body, .. } = self.frame;
        let small = Style::plain(PICTURE_NAME * ease).ink(PALE_INK);
        let high = PICTURE * ease;
        let step = high + NAME_LINES as f64 * small.leading() + 2.0 * ease;
        let mut left = body.left;
        for picture in pictures {
            let wide = (high * picture.ratio()).clamp(high / 2.0, high * 2.0).min(body.width());
            if left > body.left && left + wide > body.right {
                left = body.left;
                self.y += step;
            }
            if self.y + step > self.bottom() {
                self.new_page();
                left = body.left;
            }
            let (width, height) = picture.fitting(wide, high);
            self.pen.picture(&picture.jpeg, Rect::sized(left, self.y + high - height, width, height));
            let mut name = self.pen.lines(&picture.name, small, wide);
            name.truncate(NAME_LINES);
            self.pen.lines_at(&name, (left, self.y + high + 0.6 * ease), Align::Left, small);
            left += wide + 4.0 * ease;
        }
        if !pictures.is_empty() {
            self.y += step;
        }
    }

    /// What stands in place of a table without rows.
    pub fn none(&mut self, words: &str) {
        let Frame { ease, body, .. } = self.frame;
        let style = Style::plain(self.sizes.text * ease).ink(PALE_INK);
        self.pen.text(words, (body.left + PAD * ease, self.y + 2.0 * ease), Align::Left, style);
        self.y += style.leading() + 4.0 * ease;
    }

    /// A table; where it goes on overleaf its head stands there again.
    pub fn set(&mut self, table: &Table) {
        let ease = self.frame.ease;
        if self.y + 24.0 * ease > self.bottom() {
            self.new_page();
        }
        self.head(table, false);
        for cells in &table.rows {
            self.row(table, cells);
        }
        self.y += 6.0 * ease;
    }

    /// Lines to sign on, side by side.
    pub fn signatures(&mut self, names: &[String]) {
        const HEIGHT: f64 = 16.0;
        let Frame { ease, body, .. } = self.frame;
        if names.is_empty() {
            return;
        }
        if self.y + HEIGHT * ease > self.bottom() {
            self.new_page();
        }
        let share = body.width() / names.len() as f64;
        let (width, line) = (share - 8.0 * ease, self.y + 10.0 * ease);
        for (name, column) in names.iter().zip(0..) {
            let left = body.left + f64::from(column) * share;
            let style = self.pen.fitted(name, Style::plain(self.sizes.text * ease), width);
            self.pen.line((left, line), (left + width, line), Line::of(INK, 0.2 * ease));
            self.pen.text(name, (left, line + 0.8 * ease), Align::Left, style);
        }
        self.y += HEIGHT * ease;
    }

    fn bottom(&self) -> f64 {
        self.frame.foot.top - 3.0 * self.frame.ease
    }

    fn running_head(&mut self, points: f64) {
        let Frame { ease, body, .. } = self.frame;
        let style = Style::plain(points * ease).bold();
        let fitted = self.pen.fitted(&self.title, style, body.width());
        self.pen.text(&self.title, (body.left, body.top), Align::Left, fitted);
        self.y = body.top + style.leading() + 2.0 * ease;
    }

    fn new_page(&mut self) {
        let full = std::mem::replace(&mut self.pen, Pen::new(self.letters));
        self.done.push(full);
        self.running_head(self.sizes.text);
    }

    fn head(&mut self, table: &Table, again: bool) {
        let Frame { ease, body, .. } = self.frame;
        if let Some(title) = &table.title {
            let style = Style::plain(8.0 * ease).bold();
            let more = if again { self.language.either("（续）", " (continued)") } else { "" };
            let title = format!("{title}{more}");
            let fitted = self.pen.fitted(&title, style, body.width());
            self.pen.text(&title, (body.left, self.y), Align::Left, fitted);
            if let Some(note) = &table.note {
                let small = Style::plain(5.8 * ease).ink(PALE_INK);
                self.pen.text(note, (body.right, self.y + 0.8 * ease), Align::Right, small);
            }
            self.y += style.leading() + 0.8 * ease;
        }
        let style = self.style().bold();
        let strip = Rect { top: self.y, bottom: self.y + style.leading() + 1.2 * ease, ..body };
        self.pen.rect(strip, Some(WASH), None);
        self.pen.line((body.left, strip.top), (body.right, strip.top), Line::of(INK, 0.25 * ease));
        for (column, (left, width)) in table.columns.iter().zip(self.edges(table)) {
            let fitted = self.pen.fitted(column.head, style, width - 2.0 * PAD * ease);
            self.cell(column, column.head, (left, width), strip.top + 0.7 * ease, fitted);
        }
        self.y = strip.bottom;
    }

    /// A row begins overleaf where it does not fit; one that is higher than a page goes on where the next begins.
    fn row(&mut self, table: &Table, cells: &[String]) {
        let Frame { ease, body, .. } = self.frame;
        let style = self.style();
        let edges = self.edges(table);
        let broken = |text: &String, width: f64| -> Vec<String> {
            let inner = width - 2.0 * PAD * ease;
            text.split('\n').flat_map(|line| self.pen.lines(line, style, inner)).collect()
        };
        let cells: Vec<Vec<String>> = cells.iter().zip(&edges).map(|(text, (_, width))| broken(text, *width)).collect();
        let all = cells.iter().map(Vec::len).max().unwrap_or(1).max(1);
        let between = (ABOVE + BELOW) * ease;
        let mut set = 0;
        let mut is_fresh = false;
        while set < all {
            let room = ((self.bottom() - self.y - between) / style.leading()).floor().max(0.0) as usize;
            let isnt_whole = set == 0 && all > room && !is_fresh;
            if isnt_whole || room == 0 {
                self.new_page();
                self.head(table, true);
                is_fresh = true;
                continue;
            }
            let now = room.min(all - set);
            for ((column, lines), edge) in table.columns.iter().zip(&cells).zip(&edges) {
                for (line, row) in lines.iter().skip(set).take(now).zip(0..) {
                    let top = self.y + ABOVE * ease + f64::from(row) * style.leading();
                    self.cell(column, line, *edge, top, style);
                }
            }
            set += now;
            self.y += now as f64 * style.leading() + between;
            self.pen.line((body.left, self.y), (body.right, self.y), Line::of(RULE, 0.1 * ease));
        }
    }

    /// Left edges and widths of a table's columns.
    fn edges(&self, table: &Table) -> Vec<(f64, f64)> {
        let body = self.frame.body;
        let edges = table.columns.iter().scan(body.left, |left, column| {
            let edge = (*left, column.share * body.width());
            *left += edge.1;
            Some(edge)
        });
        edges.collect()
    }

    fn cell(&mut self, column: &Column, text: &str, (left, width): (f64, f64), top: f64, style: Style) {
        let pad = PAD * self.frame.ease;
        let x = match column.align {
            Align::Left => left + pad,
            Align::Middle => left + width / 2.0,
            Align::Right => left + width - pad,
        };
        self.pen.text(text, (x, top), column.align, style);
    }

    fn style(&self) -> Style {
        Style::plain(self.sizes.cell * self.frame.ease)
    }
}
