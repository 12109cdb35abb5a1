//! Foreign pages get nowhere, not even on this machine.

use std::io::{Read, Write};
use std::net::TcpStream;

use crate::house::House;

impl House {
    /// Sends a request as it stands and reads the status and the head of what comes back.
    fn raw(&self, first: &str, headers: &[String]) -> (u16, String) {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        let headers = headers.join("\r\n");
        write!(stream, "{first} HTTP/1.1\r\n{headers}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n").unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        let answer = String::from_utf8_lossy(&answer).into_owned();
        (answer.split(' ').nth(1).unwrap().parse().unwrap(), answer)
    }

    fn host(&self) -> String {
        format!("Host: 127.0.0.1:{}", self.port)
    }
}

const SOCKET: [&str; 4] = [
    "Upgrade: websocket",
    "Sec-WebSocket-Version: 13",
    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
    "Connection: Upgrade",
];

#[test]
fn a_name_that_somebody_pointed_at_this_machine_is_refused() {
    let house = House::open();
    for name in
        ["evil.example".to_owned(), format!("evil.example:{}", house.port), format!("127.0.0.1:{}", house.port ^ 1)]
    {
        for request in ["GET /", "POST /api/act", "GET /api/live"] {
            let (status, answer) = house.raw(request, &[format!("Host: {name}")]);
            assert!(status == 403 && answer.contains("door.host"), "{request} {name}: {answer}");
        }
    }
    for name in ["127.0.0.1", "localhost", "LOCALHOST"] {
        assert_ne!(house.raw("GET /", &[format!("Host: {name}:{}", house.port)]).0, 403);
    }
}

#[test]
fn a_call_from_another_sites_page_is_refused() {
    let house = House::open();
    let neighbour = format!("Origin: http://127.0.0.1:{}", house.port ^ 1);
    let bearer = format!("Authorization: Bearer {}", house.owner);
    for origin in ["Origin: http://evil.example", "Origin: null", "Origin: https://localhost", &neighbour] {
        let headers = [house.host(), origin.to_owned(), bearer.clone()];
        for request in
            ["POST /api/act", "POST /api/ask", "POST /api/pair", "POST /field/api/act", "GET /tiles/base/0/0/0"]
        {
            let (status, answer) = house.raw(request, &headers);
            assert!(status == 403 && answer.contains("door.origin"), "{request} {origin}: {answer}");
        }
        let socket = [headers.to_vec(), SOCKET.map(str::to_owned).to_vec()].concat();
        assert_eq!(house.raw("GET /api/live", &socket).0, 403, "{origin}");
    }
    let ours = [house.host(), format!("Origin: http://127.0.0.1:{}", house.port), bearer];
    assert_eq!(house.raw("POST /api/act", &ours).0, 422, "our own page gets as far as its empty body");
}

#[test]
fn a_link_from_elsewhere_opens_the_page_and_calls_nothing() {
    let house = House::open();
    let from_elsewhere = [house.host(), "Sec-Fetch-Site: cross-site".to_owned()];
    assert_ne!(house.raw("GET /", &from_elsewhere).0, 403);
    assert_ne!(house.raw("GET /field", &from_elsewhere).0, 403);
    assert_eq!(house.raw("POST /api/pair", &from_elsewhere).0, 403);
    let same_site = [house.host(), "Sec-Fetch-Site: same-site".to_owned()];
    assert_eq!(house.raw("POST /api/pair", &same_site).0, 403);
}

#[test]
fn every_answer_keeps_the_page_to_itself() {
    let house = House::open();
    for request in ["GET /", "GET /nothing", "POST /api/ask"] {
        let (_, answer) = house.raw(request, &[house.host()]);
        let answer = answer.to_lowercase();
        for header in [
            "content-security-policy: default-src 'none'; script-src 'self';",
            "x-content-type-options: nosniff",
            "referrer-policy: no-referrer",
            "cache-control: no-",
        ] {
            assert!(answer.contains(header), "{request}: {header} is missing in {answer}");
        }
    }
}

#[test]
fn what_is_not_said_to_be_json_or_makes_no_sense_is_invalid() {
    let house = House::open();
    let bearer = format!("authorization: Bearer {}", house.owner);
    let (status, answer) = house.raw("POST /api/act", &[house.host(), bearer]);
    assert!(status == 422 && answer.contains("request.not_json"), "{answer}");
    let (status, answer) = house.ask(&house.owner, &serde_json::json!({ "type": "no_such_question" }));
    assert_eq!((status, answer["code"].as_str()), (422, Some("request.malformed")));
    assert_eq!(house.raw("GET /api/act", &[house.host()]).0, 404);
}
