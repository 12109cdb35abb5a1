//! Reports: a title, what is told before, and one table over as many pages as it needs.

use domain::sheet::{Orientation, Paper};
use domain::words::Language;

use crate::font::Type;
use crate::frame::Frame;
use crate::page::Page;
use crate::pen::Align;
use crate::sheet::Printed;
use crate::table::{READ, Setter, Table, column};

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

/// Draw a report; one page at the least.
pub fn pages(report: &Report, letters: &Type) -> Vec<Page> {
    let frame = Frame::of(Paper::A4, Orientation::Portrait);
    let mut setter = Setter::new(&frame, letters, READ, report.title.clone(), report.language);
    for paragraph in &report.told {
        setter.text(paragraph);
    }
    let columns = report.columns.iter().map(|&(head, share)| column(head, share, Align::Left)).collect();
    setter.set(&Table { title: None, note: None, columns, rows: report.rows.clone() });
    if report.rows.is_empty() {
        setter.none(report.none);
    }
    setter.signatures(&report.signatures);
    setter.finish(&report.printed, &report.store)
}
