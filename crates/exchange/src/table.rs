//! Tables with a heading; here from CSV (RFC 4180), parted by comma, semicolon or tab.

use domain::import::Fault;

use crate::fields::{Columns, Field};
use crate::findings::{Findings, at, of_file};
use crate::limits::{MOST_CELLS, MOST_ROWS};

/// A table in memory.
#[derive(Debug)]
pub(crate) struct Table {
    file_name: String,
    pub(crate) heading: Vec<String>,
    pub(crate) rows: Vec<Row>,
    /// What is doubtful about the file.
    pub(crate) notes: Vec<Fault>,
    /// What parts cells, in a file of text.
    separator: Option<char>,
    cells: usize,
}

/// One row below the heading.
#[derive(Debug)]
pub(crate) struct Row {
    /// As a spreadsheet counts: the heading is row 1.
    pub(crate) number: usize,
    pub(crate) cells: Vec<String>,
}

/// What rows that come back mended say of themselves, in both languages: where they stood, and why they stayed out.
pub(crate) const ROW: [&str; 2] = ["原文件的行", "row in the file"];
pub(crate) const REASON: [&str; 2] = ["没有导入的原因", "why it stayed out"];

/// What parts cells; where a heading has as many of two, the first is meant.
const SEPARATORS: [char; 3] = [',', ';', '\t'];
/// What people part cells by that we don't take, because it occurs inside cells too often.
const FOREIGN_SEPARATORS: [char; 5] = ['|', '，', '、', '；', '^'];

impl Row {
    /// What stands in a column, counted from 0; none when the row is too short.
    pub(crate) fn cell(&self, column: usize) -> Option<&str> {
        self.cells.get(column).map(String::as_str)
    }
}

impl Table {
    /// Read a table; cells are trimmed, rows without any content left out.
    pub(crate) fn read(file_name: &str, text: &str) -> Result<Self, Fault> {
        let file = ("file", file_name);
        if let Some(line) = open_quote(text) {
            return Err(of_file("table.open_quote", &[("line", &line.to_string())]));
        }
        let first_line = text.trim_start().lines().next().unwrap_or_default();
        let count = |separator: char| first_line.matches(separator).count();
        let separator = SEPARATORS.into_iter().rev().max_by_key(|&separator| count(separator)).unwrap_or(',');
        if count(separator) == 0
            && let Some(foreign) = FOREIGN_SEPARATORS.into_iter().find(|&foreign| count(foreign) > 0)
        {
            return Err(of_file("table.separator", &[file, ("separator", &foreign.to_string())]));
        }
        if text.bytes().filter(|byte| *byte == separator as u8).count() > MOST_CELLS {
            return Err(of_file("table.too_many_in_all", &[file, ("most", &MOST_CELLS.to_string())]));
        }
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .trim(csv::Trim::All)
            .delimiter(separator as u8)
            .from_reader(text.as_bytes());
        let mut table = Self::new(file_name, Some(separator));
        let mut breaks_inside_cells = 0;
        for record in reader.records() {
            let record = record.expect("rows of any length, read from text in memory, cannot fail");
            let line = record.position().map_or(1, |position| position.line() as usize);
            // A record begins, for its reader, where the blank lines before it do.
            let begin = record.position().map_or(0, |position| position.byte() as usize);
            let blanks = text.as_bytes()[begin.min(text.len())..].iter().take_while(|byte| b"\r\n".contains(byte));
            let blank_lines = blanks.filter(|byte| **byte == b'\n').count();
            let number = (line + blank_lines).saturating_sub(breaks_inside_cells);
            breaks_inside_cells += record.iter().map(|cell| cell.matches('\n').count()).sum::<usize>();
            let cells: Vec<String> = record.iter().map(str::to_owned).collect();
            table.push(number, cells)?;
        }
        table.whole()
    }

