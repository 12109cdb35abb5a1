//! Tiles as a reader of the format sees them.

use atlas::tile::{BUFFER, EXTENT, Tile, Value};
use domain::place::{Polygon, Position, Shape};

/// A layer read back: name, features as (type, rings or lines, properties).
#[derive(Debug)]
struct ReadLayer {
    name: String,
    features: Vec<ReadFeature>,
    keys: Vec<String>,
    values: Vec<Vec<u8>>,
}

#[derive(Debug)]
struct ReadFeature {
    geometry: u64,
    runs: Vec<Vec<(i64, i64)>>,
    tags: Vec<u64>,
}

struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    fn varint(&mut self) -> u64 {
        let mut value = 0;
        for shift in 0..10 {
            let byte = self.0[0];
            self.0 = &self.0[1..];
            value |= u64::from(byte & 0x7f) << (7 * shift);
            if byte < 0x80 {
                break;
            }
        }
        value
    }

    /// Field number with its number or its bytes.
    fn field(&mut self) -> Option<(u64, u64, &'a [u8])> {
        if self.0.is_empty() {
            return None;
        }
        let tag = self.varint();
        match tag & 7 {
            0 => Some((tag >> 3, self.varint(), &[])),
            2 => {
                let length = self.varint() as usize;
                let (bytes, rest) = self.0.split_at(length);
                self.0 = rest;
                Some((tag >> 3, 0, bytes))
            }
            other => panic!("wire type {other} is not expected here"),
        }
    }

    fn all(mut self) -> Vec<u64> {
        let mut numbers = Vec::new();
        while !self.0.is_empty() {
            numbers.push(self.varint());
        }
        numbers
    }
}

fn read(bytes: &[u8]) -> Vec<ReadLayer> {
    let mut tile = Reader(bytes);
    let mut layers = Vec::new();
    while let Some((field, _, body)) = tile.field() {
        assert_eq!(field, 3);
        let mut layer = ReadLayer { name: String::new(), features: vec![], keys: vec![], values: vec![] };
        let mut fields = Reader(body);
        while let Some((field, number, body)) = fields.field() {
            match field {
                1 => layer.name = text(body),
                2 => layer.features.push(read_feature(body)),
                3 => layer.keys.push(text(body)),
                4 => layer.values.push(body.to_vec()),
                5 => assert_eq!(number, EXTENT as u64),
                15 => assert_eq!(number, 2),
                other => panic!("field {other}"),
            }
        }
        layers.push(layer);
    }
    layers
}

fn text(body: &[u8]) -> String {
    String::from_utf8(body.to_vec()).expect("text is UTF-8")
}

fn read_feature(body: &[u8]) -> ReadFeature {
    let mut feature = ReadFeature { geometry: 0, runs: vec![], tags: vec![] };
    let mut fields = Reader(body);
    while let Some((field, number, body)) = fields.field() {
        match field {
            2 => feature.tags = Reader(body).all(),
            3 => feature.geometry = number,
            4 => {
                let mut numbers = Reader(body).all().into_iter();
                let mut at = (0, 0);
                while let Some(command) = numbers.next() {
                    if command & 7 == 7 {
                        continue;
                    }
                    for _ in 0..command >> 3 {
                        let step = |number: u64| (number >> 1).cast_signed() ^ -((number & 1).cast_signed());
                        at.0 += step(numbers.next().expect("a step follows"));
                        at.1 += step(numbers.next().expect("a step follows"));
                        if command & 7 == 1 {
                            feature.runs.push(vec![]);
                        }
                        feature.runs.last_mut().expect("a move came first").push(at);
                    }
                }
            }
            other => panic!("field {other}"),
        }
    }
    feature
}

fn signed_area(ring: &[(i64, i64)]) -> i64 {
    (0..ring.len()).map(|i| (ring[i], ring[(i + 1) % ring.len()])).map(|(a, b)| a.0 * b.1 - b.0 * a.1).sum()
}

fn at(longitude: f64, latitude: f64) -> Position {
    Position::from_degrees(longitude, latitude).expect("on the globe")
}

fn ring(corners: &[(f64, f64)]) -> Vec<Position> {
    let mut ring: Vec<Position> = corners.iter().map(|&(x, y)| at(x, y)).collect();
    ring.push(ring[0]);
    ring
}

fn shape(rings: &[&[(f64, f64)]]) -> Shape {
    Shape { polygons: vec![Polygon { rings: rings.iter().map(|corners| ring(corners)).collect() }] }
}

const STREET: &[(f64, f64)] = &[(114.60, 33.60), (114.70, 33.60), (114.70, 33.70), (114.60, 33.70)];
const PARK: &[(f64, f64)] = &[(114.63, 33.63), (114.63, 33.66), (114.66, 33.66), (114.66, 33.63)];

/// The tile of zoom 10 that holds the street.
fn tile_of_the_street() -> Tile {
    Tile::at(10, 838, 410).expect("there is such a tile")
}

