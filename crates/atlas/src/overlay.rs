//! Edges of many owners laid over each other: the faces into which they cut the plane, and who covers each.
//!
//! Exact: edges are cut where they meet (`cut.rs`), and the faces are found by walking round them and by integer
//! turns alone.

use std::cell::OnceCell;
use std::cmp::Ordering;
use std::collections::{BTreeSet, HashMap};

use domain::place::Position;

use crate::bands::Bands;
use crate::cut::{Edge, Line, cuts_of, lines_of, pieces};
use crate::lattice::{turn, vector};
use crate::measure::{enclosed, metres_per_radian};
use crate::near::Tangled;
use crate::spot::{Spot, cross};

/// A directed edge of somebody; what it encloses lies on its left, `weight` times.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Side {
    pub(crate) a: Position,
    pub(crate) b: Position,
    pub(crate) owner: u32,
    pub(crate) weight: i32,
}

/// Owners and how many times each covers a place, or by how many times more on the left of an edge than on
/// its right; in order, none of them zero times.
pub(crate) type Cover = Vec<(u32, i32)>;

/// A bounded piece of the plane that no edge cuts.
#[derive(Debug)]
pub(crate) struct Face {
    pub(crate) cover: Cover,
    /// Its borders as lists of half-edges that have it on their left; the outer one first.
    pub(crate) borders: Vec<Vec<Half>>,
}

/// An edge between two spots, in one of its two directions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Half(u32);

/// The plane, cut by the edges.
#[derive(Debug)]
pub(crate) struct Overlay {
    spots: Vec<Spot>,
    lines: Vec<Line>,
    edges: Vec<Edge>,
    faces: Vec<Face>,
    /// The face on the left of each half-edge; none: the outside of everything.
    left: Vec<Option<u32>>,
}

impl Half {
    pub(crate) fn twin(self) -> Self {
        Self(self.0 ^ 1)
    }

    fn edge(self) -> usize {
        (self.0 / 2) as usize
    }

    fn is_forth(self) -> bool {
        self.0.is_multiple_of(2)
    }
}

impl Overlay {
    /// Lay edges over each other.
    pub(crate) fn of(sides: &[Side]) -> Result<Self, Tangled> {
        let lines = lines_of(sides);
        let cuts = cuts_of(&lines)?;
        let (spots, edges) = pieces(&lines, cuts);
        let mut overlay = Self { spots, lines, edges, faces: Vec::new(), left: Vec::new() };
        overlay.find_faces();
        Ok(overlay)
    }

    /// The bounded faces.
    pub(crate) fn faces(&self) -> &[Face] {
        &self.faces
    }

    /// The numbers of the faces on the left and on the right; none outside of everything.
    pub(crate) fn beside(&self, half: Half) -> (Option<usize>, Option<usize>) {
        let face = |half: Half| self.left[half.0 as usize].map(|face| face as usize);
        (face(half), face(half.twin()))
    }

