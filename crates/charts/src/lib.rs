//! THE CHART ROOM. Basemaps that came as files, and 天地图: archives of tiles read, checked and written, and one service
//! asked for tiles.
//!
//! Everything here is bounded before it is believed: a directory, a tile, what either unpacks to, an answer. Strangers'
//! files are checked whole in the booth ([`survey`], [`convert`]); afterwards the desk reads tile by tile from the one
//! format that is kept ([`Archive`]), with the same bounds.
//!
//! This room knows no store, no seat and no page. A file is handed in open; only [`Mbtiles`] is given a path, because
//! SQLite opens files itself.

mod archive;
mod caps;
mod directory;
pub mod flaw;
mod mbtiles;
mod packing;
mod peek;
mod place;
mod shelf;
mod survey;
pub mod tianditu;
mod writer;

pub use archive::{Archive, BEGINNING, Header};
pub use caps::LARGEST_FILE;
pub use mbtiles::Mbtiles;
pub use place::TilePlace;
pub use shelf::Shelf;
pub use survey::{Surveyed, survey};

/// What a basemap's file is, told by its first bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// PMTiles, of whatever version.
    Pmtiles,
    /// A database of SQLite; whether of tiles is seen later.
    Mbtiles,
}

impl Format {
    /// How many bytes have to be there to tell.
    pub const ENOUGH: usize = 16;

    /// What begins so; none: neither.
    pub fn of(beginning: &[u8]) -> Option<Self> {
        if beginning.starts_with(b"PMTiles") || beginning.starts_with(b"PM\x01") || beginning.starts_with(b"PM\x02") {
            return Some(Self::Pmtiles);
        }
        beginning.starts_with(b"SQLite format 3\0").then_some(Self::Mbtiles)
    }
}
