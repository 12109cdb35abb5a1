//! THE SWITCHBOARD. Live sound and pictures pass through: one page gives them, others get them. What is said in a speech is
//! kept; what is said in a call is only where the warden says so, and then handed in piece by piece; what is shown never is.
//!
//! The wire is Media over QUIC's `moq-lite` over a WebSocket, because the window's engine has neither WebRTC nor
//! WebTransport (decision 0033). Every connection stands in an origin of its own, in which nothing is announced: a page
//! asks for a line by its name, and a [`Warden`] says whether it may. So no page learns of a line that is not for it.
//!
//! This room knows no desk, no seat, no speech and no call: a line is a name. It holds nothing but what is on
//! its way over lines that are open.

mod allowance;
mod given;
mod line;
mod note;
mod opus;
mod pictures;
mod roll;
mod session;

use std::collections::HashMap;
use std::future::Future;
use std::time::Duration;

use futures_util::{Stream, stream};
use moq_net::BroadcastConsumer;
use tokio::sync::watch;

pub use given::{Codec, Given, PICTURE, Picture};
pub use pictures::SMALL;
pub use qmux::tungstenite;
pub use session::{Broken, PROTOCOLS};

/// The track of a line that carries sound: each packet in a group of its own.
pub const SOUND: &str = "sound";
/// A page may hear of a line a little before it is there.
const UNTIL_THERE: Duration = Duration::from_secs(10);

/// Who may do what at a connection; it is asked anew each time.
pub trait Warden: Send + Sync + 'static {
    /// Whether the page at this connection gives this line, now.
    fn gives(&self, line: &str) -> impl Future<Output = bool> + Send;
    /// What is kept of this line, and so whom it is for.
    fn keeping(&self, line: &str) -> Keeping;
    /// Whether it gets it, now.
    fn gets(&self, line: &str) -> impl Future<Output = bool> + Send;
    /// Whether what is said on a line of which nothing else is kept is recorded, now.
    fn records(&self, _line: &str) -> impl Future<Output = bool> + Send {
        async { false }
    }
    /// Some of what was said on it, up to now.
    fn recorded(&self, _line: &str, _piece: Piece) -> impl Future<Output = ()> + Send {
        async {}
    }
    /// A line that the page gave is over.
    ///
    /// `note`: what was said, as Opus in Ogg; none: hardly anything was, or nothing of it is kept.
    fn ended(&self, line: &str, note: Option<Vec<u8>>) -> impl Future<Output = ()> + Send;
}

/// What is kept of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keeping {
    /// All of it, as a voice note: it is said to many, and for good. Whoever may get it when it begins gets it to its end.
    Note,
    /// Nothing, but where the warden says that it is recorded: two talk with each other. Whoever gets it gets it from now
    /// on, and is asked again and again whether he still may.
    Nothing,
    /// Nothing: these are pictures, which one shows another. They are taken only while he looks, from now on, and he is asked
    /// for again and again as well.
    Pictures,
    /// Nothing: the house gives it, and sees for itself who may get it any longer.
    OfTheHouse,
}

/// Some of what was said on a line that is recorded.
pub struct Piece {
    /// Opus in Ogg.
    pub sound: Vec<u8>,
    /// How long ago it began.
    pub ago: Duration,
    /// For how long it sounds.
    pub length: Duration,
}

/// The lines that are open.
#[derive(Default)]
pub struct Switchboard {
    lines: watch::Sender<HashMap<String, BroadcastConsumer>>,
}

impl Switchboard {
    /// A line, as soon as it is there.
    async fn line(&self, name: &str) -> Option<BroadcastConsumer> {
        let mut lines = self.lines.subscribe();
        let there = lines.wait_for(|lines| lines.contains_key(name));
        let there = tokio::time::timeout(UNTIL_THERE, there).await.ok()?.ok()?;
        there.get(name).cloned()
    }

    /// Whether a line stands.
    pub fn stands(&self, name: &str) -> bool {
        self.lines.borrow().contains_key(name)
    }

    /// The names of the lines that stand, now and whenever they change.
    pub fn names(&self) -> impl Stream<Item = Vec<String>> + Send + use<> {
        let lines = self.lines.subscribe();
        stream::unfold((lines, true), |(mut lines, is_first)| async move {
            if !is_first {
                lines.changed().await.ok()?;
            }
            let names = lines.borrow_and_update().keys().cloned().collect();
            Some((names, (lines, false)))
        })
    }

    /// Puts a line up; false where another of its name stands. One that is going – its page begins anew, or gives it over
    /// to another – is waited for.
    async fn put(&self, name: &str, line: &BroadcastConsumer) -> bool {
        let mut lines = self.lines.subscribe();
        let placed = async {
            while !self.put_now(name, line) {
                if lines.changed().await.is_err() {
                    return false;
                }
            }
            true
        };
        tokio::time::timeout(UNTIL_THERE, placed).await.unwrap_or(false)
    }

    fn put_now(&self, name: &str, line: &BroadcastConsumer) -> bool {
        self.lines.send_if_modified(|lines| {
            let is_new = !lines.contains_key(name);
            if is_new {
                lines.insert(name.to_owned(), line.clone());
            }
            is_new
        })
    }

    fn take_down(&self, name: &str) {
        self.lines.send_if_modified(|lines| lines.remove(name).is_some());
    }
}
