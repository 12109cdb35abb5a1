//! A real four-level coverage with parents only partly in the attributes.
//!
//! The data lies beside a developer's checkout, not in it; without it the test says that it was skipped.

use std::path::PathBuf;

use domain::code::Level;
use exchange::{Kind, Options, ParentRule};
use tests::Story;

fn folder() -> Option<PathBuf> {
    let beside = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../shared/data/swiss-2026");
    let given = std::env::var_os("WUTU_SWISS").map(PathBuf::from);
    let folder = given.unwrap_or(beside);
    folder.join("country.geojson").exists().then_some(folder)
}

#[test]
fn switzerland_comes_in_with_four_levels_and_no_municipality_is_lost() {
    let Some(folder) = folder() else {
        eprintln!("skipped: no Swiss data; set WUTU_SWISS to the folder with country.geojson");
        return;
    };
    let story = Story::empty();
    let mut taken = Vec::new();
    for (file, level) in
        [("country.geojson", 1), ("cantons.geojson", 2), ("districts.geojson", 3), ("municipalities.geojson", 4)]
    {
        let options = Options {
            scheme: Some("Schweiz 2026".to_owned()),
            level: Some(Level(level)),
            parent: (level > 1).then_some(ParentRule::Geometry),
            ..Options::default()
        };
        let bytes = std::fs::read(folder.join(file)).expect("the file is there");
        let report = story.import_with(Kind::Grids, file, bytes, options).expect("the file comes in");
        assert!(
            report.faults.is_empty() && report.notes.iter().all(|note| note.row.is_some()),
            "each note names its feature"
        );
        taken.push(report.taken);
    }
    assert_eq!(taken[1..], [26, 144, 2113]);
    let levels: Vec<u32> = story.district().levels.iter().map(|level| level.grids).collect();
    assert_eq!(levels, taken);
    story.verified();
}
