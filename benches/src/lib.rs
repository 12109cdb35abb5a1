//! How fast we are, beside our peers: the data, made from a seed, and what is said of several runs.
//!
//! `figures/` measures whole commands beside ogr2ogr, shapely, `DuckDB`, geojson-vt and SQLite alone, and
//! writes `docs/benchmarks.md`. `library/` measures single paths with criterion. What is measured may know every
//! room; no room may know this one.

pub mod cases;
mod chance;
pub mod points;
pub mod spread;
pub mod tree;
