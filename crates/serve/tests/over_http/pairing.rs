//! From a one-time code to a seat.

use std::collections::BTreeMap;

use domain::seat::Role;
use serde_json::json;

use crate::house::{FIRST, House, read};

#[test]
fn a_code_gives_a_seat_once() {
    let house = House::open();
    let code = house.code(&json!({ "type": "offer_pairing", "post": house.head(FIRST) }));
    let (status, paired) = house.redeem("/api/pair", &code);
    assert_eq!(status, 200, "{paired}");
    assert_eq!((paired["role"].as_str(), paired["subtree"].as_str()), (Some("field"), Some(FIRST)));
    assert_eq!(paired["post"].as_str(), Some(house.head(FIRST).as_str()));
    let (status, inbox) = house.ask(paired["token"].as_str().unwrap(), &json!({ "type": "inbox" }));
    assert_eq!((status, inbox["grid"]["path"].as_str()), (200, Some(FIRST)), "{inbox}");

    let (status, again) = house.redeem("/api/pair", &code);
    assert_eq!((status, again["code"].as_str()), (409, Some("pairing.code_not_valid")));
}

#[test]
fn a_page_is_seated_by_its_cookie() {
    let house = House::open();
    for (door, reach) in [("/api/pair", "/"), ("/field/api/pair", "/field")] {
        let code = house.code(&json!({ "type": "offer_seat", "role": "operator", "subtree": null }));
        let body = json!({ "code": code, "command_id": house.new_id() });
        let response = ureq::post(house.address(door)).send_json(&body).unwrap();
        let cookie = response.headers()["set-cookie"].to_str().unwrap().to_owned();
        assert!(cookie.contains(&format!("; Path={reach}; ")), "{cookie}");
        assert!(cookie.ends_with("; HttpOnly; SameSite=Strict"), "{cookie}");
        let cookie = cookie.split(';').next().unwrap();
        assert_eq!(house.get("/tiles/base/0/0/0", &[("cookie", cookie)]).status(), 200);
        assert_eq!(
            house.get("/field/tiles/base/0/0/0", &[("cookie", &format!("{}; {cookie}", house.cookie("old")))]).status(),
            200
        );
    }
}

/// A store for practice is served beside the one in service: one host to a browser, whatever their ports.
#[test]
fn a_seat_in_one_store_is_kept_while_the_same_browser_sits_in_another() {
    let [service, practice] = [House::open(), House::open()];
    let mut jar = BTreeMap::new();
    for house in [&service, &practice] {
        let code = house.code(&json!({ "type": "offer_seat", "role": "operator", "subtree": null }));
        let body = json!({ "code": code, "command_id": house.new_id() });
        let response = ureq::post(house.address("/api/pair")).send_json(&body).unwrap();
        let cookie = response.headers()["set-cookie"].to_str().unwrap().split(';').next().unwrap().to_owned();
        jar.insert(cookie.split_once('=').unwrap().0.to_owned(), cookie);
    }
    let sent = jar.into_values().collect::<Vec<_>>().join("; ");
    for house in [&service, &practice] {
        assert_eq!(house.get("/tiles/base/0/0/0", &[("cookie", &sent)]).status(), 200, "{sent}");
    }
}

#[test]
fn the_eleventh_wrong_code_in_a_minute_has_to_wait_and_so_has_the_right_one() {
    let house = House::open();
    let code = house.code(&json!({ "type": "offer_pairing", "post": house.head(FIRST) }));
    for _ in 0..10 {
        assert_eq!(house.redeem("/api/pair", "AAAA-AAAA").0, 409);
    }
    let body = json!({ "code": code, "command_id": house.new_id() });
    let agent = ureq::Agent::config_builder().http_status_as_error(false).build().new_agent();
    let response = agent.post(house.address("/field/api/pair")).send_json(&body).unwrap();
    let wait: u32 = response.headers()["retry-after"].to_str().unwrap().parse().unwrap();
    assert!((1..=61).contains(&wait));
    let (status, answer) = read(response);
    assert_eq!((status, answer["code"].as_str()), (429, Some("pairing.too_many_tries")));
}

#[test]
fn a_revoked_device_is_out_at_once() {
    let house = House::open();
    let code = house.code(&json!({ "type": "offer_seat", "role": "operator", "subtree": null }));
    let (_, paired) = house.redeem("/api/pair", &code);
    let token = paired["token"].as_str().unwrap();
    assert_eq!(house.ask(token, &json!({ "type": "district" })).0, 200);
    let (status, outcome) = house.act(&house.owner, &json!({ "type": "revoke_device", "device": paired["device"] }));
    assert_eq!(status, 200, "{outcome}");
    assert_eq!(house.ask(token, &json!({ "type": "district" })).0, 401);
}

#[test]
fn the_owners_token_is_no_cookie() {
    let house = House::open();
    let cookie = house.cookie(&house.owner);
    assert_eq!(house.get("/tiles/base/0/0/0", &[("cookie", &cookie)]).status(), 401);
    assert_eq!(house.ask(&house.owner, &json!({ "type": "district" })).0, 200);
    assert_eq!(house.ask(&house.seat(Role::Admin, None), &json!({ "type": "district" })).0, 200);
}
