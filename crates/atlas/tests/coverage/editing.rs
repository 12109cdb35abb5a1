//! Edits of trees of three levels drawn at random: what was seamless stays so, whatever is done to it and however
//! often.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use atlas::breach::{Breach, Edited};
use atlas::coverage::{Checker, Coverage, Fault, Group, Tolerance, groups_of};
use atlas::edit::{self, Laid, Outcome, Refusal, Takes, To};
use atlas::{corner, measure, ring};
use domain::code::{GridCode, GridPath, Level};
use domain::place::{Position, Shape};
use proptest::prelude::*;
use proptest::test_runner::TestRunner;

use crate::drawing::{block, traced};
use crate::random::{Plan, plans};

/// A district of streets of communities; each cell of a drawing is a community.
#[derive(Debug, Clone)]
pub struct Town {
    pub grids: Vec<Laid>,
    next: u32,
}

/// One stroke: what to do, and numbers that say where.
pub type Stroke = (u8, [u16; 4], (i32, i32));

impl Town {
    fn of(plan: &Plan) -> Option<Self> {
        let top = GridPath::top(&GridCode("P".into()));
        let mut grids = Vec::new();
        let mut streets: BTreeMap<u8, Vec<usize>> = BTreeMap::new();
        for (cell, &owner) in plan.owners.iter().enumerate().filter(|(_, owner)| **owner > 0) {
            streets.entry(owner).or_default().push(cell);
            let path = top.child(&GridCode(owner.to_string())).child(&GridCode(format!("c{cell}")));
            grids.push(Laid { path, level: Level(3), shape: traced(plan.edges(cell)) });
        }
        for (owner, cells) in &streets {
            let shape = traced(cells.iter().flat_map(|&cell| plan.edges(cell)));
            grids.push(Laid { path: top.child(&GridCode(owner.to_string())), level: Level(2), shape });
        }
        let shape = traced(streets.values().flatten().flat_map(|&cell| plan.edges(cell)));
        grids.push(Laid { path: top, level: Level(1), shape });
        let is_sound = grids.iter().all(|grid| ring::faults_of(&grid.shape).is_empty());
        (is_sound && streets.len() > 1).then(|| Self { grids, next: 0 }.in_order())
    }

    fn in_order(mut self) -> Self {
        self.grids.sort_by(|one, other| one.path.cmp(&other.path));
        self
    }

    pub fn faults(&self) -> Vec<Fault> {
        Coverage::of(groups_of(&self.in_pairs()), Tolerance(0.0)).faults().cloned().collect()
    }

    fn area(&self) -> f64 {
        self.grids.iter().filter(|grid| grid.level == Level(1)).map(|grid| measure::area(&grid.shape)).sum()
    }

    fn at_level(&self, level: u8, pick: u16) -> &Laid {
        let grids: Vec<&Laid> = self.grids.iter().filter(|grid| grid.level == Level(level)).collect();
        grids[usize::from(pick) % grids.len()]
    }

    fn has_children(&self, path: &GridPath) -> bool {
        self.grids.iter().any(|grid| grid.path.is_below(path))
    }

    fn family(&self, path: &GridPath) -> Vec<Laid> {
        let is_of = |grid: &&Laid| grid.path == *path || grid.path.parent().as_ref() == Some(path);
        self.grids.iter().filter(is_of).cloned().collect()
    }

    /// A place on a border, on the lattice or beside it by less than a step.
    fn on_border(grid: &Laid, pick: u16) -> Position {
        let edges: Vec<&[Position]> = grid.shape.rings().flat_map(|ring| ring.windows(2)).collect();
        let edge = edges[usize::from(pick) % edges.len()];
        let share = f64::from(pick % 7) / 7.0;
        let along = |from: i32, to: i32| from + (f64::from(to - from) * share).round() as i32;
        Position(along(edge[0].0, edge[1].0), along(edge[0].1, edge[1].1))
    }

    /// What a stroke makes wrong: what the desk refuses. Only the families are looked at that have a part in it.
    pub fn breaches(&self, after: &Self) -> Vec<Breach> {
        let before: BTreeMap<&GridPath, &Shape> = self.grids.iter().map(|grid| (&grid.path, &grid.shape)).collect();
        let mut touched: BTreeSet<Option<GridPath>> = BTreeSet::new();
        for grid in after.grids.iter().filter(|grid| before.get(&grid.path) != Some(&&grid.shape)) {
            touched.extend([grid.path.parent(), Some(grid.path.clone())]);
        }
        let is_there = |path: &GridPath| after.grids.iter().any(|grid| grid.path == *path);
        touched.extend(before.keys().filter(|path| !is_there(path)).map(|path| path.parent()));
        let (before, after) = (self.in_pairs(), after.in_pairs());
        let families = [&before, &after].map(|grids| groups_of(grids));
        let family =
            |time: usize, above: &Option<GridPath>| family([&before, &after][time], &families[time], above.as_ref());
        let mut levels: BTreeMap<usize, Vec<Edited<'_>>> = BTreeMap::new();
        for above in &touched {
            let level = above.as_ref().map_or(0, |path| path.ancestors().len() + 1);
            let family = Edited { before: family(0, above), after: family(1, above) };
            levels.entry(level).or_default().push(family);
        }
        let mut checker = Checker::default();
        levels.values().flat_map(|level| checker.breaches(level).expect("few edges")).collect()
    }

