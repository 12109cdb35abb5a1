//! A switchboard on a machine of its own: it carries live sound for a desk, and knows no store, no seat and no right. The
//! desk opens a wire to it and is asked over that wire for every page and every line, again and again; without the wire it
//! carries nothing (decision 0036).
//!
//! Invariant: nobody is let in here, gives or gets anything but by the desk's word of that moment.
//! Invariant: beyond 127.0.0.1 it answers through TLS alone.

mod held;
mod wire;
pub mod word;

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::Router;
use axum::extract::ws::WebSocketUpgrade;
use axum::extract::{Extension, Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use domain::failure::Failure;
use switchboard::{Keeping, Switchboard, Warden};
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinHandle;
use tokio::time::timeout;

use crate::door::{LAST_WORDS, cannot_listen};
use crate::gate::{Caller, Gate, Way, closed};
use crate::media::keeping_of;
use crate::network::{Limits, Papers, most_files};
use crate::outposts::secret_in;
use crate::socket::{Wire, spoken};
use crate::threads::Threads;
use crate::tries::Tries;
use held::Held;
use wire::DeskWire;
use word::Part;

/// Where `wutu switchboard` listens unless told otherwise.
pub const DEFAULT_OUTPOST_PORT: u16 = 8450;

/// How to open a switchboard of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutpostOptions {
    /// Any address of this machine; port 0: any that is free.
    pub listen: SocketAddr,
    /// The site's certificate and its private key, PEM; none on 127.0.0.1 alone.
    pub certificate: Option<(PathBuf, PathBuf)>,
    /// The file with the secret that the desk has, too.
    pub secret: PathBuf,
}

/// An open switchboard.
pub struct Outpost {
    address: SocketAddr,
    closing: watch::Sender<bool>,
    serving: JoinHandle<()>,
}

/// What every request finds.
struct Station {
    board: Arc<Switchboard>,
    /// BLAKE3 of the secret.
    secret: blake3::Hash,
    /// Wrong secrets.
    tries: Tries,
    /// The wire to the desk, while there is one.
    desk: watch::Sender<Option<Arc<DeskWire>>>,
    /// What was said, until the desk has it.
    held: Held,
    closing: watch::Receiver<bool>,
}

impl Outpost {
    /// Opens it. It carries nothing before the desk comes.
    pub async fn open(options: OutpostOptions) -> Result<Self, Failure> {
        let OutpostOptions { listen, certificate, secret } = options;
        let is_here = listen.ip() == Ipv4Addr::LOCALHOST;
        let (way, limits) = match certificate {
            Some(paper) => {
                (Way::Tls(Arc::new(Papers::of_a_site(paper, listen)?)), Limits::default().within(most_files()))
            }
            None if is_here => (Way::Loopback, Limits::on_this_machine()),
            None => return Err(Failure::refused("serve.switchboard_open", &[("listen", &listen.to_string())])),
        };
        let secret = blake3::hash(secret_in(&secret)?.as_bytes());
        let listener = TcpListener::bind(listen).await.map_err(|error| cannot_listen(listen, &error))?;
        let address = listener.local_addr().map_err(|error| cannot_listen(listen, &error))?;
        let (closing, closes) = watch::channel(false);
        let station = Arc::new(Station {
            board: Arc::default(),
            secret,
            tries: Tries::new(10, 100, Duration::from_mins(1)),
            desk: watch::Sender::default(),
            held: Held::default(),
            closing: closes.clone(),
        });
        let routes = Router::new().route("/media/{ticket}", get(page)).route("/desk", get(desk)).with_state(station);
        let threads = Threads::start().map_err(|error| Failure::broken(error.to_string(), "serve.threads"))?;
        let gate = Gate { way, routes, limits, threads };
        Ok(Self { address, closing, serving: tokio::spawn(gate.keep(listener, closes)) })
    }

