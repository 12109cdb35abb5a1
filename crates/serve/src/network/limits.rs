//! How many may come in, and how long each may take. A phone on a bad line fits in easily; somebody who
//! holds the door open with silence does not.

use std::collections::HashMap;
use std::net::{IpAddr, Ipv6Addr};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

/// Twice as many as there may be connections, and some for the store.
const ENOUGH_FILES: u64 = 20_000;

/// What a connection may cost.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Connections at once, all together.
    pub connections: usize,
    /// Connections at once from one address; a browser opens about six, a router may stand for a whole building.
    pub from_one_address: usize,
    /// How long the TLS handshake may take.
    pub handshake: Duration,
    /// How long the head of a request may take; also how long a connection may idle between two.
    pub head: Duration,
    /// How long the other side may leave what we send untaken.
    pub untaken: Duration,
}

/// Counts who is inside.
pub struct Turnstile {
    limits: Limits,
    inside: Mutex<HashMap<IpAddr, usize>>,
}

/// Somebody who is inside; dropping it lets the next one in.
pub struct Pass {
    turnstile: Arc<Turnstile>,
    from: IpAddr,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            connections: 8192,
            from_one_address: 512,
            handshake: Duration::from_secs(10),
            head: Duration::from_secs(20),
            untaken: Duration::from_secs(30),
        }
    }
}

impl Limits {
    /// As many as `files` bear: half of them stay for the store, and no address gets more than a quarter.
    pub(crate) fn within(self, files: usize) -> Self {
        if self.connections <= files / 2 {
            return self;
        }
        let connections = files / 2;
        Self { connections, from_one_address: self.from_one_address.min(connections / 4), ..self }
    }

    /// On this machine nobody is kept out; a page there, or whoever saves a file, may take his time.
    pub(crate) fn on_this_machine() -> Self {
        let all_the_time = Duration::from_hours(1);
        let (connections, from_one_address) = (usize::MAX, usize::MAX);
        Self { connections, from_one_address, handshake: all_the_time, head: all_the_time, untaken: all_the_time }
    }

    /// For the trust page: small answers, nobody stays.
    pub(crate) fn of_the_trust_page(self) -> Self {
        Self { connections: self.connections.min(256), from_one_address: self.from_one_address.min(16), ..self }
    }
}

impl Turnstile {
    pub fn new(limits: Limits) -> Arc<Self> {
        Arc::new(Self { limits, inside: Mutex::default() })
    }

    /// Lets somebody in, unless too many are.
    pub fn enter(self: &Arc<Self>, from: IpAddr) -> Option<Pass> {
        let from = place_of(from);
        let mut inside = self.inside.lock().unwrap_or_else(PoisonError::into_inner);
        let here = inside.get(&from).copied().unwrap_or_default();
        if here >= self.limits.from_one_address || inside.values().sum::<usize>() >= self.limits.connections {
            return None;
        }
        inside.insert(from, here + 1);
        Some(Pass { turnstile: Arc::clone(self), from })
    }
}

impl Drop for Pass {
    fn drop(&mut self) {
        let mut inside = self.turnstile.inside.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(here) = inside.get_mut(&self.from) {
            *here -= 1;
            if *here == 0 {
                inside.remove(&self.from);
            }
        }
    }
}

/// Whose an address is: one household has a whole /64 of IPv6 to choose from.
pub fn place_of(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V4(address) => address.into(),
        IpAddr::V6(address) => Ipv6Addr::from_bits(address.to_bits() >> 64 << 64).into(),
    }
}

/// How many files and sockets this process may have open, once it has asked for as many as it needs.
pub fn most_files() -> usize {
    #[cfg(unix)]
    let files = rlimit::increase_nofile_limit(ENOUGH_FILES).unwrap_or(1024);
    #[cfg(not(unix))]
    let files = ENOUGH_FILES;
    usize::try_from(files).unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn turnstile(connections: usize, from_one_address: usize) -> Arc<Turnstile> {
        Turnstile::new(Limits { connections, from_one_address, ..Limits::default() })
    }

    #[test]
    fn one_address_does_not_crowd_out_the_others() {
        let turnstile = turnstile(3, 2);
        let [here, there] = ["10.0.0.1", "10.0.0.2"].map(|text| text.parse().unwrap());
        let first = turnstile.enter(here).unwrap();
        let _second = turnstile.enter(here).unwrap();
        assert!(turnstile.enter(here).is_none(), "two from one address are the most");
        let _third = turnstile.enter(there).unwrap();
        assert!(turnstile.enter(there).is_none(), "three are the most");
        drop(first);
        assert!(turnstile.enter(there).is_some(), "who leaves makes room");
    }

    #[test]
    fn a_household_is_one_address() {
        let place = |text: &str| place_of(text.parse().unwrap());
        assert_eq!(place("2001:db8::1"), place("2001:db8::ffff:1"));
        assert_ne!(place("2001:db8::1"), place("2001:db8:0:1::1"));
        assert_eq!(place("::ffff:10.0.0.1"), place("10.0.0.1"));
    }

    #[test]
    fn half_of_the_files_stay_for_the_store() {
        let few = Limits::default().within(1024);
        assert_eq!((few.connections, few.from_one_address), (512, 128));
        assert_eq!(Limits::default().within(20_000), Limits::default());
    }
}
