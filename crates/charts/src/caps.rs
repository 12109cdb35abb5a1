//! How much of anything is believed.

/// Bytes of a basemap's file.
pub const LARGEST_FILE: u64 = 64 << 30;
/// Bytes of one tile as it lies in a file.
pub(crate) const TILE: u64 = 4 << 20;
/// Bytes of one tile unpacked: MapLibre draws nothing larger in reasonable time.
pub(crate) const TILE_UNPACKED: usize = 16 << 20;
/// Bytes of one directory as it lies in a file; the usual ones have a hundredth.
pub(crate) const DIRECTORY: u64 = 4 << 20;
/// Bytes of one directory unpacked.
pub(crate) const DIRECTORY_UNPACKED: usize = 16 << 20;
/// Directories one below the other, the root among them; writers make two.
pub(crate) const DEPTH: usize = 4;
/// Entries of all directories together: a country down to its streets has a tenth.
pub(crate) const ENTRIES: u64 = 40_000_000;
/// Tiles of a database that is turned into an archive: each is held until the directories are written.
pub(crate) const CONVERTED: u64 = 20_000_000;
/// Bytes of what an archive says of itself, packed.
pub(crate) const METADATA: u64 = 4 << 20;
/// The same unpacked.
pub(crate) const METADATA_UNPACKED: usize = 16 << 20;
/// Tiles that are unpacked and looked into, spread over all of a file.
pub(crate) const SAMPLED: usize = 2_048;
/// The deepest zoom: one tile is then a few decimetres.
pub(crate) const DEEPEST: u8 = 24;
/// Signs of a name, an attribution, a layer.
pub(crate) const TEXT: usize = 240;
/// Layers of vector tiles that are listed.
pub(crate) const LAYERS: usize = 100;
