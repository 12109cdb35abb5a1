//! Which room may know which.

use std::collections::BTreeMap;
use std::process::Command;

use crate::root;

/// The arrows of the house. An arrow that is not here is a decision that somebody has to write down.
const ARROWS: &[(&str, &[&str])] = &[
    ("domain", &[]),
    ("atlas", &["domain"]),
    ("ledger", &["domain"]),
    ("exchange", &["atlas", "domain"]),
    ("attachments", &["domain"]),
    ("charts", &["domain"]),
    ("messenger", &["domain"]),
    ("booth", &["atlas", "attachments", "charts", "domain", "exchange"]),
    ("press", &["atlas", "domain"]),
    ("town", &[]),
    ("desk", &["atlas", "booth", "charts", "domain", "exchange", "ledger", "messenger", "press", "town"]),
    ("switchboard", &[]),
    ("lookout", &["switchboard"]),
    ("serve", &["desk", "domain", "lookout", "switchboard"]),
    ("relay", &["domain"]),
    ("drill", &["domain"]),
    ("cli", &["desk", "domain", "drill", "ledger", "serve"]),
    ("wutu-desktop", &["desk", "domain", "relay", "serve"]),
    ("tests", &["desk", "domain", "exchange", "ledger"]),
    ("benches", &[]),
];

/// Which foreign crates only one room may know.
const OWNERS: &[(&str, &str)] = &[
    ("rusqlite", "ledger"),
    ("tauri", "wutu-desktop"),
    ("axum", "serve"),
    ("clap", "cli"),
    ("geo", "atlas"),
    ("krilla", "press"),
    ("image", "attachments"),
    ("moq-net", "switchboard"),
    ("retina", "lookout"),
    ("m3u8-rs", "lookout"),
    ("mp4-atom", "lookout"),
];

/// The rooms beside it that may: strangers' `GeoPackages` and MBTiles are formats, and they are databases. Only
/// `exchange/src/geopackage.rs` and `charts/src/mbtiles.rs` use it, to read; `source.rs` sees to that.
const GUESTS: [(&str, &str); 2] = [("rusqlite", "exchange"), ("rusqlite", "charts")];

#[test]
fn arrows_never_turn_back() {
    let allowed: BTreeMap<&str, &[&str]> = ARROWS.iter().copied().collect();
    for (package, needs) in packages() {
        let ours = allowed.get(package.as_str()).unwrap_or_else(|| panic!("{package} has no arrows in this table"));
        for need in needs.iter().filter(|need| allowed.contains_key(need.as_str())) {
            assert!(ours.contains(&need.as_str()), "{package} may not know {need}");
        }
    }
}

#[test]
fn each_foreign_world_is_known_to_one_room() {
    for (package, needs) in packages() {
        for (foreign, owner) in OWNERS {
            let knows = needs.iter().any(|need| need == foreign);
            let may = package == *owner || GUESTS.contains(&(*foreign, package.as_str()));
            assert!(!knows || may, "{package} knows {foreign}, which belongs to {owner}");
        }
    }
}

#[test]
fn the_rules_do_no_input_and_no_output() {
    let tree = cargo(&["tree", "--offline", "--package", "domain", "--edges", "normal", "--prefix", "none"]);
    assert!(tree.starts_with("domain "), "cargo tree answers: {tree}");
    for forbidden in ["tokio ", "rusqlite ", "tauri ", "axum ", "getrandom ", "rand "] {
        assert!(!tree.lines().any(|line| line.starts_with(forbidden)), "domain's tree has {forbidden}");
    }
}

/// Every package of the workspace with what it needs outside its tests.
fn packages() -> Vec<(String, Vec<String>)> {
    let text = cargo(&["metadata", "--offline", "--no-deps", "--format-version", "1"]);
    let metadata: serde_json::Value = serde_json::from_str(&text).expect("cargo metadata is JSON");
    let packages = metadata["packages"].as_array().expect("cargo lists packages");
    let needs = |package: &serde_json::Value| -> Vec<String> {
        let dependencies = package["dependencies"].as_array().into_iter().flatten();
        dependencies
            .filter(|one| one["kind"].is_null())
            .filter_map(|one| one["name"].as_str().map(str::to_owned))
            .collect()
    };
    packages.iter().map(|one| (one["name"].as_str().unwrap_or_default().to_owned(), needs(one))).collect()
}

fn cargo(arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO")).args(arguments).current_dir(root()).output().expect("cargo runs");
    assert!(output.status.success(), "cargo {arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("cargo speaks UTF-8")
}
