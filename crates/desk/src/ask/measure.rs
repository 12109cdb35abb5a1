//! What the grids of a level hold: every measure of every grid, with sums and ramps.

use std::collections::{BTreeMap, HashMap};

use domain::answer::{MeasureColumn, MeasureRow, MeasureTable, Survey};
use domain::code::{GridPath, Level};
use domain::failure::{Failure, Refusal};
use domain::grid::{Counts, Grid};
use domain::measure::{self, Measure};

use super::Desktop;
use super::district::count;

/// Rows that a page can hold and a person can scroll: beyond that the scope has to be narrowed.
const MOST_ROWS: usize = 10_000;

/// One of a grid's counts.
type Pick = fn(&Counts) -> Option<u32>;

/// What a grid's publisher counted.
const COUNTED: [(Measure, Pick); 4] = [
    (Measure::Residents, |counts| counts.residents),
    (Measure::Households, |counts| counts.households),
    (Measure::Buildings, |counts| counts.buildings),
    (Measure::Units, |counts| counts.units),
];

/// A measure with its figures: the scope's own, and one for each grid.
struct Figures {
    measure: Measure,
    kind: Option<String>,
    own: Option<u32>,
    values: Vec<Option<u32>>,
}

impl Desktop<'_, '_> {
    pub(super) fn ask_measures(&self, scope: Option<&GridPath>, level: Level) -> Result<MeasureTable, Failure> {
        let grids = self.grids_at(scope, level)?;
        let own = scope.and_then(|path| self.district.tree.grid(path));
        let mut figures: Vec<Figures> = COUNTED
            .iter()
            .map(|&(measure, pick)| Figures {
                measure,
                kind: None,
                own: own.and_then(|grid| pick(&grid.counts)),
                values: grids.iter().map(|grid| pick(&grid.counts)).collect(),
            })
            .collect();
        let (places, kinds) = self.places_in(scope, &grids);
        figures.extend(places);
        let below: Vec<Below> = grids.iter().map(|grid| self.below(Some(&grid.path))).collect();
        let all = self.below(scope);
        figures.push(Figures {
            measure: Measure::Vacant,
            kind: None,
            own: scope.map(|_| all.vacant),
            values: below.iter().map(|below| Some(below.vacant)).collect(),
        });
        figures.extend(kinds);
        let (surveys, of_rows) = surveys(&grids);
        let row = |(at, grid): (usize, &&Grid)| MeasureRow {
            path: grid.path.clone(),
            code: grid.code.clone(),
            kind: grid.kind.clone(),
            name: grid.name.clone(),
            heads: count(self.district.roster.heads(&grid.path).len()),
            grids: below[at].grids,
            values: figures.iter().map(|one| one.values[at]).collect(),
            survey: of_rows[at],
        };
        Ok(MeasureTable {
            scope: scope.cloned(),
            level,
            level_name: self.district.level_name(level),
            grids: all.grids,
            total: count(grids.len()),
            rows: grids.iter().enumerate().take(MOST_ROWS).map(row).collect(),
            columns: figures.iter().map(column).collect(),
            surveys,
            own_survey: own.and_then(|grid| survey(&grid.counts)),
        })
    }

    /// The grids of a level inside a scope, by path; without one, in all that the seat covers.
    pub(super) fn grids_at<'a>(&'a self, scope: Option<&'a GridPath>, level: Level) -> Result<Vec<&'a Grid>, Refusal> {
        if let Some(path) = scope {
            self.admit(path)?;
        }
        let tree = &self.district.tree;
        let is_meant = |grid: &&Grid| grid.level == level;
        Ok(match self.narrowed(scope) {
            Some(top) => tree.subtree(top).filter(is_meant).collect(),
            None => tree.grids().iter().filter(is_meant).collect(),
        })
    }

    /// The scope, or the seat's own when none is asked for.
    fn narrowed<'a>(&'a self, scope: Option<&'a GridPath>) -> Option<&'a GridPath> {
        scope.or(self.seat.subtree.as_ref())
    }

