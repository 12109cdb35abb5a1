//! Sets that lie off from what is there: pointed out, never moved.

use domain::import::Fault;
use domain::set::Set;
use exchange::{Kind, Options};

use crate::store::{Store, collection, district, feature, square};

/// What the tests of this page bring about.
pub const CODES: [&str; 3] = ["file.shifted", "file.fits_shifted", "file.displaced"];

/// Degrees of WGS 84 as maps of the web have them, by somebody else's sums.
fn shifted(datum: &str, x: f64, y: f64) -> (f64, f64) {
    let (x, y) = if datum == "WGS 84" { (x, y) } else { coordtransform::wgs84_to_gcj02(x, y) };
    if datum == "BD-09" { coordtransform::gcj02_to_bd09(x, y) } else { (x, y) }
}

fn notes(store: &Store, kind: Kind, file: &[u8], datum: Option<&str>) -> Vec<Fault> {
    let options = Options { datum: datum.map(str::to_owned), ..Options::default() };
    let reading = store.read(kind, "图层.geojson", file, &options);
    assert!(reading.faults.iter().all(|fault| fault.row.is_some()), "{:?}", reading.faults);
    reading.notes.into_iter().filter(|note| note.code.starts_with("file.")).collect()
}

fn told(notes: &[Fault]) -> Vec<(&str, Option<&str>)> {
    notes.iter().map(|note| (note.code.as_str(), note.params.get("datum").map(String::as_str))).collect()
}

/// Venues at these places, each with an id of its own, as a file in this datum has them.
fn venues(places: &[(f64, f64)], datum: &str) -> Vec<u8> {
    let features: Vec<String> = (1..)
        .zip(places)
        .map(|(number, &(x, y))| {
            let (x, y) = shifted(datum, x, y);
            let place = format!(r#"{{"type":"Point","coordinates":[{x:.9},{y:.9}]}}"#);
            feature(&format!(r#""id":"V{number}","name":"场所{number}""#), &place)
        })
        .collect();
    collection(&features)
}

const PLACES: [(f64, f64); 4] = [(114.01, 33.01), (114.03, 33.06), (114.06, 33.02), (114.09, 33.09)];

#[test]
fn venues_that_are_there_already_tell_the_shift() {
    let mut store = district();
    store.import(Kind::Venues, "venues.geojson", &venues(&PLACES, "WGS 84"), &Options::default());
    for (really, said, expected) in [
        ("WGS 84", None, None),
        ("GCJ-02", None, Some("GCJ-02")),
        ("BD-09", None, Some("BD-09")),
        ("GCJ-02", Some("GCJ-02"), None),
        ("BD-09", Some("BD-09"), None),
        ("BD-09", Some("GCJ-02"), Some("BD-09")),
        ("WGS 84", Some("GCJ-02"), Some("WGS 84")),
    ] {
        let notes = notes(&store, Kind::Venues, &venues(&PLACES, really), said);
        let expected: Vec<_> = expected.into_iter().map(|datum| ("file.shifted", Some(datum))).collect();
        assert_eq!(told(&notes), expected, "{really} read as {said:?}");
    }
    let notes = notes(&store, Kind::Venues, &venues(&PLACES, "GCJ-02"), None);
    let metres: f64 = notes[0].params["metres"].parse().expect("a number");
    assert!((300.0..700.0).contains(&metres), "{metres}");
}

#[test]
fn a_set_that_is_pointed_out_is_not_moved() {
    let mut store = district();
    store.import(Kind::Venues, "venues.geojson", &venues(&PLACES, "WGS 84"), &Options::default());
    let reading = store.read(Kind::Venues, "场所.geojson", &venues(&PLACES, "GCJ-02"), &Options::default());
    let Some(Set::Venues(rows)) = reading.set else { panic!("venues") };
    let (x, y) = shifted("GCJ-02", 114.01, 33.01);
    assert!((rows[0].place.longitude() - x).abs() < 1e-7 && (rows[0].place.latitude() - y).abs() < 1e-7);
}

#[test]
fn an_offset_that_is_no_shift_of_maps_is_told_in_metres() {
    let mut store = district();
    store.import(Kind::Venues, "venues.geojson", &venues(&PLACES, "WGS 84"), &Options::default());
    let moved = PLACES.map(|(x, y)| (x, y - 0.004));
    let notes = notes(&store, Kind::Venues, &venues(&moved, "WGS 84"), None);
    assert_eq!(told(&notes), [("file.displaced", None)]);
    assert_eq!((notes[0].params["north"].as_str(), notes[0].params["metres"].as_str()), ("-445", "445"));
    // One venue that has moved is one venue that has moved.
    let mut one = PLACES;
    one[0].0 += 0.005;
    assert_eq!(told(&self::notes(&store, Kind::Venues, &venues(&one, "WGS 84"), None)), []);
}

#[test]
fn children_that_do_not_fill_their_parent_but_the_ground_beside_it_tell_the_shift() {
    let store = district();
    let street = |datum: &str| {
        let corners = [(114.0, 33.0), (114.1, 33.0), (114.1, 33.1), (114.0, 33.1), (114.0, 33.0)];
        let ring: Vec<String> = corners
            .iter()
            .map(|&(x, y)| {
                let (x, y) = shifted(datum, x, y);
                format!("[{x:.9},{y:.9}]")
            })
            .collect();
        let geometry = format!(r#"{{"type":"Polygon","coordinates":[[{}]]}}"#, ring.join(","));
        collection(&[feature(r#""code":"411602002","name":"七一路街""#, &geometry)])
    };
    for datum in ["GCJ-02", "BD-09"] {
        assert_eq!(told(&notes(&store, Kind::Grids, &street(datum), None)), [("file.shifted", Some(datum))]);
    }
    assert_eq!(told(&notes(&store, Kind::Grids, &street("WGS 84"), None)), []);
    // A street that fills only a part of its district says nothing of where it should lie.
    let part = collection(&[square(r#""code":"411602002""#, 114_005, 33_005, 50)]);
    assert_eq!(told(&notes(&store, Kind::Grids, &part, None)), []);
}

#[test]
fn new_places_that_fit_the_grids_only_when_taken_for_shifted_are_pointed_out() {
    let store = district();
    // Along the eastern border, inside by a hundred metres; GCJ-02 lies some hundred metres further east.
    let border: Vec<(f64, f64)> = (1..9).map(|at| (114.0988, 33.01 + f64::from(at) / 100.0)).collect();
    let notes = |datum: &str, said| notes(&store, Kind::Venues, &venues(&border, datum), said);
    assert_eq!(told(&notes("GCJ-02", None)), [("file.fits_shifted", Some("GCJ-02"))]);
    assert_eq!(told(&notes("GCJ-02", Some("GCJ-02"))), []);
    assert_eq!(told(&notes("WGS 84", None)), []);
    // What lies outside in any measure tells nothing.
    let far: Vec<(f64, f64)> = border.iter().map(|(x, y)| (x + 0.1, *y)).collect();
    assert_eq!(told(&self::notes(&store, Kind::Venues, &venues(&far, "WGS 84"), None)), []);
}
