//! The relay between a page and a real desk, over real sockets.
#![expect(clippy::unwrap_used, reason = "a panic with a line number is what a failed test is")]

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::sync::Arc;
use std::time::Duration;

use domain::action::{Action, Outcome};
use domain::id::PostId;
use hyper::HeaderMap;
use relay::{Address, Centre, Fingerprint, Page, Relay, offered};
use serde_json::{Value, json};
use serve::{Door, NetworkDoor, NetworkOptions, ServeOptions, TrustPage};
use tests::streets::{FIRST, Streets};
use tokio::runtime::Runtime;

/// Far longer than loopback takes; only a broken test waits for it.
const PATIENCE: Duration = Duration::from_secs(20);

/// Two streets, their desk open to the network.
struct House {
    streets: Streets,
    runtime: Runtime,
    door: Option<Door>,
    network: Option<NetworkDoor>,
}

/// What came back; none where the connection ended without a word.
type Reply = Option<(u16, String, Value)>;

impl House {
    fn open() -> Self {
        let streets = Streets::open();
        let runtime = Runtime::new().unwrap();
        let listen = ([127, 0, 0, 1], 0).into();
        let door = runtime.block_on(serve::start(Arc::clone(&streets.desk), ServeOptions { listen })).unwrap();
        let mut house = Self { streets, runtime, door: Some(door), network: None };
        house.open_network(0);
        house
    }

    /// At this port; 0: any.
    fn open_network(&mut self, port: u16) {
        let listen = SocketAddr::from(([127, 0, 0, 1], port));
        let options =
            NetworkOptions { trust: TrustPage::Off, ..NetworkOptions::with_own_certificate(listen, Vec::new()) };
        let door = self.door.as_ref().unwrap();
        self.network = Some(self.runtime.block_on(door.open_network(options)).unwrap());
    }

    fn close_network(&mut self) {
        self.runtime.block_on(self.network.take().unwrap().close());
    }

    fn port(&self) -> u16 {
        self.network.as_ref().unwrap().address().port()
    }

    fn address(&self) -> Address {
        format!("https://127.0.0.1:{}", self.port()).parse().unwrap()
    }

    fn centre(&self) -> Centre {
        let shown = self.runtime.block_on(offered(&self.address())).unwrap();
        Centre { address: self.address(), authority: shown.last().unwrap().clone() }
    }

    fn relay(&self, centre: Centre) -> Relay {
        self.runtime.block_on(Relay::open(centre, 0, page)).unwrap()
    }

    fn code(&self) -> String {
        match self.streets.done(Action::OfferPairing { post: PostId(self.streets.head(FIRST)) }) {
            Outcome::PairingOffered { code, .. } => code,
            other => panic!("an offer answers {other:?}"),
        }
    }

    /// Pairs through a relay; the cookie.
    fn pair(&self, relay: &Relay) -> String {
        let body = json!({ "code": self.code(), "command_id": self.streets.new_id() });
        let (status, head, _) = post(relay, "/field/api/pair", &[], &body).unwrap();
        assert_eq!(status, 200, "{head}");
        let cookie = head.lines().find_map(|line| line.strip_prefix("set-cookie: ")).expect("a cookie comes");
        assert!(!cookie.to_lowercase().contains("secure"), "{cookie}");
        cookie.split(';').next().unwrap().to_owned()
    }
}

impl Drop for House {
    fn drop(&mut self) {
        if let Some(network) = self.network.take() {
            self.runtime.block_on(network.close());
        }
        if let Some(door) = self.door.take() {
            self.runtime.block_on(door.close());
        }
        let _ = self.streets.desk.close();
    }
}

fn page(path: &str, own: &str) -> Option<Page> {
    (path == "/field").then(|| Page { bytes: own.as_bytes().to_vec(), headers: HeaderMap::new() })
}

fn own(relay: &Relay) -> String {
    format!("127.0.0.1:{}", relay.port())
}

fn send(relay: &Relay, first: &str, headers: &[String], body: &str) -> Reply {
    let mut socket = TcpStream::connect(own(relay)).unwrap();
    socket.set_read_timeout(Some(PATIENCE)).unwrap();
    let length = body.len();
    let headers: String = headers.iter().flat_map(|header| [header.as_str(), "\r\n"]).collect();
    write!(socket, "{first} HTTP/1.1\r\n{headers}content-length: {length}\r\nconnection: close\r\n\r\n{body}").unwrap();
    let mut text = String::new();
    socket.read_to_string(&mut text).unwrap();
    let (head, body) = text.split_once("\r\n\r\n")?;
    let status = head.split(' ').nth(1)?.parse().ok()?;
    Some((status, head.to_owned(), serde_json::from_str(body).unwrap_or(Value::String(body.to_owned()))))
}

fn post(relay: &Relay, path: &str, headers: &[String], body: &Value) -> Reply {
    let own = own(relay);
    let usual = [format!("host: {own}"), format!("origin: http://{own}"), "content-type: application/json".to_owned()];
    send(relay, &format!("POST {path}"), &[&usual, headers].concat(), &body.to_string())
}

