//! A service elsewhere, played by a server of this machine: it takes, refuses, is busy, is silent, breaks off, talks rubbish.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use domain::basemap::Secret;
use domain::errand::{Credentials, Errand, ErrandBody, ErrandMethod, ErrandProof, Upshot};
use messenger::{Messenger, Values, admit};

const KEY: &str = "k-0123456789";

/// A request as the service saw it: first line, headers, body.
type Asked = Arc<Mutex<Vec<(String, Vec<String>, String)>>>;

/// A server that does to each connection what `answer` does, after it has read the request.
fn service(answer: impl Fn(&TcpStream) + Send + 'static) -> (String, Asked) {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = format!("http://{}", listener.local_addr().expect("an address"));
    let asked = Asked::default();
    let heard = Arc::clone(&asked);
    // It ends with the test's process.
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let mut reader = BufReader::new(&stream);
            let mut lines = (&mut reader).lines().map_while(Result::ok).take_while(|line| !line.is_empty());
            let first = lines.next().unwrap_or_default();
            let headers: Vec<String> = lines.collect();
            let length = headers
                .iter()
                .find_map(|line| line.to_ascii_lowercase().strip_prefix("content-length: ")?.parse().ok());
            let mut body = vec![0; length.unwrap_or(0)];
            let _ = reader.read_exact(&mut body);
            heard.lock().expect("one at a time").push((first, headers, String::from_utf8_lossy(&body).into_owned()));
            answer(&stream);
        }
    });
    (address, asked)
}

fn says(status: &'static str, body: &'static str) -> impl Fn(&TcpStream) + Send + 'static {
    move |mut stream| {
        let head = format!("HTTP/1.1 {status}\r\ncontent-length: {}\r\nconnection: close\r\n\r\n{body}", body.len());
        let _ = stream.write_all(head.as_bytes());
    }
}

