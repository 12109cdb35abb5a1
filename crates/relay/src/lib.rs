//! THE RELAY. How the field page on a laptop reaches its centre: an address on this machine that gives out the page
//! itself, so that it opens without any network, and passes the page's calls on over TLS to a desk whose authority a
//! person has confirmed (decision 0029). It knows no window, no store and no rule.
//!
//! Invariant: nothing is sent to a centre whose certificate the pinned authority has not signed for its address.
//! Invariant: only the field page's own addresses are passed on, and only for that page.

mod centre;
mod door;
mod headers;
mod line;
mod trust;

pub use centre::{Address, Centre, Fingerprint};
pub use door::{Page, Pages, Relay};
pub use trust::{Authority, authorities_in, offered};
