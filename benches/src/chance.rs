//! Chance without a state: the same place always gets the same number, in whatever order it is asked.

/// Numbers that depend on a seed and a place alone.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Chance(u64);

impl Chance {
    pub(crate) fn new(seed: u64) -> Self {
        Self(mix(seed))
    }

    /// From 0 to below 1, for a place that these numbers name.
    pub(crate) fn share(self, place: &[u64]) -> f64 {
        let number = place.iter().fold(self.0, |sum, part| mix(sum ^ part.wrapping_mul(0x9E37_79B9_7F4A_7C15)));
        (number >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// From −1 to below 1.
    pub(crate) fn either_way(self, place: &[u64]) -> f64 {
        self.share(place) * 2.0 - 1.0
    }
}

/// The finaliser of `SplitMix64`.
fn mix(mut number: u64) -> u64 {
    number = number.wrapping_add(0x9E37_79B9_7F4A_7C15);
    number = (number ^ (number >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    number = (number ^ (number >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    number ^ (number >> 31)
}
