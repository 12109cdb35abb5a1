//! Foreign files, good and bad, as the customs see them.

mod bad;
mod bulk;
mod damage;
mod grids;
mod look;
mod places;
mod posts;
mod store;
mod swiss;
