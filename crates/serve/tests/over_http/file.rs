//! What people attach, over HTTP: handed in as bytes, handed out so that it can do nothing.

use domain::seat::Role;
use serde_json::{Value, json};

use crate::house::{FIRST, House, SECOND, read};

const PICTURE: &[u8] = include_bytes!("../../../../tests/fixtures/attachments/dot.png");
const PDF: &[u8] = b"%PDF-1.4\n1 0 obj\n<</Type/Catalog>>\nendobj\ntrailer<</Root 1 0 R>>\n%%EOF\n";

fn hand_in(house: &House, token: &str, name: &str, bytes: &[u8]) -> (u16, Value) {
    house.post_bytes(&format!("/api/file?name={name}&command_id={}", house.new_id()), token, bytes)
}

fn order(house: &House, token: &str, attachments: &Value) -> (u16, Value) {
    let draft = json!({
        "text": "看附件", "kind": "check", "priority": "normal", "deadline": null, "answering": null,
        "target": { "subtree": FIRST, "levels": [], "roles": [], "having": null }, "attachments": attachments,
    });
    house.act(token, &json!({ "type": "issue_order", "draft": draft }))
}

#[test]
fn a_file_goes_in_and_comes_out_only_to_whom_it_concerns_and_can_do_nothing() {
    let house = House::open();
    let here = house.seat(Role::Operator, Some(FIRST));
    let there = house.seat(Role::Operator, Some(SECOND));
    let (status, picture) = hand_in(&house, &here, "a.jpg", PICTURE);
    assert_eq!((status, picture["media"].as_str(), picture["name"].as_str()), (200, Some("png"), Some("a.png")));
    let (_, paper) = hand_in(&house, &here, "%E5%9B%BE.pdf", PDF);
    let files = json!([{ "is": "file", "file": picture }, { "is": "file", "file": paper }]);
    assert_eq!(order(&house, &here, &files).0, 200);

    let get = |token: &str, file: &Value, query: &str| {
        let address = format!("/api/file/{}{query}", file["hash"].as_str().unwrap());
        house.get(&address, &[("authorization", &format!("Bearer {token}"))])
    };
    let shown = get(&here, &picture, "?name=a.html");
    let header = |name: &str| shown.headers()[name].to_str().unwrap().to_owned();
    assert_eq!(header("content-type"), "image/png");
    assert_eq!(header("x-content-type-options"), "nosniff");
    assert_eq!(header("content-security-policy"), "default-src 'none'; sandbox");
    assert_eq!(header("content-disposition"), "inline; filename*=UTF-8''a.png");
    assert_eq!(header("cache-control"), "private, no-cache");
    let tag = header("etag");
    let address = format!("/api/file/{}", picture["hash"].as_str().unwrap());
    let known = [("authorization", format!("Bearer {here}")), ("if-none-match", tag)];
    let known: Vec<(&str, &str)> = known.iter().map(|(name, value)| (*name, value.as_str())).collect();
    assert_eq!(house.get(&address, &known).status(), 304);

    let kept = get(&here, &paper, "");
    assert!(kept.headers()["content-disposition"].to_str().unwrap().starts_with("attachment; "));
    assert_eq!(kept.headers()["content-type"], "application/pdf");
    assert_eq!(get(&there, &picture, "").status(), 409);
    assert_eq!(get(&house.seat(Role::Field, None), &picture, "").status(), 200, "the street's head has the order");
    assert_eq!(house.get(&address, &[]).status(), 401);
}

#[test]
fn what_cannot_be_attached_is_refused_in_words_and_nobody_without_the_right_is_heard() {
    let house = House::open();
    let (status, failure) = hand_in(&house, &house.owner, "a.png", b"MZ not a picture");
    assert_eq!((status, failure["code"].as_str()), (422, Some("attachment.unknown_kind")));
    let (status, failure) = hand_in(&house, &house.seat(Role::Auditor, None), "a.png", PICTURE);
    assert_eq!((status, failure["code"].as_str()), (403, Some("rights.not_yours")));
    let (status, _) = house.post("/api/file?name=a&command_id=x", None, &json!({}));
    assert_eq!(status, 401);
    let (status, failure) =
        read(house.get("/api/file/..%2f", &[("authorization", &format!("Bearer {}", house.owner))]));
    assert_eq!((status, failure["code"].as_str()), (409, Some("unknown")));
}
