//! What the proof says of shapes, as findings.

use atlas::fault::{Fault, FaultKind};
use atlas::ring::RingFaultKind;
use domain::code::GridPath;
use domain::finding::FindingKind;
use domain::tree::Tree;
use domain::words::{Params, params};

use super::{Found, Proof, Spot};

/// In the order of the proof: by parent.
pub fn found(tree: &Tree, proof: &Proof) -> Vec<Found> {
    let mut found = Vec::new();
    let (mut above, mut number) = (None, 0);
    for fault in proof.coverage().faults() {
        number = if above == Some(&fault.above) { number + 1 } else { 0 };
        above = Some(&fault.above);
        found.extend(finding(tree, fault, number));
    }
    found
}

/// None when its grids are gone since.
fn finding(tree: &Tree, fault: &Fault, number: usize) -> Option<Found> {
    let grids: Vec<GridPath> = fault.grids.iter().filter(|path| tree.grid(path).is_some()).cloned().collect();
    // The children don't fit, not their parent.
    let first = grids.iter().find(|path| fault.above.as_ref() != Some(path)).or(grids.first())?;
    let level = tree.grid(first)?.level;
    let (kind, says, params) = said(fault);
    Some(Found {
        spot: Some(Spot {
            place: fault.place,
            bounds: fault.bounds,
            size: has_area(fault).then_some((fault.width, fault.area)),
            fault: (fault.above.clone(), number),
        }),
        measure: format!("{says} {:.0}", fault.area * 10.0),
        ..Found::new(kind, says, params, level, grids)
    })
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

/// To a hundredth; what is less is said to be less.
fn measured(size: f64) -> String {
    if size < 0.005 { "<0.01".to_owned() } else { format!("{size:.2}") }
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
