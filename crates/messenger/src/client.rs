//! One request and its answer.

use std::io::{ErrorKind, Read};
use std::time::Duration;

use domain::errand::{Credentials, Errand, ErrandMethod, Upshot};
use ureq::http::{Request, Uri, header};
use ureq::{Agent, Error, SendBody, Timeout};

use crate::admit::{SHORTEST_SECRET, is_near};
use crate::fill::{self, Filled, Values};
use crate::verdict::{Heard, judge, plain};

/// How long a whole errand may take, and how long it may take to reach somebody.
const PATIENCE: Duration = Duration::from_secs(15);
const REACH: Duration = Duration::from_secs(5);
/// The most that is read of an answer, in bytes.
const LARGEST: u64 = 64 << 10;
/// The most that is shown of it, in characters.
const SHOWN: usize = 1_000;

/// Goes out. Share him; every method may be called from any thread and blocks.
pub struct Messenger {
    agent: Agent,
    /// The same for this machine and the site's own network, where no proxy has any business.
    near: Agent,
    patience: Duration,
}

/// What came back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// What it means.
    pub upshot: Upshot,
    /// The status, where there was an answer.
    pub status: Option<u16>,
    /// What was said, on one line and without secrets.
    pub said: String,
}

impl Default for Messenger {
    fn default() -> Self {
        Self::with_patience(PATIENCE)
    }
}

impl Messenger {
    /// One who waits no longer than `patience` for all of an errand.
    pub fn with_patience(patience: Duration) -> Self {
        let config = || {
            Agent::config_builder()
                .timeout_global(Some(patience))
                .timeout_connect(Some(REACH.min(patience / 2)))
                .timeout_resolve(Some(REACH.min(patience / 2)))
                .max_redirects(0)
                .max_redirects_will_error(false)
                .http_status_as_error(false)
                // A connection that was closed meanwhile would look like an answer that was lost.
                .max_idle_connections(0)
                .user_agent("Wutu")
        };
        Self { agent: config().build().new_agent(), near: config().proxy(None).build().new_agent(), patience }
    }

    /// How long an errand takes at the most.
    pub fn patience(&self) -> Duration {
        self.patience
    }

    /// Run an errand that was admitted, once. What it comes to is never an error: an [`Upshot`] tells all there is.
    pub fn carry(&self, errand: &Errand, credentials: &Credentials, values: &Values) -> Answer {
        let values = credentials.named().fold(values.clone(), |values, (name, value)| values.with(name, value));
        let filled = fill::fill(errand, &values);
        let asked = self.ask(errand, credentials, filled);
        asked.unwrap_or_else(|upshot| Answer { upshot, status: None, said: String::new() })
    }

    fn ask(&self, errand: &Errand, credentials: &Credentials, filled: Filled) -> Result<Answer, Upshot> {
        let unsent = || Upshot::Refused { reason: "the request cannot be written".to_owned() };
        let address: Uri = filled.address.parse().map_err(|_| unsent())?;
        let agent = if is_near(&address) { &self.near } else { &self.agent };
        let method = match errand.method {
            ErrandMethod::Get => "GET",
            ErrandMethod::Post => "POST",
        };
        let mut request = Request::builder().method(method).uri(address);
        for line in filled.headers {
            request = request.header(line.name, line.value);
        }
        let response = match filled.body {
            Some((kind, body)) => {
                let request = request.header(header::CONTENT_TYPE, kind).body(body).map_err(|_| unsent())?;
                agent.run(request)
            }
            // A POST without a body says so: some services wait for one otherwise.
            None => agent.run(request.body(SendBody::none()).map_err(|_| unsent())?),
        };
        let mut response = response.map_err(|error| failed(&error))?;
        let status = response.status().as_u16();
        let after =
            response.headers().get(header::RETRY_AFTER).and_then(|after| after.to_str().ok()?.trim().parse().ok());
        let mut bytes = Vec::new();
        let read = response.body_mut().as_reader().take(LARGEST + 1).read_to_end(&mut bytes);
        let is_cut = read.is_err() || bytes.len() as u64 > LARGEST;
        let said = blotted(&String::from_utf8_lossy(&bytes), credentials);
        let upshot = judge(errand, &Heard { status, after, said: &said, is_cut });
        Ok(Answer { upshot, status: Some(status), said: plain(&said, SHOWN) })
    }
}

/// What it means that no answer came. Never the library's own words: they may repeat the address, and the key in it.
fn failed(error: &Error) -> Upshot {
    let away = |reason: &str| Upshot::Away { reason: reason.to_owned() };
    let upshot = match error {
        Error::HostNotFound => away("its name is not known"),
        Error::Timeout(Timeout::Resolve | Timeout::Connect) | Error::ConnectionFailed => away("it cannot be reached"),
        Error::Tls(_) | Error::Rustls(_) => away("TLS: its certificate is not trusted, or it speaks none"),
        Error::InvalidProxyUrl | Error::ConnectProxyFailed(_) => away("the proxy cannot be reached"),
        Error::Io(error) => match error.kind() {
            ErrorKind::ConnectionRefused
            | ErrorKind::HostUnreachable
            | ErrorKind::NetworkUnreachable
            | ErrorKind::NetworkDown
            | ErrorKind::AddrNotAvailable => away("it cannot be reached"),
            // So a handshake fails; later nothing of ours says so.
            ErrorKind::InvalidData => away("TLS: its certificate is not trusted, or it speaks none"),
            _ => Upshot::Unknown { reason: "the connection broke before an answer came".to_owned() },
        },
        Error::Timeout(_) => Upshot::Unknown { reason: "no answer came in time".to_owned() },
        Error::Http(_) | Error::BadUri(_) => Upshot::Refused { reason: "the request cannot be written".to_owned() },
        _ => Upshot::Unknown { reason: "what came back is no HTTP".to_owned() },
    };
    tracing::warn!(?upshot, "an errand came back without an answer");
    upshot
}

/// What a service repeats of the secrets goes, before anything else looks at it.
fn blotted(said: &str, credentials: &Credentials) -> String {
    let mut said = said.to_owned();
    for (_, secret) in credentials.named().filter(|(_, secret)| secret.len() >= SHORTEST_SECRET) {
        let mut encoded = String::new();
        fill::percent(secret, &mut encoded);
        for form in [secret, &encoded] {
            if said.contains(form) {
                said = said.replace(form, "***");
            }
        }
    }
    said
}
