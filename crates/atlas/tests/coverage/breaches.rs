//! What an edit of a chessboard makes wrong, where other things are wrong already.

use atlas::breach::{Breach, Edited};
use atlas::coverage::{Checker, Group};
use domain::code::GridPath;

use crate::drawing::{Family, SIDE, block, board, shape};

fn breaches<'a>(families: &[(Group<'a>, Group<'a>)]) -> Vec<Breach> {
    let edited = families.iter().map(|(before, after)| Edited { before: before.clone(), after: after.clone() });
    Checker::default().breaches(&edited.collect::<Vec<_>>()).expect("few edges")
}

/// A family of two, one north of the other, whose parent has straight edges past both.
fn column(west: i32, east: i32) -> Family {
    let half = |south: i32, north: i32| block(west, south, east, north);
    let (whole, middle) = (3 * SIDE, 3 * SIDE / 2);
    Family::new(half(0, whole), vec![("south", half(0, middle)), ("north", half(middle, whole))])
}

#[test]
fn what_is_still_to_be_drawn_of_a_grid_is_no_breach_and_of_one_that_is_new_it_is() {
    let (whole, mut begun) = (board(), board());
    begun.remove("5");
    let nobody = Group { children: Vec::new(), ..whole.group() };
    assert_eq!(breaches(&[(nobody, begun.group())]), []);
    // A part of a grid that was divided, which becomes one of its own.
    let gone = Group { children: Vec::new(), ..whole.group() };
    let new = GridPath::from_text("Q");
    let was_none = Group { above: Some(new.clone()), outline: None, children: Vec::new() };
    let is_new = Group { above: Some(new), ..begun.group() };
    let [breach] = &breaches(&[(whole.group(), gone), (was_none, is_new)])[..] else { panic!("one square lacks") };
    assert!(breach.is_free && !breach.is_beside_wrong);
}

#[test]
fn an_old_fault_of_another_family_excuses_nothing_whether_it_is_laid_or_not() {
    // South of the board another one, whose square comes to cover its neighbour; a child of the first stands out there.
    let mut south = board();
    *south.child("2") = shape(&[(SIDE, -SIDE), (2 * SIDE, -SIDE), (2 * SIDE, SIDE), (SIDE, SIDE)]);
    let column = |west: i32| block(west, -SIDE, west + SIDE, 0);
    let outline = block(0, -SIDE, 3 * SIDE, 0);
    let before = Family::new(outline, vec![("1", column(0)), ("2", column(SIDE)), ("3", column(2 * SIDE))]);
    let mut after = before.clone();
    *after.child("1") = block(0, -SIDE, 2 * SIDE, 0);
    let alone = breaches(&[(before.group(), after.group())]);
    let beside = breaches(&[(south.group(), south.group()), (before.group(), after.group())]);
    let widths = [&alone, &beside].map(|told| told.iter().map(|one| (one.is_free, one.width)).collect::<Vec<_>>());
    assert_eq!(widths[0].len(), 1);
    assert_eq!(widths[0], widths[1]);
}

#[test]
fn a_fault_is_as_wide_as_all_that_hangs_together_whatever_borders_pass_over_it() {
    let mut before = board();
    let east = |south: i32, north: i32| {
        let (low, middle, high) = (SIDE, SIDE + SIDE / 2, 2 * SIDE);
        let (south, north) = (high + south, high + north);
        shape(&[(low, low), (south, low), (south, middle), (north, middle), (north, high), (low, high)])
    };
    *before.child("5") = east(0, 40);
    let mut after = before.clone();
    *after.child("5") = east(3, 40);
    // Sound, and straight over the new overlap, a step of the lattice from either side of it.
    let across = column(2 * SIDE + 1, 2 * SIDE + 2);
    let told = breaches(&[(before.group(), after.group()), (across.group(), across.group())]);
    let [breach] = &told[..] else { panic!("{told:?}") };
    assert!(breach.is_beside_wrong && !breach.is_rounded(), "{breach:?}");
    assert!((breach.width - 0.028).abs() < 0.001, "{breach:?}");
}
