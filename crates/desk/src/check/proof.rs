//! The proof that siblings tile their parent, kept from one question to the next.
//!
//! How far it holds is said by the log: only facts about grids past the proof's vector make it old. People who
//! come and go, orders and receipts never do. A revision is proven by the groups that it touched: the siblings of
//! each grid, and its children.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::{Arc, Mutex, PoisonError};

use atlas::breach::Edited;
use atlas::coverage::{Coverage, Group, Tolerance, groups_of};
use domain::code::GridPath;
use domain::fact::Fact;
use domain::news::Vector;
use domain::place::Shape;
use domain::revision::GridChange;
use domain::set::SetKind;
use ledger::{Error, View};

use super::strays::{self, Stray};

/// What is proven of a scheme, as of a vector.
#[derive(Clone)]
pub struct Proof {
    seen: Vector,
    coverage: Coverage,
    strays: BTreeMap<GridPath, Stray>,
}

/// The proofs of all schemes that were asked for.
#[derive(Default)]
pub struct Proofs(Mutex<HashMap<String, Arc<Proof>>>);

/// Whether what a view shows will stay.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// Committed: what is worked out of it is kept.
    Committed,
    /// Of a transaction that may yet be undone: nothing is kept from there. What is known and still holds is taken.
    Pending,
}

/// What the log did to a scheme since somebody looked at it.
#[derive(Debug, PartialEq)]
pub enum Since {
    Nothing,
    /// These grids were revised, in this order.
    Touched(Vec<GridChange>),
    Everything,
}

/// The grids of one family, read for the proof: the children by path, and their parent's boundary.
pub struct Family {
    pub above: Option<GridPath>,
    pub outline: Option<Shape>,
    pub children: Vec<(GridPath, Shape)>,
}

impl Proof {
    /// The proof of a scheme as it stands in the view.
    pub fn of(view: &View<'_>, scheme: Option<&str>) -> Result<Self, Error> {
        let seen = view.vector()?;
        let shapes = view.shapes_of(scheme, None)?;
        let coverage = Coverage::of(groups_of(&shapes), Tolerance::USUAL);
        Ok(Self { seen, strays: strays::of(view, scheme, &coverage)?, coverage })
    }

    pub fn coverage(&self) -> &Coverage {
        &self.coverage
    }

    /// Where a grid lies instead of in its parent, if it does.
    pub fn stray(&self, path: &GridPath) -> Option<&Stray> {
        self.strays.get(path)
    }

    /// The same, with the families looked at again that these changes touched.
    fn again(&self, view: &View<'_>, scheme: &str, changes: &[GridChange]) -> Result<Self, Error> {
        let mut proof = Self { seen: view.vector()?, coverage: self.coverage.clone(), strays: BTreeMap::new() };
        for above in families(changes) {
            let family = Family::read(view, scheme, above)?;
            proof.coverage.check_edited(&Edited { before: family.before(changes), after: family.group() });
        }
        proof.strays = strays::of(view, Some(scheme), &proof.coverage)?;
        Ok(proof)
    }
}

impl Proofs {
    /// The proof of a scheme as it stands in the view. Whoever asks meanwhile waits for the same one.
    pub fn of(&self, view: &View<'_>, scheme: &str, state: State) -> Result<Arc<Proof>, Error> {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let known = all.get(scheme).map(Arc::clone);
        let proof = match known {
            None => Proof::of(view, Some(scheme))?,
            Some(known) => match since(view.facts_on_grids_since(&known.seen)?, scheme) {
                Since::Nothing => return Ok(known),
                Since::Touched(changes) => known.again(view, scheme, &changes)?,
                Since::Everything => Proof::of(view, Some(scheme))?,
            },
        };
        let proof = Arc::new(proof);
        if state == State::Committed {
            all.insert(scheme.to_owned(), Arc::clone(&proof));
        }
        Ok(proof)
    }
}

impl Family {
    /// The children of a grid, or the grids at the top.
    pub fn read(view: &View<'_>, scheme: &str, above: Option<GridPath>) -> Result<Self, Error> {
        let children = view.children_of(scheme, above.as_ref())?;
        let outline = above.as_ref().map(|path| view.shape_of(Some(scheme), path)).transpose()?.flatten();
        Ok(Self { above, outline, children })
    }

    /// A grid without children is not divided, and nothing is wrong with that.
    pub fn is_empty(&self) -> bool {
        self.children.is_empty()
    }

