//! THE MESSENGER. Goes out over HTTP with an errand: the template that an admin wrote is filled in, one request is made,
//! and what came back is judged.
//!
//! Whoever sends him says what is to be filled in ([`Values`]) and gets an [`Upshot`]: taken, refused, later, nobody
//! there, or not known. He keeps nothing, tries nothing a second time and follows no redirect. Everything is bounded:
//! how long he waits, how much he reads, how much of it he repeats.
//!
//! This room knows no store, no seat and no queue. Secrets come in with the values and leave only in the request: what
//! a service repeats of them is blotted out, and no error of the library is passed on, for it may hold the address.

mod admit;
mod client;
mod fill;
pub mod robot;
mod verdict;

pub use admit::admit;
pub use client::{Answer, Messenger};
pub use fill::Values;

pub use domain::errand::Upshot;
