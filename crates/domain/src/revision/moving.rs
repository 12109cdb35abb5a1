//! Grids that stand elsewhere afterwards: a subtree under another parent, or under another code of its top.
//!
//! A path is a grid's identity, so a grid that moves goes at its old path and comes at its new one, and all below it
//! with it.

use std::collections::BTreeMap;

use super::GridChange;
use crate::code::GridPath;
use crate::set::PlacedGrid;

/// A grid before and after, wherever it stands then.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Altered {
    /// As it was; none: it is new.
    pub before: Option<PlacedGrid>,
    /// As it is; none: it went.
    pub after: Option<PlacedGrid>,
}

/// A subtree with its top at another path. What does not lie in `from` is left as it is.
pub fn moved(subtree: Vec<PlacedGrid>, from: &GridPath, to: &GridPath) -> Vec<Altered> {
    let elsewhere = |placed: PlacedGrid| {
        let mut after = placed.clone();
        if let Some(path) = placed.grid.path.rebased(from, to) {
            after.grid.path = path;
        }
        Altered { before: Some(placed), after: Some(after) }
    };
    subtree.into_iter().map(elsewhere).collect()
}

/// Path by path what changes: one that moves goes and comes; where one goes and another comes there is one change.
/// What stays as it is is none.
pub fn changes(altered: impl IntoIterator<Item = Altered>) -> Vec<GridChange> {
    let mut by_path: BTreeMap<GridPath, GridChange> = BTreeMap::new();
    let none = |path: &GridPath| GridChange { path: path.clone(), before: None, after: None };
    for Altered { before, after } in altered {
        if let Some(before) = before {
            let path = before.grid.path.clone();
            by_path.entry(path.clone()).or_insert_with(|| none(&path)).before = Some(before);
        }
        if let Some(after) = after {
            let path = after.grid.path.clone();
            by_path.entry(path.clone()).or_insert_with(|| none(&path)).after = Some(after);
        }
    }
    by_path.into_values().filter(|change| change.before != change.after).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::code::{GridCode, Level};
    use crate::grid::{Counts, Grid};
    use crate::place::Shape;

    fn placed(path: &str) -> PlacedGrid {
        let code = path.rsplit('.').next().unwrap_or_default();
        let grid = Grid {
            path: GridPath::from_text(path),
            code: GridCode(code.to_owned()),
            level: Level(path.split('.').count() as u8),
            kind: String::new(),
            name: code.to_owned(),
            counts: Counts::default(),
            attributes: BTreeMap::new(),
        };
        PlacedGrid { grid, shape: Shape::default() }
    }

    fn told(changes: &[GridChange]) -> Vec<(&str, bool, bool)> {
        changes.iter().map(|one| (one.path.as_str(), one.before.is_some(), one.after.is_some())).collect()
    }

    #[test]
    fn all_below_a_grid_goes_with_it_and_nothing_else() {
        let subtree = ["1.A", "1.A.x", "1.A.x.7", "1.AB"].map(placed).to_vec();
        let (from, to) = (GridPath::from_text("1.A"), GridPath::from_text("1.B.A"));
        let changes = changes(moved(subtree, &from, &to));
        let expected = [
            ("1.A", true, false),
            ("1.A.x", true, false),
            ("1.A.x.7", true, false),
            ("1.B.A", false, true),
            ("1.B.A.x", false, true),
            ("1.B.A.x.7", false, true),
        ];
        assert_eq!(told(&changes), expected);
        assert!(changes.iter().flat_map(|one| &one.after).all(|after| after.grid.name == after.grid.code.0));
    }

    #[test]
    fn where_one_goes_and_another_comes_there_is_one_change() {
        let mut successor = placed("1.A");
        successor.grid.name = "new".to_owned();
        let altered = [
            Altered { before: Some(placed("1.A")), after: None },
            Altered { before: Some(placed("1.B")), after: Some(successor) },
            Altered { before: Some(placed("1.C")), after: Some(placed("1.C")) },
        ];
        assert_eq!(told(&changes(altered)), [("1.A", true, true), ("1.B", true, false)]);
    }
}
