//! What the grids of a level hold: every measure of every grid, with sums and ramps.

use std::collections::{BTreeMap, HashMap};

use domain::answer::{MeanRow, MeasureColumn, MeasureMeans, MeasureRow, MeasureTable, Survey};
use domain::code::{GridPath, Level};
use domain::failure::{Failure, Refusal};
use domain::grid::{Counts, Grid};
use domain::measure::{self, Measure};

use super::Desktop;
use super::district::count;
use crate::strata::MANY;

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
        let (below, all) = self.below(scope, &grids);
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
            rows: grids.iter().enumerate().take(MANY).map(row).collect(),
            means: self.means(scope, level, &grids, &figures)?,
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

    /// The level whose grids are shown one by one for a level: itself, or, where it has more grids in a scope than a
    /// page can hold and a person can look through, the deepest above it that has not.
    pub(super) fn listed_for(&self, scope: Option<&GridPath>, level: Level) -> Result<Level, Refusal> {
        for one in self.district.tree.levels().into_iter().rev().filter(|one| *one <= level) {
            let grids = self.grids_at(scope, one)?.len();
            if grids <= MANY && (grids > 0 || one == level) {
                return Ok(one);
            }
        }
        Ok(level)
    }

    /// Of grids that are too many to be listed, what the grids of a level above hold.
    fn means(
        &self,
        scope: Option<&GridPath>,
        level: Level,
        grids: &[&Grid],
        figures: &[Figures],
    ) -> Result<Option<MeasureMeans>, Refusal> {
        let above = self.listed_for(scope, level)?;
        if above == level {
            return Ok(None);
        }
        let holders = self.grids_at(scope, above)?;
        let by_path = index_of(&holders);
        let mut held = vec![Held::of(figures.len()); holders.len()];
        for (at, grid) in grids.iter().enumerate() {
            let Some(holder) = grid_of(&grid.path, &by_path) else { continue };
            held[holder].add(figures.iter().map(|one| one.values[at]), self.district.roster.has_head(&grid.path));
        }
        let row = |(holder, held): (&&Grid, Held)| MeanRow {
            path: holder.path.clone(),
            name: holder.name.clone(),
            grids: held.grids,
            headless: held.headless,
            values: held.means(),
        };
        Ok(Some(MeasureMeans {
            level: above,
            level_name: self.district.level_name(above),
            rows: holders.iter().zip(held).filter(|(_, held)| held.grids > 0).map(row).collect(),
        }))
    }

    /// The scope, or the seat's own when none is asked for.
    fn narrowed<'a>(&'a self, scope: Option<&'a GridPath>) -> Option<&'a GridPath> {
        scope.or(self.seat.subtree.as_ref())
    }

    /// Venues and checkpoints, and venues of each kind that occurs, by the one grid of the level that each lies in.
    ///
    /// What lies in the scope but in no grid of the level is the scope's own figure's alone: the difference shows it.
    fn places_in(&self, scope: Option<&GridPath>, grids: &[&Grid]) -> ([Figures; 2], Vec<Figures>) {
        let by_path = index_of(grids);
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

    /// How many grids there are in each of these, itself among them, and how many of those nobody answers for; and in
    /// the scope.
    fn below(&self, scope: Option<&GridPath>, grids: &[&Grid]) -> (Vec<Below>, Below) {
        let (tree, roster) = (&self.district.tree, &self.district.roster);
        let by_path = index_of(grids);
        let (mut below, mut all) = (vec![Below::default(); grids.len()], Below::default());
        let mut add = |grid: &Grid| {
            let is_vacant = !roster.has_head(&grid.path);
            let own = grid_of(&grid.path, &by_path).map(|at| &mut below[at]);
            for one in own.into_iter().chain([&mut all]) {
                one.grids += 1;
                one.vacant += u32::from(is_vacant);
            }
        };
        match self.narrowed(scope) {
            Some(top) => tree.subtree(top).for_each(&mut add),
            None => tree.grids().iter().for_each(&mut add),
        }
        (below, all)
    }
}

#[derive(Debug, Clone, Copy, Default)]
struct Below {
    grids: u32,
    vacant: u32,
}

/// What the grids of a level come to in one grid above them.
#[derive(Debug, Clone)]
struct Held {
    grids: u32,
    headless: u32,
    /// Of each column: the sum, and how many grids have a figure.
    sums: Vec<(u64, u32)>,
}

impl Held {
    fn of(columns: usize) -> Self {
        Self { grids: 0, headless: 0, sums: vec![(0, 0); columns] }
    }

    fn add(&mut self, values: impl Iterator<Item = Option<u32>>, has_head: bool) {
        self.grids += 1;
        self.headless += u32::from(!has_head);
        for ((sum, counted), value) in self.sums.iter_mut().zip(values) {
            *sum += u64::from(value.unwrap_or_default());
            *counted += u32::from(value.is_some());
        }
    }

    fn means(&self) -> Vec<Option<f64>> {
        let mean = |&(sum, counted): &(u64, u32)| (counted > 0).then(|| thousandths(sum as f64 / f64::from(counted)));
        self.sums.iter().map(mean).collect()
    }
}

/// Three digits behind the point say all that a colour or a reader needs.
fn thousandths(mean: f64) -> f64 {
    (mean * 1000.0).round() / 1000.0
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

/// Where in a list each of its grids stands.
fn index_of<'a>(grids: &[&'a Grid]) -> HashMap<&'a str, usize> {
    grids.iter().enumerate().map(|(at, grid)| (grid.path.as_str(), at)).collect()
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
