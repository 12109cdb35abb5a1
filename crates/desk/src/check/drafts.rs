//! The draft that was looked at last, with all that is wrong in it, kept from one question to the next: its grids are
//! not in memory as those of the published scheme are, and whoever draws asks about them after each line.
//!
//! One is kept, the one that was asked for last: a province's takes a few hundred megabytes.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, PoisonError};

use domain::code::GridPath;
use domain::news::Vector;
use domain::place::Bounds;
use domain::post::Post;
use domain::revision::GridChange;
use domain::roster::Roster;
use domain::scheme::Scheme;
use domain::set::PlacedGrid;
use domain::tree::Tree;
use ledger::{Error, View};

use super::proof::{self, Proofs, Since, State};
use super::{Check, Looked};
use crate::district::District;

/// A scheme that is not in force, as of a vector.
pub struct Drafted {
    seen: Vector,
    scheme: Scheme,
    /// Of the published scheme, from which people would come along.
    revision: u32,
    posts: Vec<Post>,
    pub tree: Tree,
    pub bounds: HashMap<GridPath, Bounds>,
    pub check: Arc<Check>,
}

/// The draft that was looked at last.
#[derive(Default)]
pub struct Drafts(Mutex<Option<Arc<Drafted>>>);

impl Drafts {
    /// A scheme as it stands in the view.
    pub fn of(
        &self,
        view: &View<'_>,
        district: &District,
        proofs: &Proofs,
        scheme: Scheme,
        state: State,
    ) -> Result<Arc<Drafted>, Error> {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let proof = proofs.of(view, &scheme.name, state)?;
        let known = kept.clone().filter(|known| known.scheme.name == scheme.name);
        let still = |known: &&Arc<Drafted>| {
            Arc::ptr_eq(&known.check.proof, &proof)
                && known.scheme == scheme
                && known.revision == district.revision
                && known.posts == district.roster.posts()
        };
        if let Some(known) = known.as_ref().filter(still) {
            return Ok(Arc::clone(known));
        }
        let seen = view.vector()?;
        if state == State::Committed {
            // Whoever still reads the old one keeps it; else its grids become those of the new one.
            *kept = None;
        }
        let (tree, bounds) = match known.map(|known| Drafted::later(known, view)).transpose()?.flatten() {
            Some(later) => later,
            None => (Tree::new(view.grids_of(Some(&scheme.name))?), view.bounds_of(Some(&scheme.name))?),
        };
        let along = along(&district.roster, &district.tree, &tree);
        let roster = along.as_ref().unwrap_or(&district.roster);
        let check = Arc::new(Check::of(Looked { scheme: Some(&scheme), tree: &tree, roster }, proof));
        let (revision, posts) = (district.revision, district.roster.posts().to_vec());
        let drafted = Arc::new(Drafted { seen, scheme, revision, posts, tree, bounds, check });
        if state == State::Committed {
            *kept = Some(Arc::clone(&drafted));
        }
        Ok(drafted)
    }
}

type Grids = (Tree, HashMap<GridPath, Bounds>);

impl Drafted {
    /// Its grids with what was revised since; none where more than that happened.
    fn later(self: Arc<Self>, view: &View<'_>) -> Result<Option<Grids>, Error> {
        let changes = match proof::since(view.facts_on_grids_since(&self.seen)?, &self.scheme.name) {
            Since::Nothing => Vec::new(),
            Since::Touched(changes) => changes,
            Since::Everything => return Ok(None),
        };
        let (tree, bounds) = match Arc::try_unwrap(self) {
            Ok(Self { tree, bounds, .. }) => (tree, bounds),
            Err(shared) => (shared.tree.clone(), shared.bounds.clone()),
        };
        Ok(Some(revised(tree, bounds, changes)))
    }
}

fn revised(tree: Tree, mut bounds: HashMap<GridPath, Bounds>, changes: Vec<GridChange>) -> Grids {
    let changed: BTreeMap<GridPath, Option<PlacedGrid>> =
        changes.into_iter().map(|change| (change.path, change.after)).collect();
    for (path, placed) in &changed {
        match placed.as_ref().and_then(|placed| placed.shape.bounds()) {
            Some(around) => bounds.insert(path.clone(), around),
            None => bounds.remove(path),
        };
    }
    let tree = tree.revised(changed.into_iter().map(|(path, placed)| (path, placed.map(|placed| placed.grid))));
    (tree, bounds)
}

/// The roster as it would be in a draft: whose grid stands under another parent there goes along with it, as it would
/// if the draft came into force. None when nobody has to.
fn along(roster: &Roster, published: &Tree, draft: &Tree) -> Option<Roster> {
    let place = |post: &Post| {
        let grid = published.grid(&post.grid).filter(|grid| draft.grid(&grid.path).is_none())?;
        Some(draft.with_code(grid.level, &grid.code)?.path.clone())
    };
    if roster.posts().iter().all(|post| place(post).is_none()) {
        return None;
    }
    let moved = roster.posts().iter().map(|post| match place(post) {
        Some(grid) => Post { grid, ..post.clone() },
        None => post.clone(),
    });
    Some(Roster::new(moved.collect()))
}
