//! One line: sound as it comes from the page that gives it, on to those who get it; of a speech onto the tape, too.

use std::collections::VecDeque;
use std::future::pending;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use futures_util::FutureExt;
use moq_net::{Broadcast, BroadcastConsumer, GroupConsumer, GroupProducer, Track, TrackConsumer, TrackProducer};
use tokio::sync::watch;
use tokio::time::{Instant, MissedTickBehavior, interval, sleep_until, timeout};

use crate::roll::Roll;
use crate::{Keeping, Piece, SOUND, Switchboard, Warden};

/// What stands before each packet: when it was spoken, in microseconds of the speaker's clock.
const STAMP: usize = 8;
/// The largest packet that Opus makes.
const LARGEST: usize = 1_275 + STAMP;
/// Over a jammed line what is newest comes first, the end among it: how long what was said before may still come.
const STRAGGLERS: Duration = Duration::from_secs(1);
/// How often the warden is asked whether a page still gives it, and another still gets it.
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
    hand_in(roll.stop(), &name, &warden);
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
    let may_be_recorded = warden.keeping(name) == Keeping::Nothing;
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
                if may_be_recorded {
                    let piece = if warden.records(name).await { roll.record() } else { roll.stop() };
                    hand_in(piece, name, warden);
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

/// Gives a piece to the warden. Nobody who talks waits for that, and a page that hangs up takes nothing of it with it.
fn hand_in<W: Warden>(piece: Option<Piece>, name: &str, warden: &Arc<W>) {
    let Some(piece) = piece else { return };
    let (name, warden) = (name.to_owned(), Arc::clone(warden));
    tokio::spawn(async move { warden.recorded(&name, piece).await });
}

/// So many packets wait for one who gets a line, half a second of them. Of what is spoken while he has not taken these he gets
/// nothing: who is late would only hear it later, and thousands of whom all of it is held are the machine's memory.
const MOST_WAITING: usize = 25;

/// What is on its way to one who gets a line: each packet's group, until it has gone out.
struct Waiting(VecDeque<GroupProducer>);

impl Waiting {
    /// Whether one more may be on its way.
    fn has_room(&mut self) -> bool {
        self.0.retain(|group| group.unused().now_or_never().is_none());
        self.0.len() < MOST_WAITING
    }
}

/// Lend a line to one who gets it, from now on and as long as he may.
///
/// `offer`: gives it to him; all of it is there by then. `hung_up`: loses its sender when his page's connection ends.
pub async fn lend<W: Warden>(
    line: BroadcastConsumer,
    offer: impl FnOnce(BroadcastConsumer) + Send,
    name: &str,
    warden: &Arc<W>,
    mut hung_up: watch::Receiver<()>,
) {
    let mut lent = Broadcast::new().produce();
    let (Ok(mut onward), Ok(mut sound)) =
        (lent.create_track(Track::new(SOUND)), line.subscribe_track(&Track::new(SOUND)))
    else {
        return;
    };
    // What was said before is not for him.
    if let Some(latest) = sound.latest() {
        sound.start_at(latest + 1);
    }
    offer(lent.consume());
    let is_asked_again = warden.keeping(name) != Keeping::Note;
    let mut waiting = Waiting(VecDeque::with_capacity(MOST_WAITING));
    let mut look = interval(LOOK_EVERY);
    look.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        let group = tokio::select! {
            group = sound.recv_group() => group,
            _ = hung_up.changed() => break,
            _ = look.tick(), if is_asked_again => {
                if !warden.gets(name).await {
                    break;
                }
                continue;
            }
        };
        let Ok(Some(mut group)) = group else { break };
        let Some(packet) = packet_of(&mut group).await else { break };
        if !waiting.has_room() {
            continue;
        }
        let Ok(mut out) = onward.append_group() else { break };
        if out.write_frame(packet).and_then(|()| out.finish()).is_err() {
            break;
        }
        waiting.0.push_back(out);
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

#[cfg(test)]
mod tests {
    use tokio::sync::oneshot;
    use tokio::task::yield_now;

    use super::*;

    /// Far longer than anything here takes; only a broken test waits for it.
    const PATIENCE: Duration = Duration::from_secs(10);

    /// Lets everybody get what is said to many.
    struct Porter;

    impl Warden for Porter {
        async fn gives(&self, _line: &str) -> bool {
            true
        }

        fn keeping(&self, _line: &str) -> Keeping {
            Keeping::Note
        }

        async fn gets(&self, _line: &str) -> bool {
            true
        }

        async fn ended(&self, _line: &str, _note: Option<Vec<u8>>) {}
    }

    #[tokio::test]
    async fn for_one_who_takes_nothing_half_a_second_waits_and_then_he_hears_what_is_said_now() {
        let mut line = Broadcast::new().produce();
        let mut said = line.create_track(Track::new(SOUND)).unwrap();
        let (offer, offered) = oneshot::channel();
        let (_connected, ends) = watch::channel(());
        let given = line.consume();
        let offer = move |lent| drop(offer.send(lent));
        tokio::spawn(async move { lend(given, offer, "line", &Arc::new(Porter), ends).await });
        let lent = offered.await.unwrap();
        let mut sound = lent.subscribe_track(&Track::new(SOUND)).unwrap();
        let mut say = async |nth: u8| {
            said.write_frame(vec![nth; STAMP + 1]).unwrap();
            for _ in 0..20 {
                yield_now().await;
            }
        };
        // The connection takes each packet up, and has none of them on its way out.
        let mut held = Vec::new();
        for nth in 0..100 {
            say(nth).await;
            while let Some(group) = sound.recv_group().now_or_never() {
                held.push(group.unwrap().unwrap());
            }
        }
        assert_eq!(held.len(), MOST_WAITING);
        held.clear();
        say(200).await;
        let mut group = timeout(PATIENCE, sound.recv_group()).await.expect("it comes").unwrap().unwrap();
        let packet = group.read_frame().await.unwrap().unwrap();
        assert_eq!(packet, vec![200; STAMP + 1]);
    }
}
