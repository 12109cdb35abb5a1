//! One line of pictures between two: taken from its page only while the other looks, passed on as it comes, kept nowhere.
//!
//! It is a line of its own beside that of the sound, over a connection of its own: so no picture stands before a sound in
//! any buffer, and who may see is asked apart from who may hear.

use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use moq_net::{
    Broadcast, BroadcastConsumer, BroadcastProducer, GroupConsumer, GroupProducer, Track, TrackConsumer, TrackDemand,
    TrackProducer,
};
use tokio::sync::watch;
use tokio::time::{Interval, MissedTickBehavior, interval, timeout};

use crate::given::PICTURE;
use crate::{Switchboard, Warden};

/// The track with the same pictures, as small as its page makes them: what is asked for over a poor network. Whoever looks
/// asks for the one or the other, and so its page learns which it has to make.
pub const SMALL: &str = "small";
/// The largest picture of a camera in a page, with its head.
const LARGEST: u64 = 256 << 10;
/// The head of a picture without any: there are no more. A track's own end is told only with the connection's.
const LAST: &[u8] = &[0; 9];
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
    board.take_down(&name);
    warden.ended(&name, None).await;
    drop(line);
}

/// Lend a line of pictures to one who gets it, from now on and as long as he may.
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
    let Some([mut whole, mut small]) = tracks(&mut lent) else { return };
    offer(lent.consume());
    tokio::select! {
        _ = line.closed() => {}
        _ = hung_up.changed() => {}
        () = withdrawn(warden, name) => {}
        () = pass_on(&line, &mut whole) => {}
        () = pass_on(&line, &mut small) => {}
    }
    for track in [&mut whole, &mut small] {
        let _ = track.write_frame(LAST);
        let _ = track.finish();
    }
}

fn tracks(line: &mut BroadcastProducer) -> Option<[TrackProducer; 2]> {
    Some([line.create_track(Track::new(PICTURE)).ok()?, line.create_track(Track::new(SMALL)).ok()?])
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
        let Ok(end) = roll(&mut pictures, onward, &demand).await else { return };
        drop(pictures);
        if let End::NoMore = end {
            // Its page has none of this name, or no more of it. Whoever looks is told so, and need not look away for it to be
            // asked for anew: of two that look neither may wait for the other.
            if onward.write_frame(LAST).is_err() {
                return;
            }
            let _ = timeout(LOOK_EVERY, demand.unused()).await;
        }
    }
}

/// What came is no picture, or nobody takes it.
struct Cut;

/// Why no more is passed on.
enum End {
    /// None comes.
    NoMore,
    /// Nobody asks for any. Somebody may by now.
    Unasked,
}

/// Passes pictures on, group by group, until there are no more or nobody asks for them.
async fn roll(from: &mut TrackConsumer, onward: &mut TrackProducer, demand: &TrackDemand) -> Result<End, Cut> {
    let mut newest = None;
    let mut next = group_after(from, newest, demand).await;
    loop {
        let mut group = match next {
            Ok(group) => group,
            Err(end) => return Ok(end),
        };
        newest = Some(group.sequence);
        let mut out = Finished(onward.append_group().map_err(|_| Cut)?);
        next = loop {
            tokio::select! {
                biased;
                // What is left of the older one is late: whoever looks sees now.
                newer = group_after(from, newest, demand) => break newer,
                picture = picture_of(&mut group) => match picture? {
                    Some(picture) => out.0.write_frame(picture).map_err(|_| Cut)?,
                    None => break group_after(from, newest, demand).await,
                },
            }
        };
    }
}

/// A group that is finished wherever it is left: who reads one that was dropped waits for its end for ever.
struct Finished(GroupProducer);

impl Drop for Finished {
    fn drop(&mut self) {
        let _ = self.0.finish();
    }
}

