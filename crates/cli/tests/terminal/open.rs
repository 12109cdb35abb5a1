//! A store that a running desk has open: everything goes through that desk.

use serde_json::json;

use crate::shell::{FIRST, Shell, order};

#[test]
fn an_open_store_is_asked_acted_on_and_filled_through_its_running_desk() {
    let shell = Shell::with_district();
    let mut served = shell.serve();
    let issued = shell.json(&["act", "s", "issue_order", &order(FIRST, "请到场")]);
    assert_eq!(shell.json(&["ask", "s", "orders", r#"{"scope":null,"limit":9}"#])["total"], 1);

    let post = shell.head();
    let mark = json!({ "order": issued["order"], "post": post, "mark": { "mark": "read" }, "way": "device" });
    assert_eq!(shell.json(&["act", "s", "mark_receipt", &mark.to_string(), "--as", &post])["changed"], true);

    shell.write("more.csv", "网格编码,岗位,姓名,电话,到任日期\n411602001,街道副网格长,戊,0394-1000009,2025-03-01\n");
    let look = shell.json(&["import", "s", "more.csv", "--look"]);
    assert_eq!((&look["looks"][0]["kind"], &look["looks"][0]["rows"]), (&json!("heads"), &json!(1)), "{look}");
    let report = shell.json(&["import", "s", "more.csv", "--as", "heads"]);
    assert_eq!(report["reports"][0]["changed"], true, "{report}");
    assert_eq!(shell.json(&["ask", "s", "district"])["heads"], 4);
    shell.write("some.csv", "网格编码,岗位,姓名,电话\n411602009,网格长,己,2\n");
    assert_eq!(shell.run(&["import", "s", "some.csv", "--as", "heads", "--failed", "back.xlsx"]).status, 1);
    let look = shell.json(&["import", "s", "back.xlsx", "--look"]);
    assert_eq!((&look["looks"][0]["kind"], &look["looks"][0]["rows"]), (&json!("heads"), &json!(1)), "{look}");
    let done = shell.run_with(&["locate", "s"], "a,114.65,33.65\n");
    assert_eq!(done.stdout.lines().nth(1), Some("a,411602.411602001,411602001,陈州街回族街道"));
    assert_eq!(shell.json(&["verify", "s"])["sound"], true);

    assert_eq!(served.stop(), Some(0));
    assert!(!shell.path("s.lock").exists(), "a clean close takes the lock away");
    assert_eq!(shell.json(&["ask", "s", "orders", r#"{"scope":null,"limit":9}"#])["total"], 1);
    assert_eq!(shell.json(&["verify", "s"])["sound"], true);
}

#[test]
fn the_operators_link_and_a_pairing_code_give_seats() {
    let shell = Shell::with_district();
    let served = shell.serve();
    let link = served.ready["operator_link"].as_str().unwrap();
    let code = link.strip_prefix(&format!("{}#seat=", served.address())).expect("the link opens the page");
    assert_eq!(redeem(served.address(), code)["role"], "admin");

    let paired = shell.json(&["pair", "s", "--post", &shell.head()]);
    let link = paired["link"].as_str().unwrap();
    let code = link.strip_prefix(&format!("{}field#code=", served.address())).expect("the link opens the field page");
    assert_eq!(code, paired["code"]);
    let seat = redeem(served.address(), code);
    assert_eq!((&seat["role"], &seat["subtree"]), (&json!("field"), &json!(FIRST)));
}

#[test]
fn a_store_is_served_once_and_a_taken_port_is_named() {
    let shell = Shell::with_district();
    let served = shell.serve();
    let done = shell.run(&["serve", "s", "--listen", "127.0.0.1:0"]);
    assert_eq!(done.status, 1);
    assert!(done.stderr.contains(served.address().trim_end_matches('/')), "{}", done.stderr);

    shell.json(&["new", "other"]);
    let taken = served.address().trim_start_matches("http://").trim_end_matches('/');
    let done = shell.run(&["serve", "other", "--listen", taken]);
    assert_eq!(done.status, 1);
    assert!(done.stderr.contains(taken) && done.stderr.contains("--listen"), "{}", done.stderr);
}

#[test]
fn a_killed_desk_does_not_block_the_store() {
    let shell = Shell::with_district();
    drop(shell.serve());
    assert!(shell.path("s.lock").exists(), "nobody took it away");
    assert_eq!(shell.json(&["ask", "s", "district"])["heads"], 3);
    let mut served = shell.serve();
    assert_eq!(served.stop(), Some(0));
}

fn redeem(address: &str, code: &str) -> serde_json::Value {
    let body = json!({ "code": code, "command_id": "01920000-0000-7000-8000-000000000002" });
    let mut response = ureq::post(format!("{address}api/pair")).send_json(&body).unwrap();
    response.body_mut().read_json().unwrap()
}
