//! Our tiles, made into what maplibre-rs can draw: one colour a layer, polygons as fills, rings as lines.

use anyhow::{Context, Result};
use geozero::mvt::tile::{Feature, GeomType, Layer, Value};
use geozero::mvt::{Message, Tile};

/// The corners of a tile.
const EXTENT: i32 = 4096;

/// Commands of a path.
const MOVE: u32 = 1;
const LINE: u32 = 2;
const CLOSE: u32 = 7;

/// The layers that are drawn, from below, each with its colour.
pub const LAYERS: [(&str, &str); 8] = [
    ("land", "#f2efe8"),
    ("own", "#d3e6ea"),
    ("green", "#cfe3c4"),
    ("water", "#a9cfe3"),
    ("road", "#b9b2a6"),
    ("building", "#c9bfb2"),
    ("below", "#5d7f93"),
    ("border", "#0d5f70"),
];

/// One width is all that lines have, less than a dot: they are drawn again this far beside themselves, in tile units,
/// children's borders a little and the grid's own more.
const THIN: [(i32, i32); 5] = [(0, 0), (3, 0), (-3, 0), (0, 3), (0, -3)];
const THICK: [(i32, i32); 9] = [(0, 0), (8, 0), (-8, 0), (0, 8), (0, -8), (5, 5), (-5, 5), (5, -5), (-5, -5)];

/// A tile with all of [`LAYERS`] that have something in them: the ground, the grid at `path` filled and with a border,
/// and the borders of the level below inside it.
pub fn compose(path: &str, [base, own, below]: [&[u8]; 3]) -> Result<Vec<u8>> {
    let [base, own, below] = [base, own, below].map(|bytes| Tile::decode(bytes).context("a tile of ours that is none"));
    let (base, own, below) = (base?, own?, below?);
    let grids = |tile: &Tile, keep: &dyn Fn(&str) -> bool| -> Vec<Feature> {
        let layers = tile.layers.iter().filter(|layer| layer.name == "grid");
        layers.flat_map(|layer| layer.features.iter().filter(|one| keep(path_of(layer, one)))).map(plain).collect()
    };
    let ground = |name: &str| -> Vec<Feature> {
        let layers = base.layers.iter().filter(|layer| layer.name == name);
        layers.flat_map(|layer| &layer.features).map(plain).collect()
    };
    let inside = format!("{path}.");
    let grid = grids(&own, &|other| other == path);
    let children = grids(&below, &|other| other.starts_with(&inside));
    let rings = |of: &[Feature], beside: &[(i32, i32)]| -> Vec<Feature> {
        beside.iter().flat_map(|&by| of.iter().map(move |one| ring(one, by))).collect()
    };
    let features = LAYERS.map(|(name, _)| match name {
        "land" => vec![land()],
        "own" => grid.clone(),
        "below" => rings(&children, &THIN),
        "border" => rings(&grid, &THICK),
        name => ground(name),
    });
    let layers = LAYERS.iter().zip(features).filter(|(_, features)| !features.is_empty());
    let layers = layers.map(|((name, _), features)| Layer {
        version: 2,
        name: (*name).to_owned(),
        features,
        keys: Vec::new(),
        values: Vec::new(),
        extent: Some(EXTENT.unsigned_abs()),
    });
    Ok(Tile { layers: layers.collect() }.encode_to_vec())
}

/// A feature's shape alone.
fn plain(feature: &Feature) -> Feature {
    Feature { id: None, tags: Vec::new(), r#type: feature.r#type, geometry: feature.geometry.clone() }
}

/// What a feature says under `path`.
fn path_of<'a>(layer: &'a Layer, feature: &Feature) -> &'a str {
    let mut pairs = feature.tags.chunks_exact(2);
    let pair = pairs.find(|pair| layer.keys.get(pair[0] as usize).is_some_and(|key| key == "path"));
    let value: Option<&Value> = pair.and_then(|pair| layer.values.get(pair[1] as usize));
    value.and_then(|value| value.string_value.as_deref()).unwrap_or_default()
}

