//! One fault at a time in a chessboard of nine, and what must be said of it.

use atlas::breach::Edited;
use atlas::coverage::{Checker, Coverage, Defect, Fault, FaultKind, Tolerance, groups_of};
use atlas::measure;
use atlas::ring::RingFaultKind;
use domain::place::{Polygon, Shape};

use crate::drawing::{Family, SIDE, at, block, board, ring, shape};

fn faults(family: &Family) -> Vec<Fault> {
    Checker::default().faults_of(&family.group(), Tolerance::USUAL)
}

/// The only fault of a family.
fn only(family: &Family) -> Fault {
    let mut faults = faults(family);
    assert_eq!(faults.len(), 1, "{faults:#?}");
    faults.remove(0)
}

fn codes(fault: &Fault) -> Vec<&str> {
    fault.grids.iter().map(|path| path.as_str().rsplit('.').next().unwrap_or_default()).collect()
}

/// Metres between two places of the drawing.
fn metres(from: (i32, i32), to: (i32, i32)) -> f64 {
    measure::length(&[at(from.0, from.1), at(to.0, to.1)])
}

/// Kind and codes, and the size to a centimetre and to a hundredth of a square metre.
fn expect(fault: &Fault, kind: FaultKind, grids: &[&str], width: f64, area: f64) {
    assert_eq!((fault.kind, codes(fault)), (kind, grids.to_vec()));
    assert!((fault.width - width).abs() < 0.01, "{} m wide instead of {width}", fault.width);
    assert!((fault.area - area).abs() < 0.01, "{} m² instead of {area}", fault.area);
    let inside = (fault.bounds.west..=fault.bounds.east).contains(&fault.place.0)
        && (fault.bounds.south..=fault.bounds.north).contains(&fault.place.1);
    assert!(inside, "{:?} lies outside {:?}", fault.place, fault.bounds);
}

#[test]
fn a_sound_board_is_proven() {
    assert_eq!(faults(&board()), []);
}

#[test]
fn a_missing_square_in_the_middle_is_a_gap() {
    let mut family = board();
    family.remove("5");
    let hole = block(SIDE, SIDE, 2 * SIDE, 2 * SIDE);
    let fault = only(&family);
    let width = metres((SIDE, 3 * SIDE / 2), (2 * SIDE, 3 * SIDE / 2));
    expect(&fault, FaultKind::Gap, &["2", "4", "6", "8"], width, measure::area(&hole));
    assert_eq!(fault.defects, [Defect::Gap]);
    assert!((measure::area(&fault.shape) - measure::area(&hole)).abs() < 1e-6);
}

#[test]
fn a_missing_square_at_the_border_is_not_filled() {
    let mut family = board();
    family.remove("3");
    let hole = block(2 * SIDE, 0, 3 * SIDE, SIDE);
    let width = metres((0, SIDE / 2), (SIDE, SIDE / 2));
    expect(&only(&family), FaultKind::NotFilled, &["P", "2", "6"], width, measure::area(&hole));
}

#[test]
fn a_square_that_reaches_into_its_neighbour_overlaps_it() {
    let mut family = board();
    *family.child("5") = block(SIDE, SIDE, 2 * SIDE + 3_000, 2 * SIDE);
    let common = block(2 * SIDE, SIDE, 2 * SIDE + 3_000, 2 * SIDE);
    let width = metres((0, 3 * SIDE / 2), (3_000, 3 * SIDE / 2));
    expect(&only(&family), FaultKind::Overlap, &["5", "6"], width, measure::area(&common));
}

#[test]
fn a_square_drawn_twice_overlaps_itself_wholly() {
    let mut family = board();
    *family.child("9") = family.child("8").clone();
    let faults = faults(&family);
    let kinds: Vec<_> = faults.iter().map(|fault| (fault.kind, codes(fault))).collect();
    assert_eq!(kinds, [(FaultKind::NotFilled, vec!["P", "6", "8", "9"]), (FaultKind::Overlap, vec!["8", "9"])]);
}

#[test]
fn a_large_shape_over_many_is_found_over_each() {
    let mut family = board();
    *family.child("1") = block(0, 0, 3 * SIDE, 3 * SIDE);
    let faults = faults(&family);
    assert_eq!(faults.len(), 8);
    for (fault, other) in faults.iter().zip(["2", "3", "4", "5", "6", "7", "8", "9"]) {
        assert_eq!((fault.kind, codes(fault)), (FaultKind::Overlap, vec!["1", other]));
    }
}

#[test]
fn a_square_that_leaves_the_parent_is_outside() {
    let mut family = board();
    *family.child("6") = block(2 * SIDE, SIDE, 3 * SIDE + 500, 2 * SIDE);
    let out = block(3 * SIDE, SIDE, 3 * SIDE + 500, 2 * SIDE);
    let width = metres((0, 3 * SIDE / 2), (500, 3 * SIDE / 2));
    expect(&only(&family), FaultKind::OutsideParent, &["P", "6"], width, measure::area(&out));
}

