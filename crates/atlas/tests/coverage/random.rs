//! Coverages drawn at random, broken at one place, and judged beside a slow reference that counts covers
//! position by position.

use std::collections::{BTreeMap, BTreeSet};

use atlas::coverage::{Checker, Defect, Fault, FaultKind, Tolerance};
use atlas::mend::{Refusal, clip_to_parent, give_to_neighbour, snap_to_other};
use atlas::outline::{Outline, Side};
use atlas::{measure, ring};
use domain::code::{GridCode, GridPath};
use domain::place::{Position, Shape};
use proptest::prelude::*;

use crate::drawing::{Family, at, traced};

/// A cell's side and how far its corners stray; even, so that the middle of an edge is on the lattice.
const CELL: i32 = 4_000;
const STRAY: i32 = 600;

/// Owners by cell, row by row; cells of owner 0 are not the parent's.
#[derive(Debug, Clone)]
pub struct Plan {
    wide: usize,
    pub owners: Vec<u8>,
    strays: Vec<(i32, i32)>,
}

pub fn plans() -> impl Strategy<Value = Plan> {
    (2..6_usize, 2..6_usize).prop_flat_map(|(wide, high)| {
        let owners = prop::collection::vec(prop_oneof![1 => Just(0_u8), 9 => 1..6_u8], wide * high);
        let nodes = (wide * 2 + 1) * (high * 2 + 1);
        let strays = prop::collection::vec((-STRAY / 2..STRAY / 2, -STRAY / 2..STRAY / 2), nodes);
        (owners, strays).prop_map(move |(owners, strays)| Plan { wide, owners, strays })
    })
}

impl Plan {
    /// A node of a lattice twice as fine as the cells: corners, and the middles of sides.
    fn node(&self, x: usize, y: usize) -> Position {
        let (dx, dy) = self.strays[y * (self.wide * 2 + 1) + x];
        let place = |n: usize, stray: i32| i32::try_from(n).expect("few cells") * CELL / 2 + stray * 2;
        at(place(x, dx), place(y, dy))
    }

    pub fn edges(&self, cell: usize) -> Vec<(Position, Position)> {
        let (x, y) = (cell % self.wide * 2, cell / self.wide * 2);
        let way = [(0, 0), (1, 0), (2, 0), (2, 1), (2, 2), (1, 2), (0, 2), (0, 1), (0, 0)];
        way.windows(2).map(|w| (self.node(x + w[0].0, y + w[0].1), self.node(x + w[1].0, y + w[1].1))).collect()
    }

    /// None where nobody owns anything.
    fn family(&self) -> Option<Family> {
        let mut cells: BTreeMap<u8, Vec<usize>> = BTreeMap::new();
        for (cell, &owner) in self.owners.iter().enumerate().filter(|(_, owner)| **owner > 0) {
            cells.entry(owner).or_default().push(cell);
        }
        let all = cells.values().flatten().flat_map(|&cell| self.edges(cell));
        let outline = traced(all);
        let above = GridPath::top(&GridCode("P".into()));
        let children: Vec<(GridPath, Shape)> = cells
            .iter()
            .map(|(owner, cells)| {
                let path = above.child(&GridCode(owner.to_string()));
                (path, traced(cells.iter().flat_map(|&cell| self.edges(cell))))
            })
            .collect();
        (!children.is_empty()).then_some(Family { above, outline, children })
    }
}

pub fn families() -> impl Strategy<Value = Family> {
    plans().prop_filter_map("nobody owns anything, or a hole cuts a shape in two", |plan| {
        let family = plan.family()?;
        (is_sound(&family) && ring::faults_of(&family.outline).is_empty()).then_some(family)
    })
}

/// Every fault is what it is, however narrow.
fn faults(family: &Family) -> Vec<Fault> {
    Checker::default().faults_of(&family.group(), Tolerance(0.0))
}

fn is_sound(family: &Family) -> bool {
    family.children.iter().all(|(_, shape)| ring::faults_of(shape).is_empty())
}

/// Move one corner of one child, wherever it stands in the ring.
pub fn move_corner(shape: &mut Shape, which: usize, by: (i32, i32)) -> Position {
    let corners: Vec<(usize, usize, usize)> = (0..shape.polygons.len())
        .flat_map(|part| (0..shape.polygons[part].rings.len()).map(move |ring| (part, ring)))
        .flat_map(|(part, ring)| (1..shape.polygons[part].rings[ring].len()).map(move |at| (part, ring, at)))
        .collect();
    let (part, ring, corner) = corners[which % corners.len()];
    let ring = &mut shape.polygons[part].rings[ring];
    let old = ring[corner];
    ring[corner] = Position(old.0 + by.0, old.1 + by.1);
    if corner + 1 == ring.len() {
        ring[0] = ring[corner];
    }
    old
}

