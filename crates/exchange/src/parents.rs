//! Which grid hangs under which: by standard code, by a column, or by geometry.

use std::collections::{BTreeSet, HashMap};

use atlas::nest::{ParentIndex, parent_of};
use domain::code::{GridCode, GridPath, Level};
use domain::import::Fault;
use domain::place::Shape;

use crate::findings::{Findings, at, of_file};
use crate::grids::{Orphan, Rows};
use crate::{Known, Options, ParentRule};

/// A candidate that holds at least this much of a child is its parent; with less, a level further up is tried.
const MOST_OF_IT: f64 = 0.5;
/// A circle of more grids than this is not told from a parent at the wrong level.
const LONGEST_LOOP: usize = 12;
/// Below this a parent by geometry is noted: a misfit.
const NEARLY_ALL: f64 = 0.9;
/// Two parents whose shares differ by no more than this are as good as one another: a tie.
const AS_GOOD: f64 = 0.1;

/// The path of each orphan, in order; none where a fault was filed. Orphans come with upper levels first.
pub(crate) fn find(
    orphans: &[Orphan],
    rows: &Rows,
    column: Option<&str>,
    options: &Options,
    known: &Known,
    findings: &mut Findings,
) -> Vec<Option<GridPath>> {
    let mut census = Census::default();
    for orphan in orphans {
        census.add(orphan.level, &orphan.code, orphan.parent.as_deref());
    }
    let rule = match census.rule(column, options) {
        Ok(rule) => rule,
        Err(fault) => {
            findings.refuse(fault);
            return vec![None; orphans.len()];
        }
    };
    let refused = findings.refused_rows().clone();
    let said = orphans.iter().filter_map(|orphan| Some((orphan.code.0.as_str(), orphan.parent.as_deref()?)));
    let mut search = Search { refused, parents: said.collect(), ..Search::new(known, rows) };
    let mut paths: Vec<Option<GridPath>> = Vec::with_capacity(orphans.len());
    for orphan in orphans {
        let found = search.path_of(orphan, &rule, &orphans[..paths.len()], &paths, findings);
        let path = findings.keep(found);
        if let Some(path) = &path {
            search.place(orphan.level, &orphan.code, path);
        } else {
            search.refused.insert(orphan.row as u32);
        }
        paths.push(path);
    }
    paths
}

/// What the codes and parent columns of grids have in common.
#[derive(Debug, Default)]
pub(crate) struct Census {
    any: bool,
    any_parent: bool,
    /// Grids below the top, and how many of their codes are standard ones for their levels.
    below: usize,
    standard: usize,
    /// The first whose code is not.
    other: Option<GridCode>,
}

impl Census {
    /// Counts one more.
    pub(crate) fn add(&mut self, level: Level, code: &GridCode, parent: Option<&str>) {
        self.any = true;
        self.any_parent |= parent.is_some();
        if level == Level::TOP {
            return;
        }
        self.below += 1;
        if code.standard_level() == Some(level) {
            self.standard += 1;
        } else if self.other.is_none() {
            self.other = Some(code.clone());
        }
    }

    /// Both together; the other's grids come later.
    pub(crate) fn absorb(&mut self, later: Self) {
        self.any |= later.any;
        self.any_parent |= later.any_parent;
        self.below += later.below;
        self.standard += later.standard;
        self.other = self.other.take().or(later.other);
    }

    /// What the caller says; else standard codes; else a parent column; else nobody can know.
    pub(crate) fn rule(self, column: Option<&str>, options: &Options) -> Result<ParentRule, Fault> {
        if let Some(rule) = &options.parent {
            return match rule {
                ParentRule::Column(name) if self.any && !self.any_parent => {
                    Err(of_file("parent.no_column", &[("column", name)]))
                }
                _ => Ok(rule.clone()),
            };
        }
        let Some(other) = self.other else { return Ok(ParentRule::Code) };
        if let Some(column) = column {
            return Ok(ParentRule::Column(column.to_owned()));
        }
        // A few codes with a digit too many among standard ones are faults of their own, not another rule.
        if self.standard * 2 > self.below {
            return Ok(ParentRule::Code);
        }
        Err(of_file("parent.unknown_rule", &[("code", &other.0)]))
    }
}

/// What is placed so far, and where to look for more.
pub(crate) struct Search<'a> {
    known: &'a Known<'a>,
    /// Every code of the file with its row, refused ones too.
    rows: &'a Rows,
    refused: BTreeSet<u32>,
    /// What the parent column says, code by code.
    parents: HashMap<&'a str, &'a str>,
    placed: HashMap<(Level, GridCode), GridPath>,
    indexes: HashMap<Level, (Vec<GridPath>, ParentIndex)>,
}

