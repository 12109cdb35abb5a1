//! THE PRESS. Map sheets as vector PDF and as PNG, papers about orders as PDF.
//!
//! A sheet is a value ([`sheet::Sheet`]): everything that will stand on the paper, already read and already
//! permitted. This room draws it into pages of marks in millimetres ([`page::Page`]) and writes the marks down,
//! as PDF or as pixels; both are the same drawing. It knows no store, no clock and no folder: fonts come in as bytes.
//!
//! Invariant: names on a map never touch each other, a symbol or the frame (property tests in `label`).

mod area;
mod drawing;

pub mod font;
mod frame;
mod front;
mod graticule;
mod ground;
pub mod journal;
mod label;
mod legend;
mod names;
pub mod page;
pub mod paper;
mod pdf;
mod pen;
mod png;
mod ramp;
mod register;
pub mod report;
pub mod review;
mod scale;
pub mod sheet;
mod symbol;
mod table;
mod text;
mod view;
pub mod viewing;
mod words;

use domain::grid::Grid;
use domain::sheet::SheetWish;
use thiserror::Error;

use crate::font::Type;
use crate::page::Page;
use crate::paper::Paper;
use crate::report::Report;
use crate::sheet::Sheet;

pub use crate::view::View;

/// Why a sheet does not come out.
#[derive(Debug, Error)]
pub enum Error {
    /// The grid has no boundary to draw.
    #[error("the grid has no boundary")]
    NoBoundary,
    /// A PNG of a page that the sheet has not.
    #[error("the sheet has {pages} pages, not {page}")]
    NoSuchPage {
        /// What was wanted, from 1.
        page: u32,
        /// What there is.
        pages: u32,
    },
    /// The library that writes PDF failed.
    #[error("the PDF cannot be written: {0}")]
    Pdf(String),
    /// The library that draws pixels failed.
    #[error("the picture cannot be drawn: {0}")]
    Png(String),
}

/// What a grid's sheet is called, as every file system takes it: code, title and ending.
pub fn name(grid: &Grid, wish: &SheetWish) -> String {
    format!("{}.{}", words::file_name(grid, wish), wish.format.ending())
}

/// What it is called in a folder of many: level, code, title, paper and ending; another wish has another name.
pub fn album_name(grid: &Grid, wish: &SheetWish) -> String {
    words::album_name(grid, wish)
}

/// A sheet's pages, drawn: the map first, the registers after it.
pub fn pages(sheet: &Sheet, letters: &Type) -> Result<Vec<Page>, Error> {
    drawing::pages(sheet, letters)
}

/// The pages as one PDF, fonts embedded and cut down to the letters that occur.
pub fn pdf(pages: &[Page], sheet: &Sheet, letters: &Type) -> Result<Vec<u8>, Error> {
    let about = pdf::About {
        title: words::title(sheet),
        language: sheet.language,
        by: sheet.printed.by.clone(),
        keywords: vec![sheet.grid.code.clone(), sheet.scheme.name.clone(), sheet.content()],
    };
    pdf::write(pages, about, letters)
}

/// A paper about an order as PDF, and how many pages it has.
pub fn paper(paper: &Paper, letters: &Type) -> Result<(Vec<u8>, usize), Error> {
    let pages = paper::pages(paper, letters);
    let about = pdf::About {
        title: paper.title(),
        language: paper.language,
        by: paper.printed.by.clone(),
        keywords: vec![paper.order.number.clone(), paper.content()],
    };
    Ok((pdf::write(&pages, about, letters)?, pages.len()))
}

/// A report as PDF, and how many pages it has.
pub fn report(report: &Report, letters: &Type) -> Result<(Vec<u8>, usize), Error> {
    let pages = report::pages(report, letters);
    let about = pdf::About {
        title: report.title.clone(),
        language: report.language,
        by: report.printed.by.clone(),
        keywords: vec![report.store.clone()],
    };
    Ok((pdf::write(&pages, about, letters)?, pages.len()))
}

/// One page, counted from 1, as PNG at 300 dots to the inch.
pub fn png(pages: &[Page], page: u32, letters: &Type) -> Result<Vec<u8>, Error> {
    let none = Error::NoSuchPage { page, pages: u32::try_from(pages.len()).unwrap_or(u32::MAX) };
    let drawn = pages.get((page as usize).wrapping_sub(1)).ok_or(none)?;
    png::write(drawn, letters)
}

/// The first page as a small PNG, its longer side `side` dots.
pub fn thumbnail(pages: &[Page], side: u32, letters: &Type) -> Result<Vec<u8>, Error> {
    let first = pages.first().ok_or(Error::NoSuchPage { page: 1, pages: 0 })?;
    png::small(first, side, letters)
}
