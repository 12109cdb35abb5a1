//! Mends: what they change, how far, and when they are refused.

use atlas::coverage::{Checker, Fault, FaultKind, Tolerance};
use atlas::measure;
use atlas::mend::{Change, Refusal, clip_to_parent, give_to_neighbour, snap_to_other};
use domain::code::{GridCode, GridPath};
use domain::place::Shape;

use crate::drawing::{Family, SIDE, at, block, board, shape};

const USUAL: Tolerance = Tolerance::USUAL;

fn faults(family: &Family) -> Vec<Fault> {
    Checker::default().faults_of(&family.group(), USUAL)
}

fn only(family: &Family) -> Fault {
    let mut faults = faults(family);
    assert_eq!(faults.len(), 1, "{faults:#?}");
    faults.remove(0)
}

fn path(code: &str) -> GridPath {
    GridPath::top(&GridCode("P".into())).child(&GridCode(code.into()))
}

/// The family with the changes made, which must prove clean.
fn mended(family: &Family, changes: &[Change]) -> Family {
    let mut mended = family.clone();
    for change in changes {
        let before = measure::area(mended.child(code(&change.path)));
        assert!((measure::area(&change.shape) - before - change.area).abs() < 1e-6);
        *mended.child(code(&change.path)) = change.shape.clone();
    }
    assert_eq!(faults(&mended), []);
    mended
}

fn code(path: &GridPath) -> &str {
    path.as_str().rsplit('.').next().unwrap_or_default()
}

fn codes(changes: &[Change]) -> Vec<&str> {
    changes.iter().map(|change| code(&change.path)).collect()
}

/// The same place, whatever corners lie on straight edges.
fn is_same_place(one: &Shape, other: &Shape) -> bool {
    let family = Family::new(one.clone(), vec![("1", other.clone())]);
    faults(&family).is_empty()
}

#[test]
fn a_sliver_goes_to_the_neighbour_with_the_longest_edge() {
    let mut family = board();
    // Between 5 and 6, and a little shorter along 6.
    *family.child("5") = shape(&[(SIDE, SIDE), (2 * SIDE - 20, SIDE), (2 * SIDE - 30, 2 * SIDE), (SIDE, 2 * SIDE)]);
    let fault = only(&family);
    assert_eq!(fault.kind, FaultKind::Sliver);
    let changes = give_to_neighbour(&family.group(), &fault, USUAL).expect("it can be given");
    assert_eq!(codes(&changes), ["5"]);
    assert!((changes[0].area - fault.area).abs() < 1e-3);
    assert!((changes[0].moved - fault.width).abs() < 0.1, "{} m", changes[0].moved);
    let mended = mended(&family, &changes);
    assert!(is_same_place(&mended.clone().child("5").clone(), board().child("5")));
}

#[test]
fn an_overlap_goes_to_one_of_those_that_cover_it() {
    let mut family = board();
    *family.child("5") = block(SIDE, SIDE, 2 * SIDE + 25, 2 * SIDE);
    let fault = only(&family);
    let changes = give_to_neighbour(&family.group(), &fault, USUAL).expect("it can be given");
    // Equal edges: the first by path keeps it.
    assert_eq!(codes(&changes), ["6"]);
    assert!((changes[0].area + fault.area).abs() < 1e-3);
    mended(&family, &changes);
}

#[test]
fn a_wide_gap_is_given_to_nobody() {
    let mut family = board();
    family.remove("5");
    let fault = only(&family);
    assert_eq!(give_to_neighbour(&family.group(), &fault, USUAL), Err(Refusal::TooWide));
    assert_eq!(snap_to_other(&family.group(), &fault, &path("4"), USUAL), Err(Refusal::WrongKind));
    assert_eq!(clip_to_parent(&family.group(), &fault, USUAL), Err(Refusal::WrongKind));
}

#[test]
fn an_edge_is_laid_on_the_neighbours_however_often_the_two_cross() {
    let mut family = board();
    let mut five = vec![(SIDE, SIDE), (2 * SIDE, SIDE)];
    five.extend((1..10).map(|n| (2 * SIDE + [17, -23, 31][n as usize % 3], SIDE + n * SIDE / 10 + n)));
    five.extend([(2 * SIDE, 2 * SIDE), (SIDE, 2 * SIDE)]);
    *family.child("5") = shape(&five);
    let fault = only(&family);
    assert_eq!(fault.kind, FaultKind::MismatchedEdge);
    let changes = snap_to_other(&family.group(), &fault, &path("5"), USUAL).expect("it can be snapped");
    assert_eq!(codes(&changes), ["5"]);
    assert!(is_same_place(mended(&family, &changes).child("5"), board().child("5")));
    // The other way round the neighbour takes over every corner.
    let changes = snap_to_other(&family.group(), &fault, &path("6"), USUAL).expect("it can be snapped");
    assert_eq!(codes(&changes), ["6"]);
    assert!((changes[0].moved - measure::length(&[at(0, SIDE), at(31, SIDE)])).abs() < 0.01);
    mended(&family, &changes);
    assert_eq!(snap_to_other(&family.group(), &fault, &path("1"), USUAL), Err(Refusal::NotConcerned));
}

