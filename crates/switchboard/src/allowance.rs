//! What one connection may send: more than a page with a microphone and a camera ever does, and no more than that.

use std::pin::Pin;
use std::task::{Context, Poll};

use futures_util::{Sink, Stream};
use qmux::tungstenite::protocol::CloseFrame;
use qmux::tungstenite::protocol::frame::coding::CloseCode;
use qmux::tungstenite::{Error, Message};
use tokio::time::Instant;

/// In bytes a second: four times what a page's camera and microphone make at their best.
const STEADY: u64 = 512 << 10;
/// At once: after a pause all that was held back comes together.
const AT_ONCE: u64 = 2 << 20;
/// What a page is told whose connection was cut for it.
const WORD: &str = "too much at once";

/// A socket whose other end may send only so much; whoever sends more is cut off with a word.
pub struct Allowed<S> {
    socket: S,
    allowance: Allowance,
}

struct Allowance {
    left: u64,
    since: Instant,
}

impl Allowance {
    fn full(now: Instant) -> Self {
        Self { left: AT_ONCE, since: now }
    }

    /// Takes so many bytes; false: there are not so many left.
    fn take(&mut self, bytes: usize, now: Instant) -> bool {
        let passed = u64::try_from(now.duration_since(self.since).as_millis()).unwrap_or(u64::MAX);
        self.left = passed.saturating_mul(STEADY).saturating_div(1_000).saturating_add(self.left).min(AT_ONCE);
        self.since = now;
        let rest = self.left.checked_sub(bytes as u64);
        self.left = rest.unwrap_or_default();
        rest.is_some()
    }
}

impl<S> Allowed<S> {
    pub fn new(socket: S) -> Self {
        Self { socket, allowance: Allowance::full(Instant::now()) }
    }
}

impl<S> Stream for Allowed<S>
where
    S: Stream<Item = Result<Message, Error>> + Sink<Message, Error = Error> + Unpin,
{
    type Item = Result<Message, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let message = match Pin::new(&mut self.socket).poll_next(context) {
            Poll::Ready(Some(Ok(message))) => message,
            other => return other,
        };
        if self.allowance.take(message.len(), Instant::now()) {
            return Poll::Ready(Some(Ok(message)));
        }
        tracing::warn!("a media connection sent too much at once, and was cut off");
        let word = CloseFrame { code: CloseCode::Policy, reason: WORD.into() };
        let mut socket = Pin::new(&mut self.socket);
        // It goes out where there is room for it; what reads no word is cut off without one.
        if socket.as_mut().poll_ready(context).is_ready()
            && socket.as_mut().start_send(Message::Close(Some(word))).is_ok()
        {
            let _ = socket.poll_flush(context);
        }
        Poll::Ready(Some(Err(Error::ConnectionClosed)))
    }
}

impl<S: Sink<Message, Error = Error> + Unpin> Sink<Message> for Allowed<S> {
    type Error = Error;

    fn poll_ready(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Result<(), Error>> {
        Pin::new(&mut self.socket).poll_ready(context)
    }

    fn start_send(mut self: Pin<&mut Self>, message: Message) -> Result<(), Error> {
        Pin::new(&mut self.socket).start_send(message)
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Result<(), Error>> {
        Pin::new(&mut self.socket).poll_flush(context)
    }

    fn poll_close(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Result<(), Error>> {
        Pin::new(&mut self.socket).poll_close(context)
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn a_page_sends_as_long_as_it_likes_but_not_as_much_as_it_likes() {
        let begun = Instant::now();
        let mut steady = Allowance::full(begun);
        for tenths in 0..6_000 {
            assert!(steady.take(50 << 10, begun + Duration::from_millis(tenths * 100)), "after {tenths}");
        }
        let later = begun + Duration::from_mins(20);
        assert!(steady.take(1 << 20, later) && steady.take(1 << 20, later), "after a pause");
        assert!(!steady.take(1 << 20, later), "but no more than that");
        assert!(steady.take(256 << 10, later + Duration::from_secs(1)), "and then as before");
    }
}