    /// Every edge once, in one of its directions.
    pub(crate) fn halves(&self) -> impl Iterator<Item = Half> + '_ {
        (0..self.edges.len() as u32).map(|edge| Half(edge * 2))
    }

    /// Whose edge it is.
    pub(crate) fn claims(&self, half: Half) -> &[(u32, i32)] {
        &self.edges[half.edge()].claims
    }

    /// Where it begins: its number and the place.
    pub(crate) fn start(&self, half: Half) -> (u32, Spot) {
        let edge = &self.edges[half.edge()];
        let spot = if half.is_forth() { edge.from } else { edge.to };
        (spot, self.spots[spot as usize])
    }

    /// Where it ends: its number and the place.
    pub(crate) fn end(&self, half: Half) -> (u32, Spot) {
        self.start(half.twin())
    }

    /// The ends of the straight edge of which it is a piece, in its direction.
    pub(crate) fn line(&self, half: Half) -> (Position, Position) {
        let line = &self.lines[self.edges[half.edge()].line as usize];
        if half.is_forth() { (line.low, line.high) } else { (line.high, line.low) }
    }

    /// How many metres long it is.
    pub(crate) fn length(&self, half: Half) -> f64 {
        let (from, to) = (self.start(half).1.degrees(), self.end(half).1.degrees());
        let (east, north) = metres_per_radian(from.1.to_radians());
        ((to.0 - from.0).to_radians() * east).hypot((to.1 - from.1).to_radians() * north)
    }

    /// The borders of faces taken together, which have them on their left.
    pub(crate) fn around(&self, faces: &BTreeSet<usize>) -> Vec<Vec<Half>> {
        let borders = || faces.iter().flat_map(|&face| &self.faces[face].borders);
        if faces.len() == 1 {
            return borders().cloned().collect();
        }
        let onward = borders().flat_map(|border| border.iter().zip(border.iter().cycle().skip(1)));
        let onward: HashMap<u32, Half> = onward.map(|(half, next)| (half.0, *next)).collect();
        let mut left: BTreeSet<u32> =
            onward.keys().copied().filter(|&half| !onward.contains_key(&Half(half).twin().0)).collect();
        let mut around = Vec::new();
        while let Some(first) = left.pop_first() {
            let (mut border, mut here) = (vec![Half(first)], Half(first));
            loop {
                here = onward[&here.0];
                // Past edges with the faces on both sides.
                while let Some(&beyond) = onward.get(&here.twin().0) {
                    here = beyond;
                }
                if here.0 == first {
                    break;
                }
                left.remove(&here.0);
                border.push(here);
            }
            around.push(border);
        }
        around
    }

    /// A border in degrees, back to where it begins.
    pub(crate) fn closed(&self, border: &[Half]) -> Vec<(f64, f64)> {
        border.iter().chain(border.first()).map(|&half| self.start(half).1.degrees()).collect()
    }

    /// Square metres of a face, from its exact corners.
    pub(crate) fn area(&self, face: usize) -> f64 {
        self.faces[face].borders.iter().map(|border| enclosed(self.closed(border))).sum()
    }

    fn direction(&self, half: Half) -> (i64, i64) {
        let (from, to) = self.line(half);
        vector(from, to)
    }

    fn find_faces(&mut self) {
        let (outgoing, next) = self.turns();
        let walk = Walk::round(&next);
        let outer = self.label(&outgoing, &walk);
        self.faces = walk
            .loops
            .iter()
            .enumerate()
            .filter(|(index, _)| outer.face_of[*index].is_some_and(|face| face.is_own))
            .map(|(index, border)| Face { cover: outer.covers[index].clone(), borders: vec![border.clone()] })
            .collect();
        for (index, border) in walk.loops.iter().enumerate() {
            if let Some(Place { face, is_own: false }) = outer.face_of[index] {
                self.faces[face as usize].borders.push(border.clone());
            }
        }
        self.left = walk.loop_of.iter().map(|&at| outer.face_of[at as usize].map(|place| place.face)).collect();
    }

    /// The half-edges that leave each spot, by their angle from the west round by the south; and for each
    /// half-edge the one that follows it along the face on its left.
    fn turns(&self) -> (Vec<Vec<Half>>, Vec<Half>) {
        let mut outgoing: Vec<Vec<Half>> = vec![Vec::new(); self.spots.len()];
        for half in self.halves().flat_map(|half| [half, half.twin()]) {
            outgoing[self.start(half).0 as usize].push(half);
        }
        let mut next = vec![Half(0); self.edges.len() * 2];
        for around in &mut outgoing {
            around.sort_by(|&one, &other| by_angle(self.direction(one), self.direction(other)));
            for (at, half) in around.iter().enumerate() {
                let before = if at == 0 { around.len() - 1 } else { at - 1 };
                next[half.twin().0 as usize] = around[before];
            }
        }
        (outgoing, next)
    }

    /// Number the faces and say who covers each, piece by piece that hangs together, from the west.
    ///
    /// A piece begins at its least spot, which is the end of a given edge and so on the lattice: what covers
    /// the place just before it is found by looking west from there. From face to face inside a piece the
    /// cover changes by the claims of the edge between.
    fn label(&self, outgoing: &[Vec<Half>], walk: &Walk) -> Labels {
        let bands = OnceCell::new();
        let mut has_piece = false;
        let mut labels =
            Labels { covers: vec![Cover::new(); walk.loops.len()], face_of: vec![None; walk.loops.len()], faces: 0 };
        let mut is_known = vec![false; walk.loops.len()];
        let mut order: Vec<u32> =
            (0..self.spots.len() as u32).filter(|&at| !outgoing[at as usize].is_empty()).collect();
        order.sort_by_key(|&at| self.spots[at as usize]);
        for least in order {
            // All leave eastward, so the outside lies between the last and the first of them.
            let Some(&half) = outgoing[least as usize].last() else { continue };
            let outside = walk.loop_of[half.0 as usize] as usize;
            if is_known[outside] {
                continue;
            }
            is_known[outside] = true;
            // The westernmost piece has nothing west of it, and mostly it is the only one.
            let at = self.spots[least as usize].position().filter(|_| has_piece);
            if let Some(west) = at.and_then(|at| self.nearest_west(bands.get_or_init(|| self.bands()), at)) {
                let around = walk.loop_of[west.0 as usize] as usize;
                labels.covers[outside] = sum(&labels.covers[around], &[], 1);
                labels.face_of[outside] = labels.face_of[around].map(|place| Place { is_own: false, ..place });
            }
            has_piece = true;
            let mut queue = vec![outside];
            while let Some(here) = queue.pop() {
                for &half in &walk.loops[here] {
                    let there = walk.loop_of[half.twin().0 as usize] as usize;
                    if is_known[there] {
                        continue;
                    }
                    is_known[there] = true;
                    labels.covers[there] =
                        sum(&labels.covers[here], self.claims(half), if half.is_forth() { -1 } else { 1 });
                    labels.face_of[there] = Some(Place { face: labels.faces, is_own: true });
                    labels.faces += 1;
                    queue.push(there);
                }
            }
        }
        labels.sort_by_loop();
        labels
    }

    fn bands(&self) -> Bands<Half> {
        let halves: Vec<Half> = self.halves().collect();
        Bands::new(&halves, |half| {
            let (a, b) = (self.start(*half).1.whole.1, self.end(*half).1.whole.1);
            // A spot may lie beyond its whole steps.
            (a.min(b), a.max(b).saturating_add(1))
        })
    }

    /// Of the edges strictly west of a position the nearest, in the direction in which it has the position on
    /// its left. The look goes along the line just north of the position, so that no spot lies on it.
    fn nearest_west(&self, bands: &Bands<Half>, at: Position) -> Option<Half> {
        bands
            .at(at.1)
            .iter()
            .copied()
            .filter_map(|half| {
                let up = if self.start(half).1.is_up_to(at.1) { half } else { half.twin() };
                let crosses = self.start(up).1.is_up_to(at.1) && !self.end(up).1.is_up_to(at.1);
                let (from, to) = self.line(up);
                // West of the position: it lies on the right of the way up.
                (crosses && turn(from, to, at) == Ordering::Less).then(|| (Reach::of(from, to, at.1), up.twin()))
            })
            .max_by(|one, other| one.0.cmp(&other.0))
            .map(|(_, half)| half)
    }
}

