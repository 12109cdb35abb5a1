//! Where other systems hand incidents in: by a token alone, with whatever they send.

use std::sync::atomic::Ordering;

use domain::seat::Role;
use serde_json::{Value, json};

use crate::house::{FIRST, House};

/// A way in that an admin opened, with its token.
fn opened(house: &House, change: &Value) -> (String, String) {
    let admin = house.seat(Role::Admin, None);
    let mut action = json!({ "type": "open_intake", "name": "12345 平台", "channel": "hotline" });
    for (name, value) in change.as_object().expect("fields") {
        action[name] = value.clone();
    }
    let (status, outcome) = house.act(&admin, &action);
    assert_eq!(status, 200, "{outcome}");
    let text = |name: &str| outcome[name].as_str().expect("a text").to_owned();
    (text("intake"), text("token"))
}

fn send(house: &House, token: &str, body: &[u8]) -> (u16, Value) {
    let agent = ureq::Agent::config_builder().http_status_as_error(false).build().new_agent();
    let request = agent.post(house.address("/api/intake")).header("authorization", format!("Bearer {token}"));
    let mut response = request.send(body).expect("an answer");
    let text = response.body_mut().read_to_string().expect("a text");
    (response.status().as_u16(), serde_json::from_str(&text).unwrap_or_default())
}

fn hand_in(house: &House, token: &str, body: &Value) -> (u16, Value) {
    send(house, token, body.to_string().as_bytes())
}

#[test]
fn orders_become_incidents_once_each_with_its_caller_in_the_vault_and_each_fault_told_by_row() {
    let house = House::open();
    let (_, token) = opened(&house, &json!({}));
    let orders = json!([
        { "number": "GD-1", "content": "路灯不亮，联系 13812345678", "caller": { "name": "张三", "phone": "13900001111" } },
        { "content": "没有编号" },
        { "number": "GD-2", "content": "垃圾", "received": "昨天" },
        { "number": "GD-1", "content": "又送一次" },
        { "number": 3, "content": "井盖缺失", "category": ["部件", "公用设施"], "urgency": "urgent" },
    ]);
    let (status, report) = hand_in(&house, &token, &orders);
    assert_eq!(status, 200, "{report}");
    assert_eq!((&report["taken"], &report["known"], &report["refused"]), (&json!(2), &json!(1), &json!(2)));
    let of = |row: usize, name: &str| report["orders"][row][name].clone();
    assert_eq!((of(0, "state"), of(0, "veiled"), of(0, "foreign")), (json!("taken"), json!(1), json!("GD-1")));
    assert_eq!(of(1, "failure")["params"]["what"], "number");
    assert_eq!(of(2, "failure")["params"]["what"], "received");
    assert_eq!((of(3, "state"), of(3, "number")), (json!("known"), of(0, "number")));

    let admin = house.seat(Role::Admin, None);
    let (_, card) = house.ask(&admin, &json!({ "type": "incident", "id": of(0, "incident") }));
    assert_eq!((&card["foreign"], &card["caller"]["name"]), (&json!("GD-1"), &json!("张*")), "{card}");
    assert_eq!(card["line"]["words"], "路灯不亮，联系 138****5678");
    assert!(!card.to_string().contains("13900001111") && !report.to_string().contains("张三"));
    let (_, card) = house.ask(&admin, &json!({ "type": "incident", "id": of(4, "incident") }));
    assert_eq!((&card["line"]["category"], &card["line"]["urgency"]), (&json!(["部件", "公用设施"]), &json!("urgent")));

    let (_, list) = house.ask(&admin, &json!({ "type": "intakes" }));
    assert_eq!(list["intakes"][0]["taken"], 2);
    assert!(list["intakes"][0]["last"].is_string() && !list.to_string().contains(&token));
}

#[test]
fn twenty_that_hand_in_the_same_number_at_once_make_one_incident_and_all_hear_which() {
    let house = House::open();
    let (_, token) = opened(&house, &json!({}));
    let order = json!({ "number": "GD-9", "content": "水管爆裂" });
    let answers: Vec<Value> = std::thread::scope(|scope| {
        let hands: Vec<_> = (0..20).map(|_| scope.spawn(|| hand_in(&house, &token, &order).1)).collect();
        hands.into_iter().map(|hand| hand.join().expect("an answer")).collect()
    });
    assert_eq!(answers.iter().filter(|answer| answer["taken"] == 1).count(), 1);
    assert_eq!(answers.iter().filter(|answer| answer["known"] == 1).count(), 19);
    let number = &answers[0]["orders"][0]["number"];
    assert!(answers.iter().all(|answer| answer["orders"][0]["number"] == *number), "{answers:?}");
}

