//! PMTiles, version 3: one file with a header, directories and tiles, read piece by piece.

use std::io::{Read, Seek, SeekFrom};

use domain::basemap::TileKind;
use domain::place::Position;
use serde_json::Value;

use crate::caps;
use crate::directory::{self, Entry};
use crate::flaw;
use crate::packing::Packing;
use crate::place::TilePlace;
use domain::flaw::Flaw;

/// Bytes of a header.
pub(crate) const HEADER: usize = 127;
/// Within so many bytes of the beginning lies the first directory.
pub const BEGINNING: u64 = 16_384;
const VERSION: u8 = 3;

/// Some bytes of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Extent {
    pub at: u64,
    pub length: u64,
}

/// What an archive says of itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Header {
    pub(crate) root: Extent,
    pub(crate) metadata: Extent,
    pub(crate) leaves: Extent,
    pub(crate) data: Extent,
    /// How directories and what it says of itself are packed.
    pub(crate) inner: Packing,
    /// How tiles are packed.
    pub(crate) outer: Packing,
    /// What tiles are.
    pub kind: TileKind,
    /// South-west and north-east, as it says.
    pub corners: [Position; 2],
}

/// An archive that is open to be read. Nothing that it says is believed beyond the file's end or [`caps`].
pub struct Archive<R> {
    from: R,
    header: Header,
}

impl<R: Read + Seek> Archive<R> {
    /// An archive with a header that makes sense.
    pub fn open(mut from: R) -> Result<Self, Flaw> {
        let size = from.seek(SeekFrom::End(0)).map_err(flaw::unreadable)?;
        let mut bytes = [0; HEADER];
        from.seek(SeekFrom::Start(0)).map_err(flaw::unreadable)?;
        from.read_exact(&mut bytes).map_err(flaw::unreadable)?;
        let header = Header::read(&bytes)?;
        for (extent, most) in [
            (header.root, caps::DIRECTORY),
            (header.metadata, caps::METADATA),
            (header.leaves, u64::MAX),
            (header.data, u64::MAX),
        ] {
            if extent.length > most {
                return Err(flaw::directory());
            }
            if extent.at.checked_add(extent.length).is_none_or(|end| end > size) {
                return Err(Flaw::new("basemap.cut_off"));
            }
        }
        if header.root.length == 0 || header.root.at + header.root.length > BEGINNING {
            return Err(flaw::directory());
        }
        Ok(Self { from, header })
    }

    /// What it says of itself.
    pub fn header(&self) -> &Header {
        &self.header
    }

    /// Its JSON; null where it is none.
    pub fn metadata(&mut self) -> Result<Value, Flaw> {
        let extent = self.header.metadata;
        if extent.length == 0 {
            return Ok(Value::Null);
        }
        let packed = self.bytes(extent.at, extent.length)?;
        let text = self.header.inner.unpack(packed, caps::METADATA_UNPACKED, flaw::directory)?;
        Ok(text.and_then(|text| serde_json::from_slice(&text).ok()).unwrap_or(Value::Null))
    }

    /// A tile, unpacked; none where the archive has none there.
    pub fn tile(&mut self, place: TilePlace) -> Result<Option<Vec<u8>>, Flaw> {
        let number = place.number();
        let mut entries = self.root()?;
        for _ in 1..caps::DEPTH {
            match directory::find(&entries, number) {
                None => return Ok(None),
                Some(entry) if entry.is_directory() => entries = self.below(entry)?,
                Some(entry) => {
                    let entry = *entry;
                    return self.content(&entry, place).map(Some);
                }
            }
        }
        Err(flaw::directory())
    }

    /// The first directory.
    pub(crate) fn root(&mut self) -> Result<Vec<Entry>, Flaw> {
        self.directory(self.header.root.at, self.header.root.length)
    }

