//! What every request finds: the desk, and what the door keeps beside it.

use std::sync::Arc;
use std::time::Duration;

use desk::Desk;
use domain::failure::Failure;
use tokio::sync::watch;

use crate::failed::Failed;
use crate::tries::Tries;

/// The desk behind the door.
pub struct Hall {
    pub desk: Arc<Desk>,
    /// `127.0.0.1:8787` and its other names: what Host and Origin may say.
    pub names: Vec<String>,
    /// BLAKE3 of the token in `STORE.lock`. Hashes are compared, so the time tells nothing of the token.
    pub terminal: blake3::Hash,
    pub tries: Tries,
    /// Turns true, or loses its sender, when the door closes.
    pub closing: watch::Receiver<bool>,
}

impl Hall {
    pub fn new(desk: Arc<Desk>, port: u16, terminal: &str, closing: watch::Receiver<bool>) -> Self {
        Self {
            desk,
            names: ["127.0.0.1", "localhost"].map(|name| format!("{name}:{port}")).to_vec(),
            terminal: blake3::hash(terminal.as_bytes()),
            tries: Tries::new(10, Duration::from_mins(1)),
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
