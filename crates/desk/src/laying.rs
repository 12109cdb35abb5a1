//! A draft of a province begins with a third of a million grids. They are laid out some at a time before the draft is
//! made, each portion in a turn of the writer of its own, so that no order and no receipt waits for all of them; and they
//! go so once it is given up.
//!
//! Invariant: what was laid out is taken only while the scheme it comes from is as it was when that began.

use std::sync::{Mutex, MutexGuard, PoisonError};

use domain::draft;
use domain::failure::Failure;
use domain::news::Vector;
use domain::seat::Seat;
use ledger::{Batch, Error, View};

use crate::Desk;
use crate::check::{Since, since};
use crate::failure::broken;
use crate::import::admit;
use crate::strata::MANY;

/// Grids of one portion: some tens of milliseconds.
pub const PORTION: u32 = 2_000;

/// Who lays out grids, and for which draft they were laid out last.
#[derive(Default)]
pub struct Laying {
    turn: Mutex<()>,
    laid: Mutex<Option<Laid>>,
}

/// Grids of one scheme under the name of another.
#[derive(Debug)]
struct Laid {
    from: String,
    to: String,
    /// How far the logs reached when the first of them were.
    since: Vector,
}

/// Grids that lie ready for a draft, and the turn of whoever laid them out.
pub struct Held<'a> {
    /// What the draft will be called.
    pub to: String,
    _turn: MutexGuard<'a, ()>,
}

impl Laying {
    fn begin(&self, laid: Laid) {
        *self.laid() = Some(laid);
    }

    /// In the writer, before a draft is made: lets go of what was laid out for it where it is not that any more.
    pub fn admit(&self, batch: &mut Batch<'_>, from: &str, to: &str) -> Result<(), Error> {
        let laid = self.laid().take_if(|laid| laid.to == to);
        let still = laid.filter(|laid| laid.from == from).map(|laid| is_untouched(&batch.view(), &laid)).transpose()?;
        if still == Some(true) { Ok(()) } else { batch.leave(to) }
    }

    fn laid(&self) -> MutexGuard<'_, Option<Laid>> {
        self.laid.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn is_untouched(view: &View<'_>, laid: &Laid) -> Result<bool, Error> {
    Ok(since(view.facts_on_grids_since(&laid.since)?, &laid.from) == Since::Nothing)
}

impl Desk {
    /// Lays out the grids that a draft begins with, where they are many and the draft will not be refused. While the
    /// answer is held nobody else lays out any.
    pub(crate) fn lay_out(&self, seat: &Seat, name: &str, from: &str) -> Result<Option<Held<'_>>, Failure> {
        let turn = self.laying.turn.lock().unwrap_or_else(PoisonError::into_inner);
        let begun = self.readers.with(|view| self.begin_laying(view, seat, name, from))?;
        let Some(to) = begun else { return Ok(None) };
        while self.writer.lay(from, &to)? > 0 {}
        Ok(Some(Held { to, _turn: turn }))
    }

    /// Removes the grids of schemes that are gone, and of a draft that did not come, some at a time.
    pub(crate) fn sweep(&self, draft: Option<&str>) {
        // What stays where this fails goes when the store is opened: no scheme has it.
        while self.writer.sweep(draft).is_ok_and(|grids| grids > 0) {}
    }

    /// What the draft will be called; none where nothing is laid out for it.
    fn begin_laying(&self, view: &View<'_>, seat: &Seat, name: &str, from: &str) -> Result<Option<String>, Failure> {
        let known = view.schemes().map_err(broken)?;
        let Ok(scheme) = draft::begin(name, Some(from), &known, self.now()) else { return Ok(None) };
        let grids: u32 = view.count_grids(from).map_err(broken)?.values().sum();
        if admit("draft_scheme", seat).is_err() || grids as usize <= MANY {
            return Ok(None);
        }
        let since = view.vector().map_err(broken)?;
        self.laying.begin(Laid { from: from.to_owned(), to: scheme.name.clone(), since });
        Ok(Some(scheme.name))
    }
}