    /// Where it listens; the port is known even when any was asked for.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Lets nobody in any more; what was said until now is handed to the desk, if it is there.
    pub async fn close(mut self) {
        let _ = self.closing.send(true);
        if timeout(LAST_WORDS, &mut self.serving).await.is_err() {
            self.serving.abort();
        }
        let _ = timeout(LAST_WORDS, self.closing.closed()).await;
    }
}

/// `GET /media/TICKET`: a page, whose ticket the desk knows.
async fn page(
    State(station): State<Arc<Station>>,
    Path(ticket): Path<String>,
    headers: HeaderMap,
    upgrade: WebSocketUpgrade,
) -> Response {
    let Some(desk) = station.desk.borrow().clone() else { return StatusCode::SERVICE_UNAVAILABLE.into_response() };
    let Some((upgrade, protocol)) = spoken(upgrade) else { return StatusCode::NOT_FOUND.into_response() };
    let origin = match headers.get(header::ORIGIN).map(|origin| origin.to_str()) {
        Some(Ok(origin)) => Some(origin.to_owned()),
        Some(Err(_)) => return StatusCode::FORBIDDEN.into_response(),
        None => None,
    };
    let Some(mut entered) = desk.let_in(ticket, origin).await else { return StatusCode::UNAUTHORIZED.into_response() };
    upgrade.on_upgrade(move |socket| async move {
        let mut closing = station.closing.clone();
        let board = Arc::clone(&station.board);
        let porter = Arc::new(Porter { station, desk: Arc::clone(&desk), page: entered.page() });
        tokio::select! {
            served = board.serve(Wire(socket), &protocol, porter) => {
                if let Err(error) = served {
                    tracing::debug!(%error, "a media connection broke");
                }
            }
            () = entered.cut() => {}
            () = desk.gone() => {}
            () = closed(&mut closing) => {}
        }
    })
}

/// `GET /desk`: the desk itself. One that comes anew takes the place of the one before, which may be gone without a word.
async fn desk(
    State(station): State<Arc<Station>>,
    caller: Option<Extension<Caller>>,
    headers: HeaderMap,
    upgrade: WebSocketUpgrade,
) -> Response {
    let from: IpAddr = caller.map_or(Ipv4Addr::LOCALHOST.into(), |Extension(caller)| caller.from.ip());
    if let Err(seconds) = station.tries.begin(Instant::now(), from) {
        return (StatusCode::TOO_MANY_REQUESTS, [(header::RETRY_AFTER, seconds.to_string())]).into_response();
    }
    let said = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok()?.strip_prefix("Bearer "));
    // Hashes are compared, so the time tells nothing of the secret.
    if said.is_none_or(|secret| blake3::hash(secret.as_bytes()) != station.secret) {
        tracing::warn!(%from, "somebody who is not the desk asked for its wire");
        return StatusCode::UNAUTHORIZED.into_response();
    }
    station.tries.forgive(from);
    upgrade
        .max_message_size(word::LARGEST_WORD)
        .on_upgrade(move |socket| async move { wire::hold(&station, socket).await })
}

/// Asks the desk for one page.
struct Porter {
    station: Arc<Station>,
    desk: Arc<DeskWire>,
    page: u64,
}

impl Warden for Porter {
    async fn gives(&self, line: &str) -> bool {
        self.desk.may(self.page, Part::Gives, line).await
    }

    async fn gets(&self, line: &str) -> bool {
        self.desk.may(self.page, Part::Gets, line).await
    }

    fn keeping(&self, line: &str) -> Keeping {
        keeping_of(line)
    }

    async fn ended(&self, line: &str, note: Option<Vec<u8>>) {
        // Of a call the desk's attendant sees that the line is gone.
        if keeping_of(line) == Keeping::Note {
            let note = word::Note { line: line.to_owned(), sound: note };
            let desk = self.station.desk.borrow().clone();
            if let Some(note) = self.station.held.hold(note)
                && let Some(desk) = desk
            {
                desk.hand_over(note).await;
            }
        }
    }
}
