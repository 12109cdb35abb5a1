//! A PMTiles archive, written front to back but for its first bytes: tiles as they come, then directories, then what it
//! says of itself; the header, which knows where all of that lies, comes last and belongs to the beginning.

use std::collections::HashMap;
use std::collections::hash_map::Entry as Slot;
use std::hash::{BuildHasher, RandomState};
use std::io;

use domain::basemap::TileKind;
use domain::place::Position;

use crate::archive::{BEGINNING, Extent, HEADER};
use crate::caps;
use crate::directory::{self, Entry};
use crate::flaw;
use crate::packing::gzip;
use crate::place::TilePlace;
use domain::flaw::Flaw;

/// Tiles up to so many bytes are kept once: water, and fields without a name, are thousands of equal ones.
const SMALL: usize = 8 << 10;
/// Different ones of them that are remembered.
const MOST_SMALL: usize = 100_000;
/// Entries of a directory below the first.
const LEAF: usize = 4_096;

/// Takes tiles and hands bytes on; `out` gets them in the order in which they lie behind [`BEGINNING`].
pub struct Writer<W> {
    out: W,
    entries: Vec<Entry>,
    /// Bytes handed on so far.
    written: u64,
    hasher: RandomState,
    /// By two hashes of what a small tile has: where it lies.
    small: HashMap<(u64, u64), (u64, u32)>,
}

/// What stands in the header beside what the writer knows.
pub struct Colophon {
    pub kind: TileKind,
    pub is_packed: bool,
    pub zooms: [u8; 2],
    pub corners: [Position; 2],
    /// JSON.
    pub metadata: Vec<u8>,
}

impl<W: FnMut(&[u8]) -> io::Result<()>> Writer<W> {
    pub fn new(out: W) -> Self {
        Self { out, entries: Vec::new(), written: 0, hasher: RandomState::new(), small: HashMap::new() }
    }

    /// Bytes handed on so far.
    pub fn written(&self) -> u64 {
        self.written
    }

    /// Takes one tile; the order does not matter.
    pub fn add(&mut self, place: TilePlace, bytes: &[u8]) -> Result<(), Flaw> {
        if self.entries.len() as u64 == caps::CONVERTED {
            return Err(Flaw::new("basemap.too_many").with("most", &caps::CONVERTED));
        }
        let length = u32::try_from(bytes.len()).map_err(|_| crate::archive::too_large(place))?;
        let at = self.place_of(bytes, length)?;
        self.entries.push(Entry { number: place.number(), at, length, run: 1 });
        Ok(())
    }

    /// Where the bytes of a tile lie, which are handed on unless they were before.
    fn place_of(&mut self, bytes: &[u8], length: u32) -> Result<u64, Flaw> {
        let at = self.written;
        if bytes.len() <= SMALL {
            let key = (self.hasher.hash_one(bytes), self.hasher.hash_one((bytes, 1_u8)));
            let is_room = self.small.len() < MOST_SMALL;
            match self.small.entry(key) {
                Slot::Occupied(known) if known.get().1 == length => return Ok(known.get().0),
                Slot::Vacant(free) if is_room => _ = free.insert((at, length)),
                _ => {}
            }
        }
        self.hand_on(bytes)?;
        Ok(at)
    }

    /// Hands directories and metadata on; gives the beginning, which belongs before all else.
    pub fn finish(mut self, colophon: &Colophon) -> Result<Vec<u8>, Flaw> {
        let data = self.written;
        self.entries.sort_unstable_by_key(|entry| entry.number);
        let addressed = self.entries.len() as u64;
        let before = self.entries.len();
        self.entries.dedup_by_key(|entry| entry.number);
        if self.entries.len() < before {
            return Err(Flaw::new("basemap.tile_twice"));
        }
        join_runs(&mut self.entries);
        let entries = std::mem::take(&mut self.entries);
        let contents = data;
        let (root, leaves) = directories(&entries);
        for leaf in &leaves {
            self.hand_on(leaf)?;
        }
        let metadata = gzip(&colophon.metadata);
        let leaves_end = self.written;
        self.hand_on(&metadata)?;
        let mut head = Vec::with_capacity(BEGINNING as usize);
        head.extend_from_slice(b"PMTiles\x03");
        let mut extent = |at: u64, length: u64| {
            head.extend_from_slice(&at.to_le_bytes());
            head.extend_from_slice(&length.to_le_bytes());
        };
        let extents = [
            Extent { at: HEADER as u64, length: root.len() as u64 },
            Extent { at: BEGINNING + leaves_end, length: metadata.len() as u64 },
            Extent { at: BEGINNING + data, length: leaves_end - data },
            Extent { at: BEGINNING, length: contents },
        ];
        for one in extents {
            extent(one.at, one.length);
        }
        for count in [addressed, entries.len() as u64, 0] {
            head.extend_from_slice(&count.to_le_bytes());
        }
        let kind = match colophon.kind {
            TileKind::Vector => 1,
            TileKind::Png => 2,
            TileKind::Jpeg => 3,
            TileKind::Webp => 4,
        };
        let [from, to] = colophon.corners;
        // Not clustered, directories in gzip.
        head.extend_from_slice(&[0, 2, if colophon.is_packed { 2 } else { 1 }, kind]);
        head.extend_from_slice(&colophon.zooms);
        for degrees in [from.0, from.1, to.0, to.1] {
            head.extend_from_slice(&degrees.to_le_bytes());
        }
        head.push(colophon.zooms[0]);
        for degrees in [from.0.midpoint(to.0), from.1.midpoint(to.1)] {
            head.extend_from_slice(&degrees.to_le_bytes());
        }
        head.extend_from_slice(&root);
        head.resize(BEGINNING as usize, 0);
        Ok(head)
    }

    fn hand_on(&mut self, bytes: &[u8]) -> Result<(), Flaw> {
        (self.out)(bytes).map_err(flaw::unreadable)?;
        self.written += bytes.len() as u64;
        Ok(())
    }
}

/// Tiles in a row with the same bytes become one entry.
fn join_runs(entries: &mut Vec<Entry>) {
    entries.dedup_by(|next, last| {
        let is_same = last.end() == next.number && last.at == next.at && last.length == next.length;
        last.run += u32::from(is_same);
        is_same
    });
}

/// The first directory and those below it, packed.
fn directories(entries: &[Entry]) -> (Vec<u8>, Vec<Vec<u8>>) {
    let room = BEGINNING as usize - HEADER;
    let whole = gzip(&directory::write(entries));
    if whole.len() <= room {
        return (whole, Vec::new());
    }
    let mut size = LEAF;
    loop {
        let leaves: Vec<Vec<u8>> = entries.chunks(size).map(|leaf| gzip(&directory::write(leaf))).collect();
        let mut at = 0;
        let pointers = entries.chunks(size).zip(&leaves).map(|(leaf, bytes)| {
            let pointer = Entry { number: leaf[0].number, at, length: bytes.len() as u32, run: 0 };
            at += bytes.len() as u64;
            pointer
        });
        let root = gzip(&directory::write(&pointers.collect::<Vec<_>>()));
        if root.len() <= room {
            return (root, leaves);
        }
        size *= 2;
    }
}
