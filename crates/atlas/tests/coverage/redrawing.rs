//! Borders of a chessboard's squares drawn anew with lines that come back over the border.

use std::collections::BTreeMap;

use atlas::coverage::{Checker, Tolerance};
use atlas::edit::{self, Laid, Refusal};
use atlas::measure;
use domain::code::Level;
use domain::place::Shape;

use crate::drawing::{Family, SIDE, at, block, board, shape};

/// The board after its first square's border was redrawn, which stays seamless, and the codes of those that changed.
fn redrawn(line: &[(i32, i32)]) -> Result<(Family, Vec<String>), Refusal> {
    let mut family = board();
    let parent = Laid { path: family.above.clone(), level: Level(1), shape: family.outline.clone() };
    let lay = |(path, shape): &(_, Shape)| Laid { path: Clone::clone(path), level: Level(2), shape: shape.clone() };
    let grids: Vec<Laid> = std::iter::once(parent).chain(family.children.iter().map(lay)).collect();
    let line: Vec<_> = line.iter().map(|&(east, north)| at(east, north)).collect();
    let mut shapes = edit::redraw(&grids, &family.children[0].0, &line)?.shapes;
    let codes = shapes.keys().map(|path| path.as_str().rsplit('.').next().unwrap_or_default().to_owned()).collect();
    if let Some(outline) = shapes.remove(&family.above) {
        family.outline = outline;
    }
    for (path, shape) in &mut family.children {
        *shape = shapes.remove(path).unwrap_or_else(|| shape.clone());
    }
    assert_eq!(shapes, BTreeMap::new(), "nobody else changes");
    assert_eq!(Checker::default().faults_of(&family.group(), Tolerance(0.0)), vec![]);
    Ok((family, codes))
}

fn expect_area(is: &Shape, parts: &[(f64, Shape)]) {
    let expected: f64 = parts.iter().map(|(times, part)| times * measure::area(part)).sum();
    let is = measure::area(is);
    assert!((is - expected).abs() < 0.01, "{is} m² instead of {expected}");
}

const SQUARE: fn() -> Shape = || block(0, 0, SIDE, SIDE);

#[test]
fn a_line_that_swings_over_the_border_and_back_cuts_nothing_off_beside_what_it_takes() {
    // Out to the east, back over the border, and to the border again, between where it left and where it came back.
    let line = [(SIDE, 8_000), (SIDE + 2_000, 8_000), (SIDE + 2_000, 5_000), (8_000, 5_000), (SIDE, 6_500)];
    let (mut after, codes) = redrawn(&line).expect("it encloses ground");
    assert_eq!(codes, ["1", "2"]);
    let taken = block(SIDE, 5_000, SIDE + 2_000, 8_000);
    expect_area(after.child("1"), &[(1.0, SQUARE()), (1.0, taken.clone())]);
    expect_area(after.child("2"), &[(1.0, SQUARE()), (-1.0, taken)]);
}

#[test]
fn a_spike_between_ground_that_goes_and_ground_that_comes_stays_the_grids() {
    // East over the border, back over it to a tip at the northern border, and down again to the eastern one.
    let line = [(SIDE, 1_000), (SIDE + 1_500, 2_500), (4_000, SIDE), (SIDE, 2_000)];
    let (mut after, codes) = redrawn(&line).expect("it encloses ground");
    assert_eq!(codes, ["1", "2"]);
    let taken = shape(&[(SIDE, 1_000), (SIDE + 1_500, 2_500), (SIDE, 4_000)]);
    let given = shape(&[(SIDE, 4_000), (SIDE, SIDE), (4_000, SIDE)]);
    expect_area(after.child("1"), &[(1.0, SQUARE()), (1.0, taken.clone()), (-1.0, given.clone())]);
    expect_area(after.child("2"), &[(1.0, SQUARE()), (-1.0, taken), (1.0, given)]);
}

#[test]
fn a_loop_inside_the_grid_is_no_border() {
    let line = [(2_000, 2_000), (6_000, 2_000), (4_000, 6_000), (2_000, 2_000)];
    let (_, codes) = redrawn(&line).expect("it touches nobody's ground");
    assert_eq!(codes, [""; 0]);
}
