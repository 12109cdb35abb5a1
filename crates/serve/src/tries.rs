//! How often somebody may guess a pairing code.

use std::collections::VecDeque;
use std::net::IpAddr;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use crate::network::place_of;

/// At most `each` wrong tries from one address and `all` together within `span`. A try counts from its
/// start, so many at once gain nothing; one that turns out right is taken back, so a room full of people
/// may pair at once.
pub struct Tries {
    each: usize,
    all: usize,
    span: Duration,
    counted: Mutex<VecDeque<(Instant, IpAddr)>>,
}

impl Tries {
    pub fn new(each: usize, all: usize, span: Duration) -> Self {
        Self { each, all, span, counted: Mutex::default() }
    }

    /// Counts a try, or says how many seconds to wait.
    pub fn begin(&self, now: Instant, from: IpAddr) -> Result<(), u32> {
        let from = place_of(from);
        let mut counted = self.counted.lock().unwrap_or_else(PoisonError::into_inner);
        while counted.front().is_some_and(|(first, _)| now.duration_since(*first) >= self.span) {
            counted.pop_front();
        }
        let theirs: Vec<Instant> = counted.iter().filter(|(_, who)| *who == from).map(|(at, _)| *at).collect();
        let in_the_way = match counted.front() {
            Some((first, _)) if counted.len() >= self.all => Some(*first),
            _ => theirs.first().copied().filter(|_| theirs.len() >= self.each),
        };
        let Some(first) = in_the_way else {
            counted.push_back((now, from));
            return Ok(());
        };
        let wait = self.span.saturating_sub(now.duration_since(first));
        Err(u32::try_from(wait.as_secs()).unwrap_or(u32::MAX).saturating_add(1))
    }

    /// Takes one try back: it was right.
    pub fn forgive(&self, from: IpAddr) {
        let from = place_of(from);
        let mut counted = self.counted.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(at) = counted.iter().rposition(|(_, who)| *who == from) {
            counted.remove(at);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MINUTE: Duration = Duration::from_mins(1);

    fn address(last: u8) -> IpAddr {
        IpAddr::from([10, 0, 0, last])
    }

    #[test]
    fn the_eleventh_wrong_try_in_a_minute_waits_for_the_first_to_be_old() {
        let start = Instant::now();
        let tries = Tries::new(10, 100, MINUTE);
        for _ in 0..10 {
            assert_eq!(tries.begin(start, address(1)), Ok(()));
        }
        assert_eq!(tries.begin(start + Duration::from_secs(20), address(1)), Err(41));
        assert_eq!(tries.begin(start, address(2)), Ok(()), "another address has tries of its own");
        assert_eq!(tries.begin(start + MINUTE, address(1)), Ok(()));
    }

    #[test]
    fn many_addresses_together_have_no_more_than_all() {
        let start = Instant::now();
        let tries = Tries::new(10, 20, MINUTE);
        for n in 0..20 {
            assert_eq!(tries.begin(start, address(n)), Ok(()));
        }
        assert_eq!(tries.begin(start, address(99)), Err(61));
    }

    #[test]
    fn a_right_try_does_not_count() {
        let tries = Tries::new(1, 1, MINUTE);
        for _ in 0..50 {
            assert_eq!(tries.begin(Instant::now(), address(1)), Ok(()));
            tries.forgive(address(1));
        }
    }
}
