//! Who comes in, one after the other: counted, through TLS where there is TLS, each with his time.

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::Request;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::io::{AsyncBufReadExt, AsyncRead, AsyncWrite, BufReader};
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinSet;
use tokio::time::{sleep, timeout};
use tokio_rustls::TlsAcceptor;
use tower_service::Service;

use crate::door::LAST_WORDS;
use crate::network::{Limits, Paper, Papers, Patient, Turnstile};
use crate::threads::{Threads, Whose};

/// The head of a request has at most this many bytes.
const LONGEST_HEAD: usize = 32 << 10;
/// Without a file to spare, waiting is all that helps.
const BREATH: Duration = Duration::from_millis(100);
/// A page of a few kilobytes.
const ONE_PAGE: Duration = Duration::from_secs(30);

/// Who sent a request, and which certificate he was shown.
#[derive(Clone)]
pub struct Caller {
    pub from: SocketAddr,
    pub paper: Arc<Paper>,
}

/// What happens to those who come in.
#[derive(Clone)]
pub enum Way {
    /// On this machine, to the desk.
    Loopback,
    /// Through TLS to the desk.
    Tls(Arc<Papers>),
    /// One page in the open, then goodbye.
    Plain,
}

/// A gate at which people are let in.
#[derive(Clone)]
pub struct Gate {
    pub way: Way,
    pub routes: Router,
    pub limits: Limits,
    pub threads: Threads,
}

impl Gate {
    /// Lets people in until the door closes; then they have a moment to finish.
    pub async fn keep(self, listener: TcpListener, mut closing: watch::Receiver<bool>) {
        let turnstile = Turnstile::new(self.limits);
        let mut inside = JoinSet::new();
        loop {
            let arrived = tokio::select! {
                arrived = listener.accept() => arrived,
                Some(_) = inside.join_next() => continue,
                () = closed(&mut closing) => break,
            };
            let (socket, from) = match arrived {
                Ok(arrived) => arrived,
                Err(error) => {
                    tracing::warn!(%error, "nobody could be let in");
                    sleep(BREATH).await;
                    continue;
                }
            };
            let Some(pass) = turnstile.enter(from.ip()) else {
                tracing::debug!(%from, "too many are inside");
                continue;
            };
            let gate = self.clone();
            let closing = closing.clone();
            inside.spawn(async move {
                let local = socket.local_addr();
                // Facts are small and somebody waits for each: no gathering.
                let _ = socket.set_nodelay(true);
                let socket = Patient::new(socket, gate.limits.untaken, pass);
                if let Err(error) = gate.lead_in(socket, from, local, closing).await {
                    tracing::debug!(%from, %error, "a connection ended early");
                }
            });
        }
        drop(listener);
        let _ = timeout(LAST_WORDS, async { while inside.join_next().await.is_some() {} }).await;
        inside.shutdown().await;
    }

    async fn lead_in(
        self,
        socket: Patient,
        from: SocketAddr,
        local: io::Result<SocketAddr>,
        mut closing: watch::Receiver<bool>,
    ) -> io::Result<()> {
        match &self.way {
            Way::Plain => {
                let once = timeout(ONE_PAGE, self.serve(socket, None, closing));
                once.await.unwrap_or_else(|_| Err(io::ErrorKind::TimedOut.into()))
            }
            Way::Loopback => {
                let mut first = [0; Whose::FIRST_BYTES];
                let came = tokio::select! {
                    came = timeout(self.limits.head, socket.peek(&mut first)) => came??,
                    () = closed(&mut closing) => return Ok(()),
                };
                let threads = self.threads.clone();
                let served = async move { self.serve(socket.moved_here()?, None, closing).await };
                threads.carry(Whose::by(&first[..came]), served).await
            }
            Way::Tls(papers) => {
                let paper = papers.for_whom_reached(local?.ip());
                let greeting = TlsAcceptor::from(Arc::clone(&paper.config)).accept(socket);
                let socket = tokio::select! {
                    greeted = timeout(self.limits.handshake, greeting) => greeted??,
                    () = closed(&mut closing) => return Ok(()),
                };
                // The first bytes stay to be read.
                let mut socket = BufReader::with_capacity(Whose::FIRST_BYTES, socket);
                let whose = tokio::select! {
                    first = timeout(self.limits.head, socket.fill_buf()) => Whose::by(first??),
                    () = closed(&mut closing) => return Ok(()),
                };
                let threads = self.threads.clone();
                let caller = Some(Caller { from, paper });
                threads.carry(whose, async move { self.serve(socket, caller, closing).await }).await
            }
        }
    }

    async fn serve(
        &self,
        socket: impl AsyncRead + AsyncWrite + Unpin + Send + 'static,
        caller: Option<Caller>,
        mut closing: watch::Receiver<bool>,
    ) -> io::Result<()> {
        let is_plain = matches!(self.way, Way::Plain);
        let routes = self.routes.clone();
        let service = service_fn(move |mut request: Request<Incoming>| {
            if let Some(caller) = &caller {
                request.extensions_mut().insert(caller.clone());
            }
            routes.clone().call(request)
        });
        let mut http = http1::Builder::new();
        http.timer(TokioTimer::new()).header_read_timeout(self.limits.head).max_buf_size(LONGEST_HEAD);
        http.keep_alive(!is_plain);
        let connection = http.serve_connection(TokioIo::new(socket), service).with_upgrades();
        tokio::pin!(connection);
        let served = tokio::select! {
            served = connection.as_mut() => served,
            () = closed(&mut closing) => {
                connection.as_mut().graceful_shutdown();
                connection.await
            }
        };
        served.map_err(io::Error::other)
    }
}

/// A door that is gone without a word is closed too.
pub async fn closed(closing: &mut watch::Receiver<bool>) {
    let _ = closing.wait_for(|closing| *closing).await;
}
