//! Map sheets 图幅: which map of which grid is wanted on which paper, and the print as a fact.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::code::GridPath;
use crate::fact::Fact;
use crate::failure::Refusal;
use crate::seat::Seat;
use crate::tree::Tree;
use crate::words::Language;

/// A sheet that somebody wants.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct SheetWish {
    /// Whose map.
    pub grid: GridPath,
    /// What its children are coloured by.
    #[serde(default)]
    pub measure: SheetMeasure,
    /// How large.
    #[serde(default)]
    pub paper: Paper,
    /// Which way the paper lies.
    #[serde(default)]
    pub orientation: Orientation,
    /// PDF has all pages, PNG one.
    #[serde(default)]
    pub format: SheetFormat,
    /// The language of what is printed beside the names.
    #[serde(default)]
    pub language: Language,
    /// Which page of a PNG, from 1; a PDF takes no notice of it.
    #[serde(default = "first")]
    pub page: u32,
}

/// A sheet that came out of the press: the wish, and what was made of it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct SheetPrint {
    /// What was wanted.
    pub wish: SheetWish,
    /// How many pages the sheet has.
    pub pages: u32,
    /// BLAKE3 of all that stands on it, but for who printed it and when: equal sheets have it equal.
    pub content: String,
    /// BLAKE3 of the file.
    pub hash: String,
    /// The scheme whose grids it shows; none on prints from before this was kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional = nullable)]
    pub scheme: Option<String>,
}

/// What a sheet's grids are coloured by.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum SheetMeasure {
    /// 人口.
    #[default]
    Population,
    /// 户.
    Households,
    /// 楼栋.
    Buildings,
    /// 单元.
    Units,
    /// 重点场所 in the grid and below.
    Venues,
    /// 网格长 of the grid itself.
    Heads,
}

/// Paper sizes of ISO 216.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[ts(export)]
pub enum Paper {
    /// 210 × 297 mm.
    #[default]
    A4,
    /// 297 × 420 mm.
    A3,
    /// 420 × 594 mm.
    A2,
}

/// Which way the paper lies.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum Orientation {
    /// 竖.
    #[default]
    Portrait,
    /// 横.
    Landscape,
}

/// What a sheet is written as.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum SheetFormat {
    /// Lines and letters.
    #[default]
    Pdf,
    /// Pixels, 300 to the inch.
    Png,
}

impl SheetWish {
    /// The usual sheet of a grid.
    pub fn of(grid: GridPath) -> Self {
        Self {
            grid,
            measure: SheetMeasure::default(),
            paper: Paper::default(),
            orientation: Orientation::default(),
            format: SheetFormat::default(),
            language: Language::default(),
            page: first(),
        }
    }

    /// Whether a seat may have this sheet: its grid is there, and lies in the seat's subtree.
    pub fn admit(&self, tree: &Tree, seat: &Seat) -> Result<(), Refusal> {
        let path = || self.grid.clone();
        if tree.is_empty() {
            return Err(Refusal::NoScheme);
        }
        if tree.grid(&self.grid).is_none() {
            return Err(Refusal::NoSuchGrid { path: path() });
        }
        if seat.covers(&self.grid) { Ok(()) } else { Err(Refusal::OutsideSubtree { path: path() }) }
    }
}

impl SheetPrint {
    /// A sheet is handed out: who may have it, and what the ledger keeps.
    pub fn decide(&self, tree: &Tree, seat: &Seat) -> Result<Fact, Refusal> {
        self.wish.admit(tree, seat)?;
        Ok(Fact::SheetPrinted { print: self.clone() })
    }
}

impl SheetMeasure {
    /// All of them, in the order in which forms list them.
    pub const ALL: [Self; 6] =
        [Self::Population, Self::Households, Self::Buildings, Self::Units, Self::Venues, Self::Heads];

    /// By its name on the wire.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|measure| measure.word() == name)
    }

    /// As on the wire.
    pub fn word(self) -> &'static str {
        match self {
            Self::Population => "population",
            Self::Households => "households",
            Self::Buildings => "buildings",
            Self::Units => "units",
            Self::Venues => "venues",
            Self::Heads => "heads",
        }
    }
}

impl Paper {
    /// All of them, from the smallest.
    pub const ALL: [Self; 3] = [Self::A4, Self::A3, Self::A2];

    /// By its name, `a4` too.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|paper| paper.word().eq_ignore_ascii_case(name))
    }

    /// As on the wire.
    pub fn word(self) -> &'static str {
        match self {
            Self::A4 => "A4",
            Self::A3 => "A3",
            Self::A2 => "A2",
        }
    }
}

impl SheetFormat {
    /// How such a file's name ends.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Png => "png",
        }
    }
}

fn first() -> u32 {
    1
}
