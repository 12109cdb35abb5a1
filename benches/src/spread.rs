//! What is said of several runs: the median, the least and the most.

/// Samples of one thing, of which nothing is said before there is one.
#[derive(Debug, Clone, Default)]
pub struct Spread(Vec<f64>);

impl Spread {
    /// One more run.
    pub fn add(&mut self, sample: f64) {
        let at = self.0.partition_point(|known| *known < sample);
        self.0.insert(at, sample);
    }

    /// Whether there was a run.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The one in the middle; of an even number the mean of the two.
    pub fn median(&self) -> f64 {
        let (low, high) = ((self.0.len().max(1) - 1) / 2, self.0.len() / 2);
        f64::midpoint(self.at(low), self.at(high))
    }

    /// The least.
    pub fn least(&self) -> f64 {
        self.at(0)
    }

    /// The most.
    pub fn most(&self) -> f64 {
        self.at(self.0.len().saturating_sub(1))
    }

    /// Whether the runs say about the same: of runs that do not, nothing is concluded.
    pub fn is_steady(&self) -> bool {
        self.most() <= self.least() * 3.0
    }

    fn at(&self, index: usize) -> f64 {
        self.0.get(index).copied().unwrap_or(f64::NAN)
    }
}

/// The value below which this share of the samples lies.
pub fn percentile(samples: &mut [f64], share: f64) -> f64 {
    samples.sort_by(f64::total_cmp);
    let at = (samples.len() as f64 * share) as usize;
    samples.get(at.min(samples.len().saturating_sub(1))).copied().unwrap_or(f64::NAN)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_median_is_the_one_in_the_middle_whatever_the_order() {
        let mut spread = Spread::default();
        for sample in [3.0, 1.0, 9.0] {
            spread.add(sample);
        }
        let shown = format!("{} of {} to {}", spread.median(), spread.least(), spread.most());
        assert_eq!(shown, "3 of 1 to 9");
        spread.add(5.0);
        assert_eq!(spread.median().to_string(), "4");
    }
}
