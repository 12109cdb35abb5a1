//! A small district behind an open door.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use desk::{Desk, ImportRequest, Options};
use domain::id::CommandId;
use domain::manner::{FileKind as Kind, Manner};
use domain::seat::{Door as Way, Role, Seat};
use serde_json::{Value, json};
use serve::lock::Lock;
use serve::{Door, ServeOptions};
use tempfile::TempDir;
use tokio::runtime::Runtime;
use ureq::Agent;
use ureq::http::Response;

pub const TOP: &str = "411602";
pub const FIRST: &str = "411602.411602001";
pub const SECOND: &str = "411602.411602002";

pub struct House {
    pub runtime: Runtime,
    pub desk: Arc<Desk>,
    /// The terminal's own token, as `STORE.lock` has it.
    pub owner: String,
    pub port: u16,
    /// How many days the desk's clock is ahead of the machine's.
    pub days: Arc<AtomicI64>,
    agent: Agent,
    options: Options,
    door: Option<Door>,
    folder: TempDir,
}

impl House {
    /// Two streets and their heads, a third without, with the door open on any free port.
    pub fn open() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut options = Options::with_keys_in(folder.path().join("keys"));
        let (days, clock) = (Arc::<AtomicI64>::default(), Arc::clone(&options.now));
        let ahead = Arc::clone(&days);
        options.now = Arc::new(move || clock().plus_seconds(ahead.load(Ordering::SeqCst) * 24 * 3600));
        let store = folder.path().join("district.gpkg");
        Desk::found(&store, "试验区", &options).unwrap();
        let desk = Desk::open(&store, options.clone()).unwrap();
        import(&desk, &options, Kind::Grids, "grids.geojson", &grids());
        import(&desk, &options, Kind::Heads, "heads.csv", HEADS);
        import(&desk, &options, Kind::Venues, "venues.geojson", &points([("V1", "东站"), ("V2", "西站")]));
        import(
            &desk,
            &options,
            Kind::Checkpoints,
            "checkpoints.geojson",
            &points([("C1", "东卡口"), ("C2", "西卡口")]),
        );
        let runtime = Runtime::new().unwrap();
        let listen = ([127, 0, 0, 1], 0).into();
        let door = runtime.block_on(serve::start(Arc::clone(&desk), ServeOptions { listen })).unwrap();
        let lock = Lock::live(&store).expect("an open door has its lock");
        let agent = Agent::config_builder().http_status_as_error(false).proxy(None).build().new_agent();
        Self { runtime, desk, owner: lock.token, port: lock.port, days, agent, options, door: Some(door), folder }
    }

    pub fn store(&self) -> std::path::PathBuf {
        self.folder.path().join("district.gpkg")
    }

    /// Another venue comes in, in the first street; its import, which nothing rests on.
    pub fn import_again(&self) -> Value {
        let id = self.new_id().to_string();
        import(&self.desk, &self.options, Kind::Venues, "more.geojson", &points([(&id, "新站"), ("V2", "西站")]));
        let (_, answer) = self.ask(&self.owner, &json!({ "type": "imports" }));
        answer["imports"][0]["import"].clone()
    }

    /// Where the desk's keys lie.
    pub fn keys(&self) -> std::path::PathBuf {
        self.folder.path().join("keys")
    }

    pub fn door(&self) -> &Door {
        self.door.as_ref().expect("nobody shut it")
    }

    pub fn address(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.port)
    }

    pub fn new_id(&self) -> CommandId {
        CommandId((self.options.new_id)())
    }

    /// Posts JSON with a bearer token, if there is one: the status, and what came back.
    pub fn post(&self, path: &str, token: Option<&str>, body: &Value) -> (u16, Value) {
        let mut request = self.agent.post(self.address(path));
        if let Some(token) = token {
            request = request.header("authorization", format!("Bearer {token}"));
        }
        read(request.send_json(body).unwrap())
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

    /// The id of the post of a grid's head.
    pub fn head(&self, path: &str) -> String {
        let (status, card) = self.ask(&self.owner, &json!({ "type": "grid", "path": path }));
        assert_eq!(status, 200, "{card}");
        card["heads"][0]["post"]["id"].as_str().expect("each street has a head").to_owned()
    }

    /// Issues an order to everybody under `path`; its id.
    pub fn order(&self, path: &str, text: &str) -> String {
        let (status, outcome) = self.act(&self.owner, &json!({ "type": "issue_order", "draft": draft(path, text) }));
        assert_eq!(status, 200, "{outcome}");
        outcome["order"].as_str().unwrap().to_owned()
    }

    pub fn shut(&mut self) {
        if let Some(door) = self.door.take() {
            self.runtime.block_on(door.close());
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

pub fn draft(path: &str, text: &str) -> Value {
    json!({
        "text": text, "kind": "notice", "priority": "normal", "deadline": null, "answering": null,
        "target": { "subtree": path, "levels": [], "roles": [], "having": null },
    })
}

fn import(desk: &Desk, options: &Options, kind: Kind, file: &str, text: &str) {
    let request = ImportRequest::new(kind, file.to_owned(), text.as_bytes().to_vec(), Manner::default());
    let report = desk.import(&Seat::owner(Way::Terminal), CommandId((options.new_id)()), request).unwrap();
    assert!(report.changed, "{report:?}");
}

/// One point in each of the two streets.
fn points(rows: [(&str, &str); 2]) -> String {
    let longitudes = [114.65, 114.75];
    let features: Vec<Value> = rows
        .iter()
        .zip(longitudes)
        .map(|((id, name), longitude)| {
            json!({
                "type": "Feature",
                "properties": { "id": id, "name": name },
                "geometry": { "type": "Point", "coordinates": [longitude, 33.65] },
            })
        })
        .collect();
    json!({ "type": "FeatureCollection", "features": features }).to_string()
}

const HEADS: &str = "网格编码,岗位,姓名,电话,到任日期\n\
    411602,区网格长,甲,0394-1000001,2025-03-01\n\
    411602001,街道网格长,乙,0394-1000002,2025-03-01\n\
    411602002,街道网格长,丙,0394-1000003,2025-03-01\n";

fn grids() -> String {
    let square = |code: &str, name: &str, west: f64, east: f64| {
        let ring = json!([[west, 33.6], [east, 33.6], [east, 33.7], [west, 33.7], [west, 33.6]]);
        json!({
            "type": "Feature",
            "properties": { "code": code, "name": name, "kind": "城市" },
            "geometry": { "type": "Polygon", "coordinates": [ring] },
        })
    };
    json!({ "type": "FeatureCollection", "features": [
        square("411602", "川汇区", 114.6, 114.9),
        square("411602001", "陈州街回族街道", 114.6, 114.7),
        square("411602002", "七一路街道", 114.7, 114.8),
        square("411602003", "荷花路街道", 114.8, 114.9),
    ] })
    .to_string()
}
