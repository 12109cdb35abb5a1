//! A group proven again after an edit, by what the edit changed.
//!
//! Where no edge changed every place is covered by whom it was covered before, so what was known there still holds. A
//! window is drawn around the edges that did change and around known faults that it would cut, and the group is laid
//! out in it alone, exactly. A fault that goes on beyond the window, and a gap that something in it may have closed or
//! opened far away, cannot be judged from there: then the whole group is judged.

use std::collections::{BTreeMap, BTreeSet};

use domain::code::GridPath;
use domain::place::{Bounds, Position, Ring, STEPS_PER_DEGREE, Shape};

use crate::balance::for_each_ring;
use crate::breach::Edited;
use crate::coverage::{Checker, Fault, FaultKind, Group, Tolerance, fault};
use crate::lattice::doubled_area;
use crate::near::{Extent, around, around_shape, is_in, meet};
use crate::overlay::{Face, Overlay, Side};
use crate::region::{Layout, times};
use crate::ring;
use crate::spot::Spot;

/// Steps between what is judged and the window's frame.
const MARGIN: i32 = 2;

/// A shape before and after; none: there was none, or there is none any more.
type Redrawn<'a> = (Option<&'a Shape>, Option<&'a Shape>);

impl Checker {
    /// What is wrong with a group after an edit, when `known` was wrong with it before.
    ///
    /// Invariant: it is what [`Checker::faults_of`] says of the group after the edit, if `known` is what it says of the
    /// group before it; only that faults come in the order of their grids and then from the west.
    pub fn faults_after(&mut self, edited: &Edited<'_>, known: &[Fault], tolerance: Tolerance) -> Vec<Fault> {
        if edited.after.children.is_empty() {
            return Vec::new();
        }
        near(edited, known, tolerance).unwrap_or_else(|| {
            let faults = self.faults_of(&edited.after, tolerance);
            in_order(faults, &edited.after)
        })
    }
}

/// The same from the changed edges alone; none where they do not tell.
fn near(edited: &Edited<'_>, known: &[Fault], tolerance: Tolerance) -> Option<Vec<Fault>> {
    let Edited { before, after } = edited;
    let is_unproven = |fault: &Fault| matches!(fault.kind, FaultKind::InvalidRing(_) | FaultKind::TooTangled);
    let is_alike = before.above == after.above && before.outline.is_some() == after.outline.is_some();
    if before.children.is_empty() || !is_alike || known.iter().any(is_unproven) {
        return None;
    }
    let children = redrawn(before, after);
    if children.iter().filter_map(|(_, after)| *after).any(|shape| !ring::faults_of(shape).is_empty()) {
        return None;
    }
    let outline = Some((before.outline, after.outline)).filter(|(before, after)| !is_same(*before, *after));
    let changed = around(&children.into_iter().chain(outline).map(changed).collect::<Vec<_>>());
    if changed[0] > changed[2] {
        return Some(in_order(known.to_vec(), after));
    }
    let window = window(changed, known);
    let laid = Framed::of(after, window)?;
    // The parent says what is the outside; without it that is the same as before.
    if after.outline.is_none() && !laid.is_as_open_as(&Framed::of(before, window)?) {
        return None;
    }
    let regions = laid.layout.regions(tolerance);
    let here = regions.iter().filter_map(|region| fault(after, &laid.layout, region));
    let elsewhere = known.iter().filter(|known| !meet(&extent_of(&known.bounds), &window)).cloned();
    Some(in_order(elsewhere.chain(here).collect(), after))
}

/// The children that are not what they were.
fn redrawn<'a>(before: &Group<'a>, after: &Group<'a>) -> Vec<Redrawn<'a>> {
    let (mut old, mut new) = (before.children.iter().peekable(), after.children.iter().peekable());
    let mut redrawn = Vec::new();
    loop {
        let first = match (old.peek(), new.peek()) {
            (None, None) => return redrawn,
            (Some((path, _)), None) | (None, Some((path, _))) => *path,
            (Some((one, _)), Some((other, _))) => (*one).min(*other),
        };
        let before = old.next_if(|(path, _)| *path == first).map(|(_, shape)| *shape);
        let after = new.next_if(|(path, _)| *path == first).map(|(_, shape)| *shape);
        if !is_same(before, after) {
            redrawn.push((before, after));
        }
    }
}

/// Mostly it is the very same one.
fn is_same(before: Option<&Shape>, after: Option<&Shape>) -> bool {
    match (before, after) {
        (Some(before), Some(after)) => std::ptr::eq(before, after) || before == after,
        _ => before.is_none() && after.is_none(),
    }
}

