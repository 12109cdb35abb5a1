//! A real country: four levels, enclaves, lakes as holes, parents only partly in the attributes.
//!
//! The files stay outside the repository; where they are absent the test says so and is skipped.

use std::collections::BTreeSet;
use std::io::Write;
use std::path::PathBuf;

use domain::code::{GridCode, GridPath, Level};
use domain::set::Set;
use exchange::{Kind, Options, ParentRule, Reading};

use crate::store::{Store, collection, feature};

/// The folder with the four files, if it is there; `WUTU_SHARED_DATA` names another place for it.
fn folder() -> Option<PathBuf> {
    let beside = || PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/data"));
    let folder = std::env::var_os("WUTU_SHARED_DATA").map_or_else(beside, PathBuf::from).join("swiss-2026");
    if folder.is_dir() {
        return Some(folder);
    }
    // Written past the test's own capture: a skipped test must show even when everything passes.
    writeln!(std::io::stderr(), "skipped: no {}", folder.display()).expect("standard error is open");
    None
}

fn import(store: &mut Store, folder: &std::path::Path, name: &str, level: u8, parent: ParentRule) -> Reading {
    let file = format!("{name}.geojson");
    let bytes = std::fs::read(folder.join(&file)).expect("the file stands in the folder");
    let options = Options { level: Some(Level(level)), parent: Some(parent), ..Options::default() };
    let reading = store.import(Kind::Grids, &file, &bytes, &options);
    assert_eq!(reading.faults, [], "{name}");
    reading
}

fn noted(reading: &Reading, code: &str) -> usize {
    reading.notes.iter().filter(|note| note.code == code).count()
}

/// Features whose rings are taken although something is wrong with them.
fn faulty_rings(reading: &Reading) -> usize {
    let notes = reading.notes.iter().filter(|note| note.code.starts_with("ring."));
    notes.filter_map(|note| note.row).collect::<BTreeSet<_>>().len()
}

#[test]
fn switzerland_comes_in_whole() {
    let Some(folder) = folder() else { return };
    let mut store = Store::default();
    let country = import(&mut store, &folder, "country", 1, ParentRule::Geometry);
    let cantons = import(&mut store, &folder, "cantons", 2, ParentRule::Geometry);
    let districts = import(&mut store, &folder, "districts", 3, ParentRule::Column("KTNR".to_owned()));
    let municipalities = import(&mut store, &folder, "municipalities", 4, ParentRule::Geometry);

    let taken =
        [&country, &cantons, &districts, &municipalities].map(|reading| reading.set.as_ref().map_or(0, Set::len));
    assert_eq!(taken, [4, 26, 144, 2113]);
    assert_eq!(store.tree.grids().len(), 4 + 26 + 144 + 2113);
    let faulty = [&country, &cantons, &districts, &municipalities].map(faulty_rings);
    assert_eq!(faulty, [0, 0, 0, 23]);
    assert_eq!(noted(&municipalities, "parent.doubtful"), 0);

    assert_eq!(store.grid("DE").name, "Büsingen am Hochrhein");
    assert_eq!(store.grid("IT").name, "Campione d'Italia");
    assert_eq!(store.tree.children(&GridPath::from_text("DE")).count(), 0);
    assert_eq!(store.tree.children(&GridPath::from_text("CH")).count(), 26);
    // Zürich, Bern, Geneva; Lugano beside Campione, Schaffhausen beside Büsingen.
    let known = [
        ("261", "CH.1.112.261"),
        ("351", "CH.2.206.351"),
        ("6621", "CH.25.2501.6621"),
        ("5192", "CH.21.2105.5192"),
        ("2939", "CH.14.1403.2939"),
    ];
    for (code, path) in known {
        let grid = store.tree.with_code(Level(4), &GridCode(code.to_owned())).expect("it is in the file");
        assert_eq!(grid.path.as_str(), path);
    }

    // The file says each municipality's canton; the geometry must have found the same one, through a district.
    for grid in store.tree.grids().iter().filter(|grid| grid.level == Level(4)) {
        let above = store.tree.ancestors(&grid.path);
        let levels: Vec<u8> = above.iter().map(|grid| grid.level.0).collect();
        assert_eq!(levels, [1, 2, 3], "{}", grid.path);
        assert_eq!(grid.attributes.get("KTNR"), Some(&above[1].code.0), "{}", grid.path);
    }
}

#[test]
fn the_enclaves_are_found_where_they_lie() {
    let Some(folder) = folder() else { return };
    let mut store = Store::default();
    import(&mut store, &folder, "country", 1, ParentRule::Geometry);
    import(&mut store, &folder, "cantons", 2, ParentRule::Geometry);
    let points = [("DE", 8.69, 47.697), ("IT", 8.971, 45.969), ("CH.1", 8.54, 47.37), ("LI", 9.52, 47.14)];
    let features: Vec<String> = points
        .iter()
        .map(|(path, x, y)| {
            feature(&format!(r#""id":"{path}""#), &format!(r#"{{"type":"Point","coordinates":[{x},{y}]}}"#))
        })
        .collect();
    store.import(Kind::Venues, "venues.geojson", &collection(&features), &Options::default());
    for venue in &store.venues {
        assert_eq!(venue.grid.as_ref().map(GridPath::as_str), Some(venue.id.0.as_str()));
    }
}
