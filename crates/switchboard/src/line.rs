//! One line: sound as it comes from the page that gives it, on to those who get it; of a speech onto the tape, too.

use std::future::pending;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use moq_net::{Broadcast, BroadcastConsumer, BroadcastProducer, GroupConsumer, Track, TrackConsumer, TrackProducer};
use tokio::sync::watch;
use tokio::time::{Instant, MissedTickBehavior, interval, sleep_until, timeout};

use crate::note::Tape;
use crate::opus::{self, RATE};
use crate::{Keeping, SOUND, Switchboard, Warden};

/// What stands before each packet: when it was spoken, in microseconds of the speaker's clock.
const STAMP: usize = 8;
/// The largest packet that Opus makes.
const LARGEST: usize = 1_275 + STAMP;
/// The longest line that is kept, in samples. Whoever decides over the floor says less; this bounds what is held.
const LONGEST: u64 = RATE * 150;
/// Over a jammed line what is newest comes first, the end among it: how long what was said before may still come.
const STRAGGLERS: Duration = Duration::from_secs(1);
/// How often the warden is asked whether a page still gives it, and another still gets it.
const LOOK_EVERY: Duration = Duration::from_millis(500);
/// A packet that has begun is there at once, or its page is gone.
const PATIENCE: Duration = Duration::from_secs(5);

/// What becomes of a line's packets beside being passed on.
enum Roll {
    /// They are kept until it ends.
    Taped(Tape),
    /// They are not.
    Gone,
}

impl Roll {
    fn of(keeping: Keeping) -> Self {
        match keeping {
            Keeping::Note => Self::Taped(Tape::default()),
            Keeping::Nothing | Keeping::Pictures | Keeping::OfTheHouse => Self::Gone,
        }
    }

    /// Takes a packet by its place; false where the line has to end: it is none, or there are too many.
    fn take(&mut self, place: u64, packet: &Bytes) -> bool {
        match self {
            Self::Taped(tape) => tape.keep(place, packet.clone()).is_some_and(|samples| samples <= LONGEST),
            Self::Gone => opus::samples(packet).is_some(),
        }
    }

    /// Whether nothing more is to come before this place.
    fn is_whole(&self, end: u64) -> bool {
        match self {
            Self::Taped(tape) => tape.is_whole(end),
            Self::Gone => true,
        }
    }

    fn note(self) -> Option<Vec<u8>> {
        match self {
            Self::Taped(tape) => tape.note(),
            Self::Gone => None,
        }
    }
}

/// Carry a line until its page lets go, is gone, or may no longer give it.
///
/// `hung_up`: loses its sender when the page's connection ends.
pub async fn carry<W: Warden>(
    board: Arc<Switchboard>,
    name: String,
    source: BroadcastConsumer,
    warden: Arc<W>,
    mut hung_up: watch::Receiver<()>,
) {
    let mut line = Broadcast::new().produce();
    let Ok(mut onward) = line.create_track(Track::new(SOUND)) else { return };
    if !board.put(&name, &line.consume()).await {
        return;
    }
    let mut roll = Roll::of(warden.keeping(&name));
    if let Ok(sound) = source.subscribe_track(&Track::new(SOUND)) {
        tokio::select! {
            () = pass_on(sound, &mut onward, &mut roll, &name, &warden) => {}
            // Nobody sends anything here: it changes when it ends.
            _ = hung_up.changed() => {}
        }
    }
    // Whether somebody still listens or nobody does: it is over.
    let _ = onward.finish();
    board.take_down(&name);
    warden.ended(&name, roll.note()).await;
    drop(line);
}

async fn pass_on<W: Warden>(
    mut sound: TrackConsumer,
    onward: &mut TrackProducer,
    roll: &mut Roll,
    name: &str,
    warden: &Arc<W>,
) {
    let mut look = interval(LOOK_EVERY);
    look.set_missed_tick_behavior(MissedTickBehavior::Delay);
    // Where the page has let go, and what is still under way is waited for that long.
    let mut end: Option<(u64, Instant)> = None;
    loop {
        if end.is_some_and(|(end, _)| roll.is_whole(end)) {
            return;
        }
        let group = tokio::select! {
            group = sound.recv_group() => group,
            () = late(end) => return,
            _ = look.tick() => {
                if !warden.gives(name).await {
                    return;
                }
                continue;
            }
        };
        let Ok(Some(mut group)) = group else { return };
        let Some(stamped) = packet_of(&mut group).await else { return };
        if stamped.len() == STAMP {
            end = Some((group.sequence, Instant::now() + STRAGGLERS));
            continue;
        }
        if !roll.take(group.sequence, &stamped.slice(STAMP..)) || onward.write_frame(stamped).is_err() {
            return;
        }
    }
}

/// Lend a line to one who gets it, from now on and as long as he may.
///
/// `hung_up`: loses its sender when his page's connection ends.
pub async fn lend<W: Warden>(
    line: BroadcastConsumer,
    mut lent: BroadcastProducer,
    name: &str,
    warden: &Arc<W>,
    mut hung_up: watch::Receiver<()>,
) {
    let (Ok(mut onward), Ok(mut sound)) =
        (lent.create_track(Track::new(SOUND)), line.subscribe_track(&Track::new(SOUND)))
    else {
        return;
    };
    // What was said before is not for him.
    if let Some(latest) = sound.latest() {
        sound.start_at(latest + 1);
    }
    let mut look = interval(LOOK_EVERY);
    look.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        let group = tokio::select! {
            group = sound.recv_group() => group,
            _ = hung_up.changed() => break,
            _ = look.tick() => {
                if !warden.gets(name).await {
                    break;
                }
                continue;
            }
        };
        let Ok(Some(mut group)) = group else { break };
        let Some(packet) = packet_of(&mut group).await else { break };
        if onward.write_frame(packet).is_err() {
            break;
        }
    }
    let _ = onward.finish();
}

/// Waits until nothing more is to be expected.
async fn late(end: Option<(u64, Instant)>) {
    match end {
        Some((_, at)) => sleep_until(at).await,
        None => pending().await,
    }
}

/// The one packet of a group, with its stamp; a stamp without a packet: the page lets go, which a track's own end tells
/// only with the connection's. None: it is none, or the page is gone.
async fn packet_of(group: &mut GroupConsumer) -> Option<Bytes> {
    let packet = timeout(PATIENCE, group.read_frame()).await.ok()?.ok()??;
    (STAMP..=LARGEST).contains(&packet.len()).then_some(packet)
}
