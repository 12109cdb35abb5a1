//! The newest facts, kept for everybody who listens. The writer puts them here once their commit has returned, before
//! anybody is woken for it: nobody waits for a trip to the disk, and nobody for whoever makes it.
//!
//! A district's phones wake when something may concern them. Each asks what the news is for its own seat, and for nearly
//! all there is none: that has to cost no look at what other phones have answered. What reaches further back than the
//! tape is read from the store ([`crate::live::told_since`]); the tape is never the authority.

use std::collections::{BTreeSet, HashMap, VecDeque};
use std::hash::Hash;
use std::sync::{Arc, PoisonError, RwLock, RwLockReadGuard};

use domain::code::GridPath;
use domain::fact::{Fact, Header};
use domain::failure::Failure;
use domain::id::{DeskId, OrderId, PostId};
use domain::news::{News, Told, Vector};
use domain::seat::{Role, Seat};
use ledger::View;

use crate::failure::broken;
use crate::live::{Heard, InInbox, Piece};

/// So many facts are kept: more than come while a page is being written to, or before a phone is woken for what is
/// nothing to it ([`crate::presence`]).
const KEPT: usize = 16_384;

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
    /// How far the log had come when the tape began.
    began: u64,
    /// From the fact after `began`, without a gap.
    pieces: VecDeque<Arc<Piece>>,
    /// Places of all that may mean something to any phone.
    shared: VecDeque<u64>,
    /// Places of answers, by who gave them.
    answers: Places<PostId>,
    /// The same by the grid for which they count.
    around: Places<GridPath>,
    gone: Gone,
}

/// Where the last of what is no longer on the tape was. A phone that slept through thousands of others' answers has missed
/// nothing, however far the tape has run on.
#[derive(Default)]
struct Gone {
    shared: u64,
    answers: HashMap<PostId, u64>,
    around: HashMap<GridPath, u64>,
}

type Places<Key> = HashMap<Key, VecDeque<u64>>;

impl Roll {
    /// A tape that begins after `began`: of what was before it knows nothing.
    fn after(began: u64) -> Self {
        Self { began, gone: Gone { shared: began, ..Gone::default() }, ..Self::default() }
    }

    fn last(&self) -> u64 {
        self.began + self.pieces.len() as u64
    }

    /// Takes a fact in: the one after the last.
    fn push(&mut self, seq: u64, piece: Piece) {
        match piece.answer() {
            Some((post, grid)) => {
                self.answers.entry(post.clone()).or_default().push_back(seq);
                if let Some(grid) = grid {
                    self.around.entry(grid.clone()).or_default().push_back(seq);
                }
            }
            None => self.shared.push_back(seq),
        }
        self.pieces.push_back(Arc::new(piece));
        if self.pieces.len() > KEPT {
            self.drop_first();
        }
    }

    fn drop_first(&mut self) {
        let Some(piece) = self.pieces.pop_front() else { return };
        self.began += 1;
        if let Some((post, grid)) = piece.answer() {
            drop_first_of(&mut self.answers, post);
            self.gone.answers.insert(post.clone(), self.began);
            if let Some(grid) = grid {
                drop_first_of(&mut self.around, grid);
                self.gone.around.insert(grid.clone(), self.began);
            }
        } else {
            self.shared.pop_front();
            self.gone.shared = self.began;
        }
    }

    /// After what a seat can be told all that concerns it; beside its own answers, those `around` it.
    fn reaches_back_to(&self, seat: &Seat, around: Option<&GridPath>) -> u64 {
        if seat.role != Role::Field {
            return self.began;
        }
        let own = seat.post.as_ref().and_then(|post| self.gone.answers.get(post));
        let around = around.and_then(|grid| self.gone.around.get(grid));
        own.into_iter().chain(around).copied().fold(self.gone.shared, u64::max)
    }

    /// The facts after `from` that may mean something to a phone, in the order of the log.
    fn for_phone(&self, from: u64, own: Option<&VecDeque<u64>>, around: Option<&VecDeque<u64>>) -> Vec<&Piece> {
        let places = after(&self.shared, from).chain(own.into_iter().chain(around).flat_map(|own| after(own, from)));
        let mut places: Vec<u64> = places.collect();
        places.sort_unstable();
        places.dedup();
        places.into_iter().filter_map(|seq| self.piece(seq)).collect()
    }

