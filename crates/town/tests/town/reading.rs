//! Reads the town's documents the way a stranger would: from their text alone.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use serde_json::Value;
use town::Town;

/// A position in whole units of 1e-7 degree.
pub type Node = (i64, i64);
/// A directed side.
pub type Side = (Node, Node);

pub struct Grid {
    pub code: String,
    pub ring: Vec<Node>,
    pub properties: Value,
}

/// The town of the demonstration, drawn once.
pub fn town() -> &'static Town {
    static TOWN: OnceLock<Town> = OnceLock::new();
    TOWN.get_or_init(|| town::draw(7))
}

pub fn features(town: &Town, name: &str) -> Vec<Value> {
    let text = town.text(name).expect("the document is there");
    let value: Value = serde_json::from_str(text).expect("the document is JSON");
    value["features"].as_array().expect("it is a collection").clone()
}

pub fn grids(town: &Town, level: usize) -> Vec<Grid> {
    features(town, &format!("grids-{level}.geojson")).iter().map(grid).collect()
}

fn grid(feature: &Value) -> Grid {
    let rings = feature["geometry"]["coordinates"].as_array().expect("a polygon has rings");
    assert_eq!(rings.len(), 1, "grids have no holes");
    let mut ring = positions(&rings[0]);
    assert_eq!(ring.first(), ring.last(), "rings are closed");
    ring.pop();
    let properties = feature["properties"].clone();
    let code = properties["code"].as_str().expect("codes are text").to_owned();
    Grid { code, ring, properties }
}

pub fn positions(line: &Value) -> Vec<Node> {
    line.as_array().expect("a list of positions").iter().map(position).collect()
}

pub fn position(value: &Value) -> Node {
    let units = |i: usize| {
        let degrees = value[i].as_f64().expect("a coordinate is a number");
        let units = (degrees * 1e7).round();
        assert!((degrees * 1e7 - units).abs() < 1e-4, "{degrees} lies off the lattice");
        units as i64
    };
    (units(0), units(1))
}

pub fn sides(ring: &[Node]) -> impl Iterator<Item = Side> + '_ {
    (0..ring.len()).map(|i| (ring[i], ring[(i + 1) % ring.len()]))
}

/// Twice the signed area in square units.
pub fn area(ring: &[Node]) -> i64 {
    let origin = ring[0];
    sides(ring)
        .map(|(a, b)| {
            let (a, b) = ((a.0 - origin.0, a.1 - origin.1), (b.0 - origin.0, b.1 - origin.1));
            a.0 * b.1 - a.1 * b.0
        })
        .sum()
}

pub fn metres(side: Side) -> f64 {
    let (east, north) = ((side.1.0 - side.0.0) as f64 * 0.009_27, (side.1.1 - side.0.1) as f64 * 0.011_092);
    (east * east + north * north).sqrt()
}

/// Negative, zero or positive for `c` to the right of, on, or to the left of `a b`.
pub fn turn(a: Node, b: Node, c: Node) -> i64 {
    ((b.0 - a.0) * (c.1 - a.1) - (b.1 - a.1) * (c.0 - a.0)).signum()
}

pub fn cross(a: Side, b: Side) -> bool {
    let boxes = a.0.0.min(a.1.0) <= b.0.0.max(b.1.0)
        && b.0.0.min(b.1.0) <= a.0.0.max(a.1.0)
        && a.0.1.min(a.1.1) <= b.0.1.max(b.1.1)
        && b.0.1.min(b.1.1) <= a.0.1.max(a.1.1);
    boxes && turn(a.0, a.1, b.0) * turn(a.0, a.1, b.1) <= 0 && turn(b.0, b.1, a.0) * turn(b.0, b.1, a.1) <= 0
}

pub fn holds(ring: &[Node], p: Node) -> bool {
    let mut inside = false;
    for (a, b) in sides(ring) {
        if (a.1 > p.1) != (b.1 > p.1) {
            let left = turn(a, b, p);
            if (b.1 > a.1 && left > 0) || (b.1 < a.1 && left < 0) {
                inside = !inside;
            }
        }
    }
    inside
}

/// Rows of a CSV without quotes, after its header.
pub fn rows(town: &Town, name: &str) -> Vec<Vec<String>> {
    let text = town.text(name).expect("the document is there");
    text.lines().skip(1).map(|line| line.split(',').map(str::to_owned).collect()).collect()
}

pub fn count_by<K: Ord>(keys: impl Iterator<Item = K>) -> BTreeMap<K, usize> {
    let mut counts = BTreeMap::new();
    for key in keys {
        *counts.entry(key).or_insert(0) += 1;
    }
    counts
}
