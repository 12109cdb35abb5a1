//! The door for phones on the network: TLS only, beside the loopback door and to the same desk.
//!
//! Invariant: beyond 127.0.0.1 the desk answers through TLS alone. The one page in the open (`trust`) knows
//! no desk: it gives out the CA's certificate and the steps to trust it.

mod authority;
mod limits;
mod papers;
mod patient;
mod trust;

use std::io;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use std::time::Duration;

use desk::Desk;
use domain::failure::Failure;
use domain::signpost::Signpost;
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinHandle;
use tokio::time::timeout;

pub use limits::{Limits, place_of};
pub use papers::Certificate;

pub(crate) use limits::{Turnstile, most_files};
pub(crate) use papers::{Paper, Papers};
pub(crate) use patient::Patient;

use crate::door::{Door, LAST_WORDS, cannot_listen};
use crate::gate::{Gate, Way};
use crate::hall::{Entrance, Hall, Posted};
use crate::routes::routes;
use crate::tries::Tries;
use authority::fingerprint;

/// Wrong pairing codes in a minute: from one address, and from all together. A code has 39 bits and lasts a
/// quarter of an hour, so a hundred a minute find none.
const WRONG_CODES: (usize, usize) = (10, 100);

/// How to open the door to the network.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NetworkOptions {
    /// Any address of this machine, `0.0.0.0` for all; port 0: any that is free.
    pub listen: SocketAddr,
    /// Whose certificate is shown.
    pub certificate: Certificate,
    /// Where the page in the open is.
    pub trust: TrustPage,
    /// What a connection may cost.
    pub limits: Limits,
}

/// Where the plain page is that gives out the store's CA. A site with its own certificate needs none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TrustPage {
    /// At the port after the door's; at any that is free when the door was to take any, too.
    NextPort,
    /// There.
    At(SocketAddr),
    /// Nowhere: the CA is brought to phones another way.
    Off,
}

/// The open door to the network. It ends with [`NetworkDoor::close`], or with the door beside which it stands.
pub struct NetworkDoor {
    /// What it says links to this door as long as it stands.
    desk: Weak<Desk>,
    address: SocketAddr,
    posted: Posted,
    place: Arc<Mutex<Option<Posted>>>,
    closing: watch::Sender<bool>,
    gates: Vec<JoinHandle<()>>,
}

impl NetworkOptions {
    /// At this address, with a certificate of the store's own CA for these names beside the machine's addresses.
    pub fn with_own_certificate(listen: SocketAddr, names: Vec<String>) -> Self {
        let certificate = Certificate::Own { names };
        Self { listen, certificate, trust: TrustPage::NextPort, limits: Limits::default() }
    }
}

impl Door {
    /// Opens the desk to phones on the network, until the [`NetworkDoor`] is closed. One at a time.
    pub async fn open_network(&self, options: NetworkOptions) -> Result<NetworkDoor, Failure> {
        let NetworkOptions { listen, certificate, trust, limits } = options;
        let limits = limits.within(most_files());
        drop(self.hall.admit_network()?);
        let desk = Arc::clone(&self.hall.desk);
        // Keys are made and written; the threads that carry sockets don't wait for that.
        let reading = tokio::task::spawn_blocking(move || Papers::read(&desk, certificate, listen));
        let papers = reading.await.map_err(|panic| Failure::broken(panic.to_string(), "serve.network"))??;
        let papers = Arc::new(papers);
        let (listener, address) = bind(listen).await?;
        let authority = papers.authority().zip(trust.at(listen, address));
        let plain = match authority {
            Some((_, at)) => Some(bind(at).await?),
            None => None,
        };
        let trust_port = plain.as_ref().map(|(_, at)| at.port());
        let posted = Posted { signpost: signpost(&papers, address.port(), trust_port), pages: Arc::default() };
        *self.hall.admit_network()? = Some(posted.clone());
        let (closing, closes) = watch::channel(false);
        let hall = Hall {
            desk: Arc::clone(&self.hall.desk),
            entrance: Entrance::Network { is_own: papers.authority().is_some(), pages: Arc::clone(&posted.pages) },
            tries: Tries::new(WRONG_CODES.0, WRONG_CODES.1, Duration::from_mins(1)),
            deliveries: Arc::clone(&self.hall.deliveries),
            strangers: Arc::clone(&self.hall.strangers),
            intakes: Arc::clone(&self.hall.intakes),
            posted: Arc::clone(&self.hall.posted),
            stage: Arc::clone(&self.hall.stage),
            switchboard: Arc::clone(&self.hall.switchboard),
            lookout: Arc::clone(&self.hall.lookout),
            last_seen: Arc::clone(&self.hall.last_seen),
            tickets: crate::ticket::Tickets::default(),
            outposts: Arc::clone(&self.hall.outposts),
            closing: closes.clone(),
            phones: Arc::clone(&self.hall.phones),
        };
        let mut gates = Vec::new();
        if let (Some(authority), Some((listener, _))) = (papers.authority(), plain) {
            let gate = Gate {
                way: Way::Plain,
                routes: trust::routes(&trust::Page::of(authority, &posted.signpost)),
                limits: limits.of_the_trust_page(),
                threads: self.threads.clone(),
            };
            gates.push(self.threads.of_phones().spawn(gate.keep(listener, closes.clone())));
        }
        let gate =
            Gate { way: Way::Tls(papers), routes: routes(Arc::new(hall)), limits, threads: self.threads.clone() };
        // Phones come in here: whoever greets them is one of their threads.
        gates.push(self.threads.of_phones().spawn(gate.keep(listener, closes)));
        tracing::warn!(%address, field = %posted.signpost.field, "the desk is open to the network");
        self.hall.desk.post_field(Some(posted.signpost.field.clone()));
        let desk = Arc::downgrade(&self.hall.desk);
        Ok(NetworkDoor { desk, address, posted, place: Arc::clone(&self.hall.posted), closing, gates })
    }
}

