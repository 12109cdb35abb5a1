//! What is said of a group after an edit by what the edit changed is what is said of it by looking at all of it.

use atlas::breach::Edited;
use atlas::coverage::{Checker, Coverage, Fault, Group, Tolerance};
use domain::code::{GridCode, GridPath};
use domain::place::{Position, Shape};
use proptest::prelude::*;

use crate::drawing::{Family, block, ring};
use crate::random::{families, move_corner};

/// What somebody does to a family: a corner is moved in one grid or in all that have it, a grid goes, two are one, or
/// the parent's border moves.
#[derive(Debug, Clone)]
enum Deed {
    Corner { child: usize, corner: usize, by: (i32, i32) },
    Common { child: usize, corner: usize, by: (i32, i32) },
    Gone { child: usize },
    Drawn { from: (i32, i32), side: i32 },
    Parent { corner: usize, by: (i32, i32) },
}

fn deeds() -> impl Strategy<Value = Deed> {
    let by = || prop_oneof![(-30..30_i32, -30..30_i32), (-1_500..1_500_i32, -1_500..1_500_i32)];
    prop_oneof![
        4 => (any::<usize>(), any::<usize>(), by()).prop_map(|(child, corner, by)| Deed::Corner { child, corner, by }),
        4 => (any::<usize>(), any::<usize>(), by()).prop_map(|(child, corner, by)| Deed::Common { child, corner, by }),
        1 => any::<usize>().prop_map(|child| Deed::Gone { child }),
        1 => ((-2_000..22_000_i32, -2_000..22_000_i32), 10..6_000_i32).prop_map(|(from, side)| Deed::Drawn { from, side }),
        2 => (any::<usize>(), by()).prop_map(|(corner, by)| Deed::Parent { corner, by }),
    ]
}

fn done(family: &Family, deed: &Deed, turn: usize) -> Family {
    let mut family = family.clone();
    let count = family.children.len();
    match *deed {
        Deed::Corner { child, corner, by } if count > 0 => {
            move_corner(&mut family.children[child % count].1, corner, by);
        }
        Deed::Common { child, corner, by } if count > 0 => {
            let old = move_corner(&mut family.children[child % count].1, corner, by);
            let new = Position(old.0 + by.0, old.1 + by.1);
            for shape in family.children.iter_mut().map(|(_, shape)| shape).chain([&mut family.outline]) {
                let rings = shape.polygons.iter_mut().flat_map(|part| &mut part.rings);
                rings.flatten().filter(|at| **at == old).for_each(|at| *at = new);
            }
        }
        Deed::Gone { child } if count > 1 => {
            family.children.remove(child % count);
        }
        Deed::Drawn { from, side } => {
            let path = family.above.child(&GridCode(format!("N{turn}")));
            family.children.push((path, block(from.0, from.1, from.0 + side, from.1 + side)));
            family.children.sort_by(|one, other| one.0.cmp(&other.0));
        }
        Deed::Parent { corner, by } => {
            move_corner(&mut family.outline, corner, by);
        }
        _ => {}
    }
    family
}

/// A family's group as it is, or as it would be at the top.
fn group(family: &Family, is_top: bool) -> Group<'_> {
    let group = family.group();
    if is_top { Group { above: None, outline: None, ..group } } else { group }
}

fn told(faults: &[Fault]) -> Vec<String> {
    let mut told: Vec<String> = faults.iter().map(|fault| format!("{fault:?}")).collect();
    told.sort();
    told
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, max_global_rejects: 20_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn an_edit_after_the_other_is_proven_as_the_whole_is(
        family in families(),
        deeds in prop::collection::vec(deeds(), 1..12),
        is_top in any::<bool>(),
        tolerance in prop_oneof![Just(0.0), Just(0.5), Just(5.0)],
    ) {
        let tolerance = Tolerance(tolerance);
        let mut coverage = Coverage::of([group(&family, is_top)], tolerance);
        let mut family = family;
        for (turn, deed) in deeds.iter().enumerate() {
            let next = done(&family, deed, turn);
            let edited = Edited { before: group(&family, is_top), after: group(&next, is_top) };
            let said = told(coverage.check_edited(&edited));
            let whole = told(&Checker::default().faults_of(&edited.after, tolerance));
            prop_assert_eq!(said, whole, "after {:?}", deed);
            family = next;
        }
    }
}

