//! Whether a shape is sound by itself: closed rings that neither cross nor touch, holes in their place.
//!
//! Exact, on the lattice. The rules are those of the OGC (Simple Features 6.1.11): a ring may not meet
//! itself, two rings of a polygon may meet at single positions as long as the inside stays in one piece,
//! parts may meet at single positions.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use domain::place::{Polygon, Position, Ring, Shape};

use crate::lattice::{Meeting, doubled_area, is_between, meeting, turn};
use crate::near::{Extent, Tangled, extent_of, for_each_near};
use crate::outline::{Outline, Side};
use crate::pairs::{Edge, edges_of, for_each_meeting, for_each_pair};

/// One thing that is wrong with a shape, and where.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct RingFault {
    /// What is wrong.
    pub kind: RingFaultKind,
    /// Where.
    pub place: Position,
}

/// What can be wrong with a shape.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RingFaultKind {
    /// The last position is not the first.
    Unclosed,
    /// Fewer than three different positions.
    TooFew,
    /// The ring holds no area.
    NoArea,
    /// The ring runs back along its own edge.
    Spike,
    /// A ring crosses itself.
    CrossesItself,
    /// A ring touches itself.
    TouchesItself,
    /// Two rings of one polygon cross or share a stretch.
    RingsCross,
    /// A hole lies outside its outer ring.
    HoleOutside,
    /// A hole lies inside another hole.
    HoleInHole,
    /// Holes that touch cut the inside in two.
    CutInTwo,
    /// Two parts share area or a stretch of border.
    PartsOverlap,
    /// So many edges pass each other that the judge gave up.
    TooTangled,
}

/// A shape with more faults is drawn again, not mended one by one.
const MOST_FAULTS: usize = 10_000;

/// Steps each way within which sums of products are certain to fit.
const NEAR_MIDDLE: i64 = 1 << 30;

/// What is wrong with a shape; empty when it is sound. One fault per kind and place, in order.
pub fn faults_of(shape: &Shape) -> Vec<RingFault> {
    if is_plainly_sound(shape) {
        return Vec::new();
    }
    let mut faults = BTreeSet::new();
    let mut closed = true;
    for ring in shape.rings() {
        if let Some(fault) = plain_fault(ring) {
            closed &= fault.kind != RingFaultKind::Unclosed;
            faults.insert(fault);
        }
    }
    // Where a ring does not close there is no inside to speak of.
    if closed {
        let edges = edges_of(shape);
        let mut touches = Touches::new();
        let walked = for_each_pair(&edges, |a, b| {
            judge(a, b, &mut faults, &mut touches);
            faults.len() < MOST_FAULTS
        });
        cut_faults(&touches, &mut faults);
        let holes = shape.polygons.iter().try_for_each(|polygon| hole_faults(polygon, &mut faults));
        let parts = part_faults(shape, &mut faults);
        if (walked.is_err() || holes.is_err() || parts.is_err())
            && let Some(place) = shape.positions().next()
        {
            faults.insert(RingFault { kind: RingFaultKind::TooTangled, place });
        }
    }
    faults.into_iter().collect()
}

/// The rings of a part that touch at a position.
type Touches = BTreeMap<(u32, Position), BTreeSet<u32>>;

/// Whether the shape is a single sound ring, as nearly all are: told without naming what would be wrong.
fn is_plainly_sound(shape: &Shape) -> bool {
    let [polygon] = shape.polygons.as_slice() else { return false };
    let [ring] = polygon.rings.as_slice() else { return false };
    is_star(ring) || is_simple(ring)
}

/// Whether a ring closes, holds an area and meets itself nowhere: told from its edges two by two.
fn is_simple(ring: &Ring) -> bool {
    if ring.len() < 4 || ring.windows(2).any(|pair| pair[0] == pair[1]) || plain_fault(ring).is_some() {
        return false;
    }
    let boxes: Vec<Extent> = ring.windows(2).map(|pair| extent_of(pair[0], pair[1])).collect();
    let last = boxes.len() - 1;
    let mut is_sound = true;
    let walked = for_each_near(&boxes, |one, other| {
        is_sound = if one + 1 == other {
            is_no_spike(ring[one], ring[other], ring[other + 1])
        } else if one == 0 && other == last {
            is_no_spike(ring[last], ring[0], ring[1])
        } else {
            meeting(ring[one], ring[one + 1], ring[other], ring[other + 1]) == Meeting::Apart
        };
        is_sound
    });
    walked.is_ok() && is_sound
}

