//! Basemaps over HTTP: in as a body, out as tiles.

use domain::seat::Role;
use serde_json::{Value, json};

use crate::house::{FIRST, House};

const CITY: &[u8] = include_bytes!("../../../../tests/fixtures/basemaps/city.pmtiles");
/// The tile around the model town.
const TOWN: &str = "10/838/410";

fn add(house: &House, token: &str, file: &str, body: &[u8]) -> (u16, Value) {
    let address = format!("/api/basemap?file={file}&command_id={}", house.new_id());
    house.post_bytes(&address, token, body)
}

#[test]
fn a_basemap_comes_in_as_a_body_and_its_tiles_never_change() {
    let house = House::open();
    let (status, added) = add(&house, &house.owner, "city.pmtiles", CITY);
    assert_eq!((status, &added["changed"]), (200, &json!(true)), "{added}");
    let hash = added["basemap"]["hash"].as_str().unwrap();
    let token = format!("Bearer {}", house.seat(Role::Operator, Some(FIRST)));
    let seat = ("authorization", token.as_str());
    let path = format!("/tiles/basemap/{hash}/{TOWN}");
    let tile = house.get(&path, &[seat]);
    assert_eq!(tile.status(), 200);
    assert_eq!(tile.headers()["content-type"], "application/vnd.mapbox-vector-tile");
    assert_eq!(tile.headers()["cache-control"], "private, max-age=31536000, immutable");
    let tag = tile.headers()["etag"].to_str().unwrap().to_owned();
    assert!(String::from_utf8_lossy(&tile.into_body().read_to_vec().unwrap()).contains("周口市"));
    assert_eq!(house.get(&path, &[seat, ("if-none-match", &tag)]).status(), 304);
    for (path, status) in [
        (format!("/tiles/basemap/{hash}/10/0/0"), 404),
        (format!("/tiles/basemap/{hash}/3/9/0"), 422),
        (format!("/tiles/basemap/{hash}/a/b/c"), 422),
        ("/tiles/basemap/..%2F..%2Fdistrict/10/838/410".to_owned(), 409),
        ("/tiles/basemap/tianditu-vec/10/838/410".to_owned(), 409),
    ] {
        assert_eq!(house.get(&path, &[seat]).status(), status, "{path}");
    }
    assert_eq!(house.get(&path, &[]).status(), 401, "nobody without a seat");
    let field = format!("Bearer {}", house.seat(Role::Field, None));
    assert_eq!(house.get(&path, &[("authorization", &field)]).status(), 403, "the field has no map");
}

#[test]
fn who_may_not_add_is_told_so_and_what_is_no_basemap_is_refused_in_words() {
    let house = House::open();
    for token in [house.seat(Role::Commander, None), house.seat(Role::Admin, Some(FIRST))] {
        let (status, answer) = add(&house, &token, "city.pmtiles", CITY);
        assert_eq!((status, answer["code"].as_str()), (403, Some("rights.not_yours")), "{answer}");
    }
    let (status, answer) = add(&house, &house.owner, "page.pmtiles", b"<!doctype html><html></html>");
    assert_eq!((status, answer["code"].as_str()), (422, Some("basemap.other_file")), "{answer}");
    let (status, answer) = add(&house, &house.owner, "cut.pmtiles", &CITY[..CITY.len() - 1]);
    assert_eq!((status, answer["code"].as_str()), (422, Some("basemap.cut_off")), "{answer}");
    assert_eq!(house.post("/api/basemap", None, &json!({})).0, 401);
    assert_eq!(house.post("/api/basemap?file=x", Some(&house.owner), &json!({})).0, 422);
}
