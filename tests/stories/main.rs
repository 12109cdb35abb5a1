//! Whole-desk stories: each goes through the desk's two doors, down to the disk and back.

mod basemaps;
mod demonstration;
mod devices;
mod findings;
mod imports;
mod measures;
mod mending;
mod orders;
mod redivision;
mod schemes;
mod sheets;
mod swiss;
mod undo;