/// The slow reference: at a position, who covers it and whether it is the parent's. None near a border,
/// where a fault's corners may have been rounded.
fn truth(outlines: &[Outline], parent: &Outline, place: Position) -> Option<(BTreeSet<usize>, bool)> {
    let steady = |outline: &Outline| {
        let around = (-2..=2).flat_map(|x| (-2..=2).map(move |y| Position(place.0 + x, place.1 + y)));
        let sides: BTreeSet<bool> = around.map(|at| outline.side(at) == Side::Inside).collect();
        (sides.len() == 1).then(|| sides.contains(&true))
    };
    let mut covering = BTreeSet::new();
    for (index, outline) in outlines.iter().enumerate() {
        if steady(outline)? {
            covering.insert(index);
        }
    }
    Some((covering, steady(parent)?))
}

/// What is said of positions all over the drawing is what the reference says.
fn agree(family: &Family, faults: &[Fault], places: &[(u16, u16)]) -> Result<(), TestCaseError> {
    let outlines: Vec<Outline> = family.children.iter().map(|(_, shape)| Outline::new(shape)).collect();
    let parent = Outline::new(&family.outline);
    let shapes: Vec<Outline> = faults.iter().map(|fault| Outline::new(&fault.shape)).collect();
    let spread =
        |(x, y): (u16, u16)| at(i32::from(x) * 26_000 / 65_535 - 2_000, i32::from(y) * 26_000 / 65_535 - 2_000);
    let middles = faults.iter().filter_map(|fault| Position::from_degrees(fault.place.0, fault.place.1));
    for place in places.iter().map(|&place| spread(place)).chain(middles) {
        let Some((covering, in_parent)) = truth(&outlines, &parent, place) else { continue };
        let said: Vec<&Fault> =
            faults.iter().zip(&shapes).filter(|(_, shape)| shape.holds(place)).map(|(fault, _)| fault).collect();
        let expected = match (covering.len(), in_parent) {
            (0, true) => Some([FaultKind::Gap, FaultKind::NotFilled].as_slice()),
            (1.., false) => Some([FaultKind::OutsideParent].as_slice()),
            (2.., true) => Some([FaultKind::Overlap].as_slice()),
            _ => None,
        };
        let Some(kinds) = expected else {
            prop_assert!(said.is_empty(), "{place:?} is sound, but {said:?}");
            continue;
        };
        prop_assert_eq!(said.len(), 1, "{:?} is covered by {:?}", place, covering);
        prop_assert!(kinds.contains(&said[0].kind), "{place:?} is covered by {covering:?}, but {:?}", said[0].kind);
        for child in covering {
            prop_assert!(said[0].grids.contains(&family.children[child].0));
        }
    }
    Ok(())
}

