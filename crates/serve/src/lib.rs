//! The same desk over HTTP and WebSocket: browsers, phones in the field, the command line on an open store.
//!
//! This room owns a transport and nothing else: it finds out who sits there, hands the call to the desk,
//! and passes on what the desk says. It knows no rule, no SQL and no window.
//!
//! Everything under `/api` and `/tiles` is there a second time under `/field`, so that a desk seat and a
//! field seat can live in one browser: a pairing made at `/field/api/pair` sets its cookie for `/field` only.
//!
//! Invariant: every request passes `guard` first: Host and Origin are checked on loopback too.
//! Invariant: beyond 127.0.0.1 the desk answers through TLS alone (`network`).

mod attendant;
pub mod basemap;
mod call;
mod delivery;
mod door;
mod drill;
pub mod edition;
mod eyes;
mod face;
mod failed;
pub mod file;
mod gate;
mod guard;
mod hall;
pub mod hotline;
pub mod import;
mod intake;
mod journal;
mod live;
pub mod lock;
mod media;
pub mod mending;
mod network;
mod often;
mod outpost;
mod outposts;
mod pair;
mod paper;
mod review;
mod routes;
mod seat;
mod sensors;
pub mod sheet;
mod signpost;
mod socket;
mod threads;
mod ticket;
pub mod tile;
mod tries;
mod viewings;

pub use door::{DEFAULT_PORT, Door, ServeOptions, start};
pub use drill::Stage;
pub use face::of_the_field;
pub use network::{Certificate, Limits, NetworkDoor, NetworkOptions, TrustPage};
pub use outpost::{DEFAULT_OUTPOST_PORT, Outpost, OutpostOptions};
pub use outposts::OutpostsWanted;