    fn piece(&self, seq: u64) -> Option<&Piece> {
        let at = usize::try_from(seq.checked_sub(self.began + 1)?).ok()?;
        self.pieces.get(at).map(Arc::as_ref)
    }

    /// The facts after `from` that a seat may be told of.
    fn pieces_for(&self, seat: &Seat, from: u64) -> Vec<&Piece> {
        if seat.role == Role::Field {
            return self.for_phone(from, seat.post.as_ref().and_then(|post| self.answers.get(post)), None);
        }
        let skip = from.saturating_sub(self.began) as usize;
        self.pieces.range(skip.min(self.pieces.len())..).map(Arc::as_ref).collect()
    }
}

impl Tape {
    /// A tape that begins where the log ends.
    pub fn new(desk: DeskId, last: u64) -> Self {
        Self { desk, roll: RwLock::new(Roll::after(last)) }
    }

    /// Takes in what a commit has brought: all of the log up to `last` that the tape has not. Where some of it is missing
    /// – of a commit that failed nobody knows what it left – the tape begins anew there.
    pub fn take(&self, facts: Vec<(Header, Fact)>, last: u64) {
        let pieces: Vec<(u64, Piece)> =
            facts.into_iter().map(|(header, fact)| (header.seq, Piece::new(header, fact))).collect();
        let mut roll = self.roll.write().unwrap_or_else(PoisonError::into_inner);
        if roll.last() + pieces.len() as u64 != last {
            *roll = Roll::after(last);
            return;
        }
        for (seq, piece) in pieces {
            roll.push(seq, piece);
        }
    }

    /// What a seat that has seen `seen` is told up to `now`, the log's length; none: the store has to be asked.
    pub fn told(&self, seat: &Seat, seen: &Vector, now: u64) -> Option<AtHand> {
        self.read_on(seat, seen, now, |_| Ok(None)).ok().flatten()
    }

    /// The same, where `view` is asked for what only the store can tell a seat. None: the tape does not reach.
    pub fn told_with(&self, view: &View<'_>, seat: &Seat, seen: &Vector, now: u64) -> Result<Option<AtHand>, Failure> {
        self.read_on(seat, seen, now, |piece| piece.asked(view, seat).map(Some))
    }

    fn read_on(
        &self,
        seat: &Seat,
        seen: &Vector,
        now: u64,
        ask: impl Fn(&Piece) -> Result<Option<News>, Failure>,
    ) -> Result<Option<AtHand>, Failure> {
        let roll = self.roll();
        let Some((from, last)) = self.reach(&roll, (seat, None), seen, now) else { return Ok(None) };
        let is_phone = seat.role == Role::Field;
        let mut told: Vec<Told> = Vec::new();
        let mut unseats = false;
        for piece in roll.pieces_for(seat, from) {
            unseats |= piece.unseats();
            let news = match piece.heard(seat) {
                Heard::Now(news) => news,
                Heard::Ask => match ask(piece)? {
                    Some(news) => news,
                    None => return Ok(None),
                },
            };
            if news == News::Other && is_phone {
                continue;
            }
            // As from the store: of each run of what means nothing one is told.
            if news == News::Other && told.last().is_some_and(|last| last.news == News::Other) {
                told.pop();
            }
            told.push(piece.told(news));
        }
        let is_told = told.last().is_some_and(|told| told.seq == last);
        let nothing = if !is_phone || is_told || from == last { None } else { roll.piece(last) };
        let nothing = nothing.map(|piece| piece.told(News::Other));
        Ok(Some(AtHand { told, nothing, seen: Vector([(self.desk, last)].into()), unseats }))
    }

    /// The orders of a post's inbox that may be others in `view` than at `since`; none: it has to be read whole.
    pub fn changed_in_inbox(
        &self,
        view: &View<'_>,
        seat: &Seat,
        since: &Vector,
    ) -> Result<Option<BTreeSet<OrderId>>, Failure> {
        let now = view.vector().map_err(broken)?.0.get(&self.desk).copied().unwrap_or(0);
        let roll = self.roll();
        // Whether one is called again hangs on who else of the grid has answered.
        let reached = self.reach(&roll, (seat, seat.subtree.as_ref()), since, now);
        let Some((from, _)) = reached.filter(|(from, _)| *from <= now) else { return Ok(None) };
        let own = seat.post.as_ref().and_then(|post| roll.answers.get(post));
        let around = seat.subtree.as_ref().and_then(|grid| roll.around.get(grid));
        let mut orders = BTreeSet::new();
        for piece in roll.for_phone(from, own, around) {
            match piece.in_inbox(seat) {
                InInbox::Nothing => {}
                InInbox::Order(order) => drop(orders.insert(order)),
                InInbox::Anything => return Ok(None),
            }
        }
        Ok(Some(orders))
    }

