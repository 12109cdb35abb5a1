//! Upshots: what a case has come to at a moment, as far as any figure goes by it. There are few of them, so that a year
//! is counted by its upshots and each of them is judged once.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::{Due, Handling, Judgement, Measure, Trail};
use crate::incident::{IncidentState, Reached};

/// What a case has come to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Upshot {
    /// Where it stands.
    pub state: IncidentState,
    /// How far it was taken up.
    pub handling: Handling,
    /// Whether it was ever returned.
    pub is_returned: bool,
    /// What its follow-ups came to.
    pub reached: Option<Reached>,
    /// How its deadline stands.
    pub due: Due,
}

/// Cases that every figure takes alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sort(u16);

/// What the table knows of each sort.
static SORTS: LazyLock<Sorts> = LazyLock::new(Sorts::new);

struct Sorts {
    /// The sort of every upshot, by its place.
    of: Vec<Sort>,
    /// What each measure says of a sort.
    judged: Vec<[Judgement; Measure::ALL.len()]>,
}

impl Sorts {
    fn new() -> Self {
        let (mut of, mut judged, mut known) = (Vec::new(), Vec::new(), HashMap::new());
        for upshot in Upshot::all() {
            let verdict = Measure::ALL.map(|measure| measure.judgement(upshot));
            let sort = *known.entry(verdict).or_insert_with(|| {
                judged.push(verdict);
                Sort(u16::try_from(judged.len() - 1).expect("there are few upshots"))
            });
            of.push(sort);
        }
        Self { of, judged }
    }
}

impl Upshot {
    /// All that there can be, in the order of their places.
    fn all() -> impl Iterator<Item = Self> {
        IncidentState::ALL.into_iter().flat_map(|state| {
            Handling::ALL.into_iter().flat_map(move |handling| {
                [false, true].into_iter().flat_map(move |is_returned| {
                    REACHED.into_iter().flat_map(move |reached| {
                        Due::ALL.into_iter().map(move |due| Self { state, handling, is_returned, reached, due })
                    })
                })
            })
        })
    }

    fn place(self) -> usize {
        let reached = self.reached.map_or(0, |reached| reached as usize + 1);
        let mut place = self.state as usize * Handling::ALL.len() + self.handling as usize;
        place = place * 2 + usize::from(self.is_returned);
        place = place * REACHED.len() + reached;
        place * Due::ALL.len() + self.due as usize
    }

    /// Which sort of case it is.
    pub fn sort(self) -> Sort {
        SORTS.of[self.place()]
    }
}

impl Sort {
    /// How many there are.
    pub fn count() -> usize {
        SORTS.judged.len()
    }

    /// All of them, with what each measure says of it, in the order of the measures.
    pub fn all() -> impl Iterator<Item = (Self, [Judgement; Measure::ALL.len()])> {
        (0..).map(Self).zip(SORTS.judged.iter().copied())
    }

    /// Its place among them.
    pub fn index(self) -> usize {
        usize::from(self.0)
    }
}

/// What follow-ups may have come to.
const REACHED: [Option<Reached>; 5] =
    [None, Some(Reached::Content), Some(Reached::Partly), Some(Reached::Unhappy), Some(Reached::Nobody)];

impl Trail {
    /// What it has come to, with how its deadline stands.
    pub fn upshot(&self, due: Due) -> Upshot {
        Upshot {
            state: self.state,
            handling: self.handling(),
            is_returned: self.returns > 0,
            reached: self.reached(),
            due,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_upshot_has_a_place_of_its_own_and_few_sorts_come_of_them() {
        for (place, upshot) in Upshot::all().enumerate() {
            assert_eq!(upshot.place(), place);
            let (_, judged) = Sort::all().nth(upshot.sort().index()).expect("it is one of all");
            assert_eq!(judged, Measure::ALL.map(|measure| measure.judgement(upshot)));
        }
        assert!(Sort::count() < 256, "{} sorts", Sort::count());
    }
}