#[test]
fn a_child_of_another_parent_leaves_a_hole_and_lies_outside() {
    let mut family = board();
    *family.child("5") = block(90 * SIDE, 0, 91 * SIDE, SIDE);
    let kinds: Vec<_> = faults(&family).iter().map(|fault| (fault.kind, fault.grids.len())).collect();
    assert_eq!(kinds, [(FaultKind::Gap, 4), (FaultKind::OutsideParent, 2)]);
}

#[test]
fn a_corner_that_only_one_of_two_neighbours_has_is_a_mismatched_edge() {
    let mut family = board();
    let (y, out) = (3 * SIDE / 2, 2 * SIDE + 20);
    *family.child("5") = shape(&[(SIDE, SIDE), (2 * SIDE, SIDE), (out, y), (2 * SIDE, 2 * SIDE), (SIDE, 2 * SIDE)]);
    let thorn = shape(&[(2 * SIDE, SIDE), (out, y), (2 * SIDE, 2 * SIDE)]);
    let fault = only(&family);
    expect(&fault, FaultKind::MismatchedEdge, &["5", "6"], metres((0, y), (20, y)), measure::area(&thorn));
    assert_eq!(fault.defects, [Defect::Overlap]);
    // The same with the parent's border.
    let mut family = board();
    family.outline = shape(&[(0, 0), (SIDE, 0), (2 * SIDE, 0), (3 * SIDE, 0), (3 * SIDE, 3 * SIDE), (0, 3 * SIDE)]);
    family.outline.polygons[0].rings[0].insert(2, at(3 * SIDE / 2, -30));
    let fault = only(&family);
    let thorn = shape(&[(SIDE, 0), (3 * SIDE / 2, -30), (2 * SIDE, 0)]);
    expect(&fault, FaultKind::MismatchedEdge, &["P", "2"], metres((0, 0), (0, 30)), measure::area(&thorn));
    assert_eq!(fault.defects, [Defect::NotFilled]);
}

#[test]
fn two_drawings_of_one_border_that_cross_are_one_mismatched_edge() {
    let mut family = board();
    let wave = |by: i32| -> Vec<(i32, i32)> {
        (1..10).map(|n| (2 * SIDE + if n % 2 == 0 { by } else { -by }, SIDE + n * SIDE / 10)).collect()
    };
    let mut five = vec![(SIDE, SIDE), (2 * SIDE, SIDE)];
    five.extend(wave(30));
    five.extend([(2 * SIDE, 2 * SIDE), (SIDE, 2 * SIDE)]);
    *family.child("5") = shape(&five);
    let fault = only(&family);
    assert_eq!((fault.kind, codes(&fault)), (FaultKind::MismatchedEdge, vec!["5", "6"]));
    assert_eq!(fault.defects, [Defect::Gap, Defect::Overlap]);
    assert!(fault.shape.polygons.len() == 9, "{} pieces", fault.shape.polygons.len());
    // The straight border and the wave enclose nine triangles, two of them larger at the ends.
    assert!(fault.width < metres((0, SIDE), (30, SIDE)) && fault.width > 0.9 * metres((0, SIDE), (30, SIDE)));
}

#[test]
fn a_narrow_strip_between_corners_of_others_is_a_sliver() {
    let mut family = board();
    *family.child("5") = block(SIDE, SIDE, 2 * SIDE - 30, 2 * SIDE);
    let strip = block(2 * SIDE - 30, SIDE, 2 * SIDE, 2 * SIDE);
    let width = metres((0, 3 * SIDE / 2), (30, 3 * SIDE / 2));
    let fault = only(&family);
    expect(&fault, FaultKind::Sliver, &["2", "5", "6", "8"], width, measure::area(&strip));
    assert_eq!(fault.defects, [Defect::Gap]);
    // The tolerance decides about the word, never about whether it is said.
    let fine = Checker::default().faults_of(&family.group(), Tolerance(0.1));
    assert_eq!(fine.iter().map(|fault| fault.kind).collect::<Vec<_>>(), [FaultKind::Gap]);
}

#[test]
fn a_gap_of_one_step_of_the_lattice_is_found() {
    let mut family = board();
    *family.child("5") = block(SIDE, SIDE, 2 * SIDE - 1, 2 * SIDE);
    let strip = block(2 * SIDE - 1, SIDE, 2 * SIDE, 2 * SIDE);
    expect(&only(&family), FaultKind::Sliver, &["2", "5", "6", "8"], 0.009_28, measure::area(&strip));
}

#[test]
fn an_invalid_ring_is_named_by_its_own_kind() {
    let mut family = board();
    *family.child("5") = shape(&[(SIDE, SIDE), (2 * SIDE, 2 * SIDE), (2 * SIDE, SIDE), (SIDE, 2 * SIDE)]);
    let faults = faults(&family);
    let ring = faults.iter().find(|fault| fault.kind == FaultKind::InvalidRing(RingFaultKind::CrossesItself));
    assert_eq!(ring.map(codes), Some(vec!["5"]));
    assert_eq!(ring.map(|fault| fault.kind.name()), Some("invalid_ring"));
    // What the bow leaves free is said as well: two triangles.
    assert_eq!(faults.iter().filter(|fault| fault.kind == FaultKind::Gap).count(), 2);
}