    /// From where to where a page that has seen `seen` can be told; none: the tape does not reach so far.
    fn reach(
        &self,
        roll: &Roll,
        (seat, around): (&Seat, Option<&GridPath>),
        seen: &Vector,
        now: u64,
    ) -> Option<(u64, u64)> {
        let from = *seen.0.get(&self.desk).filter(|_| seen.0.len() == 1)?;
        let last = roll.last();
        (last >= now && (roll.reaches_back_to(seat, around)..=last).contains(&from)).then_some((from, last))
    }

    fn roll(&self) -> RwLockReadGuard<'_, Roll> {
        self.roll.read().unwrap_or_else(PoisonError::into_inner)
    }
}

fn after(places: &VecDeque<u64>, from: u64) -> impl Iterator<Item = u64> {
    places.range(places.partition_point(|seq| *seq <= from)..).copied()
}

fn drop_first_of<Key: Eq + Hash>(places: &mut Places<Key>, key: &Key) {
    let Some(of) = places.get_mut(key) else { return };
    of.pop_front();
    if of.is_empty() {
        places.remove(key);
    }
}

#[cfg(test)]
mod tests {
    use domain::hlc::Hlc;
    use domain::id::CommandId;
    use domain::moment::Moment;
    use domain::receipt::{Mark, Way};
    use domain::seat::Door;
    use uuid::Uuid;

    use super::*;

    const DESK: DeskId = DeskId(Uuid::nil());

    fn phone(post: &str) -> Seat {
        let post = Some(PostId(post.to_owned()));
        Seat { role: Role::Field, subtree: Some(GridPath::from_text("41")), post, door: Door::Window }
    }

    fn answer(seq: u64, post: &str) -> (Header, Fact) {
        let order = OrderId(Uuid::from_u128(1));
        let post = PostId(post.to_owned());
        let fact = Fact::ReceiptMarked { order, post, mark: Mark::Read, way: Way::Device, said: None };
        let header = Header {
            desk: DESK,
            seq,
            hlc: Hlc(0),
            command: CommandId(Uuid::nil()),
            kind: fact.kind().to_owned(),
            subject: fact.subject(),
            scope: Some(GridPath::from_text("41.1")),
            by: phone("P"),
            at: Moment::from_millis(0),
        };
        (header, fact)
    }

    #[test]
    fn a_phone_that_slept_through_others_answers_has_missed_nothing_however_far_the_tape_ran_on() {
        let tape = Tape::new(DESK, 10);
        let seen = |seq: u64| Vector([(DESK, seq)].into());
        let last = 12 + 2 * KEPT as u64;
        tape.take(vec![answer(11, "mine"), answer(12, "other")], 12);
        tape.take((13..=last).map(|seq| answer(seq, "other")).collect(), last);
        let told = tape.told(&phone("mine"), &seen(11), last).expect("nothing of its own came since");
        assert!(told.told.is_empty() && told.seen == seen(last));
        assert!(tape.told(&phone("mine"), &seen(10), last).is_none(), "its own answer is no longer there");
        assert!(tape.told(&phone("other"), &seen(11), last).is_none());
        assert!(tape.told(&phone("never"), &seen(9), last).is_none(), "of what was before the tape it knows nothing");
        let desk = Seat { role: Role::Operator, ..phone("mine") };
        assert!(tape.told(&desk, &seen(11), last).is_none(), "a page at the desk hears of everybody's answers");
        tape.take(vec![answer(last + 5, "other")], last + 5);
        assert!(tape.told(&phone("mine"), &seen(last), last + 5).is_none(), "nobody knows what lies in between");
        assert!(tape.told(&phone("mine"), &seen(last + 5), last + 5).is_some());
    }
}