#[test]
fn an_edge_is_laid_on_the_parents() {
    let mut family = board();
    family.outline.polygons[0].rings[0].insert(1, at(SIDE / 2, -30));
    family.outline.polygons[0].rings[0].insert(2, at(SIDE, 0));
    let fault = only(&family);
    assert_eq!((fault.kind, fault.grids.len()), (FaultKind::MismatchedEdge, 2));
    let changes = snap_to_other(&family.group(), &fault, &path("1"), USUAL).expect("it can be snapped");
    assert_eq!(codes(&changes), ["1"]);
    mended(&family, &changes);
}

#[test]
fn what_lies_outside_is_clipped() {
    let mut family = board();
    *family.child("6") = block(2 * SIDE, SIDE, 3 * SIDE + 500, 2 * SIDE);
    let fault = only(&family);
    let changes = clip_to_parent(&family.group(), &fault, USUAL).expect("it can be clipped");
    assert_eq!(codes(&changes), ["6"]);
    assert!((changes[0].area + fault.area).abs() < 1e-3);
    assert!((changes[0].moved - fault.width).abs() < 0.01);
    assert!(is_same_place(mended(&family, &changes).child("6"), board().child("6")));
}

#[test]
fn a_common_edge_that_crosses_the_parents_border_beside_the_lattice_meets_it_on_a_corner() {
    // The parent's eastern border leans; 6 and 9 run out over it with a common edge that leans too.
    let mut family = board();
    family.outline =
        shape(&[(0, 0), (3 * SIDE, 0), (3 * SIDE + 7, 2 * SIDE - 41), (3 * SIDE, 3 * SIDE), (0, 3 * SIDE)]);
    let out = (3 * SIDE + 60, 2 * SIDE + 3);
    *family.child("6") = shape(&[(2 * SIDE, SIDE), (3 * SIDE + 60, SIDE), out, (2 * SIDE, 2 * SIDE)]);
    *family.child("9") = shape(&[(2 * SIDE, 2 * SIDE), out, (3 * SIDE + 60, 3 * SIDE), (2 * SIDE, 3 * SIDE)]);
    *family.child("3") = shape(&[(2 * SIDE, 0), (3 * SIDE, 0), (3 * SIDE + 60, SIDE), (2 * SIDE, SIDE)]);
    let mut guard = 0;
    while let Some(fault) = faults(&family).into_iter().next() {
        assert_eq!(fault.defects, [atlas::coverage::Defect::OutsideParent]);
        let changes = clip_to_parent(&family.group(), &fault, Tolerance::USUAL).expect("each can be clipped");
        for change in changes {
            *family.child(code(&change.path)) = change.shape;
        }
        guard += 1;
        assert!(guard < 9, "the mends do not end");
    }
    assert!(guard > 1);
}

#[test]
fn a_child_that_lies_outside_wholly_is_not_clipped_to_nothing() {
    let mut family = board();
    *family.child("5") = block(90 * SIDE, 0, 91 * SIDE, SIDE);
    let found = faults(&family);
    let outside = found.iter().find(|fault| fault.kind == FaultKind::OutsideParent).expect("it is outside");
    assert_eq!(clip_to_parent(&family.group(), outside, USUAL), Err(Refusal::NothingLeft(path("5"))));
}

#[test]
fn a_fault_that_is_gone_is_not_mended() {
    let mut family = board();
    *family.child("5") = block(SIDE, SIDE, 2 * SIDE + 25, 2 * SIDE);
    let fault = only(&family);
    assert_eq!(give_to_neighbour(&board().group(), &fault, USUAL), Err(Refusal::Gone));
}

#[test]
fn other_faults_of_the_group_stay_as_they_are() {
    let mut family = board();
    *family.child("5") = block(SIDE, SIDE, 2 * SIDE + 25, 2 * SIDE);
    family.remove("1");
    let before = faults(&family);
    assert_eq!(before.len(), 2);
    let overlap = before.iter().find(|fault| fault.kind == FaultKind::Sliver).expect("it is narrow");
    for change in give_to_neighbour(&family.group(), overlap, USUAL).expect("it can be given") {
        *family.child(code(&change.path)) = change.shape;
    }
    assert_eq!(only(&family).kind, FaultKind::NotFilled);
}
