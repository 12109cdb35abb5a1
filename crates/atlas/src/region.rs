//! The faces at fault of a laid-out group, named and measured.

use std::collections::{BTreeMap, BTreeSet};

use domain::place::{Bounds, Polygon, Position, Ring, Shape};

use crate::circle::{Circle, largest};
use crate::fault::{Defect, FaultKind, Tolerance};
use crate::measure::{enclosed, metres_per_radian};
use crate::overlay::{Face, Half, Overlay};

/// A group's edges, laid over each other.
///
/// Owners are numbered: the children in order, then the parent, then the books: what did not cancel, whose
/// cover is the number of children at a place less the parent's one.
#[derive(Debug)]
pub(crate) struct Layout {
    pub(crate) overlay: Overlay,
    pub(crate) children: u32,
    pub(crate) has_outline: bool,
    /// Who drew the frame of the window in which alone the group is laid out; none: it is all there.
    pub(crate) frame: Option<u32>,
}

/// A fault as the overlay has it.
#[derive(Debug)]
pub(crate) struct Region {
    pub(crate) kind: FaultKind,
    pub(crate) defects: BTreeSet<Defect>,
    /// The owners concerned.
    pub(crate) owners: BTreeSet<u32>,
    /// Numbers of the faces.
    pub(crate) faces: Vec<usize>,
    /// The widest place, in degrees, and how wide it is in metres.
    pub(crate) place: (f64, f64),
    pub(crate) width: f64,
    pub(crate) area: f64,
}

impl Layout {
    pub(crate) fn parent(&self) -> u32 {
        self.children
    }

    pub(crate) fn books(&self) -> u32 {
        self.children + 1
    }

    /// What is at fault, by owners; pieces of one mismatched edge together.
    pub(crate) fn regions(&self, tolerance: Tolerance) -> Vec<Region> {
        let faces = self.overlay.faces().iter().enumerate().filter(|(_, face)| self.is_whole(face));
        let regions = faces.filter_map(|(number, face)| self.region(number, face, tolerance)).collect();
        self.joined(regions)
    }

    /// Whether a face lies inside the window.
    pub(crate) fn is_framed(&self, face: &Face) -> bool {
        self.frame.is_none_or(|frame| times(face, frame) != 0)
    }

    /// Whether a face lies inside the window and ends there.
    pub(crate) fn is_whole(&self, face: &Face) -> bool {
        self.is_framed(face) && !face.borders.iter().flatten().any(|&half| self.is_frames(half))
    }

    /// Whether an edge is one of the frame.
    pub(crate) fn is_frames(&self, half: Half) -> bool {
        self.frame.is_some_and(|frame| self.overlay.claims(half).iter().any(|(owner, _)| *owner == frame))
    }

    /// Children that cover a face.
    pub(crate) fn covering(&self, face: &Face) -> BTreeSet<u32> {
        face.cover.iter().map(|(owner, _)| *owner).filter(|owner| *owner < self.children).collect()
    }

    pub(crate) fn defect(&self, face: &Face) -> Option<Defect> {
        let books = times(face, self.books());
        let covering = self.covering(face).len();
        let in_parent = times(face, self.parent()) != 0;
        match (self.has_outline, covering) {
            // What children that were not laid out cover is in the books.
            (true, _) if books == 0 => None,
            (true, 0) if in_parent && books < 0 => {
                let is_at_border = self.around(face).contains(&self.parent());
                Some(if is_at_border { Defect::NotFilled } else { Defect::Gap })
            }
            (true, 1..) if !in_parent => Some(Defect::OutsideParent),
            // Without an outline a hole of one grid is its own affair.
            (false, 0) if books == 0 && self.around(face).len() > 1 => Some(Defect::Gap),
            (_, 2..) => Some(Defect::Overlap),
            _ => None,
        }
    }

    /// A face or several as a shape, rounded to the lattice.
    pub(crate) fn shape(&self, faces: &[usize]) -> Shape {
        let polygon = |&face: &usize| Polygon {
            rings: self.overlay.faces()[face].borders.iter().map(|border| self.ring(border)).collect(),
        };
        Shape { polygons: faces.iter().map(polygon).collect() }
    }

    /// The box around faces, from their exact corners.
    pub(crate) fn bounds(&self, faces: &[usize]) -> Option<Bounds> {
        let borders = faces.iter().flat_map(|&face| &self.overlay.faces()[face].borders);
        let mut corners = borders.flatten().map(|&half| self.overlay.start(half).1.degrees());
        let (x, y) = corners.next()?;
        Some(corners.fold(Bounds { west: x, south: y, east: x, north: y }, |all, (x, y)| Bounds {
            west: all.west.min(x),
            south: all.south.min(y),
            east: all.east.max(x),
            north: all.north.max(y),
        }))
    }

    /// How many metres of the faces' borders have each child beyond them.
    pub(crate) fn lengths(&self, faces: &[usize]) -> BTreeMap<u32, f64> {
        let mut lengths = BTreeMap::new();
        for &half in faces.iter().flat_map(|&face| self.overlay.faces()[face].borders.iter().flatten()) {
            let (_, beyond) = self.overlay.beside(half);
            for child in beyond.into_iter().flat_map(|face| self.covering(&self.overlay.faces()[face])) {
                *lengths.entry(child).or_default() += self.overlay.length(half);
            }
        }
        lengths
    }