/// A square over the whole tile and a little beyond.
fn land() -> Feature {
    let (from, side) = (-64, EXTENT + 128);
    let geometry = vec![
        command(MOVE, 1),
        zigzag(from),
        zigzag(from),
        command(LINE, 3),
        zigzag(side),
        zigzag(0),
        zigzag(0),
        zigzag(side),
        zigzag(-side),
        zigzag(0),
        command(CLOSE, 1),
    ];
    Feature { id: None, tags: Vec::new(), r#type: Some(GeomType::Polygon as i32), geometry }
}

/// The rings of a polygon as lines, moved by some units: where the polygon closes, the line goes back to its beginning.
fn ring(feature: &Feature, (right, down): (i32, i32)) -> Feature {
    let mut words = feature.geometry.iter().copied();
    let (mut pen, mut corners, mut geometry) = ((right, down), Vec::new(), Vec::new());
    // Where the pen is in the lines that are written.
    let mut drawn = (0, 0);
    while let Some(word) = words.next() {
        if word & 7 == CLOSE {
            corners.extend(corners.first().copied());
            for (at, &(x, y)) in corners.iter().enumerate() {
                match at {
                    0 => geometry.push(command(MOVE, 1)),
                    1 => geometry.push(command(LINE, u32::try_from(corners.len() - 1).unwrap_or_default())),
                    _ => {}
                }
                geometry.extend([zigzag(x - drawn.0), zigzag(y - drawn.1)]);
                drawn = (x, y);
            }
            corners.clear();
            continue;
        }
        for _ in 0..word >> 3 {
            let (Some(x), Some(y)) = (words.next(), words.next()) else { break };
            pen = (pen.0 + unzigzag(x), pen.1 + unzigzag(y));
            corners.push(pen);
        }
    }
    Feature { id: None, tags: Vec::new(), r#type: Some(GeomType::Linestring as i32), geometry }
}

fn command(kind: u32, count: u32) -> u32 {
    kind | (count << 3)
}

fn zigzag(value: i32) -> u32 {
    ((value << 1) ^ (value >> 31)).cast_unsigned()
}

fn unzigzag(word: u32) -> i32 {
    (word >> 1).cast_signed() ^ -(word & 1).cast_signed()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_rings_become_two_lines_that_end_where_they_began() {
        // (0,0) (10,0) (10,10), and (20,20) (22,20) (22,24).
        let triangle = |at: (i32, i32), across: i32, down: i32| {
            [
                command(MOVE, 1),
                zigzag(at.0),
                zigzag(at.1),
                command(LINE, 2),
                zigzag(across),
                0,
                0,
                zigzag(down),
                command(CLOSE, 1),
            ]
        };
        let geometry = [triangle((0, 0), 10, 10), triangle((10, 10), 2, 4)].concat();
        let polygon = Feature { id: None, tags: Vec::new(), r#type: Some(3), geometry };
        let line = |from: [i32; 2], across: i32, down: i32| {
            let corners = [across, 0, 0, down, -across, -down].map(zigzag);
            [&[command(MOVE, 1), zigzag(from[0]), zigzag(from[1]), command(LINE, 3)][..], &corners].concat()
        };
        let lines = ring(&polygon, (3, -1));
        assert_eq!(lines.geometry, [line([3, -1], 10, 10), line([20, 20], 2, 4)].concat());
        assert_eq!(lines.r#type, Some(GeomType::Linestring as i32));
    }

    #[test]
    fn nothing_but_land_is_in_a_tile_of_nothing() {
        let tile = Tile::decode(&*compose("1", [&[], &[], &[]]).unwrap()).unwrap();
        assert_eq!(tile.layers.iter().map(|layer| layer.name.as_str()).collect::<Vec<_>>(), ["land"]);
    }
}
