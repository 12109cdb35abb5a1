//! What the memory promises, as sentences.
#![allow(clippy::unwrap_used, reason = "a panic with a line number is what a failed test is")]

mod alarms;
mod amending;
mod attaching;
mod batches;
mod channels;
mod drafting;
mod fixture;
mod geopackage;
mod incidents;
mod journal;
mod looking;
mod printing;
mod reads;
mod sealing;
mod speed;
mod stores;
mod undoing;
mod verifying;