fn top(children: &[(GridPath, Shape)]) -> Group<'_> {
    Group { above: None, outline: None, children: children.iter().map(|(path, shape)| (path, shape)).collect() }
}

fn grid(code: &str, shape: Shape) -> (GridPath, Shape) {
    (GridPath::top(&GridCode(code.to_owned())), shape)
}

#[test]
fn a_strait_that_an_edit_closes_encloses_what_lies_far_behind_it() {
    // A horseshoe of two, open to the north by a strait of a hundred steps; the bay is wide.
    let west = ring(&[
        (0, 0),
        (10_000, 0),
        (10_000, 1_000),
        (1_000, 1_000),
        (1_000, 9_000),
        (9_950, 9_000),
        (9_950, 10_000),
        (0, 10_000),
    ]);
    let east = |strait: i32| {
        ring(&[
            (10_000, 0),
            (20_000, 0),
            (20_000, 10_000),
            (strait, 10_000),
            (strait, 9_000),
            (19_000, 9_000),
            (19_000, 1_000),
            (10_000, 1_000),
        ])
    };
    let grids = |strait: i32| vec![grid("E", shape(east(strait))), grid("W", shape(west.clone()))];
    let (open, shut) = (grids(10_050), grids(9_950));
    let mut coverage = Coverage::of([top(&open)], Tolerance::USUAL);
    assert!(coverage.is_proven());
    let found = coverage.check_edited(&Edited { before: top(&open), after: top(&shut) });
    assert_eq!(found.len(), 1);
    assert!(found[0].area > 1.0, "all of the bay");
    assert_eq!(coverage.check_edited(&Edited { before: top(&shut), after: top(&open) }), []);
}

#[test]
fn a_lake_that_gets_a_second_neighbour_is_a_gap_wherever_that_happens() {
    let lake = |corner: i32| ring(&[(1_000, 1_000), (1_000, 9_000), (9_000, 9_000), (corner, 5_000), (9_000, 1_000)]);
    let around = |corner: i32| {
        let mut around = block(0, 0, 10_000, 10_000);
        around.polygons[0].rings.push(lake(corner));
        around
    };
    let own = vec![grid("A", around(9_000)), grid("B", block(10_000, 0, 20_000, 10_000))];
    let shared = vec![grid("A", around(10_000)), grid("B", block(10_000, 0, 20_000, 10_000))];
    let mut coverage = Coverage::of([top(&own)], Tolerance::USUAL);
    assert!(coverage.is_proven());
    let edited = Edited { before: top(&own), after: top(&shared) };
    let whole = told(&Checker::default().faults_of(&edited.after, Tolerance::USUAL));
    assert_eq!(told(coverage.check_edited(&edited)), whole);
}

fn shape(ring: Vec<Position>) -> Shape {
    Shape { polygons: vec![domain::place::Polygon { rings: vec![ring] }] }
}

#[test]
fn a_place_that_no_edit_touched_stays_as_it_was_known() {
    let children = |x: i32| vec![grid("A", block(0, 0, 1_000, 1_000)), grid("B", block(500, 0, x, 1_000))];
    let (before, after) = (children(2_000), children(2_400));
    let mut coverage = Coverage::of([top(&before)], Tolerance::USUAL);
    let known = told(coverage.faults_of(None));
    assert_eq!(known.len(), 1);
    assert_eq!(told(coverage.check_edited(&Edited { before: top(&before), after: top(&after) })), known);
}