/// A parent by geometry.
struct Held {
    path: GridPath,
    share: f64,
    /// The grid of the same level that holds the second most.
    second: Option<(GridPath, f64)>,
}

impl Held {
    /// What is doubtful: that another grid holds nearly as much, or that much lies in none of them. Nothing is decided
    /// silently; the largest share stays the parent.
    fn doubt(&self, orphan: &Orphan) -> Option<Fault> {
        let (code, parent) = (orphan.code.0.as_str(), self.path.as_str());
        let share = percent(self.share);
        if let Some((other, second)) = self.second.as_ref().filter(|(_, second)| self.share - second <= AS_GOOD) {
            let second = percent(*second);
            let params =
                [("code", code), ("parent", parent), ("share", &share), ("other", other.as_str()), ("second", &second)];
            return Some(at(orphan.row, "geometry", "parent.tie", &params));
        }
        if self.share >= NEARLY_ALL {
            return None;
        }
        if let Some((other, second)) = &self.second {
            let second = percent(*second);
            let params =
                [("code", code), ("parent", parent), ("share", &share), ("other", other.as_str()), ("second", &second)];
            Some(at(orphan.row, "geometry", "parent.shared", &params))
        } else {
            let params = [("code", code), ("parent", parent), ("share", &share)];
            Some(at(orphan.row, "geometry", "parent.doubtful", &params))
        }
    }
}

fn percent(share: f64) -> String {
    format!("{:.1}", share * 100.0)
}

impl<'a> Search<'a> {
    /// For grids that no fault concerns, nothing placed yet.
    pub(crate) fn new(known: &'a Known<'a>, rows: &'a Rows) -> Self {
        let (placed, indexes) = (HashMap::new(), HashMap::new());
        Self { known, rows, refused: BTreeSet::new(), parents: HashMap::new(), placed, indexes }
    }

    /// A grid that others may hang under. False when its level has this code already.
    pub(crate) fn place(&mut self, level: Level, code: &GridCode, path: &GridPath) -> bool {
        self.placed.insert((level, code.clone()), path.clone()).is_none()
    }

    /// Where a grid hangs; `before` and their `paths` are for parents by geometry.
    pub(crate) fn path_of(
        &mut self,
        orphan: &Orphan,
        rule: &ParentRule,
        before: &[Orphan],
        paths: &[Option<GridPath>],
        findings: &mut Findings,
    ) -> Result<GridPath, Fault> {
        if orphan.level == Level::TOP {
            return Ok(GridPath::top(&orphan.code));
        }
        let parent = match rule {
            ParentRule::Code => self.by_code(orphan)?,
            ParentRule::Column(column) => self.by_column(orphan, column)?,
            ParentRule::Geometry => self.by_geometry(orphan, before, paths, findings)?,
        };
        Ok(parent.child(&orphan.code))
    }

    fn by_code(&self, orphan: &Orphan) -> Result<GridPath, Fault> {
        let code = &orphan.code;
        let Some(mut above) = code.standard_parent() else {
            return Err(not_nested(orphan));
        };
        if code.standard_level() != Some(orphan.level) {
            return Err(not_nested(orphan));
        }
        let nearest = above.clone();
        loop {
            if let Some(path) = above.standard_level().and_then(|level| self.placed_at(level, &above)) {
                return Ok(path);
            }
            if let Some(fault) = self.refused_parent(orphan, &above, "code") {
                return Err(fault);
            }
            match above.standard_parent() {
                Some(next) => above = next,
                None => return Err(missing(orphan, "code", &nearest)),
            }
        }
    }

    fn by_column(&self, orphan: &Orphan, column: &str) -> Result<GridPath, Fault> {
        let Some(text) = &orphan.parent else {
            return Err(at(orphan.row, column, "parent.empty", &[("code", &orphan.code.0)]));
        };
        let parent = GridCode(text.clone());
        if let Some(path) = levels_above(orphan.level).find_map(|level| self.placed_at(level, &parent)) {
            return Ok(path);
        }
        let in_file = self.refused_parent(orphan, &parent, column);
        Err(in_file
            .or_else(|| self.not_above(orphan, &parent, column))
            .unwrap_or_else(|| missing(orphan, column, &parent)))
    }

