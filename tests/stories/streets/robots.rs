//! Robots of the streets' groups, and the service behind them: it hangs up, has too much of them, or is not there.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpListener;
use std::sync::OnceLock;
use std::thread;
use std::time::{Duration, Instant};

use domain::action::Action;
use domain::answer::{Answer, RobotCard};
use domain::question::Question;
use serde_json::{Value, json};

use crate::owner;
use crate::streets::Streets;

/// A robot of a grid's group that hears of nothing but trials, with this key.
pub fn wish(path: &str, key: &str) -> Value {
    let setting = json!({
        "kind": "dingtalk", "channel": path, "span": "here", "name": key, "kinds": ["roll_call"], "least": "critical",
        "notices": false, "reminders": false, "language": "zh",
    });
    json!({ "setting": setting, "address": format!("{}/robot/send?access_token={key}", service()), "is_near": true })
}

impl Streets {
    /// A robot of a grid's group: of the key `hangsup-…` a digest is lost, of `toofast-…` the service has had too much.
    pub fn robot(&self, path: &str, key: &str) -> RobotCard {
        let known = || {
            let Answer::Robots(list) = self.desk.ask(&owner(), &Question::Robots).expect("the robots") else {
                panic!("robots answer with their list")
            };
            let mut robots = list.robots.into_iter();
            robots.find(|card| card.setting.channel.as_str() == path && card.setting.name == key)
        };
        let is_ready = |card: &RobotCard| match key.split('-').next() {
            Some("hangsup") => !card.is_sending && !card.digests.is_empty(),
            Some("toofast") => !card.is_sending && card.pause.is_some(),
            _ => true,
        };
        if let Some(card) = known().filter(is_ready) {
            return card;
        }
        let action = json!({ "type": "bind_robot", "robot": null, "wish": wish(path, key) });
        if known().is_none() {
            self.done(serde_json::from_value(action).expect("a robot"));
        }
        let card = known().expect("it is bound");
        if !is_ready(&card) {
            self.done(Action::TryRobot { robot: card.id });
        }
        let start = Instant::now();
        loop {
            if let Some(card) = known().filter(is_ready) {
                return card;
            }
            assert!(start.elapsed() < Duration::from_mins(1), "it never came so far: {:?}", known());
            self.desk.ring_robots();
            thread::sleep(Duration::from_millis(5));
        }
    }
}

/// One for all; it ends with the test's process.
fn service() -> &'static str {
    static ADDRESS: OnceLock<String> = OnceLock::new();
    ADDRESS.get_or_init(|| {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let address = format!("http://{}", listener.local_addr().expect("an address"));
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let mut reader = BufReader::new(&stream);
                let lines = (&mut reader).lines().map_while(Result::ok).take_while(|line| !line.is_empty());
                let lines: Vec<String> = lines.collect();
                let length = |line: &String| line.to_ascii_lowercase().strip_prefix("content-length: ")?.parse().ok();
                let mut body = vec![0; lines.iter().find_map(length).unwrap_or(0)];
                let _ = reader.read_exact(&mut body);
                if lines.first().is_some_and(|first| first.contains("hangsup")) {
                    continue;
                }
                let said = r#"{"errcode":130101,"errmsg":"send too fast"}"#;
                let head =
                    format!("HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length: {}\r\n\r\n{said}", said.len());
                let _ = (&stream).write_all(head.as_bytes());
            }
        });
        address
    })
}
