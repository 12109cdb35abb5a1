//! A grid goes under another parent with everything below it: every path changes, no code does.

use crate::code::GridPath;
use crate::failure::Refusal;
use crate::set::PlacedGrid;

use super::Wanted;

/// The revision that puts a grid under another parent. `subtree` is the grid and all below it.
pub fn moved(subtree: &[PlacedGrid], path: &GridPath, parent: &GridPath) -> Result<Vec<Wanted>, Refusal> {
    let Some(top) = subtree.iter().find(|placed| placed.grid.path == *path) else {
        return Err(Refusal::NoSuch { noun: "grid", id: path.to_string() });
    };
    if path.parent().as_ref() == Some(parent) || parent.is_within(path) {
        return Err(Refusal::NothingToRevise);
    }
    let to = parent.child(&top.grid.code);
    let goes =
        |placed: &PlacedGrid| Wanted { path: placed.grid.path.clone(), seen: Some(placed.digest()), after: None };
    let comes = |placed: &PlacedGrid| {
        let mut placed = placed.clone();
        placed.grid.path = placed.grid.path.rebased(path, &to);
        Wanted { path: placed.grid.path.clone(), seen: None, after: Some(placed) }
    };
    Ok(subtree.iter().map(goes).chain(subtree.iter().map(comes)).collect())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::code::{GridCode, Level};
    use crate::grid::{Counts, Grid};
    use crate::place::Shape;

    fn placed(path: &str) -> PlacedGrid {
        let path = GridPath::from_text(path);
        let level = Level(path.ancestors().len() as u8 + 1);
        let code = GridCode(path.as_str().rsplit('.').next().unwrap_or_default().to_owned());
        let (kind, name, counts) = (String::new(), code.0.clone(), Counts::default());
        PlacedGrid {
            grid: Grid { path, code, level, kind, name, counts, attributes: BTreeMap::new() },
            shape: Shape::default(),
        }
    }

    fn path(text: &str) -> GridPath {
        GridPath::from_text(text)
    }

    #[test]
    fn everything_below_goes_along_and_keeps_its_code() {
        let subtree = ["1.A.x", "1.A.x.1", "1.A.x.1.A"].map(placed);
        let wanted = moved(&subtree, &path("1.A.x"), &path("1.B")).expect("it can go");
        let gone: Vec<&str> = wanted.iter().filter(|one| one.after.is_none()).map(|one| one.path.as_str()).collect();
        assert_eq!(gone, ["1.A.x", "1.A.x.1", "1.A.x.1.A"]);
        let came: Vec<(&str, &str)> = wanted
            .iter()
            .filter_map(|one| Some((one.path.as_str(), one.after.as_ref()?.grid.code.0.as_str())))
            .collect();
        assert_eq!(came, [("1.B.x", "x"), ("1.B.x.1", "1"), ("1.B.x.1.A", "A")]);
        assert!(wanted.iter().all(|one| one.after.as_ref().is_none_or(|placed| placed.grid.path == one.path)));
    }

    #[test]
    fn nothing_goes_below_itself_or_to_where_it_is() {
        let subtree = ["1.A.x", "1.A.x.1"].map(placed);
        for parent in ["1.A", "1.A.x", "1.A.x.1"] {
            assert_eq!(moved(&subtree, &path("1.A.x"), &path(parent)), Err(Refusal::NothingToRevise), "{parent}");
        }
        let failure = moved(&subtree, &path("1.A.y"), &path("1.B")).expect_err("it is not there");
        assert_eq!(failure, Refusal::NoSuch { noun: "grid", id: "1.A.y".to_owned() });
    }
}
