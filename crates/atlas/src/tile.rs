//! Vector tiles (Mapbox Vector Tile 2.1), written directly.
//!
//! Each corner is rounded to the tile's units by itself, without a look at the ring it stands in.
//! Neighbours that share corners on the lattice therefore stay seamless at every zoom. Features carry
//! no number: the grid's path is a property, and the map promotes it to the feature's id.

use std::collections::HashMap;

use domain::place::{Bounds, Position, Shape};

use crate::clip::{Frame, Place};
use crate::mercator::{self, Projected};
use crate::protobuf;

/// Units across a tile.
pub const EXTENT: i64 = 4096;

/// Units kept on every side beyond the tile, so that cut edges and wide borders stay out of sight:
/// 16 pixels of a 512-pixel tile.
pub const BUFFER: i64 = 128;

/// The deepest zoom at which a tile can be asked for.
pub const DEEPEST_ZOOM: u8 = 24;

/// One tile in the making.
#[derive(Debug)]
pub struct Tile {
    view: View,
    layers: Vec<Layer>,
}

/// One layer of a tile.
#[derive(Debug)]
pub struct Layer {
    view: View,
    name: String,
    /// In the order of their numbers: there are few.
    keys: Vec<String>,
    /// The number of each value, by what is written of it.
    values: HashMap<Vec<u8>, u32>,
    /// Keys and values as they are written, in the order of their numbers.
    written_keys: Vec<u8>,
    written_values: Vec<u8>,
    features: Vec<u8>,
}

/// A property's value.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Value<'a> {
    /// Words, codes, paths.
    Text(&'a str),
    /// Counts and levels.
    Whole(i64),
    /// Measures.
    Number(f64),
    /// Yes or no.
    Flag(bool),
}

/// What a tile shows of the world.
#[derive(Debug, Clone, Copy)]
struct View {
    zoom: u8,
    /// The tile's north-west corner in its own units, counted from the world's.
    left: i64,
    top: i64,
}

#[derive(Debug, Clone, Copy)]
enum Geometry {
    Point = 1,
    Line = 2,
    Polygon = 3,
}

const MOVE: u32 = 1;
const DRAW: u32 = 2;
const CLOSE: u32 = 7;

impl Tile {
    /// The tile at a zoom, column and row (XYZ: row 0 is in the north); none when there is no such tile.
    pub fn at(zoom: u8, column: u32, row: u32) -> Option<Self> {
        let across = 1_u64 << zoom.min(DEEPEST_ZOOM);
        let exists = zoom <= DEEPEST_ZOOM && u64::from(column) < across && u64::from(row) < across;
        exists.then(|| Self {
            view: View { zoom, left: i64::from(column) * EXTENT, top: i64::from(row) * EXTENT },
            layers: Vec::new(),
        })
    }

    /// What to fetch from the store: the tile and its buffer.
    pub fn bounds_with_margin(&self) -> Bounds {
        let (left, top) = (self.view.left - BUFFER, self.view.top - BUFFER);
        let far = EXTENT + 2 * BUFFER;
        let world = |units: i64| self.view.to_world(units);
        mercator::unproject(world(left), world(top), world(left + far), world(top + far))
    }

    /// The layer of this name; made when it is asked for the first time.
    pub fn layer(&mut self, name: &str) -> &mut Layer {
        let index = self.layers.iter().position(|layer| layer.name == name).unwrap_or_else(|| {
            self.layers.push(Layer::new(self.view, name));
            self.layers.len() - 1
        });
        &mut self.layers[index]
    }

    /// The tile's bytes; layers without a feature are left out, so an empty tile has none.
    pub fn finish(self) -> Vec<u8> {
        let mut out = Vec::new();
        for layer in self.layers.into_iter().filter(|layer| !layer.features.is_empty()) {
            protobuf::bytes(&mut out, 3, &layer.finish());
        }
        out
    }
}

