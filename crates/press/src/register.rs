//! The pages after the map: what it is divided into, and the places on it, each with its number on the map.

use domain::answer::PlaceNoun;
use domain::words::Language;

use crate::font::Type;
use crate::frame::Frame;
use crate::imprint::draw_foot;
use crate::names::Named;
use crate::page::{Line, Page, Rect};
use crate::pen::{Align, INK, PALE_INK, Pen, RULE, Style, WASH};
use crate::sheet::{Sheet, SheetHead};
use crate::words;

/// A table to be set: its title, columns and rows.
struct Table {
    title: String,
    note: Option<String>,
    columns: Vec<Column>,
    rows: Vec<Vec<String>>,
}

/// A column: its head, its share of the width, from where its cells run.
struct Column {
    head: &'static str,
    share: f64,
    align: Align,
}

/// Pages in the making.
struct Setter<'a> {
    frame: Frame,
    letters: &'a Type,
    done: Vec<Pen<'a>>,
    pen: Pen<'a>,
    y: f64,
}

/// The registers' pages, without their feet; none where there is nothing to list.
pub fn pens<'a>(sheet: &Sheet, named: &Named, letters: &'a Type, frame: &Frame) -> Vec<Pen<'a>> {
    let tables = [heads(sheet), children(sheet, named), places(sheet, named)];
    if tables.iter().all(Option::is_none) {
        return Vec::new();
    }
    let mut setter = Setter { frame: *frame, letters, done: Vec::new(), pen: Pen::new(letters), y: frame.body.top };
    setter.running_head(sheet);
    for table in tables.into_iter().flatten() {
        setter.set(sheet, &table);
    }
    setter.done.push(setter.pen);
    setter.done
}

/// A page with its foot.
pub fn finish(mut pen: Pen<'_>, sheet: &Sheet, frame: &Frame, page: usize, pages: usize) -> Page {
    draw_foot(&mut pen, &sheet.imprint(), frame, page, pages);
    Page { width: frame.page.width(), height: frame.page.height(), marks: pen.marks }
}

/// More heads than the first page surely holds are listed whole.
fn heads(sheet: &Sheet) -> Option<Table> {
    const ON_THE_FRONT: usize = 4;
    if sheet.grid.heads.len() <= ON_THE_FRONT {
        return None;
    }
    let language = sheet.language;
    Some(Table {
        title: language.either("网格长", "Heads").to_owned(),
        note: None,
        columns: vec![
            column(language.either("姓名", "Name"), 0.3, Align::Left),
            column(language.either("职务", "Post"), 0.4, Align::Left),
            column(language.either("办公电话", "Office phone"), 0.3, Align::Left),
        ],
        rows: sheet
            .grid
            .heads
            .iter()
            .map(|head| vec![head.person.clone(), head.title.clone(), head.phone.clone()])
            .collect(),
    })
}

fn children(sheet: &Sheet, named: &Named) -> Option<Table> {
    if sheet.children.is_empty() {
        return None;
    }
    let language = sheet.language;
    let said = |figure: Option<u32>| figure.map_or_else(|| "—".to_owned(), words::number);
    let level = sheet.children_level.as_deref().unwrap_or_default();
    Some(Table {
        title: language.either(format!("{level}一览"), format!("Register of {level}")),
        note: note(named, 1..=sheet.children.len(), language),
        columns: vec![
            column(language.either("号", "No."), 0.05, Align::Right),
            column(language.either("名称", "Name"), 0.19, Align::Left),
            column(language.either("编码", "Code"), 0.155, Align::Left),
            column(language.either("类别", "Kind"), 0.09, Align::Left),
            column(language.either("人口", "Residents"), 0.075, Align::Right),
            column(language.either("户数", "Households"), 0.07, Align::Right),
            column(language.either("楼栋", "Buildings"), 0.055, Align::Right),
            column(language.either("单元", "Units"), 0.055, Align::Right),
            column(language.either("场所", "Places"), 0.045, Align::Right),
            column(language.either("网格长及办公电话", "Heads and office phones"), 0.215, Align::Left),
        ],
        rows: sheet
            .children
            .iter()
            .zip(1..)
            .map(|(child, number)| {
                vec![
                    numbered(number, named),
                    child.name.clone(),
                    child.code.clone(),
                    child.kind.clone(),
                    said(child.counts.residents),
                    said(child.counts.households),
                    said(child.counts.buildings),
                    said(child.counts.units),
                    words::number(child.places),
                    answering(&child.heads, language),
                ]
            })
            .collect(),
    })
}

