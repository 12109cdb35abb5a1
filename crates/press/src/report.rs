//! Reports: a title, what is told before, and one table over as many pages as it needs.

use domain::sheet::{Orientation, Paper};
use domain::words::Language;

use crate::font::Type;
use crate::frame::Frame;
use crate::front;
use crate::page::{Line, Page, Rect};
use crate::pen::{Align, INK, PALE_INK, Pen, RULE, Style, WASH};
use crate::sheet::Printed;

/// Sizes in points: the title, what is told before, the table.
const TITLE: f64 = 13.0;
const TOLD: f64 = 8.0;
const CELL: f64 = 7.5;
/// Millimetres between a cell's edge and what it says.
const PAD: f64 = 1.0;

/// A report, A4 upright.
#[derive(Debug, Clone, PartialEq)]
pub struct Report {
    /// What it is.
    pub title: String,
    /// What is told before the table, paragraph by paragraph.
    pub told: Vec<String>,
    /// The table's columns: each head, and its share of the width. The shares make one.
    pub columns: Vec<(&'static str, f64)>,
    /// Its rows, a cell for each column; a line break in a cell stays one.
    pub rows: Vec<Vec<String>>,
    /// What stands in place of a table without rows.
    pub none: &'static str,
    /// Whose names are to be written by hand below the table; empty: nobody's.
    pub signatures: Vec<String>,
    /// The store's name.
    pub store: String,
    /// Who printed it, and when.
    pub printed: Printed,
    /// The language of what is printed beside people's own words.
    pub language: Language,
}

/// Pages in the making.
struct Setter<'a> {
    report: &'a Report,
    letters: &'a Type,
    frame: Frame,
    done: Vec<Pen<'a>>,
    pen: Pen<'a>,
    y: f64,
}

/// Draw a report; one page at the least.
pub fn pages(report: &Report, letters: &Type) -> Vec<Page> {
    let frame = Frame::of(Paper::A4, Orientation::Portrait);
    let mut setter = Setter { report, letters, frame, done: Vec::new(), pen: Pen::new(letters), y: frame.body.top };
    setter.head();
    setter.columns();
    if report.rows.is_empty() {
        setter.none();
    }
    for cells in &report.rows {
        setter.row(cells);
    }
    setter.signatures();
    setter.done.push(setter.pen);
    let all = setter.done.len();
    let finish = |(mut pen, page): (Pen<'_>, usize)| {
        let over = Rect { bottom: frame.foot.top, ..frame.body };
        front::draw_watermark(&mut pen, &report.printed, over, frame.ease);
        front::draw_foot(&mut pen, (&report.printed, report.store.as_str()), report.language, &frame, (page, all));
        Page { width: frame.page.width(), height: frame.page.height(), marks: pen.marks }
    };
    setter.done.into_iter().zip(1..).map(finish).collect()
}

