//! Basemaps from the terminal, on a closed store and through a desk that has it open.

use std::fs;

use serde_json::json;

use crate::shell::Shell;

#[test]
fn a_basemap_is_added_listed_chosen_and_removed_whoever_has_the_store_open() {
    let shell = Shell::new();
    shell.json(&["new", "s", "--name", "试验区"]);
    let fixtures = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/fixtures/basemaps");
    let [city, photo] = ["city.mbtiles", "photo.pmtiles"].map(|name| format!("{fixtures}/{name}"));
    let added = shell.json(&["basemap", "add", "s", &city]);
    assert_eq!(added["added"][0]["basemap"]["name"], "Protomaps 周口", "{added}");
    let mut served = shell.serve();
    let added = shell.json(&["basemap", "add", "s", &photo, &city]);
    assert_eq!(
        (&added["added"][0]["changed"], &added["added"][1]["changed"]),
        (&json!(true), &json!(false)),
        "{added}"
    );
    let hash = added["added"][0]["basemap"]["hash"].as_str().unwrap();
    shell.json(&["basemap", "choose", "s", &hash[..8]]);
    let list = shell.json(&["basemap", "list", "s"]);
    assert_eq!((list["basemaps"].as_array().map(Vec::len), &list["usual"]["hash"]), (Some(2), &json!(hash)), "{list}");
    assert_eq!(served.stop(), Some(0));
    shell.json(&["basemap", "remove", "s", "航拍 2026"]);
    let list = shell.json(&["basemap", "list", "s"]);
    assert_eq!((list["basemaps"].as_array().map(Vec::len), &list["usual"]["type"]), (Some(1), &json!("own")), "{list}");
    assert_eq!(fs::read_dir(shell.path("s.basemaps")).unwrap().count(), 1);
    let done = shell.run(&["--lang", "zh", "basemap", "choose", "s", "别的"]);
    assert_eq!((done.status, done.stderr.contains("不知道要用哪份底图：别的")), (2, true), "{}", done.stderr);
    shell.write("x.pmtiles", "neither the one nor the other");
    let done = shell.run(&["--lang", "zh", "basemap", "add", "s", "x.pmtiles"]);
    assert_eq!((done.status, done.stderr.contains("x.pmtiles 不是底图文件")), (1, true), "{}", done.stderr);
}
