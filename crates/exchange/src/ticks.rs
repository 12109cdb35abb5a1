//! Which names of a large file came already: of each a tick is kept, and not the name.

use std::collections::HashSet;
use std::hash::{BuildHasher, RandomState};

/// Ticks of names. Two names may have the same by a chance that nobody can bring about: then one is taken to have come
/// that has not, and the file is for the careful reader.
#[derive(Debug, Clone, Default)]
pub(crate) struct Ticks {
    hasher: RandomState,
    seen: HashSet<u64>,
}

impl Ticks {
    /// The tick of a name.
    pub(crate) fn of(&self, name: &str) -> u64 {
        self.hasher.hash_one(name)
    }

    /// Whether it is new.
    pub(crate) fn tick(&mut self, tick: u64) -> bool {
        self.seen.insert(tick)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_new_once() {
        let mut ticks = Ticks::default();
        let came: Vec<bool> = ["a", "b", "a"].map(|name| ticks.of(name)).map(|tick| ticks.tick(tick)).to_vec();
        assert_eq!(came, [true, true, false]);
    }
}
