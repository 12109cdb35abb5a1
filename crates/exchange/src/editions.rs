//! Tables by which a district works – categories, routing, limits, calendars – as rows of text. What a row means is the
//! rules' to say: here it is only found which column is which.

use std::collections::BTreeMap;

use domain::edition::{MOST_ROWS, TableKind};
use domain::import::Fault;
use serde::{Deserialize, Serialize};

use crate::content::{Content, Opened, Wanted};
use crate::fields::{Columns, Field};
use crate::findings::{Findings, of_file};

/// What a file of such a table came to.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct EditionReading {
    /// A cell for each of our columns; empty where the file has no such column.
    pub rows: Vec<Vec<String>>,
    /// Where each stood in the file.
    pub numbers: Vec<u32>,
    /// What refuses the file.
    pub faults: Vec<Fault>,
    /// What is doubtful.
    pub notes: Vec<Fault>,
}

/// Read the rows of a table.
pub fn edition_rows(of: TableKind, file_name: &str, bytes: &[u8]) -> EditionReading {
    let opened = Opened::read(file_name, bytes, Wanted::Table, None);
    let table = match opened.map_err(|closed| closed.fault).map(|opened| opened.content) {
        Ok(Content::Table(table)) => table,
        Ok(Content::Features(_)) => return refused(of_file("file.features_not_table", &[("file", file_name)])),
        Err(fault) => return refused(fault),
    };
    if table.rows.len() > MOST_ROWS {
        return refused(of_file("file.too_many_rows", &[("file", file_name), ("most", &MOST_ROWS.to_string())]));
    }
    let fields: Vec<Field> =
        of.columns().iter().map(|column| Field { name: column.name, others: column.others }).collect();
    let mut findings = Findings::default();
    findings.keep(table.check_heading(&fields));
    let names = table.heading.iter().map(String::as_str);
    let columns = Columns::find(names, &BTreeMap::new(), &fields, &mut findings);
    // Without its first column it is a table of something else.
    columns.need(&fields[..1], &mut findings);
    let mut reading = EditionReading::default();
    for row in &table.rows {
        let width = table.check_width(row, &mut findings);
        findings.keep(width);
        reading.rows.push(fields.iter().map(|field| table.cell(row, &columns, *field).to_owned()).collect());
        reading.numbers.push(u32::try_from(row.number).unwrap_or(u32::MAX));
    }
    if reading.rows.is_empty() && findings.count() == 0 {
        findings.refuse(of_file("file.empty", &[("file", file_name)]));
    }
    let (faults, mut notes) = findings.sorted();
    notes.splice(..0, table.notes);
    EditionReading { faults, notes, ..reading }
}

fn refused(fault: Fault) -> EditionReading {
    EditionReading { faults: vec![fault], ..EditionReading::default() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_found_by_what_people_call_them_in_any_order() {
        let text = "承办单位,派给,类别,为什么\n市政,承办单位,部件 / 公用设施,旧规\n,,,\nU2,unit,,\n";
        let reading = edition_rows(TableKind::Routing, "规则.csv", text.as_bytes());
        assert_eq!(reading.faults, []);
        assert_eq!(reading.numbers, [2, 4]);
        assert_eq!(reading.rows[0], ["部件 / 公用设施", "", "", "承办单位", "市政"]);
        assert_eq!(reading.rows[1], ["", "", "", "unit", "U2"]);
    }

    #[test]
    fn a_file_without_the_first_column_is_refused_and_says_which_it_is() {
        let reading = edition_rows(TableKind::Limits, "x.csv", "名称,电话\na,1\n".as_bytes());
        assert_eq!(reading.faults.len(), 1, "{:?}", reading.faults);
        let page = edition_rows(TableKind::Limits, "x.html", b"<html></html>");
        assert_eq!(page.faults.len(), 1);
        assert_eq!(edition_rows(TableKind::Calendar, "x.csv", "项目,日期\n".as_bytes()).faults[0].code, "file.empty");
    }
}