impl Layer {
    fn new(view: View, name: &str) -> Self {
        Self {
            view,
            name: name.to_owned(),
            keys: Vec::new(),
            values: HashMap::new(),
            written_keys: Vec::new(),
            written_values: Vec::new(),
            features: Vec::new(),
        }
    }

    /// Draw a shape. Nothing is written when nothing of it is left in this tile at this zoom.
    pub fn polygon(&mut self, shape: &Shape, properties: &[(&str, Value<'_>)]) {
        self.area(&Projected::of(shape), properties);
    }

    /// The same for a shape that is projected already.
    pub fn area(&mut self, area: &Projected, properties: &[(&str, Value<'_>)]) {
        let mut pen = Pen::default();
        for polygon in &area.polygons {
            self.draw_polygon(polygon, &mut pen);
        }
        self.feature(Geometry::Polygon, &pen.commands, properties);
    }

    /// Draw open lines as one feature.
    pub fn lines(&mut self, lines: &[Vec<Position>], properties: &[(&str, Value<'_>)]) {
        let mut pen = Pen::default();
        for line in lines {
            let mut places: Vec<Place> = line.iter().map(|&at| self.view.place(at)).collect();
            places.dedup();
            for run in FRAME.cut_line(&places) {
                pen.line(&run);
            }
        }
        self.feature(Geometry::Line, &pen.commands, properties);
    }

    /// Draw a point.
    pub fn point(&mut self, at: Position, properties: &[(&str, Value<'_>)]) {
        let place = self.view.place(at);
        if FRAME.keeps(place) {
            let mut pen = Pen::default();
            pen.go(MOVE, &[place]);
            self.feature(Geometry::Point, &pen.commands, properties);
        }
    }

    fn draw_polygon(&self, polygon: &[Vec<(i64, i64)>], pen: &mut Pen) {
        for (index, ring) in polygon.iter().enumerate() {
            let mut places: Vec<Place> = Vec::with_capacity(ring.len());
            for &corner in ring {
                let place = self.view.place_of(corner);
                if places.last() != Some(&place) {
                    places.push(place);
                }
            }
            places.pop();
            let mut cut = FRAME.cut_ring(places);
            cut.dedup();
            if cut.first() == cut.last() {
                cut.pop();
            }
            let area = doubled_area(&cut);
            let is_outer = index == 0;
            if area == 0 {
                if is_outer {
                    return;
                }
                continue;
            }
            // The specification wants outer rings clockwise on the screen: positive where y grows south.
            if (area > 0) != is_outer {
                cut.reverse();
            }
            pen.ring(&cut);
        }
    }

    fn feature(&mut self, geometry: Geometry, commands: &[u32], properties: &[(&str, Value<'_>)]) {
        if commands.is_empty() {
            return;
        }
        let mut tags = Vec::with_capacity(properties.len() * 2);
        for &(key, value) in properties {
            tags.push(self.key(key));
            tags.push(self.value(value));
        }
        let mut feature = Vec::with_capacity(commands.len() * 2 + tags.len() + 16);
        protobuf::packed(&mut feature, 2, &tags);
        protobuf::number(&mut feature, 3, geometry as u64);
        protobuf::packed(&mut feature, 4, commands);
        protobuf::bytes(&mut self.features, 2, &feature);
    }

    fn key(&mut self, key: &str) -> u32 {
        let known = self.keys.iter().position(|known| known == key);
        known.unwrap_or_else(|| {
            protobuf::bytes(&mut self.written_keys, 3, key.as_bytes());
            self.keys.push(key.to_owned());
            self.keys.len() - 1
        }) as u32
    }

    fn value(&mut self, value: Value<'_>) -> u32 {
        let mut written = Vec::with_capacity(64);
        match value {
            Value::Text(text) => protobuf::bytes(&mut written, 1, text.as_bytes()),
            Value::Number(number) => protobuf::double(&mut written, 3, number),
            Value::Whole(whole) => protobuf::number(&mut written, 6, protobuf::zigzag(whole)),
            Value::Flag(flag) => protobuf::number(&mut written, 7, u64::from(flag)),
        }
        let number = self.values.len() as u32;
        *self.values.entry(written).or_insert_with_key(|written| {
            protobuf::bytes(&mut self.written_values, 4, written);
            number
        })
    }

    fn finish(self) -> Vec<u8> {
        let mut out =
            Vec::with_capacity(self.features.len() + self.written_keys.len() + self.written_values.len() + 64);
        protobuf::number(&mut out, 15, 2);
        protobuf::bytes(&mut out, 1, self.name.as_bytes());
        out.extend_from_slice(&self.features);
        out.extend_from_slice(&self.written_keys);
        out.extend_from_slice(&self.written_values);
        protobuf::number(&mut out, 5, EXTENT as u64);
        out
    }
}

const FRAME: Frame = Frame { low: -BUFFER, high: EXTENT + BUFFER };

impl View {
    /// Units of this zoom that one step of rounding spans: at low zooms half a pixel of a 512-pixel tile
    /// is as fine as an eye can see, and most corners of a district fall together.
    fn coarseness(self) -> i64 {
        match self.zoom {
            0..=10 => 4,
            11..=13 => 2,
            _ => 1,
        }
    }

    fn place(self, at: Position) -> Place {
        self.place_of(mercator::project(at))
    }

    fn place_of(self, (x, y): (i64, i64)) -> Place {
        (self.units(x) - self.left, self.units(y) - self.top)
    }

    /// World units to this zoom's units, rounded. Invariant: depends on nothing but the number and the zoom.
    fn units(self, world: i64) -> i64 {
        let step = self.coarseness();
        // World units that one step spans are 2^(32 - 12 - zoom) times the step; below one at deep zooms.
        let shift = 20 - i32::from(self.zoom);
        if shift <= 0 {
            return world << -shift;
        }
        // The step is a power of two, and so is the span: the shift rounds down everywhere, also west of the tile.
        let span = step << shift;
        ((world + span / 2) >> span.trailing_zeros()) * step
    }

    fn to_world(self, units: i64) -> i64 {
        let shift = 20 - i32::from(self.zoom);
        if shift >= 0 { units << shift } else { units >> -shift }
    }
}

/// Writes drawing commands, each place as a step from the one before.
#[derive(Debug, Default)]
struct Pen {
    at: Place,
    commands: Vec<u32>,
}

impl Pen {
    fn go(&mut self, command: u32, places: &[Place]) {
        self.commands.push(command | (places.len() as u32) << 3);
        for &place in places {
            self.commands.push(protobuf::zigzag(place.0 - self.at.0) as u32);
            self.commands.push(protobuf::zigzag(place.1 - self.at.1) as u32);
            self.at = place;
        }
    }

    fn line(&mut self, line: &[Place]) {
        self.commands.reserve(line.len() * 2 + 3);
        self.go(MOVE, &line[..1]);
        self.go(DRAW, &line[1..]);
    }

    fn ring(&mut self, ring: &[Place]) {
        self.line(ring);
        self.commands.push(CLOSE | 1 << 3);
    }
}

/// Twice the area of an open ring.
fn doubled_area(ring: &[Place]) -> i64 {
    let closing = ring.last().into_iter().zip(ring.first());
    ring.iter().zip(ring.iter().skip(1)).chain(closing).map(|(a, b)| a.0 * b.1 - b.0 * a.1).sum()
}

impl<'a> From<&'a str> for Value<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(text)
    }
}

impl From<i64> for Value<'_> {
    fn from(whole: i64) -> Self {
        Self::Whole(whole)
    }
}

impl From<f64> for Value<'_> {
    fn from(number: f64) -> Self {
        Self::Number(number)
    }
}

impl From<bool> for Value<'_> {
    fn from(flag: bool) -> Self {
        Self::Flag(flag)
    }
}
