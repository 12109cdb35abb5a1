//! Rows: the same cases divided by place, sort, unit, hot spot or time.

use std::collections::{BTreeMap, HashMap};
use std::hash::Hash;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Docket, Period};
use crate::code::GridPath;
use crate::id::IncidentId;
use crate::incident::Party;
use crate::place::Position;
use crate::report::ReportKind;

/// So close to the first one is the same spot, in metres.
const SAME_SPOT: f64 = 50.0;
/// So many make a spot hot.
const HOT_FROM: usize = 3;
/// Metres of a ten-millionth of a degree on a meridian.
const METRES_PER_STEP: f64 = 0.011_131_949;

/// By what cases are divided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename = "ReviewDimension", export)]
pub enum Dimension {
    /// The grids right below the chosen one.
    Place,
    /// What sort of thing it is.
    Kind,
    /// Who has it, or had it last.
    Unit,
    /// Where things came up again and again: alone what is a hot spot has a row.
    Spot,
    /// The day it came in.
    Day,
    /// The week it came in.
    Week,
    /// The month it came in.
    Month,
}

/// Which row.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(tag = "row", rename_all = "snake_case")]
#[ts(rename = "ReviewRowKey", export)]
pub enum RowKey {
    /// All of them.
    All,
    /// A grid and all below.
    Place {
        /// Which.
        path: GridPath,
    },
    /// What lies in the chosen grid and in none below it.
    Between,
    /// A sort.
    Kind {
        /// Which.
        kind: ReportKind,
    },
    /// Somebody who has it.
    Party {
        /// Who.
        party: Party,
    },
    /// Nobody was given it.
    Nobody,
    /// A hot spot.
    Spot {
        /// The first that came up there.
        first: IncidentId,
    },
    /// A day, a week or a month.
    Time {
        /// Its first day.
        #[ts(type = "string")]
        from: Date,
    },
}

/// The cases of each row, in the order in which rows are told; within a row as they came.
///
/// `scope`: the chosen grid; none: all of the store, whose rows are its top grids.
pub fn groups<'a>(
    cases: &[&'a Docket],
    by: Dimension,
    scope: Option<&GridPath>,
    offset_hours: i8,
) -> Vec<(RowKey, Vec<&'a Docket>)> {
    if by == Dimension::Spot {
        return spots_of(cases);
    }
    let mut rows: BTreeMap<RowKey, Vec<&Docket>> = BTreeMap::new();
    for case in cases {
        rows.entry(key(case, by, scope, offset_hours)).or_default().push(case);
    }
    rows.into_iter().collect()
}

fn key(case: &Docket, by: Dimension, scope: Option<&GridPath>, offset_hours: i8) -> RowKey {
    match by {
        Dimension::Place => RowKey::of_grid(&case.grid, scope),
        Dimension::Kind => RowKey::Kind { kind: case.kind },
        Dimension::Unit => RowKey::of_party(case.had.as_ref()),
        Dimension::Day | Dimension::Week | Dimension::Month => {
            RowKey::of_day(Period::day_of(case.arrived, offset_hours), by)
        }
        Dimension::Spot => RowKey::All,
    }
}

impl RowKey {
    /// The row of a grid below the chosen one.
    pub fn of_grid(grid: &GridPath, scope: Option<&GridPath>) -> Self {
        let steps = scope.map_or(0, |scope| scope.as_str().matches('.').count() + 1);
        let path = grid.as_str();
        let end = path.match_indices('.').nth(steps).map_or(path.len(), |(at, _)| at);
        match scope {
            Some(scope) if scope == grid => Self::Between,
            _ => Self::Place { path: GridPath::from_text(&path[..end]) },
        }
    }

    /// The row of who has it, or had it last.
    pub fn of_party(party: Option<&Party>) -> Self {
        party.map_or(Self::Nobody, |party| Self::Party { party: party.clone() })
    }

    /// The row of a day: its own, or that of its week or its month.
    pub fn of_day(day: Date, by: Dimension) -> Self {
        let from = match by {
            Dimension::Week => Period::week_of(day).from,
            Dimension::Month => Period::month_of(day).from,
            _ => day,
        };
        Self::Time { from }
    }
}

fn spots_of<'a>(cases: &[&'a Docket]) -> Vec<(RowKey, Vec<&'a Docket>)> {
    let there: Vec<_> = cases.iter().map(|case| (case.venue.as_ref(), case.place)).collect();
    let rows = spots(&there).into_iter().map(|row| row.into_iter().map(|at| cases[at]).collect());
    rows.map(|row: Vec<&'a Docket>| (RowKey::Spot { first: row[0].id }, row)).collect()
}

/// Where things came up at least three times: at one venue, or each within metres of the first. The most first; each
/// told by its places among the cases, which stand as they came in.
pub fn spots<V: Copy + Eq + Hash>(cases: &[(Option<V>, Option<Position>)]) -> Vec<Vec<usize>> {
    let mut venues: HashMap<V, usize> = HashMap::new();
    // Who was first in each square as wide as a spot; whoever is close enough lies in one of the nine around.
    let mut squares: HashMap<(i64, i64), Vec<(usize, Position)>> = HashMap::new();
    let mut rows: Vec<Vec<usize>> = Vec::new();
    for (at, case) in cases.iter().enumerate() {
        let found = match *case {
            (Some(venue), _) => Some(*venues.entry(venue).or_insert(rows.len())),
            (None, Some(place)) => Some(first_near(&squares, place).unwrap_or_else(|| {
                squares.entry(square(place)).or_default().push((rows.len(), place));
                rows.len()
            })),
            (None, None) => None,
        };
        match found {
            Some(row) if row == rows.len() => rows.push(vec![at]),
            Some(row) => rows[row].push(at),
            None => {}
        }
    }
    rows.retain(|row| row.len() >= HOT_FROM);
    rows.sort_by_key(|row| std::cmp::Reverse(row.len()));
    rows
}

fn first_near(squares: &HashMap<(i64, i64), Vec<(usize, Position)>>, place: Position) -> Option<usize> {
    let (x, y) = square(place);
    let around = (-1..=1).flat_map(|dx| (-1..=1).map(move |dy| (x + dx, y + dy)));
    let firsts = around.filter_map(|at| squares.get(&at)).flatten();
    let near = firsts.filter_map(|(row, first)| {
        let metres = metres(*first, place);
        (metres <= SAME_SPOT).then_some((*row, metres))
    });
    near.min_by(|one, other| one.1.total_cmp(&other.1)).map(|(row, _)| row)
}

/// Squares that are no narrower than a spot anywhere below 60° of latitude.
fn square(place: Position) -> (i64, i64) {
    const HIGH: i64 = 4_500;
    const WIDE: i64 = 9_000;
    (i64::from(place.0).div_euclid(WIDE), i64::from(place.1).div_euclid(HIGH))
}

/// How far apart two places in one town are.
fn metres(one: Position, other: Position) -> f64 {
    let narrow = (f64::from(one.1) * 1e-7).to_radians().cos();
    let east = (f64::from(one.0) - f64::from(other.0)) * METRES_PER_STEP * narrow;
    let north = (f64::from(one.1) - f64::from(other.1)) * METRES_PER_STEP;
    east.hypot(north)
}
