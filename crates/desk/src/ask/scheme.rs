//! Schemes, two of them side by side, and the boundaries of one.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use domain::answer::{
    Carried, CompareList, ComparedGrid, Comparison, DrawnGrid, GoneGrid, LevelChange, LevelCount, RevisionLine,
    SchemeCard, SchemeList, Shapes, StepLine, TakenPart,
};
use domain::code::{GridPath, Level};
use domain::draft::{self, Step};
use domain::failure::{Failure, Refusal};
use domain::grid::Grid;
use domain::heir::{Heir, Mover, Plan, Standing};
use domain::scheme::{Scheme, SchemeState};
use domain::set::PlacedGrid;

use super::{Desktop, count};
use crate::check::State;
use crate::compare::{Both, Difference, Gone, Pair};
use crate::draft::{Draft, scheme_named};
use crate::failure::broken;
use crate::import::admit;
use crate::moves;

/// Revisions that a card shows.
const LAST_REVISIONS: u32 = 20;
/// Grids that a revision names.
const NAMED: usize = 3;
/// Grids that a list of a comparison shows; its total says how many there are.
const MOST_LISTED: usize = 1_000;
/// Parts of a gone grid that are named.
const MOST_PARTS: usize = 5;
/// Boundaries that are handed out at once.
const MOST_SHAPES: usize = 500;

impl Desktop<'_, '_> {
    pub(super) fn ask_schemes(&self) -> Result<SchemeList, Failure> {
        admit("schemes", self.seat)?;
        let schemes = self.view.schemes().map_err(broken)?;
        Ok(SchemeList { schemes: schemes.into_iter().map(|scheme| self.card(scheme)).collect::<Result<_, _>>()? })
    }

    fn card(&self, scheme: Scheme) -> Result<SchemeCard, Failure> {
        let draft = Draft::of(self.view, scheme).map_err(broken)?;
        let (scheme, life) = (&draft.scheme, draft.life());
        let published = self.district.scheme.as_ref();
        let verdict = match scheme.state {
            SchemeState::InReview => draft::publish(&life, published, self.seat.person(), self.now, self.now).map(drop),
            SchemeState::Approved => draft::due(&life, published, scheme.valid_from.max(self.now)).map(drop),
            SchemeState::Draft | SchemeState::Published | SchemeState::Retired => Ok(()),
        };
        let counts = self.view.count_grids(&scheme.name).map_err(broken)?;
        let levels =
            counts.into_iter().map(|(level, grids)| LevelCount { level, name: scheme.level_name(level), grids });
        let steps = draft.steps.iter().map(|row| StepLine {
            step: row.step,
            note: row.note.clone().filter(|_| matches!(row.step, Step::Imported | Step::Returned)),
            by: row.by.clone(),
            at: row.at,
        });
        Ok(SchemeCard {
            review: draft::review(scheme.state, draft.steps.iter().map(|row| row.step)),
            levels: levels.collect(),
            from: draft.from().map(str::to_owned),
            steps: steps.collect(),
            own: draft.is_by(self.seat),
            obstacle: verdict.err().map(Failure::from),
            revisions: self.revisions(&scheme.name)?,
            scheme: scheme.clone(),
        })
    }

    fn revisions(&self, scheme: &str) -> Result<Vec<RevisionLine>, Failure> {
        let rows = self.view.revisions(scheme, LAST_REVISIONS).map_err(broken)?;
        let name_of = |path: &GridPath| {
            let name = self.view.name_of(scheme, path).map_err(broken)?.map(|(name, _)| name);
            // A grid that went is called as where it is still in force.
            Ok::<_, Failure>(name.unwrap_or_else(|| self.district.name_of(path)))
        };
        let line = |row: ledger::RevisionRow| {
            Ok(RevisionLine {
                names: row.grids.iter().take(NAMED).map(name_of).collect::<Result<_, Failure>>()?,
                grids: count(row.grids.len()),
                fact: row.fact,
                cause: row.cause,
                by: row.by,
                at: row.at,
                undone: row.undone,
            })
        };
        rows.into_iter().map(line).collect()
    }

