//! What is wrong with grids, people and counts: each finding with its grid, place, size and mend.

use atlas::ring;
use domain::answer::{Finding, Findings};
use domain::failure::Failure;
use domain::grid::{Counts, Grid};
use domain::place::{Position, Shape};
use domain::seat::Seat;
use ledger::View;

use crate::ask::sum as ask_sum;
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
        let message = "nobody is in post anywhere; import heads: wutu import STORE FILE --as heads";
        findings.extend(district.tree.tops().map(|top| finding(top, "no_roster", message)));
    }
    for grid in district.tree.grids().iter().filter(|grid| seat.covers(&grid.path)) {
        looked_at += 1;
        if !nobody && district.roster.heads(&grid.path).is_empty() {
            findings.push(finding(grid, "no_head", "nobody answers for this grid; import a head for it"));
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

fn finding(grid: &Grid, kind: &str, message: impl Into<String>) -> Finding {
    Finding {
        kind: kind.to_owned(),
        path: grid.path.clone(),
        code: grid.code.clone(),
        name: grid.name.clone(),
        place: None,
        size: None,
        message: message.into(),
    }
}

/// A standard code says its level and its parent; the grid must stand where its code says.
fn code_finding(grid: &Grid) -> Option<Finding> {
    if grid.code.standard_level() != Some(grid.level) {
        let message =
            format!("the code {} does not fit level {}; correct the code or the level", grid.code, grid.level);
        return Some(finding(grid, "malformed_code", message));
    }
    let parent = grid.path.parent()?;
    let expected = grid.code.standard_parent()?;
    let stands = parent.as_str().rsplit('.').next() == Some(expected.0.as_str());
    let message = format!("the code {} belongs under {expected}, the grid stands under {parent}", grid.code);
    (!stands).then(|| finding(grid, "wrong_parent", message))
}

/// One of a grid's counts.
type Pick = fn(&Counts) -> Option<u32>;

/// A parent's counts must be the sum of its children's, or show the difference.
fn count_findings(grid: &Grid, district: &District) -> Vec<Finding> {
    let children: Vec<&Grid> = district.tree.children(&grid.path).collect();
    let sum = ask_sum(&children);
    let pairs: [(&str, Pick); 4] = [
        ("residents", |counts| counts.residents),
        ("households", |counts| counts.households),
        ("buildings", |counts| counts.buildings),
        ("units", |counts| counts.units),
    ];
    let differs = |(name, pick): (&str, Pick)| {
        let (own, below) = (pick(&grid.counts)?, pick(&sum)?);
        let message = format!("{name}: {own} here, {below} in the {} children; count again", children.len());
        (own != below).then(|| Finding {
            size: Some(format!("{:+}", i64::from(own) - i64::from(below))),
            ..finding(grid, "count_mismatch", message)
        })
    };
    pairs.into_iter().filter_map(differs).collect()
}

fn shape_findings(grid: &Grid, shape: &Shape) -> Vec<Finding> {
    ring::faults_of(shape)
        .into_iter()
        .map(|fault| Finding { place: Some(degrees(fault.place)), ..finding(grid, "invalid_ring", fault.words()) })
        .collect()
}

fn degrees(place: Position) -> (f64, f64) {
    (place.longitude(), place.latitude())
}
