//! Chance: one specified generator, one stream per subject, so that changing one subject leaves the others alone.

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{RngCore, SeedableRng};

use crate::plane::{Spot, sin};

/// A stream of random numbers.
pub struct Chance(ChaCha8Rng);

impl Chance {
    /// The stream number `stream` of a seed.
    pub fn new(seed: u64, stream: u64) -> Chance {
        let mut generator = ChaCha8Rng::seed_from_u64(seed);
        generator.set_stream(stream);
        Chance(generator)
    }

    /// From 0 to below 1.
    pub fn share(&mut self) -> f64 {
        (self.0.next_u64() >> 11) as f64 / (1u64 << 53) as f64
    }

    /// From `low` to below `high`.
    pub fn between(&mut self, low: f64, high: f64) -> f64 {
        low + (high - low) * self.share()
    }

    /// A whole number below `count`, which is at least one.
    pub fn below(&mut self, count: usize) -> usize {
        (self.share() * count as f64) as usize
    }

    /// A whole number from `low` to `high`, both included.
    pub fn whole(&mut self, low: usize, high: usize) -> usize {
        low + self.below(high - low + 1)
    }

    /// True in this share of the cases.
    pub fn luck(&mut self, share: f64) -> bool {
        self.share() < share
    }

    /// One of the choices.
    pub fn pick<T: Copy>(&mut self, choices: &[T]) -> T {
        choices[self.below(choices.len())]
    }

    /// Puts the things in a random order.
    pub fn shuffle<T>(&mut self, things: &mut [T]) {
        for i in (1..things.len()).rev() {
            things.swap(i, self.below(i + 1));
        }
    }
}

/// A smooth field over the plane: a sum of waves with values of about −1 to 1.
pub struct Ripple(Vec<(f64, Spot, f64)>);

impl Ripple {
    /// Waves of about this length in metres.
    pub fn new(chance: &mut Chance, length: f64) -> Ripple {
        let waves = (0..6).map(|k| {
            let angle = chance.between(0.0, std::f64::consts::TAU);
            let stretch = length / (1.0 + 0.35 * f64::from(k));
            let turn = std::f64::consts::TAU / stretch;
            let direction = crate::plane::spot(crate::plane::cos(angle), sin(angle)) * turn;
            (1.0 / (1.6 + 0.5 * f64::from(k)), direction, chance.between(0.0, std::f64::consts::TAU))
        });
        Ripple(waves.collect())
    }

    /// The value at a spot.
    pub fn at(&self, p: Spot) -> f64 {
        self.0.iter().map(|(height, direction, phase)| height * sin(direction.dot(p) + phase)).sum()
    }
}
