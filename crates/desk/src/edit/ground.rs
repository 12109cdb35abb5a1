//! Ground that changes hands: borders redrawn, grids divided, made one, drawn new and taken away.

use std::collections::{BTreeMap, BTreeSet};

use atlas::edit::{self, Laid, Outcome, Takes, To};
use domain::code::{GridCode, GridPath, Level};
use domain::edit::Taker;
use domain::failure::{Failure, Impediment, Obstacle, Refusal};
use domain::grid::{Counts, Grid};
use domain::place::{Bounds, Position, Ring, Shape};
use domain::revision::moving::{Altered, moved};
use domain::set::PlacedGrid;

use super::{AlteredAndFollowing, Ground};
use crate::failure::broken;

/// A grid that an edit makes.
pub(super) struct Newcomer<'a> {
    pub(super) code: &'a GridCode,
    pub(super) name: &'a str,
}

impl Ground<'_, '_> {
    pub(super) fn redraw(&self, path: &GridPath, line: &[Position]) -> Result<Vec<Altered>, Failure> {
        let own = self.laid(path)?;
        let reach = edit::reach(&own, line).map_err(|refusal| refused(path, refusal))?;
        let grids = self.around(reach)?;
        let outcome = edit::redraw(&grids, path, line).map_err(|refusal| refused(path, refusal))?;
        self.reshaped(outcome.shapes)
    }

    /// A grid without children is cut along the line, one with children along their borders.
    pub(super) fn split(
        &self,
        path: &GridPath,
        line: &[Position],
        new: &Newcomer<'_>,
    ) -> Result<AlteredAndFollowing, Failure> {
        let own = self.placed(path)?;
        let below = self.view.grids_below(self.scheme, path).map_err(broken)?;
        let outcome = if below.is_empty() {
            let box_of_line = Bounds::around(line.iter().copied().chain(own.shape.positions()));
            let grids = self.around(box_of_line.ok_or(Refusal::Scheme(Impediment::NothingToRevise))?)?;
            edit::split(&grids, path, line)
        } else {
            let mut family = vec![self.laid(path)?];
            for child in below.iter().filter(|child| child.path.parent().as_ref() == Some(path)) {
                family.push(self.laid(&child.path)?);
            }
            edit::split_family(&family, path, line)
        };
        let Outcome { shapes, new: shape, follows } = outcome.map_err(|refusal| refused(path, refusal))?;
        let to = path.parent().map_or_else(|| GridPath::top(new.code), |parent| parent.child(new.code));
        let mut altered = self.reshaped(shapes)?;
        for child in &follows {
            altered.extend(self.subtree_moved(child, path, &to)?);
        }
        let Grid { level, kind, .. } = own.grid;
        altered.push(newcomer(new, to, level, kind, shape.unwrap_or_default()));
        Ok((altered, follows))
    }

    pub(super) fn merge(&self, paths: &[GridPath], into: &GridPath) -> Result<Vec<Altered>, Failure> {
        let paths: BTreeSet<&GridPath> = paths.iter().chain([into]).collect();
        let placed: Vec<PlacedGrid> = paths.into_iter().map(|path| self.placed(path)).collect::<Result<_, _>>()?;
        let own = placed.iter().map(|placed| &placed.grid).find(|grid| grid.path == *into);
        let own = own.ok_or_else(|| Refusal::NoSuchGrid { path: into.clone() })?.clone();
        let is_sibling = |grid: &Grid| grid.path.parent() == into.parent() && grid.level == own.level;
        if let Some(stranger) = placed.iter().find(|placed| !is_sibling(&placed.grid)) {
            return Err(Refusal::Edit(Obstacle::NotSiblings(stranger.grid.path.clone())).into());
        }
        if placed.len() < 2 {
            return Err(Refusal::Scheme(Impediment::NothingToRevise).into());
        }
        let laid: Vec<Laid> = placed.iter().map(lay).collect();
        let mut outcome = edit::merge(&laid, into).map_err(|refusal| refused(into, refusal))?;
        let counts = Counts::sum(&placed.iter().map(|placed| &placed.grid).collect::<Vec<_>>());
        let mut altered = Vec::new();
        for before in placed {
            if before.grid.path != *into {
                for grid in self.view.grids_below(self.scheme, &before.grid.path).map_err(broken)? {
                    altered.extend(moved(vec![self.placed(&grid.path)?], &before.grid.path, into));
                }
                altered.push(Altered { before: Some(before), after: None });
                continue;
            }
            let shape = outcome.shapes.remove(into).unwrap_or_else(|| before.shape.clone());
            let grid = Grid { counts: counts.clone(), ..before.grid.clone() };
            altered.push(Altered { before: Some(before), after: Some(PlacedGrid { grid, shape }) });
        }
        Ok(altered)
    }

    pub(super) fn draw(&self, drawn: &Drawing<'_>) -> Result<Vec<Altered>, Failure> {
        let Drawing { parent, level, outline, takes, new, kind } = drawn;
        let first = outline.iter().flatten().next().copied();
        let around =
            Bounds::around(outline.iter().flatten().copied()).ok_or(Refusal::Scheme(Impediment::NothingToRevise))?;
        if let Some(parent) = parent {
            self.laid(parent)?;
        }
        let outcome = edit::draw(&self.around(around)?, *parent, outline, *takes);
        let path = parent.map_or_else(|| GridPath::top(new.code), |parent| parent.child(new.code));
        let outcome = outcome.map_err(|refusal| match (refusal, first) {
            (edit::Refusal::NoGround, Some(at)) => Refusal::Edit(Obstacle::NoGround(at)),
            (refusal, _) => refused(&path, refusal),
        })?;
        let mut altered = self.reshaped(outcome.shapes)?;
        altered.push(newcomer(new, path, *level, (*kind).to_owned(), outcome.new.unwrap_or_default()));
        Ok(altered)
    }

