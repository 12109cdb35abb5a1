//! Foreign files, good and bad, as the customs see them.

mod bad;
mod bulk;
mod damage;
mod databases;
mod displaced;
mod drawings;
mod failed;
mod grids;
mod hotline;
mod kinds;
mod layers;
mod letters;
mod look;
mod measures;
mod packed;
mod pieces;
mod places;
mod posts;
mod sheets;
mod store;
mod swiss;
