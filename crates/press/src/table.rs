//! Tables, set over as many pages as they need under one running head.

use domain::words::Language;

use crate::font::Type;
use crate::frame::Frame;
use crate::page::{Line, Rect};
use crate::pen::{Align, INK, PALE_INK, Pen, RULE, Style, WASH};

/// A table to be set: its title, columns and rows.
pub struct Table {
    pub title: String,
    pub note: Option<String>,
    pub columns: Vec<Column>,
    pub rows: Vec<Vec<String>>,
}

/// A column: its head, its share of the width, from where its cells run.
pub struct Column {
    head: &'static str,
    share: f64,
    align: Align,
}

/// Pages in the making.
pub struct Setter<'a> {
    frame: Frame,
    letters: &'a Type,
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
    /// A first page with its running head.
    pub fn new(frame: &Frame, letters: &'a Type, title: String, language: Language) -> Self {
        let pen = Pen::new(letters);
        let mut setter = Self { frame: *frame, letters, title, language, done: Vec::new(), pen, y: frame.body.top };
        setter.running_head();
        setter
    }

    /// The pages, without their feet.
    pub fn pages(mut self) -> Vec<Pen<'a>> {
        self.done.push(self.pen);
        self.done
    }

    /// Lines of text over the whole width.
    pub fn text(&mut self, text: &str, points: f64) {
        let Frame { ease, body, .. } = self.frame;
        let style = Style::plain(points * ease);
        for line in text.split('\n').flat_map(|line| self.pen.lines(line, style, body.width())).collect::<Vec<_>>() {
            if self.y + style.leading() > self.bottom() {
                self.new_page();
            }
            self.pen.text(&line, (body.left, self.y), Align::Left, style);
            self.y += style.leading();
        }
        self.y += 1.5 * ease;
    }

    /// A table; where it goes on overleaf its head stands there again.
    pub fn set(&mut self, table: &Table) {
        let ease = self.frame.ease;
        if self.y + 24.0 * ease > self.bottom() {
            self.new_page();
        }
        self.head(table, false);
        for cells in &table.rows {
            let lines = self.lines(table, cells);
            let height = self.height(&lines);
            if self.y + height > self.bottom() {
                self.new_page();
                self.head(table, true);
            }
            self.row(table, &lines, height);
        }
        self.y += 6.0 * ease;
    }

    fn bottom(&self) -> f64 {
        self.frame.foot.top - 3.0 * self.frame.ease
    }

    fn running_head(&mut self) {
        let ease = self.frame.ease;
        let style = Style::plain(8.0 * ease).bold();
        let body = self.frame.body;
        let fitted = self.pen.fitted(&self.title, style, body.width());
        self.pen.text(&self.title, (body.left, body.top), Align::Left, fitted);
        self.y = body.top + style.leading() + 2.0 * ease;
    }

    fn new_page(&mut self) {
        let full = std::mem::replace(&mut self.pen, Pen::new(self.letters));
        self.done.push(full);
        self.running_head();
    }

    fn head(&mut self, table: &Table, again: bool) {
        let Frame { ease, body, .. } = self.frame;
        let style = Style::plain(8.0 * ease).bold();
        let more = if again { self.language.either("（续）", " (continued)") } else { "" };
        let title = format!("{}{more}", table.title);
        let fitted = self.pen.fitted(&title, style, body.width());
        self.pen.text(&title, (body.left, self.y), Align::Left, fitted);
        if let Some(note) = &table.note {
            let small = Style::plain(5.8 * ease).ink(PALE_INK);
            self.pen.text(note, (body.right, self.y + 0.8 * ease), Align::Right, small);
        }
        self.y += style.leading() + 0.8 * ease;
        let style = Style::plain(6.0 * ease).bold();
        let strip = Rect { top: self.y, bottom: self.y + style.leading() + 1.2 * ease, ..body };
        self.pen.rect(strip, Some(WASH), None);
        self.pen.line((body.left, strip.top), (body.right, strip.top), Line::of(INK, 0.25 * ease));
        let mut left = body.left;
        for column in &table.columns {
            let width = column.share * body.width();
            let fitted = self.pen.fitted(column.head, style, width - 2.0 * ease);
            self.cell(column, column.head, (left, width), strip.top + 0.7 * ease, fitted);
            left += width;
        }
        self.y = strip.bottom;
    }

    fn lines(&self, table: &Table, cells: &[String]) -> Vec<Vec<String>> {
        let (ease, style) = (self.frame.ease, self.style());
        let inner = |column: &Column| column.share * self.frame.body.width() - 2.0 * ease;
        let broken =
            |text: &String, width: f64| text.split('\n').flat_map(|line| self.pen.lines(line, style, width)).collect();
        cells.iter().zip(&table.columns).map(|(text, column)| broken(text, inner(column))).collect()
    }

    fn height(&self, lines: &[Vec<String>]) -> f64 {
        let most = lines.iter().map(Vec::len).max().unwrap_or(1);
        most as f64 * self.style().leading() + 1.0 * self.frame.ease
    }

    fn row(&mut self, table: &Table, lines: &[Vec<String>], height: f64) {
        let Frame { ease, body, .. } = self.frame;
        let style = self.style();
        let mut left = body.left;
        for (column, lines) in table.columns.iter().zip(lines) {
            let width = column.share * body.width();
            for (line, row) in lines.iter().zip(0..) {
                let top = self.y + 0.6 * ease + f64::from(row) * style.leading();
                self.cell(column, line, (left, width), top, style);
            }
            left += width;
        }
        self.y += height;
        self.pen.line((body.left, self.y), (body.right, self.y), Line::of(RULE, 0.1 * ease));
    }

    fn cell(&mut self, column: &Column, text: &str, (left, width): (f64, f64), top: f64, style: Style) {
        let ease = self.frame.ease;
        let x = match column.align {
            Align::Left => left + 1.0 * ease,
            Align::Middle => left + width / 2.0,
            Align::Right => left + width - 1.0 * ease,
        };
        self.pen.text(text, (x, top), column.align, style);
    }

    fn style(&self) -> Style {
        Style::plain(6.0 * self.frame.ease)
    }
}