fn errand(address: &str) -> Errand {
    Errand {
        method: ErrandMethod::Post,
        address: format!("{address}/send?key={{key}}"),
        headers: Vec::new(),
        body: ErrandBody::Json { text: r#"{"to":"{to}","text":"{text}"}"#.to_owned() },
        proof: ErrandProof::Field { pointer: "/code".to_owned(), values: vec!["0".to_owned()] },
        number: Some("/id".to_owned()),
        reason: Some("/msg".to_owned()),
    }
}

fn carry(messenger: &Messenger, errand: &Errand) -> messenger::Answer {
    let credentials = Credentials { key: Some(Secret(KEY.to_owned())), secret: None };
    admit(errand, &credentials, &["to", "text"]).expect("a sound errand");
    messenger.carry(errand, &credentials, &Values::new().with("to", "13800000000").with("text", "到岗 \"1\""))
}

#[test]
fn a_message_arrives_as_written_and_its_number_comes_back() {
    let (address, asked) = service(says("200 OK", r#"{"code":0,"id":"m-1"}"#));
    let answer = carry(&Messenger::default(), &errand(&address));
    assert_eq!(answer.upshot, Upshot::Taken { number: Some("m-1".to_owned()) });
    assert_eq!(answer.status, Some(200));
    let asked = asked.lock().expect("one at a time");
    let (first, headers, body) = &asked[0];
    assert_eq!(first, &format!("POST /send?key={KEY} HTTP/1.1"));
    assert!(headers.iter().any(|line| line.eq_ignore_ascii_case("content-type: application/json; charset=utf-8")));
    assert_eq!(body, r#"{"text":"到岗 \"1\"","to":"13800000000"}"#);
}

#[test]
fn a_get_has_all_in_its_address() {
    let (address, asked) = service(says("200 OK", "0,1"));
    let errand = Errand {
        method: ErrandMethod::Get,
        address: format!("{address}/send?to={{to}}&text={{text}}"),
        body: ErrandBody::None,
        proof: ErrandProof::Beginning { values: vec!["0,".to_owned()] },
        number: None,
        ..errand(&address)
    };
    assert_eq!(carry(&Messenger::default(), &errand).upshot, Upshot::Taken { number: None });
    let first = &asked.lock().expect("one at a time")[0].0;
    assert_eq!(first, "GET /send?to=13800000000&text=%E5%88%B0%E5%B2%97%20%221%22 HTTP/1.1");
}

#[test]
fn each_way_to_say_no_is_told_apart() {
    let patient = Messenger::default();
    let of = |answer: fn(&TcpStream)| {
        let (address, asked) = service(answer);
        let upshot = carry(&patient, &errand(&address)).upshot;
        assert_eq!(asked.lock().expect("one at a time").len(), 1, "it is asked once, whatever comes");
        upshot
    };
    let refused = of(|stream| says("200 OK", r#"{"code":7,"msg":"黑名单"}"#)(stream));
    assert_eq!(refused, Upshot::Refused { reason: "HTTP 200: 黑名单".to_owned() });
    let moved = of(|mut stream| {
        let _ = stream.write_all(b"HTTP/1.1 307 x\r\nlocation: http://127.0.0.1:1/\r\ncontent-length: 0\r\n\r\n");
    });
    assert_eq!(moved, Upshot::Refused { reason: "HTTP 307".to_owned() }, "nobody is followed");
    let busy = of(|mut stream| {
        let _ = stream.write_all(b"HTTP/1.1 429 x\r\nretry-after: 90\r\ncontent-length: 4\r\n\r\nslow");
    });
    assert_eq!(busy, Upshot::Later { after: Some(90), reason: "HTTP 429: slow".to_owned() });
    let unknown = |upshot: Upshot| matches!(upshot, Upshot::Unknown { .. });
    assert!(unknown(of(|_| {})), "the answer was lost");
    assert!(unknown(of(|mut stream| {
        let _ = stream.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 99\r\n\r\n{\"code\":0");
    })));
    assert!(unknown(of(|mut stream| {
        let _ = stream.write_all(b"\x00\x01 no HTTP at all\r\n\r\n");
    })));
}

#[test]
fn a_service_that_says_nothing_may_have_heard_all() {
    // It waits until the one who asked hangs up.
    let (address, asked) = service(|stream| drop((&mut &*stream).read(&mut [0; 8])));
    let upshot = carry(&Messenger::with_patience(Duration::from_secs(1)), &errand(&address)).upshot;
    assert!(matches!(upshot, Upshot::Unknown { .. }), "{upshot:?}");
    assert_eq!(asked.lock().expect("one at a time").len(), 1);
}

#[test]
fn where_nobody_listens_nothing_was_sent() {
    let gone = TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr()).expect("a port");
    let answer = carry(&Messenger::default(), &errand(&format!("http://{gone}")));
    assert!(matches!(answer.upshot, Upshot::Away { .. }), "{answer:?}");
}

#[test]
fn a_service_that_speaks_no_tls_was_told_nothing() {
    let (address, _) = service(says("400 x", ""));
    let patience = Duration::from_secs(1);
    let answer = carry(&Messenger::with_patience(patience), &errand(&address.replace("http://", "https://")));
    assert!(matches!(answer.upshot, Upshot::Away { .. }), "{answer:?}");
}

#[test]
fn what_a_service_repeats_of_a_secret_is_blotted_out_and_its_talk_is_bounded() {
    let (address, _) = service(says("403 Forbidden", r#"{"msg":"bad key k-0123456789"}"#));
    let answer = carry(&Messenger::default(), &errand(&address));
    assert_eq!(answer.upshot, Upshot::Refused { reason: "HTTP 403: bad key ***".to_owned() });
    assert!(!format!("{answer:?}").contains(KEY));
    let (address, _) = service(|mut stream| {
        let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n{\"code\":0,\"x\":\"");
        let piece = [b'x'; 4096];
        // Until the one who asked hangs up, and no more than a test has memory for.
        for _ in 0..4096 {
            if stream.write_all(&piece).is_err() {
                return;
            }
        }
    });
    let answer = carry(&Messenger::default(), &errand(&address));
    assert!(matches!(answer.upshot, Upshot::Unknown { .. }), "what is not read to its end proves nothing");
    assert!(answer.said.chars().count() <= 1_000);
}
