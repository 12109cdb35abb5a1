//! The newest facts, read once for everybody who listens.
//!
//! A district's phones wake when something may concern them. Each asks what the news is for its own seat, and for nearly
//! all there is none: that has to cost no trip to the disk, and no look at what other phones have answered. What reaches
//! further back than the tape is read from the store as before ([`crate::live::told_since`]); the tape is never the
//! authority.

use std::collections::{BTreeSet, HashMap, VecDeque};
use std::hash::Hash;
use std::sync::{Arc, PoisonError, RwLock, RwLockReadGuard};

use domain::code::GridPath;
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
    /// Places of all that may mean something to any phone.
    shared: VecDeque<u64>,
    /// Places of answers, by who gave them.
    answers: Places<PostId>,
    /// The same by the grid for which they count.
    around: Places<GridPath>,
}

type Places<Key> = HashMap<Key, VecDeque<u64>>;

impl Roll {
    fn last(&self) -> Option<u64> {
        Some(self.began? + self.pieces.len() as u64)
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
        match piece.answer() {
            Some((post, grid)) => {
                drop_first_of(&mut self.answers, post);
                if let Some(grid) = grid {
                    drop_first_of(&mut self.around, grid);
                }
            }
            None => drop(self.shared.pop_front()),
        }
        self.began = self.began.map(|began| began + 1);
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
        let at = usize::try_from(seq.checked_sub(self.began? + 1)?).ok()?;
        self.pieces.get(at).map(Arc::as_ref)
    }

    /// The facts after `from` that a seat may be told of.
    fn pieces_for(&self, seat: &Seat, from: u64) -> Vec<&Piece> {
        if seat.role == Role::Field {
            return self.for_phone(from, seat.post.as_ref().and_then(|post| self.answers.get(post)), None);
        }
        let skip = from.saturating_sub(self.began.unwrap_or(from)) as usize;
        self.pieces.range(skip.min(self.pieces.len())..).map(Arc::as_ref).collect()
    }
}

impl Tape {
    pub fn new(desk: DeskId) -> Self {
        Self { desk, roll: RwLock::default() }
    }

    /// Takes in what was committed since.
    pub fn wind(&self, view: &View<'_>) -> Result<(), Failure> {
        let mut roll = self.roll.write().unwrap_or_else(PoisonError::into_inner);
        let now = view.vector().map_err(broken)?.0.get(&self.desk).copied().unwrap_or(0);
        let Some(mut last) = roll.last() else {
            roll.began = Some(now);
            return Ok(());
        };
        while last < now {
            let facts = view.facts_since(&Vector([(self.desk, last)].into()), PORTION).map_err(broken)?;
            let before = last;
            for (header, fact) in facts.into_iter().filter(|(header, _)| header.desk == self.desk) {
                last = header.seq;
                roll.push(last, Piece::new(header, fact));
            }
            if last == before {
                break;
            }
        }
        Ok(())
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
        let Some((from, last)) = self.reach(&roll, seen, now) else { return Ok(None) };
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
        if self.roll().last().is_none_or(|last| last < now) {
            self.wind(view)?;
        }
        let roll = self.roll();
        let Some((from, _)) = self.reach(&roll, since, now).filter(|(from, _)| *from <= now) else { return Ok(None) };
        let own = seat.post.as_ref().and_then(|post| roll.answers.get(post));
        // Whether one is called again hangs on who else of the grid has answered.
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
    fn reach(&self, roll: &Roll, seen: &Vector, now: u64) -> Option<(u64, u64)> {
        let from = *seen.0.get(&self.desk).filter(|_| seen.0.len() == 1)?;
        let last = roll.last().filter(|last| *last >= now && *last >= from)?;
        (from >= roll.began?).then_some((from, last))
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
