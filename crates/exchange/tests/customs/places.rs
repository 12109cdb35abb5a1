use domain::code::GridPath;
use domain::set::{GroundLayer, Outline, Set};
use domain::venue::CheckpointState;
use exchange::{Kind, Options, Reading};

use crate::store::{Store, codes, collection, district, feature, square};

fn point(x: f64, y: f64) -> String {
    format!(r#"{{"type":"Point","coordinates":[{x},{y}]}}"#)
}

fn import(store: &mut Store, kind: Kind, features: &[String]) -> Reading {
    store.import(kind, "places.geojson", &collection(features), &Options::default())
}

#[test]
fn a_venue_finds_its_deepest_grid() {
    let mut store = district();
    let properties =
        r#""id":"V01","name":"万顺达","kind":"大型商超","capacity":3000,"state":"开放","address":"七一路""#;
    let reading = import(&mut store, Kind::Venues, &[feature(properties, &point(114.06, 33.02))]);
    assert_eq!((reading.faults.len(), reading.notes.len()), (0, 0));
    let venue = &store.venues[0];
    assert_eq!(venue.grid.as_ref().map(GridPath::as_str), Some("411602.411602001.411602001002"));
    assert_eq!((venue.capacity, venue.address.as_deref()), (Some(3000), Some("七一路")));
}

#[test]
fn a_venue_outside_every_grid_is_taken_with_a_note() {
    let mut store = district();
    let reading = import(&mut store, Kind::Venues, &[feature(r#""id":"V01""#, &point(100.0, 30.0))]);
    assert_eq!(codes(&reading.notes), [(Some(1), "place.outside")]);
    assert_eq!(store.venues[0].grid, None);
}

#[test]
fn places_that_make_no_sense_are_refused_by_feature() {
    let mut store = district();
    let here = point(114.06, 33.02);
    let features = [
        feature(r#""name":"x""#, &here),
        feature(r#""id":"A""#, &here),
        feature(r#""id":"A""#, &here),
        feature(r#""id":"B","capacity":"many""#, &here),
        feature(r#""id":"C""#, &point(1.0, 91.0)),
        square(r#""id":"D""#, 0, 0, 9),
        feature(r#""id":12345678901234567890"#, &here),
    ];
    let reading = import(&mut store, Kind::Venues, &features);
    let expected = [
        (Some(1), "place.no_id"),
        (Some(3), "place.duplicate_id"),
        (Some(4), "venue.bad_capacity"),
        (Some(5), "position.axes_swapped"),
        (Some(6), "geometry.other_type"),
        (Some(7), "code.inexact"),
    ];
    assert_eq!(codes(&reading.faults), expected);
}

#[test]
fn checkpoints_have_a_state_and_a_queue() {
    let mut store = district();
    let here = point(114.06, 33.02);
    let good = [
        feature(r#""id":"K1","name":"东卡点","state":"open","queue":2"#, &here),
        feature(r#""id":"K2","状态":"关闭""#, &here),
    ];
    assert_eq!(import(&mut store, Kind::Checkpoints, &good[..1]).faults, []);
    assert_eq!(import(&mut store, Kind::Checkpoints, &good[1..]).faults, []);
    assert_eq!((store.checkpoints[0].state, store.checkpoints[0].queue), (CheckpointState::Open, 2));
    assert_eq!((store.checkpoints[1].state, store.checkpoints[1].queue), (CheckpointState::Closed, 0));
    let bad = [feature(r#""id":"K3","state":"ajar","queue":4"#, &here)];
    let reading = import(&mut store, Kind::Checkpoints, &bad);
    let expected = [(Some(1), "checkpoint.unknown_state"), (Some(1), "checkpoint.unknown_queue")];
    assert_eq!(codes(&reading.faults), expected);
}

#[test]
fn streams_belong_to_known_places_and_have_addresses() {
    let mut store = district();
    import(&mut store, Kind::Venues, &[feature(r#""id":"V01""#, &point(114.06, 33.02))]);
    let text = "场所编码,名称,地址\nV01,东门,rtsp://10.0.0.1/1\nV01,西门,https://10.0.0.1/whep\n";
    let reading = store.import(Kind::Streams, "streams.csv", text.as_bytes(), &Options::default());
    assert_eq!((reading.faults.len(), store.streams.len()), (0, 2));
    let text = "场所编码,名称,地址\nV99,东门,rtsp://x\nV01,东门,/video.mp4\nV01,a,rtsp://x\nV01,a,rtsp://y\n";
    let reading = store.import(Kind::Streams, "streams.csv", text.as_bytes(), &Options::default());
    let expected = [(Some(2), "stream.unknown_venue"), (Some(3), "stream.bad_address"), (Some(5), "stream.duplicate")];
    assert_eq!(codes(&reading.faults), expected);
}

#[test]
fn the_ground_is_areas_and_lines() {
    let mut store = Store::default();
    let line = r#"{"type":"LineString","coordinates":[[0,0],[1,1]]}"#;
    let features = [
        square(r#""layer":"water","class":"river","name":"沙颍河""#, 0, 0, 9),
        feature(r#""layer":"road","class":"ring""#, line),
    ];
    let reading = import(&mut store, Kind::Basemap, &features);
    let Some(Set::Basemap(ground)) = &reading.set else { panic!("{:?}", reading.faults) };
    assert_eq!((ground[0].layer, ground[0].name.as_deref()), (GroundLayer::Water, Some("沙颍河")));
    assert!(matches!(&ground[1].outline, Outline::Lines(lines) if lines[0].len() == 2));
    let short = r#"{"type":"LineString","coordinates":[[0,0],[0,0]]}"#;
    let bad = [feature(r#""layer":"sky""#, line), feature(r#""layer":"road""#, short)];
    let reading = import(&mut store, Kind::Basemap, &bad);
    assert_eq!(codes(&reading.faults), [(Some(1), "ground.unknown_layer"), (Some(2), "line.too_short")]);
}