    /// A parent that is there, but not above its child: itself, in a circle, or at the wrong level.
    fn not_above(&self, orphan: &Orphan, parent: &GridCode, column: &str) -> Option<Fault> {
        let code = orphan.code.0.as_str();
        if orphan.code == *parent {
            return Some(at(orphan.row, column, "parent.itself", &[("code", code)]));
        }
        let mut chain = vec![code, parent.0.as_str()];
        while let Some(next) =
            chain.last().and_then(|last| self.parents.get(last)).filter(|_| chain.len() <= LONGEST_LOOP)
        {
            chain.push(next);
            if *next == code {
                return Some(at(orphan.row, column, "parent.loop", &[("chain", &chain.join(" → "))]));
            }
        }
        let levels = orphan.level.0..=Level::MOST;
        let above = levels.map(Level).find(|level| {
            self.rows.contains_key(&(*level, parent.clone())) || self.placed_at(*level, parent).is_some()
        })?;
        let (level, above) = (orphan.level.to_string(), above.to_string());
        let params = [("code", code), ("parent", &parent.0), ("level", &level), ("above", &above)];
        Some(at(orphan.row, column, "parent.not_above", &params))
    }

    /// The nearest level above of which one grid holds most of the child; else whoever holds most of it at all. Ties
    /// and misfits are noted, row by row, with the shares.
    fn by_geometry(
        &mut self,
        orphan: &Orphan,
        before: &[Orphan],
        paths: &[Option<GridPath>],
        findings: &mut Findings,
    ) -> Result<GridPath, Fault> {
        let mut best: Option<Held> = None;
        for level in levels_above(orphan.level) {
            let (candidates, index) = self.index(level, before, paths);
            let Some(share) = parent_of(&orphan.shape, index) else { continue };
            let second = share.runner_up.map(|(index, share)| (candidates[index].clone(), share));
            let held = Held { path: candidates[share.index].clone(), share: share.share, second };
            let enough = held.share >= MOST_OF_IT;
            if best.as_ref().is_none_or(|best| held.share > best.share) {
                best = Some(held);
            }
            if enough {
                break;
            }
        }
        let code = &orphan.code;
        let Some(held) = best else {
            return Err(at(orphan.row, "geometry", "parent.none", &[("code", &code.0)]));
        };
        if let Some(doubt) = held.doubt(orphan) {
            findings.note(doubt);
        }
        Ok(held.path)
    }

    fn index(&mut self, level: Level, before: &[Orphan], paths: &[Option<GridPath>]) -> &(Vec<GridPath>, ParentIndex) {
        self.indexes.entry(level).or_insert_with(|| {
            let stored: Vec<(GridPath, Shape)> = (self.known.shapes)(level);
            let new = before.iter().zip(paths).filter(|(orphan, _)| orphan.level == level);
            let new: Vec<(&GridPath, &Shape)> =
                new.filter_map(|(orphan, path)| Some((path.as_ref()?, &orphan.shape))).collect();
            let index =
                ParentIndex::new(stored.iter().map(|(_, shape)| shape).chain(new.iter().map(|(_, shape)| *shape)));
            let paths = stored.iter().map(|(path, _)| path).chain(new.iter().map(|(path, _)| *path)).cloned().collect();
            (paths, index)
        })
    }

    fn placed_at(&self, level: Level, code: &GridCode) -> Option<GridPath> {
        let in_file = self.placed.get(&(level, code.clone()));
        in_file.or_else(|| self.known.tree.with_code(level, code).map(|grid| &grid.path)).cloned()
    }

    /// When the parent is in the file and was refused, its own fault is the one to repair.
    fn refused_parent(&self, orphan: &Orphan, parent: &GridCode, field: &str) -> Option<Fault> {
        let row = levels_above(orphan.level)
            .find_map(|level| self.rows.get(&(level, parent.clone())))
            .filter(|row| self.refused.contains(&(**row as u32)))?;
        let params = [("code", orphan.code.0.as_str()), ("parent", &parent.0), ("first", &row.to_string())];
        Some(at(orphan.row, field, "parent.refused", &params))
    }
}

/// From the next level above up to the top.
fn levels_above(level: Level) -> impl Iterator<Item = Level> {
    (Level::TOP.0..level.0).rev().map(Level)
}

fn missing(orphan: &Orphan, field: &str, parent: &GridCode) -> Fault {
    at(orphan.row, field, "grid.missing_parent", &[("code", &orphan.code.0), ("parent", &parent.0)])
}

fn not_nested(orphan: &Orphan) -> Fault {
    let params = [("code", orphan.code.0.as_str()), ("level", &orphan.level.to_string())];
    at(orphan.row, "code", "parent.not_nested", &params)
}
