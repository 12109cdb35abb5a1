//! One connection: what its page gives is taken in, what it asks for is given out, each by the warden's word.

use std::sync::Arc;
use std::time::Duration;

use futures_util::{Sink, Stream};
use moq_net::{Origin, OriginConsumer, OriginDynamic, Server};
use qmux::tungstenite;
use qmux::ws::{KeepAlive, Upgraded};
use tokio::sync::{Notify, watch};

use crate::allowance::Allowed;
use crate::{Keeping, Switchboard, Warden, line, pictures};

/// What the switchboard speaks, the best first: as subprotocols of the WebSocket.
pub const PROTOCOLS: [&str; 2] = ["qmux-01.moq-lite-04", "qmux-00.moq-lite-04"];

/// How often a page is asked for a sign of life.
const PULSE: Duration = Duration::from_secs(2);
/// How long it may owe one: who is gone without a word is gone by the time that he comes back and gives his line anew.
const LIFELESS: Duration = Duration::from_secs(8);

/// Why a connection ended.
#[derive(Debug, thiserror::Error)]
#[error("the media connection ended: {0}")]
pub struct Broken(#[from] moq_net::Error);

impl Switchboard {
    /// Serve one connection until its page leaves. Lines that it gave are carried to their end.
    ///
    /// `protocol`: which of [`PROTOCOLS`] both sides agreed on.
    pub async fn serve<S, W>(self: &Arc<Self>, socket: S, protocol: &str, warden: Arc<W>) -> Result<(), Broken>
    where
        S: Stream<Item = Result<tungstenite::Message, tungstenite::Error>>
            + Sink<tungstenite::Message, Error = tungstenite::Error>
            + Send
            + Unpin
            + 'static,
        W: Warden,
    {
        // A page whose machine is gone says nothing of it: without a pulse it would stand here for hours.
        let transport = Upgraded::new(Allowed::new(socket))
            .with_keep_alive(KeepAlive::new(PULSE, LIFELESS))
            .with_alpn(protocol)
            .accept();
        let (given, asked) = (Origin::random().produce(), Origin::random().produce());
        let wishes = asked.dynamic();
        let server = Server::new().with_publish(asked.consume()).with_consume(given.clone());
        let session = server.accept(transport).await?;
        // What a page gave waits for more for ever when the page is gone without a word; this goes with its connection.
        let (_connected, hung_up) = watch::channel(());
        // A page that goes on giving what nobody takes would never know.
        let over = Arc::new(Notify::new());
        tokio::select! {
            ended = session.closed() => match ended {
                Ok(()) | Err(moq_net::Error::Transport(_)) => Ok(()),
                Err(error) => Err(error.into()),
            },
            () = self.take_in(given.consume(), &warden, &hung_up, &over) => Ok(()),
            () = over.notified() => Ok(()),
            () = self.give_out(wishes, &warden, &hung_up) => Ok(()),
        }
    }

    /// What the page gives, where it may. A line that it may not give, or that has come to its end here, ends the
    /// connection: so its page hears of it, and tries again or not.
    async fn take_in<W: Warden>(
        self: &Arc<Self>,
        mut given: OriginConsumer,
        warden: &Arc<W>,
        hung_up: &watch::Receiver<()>,
        over: &Arc<Notify>,
    ) {
        while let Some((path, broadcast)) = given.announced().await {
            let Some(source) = broadcast else { continue };
            let name = path.as_str().to_owned();
            if !warden.gives(&name).await {
                return;
            }
            let (board, warden, ends, over) = (Arc::clone(self), Arc::clone(warden), hung_up.clone(), Arc::clone(over));
            tokio::spawn(async move {
                match warden.keeping(&name) {
                    Keeping::Pictures => pictures::carry(board, name, source, warden, ends).await,
                    _ => line::carry(board, name, source, warden, ends).await,
                }
                over.notify_one();
            });
        }
    }

    /// What the page asks for, where it may. Waiting for one line holds up no other.
    async fn give_out<W: Warden>(
        self: &Arc<Self>,
        mut wishes: OriginDynamic,
        warden: &Arc<W>,
        hung_up: &watch::Receiver<()>,
    ) {
        while let Ok(wish) = wishes.requested_broadcast().await {
            let (board, warden, ends) = (Arc::clone(self), Arc::clone(warden), hung_up.clone());
            tokio::spawn(async move {
                let name = wish.path().as_str().to_owned();
                if !warden.gets(&name).await {
                    return wish.reject(moq_net::Error::Unauthorized);
                }
                let Some(line) = board.line(&name).await else { return wish.reject(moq_net::Error::NotFound) };
                match warden.keeping(&name) {
                    Keeping::OfTheHouse => wish.accept(line),
                    Keeping::Pictures => pictures::lend(line, |lent| wish.accept(lent), &name, &warden, ends).await,
                    Keeping::Note | Keeping::Nothing => {
                        line::lend(line, |lent| wish.accept(lent), &name, &warden, ends).await;
                    }
                }
            });
        }
    }
}