/// The children's areas less the parent's are what the faults say.
fn balance(family: &Family, faults: &[Fault]) -> Result<(), TestCaseError> {
    let covered: f64 = family.children.iter().map(|(_, shape)| measure::area(shape)).sum();
    let said: f64 = faults
        .iter()
        .map(|fault| match fault.kind {
            FaultKind::Gap | FaultKind::NotFilled => -fault.area,
            // The parent is named as well.
            FaultKind::Overlap | FaultKind::OutsideParent => fault.area * (fault.grids.len() as f64 - 1.0),
            other => panic!("{other:?} at a tolerance of nothing"),
        })
        .sum();
    let off = covered - measure::area(&family.outline) - said;
    prop_assert!(off.abs() < 0.01, "{off} m² are missing in the account");
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, max_global_rejects: 20_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_sound_coverage_is_proven(family in families()) {
        prop_assert_eq!(faults(&family), vec![]);
    }

    #[test]
    fn corners_in_the_middle_of_straight_edges_change_nothing(family in families(), picks in prop::collection::vec(any::<u16>(), 9)) {
        let mut family = family;
        for pick in picks {
            let child = usize::from(pick) % family.children.len();
            let ring = &mut family.children[child].1.polygons[0].rings[0];
            let edge = usize::from(pick / 7) % (ring.len() - 1);
            let (a, b) = (ring[edge], ring[edge + 1]);
            let middle = Position(i32::midpoint(a.0, b.0), i32::midpoint(a.1, b.1));
            // A second pick of the same edge may have no middle on the lattice.
            if (a.0 ^ b.0) % 2 == 0 && (a.1 ^ b.1) % 2 == 0 {
                ring.insert(edge + 1, middle);
            }
        }
        prop_assert_eq!(faults(&family), vec![]);
    }

    #[test]
    fn one_moved_corner_is_found_and_nothing_else(
        family in families(),
        (child, corner) in (any::<usize>(), any::<usize>()),
        by in (-1_500..1_500_i32, -1_500..1_500_i32),
        places in prop::collection::vec(any::<(u16, u16)>(), 200),
    ) {
        let mut family = family;
        let child = child % family.children.len();
        let before = family.children[child].1.clone();
        move_corner(&mut family.children[child].1, corner, by);
        prop_assume!(is_sound(&family) && family.children[child].1 != before);
        let found = faults(&family);
        let path = family.children[child].0.clone();
        let is_straight = measure::area(&before).total_cmp(&measure::area(&family.children[child].1)).is_eq();
        prop_assert!(is_straight || !found.is_empty());
        for fault in &found {
            prop_assert!(fault.grids.contains(&path), "{fault:?} has nothing to do with {path}");
        }
        agree(&family, &found, &places)?;
        balance(&family, &found)?;
    }

    #[test]
    fn a_mend_leaves_less_at_fault_or_is_refused(
        family in families(),
        (child, corner) in (any::<usize>(), any::<usize>()),
        by in (-25..25_i32, -25..25_i32),
    ) {
        let mut family = family;
        let child = child % family.children.len();
        move_corner(&mut family.children[child].1, corner, by);
        prop_assume!(is_sound(&family));
        let usual = |family: &Family| Checker::default().faults_of(&family.group(), Tolerance::USUAL);
        let mut found = usual(&family);
        let moving = family.children[child].0.clone();
        // Each step mends one fault, so there are no more steps than faults.
        for _ in 0..found.len() {
            let Some(fault) = found.first() else { break };
            let group = family.group();
            let changes = match (fault.kind, fault.defects.as_slice()) {
                (FaultKind::MismatchedEdge, _) => snap_to_other(&group, fault, &moving, Tolerance::USUAL),
                (_, [Defect::OutsideParent]) => clip_to_parent(&group, fault, Tolerance::USUAL),
                _ => give_to_neighbour(&group, fault, Tolerance::USUAL),
            };
            let is_plain = found.len() == 1 && fault.kind == FaultKind::MismatchedEdge;
            let changes = match changes {
                Ok(changes) => changes,
                // Where three borders meet beside the lattice there may be no place for the corner.
                Err(Refusal::NotClean(_)) if !is_plain => return Ok(()),
                Err(refusal) => return Err(TestCaseError::fail(format!("{fault:?}: {refusal:?}"))),
            };
            for change in changes {
                let shape = family.children.iter_mut().find(|(path, _)| *path == change.path);
                shape.expect("a child changed").1 = change.shape;
            }
            let left = usual(&family);
            prop_assert!(left.len() < found.len(), "{left:?}");
            found = left;
        }
        prop_assert_eq!(found, vec![]);
    }

    #[test]
    fn a_child_that_is_missing_is_missed_with_its_area(family in families(), child in any::<usize>()) {
        let mut family = family;
        let (path, gone) = family.children.remove(child % family.children.len());
        let found = faults(&family);
        let area: f64 = found.iter().map(|fault| fault.area).sum();
        prop_assert!((area - measure::area(&gone)).abs() < 0.01, "{path} measures {} and not {area}", measure::area(&gone));
        prop_assert!(found.iter().all(|fault| matches!(fault.kind, FaultKind::Gap | FaultKind::NotFilled)));
    }

    #[test]
    fn borders_drawn_apart_by_everybody_are_judged_as_the_reference_does(
        family in families(),
        seed in any::<u64>(),
        reach in 1..400_i32,
        places in prop::collection::vec(any::<(u16, u16)>(), 200),
    ) {
        let mut family = family;
        let mut state = seed;
        let mut next = || {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 33) as i32 % (reach + 1) - reach / 2
        };
        for ring in family.children.iter_mut().flat_map(|(_, shape)| &mut shape.polygons).flat_map(|part| &mut part.rings) {
            ring.pop();
            for corner in ring.iter_mut() {
                *corner = Position(corner.0 + next(), corner.1 + next());
            }
            ring.push(ring[0]);
        }
        prop_assume!(is_sound(&family));
        let found = faults(&family);
        agree(&family, &found, &places)?;
        balance(&family, &found)?;
    }
}