    /// The directory that an entry points to.
    pub(crate) fn below(&mut self, entry: &Entry) -> Result<Vec<Entry>, Flaw> {
        let (leaves, length) = (self.header.leaves, u64::from(entry.length));
        if length > caps::DIRECTORY || entry.at.checked_add(length).is_none_or(|end| end > leaves.length) {
            return Err(flaw::directory());
        }
        self.directory(leaves.at + entry.at, length)
    }

    /// The bytes of an entry's tiles, unpacked; `place` is one of them, to be named.
    pub(crate) fn content(&mut self, entry: &Entry, place: TilePlace) -> Result<Vec<u8>, Flaw> {
        self.admit(entry, place)?;
        let packed = self.bytes(self.header.data.at + entry.at, u64::from(entry.length))?;
        let unpacked = self.header.outer.unpack(packed, caps::TILE_UNPACKED, || too_large(place))?;
        unpacked.ok_or_else(|| Flaw::new("basemap.tile_damaged").with("tile", &place))
    }

    /// Whether an entry's tiles lie where tiles lie, and are no larger than one may be.
    pub(crate) fn admit(&self, entry: &Entry, place: TilePlace) -> Result<(), Flaw> {
        let length = u64::from(entry.length);
        if length > caps::TILE {
            return Err(too_large(place));
        }
        if entry.at.checked_add(length).is_none_or(|end| end > self.header.data.length) {
            return Err(Flaw::new("basemap.tile_place").with("tile", &place));
        }
        Ok(())
    }

    fn directory(&mut self, at: u64, length: u64) -> Result<Vec<Entry>, Flaw> {
        let packed = self.bytes(at, length)?;
        let unpacked = self.header.inner.unpack(packed, caps::DIRECTORY_UNPACKED, flaw::directory)?;
        directory::read(&unpacked.ok_or_else(flaw::directory)?)
    }

    /// Bytes that lie inside the file by what was checked before; the caller has bounded them.
    fn bytes(&mut self, at: u64, length: u64) -> Result<Vec<u8>, Flaw> {
        self.from.seek(SeekFrom::Start(at)).map_err(flaw::unreadable)?;
        let mut bytes = vec![0; length as usize];
        self.from.read_exact(&mut bytes).map_err(flaw::unreadable)?;
        Ok(bytes)
    }
}

impl Header {
    fn read(bytes: &[u8; HEADER]) -> Result<Self, Flaw> {
        if !bytes.starts_with(b"PM") {
            return Err(Flaw::new("basemap.other_file"));
        }
        if bytes[7] != VERSION || !bytes.starts_with(b"PMTiles") {
            return Err(Flaw::new("basemap.version"));
        }
        let eight = |at: usize| u64::from_le_bytes(std::array::from_fn(|index| bytes[at + index]));
        let four = |at: usize| i32::from_le_bytes(std::array::from_fn(|index| bytes[at + index]));
        let extent = |at: usize| Extent { at: eight(at), length: eight(at + 8) };
        let kind = match bytes[99] {
            1 => TileKind::Vector,
            2 => TileKind::Png,
            3 => TileKind::Jpeg,
            4 => TileKind::Webp,
            other => {
                let name = match other {
                    5 => "AVIF",
                    6 => "MapLibre Tile",
                    _ => "?",
                };
                return Err(Flaw::new("basemap.kind").with("name", &name));
            }
        };
        Ok(Self {
            root: extent(8),
            metadata: extent(24),
            leaves: extent(40),
            data: extent(56),
            inner: Packing::numbered(bytes[97])?,
            // Pictures are packed by themselves, and some writers leave the number at nought.
            outer: if kind == TileKind::Vector || bytes[98] > 1 {
                Packing::numbered(bytes[98])?
            } else {
                Packing::None
            },
            kind,
            corners: [Position(four(102), four(106)), Position(four(110), four(114))],
        })
    }
}

pub(crate) fn too_large(place: TilePlace) -> Flaw {
    Flaw::new("basemap.tile_too_large").with("tile", &place).with("most", &(caps::TILE_UNPACKED >> 20))
}
