//! A stream that somebody looks at: opened, shown, and sought again when it is lost.

use std::future::pending;
use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use futures_util::FutureExt;
use switchboard::{Given, Picture, Switchboard};
use tokio::time::sleep;

use crate::address::Source;
use crate::camera;
use crate::trouble::Trouble;

/// So long a stream stays open behind the last one who looked.
pub const LINGER: Duration = Duration::from_secs(5);
/// After so long a lost stream is sought again, at first and at last.
const FIRST: Duration = Duration::from_secs(1);
const LAST: Duration = Duration::from_secs(30);
/// Between two tries to put up a line.
const AGAIN: Duration = Duration::from_millis(50);
/// After so long one that will hardly come is.
const HARDLY: Duration = Duration::from_mins(1);

/// What is seen of a stream.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Seen {
    /// A picture, after there was none.
    Picture,
    /// None any more, and why.
    Lost(Trouble),
    /// None, as before, and why.
    Nothing(Trouble),
}

/// Where a stream is shown.
pub struct Shown {
    pub board: Arc<Switchboard>,
    pub line: String,
    /// Whether pictures come now.
    pub is_seen: Arc<AtomicBool>,
}

/// Shows a stream on its line for as long as this goes on.
pub async fn watch(shown: Shown, source: Source, tell: impl Fn(Seen) + Send + Sync + 'static) {
    let mut line = put_up(&shown.board, &shown.line).await;
    let mut wait = FIRST;
    loop {
        let mut is_seen = false;
        let show = |picture: Picture| {
            if line.show(picture) && !is_seen {
                is_seen = true;
                shown.is_seen.store(true, Ordering::Relaxed);
                tell(Seen::Picture);
            }
        };
        // What reads strangers' bytes may stumble over them: it is their nonsense then, and this goes on.
        let opened = AssertUnwindSafe(camera::open(&source, show)).catch_unwind().await;
        let trouble = opened.unwrap_or(Trouble::Nonsense);
        line.cut();
        let is_final = trouble.is_final();
        wait = match (is_seen, trouble.is_lasting()) {
            (true, _) => FIRST,
            (false, true) => HARDLY,
            (false, false) => wait,
        };
        shown.is_seen.store(false, Ordering::Relaxed);
        tell(if is_seen { Seen::Lost(trouble) } else { Seen::Nothing(trouble) });
        if is_final {
            return pending().await;
        }
        sleep(wait).await;
        wait = (wait * 2).min(LAST);
    }
}

/// The line, as soon as the one of before is down: it goes with its task, a moment after that was ended.
async fn put_up(board: &Arc<Switchboard>, name: &str) -> Given {
    loop {
        match Given::put(board, name) {
            Some(line) => return line,
            None => sleep(AGAIN).await,
        }
    }
}
