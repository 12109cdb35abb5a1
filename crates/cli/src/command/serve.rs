//! `wutu serve`: the desk in a browser, until somebody stops it.

use std::net::Ipv4Addr;
use std::sync::Arc;

use desk::{Desk, Options};
use domain::action::{Action, Call, Outcome};
use domain::failure::Failure;
use domain::seat::{Door, Role, Seat};
use serde_json::json;
use serve::lock::Lock;
use serve::{Certificate, NetworkDoor, NetworkOptions, OutpostsWanted, ServeOptions, TrustPage};
use tokio::runtime::{Builder, Runtime};
use tracing_subscriber::EnvFilter;

use crate::args::Serve;
use crate::out::{Out, table};
use crate::stop::{Result, Stop, Verdict};
use crate::stopping::Stopping;
use crate::store::new_command;

pub fn run(wanted: &Serve, out: Out) -> Result<Verdict> {
    let path = wanted.store.as_path();
    let (listen, network) = doors(wanted)?;
    let outposts = outposts(wanted);
    keep_log();
    if let Some(lock) = Lock::live(path) {
        let address = format!("http://127.0.0.1:{}", lock.port);
        return Err(Stop::refused("store.served", &[("address", &address), ("process", &lock.pid.to_string())]));
    }
    let options = Options::for_user();
    let desk = Desk::open(path, options.clone())?;
    let served = runtime().map_err(|error| broken(&error)).and_then(|runtime| {
        runtime.block_on(serve_until_stopped(Arc::clone(&desk), (listen, network, outposts), &options, out))
    });
    let closed = desk.close();
    served?;
    closed?;
    Ok(Verdict::Done)
}

/// A speaker whose connection breaks is no matter for the log of a desk: the group and the page say so.
pub fn keep_log() {
    tracing_subscriber::fmt()
        .with_env_filter(EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("warn,moq_net=error")))
        .with_writer(std::io::stderr)
        .init();
}

/// A thousand phones that wake at one commit queue for the store instead of making a thread each.
fn runtime() -> std::io::Result<Runtime> {
    Builder::new_multi_thread().enable_all().max_blocking_threads(64).build()
}

async fn serve_until_stopped(
    desk: Arc<Desk>,
    (listen, network, outposts): (ServeOptions, Option<NetworkOptions>, Option<OutpostsWanted>),
    options: &Options,
    out: Out,
) -> std::result::Result<(), Failure> {
    // Asked for before the door opens: a signal in between must not kill us with the lock still standing.
    let stop = Stopping::listen().map_err(|error| broken(&error))?;
    let door = open_here(&desk, listen, network.is_some()).await?;
    let sent = outposts.as_ref().map_or(Ok(()), |outposts| door.use_outposts(outposts));
    let opened = match (sent, network) {
        (Err(failure), _) => Err(failure),
        (Ok(()), Some(network)) => door.open_network(network).await.map(Some),
        (Ok(()), None) => Ok(None),
    };
    let done = match opened {
        Ok(network) => {
            let told = tell(desk, &door, network.as_ref(), options, out).await;
            if told.is_ok() {
                stop.wait().await;
                out.progress(out.either("正在关闭", "closing"));
            }
            if let Some(network) = network {
                network.close().await;
            }
            told
        }
        Err(failure) => Err(failure),
    };
    door.close().await;
    done
}

/// On this machine. While phones come in elsewhere, any port does: the lock says which.
async fn open_here(
    desk: &Arc<Desk>,
    options: ServeOptions,
    any_port_does: bool,
) -> std::result::Result<serve::Door, Failure> {
    match serve::start(Arc::clone(desk), options).await {
        Err(failure) if failure.code == "serve.port_taken" && any_port_does => {
            serve::start(Arc::clone(desk), ServeOptions { listen: (Ipv4Addr::LOCALHOST, 0).into() }).await
        }
        opened => opened,
    }
}

