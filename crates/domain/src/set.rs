//! Imported sets in their normal form: what the log names by its hash.
//!
//! A set stands beside the log once, compressed, and travels by hash like an attachment; the fact
//! that brings it in only names it.

mod pieces;

use std::collections::BTreeMap;
use std::io::{self, BufWriter, Write};

use serde::{Deserialize, Deserializer, Serialize};
use ts_rs::TS;

use crate::asset::Asset;
use crate::code::{GridCode, GridPath, Level};
use crate::grid::{Counts, Grid};
use crate::id::SetHash;
use crate::place::{Position, Shape};
use crate::post::Post;
use crate::scheme::LevelName;
use crate::unit::{Partner, Unit};
use crate::venue::{Checkpoint, Stream, Venue};

pub use pieces::{Around, Unfolding, spell};

/// Bytes of a normal form that are written at a time.
const PIECE: usize = 64 << 10;

/// One imported set.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "rows", rename_all = "snake_case")]
pub enum Set {
    /// Grids with their boundaries; extends the published scheme or makes the first.
    Grids(GridSet),
    /// Posts and who holds them; a post that is there already is replaced.
    Posts(Vec<Post>),
    /// Venues; one that is there already is replaced.
    Venues(Vec<Venue>),
    /// Checkpoints; one that is there already is replaced.
    Checkpoints(Vec<Checkpoint>),
    /// Streams; those of the same venue and name are replaced.
    Streams(Vec<Stream>),
    /// Units; one that is there already is replaced.
    Units(Vec<Unit>),
    /// Pairings of units with grids; one that is there already is replaced.
    Partners(Vec<Partner>),
    /// Assets; one that is there already is replaced.
    Assets(Vec<Asset>),
    /// The quiet ground under the grids; replaces the one before.
    Basemap(Vec<Ground>),
}

/// Grids of one scheme.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct GridSet {
    /// The scheme that they belong to.
    pub scheme: String,
    /// Names of the levels that occur.
    pub levels: Vec<LevelName>,
    /// Parents before children.
    pub grids: Vec<PlacedGrid>,
}

/// A grid and its boundary.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct PlacedGrid {
    /// All but the boundary.
    #[serde(flatten)]
    pub grid: Grid,
    /// Its boundary: parts, rings, positions in 1e-7 degree.
    #[ts(type = "[number, number][][][]")]
    pub shape: Shape,
}

/// The same as it is read: field by field, where flattening would first keep all of them aside.
#[derive(Deserialize)]
struct Flat {
    path: GridPath,
    code: GridCode,
    level: Level,
    kind: String,
    name: String,
    counts: Counts,
    attributes: BTreeMap<String, String>,
    shape: Shape,
}

impl<'de> Deserialize<'de> for PlacedGrid {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let Flat { path, code, level, kind, name, counts, attributes, shape } = Flat::deserialize(deserializer)?;
        Ok(Self { grid: Grid { path, code, level, kind, name, counts, attributes }, shape })
    }
}

/// A feature of the basemap.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Ground {
    /// What it is.
    pub layer: GroundLayer,
    /// river, lake, park, farmland, ring, main, street, lane …
    pub class: String,
    /// As people say it.
    pub name: Option<String>,
    /// Where it is.
    pub outline: Outline,
}

/// The layers of the basemap, from the bottom.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum GroundLayer {
    /// Parks, fields.
    Green,
    /// Rivers, lakes.
    Water,
    /// Roads.
    Road,
    /// Footprints.
    Building,
}

/// An area or lines.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outline {
    /// Polygons.
    Area(Shape),
    /// Open lines.
    Lines(Vec<Vec<Position>>),
}

/// What a set holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum SetKind {
    /// Grids.
    Grids,
    /// Posts at grids (`heads` on the command line), venues and checkpoints.
    Posts,
    /// Venues.
    Venues,
    /// Checkpoints.
    Checkpoints,
    /// Streams.
    Streams,
    /// Units.
    Units,
    /// Pairings of units with grids.
    Partners,
    /// Assets.
    Assets,
    /// The quiet ground.
    Basemap,
}

impl Set {
    /// What it holds.
    pub fn kind(&self) -> SetKind {
        match self {
            Self::Grids(_) => SetKind::Grids,
            Self::Posts(_) => SetKind::Posts,
            Self::Venues(_) => SetKind::Venues,
            Self::Checkpoints(_) => SetKind::Checkpoints,
            Self::Streams(_) => SetKind::Streams,
            Self::Units(_) => SetKind::Units,
            Self::Partners(_) => SetKind::Partners,
            Self::Assets(_) => SetKind::Assets,
            Self::Basemap(_) => SetKind::Basemap,
        }
    }

    /// How many rows it has.
    pub fn len(&self) -> usize {
        match self {
            Self::Grids(set) => set.grids.len(),
            Self::Posts(rows) => rows.len(),
            Self::Venues(rows) => rows.len(),
            Self::Checkpoints(rows) => rows.len(),
            Self::Streams(rows) => rows.len(),
            Self::Units(rows) => rows.len(),
            Self::Partners(rows) => rows.len(),
            Self::Assets(rows) => rows.len(),
            Self::Basemap(rows) => rows.len(),
        }
    }

    /// Whether it has no row.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The normal form: compact JSON, fields in the order of this file, coordinates as lattice integers.
    pub fn normal_form(&self) -> Vec<u8> {
        let mut bytes = Vec::new();
        self.write_normal_form(&mut bytes).expect("memory takes every byte");
        bytes
    }

    /// The normal form, piece by piece: that of a large set is larger than the set.
    pub fn write_normal_form(&self, to: impl Write) -> io::Result<()> {
        let mut to = BufWriter::with_capacity(PIECE, to);
        serde_json::to_writer(&mut to, self)?;
        to.flush()
    }

    /// The set's name.
    pub fn hash(&self) -> SetHash {
        let mut hasher = blake3::Hasher::new();
        self.write_normal_form(&mut hasher).expect("a hasher takes every byte");
        SetHash(hasher.finalize().to_hex().to_string())
    }
}

impl PlacedGrid {
    /// Names exactly what stands there: BLAKE3 of its JSON, 64 hex digits.
    pub fn digest(&self) -> String {
        let text = serde_json::to_vec(self).expect("a grid has text keys and whole numbers only");
        blake3::hash(&text).to_hex().to_string()
    }
}

impl SetHash {
    /// The name of a normal form.
    pub fn of(normal_form: &[u8]) -> Self {
        Self(blake3::hash(normal_form).to_hex().to_string())
    }
}
