//! The desk's end of its wire to one switchboard: it answers who may do what there, for as long as the wire holds.

use std::collections::{HashMap, HashSet};
use std::io;
use std::sync::atomic::Ordering;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use domain::id::SpeechId;
use futures_util::{SinkExt, StreamExt};
use switchboard::Warden;
use switchboard::tungstenite::Message;
use tokio::sync::mpsc;
use tokio::task::AbortHandle;
use tokio::time::{Instant, MissedTickBehavior, interval, sleep, timeout};

use super::{Outpost, dial};
use crate::gate::closed;
use crate::hall::Hall;
use crate::media::{Porter, speech_of, unseated};
use crate::outpost::word::{DeskSays, Note, OutpostSays, Part};

/// Between two tries to reach it.
const AGAIN: Duration = Duration::from_secs(1);
/// How often it is asked for a sign of life, and after how long without one it is gone.
const BEAT: Duration = Duration::from_secs(1);
const SILENCE: Duration = Duration::from_millis(2_500);
/// So long a page has to find another switchboard before its speech is over: less than its listeners have patience.
const GRACE: Duration = Duration::from_secs(2);
/// Words that wait to go out, for a switchboard that is slow to take them.
const WAITING: usize = 4_096;

/// A page at the switchboard.
struct Page {
    porter: Arc<Porter>,
    line: String,
    /// Watches over its seat.
    watch: AbortHandle,
    spoken: Spoken,
}

/// The speeches that are given there, and of which nothing came yet.
type Spoken = Arc<Mutex<HashSet<SpeechId>>>;

impl Drop for Page {
    fn drop(&mut self) {
        self.watch.abort();
    }
}

/// The desk's end.
struct Link {
    hall: Arc<Hall>,
    number: usize,
    pages: HashMap<u64, Arc<Page>>,
    spoken: Spoken,
    out: mpsc::Sender<Message>,
}

/// Keeps the wire to one switchboard up until the door closes.
pub async fn keep_up(hall: Arc<Hall>, number: usize) {
    let mut closing = hall.closing.clone();
    let wire = async {
        loop {
            if let Err(error) = hold(&hall, number).await {
                tracing::debug!(%error, address = outpost(&hall, number).address.text(), "a switchboard is not reached");
            }
            sleep(AGAIN).await;
        }
    };
    tokio::select! {
        () = wire => {}
        () = closed(&mut closing) => {}
    }
}

fn outpost(hall: &Hall, number: usize) -> &Outpost {
    &hall.outposts.all()[number]
}

async fn hold(hall: &Arc<Hall>, number: usize) -> io::Result<()> {
    let there = outpost(hall, number);
    let socket = dial::desk(&there.address, there.authority.as_ref(), &there.secret).await?;
    let (mut to, mut from) = socket.split();
    let (out, mut waiting) = mpsc::channel(WAITING);
    let mut link = Link { hall: Arc::clone(hall), number, pages: HashMap::new(), spoken: Spoken::default(), out };
    tracing::warn!(address = there.address.text(), "a switchboard is up");
    there.is_up.store(true, Ordering::Relaxed);
    let mut beat = interval(BEAT);
    beat.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let mut heard = Instant::now();
    loop {
        let message = tokio::select! {
            word = from.next() => {
                let Some(Ok(word)) = word else { break };
                heard = Instant::now();
                if link.take(word).await.is_none() {
                    break;
                }
                continue;
            }
            Some(message) = waiting.recv() => message,
            _ = beat.tick() => {
                if heard.elapsed() > SILENCE {
                    break;
                }
                Message::Ping(Vec::new().into())
            }
        };
        if !matches!(timeout(SILENCE, to.send(message)).await, Ok(Ok(()))) {
            break;
        }
    }
    tracing::warn!(address = there.address.text(), "a switchboard is gone");
    there.is_up.store(false, Ordering::Relaxed);
    there.lines().clear();
    link.hang_up();
    Ok(())
}

impl Link {
    /// Takes what the switchboard says; none: it is over, or speaks of what it may not.
    async fn take(&mut self, word: Message) -> Option<()> {
        match word {
            Message::Text(text) => self.answer(serde_json::from_str(text.as_str()).ok()?).await,
            Message::Binary(bytes) => self.keep(Note::unpacked(&bytes)?),
            Message::Ping(_) | Message::Pong(_) => {}
            Message::Close(_) | Message::Frame(_) => return None,
        }
        Some(())
    }

