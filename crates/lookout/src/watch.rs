//! A stream that somebody looks at: opened, shown, and sought again when it is lost.

use std::future::pending;
use std::sync::Arc;
use std::time::Duration;

use switchboard::{Given, Picture, Switchboard};
use tokio::time::sleep;

use crate::address::Source;
use crate::camera::{self, Trouble};

/// So long a stream stays open behind the last one who looked.
pub const LINGER: Duration = Duration::from_secs(5);
/// After so long a lost stream is sought again, at first and at last.
const FIRST: Duration = Duration::from_secs(1);
const LAST: Duration = Duration::from_secs(30);
/// After so long one that will hardly come is.
const HARDLY: Duration = Duration::from_mins(1);

/// What is seen of a stream.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Seen {
    /// A picture, after there was none.
    Picture,
    /// None, and why.
    Nothing(Trouble),
}

/// Shows a stream on its line for as long as this goes on.
pub async fn watch(board: Arc<Switchboard>, name: String, source: Source, tell: impl Fn(Seen) + Send + Sync + 'static) {
    let Some(mut line) = Given::put(&board, &name) else { return };
    let mut wait = FIRST;
    loop {
        let mut is_seen = false;
        let show = |picture: Picture| {
            if line.show(picture) && !is_seen {
                is_seen = true;
                tell(Seen::Picture);
            }
        };
        let trouble = camera::open(&source, show).await;
        line.cut();
        let is_final = trouble.is_final();
        wait = match (is_seen, trouble.is_lasting()) {
            (true, _) => FIRST,
            (false, true) => HARDLY,
            (false, false) => wait,
        };
        tell(Seen::Nothing(trouble));
        if is_final {
            return pending().await;
        }
        sleep(wait).await;
        wait = (wait * 2).min(LAST);
    }
}
