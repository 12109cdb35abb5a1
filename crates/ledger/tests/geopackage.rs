//! What other programs see.

use std::process::Command;

use rusqlite::{Connection, OpenFlags};

use crate::fixture::{Place, as_before};

#[test]
fn the_file_says_that_it_is_a_geopackage() {
    let place = Place::new();
    place.full().close().unwrap();
    let plain = Connection::open(place.store()).unwrap();
    let number = |name: &str| -> i64 { plain.pragma_query_value(None, name, |row| row.get(0)).unwrap() };
    assert_eq!((number("application_id"), number("user_version")), (0x4750_4B47, 10300));
    let broken: i64 = plain.query_row("SELECT count(*) FROM pragma_foreign_key_check", [], |row| row.get(0)).unwrap();
    assert_eq!(broken, 0);
    let loose: Vec<String> = plain
        .prepare("SELECT name FROM pragma_table_list WHERE type = 'table' AND NOT strict AND name NOT LIKE 'sqlite%' ORDER BY name")
        .unwrap()
        .query_map([], |row| row.get(0))
        .unwrap()
        .collect::<Result<_, _>>()
        .unwrap();
    let ours: Vec<&str> = loose.iter().map(String::as_str).filter(|name| !name.starts_with("gpkg_")).collect();
    assert_eq!(
        ours,
        ["asset", "basemap", "checkpoint", "grid", "incident", "layer_styles", "unit", "venue"],
        "all but the layers and QGIS's own"
    );
}

#[test]
fn a_foreign_write_to_a_layer_fails_and_a_foreign_read_does_not() {
    let place = Place::new();
    place.full().close().unwrap();
    let plain = Connection::open(place.store()).unwrap();
    for sql in [
        "UPDATE grid SET name = 'x'",
        "DELETE FROM venue",
        "INSERT INTO checkpoint (id, name, state, queue) VALUES ('a', 'b', 'open', 0)",
        "DELETE FROM basemap",
        "UPDATE unit SET phone = '1'",
        "DELETE FROM asset",
        "INSERT INTO incident (id) VALUES ('a')",
    ] {
        let error = plain.execute(sql, []).unwrap_err().to_string();
        assert!(error.contains("wutu_writes") || error.contains("ST_"), "{sql}: {error}");
    }
    let rows: u32 = plain.query_row("SELECT count(*) FROM grid", [], |row| row.get(0)).unwrap();
    assert_eq!(rows, 3);
}

#[test]
fn a_running_store_can_be_looked_at_too() {
    let place = Place::new();
    let ledger = place.full();
    let plain = Connection::open_with_flags(place.store(), OpenFlags::SQLITE_OPEN_READ_ONLY).unwrap();
    let rows: u32 = plain.query_row("SELECT count(*) FROM orders", [], |row| row.get(0)).unwrap();
    assert_eq!(rows, ledger.view().orders_count().unwrap());
}

