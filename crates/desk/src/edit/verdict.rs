//! What an edit would make wrong: the families that it touches, proven before and after.

use std::collections::{BTreeMap, BTreeSet};

use atlas::breach::{Breach, Edited};
use atlas::coverage::{Checker, Fault, FaultKind, Tolerance};
use domain::code::GridPath;
use domain::revision::moving::Altered;
use ledger::{Error, View};

use crate::check::Family;

/// What an edit would make wrong.
#[derive(Default)]
pub(super) struct Verdict {
    /// Faults of shapes that are not there now; their grids are named as they stand after.
    pub(super) faults: Vec<Fault>,
    /// Ground that was right and would not be any more, the widest place of each level first.
    pub(super) breaches: Vec<Breach>,
    /// A family of which nothing can be said then, and could before.
    pub(super) tangled: Option<GridPath>,
}

/// Judge what an edit changes.
pub(super) fn verdict(view: &View<'_>, scheme: &str, altered: &[Altered]) -> Result<Verdict, Error> {
    let edit = Edits::of(altered);
    let mut checker = Checker::default();
    let mut verdict = Verdict::default();
    for level in edit.touched().into_values() {
        let mut families = Vec::with_capacity(level.len());
        for above in level {
            let was_at = above.as_ref().map(|path| edit.was_at.get(path).copied().unwrap_or(path).clone());
            let before = Family::read(view, scheme, was_at.clone())?;
            families.push((edit.after(above, was_at.as_ref(), &before), before));
        }
        verdict.judge(&mut checker, &edit, &families);
    }
    Ok(verdict)
}

impl Verdict {
    /// Judge families of one level, each after and before.
    fn judge(&mut self, checker: &mut Checker, edit: &Edits<'_>, families: &[(Family, Family)]) {
        let mut faults_of = |family: &Family| {
            if family.is_empty() { Vec::new() } else { checker.faults_of(&family.group(), Tolerance::USUAL) }
        };
        let (mut is_sound, mut was_tangled) = (true, false);
        for (after, before) in families {
            let faults = faults_of(after);
            if faults.is_empty() {
                continue;
            }
            is_sound = false;
            let mut known = faults_of(before);
            was_tangled |= known.iter().any(|fault| fault.kind == FaultKind::TooTangled);
            for path in known.iter_mut().flat_map(|fault| &mut fault.grids) {
                if let Some(after) = edit.is_at.get(path) {
                    *path = (*after).clone();
                }
            }
            self.faults.extend(faults.into_iter().filter(|fault| !known.iter().any(|known| fault.is_about(known))));
        }
        if is_sound {
            return;
        }
        let both = families.iter().map(|(after, before)| Edited { before: before.group(), after: after.group() });
        match checker.breaches(&both.collect::<Vec<_>>()) {
            Some(breaches) => self.breaches.extend(breaches),
            None if was_tangled => {}
            None => self.tangled = families.iter().find_map(|(after, _)| after.above.clone()),
        }
    }
}

/// What an edit changes, by path.
struct Edits<'a> {
    altered: &'a [Altered],
    /// Where grids that stay stood, by where they stand, and the other way round.
    was_at: BTreeMap<&'a GridPath, &'a GridPath>,
    is_at: BTreeMap<&'a GridPath, &'a GridPath>,
}

impl<'a> Edits<'a> {
    fn of(altered: &'a [Altered]) -> Self {
        let both = |one: &'a Altered| Some((&one.after.as_ref()?.grid.path, &one.before.as_ref()?.grid.path));
        let was_at: BTreeMap<_, _> = altered.iter().filter_map(both).collect();
        Self { altered, is_at: was_at.iter().map(|(after, before)| (*before, *after)).collect(), was_at }
    }

    /// The parents, as they stand after, whose children are to be looked at again, level by level; none: the grids at
    /// the top.
    fn touched(&self) -> BTreeMap<usize, BTreeSet<Option<GridPath>>> {
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
        let mut levels = BTreeMap::<usize, BTreeSet<_>>::new();
        for above in touched {
            let level = above.as_ref().map_or(0, |path: &GridPath| path.ancestors().len() + 1);
            levels.entry(level).or_default().insert(above);
        }
        levels
    }

    /// A family as it is after.
    fn after(&self, above: Option<GridPath>, was_at: Option<&GridPath>, before: &Family) -> Family {
        let gone: BTreeSet<&GridPath> =
            self.altered.iter().filter_map(|one| one.before.as_ref()).map(|placed| &placed.grid.path).collect();
        let Family { outline, children, .. } = before;
        let stays = children.iter().filter(|(path, _)| !gone.contains(path)).cloned();
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
        let outline = own.map(|placed| placed.shape.clone()).or_else(|| outline.clone().filter(|_| !is_gone));
        Family { above, outline, children }
    }
}