fn places(sheet: &Sheet, named: &Named) -> Option<Table> {
    if sheet.places.is_empty() {
        return None;
    }
    let language = sheet.language;
    let first = sheet.children.len() + 1;
    Some(Table {
        title: language.either("重点场所和卡点一览", "Register of venues and checkpoints").to_owned(),
        note: note(named, first..=sheet.children.len() + sheet.places.len(), language),
        columns: vec![
            column(language.either("号", "No."), 0.06, Align::Right),
            column(language.either("名称", "Name"), 0.42, Align::Left),
            column(language.either("类别", "Kind"), 0.2, Align::Left),
            column(language.either("状态", "State"), 0.1, Align::Left),
            column(language.either("经度，纬度", "Longitude, latitude"), 0.22, Align::Left),
        ],
        rows: sheet
            .places
            .iter()
            .zip(first..)
            .map(|(place, number)| {
                let state = match (place.noun, place.closed) {
                    (_, true) => language.either("关闭", "closed"),
                    (PlaceNoun::Checkpoint | PlaceNoun::Venue, false) => language.either("开放", "open"),
                    (PlaceNoun::Unit | PlaceNoun::Asset, false) => "",
                };
                vec![
                    numbered(number, named),
                    place.name.clone(),
                    place.kind.clone(),
                    state.to_owned(),
                    format!("{:.5}，{:.5}", place.at.longitude(), place.at.latitude()),
                ]
            })
            .collect(),
    })
}

fn column(head: &'static str, share: f64, align: Align) -> Column {
    Column { head, share, align }
}

/// A number; with a star where it found no room on the map.
fn numbered(number: usize, named: &Named) -> String {
    if named.unnamed.contains(&number) { format!("{number}*") } else { number.to_string() }
}

fn note(named: &Named, mut numbers: impl Iterator<Item = usize>, language: Language) -> Option<String> {
    let told = language.either("* 图上无处可注", "* no room on the map even for the number");
    numbers.any(|number| named.unnamed.contains(&number)).then(|| told.to_owned())
}

fn answering(heads: &[SheetHead], language: Language) -> String {
    if heads.is_empty() {
        return language.either("尚无", "nobody").to_owned();
    }
    let line = |head: &SheetHead| format!("{} {}", head.person, head.phone);
    heads.iter().map(line).collect::<Vec<_>>().join("\n")
}

impl Setter<'_> {
    fn running_head(&mut self, sheet: &Sheet) {
        let ease = self.frame.ease;
        let style = Style::plain(8.0 * ease).bold();
        let body = self.frame.body;
        let title = words::title(sheet);
        let fitted = self.pen.fitted(&title, style, body.width());
        self.pen.text(&title, (body.left, body.top), Align::Left, fitted);
        self.y = body.top + style.leading() + 2.0 * ease;
    }

    fn new_page(&mut self, sheet: &Sheet) {
        let full = std::mem::replace(&mut self.pen, Pen::new(self.letters));
        self.done.push(full);
        self.running_head(sheet);
    }

    fn set(&mut self, sheet: &Sheet, table: &Table) {
        let ease = self.frame.ease;
        let bottom = self.frame.foot.top - 3.0 * ease;
        if self.y + 24.0 * ease > bottom {
            self.new_page(sheet);
        }
        self.title(table, false, sheet.language);
        for cells in &table.rows {
            let lines = self.lines(table, cells);
            let height = self.height(&lines);
            if self.y + height > bottom {
                self.new_page(sheet);
                self.title(table, true, sheet.language);
            }
            self.row(table, &lines, height);
        }
        self.y += 6.0 * ease;
    }

    fn title(&mut self, table: &Table, again: bool, language: Language) {
        let Frame { ease, body, .. } = self.frame;
        let style = Style::plain(8.0 * ease).bold();
        let more = if again { language.either("（续）", " (continued)") } else { "" };
        self.pen.text(&format!("{}{more}", table.title), (body.left, self.y), Align::Left, style);
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
