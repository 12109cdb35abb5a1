//! The map's tiles.

use domain::seat::Role;

use crate::house::House;

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
