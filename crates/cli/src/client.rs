//! The running desk that has a store open, over loopback.

use std::io::{self, Read};
use std::time::Duration;

use desk::Printed;
use domain::action::{Call, Outcome};
use domain::basemap::BasemapAdded;
use domain::failure::Failure;
use domain::hotline::HotlineReport;
use domain::id::{CommandId, DeviceId};
use domain::import::{Fault, ImportProgress, ImportReport};
use domain::look::FileLook;
use domain::manner::{FileKind, Manner};
use domain::question::Question;
use domain::sheet::{SheetPrint, SheetWish};
use domain::signpost::Signpost;
use domain::words::Language;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use serve::lock::Lock;
use serve::sheet;
use ureq::Agent;
use ureq::http::{Response, StatusCode};

use crate::foreign::Foreign;

/// An import of half a gigabyte may take a while; an answer that takes longer than this never comes.
const PATIENCE: Duration = Duration::from_mins(10);
/// The largest answer, in bytes.
const LARGEST: u64 = 256 << 20;

/// A desk that runs elsewhere, and the token that seats us there.
pub struct Client {
    agent: Agent,
    port: u16,
    token: String,
}

/// What a device gets for a code.
#[derive(Deserialize)]
pub struct Paired {
    pub token: String,
    pub device: DeviceId,
}

impl Client {
    pub fn new(lock: Lock) -> Self {
        // Statuses are read here, and a proxy has no business between two programs of one machine.
        let config = Agent::config_builder().http_status_as_error(false).proxy(None).timeout_global(Some(PATIENCE));
        Self { agent: config.build().new_agent(), port: lock.port, token: lock.token }
    }

    /// What seats us there.
    pub fn token(&self) -> &str {
        &self.token
    }

    pub fn act(&self, call: &Call) -> Result<Outcome, Failure> {
        self.post("/api/act", call)
    }

    pub fn ask(&self, question: &Question) -> Result<Value, Failure> {
        self.post("/api/ask", &json!({ "question": question }))
    }

    /// Under which address phones find that desk.
    pub fn door(&self) -> Result<Signpost, Failure> {
        let request = self.agent.get(self.address("/api/door"));
        read(request.header("authorization", format!("Bearer {}", self.token)).call())
    }

    pub fn redeem(&self, code: &str, command: CommandId) -> Result<Paired, Failure> {
        self.post("/api/pair", &json!({ "code": code, "command_id": command }))
    }

    /// The same desk, from another seat.
    pub fn seated(&self, token: String) -> Self {
        Self { agent: self.agent.clone(), port: self.port, token }
    }

    pub fn import(
        &self,
        command: CommandId,
        kind: FileKind,
        file: Foreign,
        manner: &Manner,
    ) -> Result<ImportReport, Failure> {
        let said = [("kind", kind.word().to_owned()), ("command_id", command.to_string())];
        self.send("/api/import", &said, file, manner)
    }

    pub fn add_basemap(&self, command: CommandId, file: Foreign) -> Result<BasemapAdded, Failure> {
        let sent = self
            .agent
            .post(self.address("/api/basemap"))
            .query("file", file.name)
            .query("command_id", command.to_string())
            .header("authorization", format!("Bearer {}", self.token))
            .content_type("application/octet-stream")
            .send(file.content);
        read(sent)
    }

    pub fn take_in_hotline(&self, file: Foreign, dry_run: bool) -> Result<HotlineReport, Failure> {
        let sent = self
            .agent
            .post(self.address("/api/hotline"))
            .query("file", file.name)
            .query("dry_run", dry_run.to_string())
            .header("authorization", format!("Bearer {}", self.token))
            .content_type("application/octet-stream")
            .send(file.content);
        read(sent)
    }

    pub fn import_progress(&self, command: CommandId) -> Result<Option<ImportProgress>, Failure> {
        let request = self.agent.get(self.address(&format!("/api/import/{command}")));
        read(request.header("authorization", format!("Bearer {}", self.token)).call())
    }

    pub fn cancel_import(&self, command: CommandId) -> Result<bool, Failure> {
        let request = self.agent.delete(self.address(&format!("/api/import/{command}")));
        read(request.header("authorization", format!("Bearer {}", self.token)).call())
    }

    pub fn look(&self, kind: Option<FileKind>, file: Foreign, manner: &Manner) -> Result<FileLook, Failure> {
        let said: Vec<(&str, String)> = kind.map(|kind| ("kind", kind.word().to_owned())).into_iter().collect();
        self.send("/api/import/look", &said, file, manner)
    }

