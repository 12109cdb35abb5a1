//! Who may do what: every entry of the table, by every role, as the table says.

use domain::rights::{DoorKind, Entry, TABLE};
use domain::seat::Role;
use serde_json::{Value, json};

use crate::house::{FIRST, House, SECOND, TOP, draft};

#[test]
fn every_entry_refuses_exactly_the_roles_that_the_table_leaves_out() {
    let house = House::open();
    let order = house.order(TOP, "核对通讯录");
    for role in Role::ALL {
        let token = house.seat(role, None);
        for entry in TABLE {
            let sample = sample(entry, role, &house, &order);
            let (status, answer) = match entry.door {
                DoorKind::Act => house.act(&token, &sample),
                DoorKind::Ask => house.ask(&token, &sample),
            };
            let is_refused = status == 403 && answer["code"] == "rights.not_yours";
            assert_eq!(is_refused, !entry.roles.contains(&role), "{} by {role:?}: {status} {answer}", entry.name);
            assert!(is_refused || matches!(status, 200 | 409), "{} by {role:?}: {status} {answer}", entry.name);
        }
    }
}

#[test]
fn a_seat_reaches_nothing_outside_its_subtree() {
    let house = House::open();
    let order = house.order(SECOND, "查看积水");
    let operator = house.seat(Role::Operator, Some(FIRST));
    let field = house.seat(Role::Field, None);
    let grid = json!({ "type": "grid", "path": SECOND });
    for (who, (status, answer)) in [
        ("asks for a grid", house.ask(&operator, &grid)),
        ("asks from the field", house.ask(&field, &grid)),
        ("asks whom it would reach", house.ask(&operator, &json!({ "type": "reach", "draft": draft(SECOND, "查") }))),
        ("orders", house.act(&operator, &json!({ "type": "issue_order", "draft": draft(SECOND, "查") }))),
        ("pairs", house.act(&operator, &json!({ "type": "offer_pairing", "post": house.head(SECOND) }))),
        ("logs an answer", house.act(&operator, &mark(&order, &house.head(SECOND), "phone"))),
        ("answers for another", house.act(&field, &mark(&order, &house.head(SECOND), "device"))),
    ] {
        assert_eq!(status, 403, "{who}: {answer}");
    }
    let (status, card) = house.ask(&operator, &json!({ "type": "grid", "path": FIRST }));
    assert_eq!(status, 200, "{card}");
}

#[test]
fn nobody_without_a_token_gets_anything() {
    let house = House::open();
    for token in [None, Some(""), Some("0000"), Some("not a token")] {
        let asked = house.post("/api/ask", token, &json!({ "question": { "type": "district" } }));
        let acted = house.post("/api/act", token, &json!({}));
        let imported = house.post("/api/import?kind=grids&file=x&command_id=x", token, &json!({}));
        for (status, answer) in [asked, acted, imported] {
            assert_eq!((status, answer["code"].as_str()), (401, Some("seat.none")), "{token:?}");
        }
        assert_eq!(house.get("/tiles/grid-1/0/0/0", &[]).status(), 401);
    }
}

#[test]
fn a_file_comes_in_only_from_an_admin() {
    let house = House::open();
    let body = json!({ "type": "FeatureCollection", "features": [] });
    let address = format!("/api/import?kind=venues&file=venues.geojson&command_id={}", house.new_id());
    let (status, answer) = house.post(&address, Some(&house.seat(Role::Commander, None)), &body);
    assert_eq!((status, answer["code"].as_str()), (403, Some("rights.not_yours")));
    let (status, answer) = house.post(&address, Some(&house.owner), &body);
    assert_ne!(status, 403, "{answer}");
}

fn mark(order: &str, post: &str, way: &str) -> Value {
    json!({ "type": "mark_receipt", "order": order, "post": post, "mark": { "mark": "read" }, "way": way })
}

/// A call that makes sense for that role; whether it may is another matter.
fn sample(entry: &Entry, role: Role, house: &House, order: &str) -> Value {
    let way = if role == Role::Field { "device" } else { "desk" };
    let mut sample = match entry.name {
        "import_set" => json!({
            "set": "00", "source": { "file": "grids.geojson", "hash": "00", "datum": "EPSG:4326" },
        }),
        "issue_order" | "reach" => json!({ "draft": draft(FIRST, "报到") }),
        "mark_receipt" => mark(order, &house.head(FIRST), way),
        "offer_pairing" => json!({ "post": house.head(FIRST) }),
        "offer_seat" => json!({ "role": "auditor", "subtree": null }),
        "revoke_device" => json!({ "device": house.new_id() }),
        "grid" => json!({ "path": FIRST }),
        "venue" | "checkpoint" => json!({ "id": "无此编号" }),
        "search" => json!({ "text": "陈州", "limit": 5 }),
        "orders" => json!({ "scope": null, "limit": 5 }),
        "order" => json!({ "id": order }),
        "locate" => json!({ "points": [[114.65, 33.65]] }),
        "district" | "places" | "inbox" | "devices" | "check" | "help" => json!({}),
        name => panic!("the table has a new entry {name}: give it a sample here"),
    };
    sample["type"] = Value::from(entry.name);
    sample
}
