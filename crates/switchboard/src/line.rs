//! One line: sound as it comes from the page that gives it, on to those who get it, and onto the tape.

use std::future::pending;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use moq_net::{Broadcast, BroadcastConsumer, GroupConsumer, Track, TrackConsumer, TrackProducer};
use tokio::sync::watch;
use tokio::time::{Instant, MissedTickBehavior, interval, sleep_until, timeout};

use crate::note::Tape;
use crate::opus::RATE;
use crate::{SOUND, Switchboard, Warden};

/// What stands before each packet: when it was spoken, in microseconds of the speaker's clock.
const STAMP: usize = 8;
/// The largest packet that Opus makes.
const LARGEST: usize = 1_275 + STAMP;
/// The longest line, in samples. Whoever decides over the floor says less; this bounds what is held.
const LONGEST: u64 = RATE * 150;
/// Over a jammed line what is newest comes first, the end among it: how long what was said before may still come.
const STRAGGLERS: Duration = Duration::from_secs(1);
/// How often the warden is asked whether the page still gives it.
const LOOK_EVERY: Duration = Duration::from_millis(500);
/// A packet that has begun is there at once, or its page is gone.
const PATIENCE: Duration = Duration::from_secs(5);

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
    if !board.put(&name, &line.consume()) {
        return;
    }
    let mut tape = Tape::default();
    if let Ok(sound) = source.subscribe_track(&Track::new(SOUND)) {
        tokio::select! {
            () = pass_on(sound, &mut onward, &mut tape, &name, &warden) => {}
            // Nobody sends anything here: it changes when it ends.
            _ = hung_up.changed() => {}
        }
    }
    // Whether somebody still listens or nobody does: it is over.
    let _ = onward.finish();
    board.take_down(&name);
    warden.ended(&name, tape.note()).await;
    drop(line);
}

async fn pass_on<W: Warden>(
    mut sound: TrackConsumer,
    onward: &mut TrackProducer,
    tape: &mut Tape,
    name: &str,
    warden: &Arc<W>,
) {
    let mut look = interval(LOOK_EVERY);
    look.set_missed_tick_behavior(MissedTickBehavior::Delay);
    // Where the page has let go, and what is still under way is waited for that long.
    let mut end: Option<(u64, Instant)> = None;
    loop {
        if end.is_some_and(|(end, _)| tape.is_whole(end)) {
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
        match tape.keep(group.sequence, stamped.slice(STAMP..)) {
            Some(samples) if samples <= LONGEST => {}
            _ => return,
        }
        if onward.write_frame(stamped).is_err() {
            return;
        }
    }
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
