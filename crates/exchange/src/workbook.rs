//! Spreadsheets (XLSX, ISO/IEC 29500): the first sheet that is shown, as a table. Numbers come as a
//! spreadsheet shows them, so that a code that has lost digits is seen as one; days come as days.

use std::collections::BTreeMap;
use std::io::{BufRead, Read, Seek};

use domain::import::Fault;
use jiff::civil::{Date, DateTime};
use jiff::{SignedDuration, ToSpan};

use crate::archive::{Archive, Entry};
use crate::findings::of_file;
use crate::layers::{Closed, Layers};
use crate::limits::{MOST_COLUMNS, MOST_IN_CELL, MOST_TEXTS};
use crate::table::Table;
use crate::xml::{Broken, Piece, Tag, Xml};

/// From here on a spreadsheet keeps no digit of a number for certain.
const FIRST_INEXACT: f64 = 1e15;
/// Days from 1900 to 1904, where a workbook counts from there.
const MACINTOSH_DAYS: f64 = 1462.0;
/// The formats that every workbook knows, and that show a day.
const FORMATS_OF_DAYS: [u32; 33] = [
    14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 50, 51, 52, 53, 54, 55, 56, 57, 58, 71, 72, 73, 74, 75,
    76, 77, 78, 81,
];
/// Titles that may stand above the heading.
const MOST_TITLES: usize = 5;

/// Whether an archive is a workbook.
pub(crate) fn is_one<R: Read + Seek>(archive: &Archive<'_, R>) -> bool {
    archive.entry("xl/workbook.xml").is_some()
}

/// Read the sheet that is said, or the first.
pub(crate) fn read(file_name: &str, mut archive: Archive, said: Option<&str>) -> Result<(Table, Layers), Closed> {
    let book = Book::read(&mut archive)?;
    if book.sheets.is_empty() {
        return Err(of_file("workbook.no_sheet", &[("file", file_name)]).into());
    }
    let names: Vec<String> = book.sheets.iter().map(|sheet| sheet.name.clone()).collect();
    let index = match said {
        Some(said) => Layers::choose(file_name, names.clone(), Some(said))?.0,
        None => 0,
    };
    let texts = texts(file_name, &mut archive)?;
    let days = days(&mut archive)?;
    let read = &book.sheets[index];
    let entry = read.entry(&archive, file_name)?;
    let sheet = Sheet { file_name, texts: &texts, days: &days, first_day: book.first_day };
    let mut table = sheet.read(&mut archive, &entry)?;
    let mut unread = Vec::new();
    // Who names a sheet knows that there are others.
    for other in book.sheets.iter().skip(1).filter(|_| said.is_none()) {
        let entry = other.entry(&archive, file_name)?;
        if holds_cells(&mut archive, &entry)? {
            unread.push(other.name.as_str());
        }
    }
    if !unread.is_empty() {
        let params = [("sheet", read.name.as_str()), ("others", &unread.join(", "))];
        table.notes.push(of_file("workbook.other_sheets", &params));
    }
    let layers = Layers { read: Some(read.name.clone()), names };
    Ok((table, if layers.names.len() > 1 { layers } else { Layers::default() }))
}

/// What a workbook says of itself.
struct Book {
    sheets: Vec<Named>,
    /// The day that is counted as 0, in days after that of 1900.
    first_day: f64,
}

/// A sheet that is shown.
struct Named {
    name: String,
    part: String,
}

impl Book {
    fn read(archive: &mut Archive) -> Result<Self, Fault> {
        let mut parts = BTreeMap::new();
        each(archive, "xl/_rels/workbook.xml.rels", |tag, _| {
            if let (Some(id), Some(target)) = (tag.attribute("Id"), tag.attribute("Target")) {
                let part = target.strip_prefix('/').map_or_else(|| format!("xl/{target}"), str::to_owned);
                parts.insert(id.to_owned(), part);
            }
            Ok(())
        })?;
        let mut book = Self { sheets: Vec::new(), first_day: 0.0 };
        each(archive, "xl/workbook.xml", |tag, _| {
            match tag.name.as_str() {
                "workbookPr" if matches!(tag.attribute("date1904"), Some("1" | "true")) => {
                    book.first_day = MACINTOSH_DAYS;
                }
                "sheet" if tag.attribute("state").is_none_or(|state| state == "visible") => {
                    let part = tag.attribute("id").and_then(|id| parts.get(id)).cloned().unwrap_or_default();
                    let name = tag.attribute("name").unwrap_or_default().to_owned();
                    if part.contains("worksheets/") {
                        book.sheets.push(Named { name, part });
                    }
                }
                _ => {}
            }
            Ok(())
        })?;
        Ok(book)
    }
}

