//! Who is carried by which threads: phones have some of their own, so that however many of a district's speak at once,
//! those of the desk's own pages are free for their news, their questions and their tiles.
//!
//! A connection is a phone's when its first request goes to the field's addresses. Who asks what is found out later, and
//! by the same rules on all threads.

use std::io;
use std::sync::Arc;

use tokio::runtime::{Builder, Handle, Runtime};
use tokio::task::AbortHandle;

/// Threads on which phones' questions are asked: a few more than are asked at once ([`crate::hall::PHONES_AT_ONCE`]).
const QUESTIONS: usize = 8;

/// Whose a connection is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whose {
    Desk,
    Phone,
}

/// The host's threads, for the desk, and others for phones.
#[derive(Clone)]
pub struct Threads {
    desk: Handle,
    phones: Arc<Phones>,
}

struct Phones(Option<Runtime>);

/// Ends a task when whoever waits for it goes.
struct Ends(AbortHandle);

impl Threads {
    /// Beside the threads that this is called on.
    pub fn start() -> io::Result<Self> {
        let mut phones = Builder::new_multi_thread();
        let phones = phones.thread_name("phones").max_blocking_threads(QUESTIONS).enable_all().build()?;
        Ok(Self { desk: Handle::current(), phones: Arc::new(Phones(Some(phones))) })
    }

    /// Those that carry phones.
    pub fn of_phones(&self) -> &Handle {
        self.phones.0.as_ref().map_or(&self.desk, Runtime::handle)
    }

    /// Carries a connection to its end on the threads of whoever it is; it ends with whoever waits for it.
    pub async fn carry<T: Send + 'static>(
        &self,
        whose: Whose,
        connection: impl Future<Output = io::Result<T>> + Send + 'static,
    ) -> io::Result<T> {
        let on = match whose {
            Whose::Desk => &self.desk,
            Whose::Phone => self.of_phones(),
        };
        let carried = on.spawn(connection);
        let _ends = Ends(carried.abort_handle());
        carried.await.map_err(io::Error::other)?
    }
}

impl Whose {
    /// How many of a connection's first bytes tell: room enough for a method and the field's address.
    pub const FIRST_BYTES: usize = 32;

    /// Of a connection, by the first bytes that came. Where they come in pieces too small to tell, it is as good as one of
    /// the desk's.
    pub fn by(first: &[u8]) -> Self {
        let address = first.split(|&byte| byte == b' ').nth(1).unwrap_or_default();
        match address.strip_prefix(b"/field") {
            Some([] | [b'/' | b'?', ..]) => Self::Phone,
            _ => Self::Desk,
        }
    }
}

impl Drop for Phones {
    /// Whoever lets go of the threads may be one that must not wait.
    fn drop(&mut self) {
        if let Some(runtime) = self.0.take() {
            runtime.shutdown_background();
        }
    }
}

impl Drop for Ends {
    fn drop(&mut self) {
        self.0.abort();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_connection_is_a_phones_when_it_begins_at_the_fields_addresses() {
        for first in
            ["GET /field/api/live?since=%7B%7D HTTP/1.1", "POST /field/api/acts HTTP/1.1", "GET /field HTTP/1.1"]
        {
            assert_eq!(Whose::by(&first.as_bytes()[..first.len().min(Whose::FIRST_BYTES)]), Whose::Phone, "{first}");
        }
        for first in ["GET / HTTP/1.1", "POST /api/ask HTTP/1.1", "GET /fields HTTP/1.1", "GET /api/field", "GET", ""] {
            assert_eq!(Whose::by(first.as_bytes()), Whose::Desk, "{first}");
        }
    }
}