#[test]
fn outer_rings_run_clockwise_on_the_screen_and_holes_against() {
    let mut tile = tile_of_the_street();
    tile.layer("grid").polygon(&shape(&[STREET, PARK]), &[("path", "411602".into())]);
    let layers = read(&tile.finish());
    let feature = &layers[0].features[0];
    assert_eq!((layers[0].name.as_str(), feature.geometry, feature.runs.len()), ("grid", 3, 2));
    assert!(signed_area(&feature.runs[0]) > 0);
    assert!(signed_area(&feature.runs[1]) < 0);
}

#[test]
fn keys_and_values_are_written_once() {
    let mut tile = tile_of_the_street();
    for path in ["a", "b", "a"] {
        let properties = [("path", Value::Text(path)), ("level", Value::Whole(3)), ("dedicated", Value::Flag(true))];
        tile.layer("grid").polygon(&shape(&[STREET]), &properties);
    }
    let layers = read(&tile.finish());
    assert_eq!(layers[0].keys, ["path", "level", "dedicated"]);
    assert_eq!(layers[0].values.len(), 4);
    assert_eq!(layers[0].features[0].tags, layers[0].features[2].tags);
    assert_ne!(layers[0].features[0].tags, layers[0].features[1].tags);
}

#[test]
fn the_margin_holds_what_a_tile_may_show() {
    let tile = tile_of_the_street();
    let bounds = tile.bounds_with_margin();
    assert!(bounds.west < 114.6 && bounds.east > 114.7 && bounds.south < 33.6 && bounds.north > 33.7);
    let world = Tile::at(0, 0, 0).unwrap().bounds_with_margin();
    assert!((world.west + 180.0).abs() < 1e-9 && (world.north - 85.051_128_8).abs() < 1e-6);
    assert!(Tile::at(3, 8, 0).is_none() && Tile::at(25, 0, 0).is_none());
}

#[test]
fn what_lies_elsewhere_or_vanishes_leaves_an_empty_tile() {
    let mut elsewhere = Tile::at(10, 100, 100).unwrap();
    elsewhere.layer("grid").polygon(&shape(&[STREET]), &[]);
    elsewhere.layer("venue").point(Position(0, 0), &[]);
    assert!(elsewhere.finish().is_empty());
    let mut world = Tile::at(0, 0, 0).unwrap();
    world.layer("grid").polygon(&shape(&[PARK]), &[]);
    assert!(world.finish().is_empty());
}

#[test]
fn lines_and_points_are_cut_to_the_margin() {
    let mut tile = tile_of_the_street();
    let road = vec![at(100.0, 33.65), at(130.0, 33.65)];
    tile.layer("road").lines(&[road], &[("class", "ring".into())]);
    tile.layer("venue").point(at(114.65, 33.65), &[]);
    let layers = read(&tile.finish());
    let run = &layers[0].features[0].runs[0];
    assert_eq!((run[0].0, run[1].0), (-BUFFER, EXTENT + BUFFER));
    assert_eq!(layers[1].features[0].geometry, 1);
}

#[test]
fn neighbours_share_their_border_in_every_tile_at_every_zoom() {
    // A crooked border between two grids, walked in opposite directions.
    let border: Vec<(f64, f64)> = (0..60)
        .map(|step| (114.65 + f64::from((step * 37) % 11) * 0.000_83, 33.60 + f64::from(step) * 0.001_71))
        .collect();
    let mut west = vec![(114.60, 33.60)];
    west.extend(&border);
    west.push((114.60, 33.70));
    let mut east = vec![(114.72, 33.70)];
    east.extend(border.iter().rev());
    east.push((114.72, 33.60));
    let mut compared = 0;
    for zoom in 8..=18_u8 {
        let scale = f64::from(1_u32 << zoom);
        let column = ((114.655 + 180.0) / 360.0 * scale) as u32;
        let latitude = 33.65_f64.to_radians();
        let row = ((0.5 - latitude.sin().atanh() / std::f64::consts::TAU) * scale) as u32;
        for (dx, dy) in [(0, 0), (0, 1), (1, 0)] {
            let mut tile = Tile::at(zoom, column + dx, row + dy).unwrap();
            tile.layer("grid").polygon(&shape(&[&west]), &[]);
            tile.layer("grid").polygon(&shape(&[&east]), &[]);
            let layers = read(&tile.finish());
            let Some(layer) = layers.first().filter(|layer| layer.features.len() == 2) else { continue };
            let inner = |feature: &ReadFeature| -> std::collections::BTreeSet<((i64, i64), (i64, i64))> {
                let ring = &feature.runs[0];
                let at_margin =
                    |p: (i64, i64)| [p.0, p.1].iter().any(|&value| value == -BUFFER || value == EXTENT + BUFFER);
                (0..ring.len())
                    .map(|i| (ring[i], ring[(i + 1) % ring.len()]))
                    .filter(|&(a, b)| !(at_margin(a) && at_margin(b)))
                    .collect()
            };
            let mirrored: std::collections::BTreeSet<_> =
                inner(&layer.features[1]).into_iter().map(|(a, b)| (b, a)).collect();
            let shared = inner(&layer.features[0]).intersection(&mirrored).count();
            let expected = inner(&layer.features[0]).len();
            // All edges are shared but the three that bound the western grid on its other sides.
            assert!(shared + 3 >= expected, "zoom {zoom}: {shared} of {expected}");
            compared += shared;
        }
    }
    assert!(compared > 300, "only {compared} edges were compared");
}
