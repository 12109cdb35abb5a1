//! Where people and places stand when another division comes into force.
//!
//! Where the two divisions are the same nothing moves, so only what lies near a grid that differs is located anew.

use std::collections::{BTreeMap, HashMap, HashSet};

use atlas::locate::Locator;
use domain::code::GridPath;
use domain::heir::{self, Heir, Plan, Standing};
use domain::moment::Moment;
use domain::place::{Bounds, Position};
use domain::seat::Device;
use domain::tree::Tree;
use ledger::{Error, View};

use crate::compare::Difference;

/// Positions that are located one by one; for more an index of the whole division is made.
const MOST_ONE_BY_ONE: usize = 5_000;
/// Grids whose ground is told apart; where more differ, all of it counts as touched.
const MOST_APART: usize = 2_000;
/// Side of a cell of touched ground, in degrees.
const CELL: f64 = 0.01;

/// A division that may come into force in place of the published one.
pub struct Ground<'a, 'v> {
    view: &'a View<'v>,
    scheme: &'a str,
    published: &'a Tree,
    gone: HashSet<&'a GridPath>,
    come: HashSet<&'a GridPath>,
    /// None: all of it.
    touched: Option<Touched>,
}

/// Ground on which some grid differs.
struct Touched {
    cells: HashSet<(i64, i64)>,
    /// All of the cells, as many boxes as there are grids.
    boxes: Vec<Bounds>,
}

impl<'a, 'v> Ground<'a, 'v> {
    /// The scheme of that name, which differs so from the published one.
    pub fn of(view: &'a View<'v>, scheme: &'a str, published: &'a Tree, difference: &'a Difference) -> Self {
        let Difference { old, new } = difference;
        let come: HashSet<&GridPath> = new.iter().map(|placed| &placed.grid.path).collect();
        let gone = old.iter().map(|placed| &placed.grid.path).filter(|path| !come.contains(path)).collect();
        let touched = (old.len() + new.len() <= MOST_APART).then(|| {
            let boxes: Vec<Bounds> = old.iter().chain(new).filter_map(|placed| placed.shape.bounds()).collect();
            Touched { cells: boxes.iter().flat_map(cells).collect(), boxes: boxes.iter().map(whole_cells).collect() }
        });
        Self { view, scheme, published, gone, come, touched }
    }

    pub fn has(&self, path: &GridPath) -> bool {
        self.come.contains(path) || (self.published.grid(path).is_some() && !self.gone.contains(path))
    }

    /// Everything that stands somewhere finds its grid.
    pub fn plan(&self, standing: Standing<'_>, heirs: &[Heir]) -> Result<Plan, Error> {
        let places = self.located(standing)?;
        let at = |place: Position, stood: Option<&GridPath>| match places.get(&place) {
            Some(found) => found.clone(),
            None => stood.cloned(),
        };
        Ok(heir::plan(standing, heirs, |path| self.has(path), at))
    }

    /// What lies on touched ground, or lay in no grid, with the grid that it comes to lie in.
    fn located(&self, standing: Standing<'_>) -> Result<HashMap<Position, Option<GridPath>>, Error> {
        let venues = standing.venues.iter().map(|one| (one.place, &one.grid));
        let checkpoints = standing.checkpoints.iter().map(|one| (one.place, &one.grid));
        let assets = standing.assets.iter().map(|one| (one.place, &one.grid));
        let seats = standing.units.iter().filter_map(|unit| Some((unit.place?, &unit.grid)));
        let (mut touched, mut nowhere) = (HashSet::new(), HashSet::new());
        for (at, stood) in venues.chain(checkpoints).chain(assets).chain(seats) {
            if self.is_touched(at) {
                touched.insert(at);
            } else if stood.is_none() {
                nowhere.insert(at);
            }
        }
        let mut located = self.located_in(touched)?;
        if nowhere.len() > MOST_ONE_BY_ONE {
            let locator = Locator::new(self.view.shapes_of(Some(self.scheme), None)?);
            located.extend(nowhere.into_iter().map(|at| (at, locator.deepest(at).cloned())));
        } else {
            for at in nowhere {
                located.insert(at, deepest(self.view, Some(self.scheme), at)?);
            }
        }
        Ok(located)
    }

    /// Positions on touched ground.
    fn located_in(&self, places: HashSet<Position>) -> Result<HashMap<Position, Option<GridPath>>, Error> {
        if places.is_empty() {
            return Ok(HashMap::new());
        }
        let shapes = match &self.touched {
            None => self.view.shapes_of(Some(self.scheme), None)?,
            Some(Touched { boxes, .. }) => {
                let mut around = BTreeMap::new();
                for bounds in boxes {
                    let shapes = self.view.shapes_in(self.scheme, *bounds)?;
                    around.extend(shapes.into_iter().map(|(path, _, shape)| (path, shape)));
                }
                around.into_iter().collect()
            }
        };
        let locator = Locator::new(shapes);
        let places: Vec<Position> = places.into_iter().collect();
        let found = locator.deepest_of(&places).into_iter().map(Option::<&GridPath>::cloned);
        Ok(places.iter().copied().zip(found).collect())
    }

    fn is_touched(&self, at: Position) -> bool {
        let Some(Touched { cells, .. }) = &self.touched else { return true };
        cells.contains(&(cell(at.longitude()), cell(at.latitude())))
    }
}

/// The deepest grid of a scheme, none: the published one, that holds a position, as the store has it now.
pub fn deepest(view: &View<'_>, scheme: Option<&str>, at: Position) -> Result<Option<GridPath>, Error> {
    Ok(Locator::new(view.shapes_at(scheme, at)?).deepest(at).cloned())
}

/// The devices that may act.
pub fn devices(view: &View<'_>, now: Moment) -> Result<Vec<Device>, Error> {
    let mut devices = view.devices()?;
    devices.retain(|device| device.is_valid(now));
    Ok(devices)
}

fn cell(degrees: f64) -> i64 {
    (degrees / CELL).floor() as i64
}

/// The box of all cells that a box meets.
fn whole_cells(bounds: &Bounds) -> Bounds {
    let (low, high) = (|side: f64| cell(side) as f64 * CELL, |side: f64| (cell(side) + 1) as f64 * CELL);
    let Bounds { west, south, east, north } = *bounds;
    Bounds { west: low(west), south: low(south), east: high(east), north: high(north) }
}

/// The cells that a box meets.
fn cells(bounds: &Bounds) -> impl Iterator<Item = (i64, i64)> {
    let rows = cell(bounds.south)..=cell(bounds.north);
    (cell(bounds.west)..=cell(bounds.east)).flat_map(move |column| rows.clone().map(move |row| (column, row)))
}