#[test]
fn ogrinfo_lists_and_reads_the_layers() {
    let place = Place::new();
    place.full().close().unwrap();
    let Ok(list) = Command::new("ogrinfo").args(["-al", "-so"]).arg(place.store()).output() else {
        println!("skipped: there is no ogrinfo on this machine (Debian: gdal-bin)");
        return;
    };
    let said = String::from_utf8_lossy(&list.stdout).into_owned();
    let complaints = String::from_utf8_lossy(&list.stderr).into_owned();
    assert!(list.status.success(), "{complaints}");
    assert_eq!(complaints, "");
    let layers: Vec<&str> = said.lines().filter_map(|line| line.strip_prefix("Layer name: ")).collect();
    assert_eq!(
        layers,
        ["grid", "venue", "checkpoint", "basemap", "unit", "asset", "incident", "level", "partner", "layer_styles"],
        "{said}"
    );
    for line in [
        "Geometry: Multi Polygon",
        "Geometry: Point",
        "Feature Count: 3",
        "Extent: (114.600000, 33.600000) - (114.800000, 33.800000)",
        "Geometry Column = geom",
        "FID Column = fid",
        "residents: Integer64 (0.0)",
    ] {
        assert!(said.contains(line), "{line} is not in\n{said}");
    }
    assert!(said.contains("4490"), "{said}");
    let found = Command::new("ogrinfo")
        .args(["-q", "-spat", "114.61", "33.61", "114.62", "33.62", "-where", "level = 2"])
        .arg(place.store())
        .arg("grid")
        .output()
        .unwrap();
    let found = String::from_utf8_lossy(&found.stdout).into_owned();
    assert!(found.contains("411602.411602001") && !found.contains("411602.411602002"), "{found}");
    let write =
        Command::new("ogrinfo").arg(place.store()).args(["-sql", "UPDATE grid SET name = 'x'"]).output().unwrap();
    let complaints = String::from_utf8_lossy(&write.stderr).into_owned();
    assert!(complaints.contains("wutu_writes"), "GDAL has functions like ours, and still can't write: {complaints}");
    assert!(ledger::verify(&place.store(), &place.keys()).unwrap().is_sound());
}

#[test]
fn qgis_finds_a_style_of_ours_for_each_layer_with_shapes() {
    let place = Place::new();
    place.full().close().unwrap();
    let plain = Connection::open(place.store()).unwrap();
    let styles: Vec<(String, String, String)> = plain
        .prepare("SELECT f_table_name, f_geometry_column, styleQML FROM layer_styles WHERE useAsDefault ORDER BY id")
        .unwrap()
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
        .unwrap()
        .collect::<Result<_, _>>()
        .unwrap();
    let of: Vec<(&str, &str)> = styles.iter().map(|(table, column, _)| (table.as_str(), column.as_str())).collect();
    let layers = ["grid", "venue", "checkpoint", "basemap", "unit", "asset", "incident"];
    assert_eq!(of, layers.map(|layer| (layer, "geom")));
    for (table, _, style) in &styles {
        // A rule draws with the symbol of its number, and a symbol that is none would draw nothing.
        let numbers = |sign: &str| -> Vec<&str> {
            style.match_indices(sign).filter_map(|(at, _)| style[at + sign.len()..].split('"').next()).collect()
        };
        let (drawn, made) = (numbers(" symbol=\""), numbers("<symbol name=\""));
        assert!(!made.is_empty() && drawn.iter().all(|symbol| made.contains(symbol)), "{table}: {drawn:?} of {made:?}");
        for opened in ["rule ", "symbol ", "layer ", "settings ", "Option type=\"Map\""] {
            let name = opened.split(' ').next().unwrap_or_default();
            let alone = style.matches(&format!("<{opened}")).count();
            let closed = style.matches(&format!("</{name}>")).count();
            assert!(alone == closed || name == "rule", "{table}: {alone} {name} begin and {closed} end");
        }
    }
}

#[test]
fn a_style_that_somebody_saved_in_qgis_stays_when_the_store_gets_ours() {
    let place = Place::new();
    place.full().close().unwrap();
    as_before(&place.store(), 12);
    let plain = Connection::open(place.store()).unwrap();
    plain
        .execute(
            "INSERT INTO layer_styles (f_table_name, f_geometry_column, styleName, styleQML, useAsDefault)
             VALUES ('unit', 'geom', 'mine', '<qgis/>', 1)",
            [],
        )
        .unwrap();
    plain.close().unwrap();
    place.open().close().unwrap();
    let plain = Connection::open(place.store()).unwrap();
    let names = |table: &str| -> Vec<String> {
        plain
            .prepare("SELECT styleName FROM layer_styles WHERE f_table_name = ?1")
            .unwrap()
            .query_map([table], |row| row.get(0))
            .unwrap()
            .collect::<Result<_, _>>()
            .unwrap()
    };
    assert_eq!(names("unit"), ["mine"]);
    assert_eq!(names("asset"), ["五图 物资"]);
}
