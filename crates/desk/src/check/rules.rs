//! What the grids' own rows say wrong: heads, codes, kinds, counts.

use std::collections::BTreeMap;

use domain::code::{GridCode, GridPath, Level};
use domain::finding::FindingKind;
use domain::grid::{Counts, Grid};
use domain::scheme::Scheme;
use domain::tree::Tree;
use domain::words::{Params, params};

use super::{Found, Looked};

/// In the order of the grids' paths.
pub fn found(looked: Looked<'_>) -> Vec<Found> {
    let Looked { scheme, tree, roster } = looked;
    let mut found = Vec::new();
    let grids = tree.grids();
    // Without a single post every grid would say the same; the tops say it once.
    let nobody = roster.posts().is_empty();
    if nobody {
        found.extend(tree.tops().map(|top| at(top, FindingKind::NoRoster, "finding.no_roster", &[])));
    }
    let has_standard_codes = has_standard_codes(tree);
    for grid in grids {
        if !nobody && roster.heads(&grid.path).is_empty() {
            found.push(at(grid, FindingKind::NoHead, "finding.no_head", &[]));
        }
        if has_standard_codes {
            found.extend(code(grid));
        }
        if let Some(scheme) = scheme {
            found.extend(kind(grid, scheme));
        }
        found.extend(counts(grid, tree));
    }
    found.extend(repeated_codes(grids));
    found
}

/// What is wrong with a grid's code once it stands under another parent.
pub fn code_under(tree: &Tree, path: &GridPath, parent: &GridPath) -> Option<FindingKind> {
    let mut grid = tree.grid(path).filter(|_| has_standard_codes(tree))?.clone();
    grid.path = parent.child(&grid.code);
    code(&grid).map(|found| found.kind)
}

fn has_standard_codes(tree: &Tree) -> bool {
    let is_standard = |grid: &&Grid| grid.code.standard_level() == Some(grid.level);
    2 * tree.grids().iter().filter(is_standard).count() > tree.grids().len()
}

fn at(grid: &Grid, kind: FindingKind, says: &'static str, pairs: &[(&str, &str)]) -> Found {
    Found::new(kind, says, params(pairs), grid.level, vec![grid.path.clone()])
}

/// A standard code says its level and its parent; the grid must stand where its code says.
fn code(grid: &Grid) -> Option<Found> {
    let code = grid.code.0.as_str();
    if grid.code.standard_level() != Some(grid.level) {
        let params = [("code", code), ("level", &grid.level.to_string())];
        return Some(at(grid, FindingKind::MalformedCode, "finding.malformed_code", &params));
    }
    let parent = grid.path.parent()?;
    let expected = grid.code.standard_parent()?;
    let stands = parent.as_str().rsplit('.').next() == Some(expected.0.as_str());
    let params = [("code", code), ("expected", &expected.0), ("parent", parent.as_str())];
    (!stands).then(|| at(grid, FindingKind::WrongParent, "finding.wrong_parent", &params))
}

/// A code is unique at its level; one finding names all that have it.
fn repeated_codes(grids: &[Grid]) -> Vec<Found> {
    let mut by_code: BTreeMap<(Level, &GridCode), Vec<&GridPath>> = BTreeMap::new();
    for grid in grids {
        by_code.entry((grid.level, &grid.code)).or_default().push(&grid.path);
    }
    let repeated = by_code.into_iter().filter(|(_, paths)| paths.len() > 1);
    repeated
        .map(|((level, code), paths)| {
            let params: Params =
                params(&[("code", &code.0), ("level", &level.to_string()), ("times", &paths.len().to_string())]);
            let paths = paths.into_iter().cloned().collect();
            Found::new(FindingKind::DuplicateCode, "finding.duplicate_code", params, level, paths)
        })
        .collect()
}

/// Kinds that belong to one customary level.
const KINDS: [(&str, Level); 10] = [
    ("街道", Level(2)),
    ("镇", Level(2)),
    ("乡", Level(2)),
    ("城市社区", Level(3)),
    ("行政村", Level(3)),
    ("社区", Level(3)),
    ("小区", Level(4)),
    ("自然村", Level(4)),
    ("楼栋", Level(5)),
    ("小组", Level(5)),
];

/// Where a scheme calls its levels as is customary, a kind of one of them stands at no other.
fn kind(grid: &Grid, scheme: &Scheme) -> Option<Found> {
    let (_, home) = KINDS.iter().find(|(kind, _)| *kind == grid.kind)?;
    let is_customary = |level: Level| {
        let mut known = scheme.levels.iter().filter(|known| known.level == level);
        known.all(|known| known.name == Scheme::customary_name(level))
    };
    if *home == grid.level || !is_customary(*home) || !is_customary(grid.level) {
        return None;
    }
    let names = [Scheme::customary_name(*home), Scheme::customary_name(grid.level)];
    let params = [("kind", grid.kind.as_str()), ("home", names[0]), ("level", names[1])];
    Some(at(grid, FindingKind::WrongKind, "finding.wrong_kind", &params))
}

/// One of a grid's counts.
type Pick = fn(&Counts) -> Option<u32>;

/// A parent's counts must be the sum of its children's, or show the difference.
fn counts(grid: &Grid, tree: &Tree) -> Vec<Found> {
    let children: Vec<&Grid> = tree.children(&grid.path).collect();
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
        (own != below).then(|| Found {
            difference: Some(i64::from(own) - i64::from(below)),
            measure: format!("{name} {own} {below}"),
            ..at(grid, FindingKind::CountMismatch, "finding.count_mismatch", &params)
        })
    };
    pairs.into_iter().filter_map(differs).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_that_stands_twice_at_one_level_is_one_finding_with_all_its_grids() {
        let grid = |path: &str, level: u8| Grid {
            path: GridPath::from_text(path),
            code: GridCode(path.rsplit('.').next().unwrap_or_default().to_owned()),
            level: Level(level),
            kind: String::new(),
            name: path.to_owned(),
            counts: Counts::default(),
            attributes: BTreeMap::new(),
        };
        // Levels may share codes.
        let grids =
            [grid("1", 1), grid("1.A", 2), grid("1.A.1", 3), grid("1.B", 2), grid("1.B.1", 3), grid("1.B.2", 3)];
        let found = repeated_codes(&grids);
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].kind, found[0].level), (FindingKind::DuplicateCode, Level(3)));
        assert_eq!(found[0].grids, [GridPath::from_text("1.A.1"), GridPath::from_text("1.B.1")]);
        assert_eq!(found[0].params["times"], "2");
    }
}