impl NetworkDoor {
    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// How phones find it.
    pub fn signpost(&self) -> &Signpost {
        &self.posted.signpost
    }

    /// Lets nobody in any more, gives open requests a moment to finish and ends live connections. The door
    /// beside it stays open.
    pub async fn close(mut self) {
        self.take_down();
        for gate in std::mem::take(&mut self.gates) {
            let _ = gate.await;
        }
        // Live connections hold a receiver until they have left the desk.
        let _ = timeout(LAST_WORDS, self.closing.closed()).await;
    }

    fn take_down(&self) {
        let mut place = self.place.lock().unwrap_or_else(PoisonError::into_inner);
        // Another door may stand by the time this one is dropped.
        if place.as_ref().is_some_and(|posted| Arc::ptr_eq(&posted.pages, &self.posted.pages)) {
            *place = None;
            if let Some(desk) = self.desk.upgrade() {
                desk.post_field(None);
            }
        }
        let _ = self.closing.send(true);
    }
}

impl Drop for NetworkDoor {
    fn drop(&mut self) {
        self.take_down();
        tracing::warn!(address = %self.address, "the desk is closed to the network");
    }
}

impl Hall {
    /// Where the signpost goes, unless one stands there.
    fn admit_network(&self) -> Result<MutexGuard<'_, Option<Posted>>, Failure> {
        let posted = self.posted.lock().unwrap_or_else(PoisonError::into_inner);
        if posted.is_none() {
            return Ok(posted);
        }
        Err(Failure::refused("serve.network_open", &[]))
    }
}

impl TrustPage {
    fn at(self, asked: SocketAddr, door: SocketAddr) -> Option<SocketAddr> {
        match self {
            Self::NextPort if asked.port() == 0 => Some(SocketAddr::new(door.ip(), 0)),
            Self::NextPort => Some(SocketAddr::new(door.ip(), door.port().checked_add(1).unwrap_or_default())),
            Self::At(address) => Some(address),
            Self::Off => None,
        }
    }
}

fn signpost(papers: &Papers, port: u16, trust_port: Option<u16>) -> Signpost {
    let names = papers.names();
    let address =
        |name: &String| if port == 443 { format!("https://{name}/") } else { format!("https://{name}:{port}/") };
    let addresses: Vec<String> = names.iter().map(address).collect();
    let first = names.first().map_or("127.0.0.1", String::as_str);
    Signpost {
        field: format!("{}field", addresses.first().cloned().unwrap_or_else(|| address(&first.to_owned()))),
        addresses,
        trust: trust_port.map(|port| format!("http://{first}:{port}/")),
        fingerprint: papers.authority().map(|authority| fingerprint(&authority.certificate)),
    }
}

async fn bind(listen: SocketAddr) -> Result<(TcpListener, SocketAddr), Failure> {
    let bound = async {
        let listener = TcpListener::bind(listen).await?;
        let address = listener.local_addr()?;
        Ok((listener, address))
    };
    bound.await.map_err(|error: io::Error| cannot_listen(listen, &error))
}
