//! Edits of towns in which something is wrong already: no stroke makes a new fault, wherever the old ones lie, and none
//! is refused that makes none.

use std::cell::Cell;

use atlas::ring;
use domain::place::Position;
use proptest::prelude::*;
use proptest::test_runner::TestRunner;

use crate::editing::{Stroke, Town, strokes, towns};
use crate::truth::{Both, Place};

/// Metres between positions of the lattice, and a little more than what rounding to it leaves.
const STEP: f64 = 0.0112;
const ROUNDED: f64 = 2.0 * STEP;

/// A grid, one of its corners, and how many steps of the lattice that moves.
type Tear = (u16, u16, (i32, i32));

/// Beside which border to look: an edge, the share of its length, and how many steps to its left.
type Look = (u16, f64, f64);

/// By metres, by what a mend may mend, and by a few steps of the lattice.
fn tears() -> impl Strategy<Value = Vec<Tear>> {
    let by = prop_oneof![(-2_500..2_500_i32, -2_500..2_500_i32), (-40..40_i32, -40..40_i32), (-8..8_i32, -8..8_i32),];
    prop::collection::vec((any::<u16>(), any::<u16>(), by), 1..5)
}

fn plans() -> impl Strategy<Value = Vec<Stroke>> {
    let narrow = (any::<u8>(), any::<[u16; 4]>(), (-60..60_i32, -60..60_i32));
    prop::collection::vec(prop_oneof![strokes(), narrow], 1..12)
}

fn looks() -> impl Strategy<Value = Vec<Look>> {
    prop::collection::vec((any::<u16>(), 0.0..1.0, -5.0..5.0), 48)
}

/// A town after some grids moved a corner without asking their neighbours.
fn torn(mut town: Town, tears: &[Tear]) -> Town {
    for &(grid, corner, by) in tears {
        let number = usize::from(grid) % town.grids.len();
        let mut shape = town.grids[number].shape.clone();
        let corners: Vec<Position> = shape.positions().collect();
        let from = corners[usize::from(corner) % corners.len()];
        for at in shape.polygons.iter_mut().flat_map(|polygon| &mut polygon.rings).flatten().filter(|at| **at == from) {
            *at = Position(from.0 + by.0, from.1 + by.1);
        }
        if ring::faults_of(&shape).is_empty() {
            town.grids[number].shape = shape;
        }
    }
    town
}

/// Places beside borders that are not as they were.
fn beside(before: &Town, after: &Town, looks: &[Look]) -> Vec<Place> {
    let differ = |one: &Town, other: &Town| {
        let grids = one.grids.iter().filter(|grid| !other.grids.contains(grid));
        let edges = grids.flat_map(|grid| grid.shape.rings()).flat_map(|ring| ring.windows(2));
        edges.map(|edge| [edge[0], edge[1]]).collect::<Vec<_>>()
    };
    let edges = [differ(before, after), differ(after, before)].concat();
    let place = |&(pick, share, steps): &Look| {
        let [a, b] = edges[usize::from(pick) % edges.len()];
        let (x, y) = (f64::from(b.0 - a.0), f64::from(b.1 - a.1));
        let (east, north) = (x * share - y / x.hypot(y) * steps, y * share + x / x.hypot(y) * steps);
        ((f64::from(a.0) + east) / 1e7, (f64::from(a.1) + north) / 1e7)
    };
    if edges.is_empty() { Vec::new() } else { looks.iter().map(place).collect() }
}

#[test]
fn a_stroke_makes_no_new_fault_wherever_old_ones_lie() {
    let plan = (towns(), tears(), plans(), looks());
    let config = ProptestConfig { failure_persistence: None, max_global_rejects: 100_000, ..ProptestConfig::default() };
    let [done, refused, looked] = [(); 3].map(|()| Cell::new(0_u32));
    let more = |count: &Cell<u32>| count.set(count.get() + 1);
    let came = TestRunner::new(config).run(&plan, |(town, tears, strokes, looks): (Town, _, _, _)| {
        let mut town = torn(town, &tears);
        for stroke in &strokes {
            let Some(after) = town.stroke(stroke) else { continue };
            let breaches = town.breaches(&after);
            let both = Both::new(&town.grids, &after.grids, 2..=3);
            // What the desk lets through is that a border that was drawn to close a fault lies beside the other.
            if let Some(breach) = breaches.iter().find(|breach| !breach.is_rounded()) {
                more(&refused);
                // What is too narrow for a sum of fractions is left to the whole numbers.
                if breach.width > ROUNDED {
                    let mut worse = both.worse(breach.place).into_iter();
                    let is_worse = worse.any(|worse| if breach.is_free { worse.lacking } else { worse.over });
                    prop_assert!(is_worse, "{breach:?} of {stroke:?}");
                }
                continue;
            }
            more(&done);
            for fault in after.faults().iter().filter(|fault| fault.width > ROUNDED) {
                more(&looked);
                prop_assert!(!both.is_worse(fault.place), "{fault:?} of {stroke:?}");
            }
            for place in beside(&town, &after, &looks) {
                prop_assert!(!both.is_worse_throughout(place, 0.75 * STEP), "{place:?} of {stroke:?}");
            }
            town = after;
        }
        Ok(())
    });
    if let Err(error) = came {
        panic!("{error}");
    }
    let [done, refused, looked] = [done, refused, looked].map(Cell::into_inner);
    assert!(done > 200 && refused > 20 && looked > 200, "{done} done, {refused} refused, {looked} faults looked at");
}
