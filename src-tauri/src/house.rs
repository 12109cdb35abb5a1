//! The store behind the window: opened once, in the background, and given back when the window closes.

use std::{
    collections::HashMap,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use desk::{CommandId, Desk};
use domain::purpose::Purpose;
use domain::{
    drill::{DrillStand, DrillWish},
    failure::Failure,
    rights,
    seat::{Door, Seat},
    signpost::{DoorCard, NetworkCard, NetworkWish},
};
use tauri::async_runtime::{JoinHandle, block_on, spawn_blocking};
use tokio::{
    sync::{OnceCell, RwLock, watch},
    time::timeout,
};

use serve::Stage;

use crate::{doors::Doors, elsewhere, start};

/// The seed of the demonstration district: the same town on every machine.
const SEED: u64 = 7;

/// How long what the page has asked for may take to finish once the window closes.
const LAST_WORDS: Duration = Duration::from_secs(5);

/// Which store this window is on, its doors to others, and what listens to it.
pub struct House {
    store: PathBuf,
    /// Whether that is the demonstration district, which is made where it is missing.
    is_demonstration: bool,
    opened: OnceCell<Opened>,
    making: watch::Sender<Option<usize>>,
    doors: tokio::sync::Mutex<Option<Doors>>,
    /// Where files are kept, where nobody is asked for a place.
    unasked: Option<PathBuf>,
    /// Who listens to the facts, by the webview's label.
    listeners: Mutex<HashMap<String, JoinHandle<()>>>,
}

/// An open store and who sits at it.
#[derive(Clone)]
pub struct Opened {
    desk: Arc<Desk>,
    seat: Seat,
    /// Held for reading while something is done at the desk, and for writing by whoever closes it.
    under_way: Arc<RwLock<()>>,
}

impl House {
    /// On `store`, or on the demonstration district where none is named. Nothing is opened yet.
    pub fn new(store: Option<PathBuf>) -> Self {
        let is_demonstration = store.is_none();
        Self {
            store: store.unwrap_or_else(start::demonstration),
            is_demonstration,
            opened: OnceCell::new(),
            making: watch::Sender::new(None),
            doors: tokio::sync::Mutex::default(),
            unasked: None,
            listeners: Mutex::default(),
        }
    }

    /// On a desk that is open already, from any seat; files out of it lie beside the store.
    #[cfg(test)]
    pub fn seated(desk: Arc<Desk>, seat: Seat) -> Self {
        let unasked = desk.path().parent().map(|folder| folder.join("kept"));
        let opened = Opened { desk, seat, under_way: Arc::default() };
        Self { opened: OnceCell::new_with(Some(opened)), unasked, ..Self::new(None) }
    }

    /// Which store this is.
    pub fn store(&self) -> &Path {
        &self.store
    }

    /// Where files are kept without asking; none: a person is asked.
    pub fn unasked(&self) -> Option<&Path> {
        self.unasked.as_deref()
    }

    /// Opens a browser at the desk that has the store open elsewhere.
    pub async fn visit(&self) -> Result<(), Failure> {
        let (store, command) = (self.store.clone(), CommandId((desk::Options::for_user().new_id)()));
        in_background(move || elsewhere::visit(&store, command)).await
    }

    /// How many files of the demonstration district are in while it is being made; none before and after.
    pub fn making(&self) -> watch::Receiver<Option<usize>> {
        self.making.subscribe()
    }

    /// The open store; the first caller opens it, later ones wait for that. What did not open is tried anew.
    pub async fn opened(&self) -> Result<Opened, Failure> {
        self.opened.get_or_try_init(|| self.open()).await.cloned()
    }

    /// How phones find the desk.
    pub async fn door(&self) -> Result<DoorCard, Failure> {
        self.opened().await?;
        self.doors.lock().await.as_ref().map(Doors::card).ok_or_else(closed)
    }

    /// Where the page finds live sound, once and soon.
    pub async fn media(&self) -> Result<String, Failure> {
        let seat = self.opened().await?.seat().clone();
        self.doors.lock().await.as_ref().ok_or_else(closed)?.media(seat)
    }

    /// How the network's door was wished for.
    pub async fn network(&self) -> Result<NetworkCard, Failure> {
        rights::check_network(&self.opened().await?.seat)?;
        self.doors.lock().await.as_ref().map(Doors::network).ok_or_else(closed)
    }

    /// How the desk's drill stands.
    pub async fn drill(&self) -> Result<DrillStand, Failure> {
        self.stage().await?.stand(&self.opened().await?.seat)
    }

    /// Begins a drill.
    pub async fn begin_drill(&self, wish: DrillWish) -> Result<DrillStand, Failure> {
        let stage = self.stage().await?;
        self.opened().await?.at_the_desk(move |desk, seat| stage.begin(desk, seat, &wish)).await
    }

    /// Ends it.
    pub async fn end_drill(&self) -> Result<DrillStand, Failure> {
        self.stage().await?.end(&self.opened().await?.seat)
    }

    async fn stage(&self) -> Result<Arc<Stage>, Failure> {
        self.opened().await?;
        self.doors.lock().await.as_ref().map(Doors::stage).ok_or_else(closed)
    }

    /// Opens the store to the network.
    pub async fn open_network(&self, wish: NetworkWish) -> Result<DoorCard, Failure> {
        rights::check_network(&self.opened().await?.seat)?;
        self.doors.lock().await.as_mut().ok_or_else(closed)?.open_network(wish).await
    }

    /// Closes it to the network.
    pub async fn close_network(&self) -> Result<DoorCard, Failure> {
        rights::check_network(&self.opened().await?.seat)?;
        Ok(self.doors.lock().await.as_mut().ok_or_else(closed)?.close_network().await)
    }

    /// Lets `listener` tell `label`'s webview the facts, and ends the one before: a page that was loaded
    /// again has no use for what its former self asked for.
    pub fn listen(&self, label: &str, listener: JoinHandle<()>) {
        if let Some(before) = held(&self.listeners).insert(label.to_owned(), listener) {
            before.abort();
        }
    }

    /// Finishes what was begun and lets go of the store. Tauri ends the process without dropping
    /// anything, so the window says when.
    pub fn close(&self) {
        block_on(async {
            if let Some(doors) = self.doors.lock().await.take() {
                doors.close().await;
            }
        });
        let Some(opened) = self.opened.get() else {
            return;
        };
        // The page still asks while its window goes, and a store that is being read can't leave write-ahead mode.
        let nobody_asks = block_on(async { timeout(LAST_WORDS, opened.under_way.write()).await });
        if let Err(failure) = opened.desk.close() {
            tracing::error!(%failure, waited = nobody_asks.is_err(), "the store was not closed well");
        }
    }

    async fn open(&self) -> Result<Opened, Failure> {
        let (store, making) = (self.store.clone(), self.is_demonstration.then(|| self.making.clone()));
        let desk = in_background(move || open(&store, making.as_ref())).await?;
        let doors = match Doors::open(&desk).await {
            Ok(doors) => doors,
            // Left, so that it can be tried anew.
            Err(failure) => {
                in_background(move || desk.close()).await?;
                return Err(failure);
            }
        };
        let address = doors.address();
        tracing::info!(%address, store = %desk.path().display(), "open");
        *self.doors.lock().await = Some(doors);
        Ok(Opened { desk, seat: Seat::owner(Door::Window), under_way: Arc::default() })
    }
}

impl Opened {
    /// Does `work` at the desk, from the window's seat, off the thread that draws.
    pub async fn at_the_desk<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Desk, &Seat) -> Result<T, Failure> + Send + 'static,
    ) -> Result<T, Failure> {
        let Self { desk, seat, under_way } = self.clone();
        let busy = under_way.read_owned().await;
        in_background(move || {
            let done = work(&desk, &seat);
            drop(busy);
            done
        })
        .await
    }

    /// Who sits at the window.
    pub fn seat(&self) -> &Seat {
        &self.seat
    }

    /// The desk.
    pub fn desk(&self) -> &Desk {
        &self.desk
    }
}