/// Whether somebody in the middle of a ring sees every edge from the same side and turns round once to see them all: such
/// a ring cannot meet itself, which one walk along it tells. Most smallest grids are seen so.
fn is_star(ring: &Ring) -> bool {
    let corners = &ring[..ring.len().saturating_sub(1)];
    if corners.len() < 3 || ring.first() != ring.last() {
        return false;
    }
    let (east, north, count) = corners
        .iter()
        .fold((0, 0, 0), |(east, north, count), at| (east + i64::from(at.0), north + i64::from(at.1), count + 1));
    let middle = (east / count, north / count);
    let from_middle = |at: Position| (i64::from(at.0) - middle.0, i64::from(at.1) - middle.1);
    let (mut to_left, mut to_right, mut rounds) = (true, true, 0);
    let mut before = from_middle(ring[0]);
    for &at in &ring[1..] {
        let next = from_middle(at);
        // Two such products and their difference are whole numbers of 64 bits.
        if next.0.abs() > NEAR_MIDDLE || next.1.abs() > NEAR_MIDDLE {
            return false;
        }
        let turned = before.0 * next.1 - before.1 * next.0;
        (to_left, to_right) = (to_left && turned > 0, to_right && turned < 0);
        if !to_left && !to_right {
            return false;
        }
        // Past due east.
        rounds += i64::from((before.1 < 0) != (next.1 < 0) && (before.1 < 0) == to_left);
        before = next;
    }
    rounds == 1
}

/// Whether a ring goes on at a corner without running back along its own edge.
fn is_no_spike(before: Position, corner: Position, after: Position) -> bool {
    let is_back = || is_between(corner, before, after) || is_between(corner, after, before);
    turn(before, corner, after) != Ordering::Equal || !is_back()
}

fn plain_fault(ring: &Ring) -> Option<RingFault> {
    let Some((&first, &last)) = ring.first().zip(ring.last()) else {
        return Some(RingFault { kind: RingFaultKind::TooFew, place: Position(0, 0) });
    };
    let kind = if first != last {
        RingFaultKind::Unclosed
    } else if !has_three_positions(ring) {
        RingFaultKind::TooFew
    } else if doubled_area(ring) == 0 {
        RingFaultKind::NoArea
    } else {
        return None;
    };
    Some(RingFault { kind, place: first })
}

fn has_three_positions(ring: &Ring) -> bool {
    let Some(&one) = ring.first() else { return false };
    let Some(&other) = ring.iter().find(|&&at| at != one) else { return false };
    ring.iter().any(|&at| at != one && at != other)
}

/// File what two edges do to each other: a fault, or a touch that may cut the inside in two.
fn judge(a: &Edge, b: &Edge, faults: &mut BTreeSet<RingFault>, touches: &mut Touches) {
    let met = meeting(a.a, a.b, b.a, b.b);
    let (Meeting::Cross(place) | Meeting::Touch(place) | Meeting::Overlap(place)) = met else { return };
    if let Some(kind) = verdict(a, b, met) {
        faults.insert(RingFault { kind, place });
    } else if a.ring != b.ring && a.part == b.part {
        touches.entry((a.part, place)).or_default().extend([a.ring, b.ring]);
    }
}

/// Whether two edges that meet are at fault.
fn verdict(a: &Edge, b: &Edge, met: Meeting) -> Option<RingFaultKind> {
    let touch = matches!(met, Meeting::Touch(_));
    if a.part != b.part {
        return (!touch).then_some(RingFaultKind::PartsOverlap);
    }
    if a.ring != b.ring {
        return (!touch).then_some(RingFaultKind::RingsCross);
    }
    let apart = a.at.abs_diff(b.at);
    let neighbours = apart == 1 || apart == a.last;
    match met {
        Meeting::Touch(_) if neighbours => None,
        Meeting::Overlap(_) if neighbours => Some(RingFaultKind::Spike),
        Meeting::Touch(_) | Meeting::Overlap(_) => Some(RingFaultKind::TouchesItself),
        Meeting::Cross(_) | Meeting::Apart => Some(RingFaultKind::CrossesItself),
    }
}

/// Rings and the positions where they touch make a graph; a way round in it encloses a piece of the inside.
fn cut_faults(touches: &Touches, faults: &mut BTreeSet<RingFault>) {
    let mut group: HashMap<u32, u32> = HashMap::new();
    for (&(_, place), rings) in touches {
        let mut rings = rings.iter();
        let Some(&first) = rings.next() else { continue };
        for &ring in rings {
            let (one, other) = (root(&mut group, first), root(&mut group, ring));
            if one == other {
                faults.insert(RingFault { kind: RingFaultKind::CutInTwo, place });
            } else {
                group.insert(other, one);
            }
        }
    }
}

/// The ring that stands for all that hang together with this one.
fn root(group: &mut HashMap<u32, u32>, mut ring: u32) -> u32 {
    while let Some(&up) = group.get(&ring) {
        // Halving the way keeps it short however the rings hang together.
        if let Some(&further) = group.get(&up) {
            group.insert(ring, further);
        }
        ring = up;
    }
    ring
}

