//! `wutu serve`: the desk in a browser, until somebody stops it.

use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;

use desk::{Desk, Options};
use domain::action::{Action, Call, Outcome};
use domain::failure::Failure;
use domain::seat::{Door, Role, Seat};
use serde_json::json;
use serve::ServeOptions;
use serve::lock::Lock;
use tokio::runtime::{Builder, Runtime};

use crate::out::{Out, lasting, table};
use crate::stop::{Result, Stop, Verdict};
use crate::store::new_command;

pub fn run(path: &Path, listen: SocketAddr, out: Out) -> Result<Verdict> {
    tracing_subscriber::fmt()
        .with_max_level(tracing_subscriber::filter::LevelFilter::WARN)
        .with_writer(std::io::stderr)
        .init();
    if let Some(lock) = Lock::live(path) {
        let message = format!("the store is open already: http://127.0.0.1:{} (process {})", lock.port, lock.pid);
        return Err(Stop::refused("store.in_use", message, "use that desk, or stop it first"));
    }
    let options = Options::for_user();
    let desk = Desk::open(path, options.clone())?;
    let served = runtime()
        .map_err(|error| broken(&error))
        .and_then(|runtime| runtime.block_on(serve_until_stopped(Arc::clone(&desk), listen, &options, out)));
    let closed = desk.close();
    served?;
    closed?;
    Ok(Verdict::Done)
}

/// A thousand phones that wake at one commit queue for the store instead of making a thread each.
fn runtime() -> std::io::Result<Runtime> {
    Builder::new_multi_thread().enable_all().max_blocking_threads(64).build()
}

async fn serve_until_stopped(
    desk: Arc<Desk>,
    listen: SocketAddr,
    options: &Options,
    out: Out,
) -> std::result::Result<(), Failure> {
    // Asked for before the door opens: a signal in between must not kill us with the lock still standing.
    let stop = Stopping::listen().map_err(|error| broken(&error))?;
    let door = serve::start(Arc::clone(&desk), ServeOptions { listen }).await?;
    let offered = offer_seat(desk, options).await;
    match offered {
        Ok(Outcome::PairingOffered { code, until }) => {
            let address = format!("http://{}/", door.address());
            let link = format!("{address}#seat={code}");
            let document = json!({ "address": address, "operator_link": link, "until": until });
            let rows = [["地址", &address], ["席位链接", &link], ["", &lasting(until, options)], ["停止", "Ctrl-C"]];
            out.answer(&document, &table(&rows.map(|row| row.map(str::to_owned).to_vec())));
            stop.wait().await;
            out.progress("正在关闭");
            door.close().await;
            Ok(())
        }
        Ok(_) => {
            door.close().await;
            Err(Failure::broken("the desk gave no code for the operator's seat", "cli.serve"))
        }
        Err(failure) => {
            door.close().await;
            Err(failure)
        }
    }
}

async fn offer_seat(desk: Arc<Desk>, options: &Options) -> std::result::Result<Outcome, Failure> {
    let action = Action::OfferSeat { role: Role::Admin, subtree: None };
    let call = Call { command_id: new_command(options), action };
    let offered = tokio::task::spawn_blocking(move || desk.act(&Seat::owner(Door::Terminal), call)).await;
    offered.map_err(|error| broken(&error))?
}

/// Ctrl-C, and what a service manager sends.
struct Stopping {
    #[cfg(unix)]
    interrupted: tokio::signal::unix::Signal,
    #[cfg(unix)]
    terminated: tokio::signal::unix::Signal,
}

impl Stopping {
    #[cfg(unix)]
    fn listen() -> std::io::Result<Self> {
        use tokio::signal::unix::{SignalKind, signal};
        Ok(Self { interrupted: signal(SignalKind::interrupt())?, terminated: signal(SignalKind::terminate())? })
    }

    #[cfg(unix)]
    async fn wait(mut self) {
        tokio::select! {
            _ = self.interrupted.recv() => {}
            _ = self.terminated.recv() => {}
        }
    }

    #[cfg(not(unix))]
    fn listen() -> std::io::Result<Self> {
        Ok(Self {})
    }

    #[cfg(not(unix))]
    async fn wait(self) {
        // Without the signal we would stop at once; waiting for ever is what is left.
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    }
}

fn broken(error: &dyn std::error::Error) -> Failure {
    Failure::broken(error.to_string(), "cli.serve")
}
