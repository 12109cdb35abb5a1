//! What waited together on a phone is sent together: each call with its own id and its own answer.

use serde_json::{Value, json};

use tests::streets;

use crate::house::{FIRST, House, TOP};

fn mark(house: &House, order: &str, post: &str, mark: &str) -> Value {
    let action =
        json!({ "type": "mark_receipt", "order": order, "post": post, "mark": { "mark": mark }, "way": "device" });
    json!({ "command_id": house.new_id(), "action": action })
}

fn paired(house: &House, post: &str) -> String {
    let code = house.code(&json!({ "type": "offer_pairing", "post": post }));
    house.redeem("/api/pair", &code).1["token"].as_str().unwrap().to_owned()
}

#[test]
fn each_of_several_calls_is_done_or_fails_by_itself_and_once() {
    let house = House::open();
    let post = house.head(FIRST);
    let token = paired(&house, &post);
    let (first, second) = (house.order(TOP, "第一道"), house.order(TOP, "第二道"));
    let calls = [
        mark(&house, &first, &post, "delivered"),
        mark(&house, &second, &post, "delivered"),
        mark(&house, &first, "P-of-somebody-else", "delivered"),
        json!({ "command_id": house.new_id(), "action": { "type": "issue_order", "draft": streets::draft(TOP, "越权") } }),
        mark(&house, &first, &post, "accepted"),
    ];
    let said = |answers: &Value| -> Vec<(String, String)> {
        let word = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let one = |answer: &Value| (word(&answer["is"]), word(&answer["failure"]["code"]));
        answers.as_array().unwrap().iter().map(one).collect()
    };
    let done = || ("done".to_owned(), String::new());
    let failed = |code: &str| ("failed".to_owned(), code.to_owned());
    let expected = [done(), done(), failed("rights.not_yours"), failed("rights.not_yours"), done()];
    let (status, answers) = house.post("/field/api/acts", Some(&token), &json!(calls));
    assert_eq!((status, said(&answers)), (200, expected.to_vec()), "{answers}");
    let (_, inbox) = house.ask(&token, &json!({ "type": "inbox" }));
    let progress: Vec<&str> =
        inbox["orders"].as_array().unwrap().iter().map(|order| order["progress"].as_str().unwrap()).collect();
    assert_eq!(progress, ["delivered", "accepted"], "the newest first");

    let before = house.ask(&house.owner, &json!({ "type": "district" })).1["vector"].clone();
    let (_, again) = house.post("/field/api/acts", Some(&token), &json!(calls));
    assert_eq!(again, answers, "a retry gets the first answers");
    assert_eq!(house.ask(&house.owner, &json!({ "type": "district" })).1["vector"], before, "and says nothing twice");
}

#[test]
fn more_calls_than_an_outbox_has_are_refused_and_so_is_who_has_no_seat() {
    let house = House::open();
    let token = paired(&house, &house.head(FIRST));
    let order = house.order(TOP, "一道");
    let calls: Vec<Value> = (0..101).map(|_| mark(&house, &order, &house.head(FIRST), "read")).collect();
    let (status, failure) = house.post("/field/api/acts", Some(&token), &json!(calls));
    assert_eq!((status, failure["code"].as_str()), (422, Some("request.too_many")), "{failure}");
    assert_eq!(house.post("/field/api/acts", Some("nobody"), &json!(calls[..1])).0, 401);
    assert_eq!(house.post("/field/api/acts", Some(&token), &json!([])), (200, json!([])));
}
