//! Map sheets from a terminal: one, and all of a district.

use std::fs;

use serde_json::json;

use crate::shell::{FIRST, Shell, TOP};

#[test]
fn a_sheet_is_written_where_it_is_wanted_and_as_its_name_ends() {
    let shell = Shell::with_district();
    let printed = shell.json(&["sheet", "s", "--grid", FIRST, "--out", "street.pdf", "--lang", "zh"]);
    assert_eq!(printed["prints"][0]["wish"]["language"], "zh");
    let bytes = fs::read(shell.path("street.pdf")).unwrap();
    assert!(bytes.starts_with(b"%PDF-"));
    assert_eq!(printed["prints"][0]["hash"], blake3::hash(&bytes).to_hex().as_str());

    let options = ["--map", "heads", "--paper", "a3", "--landscape", "--out", "top.png"];
    let printed = shell.json(&[&["sheet", "s", "--grid", TOP], &options[..]].concat());
    assert_eq!(printed["files"], json!(["top.png", "top-2.png"]), "each page is a picture");
    for file in ["top.png", "top-2.png"] {
        assert!(fs::read(shell.path(file)).unwrap().starts_with(b"\x89PNG"), "{file}");
    }
}

#[test]
fn what_cannot_be_printed_is_said_and_leaves_nothing() {
    let shell = Shell::with_district();
    for (args, status, words) in [
        (["--grid", "411602.9", "--out", "x.pdf"], 1, "no grid 411602.9"),
        (["--grid", TOP, "--out", "x.svg"], 2, "does not say what it is to be"),
        (["--grid", TOP, "--out", "nowhere/x.pdf"], 2, "cannot be written"),
    ] {
        let done = shell.run_in("C.UTF-8", &[&["sheet", "s"], &args[..]].concat());
        assert_eq!(done.status, status, "{args:?}: {}", done.stderr);
        assert!(done.stderr.contains(words), "{args:?}: {}", done.stderr);
        assert!(!shell.path("x.pdf").exists());
    }
    assert_eq!(shell.run(&["sheet", "s", "--out", "x.pdf"]).status, 2, "neither a grid nor all");
}

#[test]
fn all_sheets_are_made_once_and_what_is_missing_or_spoilt_is_made_again() {
    let shell = Shell::with_district();
    let all = || {
        let done = shell.json(&["sheet", "s", "--all", "--lang", "zh", "--out", "folder"]);
        ["sheets", "made", "same", "left"].map(|name| done[name].as_u64().unwrap())
    };
    let [sheets, made, ..] = all();
    assert!(sheets > 2 && made == sheets, "{sheets} {made}");
    assert_eq!(all(), [sheets, 0, sheets, 0]);

    let mut files: Vec<_> = fs::read_dir(shell.path("folder")).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    assert_eq!(files.len() as u64, sheets + 1, "the sheets and their list: {files:?}");
    fs::remove_file(&files[0]).unwrap();
    fs::write(&files[1], "half").unwrap();
    assert_eq!(all(), [sheets, 2, sheets - 2, 0]);

    // Where another desk has the store open, that desk is asked, and knows as well what lies there.
    let mut served = shell.serve();
    assert_eq!(all(), [sheets, 0, sheets, 0]);
    fs::remove_file(&files[1]).unwrap();
    assert_eq!(all(), [sheets, 1, sheets - 1, 0]);
    assert_eq!(served.stop(), Some(0));
    assert_eq!(shell.json(&["verify", "s"])["sound"], true);
}