fn hole_faults(polygon: &Polygon, faults: &mut BTreeSet<RingFault>) -> Result<(), Tangled> {
    let Some((outer, holes)) = polygon.rings.split_first() else { return Ok(()) };
    if holes.is_empty() {
        return Ok(());
    }
    let outline = outline_of(outer);
    for hole in holes {
        if let Some(&place) = hole.iter().find(|&&at| outline.side(at) == Side::Outside) {
            faults.insert(RingFault { kind: RingFaultKind::HoleOutside, place });
        }
    }
    let outlines: Vec<Outline> = holes.iter().map(outline_of).collect();
    let corners: Vec<&[Position]> = holes.iter().map(Vec::as_slice).collect();
    corners_inside(&corners, &outlines, RingFaultKind::HoleInHole, faults)
}

fn part_faults(shape: &Shape, faults: &mut BTreeSet<RingFault>) -> Result<(), Tangled> {
    if shape.polygons.len() < 2 {
        return Ok(());
    }
    let outlines: Vec<Outline> =
        shape.polygons.iter().map(|polygon| Outline::new(&Shape { polygons: vec![polygon.clone()] })).collect();
    let outer: Vec<&[Position]> =
        shape.polygons.iter().map(|polygon| polygon.rings.first().map_or(&[][..], |ring| ring)).collect();
    corners_inside(&outer, &outlines, RingFaultKind::PartsOverlap, faults)
}

/// File the first corner of each ring that lies inside another outline.
fn corners_inside(
    rings: &[&[Position]],
    outlines: &[Outline],
    kind: RingFaultKind,
    faults: &mut BTreeSet<RingFault>,
) -> Result<(), Tangled> {
    let corners = rings.iter().map(|ring| ring.len()).sum();
    for_each_meeting(outlines, corners, |ring, around| {
        if let Some(&place) = rings[ring].iter().find(|&&at| outlines[around].side(at) == Side::Inside) {
            faults.insert(RingFault { kind, place });
        }
        rings[ring].len()
    })
}

