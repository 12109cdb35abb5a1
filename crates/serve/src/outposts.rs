//! Switchboards on machines of their own, as the desk sees them: which lines go there, tickets for the pages, and who may
//! do what there. They ask for each line, and again and again while it goes on; rights stay at the desk (decision 0036).

mod dial;
mod link;
mod place;

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::time::Instant;

use axum::Json;
use axum::extract::State;
use axum::extract::ws::WebSocketUpgrade;
use axum::http::{HeaderMap, header};
use axum::response::Response;
use domain::failure::Failure;
use futures_util::{SinkExt, StreamExt};
use serde::{Deserialize, Serialize};
use tokio_rustls::rustls::ClientConfig;

use crate::call::read;
use crate::door::Door;
use crate::failed::Failed;
use crate::hall::Hall;
use crate::media::{call_of, is_of_people};
use crate::seat::Seated;
use crate::socket::Wire;
use crate::ticket::Tickets;
use dial::Address;
use place::{Candidate, Places};

pub use place::Place;

/// Which switchboards a desk sends its pages to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutpostsWanted {
    /// `wss://sw1.example:8450`, as pages reach it; `ws://127.0.0.1:8450` on this machine.
    pub addresses: Vec<String>,
    /// The file with the secret that the desk and its switchboards share.
    pub secret: PathBuf,
    /// Whose certificates they show, PEM; needed for `wss`.
    pub authority: Option<PathBuf>,
}

/// The switchboards of a desk, and the places of its lines.
#[derive(Default)]
pub struct Outposts {
    all: OnceLock<Vec<Outpost>>,
    places: Mutex<Places>,
    tickets: Tickets<Entry>,
}

/// A switchboard elsewhere.
struct Outpost {
    address: Address,
    secret: String,
    authority: Option<Arc<ClientConfig>>,
    /// Whether it answers.
    is_up: AtomicBool,
    /// The lines that stand there.
    lines: Mutex<HashSet<String>>,
}

/// For whom a ticket is: one page, for one line, at one switchboard.
struct Entry {
    seated: Seated,
    line: String,
    number: usize,
    /// The page's own origin, which its browser says there too; none: it is no browser's.
    origin: Option<String>,
}

impl Door {
    /// Sends pages to these switchboards from now on; once in a door's life, before it is opened to the network.
    pub fn use_outposts(&self, wanted: &OutpostsWanted) -> Result<(), Failure> {
        let secret = secret_in(&wanted.secret)?;
        let authority = wanted.authority.as_deref().map(dial::trusting).transpose()?;
        let one = |address: &String| -> Result<Outpost, Failure> {
            let address = Address::from_text(address)?;
            if address.is_tls() && authority.is_none() {
                return Err(Failure::invalid("serve.switchboard_authority", &[("address", address.text())]));
            }
            let (secret, authority) = (secret.clone(), authority.clone());
            Ok(Outpost { address, secret, authority, is_up: AtomicBool::default(), lines: Mutex::default() })
        };
        let all = wanted.addresses.iter().map(one).collect::<Result<Vec<_>, _>>()?;
        let count = all.len();
        if self.hall.outposts.all.set(all).is_ok() {
            for number in 0..count {
                tokio::spawn(link::keep_up(Arc::clone(&self.hall), number));
            }
        }
        Ok(())
    }
}

impl Outposts {
    /// Where a line is carried.
    pub fn place_of(&self, line: &str) -> Place {
        let all = self.all();
        if all.is_empty() || !is_of_people(line) {
            return Place::Here;
        }
        let candidates: Vec<Candidate<'_>> =
            all.iter().map(|one| Candidate { address: one.address.text(), is_up: one.is_up() }).collect();
        let mut places = self.places.lock().unwrap_or_else(PoisonError::into_inner);
        places.of(line, &candidates, Instant::now())
    }

    /// Whether a line stands at one of them.
    pub fn stands(&self, line: &str) -> bool {
        self.all().iter().any(|one| one.lines().contains(line))
    }

    /// Where a page may open sockets beside its own desk, as its policy says it.
    pub fn addresses(&self) -> impl Iterator<Item = &str> {
        self.all().iter().map(|one| one.address.text())
    }

    fn all(&self) -> &[Outpost] {
        self.all.get().map(Vec::as_slice).unwrap_or_default()
    }

