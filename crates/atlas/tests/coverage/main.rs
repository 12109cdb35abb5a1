//! Coverages: what is sound is proven, and each fault is found with its kind, place and size.

mod again;
mod breaches;
mod breaking;
mod drawing;
mod editing;
mod golden;
mod mending;
mod random;
mod redrawing;
mod truth;
