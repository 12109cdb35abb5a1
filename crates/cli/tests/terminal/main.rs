//! `wutu` as it is typed: real processes on temporary stores.
#![expect(clippy::unwrap_used, reason = "a panic with a line number is what a failed test is")]

mod basemap;
mod closed;
mod language;
mod network;
mod open;
mod shapefile;
mod sheet;
mod shell;
mod status;
