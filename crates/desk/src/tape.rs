//! The newest facts, read once for everybody who listens.
//!
//! A district's phones wake at every commit. Each asks what the news is for its own seat, and for nearly all there is
//! none: that has to cost no trip to the disk. What reaches further back than the tape, and what only the store can
//! tell a seat, is read from the store as before ([`crate::live::told_since`]); the tape is never the authority.

use std::collections::VecDeque;
use std::sync::{Arc, RwLock};

use domain::failure::Failure;
use domain::id::DeskId;
use domain::news::{News, Told, Vector};
use domain::seat::{Role, Seat};
use ledger::View;

use crate::failure::broken;
use crate::live::{Heard, Piece};

/// So many facts are kept: more than come while a page is being written to.
const KEPT: usize = 4_096;
/// So many are read at once.
const PORTION: u32 = 500;

/// What a seat is told from the tape.
#[derive(Debug)]
pub struct AtHand {
    /// In the order of the log; on a phone without what is nothing to it.
    pub told: Vec<Told>,
    /// What came last, where it was nothing to a phone: it only moves the vector.
    pub nothing: Option<Told>,
    /// How far the page has seen then.
    pub seen: Vector,
    /// Whether somebody's seat may have ended: a token that was good should be looked at again.
    pub unseats: bool,
}

/// The tape of one desk's log.
pub struct Tape {
    desk: DeskId,
    roll: RwLock<Roll>,
}

#[derive(Default)]
struct Roll {
    /// How far the log had come when the tape began; none: it has not.
    began: Option<u64>,
    /// From the fact after `began`, without a gap.
    pieces: VecDeque<Arc<Piece>>,
}

impl Roll {
    fn last(&self) -> Option<u64> {
        Some(self.began? + self.pieces.len() as u64)
    }
}

impl Tape {
    pub fn new(desk: DeskId) -> Self {
        Self { desk, roll: RwLock::default() }
    }

    /// Takes in what was committed since.
    pub fn wind(&self, view: &View<'_>) -> Result<(), Failure> {
        let mut roll = self.roll.write().unwrap_or_else(std::sync::PoisonError::into_inner);
        let Some(mut last) = roll.last() else {
            let now = view.vector().map_err(broken)?;
            roll.began = Some(now.0.get(&self.desk).copied().unwrap_or(0));
            return Ok(());
        };
        loop {
            let facts = view.facts_since(&Vector([(self.desk, last)].into()), PORTION).map_err(broken)?;
            let read = facts.len();
            for (header, fact) in facts.into_iter().filter(|(header, _)| header.desk == self.desk) {
                last = header.seq;
                roll.pieces.push_back(Arc::new(Piece::new(header, fact)));
            }
            while roll.pieces.len() > KEPT {
                roll.pieces.pop_front();
                roll.began = roll.began.map(|began| began + 1);
            }
            if read < PORTION as usize {
                return Ok(());
            }
        }
    }

    /// What a seat that has seen `seen` is told up to `now`, the log's length; none: the store has to be asked.
    pub fn told(&self, seat: &Seat, seen: &Vector, now: u64) -> Option<AtHand> {
        let roll = self.roll.read().unwrap_or_else(std::sync::PoisonError::into_inner);
        let from = *seen.0.get(&self.desk).filter(|_| seen.0.len() == 1)?;
        let last = roll.last().filter(|last| *last >= now && *last >= from)?;
        let skip = usize::try_from(from.checked_sub(roll.began?)?).ok()?;
        let mut told: Vec<Told> = Vec::new();
        let (mut nothing, mut unseats) = (None, false);
        for piece in roll.pieces.iter().skip(skip) {
            unseats |= piece.unseats();
            let Heard::Now(news) = piece.heard(seat) else { return None };
            let is_nothing = news == News::Other && seat.role == Role::Field;
            nothing = is_nothing.then(|| piece.told(News::Other));
            if is_nothing {
                continue;
            }
            // As from the store: of each run of what means nothing one is told.
            if news == News::Other && told.last().is_some_and(|last| last.news == News::Other) {
                told.pop();
            }
            told.push(piece.told(news));
        }
        Some(AtHand { told, nothing, seen: Vector([(self.desk, last)].into()), unseats })
    }
}