/// The box around all edges of a shape that it did not have before or has no more.
fn changed((before, after): Redrawn<'_>) -> Extent {
    let rings_of = |shape: &Shape| shape.polygons.iter().map(|part| part.rings.len()).collect::<Vec<_>>();
    match (before, after) {
        (Some(before), Some(after)) if rings_of(before) == rings_of(after) => {
            let rings = before.rings().zip(after.rings()).filter(|(before, after)| before != after);
            around(&rings.map(|(before, after)| changed_in(before, after)).collect::<Vec<_>>())
        }
        _ => around(&before.into_iter().chain(after).map(around_shape).collect::<Vec<_>>()),
    }
}

/// Edges at both ends of a ring may be the same; a ring that runs the other way round has none that is.
fn changed_in(before: &Ring, after: &Ring) -> Extent {
    let is_turned = (doubled_area(before) > 0) != (doubled_area(after) > 0);
    let is_open = before.first() != before.last() || after.first() != after.last();
    let most = if is_turned || is_open { 0 } else { before.len().min(after.len()) };
    let start = (0..most).take_while(|&at| before[at] == after[at]).count();
    let from_end = |ring: &Ring, at: usize| ring[ring.len() - 1 - at];
    let end = (0..most - start).take_while(|&at| from_end(before, at) == from_end(after, at)).count();
    let corners = |ring: &Ring| {
        let own = &ring[start.saturating_sub(1)..(ring.len() - end + 1).min(ring.len())];
        around(&own.iter().map(|at| [at.0, at.1, at.0, at.1]).collect::<Vec<_>>())
    };
    around(&[corners(before), corners(after)])
}

/// A window around what changed that cuts no known fault.
fn window(changed: Extent, known: &[Fault]) -> Extent {
    let mut window = wider(changed);
    let mut beyond: Vec<Extent> = known.iter().map(|fault| wider(extent_of(&fault.bounds))).collect();
    loop {
        let before = beyond.len();
        beyond.retain(|fault| {
            let is_apart = !meet(fault, &window);
            if !is_apart {
                window = around(&[window, *fault]);
            }
            is_apart
        });
        if beyond.len() == before {
            return window;
        }
    }
}

fn wider([west, south, east, north]: Extent) -> Extent {
    let (less, more) = (|at: i32| at.saturating_sub(MARGIN), |at: i32| at.saturating_add(MARGIN));
    [less(west), less(south), more(east), more(north)]
}

/// The whole steps around a box in degrees.
fn extent_of(bounds: &Bounds) -> Extent {
    let low = |degrees: f64| (degrees * STEPS_PER_DEGREE).floor() as i32 - 1;
    let high = |degrees: f64| (degrees * STEPS_PER_DEGREE).ceil() as i32 + 1;
    [low(bounds.west), low(bounds.south), high(bounds.east), high(bounds.north)]
}

/// By the grids concerned, the parent before all, and then from the west.
fn in_order(mut faults: Vec<Fault>, group: &Group<'_>) -> Vec<Fault> {
    let place = |path: &GridPath| group.children.binary_search_by(|(child, _)| (*child).cmp(path)).ok();
    faults.sort_by_cached_key(|fault| fault.grids.iter().map(place).collect::<Vec<_>>());
    let chunks = faults.chunk_by_mut(|one, other| one.grids == other.grids);
    for alike in chunks {
        alike.sort_by(|one, other| {
            let by = |fault: &Fault| [fault.bounds.west, fault.bounds.south, fault.bounds.east, fault.bounds.north];
            by(one).partial_cmp(&by(other)).unwrap_or(std::cmp::Ordering::Equal)
        });
    }
    faults
}

/// A group as it lies in a window.
struct Framed {
    layout: Layout,
}

/// A face without anybody that goes on beyond the window: who borders it inside.
type Open = BTreeSet<u32>;

