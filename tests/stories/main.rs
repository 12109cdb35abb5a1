//! Whole-desk stories: each goes through the desk's two doors, down to the disk and back.

mod amending;
mod attachments;
mod basemaps;
mod calls;
mod channels;
mod demonstration;
mod devices;
mod editing;
mod endings;
mod findings;
mod imports;
mod ladder;
mod measures;
mod mending;
mod mends;
mod mergers;
mod orders;
mod packages;
mod poppler;
mod province;
mod redivision;
mod schemes;
mod sheets;
mod swiss;
mod targets;
mod undo;
