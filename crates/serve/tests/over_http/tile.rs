//! The map's tiles.

use domain::seat::Role;
use serde_json::json;

use crate::house::{House, SECOND};

#[test]
fn a_tile_is_asked_for_again_only_when_it_may_have_changed() {
    let house = House::open();
    let token = format!("Bearer {}", house.seat(Role::Auditor, None));
    let seat = ("authorization", token.as_str());
    // The tile of zoom 9 that holds the district.
    let path = "/tiles/grid-2/9/419/205";
    let first = house.get(path, &[seat]);
    assert_eq!(first.status(), 200);
    assert_eq!(first.headers()["content-type"], "application/vnd.mapbox-vector-tile");
    assert_eq!(first.headers()["cache-control"], "private, no-cache");
    assert_eq!(first.headers()["vary"], "Cookie, Authorization");
    let tag = first.headers()["etag"].to_str().unwrap().to_owned();
    assert!(!first.into_body().read_to_vec().unwrap().is_empty(), "two streets lie in this tile");

    assert_eq!(house.get(path, &[seat, ("if-none-match", &tag)]).status(), 304);
    let lasting = house.get(&format!("{path}?rev=1"), &[seat]);
    assert_eq!(lasting.headers()["cache-control"], "private, max-age=31536000, immutable");
}

#[test]
fn a_tile_that_cannot_be_is_invalid() {
    let house = House::open();
    let token = format!("Bearer {}", house.owner);
    for path in ["/tiles/grid-1/-1/0/0", "/tiles/grid-1/0/1/0", "/tiles/grid-1/99/0/0", "/tiles/grid-1/a/b/c"] {
        assert_eq!(house.get(path, &[("authorization", &token)]).status(), 422, "{path}");
    }
}

#[test]
fn a_drafts_own_tiles_are_for_those_who_may_list_the_schemes() {
    let house = House::open();
    let done = |action: &serde_json::Value| assert_eq!(house.act(&house.owner, action).0, 200, "{action}");
    let scheme = house.ask(&house.owner, &json!({ "type": "district" })).1["scheme"]["name"].clone();
    done(&json!({ "type": "draft_scheme", "name": "二〇二七 年", "from": scheme }));
    let (_, drawn) = house.ask(&house.owner, &json!({ "type": "shapes", "scheme": "二〇二七 年", "paths": [SECOND] }));
    let mut after = drawn["grids"][0]["placed"].clone();
    after["name"] = json!("七二路街道");
    let change = json!({ "path": SECOND, "seen": drawn["grids"][0]["digest"], "after": after });
    done(&json!({ "type": "revise_grids", "scheme": "二〇二七 年", "changes": [change] }));

    let draft = "/tiles/grid-2/9/419/205?scheme=%E4%BA%8C%E3%80%87%E4%BA%8C%E4%B8%83%20%E5%B9%B4&rev=1";
    let read = |path: &str, token: &str| {
        let tile = house.get(path, &[("authorization", &format!("Bearer {token}"))]);
        (tile.status().as_u16(), String::from_utf8_lossy(&tile.into_body().read_to_vec().unwrap()).into_owned())
    };
    let (_, before) = read("/tiles/grid-2/9/419/205", &house.owner);
    let (status, now) = read(draft, &house.seat(Role::Supervisor, None));
    assert_eq!(status, 200, "{now}");
    assert!(before.contains("七一路街道") && !before.contains("七二路街道"), "what is in force stays");
    assert!(now.contains("七二路街道") && !now.contains("七一路街道"));
    for (role, part) in [(Role::Field, None), (Role::Supervisor, Some(SECOND))] {
        assert_eq!(read(draft, &house.seat(role, part)).0, 403, "{role:?}");
    }
    assert_eq!(read("/tiles/grid-2/9/419/205?scheme=none", &house.owner).0, 409, "no such scheme");
}