impl Named {
    fn entry(&self, archive: &Archive, file_name: &str) -> Result<Entry, Fault> {
        let missing = || of_file("archive.damaged_entry", &[("file", file_name), ("entry", &self.part)]);
        archive.entry(&self.part).ok_or_else(missing)
    }
}

/// Go through the elements of a part; one that the workbook lacks has none.
fn each(
    archive: &mut Archive,
    part: &str,
    mut see: impl FnMut(&Tag, &mut dyn FnMut() -> Result<String, Broken>) -> Result<(), Broken>,
) -> Result<(), Fault> {
    let Some(entry) = archive.entry(part) else { return Ok(()) };
    let damaged = archive.damaged(&entry);
    let mut xml = Xml::new(archive.reader(&entry)?);
    loop {
        let piece = xml.next().map_err(|_| damaged.clone())?;
        match piece {
            Piece::Open(tag) => see(&tag, &mut || xml.text()).map_err(|_| damaged.clone())?,
            Piece::End => return Ok(()),
            Piece::Close(_) | Piece::Text(_) => {}
        }
    }
}

/// The texts that cells share.
fn texts(file_name: &str, archive: &mut Archive) -> Result<Vec<String>, Fault> {
    let Some(entry) = archive.entry("xl/sharedStrings.xml") else { return Ok(Vec::new()) };
    let damaged = archive.damaged(&entry);
    let mut xml = Xml::new(archive.reader(&entry)?);
    let mut texts = Vec::new();
    loop {
        match xml.next().map_err(|_| damaged.clone())? {
            Piece::Open(tag) if tag.name == "si" => {
                if texts.len() == MOST_TEXTS {
                    let most = MOST_TEXTS.to_string();
                    return Err(of_file("table.too_many_in_all", &[("file", file_name), ("most", &most)]));
                }
                texts.push(runs(&mut xml).map_err(|_| damaged.clone())?);
            }
            Piece::End => return Ok(texts),
            _ => {}
        }
    }
}

/// The text of a cell, put together from runs of letters; how they are read aloud is passed over.
fn runs<R: BufRead>(xml: &mut Xml<R>) -> Result<String, Broken> {
    let (mut text, mut depth) = (String::new(), 1_usize);
    while depth > 0 {
        match xml.next()? {
            Piece::Open(tag) if tag.name == "t" => text.push_str(&xml.text()?),
            Piece::Open(tag) if tag.name == "rPh" => xml.skip()?,
            Piece::Open(_) => depth += 1,
            Piece::Close(_) => depth -= 1,
            Piece::Text(_) => {}
            Piece::End => return Err(Broken(0)),
        }
    }
    Ok(text)
}

/// For each style of cells, whether it shows a day.
fn days(archive: &mut Archive) -> Result<Vec<bool>, Fault> {
    let (mut own, mut days, mut among_cells) = (BTreeMap::new(), Vec::new(), false);
    each(archive, "xl/styles.xml", |tag, _| {
        let number = || tag.attribute("numFmtId").and_then(|id| id.parse::<u32>().ok());
        match tag.name.as_str() {
            "numFmt" => {
                let shows = tag.attribute("formatCode").is_some_and(shows_day);
                own.extend(number().map(|number| (number, shows)));
            }
            "cellXfs" => among_cells = true,
            "cellStyles" | "dxfs" => among_cells = false,
            "xf" if among_cells => {
                let number = number().unwrap_or_default();
                days.push(own.get(&number).copied().unwrap_or_else(|| FORMATS_OF_DAYS.contains(&number)));
            }
            _ => {}
        }
        Ok(())
    })?;
    Ok(days)
}

