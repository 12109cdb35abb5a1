//! THE MAP. Where a position lies, what a shape measures, whether it is sound, how it is drawn in tiles.
//!
//! Works on the stored lattice (1e-7 degree, integers): what is decided here about inside and
//! outside, crossing and touching is exact. This room knows no file, no store and no clock:
//! shapes in, values out.

mod again;
mod balance;
mod bands;
pub mod belt;
pub mod boxes;
pub mod breach;
pub mod cadastre;
mod cells;
mod circle;
mod clip;
pub mod corner;
pub mod coverage;
mod cut;
pub mod edit;
pub mod fault;
pub mod lattice;
mod line;
pub mod locate;
pub mod measure;
pub mod mend;
pub mod mercator;
mod near;
pub mod nest;
pub mod outline;
mod overlay;
mod pairs;
mod plane;
mod protobuf;
mod recast;
mod region;
pub mod ring;
pub mod share;
pub mod sketch;
mod spot;
mod stitch;
pub mod tile;
pub mod trace;
mod words;
