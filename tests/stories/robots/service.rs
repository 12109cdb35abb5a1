//! 企业微信, 钉钉 and 飞书 as their own pages describe them: who is let in, how fast, how long, signed how; on a server of
//! this machine, by the story's own clock.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex, MutexGuard};
use std::thread;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use domain::moment::Moment;
use domain::robot::RobotKind;
use ring::hmac;
use serde_json::{Value, json};

pub const KEY: &str = "0123456789-abcdef-4711";
pub const SECRET: &str = "SEC0123456789abcdef";

pub type Clock = Arc<dyn Fn() -> Moment + Send + Sync>;

/// A service with one robot.
pub struct Service {
    pub address: String,
    state: Arc<Mutex<State>>,
}

pub struct State {
    kind: RobotKind,
    clock: Clock,
    /// Whether messages must be signed.
    is_signed: bool,
    /// When messages were taken, in milliseconds.
    arrivals: Vec<i64>,
    silenced: i64,
    /// What was taken: its markdown.
    pub taken: Vec<String>,
    /// The service's code of each answer.
    pub codes: Vec<i64>,
    /// What goes wrong with the next requests, whatever they say.
    pub moods: Vec<Mood>,
}

/// What a service does out of turn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mood {
    /// The robot was taken out of the group.
    Gone,
    /// It takes the message and hangs up without a word.
    HangsUp,
    /// HTTP 503.
    Busy,
    /// It does not like what is said.
    Declines,
}

impl Service {
    pub fn new(kind: RobotKind, clock: Clock) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let place = match kind {
            RobotKind::Wecom => "/cgi-bin/webhook/send?key=",
            RobotKind::Dingtalk => "/robot/send?access_token=",
            RobotKind::Feishu => "/open-apis/bot/v2/hook/",
        };
        let address = format!("http://{}{place}{KEY}", listener.local_addr().expect("an address"));
        let state = State {
            kind,
            clock,
            is_signed: kind != RobotKind::Wecom,
            arrivals: vec![],
            silenced: 0,
            taken: vec![],
            codes: vec![],
            moods: vec![],
        };
        let state = Arc::new(Mutex::new(state));
        let shared = Arc::clone(&state);
        // It ends with the test's process.
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                serve(&stream, &shared);
            }
        });
        Self { address, state }
    }

    pub fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().expect("one at a time")
    }

    pub fn taken(&self) -> Vec<String> {
        self.state().taken.clone()
    }

    pub fn codes(&self) -> Vec<i64> {
        self.state().codes.clone()
    }

    /// The next request finds the service in this mood.
    pub fn will(&self, mood: Mood) {
        self.state().moods.push(mood);
    }

    /// The most messages that were taken within any minute.
    pub fn most_in_a_minute(&self) -> usize {
        let state = self.state();
        let within = |from: i64| state.arrivals.iter().filter(|at| (from..from + 60_000).contains(*at)).count();
        state.arrivals.iter().map(|at| within(*at)).max().unwrap_or(0)
    }

    /// Somebody else speaks by the same robot, so often.
    pub fn others_speak(&self, times: usize) {
        let mut state = self.state();
        let now = (state.clock)().millis();
        state.arrivals.extend(std::iter::repeat_n(now, times));
    }
}

fn serve(stream: &TcpStream, state: &Mutex<State>) {
    let mut reader = BufReader::new(stream);
    let lines: Vec<String> = (&mut reader).lines().map_while(Result::ok).take_while(|line| !line.is_empty()).collect();
    let Some(first) = lines.first() else { return };
    let length = lines.iter().find_map(|line| line.to_ascii_lowercase().strip_prefix("content-length: ")?.parse().ok());
    let mut body = vec![0; length.unwrap_or(0)];
    reader.read_exact(&mut body).expect("what was promised");
    let mut state = state.lock().expect("one at a time");
    let mood = if state.moods.is_empty() { None } else { Some(state.moods.remove(0)) };
    let (status, code, words) = match mood {
        Some(Mood::HangsUp) => {
            state.take(&body);
            return;
        }
        Some(Mood::Busy) => ("503 Service Unavailable", -1, "system busy"),
        Some(Mood::Gone) => ("200 OK", state.code_of_gone(), "robot is gone"),
        Some(Mood::Declines) => ("200 OK", 40058, "invalid content"),
        None => {
            let (code, words) = state.answer(first.split(' ').nth(1).expect("a path"), &body);
            ("200 OK", code, words)
        }
    };
    state.codes.push(code);
    let said = match state.kind {
        RobotKind::Feishu => json!({ "code": code, "msg": words, "data": {} }),
        _ => json!({ "errcode": code, "errmsg": words }),
    };
    let said = said.to_string();
    let head = format!(
        "HTTP/1.1 {status}\r\ncontent-type: application/json\r\nconnection: close\r\ncontent-length: {}\r\n\r\n{said}",
        said.len()
    );
    let mut stream = stream;
    let _ = stream.write_all(head.as_bytes());
}

