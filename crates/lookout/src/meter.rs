//! What comes from a camera, counted.
//!
//! What reads a stranger's bytes holds a message until it is whole, and a picture until its last part is there. So the
//! bytes are counted that have come since the last picture: a header without an end, a body of a gigabyte, or a picture
//! that never closes is over at some point. And no more is taken from a camera in a second than a good picture needs;
//! what it has beyond that waits with it.

use std::io;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Duration;

use tokio::time::{Instant, sleep};

/// What may come before the next picture is whole: the largest key frames have half of it.
pub const MOST_AHEAD: usize = 8 << 20;
/// What is taken in a second: twice what a camera of eight megapixels sends.
const A_SECOND: usize = 6 << 20;

/// What came since the last picture.
#[derive(Default)]
pub struct Meter {
    ahead: AtomicUsize,
    is_over: AtomicBool,
}

impl Meter {
    /// A picture is whole.
    pub fn reset(&self) {
        self.ahead.store(0, Ordering::Relaxed);
    }

    /// Whether more came than may.
    pub fn is_over(&self) -> bool {
        self.is_over.load(Ordering::Relaxed)
    }

    /// So much more came.
    pub fn count(&self, bytes: usize) -> io::Result<()> {
        if self.ahead.fetch_add(bytes, Ordering::Relaxed) + bytes > MOST_AHEAD {
            self.is_over.store(true, Ordering::Relaxed);
            return Err(io::Error::other("more than a picture came, and no picture"));
        }
        Ok(())
    }
}

/// So much a second, and no more.
pub struct Pace {
    since: Instant,
    taken: usize,
}

impl Pace {
    pub fn new() -> Self {
        Self { since: Instant::now(), taken: 0 }
    }

    /// Waits as long as what was taken in this second is too much.
    pub async fn keep(&mut self, bytes: usize) {
        self.taken += bytes;
        if self.taken > A_SECOND {
            sleep(Duration::from_secs(1).saturating_sub(self.since.elapsed())).await;
        }
        if self.since.elapsed() >= Duration::from_secs(1) {
            *self = Self::new();
        }
    }
}
