//! What stands on a sheet: read from the store by the desk, drawn here.

use atlas::measure;
use domain::answer::PlaceNoun;
use domain::code::GridPath;
use domain::grid::Counts;
use domain::place::{Position, Shape};
use domain::scheme::Review;
use domain::set::Ground;
use domain::sheet::{Orientation, Paper, SheetMeasure};
use domain::words::Language;
use serde::Serialize;

/// All that stands on a sheet.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Sheet {
    /// What the children are coloured by.
    pub measure: SheetMeasure,
    /// How large.
    pub paper: Paper,
    /// Which way the paper lies.
    pub orientation: Orientation,
    /// The language of what stands beside names.
    pub language: Language,
    /// What the store is called.
    pub store: String,
    /// Whose map it is.
    pub grid: SheetGrid,
    /// Names of the grids above it, from the top.
    pub above: Vec<String>,
    /// What its level is called.
    pub level_name: String,
    /// What its children's level is called.
    pub children_level: Option<String>,
    /// What it is divided into.
    pub children: Vec<SheetGrid>,
    /// The sum of the children's counts.
    pub sum: Counts,
    /// The children's own divisions, for thin lines.
    pub below: Vec<Shape>,
    /// What lies around it, by name.
    pub neighbours: Vec<(String, Shape)>,
    /// Water, roads, greens, footprints.
    pub ground: Vec<Ground>,
    /// Venues and checkpoints in it.
    pub places: Vec<SheetPlace>,
    /// The division that it belongs to.
    pub scheme: SheetScheme,
    /// Who printed it, and when.
    pub printed: Printed,
}

/// A grid on a sheet.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SheetGrid {
    /// Which.
    pub path: GridPath,
    /// Its code.
    pub code: String,
    /// Its kind.
    pub kind: String,
    /// Its name.
    pub name: String,
    /// Its level, 1 at the top.
    pub level: u8,
    /// Its counts.
    pub counts: Counts,
    /// Venues and checkpoints in it and below.
    pub places: u32,
    /// Who answers for it.
    pub heads: Vec<SheetHead>,
    /// Its boundary.
    pub shape: Shape,
}

/// Somebody who answers for a grid.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SheetHead {
    /// The person's name.
    pub person: String,
    /// What the post is called.
    pub title: String,
    /// Office phone.
    pub phone: String,
}

/// A venue or checkpoint on a sheet.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SheetPlace {
    /// Which noun.
    pub noun: PlaceNoun,
    /// Its name.
    pub name: String,
    /// Its kind.
    pub kind: String,
    /// Whether it is closed.
    pub closed: bool,
    /// Where it is.
    pub at: Position,
}

/// The division that a sheet shows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SheetScheme {
    /// Its name.
    pub name: String,
    /// Whether a second person looked at it.
    pub review: Review,
    /// From when it holds, `2026-11-01`.
    pub since: String,
}

/// Who printed a sheet, and when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Printed {
    /// The seat, in the sheet's language.
    pub by: String,
    /// Wall time, `2026-11-21 08:30`.
    pub at: String,
}

impl Sheet {
    /// Names what stands on the sheet but for who printed it and when: BLAKE3, 64 hex digits.
    pub fn content(&self) -> String {
        let nobody = Printed { by: String::new(), at: String::new() };
        let sheet = Self { printed: nobody, ..self.clone() };
        let bytes = serde_json::to_vec(&(EDITION, sheet)).expect("a sheet has text keys and finite numbers only");
        blake3::hash(&bytes).to_hex().to_string()
    }

    /// What a grid is coloured by; none where nobody counted, and where nobody answers.
    pub fn value(&self, grid: &SheetGrid) -> Option<u32> {
        match self.measure {
            SheetMeasure::Population => grid.counts.residents,
            SheetMeasure::Households => grid.counts.households,
            SheetMeasure::Buildings => grid.counts.buildings,
            SheetMeasure::Units => grid.counts.units,
            SheetMeasure::Venues => Some(grid.places),
            SheetMeasure::Heads => u32::try_from(grid.heads.len()).ok().filter(|&heads| heads > 0),
        }
    }

    /// What is coloured: the children, or the grid itself where it has none.
    pub fn coloured(&self) -> &[SheetGrid] {
        if self.children.is_empty() { std::slice::from_ref(&self.grid) } else { &self.children }
    }
}

impl SheetGrid {
    /// Square metres on the ellipsoid.
    pub fn area(&self) -> f64 {
        measure::area(&self.shape)
    }
}

/// Grows when the same sheet is drawn differently, so that sheets of an older drawing are made again.
const EDITION: u32 = 1;