#[test]
fn corners_on_a_common_straight_line_are_no_fault() {
    let mut family = board();
    *family.child("5") = shape(&[
        (SIDE, SIDE),
        (SIDE + 17, SIDE),
        (2 * SIDE, SIDE),
        (2 * SIDE, SIDE + 1),
        (2 * SIDE, 2 * SIDE - 3),
        (2 * SIDE, 2 * SIDE),
        (SIDE, 2 * SIDE),
    ]);
    family.outline.polygons[0].rings[0].insert(1, at(77, 0));
    assert_eq!(faults(&family), []);
}

#[test]
fn which_way_a_ring_was_drawn_does_not_matter() {
    let mut family = board();
    family.child("5").polygons[0].rings[0].reverse();
    family.outline.polygons[0].rings[0].reverse();
    assert_eq!(faults(&family), []);
}

#[test]
fn holes_enclaves_and_children_in_several_parts_are_proven_and_their_faults_found() {
    // A parent with a lake and an exclave; one child is the exclave and the enclave in another's hole.
    let lake = ring(&[(20_000, 20_000), (20_000, 24_000), (24_000, 24_000), (24_000, 20_000)]);
    let enclave = ring(&[(4_000, 4_000), (4_000, 8_000), (8_000, 8_000), (8_000, 4_000)]);
    let exclave = block(50_000, 0, 60_000, 10_000).polygons.remove(0);
    let with = |mut shape: Shape, holes: &[&Vec<domain::place::Position>], parts: &[&Polygon]| {
        shape.polygons[0].rings.extend(holes.iter().map(|hole| (*hole).clone()));
        shape.polygons.extend(parts.iter().map(|part| (*part).clone()));
        shape
    };
    let sound = Family::new(
        with(block(0, 0, 30_000, 30_000), &[&lake], &[&exclave]),
        vec![
            ("main", with(block(0, 0, 30_000, 30_000), &[&lake, &enclave], &[])),
            ("far", with(block(4_000, 4_000, 8_000, 8_000), &[], &[&exclave])),
        ],
    );
    assert_eq!(faults(&sound), []);
    let mut broken = sound.clone();
    broken.child("far").polygons.remove(1);
    let area = measure::area(&block(50_000, 0, 60_000, 10_000));
    let width = metres((0, 5_000), (10_000, 5_000));
    expect(&only(&broken), FaultKind::NotFilled, &["P"], width, area);
    let mut broken = sound.clone();
    broken.child("main").polygons[0].rings.remove(1);
    let area = measure::area(&block(20_000, 20_000, 24_000, 24_000));
    expect(&only(&broken), FaultKind::OutsideParent, &["P", "main"], metres((0, 22_000), (4_000, 22_000)), area);
    let mut broken = sound;
    broken.child("main").polygons[0].rings.remove(2);
    let area = measure::area(&block(4_000, 4_000, 8_000, 8_000));
    expect(&only(&broken), FaultKind::Overlap, &["main", "far"], metres((0, 6_000), (4_000, 6_000)), area);
}

#[test]
fn at_the_top_overlaps_and_enclosed_gaps_are_found_and_lakes_are_not() {
    let mut family = board();
    // A lake of one's own.
    let lake = ring(&[(2_000, 2_000), (2_000, 4_000), (4_000, 4_000), (4_000, 2_000)]);
    family.child("1").polygons[0].rings.push(lake);
    let top = |family: &Family| {
        let mut group = family.group();
        (group.above, group.outline) = (None, None);
        let faults = Checker::default().faults_of(&group, Tolerance::USUAL);
        faults.iter().map(|fault| (fault.kind, codes(fault).join(" "))).collect::<Vec<_>>()
    };
    assert_eq!(top(&family), []);
    family.remove("5");
    assert_eq!(top(&family), [(FaultKind::Gap, "2 4 6 8".to_owned())]);
    *family.child("6") = block(2 * SIDE, SIDE, 3 * SIDE, 2 * SIDE + 800);
    let expected = [(FaultKind::Gap, "2 4 6 8".to_owned()), (FaultKind::Overlap, "6 9".to_owned())];
    assert_eq!(top(&family), expected);
}

#[test]
fn an_edit_is_checked_by_its_groups_alone() {
    let family = board();
    let mut grids = family.children.clone();
    grids.push((family.above.clone(), family.outline.clone()));
    let mut coverage = Coverage::of(groups_of(&grids), Tolerance::USUAL);
    assert!(coverage.is_proven());
    assert_eq!(coverage.groups(), 2);
    let mut broken = family.clone();
    broken.remove("5");
    assert_eq!(coverage.check_edited(&Edited { before: family.group(), after: broken.group() }).len(), 1);
    assert_eq!(coverage.faults().map(|fault| fault.kind).collect::<Vec<_>>(), [FaultKind::Gap]);
    assert_eq!(coverage.check_edited(&Edited { before: broken.group(), after: family.group() }), []);
    assert!(coverage.is_proven());
}