/// Where an upward line passes a latitude, and how it leans: what orders lines just north of it.
#[derive(Debug, Clone, Copy)]
struct Reach {
    whole: i64,
    part: i64,
    along: (i64, i64),
}

impl Reach {
    fn of(from: Position, to: Position, y: i32) -> Self {
        let along = vector(from, to);
        let way = i128::from(along.0) * i128::from(i64::from(y) - i64::from(from.1));
        let height = i128::from(along.1);
        let whole = i64::from(from.0) + way.div_euclid(height) as i64;
        Self { whole, part: way.rem_euclid(height) as i64, along }
    }

    fn cmp(&self, other: &Self) -> Ordering {
        let part = (i128::from(self.part) * i128::from(other.along.1))
            .cmp(&(i128::from(other.part) * i128::from(self.along.1)));
        // Of two through one place the one that leans farther east lies east.
        self.whole.cmp(&other.whole).then(part).then_with(|| cross(self.along, other.along).cmp(&0))
    }
}

/// Which face a border belongs to, and whether as its outer one.
#[derive(Debug, Clone, Copy)]
struct Place {
    face: u32,
    is_own: bool,
}

/// What is known of each loop.
struct Labels {
    covers: Vec<Cover>,
    face_of: Vec<Option<Place>>,
    faces: u32,
}

impl Labels {
    /// Number the faces in the order of their outer borders.
    fn sort_by_loop(&mut self) {
        let mut number = vec![0; self.faces as usize];
        let own = self.face_of.iter().flatten().filter(|place| place.is_own);
        for (index, place) in own.enumerate() {
            number[place.face as usize] = index as u32;
        }
        for place in self.face_of.iter_mut().flatten() {
            place.face = number[place.face as usize];
        }
    }
}

/// All half-edges, loop by loop.
struct Walk {
    loops: Vec<Vec<Half>>,
    loop_of: Vec<u32>,
}

impl Walk {
    fn round(next: &[Half]) -> Self {
        let mut walk = Self { loops: Vec::new(), loop_of: vec![u32::MAX; next.len()] };
        for first in (0..next.len() as u32).map(Half) {
            let mut half = first;
            let mut border = Vec::new();
            while walk.loop_of[half.0 as usize] == u32::MAX {
                walk.loop_of[half.0 as usize] = walk.loops.len() as u32;
                border.push(half);
                half = next[half.0 as usize];
            }
            if !border.is_empty() {
                walk.loops.push(border);
            }
        }
        walk
    }
}

