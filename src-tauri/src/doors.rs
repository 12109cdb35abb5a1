//! The doors of an open store: the one on this machine, and the network's while somebody has it open.

use std::{
    net::{Ipv4Addr, SocketAddr},
    path::PathBuf,
    sync::Arc,
};

use desk::Desk;
use domain::{
    failure::Failure,
    seat::Seat,
    signpost::{DoorCard, NetworkCard, NetworkWish, SiteCertificate},
};
use serve::{Certificate, Door, NetworkDoor, NetworkOptions, ServeOptions, Stage};

use crate::memory::{keep, remembered};

/// What lets others in to a store, as long as the window has it open.
pub struct Doors {
    here: Door,
    network: Option<NetworkDoor>,
    /// How the network's door was wished for last.
    wish: NetworkWish,
    /// Why it did not open with the store.
    failure: Option<Failure>,
    /// Where the wish is kept: with the desk's keys, so that a copy of the store on another machine opens nothing.
    memory: PathBuf,
}

impl Doors {
    /// Opens the door on this machine, and the network's where that was wished for until somebody closes it.
    pub async fn open(desk: &Arc<Desk>) -> Result<Self, Failure> {
        let here = open_here(desk).await?;
        let memory = desk.options().keys_dir.join(format!("{}.network.json", desk.id()));
        let wish = remembered(&memory);
        let mut doors = Self { here, network: None, wish, failure: None, memory };
        if doors.wish.again
            && let Err(failure) = doors.open_as_wished().await
        {
            tracing::warn!(%failure, "the store is not open to the network again");
            doors.failure = Some(failure);
        }
        Ok(doors)
    }

    /// Where the door on this machine is.
    pub fn address(&self) -> SocketAddr {
        self.here.address()
    }

    /// How phones find the desk.
    pub fn card(&self) -> DoorCard {
        self.here.card()
    }

    /// Where the page finds live sound, once and soon.
    pub fn media(&self, seat: Seat) -> Result<String, Failure> {
        self.here.media(seat)
    }

    /// Where the desk's drill plays.
    pub fn stage(&self) -> Arc<Stage> {
        self.here.stage()
    }

    /// How the network's door was wished for.
    pub fn network(&self) -> NetworkCard {
        NetworkCard { wish: self.wish.clone(), failure: self.failure.clone() }
    }

    /// Opens the network's door. What did not open is not remembered.
    pub async fn open_network(&mut self, wish: NetworkWish) -> Result<DoorCard, Failure> {
        let before = std::mem::replace(&mut self.wish, wish);
        if let Err(failure) = self.open_as_wished().await {
            self.wish = before;
            return Err(failure);
        }
        self.remember();
        Ok(self.card())
    }

    /// Closes it, and lets it stay closed when the store is opened again.
    pub async fn close_network(&mut self) -> DoorCard {
        if let Some(network) = self.network.take() {
            network.close().await;
        }
        self.failure = None;
        self.wish.again = false;
        self.remember();
        self.card()
    }

    /// Lets nobody in any more. The network's door stays wished for.
    pub async fn close(self) {
        if let Some(network) = self.network {
            network.close().await;
        }
        self.here.close().await;
    }

    async fn open_as_wished(&mut self) -> Result<(), Failure> {
        self.network = Some(self.here.open_network(options(&self.wish)).await?);
        self.failure = None;
        Ok(())
    }

    fn remember(&self) {
        if let Err(error) = keep(&self.memory, &self.wish) {
            tracing::warn!(%error, "how the network's door was opened is not remembered");
        }
    }
}

/// Phones, browsers and the command line reach this store only through the desk that has it open.
async fn open_here(desk: &Arc<Desk>) -> Result<Door, Failure> {
    match serve::start(Arc::clone(desk), ServeOptions::default()).await {
        // Another desk of this machine has the usual port; pairing links name the one that we get.
        Err(failure) if failure.code == "serve.port_taken" => {
            let listen = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
            serve::start(Arc::clone(desk), ServeOptions { listen }).await
        }
        opened => opened,
    }
}

fn options(wish: &NetworkWish) -> NetworkOptions {
    let listen = SocketAddr::from((Ipv4Addr::UNSPECIFIED, wish.port));
    let options = NetworkOptions::with_own_certificate(listen, wish.names.clone());
    let Some(SiteCertificate { certificate, key }) = &wish.site else {
        return options;
    };
    let names = wish.names.clone();
    let certificate = Certificate::Site { certificate: certificate.into(), key: key.into(), names };
    NetworkOptions { certificate, ..options }
}
