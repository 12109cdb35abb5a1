//! Tallies: cases counted by their sorts, from which every figure follows.

use super::figure::figures_of;
use super::{Figure, Sort};

/// So many of each sort.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tally(Vec<u32>);

impl Default for Tally {
    /// Nothing came in.
    fn default() -> Self {
        Self(vec![0; Sort::count()])
    }
}

impl Tally {
    /// One more.
    pub fn add(&mut self, sort: Sort) {
        self.0[sort.index()] += 1;
    }

    /// All of another one more.
    pub fn add_all(&mut self, other: &Self) {
        for (count, more) in self.0.iter_mut().zip(&other.0) {
            *count += more;
        }
    }

    /// How many came in.
    pub fn arrived(&self) -> u32 {
        self.0.iter().sum()
    }

    /// All figures of them, in the order of the measures.
    pub fn figures(&self) -> Vec<Figure> {
        let judged = Sort::all().map(|(_, judged)| judged).zip(&self.0).filter(|(_, count)| **count > 0);
        figures_of(judged.map(|(judged, count)| (judged, *count)))
    }
}
