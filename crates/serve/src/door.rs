//! Opening the door, and closing it.

use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use desk::Desk;
use domain::failure::Failure;
use domain::seat::Seat;
use domain::signpost::DoorCard;
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinHandle;
use tokio::time::{MissedTickBehavior, timeout};

use crate::attendant::{Boards, attend};
use crate::drill::Stage;
use crate::gate::{Gate, Way, closed};
use crate::hall::Hall;
use crate::lock::{Lock, Standing};
use crate::network::Limits;
use crate::routes::routes;
use crate::sensors;
use crate::threads::Threads;

/// Where `wutu serve` listens unless told otherwise.
pub const DEFAULT_PORT: u16 = 8787;

/// How often phones wake for what is nothing to them.
const SOON: Duration = Duration::from_secs(1);

/// How long open requests may take to finish once the door closes.
pub(crate) const LAST_WORDS: Duration = Duration::from_secs(5);

/// How to open the door.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ServeOptions {
    /// 127.0.0.1 only; others come in through [`Door::open_network`]. Port 0: any that is free.
    pub listen: SocketAddr,
}

/// An open door. `STORE.lock` stands as long as it is open.
pub struct Door {
    /// What those find who come in on this machine, and what the network's door is opened beside.
    pub(crate) hall: Arc<Hall>,
    pub(crate) threads: Threads,
    address: SocketAddr,
    closing: watch::Sender<bool>,
    serving: JoinHandle<()>,
    lock: Standing,
}

impl Default for ServeOptions {
    fn default() -> Self {
        Self { listen: (Ipv4Addr::LOCALHOST, DEFAULT_PORT).into() }
    }
}

/// Opens the door of `desk` and puts its lock beside the store. The desk stays the caller's to close.
pub async fn start(desk: Arc<Desk>, options: ServeOptions) -> Result<Door, Failure> {
    let ServeOptions { listen } = options;
    if listen.ip() != Ipv4Addr::LOCALHOST {
        return Err(Failure::refused("serve.beyond_loopback", &[("listen", &listen.to_string())]));
    }
    let listener = TcpListener::bind(listen).await.map_err(|error| cannot_listen(listen, &error))?;
    let address = listener.local_addr().map_err(|error| cannot_listen(listen, &error))?;
    let lock = Lock::new(address.port());
    let (closing, closes) = watch::channel(false);
    let hall = Arc::new(Hall::new(Arc::clone(&desk), address.port(), &lock.token, closes.clone()));
    let lock = lock.put(desk.path()).map_err(|error| {
        Failure::broken(format!("STORE.lock cannot be written beside the store: {error}"), "serve.lock")
    })?;
    let threads = Threads::start().map_err(|error| Failure::broken(error.to_string(), "serve.threads"))?;
    let routes = routes(Arc::clone(&hall));
    let boards = Boards { here: Arc::clone(&hall.switchboard), elsewhere: Arc::clone(&hall.outposts) };
    tokio::spawn(attend(Arc::clone(&desk), boards, closes.clone()));
    tokio::spawn(sensors::hear(Arc::clone(&desk), closes.clone()));
    tokio::spawn(wake_the_late(desk, closes.clone()));
    let gate = Gate { way: Way::Loopback, routes, limits: Limits::on_this_machine(), threads: threads.clone() };
    let serving = tokio::spawn(gate.keep(listener, closes));
    Ok(Door { hall, threads, address, closing, serving, lock })
}

impl Door {
    /// Where it listens; the port is known even when any was asked for.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// How phones find the desk, or this machine while the desk is closed to the network.
    pub fn card(&self) -> DoorCard {
        self.hall.card("")
    }

    /// Where the window's own page finds live sound, once and soon.
    pub fn media(&self, seat: Seat) -> Result<String, Failure> {
        let ticket = self.hall.tickets.issue(seat)?;
        Ok(format!("ws://{}/media/{ticket}", self.address))
    }

    /// Where the desk's drill plays.
    pub fn stage(&self) -> Arc<Stage> {
        Arc::clone(&self.hall.stage)
    }

    /// Lets nobody in any more, gives open requests a moment to finish, ends live connections and takes
    /// the lock away. The network's door is closed before.
    pub async fn close(mut self) {
        drop(self.hall);
        let _ = self.closing.send(true);
        if timeout(LAST_WORDS, &mut self.serving).await.is_err() {
            self.serving.abort();
        }
        // Each request and each live connection holds a receiver until it has left the desk, which can only
        // be closed once nobody reads from it.
        let _ = timeout(LAST_WORDS, self.closing.closed()).await;
        drop(self.lock);
    }
}

/// What thousands of others answer is nothing to a phone; so that it need not begin far back after a cut, it hears once
/// in a while how far the log has come.
async fn wake_the_late(desk: Arc<Desk>, mut closes: watch::Receiver<bool>) {
    let mut while_open = tokio::time::interval(SOON);
    while_open.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        tokio::select! {
            _ = while_open.tick() => desk.wake_the_late(),
            () = closed(&mut closes) => return,
        }
    }
}

pub(crate) fn cannot_listen(listen: SocketAddr, error: &io::Error) -> Failure {
    let params = [
        ("listen", &*listen.to_string()),
        ("port", &*listen.port().to_string()),
        ("address", &*listen.ip().to_string()),
    ];
    let refused = |code| Failure::refused(code, &params);
    match error.kind() {
        io::ErrorKind::AddrInUse => refused("serve.port_taken"),
        io::ErrorKind::PermissionDenied => refused("serve.port_forbidden"),
        io::ErrorKind::AddrNotAvailable => refused("serve.address_elsewhere"),
        _ => Failure::broken(format!("cannot listen on {listen}: {error}"), "serve.listen"),
    }
}