    /// A table without any row, not even a heading.
    pub(crate) fn new(file_name: &str, separator: Option<char>) -> Self {
        let file_name = file_name.to_owned();
        Self { file_name, heading: Vec::new(), rows: Vec::new(), notes: Vec::new(), separator, cells: 0 }
    }

    /// Add a row; the first with any content is the heading, and rows without any are left out.
    pub(crate) fn push(&mut self, number: usize, cells: Vec<String>) -> Result<(), Fault> {
        if cells.iter().all(String::is_empty) {
            return Ok(());
        }
        self.cells += cells.len();
        if self.heading.is_empty() {
            self.heading = cells;
        } else {
            self.rows.push(Row { number, cells });
        }
        let too_many =
            |code: &str, most: usize| Err(of_file(code, &[("file", &self.file_name), ("most", &most.to_string())]));
        if self.rows.len() > MOST_ROWS {
            return too_many("file.too_many_rows", MOST_ROWS);
        }
        if self.cells > MOST_CELLS {
            return too_many("table.too_many_in_all", MOST_CELLS);
        }
        Ok(())
    }

    /// Give each row as many cells as the heading has: a spreadsheet leaves out those at the end that are empty.
    pub(crate) fn pad(&mut self) {
        let width = self.heading.len();
        for row in self.rows.iter_mut().filter(|row| row.cells.len() < width) {
            row.cells.resize(width, String::new());
        }
    }

    /// The table, once all rows are in; it needs a heading. What we have said of its rows ourselves is no column.
    pub(crate) fn whole(mut self) -> Result<Self, Fault> {
        if self.heading.is_empty() {
            return Err(of_file("file.blank", &[("file", &self.file_name)]));
        }
        let is_ours = |name: &String| ROW.contains(&name.as_str()) || REASON.contains(&name.as_str());
        while let Some(index) = self.heading.iter().position(is_ours) {
            self.heading.remove(index);
            for row in self.rows.iter_mut().filter(|row| row.cells.len() > index) {
                row.cells.remove(index);
            }
        }
        self.rows.retain(|row| row.cells.iter().any(|cell| !cell.is_empty()));
        Ok(self)
    }

    /// Refuse a table whose first row is data already: none of its cells names a column and one is a number.
    pub(crate) fn check_heading(&self, fields: &[Field]) -> Result<(), Fault> {
        let names = |cell: &str| fields.iter().any(|field| field.is_called(cell));
        let is_number = |cell: &String| cell.len() >= 6 && cell.bytes().all(|byte| byte.is_ascii_digit());
        if self.heading.iter().any(|cell| names(cell)) || !self.heading.iter().any(is_number) {
            return Ok(());
        }
        let first = self.heading.join(", ");
        Err(of_file("table.no_heading", &[("file", &self.file_name), ("first", &first)]))
    }

    /// What a row says of a field; empty when the file has no such column.
    pub(crate) fn cell<'a>(&'a self, row: &'a Row, columns: &Columns, field: Field) -> &'a str {
        columns
            .of(field)
            .and_then(|name| self.heading.iter().position(|heading| heading == name))
            .and_then(|index| row.cell(index))
            .unwrap_or_default()
    }

    /// Refuse a row with more cells than the heading has names, or with a cell that holds other rows:
    /// then something slipped. A row with fewer is noted.
    pub(crate) fn check_width(&self, row: &Row, findings: &mut Findings) -> Result<(), Fault> {
        let parts = |cell: &str| self.separator.map_or(0, |separator| cell.matches(separator).count() + 1);
        let wide = |cell: &str| parts(cell) >= self.heading.len().max(2);
        if row.cells.iter().any(|cell| cell.lines().count() > 1 && cell.lines().any(wide)) {
            return Err(at(row.number, "", "table.swallowed_rows", &[]));
        }
        let (cells, heading) = (row.cells.len().to_string(), self.heading.len().to_string());
        let params = [("cells", cells.as_str()), ("heading", heading.as_str())];
        if row.cells.iter().skip(self.heading.len()).any(|cell| !cell.is_empty()) {
            return Err(at(row.number, "", "table.too_many_cells", &params));
        }
        if row.cells.len() < self.heading.len() {
            findings.note(at(row.number, "", "table.too_few_cells", &params));
        }
        Ok(())
    }
}

