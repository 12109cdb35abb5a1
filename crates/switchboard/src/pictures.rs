//! One line of pictures between two: taken from its page only while the other looks, passed on as it comes, kept nowhere.
//!
//! It is a line of its own beside that of the sound, over a connection of its own: so no picture stands before a sound in
//! any buffer, and who may see is asked apart from who may hear.

use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use moq_net::{
    Broadcast, BroadcastConsumer, BroadcastProducer, GroupConsumer, Track, TrackConsumer, TrackDemand, TrackProducer,
};
use tokio::sync::watch;
use tokio::time::{Interval, MissedTickBehavior, interval};

use crate::given::PICTURE;
use crate::{Switchboard, Warden};

/// The track with the same pictures, as small as its page makes them: what is asked for over a poor network. Whoever looks
/// asks for the one or the other, and so its page learns which it has to make.
pub const SMALL: &str = "small";
/// The largest picture of a camera in a page, with its head.
const LARGEST: u64 = 256 << 10;
/// How often the warden is asked whether a page still gives it, and another still gets it.
const LOOK_EVERY: Duration = Duration::from_millis(500);

/// Carry a line of pictures until its page lets go, is gone, or may no longer give it.
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
    let Some([mut whole, mut small]) = tracks(&mut line) else { return };
    if !board.put(&name, &line.consume()).await {
        return;
    }
    tokio::select! {
        _ = source.closed() => {}
        _ = hung_up.changed() => {}
        () = given_up(&warden, &name) => {}
        () = pass_on(&source, &mut whole) => {}
        () = pass_on(&source, &mut small) => {}
    }
    end([whole, small]);
    board.take_down(&name);
    warden.ended(&name, None).await;
    drop(line);
}

/// Lend a line of pictures to one who gets it, from now on and as long as he may.
///
/// `hung_up`: loses its sender when his page's connection ends.
pub async fn lend<W: Warden>(
    line: BroadcastConsumer,
    mut lent: BroadcastProducer,
    name: &str,
    warden: &Arc<W>,
    mut hung_up: watch::Receiver<()>,
) {
    let Some([mut whole, mut small]) = tracks(&mut lent) else { return };
    tokio::select! {
        _ = line.closed() => {}
        _ = hung_up.changed() => {}
        () = withdrawn(warden, name) => {}
        () = pass_on(&line, &mut whole) => {}
        () = pass_on(&line, &mut small) => {}
    }
    end([whole, small]);
}

fn tracks(line: &mut BroadcastProducer) -> Option<[TrackProducer; 2]> {
    Some([line.create_track(Track::new(PICTURE)).ok()?, line.create_track(Track::new(SMALL)).ok()?])
}

fn end(tracks: [TrackProducer; 2]) {
    for mut track in tracks {
        let _ = track.finish();
    }
}

/// Waits until its page may no longer give it.
async fn given_up<W: Warden>(warden: &Arc<W>, name: &str) {
    let mut look = looks();
    while warden.gives(name).await {
        look.tick().await;
    }
}

/// Waits until one may no longer get it.
async fn withdrawn<W: Warden>(warden: &Arc<W>, name: &str) {
    let mut look = looks();
    while warden.gets(name).await {
        look.tick().await;
    }
}

fn looks() -> Interval {
    let mut look = interval(LOOK_EVERY);
    look.set_missed_tick_behavior(MissedTickBehavior::Delay);
    look
}

/// Passes a track on while somebody asks for it, and asks for it itself no longer than that; ends where what comes is no
/// picture.
async fn pass_on(from: &BroadcastConsumer, onward: &mut TrackProducer) {
    let demand = onward.demand();
    let track = Track::new(demand.name());
    while demand.used().await.is_ok() {
        let Ok(mut pictures) = from.subscribe_track(&track) else { return };
        // What was shown before is not for him.
        if let Some(latest) = pictures.latest() {
            pictures.start_at(latest + 1);
        }
        if roll(&mut pictures, onward, &demand).await.is_err() {
            return;
        }
        // Its page has none of this name, or no more of it: nothing comes before it is asked for anew.
        drop(pictures);
        let _ = demand.unused().await;
    }
}

/// What came is no picture, or nobody takes it.
struct Cut;

/// Passes pictures on, group by group, until there are no more or nobody asks for them.
async fn roll(from: &mut TrackConsumer, onward: &mut TrackProducer, demand: &TrackDemand) -> Result<(), Cut> {
    let mut newest = None;
    let mut next = group_after(from, newest, demand).await;
    while let Some(mut group) = next {
        newest = Some(group.sequence);
        let mut out = onward.append_group().map_err(|_| Cut)?;
        next = loop {
            tokio::select! {
                biased;
                // What is left of the older one is late: whoever looks sees now.
                newer = group_after(from, newest, demand) => break newer,
                picture = picture_of(&mut group) => match picture? {
                    Some(picture) => out.write_frame(picture).map_err(|_| Cut)?,
                    None => break group_after(from, newest, demand).await,
                },
            }
        };
        let _ = out.finish();
    }
    Ok(())
}

/// The next group that is newer; none: there are no more, or nobody asks for them.
async fn group_after(from: &mut TrackConsumer, newest: Option<u64>, demand: &TrackDemand) -> Option<GroupConsumer> {
    loop {
        let group = tokio::select! {
            group = from.recv_group() => group.ok()??,
            _ = demand.unused() => return None,
        };
        if newest.is_none_or(|newest| group.sequence > newest) {
            return Some(group);
        }
    }
}

/// The next picture of a group; none: it has no more.
async fn picture_of(group: &mut GroupConsumer) -> Result<Option<Bytes>, Cut> {
    let Ok(Some(mut picture)) = group.next_frame().await else { return Ok(None) };
    if picture.size > LARGEST {
        return Err(Cut);
    }
    picture.read_all().await.map(Some).map_err(|_| Cut)
}
