//! One file's way through the booth: how far it is, and the hand that stops it.

use std::process::Child;
use std::sync::{Mutex, MutexGuard, PoisonError};

use domain::import::ImportProgress;

/// Share it in an [`Arc`](std::sync::Arc) between who waits for the file and who watches or stops it.
#[derive(Debug, Default)]
pub struct Passage(Mutex<State>);

#[derive(Debug, Default)]
struct State {
    progress: ImportProgress,
    is_cancelled: bool,
    /// Not waited for yet: its number is its own as long as it stands here.
    child: Option<Child>,
}

impl Passage {
    /// How far it is.
    pub fn progress(&self) -> ImportProgress {
        self.state().progress
    }

    /// Stop it. False when the store takes the file in already.
    pub fn cancel(&self) -> bool {
        let mut state = self.state();
        if state.progress.settled {
            return false;
        }
        state.is_cancelled = true;
        if let Some(child) = &mut state.child {
            // One that has ended by itself needs no end.
            let _ = child.kill();
        }
        true
    }

    /// Whether it was stopped.
    pub fn is_cancelled(&self) -> bool {
        self.state().is_cancelled
    }

    /// Other files come first.
    pub fn wait(&self) {
        self.state().progress.waits = true;
    }

    /// It is its turn.
    pub fn enter(&self) {
        self.state().progress.waits = false;
    }

    /// From here on it can't be stopped; false when it was.
    pub fn settle(&self) -> bool {
        let mut state = self.state();
        state.progress.settled = !state.is_cancelled;
        state.progress.settled
    }

    /// So much of it is done, from 0 to 1, and so many rows came of it.
    pub fn went(&self, read: f64, rows: u32) {
        let mut state = self.state();
        state.progress.read = read;
        state.progress.rows = rows;
    }

    /// So many rows came.
    pub(crate) fn counted(&self, rows: u32) {
        self.state().progress.rows = rows;
    }

    /// Keep the child at hand; one that comes after the hand that stops is stopped at once.
    pub(crate) fn begin(&self, mut child: Child) {
        let mut state = self.state();
        if state.is_cancelled {
            let _ = child.kill();
        }
        state.child = Some(child);
    }

    /// The child, which from here on nobody else can reach.
    pub(crate) fn end(&self) -> Option<Child> {
        self.state().child.take()
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_settled_cannot_be_cancelled_and_what_is_cancelled_not_settled() {
        let passage = Passage::default();
        assert!(passage.settle() && !passage.cancel() && !passage.is_cancelled());
        let passage = Passage::default();
        assert!(passage.cancel() && !passage.settle() && passage.is_cancelled());
    }
}