/// The line of the last quote that opens, where the quotes don't pair.
fn open_quote(text: &str) -> Option<usize> {
    let (mut open, mut line, mut opened) = (false, 1, 1);
    for byte in text.bytes() {
        match byte {
            b'\n' => line += 1,
            b'"' => {
                open = !open;
                if open {
                    opened = line;
                }
            }
            _ => {}
        }
    }
    open.then_some(opened)
}

#[cfg(test)]
mod tests {
    use super::*;

    const CODE: Field = Field { name: "code", others: &["编码"] };

    fn code(text: &str) -> String {
        Table::read("a.csv", text).expect_err(text).code
    }

    #[test]
    fn rows_are_counted_as_a_spreadsheet_counts_them() {
        let table = Table::read("a.csv", "code,text\n1,\"two\nlines\"\n\n,\n3,x\n").expect("a table");
        let numbers: Vec<usize> = table.rows.iter().map(|row| row.number).collect();
        assert_eq!(numbers, [2, 5]);
        let table = Table::read("a.csv", "\r\ncode,text\r\n\r\n\r\n1,x\r\n\r\n2,y").expect("a table");
        let numbers: Vec<usize> = table.rows.iter().map(|row| row.number).collect();
        assert_eq!(numbers, [5, 7]);
        let table = Table::read("a.csv", "code,text\n1,\"two\nlines\"\n\n,\n3,x\n").expect("a table");
        let columns = Columns::find(["code"], &std::collections::BTreeMap::new(), &[CODE], &mut Findings::default());
        assert_eq!(table.cell(&table.rows[1], &columns, CODE), "3");
    }

    #[test]
    fn semicolons_and_tabs_part_cells_too() {
        for text in ["code;name\n1;甲, 乙\n", "code\tname\n1\t甲, 乙\n", "\r\ncode;name\r\n1;甲, 乙\r\n"] {
            let table = Table::read("a.csv", text).expect("a table");
            assert_eq!(table.heading, ["code", "name"]);
            assert_eq!(table.rows[0].cells, ["1", "甲, 乙"]);
        }
        assert_eq!(code("code|name\n1|甲\n"), "table.separator");
        assert_eq!(code("编码，姓名\n1，甲\n"), "table.separator");
    }

    #[test]
    fn what_is_no_table_is_called_by_its_name() {
        assert_eq!(code("code\n\"1\n2\n"), "table.open_quote");
        assert_eq!(Table::read("a.csv", "a\n\"1\"\n\"2\n").expect_err("open").params["line"], "3");
        assert_eq!(code(",,\n"), "file.blank");
    }

    #[test]
    fn a_first_row_of_data_is_no_heading() {
        let check = |text: &str| Table::read("a.csv", text).expect("a table").check_heading(&[CODE]);
        assert_eq!(check("411602001,张三\n").expect_err("data").code, "table.no_heading");
        assert_eq!(check("编码,张三\n"), Ok(()));
        assert_eq!(check("a,b\n"), Ok(()));
    }

    #[test]
    fn cells_that_slipped_are_named() {
        let table = Table::read("a.csv", "code,name\n1,a,b\n2,c,\n3\n4,\"e\n5,f\n6,g\"\n").expect("a table");
        let mut findings = Findings::default();
        let codes: Vec<Option<String>> =
            table.rows.iter().map(|row| table.check_width(row, &mut findings).err().map(|fault| fault.code)).collect();
        let expected = [Some("table.too_many_cells"), None, None, Some("table.swallowed_rows")];
        assert_eq!(codes, expected.map(|code| code.map(str::to_owned)));
        assert_eq!(findings.sorted().1[0].code, "table.too_few_cells");
    }
}