#[test]
fn a_token_that_is_none_was_closed_or_has_ended_gets_nowhere_and_nothing_else_opens_by_one() {
    let house = House::open();
    let order = json!({ "number": "GD-1", "content": "x" });
    let code = |token: &str| {
        let (status, failure) = hand_in(&house, token, &order);
        (status, failure["code"].as_str().unwrap_or_default().to_owned())
    };
    let refused = || (401, "intake.unknown".to_owned());
    assert_eq!(code("0"), refused());
    assert_eq!(code(""), refused());
    let (intake, token) = opened(&house, &json!({}));
    assert_eq!(code(&token).0, 200);
    // What opens this door opens no other.
    assert_eq!(house.ask(&token, &json!({ "type": "incidents", "wish": {}, "limit": 5 })).0, 401);
    let admin = house.seat(Role::Admin, None);
    assert_eq!(house.act(&admin, &json!({ "type": "close_intake", "intake": intake })).0, 200);
    assert_eq!(code(&token), (401, "intake.closed".to_owned()));
    // And a seat's own token is none here.
    assert_eq!(code(&admin), refused());
    let (status, failure) =
        house.act(&admin, &json!({ "type": "open_intake", "name": "传感", "channel": "sensor", "days": 1 }));
    assert_eq!((status, failure["code"].as_str()), (422, Some("intake.no_such_channel")));
}

#[test]
fn a_token_whose_time_is_over_hears_so_in_plain_words_and_brings_nothing_in() {
    let house = House::open();
    let (_, token) = opened(&house, &json!({ "days": 30 }));
    let order = json!({ "number": "GD-1", "content": "x" });
    assert_eq!(hand_in(&house, &token, &order).0, 200);
    house.days.store(31, Ordering::SeqCst);
    let (status, failure) = hand_in(&house, &token, &json!({ "number": "GD-2", "content": "x" }));
    assert_eq!((status, failure["code"].as_str()), (401, Some("intake.over")), "{failure}");
    assert!(failure["message"].as_str().expect("words").contains("the time of the token was over"), "{failure}");
    let (_, list) = house.ask(&house.owner, &json!({ "type": "intakes" }));
    let line = &list["intakes"][0];
    assert_eq!((&line["is_open"], &line["closed_by"], &line["taken"]), (&json!(false), &json!(null), &json!(1)));
}

#[test]
fn who_ended_a_way_in_is_told_and_only_the_first_who_did() {
    let house = House::open();
    let (intake, _) = opened(&house, &json!({}));
    for _ in 0..2 {
        let closing = json!({ "type": "close_intake", "intake": intake });
        assert_eq!(house.act(&house.seat(Role::Admin, None), &closing).0, 200);
    }
    let (_, list) = house.ask(&house.owner, &json!({ "type": "intakes" }));
    assert_eq!(list["intakes"][0]["closed_by"]["role"], "admin", "{list}");
}

#[test]
fn what_is_too_large_or_no_json_is_refused_and_what_lies_elsewhere_stays_out() {
    let house = House::open();
    let (_, token) = opened(&house, &json!({ "subtree": FIRST }));
    let code = |(status, failure): (u16, Value)| (status, failure["code"].as_str().unwrap_or_default().to_owned());
    assert_eq!(code(send(&house, &token, b"{")), (422, "intake.malformed".to_owned()));
    assert_eq!(code(send(&house, &token, b"[]")), (422, "intake.too_many".to_owned()));
    assert_eq!(code(send(&house, &token, &vec![b' '; 5 << 20])), (413, "request.too_large".to_owned()));
    let (_, report) = hand_in(&house, &token, &json!({ "number": "1", "content": "无处可寻" }));
    let admin = house.seat(Role::Admin, None);
    let (_, card) = house.ask(&admin, &json!({ "type": "incident", "id": report["orders"][0]["incident"] }));
    assert_eq!(card["line"]["grid"], FIRST);
    let far = json!({ "number": "2", "content": "x", "place": { "longitude": 0.0, "latitude": 0.0 } });
    let (_, report) = hand_in(&house, &token, &far);
    assert_eq!(report["refused"], 1, "{report}");
}

#[test]
fn who_guesses_or_calls_too_often_has_to_wait() {
    let house = House::open();
    let (_, token) = opened(&house, &json!({}));
    let known = json!({ "number": "GD-1", "content": "x" });
    let calls: Vec<u16> = (0..121).map(|_| hand_in(&house, &token, &known).0).collect();
    assert_eq!((calls[119], calls[120]), (200, 429));
    let guesses: Vec<u16> = (0..61).map(|_| hand_in(&house, "0", &known).0).collect();
    assert_eq!((guesses[59], guesses[60]), (401, 429));
}
