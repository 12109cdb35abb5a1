//! What can be done about a finding of shapes without drawing: each mend as the shapes that it would change.

use atlas::coverage::Tolerance;
use atlas::fault::{Defect, Fault, FaultKind};
use atlas::mend::{self, Change};
use domain::failure::{Failure, Refusal};
use domain::finding::Mend;
use ledger::View;

use super::proof::Family;
use crate::failure::broken;

/// The ways in which a fault of a scheme can be mended, each with what it would change. A way that would leave or make
/// another fault is none.
pub fn offers(view: &View<'_>, scheme: &str, fault: &Fault) -> Result<Vec<(Mend, Vec<Change>)>, Failure> {
    let ways = ways(fault);
    if ways.is_empty() {
        return Ok(Vec::new());
    }
    let family = Family::read(view, scheme, fault.above.clone()).map_err(broken)?;
    let made = ways.into_iter().map(|way| made(&family, fault, &way).map(|changes| (way, changes)));
    Ok(made.filter_map(Result::ok).collect())
}

/// The shapes that a mend changes; refused when the scheme would not be better for it.
pub fn changes(view: &View<'_>, scheme: &str, fault: &Fault, mend: &Mend) -> Result<Vec<Change>, Failure> {
    let family = Family::read(view, scheme, fault.above.clone()).map_err(broken)?;
    Ok(made(&family, fault, mend)?)
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

fn made(family: &Family, fault: &Fault, mend: &Mend) -> Result<Vec<Change>, Refusal> {
    let (group, tolerance) = (family.group(), Tolerance::USUAL);
    let made = match mend {
        Mend::GiveToNeighbour => mend::give_to_neighbour(&group, fault, tolerance),
        Mend::SnapToOther { moving } => mend::snap_to_other(&group, fault, moving, tolerance),
        Mend::ClipToParent => mend::clip_to_parent(&group, fault, tolerance),
    };
    made.map_err(|refusal| match refusal {
        mend::Refusal::TooWide => Refusal::MendTooWide,
        mend::Refusal::NothingLeft(path) => Refusal::MendLeavesNothing { path },
        mend::Refusal::NotClean(faults) => Refusal::MendNotClean { count: faults.len() },
        mend::Refusal::Gone | mend::Refusal::WrongKind | mend::Refusal::NotConcerned => Refusal::MendDoesNotFit,
    })
}