impl Setter<'_> {
    fn bottom(&self) -> f64 {
        self.frame.foot.top - 3.0
    }

    fn head(&mut self) {
        let Frame { body, .. } = self.frame;
        let style = Style::plain(TITLE).bold();
        let style = self.pen.fitted(&self.report.title, style, body.width());
        self.pen.text(&self.report.title, (body.left, self.y), Align::Left, style);
        self.y += style.leading() + 1.5;
        let style = Style::plain(TOLD);
        for paragraph in &self.report.told {
            let lines = self.pen.lines(paragraph, style, body.width());
            self.y = self.pen.lines_at(&lines, (body.left, self.y), Align::Left, style) + 0.8;
        }
        self.y += 2.0;
    }

    fn next_page(&mut self) {
        let full = std::mem::replace(&mut self.pen, Pen::new(self.letters));
        self.done.push(full);
        self.y = self.frame.body.top;
        let more = self.report.language.either("（续）", " (continued)");
        let style = Style::plain(TOLD).bold();
        let title = format!("{}{more}", self.report.title);
        let style = self.pen.fitted(&title, style, self.frame.body.width());
        self.pen.text(&title, (self.frame.body.left, self.y), Align::Left, style);
        self.y += style.leading() + 1.5;
        self.columns();
    }

    /// Left edges and widths of the columns.
    fn edges(&self) -> Vec<(f64, f64)> {
        let body = self.frame.body;
        let mut left = body.left;
        let edge = |&(_, share): &(&str, f64)| {
            let edge = (left, share * body.width());
            left += edge.1;
            edge
        };
        self.report.columns.iter().map(edge).collect()
    }

    fn columns(&mut self) {
        let body = self.frame.body;
        let style = Style::plain(CELL).bold();
        let strip = Rect { top: self.y, bottom: self.y + style.leading() + 1.4, ..body };
        self.pen.rect(strip, Some(WASH), None);
        self.pen.line((body.left, strip.top), (body.right, strip.top), Line::of(INK, 0.25));
        for ((head, _), (left, width)) in self.report.columns.iter().zip(self.edges()) {
            let style = self.pen.fitted(head, style, width - 2.0 * PAD);
            self.pen.text(head, (left + PAD, strip.top + 0.7), Align::Left, style);
        }
        self.y = strip.bottom;
    }

    /// A row that is higher than a page goes on where the next one begins.
    fn row(&mut self, cells: &[String]) {
        let style = Style::plain(CELL);
        let edges = self.edges();
        let broken = |text: &String, width: f64| -> Vec<String> {
            text.split('\n').flat_map(|line| self.pen.lines(line, style, width - 2.0 * PAD)).collect()
        };
        let mut cells: Vec<Vec<String>> =
            cells.iter().zip(&edges).map(|(text, (_, width))| broken(text, *width)).collect();
        loop {
            let most = cells.iter().map(Vec::len).max().unwrap_or(1).max(1);
            let room = ((self.bottom() - self.y - 1.2) / style.leading()).floor().max(0.0) as usize;
            let whole = Frame::of(Paper::A4, Orientation::Portrait).body.height() / style.leading() * 0.8;
            if most > room && (most as f64) < whole || room == 0 {
                self.next_page();
                continue;
            }
            let now = most.min(room);
            for (lines, (left, _)) in cells.iter().zip(&edges) {
                let shown = &lines[..lines.len().min(now)];
                self.pen.lines_at(shown, (left + PAD, self.y + 0.6), Align::Left, style);
            }
            self.y += now as f64 * style.leading() + 1.2;
            let body = self.frame.body;
            self.pen.line((body.left, self.y), (body.right, self.y), Line::of(RULE, 0.1));
            if now == most {
                return;
            }
            for lines in &mut cells {
                lines.drain(..lines.len().min(now));
            }
            self.next_page();
        }
    }

    fn none(&mut self) {
        let style = Style::plain(TOLD).ink(PALE_INK);
        self.pen.text(self.report.none, (self.frame.body.left + PAD, self.y + 2.0), Align::Left, style);
        self.y += style.leading() + 4.0;
    }

    /// Lines to write on, side by side.
    fn signatures(&mut self) {
        const HEIGHT: f64 = 16.0;
        let report = self.report;
        if report.signatures.is_empty() {
            return;
        }
        if self.y + HEIGHT > self.bottom() {
            self.next_page();
        }
        let body = self.frame.body;
        let share = body.width() / report.signatures.len() as f64;
        let style = Style::plain(TOLD);
        for (name, column) in report.signatures.iter().zip(0..) {
            let left = body.left + f64::from(column) * share;
            let style = self.pen.fitted(name, style, share - 8.0);
            self.pen.line((left, self.y + 10.0), (left + share - 8.0, self.y + 10.0), Line::of(INK, 0.2));
            self.pen.text(name, (left, self.y + 10.8), Align::Left, style);
        }
        self.y += HEIGHT;
    }
}
