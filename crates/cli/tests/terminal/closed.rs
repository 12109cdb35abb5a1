//! A store that nobody has open: each command opens it, works, and leaves.

use serde_json::{Value, json};

use crate::shell::{FIRST, HEADS, Shell, TOP, grids, order};

#[test]
fn a_district_is_founded_filled_asked_ordered_and_verified() {
    let shell = Shell::new();
    shell.write("grids.geojson", &grids());
    shell.write("heads.csv", HEADS);
    assert_eq!(shell.json(&["new", "s", "--name", "试验区"])["name"], "试验区");

    let tried = shell.json(&["import", "s", "grids.geojson", "--as", "grids", "--dry-run"]);
    assert_eq!((&tried["reports"][0]["taken"], &tried["reports"][0]["changed"]), (&json!(3), &json!(false)));
    let grids = shell.json(&["import", "s", "grids.geojson", "--as", "grids"]);
    assert_eq!((&grids["reports"][0]["taken"], &grids["reports"][0]["changed"]), (&json!(3), &json!(true)));
    shell.json(&["import", "s", "heads.csv", "--as", "heads"]);
    assert_eq!(shell.json(&["check", "s"])["grids"], 3);
    let again = shell.json(&["import", "s", "heads.csv", "--as", "heads"]);
    assert_eq!(again["reports"][0]["changed"], false, "importing twice changes nothing");

    let district = shell.json(&["ask", "s", "district"]);
    assert_eq!((&district["name"], &district["heads"]), (&json!("试验区"), &json!(3)));
    let outcome = shell.json(&["act", "s", "issue_order", &order(TOP, "请报平安")]);
    assert_eq!(outcome["people"], 3, "{outcome}");
    let orders = shell.json(&["ask", "s", "orders", r#"{"scope":null,"limit":9}"#]);
    assert_eq!((&orders["total"], &orders["orders"][0]["text"]), (&json!(1), &json!("请报平安")));

    let verified = shell.json(&["verify", "s"]);
    assert_eq!(verified["sound"], true, "{verified}");
}

#[test]
fn what_is_wrong_is_shown_and_told_by_the_status() {
    let shell = Shell::new();
    shell.write("grids.geojson", &grids());
    shell.json(&["new", "s"]);
    shell.write("one.csv", HEADS.lines().take(2).collect::<Vec<_>>().join("\n").as_str());
    shell.json(&["import", "s", "grids.geojson", "--as", "grids"]);
    shell.json(&["import", "s", "one.csv", "--as", "heads"]);
    let done = shell.run(&["check", "s", "--json"]);
    assert_eq!(done.status, 1);
    let kinds: Vec<_> = done.document()["findings"].as_array().unwrap().iter().map(|one| one["kind"].clone()).collect();
    assert!(kinds.contains(&json!("no_head")), "{kinds:?}");
    let words = shell.run(&["check", "s"]).stdout;
    assert!(words.contains("411602001") && words.contains("处问题"), "{words}");
    assert_eq!(shell.run(&["check", "s", "--scheme", "别的方案"]).status, 1);
}

#[test]
fn a_hole_is_found_with_its_place_and_size_and_the_status_is_good_again_once_it_is_accepted() {
    let shell = Shell::new();
    let mut district: Value = serde_json::from_str(&grids()).unwrap();
    let second = district["features"][2]["geometry"]["coordinates"][0].as_array_mut().unwrap();
    let east = second.iter().filter_map(|corner| corner[0].as_f64()).fold(f64::MIN, f64::max);
    for corner in second.iter_mut().filter(|corner| corner[0] == east) {
        corner[0] = json!(east - 0.01);
    }
    shell.write("grids.geojson", &district.to_string());
    shell.write("heads.csv", HEADS);
    shell.json(&["new", "s"]);
    shell.json(&["import", "s", "grids.geojson", "--as", "grids"]);
    shell.json(&["import", "s", "heads.csv", "--as", "heads"]);
    let done = shell.run(&["check", "s", "--json"]);
    assert_eq!(done.status, 1, "{}", done.stdout);
    let found = done.document();
    assert_eq!((&found["total"], &found["tolerance"]), (&json!(1), &json!(0.5)), "{found}");
    let hole = &found["findings"][0];
    assert_eq!((&hole["kind"], &hole["grids"][1]["code"]), (&json!("not_filled"), &json!("411602002")), "{hole}");
    assert!(hole["width"].as_f64().is_some_and(|metres| (900.0..960.0).contains(&metres)), "{hole}");
    let words = shell.run(&["check", "s"]).stdout;
    assert!(words.contains("未覆盖") && words.contains("容差 0.5 米"), "{words}");
    let other = shell.run(&["check", "s", "--kind", "gap"]);
    assert_eq!((other.status, other.stdout.contains("未覆盖")), (1, false), "{}", other.stdout);
    assert!(other.stdout.contains("1 处问题"), "what is left out is counted: {}", other.stdout);
    assert_eq!(shell.run(&["check", "s", "--kind", "hole"]).status, 2);
    let none = shell.run(&["check", "s", "--limit", "0", "--lang", "en"]).stdout;
    assert!(none.contains("the first 0 of 1") && none.contains("not filled 1"), "{none}");

    let accept = json!({ "scheme": found["scheme"], "key": hole["key"], "note": "河面", "name": "周明" }).to_string();
    shell.json(&["act", "s", "accept_finding", &accept]);
    let done = shell.run(&["check", "s"]);
    assert_eq!(done.status, 0, "{}", done.stdout);
    assert!(done.stdout.contains("周明认可：河面") && done.stdout.contains("其中认可 1 处"), "{}", done.stdout);
}

#[test]
fn positions_find_their_deepest_grid() {
    let shell = Shell::with_district();
    let done = shell.run_with(&["locate", "s"], "id,lon,lat\na,114.65,33.65\nb,114.75,33.65\n外,100,10\n");
    assert_eq!(done.status, 0, "{}", done.stderr);
    let expected = "id,path,code,name\n\
        a,411602.411602001,411602001,陈州街回族街道\n\
        b,411602.411602002,411602002,七一路街道\n\
        外,,,\n";
    assert_eq!(done.stdout, expected);
    let done = shell.run_with(&["locate", "s", "--json"], "a,114.65,33.65\n");
    assert_eq!(done.document()["located"][0]["path"], FIRST);
    assert_eq!(shell.run_with(&["locate", "s"], "").stdout, "id,path,code,name\n");
}

#[test]
fn the_same_command_id_makes_one_order() {
    let shell = Shell::with_district();
    let id = "01920000-0000-7000-8000-000000000001";
    let act = ["act", "s", "issue_order", &order(FIRST, "一次就够"), "--command-id", id];
    let first = shell.json(&act);
    assert_eq!(shell.json(&act), first);
    assert_eq!(shell.json(&["ask", "s", "orders", r#"{"scope":null,"limit":9}"#])["total"], 1);
    let other = ["act", "s", "issue_order", &order(FIRST, "另一道"), "--command-id", id];
    assert_eq!(shell.run(&other).status, 1);
}

#[test]
fn somebody_answers_for_a_post_and_leaves_no_device_behind() {
    let shell = Shell::with_district();
    let issued = shell.json(&["act", "s", "issue_order", &order(FIRST, "请到场")]);
    let post = shell.head();
    let mark = json!({ "order": issued["order"], "post": post, "mark": { "mark": "accepted" }, "way": "device" });
    let outcome = shell.json(&["act", "s", "mark_receipt", &mark.to_string(), "--as", &post]);
    assert_eq!(outcome["changed"], true);
    let devices = shell.json(&["ask", "s", "devices"]);
    let devices = devices["devices"].as_array().unwrap();
    assert!(devices.len() == 1 && devices[0]["revoked"].is_string(), "{devices:?}");
}

#[test]
fn a_file_is_looked_at_brought_in_listed_and_taken_back() {
    let shell = Shell::with_district();
    let before = shell.json(&["ask", "s", "district"]);
    shell.write("more.csv", "网格编码,姓名,备注\n411602001,戊,新\n");
    let look = shell.json(&["import", "s", "more.csv", "--look"]);
    let seen = &look["looks"][0];
    assert_eq!((&seen["kind"], &seen["guessed"], &seen["rows"]), (&json!("heads"), &json!(true), &json!(1)), "{look}");
    let words = shell.run(&["import", "s", "more.csv", "--look", "--as", "streams"]);
    assert_eq!(words.status, 0, "{}", words.stderr);
    assert!(words.stdout.contains("缺少  venue、address"), "{}", words.stdout);
    shell.write("broken.geojson", r#"{"type":"FeatureCollection","features":[{"#);
    assert_eq!(shell.run(&["import", "s", "broken.geojson", "--look"]).status, 1);

    shell.json(&["import", "s", "more.csv", "--as", "heads"]);
    let words = shell.run(&["imports", "s"]).stdout;
    let lines: Vec<&str> = words.lines().collect();
    assert!(lines[0].contains("more.csv") && lines[0].contains("可撤销"), "{words}");
    assert!(lines[2].contains("grids.geojson") && lines[2].contains("依附"), "{words}");
    let number = |line: &str| line.split_whitespace().next().unwrap().to_owned();
    let refused = shell.run(&["undo-import", "s", &number(lines[2])]);
    assert_eq!(refused.status, 1, "{}", refused.stderr);
    assert_eq!(shell.run(&["undo-import", "s", "999"]).status, 1);
    let undone = shell.json(&["undo-import", "s", &number(lines[0])]);
    assert_eq!(undone, json!({ "type": "import_undone", "rows": 1 }));
    assert!(shell.run(&["imports", "s"]).stdout.lines().next().unwrap().contains("已撤销"));
    assert_eq!(shell.json(&["ask", "s", "district"])["heads"], before["heads"]);
    assert_eq!(shell.json(&["verify", "s"])["sound"], true);
}

#[test]
fn help_lists_both_tables() {
    let shell = Shell::with_district();
    let words = shell.run(&["ask", "s", "help"]).stdout;
    let english = shell.run(&["ask", "s", "help", "--lang", "en"]).stdout;
    for entry in domain::rights::TABLE {
        assert!(words.contains(entry.name) && words.contains(entry.words_zh), "{}", entry.name);
        assert!(english.contains(entry.name) && english.contains(entry.words), "{}", entry.name);
    }
}

#[test]
fn a_refused_file_leaves_nothing_behind() {
    let shell = Shell::with_district();
    let before = shell.json(&["ask", "s", "district"]);
    shell.write("wrong.csv", "网格编码,岗位,姓名,电话,到任日期\n411602009,网格长,丁,1,2025-03-01\n");
    let done = shell.run(&["import", "s", "wrong.csv", "--as", "heads", "--json"]);
    assert_eq!(done.status, 1, "{}", done.stdout);
    let failure = done.document();
    let message = failure["message"].as_str().unwrap();
    assert!(message.contains("wrong.csv") && message.contains("row 2"), "{message}");
    assert_eq!(shell.json(&["ask", "s", "district"])["heads"], before["heads"]);
}

#[test]
fn rows_that_stay_out_are_written_into_a_spreadsheet_and_come_in_when_mended() {
    let shell = Shell::with_district();
    let people = "网格编码,岗位,姓名,电话\n411602001,网格长,戊,1\n411602009,网格长,己,2\n";
    shell.write("some.csv", people);
    // Refused as a whole, the faulty rows come back all the same.
    let refused = shell.run(&["import", "s", "some.csv", "--as", "heads", "--failed", "a.xlsx"]);
    assert_eq!(refused.status, 1);
    assert!(refused.stderr.contains("a.xlsx"), "{}", refused.stderr);
    let look = shell.json(&["import", "s", "a.xlsx", "--look"]);
    assert_eq!((&look["looks"][0]["kind"], &look["looks"][0]["rows"]), (&json!("heads"), &json!(1)), "{look}");
    let taken = shell.json(&["import", "s", "some.csv", "--as", "heads", "--skip-bad", "--failed", "b.xlsx"]);
    assert_eq!((&taken["reports"][0]["taken"], &taken["failed"]), (&json!(1), &json!("b.xlsx")));
    assert_eq!(std::fs::read(shell.path("a.xlsx")).unwrap(), std::fs::read(shell.path("b.xlsx")).unwrap());
    let over = shell.run(&["import", "s", "some.csv", "--as", "heads", "--failed", "b.xlsx"]);
    assert_eq!(over.status, 2, "what was mended is not written over");
    let two = shell.run(&["import", "s", "some.csv", "some.csv", "--as", "heads", "--failed", "c.xlsx"]);
    assert_eq!(two.status, 2, "each file has its own");
    let sound = shell.json(&["import", "s", "heads.csv", "--as", "heads", "--failed", "d.xlsx"]);
    assert!(sound["failed"].is_null() && !shell.path("d.xlsx").exists(), "there is nothing to mend");
    let said = shell.run(&["import", "s", "heads.csv", "--as", "heads", "--failed", "d.xlsx"]).stdout;
    assert!(said.contains("没有要改的行，未写 d.xlsx"), "and who looks for the file is told: {said}");
}