    async fn answer(&mut self, says: OutpostSays) {
        match says {
            OutpostSays::Enters { ask, page, ticket, origin } => {
                let may = self.let_in(page, &ticket, origin.as_deref()).await;
                self.say(&DeskSays::Answers { ask, may });
            }
            OutpostSays::May { ask, page, part, line } => {
                let Some(page) = self.pages.get(&page).filter(|page| page.line == line).map(Arc::clone) else {
                    return self.say(&DeskSays::Answers { ask, may: false });
                };
                let out = self.out.clone();
                tokio::spawn(async move {
                    let may = page.may(part, &line).await;
                    say(&out, &DeskSays::Answers { ask, may });
                });
            }
            OutpostSays::Leaves { page } => drop(self.pages.remove(&page)),
            OutpostSays::Stand { lines } => {
                *outpost(&self.hall, self.number).lines() = lines.into_iter().collect();
            }
        }
    }

    /// A ticket lets in one page, at the switchboard for which it was given out, from the origin that asked for it.
    async fn let_in(&mut self, page: u64, ticket: &str, origin: Option<&str>) -> bool {
        let Some(entry) = self.hall.outposts.tickets.take(ticket) else { return false };
        if entry.number != self.number || entry.origin.as_deref() != origin {
            return false;
        }
        let Ok(seated) = entry.seated.again(&self.hall).await else { return false };
        let (hall, out, watched) = (Arc::clone(&self.hall), self.out.clone(), seated.clone());
        let watch = tokio::spawn(async move {
            unseated(&hall, watched).await;
            say(&out, &DeskSays::Cuts { page });
        });
        let porter = Arc::new(Porter::of_a_page(Arc::clone(&self.hall), seated));
        let (watch, spoken) = (watch.abort_handle(), Arc::clone(&self.spoken));
        let entered = Page { porter, line: entry.line, watch, spoken };
        self.pages.insert(page, Arc::new(entered));
        true
    }

    /// What was said comes when it is over, be it that the desk was gone in between: whoever spoke is in the log.
    fn keep(&self, note: Note) {
        let Some(speech) = speech_of(&note.line) else { return };
        all_of(&self.spoken).remove(&speech);
        let (hall, out) = (Arc::clone(&self.hall), self.out.clone());
        tokio::spawn(async move {
            let Note { line, sound } = note;
            if let Err(failed) = hall.at_the_desk(move |desk| desk.keep_speech_of(speech, sound)).await {
                tracing::error!(failure = %failed.0, %speech, "what was said could not be kept");
            }
            say(&out, &DeskSays::Kept { line });
        });
    }

    fn say(&self, says: &DeskSays) {
        say(&self.out, says);
    }

    /// The wire is gone, and with it every line there. Whoever still holds the key takes the floor anew by then; who does
    /// not has it no longer. What was said until now may still come.
    fn hang_up(self) {
        for speech in std::mem::take(&mut *all_of(&self.spoken)) {
            let hall = Arc::clone(&self.hall);
            tokio::spawn(async move {
                let mut closing = hall.closing.clone();
                tokio::select! {
                    () = sleep(GRACE) => {}
                    () = closed(&mut closing) => {}
                }
                if let Err(failed) = hall.at_the_desk(move |desk| desk.keep_speech_of(speech, None)).await {
                    tracing::error!(failure = %failed.0, %speech, "a speech whose switchboard is gone could not be ended");
                }
            });
        }
    }
}

impl Page {
    async fn may(&self, part: Part, line: &str) -> bool {
        match part {
            Part::Gets => self.porter.gets(line).await,
            Part::Gives => {
                let gives = self.porter.gives(line).await;
                if let Some(speech) = speech_of(line).filter(|_| gives) {
                    all_of(&self.spoken).insert(speech);
                }
                gives
            }
        }
    }
}

fn all_of(spoken: &Spoken) -> MutexGuard<'_, HashSet<SpeechId>> {
    spoken.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A switchboard that takes no words is gone within seconds, and everything there with it.
fn say(out: &mpsc::Sender<Message>, says: &DeskSays) {
    let text = serde_json::to_string(says).expect("words are text and numbers");
    if out.try_send(Message::text(text)).is_err() {
        tracing::debug!("a word to a switchboard was lost");
    }
}
