//! CSV (RFC 4180) with a heading; comma, semicolon or tab.

use domain::import::Fault;

use crate::fields::{Columns, Field};
use crate::findings::{at, of_file};

/// A table in memory.
#[derive(Debug)]
pub(crate) struct Table {
    pub(crate) heading: Vec<String>,
    pub(crate) rows: Vec<Row>,
}

/// One row below the heading.
#[derive(Debug)]
pub(crate) struct Row {
    /// As a spreadsheet counts: the heading is row 1.
    pub(crate) number: usize,
    cells: Vec<String>,
}

impl Table {
    /// Read a table; cells are trimmed, rows without any content left out.
    pub(crate) fn read(file_name: &str, text: &str) -> Result<Self, Fault> {
        if text.bytes().filter(|&byte| byte == b'"').count() % 2 == 1 {
            let message = format!("{file_name} has a quote that never closes; each \" inside a cell is written twice");
            return Err(of_file("table.open_quote", &[], message));
        }
        let first_line = text.lines().next().unwrap_or_default();
        let separator = [b',', b';', b'\t']
            .into_iter()
            .rev()
            .max_by_key(|&separator| first_line.bytes().filter(|&byte| byte == separator).count());
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .trim(csv::Trim::All)
            .delimiter(separator.unwrap_or(b','))
            .from_reader(text.as_bytes());
        let mut heading = None;
        let mut rows = Vec::new();
        let mut breaks_inside_cells = 0;
        for record in reader.records() {
            let record = record.map_err(|error| {
                let row = error.position().map_or(1, |position| position.line() as usize);
                at(row, "", "table.unreadable", &[], format!("{file_name} cannot be read: {error}"))
            })?;
            let line = record.position().map_or(1, |position| position.line() as usize);
            let number = line.saturating_sub(breaks_inside_cells);
            breaks_inside_cells += record.iter().map(|cell| cell.matches('\n').count()).sum::<usize>();
            let cells: Vec<String> = record.iter().map(str::to_owned).collect();
            if cells.iter().all(String::is_empty) {
                continue;
            }
            if heading.is_none() {
                heading = Some(cells);
            } else {
                rows.push(Row { number, cells });
            }
        }
        let Some(heading) = heading else {
            return Err(of_file(
                "table.no_heading",
                &[],
                format!("{file_name} is empty; the first row names the columns"),
            ));
        };
        Ok(Self { heading, rows })
    }

    /// What a row says of a field; empty when the file has no such column.
    pub(crate) fn cell<'a>(&'a self, row: &'a Row, columns: &Columns, field: Field) -> &'a str {
        columns
            .of(field)
            .and_then(|name| self.heading.iter().position(|heading| heading == name))
            .and_then(|index| row.cells.get(index))
            .map_or("", String::as_str)
    }

    /// Whether a row has more cells than the heading has names: then something slipped.
    pub(crate) fn overflow(&self, row: &Row) -> Option<Fault> {
        let extra = row.cells.get(self.heading.len()..)?.iter().any(|cell| !cell.is_empty());
        let message = "the row has more cells than the heading; quote cells that hold a comma";
        extra.then(|| at(row.number, "", "table.too_many_cells", &[], message))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::findings::Findings;

    const CODE: Field = Field { name: "code", others: &[] };

    #[test]
    fn rows_are_counted_as_a_spreadsheet_counts_them() {
        let table = Table::read("a.csv", "code,text\n1,\"two\nlines\"\n\n,\n3,x\n").expect("a table");
        let numbers: Vec<usize> = table.rows.iter().map(|row| row.number).collect();
        assert_eq!(numbers, [2, 5]);
        let columns = Columns::find(["code"], &std::collections::BTreeMap::new(), &[CODE], &mut Findings::default());
        assert_eq!(table.cell(&table.rows[1], &columns, CODE), "3");
    }

    #[test]
    fn semicolons_and_tabs_part_cells_too() {
        for text in ["code;name\n1;甲, 乙\n", "code\tname\n1\t甲, 乙\n"] {
            let table = Table::read("a.csv", text).expect("a table");
            assert_eq!(table.heading, ["code", "name"]);
            assert_eq!(table.rows[0].cells, ["1", "甲, 乙"]);
        }
    }

    #[test]
    fn a_quote_that_never_closes_is_refused() {
        assert_eq!(Table::read("a.csv", "code\n\"1\n2\n").expect_err("open").code, "table.open_quote");
        assert_eq!(Table::read("a.csv", "").expect_err("empty").code, "table.no_heading");
    }

    #[test]
    fn a_cell_too_many_is_named() {
        let table = Table::read("a.csv", "code,name\n1,a,b\n2,c,\n").expect("a table");
        assert_eq!(table.overflow(&table.rows[0]).expect("b is too many").row, Some(2));
        assert!(table.overflow(&table.rows[1]).is_none());
    }
}