    pub(super) fn remove(&self, path: &GridPath, to: &Taker) -> Result<Vec<Altered>, Failure> {
        let before = self.placed(path)?;
        let to = match to {
            Taker::Neighbour => To::Neighbour,
            Taker::Nobody => To::Nobody,
            Taker::Grid { path: taker } if taker == path => {
                return Err(Refusal::Edit(Obstacle::BelowItself(path.clone())).into());
            }
            Taker::Grid { path: taker } if taker.parent() == path.parent() => To::Grid(taker),
            Taker::Grid { path: taker } => return Err(Refusal::Edit(Obstacle::NotSiblings(taker.clone())).into()),
        };
        let around =
            before.shape.bounds().ok_or_else(|| Refusal::Scheme(Impediment::NoBoundary { path: path.clone() }))?;
        let mut grids = self.around(around)?;
        if let To::Grid(taker) = to
            && !grids.iter().any(|grid| grid.path == *taker)
        {
            grids.push(self.laid(taker)?);
        }
        let mut outcome = edit::remove(&grids, path, to).map_err(|refusal| refused(path, refusal))?;
        outcome.shapes.remove(path);
        let mut altered = self.reshaped(outcome.shapes)?;
        altered.push(Altered { before: Some(before), after: None });
        Ok(altered)
    }

    pub(super) fn move_to_parent(&self, path: &GridPath, parent: &GridPath) -> Result<Vec<Altered>, Failure> {
        if parent.is_within(path) {
            return Err(Refusal::Edit(Obstacle::BelowItself(path.clone())).into());
        }
        if path.parent().as_ref() == Some(parent) {
            return Err(Refusal::Scheme(Impediment::NothingToRevise).into());
        }
        let grid = self.placed(path)?.grid;
        let ends = [path.clone(), parent.clone()];
        let above: BTreeSet<GridPath> = ends.iter().flat_map(GridPath::ancestors).chain(ends.clone()).collect();
        let laid: Vec<Laid> = above.iter().map(|path| self.laid(path)).collect::<Result<_, _>>()?;
        let mut outcome = edit::rehome(&laid, path, parent).map_err(|refusal| refused(path, refusal))?;
        outcome.shapes.remove(path);
        let mut altered = self.reshaped(outcome.shapes)?;
        altered.extend(self.subtree_moved(path, path, &parent.child(&grid.code))?);
        Ok(altered)
    }

    /// A grid and all below it, where `from` stands at `to`.
    pub(super) fn subtree_moved(
        &self,
        top: &GridPath,
        from: &GridPath,
        to: &GridPath,
    ) -> Result<Vec<Altered>, Failure> {
        let mut subtree = vec![self.placed(top)?];
        for grid in self.view.grids_below(self.scheme, top).map_err(broken)? {
            subtree.push(self.placed(&grid.path)?);
        }
        Ok(moved(subtree, from, to))
    }

    fn laid(&self, path: &GridPath) -> Result<Laid, Failure> {
        Ok(lay(&self.placed(path)?))
    }

    /// All grids of every level around a box, a little more than what touches it.
    fn around(&self, bounds: Bounds) -> Result<Vec<Laid>, Failure> {
        const MORE: f64 = 2e-5;
        let wider = Bounds {
            west: bounds.west - MORE,
            south: bounds.south - MORE,
            east: bounds.east + MORE,
            north: bounds.north + MORE,
        };
        let mut laid: BTreeMap<GridPath, Laid> = BTreeMap::new();
        for (path, level, shape) in self.shapes_in(wider)? {
            laid.insert(path.clone(), Laid { path, level, shape });
        }
        Ok(laid.into_values().collect())
    }
}

/// What somebody drew as a new grid.
pub(super) struct Drawing<'a> {
    pub(super) parent: Option<&'a GridPath>,
    pub(super) level: Level,
    pub(super) outline: &'a [Ring],
    pub(super) takes: Takes,
    pub(super) new: Newcomer<'a>,
    pub(super) kind: &'a str,
}

fn newcomer(new: &Newcomer<'_>, path: GridPath, level: Level, kind: String, shape: Shape) -> Altered {
    let name = if new.name.trim().is_empty() { &new.code.0 } else { new.name.trim() };
    let grid = Grid {
        path,
        code: new.code.clone(),
        level,
        kind,
        name: name.to_owned(),
        counts: Counts::default(),
        attributes: BTreeMap::new(),
    };
    Altered { before: None, after: Some(PlacedGrid { grid, shape }) }
}

fn lay(PlacedGrid { grid, shape }: &PlacedGrid) -> Laid {
    Laid { path: grid.path.clone(), level: grid.level, shape: shape.clone() }
}

fn refused(path: &GridPath, refusal: edit::Refusal) -> Refusal {
    let path = || path.clone();
    Refusal::Edit(match refusal {
        edit::Refusal::Unknown(path) => return Refusal::NoSuchGrid { path },
        edit::Refusal::CrossesItself(at) => Obstacle::LineCrosses(at),
        edit::Refusal::EndsInside(at) => Obstacle::LineEndsInside(at),
        edit::Refusal::DividesNothing => Obstacle::LineDividesNothing(path()),
        edit::Refusal::ChildrenOnOneSide => Obstacle::ChildrenOnOneSide(path()),
        edit::Refusal::NoGround | edit::Refusal::NoNeighbour => Obstacle::NoNeighbour(path()),
        edit::Refusal::NotNeighbours(path) => Obstacle::NotNeighbours(path),
        edit::Refusal::Tangled => Obstacle::TooTangled(path()),
    })
}