/// Two covers added, the second `times`.
pub(crate) fn sum(one: &[(u32, i32)], other: &[(u32, i32)], times: i32) -> Cover {
    let mut sum = one.to_vec();
    for &(owner, weight) in other {
        add(&mut sum, owner, weight * times);
    }
    sum
}

pub(crate) fn add(cover: &mut Cover, owner: u32, weight: i32) {
    match cover.binary_search_by_key(&owner, |(owner, _)| *owner) {
        Ok(at) if cover[at].1 + weight == 0 => {
            cover.remove(at);
        }
        Ok(at) => cover[at].1 += weight,
        Err(at) => cover.insert(at, (owner, weight)),
    }
}

/// From just after due west, round by south, east and north, to due west.
pub(crate) fn by_angle(one: (i64, i64), other: (i64, i64)) -> Ordering {
    let quarter = |(x, y): (i64, i64)| match y.cmp(&0) {
        Ordering::Less => 0,
        Ordering::Equal if x > 0 => 1,
        Ordering::Greater => 2,
        Ordering::Equal => 3,
    };
    quarter(one).cmp(&quarter(other)).then_with(|| 0.cmp(&cross(one, other)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn square(west: i32, south: i32, size: i32, owner: u32, weight: i32) -> Vec<Side> {
        let (east, north) = (west + size, south + size);
        let corners = [(west, south), (east, south), (east, north), (west, north), (west, south)];
        let pairs = corners.windows(2);
        pairs
            .map(|pair| Side { a: Position(pair[0].0, pair[0].1), b: Position(pair[1].0, pair[1].1), owner, weight })
            .collect()
    }

    /// Each face's owners and twice its area, in order.
    fn faces(sides: &[Side]) -> Vec<(Vec<u32>, i64)> {
        let overlay = Overlay::of(sides).expect("no tangle");
        let mut faces: Vec<(Vec<u32>, i64)> = overlay
            .faces()
            .iter()
            .map(|face| {
                let halves = face.borders.iter().flatten();
                let doubled: f64 = halves
                    .map(|&half| {
                        let ((x, y), (u, v)) = (overlay.start(half).1.degrees(), overlay.end(half).1.degrees());
                        (x * v - y * u) * 1e14
                    })
                    .sum();
                (face.cover.iter().map(|(owner, _)| *owner).collect(), doubled.round() as i64)
            })
            .collect();
        faces.sort();
        faces
    }

    #[test]
    fn two_squares_that_overlap_make_three_faces() {
        let sides = [square(0, 0, 10, 1, 1), square(6, 4, 10, 2, 1)].concat();
        assert_eq!(faces(&sides), [(vec![1], 152), (vec![1, 2], 48), (vec![2], 152)]);
    }

    #[test]
    fn squares_side_by_side_share_a_border_however_it_is_cut() {
        let sides = [square(0, 0, 10, 1, 1), square(10, 0, 5, 2, 1), square(10, 5, 5, 3, 1)].concat();
        assert_eq!(faces(&sides), [(vec![1], 200), (vec![2], 50), (vec![3], 50)]);
        let same = [square(0, 0, 10, 1, 1), square(0, 0, 10, 1, -1)].concat();
        assert_eq!(faces(&same), []);
    }

    #[test]
    fn what_lies_inside_without_touching_is_a_hole_and_knows_its_cover() {
        let sides =
            [square(0, 0, 90, 7, 1), square(20, 20, 10, 1, 1), square(60, 22, 10, 2, 1), square(22, 22, 4, 3, 1)];
        let expected = [(vec![1, 3, 7], 32), (vec![1, 7], 168), (vec![2, 7], 200), (vec![7], 16_200 - 400)];
        assert_eq!(faces(&sides.concat()), expected);
    }

    #[test]
    fn three_lines_through_one_place_leave_no_face_of_rounding() {
        // Triangles whose long sides all pass 1/3, 1/3.
        let triangle = |owner, corners: [(i32, i32); 3]| -> Vec<Side> {
            (0..3)
                .map(|at| {
                    let (a, b) = (corners[at], corners[(at + 1) % 3]);
                    Side { a: Position(a.0, a.1), b: Position(b.0, b.1), owner, weight: 1 }
                })
                .collect()
        };
        let sides = [
            triangle(1, [(-1, -1), (1, 1), (-9, 9)]),
            triangle(2, [(-1, 1), (1, 0), (9, 9)]),
            triangle(3, [(0, 1), (1, -1), (9, 2)]),
        ];
        let overlay = Overlay::of(&sides.concat()).expect("no tangle");
        let third = overlay.spots.iter().filter(|spot| spot.position().is_none() && spot.whole == Position(0, 0));
        assert_eq!(third.count(), 1);
    }
}
