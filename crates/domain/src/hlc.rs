//! The hybrid logical clock: orders facts between desks whose clocks differ.

use serde::{Deserialize, Serialize};

use crate::moment::Moment;

/// Milliseconds since 1970 in the upper 48 bits, a counter in the lower 16. Grows with every fact of a desk.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Hlc(pub i64);

impl Hlc {
    /// The first reading of a moment: no fact of before has one as great.
    pub fn first_at(moment: Moment) -> Self {
        Self::default().tick(moment)
    }

    /// The next reading: past `self` and not before `now`, even when the wall clock was set back.
    #[must_use]
    pub fn tick(self, now: Moment) -> Self {
        // 47 bits of milliseconds reach the year 6429; a clock beyond it is broken, and only the counter grows.
        let millis = now.millis().clamp(0, (1 << 47) - 1);
        Self((millis << 16).max(self.0.saturating_add(1)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_clock_grows_even_when_the_wall_clock_is_set_back() {
        let noon = Hlc::default().tick(Moment::from_millis(1_000_000));
        let after = noon.tick(Moment::from_millis(900_000));
        assert!(after > noon);
        assert!(after.tick(Moment::from_millis(1_000_001)) > after);
    }
}
