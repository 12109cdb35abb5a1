//! What every request finds: the desk, and what the door keeps beside it.

use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use desk::{AtHand, Awaited, Desk};
use domain::action::{Call, Outcome};
use domain::failure::Failure;
use domain::news::Vector;
use domain::seat::{Role, Seat};
use domain::signpost::{DoorCard, Signpost};
use lookout::Lookout;
use switchboard::Switchboard;
use tokio::sync::{Semaphore, watch};

use crate::drill::Stage;
use crate::eyes::LastSeen;
use crate::failed::Failed;
use crate::often::Often;
use crate::outposts::Outposts;
use crate::ticket::Tickets;
use crate::tries::Tries;

/// More questions at once than there are cores are not answered sooner.
pub const PHONES_AT_ONCE: usize = 4;

/// Calls of another system: with five hundred orders each, more than any hotline has in a day.
const CALLS_A_MINUTE: usize = 120;

/// The desk behind the door.
pub struct Hall {
    pub desk: Arc<Desk>,
    pub entrance: Entrance,
    pub tries: Tries,
    /// Reports of gateways with a token that is none; one for both entrances.
    pub deliveries: Arc<Tries>,
    /// Other systems with a token that is none; one for both entrances.
    pub strangers: Arc<Tries>,
    /// How often other systems call; one for both entrances.
    pub intakes: Arc<Often>,
    /// How phones find the desk, while it is open to the network; one for both entrances.
    pub posted: Arc<Mutex<Option<Posted>>>,
    /// Where the desk's drill plays; one for both entrances.
    pub stage: Arc<Stage>,
    /// Live sound between pages; one for both entrances.
    pub switchboard: Arc<Switchboard>,
    /// Opens streams for those who look; one for both entrances.
    pub lookout: Arc<Lookout>,
    /// When a picture came last from each stream; one for both entrances.
    pub last_seen: LastSeen,
    /// For the window on this machine alone.
    pub tickets: Tickets<Seat>,
    /// Switchboards on machines of their own; one for both entrances.
    pub outposts: Arc<Outposts>,
    /// Turns true, or loses its sender, when the door closes.
    pub closing: watch::Receiver<bool>,
    /// How many phones the store answers at once; the others wait here, and no operator waits behind them.
    pub phones: Arc<Semaphore>,
}

/// A change on its way.
pub enum Begun {
    /// It waits for its commit.
    Waits(Awaited),
    /// It is done, or has failed.
    Ended(Result<Outcome, Failed>),
}

impl Begun {
    /// What came of it.
    pub async fn outcome(self) -> Result<Outcome, Failed> {
        match self {
            Self::Waits(awaited) => awaited.outcome().await.map_err(Failed),
            Self::Ended(result) => result,
        }
    }
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
        /// How many pages listen that came in here.
        pages: Arc<AtomicU32>,
    },
}

/// The open door to the network, as all entrances know it.
#[derive(Clone)]
pub struct Posted {
    pub signpost: Signpost,
    pub pages: Arc<AtomicU32>,
}

/// A page that came in from the network and listens; dropping it counts it out.
pub struct Visit(Arc<AtomicU32>);

impl Hall {
    /// The hall behind the loopback door.
    pub fn new(desk: Arc<Desk>, port: u16, terminal: &str, closing: watch::Receiver<bool>) -> Self {
        let switchboard = Arc::default();
        Self {
            desk,
            entrance: Entrance::Loopback {
                names: ["127.0.0.1", "localhost"].map(|name| format!("{name}:{port}")).to_vec(),
                terminal: blake3::hash(terminal.as_bytes()),
            },
            tries: Tries::new(10, 10, Duration::from_mins(1)),
            deliveries: Arc::new(Tries::new(60, 600, Duration::from_mins(1))),
            strangers: Arc::new(Tries::new(60, 600, Duration::from_mins(1))),
            intakes: Arc::new(Often::new(CALLS_A_MINUTE, Duration::from_mins(1))),
            posted: Arc::default(),
            stage: Arc::default(),
            lookout: Arc::new(Lookout::new(Arc::clone(&switchboard))),
            switchboard,
            last_seen: LastSeen::default(),
            tickets: Tickets::default(),
            outposts: Arc::default(),
            closing,
            phones: Arc::new(Semaphore::new(PHONES_AT_ONCE)),
        }
    }

    /// How phones find the desk, or this machine, under `here`, while it is closed to the network.
    pub fn card(&self, here: &str) -> DoorCard {
        let posted = self.posted.lock().unwrap_or_else(PoisonError::into_inner);
        match posted.as_ref() {
            Some(Posted { signpost, pages }) => {
                DoorCard { signpost: signpost.clone(), pages: Some(pages.load(Ordering::Relaxed)) }
            }
            None => DoorCard { signpost: self.of_this_machine(here), pages: None },
        }
    }

    fn of_this_machine(&self, here: &str) -> Signpost {
        let (scheme, name) = match &self.entrance {
            Entrance::Loopback { names, .. } => ("http", names.first().map_or("127.0.0.1", String::as_str)),
            // The network's door closes at this very moment.
            Entrance::Network { .. } => ("https", here),
        };
        let address = format!("{scheme}://{name}/");
        Signpost { field: format!("{address}field"), addresses: vec![address], trust: None, fingerprint: None }
    }

    /// Counts a page that came in from the network, as long as it listens.
    pub fn visit(&self) -> Option<Visit> {
        let Entrance::Network { pages, .. } = &self.entrance else { return None };
        pages.fetch_add(1, Ordering::Relaxed);
        Some(Visit(Arc::clone(pages)))
    }

    /// What a seat is told after `seen`, from memory: a thousand pages that wake at one commit do not read the store.
    /// None: they have to.
    pub async fn told_at_hand(&self, seat: &Seat, seen: &Vector) -> Option<AtHand> {
        if let Some(at_hand) = self.desk.told_at_hand(seat, seen) {
            return Some(at_hand);
        }
        let seen = seen.clone();
        self.for_seat(seat.clone(), move |desk, seat| desk.told_with_a_look(seat, &seen)).await.ok()?
    }

    /// A change, and what came of it after its commit.
    pub async fn act(&self, seat: &Seat, call: Call) -> Result<Outcome, Failed> {
        self.begin(seat, call).await.outcome().await
    }

    /// Hands a change in: what is begun first is done first.
    pub async fn begin(&self, seat: &Seat, call: Call) -> Begun {
        if let Some(awaited) = self.desk.act_later(seat, &call) {
            return Begun::Waits(awaited);
        }
        Begun::Ended(self.for_seat(seat.clone(), move |desk, seat| desk.act(seat, call)).await)
    }

    /// Does `work` at the desk for a seat. Phones take turns.
    pub async fn for_seat<T: Send + 'static>(
        &self,
        seat: Seat,
        work: impl FnOnce(&Desk, &Seat) -> Result<T, Failure> + Send + 'static,
    ) -> Result<T, Failed> {
        let turn = match seat.role {
            // Nobody closes it; without a turn it is asked all the same.
            Role::Field => self.phones.acquire().await.ok(),
            _ => None,
        };
        let done = self.at_the_desk(move |desk| work(desk, &seat)).await;
        drop(turn);
        done
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

impl Drop for Visit {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}
