//! Imports: all or nothing, and never twice.

use domain::code::Level;
use exchange::{BadRows, Kind};
use tests::{Story, small_grids};

#[test]
fn the_same_file_twice_changes_nothing() {
    let story = Story::small();
    let before = story.desk.vector().expect("a vector");
    let again = story.import(Kind::Grids, "grids.geojson", &small_grids()).expect("no fault");
    assert!(!again.changed);
    assert_eq!(story.desk.vector().expect("a vector"), before);
}

#[test]
fn a_refused_import_leaves_nothing_behind_and_says_where_and_why() {
    let story = Story::empty();
    let before = story.desk.vector().expect("a vector");
    let file = small_grids().replace("411602002002", "411602002001");
    let failure = story.import(Kind::Grids, "grids.geojson", &file).unwrap_err();
    assert!(failure.message.contains("grids.geojson") && failure.message.contains("row 7"), "{failure}");
    assert!(failure.message.contains("411602002001"), "{failure}");
    assert_eq!(story.desk.vector().expect("a vector"), before);
    assert!(story.district().scheme.is_none());
    story.verified();
}

#[test]
fn a_trial_tells_all_that_would_refuse_a_file_and_notes_apart() {
    let story = Story::small();
    let before = story.desk.vector().expect("a vector");
    let heads = "网格编码,岗位,姓名,电话\n411602,总网格长,赵一,1\n411699,网格长,钱二,2\n411698,网格长,孙三,1\n";
    let tried = story.try_out(Kind::Heads, "heads.csv", heads, BadRows::RefuseFile).expect("a trial reports");
    let rows: Vec<_> = tried.faults.iter().map(|fault| fault.row).collect();
    assert_eq!((tried.read, tried.taken, rows), (3, 0, vec![Some(3), Some(4)]));
    assert!(tried.set.is_none() && !tried.changed);
    let left = story.try_out(Kind::Heads, "heads.csv", heads, BadRows::LeaveOut).expect("a trial reports");
    assert_eq!((left.taken, left.faults.len()), (1, 2));
    let shared = heads.replace("411699", "411602").replace("411698", "411602");
    let noted = story.try_out(Kind::Heads, "heads.csv", &shared, BadRows::RefuseFile).expect("a trial reports");
    assert!(noted.faults.is_empty() && !noted.notes.is_empty() && noted.taken == 3, "{noted:?}");
    assert_eq!(story.desk.vector().expect("a vector"), before, "a trial changes nothing");
}

#[test]
fn levels_can_come_one_after_another_until_an_order_refers_to_them() {
    let story = Story::empty();
    let all: serde_json::Value = serde_json::from_str(&small_grids()).unwrap();
    let features = all["features"].as_array().unwrap();
    let part = |range: std::ops::Range<usize>| {
        serde_json::json!({"type": "FeatureCollection", "features": features[range]}).to_string()
    };
    story.import(Kind::Grids, "1.geojson", &part(0..1)).expect("the district");
    story.import(Kind::Grids, "2.geojson", &part(1..3)).expect("the streets");
    assert_eq!(story.district().levels.iter().map(|level| level.grids).collect::<Vec<_>>(), vec![1, 2]);
    story
        .import(Kind::Heads, "heads.csv", "网格编码,岗位,姓名,电话\n411602,总网格长,赵一,10000000001\n")
        .expect("a head");
    story.order("411602", &[]);
    let failure = story.import(Kind::Grids, "3.geojson", &part(3..7)).unwrap_err();
    assert_eq!(failure.code, "scheme.in_use");
}

#[test]
fn a_head_at_a_grid_that_does_not_exist_is_named_by_its_row() {
    let story = Story::small();
    let heads = "网格编码,岗位,姓名,电话\n411602,总网格长,赵一,10000000001\n411699,网格长,无名,10000000099\n";
    let failure = story.import(Kind::Heads, "heads.csv", heads).unwrap_err();
    assert!(failure.message.contains("411699"), "{failure}");
    assert!(failure.message.contains("row 3") || failure.message.contains("row 2"), "{failure}");
}

#[test]
fn a_store_with_one_grid_is_a_district_too() {
    let story = Story::empty();
    let one = r#"{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"code":"A"},
        "geometry":{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,1],[0,0]]]}}]}"#;
    let options = exchange::Options { level: Some(Level(1)), ..exchange::Options::default() };
    story.import_with(Kind::Grids, "one.geojson", one.as_bytes().to_vec(), options).expect("one grid");
    assert_eq!(story.district().tops[0].name, "A", "a grid without a name shows its code");
}
