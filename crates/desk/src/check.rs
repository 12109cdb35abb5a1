//! What is wrong with grids, people and counts: each finding with its grid, place, size and mend.

use atlas::ring::{self, RingFaultKind};
use domain::answer::{Finding, Findings};
use domain::failure::Failure;
use domain::grid::{Counts, Grid};
use domain::place::{Position, Shape};
use domain::seat::Seat;
use domain::words::{self, Language};
use ledger::View;

use crate::district::District;
use crate::failure::broken;

/// Findings in the order of the grids' paths.
pub fn findings(view: &View<'_>, district: &District, seat: &Seat) -> Result<Findings, Failure> {
    let mut findings = Vec::new();
    let standard = district.tree.grids().iter().all(|grid| grid.code.standard_level().is_some());
    let mut looked_at = 0;
    // Without a single post every grid would say the same; the tops say it once.
    let nobody = district.roster.posts().is_empty();
    if nobody {
        findings.extend(district.tree.tops().map(|top| finding(top, "no_roster", "finding.no_roster", &[])));
    }
    for grid in district.tree.grids().iter().filter(|grid| seat.covers(&grid.path)) {
        looked_at += 1;
        if !nobody && district.roster.heads(&grid.path).is_empty() {
            findings.push(finding(grid, "no_head", "finding.no_head", &[]));
        }
        if standard {
            findings.extend(code_finding(grid));
        }
        findings.extend(count_findings(grid, district));
    }
    for (path, shape) in view.shapes(None).map_err(broken)? {
        let Some(grid) = district.tree.grid(&path).filter(|grid| seat.covers(&grid.path)) else { continue };
        findings.extend(shape_findings(grid, &shape));
    }
    findings.sort_by(|a, b| (&a.path, &a.kind).cmp(&(&b.path, &b.kind)));
    Ok(Findings { findings, grids: looked_at })
}

/// A finding of a kind; `says` names its words, and `params` are what they speak of.
fn finding(grid: &Grid, kind: &str, says: &str, params: &[(&str, &str)]) -> Finding {
    let params = words::params(params);
    let message = words::whole(says, &params, Language::English);
    debug_assert!(message.is_some(), "{says} has no words, or they speak of more than {params:?}");
    Finding {
        kind: kind.to_owned(),
        says: says.to_owned(),
        params,
        path: grid.path.clone(),
        code: grid.code.clone(),
        name: grid.name.clone(),
        place: None,
        size: None,
        message: message.unwrap_or_else(|| says.to_owned()),
    }
}

/// A standard code says its level and its parent; the grid must stand where its code says.
fn code_finding(grid: &Grid) -> Option<Finding> {
    let code = grid.code.0.as_str();
    if grid.code.standard_level() != Some(grid.level) {
        let params = [("code", code), ("level", &grid.level.to_string())];
        return Some(finding(grid, "malformed_code", "finding.malformed_code", &params));
    }
    let parent = grid.path.parent()?;
    let expected = grid.code.standard_parent()?;
    let stands = parent.as_str().rsplit('.').next() == Some(expected.0.as_str());
    let params = [("code", code), ("expected", &expected.0), ("parent", parent.as_str())];
    (!stands).then(|| finding(grid, "wrong_parent", "finding.wrong_parent", &params))
}

/// One of a grid's counts.
type Pick = fn(&Counts) -> Option<u32>;

/// A parent's counts must be the sum of its children's, or show the difference.
fn count_findings(grid: &Grid, district: &District) -> Vec<Finding> {
    let children: Vec<&Grid> = district.tree.children(&grid.path).collect();
    let sum = Counts::sum(&children);
    let pairs: [(&str, Pick); 4] = [
        ("residents", |counts| counts.residents),
        ("households", |counts| counts.households),
        ("buildings", |counts| counts.buildings),
        ("units", |counts| counts.units),
    ];
    let differs = |(name, pick): (&str, Pick)| {
        let (own, below) = (pick(&grid.counts)?, pick(&sum)?);
        let figures = [own.to_string(), below.to_string(), children.len().to_string()];
        let params = [("figure", name), ("own", &figures[0]), ("below", &figures[1]), ("children", &figures[2])];
        (own != below).then(|| Finding {
            size: Some(format!("{:+}", i64::from(own) - i64::from(below))),
            ..finding(grid, "count_mismatch", "finding.count_mismatch", &params)
        })
    };
    pairs.into_iter().filter_map(differs).collect()
}

fn shape_findings(grid: &Grid, shape: &Shape) -> Vec<Finding> {
    let found = |fault: ring::RingFault| Finding {
        place: Some(degrees(fault.place)),
        ..finding(grid, "invalid_ring", ring_words(fault.kind), &[])
    };
    ring::faults_of(shape).into_iter().map(found).collect()
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

fn degrees(place: Position) -> (f64, f64) {
    (place.longitude(), place.latitude())
}
