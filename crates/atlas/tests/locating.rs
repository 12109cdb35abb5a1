//! Where positions lie, beside a plain look at every shape.

use atlas::locate::Locator;
use atlas::outline::Outline;
use domain::code::GridPath;
use domain::place::{Polygon, Position, Ring, Shape};
use proptest::prelude::*;

/// Everything lies within so many steps of the origin.
const REACH: i32 = 60;

/// Rings of few corners and of many, wherever they go, also through themselves.
fn rings() -> impl Strategy<Value = Ring> {
    let corner = || (-REACH..REACH, -REACH..REACH).prop_map(|(x, y)| Position(x, y));
    prop_oneof![8 => prop::collection::vec(corner(), 0..9), 1 => prop::collection::vec(corner(), 129..140)].prop_map(
        |mut ring| {
            ring.extend(ring.first().copied());
            ring
        },
    )
}

fn shapes() -> impl Strategy<Value = Shape> {
    let part = prop::collection::vec(rings(), 0..3).prop_map(|rings| Polygon { rings });
    let plain = rings().prop_map(|ring| Shape { polygons: vec![Polygon { rings: vec![ring] }] });
    prop_oneof![3 => plain, 1 => prop::collection::vec(part, 0..3).prop_map(|polygons| Shape { polygons })]
}

fn grids() -> impl Strategy<Value = Vec<(GridPath, Shape)>> {
    let path = prop::collection::vec(0..3_u8, 1..5).prop_map(|codes| {
        let codes: Vec<String> = codes.iter().map(u8::to_string).collect();
        GridPath::from_text(codes.join("."))
    });
    prop::collection::btree_map(path, shapes(), 0..20).prop_map(|grids| grids.into_iter().rev().collect())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn of_the_grids_that_hold_a_position_the_deepest_has_it_and_of_those_the_first_by_path(
        grids in grids(),
        places in prop::collection::vec((-REACH - 3..REACH + 3, -REACH - 3..REACH + 3), 400),
    ) {
        let mut outlines: Vec<(&GridPath, Outline)> =
            grids.iter().map(|(path, shape)| (path, Outline::new(shape))).collect();
        outlines.sort_by_key(|(path, _)| (std::cmp::Reverse(path.ancestors().len()), *path));
        let locator = Locator::new(grids.clone());
        let places: Vec<Position> = places.into_iter().map(|(x, y)| Position(x, y)).collect();
        let plain: Vec<Option<&GridPath>> = places
            .iter()
            .map(|at| outlines.iter().find(|(_, outline)| outline.holds(*at)).map(|(path, _)| *path))
            .collect();
        let one_by_one: Vec<_> = places.iter().map(|at| locator.deepest(*at)).collect();
        prop_assert_eq!(&one_by_one, &plain);
        prop_assert_eq!(&locator.deepest_of(&places), &plain);
    }
}
