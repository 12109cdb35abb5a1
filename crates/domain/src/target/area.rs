//! The ground that an order is for: grids by name, or what somebody drew on the map.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::code::GridPath;
use crate::failure::Refusal;
use crate::place::{Bounds, Position, STEPS_PER_DEGREE};

/// The most corners of a lasso.
pub const LONGEST_LASSO: usize = 2_000;
/// The widest circle, in metres.
pub const MOST_METRES: u32 = 200_000;

/// The mean radius of the earth, in metres (IUGG).
const EARTH: f64 = 6_371_008.8;

/// A piece of ground.
///
/// A line or circle on the map chooses a grid when the place of the grid's name lies in it: a grid that is only cut
/// by the line is in or out as its middle is, and never twice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "ground", rename_all = "snake_case")]
#[ts(export)]
pub enum Ground {
    /// These very grids.
    Grids {
        /// Which.
        paths: Vec<GridPath>,
    },
    /// These grids, and all below each.
    Below {
        /// Which.
        tops: Vec<GridPath>,
    },
    /// What a line on the map encloses.
    Lasso {
        /// Its corners, three at least; the last is joined to the first.
        line: Vec<Position>,
    },
    /// What lies so near to a place.
    Around {
        /// The place.
        centre: Position,
        /// How near, in metres.
        metres: u32,
    },
}

impl Ground {
    /// The grids that it names.
    pub fn paths(&self) -> &[GridPath] {
        match self {
            Self::Grids { paths } | Self::Below { tops: paths } => paths,
            Self::Lasso { .. } | Self::Around { .. } => &[],
        }
    }

    /// The box around what is drawn on the map; none where nothing is drawn.
    pub fn bounds(&self) -> Option<Bounds> {
        match self {
            Self::Grids { .. } | Self::Below { .. } => None,
            Self::Lasso { line } => Bounds::around(line.iter().copied()),
            Self::Around { centre, metres } => {
                let up = (f64::from(*metres) / EARTH).to_degrees();
                // At the poles a circle goes round all meridians.
                let along = up / centre.latitude().to_radians().cos().max(1e-6);
                Some(Bounds {
                    west: centre.longitude() - along,
                    south: centre.latitude() - up,
                    east: centre.longitude() + along,
                    north: centre.latitude() + up,
                })
            }
        }
    }

    /// Whether a grid lies in it: by its path, and by the place of its name.
    pub(super) fn holds(&self, path: &GridPath, label: Option<Position>) -> bool {
        match self {
            Self::Grids { paths } => paths.contains(path),
            Self::Below { tops } => tops.iter().any(|top| path.is_within(top)),
            Self::Lasso { line } => label.is_some_and(|at| encloses(line, at)),
            Self::Around { centre, metres } => label.is_some_and(|at| distance(*centre, at) <= f64::from(*metres)),
        }
    }

    pub(super) fn admit(&self) -> Result<(), Refusal> {
        match self {
            Self::Grids { paths } | Self::Below { tops: paths } if paths.is_empty() => Err(Refusal::NothingChosen),
            Self::Lasso { line } if line.len() < 3 || is_flat(line) => Err(Refusal::LassoEnclosesNothing),
            Self::Lasso { line } if line.len() > LONGEST_LASSO => Err(Refusal::LassoTooLong { most: LONGEST_LASSO }),
            Self::Around { metres, .. } if !(1..=MOST_METRES).contains(metres) => {
                Err(Refusal::RadiusOutOfRange { most: MOST_METRES })
            }
            _ => Ok(()),
        }
    }
}

/// Whether a closed line goes round a place; on the line counts as inside. Exact: the lattice's integers.
fn encloses(line: &[Position], at: Position) -> bool {
    let mut inside = false;
    for (index, &b) in line.iter().enumerate() {
        let a = line[(index + line.len() - 1) % line.len()];
        let side = cross(a, b, at);
        if side == 0 && (a.0.min(b.0)..=a.0.max(b.0)).contains(&at.0) && (a.1.min(b.1)..=a.1.max(b.1)).contains(&at.1) {
            return true;
        }
        let goes_up = a.1 <= at.1 && b.1 > at.1;
        let goes_down = b.1 <= at.1 && a.1 > at.1;
        if goes_up && side > 0 || goes_down && side < 0 {
            inside = !inside;
        }
    }
    inside
}