/// What was opened, and the link that seats whoever opened it.
async fn tell(
    desk: Arc<Desk>,
    door: &serve::Door,
    network: Option<&NetworkDoor>,
    options: &Options,
    out: Out,
) -> std::result::Result<(), Failure> {
    let Outcome::PairingOffered { code, until } = offer_seat(desk, options).await? else {
        return Err(Failure::broken("the desk gave no code for the operator's seat", "cli.serve"));
    };
    let address = format!("http://{}/", door.address());
    let link = format!("{address}#seat={code}");
    let mut document = json!({ "address": address, "operator_link": link, "until": until });
    let lasting = out.lasting(until, options);
    let labels = out.either(["地址", "席位链接"], ["address", "seat link"]);
    let mut rows = vec![[labels[0], &address], [labels[1], &link], ["", &lasting]]
        .into_iter()
        .map(|row| row.map(str::to_owned).to_vec())
        .collect::<Vec<_>>();
    if let Some(signpost) = network.map(NetworkDoor::signpost) {
        document["network"] = json!(signpost);
        let several = signpost.addresses.iter().map(|address| (out.either("网络地址", "network address"), address));
        let once = [
            (out.either("外勤页", "field page"), Some(&signpost.field)),
            (out.either("证书页", "trust page"), signpost.trust.as_ref()),
            (out.either("证书指纹", "fingerprint"), signpost.fingerprint.as_ref()),
        ];
        let lines = several.chain(once.into_iter().filter_map(|(what, value)| Some((what, value?))));
        rows.extend(lines.map(|(what, value)| vec![what.to_owned(), value.clone()]));
    }
    rows.push(vec![out.either("停止", "stop").to_owned(), "Ctrl-C".to_owned()]);
    out.answer(&document, &table(&rows));
    Ok(())
}

/// Which doors are wanted: 127.0.0.1 is this machine's own, everything else is the network.
fn doors(wanted: &Serve) -> Result<(ServeOptions, Option<NetworkOptions>)> {
    let Serve { listen, cert, key, names, trust_listen, no_trust_page, .. } = wanted;
    if listen.ip() == Ipv4Addr::LOCALHOST {
        if cert.is_some() || !names.is_empty() || trust_listen.is_some() || *no_trust_page {
            return Err(Stop::senseless("serve.loopback", &[("listen", &listen.to_string())]));
        }
        return Ok((ServeOptions { listen: *listen }, None));
    }
    let certificate = match (cert, key) {
        (Some(certificate), Some(key)) => {
            Certificate::Site { certificate: certificate.clone(), key: key.clone(), names: names.clone() }
        }
        _ => Certificate::Own { names: names.clone() },
    };
    let trust = match trust_listen {
        _ if *no_trust_page => TrustPage::Off,
        Some(address) => TrustPage::At(*address),
        None => TrustPage::NextPort,
    };
    let limits = serve::Limits::default();
    Ok((ServeOptions::default(), Some(NetworkOptions { listen: *listen, certificate, trust, limits })))
}

/// Which switchboards carry live sound; none: the desk itself.
fn outposts(wanted: &Serve) -> Option<OutpostsWanted> {
    let Serve { switchboards, switchboard_secret, switchboard_ca, .. } = wanted;
    let secret = switchboard_secret.clone()?;
    Some(OutpostsWanted { addresses: switchboards.clone(), secret, authority: switchboard_ca.clone() })
}

async fn offer_seat(desk: Arc<Desk>, options: &Options) -> std::result::Result<Outcome, Failure> {
    let action = Action::OfferSeat { role: Role::Admin, subtree: None };
    let call = Call { command_id: new_command(options), action };
    let offered = tokio::task::spawn_blocking(move || desk.act(&Seat::owner(Door::Terminal), call)).await;
    offered.map_err(|error| broken(&error))?
}

pub fn broken(error: &dyn std::error::Error) -> Failure {
    Failure::broken(error.to_string(), "cli.serve")
}
