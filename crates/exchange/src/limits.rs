//! How much one file may hold. Above these no file that people really have lies; below them an import
//! stays within a few seconds and a few gigabytes.

/// Bytes of a file.
pub(crate) const MOST_BYTES: usize = 512 << 20;
/// Rows of a table or features.
pub(crate) const MOST_ROWS: usize = 2_000_000;
/// Cells of a table.
pub(crate) const MOST_CELLS: usize = 10_000_000;
/// Columns of a spreadsheet.
pub(crate) const MOST_COLUMNS: usize = 1_000;
/// Properties of a feature.
pub(crate) const MOST_PROPERTIES: usize = 10_000;
/// Tables of a database, and what they are measured in.
pub(crate) const MOST_TABLES: usize = 10_000;
/// Layers that are listed: a file with more of them is none that people choose from.
pub(crate) const MOST_LAYERS: usize = 1_000;
/// Different texts of a spreadsheet.
pub(crate) const MOST_TEXTS: usize = 4_000_000;
/// Signs of one cell of a spreadsheet; its programs take half as many.
pub(crate) const MOST_IN_CELL: usize = 65_536;
/// Entries of an archive.
pub(crate) const MOST_ENTRIES: usize = 1_000;
/// Bytes of all that is in an archive, unpacked.
pub(crate) const MOST_UNPACKED: u64 = 512 << 20;
/// Positions of one feature.
pub(crate) const MOST_POSITIONS: usize = 2_000_000;
/// Positions of a file.
pub(crate) const MOST_POSITIONS_IN_ALL: usize = 20_000_000;
/// Brackets within brackets: GeoJSON needs eight, attributes that hold JSON some more.
pub(crate) const MOST_DEPTH: usize = 64;
/// Signs of a code: a path of six still fits where paths are shown.
pub(crate) const MOST_IN_CODE: usize = 64;
/// Faults, and notes, that are listed one by one.
pub(crate) const MOST_LISTED: usize = 10_000;
/// Signs of a foreign text that a fault repeats.
pub(crate) const MOST_SHOWN: usize = 80;
