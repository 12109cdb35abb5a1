//! Live calls at the media door: nobody gives a line of a call in which he is no party, nothing of it is kept, and a side
//! whose line is gone is out of it within seconds. Who hears what is tried with pages, in the browser's tests.

use std::time::Duration;

use domain::seat::Role;
use serde_json::{Value, json};
use tokio::time::{sleep, timeout};

use crate::house::{FIRST, House};
use crate::media::{PATIENCE, Page};

/// Far longer than the switchboard takes to ask the desk.
const TAKEN: Duration = Duration::from_millis(900);

fn ring(house: &House, token: &str) -> String {
    let (status, outcome) = house.act(token, &json!({ "type": "ring_centre" }));
    assert_eq!(status, 200, "{outcome}");
    outcome["call"].as_str().unwrap().to_owned()
}

fn step(house: &House, token: &str, call: &str, step: &str) {
    let (status, outcome) = house.act(token, &json!({ "type": "step_call", "call": call, "step": { "step": step } }));
    assert_eq!(status, 200, "{outcome}");
}

fn line(house: &House, call: &str) -> Value {
    let (_, list) = house.ask(&house.owner, &json!({ "type": "calls" }));
    let found = list["calls"].as_array().unwrap().iter().find(|line| line["id"] == call).cloned();
    found.unwrap_or_else(|| panic!("{call} is not in {list}"))
}

/// Waits until the desk tells of the call as `is` wants it.
fn until(house: &House, call: &str, is: impl Fn(&Value) -> bool) -> Value {
    let found = async {
        loop {
            let line = line(house, call);
            if is(&line) {
                return line;
            }
            sleep(Duration::from_millis(50)).await;
        }
    };
    house.runtime.block_on(async { timeout(PATIENCE, found).await }).expect("the desk sees it within seconds")
}

#[test]
fn nobody_gives_a_line_of_a_call_in_which_he_is_no_party() {
    let house = House::open();
    let (head, operator) = (house.seat(Role::Field, None), house.seat(Role::Operator, Some(FIRST)));
    let admin = house.seat(Role::Admin, None);
    let call = ring(&house, &head);
    let [of_post, of_centre] = ["post", "centre"].map(|side| format!("call/{call}/{side}"));
    // Who gives what he may not is let go, so each tries it over a connection of its own.
    let refused = |token: &str, line: &str, why: &str| {
        let page = Page::open(&house, token);
        assert!(!page.give(line).is_taken_within(TAKEN), "{why}: {line}");
        assert!(page.is_let_go(), "{why}: {line}");
    };
    refused(&operator, &of_centre, "nobody has taken it");
    refused(&operator, &of_post, "the post's line");
    refused(&head, &of_centre, "the centre's line");
    let phone = Page::open(&house, &head);
    let mut mouth = phone.give(&of_post);
    mouth.say(5);
    step(&house, &operator, &call, "answer");
    let desk = Page::open(&house, &operator);
    let mut own = desk.give(&of_centre);
    own.say(5);
    for strange in [format!("call/{call}/nobody"), format!("call/{call}"), "call//post".to_owned()] {
        refused(&admin, &strange, "no line of a call");
    }
    refused(&admin, &of_centre, "another seat has it");
    // Over a hundred packets and its end: nothing stands anywhere.
    mouth.say(60);
    mouth.let_go();
    step(&house, &head, &call, "end");
    until(&house, &call, |line| line["end"] == "hung_up");
    let (_, page) =
        house.ask(&house.owner, &json!({ "type": "channel", "channel": FIRST, "span": "here", "limit": 5 }));
    assert_eq!(page["lines"].as_array().map(Vec::len), Some(0), "nothing of a call is kept: {page}");
}

#[test]
fn a_phone_that_is_gone_is_out_of_its_call_and_a_desk_that_is_gone_frees_it() {
    let house = House::open();
    let (head, operator) = (house.seat(Role::Field, None), house.seat(Role::Operator, Some(FIRST)));
    let admin = house.seat(Role::Admin, None);
    let call = ring(&house, &head);
    let phone = Page::open(&house, &head);
    let mut mouth = phone.give(&format!("call/{call}/post"));
    mouth.say(2);
    step(&house, &operator, &call, "answer");
    // The operator's page never comes with a line: its caller waits on for another.
    let freed = until(&house, &call, |line| line["stage"] == "ringing");
    assert_eq!((&freed["end"], &freed["centre"]), (&Value::Null, &Value::Null), "{freed}");
    step(&house, &admin, &call, "answer");
    let desk = Page::open(&house, &admin);
    let mut own = desk.give(&format!("call/{call}/centre"));
    own.say(2);
    let (_, devices) = house.ask(&house.owner, &json!({ "type": "devices" }));
    let device = devices["devices"].as_array().unwrap().iter().find(|device| device["grant"]["role"] == "field");
    let revoke = json!({ "type": "revoke_device", "device": device.unwrap()["id"] });
    assert_eq!(house.act(&house.owner, &revoke).0, 200);
    let closed = house.runtime.block_on(async { timeout(PATIENCE, phone.session.closed()).await });
    assert!(closed.is_ok(), "a phone that is revoked is cut off");
    until(&house, &call, |line| line["end"] == "lost");
}

#[test]
fn a_page_that_sends_far_more_than_sound_and_pictures_is_cut_off() {
    let house = House::open();
    let head = house.seat(Role::Field, None);
    let call = ring(&house, &head);
    let phone = Page::open(&house, &head);
    let mut mouth = phone.give(&format!("call/{call}/post"));
    mouth.say(5);
    mouth.flood(32 << 20);
    let closed = house.runtime.block_on(async { timeout(PATIENCE, phone.session.closed()).await });
    assert!(closed.is_ok(), "its connection is cut");
    until(&house, &call, |line| line["end"] == "not_reached");
}
