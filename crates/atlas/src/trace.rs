//! A shape's rings as a tile's commands tell them: rounded once for a zoom, each a run of steps that goes into a tile as
//! it stands where the whole ring lies in it.
//!
//! Rings follow each other in one run of bytes. Before its steps a ring tells how many corners it has, whether it is an
//! outer one and holds any area, where its first corner lies in the units of the zoom, counted from the world's corner,
//! how far from there it reaches to every side and where its last corner lies, and how many bytes its steps take.

use std::borrow::Cow;

use domain::place::Shape;

use crate::clip::Place;
use crate::mercator::{Projected, project};
use crate::protobuf::{take, unzigzag, varint, zigzag};

/// The zoom of the world's own units.
const FINEST: u8 = 20;

/// Bits of a place in a piece of memory that holds traces.
const PIECE: u32 = 18;
/// The most bytes of a varint.
const LONGEST: usize = 10;

/// The rings of a shape at one zoom, each without its last corner, which is its first. Outer ones run clockwise on the
/// screen and holes the other way; those that are too small to hold anything are left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trace<'t>(Cow<'t, [u8]>);

/// Traces by number, one behind the other in large pieces of memory: of those that follow each other in number and came
/// together most lie together.
#[derive(Debug, Default)]
pub struct Traces {
    /// Of each number where its trace begins, and one more: which piece, and how far in it.
    begins: Vec<u32>,
    pieces: Vec<Vec<u8>>,
    /// Bytes of the pieces.
    room: usize,
}

/// One ring of a trace.
#[derive(Debug)]
pub(crate) struct Line<'t> {
    pub(crate) part: Part,
    /// One that crosses itself may hold as much on its one side as on its other.
    pub(crate) holds_area: bool,
    pub(crate) count: usize,
    pub(crate) first: Place,
    pub(crate) last: Place,
    /// The box around it.
    pub(crate) low: Place,
    pub(crate) high: Place,
    /// The steps from each corner to the next, as commands tell them.
    pub(crate) steps: &'t [u8],
}

/// What a ring is to its polygon.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    Outer,
    Hole,
}

/// Traces ring by ring.
#[derive(Default)]
struct Tracer {
    bytes: Vec<u8>,
    ring: Vec<Place>,
    steps: Vec<u8>,
    /// The outer ring of this polygon is there: what lies in one that has vanished has vanished, too.
    is_there: bool,
}

impl Trace<'static> {
    /// A shape in the world's own units, every ring of it and each as it runs: what the traces of all zooms are made of.
    pub fn whole(shape: &Shape) -> Self {
        let mut tracer = Tracer::default();
        for polygon in &shape.polygons {
            for (ring, part) in polygon.rings.iter().zip(Part::in_order()) {
                tracer.gather(ring.iter().map(|&at| project(at)));
                tracer.put(part);
            }
        }
        tracer.done()
    }

    /// A shape that is projected already, at a zoom.
    pub fn of(area: &Projected, zoom: u8) -> Self {
        let mut tracer = Tracer::default();
        for polygon in &area.polygons {
            for (ring, part) in polygon.iter().zip(Part::in_order()) {
                tracer.gather(ring.iter().map(|&at| rounded(at, zoom)));
                tracer.put_turned(part);
            }
        }
        tracer.done()
    }
}

impl Trace<'_> {
    /// What a whole trace comes to at a zoom.
    #[must_use]
    pub fn at(&self, zoom: u8) -> Trace<'static> {
        let mut tracer = Tracer::default();
        for line in self.lines() {
            tracer.gather(line.corners().map(|at| rounded(at, zoom)));
            tracer.put_turned(line.part);
        }
        tracer.done()
    }

    /// The corners of a whole trace, rings closed.
    pub fn projected(&self) -> Projected {
        let mut polygons: Vec<Vec<Vec<(i64, i64)>>> = Vec::new();
        for line in self.lines() {
            let ring = line.corners().chain([line.first]).collect();
            match (line.part, polygons.last_mut()) {
                (Part::Hole, Some(polygon)) => polygon.push(ring),
                _ => polygons.push(vec![ring]),
            }
        }
        Projected { polygons }
    }

    /// Bytes that it takes.
    pub fn size(&self) -> usize {
        self.0.len()
    }

    pub(crate) fn lines(&self) -> impl Iterator<Item = Line<'_>> {
        let mut rest = &*self.0;
        std::iter::from_fn(move || (!rest.is_empty()).then(|| Line::taken(&mut rest)))
    }
}

