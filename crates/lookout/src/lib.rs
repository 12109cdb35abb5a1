//! THE LOOKOUT. Opens a venue's stream for as long as somebody looks at it, and puts its pictures on the switchboard;
//! listens at a broker to what sensors say, and hands it over.
//!
//! It keeps nothing: a picture is passed on and forgotten, no file is written, and nothing is made out in it. Whoever
//! looks is somebody else's matter; so are facts and words. This room knows an address, what opens it, and a line's name.
//!
//! A camera is a stranger. What it sends is counted on its way in ([`meter`]), waited for no longer than somebody in
//! front of a dark picture would, and held in bounded memory; when it ends or breaks it is sought again, each time after
//! a longer while (decision 0035).

mod address;
mod broker;
mod camera;
mod hls;
mod line;
mod meter;
mod rtsp;
mod trouble;
mod watch;
mod way;
mod web;

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use switchboard::Switchboard;
use tokio::task::AbortHandle;
use tokio::time::sleep;

use crate::watch::Shown;

pub use address::{Login, Source};
pub use broker::{Broker, Word, listen};
pub use trouble::Trouble;
pub use watch::{LINGER, Seen};

/// The streams that somebody looks at.
pub struct Lookout {
    board: Arc<Switchboard>,
    open: Mutex<HashMap<String, Open>>,
}

/// A stream that is open.
struct Open {
    lookers: usize,
    /// Each time that somebody comes has a number: whoever closes the stream behind the last one sees that none came.
    comings: u64,
    watch: AbortHandle,
    is_seen: Arc<AtomicBool>,
}

/// Somebody looks. Dropping it, he looks away.
pub struct Looking {
    lookout: Arc<Lookout>,
    line: String,
    is_seen: Arc<AtomicBool>,
}

impl Lookout {
    /// With nothing open.
    pub fn new(board: Arc<Switchboard>) -> Self {
        Self { board, open: Mutex::default() }
    }

    /// Look at a stream: its line is open from now on until the last one has looked away, and a little longer.
    ///
    /// `line`: what the switchboard calls it; the same stream has the same line. `tell` hears when a picture comes
    /// after there was none, and when none comes; it must not wait. Expects a tokio runtime.
    pub fn look(self: &Arc<Self>, line: &str, source: &Source, tell: impl Fn(Seen) + Send + Sync + 'static) -> Looking {
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        let one = open.entry(line.to_owned()).or_insert_with(|| {
            let is_seen = Arc::<AtomicBool>::default();
            let shown = Shown { board: Arc::clone(&self.board), line: line.to_owned(), is_seen: Arc::clone(&is_seen) };
            let watch = tokio::spawn(watch::watch(shown, source.clone(), tell)).abort_handle();
            Open { lookers: 0, comings: 0, watch, is_seen }
        });
        one.lookers += 1;
        one.comings += 1;
        Looking { lookout: Arc::clone(self), line: line.to_owned(), is_seen: Arc::clone(&one.is_seen) }
    }

    /// How many streams are open.
    pub fn open(&self) -> usize {
        self.open.lock().unwrap_or_else(PoisonError::into_inner).len()
    }

    /// Somebody looks away; the coming that was the last then.
    fn leave(&self, line: &str) -> Option<u64> {
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        let one = open.get_mut(line)?;
        one.lookers -= 1;
        (one.lookers == 0).then_some(one.comings)
    }

    fn close(&self, line: &str, comings: u64) {
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        if open.get(line).is_some_and(|one| one.lookers == 0 && one.comings == comings)
            && let Some(one) = open.remove(line)
        {
            one.watch.abort();
        }
    }
}

impl Looking {
    /// What the switchboard calls it.
    pub fn line(&self) -> &str {
        &self.line
    }

    /// Whether pictures come now.
    pub fn is_seen(&self) -> bool {
        self.is_seen.load(Ordering::Relaxed)
    }
}

impl Drop for Looking {
    fn drop(&mut self) {
        let Some(comings) = self.lookout.leave(&self.line) else { return };
        let (lookout, line) = (Arc::clone(&self.lookout), self.line.clone());
        // Whoever turns from one picture to the next and back finds it open.
        let close = async move {
            sleep(LINGER).await;
            lookout.close(&line, comings);
        };
        match tokio::runtime::Handle::try_current() {
            Ok(runtime) => drop(runtime.spawn(close)),
            Err(_) => self.lookout.close(&self.line, comings),
        }
    }
}