/// The next group that is newer, or why there is none.
async fn group_after(
    from: &mut TrackConsumer,
    newest: Option<u64>,
    demand: &TrackDemand,
) -> Result<GroupConsumer, End> {
    loop {
        let group = tokio::select! {
            group = from.recv_group() => group.ok().flatten().ok_or(End::NoMore)?,
            _ = demand.unused() => return Err(End::Unasked),
        };
        if newest.is_none_or(|newest| group.sequence > newest) {
            return Ok(group);
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

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicBool, Ordering};

    use tokio::sync::oneshot;
    use tokio::task::yield_now;

    use super::*;
    use crate::Keeping;

    /// Far longer than anything here takes; only a broken test waits for it.
    const PATIENCE: Duration = Duration::from_secs(10);

    #[tokio::test]
    async fn a_page_gives_pictures_only_while_somebody_looks_and_from_the_newest_on() {
        let mut page = Giver::of(&Porter::open());
        assert!(timeout(Duration::from_millis(300), page.whole.used()).await.is_err(), "nobody looks");
        let mut looker = page.looker().await;
        timeout(PATIENCE, page.whole.used()).await.expect("it is asked for").unwrap();
        page.show(&[b"key", b"delta"]);
        assert_eq!(looker.next().await, Some(Bytes::from_static(b"key")));
        assert_eq!(looker.next().await, Some(Bytes::from_static(b"delta")));
        drop(looker);
        timeout(PATIENCE, page.whole.unused()).await.expect("it is asked for no longer").unwrap();
        page.show(&[b"meanwhile"]);
        let mut looker = page.looker().await;
        timeout(PATIENCE, page.whole.used()).await.expect("it is asked for").unwrap();
        page.show(&[b"now"]);
        assert_eq!(looker.next().await, Some(Bytes::from_static(b"now")));
    }

    #[tokio::test]
    async fn who_may_look_no_longer_is_told_that_there_is_no_more() {
        let porter = Porter::open();
        let mut page = Giver::of(&porter);
        let mut looker = page.looker().await;
        timeout(PATIENCE, page.whole.used()).await.expect("it is asked for").unwrap();
        page.show(&[b"key"]);
        assert_eq!(looker.next().await, Some(Bytes::from_static(b"key")));
        porter.may.store(false, Ordering::Relaxed);
        assert_eq!(looker.next().await, Some(Bytes::from_static(LAST)));
    }

    #[tokio::test]
    async fn who_looks_where_no_more_comes_is_told_so_and_sees_again_once_it_does() {
        let mut page = Giver::of(&Porter::open());
        let mut looker = page.looker().await;
        timeout(PATIENCE, page.whole.used()).await.expect("it is asked for").unwrap();
        page.show(&[b"key"]);
        assert_eq!(looker.next().await, Some(Bytes::from_static(b"key")));
        page.whole.finish().unwrap();
        assert_eq!(looker.next().await, Some(Bytes::from_static(LAST)));
        page.line.remove_track(PICTURE).unwrap();
        page.whole = page.line.create_track(Track::new(PICTURE)).unwrap();
        timeout(PATIENCE, page.whole.used()).await.expect("it is asked for anew").unwrap();
        page.show(&[b"again"]);
        let mut shown = looker.next().await;
        while shown == Some(Bytes::from_static(LAST)) {
            shown = looker.next().await;
        }
        assert_eq!(shown, Some(Bytes::from_static(b"again")));
    }

    #[tokio::test]
    async fn what_is_too_large_for_a_picture_ends_the_line() {
        let mut page = Giver::of(&Porter::open());
        let mut looker = page.looker().await;
        timeout(PATIENCE, page.whole.used()).await.expect("it is asked for").unwrap();
        page.show(&[&vec![7; 300 << 10]]);
        assert_eq!(looker.next().await, Some(Bytes::from_static(LAST)));
        timeout(PATIENCE, async {
            while page.board.stands("line") {
                yield_now().await;
            }
        })
        .await
        .expect("it is taken down");
    }

    /// Lets everybody give and get, or nobody.
    struct Porter {
        may: AtomicBool,
    }

    impl Porter {
        fn open() -> Arc<Self> {
            Arc::new(Self { may: AtomicBool::new(true) })
        }
    }

    impl Warden for Porter {
        async fn gives(&self, _line: &str) -> bool {
            true
        }

        fn keeping(&self, _line: &str) -> Keeping {
            Keeping::Pictures
        }

        async fn gets(&self, _line: &str) -> bool {
            self.may.load(Ordering::Relaxed)
        }

        async fn ended(&self, _line: &str, _note: Option<Vec<u8>>) {}
    }

    /// A page that gives a line; it hangs up with this.
    struct Giver {
        board: Arc<Switchboard>,
        porter: Arc<Porter>,
        whole: TrackProducer,
        line: BroadcastProducer,
        ends: watch::Receiver<()>,
        _connected: watch::Sender<()>,
    }

    impl Giver {
        fn of(porter: &Arc<Porter>) -> Self {
            let (board, porter) = (Arc::new(Switchboard::default()), Arc::clone(porter));
            let mut line = Broadcast::new().produce();
            let [whole, _] = tracks(&mut line).unwrap();
            let (connected, ends) = watch::channel(());
            let (source, name) = (line.consume(), "line".to_owned());
            tokio::spawn(carry(Arc::clone(&board), name, source, Arc::clone(&porter), ends.clone()));
            Self { board, porter, whole, line, ends, _connected: connected }
        }

        /// Shows pictures that begin with one that needs none before it.
        fn show(&mut self, pictures: &[&[u8]]) {
            let mut group = self.whole.append_group().unwrap();
            for picture in pictures {
                group.write_frame(picture.to_vec()).unwrap();
            }
            group.finish().unwrap();
        }

        async fn looker(&self) -> Looker {
            let line = self.board.line("line").await.expect("it stands");
            let (offer, offered) = oneshot::channel();
            let (porter, ends) = (Arc::clone(&self.porter), self.ends.clone());
            let offer = move |lent| drop(offer.send(lent));
            tokio::spawn(async move { lend(line, offer, "line", &porter, ends).await });
            let pictures = offered.await.unwrap().subscribe_track(&Track::new(PICTURE)).unwrap();
            Looker { pictures, group: None }
        }
    }

    struct Looker {
        pictures: TrackConsumer,
        group: Option<GroupConsumer>,
    }

    impl Looker {
        async fn next(&mut self) -> Option<Bytes> {
            timeout(PATIENCE, async {
                loop {
                    if let Some(group) = &mut self.group
                        && let Ok(Some(picture)) = group.read_frame().await
                    {
                        return Some(picture);
                    }
                    self.group = Some(self.pictures.recv_group().await.ok()??);
                }
            })
            .await
            .expect("it comes")
        }
    }
}
