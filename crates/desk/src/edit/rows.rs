//! A grid's own row, from a form.

use domain::code::GridPath;
use domain::edit::GridRow;
use domain::failure::{Failure, Impediment, Refusal};
use domain::revision::moving::Altered;

use super::Ground;

/// The most characters of a name or a kind.
const LONGEST: usize = 100;

impl Ground<'_, '_> {
    /// Another code is another path for the grid and all below it.
    pub(super) fn describe(&self, path: &GridPath, row: &GridRow) -> Result<Vec<Altered>, Failure> {
        let GridRow { code, kind, name, counts, attributes } = row.clone();
        for text in [&kind, &name, &code.0] {
            Refusal::unless_within(text, LONGEST)?;
        }
        if code.0.trim().is_empty() {
            return Err(Refusal::Scheme(Impediment::PathNotOfCode { path: path.clone(), code: code.0 }).into());
        }
        let to = path.parent().map_or_else(|| GridPath::top(&code), |parent| parent.child(&code));
        let mut altered = self.subtree_moved(path, path, &to)?;
        let own = altered.iter_mut().filter_map(|one| one.after.as_mut()).find(|placed| placed.grid.path == to);
        if let Some(placed) = own {
            let name = if name.trim().is_empty() { code.0.clone() } else { name.trim().to_owned() };
            placed.grid.code = code;
            placed.grid.name = name;
            kind.trim().clone_into(&mut placed.grid.kind);
            placed.grid.counts = counts;
            placed.grid.attributes = attributes;
        }
        Ok(altered)
    }
}