/// Opens the store; the demonstration district is made first where it is missing.
fn open(store: &Path, making: Option<&watch::Sender<Option<usize>>>) -> Result<Arc<Desk>, Failure> {
    if let Some(refusal) = elsewhere::refusal(store) {
        return Err(refusal);
    }
    let options = desk::Options::for_user();
    if let Some(making) = making.filter(|_| !store.exists()) {
        make(store, &options, making)?;
    }
    Desk::open(store, options)
}

fn make(store: &Path, options: &desk::Options, making: &watch::Sender<Option<usize>>) -> Result<(), Failure> {
    making.send_replace(Some(0));
    let made = desk::demo::make(store, SEED, Purpose::Service, options, |report| {
        tracing::info!(file = report.file, taken = report.taken, "the demonstration district");
        making.send_modify(|files| *files = files.map(|before| before + 1));
    });
    making.send_replace(None);
    made
}

/// Does `work` off the thread that draws.
pub async fn in_background<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, Failure> + Send + 'static,
) -> Result<T, Failure> {
    spawn_blocking(work).await.unwrap_or_else(|panic| {
        tracing::error!(%panic, "the desk panicked");
        Err(Failure::broken("the desk stopped in the middle", "window.panic"))
    })
}

fn closed() -> Failure {
    Failure::broken("the window is closing", "window.closed")
}

fn held<T>(lock: &Mutex<T>) -> MutexGuard<'_, T> {
    lock.lock().unwrap_or_else(PoisonError::into_inner)
}
