//! Who may do what: every entry of the table, by every role, inside its street and outside.

use std::io::{Read, Write};
use std::net::TcpStream;

use domain::rights::TABLE;
use domain::seat::Role;
use serde_json::{Value, json};
use tests::access;
use tests::ground::Ground;

use crate::house::{FIRST, House, TOP};

#[test]
fn every_entry_tells_people_in_both_languages_what_it_does() {
    let is_chinese = |text: &str| text.chars().any(|sign| ('\u{4e00}'..='\u{9fff}').contains(&sign));
    for entry in TABLE {
        assert!(!entry.words.trim().is_empty() && !is_chinese(entry.words), "{}: {}", entry.name, entry.words);
        assert!(is_chinese(entry.words_zh), "{}: {}", entry.name, entry.words_zh);
    }
}

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
        let printed = house.post("/api/sheet", token, &json!({}));
        let looked = house.post("/api/import/look?file=x", token, &json!({}));
        let failed = house.post("/api/import/failed?kind=heads&file=x&faults=0&language=zh", token, &json!({}));
        for (status, answer) in [asked, acted, imported, printed, looked, failed] {
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
    let import = format!("/api/import?kind=venues&file=venues.geojson&command_id={}", house.new_id());
    let failed = "/api/import/failed?kind=venues&file=venues.geojson&faults=0&language=zh";
    for address in [import.as_str(), "/api/import/look?file=venues.geojson", failed] {
        for token in [house.seat(Role::Commander, None), house.seat(Role::Admin, Some(FIRST))] {
            let (status, answer) = house.post(address, Some(&token), &body);
            assert_eq!((status, answer["code"].as_str()), (403, Some("rights.not_yours")), "{answer}");
        }
        let (status, answer) = house.post(address, Some(&house.owner), &body);
        assert_ne!(status, 403, "{answer}");
    }
}

#[test]
fn only_who_may_import_watches_an_import_and_stops_it() {
    let house = House::open();
    let command = house.new_id().to_string();
    for token in [house.seat(Role::Commander, None), house.seat(Role::Admin, Some(FIRST))] {
        for (status, answer) in [house.import_progress(&token, &command), house.cancel_import(&token, &command)] {
            assert_eq!((status, answer["code"].as_str()), (403, Some("rights.not_yours")), "{answer}");
        }
    }
    assert_eq!(house.import_progress(&house.owner, &command), (200, Value::Null), "it is not on its way");
    assert_eq!(house.cancel_import(&house.owner, &command), (200, json!(false)), "there is nothing to stop");
    for (status, answer) in [house.import_progress(&house.owner, "x"), house.cancel_import(&house.owner, "x")] {
        assert_eq!((status, answer["code"].as_str()), (422, Some("request.malformed")), "{answer}");
    }
}

#[test]
fn who_may_not_import_is_told_so_before_the_file_is_read() {
    let house = House::open();
    let token = house.seat(Role::Operator, None);
    let failed = "/api/import/failed?kind=venues&file=x&faults=0&language=zh";
    for address in ["/api/import?kind=venues&file=x&command_id=x", "/api/import/look?file=x", failed] {
        // A body that never comes: whoever read it first would wait.
        let head = format!(
            "POST {address} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nAuthorization: Bearer {token}\r\nContent-Length: 1000000\r\n\r\n",
            house.port
        );
        let mut stream = TcpStream::connect(("127.0.0.1", house.port)).unwrap();
        stream.write_all(head.as_bytes()).unwrap();
        let mut answer = [0; 12];
        stream.read_exact(&mut answer).unwrap();
        assert_eq!(String::from_utf8_lossy(&answer), "HTTP/1.1 403", "{address}");
    }
}

#[test]
fn a_file_is_looked_at_with_and_without_being_told_what_it_is() {
    let house = House::open();
    let place = json!({ "type": "Point", "coordinates": [114.65, 33.65] });
    let feature = json!({ "type": "Feature", "properties": { "编号": "V7", "名称": "南站" }, "geometry": place });
    let body = json!({ "type": "FeatureCollection", "features": [feature] });
    let before = house.seq();
    let look =
        |query: &str| house.post(&format!("/api/import/look?file=places.geojson{query}"), Some(&house.owner), &body);
    let (status, seen) = look("");
    assert_eq!(
        (status, &seen["kind"], &seen["guessed"], &seen["rows"]),
        (200, &json!("venues"), &json!(true), &json!(1))
    );
    assert_eq!(seen["columns"][0], json!({ "name": "名称", "sample": ["南站"], "field": "name" }), "{seen}");
    let manner = "%7B%22columns%22%3A%7B%22id%22%3A%22nope%22%7D%7D";
    let (status, seen) = look(&format!("&kind=checkpoints&manner={manner}"));
    assert_eq!((status, &seen["kind"], &seen["guessed"]), (200, &json!("checkpoints"), &json!(false)));
    assert_eq!(seen["faults"][0]["code"], "columns.no_such_column", "{seen}");
    for query in ["&kind=people", "&manner=%7B", "&manner=%7B%22colums%22%3A%7B%7D%7D"] {
        let (status, answer) = look(query);
        assert_eq!((status, answer["code"].as_str()), (422, Some("request.malformed")), "{query}: {answer}");
    }
    assert_eq!(house.seq(), before, "a look changes nothing");
}

#[test]
fn what_was_brought_in_is_listed_and_taken_back() {
    let house = House::open();
    let import = json!(house.import_again());
    let auditor = house.seat(Role::Auditor, None);
    let state = |at: usize| {
        let (status, list) = house.ask(&auditor, &json!({ "type": "imports" }));
        assert_eq!(status, 200, "{list}");
        let line = &list["imports"][at];
        (line["import"].clone(), line["undone"].is_string(), line["obstacle"]["code"].clone())
    };
    assert_eq!(state(0), (import.clone(), false, Value::Null));
    // The grids carry all the rest.
    assert_eq!(state(6).2, "import.rested_upon");
    let (status, refused) = house.act(&house.owner, &json!({ "type": "undo_import", "import": state(6).0 }));
    assert_eq!((status, &refused["code"]), (409, &json!("import.rested_upon")), "{refused}");
    let (status, outcome) = house.act(&house.owner, &json!({ "type": "undo_import", "import": import }));
    assert_eq!((status, &outcome), (200, &json!({ "type": "import_undone", "rows": 2 })));
    assert_eq!(state(0), (import, true, json!("import.already_undone")));
}
