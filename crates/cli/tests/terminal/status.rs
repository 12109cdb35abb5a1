//! 0 done, 1 refused or something found wrong, 2 the call makes no sense, 3 broken.

use crate::shell::{Shell, TOP, order};

#[test]
fn a_call_that_makes_no_sense_ends_with_2() {
    let shell = Shell::with_district();
    for args in [
        &["fly"][..],
        &["new"],
        &["new", "s"],
        &["ask", "nowhere", "district"],
        &["ask", "heads.csv", "district"],
        &["ask", "s", "no_such_question"],
        &["ask", "s", "grid"],
        &["ask", "s", "orders", "{"],
        &["ask", "s", "orders", r#"{"limit":1,"scop":null}"#],
        &["act", "s", "district"],
        &["act", "s", "issue_order", "{}", "--command-id", "seven"],
        &["import", "s", "nowhere.csv", "--as", "heads"],
        &["import", "s", "heads.csv", "--as", "people"],
        &["import", "s", "heads.csv"],
        &["verify", "nowhere"],
        &["serve", "nowhere", "--listen", "127.0.0.1:0"],
        &["serve", "s", "--listen", "127.0.0.1:0", "--name", "desk.wutu.test"],
        &["serve", "s", "--listen", "127.0.0.2:0", "--name", "指挥台"],
        &["serve", "s", "--listen", "127.0.0.2:0", "--cert", "site.pem"],
        &["serve", "s", "--listen", "127.0.0.2:0", "--no-trust-page", "--trust-listen", "127.0.0.2:0"],
    ] {
        let done = shell.run(args);
        assert_eq!(done.status, 2, "{args:?}: {}{}", done.stdout, done.stderr);
        assert!(done.stdout.is_empty() && !done.stderr.is_empty(), "{args:?}: {}", done.stdout);
    }
    assert_eq!(shell.run_with(&["locate", "s"], "a,b,c\nd,e,f\n").status, 2);
}

#[test]
fn a_refusal_ends_with_1_and_says_what_to_do() {
    let shell = Shell::with_district();
    for args in [
        &["act", "s", "issue_order", &order(TOP, " ")][..],
        &["act", "s", "issue_order", &order("999999", "谁在")],
        &["pair", "s", "--post", "nobody"],
        &["demo", "d", "--scale", "province"],
        &["serve", "s", "--listen", "127.0.0.2:0", "--cert", "no.pem", "--key", "no.key"],
    ] {
        let done = shell.run(args);
        assert_eq!(done.status, 1, "{args:?}: {}", done.stderr);
        assert!(done.stderr.contains("建议"), "{args:?}: {}", done.stderr);
        let failure = shell.run(&[args, &["--json"]].concat()).document();
        assert_eq!(failure["kind"], "refused", "{args:?}");
    }
}

#[test]
fn a_damaged_store_is_found() {
    let shell = Shell::with_district();
    let path = shell.path("s");
    let mut bytes = std::fs::read(&path).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle..middle + 4096].fill(0xA5);
    std::fs::write(&path, bytes).unwrap();
    let status = shell.run(&["verify", "s"]).status;
    assert!(status == 1 || status == 3, "{status}");
}
