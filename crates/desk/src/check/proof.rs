//! The proof that siblings tile their parent, kept from one question to the next.
//!
//! How far it holds is said by the log: only facts about grids past the proof's vector make it old. People who
//! come and go, orders and receipts never do. A revision is proven by the groups that it touched: the siblings of
//! each grid, and its children.

use std::collections::{BTreeSet, HashMap};
use std::sync::{Arc, Mutex, PoisonError};

use atlas::coverage::{Coverage, Group, Tolerance, groups_of};
use domain::code::GridPath;
use domain::fact::Fact;
use domain::news::Vector;
use domain::place::Shape;
use domain::set::SetKind;
use ledger::{Error, View};

/// What is proven of a scheme, as of a vector.
#[derive(Clone)]
pub struct Proof {
    seen: Vector,
    coverage: Coverage,
}

/// The proofs of all schemes that were asked for.
#[derive(Default)]
pub struct Proofs(Mutex<HashMap<String, Arc<Proof>>>);

/// What the log did to a scheme since it was proven.
enum Since {
    Nothing,
    /// Parents whose children are to be looked at again; none: the grids at the top.
    Touched(BTreeSet<Option<GridPath>>),
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
        Ok(Self { seen, coverage: Coverage::of(groups_of(&shapes), Tolerance::USUAL) })
    }

    pub fn coverage(&self) -> &Coverage {
        &self.coverage
    }

    /// The same, with these families looked at again.
    fn again(&self, view: &View<'_>, scheme: &str, touched: BTreeSet<Option<GridPath>>) -> Result<Self, Error> {
        let mut proof = Self { seen: view.vector()?, coverage: self.coverage.clone() };
        for above in touched {
            proof.coverage.check_group(&Family::read(view, scheme, above)?.group());
        }
        Ok(proof)
    }
}

impl Proofs {
    /// The proof of a scheme as it stands in the view. Whoever asks meanwhile waits for the same one.
    pub fn of(&self, view: &View<'_>, scheme: &str) -> Result<Arc<Proof>, Error> {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let known = all.get(scheme).map(Arc::clone);
        let proof = match known {
            None => Proof::of(view, Some(scheme))?,
            Some(known) => match since(view, scheme, &known.seen)? {
                Since::Nothing => return Ok(known),
                Since::Touched(families) => known.again(view, scheme, families)?,
                Since::Everything => Proof::of(view, Some(scheme))?,
            },
        };
        let proof = Arc::new(proof);
        all.insert(scheme.to_owned(), Arc::clone(&proof));
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
}

fn since(view: &View<'_>, scheme: &str, seen: &Vector) -> Result<Since, Error> {
    let mut touched = BTreeSet::new();
    for fact in view.facts_on_grids_since(seen)? {
        match fact {
            Fact::GridsRevised { scheme: revised, changes, .. } => {
                for change in changes.into_iter().filter(|_| revised == scheme) {
                    touched.insert(change.path.parent());
                    touched.insert(Some(change.path));
                }
            }
            // Sets of people and places come in without touching a grid.
            Fact::SetImported { of, .. } | Fact::ImportUndone { of, .. } if of != SetKind::Grids => {}
            Fact::SchemeDrafted { scheme: other, .. } if other.name != scheme => {}
            Fact::SchemeDiscarded { scheme: other } if other != scheme => {}
            // In force or not, its shapes stay.
            Fact::SchemePublished { .. } => {}
            _ => return Ok(Since::Everything),
        }
    }
    Ok(if touched.is_empty() { Since::Nothing } else { Since::Touched(touched) })
}