/// Positive when `at` lies left of the way from `a` to `b`.
fn cross(a: Position, b: Position, at: Position) -> i128 {
    let (ax, ay) = (i128::from(a.0), i128::from(a.1));
    let (dx, dy) = (i128::from(b.0) - ax, i128::from(b.1) - ay);
    dx * (i128::from(at.1) - ay) - dy * (i128::from(at.0) - ax)
}

/// Whether all corners lie on one line.
fn is_flat(line: &[Position]) -> bool {
    let Some((&first, rest)) = line.split_first() else { return true };
    let Some(&other) = rest.iter().find(|at| **at != first) else { return true };
    rest.iter().all(|&at| cross(first, other, at) == 0)
}

/// Metres between two places, over a round earth: within 0.6 % of the ellipsoid's.
fn distance(a: Position, b: Position) -> f64 {
    let half = |from: i32, to: i32| ((f64::from(to) - f64::from(from)) / STEPS_PER_DEGREE / 2.0).to_radians().sin();
    let (up, along) = (half(a.1, b.1), half(a.0, b.0));
    let cosines = a.latitude().to_radians().cos() * b.latitude().to_radians().cos();
    2.0 * EARTH * (up * up + cosines * along * along).sqrt().min(1.0).asin()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_line_encloses_what_lies_on_it_and_within() {
        let horseshoe =
            [(0, 0), (10, 0), (10, 10), (7, 10), (7, 3), (3, 3), (3, 10), (0, 10)].map(|(x, y)| Position(x, y));
        for (at, is_in) in
            [((1, 9), true), ((5, 2), true), ((5, 3), true), ((5, 5), false), ((8, 8), true), ((11, 5), false)]
        {
            assert_eq!(encloses(&horseshoe, Position(at.0, at.1)), is_in, "{at:?}");
        }
    }

    #[test]
    fn a_degree_of_latitude_is_a_hundred_and_eleven_kilometres() {
        let metres = distance(Position(1_146_000_000, 330_000_000), Position(1_146_000_000, 340_000_000));
        assert!((metres - 111_195.0).abs() < 1.0, "{metres}");
        let along = distance(Position(1_146_000_000, 600_000_000), Position(1_156_000_000, 600_000_000));
        assert!((along - 55_597.0).abs() < 60.0, "{along}");
    }

    #[test]
    fn what_encloses_nothing_is_refused() {
        let flat = Ground::Lasso { line: vec![Position(0, 0), Position(5, 5), Position(9, 9)] };
        assert_eq!(flat.admit(), Err(Refusal::LassoEnclosesNothing));
        let nothing = Ground::Around { centre: Position(0, 0), metres: 0 };
        assert_eq!(nothing.admit(), Err(Refusal::RadiusOutOfRange { most: MOST_METRES }));
        assert_eq!(Ground::Grids { paths: vec![] }.admit(), Err(Refusal::NothingChosen));
    }

    proptest! {
        #[test]
        fn a_circle_lies_in_its_box(x in -1_700_000_000..1_700_000_000_i32, y in -800_000_000..800_000_000_i32, metres in 1..50_000_u32, dx in -90_000..90_000_i32, dy in -90_000..90_000_i32) {
            let circle = Ground::Around { centre: Position(x, y), metres };
            let at = Position(x + dx * 10, y + dy * 10);
            let bounds = circle.bounds().unwrap();
            let in_box = (bounds.west..=bounds.east).contains(&at.longitude()) && (bounds.south..=bounds.north).contains(&at.latitude());
            prop_assert!(in_box || !circle.holds(&GridPath::from_text("1"), Some(at)));
        }
    }
}
