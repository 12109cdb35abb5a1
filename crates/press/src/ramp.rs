//! Five steps from few to many, the same as on the screen.

use domain::measure::{self, RampStep, STEPS};

/// A measure's classes, from the least.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ramp {
    /// At most five.
    pub classes: Vec<RampStep>,
    /// Grids without a value.
    pub without: u32,
}

impl Ramp {
    /// The classes of these values: equal values share a class, so there may be fewer than five, of unlike size.
    pub fn of(values: impl Iterator<Item = Option<u32>>) -> Self {
        let mut without = 0;
        let known = values.inspect(|value| without += u32::from(value.is_none())).flatten();
        let classes = measure::ramp(known);
        Self { classes, without }
    }

    /// Which class a value is in.
    pub fn class(&self, value: u32) -> Option<usize> {
        self.classes.iter().position(|class| (class.from..=class.to).contains(&value))
    }

    /// Where a class stands among five steps of colour, so that few classes still reach from pale to deep.
    pub fn tone(&self, class: usize) -> usize {
        match self.classes.len() {
            0 | 1 => STEPS / 2,
            classes => class * (STEPS - 1) / (classes - 1),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn ten_grids_make_five_pairs() {
        let ramp = Ramp::of((1..=10).map(|value| Some(value * 10)));
        let ends: Vec<(u32, u32, u32)> = ramp.classes.iter().map(|class| (class.from, class.to, class.grids)).collect();
        assert_eq!(ends, [(10, 20, 2), (30, 40, 2), (50, 60, 2), (70, 80, 2), (90, 100, 2)]);
    }

    #[test]
    fn grids_without_a_count_are_told_apart_from_nought() {
        let ramp = Ramp::of([None, Some(0), Some(0), Some(7)].into_iter());
        assert_eq!(ramp.without, 1);
        assert_eq!(ramp.classes, [RampStep { from: 0, to: 0, grids: 2 }, RampStep { from: 7, to: 7, grids: 1 }]);
        assert_eq!((ramp.tone(0), ramp.tone(1)), (0, 4));
        assert_eq!(Ramp::of([None].into_iter()), Ramp { classes: Vec::new(), without: 1 });
    }

    proptest! {
        #[test]
        fn every_value_has_one_class(values in prop::collection::vec(prop::option::of(0..500u32), 0..300)) {
            let ramp = Ramp::of(values.iter().copied());
            prop_assert!(ramp.classes.len() <= STEPS);
            prop_assert!(ramp.classes.windows(2).all(|pair| pair[0].to < pair[1].from));
            let counted: u32 = ramp.classes.iter().map(|class| class.grids).sum();
            prop_assert_eq!(counted + ramp.without, values.len() as u32);
            for value in values.into_iter().flatten() {
                let class = ramp.class(value).expect("each value has a class");
                prop_assert!(ramp.tone(class) < STEPS);
            }
        }
    }
}
