//! How often another system may call.

use std::collections::{HashMap, VecDeque};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use domain::id::IntakeId;

/// At most `most` calls of one intake within `span`.
pub struct Often {
    most: usize,
    span: Duration,
    called: Mutex<HashMap<IntakeId, VecDeque<Instant>>>,
}

impl Often {
    pub fn new(most: usize, span: Duration) -> Self {
        Self { most, span, called: Mutex::default() }
    }

    /// Counts a call, or says how many seconds to wait.
    pub fn begin(&self, now: Instant, intake: IntakeId) -> Result<(), u32> {
        let mut called = self.called.lock().unwrap_or_else(PoisonError::into_inner);
        let calls = called.entry(intake).or_default();
        while calls.front().is_some_and(|first| now.duration_since(*first) >= self.span) {
            calls.pop_front();
        }
        match calls.front() {
            Some(first) if calls.len() >= self.most => {
                let wait = self.span.saturating_sub(now.duration_since(*first));
                Err(u32::try_from(wait.as_secs()).unwrap_or(u32::MAX).saturating_add(1))
            }
            _ => {
                calls.push_back(now);
                Ok(())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    #[test]
    fn one_that_calls_too_often_waits_and_keeps_no_other_waiting() {
        let (often, start) = (Often::new(2, Duration::from_mins(1)), Instant::now());
        let [one, other] = [1, 2].map(|id| IntakeId(Uuid::from_u128(id)));
        assert_eq!([0, 1, 2].map(|_| often.begin(start, one)), [Ok(()), Ok(()), Err(61)]);
        assert_eq!(often.begin(start, other), Ok(()));
        assert_eq!(often.begin(start + Duration::from_mins(1), one), Ok(()));
    }
}
