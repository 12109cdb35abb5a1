//! What happens, told as it happens.

use std::time::Duration;

use domain::seat::Role;
use futures_util::{SinkExt, StreamExt};
use serde_json::{Value, json};
use tokio::net::TcpStream;
use tokio::time::timeout;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::client::IntoClientRequest;
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async};

use crate::house::{FIRST, House, TOP};

/// Far longer than loopback takes; only a broken test waits for it.
const PATIENCE: Duration = Duration::from_secs(20);

pub struct Page<'a> {
    house: &'a House,
    socket: WebSocketStream<MaybeTlsStream<TcpStream>>,
}

impl<'a> Page<'a> {
    pub fn open(house: &'a House, token: &str, since: Option<&Value>) -> Self {
        let since = since.map_or_else(String::new, |vector| format!("?since={}", escaped(&vector.to_string())));
        let address = format!("ws://127.0.0.1:{}/api/live{since}", house.port);
        let mut request = address.into_client_request().unwrap();
        request.headers_mut().insert("cookie", house.cookie(token).parse().unwrap());
        let (socket, _) = house.runtime.block_on(connect_async(request)).unwrap();
        Self { house, socket }
    }

    fn next(&mut self) -> Message {
        let next = async { timeout(PATIENCE, self.socket.next()).await };
        self.house.runtime.block_on(next).expect("something comes in time").expect("the socket is open").unwrap()
    }

    pub fn word(&mut self) -> Value {
        serde_json::from_str(self.next().to_text().unwrap()).unwrap()
    }

    /// The next thing that happened and means something to this seat.
    fn news(&mut self) -> Value {
        loop {
            let word = self.word();
            if word.get("news").is_some_and(|news| news["type"] != "other") {
                return word;
            }
        }
    }

    fn close_code(&mut self) -> u16 {
        loop {
            if let Message::Close(frame) = self.next() {
                return frame.expect("a reason is given").code.into();
            }
        }
    }

    fn cut(mut self) {
        let close = async { self.socket.close(None).await };
        self.house.runtime.block_on(close).unwrap();
    }
}

fn escaped(text: &str) -> String {
    text.bytes().fold(String::new(), |text, byte| text + &format!("%{byte:02X}"))
}

fn seen(told: &Value) -> Value {
    json!({ told["desk"].as_str().unwrap(): told["seq"] })
}

#[test]
fn a_page_that_comes_back_after_a_cut_has_missed_nothing() {
    let house = House::open();
    let operator = house.seat(Role::Operator, None);
    let mut page = Page::open(&house, &operator, None);
    let hello = page.word();
    assert_eq!(hello["type"], "hello");
    let first = house.order(TOP, "第一道");
    let told = page.news();
    assert_eq!(
        (told["news"]["type"].as_str(), told["news"]["order"].as_str()),
        (Some("order_issued"), Some(first.as_str()))
    );
    page.cut();

    let while_away: Vec<String> = (0..20).map(|n| house.order(FIRST, &format!("断线时第 {n} 道"))).collect();
    let mut page = Page::open(&house, &operator, Some(&seen(&told)));
    let after: Vec<String> = (0..3).map(|n| house.order(FIRST, &format!("重连后第 {n} 道"))).collect();
    let mut last = told["seq"].as_u64().unwrap();
    for expected in while_away.iter().chain(&after) {
        let told = page.news();
        assert_eq!(told["news"]["order"].as_str(), Some(expected.as_str()));
        let seq = told["seq"].as_u64().unwrap();
        assert!(seq > last, "each is told once, in the order of the log");
        last = seq;
    }
}

#[test]
fn an_answer_from_the_field_reaches_the_desk_and_the_field_hears_only_its_own() {
    let house = House::open();
    let (operator, field) = (house.seat(Role::Operator, None), house.seat(Role::Field, None));
    let mut desk = Page::open(&house, &operator, None);
    let mut phone = Page::open(&house, &field, None);
    assert_eq!((desk.word()["type"].clone(), phone.word()["type"].clone()), (json!("hello"), json!("hello")));
    house.order(crate::house::SECOND, "不关本街道");
    let order = house.order(FIRST, "请到场");
    assert_eq!(phone.news()["news"]["order"].as_str(), Some(order.as_str()));

    let post = house.head(FIRST);
    let mark = json!({ "type": "mark_receipt", "order": order, "post": post, "mark": { "mark": "accepted" }, "way": "device" });
    assert_eq!(house.act(&field, &mark).0, 200);
    let told = loop {
        let told = desk.news();
        if told["news"]["type"] == "receipt_marked" {
            break told;
        }
    };
    assert_eq!(told["news"]["progress"], "accepted");
    assert_eq!(told["news"]["post"].as_str(), Some(post.as_str()));
}

#[test]
fn a_page_of_another_store_begins_anew() {
    let house = House::open();
    let mut page =
        Page::open(&house, &house.seat(Role::Operator, None), Some(&json!({ house.new_id().to_string(): 5 })));
    assert_eq!(page.word()["type"], "hello");
}

#[test]
fn a_revoked_page_is_cut_off() {
    let house = House::open();
    let code = house.code(&json!({ "type": "offer_seat", "role": "operator", "subtree": null }));
    let (_, paired) = house.redeem("/api/pair", &code);
    let mut page = Page::open(&house, paired["token"].as_str().unwrap(), None);
    assert_eq!(page.word()["type"], "hello");
    house.act(&house.owner, &json!({ "type": "revoke_device", "device": paired["device"] }));
    assert_eq!(page.close_code(), 4401);
}

#[test]
fn a_closing_door_says_so_to_open_pages() {
    let mut house = House::open();
    let operator = house.seat(Role::Operator, None);
    let address = format!("ws://127.0.0.1:{}/api/live", house.port);
    let mut request = address.into_client_request().unwrap();
    request.headers_mut().insert("cookie", house.cookie(&operator).parse().unwrap());
    let (mut socket, _) = house.runtime.block_on(connect_async(request)).unwrap();
    house.shut();
    let code = house.runtime.block_on(async {
        while let Some(word) = timeout(PATIENCE, socket.next()).await.expect("the socket ends in time") {
            if let Ok(Message::Close(Some(frame))) = word {
                let _ = socket.flush().await;
                return u16::from(frame.code);
            }
        }
        0
    });
    assert_eq!(code, 1001);
}

#[test]
fn nobody_listens_without_a_seat() {
    let house = House::open();
    let request = format!("ws://127.0.0.1:{}/api/live", house.port).into_client_request().unwrap();
    let error = house.runtime.block_on(connect_async(request)).unwrap_err();
    assert!(error.to_string().contains("401"), "{error}");
}
