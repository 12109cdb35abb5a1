//! What becomes of a line's packets beside being passed on: of a speech they are kept until it ends, of a call that is
//! recorded they are handed in piece by piece, and of all else they are gone.

use std::time::Duration;

use bytes::Bytes;
use tokio::time::Instant;

use crate::note::Tape;
use crate::opus::{self, RATE};
use crate::{Keeping, Piece};

/// The longest line that is kept, in samples. Whoever decides over the floor says less; this bounds what is held.
const LONGEST: u64 = RATE * 150;
/// A recording is handed in in pieces of this length, in samples: no more of it is lost with its desk, or held here.
const PIECE: u64 = RATE * 60;

/// A line's packets.
pub enum Roll {
    /// They are kept until it ends.
    Taped(Tape),
    /// They are handed in piece by piece.
    Recorded(Reel),
    /// They are not kept.
    Gone,
}

/// A piece while it is being said.
pub struct Reel {
    tape: Tape,
    since: Instant,
    /// So many packets had come when the warden last said that it is recorded.
    sure: usize,
}

impl Roll {
    pub fn of(keeping: Keeping) -> Self {
        match keeping {
            Keeping::Note => Self::Taped(Tape::default()),
            Keeping::Nothing | Keeping::Pictures | Keeping::OfTheHouse => Self::Gone,
        }
    }

    /// Takes a packet by its place; false where the line has to end: it is none, or there are too many.
    pub fn take(&mut self, place: u64, packet: &Bytes) -> bool {
        match self {
            Self::Taped(tape) => tape.keep(place, packet.clone()).is_some_and(|samples| samples <= LONGEST),
            Self::Recorded(reel) => reel.tape.keep(place, packet.clone()).is_some(),
            Self::Gone => opus::samples(packet).is_some(),
        }
    }

    /// The warden says that it is recorded, of what came until now as well, and from now on; gives a piece that is long
    /// enough. A speech has its note.
    pub fn record(&mut self) -> Option<Piece> {
        match self {
            Self::Taped(_) => None,
            Self::Recorded(reel) if reel.tape.samples() < PIECE => {
                reel.sure = reel.tape.packets();
                None
            }
            Self::Recorded(_) | Self::Gone => self.turn(Self::Recorded(Reel::new())).and_then(Reel::piece),
        }
    }

    /// Records no longer. What came since the warden last said that it is recorded is nobody's: it may have been said on
    /// hold.
    pub fn stop(&mut self) -> Option<Piece> {
        let mut reel = self.turn(Self::Gone)?;
        reel.tape.forget_after(reel.sure);
        reel.piece()
    }

    /// Whether nothing more is to come before this place.
    pub fn is_whole(&self, end: u64) -> bool {
        match self {
            Self::Taped(tape) => tape.is_whole(end),
            Self::Recorded(_) | Self::Gone => true,
        }
    }

    /// What is kept of a line that is over.
    pub fn note(self) -> Option<Vec<u8>> {
        match self {
            Self::Taped(tape) => tape.note(),
            Self::Recorded(_) | Self::Gone => None,
        }
    }

    /// Goes on otherwise; gives what was recorded.
    fn turn(&mut self, next: Self) -> Option<Reel> {
        if matches!(self, Self::Taped(_)) {
            return None;
        }
        match std::mem::replace(self, next) {
            Self::Recorded(reel) => Some(reel),
            Self::Taped(_) | Self::Gone => None,
        }
    }
}

impl Reel {
    fn new() -> Self {
        Self { tape: Tape::default(), since: Instant::now(), sure: 0 }
    }

    /// None: hardly anything was said.
    fn piece(self) -> Option<Piece> {
        let length = Duration::from_millis(self.tape.samples() * 1000 / RATE);
        Some(Piece { sound: self.tape.note()?, ago: self.since.elapsed(), length })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn say(roll: &mut Roll, places: std::ops::Range<u64>) {
        let packet = Bytes::from_static(&[0x78, 1, 7]);
        assert!(places.into_iter().all(|place| roll.take(place, &packet)));
    }

    fn length(piece: Option<Piece>) -> Option<Duration> {
        piece.map(|piece| piece.length)
    }

    #[test]
    fn what_is_said_is_handed_in_while_it_is_recorded_and_piece_by_piece() {
        let mut roll = Roll::of(Keeping::Nothing);
        say(&mut roll, 0..100);
        assert!(roll.stop().is_none() && roll.record().is_none(), "what was said before is nobody's");
        say(&mut roll, 100..200);
        assert!(roll.record().is_none(), "it is not long enough");
        say(&mut roll, 200..3_100);
        assert_eq!(length(roll.record()), Some(Duration::from_mins(1)));
        say(&mut roll, 3_100..3_150);
        assert!(roll.record().is_none());
        assert_eq!(length(roll.stop()), Some(Duration::from_secs(1)), "the line is over");
        say(&mut roll, 3_150..3_200);
        assert!(roll.stop().is_none() && roll.note().is_none());
        let mut speech = Roll::of(Keeping::Note);
        say(&mut speech, 0..100);
        assert!(speech.record().is_none() && speech.stop().is_none(), "a speech has its note");
        assert!(speech.note().is_some());
    }

    #[test]
    fn of_what_may_have_been_said_on_hold_nothing_is_kept() {
        let mut roll = Roll::of(Keeping::Nothing);
        assert!(roll.record().is_none());
        say(&mut roll, 0..25);
        assert!(roll.record().is_none());
        say(&mut roll, 25..50);
        assert_eq!(length(roll.stop()), Some(Duration::from_millis(500)), "what came since the last look is not known");
        assert!(roll.record().is_none());
        say(&mut roll, 50..75);
        assert!(roll.stop().is_none(), "all of it may have been");
    }
}
