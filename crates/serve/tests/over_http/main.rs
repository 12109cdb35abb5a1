//! The desk over HTTP, on real sockets and a real store.
#![expect(clippy::unwrap_used, reason = "a panic with a line number is what a failed test is")]

mod access;
mod basemap;
mod calls;
mod crowd;
mod delivery;
mod door;
mod file;
mod findings;
mod guard;
mod house;
mod intake;
mod live;
mod media;
mod network;
mod outbox;
mod outposts;
mod pairing;
mod phone;
mod scope;
mod sensors;
mod sheet;
mod tile;