    pub fn in_pairs(&self) -> Vec<(GridPath, Shape)> {
        self.grids.iter().map(|grid| (grid.path.clone(), grid.shape.clone())).collect()
    }

    /// The town with the stroke done; none where it is refused or impossible.
    pub fn stroke(&self, &(what, picks, by): &Stroke) -> Option<Self> {
        let mut after = self.clone();
        let grid = self.at_level(2 + u8::from(picks[0] % 3 > 0), picks[1]);
        let shapes: Vec<&Shape> = self.grids.iter().map(|grid| &grid.shape).collect();
        let line = || {
            let (from, to) = (Self::on_border(grid, picks[2]), Self::on_border(grid, picks[3]));
            let middle = Position(i32::midpoint(from.0, to.0) + by.0, i32::midpoint(from.1, to.1) + by.1);
            [from, middle, to]
        };
        let corner = || {
            let corners: Vec<Position> = grid.shape.positions().collect();
            corners[usize::from(picks[2]) % corners.len()]
        };
        match what % 10 {
            0 => {
                let from = corner();
                after.take(&corner::moved(&shapes, &[(from, Position(from.0 + by.0 / 4, from.1 + by.1 / 4))]).ok()?);
            }
            1 => {
                let edges: Vec<&[Position]> = grid.shape.rings().flat_map(|ring| ring.windows(2)).collect();
                let edge = edges[usize::from(picks[2]) % edges.len()];
                let at = Self::on_border(grid, picks[2]);
                let at = Position(at.0 + by.0 / 40, at.1 + by.1 / 40);
                after.take(&corner::added(&shapes, [edge[0], edge[1]], at).ok()?);
            }
            2 => after.take(&corner::removed(&shapes, corner()).ok()?),
            3 | 4 => after.apply(expected(edit::redraw(&self.grids, &grid.path, &line()))?, None),
            5 if self.has_children(&grid.path) => {
                let outcome = expected(edit::split_family(&self.family(&grid.path), &grid.path, &line()))?;
                let (from, new) = (grid.path.clone(), after.newcomer(&grid.path.parent()?));
                for child in outcome.follows.clone() {
                    for grid in &mut after.grids {
                        if let Some(path) = grid.path.rebased(&from, &new) {
                            grid.path = if grid.path.is_within(&child) { path } else { grid.path.clone() };
                        }
                    }
                }
                after.apply(outcome, Some((new, grid.level)));
            }
            5 | 6 if !self.has_children(&grid.path) => {
                let outcome = expected(edit::split(&self.grids, &grid.path, &line()))?;
                let new = after.newcomer(&grid.path.parent()?);
                after.apply(outcome, Some((new, grid.level)));
            }
            7 => {
                let is_sibling = |other: &&Laid| other.path.parent() == grid.path.parent();
                let siblings: Vec<&Laid> = self.grids.iter().filter(is_sibling).collect();
                let other = siblings[usize::from(picks[2]) % siblings.len()];
                if other.path == grid.path {
                    return None;
                }
                let outcome = expected(edit::merge(&[grid.clone(), other.clone()], &grid.path))?;
                let (from, to) = (other.path.clone(), grid.path.clone());
                after.grids.retain(|grid| grid.path != from);
                for grid in &mut after.grids {
                    grid.path = grid.path.rebased(&from, &to).unwrap_or_else(|| grid.path.clone());
                }
                after.apply(outcome, None);
            }
            8 => {
                let parent = grid.path.parent()?;
                let (west, south) = (i32::from(picks[2] % 20_000), i32::from(picks[3] % 20_000));
                let box_of = block(west, south, west + 400 + by.0.abs(), south + 400 + by.1.abs());
                let outline = &box_of.polygons[0].rings;
                let outcome = expected(edit::draw(&self.grids, Some(&parent), outline, Takes::FromSiblings))?;
                let new = after.newcomer(&parent);
                if grid.level == Level(2) {
                    // Below a new street there is nobody; what its siblings' communities lost is nobody's.
                    let code = GridCode(format!("below{}", after.next));
                    let child = Laid { path: new.child(&code), ..new_grid(&outcome, Level(3))? };
                    after.grids.push(child);
                }
                after.apply(outcome, Some((new, grid.level)));
            }
            9 if !self.has_children(&grid.path) && picks[2] % 2 == 0 => {
                let outcome = expected(edit::remove(&self.grids, &grid.path, To::Neighbour))?;
                after.grids.retain(|other| other.path != grid.path);
                after.apply(outcome, None);
            }
            9 => {
                let grid = self.at_level(3, picks[1]);
                let to = self.at_level(2, picks[3]);
                if grid.path.parent().as_ref() == Some(&to.path) {
                    return None;
                }
                let chain = |other: &&Laid| {
                    grid.path.is_within(&other.path) || to.path.is_within(&other.path) || other.path == to.path
                };
                let laid: Vec<Laid> = self.grids.iter().filter(chain).cloned().collect();
                let outcome = expected(edit::rehome(&laid, &grid.path, &to.path))?;
                let new = after.newcomer(&to.path);
                for other in &mut after.grids {
                    other.path = other.path.rebased(&grid.path, &new).unwrap_or_else(|| other.path.clone());
                }
                after.apply(outcome, None);
            }
            _ => return None,
        }
        // What the desk refuses.
        let is_possible = |grid: &Laid| !grid.shape.polygons.is_empty() && ring::faults_of(&grid.shape).is_empty();
        after.grids.iter().all(is_possible).then(|| after.in_order())
    }

