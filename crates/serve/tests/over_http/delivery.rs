//! Where a gateway reports: without a seat, by a token alone, and with whatever strangers send.

use domain::seat::Role;
use serde_json::{Value, json};

use crate::house::{FIRST, House, read};

/// A gateway that reports, and the path at which it does.
fn path(house: &House) -> String {
    let mut wish = tests::ground::gateway();
    wish["setting"]["report"] = json!({ "number": "id", "status": "stat", "delivered": ["DELIVRD"], "reply": "<ok/>" });
    let admin = house.seat(Role::Admin, None);
    let (status, outcome) = house.act(&admin, &json!({ "type": "set_gateway", "by": "sms", "wish": wish }));
    assert_eq!(status, 200, "{outcome}");
    let (_, list) = house.ask(&admin, &json!({ "type": "gateways" }));
    list["gateways"][0]["report_path"].as_str().expect("it reports").to_owned()
}

fn send(house: &House, path: &str, kind: &str, body: &[u8]) -> (u16, String) {
    let agent = ureq::Agent::config_builder().http_status_as_error(false).build().new_agent();
    let request = agent.post(house.address(path)).header("content-type", kind);
    let mut response = request.send(body).expect("an answer");
    (response.status().as_u16(), response.body_mut().read_to_string().expect("a text"))
}

#[test]
fn a_gateway_is_answered_as_it_wants_whatever_it_reports_of() {
    let house = House::open();
    let path = path(&house);
    let known = |kind, body: &[u8]| send(&house, &path, kind, body);
    let ok = (200, "<ok/>".to_owned());
    assert_eq!(known("application/x-www-form-urlencoded", b"id=nobody&stat=DELIVRD"), ok);
    assert_eq!(known("application/json", br#"[{"id":"nobody","stat":"DELIVRD"},{}]"#), ok);
    assert_eq!(known("text/plain", br#"{"id":["x"]}"#), ok);
    assert_eq!(known("application/x-www-form-urlencoded", b"\xff\xfe%%%zz&=&&id"), ok);
    assert_eq!(house.get(&format!("{path}?id=nobody&stat=DELIVRD"), &[]).status(), 200);
}

#[test]
fn what_is_no_report_is_refused_in_words_and_costs_nothing() {
    let house = House::open();
    let path = path(&house);
    let code = |(status, body): (u16, String)| {
        let failure: Value = serde_json::from_str(&body).unwrap_or_default();
        (status, failure["code"].as_str().unwrap_or_default().to_owned())
    };
    let of = |kind, body: &[u8]| code(send(&house, &path, kind, body));
    assert_eq!(of("application/json", b"{"), (422, "request.malformed".to_owned()));
    assert_eq!(of("application/json", "[".repeat(100_000).as_bytes()), (422, "request.malformed".to_owned()));
    assert_eq!(of("application/json", &vec![b' '; 300 << 10]), (413, "request.too_large".to_owned()));
    let elsewhere = |path: &str| code(send(&house, path, "application/json", b"{}"));
    let last = if path.ends_with('0') { '1' } else { '0' };
    let wrong = format!("{}{last}", &path[..path.len() - 1]);
    for path in ["/gateway/sms/0", "/gateway/voice/0", "/gateway/pigeon/0", &wrong[..], "/field/gateway/sms/0"] {
        assert_eq!(elsewhere(path), (404, "address.unknown".to_owned()), "{path}");
    }
}

#[test]
fn whoever_guesses_has_to_wait_and_foreign_pages_get_nowhere() {
    let house = House::open();
    let path = path(&house);
    for _ in 0..60 {
        send(&house, "/gateway/sms/guess", "application/json", b"{}");
    }
    let (status, body) = send(&house, "/gateway/sms/guess", "application/json", b"{}");
    assert_eq!(status, 429, "{body}");
    let (status, failure) = read(house.get(&path, &[("origin", "https://evil.example")]));
    assert_eq!((status, failure["code"].as_str()), (403, Some("door.origin")));
}

#[test]
fn the_path_of_reports_is_an_admins_alone() {
    let house = House::open();
    path(&house);
    for (role, subtree) in [(Role::Commander, None), (Role::Operator, None), (Role::Admin, Some(FIRST))] {
        let (status, list) = house.ask(&house.seat(role, subtree), &json!({ "type": "gateways" }));
        assert_eq!(status, 200, "{list}");
        let card = &list["gateways"][0];
        assert_eq!(
            (&card["is_on"], &card["setting"], &card["report_path"]),
            (&json!(true), &Value::Null, &Value::Null)
        );
    }
}
