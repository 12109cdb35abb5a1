//! The check over HTTP: what is wrong, page by page, drawn, and accepted.

use domain::seat::Role;
use serde_json::json;

use crate::house::{FIRST, House};

#[test]
fn findings_are_paged_drawn_accepted_and_told_to_other_pages() {
    let house = House::open();
    let (status, all) = house.ask(&house.owner, &json!({ "type": "check" }));
    assert_eq!((status, &all["total"], &all["tolerance"]), (200, &json!(3), &json!(0.5)), "{all}");
    let kinds: Vec<_> = all["findings"].as_array().unwrap().iter().map(|one| one["kind"].as_str().unwrap()).collect();
    assert_eq!(kinds, ["wrong_kind", "wrong_kind", "no_head"]);
    let (_, page) =
        house.ask(&house.owner, &json!({ "type": "check", "kinds": ["wrong_kind"], "from": 1, "limit": 5 }));
    assert_eq!((&page["total"], &page["from"], &page["counts"]), (&json!(2), &json!(1), &all["counts"]), "{page}");
    assert_eq!(page["findings"], json!([all["findings"][1]]));

    let key = &all["findings"][0]["key"];
    let (status, card) = house.ask(&house.owner, &json!({ "type": "finding", "key": key }));
    assert_eq!((status, &card["finding"]), (200, &all["findings"][0]), "{card}");
    let (status, failure) = house.ask(&house.owner, &json!({ "type": "finding", "key": "gap-0" }));
    assert_eq!((status, &failure["code"]), (409, &json!("unknown")));

    let accept = json!({
        "type": "accept_finding", "scheme": all["scheme"], "key": key, "note": "改制未完", "name": "周明",
    });
    let supervisor = house.seat(Role::Supervisor, Some(FIRST));
    let (status, outcome) = house.act(&supervisor, &accept);
    assert_eq!((status, &outcome["type"]), (200, &json!("finding_accepted")), "{outcome}");
    let (_, after) = house.ask(&supervisor, &json!({ "type": "check", "state": "accepted" }));
    let (found, acceptance) = (&after["findings"][0], &after["findings"][0]["acceptance"]);
    assert_eq!(
        (&found["key"], &acceptance["name"], &acceptance["by"]["role"]),
        (key, &json!("周明"), &json!("supervisor"))
    );
}

#[test]
fn a_check_that_makes_no_sense_is_refused() {
    let house = House::open();
    for question in [
        json!({ "type": "check", "kinds": ["hole"] }),
        json!({ "type": "check", "from": -1 }),
        json!({ "type": "check", "state": "mended" }),
    ] {
        let (status, failure) = house.ask(&house.owner, &question);
        assert_eq!((status, &failure["kind"]), (422, &json!("invalid")), "{question}: {failure}");
    }
    let (status, failure) = house.ask(&house.owner, &json!({ "type": "check", "scheme": "别的" }));
    assert_eq!((status, &failure["code"]), (409, &json!("unknown")));
}
