//! Vector tiles (Mapbox Vector Tile 2.1), written directly.
//!
//! Each corner is rounded to the tile's units by itself, without a look at the ring it stands in.
//! Neighbours that share corners on the lattice therefore stay seamless at every zoom. Features carry
//! no number: the grid's path is a property, and the map promotes it to the feature's id.

use domain::place::{Bounds, Position, Shape};

use crate::clip::{Frame, Place};
use crate::mercator::{self, Projected};
use crate::protobuf;
use crate::trace::{Line, Part, Trace, doubled_area, rounded};
use crate::words::Words;

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
    words: Words,
    features: Vec<u8>,
    /// What is in the making: a feature's commands and tags, the places of a ring.
    pen: Pen,
    tags: Vec<u8>,
    places: Vec<Place>,
}

/// A property's value.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Value<'a> {
    /// Words.
    Text(&'a str),
    /// What no other feature of the layer has: codes, paths. Nobody looks whether it is written already.
    Own(&'a str),
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

const MOVE: u64 = 1;
const DRAW: u64 = 2;
const CLOSE: u64 = 7;

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
            words: Words::default(),
            features: Vec::new(),
            pen: Pen::default(),
            tags: Vec::new(),
            places: Vec::new(),
        }
    }

    /// Draw a shape. Nothing is written when nothing of it is left in this tile at this zoom.
    pub fn polygon(&mut self, shape: &Shape, properties: &[(&str, Value<'_>)]) {
        self.area(&Projected::of(shape), properties);
    }

    /// The same for a shape that is projected already.
    pub fn area(&mut self, area: &Projected, properties: &[(&str, Value<'_>)]) {
        self.trace(&Trace::of(area, self.view.zoom), properties);
    }

    /// The same for a shape that is traced already, at the zoom of this tile.
    pub fn trace(&mut self, trace: &Trace<'_>, properties: &[(&str, Value<'_>)]) {
        let mut is_there = false;
        for line in trace.lines() {
            match line.part {
                Part::Outer => is_there = self.draw(&line),
                Part::Hole if is_there => _ = self.draw(&line),
                // Where nothing is left of what it is cut out of, nothing is left of a hole.
                Part::Hole => {}
            }
        }
        self.feature(Geometry::Polygon, properties);
    }

    /// Draw open lines as one feature.
    pub fn lines(&mut self, lines: &[Vec<Position>], properties: &[(&str, Value<'_>)]) {
        for line in lines {
            let mut places: Vec<Place> = line.iter().map(|&at| self.view.place(at)).collect();
            places.dedup();
            for run in FRAME.cut_line(&places) {
                self.pen.line(&run);
            }
        }
        self.feature(Geometry::Line, properties);
    }

    /// Draw a point.
    pub fn point(&mut self, at: Position, properties: &[(&str, Value<'_>)]) {
        let place = self.view.place(at);
        if FRAME.keeps(place) {
            self.pen.go(MOVE, &[place]);
            self.feature(Geometry::Point, properties);
        }
    }

    /// Draws what is left of a ring in this tile; tells whether anything is.
    fn draw(&mut self, line: &Line<'_>) -> bool {
        let (view, part) = (self.view, line.part);
        let (low, high) = (view.within(line.low), view.within(line.high));
        if FRAME.keeps(low) && FRAME.keeps(high) {
            if line.holds_area {
                self.pen.steps(view.within(line.first), view.within(line.last), line.count, line.steps);
            }
            return line.holds_area;
        }
        if FRAME.misses(low, high) {
            return false;
        }
        let mut places = std::mem::take(&mut self.places);
        places.clear();
        FRAME.gather(line.corners().map(|at| view.within(at)), &mut places);
        let mut cut = FRAME.cut_ring(places);
        cut.dedup();
        if cut.first() == cut.last() {
            cut.pop();
        }
        let area = doubled_area(&cut);
        if area != 0 {
            // Traces are turned already; what is left of a ring that crosses itself may run the other way.
            if (area > 0) != (part == Part::Outer) {
                cut.reverse();
            }
            self.pen.ring(&cut);
        }
        self.places = cut;
        area != 0
    }

    /// Writes what the pen has drawn.
    fn feature(&mut self, geometry: Geometry, properties: &[(&str, Value<'_>)]) {
        if self.pen.commands.is_empty() {
            return;
        }
        self.tags.clear();
        for (at, &(key, value)) in properties.iter().enumerate() {
            let (key, value) = (self.words.key(at, key), self.words.value(value));
            protobuf::varint(&mut self.tags, u64::from(key));
            protobuf::varint(&mut self.tags, u64::from(value));
        }
        let Self { features, tags, pen, .. } = self;
        let length = protobuf::length_of(tags.len()) + 2 + protobuf::length_of(pen.commands.len());
        protobuf::begin(features, 2, length);
        protobuf::bytes(features, 2, tags);
        protobuf::number(features, 3, geometry as u64);
        protobuf::bytes(features, 4, &pen.commands);
        pen.at = (0, 0);
        pen.commands.clear();
    }

    fn finish(self) -> Vec<u8> {
        let mut out =
            Vec::with_capacity(self.features.len() + self.words.keys().len() + self.words.values().len() + 64);
        protobuf::number(&mut out, 15, 2);
        protobuf::bytes(&mut out, 1, self.name.as_bytes());
        out.extend_from_slice(&self.features);
        out.extend_from_slice(self.words.keys());
        out.extend_from_slice(self.words.values());
        protobuf::number(&mut out, 5, EXTENT as u64);
        out
    }
}

const FRAME: Frame = Frame { low: -BUFFER, high: EXTENT + BUFFER };

impl View {
    fn place(self, at: Position) -> Place {
        self.within(rounded(mercator::project(at), self.zoom))
    }

    /// From the world's corner to the tile's.
    fn within(self, (x, y): Place) -> Place {
        (x - self.left, y - self.top)
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
    commands: Vec<u8>,
}

impl Pen {
    fn go(&mut self, command: u64, places: &[Place]) {
        protobuf::varint(&mut self.commands, command | (places.len() as u64) << 3);
        for &place in places {
            protobuf::varint(&mut self.commands, protobuf::zigzag(place.0 - self.at.0));
            protobuf::varint(&mut self.commands, protobuf::zigzag(place.1 - self.at.1));
            self.at = place;
        }
    }

    fn line(&mut self, line: &[Place]) {
        self.go(MOVE, &line[..1]);
        self.go(DRAW, &line[1..]);
    }

    fn ring(&mut self, ring: &[Place]) {
        self.line(ring);
        self.close();
    }

    /// A ring of so many places, whose steps are told already.
    fn steps(&mut self, first: Place, last: Place, count: usize, steps: &[u8]) {
        self.go(MOVE, &[first]);
        protobuf::varint(&mut self.commands, DRAW | (count as u64 - 1) << 3);
        self.commands.extend_from_slice(steps);
        self.at = last;
        self.close();
    }

    fn close(&mut self) {
        protobuf::varint(&mut self.commands, CLOSE | 1 << 3);
    }
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
