//! Chance of a person's own, from the drill's seed: the same on every machine.

use std::time::Duration;

use domain::id::PostId;
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{RngCore, SeedableRng};

/// A person's own chance with one thing.
pub(crate) struct Chance(ChaCha8Rng);

impl Chance {
    /// With the `nth` order.
    pub(crate) fn with_order(seed: u64, post: &PostId, nth: u32) -> Self {
        Self::of(seed, post, nth, "")
    }

    /// With the `nth` thing that is found.
    pub(crate) fn with_find(seed: u64, post: &PostId, nth: u32) -> Self {
        // No post's id ends so.
        Self::of(seed, post, nth, "\u{0}found")
    }

    fn of(seed: u64, post: &PostId, nth: u32, what: &str) -> Self {
        let mut hasher = blake3::Hasher::new();
        hasher.update(&seed.to_le_bytes()).update(&nth.to_le_bytes()).update(post.0.as_bytes()).update(what.as_bytes());
        Self(ChaCha8Rng::from_seed(*hasher.finalize().as_bytes()))
    }

    /// Between nought and one.
    fn part(&mut self) -> f64 {
        f64::from(self.0.next_u32()) / (f64::from(u32::MAX) + 1.0)
    }

    pub(crate) fn falls(&mut self, share: f64) -> bool {
        self.part() < share
    }

    pub(crate) fn below(&mut self, many: usize) -> usize {
        ((self.part() * many as f64) as usize).min(many.saturating_sub(1))
    }

    pub(crate) fn one_of<T: Copy>(&mut self, of: &[T]) -> T {
        of[self.below(of.len())]
    }

    /// A time whose half is `median`, logarithmically spread; a sum of twelve parts is as good as normal.
    pub(crate) fn around(&mut self, median: Duration, spread: f64) -> Duration {
        let normal = (0..12).map(|_| self.part()).sum::<f64>() - 6.0;
        median.mul_f64((normal * spread).exp())
    }

    /// When something next comes that comes at any time alike, half of it by `median`.
    pub(crate) fn sooner_or_later(&mut self, median: Duration) -> Duration {
        median.mul_f64(-(1.0 - self.part()).log2())
    }
}
