//! What an edit would make wrong: the families that it touches, proven before and after.

use std::collections::{BTreeMap, BTreeSet};

use atlas::coverage::{Checker, Fault, Tolerance};
use domain::code::GridPath;
use domain::revision::moving::Altered;
use ledger::{Error, View};

use crate::check::Family;

/// What an edit would make wrong.
#[derive(Default)]
pub(super) struct Verdict {
    /// Faults of shapes that are not there now; their grids are named as they stand after.
    pub(super) faults: Vec<Fault>,
    /// Those among them that break what was seamless.
    pub(super) breaches: Vec<Fault>,
}

/// Judge what an edit changes.
pub(super) fn verdict(view: &View<'_>, scheme: &str, altered: &[Altered]) -> Result<Verdict, Error> {
    let edit = Edited::of(altered);
    let mut checker = Checker::default();
    let mut faults_of = |family: &Family| {
        if family.is_empty() { Vec::new() } else { checker.faults_of(&family.group(), Tolerance::USUAL) }
    };
    let mut verdict = Verdict::default();
    for above in edit.touched() {
        let was_at = above.as_ref().map(|path| edit.was_at.get(path).copied().unwrap_or(path).clone());
        let before = Family::read(view, scheme, was_at.clone())?;
        let mut known = faults_of(&before);
        for path in known.iter_mut().flat_map(|fault| &mut fault.grids) {
            if let Some(after) = edit.is_at.get(path) {
                *path = (*after).clone();
            }
        }
        let was_divided = !before.is_empty();
        let faults = faults_of(&edit.after(above, was_at.as_ref(), before));
        verdict.breaches.extend(faults.iter().filter(|fault| fault.breaks(&known, was_divided)).cloned());
        verdict.faults.extend(faults.into_iter().filter(|fault| !known.iter().any(|known| fault.is_about(known))));
    }
    Ok(verdict)
}

/// What an edit changes, by path.
struct Edited<'a> {
    altered: &'a [Altered],
    /// Where grids that stay stood, by where they stand, and the other way round.
    was_at: BTreeMap<&'a GridPath, &'a GridPath>,
    is_at: BTreeMap<&'a GridPath, &'a GridPath>,
}

impl<'a> Edited<'a> {
    fn of(altered: &'a [Altered]) -> Self {
        let both = |one: &'a Altered| Some((&one.after.as_ref()?.grid.path, &one.before.as_ref()?.grid.path));
        let was_at: BTreeMap<_, _> = altered.iter().filter_map(both).collect();
        Self { altered, is_at: was_at.iter().map(|(after, before)| (*before, *after)).collect(), was_at }
    }

    /// The parents, as they stand after, whose children are to be looked at again; none: the grids at the top.
    fn touched(&self) -> BTreeSet<Option<GridPath>> {
        let mut touched = BTreeSet::new();
        for Altered { before, after } in self.altered {
            let (old, new) = (before.as_ref().map(|one| &one.grid.path), after.as_ref().map(|one| &one.grid.path));
            let is_reshaped = before.as_ref().map(|one| &one.shape) != after.as_ref().map(|one| &one.shape);
            let parent_before = old.and_then(GridPath::parent);
            let stands = |path: &GridPath| self.is_at.get(path).copied().unwrap_or(path).clone();
            let parent_then = parent_before.as_ref().map(stands);
            let parent = new.and_then(GridPath::parent);
            if is_reshaped || parent_then != parent {
                // Where its parent went with it, nobody is left there to look at.
                touched.extend(old.map(|_| parent_then));
                touched.extend(new.map(|_| parent));
            }
            if is_reshaped {
                touched.extend(new.cloned().map(Some));
            }
        }
        touched
    }

    /// A family as it is after.
    fn after(&self, above: Option<GridPath>, was_at: Option<&GridPath>, before: Family) -> Family {
        let gone: BTreeSet<&GridPath> =
            self.altered.iter().filter_map(|one| one.before.as_ref()).map(|placed| &placed.grid.path).collect();
        let Family { outline, children, .. } = before;
        let stays = children.into_iter().filter(|(path, _)| !gone.contains(path));
        let rebased = stays.map(|(path, shape)| match (was_at, &above) {
            (Some(from), Some(to)) => (path.rebased(from, to).unwrap_or(path), shape),
            _ => (path, shape),
        });
        let there = || self.altered.iter().filter_map(|one| one.after.as_ref());
        let come = there().filter(|placed| placed.grid.path.parent() == above);
        let come = come.map(|placed| (placed.grid.path.clone(), placed.shape.clone()));
        let mut children: Vec<_> = rebased.chain(come).collect();
        children.sort_by(|one, other| one.0.cmp(&other.0));
        let own = above.as_ref().and_then(|path| there().find(|placed| placed.grid.path == *path));
        let is_gone = above.is_some() && own.is_none() && was_at.is_some_and(|path| gone.contains(path));
        let outline = own.map(|placed| placed.shape.clone()).or(outline.filter(|_| !is_gone));
        Family { above, outline, children }
    }
}