    pub fn group(&self) -> Group<'_> {
        Group {
            above: self.above.clone(),
            outline: self.outline.as_ref(),
            children: self.children.iter().map(|(path, shape)| (path, shape)).collect(),
        }
    }

    /// As it was before these changes, which came in this order.
    fn before<'a>(&'a self, changes: &'a [GridChange]) -> Group<'a> {
        let mut was: BTreeMap<&GridPath, Option<&Shape>> = BTreeMap::new();
        for GridChange { path, before, .. } in changes {
            // What it was before the first of them.
            was.entry(path).or_insert(before.as_ref().map(|placed| &placed.shape));
        }
        let outline = self.above.as_ref().and_then(|path| was.get(path).copied());
        let stayed =
            self.children.iter().filter(|(path, _)| !was.contains_key(path)).map(|(path, shape)| (path, shape));
        let own = was.iter().filter(|(path, _)| path.parent() == self.above);
        let mut children: Vec<_> = stayed.chain(own.filter_map(|(path, shape)| Some((*path, (*shape)?)))).collect();
        children.sort_unstable_by_key(|(path, _)| *path);
        Group { above: self.above.clone(), outline: outline.unwrap_or(self.outline.as_ref()), children }
    }
}

/// Parents whose children are to be looked at again; none: the grids at the top.
fn families(changes: &[GridChange]) -> BTreeSet<Option<GridPath>> {
    changes.iter().flat_map(|change| [change.path.parent(), Some(change.path.clone())]).collect()
}

/// What facts about grids did to a scheme.
pub fn since(facts: Vec<Fact>, scheme: &str) -> Since {
    let mut touched = Vec::new();
    for fact in facts {
        match fact {
            Fact::GridsRevised { scheme: revised, changes, .. } => {
                touched.extend(changes.into_iter().filter(|_| revised == scheme));
            }
            // Sets of people and places come in without touching a grid.
            Fact::SetImported { of, .. } | Fact::ImportUndone { of, .. } if of != SetKind::Grids => {}
            Fact::SchemeDrafted { scheme: other, .. } if other.name != scheme => {}
            Fact::SchemeDiscarded { scheme: other } if other != scheme => {}
            // In force or not, its shapes stay.
            Fact::SchemePublished { .. } => {}
            _ => return Since::Everything,
        }
    }
    if touched.is_empty() { Since::Nothing } else { Since::Touched(touched) }
}

#[cfg(test)]
mod tests {
    use domain::fact::{FactId, Source};
    use domain::id::{DeskId, SetHash};
    use domain::revision::Cause;

    use super::*;

    const DRAFT: &str = "二〇二七";

    fn revised(scheme: &str, paths: &[&str]) -> Fact {
        let change = |path: &&str| GridChange { path: GridPath::from_text(*path), before: None, after: None };
        let changes = paths.iter().map(change).collect();
        Fact::GridsRevised { scheme: scheme.to_owned(), cause: Cause::Edited { how: None }, changes }
    }

    fn touched(facts: Vec<Fact>) -> BTreeSet<Option<GridPath>> {
        let Since::Touched(changes) = since(facts, DRAFT) else { panic!("these touch some families") };
        families(&changes)
    }

    fn of(all: &[Option<&str>]) -> BTreeSet<Option<GridPath>> {
        all.iter().map(|path| path.map(GridPath::from_text)).collect()
    }

    #[test]
    fn an_edit_is_proven_by_the_siblings_of_each_grid_and_its_children_alone() {
        assert_eq!(touched(vec![revised(DRAFT, &["1.A.x"])]), of(&[Some("1.A"), Some("1.A.x")]));
        assert_eq!(touched(vec![revised(DRAFT, &["1"])]), of(&[None, Some("1")]));
        // A grid that moves concerns both its parents.
        let moved = vec![revised(DRAFT, &["1.A.x", "1.B.x"]), revised(DRAFT, &["1.A.y"])];
        let both = [Some("1.A"), Some("1.A.x"), Some("1.A.y"), Some("1.B"), Some("1.B.x")];
        assert_eq!(touched(moved), of(&both));
    }

    #[test]
    fn what_happens_to_other_schemes_and_to_people_touches_nothing() {
        let (hash, datum, columns) = (String::new(), "EPSG:4326".to_owned(), BTreeMap::new());
        let source = Source { file: "a.csv".to_owned(), hash, bytes: None, datum, columns };
        let set = SetHash("0".repeat(64));
        let facts = vec![
            revised("别的", &["1.A.x"]),
            Fact::SetImported { set: set.clone(), of: SetKind::Posts, rows: 9, source: source.clone() },
            Fact::SchemeDiscarded { scheme: "别的".to_owned() },
        ];
        assert_eq!(since(facts, DRAFT), Since::Nothing);
        assert_eq!(since(vec![], DRAFT), Since::Nothing);
        let grids = Fact::SetImported { set: set.clone(), of: SetKind::Grids, rows: 9, source };
        assert_eq!(since(vec![revised(DRAFT, &["1.A.x"]), grids], DRAFT), Since::Everything);
        let import = FactId { desk: DeskId(uuid::Uuid::nil()), seq: 1 };
        let undone = Fact::ImportUndone { import, set, of: SetKind::Grids, rows: 9 };
        assert_eq!(since(vec![undone], DRAFT), Since::Everything);
    }
}
