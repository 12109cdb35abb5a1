//! Files that come back: rows that stayed out are mended and dropped again, the same columns are known again,
//! and a store of ours is read as any package is.

use std::collections::BTreeMap;

use desk::{Desk, LookRequest, MendingRequest};
use domain::look::{FileLook, Remembered};
use domain::manner::Manner;
use domain::words::Language;
use exchange::{BadRows, Kind, Options};
use tests::{Story, owner, small_grids};

/// A community that the small district lacks.
const LATE: &str = r#"{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"code":"411603","name":"东区"},
    "geometry":{"type":"Polygon","coordinates":[[[114.1,33],[114.2,33],[114.2,33.1],[114.1,33.1],[114.1,33]]]}}]}"#;

#[test]
fn rows_that_stayed_out_come_in_when_they_are_dropped_again_and_nothing_twice() {
    let story = Story::small();
    let heads = "网格编码,岗位,姓名,电话\n411602,区网格长,新一,1\n411603,东区网格长,新二,2\n";
    let leaving_out = Options { bad_rows: BadRows::LeaveOut, ..Options::default() };
    let first = story.import_with(Kind::Heads, "heads.csv", heads.into(), leaving_out.clone()).expect("one comes in");
    assert_eq!((first.taken, first.faults.len()), (1, 1));
    let request = MendingRequest {
        kind: Kind::Heads,
        file: "heads.csv".to_owned(),
        parcel: heads.as_bytes().to_vec().into(),
        options: leaving_out,
        faults: first.faults,
        language: Language::Chinese,
    };
    let back = story.desk.failed_rows(&owner(), request).expect("a spreadsheet");
    let again = || story.import_with(Kind::Heads, "heads-待改.xlsx", back.clone(), Options::default());
    assert_eq!(again().expect_err("nothing is mended yet").faults.len(), 1);
    // What was wrong is mended where it was wrong: the grid is there now.
    story.import(Kind::Grids, "late.geojson", LATE).expect("the late grid");
    let mended = again().expect("now it comes in");
    assert_eq!((mended.read, mended.taken, mended.changed), (1, 1, true));
    assert!(!again().expect("once more").changed, "the same rows again change nothing");
    assert!(!story.import(Kind::Heads, "heads.csv", heads).expect("all of it").changed, "nor does the whole file");
    assert_eq!(story.district().heads, 11);
    story.verified();
}

#[test]
fn columns_that_were_matched_once_are_proposed_for_the_next_file_of_their_kind() {
    let story = Story::small();
    let seen = |kind, text: &str, manner: Manner| look(&story.desk, kind, "heads.csv", text.as_bytes(), manner);
    let january = "格,干什么,谁,打哪\n411602,区网格长,甲,1\n";
    let february = "格,干什么,谁,打哪,备注\n411602001,网格长,乙,2,新\n";
    assert_eq!(seen(Some(Kind::Heads), january, Manner::default()).remembered, None);
    let pairs = [("code", "格"), ("title", "干什么"), ("name", "谁"), ("phone", "打哪")];
    let columns: BTreeMap<String, String> = pairs.map(|(ours, theirs)| (ours.to_owned(), theirs.to_owned())).into();
    let options = Options { columns: columns.clone(), ..Options::default() };
    story.import_with(Kind::Heads, "一月.csv", january.into(), options).expect("it comes in");
    let proposed = seen(Some(Kind::Heads), february, Manner::default());
    assert_eq!(proposed.remembered, Some(Remembered { file: "一月.csv".to_owned(), columns: columns.clone() }));
    assert!(proposed.fields.iter().all(|field| field.column.is_none()), "nothing follows a proposal by itself");
    let taken = seen(Some(Kind::Heads), february, Manner { columns: columns.clone(), ..Manner::default() });
    assert_eq!((taken.remembered, taken.faults), (None, vec![]));
    // Another kind, other columns, and what names tell already are no case for it.
    assert_eq!(seen(Some(Kind::Streams), february, Manner::default()).remembered, None);
    assert_eq!(seen(Some(Kind::Heads), "格,谁\n1,甲\n", Manner::default()).remembered, None);
    assert_eq!(seen(Some(Kind::Heads), "code,name\n411602,甲\n", Manner::default()).remembered, None);
    let restarted = story.restarted();
    let later = look(&restarted.desk, Some(Kind::Heads), "x.csv", february.as_bytes(), Manner::default());
    assert_eq!(later.remembered.map(|one| one.columns), Some(columns));
    restarted.verified();
}

#[test]
fn a_closed_store_is_read_as_a_package_with_its_layers() {
    let grids = small_grids().replace(r#""residents":100"#, r#""residents":100,"有地下室":"是""#);
    let venues = r#"{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"id":"V1","name":"万顺达","capacity":3000},
        "geometry":{"type":"Point","coordinates":[114.005,33.005]}}]}"#;
    let story = Story::empty();
    story.import(Kind::Grids, "grids.geojson", &grids).expect("grids");
    story.import(Kind::Venues, "venues.geojson", venues).expect("a venue");
    let path = story.path();
    story.desk.close().expect("the desk closes");
    let bytes = std::fs::read(path).expect("a closed store");
    let other = Story::empty();
    let of_layer = |layer: &str| Options { layer: Some(layer.to_owned()), ..Options::default() };
    let look = look(&other.desk, None, "故事.gpkg", &bytes, Manner::default());
    assert_eq!(look.layers, ["grid", "venue", "checkpoint", "basemap", "unit", "asset", "incident"]);
    assert_eq!(look.faults[0].code, "layers.choose");
    let report = other.import_with(Kind::Grids, "故事.gpkg", bytes.clone(), of_layer("grid")).expect("its grids");
    assert_eq!((report.taken, report.notes), (7, vec![]));
    other.import_with(Kind::Venues, "故事.gpkg", bytes, of_layer("venue")).expect("its venue");
    // The very same sets: the files that they once came from change nothing.
    assert!(!other.import(Kind::Grids, "grids.geojson", &grids).expect("again").changed);
    assert!(!other.import(Kind::Venues, "venues.geojson", venues).expect("again").changed);
    other.verified();
}

fn look(desk: &Desk, kind: Option<Kind>, file: &str, bytes: &[u8], manner: Manner) -> FileLook {
    desk.look(&owner(), LookRequest::new(kind, file.to_owned(), bytes.to_vec(), manner)).expect("a look")
}
