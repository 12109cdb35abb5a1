//! The store behind the window: opened once, in the background, and given back when the window closes.

use std::{
    collections::HashMap,
    net::{Ipv4Addr, SocketAddr},
    path::{Path, PathBuf},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use desk::Desk;
use domain::{
    failure::Failure,
    seat::{self, Seat},
};
use serve::{Door, ServeOptions};
use tauri::async_runtime::{JoinHandle, block_on, spawn_blocking};
use tokio::{
    sync::{OnceCell, RwLock, watch},
    time::timeout,
};

/// The seed of the demonstration district: the same town on every machine.
const SEED: u64 = 7;

/// How long what the page has asked for may take to finish once the window closes.
const LAST_WORDS: Duration = Duration::from_secs(5);

/// Which store this window is on, its door to other programs, and what listens to it.
pub struct House {
    /// None: the demonstration district.
    store: Option<PathBuf>,
    opened: OnceCell<Result<Opened, Failure>>,
    making: watch::Sender<Option<usize>>,
    door: Mutex<Option<Door>>,
    /// Who listens to the facts, by the webview's label.
    listeners: Mutex<HashMap<String, JoinHandle<()>>>,
}

/// An open store and who sits at it.
#[derive(Clone)]
pub struct Opened {
    desk: Arc<Desk>,
    seat: Seat,
    address: SocketAddr,
    /// Held for reading while something is done at the desk, and for writing by whoever closes it.
    under_way: Arc<RwLock<()>>,
}

impl House {
    /// On `store`, or on the demonstration district where none is named. Nothing is opened yet.
    pub fn new(store: Option<PathBuf>) -> Self {
        Self {
            store,
            opened: OnceCell::new(),
            making: watch::Sender::new(None),
            door: Mutex::default(),
            listeners: Mutex::default(),
        }
    }

    /// How many files of the demonstration district are in while it is being made; none before and after.
    pub fn making(&self) -> watch::Receiver<Option<usize>> {
        self.making.subscribe()
    }

    /// The open store; the first caller opens it, later ones wait for that.
    pub async fn opened(&self) -> Result<Opened, Failure> {
        self.opened.get_or_init(|| self.open()).await.clone()
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
        if let Some(door) = held(&self.door).take() {
            block_on(door.close());
        }
        let Some(Ok(opened)) = self.opened.get() else {
            return;
        };
        // The page still asks while its window goes, and a store that is being read can't leave write-ahead mode.
        let nobody_asks = block_on(async { timeout(LAST_WORDS, opened.under_way.write()).await });
        if let Err(failure) = opened.desk.close() {
            tracing::error!(%failure, waited = nobody_asks.is_err(), "the store was not closed well");
        }
    }

    async fn open(&self) -> Result<Opened, Failure> {
        let (store, making) = (self.store.clone(), self.making.clone());
        let desk = in_background(move || open(store.as_deref(), &making)).await?;
        let door = open_door(&desk).await?;
        tracing::info!(address = %door.address(), store = %desk.path().display(), "open");
        let address = door.address();
        *held(&self.door) = Some(door);
        Ok(Opened { desk, seat: Seat::owner(seat::Door::Window), address, under_way: Arc::default() })
    }
}

impl Opened {
    /// Does `work` at the desk, from the window's seat, off the thread that draws.
    pub async fn at_the_desk<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Desk, &Seat) -> Result<T, Failure> + Send + 'static,
    ) -> Result<T, Failure> {
        let Self { desk, seat, under_way, .. } = self.clone();
        let busy = under_way.read_owned().await;
        in_background(move || {
            let done = work(&desk, &seat);
            drop(busy);
            done
        })
        .await
    }

    /// Where the door is.
    pub fn address(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The desk.
    pub fn desk(&self) -> &Desk {
        &self.desk
    }
}

fn open(store: Option<&Path>, making: &watch::Sender<Option<usize>>) -> Result<Arc<Desk>, Failure> {
    let options = desk::Options::for_user();
    let Some(store) = store else {
        let store = desk::host::data_dir().join("demo.gpkg");
        if !store.exists() {
            make(&store, &options, making)?;
        }
        return Desk::open(&store, options);
    };
    Desk::open(store, options)
}

fn make(store: &Path, options: &desk::Options, making: &watch::Sender<Option<usize>>) -> Result<(), Failure> {
    making.send_replace(Some(0));
    let made = desk::demo::make(store, SEED, options, |report| {
        tracing::info!(file = report.file, taken = report.taken, "the demonstration district");
        making.send_modify(|files| *files = files.map(|before| before + 1));
    });
    making.send_replace(None);
    made
}

/// Phones, browsers and the command line reach this store only through the desk that has it open.
async fn open_door(desk: &Arc<Desk>) -> Result<Door, Failure> {
    match serve::start(Arc::clone(desk), ServeOptions::default()).await {
        // Another desk of this machine has the usual port; pairing links name the one that we get.
        Err(failure) if failure.code == "serve.port_taken" => {
            let listen = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
            serve::start(Arc::clone(desk), ServeOptions { listen }).await
        }
        opened => opened,
    }
}

async fn in_background<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, Failure> + Send + 'static,
) -> Result<T, Failure> {
    spawn_blocking(work).await.unwrap_or_else(|panic| {
        tracing::error!(%panic, "the desk panicked");
        Err(Failure::broken("the desk stopped in the middle", "window.panic"))
    })
}

fn held<T>(lock: &Mutex<T>) -> MutexGuard<'_, T> {
    lock.lock().unwrap_or_else(PoisonError::into_inner)
}
