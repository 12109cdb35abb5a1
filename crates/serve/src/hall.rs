//! What every request finds: the desk, and what the door keeps beside it.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use desk::Desk;
use domain::failure::Failure;
use tokio::sync::watch;

use crate::failed::Failed;
use crate::network::Signpost;
use crate::tries::Tries;

/// The desk behind the door.
pub struct Hall {
    pub desk: Arc<Desk>,
    pub entrance: Entrance,
    pub tries: Tries,
    /// How phones find the desk, while it is open to the network; one for both entrances.
    pub posted: Arc<Mutex<Option<Signpost>>>,
    /// Turns true, or loses its sender, when the door closes.
    pub closing: watch::Receiver<bool>,
}

/// Where people come in.
pub enum Entrance {
    /// On this machine, without TLS.
    Loopback {
        /// `127.0.0.1:8787` and its other name: what Host and Origin may say.
        names: Vec<String>,
        /// BLAKE3 of the token in `STORE.lock`. Hashes are compared, so the time tells nothing of the token.
        /// It is good on this machine only.
        terminal: blake3::Hash,
    },
    /// From the network, through TLS; Host and Origin may say what the certificate says.
    Network {
        /// Whether the certificate is one of the store's own CA.
        is_own: bool,
    },
}

impl Hall {
    /// The hall behind the loopback door.
    pub fn new(desk: Arc<Desk>, port: u16, terminal: &str, closing: watch::Receiver<bool>) -> Self {
        Self {
            desk,
            entrance: Entrance::Loopback {
                names: ["127.0.0.1", "localhost"].map(|name| format!("{name}:{port}")).to_vec(),
                terminal: blake3::hash(terminal.as_bytes()),
            },
            tries: Tries::new(10, 10, Duration::from_mins(1)),
            posted: Arc::default(),
            closing,
        }
    }

    /// Does `work` at the desk, off the threads that carry sockets.
    pub async fn at_the_desk<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Desk) -> Result<T, Failure> + Send + 'static,
    ) -> Result<T, Failed> {
        let desk = Arc::clone(&self.desk);
        let done = tokio::task::spawn_blocking(move || work(&desk)).await;
        done.unwrap_or_else(|panic| {
            tracing::error!(%panic, "the desk panicked");
            Err(Failure::broken("the desk stopped in the middle", "serve.panic"))
        })
        .map_err(Failed)
    }
}