fn inbox(relay: &Relay, cookie: &str) -> Reply {
    let asking = json!({ "question": { "type": "inbox", "since": null } });
    post(relay, "/field/api/ask", &[format!("cookie: {cookie}")], &asking)
}

#[test]
fn a_page_pairs_and_asks_through_the_relay_as_at_the_centres_own_address() {
    let house = House::open();
    let relay = house.relay(house.centre());
    let cookie = house.pair(&relay);
    for _ in 0..3 {
        let (status, head, card) = inbox(&relay, &cookie).unwrap();
        assert_eq!((status, card["grid"]["path"].as_str()), (200, Some(FIRST)), "{head}");
    }
}

#[test]
fn what_happens_comes_through_as_it_happens() {
    let house = House::open();
    let relay = house.relay(house.centre());
    let cookie = house.pair(&relay);
    let own = own(&relay);
    let mut socket = TcpStream::connect(&own).unwrap();
    socket.set_read_timeout(Some(PATIENCE)).unwrap();
    write!(
        socket,
        "GET /field/api/live HTTP/1.1\r\nhost: {own}\r\norigin: http://{own}\r\ncookie: {cookie}\r\nconnection: Upgrade\r\n\
         upgrade: websocket\r\nsec-websocket-version: 13\r\nsec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"
    )
    .unwrap();
    let mut heard = String::new();
    while !heard.contains(r#""type":"hello""#) {
        let mut piece = [0; 1024];
        let length = socket.read(&mut piece).unwrap();
        assert!(length > 0, "the socket ended: {heard}");
        heard.push_str(&String::from_utf8_lossy(&piece[..length]));
    }
    assert!(heard.starts_with("HTTP/1.1 101"), "{heard}");
}

#[test]
fn nothing_is_sent_to_a_desk_whose_certificate_another_authority_has_signed() {
    let (house, other) = (House::open(), House::open());
    let relay = house.relay(Centre { address: house.address(), authority: other.centre().authority });
    let (status, _, failure) = inbox(&relay, &format!("wutu_token_{}=x", relay.port())).unwrap();
    assert_eq!((status, failure["code"].as_str()), (502, Some("centre.stranger")));
    assert_eq!(failure["kind"], "broken", "what waits on the laptop stays");
    let told = house
        .runtime
        .block_on(Relay::try_out(&Centre { address: house.address(), authority: other.centre().authority }));
    assert_eq!(told.map_err(|failure| failure.code), Err("centre.stranger".to_owned()));
}

#[test]
fn the_fingerprint_that_is_shown_is_the_one_on_the_centres_screen() {
    let house = House::open();
    let shown = Fingerprint::of(&house.centre().authority).to_string();
    assert_eq!(Some(shown), house.network.as_ref().unwrap().signpost().fingerprint);
}

#[test]
fn a_centre_that_is_away_is_no_answer_and_one_that_comes_back_answers() {
    let mut house = House::open();
    let relay = house.relay(house.centre());
    let cookie = house.pair(&relay);
    let port = house.port();
    house.close_network();
    assert!(inbox(&relay, &cookie).is_none(), "to the page the network is gone");
    house.open_network(port);
    // The connection from before is dead; that costs no call.
    assert_eq!(inbox(&relay, &cookie).unwrap().0, 200);
}

#[test]
fn only_the_field_pages_own_calls_from_the_field_page_go_through() {
    let house = House::open();
    let relay = house.relay(house.centre());
    let own = own(&relay);
    let said = |first: &str, host: &str, more: &str| {
        let (status, _, answer) = send(&relay, first, &[format!("host: {host}"), more.to_owned()], "").unwrap();
        (status, answer["code"].as_str().unwrap_or_default().to_owned())
    };
    assert_eq!(said("GET /field", &own, "accept: */*").0, 200);
    for elsewhere in ["GET /", "POST /field", "GET /api/door", "POST /api/act", "POST /field/api/import"] {
        assert_eq!(said(elsewhere, &own, "accept: */*"), (404, "address.unknown".to_owned()), "{elsewhere}");
    }
    let refused = |code: &str| (403, code.to_owned());
    assert_eq!(said("POST /field/api/act", "evil.example", "accept: */*"), refused("door.host"));
    assert_eq!(said("POST /field/api/act", &own, "origin: https://evil.example"), refused("door.origin"));
    assert_eq!(said("GET /field", &own, "sec-fetch-site: cross-site"), refused("door.origin"));
}

#[test]
fn a_port_that_another_program_has_is_named_and_no_other_is_taken() {
    let house = House::open();
    let first = house.relay(house.centre());
    let again = house.runtime.block_on(Relay::open(house.centre(), first.port(), page));
    assert_eq!(again.map(|_| ()).map_err(|failure| failure.code), Err("centre.port_taken".to_owned()));
    let port = first.port();
    house.runtime.block_on(first.close());
    assert!(house.runtime.block_on(Relay::open(house.centre(), port, page)).is_ok());
}
