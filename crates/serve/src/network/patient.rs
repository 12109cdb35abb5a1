//! A socket whose other side must take what it is sent.

use std::future::Future;
use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;
use tokio::time::{Sleep, sleep};

use super::limits::Pass;

/// Reads as it comes; a write that nobody takes for `untaken` ends the connection. The pass goes where the
/// socket goes, also when a WebSocket has taken it over.
pub struct Patient {
    socket: TcpStream,
    untaken: Duration,
    since: Option<Pin<Box<Sleep>>>,
    _pass: Pass,
}

impl Patient {
    pub fn new(socket: TcpStream, untaken: Duration, pass: Pass) -> Self {
        Self { socket, untaken, since: None, _pass: pass }
    }

    /// The first bytes, which stay to be read; how many came.
    pub async fn peek(&self, first: &mut [u8]) -> io::Result<usize> {
        self.socket.peek(first).await
    }

    /// This socket, looked after from here on by the threads that this is called on.
    pub fn moved_here(mut self) -> io::Result<Self> {
        self.socket = TcpStream::from_std(self.socket.into_std()?)?;
        Ok(self)
    }

    /// Passes on what a write says, unless it has waited too long.
    fn watch<T>(&mut self, context: &mut Context<'_>, wrote: Poll<io::Result<T>>) -> Poll<io::Result<T>> {
        if wrote.is_ready() {
            self.since = None;
            return wrote;
        }
        let untaken = self.untaken;
        let since = self.since.get_or_insert_with(|| Box::pin(sleep(untaken)));
        since.as_mut().poll(context).map(|()| Err(io::ErrorKind::TimedOut.into()))
    }
}

impl AsyncRead for Patient {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.socket).poll_read(context, buffer)
    }
}

impl AsyncWrite for Patient {
    fn poll_write(mut self: Pin<&mut Self>, context: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        let wrote = Pin::new(&mut self.socket).poll_write(context, bytes);
        self.watch(context, wrote)
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        let flushed = Pin::new(&mut self.socket).poll_flush(context);
        self.watch(context, flushed)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.socket).poll_shutdown(context)
    }
}

#[cfg(test)]
mod tests {
    use tokio::io::AsyncWriteExt;
    use tokio::net::TcpListener;

    use super::*;
    use crate::network::limits::{Limits, Turnstile};

    #[tokio::test]
    async fn what_nobody_takes_is_not_offered_for_ever() {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let mut other_side = TcpStream::connect(listener.local_addr().unwrap()).await.unwrap();
        let (socket, from) = listener.accept().await.unwrap();
        let turnstile = Turnstile::new(Limits { connections: 1, ..Limits::default() });
        let pass = turnstile.enter(from.ip()).unwrap();
        let mut patient = Patient::new(socket, Duration::from_millis(50), pass);
        let more_than_sockets_hold = vec![0; 64 << 20];
        let error = patient.write_all(&more_than_sockets_hold).await.unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::TimedOut);
        assert!(turnstile.enter(from.ip()).is_none(), "it counts as long as it is there");
        drop(patient);
        assert!(turnstile.enter(from.ip()).is_some());
        other_side.shutdown().await.unwrap();
    }
}