    fn newcomer(&mut self, parent: &GridPath) -> GridPath {
        self.next += 1;
        parent.child(&GridCode(format!("n{}", self.next)))
    }

    fn take(&mut self, changed: &corner::Changed) {
        for (number, shape) in changed {
            self.grids[*number].shape = shape.clone();
        }
    }

    fn apply(&mut self, outcome: Outcome, new: Option<(GridPath, Level)>) {
        for grid in &mut self.grids {
            if let Some(shape) = outcome.shapes.get(&grid.path) {
                grid.shape = shape.clone();
            }
        }
        if let (Some((path, level)), Some(shape)) = (new, outcome.new) {
            self.grids.push(Laid { path, level, shape });
        }
    }
}

/// The children of a grid; it may have none, or not be there.
fn family<'a>(grids: &'a [(GridPath, Shape)], groups: &[Group<'a>], above: Option<&GridPath>) -> Group<'a> {
    let known = groups.iter().find(|group| group.above.as_ref() == above).cloned();
    let outline = || grids.iter().find(|(path, _)| Some(path) == above).map(|(_, shape)| shape);
    known.unwrap_or_else(|| Group { above: above.cloned(), outline: outline(), children: Vec::new() })
}

fn new_grid(outcome: &Outcome, level: Level) -> Option<Laid> {
    Some(Laid { path: GridPath::from_text("new"), level, shape: outcome.new.clone()? })
}

/// None where a stroke makes no sense; a grid that is not there would be the test's own mistake.
fn expected(came: Result<Outcome, Refusal>) -> Option<Outcome> {
    match came {
        Ok(outcome) => Some(outcome),
        Err(refusal @ (Refusal::Unknown(_) | Refusal::Tangled)) => panic!("{refusal:?}"),
        Err(_) => None,
    }
}

pub fn towns() -> impl Strategy<Value = Town> {
    plans().prop_filter_map("one street, or a hole cuts a shape in two", |plan| Town::of(&plan))
}

pub fn strokes() -> impl Strategy<Value = Stroke> {
    (any::<u8>(), any::<[u16; 4]>(), (-3_000..3_000_i32, -3_000..3_000_i32))
}

/// How many strokes were made, and how many of them the guard refused.
#[derive(Debug, Clone, Copy, Default)]
struct Count {
    made: u32,
    refused: u32,
}

#[test]
fn whatever_is_done_to_a_seamless_tree_is_refused_or_leaves_it_seamless_at_every_level() {
    let config = ProptestConfig { failure_persistence: None, max_global_rejects: 100_000, ..ProptestConfig::default() };
    let counts = RefCell::new([Count::default(); 10]);
    let came =
        TestRunner::new(config).run(&(towns(), prop::collection::vec(strokes(), 1..24)), |(mut town, strokes)| {
            prop_assert_eq!(town.faults(), vec![]);
            for stroke in &strokes {
                let Some(after) = town.stroke(stroke) else { continue };
                let count = &mut counts.borrow_mut()[usize::from(stroke.0 % 10)];
                count.made += 1;
                if !town.breaches(&after).is_empty() {
                    count.refused += 1;
                    continue;
                }
                prop_assert_eq!(after.faults(), vec![], "{:?}", stroke);
                town = after;
            }
            prop_assert!(town.area() > 0.0);
            Ok(())
        });
    if let Err(error) = came {
        panic!("{error}");
    }
    for (kind, Count { made, refused }) in counts.into_inner().into_iter().enumerate() {
        assert!(made > 0 && refused * 50 < made, "of {made} strokes of kind {kind} {refused} were refused");
    }
}
