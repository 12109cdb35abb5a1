//! How much of what sensors say becomes a suspicion.

use std::collections::{HashMap, VecDeque};

use crate::moment::Moment;

/// So long all that one sensor says is one suspicion, in milliseconds.
pub const QUIET: i64 = 10 * 60_000;
/// So many suspicions of all sensors together in a minute; more than one person can decide.
pub const MOST_A_MINUTE: usize = 30;
const MINUTE: i64 = 60_000;

/// Why an event is no suspicion of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Held {
    /// Its sensor has said something a moment ago.
    Again,
    /// There are too many of them just now.
    TooMany,
}

/// What became suspicions lately.
#[derive(Debug, Default)]
pub struct Measure {
    last: HashMap<String, Moment>,
    lately: VecDeque<Moment>,
}

impl Measure {
    /// Counts an event of a sensor, or says why it is held back. One that is held back for the others is not quiet after
    /// it: what it says in the next minute is heard.
    pub fn admit(&mut self, sensor: &str, now: Moment) -> Result<(), Held> {
        let since = |before: Moment| now.millis() - before.millis();
        while self.lately.front().is_some_and(|first| since(*first) >= MINUTE) {
            self.lately.pop_front();
        }
        if self.last.get(sensor).is_some_and(|last| (0..QUIET).contains(&since(*last))) {
            return Err(Held::Again);
        }
        if self.lately.len() >= MOST_A_MINUTE {
            return Err(Held::TooMany);
        }
        self.last.insert(sensor.to_owned(), now);
        self.lately.push_back(now);
        Ok(())
    }

    /// Of what was counted nothing could be written down: the sensor is heard as soon as it says so again.
    pub fn forget(&mut self, sensor: &str) {
        self.last.remove(sensor);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn at(seconds: i64) -> Moment {
        Moment::from_millis(seconds * 1000)
    }

    #[test]
    fn a_sensor_that_goes_on_is_one_suspicion_and_is_heard_again_after_its_time() {
        let mut measure = Measure::default();
        assert_eq!(measure.admit("A", at(0)), Ok(()));
        assert_eq!(measure.admit("A", at(599)), Err(Held::Again));
        assert_eq!(measure.admit("B", at(599)), Ok(()));
        assert_eq!(measure.admit("A", at(600)), Ok(()));
        measure.forget("B");
        assert_eq!(measure.admit("B", at(601)), Ok(()), "what could not be written down is heard again");
        // A clock that was put back keeps nobody quiet.
        assert_eq!(measure.admit("A", at(0)), Ok(()));
    }

    proptest! {
        #[test]
        fn no_storm_makes_more_than_the_measure_and_no_sensor_more_than_one_in_its_time(
            events in prop::collection::vec((0_u16..400, 0_i64..5_000), 1..2_000),
        ) {
            let (mut measure, mut now, mut admitted) = (Measure::default(), 0, Vec::new());
            for (sensor, step) in events {
                now += step;
                let moment = Moment::from_millis(now);
                if measure.admit(&sensor.to_string(), moment).is_ok() {
                    admitted.push((sensor, now));
                }
            }
            for (at, (sensor, moment)) in admitted.iter().enumerate() {
                let within = |span: i64| admitted[at..].iter().filter(move |(_, later)| later - moment < span);
                prop_assert!(within(MINUTE).count() <= MOST_A_MINUTE);
                prop_assert_eq!(within(QUIET).filter(|(other, _)| other == sensor).count(), 1);
            }
        }
    }
}