impl Traces {
    /// The trace of a number.
    pub fn get(&self, number: usize) -> Option<Trace<'_>> {
        let begin = self.begins.get(number)?.checked_sub(1)?;
        let mut rest = &self.pieces[(begin >> PIECE) as usize][(begin & ((1 << PIECE) - 1)) as usize..];
        let length = take(&mut rest) as usize;
        Some(Trace(Cow::Borrowed(&rest[..length])))
    }

    /// Keeps the trace of a number. What was kept of it before takes its room until all is let go.
    pub fn keep(&mut self, number: usize, trace: &Trace<'_>) {
        let needed = trace.size() + LONGEST;
        if self.pieces.last().is_none_or(|piece| piece.len() + needed > 1 << PIECE) {
            let room = needed.max(1 << PIECE);
            self.pieces.push(Vec::with_capacity(room));
            self.room += room;
        }
        let at = self.pieces.len() - 1;
        let piece = &mut self.pieces[at];
        let begin = at << PIECE | piece.len();
        varint(piece, trace.size() as u64);
        piece.extend_from_slice(&trace.0);
        if self.begins.len() <= number {
            self.begins.resize(number + 1, 0);
        }
        self.begins[number] = begin as u32 + 1;
    }

    /// Bytes that they take.
    pub fn size(&self) -> usize {
        self.room + self.begins.len() * size_of::<u32>()
    }
}

impl Part {
    /// What the rings of a polygon are.
    fn in_order() -> impl Iterator<Item = Self> {
        std::iter::once(Self::Outer).chain(std::iter::repeat(Self::Hole))
    }
}

impl<'t> Line<'t> {
    fn taken(rest: &mut &'t [u8]) -> Self {
        let head = take(rest);
        let [first_x, first_y, west, north, east, south, last_x, last_y] =
            std::array::from_fn(|_| unzigzag(take(rest)));
        let length = take(rest) as usize;
        let (steps, behind) = rest.split_at(length);
        *rest = behind;
        Self {
            part: if head & 1 == 0 { Part::Hole } else { Part::Outer },
            holds_area: head & 2 != 0,
            count: (head >> 2) as usize,
            first: (first_x, first_y),
            last: (first_x + last_x, first_y + last_y),
            low: (first_x + west, first_y + north),
            high: (first_x + east, first_y + south),
            steps,
        }
    }

    pub(crate) fn corners(&self) -> impl Iterator<Item = Place> + use<'t> {
        let (mut rest, mut at) = (self.steps, self.first);
        let further = std::iter::from_fn(move || {
            if rest.is_empty() {
                return None;
            }
            at = (at.0 + unzigzag(take(&mut rest)), at.1 + unzigzag(take(&mut rest)));
            Some(at)
        });
        std::iter::once(self.first).chain(further)
    }
}

impl Tracer {
    /// The corners of a closed ring, or of an open one; of some that fall together one.
    fn gather(&mut self, corners: impl Iterator<Item = Place>) {
        self.ring.clear();
        for corner in corners {
            if self.ring.last() != Some(&corner) {
                self.ring.push(corner);
            }
        }
        if self.ring.len() > 1 && self.ring.first() == self.ring.last() {
            self.ring.pop();
        }
    }

    /// Whatever there is, as it runs.
    fn put(&mut self, part: Part) {
        let Some((&first, rest)) = self.ring.split_first() else { return };
        self.steps.clear();
        let (mut at, mut low, mut high) = (first, first, first);
        for &next in rest {
            varint(&mut self.steps, zigzag(next.0 - at.0));
            varint(&mut self.steps, zigzag(next.1 - at.1));
            (low.0, low.1) = (low.0.min(next.0), low.1.min(next.1));
            (high.0, high.1) = (high.0.max(next.0), high.1.max(next.1));
            at = next;
        }
        let holds_area = doubled_area(&self.ring) != 0;
        let head = (self.ring.len() as u64) << 2 | u64::from(holds_area) << 1 | u64::from(part == Part::Outer);
        varint(&mut self.bytes, head);
        for place in [first, from(first, low), from(first, high), from(first, at)] {
            varint(&mut self.bytes, zigzag(place.0));
            varint(&mut self.bytes, zigzag(place.1));
        }
        varint(&mut self.bytes, self.steps.len() as u64);
        self.bytes.extend_from_slice(&self.steps);
    }

    /// What can hold an area, turned as a tile wants it.
    fn put_turned(&mut self, part: Part) {
        if part == Part::Outer {
            self.is_there = self.ring.len() > 2;
        }
        if !self.is_there || self.ring.len() < 3 {
            return;
        }
        // The specification wants outer rings clockwise on the screen: positive where y grows south.
        let area = doubled_area(&self.ring);
        if area != 0 && (area > 0) != (part == Part::Outer) {
            self.ring.reverse();
        }
        self.put(part);
    }

    fn done(self) -> Trace<'static> {
        Trace(Cow::Owned(self.bytes))
    }
}

/// World units to a zoom's units, rounded.
///
/// Invariant: depends on nothing but the place and the zoom.
pub(crate) fn rounded((x, y): Place, zoom: u8) -> Place {
    let units = |world: i64| {
        // World units that one step spans are 2^(32 - 12 - zoom) times the step; below one at deep zooms.
        let Some(shift) = FINEST.checked_sub(zoom).filter(|shift| *shift > 0) else {
            return world << (zoom - FINEST);
        };
        // The step is a power of two, and so is the span: the shift rounds down everywhere, also west of the world.
        let step = coarseness(zoom);
        let span = step << shift;
        ((world + span / 2) >> span.trailing_zeros()) * step
    };
    (units(x), units(y))
}