/// Whether a format has years or days in it, outside quotes and brackets.
fn shows_day(format: &str) -> bool {
    let (mut quoted, mut bracketed) = (false, false);
    format.chars().any(|sign| {
        match sign {
            '\u{22}' => quoted = !quoted,
            '[' => bracketed = true,
            ']' => bracketed = false,
            _ => return !quoted && !bracketed && matches!(sign.to_ascii_lowercase(), 'y' | 'd'),
        }
        false
    })
}

fn holds_cells(archive: &mut Archive, entry: &Entry) -> Result<bool, Fault> {
    let damaged = archive.damaged(entry);
    let mut xml = Xml::new(archive.reader(entry)?);
    loop {
        match xml.next().map_err(|_| damaged.clone())? {
            Piece::Open(tag) if matches!(tag.name.as_str(), "v" | "is") => return Ok(true),
            Piece::End => return Ok(false),
            _ => {}
        }
    }
}

/// What a sheet needs to be read.
struct Sheet<'a> {
    file_name: &'a str,
    texts: &'a [String],
    days: &'a [bool],
    first_day: f64,
}

impl Sheet<'_> {
    fn read(&self, archive: &mut Archive, entry: &Entry) -> Result<Table, Fault> {
        let damaged = archive.damaged(entry);
        let mut xml = Xml::new(archive.reader(entry)?);
        let mut below = BelowTitles { table: Table::new(self.file_name, None), titles: Vec::new() };
        let (mut number, mut cells) = (0_usize, Vec::new());
        loop {
            match xml.next().map_err(|_| damaged.clone())? {
                Piece::Open(tag) if tag.name == "row" => {
                    let said = tag.attribute("r").and_then(|number| number.parse().ok());
                    number = said.unwrap_or(number + 1);
                    cells = Vec::new();
                }
                Piece::Open(tag) if tag.name == "c" => {
                    let column = tag.attribute("r").map_or(Some(cells.len()), column_of);
                    let column = column.filter(|column| *column >= cells.len()).ok_or_else(|| damaged.clone())?;
                    if column >= MOST_COLUMNS {
                        let params = [("file", self.file_name), ("most", &MOST_COLUMNS.to_string())];
                        return Err(of_file("workbook.too_wide", &params));
                    }
                    let text = self.cell(&mut xml, &tag).map_err(|_| damaged.clone())?;
                    if text.len() > MOST_IN_CELL {
                        return Err(damaged);
                    }
                    // Empty cells are often there for their colour alone.
                    if !text.is_empty() {
                        cells.resize(column, String::new());
                        cells.push(text);
                    }
                }
                Piece::Close(name) if name == "row" => {
                    below.push(number, std::mem::take(&mut cells))?;
                }
                Piece::End => return below.whole(),
                _ => {}
            }
        }
    }

    /// The text of a cell that was just opened.
    fn cell<R: BufRead>(&self, xml: &mut Xml<R>, tag: &Tag) -> Result<String, Broken> {
        let kind = tag.attribute("t").unwrap_or("n");
        let (mut text, mut depth) = (String::new(), 1_usize);
        while depth > 0 {
            match xml.next()? {
                Piece::Open(inner) if inner.name == "v" => text = xml.text()?,
                Piece::Open(inner) if inner.name == "is" => text = runs(xml)?,
                Piece::Open(_) => depth += 1,
                Piece::Close(_) => depth -= 1,
                Piece::Text(_) => {}
                Piece::End => return Err(Broken(0)),
            }
        }
        let style = tag.attribute("s").and_then(|style| style.parse::<usize>().ok()).unwrap_or(0);
        let text = match kind {
            "s" if !text.is_empty() => {
                let shared = text.trim().parse::<usize>().ok().and_then(|index| self.texts.get(index));
                shared.cloned().ok_or(Broken(0))?
            }
            "n" => match text.trim().parse::<f64>() {
                Ok(number) if self.days.get(style) == Some(&true) => {
                    day(number + self.first_day).unwrap_or_else(|| shown(number))
                }
                Ok(number) => shown(number),
                Err(_) => text,
            },
            "d" => text.trim_end_matches("T00:00:00").trim_end_matches("T00:00:00.000").to_owned(),
            _ => text,
        };
        Ok(text.trim().to_owned())
    }
}

