//! The line to the centre: connections over TLS, kept for the next call while they last.

use std::io;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use domain::failure::Failure;
use domain::words::params;
use hyper::body::Incoming;
use hyper::client::conn::http1::{SendRequest, handshake};
use hyper::{Request, Response, StatusCode};
use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;
use tokio::time::timeout;
use tokio_rustls::TlsConnector;
use tokio_rustls::client::TlsStream;
use tokio_rustls::rustls::ClientConfig;

use crate::centre::{Address, Centre};
use crate::trust::{is_about_the_certificate, pinned};

/// A network that is gone often says nothing at all.
const PATIENCE: Duration = Duration::from_secs(10);

/// Why a call did not come through.
#[derive(Debug)]
pub enum Cut {
    /// No network, or nobody there.
    Lost(String),
    /// Somebody is there whom the pinned authority does not know.
    Stranger(String),
}

impl Cut {
    /// For a person who waits for a connection.
    pub fn told(&self, address: &Address) -> Failure {
        let address = address.to_string();
        match self {
            Self::Lost(what) => Failure::refused("centre.unreachable", &[("address", &address), ("what", what)]),
            // Broken, not refused: what waits on the laptop is for the true centre and stays.
            Self::Stranger(what) => Failure::broken_as(
                "centre.stranger",
                params(&[("address", &address), ("what", what)]),
                "relay.stranger",
            ),
        }
    }
}

impl From<io::Error> for Cut {
    fn from(error: io::Error) -> Self {
        if is_about_the_certificate(&error) { Self::Stranger(error.to_string()) } else { Self::Lost(error.to_string()) }
    }
}

/// Calls to one centre.
pub struct Line {
    centre: Centre,
    tls: Arc<ClientConfig>,
    idle: Mutex<Vec<SendRequest<Incoming>>>,
}

impl Line {
    /// To this centre. Nothing is connected yet.
    pub fn to(centre: Centre) -> Result<Self, Failure> {
        let unusable =
            |error: tokio_rustls::rustls::Error| Failure::invalid("centre.authority", &[("what", &error.to_string())]);
        Ok(Self { tls: pinned(&centre.authority).map_err(unusable)?, centre, idle: Mutex::default() })
    }

    /// Where it leads.
    pub fn address(&self) -> &Address {
        &self.centre.address
    }

    /// Whether the centre is there, and is the one that it should be.
    pub async fn try_out(&self) -> Result<(), Cut> {
        greet(self.address(), Arc::clone(&self.tls)).await.map(drop)
    }

    /// Sends one call and waits for the head of its answer. What may have arrived is not sent again: the page does
    /// that, with the same command id.
    pub async fn send(self: &Arc<Self>, mut request: Request<Incoming>) -> Result<Response<Incoming>, Cut> {
        loop {
            let kept = self.kept().pop();
            let is_kept = kept.is_some();
            let mut sender = match kept {
                Some(kept) => kept,
                None => self.connect().await?,
            };
            let mut failed = match sender.try_send_request(request).await {
                Ok(response) => {
                    self.keep(sender, response.status());
                    return Ok(response);
                }
                Err(failed) => failed,
            };
            // The centre lets go of idle connections; what never left goes over a new one.
            match failed.take_message() {
                Some(unsent) if is_kept => request = unsent,
                _ => return Err(Cut::Lost(failed.into_error().to_string())),
            }
        }
    }

    async fn connect(&self) -> Result<SendRequest<Incoming>, Cut> {
        let socket = greet(self.address(), Arc::clone(&self.tls)).await?;
        let (sender, connection) =
            handshake(TokioIo::new(socket)).await.map_err(|error| Cut::Lost(error.to_string()))?;
        tokio::spawn(async move {
            if let Err(error) = connection.with_upgrades().await {
                tracing::debug!(%error, "a connection to the centre ended early");
            }
        });
        Ok(sender)
    }

    /// Keeps a connection once its answer has been read to the end; one that became a socket is gone.
    fn keep(self: &Arc<Self>, mut sender: SendRequest<Incoming>, status: StatusCode) {
        if status == StatusCode::SWITCHING_PROTOCOLS {
            return;
        }
        let line = Arc::clone(self);
        tokio::spawn(async move {
            if sender.ready().await.is_ok() {
                line.kept().push(sender);
            }
        });
    }

    fn kept(&self) -> MutexGuard<'_, Vec<SendRequest<Incoming>>> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A connection over TLS, greeted on both sides.
pub async fn greet(address: &Address, tls: Arc<ClientConfig>) -> Result<TlsStream<TcpStream>, Cut> {
    let name = address.name().ok_or_else(|| Cut::Lost(address.to_string()))?;
    let greeting = async {
        let socket = TcpStream::connect(address.target()).await?;
        // Calls are small and somebody waits for each: no gathering.
        socket.set_nodelay(true)?;
        TlsConnector::from(tls).connect(name, socket).await
    };
    let greeted = timeout(PATIENCE, greeting).await.unwrap_or_else(|_| Err(io::ErrorKind::TimedOut.into()));
    Ok(greeted?)
}
