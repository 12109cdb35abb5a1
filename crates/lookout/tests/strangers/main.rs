//! Cameras, and what calls itself one: whatever comes from there, it has a word, it costs bounded memory, and other
//! streams play on.

#![allow(clippy::unwrap_used)]

mod guarded;
mod hls;
mod rtsp;
mod stage;

use std::sync::Arc;
use std::time::Duration;

use lookout::{Lookout, Seen, Source};
use switchboard::Switchboard;
use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};
use tokio::time::timeout;

/// Whatever a stranger does, it has a word by then.
const SOON: Duration = Duration::from_secs(45);

/// Memory is measured by one test at a time.
static MEASURED: tokio::sync::Mutex<()> = tokio::sync::Mutex::const_new(());

fn lookout() -> Arc<Lookout> {
    Arc::new(Lookout::new(Arc::new(Switchboard::default())))
}

fn look(lookout: &Arc<Lookout>, line: &str, source: &Source) -> (lookout::Looking, UnboundedReceiver<Seen>) {
    let (tell, seen) = unbounded_channel();
    let looking = lookout.look(line, source, move |what| {
        let _ = tell.send(what);
    });
    (looking, seen)
}

async fn next(seen: &mut UnboundedReceiver<Seen>) -> Seen {
    timeout(SOON, seen.recv()).await.expect("a word in time").expect("a word")
}

/// The memory that this process holds, in bytes.
fn held() -> usize {
    let pages = std::fs::read_to_string("/proc/self/statm").unwrap_or_default();
    pages.split(' ').nth(1).and_then(|pages| pages.parse::<usize>().ok()).unwrap_or_default() * 4096
}
