//! One who speaks and many who hear, as pages do, for a measurement: how late the sound comes. The addresses come over
//! standard input, the speaker's first, each as `ADDRESS LINE TOKEN`; a ticket in the address needs none, `-`. `tests/e2e/load/listeners.mjs` starts it.
#![expect(clippy::print_stdout, reason = "what was measured is all that this program says")]

use std::io::{BufRead, stdin};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use bytes::Bytes;
use moq_net::{Broadcast, Client, Origin, Track};
use qmux::ws::Upgraded;
use switchboard::SOUND;
use tokio::net::TcpStream;
use tokio::sync::mpsc::{UnboundedSender, unbounded_channel};
use tokio::time::{MissedTickBehavior, interval, sleep};
use tokio_tungstenite::tungstenite::client::IntoClientRequest;
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async};
use web_transport_trait::{RecvStream, SendStream, Session};

const PROTOCOL: &str = "qmux-01.moq-lite-04";
/// What a packet of speech weighs, at 32 kbit/s.
const PACKET: usize = 80;
/// How long is measured, once all are there.
const SECONDS: u64 = 20;

/// Where a page goes in.
struct Door {
    address: String,
    token: String,
}

type Wrong = Box<dyn std::error::Error + Send + Sync>;

#[tokio::main]
async fn main() -> Result<(), Wrong> {
    let began = Instant::now();
    let (lines, mut told) = unbounded_channel();
    std::thread::spawn(move || {
        for line in stdin().lock().lines().map_while(Result::ok) {
            if let [address, name, token] = line.split(' ').collect::<Vec<_>>()[..] {
                let door = Door { address: address.to_owned(), token: token.to_owned() };
                let _ = lines.send((door, name.to_owned()));
            }
        }
    });
    let (door, name) = told.recv().await.ok_or("no address")?;
    tokio::spawn(async move {
        if let Err(error) = speak(&door, name, began).await {
            println!("the speaker: {error}");
        }
    });
    let (delays, mut all) = unbounded_channel();
    let there = Arc::new(AtomicU64::new(0));
    let mut asked = 0;
    while let Some((door, name)) = told.recv().await {
        asked += 1;
        let (delays, there) = (delays.clone(), Arc::clone(&there));
        tokio::spawn(async move {
            if let Err(error) = hear(&door, &name, began, &there, &delays).await {
                println!("a listener: {error}");
            }
        });
    }
    while there.load(Ordering::Relaxed) < asked {
        sleep(Duration::from_millis(100)).await;
    }
    println!("there {asked}");
    while all.try_recv().is_ok() {}
    sleep(Duration::from_secs(SECONDS)).await;
    let mut late = Vec::new();
    while let Ok(delay) = all.try_recv() {
        late.push(delay);
    }
    late.sort_unstable();
    let at = |parts: usize| late.get((late.len() * parts / 100).min(late.len() - 1)).map_or(0, |micros| *micros);
    println!(
        "packets {} of {}, in microseconds: {} median, {} p95, {} most",
        late.len(),
        asked * SECONDS * 50,
        at(50),
        at(95),
        at(100)
    );
    std::process::exit(0);
}

async fn speak(door: &Door, name: String, began: Instant) -> Result<(), Wrong> {
    let gives = Origin::random().produce();
    let transport = Upgraded::new(connected(door).await?).with_alpn(PROTOCOL).connect();
    let _session = Client::new().with_publish(gives.consume()).connect(transport).await?;
    let mut broadcast = Broadcast::new().produce();
    let mut sound = broadcast.create_track(Track::new(SOUND))?;
    gives.publish_broadcast(name, broadcast.consume());
    let mut pace = interval(Duration::from_millis(20));
    pace.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        pace.tick().await;
        let stamp = u64::try_from(began.elapsed().as_micros())?;
        let packet = [&stamp.to_be_bytes()[..], &[0x78; PACKET]].concat();
        sound.write_frame(Bytes::from(packet))?;
    }
}

/// As a page does: the line is asked for by its name, which `moq-net`'s own client does for announced ones alone.
async fn hear(
    door: &Door,
    name: &str,
    began: Instant,
    there: &AtomicU64,
    delays: &UnboundedSender<u64>,
) -> Result<(), Wrong> {
    let session = Upgraded::new(connected(door).await?).with_alpn(PROTOCOL).connect();
    let (mut ask, _answer) = session.open_bi().await?;
    let mut wish = vec![0];
    for text in [name, SOUND] {
        wish.push(u8::try_from(text.len())?);
        wish.extend(text.as_bytes());
    }
    // Priority, in order, no latency, from now on, without end.
    wish.extend([128, 1, 0, 0, 0]);
    // That it is a subscription, and how long it is.
    let mut whole = vec![2];
    whole.extend((u16::try_from(wish.len())? | 0x4000).to_be_bytes());
    whole.extend(wish);
    ask.write_all(&whole).await?;
    let mut is_there = false;
    loop {
        let mut group = session.accept_uni().await?;
        let mut bytes = Vec::with_capacity(PACKET + 32);
        while let Some(chunk) = group.read_chunk(1 << 12).await? {
            bytes.extend(chunk);
        }
        let now = u64::try_from(began.elapsed().as_micros())?;
        let Some(at) = bytes.len().checked_sub(8 + PACKET) else { continue };
        let stamp = u64::from_be_bytes(bytes[at..at + 8].try_into()?);
        if !is_there {
            is_there = true;
            there.fetch_add(1, Ordering::Relaxed);
        }
        let _ = delays.send(now.saturating_sub(stamp));
    }
}

async fn connected(door: &Door) -> Result<WebSocketStream<MaybeTlsStream<TcpStream>>, Wrong> {
    let mut request = door.address.as_str().into_client_request()?;
    request.headers_mut().insert("sec-websocket-protocol", PROTOCOL.parse()?);
    if door.token != "-" {
        request.headers_mut().insert("authorization", format!("Bearer {}", door.token).parse()?);
    }
    Ok(connect_async(request).await?.0)
}
