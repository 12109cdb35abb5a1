//! What the proof says of shapes, as findings.

use atlas::fault::{Fault, FaultKind};
use atlas::ring::RingFaultKind;
use domain::code::GridPath;
use domain::finding::FindingKind;
use domain::tree::Tree;
use domain::words::{Params, params};

use super::{Found, Proof, Spot, Stray};

/// In the order of the proof: by parent.
pub fn found(tree: &Tree, proof: &Proof) -> Vec<Found> {
    let mut found = Vec::new();
    let (mut above, mut number) = (None, 0);
    for fault in proof.coverage().faults() {
        number = if above == Some(&fault.above) { number + 1 } else { 0 };
        above = Some(&fault.above);
        let strays = strays(proof, fault);
        // Whoever lies elsewhere leaves his parent, and is told once.
        if strays.is_empty() || strays.len() + 1 < fault.grids.len() {
            found.extend(finding(tree, fault, number));
        }
        found.extend(strays.into_iter().filter_map(|(path, stray)| elsewhere(tree, fault, number, path, stray)));
    }
    found
}

/// Those of a fault's children that lie in another parent.
fn strays<'a>(proof: &'a Proof, fault: &'a Fault) -> Vec<(&'a GridPath, &'a Stray)> {
    if fault.kind != FaultKind::OutsideParent {
        return Vec::new();
    }
    let children = fault.grids.iter().filter(|path| fault.above.as_ref() != Some(path));
    children.filter_map(|path| Some((path, proof.stray(path)?))).collect()
}

/// Grids: the parent, the child, and the one that it lies in.
fn elsewhere(tree: &Tree, fault: &Fault, number: usize, path: &GridPath, stray: &Stray) -> Option<Found> {
    let above = tree.grid(fault.above.as_ref()?)?;
    let (child, other) = (tree.grid(path)?, tree.grid(&stray.lies_in)?);
    let share = percent(stray.share);
    let said = params(&[("share", &share), ("parent", &above.name), ("other", &other.name)]);
    let grids = [above, child, other].map(|grid| grid.path.clone()).into();
    Some(Found {
        spot: Some(spot(fault, number)),
        measure: share,
        ..Found::new(FindingKind::LiesElsewhere, "finding.lies_elsewhere", said, child.level, grids)
    })
}

/// In whole percent; what is less than all is not said to be all.
fn percent(share: f64) -> String {
    let whole = (share * 100.0).round();
    // Corners that are rounded to the lattice leave a hair.
    if whole >= 100.0 && share < 0.999_999 { ">99".to_owned() } else { format!("{whole:.0}") }
}

/// None when its grids are gone since.
fn finding(tree: &Tree, fault: &Fault, number: usize) -> Option<Found> {
    let grids: Vec<GridPath> = fault.grids.iter().filter(|path| tree.grid(path).is_some()).cloned().collect();
    // The children don't fit, not their parent.
    let first = grids.iter().find(|path| fault.above.as_ref() != Some(path)).or(grids.first())?;
    let level = tree.grid(first)?.level;
    let (kind, says, params) = said(fault);
    Some(Found {
        spot: Some(Spot { size: has_area(fault).then_some((fault.width, fault.area)), ..spot(fault, number) }),
        measure: format!("{says} {:.0}", fault.area * 10.0),
        ..Found::new(kind, says, params, level, grids)
    })
}

fn spot(fault: &Fault, number: usize) -> Spot {
    Spot {
        place: fault.place,
        bounds: fault.bounds,
        size: Some((fault.width, fault.area)),
        fault: (fault.above.clone(), number),
    }
}

/// Which kind of finding a fault is, what names its words, and what they speak of.
pub fn said(fault: &Fault) -> (FindingKind, &'static str, Params) {
    let (kind, says) = named(fault.kind);
    let (width, area) = (measured(fault.width), measured(fault.area));
    let params = if has_area(fault) { params(&[("width", &width), ("area", &area)]) } else { params(&[]) };
    (kind, says, params)
}

fn has_area(fault: &Fault) -> bool {
    !matches!(fault.kind, FaultKind::InvalidRing(_) | FaultKind::TooTangled)
}

/// To a hundredth, from a hundred on to the whole; what is less is said to be less. The finding beside the words has it
/// to the last digit.
fn measured(size: f64) -> String {
    match size {
        ..0.005 => "<0.01".to_owned(),
        100.0.. => format!("{size:.0}"),
        _ => format!("{size:.2}"),
    }
}

fn named(kind: FaultKind) -> (FindingKind, &'static str) {
    match kind {
        FaultKind::Gap => (FindingKind::Gap, "finding.gap"),
        FaultKind::NotFilled => (FindingKind::NotFilled, "finding.not_filled"),
        FaultKind::Overlap => (FindingKind::Overlap, "finding.overlap"),
        FaultKind::OutsideParent => (FindingKind::OutsideParent, "finding.outside_parent"),
        FaultKind::MismatchedEdge => (FindingKind::MismatchedEdge, "finding.mismatched_edge"),
        FaultKind::Sliver => (FindingKind::Sliver, "finding.sliver"),
        FaultKind::TooTangled => (FindingKind::TooTangled, "finding.too_tangled"),
        FaultKind::InvalidRing(ring) => (FindingKind::InvalidRing, ring_words(ring)),
    }
}

fn ring_words(kind: RingFaultKind) -> &'static str {
    match kind {
        RingFaultKind::Unclosed => "finding.ring_unclosed",
        RingFaultKind::TooFew => "finding.ring_too_few",
        RingFaultKind::NoArea => "finding.ring_no_area",
        RingFaultKind::Spike => "finding.ring_spike",
        RingFaultKind::CrossesItself => "finding.ring_crosses_itself",
        RingFaultKind::TouchesItself => "finding.ring_touches_itself",
        RingFaultKind::RingsCross => "finding.ring_rings_cross",
        RingFaultKind::HoleOutside => "finding.ring_hole_outside",
        RingFaultKind::HoleInHole => "finding.ring_hole_in_hole",
        RingFaultKind::CutInTwo => "finding.ring_cut_in_two",
        RingFaultKind::PartsOverlap => "finding.ring_parts_overlap",
        RingFaultKind::TooTangled => "finding.ring_too_tangled",
    }
}
