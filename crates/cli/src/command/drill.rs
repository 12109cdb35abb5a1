//! `wutu drill`: synthetic people in post, at the desk that has the store open.

use std::fs;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::time::Duration;

use desk::Options;
use domain::action::{Action, Call, Outcome};
use domain::code::GridPath;
use domain::drill::DrillStand;
use domain::failure::Failure;
use domain::id::PostId;
use domain::order::{Draft, OrderKind, Priority};
use domain::purpose::Purpose;
use domain::question::Question;
use domain::target::{ReachFigure, Target};
use drill::crowd::{Tokens, pair};
use drill::{Behind, Crowd, Failed, Figures, Host, Wanted};
use serde_json::Value;
use serve::lock::Lock;
use tokio::runtime::Runtime;

use crate::args::Drill;
use crate::client::Client;
use crate::out::Out;
use crate::stop::{Result, Stop, Verdict};
use crate::stopping::Stopping;
use crate::store::new_command;

/// How often it is told how the drill goes.
const TELLING: Duration = Duration::from_secs(2);
/// How many lines of people are asked for at once.
const PORTION: u32 = 500;

pub fn run(wanted: &Drill, out: Out) -> Result<Verdict> {
    let played = play_at_the_desk(wanted, out);
    if wanted.tell {
        let (figures, failure) = match &played {
            Ok(figures) => (Some(figures.clone()), None),
            Err(stop) => (None, Some(Box::new(stop.failure.clone()))),
        };
        out.tell(&DrillStand::Ended { figures, failure });
        return played.map(|_| Verdict::Done);
    }
    let figures = played?;
    out.answer(&figures, &told(&figures, out));
    Ok(Verdict::Done)
}

fn play_at_the_desk(wanted: &Drill, out: Out) -> Result<Figures> {
    let path = wanted.store.as_path();
    let Some(lock) = Lock::live(path) else {
        return Err(Stop::refused("drill.not_served", &[("path", &path.to_string_lossy())]));
    };
    let address = SocketAddr::from((Ipv4Addr::LOCALHOST, lock.port));
    let owner = Client::new(lock);
    let district = owner.ask(&Question::District)?;
    let purpose = district.get("purpose").cloned().map(serde_json::from_value::<Purpose>);
    if !matches!(purpose, Some(Ok(Purpose::Drill))) {
        return Err(Stop::refused("drill.in_service", &[("path", &path.to_string_lossy())]));
    }
    let mut posts = everybody(&owner, &district, wanted.having.as_deref())?;
    posts.truncate(wanted.people.unwrap_or(usize::MAX));
    let runtime = Runtime::new().map_err(|error| broken(&error))?;
    Ok(runtime.block_on(play(&owner, &drill::Desk::at(address), &posts, wanted, out))?)
}

/// Everybody in post, as an order to all would reach them.
fn everybody(owner: &Client, district: &Value, having: Option<&str>) -> Result<Vec<PostId>> {
    let tops = district.get("tops").and_then(Value::as_array).cloned().unwrap_or_default();
    let mut posts = Vec::new();
    for top in tops.iter().filter_map(|top| top.get("path")?.as_str()) {
        let target = Target { having: having.map(str::to_owned), ..Target::of(GridPath::from_text(top)) };
        let draft = Draft {
            text: String::new(),
            kind: OrderKind::Notice,
            priority: Priority::Normal,
            target,
            deadline: None,
            answering: None,
            answer: None,
            attachments: Vec::new(),
            corrects: None,
            outside: None,
            incident: None,
            seen: None,
        };
        for from in (0..).step_by(PORTION as usize) {
            let which = ReachFigure::People;
            let list =
                owner.ask(&Question::Reached { draft: draft.clone(), which, under: None, from, limit: PORTION })?;
            let lines = list.get("lines").and_then(Value::as_array).cloned().unwrap_or_default();
            posts.extend(lines.iter().filter_map(|line| Some(PostId(line.get("post")?.as_str()?.to_owned()))));
            if lines.len() < PORTION as usize {
                break;
            }
        }
    }
    Ok(posts)
}