fn outline_of(ring: &Ring) -> Outline {
    Outline::new(&Shape { polygons: vec![Polygon { rings: vec![ring.clone()] }] })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ring(corners: &[(i32, i32)]) -> Ring {
        let mut ring: Ring = corners.iter().map(|&(x, y)| Position(x, y)).collect();
        ring.push(ring[0]);
        ring
    }

    fn kinds(parts: &[&[&[(i32, i32)]]]) -> Vec<RingFaultKind> {
        let polygons =
            parts.iter().map(|rings| Polygon { rings: rings.iter().map(|corners| ring(corners)).collect() }).collect();
        let mut kinds: Vec<_> = faults_of(&Shape { polygons }).iter().map(|fault| fault.kind).collect();
        kinds.dedup();
        kinds
    }

    const SQUARE: &[(i32, i32)] = &[(0, 0), (100, 0), (100, 100), (0, 100)];

    #[test]
    fn a_sound_shape_has_no_fault() {
        let hole: &[(i32, i32)] = &[(20, 20), (20, 40), (40, 40), (40, 20)];
        let far: &[(i32, i32)] = &[(100, 100), (200, 100), (200, 200)];
        assert_eq!(kinds(&[&[SQUARE, hole], &[far]]), []);
    }

    #[test]
    fn a_hole_may_touch_its_border_once_but_not_twice() {
        let once: &[(i32, i32)] = &[(0, 50), (40, 60), (40, 40)];
        assert_eq!(kinds(&[&[SQUARE, once]]), []);
        let twice: &[(i32, i32)] = &[(0, 50), (50, 60), (100, 50), (50, 40)];
        assert_eq!(kinds(&[&[SQUARE, twice]]), [RingFaultKind::CutInTwo]);
    }

    #[test]
    fn rings_that_do_not_close_or_hold_nothing_are_named() {
        let open =
            Shape { polygons: vec![Polygon { rings: vec![vec![Position(0, 0), Position(5, 0), Position(5, 5)]] }] };
        assert_eq!(faults_of(&open), [RingFault { kind: RingFaultKind::Unclosed, place: Position(0, 0) }]);
        assert_eq!(kinds(&[&[&[(0, 0), (5, 5)]]]), [RingFaultKind::TooFew]);
        assert!(kinds(&[&[&[(0, 0), (5, 5), (9, 9)]]]).contains(&RingFaultKind::NoArea));
    }

    #[test]
    fn a_ring_that_crosses_or_touches_itself_is_named_with_its_place() {
        let bow = Shape { polygons: vec![Polygon { rings: vec![ring(&[(0, 0), (100, 100), (100, 0), (0, 80)])] }] };
        let faults = faults_of(&bow);
        assert_eq!(faults.len(), 1);
        assert_eq!(faults[0].kind, RingFaultKind::CrossesItself);
        assert_eq!(faults[0].place, Position(44, 44));
        let pinched: &[(i32, i32)] = &[(0, 0), (50, 50), (100, 0), (100, 100), (50, 50), (0, 100)];
        assert_eq!(kinds(&[&[pinched]]), [RingFaultKind::TouchesItself]);
    }

    #[test]
    fn a_ring_that_is_seen_whole_from_its_middle_is_sound_and_no_other_is_taken_for_one() {
        assert!(
            is_star(&ring(SQUARE))
                && is_star(&SQUARE.iter().rev().chain(SQUARE.last()).map(|&(x, y)| Position(x, y)).collect())
        );
        let twice_round: &[(i32, i32)] = &[(0, 10), (6, -8), (-10, 3), (10, 3), (-6, -8)];
        let far: &[(i32, i32)] = &[(-1_800_000_000, -900_000_000), (1_800_000_000, -900_000_000), (0, 900_000_000)];
        assert!(!is_star(&ring(twice_round)) && !is_star(&ring(far)) && !is_star(&vec![]));
        let mut seed = 7_u32;
        let mut next = || {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            i32::from((seed >> 16) as u16) % 9 - 4
        };
        let mut stars = 0;
        for round in 0..40_000 {
            let corners: Vec<(i32, i32)> = (0..3 + round % 6).map(|_| (next(), next())).collect();
            let ring = ring(&corners);
            stars += usize::from(is_star(&ring));
            assert!(!is_star(&ring) || is_simple(&ring), "{ring:?}");
        }
        assert!(stars > 1_000, "{stars}");
    }

    #[test]
    fn a_spike_is_named() {
        let spiked: &[(i32, i32)] = &[(0, 0), (100, 0), (150, 0), (100, 0), (100, 100)];
        assert!(kinds(&[&[spiked]]).contains(&RingFaultKind::Spike));
    }

    #[test]
    fn holes_must_lie_inside_and_apart() {
        let outside: &[(i32, i32)] = &[(200, 200), (200, 210), (210, 210)];
        assert_eq!(kinds(&[&[SQUARE, outside]]), [RingFaultKind::HoleOutside]);
        let across: &[(i32, i32)] = &[(50, 50), (150, 60), (50, 70)];
        assert!(kinds(&[&[SQUARE, across]]).contains(&RingFaultKind::RingsCross));
        let large: &[(i32, i32)] = &[(10, 10), (10, 90), (90, 90), (90, 10)];
        let small: &[(i32, i32)] = &[(20, 20), (20, 30), (30, 30)];
        assert_eq!(kinds(&[&[SQUARE, large, small]]), [RingFaultKind::HoleInHole]);
    }

    #[test]
    fn parts_must_not_share_area_or_border() {
        let inner: &[(i32, i32)] = &[(20, 20), (40, 20), (40, 40)];
        assert_eq!(kinds(&[&[SQUARE], &[inner]]), [RingFaultKind::PartsOverlap]);
        let beside: &[(i32, i32)] = &[(100, 0), (200, 0), (200, 100), (100, 100)];
        assert_eq!(kinds(&[&[SQUARE], &[beside]]), [RingFaultKind::PartsOverlap]);
    }

    #[test]
    fn a_tangle_is_given_up_in_good_time() {
        let steps = 20_000;
        let zigzag: Vec<(i32, i32)> =
            (0..steps).map(|step| if step % 2 == 0 { (step * 7, 0) } else { (step * 7 + 3, 90_000_000) }).collect();
        assert!(kinds(&[&[&zigzag]]).contains(&RingFaultKind::TooTangled));
        let squares: Vec<Vec<(i32, i32)>> =
            (0..6_000).map(|step| vec![(step, 0), (step, 5), (90_000_000, 5), (90_000_000, 0)]).collect();
        let rings: Vec<&[(i32, i32)]> = std::iter::once(SQUARE).chain(squares.iter().map(Vec::as_slice)).collect();
        assert!(kinds(&[&rings]).contains(&RingFaultKind::TooTangled));
    }

    #[test]
    fn a_long_border_is_judged_in_good_time() {
        let steps = 200_000;
        let mut corners: Vec<(i32, i32)> = (0..steps).map(|step| (step * 40, (step % 7) * 9)).collect();
        corners.extend((0..steps).rev().map(|step| (step * 40, 1000 + (step % 5) * 9)));
        assert_eq!(kinds(&[&[&corners]]), []);
    }
}