    /// Venues and checkpoints, and venues of each kind that occurs, by the one grid of the level that each lies in.
    ///
    /// What lies in the scope but in no grid of the level is the scope's own figure's alone: the difference shows it.
    fn places_in(&self, scope: Option<&GridPath>, grids: &[&Grid]) -> ([Figures; 2], Vec<Figures>) {
        let by_path: HashMap<&str, usize> =
            grids.iter().enumerate().map(|(at, grid)| (grid.path.as_str(), at)).collect();
        let top = self.narrowed(scope);
        let inside = |place: Option<&GridPath>| match (place, top) {
            (_, None) => true,
            (Some(place), Some(top)) => place.is_within(top),
            (None, Some(_)) => false,
        };
        let figures = |measure: Measure, kind: Option<&str>| Figures {
            measure,
            kind: kind.map(str::to_owned),
            own: scope.map(|_| 0),
            values: vec![Some(0); grids.len()],
        };
        let mut venues = figures(Measure::Venues, None);
        let mut kinds: BTreeMap<&str, Figures> = BTreeMap::new();
        for venue in self.district.venues.iter().filter(|venue| inside(venue.grid.as_ref())) {
            let at = venue.grid.as_ref().and_then(|place| grid_of(place, &by_path));
            venues.add(at);
            kinds.entry(&venue.kind).or_insert_with(|| figures(Measure::Venues, Some(&venue.kind))).add(at);
        }
        let mut checkpoints = figures(Measure::Checkpoints, None);
        for checkpoint in self.district.checkpoints.iter().filter(|one| inside(one.grid.as_ref())) {
            checkpoints.add(checkpoint.grid.as_ref().and_then(|place| grid_of(place, &by_path)));
        }
        ([venues, checkpoints], kinds.into_values().collect())
    }

    /// How many grids there are in a scope, itself among them, and how many of them nobody answers for.
    fn below(&self, scope: Option<&GridPath>) -> Below {
        let (tree, roster) = (&self.district.tree, &self.district.roster);
        let add = |below: Below, grid: &Grid| Below {
            grids: below.grids + 1,
            vacant: below.vacant + u32::from(!roster.has_head(&grid.path)),
        };
        match self.narrowed(scope) {
            Some(top) => tree.subtree(top).fold(Below::default(), add),
            None => tree.grids().iter().fold(Below::default(), add),
        }
    }
}

#[derive(Default)]
struct Below {
    grids: u32,
    vacant: u32,
}

impl Figures {
    /// One more in the scope, and in the grid at `at` if there is one.
    fn add(&mut self, at: Option<usize>) {
        self.own = self.own.map(|own| own + 1);
        if let Some(value) = at.and_then(|at| self.values[at].as_mut()) {
            *value += 1;
        }
    }
}

/// The grid in which a place lies: the place's deepest grid, or one above it.
fn grid_of(place: &GridPath, by_path: &HashMap<&str, usize>) -> Option<usize> {
    let text = place.as_str();
    let ends = text.match_indices('.').map(|(at, _)| at);
    ends.chain([text.len()]).find_map(|end| by_path.get(&text[..end]).copied())
}

fn column(figures: &Figures) -> MeasureColumn {
    let known = || figures.values.iter().flatten().copied();
    MeasureColumn {
        measure: figures.measure,
        kind: figures.kind.clone(),
        own: figures.own,
        sum: known().map(u64::from).sum(),
        counted: count(known().count()),
        steps: measure::ramp(known()),
    }
}

/// Every survey once, and which of them each grid was counted in.
fn surveys(grids: &[&Grid]) -> (Vec<Survey>, Vec<Option<u32>>) {
    let of_grids: Vec<Option<Survey>> = grids.iter().map(|grid| survey(&grid.counts)).collect();
    let mut known: Vec<Survey> = of_grids.iter().flatten().cloned().collect();
    known.sort();
    known.dedup();
    let place = |one: &Survey| known.binary_search(one).ok().map(count);
    let of_rows = of_grids.iter().map(|one| one.as_ref().and_then(place)).collect();
    (known, of_rows)
}

fn survey(counts: &Counts) -> Option<Survey> {
    let told = Survey { as_of: counts.as_of.clone(), source: counts.source.clone() };
    (told.as_of.is_some() || told.source.is_some()).then_some(told)
}
