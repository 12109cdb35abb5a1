//! The desk that has the store open, over loopback: where tiles come from, and nothing else does.

use std::io::{Read, Write};
use std::net::{Ipv4Addr, TcpStream};
use std::path::Path;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::frame::Place;

/// How long one answer may take.
const PATIENCE: Duration = Duration::from_secs(120);

/// Where it answers, and what seats us there.
#[derive(Deserialize)]
pub struct Desk {
    port: u16,
    token: String,
}

/// The store as a whole.
#[derive(Deserialize)]
pub struct District {
    /// Grows when grids or ground change.
    pub revision: u32,
    /// The grids at the top.
    pub tops: Vec<Top>,
}

/// A grid at the top.
#[derive(Deserialize)]
pub struct Top {
    path: String,
}

/// A grid that is drawn.
pub struct Grid {
    /// Its path.
    pub path: String,
    /// What it is called.
    pub name: String,
    /// 1 at the top.
    pub level: u8,
    /// West, south, east, north in degrees.
    pub bounds: [f64; 4],
}

impl Desk {
    /// The one that `STORE.lock` names.
    pub fn of(store: &Path) -> Result<Self> {
        let mut lock = store.to_owned().into_os_string();
        lock.push(".lock");
        let text = std::fs::read(&lock)
            .with_context(|| format!("nobody has {} open: start `wutu serve` on it first", store.display()))?;
        Ok(serde_json::from_slice(&text)?)
    }

    /// The store, its revision and its top.
    pub fn district(&self) -> Result<District> {
        Ok(serde_json::from_value(self.ask(&json!({ "type": "district" }))?)?)
    }

    /// One grid with its box.
    pub fn grid(&self, path: &str) -> Result<Grid> {
        let card = self.ask(&json!({ "type": "grid", "path": path }))?;
        let (grid, bounds) = (&card["grid"], &card["bounds"]);
        let side = |name: &str| bounds[name].as_f64().with_context(|| format!("{path} has no boundary"));
        Ok(Grid {
            path: path.to_owned(),
            name: grid["name"].as_str().unwrap_or_default().to_owned(),
            level: grid["level"].as_u64().and_then(|level| u8::try_from(level).ok()).context("a grid has a level")?,
            bounds: [side("west")?, side("south")?, side("east")?, side("north")?],
        })
    }

    /// The grids from the tops down to a level.
    pub fn grids(&self, tops: &[Top], down_to: u8) -> Result<Vec<Grid>> {
        let levels: Vec<u8> = (1..=down_to).collect();
        let mut grids = Vec::new();
        for top in tops {
            let list = self.ask(&json!({ "type": "sheets", "wish": { "grid": top.path }, "levels": levels }))?;
            let sheets = list["sheets"].as_array().context("a list of sheets")?;
            for path in sheets.iter().filter_map(|sheet| sheet["wish"]["grid"].as_str()) {
                grids.push(self.grid(path)?);
            }
        }
        Ok(grids)
    }

    /// One vector tile of a layer.
    pub fn tile(&self, layer: &str, Place { zoom, x, y }: Place) -> Result<Vec<u8>> {
        self.send("GET", &format!("/tiles/{layer}/{zoom}/{x}/{y}"), &[])
    }

    fn ask(&self, question: &Value) -> Result<Value> {
        let body = json!({ "question": question }).to_string();
        Ok(serde_json::from_slice(&self.send("POST", "/api/ask", body.as_bytes())?)?)
    }

    /// HTTP/1.0: one answer, and its end is the end of the connection.
    fn send(&self, method: &str, path: &str, body: &[u8]) -> Result<Vec<u8>> {
        let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, self.port)).context("the desk does not answer")?;
        stream.set_read_timeout(Some(PATIENCE))?;
        let head = format!(
            "{method} {path} HTTP/1.0\r\nHost: 127.0.0.1:{}\r\nAuthorization: Bearer {}\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n",
            self.port,
            self.token,
            body.len()
        );
        stream.write_all(head.as_bytes())?;
        stream.write_all(body)?;
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer)?;
        let end =
            answer.windows(4).position(|four| four == b"\r\n\r\n").context("the answer has no end of its head")?;
        let (head, rest) = (String::from_utf8_lossy(&answer[..end]).into_owned(), answer.split_off(end + 4));
        let status = head.split(' ').nth(1).unwrap_or_default();
        if status != "200" {
            bail!("{path}: {status} {}", String::from_utf8_lossy(&rest));
        }
        Ok(rest)
    }
}