    pub(super) fn ask_compare(&self, from: Option<&str>, to: &str) -> Result<Comparison, Failure> {
        admit("compare", self.seat)?;
        let published = self.district.scheme.as_ref();
        let from = match from {
            Some(name) => scheme_named(self.view, name)?,
            None => published.cloned().ok_or(Refusal::NoScheme)?,
        };
        let to = scheme_named(self.view, to)?;
        let difference = self.checks.differences.between(self.view, &from.name, &to.name, State::Committed);
        let difference = difference.map_err(broken)?;
        let pair = Pair::new(&difference);
        let gone = pair.gone(self.view, &to.name).map_err(broken)?;
        let counts = |scheme: &Scheme| self.view.count_grids(&scheme.name).map_err(broken);
        let (before, after) = (counts(&from)?, counts(&to)?);
        // Only what is in force carries people; between any other two there is nobody to move.
        let is_in_force = published.is_some_and(|scheme| scheme.name == from.name) && to.name != from.name;
        let plan =
            if is_in_force { self.plan(&to.name, &difference, &pair.heirs(&gone, &[]))? } else { Plan::default() };
        let carries = if is_in_force { self.carries() } else { HashMap::new() };
        let moving = moving(&plan);
        let homeless = homeless(&plan);
        let mut comparison = Comparison {
            levels: level_changes(&from, &to, &before, &after),
            unchanged: before.values().sum::<u32>() - count(difference.old.len()),
            added: CompareList::default(),
            moved: CompareList::default(),
            renamed: CompareList::default(),
            reshaped: CompareList::default(),
            described: CompareList::default(),
            gone: gone.iter().map(|gone| gone_grid(gone, carries.get(&gone.grid.path))).collect(),
            moving,
            homeless,
            obstacle: plan.admit(&to.name).err().map(Failure::from),
            from: from.name,
            to: to.name,
        };
        for placed in pair.added() {
            list(&mut comparison.added, || compared(placed));
        }
        for both in pair.both() {
            file(&mut comparison, &both);
        }
        Ok(comparison)
    }

    pub(super) fn ask_shapes(&self, scheme: Option<&str>, paths: &[GridPath]) -> Result<Shapes, Failure> {
        admit("shapes", self.seat)?;
        let scheme = match scheme {
            Some(name) => scheme_named(self.view, name)?,
            None => self.district.scheme.clone().ok_or(Refusal::NoScheme)?,
        };
        if paths.len() > MOST_SHAPES {
            let params = [("count", &*paths.len().to_string()), ("most", &MOST_SHAPES.to_string())];
            return Err(Failure::invalid("shapes.too_many", &params));
        }
        let there = paths.iter().filter_map(|path| self.view.placed(&scheme.name, path).map_err(broken).transpose());
        let drawn = there.map(|placed| placed.map(|placed| DrawnGrid { digest: placed.digest(), placed }));
        Ok(Shapes { grids: drawn.collect::<Result<_, _>>()?, scheme: scheme.name })
    }

    fn plan(&self, to: &str, difference: &Difference, heirs: &[Heir]) -> Result<Plan, Failure> {
        let devices = moves::devices(self.view, self.now).map_err(broken)?;
        let standing = Standing {
            posts: self.district.roster.posts(),
            venues: &self.district.venues,
            checkpoints: &self.district.checkpoints,
            units: &self.district.units,
            partners: &self.district.partners,
            assets: &self.district.assets,
            devices: &devices,
        };
        let ground = moves::Ground::of(self.view, to, &self.district.tree, difference);
        ground.plan(standing, heirs).map_err(broken)
    }

    /// What stands in each grid now.
    fn carries(&self) -> HashMap<GridPath, Carried> {
        let mut carries: HashMap<GridPath, Carried> = HashMap::new();
        for post in self.district.roster.posts() {
            carries.entry(post.grid.clone()).or_default().posts += 1;
        }
        for path in self.district.venues.iter().filter_map(|venue| venue.grid.as_ref()) {
            carries.entry(path.clone()).or_default().venues += 1;
        }
        for path in self.district.checkpoints.iter().filter_map(|checkpoint| checkpoint.grid.as_ref()) {
            carries.entry(path.clone()).or_default().checkpoints += 1;
        }
        for path in self.district.units.iter().filter_map(|unit| unit.grid.as_ref()) {
            carries.entry(path.clone()).or_default().units += 1;
        }
        for partner in &self.district.partners {
            carries.entry(partner.grid.clone()).or_default().partners += 1;
        }
        for path in self.district.assets.iter().filter_map(|asset| asset.grid.as_ref()) {
            carries.entry(path.clone()).or_default().assets += 1;
        }
        carries
    }
}

