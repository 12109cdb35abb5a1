//! Tickets to the media door, for pages that have no cookie there: the window's own, which reaches the desk without HTTP,
//! and every page at a switchboard on another machine. A WebSocket cannot carry a token otherwise than in its address: so
//! each opens one connection, and soon.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use domain::failure::Failure;

/// How long a ticket is good.
const GOOD_FOR: Duration = Duration::from_secs(30);
/// Where the window's page lives, on the systems that we run on.
pub const WINDOWS: [&str; 2] = ["tauri://localhost", "http://tauri.localhost"];

/// The tickets that nobody has used yet, and for whom each is.
pub struct Tickets<T>(Mutex<HashMap<blake3::Hash, (T, Instant)>>);

impl<T> Default for Tickets<T> {
    fn default() -> Self {
        Self(Mutex::default())
    }
}

impl<T> Tickets<T> {
    /// A ticket. What is kept tells nothing of it.
    pub fn issue(&self, holder: T) -> Result<String, Failure> {
        let mut secret = [0; 32];
        getrandom::fill(&mut secret).map_err(|error| Failure::broken(error.to_string(), "serve.ticket"))?;
        let ticket = blake3::hash(&secret).to_hex().to_string();
        let mut held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        held.retain(|_, (_, issued)| issued.elapsed() < GOOD_FOR);
        held.insert(blake3::hash(ticket.as_bytes()), (holder, Instant::now()));
        Ok(ticket)
    }

    /// Whose it is; used once, it is gone.
    pub fn take(&self, ticket: &str) -> Option<T> {
        let mut held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let (holder, issued) = held.remove(&blake3::hash(ticket.as_bytes()))?;
        (issued.elapsed() < GOOD_FOR).then_some(holder)
    }
}

#[cfg(test)]
mod tests {
    use domain::seat::{Door, Seat};

    use super::*;

    #[test]
    fn a_ticket_opens_once() {
        let tickets = Tickets::default();
        let ticket = tickets.issue(Seat::owner(Door::Window)).unwrap();
        assert_eq!(tickets.take("another"), None);
        assert_eq!(tickets.take(&ticket), Some(Seat::owner(Door::Window)));
        assert_eq!(tickets.take(&ticket), None);
    }
}
