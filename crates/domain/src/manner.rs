//! What a foreign file is read as, and how: what a person says of it before it is read.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::set::SetKind;

/// What a file is imported as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum FileKind {
    /// Grids with their boundaries.
    Grids,
    /// People in post at grids, and on duty at venues and checkpoints: a table.
    Heads,
    /// Venues: points.
    Venues,
    /// Checkpoints: points.
    Checkpoints,
    /// Camera addresses: a table.
    Streams,
    /// Units that take cases on: a table, or points.
    Units,
    /// Units that are paired with grids: a table.
    Partners,
    /// Assets: points.
    Assets,
    /// The quiet ground: areas and lines.
    Basemap,
}

/// How to read a file, as it travels between a page or the command line and the desk.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
#[ts(export)]
pub struct Manner {
    /// Which of a file's layers: a table of a GeoPackage, a Shapefile in an archive, a folder of a KML file,
    /// a layer of a drawing, a sheet of a workbook.
    pub layer: Option<String>,
    /// The scheme that grids belong to.
    pub scheme: Option<String>,
    /// The level of every grid in the file.
    pub level: Option<u8>,
    /// What the coordinates are measured in: `EPSG:n`, `gcj02`, `bd09`.
    pub datum: Option<String>,
    /// Our field to the file's column.
    pub columns: BTreeMap<String, String>,
    /// How a grid finds its parent.
    pub parent: Option<Parent>,
    /// Faulty rows stay out; otherwise one refuses the file.
    pub skip_bad: bool,
    /// Read and report; change nothing.
    pub dry_run: bool,
}

/// How a grid finds its parent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum Parent {
    /// The parent's code is the first part of the child's.
    Code,
    /// A property of this name holds the parent's code.
    Column(String),
    /// The grid of the next level above that holds most of the child's area.
    Geometry,
}

impl FileKind {
    /// What the command line calls it; none when there is no such kind.
    pub fn named(name: &str) -> Option<Self> {
        Some(match name {
            "grids" => Self::Grids,
            "heads" | "duty" | "posts" => Self::Heads,
            "venues" => Self::Venues,
            "checkpoints" => Self::Checkpoints,
            "streams" => Self::Streams,
            "units" => Self::Units,
            "partners" => Self::Partners,
            "assets" => Self::Assets,
            "basemap" => Self::Basemap,
            _ => return None,
        })
    }

    /// As on the wire and on the command line.
    pub fn word(self) -> &'static str {
        match self {
            Self::Grids => "grids",
            Self::Heads => "heads",
            Self::Venues => "venues",
            Self::Checkpoints => "checkpoints",
            Self::Streams => "streams",
            Self::Units => "units",
            Self::Partners => "partners",
            Self::Assets => "assets",
            Self::Basemap => "basemap",
        }
    }

    /// What a set of this kind is called in the log.
    pub fn set_kind(self) -> SetKind {
        match self {
            Self::Grids => SetKind::Grids,
            Self::Heads => SetKind::Posts,
            Self::Venues => SetKind::Venues,
            Self::Checkpoints => SetKind::Checkpoints,
            Self::Streams => SetKind::Streams,
            Self::Units => SetKind::Units,
            Self::Partners => SetKind::Partners,
            Self::Assets => SetKind::Assets,
            Self::Basemap => SetKind::Basemap,
        }
    }
}