    fn send<T: DeserializeOwned>(
        &self,
        path: &str,
        said: &[(&str, String)],
        file: Foreign,
        manner: &Manner,
    ) -> Result<T, Failure> {
        let manner = serde_json::to_string(manner).map_err(|error| unreadable(&error))?;
        let sent = self
            .agent
            .post(self.address(path))
            .query_pairs(said.iter().map(|(name, value)| (*name, value.as_str())))
            .query("file", file.name)
            .query("manner", manner)
            .header("authorization", format!("Bearer {}", self.token))
            .content_type("application/octet-stream")
            .send(file.content);
        read(sent)
    }

    /// The rows of a file that these faults name, as an XLSX file: the faults go before the file.
    pub fn failed_rows(
        &self,
        kind: FileKind,
        file: Foreign,
        manner: &Manner,
        faults: &[Fault],
        language: Language,
    ) -> Result<Vec<u8>, Failure> {
        let manner = serde_json::to_string(manner).map_err(|error| unreadable(&error))?;
        let faults = serde_json::to_vec(faults).map_err(|error| unreadable(&error))?;
        let sent = self
            .agent
            .post(self.address("/api/import/failed"))
            .query("kind", kind.word())
            .query("file", file.name)
            .query("manner", manner)
            .query("faults", faults.len().to_string())
            .query("language", language.either("zh", "en"))
            .header("authorization", format!("Bearer {}", self.token))
            .content_type("application/octet-stream")
            .send(ureq::SendBody::from_owned_reader(io::Cursor::new(faults).chain(file.content)));
        let mut response = sent.map_err(|error| unreadable(&error))?;
        let is_done = response.status().is_success();
        let body = response.body_mut().with_config().limit(LARGEST);
        if is_done { body.read_to_vec().map_err(|error| unreadable(&error)) } else { Err(failure(body.read_json())) }
    }

    /// A printed sheet, its bytes as they come.
    pub fn sheet(
        &self,
        command: CommandId,
        wish: &SheetWish,
        unless: Option<&str>,
    ) -> Result<Option<Printed>, Failure> {
        let request = self.agent.post(self.address("/api/sheet"));
        let request = request.header("authorization", format!("Bearer {}", self.token));
        let sent = request.send_json(json!({ "command_id": command, "wish": wish, "unless": unless }));
        let mut response = sent.map_err(|error| unreadable(&error))?;
        if response.status() == StatusCode::NO_CONTENT {
            return Ok(None);
        }
        let is_done = response.status().is_success();
        let told = |name: &str| {
            let value = response.headers().get(name).and_then(|value| value.to_str().ok());
            value.unwrap_or_default().to_owned()
        };
        let (pages, content, hash) = (told(sheet::PAGES).parse().unwrap_or(1), told(sheet::CONTENT), told(sheet::HASH));
        let scheme = Some(sheet::unescaped(&told(sheet::SCHEME))).filter(|name| !name.is_empty());
        let body = response.body_mut().with_config().limit(LARGEST);
        if !is_done {
            return Err(failure(body.read_json()));
        }
        let bytes = body.read_to_vec().map_err(|error| unreadable(&error))?;
        let print = SheetPrint { wish: wish.clone(), pages, content, hash, scheme };
        // Whoever types names the file himself.
        Ok(Some(Printed { print, name: String::new(), bytes }))
    }

    fn post<T: DeserializeOwned>(&self, path: &str, body: &impl Serialize) -> Result<T, Failure> {
        let request = self.agent.post(self.address(path)).header("authorization", format!("Bearer {}", self.token));
        read(request.send_json(body))
    }

    fn address(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.port)
    }
}

fn read<T: DeserializeOwned>(sent: Result<Response<ureq::Body>, ureq::Error>) -> Result<T, Failure> {
    let mut response = sent.map_err(|error| unreadable(&error))?;
    let is_done = response.status().is_success();
    let body = response.body_mut().with_config().limit(LARGEST);
    if is_done { body.read_json().map_err(|error| unreadable(&error)) } else { Err(failure(body.read_json())) }
}

fn failure(read: Result<Failure, ureq::Error>) -> Failure {
    read.unwrap_or_else(|error| unreadable(&error))
}

fn unreadable(error: &dyn std::error::Error) -> Failure {
    Failure::broken(format!("the desk that has the store open cannot be spoken to: {error}"), "cli.client")
}
