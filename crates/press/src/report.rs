//! Reports: a title, what is told before, one table over as many pages as it needs, and what explains it.

use domain::sheet::{Orientation, Paper};
use domain::words::Language;

use crate::font::Type;
use crate::frame::Frame;
use crate::page::Page;
use crate::sheet::Printed;
use crate::table::{Column, READ, Setter, Table};

/// A report, A4 upright.
#[derive(Debug, Clone, PartialEq)]
pub struct Report {
    /// What it is.
    pub title: String,
    /// What is told before the table, paragraph by paragraph.
    pub told: Vec<String>,
    /// The table's columns. Their shares of the width make one.
    pub columns: Vec<Column>,
    /// Its rows, a cell for each column; a line break in a cell stays one.
    pub rows: Vec<Vec<String>>,
    /// What stands in place of a table without rows.
    pub none: &'static str,
    /// What explains it, below the table and smaller, paragraph by paragraph.
    pub notes: Vec<String>,
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
    setter.set(&Table { title: None, note: None, columns: report.columns.clone(), rows: report.rows.clone() });
    if report.rows.is_empty() {
        setter.none(report.none);
    }
    setter.notes(&report.notes);
    setter.signatures(&report.signatures);
    setter.finish(&report.printed, &report.store)
}
