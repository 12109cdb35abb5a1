//! The switchboard's end of its wire to the desk.

use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use axum::extract::ws::WebSocket;
use futures_util::{SinkExt, StreamExt};
use switchboard::tungstenite::Message;
use tokio::sync::{mpsc, oneshot, watch};
use tokio::time::{Instant, MissedTickBehavior, interval, timeout};

use super::Station;
use super::word::{DeskSays, Note, OutpostSays, Part};
use crate::gate::closed;
use crate::socket::Wire;

/// A desk that does not answer a question within this says no.
const PATIENCE: Duration = Duration::from_secs(2);
/// A desk that says nothing for this long is gone: it gives a sign of life every second.
const SILENCE: Duration = Duration::from_secs(4);
/// How often that is looked at.
const LOOK_EVERY: Duration = Duration::from_secs(1);
/// Words that wait to go out.
const WAITING: usize = 4_096;

/// A desk at the other end.
pub struct DeskWire {
    out: mpsc::Sender<Message>,
    next: AtomicU64,
    asked: Mutex<HashMap<u64, oneshot::Sender<bool>>>,
    /// The pages that it let in, and how each is told to go.
    pages: Mutex<HashMap<u64, oneshot::Sender<()>>>,
    /// Loses its sender with the wire.
    holds: watch::Receiver<()>,
}

/// A page that the desk let in; it leaves with this.
pub struct Entered {
    desk: Arc<DeskWire>,
    page: u64,
    cut: oneshot::Receiver<()>,
}

impl DeskWire {
    /// Whether the desk knows this ticket.
    pub async fn let_in(self: &Arc<Self>, ticket: String, origin: Option<String>) -> Option<Entered> {
        let page = self.next.fetch_add(1, Ordering::Relaxed);
        let (cuts, cut) = oneshot::channel();
        locked(&self.pages).insert(page, cuts);
        let entered = Entered { desk: Arc::clone(self), page, cut };
        self.ask(|ask| OutpostSays::Enters { ask, page, ticket, origin }).await.then_some(entered)
    }

    /// Whether a page may do this, now.
    pub async fn may(&self, page: u64, part: Part, line: &str) -> bool {
        let line = line.to_owned();
        self.ask(|ask| OutpostSays::May { ask, page, part, line }).await
    }

    /// Gives it what was said; it comes again when it never says that it has it.
    pub async fn hand_over(&self, note: Note) {
        let _ = self.out.send(Message::Binary(note.packed())).await;
    }

    /// Waits until the wire is gone.
    pub async fn gone(&self) {
        let mut holds = self.holds.clone();
        while holds.changed().await.is_ok() {}
    }

    async fn ask(&self, says: impl FnOnce(u64) -> OutpostSays) -> bool {
        let ask = self.next.fetch_add(1, Ordering::Relaxed);
        let (answers, answered) = oneshot::channel();
        locked(&self.asked).insert(ask, answers);
        let may = async {
            self.say(&says(ask)).await;
            answered.await.unwrap_or(false)
        };
        let may = tokio::select! {
            may = timeout(PATIENCE, may) => may.unwrap_or(false),
            () = self.gone() => false,
        };
        locked(&self.asked).remove(&ask);
        may
    }

    async fn say(&self, says: &OutpostSays) {
        let text = serde_json::to_string(says).expect("words are text and numbers");
        let _ = self.out.send(Message::text(text)).await;
    }

    /// Takes what the desk says; none: it is over.
    fn take(&self, station: &Station, word: &Message) -> Option<()> {
        let Message::Text(text) = word else { return (!matches!(word, Message::Close(_))).then_some(()) };
        match serde_json::from_str(text.as_str()).ok()? {
            DeskSays::Answers { ask, may } => {
                if let Some(answers) = locked(&self.asked).remove(&ask) {
                    let _ = answers.send(may);
                }
            }
            DeskSays::Cuts { page } => drop(locked(&self.pages).remove(&page)),
            DeskSays::Kept { line } => station.held.let_go(&line),
        }
        Some(())
    }
}

impl Entered {
    pub fn page(&self) -> u64 {
        self.page
    }

    /// Waits until the desk wants it gone.
    pub async fn cut(&mut self) {
        let _ = (&mut self.cut).await;
    }
}

impl Drop for Entered {
    fn drop(&mut self) {
        locked(&self.desk.pages).remove(&self.page);
        let says = serde_json::to_string(&OutpostSays::Leaves { page: self.page });
        let _ = self.desk.out.try_send(Message::text(says.expect("words are text and numbers")));
    }
}

/// Speaks with a desk until either goes.
pub async fn hold(station: &Arc<Station>, socket: WebSocket) {
    let (out, mut waiting) = mpsc::channel(WAITING);
    let (held, holds) = watch::channel(());
    let desk =
        Arc::new(DeskWire { out, next: AtomicU64::default(), asked: Mutex::default(), pages: Mutex::default(), holds });
    station.desk.send_replace(Some(Arc::clone(&desk)));
    tracing::warn!("the desk is here");
    let (mut to, mut from) = Wire(socket).split();
    let mut names = Box::pin(station.board.names());
    let mut replaced = station.desk.subscribe();
    let mut closing = station.closing.clone();
    let mut is_closing = false;
    let mut look = interval(LOOK_EVERY);
    look.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let mut heard = Instant::now();
    // What was said while no desk was there.
    let mut late = station.held.all().into_iter();
    loop {
        let message = if let Some(note) = late.next() {
            Message::Binary(note.packed())
        } else {
            tokio::select! {
                word = from.next() => {
                    let Some(Ok(word)) = word else { break };
                    heard = Instant::now();
                    if desk.take(station, &word).is_none() {
                        break;
                    }
                    continue;
                }
                Some(message) = waiting.recv() => message,
                Some(lines) = names.next() => {
                    let says = OutpostSays::Stand { lines };
                    Message::text(serde_json::to_string(&says).expect("words are text and numbers"))
                }
                _ = look.tick() => {
                    if heard.elapsed() > SILENCE || is_closing && station.held.all().is_empty() {
                        break;
                    }
                    continue;
                }
                _ = replaced.wait_for(|now| !is_same(now.as_ref(), &desk)) => break,
                // The pages go now; what they said goes out before the wire does.
                () = closed(&mut closing), if !is_closing => {
                    is_closing = true;
                    look.reset();
                    continue;
                }
            }
        };
        if !matches!(timeout(SILENCE, to.send(message)).await, Ok(Ok(()))) {
            break;
        }
    }
    drop(held);
    station.desk.send_if_modified(|now| {
        let is_ours = is_same(now.as_ref(), &desk);
        if is_ours {
            *now = None;
        }
        is_ours
    });
    tracing::warn!("the desk is gone");
}

fn is_same(one: Option<&Arc<DeskWire>>, other: &Arc<DeskWire>) -> bool {
    one.is_some_and(|one| Arc::ptr_eq(one, other))
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
