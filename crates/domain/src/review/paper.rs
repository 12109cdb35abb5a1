//! Figures and charges on paper or as a workbook: what is wanted, and what was handed out.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Dimension, Period};
use crate::code::GridPath;
use crate::words::Language;

/// What leaves the house.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum ReviewForm {
    /// 研判简报: the figures, as PDF.
    Figures,
    /// 周交办: what was decided, as PDF.
    Charges,
    /// Both, as a workbook (XLSX).
    Workbook,
}

/// Which paper is wanted.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ReviewPaperWish {
    /// Of the review of which days.
    pub period: Period,
    /// Of this grid and all below; none: of all that the seat covers.
    #[serde(default)]
    pub scope: Option<GridPath>,
    /// By what the rows are divided.
    pub by: Dimension,
    /// What leaves the house.
    pub form: ReviewForm,
    /// The language of what is printed beside the names.
    #[serde(default)]
    pub language: Language,
}

/// A paper that came out of the press.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ReviewPrint {
    /// What was wanted.
    pub wish: ReviewPaperWish,
    /// How many rows it has.
    pub rows: u32,
    /// How many numbers were left out because they are small, or would give such a one away.
    pub left_out: u32,
    /// BLAKE3 of the file.
    pub hash: String,
}
