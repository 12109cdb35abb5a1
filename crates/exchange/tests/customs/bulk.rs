//! Files that are too much. Nothing here waits or swells out of proportion: what is left of the file
//! is read in one pass, or refused before that.

use domain::set::Set;
use exchange::{Kind, Options, Reading};

use crate::drawings;
use crate::store::{Store, codes, collection, feature};

/// What the tests of this page and those inside the crate bring about; the files would be too large for a list.
pub const CODES: [&str; 9] = [
    "file.too_large",
    "file.too_many_rows",
    "file.too_many_positions",
    "table.too_many_in_all",
    "file.more",
    "geometry.too_many_positions",
    "ring.too_tangled",
    "post.ambiguous_code",
    "drawing.texts_left_out",
];

fn grids(bytes: &[u8]) -> Reading {
    Store::default().read(Kind::Grids, "图层.geojson", bytes, &Options::default())
}

fn polygon(positions: impl Iterator<Item = (f64, f64)>) -> Vec<u8> {
    let mut ring: Vec<String> = positions.map(|(x, y)| format!("[{x},{y}]")).collect();
    ring.push(ring[0].clone());
    let geometry = format!(r#"{{"type":"Polygon","coordinates":[[{}]]}}"#, ring.join(","));
    collection(&[feature(r#""code":"411602""#, &geometry)])
}

#[test]
fn a_file_beyond_all_measure_is_refused_before_it_is_read() {
    assert_eq!(codes(&grids(&vec![0; (512 << 20) + 1]).faults), [(None, "file.too_large")]);
}

#[test]
fn more_rows_than_any_province_has_are_refused() {
    let features = "{},".repeat(2_000_001);
    let file = format!(r#"{{"type":"FeatureCollection","features":[{}]}}"#, features.trim_end_matches(','));
    assert_eq!(codes(&grids(file.as_bytes()).faults), [(None, "file.too_many_rows")]);
    let table = format!("编码,姓名\n{}", "1,a\n".repeat(2_000_001));
    let reading = Store::default().read(Kind::Heads, "名册.csv", table.as_bytes(), &Options::default());
    assert_eq!(codes(&reading.faults), [(None, "file.too_many_rows")]);
}

#[test]
fn a_table_of_nothing_but_commas_is_refused_before_its_cells_are_made() {
    let table = ",".repeat(100_000_000);
    let reading = Store::default().read(Kind::Heads, "名册.csv", table.as_bytes(), &Options::default());
    assert_eq!(codes(&reading.faults), [(None, "table.too_many_in_all")]);
}

#[test]
fn a_hundred_thousand_tiny_features_are_read_in_one_pass() {
    let venue = |number: u32| {
        let (x, y) = (114.0 + f64::from(number % 1000) / 1e5, 33.0 + f64::from(number / 1000) / 1e5);
        feature(&format!(r#""id":"V{number}""#), &format!(r#"{{"type":"Point","coordinates":[{x},{y}]}}"#))
    };
    let file = collection(&(0..100_000).map(venue).collect::<Vec<_>>());
    let reading = Store::default().read(Kind::Venues, "venues.geojson", &file, &Options::default());
    assert_eq!(reading.faults, []);
    assert_eq!(reading.set.as_ref().map(Set::len), Some(100_000));
    let more = reading.notes.iter().filter(|note| note.row.is_none()).map(|note| note.params["count"].as_str());
    assert_eq!(more.collect::<Vec<_>>(), ["90000"], "ten thousand are listed, the others counted");
}

/// A million of them, and boundaries of a million positions: for optimised builds.
#[test]
#[cfg_attr(debug_assertions, ignore = "slow without optimisation: cargo test --release")]
fn a_million_tiny_features_are_read_in_one_pass() {
    let file = format!(
        r#"{{"type":"FeatureCollection","features":[{}]}}"#,
        vec![r#"{"type":"Feature","properties":{},"geometry":null}"#; 1_000_000].join(",")
    );
    let reading = grids(file.as_bytes());
    assert_eq!((reading.read, reading.faults.len()), (1_000_000, 10_000));
    let names = (0..1_000_000).map(|number| format!(r#"{{"properties":{{"p{number}":1}},"geometry":null}}"#));
    let file = format!(r#"{{"type":"FeatureCollection","features":[{}]}}"#, names.collect::<Vec<_>>().join(","));
    assert_eq!(grids(file.as_bytes()).read, 1_000_000);
}

#[test]
fn a_long_ring_is_taken_and_one_beyond_all_measure_is_not() {
    let around = |steps: u32| {
        (0..steps).map(move |step| {
            let angle = f64::from(step) / f64::from(steps) * std::f64::consts::TAU;
            (114.0 + angle.cos(), 33.0 + angle.sin())
        })
    };
    let steps = if cfg!(debug_assertions) { 100_000 } else { 1_000_000 };
    let reading = grids(&polygon(around(steps)));
    assert_eq!((reading.faults, reading.notes), (vec![], vec![]));
    let long = polygon(std::iter::repeat_n((114.0, 33.0), 2_000_001));
    assert_eq!(codes(&grids(&long).faults), [(Some(1), "geometry.too_many_positions")]);
}

#[test]
fn a_tangle_is_taken_with_a_note_and_not_followed_to_its_end() {
    let zigzag = (0..20_000).map(|step| (114.0 + f64::from(step) / 1e6, if step % 2 == 0 { 33.0 } else { 34.0 }));
    let reading = grids(&polygon(zigzag));
    assert!(codes(&reading.notes).contains(&(Some(1), "ring.too_tangled")), "{:?}", reading.notes);
    assert!(reading.set.is_some());
}

#[test]
fn depth_costs_nothing_wherever_it_stands() {
    let deep = "[".repeat(50_000_000);
    for file in [deep.clone(), format!(r#"{{"type":"FeatureCollection","features":[{{"properties":{{"a":{deep}"#)] {
        assert_eq!(codes(&grids(file.as_bytes()).faults), [(None, "file.too_deep")]);
    }
}

#[test]
fn texts_of_a_drawing_are_not_looked_through_without_end() {
    let outlines = (0..23_000_i32).map(|at| drawings::outline("0", 460_000.0, 3_720_000.0 + f64::from(at), 1.0));
    let texts = (0..23_000_i32).map(|at| drawings::text("1", 460_000.5, 3_720_000.5 + f64::from(at)));
    let file = drawings::drawing("", &outlines.chain(texts).collect::<Vec<_>>());
    let options = Options { columns: [].into(), ..drawings::options() };
    let reading = Store::default().read(Kind::Grids, "图纸.dxf", file.as_bytes(), &options);
    assert_eq!(codes(&reading.notes)[0], (None, "drawing.texts_left_out"));
    assert_eq!(codes(&reading.faults)[0], (Some(1), "grid.no_code"), "and without its text it has no code");
}
