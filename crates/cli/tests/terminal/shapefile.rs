//! Shapefiles as they lie in a folder: several files of one name, written by the program that people use.

use std::fs;
use std::io::Write;
use std::process::Command;

use serde_json::{Value, json};

use crate::shell::{Done, Shell, grids};

/// The district's grids as a Shapefile `folder/name.shp` in letters of China; false, and a word about it, without GDAL.
fn lie_in(shell: &Shell, folder: &str, name: &str) -> bool {
    fs::create_dir_all(shell.path(folder)).unwrap();
    shell.write("grids.geojson", &grids());
    let to = shell.path(&format!("{folder}/{name}.shp"));
    let written = Command::new("ogr2ogr")
        .args(["-lco", "ENCODING=GBK", "-oo", "NATIVE_DATA=NO"])
        .args([&to, &shell.path("grids.geojson")])
        .output();
    let Ok(written) = written else {
        // Past the test's own capture: it must show even when everything passes.
        writeln!(std::io::stderr(), "skipped: no ogr2ogr (Debian: gdal-bin)").expect("standard error is open");
        return false;
    };
    assert!(written.status.success(), "{}", String::from_utf8_lossy(&written.stderr));
    true
}

fn faults(done: &Done) -> Vec<Value> {
    let document = done.document();
    document["faults"].as_array().or(document["reports"][0]["faults"].as_array()).cloned().unwrap_or_default()
}

#[test]
fn the_shp_is_named_and_its_other_parts_come_along() {
    let shell = Shell::new();
    if !lie_in(&shell, "网格", "grids") {
        return;
    }
    shell.json(&["new", "s"]);
    let looked = shell.json(&["import", "s", "网格/grids.shp", "--look"]);
    assert_eq!((&looked["looks"][0]["kind"], &looked["looks"][0]["rows"]), (&json!("grids"), &json!(3)), "{looked}");
    let done = shell.json(&["import", "s", "网格/grids.shp", "--as", "grids"]);
    let report = &done["reports"][0];
    assert_eq!((&report["file"], &report["taken"], &report["changed"]), (&json!("grids.shp"), &json!(3), &json!(true)));
    let card = shell.json(&["ask", "s", "grid", r#"{"path":"411602.411602001"}"#]);
    assert_eq!(card["grid"]["name"], "陈州街回族街道", "its letters are those that its .cpg names");
    let again = shell.json(&["import", "s", "网格", "--as", "grids"]);
    assert_eq!(again["reports"][0]["changed"], false, "the folder holds the same");
}

#[test]
fn a_folder_is_its_shapefiles_each_by_itself() {
    let shell = Shell::new();
    if !(lie_in(&shell, "网格", "甲") && lie_in(&shell, "网格", "乙")) {
        return;
    }
    shell.write("网格/说明.txt", "两个图层");
    shell.json(&["new", "s"]);
    let looked = shell.json(&["import", "s", "网格", "--look"]);
    let files: Vec<_> = looked["looks"].as_array().unwrap().iter().map(|look| &look["file"]).collect();
    assert_eq!(files, ["乙.shp", "甲.shp"]);
    fs::create_dir_all(shell.path("空")).unwrap();
    let none = shell.run(&["import", "s", "空", "--look"]);
    assert!(none.status == 2 && none.stderr.contains("没有 .shp"), "{}", none.stderr);
}

#[test]
fn a_part_that_lacks_is_told_by_its_name() {
    let shell = Shell::new();
    if !lie_in(&shell, "网格", "grids") {
        return;
    }
    shell.json(&["new", "s"]);
    // The index says where records begin, which they say themselves.
    fs::remove_file(shell.path("网格/grids.shx")).unwrap();
    assert_eq!(shell.json(&["import", "s", "网格", "--as", "grids", "--dry-run"])["reports"][0]["taken"], 3);
    let alone = shell.run(&["import", "s", "网格/grids.dbf", "--as", "grids", "--json"]);
    assert_eq!(faults(&alone)[0]["code"], "file.shapefile", "{}{}", alone.stdout, alone.stderr);
    fs::remove_file(shell.path("网格/grids.dbf")).unwrap();
    let without = shell.run(&["import", "s", "网格", "--as", "grids", "--dry-run", "--json"]);
    let fault = &faults(&without)[0];
    assert_eq!((&fault["code"], &fault["params"]["layer"]), (&json!("shapefile.no_table"), &json!("grids.shp")));
}
