//! What can be done about a finding of shapes without drawing: each mend as what it would change.

use atlas::coverage::{Checker, Tolerance};
use atlas::fault::{Defect, Fault, FaultKind};
use atlas::measure::area;
use atlas::mend::{self, Change};
use domain::code::GridPath;
use domain::failure::{Failure, FailureKind, Refusal};
use domain::finding::Mend;
use domain::revision::{GridChange, Wanted, moving};
use domain::set::PlacedGrid;
use domain::tree::Tree;
use ledger::View;

use super::proof::Family;
use super::{Check, Found};
use crate::failure::broken;

/// What a mend changes.
pub enum Work {
    /// Borders.
    Shapes(Vec<Change>),
    /// Where a grid stands, with everything below it.
    Parent { path: GridPath, parent: GridPath },
}

/// A scheme that is to be mended, read from the store.
#[derive(Clone, Copy)]
pub struct Bench<'a> {
    pub view: &'a View<'a>,
    pub scheme: &'a str,
    pub tree: &'a Tree,
    pub check: &'a Check,
}

impl Bench<'_> {
    /// The ways in which a finding can be mended, each with what it would change. A way that would leave or make
    /// another fault is none.
    pub fn offers(&self, found: &Found) -> Result<Vec<(Mend, Work)>, Failure> {
        let Some(fault) = self.check.fault(found) else { return self.move_of(found) };
        let ways = ways(fault);
        let mut offers = self.move_of(found)?;
        if ways.is_empty() {
            return Ok(offers);
        }
        let family = self.family(fault.above.as_ref())?;
        let made = ways.into_iter().map(|way| shapes(&family, fault, &way).map(|changes| (way, Work::Shapes(changes))));
        offers.extend(made.filter_map(Result::ok));
        Ok(offers)
    }

    /// The revision that a mend is; refused when the scheme would not be better for it.
    pub fn wanted(&self, found: &Found, mend: &Mend) -> Result<Vec<Wanted>, Failure> {
        match (mend, self.check.stray(found)) {
            (Mend::MoveToParent { path, parent }, Some((stray, lies))) if path == stray && *parent == lies.lies_in => {
                self.admit_move(path, parent)?;
                let placed = self.tree.subtree(path).map(|grid| self.placed(&grid.path));
                let subtree: Vec<PlacedGrid> = placed.collect::<Result<_, _>>()?;
                let top = subtree.first().ok_or(Refusal::MendDoesNotFit)?;
                let to = parent.child(&top.grid.code);
                Ok(moving::changes(moving::moved(subtree, path, &to)).into_iter().map(wanted).collect())
            }
            (Mend::MoveToParent { .. }, _) => Err(Refusal::MendDoesNotFit.into()),
            _ => {
                let fault = self.check.fault(found).ok_or(Refusal::MendDoesNotFit)?;
                let changes = shapes(&self.family(fault.above.as_ref())?, fault, mend)?;
                changes.into_iter().map(|change| self.drawn(change)).collect()
            }
        }
    }

    fn move_of(&self, found: &Found) -> Result<Vec<(Mend, Work)>, Failure> {
        let Some((path, lies)) = self.check.stray(found) else { return Ok(Vec::new()) };
        let (path, parent) = (path.clone(), lies.lies_in.clone());
        match self.admit_move(&path, &parent) {
            Ok(()) => {
                let mend = Mend::MoveToParent { path: path.clone(), parent: parent.clone() };
                Ok(vec![(mend, Work::Parent { path, parent })])
            }
            Err(failure) if failure.kind == FailureKind::Refused => Ok(Vec::new()),
            Err(failure) => Err(failure),
        }
    }

    /// The ground must wait for the grid in its new family: where somebody has it already, a move would only turn what
    /// lies outside one parent into an overlap under the other.
    fn admit_move(&self, path: &GridPath, parent: &GridPath) -> Result<(), Failure> {
        let above = path.parent();
        let (old, new) = (self.family(above.as_ref())?, self.family(Some(parent))?);
        let (mut left, mut joined) = (old.group(), new.group());
        let Some(at) = left.children.iter().position(|(child, _)| *child == path) else {
            return Err(Refusal::MendDoesNotFit.into());
        };
        let (_, shape) = left.children.remove(at);
        joined.children.push((path, shape));
        joined.children.sort_unstable_by_key(|(child, _)| *child);
        let mut checker = Checker::default();
        let mut after = checker.faults_of(&joined, Tolerance::USUAL);
        if !left.children.is_empty() {
            after.extend(checker.faults_of(&left, Tolerance::USUAL));
        }
        let before = [above.as_ref(), Some(parent)].map(|above| self.check.proof.coverage().faults_of(above));
        let total = |faults: &[Fault]| faults.iter().map(|fault| fault.area).sum::<f64>();
        let gained = before.iter().map(|faults| total(faults)).sum::<f64>() - total(&after);
        if gained > area(shape) / 2.0 { Ok(()) } else { Err(Refusal::MendNotClean { count: after.len() }.into()) }
    }

    fn family(&self, above: Option<&GridPath>) -> Result<Family, Failure> {
        Family::read(self.view, self.scheme, above.cloned()).map_err(broken)
    }

    fn placed(&self, path: &GridPath) -> Result<PlacedGrid, Failure> {
        let placed = self.view.placed(self.scheme, path).map_err(broken)?;
        Ok(placed.ok_or_else(|| Refusal::NoSuch { noun: "grid", id: path.to_string() })?)
    }

    fn drawn(&self, change: Change) -> Result<Wanted, Failure> {
        let before = self.placed(&change.path)?;
        let seen = Some(before.digest());
        Ok(Wanted { path: change.path, seen, after: Some(PlacedGrid { shape: change.shape, ..before }) })
    }
}

fn wanted(change: GridChange) -> Wanted {
    let seen = change.before.as_ref().map(PlacedGrid::digest);
    Wanted { path: change.path, seen, after: change.after }
}

fn ways(fault: &Fault) -> Vec<Mend> {
    let mut ways = Vec::new();
    if fault.kind == FaultKind::MismatchedEdge {
        let children = fault.grids.iter().filter(|path| fault.above.as_ref() != Some(path));
        ways.extend(children.map(|path| Mend::SnapToOther { moving: path.clone() }));
    }
    if fault.defects == [Defect::OutsideParent] {
        ways.push(Mend::ClipToParent);
    }
    if !fault.defects.is_empty() && !fault.defects.contains(&Defect::OutsideParent) {
        ways.push(Mend::GiveToNeighbour);
    }
    ways
}

fn shapes(family: &Family, fault: &Fault, mend: &Mend) -> Result<Vec<Change>, Refusal> {
    let (group, tolerance) = (family.group(), Tolerance::USUAL);
    let made = match mend {
        Mend::GiveToNeighbour => mend::give_to_neighbour(&group, fault, tolerance),
        Mend::SnapToOther { moving } => mend::snap_to_other(&group, fault, moving, tolerance),
        Mend::ClipToParent => mend::clip_to_parent(&group, fault, tolerance),
        Mend::MoveToParent { .. } => Err(mend::Refusal::WrongKind),
    };
    made.map_err(|refusal| match refusal {
        mend::Refusal::TooWide => Refusal::MendTooWide,
        mend::Refusal::NothingLeft(path) => Refusal::MendLeavesNothing { path },
        mend::Refusal::NotClean(faults) => Refusal::MendNotClean { count: faults.len() },
        mend::Refusal::Gone | mend::Refusal::WrongKind | mend::Refusal::NotConcerned => Refusal::MendDoesNotFit,
    })
}
