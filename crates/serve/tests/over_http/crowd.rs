//! Many, slow and silent ones: the network's door stays open for the others.

use std::time::Duration;

use serde_json::json;
use serve::{Limits, NetworkOptions};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpSocket, TcpStream};
use tokio::time::timeout;

use crate::house::{FIRST, House};
use crate::phone::{NAME, PATIENCE, options};

const SHORT: Duration = Duration::from_millis(300);

fn limited(limits: Limits) -> NetworkOptions {
    NetworkOptions { limits, ..options() }
}

/// Waits until the other side ends the connection.
async fn ends(stream: &mut (impl AsyncReadExt + Unpin)) {
    let mut answer = Vec::new();
    let _ = timeout(PATIENCE, stream.read_to_end(&mut answer)).await.expect("the connection is ended");
}

#[test]
fn who_does_not_begin_with_tls_is_let_go() {
    let house = House::open();
    let network = house.open_network(limited(Limits { handshake: SHORT, ..Limits::default() }));
    house.runtime.block_on(async {
        let mut silent = TcpStream::connect(network.address()).await.unwrap();
        ends(&mut silent).await;
    });
}

#[test]
fn who_says_nothing_or_stops_in_the_middle_is_let_go() {
    let house = House::open();
    let network = house.open_network(limited(Limits { head: SHORT, ..Limits::default() }));
    let phone = house.trusting(&network);
    let trust = network.signpost().trust.as_deref().unwrap().trim_end_matches('/').rsplit(':').next().unwrap();
    house.runtime.block_on(async {
        let mut idle = phone.connect(NAME).await.unwrap();
        ends(&mut idle).await;
        let mut half_a_head = phone.connect(NAME).await.unwrap();
        half_a_head.write_all(b"GET / HTTP/1.1\r\nHost: ").await.unwrap();
        ends(&mut half_a_head).await;
        let mut at_the_page = TcpStream::connect(("127.0.0.1", trust.parse().unwrap())).await.unwrap();
        at_the_page.write_all(b"GET / HTTP/1.1\r\n").await.unwrap();
        ends(&mut at_the_page).await;
    });
}

#[test]
fn a_head_that_comes_letter_by_letter_has_no_more_time_than_another() {
    let house = House::open();
    let network = house.open_network(limited(Limits { head: SHORT, ..Limits::default() }));
    let phone = house.trusting(&network);
    house.runtime.block_on(async {
        let mut slow = phone.connect(NAME).await.unwrap();
        let mut beat = tokio::time::interval(SHORT / 10);
        let trickle = async {
            loop {
                if slow.write_all(b"X").await.and(slow.flush().await).is_err() {
                    return;
                }
                beat.tick().await;
            }
        };
        timeout(PATIENCE, trickle).await.expect("the connection is ended");
    });
}

#[test]
fn a_head_without_end_is_refused() {
    let house = House::open();
    let network = house.open_network(options());
    let phone = house.trusting(&network);
    let long = format!("X: {}", "a".repeat(200_000));
    let answer = phone.raw("GET /", &[&phone.host(), &long], "");
    assert!(answer.is_err() || answer.is_ok_and(|reply| reply.status == 431));
}

#[test]
fn a_call_that_is_too_long_is_refused_before_it_is_kept() {
    let house = House::open();
    let network = house.open_network(options());
    let phone = house.trusting(&network);
    let token = house.seat(domain::seat::Role::Operator, None);
    let body = json!({ "question": { "type": "search", "text": "a".repeat(5 << 20), "limit": 1 } }).to_string();
    let bearer = format!("Authorization: Bearer {token}");
    let headers = [phone.host(), bearer, "Content-Type: application/json".to_owned()];
    let answer = phone.raw("POST /api/ask", &headers.each_ref().map(String::as_str), &body);
    assert!(answer.is_err() || answer.is_ok_and(|reply| reply.status == 413));
}

#[test]
fn connections_are_counted_and_who_leaves_makes_room() {
    let house = House::open();
    let limits = Limits { connections: 8, from_one_address: 4, ..Limits::default() };
    let network = house.open_network(limited(limits));
    let phone = house.trusting(&network);
    house.runtime.block_on(async {
        let mut inside = Vec::new();
        for _ in 0..4 {
            inside.push(phone.connect(NAME).await.unwrap());
        }
        for _ in 0..20 {
            let mut outside = TcpStream::connect(network.address()).await.unwrap();
            ends(&mut outside).await;
        }
        inside.pop();
        // The other side notices a moment later.
        let enters = async { while phone.connect(NAME).await.is_err() {} };
        timeout(PATIENCE, enters).await.expect("there is room again");
    });
    assert_eq!(house.ask(&house.owner, &json!({ "type": "district" })).0, 200, "the desk's own door is not crowded");
}

#[cfg(target_os = "linux")] // where all of 127/8 is this machine
#[test]
fn a_thousand_silent_connections_from_one_address_keep_no_phone_out() {
    let house = House::open();
    let limits = Limits { connections: 200, from_one_address: 100, ..Limits::default() };
    let network = house.open_network(limited(limits));
    let phone = house.trusting(&network);
    let _silent: Vec<TcpStream> = house.runtime.block_on(async {
        let mut silent = Vec::new();
        for _ in 0..1000 {
            let socket = TcpSocket::new_v4().unwrap();
            socket.bind(([127, 0, 0, 3], 0).into()).unwrap();
            let stream = socket.connect(network.address()).await.unwrap();
            // Those that are let in are kept; the others are closed by the other side.
            if silent.len() < 200 {
                silent.push(stream);
            }
        }
        silent
    });
    let code = house.code(&json!({ "type": "offer_pairing", "post": house.head(FIRST) }));
    assert_eq!(phone.redeem(&code).status, 200);
}

#[test]
fn wrong_codes_from_the_network_wait_and_this_machine_does_not() {
    let house = House::open();
    let network = house.open_network(options());
    let phone = house.trusting(&network);
    let code = || house.code(&json!({ "type": "offer_pairing", "post": house.head(FIRST) }));
    for _ in 0..10 {
        assert_eq!(phone.redeem("AAAA-AAAA").status, 409);
    }
    let reply = phone.redeem(&code());
    assert_eq!((reply.status, reply.json()["code"].as_str()), (429, Some("pairing.too_many_tries")));
    assert!(reply.header("retry-after").is_some_and(|seconds| seconds.parse::<u32>().is_ok()));
    assert_eq!(house.redeem("/api/pair", &code()).0, 200);
}
