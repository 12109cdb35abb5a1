//! Which device a token is, kept from request to request: a district's phones ask thousands of times in a minute.
//!
//! Invariant: nobody is seated by what a commit has ended. The writer empties this before it answers a command that may
//! end a seat, and what was read before that is not kept after it.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use domain::seat::Device;

/// More than any district has; then all is read again.
const MOST: usize = 20_000;

/// Devices by the hash of their token, as the store has them.
#[derive(Default)]
pub struct Seats(Mutex<Known>);

#[derive(Default)]
struct Known {
    devices: HashMap<String, Device>,
    /// How often all was forgotten.
    turn: u64,
}

/// When a token was looked for in vain: what the store says of it is kept only if nothing was forgotten since.
#[derive(Debug, Clone, Copy)]
pub struct Turn(u64);

impl Seats {
    /// The device of a token's hash, if it is known here.
    pub fn find(&self, token: &str) -> Result<Device, Turn> {
        let known = self.known();
        known.devices.get(token).cloned().ok_or(Turn(known.turn))
    }

    /// Keeps what the store said after `turn`.
    pub fn keep(&self, token: String, device: Device, Turn(turn): Turn) {
        let mut known = self.known();
        if known.turn == turn {
            if known.devices.len() >= MOST {
                known.devices.clear();
            }
            known.devices.insert(token, device);
        }
    }

    /// A seat may have ended or moved.
    pub fn forget(&self) {
        let mut known = self.known();
        known.turn += 1;
        known.devices.clear();
    }

    fn known(&self) -> MutexGuard<'_, Known> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use domain::id::DeviceId;
    use domain::moment::Moment;
    use domain::seat::{Grant, Role};
    use uuid::Uuid;

    use super::*;

    #[test]
    fn what_was_read_before_a_seat_ended_is_not_kept_after_it() {
        let seats = Seats::default();
        let device = Device {
            id: DeviceId(Uuid::nil()),
            grant: Grant { role: Role::Field, subtree: None, post: None },
            paired: Moment::from_millis(0),
            until: Moment::from_millis(1),
            revoked: None,
        };
        let before = seats.find("a").unwrap_err();
        seats.forget();
        seats.keep("a".to_owned(), device.clone(), before);
        let after = seats.find("a").unwrap_err();
        seats.keep("a".to_owned(), device, after);
        assert!(seats.find("a").is_ok());
        seats.forget();
        assert!(seats.find("a").is_err());
    }
}