impl Framed {
    /// None where something is at fault that goes on beyond the window, or where edges are too tangled.
    fn of(group: &Group<'_>, window: Extent) -> Option<Self> {
        let count = group.children.len() as u32;
        let (parent, books, frame) = (count, count + 1, count + 2);
        let children = group.children.iter().map(|(_, shape)| *shape).zip(0..);
        let near = children.filter(|(shape, _)| meet(&around_shape(shape), &window));
        let (mut sides, mut entries): (Vec<Side>, Vec<Side>) = (Vec::new(), Vec::new());
        for (shape, owner) in near.chain(group.outline.map(|outline| (outline, parent))) {
            // The books are those that are laid out less the parent: inside the window nobody else has anything.
            let weight = if owner == parent { -1 } else { 1 };
            for_each_edge_near(shape, &window, |a, b| {
                sides.push(Side { a, b, owner, weight: 1 });
                entries.push(Side { a, b, owner: books, weight });
            });
        }
        sides.extend(entries);
        let [west, south, east, north] = window;
        let corners = [(west, south), (east, south), (east, north), (west, north)].map(|(x, y)| Position(x, y));
        let edge = |at: usize| Side { a: corners[at], b: corners[(at + 1) % 4], owner: frame, weight: 1 };
        sides.extend((0..4).map(edge));
        let has_outline = group.outline.is_some();
        let overlay = Overlay::of(&sides).ok()?;
        let framed = Self { layout: Layout { overlay, children: count, has_outline, frame: Some(frame) } };
        let is_even = framed.faces_at_frame().all(|(_, face)| framed.is_even(face));
        is_even.then_some(framed)
    }

    /// Whether nothing is at fault with a face that goes on beyond the window, as far as it lies inside. Without an
    /// outline it may be free.
    fn is_even(&self, face: &Face) -> bool {
        let layout = &self.layout;
        let times = times(face, layout.books());
        times == 0 || (!layout.has_outline && times == 1)
    }

    fn faces_at_frame(&self) -> impl Iterator<Item = (usize, &Face)> {
        let is_inside = |face: &Face| self.layout.is_framed(face) && !self.layout.is_whole(face);
        self.layout.overlay.faces().iter().enumerate().filter(move |(_, face)| is_inside(face))
    }

    /// Whether what is free and goes on beyond the window hangs together inside it as it did before, and nobody borders
    /// it who did not: then it is still the outside, or the lake of one grid, that it was.
    fn is_as_open_as(&self, before: &Self) -> bool {
        let (now, then) = (self.open(), before.open());
        let faces =
            |open: &BTreeMap<Spot, (usize, Open)>| open.values().map(|(face, _)| *face).collect::<BTreeSet<_>>();
        let pairs: BTreeSet<(usize, usize)> =
            now.iter().filter_map(|(spot, (face, _))| Some((*face, then.get(spot)?.0))).collect();
        now.keys().eq(then.keys())
            && pairs.len() == faces(&now).len()
            && pairs.len() == faces(&then).len()
            && now.iter().all(|(spot, (_, own))| then.get(spot).is_some_and(|(_, known)| own.is_subset(known)))
    }

    /// The stretches of the frame at which nobody has anything, by where they begin, each with its face.
    fn open(&self) -> BTreeMap<Spot, (usize, Open)> {
        let layout = &self.layout;
        let free = self.faces_at_frame().filter(|(_, face)| times(face, layout.books()) == 0);
        let stretches = free.flat_map(|(number, face)| {
            let own = layout.around(face);
            let at_frame = face.borders.iter().flatten().filter(|half| layout.is_frames(**half));
            at_frame.map(move |&half| (layout.overlay.start(half).1, (number, own.clone())))
        });
        stretches.collect()
    }
}

/// The edges of a shape as [`for_each_ring`] has them, with fewer corners outside a window: those that lie one after the
/// other on one side of it are passed over, because the straight way lies on that side as well. Inside the window it
/// covers what the shape covers.
fn for_each_edge_near(shape: &Shape, window: &Extent, mut visit: impl FnMut(Position, Position)) {
    for_each_ring(shape, |ring, way| way.along(&fewer(ring, window), &mut visit));
}

fn fewer(ring: &Ring, window: &Extent) -> Ring {
    let Some((&first, others)) = ring.split_first() else { return Ring::new() };
    let (mut fewer, mut last, mut sides) = (vec![first], first, sides_of(first, window));
    for &at in others {
        let common = sides & sides_of(at, window);
        if common == 0 {
            if fewer.last() != Some(&last) {
                fewer.push(last);
            }
            sides = sides_of(last, window) & sides_of(at, window);
            if sides == 0 {
                fewer.push(at);
                sides = sides_of(at, window);
            }
        } else {
            sides = common;
        }
        last = at;
    }
    if fewer.last() != Some(&last) {
        fewer.push(last);
    }
    fewer
}

/// On which of its four sides a position lies outside a window.
fn sides_of(at: Position, window: &Extent) -> u8 {
    if is_in(window, at) {
        return 0;
    }
    let beyond = [at.0 < window[0], at.1 < window[1], at.0 > window[2], at.1 > window[3]];
    beyond.into_iter().zip(0..).map(|(is_beyond, side)| u8::from(is_beyond) << side).sum()
}
