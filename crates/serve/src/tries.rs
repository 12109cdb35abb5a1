//! How often somebody may guess a pairing code.

use std::collections::VecDeque;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// At most `most` wrong tries within `span`. A try counts from its start, so many at once gain nothing;
/// one that turns out right is taken back, so a room full of people may pair at once.
pub struct Tries {
    most: usize,
    span: Duration,
    counted: Mutex<VecDeque<Instant>>,
}

impl Tries {
    pub fn new(most: usize, span: Duration) -> Self {
        Self { most, span, counted: Mutex::default() }
    }

    /// Counts a try, or says how many seconds to wait.
    pub fn begin(&self, now: Instant) -> Result<(), u32> {
        let mut counted = self.counted.lock().unwrap_or_else(PoisonError::into_inner);
        while counted.front().is_some_and(|first| now.duration_since(*first) >= self.span) {
            counted.pop_front();
        }
        match counted.front() {
            Some(first) if counted.len() >= self.most => {
                let wait = self.span.saturating_sub(now.duration_since(*first));
                Err(u32::try_from(wait.as_secs()).unwrap_or(u32::MAX).saturating_add(1))
            }
            _ => {
                counted.push_back(now);
                Ok(())
            }
        }
    }

    /// Takes one try back: it was right.
    pub fn forgive(&self) {
        self.counted.lock().unwrap_or_else(PoisonError::into_inner).pop_back();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_eleventh_wrong_try_in_a_minute_waits_for_the_first_to_be_old() {
        let (start, minute) = (Instant::now(), Duration::from_mins(1));
        let tries = Tries::new(10, minute);
        for _ in 0..10 {
            assert_eq!(tries.begin(start), Ok(()));
        }
        assert_eq!(tries.begin(start + Duration::from_secs(20)), Err(41));
        assert_eq!(tries.begin(start + minute), Ok(()));
    }

    #[test]
    fn a_right_try_does_not_count() {
        let tries = Tries::new(1, Duration::from_mins(1));
        for _ in 0..50 {
            assert_eq!(tries.begin(Instant::now()), Ok(()));
            tries.forgive();
        }
    }
}
