//! Shows what was read ahead, each picture when it is due: a file holds the pictures of some seconds, and comes at once.

use std::sync::Arc;
use std::time::Duration;

use switchboard::Picture;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::{Instant, sleep_until, timeout};

use super::film::Sample;
use crate::meter::MOST_AHEAD;
use crate::trouble::Trouble;

/// So long no picture may come: the files of a camera are seconds long, and the next is asked for when there may be one.
const PATIENCE: Duration = Duration::from_secs(20);
/// Pictures that are further apart, or go back, belong to another clock.
const APART: Duration = Duration::from_secs(10);
/// What is later than this is shown now, and all that follows so much later.
const LATE: Duration = Duration::from_millis(500);
/// What is counted together of a picture's bytes.
const GRAIN: usize = 1 << 10;

/// Where pictures wait until they are due: as many as fit.
pub struct Wings {
    room: Arc<Semaphore>,
    onward: UnboundedSender<(Sample, OwnedSemaphorePermit)>,
}

/// Where they are shown from.
pub struct Stage {
    waiting: UnboundedReceiver<(Sample, OwnedSemaphorePermit)>,
    clock: Clock,
}

/// Both ends of what waits.
pub fn set_up() -> (Wings, Stage) {
    let (onward, waiting) = unbounded_channel();
    let room = Arc::new(Semaphore::new(MOST_AHEAD / GRAIN));
    (Wings { room, onward }, Stage { waiting, clock: Clock::new(Instant::now()) })
}

impl Wings {
    /// Waits until there is room for it.
    pub async fn put(&self, sample: Sample) -> Result<(), Trouble> {
        let grains = u32::try_from(sample.data.len().div_ceil(GRAIN).max(1)).map_err(|_| Trouble::TooMuch)?;
        if grains as usize > MOST_AHEAD / GRAIN {
            return Err(Trouble::TooMuch);
        }
        let room = Arc::clone(&self.room).acquire_many_owned(grains).await.map_err(|_| Trouble::Ended)?;
        self.onward.send((sample, room)).map_err(|_| Trouble::Ended)
    }
}

impl Stage {
    /// Shows what comes until there is no more; none: all was shown.
    pub async fn show(mut self, show: &mut impl FnMut(Picture)) -> Option<Trouble> {
        loop {
            let Ok(next) = timeout(PATIENCE, self.waiting.recv()).await else { return Some(Trouble::Silent) };
            let (sample, _room) = next?;
            let due = self.clock.due(sample.decode, Instant::now());
            sleep_until(due).await;
            let stamp = self.clock.stamp(due, sample.shift);
            show(Picture { stamp, codec: sample.codec, is_key: sample.is_key, data: sample.data });
        }
    }
}

/// When a picture is due, from what its file says.
struct Clock {
    begin: Instant,
    /// When which moment of the file was shown, and which came last.
    anchor: Option<(Instant, Duration, Duration)>,
}

impl Clock {
    fn new(begin: Instant) -> Self {
        Self { begin, anchor: None }
    }

    fn due(&mut self, decode: Duration, now: Instant) -> Instant {
        if let Some((at, first, last)) = &mut self.anchor {
            let is_on = decode.checked_sub(*last).is_some_and(|apart| apart < APART);
            let due = *at + decode.saturating_sub(*first);
            if is_on && now.saturating_duration_since(due) < LATE {
                *last = decode;
                return due;
            }
        }
        self.anchor = Some((now, decode, decode));
        now
    }

    /// In microseconds since the first.
    fn stamp(&self, due: Instant, shift: Duration) -> u64 {
        let since = due.saturating_duration_since(self.begin) + shift.min(APART);
        u64::try_from(since.as_micros()).unwrap_or(u64::MAX)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_is_due_when_its_file_says_and_now_where_that_makes_no_sense() {
        let now = Instant::now();
        let ms = Duration::from_millis;
        let mut clock = Clock::new(now);
        assert_eq!(clock.due(ms(90_000), now), now, "the first is due at once");
        assert_eq!(clock.due(ms(90_040), now), now + ms(40));
        assert_eq!(clock.due(ms(92_000), now + ms(100)), now + ms(2000), "files come at once");
        assert_eq!(clock.due(ms(92_040), now + ms(9000)), now + ms(9000), "what is late is shown now");
        assert_eq!(clock.due(ms(92_140), now + ms(9000)), now + ms(9100), "and what follows after it");
        assert_eq!(clock.due(ms(10), now + ms(9200)), now + ms(9200), "another clock");
        assert_eq!(clock.due(ms(900_000), now + ms(9300)), now + ms(9300), "nobody waits an hour");
        assert_eq!(clock.stamp(now + ms(5), ms(2)), 7000);
    }
}
