//! What sensors say at the site's broker, heard for as long as the desk is open: the lookout listens, the desk decides.

use std::sync::Arc;
use std::time::Duration;

use desk::{BrokerNews, BrokerWanted, Desk, Unheard};
use domain::words::Params;
use lookout::{Broker, Login, Source, Trouble, Word, listen};
use tokio::sync::{mpsc, watch};
use tokio::task::JoinHandle;
use tokio::time::sleep;

use crate::gate::closed;

/// What waits for the desk; beyond it the broker waits.
const WORDS_WAITING: usize = 256;
/// A broker or a sensor that is entered is heard after so long.
const SOON: Duration = Duration::from_millis(500);
/// A table that holds from a moment on is looked at so often.
const BEAT: Duration = Duration::from_secs(20);

/// Somebody listens at a broker until this is dropped.
struct Listening {
    wanted: BrokerWanted,
    task: JoinHandle<()>,
}

impl Drop for Listening {
    fn drop(&mut self) {
        self.task.abort();
    }
}

/// Listens where the desk wants it, until the desk closes.
pub(crate) async fn hear(desk: Arc<Desk>, mut closes: watch::Receiver<bool>) {
    let (words, heard) = mpsc::channel(WORDS_WAITING);
    let hearing = tokio::task::spawn_blocking({
        let desk = Arc::clone(&desk);
        move || note(&desk, heard)
    });
    let mut changes = desk.changes();
    let mut now: Option<Listening> = None;
    loop {
        let asked = Arc::clone(&desk);
        let wanted = tokio::task::spawn_blocking(move || asked.broker_wanted()).await;
        match wanted {
            Ok(Ok(wanted)) => now = going_on(&desk, now.take(), wanted, &words),
            Ok(Err(failure)) => tracing::error!(%failure, "where sensors speak cannot be read"),
            Err(panic) => tracing::error!(%panic, "the desk panicked"),
        }
        tokio::select! {
            changed = changes.changed() => if changed.is_err() { break },
            () = sleep(BEAT) => {}
            () = closed(&mut closes) => break,
        }
        tokio::select! {
            () = sleep(SOON) => {}
            () = closed(&mut closes) => break,
        }
    }
    drop(now);
    drop(words);
    drop(desk);
    // The desk can only be closed once nobody hears for it.
    let _ = hearing.await;
}

/// The same as before where nothing else is wanted, else anew.
fn going_on(
    desk: &Desk,
    before: Option<Listening>,
    wanted: Option<BrokerWanted>,
    words: &mpsc::Sender<Word>,
) -> Option<Listening> {
    let Some(wanted) = wanted else {
        desk.note_broker(BrokerNews::Off);
        return None;
    };
    if let Some(before) = before.filter(|one| one.wanted == wanted && !one.task.is_finished()) {
        return Some(before);
    }
    desk.note_broker(BrokerNews::Sought);
    let login = wanted.login.clone().map(|login| Login { user: login.user, password: login.password });
    let source = Source { address: wanted.address.clone(), login };
    let broker = Broker { source, name: wanted.name.clone(), topics: wanted.topics.clone() };
    Some(Listening { wanted, task: tokio::spawn(listen(broker, words.clone())) })
}

/// Hands the desk what is heard, in its order.
fn note(desk: &Desk, mut heard: mpsc::Receiver<Word>) {
    while let Some(word) = heard.blocking_recv() {
        match word {
            Word::Reached => desk.note_broker(BrokerNews::There),
            Word::Lost(trouble) => {
                let (code, params) = words_of(trouble);
                desk.note_broker(BrokerNews::Lost(code, params));
            }
            Word::Kept => desk.pass_over(Unheard::Kept),
            Word::TooLong => desk.pass_over(Unheard::TooLong),
            Word::Said { topic, said } => {
                if let Err(failure) = desk.hear_sensors(&topic, &said) {
                    tracing::error!(%failure, "what a sensor said could not be written down");
                }
            }
        }
    }
}

/// Why the broker is not there, as the table of words calls it.
fn words_of(trouble: Trouble) -> (&'static str, Params) {
    let code = match trouble {
        Trouble::Unreachable => "sensor.unreachable",
        Trouble::Silent => "sensor.silent",
        Trouble::LoginRefused => "sensor.login",
        Trouble::NoSuchStream => "sensor.no_topic",
        Trouble::TooMuch => "sensor.too_much",
        Trouble::Ended => "sensor.ended",
        Trouble::Untrusted { fingerprint } => {
            return ("sensor.untrusted", Params::from([("fingerprint".to_owned(), fingerprint)]));
        }
        _ => "sensor.nonsense",
    };
    (code, Params::new())
}
