//! Measures of grids, and the ramp by which a map shows one.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What can be counted of a grid.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum Measure {
    /// 人口, as its publisher counted.
    Residents,
    /// 户, as its publisher counted.
    Households,
    /// 栋, as its publisher counted.
    Buildings,
    /// 单元, as its publisher counted.
    Units,
    /// Key venues in it and below; each stands in one deepest grid and counts once.
    Venues,
    /// Checkpoints in it and below.
    Checkpoints,
    /// Grids without a head, itself and all below.
    Vacant,
}

/// One class of a ramp: all values from `from` to `to`, both among them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct RampStep {
    /// The smallest value that occurs in it.
    pub from: u32,
    /// The largest.
    pub to: u32,
    /// How many grids.
    pub grids: u32,
}

/// The most classes that an eye tells apart.
pub const STEPS: usize = 5;

/// Classes with the same number of grids, as near as can be: equal values stay in one class, and there are as many
/// classes as different values until there are [`STEPS`].
pub fn ramp(values: impl IntoIterator<Item = u32>) -> Vec<RampStep> {
    let mut sorted: Vec<u32> = values.into_iter().collect();
    sorted.sort_unstable();
    // Each value that occurs, and how many grids have it.
    let different: Vec<(u32, u32)> =
        sorted.chunk_by(|a, b| a == b).map(|same| (same[0], u32::try_from(same.len()).unwrap_or(u32::MAX))).collect();
    let mut steps: Vec<RampStep> = Vec::with_capacity(STEPS);
    let mut left = different.len();
    let mut classes = left.min(STEPS);
    // Grids that are in no closed class yet: each class that is still to come gets its share of them.
    let mut open: u32 = different.iter().map(|(_, grids)| grids).sum();
    let mut current: Option<RampStep> = None;
    for (value, grids) in different {
        if let Some(step) = current.take() {
            let share = f64::from(open) / classes as f64;
            let [have, more] = [step.grids, step.grids + grids].map(|count| (f64::from(count) - share).abs());
            let is_full = f64::from(step.grids) >= share || have < more;
            if classes > 1 && (left < classes || is_full) {
                open -= step.grids;
                classes -= 1;
                steps.push(step);
            } else {
                current = Some(step);
            }
        }
        let step = current.get_or_insert(RampStep { from: value, to: value, grids: 0 });
        step.to = value;
        step.grids += grids;
        left -= 1;
    }
    steps.extend(current);
    steps
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn bounds(values: &[u32]) -> Vec<(u32, u32, u32)> {
        ramp(values.iter().copied()).into_iter().map(|step| (step.from, step.to, step.grids)).collect()
    }

    #[test]
    fn ten_values_make_five_classes_of_two() {
        let values: Vec<u32> = (1..=10).collect();
        assert_eq!(bounds(&values), vec![(1, 2, 2), (3, 4, 2), (5, 6, 2), (7, 8, 2), (9, 10, 2)]);
    }

    #[test]
    fn the_one_grid_that_differs_has_a_class_of_its_own() {
        let mut values = vec![0; 2639];
        values.push(1);
        assert_eq!(bounds(&values), vec![(0, 0, 2639), (1, 1, 1)]);
    }

    #[test]
    fn many_noughts_leave_four_classes_to_the_rest() {
        let values: Vec<u32> = std::iter::repeat_n(0, 100).chain(1..=8).collect();
        assert_eq!(bounds(&values), vec![(0, 0, 100), (1, 2, 2), (3, 4, 2), (5, 6, 2), (7, 8, 2)]);
    }

    #[test]
    fn nothing_has_no_class() {
        assert_eq!(bounds(&[]), vec![]);
    }

    proptest! {
        #[test]
        fn every_grid_is_in_exactly_one_class(values in prop::collection::vec(0_u32..60, 0..200)) {
            let steps = ramp(values.iter().copied());
            let mut different = values.clone();
            different.sort_unstable();
            different.dedup();
            prop_assert_eq!(steps.len(), different.len().min(STEPS));
            prop_assert!(steps.windows(2).all(|pair| pair[0].to < pair[1].from));
            for step in &steps {
                let held = values.iter().filter(|value| (step.from..=step.to).contains(*value)).count();
                prop_assert_eq!(held, step.grids as usize);
                prop_assert!(different.contains(&step.from) && different.contains(&step.to));
            }
            prop_assert_eq!(steps.iter().map(|step| step.grids as usize).sum::<usize>(), values.len());
        }
    }
}
