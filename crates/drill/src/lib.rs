//! THE DRILL. Synthetic people in post: they hear of orders, read, accept, refuse, finish or stay silent, report what
//! they come upon, and lose their network, all from a seed and a profile.
//!
//! This room knows the desk only as a phone does: an address, a pairing code, the calls under `/field/api` and the
//! socket that tells what happens. It opens no store and keeps no rule; what a person does is worked out before it is
//! done ([`person`], [`found`]), so the same seed makes the same people.
//!
//! Invariant: a store that was not founded for drills has no synthetic people. The desk says what it is, and
//! [`crowd::Crowd::gather`] asks first.

mod board;
mod camera;
mod chance;
pub mod crowd;
mod deed;
mod figures;
pub mod found;
mod line;
pub mod person;
mod phone;
pub mod profile;

pub use crowd::{Crowd, Host, Wanted};
pub use domain::drill::{DrillBehind as Behind, DrillFigures as Figures};
pub use line::{Desk, Failed};
pub use profile::Profile;
