//! The running desk that has a store open, over loopback.

use std::time::Duration;

use domain::action::{Call, Outcome};
use domain::failure::Failure;
use domain::id::{CommandId, DeviceId};
use domain::import::{Fault, ImportReport};
use domain::look::FileLook;
use domain::manner::{FileKind, Manner};
use domain::question::Question;
use domain::signpost::Signpost;
use domain::words::Language;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use serve::lock::Lock;
use ureq::Agent;
use ureq::http::Response;

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
        file: &str,
        manner: &Manner,
        bytes: &[u8],
    ) -> Result<ImportReport, Failure> {
        let manner = serde_json::to_string(manner).map_err(|error| unreadable(&error))?;
        let sent = self
            .agent
            .post(self.address("/api/import"))
            .query("kind", kind.word())
            .query("file", file)
            .query("command_id", command.to_string())
            .query("manner", manner)
            .header("authorization", format!("Bearer {}", self.token))
            .content_type("application/octet-stream")
            .send(bytes);
        read(sent)
    }

    pub fn failed_rows(
        &self,
        kind: FileKind,
        file: &str,
        manner: &Manner,
        bytes: &[u8],
        faults: &[Fault],
        language: Language,
    ) -> Result<Vec<u8>, Failure> {
        let manner = serde_json::to_string(manner).map_err(|error| unreadable(&error))?;
        let mut body = serde_json::to_vec(faults).map_err(|error| unreadable(&error))?;
        let length = body.len().to_string();
        body.extend_from_slice(bytes);
        let sent = self
            .agent
            .post(self.address("/api/import/failed"))
            .query("kind", kind.word())
            .query("file", file)
            .query("manner", manner)
            .query("faults", length)
            .query("language", language.either("zh", "en"))
            .header("authorization", format!("Bearer {}", self.token))
            .content_type("application/octet-stream")
            .send(&body[..]);
        let mut response = sent.map_err(|error| unreadable(&error))?;
        let is_done = response.status().is_success();
        let body = response.body_mut().with_config().limit(LARGEST);
        if is_done { body.read_to_vec().map_err(|error| unreadable(&error)) } else { Err(failure(body.read_json())) }
    }

    pub fn look(&self, kind: Option<FileKind>, file: &str, manner: &Manner, bytes: &[u8]) -> Result<FileLook, Failure> {
        let manner = serde_json::to_string(manner).map_err(|error| unreadable(&error))?;
        let sent = self
            .agent
            .post(self.address("/api/import/look"))
            .query_pairs(kind.map(|kind| ("kind", kind.word())))
            .query("file", file)
            .query("manner", manner)
            .header("authorization", format!("Bearer {}", self.token))
            .content_type("application/octet-stream")
            .send(bytes);
        read(sent)
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
