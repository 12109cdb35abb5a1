//! Who may do what: every entry of the table, by every role, inside its street and outside.

use domain::seat::Role;
use serde_json::json;
use tests::access;
use tests::ground::Ground;

use crate::house::{FIRST, House, TOP};

#[test]
fn every_entry_refuses_exactly_the_roles_that_the_table_leaves_out() {
    access::refuses_the_roles_that_the_table_leaves_out(&House::open());
}

#[test]
fn every_entry_serves_every_role_inside_its_subtree_and_keeps_the_outside_from_it() {
    access::serves_inside_and_keeps_the_outside(&House::open());
}

#[test]
fn an_order_to_both_streets_shows_each_its_own_part() {
    let house = House::open();
    let there = Ground::outside(&house);
    let order = house.order(TOP, "两街道都去");
    for role in [Role::Commander, Role::Operator, Role::Supervisor, Role::Auditor, Role::Admin] {
        let token = house.seat(role, Some(FIRST));
        let (status, board) = house.ask(&token, &json!({ "type": "order", "id": order }));
        assert_eq!((status, there.told_in(&board.to_string())), (200, None), "{role:?}: {board}");
    }
    let (_, board) = house.ask(&house.owner, &json!({ "type": "order", "id": order }));
    assert!(board["silent_grids"].to_string().contains("荷花路"), "nobody is in post there: {board}");
}

#[test]
fn a_tile_shows_the_seats_own_streets() {
    let house = House::open();
    for (seat, sees) in [(None, true), (Some(FIRST), false)] {
        let bearer = format!("Bearer {}", house.seat(Role::Operator, seat));
        let tile = house.get("/tiles/grid-2/9/419/205", &[("authorization", &bearer)]);
        let text = String::from_utf8_lossy(&tile.into_body().read_to_vec().unwrap()).into_owned();
        assert!(text.contains("陈州街"), "{seat:?}");
        assert_eq!(text.contains("七一路"), sees, "{seat:?}");
    }
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
        assert_eq!(house.get("/api/door", &[]).status(), 401);
    }
}

#[test]
fn a_file_comes_in_only_from_an_admin_of_the_whole_store() {
    let house = House::open();
    let body = json!({ "type": "FeatureCollection", "features": [] });
    let address = format!("/api/import?kind=venues&file=venues.geojson&command_id={}", house.new_id());
    for token in [house.seat(Role::Commander, None), house.seat(Role::Admin, Some(FIRST))] {
        let (status, answer) = house.post(&address, Some(&token), &body);
        assert_eq!((status, answer["code"].as_str()), (403, Some("rights.not_yours")), "{answer}");
    }
    let (status, answer) = house.post(&address, Some(&house.owner), &body);
    assert_ne!(status, 403, "{answer}");
}