/// Units of a zoom that one step of rounding spans: at low zooms half a pixel of a 512-pixel tile is as fine as an eye can
/// see, and most corners of a district fall together.
fn coarseness(zoom: u8) -> i64 {
    match zoom {
        0..=10 => 4,
        11..=13 => 2,
        _ => 1,
    }
}

fn from(first: Place, at: Place) -> Place {
    (at.0 - first.0, at.1 - first.1)
}

/// Twice the area of an open ring; positive where it runs clockwise on the screen.
pub(crate) fn doubled_area(ring: &[Place]) -> i64 {
    let Some(&first) = ring.first() else { return 0 };
    // Seen from a corner: far from the world's the products would not fit.
    let cross = |pair: &[Place]| {
        let (a, b) = (from(first, pair[0]), from(first, pair[1]));
        a.0 * b.1 - b.0 * a.1
    };
    ring.windows(2).map(cross).sum()
}

#[cfg(test)]
mod tests {
    use domain::place::{Polygon, Position};

    use super::*;

    fn shape(rings: &[&[(i32, i32)]]) -> Shape {
        let place = |&(x, y): &(i32, i32)| Position(1_146_000_000 + x, 336_000_000 + y);
        let closed = |ring: &&[(i32, i32)]| ring.iter().chain(ring.first()).map(place).collect();
        Shape { polygons: vec![Polygon { rings: rings.iter().map(closed).collect() }] }
    }

    const SQUARE: &[(i32, i32)] = &[(0, 0), (900_000, 0), (900_000, 900_000), (0, 900_000)];
    const HOLE: &[(i32, i32)] = &[(100_000, 100_000), (100_000, 300_000), (300_000, 300_000), (300_000, 100_000)];

    #[test]
    fn a_whole_trace_is_the_shape_as_it_is_projected() {
        let shape = shape(&[SQUARE, HOLE]);
        assert_eq!(Trace::whole(&shape).projected(), Projected::of(&shape));
    }

    #[test]
    fn a_trace_of_a_zoom_is_the_same_whatever_it_is_made_of() {
        let shape = shape(&[SQUARE, HOLE]);
        for zoom in 0..=24 {
            assert_eq!(Trace::whole(&shape).at(zoom), Trace::of(&Projected::of(&shape), zoom), "{zoom}");
        }
    }

    #[test]
    fn a_ring_tells_its_box_its_ends_and_its_corners() {
        let trace = Trace::whole(&shape(&[SQUARE, HOLE])).at(14);
        let lines: Vec<Line> = trace.lines().collect();
        assert_eq!(lines.iter().map(|line| line.part).collect::<Vec<_>>(), [Part::Outer, Part::Hole]);
        for line in lines {
            let corners: Vec<Place> = line.corners().collect();
            assert_eq!((corners.len(), corners[0], corners[3]), (line.count, line.first, line.last));
            let (x, y) = (corners.iter().map(|at| at.0), corners.iter().map(|at| at.1));
            assert_eq!((x.clone().min(), y.clone().min()), (Some(line.low.0), Some(line.low.1)));
            assert_eq!((x.max(), y.max()), (Some(line.high.0), Some(line.high.1)));
            assert_eq!(doubled_area(&corners) > 0, line.part == Part::Outer);
        }
    }

    #[test]
    fn traces_are_kept_by_number_whatever_their_size() {
        let small = Trace::whole(&shape(&[SQUARE]));
        let ring: Vec<(i32, i32)> = (0..200_000).map(|step| (step, step % 977 * 31)).collect();
        let large = Trace::whole(&shape(&[&ring]));
        assert!(large.size() > 1 << PIECE);
        let mut traces = Traces::default();
        for number in (0..30_000).step_by(3) {
            traces.keep(number, if number % 9_999 == 0 { &large } else { &small });
        }
        for number in 0..30_000 {
            let wanted = if number % 9_999 == 0 { &large } else { &small };
            assert_eq!(traces.get(number).as_ref(), (number % 3 == 0).then_some(wanted), "{number}");
        }
        assert!(traces.get(30_000).is_none() && traces.size() > 4 * large.size());
    }

    #[test]
    fn what_is_too_small_at_a_zoom_is_left_out_with_what_lies_in_it() {
        for (zoom, left) in [(1, 0), (3, 1), (6, 2)] {
            assert_eq!(Trace::whole(&shape(&[SQUARE, HOLE])).at(zoom).lines().count(), left, "{zoom}");
        }
        assert_eq!(Trace::whole(&shape(&[&[(0, 0), (1, 0)]])).projected().polygons.len(), 1);
    }
}
