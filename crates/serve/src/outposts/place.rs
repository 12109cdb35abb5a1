//! Which line goes where. Whoever gives a line and all who get it have to meet, so a line that was told a place stays
//! there for as long as that switchboard is up; one that is gone loses only its own lines to the others.

use std::collections::HashMap;
use std::time::{Duration, Instant};

/// No line lives as long: a call is over after four hours, a speech after minutes.
const FORGOTTEN: Duration = Duration::from_hours(5);
/// So many lines are remembered at the most; a district has a handful.
const MOST: usize = 20_000;

/// Where a line is carried.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// By the desk itself.
    Here,
    /// By the switchboard of this number.
    At(usize),
}

/// A switchboard as places are chosen.
#[derive(Debug, Clone, Copy)]
pub struct Candidate<'a> {
    pub address: &'a str,
    pub is_up: bool,
}

/// The places of lines.
#[derive(Default)]
pub struct Places(HashMap<String, (Place, Instant)>);

impl Places {
    /// The place of a line; where none of the switchboards is up it is the desk.
    pub fn of(&mut self, line: &str, all: &[Candidate<'_>], now: Instant) -> Place {
        let stands = |place: Place| match place {
            Place::Here => true,
            Place::At(number) => all.get(number).is_some_and(|one| one.is_up),
        };
        if let Some((place, _)) = self.0.get(line).filter(|(place, _)| stands(*place)) {
            return *place;
        }
        let place = best(line, all);
        if self.0.len() >= MOST {
            self.0.retain(|_, (_, since)| now.duration_since(*since) < FORGOTTEN);
        }
        if self.0.len() < MOST {
            self.0.insert(line.to_owned(), (place, now));
        }
        place
    }
}

/// Rendezvous hashing: each switchboard throws a lot for each line, the highest has it.
fn best(line: &str, all: &[Candidate<'_>]) -> Place {
    let lot = |one: &Candidate<'_>| *blake3::hash(format!("{line} {}", one.address).as_bytes()).as_bytes();
    let up = all.iter().enumerate().filter(|(_, one)| one.is_up);
    up.max_by_key(|(_, one)| lot(one)).map_or(Place::Here, |(number, _)| Place::At(number))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(up: [bool; 3]) -> Vec<Candidate<'static>> {
        ["wss://a", "wss://b", "wss://c"]
            .into_iter()
            .zip(up)
            .map(|(address, is_up)| Candidate { address, is_up })
            .collect()
    }

    #[test]
    fn a_line_stays_where_it_is_and_moves_only_when_its_switchboard_is_gone() {
        let (mut places, now) = (Places::default(), Instant::now());
        let lines: Vec<String> = (0..300).map(|number| format!("speech/{number}")).collect();
        let told = |places: &mut Places, up| -> Vec<Place> {
            lines.iter().map(|line| places.of(line, &all(up), now)).collect()
        };
        let first = told(&mut places, [true; 3]);
        for number in 0..3 {
            assert!(first.iter().filter(|place| **place == Place::At(number)).count() > 60, "each has its share");
        }
        let second = told(&mut places, [true, false, true]);
        for (before, after) in first.iter().zip(&second) {
            assert!(if *before == Place::At(1) { *after != Place::At(1) } else { before == after });
        }
        assert_eq!(told(&mut places, [true; 3]), second, "whoever speaks is not torn from who hears");
    }

    #[test]
    fn without_a_switchboard_that_is_up_the_desk_carries_it_to_its_end() {
        let (mut places, now) = (Places::default(), Instant::now());
        assert_eq!(places.of("speech/1", &all([false; 3]), now), Place::Here);
        assert_eq!(places.of("speech/1", &all([true; 3]), now), Place::Here);
        assert_ne!(places.of("speech/2", &all([true; 3]), now), Place::Here);
    }
}
