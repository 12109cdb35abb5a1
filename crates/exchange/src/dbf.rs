//! The attributes beside a Shapefile: dBASE tables, row by row, in the letters that the file or its
//! `.cpg` names.

use std::borrow::Cow;
use std::io::Read;
use std::sync::Arc;

use domain::import::Fault;
use encoding_rs::{Encoding, GB18030, UTF_8};
use serde_json::{Number, Value};

use crate::findings::of_file;
use crate::properties::Properties;

/// Bytes of the file's head and of the description of a field.
const HEAD: usize = 32;
/// What ends the descriptions.
const END_OF_FIELDS: u8 = 0x0d;
const DELETED: u8 = b'*';
/// The mark in the head that stands for GBK.
const MARK_OF_GBK: u8 = 0x4d;
/// Whole numbers up to here are numbers to every reader; beyond, only their digits tell them.
const MOST_DIGITS: usize = 15;

/// A table on its way.
pub(crate) struct Dbf<R> {
    source: R,
    heading: Arc<Heading>,
    /// Rows that are still to come.
    left: u32,
    row: Vec<u8>,
}

/// What is the same for all rows of a table.
#[derive(Debug, Clone)]
pub(crate) struct Heading {
    fields: Vec<Field>,
    letters: &'static Encoding,
    /// Nobody named the letters: they are judged by what stands there.
    guessed: bool,
}

#[derive(Debug, Clone)]
struct Field {
    name: Vec<u8>,
    /// The same in the table's letters.
    text: String,
    kind: u8,
    length: usize,
}

/// One row; none when it was deleted.
pub(crate) type Row = Option<Properties<'static>>;

/// A table that is cut off or no table at all.
#[derive(Debug)]
pub(crate) struct Damaged;

impl<R: Read> Dbf<R> {
    /// Read the head of a table. `cpg` is what stands beside it on its letters.
    pub(crate) fn new(file_name: &str, mut source: R, cpg: Option<&str>) -> Result<Result<Self, Damaged>, Fault> {
        let mut head = [0; HEAD];
        if source.read_exact(&mut head).is_err() {
            return Ok(Err(Damaged));
        }
        let left = u32::from_le_bytes([head[4], head[5], head[6], head[7]]);
        let (head_length, row_length) =
            (u16::from_le_bytes([head[8], head[9]]), u16::from_le_bytes([head[10], head[11]]));
        let mut described = vec![0; usize::from(head_length).saturating_sub(HEAD)];
        if source.read_exact(&mut described).is_err() {
            return Ok(Err(Damaged));
        }
        let described = described.chunks_exact(HEAD).take_while(|field| field[0] != END_OF_FIELDS);
        let fields: Vec<Field> = described.map(Field::of).collect();
        if fields.iter().map(|field| field.length).sum::<usize>() + 1 != usize::from(row_length) {
            return Ok(Err(Damaged));
        }
        let said = match cpg.map(str::trim).filter(|name| !name.is_empty()) {
            Some(name) => {
                let unknown = || of_file("shapefile.unknown_letters", &[("file", file_name), ("letters", name)]);
                Some(letters_named(name).ok_or_else(unknown)?)
            }
            None => (head[29] == MARK_OF_GBK).then_some(GB18030),
        };
        let mut heading = Heading { fields, letters: UTF_8, guessed: said.is_none() };
        heading.write_in(said.unwrap_or(UTF_8));
        Ok(Ok(Self { source, heading: Arc::new(heading), left, row: vec![0; usize::from(row_length)] }))
    }

    /// The next row; none after the last.
    pub(crate) fn next(&mut self) -> Result<Option<Row>, Damaged> {
        if !self.advance()? {
            return Ok(None);
        }
        if is_deleted(&self.row) {
            return Ok(Some(None));
        }
        if !self.heading.fits(&self.row) {
            Arc::make_mut(&mut self.heading).write_in(GB18030);
        }
        Ok(Some(Some(self.heading.properties(&self.row).into_owned())))
    }

    /// The next row as it stands, and what it is read by; none after the last. Deleted ones come, too.
    pub(crate) fn next_bytes(&mut self) -> Result<Option<&[u8]>, Damaged> {
        Ok(if self.advance()? { Some(&self.row) } else { None })
    }

    /// Rows that are still to come.
    pub(crate) fn left(&self) -> u32 {
        self.left
    }

    /// What rows are read by.
    pub(crate) fn heading(&self) -> &Arc<Heading> {
        &self.heading
    }

    /// Bytes of a row.
    pub(crate) fn row_length(&self) -> usize {
        self.row.len()
    }

    /// Whether nobody named the letters and they were taken for GBK.
    pub(crate) fn is_taken_for_gbk(&self) -> bool {
        self.heading.guessed && self.heading.letters == GB18030
    }