/// A grid that is in both, under all that differs.
fn file(comparison: &mut Comparison, both: &Both<'_>) {
    let kept = both.kept();
    let grid = || ComparedGrid {
        was_at: both.is_moved().then(|| both.old.grid.path.clone()),
        was_called: both.is_renamed().then(|| both.old.grid.name.clone()),
        kept,
        ..compared(both.new)
    };
    let differs = [
        (both.is_moved(), &mut comparison.moved),
        (both.is_renamed(), &mut comparison.renamed),
        (kept.is_some(), &mut comparison.reshaped),
        (both.is_described(), &mut comparison.described),
    ];
    let mut is_same = true;
    for (_, to) in differs.into_iter().filter(|(differs, _)| *differs) {
        list(to, grid);
        is_same = false;
    }
    comparison.unchanged += u32::from(is_same);
}

fn list(to: &mut CompareList, grid: impl FnOnce() -> ComparedGrid) {
    to.total += 1;
    if to.grids.len() < MOST_LISTED {
        to.grids.push(grid());
    }
}

fn compared(placed: &PlacedGrid) -> ComparedGrid {
    ComparedGrid {
        path: placed.grid.path.clone(),
        code: placed.grid.code.clone(),
        level: placed.grid.level,
        name: placed.grid.name.clone(),
        was_at: None,
        was_called: None,
        kept: None,
        bounds: placed.shape.bounds(),
    }
}

fn gone_grid(gone: &Gone<'_>, carries: Option<&Carried>) -> GoneGrid {
    let part =
        |(grid, share): &(Grid, f64)| TakenPart { path: grid.path.clone(), name: grid.name.clone(), share: *share };
    GoneGrid {
        path: gone.grid.path.clone(),
        code: gone.grid.code.clone(),
        level: gone.grid.level,
        name: gone.grid.name.clone(),
        bounds: gone.shape.bounds(),
        parts: gone.parts.iter().take(MOST_PARTS).map(part).collect(),
        heir: gone.heir().cloned(),
        carries: carries.copied().unwrap_or_default(),
    }
}

fn level_changes(
    from: &Scheme,
    to: &Scheme,
    before: &BTreeMap<Level, u32>,
    after: &BTreeMap<Level, u32>,
) -> Vec<LevelChange> {
    let name_of = |level| {
        let is_of = |scheme: &&Scheme| scheme.levels.iter().any(|known| known.level == level);
        [to, from].into_iter().find(is_of).unwrap_or(to).level_name(level)
    };
    let levels: BTreeSet<Level> = before.keys().chain(after.keys()).copied().collect();
    let grids = |counts: &BTreeMap<Level, u32>, level| counts.get(&level).copied().unwrap_or_default();
    let change =
        |level| LevelChange { level, name: name_of(level), before: grids(before, level), after: grids(after, level) };
    levels.into_iter().map(change).collect()
}

fn moving(plan: &Plan) -> Carried {
    carried(|mover| plan.moves.iter().filter(|one| one.of == mover).count())
}

fn homeless(plan: &Plan) -> Carried {
    carried(|mover| plan.homeless.iter().filter(|all| all.noun == mover.noun()).map(|all| all.count).sum())
}

fn carried(how_many: impl Fn(Mover) -> usize) -> Carried {
    Carried {
        posts: count(how_many(Mover::Post)),
        venues: count(how_many(Mover::Venue)),
        checkpoints: count(how_many(Mover::Checkpoint)),
        units: count(how_many(Mover::Unit)),
        partners: count(how_many(Mover::Partner)),
        assets: count(how_many(Mover::Asset)),
        devices: count(how_many(Mover::Device)),
    }
}
