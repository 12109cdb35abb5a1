//! JetStream: the order is a message of a stream, and so is each receipt, acknowledged when the stream has it.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::Command;
use std::thread;

use anyhow::{Context, Result, bail, ensure};
use serde_json::{Value, json};

use super::host::{Host, free};
use super::{Person, Running, Side};
use crate::{Bench, built};

/// About what an order and a receipt weigh on the wire of ours.
const ORDER: [u8; 360] = [b'o'; 360];
const RECEIPT: [u8; 240] = [b'r'; 240];

/// When the server syncs its files.
#[derive(Clone, Copy)]
pub enum Sync {
    /// Before each acknowledgement.
    Always,
    /// As it comes: every two minutes.
    AsItComes,
}

/// One connection; its replies come to a subject of its own.
struct Line {
    stream: TcpStream,
    reader: BufReader<TcpStream>,
    name: String,
}

/// Which of the connection's two subjects a message came to.
#[derive(PartialEq)]
enum To {
    Orders,
    Me,
}

struct Operator {
    line: Line,
    /// Runs as long as somebody may issue.
    _host: Host,
}

/// The server's own program, where `scripts/bench.sh` has put it.
pub fn program() -> Command {
    Command::new(built().join("bench-venv/bin/nats-server"))
}

/// Who writes messages of which each is synced.
pub struct Producers {
    lines: Vec<Line>,
    _host: Host,
}

/// A server with so many people connected; none where it is not installed.
pub fn open(bench: &Bench, people: usize, sync: Sync) -> Result<Option<Running>> {
    let Some((host, line)) = serve(bench, sync)? else { return Ok(None) };
    let people = (0..people).map(|person| Line::open(&host, &person.to_string())).collect::<Result<Vec<_>>>()?;
    Running::begin(Operator { line, _host: host }, people).map(Some)
}

/// A server with so many producers connected; none where it is not installed.
pub fn producers(bench: &Bench, count: usize) -> Result<Option<Producers>> {
    let Some((host, _)) = serve(bench, Sync::Always)? else { return Ok(None) };
    let lines = (0..count).map(|one| Line::open(&host, &one.to_string())).collect::<Result<Vec<_>>>()?;
    Ok(Some(Producers { lines, _host: host }))
}

/// A server with an empty stream, and a line to it.
fn serve(bench: &Bench, sync: Sync) -> Result<Option<(Host, Line)>> {
    if crate::command::says(program().arg("--version")).is_none() {
        return Ok(None);
    }
    let (name, interval) = match sync {
        Sync::Always => ("nats-always", "sync_interval: always"),
        Sync::AsItComes => ("nats", ""),
    };
    let folder = bench.place(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder)?;
    let address = free()?;
    let config = folder.join("nats.conf");
    let store = folder.join("store");
    fs::write(&config, format!("listen: {address}\njetstream {{ store_dir: {store:?}, {interval} }}\n"))?;
    let host = Host::start(program().arg("-c").arg(&config), address)?;
    let mut line = Line::open(&host, "operator")?;
    line.request(
        "$JS.API.STREAM.CREATE.bench",
        &json!({
            "name": "bench", "subjects": ["bench.>"], "storage": "file", "retention": "limits", "num_replicas": 1,
        }),
    )?;
    Ok(Some((host, line)))
}

impl Producers {
    /// Messages from as many of the producers at once, each of whom waits for one before the next.
    pub fn write(&mut self, messages: usize, at_once: usize) -> Result<()> {
        let share = messages.div_ceil(at_once);
        thread::scope(|scope| {
            let writers: Vec<_> = self.lines[..at_once]
                .iter_mut()
                .enumerate()
                .map(|(one, line)| {
                    let mine = share.min(messages.saturating_sub(one * share));
                    scope.spawn(move || (0..mine).try_for_each(|_| line.report()))
                })
                .collect();
            writers.into_iter().try_for_each(|writer| writer.join().expect("a producer ends by itself"))
        })
    }
}

impl Line {
    fn open(host: &Host, name: &str) -> Result<Self> {
        let stream = host.connect()?;
        let mut line = Self { reader: BufReader::new(stream.try_clone()?), stream, name: name.to_owned() };
        ensure!(line.read_line()?.starts_with("INFO "), "no NATS server");
        let orders = if name == "operator" { "" } else { "SUB bench.order 1\r\n" };
        let hello =
            format!("CONNECT {{\"verbose\":false,\"pedantic\":false}}\r\n{orders}SUB _INBOX.{name} 2\r\nPING\r\n");
        line.stream.write_all(hello.as_bytes())?;
        // What was asked for before is in force once the answer is here.
        while line.read_line()? != "PONG" {}
        Ok(line)
    }

    fn read_line(&mut self) -> Result<String> {
        let mut text = String::new();
        ensure!(self.reader.read_line(&mut text)? > 0, "the server closed");
        Ok(text.trim_end().to_owned())
    }

    /// The next message.
    fn next(&mut self) -> Result<(To, Vec<u8>)> {
        loop {
            let line = self.read_line()?;
            if line == "PING" {
                self.stream.write_all(b"PONG\r\n")?;
            } else if let Some(head) = line.strip_prefix("MSG ") {
                let words: Vec<&str> = head.split(' ').collect();
                let length: usize = words.last().and_then(|word| word.parse().ok()).context("a message's length")?;
                let mut payload = vec![0; length + 2];
                self.reader.read_exact(&mut payload)?;
                payload.truncate(length);
                return Ok((if words.get(1) == Some(&"1") { To::Orders } else { To::Me }, payload));
            } else if line.starts_with("-ERR") {
                bail!("NATS says {line}");
            }
        }
    }

    fn publish(&mut self, subject: &str, payload: &[u8]) -> Result<()> {
        let mut message = format!("PUB {subject} _INBOX.{} {}\r\n", self.name, payload.len()).into_bytes();
        message.extend_from_slice(payload);
        message.extend_from_slice(b"\r\n");
        Ok(self.stream.write_all(&message)?)
    }

    /// Waits until what was published is acknowledged.
    fn acknowledged(&mut self) -> Result<()> {
        loop {
            let (to, payload) = self.next()?;
            if to == To::Me {
                let answer: Value = serde_json::from_slice(&payload)?;
                ensure!(answer.get("error").is_none(), "JetStream says {answer}");
                return Ok(());
            }
        }
    }

    /// One receipt; the stream has it when this returns.
    fn report(&mut self) -> Result<()> {
        let subject = format!("bench.receipt.{}", self.name);
        self.publish(&subject, &RECEIPT)?;
        self.acknowledged()
    }

    fn request(&mut self, subject: &str, wish: &Value) -> Result<()> {
        self.publish(subject, wish.to_string().as_bytes())?;
        self.acknowledged()
    }
}

impl Side for Operator {
    fn issue(&mut self) -> Result<()> {
        self.line.publish("bench.order", &ORDER)?;
        self.line.acknowledged()
    }
}

impl Person for Line {
    fn answer(&mut self) -> Result<()> {
        while self.next()?.0 != To::Orders {}
        self.report()
    }
}