    fn advance(&mut self) -> Result<bool, Damaged> {
        if self.left == 0 {
            return Ok(false);
        }
        self.left -= 1;
        self.source.read_exact(&mut self.row).map_err(|_| Damaged)?;
        Ok(true)
    }
}

/// Whether a row was deleted.
pub(crate) fn is_deleted(row: &[u8]) -> bool {
    row.first() == Some(&DELETED)
}

impl Heading {
    /// Whether a row can be in these letters.
    pub(crate) fn fits(&self, row: &[u8]) -> bool {
        !self.guessed || self.letters == GB18030 || std::str::from_utf8(row).is_ok()
    }

    /// What a row says.
    pub(crate) fn properties(&self, row: &[u8]) -> Properties<'_> {
        let mut rest = &row[1..];
        let mut properties = Properties::new();
        for field in &self.fields {
            let (cell, after) = rest.split_at(field.length);
            rest = after;
            let text = self.letters.decode_without_bom_handling(cell).0;
            let value = field.value(text.trim_matches(|sign: char| sign.is_whitespace() || sign == '\0'));
            if !value.is_null() {
                properties.insert(Cow::Borrowed(field.text.as_str()), value);
            }
        }
        properties
    }

    fn write_in(&mut self, letters: &'static Encoding) {
        self.letters = letters;
        for field in &mut self.fields {
            let name = letters.decode_without_bom_handling(&field.name).0;
            let name = name.trim_matches(|sign: char| sign == char::REPLACEMENT_CHARACTER || sign.is_whitespace());
            field.text = name.to_owned();
        }
    }
}

impl Field {
    fn of(described: &[u8]) -> Self {
        let name = described[..11].split(|byte| *byte == 0).next().unwrap_or_default();
        let kind = described[11];
        // A text may be longer than a byte can say: then the next byte is the upper one.
        let upper = if kind == b'C' { usize::from(described[17]) << 8 } else { 0 };
        Self { name: name.to_vec(), text: String::new(), kind, length: usize::from(described[16]) + upper }
    }

    fn value(&self, text: &str) -> Value {
        if text.is_empty() || text.bytes().all(|byte| byte == b'*') {
            return Value::Null;
        }
        match self.kind {
            b'N' | b'F' | b'O' if !text.contains(['.', 'e', 'E']) && text.len() > MOST_DIGITS => text.into(),
            b'N' | b'F' => text.parse::<Number>().map_or_else(|_| text.into(), Value::Number),
            b'L' => match text {
                "T" | "t" | "Y" | "y" => true.into(),
                "F" | "f" | "N" | "n" => false.into(),
                _ => Value::Null,
            },
            b'D' if text.len() == 8 && text.is_ascii() => {
                format!("{}-{}-{}", &text[..4], &text[4..6], &text[6..]).into()
            }
            b'C' | b'D' => text.into(),
            // Numbers in binary and texts in other files.
            _ => Value::Null,
        }
    }
}

/// The letters that a `.cpg` names, by their name or by the number of their page.
fn letters_named(name: &str) -> Option<&'static Encoding> {
    let name = name.trim_start_matches('\u{feff}').to_ascii_lowercase();
    let page = name.trim_start_matches("cp").trim_start_matches("ms").trim_start_matches("windows-");
    match page {
        "65001" => Some(UTF_8),
        "936" | "54936" | "gb2312" | "gbk" | "gb18030" | "ansi 936" | "ansi_936" => Some(GB18030),
        "88591" | "8859_1" | "iso 8859-1" => Encoding::for_label(b"iso-8859-1"),
        "950" => Encoding::for_label(b"big5"),
        "1252" => Encoding::for_label(b"windows-1252"),
        _ => Encoding::for_label(name.as_bytes()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_known_by_name_and_by_page() {
        for name in ["UTF-8", "65001", "utf8"] {
            assert_eq!(letters_named(name), Some(UTF_8), "{name}");
        }
        for name in ["GBK", "936", "CP936", "gb18030", "ANSI 936"] {
            assert_eq!(letters_named(name), Some(GB18030), "{name}");
        }
        assert_eq!(letters_named("EBCDIC"), None);
    }

    #[test]
    fn values_keep_every_digit() {
        let value = |kind: u8, text: &str| Field { name: Vec::new(), text: String::new(), kind, length: 0 }.value(text);
        assert_eq!(value(b'N', "411602"), Value::from(411_602));
        assert_eq!(value(b'N', "411602003001001001"), Value::from("411602003001001001"));
        assert_eq!(value(b'N', "12.50"), Value::from(12.5));
        assert_eq!(value(b'N', "****"), Value::Null);
        assert_eq!(value(b'D', "20250301"), Value::from("2025-03-01"));
        assert_eq!(value(b'L', "?"), Value::Null);
    }
}
