//! How much one file may hold. Above these no file that people really have lies; below them an import
//! stays within a few seconds and a few gigabytes.

/// Bytes of a file.
pub(crate) const MOST_BYTES: usize = 512 << 20;
/// Rows of a table or features.
pub(crate) const MOST_ROWS: usize = 2_000_000;
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
