//! mosquitto over MQTT 3.1.1: the order is a message at QoS 1, and so is each receipt. An acknowledged message lies in the
//! broker's memory; it is written down every half hour.

use std::fs;
use std::io::{BufReader, Read, Write};
use std::net::TcpStream;
use std::process::Command;

use anyhow::{Result, ensure};

use super::host::{Host, free};
use super::{Person, Running, Side};
use crate::Bench;

/// About what an order and a receipt weigh on the wire of ours.
const ORDER: [u8; 360] = [b'o'; 360];
const RECEIPT: [u8; 240] = [b'r'; 240];
/// What kind of packet begins with which half byte.
const CONNACK: u8 = 0x2;
const PUBLISH: u8 = 0x3;
const PUBACK: u8 = 0x4;
const SUBACK: u8 = 0x9;
/// At QoS 1.
const PUBLISH_ONCE_AT_LEAST: u8 = 0x32;

struct Line {
    stream: TcpStream,
    reader: BufReader<TcpStream>,
    name: String,
    number: u16,
}

struct Operator {
    line: Line,
    /// Runs as long as somebody may issue.
    _host: Host,
}

/// Which mosquitto this is; none where it is not installed.
pub fn version() -> Option<String> {
    let output = Command::new("mosquitto").arg("-h").output().ok()?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    text.lines().next().filter(|line| line.starts_with("mosquitto")).map(str::to_owned)
}

/// A broker with so many people connected; none where it is not installed.
pub fn open(bench: &Bench, people: usize) -> Result<Option<Running>> {
    if version().is_none() {
        return Ok(None);
    }
    let folder = bench.place("mosquitto");
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder)?;
    let address = free()?;
    let config = folder.join("mosquitto.conf");
    let text = format!(
        "listener {} 127.0.0.1\nallow_anonymous true\nset_tcp_nodelay true\npersistence true\n\
         persistence_location {}/\nmax_queued_messages 0\nmax_inflight_messages 0\nuser root\n",
        address.port(),
        folder.display(),
    );
    fs::write(&config, text)?;
    let host = Host::start(Command::new("mosquitto").arg("-c").arg(&config), address)?;
    let line = Line::open(&host, "operator")?;
    let people = (0..people).map(|person| Line::open(&host, &format!("p{person}"))?.listening());
    let people = people.collect::<Result<Vec<_>>>()?;
    Running::begin(Operator { line, _host: host }, people).map(Some)
}

impl Line {
    fn open(host: &Host, name: &str) -> Result<Self> {
        let stream = host.connect()?;
        let reader = BufReader::new(stream.try_clone()?);
        let mut line = Self { stream, reader, name: name.to_owned(), number: 0 };
        // A clean session without a keep-alive.
        let mut body = text("MQTT");
        body.extend_from_slice(&[4, 2, 0, 0]);
        body.extend(text(name));
        line.send(0x10, &body)?;
        let (kind, answer) = line.next()?;
        ensure!(kind == CONNACK && answer.get(1) == Some(&0), "mosquitto does not let {name} in");
        Ok(line)
    }

    fn listening(mut self) -> Result<Self> {
        let mut body = vec![0, 1];
        body.extend(text("order"));
        body.push(1);
        self.send(0x82, &body)?;
        let (kind, answer) = self.next()?;
        ensure!(kind == SUBACK && answer.last() == Some(&1), "mosquitto does not let {} listen", self.name);
        Ok(self)
    }

    fn send(&mut self, first: u8, body: &[u8]) -> Result<()> {
        let mut packet = vec![first];
        let mut length = body.len();
        loop {
            let low = (length % 128) as u8;
            length /= 128;
            packet.push(if length > 0 { low | 0x80 } else { low });
            if length == 0 {
                break;
            }
        }
        packet.extend_from_slice(body);
        Ok(self.stream.write_all(&packet)?)
    }

    /// The next packet: its kind, and what it holds. A message is acknowledged.
    fn next(&mut self) -> Result<(u8, Vec<u8>)> {
        let first = self.byte()?;
        let (mut length, mut shift) = (0, 0);
        loop {
            let byte = self.byte()?;
            length |= usize::from(byte & 0x7f) << shift;
            shift += 7;
            if byte & 0x80 == 0 {
                break;
            }
        }
        let mut body = vec![0; length];
        self.reader.read_exact(&mut body)?;
        if first >> 4 == PUBLISH {
            let topic = usize::from(u16::from_be_bytes([body[0], body[1]]));
            let number = [body[topic + 2], body[topic + 3]];
            self.send(PUBACK << 4, &number)?;
        }
        Ok((first >> 4, body))
    }

    fn byte(&mut self) -> Result<u8> {
        let mut byte = [0];
        self.reader.read_exact(&mut byte)?;
        Ok(byte[0])
    }

    /// Publishes, and waits until that is acknowledged.
    fn publish(&mut self, topic: &str, payload: &[u8]) -> Result<()> {
        self.number = self.number.checked_add(1).unwrap_or(1);
        let mut body = text(topic);
        body.extend_from_slice(&self.number.to_be_bytes());
        body.extend_from_slice(payload);
        self.send(PUBLISH_ONCE_AT_LEAST, &body)?;
        while self.next()?.0 != PUBACK {}
        Ok(())
    }
}

impl Side for Operator {
    fn issue(&mut self) -> Result<()> {
        self.line.publish("order", &ORDER)
    }
}

impl Person for Line {
    fn answer(&mut self) -> Result<()> {
        while self.next()?.0 != PUBLISH {}
        let topic = format!("receipt/{}", self.name);
        self.publish(&topic, &RECEIPT)
    }
}

/// A text with its length before it.
fn text(words: &str) -> Vec<u8> {
    let mut bytes = (words.len() as u16).to_be_bytes().to_vec();
    bytes.extend_from_slice(words.as_bytes());
    bytes
}
