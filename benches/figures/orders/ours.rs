//! Ours: `wutu serve` on a store, with people who have their page open.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpStream};

use anyhow::{Context, Result, bail, ensure};
use desk::CommandId;
use domain::action::{Action, Call};
use domain::code::Level;
use domain::id::{OrderId, PostId};
use domain::receipt::{Mark, Way};
use domain::target::Target;
use serde_json::Value;

use super::host::{Host, free};
use super::{Person, Running, Side};
use crate::Bench;
use crate::town::{Ids, Town};

/// The level whose grids are about a thousand.
const LEVEL: u8 = 4;

/// A connection that carries calls.
struct Line {
    stream: TcpStream,
    reader: BufReader<TcpStream>,
    token: String,
    /// Before each address: a phone calls where phones do.
    reach: &'static str,
}

/// A connection on which a page is told what happens.
struct Ear(BufReader<TcpStream>);

struct Operator {
    line: Line,
    ids: Ids,
    target: Target,
    /// Runs as long as somebody may issue.
    _host: Host,
}

struct Phone {
    line: Line,
    ear: Ear,
    ids: Ids,
    post: PostId,
}

/// The desk with a page open for each head of the level's grids.
pub fn open(bench: &Bench, town: &Town) -> Result<Running> {
    let store = town.copy("orders.gpkg")?;
    let room = town.room(&store)?;
    let target = Target { levels: vec![Level(LEVEL)], ..room.everybody() };
    let (order, _) = room.order(target.clone())?;
    let tokens = room.pair(room.recipients(order)?)?;
    let ids = room.ids();
    room.desk.close()?;
    let address = free()?;
    let host = Host::start(bench.wutu().arg("serve").arg(&store).args(["--listen", &address.to_string()]), address)?;
    let mut lock = store.into_os_string();
    lock.push(".lock");
    let lock: Value = serde_json::from_slice(&fs::read(lock)?)?;
    let token = lock["token"].as_str().context("the desk's own token")?.to_owned();
    let people = tokens.into_iter().map(|(post, token)| {
        let ear = Ear::open(&host, &token)?;
        Ok(Phone { line: Line::open(&host, token, "/field")?, ear, ids: ids.clone(), post })
    });
    let people = people.collect::<Result<Vec<_>>>()?;
    Running::begin(Operator { line: Line::open(&host, token, "")?, ids, target, _host: host }, people)
}

impl Line {
    fn open(host: &Host, token: String, reach: &'static str) -> Result<Self> {
        let stream = host.connect()?;
        Ok(Self { reader: BufReader::new(stream.try_clone()?), stream, token, reach })
    }

    /// One change; durable when this returns.
    fn act(&mut self, call: &Call) -> Result<()> {
        let body = serde_json::to_string(call)?;
        let request = format!(
            "POST {}/api/act HTTP/1.1\r\nHost: {}\r\nAuthorization: Bearer {}\r\nContent-Type: application/json\r\n\
             Content-Length: {}\r\n\r\n{body}",
            self.reach,
            here(&self.stream)?,
            self.token,
            body.len(),
        );
        self.stream.write_all(request.as_bytes())?;
        let (status, length) = read_head(&mut self.reader)?;
        let mut answer = vec![0; length];
        self.reader.read_exact(&mut answer)?;
        ensure!(status == 200, "the desk says {}", String::from_utf8_lossy(&answer));
        Ok(())
    }
}

impl Ear {
    fn open(host: &Host, token: &str) -> Result<Self> {
        let mut stream = host.connect()?;
        let request = format!(
            "GET /field/api/live HTTP/1.1\r\nHost: {}\r\nAuthorization: Bearer {token}\r\nConnection: Upgrade\r\n\
             Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n",
            here(&stream)?,
        );
        stream.write_all(request.as_bytes())?;
        let mut ear = Self(BufReader::new(stream));
        let (status, _) = read_head(&mut ear.0)?;
        ensure!(status == 101, "the desk's socket answers {status}");
        ensure!(ear.hear()?["type"] == "hello", "the desk does not greet");
        Ok(ear)
    }

    /// The next thing that is told (RFC 6455; a server masks nothing, and our words fit into one frame).
    fn hear(&mut self) -> Result<Value> {
        let mut head = [0; 2];
        self.0.read_exact(&mut head)?;
        let length = match head[1] {
            126 => u64::from(u16::from_be_bytes(self.bytes()?)),
            127 => u64::from_be_bytes(self.bytes()?),
            short => u64::from(short),
        };
        let mut word = vec![0; usize::try_from(length)?];
        self.0.read_exact(&mut word)?;
        ensure!(head[0] == 0x81, "the desk closes the socket");
        Ok(serde_json::from_slice(&word)?)
    }

    fn bytes<const COUNT: usize>(&mut self) -> Result<[u8; COUNT]> {
        let mut bytes = [0; COUNT];
        self.0.read_exact(&mut bytes)?;
        Ok(bytes)
    }
}

impl Side for Operator {
    fn issue(&mut self) -> Result<()> {
        let action = Action::IssueOrder { draft: crate::town::draft(self.target.clone()) };
        self.line.act(&Call { command_id: CommandId((self.ids)()), action })
    }
}

impl Person for Phone {
    fn answer(&mut self) -> Result<()> {
        let order = loop {
            let word = self.ear.hear()?;
            if word["news"]["type"] == "order_issued" {
                break serde_json::from_value::<OrderId>(word["news"]["order"].clone())?;
            }
        };
        let (post, mark) = (self.post.clone(), Mark::Accepted);
        let action = Action::MarkReceipt { order, post, mark, way: Way::Device, said: None };
        self.line.act(&Call { command_id: CommandId((self.ids)()), action })
    }
}

fn here(stream: &TcpStream) -> Result<SocketAddr> {
    let port = stream.peer_addr()?.port();
    Ok((Ipv4Addr::LOCALHOST, port).into())
}

/// An answer's status, and the length of its body.
fn read_head(reader: &mut BufReader<TcpStream>) -> Result<(u16, usize)> {
    let mut lines = Vec::new();
    loop {
        let mut line = String::new();
        if reader.read_line(&mut line)? == 0 {
            bail!("the desk closed the connection");
        }
        if line == "\r\n" {
            break;
        }
        lines.push(line);
    }
    let status = lines.first().and_then(|line| line.split(' ').nth(1)?.parse().ok()).context("a status")?;
    let length = lines.iter().find_map(|line| {
        let (name, value) = line.split_once(':')?;
        name.eq_ignore_ascii_case("content-length").then(|| value.trim().parse().ok()).flatten()
    });
    Ok((status, length.unwrap_or(0)))
}