/// A table that may have titles above its heading: rows with a single cell.
struct BelowTitles {
    table: Table,
    titles: Vec<(usize, Vec<String>)>,
}

impl BelowTitles {
    fn push(&mut self, number: usize, row: Vec<String>) -> Result<(), Fault> {
        let is_title = row.iter().filter(|cell| !cell.is_empty()).count() == 1;
        if !self.table.heading.is_empty() || !is_title {
            return self.table.push(number, row);
        }
        self.titles.push((number, row));
        // So many are no titles: it is a table of one column.
        if self.titles.len() > MOST_TITLES { self.take_titles() } else { Ok(()) }
    }

    fn take_titles(&mut self) -> Result<(), Fault> {
        self.titles.drain(..).try_for_each(|(number, row)| self.table.push(number, row))
    }

    fn whole(mut self) -> Result<Table, Fault> {
        if self.table.heading.is_empty() {
            self.take_titles()?;
        }
        self.table.pad();
        self.table.whole()
    }
}

/// A number as a spreadsheet shows it: many digits as `4.11602E+17`.
fn shown(number: f64) -> String {
    if number.abs() < FIRST_INEXACT { number.to_string() } else { format!("{number:E}").replace('E', "E+") }
}

/// The day that a spreadsheet counts so: 1 is the first of January 1900. Its 29th of February 1900 never was.
fn day(count: f64) -> Option<String> {
    const FIRST: Date = jiff::civil::date(1899, 12, 30);
    let whole = count.floor();
    if !(61.0..2_958_466.0).contains(&whole) {
        return None;
    }
    let date = FIRST.checked_add((whole as i64).days()).ok()?;
    let seconds = ((count - whole) * 86_400.0).round() as i64;
    if seconds == 0 {
        return Some(date.to_string());
    }
    let time: DateTime = date.at(0, 0, 0, 0).checked_add(SignedDuration::from_secs(seconds)).ok()?;
    Some(time.to_string().replace('T', " "))
}

/// The column of `AB12`, counted from 0.
fn column_of(reference: &str) -> Option<usize> {
    let letters: &str = reference.trim_end_matches(|sign: char| sign.is_ascii_digit());
    let is_sound = (1..=3).contains(&letters.len()) && letters.bytes().all(|byte| byte.is_ascii_uppercase());
    is_sound.then(|| letters.bytes().fold(0, |column, letter| column * 26 + usize::from(letter - b'A') + 1) - 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_come_as_a_spreadsheet_shows_them() {
        assert_eq!(shown(411_602.0), "411602");
        assert_eq!(shown(114.625), "114.625");
        assert_eq!(shown(13_812_345_678.0), "13812345678");
        assert_eq!(shown(411_602_003_001_001.0), "411602003001001");
        assert_eq!(shown(4.116_020_030_010_01e17), "4.11602003001001E+17");
    }

    #[test]
    fn days_are_counted_from_1900_or_1904() {
        assert_eq!(day(45_717.0).as_deref(), Some("2025-03-01"));
        assert_eq!(day(44_255.0 + MACINTOSH_DAYS).as_deref(), Some("2025-03-01"));
        assert_eq!(day(45_717.5).as_deref(), Some("2025-03-01 12:00:00"));
        assert_eq!(day(1e12), None);
        for format in ["yyyy-mm-dd", "m/d/yy", "[$-804]yyyy\"年\"m\"月\"", "dd.mm.yyyy"] {
            assert!(shows_day(format), "{format}");
        }
        for format in ["0.00", "#,##0", "h:mm", "[Red]0", "0\"day\""] {
            assert!(!shows_day(format), "{format}");
        }
    }

    #[test]
    fn columns_are_counted_by_their_letters() {
        assert_eq!([column_of("A1"), column_of("Z9"), column_of("AA10")], [Some(0), Some(25), Some(26)]);
        assert_eq!([column_of("1"), column_of("AAAA1"), column_of("a1"), column_of("")], [None; 4]);
    }
}