async fn play(
    owner: &Client,
    desk: &drill::Desk,
    posts: &[PostId],
    wanted: &Drill,
    out: Out,
) -> std::result::Result<Figures, Failure> {
    let stop = Stopping::listen().map_err(|error| broken(&error))?;
    let options = Options::for_user();
    let host = Host { now: options.now.clone(), new_id: options.new_id.clone() };
    let mut tokens = kept(&wanted.store);
    let offer = |post: PostId| {
        let call = Call { command_id: new_command(&options), action: Action::OfferPairing { post } };
        let offered = match owner.act(&call) {
            Ok(Outcome::PairingOffered { code, .. }) => Ok(code),
            Ok(_) => Err(Failed::Lost("the desk gave no code".to_owned())),
            Err(failure) => Err(Failed::Said(Box::new(failure))),
        };
        std::future::ready(offered)
    };
    let all = posts.len();
    let paired = pair(desk, &host, posts, &mut tokens, offer, |done| {
        if wanted.tell {
            out.tell(&DrillStand::Pairing { done: count(done), all: count(all) });
        } else if done % 50 == 0 || done == all {
            out.line(&out.either(format!("配对 {done} / {all}"), format!("paired {done} of {all}")));
        }
    });
    let paired = paired.await;
    keep(&wanted.store, &tokens)?;
    paired.map_err(failure)?;
    tokens.0.retain(|post, _| posts.contains(post));
    let way = Wanted { seed: wanted.seed, profile: wanted.profile, pace: wanted.pace };
    let crowd = Crowd::gather(desk, &tokens, way, host, |figures| {
        let open = figures.connected;
        if wanted.tell {
            out.tell(&DrillStand::Running { figures: figures.clone(), all: count(all) });
        } else if open % 50 == 0 {
            out.line(&out.either(format!("开页 {open} / {all}"), format!("pages open {open} of {all}")));
        }
    })
    .await;
    crowd.watched_by(owner.token().to_owned());
    let ended = tokio::time::sleep(wanted.seconds.map_or(Duration::MAX, Duration::from_secs));
    tokio::pin!(ended);
    let stopped = stop.wait();
    tokio::pin!(stopped);
    let let_go = let_go(wanted.tell);
    tokio::pin!(let_go);
    let mut telling = tokio::time::interval(TELLING);
    loop {
        tokio::select! {
            () = &mut ended => break,
            () = &mut stopped => break,
            () = &mut let_go => break,
            _ = telling.tick() => {
                if wanted.tell {
                    out.tell(&DrillStand::Running { figures: crowd.figures(), all: count(all) });
                } else {
                    out.line(&told(&crowd.figures(), out).replace('\n', " · "));
                }
            }
        }
    }
    if !wanted.tell {
        out.line("");
    }
    Ok(crowd.go_home().await)
}

/// Until whoever began the drill lets go of it: closes its standard input, or is gone.
async fn let_go(is_held: bool) {
    if !is_held {
        return std::future::pending().await;
    }
    let (done, gone) = tokio::sync::oneshot::channel();
    // Nobody waits for this thread: it may read to the end of the program.
    std::thread::spawn(move || {
        let _ = std::io::copy(&mut std::io::stdin().lock(), &mut std::io::sink());
        let _ = done.send(());
    });
    let _ = gone.await;
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// How it goes, in words.
fn told(figures: &Figures, out: Out) -> String {
    let Figures { connected, cut, called, reported, refused, lost, .. } = figures;
    let mut lines = vec![out.either(
        format!("在线 {connected}，断网 {cut}，求回电 {called}，来报 {reported}，重发 {lost}，被拒 {refused}"),
        format!(
            "{connected} online, {cut} cut off, {called} asked to be called, {reported} reports, {lost} sent again, \
             {refused} refused"
        ),
    )];
    if let Some(Behind { p95, last, .. }) = &figures.board {
        lines.push(out.either(
            format!("台账落后 p95 {p95} 毫秒，最多 {last} 毫秒"),
            format!("the board is behind by {p95} ms (p95), by {last} ms at the most"),
        ));
    }
    for order in &figures.orders {
        let reached = order.reached.iter().map(|reached| {
            let word = serde_json::to_value(reached.progress).ok();
            let word = word.as_ref().and_then(Value::as_str).unwrap_or_default();
            format!("{word} {} (p95 {} ms)", reached.people, reached.p95)
        });
        lines.push(format!("{}: {} / {}", order.number, reached.collect::<Vec<_>>().join(", "), order.people));
    }
    lines.join("\n")
}

/// Who was paired by an earlier drill of the store: tokens are made once.
fn kept(store: &Path) -> Tokens {
    fs::read(place(store)).ok().and_then(|bytes| serde_json::from_slice(&bytes).ok()).unwrap_or_default()
}

fn keep(store: &Path, tokens: &Tokens) -> std::result::Result<(), Failure> {
    let bytes = serde_json::to_vec(tokens).map_err(|error| broken(&error))?;
    let path = place(store);
    serve::lock::put_private(&path, &bytes).map_err(|error| {
        Failure::invalid("store.folder", &[("path", &path.to_string_lossy()), ("what", &error.to_string())])
    })
}

fn place(store: &Path) -> PathBuf {
    let mut name = store.as_os_str().to_owned();
    name.push(".people");
    PathBuf::from(name)
}

fn failure(failed: Failed) -> Failure {
    match failed {
        Failed::Said(failure) => *failure,
        failed => Failure::broken(failed.to_string(), "cli.drill"),
    }
}

fn broken(error: &dyn std::error::Error) -> Failure {
    Failure::broken(error.to_string(), "cli.drill")
}