impl State {
    fn code_of_gone(&self) -> i64 {
        match self.kind {
            RobotKind::Wecom => 93000,
            RobotKind::Dingtalk => 300_001,
            RobotKind::Feishu => 19001,
        }
    }

    fn answer(&mut self, path: &str, body: &[u8]) -> (i64, &'static str) {
        let now = (self.clock)().millis();
        let Ok(said) = serde_json::from_slice::<Value>(body) else { return (9499, "Bad Request") };
        if !path.contains(KEY) {
            return (self.code_of_gone(), "invalid webhook");
        }
        if let Some(refused) = self.is_signed.then(|| self.unsigned(path, &said, now)).flatten() {
            return refused;
        }
        if body.len() > 20_000 || self.kind == RobotKind::Wecom && text_of(self.kind, body).len() > 4096 {
            return (if self.kind == RobotKind::Feishu { 9499 } else { 40058 }, "too long");
        }
        let (a_minute, too_fast) = match self.kind {
            RobotKind::Wecom => (20, (45009, "api freq out of limit")),
            RobotKind::Dingtalk => (20, (130_101, "send too fast, exceed 20 times per minute")),
            RobotKind::Feishu => (100, (11232, "too many request")),
        };
        let lately = |span: i64| self.arrivals.iter().filter(|at| **at > now - span).count();
        let is_fast = lately(60_000) >= a_minute || self.kind == RobotKind::Feishu && lately(1_000) >= 5;
        if is_fast && self.kind == RobotKind::Dingtalk {
            self.silenced = self.silenced.max(now + 600_000);
        }
        if is_fast || now < self.silenced {
            return too_fast;
        }
        self.arrivals.push(now);
        self.take(body);
        (0, "ok")
    }

    /// What a robot that wants signatures says to one that is none of now.
    fn unsigned(&self, path: &str, said: &Value, now: i64) -> Option<(i64, &'static str)> {
        let refused = match self.kind {
            RobotKind::Feishu => (19021, "sign match fail or timestamp is not within one hour from current time"),
            _ => (310_000, "sign not match"),
        };
        let of = |name: &str| {
            let field = path.split(['?', '&']).find_map(|pair| pair.strip_prefix(&format!("{name}=")));
            field.map(decoded).or_else(|| said[name].as_str().map(str::to_owned))
        };
        let (Some(stamp), Some(sign)) = (of("timestamp"), of("sign")) else { return Some(refused) };
        let (key, message, at) = match self.kind {
            RobotKind::Feishu => {
                (format!("{stamp}\n{SECRET}"), String::new(), stamp.parse::<i64>().unwrap_or(0) * 1000)
            }
            _ => (SECRET.to_owned(), format!("{stamp}\n{SECRET}"), stamp.parse().unwrap_or(0)),
        };
        let tag = hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, key.as_bytes()), message.as_bytes());
        let is_right = STANDARD.encode(tag.as_ref()) == sign && (now - at).abs() < 3_600_000;
        (!is_right).then_some(refused)
    }

    fn take(&mut self, body: &[u8]) {
        self.taken.push(text_of(self.kind, body));
    }
}

fn text_of(kind: RobotKind, body: &[u8]) -> String {
    let said: Value = serde_json::from_slice(body).expect("JSON");
    let text = match kind {
        RobotKind::Wecom => &said["markdown"]["content"],
        RobotKind::Dingtalk => &said["markdown"]["text"],
        RobotKind::Feishu => &said["card"]["elements"][0]["content"],
    };
    text.as_str().expect("markdown").to_owned()
}

fn decoded(value: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = value.as_bytes();
    while let Some((&byte, after)) = rest.split_first() {
        if let (b'%', [high, low, after @ ..]) = (byte, after) {
            let pair = [*high, *low];
            let hex = std::str::from_utf8(&pair).expect("ASCII");
            bytes.push(u8::from_str_radix(hex, 16).expect("two digits"));
            rest = after;
        } else {
            bytes.push(byte);
            rest = after;
        }
    }
    String::from_utf8(bytes).expect("UTF-8")
}