    /// The address with which a page is let in there.
    fn ticket(&self, entry: Entry) -> Result<String, Failure> {
        let address = self.all()[entry.number].address.text();
        Ok(format!("{address}/media/{}", self.tickets.issue(entry)?))
    }
}

impl Outpost {
    fn is_up(&self) -> bool {
        self.is_up.load(Ordering::Relaxed)
    }

    fn lines(&self) -> std::sync::MutexGuard<'_, HashSet<String>> {
        self.lines.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The line that a page comes for.
#[derive(Deserialize)]
pub struct Asked {
    line: String,
}

/// Where it is carried.
#[derive(Serialize)]
pub struct Told {
    /// None: by the desk itself.
    address: Option<String>,
}

/// Where a line is carried now. A call that is recorded the desk carries itself: what is kept of it is in no hands but its
/// own.
pub async fn place_of(hall: &Hall, line: &str) -> Place {
    let place = hall.outposts.place_of(line);
    let Some(call) = call_of(line).filter(|_| place != Place::Here) else { return place };
    match hall.at_the_desk(move |desk| desk.records_call(call)).await {
        Ok(false) => place,
        Ok(true) | Err(_) => Place::Here,
    }
}

/// `POST /api/switchboard`: where a line is carried; elsewhere it takes a ticket, and this is the address with it.
///
/// A laptop in the field asks in vain: what goes through its relay goes to the desk alone, which leads it on.
pub async fn whereabouts(
    State(hall): State<Arc<Hall>>,
    seated: Seated,
    headers: HeaderMap,
    body: axum::body::Body,
) -> Result<Json<Told>, Failed> {
    let Asked { line } = read(&headers, body).await?;
    let Place::At(number) = place_of(&hall, &line).await else { return Ok(Json(Told { address: None })) };
    let origin = headers.get(header::ORIGIN).and_then(|origin| origin.to_str().ok()).map(str::to_owned);
    let address = hall.outposts.ticket(Entry { seated, line, number, origin })?;
    Ok(Json(Told { address: Some(address) }))
}

/// Leads a page that cannot go there itself – the window's, a laptop's – to the switchboard that carries its line.
pub async fn lead_on(
    hall: Arc<Hall>,
    number: usize,
    (seated, line): (Seated, String),
    (upgrade, protocol): (WebSocketUpgrade, String),
) -> Result<Response, Failed> {
    let ticket = hall.outposts.ticket(Entry { seated, line, number, origin: None })?;
    let outpost = &hall.outposts.all()[number];
    let there = dial::page(&outpost.address, outpost.authority.as_ref(), &ticket, &protocol);
    let there = there.await.map_err(|error| {
        tracing::debug!(%error, "a page could not be led on to its switchboard");
        Failed(Failure::refused("serve.switchboard_gone", &[]))
    })?;
    let mut closing = hall.closing.clone();
    Ok(upgrade.on_upgrade(move |socket| async move {
        let (to_page, from_page) = Wire(socket).split();
        let (to_outpost, from_outpost) = there.split();
        tokio::select! {
            _ = from_page.forward(to_outpost) => {}
            _ = from_outpost.forward(to_page.sink_map_err(|error| error)) => {}
            () = crate::gate::closed(&mut closing) => {}
        }
    }))
}

/// What a desk and its switchboards share; refused where others could read it, or guess it.
pub fn secret_in(file: &Path) -> Result<String, Failure> {
    const SHORTEST: usize = 32;
    let shown = file.to_string_lossy();
    let unreadable = |error: std::io::Error| {
        Failure::refused("serve.secret_unreadable", &[("file", &shown), ("what", &error.to_string())])
    };
    let text = fs::read_to_string(file).map_err(unreadable)?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = fs::metadata(file).map_err(unreadable)?.permissions().mode();
        if mode & 0o077 != 0 {
            return Err(Failure::refused("serve.secret_open", &[("file", &shown)]));
        }
    }
    let secret = text.trim();
    if secret.len() < SHORTEST || !secret.bytes().all(|byte| byte.is_ascii_graphic()) {
        return Err(Failure::refused("serve.secret_short", &[("file", &shown), ("signs", &SHORTEST.to_string())]));
    }
    Ok(secret.to_owned())
}