    fn region(&self, number: usize, face: &Face, tolerance: Tolerance) -> Option<Region> {
        let defect = self.defect(face)?;
        let borders: Vec<Vec<(f64, f64)>> = face.borders.iter().map(|border| self.overlay.closed(border)).collect();
        let (place, width) = widest(&borders)?;
        let mut owners = match defect {
            Defect::Gap | Defect::NotFilled => self.around(face),
            Defect::Overlap => self.covering(face),
            Defect::OutsideParent => self.covering(face).into_iter().chain([self.parent()]).collect(),
        };
        let mut kind = FaultKind::from(defect);
        if width < tolerance.0 {
            let two = self.two_sides(face);
            kind = if two.is_some() { FaultKind::MismatchedEdge } else { FaultKind::Sliver };
            owners = two.unwrap_or(owners);
        }
        let area = borders.iter().map(|border| enclosed(border.iter().copied())).sum();
        Some(Region { kind, defects: BTreeSet::from([defect]), owners, faces: vec![number], place, width, area })
    }

    /// Pieces of one mismatched edge, each of which begins where another ends, made one.
    fn joined(&self, regions: Vec<Region>) -> Vec<Region> {
        let mut joined: Vec<Region> = Vec::new();
        let mut at_spot: BTreeMap<(Vec<u32>, u32), usize> = BTreeMap::new();
        for mut region in regions {
            if region.kind == FaultKind::MismatchedEdge {
                let pair: Vec<u32> = region.owners.iter().copied().collect();
                let key = |spot| (pair.clone(), spot);
                let spots = self.spots(&region.faces).into_iter();
                let touched: BTreeSet<usize> = spots.filter_map(|spot| at_spot.get(&key(spot)).copied()).collect();
                let mut touched = touched.into_iter();
                let home = touched.next().unwrap_or(joined.len());
                for other in touched {
                    let other = std::mem::replace(&mut joined[other], Region::gone());
                    region.take_in(other);
                }
                at_spot.extend(self.spots(&region.faces).into_iter().map(|spot| (key(spot), home)));
                if home < joined.len() {
                    joined[home].take_in(region);
                } else {
                    joined.push(region);
                }
            } else {
                joined.push(region);
            }
        }
        joined.retain(|region| !region.faces.is_empty());
        joined.sort_by(|one, other| one.owners.cmp(&other.owners).then_with(|| one.faces.cmp(&other.faces)));
        joined
    }

    fn spots(&self, faces: &[usize]) -> BTreeSet<u32> {
        let halves = faces.iter().flat_map(|&face| self.overlay.faces()[face].borders.iter().flatten());
        halves.map(|&half| self.overlay.start(half).0).collect()
    }

    /// The two that drew a face's border, when each drew one stretch of it.
    fn two_sides(&self, face: &Face) -> Option<BTreeSet<u32>> {
        let [border] = face.borders.as_slice() else { return None };
        let mut drawn = Vec::with_capacity(border.len());
        for &half in border {
            let mut owners = self.owners(half);
            drawn.push(owners.next().filter(|_| owners.next().is_none())?);
        }
        let changes = (0..drawn.len()).filter(|&at| drawn[at] != drawn[(at + 1) % drawn.len()]).count();
        let both: BTreeSet<u32> = drawn.into_iter().collect();
        (changes == 2 && both.len() == 2).then_some(both)
    }

    /// Everybody whose edge is part of a face's border.
    pub(crate) fn around(&self, face: &Face) -> BTreeSet<u32> {
        face.borders.iter().flatten().flat_map(|&half| self.owners(half)).collect()
    }

    fn owners(&self, half: Half) -> impl Iterator<Item = u32> {
        self.overlay.claims(half).iter().map(|(owner, _)| *owner).filter(|owner| *owner <= self.children)
    }

    fn ring(&self, border: &[Half]) -> Ring {
        let mut ring: Vec<Position> = border.iter().map(|&half| self.overlay.start(half).1.nearest()).collect();
        ring.extend(ring.first().copied());
        ring.dedup();
        ring
    }
}

impl Region {
    fn take_in(&mut self, other: Self) {
        self.defects.extend(other.defects);
        self.faces.extend(other.faces);
        self.faces.sort_unstable();
        self.area += other.area;
        if other.width > self.width {
            (self.width, self.place) = (other.width, other.place);
        }
    }

    /// What stays behind of one that was taken in.
    fn gone() -> Self {
        Self {
            kind: FaultKind::MismatchedEdge,
            defects: BTreeSet::new(),
            owners: BTreeSet::new(),
            faces: Vec::new(),
            place: (0.0, 0.0),
            width: 0.0,
            area: 0.0,
        }
    }
}

pub(crate) fn times(face: &Face, owner: u32) -> i32 {
    face.cover.iter().find(|(known, _)| *known == owner).map_or(0, |(_, times)| *times)
}

/// The middle of the widest place in degrees, and its width in metres. Measured in a plane that touches the
/// ellipsoid in the middle of the borders.
pub(crate) fn widest(borders: &[Vec<(f64, f64)>]) -> Option<((f64, f64), f64)> {
    let corners = || borders.iter().flatten();
    let (low, high) =
        corners().fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), at| (low.min(at.1), high.max(at.1)));
    let middle = (corners().next()?.0, f64::midpoint(low, high));
    let (east, north) = metres_per_radian(middle.1.to_radians());
    let (east, north) = (east.to_radians(), north.to_radians());
    let flat: Vec<Vec<(f64, f64)>> = borders
        .iter()
        .map(|border| border.iter().map(|at| ((at.0 - middle.0) * east, (at.1 - middle.1) * north)).collect())
        .collect();
    let Circle { centre, radius } = largest(&flat)?;
    Some(((middle.0 + centre.0 / east, middle.1 + centre.1 / north), radius * 2.0))
}
