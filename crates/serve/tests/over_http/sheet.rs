//! Map sheets over HTTP.

use domain::seat::Role;
use serde_json::{Value, json};
use serve::sheet::{CONTENT, HASH, PAGES};

use crate::house::{FIRST, House, SECOND};

fn wanted(house: &House, path: &str, format: &str) -> Value {
    json!({ "command_id": house.new_id(), "wish": { "grid": path, "format": format, "measure": "heads" } })
}

#[test]
fn a_sheet_comes_as_the_file_itself_and_says_what_it_is() {
    let house = House::open();
    for (format, kind, begin) in [("pdf", "application/pdf", &b"%PDF-"[..]), ("png", "image/png", &b"\x89PNG"[..])] {
        let mut response = house.send("/api/sheet", &house.owner, &wanted(&house, FIRST, format));
        assert_eq!(response.status(), 200);
        let told = |name: &str| response.headers()[name].to_str().unwrap().to_owned();
        assert_eq!(
            (told("content-type"), told("cache-control"), told(PAGES)),
            (kind.into(), "no-store".into(), "2".into())
        );
        let name = "attachment; filename*=UTF-8''411602001%20%E9%99%88";
        assert!(told("content-disposition").starts_with(name), "{}", told("content-disposition"));
        let (hash, content) = (told(HASH), told(CONTENT));
        let bytes = response.body_mut().read_to_vec().unwrap();
        assert!(bytes.starts_with(begin));
        assert_eq!(blake3::hash(&bytes).to_hex().as_str(), hash);

        let seen = house.seq();
        let again =
            json!({ "unless": content, "command_id": house.new_id(), "wish": wanted(&house, FIRST, format)["wish"] });
        assert_eq!(house.send("/api/sheet", &house.owner, &again).status(), 204);
        assert_eq!(house.seq(), seen, "nothing was printed");
    }
}

#[test]
fn who_may_not_print_gets_nothing_and_neither_does_who_asks_nonsense() {
    let house = House::open();
    for role in [Role::Field, Role::Auditor] {
        let (status, answer) =
            house.post("/api/sheet", Some(&house.seat(role, Some(FIRST))), &wanted(&house, FIRST, "pdf"));
        assert_eq!((status, &answer["code"]), (403, &json!("rights.not_yours")), "{role:?}: {answer}");
    }
    let operator = house.seat(Role::Operator, Some(FIRST));
    let (status, answer) = house.post("/api/sheet", Some(&operator), &wanted(&house, SECOND, "pdf"));
    assert_eq!((status, &answer["code"]), (403, &json!("rights.outside_subtree")), "{answer}");
    assert_eq!(house.post("/api/sheet", None, &wanted(&house, FIRST, "pdf")).0, 401);
    for body in [json!({}), wanted(&house, FIRST, "svg")] {
        let (status, answer) = house.post("/api/sheet", Some(&operator), &body);
        assert_eq!((status, &answer["code"]), (422, &json!("request.malformed")), "{answer}");
    }
}

#[test]
fn a_thumbnail_is_a_small_png_for_whoever_may_see_prints_of_that_grid() {
    let house = House::open();
    let inside = format!("/api/thumb?grid={FIRST}&measure=heads&paper=A3&orientation=landscape");
    let [auditor, operator, field] =
        [Role::Auditor, Role::Operator, Role::Field].map(|role| house.seat(role, Some(FIRST)));
    let seen = house.seq();
    let of = |token: &str, address: &str| house.get(address, &[("authorization", &format!("Bearer {token}"))]);
    let mut response = of(&auditor, &inside);
    assert_eq!((response.status().as_u16(), response.headers()["content-type"].to_str().unwrap()), (200, "image/png"));
    let bytes = response.body_mut().read_to_vec().unwrap();
    assert_eq!((&bytes[..4], &bytes[16..20]), (&b"\x89PNG"[..], &480_u32.to_be_bytes()[..]));
    let status = |token: &str, address: &str| of(token, address).status().as_u16();
    assert_eq!(status(&operator, &format!("/api/thumb?grid={SECOND}")), 403);
    assert_eq!(status(&field, &inside), 403);
    assert_eq!(status(&house.owner, "/api/thumb?grid=411602&paper=A7"), 422);
    assert_eq!(status(&house.owner, "/api/thumb"), 422);
    assert_eq!(house.get(&inside, &[]).status(), 401);
    assert_eq!(house.seq(), seen, "nothing was printed");
}
