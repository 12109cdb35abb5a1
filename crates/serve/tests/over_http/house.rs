//! The two streets behind an open door.

use std::ops::Deref;
use std::sync::Arc;

use domain::rights::{DoorKind, Entry};
use domain::seat::Role;
use serde_json::{Value, json};
use serve::lock::Lock;
use serve::{Door, ServeOptions};
use tests::access::{Came, Host};
use tests::streets::Streets;
use tokio::runtime::Runtime;
use ureq::Agent;
use ureq::http::Response;

pub use tests::streets::{FIRST, SECOND, TOP};

pub struct House {
    pub runtime: Runtime,
    /// The terminal's own token, as `STORE.lock` has it.
    pub owner: String,
    pub port: u16,
    agent: Agent,
    door: Option<Door>,
    streets: Streets,
}

impl House {
    /// With the door open on any free port.
    pub fn open() -> Self {
        let streets = Streets::open();
        let runtime = Runtime::new().unwrap();
        let listen = ([127, 0, 0, 1], 0).into();
        let door = runtime.block_on(serve::start(Arc::clone(&streets.desk), ServeOptions { listen })).unwrap();
        let lock = Lock::live(&streets.store()).expect("an open door has its lock");
        let agent = Agent::config_builder().http_status_as_error(false).proxy(None).build().new_agent();
        Self { runtime, owner: lock.token, port: lock.port, agent, door: Some(door), streets }
    }

    pub fn door(&self) -> &Door {
        self.door.as_ref().expect("nobody shut it")
    }

    pub fn address(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.port)
    }

    /// Posts JSON with a bearer token, if there is one: the status, and what came back.
    pub fn post(&self, path: &str, token: Option<&str>, body: &Value) -> (u16, Value) {
        let mut request = self.agent.post(self.address(path));
        if let Some(token) = token {
            request = request.header("authorization", format!("Bearer {token}"));
        }
        read(request.send_json(body).unwrap())
    }

    /// Posts bytes: the status, and what came back.
    pub fn post_bytes(&self, path: &str, token: &str, body: &[u8]) -> (u16, Value) {
        let request = self.agent.post(self.address(path)).header("authorization", format!("Bearer {token}"));
        read(request.content_type("application/octet-stream").send(body).unwrap())
    }

    /// Posts JSON; the whole response.
    pub fn send(&self, path: &str, token: &str, body: &Value) -> Response<ureq::Body> {
        let request = self.agent.post(self.address(path)).header("authorization", format!("Bearer {token}"));
        request.send_json(body).unwrap()
    }

    /// Asks how far the import of a command is.
    pub fn import_progress(&self, token: &str, command: &str) -> (u16, Value) {
        let request = self.agent.get(self.address(&format!("/api/import/{command}")));
        read(request.header("authorization", format!("Bearer {token}")).call().unwrap())
    }

    /// Stops the import of a command.
    pub fn cancel_import(&self, token: &str, command: &str) -> (u16, Value) {
        let request = self.agent.delete(self.address(&format!("/api/import/{command}")));
        read(request.header("authorization", format!("Bearer {token}")).call().unwrap())
    }

    /// Gets with these headers; the whole response.
    pub fn get(&self, path: &str, headers: &[(&str, &str)]) -> Response<ureq::Body> {
        headers
            .iter()
            .fold(self.agent.get(self.address(path)), |request, (name, value)| request.header(*name, *value))
            .call()
            .unwrap()
    }

    pub fn ask(&self, token: &str, question: &Value) -> (u16, Value) {
        self.post("/api/ask", Some(token), &json!({ "question": question }))
    }

    pub fn act(&self, token: &str, action: &Value) -> (u16, Value) {
        self.post("/api/act", Some(token), &json!({ "command_id": self.new_id(), "action": action }))
    }

    /// A code that the owner offers.
    pub fn code(&self, action: &Value) -> String {
        let (status, offered) = self.act(&self.owner, action);
        assert_eq!(status, 200, "{offered}");
        offered["code"].as_str().unwrap().to_owned()
    }

    pub fn redeem(&self, path: &str, code: &str) -> (u16, Value) {
        self.post(path, None, &json!({ "code": code, "command_id": self.new_id() }))
    }

    /// What a browser sends that was seated with `token`.
    pub fn cookie(&self, token: &str) -> String {
        format!("wutu_token_{}={token}", self.desk.id())
    }

    /// The token of a new device.
    fn token(&self, offer: &Value) -> String {
        let (status, paired) = self.redeem("/api/pair", &self.code(offer));
        assert_eq!(status, 200, "{paired}");
        paired["token"].as_str().unwrap().to_owned()
    }

    /// A token for each role; the one in the field is the first street's head.
    pub fn seat(&self, role: Role, subtree: Option<&str>) -> String {
        match role {
            // The field has no choice: a post has its grid.
            Role::Field => self.token(&json!({ "type": "offer_pairing", "post": self.head(FIRST) })),
            role => self.token(&json!({ "type": "offer_seat", "role": role, "subtree": subtree })),
        }
    }

    pub fn shut(&mut self) {
        if let Some(door) = self.door.take() {
            self.runtime.block_on(door.close());
        }
    }
}

impl Deref for House {
    type Target = Streets;

    fn deref(&self) -> &Streets {
        &self.streets
    }
}

impl Host for House {
    type Seated = String;

    fn streets(&self) -> &Streets {
        &self.streets
    }

    fn seat(&self, role: Role, subtree: Option<&str>) -> String {
        self.seat(role, subtree)
    }

    fn call(&self, entry: &Entry, token: &String, sample: &Value) -> Came {
        let (status, answer) = match entry.door {
            DoorKind::Act => self.act(token, sample),
            DoorKind::Ask => self.ask(token, sample),
        };
        let is_of_rights = answer["code"].as_str().is_some_and(|code| code.starts_with("rights."));
        assert_eq!(status == 403, is_of_rights, "{}: {status} {answer}", entry.name);
        match status {
            200 => Ok(answer),
            403 | 409 => Err(answer),
            _ => panic!("{}: {status} {answer}", entry.name),
        }
    }
}

impl Drop for House {
    fn drop(&mut self) {
        self.shut();
        let _ = self.desk.close();
    }
}

pub fn read(mut response: Response<ureq::Body>) -> (u16, Value) {
    let status = response.status().as_u16();
    (status, response.body_mut().read_json().unwrap_or(Value::Null))
}
