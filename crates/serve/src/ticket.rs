//! Tickets to the media door for the window's own page. It reaches the desk without HTTP, so it has no cookie here, and a
//! WebSocket cannot carry a token otherwise than in its address: so each opens one connection, and soon.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use domain::failure::Failure;
use domain::seat::Seat;

/// How long a ticket is good.
const GOOD_FOR: Duration = Duration::from_secs(30);
/// Where the window's page lives, on the systems that we run on.
pub const WINDOWS: [&str; 2] = ["tauri://localhost", "http://tauri.localhost"];

/// The tickets that nobody has used yet.
#[derive(Default)]
pub struct Tickets(Mutex<HashMap<blake3::Hash, (Seat, Instant)>>);

impl Tickets {
    /// A ticket for a seat. What is kept tells nothing of it.
    pub fn issue(&self, seat: Seat) -> Result<String, Failure> {
        let mut secret = [0; 32];
        getrandom::fill(&mut secret).map_err(|error| Failure::broken(error.to_string(), "serve.ticket"))?;
        let ticket = blake3::hash(&secret).to_hex().to_string();
        let mut held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        held.retain(|_, (_, issued)| issued.elapsed() < GOOD_FOR);
        held.insert(blake3::hash(ticket.as_bytes()), (seat, Instant::now()));
        Ok(ticket)
    }

    /// Whose it is; used once, it is gone.
    pub fn take(&self, ticket: &str) -> Option<Seat> {
        let mut held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let (seat, issued) = held.remove(&blake3::hash(ticket.as_bytes()))?;
        (issued.elapsed() < GOOD_FOR).then_some(seat)
    }
}

#[cfg(test)]
mod tests {
    use domain::seat::Door;

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
