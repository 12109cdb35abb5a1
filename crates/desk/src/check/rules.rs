//! What the grids' own rows say wrong: heads, codes, kinds, counts.

use std::collections::{BTreeMap, BTreeSet};

use domain::code::{GridCode, GridPath, Level};
use domain::finding::FindingKind;
use domain::grid::{Counts, Grid};
use domain::scheme::Scheme;
use domain::tree::Tree;
use domain::words::{Params, params};

use super::{Found, Looked};

/// In the order of the grids' paths.
pub fn found(looked: Looked<'_>) -> Vec<Found> {
    let rules = Rules::of(looked);
    let mut found: Vec<Found> = looked.tree.grids().iter().flat_map(|grid| rules.row(grid)).collect();
    if looked.tree.has_repeated_codes() {
        found.extend(repeated_codes(looked.tree.grids()));
    }
    found
}

/// The same after a revision that touched these grids, of people and a scheme that are still the same: every other row
/// says what it said before. None where one grid's row speaks of rows that are no kin of it, or what is asked of all
/// has changed.
pub fn again<'a>(
    before: impl Iterator<Item = &'a Found>,
    asked: Asked,
    looked: Looked<'_>,
    touched: &BTreeSet<GridPath>,
) -> Option<Vec<Found>> {
    let rules = Rules::of(looked);
    if rules.asked != asked || looked.tree.has_repeated_codes() {
        return None;
    }
    // A parent counts what its children have.
    let rows: BTreeSet<GridPath> =
        touched.iter().flat_map(|path| [Some(path.clone()), path.parent()]).flatten().collect();
    let mut found = Vec::new();
    for one in before {
        if one.kind == FindingKind::DuplicateCode {
            return None;
        }
        if one.grids.first().is_none_or(|path| !rows.contains(path)) {
            found.push(one.clone());
        }
    }
    found.extend(rows.iter().filter_map(|path| looked.tree.grid(path)).flat_map(|grid| rules.row(grid)));
    Some(found)
}

/// What is asked of every row, as all of them together decide it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Asked {
    has_standard_codes: bool,
    has_nobody: bool,
}

struct Rules<'a> {
    looked: Looked<'a>,
    asked: Asked,
}

impl Asked {
    pub fn of(looked: Looked<'_>) -> Self {
        let (has_standard_codes, has_nobody) = (has_standard_codes(looked.tree), looked.roster.posts().is_empty());
        Self { has_standard_codes, has_nobody }
    }
}

impl<'a> Rules<'a> {
    fn of(looked: Looked<'a>) -> Self {
        Self { looked, asked: Asked::of(looked) }
    }

    /// All that is wrong with a grid's own row.
    fn row(&self, grid: &Grid) -> Vec<Found> {
        let Looked { scheme, tree, roster } = self.looked;
        let mut found = Vec::new();
        if self.asked.has_nobody {
            // Without a single post every grid would say the same; the tops say it once.
            if grid.path.parent().is_none() {
                found.push(at(grid, FindingKind::NoRoster, "finding.no_roster", &[]));
            }
        } else if !roster.has_head(&grid.path) {
            found.push(at(grid, FindingKind::NoHead, "finding.no_head", &[]));
        }
        if self.asked.has_standard_codes {
            found.extend(code(grid));
        }
        found.extend(scheme.and_then(|scheme| kind(grid, scheme)));
        found.extend(counts(grid, tree));
        found
    }
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
    use domain::id::PostId;
    use domain::moment::Moment;
    use domain::post::{Post, PostRole, Station};
    use domain::roster::Roster;
    use domain::scheme::LevelName;
    use proptest::prelude::*;

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

    /// Grids of three levels, some of them faulty, by small numbers.
    fn grid_of((first, second, third): (u8, u8, u8), (kind, residents, is_odd): (u8, u32, bool)) -> Grid {
        let codes = ["411602".to_owned(), format!("41160200{first}"), format!("41160200{first}00{second}")];
        let depth = usize::from(third % 3);
        let mut path = GridPath::from_text(&codes[0]);
        for code in &codes[1..=depth] {
            path = path.child(&GridCode(code.clone()));
        }
        let mut code = GridCode(codes[depth].clone());
        if is_odd {
            // Another code than its parent's, or none of the standard.
            code = GridCode(format!("{}{residents}", code.0));
            path = path.parent().map_or_else(|| GridPath::from_text(code.0.as_str()), |parent| parent.child(&code));
        }
        Grid {
            path,
            code,
            level: Level(u8::try_from(depth).unwrap_or_default() + 1),
            kind: ["街道", "城市社区", "行政村", ""][usize::from(kind % 4)].to_owned(),
            name: format!("{first}-{second}"),
            counts: Counts { residents: Some(residents), ..Counts::default() },
            attributes: BTreeMap::new(),
        }
    }

    fn any_grid() -> impl Strategy<Value = Grid> {
        ((0..3_u8, 0..4_u8, 0..3_u8), (0..4_u8, 0..5_u32, prop::bool::weighted(0.2)))
            .prop_map(|(place, row)| grid_of(place, row))
    }

    fn by_path(grids: Vec<Grid>) -> Vec<Grid> {
        let each: BTreeMap<GridPath, Grid> = grids.into_iter().map(|grid| (grid.path.clone(), grid)).collect();
        each.into_values().collect()
    }

    fn head(grid: &Grid) -> Post {
        Post {
            id: PostId(grid.path.to_string()),
            grid: grid.path.clone(),
            title: "网格长".to_owned(),
            role: PostRole::Head,
            person: "甲".to_owned(),
            phone: String::new(),
            station: Station::Grid,
            since: None,
        }
    }

    fn arranged(mut found: Vec<Found>) -> Vec<Found> {
        found.sort_by(|a, b| (a.grids.first(), a.kind).cmp(&(b.grids.first(), b.kind)));
        found
    }

    proptest! {
        /// Invariant: what an edit's check says is what a check of everything says.
        #[test]
        fn after_any_edits_rows_say_what_they_say_when_all_are_asked(
            grids in prop::collection::vec(any_grid(), 0..24),
            edits in prop::collection::vec(prop::collection::vec((any_grid(), any::<bool>()), 1..5), 1..6),
            with_head in 0..3_usize,
        ) {
            let levels = [1, 2, 3].map(Level).map(|level| LevelName { level, name: Scheme::customary_name(level).to_owned() });
            let scheme = Scheme::grown(None, "试验", &levels, Moment::from_millis(0));
            let grids = by_path(grids);
            let posts = grids.iter().enumerate().filter(|(number, _)| with_head > 0 && number % with_head == 0);
            let roster = Roster::new(posts.map(|(_, grid)| head(grid)).collect());
            let mut tree = Tree::new(grids);
            let looked = Looked { scheme: Some(&scheme), tree: &tree, roster: &roster };
            let (mut before, mut asked) = (found(looked), Asked::of(looked));
            for changes in edits {
                let changes: BTreeMap<GridPath, Option<Grid>> =
                    changes.into_iter().map(|(grid, stays)| (grid.path.clone(), stays.then_some(grid))).collect();
                let touched = changes.keys().cloned().collect();
                tree = tree.revised(changes);
                let looked = Looked { scheme: Some(&scheme), tree: &tree, roster: &roster };
                let whole = found(looked);
                if let Some(again) = again(before.iter(), asked, looked, &touched) {
                    prop_assert_eq!(arranged(again), arranged(found(looked)));
                }
                (before, asked) = (whole, Asked::of(looked));
            }
        }
    }
}
